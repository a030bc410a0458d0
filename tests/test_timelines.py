from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan import Period, Timeline
from samverkan.errors import TimelineOverlapError, WrongTypeError
from strategies import days, periods

EVERY_DAY = [dt.date(2014, 11, 1) + dt.timedelta(days=n) for n in range(520)]


@st.composite
def timelines(draw: st.DrawFn) -> Timeline[int]:
    """Timelines with gaps, in any order, some without an end."""
    pieces: list[tuple[Period, int]] = []
    for number, period in enumerate(draw(st.lists(periods(), max_size=6))):
        if all(period.overlap(other) is None for other, _ in pieces):
            pieces.append((period, number))
    return Timeline(draw(st.permutations(pieces)))


def by_hand(line: Timeline[int], day: dt.date) -> int | None:
    """Look a day up by checking every piece."""
    return next((value for period, value in line.pieces if day in period), None)


@given(line=timelines(), day=days)
def test_look_up(line: Timeline[int], day: dt.date) -> None:
    """The value on a day is that of the piece that contains it; both end days count."""
    assert line.on(day) == by_hand(line, day)


@given(line=timelines(), period=periods())
def test_within_and_gaps_make_the_whole(line: Timeline[int], period: Period) -> None:
    """Each day of a period has a piece or a gap, never both, never neither."""
    pieces, gaps = list(line.within(period)), line.gaps(period)

    for day in EVERY_DAY:
        held = [value for piece, value in pieces if day in piece]
        empty = [gap for gap in gaps if day in gap]
        assert len(held) + len(empty) == (day in period)
        assert held == ([] if not held else [line.on(day)])


@given(line=timelines(), period=periods())
def test_change_touches_its_days_alone(line: Timeline[int], period: Period) -> None:
    """Inside the period every value is changed, outside it none is, and gaps stay gaps."""
    changed = line.changed(period, lambda value: value + 100)

    for day in EVERY_DAY:
        before = line.on(day)
        expected = before if before is None or day not in period else before + 100
        assert changed.on(day) == expected
    assert line.changed(period, lambda value: value).gaps(period) == line.gaps(period)


def test_an_interval_that_is_split_keeps_its_source() -> None:
    """Trap 5: the parts of a cut piece keep the same value object."""
    value = object()
    line = Timeline([(Period.of_year(2015), value)])

    cut = line.changed(Period(dt.date(2015, 3, 1), dt.date(2015, 3, 31)), lambda held: held)

    assert [held is value for _, held in cut.pieces] == [True, True, True]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(Period(dt.date(2015, 12, 31)), id="the last day"),
        pytest.param(Period.of_year(2015), id="all of it"),
        pytest.param(Period(dt.date(2014, 1, 1), dt.date(2015, 1, 1)), id="the first day"),
    ],
)
def test_no_day_twice(second: Period) -> None:
    """Two periods of a timeline never share a day."""
    with pytest.raises(TimelineOverlapError, match="end one before the other starts"):
        Timeline([(Period.of_year(2015), "a"), (second, "b")])


def test_nothing_after_an_open_end() -> None:
    """After a period without a last day nothing can follow."""
    with pytest.raises(TimelineOverlapError):
        Timeline([(Period(dt.date(2015, 1, 1)), "a"), (Period.of_year(2020), "b")])


def test_only_periods() -> None:
    """A piece is a period with a value."""
    with pytest.raises(WrongTypeError, match="pairs of a Period and a value"):
        Timeline([(dt.date(2015, 1, 1), "a")])  # type: ignore[list-item]
