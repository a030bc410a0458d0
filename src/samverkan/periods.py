"""Whole days, and unbroken runs of them."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from . import _fields
from .errors import PeriodOrderError

__all__ = ["Period", "Unit"]


class Unit(enum.StrEnum):
    """In what a length of time is counted."""

    DAYS = "days"
    """*Dagar*."""
    WEEKS = "weeks"
    """*Veckor*: they end on the day of the week from which they are counted."""
    MONTHS = "months"
    """*Månader*: they end on the day of the month from which they are counted, or on the last day
    of a month that has no such day."""


@attrs.frozen
class Period:
    """An unbroken run of whole days, both ends included.

    Args:
        first_day: First day covered (*från och med*).

        last_day:
            Last day covered (*till och med*), or None where no last day is recorded
            (*tills vidare*, or not known).

    Raises:
        NotADayError: If a bound is not a date, or is a date with a time.

        DayOutOfRangeError: If a bound lies outside the years 1800 to 2999.

        PeriodOrderError: If *last_day* is before *first_day*.

    >>> spring = Period(dt.date(2024, 1, 1), dt.date(2024, 6, 30))
    >>> dt.date(2024, 6, 30) in spring
    True
    >>> spring.days
    182
    """

    first_day: dt.date
    last_day: dt.date | None = None

    # Not a validator: those can be switched off for the whole process.
    def __attrs_post_init__(self) -> None:
        _fields.a_day("first_day", self.first_day)
        if self.last_day is None:
            return
        _fields.a_day("last_day", self.last_day)
        if self.last_day < self.first_day:
            raise PeriodOrderError(self.first_day, self.last_day)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return the budget year (*budgetår*): 1 January to 31 December.

        Raises:
            BudgetYearError: If *year* is no whole number from 1800 to 2999.

        >>> Period.of_year(2015)
        Period(first_day=datetime.date(2015, 1, 1), last_day=datetime.date(2015, 12, 31))
        """
        _fields.a_year(year)
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def __contains__(self, day: dt.date) -> bool:
        _fields.a_day("day", day)
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    @property
    def days(self) -> int | None:
        """Number of days, both ends counted, or None where no last day is recorded."""
        return None if self.last_day is None else (self.last_day - self.first_day).days + 1

    def days_in(self, year: int) -> int:
        """Return how many days of a budget year the period holds.

        Raises:
            BudgetYearError: If *year* is no whole number from 1800 to 2999.

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
        first_day = max(self.first_day, other.first_day)
        ends = [day for day in (self.last_day, other.last_day) if day is not None]
        last_day = min(ends, default=None)
        if last_day is not None and last_day < first_day:
            return None
        return Period(first_day, last_day)
