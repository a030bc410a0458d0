"""Known faults of other systems, each with its number and name.

Most have tests of their own beside the module that they concern. Here they are together,
also for rules that divide a total, where one party's amount depends on all others.
"""

from __future__ import annotations

import datetime as dt
import pickle
from fractions import Fraction

import attrs
import pytest

from builders import (
    BY_DAY,
    MID_YEAR,
    NONE,
    START,
    agreed,
    counted,
    decided,
    funded_by,
    inhabitants,
    owed,
    with_members,
)
from samverkan import (
    Agreement,
    FigureTable,
    Ground,
    Ore,
    Period,
    ReferenceDate,
    Source,
    Standing,
    Statistic,
    allocate,
    assess,
    difference,
    settle,
)
from samverkan.errors import CountError, FigureFileError, PeriodOrderError
from samverkan.fees import Claim, Ledger
from samverkan.formats import read_figures
from samverkan.funding import (
    Bounded,
    ByWeight,
    EntryFee,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Part,
    Proration,
    Rate,
    Remainder,
    Rule,
    Split,
    Sum,
)

RATE = Rate(kronor_per_unit="1.53", of=MID_YEAR)
SPLIT = Split(total="21474836.48", by=MID_YEAR)
PEOPLE = {"a": 85_668, "b": 905_184, "c": 10_007}
FIGURES = counted(**PEOPLE)


def made(
    rule: Rule, proration: Proration = BY_DAY, *, last_day: dt.date | None = None
) -> Agreement:
    """Return an agreement with a rule, which a and b have joined, and c has not."""
    funding = funded_by(rule, proration)
    agreement = agreed("a", "b", "c", funding=funding, last_day=last_day)
    return with_members(agreement, a=START, b=START)


def fees(agreement: Agreement, figures: FigureTable = FIGURES) -> dict[str, int]:
    """Return what each party owes for 2015, in öre."""
    return owed(assess(agreement, year=2015, figures=figures))


def test_trap_1_binary_floats_and_large_totals() -> None:
    """1.53 × 85 668, fees above 131 072 kr, and totals above 21 474 836.47 kr, to the öre."""
    assert fees(made(RATE))["a"] == 153 * 85_668 == 13_107_204
    shares = fees(made(SPLIT))
    assert sum(shares.values()) == 2_147_483_648
    people = {party: PEOPLE[party] for party in shares}
    for party, ore in shares.items():
        assert abs(ore - Fraction(2_147_483_648 * people[party], sum(people.values()))) < 1


def test_trap_2_correct_a_correction_and_correct_back() -> None:
    """If a figure is corrected and corrected back, all claims on every payer sum to 0."""
    figures = FigureTable(
        [
            *inhabitants(PEOPLE),
            *inhabitants({"a": 90_000}, dt.date(2015, 3, 1)),
            *inhabitants({"a": 85_668}, dt.date(2015, 5, 1)),
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
    """One amendment that replaces two, or an annulled withdrawal, restores what was before."""
    agreement = made(SPLIT)
    for month, kronor in ((2, 100), (3, 200)):
        agreement = agreement.amend(
            decided(dt.date(2015, month, 1)),
            effective=dt.date(2015, month + 3, 1),
            funding=funded_by(Fixed(kronor=kronor)),
        )
    replaced = agreement.amend(
        decided("2015-04-01"),
        effective=START,
        funding=funded_by(SPLIT, BY_DAY),
    )
    left = replaced.withdraw("b", decided("2015-05-01"), last_day=dt.date(2015, 8, 31))
    annulled = left.revoke(left.instruments[-1], decided("2015-06-01"), ground=Ground.ANNULLED)

    assert fees(replaced) == fees(annulled) == fees(made(SPLIT))
    assert fees(left) != fees(annulled)


def test_trap_4_the_rate_of_its_own_time() -> None:
    """A later change uses its own total from its own day; both end days count; prorated once."""
    dearer = funded_by(Split(total=730, by=MID_YEAR), BY_DAY)
    agreement = made(Split(total=365, by=MID_YEAR)).amend(
        decided("2015-12-01"), effective=dt.date(2015, 12, 31), funding=dearer
    )

    assert sum(fees(agreement).values()) == 36_400 + 200
    one_day = made(Fixed(kronor=365)).accede(
        "c", decided("2015-01-01"), effective=dt.date(2015, 12, 31)
    )
    assert fees(one_day)["c"] == 100


def test_trap_5_sources_stay_and_nothing_is_changed() -> None:
    """Each piece of a year keeps its sources; asking twice gives the same; inputs do not change."""
    seen = Source(document="Avtal (exempel)")
    rule = Split(total=365, by=MID_YEAR, sources=seen)
    agreement = made(rule).accede("c", decided("2015-02-01"), effective=dt.date(2015, 7, 1))
    before = pickle.dumps((agreement, FIGURES))
    first = assess(agreement, year=2015, figures=FIGURES)
    tree = first.explain("a")

    assert len(tree.step.inputs) == 2
    assert seen in tree.sources()
    assert first == assess(agreement, year=2015, figures=FIGURES)
    ledger = Ledger()
    settle(ledger, agreement, years=[2015], figures=FIGURES, known_on=dt.date(2015, 12, 1))
    assert ((agreement, FIGURES), ledger) == (pickle.loads(before), Ledger())
    assert fees(made(Split(total=730, by=MID_YEAR))) != fees(made(rule))


def test_trap_6_order_never_changes_an_amount() -> None:
    """Parties, figures and instruments in any order give the same amounts, ties included."""
    thirds = Split(total="0.01", by=MID_YEAR)
    agreement = made(thirds).accede("c", decided("2015-01-01"), effective=START)
    shuffled = Agreement(
        terms=agreement.terms,
        parties=reversed(agreement.parties),
        instruments=reversed(agreement.instruments),
    )
    even = inhabitants({"c": 7, "b": 7, "a": 7})

    for figures in (FigureTable(even), FigureTable(reversed(even))):
        assert fees(agreement, figures) == fees(shuffled, figures) == {"a": 1, "b": 0, "c": 0}


def test_trap_7_negative_totals_are_mirror_images() -> None:
    """A total below 0 is divided as the mirror image of the positive one."""
    credit = fees(made(Split(total="-21474836.48", by=MID_YEAR)))

    assert credit == {party: -ore for party, ore in fees(made(SPLIT)).items()}
    assert allocate(-1, {"a": 1, "b": 1}) == {"a": -1, "b": 0}


def test_trap_8_missing_is_never_0() -> None:
    """A missing figure makes every share unknown; 0 is a figure, and pays 0; below 0 is refused."""
    lacking = counted(a=1)
    none_there = counted(a=1, b=0)

    assert fees(made(SPLIT), lacking) == {}
    assert fees(made(SPLIT), none_there) == {"a": 2_147_483_648, "b": 0}
    with pytest.raises(CountError):
        counted(a=-1)


def test_trap_9_an_unknown_key_is_an_error() -> None:
    """An unknown column in a file is refused, with its place."""
    with pytest.raises(FigureFileError, match="line 1: unknown column 'folkmangd'"):
        read_figures("municipality_code,reference_date,population,folkmangd\n0182,2014-06-30,1,1\n")


def test_trap_10_two_decisions_of_one_day() -> None:
    """If two amendments are decided on one day, the higher number applies, in any list order."""
    agreement = made(SPLIT)
    for kronor in (200, 100):
        agreement = agreement.amend(
            decided("2015-02-01"),
            effective=START,
            funding=funded_by(Fixed(kronor=kronor)),
        )
    turned = Agreement(
        terms=agreement.terms,
        parties=agreement.parties,
        instruments=reversed(agreement.instruments),
    )

    assert fees(agreement) == fees(turned) == {"a": 10_000, "b": 10_000}


def test_trap_11_a_credit_is_dated_by_its_cause() -> None:
    """A credit has the day of the decision that caused it, whenever it is settled."""
    agreement = made(SPLIT, NONE).accede("c", decided("2015-09-01"), effective=START)

    for settled_on in (dt.date(2015, 9, 1), dt.date(2020, 1, 1)):
        found = settle(Ledger(), agreement, years=[2015], figures=FIGURES, known_on=settled_on)
        given_back = [claim for claim in found if claim.ore < 0]
        assert {claim.party for claim in given_back} == {"a", "b"}
        assert {claim.known_on for claim in given_back} == {dt.date(2015, 9, 1)}


def test_trap_12_after_its_end_nothing_is_owed() -> None:
    """An agreement that has ended does not fall back to earlier terms, or to its last fees."""
    agreement = made(SPLIT, last_day=dt.date(2015, 12, 31))
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
            index=attrs.evolve(MID_YEAR, statistic=change, subject="a"),
            method=IndexMethod.CHANGE,
            base_year=2014,
        ),
        cap=Fixed(kronor=1000),
    )
    agreement = made(rule).accede("c", decided("2015-01-01"), effective=dt.date(2015, 7, 2))
    figures = FigureTable(attrs.evolve(each, statistic=change) for each in inhabitants({"a": 50}))

    # 900 × 1.5 = 1 350, at most 1 000; c has 183 of 365 days: 501.3698…
    assert fees(agreement, figures) == {"a": 100_000, "b": 100_000, "c": 50_137}


# --- Bug reports of systems next door


@pytest.mark.parametrize("proration", list(Proration))
def test_erpnext_23681_a_full_period_is_never_prorated(proration: Proration) -> None:
    """ERPNext #23681 charged a day's price for a full period: a full year is the year's amount."""
    for rule, total in ((Fixed(kronor="99999.99"), 2 * 9_999_999), (SPLIT, 2_147_483_648)):
        funding = funded_by(rule, proration)
        agreement = agreed("a", "b", funding=funding, period=Period(dt.date(2014, 1, 1)))
        agreement = with_members(agreement, **dict.fromkeys("ab", dt.date(2014, 1, 1)))

        assert sum(fees(agreement).values()) == total


@pytest.mark.parametrize("proration", list(Proration))
def test_erpnext_48941_cancelled_before_it_begins(proration: Proration) -> None:
    """ERPNext #48941 made a period that began after its end: nothing is left, and nothing is owed.

    A membership that was annulled, and an agreement that ended before it, owe nothing.
    """
    funding = funded_by(Sum(rules=[Fixed(kronor=12), EntryFee(first=5)]), proration)
    agreement = with_members(agreed("a", funding=funding), a=dt.date(2015, 7, 1))
    void = agreement.revoke(1, decided("2015-02-01"), ground=Ground.ANNULLED)
    ended = agreement.terminate(decided("2015-02-01"), last_day=dt.date(2015, 6, 30))

    for each in (void, ended):
        assert fees(each) == {}
    with pytest.raises(PeriodOrderError):
        Period(dt.date(2015, 7, 1), dt.date(2015, 6, 30))


def test_autumn_3407_rounded_lines_sum_to_the_exact_credit() -> None:
    """Autumn #3407 rounded each line of a credit: the lines sum to what was charged, to the öre."""
    third = ByWeight(weights={"a": 1, "b": 1, "c": 1})
    parts = [Split(total=Part(rule="100.00", of="1/7"), by=third) for _ in range(7)]
    agreement = agreed("a", "b", "c", funding=funded_by(Sum(rules=parts), BY_DAY))
    agreement = agreement.accede("a", decided("2015-01-01"), effective=START)
    for party, month in (("b", 3), ("c", 5)):
        on = dt.date(2015, month, 1)
        agreement = agreement.accede(party, decided(on), effective=on)
    annulled = agreement
    for number in (1, 2, 3):
        annulled = annulled.revoke(number, decided("2015-09-01"), ground=Ground.ANNULLED)
    found = settle(Ledger(), annulled, years=[2015], figures=FIGURES, known_on=dt.date(2015, 12, 1))

    charged = [claim.ore for claim in found if claim.known_on < dt.date(2015, 9, 1)]
    credited = [claim.ore for claim in found if claim.known_on == dt.date(2015, 9, 1)]
    assert sum(charged) == 10_000 == -sum(credited)
    assert set(found.ledger.balances().values()) == {0}


def test_evaka_2278_no_credit_is_larger_than_what_was_charged() -> None:
    """The system eVaka (#2278) credited more than the invoice: no balance is ever below 0."""
    agreement = made(SPLIT, NONE)
    for month in range(2, 8):
        on = dt.date(2015, month, 1)
        agreement = agreement.accede("c", decided(on), effective=START)
        agreement = agreement.revoke(
            agreement.instruments[-1], decided(on + dt.timedelta(days=9)), ground=Ground.ANNULLED
        )
    ledger = Ledger()
    for month in range(1, 13):
        known_on = dt.date(2015, month, 5)
        ledger = settle(ledger, agreement, years=[2015], figures=FIGURES, known_on=known_on).ledger
        assert min(ledger.balances().values()) >= 0
        assert sum(ledger.balances().values()) == 2_147_483_648


def test_kill_bill_1949_a_wrong_claim_is_undone_once_and_says_so() -> None:
    """Kill Bill #1949 undid a manual adjustment again and again, without a cause.

    A claim that nothing on record supports is credited once; the credit has no cause, and a second
    settlement finds nothing to do.
    """
    agreement, known_on = made(Fixed(kronor=100)), dt.date(2015, 6, 1)
    first = settle(Ledger(), agreement, years=[2015], figures=FIGURES, known_on=known_on).ledger
    wrong = Claim(party="a", year=2015, ore=Ore(7_700), known_on=known_on)
    adjusted = attrs.evolve(first, claims=[*first.claims, wrong])

    found = settle(adjusted, agreement, years=[2015], figures=FIGURES, known_on=dt.date(2015, 7, 1))
    assert [(claim.party, claim.ore, claim.causes) for claim in found] == [("a", -7_700, ())]
    again = settle(
        found.ledger, agreement, years=[2015], figures=FIGURES, known_on=dt.date(2015, 8, 1)
    )
    assert again.claims == ()
    assert again.ledger.claimed_ore("a", 2015) == 10_000


@pytest.mark.parametrize("proration", list(Proration))
def test_traps_of_what_is_new(proration: Proration) -> None:
    """Traps 6 and 7 for parts, what is left, steps and months: order-free, and mirrored."""
    own = Rate(kronor_per_unit="1.53", of=MID_YEAR)

    def of(sign: str) -> Agreement:
        whole = f"{sign}21474836.48"
        rule = Sum(
            rules=[
                Split(total=Part(rule=whole, of="1/3"), by=Equally(), step_ore=100),
                Split(total=Part(rule=whole, less="1/3"), by=MID_YEAR, step_ore=100_000),
            ]
        )
        return made(rule, proration).accede(
            "c", decided("2015-02-01"), effective=dt.date(2015, 5, 4)
        )

    there = fees(of(""))
    assert fees(of("-")) == {party: -ore for party, ore in there.items()}
    turned = of("")
    turned = attrs.evolve(
        turned, parties=reversed(turned.parties), instruments=reversed(turned.instruments)
    )
    assert fees(turned, FigureTable(reversed(FIGURES.figures))) == there

    left = Sum(rules=[own, Split(total=Remainder(total=0, after=own), by=Equally())])
    assert sum(fees(made(left, proration)).values()) == 0


def test_trap_8_a_missing_figure_holds_up_what_is_left() -> None:
    """If it is not known what one pays first, nobody knows what is left; 0 is known."""
    own = Rate(kronor_per_unit=1, of=MID_YEAR)
    rule = Sum(rules=[own, Split(total=Remainder(total=100, after=own), by=Equally())])

    found = assess(made(rule), year=2015, figures=counted(a=1))
    assert (owed(found), [each.party for each in found.missing]) == ({}, ["a", "b"])
    assert {need.subject for each in found.missing for need in each.needs} == {"b"}
    assert fees(made(rule), counted(a=1, b=0)) == {"a": 5_050, "b": 4_950}


def test_trap_11_a_preliminary_fee_is_settled_on_the_day_of_the_figure() -> None:
    """When the final figure is published, the difference is claimed on that day, with its cause."""
    before = attrs.evolve(MID_YEAR, reference_date=ReferenceDate(2, 6, 30))
    agreement = made(Split(total=100, by=attrs.evolve(MID_YEAR, fallback=before)), NONE)
    known = [
        *(
            attrs.evolve(each, reference_date=dt.date(2013, 6, 30))
            for each in inhabitants({"a": 1, "b": 1})
        ),
        *inhabitants({"a": 3}, dt.date(2015, 3, 1)),
        *inhabitants({"b": 1}, dt.date(2015, 4, 1)),
    ]
    found = settle(
        Ledger(), agreement, years=[2015], figures=FigureTable(known), known_on=dt.date(2015, 12, 1)
    )

    assert [(str(claim.known_on), claim.party, claim.ore) for claim in found] == [
        ("2014-12-01", "a", 5_000),
        ("2014-12-01", "b", 5_000),
        ("2015-04-01", "a", 2_500),
        ("2015-04-01", "b", -2_500),
    ]
    assert all(claim.causes == (known[3],) for claim in found if claim.known_on.year == 2015)
