"""Agreements and figures of any size, for the benchmarks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from samverkan import (
    Accession,
    Agreement,
    Decision,
    Figure,
    FigureTable,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Statistic,
    Terms,
)
from samverkan.funding import POPULATION, Basis, Funding, Proration, Reading, Rule

START = dt.date(2015, 1, 1)
MIDDLE = ReferenceDate(1, 6, 30)
MID_YEAR = Basis(statistic=POPULATION, reference_date=MIDDLE)
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


def agreement(
    rule: Rule,
    count: int,
    *,
    proration: Proration = Proration.NONE,
    decided: Callable[[int], dt.date] | None = None,
) -> Agreement:
    """Return an agreement of so many municipalities with a rule.

    Each joins from START on, or from its day of decision on if that is given.
    """
    parties = municipalities(count)
    reading = Reading(name="only", funding=Funding(rule=rule, proration=proration))
    accessions = [
        Accession(
            number=number,
            party=party.id,
            effective=Period(START if decided is None else decided(number)),
            decision=None if decided is None else Decision(decided_on=decided(number)),
        )
        for number, party in enumerate(parties, start=1)
    ]
    terms = Terms(title="Avtal", period=Period(START), funding=[reading])
    return Agreement(terms=terms, parties=parties, instruments=accessions)


def populations(count: int, years: Iterable[int]) -> FigureTable:
    """Return the populations of so many municipalities, for the fees of some years."""
    return FigureTable(
        Figure(
            subject=f"kommun-{number}",
            statistic=POPULATION,
            reference_date=MIDDLE.before(year),
            value=population(number),
            published_on=MIDDLE.before(2015),
        )
        for year in years
        for number in range(count)
    )


def figures(count: int) -> FigureTable:
    """Return the populations of so many municipalities, and two years of an index."""
    changes = [
        Figure(subject="riket", statistic=CHANGE, reference_date=dt.date(year, 12, 31), value=27)
        for year in (2012, 2013)
    ]
    return FigureTable([*populations(count, [2015]).figures, *changes])
