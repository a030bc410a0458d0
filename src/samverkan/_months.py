"""Days so many calendar months away."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from . import _fields
from .errors import TooFarError

__all__ = ["months_after"]


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the day of the same number, or the last day of a month that has no such day."""
    try:
        found = day + relativedelta(months=months)
        _fields.a_day("day", found)
    except (OverflowError, ValueError) as error:
        raise TooFarError(day, months, "months") from error
    return found
