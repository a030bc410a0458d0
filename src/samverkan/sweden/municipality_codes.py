"""Checks of municipality codes against the list of today's municipalities."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from ..core.periods import an_optional_day
from ..errors import IdentifierError
from ..errors.texts import an_instance, as_line
from .former_codes import FORMED_ON, FORMER_CODES, LISTED_FROM
from .identifiers import COUNTIES, ENDED_COUNTIES
from .municipalities import MUNICIPALITIES

_FORM: Final = re.compile(r"[0-9]{4}")
_ONE_DAY: Final = dt.timedelta(days=1)
_LAST_DAYS: Final = {
    former.code: former.last_day for several in FORMER_CODES.values() for former in several
}
_FIRST_DAYS: Final = FORMED_ON | {
    code: several[-1].last_day + _ONE_DAY for code, several in FORMER_CODES.items()
}


def municipality_code(written: str, *, on: dt.date | None = None) -> str:
    """Return a municipality code (*kommunkod*) that a municipality has, or had on a day.

    Args:
        written: The code: that of the county, and two more digits.

        on: The day on which the code was used, or None for today's codes. Former codes are known
            with their days from 1980 (:data:`FORMER_CODES`). For a day before, any other code is
            accepted if its county existed then.

    Raises:
        IdentifierError: If it does not have four digits, or no county or municipality has it, or
            had it on that day.

    Source:
        SCB, Regionala indelningar i Sverige (MIS); see :data:`MUNICIPALITIES`.

    >>> MUNICIPALITIES[municipality_code("0182")]
    'Nacka'
    >>> municipality_code("1917", on=dt.date(2006, 12, 31))  # Heby, before it changed county
    '1917'
    """
    an_instance("municipality_code", written, str)
    an_optional_day("on", on)
    text = as_line(written)
    reason = _why_not(text, on)
    if reason is not None:
        raise IdentifierError("municipality_code", text, reason)
    return text


def _why_not(code: str, on: dt.date | None) -> str | None:
    """Return why no municipality has a code, or had it on a day, or None if one may have."""
    if not _FORM.fullmatch(code) or code.endswith("00"):
        return "municipality"
    if on is not None and on < _FIRST_DAYS.get(code, on):
        return "not-on-day"
    return None if code in MUNICIPALITIES else _why_not_former(code, on)


def _why_not_former(code: str, on: dt.date | None) -> str | None:
    county = code[:2]
    if county not in COUNTIES:
        if county not in ENDED_COUNTIES:
            return "no-county"
        if on is None or on > ENDED_COUNTIES[county]:
            return "ended"
    if on is None:
        return "no-municipality"
    return "not-on-day" if on > _LAST_DAYS.get(code, LISTED_FROM - _ONE_DAY) else None


def is_code_for(code: str, day: dt.date) -> bool:
    """Return whether a table may give a municipality a code for a day.

    It is the code of that day or of the day after, or that of today, if the municipality existed
    with another code: a table with many years uses one division for all of them.

    Source:
        SCB, TAB638 (BefolkningNy), footnotes: the population of 31 December by the division of
        1 January of the year after; Heby as 0331 in all years.

    >>> is_code_for("0330", dt.date(2002, 12, 31)), is_code_for("0330", dt.date(2001, 12, 31))
    (True, False)
    >>> is_code_for("0331", dt.date(2000, 12, 31)), is_code_for("1917", dt.date(2000, 12, 31))
    (True, True)
    """
    if code in MUNICIPALITIES and code not in _FIRST_DAYS:  # the usual case
        return True
    if any(_why_not(code, each) is None for each in (day, day + _ONE_DAY)):
        return True
    return any(is_code_for(former.code, day) for former in FORMER_CODES.get(code, ()))


def is_valid_municipality_code(written: str, *, on: dt.date | None = None) -> bool:
    """Return whether a municipality code is valid according to :func:`municipality_code`.

    >>> is_valid_municipality_code("0182"), is_valid_municipality_code("182")
    (True, False)
    >>> is_valid_municipality_code("1917"), is_valid_municipality_code("0331")
    (False, True)
    """
    try:
        municipality_code(written, on=on)
    except IdentifierError:
        return False
    return True
