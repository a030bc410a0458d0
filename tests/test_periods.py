from __future__ import annotations

import datetime as dt
import pickle

import attrs
import pytest
from hypothesis import given

from samverkan import Period
from samverkan.errors import BudgetYearError, DayOutOfRangeError, NotADayError, PeriodOrderError
from strategies import days, periods


def test_wrong_order() -> None:
    """A period can't end before it starts; the error says so, with both days."""
    with attrs.validators.disabled(), pytest.raises(PeriodOrderError) as caught:
        Period(dt.date(2024, 2, 1), dt.date(2024, 1, 31))

    error = pickle.loads(pickle.dumps(caught.value))
    assert (dt.date(2024, 2, 1), dt.date(2024, 1, 31)) == error.args
    assert str(error) == (
        "last day 2024-01-31 is before first day 2024-02-01; "
        "swap them, or leave out last_day if the end is not decided"
    )


@pytest.mark.parametrize(
    "not_a_day",
    [
        pytest.param(dt.datetime(2024, 1, 1, 14, 30), id="with a time"),
        pytest.param("2024-01-01", id="text"),
        pytest.param(None, id="nothing"),
        pytest.param(20240101, id="a number"),
    ],
)
def test_not_a_day(not_a_day: dt.date) -> None:
    """Only whole days are accepted: no times, no text; the error names the field."""
    with pytest.raises(NotADayError, match="first_day must be a date"):
        Period(not_a_day)
    with pytest.raises(NotADayError, match="day must be a date"):
        _ = not_a_day in Period(dt.date(2024, 1, 1))


def test_last_day_with_a_time() -> None:
    """The last day must also be a whole day."""
    with pytest.raises(NotADayError, match="last_day must be a date"):
        Period(dt.date(2024, 1, 1), dt.datetime(2024, 2, 1, 0, 0))


@pytest.mark.parametrize("day", [dt.date(1799, 12, 31), dt.date(3000, 1, 1), dt.date.max])
def test_out_of_range(day: dt.date) -> None:
    """Days outside 1800 to 2999 are typing errors, or an open end written as a day."""
    with pytest.raises(DayOutOfRangeError, match="leave it out if the end is not decided"):
        Period(dt.date(2024, 1, 1), day)


@pytest.mark.parametrize(
    "year",
    [
        pytest.param(0, id="year 0"),
        pytest.param(1799, id="too early"),
        pytest.param(3000, id="too late"),
        pytest.param(True, id="a truth value"),
        pytest.param(2015.0, id="a float"),
        pytest.param("2015", id="text"),
        pytest.param(10**5000, id="huge"),
    ],
)
def test_not_a_budget_year(year: int) -> None:
    """A budget year is a whole number from 1800 to 2999; the error quotes the input."""
    with pytest.raises(BudgetYearError, match="a budget year is a whole number") as caught:
        Period.of_year(year)

    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(("year", "length"), [(2015, 365), (2016, 366), (1900, 365), (2000, 366)])
def test_budget_year(year: int, length: int) -> None:
    """A budget year is a calendar year, including both end days."""
    assert Period.of_year(year).days == length
    assert dt.date(year, 1, 1) in Period.of_year(year)
    assert dt.date(year, 12, 31) in Period.of_year(year)


@pytest.mark.parametrize(
    ("last_day", "written"),
    [
        (None, "from 2015-01-01"),
        (dt.date(2015, 1, 1), "2015-01-01"),
        (dt.date(2015, 1, 2), "2015-01-01 to 2015-01-02"),
    ],
    ids=["no end", "one day", "two days"],
)
def test_a_period_as_text(last_day: dt.date | None, written: str) -> None:
    """A period is written with its days, a single day with that day only."""
    assert str(Period(dt.date(2015, 1, 1), last_day)) == written


@given(a=periods())
def test_days_are_counted(a: Period) -> None:
    """The number of days equals the result of counting them one by one."""
    if a.last_day is None:
        assert a.days is None
    else:
        every = (dt.date(2014, 1, 1) + dt.timedelta(days=n) for n in range(1000))
        assert a.days == sum(day in a for day in every)


@given(a=periods(), b=periods(), day=days)
def test_overlap_is_what_both_cover(a: Period, b: Period, day: dt.date) -> None:
    """A day is in the overlap exactly if it is in both periods."""
    both = a.overlap(b)

    assert (day in a and day in b) == (both is not None and day in both)


@given(a=periods(), b=periods())
def test_overlap_commutes(a: Period, b: Period) -> None:
    """The order of the two periods does not matter."""
    assert a.overlap(b) == b.overlap(a)


@given(a=periods())
def test_overlap_with_itself(a: Period) -> None:
    """The overlap of a period with itself is the whole period, including an open end."""
    assert a == a.overlap(a)
