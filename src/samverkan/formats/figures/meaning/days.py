"""Which day the numbers in a row describe, by its cells, the header, the heading and the caller."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from .periods import UNCLEAR, Period, period

_NUMBER: Final = re.compile(r"[1-4]")


class Days(NamedTuple):
    """The columns with numbers in a row, and the day of each."""

    pairs: tuple[tuple[int, dt.date], ...]
    days: tuple[dt.date, ...]


class Unclear(NamedTuple):
    """Why the day of a row is not clear.

    Attributes:
        reason: The reason of a fault.

        column: What the fault says of the column, if not the column of the period.

        found: What was found, if not the cells of the period.
    """

    reason: str
    column: str = ""
    found: str = ""


class DayReader:
    """Tells the days of the numbers in a row of one table.

    Args:
        times: What the columns of the period are called.

        stated: The period that the heading states.

        given: The day that the caller states, if any.

        needs_part: Whether a year alone says no day, as in the tables of half-years and quarters.
    """

    def __init__(
        self,
        times: Sequence[str],
        *,
        stated: Period | None,
        given: dt.date | None,
        needs_part: bool,
    ) -> None:
        self._times = times
        self._stated = stated or Period()
        self._given = given
        self._needs_part = needs_part

    def days(
        self, cells: Sequence[str], columns: Sequence[tuple[int, Period | None]]
    ) -> Days | Unclear:
        """Return the columns of the numbers in a row, each with its day, or why they are unclear.

        Args:
            cells: The cells of the period in the row.

            columns: The columns of the numbers, each with the period in its header.
        """
        in_row = self._in_row(cells)
        if in_row is None:
            return Unclear("period")
        pairs: list[tuple[int, dt.date]] = []
        for index, in_header in columns:
            day = self._day(in_row, in_header or Period())
            if isinstance(day, Unclear):
                return day
            pairs.append((index, day))
        return Days(tuple(pairs), tuple(day for _, day in pairs))

    def _in_row(self, cells: Sequence[str]) -> Period | None:
        """Return the period that the cells of a row state together, or None if it is not clear."""
        whole: Period | None = Period()
        for name, cell in zip(self._times, cells, strict=False):
            if not cell.strip():
                continue
            said = period(cell)
            if said is None and _NUMBER.fullmatch(cell.strip()):
                said = period(f"{name} {cell}")  # 2 in a column that is called kvartal
            whole = None if said is None or whole is None else whole.within(said)
        return whole

    def _day(self, in_row: Period, in_header: Period) -> dt.date | Unclear:
        """Return the day that a cell describes, by its row and header, or else by the heading."""
        stated = in_row.within(in_header)
        if stated is None:
            return Unclear("period")
        if stated.month is None and self._stated is UNCLEAR:
            return self._by_caller(stated) or Unclear("heading-day")
        if stated.month is None:
            by_heading = stated.within(self._stated)
            if by_heading is None:
                return Unclear("heading-year", str(self._stated.year), str(stated.year))
            stated = by_heading
        return self._last_day(stated)

    def _last_day(self, stated: Period) -> dt.date | Unclear:
        """Return the last day of a period; what it lacks, the caller may state."""
        if stated.year is None:
            return self._by_caller(stated) or Unclear(
                "no-day" if stated.month is None else "no-year"
            )
        if stated.month is None and self._needs_part:
            return self._by_caller(stated) or Unclear("no-part")
        day = stated.last_day(stated.year)
        if day is None:
            return Unclear("period")
        if self._given not in (None, day):
            return Unclear("day-given", str(self._given), str(day))
        return day

    def _by_caller(self, stated: Period) -> dt.date | None:
        """Return the day that the caller states, or None if the file says otherwise."""
        given = self._given
        if given is None or stated.year not in (None, given.year):
            return None
        if stated.month is not None and stated.last_day(given.year) != given:
            return None
        return given
