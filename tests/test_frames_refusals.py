"""What a data frame is refused for: its kind, its columns, their types and values, and its rule."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import attrs
import narwhals as nw
import narwhals.stable.v2 as stable
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from builders import MID_YEAR, says_the_same
from frame_kinds import EAGER, KINDS, LAZY, QUICK, duck, made, on_spark, read
from frames_by_hand import PER_HEAD, SHARED, THREE, WINTER, owed, statuses
from samverkan import Figure, FigureTable, PartyKind, ReferenceDate, Statistic, allocate
from samverkan.errors import (
    BudgetYearError,
    FrameError,
    FrameRuleError,
    SamverkanError,
    StatisticConflictError,
    WrongTypeError,
)
from samverkan.frames import count_fees, fees
from samverkan.funding import (
    POPULATION,
    Basis,
    ByGroup,
    ByWeight,
    EntryFee,
    Equally,
    Fixed,
    Funding,
    Mean,
    PerParty,
    Rate,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Sum,
)
from strategies import RESULT, TAX_BASE

OF_AREA = attrs.evolve(MID_YEAR, subject="riket")
MEAN = attrs.evolve(
    MID_YEAR, reference_date=Mean(of=[ReferenceDate(1, 6, 30), ReferenceDate(1, 12, 31)])
)
CHEAP = Rate(kronor_per_unit=1, of=MID_YEAR)
MUNICIPALITY, REGION = PartyKind.MUNICIPALITY, PartyKind.REGION
LAZY_KINDS = [*LAZY, pytest.param("pyspark", marks=on_spark)]


def refused(frame: Any, rule: Rule | Funding = PER_HEAD, **given: Any) -> FrameError:
    """Return the error with which a frame is refused; it says the same in both languages."""
    funding = rule if isinstance(rule, Funding) else Funding(rule=rule)
    with pytest.raises(FrameError) as caught:
        fees(frame, funding, **given)
    assert says_the_same(caught.value)
    return caught.value


def refused_rule(rule: Rule, frame: Any = None, **given: Any) -> FrameRuleError:
    """Return the error with which a rule is refused, before anything runs."""
    if frame is None:  # what is refused is refused before anything runs
        frame = made("polars-lazy", THREE).map_batches(lambda _: pytest.fail("a frame was run"))
    with pytest.raises(FrameRuleError) as caught:
        fees(frame, Funding(rule=rule), **given)
    assert says_the_same(caught.value)
    return caught.value


# --- Years


@pytest.mark.parametrize(
    "years",
    [
        pd.Series([2015, 2015]).unique(),
        pd.Series([2015]).max(),
        pl.Series([2015]),
        range(2015, 2016),
    ],
    ids=lambda years: type(years).__name__,
)
def test_years_of_other_libraries(years: Any) -> None:
    """The years may be whole numbers of NumPy, or a column."""
    assert owed(fees(made("polars", THREE), PER_HEAD, years=years)) == [150] * 3


@pytest.mark.parametrize("years", [True, [True], 2015.0, [2015.0], "2015", ["2015"]])
def test_no_years(years: Any) -> None:
    """What is no whole number is refused."""
    with pytest.raises((BudgetYearError, WrongTypeError)) as caught:
        fees(made("polars", THREE), PER_HEAD, years=years)

    assert says_the_same(caught.value)


# --- The kind of a frame


NO_FRAMES: dict[str, Any] = {
    "mapping": {"year": [2015], "population": [1]},
    "list": [{"year": 2015, "population": 1}],
    "nothing": None,
    "series of pandas": pd.Series([1], name="population"),
    "series of Polars": pl.Series("population", [1]),
    "array": np.ones((1, 1), dtype=int),
    "record array": np.array([(2015, 1)], dtype=[("year", int), ("population", int)]),
    "text": "SELECT 2015 AS year, 1 AS population",
    "class": pl.DataFrame,
    "frame of narwhals": nw.from_native(pl.DataFrame({"year": [2015], "population": [1]})),
    "frame of stable narwhals": stable.from_native(
        pl.LazyFrame({"year": [2015], "population": [1]})
    ),
}


@pytest.mark.parametrize("frame", NO_FRAMES.values(), ids=NO_FRAMES)
def test_no_frame(frame: object) -> None:
    """Anything else than a frame of a known engine is refused by the name of its type."""
    error = refused(frame)

    assert error.reason == "engine"
    assert type(frame).__name__ in str(error)
    assert "Polars, pandas, PyArrow, DuckDB or PySpark" in str(error)


# --- Columns


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("rule", "left_out"),
    [
        (PER_HEAD.rule, "year"),
        (PER_HEAD.rule, "population"),
        (SHARED.rule, "party"),
        (PerParty(kronor={"a": 1}), "party"),
        (ByGroup(kinds={MUNICIPALITY: Fixed(kronor=1)}), "kind"),
        (ByGroup(groups={"shore": Fixed(kronor=1)}), "group"),
        (ByGroup(kinds={REGION: Fixed(kronor=1)}, groups={"a": Fixed(kronor=1)}), "kind"),
        (Shares(total=1, kinds={MUNICIPALITY: Share(part=1, by=Equally())}), "kind"),
        (Shares(total=1, groups={"shore": Share(part=1, by=Equally())}), "group"),
    ],
    ids=[
        "year",
        "figure",
        "party of a split",
        "party of stated amounts",
        "kind",
        "group",
        "kind beside groups",
        "kind of shares",
        "group of shares",
    ],
)
def test_a_column_is_missing(kind: str, rule: Rule, left_out: str) -> None:
    """A column that a rule needs is named, and those that there are."""
    columns = {
        "row": [0],
        "party": ["a"],
        "year": [2015],
        "kind": ["municipality"],
        "group": ["shore"],
        "population": [1],
    }
    fees(made(kind, columns), Funding(rule=rule))
    del columns[left_out]

    error = refused(made(kind, columns), rule)
    reason = "no-column-of-years" if left_out == "year" else "no-column"
    assert (error.reason, error.details["column"]) == (reason, left_out)
    assert repr(left_out) in str(error)
    named = refused(made(kind, columns), rule, columns={left_out: "kolumn"})
    assert (named.reason, named.details["column"]) == ("no-column-of", "kolumn")
    assert left_out in str(named)


@pytest.mark.parametrize("kind", QUICK)
def test_needed_only_if_used(kind: str) -> None:
    """A frame needs no more columns than its rule reads."""
    assert owed(fees(made(kind, {"row": [0]}), Funding(rule=Fixed(kronor=1)), years=2015)) == [100]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["fee_ore", "FEE_ORE", "fee_status", "Fee_Status"])
def test_a_name_that_is_taken(kind: str, name: str) -> None:
    """No column is replaced: one with the name of a result is refused."""
    frame = made(kind, {**THREE, name: [1, 2, 3]})
    clashes = name.islower() or kind in {"duckdb", "pyspark"}
    for status in (False, True):  # an old status would be counted with the new fees
        if clashes:
            error = refused(frame, status=status)
            assert (error.reason, str(error.details["column"]).lower()) == (
                "column-taken",
                name.lower(),
            )
        else:
            assert read(fees(frame, PER_HEAD, status=status))[name] == [1, 2, 3]


def test_two_columns_of_one_name() -> None:
    """Columns of one name are refused, in pandas and PyArrow, which allow them."""
    twice = pd.DataFrame([[2015, 1, 2]], columns=["year", "population", "population"])

    assert refused(twice).reason == "columns-alike"
    assert refused(pa.table([[2015], [1], [2]], names=["year", "population", "population"])).reason
    other = pd.DataFrame([[2015, 1, 2, 3]], columns=["year", "population", "x", "x"])
    assert refused(other).details["column"] == "x"


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_two_columns_that_differ_in_case(kind: str) -> None:
    """PySpark cannot tell columns apart by case."""
    error = refused(made(kind, {"year": [2015], "population": [1], "Population": [2]}))

    assert error.reason == "columns-alike"


@pytest.mark.parametrize("key", ["folkmängd", "populaton", "fee_ore", OF_AREA, MEAN, TAX_BASE.id])
def test_no_such_figure(key: Any) -> None:
    """A key that no rule reads is refused, whether it names a column or a bound."""
    frame = made("polars", {**THREE, "x": [1, 1, 1]})

    assert refused(frame, columns={key: "x"}).reason == "no-figure"
    assert refused(frame, largest={key: 5}).reason == "no-figure"


def test_no_such_day() -> None:
    """A Basis with another day than that of the rule is refused, with the days that there are."""
    frame = made("polars", {**THREE, "x": [1, 1, 1]})
    on_a_day = attrs.evolve(WINTER, reference_date=dt.date(2014, 9, 1))

    assert str(refused(frame, columns={WINTER: "x"})) == (
        "the frame: no rule uses population of 12-31 (1 year before), which columns= names; they "
        "use 06-30 (1 year before)"
    )
    assert "population of 2014-09-01, which largest=" in str(refused(frame, largest={on_a_day: 5}))
    rule = Rate(kronor_per_unit=1, of=on_a_day)
    this_year = attrs.evolve(WINTER, reference_date=ReferenceDate(0, 12, 31))
    error = refused(frame, rule, columns={this_year: "x"})
    assert str(error).endswith(
        "of 12-31 (0 years before), which columns= names; they use 2014-09-01"
    )


@pytest.mark.parametrize(("key", "value"), [("folkmängd", "population"), ("when", "year")])
def test_names_the_other_way_round(key: str, value: str) -> None:
    """Keys are our names, values those in the frame; pandas' rename() has it the other way."""
    error = refused(made("polars", THREE), columns={key: value})

    assert error.reason == "other-way"
    assert f"names {key!r} for {value!r}" in str(error)


@pytest.mark.parametrize("key", ["party", "year", "kind", "group", "published_on"])
def test_no_bound_of_what_is_no_figure(key: str) -> None:
    """A bound is that of a figure: one of a year would be ignored."""
    error = refused(made("polars", THREE), largest={key: 5})

    assert str(error) == f"the frame: no rule uses {key}; largest= may name: population"
    assert (
        fees(made("polars", THREE), PER_HEAD, columns={key: key if key == "year" else "x"})[
            "fee_ore"
        ].to_list()
        == [150] * 3
    )


@pytest.mark.parametrize("kind", QUICK)
def test_one_statistic_on_several_days(kind: str) -> None:
    """A statistic that is read on two days has no column by default: it is never guessed."""
    rule = Sum(rules=[Rate(kronor_per_unit=1, of=basis) for basis in (MID_YEAR, WINTER)])
    frame = made(kind, THREE)

    for columns in (None, {}, {"population": "population"}, {MID_YEAR: "population"}):
        error = refused(frame, rule, columns=columns)
        assert str(error).startswith(
            "the frame: the rules use population of several days (06-30 (1 year before), 12-31 (1 "
            "year before)); name a column for each day"
        )


# --- Types


TYPES: dict[str, tuple[list[Any], pa.DataType]] = {
    "float": ([1.0, None], pa.float64()),
    "Boolean": ([True, None], pa.bool_()),
    "text": (["1", None], pa.string()),
    "decimal": ([Decimal(1), None], pa.decimal128(18, 2)),
    "day": ([dt.date(2015, 1, 1), None], pa.date32()),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("values", "kept_as"), TYPES.values(), ids=TYPES)
@pytest.mark.parametrize("name", ["population", "year"])
def test_not_whole_numbers(kind: str, values: list[Any], kept_as: pa.DataType, name: str) -> None:
    """Figures and years are whole numbers by their type; no other type is converted."""
    columns = {"row": [0, 1], "year": [2015, 2015], "population": [1, 1], name: values}
    error = refused(made(kind, columns, {name: kept_as}))

    reasons = {pa.string(): "text-for-number", pa.date32(): "day-for-number"}
    reason = reasons.get(kept_as, "not-whole")
    assert (error.reason, error.details["column"]) == (reason, name)
    advice = {"not-whole": '.astype("Int64")', "day-for-number": ".dt.year"}
    assert advice.get(reason, "remove all but the digits") in str(error)


@pytest.mark.parametrize("kind", QUICK)
def test_times_are_no_years(kind: str) -> None:
    """A year is no point in time; the error says how to take it of one."""
    columns = {"row": [0], "year": [dt.datetime(2015, 1, 1)], "population": [1]}
    error = refused(made(kind, columns, {"year": pa.timestamp("us")}))

    assert error.reason == "day-for-number"


def test_a_float_that_pandas_made() -> None:
    """A column that pandas made floats of, because one is missing, is refused; Int64 is not."""
    frame = pd.DataFrame({"year": [2015, 2015], "population": [95_182, None]})

    assert "Float64" in str(refused(frame))
    assert owed(fees(frame.astype({"population": "Int64"}), PER_HEAD)) == [14_277_300, None]


OBJECTS = {
    "numbers": [1, 2],
    "a float": [1, 2.5],
    "a number that pandas lacks": [1, None],
    "text": ["1", "2"],
    "large": [1, 2**70],
}


@pytest.mark.parametrize("values", OBJECTS.values(), ids=OBJECTS)
def test_objects_of_pandas(values: list[Any]) -> None:
    """A column of any objects is no column of whole numbers, whatever it holds."""
    frame = pd.DataFrame({"year": [2015, 2015], "population": pd.Series(values, dtype=object)})

    assert refused(frame).reason in {"not-whole", "text-for-number"}


def test_a_type_that_only_the_engine_knows() -> None:
    """A column of a type without a name here is not taken for one that holds nothing."""
    bits = duck().sql("SELECT 2015 AS year, '101'::BIT AS population")

    assert refused(bits).reason == "not-whole"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["party", "kind", "group"])
def test_not_text(kind: str, name: str) -> None:
    """Ids, kinds and groups are text: 182 is not the id 0182."""
    rule = ByGroup(kinds={MUNICIPALITY: PerParty(kronor={"182": 1})}, groups={"1": Fixed(kronor=1)})
    columns = {
        "row": [0],
        "year": [2015],
        "party": ["182"],
        "kind": ["municipality"],
        "group": ["1"],
        name: [182],
    }
    error = refused(made(kind, columns), rule)

    assert (error.reason, error.details["column"]) == ("not-text", name)
    assert "dtype=str" in str(error)


# --- Values that an eager frame is refused for


@pytest.mark.parametrize("kind", EAGER)
@pytest.mark.parametrize(
    ("values", "given", "reason", "details"),
    [
        ([5, -1, -2], {}, "below-zero", {"row": 1, "value": -1}),
        ([5, None, -2], {}, "below-zero", {"row": 2, "value": -2}),
        ([5, 101, 6], {"largest": 100}, "too-large", {"row": 1, "value": 101, "largest": 100}),
        ([10**11 + 1, 1, 1], {}, "too-large", {"row": 0, "value": 10**11 + 1, "largest": 10**11}),
        ([1, 2, 7], {"largest": {"population": 6}}, "too-large", {"row": 2, "value": 7}),
        ([1, 2, 7], {"largest": {MID_YEAR: 6}}, "too-large", {"row": 2, "value": 7}),
        ([2**63 - 1, 0, 0], {}, "too-large", {"row": 0, "value": 2**63 - 1}),
        ([-(2**63), 0, 0], {}, "below-zero", {"row": 0, "value": -(2**63)}),
    ],
    ids=["below 0", "after a missing one", "largest", "default", "by id", "by basis", "max", "min"],
)
def test_a_figure_out_of_bounds(
    kind: str,
    values: list[Any],
    given: dict[str, Any],
    reason: str,
    details: dict[str, Any],
) -> None:
    """The first figure that is out of bounds is named, with its column and row."""
    error = refused(made(kind, {**THREE, "population": values}), **given)

    assert error.reason == reason
    assert dict(error.details) == {**error.details, **details, "column": "population"}
    assert f"row {details['row']} (from 0)" in str(error)


@pytest.mark.parametrize("kind", EAGER)
@pytest.mark.parametrize("value", [2**63, 2**64 - 1])
def test_above_signed_numbers(kind: str, value: int) -> None:
    """An unsigned number above the signed ones is out of bounds; it is not wrapped."""
    columns = {**THREE, "population": [1, value, 1]}
    error = refused(made(kind, columns, {"population": pa.uint64()}))

    assert (error.reason, error.details["row"], error.details["value"]) == ("too-large", 1, value)


@pytest.mark.parametrize("kind", EAGER)
@pytest.mark.parametrize("value", [-(2**63), -101, 101, 2**63 - 1])
def test_signed_figures(kind: str, value: int) -> None:
    """A figure of a signed statistic may be below 0, but not further from it than the bound."""
    rule = Rate(kronor_per_unit=1, of=Basis(statistic=RESULT, reference_date=dt.date(2014, 1, 1)))
    columns = {"row": [0, 1], "year": [2015, 2015], "result": [-100, 100]}
    assert owed(fees(made(kind, columns), Funding(rule=rule), largest=100)) == [-100, 100]

    error = refused(made(kind, {**columns, "result": [value, 0]}), rule, largest=100)
    assert (error.reason, error.details["value"]) == ("too-large", value)


ONE_OF = ByGroup(
    kinds={MUNICIPALITY: Fixed(kronor=1)}, groups={"shore": Split(total=1, by=Equally())}
)


@pytest.mark.parametrize("kind", EAGER)
@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("kind", "Municipality", "kind"),
        ("kind", "kommun", "kind"),
        ("kind", None, "kind"),
        ("kind", "", "kind"),
        ("year", None, "no-year"),
        ("year", 1799, "year"),
        ("year", 3000, "year"),
        ("year", -1, "year"),
        ("party", None, "no-party"),
    ],
)
def test_a_value_that_says_nothing(kind: str, name: str, value: Any, reason: str) -> None:
    """A kind that there is none of, and no year or party, are refused with their row."""
    columns: dict[str, list[Any]] = {
        "row": [0, 1, 2],
        "party": ["a", "b", "c"],
        "year": [2015] * 3,
        "kind": ["municipality"] * 3,
        "group": ["shore", None, "shore"],
    }
    columns[name][2] = value
    error = refused(made(kind, columns), ONE_OF)

    assert (error.reason, error.details["column"], error.details["row"]) == (reason, name, 2)


BLANKS = ["", " ", "a ", "\ta", "a\n", "\N{NO-BREAK SPACE}a"]
LOOKED_UP: dict[str, Rule] = {
    "amounts": PerParty(kronor={"a": 1}, others=7),
    "weights": Split(total=7, by=ByWeight(weights={"a": 1, "b": 0})),
    "inside": Sum(
        rules=[
            CHEAP,
            Split(
                total=Remainder(total=7, after=PerParty(kronor={"a": 1}, others=0)), by=Equally()
            ),
        ]
    ),
}


@pytest.mark.parametrize("kind", EAGER)
@pytest.mark.parametrize("rule", LOOKED_UP.values(), ids=LOOKED_UP)
def test_blank_ids(kind: str, rule: Rule) -> None:
    """An id with blanks around it would be one of the others: it is refused with its row."""
    for value in BLANKS:
        columns = {**THREE, "party": ["a", "b", value]}
        error = refused(made(kind, columns), rule)
        assert error.reason == "blank"
        assert dict(error.details) == {"column": "party", "row": 2, "value": value}
        assert owed(fees(made(kind, columns), SHARED)) is not None  # it is only to be told apart


@pytest.mark.parametrize("kind", EAGER)
def test_blank_groups(kind: str) -> None:
    """A group that is empty, or has blanks around it, is none that anybody has stated."""
    rule = ByGroup(kinds={MUNICIPALITY: Fixed(kronor=2)}, groups={"shore": Fixed(kronor=1)})
    columns: dict[str, list[Any]] = {**THREE, "kind": ["municipality"] * 3}
    for value in (*BLANKS, "shore "):
        error = refused(made(kind, {**columns, "group": [None, "shore", value]}), rule)
        assert (error.reason, error.details["row"], error.details["value"]) == ("blank", 2, value)
    frame = made(kind, {**columns, "group": [None, "shore", "the shore"]})
    assert statuses(fees(frame, Funding(rule=rule), status=True)) == ["known", "known", "unstated"]


@pytest.mark.parametrize("kind", EAGER)
def test_a_party_twice(kind: str) -> None:
    """A party may stand once in each year in which a total is divided; amounts need no party."""
    columns = {**THREE, "party": ["a", "b", "a"]}
    error = refused(made(kind, columns), SHARED)

    assert error.reason == "party-twice"
    assert dict(error.details) == {"party": "a", "year": 2015, "first": 0, "row": 2}
    assert owed(fees(made(kind, columns), PER_HEAD)) == [150] * 3
    years = {**columns, "year": [2015, 2015, 2016]}
    assert owed(fees(made(kind, years), SHARED)) == [5_000, 5_000, 10_000]
    del columns["year"]
    error = refused(made(kind, columns), SHARED, years=2020)
    assert (error.details["year"], error.details["row"]) == (2020, 2)


# --- Values that a lazy frame has no fee for


@pytest.mark.parametrize("kind", LAZY_KINDS)
@pytest.mark.parametrize("value", [-1, 101, 2**63 - 1, -(2**63)])
def test_out_of_bounds_lazily(kind: str, value: int) -> None:
    """A figure out of bounds is no fee, and is counted; the others of its division are missing."""
    columns = {**THREE, "population": [1, value, 1]}
    priced = fees(made(kind, columns), PER_HEAD, largest=100, status=True)
    assert owed(priced) == [150, None, 150]
    assert statuses(priced) == ["known", "out-of-bounds", "known"]
    assert count_fees(priced).out_of_bounds == 1

    shared = fees(made(kind, columns), SHARED, largest=100, status=True)
    assert owed(shared) == [None] * 3
    assert statuses(shared) == ["missing", "out-of-bounds", "missing"]


@pytest.mark.parametrize("kind", LAZY)
@pytest.mark.parametrize("value", [2**63, 2**64 - 1])
def test_above_signed_numbers_lazily(kind: str, value: int) -> None:
    """An unsigned number above the signed ones is out of bounds; nothing wraps or fails."""
    columns = {**THREE, "population": [1, value, 1]}
    frame = made(kind, columns, {"population": pa.uint64()})

    priced = fees(frame, PER_HEAD, status=True)
    assert owed(priced) == [150, None, 150]
    assert statuses(priced) == ["known", "out-of-bounds", "known"]


def test_more_than_64_bits() -> None:
    """Whole numbers of 128 bits are whole numbers; those that do not fit are out of bounds."""
    relation = (
        duck()
        .sql(
            "SELECT * FROM (VALUES (0, 2015, 5::HUGEINT), (1, 2015, 2::HUGEINT ** 100)) "
            "t(row, year, population)"
        )
        .project("row, year, population::HUGEINT AS population")
    )
    assert statuses(fees(relation, PER_HEAD, status=True)) == ["known", "out-of-bounds"]

    wide = pl.DataFrame(
        {"row": [0, 1], "year": [2015] * 2, "population": [5, 2**100]},
        schema_overrides={"population": pl.Int128},
    )
    assert statuses(fees(wide.lazy(), PER_HEAD, status=True)) == ["known", "out-of-bounds"]
    assert refused(wide).details["value"] == 2**100


@pytest.mark.parametrize("kind", LAZY_KINDS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "kommun"),
        ("kind", None),
        ("year", None),
        ("year", 1799),
        ("year", 3000),
        ("party", None),
    ],
)
def test_a_value_that_says_nothing_lazily(kind: str, name: str, value: Any) -> None:
    """A row with an unknown kind, or without a year or party, has no fee, and blocks a total."""
    columns: dict[str, list[Any]] = {
        "row": [0, 1, 2],
        "party": ["a", "b", "c"],
        "year": [2015] * 3,
        "kind": ["municipality"] * 3,
        "group": ["shore", None, "shore"],
    }
    columns[name][2] = value
    priced = fees(made(kind, columns), Funding(rule=ONE_OF), status=True)

    assert owed(priced)[1:] == [100, None]
    count = count_fees(priced)
    assert count.known == 3 - 1 - (owed(priced)[0] is None)
    assert count.unstated == 0


@pytest.mark.parametrize("kind", LAZY_KINDS)
def test_blanks_lazily(kind: str) -> None:
    """A row with a blank id or group has no fee, and no total of its year is divided."""
    rule = Sum(rules=[*LOOKED_UP.values(), ByGroup(groups={"shore": Fixed(kronor=1)})])
    columns: dict[str, list[Any]] = {
        "row": [*range(8)],
        "party": ["a", "b", "a", "a ", "a", "b", "a", ""],
        "year": [2015, 2015, 2016, 2016, 2017, 2017, 2018, 2018],
        "population": [1] * 8,
        "group": ["shore", "shore", "shore", "shore", "shore", "shore ", "shore", "shore"],
    }
    priced = fees(made(kind, columns), Funding(rule=rule), status=True)

    assert owed(priced) == [100 + 700 + 100 + 300 + 100, 700 + 100 + 300 + 100, *[None] * 6]
    expected = ["missing", "out-of-bounds"] * 3
    assert statuses(priced) == ["known", "known", *expected]


@pytest.mark.parametrize("kind", LAZY_KINDS)
def test_every_blank_lazily(kind: str) -> None:
    """Every engine knows the blanks that Python knows."""
    blanks = [chr(code) for code in range(0x3001) if chr(code).isspace()]
    parties = ["a", *(f"a{blank}" for blank in blanks), *(f"{blank}a" for blank in blanks)]
    columns = {"row": [*range(len(parties))], "party": parties}
    rule = PerParty(kronor={"a": 1})
    priced = fees(made(kind, columns), Funding(rule=rule), years=2015, status=True)

    assert statuses(priced) == ["known", *["out-of-bounds"] * (len(parties) - 1)]


@pytest.mark.parametrize("kind", LAZY_KINDS)
def test_a_party_twice_lazily(kind: str) -> None:
    """If a party stands twice in a division, no share of that year is known."""
    columns = {
        "row": [0, 1, 2, 3],
        "party": ["a", "b", "a", "a"],
        "year": [2015, 2015, 2015, 2016],
        "population": [1, 1, 1, 1],
    }
    priced = fees(made(kind, columns), SHARED, status=True)

    assert owed(priced) == [None, None, None, 10_000]
    assert statuses(priced) == ["missing", "missing", "missing", "known"]


# --- Rules


BACKUP = Basis(statistic=POPULATION, reference_date=MID_YEAR.reference_date, fallback=WINTER)


@pytest.mark.parametrize(
    ("rule", "named", "reason"),
    [
        (EntryFee(first=1), "EntryFee", "entry-fee"),
        (Sum(rules=[CHEAP, EntryFee(first=1)]), "EntryFee", "entry-fee"),
        (ByGroup(groups={"a": EntryFee(first=CHEAP)}), "EntryFee", "entry-fee"),
        (Split(total=1, by=BACKUP), "Split", "key-fallback"),
        (Sum(rules=[CHEAP, Split(total=1, by=[MID_YEAR, BACKUP])]), "Split", "key-fallback"),
        (Shares(total=1, kinds={REGION: Share(part=1, by=BACKUP)}), "Share", "key-fallback"),
        (
            Split(total=Remainder(total=2, after=Split(total=1, by=BACKUP)), by=Equally()),
            "Split",
            "key-fallback",
        ),
    ],
    ids=range(7),
)
def test_rules_that_no_frame_can_do(rule: Rule, named: str, reason: str) -> None:
    """A rule that depends on more than a frame says is refused by name, before anything runs."""
    days = {MID_YEAR: "population", WINTER: "population"}
    error = refused_rule(rule, columns=days if reason == "key-fallback" else None)

    assert error.reason == reason
    assert named in error.rule
    assert "assess()" in str(error)
    assert error.where


def test_the_place_of_a_rule() -> None:
    """The error says where the rule stands, as one would write it in Python."""
    rule = Sum(
        rules=[CHEAP, ByGroup(groups={"a": Sum(rules=[Fixed(kronor=1), EntryFee(first=1)])})]
    )

    assert refused_rule(rule).where == "rule.rules[1].groups['a'].rules[1]"


PRODUCT = Rate(
    kronor_per_unit="999.99",
    of=[MID_YEAR, Basis(statistic=TAX_BASE, reference_date=dt.date(2014, 1, 1))],
)


def two_figures(kind: str, one: int, two: int) -> Any:
    """Return a frame with a row that has two figures."""
    return made(kind, {"row": [0], "year": [2015], "population": [one], TAX_BASE.id: [two]})


@pytest.mark.parametrize("kind", EAGER)
def test_bounds_of_an_eager_frame(kind: str) -> None:
    """The figures that are there decide whether a product may leave 64 bits."""
    assert owed(fees(two_figures(kind, 10**5, 10**6), Funding(rule=PRODUCT))) == [99_999 * 10**10]
    error = refused_rule(PRODUCT, two_figures(kind, 10**10, 10**10))

    assert (error.reason, error.rule) == ("bounds", "Rate")


@pytest.mark.parametrize("kind", LAZY_KINDS)
def test_bounds(kind: str) -> None:
    """Products that may leave 64 bits are refused before they are computed; a bound helps."""
    rule, frame = PRODUCT, two_figures(kind, 10**5, 10**6)

    error = refused_rule(rule, frame)
    assert (error.reason, error.rule) == ("bounds", "Rate")
    assert "largest=" in str(error)
    assert "population" in str(error)
    assert owed(fees(frame, Funding(rule=rule), largest=10**6)) == [99_999 * 10**10]
    mixed = {"population": 10**5, TAX_BASE.id: 10**6}
    assert owed(fees(frame, Funding(rule=rule), largest=mixed)) == [99_999 * 10**10]


@pytest.mark.parametrize("kind", KINDS)
def test_the_largest_figure(kind: str) -> None:
    """The largest figure that is allowed is computed exactly."""
    weights = dict(zip("cab", [10**11, 10**11 - 1, 0], strict=True))
    frame = made(kind, {**THREE, "population": list(weights.values())})
    assert owed(fees(frame, PER_HEAD)) == [150 * 10**11, 150 * 10**11 - 150, 0]

    shares = allocate(10**11, weights)
    assert owed(fees(frame, Funding(rule=Split(total=10**9, by=MID_YEAR)))) == [
        shares[party] for party in THREE["party"]
    ]


AREA_RATE = Rate(
    kronor_per_unit=1,
    of=Basis(statistic=POPULATION, reference_date=dt.date(2014, 1, 1), subject="00"),
)


def area(value: int, **fields: Any) -> Figure:
    """Return a figure of the area of AREA_RATE."""
    statistic = Statistic(id="population", name="a", unit="a", units="a", **fields)
    return Figure(
        subject="00", statistic=statistic, reference_date=dt.date(2014, 1, 1), value=value
    )


def test_figures_of_areas() -> None:
    """Figures of areas come from a table, for years that are stated; else they are missing."""
    frame = made("polars", {"row": [0], "year": [2015]})
    funding = Funding(rule=AREA_RATE)

    assert refused_rule(AREA_RATE, frame, figures=[area(7)]).reason == "no-years"
    for figures in (area(7), [area(7)], FigureTable([area(7)]), (each for each in [area(7)])):
        assert owed(fees(frame, funding, years=[2015], figures=figures)) == [700]
    assert statuses(fees(frame, funding, years=2015, status=True)) == ["missing"]
    with pytest.raises(StatisticConflictError):
        fees(frame, funding, years=2015, figures=[area(7, decimals=1)])


# --- Arguments


@pytest.mark.parametrize(
    "given",
    [
        {"funding": PER_HEAD.rule},
        {"funding": None},
        {"years": "2015"},
        {"years": 2015.0},
        {"years": True},
        {"years": ["2015"]},
        {"years": 1799},
        {"years": [3000]},
        {"columns": ["population"]},
        {"columns": {"population": 1}},
        {"columns": {1: "population"}},
        {"columns": "population"},
        {"figures": {"00": 1}},
        {"figures": [1]},
        {"largest": -1},
        {"largest": 0},
        {"largest": 1.5},
        {"largest": True},
        {"largest": None},
        {"largest": 10**30},
        {"largest": {"population": "5"}},
        {"status": 1},
        {"status": None},
    ],
    ids=str,
)
def test_arguments(given: dict[str, Any]) -> None:
    """An argument of a wrong type, or out of range, raises an error of this library."""
    with pytest.raises(SamverkanError):
        fees(**{"frame": made("polars", THREE), "funding": PER_HEAD, **given})


CLAIMS = {
    "before_ore": [None, 5, 7, None],
    "before_status": ["missing", "known", "known", "pending"],
    "fee_ore": [10, 3, None, 4],
    "fee_status": ["known", "known", "missing", "known"],
    "claim_ore": [10, -2, None, None],
}


@pytest.mark.parametrize("kind", KINDS)
def test_counting_claims(kind: str) -> None:
    """Claims are counted, or fees, as is asked for: neither is taken for the other."""
    frame = made(kind, CLAIMS)
    claims = count_fees(frame, column="claim_ore")

    assert (claims.known, claims.missing, claims.pending, claims.subtotal_ore) == (2, 1, 1, 8)
    fees_after = count_fees(frame, column="fee_ore")
    assert (fees_after.known, fees_after.missing, fees_after.subtotal_ore) == (3, 1, 17)
    for column in (None, "before_ore", "fee_status"):
        with pytest.raises(FrameError, match="column='fee_ore' or column='claim_ore'"):
            count_fees(frame, column=column)
    only = count_fees(made(kind, {"claim_ore": CLAIMS["claim_ore"]}), column="claim_ore")
    assert (only.known, only.missing, only.subtotal_ore) == (2, 2, 8)


@pytest.mark.parametrize("kind", KINDS)
def test_counting_what_is_no_result(kind: str) -> None:
    """Only what has fees can be counted."""
    with pytest.raises(FrameError) as caught:
        count_fees(made(kind, THREE))

    assert (caught.value.reason, caught.value.details["column"]) == ("no-fees", "fee_ore")
    with pytest.raises(FrameError) as caught:
        count_fees(made(kind, {"fee_ore": [1], "fee_status": ["paid"]}))
    assert (caught.value.reason, caught.value.details["value"]) == ("status", "paid")
    types = {"fee_ore": pa.int64()}
    for fee, status in ((1, "missing"), (None, "known")):
        with pytest.raises(FrameError) as caught:
            count_fees(made(kind, {"fee_ore": [fee], "fee_status": [status]}, types))
        assert caught.value.reason == "status-differs"
        assert says_the_same(caught.value)
