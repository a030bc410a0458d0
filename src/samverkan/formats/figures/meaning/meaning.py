"""The population in tables of text: the one place that understands their columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from ....core.figures import Figure, FigureTable
from ....core.sources import Source
from ....errors import FigureFault, FigureFileError
from ....errors.texts import Text
from ..files import FigureFile
from ..sheets import FileShape, Sheet
from .assembly import figures_of
from .own import is_own, own_figures
from .parts import Kind
from .sheet_reading import MOST_FAULTS, Given, SheetReader
from .tallies import Tally


def understood(
    sheets: Sequence[Sheet],
    *,
    where: str | Text,
    sources: Mapping[str, Source] | None = None,
    reference_date: dt.date | None = None,
    published_on: dt.date | None = None,
    table: str | None = None,
) -> FigureFile:
    """Return the population that the tables of a file state.

    Args:
        sheets: The tables.

        where: Name of the file.

        sources: Full sources by the id or title of a table, or the text of a column ``source``.

        reference_date: The day that the figures describe if the file states none.

        published_on: The day on which all figures of the file were published, unless a figure
            states its own.

        table: The id of the statistical table if the file does not state it.

    Raises:
        FigureFileError: If anything in the file cannot be understood, or contradicts itself.
    """
    given = Given(sources or {}, reference_date, published_on, table)
    faults: list[FigureFault] = []
    tally = Tally()
    seen = [sheet for sheet in sheets if not sheet.is_hidden]
    for sheet in sheets:
        if sheet not in seen:
            tally.add("hidden-sheets", sheet.name or "")
    own = [sheet for sheet in seen if is_own(sheet.header)]
    if own:
        for sheet in seen:
            if sheet not in own:
                tally.add("sheets", sheet.name or "")
        found = [each for sheet in own for each in own_figures(sheet, given, faults, tally)]
        readers: list[SheetReader] = []
    else:
        readers = _read(seen, given, faults, tally)
        found = figures_of(readers, given, faults, tally) if readers else []
    if faults:
        raise FigureFileError(where, tuple(sorted(faults)[: MOST_FAULTS + 1]))
    shape = (own or seen)[0].shape
    return FigureFile(
        where=where,
        shape=FileShape.OWN if own and shape is FileShape.CSV else shape,
        figures=FigureTable(found),
        tables=_tables(found, readers),
        updated_on=max((day for each in readers or seen if (day := each.updated_on)), default=None),
        left_out=tally.left_out(),
    )


def _read(
    sheets: Iterable[Sheet], given: Given, faults: list[FigureFault], tally: Tally
) -> list[SheetReader]:
    """Return the sheets that have a population, read; if none has, add the faults of each."""
    readers = [SheetReader(sheet, given, faults, tally) for sheet in sheets]
    usable = [reader for reader in readers if not reader.lacking]
    for reader in readers:
        if usable and reader.lacking:
            tally.add("sheets", reader.sheet.name or "")
        elif reader.lacking:
            faults.append(reader.lacking)
    for reader in usable:
        reader.read()
    return usable


def _tables(figures: Iterable[Figure], readers: Iterable[SheetReader]) -> tuple[str, ...]:
    """Return the ids or names of the tables, each once."""
    with_totals = [reader for reader in readers if reader.found[Kind.TOTAL]]
    named = dict.fromkeys(name for each in with_totals if (name := each.origin.name) is not None)
    if not readers:
        cited = {id(each.sources): each.sources for each in figures}
        named = dict.fromkeys(source.document for each in cited.values() for source in each)
    return tuple(named)
