"""How long it takes to explain one fee, of an assessment of 290 payers: at most 100 µs.

Each of the rules is measured alone. The bound is a time, not a ratio: run it on a machine
that is not busy. The exit status is 1 above it.

Run it with ``python benchmarks/explanations.py``.
"""

from __future__ import annotations

import datetime as dt
import sys
import timeit

from samverkan.agreements import Agreement
from samverkan.assessments import assess
from samverkan.figures import Figure, FigureTable, ReferenceDate, Statistic
from samverkan.funding.rules import (
    Basis,
    Bounded,
    ByGroup,
    Equally,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Rate,
    Reading,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.instruments import Accession
from samverkan.parties import Party, PartyKind
from samverkan.periods import Period
from samverkan.population import POPULATION
from samverkan.terms import Terms

PAYERS, MOST_MICROSECONDS = 290, 100
START = dt.date(2015, 1, 1)
MID_YEAR = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
CHANGE = Statistic(
    id="change", name="ändring", unit="procent", units="procent", decimals=1, signed=True
)
RATE = Rate(kronor_per_unit="1.53", of=MID_YEAR)
RULES: dict[str, Rule] = {
    "a rate": ByGroup(kinds={PartyKind.MUNICIPALITY: RATE}),
    "a floor and a cap": Bounded(rule=RATE, floor=35_000, cap=500_000),
    "steps": Stepped(of=MID_YEAR, rule=RATE, above={200_000: RATE}),
    "a sum": Sum(rules=[RATE, Fixed(kronor=-1000)]),
    "a split": Split(total=10_000_000, by=MID_YEAR),
    "two steps": Shares(
        total=10_000_000, kinds={PartyKind.MUNICIPALITY: Share(part="1/4", by=MID_YEAR)}
    ),
    "an index": Indexed(
        rule=Fixed(kronor=900),
        index=Basis(statistic=CHANGE, reference_date=ReferenceDate(2, 12, 31), subject="riket"),
        method=IndexMethod.CHAINED,
        base_year=2013,
    ),
    "equal parts": Split(total=10_000_000, by=Equally()),
}


def figures() -> FigureTable:
    """Return the populations, and two years of an index."""
    populations = [
        Figure(
            subject=f"kommun-{number}",
            statistic=POPULATION,
            reference_date=MID_YEAR.reference_date.before(2015),
            value=5_000 + number * 7_919 % 900_000,
        )
        for number in range(PAYERS)
    ]
    changes = [
        Figure(subject="riket", statistic=CHANGE, reference_date=dt.date(year, 12, 31), value=27)
        for year in (2012, 2013)
    ]
    return FigureTable([*populations, *changes])


def agreement(rule: Rule) -> Agreement:
    """Return an agreement of 290 municipalities with a rule."""
    parties = [
        Party(names=f"Kommun {number}", kind=PartyKind.MUNICIPALITY, id=f"kommun-{number}")
        for number in range(PAYERS)
    ]
    reading = Reading(name="only", funding=Funding(rule=rule))
    return Agreement(
        terms=Terms(title="Avtal", period=Period(START), funding=[reading]),
        parties=parties,
        instruments=[
            Accession(number=number, party=party.id, effective=Period(START))
            for number, party in enumerate(parties, start=1)
        ],
    )


def main() -> int:
    """Print the time of each rule."""
    table, slowest = figures(), 0.0
    for name, rule in RULES.items():
        assessment = assess(agreement(rule), year=2015, figures=table)
        runs = timeit.repeat(lambda: assessment.explain("kommun-200"), number=200, repeat=9)  # noqa: B023 - run at once
        microseconds = min(runs) / 200 * 1e6
        slowest = max(slowest, microseconds)
        print(f"{microseconds:7.1f} µs  {name}")
    print(f"{slowest:7.1f} µs  the slowest; at most {MOST_MICROSECONDS}")
    return int(slowest > MOST_MICROSECONDS)


if __name__ == "__main__":
    sys.exit(main())
