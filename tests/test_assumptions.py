"""A budget may assume that a figure is what the last known one is; no claim may."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import agreed, day, funded_by, owed, with_members
from samverkan import (
    Agreement,
    Figure,
    FigureStatus,
    FigureTable,
    FormerCode,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Statistic,
    YearDay,
    assess,
    difference,
    formats,
    settle,
)
from samverkan.errors import AssumptionError, SettlementError, WrongTypeError
from samverkan.fees import Assessment, Assumed, Ledger
from samverkan.findings import check_assessment
from samverkan.funding import (
    POPULATION,
    Basis,
    Fixed,
    Indexed,
    IndexMethod,
    Instalments,
    Link,
    Mean,
    Rate,
    Rule,
    Split,
    Stepped,
)
from samverkan.reports import explanation_text, fees_text, register_text
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as of_stockholm
from strategies import PRICES as INDEX
from strategies import World, days, worlds

YEAR_END = ReferenceDate(1, 12, 31)
HEADS = Basis(statistic=POPULATION, reference_date=YEAR_END)
PER_HEAD = Rate(kronor_per_unit=1, of=HEADS)
PRICES = Statistic(id="kpi", name="KPI", unit="enhet", units="enheter", base="1980 = 100")
CHANGES = Statistic(id="lci", name="LCI", unit="%", units="%", decimals=1, signed=True)
HEBY = Party(
    names="Heby kommun",
    kind=PartyKind.MUNICIPALITY,
    municipality_code="0331",
    former_codes=FormerCode("1917", last_day=dt.date(2006, 12, 31)),
)


def heads(subject: str, on: str, value: int, **more: object) -> Figure:
    """Return a figure of inhabitants."""
    made = Figure(subject=subject, statistic=POPULATION, reference_date=day(on), value=value)
    return attrs.evolve(made, **more)  # type: ignore[arg-type] # any field


def paying(rule: Rule, *names: str) -> Agreement:
    """Return an agreement by which municipalities pay by a rule from 2015 on."""
    parties = names or ("Alfa",)
    return with_members(
        agreed(*parties, funding=funded_by(rule)),
        **{name.lower(): Period(dt.date(2015, 1, 1)) for name in parties},
    )


def budget(
    rule: Rule, *figures: Figure, year: int = 2026, names: tuple[str, ...] = ()
) -> Assessment:
    """Return the fees of a year, if what is missing is as it was last known."""
    table = FigureTable(figures)
    return assess(paying(rule, *names), year=year, figures=table, assume_last_known=True)


# --- Laws


@pytest.mark.slow
@given(world=worlds(), known_on=st.none() | days)
def test_only_what_is_missing_is_assumed(world: World, known_on: dt.date | None) -> None:
    """Fees that are known stay as they are, and rest on nothing that is assumed."""
    plain = _assessed(world, known_on, assume=False)
    forecast = _assessed(world, known_on)
    told = {each.party for each in forecast.assumed}

    assert plain.assumed == ()
    assert {fee: fee in forecast for fee in plain} == dict.fromkeys(plain, True)
    assert told == {fee.party for fee in forecast} - {fee.party for fee in plain}
    assert forecast.is_forecast == bool(told)


@pytest.mark.slow
@example(world=World(stockholm, 2027, of_stockholm), known_on=None)
@given(world=worlds(), known_on=st.none() | days)
def test_last_known(world: World, known_on: dt.date | None) -> None:
    """What is assumed is the last known figure of the subject before the reference date."""
    known = world.figures if known_on is None else world.figures.as_known(known_on)
    for each in _assessed(world, known_on).assumed:
        for figure in each.figures:
            earlier = [
                other
                for other in known.figures
                if (other.statistic.id, other.subject) == (figure.statistic.id, figure.subject)
                and other.reference_date < figure.reference_date
            ]
            last = max(earlier, key=lambda other: other.reference_date)
            applies = known.find(last.statistic.id, last.subject, last.reference_date)

            assert applies is not None
            assert figure == attrs.evolve(
                applies,
                reference_date=figure.reference_date,
                status=FigureStatus.FORECAST,
                published_on=applies.known_from,
                assumed_from=applies.reference_date,
                assumed_status=applies.status,
            )
            assert known_on is None or figure.known_from <= known_on


@pytest.mark.slow
@given(world=worlds(), known_on=st.none() | days)
def test_as_written_by_hand(world: World, known_on: dt.date | None) -> None:
    """Fees are those of a table in which somebody wrote what is assumed, and rest on as much."""
    forecast = _assessed(world, known_on)
    written = {figure for each in forecast.assumed for figure in each.figures}
    table = FigureTable([*world.figures.figures, *written])
    by_hand = assess(world.agreement, year=world.year, figures=table, known_on=known_on)

    assert {fee: fee in by_hand for fee in forecast} == dict.fromkeys(forecast, True)
    assert by_hand.assumed == forecast.assumed
    assert by_hand.is_forecast == forecast.is_forecast
    assert formats.loads(formats.dumps(by_hand), Assessment) == by_hand


@given(world=worlds())
def test_what_is_still_missing_was_never_known(world: World) -> None:
    """A figure is still missing only if no earlier one of its subject is known."""
    for need in {need for each in _assessed(world).missing for need in each.needs}:
        earlier = [
            figure
            for figure in world.figures.figures
            if (figure.statistic.id, figure.subject) == (need.statistic.id, need.subject)
            and figure.reference_date < need.reference_date
        ]

        assert not earlier or need.stated is not None or need.statistic == INDEX


@given(world=worlds(), data=st.data())
def test_some_parties_alone(world: World, data: st.DataObject) -> None:
    """For some parties, the fees and what they rest on are the same as for all."""
    whole = _assessed(world)
    some = {fee.party for fee in whole if data.draw(st.booleans())}
    alone = whole.only(some)

    assert {each.party for each in alone.assumed} == some & {each.party for each in whole.assumed}
    assert formats.loads(formats.dumps(alone), Assessment) == alone


def _assessed(world: World, known_on: dt.date | None = None, *, assume: bool = True) -> Assessment:
    return assess(
        world.agreement,
        year=world.year,
        figures=world.figures,
        known_on=known_on,
        assume_last_known=assume,
    )


# --- What may be assumed


def test_nothing_known() -> None:
    """Where no earlier figure is known, the figure is still missing; a later one says nothing."""
    found = budget(PER_HEAD, heads("alfa", "2026-12-31", 9))

    assert (owed(found), [each.party for each in found.missing]) == ({}, ["alfa"])


def test_what_is_published_later_is_not_known() -> None:
    """On a day in May, a figure that is published in August is not known."""
    early, late = heads("alfa", "2024-12-31", 7), heads("alfa", "2025-06-30", 8)
    table = FigureTable([early, attrs.evolve(late, published_on=day("2025-08-20"))])
    agreement = paying(PER_HEAD)

    def asked(known_on: str) -> dict[str, int]:
        return owed(
            assess(
                agreement,
                year=2026,
                figures=table,
                known_on=day(known_on),
                assume_last_known=True,
            )
        )

    assert [asked("2025-05-20"), asked("2025-08-20")] == [{"alfa": 700}, {"alfa": 800}]


def test_former_code() -> None:
    """The last known figure may be under the municipality code of its own time (Heby, 1917)."""
    in_2007 = Basis(statistic=POPULATION, reference_date=dt.date(2007, 12, 31))
    rule = Rate(kronor_per_unit=1, of=in_2007)
    agreement = with_members(
        agreed(HEBY, funding=funded_by(rule)), **{"0331": Period(dt.date(2015, 1, 1))}
    )
    figures = [
        heads("1917", "2005-12-31", 13_000, status=FigureStatus.FINAL),
        heads("1917", "2006-12-31", 0),
        heads("1917", "2007-06-30", 99_999),  # of another municipality by then
    ]
    found = assess(agreement, year=2015, figures=FigureTable(figures), assume_last_known=True)

    [assumed] = found.assumed[0].figures
    assert (assumed.subject, assumed.value, assumed.assumed_from) == ("0331", 0, day("2006-12-31"))
    assert [each.code for each in check_assessment(found)] == ["NO_INHABITANTS", "FIGURES_ASSUMED"]


def test_a_mean() -> None:
    """Each missing day of a mean is assumed by itself."""
    days = [ReferenceDate(1, 12, 31), ReferenceDate(2, 12, 31), ReferenceDate(3, 12, 31)]
    mean = Rate(kronor_per_unit=1, of=Basis(statistic=POPULATION, reference_date=Mean(days)))
    found = budget(mean, heads("alfa", "2022-12-31", 30), heads("alfa", "2024-12-31", 60))

    assumed = {str(each.reference_date): each.value for each in found.assumed[0].figures}
    assert assumed == {"2023-12-31": 30, "2025-12-31": 60}
    assert owed(found) == {"alfa": 5000}


def test_a_fallback_comes_first() -> None:
    """What a clause names until a figure is known is used, and nothing is assumed in its place."""
    until = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
    clause = Rate(kronor_per_unit=1, of=attrs.evolve(HEADS, fallback=until))
    known = heads("alfa", "2025-06-30", 5)

    found = budget(clause, known, heads("alfa", "2024-12-31", 9))
    assert (owed(found), found.assumed) == ({"alfa": 500}, ())

    assumed = budget(clause, heads("alfa", "2024-12-31", 9))
    assert owed(assumed) == {"alfa": 900}
    [figure] = assumed.assumed[0].figures
    assert (figure.reference_date, assumed.explain("Alfa").provisional) == (
        day("2025-06-30"),
        (clause.of[0],),
    )


def test_a_stated_assumption_serves_where_no_fallback_is_known() -> None:
    """A figure that a file states as assumed serves if the fallback is not known either."""
    until = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
    clause = Rate(kronor_per_unit=1, of=attrs.evolve(HEADS, fallback=until))
    stated = heads(
        "alfa",
        "2025-12-31",
        9,
        status=FigureStatus.FORECAST,
        assumed_from=day("2024-12-31"),
    )
    agreement = paying(clause)

    def fees(*figures: Figure) -> dict[str, int]:
        return owed(assess(agreement, year=2026, figures=FigureTable(figures)))

    assert fees(stated) == {"alfa": 900}
    assert fees(stated, heads("alfa", "2025-06-30", 5)) == {"alfa": 500}


def test_a_step_asks_for_another_figure() -> None:
    """If what is assumed shows that a rule applies, the figures of that rule are assumed, too."""
    pupils = Statistic(id="pupils", name="elever", unit="elev", units="elever")
    large = Rate(kronor_per_unit=2, of=Basis(statistic=pupils, reference_date=YEAR_END))
    stepped = Stepped(of=HEADS, rule=Fixed(kronor=1), above=[(100, large)])
    many = heads("alfa", "2024-12-31", 500)
    found = budget(stepped, many, attrs.evolve(many, statistic=pupils, value=7))

    assert owed(found) == {"alfa": 1400}
    assert [each.statistic.id for each in found.assumed[0].figures] == ["population", "pupils"]


def level(on: str, value: int, statistic: Statistic = PRICES) -> Figure:
    """Return a figure of an index."""
    return Figure(subject="riket", statistic=statistic, reference_date=day(on), value=value)


@pytest.mark.parametrize(
    ("method", "statistic", "known", "ore"),
    [
        pytest.param(
            IndexMethod.LEVEL, PRICES, {"2014-12-31": 100, "2020-12-31": 150}, 15_000, id="level"
        ),
        pytest.param(IndexMethod.LEVEL, PRICES, {"2013-12-31": 100}, None, id="no base"),
        pytest.param(IndexMethod.LEVEL, PRICES, {"2014-12-31": 0}, None, id="useless base"),
        pytest.param(IndexMethod.CHANGE, CHANGES, {"2024-12-31": 27}, 10_270, id="change"),
    ],
)
def test_indexes(
    method: IndexMethod, statistic: Statistic, known: dict[str, int], ore: int | None
) -> None:
    """The year's level or change may be assumed; the level of the base year is of the past."""
    index = Basis(statistic=statistic, reference_date=YEAR_END, subject="riket")
    rule = Indexed(rule=Fixed(kronor=100), index=index, base_year=2015, method=method)
    found = budget(rule, *(level(on, value, statistic) for on, value in known.items()))

    assert owed(found) == ({} if ore is None else {"alfa": ore})


def test_a_link_is_of_the_past() -> None:
    """The level on the day that links two series is never assumed."""
    new = attrs.evolve(PRICES, id="kpi-2020", base="2020 = 100")
    bases = [
        Basis(statistic=each, reference_date=YEAR_END, subject="riket") for each in (PRICES, new)
    ]
    rule = Indexed(
        rule=Fixed(kronor=100),
        index=bases[0],
        base_year=2015,
        method=IndexMethod.LEVEL,
        link=Link(index=bases[1], day=day("2024-12-31")),
    )
    known = [level("2014-12-31", 100), level("2024-12-31", 200), level("2023-12-31", 50, new)]

    assert owed(budget(rule, *known)) == {}
    assert owed(budget(rule, *known, level("2024-12-31", 60, new))) == {"alfa": 20_000}


# --- Where it is told


SHARED = Split(total=Fixed(kronor=1_000), by=HEADS)


def shared() -> Assessment:
    """Return a total that six divide: the figure of one is known, five are assumed."""
    names = ("Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")
    known = heads("alfa", "2025-12-31", 5, status=FigureStatus.FINAL)
    last = [heads(name.lower(), "2024-12-31", 1) for name in names[1:]]
    return budget(SHARED, known, *last, names=names)


@pytest.mark.parametrize(
    ("language", "mark", "said", "others"),
    [
        pytest.param(
            "sv",
            "* prognos: samma som den 31 december 2024: folkmängd den 31 december 2025, 5 parter",
            "den 31 december 2025: 1 (prognos: samma som den 31 december 2024)",
            "folkmängd den 31 december 2025, 5 parter (prognos: samma som den 31 december 2024)",
            id="sv",
        ),
        pytest.param(
            "en",
            "* forecast: same as on 31 December 2024: population on 31 December 2025, 5 parties",
            "on 31 December 2025: 1 (forecast: same as on 31 December 2024)",
            "population on 31 December 2025, 5 parties (forecast: same as on 31 December 2024)",
            id="en",
        ),
    ],
)
def test_told_for_people(language: str, mark: str, said: str, others: str) -> None:
    """Each fee that rests on an assumed figure is marked, also if the figure is another's."""
    found = shared()
    table = fees_text(found.only(["alfa"]), language, width=150)  # type: ignore[arg-type]
    own = explanation_text(found.explain("Beta"), language, width=150)  # type: ignore[arg-type]
    of_others = explanation_text(found.explain("Alfa"), language, width=150)  # type: ignore[arg-type]

    assert mark in table
    assert next(line for line in table.splitlines() if "Alfa" in line).endswith("*")
    assert said in own
    assert others in of_others
    assert "0 (" not in of_others.split("\n", 1)[1]


def test_few_others_are_named() -> None:
    """If only some others are assumed, each is named."""
    known = heads("alfa", "2025-12-31", 5)
    found = budget(SHARED, known, heads("beta", "2024-12-31", 5), names=("Alfa", "Beta"))

    told = explanation_text(found.explain("Alfa"), "en")
    assert "population of beta on 31 December 2025 (forecast: same as on" in told


def test_told_for_programs() -> None:
    """JSON, CSV and documents tell the day that a figure is assumed from."""
    found = shared()
    fees = {fee["party"]: fee for fee in json.loads(json.dumps(formats.fees_data(found)))["fees"]}
    tree = json.loads(json.dumps(formats.explanation_data(found.explain("Beta"))))

    assert fees["alfa"]["figures"][0]["assumed_from"] is None
    assert len(fees["alfa"]["assumed"]) == 5
    assert fees["beta"]["figures"][0]["assumed_from"] == "2024-12-31"
    assert fees["beta"]["figures"][0]["status"] == "forecast"
    assert len(tree["assumed"]) == 5
    cells = [str(cell) for cell in formats.fees_table(found.only("Alfa")).rows[0]]
    others = "folkmängd den 31 december 2025, 5 parter (prognos: samma som den 31 december 2024)"
    assert any(others in cell for cell in cells)
    assert formats.loads(formats.dumps(found), Assessment) == found


def test_a_register_says_so(tmp_path: Path) -> None:
    """A register marks what rests on assumed figures, also if a table states them."""
    figure = heads("alfa", "2024-12-31", 5)
    agreement = paying(PER_HEAD)
    formats.write(agreement, tmp_path / "agreement.json")
    register = formats.read_register(tmp_path)
    table = FigureTable([figure])
    guessed = FigureTable(budget(PER_HEAD, figure).assumed[0].figures)
    overviews = [
        register.overview(on=day("2026-01-01"), year=2026, figures=table, assume_last_known=True),
        register.overview(on=day("2026-01-01"), year=2026, figures=guessed),
    ]

    assert not register.fees(year=2026, figures=table).is_forecast
    for found in overviews:
        assert found.fees is not None
        assert [(row.ore, row.is_forecast) for row in found.fees] == [(500, True)]
        text = " ".join(register_text(found, "sv").replace("\N{NO-BREAK SPACE}", " ").split())
        assert "Avgifter för 2026 (prognos)" in text
        assert text.count("5,00 kr (prognos)") == 2  # of the agreement, and the total
        data = json.loads(json.dumps(formats.register_data(found)))["fees"]
        assert (data["is_forecast"], data["fees"][0]["is_forecast"]) == (True, True)
        tables = [each for each in formats.register_tables(found) if each.is_forecast]
        assert [each.total_label for each in tables] == ["Summa (prognos)"]
        assert "avgift (prognos)" in tables[0].rows[0]


def test_findings() -> None:
    """One finding tells how many fees rest on what is assumed; others are about what is known."""
    jumped = [heads("alfa", "2023-12-31", 100), heads("alfa", "2024-12-31", 900)]
    found = check_assessment(budget(PER_HEAD, *jumped))

    assert [(each.code, each.subject) for each in found] == [
        ("FIGURE_JUMPS", "figure population alfa 2024-12-31"),
        ("FIGURES_ASSUMED", "figures population 2025-12-31"),
    ]
    assert found[1].message("sv") == (
        "folkmängd den 31 december 2025 är en prognos: samma som den 31 december 2024 (antal: 1)"
    )


def test_findings_about_old_and_mixed_days() -> None:
    """A figure from afar, and parties that rest on different days, are doubtful."""
    found = budget(
        PER_HEAD,
        heads("alfa", "2024-12-31", 5),
        heads("beta", "2022-12-31", 5),
        names=("Alfa", "Beta"),
    )

    told = {each.code: each.message("sv") for each in check_assessment(found)}
    assert told == {
        "FIGURES_ASSUMED_FROM_AFAR": "folkmängd den 31 december 2025 antas vara samma som den "
        "31 december 2022, mer än två år tidigare (antal: 1)",
        "FIGURES_ASSUMED_MIXED": "folkmängd den 31 december 2025 antas vara samma som på olika "
        "dagar för olika parter: 2022-12-31 (1) och 2024-12-31 (1)",
        "FIGURES_ASSUMED": "folkmängd den 31 december 2025 är en prognos: samma som den "
        "31 december 2024 (antal: 1)",
    }


# --- What is refused


def _read_again(table: FigureTable) -> FigureTable:
    """Return a table as a document holds it."""
    return formats.loads(formats.dumps(table), FigureTable)


@pytest.mark.parametrize("of", [lambda table: table, _read_again], ids=["table", "document"])
def test_no_claims_on_what_a_table_assumes(of: Callable[[FigureTable], FigureTable]) -> None:
    """No claim rests on a guess, wherever the guess was written: the table is refused."""
    agreement = paying(PER_HEAD)
    found = budget(PER_HEAD, heads("alfa", "2024-12-31", 5))
    table = of(FigureTable(found.assumed[0].figures))

    with pytest.raises(SettlementError, match="a forecast is no ground for claims"):
        settle(Ledger(), agreement, years=[2026], figures=table, known_on=day("2026-05-01"))
    first, second = (
        assess(agreement, year=2026, figures=table, known_on=day(on))
        for on in ("2025-05-01", "2026-05-01")
    )
    assert [each.is_forecast for each in (first, second)] == [True, True]
    with pytest.raises(SettlementError, match="a forecast is no ground for claims"):
        difference(first, second)


def test_every_line_with_an_amount_says_so() -> None:
    """Text, tables, instalments and JSON say of each amount that it is a forecast."""
    plan = Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)])
    reading = funded_by(PER_HEAD)
    funding = attrs.evolve(reading, funding=attrs.evolve(reading.funding, instalments=plan))
    agreement = with_members(agreed("Alfa", funding=funding), alfa=Period(dt.date(2015, 1, 1)))
    figure = heads("alfa", "2024-12-31", 5, status=FigureStatus.PERTURBED)
    found = assess(agreement, year=2026, figures=FigureTable([figure]), assume_last_known=True)

    lines = [line.strip() for line in fees_text(found, "sv").splitlines()]
    assert lines[0] == "Avgifter för 2026 (prognos)"
    assert "Betalningsplan (prognos)" in lines
    assert any(line.startswith("Summa (1) (prognos)") for line in lines)
    told = explanation_text(found.explain("Alfa"), "sv").replace("\N{NO-BREAK SPACE}", " ")
    assert told.splitlines()[0] == "Alfa (alfa), avgift för 2026: 5,00 kr (prognos)"
    assert "Betalningsplan (prognos)" in told
    same = "prognos: samma som den 31 december 2024 (slumpjusterad)"
    assert same in " ".join(told.split())
    assert same in " ".join(lines)
    tables = formats.fees_table(found), formats.instalments_table(found, "en")
    place = [each.title for each in tables[0].columns].index("status")
    assert [row[place] for table in tables for row in table.rows] == [
        "avgift (prognos)",
        "fee (forecast)",
        "fee (forecast)",
    ]
    assert [table.total_label for table in tables] == ["Summa (prognos)", "Total (forecast)"]
    fee = json.loads(json.dumps(formats.fees_data(found)))["fees"][0]
    assert (fee["is_forecast"], fee["is_provisional"]) == (True, True)
    assert fee["figures"][0]["assumed_status"] == "perturbed"


def test_no_claims() -> None:
    """No claim rests on a guess: the difference between forecasts is refused."""
    joined = paying(PER_HEAD)
    table = FigureTable([heads("alfa", "2024-12-31", 5)])
    first, second = (
        assess(joined, year=2026, figures=table, known_on=day(on), assume_last_known=True)
        for on in ("2025-05-01", "2025-06-01")
    )

    with pytest.raises(SettlementError, match="a forecast is no ground for claims"):
        difference(first, second)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"status": FigureStatus.FINAL}, "its status is not forecast", id="final"),
        pytest.param({"status": None}, "its status is not forecast", id="no status"),
        pytest.param({"assumed_from": day("2025-12-31")}, "which is not earlier", id="same day"),
        pytest.param(
            {"assumed_from": None, "assumed_status": FigureStatus.FINAL},
            "but not its day",
            id="status alone",
        ),
    ],
)
def test_a_contradiction(fields: dict[str, object], said: str) -> None:
    """What is assumed is a forecast, and rests on an earlier figure."""
    stated = {"status": FigureStatus.FORECAST, "assumed_from": day("2024-12-31"), **fields}

    with pytest.raises(AssumptionError, match=said):
        heads("alfa", "2025-12-31", 5, **stated)


def test_a_switch_is_true_or_false() -> None:
    """Whether to assume is a bool."""
    with pytest.raises(WrongTypeError, match="assume_last_known"):
        assess(stockholm, year=2015, figures=of_stockholm, assume_last_known=1)  # type: ignore[arg-type]


def test_stockholm() -> None:
    """By the other reading, the fees of 2026 are those of 2025 until the figures are known."""
    fees = {
        year: assess(
            stockholm,
            year=year,
            figures=of_stockholm,
            reading="year-start",
            assume_last_known=True,
        )
        for year in (2025, 2026)
    }

    assert fees[2026].total_kronor == fees[2025].total_kronor == Decimal("3709960.50")
    assert (fees[2025].assumed, len(fees[2026].assumed)) == ((), 26)
    assert isinstance(fees[2026].assumed[0], Assumed)
