"""The engines of data frames, and what differs between them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, cast

import attrs

from ...errors import FrameError
from .extra import DuplicateError, nw

Frame: TypeAlias = "nw.DataFrame[Any] | nw.LazyFrame[Any]"
"""A data frame of any engine."""

Aggregate: TypeAlias = Literal["sum", "any"]
"""What is the same for all rows of a group: the sum of a column, or whether it holds in any row."""

_Columns: TypeAlias = Mapping[str, Sequence[object]]
_Types: TypeAlias = Mapping[str, type]

_ENGINES: Final[Mapping[tuple[nw.Implementation, type], str]] = {
    (nw.Implementation.POLARS, nw.DataFrame): "polars",
    (nw.Implementation.POLARS, nw.LazyFrame): "polars-lazy",
    (nw.Implementation.PANDAS, nw.DataFrame): "pandas",
    (nw.Implementation.PYARROW, nw.DataFrame): "pyarrow",
    (nw.Implementation.DUCKDB, nw.LazyFrame): "duckdb",
    (nw.Implementation.PYSPARK, nw.LazyFrame): "pyspark",
}

ENGINES: Final = tuple(_ENGINES.values())
"""The names of the engines."""

_WHOLE_IN_A_DOUBLE: Final = 2**53
_TYPES: Final = {int: nw.Int64(), str: nw.String()}


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

    def floor(self, a: nw.Expr, b: nw.Expr | int, below: int = 2**62) -> nw.Expr:
        """Return the exact quotient without its fraction, of a ≥ 0 and b > 0, both below 2**62.

        If *below* says that a is smaller, the expression may be shorter.
        """
        if self.name != "pyspark":
            return a // b
        if below <= _WHOLE_IN_A_DOUBLE:
            return (a // b).cast(nw.Int64)
        # Spark divides as doubles. What is divided first is a multiple of b, and so is what the
        # first quotient misses: so small that half of b puts it out of reach of any error.
        whole = a - a % b
        half = b // 2 if isinstance(b, int) else (b // 2).cast(nw.Int64)
        first = (whole // b).cast(nw.Int64)
        return first + ((whole - first * b + half) // b).cast(nw.Int64)

    # --- Tables

    def renamed(self, frame: Frame, names: Sequence[str]) -> Frame:
        """Return a lazy frame whose columns have other names, whatever theirs are."""
        native: Any = frame.to_native()
        if self.name == "pyspark":
            return _read(native.toDF(*names))
        pairs = zip(frame.collect_schema().names(), names, strict=True)
        if self.name == "duckdb":
            return _read(native.project(", ".join(f"{_sql(a)} AS {_sql(b)}" for a, b in pairs)))
        return _read(native.rename(dict(pairs)))

    @property
    def has_collations(self) -> bool:
        """Whether texts may be compared in another way than character by character."""
        return self.name in {"duckdb", "pyspark"}

    def compared_exactly(self, frame: Frame, texts: Mapping[str, str]) -> Frame:
        """Return a lazy frame with columns of texts that are compared character by character.

        Args:
            frame: The working frame, of an engine with collations.

            texts: The name of the new column for each column of texts.
        """
        native: Any = frame.to_native()
        if self.name == "duckdb":
            exact = [f"{_exactly(_sql(a))} AS {_sql(b)}" for a, b in texts.items()]
            return _read(native.project(", ".join(["*", *exact])))
        collated = {f.name for f in native.schema if "collate" in f.dataType.simpleString()}
        exact = [
            f"collate({a}, 'UTF8_BINARY') AS {b}" if a in collated else f"{a} AS {b}"
            for a, b in texts.items()
        ]
        return _read(native.selectExpr("*", *exact))

    def type_names(self, frame: Frame) -> dict[str, str]:
        """Return what the engine itself calls the types of the columns of a lazy frame."""
        native: Any = frame.to_native()
        if self.name == "pyspark":
            return {each.name: each.dataType.typeName() for each in native.schema}
        if self.name == "duckdb":
            return dict(zip(native.columns, map(str, native.types), strict=True))
        return {name: str(kind) for name, kind in native.collect_schema().items()}

    def with_numbers(self, frame: Frame, name: str, value: nw.Expr, where: nw.Expr | None) -> Frame:
        """Return a working frame with a column of whole numbers, null unless a condition holds.

        Args:
            frame: The working frame.

            name: The name of the column, Int64.

            value: The numbers, never null.

            where: The condition, never null; None if it holds for all rows.
        """
        if self.name != "pandas":
            value = value if where is None else nw.when(where).then(value)
            return frame.with_columns(value.alias(name))
        # A number that is the same for all rows would become a float where it is missing.
        is_known = f"{name}_is_known"
        native: Any = frame.with_columns(
            value.alias(name), (nw.lit(1) == 1 if where is None else where).alias(is_known)
        ).to_native()
        native[name] = native[name].astype("Int64").where(native.pop(is_known))
        return _read(native)

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """Run a working frame and return its rows, without any package but that of the engine."""
        native: Any = frame.to_native()
        if self.name == "duckdb":
            return list(native.fetchall())
        if self.name == "pyspark":
            return list(map(tuple, native.collect()))
        done = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
        return list(zip(*(column.to_list() for column in done.iter_columns()), strict=True))

    def beside(self, frame: Frame, columns: _Columns, types: _Types) -> Frame:
        """Return a table of the same engine and connection, to be joined with a frame.

        Args:
            frame: The working frame.

            columns: The values of each column, whose names are plain words; None is null.

            types: The type of each column: int or str.
        """
        native: Any = frame.to_native()
        if self.name == "duckdb":
            return _read(_of_duckdb(native, columns, types))
        if self.name == "pyspark":
            return _read(_of_spark(native, columns, types))
        if self.name == "pandas":
            return _read(_of_pandas(nw.get_native_namespace(frame), columns, types))
        schema = {name: _TYPES[types[name]] for name in columns}
        data = {name: [*values] for name, values in columns.items()}
        if self.name == "pyarrow":
            return nw.from_dict(data, schema, backend="pyarrow")
        return nw.from_dict(data, schema, backend="polars").lazy()

    # --- Groups

    def in_groups(
        self, frame: Frame, within: Sequence[str], columns: Mapping[str, tuple[Aggregate, str]]
    ) -> Frame:
        """Return a frame with columns that have the same value in all rows of a group.

        Args:
            frame: The working frame.

            within: The columns that make a group, never null; without any, all rows are one group.

            columns: How each new column follows from another, which is never null. What begins with
                the name of a new column is used for others.
        """
        if self.name == "duckdb" and within:
            over = f"OVER (PARTITION BY {_listed(within)})"
            windows = {
                name: f"CAST(sum({_sql(column)}) {over} AS BIGINT)"
                if how == "sum"
                else f"bool_or({_sql(column)}) {over}"
                for name, (how, column) in columns.items()
            }
            return _of_windows(frame, windows)
        aggregated = {
            name: in_group(nw.col(column).sum(), within).cast(nw.Int64)
            if how == "sum"
            else in_group(nw.col(column).any(), within)
            for name, (how, column) in columns.items()
        }
        return frame.with_columns(**aggregated)

    def places(self, frame: Frame, name: str, order: Sequence[str], within: Sequence[str]) -> Frame:
        """Return a frame with the place of each row in an order, from 1, within its group.

        Args:
            frame: The working frame.

            name: The name of the new column, Int64. What begins so is used for others.

            order: The columns to order by, never null; no two rows of a group have the same values.

            within: The columns that make a group, never null.
        """
        counted = nw.col(order[0]).cum_count()
        if self.name == "duckdb" and within:
            over = f"(PARTITION BY {_listed(within)} ORDER BY {_listed(order)})"
            return _of_windows(frame, {name: f"row_number() OVER {over}"})
        if self.name not in {"pandas", "pyarrow"} or not within:
            place = counted.over(*within, order_by=order).cast(nw.Int64)
            return frame.with_columns(place.alias(name))
        # They count in order over the whole table only.
        frame = frame.with_columns(
            counted.over(order_by=[*within, *order]).cast(nw.Int64).alias(name)
        )
        return frame.with_columns(nw.col(name) - nw.col(name).min().over(*within) + 1)


def engine_of(frame: object) -> tuple[Engine, Frame]:
    """Return the engine of a frame, and the frame as the expressions see it.

    Raises:
        FrameError: If it is no frame of a known engine, or two columns have one name.
    """
    given: Any = frame
    try:
        read = _read(given)
    except DuplicateError:
        raise FrameError("columns-alike", {"column": _twice(list(given.columns))}) from None
    except TypeError:
        raise FrameError("engine", {"found": _name_of(frame)}) from None
    name = _ENGINES.get((read.implementation, type(read)))
    if name is None or type(frame).__module__.partition(".")[0] == "narwhals":
        raise FrameError("engine", {"found": _name_of(frame)})
    engine = Engine(name)
    names = read.collect_schema().names()
    alike = _twice([each.casefold() for each in names] if engine.ignores_case else names)
    if alike is not None:
        raise FrameError("columns-alike", {"column": alike})
    return engine, read


def _read(native: Any) -> Frame:
    return cast("Frame", nw.from_native(native))


def _name_of(value: object) -> str:
    """Return the name of the type of a value, with the library that it is from."""
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _twice(names: Sequence[object]) -> object:
    """Return a name that occurs twice, or None."""
    return next((name for place, name in enumerate(names) if name in names[:place]), None)


def in_group(aggregated: nw.Expr, within: Sequence[str]) -> nw.Expr:
    """Return what is aggregated over each row's group; without columns, all rows are one group."""
    return aggregated.over(*within) if within else aggregated


# --- Groups


def _of_windows(frame: Frame, windows: Mapping[str, str]) -> Frame:
    """Return a frame of DuckDB with columns of windows, each as SQL.

    Before 2.0, DuckDB plans twice what is below windows that all have groups, so that twenty such
    steps would be planned a million times. A window over all rows beside them prevents that.
    """
    native: Any = frame.to_native()
    beside = f"{next(iter(windows))}_beside"
    every = {**windows, beside: "row_number() OVER ()"}
    columns = (f"{window} AS {_sql(name)}" for name, window in every.items())
    return _read(native.project(", ".join(["*", *columns])))


# --- Tables beside a frame


def _of_duckdb(relation: Any, columns: _Columns, types: _Types) -> Any:
    # One row of the same connection, without a view in the user's database.
    one_row = relation.limit(0).aggregate("count(*) AS n")
    lists = []
    for name, values in columns.items():
        items, is_text = ", ".join(map(_literal, values)), types[name] is str
        column = f"unnest(CAST([{items}] AS {'VARCHAR' if is_text else 'BIGINT'}[]))"
        lists.append(f"{_exactly(column) if is_text else column} AS {_sql(name)}")
    return one_row.project(", ".join(lists))


def _exactly(text: str) -> str:
    """Return SQL of a text that is compared character by character, whatever is set."""
    return f'CAST({text} AS VARCHAR) COLLATE "binary"'


def _listed(names: Sequence[str]) -> str:
    """Return names as SQL writes several."""
    return ", ".join(map(_sql, names))


def _sql(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _literal(value: object) -> str:
    """Return a value as SQL writes it."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def _of_spark(frame: Any, columns: _Columns, types: _Types) -> Any:
    # As JSON: rows of Python objects would need Python on each node of a cluster.
    names = {int: "BIGINT", str: "STRING"}
    fields = ", ".join(f"`{name}`: {names[types[name]]}" for name in columns)
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    query = f"SELECT inline(from_json(:rows, 'ARRAY<STRUCT<{fields}>>'))"
    return frame.sparkSession.sql(query, args={"rows": json.dumps(rows)})


def _of_pandas(pd: Any, columns: _Columns, types: _Types) -> Any:
    names = {int: "Int64", str: "string"}
    return pd.DataFrame(
        {name: pd.array([*values], dtype=names[types[name]]) for name, values in columns.items()}
    )
