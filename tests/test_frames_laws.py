"""Random rules over random frames: every engine gives what assess() gives, to the öre."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from builders import MID_YEAR
from frame_kinds import QUICK, made, on_spark, read, read_together
from frames_by_objects import (
    LARGEST,
    REFUSED,
    Answer,
    Case,
    Row,
    Tally,
    by_objects,
    cases,
    frame_rules,
    own_bases,
    parts_for_some,
    rests,
)
from samverkan import FigureTable, PartyKind
from samverkan.errors import FrameError, FrameRuleError
from samverkan.frames import FeeCount, count_fees, fees
from samverkan.funding import Bounded, Funding, Rate, Rule, Sum
from strategies import AREA

# A busy machine must not make a test fail, nor that a rule needs many choices.
BUSY = [HealthCheck.too_slow, HealthCheck.data_too_large]
LAWS: Mapping[str, st.SearchStrategy[Rule]] = {
    "any rule": frame_rules(),
    "what is left": rests(),
    "parts of one total": parts_for_some(),
}
POLARS = ["polars", "polars-lazy"]
OTHERS = [kind for kind in QUICK if kind not in POLARS]


def priced(kind: str, case: Case, *several: int) -> Any | None:
    """Return the frame of a case with its fees, or None if no largest figure of some will do."""
    frame = made(kind, case.columns(), {"group": "string"})
    reasons = set()
    for largest in several or (LARGEST, case.largest()):
        try:
            return fees(frame, status=True, **case.given(largest))
        except FrameRuleError as error:
            reasons.add(error.reason)
    assert reasons <= REFUSED
    return None


def holds(kind: str, case: Case, expected: list[Answer]) -> bool:
    """Return whether a frame has what assess() gives, and is counted so; no, if it is refused."""
    frame = priced(kind, case)
    if frame is None:
        return False
    found = read(frame)
    statuses = [status for _, status in expected]
    assert found == case.columns() | {
        "fee_ore": [ore for ore, _ in expected],
        "fee_status": statuses,
    }
    assert count_fees(frame) == FeeCount(
        rows=len(expected),
        known=statuses.count("known"),
        missing=statuses.count("missing"),
        out_of_bounds=0,
        unstated=statuses.count("unstated"),
        other_year=statuses.count("other-year"),
        undated=0,
        pending=0,
        stated_twice=0,
        subtotal_ore=sum(ore for ore, _ in expected if ore is not None),
    )
    return True


@pytest.mark.slow
@pytest.mark.parametrize("rules", LAWS)
def test_polars_gives_what_assess_gives(rules: str) -> None:
    """Whatever the rule, each row owes what its party owes as a member for the whole year."""
    tally = Tally()

    @settings(max_examples=40, suppress_health_check=BUSY)
    @given(case=cases(of=LAWS[rules]), kind=st.sampled_from(POLARS))
    def law(case: Case, kind: str) -> None:
        expected = by_objects(case)
        tally.add(expected, refused=not holds(kind, case, expected))

    law()
    assert tally.says_something(), tally


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=pytest.mark.slow) for kind in OTHERS])
def test_every_engine_gives_what_assess_gives(kind: str) -> None:
    """The same on the engines that take longer, for a few rules of all sorts."""
    tally = Tally()

    @settings(max_examples=8, phases=[Phase.explicit, Phase.generate], suppress_health_check=BUSY)
    @given(case=st.one_of([cases(of=each) for each in LAWS.values()]))
    def law(case: Case) -> None:
        expected = by_objects(case)
        tally.add(expected, refused=not holds(kind, case, expected))

    law()
    assert tally.says_something(), tally


def test_what_is_refused_is_counted() -> None:
    """A case of which the numbers are too long is told apart, and is no proof of a law."""
    primes = (999_999_937, 999_999_929, 999_999_893)
    rates = Sum(rules=[Rate(kronor_per_unit=1, per=each, of=MID_YEAR) for each in primes])
    funding = Funding(rule=Bounded(rule=rates, cap=1))
    case = Case(funding, (Row("p1", 2015, PartyKind.REGION, None),), FigureTable(()), 2015)
    tally = Tally()

    expected = by_objects(case)
    tally.add(expected, refused=not holds("polars", case, expected))
    assert tally == Tally(cases=1, refused=1, with_a_fee=0)
    assert not tally.says_something()


# --- Lazy frames: a figure that is out of bounds


@pytest.mark.parametrize(
    ("kind", "examples"), [("polars-lazy", 40), pytest.param("duckdb", 8, marks=pytest.mark.slow)]
)
def test_out_of_bounds_is_missing(kind: str, examples: int) -> None:
    """A figure above the largest is as if it were missing, but for what the row is told."""
    tally = Tally()

    @settings(max_examples=examples, suppress_health_check=BUSY)
    @given(case=cases(of=frame_rules()), largest=st.integers(1, 60))
    def law(case: Case, largest: int) -> None:
        expected = by_bounds(case, largest)
        frame = priced(kind, case, largest)
        tally.add(expected, refused=frame is None)
        assert frame is None or answers(frame) == expected

    law()
    assert tally.says_something(), tally


def by_bounds(case: Case, largest: int) -> list[Answer]:
    """Return what assess() gives without the figures above the largest, and which rows have one."""
    bases = own_bases(case.funding.rule)
    within = [
        figure
        for figure in case.figures.figures
        if figure.subject == AREA or abs(figure.value) <= largest
    ]
    return [
        (None, "out-of-bounds")
        if status in {"known", "missing"}
        and any(abs(case.value(basis, row) or 0) > largest for basis in bases)
        else (ore, status)
        for row, (ore, status) in zip(
            case.rows, by_objects(attrs.evolve(case, figures=FigureTable(within))), strict=True
        )
    ]


def answers(frame: Any) -> list[Answer]:
    """Return the fee and the status of each row."""
    columns = read(frame)
    return list(zip(columns["fee_ore"], columns["fee_status"], strict=True))


@settings(max_examples=20, suppress_health_check=BUSY)
@given(largest=st.integers(1, 60), more=st.integers(1, 10**6))
def test_an_eager_frame_refuses_it(largest: int, more: int) -> None:
    """An eager frame is refused if a figure is above the largest."""
    frame = made("polars", {"year": [2015] * 2, "population": [largest, largest + more]})
    funding = Funding(rule=Rate(kronor_per_unit=1, of=MID_YEAR))

    with pytest.raises(FrameError) as caught:
        fees(frame, funding, largest=largest)
    assert caught.value.reason == "too-large"
    assert fees(frame, funding, largest=largest + more)["fee_ore"][0] == 100 * largest


# --- PySpark: many rules in one query


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_spark_gives_what_assess_gives(kind: str) -> None:
    """The same on PySpark, for several rules at once."""
    tally = Tally()

    @settings(
        max_examples=2,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(drawn=st.tuples(*[cases(of=each) for each in [*LAWS.values()] * 3]))
    def law(drawn: tuple[Case, ...]) -> None:
        several = list(dict.fromkeys(drawn))
        priced_ones = [(case, priced(kind, case)) for case in several]
        done = [(case, frame) for case, frame in priced_ones if frame is not None]
        found = read_together([frame for _, frame in done], ["row", "fee_ore", "fee_status"])
        by_case = {id(case): columns for (case, _), columns in zip(done, found, strict=True)}
        for case in several:
            note(str(case.funding))
            expected = by_objects(case)
            columns = by_case.get(id(case))
            tally.add(expected, refused=columns is None)
            assert columns is None or expected == [
                *zip(columns["fee_ore"], columns["fee_status"], strict=True)
            ]

    law()
    assert tally.says_something(), tally
