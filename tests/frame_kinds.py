"""A data frame of each kind of engine, made of columns, and any of them read back."""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

ENGINES = {
    "polars": "polars",
    "polars-lazy": "polars-lazy",
    "pandas": "pandas",
    "pandas-nullable": "pandas",
    "pandas-arrow": "pandas",
    "pyarrow": "pyarrow",
    "duckdb": "duckdb",
    "pyspark": "pyspark",
}
"""The engine of each kind of frame: pandas has columns of NumPy, of its own types and of Arrow."""

EAGER = [kind for kind, engine in ENGINES.items() if engine in {"polars", "pandas", "pyarrow"}]
LAZY = ["polars-lazy", "duckdb"]
QUICK = [*EAGER, *LAZY]
"""All kinds but PySpark, whose tests are slow."""

HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
"""Whether PySpark can run here."""

on_spark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not HAS_SPARK and os.environ.get("CI") != "true", reason="no PySpark, or no Java for it"
    ),
]
"""The marks of a test that uses PySpark. In CI it fails where PySpark cannot run."""

KINDS = [*QUICK, pytest.param("pyspark", marks=on_spark)]
"""All kinds, for a parameter of a test."""

Columns = Mapping[str, Any]
Types = Mapping[str, pa.DataType]


def arrow(columns: Columns, types: Types | None = None) -> pa.Table:
    """Return a PyArrow table; a column that holds nothing is of whole numbers, unless stated."""
    stated = types or {}
    arrays = [pa.array(values, type=stated.get(name)) for name, values in columns.items()]
    arrays = [
        array.cast(pa.int64()) if pa.types.is_null(array.type) and name not in stated else array
        for name, array in zip(columns, arrays, strict=True)
    ]
    return pa.Table.from_arrays(arrays, names=list(columns))


def made(kind: str, columns: Columns, types: Types | None = None) -> Any:
    """Return a frame of a kind: the columns in their order, each of its type.

    Args:
        kind: One of ENGINES.

        columns: The values of each column; None is missing.

        types: The type of a column, as PyArrow names it; without it, the type is that of the
            values, and that of a column without values is int64.
    """
    return of_arrow(kind, arrow(columns, types))


def of_arrow(kind: str, table: pa.Table) -> Any:
    """Return a frame of a kind with the columns of a PyArrow table."""
    match kind:
        case "polars":
            return pl.from_arrow(table)
        case "polars-lazy":
            return pl.LazyFrame(pl.from_arrow(table))
        case "pandas":
            return pd.DataFrame({name: _numpy(table[name]) for name in table.column_names})
        case "pandas-nullable":
            return pd.DataFrame({name: _nullable(table[name]) for name in table.column_names})
        case "pandas-arrow":
            return table.to_pandas(types_mapper=pd.ArrowDtype)
        case "pyarrow":
            return table
        case "duckdb":
            return duck().from_arrow(table)
        case _:
            return _of_spark(table)


# --- pandas


def _numpy(column: pa.ChunkedArray) -> Any:
    """Return a pandas column on NumPy; whole numbers of which one is missing are nullable."""
    if pa.types.is_integer(column.type) and column.null_count:
        return _nullable(column)
    if pa.types.is_date(column.type):
        return pd.Series(pd.to_datetime(column.to_pylist()))
    return column.to_pandas()


def _nullable(column: pa.ChunkedArray) -> Any:
    """Return a pandas column of one of pandas' own types that may be missing."""
    name = str(column.type)
    if pa.types.is_integer(column.type):
        return pd.Series(column.to_pylist(), dtype=name.replace("u", "U").replace("i", "I"))
    names = {"string": "string", "large_string": "string", "bool": "boolean", "double": "Float64"}
    return pd.Series(column.to_pylist(), dtype=names[name]) if name in names else _numpy(column)


# --- DuckDB and PySpark: made once, closed at the end


@functools.cache
def duck() -> duckdb.DuckDBPyConnection:
    """Return the connection of all tests."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    _ENDS.append(connection.close)
    return connection


@functools.cache
def spark() -> Any:
    """Return the session of all tests, on two cores of this machine."""
    import pyspark  # noqa: PLC0415 - slow to load, and may be missing
    from pyspark.sql import SparkSession  # noqa: PLC0415 - as above

    os.environ["PYSPARK_PYTHON"] = sys.executable  # else its workers are whatever python3 is
    # Spark compiles each query, which takes longer than to run a small one. Both ways are tested.
    compiles = pyspark.__version__ >= "4"
    options = {
        "spark.sql.codegen.factoryMode": "FALLBACK" if compiles else "NO_CODEGEN",
        "spark.sql.codegen.wholeStage": str(compiles).lower(),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master("local[2]").appName("samverkan")
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    _ENDS.append(session.stop)
    return session


_ENDS: list[Callable[[], None]] = []


def close() -> None:
    """Close the connection and the session, as far as they were made."""
    while _ENDS:
        _ENDS.pop()()
    duck.cache_clear()
    spark.cache_clear()


def _of_spark(table: pa.Table) -> Any:
    """Return the rows as a literal: Spark would start another Python to read a list."""
    from pyspark.sql import functions  # noqa: PLC0415 - as above

    kinds = {
        "int8": "tinyint",
        "int16": "smallint",
        "int32": "int",
        "int64": "bigint",
        "bool": "boolean",
        "date32[day]": "date",
        "decimal128(18, 2)": "decimal(18,2)",
    }
    one_row = spark().range(1)
    called = [f"c{number}" for number in range(table.num_columns)]
    types = ", ".join(
        f"{name}: {kinds.get(str(field.type), str(field.type))}"
        for name, field in zip(called, table.schema, strict=True)
    )
    written = json.dumps(table.rename_columns(called).to_pylist(), default=str)
    rows = functions.from_json(functions.lit(written), f"array<struct<{types}>>")
    return one_row.select(functions.inline(rows)).toDF(*table.column_names)


# --- What a frame holds


def read(frame: Any, order: str = "row") -> dict[str, list[Any]]:
    """Return the columns of a frame of any kind; None is missing, whatever the engine has for it.

    Some engines return rows in any order: if a column is called *order*, it sorts them.
    """
    return in_order(_columns(frame), order)


def in_order(columns: dict[str, list[Any]], order: str = "row") -> dict[str, list[Any]]:
    """Return columns with their rows sorted by one of them, if there is one of that name."""
    if order not in columns:
        return columns
    places = sorted(range(len(columns[order])), key=columns[order].__getitem__)
    return {name: [values[place] for place in places] for name, values in columns.items()}


def _columns(frame: Any) -> dict[str, list[Any]]:
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return dict(frame.to_dict(as_series=False))
    if isinstance(frame, pa.Table):
        return dict(frame.to_pydict())
    if isinstance(frame, pd.DataFrame):
        return {name: list(map(_plain, frame[name].tolist())) for name in frame.columns}
    names = list(frame.columns)
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return _in_columns(names, frame.fetchall())
    return _in_columns(names, frame.collect())


def _in_columns(names: list[str], rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    several = list(rows)
    return {name: [row[place] for row in several] for place, name in enumerate(names)}


def _plain(value: Any) -> Any:
    """Return a value of pandas as Python's; NumPy has moments, of which midnight is a day."""
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def read_together(frames: Sequence[Any], names: Sequence[str]) -> list[dict[str, list[Any]]]:
    """Return some columns of several frames of PySpark, which run as one query."""
    from pyspark.sql import functions  # noqa: PLC0415 - as above

    numbered = [
        frame.select(functions.lit(number).alias("frame"), *names)
        for number, frame in enumerate(frames)
    ]
    rows = functools.reduce(lambda one, other: one.union(other), numbered).collect()
    return [
        in_order(_in_columns(list(names), [row[1:] for row in rows if row[0] == number]))
        for number in range(len(frames))
    ]


def type_of(frame: Any, name: str) -> str:
    """Return the type of a column of a frame, as its engine writes it."""
    if isinstance(frame, pl.LazyFrame):
        return str(frame.collect_schema()[name])
    if isinstance(frame, pl.DataFrame):
        return str(frame.schema[name])
    if isinstance(frame, pa.Table):
        return str(frame.schema.field(name).type)
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return str(frame.types[list(frame.columns).index(name)])
    if isinstance(frame, pd.DataFrame):
        return str(frame[name].dtype)
    return str(frame.schema[name].dataType.simpleString())


INT64 = {
    "polars": {"Int64"},
    "polars-lazy": {"Int64"},
    "pandas": {"Int64"},
    "pandas-nullable": {"Int64"},
    "pandas-arrow": {"Int64", "int64[pyarrow]"},
    "pyarrow": {"int64"},
    "duckdb": {"BIGINT"},
    "pyspark": {"bigint"},
}
"""What each kind calls the type of fee_ore, as type_of() returns it."""
