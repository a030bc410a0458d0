"""The columns that rules read: checked by type, tested by value, and masked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

import attrs

from ...core.figures import FigureTable
from ...core.parties import PartyKind
from ...core.periods import FIRST_DAY, LAST_YEAR
from ...funding.bases import Basis
from ..engines.engines import Engine
from ..engines.extra import nw
from ..engines.keeping import Kept
from ..engines.masks import NEVER, Mask, both, pick, whole
from .names import Names
from .values import INT64, Found, Table

_FIRST_YEAR: Final = FIRST_DAY.year
_BLANKS: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""What Python calls blanks; each engine knows some of them."""

_KINDS: Final = tuple(kind.value for kind in PartyKind)


@attrs.frozen(eq=False)
class FigureColumn:
    """The figures of a basis, one for each row.

    Args:
        value: Whole numbers, Int64, never null: 0 if the figure is not known.

        known: Whether the figure is known; None if all are.

        low: The lowest value that it may have.

        high: The highest.

        inside: Whether no value is stated that the column may not hold; None if for all rows. An
            eager frame with such a value is refused.
    """

    value: nw.Expr
    known: Mask
    low: int
    high: int
    inside: Mask = None


class Inputs(Protocol):
    """What rules read of a row. Anything with these attributes serves."""

    @property
    def engine(self) -> Engine:
        """What evaluates the expressions."""

    @property
    def years(self) -> tuple[int, ...] | None:
        """The budget years that rows may have, in order; None if they may have any.

        A row of another year has no fee, whatever is computed for it.
        """

    @property
    def figures(self) -> FigureTable:
        """The figures of areas; only with years that are stated."""

    @property
    def kept(self) -> Kept:
        """What keeps expressions that are used several times as columns."""

    @property
    def year(self) -> nw.Expr:
        """The budget year, Int64, never null. Not to be asked for if *years* is one year."""

    @property
    def party(self) -> nw.Expr:
        """The id of the party, text, never null ("" if it is missing)."""

    @property
    def kind(self) -> nw.Expr:
        """The value of the kind of the party, text, never null ("" if it is missing)."""

    @property
    def group(self) -> nw.Expr:
        """The named group of the party, text, or null."""

    def figure(self, basis: Basis) -> FigureColumn:
        """Return the figures of a basis with one day and no subject; fallbacks are ignored.

        A day of a Mean is the basis with that day as its reference date.
        """


class FrameInputs:
    """Inputs that are columns of a user's frame, checked when a rule first asks for them.

    The values of an eager frame are checked at once, so that nothing is masked without need. A lazy
    frame is not run: what it may not hold is masked, and conditions say in which rows.

    Args:
        table: The frame.

        names: What its columns are called.

        years: The budget year of all rows, or those that rows may have; None for any.

        figures: The figures of areas.

        is_masked: Whether a figure out of bounds counts as 0. If it does not, products may wrap in
            rows where they are not known.

        has_ids: Whether parties are looked up by their ids, which then are no blank texts.

    Raises:
        FrameError: If there is no column of the budget years, or one of another type or value.
    """

    __slots__ = (
        "_has_ids",
        "_is_masked",
        "_made",
        "_names",
        "_table",
        "columns",
        "figures",
        "has_year",
        "inside",
        "is_one_year",
        "kept",
        "valid",
        "within",
        "years",
    )

    def __init__(
        self,
        table: Table,
        names: Names,
        years: int | tuple[int, ...] | None,
        figures: FigureTable,
        *,
        is_masked: bool,
        has_ids: bool = True,
    ) -> None:
        self.years: tuple[int, ...] | None = (years,) if isinstance(years, int) else years
        self.figures: FigureTable = figures
        self.kept: Kept = Kept()
        self.columns: dict[str, None] = {}  # those that were asked for
        self.valid: Mask = None  # which rows have a kind, party and group that can be, as asked for
        self.inside: Mask = None  # which rows have no figure out of bounds
        self.has_year: Mask = None  # which rows have a budget year
        self.within: Mask = None  # which rows are of the years; None: all that have one
        self.is_one_year: bool = True  # whether all rows are certainly of one year
        self._is_masked = is_masked
        self._has_ids = has_ids
        self._table = table
        self._names = names
        self._made: dict[object, Any] = {}
        if not isinstance(years, int):
            self._read_years(names.own("year"))

    @property
    def engine(self) -> Engine:
        """What evaluates the expressions."""
        return self._table.engine

    @property
    def of_years(self) -> Mask:
        """Which rows have a budget year, one of those asked for."""
        return self.has_year if self.within is None else self.within

    @property
    def year(self) -> nw.Expr:
        """The budget year, Int64, never null; 0 if it is missing."""
        made: nw.Expr = self._made["year"]
        return made

    @property
    def party(self) -> nw.Expr:
        """The id of the party, text, never null ("" if it is missing)."""
        return self._text("party", self._party)

    @property
    def kind(self) -> nw.Expr:
        """The value of the kind of the party, text, never null ("" if it is none)."""
        return self._text("kind", self._kind)

    @property
    def group(self) -> nw.Expr:
        """The named group of the party, text, or null."""
        return self._text("group", self._group)

    def figure(self, basis: Basis) -> FigureColumn:
        """Return the figures of a basis with one day and no subject."""
        key = basis.statistic.id, basis.reference_date
        found: FigureColumn | None = self._made.get(key)
        if found is None:
            column = self._names.figure(basis)
            bounds = self._names.bounds(basis)
            found = figure_of(
                self._table, column, basis.statistic.id, *bounds, is_masked=self._is_masked
            )
            self._keep(key, column, found)
            self.inside = both(self.inside, found.inside)
        return found

    # --- One column each

    def _keep(self, key: object, column: str, made: object) -> None:
        self._made[key] = made
        self.columns[column] = None

    def _text(self, name: str, make: Callable[[str], nw.Expr]) -> nw.Expr:
        found: nw.Expr | None = self._made.get(name)
        if found is None:
            column = self._names.own(name)
            found = make(column)
            self._keep(name, column, found)
        return found

    def _party(self, column: str) -> nw.Expr:
        text = text_of(self._table, column, "party")
        if not self.engine.is_lazy:
            self._table.check_none_missing(column, "no-party")
            if self._has_ids:
                self._table.check_texts(column, "blank", _is_filled)
            return text
        party = text.fill_null("")
        self.valid = both(self.valid, _are_filled(party) if self._has_ids else ~text.is_null())
        return party

    def _kind(self, column: str) -> nw.Expr:
        text = text_of(self._table, column, "kind")
        if not self.engine.is_lazy:
            self._table.check_texts(column, "kind", _KINDS.__contains__, kinds=_KINDS)
            return text
        is_one = text.is_in([*_KINDS]).fill_null(value=False)
        self.valid = both(self.valid, is_one)
        return pick(is_one, text, nw.lit("", nw.String))

    def _group(self, column: str) -> nw.Expr:
        text = text_of(self._table, column, "group")
        if not self.engine.is_lazy:
            self._table.check_texts(
                column, "blank", lambda group: group is None or _is_filled(group)
            )
            return text
        self.valid = both(self.valid, _are_filled(text.fill_null("-")))
        return text

    def _read_years(self, column: str) -> None:
        self.is_one_year = False
        if self.engine.is_lazy:
            made = figure_of(self._table, column, "year", _FIRST_YEAR, LAST_YEAR, is_masked=False)
            year, self.has_year = made.value, made.known
            are_all = False
        else:
            year, found = self._eager_years(column)
            self.is_one_year = found.low == found.high
            are_all = self.years is None or _are_all(found, self.years)
        self._keep("year", column, year)
        if self.years is not None and not are_all:
            self.within = _one_of(year, self.years)

    def _eager_years(self, column: str) -> tuple[nw.Expr, Found]:
        span = self._table.range_of(column, "year")
        self._table.check_none_missing(column, "no-year")
        found: Found = self._table.check_numbers(column, _FIRST_YEAR, LAST_YEAR, is_year=True)
        if span is None:
            return whole(0), found
        year = self._table.col(column)
        return year if span == INT64 else year.cast(nw.Int64), found


def _is_filled(text: str | None) -> bool:
    """Return whether a text is not empty, and has no blanks around it."""
    return text is not None and text == text.strip() != ""


def _are_filled(text: nw.Expr) -> nw.Expr:
    """Return the same of texts that are never null."""
    return (text != "") & (text == text.str.strip_chars(_BLANKS))


def _are_all(found: Found, years: tuple[int, ...]) -> bool:
    """Return whether all years that a frame holds are certainly among some years."""
    if found.low is None or found.high is None:
        return True
    return {*range(found.low, found.high + 1)} <= {*years}


def _one_of(year: nw.Expr, years: tuple[int, ...]) -> nw.Expr:
    """Return whether a year is one of some years, in order."""
    if not years:
        return NEVER
    if years[-1] - years[0] < len(years):  # none between them is left out
        return year.is_between(years[0], years[-1])
    return year.is_in([*years])


# --- Columns of a frame


def figure_of(
    table: Table, column: str, what: str, low: int, high: int, *, is_masked: bool = True
) -> FigureColumn:
    """Return the figures in a column of a frame, as expressions over its working frame.

    Args:
        table: The frame.

        column: The name of the column.

        what: What it holds, for a message.

        low: The lowest figure that it may hold.

        high: The highest.

        is_masked: Whether a figure out of bounds becomes 0; else it stays, if it fits in 64 bits.

    Raises:
        FrameError: If there is no such column, or one of another type; if the frame is eager, also
            if a figure is out of bounds.
    """
    span = table.range_of(column, what)
    if span is None:
        return FigureColumn(whole(0), NEVER, low, high)
    given = table.col(column)
    is_narrow = INT64[0] <= span[0] and span[1] <= INT64[1]
    if is_narrow and span != INT64:
        given = given.cast(nw.Int64)
    if not table.engine.is_lazy:
        found = table.check_numbers(column, low, high)
        value = given.fill_null(0) if found.nulls else given
        known = ~given.is_null() if found.nulls else None
        # What is there decides, not what could be: 0 is the number of a row without a figure.
        low, high = min(found.low or 0, 0), max(found.high or 0, 1)
        return FigureColumn(value if is_narrow else value.cast(nw.Int64), known, low, high)
    if low <= span[0] and span[1] <= high:
        return FigureColumn(given.fill_null(0), ~given.is_null(), low, high)
    known = given.is_between(low, high).fill_null(value=False)
    if not is_narrow:
        value = pick(known, given, nw.lit(0, table.types[column])).cast(nw.Int64)
    else:
        value = pick(known, given, whole(0)) if is_masked else given.fill_null(0)
    return FigureColumn(value, known, low, high, known | given.is_null())


def text_of(table: Table, column: str, what: str) -> nw.Expr:
    """Return the texts in a column of a frame, null if they are missing.

    Raises:
        FrameError: If there is no such column, or one of another type.
    """
    is_text = table.check_text(column, what)
    return table.text(column) if is_text else nw.lit(None, nw.String)
