from __future__ import annotations

import datetime as dt
from decimal import localcontext
from fractions import Fraction
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import by_hand
from builders import (
    BY_DAY,
    HOSTILE_CONTEXT,
    MID_YEAR,
    NONE,
    START,
    agreed,
    counted,
    decided,
    funded_by,
    joins,
    owed,
    plainly,
    with_members,
)
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    Statistic,
    assess,
)
from samverkan.errors import (
    NoDecisionError,
    NoFeeError,
    StartNotKnownError,
    UnknownReadingError,
    WrongTypeError,
)
from samverkan.formats import explanation_data
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    ByWeight,
    ByYear,
    EntryFee,
    Equally,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Part,
    PerParty,
    Proration,
    Rate,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.reports import explained_fees_text
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as population
from strategies import AREA, CHANGES, DECIDED, PRICES, TAX_BASE, World, lives

JULY, MARCH_31 = dt.date(2015, 7, 1), dt.date(2015, 3, 31)
RATE = Rate(kronor_per_unit="1.50", of=MID_YEAR)
FIGURES = counted(alfa=95_182)


def divided_with_undated(proration: Proration) -> World:
    """Return a world in which a total is divided with an undated party."""
    funding = funded_by(Split(total=100, by=Equally()), proration)
    made = agreed("Alfa", "Beta", funding=funding, instruments=[joins(1, "beta")])
    return World(with_members(made, alfa=START), 2015, counted())


FIRST: Rule = Fixed(kronor=1)


def left_with_undated(total: Rule, after: Rule, *, late: bool = False) -> World:
    """Return a world in which what is left is divided, and it is not known who pays first."""
    left = ByYear(years={2015: Part(rule=Remainder(total=total, after=after), of="1/2")})
    shared: Rule = Split(total=left, by=Equally())
    rule = ByGroup(groups={"shore": FIRST, "neighbour": shared})
    joined = joins(1, "beta", dt.date(2015, 6, 1) if late else START, group="shore")
    funding = funded_by(rule, Proration.BY_COMMENCED_MONTH if late else NONE)
    made = agreed("Alfa", "Beta", funding=funding, instruments=[joined])
    return World(with_members(made, "neighbour", alfa=START), 2015, counted())


def of_no_year() -> World:
    """Return a world in which the total of a year is not stated, with an undated party."""
    rule = Sum(
        rules=[
            ByYear(years={2016: Fixed(kronor=1)}),
            Split(total=ByYear(years={2016: 1}), by=Equally()),
        ]
    )
    made = agreed("Alfa", "Beta", funding=funded_by(rule), instruments=[joins(1, "beta")])
    return World(with_members(made, alfa=START), 2015, counted())


def without_funding() -> World:
    """Return a world whose terms state no funding."""
    return World(with_members(agreed("Alfa"), alfa=START), 2015, counted())


def in_two_readings() -> World:
    """Return a world with two readings."""
    readings = [
        attrs.evolve(funded_by(Fixed(kronor=kronor)), name=name)
        for name, kronor in (("only", 1), ("other", 2))
    ]
    made = agreed("Alfa", funding=readings)
    return World(with_members(made, alfa=START), 2015, counted())


LEFT_OF_1, HOST_PAYS = Fixed(kronor=1), ByGroup(groups={"shore": Fixed(kronor=1)})
EQUALLY: Rule = ByGroup(groups={"shore": Split(total=1, by=Equally())})


@pytest.mark.slow
@given(world=lives(), known_on=st.none() | DECIDED, reading=st.sampled_from([None, None, "other"]))
@example(world=divided_with_undated(BY_DAY), known_on=START, reading=None)
@example(world=divided_with_undated(NONE), known_on=START, reading=None)
@example(world=left_with_undated(LEFT_OF_1, HOST_PAYS), known_on=START, reading=None)
@example(world=left_with_undated(LEFT_OF_1, EQUALLY), known_on=START, reading=None)
@example(world=left_with_undated(LEFT_OF_1, HOST_PAYS, late=True), known_on=START, reading=None)
@example(world=of_no_year(), known_on=START, reading=None)
@example(world=without_funding(), known_on=START, reading=None)
@example(world=in_two_readings(), known_on=START, reading="other")
def test_every_year_against_days_and_fractions(
    world: World, known_on: dt.date | None, reading: str | None
) -> None:
    """After any decisions, each party owes the sum of its days, computed with fractions."""
    known = FigureTable(
        f for f in world.figures.figures if known_on is None or f.known_from <= known_on
    )
    agreement, year = world.agreement, world.year
    seen = World(agreement, year, known)
    try:
        assessment = assess(
            agreement, year=year, figures=world.figures, known_on=known_on, reading=reading
        )
        expected = by_hand.owed(assessment.state, seen, reading)
    except (StartNotKnownError, UnknownReadingError):
        return  # no terms are known for some day, or none has such a reading
    undated = assessment.state.undated
    sharing = by_hand.sharing(assessment.state, seen, reading)

    found = by_hand.told(assessment)
    unknown = {member.party.id for member in undated} | sharing | set(assessment.pending)
    assert not sharing & {fee.party for fee in assessment.fees}
    for party, amount in expected.items():
        assert party in unknown or found.pop(party) == amount
    assert all(amount is None or party in unknown for party, amount in found.items())
    for fee in assessment.fees:
        assert assessment.explain(fee.party).ore == fee.ore


def one(
    rule: Rule,
    proration: Proration = BY_DAY,
    *,
    first: dt.date = START,
    last: dt.date | None = None,
) -> Agreement:
    """Return an agreement with one member for some days."""
    instruments = [joins(1, "alfa", first, last)]
    return agreed("Alfa", "Beta", funding=funded_by(rule, proration), instruments=instruments)


@pytest.mark.parametrize(
    ("proration", "first", "last", "kronor"),
    [
        pytest.param(NONE, START, None, "142773.00", id="whole year"),
        pytest.param(NONE, dt.date(2015, 12, 31), None, "142773.00", id="one day, not prorated"),
        pytest.param(BY_DAY, START, None, "142773.00", id="every day"),
        pytest.param(BY_DAY, START, dt.date(2015, 4, 12), "39898.21", id="102 of 365 days"),
        pytest.param(BY_DAY, dt.date(2015, 12, 31), None, "391.16", id="the last day counts"),
        pytest.param(BY_DAY, START, START, "391.16", id="the first day counts"),
    ],
)
def test_part_year_members(
    proration: Proration, first: dt.date, last: dt.date | None, kronor: str
) -> None:
    """Trap 4: both end days count, and nothing is prorated unless the funding says so."""
    made = one(RATE, proration, first=first, last=last)

    assert str(assess(made, year=2015, figures=FIGURES)["alfa"].kronor) == kronor


@pytest.mark.parametrize("decided_on", [dt.date(2015, 3, 1), dt.date(2015, 11, 1)])
@pytest.mark.parametrize(("proration", "ore"), [(BY_DAY, 109_500), (NONE, 73_000)])
def test_a_rule_that_changes_inside_a_year(
    decided_on: dt.date, proration: Proration, ore: int
) -> None:
    """Trap 4: each day by the rule that applies to it, whether decided before or after that day."""
    changed = one(Fixed(kronor=730), proration).amend(
        decided(decided_on),
        effective=dt.date(2015, 7, 2),
        funding=funded_by(Fixed(kronor=1460), proration, name="new"),
    )
    assessment = assess(changed, year=2015, figures=FIGURES)

    days_before, days_after = 182, 183
    exact = Fraction(730 * days_before + 1460 * days_after, 365) * 100
    assert assessment["alfa"].ore == (round(exact) if proration is BY_DAY else ore)
    # Nothing is prorated twice: the following year has the whole new amount.
    assert assess(changed, year=2016, figures=FIGURES)["alfa"].ore == 146_000


def test_one_rounding_at_the_end() -> None:
    """A year cut in two is rounded once; each part of a sum is rounded separately."""
    half = Fixed(kronor="0.01")
    cut = one(half).amend(
        decided(START),
        effective=dt.date(2015, 7, 2),
        funding=funded_by(half, BY_DAY, name="same"),
    )
    assert assess(cut, year=2015, figures=FIGURES)["alfa"].ore == 1

    added = Sum(rules=[half] * 2)
    assert assess(one(added), year=2015, figures=FIGURES)["alfa"].ore == 2
    less = one(added, last=dt.date(2015, 7, 1))
    assert assess(less, year=2015, figures=FIGURES)["alfa"].ore == 0


def test_a_sum_for_a_part_of_the_year() -> None:
    """If rules are added from a day on, each is rounded separately, and the rest once."""
    more = Sum(rules=[Fixed(kronor=365), Fixed(kronor=730)])
    changed = one(Fixed(kronor=365)).amend(
        decided(START), effective=dt.date(2015, 12, 31), funding=funded_by(more, BY_DAY)
    )
    assessment = assess(changed, year=2015, figures=FIGURES)

    assert assessment["alfa"].kronor == 364 + 1 + 2
    assert assessment.explain("alfa").step.kronor == 367


def test_no_funding_from_a_day_on() -> None:
    """If the terms state no funding for some of the days, the fee is unknown."""
    changed = one(Fixed(kronor=365)).amend(
        decided(START), effective=dt.date(2015, 12, 31), funding=[]
    )

    assert assess(changed, year=2015, figures=FIGURES).unstated == ("alfa",)
    assert assess(changed, year=2016, figures=FIGURES).unstated == ("alfa",)


@pytest.mark.parametrize(
    ("proration", "fees", "unstated"),
    [
        pytest.param(BY_DAY, {"beta": 18_400}, ("alfa",), id="by day: for who joins after it"),
        pytest.param(NONE, {}, ("alfa", "beta"), id="for no whole year"),
    ],
)
def test_funding_that_begins_inside_a_year(
    proration: Proration, fees: dict[str, int], unstated: tuple[str, ...]
) -> None:
    """By day, the rule of a day applies to that day, even if the first days have no rule."""
    made = with_members(agreed("Alfa", "Beta", "Gamma"), alfa=START, beta=JULY).amend(
        decided(START),
        effective=JULY,
        funding=funded_by(Fixed(kronor=365), proration, name="first"),
    )
    assessment = assess(made, year=2015, figures=FIGURES)

    assert owed(assessment) == fees
    assert assessment.unstated == assessment.unknown == unstated
    with pytest.raises(NoFeeError, match="some of its days only" if fees else "no rule for it"):
        assessment["Alfa"]
    assert assess(made, year=2015, figures=FIGURES, reading="first").fees == assessment.fees
    more = attrs.evolve(made, instruments=[*made.instruments, joins(9, "gamma")])
    found = assess(more, year=2015, figures=FIGURES, known_on=dt.date(2015, 12, 31))
    assert (found.fees, found.unstated) == (assessment.fees, (*unstated, "gamma"))
    with pytest.raises(UnknownReadingError, match="there are: first"):
        assess(made, year=2015, figures=FIGURES, reading="second")


REGION = ByGroup(kinds={PartyKind.MUNICIPALITY: Fixed(kronor=1), PartyKind.REGION: Fixed(kronor=2)})
NO_REGION = ByGroup(kinds={PartyKind.MUNICIPALITY: Fixed(kronor=1)})


@pytest.mark.parametrize("first_undated", [False, True])
def test_a_party_that_is_dated_and_undated(first_undated: bool) -> None:
    """A party that owes for some days, and may be unstated for others, prevents a total."""
    stated: dict[str, Any] = {"group": "stated", "decision": decided(START)}
    unstated: dict[str, Any] = {"group": "unstated"}
    spring, later = (unstated, stated) if first_undated else (stated, unstated)
    rule = ByGroup(groups={"stated": Fixed(kronor=365)})
    made = agreed(
        "Alfa",
        funding=funded_by(rule, BY_DAY),
        instruments=[
            joins(1, "alfa", START, MARCH_31, **spring),
            joins(2, "alfa", dt.date(2015, 6, 1), **later),
        ],
    )
    found = assess(made, year=2015, figures=FIGURES, known_on=dt.date(2015, 12, 31))

    assert (found.fees, found.unknown, found.undated) == ((), ("alfa",), ("alfa",))


def test_a_year_is_taken_over_as_it_was_first_owed() -> None:
    """A party that joined twice owes by its first accession; so does its successor."""
    rule = ByGroup(groups={"first": Fixed(kronor=100), "again": Fixed(kronor=7)})
    made = with_members(
        agreed("Alfa", "Beta", funding=funded_by(rule)), "first", alfa=Period(START, MARCH_31)
    )
    made = with_members(made, "again", alfa=dt.date(2015, 5, 1))
    moved = made.succeed("Alfa", "Beta", decided(START), first_day=JULY)

    for agreement in (made, moved):
        assert assess(agreement, year=2015, figures=FIGURES).total_ore == 10_000


def test_an_undated_member_shares_the_totals_of_its_days() -> None:
    """A party that divides nothing on the days of an undated one owes a fee that is known."""
    split = funded_by(Split(total=365, by=Equally()), BY_DAY)
    undated = agreed("Alfa", "Beta", funding=split, instruments=[joins(1, "beta", JULY)])
    made = with_members(undated, alfa=START).amend(
        decided(START), effective=JULY, funding=funded_by(Fixed(kronor=730), BY_DAY)
    )
    found = assess(made, year=2015, figures=FIGURES, known_on=dt.date(2015, 12, 31))

    assert owed(found) == {"alfa": 18_100 + 36_800}
    assert found.undated == ("beta",)


@pytest.mark.parametrize(
    ("first", "second", "undated", "unstated"),
    [
        pytest.param(NO_REGION, REGION, ("gamma",), (), id="stated for its own days"),
        pytest.param(REGION, NO_REGION, (), ("gamma",), id="stated for other days alone"),
    ],
)
def test_an_undated_member_has_the_rules_of_its_days(
    first: Rule, second: Rule, undated: tuple[str, ...], unstated: tuple[str, ...]
) -> None:
    """The rules of an undated member's own days decide whether it could owe anything."""
    region = Party(names="Gamma", kind=PartyKind.REGION)
    unsure = agreed(
        "Alfa", region, funding=funded_by(first, BY_DAY), instruments=[joins(1, "gamma", JULY)]
    )
    made = with_members(unsure, alfa=START).amend(
        decided(START), effective=JULY, funding=funded_by(second, BY_DAY)
    )
    found = assess(made, year=2015, figures=FIGURES, known_on=dt.date(2015, 12, 31))

    assert (found.undated, found.unstated) == (undated, unstated)
    assert found.unknown == undated


@pytest.mark.parametrize(
    ("proration", "alfa", "beta"),
    [(NONE, None, 14_277_300), (BY_DAY, 7_079_976, 7_197_324)],
)
def test_succession_inside_a_year(proration: Proration, alfa: int | None, beta: int) -> None:
    """Without proration, only the successor owes the year; by day, each party owes its own days.

    The figure is the predecessor's in both cases.
    """
    made = one(RATE, proration).succeed("Alfa", "Beta", decided(START), first_day=JULY)
    assessment = assess(made, year=2015, figures=FIGURES)

    assert owed(assessment) == {
        party: ore for party, ore in (("alfa", alfa), ("beta", beta)) if ore is not None
    }
    assert assessment.subtotal_ore == 14_277_300
    assert [figure.subject for figure in assessment.explain("beta").figures()] == ["alfa"]


Issued: TypeAlias = list[tuple[str, Period] | tuple[str, str, dt.date]]


def issued(*all_of_them: tuple[str, Period] | tuple[str, str, dt.date]) -> Agreement:
    """Return an agreement in which parties joined, or succeeded each other, each by a decision."""
    decision = decided(START)
    groups = {"a": "shore", "b": "inland", "c": "shore"}
    rate = Rate(kronor_per_unit=1, of=MID_YEAR)
    rules: dict[str, Rule] = {"shore": rate, "inland": Sum(rules=[rate])}
    made = agreed("a", "b", "c", funding=funded_by(ByGroup(groups=rules)))
    for each in all_of_them:
        if len(each) == 2:
            made = made.accede(each[0], decision, effective=each[1], group=groups[each[0]])
        else:
            made = made.succeed(each[0], each[1], decision, first_day=each[2])
    return made


PEOPLE_OF_3 = counted(a=1, b=2, c=4)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        pytest.param(
            [("a", Period(START, MARCH_31)), ("b", Period(START)), ("b", "a", JULY)],
            {"a": 3},
            id="who left owes its own beside what it takes over",
        ),
        pytest.param(
            [
                ("a", Period(START, MARCH_31)),
                ("b", Period(START, MARCH_31)),
                ("b", Period(dt.date(2015, 5, 1))),
                ("b", "a", JULY),
            ],
            {"a": 3},
            id="who came back is succeeded: one year in all",
        ),
        pytest.param(
            [("b", Period(START)), ("b", "a", dt.date(2015, 2, 1)), ("b", Period(JULY))],
            {"a": 2, "b": 2},
            id="who was succeeded joins anew: a year of its own",
        ),
        pytest.param(
            [("b", Period(START)), ("b", "c", dt.date(2015, 2, 1)), ("c", "a", JULY)],
            {"a": 2},
            id="one after the other: the last alone",
        ),
        pytest.param(
            [("b", Period(START)), ("b", "a", dt.date(2015, 2, 1)), ("a", "b", JULY)],
            {"b": 2},
            id="there and back",
        ),
        pytest.param(
            [
                ("b", Period(START, dt.date(2015, 5, 31))),
                ("b", "a", dt.date(2015, 2, 1)),
                ("a", Period(JULY)),
                ("c", Period(START)),
                ("c", "b", JULY),
            ],
            {"a": 3, "b": 4},
            id="who took over joins, and who was succeeded takes over",
        ),
    ],
)
def test_who_owes_a_year_that_is_not_prorated(of: Issued, expected: dict[str, int]) -> None:
    """Each party owes the year once; a successor inside the year owes it in its place."""
    assessment = assess(issued(*of), year=2015, figures=PEOPLE_OF_3)

    assert owed(assessment) == {party: 100 * kronor for party, kronor in expected.items()}
    assert all(assessment.explain(fee.party).ore == fee.ore for fee in assessment.fees)
    world = World(assessment.agreement, 2015, PEOPLE_OF_3)
    assert by_hand.owed(assessment.state, world) == expected


def test_what_is_taken_over_is_told_apart() -> None:
    """Each part names its first debtor, has its group and figure, and cites its accession."""
    made = issued(("a", Period(START, MARCH_31)), ("b", Period(START)), ("b", "a", JULY))
    assessment = assess(made, year=2015, figures=PEOPLE_OF_3)
    said = plainly(explained_fees_text(assessment))
    tree = explanation_data(assessment.explain("a"))["step"]

    assert "  Summa av 2 delar: 3,00 kr\n    För a: 1,00 kr [ingen källa angiven]\n" in said
    assert "    För b: 2,00 kr [ingen källa angiven]\n      Regel för gruppen inland: 2,00" in said
    assert "Folkmängd i b den 30 juni 2014: 2 " in said
    assert isinstance(tree, dict)
    assert isinstance(tree["inputs"], list)
    assert [
        (part["rule"], part["accession"], part["line"])
        for part in tree["inputs"]
        if isinstance(part, dict)
    ] == [("membership", 1, []), ("membership", 2, ["b", "a"])]
    assert set(assessment.explain("a").facts()) >= {
        member.accession for member in made.as_known().memberships
    }


def test_the_next_year_is_owed_once() -> None:
    """A party that took over last year, and leaves and joins anew, owes one year only."""
    made = issued(
        ("b", Period(START, dt.date(2016, 3, 31))),
        ("b", "a", JULY),
        ("a", Period(dt.date(2016, 9, 1))),
    )
    figures = FigureTable(
        Figure(subject=name, statistic=POPULATION, reference_date=dt.date(2015, 6, 30), value=2)
        for name in "ab"
    )

    assert assess(made, year=2016, figures=figures).total_ore == 200


def test_the_part_before_the_decision() -> None:
    """102/365 of Nacka's fee falls on days before a decision of 13 April 2015: 39 898.21."""
    joined = stockholm.accede("Nacka", decided("2015-04-13"))
    in_2015 = assess(joined, year=2015, figures=population)
    in_2016 = assess(joined, year=2016, figures=population, reading="year-start")

    assert in_2015.before_decision("Nacka") == 3_989_821
    assert in_2016.before_decision("Nacka") == 0
    with pytest.raises(NoDecisionError):
        in_2015.before_decision("Solna kommun")


@pytest.mark.parametrize(
    ("decided_on", "ore"),
    [
        pytest.param(dt.date(2015, 1, 1), 0, id="the first day"),
        pytest.param(dt.date(2014, 6, 1), 0, id="before"),
        pytest.param(dt.date(2015, 7, 1), 18_100, id="181 of 200 days"),
        pytest.param(dt.date(2016, 1, 1), 20_000, id="the year after: all of it"),
    ],
)
def test_the_part_before_the_decision_over_days_of_membership(
    decided_on: dt.date, ore: int
) -> None:
    """The part is computed over the days of membership in the year, not over the year."""
    last = START + dt.timedelta(days=199)
    made = one(Fixed(kronor=200), NONE, last=last).accede("Alfa", decided(decided_on))

    assert assess(made, year=2015, figures=FIGURES).before_decision("alfa") == ore


def test_undated_for_a_part_of_the_year() -> None:
    """If nobody can say whether one of a party's two memberships was known, its fee is unknown."""
    undated = one(Fixed(kronor=365), last=dt.date(2015, 6, 30))
    again = undated.accede("Alfa", decided(START), effective=JULY)

    known = assess(again, year=2015, figures=FIGURES, known_on=dt.date(2015, 2, 1))
    assert (known.fees, known.undated, known.unknown) == ((), ("alfa",), ("alfa",))
    assert assess(again, year=2015, figures=FIGURES).total_ore == 36_500
    with pytest.raises(NoFeeError, match="no recorded decision"):
        known.explain("alfa")


def test_no_such_proration() -> None:
    """Proration is one of two named values."""
    with pytest.raises(WrongTypeError, match="a Proration"):
        Funding(rule=RATE, proration="monthly")  # type: ignore[arg-type]


def fixed_world(rule: Rule, proration: Proration) -> World:
    """Return a world whose members come, go and come back, with most of the figures."""
    kinds = [PartyKind.MUNICIPALITY, PartyKind.REGION, PartyKind.COMPANY, PartyKind.MUNICIPALITY]
    parties = [Party(names=f"p{n}", kind=kind) for n, kind in enumerate(kinds)]
    accessions = [
        joins(1, "p0", START, MARCH_31, group="shore"),
        joins(2, "p0", dt.date(2015, 9, 1)),
        joins(3, "p1", START, dt.date(2015, 6, 30)),
        joins(4, "p2", dt.date(2015, 2, 1), dt.date(2015, 6, 30), group="neighbour"),
        joins(5, "p3", dt.date(2015, 9, 10), group="shore"),
    ]
    values = [
        *[(f"p{n}", POPULATION, dt.date(2014, 6, 30), 1_000 * n + 7) for n in range(4)],
        *[(f"p{n}", TAX_BASE, dt.date(2014, 6, 30), 99 * n) for n in (1, 2)],
        (AREA, POPULATION, dt.date(2014, 6, 30), 10_001),
        *[(AREA, CHANGES, dt.date(year, 12, 31), year - 2013) for year in (2011, 2012, 2013)],
        *[(AREA, PRICES, dt.date(year, 12, 31), year - 1900) for year in (2012, 2013)],
    ]
    figures = FigureTable(
        Figure(subject=subject, statistic=statistic, reference_date=day, value=value)
        for subject, statistic, day, value in values
    )
    funding = funded_by(rule, proration)
    return World(agreed(*parties, funding=funding, instruments=accessions), 2015, figures)


def at(statistic: Statistic, subject: str | None = None) -> Basis:
    """Return a basis: a figure of mid-year before, or an index of two years back."""
    date = ReferenceDate(2, 12, 31) if statistic in {CHANGES, PRICES} else ReferenceDate(1, 6, 30)
    return Basis(statistic=statistic, reference_date=date, subject=subject)


def moved(method: IndexMethod, base_year: int, rounding: Rounding | None = None) -> Indexed:
    """Return 900 kr adjusted by an index."""
    index = at(PRICES if method is IndexMethod.LEVEL else CHANGES, AREA)
    return Indexed(
        rule=Fixed(kronor=900), index=index, method=method, base_year=base_year, rounding=rounding
    )


TWO = Bounded(rule=Fixed(kronor=3), cap=2)
BY_TAX = Rate(kronor_per_unit=2, of=at(TAX_BASE))
PEOPLE = at(POPULATION)
GROUPED: dict[str, Rule] = {
    "shore": Sum(rules=[RATE, Split(total=100, by=PEOPLE)]),
    "neighbour": Fixed(kronor=5),
}


MISSING_FOR_SOME: Rule = Rate(kronor_per_unit=2, of=at(TAX_BASE))
ONE_PAYS: Rule = ByGroup(groups={"shore": RATE})
NEIGHBOUR: Rule = ByGroup(groups={"neighbour": RATE})
OR_PEOPLE = attrs.evolve(
    at(POPULATION), reference_date=dt.date(2014, 12, 31), fallback=at(POPULATION)
)
NEVER_KNOWN = attrs.evolve(
    OR_PEOPLE, fallback=attrs.evolve(at(POPULATION), reference_date=dt.date(2013, 12, 31))
)
NOBODY = ByWeight(weights={"p0": 0, "p1": 0, "p2": 0, "p3": 0, "p9": 1})
THIRDS = [Part(rule=moved(IndexMethod.CHANGE, 2014), of=part) for part in ("1/3", "1/7", "1/2")]
STATED: Rule = PerParty(kronor={"p0": "7.01", "p2": "-3"})


KEYS: list[Basis | Equally | ByWeight] = [PEOPLE, Equally(), NOBODY]


def left(total: Rule | int, after: Rule) -> Remainder:
    """Return what is left of a total."""
    return Remainder(total=total, after=after)


HOST_AND_SHORE: dict[str, Rule] = {
    "neighbour": RATE,
    "shore": Split(total=left(7_000, NEIGHBOUR), by=Equally()),
}
NEWER: dict[str, Rule] = {
    "per party": STATED,
    "per party, and others": PerParty(kronor={"p0": 1}, others="0.5"),
    "by year": ByYear(years={2014: RATE, 2016: RATE}),
    "by year, later": Sum(rules=[ByYear(years={2014: RATE}, later=STATED), Fixed(kronor=1)]),
    "a rate that is a rule": Rate(kronor_per_unit=STATED, of=PEOPLE, per=1000),
    "an unknown rate": Rate(kronor_per_unit=moved(IndexMethod.CHAINED, 2011), of=at(TAX_BASE)),
    "another figure": Rate(kronor_per_unit=1, of=[OR_PEOPLE, PEOPLE]),
    "no other figure": Rate(kronor_per_unit=1, of=[NEVER_KNOWN, at(TAX_BASE)]),
    "by another figure": Split(total=100, by=(OR_PEOPLE, PEOPLE), step_ore=100),
    "by a figure never known": Split(total=100, by=NEVER_KNOWN),
    "entry": Sum(rules=[EntryFee(first=RATE, again=STATED), RATE]),
    "entry, not stated": EntryFee(first=ONE_PAYS),
    "entry, missing for some": ByGroup(
        groups={"shore": EntryFee(first=MISSING_FOR_SOME)}, kinds={PartyKind.REGION: RATE}
    ),
    "parts": Sum(
        rules=[
            Split(total=part, by=by, step_ore=step)
            for part, by, step in zip(THIRDS, KEYS, (1, 100, 100_000), strict=True)
        ]
    ),
    "parts by group": ByGroup(
        groups={"shore": Split(total=THIRDS[0], by=PEOPLE)},
        kinds={PartyKind.REGION: Split(total=THIRDS[1], by=Equally(), step_ore=100)},
    ),
    "parts by year": Split(total=ByYear(years={2015: THIRDS[0]}), by=PEOPLE),
    "no part in this year": Split(total=Part(rule=ByYear(years={2016: 5}), of="1/2"), by=PEOPLE),
    "parts of one rule": Sum(
        rules=[
            Part(rule=RATE, of="1/3"),
            Fixed(kronor=1),
            Part(rule=RATE, less="1/3"),
            Split(total=5, by=ByWeight(weights={"p0": 1, "p1": 2, "p2": 3, "p3": 4})),
        ]
    ),
    "what is left": Sum(rules=[RATE, Split(total=left(20_000, RATE), by=PEOPLE)]),
    "what is left for others": ByGroup(
        groups=HOST_AND_SHORE,
        kinds={PartyKind.REGION: Split(total=left(7_000, NEIGHBOUR), by=PEOPLE, step_ore=100)},
    ),
    "what is left is not known": Split(total=left(7_000, MISSING_FOR_SOME), by=PEOPLE),
    "nobody for what is left": Split(total=left(7_000, RATE), by=NOBODY),
    "nothing is left": Split(total=left(4, Fixed(kronor=1)), by=PEOPLE),
    "left after a division": Split(
        total=Part(
            rule=left(left(9_000, RATE), Split(total=THIRDS[0], by=PEOPLE)),
            less="1/3",
        ),
        by=Equally(),
    ),
    "left after two steps": Split(
        total=left(
            ByYear(years={2014: 1}, later=500),
            Shares(
                total=Rate(kronor_per_unit="0.333", of=at(POPULATION, AREA)),
                kinds={PartyKind.MUNICIPALITY: Share(part="1/3", by=PEOPLE)},
                step_ore=100,
            ),
        ),
        by=PEOPLE,
    ),
    "in a later year": Split(total=ByYear(years={2014: left(1, RATE)}), by=PEOPLE),
}


@pytest.mark.parametrize("proration", list(Proration))
@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(Bounded(rule=RATE, floor=2_000, cap=4_000), id="bounded"),
        pytest.param(Bounded(rule=RATE, cap=BY_TAX), id="a cap that is missing for some"),
        pytest.param(Bounded(rule=BY_TAX, floor=5), id="what is bounded missing for some"),
        pytest.param(Bounded(rule=RATE, floor=ByGroup(groups={"shore": RATE})), id="no floor"),
        pytest.param(
            Bounded(rule=Sum(rules=[RATE, ByGroup(kinds={PartyKind.REGION: RATE})]), cap=1),
            id="a sum inside, not stated for all",
        ),
        pytest.param(Stepped(of=PEOPLE, rule=RATE, above={1007: Fixed(kronor=1)}), id="steps"),
        pytest.param(Stepped(of=at(TAX_BASE), rule=RATE, above={1: RATE}), id="no size for some"),
        pytest.param(moved(IndexMethod.CHANGE, 2014), id="changed"),
        pytest.param(moved(IndexMethod.CHANGE, 2015), id="the base year"),
        pytest.param(moved(IndexMethod.CHANGE, 2016), id="before the base year"),
        pytest.param(moved(IndexMethod.CHAINED, 2012), id="chained"),
        pytest.param(moved(IndexMethod.CHAINED, 2011), id="a change is missing"),
        pytest.param(moved(IndexMethod.CHAINED_ROUNDED, 2013, Rounding(step_ore=100)), id="each"),
        pytest.param(moved(IndexMethod.LEVEL, 2014, Rounding()), id="levels"),
        pytest.param(Split(total=1000, by=PEOPLE), id="split"),
        pytest.param(Split(total=1000, by=(PEOPLE, PEOPLE)), id="split by a product"),
        pytest.param(Split(total=1000, by=at(TAX_BASE)), id="split, a figure missing"),
        pytest.param(Split(total=moved(IndexMethod.CHAINED, 2011), by=PEOPLE), id="no total"),
        pytest.param(Split(total=moved(IndexMethod.CHANGE, 2016), by=PEOPLE), id="none stated"),
        pytest.param(
            Split(total=Sum(rules=[Fixed(kronor=1), TWO]), by=PEOPLE),
            id="a total made of rules",
        ),
        pytest.param(
            Split(total=1000, by=ByWeight(weights={"p0": "1.5", "p1": "1", "p3": "2"})),
            id="by weight",
        ),
        pytest.param(
            Sum(
                rules=[
                    Fixed(kronor=7),
                    Split(total=1000, by=ByWeight(weights={"p0": 1, "p1": 0, "p2": 0, "p3": 0})),
                ]
            ),
            id="no weight on some days",
        ),
        pytest.param(
            Shares(
                total=Rate(kronor_per_unit="0.333", of=at(POPULATION, AREA)),
                kinds={
                    PartyKind.REGION: Share(part="1/3", by=Equally()),
                    PartyKind.MUNICIPALITY: Share(part="1/5", by=at(TAX_BASE)),
                },
                groups={"neighbour": Share(part="0.1", by=ByWeight(weights={"p9": 1}))},
            ),
            id="two steps",
        ),
        pytest.param(
            Shares(
                total=1000,
                kinds={PartyKind.MUNICIPALITY: Share(part="1/3", by=PEOPLE)},
                groups={"shore": Share(part="1/3", by=Equally())},
            ),
            id="one class in spring, another in autumn",
        ),
        pytest.param(ByGroup(groups=GROUPED, kinds={PartyKind.REGION: RATE}), id="by group"),
        pytest.param(
            Sum(rules=[ByGroup(kinds={PartyKind.REGION: RATE}), Split(total=10, by=PEOPLE)]),
            id="a sum that is not stated for all",
        ),
        *[pytest.param(rule, id=name) for name, rule in NEWER.items()],
    ],
)
def test_every_rule_in_one_year(rule: Rule, proration: Proration) -> None:
    """Members come, go and come back; each rule gives what adding up days by hand gives."""
    world = fixed_world(rule, proration)
    assessment = assess(world.agreement, year=2015, figures=world.figures)

    assert by_hand.told(assessment) == by_hand.owed(assessment.state, world)
    for fee in assessment.fees:
        assert assessment.explain(fee.party).ore == fee.ore
    told = explained_fees_text(assessment)
    if "PerParty" in repr(rule):
        return  # test_an_amount_per_party_in_a_hostile_context
    with localcontext(HOSTILE_CONTEXT):
        again = assess(world.agreement, year=2015, figures=world.figures)
        assert (again.fees, explained_fees_text(again)) == (assessment.fees, told)
