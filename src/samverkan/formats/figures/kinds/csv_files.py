"""CSV as authorities publish it, and as spreadsheets save it."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..sheets import MOST_CELLS, FileShape, Row, Sheet
from .headings import tabled
from .refusals import refuse

_SEPARATORS: Final = "\t;,"
_BLANK: Final = " "  # only between quoted texts
_SAID = re.compile(r"\s*sep=(.)[ \t]*(?:\r\n|\r|\n)")
_QUOTED = re.compile(r'"[^"]*"')
_MARKS: Final = ("<<<<<<< ", ">>>>>>> ")
_CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>)(?= )", re.MULTILINE)
_OWN: Final = "municipality_code"
_MOST_IN_FRONT = 30
_LONGEST_FRONT = 100_000  # characters


def csv_sheets(text: str) -> list[Sheet]:
    """Return the one sheet of a CSV file.

    The columns are separated by tabs, semicolons, commas, or blanks between quoted texts: by what
    occurs outside quotes in most of the first lines, unless the file says it, as in ``sep=;``.
    """
    if any(mark in text for mark in _MARKS) and (found := _CONFLICT.search(text)) is not None:
        refuse("merge-marker", line=text.count("\n", 0, found.start()) + 1, found=found[0])
    said = _SAID.match(text)
    if said is not None and said[1] not in _SEPARATORS:
        refuse("separator", line=1, found=said[1])
    separator = said[1] if said else separator_of(text)
    if text.count(separator) + text.count("\n") > MOST_CELLS:
        refuse("too-many-cells", found=MOST_CELLS)
    rows = _rows(text, separator)
    return [_sheet(itertools.islice(rows, 1, None) if said else rows)]


def _sheet(rows: Iterator[Row]) -> Sheet:
    """Return the sheet of rows: its header is the first full row, unless it is divided."""
    above: list[Row] = []
    for line, cells in rows:
        above.append((line, cells))
        if sum(map(bool, cells)) > 1 or _OWN in cells or len(above) == _MOST_IN_FRONT:
            break
    if not above:
        refuse("empty")
    line, cells = above[-1]
    header = tuple(cell.strip().removeprefix("\ufeff") for cell in cells)
    below = list(itertools.islice(rows, 1))
    if _OWN not in header and not (
        _is_full(header) and all(_is_full(row) and _has_digits(row) for _, row in below)
    ):
        return _divided(itertools.chain(above, below, rows))
    return Sheet(
        shape=FileShape.OWN if _OWN in header else FileShape.CSV,
        header=header,
        rows=itertools.chain(below, rows),
        line=line,
        heading=tuple(" ".join(filter(None, row)).strip() for _, row in above[:-1]),
    )


def _is_full(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and all(cells)


def _has_digits(cells: Sequence[str]) -> bool:
    """Return whether a row has a number or a sign in its place, so that it is no second header."""
    return any(cell[:1].isdigit() or not cell.strip(" .-") for cell in cells)


def _divided(rows: Iterator[Row]) -> Sheet:
    """Return the sheet of rows whose header may be several rows."""
    found = tabled((line, [cell.removeprefix("\ufeff") for cell in cells]) for line, cells in rows)
    if found is None:
        refuse("empty")
    return Sheet(
        shape=FileShape.CSV,
        header=found.header,
        rows=found.rows,
        line=found.line,
        heading=found.heading,
    )


def separator_of(text: str) -> str:
    """Return the character that separates the columns in most of the first lines."""
    front = "\n".join(text[:_LONGEST_FRONT].split("\n", _MOST_IN_FRONT)[:_MOST_IN_FRONT])
    lines = _QUOTED.sub('"', front).splitlines()
    counts = {mark: sum(mark in line for line in lines) for mark in _SEPARATORS}
    counts[_BLANK] = sum(line.startswith('" ') for line in lines)
    return max(counts, key=counts.__getitem__)


def _rows(text: str, separator: str) -> Iterator[Row]:
    """Return the rows that have any content, each with the number of the line where it ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            if row and (row[0] or any(row)):
                yield reader.line_num, row
    except csv.Error:
        refuse("csv", line=reader.line_num)
