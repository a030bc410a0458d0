"""A second implementation of the calendar: from the statutes only, and in different ways."""

from __future__ import annotations

import calendar
import datetime as dt
import functools


def easter_sunday(year: int) -> dt.date:
    """Return Easter Sunday by Butcher's algorithm, which needs no table."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def _nth(day: dt.date, weekday: int, count: int) -> dt.date:
    """Return the first, second, … weekday of this kind after a day."""
    days = (day + dt.timedelta(days=step) for step in range(1, 400))
    return [each for each in days if each.weekday() == weekday][count - 1]


def _only(weekday: int, first: dt.date) -> dt.date:
    """Return the one weekday of this kind among the seven days from *first* on."""
    week = [first + dt.timedelta(days=step) for step in range(7)]
    [found] = [each for each in week if each.weekday() == weekday]
    return found


@functools.cache
def _listed(year: int) -> set[dt.date]:
    easter = easter_sunday(year)
    whit_sunday = _nth(easter, calendar.SUNDAY, 7)
    # The act as of 2004:1320, in force from 1 April 2005.
    by_year = dt.date(year, 6, 6) if year >= 2005 else whit_sunday + dt.timedelta(days=1)
    return {
        dt.date(year, 1, 1),
        dt.date(year, 1, 6),
        max(easter - dt.timedelta(days=step) for step in range(2, 9) if step % 7 == 2),
        easter + dt.timedelta(days=1),
        dt.date(year, 5, 1),
        _nth(easter, calendar.THURSDAY, 6),
        by_year,
        _only(calendar.SATURDAY, dt.date(year, 6, 20)),
        _only(calendar.SATURDAY, dt.date(year, 10, 31)),
        dt.date(year, 12, 25),
        dt.date(year, 12, 26),
    }


def is_general_holiday(day: dt.date) -> bool:
    """Lag (1989:253) om allmänna helgdagar, 1–2 §§, sentence by sentence."""
    return day.weekday() == calendar.SUNDAY or day in _listed(day.year)


def ends_no_time(day: dt.date) -> bool:
    """Lag (1930:173) om beräkning av lagstadgad tid, 2 §."""
    midsummer_eve = _only(calendar.SATURDAY, dt.date(day.year, 6, 20)) - dt.timedelta(days=1)
    return (
        is_general_holiday(day)
        or day.weekday() == calendar.SATURDAY
        or day == midsummer_eve
        or (day.month, day.day) in {(12, 24), (12, 31)}
    )


def last_day_of_appeal(announced_on: dt.date) -> dt.date:
    """Three weeks, day by day to the third day of the same name, then to a working day."""
    day, seen = announced_on, 0
    while seen < 3:
        day += dt.timedelta(days=1)
        seen += day.strftime("%A") == announced_on.strftime("%A")
    while ends_no_time(day):
        day += dt.timedelta(days=1)
    return day


def latest_notice(met_on: dt.date) -> dt.date:
    """Fourteen days to the approval, each to a working day, and from there the second day."""
    day = met_on
    for days in (14, 2):
        for _ in range(days):
            day += dt.timedelta(days=1)
        while ends_no_time(day):
            day += dt.timedelta(days=1)
    return day


def stayed_up(announced_on: dt.date, removed_on: dt.date) -> bool:
    """RÅ 2009 not 176: up on each day of the period, the last one included."""
    day, last = announced_on, last_day_of_appeal(announced_on)
    while day <= last:
        if day >= removed_on:  # taken down on that day, so not up all day
            return False
        day += dt.timedelta(days=1)
    return True
