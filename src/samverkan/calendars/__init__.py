"""The days of an agreement for a calendar, each with what happened to it (*kalender*)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .calendars import calendar
    from .events import Calendar, CalendarEvent, CalendarKind, OrdinaryMeeting, ReferenceDay
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "calendars": "calendar",
            "events": "Calendar CalendarEvent CalendarKind OrdinaryMeeting ReferenceDay",
        },
    )

__all__ = [
    "Calendar",
    "CalendarEvent",
    "CalendarKind",
    "OrdinaryMeeting",
    "ReferenceDay",
    "calendar",
]
