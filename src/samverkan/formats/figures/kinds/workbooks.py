"""Workbooks of a spreadsheet (``.xlsx``): the visible sheets as tables of text."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any, Final, NamedTuple

from ....errors import FigureFault, MissingExtraError
from ..sheets import FileShape, Row, Sheet
from .archives import MOST_CELLS, Archive
from .columns import is_midnight
from .headings import Tabled, tabled
from .refusals import Unread, refuse

try:
    from openpyxl import load_workbook
except ModuleNotFoundError as _error:
    raise MissingExtraError("excel") from _error

_LAST_ROW: Final = 1_048_576  # in Excel
_MOST_TEXT: Final = 50_000_000
"""Maximum number of characters in all cells: a text that many cells share counts for each."""
_MOST_FAULTS: Final = 100
_LEAST_WIDE: Final = 10_000
"""The least number that has more digits than a municipality code."""


def workbook_sheets(content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook, those that are hidden without their cells.

    A cell with a formula has the value that the spreadsheet stored for it. Macros are never read.

    Raises:
        Unread: If the file is no workbook, is damaged or too large, or has a formula without a
            value.
    """
    archive = Archive(content)
    sheets: list[Sheet] = []
    faults: list[FigureFault] = []
    for page in _pages(content):
        if page.rows is None:
            sheets.append(_sheet(page.name, is_hidden=True))
            continue
        # Not by the package below, which would write out each formula that many cells share.
        open_formulas = archive.open_formulas(page.path)
        for line, address in islice(open_formulas, _MOST_FAULTS - len(faults)):
            faults.append(FigureFault(line, "formula", f"{page.name}!{address}"))
        table = tabled(page.rows)
        if table is not None:
            sheets.append(_sheet(page.name, table))
    if faults:
        raise Unread(*faults)
    if all(sheet.is_hidden for sheet in sheets):
        refuse("workbook-empty")
    return sheets


def _sheet(name: str, table: Tabled | None = None, *, is_hidden: bool = False) -> Sheet:
    heading, line, header, rows = table or ((), 0, (), iter(()))
    return Sheet(
        shape=FileShape.WORKBOOK,
        header=header,
        rows=list(rows),
        line=line,
        heading=heading,
        name=name,
        is_hidden=is_hidden,
    )


class _Page(NamedTuple):
    """A sheet of a workbook: its name, its part of the archive, and its rows if it is visible."""

    name: str
    path: str
    rows: list[Row] | None


def _pages(content: bytes) -> list[_Page]:
    """Return the sheets with cells of a workbook."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of a workbook that are no figures
            stream = BytesIO(content)
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            return list(_Reading().pages(book.worksheets))
    except Unread:
        raise
    except Exception as error:  # the packages below have many kinds of errors for a damaged file
        raise Unread(FigureFault(0, "workbook-broken")) from error


class _Reading:
    """Reads sheets until there are too many cells or characters in all of them."""

    def __init__(self) -> None:
        self._cells = self._text = 0

    def pages(self, sheets: Iterable[Any]) -> Iterator[_Page]:
        """Return what the sheets hold."""
        for sheet in sheets:
            rows = list(self._rows(sheet)) if sheet.sheet_state == "visible" else None
            yield _Page(sheet.title, sheet._worksheet_path, rows)  # noqa: SLF001

    def _rows(self, sheet: Any) -> Iterator[Row]:
        """Return the rows of a sheet as text, whatever the file says of its size."""
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            self._cells += len(row)
            if self._cells > MOST_CELLS or number > _LAST_ROW or self._text > _MOST_TEXT:
                refuse("many-cells", found=MOST_CELLS)
            texts = [_as_text(cell) for cell in row]
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                self._text += sum(map(len, texts))
                yield number, texts


def _as_text(cell: Any) -> str:
    """Return what a spreadsheet shows in a cell, but a number with all its digits and no blanks."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if type(value) is int:
        # A municipality code is often the number 182, shown by the format 0000 as 0182.
        is_short = value < _LEAST_WIDE and not cell.number_format.strip("0")
        return str(value).zfill(len(cell.number_format)) if is_short else str(value)
    if isinstance(value, dt.datetime) and is_midnight(value):
        return value.date().isoformat()
    return str(value)
