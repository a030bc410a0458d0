"""The types of columns, and the values that eager frames hold: refused by column, row and value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, cast

from ...errors import FrameError
from ..engines.engines import Engine, Frame, engine_of
from ..engines.extra import nw

_BITS: Final = {
    nw.Int8: (-(2**7), 2**7 - 1),
    nw.Int16: (-(2**15), 2**15 - 1),
    nw.Int32: (-(2**31), 2**31 - 1),
    nw.Int64: (-(2**63), 2**63 - 1),
    nw.Int128: (-(2**127), 2**127 - 1),
    nw.UInt8: (0, 2**8 - 1),
    nw.UInt16: (0, 2**16 - 1),
    nw.UInt32: (0, 2**32 - 1),
    nw.UInt64: (0, 2**64 - 1),
    nw.UInt128: (0, 2**128 - 1),
}
"""The lowest and the highest number of each type of whole numbers."""

_UNTYPED: Final = (nw.Unknown, nw.String, nw.Object)
_TEXTS: Final = (nw.String, nw.Categorical, nw.Enum)
_NULL: Final = ("Null", '"NULL"', "void")
"""The type of a column that holds nothing, as lazy engines call it."""

_DAYS: Final = (nw.Date, nw.Datetime)

INT64: Final = _BITS[nw.Int64]


class Found(NamedTuple):
    """What an eager frame holds in a column of whole numbers."""

    low: int | None  # None if it holds nothing
    high: int | None
    nulls: int


class Table:
    """A user's frame, the types of its columns, and a frame to compute with.

    The latter has other names of columns, c0 for the first: whatever those of the user are, they
    are no pattern, no keyword, and none of ours.
    """

    __slots__ = ("_frame", "_names", "_texts", "engine", "types")

    def __init__(self, frame: object) -> None:
        engine, read = engine_of(frame)
        self.engine: Engine = engine
        self._frame: Frame = read
        self.types: Mapping[str, Any] = self._frame.collect_schema()
        self._names = {column: f"c{place}" for place, column in enumerate(self.types)}
        self._texts: dict[str, str] = {}
        if engine.has_collations:
            texts = (self._names[name] for name, kind in self.types.items() if kind in _TEXTS)
            self._texts = {name: f"{name}_text" for name in texts}

    def col(self, column: str) -> nw.Expr:
        """Return a column as an expression over the working frame."""
        return nw.col(self.name(column))

    def text(self, column: str) -> nw.Expr:
        """Return a column of texts as an expression over the working frame."""
        name = self.name(column)
        if name in self._texts:
            return nw.col(self._texts[name])
        given = nw.col(name)
        if self.types[column] == nw.String:
            return given
        # Some engines have a text for what is missing.
        return nw.when(~given.is_null()).then(given.cast(nw.String))

    def name(self, column: str) -> str:
        """Return the name of a column in the working frame."""
        return self._names[column]

    def work(self, columns: Iterable[str]) -> Frame:
        """Return a frame to compute with: some columns of an eager frame, or all of a lazy one.

        Eager Polars computes lazily: what several expressions have in common is computed once.
        """
        if self.engine.is_lazy:
            work = self.engine.renamed(self._frame, [*self._names.values()])
            return self.engine.compared_exactly(work, self._texts) if self._texts else work
        frame = cast("nw.DataFrame[Any]", self._frame)
        those = [self.series(column).alias(self.name(column)) for column in columns]
        if not those:  # the rows are counted, whatever is in them
            name = "r" * (1 + max((len(str(each)) for each in self.types), default=0))
            those = [frame.with_row_index(name)[name]]
        made = frame.select(*those)
        if self.engine.name == "polars":
            return made.lazy()
        if self.engine.name == "pandas":
            made = nw.maybe_reset_index(made)
            return made.with_columns(*(_of_own_types(made[name]) for name in made.columns))
        return made

    def joined(self, work: Frame, names: Sequence[str]) -> Any:
        """Return the user's frame with more columns, those of the working frame.

        Args:
            work: The working frame, with its rows in the same order if it is eager.

            names: The columns to add.
        """
        if self.engine.is_lazy:
            own = work.select(*self._names.values(), *names)
            return self.engine.renamed(own, [*self.types, *names]).to_native()
        done = work.select(*names)
        if isinstance(done, nw.LazyFrame):
            done = done.collect()
        if self.engine.name == "pandas":  # by place: labels may be twice
            native: Any = self._frame.to_native().copy(deep=False)
            for name in names:
                native[name] = done[name].to_native().array
            return native
        return self._frame.with_columns(*(done[name] for name in names)).to_native()

    # --- Types

    def check_free(self, names: Iterable[str]) -> None:
        """Refuse names of columns that there are.

        Raises:
            FrameError: If there is one.
        """
        for column in map(str, self.types):
            if (column.casefold() if self.engine.ignores_case else column) in names:
                raise FrameError("column-taken", {"column": column})

    def range_of(self, column: str, what: str) -> tuple[int, int] | None:
        """Return the lowest and highest number that a column's type has; None if it holds nothing.

        Raises:
            FrameError: If there is no such column, or it has no whole numbers.
        """
        kind = self._type(column, what)
        found = next((span for each, span in _BITS.items() if kind == each), None)
        if found is None and not self._is_nothing(column, kind):
            reason = "day-for-number" if kind in _DAYS else "not-whole"
            reason = "text-for-number" if kind in _TEXTS else reason
            raise FrameError(reason, {"column": column, "found": str(kind)})
        return found

    def check_text(self, column: str, what: str) -> bool:
        """Refuse a column of anything but text; return whether it holds any.

        Raises:
            FrameError: If there is no such column, or it has no text.
        """
        kind = self._type(column, what)
        if self._is_nothing(column, kind):
            return False
        if kind not in _TEXTS:
            raise FrameError("not-text", {"column": column, "found": str(kind)})
        return True

    def _type(self, column: str, what: str) -> Any:
        if column not in self.types:
            told = {"column": column, "what": what, "columns": tuple(map(str, self.types))}
            reason = "no-column-of-years" if what == "year" else "no-column"
            raise FrameError(reason if what == column else "no-column-of", told)
        return self.types[column]

    def _is_nothing(self, column: str, kind: Any) -> bool:
        """Return whether a column without a type of its own holds no value."""
        untyped = _UNTYPED if self.engine.name == "pandas" else _UNTYPED[:1]
        if kind not in untyped:
            return False
        if self.engine.is_lazy:
            return self.engine.type_names(self._frame)[column] in _NULL
        return self.series(column).null_count() == len(self.series(column))

    # --- Values of an eager frame

    @property
    def rows(self) -> int:
        """The number of rows of an eager frame."""
        return len(cast("nw.DataFrame[Any]", self._frame))

    def series(self, column: str) -> nw.Series[Any]:
        """Return a column of an eager frame."""
        values = cast("nw.DataFrame[Any]", self._frame)[column]
        # PyArrow has several types of text, and joins columns of one only.
        is_text = self.engine.name == "pyarrow" and self.types[column] == nw.String
        return values.cast(nw.String) if is_text else values

    def found(self, column: str) -> Found:
        """Return the lowest and highest number of a column, and how many are missing."""
        values = self.series(column)
        nulls = values.null_count()
        if nulls == len(values):
            return Found(None, None, nulls)
        if self.engine.name != "polars":
            return Found(int(values.min()), int(values.max()), nulls)
        number = nw.col("number")  # both at once, on two cores
        ends = values.alias("number").to_frame().select(low=number.min(), high=number.max())
        return Found(ends["low"][0], ends["high"][0], nulls)

    def check_numbers(self, column: str, low: int, high: int, *, is_year: bool = False) -> Found:
        """Refuse a number outside of bounds, by its row, and return what the column holds.

        Raises:
            FrameError: If there is one.
        """
        found = self.found(column)
        if found.low is None or found.high is None or low <= found.low <= found.high <= high:
            return found
        row, value = next(
            (row, value)
            for row, value in enumerate(self.series(column).to_list())
            if isinstance(value, int) and not low <= value <= high
        )
        reason = "year" if is_year else "below-zero" if value < low == 0 else "too-large"
        told = {"column": column, "row": row, "value": value, "largest": high}
        raise FrameError(reason, told)

    def check_none_missing(self, column: str, reason: str) -> None:
        """Refuse a missing value, by its row.

        Raises:
            FrameError: If there is one.
        """
        values = self.series(column)
        if values.null_count():
            row = int(values.is_null().arg_true()[0])
            raise FrameError(reason, {"column": column, "row": row})

    def check_texts(
        self, column: str, reason: str, holds: Callable[[str | None], bool], **told: object
    ) -> None:
        """Refuse a text for which a condition does not hold, by its row; None is a missing one.

        Raises:
            FrameError: If there is one, with the reason, and what is told besides.
        """
        values = self.series(column)
        if all(map(holds, map(_text, values.unique().to_list()))):
            return
        texts = enumerate(map(_text, values.to_list()))
        row, value = next(pair for pair in texts if not holds(pair[1]))
        raise FrameError(reason, {"column": column, "row": row, "value": value, **told})

    def check_once(
        self, party: str, year: str | None, only_year: object, day: str | None = None
    ) -> int:
        """Refuse a party that is twice in a year, by its rows, and return the number of rows.

        Args:
            party: The column of the party ids, which are checked.

            year: The column of the years; None if all rows are of one year.

            only_year: That year.

            day: A column of days: a party may be in a year once for each, and once without.

        Raises:
            FrameError: If there is one.
        """
        parties = self.series(party)
        is_text = self.types[party] == nw.String  # categories have no order
        is_in_order = len(parties) < 2 or (is_text and bool((parties[1:] > parties[:-1]).all()))
        if is_in_order or self._differ(parties):  # quickly seen
            return len(parties)
        others = [self.series(column) for column in (year, day) if column is not None]
        frame = cast("nw.DataFrame[Any]", self._frame)
        if others and not frame.select(parties, *others).is_duplicated().any():
            return len(parties)
        first: dict[tuple[object, ...], int] = {}
        keys = enumerate(zip(*(each.to_list() for each in (parties, *others)), strict=True))
        row, key = next((row, key) for row, key in keys if first.setdefault(key, row) != row)
        told = {"party": key[0], "year": only_year if year is None else key[1]}
        raise FrameError("party-twice", {**told, "first": first[key], "row": row})

    def _differ(self, values: nw.Series[Any]) -> bool:
        """Return whether no two values are equal."""
        are_hashes_other = False
        if self.engine.name == "polars":  # hashes take a sixth of the memory, and half the time
            hashes = values.to_native().hash().sort()
            are_hashes_other = bool((hashes[1:] != hashes[:-1]).all())
        return are_hashes_other or values.n_unique() == len(values)


def _text(value: object) -> str | None:
    """Return a text; what some engines hold for a missing one becomes None."""
    return value if isinstance(value, str) else None


def _of_own_types(column: nw.Series[Any]) -> nw.Series[Any]:
    """Return a column of pandas as one of pandas' own types, if it holds numbers or Arrow's texts.

    NumPy's whole numbers become floats where one of them is missing. Conditions on Arrow's texts
    are Arrow's, and older releases cannot add numbers that follow from them to pandas' own.
    """
    if column.dtype.is_integer():
        return nw.maybe_convert_dtypes(column)
    native: Any = column.to_native()
    if column.dtype == nw.String and str(native.dtype).endswith("[pyarrow]"):
        return cast("nw.Series[Any]", nw.from_native(native.astype("string"), series_only=True))
    return column
