"""The status of a figure, money and the base of an index are shown with each amount."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import attrs
import pytest

from builders import START, agreed, funded_by, plainly, with_members
from samverkan import (
    Figure,
    FigureStatus,
    FigureTable,
    ReferenceDate,
    Statistic,
    Text,
    assess,
    settle,
)
from samverkan.fees import Assessment, Ledger
from samverkan.formats import claims_data, dumps, explanation_data, fees_data, fees_table, loads
from samverkan.funding import POPULATION, Basis, Fixed, Indexed, IndexMethod, Rate, Rule, Split
from samverkan.reports import claims_text, explanation_text, fees_text, missing_text

TAXES = Statistic(
    id="taxes", name=Text("skatter och bidrag", "taxes and grants"), in_kronor=True, decimals=1
)
DAY = dt.date(2014, 6, 30)
NAMES = ["alfa", "beta", "gamma", "delta"]


def spaced(told: str) -> str:
    """Return a table with two spaces between its columns."""
    return re.sub("(?<=[^ ]) {2,}", "  ", told)


def of(statistic: Statistic) -> Basis:
    """Return the figure of mid-year of the year before."""
    return Basis(statistic=statistic, reference_date=ReferenceDate(1, 6, 30))


PER_HEAD = Rate(kronor_per_unit=2, of=of(POPULATION))


def assessed(
    rule: Rule,
    statuses: list[FigureStatus | None],
    *,
    statistic: Statistic = POPULATION,
    values: tuple[int, ...] = (10, 20, 30, 40),
) -> Assessment:
    """Return the fees of parties whose figures have these statuses."""
    figures = [
        Figure(
            subject=name,
            statistic=statistic,
            reference_date=DAY,
            value=value,
            status=status,
        )
        for name, status, value in zip(NAMES, statuses, values, strict=False)
    ]
    names = NAMES[: len(statuses)]
    made = agreed(*(name.capitalize() for name in names), funding=funded_by(rule))
    joined = with_members(made, **dict.fromkeys(names, START))
    return assess(joined, year=2015, figures=FigureTable(figures))


def test_all_who_divide_by_it_are_marked() -> None:
    """A share of a total rests on the figures of all payers."""
    rule = Split(total=100, by=of(POPULATION))

    told = spaced(plainly(fees_text(assessed(rule, [FigureStatus.FORECAST, FigureStatus.FINAL]))))

    assert "  Alfa (alfa)  33,33 kr *\n" in told
    assert "  Beta (beta)  66,67 kr *\n" in told


@pytest.mark.parametrize(
    ("status", "swedish", "english"),
    [
        (FigureStatus.PRELIMINARY, "preliminär uppgift", "preliminary figure"),
        (FigureStatus.FORECAST, "prognos", "forecast"),
        (FigureStatus.PERTURBED, "slumpjusterad uppgift", "perturbed figure"),
        (FigureStatus.SECONDARY, "andrahandsuppgift", "second-hand figure"),
    ],
)
def test_marked(status: FigureStatus, swedish: str, english: str) -> None:
    """A fee on a figure that is not final is marked, and the mark is explained."""
    found = assessed(PER_HEAD, [status, FigureStatus.FINAL])

    told = plainly(fees_text(found))
    assert "  Alfa (alfa)  20,00 kr *\n" in spaced(told)
    assert "  Beta (beta)  40,00 kr\n" in spaced(told)
    assert f"  * {swedish}: folkmängd i Alfa den 30 juni 2014\n" in told
    assert f"  * {english}: population of Alfa on 30 June 2014\n" in fees_text(found, "en")


@pytest.mark.parametrize("status", [FigureStatus.FINAL, None])
def test_not_marked(status: FigureStatus | None) -> None:
    """A final figure, and one whose status is not stated, have no mark."""
    assert "*" not in fees_text(assessed(PER_HEAD, [status]))


def test_several_marks() -> None:
    """Each status has its own mark; a fee that rests on several has them all."""
    early, forecast = FigureStatus.PRELIMINARY, FigureStatus.FORECAST
    told = plainly(fees_text(assessed(PER_HEAD, [early, forecast, early])))
    both = Rate(
        kronor_per_unit=1, of=[of(POPULATION), attrs.evolve(of(POPULATION), subject="beta")]
    )
    product = plainly(fees_text(assessed(both, [early, forecast])))

    assert "  Alfa (alfa)  20,00 kr *\n" in spaced(told)
    assert "  Beta (beta)  40,00 kr **\n" in spaced(told)
    assert "  Gamma (gamma)  60,00 kr *\n" in spaced(told)
    assert told.count("  * preliminär uppgift: folkmängd i ") == 2
    assert "  ** prognos: folkmängd i Beta den 30 juni 2014\n" in told
    assert "  Alfa (alfa)  200,00 kr *, **\n" in spaced(product)
    assert "  Beta (beta)  400,00 kr **\n" in spaced(product)


def test_many_figures() -> None:
    """Above three parties, the mark gives their number: all of 2025 are perturbed."""
    found = assessed(PER_HEAD, [FigureStatus.PERTURBED] * 4)

    said = "  * slumpjusterad uppgift: folkmängd den 30 juni 2014, 4 parter\n"
    assert said in plainly(fees_text(found))
    assert "  * perturbed figure: population on 30 June 2014, 4 parties\n" in fees_text(found, "en")


def test_exported() -> None:
    """Explanations, JSON, CSV and claims have the status of each figure."""
    found = assessed(PER_HEAD, [FigureStatus.FORECAST])
    explanation = found.explain("alfa")

    assert ": 10 (prognos) [" in plainly(explanation_text(explanation))
    assert ": 10 (prognos)" in fees_table(found).csv()
    assert '"status": "forecast"' in json.dumps(fees_data(found))
    assert "forecast" in str(explanation_data(explanation))
    assert loads(dumps(found.figures), FigureTable) == found.figures


def test_claims() -> None:
    """A figure that caused a claim has its status beside it, if it is not final."""
    found = assessed(PER_HEAD, [FigureStatus.FINAL])
    [first] = found.figures.figures

    def told(status: FigureStatus) -> str:
        again = attrs.evolve(first, value=11, status=status, published_on=dt.date(2015, 3, 1))
        known: dict[str, Any] = {"figures": FigureTable([first, again]), "years": [2015]}
        ledger = settle(Ledger(), found.agreement, known_on=dt.date(2015, 2, 1), **known).ledger
        later = settle(ledger, found.agreement, known_on=dt.date(2015, 4, 1), **known)
        assert f'"status": "{status}"' in json.dumps(claims_data(later))
        return plainly(claims_text(later))

    assert "11 invånare (slumpjusterad), krav för 2015" in told(FigureStatus.PERTURBED)
    assert "11 invånare, krav för 2015" in told(FigureStatus.FINAL)


def test_money() -> None:
    """A figure in kronor is written as an amount, also as a factor and where it cannot serve."""
    found = assessed(
        Rate(kronor_per_unit="0.0004", of=of(TAXES)),
        [FigureStatus.FINAL],
        statistic=TAXES,
        values=(12_345_675,),
    )
    said, english = (plainly(explanation_text(found.explain("alfa"), e)) for e in ("sv", "en"))

    assert "0,4 ‰ × 1 234 567,50 kr = 493,827 kr" in said
    assert "Skatter och bidrag i Alfa den 30 juni 2014: 1 234 567,50 kr (slutlig)" in said
    assert "Taxes and grants of Alfa on 30 June 2014: SEK 1,234,567.50 (final)" in english
    swedish, other = (plainly(fees_table(found, each).csv()) for each in ("sv", "en"))
    assert "1 234 567,50 kr (slutlig)" in swedish
    assert "SEK 1,234,567.50 (final)" in other


def test_base() -> None:
    """The level of an index is shown with its base, also if it is missing or cannot serve."""
    prices = Statistic(id="kpi", name="KPI", unit="a", units="a", base="1980=100")
    basis = attrs.evolve(of(prices), subject="riket")
    rule = Indexed(rule=Fixed(kronor=1), index=basis, method=IndexMethod.LEVEL, base_year=2014)
    level = Figure(subject="riket", statistic=prices, reference_date=dt.date(2013, 6, 30), value=0)
    made = with_members(agreed("Alfa", funding=funded_by(rule)), alfa=START)
    found = assess(made, year=2015, figures=FigureTable(level))

    told = plainly(missing_text(found, width=200))
    assert "KPI (1980 = 100) i riket den 30 juni 2014" in told
    assert "KPI (1980 = 100) i riket den 30 juni 2013 (angiven som 0" in told
