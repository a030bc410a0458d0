"""Our own shape of a table of the population, whose columns are called by names of this library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from ....core.figures import Figure, FigureStatus, in_conflict, tables_of
from ....core.periods import a_day
from ....core.sources import Source
from ....errors import FigureFault, TextError
from ....funding.bases import POPULATION
from ....sweden.municipality_codes import is_code_for
from ..sheets import Sheet
from .origins import PERTURBED_FROM, is_perturbed
from .regions import SUM, place
from .sheet_reading import MOST_FAULTS, Given
from .tallies import Tally

_CODE_COLUMN: Final = "municipality_code"
_NEEDED: Final = (_CODE_COLUMN, "reference_date", "population")
_OPTIONAL: Final = ("name", "status", "published", "source")
_CODE: Final = re.compile(r"[0-9]{4}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT: Final = re.compile(r"[0-9]{1,18}")


def is_own(header: Sequence[str]) -> bool:
    """Return whether a header is that of our own shape."""
    return _CODE_COLUMN in header


def own_figures(
    sheet: Sheet, given: Given, faults: list[FigureFault], tally: Tally
) -> list[Figure]:
    """Return the figures of a table of our own shape; add its faults to all faults."""
    before = len(faults)
    faults += _column_faults(sheet, given)
    if len(faults) > before:
        return []
    reader = _Reader(sheet, given, faults, tally)
    read = reader.read()
    _find_conflicts(read, faults)
    return [figure for _, figure in read]


def _column_faults(sheet: Sheet, given: Given) -> list[FigureFault]:
    known = _NEEDED + _OPTIONAL
    columns = sheet.header
    needed = [name for name in _NEEDED if name != "reference_date" or given.reference_date is None]
    line = sheet.line
    lacking = [FigureFault(line, "column-lacking", name) for name in needed if name not in columns]
    unknown = [
        FigureFault(line, "column-unknown", found=name) for name in columns if name not in known
    ]
    repeated = [
        FigureFault(line, "column-repeated", name) for name in known if columns.count(name) > 1
    ]
    return lacking + unknown + repeated


def _find_conflicts(read: list[tuple[int, Figure]], faults: list[FigureFault]) -> None:
    first: dict[tuple[object, ...], list[Figure]] = {}
    for number, figure in read:
        earlier = first.setdefault((figure.subject, figure.reference_date, figure.known_from), [])
        other = next((each for each in earlier if in_conflict(each, figure)), None)
        if other is None:
            earlier.append(figure)
            continue
        what = f"{figure.subject}, {figure.reference_date}"
        tables = tables_of(other, figure)
        values = [str(each.value) for each in (other, figure)]
        if tables is not None:
            values = [f"{value} ({table})" for value, table in zip(values, tables, strict=True)]
        reason = "conflict" if tables is None else "two-tables"
        faults.append(FigureFault(number, reason, what, " / ".join(values)))


class _Reader:
    """Reads the rows; it adds the faults in their cells to the list of all faults."""

    def __init__(self, sheet: Sheet, given: Given, faults: list[FigureFault], tally: Tally) -> None:
        self._sheet = sheet
        self._given = given
        self._faults = faults
        self._tally = tally
        self._days: dict[str, dt.date] = {}
        self._sources: dict[str, tuple[Source, ...]] = {}
        self._codes: set[str] = set()
        self._line = 0
        self._cells: dict[str, str] = {}

    def read(self) -> list[tuple[int, Figure]]:
        """Return the figures, each with the number of its row."""
        read: list[tuple[int, Figure]] = []
        header = self._sheet.header
        for line, row in self._sheet.rows:
            self._line = line
            if not any(cell.strip(" ") for cell in row):
                continue  # an empty line, or a row whose cells a spreadsheet emptied
            if len(row) != len(header):
                self._faults.append(FigureFault(self._line, "cells", found=str(len(row))))
            else:
                self._cells = dict(zip(header, (cell.strip(" ") for cell in row), strict=True))
                if self._is_sum():
                    self._check(read)
                elif (figure := self._figure()) is not None:
                    read.append((self._line, figure))
            if len(self._faults) > MOST_FAULTS:
                break  # enough to know that this is another kind of file
        return read

    def _is_sum(self) -> bool:
        """Return whether the row is a sum: it is called so, and states no day."""
        called = self._cells[_CODE_COLUMN] or self._cells.get("name", "")
        return not self._cells.get("reference_date") and place(called).code == SUM

    def _check(self, read: list[tuple[int, Figure]]) -> None:
        """Compare a sum with the rows above it."""
        called = self._cells[_CODE_COLUMN] or self._cells.get("name", "")
        total = sum(figure.value for _, figure in read)
        stated = self._cells["population"]
        self._tally.add("sums", called)
        is_exact = all(figure.reference_date < PERTURBED_FROM for _, figure in read)
        if is_exact and stated != str(total):
            found = f"{total} / {stated}"
            self._faults.append(FigureFault(self._line, "sums-differ", called, found))

    def _figure(self) -> Figure | None:
        """Return the figure that the row states, or None if the row has a fault."""
        before = len(self._faults)
        code = self._cell(_CODE_COLUMN, _CODE, "code")
        day = self._reference_date()
        count = self._cell("population", _COUNT, "count")
        published = self._given.published_on
        if self._cells.get("published"):
            published = self._day("published")
        status = self._status()
        source = self._source()
        is_early = published is not None and dt.date.min < published < day
        if is_early and status is not FigureStatus.FORECAST:
            self._fault("published", "published")
        if len(self._faults) == before:
            self._refuse_impossible(code, day, int(count))
        if len(self._faults) > before:
            return None
        if status is None and day >= PERTURBED_FROM and is_perturbed(source):
            status = FigureStatus.PERTURBED
        return Figure(
            subject=code,
            statistic=POPULATION,
            reference_date=day,
            value=int(count),
            status=status,
            published_on=published,
            sources=source,
        )

    def _refuse_impossible(self, code: str, day: dt.date, count: int) -> None:
        row = " ".join(filter(None, (code, self._cells.get("name"))))
        if not is_code_for(code, day):
            fault = FigureFault(self._line, "code-on-day", day.isoformat(), code, row)
            self._faults.append(fault)
        elif not count:
            self._faults.append(FigureFault(self._line, "nobody", day.isoformat(), "0", row))

    def _cell(self, column: str, pattern: re.Pattern[str], reason: str) -> str:
        value = self._cells[column]
        if not pattern.fullmatch(value):
            self._fault(reason, column)
        return value

    def _reference_date(self) -> dt.date:
        day = self._given.reference_date
        return day if day and not self._cells.get("reference_date") else self._day("reference_date")

    def _day(self, column: str) -> dt.date:
        written = self._cells[column]
        known = self._days.get(written)
        if known is not None:
            return known
        if not _DAY.fullmatch(written):
            self._fault("day", column)
            return dt.date.min
        try:
            day = dt.date.fromisoformat(written)
            a_day(column, day)
        except ValueError:
            self._fault("no-such-day", column)
            return dt.date.min
        self._days[written] = day
        return day

    def _status(self) -> FigureStatus | None:
        status = self._cells.get("status", "")
        if status and status not in tuple(FigureStatus):
            self._fault("status", "status")
            return None
        return FigureStatus(status) if status else None

    def _source(self) -> tuple[Source, ...]:
        written = self._cells.get("source", "") or self._given.table or ""
        known = self._sources.get(written)
        if known is not None:
            return known
        try:
            full = self._given.sources.get(written)
            found = (full or Source(document=written),) if written else ()
        except TextError:
            self._fault("text", "source")
            return ()
        self._sources[written] = found
        return found

    def _fault(self, reason: str, column: str) -> None:
        self._faults.append(FigureFault(self._line, reason, column, self._cells[column]))
