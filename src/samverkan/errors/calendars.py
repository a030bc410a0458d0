"""Errors about calendars of agreements."""

from __future__ import annotations

from typing import ClassVar

from .texts import NO_DETAILS, Details, Reasons, SamverkanError, Text


class CalendarError(SamverkanError, ValueError):
    """A calendar has no event, or more than a calendar should hold.

    Attributes:
        agreements: Names of the agreements that the calendar is of.

        reason: Why it is refused.

        details: Further values that the text of the reason names.
    """

    agreements: tuple[str, ...]
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("Ingen kalender: {reason}.", "no calendar: {reason}")
    reasons: ClassVar[Reasons] = {
        "no-agreement": Text(
            "ingen överenskommelse är angiven; ange minst en",
            "no agreement is given; give at least one",
        ),
        "no-event": Text(
            "ingen dag att skriva upp är känd för {agreements:row}; ange en längre tid eller en "
            "annan part, eller registrera de dagar som saknas",
            "no day to enter is known for {agreements:row}; choose a longer period or another "
            "party, or record the missing days",
        ),
        "too-many": Text(
            "{agreements:row} ger fler än {most} händelser; ange en kortare tid, eller en kalender "
            "för varje avtal",
            "{agreements:row} give more than {most} events; choose a shorter period, or make a "
            "calendar of each agreement",
        ),
        "same-uid": Text(
            "två händelser har samma uid, {uid}, i {agreements:row}; gör kalendern av ett register "
            "i stället för att lägga ihop kalendrar",
            "two events have the same uid, {uid}, in {agreements:row}; make the calendar from a "
            "register instead of joining calendars",
        ),
    }
