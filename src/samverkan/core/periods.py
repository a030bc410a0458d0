"""Days, periods of whole days, and timelines of values."""

from __future__ import annotations

import bisect
import datetime as dt
import enum
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar, assert_never, cast

import attrs
from dateutil.relativedelta import relativedelta

from ..errors import (
    BudgetYearError,
    DayOutOfRangeError,
    NotADayError,
    PeriodOrderError,
    TimelineOverlapError,
    TooFarError,
    WrongTypeError,
    YearDayError,
)
from ..errors.texts import Language, Text, an_instance
from .fields import as_pairs

_FIRST_YEAR, LAST_YEAR = 1800, 2999
FIRST_DAY = dt.date(_FIRST_YEAR, 1, 1)
"""The first day that a value can have."""


def a_day(field: str, value: object) -> None:
    """Refuse a value that is not a date without time in the years 1800 to 2999."""
    # isinstance() accepts a datetime as a date, but a time such as 14:30 is not a day.
    if type(value) is not dt.date:
        raise NotADayError(field, value)
    if not _FIRST_YEAR <= value.year <= LAST_YEAR:
        raise DayOutOfRangeError(field, value)


def an_optional_day(field: str, value: object) -> None:
    """Refuse a value that is neither a day nor None."""
    if value is not None:
        a_day(field, value)


def a_year(value: object) -> None:
    """Refuse a value that is not a budget year."""
    if type(value) is not int or not _FIRST_YEAR <= value <= LAST_YEAR:
        raise BudgetYearError(value)


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the day *months* months later, or the last day of a month that has no such day."""
    return time_after(day, months, Unit.MONTHS)


class Unit(enum.StrEnum):
    """Unit of a length of time (*tidsenhet*)."""

    DAYS = "days"
    """*Dagar*."""
    WEEKS = "weeks"
    """*Veckor*: they end on the day of the week from which they are counted."""
    MONTHS = "months"
    """*Månader*: they end on the day of the month from which they are counted, or on the last day
    of a month that has no such day."""
    YEARS = "years"
    """*År*: they end on the same day of the year, or on 28 February in place of the 29th."""


def time_after(day: dt.date, count: int, unit: Unit) -> dt.date:
    """Return the day some time later; months and years are clipped at a month's end."""
    try:
        match unit:
            case Unit.DAYS | Unit.WEEKS:
                found = day + dt.timedelta(days=count * (7 if unit is Unit.WEEKS else 1))
            case Unit.MONTHS | Unit.YEARS:
                found = day + relativedelta(months=count * (12 if unit is Unit.YEARS else 1))
            case _:
                assert_never(unit)
        a_day("day", found)
    except (OverflowError, ValueError) as error:
        raise TooFarError(day, count, unit) from error
    return found


@attrs.frozen(kw_only=True)
class YearDay:
    """A day that is counted from a year (*dag på året*), such as 30 June of the year before.

    Args:
        month: Month, 1 to 12.

        day: Day of that month; 29 February is refused, because most years do not have it.

        years_before: Number of years before the year from which it is counted, 0 to 99.

        years_after: Number of years after that year, 0 to 99; one of the two is 0.

    Raises:
        YearDayError: If the day does not exist in every year.

    >>> YearDay(month=6, day=30).of(2026), YearDay(month=2, day=15, years_after=1).of(2026)
    (datetime.date(2026, 6, 30), datetime.date(2027, 2, 15))
    """

    month: int
    day: int
    years_before: int = 0
    years_after: int = 0

    def __attrs_post_init__(self) -> None:
        parts = (self.month, self.day, self.years_before, self.years_after)
        try:
            if any(type(part) is not int for part in parts) or not (
                0 <= self.years_before < 100
                and 0 <= self.years_after < 100
                and 0 in (self.years_before, self.years_after)
            ):
                raise YearDayError(*parts)
            dt.date(2015, self.month, self.day)  # any year that is not a leap year
        except (ValueError, OverflowError):
            raise YearDayError(*parts) from None

    def of(self, year: int) -> dt.date:
        """Return the day, counted from a year.

        Raises:
            BudgetYearError: If *year* is not a whole number from 1800 to 2999.

            DayOutOfRangeError: If the day is outside the years 1800 to 2999.
        """
        a_year(year)
        found = dt.date(year - self.years_before + self.years_after, self.month, self.day)
        a_day("day", found)
        return found

    def before(self, last_day: dt.date) -> dt.date:
        """Return the last such day that is not after a day, counted from the year of that day.

        Raises:
            DayOutOfRangeError: If the day is outside the years 1800 to 2999.

        >>> YearDay(month=6, day=30, years_before=1).before(dt.date(2018, 12, 31))
        datetime.date(2017, 6, 30)
        >>> YearDay(month=9, day=30).before(dt.date(2018, 6, 30))
        datetime.date(2017, 9, 30)
        """
        a_day("last_day", last_day)
        year = last_day.year - self.years_before + self.years_after
        found = dt.date(year, self.month, self.day)
        while found > last_day:
            found = found.replace(year=found.year - 1)
        a_day("day", found)
        return found


@attrs.frozen
class Period:
    """An unbroken run of whole days, both ends included.

    Args:
        first_day: First day covered (*från och med*).

        last_day:
            Last day covered (*till och med*), or None if no last day is recorded (*tills vidare*,
            or not known).

    Raises:
        DayOutOfRangeError: If a bound is outside the years 1800 to 2999.

        PeriodOrderError: If *last_day* is before *first_day*.

    >>> spring = Period(dt.date(2024, 1, 1), dt.date(2024, 6, 30))
    >>> dt.date(2024, 6, 30) in spring
    True
    >>> spring.days
    182
    >>> print(spring)
    2024-01-01 to 2024-06-30
    >>> print(Period(dt.date(2024, 1, 1)))
    from 2024-01-01
    """

    first_day: dt.date
    last_day: dt.date | None = None

    # Not an attrs validator: those can be disabled for the whole process.
    def __attrs_post_init__(self) -> None:
        a_day("first_day", self.first_day)
        if self.last_day is None:
            return
        a_day("last_day", self.last_day)
        if self.last_day < self.first_day:
            raise PeriodOrderError(self.first_day, self.last_day)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return the budget year (*budgetår*): 1 January to 31 December.

        Raises:
            BudgetYearError: If *year* is not a whole number from 1800 to 2999.

        >>> Period.of_year(2015)
        Period(first_day=datetime.date(2015, 1, 1), last_day=datetime.date(2015, 12, 31))
        """
        a_year(year)
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def __str__(self) -> str:
        if self.last_day is None:
            return f"from {self.first_day}"
        if self.last_day == self.first_day:
            return f"{self.first_day}"
        return f"{self.first_day} to {self.last_day}"

    def __contains__(self, day: dt.date) -> bool:
        a_day("day", day)
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    @property
    def days(self) -> int | None:
        """Number of days, both ends included, or None if no last day is recorded."""
        return None if self.last_day is None else (self.last_day - self.first_day).days + 1

    def days_in(self, year: int) -> int:
        """Return the number of days of a budget year that the period covers.

        Raises:
            BudgetYearError: If *year* is not a whole number from 1800 to 2999.

        >>> Period(dt.date(2015, 7, 1)).days_in(2015)
        184
        """
        both = self.overlap(Period.of_year(year))
        return 0 if both is None or both.days is None else both.days

    def overlap(self, other: Period) -> Period | None:
        """Return the days that both periods cover, or None if there are none.

        >>> term = Period(dt.date(2015, 1, 1))
        >>> term.overlap(Period.of_year(2014)) is None
        True
        """
        an_instance("other", other, Period)
        first_day, last_day = max(self.first_day, other.first_day), self.last_day
        if other.last_day is not None and (last_day is None or other.last_day < last_day):
            last_day = other.last_day
        if last_day is not None and last_day < first_day:
            return None
        if first_day is self.first_day and last_day is self.last_day:
            return self
        return Period(first_day, last_day)


_T = TypeVar("_T")
_ONE_DAY = dt.timedelta(days=1)
_CHANGE = Text("en funktion av ett värde", "a function of a value")
_PIECES = Text("par av en Period och ett värde", "pairs of a Period and a value")


def _in_order(pieces: Iterable[tuple[Period, _T]]) -> tuple[tuple[Period, _T], ...]:
    several = cast("list[tuple[Period, _T]]", as_pairs("pieces", pieces, _PIECES))
    for piece in several:
        if not isinstance(piece[0], Period):
            raise WrongTypeError("pieces", _PIECES, piece)
    return tuple(sorted(several, key=lambda piece: piece[0].first_day))


@attrs.frozen
class Timeline(Generic[_T]):
    """Values over days (*tidslinje*): at most one on each day, and none between the periods.

    Args:
        pieces: Periods, each with a value, in any order; no two share a day.

    Raises:
        TimelineOverlapError: If two periods share a day.

    >>> rates = Timeline([(Period(dt.date(2016, 1, 1)), "1.53"), (Period.of_year(2014), "1.50")])
    >>> rates.on(dt.date(2014, 12, 31)), rates.on(dt.date(2015, 1, 1))
    ('1.50', None)
    """

    pieces: tuple[tuple[Period, _T], ...] = attrs.field(converter=_in_order)
    _starts: tuple[dt.date, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for (before, _), (after, _) in zip(self.pieces, self.pieces[1:], strict=False):
            if before.last_day is None or before.last_day >= after.first_day:
                raise TimelineOverlapError(after.first_day)
        starts = tuple(period.first_day for period, _ in self.pieces)
        object.__setattr__(self, "_starts", starts)

    def on(self, day: dt.date) -> _T | None:
        """Return the value on a day, or None if there is none; found by bisection."""
        a_day("day", day)
        place = bisect.bisect_right(self._starts, day) - 1
        if place < 0:
            return None
        period, value = self.pieces[place]
        return value if period.last_day is None or day <= period.last_day else None

    def within(self, period: Period) -> Iterator[tuple[Period, _T]]:
        """Yield the pieces inside *period*, cut at its ends, in order.

        >>> line = Timeline([(Period(dt.date(2014, 7, 1)), "x")])
        >>> [piece.days for piece, _ in line.within(Period.of_year(2014))]
        [184]
        """
        an_instance("period", period, Period)
        for piece, value in self.pieces:
            both = piece.overlap(period)
            if both is not None:
                yield both, value

    def gaps(self, period: Period) -> tuple[Period, ...]:
        """Return the unbroken runs of days in *period* that have no value.

        >>> line = Timeline([(Period.of_year(2014), "x"), (Period.of_year(2016), "y")])
        >>> [gap.first_day.year for gap in line.gaps(Period.of_year(2015))]
        [2015]
        """
        an_instance("period", period, Period)
        gaps, start = [], period.first_day
        for piece, _ in self.within(period):
            if start < piece.first_day:
                gaps.append(Period(start, piece.first_day - _ONE_DAY))
            if piece.last_day is None or piece.last_day == period.last_day:
                return tuple(gaps)
            start = piece.last_day + _ONE_DAY
        return (*gaps, Period(start, period.last_day))

    def changed(self, period: Period, change: Callable[[_T], _T]) -> Timeline[_T]:
        """Return the timeline with every value inside *period* changed; empty days stay empty.

        Values outside *period* do not change. Neighbouring pieces with equal values are not
        merged, so that each piece keeps its origin.

        >>> line = Timeline([(Period.of_year(2014), 1)])
        >>> line.changed(Period(dt.date(2014, 7, 1)), lambda value: value + 1).pieces[1][1]
        2
        """
        an_instance("period", period, Period)
        if not callable(change):
            raise WrongTypeError("change", _CHANGE, change)
        pieces: list[tuple[Period, _T]] = []
        for piece, value in self.pieces:
            both = piece.overlap(period)
            if both is None:
                pieces.append((piece, value))
                continue
            if piece.first_day < both.first_day:
                pieces.append((Period(piece.first_day, both.first_day - _ONE_DAY), value))
            pieces.append((both, change(value)))
            if both.last_day is not None and both.last_day != piece.last_day:
                pieces.append((Period(both.last_day + _ONE_DAY, piece.last_day), value))
        return Timeline(pieces)


# --- Days, as people write them

_MONTHS = Text(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "January February March April May June July August September October November December",
)
_WEEKDAYS = Text(
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)


def day(value: dt.date, language: Language, *, year: bool = True) -> str:
    """Return a day: 30 juni 2014, or 30 June 2014."""
    written = f"{value.day} {_MONTHS.in_language(language).split()[value.month - 1]}"
    return f"{written} {value.year}" if year else written


def on_weekday(value: dt.date, language: Language) -> str:
    """Return a day with its weekday: fredagen den 29 maj 2015, or Friday 29 May 2015."""
    weekday = _WEEKDAYS.in_language(language).split()[value.weekday()]
    written = day(value, language)
    return f"{weekday}en den {written}" if language == "sv" else f"{weekday} {written}"
