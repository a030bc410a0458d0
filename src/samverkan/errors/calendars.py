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
        "too-high-revision": Text(
            "revision är {revision}, men får vara högst {most}; ange hur många gånger registrerade "
            "uppgifter har rättats",
            "revision is {revision}, but may be at most {most}; give the number of times that the "
            "record was corrected",
        ),
        "no-events": Text(
            "ingen dag att skriva i en kalender är känd för {agreements:row}; ange en längre tid "
            "eller en annan part, eller registrera de dagar som saknas",
            "no day to enter in a calendar is known for {agreements:row}; choose a longer period "
            "or another party, or record the missing days",
        ),
        "no-agreements": Text(
            "en kalender behöver minst en överenskommelse; ange en",
            "a calendar needs at least one agreement; give one",
        ),
        "same-uid": Text(
            "två händelser har samma uid, {uid!r}, i {agreements:row}; gör kalendern av ett "
            "register i stället för att lägga ihop kalendrar",
            "two events have the same uid, {uid!r}, in {agreements:row}; make the calendar from a "
            "register instead of joining calendars",
        ),
    }
