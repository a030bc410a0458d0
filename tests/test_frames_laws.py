"""Random rules over random frames: every engine gives what assess() gives, to the öre."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, note, reject, settings
from hypothesis import strategies as st

from frame_kinds import LAZY, QUICK, made, on_spark, read, read_together
from frames_by_objects import LARGEST, Answer, Case, by_objects, cases, own_bases
from samverkan import FigureTable
from samverkan.errors import FrameError, FrameRuleError
from samverkan.frames import FeeCount, count_fees, fees
from strategies import AREA

# A busy machine must not make a test fail.
BUSY = [HealthCheck.too_slow]


def priced(kind: str, case: Case, **given: Any) -> Any:
    """Return the frame of a case with its fees; bounds that are too wide are made narrower."""
    frame = made(kind, case.columns())
    for largest in (LARGEST, case.largest()):
        try:
            return fees(frame, status=True, **(case.given(largest) | given))
        except FrameRuleError as error:
            if not error.reason.startswith("bounds"):
                raise
    return reject()


def answers(frame: Any) -> list[Answer]:
    """Return the fee and the status of each row."""
    columns = read(frame)
    return list(zip(columns["fee_ore"], columns["fee_status"], strict=True))


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=BUSY)
@given(case=cases())
def test_every_engine_gives_what_assess_gives(case: Case) -> None:
    """Whatever the rule, each row owes what its party owes as a member for the whole year."""
    expected = by_objects(case)
    for kind in QUICK:
        note(kind)
        frame = priced(kind, case)

        assert answers(frame) == expected
        kept = read(frame)
        assert list(kept) == [*case.columns(), "fee_ore", "fee_status"]
        assert {name: kept[name] for name in case.columns()} == case.columns()


@settings(max_examples=40, suppress_health_check=BUSY)
@given(case=cases(), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(case: Case, order: Any) -> None:
    """Rows in another order owe the same."""
    places = list(range(len(case.rows)))
    order.shuffle(places)
    shuffled = attrs.evolve(case, rows=tuple(case.rows[place] for place in places))

    found = answers(priced("polars", shuffled))
    assert [found[places.index(row)] for row in range(len(places))] == by_objects(case)


@settings(max_examples=40, suppress_health_check=BUSY)
@given(case=cases(), kind=st.sampled_from(QUICK))
def test_what_is_counted(case: Case, kind: str) -> None:
    """All rows are counted by status, and what is known is summed."""
    found = by_objects(case)
    statuses = [status for _, status in found]

    count = count_fees(priced(kind, case))
    assert count == FeeCount(
        rows=len(found),
        known=statuses.count("known"),
        missing=statuses.count("missing"),
        out_of_bounds=0,
        unstated=statuses.count("unstated"),
        undated=0,
        pending=0,
        stated_twice=0,
        subtotal_ore=sum(ore for ore, _ in found if ore is not None),
    )


# --- Lazy frames: a figure that is out of bounds


@settings(max_examples=60, suppress_health_check=BUSY)
@given(case=cases(), kind=st.sampled_from(LAZY), largest=st.integers(1, 60))
def test_out_of_bounds_is_missing(case: Case, kind: str, largest: int) -> None:
    """A figure above the largest is as if it were missing, but for what the row is told."""
    bases = own_bases(case.funding.rule)
    outside = [
        any(abs(case.value(basis, row) or 0) > largest for basis in bases) for row in case.rows
    ]
    within = [
        figure
        for figure in case.figures.figures
        if figure.subject == AREA or abs(figure.value) <= largest
    ]
    expected = [
        (None, "out-of-bounds") if is_outside and status != "unstated" else (ore, status)
        for is_outside, (ore, status) in zip(
            outside, by_objects(attrs.evolve(case, figures=FigureTable(within))), strict=True
        )
    ]

    try:
        priced_lazily = fees(made(kind, case.columns()), status=True, **case.given(largest))
    except FrameRuleError as error:
        if not error.reason.startswith("bounds"):
            raise
        reject()
    assert answers(priced_lazily) == expected
    if any(outside):
        with pytest.raises(FrameError) as caught:
            fees(made("polars", case.columns()), **case.given(largest))
        assert caught.value.reason == "too-large"


# --- PySpark: many rules in one query


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
@settings(
    max_examples=2,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[*HealthCheck],
)
@given(several=st.lists(cases(), min_size=12, max_size=12))
def test_spark_gives_what_assess_gives(kind: str, several: list[Case]) -> None:
    """The same on PySpark, for a dozen rules at once."""
    done, frames = [], []
    for case in several:
        try:
            frames.append(fees(made(kind, case.columns()), status=True, **case.given(LARGEST)))
            done.append(case)
        except FrameRuleError as error:
            if not error.reason.startswith("bounds"):
                raise
    assert len(done) > len(several) // 2

    found = read_together(frames, ["row", "fee_ore", "fee_status"])
    for case, columns in zip(done, found, strict=True):
        note(str(case.funding))
        assert list(zip(columns["fee_ore"], columns["fee_status"], strict=True)) == by_objects(case)
