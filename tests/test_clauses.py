"""One small case for each kind of clause in real papers, with the numbers worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Context, Decimal, localcontext

import attrs
import pytest

import by_hand
from builders import (
    BY_DAY,
    MID_YEAR,
    NONE,
    START,
    agreed,
    counted,
    decided,
    funded_by,
    joins,
    owed,
    with_members,
)
from samverkan import (
    Accession,
    Agreement,
    Condition,
    Figure,
    FigureTable,
    Period,
    ReferenceDate,
    Rounding,
    RoundingRule,
    Start,
    Statistic,
    assess,
)
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
    Indexed,
    IndexMethod,
    Mean,
    Part,
    PerParty,
    Proration,
    Rate,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Sum,
)
from strategies import World

AFTER_ENTRY = Proration.BY_MONTH_AFTER_ENTRY
COMMENCED, FULL = Proration.BY_COMMENCED_MONTH, Proration.BY_FULL_MONTH
LAST = ReferenceDate(1, 12, 31)
YEAR_END = dt.date(2014, 12, 31)
PEOPLE = counted(a=10_000, b=20_000, c=30_000)
COSTS = Statistic(id="costs", name="kostnad", unit="krona", units="kronor")
RESULT = Statistic(id="result", name="resultat", unit="krona", units="kronor", signed=True)


def made(rule: Rule, proration: Proration = NONE, rounding: Rounding | None = None) -> Agreement:
    """Return an agreement that a, b and c are members of from its first day."""
    funding = funded_by(rule, proration, rounding)
    return with_members(agreed("a", "b", "c", "d", funding=funding), a=START, b=START, c=START)


def kronor(agreement: Agreement, figures: FigureTable = PEOPLE, year: int = 2015) -> dict[str, str]:
    """Return what each party owes, in kronor, after a comparison with the oracle."""
    found = assess(agreement, year=year, figures=figures)
    expected = by_hand.owed(found.state, World(agreement, year, figures))
    assert by_hand.told(found) == expected
    assert all(found.explain(fee.party).ore == fee.ore for fee in found)
    return {fee.party: str(fee.kronor) for fee in found}


def of(statistic: Statistic, values: Mapping[str, Mapping[dt.date, int]]) -> FigureTable:
    """Return the figures of each party or area on some days."""
    return FigureTable(
        Figure(subject=subject, statistic=statistic, reference_date=day, value=value)
        for subject, days in values.items()
        for day, value in days.items()
    )


# --- Parts of a total


def test_a_fifth_equally_and_four_fifths_by_inhabitants() -> None:
    """1 000 000 kr: 200 000 in thirds, 800 000 by 1, 2 and 3 sixths.

    66 666.67 twice and 66 666.66 (the odd öre to the first ids, two of them), and 133 333.33,
    266 666.67 and 400 000.
    """
    rule = Sum(
        rules=[
            Split(total=Part(rule=1_000_000, of="0.2"), by=Equally()),
            Split(total=Part(rule=1_000_000, of="0.8"), by=MID_YEAR),
        ]
    )

    assert kronor(made(rule)) == {"a": "200000.00", "b": "333333.34", "c": "466666.66"}


def test_the_parts_of_one_total_sum_to_it() -> None:
    """A fifth of 100.01 kr is 20.002, four fifths are 80.008: 20.00 and 80.01.

    With half each, 50.005 and 50.005, the first part has the odd öre: 50.01 and 50.00.
    """
    for of_total, expected in (
        (("1/5", "4/5"), {"a": "20.00", "b": "80.01", "c": "0.00"}),
        (("1/2", "1/2"), {"a": "50.01", "b": "50.00", "c": "0.00"}),
    ):
        first, second = (Part(rule="100.01", of=part) for part in of_total)
        rule = Sum(
            rules=[
                Split(total=first, by=ByWeight(weights={"a": 1, "b": 0, "c": 0})),
                Split(total=second, by=ByWeight(weights={"a": 0, "b": 1, "c": 0})),
            ]
        )
        assert kronor(made(rule)) == expected


def test_a_transition_in_steps() -> None:
    """2015: two thirds by the old weights, one by inhabitants; 2016 the other way; then all new.

    Of 600 kr by weights 1, 1, 1: 200 each. By inhabitants 1, 2, 3: 100, 200, 300.
    2015: 400 in thirds are 133.34, 133.33 and 133.33, and 200 in sixths 33.33, 66.67 and 100.
    2016: 200 in thirds are 66.67, 66.67 and 66.66, and 400 in sixths 66.67, 133.33 and 200.
    """
    old, new = ByWeight(weights={"a": 1, "b": 1, "c": 1}), attrs.evolve(MID_YEAR, subject=None)
    fixed_day = attrs.evolve(new, reference_date=dt.date(2014, 6, 30))

    def of_old(part: str) -> Rule:
        return Sum(
            rules=[
                Split(total=Part(rule=600, of=part), by=old),
                Split(total=Part(rule=600, less=part), by=fixed_day),
            ]
        )

    rule = ByYear(
        years={2015: of_old("2/3"), 2016: of_old("1/3")}, later=Split(total=600, by=fixed_day)
    )
    agreement = made(rule)

    assert kronor(agreement) == {"a": "166.67", "b": "200.00", "c": "233.33"}
    assert kronor(agreement, year=2016) == {"a": "133.34", "b": "200.00", "c": "266.66"}
    assert kronor(agreement, year=2017) == {"a": "100.00", "b": "200.00", "c": "300.00"}


@pytest.mark.parametrize(
    ("less", "expected"),
    [
        pytest.param("1/10", "13500.00", id="a discount of 10 per cent"),
        pytest.param("0.3", "10500.00", id="30 per cent below last year's rate"),
    ],
)
def test_a_discount(less: str, expected: str) -> None:
    """1.50 kr × 10 000 inhabitants = 15 000 kr, less a tenth, or less three."""
    rule = Part(rule=Rate(kronor_per_unit="1.50", of=MID_YEAR), less=less)

    assert kronor(made(rule))["a"] == expected


def test_a_third_and_two_thirds_are_the_whole() -> None:
    """Of 0.04 kr an eighth is 0.005 and the rest 0.035: together 0.04, apart 0.01 and 0.04."""
    eighth, rest = (Part(rule=Fixed(kronor="0.04"), of=part) for part in ("1/8", "7/8"))
    apart = Sum(rules=[Sum(rules=[eighth]), Sum(rules=[rest])])

    assert kronor(made(Sum(rules=[eighth, rest])))["a"] == "0.04"
    assert kronor(made(apart))["a"] == "0.05"


# --- What is left


def test_the_host_pays_first() -> None:
    """Of 100 000 kr the host pays 40 000; b and c have 60 000 by inhabitants, 2 to 3."""
    own: Rule = Fixed(kronor=40_000)
    left = Remainder(total=100_000, after=ByGroup(groups={"host": own}))
    rule = ByGroup(groups={"host": own, "others": Split(total=left, by=MID_YEAR)})
    agreement = agreed("a", "b", "c", funding=funded_by(rule))
    agreement = with_members(with_members(agreement, "host", a=START), "others", b=START, c=START)

    assert kronor(agreement) == {"a": "40000.00", "b": "24000.00", "c": "36000.00"}


@pytest.mark.parametrize(
    ("federations", "expected"),
    [
        (4, {"a": "1240000.00", "b": "2080000.00", "c": "2920000.00", "d": "3760000.00"}),
        (3, {"a": "1866666.67", "b": "3333333.33", "c": "4800000.00"}),
    ],
)
def test_coordination_federations(federations: int, expected: dict[str, str]) -> None:
    """10 000 000 kr, less 400 000 for each federation, however many; the rest by 1, 2, 3 and 4.

    Four: 8 400 000 in tenths: 840 000, 1 680 000, 2 520 000, 3 360 000, and 400 000 each.
    Three: 8 800 000 in sixths: 1 466 666.67, 2 933 333.33, 4 400 000, and 400 000 each.
    """
    own = Fixed(kronor=400_000)
    weights = ByWeight(weights={"a": 1, "b": 2, "c": 3, "d": 4})
    rule = Sum(rules=[own, Split(total=Remainder(total=10_000_000, after=own), by=weights)])
    agreement = made(rule)
    if federations == 4:
        agreement = with_members(agreement, d=START)

    assert kronor(agreement) == expected


def test_what_is_left_takes_what_rounding_gave() -> None:
    """Three pay 0.005 kr each, rounded to 0.01: 0.03 in all. Of 1.00 kr 0.97 is left, not 0.985."""
    own = Rate(kronor_per_unit="0.005", of=MID_YEAR)
    rule = Sum(rules=[own, Split(total=Remainder(total=1, after=own), by=Equally())])

    assert kronor(made(rule), counted(a=1, b=1, c=1)) == {"a": "0.34", "b": "0.33", "c": "0.33"}


def test_more_is_paid_first_than_there_is() -> None:
    """Of 100 kr each pays 50: 50 too much, which is given back as −16.67, −16.67 and −16.66."""
    rule = Sum(
        rules=[
            Fixed(kronor=50),
            Split(total=Remainder(total=100, after=Fixed(kronor=50)), by=Equally()),
        ]
    )

    assert kronor(made(rule)) == {"a": "33.33", "b": "33.33", "c": "33.34"}


def test_what_is_left_on_each_day() -> None:
    """Of 730 kr a pays 365 from 2 July (183 days): 182 days at 2 kr and 183 at 1 kr for b."""
    own: Rule = Fixed(kronor=365)
    left = Remainder(total=730, after=ByGroup(groups={"host": own}))
    rule = ByGroup(groups={"host": own, "others": Split(total=left, by=Equally())})
    agreement = agreed("a", "b", funding=funded_by(rule, BY_DAY))
    agreement = with_members(agreement, "others", b=START)
    agreement = with_members(agreement, "host", a=dt.date(2015, 7, 2))

    assert kronor(agreement) == {"a": "183.00", "b": "547.00"}  # 182 × 2 + 183


def test_a_limit_on_a_rule_by_year() -> None:
    """The rule of the year is limited: 50 kr in place of 70."""
    rule = Bounded(rule=ByYear(years={2015: 70}), cap=50)

    assert kronor(made(rule)) == {"a": "50.00", "b": "50.00", "c": "50.00"}


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        pytest.param("100.80", {"a": "0.00", "b": "0.00", "c": "100.80"}, id="divided"),
        pytest.param("0.80", {"a": "0.00", "b": "0.00"}, id="nobody has a weight"),
    ],
)
def test_what_others_gain_by_rounding(total: str, expected: dict[str, str]) -> None:
    """Two pay 0.40 kr each, rounded to 0 kr, so 0.80 more is left for those who have a weight.

    If nobody has, it cannot be said who bears it.
    """
    own = Rate(kronor_per_unit="0.40", of=MID_YEAR)
    few = ByGroup(groups={"few": own})
    key = ByWeight(weights={"c": 0, "d": 1}) if len(expected) == 2 else Equally()
    many: Rule = Split(total=Remainder(total=total, after=few), by=key)
    funding = funded_by(ByGroup(groups={"few": own, "many": many}), NONE, Rounding(step_ore=100))
    agreement = agreed("a", "b", "c", funding=funding)
    agreement = with_members(with_members(agreement, "few", a=START, b=START), "many", c=START)

    assert kronor(agreement, counted(a=1, b=1)) == expected


def test_a_year_of_which_no_rule_counts() -> None:
    """From June no funding is stated; who joins and leaves in June is a member, by no rule."""
    agreement = agreed("a", "b", funding=funded_by(Fixed(kronor=12), FULL))
    agreement = agreement.amend(decided("2015-01-02"), effective=dt.date(2015, 6, 1), funding=[])
    days = Period(dt.date(2015, 6, 10), dt.date(2015, 6, 20))
    agreement = with_members(agreement, a=START, b=days)

    assert assess(agreement, year=2015, figures=PEOPLE).unstated == ("a", "b")
    assert kronor(agreement) == {}


def test_what_is_left_when_it_is_not_known_who_pays_first() -> None:
    """A host whose accession is undated may pay first: what is left for the others is not known."""
    own: Rule = Fixed(kronor=365)
    left = Remainder(total=730, after=ByGroup(groups={"host": own}))
    rule = ByGroup(groups={"host": own, "others": Split(total=left, by=Equally()), "free": own})
    agreement = with_members(agreed("a", "b", "c", funding=funded_by(rule)), "others", b=START)
    agreement = with_members(agreement, "free", c=START)
    undated = Accession(number=9, party="a", effective=Period(START), group="host")
    waiting = attrs.evolve(agreement, instruments=[*agreement.instruments, undated])

    found = assess(waiting, year=2015, figures=PEOPLE, known_on=dt.date(2015, 12, 31))

    assert (found.undated, [fee.party for fee in found]) == (("a", "b"), ["c"])


def test_what_is_left_when_one_without_a_weight_leaves() -> None:
    """Of 3 650 kr each pays 365; b until 30 June, 181, and it has no weight.

    3 650 − 2 × 365 − 181 = 2 739 is left: 1 369.50 for a and for c, beside their own 365.
    """
    own = Fixed(kronor=365)
    left = Remainder(total=3650, after=own)
    rule = Sum(rules=[own, Split(total=left, by=ByWeight(weights={"a": 1, "c": 1}))])
    agreement = agreed("a", "b", "c", funding=funded_by(rule, BY_DAY))
    agreement = with_members(agreement, a=START, b=Period(START, dt.date(2015, 6, 30)), c=START)

    assert kronor(agreement) == {"a": "1734.50", "c": "1734.50"}


def test_what_is_left_in_steps_without_a_payer() -> None:
    """If the key weighs no member, nobody has a share, whatever was gained: no fee is stated.

    Half of 1 kr, from 1 July, is rounded to 1 kr: 0.50 kr is gained, and nobody to give it to.
    """
    left = Remainder(total=10, after=Fixed(kronor=1))
    by = ByWeight(weights={"d": 1})
    rule = Sum(rules=[Fixed(kronor=1), Split(total=left, by=by, step_ore=100)])
    agreement = agreed("a", funding=funded_by(rule, COMMENCED, Rounding(step_ore=100)))
    agreement = with_members(agreement, a=dt.date(2015, 7, 1))
    found = assess(agreement, year=2015, figures=PEOPLE)

    assert (found.fees, found.unstated) == ((), ("a",))


def test_what_is_left_when_the_host_becomes_one_of_the_others() -> None:
    """Of 100 kr b pays 3 of 12 months of 10.50 first, 2.625, rounded to 2.63, then shares the rest.

    97.37 is left: 37.50 for b (nine months of half), and 59.87 for a. All sums to 100.
    """
    own: Rule = Fixed(kronor="10.50")
    left = Remainder(total=100, after=ByGroup(groups={"host": own}))
    rule = ByGroup(groups={"host": own, "rest": Split(total=left, by=Equally())})
    agreement = agreed("a", "b", funding=funded_by(rule, COMMENCED))
    agreement = with_members(agreement, "rest", a=START)
    agreement = with_members(agreement, "host", b=Period(START, dt.date(2015, 3, 31)))
    agreement = with_members(agreement, "rest", b=dt.date(2015, 4, 1))

    assert kronor(agreement) == {"a": "59.87", "b": "40.13"}


HOST_PAYS: Rule = Fixed(kronor=1200)
HOST = ByGroup(groups={"host": HOST_PAYS})
LEFT: Rule = Split(total=Remainder(total=12_000, after=HOST), by=Equally())
REST_OF_1: Rule = Remainder(total=1, after=HOST)
LEFT_BY_HOST = ByGroup(groups={"host": HOST_PAYS, "others": LEFT})


def test_what_is_left_in_a_month_in_which_a_host_is_taken_over() -> None:
    """The host pays 100 of 1 000 kr a month; b leaves on 10 March, and takes it over on 20 March.

    So b owes March twice: 450 of its own, and 100 for the host. a owes 200 for two months; b its
    own 3 × 450 and 10 × 100, c 3 × 450 and 9 × 900. Together 12 000.
    """
    agreement = agreed("a", "b", "c", funding=funded_by(LEFT_BY_HOST, COMMENCED))
    agreement = with_members(agreement, "host", a=START)
    agreement = with_members(agreement, "others", b=Period(START, dt.date(2015, 3, 10)), c=START)
    agreement = agreement.succeed("a", "b", decided("2015-01-01"), first_day=dt.date(2015, 3, 20))

    assert kronor(agreement) == {"a": "200.00", "b": "2350.00", "c": "9450.00"}


def test_what_is_left_after_those_for_whom_all_parts_are_stated() -> None:
    """A sum states nothing for a member if a part does not: only the host pays 150 of 12 000."""
    after = Sum(rules=[Fixed(kronor=100), ByGroup(groups={"host": Fixed(kronor=50)})])
    rule = Split(total=Remainder(total=12_000, after=after), by=Equally())
    agreement = with_members(agreed("a", "b", "c", funding=funded_by(rule)), "host", a=START)
    agreement = with_members(agreement, "others", b=START, c=START)

    assert kronor(agreement) == dict.fromkeys("abc", "3950.00")


def test_what_is_left_after_one_who_changes_group() -> None:
    """Of 7 300 kr a and b pay 730 as hosts, equally; from 2 July b is no host, but shares the rest.

    6 570 is left of the year, 18 a day: c has 182 × 18 + 183 × 9, and b 183 × 9.
    """
    hosts = Shares(total=730, groups={"host": Share(part="1", by=Equally())})
    left: Rule = Split(total=Remainder(total=7300, after=hosts), by=Equally())
    nothing: Rule = Fixed(kronor=0)
    rule = ByGroup(groups={"host": nothing, "others": left})
    agreement = agreed("a", "b", "c", funding=funded_by(rule, BY_DAY))
    days = Period(START, dt.date(2015, 7, 1))
    agreement = with_members(agreement, "host", a=START, b=days)
    agreement = with_members(agreement, "others", b=dt.date(2015, 7, 2), c=START)

    assert kronor(agreement) == {"a": "0.00", "b": "1647.00", "c": "4923.00"}


@pytest.mark.parametrize("proration", [NONE, BY_DAY, COMMENCED])
def test_what_is_left_is_not_known_if_it_is_not_known_who_pays_first(proration: Proration) -> None:
    """Whether a is the host is unknown: so what is left is, too, though a is no payer of it."""
    joined = joins(1, "a", group="host")
    funding = funded_by(LEFT_BY_HOST, proration)
    agreement = agreed("a", "b", funding=funding, instruments=[joined])
    agreement = with_members(agreement, "others", b=START)
    found = assess(agreement, year=2015, figures=PEOPLE, known_on=dt.date(2016, 1, 1))

    assert (owed(found), found.undated) == ({}, ("a", "b"))
    assert owed(assess(agreement, year=2015, figures=PEOPLE)) == {"a": 120_000, "b": 1_080_000}


@pytest.mark.parametrize(
    ("total", "is_known"),
    [
        pytest.param(Remainder(total=12_000, after=HOST), False, id="what is left"),
        pytest.param(Part(rule=Remainder(total=1, after=HOST), of="1/2"), False, id="a part"),
        pytest.param(ByYear(years={2015: Remainder(total=1, after=HOST)}), False, id="this year"),
        pytest.param(
            ByYear(years={2015: 1, 2016: REST_OF_1}),
            True,
            id="another",
        ),
        pytest.param(
            Remainder(total=1, after=Sum(rules=[Split(total=1, by=ByWeight(weights={"b": 1}))])),
            True,
            id="nothing by it",
        ),
        pytest.param(
            Remainder(
                total=1,
                after=ByGroup(
                    groups={"others": Split(total=Remainder(total=1, after=HOST), by=Equally())}
                ),
            ),
            False,
            id="what is left of what is left",
        ),
    ],
)
def test_whose_shares_depend_on_one_whose_start_is_not_known(
    total: Rule, *, is_known: bool
) -> None:
    """One has joined as host, from a day that is not known; b divides the total by itself."""
    divided = ByYear(years={2015: Split(total=total, by=Equally())})
    rule = Sum(rules=[ByGroup(groups={"host": ByYear(years={2015: 1}), "others": divided})])
    agreement = with_members(agreed("a", "b", funding=funded_by(rule)), "others", b=START)
    start = Start(when=Condition.LEGAL_FORCE)
    agreement = agreement.accede("a", decided("2015-01-05"), effective=start, group="host")
    found = assess(agreement, year=2015, figures=PEOPLE)

    assert ("b" in owed(found)) == is_known
    assert found.pending == (("a",) if is_known else ("a", "b"))


@pytest.mark.parametrize("step_ore", [1, 100])
def test_what_is_left_without_anybody_to_bear_it(step_ore: int) -> None:
    """All pay 1.60 kr, rounded to 2; nobody has a weight, so nobody bears what that gains."""
    own = Rate(kronor_per_unit="0.8", of=MID_YEAR)
    by = ByWeight(weights={"d": 1})
    left = Split(total=Remainder(total=100, after=own), by=by, step_ore=step_ore)
    agreement = made(left, BY_DAY, Rounding(step_ore=100))
    found = assess(agreement, year=2015, figures=counted(a=2, b=2, c=2))

    assert (owed(found), found.unstated) == ({}, ("a", "b", "c"))


# --- Amounts per party and year


def test_an_amount_per_party_in_a_hostile_context() -> None:
    """7.01 kr are 7.01 kr, however few digits the program that uses the library computes with."""
    agreement = made(PerParty(kronor={"a": "7.01"}, others=0))

    with localcontext(Context(prec=2)):
        found = owed(assess(agreement, year=2015, figures=PEOPLE))
    assert found == {"a": 701, "b": 0, "c": 0}


def test_two_parties_add_to_their_share() -> None:
    """Götene adds 2.4 M and Skara 0.4 M to what all pay; nobody else adds anything."""
    rule = Sum(rules=[Fixed(kronor=1), PerParty(kronor={"a": 2_400_000, "b": 400_000}, others=0)])

    assert kronor(made(rule)) == {"a": "2400001.00", "b": "400001.00", "c": "1.00"}


def test_evening_out() -> None:
    """600 kr, half by inhabitants and half by area (3, 2, 1), evened out by +20, −5 and −15.

    By inhabitants 50, 100, 150; by area 150, 100, 50; together 200 each; then 220, 195 and 185.
    """
    area = Statistic(id="area", name="yta", unit="km²", units="km²")
    by_area = attrs.evolve(MID_YEAR, statistic=area)
    halves = [Split(total=Part(rule=600, of="1/2"), by=by) for by in (MID_YEAR, by_area)]
    rule = Sum(rules=[*halves, PerParty(kronor={"a": 20, "b": -5, "c": -15})])
    mid_year = dt.date(2014, 6, 30)
    areas = of(area, {name: {mid_year: size} for name, size in {"a": 3, "b": 2, "c": 1}.items()})
    figures = FigureTable([*PEOPLE.figures, *areas.figures])

    assert kronor(made(rule), figures) == {"a": "220.00", "b": "195.00", "c": "185.00"}


def test_a_successor_has_the_amount_of_whom_it_succeeded() -> None:
    """By day, 181 of 365 kr for a and 184 for d, which is not named itself."""
    rule = PerParty(kronor={"a": 365, "b": 0, "c": 0}, others=-730)
    agreement = made(rule, BY_DAY).succeed(
        "a", "d", decided("2015-01-01"), first_day=dt.date(2015, 7, 1)
    )

    assert kronor(agreement) == {"a": "181.00", "b": "0.00", "c": "0.00", "d": "184.00"}


def test_a_budget_for_each_year() -> None:
    """300 kr in 2015, 600 in 2016, and 900 later; before 2015 nothing is stated."""
    rule = Split(total=ByYear(years={2015: 300, 2016: 600}, later=900), by=Equally())
    agreement = made(rule)

    for year, each in ((2015, "100.00"), (2016, "200.00"), (2017, "300.00"), (2020, "300.00")):
        found = {fee.party: str(fee.kronor) for fee in assess(agreement, year=year, figures=PEOPLE)}
        assert found == {"a": each, "b": each, "c": each}
    unstated = made(Split(total=ByYear(years={2016: 600}), by=Equally()))
    assert assess(unstated, year=2015, figures=PEOPLE).unstated == ("a", "b", "c")


# --- Rates


@pytest.mark.parametrize(
    ("rate", "per", "costs", "expected"),
    [
        pytest.param("0.42", 1000, 1_234_567, "518.52", id="0.42 per mille: 518.518"),
        pytest.param("4", 10_000, 1_000, "0.40", id="0.4 per mille, stated per 10 000"),
        pytest.param("0.45", 100, 1, "0.00", id="0.45 per cent of 1 kr: 0.0045"),
    ],
)
def test_per_mille(rate: str, per: int, costs: int, expected: str) -> None:
    """A rate per 1 000 kronor is a thousandth of the rate per krona; it is rounded at the end."""
    basis = Basis(statistic=COSTS, reference_date=LAST)
    figures = of(COSTS, {"a": {YEAR_END: costs}})
    agreement = with_members(
        agreed("a", funding=funded_by(Rate(kronor_per_unit=rate, per=per, of=basis))), a=START
    )

    assert kronor(agreement, figures) == {"a": expected}


def test_a_rate_moved_by_an_index() -> None:
    """2.14 kr moved by 1.4 % is 2.16996, rounded to 2.17; × 10 000 inhabitants = 21 700 kr.

    Moved after the multiplication it would be 21 699.60.
    """
    lci = Statistic(id="lci", name="LCI", unit="%", units="%", decimals=1, signed=True)
    rate = Indexed(
        rule=Fixed(kronor="2.14"),
        index=Basis(statistic=lci, reference_date=LAST, subject="riket"),
        method=IndexMethod.CHANGE,
        base_year=2014,
        rounding=Rounding(),
    )
    index = of(lci, {"riket": {YEAR_END: 14}})
    figures = FigureTable([*PEOPLE.figures, *index.figures])
    agreement = made(Rate(kronor_per_unit=rate, of=MID_YEAR))

    assert kronor(agreement, figures) == {"a": "21700.00", "b": "43400.00", "c": "65100.00"}


@pytest.mark.parametrize(("result", "sign"), [(1_000, ""), (-1_000, "-")])
def test_a_surplus_or_deficit(result: int, sign: str) -> None:
    """1 000 kr in thirds: 333.34, 333.33 and 333.33; a deficit mirrors a surplus."""
    basis = Basis(statistic=RESULT, reference_date=LAST, subject="riket")
    figures = of(RESULT, {"riket": {YEAR_END: result}})
    rule = Split(total=Rate(kronor_per_unit=1, of=basis), by=Equally())

    assert kronor(made(rule), figures) == {
        "a": f"{sign}333.34",
        "b": f"{sign}333.33",
        "c": f"{sign}333.33",
    }


# --- Figures of other days


def test_a_mean_of_three_years() -> None:
    """The mean of 100, 101 and 103 is 101.333…; at 3 kr each, 304 kr exactly."""
    days = Mean([ReferenceDate(years, 12, 31) for years in (1, 2, 3)])
    rule = Rate(kronor_per_unit=3, of=Basis(statistic=COSTS, reference_date=days))
    known = {YEAR_END: 100, dt.date(2013, 12, 31): 101, dt.date(2012, 12, 31): 103}
    agreement = with_members(agreed("a", funding=funded_by(rule)), a=START)

    assert kronor(agreement, of(COSTS, {"a": known})) == {"a": "304.00"}
    lacking = of(COSTS, {"a": {YEAR_END: 100}})
    [missing] = assess(agreement, year=2015, figures=lacking).missing
    assert {need.reference_date.year for need in missing.needs} == {2012, 2013}


def test_the_budgets_of_one_year_also_later() -> None:
    """By the budgets of 2014, 1 to 3, in 2015 as in 2016."""
    basis = Basis(statistic=COSTS, reference_date=YEAR_END)
    figures = of(COSTS, {"a": {YEAR_END: 10}, "b": {YEAR_END: 30}, "c": {YEAR_END: 0}})
    agreement = made(Split(total=100, by=basis))

    for year in (2015, 2016):
        assert kronor(agreement, figures, year) == {"a": "25.00", "b": "75.00", "c": "0.00"}


def test_preliminarily_by_last_years_outcome() -> None:
    """Of 100 kr by costs: by last year's until each has this year's; then by this year's.

    Last year 1, 1, 2: 25, 25, 50. When a and b have 3 and 1, c has none: all still by last year.
    When c has 6, in tenths: 30, 10, 60.
    """
    before = Basis(statistic=COSTS, reference_date=LAST)
    final = Basis(statistic=COSTS, reference_date=ReferenceDate(0, 6, 30), fallback=before)
    published = dict(zip("abc", (dt.date(2015, month, 1) for month in (8, 8, 9)), strict=True))
    figures = FigureTable(
        [
            *of(
                COSTS, {name: {YEAR_END: n} for name, n in {"a": 1, "b": 1, "c": 2}.items()}
            ).figures,
            *(
                Figure(
                    subject=name,
                    statistic=COSTS,
                    reference_date=dt.date(2015, 6, 30),
                    value=value,
                    published_on=published[name],
                )
                for name, value in {"a": 3, "b": 1, "c": 6}.items()
            ),
        ]
    )
    split = made(Split(total=100, by=final))
    rate = made(Rate(kronor_per_unit=1, of=final))

    for month, shares, own in (
        (7, [2500, 2500, 5000], [100, 100, 200]),
        (8, [2500, 2500, 5000], [300, 100, 200]),
        (9, [3000, 1000, 6000], [300, 100, 600]),
    ):
        for agreement, expected in ((split, shares), (rate, own)):
            known_on = dt.date(2015, month, 15)
            found = assess(agreement, year=2015, figures=figures, known_on=known_on)
            assert [*owed(found).values()] == expected


def test_what_is_missing_is_the_figure_that_would_do() -> None:
    """If the fall-back is not known either, its figure is asked for: the other is still to come."""
    before = Basis(statistic=COSTS, reference_date=LAST)
    final = Basis(statistic=COSTS, reference_date=ReferenceDate(0, 6, 30), fallback=before)
    for rule in (Rate(kronor_per_unit=1, of=final), Split(total=1, by=final)):
        agreement = with_members(agreed("a", funding=funded_by(rule)), a=START)
        [missing] = assess(agreement, year=2015, figures=FigureTable([])).missing
        assert [str(need.reference_date) for need in missing.needs] == ["2014-12-31"]


# --- Months and entry fees


def test_an_association_with_an_entry_fee() -> None:
    """12 000 kr a year from the month after entry; 20 000 kr to enter, and half to come back.

    From 10 March 2015: April to December, 9 000, and 20 000. 2016: it leaves on 30 April, 4 000,
    and comes back on 1 October: November and December, 2 000, and 10 000.
    """
    rule = Sum(rules=[Fixed(kronor=12_000), EntryFee(first=20_000, again=10_000)])
    agreement = agreed("a", funding=funded_by(rule, AFTER_ENTRY))
    first = Period(dt.date(2015, 3, 10), dt.date(2016, 4, 30))
    agreement = with_members(agreement, a=first)
    agreement = with_members(agreement, a=dt.date(2016, 10, 1))

    assert kronor(agreement) == {"a": "29000.00"}
    assert kronor(agreement, year=2016) == {"a": "16000.00"}
    assert kronor(agreement, year=2017) == {"a": "12000.00"}


@pytest.mark.parametrize(
    ("proration", "expected"),
    [
        pytest.param(NONE, "21.00", id="twice in one year: one year, two entry fees"),
        pytest.param(COMMENCED, "18.00", id="1 January to 10 March, and from 20 July: 3 + 6"),
        pytest.param(FULL, "16.00", id="January and February; August to December"),
        pytest.param(AFTER_ENTRY, "16.00", id="February and March; August to December"),
        pytest.param(BY_DAY, "16.69", id="69 + 165 days of 365: 7.69, and 9"),
    ],
)
def test_who_comes_back_in_the_year(proration: Proration, expected: str) -> None:
    """12 kr a year, 5 kr to enter and 4 to come back, never prorated."""
    rule = Sum(rules=[Fixed(kronor=12), EntryFee(first=5, again=4)])
    agreement = agreed("a", funding=funded_by(rule, proration))
    agreement = with_members(agreement, a=Period(START, dt.date(2015, 3, 10)))
    agreement = with_members(agreement, a=dt.date(2015, 7, 20))

    assert kronor(agreement) == {"a": expected}


def test_who_comes_back_in_another_group() -> None:
    """Each entry costs what it costs in its own group, also if the year is owed once, as first."""
    rule = ByGroup(
        groups={
            name: Sum(rules=[Fixed(kronor=n), EntryFee(first=n)])
            for name, n in (("x", 1), ("y", 4))
        }
    )
    agreement = agreed("a", funding=funded_by(rule))
    agreement = with_members(agreement, "x", a=Period(START, dt.date(2015, 3, 10)))
    agreement = with_members(agreement, "y", a=dt.date(2015, 7, 20))

    assert kronor(agreement) == {"a": "6.00"}  # 1 for the year, 1 and 4 for the entries


@pytest.mark.parametrize(
    ("proration", "expected"),
    [
        pytest.param(NONE, {"b": "17.00"}, id="the successor owes the year, and its entry"),
        pytest.param(COMMENCED, {"a": "8.00", "b": "9.00"}, id="April is the successor's"),
        pytest.param(FULL, {"a": "8.00", "b": "9.00"}, id="and it is a full month"),
        pytest.param(BY_DAY, {"a": "8.42", "b": "8.58"}, id="104 days, and 261"),
    ],
)
def test_a_successor_owes_no_entry_fee(proration: Proration, expected: dict[str, str]) -> None:
    """12 kr a year and 5 kr to enter; b takes over on 15 April: three months before, 3 kr."""
    rule = Sum(rules=[Fixed(kronor=12), EntryFee(first=5)])
    agreement = agreed("a", "b", funding=funded_by(rule, proration))
    agreement = with_members(agreement, a=START)
    moved = agreement.succeed("a", "b", decided("2015-01-01"), first_day=dt.date(2015, 4, 15))

    assert kronor(moved) == expected


def test_a_total_by_month() -> None:
    """1 200 kr is 100 a month; b joins on 15 June, and shares from June, or from July."""
    for proration, months in ((COMMENCED, 7), (AFTER_ENTRY, 6), (FULL, 6)):
        agreement = agreed("a", "b", funding=funded_by(Split(total=1200, by=Equally()), proration))
        agreement = attrs.evolve(
            agreement, terms=attrs.evolve(agreement.terms, period=Period(dt.date(2014, 12, 1)))
        )
        agreement = with_members(agreement, a=dt.date(2014, 12, 1), b=dt.date(2015, 6, 15))
        expected = {"a": f"{1200 - 50 * months}.00", "b": f"{50 * months}.00"}
        assert kronor(agreement) == expected


def test_who_owes_no_month_needs_no_figure() -> None:
    """Who enters in December owes no month of the year: its missing figure holds up nobody.

    a has the eleven months from February, 100 kr each, alone.
    """
    rule = Split(total=1200, by=MID_YEAR)
    agreement = agreed("a", "b", funding=funded_by(rule, AFTER_ENTRY))
    agreement = with_members(agreement, a=START, b=dt.date(2015, 12, 5))
    found = assess(agreement, year=2015, figures=counted(a=1))

    assert owed(found)["a"] == 110_000


def test_who_owes_no_month_owes_nothing_by_a_rate() -> None:
    """Nor does its own missing figure count: a owes 11 months of 12 kr, b 0 kr for no month."""
    rule = Rate(kronor_per_unit=12, of=MID_YEAR)
    agreement = agreed("a", "b", funding=funded_by(rule, AFTER_ENTRY))
    agreement = with_members(agreement, a=START, b=dt.date(2015, 12, 5))

    assert kronor(agreement, counted(a=1)) == {"a": "11.00", "b": "0.00"}


def test_one_key_for_the_whole_year() -> None:
    """One joins on 2 July without a figure, so the key is that of the year before: equal parts.

    Of 36 500 kr, 100 a day: 182 days in halves, 183 in thirds. A new title from 2 July, which
    changes no funding, changes no fee.
    """
    before = Basis(statistic=POPULATION, reference_date=ReferenceDate(2, 12, 31))
    by = Basis(statistic=POPULATION, reference_date=LAST, fallback=before)
    joined = dt.date(2015, 7, 2)
    agreement = agreed("a", "b", "c", funding=funded_by(Split(total=36_500, by=by), BY_DAY))
    agreement = with_members(agreement, a=START, b=START, c=joined)
    day = dt.date(2013, 12, 31)
    figures = of(
        POPULATION,
        {"a": {day: 9, YEAR_END: 9}, "b": {day: 9, YEAR_END: 18}, "c": {day: 9}},
    )
    expected = {"a": "15200.00", "b": "15200.00", "c": "6100.00"}

    assert kronor(agreement, figures) == expected
    renamed = agreement.amend(decided("2015-01-05"), effective=Period(joined), title="Ny titel")
    assert kronor(renamed, figures) == expected


# --- Steps


@pytest.mark.parametrize(
    ("total", "step_ore", "expected"),
    [
        pytest.param(1_000_000, 100_000, ["334000.00", "333000.00", "333000.00"], id="thousands"),
        pytest.param(
            1_000_500, 100_000, ["334000.00", "333500.00", "333000.00"], id="half a thousand left"
        ),
        pytest.param(100, 100, ["34.00", "33.00", "33.00"], id="whole kronor"),
        pytest.param("100.50", 100, ["34.00", "33.50", "33.00"], id="half a krona left"),
        pytest.param("-100.50", 100, ["-34.00", "-33.50", "-33.00"], id="a credit mirrors it"),
        pytest.param(10, 100_000, ["10.00", "0.00", "0.00"], id="less than a step"),
    ],
)
def test_whole_steps(total: Decimal | int | str, step_ore: int, expected: list[str]) -> None:
    """In thirds by steps; what is left of the total below one step has the next remainder."""
    agreement = made(Split(total=total, by=Equally(), step_ore=step_ore))

    assert [*kronor(agreement).values()] == expected


@pytest.mark.parametrize(
    ("rate", "expected"), [("0.001", "1.00"), ("1.00", "1.00"), ("1.001", "2.00")]
)
def test_rounded_upwards(rate: str, expected: str) -> None:
    """Each commenced krona is a krona; a whole one stays as it is."""
    rounding = Rounding(rule=RoundingRule.AWAY_FROM_ZERO, step_ore=100)
    agreement = made(Rate(kronor_per_unit=rate, of=MID_YEAR), rounding=rounding)

    assert kronor(agreement, counted(a=1, b=0, c=0)) == {"a": expected, "b": "0.00", "c": "0.00"}
