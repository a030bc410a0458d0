"""Hours of a day by the clocks of Sweden, without any clock or time zone of the machine.

The rule itself is used, not a file of time zones: it is short, it has a source, and it gives the
same answer in every version of every other package, and for every year to come.

Source:
    Förordning (2001:127) om sommartid, 1 and 2 §§: summer time is one hour ahead of standard time
    (*normaltid*). It begins at 02.00 standard time on the last Sunday of March, which is then
    03.00 summer time, and ends at 03.00 summer time on the last Sunday of October, which is then
    02.00 standard time. In force from 1 November 2001; for earlier days, which clock applied is
    not looked up, and hours are kept as they are given.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from ..errors import WrongTypeError
from ..errors.texts import TextError

SUMMER: Final = "+02:00"
"""The offset from UTC of summer time (*sommartid*)."""

STANDARD: Final = "+01:00"
"""The offset from UTC of standard time (*normaltid*)."""

_WRITTEN: Final = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(\+0[12]:00)?")
_RULE_FROM: Final = dt.date(2001, 11, 1)
_TWO, _THREE, _HOUR = 120, 180, 60  # minutes after midnight


def _last_sunday(year: int, month: int) -> dt.date:
    """Return the last Sunday of March or October, which have 31 days."""
    last = dt.date(year, month, 31)
    return last - dt.timedelta(days=last.isoweekday() % 7)


def _offsets(day: dt.date, minutes: int) -> tuple[str, ...] | None:
    """Return the clocks that show a time on a day, the first one first; None if not looked up."""
    if day < _RULE_FROM:
        return None
    spring, autumn = _last_sunday(day.year, 3), _last_sunday(day.year, 10)
    summer = minutes >= _THREE if day == spring else minutes < _THREE
    standard = minutes < _TWO if day == spring else minutes >= _TWO
    if day not in {spring, autumn}:
        summer = spring < day < autumn
        standard = not summer
    return (SUMMER,) * summer + (STANDARD,) * standard


def _parts(hour: str) -> tuple[int, str | None]:
    """Return the minutes after midnight that a clock shows, and its offset if it is given."""
    shown, plus, offset = hour.partition("+")
    hours, minutes = shown.replace(".", ":").split(":")
    return int(hours) * _HOUR + int(minutes), plus + offset or None


def as_hour(field: str, value: str, on: dt.date) -> str:
    """Return an hour of a day as ``HH:MM``, with the offset only if two clocks show it that day.

    Args:
        field: The name of the field, for the error.

        value: The hour, such as ``03:40``, ``3.40`` or ``02:40+01:00``.

        on: The day.

    Raises:
        TextError: If it is no hour, does not exist on the day, or has an offset that does not
            apply then.

    >>> as_hour("at", "3.40", dt.date(2024, 10, 27))
    '03:40'
    >>> as_hour("at", "2.40+02:00", dt.date(2024, 10, 27))
    '02:40+02:00'
    """
    given: object = value
    if not isinstance(given, str):
        raise WrongTypeError(field, str, given)
    if _WRITTEN.fullmatch(value) is None:
        raise TextError(field, value, "hour")
    minutes, offset = _parts(value)
    offsets = _offsets(on, minutes)
    shown = "{:02}:{:02}".format(*divmod(minutes, _HOUR))
    if offsets is None:
        return shown + (offset or "")
    if not offsets:
        raise TextError(field, value, "no-such-hour", {"day": on})
    if offset is not None and offset not in offsets:
        raise TextError(field, value, "wrong-offset", {"day": on, "offset": offsets[0]})
    return shown + (offset or "" if len(offsets) > 1 else "")


def is_ambiguous(hour: str, on: dt.date) -> bool:
    """Return whether two clocks show an hour on a day, and it does not say which.

    >>> is_ambiguous("02:40", dt.date(2024, 10, 27)), is_ambiguous("03:40", dt.date(2024, 10, 27))
    (True, False)
    """
    minutes, offset = _parts(hour)
    return offset is None and len(_offsets(on, minutes) or ()) > 1


def is_before(hour: str, other: str, on: dt.date) -> bool:
    """Return whether an hour of a day is before another one, whichever clocks they may mean.

    >>> is_before("02:10+01:00", "02:40+02:00", dt.date(2024, 10, 27))
    False
    >>> is_before("02:10", "02:40", dt.date(2024, 10, 27))
    False
    >>> is_before("01:10", "02:40", dt.date(2024, 10, 27))
    True
    """
    return max(_moments(hour, on)) < min(_moments(other, on))


def order_of(hour: str | None, on: dt.date) -> int:
    """Return a number by which hours of a day are ordered; a day without an hour comes first.

    >>> sorted(["3.40", "02:10", "14:00"], key=lambda hour: order_of(hour, dt.date(2024, 1, 1)))
    ['02:10', '3.40', '14:00']
    """
    return -_HOUR - 1 if hour is None else min(_moments(hour, on))


def _moments(hour: str, on: dt.date) -> list[int]:
    """Return the moments that an hour may mean, in minutes after midnight of standard time."""
    minutes, offset = _parts(hour)
    offsets = (offset,) if offset is not None else _offsets(on, minutes)
    return [minutes - (_HOUR if each == SUMMER else 0) for each in offsets or (STANDARD,)]
