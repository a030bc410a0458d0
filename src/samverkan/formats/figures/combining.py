"""The figures of several files as one table."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from functools import cmp_to_key
from typing import NamedTuple, TypeAlias

import attrs

from ...core.fields import as_tuple
from ...core.figures import Figure, FigureTable, in_conflict, later_of, tables_of
from ...core.sources import Source
from ...errors import FigureConflictError
from ...errors.texts import Text
from .files import FigureFile
from .meaning.origins import joined
from .meaning.scb_tables import is_same

Key: TypeAlias = tuple[str, str, dt.date]

_A_TABLE = Text("en tabell med uppgifter", "a table of figures")


class _Stated(NamedTuple):
    """A figure, as a file states it."""

    figure: Figure
    where: str | Text
    updated_on: dt.date | None

    @property
    def published_on(self) -> dt.date | None:
        """The day on which the figure became known: its own, or that of its table."""
        return self.figure.published_on or self.updated_on

    @property
    def is_by_update(self) -> bool:
        """Whether only the day on which its table was updated tells when it became known."""
        return self.figure.published_on is None and self.updated_on is not None

    @property
    def table(self) -> str | None:
        """The table that it comes from, if that is known."""
        source = next(iter(self.figure.sources), None)
        return None if source is None else ", ".join(filter(None, (source.document, source.place)))

    def is_later(self, other: _Stated) -> bool:
        """Return whether it replaces another value, because it was published later.

        A day of update says so only of two files of one table.
        """
        if (self.is_by_update or other.is_by_update) and self.published_on and other.published_on:
            one, two = self.table, other.table
            is_one_table = one is not None and two is not None and is_same(one, two)
            return is_one_table and self.published_on > other.published_on
        return later_of(self.figure, other.figure) is self.figure

    def as_published(self) -> Figure:
        """Return the figure, known from the day on which its table was updated."""
        day = self.updated_on
        if self.figure.published_on is not None or day is None:
            return self.figure
        told = Text(f"tabellen uppdaterades {day}", f"the table was updated on {day}")
        sources = self.figure.sources or (Source(document=_name_of(self.where)),)
        return attrs.evolve(
            self.figure,
            published_on=day,
            sources=tuple(attrs.evolve(each, remark=joined(each.remark, told)) for each in sources),
        )


def combine_figures(
    files: FigureFile | FigureTable | Iterable[FigureFile | FigureTable],
) -> FigureTable:
    r"""Return the figures of several files as one table.

    The order of the files decides nothing. Of two values of one figure, the one that was published
    later applies: by their own days of publication, or else, if both files are of one table, by the
    days on which it was updated. The later figure then counts as known from that day, and its
    source says so.

    Args:
        files: Files as :func:`read_figures` returns them, or tables of figures.

    Raises:
        FigureConflictError: If two files state different values of one figure, and neither is known
            to be published later.

    >>> from samverkan.formats import read_figures
    >>> early = read_figures("kommun;år;folkmängd\n0182;2023;110633\n")
    >>> late = read_figures("kommun;år;folkmängd\n0182;2024;112112\n")
    >>> [figure.value for figure in combine_figures([late, early]).figures]
    [110633, 112112]
    """
    tables: tuple[FigureFile | FigureTable, ...] = as_tuple("files", files, FigureFile, FigureTable)
    stated: dict[Key, list[_Stated]] = {}
    for each in tables:
        for one in _stated_in(each):
            stated.setdefault(_key(one.figure), []).append(one)
    found: dict[Figure, None] = {}
    conflicts: list[tuple[_Stated, _Stated]] = []
    for of_one in stated.values():
        by_value: dict[int, list[_Stated]] = {}
        for one in of_one:
            by_value.setdefault(one.figure.value, []).append(one)
        values = [sorted(several, key=_order) for _, several in sorted(by_value.items())]
        conflicts += _conflicts(values)
        found |= dict.fromkeys(_in_time(values))
    if conflicts:
        raise _conflict_error(conflicts)
    return FigureTable(tuple(found))


def _stated_in(file: FigureFile | FigureTable) -> Iterator[_Stated]:
    """Yield the figures of a file or table."""
    if isinstance(file, FigureFile):
        for figure in file.figures.figures:
            yield _Stated(figure, file.where, file.updated_on)
    else:
        for figure in file.figures:
            yield _Stated(figure, _A_TABLE, None)


def _replaces(values: list[_Stated], others: list[_Stated]) -> bool:
    """Return whether one statement of a value is later than all statements of another value."""
    return any(all(each.is_later(other) for other in others) for each in values)


def _in_turn(one: list[_Stated], other: list[_Stated]) -> int:
    """Return which of two values comes first in time."""
    return 1 if _replaces(one, other) else -1


def _conflicts(values: list[list[_Stated]]) -> list[tuple[_Stated, _Stated]]:
    """Return a statement of each of two values, neither of which is known to be later."""
    pairs = itertools.combinations(values, 2)
    return [
        (one[0], other[0])
        for one, other in pairs
        if not _replaces(one, other) and not _replaces(other, one)
    ]


def _in_time(values: list[list[_Stated]]) -> Iterator[Figure]:
    """Yield the values of one figure, the later ones known from the days of their tables.

    A statement that says nothing of its time is left out if another value applied at its time.
    """
    ordered = sorted(values, key=cmp_to_key(_in_turn))
    kept: list[Figure] = []
    for place, several in enumerate(ordered):
        for each in several:
            figure = each.as_published() if place else each.figure
            if not any(in_conflict(figure, other) for other in kept):
                kept.append(figure)
    yield from kept


def _conflict_error(conflicts: list[tuple[_Stated, _Stated]]) -> FigureConflictError:
    ordered = sorted(conflicts, key=lambda both: (_key(both[0].figure), *map(_order, both)))
    return FigureConflictError(
        tuple((*_key(one.figure), one.figure.value, other.figure.value) for one, other in ordered),
        tuple(tables_of(one.figure, other.figure) for one, other in ordered),
        tuple(_files_of(*both) for both in ordered),
    )


def _files_of(one: _Stated, other: _Stated) -> tuple[str, str] | None:
    """Return the names of the files of two figures if they differ, else None."""
    files = (_name_of(one.where), _name_of(other.where))
    return files if files[0] != files[1] else None


def _order(one: _Stated) -> tuple[object, ...]:
    figure = one.figure
    return (
        figure.value,
        _name_of(one.where),
        figure.known_from,
        str(figure.status),
        repr(figure.sources),
    )


def _key(figure: Figure) -> Key:
    return (figure.statistic.id, figure.subject, figure.reference_date)


def _name_of(where: str | Text) -> str:
    return where.sv if isinstance(where, Text) else where
