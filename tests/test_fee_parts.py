"""A fee as parts: fixed amounts, rates, shares, and what is none of these; they sum to it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from builders import agreed, funded_by, inhabitants, with_members
from samverkan import (
    Figure,
    FigureTable,
    ReferenceDate,
    Rounding,
    Source,
    Statistic,
    assess,
)
from samverkan.errors import NotExactError
from samverkan.fees import Explanation, FeePart, FeePartKind, Step
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    ByYear,
    EntryFee,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Part,
    PerParty,
    Proration,
    Rate,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.stockholm import agreement, figures
from strategies import KINDS, World, lives, worlds

MID_YEAR = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
CHANGE = Statistic(id="pkv", name="PKV", unit="procent", units="procent", decimals=1, signed=True)
INDEX = Basis(statistic=CHANGE, reference_date=ReferenceDate(1, 12, 31), subject="riket")
PER_HEAD = Rate(kronor_per_unit="1.50", of=MID_YEAR, sources=[Source(document="4 §")])
WHOLE_KRONOR = Rounding(step_ore=100)
KNOWN = FigureTable(
    [
        *inhabitants({"a": 1001, "b": 499}),
        Figure(subject="riket", statistic=CHANGE, reference_date=dt.date(2014, 12, 31), value=25),
    ]
)


def moved(rule: Rule, rounding: Rounding | None = None) -> Indexed:
    """Return a rule whose amount is raised by 2.5 per cent."""
    return Indexed(
        rule=rule, index=INDEX, method=IndexMethod.CHANGE, base_year=2014, rounding=rounding
    )


def explained(
    rule: Rule,
    rounding: Rounding | None = None,
    proration: Proration = Proration.NONE,
    first: dt.date = dt.date(2015, 1, 1),
    year: int = 2015,
) -> Explanation:
    """Return the explanation of the fee of A, with 1001 inhabitants; B, with 499, pays, too."""
    members = with_members(
        agreed("A", "B", funding=[funded_by(rule, proration, rounding)]), a=first, b=first
    )
    return assess(members, year=year, figures=KNOWN).explain("a")


def told(part: FeePart) -> tuple[str, int, str | None, str | None]:
    """Return a part as a row of the table below."""
    price, quantity = (None if n is None else str(n) for n in (part.price, part.quantity))
    return part.kind.value, part.ore, price, quantity


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        pytest.param(Fixed(kronor=250), [("fixed", 25000, "250", "1")], id="fixed"),
        pytest.param(Fixed(kronor=0), [("fixed", 0, "0", "1")], id="nothing is known, too"),
        pytest.param(PerParty(kronor={"a": 7}), [("fixed", 700, "7", "1")], id="per party"),
        pytest.param(PER_HEAD, [("rate", 150150, "3/2", "1001")], id="rate"),
        pytest.param(
            Rate(kronor_per_unit="0.42", of=MID_YEAR, per=1000),
            [("rate", 42, "21/50000", "1001")],
            id="rate per 1000",
        ),
        pytest.param(
            Rate(kronor_per_unit=0, of=MID_YEAR), [("rate", 0, "0", None)], id="rate of nothing"
        ),
        pytest.param(
            Rate(kronor_per_unit=moved(Fixed(kronor=2)), of=MID_YEAR),
            [("rate", 205205, "41/20", "1001")],
            id="rate by an index",
        ),
        pytest.param(
            Rate(kronor_per_unit=1, of=[MID_YEAR, MID_YEAR]),
            [("rate", 100200100, "1", "1002001")],
            id="product of figures",
        ),
        pytest.param(
            Sum(rules=[Fixed(kronor=250), PER_HEAD]),
            [("fixed", 25000, "250", "1"), ("rate", 150150, "3/2", "1001")],
            id="sum",
        ),
        pytest.param(
            Sum(rules=[PER_HEAD, Fixed(kronor=-100)]),
            [("rate", 150150, "3/2", "1001"), ("fixed", -10000, "-100", "1")],
            id="rebate",
        ),
        pytest.param(
            Split(total=100, by=MID_YEAR), [("share", 6673, "100", "1001/1500")], id="share"
        ),
        pytest.param(
            Split(total=100, by=Equally(), step_ore=1000),
            [("share", 5000, "100", "1/2")],
            id="whole steps that fit",
        ),
        pytest.param(
            Split(total=100, by=MID_YEAR, step_ore=1000),
            [("share", 6673, "100", "1001/1500"), ("rounding", 327, None, None)],
            id="whole steps",
        ),
        pytest.param(
            Shares(total=300, kinds={KINDS[0]: Share(part="1/3", by=Equally())}),
            [("share", 5000, "100", "1/2")],
            id="share of a class",
        ),
        pytest.param(Split(total=0, by=Equally()), [("share", 0, "0", "1/2")], id="of nothing"),
        pytest.param(
            Bounded(rule=PER_HEAD, floor=2000), [("fixed", 200000, "2000", "1")], id="lowest"
        ),
        pytest.param(
            Bounded(rule=PER_HEAD, cap=1000), [("fixed", 100000, "1000", "1")], id="highest"
        ),
        pytest.param(
            Bounded(rule=PER_HEAD, floor=1000, cap=2000),
            [("rate", 150150, "3/2", "1001")],
            id="within the limits",
        ),
        pytest.param(
            Bounded(rule=Sum(rules=[PER_HEAD, Fixed(kronor=1)]), cap=2000),
            [("rate", 150150, "3/2", "1001"), ("fixed", 100, "1", "1")],
            id="sum within a limit",
        ),
        pytest.param(
            Stepped(of=MID_YEAR, rule=PER_HEAD, above={1000: Rate(kronor_per_unit=1, of=MID_YEAR)}),
            [("rate", 100100, "1", "1001")],
            id="step",
        ),
        pytest.param(
            ByYear(years={2015: PER_HEAD}), [("rate", 150150, "3/2", "1001")], id="by year"
        ),
        pytest.param(
            ByGroup(kinds={KINDS[0]: Sum(rules=[PER_HEAD, Fixed(kronor=1)])}),
            [("rate", 150150, "3/2", "1001"), ("fixed", 100, "1", "1")],
            id="by group",
        ),
        pytest.param(
            Part(rule=PER_HEAD, less="1/10"), [("rate", 135135, "27/20", "1001")], id="discount"
        ),
        pytest.param(moved(Fixed(kronor=100)), [("fixed", 10250, "205/2", "1")], id="indexed"),
        pytest.param(
            moved(Fixed(kronor=101), WHOLE_KRONOR),
            [("fixed", 10400, "104", "1")],
            id="indexed and rounded",
        ),
        pytest.param(
            moved(PER_HEAD), [("rate", 153904, "123/80", "1001")], id="rate, then indexed"
        ),
        pytest.param(
            moved(PER_HEAD, WHOLE_KRONOR),
            [("rate", 153900, None, None)],
            id="rate, then indexed and rounded: no price gives it",
        ),
        pytest.param(
            moved(Sum(rules=[PER_HEAD, Fixed(kronor=1)])),
            [("rate", 153904, "123/80", "1001"), ("fixed", 102, "41/40", "1")],
            id="sum, indexed",
        ),
        pytest.param(
            moved(Sum(rules=[PER_HEAD, Fixed(kronor=1)]), WHOLE_KRONOR),
            [("other", 154000, None, None)],
            id="sum, indexed and rounded: neither part can be told",
        ),
        pytest.param(
            moved(Sum(rules=[Fixed(kronor=-1), Fixed(kronor=1)])),
            [("other", 0, None, None)],
            id="sum of nothing, indexed",
        ),
        pytest.param(moved(Fixed(kronor=0)), [("fixed", 0, "0", "1")], id="nothing, indexed"),
        pytest.param(
            Sum(rules=[EntryFee(first=500), PER_HEAD]),
            [("entry-fee", 50000, "500", "1"), ("rate", 150150, "3/2", "1001")],
            id="entry fee",
        ),
    ],
)
def test_parts_of_each_rule(
    rule: Rule, parts: list[tuple[str, int, str | None, str | None]]
) -> None:
    """Each rule gives parts of its kind; "other" stands only where no price or amount is exact."""
    assert [told(part) for part in explained(rule).parts] == parts


def test_an_entry_fee_is_part_of_the_first_year_only() -> None:
    """A member since an earlier year has no such part."""
    rule = Sum(rules=[EntryFee(first=500), Fixed(kronor=1)])

    assert [part.kind.value for part in explained(rule, year=2016).parts] == ["fixed"]


def test_whole_kronor_have_a_part_for_rounding() -> None:
    """1 501.50 kronor, rounded to whole kronor, is price times number and 50 öre of rounding."""
    assert [told(part) for part in explained(PER_HEAD, WHOLE_KRONOR).parts] == [
        ("rate", 150150, "3/2", "1001"),
        ("rounding", 50, None, None),
    ]


def test_what_is_less_than_an_ore_is_in_the_parts() -> None:
    """Two parts of 0.5 öre are 1 öre together: one has it, and nothing is left for rounding."""
    half = Rate(kronor_per_unit="0.000005", of=MID_YEAR, per=1)
    rule = Bounded(rule=Sum(rules=[half, half, Fixed(kronor=1)]), cap=1000)

    parts = explained(rule).parts

    assert [(part.kind.value, part.ore) for part in parts] == [
        ("rate", 1),
        ("rate", 0),
        ("fixed", 100),
    ]


@pytest.mark.parametrize(
    ("proration", "first", "of_year"),
    [
        pytest.param(Proration.BY_DAY, "2015-07-02", "183/365", id="by day"),
        pytest.param(Proration.BY_COMMENCED_MONTH, "2015-07-01", "1/2", id="by month"),
    ],
)
def test_part_of_a_year(proration: Proration, first: str, of_year: str) -> None:
    """A part of a prorated fee says of which part of the year it is."""
    explanation = explained(PER_HEAD, proration=proration, first=dt.date.fromisoformat(first))

    [part] = explanation.parts

    assert (str(part.price), str(part.quantity), str(part.of_year)) == ("3/2", "1001", of_year)
    assert part.ore == explanation.ore


def test_days_with_other_payers_are_one_share() -> None:
    """A share that changes when another member joins is one part, without a single number."""
    several = with_members(
        agreed("A", "B", funding=[funded_by(Split(total=365, by=Equally()), Proration.BY_DAY)]),
        a=dt.date(2015, 1, 1),
        b=dt.date(2015, 7, 1),
    )

    [part] = assess(several, year=2015, figures=KNOWN).explain("a").parts

    assert told(part) == ("share", 27300, "365", None)
    assert part.of_year == 1


def test_sources() -> None:
    """A part cites what it rests on: its rule, its figure, and what they stand in."""
    rule = Sum(rules=[PER_HEAD, Fixed(kronor=1)], sources=[Source(document="3 §")])

    rate, fixed = explained(rule).parts

    assert [source.document for source in rate.sources] == ["3 §", "4 §"]
    assert [source.document for source in fixed.sources] == ["3 §"]
    assert [figure.value for figure in rate.figures] == [1001]


def test_nacka() -> None:
    """The fee of Nacka for 2015 is one part: 1.50 kronor times 95 182 inhabitants."""
    [part] = assess(agreement, year=2015, figures=figures).explain("Nacka").parts

    assert told(part) == ("rate", 14277300, "3/2", "95182")


@pytest.mark.parametrize("field", ["price", "quantity", "of_year"])
def test_numbers_are_exact(field: str) -> None:
    """A part of a fee holds no float."""
    with pytest.raises(NotExactError, match=field):
        FeePart(kind=FeePartKind.FIXED, ore=1, **{field: 1.5})  # type: ignore[arg-type]


def is_exact(step: Step) -> bool:
    """Return whether a rounding within an index stands below a step."""
    return not (isinstance(step.by, Indexed) and step.by.rounding is not None) and all(
        is_exact(part) for part in step.inputs if isinstance(part, Step)
    )


def check_parts(world: World) -> None:
    """Check the parts of each fee of a world."""
    for fee in (assessment := assess(world.agreement, year=world.year, figures=world.figures)):
        explanation = assessment.explain(fee.party)
        parts = explanation.parts
        assert sum(part.ore for part in parts) == fee.ore
        for part in parts:
            if part.price is not None and part.quantity is not None:
                assert abs(part.price * part.quantity * part.of_year * 100 - part.ore) < 1
            assert 0 <= part.of_year <= 1
            assert set(part.sources) <= set(explanation.sources())
            assert set(part.figures) <= set(explanation.figures())
        others = [part for part in parts if part.kind is FeePartKind.OTHER and part.ore]
        assert not (is_exact(explanation.step) and others), parts


@pytest.mark.slow
@given(world=worlds())
def test_parts_sum_to_the_fee(world: World) -> None:
    """By any rule, the parts of a fee sum to it, and each is its price times its number."""
    check_parts(world)


@pytest.mark.slow
@given(world=lives())
def test_parts_sum_to_the_fee_after_any_history(world: World) -> None:
    """The same holds after members have come, left, succeeded each other and changed the terms."""
    check_parts(world)
