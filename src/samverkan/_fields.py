"""What fields may hold: brought to one form, then checked, also where attrs' validators are off."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from types import UnionType
from typing import TypeVar, cast

from .errors import (
    BudgetYearError,
    CountError,
    DayOutOfRangeError,
    NotADayError,
    TextError,
    WrongTypeError,
)

__all__ = [
    "a_day",
    "a_line",
    "a_slug",
    "a_whole_number",
    "a_year",
    "an_optional_day",
    "an_optional_line",
    "line",
    "optional_line",
    "several",
]

_T = TypeVar("_T")
_FIRST_YEAR, _LAST_YEAR = 1800, 2999
_LONGEST_COUNT = 10**18
_LONGEST_LINE = 2000
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def line(value: str) -> str:
    """Return *value* in composed form (NFC), with ordinary spaces and none at the ends.

    Two spellings of one name are then equal: å as one character or as a with a ring.
    """
    if not isinstance(value, str):
        return value  # refused with its field's name by a_line(), just after
    return unicodedata.normalize("NFC", value).replace("\N{NO-BREAK SPACE}", " ").strip()


def optional_line(value: str | None) -> str | None:
    """Return *value* as line() does, or None."""
    return None if value is None else line(value)


def a_day(field: str, value: object) -> None:
    """Refuse what is no whole day of the years 1800 to 2999."""
    # A datetime is a date to isinstance(), but 14:30 is no day.
    if type(value) is not dt.date:
        raise NotADayError(field, value)
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise DayOutOfRangeError(field, value)


def an_optional_day(field: str, value: object) -> None:
    """Refuse what is neither a day nor None."""
    if value is not None:
        a_day(field, value)


def a_year(value: object) -> None:
    """Refuse what is no budget year."""
    if type(value) is not int or not _FIRST_YEAR <= value <= _LAST_YEAR:
        raise BudgetYearError(value)


def a_whole_number(field: str, value: object) -> None:
    """Refuse what is no count: negative, fractional, a truth value, over 18 digits."""
    if type(value) is not int:
        raise WrongTypeError(field, "a whole number", value)
    if not 0 <= value < _LONGEST_COUNT:
        raise CountError(field, value)


def a_line(field: str, value: object) -> None:
    """Refuse what is no line of visible text."""
    if not isinstance(value, str):
        raise WrongTypeError(field, "text", value)
    if not value.strip():
        raise TextError(field, value, "it is empty; leave it out or say what it is")
    if len(value) > _LONGEST_LINE:
        raise TextError(field, value, f"it is longer than {_LONGEST_LINE} characters")
    hidden = next((char for char in value if unicodedata.category(char) in _INVISIBLE), None)
    if hidden is not None:
        raise TextError(field, value, f"it holds U+{ord(hidden):04X}, which cannot be seen")


def an_optional_line(field: str, value: object) -> None:
    """Refuse what is neither a line of visible text nor None."""
    if value is not None:
        a_line(field, value)


def a_slug(field: str, value: object) -> None:
    """Refuse what is no id: lower-case letters a to z, digits, hyphens, at most 64."""
    a_line(field, value)
    if isinstance(value, str) and not _SLUG.fullmatch(value):
        reason = "an id has the letters a to z, digits and hyphens, at most 64, no hyphen first"
        raise TextError(field, value, reason)


def several(
    field: str,
    value: _T | Iterable[_T],
    kind: type | UnionType | tuple[type, ...],
    expected: str,
) -> tuple[_T, ...]:
    """Return one or several of a kind as a tuple; anything else is refused, with the field."""
    if isinstance(value, kind):
        return (cast("_T", value),)
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise WrongTypeError(field, f"{expected}, or several", value)
    found = tuple(cast("Iterable[_T]", value))
    for item in found:
        if not isinstance(item, kind):
            raise WrongTypeError(field, expected, item)
    return found
