"""The figures of several files as one table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

import attrs

from ...core.fields import as_tuple
from ...core.figures import Figure, FigureTable, in_conflict, tables_of
from ...core.sources import Source
from ...errors import FigureConflictError
from ...errors.texts import Text
from .files import FigureFile

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

    def as_published(self) -> Figure:
        """Return the figure, known from the day on which its table was updated."""
        if self.figure.published_on is not None or self.updated_on is None:
            return self.figure
        day = self.updated_on
        told = Text(f"tabellen uppdaterades {day}", f"the table was updated on {day}")
        sources = self.figure.sources or (Source(document=_name_of(self.where)),)
        return attrs.evolve(
            self.figure,
            published_on=day,
            sources=tuple(attrs.evolve(each, remark=_both(each.remark, told)) for each in sources),
        )


def combine_figures(
    files: FigureFile | FigureTable | Iterable[FigureFile | FigureTable],
) -> FigureTable:
    r"""Return the figures of several files as one table.

    The order of the files decides nothing. Of two values of one figure, the one that was published
    later applies: by their own days of publication, or else by the days on which the tables were
    updated, if both files state them. The later figure then counts as known from that day, and its
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
    several: tuple[FigureFile | FigureTable, ...] = as_tuple(
        "files", files, FigureFile, FigureTable
    )
    stated: dict[Key, list[_Stated]] = {}
    for each in several:
        for one in _stated_in(each):
            stated.setdefault(_key(one.figure), []).append(one)
    found: dict[Figure, None] = {}
    conflicts: list[tuple[_Stated, _Stated]] = []
    for of_one in stated.values():
        figures = _in_time(of_one) if len(of_one) > 1 else [of_one[0]]
        conflicts += _conflicts(figures)
        found |= dict.fromkeys(each.figure for each in figures)
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


def _in_time(several: list[_Stated]) -> list[_Stated]:
    """Return the values of one figure, the later ones known from the days of their tables.

    If any day is not known, or nothing differs, they are as they are.
    """
    if len({each.figure.value for each in several}) == 1:
        return several
    if any(each.published_on is None for each in several):
        return several
    first = min(each.published_on or dt.date.max for each in several)
    return [
        each if each.published_on == first else each._replace(figure=each.as_published())
        for each in several
    ]


def _conflicts(several: list[_Stated]) -> list[tuple[_Stated, _Stated]]:
    """Return the pairs of figures that state different values, neither known to be later."""
    pairs: list[tuple[_Stated, _Stated]] = []
    known: list[_Stated] = []
    for each in sorted(several, key=_order):
        other = next((one for one in known if in_conflict(one.figure, each.figure)), None)
        if other is None:
            known.append(each)
        else:
            pairs.append((other, each))
    return pairs


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


def _both(remark: Text | None, told: Text) -> Text:
    if remark is None:
        return told
    return Text(f"{remark.sv}; {told.sv}", f"{remark.in_language('en')}; {told.in_language('en')}")
