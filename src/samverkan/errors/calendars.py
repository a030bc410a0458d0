"""Errors about calendars."""

from __future__ import annotations

from typing import ClassVar

from .texts import NO_DETAILS, Details, Reasons, SamverkanError, Text


class CalendarError(SamverkanError, ValueError):
    """A calendar cannot be made.

    Attributes:
        reason: What is wrong.

        details: Further values that the text of the reason names.
    """

    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("{reason!c}.", "{reason}")
    reasons: ClassVar[Reasons] = {
        "too-many-events": Text(
            "{agreement!r} har fler än {most} kalenderhändelser; ange ett senare since, ett "
            "tidigare until, eller hur ofta forumet möts med glesare mellanrum",
            "{agreement!r} has more than {most} events in the calendar; give a later since or an "
            "earlier until, or let its forums meet less often",
        ),
        "no-events": Text(
            "{agreements!r} har ingen dag att skriva i en kalender",
            "{agreements!r} have no day to write in a calendar",
        ),
    }
