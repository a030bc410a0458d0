"""Tables as the sheets of a workbook for Excel and other spreadsheets."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from ..core.fields import as_tuple
from ..errors import TableError
from ..errors.texts import Text
from .spreadsheets import Workbook, xl_rowcol_to_cell
from .tables import Cell, Column, ColumnKind, Table, fit, is_formula, without_empty

_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_MOST_DIGITS: Final = 15
_LARGEST_POWER: Final = 200  # of ten, well within that of a binary float
_MOST_DECIMALS: Final = 30
_LONGEST_CELL: Final = 32_767
_LONGEST_NAME: Final = 31
_WIDEST: Final = 48
_NARROWEST: Final = 8
_SHORT_HEAD: Final = 14  # a longer one may have several lines
_FILTER: Final = 3  # the button of a filter, in characters
_SPARE: Final = 2  # of a line, which ends where a word ends
_LINE: Final = 15  # the height of a line, in points
_MOST_LINES: Final = 27  # Excel's rows are at most 409 points high
_ROWS_AFTER_TABLE: Final = 3  # its heads, an empty row, and its totals
# Excel counts 29 February 1900, which was no day.
_FIRST_DAY: Final = dt.date(1900, 3, 1)
_MADE: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a file tells no time of its own
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_FOOTER: Final = "&L&F, &A&R&P / &N"  # the names of the file and the sheet, and the page
_ABOUT: Final = Text("Om", "About")
_SHEETS: Final = Text("Blad", "Sheets")
_WIDTH_OF_FACTS: Final = 90

# Numbers stand at the right, and text not close to the number before it.
_RIGHT: Final[dict[str, object]] = {"align": "right", "valign": "top"}
_LOOKS: Final[Mapping[ColumnKind, dict[str, object]]] = {
    ColumnKind.TEXT: {"align": "left", "valign": "top", "indent": 1},
    ColumnKind.CODE: {"align": "left", "valign": "top"},
    ColumnKind.KRONOR: _RIGHT,
    ColumnKind.NUMBER: _RIGHT,
    ColumnKind.YEAR: _RIGHT,
    ColumnKind.DAY: _RIGHT,
}

_Format: TypeAlias = Any
_Sheet: TypeAlias = Any


def workbook(tables: Table | Iterable[Table]) -> bytes:
    """Return tables as a workbook (*arbetsbok*, .xlsx), with a sheet for each.

    Numbers and days are typed cells; codes, such as 0182, are text. The head is the first row, is
    frozen and has filters. Below the rows are the totals, as formulas with the values that we
    computed; the row is called a subtotal if an amount is unknown. Optional columns that tell
    nothing are left out. What the tables are about stands in a last sheet, *Om* (*About*). No text
    is a formula. Equal tables give equal bytes.

    A number with more than 15 digits, which Excel would round, is text; in a column that is summed
    it is refused. So is a day before March 1900 text. Text of more than 32 767 characters is cut.

    Raises:
        TableError: If no table is given, or one does not fit.

        MissingExtraError: If the extra ``excel`` is not installed.

    >>> from samverkan import assess
    >>> from samverkan.formats import fees_table
    >>> from samverkan.stockholm import agreement, figures
    >>> content = workbook(fees_table(assess(agreement, year=2015, figures=figures)))
    >>> content[:2]
    b'PK'
    """
    several: tuple[Table, ...] = as_tuple("tables", tables, Table)
    if not several:
        raise TableError("", "no-table")
    for table in several:
        _refuse_too_large(table)
    about = _ABOUT.in_language(several[0].language)
    *names, last = _sheet_names([*(table.name for table in several), about])
    facts = _facts(names, several)
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE, "title": fit(several[0].name)})
        formats = _Formats(book)
        for name, table in zip(names, several, strict=True):
            _Writer(book.add_worksheet(name), without_empty(table), formats).write()
        if facts:
            _write_facts(book.add_worksheet(last), facts, formats)
    return out.getvalue()


def _facts(names: Sequence[str], tables: Sequence[Table]) -> list[tuple[str, str]]:
    """Return what the tables are about, each time with the sheets that it holds for."""
    sheets: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name, table in zip(names, tables, strict=True):
        if table.about:
            sheets.setdefault(table.about, []).append(name)
    heading = _SHEETS.in_language(tables[0].language)
    return [
        fact
        for facts, several in sheets.items()
        for fact in ((heading, ", ".join(several)), *facts)
    ]


def _write_facts(sheet: _Sheet, facts: Sequence[tuple[str, str]], formats: _Formats) -> None:
    """Write names and texts, below each other."""
    for row, (name, text) in enumerate(facts):
        sheet.write_string(row, 0, _cut_to_cell(name), formats.name_of_fact)
        look = formats.text(ColumnKind.TEXT, is_quoted=is_formula(text), is_long=True)
        sheet.write_string(row, 1, _cut_to_cell(text), look)
        sheet.set_row(row, _LINE * min(_lines(text, _WIDTH_OF_FACTS), _MOST_LINES))
    longest = max(len(name) for name, _ in facts)
    sheet.set_column(0, 0, min(longest, _WIDEST) + _SPARE)
    sheet.set_column(1, 1, _WIDTH_OF_FACTS)
    _on_paper(sheet)


def _on_paper(sheet: _Sheet) -> None:
    """Let a sheet be as wide as a page, A4 in landscape."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(_FOOTER)


def _refuse_too_large(table: Table) -> None:
    """Refuse a table for which a sheet has no room, or whose amounts Excel would round."""
    if len(table.rows) > _MOST_ROWS - _ROWS_AFTER_TABLE:
        most = _MOST_ROWS - _ROWS_AFTER_TABLE
        raise TableError(table.name, "too-many-rows", {"most": most})
    if len(table.columns) > _MOST_COLUMNS:
        raise TableError(table.name, "too-many-columns", {"most": _MOST_COLUMNS})
    for place, (column, total) in enumerate(zip(table.columns, table.totals(), strict=True)):
        if column.is_summed and not all(
            map(_is_kept, [total, *(row[place] for row in table.rows)])
        ):
            details = {"column": column.title, "most": _MOST_DIGITS}
            raise TableError(table.name, "too-many-digits", details)


def _is_kept(cell: Cell) -> bool:
    """Return whether Excel keeps all digits of a number."""
    if not isinstance(cell, (int, Decimal)):
        return True
    digits = "".join(map(str, Decimal(cell).as_tuple().digits)).strip("0")
    return len(digits) <= _MOST_DIGITS and abs(Decimal(cell).adjusted()) <= _LARGEST_POWER


def _sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return a name for each sheet that Excel takes: no two are the same in lower case."""
    taken = {"history", ""}  # the first is reserved
    names = []
    for each in wanted:
        plain = " ".join(_NOT_IN_NAMES.sub(" ", fit(each)).split()).strip("' ")
        name, number = _cut(plain, _LONGEST_NAME).strip("' "), 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = f"{_cut(plain, _LONGEST_NAME - len(ending))}{ending}".strip("' ")
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, longest: int) -> str:
    """Return the beginning of a text, in the units in which Excel counts characters (UTF-16)."""
    if len(text) <= longest // 2:
        return text
    units = text.encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", errors="ignore")


def _cut_to_cell(text: str) -> str:
    """Return a text that a cell can hold; what is cut ends in an ellipsis."""
    kept = fit(text)
    if kept == _cut(kept, _LONGEST_CELL):
        return kept
    return f"{_cut(kept, _LONGEST_CELL - 1)}\N{HORIZONTAL ELLIPSIS}"


class _Formats:
    """How cells look, each format made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], _Format] = {}

    def head(self, kind: ColumnKind) -> _Format:
        """Return the format of titles, which stand above what is in their column."""
        look = {**_LOOKS[kind], "text_wrap": True, "valign": "bottom"}
        return self._format(bold=True, bottom=1, bg_color="#E7ECEF", **look)

    def number(self, kind: ColumnKind, written: str) -> _Format:
        """Return the format of numbers or days that are written in a way."""
        return self._format(num_format=written, **_LOOKS[kind])

    def text(self, kind: ColumnKind, *, is_quoted: bool, is_long: bool) -> _Format:
        """Return the format of text; a code stays text when somebody edits it."""
        look: dict[str, object] = {"num_format": "@"} if kind is ColumnKind.CODE else {}
        look |= {"quote_prefix": True} if is_quoted else {}
        look |= {"text_wrap": True} if is_long else {}
        return self._format(**look, **_LOOKS[kind])

    def total(self, written: str) -> _Format:
        """Return the format of totals that are written in a way."""
        return self._format(bold=True, top=1, num_format=written)

    @property
    def name_of_fact(self) -> _Format:
        """The format of what a fact is called."""
        return self._format(bold=True, valign="top", text_wrap=True)

    @property
    def label(self) -> _Format:
        """The format of the other cells in the row of totals."""
        return self._format(bold=True, top=1)

    def _format(self, **look: object) -> _Format:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]


class _Writer:
    """Writes a table to a sheet."""

    def __init__(self, sheet: _Sheet, table: Table, formats: _Formats) -> None:
        self._sheet, self._table, self._formats = sheet, table, formats
        self._sums = table.totals()
        self._widths = [*map(self._width, range(len(table.columns)))]

    def write(self) -> None:
        """Write the head, the rows and the totals, and how they are shown."""
        sheet, table = self._sheet, self._table
        columns, last = len(table.columns) - 1, len(table.rows)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, fit(column.title), self._formats.head(column.kind))
        titles = zip(table.columns, self._widths, strict=True)
        most = max(_lines(column.title, width - _FILTER + 1) for column, width in titles)
        if most > 1:
            sheet.set_row(0, _LINE * min(most, _MOST_LINES))
        for number, row in enumerate(table.rows, start=1):
            for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                self._cell(number, place, column, cell)
            lines = max(map(_lines, row, self._widths))
            if lines > 1:
                sheet.set_row(number, _LINE * min(lines, _MOST_LINES))
        self._totals()
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, columns)
        # Codes are numbers stored as text on purpose.
        sheet.ignore_errors(
            {"number_stored_as_text": f"A1:{xl_rowcol_to_cell(max(last, 1), columns)}"}
        )
        for place, width in enumerate(self._widths):
            sheet.set_column(place, place, width)
        sheet.repeat_rows(0)
        _on_paper(sheet)

    def _cell(self, row: int, place: int, column: Column, cell: Cell) -> None:
        formats = self._formats
        match cell:
            case None:
                return
            case dt.date() if cell >= _FIRST_DAY:
                way = formats.number(column.kind, "yyyy-mm-dd")
                self._sheet.write_datetime(row, place, cell, way)
            case dt.date():
                self._sheet.write_string(row, place, cell.isoformat())
            case str():
                self._text(row, place, column, cell)
            case _ if _is_kept(cell):
                way = formats.number(column.kind, _way(column, cell))
                self._sheet.write_number(row, place, cell, way)
            case _:
                self._sheet.write_string(row, place, self._shown(cell))

    def _text(self, row: int, place: int, column: Column, cell: str) -> None:
        is_long = _lines(cell, self._widths[place]) > 1
        how = self._formats.text(column.kind, is_quoted=is_formula(cell), is_long=is_long)
        self._sheet.write_string(row, place, _cut_to_cell(cell), how)

    def _shown(self, cell: int | Decimal) -> str:
        number = format(Decimal(cell), "f")
        return number if self._table.language == "en" else number.replace(".", ",")

    def _totals(self) -> None:
        """Write the totals below an empty row, so that no filter or sorting takes them along.

        The label stands in the first column without a total, or to the right of them.
        """
        table, row = self._table, len(self._table.rows) + 2
        if all(total is None for total in self._sums) and not (table.unknown or table.left_out):
            return
        unsummed = [place for place, total in enumerate(self._sums) if total is None]
        for place in unsummed:
            self._sheet.write_blank(row, place, None, self._formats.label)
        for place, (column, total) in enumerate(zip(table.columns, self._sums, strict=True)):
            if total is not None:
                ends = (xl_rowcol_to_cell(1, place), xl_rowcol_to_cell(row - 2, place))
                look = self._formats.total(_way(column, total))
                self._sheet.write_formula(row, place, f"=SUM({ends[0]}:{ends[1]})", look, total)
        place = unsummed[0] if unsummed else len(table.columns)
        self._sheet.write_string(row, place, table.total_label, self._formats.label)

    def _width(self, place: int) -> int:
        """Return the width of a column, in characters: of a longer text, the lines are broken."""
        column = self._table.columns[place]
        cells = [self._sums[place], *(row[place] for row in self._table.rows)]
        longest = max(len(_seen(column, cell)) for cell in cells)
        title = column.title
        words = [title] if len(title) <= _SHORT_HEAD else title.split()
        head = max(map(len, words)) + _FILTER
        return min(max(longest, head, _NARROWEST), _WIDEST) + 1


def _lines(cell: Cell, width: int) -> int:
    """Return about how many lines a cell needs in a column of a width."""
    if not isinstance(cell, str):
        return 1
    spare = max(width - _SPARE, 1)
    lengths = map(len, fit(cell).split("\n"))
    return sum(1 if length < width else -(-length // spare) for length in lengths)


def _way(column: Column, cell: int | Decimal) -> str:
    """Return how Excel writes a number, with the decimals that it has."""
    if column.kind is ColumnKind.KRONOR:
        return "#,##0.00"
    if column.kind is ColumnKind.YEAR:
        return "0"
    places = max(-int(Decimal(cell).as_tuple().exponent), 0)
    if places > _MOST_DECIMALS:
        return "General"
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _seen(column: Column, cell: Cell) -> str:
    """Return about how a cell is shown."""
    match cell:
        case None:
            return ""
        case str():
            return max(cell.split("\n"), key=len)[:_WIDEST]
        case dt.date():
            return cell.isoformat()
        case _:
            return f"{cell:,}" if column.kind is not ColumnKind.YEAR else str(cell)
