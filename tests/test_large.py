"""Fees of a Parquet file that is four times as large as the memory that DuckDB may use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from samverkan import ReferenceDate
from samverkan.frames import count_fees, fees
from samverkan.funding import POPULATION, Basis, Fixed, Funding, Rate, Split

pytestmark = pytest.mark.slow

LIMIT = 256 * 10**6
ROWS = 10_000_000
DIVIDED = 3_000_000
"""The rows of a division: they need about a gigabyte of memory if nothing limits it."""

LARGEST = 200_000
"""The largest population. All are as frequent: this divides the rows, and 7919 is prime to it."""

YEAR_END = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 12, 31))


def inhabitants(rows: int) -> int:
    """Return the sum of the populations of so many rows."""
    return rows // LARGEST * sum(range(1, LARGEST + 1))


OTHERS = ", ".join(f"hash({number} * {ROWS} + range) AS other_{number}" for number in range(12))
"""Twelve columns that have nothing to do with fees, and that nothing compresses."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return an empty folder, and remove the large files in it."""
    made = tmp_path_factory.mktemp("large")
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def database(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database with little memory, and write the large file."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{LIMIT}B",
        "temp_directory": str(folder / "overflow"),
        "preserve_insertion_order": False,
        "threads": 2,
    }
    with duckdb.connect(config=settings) as connection:
        numbered = connection.table_function("range", [ROWS])
        payers = numbered.project(
            f"printf('%08d', range) AS party, 1 + range * 7919 % {LARGEST} AS population, {OTHERS}"
        )
        payers.write_parquet(str(folder / "payers.parquet"), compression="uncompressed")
        yield connection


def test_rates(folder: Path, database: duckdb.DuckDBPyConnection) -> None:
    """Each payer has its fee, and the file of the fees has all columns of the other."""
    payers = database.read_parquet(str(folder / "payers.parquet"))
    priced = fees(payers, Funding(rule=Rate(kronor_per_unit="1.53", of=YEAR_END)), years=2025)
    priced.write_parquet(str(folder / "fees.parquet"))
    written = database.read_parquet(str(folder / "fees.parquet"))

    assert (folder / "payers.parquet").stat().st_size > 4 * LIMIT
    assert written.columns == [*payers.columns, "fee_ore"]
    assert written.filter("fee_ore IS DISTINCT FROM 153 * population").fetchall() == []
    assert count_fees(written).total_ore == 153 * inhabitants(ROWS)


def test_division(folder: Path, database: duckdb.DuckDBPyConnection) -> None:
    """The shares of all payers sum to the total, and each is less than an öre from exact."""
    payers = database.read_parquet(str(folder / "payers.parquet")).project("party, population")
    payers = payers.filter(f"party < '{DIVIDED:08}'")
    total, weights = 123_456_789_01, inhabitants(DIVIDED)
    cost = Funding(rule=Split(total=Fixed(kronor="123456789.01"), by=YEAR_END))
    fees(payers, cost, years=2025).write_parquet(str(folder / "shares.parquet"))
    written = database.read_parquet(str(folder / "shares.parquet"))

    away = f"abs(fee_ore * {weights}::HUGEINT - population * {total}::HUGEINT)"
    assert written.filter(f"{away} >= {weights}").fetchall() == []
    assert count_fees(written).total_ore == total
