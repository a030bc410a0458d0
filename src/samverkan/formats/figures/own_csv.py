"""Reading of files with population figures (*folkmängd*)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Final

from ...core.figures import Figure, FigureStatus, FigureTable, in_conflict, tables_of
from ...core.periods import a_day
from ...core.sources import Source
from ...errors import FigureFault, FigureFileError, TextError, WrongTypeError
from ...errors.texts import Text, an_instance
from ...funding.bases import POPULATION

LARGEST_FILE: Final = 5_000_000
"""Maximum size of a file, in bytes: enough for all Swedish municipalities for 150 years."""
_MOST_FAULTS = 1000

_NEEDED = ("municipality_code", "reference_date", "population")
_OPTIONAL = ("name", "status", "published", "source")
_CODE = re.compile(r"[0-9]{4}")
_THE_FILE = Text("folkmängdsfilen", "the population file")
_FILE_NAME = re.compile(r"[^\n,;]+\.[A-Za-z]{1,5}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile(r"[0-9]{1,18}")
_PERTURBED_FROM: Final = dt.date(2025, 1, 1)
# Tables of Statistics Sweden whose figures are all perturbed (scb.se/FAQ-CKM).
_PERTURBED_TABLE = re.compile(r"\b(\w+CKM|TAB5557)\b")


def read_population(
    content: str | bytes,
    *,
    where: str | Text = _THE_FILE,
    sources: Mapping[str, Source] | None = None,
) -> FigureTable:
    """Return the figures of a population file.

    The file is CSV with a header line. Columns are separated by commas, or by semicolons if the
    header contains one. The columns ``municipality_code`` (four digits), ``reference_date``
    (YYYY-MM-DD) and ``population`` (digits only) are required. The columns ``name``, ``status``
    (final, preliminary, forecast, perturbed or secondary), ``published`` (YYYY-MM-DD, not before
    the reference date unless the figure is a forecast) and ``source`` (one line) are optional,
    and their cells may be empty. Any other column is refused; lines without any content are
    skipped.

    A figure for 2025 or later whose status is not stated is perturbed if its source names a table
    of Statistics Sweden in which all figures are: a name that ends in ``CKM``, or TAB5557.

    Args:
        content: The content of the file: text, or bytes in UTF-8; at most 5 million characters
            or bytes.

        where: Name of the file in error messages.

        sources: Full sources for the values in the column ``source``.

    Raises:
        FigureFileError: If anything in the file cannot be read; the error lists the faults with
            their line numbers.

    >>> table = read_population('''municipality_code;reference_date;population
    ... 0182;2014-06-30;95182
    ... ''')
    >>> table.figures[0].value
    95182
    """
    an_instance("sources", sources, Mapping, None)
    faults: list[FigureFault] = []
    known = sources or {}
    read = [
        (line.number, figure)
        for line in _lines(_decoded(content, where), faults)
        if (figure := line.figure(known)) is not None
    ]
    _find_conflicts(read, faults)
    if faults:
        raise FigureFileError(where, tuple(sorted(faults)))
    return FigureTable(figure for _, figure in read)


def _decoded(content: str | bytes, where: str | Text) -> str:
    if not isinstance(content, (str, bytes)):
        raise WrongTypeError("content", (str, bytes), content)
    if len(content) > LARGEST_FILE:
        raise FigureFileError(where, (FigureFault(0, "too-large", found=str(LARGEST_FILE)),))
    if isinstance(content, str):
        if _FILE_NAME.fullmatch(content):
            raise FigureFileError(where, (FigureFault(0, "file-name", found=content),))
        return content
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = FigureFault(line, "encoding", found=f"0x{content[error.start]:02X}")
        raise FigureFileError(where, (fault,)) from error


def _lines(text: str, faults: list[FigureFault]) -> list[_Line]:
    """Return the lines that have a cell for each column; none if the columns are wrong."""
    content = text.removeprefix("\ufeff")
    head = (content.splitlines() or [""])[0]
    separator = ";" if ";" in head else ","
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    lines: list[_Line] = []
    try:
        columns = [cell.strip(" ") for cell in next(reader, [])]
        faults += _column_faults(columns)
        for row in [] if faults else reader:
            if not any(cell.strip(" ") for cell in row):
                continue  # an empty line, or a row whose cells a spreadsheet emptied
            if len(row) == len(columns):
                cells = dict(zip(columns, (cell.strip(" ") for cell in row), strict=True))
                lines.append(_Line(reader.line_num, cells, faults))
            else:
                faults.append(FigureFault(reader.line_num, "cells", found=str(len(row))))
            if len(faults) > _MOST_FAULTS:
                break  # enough to know that this is another kind of file
    except csv.Error:
        faults.append(FigureFault(reader.line_num, "csv"))
    return lines


def _column_faults(columns: list[str]) -> list[FigureFault]:
    known = _NEEDED + _OPTIONAL
    lacking = [FigureFault(1, "column-lacking", name) for name in _NEEDED if name not in columns]
    unknown = [
        FigureFault(1, "column-unknown", found=name) for name in columns if name not in known
    ]
    repeated = [
        FigureFault(1, "column-repeated", name) for name in known if columns.count(name) > 1
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


def _is_perturbed(sources: tuple[Source, ...]) -> bool:
    """Return whether a source names a table whose figures are all perturbed."""
    named = (text for each in sources for text in (each.document, each.place, each.address))
    return any(_PERTURBED_TABLE.search(text) for text in named if text is not None)


class _Line:
    """A line of the file; it adds the faults in its cells to the list of all faults."""

    def __init__(self, number: int, cells: dict[str, str], faults: list[FigureFault]) -> None:
        self.number = number
        self._cells = cells
        self._faults = faults

    def figure(self, sources: Mapping[str, Source]) -> Figure | None:
        """Return the figure that the line states, or None if the line has a fault."""
        before = len(self._faults)
        code = self._cell("municipality_code", _CODE, "code")
        day = self._day("reference_date")
        count = self._cell("population", _COUNT, "count")
        published = self._day("published") if self._cells.get("published") else None
        status = self._status()
        source = self._source(sources)
        is_early = published is not None and dt.date.min < published < day
        if is_early and status is not FigureStatus.FORECAST:
            self._fault("published", "published")
        if len(self._faults) > before:
            return None
        if status is None and day >= _PERTURBED_FROM and _is_perturbed(source):
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

    def _cell(self, column: str, pattern: re.Pattern[str], reason: str) -> str:
        value = self._cells[column]
        if not pattern.fullmatch(value):
            self._fault(reason, column)
        return value

    def _day(self, column: str) -> dt.date:
        written = self._cells[column]
        if not _DAY.fullmatch(written):
            self._fault("day", column)
            return dt.date.min
        try:
            day = dt.date.fromisoformat(written)
            a_day(column, day)
        except ValueError:
            self._fault("no-such-day", column)
            return dt.date.min
        return day

    def _status(self) -> FigureStatus | None:
        status = self._cells.get("status", "")
        if status and status not in tuple(FigureStatus):
            self._fault("status", "status")
            return None
        return FigureStatus(status) if status else None

    def _source(self, sources: Mapping[str, Source]) -> tuple[Source, ...]:
        written = self._cells.get("source", "")
        if not written:
            return ()
        try:
            return (sources.get(written) or Source(document=written),)
        except TextError:
            self._fault("text", "source")
            return ()

    def _fault(self, reason: str, column: str) -> None:
        self._faults.append(FigureFault(self.number, reason, column, self._cells[column]))
