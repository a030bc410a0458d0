"""What holds for every total, whatever its parts, what is paid first, its steps and its months."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import (
    MID_YEAR,
    NONE,
    START,
    agreed,
    counted,
    funded_by,
    owed,
    with_members,
)
from samverkan import (
    Agreement,
    Period,
    Rounding,
    RoundingRule,
    assess,
    settle,
)
from samverkan.errors import AmountError, RuleError
from samverkan.fees import Claim, Ledger
from samverkan.funding import (
    Basis,
    Bounded,
    ByGroup,
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
    Reading,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from strategies import CHANGES, DECIDED, World, lives, rules, worlds

IDS = ["a", "b", "c", "d"]
totals = st.integers(-(10**9), 10**9)
counts = st.lists(st.integers(0, 10**6), min_size=4, max_size=4).filter(any)
prorations = st.sampled_from(Proration)
roundings = st.sampled_from(RoundingRule)
steps = st.sampled_from([1, 100, 100_000])
parts = st.lists(st.integers(1, 9), min_size=1, max_size=4).map(
    lambda each: [Fraction(part, sum(each)) for part in each]
)


def made(
    rule: Rule, proration: Proration = NONE, rounding: RoundingRule = RoundingRule.TOWARDS_ZERO
) -> Agreement:
    """Return an agreement of four, in force since the year before, that all are members of."""
    agreement = agreed(*IDS, funding=funded_by(rule, proration, Rounding(rule=rounding)))
    terms = attrs.evolve(agreement.terms, period=Period(dt.date(2014, 7, 1)))
    agreement = attrs.evolve(agreement, terms=terms)
    return with_members(agreement, **dict.fromkeys(IDS, dt.date(2014, 7, 1)))


def fees(agreement: Agreement, people: list[int]) -> dict[str, int]:
    """Return what each party owes for 2015, in öre."""
    figures = counted(**dict(zip(IDS, people, strict=True)))
    return owed(assess(agreement, year=2015, figures=figures))


def kronor(ore: int) -> str:
    """Return öre as text in kronor."""
    return f"{'-' * (ore < 0)}{abs(ore) // 100}.{abs(ore) % 100:02}"


@given(total=totals, people=counts, of=parts, proration=prorations, rounding=roundings, step=steps)
def test_the_parts_of_a_total_sum_to_it(
    *,
    total: int,
    people: list[int],
    of: list[Fraction],
    proration: Proration,
    rounding: RoundingRule,
    step: int,
) -> None:
    """Parts that sum to 1 are paid in full; each payer is within a step of its share of each."""
    keys: list[Basis | Equally] = [MID_YEAR, Equally(), MID_YEAR, Equally()]
    rule = Sum(
        rules=[
            Split(total=Part(rule=kronor(total), of=part), by=by, step_ore=step)
            for part, by in zip(of, keys, strict=False)
        ]
    )
    found = fees(made(rule, proration, rounding), people)

    assert sum(found.values()) == total
    for party, count in zip(IDS, people, strict=True):
        weights = [
            Fraction(1, 4) if by == Equally() else Fraction(count, sum(people)) for by in keys
        ]
        exact = sum(
            (total * part * weight for part, weight in zip(of, weights, strict=False)), Fraction(0)
        )
        assert abs(found[party] - exact) < step * len(of) + len(of)


@given(total=totals, people=counts, of=parts, proration=prorations, step=steps)
def test_a_negative_total_is_the_mirror_image(
    total: int, people: list[int], of: list[Fraction], proration: Proration, step: int
) -> None:
    """In parts and in steps, too; and whoever has the greater figure never pays less."""

    def of_total(ore: int) -> dict[str, int]:
        rule = Sum(
            rules=[
                Split(total=Part(rule=kronor(ore), of=part), by=MID_YEAR, step_ore=step)
                for part in of
            ]
        )
        return fees(made(rule, proration), people)

    found = of_total(total)
    assert of_total(-total) == {party: -ore for party, ore in found.items()}
    for (one, light), (other, heavy) in itertools.permutations(zip(IDS, people, strict=True), 2):
        assert light >= heavy or abs(found[one]) <= abs(found[other])


@given(
    total=totals,
    rate=st.integers(0, 10**4),
    people=counts,
    proration=prorations,
    rounding=roundings,
    step=steps,
    joins=st.integers(0, 400),
)
def test_what_is_paid_first_and_what_is_left_sum_to_the_total(
    *,
    total: int,
    rate: int,
    people: list[int],
    proration: Proration,
    rounding: RoundingRule,
    step: int,
    joins: int,
) -> None:
    """Whatever is rounded on the way, and whenever who pays first joins, the total is paid."""
    own: Rule = Rate(kronor_per_unit=f"0.{rate:04}", of=MID_YEAR)
    left = Remainder(total=kronor(total), after=ByGroup(groups={"first": own}))
    rule = ByGroup(groups={"first": own, "rest": Split(total=left, by=Equally(), step_ore=step)})
    agreement = attrs.evolve(made(rule, proration, rounding), instruments=())
    long_ago, first = dt.date(2014, 7, 1), dt.date(2014, 12, 1) + dt.timedelta(days=joins)
    agreement = with_members(agreement, "rest", c=long_ago, d=long_ago)
    agreement = with_members(agreement, "first", a=long_ago, b=first)
    figures = counted(**dict(zip(IDS, people, strict=True)))
    found = owed(assess(agreement, year=2015, figures=figures))

    assert sum(found.values()) == total
    assert abs(found["c"] - found["d"]) <= step


@given(total=totals, people=counts, step=steps)
def test_whole_steps(total: int, people: list[int], step: int) -> None:
    """All shares but one are whole steps; each is within one step of its exact share."""
    found = fees(made(Split(total=kronor(total), by=MID_YEAR, step_ore=step)), people)

    assert sum(found.values()) == total
    assert sum(ore % step != 0 for ore in found.values()) <= 1
    for party, count in zip(IDS, people, strict=True):
        assert abs(found[party] - Fraction(total * count, sum(people))) < step
        assert count or not found[party]


@given(ore=st.integers(-(10**6), 10**6), of=parts)
def test_the_parts_of_an_amount_are_the_amount(ore: int, of: list[Fraction]) -> None:
    """In a sum, the parts of one rule are added before they are rounded."""
    whole = Fixed(kronor=kronor(ore))
    rule = Sum(rules=[*(Part(rule=whole, of=part) for part in of)])

    assert set(fees(made(rule), [1, 1, 1, 1]).values()) == {ore}
    for part in of:
        one, other = Part(rule=whole, of=part), Part(rule=whole, less=1 - part)
        assert fees(made(one), [1, 1, 1, 1]) == fees(made(other), [1, 1, 1, 1])


@given(
    ore=st.integers(-(10**6), 10**6),
    first_day=st.integers(0, 364),
    count=st.integers(1, 400),
)
def test_months(ore: int, first_day: int, count: int) -> None:
    """Full months are at most those after entry, or commenced ones; all twelve are the year."""
    first = START + dt.timedelta(days=first_day)
    last = min(first + dt.timedelta(days=count), dt.date(2015, 12, 31))
    months = {}
    for proration in Proration:
        agreement = agreed("a", funding=funded_by(Fixed(kronor=kronor(12 * ore)), proration))
        agreement = with_members(agreement, a=Period(first, last))
        found = owed(assess(agreement, year=2015, figures=counted()))
        months[proration] = found["a"]

    began = last.month - first.month + 1
    day_after = last + dt.timedelta(days=1)
    full = began - (first.day != 1) - (day_after.day != 1)
    assert months[NONE] == 12 * ore
    assert months[Proration.BY_COMMENCED_MONTH] == began * ore
    assert months[Proration.BY_MONTH_AFTER_ENTRY] == (began - 1) * ore
    assert months[Proration.BY_FULL_MONTH] == max(full, 0) * ore


@given(
    fee=st.integers(0, 10**6),
    proration=prorations,
    day=st.dates(dt.date(2015, 1, 1), dt.date(2016, 12, 31)),
)
def test_an_entry_fee_is_owed_once(fee: int, proration: Proration, day: dt.date) -> None:
    """In the year of the first day, in full; never in another year."""
    rule = EntryFee(first=kronor(fee))
    agreement = with_members(agreed("a", funding=funded_by(rule, proration)), a=day)

    for year in (2015, 2016, 2017):
        found = owed(assess(agreement, year=year, figures=counted()))
        assert found == ({"a": fee if year == day.year else 0} if year >= day.year else {})


@given(whole=st.integers(-(10**5), 10**5), rounding=roundings)
def test_rounding_mirrors(whole: int, rounding: RoundingRule) -> None:
    """Away from zero is never less than half away from zero, nor that than towards zero."""
    sizes = [abs(Rounding(rule=rule).in_ore(whole, 7)) for rule in RoundingRule]
    exact = abs(Fraction(whole, 7))

    assert Rounding(rule=rounding).in_ore(-whole, 7) == -Rounding(rule=rounding).in_ore(whole, 7)
    assert all(abs(size - exact) < 1 for size in sizes)
    half, towards, away = sizes
    assert towards <= exact <= away
    assert towards <= half <= away


@pytest.mark.slow
@given(world=lives(), opened_on=DECIDED, known_on=DECIDED)
def test_a_ledger_that_opens_with_a_balance(
    world: World, opened_on: dt.date, known_on: dt.date
) -> None:
    """What is known at the end is claimed in all, whether the ledger goes back or opens late."""
    assume(opened_on <= known_on)
    agreement, figures = world.agreement, world.figures
    opening = assess(agreement, year=world.year, figures=figures, known_on=opened_on)
    last = assess(agreement, year=world.year, figures=figures, known_on=known_on)
    balance = [
        Claim(party=fee.party, year=world.year, ore=fee.ore, known_on=opened_on)
        for fee in opening
        if fee.ore
    ]
    ledger = Ledger(claims=balance, known_on=opened_on, opened_on=opened_on)
    found = settle(ledger, agreement, years=[world.year], figures=figures, known_on=known_on)

    assert all(claim.known_on > opened_on for claim in found)
    for fee in last:
        assert found.ledger.claimed_ore(fee.party, world.year) == fee.ore


@pytest.mark.slow
@given(world=worlds())
def test_one_reading_of_two_is_assessed_as_if_alone(world: World) -> None:
    """Another reading changes nothing of the one that is asked for."""
    [only] = world.agreement.terms.funding
    other = attrs.evolve(only, name="other", funding=Funding(rule=Fixed(kronor=1)))

    def read(*readings: Reading, asked: str) -> dict[str, int]:
        terms = attrs.evolve(world.agreement.terms, funding=readings)
        agreement = attrs.evolve(world.agreement, terms=terms)
        return owed(assess(agreement, year=world.year, figures=world.figures, reading=asked))

    assert read(other, only, asked="only") == read(only, asked="only")


# --- What is refused when a rule is made


def divides(rule: Rule) -> bool:
    """Return whether a total is divided anywhere inside."""
    return any(isinstance(each, Split | Shares) for each in everything(rule))


def enters(rule: Rule) -> bool:
    """Return whether an entry fee stands anywhere inside."""
    return any(isinstance(each, EntryFee) for each in everything(rule))


def everything(rule: object) -> list[object]:
    """Return a rule and all rules inside it."""
    found, waiting = list[object](), [rule]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Rule):
            found.append(each)
        if isinstance(each, tuple):
            waiting += each
        kind: Any = type(each)
        if attrs.has(kind):
            waiting += [getattr(each, field.name) for field in attrs.fields(kind)]
    return found


def is_left(rule: Rule) -> bool:
    """Return whether a rule is what is left of a total, or a part of it, in some year."""
    match rule:
        case Remainder():
            return True
        case Part():
            return is_left(rule.rule)
        case ByYear():
            return any(is_left(each) for _, each in rule.years) or (
                rule.later is not None and is_left(rule.later)
            )
        case _:
            return False


def same_for_all(rule: Rule) -> bool:
    """Return whether a rule gives everybody the same, so that it can be divided."""
    if is_left(rule) or divides(rule) or enters(rule):
        return False
    for each in everything(rule):
        if isinstance(each, PerParty | ByGroup):
            return False
        bases = each.of if isinstance(each, Rate) else ()
        bases = (each.of,) if isinstance(each, Stepped) else bases
        if not all(map(of_an_area, bases)):
            return False
    return True


def of_an_area(basis: Basis) -> bool:
    """Return whether a figure is the same for all, and so is what serves in its place."""
    rest = basis.fallback is None or of_an_area(basis.fallback)
    return basis.subject is not None and rest


def can_be_total(rule: Rule) -> bool:
    """Return whether a rule can be divided: the same for all, or what is left of such a total."""
    match rule:
        case Remainder():
            return True
        case Part():
            return can_be_total(rule.rule)
        case ByYear():
            later = [] if rule.later is None else [rule.later]
            return all(can_be_total(each) for each in [*(r for _, r in rule.years), *later])
        case _:
            return same_for_all(rule)


def is_part(rule: Rule) -> bool:
    """Return whether a total is a part of another, or what is left of it, in some year."""
    if isinstance(rule, ByYear):
        later = [] if rule.later is None else [rule.later]
        return any(is_part(each) for each in [*(r for _, r in rule.years), *later])
    return isinstance(rule, Part | Remainder)


def each_pays(rule: Rule) -> bool:
    """Return whether a rule gives each payer an amount of its own."""
    return not divides(rule) and not enters(rule) and not is_left(rule)


def is_rebate(rule: Rule) -> bool:
    """Return whether a rule is an amount below 0."""
    return isinstance(rule, Fixed) and rule.kronor < 0


ONE: Rule = Fixed(kronor=1)
AREA_CHANGE = attrs.evolve(MID_YEAR, statistic=CHANGES, subject="riket")
odd = st.one_of(
    st.just(EntryFee(first=1)),
    st.just(Part(rule=Remainder(total=1, after=ONE), of="1/2")),
    st.just(Remainder(total=1, after=ONE)),
    st.just(ByYear(years={2015: ONE, 2016: Remainder(total=1, after=ONE)})),
    st.just(ByYear(years={2015: ONE}, later=PerParty(kronor={"a": 1}))),
    st.just(ByYear(years={2015: ONE}, later=EntryFee(first=1))),
    st.just(ByYear(years={2015: ONE}, later=Part(rule=2, of="1/2"))),
    st.just(Part(rule=2, less="1/2")),
    st.just(Part(rule=PerParty(kronor={"a": 1}), less="1/2")),
)


@given(rule=rules | odd)
def test_what_is_refused_is_what_makes_no_rule(rule: Rule) -> None:
    """Each rule takes the rules that make sense in it, and refuses exactly the others."""
    half = Share(part="1/2", by=Equally())
    makers: dict[str, tuple[Callable[[], object], bool]] = {
        "part": (lambda: Part(rule=rule, of="1/2"), each_pays(rule) or can_be_total(rule)),
        "split": (lambda: Split(total=rule, by=Equally()), can_be_total(rule)),
        "shares": (
            lambda: Shares(total=rule, groups={"a": half}),
            same_for_all(rule) and not is_part(rule),
        ),
        "what is left": (lambda: Remainder(total=rule, after=ONE), can_be_total(rule)),
        "paid first": (
            lambda: Remainder(total=1, after=rule),
            not enters(rule) and not is_left(rule),
        ),
        "by year": (lambda: ByYear(years={2015: rule}), True),
        "entry fee": (lambda: EntryFee(first=rule), each_pays(rule) and not is_rebate(rule)),
        "again": (lambda: EntryFee(first=1, again=rule), each_pays(rule) and not is_rebate(rule)),
        "rate": (lambda: Rate(kronor_per_unit=rule, of=MID_YEAR), each_pays(rule)),
        "sum": (lambda: Sum(rules=[ONE, rule]), not is_left(rule)),
        "group": (lambda: ByGroup(groups={"a": rule}), not is_left(rule)),
        "bound": (lambda: Bounded(rule=rule, floor=PerParty(kronor={"a": 1})), each_pays(rule)),
        "cap": (lambda: Bounded(rule=PerParty(kronor={"a": 1}), cap=rule), each_pays(rule)),
        "step": (lambda: Stepped(of=MID_YEAR, rule=ONE, above={1: rule}), each_pays(rule)),
        "index": (
            lambda: Indexed(
                rule=rule, index=AREA_CHANGE, method=IndexMethod.CHANGE, base_year=2014
            ),
            each_pays(rule),
        ),
        "funding": (lambda: Funding(rule=rule), not is_left(rule)),
    }
    for name, (make, makes_sense) in makers.items():
        try:
            make()
        except (RuleError, AmountError):
            assert not makes_sense, name
        else:
            assert makes_sense, name
