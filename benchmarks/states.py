"""How long it takes to find a value by its day, and to record many accessions."""

from __future__ import annotations

import bisect
import datetime as dt
import sys
from collections.abc import Iterator

from agreements import START, municipalities
from measuring import Measured, report, seconds
from samverkan import Agreement, Decision, Party, Period, Terms, Timeline

PIECES, FEW, MANY = 300, 290, 2_000


def looked_up() -> float:
    """Return how many times as long one look-up takes as a bare bisection."""
    pieces = [
        (Period(START + dt.timedelta(days=30 * n), START + dt.timedelta(days=30 * n + 29)), n)
        for n in range(PIECES)
    ]
    line, starts = Timeline(pieces), [period.first_day for period, _ in pieces]
    day = START + dt.timedelta(days=30 * 217 + 3)
    if line.on(day) != 217:
        raise SystemExit("the timeline does not find its value")
    bare = seconds(lambda: bisect.bisect_right(starts, day), number=50_000, repeat=7)
    return seconds(lambda: line.on(day), number=50_000, repeat=7) / bare


def acceded(count: int) -> float:
    """Return the seconds that so many accessions in one call take."""
    terms, decision = Terms(title="Avtal", period=Period(START)), Decision(decided_on=START)
    joining: list[tuple[str | Party, Decision]] = [
        (party, decision) for party in municipalities(count)
    ]
    bare = Agreement(terms=terms, parties=[])
    return seconds(lambda: bare.accede_all(joining, effective=START), number=1, repeat=7)


def measure() -> Iterator[Measured]:
    """Measure one look-up, and accessions of 290 and 2 000 parties."""
    yield Measured(f"one value among {PIECES}, beside a bare bisection", looked_up(), 4)
    grown = acceded(MANY) / acceded(FEW)
    yield Measured(f"{MANY} accessions in one call, beside {FEW} (6.9 x as many)", grown, 10)


if __name__ == "__main__":
    sys.exit(report(measure()))
