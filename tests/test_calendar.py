from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import by_statute
from builders import late
from samverkan import Unit
from samverkan.errors import (
    BudgetYearError,
    CountError,
    DayOutOfRangeError,
    NotADayError,
    SamverkanError,
    TooEarlyError,
    TooFarError,
    WrongTypeError,
)
from samverkan.sweden import (
    TimeLimit,
    general_holidays,
    is_general_holiday,
    next_working_day,
    rest_day,
)

FIRST, LAST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)
ONE_DAY = dt.timedelta(days=1)
statutory_days = st.dates(FIRST, LAST)


def test_every_day_of_111_years() -> None:
    """Lag (1989:253) 1–2 §§ and lag (1930:173) 2 §, day by day against a second implementation."""
    day = FIRST
    while day <= LAST:
        assert is_general_holiday(day) == by_statute.is_general_holiday(day), day
        assert (rest_day(day) is not None) == by_statute.ends_no_time(day), day
        day += ONE_DAY


@pytest.mark.parametrize(
    ("day", "swedish", "english"),
    [
        pytest.param(dt.date(2015, 1, 1), "nyårsdagen", "New Year's Day", id="1 January"),
        pytest.param(dt.date(2015, 1, 6), "trettondedag jul", "Epiphany", id="6 January"),
        pytest.param(dt.date(2015, 4, 3), "långfredagen", "Good Friday", id="Friday"),
        pytest.param(dt.date(2015, 4, 5), "påskdagen", "Easter Sunday", id="Easter"),
        pytest.param(dt.date(2015, 4, 6), "annandag påsk", "Easter Monday", id="Monday"),
        pytest.param(dt.date(2015, 5, 1), "första maj", "1 May", id="1 May"),
        pytest.param(dt.date(2015, 5, 14), "Kristi himmelsfärdsdag", "Ascension Day", id="+39"),
        pytest.param(dt.date(2008, 5, 1), "Kristi himmelsfärdsdag", "Ascension Day", id="both"),
        pytest.param(dt.date(2015, 5, 24), "pingstdagen", "Whit Sunday", id="+49"),
        pytest.param(dt.date(2004, 5, 31), "annandag pingst", "Whit Monday", id="+50, 2004"),
        pytest.param(dt.date(2005, 6, 6), "nationaldagen", "the National Day", id="2005"),
        pytest.param(dt.date(2015, 6, 19), "midsommarafton", "Midsummer Eve", id="eve"),
        pytest.param(dt.date(2015, 6, 20), "midsommardagen", "Midsummer Day", id="20 June"),
        pytest.param(dt.date(2010, 6, 26), "midsommardagen", "Midsummer Day", id="26 June"),
        pytest.param(dt.date(2015, 10, 31), "alla helgons dag", "All Saints' Day", id="first"),
        pytest.param(dt.date(2010, 11, 6), "alla helgons dag", "All Saints' Day", id="last"),
        pytest.param(dt.date(2015, 12, 24), "julafton", "Christmas Eve", id="24 December"),
        pytest.param(dt.date(2015, 12, 25), "juldagen", "Christmas Day", id="25 December"),
        pytest.param(dt.date(2015, 12, 26), "annandag jul", "Boxing Day", id="26 December"),
        pytest.param(dt.date(2015, 12, 31), "nyårsafton", "New Year's Eve", id="31 December"),
        pytest.param(dt.date(2016, 12, 31), "nyårsafton", "New Year's Eve", id="a Saturday"),
        pytest.param(dt.date(2015, 4, 4), "en lördag", "a Saturday", id="Easter Eve"),
        pytest.param(dt.date(2015, 4, 12), "en söndag", "a Sunday", id="an ordinary Sunday"),
    ],
)
def test_rest_days_have_names(day: dt.date, swedish: str, english: str) -> None:
    """Lag (1989:253) 2 §, lag (1930:173) 2 §."""
    found = rest_day(day)

    assert found is not None
    assert (found.day, found.name.sv, found.name.en) == (day, swedish, english)
    assert "2 § lagen (1930:173)" in found.sources[0].in_language("sv")


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(dt.date(2015, 4, 2), id="Maundy Thursday"),
        pytest.param(dt.date(2015, 4, 30), id="Walpurgis Eve"),
        pytest.param(dt.date(2015, 5, 15), id="bridge day"),
        pytest.param(dt.date(2005, 5, 16), id="Whit Monday from 2005"),
        pytest.param(dt.date(2003, 6, 6), id="6 June before 2005"),
        pytest.param(dt.date(2015, 1, 5), id="eve of Epiphany"),
    ],
)
def test_ordinary_days(day: dt.date) -> None:
    """A day that neither act names is an ordinary day."""
    assert rest_day(day) is None
    assert not is_general_holiday(day)
    assert next_working_day(day) == day


@pytest.mark.parametrize(
    ("year", "count"),
    [
        pytest.param(2004, 13, id="with Whit Monday"),
        pytest.param(2005, 13, id="with the National Day"),
        pytest.param(2008, 12, id="Ascension Day on 1 May"),
        pytest.param(2014, 13, id="6 June apart from Whit Sunday"),
        pytest.param(2022, 13, id="Whit Sunday on 5 June"),
    ],
)
def test_general_holidays_of_a_year(year: int, count: int) -> None:
    """The general holidays of a year come in order, and each of them is a rest day."""
    holidays = general_holidays(year)

    assert len(holidays) == count
    assert list(holidays) == sorted(holidays, key=lambda holiday: holiday.day)
    assert all(is_general_holiday(holiday.day) for holiday in holidays)
    assert all(holiday == rest_day(holiday.day) for holiday in holidays)


@given(statutory_days)
@example(LAST)
def test_next_working_day(day: dt.date) -> None:
    """The next working day is the first day that is no rest day, at most five days later."""
    found = next_working_day(day)

    assert rest_day(found) is None
    assert all(rest_day(day + step * ONE_DAY) for step in range((found - day).days))
    assert found - day <= 5 * ONE_DAY


@given(statutory_days, st.integers(0, 60), st.sampled_from(Unit), st.booleans())
def test_time_limits(start: dt.date, length: int, unit: Unit, moves: bool) -> None:
    """Lag (1930:173) 1 §: the day of the same name, or number, or the month's last; 2 §: moved."""
    limit = TimeLimit(counted_from=start, length=length, unit=unit, moves=moves)
    ends = limit.ends

    if unit is Unit.DAYS:
        assert ends - start == length * ONE_DAY
    elif unit is Unit.WEEKS:
        assert ends.weekday() == start.weekday()
        assert ends - start == 7 * length * ONE_DAY
    else:
        months = length * (12 if unit is Unit.YEARS else 1)
        assert (ends.year - start.year) * 12 + ends.month - start.month == months
        last = calendar.monthrange(ends.year, ends.month)[1]
        assert ends.day == min(start.day, last)
    assert limit.last_day == (next_working_day(ends) if moves else ends)
    assert [rest.day for rest in limit.rest_days] == [
        ends + step * ONE_DAY for step in range((limit.last_day - ends).days)
    ]


@pytest.mark.parametrize(
    ("start", "months", "ends"),
    [
        pytest.param(dt.date(2015, 8, 31), 6, dt.date(2016, 2, 29), id="leap year"),
        pytest.param(dt.date(2014, 8, 31), 6, dt.date(2015, 2, 28), id="ordinary year"),
        pytest.param(dt.date(2015, 1, 31), 1, dt.date(2015, 2, 28), id="once"),
        pytest.param(dt.date(2015, 1, 31), 2, dt.date(2015, 3, 31), id="not clipped twice"),
        pytest.param(dt.date(2016, 2, 29), 12, dt.date(2017, 2, 28), id="12 months"),
    ],
)
def test_months_are_clipped(start: dt.date, months: int, ends: dt.date) -> None:
    """Lag (1930:173) 1 §: if the last month has no such day, its last day."""
    limit = TimeLimit(counted_from=start, length=months, unit=Unit.MONTHS, moves=False)

    assert limit.last_day == limit.ends == ends


@pytest.mark.parametrize(
    ("start", "years", "ends"),
    [
        pytest.param(dt.date(2015, 5, 29), 1, dt.date(2016, 5, 29), id="the same day"),
        pytest.param(dt.date(2016, 2, 29), 1, dt.date(2017, 2, 28), id="no such day"),
        pytest.param(dt.date(2016, 2, 29), 4, dt.date(2020, 2, 29), id="leap year to leap year"),
    ],
)
def test_years(start: dt.date, years: int, ends: dt.date) -> None:
    """Lag (1930:173) 1 §: a time of years ends on the same day, which that section states."""
    limit = TimeLimit(counted_from=start, length=years, unit=Unit.YEARS, moves=False)

    assert limit.last_day == ends
    assert len(limit.counted_by) == 1


def test_contract_dates_are_not_moved() -> None:
    """Lag (1930:173) 2 § applies only to statutory time; a date in a contract does not cite it."""
    limit = TimeLimit(counted_from=dt.date(2015, 5, 29), length=3, unit=Unit.WEEKS, moves=False)

    assert limit.last_day == dt.date(2015, 6, 19)
    assert limit.rest_days == ()
    assert [source.in_language("sv") for source in limit.sources] == [
        "1 § lagen (1930:173) om beräkning av lagstadgad tid"
    ]


def test_sources_of_a_time_limit() -> None:
    """Counting and moving cite their sections, each once."""
    limit = TimeLimit(counted_from=dt.date(2015, 5, 29), length=3, unit=Unit.WEEKS)

    assert [source.in_language("en") for source in limit.sources] == [
        "Section 1 of the Act (1930:173) on the computation of statutory time",
        "Section 2 of the Act (1930:173) on the computation of statutory time",
        "Sections 1–2 of the Act (1989:253) on general holidays",
    ]


EVE = dt.date(1989, 12, 31)


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        pytest.param(late(rest_day, day=EVE), TooEarlyError, id="rest day"),
        pytest.param(late(is_general_holiday, day=EVE), TooEarlyError, id="holiday"),
        pytest.param(late(next_working_day, day=EVE), TooEarlyError, id="working day"),
        pytest.param(late(general_holidays, year=1989), TooEarlyError, id="year"),
        pytest.param(late(general_holidays, year="2015"), BudgetYearError, id="no year"),
        pytest.param(
            late(TimeLimit, counted_from=EVE, length=1, unit=Unit.DAYS), TooEarlyError, id="limit"
        ),
        pytest.param(late(rest_day, day=dt.datetime(2015, 1, 1)), NotADayError, id="moment"),
        pytest.param(late(rest_day, day=dt.date(3000, 1, 1)), DayOutOfRangeError, id="far"),
        pytest.param(
            late(TimeLimit, counted_from=FIRST, length=-1, unit=Unit.DAYS), CountError, id="back"
        ),
        pytest.param(
            late(TimeLimit, counted_from=FIRST, length=1, unit="days"), WrongTypeError, id="unit"
        ),
        pytest.param(
            late(TimeLimit, counted_from=FIRST, length=1, unit=Unit.DAYS, rule="5 §"),
            WrongTypeError,
            id="rule",
        ),
        *(
            pytest.param(
                late(TimeLimit, counted_from=FIRST, length=length, unit=unit),
                TooFarError,
                id=f"{length} {unit}",
            )
            for unit in Unit
            for length in (400_000, 10**17)
        ),
        pytest.param(
            late(TimeLimit, counted_from=dt.date(2999, 12, 20), length=1, unit=Unit.DAYS),
            TooFarError,
            id="next to the last day",
        ),
    ],
)
def test_refused(ask: Callable[[], object], error: type[SamverkanError]) -> None:
    """Days before 1990 are refused with the reason, and so are other impossible questions."""
    with pytest.raises(error) as caught:
        ask()

    if error is TooEarlyError:
        assert "1989:253" in str(caught.value)
