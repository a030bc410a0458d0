"""How an hour of a day is told."""

from __future__ import annotations

import datetime as dt

from ..core.hours import STANDARD, SUMMER, as_hour, is_ambiguous
from ..core.periods import a_day
from ..errors.texts import Language, Text, a_language

_PLAIN = Text("kl.\N{NO-BREAK SPACE}{hour}", "{hour}")
_CLOCKS = {
    SUMMER: Text("kl.\N{NO-BREAK SPACE}{hour} sommartid", "{hour} summer time"),
    STANDARD: Text("kl.\N{NO-BREAK SPACE}{hour} normaltid", "{hour} standard time"),
}
_NOT_KNOWN = Text(
    "kl.\N{NO-BREAK SPACE}{hour} (sommartid eller normaltid, det är inte känt vilket)",
    "{hour} (summer or standard time: which is not known)",
)


def hour_text(at: str, language: Language = "sv", *, on: dt.date) -> str:
    """Return how an hour is told, and by which clock if two clocks show it on the day.

    Args:
        at: The hour, as an :class:`~samverkan.meetings.Activation` keeps it.

        language: ``"sv"`` or ``"en"``.

        on: The day.

    Raises:
        TextError: If it is no hour of the day.

    >>> hour_text("03:40", "en", on=dt.date(2024, 10, 27))
    '03:40'
    >>> hour_text("02:40+01:00", "en", on=dt.date(2024, 10, 27))
    '02:40 standard time'
    >>> hour_text("02:40", "en", on=dt.date(2024, 10, 27))
    '02:40 (summer or standard time: which is not known)'
    """
    a_language(language)
    a_day("on", on)
    hour = as_hour("at", at, on)
    told = _CLOCKS.get(hour[5:], _NOT_KNOWN if is_ambiguous(hour, on) else _PLAIN)
    shown = hour[:5] if language == "en" else hour[:5].replace(":", ".")
    return told.in_language(language).format(hour=shown)
