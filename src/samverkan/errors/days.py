"""Errors about days, periods and years."""

from __future__ import annotations

import datetime as dt

from .base import SamverkanError
from .quoting import quoted


class NotADayError(SamverkanError, TypeError):
    """A value that is no whole day was given for a day.

    Attributes:
        field: What the day was meant for.

        value: What came in.
    """

    def __init__(self, field: str, value: object) -> None:
        # Same arguments in, same arguments up: that keeps every error picklable.
        super().__init__(field, value)
        self.field = field
        self.value = value

    def __str__(self) -> str:
        return f"{self.field} must be a date without time, got {quoted(self.value)}"


class DayOutOfRangeError(SamverkanError, ValueError):
    """A day lies outside the years 1800 to 2999.

    Attributes:
        field: What the day was meant for.

        day: The day that came in.
    """

    def __init__(self, field: str, day: dt.date) -> None:
        super().__init__(field, day)
        self.field = field
        self.day = day

    def __str__(self) -> str:
        return (
            f"{self.field} must lie in the years 1800 to 2999, got {self.day}; "
            f"leave a last day out if none is decided"
        )


class TooEarlyError(SamverkanError, ValueError):
    """A day is too early: the rules on statutory time were others then.

    Attributes:
        field: What the day was meant for.

        day: The day that came in.

        first_day: The first day of which the rules are known.
    """

    def __init__(self, field: str, day: dt.date, first_day: dt.date) -> None:
        super().__init__(field, day, first_day)
        self.field = field
        self.day = day
        self.first_day = first_day

    def __str__(self) -> str:
        return (
            f"{self.field} {self.day} is before {self.first_day}: the act on time limits "
            f"(1930:173) had other rules then, which are not known here; count this one by hand"
        )


class TooFarError(SamverkanError, ValueError):
    """A day would lie so many days, weeks or months away that it leaves the years 1800 to 2999.

    Attributes:
        day: The day from which it is counted.

        count: How many.

        unit: Of what.
    """

    def __init__(self, day: dt.date, count: int, unit: str) -> None:
        super().__init__(day, count, unit)
        self.day = day
        self.count = count
        self.unit = unit

    def __str__(self) -> str:
        return (
            f"{quoted(self.count)} {self.unit} from {self.day} leave the years 1800 to 2999; "
            f"look at the number"
        )


class PeriodOrderError(SamverkanError, ValueError):
    """A period would end before it starts.

    Attributes:
        first_day: The first day that was asked for.

        last_day: The last day that was asked for.
    """

    def __init__(self, first_day: dt.date, last_day: dt.date) -> None:
        super().__init__(first_day, last_day)
        self.first_day = first_day
        self.last_day = last_day

    def __str__(self) -> str:
        return (
            f"last day {self.last_day} is before first day {self.first_day}; "
            f"swap them, or leave out last_day if the end is not decided"
        )


class BudgetYearError(SamverkanError, ValueError):
    """A value that is no year from 1800 to 2999 was given for a budget year.

    Attributes:
        value: What came in.
    """

    def __init__(self, value: object) -> None:
        super().__init__(value)
        self.value = value

    def __str__(self) -> str:
        return (
            f"a budget year is a whole number from 1800 to 2999, got {quoted(self.value)}; "
            f"give the calendar year, for example 2015"
        )


class ReferenceDateError(SamverkanError, ValueError):
    """A reference date that does not exist in every year.

    Attributes:
        years_before: Years between the reference date and the budget year.

        month: Month, 1 to 12.

        day: Day of the month.
    """

    def __init__(self, years_before: object, month: object, day: object) -> None:
        super().__init__(years_before, month, day)
        self.years_before = years_before
        self.month = month
        self.day = day

    def __str__(self) -> str:
        return (
            f"a reference date is 0 to 99 years before the budget year, on a day that every year "
            f"has, got {quoted(self.years_before)} years before, month {quoted(self.month)}, "
            f"day {quoted(self.day)}; take 28 February or 1 March instead of 29 February"
        )


class TimelineOverlapError(SamverkanError, ValueError):
    """Two periods of a timeline share a day.

    Attributes:
        day: The first day that they share.
    """

    def __init__(self, day: dt.date) -> None:
        super().__init__(day)
        self.day = day

    def __str__(self) -> str:
        return f"two periods of the timeline hold {self.day}; end the one before the other starts"
