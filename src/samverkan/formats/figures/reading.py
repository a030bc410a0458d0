"""Reading of files with figures, of whatever kind."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from typing import Final

from ... import formats
from ...core.figures import FigureTable
from ...core.periods import an_optional_day
from ...core.sources import Source
from ...errors import FigureFileError, WrongTypeError
from ...errors.texts import Text, an_instance, an_optional_line
from . import kinds
from .files import FigureFile
from .kinds.columns import A_FRAME, is_frame, mapping_sheets
from .kinds.detection import content_of, is_workbook, read_text, text_of
from .kinds.refusals import Unread, refuse
from .meaning.meaning import understood
from .sheets import LARGEST_FILE, FileShape, Sheet

_MOST_COLUMNS: Final = 16_384
"""Maximum number of columns of a table, as in a spreadsheet."""
_THE_FILE = Text("filen med uppgifter", "the file of figures")


def read_figures(
    content: object,
    *,
    where: str | Text | None = None,
    sources: Mapping[str, Source] | None = None,
    reference_date: dt.date | None = None,
    published_on: dt.date | None = None,
    table: str | None = None,
) -> FigureFile:
    """Return the population figures of a file, and what it holds besides them.

    The kind of file is told by its content:

    - CSV (*kommaseparerad text*): the library's own columns (``municipality_code``,
      ``reference_date``, ``population``), Statistics Sweden's tables with or without a heading,
      or what a spreadsheet saves; with semicolons, commas or tabs; in UTF-8, else Windows-1252;
    - JSON-stat 2 and 1, and the older JSON of Statistics Sweden's API;
    - PX;
    - the JSON of Kolada's API;
    - a workbook (``.xlsx``), which needs the extra ``excel``;
    - a data frame, which needs the extra ``frames``; a mapping of columns, or of municipalities
      with one number each;
    - a document of this library with a table of figures, which needs the extra ``formats``; it
      states all by itself, and the arguments below say nothing of it.

    Each figure gets the day that its period ends on, the table as its source, and its status if
    it comes from an authority: final until 2024, perturbed (*slumpjusterad*) from 2025 on. Rows
    of the country, counties and parts of the population are left out, and listed.

    Args:
        content: The content of the file, as text or bytes; the path of the file, as a
            :class:`~pathlib.Path`; a data frame (pandas, Polars, PyArrow); a mapping of each
            column's name to its values; or one of codes or names of municipalities to their
            population. A file has at most 20 million bytes and 2 million cells.

        where: Name of the file in messages; by default its path, if there is one.

        sources: Full sources for the values of a column ``source``.

        reference_date: The day that the figures describe, if the file does not state it.

        published_on: The day on which all its figures were published.

        table: The id of the statistical table, if the file does not state it.

    Raises:
        FigureFileError: If anything in the file cannot be read; the error lists the faults, each
            with its row and what to do.

        DocumentError: If it is a document, and has faults.

        MissingExtraError: If the kind of file needs an extra that is not installed.

    >>> file = read_figures('''"region";"ålder";"Folkmängd 2024"
    ... "00 Riket";"totalt ålder";10587710
    ... "0182 Nacka";"totalt ålder";112112
    ... ''')
    >>> [(each.subject, each.reference_date, each.value) for each in file.figures.figures]
    [('0182', datetime.date(2024, 12, 31), 112112)]
    >>> file = read_figures({"0182": 112112}, reference_date=dt.date(2024, 12, 31))
    >>> file.figures.figures[0].value
    112112
    """
    an_instance("sources", sources, Mapping, None)
    an_optional_day("reference_date", reference_date)
    an_optional_day("published_on", published_on)
    an_optional_line("table", table)
    named = where if where is not None else _name_of(content)
    try:
        found = _read(content, named)
        if isinstance(found, FigureFile):
            return found
        if any(len(sheet.header) > _MOST_COLUMNS for sheet in found):
            refuse("too-many-columns", found=_MOST_COLUMNS)
        return understood(
            found,
            where=named,
            sources=sources,
            reference_date=reference_date,
            published_on=published_on,
            table=table,
        )
    except Unread as error:
        raise FigureFileError(named, error.faults) from None


def _name_of(content: object) -> str | Text:
    return os.fsdecode(content) if isinstance(content, os.PathLike) else _THE_FILE


def _read(content: object, where: str | Text) -> list[Sheet] | FigureFile:
    """Return the sheets of a file, or the figures of a document."""
    if isinstance(content, os.PathLike):
        content = content_of(content)
    if isinstance(content, Mapping):
        return mapping_sheets(content)
    if is_frame(content):
        return kinds.frame_sheets(content)
    if not isinstance(content, (str, bytes)):
        raise WrongTypeError("content", (str, bytes, os.PathLike, Mapping, A_FRAME), content)
    if len(content) > LARGEST_FILE:
        refuse("too-large", found=LARGEST_FILE)
    if isinstance(content, bytes) and is_workbook(content):
        return kinds.workbook_sheets(content)
    text = text_of(content)
    found = read_text(text)
    if isinstance(found, list):
        return found
    table = formats.loads(text, FigureTable, syntax=found, where=where)
    return FigureFile(where=where, shape=FileShape.DOCUMENT, figures=table)
