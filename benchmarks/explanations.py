"""How long it takes to explain one fee of 290, beside assessing all 290."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from agreements import CHANGE, MID_YEAR, agreement, figures
from measuring import Measured, report, seconds
from samverkan import PartyKind, ReferenceDate, assess
from samverkan.funding import (
    Basis,
    Bounded,
    ByGroup,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Rate,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)

PAYERS, MOST = 290, 0.15
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


def measure() -> Iterator[Measured]:
    """Measure the explanation of one fee by each of the rules."""
    table = figures(PAYERS)
    plain = agreement(RATE, PAYERS)
    year = seconds(lambda: assess(plain, year=2015, figures=table), number=5)
    for name, rule in RULES.items():
        assessment = assess(agreement(rule, PAYERS), year=2015, figures=table)
        one = seconds(lambda: assessment.explain("kommun-200"), number=100, repeat=9)  # noqa: B023 - run at once
        yield Measured(
            f"one explanation of {name}, beside a year of {PAYERS} payers", one / year, MOST
        )


if __name__ == "__main__":
    sys.exit(report(measure()))
