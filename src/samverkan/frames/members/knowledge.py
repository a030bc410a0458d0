"""The figures of a frame that were known on a day, one row for each party and budget year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any, Final, cast

import attrs

from ...core.figures import FigureTable, ReferenceDate
from ...errors import FrameError
from ...funding.bases import Basis
from ..columns.inputs import FigureColumn, FrameInputs
from ..columns.names import Names
from ..columns.values import Table
from ..engines.engines import Engine, Frame
from ..engines.extra import nw
from ..engines.keeping import Kept
from ..engines.masks import any_of, one_unless, one_where, pick, whole
from ..numbers.exact import LIMIT

OUTSIDE: Final = "outside"
"""The column that has 1 if a figure is out of bounds, else 0."""

TWICE: Final = "twice"
"""The column that has 1 if figures are stated twice, else 0."""

_KEYS: Final = ("subject", "in_year")
_NEITHER: Final = (whole(0).alias(OUTSIDE), whole(0).alias(TWICE))
_CLOCK: Final = ("hour", "minute", "second", "nanosecond")


class FiguresRead:
    """The figures that rules read, each once: a number for each is in the names of its columns.

    Args:
        names: What the columns of the frame are called.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.bases: list[Basis] = []
        self._places: dict[object, int] = {}

    def place(self, basis: Basis) -> int:
        """Return the number of a figure of one day."""
        key = basis.statistic.id, basis.reference_date
        if key not in self._places:
            self._places[key] = len(self.bases)
            self.bases.append(basis)
        return self._places[key]


@attrs.frozen(eq=False)
class MembershipInputs:
    """Inputs that are columns of memberships, joined with the figures that were known.

    Args:
        engine: What evaluates the expressions.

        years: The budget years.

        figures: The figures of areas.

        read: The figures that were asked for.

        kept: What keeps expressions that are used several times as columns of these rows.
    """

    engine: Engine
    years: tuple[int, ...]
    figures: FigureTable
    read: FiguresRead
    kept: Kept = attrs.field(factory=Kept)
    year: nw.Expr = attrs.field(init=False, factory=partial(nw.col, "of_year"))
    party: nw.Expr = attrs.field(init=False, factory=partial(nw.col, "party"))
    kind: nw.Expr = attrs.field(init=False, factory=partial(nw.col, "kind"))
    group: nw.Expr = attrs.field(init=False, factory=partial(nw.col, "group"))

    def figure(self, basis: Basis) -> FigureColumn:
        """Return the figures of a basis with one day and no subject."""
        place = self.read.place(basis)
        low, high = self.read.names.bounds(basis)
        return FigureColumn(nw.col(f"figure{place}"), nw.col(f"known{place}") == 1, low, high)


def with_figures(rows: Frame, known: Frame, read: FiguresRead) -> Frame:
    """Return rows with the figures of their holders: 0 if they are not known.

    Args:
        rows: The rows, with the columns holder and of_year.

        known: The figures, by known_figures().

        read: The figures that were asked for.
    """
    on = {"left_on": ["holder", "of_year"], "right_on": [*_KEYS]}
    joined = cast("Any", rows).join(known, how="left", **on)
    several = [OUTSIDE, TWICE, *_columns(read.bases)]
    return cast("Frame", joined.with_columns(*(nw.col(each).fill_null(0) for each in several)))


def _columns(bases: Iterable[Basis]) -> list[str]:
    return [f"{name}{place}" for place, _ in enumerate(bases) for name in ("figure", "known")]


def known_figures(
    table: Table, read: FiguresRead, years: int | tuple[int, ...], known_on: dt.date | None
) -> Frame:
    """Return the figures that were known on a day, one row for each party and budget year.

    A figure that was published again has the last value that was known. If no day of publication
    is stated, it was known from its reference date on.

    Args:
        table: The frame of figures.

        read: The figures to return.

        years: The budget year of all rows, or the years that count.

        known_on: The day of knowledge, or None if all figures count.

    Raises:
        FrameError: If a column is missing or has another type; if the frame is eager, also if a
            value is out of bounds, or stated twice.
    """
    published_on = _published_on(table, read.names)
    inputs = FrameInputs(table, read.names, years, FigureTable([]), is_masked=True)
    found = _DatedFigures(inputs, read, None if published_on is None else table.col(published_on))
    columns = [*inputs.columns, *([] if published_on is None else [published_on])]
    rows = found.rows(table.work(columns), years)
    known = found.known(rows, None if known_on is None else _number(known_on))
    is_lazy = table.engine.is_lazy
    if not is_lazy:
        year = None if isinstance(years, int) else read.names.own("year")
        table.check_once(read.names.own("party"), year, years, published_on)
    if published_on is None:
        return found.of_rows(known) if is_lazy else known.select(*_KEYS, *found.columns, *_NEITHER)
    last = found.last(known)
    if not is_lazy:
        _check_values(table.engine, last, found, read)
    return found.figures(last)


class _DatedFigures:
    """The figures of a frame, by party, budget year and day of publication."""

    def __init__(
        self, inputs: FrameInputs, read: FiguresRead, published_on: nw.Expr | None
    ) -> None:
        self._inputs = inputs
        self._bases = read.bases
        self._published_on = published_on
        self._read = [inputs.figure(basis) for basis in read.bases]
        self._party: nw.Expr = inputs.party
        self._places = range(len(read.bases))
        self.columns: list[str] = _columns(read.bases)

    def rows(self, work: Frame, years: int | tuple[int, ...]) -> Frame:
        """Return the rows of the years that are asked for."""
        year = whole(years) if isinstance(years, int) else self._inputs.year
        found: Any = work.select(
            self._party.alias("subject"),
            year.alias("in_year"),
            self._day().alias("day"),
            *(each.value.alias(f"figure{n}") for n, each in enumerate(self._read)),
            *(one_where(each.known).alias(f"known{n}") for n, each in enumerate(self._read)),
            *(one_unless(each.inside).alias(f"outside{n}") for n, each in enumerate(self._read)),
        )
        if not isinstance(years, int):
            found = found.filter(nw.col("in_year").is_in([*years]))
        return cast("Frame", found)

    def _day(self) -> nw.Expr:
        """Return the day of publication as a number, 0 if there is none."""
        if self._published_on is None:
            return whole(0)
        day = self._published_on.dt
        year, month, number = (
            part.fill_null(0).cast(nw.Int64) for part in (day.year(), day.month(), day.day())
        )
        return year * 10_000 + month * 100 + number

    def known(self, rows: Frame, until: int | None) -> Frame:
        """Return the rows that were known by a day, with the day from which each figure was.

        A figure that is not stated, or was not known yet, has 0 as its day.
        """
        found: Any = rows if until is None else rows.filter(nw.col("day") <= until)
        for n in self._places:
            since = self._since(n, until)
            found = found.with_columns(since.alias(f"since{n}"))
            then = _of("since", n) > 0
            found = found.with_columns(
                pick(then & (_of("known", n) == 1), _of("figure", n), whole(0)).alias(f"figure{n}"),
                pick(then, _of("known", n), whole(0)).alias(f"known{n}"),
                pick(then, _of("outside", n), whole(0)).alias(f"outside{n}"),
            )
        return cast("Frame", found)

    def _since(self, place: int, until: int | None) -> nw.Expr:
        date = self._bases[place].reference_date
        if isinstance(date, ReferenceDate):
            year = nw.col("in_year") - date.years_before
            own = year * 10_000 + (date.month * 100 + date.day)
        else:
            own = whole(_number(cast("dt.date", date)))
        since = pick(nw.col("day") > 0, nw.col("day"), own)
        is_stated = (_of("known", place) == 1) | (_of("outside", place) == 1)
        return pick(is_stated if until is None else is_stated & (since <= until), since, whole(0))

    def of_rows(self, known: Frame) -> Frame:
        """Return the figures of each party and year, which should have one row only.

        It is quicker than last(), which needs windows.
        """
        found: Any = known.with_columns(whole(1).alias("alike")).group_by(*_KEYS)
        columns = [*self.columns, *(f"outside{n}" for n in self._places)]
        found = found.agg(nw.col("alike").sum(), *(nw.col(each).max() for each in columns))
        return cast("Frame", found.select(*_KEYS, *self.columns, *self._flags()))

    def last(self, known: Frame) -> Frame:
        """Return the last of the figures of each party and year: the lowest and the highest."""
        alike = nw.col("alike").sum().over(*_KEYS, "day").cast(nw.Int64)
        last = (_of("since", n).max().over(*_KEYS).alias(f"last{n}") for n in self._places)
        found: Any = known.with_columns(whole(1).alias("alike")).with_columns(alike, *last)
        for n in self._places:
            is_last = (_of("since", n) == _of("last", n)) & (_of("since", n) > 0)
            found = found.with_columns(
                pick(is_last, _of("figure", n), whole(LIMIT)).alias(f"low{n}"),
                pick(is_last, _of("figure", n), whole(-LIMIT)).alias(f"high{n}"),
                pick(is_last, _of("known", n), whole(0)).alias(f"known{n}"),
                pick(is_last, _of("outside", n), whole(0)).alias(f"outside{n}"),
            )
        found = found.group_by(*_KEYS).agg(
            nw.col("alike").max(),
            *(_of("low", n).min() for n in self._places),
            *(_of(name, n).max() for n in self._places for name in ("high", "known", "outside")),
        )
        return cast("Frame", found)

    def figures(self, last: Frame) -> Frame:
        """Return the last figures, and whether one is out of bounds, or stated twice."""
        figures = (
            pick(_of("known", n) == 1, _of("high", n), whole(0)).alias(f"figure{n}")
            for n in self._places
        )
        known = [nw.col(f"known{n}") for n in self._places]
        return last.select(*_KEYS, *figures, *known, *self._flags(map(self.differ, self._places)))

    def _flags(self, twice: Iterable[nw.Expr] = ()) -> list[nw.Expr]:
        """Return whether a figure is out of bounds, or stated twice, as columns."""
        outside = any_of(_of("outside", n) == 1 for n in self._places)
        is_twice = any_of([nw.col("alike") > 1, *twice])
        return [one_where(outside).alias(OUTSIDE), one_where(is_twice).alias(TWICE)]

    def differ(self, place: int) -> nw.Expr:
        """Return whether a figure has different values that became known on one day."""
        return _of("low", place) < _of("high", place)


def _of(name: str, place: int) -> nw.Expr:
    return nw.col(f"{name}{place}")


def _number(day: dt.date) -> int:
    """Return a day as a number: 20150401."""
    return day.year * 10_000 + day.month * 100 + day.day


def _published_on(table: Table, names: Names) -> str | None:
    """Return the column of the days of publication, or None if there is none.

    Raises:
        FrameError: If a column that is named for them is missing, or it has no days.
    """
    column = names.own("published_on")
    if column not in table.types:
        if "published_on" in names.columns:
            told = tuple(map(str, table.types))
            what = {"column": column, "what": "published_on", "columns": told}
            raise FrameError("no-column", what)
        return None
    kind = table.types[column]
    if not table.engine.is_lazy and table.series(column).null_count() == len(table.series(column)):
        return None
    if kind == nw.Date:
        return column
    if kind == nw.Datetime and kind.time_zone is None and not table.engine.is_lazy:
        day = table.series(column).dt  # pandas on NumPy has no days without a time
        if not any(getattr(day, part)().fill_null(0).max() for part in _CLOCK):
            return column
    raise FrameError("not-a-day", {"column": column, "found": str(kind)})


def _check_values(engine: Engine, last: Frame, found: _DatedFigures, read: FiguresRead) -> None:
    """Refuse values of one figure that differ and became known on the same day.

    Raises:
        FrameError: If there are any.
    """
    for place, basis in enumerate(read.bases):
        for party, year in engine.rows(last.filter(found.differ(place)).select(*_KEYS)):
            told = {"column": read.names.figure(basis), "party": party, "year": year}
            raise FrameError("stated-twice", told)
