"""Rules of other agreements, as published; a figure that is not published is an example.

The populations, the totals and the tax bases are examples unless a docstring says otherwise.
All of them can be expressed by the existing rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

import attrs
import pytest

import by_hand
from builders import agreed, funded_by, joins
from real_agreements import (
    DISTANT,
    FINSAM_RULE,
    INHABITANTS,
    MALAREN_RULE,
    MUNICIPALITY,
    NEIGHBOUR,
    PKV,
    REGION,
    SHORE,
    SKARABORG_RATE,
    WHOLE_KRONOR,
    WHOLLY,
    counted,
    pkv_clause,
)
from samverkan import (
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
from samverkan.fees import Assessment, parse_stated_amount
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    Equally,
    Fixed,
    IndexMethod,
    Rate,
    Rule,
    Split,
    Stepped,
    Sum,
)
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as population
from samverkan.stockholm import municipal_half
from strategies import World

LONG_AGO = dt.date(2010, 1, 1)
TWO_YEARS_BACK = Basis(statistic=POPULATION, reference_date=ReferenceDate(2, 12, 31))
TAX_BASE = Statistic(id="taxes-and-grants", name="skatter och bidrag", unit="krona", units="kronor")
TAX_CAPACITY = Statistic(id="tax-capacity", name="medelskattekraft", unit="krona", units="kronor")


def assessed(
    rule: Rule,
    members: Sequence[tuple[str, PartyKind, str | None]],
    figures: list[Figure],
    year: int,
    rounding: Rounding | None = None,
) -> Assessment:
    """Return the fees of members of some kinds and groups, after a comparison with by_hand."""
    reading = funded_by(rule, rounding=rounding)
    agreement = agreed(
        *(Party(names=name, kind=kind) for name, kind, _ in members),
        period=Period(LONG_AGO),
        funding=reading,
        instruments=[
            joins(number, name, LONG_AGO, group=group)
            for number, (name, _, group) in enumerate(members, start=1)
        ],
    )
    table = FigureTable(figures)
    assessment = assess(agreement, year=year, figures=table)
    world = World(agreement, year, table)
    joined = list(assessment.state.members_in(Period.of_year(year)))
    expected = by_hand.by_hand(rule, joined, world, reading.funding.rounding)
    assert by_hand.told(assessment) == expected
    for fee in assessment.fees:
        assert assessment.explain(fee.party).ore == fee.ore
    return assessment


def kronor(assessment: Assessment) -> dict[str, str]:
    """Return what each party owes, in kronor as text."""
    return {fee.party: str(fee.kronor) for fee in assessment.fees}


@pytest.mark.parametrize("year", [2018, 2019])
def test_skaraborg(year: int) -> None:
    """Skaraborgs kommunalförbund: 42.25 kr per inhabitant in 2018, unchanged for 2019."""
    found = assessed(
        SKARABORG_RATE,
        [("a", MUNICIPALITY, None), ("b", MUNICIPALITY, None)],
        [counted("a", year - 1, 10_001), counted("b", year - 1, 0)],
        year,
    )

    assert kronor(found) == {"a": "422542.25", "b": "0.00"}


@pytest.mark.parametrize(
    ("kind", "group", "inhabitants", "expected"),
    [
        pytest.param(MUNICIPALITY, WHOLLY, 100_001, "125001.25", id="wholly"),
        pytest.param(MUNICIPALITY, WHOLLY, 27_999, "35000.00", id="floor"),
        pytest.param(MUNICIPALITY, WHOLLY, 28_001, "35001.25", id="above"),
        pytest.param(MUNICIPALITY, WHOLLY, 400_001, "500000.00", id="cap"),
        pytest.param(MUNICIPALITY, WHOLLY, 399_999, "499998.75", id="below"),
        pytest.param(MUNICIPALITY, SHORE, 100_001, "100001.00", id="shore"),
        pytest.param(MUNICIPALITY, SHORE, 34_999, "35000.00", id="shore, floor"),
        pytest.param(MUNICIPALITY, SHORE, 905_184, "500000.00", id="shore, cap"),
        pytest.param(MUNICIPALITY, NEIGHBOUR, 1, "25000.00", id="neighbour"),
        pytest.param(MUNICIPALITY, DISTANT, 1, "15000.00", id="distant"),
        pytest.param(PartyKind.COUNTY_ADMINISTRATIVE_BOARD, None, 1, "78750.00", id="board"),
        pytest.param(REGION, None, 1, "52500.00", id="region"),
        pytest.param(PartyKind.STATE_AGENCY, None, 1, "11600.00", id="authority"),
        pytest.param(PartyKind.COMPANY, None, 1, "11600.00", id="company"),
        pytest.param(PartyKind.ASSOCIATION, None, 1, "1000.00", id="association"),
    ],
)
def test_malaren(kind: PartyKind, group: str | None, inhabitants: int, expected: str) -> None:
    """Mälarens vattenvårdsförbund: every class, with its floor and cap if it has any."""
    found = assessed(MALAREN_RULE, [("a", kind, group)], [counted("a", 2023, inhabitants)], 2024)

    assert kronor(found) == {"a": expected}


def test_malaren_without_a_class() -> None:
    """A municipality without a class has no fee stated: unknown, not the lowest one."""
    found = assessed(MALAREN_RULE, [("a", MUNICIPALITY, None)], [counted("a", 2023, 1)], 2024)

    assert found.unstated == ("a",)


def test_finsam() -> None:
    """Lag (2003:1210), 5 §: state ½, region ¼, the municipalities together ¼, however many.

    The total and how the municipalities divide their part are examples.
    """
    members = [
        ("state", PartyKind.STATE_AGENCY, None),
        ("region", REGION, None),
        *[(name, MUNICIPALITY, None) for name in ("a", "b", "c")],
    ]
    figures = [counted(name, 2023, count) for name, count in (("a", 1), ("b", 1), ("c", 1))]
    found = assessed(FINSAM_RULE, members, figures, 2024)

    # ½ is 500 000.005 and ¼ is 250 000.0025: the remaining öre goes to the largest remainder.
    assert kronor(found) == {
        "state": "500000.01",
        "region": "250000.00",
        "a": "83333.34",
        "b": "83333.33",
        "c": "83333.33",
    }
    assert found.total_ore == 100_000_001
    fewer = assessed(FINSAM_RULE, members[:3], figures, 2024)
    assert kronor(fewer)["a"] == "250000.00"


def test_finsam_with_a_figure_missing() -> None:
    """If a municipality's figure is missing, what the other classes bear is known."""
    members = [("region", REGION, None), ("a", MUNICIPALITY, None), ("b", MUNICIPALITY, None)]
    found = assessed(FINSAM_RULE, members, [counted("a", 2023, 10)], 2024)

    assert list(kronor(found)) == ["region"]
    assert [(m.party, [need.subject for need in m.needs]) for m in found.missing] == [
        ("a", ["b"]),
        ("b", ["b"]),
    ]


@pytest.mark.parametrize(
    ("method", "rounding", "year", "expected"),
    [
        pytest.param(IndexMethod.CHANGE, WHOLE_KRONOR, 2018, "924.00", id="SKR's own example"),
        pytest.param(IndexMethod.CHANGE, None, 2018, "924.30", id="not rounded"),
        pytest.param(IndexMethod.CHANGE, WHOLE_KRONOR, 2017, "900.00", id="the base year"),
        pytest.param(IndexMethod.CHANGE, WHOLE_KRONOR, 2019, "925.00", id="2.8 % of 900"),
        pytest.param(IndexMethod.CHAINED, WHOLE_KRONOR, 2019, "950.00", id="chained: 950.1804"),
        pytest.param(IndexMethod.CHAINED, None, 2019, "950.18", id="chained, to the öre"),
        pytest.param(
            IndexMethod.CHAINED_ROUNDED, WHOLE_KRONOR, 2019, "950.00", id="924 + 2.8 %: 949.87"
        ),
        pytest.param(IndexMethod.CHAINED_ROUNDED, WHOLE_KRONOR, 2018, "924.00", id="one year"),
    ],
)
def test_an_index_clause(
    method: IndexMethod, rounding: Rounding | None, year: int, expected: str
) -> None:
    """SKR: 900 kr × (1 + 2.7 %) = 924.30, rounded to 924 kr for 2018, by the PKV of 2016.

    PKV 2016 and 2017 are published: 2.7 and 2.8 %. The years after 2018 are arithmetic.
    """
    figures = [counted("riket", 2016, 27, PKV), counted("riket", 2017, 28, PKV)]
    found = assessed(pkv_clause(method, rounding), [("a", MUNICIPALITY, None)], figures, year)

    assert kronor(found) == {"a": expected}


@pytest.mark.parametrize(
    ("method", "expected"),
    [(IndexMethod.CHAINED, "11.00"), (IndexMethod.CHAINED_ROUNDED, "10.00")],
)
def test_each_year_rounded_is_another_clause(method: IndexMethod, expected: str) -> None:
    """10 kr, an example: 10 × 1.027 × 1.028 is 10.56; rounded each year it stays 10."""
    rule = attrs.evolve(pkv_clause(method, WHOLE_KRONOR), rule=Fixed(kronor=10))
    figures = [counted("riket", 2016, 27, PKV), counted("riket", 2017, 28, PKV)]

    assert kronor(assessed(rule, [("a", MUNICIPALITY, None)], figures, 2019)) == {"a": expected}


def test_an_index_that_is_missing() -> None:
    """The change of year N-2 is needed, and named if it is missing; before 2017 none is needed."""
    rule = pkv_clause(IndexMethod.CHAINED, None)
    found = assessed(rule, [("a", MUNICIPALITY, None)], [counted("riket", 2016, 27, PKV)], 2020)
    before = assessed(rule, [("a", MUNICIPALITY, None)], [], 2016)

    [missing] = found.missing
    assert [str(need) for need in missing.needs] == [
        "price index of municipalities of riket on 2017-12-31",
        "price index of municipalities of riket on 2018-12-31",
    ]
    assert before.unstated == ("a",)


@pytest.mark.parametrize(
    ("per_mille", "expected"),
    [
        pytest.param("0.00039", "1950000.00", id="2021 to 2023"),
        pytest.param("0.00045", "2250000.00", id="the cap"),
        pytest.param("0.0005", "2250000.00", id="an example above the cap"),
    ],
)
def test_per_mille_with_a_cap_per_mille(per_mille: str, expected: str) -> None:
    """Storsthlm: 0.39 ‰ of last year's taxes and general grants 2021-23, at most 0.45 ‰.

    The tax base is an example.
    """
    base = Basis(statistic=TAX_BASE, reference_date=ReferenceDate(1, 12, 31))
    rule = Bounded(
        rule=Rate(kronor_per_unit=per_mille, of=base), cap=Rate(kronor_per_unit="0.00045", of=base)
    )
    figures = [counted("a", 2022, 5_000_000_000, TAX_BASE)]

    assert kronor(assessed(rule, [("a", MUNICIPALITY, None)], figures, 2023)) == {"a": expected}


def skr(per_mille: str, ceiling: str, size: int) -> Stepped:
    """Return the fee of a class with a discount of 10 % above a size."""
    capacity = Basis(
        statistic=TAX_CAPACITY, reference_date=ReferenceDate(1, 12, 31), subject="riket"
    )
    of = [capacity, TWO_YEARS_BACK]

    def at_most(rate: str) -> Bounded:
        return Bounded(
            rule=Rate(kronor_per_unit=rate, of=of), cap=Rate(kronor_per_unit=ceiling, of=of)
        )

    less = str(Fraction(per_mille) * Fraction(9, 10) * 10**10)
    reduced = f"0.{int(less):010d}"
    return Stepped(of=TWO_YEARS_BACK, rule=at_most(per_mille), above={size: at_most(reduced)})


SKR_2020 = ByGroup(
    kinds={
        MUNICIPALITY: skr("0.0001149", "0.00013", 200_000),
        REGION: skr("0.0001149", "0.00013", 1_000_000),
    }
)


@pytest.mark.parametrize(
    ("kind", "inhabitants", "rate"),
    [
        pytest.param(MUNICIPALITY, 95_182, "0.0001149", id="below"),
        pytest.param(MUNICIPALITY, 200_000, "0.0001149", id="at the size"),
        pytest.param(MUNICIPALITY, 200_001, "0.00010341", id="above: 10 % less on the whole"),
        pytest.param(REGION, 999_999, "0.0001149", id="a region below"),
        pytest.param(REGION, 1_000_001, "0.00010341", id="a region above"),
    ],
)
def test_a_product_of_lagged_figures(kind: PartyKind, inhabitants: int, rate: str) -> None:
    """SKR 2020: 0.1149 ‰ × mean tax capacity 2019 × inhabitants 2018; 10 % less above a size.

    The tax capacity is an example.
    """
    capacity = 230_000
    figures = [counted("riket", 2019, capacity, TAX_CAPACITY), counted("a", 2018, inhabitants)]
    found = assessed(SKR_2020, [("a", kind, None)], figures, 2020)

    exact = Fraction(rate) * capacity * inhabitants * 100
    assert found["a"].ore == (exact + Fraction(1, 2)).__floor__()


def test_part_equal_and_part_per_inhabitant() -> None:
    """20 % in equal parts and 80 % by inhabitants, an example: two divisions, added."""
    rule = Sum(
        rules=[
            Split(total="200000.01", by=Equally()),
            Split(total="800000.02", by=INHABITANTS),
        ]
    )
    members = [(name, MUNICIPALITY, None) for name in ("a", "b", "c")]
    figures = [counted("a", 2023, 1), counted("b", 2023, 2), counted("c", 2023, 4)]
    found = assessed(rule, members, figures, 2024)

    assert kronor(found) == {"a": "180952.39", "b": "295238.10", "c": "523809.54"}
    assert found.total_ore == 100_000_003


@pytest.mark.parametrize(
    ("reading", "year", "expected", "agrees"),
    [("mid-year-before", 2015, 14_277_300, True), ("year-start", 2015, 14_432_550, False)],
)
def test_the_source_in_both_readings(reading: str, year: int, expected: int, agrees: bool) -> None:
    """Nacka 2015: 142 773.00 by mid-year, 144 325.50 by the turn of the year.

    Only the first agrees with "cirka 143 000 kr".
    """
    fee = assess(stockholm, year=year, figures=population, reading=reading)["Nacka"]

    assert fee.ore == expected
    assert parse_stated_amount("cirka 143 000 kr").agrees_with(fee.ore) is agrees


def test_the_half() -> None:
    """2 181 318 × 1.50 = 3 271 977.00 from the county's own figure; twice that is 6 543 954.00.

    The known municipalities do not sum to it, and who bears the rest is unknown.
    """
    assessment = assess(stockholm, year=2015, figures=population)

    assert (municipal_half.borne_ore, municipal_half.total_ore) == (327_197_700, 654_395_400)
    assert str(municipal_half.borne_kronor) == "3271977.00"
    assert str(municipal_half.total_kronor) == "6543954.00"
    assert assessment.subtotal_ore < municipal_half.borne_ore
    assert len(assessment.unstated) == 10
    assert municipal_half.remark is not None
    assert "halva kostnaden" in municipal_half.remark.sv
    assert municipal_half.sources == municipal_half.share.sources


def test_what_nacka_charges_its_fee_to() -> None:
    """Source: the cost is charged to the state grant for preparedness; a label, no amount."""
    member = stockholm.as_known().member("0182", on=dt.date(2015, 1, 1))
    other = stockholm.as_known().member("0184", on=dt.date(2015, 1, 1))

    assert member is not None
    assert other is not None
    assert member.accession.charged_to is not None
    assert "krishanteringsarbetet" in member.accession.charged_to.sv
    assert other.accession.charged_to is None
