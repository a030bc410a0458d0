"""Rows of sums, compared with the municipalities when a table is read to its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from .scb_tables import PERTURBED_FROM

_MOST: Final = 1000
"""How many sums of one day are compared with groups of rows."""
_PERSONS_A_ROW: Final = 10
_PERCENT: Final = 1


def is_sum(stated: int, total: int, rows: int, day: dt.date) -> bool:
    """Return whether a stated sum is that of its rows, or may be, if each was perturbed.

    The bound is ours: 1 percent, and 10 persons for each row that is added. On 31 December 2025,
    the 290 municipalities of TAB6471 sum to 10 605 520, and TAB4365 has 10 605 529 for the country.
    """
    if day < PERTURBED_FROM:
        return stated == total
    differ = abs(stated - total)
    return differ <= _PERSONS_A_ROW * rows and differ * 100 <= _PERCENT * total


class Rows(NamedTuple):
    """The number of rows, and the sum of their numbers."""

    number: int
    total: int

    def without(self, other: Rows) -> Rows:
        """Return those that are not among others."""
        return Rows(self.number - other.number, self.total - other.total)


def rows_of(values: Iterable[int]) -> Rows:
    """Return the number of some rows, and the sum of their numbers."""
    several = list(values)
    return Rows(len(several), sum(several))


class _Sum(NamedTuple):
    """A sum in a row."""

    line: int
    label: str
    stated: int
    above: Rows


class WrongSum(NamedTuple):
    """A sum that is neither that of all rows, nor of those around it."""

    line: int
    label: str
    day: dt.date
    found: str


class Sums:
    """The sums of one kind in a table, as far as it is read."""

    def __init__(self) -> None:
        self._by_day: dict[dt.date, list[_Sum]] = {}

    def add(self, line: int, label: str, day: dt.date, stated: int, above: Rows) -> bool:
        """Add a sum, with the municipalities above it; return whether it is kept."""
        several = self._by_day.setdefault(day, [])
        if len(several) >= _MOST:
            return False
        several.append(_Sum(line, label, stated, above))
        return True

    def wrong(self, whole: Mapping[dt.date, Rows]) -> Iterator[WrongSum]:
        """Yield the sums that are wrong.

        A sum may be that of all municipalities, or of those since the sum above it or until the
        sum below it.

        Args:
            whole: All municipalities in the table, by day.
        """
        for day, several in self._by_day.items():
            if day not in whole:
                continue
            all_rows = whole[day]
            before = Rows(0, 0)
            ends = [*(each.above for each in several[1:]), all_rows]
            for each, end in zip(several, ends, strict=True):
                groups = (all_rows, each.above.without(before), end.without(each.above))
                before = each.above
                if not any(is_sum(each.stated, g.total, g.number, day) for g in groups):
                    found = f"{all_rows.total} / {each.stated}"
                    yield WrongSum(each.line, each.label, day, found)
