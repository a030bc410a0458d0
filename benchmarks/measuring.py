"""How a benchmark measures and reports: ratios of the fastest runs, each with its bound.

A ratio compares two things in one run, so that it means the same on another machine. A busy
machine may push it above its bound, so the exit status is 1 only if a bound is missed by half.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable, Iterable
from typing import NamedTuple

MISSED_BY_HALF = 1.5


class Measured(NamedTuple):
    """A ratio, and what it may be at most."""

    what: str
    ratio: float
    most: float


def seconds(run: Callable[[], object], *, number: int, repeat: int = 15) -> float:
    """Return how long the fastest of many runs took, in seconds."""
    return min(timeit.repeat(run, number=number, repeat=repeat)) / number


def report(several: Iterable[Measured]) -> int:
    """Print each ratio beside its bound; return 1 if one is missed by half, else 0."""
    missed = False
    for what, ratio, most in several:
        mark = "" if ratio <= most else " MISSED"
        print(f"{ratio:8.2f} x, at most {most:5.2f} x  {what}{mark}")
        missed |= ratio > most * MISSED_BY_HALF
    return int(missed)
