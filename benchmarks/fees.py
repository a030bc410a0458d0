"""How long a year's fees take, from objects to fees.

One year of 290 payers takes at most 10 times as long as the bare arithmetic with decimals
in the same run, and 10 000 payers at most 50 times as long as 290.

Run it with ``python benchmarks/fees.py``; the exit status is 1 above a bound.
"""

from __future__ import annotations

import datetime as dt
import sys
import timeit
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from samverkan.agreements import Agreement
from samverkan.assessments import assess
from samverkan.figures import Figure, FigureTable, ReferenceDate
from samverkan.funding.rules import Basis, ByGroup, Funding, Rate, Reading
from samverkan.instruments import Accession
from samverkan.parties import Party, PartyKind
from samverkan.periods import Period
from samverkan.population import POPULATION
from samverkan.terms import Terms

FEW, MANY = 290, 10_000
MOST_OVER_ARITHMETIC, MOST_OVER_FEW = 10, 50
START = dt.date(2015, 1, 1)
MID_YEAR = ReferenceDate(1, 6, 30)


def payers(count: int) -> tuple[Agreement, FigureTable]:
    """Return an agreement of so many municipalities, and their populations."""
    parties = [
        Party(names=f"Kommun {number}", kind=PartyKind.MUNICIPALITY, id=f"kommun-{number}")
        for number in range(count)
    ]
    rate = Rate(kronor_per_unit="1.53", of=Basis(statistic=POPULATION, reference_date=MID_YEAR))
    funding = Funding(rule=ByGroup(kinds={PartyKind.MUNICIPALITY: rate}))
    terms = Terms(
        title="Avtal", period=Period(START), funding=[Reading(name="only", funding=funding)]
    )
    accessions = [
        Accession(number=number, party=party.id, effective=Period(START))
        for number, party in enumerate(parties, start=1)
    ]
    figures = [
        Figure(
            subject=party.id,
            statistic=POPULATION,
            reference_date=MID_YEAR.before(2015),
            value=population(number),
        )
        for number, party in enumerate(parties)
    ]
    return Agreement(terms=terms, parties=parties, instruments=accessions), FigureTable(figures)


def population(number: int) -> int:
    """Return a population between 5 000 and 905 000."""
    return 5_000 + number * 7_919 % 900_000


def best(run: Callable[[], object], number: int) -> float:
    """Return the seconds of the fastest of many runs."""
    return min(timeit.repeat(run, number=number, repeat=15)) / number


def main() -> int:
    """Print both ratios."""
    agreement, figures = payers(FEW)
    populations = [population(number) for number in range(FEW)]
    rate, ore = Decimal("1.53"), Decimal("0.01")
    by_hand = [(Decimal(p) * rate).quantize(ore, ROUND_HALF_UP) for p in populations]
    fees = assess(agreement, year=2015, figures=figures).fees
    if sorted(by_hand) != sorted(fee.kronor for fee in fees):
        print("the fees are not those of the bare arithmetic")
        return 1

    arithmetic = best(
        lambda: [(Decimal(p) * rate).quantize(ore, ROUND_HALF_UP) for p in populations], 100
    )
    few = best(lambda: assess(agreement, year=2015, figures=figures), 20)
    large, table = payers(MANY)
    many = best(lambda: assess(large, year=2015, figures=table), 1)

    print(f"{arithmetic * 1e6:9.0f} µs  {FEW} multiplications and roundings of decimals")
    print(f"{few * 1e6:9.0f} µs  a year of {FEW} payers")
    print(f"{few / arithmetic:9.1f}     times as long; at most {MOST_OVER_ARITHMETIC}")
    print(f"{many * 1e6:9.0f} µs  a year of {MANY} payers")
    print(f"{many / few:9.1f}     times as long as {FEW}; at most {MOST_OVER_FEW}")
    return int(few / arithmetic > MOST_OVER_ARITHMETIC or many / few > MOST_OVER_FEW)


if __name__ == "__main__":
    sys.exit(main())
