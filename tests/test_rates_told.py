"""Rates in words: per unit, in per cent and per mille, and a figure that is the amount itself."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from builders import MID_YEAR, START, agreed, funded_by, plainly, with_members
from samverkan import (
    Figure,
    FigureTable,
    ReferenceDate,
    Rounding,
    RoundingRule,
    Statistic,
    Text,
    assess,
)
from samverkan.funding import POPULATION, Basis, ByYear, Fixed, Mean, Part, Rate, Rule
from samverkan.reports import agreement_text, explanation_text

TAXES = Statistic(id="taxes", name=Text("skatteintäkter", "tax revenue"), in_kronor=True)
AT_YEAR_END = Basis(statistic=TAXES, reference_date=ReferenceDate(1, 12, 31))
TWO_YEARS = Basis(
    statistic=TAXES, reference_date=Mean([ReferenceDate(1, 12, 31), ReferenceDate(2, 12, 31)])
)
FIGURES = FigureTable(
    Figure(subject="alfa", statistic=statistic, reference_date=day, value=value)
    for statistic, day, value in (
        (POPULATION, dt.date(2014, 6, 30), 30_000),
        (TAXES, dt.date(2014, 12, 31), 5_000_000),
        (TAXES, dt.date(2013, 12, 31), 4_000_001),
    )
)


def told(rule: Rule, **how: Any) -> str:
    """Return an agreement with a rule, and the explanation of a fee, in both languages."""
    agreement = agreed("Alfa", funding=funded_by(rule, **how))
    assessment = assess(with_members(agreement, alfa=START), year=2015, figures=FIGURES)
    tree = assessment.explain("alfa")
    texts = [agreement_text(agreement, language="sv"), agreement_text(agreement, language="en")]
    texts += [explanation_text(tree, "sv"), explanation_text(tree, "en")]
    return " ".join(" ".join(plainly(text) for text in texts).split())


@pytest.mark.parametrize(
    ("rate", "per", "of", "lines"),
    [
        pytest.param(
            "0.42",
            1000,
            [AT_YEAR_END],
            [
                "0,42 ‰ av skatteintäkter Avstämningsdag",
                "0.42‰ of tax revenue Reference date",
                "0,42 ‰ × 5 000 000,00 kr = 2 100,00 kr",
                "0.42‰ × SEK 5,000,000.00 = SEK 2,100.00",
            ],
            id="per mille",
        ),
        pytest.param(
            "0.00042", 1, [AT_YEAR_END], ["0,42 ‰ av skatteintäkter"], id="per mille of a krona"
        ),
        pytest.param(
            "0.03", 1, [AT_YEAR_END], ["3 % av skatteintäkter", "3% of tax"], id="per cent"
        ),
        pytest.param("0.5", 100, [AT_YEAR_END], ["0,5 % av skatteintäkter"], id="below 1 per cent"),
        pytest.param(
            "0.1149",
            1000,
            [AT_YEAR_END, MID_YEAR],
            [
                "0,1149 ‰ av skatteintäkter × folkmängd",
                "0,1149 ‰ × 5 000 000,00 kr × 30 000 invånare = 17 235 000,00 kr",
            ],
            id="per mille of a product",
        ),
        pytest.param(
            "1.5",
            1,
            [AT_YEAR_END],
            ["1,50 kr per krona × 5 000 000,00 kr = 7 500 000,00 kr", "SEK 1.50 per krona"],
            id="more than a krona per krona",
        ),
        pytest.param(
            "0.00000042",
            1,
            [AT_YEAR_END],
            ["0,00000042 kr per krona × 5 000 000,00 kr = 2,10 kr"],
            id="a small part of a mille",
        ),
        pytest.param(
            "3",
            1_000_000,
            [AT_YEAR_END],
            ["3,00 kr per 1 000 000 kronor × 5 000 000,00 kr = 15,00 kr"],
            id="per million kronor",
        ),
        pytest.param(
            "250",
            1000,
            [MID_YEAR],
            ["250,00 kr per 1 000 invånare × 30 000 invånare = 7 500,00 kr"],
            id="per thousand inhabitants",
        ),
        pytest.param(
            "1",
            1,
            [AT_YEAR_END],
            [
                "Skatteintäkter Avstämningsdag",
                "Skatteintäkter: 5 000 000,00 kr",
                "Tax revenue: SEK 5,000,000.00",
            ],
            id="the figure itself",
        ),
        pytest.param(
            "1",
            1,
            [TWO_YEARS],
            ["(5 000 000,00 kr + 4 000 001,00 kr) / 2 = 4 500 000,50 kr"],
            id="the mean itself",
        ),
        pytest.param(
            "1",
            1,
            [AT_YEAR_END, MID_YEAR],
            [
                "Skatteintäkter × folkmängd Avstämningsdag",
                "5 000 000,00 kr × 30 000 invånare = 150 000 000 000,00 kr",
            ],
            id="a product itself",
        ),
    ],
)
def test_rates(rate: str, per: int, of: list[Basis], lines: list[str]) -> None:
    """A rate of an amount of money is told in per cent or per mille, and others per unit."""
    said = told(Rate(kronor_per_unit=rate, per=per, of=of))

    assert [line for line in lines if line not in said] == []


@pytest.mark.parametrize(
    ("per", "sv", "en"),
    [
        (1, "Per invånare: 1/4 av: Fast belopp: 6,00 kr", "Per inhabitant: 1/4 of: Fixed"),
        (1000, "Per 1 000 invånare: 1/4 av: Fast belopp", "Per 1,000 inhabitants: 1/4 of: Fixed"),
    ],
)
def test_a_rate_that_is_a_rule(per: int, sv: str, en: str) -> None:
    """The rule that gives the rate is told below the unit that it is for."""
    said = told(Rate(kronor_per_unit=Part(rule=6, of="1/4"), per=per, of=MID_YEAR))

    assert [line for line in (sv, en) if line not in said] == []


def test_rounding_upwards() -> None:
    """An amount that is rounded away from zero is told so."""
    upwards = Rounding(rule=RoundingRule.AWAY_FROM_ZERO, step_ore=100)
    said = told(Fixed(kronor="1.01"), rounding=upwards)

    assert "Avrundas till hela kronor, alltid uppåt, bort från noll" in said
    assert "Rounded to whole kronor, always away from zero: SEK 2.00" in said


def test_years_of_one_rule_are_told_together() -> None:
    """Years in succession with one rule are one line; a year that is left out parts them."""
    years = {2015: 1, 2016: 1, 2017: 2, 2019: 2, 2020: 2, 2021: 1}
    said = told(ByYear(years=years, later=3))

    heads = re.findall("([0-9–]+): Fast belopp", said)
    assert heads == ["2015–2016", "2017", "2019–2020", "2021"]
    assert "Därefter: Fast belopp: 3,00 kr" in said
