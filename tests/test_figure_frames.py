"""Mappings of columns and data frames with figures: what is read from them, and what is refused."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.errors import FigureFault, FigureFileError, WrongTypeError
from samverkan.formats import FileShape, read_figures

YEAR_END = dt.date(2024, 12, 31)
MIDNIGHT = dt.datetime(2024, 12, 31)

Columns = Mapping[Any, Any]


def found_in(content: object, **given: Any) -> dict[tuple[str, dt.date], int]:
    """Return the figures of a frame by code and day."""
    figures = read_figures(content, **given).figures.figures
    return {(each.subject, each.reference_date): each.value for each in figures}


NACKA = {("0182", YEAR_END): 112_112}

# --- One table in each kind of frame


def pandas_indexed(columns: Columns) -> pd.DataFrame:
    """Return a data frame whose first column is the index."""
    return pd.DataFrame(columns).set_index(next(iter(columns)))


def pandas_filtered(columns: Columns) -> pd.DataFrame:
    """Return a data frame whose index is what rows that were left out have left."""
    found = pd.DataFrame({name: [values[0], *values] for name, values in columns.items()})
    return found.iloc[1:]


KINDS: dict[str, Callable[[Columns], Any]] = {
    "mapping": dict,
    "tuples": lambda columns: {name: tuple(values) for name, values in columns.items()},
    "arrays": lambda columns: {name: np.array(values) for name, values in columns.items()},
    "series": lambda columns: {name: pd.Series(values) for name, values in columns.items()},
    "Polars series": lambda columns: {name: pl.Series(each) for name, each in columns.items()},
    "pandas": pd.DataFrame,
    "pandas with an index": pandas_indexed,
    "pandas filtered": pandas_filtered,
    "pandas of NumPy's text": lambda columns: pd.DataFrame(columns).astype(object),
    "pandas on Arrow": lambda columns: pd.DataFrame(columns).convert_dtypes(
        dtype_backend="pyarrow"
    ),
    "pandas with nullable types": lambda columns: pd.DataFrame(columns).convert_dtypes(),
    "pandas with categories": lambda columns: pd.DataFrame(columns).astype("category"),
    "Polars": pl.DataFrame,
    "Polars lazy": pl.LazyFrame,
    "PyArrow": pa.table,
}

FIGURES = st.dictionaries(
    st.tuples(st.sampled_from(["0182", "0127", "0180"]), st.integers(2000, 2024)),
    st.integers(1_000, 2_000_000),
    min_size=1,
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=10)
@given(truth=FIGURES, is_dated=st.booleans())
def test_kinds(kind: str, truth: dict[tuple[str, int], int], is_dated: bool) -> None:
    """The same columns mean the same in every kind of frame."""
    times: list[Any] = [year for _, year in truth]
    days = [dt.date(year, 12, 31) for year in times]
    columns: Columns = {
        "kod": [code for code, _ in truth],
        "tid": days if is_dated else times,
        "folkmängd": list(truth.values()),
    }

    read = read_figures(KINDS[kind](columns))
    assert read.shape is FileShape.FRAME
    assert {
        (each.subject, each.reference_date.year): each.value for each in read.figures.figures
    } == truth


# --- Columns and values


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"kommun": ["0182 Nacka"], 2024: [112_112]}, id="a year as name"),
        pytest.param(pd.DataFrame({"kommun": ["Nacka"], 2024: [112_112]}), id="in pandas"),
        pytest.param({"kommun": ["Nacka"], YEAR_END: [112_112]}, id="a day as name"),
        pytest.param({"kommun": ["Nacka"], MIDNIGHT: [112_112]}, id="midnight as name"),
        pytest.param({"kommun": ["Nacka"], ("Folkmängd", 2024): [112_112]}, id="two names"),
        pytest.param(
            pd.DataFrame({("kommun", None): ["Nacka"], ("Folkmängd", 2024): [112_112]}),
            id="two names in pandas",
        ),
        pytest.param({"kod": [182], "namn": ["Nacka"], 2024: [112_112]}, id="code as number"),
        pytest.param({"kod": ["0182"], "dag": [MIDNIGHT], "folkmängd": [112_112]}, id="midnight"),
        pytest.param(
            pd.DataFrame(
                {"kod": ["0182"], "dag": pd.to_datetime(["2024-12-31"]), "folkmängd": [112_112]}
            ),
            id="midnight in pandas",
        ),
        pytest.param({"kod": ["0182"], 2024: [np.int32(112_112)]}, id="NumPy's number"),
        pytest.param({"kod": [np.str_("0182")], 2024: ["112 112"]}, id="NumPy's text"),
        pytest.param({"kod": ["0182", "0187"], 2024: [112_112, None]}, id="a missing value"),
        pytest.param(
            pd.DataFrame({"kod": ["0182", "0187"], 2024: pd.array([112_112, None], dtype="Int64")}),
            id="a missing value in pandas",
        ),
        pytest.param(
            pd.DataFrame({"kod": ["0182"], 2024: [112_112], "not": [float("nan")]}),
            id="a column without values",
        ),
        pytest.param(
            {"kod": ["0182"], 2024: [112_112], "dag": pd.Series([pd.NaT])}, id="a missing day"
        ),
        pytest.param(
            pl.DataFrame(
                {"kod": ["0182"], "2024": [112_112]},
                schema={"kod": pl.Categorical, "2024": pl.UInt32},
            ),
            id="categories in Polars",
        ),
        pytest.param(
            pa.table({"kod": pa.array(["0182"]).dictionary_encode(), "2024": [112_112]}),
            id="a dictionary in PyArrow",
        ),
        pytest.param(
            pd.DataFrame({"folkmängd": {("0182", 2024): 112_112}}).rename_axis(["kod", "tid"]),
            id="an index of two",
        ),
    ],
)
def test_columns(content: object) -> None:
    """Names of columns may be years and days; values may be numbers, text, days and missing."""
    assert found_in(content, table="TAB638") == NACKA


@pytest.mark.parametrize(
    "content",
    [
        {"0182": 112_112},
        {"Nacka": 112_112},
        {"Nacka kommun": "112 112"},
        {"0182": np.int64(112_112), "0187": None},
        {"0182 Nacka": pd.NA, "0182": 112_112},
        pd.DataFrame({"folkmängd": {"0182": 112_112}}),
    ],
    ids=["code", "name", "text", "NumPy", "missing", "index"],
)
def test_one_number_each(content: object) -> None:
    """A mapping may give each municipality one number; the caller says of which day."""
    assert found_in(content, reference_date=YEAR_END) == NACKA
    with pytest.raises(FigureFileError):
        read_figures(content)


def test_an_index_that_is_a_column() -> None:
    """An index with the name of a column is left out."""
    frame = pd.DataFrame({"kod": ["0182"], "Folkmängd 2024": [112_112]})
    frame = frame.set_index("kod", drop=False)

    assert found_in(frame) == NACKA


# --- What is refused


def fault(content: object) -> FigureFault:
    """Return the one fault for which a frame is refused."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(content, reference_date=YEAR_END)
    (found,) = caught.value.faults
    return found


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (112_112.0, "value-float"),
        (np.float32(1), "value-float"),
        (True, "value-type"),
        (np.True_, "value-type"),
        (Decimal(112_112), "value-type"),
        (b"112112", "value-type"),
        ([112_112], "value-type"),
        (dt.datetime(2024, 12, 31, 12), "value-time"),
        (dt.datetime(2024, 12, 31, tzinfo=dt.UTC), "value-time"),
        (dt.time(12), "value-type"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{type(value)} {value!r}",
)
def test_values_of_other_types(value: object, reason: str) -> None:
    """Floats, truth values, decimals and moments are refused by type, with row and column."""
    found = fault({"kod": ["0187", "0182"], "folkmängd": [12_000, value]})

    assert (found.line, found.reason, found.column) == (2, reason, "folkmängd")


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"kod": ["0182", "0187"], "folkmängd": [112_112, None]}),
        pl.DataFrame({"kod": ["0182"], "folkmängd": [112_112.0]}),
        pa.table({"kod": ["0182"], "folkmängd": [112_112.0]}),
        {"kod": ["0182"], "folkmängd": np.array([112_112.0])},
    ],
    ids=["pandas", "Polars", "PyArrow", "NumPy"],
)
def test_columns_of_floats(frame: object) -> None:
    """A column of floats, as pandas makes of numbers when one is missing, is refused."""
    found = fault(frame)

    assert str(found) == (
        "line 1: folkmängd has floats (float 112112.0), which are not exact; make the column whole "
        'numbers, in pandas by .astype("Int64") and in Polars by .cast(pl.Int64), read codes as '
        "text (dtype=str), or remove the column"
    )


def test_codes_as_floats() -> None:
    """Codes that pandas has made floats have lost more than the first zero."""
    found = fault(pd.DataFrame({"kod": [182, None], "folkmängd": [112_112, 1]}))

    assert (found.reason, found.column) == ("value-float", "kod")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({}, "no-rows"),
        ({"kod": [], "folkmängd": []}, "no-rows"),
        (pd.DataFrame(), "no-rows"),
        (pl.LazyFrame(), "no-rows"),
        ({"kod": ["0182"], "folkmängd": [1, 2]}, "column-length"),
        ({"kod": ["0182"], "folkmängd": 1}, "column-values"),
        ({"kod": "0182", "folkmängd": [1]}, "column-values"),
        ({"kod": ["0182"], "folkmängd": {1}}, "column-values"),
        (pd.DataFrame([["0182", 1, 2]], columns=["kod", "a", "a"]), "column-twice"),
        (pd.DataFrame([["0182", 1, 2]], columns=["kod", 2024, "2024"]), "column-twice"),
        (pa.Table.from_arrays([["0182"], ["0187"]], names=["kod", "kod"]), "column-twice"),
        ({"kod": [1], 2024: [1], "2024": [1]}, "column-twice"),
        ({"kod": range(1_000_001), "folkmängd": range(1_000_001)}, "many-cells"),
        (dict.fromkeys(map(str, range(2_000_001)), 1), "many-cells"),
        (pl.LazyFrame({"kod": range(1_500_000), "folkmängd": range(1_500_000)}), "many-cells"),
    ],
    ids=map(str, range(15)),
)
def test_no_table(content: object, reason: str) -> None:
    """A table has rows, columns of the same length and different names, and at most 2 M cells."""
    assert fault(content).reason == reason


class Ledger:
    """A class with columns that is no data frame."""

    columns = ("kod",)


@pytest.mark.parametrize(
    "content",
    [pd.Series({"0182": 112_112}), pl.Series([1]), np.zeros((2, 2)), Ledger()],
    ids=["pandas", "Polars", "NumPy", "other"],
)
def test_no_frame(content: object) -> None:
    """A series, an array and other values are no table."""
    with pytest.raises(WrongTypeError, match="a data frame"):
        read_figures(content)


def test_without_the_extra() -> None:
    """Without narwhals, the error says what to install; a mapping is still read."""
    code = """if True:
        import sys
        sys.modules["narwhals"] = None
        import datetime, pandas
        from samverkan.errors import MissingExtraError
        from samverkan.formats import read_figures
        read_figures({"0182": 112112}, reference_date=datetime.date(2024, 12, 31))
        try:
            read_figures(pandas.DataFrame({"kod": ["0182"], "2024": [112112]}))
        except MissingExtraError as error:
            print(error)
    """
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.startswith("the extra frames is missing; install it: ")
