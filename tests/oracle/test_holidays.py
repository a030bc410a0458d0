"""The statutory calendar against the package holidays, every day from 1990 to 2100."""

from __future__ import annotations

import datetime as dt

import holidays

from samverkan.sweden import is_general_holiday, rest_day

SUNDAY, SATURDAY = 6, 5
YEARS = range(1990, 2101)


def days_of(categories: tuple[str, ...]) -> set[dt.date]:
    """Return the days that the package has in some categories, every Sunday among them."""
    found = holidays.country_holidays("SE", years=YEARS, categories=categories)
    first = dt.date(YEARS[0], 1, 1)
    every = (first + dt.timedelta(days=n) for n in range((dt.date(2101, 1, 1) - first).days))
    return {day for day in every if day in found or day.weekday() == SUNDAY}


def test_general_holidays() -> None:
    """Lag (1989:253): the category public, and Sundays."""
    expected = days_of(("public",))

    assert {day for day in every_day() if is_general_holiday(day)} == expected


def test_rest_days() -> None:
    """Lag (1930:173) 2 §: the three eves of the category de_facto, and Saturdays, besides."""
    expected = days_of(("public", "de_facto"))
    expected |= {day for day in every_day() if day.weekday() == SATURDAY}

    assert {day for day in every_day() if rest_day(day) is not None} == expected


def every_day() -> list[dt.date]:
    """Return every day of the years."""
    first, last = dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31)
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
