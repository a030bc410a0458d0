"""The traps that other systems fell into, each by its number and name.

Most have tests of their own beside the module that they are about; here they stand together,
for rules that divide a total too, where one party's amount rests on all others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

import attrs
import pytest

from samverkan.agreements import Agreement
from samverkan.assessments import assess
from samverkan.decisions import Decision
from samverkan.errors import CountError, FigureFileError
from samverkan.figures import Figure, FigureTable, ReferenceDate, Statistic
from samverkan.funding.rules import (
    Basis,
    Bounded,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Proration,
    Rate,
    Reading,
    Rule,
    Split,
    Sum,
)
from samverkan.instruments import Ground
from samverkan.ledgers import Ledger, difference, settle
from samverkan.money import allocate
from samverkan.parties import Party, PartyKind
from samverkan.periods import Period
from samverkan.population import POPULATION, read_population
from samverkan.sources import Source
from samverkan.states import Standing
from samverkan.terms import Terms

START = dt.date(2015, 1, 1)
BY_DAY = Proration.BY_DAY
MID_YEAR = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
RATE = Rate(kronor_per_unit="1.53", of=MID_YEAR)
SPLIT = Split(total="21474836.48", by=MID_YEAR)
PARTIES = [Party(names=name, kind=PartyKind.MUNICIPALITY) for name in ("a", "b", "c")]


def on(month: int, year: int = 2015) -> Decision:
    """Make a decision of the first day of a month."""
    return Decision(decided_on=dt.date(year, month, 1))


def table(values: Mapping[str, int], published: dt.date | None = None) -> list[Figure]:
    """Make figures of mid-year 2014."""
    return [
        Figure(
            subject=subject,
            statistic=POPULATION,
            reference_date=dt.date(2014, 6, 30),
            value=value,
            published_on=published,
        )
        for subject, value in values.items()
    ]


PEOPLE = {"a": 85_668, "b": 905_184, "c": 10_007}
FIGURES = FigureTable(table(PEOPLE))


def made(rule: Rule, proration: Proration = BY_DAY, *, last: dt.date | None = None) -> Agreement:
    """Make an agreement that a and b joined, decided in December 2014."""
    reading = Reading(name="only", funding=Funding(rule=rule, proration=proration))
    terms = Terms(title="Avtal", period=Period(START, last), funding=[reading])
    agreement = Agreement(terms=terms, parties=PARTIES)
    return agreement.accede_all([("a", on(12, 2014)), ("b", on(12, 2014))], effective=START)


def owed(agreement: Agreement, figures: FigureTable = FIGURES, year: int = 2015) -> dict[str, int]:
    """Return what each party owes, in öre."""
    return {fee.party: fee.ore for fee in assess(agreement, year=year, figures=figures).fees}


def test_trap_1_binary_floats_and_large_totals() -> None:
    """1.53 × 85 668, fees above 131 072 kr, and totals above 21 474 836.47 kr, to the öre."""
    assert owed(made(RATE))["a"] == 153 * 85_668 == 13_107_204
    shares = owed(made(SPLIT))
    assert sum(shares.values()) == 2_147_483_648
    people = {party: PEOPLE[party] for party in shares}
    for party, ore in shares.items():
        assert abs(ore - Fraction(2_147_483_648 * people[party], sum(people.values()))) < 1


def test_trap_2_correct_a_correction_and_correct_back() -> None:
    """Of a figure corrected and corrected back, all claims of every payer sum to 0."""
    figures = FigureTable(
        [
            *table(PEOPLE),
            *table({"a": 90_000}, dt.date(2015, 3, 1)),
            *table({"a": 85_668}, dt.date(2015, 5, 1)),
        ]
    )
    at_first, at_last = (
        assess(made(SPLIT), year=2015, figures=figures, known_on=dt.date(2015, month, 2))
        for month in (2, 6)
    )
    change = difference(at_first, at_last)

    assert len(change) == 4
    for party in ("a", "b"):
        assert sum(claim.ore for claim in change if claim.party == party) == 0


def test_trap_3_one_decision_for_two_and_a_period_shortened_then_annulled() -> None:
    """One amendment that replaces two; a withdrawal that is annulled: what was is again."""
    agreement = made(SPLIT)
    for month, kronor in ((2, 100), (3, 200)):
        agreement = agreement.amend(
            on(month),
            effective=dt.date(2015, month + 3, 1),
            funding=[Reading(name="only", funding=Funding(rule=Fixed(kronor=kronor)))],
        )
    replaced = agreement.amend(
        on(4),
        effective=START,
        funding=[Reading(name="only", funding=Funding(rule=SPLIT, proration=BY_DAY))],
    )
    left = replaced.withdraw("b", on(5), last_day=dt.date(2015, 8, 31))
    annulled = left.revoke(left.instruments[-1], on(6), ground=Ground.ANNULLED)

    assert owed(replaced) == owed(annulled) == owed(made(SPLIT))
    assert owed(left) != owed(annulled)


def test_trap_4_the_rate_of_its_own_time() -> None:
    """A later change uses its own total from its own day; both end days count; once prorated."""
    dearer = Funding(rule=Split(total=730, by=MID_YEAR), proration=BY_DAY)
    agreement = made(Split(total=365, by=MID_YEAR)).amend(
        on(12), effective=dt.date(2015, 12, 31), funding=[Reading(name="only", funding=dearer)]
    )

    assert sum(owed(agreement).values()) == 36_400 + 200
    one_day = made(Fixed(kronor=365)).accede("c", on(1), effective=dt.date(2015, 12, 31))
    assert owed(one_day)["c"] == 100


def test_trap_5_sources_stay_and_nothing_is_changed() -> None:
    """Each piece of a year keeps its sources; asking twice gives the same; arguments stay."""
    seen = Source(document="Avtal (exempel)")
    rule = Split(total=365, by=MID_YEAR, sources=seen)
    agreement = made(rule).accede("c", on(2), effective=dt.date(2015, 7, 1))
    before = (repr(agreement), repr(FIGURES))
    first = assess(agreement, year=2015, figures=FIGURES)
    tree = first.explain("a")

    assert len(tree.step.inputs) == 2
    assert seen in tree.sources()
    assert first == assess(agreement, year=2015, figures=FIGURES)
    ledger = Ledger()
    settle(ledger, agreement, years=[2015], figures=FIGURES, known_on=dt.date(2015, 12, 1))
    assert (repr(agreement), repr(FIGURES), ledger) == (*before, Ledger())
    assert owed(made(Split(total=730, by=MID_YEAR))) != owed(made(rule))


def test_trap_6_order_never_changes_an_amount() -> None:
    """Parties, figures and instruments in any order give the same amounts, ties included."""
    thirds = Split(
        total="0.01", by=Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
    )
    agreement = made(thirds).accede("c", on(1), effective=START)
    shuffled = Agreement(
        terms=agreement.terms,
        parties=reversed(agreement.parties),
        instruments=reversed(agreement.instruments),
    )
    even = table({"c": 7, "b": 7, "a": 7})

    for figures in (FigureTable(even), FigureTable(reversed(even))):
        assert owed(agreement, figures) == owed(shuffled, figures) == {"a": 1, "b": 0, "c": 0}


def test_trap_7_negative_totals_are_mirror_images() -> None:
    """A total below 0 is divided as the mirror image of the one above 0."""
    credit = owed(made(Split(total="-21474836.48", by=MID_YEAR)))

    assert credit == {party: -ore for party, ore in owed(made(SPLIT)).items()}
    assert allocate(-1, {"a": 1, "b": 1}) == {"a": -1, "b": 0}


def test_trap_8_missing_is_never_0() -> None:
    """A missing figure holds up every share; 0 is a figure, and pays 0; below 0 is refused."""
    lacking = FigureTable(table({"a": 1}))
    none_there = FigureTable(table({"a": 1, "b": 0}))

    assert owed(made(SPLIT), lacking) == {}
    assert owed(made(SPLIT), none_there) == {"a": 2_147_483_648, "b": 0}
    with pytest.raises(CountError):
        table({"a": -1})


def test_trap_9_an_unknown_key_is_an_error() -> None:
    """What a file holds beside the known columns is refused, with its place."""
    with pytest.raises(FigureFileError, match="line 1: unknown column 'folkmangd'"):
        read_population(
            "municipality_code,reference_date,population,folkmangd\n0182,2014-06-30,1,1\n"
        )


def test_trap_10_two_decisions_of_one_day() -> None:
    """Of two amendments decided on one day, the later number holds, whatever the list's order."""
    agreement = made(SPLIT)
    for kronor in (200, 100):
        agreement = agreement.amend(
            on(2),
            effective=START,
            funding=[Reading(name="only", funding=Funding(rule=Fixed(kronor=kronor)))],
        )
    turned = Agreement(
        terms=agreement.terms,
        parties=agreement.parties,
        instruments=reversed(agreement.instruments),
    )

    assert owed(agreement) == owed(turned) == {"a": 10_000, "b": 10_000}


def test_trap_11_a_credit_is_dated_by_its_cause() -> None:
    """Whenever it is settled, a credit has the day of the decision that made it."""
    agreement = made(SPLIT, Proration.NONE).accede("c", on(9), effective=START)

    for settled_on in (dt.date(2015, 9, 1), dt.date(2020, 1, 1)):
        found = settle(Ledger(), agreement, years=[2015], figures=FIGURES, known_on=settled_on)
        given_back = [claim for claim in found if claim.ore < 0]
        assert {claim.party for claim in given_back} == {"a", "b"}
        assert {claim.known_on for claim in given_back} == {dt.date(2015, 9, 1)}


def test_trap_12_after_its_end_nothing_is_owed() -> None:
    """An agreement that has ended does not fall back to what it replaced, or to its last fees."""
    agreement = made(SPLIT, last=dt.date(2015, 12, 31))
    found = assess(agreement, year=2016, figures=FIGURES)

    assert (found.fees, found.missing, found.unstated) == ((), (), ())
    standing = agreement.as_known().standing(on=dt.date(2016, 1, 1))
    assert standing is Standing.EXPIRED


def test_the_order_of_operations() -> None:
    """Index with its rounding, floor and cap, part of a year, final rounding: in this order."""
    change = Statistic(id="change", name="a", unit="%", units="%", signed=True)
    rule = Bounded(
        rule=Indexed(
            rule=Sum(rules=[Fixed(kronor=900)]),
            index=Basis(statistic=change, reference_date=ReferenceDate(1, 6, 30), subject="a"),
            method=IndexMethod.CHANGE,
            base_year=2014,
        ),
        cap=Fixed(kronor=1000),
    )
    agreement = made(rule).accede("c", on(1), effective=dt.date(2015, 7, 2))
    figures = FigureTable(attrs.evolve(table({"a": 50})[0], statistic=change))

    # 900 × 1.5 = 1 350, at most 1 000; c has 183 of 365 days: 501.3698…
    assert owed(agreement, figures) == {"a": 100_000, "b": 100_000, "c": 50_137}
