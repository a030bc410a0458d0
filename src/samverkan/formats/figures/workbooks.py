"""Workbooks of a spreadsheet (``.xlsx``): the visible sheets as tables of text."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ...errors import FigureFault, MissingExtraError
from .archives import MOST_CELLS, Archive
from .headings import tabled
from .refusals import Unread, refuse
from .sheets import FileShape, Row, Sheet

try:
    from openpyxl import load_workbook
    from openpyxl.utils import get_column_letter
except ModuleNotFoundError as _error:
    raise MissingExtraError("excel") from _error

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_Cells: TypeAlias = tuple[Any, ...]

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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of a workbook that are no figures
            sheets, faults = _Opened(content, has_formulas=archive.has_formulas).sheets()
    except Unread:
        raise
    except Exception as error:  # the packages below have many kinds of errors for a damaged file
        raise Unread(FigureFault(0, "workbook-broken")) from error
    if faults:
        raise Unread(*faults)
    if all(sheet.is_hidden for sheet in sheets):
        refuse("workbook-empty")
    return sheets


class _Opened:
    """A workbook that is open for reading."""

    def __init__(self, content: bytes, *, has_formulas: bool) -> None:
        self._cells = self._text = 0
        self._values = _loaded(content, data_only=True)
        # Only so can a formula without a value be told from an empty cell.
        self._formulas = _loaded(content, data_only=False) if has_formulas else None
        self._faults: list[FigureFault] = []

    def sheets(self) -> tuple[list[Sheet], list[FigureFault]]:
        """Return the sheets, and the formulas without a value."""
        several = (self._sheet(*each) for each in enumerate(self._values.worksheets))
        return [sheet for sheet in several if sheet is not None], self._faults

    def _sheet(self, place: int, sheet: Any) -> Sheet | None:
        """Return a sheet, or None if it is empty."""
        shape, name = FileShape.WORKBOOK, sheet.title
        if sheet.sheet_state != "visible":
            return Sheet(shape=shape, header=(), rows=(), name=name, is_hidden=True)
        table = tabled(list(self._rows(place)))
        if table is None:
            return None
        return Sheet(
            shape=shape,
            header=table.header,
            rows=list(table.rows),
            line=table.line,
            heading=table.heading,
            name=name,
        )

    def _rows(self, place: int) -> Iterator[Row]:
        """Return the rows of a sheet, as text."""
        rows = _rows_of(self._values, place)
        if self._formulas is not None:
            rows = self._checked(
                self._values.worksheets[place].title, rows, _rows_of(self._formulas, place)
            )
        for number, row in enumerate(rows, 1):
            self._cells += len(row)
            if self._cells > MOST_CELLS or number > _LAST_ROW or self._text > _MOST_TEXT:
                refuse("many-cells", found=MOST_CELLS)
            texts = [_as_text(cell) for cell in row]
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                self._text += sum(map(len, texts))
                yield number, texts

    def _checked(
        self, name: str, rows: Iterator[_Cells], formulas: Iterator[_Cells]
    ) -> Iterator[_Cells]:
        """Return rows; note each formula in them for which no value is stored."""
        for number, (row, written) in enumerate(zip(rows, formulas, strict=True), 1):
            for place, (cell, formula) in enumerate(zip(row, written, strict=True), 1):
                # A formula whose value is an empty text is told from it by its type.
                is_open = cell.value is None and cell.data_type == "n"
                if is_open and formula.data_type == "f" and len(self._faults) < _MOST_FAULTS:
                    address = f"{name}!{get_column_letter(place)}{number}"
                    self._faults.append(FigureFault(number, "formula", address))
            yield row


def _loaded(content: bytes, *, data_only: bool) -> Workbook:
    return load_workbook(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _rows_of(workbook: Any, place: int) -> Iterator[_Cells]:
    """Return the rows of a sheet, whatever the file says of its size."""
    sheet = workbook.worksheets[place]
    sheet.reset_dimensions()
    rows: Iterator[_Cells] = sheet.iter_rows()
    return rows


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
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
