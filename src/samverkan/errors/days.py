"""Errors about days, periods and years."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from .texts import SamverkanError, Text


class NotADayError(SamverkanError, TypeError):
    """A value that is not a date without time was given for a day.

    Attributes:
        field: Name of the field that takes the day.

        value: The value given.
    """

    field: str
    value: object

    template: ClassVar[Text] = Text(
        "{field} ska vara ett datum utan klockslag, inte {value!r}; {way}.",
        "{field} must be a date without time, got {value!r}; {way}",
    )

    def _told(self) -> dict[str, object]:
        return {**super()._told(), "way": _way(self.value)}


_OF_MOMENT = Text("ange dess .date()", "give its .date()")
_OF_TEXT = Text("läs texten med date.fromisoformat()", "read the text with date.fromisoformat()")
_OF_OTHER = Text("ange till exempel date(2015, 1, 1)", "give for example date(2015, 1, 1)")


def _way(value: object) -> Text:
    if isinstance(value, dt.datetime):
        return _OF_MOMENT
    return _OF_TEXT if isinstance(value, str) else _OF_OTHER


class DayOutOfRangeError(SamverkanError, ValueError):
    """A day is outside the years 1800 to 2999.

    Attributes:
        field: Name of the field that takes the day.

        day: The day given.
    """

    field: str
    day: dt.date

    template: ClassVar[Text] = Text(
        "{field} {day} ligger utanför åren 1800 till 2999; kontrollera dagen.",
        "{field} must be in the years 1800 to 2999, got {day}; check the day",
    )
    if_last: ClassVar[Text] = Text(
        "{field} {day} ligger utanför åren 1800 till 2999; kontrollera dagen, eller utelämna den "
        "om slutet inte är bestämt.",
        "{field} must be in the years 1800 to 2999, got {day}; check the day, or leave it out if "
        "the end is not decided",
    )

    def _template(self) -> Text:
        return self.if_last if "last" in self.field else self.template


class TooEarlyError(SamverkanError, ValueError):
    """A day is too early: the act on general holidays is of 1990.

    Attributes:
        field: Name of the field that takes the day.

        day: The day given.

        first_day: The first day for which the rules are known.
    """

    field: str
    day: dt.date
    first_day: dt.date

    template: ClassVar[Text] = Text(
        "{field} {day} är före {first_day}: lagen (1989:253) om allmänna helgdagar gäller från och "
        "med 1990, och de helgdagar som gällde dessförinnan finns inte här; räkna tiden för hand.",
        "{field} {day} is before {first_day}: the act on general holidays (1989:253) applies from "
        "1990, and the holidays before it are not implemented; count this one by hand",
    )


_UNITS = {
    "days": Text("dagar", "days"),
    "weeks": Text("veckor", "weeks"),
    "months": Text("månader", "months"),
    "years": Text("år", "years"),
}


class TooFarError(SamverkanError, ValueError):
    """A day counted from another one would be outside the years 1800 to 2999.

    Attributes:
        day: The day from which the time is counted.

        count: Number of days, weeks, months or years.

        unit: Unit of the number, as the value of a :class:`~samverkan.Unit`.
    """

    day: dt.date
    count: int
    unit: str

    template: ClassVar[Text] = Text(
        "En tid på {count!r} {unit}, räknad från {day}, slutar utanför åren 1800 till 2999; "
        "kontrollera dagen.",
        "a period of {count!r} {unit}, counted from {day}, ends outside the years 1800 to 2999; "
        "check the day",
    )

    def _told(self) -> dict[str, object]:
        return {**super()._told(), "unit": _UNITS.get(self.unit, self.unit)}


class PeriodTooLongError(SamverkanError, ValueError):
    """A question is about a period without a last day, or about too many years.

    Attributes:
        first_day: The first day that was asked about.

        last_day: The last day that was asked about, or None if there is none.

        years: The highest number of years.
    """

    first_day: dt.date
    last_day: dt.date | None
    years: int

    template: ClassVar[Text] = Text(
        "Frågan gäller {first_day} till {last_day}, mer än {years} år; ange en tidigare sista dag.",
        "the question is about {first_day} to {last_day}, more than {years} years; give an earlier "
        "last day",
    )
    if_open: ClassVar[Text] = Text(
        "Frågan gäller dagarna från {first_day}, utan slut; ange en sista dag, högst {years} år "
        "senare.",
        "the question is about the days from {first_day}, without an end; give a last day, at most "
        "{years} years later",
    )

    def _template(self) -> Text:
        return self.if_open if self.last_day is None else self.template


class PeriodOrderError(SamverkanError, ValueError):
    """A period would end before it starts.

    Attributes:
        first_day: The first day given.

        last_day: The last day given.
    """

    first_day: dt.date
    last_day: dt.date

    template: ClassVar[Text] = Text(
        "Sista dagen {last_day} är före första dagen {first_day}; byt plats på dem, eller utelämna "
        "last_day om slutet inte är bestämt.",
        "last day {last_day} is before first day {first_day}; swap them, or leave out last_day if "
        "the end is not decided",
    )


class BudgetYearError(SamverkanError, ValueError):
    """A value that is not a year from 1800 to 2999 was given for a budget year.

    Attributes:
        value: The value given.
    """

    value: object

    template: ClassVar[Text] = Text(
        "Ett budgetår är ett heltal från 1800 till 2999, till exempel 2015; du angav {value!r}.",
        "a budget year is a whole number from 1800 to 2999, for example 2015; got {value!r}",
    )


class ReferenceDateError(SamverkanError, ValueError):
    """A reference date does not exist in every year.

    Attributes:
        years_before: Number of years between the reference date and the budget year.

        month: Month, 1 to 12.

        day: Day of the month.
    """

    years_before: object
    month: object
    day: object

    template: ClassVar[Text] = Text(
        "En avstämningsdag ligger 0 till 99 år före budgetåret, på en dag som varje år har, som "
        "ReferenceDate(1, 12, 31) för 31 december året före; du angav {years_before!r} år före, "
        "månad {month!r}, dag {day!r}.",
        "a reference date is 0 to 99 years before the budget year, on a day that every year has, "
        "as in ReferenceDate(1, 12, 31) for 31 December of the year before; got {years_before!r} "
        "years before, month {month!r}, day {day!r}",
    )


class YearDayError(SamverkanError, ValueError):
    """A day that is counted from a year does not exist in every year.

    Attributes:
        month: Month, 1 to 12.

        day: Day of the month.

        years_before: Number of years before the year from which it is counted.

        years_after: Number of years after that year.
    """

    month: object
    day: object
    years_before: object
    years_after: object

    template: ClassVar[Text] = Text(
        "En dag på året är en dag som varje år har, 0 till 99 år före eller efter det år som den "
        "räknas från, som YearDay(month=6, day=30, years_before=1) för 30 juni året före; du angav "
        "månad {month!r}, dag {day!r}, {years_before!r} år före, {years_after!r} år efter.",
        "a day of a year is one that every year has, 0 to 99 years before or after the year from "
        "which it is counted, as in YearDay(month=6, day=30, years_before=1) for 30 June of the "
        "year before; got month {month!r}, day {day!r}, {years_before!r} years before, "
        "{years_after!r} years after",
    )


class TimelineOverlapError(SamverkanError, ValueError):
    """Two periods of a timeline share a day.

    Attributes:
        day: The first day that they share.
    """

    day: dt.date

    template: ClassVar[Text] = Text(
        "Två perioder på tidslinjen omfattar {day}; avsluta den ena innan den andra börjar.",
        "two periods of the timeline include {day}; end one before the other starts",
    )
