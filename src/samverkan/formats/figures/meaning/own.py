"""Our own shape of a table of the population, whose columns are called by names of this library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ....core.figures import Figure, FigureStatus, in_conflict, tables_of
from ....core.periods import a_day
from ....core.sources import Source
from ....errors import FigureFault, TextError
from ....funding.bases import POPULATION
from ....sweden.municipality_codes import is_code_for
from ..sheets import Sheet
from .origins import is_by_scb
from .regions import SUM, is_listed, is_named, place
from .scb_tables import PERTURBED_FROM
from .sheet_reading import MOST_FAULTS, Given
from .sums import Rows, Sums
from .tallies import Tally

_CODE_COLUMN: Final = "municipality_code"
_NEEDED: Final = (_CODE_COLUMN, "reference_date", "population")
_OPTIONAL: Final = ("name", "status", "published", "source")
_ONLY_OURS: Final = frozenset({_CODE_COLUMN, "reference_date"})
_SHORT_CODE: Final = re.compile(r"[0-9]{3}")
_CODE: Final = re.compile(r"[0-9]{4}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MISSING: Final = frozenset({"", ".", ".."})
_COUNT: Final = re.compile(r"[0-9]{1,18}")


def is_own(header: Sequence[str]) -> bool:
    """Return whether a header is that of our own shape."""
    return _CODE_COLUMN in header or bool({name.casefold() for name in header} & _ONLY_OURS)


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


class _Sum(NamedTuple):
    """A row of a sum: its day, if it states one, and the number of figures above it."""

    line: int
    called: str
    stated: int
    day: dt.date | None
    place: int


def _add(running: dict[dt.date, Rows], figures: Iterable[Figure]) -> None:
    """Add figures to the sums of their days."""
    for each in figures:
        number, total = running.get(each.reference_date, (0, 0))
        running[each.reference_date] = Rows(number + 1, total + each.value)


class _Reader:
    """Reads the rows; it adds the faults in their cells to the list of all faults."""

    def __init__(self, sheet: Sheet, given: Given, faults: list[FigureFault], tally: Tally) -> None:
        self._sheet = sheet
        self._given = given
        self._faults = faults
        self._tally = tally
        self._days: dict[str, dt.date] = {}
        self._sources: dict[str, tuple[Source, ...]] = {}
        self._sum_rows: list[_Sum] = []
        self._missing_on: set[dt.date] = set()
        self._named: set[tuple[str, str]] = set()
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
                    self._keep_sum(read)
                elif (figure := self._figure()) is not None:
                    read.append((self._line, figure))
            if len(self._faults) > MOST_FAULTS:
                break  # enough to know that this is another kind of file
        self._check_sums(read)
        return read

    def _is_sum(self) -> bool:
        """Return whether the row is a sum, by its name."""
        return place(self._called()).code == SUM

    def _called(self) -> str:
        return self._cells[_CODE_COLUMN] or self._cells.get("name", "")

    def _keep_sum(self, read: list[tuple[int, Figure]]) -> None:
        """Keep a sum, to be compared with the rows of its day."""
        written = self._cells["population"]
        is_dated = bool(self._cells.get("reference_date"))
        day = self._day("reference_date") if is_dated else None
        if written in _MISSING:
            self._tally.add("sums-unchecked", self._called())
        elif not _COUNT.fullmatch(written):
            self._fault("count", "population")
        else:
            self._sum_rows.append(_Sum(self._line, self._called(), int(written), day, len(read)))

    def _check_sums(self, read: list[tuple[int, Figure]]) -> None:
        """Compare the sums with the rows of their days."""
        if not self._sum_rows:
            return
        figures = [figure for _, figure in read]
        days = {each.reference_date for each in figures} | self._missing_on
        several = {(each.subject, each.reference_date) for each in figures}
        is_unclear = len(several) < len(figures)  # it may be with a correction, or without
        running: dict[dt.date, Rows] = {}
        sums, at = Sums(), 0
        for each in self._sum_rows:
            _add(running, figures[at : each.place])
            at = each.place
            day = each.day if each.day is not None or len(days) != 1 else min(days)
            if day is None and figures:
                self._faults.append(FigureFault(each.line, "sum-day", found=each.called))
            elif is_unclear or day is None or day in self._missing_on:
                self._tally.add("sums-unchecked", each.called)
            else:
                is_kept = sums.add(
                    each.line, each.called, day, each.stated, running.get(day, Rows(0, 0))
                )
                self._tally.add("sums" if is_kept else "sums-unchecked", each.called)
        _add(running, figures[at:])
        for wrong in sums.wrong(running):
            self._faults.append(FigureFault(wrong.line, "sums-differ", wrong.label, wrong.found))

    def _figure(self) -> Figure | None:
        """Return the figure that the row states, or None if it is missing, or has a fault."""
        before = len(self._faults)
        code = self._code()
        day = self._reference_date()
        is_missing = self._cells["population"] in _MISSING
        count = "0" if is_missing else self._cell("population", _COUNT, "count")
        published = self._given.published_on
        if self._cells.get("published"):
            published = self._day("published")
        status = self._status()
        source = self._source()
        is_early = published is not None and dt.date.min < published < day
        if is_early and status is not FigureStatus.FORECAST:
            self._fault("published", "published")
        is_of_perturbed = day >= PERTURBED_FROM and is_by_scb(source)
        if status is FigureStatus.FINAL and is_of_perturbed:
            self._fault("not-final", "status")
        if len(self._faults) == before:
            self._refuse_impossible(code, day, None if is_missing else int(count))
        if len(self._faults) > before:
            return None
        if is_missing:
            self._missing_on.add(day)
            self._tally.add("missing", f"{self._row(code)} {day}")
            return None
        if status is None and is_of_perturbed:
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

    def _code(self) -> str:
        """Return the code of the municipality, of which a spreadsheet may have lost the first 0."""
        written, name = self._cells[_CODE_COLUMN], self._cells.get("name", "")
        if _SHORT_CODE.fullmatch(written) and name and is_named(f"0{written}", name):
            self._tally.add("zero-added", f"{written} {name}")
            return f"0{written}"
        code = self._cell(_CODE_COLUMN, _CODE, "code")
        key = (code, name)
        if name and key not in self._named:
            self._named.add(key)
            named = place(name)
            is_other = named.code is not None and not is_named(code, name)
            if is_other and is_listed(code):
                fault = FigureFault(self._line, "other-name", "name", name, self._row(code))
                self._faults.append(fault)
        return code

    def _row(self, code: str) -> str:
        return " ".join(filter(None, (code, self._cells.get("name"))))

    def _refuse_impossible(self, code: str, day: dt.date, count: int | None) -> None:
        row = self._row(code)
        if not is_code_for(code, day):
            fault = FigureFault(self._line, "code-on-day", day.isoformat(), code, row)
            self._faults.append(fault)
        elif count == 0:
            self._faults.append(FigureFault(self._line, "nobody", day.isoformat(), "0", row))

    def _cell(self, column: str, pattern: re.Pattern[str], reason: str) -> str:
        value = self._cells[column]
        if not pattern.fullmatch(value):
            self._fault(reason, column)
        return value

    def _reference_date(self) -> dt.date:
        given = self._given.reference_date
        if given is not None and not self._cells.get("reference_date"):
            return given
        before = len(self._faults)
        day = self._day("reference_date")
        if given is not None and day != given and len(self._faults) == before:
            fault = FigureFault(self._line, "day-given", str(given), str(day))
            self._faults.append(fault)
        return day

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
