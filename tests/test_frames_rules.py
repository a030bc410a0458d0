"""Rules over data frames: exact with any numbers, however long, deep or many, or refused."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders import MID_YEAR, says_the_same
from frame_kinds import KINDS, QUICK, made, on_spark, read
from frames_by_objects import (
    REFUSED,
    Answer,
    Case,
    Row,
    Tally,
    by_objects,
    cases,
    frame_rules,
    inside,
)
from samverkan import (
    Figure,
    FigureStatus,
    FigureTable,
    PartyKind,
    ReferenceDate,
    Rounding,
    RoundingRule,
)
from samverkan.errors import (
    FrameError,
    FrameRuleError,
)
from samverkan.frames import fees
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    ByYear,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Mean,
    Part,
    PerParty,
    Rate,
    Rule,
    Shares,
    Split,
    Stepped,
    Sum,
)
from strategies import AREA, CHANGES, PRICES

BUSY = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
MUNICIPALITY, REGION = PartyKind.MUNICIPALITY, PartyKind.REGION
YEARS = tuple(range(2015, 2025))
MOST_KRONOR = 999_999_999_999_999
WINTER = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 12, 31))
CHANGE = Basis(statistic=CHANGES, reference_date=ReferenceDate(1, 12, 31), subject=AREA)
LEVEL = Basis(statistic=PRICES, reference_date=ReferenceDate(1, 12, 31), subject=AREA)
INDEX = [
    Figure(
        subject=AREA,
        statistic=statistic,
        reference_date=dt.date(year, 12, 31),
        value=(17 + year % 9) * (1 if statistic is CHANGES else 1_000),
    )
    for statistic in (CHANGES, PRICES)
    for year in range(1980, 2024)
]


def chained(rule: Rule, base_year: int, rounding: Rounding | None = None) -> Indexed:
    """Return an amount that follows a yearly change in percent, from a base year on."""
    method = IndexMethod.CHAINED if rounding is None else IndexMethod.CHAINED_ROUNDED
    return Indexed(rule=rule, index=CHANGE, method=method, base_year=base_year, rounding=rounding)


def rate(kronor: str) -> Rate:
    """Return a number of kronor per inhabitant in the middle of the year before."""
    return Rate(kronor_per_unit=kronor, of=MID_YEAR)


def of_rule(rule: Rule, years: tuple[int, ...] = YEARS, **funding: Any) -> Case:
    """Return a frame of three payers in each year for a rule."""
    rows = [
        Row(party, year, kind, group)
        for year in years
        for party, kind, group in (
            ("p1", MUNICIPALITY, None),
            ("p2", REGION, "g1"),
            ("p3", REGION, "g70"),
        )
    ]
    own = [
        Figure(
            subject=row.party,
            statistic=POPULATION,
            reference_date=dt.date(row.year - 1, month, day),
            value=(place * 7_919 + month) % 95_183,
        )
        for place, row in enumerate(rows)
        for month, day in ((6, 30), (12, 31))
    ]
    return Case(
        funding=Funding(rule=rule, **funding),
        rows=tuple(rows),
        figures=FigureTable([*own, *INDEX]),
        years=years,
    )


def by_frame(kind: str, case: Case, largest: int = 10**5) -> list[Answer]:
    """Return the fee and the status of each row."""
    frame = made(kind, case.columns(), {"group": "string"})
    found = read(fees(frame, status=True, **case.given(largest)))
    return list(zip(found["fee_ore"], found["fee_status"], strict=True))


# --- Every rule that gives each payer an amount


def divides(rule: Rule) -> bool:
    """Return whether a rule divides a total."""
    return any(isinstance(part, Split | Shares) for part in inside(rule))


@pytest.mark.slow
def test_each_owes_what_the_rule_gives() -> None:
    """Any rule, nested in any way, gives each row what assess() gives its party."""
    tally = Tally()

    @settings(max_examples=60, suppress_health_check=BUSY)
    @given(case=cases(of=frame_rules().filter(lambda rule: not divides(rule))))
    @example(case=of_rule(Rate(kronor_per_unit=1, of=[MID_YEAR] * 4)))  # refused by its bounds
    def law(case: Case) -> None:
        expected = by_objects(case)
        refusals = []
        try:
            assert by_frame("polars", case) == expected
        except FrameRuleError as error:
            refusals.append(error.reason)
        tally.add(expected, refused=bool(refusals))
        assert REFUSED.issuperset(refusals)

    law()
    assert tally.says_something(), tally


LARGE = [
    pytest.param(PerParty(kronor={"p1": MOST_KRONOR, "p2": -MOST_KRONOR}), id="parties"),
    pytest.param(
        PerParty(kronor={"p1": "123456789012345.67"}, others=1 - MOST_KRONOR), id="others"
    ),
    pytest.param(
        ByGroup(
            kinds={MUNICIPALITY: Fixed(kronor=MOST_KRONOR), REGION: Fixed(kronor=1)},
            groups={"g1": Fixed(kronor=1 - MOST_KRONOR)},
        ),
        id="groups",
    ),
    pytest.param(
        ByGroup(groups=[("g1", Fixed(kronor=MOST_KRONOR)), ("g70", rate("0.001"))]),
        id="groups only",
    ),
    pytest.param(
        ByYear(
            years=[
                (2015, MOST_KRONOR),
                (2016, MOST_KRONOR - 1),
                (2018, PerParty(kronor={"p1": MOST_KRONOR - 7}, others=2)),
            ]
        ),
        id="years",
    ),
    pytest.param(
        Bounded(
            rule=PerParty(kronor={"p1": MOST_KRONOR}, others=1 - MOST_KRONOR),
            floor=ByYear(years={2015: MOST_KRONOR - 3}, later=4),
        ),
        id="floor",
    ),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rule", LARGE)
def test_large_amounts(kind: str, rule: Rule) -> None:
    """Amounts that no double holds are exact on every engine."""
    case = of_rule(rule, (2015, 2016, 2017, 2018))

    assert by_frame(kind, case) == by_objects(case)


# --- Long, deep and many


WHOLE_KRONOR = Rounding(step_ore=100)
OTHERS = ["pandas", "pyarrow", "duckdb"]
MANY = [
    pytest.param(chained(rate("1.55"), 2014, Rounding()), id="ten changes, each rounded"),
    pytest.param(chained(rate("1.55"), 1985, Rounding()), id="forty changes, each rounded"),
    pytest.param(
        chained(
            Bounded(
                rule=chained(PerParty(kronor={"p1": "-0.55"}, others="0.77"), 2010, Rounding()),
                floor=-9,
                cap=rate("1.9"),
            ),
            2012,
            WHOLE_KRONOR,
        ),
        id="changes of changes, above and below 0",
    ),
    pytest.param(chained(rate("1.55"), 2018, WHOLE_KRONOR), id="a base year among the years"),
    pytest.param(
        Part(rule=chained(PerParty(kronor={"p1": "0.35"}, others=7), 2021), of="2/7"),
        id="a part of an amount for each party",
    ),
    pytest.param(
        ByYear(years={year: rate(f"{year / 1_000:.3f}") for year in YEARS}), id="ten rates"
    ),
    pytest.param(
        ByYear(years=[(year, rate("0.5") if year % 2 else year) for year in YEARS]),
        id="two rules by turns",
    ),
    pytest.param(Sum(rules=[rate(f"0.{n:03}") for n in range(1, 80)]), id="many parts"),
    pytest.param(
        Bounded(rule=Sum(rules=[rate(f"0.{n:03}") for n in range(1, 80)]), cap=10**6),
        id="many parts inside a bound",
    ),
    pytest.param(
        Stepped(
            of=MID_YEAR,
            rule=Fixed(kronor=1),
            above={n * 900: rate(f"0.{n:03}") for n in range(80)},
        ),
        id="many sizes",
    ),
    pytest.param(
        Stepped(
            of=LEVEL,
            rule=Fixed(kronor=1),
            above=[(20, PerParty(kronor={"p1": 1}, others=2)), (90, rate("0.5")), (400, rate("1"))],
        ),
        id="sizes of an area",
    ),
    pytest.param(
        ByGroup(
            kinds={MUNICIPALITY: Sum(rules=[rate("0.005"), rate("0.015"), Fixed(kronor=7)])},
            groups={"g1": rate("0.035")},
        ),
        id="a sum in a group",
    ),
    pytest.param(
        ByGroup(
            kinds={REGION: Fixed(kronor=7)},
            groups={f"g{n}": rate(f"0.{n:03}") for n in range(1, 80)},
        ),
        id="many groups",
    ),
    pytest.param(PerParty(kronor={f"p{n}": n for n in range(1, 3_000, 2)}), id="many parties"),
]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["polars", *OTHERS])
@pytest.mark.parametrize("rule", MANY)
def test_many_parts(kind: str, rule: Rule) -> None:
    """Rules with many parts, or with a long history, are computed at once by every engine."""
    years = (
        YEARS if any(isinstance(part, ByYear | Indexed) for part in inside(rule)) else (2015, 2024)
    )
    case = of_rule(rule, years)

    assert by_frame(kind, case) == by_objects(case)


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_a_history_on_spark(kind: str) -> None:
    """What is used several times is computed once: else ten changes would be a million terms."""
    case = of_rule(chained(rate("1.55"), 2014, Rounding()))

    assert by_frame(kind, case) == by_objects(case)


def test_any_year() -> None:
    """Without stated years, the years that a rule names divide all others."""
    rule = ByYear(years=[(1800, 1), (2015, rate("1.50")), (2017, 3), (2020, 4)], later=rate("0.25"))
    case = of_rule(rule, tuple(range(2013, 2026)))

    assert by_frame("polars", attrs.evolve(case, years=None)) == by_objects(case)


# --- Long fractions


LONG = [
    pytest.param(Rate(kronor_per_unit=chained(Fixed(kronor="1.55"), 2005), of=MID_YEAR), id="rate"),
    pytest.param(chained(rate("1.55"), 2005), id="amount"),
    pytest.param(Part(rule=chained(rate("1.55"), 2005), of="2/7"), id="part"),
    pytest.param(
        Rate(kronor_per_unit=chained(Fixed(kronor="-1.55"), 2005), of=MID_YEAR), id="below 0"
    ),
    pytest.param(
        Indexed(
            rule=chained(rate("1.55"), 2005),
            index=LEVEL,
            method=IndexMethod.LEVEL,
            base_year=2014,
            rounding=WHOLE_KRONOR,
        ),
        id="twice, rounded at the end",
    ),
    pytest.param(
        Bounded(rule=chained(rate("1.55"), 2005), floor=100, cap=rate("1.7")), id="bounded"
    ),
    pytest.param(
        ByGroup(
            kinds={MUNICIPALITY: chained(rate("1.55"), 2005)},
            groups={"g1": chained(Fixed(kronor="0.35"), 2005)},
        ),
        id="by group",
    ),
    pytest.param(
        Stepped(of=WINTER, rule=chained(rate("1.55"), 2005), above={9_000: Fixed(kronor=1)}),
        id="stepped",
    ),
    pytest.param(chained(Fixed(kronor="1.55"), 1985), id="the same for all"),
]


@pytest.mark.parametrize("rounding", RoundingRule)
@pytest.mark.parametrize("step", [1, 100])
@pytest.mark.parametrize("rule", LONG)
def test_long_fractions(rule: Rule, rounding: RoundingRule, step: int) -> None:
    """A fraction of thirty digits rounds as exactly as a short one, up to the bound of figures."""
    case = of_rule(rule, rounding=Rounding(rule=rounding, step_ore=step))

    assert by_frame("polars-lazy", case) == by_objects(case)


@pytest.mark.parametrize("kind", QUICK)
def test_long_fractions_on_every_engine(kind: str) -> None:
    """Each year has a fraction of its own, by which its rows are divided."""
    case = of_rule(chained(rate("1.55"), 2005))

    assert by_frame(kind, case) == by_objects(case)


@settings(max_examples=30, suppress_health_check=BUSY)
@given(
    kronor=st.integers(1, 10**5),
    factors=st.lists(st.integers(-200, 300), min_size=8, max_size=12),
    most=st.integers(1, 3_000),
    rounding=st.builds(
        Rounding, rule=st.sampled_from(RoundingRule), step_ore=st.sampled_from([1, 7, 100])
    ),
)
def test_long_fractions_of_all_figures(
    kronor: int, factors: list[int], most: int, rounding: Rounding
) -> None:
    """Every figure up to the bound gives the amount that the exact rate gives."""
    year = 2000 + len(factors)
    index = [
        Figure(subject=AREA, statistic=CHANGES, reference_date=dt.date(y, 12, 31), value=change)
        for y, change in enumerate(factors, start=2000)
    ]
    ore = Fraction(kronor)
    for change in factors:
        ore *= Fraction(1_000 + change, 1_000)
    rule = chained(Rate(kronor_per_unit=f"{kronor / 100:.2f}", of=MID_YEAR), 2000)

    found = fees(
        made("polars", {"population": [*range(most + 1)]}),
        Funding(rule=rule, rounding=rounding),
        years=year,
        figures=FigureTable(index),
        largest=most,
    )
    assert read(found)["fee_ore"] == [
        rounding.in_ore(*(ore * count).as_integer_ratio()) for count in range(most + 1)
    ]


# --- Refused


def refused(rule: Rule, **given: Any) -> FrameRuleError:
    """Return the error with which a rule is refused; it says the same in both languages."""
    case = of_rule(rule, (2015,))
    with pytest.raises(FrameRuleError) as caught:
        fees(made("polars-lazy", case.columns()), **({**case.given(10**11), **given}))
    assert says_the_same(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        pytest.param(
            Sum(rules=[Fixed(kronor=1), chained(rate("1.55"), 2005)]), "rules[1]", id="rate"
        ),
        pytest.param(
            Bounded(rule=Sum(rules=[chained(rate("1.55"), 2005), rate("1.5")]), cap=5),
            "rule",
            id="sum",
        ),
        pytest.param(ByYear(years={2015: rate("1.0000000001")}), "years['2015']", id="year"),
    ],
)
def test_bounds_are_named(rule: Rule, where: str) -> None:
    """A rule whose products may leave 64 bits is named, with its place, and what helps."""
    error = refused(rule, largest=10**17)

    assert error.reason == "bounds"
    assert error.where.startswith("rule")
    assert where in error.where
    assert "largest=" in str(error)


def test_bounds_of_the_rule_alone() -> None:
    """If the numbers of the rule itself are too long, another bound is no help."""
    rule = Bounded(rule=chained(PerParty(kronor={"p1": "0.01"}, others=1), 2000), cap=5)

    error = refused(rule)
    assert error.reason == "bounds-of-rule"
    assert "largest=" not in str(error)


def test_bounds_of_parts() -> None:
    """Parts of one rule are added before they are rounded, and refused if that leaves 64 bits."""
    whole = chained(rate("1.55"), 2005)
    thirds = Sum(rules=[Part(rule=whole, of="1/3"), Part(rule=whole, of="1/3")])
    assert refused(thirds).reason == "bounds"

    short = Sum(rules=[Part(rule=rate("0.35"), of="1/3"), Part(rule=rate("0.35"), of="1/3")])
    case = of_rule(short)
    assert by_frame("polars", case) == by_objects(case)


# --- A figure of an area in place of a payer's own


def instead(fallback: Basis) -> Rate:
    """Return a rate by a figure that another one may replace."""
    return Rate(kronor_per_unit="1.50", of=attrs.evolve(MID_YEAR, fallback=fallback))


OF_AREA = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 12, 31), subject=AREA)
THERE = [
    Figure(
        subject=AREA, statistic=POPULATION, reference_date=dt.date(2014, month, day), value=4_001
    )
    for month, day in ((6, 30), (12, 31))
]


@pytest.mark.parametrize("kind", QUICK)
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    "fallback",
    [
        pytest.param(OF_AREA, id="one day"),
        pytest.param(
            attrs.evolve(
                OF_AREA, reference_date=Mean([ReferenceDate(1, 12, 31), ReferenceDate(1, 6, 30)])
            ),
            id="a mean",
        ),
    ],
)
def test_the_figure_of_an_area_instead(kind: str, known: bool, fallback: Basis) -> None:
    """A payer without a figure of its own has that of the area, if it is known."""
    case = of_rule(instead(fallback), (2015,))
    own = [each for each in case.figures.figures if each.subject != "p2"]
    case = attrs.evolve(case, figures=FigureTable([*own, *(THERE if known else [])]))

    found = by_frame(kind, case)
    assert found == by_objects(case)
    assert found[1][1] == ("known" if known else "missing")


def test_an_assumed_figure_instead() -> None:
    """A figure of an area that is assumed is refused, as the result could not show it."""
    assumed = [
        attrs.evolve(each, status=FigureStatus.FORECAST, assumed_from=dt.date(2013, 12, 31))
        for each in THERE
    ]

    case = of_rule(instead(OF_AREA), (2015,))
    with pytest.raises(FrameError) as caught:
        fees(made("polars", case.columns()), **{**case.given(10**11), "figures": assumed})
    assert caught.value.reason == "assumed"
