"""From which day on the rules here are the law."""

from __future__ import annotations

import datetime as dt
from typing import Final

from .. import _fields
from ..errors import TooEarlyError

__all__ = ["FIRST_DAY", "a_statutory_day"]

FIRST_DAY: Final = dt.date(1990, 1, 1)


def a_statutory_day(field: str, day: dt.date) -> None:
    """Refuse what is no day, or a day of which the rules here do not say what held."""
    _fields.a_day(field, day)
    if day < FIRST_DAY:
        raise TooEarlyError(field, day)
