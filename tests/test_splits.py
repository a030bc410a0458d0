"""Divided totals: the payers, the days, and that no öre is lost."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

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
    joins,
    owed,
    plainly,
    with_members,
)
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    Ground,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    RoundingRule,
    Statistic,
    assess,
    difference,
    settle,
)
from samverkan.errors import (
    AmountError,
    BudgetYearError,
    IncompleteAssessmentError,
    NoFeeError,
    NoTotalError,
    RuleError,
    StatisticConflictError,
    WrongTypeError,
)
from samverkan.fees import Ledger, implied_total
from samverkan.formats import fees_table
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    ByWeight,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Key,
    Proration,
    Rate,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.reports import explained_fees_text, missing_summary, missing_text
from samverkan.stockholm import municipal_half as stockholm_half

RATE = Rate(kronor_per_unit=1, of=MID_YEAR)
IDS = ["a", "b", "c", "d"]


def made(rule: Rule, proration: Proration = NONE, rounding: Rounding | None = None) -> Agreement:
    """Return an agreement with a rule, for four municipalities that may join."""
    return agreed(*IDS, funding=funded_by(rule, proration, rounding))


totals = st.integers(-(10**9), 10**9)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=4).filter(any)


@given(
    total=totals, counts=weights, first_days=st.lists(st.integers(0, 364), min_size=4, max_size=4)
)
def test_conservation_by_day(total: int, counts: list[int], first_days: list[int]) -> None:
    """Shares by day sum to the total for the days with a payer; each is within an öre."""
    days = [START + dt.timedelta(days=number) for number in first_days[: len(counts)]]
    people = dict(zip(IDS, counts, strict=False))
    assume(counts[days.index(min(days))] > 0)
    rule = Split(total=kronor(total), by=MID_YEAR)
    agreement = with_members(made(rule, BY_DAY), **dict(zip(people, days, strict=True)))

    found = owed(assess(agreement, year=2015, figures=counted(**people)))

    covered = 365 - (min(days) - START).days
    exact = Fraction(total * covered, 365)
    assert sum(found.values()) == Rounding().in_ore(exact.numerator, exact.denominator)
    for party, share in found.items():
        own = Fraction(0)
        for number in range(365):
            day = START + dt.timedelta(days=number)
            paying = {p: people[p] for p, first in zip(people, days, strict=True) if first <= day}
            if party in paying:
                own += Fraction(total * people[party], 365 * sum(paying.values()))
        assert abs(share - own) < 1


def kronor(ore: int) -> str:
    """Return öre as text in kronor."""
    return f"{'-' * (ore < 0)}{abs(ore) // 100}.{abs(ore) % 100:02}"


@given(total=totals, counts=weights)
def test_laws_of_a_split(total: int, counts: list[int]) -> None:
    """The shares sum to the total, the heavier never pays less, and a credit mirrors its debit."""
    people = dict(zip(IDS, counts, strict=False))
    days = dict.fromkeys(people, START)

    def of(ore: int) -> dict[str, int]:
        agreement = with_members(made(Split(total=kronor(ore), by=MID_YEAR)), **days)
        return owed(assess(agreement, year=2015, figures=counted(**people)))

    found = of(total)
    assert sum(found.values()) == total
    for one, heavy in people.items():
        assert abs(found[one] - Fraction(total * heavy, sum(counts))) < 1
        assert heavy or not found[one]
        for other, light in people.items():
            assert light >= heavy or abs(found[one]) >= abs(found[other])
    assert of(-total) == {party: -ore for party, ore in found.items()}


@given(total=totals, counts=weights, parts=st.sampled_from([("1/2", "1/2"), ("1/4", "1/3")]))
def test_laws_of_two_steps(total: int, counts: list[int], parts: tuple[str, str]) -> None:
    """The parts of the classes sum to the total, and each share is within two öre of its own."""
    people = dict(zip(IDS, counts, strict=False))
    rule = Shares(
        total=kronor(total),
        groups={
            "one": Share(part=parts[0], by=MID_YEAR),
            "two": Share(part=parts[1], by=Equally()),
        },
    )
    agreement = made(rule)
    agreement = with_members(agreement, "one", **dict.fromkeys(people, START))
    agreement = agreement.accede(
        Party(names="other", kind=PartyKind.REGION),
        decided("2014-12-01"),
        effective=START,
        group="two",
    )

    found = owed(assess(agreement, year=2015, figures=counted(**people)))

    exact = total * (Fraction(parts[0]) + Fraction(parts[1]))
    assert sum(found.values()) == Rounding().in_ore(exact.numerator, exact.denominator)
    for party, count in people.items():
        own = total * Fraction(parts[0]) * count / sum(counts)
        assert abs(found[party] - own) < 2


def test_the_second_step_divides_what_the_first_gave() -> None:
    """5 öre in halves are 3 and 2; the 3 are divided, not the exact 2.5: by 1, 1 and 3."""
    half = Share(part="1/2", by=MID_YEAR)
    agreement = made(Shares(total="0.05", groups={"one": half, "two": half}))
    for party, group in (("a", "one"), ("b", "one"), ("c", "one"), ("d", "two")):
        agreement = with_members(agreement, group, **{party: START})
    found = assess(agreement, year=2015, figures=counted(a=1, b=1, c=3, d=7))

    assert owed(found) == {"a": 1, "b": 0, "c": 2, "d": 2}


@pytest.mark.parametrize("proration", Proration)
@given(
    total=totals,
    first_days=st.lists(st.integers(0, 364), min_size=4, max_size=4),
    others=st.lists(st.sampled_from("bcd"), unique=True),
)
def test_a_class_bears_the_same_whoever_is_in_the_others(
    proration: Proration, total: int, first_days: list[int], others: list[str]
) -> None:
    """The part of one class does not change by an öre when another class gets its first payer."""
    third = Share(part="1/3", by=Equally())
    made_of = Shares(total=kronor(total), groups={"one": third, "two": third, "three": third})
    days = dict(zip(IDS, first_days, strict=True))

    def of(*parties: str) -> dict[str, int]:
        agreement = made(made_of, proration)
        groups = dict(zip(IDS, ("one", "two", "three", "two"), strict=True))
        for party in parties:
            first = START + dt.timedelta(days=days[party])
            agreement = with_members(agreement, groups[party], **{party: first})
        return owed(assess(agreement, year=2015, figures=counted()))

    assert of("a", *others)["a"] == of("a")["a"]


def test_a_total_by_size() -> None:
    """A total may depend on the size of an area, the same for all who divide it."""
    county = attrs.evolve(MID_YEAR, subject="lan")
    total = Stepped(of=county, rule=Fixed(kronor=10), above={100: Fixed(kronor=20)})
    agreement = with_members(made(Split(total=total, by=Equally())), a=START, b=START)

    for people, ore in ((100, 500), (101, 1000)):
        found = assess(agreement, year=2015, figures=counted(lan=people))
        assert owed(found) == {"a": ore, "b": ore}
        assert found.explain("a").figures()[0].value == people


def test_a_class_for_a_part_of_the_year() -> None:
    """A third of 100.00 in whole öre is 33.34, 33.33 and 33.33; from 1 July 184 days of 365."""
    third = Share(part="1/3", by=Equally())
    rule = Shares(total=100, groups={"one": third, "three": third, "two": third})
    agreement = made(rule, BY_DAY)
    for party, group, day in (("a", "one", START), ("b", "two", dt.date(2015, 7, 1))):
        agreement = with_members(agreement, group, **{party: day})
    found = assess(agreement, year=2015, figures=counted())

    assert owed(found) == {"a": 3334, "b": 1680}  # 3333 × 184 / 365 = 1680.2
    told = " ".join(explained_fees_text(found.only("a"), language="en").split())
    assert "1/3 of SEK 100.00: about SEK 33.3333, in whole öre (largest remainder):" in told
    assert "1 of 1 equal shares: SEK 33.34 of SEK 33.34" in told


def test_whole_kronor_are_no_step_for_shares() -> None:
    """A stated total is divided to the öre, even if other amounts are rounded to a larger step."""
    agreement = made(Split(total="100.50", by=Equally()), rounding=Rounding(step_ore=100))
    found = assess(with_members(agreement, a=START, b=START), year=2015, figures=counted())

    assert owed(found) == {"a": 5025, "b": 5025}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param(Equally(), {"a": 3334, "b": 3333, "c": 3333}, id="equally: a tie by id"),
        pytest.param(MID_YEAR, {"a": 1667, "b": 3333, "c": 5000}, id="by a figure"),
        pytest.param(
            ByWeight(weights={"a": "62.5", "b": "37.5", "c": "0"}),
            {"a": 6250, "b": 3750, "c": 0},
            id="by weight",
        ),
        pytest.param((MID_YEAR, MID_YEAR), {"a": 714, "b": 2857, "c": 6429}, id="by a product"),
    ],
)
def test_keys(by: Key, expected: dict[str, int]) -> None:
    """100 kr by each kind of key; no step of whole kronor applies, since shares would not sum."""
    agreement = with_members(
        made(Split(total=100, by=by), rounding=Rounding(step_ore=100)), a=START, b=START, c=START
    )

    assert owed(assess(agreement, year=2015, figures=counted(a=1, b=2, c=3))) == expected


def test_who_has_no_weight_has_no_share() -> None:
    """A member without a stated weight is no payer: its share is unknown, the others' are known."""
    rule = Split(total=100, by=ByWeight(weights={"a": 1, "b": 3}))
    found = assess(
        with_members(made(rule), a=START, b=START, c=START), year=2015, figures=counted()
    )
    alone = assess(with_members(made(rule), c=START), year=2015, figures=counted())
    by_day = assess(
        with_members(made(rule, BY_DAY), b=START, c=START), year=2015, figures=counted()
    )

    assert (owed(found), found.unstated) == ({"a": 2500, "b": 7500}, ("c",))
    assert (owed(alone), alone.unstated) == ({}, ("c",))
    assert (owed(by_day), by_day.unstated) == ({"b": 10_000}, ("c",))
    beside = made(Sum(rules=[Fixed(kronor=1), rule]))
    added = assess(with_members(beside, a=START, b=START, c=START), year=2015, figures=counted())
    assert (owed(added), added.unstated) == ({"a": 2600, "b": 7600}, ("c",))


def test_a_successor_has_the_weight_of_whom_it_succeeded() -> None:
    """By day, each has it for its own days; a successor with a weight of its own uses that one."""
    rule = Split(total=365, by=ByWeight(weights={"a": 1, "b": 1}))
    agreement = with_members(made(rule, BY_DAY), a=START, b=START)
    changed = agreement.succeed("a", "c", decided("2015-06-01"), first_day=dt.date(2015, 7, 1))

    assert owed(assess(changed, year=2015, figures=counted())) == {
        "a": 9050,
        "b": 18_250,
        "c": 9200,
    }


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        pytest.param({"a": 1, "b": 3, "d": 4}, 3, id="of the nearest that it succeeded"),
        pytest.param({"a": 1, "d": 4}, 1, id="of the first in the line"),
        pytest.param({"a": 1, "b": 3, "c": 2, "d": 4}, 2, id="its own"),
    ],
)
def test_the_weight_of_whom_it_succeeded(weights: dict[str, int], expected: int) -> None:
    """In later years, the last party of the line with a stated weight decides."""
    agreement = with_members(made(Split(total=100, by=ByWeight(weights=weights))), a=START, d=START)
    agreement = agreement.succeed("a", "b", decided("2015-02-01"), first_day=dt.date(2015, 3, 1))
    agreement = agreement.succeed("b", "c", decided("2015-02-01"), first_day=dt.date(2015, 7, 1))
    found = owed(assess(agreement, year=2016, figures=counted()))

    assert found == {"c": round(10_000 * expected / (expected + 4)), "d": 10_000 - found["c"]}


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        pytest.param({"a": 60, "b": 30, "d": 10}, {"b": 9000, "d": 1000}, id="both weighed"),
        pytest.param({"a": 60, "d": 40}, {"b": None, "d": 4000}, id="one weighed"),
        pytest.param({"b": 60, "d": 40}, {"b": 7500, "d": 2500}, id="the successor weighed alone"),
    ],
)
def test_a_year_that_is_taken_over_keeps_its_weight(
    weights: dict[str, int], expected: dict[str, int | None]
) -> None:
    """A party that left and takes over another's year owes by both weights."""
    agreement = made(Split(total=100, by=ByWeight(weights=weights)))
    spring = Period(START, dt.date(2015, 3, 1))
    agreement = with_members(agreement, b=spring, a=START, d=START)
    agreement = agreement.succeed("a", "b", decided("2015-06-01"), first_day=dt.date(2015, 7, 1))
    found = assess(agreement, year=2015, figures=counted())

    assert owed(found) == {party: ore for party, ore in expected.items() if ore is not None}
    assert found.unstated == tuple(party for party, ore in expected.items() if ore is None)


def test_a_year_that_is_taken_over_keeps_its_kind() -> None:
    """A municipality's year that a region takes over costs the same as before."""
    kinds: dict[PartyKind, Rule] = {
        PartyKind.MUNICIPALITY: Fixed(kronor=10),
        PartyKind.REGION: Split(total=500, by=Equally()),
    }
    region = Party(names="r", kind=PartyKind.REGION)
    agreement = agreed(*IDS, region, funding=funded_by(ByGroup(kinds=kinds)))
    agreement = with_members(agreement, a=START).succeed(
        "a", "r", decided("2015-06-01"), first_day=dt.date(2015, 7, 1)
    )
    found = assess(agreement, year=2015, figures=counted())

    assert owed(found) == {"r": 1000}
    told = plainly(explained_fees_text(found))
    assert "  För a: 10,00 kr" in told
    assert "Regel för kommuner: 10,00 kr" in told


def test_nobody_to_divide_among() -> None:
    """If all weights are 0, nobody can say who pays: these fees are unknown, and no others."""
    halves = {
        PartyKind.MUNICIPALITY: Share(part="1/2", by=MID_YEAR),
        PartyKind.REGION: Share(part="1/2", by=Equally()),
    }
    agreement = with_members(made(Shares(total=100, kinds=halves)), a=START, b=START)
    agreement = agreement.accede(
        Party(names="r", kind=PartyKind.REGION), decided("2014-12-01"), effective=START
    )
    found = assess(agreement, year=2015, figures=counted(a=0, b=0))

    assert owed(found) == {"r": 5000}
    assert [(each.party, each.needs) for each in found.missing] == [("a", ()), ("b", ())]
    assert found.unknown == ("a", "b")
    with pytest.raises(NoFeeError, match="no payer has a figure above 0 to divide a total"):
        found["a"]
    with pytest.raises(IncompleteAssessmentError, match=r"a \(a\)\n  b \(b\)"):
        _ = found.total_ore
    assert missing_summary(found, "en") == "Cannot be divided: a (a), b (b).\n"
    assert "vad 2 av parterna bär av ett belopp kan inte fördelas" in missing_text(found)
    assert "ett belopp kan inte fördelas" in missing_text(found.only("a"))
    assert "a (a): ingen som betalar har något över 0 att fördela efter\n" in missing_text(found)
    [row] = [row for row in fees_table(found, "en").rows if row[0] == "a"]
    assert (row[5], row[3], row[15]) == (
        "cannot be divided",
        None,
        "no payer has a value above 0 to divide by",
    )
    assert assess(made(Split(total=100, by=MID_YEAR)), year=2015, figures=counted()).fees == ()


def test_stated_weights_of_0() -> None:
    """By day, if only a weight of 0 is present on some days, the whole division is unknown."""
    rule = Split(total=365, by=ByWeight(weights={"a": 0, "b": 1}))
    late = with_members(made(rule, BY_DAY), a=START, b=dt.date(2015, 12, 31))
    whole = with_members(made(rule), a=START, b=dt.date(2015, 12, 31))

    assert [m.party for m in assess(late, year=2015, figures=counted()).missing] == ["a", "b"]
    assert owed(assess(whole, year=2015, figures=counted())) == {"a": 0, "b": 36_500}


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(Split(total=0, by=MID_YEAR), id="a total of 0"),
        pytest.param(
            Shares(
                total=100,
                kinds={PartyKind.MUNICIPALITY: Share(part=0, by=MID_YEAR)},
                groups={"g": Share(part=1, by=Equally())},
            ),
            id="a part of 0",
        ),
    ],
)
def test_nothing_is_divided_without_weights(rule: Rule) -> None:
    """A total of 0 is divided with any weights; a missing weight is still missing."""
    agreement = with_members(made(rule), a=START, b=START)
    found = assess(agreement, year=2015, figures=counted(a=0, b=0))

    assert owed(found) == {"a": 0, "b": 0}
    assert "av 0,00 kr" in plainly(explained_fees_text(found))
    assert assess(agreement, year=2015, figures=counted(a=0)).fees == ()


def test_a_rule_counts_as_the_figures_do() -> None:
    """A rule whose statistic has other decimals than the figures is refused."""
    tenths = attrs.evolve(MID_YEAR, statistic=attrs.evolve(POPULATION, decimals=1))
    pay = Statistic(id="pay", name="a", unit="%", units="%", decimals=1, signed=True)
    day = ReferenceDate(1, 6, 30)
    moved = Indexed(
        rule=Fixed(kronor=100),
        index=Basis(statistic=pay, reference_date=day, subject="riket"),
        method=IndexMethod.CHANGE,
        base_year=2014,
    )
    whole = attrs.evolve(pay, decimals=0)
    changes = FigureTable(
        Figure(subject="riket", statistic=whole, reference_date=day.before(2015), value=27)
    )

    for rule, figures in ((Rate(kronor_per_unit=1, of=tenths), counted(a=5)), (moved, changes)):
        with pytest.raises(StatisticConflictError, match="decimals"):
            assess(with_members(made(rule), a=START), year=2015, figures=figures)


def test_a_day_without_weights_is_settled_later() -> None:
    """Nothing is claimed for a day on which a total could not be divided; a later day claims it."""
    agreement = made(Split(total=100, by=ByWeight(weights={"a": 0, "b": 1})))
    agreement = agreement.accede("a", decided("2015-01-01"), effective=START).accede(
        "b", decided("2015-03-01"), effective=START
    )
    ledger = Ledger()

    early = settle(ledger, agreement, years=[2015], figures=counted(), known_on=dt.date(2015, 2, 1))
    assert (early.claims, [missing.party for missing in early.missing]) == ((), ["a"])
    found = settle(ledger, agreement, years=[2015], figures=counted(), known_on=dt.date(2015, 4, 1))
    assert [(c.party, c.ore, c.known_on) for c in found] == [("b", 10_000, dt.date(2015, 3, 1))]


def test_a_missing_figure_holds_up_every_share() -> None:
    """If one payer's figure is missing, no share is known; each names the missing figures."""
    agreement = with_members(made(Split(total=100, by=MID_YEAR)), a=START, b=START, c=START)
    found = assess(agreement, year=2015, figures=counted(a=1))

    assert found.fees == ()
    for missing in found.missing:
        assert [need.subject for need in missing.needs] == ["b", "c"]
    with pytest.raises(IncompleteAssessmentError):
        _ = found.total_ore
    with pytest.raises(NoFeeError, match="figures are missing: population of b"):
        _ = found["a"]


def test_branches_divide_among_their_own() -> None:
    """The same rule under two groups is divided twice, each among its own members."""
    split = Split(total=100, by=Equally())
    rule = Sum(rules=[ByGroup(groups={"one": split, "two": split}), Fixed(kronor=1), split])
    agreement = made(rule)
    for party, group in (("a", "one"), ("b", "one"), ("c", "two")):
        agreement = with_members(agreement, group, **{party: START})
    found = assess(agreement, year=2015, figures=counted())

    assert owed(found) == {"a": 5000 + 100 + 3334, "b": 5000 + 100 + 3333, "c": 10_000 + 100 + 3333}
    assert found.total_ore == 30_300


def test_a_member_of_no_branch() -> None:
    """A member of no branch has no rule stated, and takes no part in what others divide."""
    rule = ByGroup(groups={"one": Split(total=100, by=Equally())})
    agreement = with_members(with_members(made(rule), "one", a=START), b=START)
    shares = made(Shares(total=100, groups={"one": Share(part=1, by=Equally())}))
    shares = with_members(shares, "one", a=START)

    for each in (agreement, with_members(shares, b=START)):
        found = assess(each, year=2015, figures=counted())
        assert (owed(found), found.unstated) == ({"a": 10_000}, ("b",))


@pytest.mark.parametrize(
    ("proration", "expected"),
    [
        pytest.param(NONE, {"a": 18_250, "b": 18_250}, id="each for the whole year"),
        pytest.param(BY_DAY, {"a": 27_300, "b": 9_200}, id="b from 1 July: 184 days, half each"),
    ],
)
def test_joining_mid_year(proration: Proration, expected: dict[str, int]) -> None:
    """365 kr, b joins on 1 July: by day, each day's krona is divided among that day's members."""
    agreement = with_members(
        made(Split(total=365, by=Equally()), proration), a=START, b=dt.date(2015, 7, 1)
    )
    found = assess(agreement, year=2015, figures=counted())

    assert owed(found) == expected
    assert found.total_ore == 36_500


def test_a_class_that_joins_mid_year() -> None:
    """Before a class has a member, nobody bears its part; nobody else is charged for it."""
    rule = Shares(
        total=730,
        kinds={
            PartyKind.MUNICIPALITY: Share(part="1/2", by=Equally()),
            PartyKind.REGION: Share(part="1/2", by=Equally()),
        },
    )
    agreement = with_members(made(rule, BY_DAY), a=START).accede(
        Party(names="R", kind=PartyKind.REGION),
        decided("2014-12-01"),
        effective=dt.date(2015, 7, 1),
    )

    assert owed(assess(agreement, year=2015, figures=counted())) == {"a": 36_500, "r": 18_400}


def test_a_total_that_changes_inside_a_year() -> None:
    """Each total is divided separately, for its own days; a part that is no split is added."""
    agreement = with_members(made(Split(total=365, by=Equally()), BY_DAY), a=START, b=START)
    dearer, fixed = (
        agreement.amend(
            decided("2015-02-01"), effective=dt.date(2015, 7, 1), funding=funded_by(rule, BY_DAY)
        )
        for rule in (Split(total=730, by=Equally()), Fixed(kronor=365))
    )

    assert owed(assess(dearer, year=2015, figures=counted())) == {"a": 27_450, "b": 27_450}
    found = assess(fixed, year=2015, figures=counted())
    assert owed(found) == {"a": 9_050 + 18_400, "b": 9_050 + 18_400}
    assert found.explain("a").ore == 27_450


def test_a_total_with_parts_of_an_ore() -> None:
    """A total by an area may have fractions of an öre; it is rounded by the named rule."""
    area = attrs.evolve(MID_YEAR, subject="d")
    rule = Split(total=Rate(kronor_per_unit="0.005", of=area), by=Equally())

    for name, ore in ((RoundingRule.HALF_AWAY_FROM_ZERO, 151), (RoundingRule.TOWARDS_ZERO, 150)):
        agreement = with_members(made(rule, rounding=Rounding(rule=name)), a=START, b=START)
        assert sum(owed(assess(agreement, year=2015, figures=counted(d=301))).values()) == ore
    missing = assess(with_members(made(rule), a=START), year=2015, figures=counted()).missing
    assert [need.subject for need in missing[0].needs] == ["d"]


def history() -> Agreement:
    """Return an agreement with a history: c joins mid-year, b leaves, and that is annulled."""
    agreement = made(Split(total=1000, by=MID_YEAR), BY_DAY)
    agreement = with_members(agreement, a=START, b=START)
    agreement = agreement.accede("c", decided("2015-03-01"), effective=dt.date(2015, 7, 1))
    agreement = agreement.withdraw("b", decided("2015-05-01"), last_day=dt.date(2015, 9, 30))
    return agreement.revoke(
        agreement.instruments[-1], decided("2015-08-01"), ground=Ground.ANNULLED
    )


def test_claims_of_a_split() -> None:
    """On each day, claims sum to total after minus total before, and the ledger has each share."""
    figures = FigureTable(
        [
            *inhabitants({"a": 100, "b": 200, "c": 300}),
            *inhabitants({"a": 150}, dt.date(2015, 10, 1)),
        ]
    )
    agreement, ledger, before = history(), Ledger(), 0
    for month in range(1, 13):
        day = dt.date(2015, month, 28)
        settlement = settle(ledger, agreement, years=[2015], figures=figures, known_on=day)
        [after] = settlement.assessments
        assert settlement.total_ore == after.total_ore - before
        assert after.total_ore == 100_000
        ledger, before = settlement.ledger, after.total_ore
        assert {p: o for (p, _), o in ledger.balances().items() if o} == owed(after)
        assert all(claim.causes for claim in settlement)

    # b's leaving and coming back leaves only two claims on each party that cancel out.
    assert sum(c.ore for c in ledger.of("a") if c.known_on.month in {5, 8}) == 0
    corrected = [claim for claim in ledger.claims if claim.known_on == dt.date(2015, 10, 1)]
    assert {claim.party for claim in corrected} == {"a", "b", "c"}
    assert sum(claim.ore for claim in corrected) == 0


def test_what_concerns_one_payer_concerns_all() -> None:
    """Each claim has all causes of its day: one payer's share depends on every other payer."""
    agreement = made(Split(total=1000, by=Equally()))
    agreement = agreement.accede("a", decided("2015-03-01"), effective=START).accede(
        "b", decided("2015-03-01"), effective=START
    )
    found = settle(
        Ledger(), agreement, years=[2015], figures=counted(), known_on=dt.date(2015, 4, 1)
    )

    assert [claim.ore for claim in found] == [50_000, 50_000]
    assert [len(claim.causes) for claim in found] == [2, 2]


def test_only_takes_shares_apart_and_changes_none() -> None:
    """A party's share is its share among all payers, however few are asked for."""
    agreement = with_members(made(Split(total=100, by=Equally())), a=START, b=START, c=START)
    assessment = assess(agreement, year=2015, figures=counted())
    before, after = (
        assess(history(), year=2015, figures=counted(a=1, b=2, c=3), known_on=dt.date(2015, m, 2))
        for m in (2, 6)
    )

    assert owed(assessment.only("b")) == {"b": 3333}
    assert assessment.only("b").explain("b").ore == 3333
    alone = difference(before.only("a"), after.only("a"))
    assert [claim.ore for claim in alone] == [
        c.ore for c in difference(before, after) if c.party == "a"
    ]


def test_shares_with_undated_members() -> None:
    """If nobody can say whether another payer's accession was known, no share is known."""
    rule = ByGroup(
        kinds={PartyKind.MUNICIPALITY: Split(total=100, by=Equally())},
        groups={"alone": Fixed(kronor=7)},
    )
    agreement = attrs.evolve(made(rule), instruments=[joins(1, "b")])
    agreement = agreement.accede("a", decided("2015-03-01"), effective=START)
    agreement = agreement.accede("c", decided("2015-03-01"), effective=START, group="alone")

    known = assess(agreement, year=2015, figures=counted(), known_on=dt.date(2015, 4, 1))
    assert (owed(known), known.undated) == ({"c": 700}, ("a", "b"))
    with pytest.raises(NoFeeError, match="shares a total with parties whose accession has no"):
        _ = known["a"]
    with pytest.raises(NoFeeError, match="its accession has no recorded decision"):
        _ = known["b"]
    for language, words in (("sv", "fördelas mellan dem"), ("en", "is divided among")):
        text = missing_text(known, language)  # type: ignore[arg-type]
        assert words in text
        assert text.count("(b)") == text.count("(a)") == 1
    assert (
        settle(
            Ledger(), agreement, years=[2015], figures=counted(), known_on=dt.date(2015, 4, 1)
        ).total_ore
        == 700
    )
    assert owed(assess(agreement, year=2015, figures=counted())) == {"a": 5000, "b": 5000, "c": 700}


def test_no_implied_total() -> None:
    """An implied total needs a rule that is the same for all, and figures that are not missing."""
    half = Share(part="1/2", by=Equally())
    with pytest.raises(RuleError, match="state it over an area"):
        implied_total(Split(total=1, by=Equally()), half, year=2015, figures=counted())
    area = attrs.evolve(MID_YEAR, subject="01")
    rate = Rate(kronor_per_unit=1, of=area)
    with pytest.raises(NoTotalError, match="figures are missing: population of 01 on 2014-06-30"):
        implied_total(rate, half, year=2015, figures=counted())


def test_explained() -> None:
    """A share shows its weight, the sum of weights, the total, and the pieces of the year."""
    agreement = with_members(
        made(Split(total=365, by=MID_YEAR), BY_DAY), a=START, b=dt.date(2015, 7, 1)
    )
    found = assess(agreement, year=2015, figures=counted(a=1, b=2))
    text = plainly(explained_fees_text(found.only("a"), language="en"))

    assert (
        "Divided in whole öre, so that no öre is lost or added (largest remainder): SEK 242.33"
        in text
    )
    assert "181 of 365 days, 1 January to 30 June 2015: SEK 181.00" in text
    assert "184 of 365 days, 1 July to 31 December 2015: about SEK 61.3333" in text
    assert "1 of 1 inhabitants: SEK 365.00 of SEK 365.00" in text
    assert "1 of 3 inhabitants: about SEK 121.6667 of SEK 365.00" in text


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("year", 15, BudgetYearError),
        ("share", "1/2", WrongTypeError),
        ("step", 1, WrongTypeError),
        ("rounding", 1, WrongTypeError),
        ("share", Share(part=0, by=Equally()), AmountError),
    ],
    ids=["no year", "text for a share", "no step", "no rounding", "a part of 0"],
)
def test_no_such_implied_total(field: str, value: object, error: type[Exception]) -> None:
    """An implied total needs a part above 0 of an amount that can be explained."""
    fields: dict[str, Any] = {field: value}
    with pytest.raises(error):
        attrs.evolve(stockholm_half, **fields)


@pytest.mark.parametrize(
    ("rule", "undated", "unstated"),
    [
        pytest.param(Split(total=1, by=Equally()), ("a", "b"), (), id="a split"),
        pytest.param(
            Split(total=1, by=ByWeight(weights={"a": 1, "d": 1})), (), ("b",), id="not weighed"
        ),
        pytest.param(Fixed(kronor=1), ("b",), (), id="nothing divided"),
        pytest.param(Bounded(rule=Fixed(kronor=1), cap=1), ("b",), (), id="bounded"),
        pytest.param(
            Stepped(of=MID_YEAR, rule=Fixed(kronor=1), above={5: Fixed(kronor=2)}),
            ("b",),
            (),
            id="steps",
        ),
        pytest.param(
            Indexed(
                rule=Fixed(kronor=1),
                index=attrs.evolve(MID_YEAR, subject="d"),
                method=IndexMethod.LEVEL,
                base_year=2015,
            ),
            ("b",),
            (),
            id="an index",
        ),
        pytest.param(
            Shares(total=1, kinds={PartyKind.MUNICIPALITY: Share(part=1, by=Equally())}),
            ("a", "b"),
            (),
            id="in two steps",
        ),
        pytest.param(
            Shares(
                total=1,
                kinds={
                    PartyKind.MUNICIPALITY: Share(part=1, by=ByWeight(weights={"a": 1, "d": 1}))
                },
            ),
            (),
            ("b",),
            id="in two steps, not weighed",
        ),
        pytest.param(
            Shares(total=1, kinds={PartyKind.REGION: Share(part=1, by=Equally())}),
            (),
            ("a", "b"),
            id="of another class",
        ),
        pytest.param(
            Sum(rules=[Fixed(kronor=1), ByGroup(kinds={PartyKind.REGION: Fixed(kronor=1)})]),
            (),
            ("a", "b"),
            id="a sum not stated for all",
        ),
        pytest.param(
            Bounded(rule=Fixed(kronor=1), floor=ByGroup(kinds={PartyKind.REGION: RATE})),
            (),
            ("a", "b"),
            id="a floor for others",
        ),
        pytest.param(
            Bounded(rule=Fixed(kronor=1), cap=ByGroup(kinds={PartyKind.REGION: RATE})),
            (),
            ("a", "b"),
            id="a cap for others",
        ),
        pytest.param(
            Stepped(
                of=MID_YEAR,
                rule=ByGroup(kinds={PartyKind.REGION: RATE}),
                above={0: Fixed(kronor=1)},
            ),
            ("b",),
            (),
            id="stated above a size",
        ),
        pytest.param(
            Sum(rules=[ByGroup(kinds={PartyKind.REGION: Split(total=1, by=Equally())}), RATE]),
            (),
            ("a", "b"),
            id="a total for others",
        ),
        pytest.param(
            Sum(
                rules=[
                    RATE,
                    ByGroup(kinds={PartyKind.MUNICIPALITY: Split(total=1, by=Equally())}),
                ]
            ),
            ("a", "b"),
            (),
            id="a total beside a rate",
        ),
    ],
)
def test_undated_by_rule(rule: Rule, undated: tuple[str, ...], unstated: tuple[str, ...]) -> None:
    """The rule decides which fees an undated accession blocks: its own, or those of all payers."""
    agreement = attrs.evolve(made(rule), instruments=[joins(1, "b")]).accede(
        "a", decided("2015-03-01"), effective=START
    )
    found = assess(agreement, year=2015, figures=counted(a=1), known_on=dt.date(2015, 4, 1))

    assert (found.undated, found.unstated) == (undated, unstated)
