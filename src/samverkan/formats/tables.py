"""Tables for spreadsheets: columns of one kind each, and the same rows as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import enum
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias, TypeVar

import attrs

from ..core import money
from ..core.fields import a_whole_number, as_tuple
from ..core.periods import a_day
from ..errors import AmountError, TableError, WrongTypeError
from ..errors.quoting import item
from ..errors.texts import SEVERAL, Language, Text, a_language, a_line, an_instance, as_line
from ..reports.blocks import Block, Grid, Item, Items, Paragraph
from ..reports.html import html
from ..reports.markdown import markdown

Cell: TypeAlias = str | int | Decimal | dt.date | None
"""What a cell holds; None if it is empty, because nothing is known or there is nothing to say."""

_T = TypeVar("_T")

_MOST_PLACES: Final = 600
_MOST_SHOWN: Final = 200
_KRONOR_PLACES: Final = 2
# What XML cannot hold: control characters, halves of surrogate pairs, and two that are none.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SIGNS: Final = frozenset("=+-@")
_TOTAL: Final = Text("Summa", "Total")
_SUBTOTAL: Final = Text("Delsumma, {why}", "Subtotal, {why}")
_UNKNOWN: Final = Text("{count} okända", "{count} unknown")
_ONE_UNKNOWN: Final = Text("1 okänd", "1 unknown")
_LEFT_OUT: Final = Text("{count} avtal utelämnade", "{count} agreements left out")
_ONE_LEFT_OUT: Final = Text("1 avtal utelämnat", "1 agreement left out")
_NOT_ALL: Final = Text(
    "De första {count} raderna av {of} visas.", "The first {count} rows of {of} are shown."
)
_A_FACT: Final = Text("ett namn och en text", "a name and a text")
_FORECAST: Final = Text("{said} (prognos)", "{said} (forecast)")


class ColumnKind(enum.StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    """Text for people."""

    CODE = "code"
    """A code, such as 0182 or 212000-0167: text, even if it looks like a number."""

    KRONOR = "kronor"
    """An amount, in kronor with two decimals."""

    NUMBER = "number"
    """A number, with as many decimals as it has."""

    YEAR = "year"
    """A year: a whole number whose digits are not grouped."""

    DAY = "day"
    """A day."""


_HELD: Final[dict[ColumnKind, tuple[type, ...]]] = {
    ColumnKind.TEXT: (str,),
    ColumnKind.CODE: (str,),
    ColumnKind.KRONOR: (Decimal,),
    ColumnKind.NUMBER: (Decimal, int),
    ColumnKind.YEAR: (int,),
    ColumnKind.DAY: (dt.date,),
}
_SUMMED: Final = frozenset({ColumnKind.KRONOR, ColumnKind.NUMBER})


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table (*kolumn*).

    Args:
        title: The text at its head.

        kind: What its cells hold.

        is_summed: Whether the total of its numbers makes sense.

        is_optional: Whether a workbook leaves it out if it tells nothing: if every cell is empty,
            or 0. CSV always has it, so that programs find the same columns.

    Raises:
        TextError: If the title is empty or contains invisible characters.

        TableError: If a column is summed that holds no amounts or numbers.

    >>> Column(title="kronor", kind=ColumnKind.KRONOR, is_summed=True).title
    'kronor'
    """

    title: str = attrs.field(converter=as_line)
    kind: ColumnKind
    is_summed: bool = False
    is_optional: bool = False

    def __attrs_post_init__(self) -> None:
        a_line("title", self.title)
        an_instance("kind", self.kind, ColumnKind)
        an_instance("is_summed", self.is_summed, bool)
        an_instance("is_optional", self.is_optional, bool)
        if self.is_summed and self.kind not in _SUMMED:
            raise TableError(self.title, "no-sum", {"column": self.title})


def _as_columns(columns: Column | Iterable[Column]) -> tuple[Column, ...]:
    return as_tuple("columns", columns, Column)


def _in_order(name: str, rows: Iterable[Iterable[_T]]) -> tuple[tuple[_T, ...], ...]:
    """Return rows of several values as tuples."""
    if isinstance(rows, (str, bytes)) or not isinstance(rows, Iterable):
        raise WrongTypeError(name, SEVERAL, rows)
    found = list(rows)
    for number, row in enumerate(found, start=1):
        if isinstance(row, (str, bytes)) or not isinstance(row, Iterable):
            raise WrongTypeError(item(name, number), SEVERAL, row)
    return tuple(map(tuple, found))


def _as_rows(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return _in_order("rows", rows)


def _as_facts(facts: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    several = _in_order("about", facts)
    for number, fact in enumerate(several, start=1):
        if list(map(type, fact)) != [str, str]:
            raise WrongTypeError(item("about", number), _A_FACT, fact)
    return tuple((name, text) for name, text in several)


@attrs.frozen(kw_only=True)
class Table:
    """A table for a spreadsheet (*tabell*), in one language.

    Args:
        name: Its name: that of its sheet in a workbook.

        columns: The columns, at least one.

        rows: The cells of each row, one for each column: text, kronor as decimals, numbers, days;
            None where nothing is known or there is nothing to say.

        language: The language that it is written in, which decides how CSV is written.

        unknown: The number of rows whose amount is not known, although it belongs to the total:
            the total is then a subtotal.

        is_forecast: Whether any amount rests on assumed figures: the total is then a forecast.

        left_out: The number of agreements whose amounts are not among the rows, because they could
            not be read: the total is then a subtotal, too.

        about: What the rows are about, as names and texts: a workbook has a sheet with it, a page a
            list below the table.

    Raises:
        TableError: If there is no column, or a row has another number of cells.

        AmountError: If a number is not finite, or is too long.

        CountError: If the number of unknown amounts, or of agreements left out, is below 0.

    >>> table = Table(
    ...     name="avgifter",
    ...     columns=[
    ...         Column(title="part", kind=ColumnKind.CODE),
    ...         Column(title="kronor", kind=ColumnKind.KRONOR, is_summed=True),
    ...     ],
    ...     rows=[["0182", Decimal("142773.00")], ["0187", None]],
    ...     unknown=1,
    ... )
    >>> table.csv().splitlines()
    ['part;kronor', '0182;142773,00', '0187;']
    >>> table.totals(), table.total_label
    ((None, Decimal('142773.00')), 'Delsumma, 1 okänd')
    """

    name: str = attrs.field(converter=as_line)
    columns: tuple[Column, ...] = attrs.field(converter=_as_columns)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_as_rows, repr=False)
    language: Language = "sv"
    unknown: int = 0
    left_out: int = 0
    is_forecast: bool = False
    about: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_as_facts, repr=False)

    def __attrs_post_init__(self) -> None:
        a_line("name", self.name)
        a_language(self.language)
        a_whole_number("unknown", self.unknown)
        a_whole_number("left_out", self.left_out)
        an_instance("is_forecast", self.is_forecast, bool)
        if not self.columns:
            raise TableError(self.name, "no-column")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                details = {"row": number, "found": len(row), "columns": len(self.columns)}
                raise TableError(self.name, "cells", details)
            for column, cell in zip(self.columns, row, strict=True):
                if cell is not None:
                    _check(column, cell)

    def csv(self) -> str:
        """Return the table as CSV, without its totals.

        In Swedish, semicolons separate the cells and numbers have a decimal comma, as Swedish
        spreadsheets expect. In English, commas separate the cells and numbers have a decimal
        point. Numbers have no thousands separators, days are written as in 2015-04-13, lines end
        in CR LF, and an empty cell is empty. Text that a spreadsheet would read as a formula gets
        an apostrophe in front. There is no byte order mark, by which Excel recognises UTF-8: write
        the text with ``encoding="utf-8-sig"`` and ``newline=""``.
        """
        out = io.StringIO()
        delimiter = "," if self.language == "en" else ";"
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow([no_formula(column.title) for column in self.columns])
        writer.writerows([_written(cell, self.language) for cell in row] for row in self.rows)
        return out.getvalue()

    def totals(self) -> tuple[Decimal | None, ...]:
        """Return the total of each column; None if it is not summed, or holds no number."""
        return tuple(
            _total([row[place] for row in self.rows]) if column.is_summed else None
            for place, column in enumerate(self.columns)
        )

    def html(self) -> str:
        """Return the table as HTML for a part of any page, with its totals and what it is about.

        Optional columns that tell nothing are left out.
        """
        return html(self._blocks(), self.language)

    def markdown(self) -> str:
        """Return the table as Markdown, with its totals and what it is about.

        Optional columns that tell nothing are left out.
        """
        return markdown(self._blocks())

    def _repr_html_(self) -> str:
        """Return the table as Jupyter shows it: the first rows, and the totals of all."""
        return html(self._blocks(_MOST_SHOWN), self.language)

    def _blocks(self, most: int | None = None) -> Iterator[Block]:
        """Yield the table, of too many rows the first, then what it is about."""
        yield _grid(without_empty(self), most)
        if most is not None and len(self.rows) > most:
            said = _NOT_ALL.in_language(self.language)
            yield Paragraph(said.format(count=most, of=len(self.rows)))
        if self.about:
            yield Items(tuple(Item(f"{name}: {said}") for name, said in self.about))

    @property
    def total_label(self) -> str:
        """What the row of totals is called: a subtotal says how many amounts are unknown."""
        why = [
            (one if count == 1 else several).in_language(self.language).format(count=count)
            for count, one, several in (
                (self.unknown, _ONE_UNKNOWN, _UNKNOWN),
                (self.left_out, _ONE_LEFT_OUT, _LEFT_OUT),
            )
            if count
        ]
        text = _SUBTOTAL if why else _TOTAL
        said = text.in_language(self.language).format(why=", ".join(why))
        forecast = _FORECAST.in_language(self.language)
        return forecast.format(said=said) if self.is_forecast else said


def _check(column: Column, cell: Cell) -> None:
    field, kinds = item("cell", column.title), _HELD[column.kind]
    if type(cell) not in kinds:
        raise WrongTypeError(field, (*kinds, None), cell)
    if isinstance(cell, dt.date):
        a_day(field, cell)
    elif isinstance(cell, Decimal):
        if not cell.is_finite():
            raise AmountError(field, cell, "not-finite")
        places = int(cell.as_tuple().exponent)
        if abs(places) > _MOST_PLACES or cell.adjusted() > _MOST_PLACES:
            raise AmountError(field, cell, "too-many-digits", {"digits": _MOST_PLACES})
    elif isinstance(cell, int) and abs(cell) >= 10**_MOST_PLACES:
        raise AmountError(field, cell, "too-many-digits", {"digits": _MOST_PLACES})


def _total(cells: Sequence[Cell]) -> Decimal | None:
    """Return the exact sum of the numbers among cells, with as many decimals as they have."""
    numbers = [Decimal(cell) for cell in cells if isinstance(cell, (int, Decimal))]
    if not numbers:
        return None
    # In whole numbers, because arithmetic would round to the context's precision.
    least = min(0, *(int(number.as_tuple().exponent) for number in numbers))
    total = 0
    for number in numbers:
        sign, digits, exponent = number.as_tuple()
        size = int("".join(map(str, digits))) * 10 ** (int(exponent) - least)
        total += -size if sign else size
    return Decimal((int(total < 0), tuple(map(int, str(abs(total)))), least))


def _written(cell: Cell, language: Language) -> str:
    match cell:
        case None:
            return ""
        case str():
            return no_formula(cell)
        case dt.date():
            return cell.isoformat()
        case _:
            number = format(Decimal(cell), "f")
            return number if language == "en" else number.replace(".", ",")


def without_empty(table: Table) -> Table:
    """Return a table without its optional columns that tell nothing, unless all are such."""
    kept = [
        place
        for place, column in enumerate(table.columns)
        if not column.is_optional or any(row[place] for row in table.rows)
    ]
    if len(kept) in {0, len(table.columns)}:
        return table
    columns = [table.columns[place] for place in kept]
    rows = [[row[place] for place in kept] for row in table.rows]
    return attrs.evolve(table, columns=columns, rows=rows)


def _grid(table: Table, most: int | None) -> Grid:
    """Return a table as it is seen: its rows, or the first, and the totals of all if there are any.

    The label of the totals stands in the first column without a total, or in one of its own.
    """
    columns, totals = table.columns, table.totals()
    heads, right = [each.title for each in columns], [each.kind in _SUMMED for each in columns]
    rows = [
        [_seen(column, cell, table.language) for column, cell in zip(columns, row, strict=True)]
        for row in table.rows[:most]
    ]
    foot: list[str] = []
    if totals.count(None) < len(totals) or table.unknown or table.left_out:
        foot = [_seen(*each, table.language) for each in zip(columns, totals, strict=True)]
        if None in totals:
            foot[totals.index(None)] = table.total_label
        else:
            heads, right, foot = [*heads, ""], [*right, False], [*foot, table.total_label]
            rows = [[*row, ""] for row in rows]
    return Grid(
        heads=tuple(heads),
        rows=tuple(map(tuple, rows)),
        right=tuple(right),
        foot=tuple(foot),
        heading=table.name,
    )


def _seen(column: Column, cell: Cell, language: Language) -> str:
    """Return a cell as people read it: amounts and numbers with their digits in groups."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if column.kind is ColumnKind.YEAR:
        return str(cell)
    fewest = _KRONOR_PLACES if column.kind is ColumnKind.KRONOR else 0
    return money.decimal(Decimal(cell), language, fewest)


def fit(text: str) -> str:
    """Return text that every form of a table can hold.

    Its lines end in LF; what is no character stands as the replacement character.
    """
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet may read text as a formula, also after blanks and marks."""
    for place, char in enumerate(text):
        if unicodedata.category(char)[0] not in "ZC":
            return unicodedata.normalize("NFKC", char)[:1] in _SIGNS
        if place == 0 and char in "\t\r\n":
            return True
    return False


def no_formula(text: str) -> str:
    """Return text that fits in a cell, and that no spreadsheet reads as a formula."""
    return f"'{fit(text)}" if is_formula(text) else fit(text)


class Head(NamedTuple):
    """A column with its title in both languages."""

    title: Text
    kind: ColumnKind
    is_optional: bool = False
    is_summed: bool = True


def columns_of(heads: Iterable[Head], language: Language) -> list[Column]:
    """Return columns with their titles in a language; those of kronor have a total."""
    a_language(language)
    return [
        Column(
            title=head.title.in_language(language),
            kind=head.kind,
            is_summed=head.is_summed and head.kind is ColumnKind.KRONOR,
            is_optional=head.is_optional,
        )
        for head in heads
    ]
