"""A table of text: what each kind of file becomes before its columns are understood."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import attrs

LARGEST_FILE: Final = 20_000_000
"""Maximum size of a file, in bytes."""

MOST_CELLS: Final = 2_000_000
"""Maximum number of cells in a file."""

Row: TypeAlias = tuple[int, Sequence[str]]
"""The number of a row in its file, counted from 1 (0 if the file has no rows), and its cells."""


class FileShape(enum.StrEnum):
    """A kind of file with figures."""

    OWN = "own"
    """CSV with the columns that this library names (*eget format*)."""
    DOCUMENT = "document"
    """A document of this library, in JSON or TOML."""
    CSV = "csv"
    """Any other CSV: Statistics Sweden's, or one that a spreadsheet saved."""
    JSON_STAT = "json-stat"
    """JSON-stat 2 or 1, as in Statistics Sweden's API."""
    PXWEB_JSON = "pxweb-json"
    """The older JSON of Statistics Sweden's API: columns, and rows of keys and values."""
    PX = "px"
    """A PX file."""
    WORKBOOK = "workbook"
    """A workbook of a spreadsheet (``.xlsx``)."""
    KOLADA = "kolada"
    """The JSON of Kolada's API."""
    FRAME = "frame"
    """A data frame, or a mapping of columns."""


@attrs.frozen(kw_only=True)
class Sheet:
    """A table of text from a file: a header, and rows of cells.

    A cell that names a category of a dimension holds its code, its text, or both with a space
    between them, as in ``0182 Nacka``. A cell with a number is written as in the file.

    Args:
        shape: The kind of file.

        header: What the columns are called.

        rows: The rows below the header, read once.

        line: The number of the header's row in the file, or 0 if the file has no rows.

        heading: The lines above the header, or the title of the table.

        table: The id of the statistical table, if the file states it.

        updated_on: The day on which the table was updated, if the file states it.

        name: The name of the sheet in a workbook.

        is_hidden: Whether the sheet is hidden in its workbook. Its cells are then left out.
    """

    shape: FileShape
    header: tuple[str, ...]
    rows: Iterable[Row]
    line: int = 0
    heading: tuple[str, ...] = ()
    table: str | None = None
    updated_on: dt.date | None = None
    name: str | None = None
    is_hidden: bool = False
