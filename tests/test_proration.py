from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

import by_hand
from samverkan.agreements import Agreement
from samverkan.assessments import assess
from samverkan.decisions import Decision
from samverkan.errors import AllocationError, NoDecisionError, NoFeeError, WrongTypeError
from samverkan.figures import Figure, FigureTable, ReferenceDate
from samverkan.funding.rules import Basis, Fixed, Funding, Proration, Rate, Reading, Sum
from samverkan.instruments import Accession
from samverkan.parties import Party, PartyKind
from samverkan.periods import Period
from samverkan.population import POPULATION
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as population
from samverkan.terms import Terms
from strategies import DECIDED, World, histories

START = dt.date(2015, 1, 1)
RATE = Rate(
    kronor_per_unit="1.50",
    of=Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30)),
)
BY_DAY, NONE = Proration.BY_DAY, Proration.NONE
ALFA, BETA = (Party(names=name, kind=PartyKind.MUNICIPALITY) for name in ("Alfa", "Beta"))
FIGURES = FigureTable(
    [
        Figure(
            subject="alfa",
            statistic=POPULATION,
            reference_date=dt.date(2014, 6, 30),
            value=95_182,
        )
    ]
)


@given(world=histories(), known_on=st.none() | DECIDED)
def test_every_year_against_days_and_fractions(world: World, known_on: dt.date | None) -> None:
    """Whatever was decided, each party owes what adding up its days with fractions gives."""
    known = FigureTable(
        f for f in world.figures.figures if known_on is None or f.known_from <= known_on
    )
    agreement, year = world.agreement, world.year
    seen = World(agreement, year, known)
    try:
        assessment = assess(agreement, year=year, figures=world.figures, known_on=known_on)
    except AllocationError:
        with pytest.raises(by_hand.NoWeightError):
            by_hand.owed(agreement.as_known(known_on), seen)
        return
    try:
        expected = by_hand.owed(assessment.state, seen)
    except by_hand.NoWeightError:
        reject()  # on one day; on another something is missing, so nothing is divided at all
    sharing = by_hand.sharing(assessment.state, seen)

    found: dict[str, by_hand.Exact] = {fee.party: Fraction(fee.ore, 100) for fee in assessment.fees}
    found |= {each.party: set(each.needs) for each in assessment.missing}
    found |= {party: None for party in assessment.unstated if party in expected}
    undated = {member.party.id for member in assessment.state.undated} | sharing
    assert not sharing & {fee.party for fee in assessment.fees}
    for party, amount in expected.items():
        assert party in undated or found.pop(party) == amount
    assert set(found) <= undated
    for fee in assessment.fees:
        assert assessment.explain(fee.party).ore == fee.ore


def one(funding: Funding, *, first: dt.date = START, last: dt.date | None = None) -> Agreement:
    """Make an agreement of one member for some days."""
    return Agreement(
        terms=Terms(
            title="Avtal", period=Period(START), funding=[Reading(name="only", funding=funding)]
        ),
        parties=[ALFA, BETA],
        instruments=[Accession(number=1, party="alfa", effective=Period(first, last))],
    )


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
    """Trap 4: both end days count, and nothing is prorated that shall not be."""
    made = one(Funding(rule=RATE, proration=proration), first=first, last=last)

    assert str(assess(made, year=2015, figures=FIGURES)["alfa"].kronor) == kronor


def rule_of(kronor: str | int, proration: Proration = BY_DAY) -> Funding:
    """Make a funding of a fixed amount."""
    return Funding(rule=Fixed(kronor=kronor), proration=proration)


@pytest.mark.parametrize("decided_on", [dt.date(2015, 3, 1), dt.date(2015, 11, 1)])
@pytest.mark.parametrize(("proration", "ore"), [(BY_DAY, 109_500), (NONE, 73_000)])
def test_a_rule_that_changes_inside_a_year(
    decided_on: dt.date, proration: Proration, ore: int
) -> None:
    """Trap 4: each day by the rule of its own time, whether decided before or after it."""
    changed = one(rule_of(730, proration)).amend(
        Decision(decided_on=decided_on),
        effective=dt.date(2015, 7, 2),
        funding=[Reading(name="new", funding=rule_of(1460, proration))],
    )
    assessment = assess(changed, year=2015, figures=FIGURES)

    days_before, days_after = 182, 183
    exact = Fraction(730 * days_before + 1460 * days_after, 365) * 100
    assert assessment["alfa"].ore == (round(exact) if proration is BY_DAY else ore)
    # Nothing is prorated twice: the year after it is the new amount, whole.
    assert assess(changed, year=2016, figures=FIGURES)["alfa"].ore == 146_000


def test_one_rounding_at_the_end() -> None:
    """A year that is cut in two is rounded once; each part of a sum by itself."""
    half = Funding(rule=Fixed(kronor="0.01"), proration=BY_DAY)
    cut = one(half).amend(
        Decision(decided_on=START),
        effective=dt.date(2015, 7, 2),
        funding=[Reading(name="same", funding=half)],
    )
    assert assess(cut, year=2015, figures=FIGURES)["alfa"].ore == 1

    two = one(Funding(rule=Sum(rules=[Fixed(kronor="0.01")] * 2), proration=BY_DAY))
    assert assess(two, year=2015, figures=FIGURES)["alfa"].ore == 2
    added = Funding(rule=Sum(rules=[Fixed(kronor="0.01")] * 2), proration=BY_DAY)
    less = one(added, last=dt.date(2015, 7, 1))
    assert assess(less, year=2015, figures=FIGURES)["alfa"].ore == 0


def test_a_sum_for_a_part_of_the_year() -> None:
    """Where rules are added from a day on, each is rounded by itself, and the rest once."""
    changed = one(rule_of(365)).amend(
        Decision(decided_on=START),
        effective=dt.date(2015, 12, 31),
        funding=[
            Reading(
                name="more",
                funding=Funding(
                    rule=Sum(rules=[Fixed(kronor=365), Fixed(kronor=730)]), proration=BY_DAY
                ),
            )
        ],
    )
    assessment = assess(changed, year=2015, figures=FIGURES)

    assert assessment["alfa"].kronor == 364 + 1 + 2
    assert assessment.explain("alfa").step.kronor == 367


def test_no_funding_from_a_day_on() -> None:
    """Where the terms state no funding for some of the days, the fee is unknown."""
    changed = one(rule_of(365)).amend(
        Decision(decided_on=START), effective=dt.date(2015, 12, 31), funding=[]
    )

    assert assess(changed, year=2015, figures=FIGURES).unstated == ("alfa",)
    assert assess(changed, year=2016, figures=FIGURES).unstated == ("alfa",)


@pytest.mark.parametrize(
    ("proration", "alfa", "beta"),
    [(NONE, None, 14_277_300), (BY_DAY, 7_079_976, 7_197_324)],
)
def test_succession_inside_a_year(proration: Proration, alfa: int | None, beta: int) -> None:
    """Not prorated, the successor alone owes the year; by day each owes its own days.

    Both by the predecessor's figure.
    """
    made = one(Funding(rule=RATE, proration=proration)).succeed(
        "Alfa", "Beta", Decision(decided_on=START), first_day=dt.date(2015, 7, 1)
    )
    assessment = assess(made, year=2015, figures=FIGURES)

    assert {fee.party: fee.ore for fee in assessment.fees} == {
        party: ore for party, ore in (("alfa", alfa), ("beta", beta)) if ore is not None
    }
    assert assessment.subtotal_ore == 14_277_300
    assert [figure.subject for figure in assessment.explain("beta").figures()] == ["alfa"]


def test_the_part_before_the_decision() -> None:
    """102/365 of Nacka's fee falls on days before a decision of 13 April 2015: 39 898.21."""
    joined = stockholm.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
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
    """It is taken over the days of membership of the year, not over the year."""
    last = START + dt.timedelta(days=199)
    made = one(rule_of(200, NONE), last=last).accede("Alfa", Decision(decided_on=decided_on))

    assert assess(made, year=2015, figures=FIGURES).before_decision("alfa") == ore


def test_undated_for_a_part_of_the_year() -> None:
    """Where nobody can say if one of a party's two memberships was known, its fee is unknown."""
    undated = one(rule_of(365), last=dt.date(2015, 6, 30))
    again = undated.accede("Alfa", Decision(decided_on=START), effective=dt.date(2015, 7, 1))

    known = assess(again, year=2015, figures=FIGURES, known_on=dt.date(2015, 2, 1))
    assert (known.fees, known.undated, known.unknown) == ((), ("alfa",), ("alfa",))
    assert assess(again, year=2015, figures=FIGURES).total_ore == 36_500
    with pytest.raises(NoFeeError, match="nothing that can be explained"):
        known.budget_year.explained("beta")


def test_no_such_proration() -> None:
    """Proration is one of two, by name."""
    with pytest.raises(WrongTypeError, match="a Proration"):
        Funding(rule=RATE, proration="monthly")  # type: ignore[arg-type]
