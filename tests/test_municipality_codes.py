"""Municipality codes hold for days: which code a figure and a party are looked up by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import agreed, day, decided, funded_by, municipality, with_members
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    FormerCode,
    Party,
    ReferenceDate,
    assess,
    formats,
    settle,
)
from samverkan.errors import (
    AmbiguousPartyError,
    DayOutOfRangeError,
    DocumentError,
    DuplicatePartyError,
    FormerCodeError,
    NotADayError,
    PeriodOrderError,
    TextError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.fees import Ledger
from samverkan.formats import read_figures
from samverkan.funding import POPULATION, Basis, Rate, Split
from samverkan.register import Register, SharedKey
from samverkan.reports import explanation_text, fees_text
from samverkan.sweden import FORMER_CODES

WAS_1917 = FormerCode("1917", last_day=day("2006-12-31"))
HEBY = municipality("Heby kommun", municipality_code="0331", former_codes=WAS_1917)
BORAS = municipality("Borås stad", municipality_code="1490", former_codes=FORMER_CODES["1490"])
FIRST, BEYOND = day("2023-12-30"), day("2024-01-12")  # outside all days that are drawn
DAYS = [FIRST + dt.timedelta(days=n) for n in range((BEYOND - FIRST).days + 1)]
drawn_days = st.sampled_from(DAYS[1:-1])
codes = st.sampled_from(["0331", "1917", "1583"])


former_codes = st.builds(
    FormerCode, code=codes, last_day=drawn_days, first_day=st.none() | drawn_days
)


@st.composite
def coded_parties(draw: st.DrawFn, id: str | None = None) -> Party:  # noqa: A002 - as in Party
    """Municipalities that change their code once or twice, in a few days."""
    while True:
        fields: dict[str, Any] = {} if id is None else {"id": id}
        fields |= {name: draw(st.none() | drawn_days) for name in ("first_day", "last_day")}
        try:
            return municipality(
                "Heby",
                municipality_code=draw(codes),
                former_codes=draw(st.lists(former_codes, max_size=2)),
                **fields,
            )
        except (FormerCodeError, PeriodOrderError):
            continue


def painted(party: Party) -> Mapping[dt.date, str | None]:
    """Return the code of each day, painted day by day: the code now, then each one before it."""
    held: dict[dt.date, str | None] = dict.fromkeys(DAYS, party.municipality_code)
    for each in DAYS:
        if party.last_day is not None and each > party.last_day:
            held[each] = None
    begins = None
    for former in reversed(party.former_codes):
        begins = former.first_day
        for each in DAYS:
            if each <= former.last_day:
                held[each] = None if begins is not None and each < begins else former.code
    if begins is None and party.first_day is not None:
        held.update((each, None) for each in DAYS if each < party.first_day)
    return held


@given(party=coded_parties())
def test_the_code_of_a_day(party: Party) -> None:
    """On each day a party has the code that is painted on it."""
    assert {each: party.code_on(each) for each in DAYS} == painted(party)


def population(subject: str, on: dt.date | str, count: int, **fields: Any) -> Figure:
    """Return the number of inhabitants under a subject on a day."""
    on = day(on) if isinstance(on, str) else on
    return Figure(subject=subject, statistic=POPULATION, reference_date=on, value=count, **fields)


@given(
    party=coded_parties() | coded_parties(id="heby"),
    stated=st.sets(
        st.tuples(st.sampled_from(["heby", "0331", "1917", "1583"]), st.sampled_from(DAYS))
    ),
)
def test_which_figure_counts(party: Party, stated: set[tuple[str, dt.date]]) -> None:
    """A figure counts under the code of its day, else under the id, and under nothing else."""
    table = FigureTable(population(subject, on, 1) for subject, on in stated)
    held = painted(party)

    for each in DAYS:
        expected = next(
            (subject for subject in (held[each], party.id) if (subject, each) in stated), None
        )
        found = table.find_for("population", party, each)
        assert (None if found is None else found.subject) == expected


@given(one=coded_parties(id="a"), other=coded_parties(id="b"))
def test_two_with_one_code(one: Party, other: Party) -> None:
    """Two parties may have had the same code, but not on the same day."""
    ones, others = painted(one), painted(other)
    if any(ones[each] == others[each] is not None for each in DAYS):
        with pytest.raises(DuplicatePartyError):
            agreed(one, other)
    else:
        assert len(agreed(one, other).parties) == 2


# --- Parties


@pytest.mark.parametrize(
    ("party", "on", "code"),
    [
        pytest.param(HEBY, "2006-12-31", "1917", id="Heby, the last day in Västmanland"),
        pytest.param(HEBY, "2007-01-01", "0331", id="Heby, the first day in Uppsala"),
        pytest.param(BORAS, "1997-12-31", "1583", id="Borås, the last day in Älvsborg"),
        pytest.param(BORAS, "1998-01-01", "1490", id="Borås, the first day in Västra Götaland"),
    ],
)
def test_codes_of_real_municipalities(party: Party, on: str, code: str) -> None:
    """Heby moved to Uppsala county on 1 January 2007; Västra Götaland was formed in 1998."""
    assert party.code_on(day(on)) == code
    assert agreed(HEBY, BORAS).party(code) == party


def test_the_id_stays_the_code_of_today() -> None:
    """Former codes do not change the id, nor the name in a search."""
    assert HEBY.id == "0331"
    assert agreed(HEBY).party("heby") == agreed(HEBY).party("1917") == HEBY
    with pytest.raises(UnknownPartyError):
        agreed(HEBY).party("191")


def test_a_code_now_comes_before_a_former_one() -> None:
    """If a code was another municipality's before, it means the one that has it now."""
    successor = municipality(
        "Nya kommunen", id="ny", municipality_code="1917", first_day=day("2010-01-01")
    )
    agreement = agreed(HEBY, successor)

    assert agreement.party("1917").id == "ny"
    table = FigureTable([population("1917", "2006-12-31", 6), population("1917", "2010-12-31", 10)])
    for party, on, count in (
        (HEBY, "2006-12-31", 6),
        (HEBY, "2010-12-31", None),
        (successor, "2006-12-31", None),
        (successor, "2010-12-31", 10),
    ):
        found = table.find_for("population", party, day(on))
        assert (None if found is None else found.value) == count


def test_two_that_had_a_code_before() -> None:
    """A code that two had at different times is ambiguous if neither has it now."""
    other = municipality(
        "Annan",
        municipality_code="0305",
        former_codes=FormerCode("1917", first_day=day("2010-01-01"), last_day=day("2011-12-31")),
    )
    with pytest.raises(AmbiguousPartyError):
        agreed(HEBY, other).party("1917")


def test_no_id_is_another_ones_former_code() -> None:
    """An id stands for its party on all days, so it cannot be a code that another had."""
    with pytest.raises(DuplicatePartyError) as caught:
        agreed(HEBY, municipality("Nya", municipality_code="1917", first_day=day("2010-01-01")))

    assert caught.value.duplicates == (("1917", "Heby kommun", "Nya"),)


@pytest.mark.parametrize(
    ("former", "fields", "reason"),
    [
        pytest.param(
            [
                FormerCode("1583", last_day=day("2000-12-31")),
                FormerCode("1917", first_day=day("2000-12-31"), last_day=day("2006-12-31")),
            ],
            {},
            "overlap",
            id="begins on the last day of the one before",
        ),
        pytest.param(
            [FormerCode("1583", last_day=day("2006-12-31")), WAS_1917],
            {},
            "no-days",
            id="two with the same last day",
        ),
        pytest.param(
            WAS_1917, {"first_day": day("2007-01-01")}, "no-days", id="before the party existed"
        ),
        pytest.param(
            WAS_1917, {"last_day": day("2006-12-31")}, "no-days", id="none left for the code now"
        ),
        pytest.param(WAS_1917, {"municipality_code": None}, "no-code", id="only a former one"),
    ],
)
def test_codes_that_do_not_fit(former: Any, fields: dict[str, Any], reason: str) -> None:
    """A party has one code at a time, and each code has at least one day."""
    with pytest.raises(FormerCodeError) as caught:
        municipality("Heby", **{"municipality_code": "0331", "former_codes": former, **fields})

    assert (caught.value.field, caught.value.reason) == ("former_codes", reason)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        pytest.param({"code": "191"}, TextError, id="three digits"),
        pytest.param({"code": "１９１７"}, TextError, id="other digits"),
        pytest.param({"code": 1917}, WrongTypeError, id="a number"),
        pytest.param({"last_day": None}, NotADayError, id="no last day"),
        pytest.param({"last_day": dt.date(1, 1, 1)}, DayOutOfRangeError, id="a day of no code"),
        pytest.param({"first_day": "1971"}, NotADayError, id="a year"),
        pytest.param({"first_day": dt.date(2007, 1, 1)}, PeriodOrderError, id="swapped days"),
        pytest.param({"sources": "SCB"}, WrongTypeError, id="text for a source"),
    ],
)
def test_no_such_code(fields: dict[str, Any], error: type[Exception]) -> None:
    """A malformed code or day is refused, with the field named."""
    with pytest.raises(error):
        FormerCode(**{"code": "1917", "last_day": dt.date(2006, 12, 31), **fields})
    with pytest.raises(WrongTypeError, match="former_codes"):
        municipality("Heby", municipality_code="0331", former_codes=["1917"])


# --- Fees

YEAR_END = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 12, 31))


def paying(party: Party, rule: Any = None) -> Agreement:
    """Return an agreement whose members pay 1 krona per inhabitant at the end of the year before.

    The figures of these tests are invented.
    """
    rule = rule or Rate(kronor_per_unit=1, of=YEAR_END)
    since = dt.date(2015, 1, 1)
    made = agreed(party, municipality("Alfa"), funding=funded_by(rule))
    return made.accede_all(
        [(party.id, decided("2014-12-01")), ("alfa", decided("2014-12-01"))], effective=since
    )


MOVED = municipality(
    "Flyttade kommunen",
    municipality_code="0331",
    former_codes=FormerCode("1917", last_day=day("2015-12-31")),
)


def test_a_fee_by_the_code_of_its_time() -> None:
    """The figure of 2015 has the code of 2015; that of 2016 the new one; explanations say which."""
    table = FigureTable(
        [
            population("1917", "2014-12-31", 100),
            population("1917", "2015-12-31", 101),
            population("0331", "2016-12-31", 102),
            population("1917", "2017-12-31", 999),  # perhaps another municipality's by then
        ]
    )
    fees = {
        year: assess(paying(MOVED), year=year, figures=table).only("0331")
        for year in range(2015, 2019)
    }

    assert [[fee.ore for fee in fees[year]] for year in fees] == [[10000], [10100], [10200], []]
    [figure] = fees[2016].explain("0331").figures()
    assert figure.subject == "1917"
    told = explanation_text(fees[2016].explain("0331"), "sv")
    assert "Folkmängd i Flyttade kommunen (1917) den 31 december 2015: 101" in told
    told = explanation_text(fees[2017].explain("0331"), "sv")
    assert "Folkmängd i Flyttade kommunen den 31 december 2016: 102" in told


@pytest.mark.parametrize(
    ("year", "subject", "said"),
    [
        (2016, "1917", "folkmängd i Flyttade kommunen (1917) den 31 december 2015"),
        (2017, "0331", "folkmängd den 31 december 2016"),
    ],
)
def test_a_missing_figure_names_the_code_of_its_time(year: int, subject: str, said: str) -> None:
    """What is missing is asked for under the code that a statistical table of that day has."""
    assessment = assess(paying(MOVED), year=year, figures=FigureTable([])).only("0331")
    [missing] = assessment.missing

    assert missing.party == "0331"
    assert [need.subject for need in missing.needs] == [subject]
    assert said in " ".join(fees_text(assessment, "sv").split())


def test_the_code_of_its_time_comes_before_the_id() -> None:
    """Tables of today state the past under today's code: it counts if the other is missing."""
    today = population("0331", "2014-12-31", 7)
    then = population("1917", "2014-12-31", 8)

    for figures, count in (([today], 7), ([then], 8), ([today, then], 8)):
        found = FigureTable(figures).find_for("population", MOVED, day("2014-12-31"))
        assert found is not None
        assert found.value == count


def test_a_party_with_an_id_of_its_own() -> None:
    """Figures under its code count for a party whose id is a word."""
    nacka = municipality("Nacka kommun", id="nacka", municipality_code="0182")
    rule = Split(total=100, by=YEAR_END)
    table = FigureTable([population("0182", "2014-12-31", 3), population("alfa", "2014-12-31", 1)])

    assert [fee.ore for fee in assess(paying(nacka, rule), year=2015, figures=table)] == [
        2500,
        7500,
    ]
    lacking = assess(paying(nacka), year=2015, figures=FigureTable([]))
    assert [need.subject for each in lacking.missing for need in each.needs] == ["alfa", "0182"]


def test_a_figure_under_a_former_code_is_a_cause() -> None:
    """A corrected figure under the code of its time is the cause of that party's claim only."""
    figures = FigureTable(
        [
            population("1917", "2014-12-31", 100, published_on=day("2015-02-01")),
            population("1917", "2014-12-31", 110, published_on=day("2015-03-01")),
            population("alfa", "2014-12-31", 5, published_on=day("2015-02-01")),
            population("alfa", "2014-12-31", 6, published_on=day("2015-03-01")),
        ]
    )
    agreement = paying(MOVED)
    ledger = Ledger()
    for on in ("2015-02-01", "2015-03-01"):
        settled = settle(ledger, agreement, years=[2015], figures=figures, known_on=day(on))
        ledger = settled.ledger

    assert {claim.party: claim.ore for claim in settled.claims} == {"0331": 1000, "alfa": 100}
    for claim in settled.claims:
        [cause] = claim.causes
        assert isinstance(cause, Figure)
        assert cause.subject == {"0331": "1917", "alfa": "alfa"}[claim.party]


def test_a_population_file_with_former_codes() -> None:
    """A CSV file may have the code of the time on each line."""
    content = (
        "municipality_code;reference_date;population\n1917;2005-12-31;100\n0331;2016-12-31;102\n"
    )
    table = read_figures(content).figures

    for on, value in (("2005-12-31", 100), ("2016-12-31", 102)):
        found = table.find_for("population", HEBY, day(on))
        assert found is not None
        assert found.value == value


# --- Files


@pytest.mark.parametrize("party", [HEBY, BORAS, MOVED], ids=lambda party: party.name)
def test_written_and_read(party: Party) -> None:
    """A document keeps the former codes, with their days and sources."""
    agreement = agreed(party)

    assert formats.loads(formats.dumps(agreement)) == agreement


def test_read_from_toml() -> None:
    """A file in TOML states a former code as a table, and names what is wrong with it."""
    text = """
samverkan = 1
kind = "agreement"
terms.title = "Avtal"
terms.period.first_day = 2015-01-01

[[parties]]
names = "Heby kommun"
kind = "municipality"
municipality_code = "0331"
former_codes = [{ code = "1917", last_day = 2006-12-31 }]
"""
    [heby] = formats.loads(text, Agreement, syntax="toml").parties

    assert heby == HEBY
    with pytest.raises(DocumentError, match=r"parties\[0\]\.former_codes"):
        formats.loads(text.replace('"0331"', '"0331"\nlast_day = 2006-12-31'), syntax="toml")


# --- Registers


def test_one_body_under_two_codes() -> None:
    """An old agreement has the old code: it is the same body, and stated differently."""
    old = municipality("Heby kommun", municipality_code="1917")
    register = Register({"new": joined(HEBY), "old": joined(old)})

    assert len(register.memberships(on=day("2015-01-01"), party="0331")) == 2
    assert len(register.memberships(on=day("2015-01-01"), party=HEBY)) == 2
    [alike] = register.lookalikes()
    assert (alike.by, alike.shared) == (SharedKey.MUNICIPALITY_CODE, "1917")


def test_two_bodies_with_one_code() -> None:
    """A code that a municipality had later is not that of the one before."""
    later = municipality(
        "Nya kommunen", id="ny", municipality_code="1917", first_day=day("2010-01-01")
    )
    register = Register({"new": joined(HEBY), "other": joined(later)})

    for query, name in (("0331", "new"), ("ny", "other"), (later, "other"), (HEBY, "new")):
        rows = register.memberships(on=day("2015-01-01"), party=query)
        assert [row.agreement for row in rows] == [name]


def joined(party: Party) -> Agreement:
    """Return an agreement that a party has joined."""
    return with_members(agreed(party), **{party.id: day("2015-01-01")})
