"""The fees by this library over data frames: one rule for all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

from samverkan.frames import fees
from samverkan.funding import Funding

from .by_hand import arrow_ore, duckdb_payers, in_order_of_rows, polars_frame, polars_ore
from .cases import (
    FIRST_YEAR,
    NOT_KNOWN,
    Case,
    Ore,
    party_column,
    population_column,
    year_column,
)
from .contender import Prepared
from .our_objects import RULES


def _priced(frame: Any, case: Case) -> Any:  # noqa: ANN401 # six kinds of frames
    years = FIRST_YEAR if case.task == "split" else None
    return fees(frame, Funding(rule=RULES[case.task]), years=years)


def polars_eager(case: Case) -> Prepared:
    """Prepare a Polars data frame."""
    frame = polars_frame(case)

    return Prepared(lambda: _priced(frame, case), polars_ore)


def polars_from_dicts(case: Case) -> Prepared:
    """Prepare plain dicts, one for each fee, of which a Polars data frame is made."""
    rows = [*zip(year_column(case).tolist(), population_column(case).tolist(), strict=True)]
    dicts = [{"year": year, "population": figure} for year, figure in rows]

    return Prepared(lambda: _priced(pl.DataFrame(dicts), case), polars_ore)


def polars_lazy(case: Case) -> Prepared:
    """Prepare a lazy Polars frame, which is collected."""
    frame = polars_frame(case).lazy()

    return Prepared(lambda: _priced(frame, case).collect(), polars_ore)


def duckdb_lazy(case: Case) -> Prepared:
    """Prepare a relation of DuckDB, which is taken out as an Arrow table."""
    database = duckdb_payers(case)  # a relation does not keep it open

    def ore(table: pa.Table) -> Ore:
        return in_order_of_rows(case, table) if case.task == "split" else arrow_ore(table)

    return Prepared(lambda: _priced(database.table("payers"), case).to_arrow_table(), ore)


def pandas_frame(case: Case) -> Prepared:
    """Prepare a pandas data frame of NumPy integers."""
    frame = pd.DataFrame(_columns(case))

    def ore(priced: pd.DataFrame) -> Ore:
        return np.asarray(priced["fee_ore"].fillna(NOT_KNOWN), dtype=np.int64)

    return Prepared(lambda: _priced(frame, case), ore)


def arrow_table(case: Case) -> Prepared:
    """Prepare a PyArrow table."""
    table = pa.table(_columns(case))

    return Prepared(lambda: _priced(table, case), arrow_ore)


def _columns(case: Case) -> dict[str, Any]:
    figure = {"population": population_column(case)}
    if case.task == "split":
        return {"party": party_column(case), **figure}
    return {"year": year_column(case), **figure}
