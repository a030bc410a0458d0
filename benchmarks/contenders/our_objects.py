"""The fees by this library from objects and from documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from samverkan import (
    Accession,
    Agreement,
    Figure,
    FigureTable,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Terms,
    allocate,
    assess,
    formats,
)
from samverkan.fees import Assessment
from samverkan.funding import POPULATION, Basis, ByYear, Funding, Rate, Reading, Rule, Split

from .cases import (
    FIRST_YEAR,
    NOT_KNOWN,
    RATES,
    TOTAL_ORE,
    Case,
    Ore,
    party,
    party_column,
    plain_dicts,
    population,
)
from .contender import Prepared

START = dt.date(FIRST_YEAR, 1, 1)
MID_YEAR = ReferenceDate(1, 6, 30)
INHABITANTS = Basis(statistic=POPULATION, reference_date=MID_YEAR)
NO_LIMIT = 10**9
"""Our own documents may be as large as they are."""

RULES: dict[str, Rule] = {
    "fees": ByYear(
        years={
            year: Rate(kronor_per_unit=Decimal(ore) / 100, of=INHABITANTS)
            for year, ore in RATES.items()
        }
    ),
    "split": Split(total=Decimal(TOTAL_ORE) / 100, by=INHABITANTS),
}


def agreement(payers: Iterable[Mapping[str, Any]], rule: Rule) -> Agreement:
    """Return an agreement that all payers have joined from its first day."""
    parties = [
        Party(names=each["name"], kind=PartyKind.MUNICIPALITY, id=each["id"]) for each in payers
    ]
    period = Period(START)
    accessions = [
        Accession(number=number, party=each.id, effective=period)
        for number, each in enumerate(parties, start=1)
    ]
    funding = Reading(name="only", funding=Funding(rule=rule))
    terms = Terms(title="Avtal", period=period, funding=funding)
    return Agreement(terms=terms, parties=parties, instruments=accessions)


def figures(payers: Iterable[Mapping[str, Any]]) -> FigureTable:
    """Return the populations that the payers' dicts hold by budget year."""
    return FigureTable(
        Figure(
            subject=each["id"],
            statistic=POPULATION,
            reference_date=MID_YEAR.before(year),
            value=value,
        )
        for each in payers
        for year, value in each["population"].items()
    )


def _fees(made: Agreement, table: FigureTable, case: Case) -> list[dict[str, int]]:
    """Return the fee of each payer in öre, for each year."""
    assessments = (assess(made, year=year, figures=table) for year in case.budget_years)
    return [_by_party(assessment) for assessment in assessments]


def _by_party(assessment: Assessment) -> dict[str, int]:
    return {fee.party: fee.ore for fee in assessment}


def _ore_of(case: Case) -> Callable[[list[dict[str, int]]], Ore]:
    def ore(years: list[dict[str, int]]) -> Ore:
        payers = [party(number) for number in range(case.payers)]
        in_rows = party_column(case) if case.task == "split" else payers
        found = [year.get(payer, NOT_KNOWN) for year in years for payer in in_rows]
        return np.array(found, dtype=np.int64)

    return ore


def from_dicts(case: Case) -> Prepared:
    """Prepare the whole way: plain dicts, parties, accessions, agreement, figures, fees."""
    payers, rule = plain_dicts(case), RULES[case.task]

    return Prepared(lambda: _fees(agreement(payers, rule), figures(payers), case), _ore_of(case))


def from_figures(case: Case) -> Prepared:
    """Prepare the way from plain dicts of figures, for an agreement that is there."""
    payers = plain_dicts(case)
    made = agreement(payers, RULES[case.task])

    return Prepared(lambda: _fees(made, figures(payers), case), _ore_of(case))


def from_documents(case: Case) -> Prepared:
    """Prepare the way from two JSON documents: the agreement, and the figures."""
    payers = plain_dicts(case)
    terms = formats.dumps(agreement(payers, RULES[case.task]))
    table = formats.dumps(figures(payers))

    def run() -> list[dict[str, int]]:
        made = formats.loads(terms, Agreement, max_bytes=NO_LIMIT, max_items=NO_LIMIT)
        known = formats.loads(table, FigureTable, max_bytes=NO_LIMIT, max_items=NO_LIMIT)
        return _fees(made, known, case)

    return Prepared(run, _ore_of(case))


def allocated(case: Case) -> Prepared:
    """Prepare `allocate`, which divides a total by weights in a dict."""
    numbers = range(case.payers)
    weights = {party(number): population(number, FIRST_YEAR) for number in numbers}

    return Prepared(lambda: [allocate(TOTAL_ORE, weights)], _ore_of(case))
