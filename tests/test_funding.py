from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import by_hand
from builders import (
    MID_YEAR,
    NONE,
    START,
    agreed,
    counted,
    funded_by,
    late,
    owed,
    with_members,
)
from by_hand import told
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    Party,
    PartyKind,
    ReferenceDate,
    Statistic,
    YearDay,
    assess,
)
from samverkan.errors import (
    AmountError,
    BudgetYearError,
    CountError,
    NoFeeError,
    NotADayError,
    NotExactError,
    RuleError,
    SamverkanError,
    StatisticConflictError,
    TextError,
    UnknownReadingError,
    WrongTypeError,
)
from samverkan.fees import Need
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
    Instalments,
    Mean,
    Part,
    PerParty,
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
from strategies import CHANGES, PRICES, World, decimals, worlds

RATE = Rate(kronor_per_unit="1.50", of=MID_YEAR)
FIXED = Fixed(kronor=1)
SPLIT = Split(total=1, by=Equally())
HEADS = attrs.evolve(MID_YEAR, subject="riket")
HALF = Share(part="1/2", by=Equally())
CHANGE = Basis(statistic=CHANGES, reference_date=ReferenceDate(2, 12, 31), subject="riket")
BEFORE = attrs.evolve(CHANGE, reference_date=ReferenceDate(3, 12, 31))
MOVED: dict[str, object] = {
    "rule": RATE,
    "index": CHANGE,
    "method": IndexMethod.CHANGE,
    "base_year": 2015,
}


LEFT = Remainder(total=2, after=Fixed(kronor=1))
SHARE = Share(part=1, by=Equally())


@given(number=decimals())
def test_rates_are_canonical(number: Decimal) -> None:
    """Equal rates are equal in every form: as values, as hashes, and as text."""
    rates = [
        Rate(kronor_per_unit=spelling, of=MID_YEAR)
        for spelling in (number, f"{number:f}", number * Decimal("1.000"))
    ]

    assert len(set(rates)) == 1
    assert len({repr(rate) for rate in rates}) == 1


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(late(Rate, kronor_per_unit=1.5, of=MID_YEAR), NotExactError, id="float rate"),
        pytest.param(
            late(Rate, kronor_per_unit=Decimal("NaN"), of=MID_YEAR), AmountError, id="NaN rate"
        ),
        pytest.param(
            late(Rate, kronor_per_unit="-1", of=MID_YEAR), AmountError, id="negative rate"
        ),
        pytest.param(late(Rate, kronor_per_unit=1, of=()), RuleError, id="a rate of nothing"),
        pytest.param(
            late(Rate, kronor_per_unit=1, of=[POPULATION]), WrongTypeError, id="no day to take"
        ),
        pytest.param(late(Fixed, kronor=0.1), NotExactError, id="float amount"),
        pytest.param(late(Fixed, kronor="0.001"), AmountError, id="parts of an öre"),
        pytest.param(late(ByGroup), RuleError, id="no group"),
        pytest.param(
            late(ByGroup, kinds={"municipality": RATE}), WrongTypeError, id="text for a kind"
        ),
        pytest.param(late(ByGroup, groups={"": RATE}), TextError, id="a group without a name"),
        pytest.param(late(ByGroup, groups={5: RATE}), WrongTypeError, id="a number for a group"),
        pytest.param(
            late(ByGroup, groups=[("a", RATE), ("a", RATE)]), RuleError, id="a group twice"
        ),
        pytest.param(
            late(ByGroup, kinds={PartyKind.REGION: 1}), WrongTypeError, id="a number for a rule"
        ),
        pytest.param(late(Sum, rules=[]), RuleError, id="an empty sum"),
        pytest.param(late(Sum, rules=["1"]), WrongTypeError, id="text for a rule"),
        pytest.param(late(Split, total=1.5, by=Equally()), NotExactError, id="a float to divide"),
        pytest.param(late(Split, total=RATE, by=Equally()), RuleError, id="a total of each payer"),
        pytest.param(
            late(Split, total=Split(total=1, by=Equally()), by=Equally()),
            RuleError,
            id="a total that is divided already",
        ),
        *(
            pytest.param(late(Split, total=rule, by=Equally()), RuleError, id=f"a total {name}")
            for name, rule in {
                "limited for each": Bounded(rule=Fixed(kronor=2), cap=RATE),
                "with a floor for each": Bounded(rule=Fixed(kronor=2), floor=RATE, cap=3),
                "of each, limited": Bounded(rule=RATE, cap=3),
                "added for each": Sum(rules=[Fixed(kronor=1), RATE]),
                "of each, moved": Indexed(
                    rule=RATE, index=CHANGE, method=IndexMethod.CHANGE, base_year=2014
                ),
                "by group": ByGroup(groups={"a": Fixed(kronor=1)}),
                "by size of each": Stepped(of=MID_YEAR, rule=FIXED, above={1: Fixed(kronor=2)}),
                "of each above a size": Stepped(of=HEADS, rule=FIXED, above={1: RATE}),
                "of each to a size": Stepped(of=HEADS, rule=RATE, above={1: FIXED}),
            }.items()
        ),
        pytest.param(late(Split, total=1, by=()), RuleError, id="a key of nothing"),
        pytest.param(late(Split, total=1, by="equally"), WrongTypeError, id="text for a key"),
        pytest.param(late(Split, total=1, by=CHANGE), RuleError, id="divided by a change"),
        pytest.param(late(Split, total=1, by=CHANGE), RuleError, id="a key of a change"),
        pytest.param(late(Rate, kronor_per_unit=1, of=MID_YEAR, per=0), CountError, id="per none"),
        pytest.param(
            late(Rate, kronor_per_unit=Split(total=1, by=Equally()), of=MID_YEAR),
            RuleError,
            id="a rate that is divided",
        ),
        pytest.param(late(PerParty, kronor={}), RuleError, id="an amount for no party"),
        pytest.param(
            late(PerParty, kronor=[("a", 1), ("a", 2)]), RuleError, id="two amounts for a party"
        ),
        pytest.param(late(PerParty, kronor={"a": 0.5}), NotExactError, id="a float for a party"),
        pytest.param(
            late(PerParty, kronor={"a": 1}, others="0.001"), AmountError, id="parts for others"
        ),
        pytest.param(late(PerParty, kronor={"A B": 1}), TextError, id="an amount for no id"),
        pytest.param(late(ByYear, years={}), RuleError, id="rules of no year"),
        pytest.param(late(ByYear, years=[(2027, 1), (2027, 2)]), RuleError, id="a year twice"),
        pytest.param(late(ByYear, years={27: 1}), BudgetYearError, id="two digits for a year"),
        pytest.param(late(ByYear, years={2027: 0.5}), NotExactError, id="a float for a year"),
        pytest.param(
            late(ByYear, years={2027: 1}, later="a"), AmountError, id="a word for later years"
        ),
        pytest.param(late(EntryFee, first=0.5), NotExactError, id="a float on entry"),
        pytest.param(
            late(EntryFee, first=Split(total=1, by=Equally())), RuleError, id="a divided entry fee"
        ),
        pytest.param(
            late(EntryFee, first=1, again=EntryFee(first=1)), RuleError, id="an entry in an entry"
        ),
        pytest.param(late(Part, rule=1), RuleError, id="neither a part nor a discount"),
        pytest.param(late(Part, rule=1, of=1, less=0), RuleError, id="a part and a discount"),
        pytest.param(late(Part, rule=1, of="3/2"), AmountError, id="a part above the whole"),
        pytest.param(late(Part, rule=1, less=0.1), NotExactError, id="a float for a discount"),
        pytest.param(
            late(Part, rule=Split(total=1, by=Equally()), of="1/2"),
            RuleError,
            id="a part of a division",
        ),
        pytest.param(
            late(Part, rule=EntryFee(first=1), of="1/2"), RuleError, id="a part of an entry fee"
        ),
        pytest.param(
            late(
                Part,
                rule=ByYear(years=[(2027, LEFT), (2028, Split(total=1, by=Equally()))]),
                of="1/2",
            ),
            RuleError,
            id="a part of what is left or divided",
        ),
        pytest.param(
            late(Shares, total=Part(rule=2, of="1/2"), groups={"a": SHARE}),
            RuleError,
            id="shares of a part",
        ),
        pytest.param(
            late(Shares, total=ByYear(years={2027: LEFT}), groups={"a": SHARE}),
            RuleError,
            id="shares of what is left",
        ),
        pytest.param(
            late(Shares, total=1, groups={"a": SHARE}, step_ore=0),
            CountError,
            id="a step of 0 for shares",
        ),
        pytest.param(late(Split, total=1, by=Equally(), step_ore=0), CountError, id="a step of 0"),
        pytest.param(
            late(Remainder, total=RATE, after=Fixed(kronor=1)), RuleError, id="left of no total"
        ),
        pytest.param(
            late(Remainder, total=1, after=EntryFee(first=1)), RuleError, id="after an entry fee"
        ),
        pytest.param(late(Remainder, total=1, after=1), WrongTypeError, id="after a number"),
        pytest.param(late(Remainder, total=1, after=LEFT), RuleError, id="after what is left"),
        pytest.param(late(Funding, rule=LEFT), RuleError, id="what is left, not divided"),
        pytest.param(late(Sum, rules=[LEFT]), RuleError, id="a sum of what is left"),
        pytest.param(late(ByGroup, groups={"a": LEFT}), RuleError, id="what is left for a group"),
        pytest.param(late(Bounded, rule=LEFT, cap=1), RuleError, id="a limit on what is left"),
        pytest.param(
            late(Bounded, rule=EntryFee(first=1), cap=1), RuleError, id="a limit on an entry fee"
        ),
        pytest.param(
            late(Split, total=PerParty(kronor={"a": 1}), by=Equally()),
            RuleError,
            id="a total for each party",
        ),
        pytest.param(late(Mean, of=[ReferenceDate(1, 12, 31)]), RuleError, id="a mean of one day"),
        pytest.param(late(Mean, of=[dt.date(2018, 1, 1)] * 2), RuleError, id="a mean of one twice"),
        pytest.param(late(Mean, of=["2018-01-01"]), WrongTypeError, id="text for a day"),
        pytest.param(
            late(Mean, of=[dt.datetime(2018, 1, 1, 12)]), NotADayError, id="a moment in a mean"
        ),
        pytest.param(
            late(Basis, statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30), fallback=5),
            WrongTypeError,
            id="a number to fall back on",
        ),
        pytest.param(
            lambda: attrs.evolve(MID_YEAR, fallback=CHANGE),
            StatisticConflictError,
            id="a change in place of a count",
        ),
        pytest.param(
            late(Indexed, **{**MOVED, "index": attrs.evolve(CHANGE, fallback=BEFORE)}),
            RuleError,
            id="an index with a fall-back",
        ),
        pytest.param(
            late(
                Indexed,
                **{**MOVED, "index": attrs.evolve(CHANGE, reference_date=dt.date(2018, 12, 31))},
            ),
            RuleError,
            id="an index of one day for all years",
        ),
        pytest.param(late(ByWeight, weights={"a": 0}), RuleError, id="no weight"),
        pytest.param(late(ByWeight, weights={"a": -1}), AmountError, id="a negative weight"),
        pytest.param(late(ByWeight, weights={"A B": 1}), TextError, id="a weight of no id"),
        pytest.param(late(ByWeight, weights=[("a", 1), ("a", 2)]), RuleError, id="weighed twice"),
        pytest.param(late(ByWeight, weights={"a": 0.5}), NotExactError, id="a float weight"),
        pytest.param(late(ByWeight, weights="a"), WrongTypeError, id="text for weights"),
        pytest.param(late(ByWeight, weights=["a"]), WrongTypeError, id="ids without weights"),
        pytest.param(late(Share, part=0.5, by=Equally()), NotExactError, id="a float part"),
        pytest.param(late(Share, part="2", by=Equally()), AmountError, id="more than all"),
        pytest.param(late(Share, part="1/0", by=Equally()), AmountError, id="divided by 0"),
        pytest.param(late(Share, part="1e9", by=Equally()), AmountError, id="no part"),
        pytest.param(late(Share, part=True, by=Equally()), NotExactError, id="a truth value"),
        pytest.param(late(Share, part="1/2", by=()), RuleError, id="a share by nothing"),
        pytest.param(
            late(ByGroup, kinds=[(PartyKind.REGION, RATE), (PartyKind.REGION, FIXED)]),
            RuleError,
            id="a kind twice",
        ),
        pytest.param(
            late(Shares, total=1, kinds=[(PartyKind.REGION, HALF), (PartyKind.REGION, HALF)]),
            RuleError,
            id="a share of a kind twice",
        ),
        pytest.param(
            late(Shares, total=1, groups=[("a", HALF), ("a", HALF)]),
            RuleError,
            id="a share of a group twice",
        ),
        pytest.param(late(Shares, total=1), RuleError, id="no class"),
        pytest.param(
            late(Shares, total=1, groups={"a": HALF, "b": HALF, "c": HALF}), RuleError, id="over 1"
        ),
        pytest.param(late(Shares, total=1, groups={"a": RATE}), WrongTypeError, id="no share"),
        pytest.param(late(Shares, total=1, kinds={"a": HALF}), WrongTypeError, id="no kind"),
        pytest.param(late(Shares, total=RATE, groups={"a": HALF}), RuleError, id="no one total"),
        pytest.param(late(Bounded, rule=RATE), RuleError, id="no limit"),
        pytest.param(late(Bounded, rule=RATE, floor=2, cap=1), RuleError, id="limits that cross"),
        pytest.param(late(Bounded, rule=5, cap=1), WrongTypeError, id="nothing to limit"),
        pytest.param(late(Bounded, rule=RATE, cap=0.5), NotExactError, id="a float cap"),
        pytest.param(late(Bounded, rule=SPLIT, cap=1), RuleError, id="a cap over a split"),
        pytest.param(
            late(Bounded, rule=Sum(rules=[RATE, SPLIT]), floor=1), RuleError, id="deep inside"
        ),
        pytest.param(
            late(Bounded, rule=RATE, cap=ByGroup(groups={"a": SPLIT})), RuleError, id="as a cap"
        ),
        pytest.param(late(Stepped, of=MID_YEAR, rule=RATE, above={}), RuleError, id="no step"),
        pytest.param(
            late(Stepped, of=MID_YEAR, rule=RATE, above={-1: RATE}), AmountError, id="below 0"
        ),
        pytest.param(
            late(Stepped, of=MID_YEAR, rule=RATE, above=[(1, RATE), ("1.0", RATE)]),
            RuleError,
            id="one size twice",
        ),
        pytest.param(
            late(Stepped, of=CHANGE, rule=RATE, above={1: RATE}), RuleError, id="steps of a change"
        ),
        pytest.param(
            late(Stepped, of=MID_YEAR, rule=RATE, above={1: SPLIT}), RuleError, id="a split above"
        ),
        pytest.param(
            late(Stepped, of=POPULATION, rule=RATE, above={1: RATE}), WrongTypeError, id="no day"
        ),
        pytest.param(
            late(Stepped, of=MID_YEAR, rule=RATE, above={1: 2}), WrongTypeError, id="no rule above"
        ),
        pytest.param(late(Indexed, **(MOVED | {"index": HEADS})), RuleError, id="unsigned changes"),
        pytest.param(late(Indexed, **(MOVED | {"rule": SPLIT})), RuleError, id="a split moved"),
        pytest.param(late(Indexed, **(MOVED | {"rule": 1})), WrongTypeError, id="a number moved"),
        pytest.param(late(Indexed, **(MOVED | {"index": MID_YEAR})), RuleError, id="of no area"),
        pytest.param(late(Indexed, **(MOVED | {"index": "kpi"})), WrongTypeError, id="no index"),
        pytest.param(
            late(Indexed, **(MOVED | {"method": "level"})), WrongTypeError, id="text for a method"
        ),
        pytest.param(
            late(Indexed, **(MOVED | {"method": IndexMethod.LEVEL})), RuleError, id="signed levels"
        ),
        pytest.param(
            late(Indexed, **(MOVED | {"method": IndexMethod.CHAINED_ROUNDED})),
            RuleError,
            id="each year rounded, nobody says how",
        ),
        pytest.param(late(Indexed, **(MOVED | {"base_year": 15})), BudgetYearError, id="no year"),
        pytest.param(
            late(Indexed, **(MOVED | {"rounding": "half-up"})), WrongTypeError, id="no rounding"
        ),
        pytest.param(
            late(
                Basis, statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30), subject="A B"
            ),
            TextError,
            id="an area without an id",
        ),
        pytest.param(late(Funding, rule=5), WrongTypeError, id="no rule"),
        pytest.param(
            late(Funding, rule=RATE, rounding="half-up"), WrongTypeError, id="text for rounding"
        ),
        pytest.param(
            late(Basis, statistic="population", reference_date=ReferenceDate(1, 6, 30)),
            WrongTypeError,
            id="text for a statistic",
        ),
        pytest.param(
            late(Basis, statistic=POPULATION, reference_date="2014-06-30"),
            WrongTypeError,
            id="text for a reference date",
        ),
        pytest.param(
            late(Basis, statistic=POPULATION, reference_date=dt.datetime(2014, 6, 30, 12)),
            NotADayError,
            id="a moment for a day",
        ),
        pytest.param(
            late(Reading, name="Mid year", funding=Funding(rule=RATE)), TextError, id="no name"
        ),
        pytest.param(late(Reading, name="a", funding=RATE), WrongTypeError, id="no funding"),
    ],
)
def test_no_such_rule(make: Callable[[], object], error: type[Exception]) -> None:
    """A rule that is not exact, or says nothing, is refused when it is made."""
    with pytest.raises(error) as caught:
        make()

    assert isinstance(caught.value, SamverkanError)


def test_groups_are_order_free() -> None:
    """The order of groups has no effect."""
    rules: dict[str, Rule] = {"a": RATE, "b": Fixed(kronor=1)}
    one = ByGroup(groups=rules, kinds={PartyKind.REGION: RATE})
    other = ByGroup(groups=reversed(rules.items()), kinds=[(PartyKind.REGION, RATE)])

    assert one == other
    assert hash(one) == hash(other)


def of_alfa(
    rule: Rule,
    figures: FigureTable | None = None,
    *,
    kind: PartyKind = PartyKind.MUNICIPALITY,
    group: str | None = None,
) -> int | tuple[Need, ...] | None:
    """Return what a party owes by a rule: öre, the missing figures, or None if it has no rule."""
    alfa = Party(names="Alfa", kind=kind)
    agreement = with_members(agreed(alfa, funding=funded_by(rule)), group, alfa=START)
    found = assess(agreement, year=2015, figures=figures or counted())
    for missing in found.missing:
        return missing.needs
    return owed(found).get("alfa")


def test_group_names_have_one_spelling() -> None:
    """å in either Unicode form and spaces at the ends are the same group."""
    rule = ByGroup(groups={"A\u030angermanland ": FIXED})

    assert of_alfa(rule, kind=PartyKind.COMPANY, group=" \u00c5ngermanland") == 100
    with pytest.raises(RuleError, match="a duplicate"):
        ByGroup(groups={"A\u030a": RATE, "\u00c5": RATE})


def test_readings() -> None:
    """The first reading is the preferred one; another is asked for by name."""
    first, second = (
        funded_by(Fixed(kronor=kronor), name=name) for kronor, name in ((1, "a"), (2, "b"))
    )
    agreement = with_members(agreed("Alfa", funding=[first, second]), alfa=START)

    for asked, name, ore in ((None, "a", 100), ("a", "a", 100), ("b", "b", 200)):
        found = assess(agreement, year=2015, figures=counted(), reading=asked)
        assert (found.asked, found.reading, found.total_ore) == (asked, name, ore)
    with pytest.raises(UnknownReadingError, match="there are: a, b"):
        assess(agreement, year=2015, figures=counted(), reading="c")
    with pytest.raises(RuleError, match="two readings have the same name, a, a"):
        agreed("Alfa", funding=[first, first])


def whole_year(world: World) -> Agreement:
    """Return the agreement of a world with funding that is not prorated."""
    [reading] = world.agreement.terms.funding
    funding = attrs.evolve(reading.funding, proration=NONE)
    terms = attrs.evolve(world.agreement.terms, funding=attrs.evolve(reading, funding=funding))
    return attrs.evolve(world.agreement, terms=terms)


@pytest.mark.slow
@given(world=worlds())
def test_every_rule_against_fractions(world: World) -> None:
    """With any rule, each member owes what the fractions computed by hand give."""
    agreement = whole_year(world)
    found = assess(agreement, year=world.year, figures=world.figures)

    assert told(found) == by_hand.owed(found.state, World(agreement, world.year, world.figures))


@pytest.mark.slow
@given(world=worlds())
def test_explanation_agrees(world: World) -> None:
    """An explained amount is the computed one; an unknown fee is refused."""
    found = assess(world.agreement, year=world.year, figures=world.figures)

    for fee in found:
        assert found.explain(fee.party).step.kronor * 100 == fee.ore
        assert found.only(fee.party).explain(fee.party) == found.explain(fee.party)
    for party in {each.id for each in world.agreement.parties} - owed(found).keys():
        with pytest.raises(NoFeeError):
            found.explain(party)


@pytest.mark.slow
@given(world=worlds(), data=st.data())
def test_order_never_changes_an_amount(world: World, data: st.DataObject) -> None:
    """Trap 6: the order of parties, accessions and figures changes nothing."""
    agreement = world.agreement
    shuffled = Agreement(
        terms=agreement.terms,
        parties=data.draw(st.permutations(agreement.parties)),
        instruments=data.draw(st.permutations(agreement.instruments)),
    )
    figures = FigureTable(data.draw(st.permutations(world.figures.figures)))

    found = assess(agreement, year=world.year, figures=world.figures)
    assert told(assess(shuffled, year=world.year, figures=figures)) == told(found)


def test_group_before_kind() -> None:
    """A named group comes before the kind; a group that no rule names is unknown, not guessed."""
    rule = ByGroup(
        kinds={PartyKind.MUNICIPALITY: Fixed(kronor=1)}, groups={"neighbour": Fixed(kronor=2)}
    )

    assert of_alfa(rule, group="neighbour") == 200
    assert of_alfa(rule, group="Neighbour") is None
    assert of_alfa(rule) == 100
    assert of_alfa(rule, kind=PartyKind.COMPANY, group="neighbour") == 200
    assert of_alfa(rule, kind=PartyKind.COMPANY) is None


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (late(Split, total="1.005", by=Equally()), "total"),
        (late(Bounded, rule=RATE, floor="35 000"), "floor"),
        (late(Bounded, rule=RATE, cap="0,5"), "cap"),
        (late(ByWeight, weights={"alfa": "1", "beta": "-2"}), "weights\\[.beta.\\]"),
        (late(ByWeight, weights={"alfa": "ett"}), "weights\\[.alfa.\\]"),
        (
            late(Indexed, **(MOVED | {"method": IndexMethod.LEVEL})),
            "so it is not a level; use CHANGE",
        ),
        (late(Part, rule=1), '^state a part .of., such as "1/4", or a discount .less.$'),
        (late(Part, rule=1, of=1, less=0), "^state either .* not both$"),
        (late(Part, rule=1, of=20), '^of 20: a part is at most 1; write 20 per cent as "20/100"'),
        (late(Part, rule=1, less="3/2"), "^less '3/2': a part is at most 1"),
        (late(Part, rule=1, of=Fraction(3, 2)), "^of 3/2: a part is at most 1"),
        (late(Part, rule=1, less=Decimal("1.50")), "^less 1.5: a part is at most 1"),
        (late(Part, rule=1, less=-1), "^less -1: a part is at least 0; give a number from 0 to 1$"),
        (late(Part, rule=1, of="20 %"), "^of '20 %': write a part as 1/4, 20/100 or 0.25$"),
        (late(Part, rule=1, of="1/0"), "^of '1/0': a part cannot have 0"),
        (late(Share, part=2, by=Equally()), "^part 2: a part is at most 1"),
        (late(Instalments, days=YearDay(month=6, day=30), parts=[2]), "^parts 2: a part is at"),
        (late(EntryFee, first=-1), "^first -1: an entry fee is 0 or more"),
        (late(EntryFee, first=1, again="-0.50"), "^again -0.5: an entry fee is 0 or more"),
        (lambda: attrs.evolve(CHANGE, fallback=CHANGE), "^the fallback takes the same figure"),
        (
            lambda: attrs.evolve(CHANGE, fallback=attrs.evolve(BEFORE, fallback=CHANGE)),
            "^the fallback takes the same figure of",
        ),
    ],
)
def test_an_error_names_where_it_came_in(make: Callable[[], object], said: str) -> None:
    """An error about a wrong amount names the field, or the party, that it was stated for."""
    with pytest.raises((AmountError, RuleError), match=said):
        make()


def test_limits_that_meet() -> None:
    """If the floor equals the cap, it is an amount for all, and may be a total."""
    same = Bounded(rule=Rate(kronor_per_unit=1, of=HEADS), floor=5, cap="5.00")

    assert same.limits == (Fixed(kronor=5), Fixed(kronor=5))
    assert of_alfa(Split(total=same, by=Equally()), counted(riket=1)) == 500


def test_limits_that_cross() -> None:
    """If a floor and a cap that are rules cross, the highest amount applies."""
    rule = Bounded(rule=RATE, floor=35_000, cap=Rate(kronor_per_unit="2.00", of=MID_YEAR))

    assert of_alfa(rule, counted(alfa=10_000)) == 2_000_000


def test_a_sum_inside_a_bound_is_added_exactly() -> None:
    """Inside a bound the parts are not rounded separately: the result is rounded once."""
    third = Rate(kronor_per_unit="0.004", of=MID_YEAR)
    both = Sum(rules=[third, third])

    assert of_alfa(both, counted(alfa=1)) == 0
    assert of_alfa(Bounded(rule=both, cap=1), counted(alfa=1)) == 1


@pytest.mark.parametrize(
    ("statistic", "method", "value", "expected", "said"),
    [
        pytest.param(PRICES, IndexMethod.LEVEL, 1, 100, "", id="a level"),
        pytest.param(PRICES, IndexMethod.LEVEL, 0, "riket", "stated as 0.00", id="no level"),
        pytest.param(CHANGES, IndexMethod.CHANGE, -999, 10, "", id="nearly nothing left"),
        pytest.param(
            CHANGES, IndexMethod.CHANGE, -1000, "riket", "stated as -100.0", id="nothing left"
        ),
        pytest.param(
            CHANGES, IndexMethod.CHAINED, -1001, "riket", "stated as -100.1", id="less than nothing"
        ),
    ],
)
def test_what_is_no_index(
    statistic: Statistic, method: IndexMethod, value: int, expected: int | str, said: str
) -> None:
    """A level of 0 or a change of -100 per cent is no valid index: the figure counts as missing."""
    date = ReferenceDate(1, 12, 31)
    rule = Indexed(
        rule=Fixed(kronor=100),
        index=Basis(statistic=statistic, reference_date=date, subject="riket"),
        method=method,
        base_year=2014,
    )
    figures = FigureTable(
        Figure(subject="riket", statistic=statistic, reference_date=date.before(year), value=found)
        for year, found in ((2014, 100), (2015, value))
    )
    found = of_alfa(rule, figures)

    if isinstance(expected, int):
        assert found == expected
    else:
        assert isinstance(found, tuple)
        assert found == (Need(expected, statistic, date.before(2015), value),)
        assert str(found[0]).endswith(f" ({said}, which cannot be used)")


def test_rules_are_order_free() -> None:
    """The order of steps, weights and shares has no effect."""
    steps: dict[Decimal | int | str, Rule] = {1: RATE, 2: Fixed(kronor=1)}
    weights: dict[str, Decimal | int | str] = {"a": 1, "b": "2.50"}
    shares = {"a": HALF, "b": HALF}

    for one, other in (
        (
            Stepped(of=MID_YEAR, rule=RATE, above=list(steps.items())),
            Stepped(of=MID_YEAR, rule=RATE, above=list(reversed(steps.items()))),
        ),
        (ByWeight(weights=weights), ByWeight(weights=list(reversed(weights.items())))),
        (Shares(total=1, groups=shares), Shares(total=1, groups=reversed(shares.items()))),
    ):
        assert one == other
        assert hash(one) == hash(other)
    spellings: list[Fraction | Decimal | int | str] = [
        Fraction(1, 4),
        Decimal("0.25"),
        "1/4",
        "0.25",
    ]
    assert len({Share(part=part, by=Equally()) for part in spellings}) == 1
