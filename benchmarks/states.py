"""How long it takes to look a value up by its day, and to record many accessions.

One value among 300 is found in at most 1 µs, and 2 000 accessions in one call take at most
10 times as long as 290 (they are 6.9 times as many).

Run it with ``python benchmarks/states.py``; the exit status is 1 above a bound.
"""

from __future__ import annotations

import datetime as dt
import sys
import timeit

from samverkan.agreements import Agreement
from samverkan.decisions import Decision
from samverkan.parties import Party, PartyKind
from samverkan.periods import Period
from samverkan.terms import Terms
from samverkan.timelines import Timeline

PIECES, FEW, MANY = 300, 290, 2_000
MOST_MICROSECONDS, MOST_OVER_FEW = 1.0, 10
START = dt.date(2015, 1, 1)


def look_up() -> float:
    """Return the microseconds that one look-up takes."""
    pieces = [
        (Period(START + dt.timedelta(days=30 * n), START + dt.timedelta(days=30 * n + 29)), n)
        for n in range(PIECES)
    ]
    line = Timeline(pieces)
    day = START + dt.timedelta(days=30 * 217 + 3)
    if line.on(day) != 217:
        raise SystemExit("the timeline does not find its value")
    number = 100_000
    return min(timeit.repeat(lambda: line.on(day), number=number, repeat=7)) / number * 1e6


def accede(count: int) -> float:
    """Return the milliseconds that so many accessions in one call take."""
    terms = Terms(title="Avtal", period=Period(START))
    decision = Decision(decided_on=START)
    joining: list[tuple[str | Party, Decision]] = [
        (Party(names=f"Kommun {n}", kind=PartyKind.MUNICIPALITY), decision) for n in range(count)
    ]
    bare = Agreement(terms=terms, parties=[])
    runs = timeit.repeat(lambda: bare.accede_all(joining, effective=START), number=1, repeat=7)
    return min(runs) * 1e3


def main() -> int:
    """Print what was measured."""
    found, few, many = look_up(), accede(FEW), accede(MANY)
    print(f"{found:8.2f} µs  one value among {PIECES}; at most {MOST_MICROSECONDS}")
    print(f"{few:8.1f} ms  {FEW} accessions in one call")
    print(f"{many:8.1f} ms  {MANY} accessions in one call")
    print(f"{many / few:8.1f}     times as long; at most {MOST_OVER_FEW}")
    return int(found > MOST_MICROSECONDS or many / few > MOST_OVER_FEW)


if __name__ == "__main__":
    sys.exit(main())
