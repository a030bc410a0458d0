"""The fees as a programmer writes them without a library of rules: numpy, Polars and DuckDB.

Each is what was fastest of several ways that its users would find natural. The year is a column,
as it is for the library; all is in 64-bit integers.
"""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from .cases import (
    FIRST_YEAR,
    NOT_KNOWN,
    RATES,
    TOTAL_ORE,
    Case,
    Ore,
    party_column,
    population_column,
    year_column,
)
from .contender import Prepared

YEAR, POPULATION = pl.col("year"), pl.col("population")
SHARE, REST, LEFT = pl.col("share"), pl.col("rest"), pl.col("left")


# --- numpy


def numpy_fees(case: Case) -> Prepared:
    """Prepare a look-up of the rate by year, times the population."""
    population, year = population_column(case), year_column(case)
    rates = np.array([*RATES.values()], dtype=np.int64)

    return Prepared(lambda: population * rates[year - FIRST_YEAR], np.asarray)


def numpy_split(case: Case) -> Prepared:
    """Prepare a division that sorts nothing but what is equal at the cut."""
    weight, party = population_column(case), np.array(party_column(case))

    def run() -> Ore:
        product, whole = weight * TOTAL_ORE, weight.sum()
        share: Ore = product // whole
        rest = product - share * whole
        left = TOTAL_ORE - int(share.sum())
        if left:
            cut = np.partition(rest, len(rest) - left)[len(rest) - left]
            above = rest > cut
            share += above
            equal = np.flatnonzero(rest == cut)
            first = np.argsort(party[equal], kind="stable")[: left - int(above.sum())]
            share[equal[first]] += 1
        return share

    return Prepared(run, np.asarray)


# --- Polars


def polars_frame(case: Case) -> pl.DataFrame:
    """Return the rows of a case as a frame: year or party, and population."""
    population = population_column(case)
    if case.task == "split":
        return pl.DataFrame({"party": party_column(case), "population": population})
    return pl.DataFrame({"year": year_column(case), "population": population})


def polars_ore(frame: pl.DataFrame) -> Ore:
    """Return the amounts in a frame."""
    return np.asarray(frame["fee_ore"].fill_null(NOT_KNOWN), dtype=np.int64)


def _rate() -> pl.Expr:
    (year, ore), *others = RATES.items()
    chain: Any = pl.when(year == YEAR).then(pl.lit(ore, pl.Int64))
    for year, ore in others:
        chain = chain.when(year == YEAR).then(pl.lit(ore, pl.Int64))
    rate: pl.Expr = chain.otherwise(None)
    return rate


def polars_lazy_fees(case: Case) -> Prepared:
    """Prepare the population times a chain of conditions, in a lazy frame."""
    frame = polars_frame(case).lazy()

    return Prepared(lambda: frame.with_columns(fee_ore=POPULATION * _rate()).collect(), polars_ore)


def polars_eager_fees(case: Case) -> Prepared:
    """Prepare a look-up of the rate by place: an eager frame evaluates each condition by itself."""
    frame = polars_frame(case)
    rates = pl.lit(pl.Series([*RATES.values()]))

    return Prepared(
        lambda: frame.with_columns(fee_ore=POPULATION * rates.gather(YEAR - FIRST_YEAR)),
        polars_ore,
    )


def _shares(frame: pl.DataFrame) -> pl.LazyFrame:
    product, whole = POPULATION * TOTAL_ORE, POPULATION.sum()
    return (
        frame.lazy()
        .with_columns(share=product // whole, rest=product % whole)
        .with_columns(left=TOTAL_ORE - SHARE.sum())
    )


def polars_split_by_sorting(case: Case) -> Prepared:
    """Prepare a division that sorts all rows: short, and what most would write first."""
    frame = polars_frame(case)

    def run() -> pl.DataFrame:
        in_order = _shares(frame).with_row_index("row").sort(-REST, "party")
        gets_one = pl.int_range(pl.len()) < LEFT
        return (
            in_order.with_columns(fee_ore=SHARE + gets_one.cast(pl.Int64))
            .sort("row")
            .select("party", "population", "fee_ore")
            .collect()
        )

    return Prepared(run, polars_ore)


def polars_split_by_cut(case: Case) -> Prepared:
    """Prepare a division that sorts the remainders alone, and ids only if they are equal."""
    frame = polars_frame(case)
    cut, ties = pl.col("cut"), pl.col("ties")

    def run() -> pl.DataFrame:
        last = pl.col("party").filter(cut == REST).sort().get(ties.first() - 1)
        is_tied_and_first = (cut == REST) & (pl.col("party") <= last)
        gets_one = (LEFT > 0) & ((cut < REST) | is_tied_and_first)
        return (
            _shares(frame)
            .with_columns(cut=REST.sort(descending=True).get(LEFT.first().clip(1) - 1))
            .with_columns(ties=(LEFT - (cut < REST).sum()).clip(1))
            .select("party", "population", fee_ore=SHARE + gets_one.cast(pl.Int64))
            .collect()
        )

    return Prepared(run, polars_ore)


# --- DuckDB


def duckdb_payers(case: Case) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that has the rows of a case in a table ``payers``."""
    connection = duckdb.connect()
    connection.register("given", polars_frame(case).to_arrow())
    connection.execute("CREATE TABLE payers AS SELECT * FROM given")
    connection.unregister("given")
    return connection


def arrow(database: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    """Return the result of a query as a table in memory."""
    relation: Any = database.sql(sql)
    return relation.to_arrow_table()


def arrow_ore(table: pa.Table) -> Ore:
    """Return the amounts in a table, in its order."""
    return np.asarray(table["fee_ore"].fill_null(NOT_KNOWN))


def in_order_of_rows(case: Case, table: pa.Table) -> Ore:
    """Return the amounts in a table of a split, in the order of the case's rows."""
    of_party = dict(zip(table["party"].to_pylist(), arrow_ore(table).tolist(), strict=True))
    return np.array([of_party[party] for party in party_column(case)], dtype=np.int64)


def duckdb_fees(case: Case) -> Prepared:
    """Prepare SQL with a CASE of the years."""
    database = duckdb_payers(case)
    chosen = " ".join(f"WHEN {year} THEN {rate}" for year, rate in RATES.items())
    sql = f"SELECT *, population * CASE year {chosen} END AS fee_ore FROM payers"  # noqa: S608 # ours

    return Prepared(lambda: arrow(database, sql), arrow_ore)


DIVISION = f"""
WITH weighed AS (
    SELECT party, population, population * {TOTAL_ORE}::BIGINT AS product,
        (SELECT sum(population)::BIGINT FROM payers) AS whole
    FROM payers
), shared AS (
    SELECT party, population, product // whole AS share, product % whole AS rest FROM weighed
)
SELECT party, population, share + (
    row_number() OVER (ORDER BY rest DESC, party)
        <= {TOTAL_ORE} - (SELECT sum(share)::BIGINT FROM shared)
)::BIGINT AS fee_ore
FROM shared
"""  # noqa: S608 # the numbers are ours


def duckdb_split(case: Case) -> Prepared:
    """Prepare SQL that numbers the rows by remainder."""
    database = duckdb_payers(case)

    return Prepared(
        lambda: arrow(database, DIVISION),
        lambda table: in_order_of_rows(case, table),
    )
