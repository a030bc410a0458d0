"""Each kind of data frame: what it may hold, what comes back, and that lazy ones stay lazy."""

from __future__ import annotations

import datetime as dt
import itertools
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from builders import MID_YEAR, says_the_same
from frame_kinds import (
    INT64,
    KINDS,
    LAZY,
    QUICK,
    arrow,
    duck,
    made,
    on_spark,
    read,
    spark,
    type_of,
)
from frames_by_hand import BOTH, NACKA, PER_HEAD, SHARED, THREE, WINTER, owed, statuses
from frames_by_objects import Case, Row, agreement_of
from samverkan import Decision, FigureTable, PartyKind, ReferenceDate, Statistic, allocate, to_ore
from samverkan.errors import FrameError, IncompleteFrameError
from samverkan.frames import (
    FeeCount,
    RowStatus,
    assess_frame,
    count_fees,
    fees,
    settle_frame,
)
from samverkan.funding import (
    POPULATION,
    Basis,
    ByGroup,
    ByWeight,
    ByYear,
    Equally,
    Fixed,
    Funding,
    Mean,
    PerParty,
    Rate,
    Rule,
    Split,
    Sum,
)

# --- What comes back


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_of_the_same_kind(kind: str) -> None:
    """The frame comes back with all its columns, and the fee in öre as the last one, Int64."""
    frame = made(kind, NACKA)
    priced = fees(frame, PER_HEAD)

    assert type(priced) is type(frame)
    assert read(priced) == {**NACKA, "fee_ore": [14_277_300]}
    assert list(read(priced)) == [*NACKA, "fee_ore"]
    assert type_of(priced, "fee_ore") in INT64[kind]
    assert read(frame) == NACKA


PAYLOAD: dict[str, tuple[list[Any], pa.DataType]] = {
    "year": ([2015, 2016], pa.int16()),
    "population": ([127, 1], pa.int8()),
    "share": ([0.5, None], pa.float64()),
    "checked": ([True, None], pa.bool_()),
    "since": ([dt.date(2015, 1, 1), None], pa.date32()),
    "paid": ([Decimal("1.50"), None], pa.decimal128(18, 2)),
    "note": (["å", None], pa.string()),
    "count": ([3, 4], pa.int64()),
}


@pytest.mark.parametrize("kind", KINDS)
def test_other_columns_are_kept(kind: str) -> None:
    """Each column keeps its place, type and values, also those that the rule reads."""
    types = {name: each for name, (_, each) in PAYLOAD.items()}
    frame = made(kind, {name: values for name, (values, _) in PAYLOAD.items()}, types)
    priced = fees(frame, PER_HEAD)

    assert [type_of(priced, name) for name in PAYLOAD] == [type_of(frame, n) for n in PAYLOAD]
    assert read(priced) == {**read(frame), "fee_ore": [19_050, 150]}


TEXT = {"str", "object"}
"""What pandas calls text of its own, from 3.0 on and before."""


@pytest.mark.parametrize("kind", KINDS)
def test_statuses_are_text(kind: str) -> None:
    """With ``status=True``, each row says whether its fee is known, and why not."""
    columns = {"row": [0, 1, 2], "year": [2015, 2015, 2016], "population": [1, None, 1]}
    priced = fees(made(kind, columns), PER_HEAD, years=[2015], status=True)

    assert owed(priced) == [150, None, None]
    assert statuses(priced) == ["known", "missing", "other-year"]
    assert list(read(priced))[-2:] == ["fee_ore", "fee_status"]
    assert type_of(priced, "fee_status") in {*TEXT, type_of(made(kind, {"a": ["text"]}), "a")}


@pytest.mark.parametrize("funding", [PER_HEAD, SHARED, BOTH], ids=["rate", "split", "both"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_rows(kind: str, funding: Funding) -> None:
    """An empty frame has no fees, and their total is 0."""
    types = {"party": pa.string(), "year": pa.int64(), "population": pa.int64()}
    frame = made(kind, dict.fromkeys(types, ()), types)
    priced = fees(frame, funding, status=True)

    assert read(priced) == {name: [] for name in [*types, "fee_ore", "fee_status"]}
    assert type_of(priced, "fee_ore") in INT64[kind]
    assert count_fees(priced).rows == count_fees(priced).total_ore == 0


def test_no_rows_and_no_types() -> None:
    """An empty frame of Polars may have columns without a type."""
    priced = fees(pl.DataFrame({"year": [], "population": []}), PER_HEAD, years=[2015])

    assert read(priced) == {"year": [], "population": [], "fee_ore": []}


@pytest.mark.parametrize("kind", KINDS)
def test_one_row(kind: str) -> None:
    """One payer pays its rate and bears the whole of a total."""
    assert owed(fees(made(kind, NACKA), BOTH)) == [14_277_300 + 10_000]


@pytest.mark.parametrize("funding", [PER_HEAD, SHARED, BOTH], ids=["rate", "split", "both"])
@pytest.mark.parametrize("kind", KINDS)
def test_all_missing(kind: str, funding: Funding) -> None:
    """If every figure is missing, no fee is known: none is 0."""
    priced = fees(made(kind, {**THREE, "population": [None] * 3}), funding, status=True)

    assert owed(priced) == [None] * 3
    count = count_fees(priced)
    assert (count.rows, count.known, count.missing, count.subtotal_ore) == (3, 0, 3, 0)
    with pytest.raises(IncompleteFrameError) as caught:
        _ = count.total_ore
    assert caught.value.missing == 3


@pytest.mark.parametrize("kind", KINDS)
def test_ties_by_id(kind: str) -> None:
    """What is left of a division goes to the first ids, in whatever order the rows stand."""
    assert owed(fees(made(kind, THREE), SHARED)) == [3_333, 3_334, 3_333]


HARD_IDS = ["b", "B", "a", "ö", "\N{FULLWIDTH LATIN SMALL LETTER A}", "\N{PILE OF POO}", "0182", ""]


@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_ordered_as_text(kind: str) -> None:
    """Ids are ordered by code point, in every engine, whatever a language's alphabet is."""
    count = len(HARD_IDS)
    columns = {"row": range(count), "party": HARD_IDS, "year": [2015] * count}
    first_half = {*sorted(HARD_IDS)[: count // 2]}

    found = owed(fees(made(kind, columns), Funding(rule=Split(total="0.04", by=Equally()))))
    assert found == [int(party in first_half) for party in HARD_IDS]


# --- Order, index and types of pandas


INDEXES = {
    "labels twice": pd.Index([7, 7, 7]),
    "text": pd.Index(["x", "y", "x"], name="code"),
    "two levels": pd.MultiIndex.from_tuples([("a", 1), ("a", 1), ("b", 1)], names=["one", None]),
    "a column's name": pd.Index([3, 1, 2], name="population"),
    "from the end": pd.RangeIndex(5, 2, -1),
    "days": pd.DatetimeIndex(["2015-01-01", None, "2015-01-01"]),
    "categories": pd.CategoricalIndex(["a", "b", "a"]),
}


@pytest.mark.parametrize("kind", ["pandas", "pandas-nullable", "pandas-arrow"])
@pytest.mark.parametrize("index", INDEXES.values(), ids=INDEXES)
@pytest.mark.parametrize("funding", [PER_HEAD, SHARED], ids=["rate", "split"])
def test_index(kind: str, index: pd.Index[Any], funding: Funding) -> None:
    """Pandas keeps its index, whatever it is: labels neither order nor join rows."""
    frame = made(kind, {**THREE, "population": [3, 1, 2]}).set_index(index)
    copy = frame.copy(deep=True)
    priced = fees(frame, funding)

    pd.testing.assert_index_equal(priced.index, index)
    pd.testing.assert_frame_equal(priced.drop(columns="fee_ore"), copy)
    pd.testing.assert_frame_equal(frame, copy)
    expected = [450, 150, 300] if funding is PER_HEAD else [5_000, 1_667, 3_333]
    assert list(priced["fee_ore"]) == expected


def test_attributes_of_pandas() -> None:
    """A frame of pandas is not changed, and a part of one is priced without a warning."""
    frame = made("pandas", THREE)
    part = frame[frame["party"] != "a"]

    assert owed(fees(part, SHARED)) == [5_000, 5_000]
    assert list(frame.columns) == [*THREE]


# --- Pieces


ROWS = list(zip(*THREE.values(), strict=True))
PIECES: dict[str, Callable[[], Any]] = {
    "PyArrow in chunks": lambda: pa.concat_tables(
        [arrow({name: [value] for name, value in zip(THREE, row, strict=True)}) for row in ROWS]
    ),
    "PyArrow with an empty chunk": lambda: pa.concat_tables(
        [arrow(THREE).slice(0, 1), arrow(THREE).slice(0, 0), arrow(THREE).slice(1)]
    ),
    "PyArrow cut": lambda: arrow({n: [v[0], *v, v[0]] for n, v in THREE.items()}).slice(1, 3),
    "Polars in chunks": lambda: pl.concat(
        [pl.DataFrame(THREE)[place : place + 1] for place in range(3)], rechunk=False
    ),
    "Polars cut": lambda: pl.DataFrame({n: [v[0], *v, v[0]] for n, v in THREE.items()})[1:4],
    "Polars each other": lambda: pl.DataFrame(
        {n: [x for each in v for x in (each, each)] for n, v in THREE.items()}
    )[::2],
    "pandas cut": lambda: pd.DataFrame({n: [v[0], *v, v[0]] for n, v in THREE.items()})[1:4],
}


@pytest.mark.parametrize("make", PIECES.values(), ids=PIECES)
def test_pieces(make: Callable[[], Any]) -> None:
    """A frame in chunks, or cut out of another, is one frame."""
    priced = fees(make(), BOTH)

    assert owed(priced) == [3_333 + 150, 3_334 + 150, 3_333 + 150]
    assert read(priced)["party"] == THREE["party"]


# --- Types of columns


SIGNED = ["int8", "int16", "int32", "int64"]
UNSIGNED = ["uint8", "uint16", "uint32", "uint64"]


@pytest.mark.parametrize("width", [*SIGNED, *UNSIGNED])
@pytest.mark.parametrize("kind", QUICK)
def test_whole_numbers_of_any_width(kind: str, width: str) -> None:
    """Nothing is computed in the width of a column: 120 × 100 000 kronor leave eight bits."""
    types = {"population": getattr(pa, width)(), "year": pa.int16()}
    columns = {**THREE, "population": [120, None, 0]}
    rate = Funding(rule=Rate(kronor_per_unit=100_000, of=MID_YEAR))

    assert owed(fees(made(kind, columns, types), rate)) == [1_200_000_000, None, 0]
    shared = fees(made(kind, {**columns, "population": [120, 7, 0]}, types), SHARED)
    assert owed(shared) == [9_449, 551, 0]


@pytest.mark.slow
@pytest.mark.parametrize("width", SIGNED)
@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_whole_numbers_of_any_width_on_spark(kind: str, width: str) -> None:
    """The same on PySpark, which has no unsigned numbers."""
    test_whole_numbers_of_any_width(kind, width)


TEXTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "Polars' categories": lambda columns: pl.DataFrame(
        columns, schema_overrides=dict.fromkeys(("party", "kind", "group"), pl.Categorical)
    ),
    "Polars' enumerations": lambda columns: pl.DataFrame(
        columns,
        schema_overrides={
            "kind": pl.Enum(["region", "municipality"]),
            "group": pl.Enum(["shore", "inland"]),
            "party": pl.Enum(["c", "b", "a"]),  # in another order than that of text
        },
    ),
    "Polars' categories, lazily": lambda columns: pl.LazyFrame(
        columns, schema_overrides=dict.fromkeys(("party", "kind", "group"), pl.Categorical)
    ),
    "pandas' categories": lambda columns: pd.DataFrame(columns).astype(
        {
            "party": pd.CategoricalDtype(["c", "b", "a"], ordered=True),
            "kind": "category",
            "group": "category",
        }
    ),
    "pandas' categories without order": lambda columns: pd.DataFrame(columns).astype(
        dict.fromkeys(("party", "kind", "group"), "category")
    ),
    "pandas' objects": lambda columns: pd.DataFrame(columns, dtype=object).astype(
        {"row": int, "year": int, "population": int}
    ),
    "pandas' texts of Python": lambda columns: pd.DataFrame(columns).astype(
        dict.fromkeys(("party", "kind", "group"), "string[python]")
    ),
    "PyArrow's dictionaries": lambda columns: pa.table(
        {
            name: pa.array(values).dictionary_encode()
            if name in {"party", "kind", "group"}
            else pa.array(values)
            for name, values in columns.items()
        }
    ),
    "PyArrow's large texts": lambda columns: pa.table(columns).cast(
        pa.schema(
            [
                (name, pa.int64() if isinstance(values[0], int) else pa.large_string())
                for name, values in columns.items()
            ]
        )
    ),
    "pandas' dictionaries of PyArrow": lambda columns: pd.DataFrame(columns).astype(
        dict.fromkeys(
            ("party", "kind", "group"), pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string()))
        )
    ),
    "PyArrow's texts from Polars": lambda columns: pl.DataFrame(columns).to_arrow(),
    "DuckDB's enumerations": lambda columns: (
        duck()
        .from_arrow(arrow(columns))
        .project(
            "row, year, population, party::ENUM('c', 'b', 'a') AS party, "
            "kind::ENUM('region', 'municipality') AS kind, \"group\"::ENUM('shore') AS \"group\""
        )
    ),
}


VIEWS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "PyArrow's views of texts": lambda columns: pa.table(
        {
            name: pa.array(values, None if isinstance(values[0], int) else pa.string_view())
            for name, values in columns.items()
        }
    ),
}
TEXTS |= VIEWS if int(pa.__version__.split(".")[0]) >= 21 else {}  # older ones cannot cast these


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_texts(make: Callable[[dict[str, Any]], Any]) -> None:
    """Ids, kinds and groups may be categories: they count as the text that they stand for."""
    divided: Rule = Split(total=1, by=Equally())
    rule = ByGroup(
        kinds={
            PartyKind.MUNICIPALITY: divided,
            PartyKind.REGION: Fixed(kronor=5),
        },
        groups={"shore": PerParty(kronor={"d": 7})},
    )
    columns: dict[str, list[Any]] = {
        "row": [0, 1, 2, 3, 4],
        "year": [2015] * 3 + [2016] * 2,
        "population": [1] * 5,
        "party": ["c", "a", "b", "c", "a"],
        "kind": ["municipality"] * 3 + ["region"] * 2,
        "group": [None, None, None, "shore", None],
    }
    frame = make(columns)

    assert owed(fees(frame, Funding(rule=rule))) == [33, 34, 33, None, 500]
    assert [type_of(fees(frame, Funding(rule=rule)), n) for n in columns] == [
        type_of(frame, n) for n in columns
    ]


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_texts_of_members(make: Callable[[dict[str, Any]], Any]) -> None:
    """The figures of an agreement's members may have such ids, too."""
    columns: dict[str, list[Any]] = {
        "row": [0, 1],
        "year": [2015] * 2,
        "population": [10, 20],
        "party": ["a", "c"],
        "kind": ["municipality"] * 2,
        "group": [None, "shore"],
    }
    row = Row("a", 2015, PartyKind.MUNICIPALITY, None)
    case = Case(PER_HEAD, (row, row._replace(party="c")), FigureTable([]), (2015,))
    agreement = agreement_of(case, 2015)
    for party in ("Part a", "Part c"):
        agreement = agreement.accede(party, Decision(decided_on=dt.date(2014, 1, 1)))

    assessed = assess_frame(agreement, make(columns), years=2015)
    assert read(assessed, "party")["fee_ore"] == [1_500, 3_000]
    since, known_on = dt.date(2014, 6, 29), dt.date(2014, 6, 30)  # the day of the figures
    claims = settle_frame(agreement, make(columns), years=2015, since=since, known_on=known_on)
    assert read(claims, "party")["claim_ore"] == [1_500, 3_000]


NOTHING: dict[str, Callable[[], Any]] = {
    "Polars": lambda: pl.DataFrame({"year": [2015], "population": [7], "group": [None]}),
    "pandas": lambda: pd.DataFrame({"year": [2015], "population": [7], "group": [None]}),
    "PyArrow": lambda: pa.table({"year": [2015], "population": [7], "group": pa.nulls(1)}),
    "Polars, lazily": lambda: pl.LazyFrame({"year": [2015], "population": [7], "group": [None]}),
}


@pytest.mark.parametrize("make", NOTHING.values(), ids=NOTHING)
def test_no_group_at_all(make: Callable[[], Any]) -> None:
    """A column of groups in which nobody has one needs no type."""
    rule = ByGroup(groups={"shore": Fixed(kronor=1)})

    assert statuses(fees(make(), Funding(rule=rule), status=True)) == ["unstated"]
    called = {"population": "group"}
    priced = fees(make(), PER_HEAD, columns=called, status=True)
    assert statuses(priced) == ["missing"]


def test_no_figure_at_all() -> None:
    """The same in DuckDB, where older releases say that the column is of whole numbers."""
    relation = duck().sql("SELECT 0 AS row, 2015 AS year, NULL AS population")

    assert statuses(fees(relation, PER_HEAD, status=True)) == ["missing"]


def test_another_figure_than_nothing() -> None:
    """A figure may serve in place of a column that holds nothing."""
    frame = pl.DataFrame({"row": [0, 1], "year": [2015] * 2, "now": [None] * 2, "then": [7, None]})
    basis = attrs.evolve(MID_YEAR, fallback=WINTER)
    rate = Funding(rule=Rate(kronor_per_unit=1, of=basis))

    assert owed(fees(frame, rate, columns={MID_YEAR: "now", WINTER: "then"})) == [700, None]


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_no_group_at_all_on_spark(kind: str) -> None:
    """The same on PySpark."""
    frame = spark().sql("SELECT 2015 AS year, 7 AS population, NULL AS group")
    rule = ByGroup(kinds={}, groups={"shore": Fixed(kronor=1)})

    assert kind == "pyspark"
    assert statuses(fees(frame, Funding(rule=rule), status=True)) == ["unstated"]


# --- Names of columns


HOSTILE = [
    "folkmängd 2015",
    'say "people"',
    "it's",
    "a`tick",
    "a.b",
    "SELECT",
    "*",
    "1",
    "; DROP TABLE payers --",
    "a\\b",
    "{0}",
    "$1",
    "^population$",
    "\N{PILE OF POO}",
    " ",
]


@pytest.mark.parametrize("kind", QUICK)
def test_hostile_names(kind: str) -> None:
    """A column may have any name, those of the figures and the others."""
    for name in HOSTILE:
        columns = {
            f"{name} row": [0, 1],
            f"{name} id": ["a", "b"],
            f"{name} year": [2015, 2015],
            name: [1, 2],
        }
        called = {"party": f"{name} id", "year": f"{name} year", "population": name}
        priced = fees(made(kind, columns), BOTH, columns=called, status=True)

        expected = {**columns, "fee_ore": [3_483, 6_967], "fee_status": ["known"] * 2}
        assert read(priced, f"{name} row") == expected, name


@pytest.mark.parametrize("kind", KINDS)
def test_all_hostile_names_at_once(kind: str) -> None:
    """Columns of such names stand beside each other, whether a rule reads them or not."""
    columns: dict[str, list[Any]] = {name: [2015, 2015] for name in HOSTILE}
    columns |= {"row": [0, 1], "a`tick": ["a", "b"], "a.b": [1, 2]}
    called = {"party": "a`tick", "year": 'say "people"', "population": "a.b"}
    priced = fees(made(kind, columns), BOTH, columns=called, status=True)

    assert read(priced) == columns | {"fee_ore": [3_483, 6_967], "fee_status": ["known"] * 2}


OURS = ["c0", "c1", "c2", "C3", "kept0", "share", "share1", "ore", "known", "status", "rows", "n0"]


@pytest.mark.parametrize("kind", KINDS)
def test_names_that_we_use_ourselves(kind: str) -> None:
    """A column may be called like one that is used to compute the fees."""
    columns = {**THREE, **{name: [7, 8, 9] for name in OURS}}
    priced = fees(made(kind, columns), BOTH, columns={"population": "population"}, status=True)

    assert owed(priced) == [3_483, 3_484, 3_483]
    assert {name: read(priced)[name] for name in columns} == columns
    assert count_fees(priced).total_ore == 10_450


# --- Columns by figure


AVERAGE = Basis(
    statistic=POPULATION,
    reference_date=Mean([ReferenceDate(1, 12, 31), ReferenceDate(1, 6, 30)]),
)


@pytest.mark.parametrize("kind", QUICK)
def test_one_statistic_on_two_days(kind: str) -> None:
    """A basis names the column of a day; the days of a mean are columns of their own."""
    rule = Sum(rules=[Rate(kronor_per_unit=1, of=AVERAGE), Rate(kronor_per_unit=100, of=MID_YEAR)])
    columns = {"row": [0, 1], "year": [2015] * 2, "summer": [4, 4], "winter": [7, None]}
    called: dict[str | Basis, str] = {MID_YEAR: "summer", WINTER: "winter"}

    priced = fees(made(kind, columns), Funding(rule=rule), columns=called)
    assert owed(priced) == [550 + 40_000, None]


def test_a_basis_is_its_figure() -> None:
    """What a basis says besides its statistic and day does not matter to name a column."""
    other = Basis(
        statistic=POPULATION,
        reference_date=MID_YEAR.reference_date,
        said_before_year=True,
        fallback=WINTER,
    )
    frame = made("polars", {"row": [0], "year": [2015], "people": [2]})

    assert owed(fees(frame, PER_HEAD, columns={other: "people"})) == [300]
    assert owed(
        fees(
            frame,
            Funding(rule=Rate(kronor_per_unit=1, of=other)),
            columns={
                MID_YEAR: "people",
                WINTER: "people",
            },
        )
    ) == [200]


@pytest.mark.parametrize("kind", QUICK)
def test_smallest_decimals(kind: str) -> None:
    """A figure is a whole number of its statistic's last decimal: 1234 is 12.34."""
    area = Statistic(id="area", name="yta", unit="km²", units="km²", decimals=2)
    rate = Rate(kronor_per_unit=3, of=Basis(statistic=area, reference_date=dt.date(2014, 1, 1)))
    frame = made(kind, {"row": [0], "year": [2015], "area": [1_234]})

    assert owed(fees(frame, Funding(rule=rate))) == [3_702]


# --- Years


BY_YEAR = Funding(rule=ByYear(years={2015: 1, 2016: 2}, later=3))
FIVE_YEARS = {"row": [0, 1, 2, 3], "year": [2014, 2015, 2016, 2019]}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (None, ["unstated", 100, 200, 300]),
        ([2014, 2015, 2019], ["unstated", 100, "other-year", 300]),
        (range(2014, 2017), ["unstated", 100, 200, "other-year"]),
        ({2016}, ["other-year", "other-year", 200, "other-year"]),
        (2016, ["other-year", "other-year", 200, "other-year"]),
        ([], ["other-year"] * 4),
    ],
    ids=["any", "list", "range", "set", "one", "none"],
)
def test_years(kind: str, years: Any, expected: list[int | str]) -> None:
    """Rows of years that are not asked for have no fee, and nothing is missing of them."""
    priced = fees(made(kind, FIVE_YEARS), BY_YEAR, years=years, status=True)

    assert owed(priced) == [each if isinstance(each, int) else None for each in expected]
    assert statuses(priced) == [each if isinstance(each, str) else "known" for each in expected]
    assert count_fees(priced).other_year == expected.count("other-year")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("years", [2015, [2015]])
def test_a_total_of_one_year(kind: str, years: Any) -> None:
    """A total of one year is divided among its rows: those of other years are no payers."""
    columns = {**THREE, "when": [2015, 2016, 2015], "population": [1, 7, 3]}
    del columns["year"]
    called = {"year": "when"}
    priced = fees(made(kind, columns), SHARED, years=years, columns=called, status=True)

    assert owed(priced) == [2_500, None, 7_500]
    assert statuses(priced) == ["known", "other-year", "known"]
    assert count_fees(priced).total_ore == 10_000


@pytest.mark.parametrize("kind", LAZY)
def test_what_says_other_year(kind: str) -> None:
    """A row of another year is no payer, whatever else is wrong with it; one without year is."""
    columns: dict[str, list[Any]] = {
        "row": [0, 1, 2, 3],
        "party": ["a", None, "a", "a"],
        "year": [2015, 2016, None, 2016],
        "population": [1, -1, 1, 1],
    }
    priced = fees(made(kind, columns), BOTH, years=2015, status=True)

    assert owed(priced) == [10_150, None, None, None]
    assert statuses(priced) == ["known", "other-year", "out-of-bounds", "other-year"]


@pytest.mark.parametrize("kind", QUICK)
def test_one_year(kind: str) -> None:
    """If all rows are of one year, a frame needs no column for it; one that is named is needed."""
    frame = made(kind, {"row": [0, 1], "party": ["a", "b"], "population": [1, 2]})

    assert owed(fees(frame, BOTH, years=2015)) == [150 + 3_333, 300 + 6_667]
    assert owed(fees(frame, BY_YEAR, years=2020)) == [300, 300]
    with pytest.raises(FrameError, match="'when', which columns= names for year, is missing"):
        fees(frame, BOTH, years=2015, columns={"year": "when"})


def test_years_from_a_generator() -> None:
    """The years may come from anything that yields them."""
    priced = fees(made("polars", FIVE_YEARS), BY_YEAR, years=(year for year in (2015, 2016)))

    assert owed(priced) == [None, 100, 200, None]


# --- Lazy frames stay lazy


def test_polars_runs_nothing() -> None:
    """A query of Polars is not run before it is collected."""
    ran = []

    def noted(frame: pl.DataFrame) -> pl.DataFrame:
        ran.append(len(frame))
        return frame

    lazy = pl.LazyFrame(THREE).map_batches(noted, schema=pl.DataFrame(THREE).schema)
    priced = fees(lazy, BOTH, status=True)

    assert ran == []
    assert owed(priced) == [3_483, 3_484, 3_483]
    assert ran


def test_duckdb_runs_nothing() -> None:
    """A relation of DuckDB is not run before it is fetched."""
    runs = itertools.count()
    with duckdb.connect() as connection:
        connection.create_function(
            "noted", lambda people: people + 0 * next(runs), ["BIGINT"], "BIGINT", side_effects=True
        )
        connection.register("payers", arrow(THREE))
        relation = connection.sql(
            "SELECT row, party, year, noted(population) population FROM payers"
        )
        priced = fees(relation, BOTH, status=True)

        assert next(runs) == 0
        assert owed(priced) == [3_483, 3_484, 3_483]
        assert next(runs) > 1


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_spark_runs_nothing(kind: str) -> None:
    """No job of Spark starts before the result is collected."""
    frame = made(kind, THREE)
    context = spark().sparkContext
    context.setJobGroup("fees", "before")
    priced = fees(frame, BOTH, status=True)

    assert list(context.statusTracker().getJobIdsForGroup("fees")) == []
    assert owed(priced) == [3_483, 3_484, 3_483]
    assert list(context.statusTracker().getJobIdsForGroup("fees")) != []


def test_polars_streams() -> None:
    """What comes back is the same when Polars streams it."""
    priced = fees(pl.LazyFrame(THREE), BOTH, status=True).collect(engine="streaming")

    assert owed(priced) == [3_483, 3_484, 3_483]


ANY_CASE = {
    "row": [0, 1, 2],
    "party": ["a", "A", "b"],
    "kind": ["municipality"] * 3,
    "group": ["large", "Large", "large"],
    "population": [1, 1, 1],
}
BY_TEXT = Sum(
    rules=[
        ByGroup(kinds={PartyKind.MUNICIPALITY: Fixed(kronor=1)}, groups={"large": Fixed(kronor=2)}),
        PerParty(kronor={"a": 3}, others=4),
        Split(total=6, by=Equally()),
    ]
)


def by_text(frame: Any) -> list[tuple[Any, str]]:
    """Return what rows owe by rules that compare texts, and their statuses."""
    priced = fees(frame, Funding(rule=BY_TEXT), years=2015, status=True)
    return list(zip(owed(priced), statuses(priced), strict=True))


@pytest.mark.parametrize("of", ["a column", "all"])
def test_collations_of_duckdb(of: str) -> None:
    """Texts are compared character by character, whatever DuckDB is told of case."""
    expected = by_text(made("polars-lazy", ANY_CASE))
    assert expected == [(700, "known"), (None, "unstated"), (800, "known")]
    with duckdb.connect() as connection:
        if of == "all":
            connection.execute("SET default_collation = 'NOCASE'")
        connection.register("given", arrow(ANY_CASE))
        collated = ", ".join(
            f'"{each}" COLLATE NOCASE AS "{each}"' for each in ("party", "kind", "group")
        )
        taken = "*" if of == "all" else f"* REPLACE ({collated})"
        connection.table("given").project(taken).create("payers")

        assert by_text(connection.table("payers")) == expected


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_collations_of_spark(kind: str) -> None:
    """Nor does it matter what Spark is told, which has collations since its release 4."""
    has_collations = hasattr(spark().range(1), "toArrow")  # since 4.0
    text = "collate({0}, 'UTF8_LCASE') AS {0}" if has_collations else "{0}"
    texts = map(text.format, ("party", "kind", "group"))
    frame = made(kind, ANY_CASE).selectExpr("row", "population", *texts)

    assert by_text(frame) == by_text(made("polars-lazy", ANY_CASE))


def test_a_connection_of_its_own() -> None:
    """A relation may belong to any connection of DuckDB; nothing is left behind in it."""
    rule = Sum(
        rules=[
            PerParty(kronor={"a": 1, "b": 2, "it-is": 3}, others=9),
            Split(total=100, by=ByWeight(weights={"a": 1, "b": 2, "c": 3})),
        ]
    )
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE payers AS "
            "SELECT * FROM (VALUES (0, 'c'), (1, 'a'), (2, 'b')) t(row, party)"
        )
        before = connection.sql("SHOW TABLES").fetchall()
        priced = fees(connection.table("payers"), Funding(rule=rule), years=2015)

        assert owed(priced) == [900 + 5_000, 100 + 1_667, 200 + 3_333]
        assert connection.sql("SHOW TABLES").fetchall() == before


# --- Many rows, and many parties


@pytest.mark.slow
@pytest.mark.parametrize("kind", QUICK)
def test_thousands_of_parties(kind: str) -> None:
    """A rule may name thousands of parties, each with its own amount or weight."""
    ids = [f"p{number}" for number in range(3_000)]
    kronor = {party: number % 1_000 - 500 for number, party in enumerate(ids)}
    weights = {party: (7 * number) % 1_001 for number, party in enumerate(ids)}
    rule = Sum(
        rules=[PerParty(kronor=kronor), Split(total=10**9 + 1, by=ByWeight(weights=weights))]
    )
    shares = allocate(100 * (10**9 + 1), weights)
    frame = made(kind, {"row": range(len(ids)), "party": ids})

    found = owed(fees(frame, Funding(rule=rule), years=2015))
    assert found == [100 * kronor[party] + shares[party] for party in ids]


@pytest.mark.parametrize("total", ["999999999999999.99", "-0.05", "-123456789.01"])
@pytest.mark.parametrize("kind", QUICK)
def test_a_division_of_large_numbers(kind: str, total: str) -> None:
    """Shares are exact although the total times a weight is far above 64 bits."""
    count = 500
    weights = {f"p{n}": (10**11 - 7 * n**3) % 10**11 // (1 + n % 5) for n in range(count)}
    frame = made(
        kind, {"row": range(count), "party": list(weights), "population": list(weights.values())}
    )
    shares = allocate(to_ore(total), weights)

    found = owed(fees(frame, Funding(rule=Split(total=total, by=MID_YEAR)), years=2015))
    assert found == [shares[party] for party in weights]


# --- What is loaded


def test_no_other_engine_is_loaded() -> None:
    """A table of PyArrow is priced without Polars, DuckDB or PySpark, and without our files.

    PyArrow itself looks for pandas.
    """
    code = """if True:
        import sys
        import pyarrow
        from samverkan import ReferenceDate
        from samverkan.frames import fees
        from samverkan.funding import POPULATION, Basis, Equally, Funding, Rate, Split, Sum
        basis = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
        rule = Sum(rules=[Rate(kronor_per_unit=1, of=basis), Split(total=1, by=Equally())])
        table = pyarrow.table({"party": ["a"], "population": [1]})
        print(fees(table, Funding(rule=rule), years=2015)["fee_ore"].to_pylist())
        print(sorted({"polars", "duckdb", "pyspark", "click", "cattrs"} & {*sys.modules}))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[200]\n[]\n"


def test_without_the_extra() -> None:
    """Without narwhals, the error says what to install."""
    code = """if True:
        import sys
        sys.modules["narwhals"] = None
        import samverkan.frames
        from samverkan.errors import MissingExtraError
        try:
            samverkan.frames.fees
        except MissingExtraError as error:
            print(error)
    """
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.startswith("the extra frames is missing; install it: ")


# --- Counting


@pytest.mark.parametrize("kind", KINDS)
def test_counting(kind: str) -> None:
    """Fees are counted by status; a total leaves out what is not stated, as assess() does."""
    columns: dict[str, list[Any]] = {
        "row": [0, 1, 2, 3, 4],
        "year": [2015, 2015, 2015, 2016, 2014],
        "population": [1, 3, None, 5, 7],
    }
    funding = Funding(rule=ByYear(years={2015: PER_HEAD.rule}))
    frame = made(kind, columns)
    count = count_fees(fees(frame, funding, years=[2014, 2015], status=True))

    assert count == FeeCount(rows=5, known=2, missing=1, other_year=1, unstated=1, subtotal_ore=600)
    with pytest.raises(IncompleteFrameError, match=r"\): 1 without a figure$") as caught:
        _ = count.total_ore
    assert caught.value.in_language("sv").endswith("): 1 utan uppgift.")
    columns["population"][2] = 0
    whole = count_fees(fees(made(kind, columns), funding, years=[2014, 2015], status=True))
    assert (whole.known, whole.unstated, whole.other_year, whole.total_ore) == (3, 1, 1, 600)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_stated(kind: str) -> None:
    """If no fee at all is known, what is not stated prevents a total, as in assess()."""
    count = count_fees(fees(made(kind, FIVE_YEARS), BY_YEAR, years=2014, status=True))

    assert (count.rows, count.unstated, count.other_year, count.subtotal_ore) == (4, 1, 3, 0)
    with pytest.raises(IncompleteFrameError, match=r": 3 of other years, 1 without a rule$"):
        _ = count.total_ore
    none = count_fees(fees(made(kind, FIVE_YEARS), BY_YEAR, years=[], status=True))
    assert (none.rows, none.other_year) == (4, 4)
    with pytest.raises(IncompleteFrameError, match=r": 4 of other years$"):
        _ = none.total_ore


def test_what_is_incomplete() -> None:
    """What prevents a total is named with its number; what does not is not named."""
    count = FeeCount(
        rows=28,
        known=0,
        missing=1,
        out_of_bounds=2,
        other_year=3,
        unstated=4,
        partly_unstated=5,
        undated=6,
        pending=7,
        stated_twice=8,
    )
    with pytest.raises(IncompleteFrameError) as caught:
        _ = count.total_ore

    assert str(caught.value).endswith(
        "): 1 without a figure, 2 out of bounds, 3 of other years, 4 without a rule, 5 without a "
        "rule on some days, 6 without a decision, 7 pending, 8 stated twice"
    )
    assert says_the_same(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sum_above_64_bits(kind: str) -> None:
    """The sum of the fees may be larger than any of them could be."""
    rows = 100
    highest = Funding(rule=Fixed(kronor=999_999_999_999_999))
    frame = made(kind, {"row": range(rows), "year": [2015] * rows})

    count = count_fees(fees(frame, highest, status=True))
    assert count.total_ore == rows * 99_999_999_999_999_900 > 2**63
    below = Funding(rule=Fixed(kronor=-999_999_999_999_999))
    assert count_fees(fees(frame, below, status=True)).total_ore == -count.total_ore


@pytest.mark.parametrize(
    "wide",
    [
        pd.DataFrame({"fee_ore": pd.array([2**63 + 1], dtype="UInt64")}),
        pl.DataFrame({"fee_ore": [-(2**63)]}),
        pl.DataFrame({"fee_ore": [2**64 - 1]}, schema={"fee_ore": pl.UInt64}),
    ],
    ids=["above int64", "lowest of int64", "highest of uint64"],
)
def test_a_number_that_is_no_fee(wide: Any) -> None:
    """What is too large for a fee of ours is refused, and not counted modulo 2**64."""
    with pytest.raises(FrameError) as caught:
        count_fees(wide)

    assert caught.value.reason in {"too-large", "below-zero"}


def test_a_number_that_is_no_fee_lazily() -> None:
    """In a lazy frame, too: such a number is none that is known."""
    priced = duck().sql("SELECT unnest([1, 170141183460469231731687303715884105727]) AS fee_ore")

    assert count_fees(priced) == FeeCount(rows=2, known=1, missing=1, subtotal_ore=1)


def test_statuses_have_names() -> None:
    """The statuses are text that a frame can hold and a program can name."""
    assert [*RowStatus] == [
        "known",
        "missing",
        "out-of-bounds",
        "other-year",
        "unstated",
        "partly-unstated",
        "undated",
        "pending",
        "stated-twice",
    ]
