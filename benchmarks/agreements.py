"""Agreements and figures of any size, for the benchmarks."""

from __future__ import annotations

import datetime as dt

from samverkan import (
    Accession,
    Agreement,
    Figure,
    FigureTable,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Statistic,
    Terms,
)
from samverkan.funding import POPULATION, Basis, Funding, Reading, Rule

START = dt.date(2015, 1, 1)
MID_YEAR = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
CHANGE = Statistic(
    id="change", name="ändring", unit="procent", units="procent", decimals=1, signed=True
)


def population(number: int) -> int:
    """Return a population between 5 000 and 905 000."""
    return 5_000 + number * 7_919 % 900_000


def municipalities(count: int) -> list[Party]:
    """Return so many municipalities."""
    return [
        Party(names=f"Kommun {number}", kind=PartyKind.MUNICIPALITY, id=f"kommun-{number}")
        for number in range(count)
    ]


def agreement(rule: Rule, count: int) -> Agreement:
    """Return an agreement of so many municipalities with a rule."""
    parties = municipalities(count)
    reading = Reading(name="only", funding=Funding(rule=rule))
    accessions = [
        Accession(number=number, party=party.id, effective=Period(START))
        for number, party in enumerate(parties, start=1)
    ]
    terms = Terms(title="Avtal", period=Period(START), funding=[reading])
    return Agreement(terms=terms, parties=parties, instruments=accessions)


def figures(count: int) -> FigureTable:
    """Return the populations of so many municipalities, and two years of an index."""
    populations = [
        Figure(
            subject=f"kommun-{number}",
            statistic=POPULATION,
            reference_date=MID_YEAR.reference_date.before(2015),
            value=population(number),
        )
        for number in range(count)
    ]
    changes = [
        Figure(subject="riket", statistic=CHANGE, reference_date=dt.date(year, 12, 31), value=27)
        for year in (2012, 2013)
    ]
    return FigureTable([*populations, *changes])
