"""An agreement over a frame of figures: what assess() and difference() say of the same figures."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import (
    BY_DAY,
    MID_YEAR,
    NONE,
    START,
    agreed,
    decided,
    funded_by,
    joins,
    says_the_same,
    with_members,
)
from frame_kinds import EAGER, LAZY, QUICK, made, on_spark, read
from frames_by_objects import frame_rules, own_bases, shorter
from samverkan import (
    Agreement,
    Amendment,
    Decision,
    Figure,
    FigureStatus,
    FigureTable,
    Ground,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    RoundingRule,
    Start,
    assess,
    difference,
)
from samverkan.errors import (
    BudgetYearError,
    FrameError,
    FrameRuleError,
    NoFeeError,
    SettlementError,
    UnknownReadingError,
    WrongTypeError,
)
from samverkan.fees import Assessment
from samverkan.frames import assess_frame, count_fees, settle_frame
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    EntryFee,
    Equally,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    PerParty,
    Proration,
    Rate,
    Reading,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Sum,
)
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as population
from strategies import (
    AREA,
    DECIDED,
    GROUPS,
    PRICES,
    TAX_BASE,
    World,
    decimals,
    histories,
    lives,
    per,
    plain_totals,
    reference_dates,
    roundings,
    steps,
    worlds,
)
from strategies import KINDS as PARTY_KINDS

Rows: TypeAlias = list[tuple[Any, ...]]

# --- The same figures, in a table and in a frame


def rules_of(agreement: Agreement, reading: str | None) -> Iterator[Rule]:
    """Yield the rules of an agreement by one reading, at any time."""
    amended = (i.funding or () for i in agreement.instruments if isinstance(i, Amendment))
    for readings in (agreement.terms.funding, *amended):
        for each in readings[:1] if reading is None else readings:
            if reading in {None, each.name}:
                yield each.funding.rule


@attrs.frozen
class Framed:
    """Figures as a frame: a row for each party, year and day of publication.

    Args:
        agreement: The agreement.

        figures: The figures of payers and areas.

        years: The budget years.

        reading: The name of a reading, or None.
    """

    agreement: Agreement
    figures: FigureTable
    years: tuple[int, ...]
    reading: str | None = None

    @property
    def names(self) -> dict[Basis, str]:
        """What the columns of the figures are called."""
        bases = dict.fromkeys(
            basis for rule in rules_of(self.agreement, self.reading) for basis in own_bases(rule)
        )
        return {basis: f"figure {place}" for place, basis in enumerate(bases)}

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of the frame."""
        rows: dict[tuple[str, int, dt.date | None], dict[str, int]] = {}
        for party in self.agreement.parties:
            for year in self.years:
                for basis, name in self.names.items():
                    for figure in self.figures.figures:
                        key = figure.subject, figure.statistic.id, figure.reference_date
                        if key == (party.id, basis.statistic.id, *basis.days(year)):
                            row = rows.setdefault((party.id, year, figure.published_on), {})
                            row[name] = figure.value
        return {
            "party": [party for party, _, _ in rows],
            "year": [year for _, year, _ in rows],
            "published_on": [day for _, _, day in rows],
            **{name: [row.get(name) for row in rows.values()] for name in self.names.values()},
        }

    def given(self) -> dict[str, Any]:
        """Return what assess_frame() is given besides the frame."""
        areas = [figure for figure in self.figures.figures if figure.subject == AREA]
        return {
            "years": self.years,
            "reading": self.reading,
            "columns": self.names,
            "figures": FigureTable(areas),
            "largest": 10**6 + 1,  # a corrected figure is one more
        }

    # --- What assess() says

    def assessed(self, year: int, known_on: dt.date | None) -> Assessment:
        """Return the assessment of a year."""
        return assess(
            self.agreement,
            year=year,
            figures=self.figures,
            known_on=known_on,
            reading=self.reading,
        )

    def expected(self, known_on: dt.date | None) -> list[tuple[str, int, int | None, str]]:
        """Return the fees and statuses of all years."""
        return [
            (party, year, *answer)
            for year in self.years
            for party, answer in sorted(answers(self.assessed(year, known_on)).items())
        ]


def answers(assessment: Assessment) -> dict[str, tuple[int | None, str]]:
    """Return the fee and the status of each party that an assessment names."""
    return {
        **{fee.party: (fee.ore, "known") for fee in assessment},
        **{each.party: (None, "missing") for each in assessment.missing},
        **{party: (None, why_unstated(assessment, party)) for party in assessment.unstated},
        **dict.fromkeys(assessment.undated, (None, "undated")),
        **dict.fromkeys(assessment.pending, (None, "pending")),
    }


def why_unstated(assessment: Assessment, party: str) -> str:
    """Return whether a rule is stated for some days of a party, or for none."""
    with pytest.raises(NoFeeError) as caught:
        assessment[party]
    return caught.value.reason


def rows_of(frame: Any) -> Rows:
    """Return the rows of a frame, in order of year and party."""
    columns = read(frame)
    return sorted(zip(*columns.values(), strict=True), key=lambda row: (row[1], row[0]))


def framed(kind: str, case: Framed) -> Any:
    """Return the frame of a case, of some kind."""
    return made(kind, case.columns(), {"party": pa.string(), "published_on": pa.date32()})


# --- Agreements whose fees depend on figures of payers

own = st.builds(
    Basis, statistic=st.sampled_from([POPULATION, TAX_BASE]), reference_date=reference_dates
)
own_keys = st.lists(own, min_size=1, max_size=2).map(tuple)
own_rates = st.builds(Rate, kronor_per_unit=decimals(places=3).map(shorter), of=own, per=per)
own_splits = st.builds(Split, total=plain_totals, by=own_keys, step_ore=steps)
own_shares = st.builds(
    Shares,
    total=plain_totals,
    kinds=st.dictionaries(
        st.sampled_from(PARTY_KINDS),
        st.builds(Share, part=st.sampled_from(["1/4", "1/3"]), by=own_keys | st.just(Equally())),
        min_size=1,
        max_size=3,
    ),
)
firsts = st.builds(ByGroup, groups=st.just({GROUPS[0]: Fixed(kronor="1000.01")}))
rests = st.builds(
    Split,
    total=st.builds(Remainder, total=plain_totals, after=firsts | st.just(Fixed(kronor=100))),
    by=own_keys,
)
entered = st.builds(EntryFee, first=own_rates, again=st.none() | own_rates)
open_rules = st.one_of(
    own_rates, own_splits, own_shares, rests, frame_rules(), frame_rules(), entered
)
open_rules |= st.lists(open_rules, min_size=1, max_size=3).map(lambda several: Sum(rules=several))
open_fundings = st.builds(
    Funding,
    rule=open_rules,
    proration=st.sampled_from([Proration.NONE] * 3 + list(Proration)),
    rounding=roundings,
)


# --- A real agreement

COUNTED = [
    (party.id, year, figure.value)
    for year in range(2015, 2026)
    for party in stockholm.parties
    if (figure := population.find_for("population", party, dt.date(year - 1, 6, 30)))
]
NACKA = stockholm.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
DAY_BEFORE, DAY_AFTER = dt.date(2015, 4, 12), dt.date(2015, 4, 13)


def inhabitants_of(kind: str, rows: Sequence[tuple[str, int, int | None]] = COUNTED) -> Any:
    """Return the number of inhabitants of each municipality for each budget year, as a frame."""
    names = ("party", "year", "population")
    types = {"party": pa.string(), "year": pa.int64(), "population": pa.int64()}
    columns = [[row[place] for row in rows] for place in range(3)]
    return made(kind, dict(zip(names, columns, strict=True)), types)


@pytest.mark.parametrize("kind", QUICK)
def test_nacka_joins(kind: str) -> None:
    """Before its decision Nacka is no party; from that day on it owes 142 773 kronor for 2015."""
    frame = inhabitants_of(kind)

    before, after = (
        dict_of(assess_frame(NACKA, frame, years=[2015, 2016], known_on=day))
        for day in (DAY_BEFORE, DAY_AFTER)
    )
    claims = settle_frame(NACKA, frame, years=[2015], since=DAY_BEFORE, known_on=DAY_AFTER)
    nacka = [row[1:] for row in rows_of(claims) if row[0] == "0182"]

    assert ("0182", 2015) not in before
    assert after["0182", 2015] == (14277300, "known")
    assert {status for _, status in before.values()} == {"undated", "unstated"}
    assert nacka == [(2015, None, None, 14277300, "known", 14277300)]


@pytest.mark.parametrize("kind", QUICK)
def test_eleven_years(kind: str) -> None:
    """All fees of a real agreement are those of assess()."""
    expected = {
        (party, year): answer
        for year in range(2015, 2026)
        for party, answer in answers(assess(stockholm, year=year, figures=population)).items()
    }

    assert (
        dict_of(assess_frame(stockholm, inhabitants_of(kind), years=range(2015, 2026))) == expected
    )


def dict_of(frame: Any) -> dict[tuple[str, int], tuple[int | None, str]]:
    """Return the fee and the status of each party and year."""
    return {(party, year): (fee, status) for party, year, fee, status in rows_of(frame)}


# --- What is stated

TOWNS = ("alfa", "beta", "gamma")
POP, YEAR_END = MID_YEAR, Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 12, 31))
RATE = Rate(kronor_per_unit="1.50", of=POP)
BY_POPULATION = Split(total=1_000, by=POP)
# The members in group a share what those in group b leave of 400 kronor; all share the rest.
LEFT_BY_B = Split(total=Remainder(total=400, after=ByGroup(groups={"b": RATE})), by=Equally())
LEFT_TWICE = Split(
    total=Remainder(total=1_000, after=ByGroup(groups={"a": LEFT_BY_B})), by=Equally()
)
JULY = dt.date(2015, 7, 1)


def town(name: str, **fields: Any) -> Party:
    """Return a municipality with its name as its id."""
    return Party(names=name.title(), kind=PartyKind.MUNICIPALITY, id=name, **fields)


def all_by(rule: Rule, proration: Proration = NONE, **fields: Any) -> Agreement:
    """Return an agreement of three municipalities that pay by a rule, members from the start."""
    return agreed(
        *map(town, TOWNS),
        instruments=[joins(number, party) for number, party in enumerate(TOWNS, start=1)],
        funding=[funded_by(rule, proration, **fields)],
    )


def of_2015(kind: str = "polars", **counts: int | None) -> Any:
    """Return the number of inhabitants of each party for 2015, as a frame."""
    return inhabitants_of(kind, [(party, 2015, count) for party, count in counts.items()])


def in_2015(agreement: Agreement, frame: Any, **given: Any) -> dict[str, tuple[int | None, str]]:
    """Return the fee and status of each party for 2015."""
    found = dict_of(assess_frame(agreement, frame, years=2015, **given))
    return {party: answer for (party, _), answer in found.items()}


def ore_of(agreement: Agreement, frame: Any, **given: Any) -> dict[str, int | None]:
    """Return the fee of each party for 2015."""
    return {party: fee for party, (fee, _) in in_2015(agreement, frame, **given).items()}


def index(value: int, year: int = 2014) -> Figure:
    """Return a level of an index at the end of a year."""
    day = dt.date(year, 12, 31)
    return Figure(subject=AREA, statistic=PRICES, reference_date=day, value=value)


def indexed(rule: Rule) -> Indexed:
    """Return an amount of 2014 that an index of the year before adjusts."""
    basis = Basis(statistic=PRICES, reference_date=ReferenceDate(1, 12, 31), subject=AREA)
    return Indexed(rule=rule, index=basis, method=IndexMethod.LEVEL, base_year=2014)


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        pytest.param(all_by(RATE), [1500, 3000, 150], id="a rate"),
        pytest.param(all_by(BY_POPULATION), [32258, 64516, 3226], id="a division"),
        pytest.param(all_by(Fixed(kronor=5)), [500, 500, 500], id="nothing depends on figures"),
        pytest.param(
            all_by(Sum(rules=[RATE, BY_POPULATION, Fixed(kronor=1)])),
            [33858, 67616, 3476],
            id="all of them",
        ),
    ],
)
@pytest.mark.parametrize("kind", QUICK)
def test_fees(kind: str, agreement: Agreement, expected: list[int]) -> None:
    """A fee is known if its figures are, on any engine."""
    frame = of_2015(kind, alfa=10, beta=20, gamma=1)

    assert ore_of(agreement, frame) == dict(zip(TOWNS, expected, strict=True))


def test_part_of_a_year() -> None:
    """A member that leaves owes for its days, and the figure of its predecessor counts."""
    left = all_by(RATE, BY_DAY).withdraw(
        "beta", decided("2014-12-01"), last_day=dt.date(2015, 3, 31)
    )
    taken = left.succeed("gamma", town("delta"), decided("2014-12-01"), first_day=JULY)

    assert ore_of(taken, of_2015(alfa=10, beta=20, gamma=1, delta=7)) == {
        "alfa": 1500,
        "beta": 740,  # 90 days of 365
        "delta": 76,  # 184 days
        "gamma": 74,  # 181 days
    }


def test_an_amount_of_the_predecessor() -> None:
    """A successor has the amount that is stated for its predecessor."""
    rule = Rate(kronor_per_unit=PerParty(kronor={"alfa": 1, "gamma": 3}, others=2), of=POP)
    taken = all_by(Bounded(rule=rule, cap=1_000)).succeed(
        "gamma", town("delta"), decided("2014-12-01"), first_day=START
    )

    assert ore_of(taken, of_2015(alfa=10, beta=10, gamma=10)) == {
        "alfa": 1000,
        "beta": 2000,
        "delta": 3000,
    }


def test_a_change_that_may_apply() -> None:
    """No fee is known, whatever the figures are, if a change of the funding may apply."""
    changed = all_by(Sum(rules=[RATE, BY_POPULATION]), BY_DAY).amend(
        decided("2014-12-01"), effective=Start(), funding=[funded_by(Fixed(kronor=1))]
    )

    assert in_2015(changed, of_2015(alfa=10, beta=20, gamma=1)) == dict.fromkeys(
        TOWNS, (None, "pending")
    )


def test_all_leave_and_come_back() -> None:
    """A total is divided if all share it on the same days, even if these do not follow on."""
    until, after = dt.date(2015, 3, 31), itertools.count(4)
    left = [joins(number, party, last=until) for number, party in enumerate(TOWNS, start=1)]
    back = [joins(next(after), party, JULY) for party in TOWNS]
    both = agreed(
        *map(town, TOWNS), instruments=[*left, *back], funding=[funded_by(BY_POPULATION, BY_DAY)]
    )

    assert ore_of(both, of_2015(alfa=10, beta=20, gamma=1)) == {
        "alfa": 24216,
        "beta": 48431,
        "gamma": 2421,
    }


def test_a_predecessor_in_several_parts() -> None:
    """A successor has the amount of its predecessor wherever a rule states it."""
    rate = Rate(kronor_per_unit=PerParty(kronor={"alfa": 1, "gamma": 3}, others=2), of=POP)
    parts = Sum(rules=[rate, Bounded(rule=rate, cap=1_000), rate])
    taken = all_by(parts, BY_DAY).succeed(
        "gamma", town("delta"), decided("2014-12-01"), first_day=START
    )

    assert ore_of(taken, of_2015(alfa=10, beta=20, gamma=1)) == {
        "alfa": 3000,
        "beta": 12000,
        "delta": 900,
    }


def test_entry_fees() -> None:
    """Who enters owes the entry fee, another one if it was a member before."""
    again = all_by(EntryFee(first=RATE, again=Bounded(rule=RATE, cap=1)), BY_DAY)
    again = again.withdraw("beta", decided("2014-12-01"), last_day=dt.date(2015, 3, 31))
    again = with_members(again, beta=JULY)

    assert ore_of(again, of_2015(alfa=10, beta=20, gamma=1)) == {
        "alfa": 1500,
        "beta": 3100,
        "gamma": 150,
    }


SUCCEEDED = agreed(
    *map(town, TOWNS),
    instruments=[
        joins(number, party, dt.date(2014, 1, 1)) for number, party in enumerate(TOWNS, start=1)
    ],
    period=Period(dt.date(2014, 1, 1)),
    funding=[funded_by(Rate(kronor_per_unit=1, of=[POP, YEAR_END]))],
).succeed("gamma", town("delta"), decided("2014-12-01"), first_day=dt.date(2014, 10, 1))


@pytest.mark.parametrize(
    ("agreement", "reason"),
    [
        pytest.param(
            with_members(
                agreed("Alfa", "Beta", "Gamma", funding=[funded_by(BY_POPULATION, BY_DAY)]),
                alfa=START,
                beta=JULY,
            ),
            "days-differ",
            id="somebody joins a division within the year",
        ),
        pytest.param(
            agreed(
                *map(town, TOWNS),
                instruments=[
                    joins(1, "alfa", group="a"),
                    joins(2, "beta", last=dt.date(2015, 3, 31), group="a"),
                    joins(3, "beta", dt.date(2015, 4, 1), group="b"),
                ],
                funding=[
                    funded_by(
                        Shares(
                            total=1_000,
                            groups={
                                "a": Share(part="1/2", by=POP),
                                "b": Share(part="1/2", by=Equally()),
                            },
                        ),
                        BY_DAY,
                    )
                ],
            ),
            "days-differ",
            id="somebody changes to a class without figures",
        ),
        pytest.param(
            all_by(BY_POPULATION, BY_DAY)
            .withdraw("beta", decided("2014-12-01"), last_day=dt.date(2015, 6, 30))
            .succeed("gamma", "beta", decided("2014-12-01"), first_day=JULY),
            "days-differ",
            id="one that was a member takes the place of another",
        ),
        pytest.param(
            all_by(BY_POPULATION, Proration.BY_COMMENCED_MONTH)
            .withdraw("beta", decided("2014-12-01"), last_day=dt.date(2015, 6, 15))
            .succeed("gamma", "beta", decided("2014-12-01"), first_day=dt.date(2015, 6, 16)),
            "days-differ",
            id="the same within a month, which it owes twice",
        ),
        pytest.param(
            all_by(Split(total=Remainder(total=1_000, after=RATE), by=POP)),
            "paid-first",
            id="what is paid first depends on figures",
        ),
        pytest.param(
            agreed(
                *map(town, TOWNS),
                instruments=[joins(1, "alfa", group="a"), joins(2, "beta", group="b")],
                funding=[funded_by(LEFT_TWICE)],
            ),
            "paid-first",
            id="what others pay before that depends on figures",
        ),
        pytest.param(
            SUCCEEDED,
            "two-holders",
            id="a succession between the days of two figures",
        ),
        pytest.param(
            all_by(Split(total=1_000, by=attrs.evolve(POP, fallback=YEAR_END))),
            "key-fallback",
            id="a key with a fallback",
        ),
        pytest.param(
            all_by(Rate(kronor_per_unit="0.0000000001", of=[POP, POP])), "bounds", id="bounds"
        ),
    ],
)
def test_refused(agreement: Agreement, reason: str) -> None:
    """A rule that a frame cannot do is refused by name and place, before anything is read."""
    columns: dict[Any, str] = {POP: "population", YEAR_END: "later"}
    used = {key: name for key, name in columns.items() if key in own_bases_of(agreement)}
    with pytest.raises(FrameRuleError) as caught:
        assess_frame(agreement, pl.DataFrame(), years=2015, columns=used)

    assert caught.value.reason == reason
    assert caught.value.where.startswith("rule")
    assert says_the_same(caught.value)


def own_bases_of(agreement: Agreement) -> list[Basis]:
    """Return the figures of payers that an agreement reads."""
    return [basis for rule in rules_of(agreement, None) for basis in own_bases(rule)]


# --- Days of knowledge of figures


def published(kind: str, *rows: tuple[int | None, dt.date | None]) -> Any:
    """Return the figures of alfa for 2015, each with its day of publication."""
    counts, days = zip(*rows, strict=True)
    columns = {
        "party": ["alfa"] * len(rows),
        "year": [2015] * len(rows),
        "population": counts,
        "published_on": days,
    }
    types = {"population": pa.int64(), "published_on": pa.date32()}
    return made(kind, columns, types)


def test_nothing_is_owed_for_its_months() -> None:
    """Who joins in December, and pays from the month after, owes nothing, whatever is missing."""
    agreement = agreed(
        *map(town, TOWNS),
        instruments=[
            joins(1, "alfa"),
            joins(2, "beta", dt.date(2015, 12, 2), decision=decided("2015-11-01")),
        ],
        funding=[funded_by(RATE, Proration.BY_MONTH_AFTER_ENTRY)],
    )
    assert in_2015(agreement, of_2015(alfa=2)) == {"alfa": (275, "known"), "beta": (0, "known")}


@pytest.mark.parametrize("kind", [*QUICK, pytest.param("pyspark", marks=on_spark)])
def test_no_figure_is_needed(kind: str) -> None:
    """A frame may have days of publication, though nobody owes anything by figures."""
    frame, fixed = published(kind, (3, dt.date(2014, 9, 1))), all_by(Fixed(kronor=5))
    early, late = dt.date(2013, 1, 1), dt.date(2016, 1, 1)
    claims = settle_frame(fixed, frame, years=2015, since=early, known_on=late)

    assert dict_of(assess_frame(all_by(RATE), frame, years=1999)) == {}
    assert ore_of(fixed, frame) == dict.fromkeys(TOWNS, 500)
    assert count_fees(claims, column="claim_ore").rows == len(TOWNS)


@pytest.mark.parametrize("kind", QUICK)
@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        pytest.param(dt.date(2014, 6, 29), None, id="nothing is known"),
        pytest.param(dt.date(2014, 6, 30), 150, id="from its reference date"),
        pytest.param(dt.date(2014, 8, 31), 150, id="not published again yet"),
        pytest.param(dt.date(2014, 9, 1), 300, id="published again"),
        pytest.param(dt.date(2015, 1, 1), 300, id="a later row without a figure"),
        pytest.param(None, 450, id="everything on record"),
    ],
)
def test_publication(kind: str, known_on: dt.date | None, expected: int | None) -> None:
    """The last figure that was known applies; a row without a day counts from its own date."""
    alone = agreed("Alfa", funding=[funded_by(RATE)]).accede(
        "alfa", decided("2014-06-01"), effective=START
    )
    frame = published(
        kind,
        (3, dt.date(2015, 6, 1)),
        (2, dt.date(2014, 9, 1)),
        (None, dt.date(2014, 12, 1)),
        (1, None),
    )

    assert ore_of(alone, frame, known_on=known_on) == {"alfa": expected}


@pytest.mark.parametrize("kind", EAGER)
def test_stated_twice(kind: str) -> None:
    """Two rows of one party, year and day are refused, and two values known on one day."""
    day = dt.date(2014, 9, 1)
    cases: list[tuple[list[tuple[int | None, dt.date | None]], str]] = [
        ([(1, day), (1, day)], "party-twice"),
        ([(1, None), (2, dt.date(2014, 6, 30))], "stated-twice"),
    ]
    for rows, reason in cases:
        with pytest.raises(FrameError) as caught:
            assess_frame(all_by(RATE), published(kind, *rows), years=[2015])
        assert caught.value.reason == reason
        assert says_the_same(caught.value)
    twice = inhabitants_of(kind, [("alfa", 2015, 1), ("alfa", 2015, 1)])
    with pytest.raises(FrameError, match="listed twice"):
        assess_frame(all_by(RATE), twice, years=2015)


@pytest.mark.parametrize("kind", LAZY)
def test_stated_twice_in_lazy_frames(kind: str) -> None:
    """In a lazy frame they are told by the status, as is a figure out of bounds."""
    day = dt.date(2014, 9, 1)
    twice: list[list[tuple[int | None, dt.date | None]]] = [
        [(1, day), (1, day)],
        [(1, None), (2, dt.date(2014, 6, 30))],
    ]
    for rows in twice:
        found = in_2015(all_by(RATE), published(kind, *rows))
        assert found["alfa"] == (None, "stated-twice")
    rows_twice = inhabitants_of(kind, [("alfa", 2015, 1), ("alfa", 2015, 1), ("beta", 2015, -1)])

    assert in_2015(all_by(RATE), rows_twice) == {
        "alfa": (None, "stated-twice"),
        "beta": (None, "out-of-bounds"),
        "gamma": (None, "missing"),
    }


# --- Frames


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        pytest.param(pd.to_datetime(["2014-09-01 12:00"]), "not-a-day", id="a time"),
        pytest.param(["2014-09-01"], "not-a-day", id="text"),
    ],
)
def test_days_of_publication_are_days(days: Any, reason: str) -> None:
    """A day of publication has no time."""
    frame = pd.DataFrame({"party": ["alfa"], "population": [1], "published_on": days})
    with pytest.raises(FrameError) as caught:
        assess_frame(all_by(RATE), frame, years=2015)

    assert caught.value.reason == reason


def test_columns_of_other_names() -> None:
    """The result calls the party and the year as the frame does."""
    frame = pl.DataFrame({"kod": ["alfa"], "ar": [2015], "folk": [10]})
    names: dict[Any, str] = {"party": "kod", "year": "ar", "population": "folk"}
    found = assess_frame(all_by(RATE), frame, years=[2015], columns=names)

    assert found.columns == ["kod", "ar", "fee_ore", "fee_status"]
    assert count_fees(found).missing == 2
    with pytest.raises(FrameError, match="dag"):
        assess_frame(all_by(RATE), frame, years=[2015], columns={**names, "published_on": "dag"})
    frame = frame.rename({"kod": "fee_ore"})
    with pytest.raises(FrameError) as caught:
        assess_frame(all_by(RATE), frame, years=[2015], columns={**names, "party": "fee_ore"})
    assert caught.value.reason == "column-taken"


def test_rows_of_other_years() -> None:
    """Figures of other years do not count, be it one year that is asked for, or several."""
    frame = inhabitants_of("polars", [("alfa", 2014, 1), ("alfa", 2015, 2)])

    assert ore_of(all_by(RATE), frame)["alfa"] == 300
    assert ore_of(all_by(RATE), frame.drop("year").tail(1))["alfa"] == 300
    assert ore_of(all_by(RATE), frame.tail(0))["alfa"] is None


@pytest.mark.parametrize("kind", QUICK)
@pytest.mark.parametrize("others", [[], [RATE]])
def test_an_amount_beyond_64_bits(kind: str, others: list[Rule]) -> None:
    """An amount that does not depend on figures of payers is refused if it is too large."""
    huge = Sum(rules=[indexed(Fixed(kronor=10**14)), *others])
    with pytest.raises(FrameRuleError) as caught:
        assess_frame(
            all_by(huge), of_2015(kind), years=2015, figures=[index(1, 2013), index(10**4)]
        )

    assert caught.value.reason == "bounds-of-rule"


def test_wrong_arguments() -> None:
    """Years, days and readings are checked as assess() does."""
    frame, agreement = of_2015(alfa=1), all_by(RATE)
    with pytest.raises(WrongTypeError, match="years"):
        assess_frame(agreement, frame, years=None)  # type: ignore[arg-type]
    with pytest.raises(BudgetYearError):
        assess_frame(agreement, frame, years=[1])
    with pytest.raises(UnknownReadingError):
        assess_frame(agreement, frame, years=2015, reading="other")
    with pytest.raises(SettlementError, match="later"):
        settle_frame(agreement, frame, years=2015, since=JULY, known_on=START)
    assumed = attrs.evolve(
        index(1), status=FigureStatus.FORECAST, assumed_from=dt.date(2013, 12, 31)
    )
    with pytest.raises(FrameError) as caught:
        assess_frame(agreement, frame, years=2015, figures=[assumed])
    assert caught.value.reason == "assumed"
    assert says_the_same(caught.value)
    with pytest.raises(FrameError, match="assumed"):
        settle_frame(agreement, frame, years=2015, since=START, known_on=JULY, figures=[assumed])


@pytest.mark.parametrize("kind", QUICK)
def test_no_years(kind: str) -> None:
    """Without years, there are no fees."""
    found = read(assess_frame(all_by(RATE), of_2015(kind, alfa=1), years=[]))

    assert found == {"party": [], "year": [], "fee_ore": [], "fee_status": []}


def test_a_party_that_is_gone() -> None:
    """Who turns out to be no party is credited what it owed, and owes nothing."""
    agreement = with_members(agreed("Alfa", funding=[funded_by(RATE)]), alfa=START)
    gone = agreement.revoke(1, decided("2015-05-01"), ground=Ground.ANNULLED)
    claims = settle_frame(
        gone, of_2015(alfa=10), years=2015, since=START, known_on=dt.date(2015, 6, 1)
    )

    assert rows_of(claims) == [("alfa", 2015, 1500, "known", 0, "known", -1500)]


def test_years_of_different_length() -> None:
    """If the numbers of all years together are too large, each year is computed by itself."""
    rate = Rate(kronor_per_unit="12.3456", of=POP)
    agreement = with_members(
        agreed("Alfa", funding=[funded_by(rate, BY_DAY)]), alfa=dt.date(2015, 7, 1)
    )
    agreement = agreement.withdraw("alfa", decided("2016-01-02"), last_day=dt.date(2016, 6, 30))
    frame = inhabitants_of("polars", [("alfa", 2015, 1_000), ("alfa", 2016, 1_000)])
    found = dict_of(assess_frame(agreement, frame, years=[2015, 2016], largest=10**10))

    assert [fee for fee, _ in found.values()] == [622354, 613907]


def test_roundings_of_different_years() -> None:
    """Each year is rounded as its own funding says."""
    up = funded_by(RATE, rounding=Rounding(rule=RoundingRule.AWAY_FROM_ZERO, step_ore=1_000))
    agreement = all_by(RATE).amend(
        decided("2015-02-01"), effective=dt.date(2016, 1, 1), funding=[up]
    )
    frame = inhabitants_of("polars", [("alfa", 2015, 1), ("alfa", 2016, 1)])
    found = dict_of(assess_frame(agreement, frame, years=[2015, 2016]))

    assert (found["alfa", 2015], found["alfa", 2016]) == ((150, "known"), (1000, "known"))


def test_nothing_is_run() -> None:
    """A lazy frame is not run."""
    frame = of_2015("polars-lazy", alfa=1)
    frame = frame.map_batches(lambda _: 1 / 0, schema=frame.collect_schema())
    found = assess_frame(all_by(Sum(rules=[RATE, BY_POPULATION])), frame, years=[2015])
    with pytest.raises(ZeroDivisionError):
        found.collect()


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(Sum(rules=[RATE, indexed(Fixed(kronor=1))]), id="an amount"),
        pytest.param(Split(total=indexed(Fixed(kronor=3)), by=POP), id="a total"),
    ],
)
def test_figures_of_areas(rule: Rule) -> None:
    """Without the figure of an area, the fees are missing, whatever the payers' figures are."""
    frame = of_2015(alfa=1, beta=1, gamma=1)
    levels = [index(100, 2013), index(200)]
    known = ore_of(all_by(rule), frame, figures=levels)

    assert {status for _, status in in_2015(all_by(rule), frame).values()} == {"missing"}
    assert known == {fee.party: fee.ore for fee in by_objects_of(rule, levels)}


def by_objects_of(rule: Rule, levels: Sequence[Figure]) -> Assessment:
    """Return the fees of three parties with one inhabitant each."""
    [day] = POP.days(2015)
    counts = [
        Figure(subject=party, statistic=POPULATION, reference_date=day, value=1) for party in TOWNS
    ]
    return assess(all_by(rule), year=2015, figures=FigureTable([*levels, *counts]))


def test_a_rule_for_some_days_only() -> None:
    """A party with a rule on only some of its days is told apart, and prevents a total."""
    agreement = agreed("Alfa", instruments=[joins(1, "alfa")]).amend(
        decided("2014-12-01"), effective=JULY, funding=[funded_by(RATE, BY_DAY)]
    )
    found = assess_frame(agreement, of_2015(alfa=10), years=2015)

    assert dict_of(found) == {("alfa", 2015): (None, "partly-unstated")}
    assert count_fees(found).partly_unstated == 1


# --- Laws


@st.composite
def open_worlds(draw: st.DrawFn) -> World:
    """Agreements of any history whose original funding depends on figures of payers."""
    world = draw(st.one_of(worlds(), histories(), lives()))
    names = [reading.name for reading in world.agreement.terms.funding] or ["only"]
    readings = [Reading(name=name, funding=draw(open_fundings)) for name in names]
    terms = attrs.evolve(world.agreement.terms, funding=readings)
    return attrs.evolve(world, agreement=attrs.evolve(world.agreement, terms=terms))


@st.composite
def framed_worlds(draw: st.DrawFn) -> Framed:
    """The same, with the figures as a frame, for two years and some reading."""
    world = draw(open_worlds())
    names = [reading.name for reading in world.agreement.terms.funding]
    reading = draw(st.sampled_from([None, None, None, *names]))
    case = Framed(world.agreement, world.figures, (world.year, world.year + 1), reading)
    return attrs.evolve(case, figures=draw(more_figures(case)))


@st.composite
def more_figures(draw: st.DrawFn, case: Framed) -> FigureTable:
    """The figures of a case, and most of those that its payers lack."""
    values = itertools.cycle(draw(st.lists(st.integers(0, 10**5), min_size=1, max_size=4)))
    days = itertools.cycle([None, None, draw(st.none() | DECIDED)])
    stated = {
        (each.subject, each.statistic.id, each.reference_date) for each in case.figures.figures
    }
    wanted = dict.fromkeys(
        (party.id, basis.statistic, day)
        for party in case.agreement.parties
        for basis in case.names
        for year in case.years
        for day in basis.days(year)
    )
    added = (
        Figure(
            subject=party,
            statistic=statistic,
            reference_date=day,
            value=next(values),
            published_on=next(days),
        )
        for party, statistic, day in wanted
        if (party, statistic.id, day) not in stated and next(values) % 10
    )
    return FigureTable([*case.figures.figures, *added])


def of_towns(rule: Rule, reading: str | None = None) -> Framed:
    """Return an agreement of three municipalities by a rule, with figures of two years."""
    counted = [("alfa", 2014, None), ("beta", 2014, None), ("gamma", 2014, JULY)]
    counted += [("alfa", 2013, None), ("alfa", 2014, dt.date(2015, 1, 10))]
    figures = [
        Figure(
            subject=party,
            statistic=POPULATION,
            reference_date=dt.date(year, 6, 30),
            value=10 + number,
            published_on=published_on,
        )
        for number, (party, year, published_on) in enumerate(counted)
    ]
    joined = with_members(
        agreed(*map(town, TOWNS), funding=[funded_by(rule)]), **dict.fromkeys(TOWNS, START)
    )
    return Framed(joined, FigureTable(figures), (2014, 2015), reading)


EVERYTHING = of_towns(Sum(rules=[RATE, BY_POPULATION, Fixed(kronor=1)]))
STATED = [
    EVERYTHING,
    of_towns(RATE, reading="other"),
    of_towns(Split(total=Remainder(total=1_000, after=RATE), by=POP)),
    of_towns(ByGroup(groups={"named": RATE})),
]
"""Cases of which the laws see one kind of answer each."""

ANSWERS = {"fees", "no fee", "no reading"}
"""What a law may see: a fee that is known, none, or that the terms have no such reading."""

REFUSALS = {"bounds", "bounds-of-rule", "days-differ", "key-fallback", "paid-first", "two-holders"}
"""Why a rule may be refused."""


@attrs.frozen
class Law:
    """A law that a kind of frame keeps, and how often it said something.

    Args:
        kind: The kind of frames.

        said: How often each of ANSWERS, or a refusal, was seen.
    """

    kind: str
    said: Counter[str] = attrs.field(factory=Counter)

    def compare(self, found: Callable[[], Any], expected: Callable[[], Rows]) -> None:
        """Compare the rows of a frame with those that are expected, unless a rule is refused."""
        why = "no reading"
        try:
            rows = rows_of(found())
        except UnknownReadingError:
            with pytest.raises(UnknownReadingError):
                expected()
        except FrameRuleError as error:
            why = error.reason
        else:
            assert rows == expected()
            why = "fees" if any("known" in row for row in rows) else "no fee"
        self.said[why] += 1

    def check(self) -> None:
        """Fail if too few cases said something, or a rule was refused for a reason not named."""
        refused = {why: times for why, times in self.said.items() if why not in ANSWERS}

        assert {*refused} <= REFUSALS
        assert sum(refused.values()) * 4 < self.said.total()
        assert self.said["fees"] * 8 > self.said.total() or self.kind != "polars"


ON_ENGINES = [
    "polars",
    *(pytest.param(kind, marks=pytest.mark.slow) for kind in [*EAGER[1:], *LAZY]),
]


def stated(law: Callable[..., None]) -> Callable[..., None]:
    """Return a law that is tested of the stated cases, too."""
    for case in STATED:
        law = example(case=case, two=[dt.date(2014, 12, 1), dt.date(2015, 12, 31)])(law)
    return law


@pytest.mark.parametrize("kind", ON_ENGINES)
def test_fees_are_those_of_assess(kind: str) -> None:
    """Every fee and status is that of assess(), of whatever rule and history, on any engine."""
    law = Law(kind)

    @stated
    @settings(max_examples=40 if kind == "polars" else 8)
    @given(case=framed_worlds(), two=st.tuples(st.none(), st.none() | st.none() | DECIDED))
    def test(case: Framed, two: Sequence[dt.date | None]) -> None:
        law.compare(
            lambda: assess_frame(
                case.agreement, framed(kind, case), known_on=two[1], **case.given()
            ),
            lambda: case.expected(two[1]),
        )

    test()
    law.check()


@pytest.mark.parametrize("kind", ON_ENGINES)
def test_claims_are_those_of_difference(kind: str) -> None:
    """Every claim is that of difference() between two assessments."""
    law = Law(kind)

    @stated
    @settings(max_examples=40 if kind == "polars" else 8)
    @given(case=framed_worlds(), two=st.lists(DECIDED, min_size=2, max_size=2).map(sorted))
    def test(case: Framed, two: list[dt.date]) -> None:
        since, known_on = two
        law.compare(
            lambda: settle_frame(
                case.agreement, framed(kind, case), since=since, known_on=known_on, **case.given()
            ),
            lambda: claimed(case, since, known_on),
        )

    test()
    law.check()


def claimed(case: Framed, since: dt.date, known_on: dt.date) -> Rows:
    """Return what is claimed of each party and year, by difference()."""
    found: Rows = []
    for year in case.years:
        before, after = (case.assessed(year, day) for day in (since, known_on))
        claims = difference(before, after).ledger
        first, last = answers(before), answers(after)
        for party in sorted({*first, *last}):
            ore, status = last.get(party, (0, "known"))
            was, had = first.get(party, (None, None))
            more = claims.claimed_ore(party, year) - (was or 0)
            is_known = status == "known" and had != "pending"
            found.append((party, year, was, had, ore, status, more if is_known else None))
    return found


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_on_spark(kind: str) -> None:
    """On PySpark, too, fees are those of assess(), and claims those of difference()."""
    since, known_on = dt.date(2014, 12, 1), dt.date(2015, 12, 31)
    frame, given = framed(kind, EVERYTHING), EVERYTHING.given()
    fees = assess_frame(EVERYTHING.agreement, frame, known_on=since, **given)
    claims = settle_frame(EVERYTHING.agreement, frame, since=since, known_on=known_on, **given)

    assert rows_of(fees) == EVERYTHING.expected(since)
    assert rows_of(claims) == claimed(EVERYTHING, since, known_on)
