"""The engines of data frames, and what differs between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias, cast

import attrs

from ..errors import FrameError
from .extra import nw

Frame: TypeAlias = "nw.DataFrame[Any] | nw.LazyFrame[Any]"
"""A data frame of any engine."""

_TYPES: Final = {int: nw.Int64, str: nw.String, bool: nw.Boolean, dt.date: nw.Date}


@attrs.frozen
class Engine:
    """What evaluates expressions over a data frame.

    Args:
        name: Its name: polars, polars-lazy, pandas, pyarrow, duckdb or pyspark.
    """

    name: str

    @property
    def is_lazy(self) -> bool:
        """Whether its frames are queries, which nothing may run."""
        return self.name in {"polars-lazy", "duckdb", "pyspark"}

    @property
    def ignores_case(self) -> bool:
        """Whether two columns cannot differ in case alone."""
        return self.name in {"duckdb", "pyspark"}

    # --- Arithmetic

    def floor(self, a: nw.Expr, b: nw.Expr | int) -> nw.Expr:
        """Return the exact quotient without its fraction, of a ≥ 0 and b > 0, both below 2**62."""
        if self.name != "pyspark":
            return a // b
        # Spark divides as doubles. What is divided first is a multiple of b, and so is what the
        # first quotient misses: small enough for the second quotient to be exact once rounded.
        whole = a - a % b
        first = (whole // b).cast(nw.Int64)
        return first + ((whole - first * b) / b).round().cast(nw.Int64)

    # --- Tables

    def work_on(self, frame: Frame, names: Sequence[str]) -> Frame:
        """Return the columns to compute with; what is computed is then attached to the frame.

        Of a lazy frame, all columns stay. Eager Polars computes lazily: what several expressions
        have in common is computed once.
        """
        if self.is_lazy:
            return frame
        if self.name == "polars":
            return cast("Frame", frame.lazy().select(*names))
        if self.name == "pandas":  # its own types have no null, or make floats of it
            return cast("Frame", nw.maybe_convert_dtypes(nw.maybe_reset_index(frame.select(*names))))
        return cast("Frame", frame.select(*names))

    def attach(self, frame: Frame, work: Frame, names: Sequence[str]) -> Frame:
        """Return the user's frame with computed columns; work has its rows, in the same order."""
        if self.is_lazy:
            return cast("Frame", work.select(*frame.collect_schema().names(), *names))
        done = work.select(*names)
        if isinstance(done, nw.LazyFrame):
            done = done.collect()
        if self.name == "pandas":
            arrays = {name: done[name].to_native().array for name in names}
            native: Any = frame.to_native()
            return nw.from_native(native.assign(**arrays))
        return frame.with_columns(*(done[name] for name in names))

    def beside(
        self,
        frame: Frame,
        columns: Mapping[str, Sequence[object]],
        types: Mapping[str, type],
    ) -> Frame:
        """Return a table of the same engine and connection, to be joined with a frame.

        Args:
            frame: The working frame.

            columns: The values of each column; None is null.

            types: The type of each column: int, str, bool or date.
        """
        schema = {name: _TYPES[types[name]] for name in columns}
        if self.name == "duckdb":
            return nw.from_native(_relation(frame.to_native(), columns, types))
        if self.name == "pyspark":
            return nw.from_native(_spark_table(frame.to_native(), columns, types))
        if self.name == "pandas":
            return nw.from_native(_pandas_table(columns, types))
        backend = "pyarrow" if self.name == "pyarrow" else "polars"
        made = nw.from_dict(
            {name: [*values] for name, values in columns.items()}, schema, backend=backend
        )
        return made if self.name == "pyarrow" else made.lazy()

    def places(
        self, frame: Frame, name: str, order: Sequence[str], within: Sequence[str]
    ) -> Frame:
        """Return a frame with the place of each row in an order, from 1, within its group.

        Args:
            frame: The working frame.

            name: The name of the new column, Int64.

            order: The columns to order by, never null, which no two rows of a group share.

            within: The columns that make a group, never null.
        """
        raise NotImplementedError


def engine_of(frame: object) -> tuple[Engine, Frame]:
    """Return the engine of a frame, and the frame as the expressions see it.

    Raises:
        FrameError: If it is no frame of a known engine, or two columns have one name.
    """
    raise NotImplementedError
