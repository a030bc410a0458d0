"""How long a year's fees take, from objects to fees, beside the bare arithmetic with decimals."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from agreements import MID_YEAR, agreement, figures, population
from measuring import Measured, report, seconds
from samverkan import PartyKind, assess
from samverkan.funding import ByGroup, Rate

FEW, MANY = 290, 10_000
RULE = ByGroup(kinds={PartyKind.MUNICIPALITY: Rate(kronor_per_unit="1.53", of=MID_YEAR)})


POPULATIONS = [population(number) for number in range(FEW)]
KRONOR, ORE = Decimal("1.53"), Decimal("0.01")


def arithmetic() -> list[Decimal]:
    """Return the same amounts by multiplication and rounding alone."""
    return [(Decimal(people) * KRONOR).quantize(ORE, ROUND_HALF_UP) for people in POPULATIONS]


def measure() -> Iterator[Measured]:
    """Measure a year of 290 payers, and of 10 000."""
    small, table = agreement(RULE, FEW), figures(FEW)
    large, large_table = agreement(RULE, MANY), figures(MANY)
    if sorted(arithmetic()) != sorted(
        fee.kronor for fee in assess(small, year=2015, figures=table)
    ):
        raise SystemExit("the fees are not those of the bare arithmetic")
    bare = seconds(arithmetic, number=50)
    few = seconds(lambda: assess(small, year=2015, figures=table), number=20)
    many = seconds(lambda: assess(large, year=2015, figures=large_table), number=1)
    yield Measured(f"a year of {FEW} payers, beside the bare arithmetic", few / bare, 6)
    yield Measured(f"a year of {MANY} payers, beside {FEW}", many / few, 40)


if __name__ == "__main__":
    sys.exit(report(measure()))
