"""Figures that cannot be true, and weights that almost sum to a whole, are found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import START, agreed, decided, funded_by, inhabitants, with_members
from samverkan import (
    Accession,
    Agreement,
    Figure,
    FigureStatus,
    FigureTable,
    FormerCode,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Source,
    Statistic,
    assess,
    validate,
)
from samverkan.findings import Finding, check_assessment, check_figures
from samverkan.funding import (
    POPULATION,
    Basis,
    ByWeight,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Link,
    Part,
    Rate,
    Rule,
    Share,
    Shares,
    Split,
    Sum,
)
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as of_stockholm

MID_YEAR = dt.date(2014, 6, 30)
PRICES = Statistic(
    id="kpi", name="KPI", unit="enhet", units="enheter", decimals=2, base="1980 = 100"
)
PUPILS = Statistic(id="pupils", name="elever", unit="elev", units="elever")
NACKA = Party(names="Nacka kommun", kind=PartyKind.MUNICIPALITY, municipality_code="0182")


def counted(value: int, day: str = "2014-06-30", subject: str = "0182", **more: Any) -> Figure:
    """Return a figure, of inhabitants unless another statistic is given."""
    made = Figure(
        subject=subject,
        statistic=POPULATION,
        reference_date=dt.date.fromisoformat(day),
        value=value,
    )
    return attrs.evolve(made, **more)


def codes(found: Iterable[Finding]) -> list[str]:
    """Return the codes of findings."""
    return [each.code for each in found]


# --- Nobody lives there


@pytest.mark.parametrize(
    ("figure", "parties", "is_found"),
    [
        pytest.param(counted(0), [], True, id="four digits"),
        pytest.param(counted(0, subject="01"), [], False, id="a county"),
        pytest.param(counted(0, subject="heby"), [], False, id="any other subject"),
        pytest.param(counted(0, statistic=PUPILS), [], False, id="no pupils"),
        pytest.param(counted(1), [], False, id="somebody"),
        pytest.param(counted(0), [NACKA], True, id="by its code"),
        pytest.param(
            counted(0, subject="nacka"),
            [attrs.evolve(NACKA, id="nacka", municipality_code=None)],
            True,
            id="by its id",
        ),
        pytest.param(
            counted(0),
            [Party(names="Bolaget", kind=PartyKind.COMPANY, id="0182")],
            False,
            id="a company",
        ),
        pytest.param(
            counted(0, "1990-12-31", subject="1583"),
            [
                attrs.evolve(
                    NACKA,
                    municipality_code="1490",
                    id="1490",
                    former_codes=FormerCode("1583", last_day=dt.date(1997, 12, 31)),
                )
            ],
            True,
            id="by a former code",
        ),
    ],
)
def test_no_inhabitants(figure: Figure, parties: list[Party], *, is_found: bool) -> None:
    """No municipality has 0 inhabitants: files write 0 for what is missing."""
    found = check_figures([figure], parties)

    assert codes(found) == ["NO_INHABITANTS"] * is_found
    for each in found:
        assert each.about is not None
        assert each.source is not None


def test_corrected() -> None:
    """A figure that was corrected is found only as long as it applied."""
    table = FigureTable([counted(0), counted(95_182, published_on=dt.date(2014, 8, 14))])
    joined = stockholm.accede("Nacka", decided("2014-01-10"))

    assert check_figures(table) == ()
    assert codes(check_figures(table.as_known(dt.date(2014, 8, 13)))) == ["NO_INHABITANTS"]
    assert "NO_INHABITANTS" not in codes(validate(joined, figures=table))
    early = validate(joined, figures=table, known_on=dt.date(2014, 8, 13))
    assert codes(early)[0] == "NO_INHABITANTS"


def test_only_what_the_agreement_uses() -> None:
    """Validation looks at figures of the parties and of areas in the rules, not of others."""
    table = FigureTable([counted(0, subject="1490"), counted(0, subject="0180")])
    found = [each for each in validate(stockholm, figures=table) if each.code == "NO_INHABITANTS"]

    assert [each.subject for each in found] == ["figure population 0180 2014-06-30"]
    assert found[0].message("sv").startswith("Stockholms kommun: folkmängden")


# --- Jumps


@pytest.mark.parametrize(
    ("before", "after", "is_found"),
    [
        pytest.param(100, 121, True, id="up"),
        pytest.param(100, 120, False, id="up a fifth"),
        pytest.param(100, 79, True, id="down"),
        pytest.param(100, 80, False, id="down a fifth"),
        pytest.param(0, 100, False, id="from nothing, which is found itself"),
    ],
)
@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param("2013-06-30", "2014-06-30", id="a year"),
        pytest.param("2013-12-31", "2014-06-30", id="half a year"),
        pytest.param("2011-02-28", "2012-02-29", id="to a leap day"),
    ],
)
def test_jumps(before: int, after: int, earlier: str, later: str, *, is_found: bool) -> None:
    """A population that changes by more than a fifth from the year before is found."""
    found = check_figures([counted(before, earlier), counted(after, later)])

    assert ("FIGURE_JUMPS" in codes(found)) == is_found


def test_year_before_comes_first() -> None:
    """With half-years, a fifth is counted from the same day of the year before."""
    steps = [("2013-06-30", 100), ("2013-12-31", 115), ("2014-06-30", 125)]
    found = check_figures([counted(value, day) for day, value in steps])

    assert [each.subject for each in found] == ["figure population 0182 2014-06-30"]
    assert "100 den 30 juni 2013, 125 den 30 juni 2014" in found[0].message("sv")


@pytest.mark.parametrize(
    ("figures", "is_found"),
    [
        pytest.param([counted(1, "2012-06-30"), counted(9)], False, id="two years apart"),
        pytest.param([counted(1, "2013-06-30", "0180"), counted(9)], False, id="two subjects"),
        pytest.param(
            [counted(1, "2013-06-30", statistic=PUPILS), counted(9, statistic=PUPILS)],
            False,
            id="pupils may jump",
        ),
        pytest.param(
            [
                counted(41_731, "2013-06-30", "00", statistic=PRICES),
                counted(13_000, subject="00", statistic=PRICES),
            ],
            True,
            id="a level of an index",
        ),
    ],
)
def test_what_jumps(figures: list[Figure], *, is_found: bool) -> None:
    """Populations and levels of an index are compared, within a year and a subject."""
    assert codes(check_figures(figures)) == ["FIGURE_JUMPS"] * is_found


def clause(rule: Rule) -> Agreement:
    """Return an agreement of one member that pays by a rule."""
    return with_members(agreed("Alfa", funding=funded_by(rule)), alfa=START)


def test_level_without_a_base() -> None:
    """An index that a clause uses by its level is compared, also if its base is not stated."""
    bare = attrs.evolve(PRICES, base=None)
    index = Basis(statistic=bare, reference_date=ReferenceDate(1, 6, 30), subject="00")
    rule = Indexed(rule=Fixed(kronor=1), index=index, method=IndexMethod.LEVEL, base_year=2014)
    table = FigureTable(
        [counted(v, d, "00", statistic=bare) for d, v in (("2013-06-30", 9), ("2014-06-30", 3))]
    )
    linked = attrs.evolve(
        rule,
        index=attrs.evolve(index, statistic=attrs.evolve(bare, id="old")),
        link=Link(index=index, day=dt.date(2012, 6, 30)),
    )

    assert check_figures(table) == ()
    assert "FIGURE_JUMPS" in codes(validate(clause(rule), figures=table))
    assert "FIGURE_JUMPS" in codes(validate(clause(linked), figures=table))
    assert codes(check_assessment(assess(clause(rule), year=2015, figures=table))) == [
        "FIGURE_JUMPS"
    ]


@given(st.lists(st.integers(1, 300), min_size=2, max_size=8))
def test_each_jump_once(counts: list[int]) -> None:
    """Of yearly figures, exactly those are found that differ by over a fifth from the last one."""
    made = [counted(n, f"{2000 + place}-12-31") for place, n in enumerate(counts)]
    expected = [
        f"figure population 0182 {2000 + place}-12-31"
        for place in range(1, len(counts))
        if 5 * abs(counts[place] - counts[place - 1]) > counts[place - 1]
    ]

    assert [each.subject for each in check_figures(reversed(made))] == expected


# --- Several values of one figure


def published(value: int, day: str, status: FigureStatus | None, table: str | None) -> Figure:
    """Return a figure that was published on a day, with a status, in a table."""
    return counted(
        value,
        status=status,
        published_on=dt.date.fromisoformat(day),
        sources=() if table is None else (Source(document="SCB", place=table),),
    )


FINAL, EARLY = FigureStatus.FINAL, FigureStatus.PRELIMINARY
FORECAST, SECONDARY = FigureStatus.FORECAST, FigureStatus.SECONDARY
AUGUST, MAY = "2014-08-14", "2014-05-01"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            (9, MAY, FINAL, "A"), (8, AUGUST, FINAL, "B"), "FIGURE_OF_TWO_TABLES", id="two tables"
        ),
        pytest.param(
            (9, MAY, FINAL, "A"),
            (8, MAY, FINAL, "B"),
            "FIGURE_OF_TWO_TABLES",
            id="two tables of one day",
        ),
        pytest.param((9, MAY, None, "A"), (9, MAY, None, "B"), None, id="one value"),
        pytest.param((9, MAY, FINAL, "A"), (8, AUGUST, FINAL, "A"), None, id="a correction"),
        pytest.param((9, MAY, FINAL, "A"), (8, AUGUST, FINAL, None), None, id="no table"),
        pytest.param((9, MAY, SECONDARY, "A"), (8, AUGUST, FINAL, "B"), None, id="now checked"),
        pytest.param((9, MAY, EARLY, "A"), (8, AUGUST, FINAL, "B"), None, id="now final"),
        pytest.param((9, MAY, FORECAST, "A"), (8, MAY, FINAL, "B"), None, id="a forecast"),
        pytest.param(
            (9, MAY, FINAL, "A"), (8, MAY, FINAL, "A"), "FIGURE_STATED_TWICE", id="one day"
        ),
        pytest.param(
            (9, MAY, FINAL, "A"),
            (8, AUGUST, EARLY, "A"),
            "FIGURE_LESS_FINAL",
            id="preliminary after final",
        ),
        pytest.param(
            (9, MAY, FINAL, "A"),
            (8, AUGUST, FORECAST, "A"),
            "FIGURE_LESS_FINAL",
            id="forecast after final",
        ),
        pytest.param(
            (9, MAY, FigureStatus.PERTURBED, "A"),
            (8, AUGUST, SECONDARY, "B"),
            "FIGURE_LESS_FINAL",
            id="second-hand after perturbed",
        ),
        pytest.param((9, MAY, FINAL, "A"), (9, AUGUST, EARLY, "A"), None, id="the same value"),
        pytest.param((9, MAY, None, "A"), (8, AUGUST, EARLY, "A"), None, id="status not stated"),
    ],
)
def test_two_values(
    one: tuple[int, str, FigureStatus | None, str | None],
    other: tuple[int, str, FigureStatus | None, str | None],
    expected: str | None,
) -> None:
    """What contradicts itself is found, whether or not a table takes it; the order is no matter."""
    both = [published(*one), published(*other)]

    assert codes(check_figures(both)) == ([] if expected is None else [expected])
    assert check_figures(both) == check_figures(both[::-1])


def test_names_both_tables() -> None:
    """Two totals of one day name the tables; from 2025 the finding says that both are perturbed."""
    tables = [Source(document="SCB", place=place) for place in ("TAB638", "TAB5557")]

    def found(day: str) -> Finding:
        both = (counted(999_239 - 2 * n, day, sources=(tables[n],)) for n in (0, 1))
        [one] = check_figures(both)
        return one

    assert "999 237 enligt SCB, TAB5557 och 999 239 enligt SCB, TAB638" in (
        found("2025-12-31").message("sv").replace("\N{NO-BREAK SPACE}", " ")
    )
    assert found("2024-12-31").source is None
    source = found("2025-12-31").source
    assert source is not None
    assert "FAQ-CKM" in source.in_language("sv")


def test_two_scales() -> None:
    """A statistic that is stated in two ways is found, in figures and beside a clause."""
    rebased = attrs.evolve(PRICES, base="2020 = 100")
    figures = [
        counted(41_731, "2020-06-30", "00", statistic=PRICES),
        counted(13_000, subject="00", statistic=rebased),
        counted(1, subject="01", statistic=attrs.evolve(PRICES, base=None, signed=True)),
    ]
    found = check_figures(figures)

    assert codes(found) == ["STATISTIC_DIFFERS"] * 2
    assert "base: 1980 = 100" in found[0].message("en") + found[1].message("en")
    assert "får vara under 0, bas: inte angiven" in found[0].message("sv") + found[1].message("sv")
    index = Basis(statistic=PRICES, reference_date=ReferenceDate(1, 6, 30), subject="00")
    rule = Indexed(rule=Fixed(kronor=1), index=index, method=IndexMethod.LEVEL, base_year=2014)
    joins = Accession(
        number=1,
        party="alfa",
        effective=Period(START),
        decision=decided("2014-12-01"),
        stated_amount="1 kr",
    )
    stated = attrs.evolve(agreed("Alfa", funding=funded_by(rule)), instruments=[joins])
    table = FigureTable(counted(13_000, subject="00", statistic=rebased))
    assert "STATISTIC_DIFFERS" in codes(validate(stated, figures=table))
    other = FigureTable(counted(1, subject="00", statistic=PUPILS))
    assert "STATISTIC_DIFFERS" not in codes(validate(stated, figures=other))


# --- What fees are based on


def test_of_fees() -> None:
    """Only what is wrong with a figure that a fee is based on is told beside the fees."""
    rate = Rate(
        kronor_per_unit=1, of=Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
    )
    made = with_members(agreed("Alfa", "Beta", funding=funded_by(rate)), alfa=START, beta=START)
    figures = FigureTable(
        [
            *inhabitants({"alfa": 0, "beta": 7}),
            counted(0, "2013-06-30", "beta"),
            counted(95, published_on=dt.date(2016, 1, 1), subject="alfa"),
        ]
    )

    found = check_assessment(assess(made, year=2015, figures=figures, known_on=START))
    assert [each.subject for each in found] == ["figure population alfa 2014-06-30"]
    assert check_assessment(assess(made, year=2015, figures=figures)) == ()
    assert check_assessment(assess(made, year=2016, figures=figures)) == ()


def test_figures_of_stockholm() -> None:
    """Nothing is wrong with the figures of the package."""
    assert check_figures(of_stockholm, stockholm.parties) == ()
    assert check_figures(of_stockholm) == ()


# --- Weights and shares


@pytest.mark.parametrize(
    ("weights", "is_found"),
    [
        pytest.param(["57.8", "24.9", "17.2"], True, id="99.9"),
        pytest.param(["57.8", "24.9", "17.4"], True, id="100.1"),
        pytest.param(["57.8", "24.9", "17.3"], False, id="100"),
        pytest.param(["33", "33", "33"], True, id="99"),
        pytest.param(["0.333", "0.333", "0.333"], True, id="0.999"),
        pytest.param(["0.5", "0.25", "0.25"], False, id="1"),
        pytest.param(["50", "40", "8.9"], False, id="98.9: no per cent"),
        pytest.param(["3", "2", "1"], False, id="shares of six"),
        pytest.param(["99.9"], False, id="one weight"),
    ],
)
def test_weights(weights: list[str], *, is_found: bool) -> None:
    """Weights that look like per cent or parts of 1, and sum almost to it, are found."""
    named = dict(zip("abc", weights, strict=False))
    for rule in (
        Split(total=1, by=ByWeight(weights=named)),
        Shares(total=1, groups={"x": Share(part=1, by=ByWeight(weights=named))}),
    ):
        found = codes(validate(clause(rule)))
        assert ("WEIGHTS_NEAR_WHOLE" in found) == is_found


@pytest.mark.parametrize(
    ("parts", "is_found"),
    [
        pytest.param(["0.333", "0.333", "0.333"], True, id="999/1000"),
        pytest.param(["1/3", "1/3", "1/3"], False, id="1"),
        pytest.param(["1/2", "1/4"], False, id="a quarter is borne by nobody"),
    ],
)
def test_shares(parts: list[str], *, is_found: bool) -> None:
    """Shares of a total that sum almost to 1 are found: nobody bears the rest."""
    groups = {
        name: Share(part=part, by=Equally()) for name, part in zip("abc", parts, strict=False)
    }
    found = codes(validate(clause(Shares(total=1, groups=groups))))

    assert ("SHARES_NEAR_WHOLE" in found) == is_found


@pytest.mark.parametrize(
    ("parts", "is_found"),
    [
        pytest.param(["0.333", "0.333", "0.333"], True, id="999/1000"),
        pytest.param(["0.334", "0.333", "0.334"], True, id="1001/1000"),
        pytest.param(["1/5", "4/5"], False, id="1"),
        pytest.param(["1/5", "3/5"], False, id="a fifth is borne by nobody"),
        pytest.param(["0.99"], False, id="one part"),
    ],
)
def test_parts(parts: list[str], *, is_found: bool) -> None:
    """Parts of one total that sum almost to 1 are found; parts of two totals are not added."""
    split = [Split(total=Part(rule=1_000_000, of=part), by=Equally()) for part in parts]
    alone = [Part(rule=Fixed(kronor=1_000), of=part) for part in parts]
    other = Split(total=Part(rule=7, of="0.001"), by=Equally())

    several: list[list[Rule]] = [[*split, other], [*alone, Fixed(kronor=1)]]
    for rules in several:
        found = codes(validate(clause(Sum(rules=rules))))
        assert ("SHARES_NEAR_WHOLE" in found) == is_found


def test_a_fallback_is_examined() -> None:
    """The figures of a fallback are examined, too."""
    later = Basis(statistic=PUPILS, reference_date=ReferenceDate(1, 6, 30))
    early = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30), subject="01")
    rule = Rate(kronor_per_unit=1, of=attrs.evolve(later, fallback=early))
    table = FigureTable([counted(9, "2013-06-30", "01"), counted(90, subject="01")])

    assert "FIGURE_JUMPS" in codes(validate(clause(rule), figures=table))
