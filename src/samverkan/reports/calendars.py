"""The days of a calendar as text: what happens, about what, and on what ground."""

from __future__ import annotations

from typing import NamedTuple

from ..errors.texts import Language, Text, an_instance
from ..register.calendar_events import Calendar, CalendarEvent, CalendarKind
from .tables import table
from .words import WIDTH, page

KINDS = {
    CalendarKind.APPEAL_ENDS: Text("Sista dag att överklaga", "Last day for an appeal"),
    CalendarKind.NOTICE_DOWN: Text("Anslaget får tas ned", "The notice may be taken down"),
    CalendarKind.LEGAL_FORCE: Text("Laga kraft", "Legal force"),
    CalendarKind.LAST_DAY_FOR_NOTICE: Text("Sista dag för uppsägning", "Last day for notice"),
    CalendarKind.RENEWAL: Text("Avtalet förlängs", "The agreement renews itself"),
    CalendarKind.LAST_DAY: Text("Avtalets sista dag", "Last day of the agreement"),
    CalendarKind.REFERENCE_DAY: Text("Avstämningsdag", "Reference day"),
    CalendarKind.PAYMENT_DUE: Text("Betalas senast", "Payment due"),
    CalendarKind.REPORT_DUE: Text("Lämnas senast", "Report due"),
    CalendarKind.MEETING: Text("Ordinarie möte", "Ordinary meeting"),
}


class Told(NamedTuple):
    """An event of a calendar in words, in both languages.

    Args:
        summary: What happens, in a line that fits in a calendar; if it is cancelled, it says so.

        sentence: What happens, about what, and how the day follows.

        sources: Sections of law and sources of the clause, each as a line.
    """

    summary: Text
    sentence: Text
    sources: tuple[Text, ...]


def event_told(event: CalendarEvent) -> Told:
    """Return an event of a calendar in words: its summary, its sentence and its sources."""
    an_instance("event", event, CalendarEvent)
    said = KINDS[event.kind]
    return Told(said, said, ())


def calendar_text(calendar: Calendar, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return the events of a calendar as a table, in order of day."""
    an_instance("calendar", calendar, Calendar)
    rows = [
        (event.day.isoformat(), event_told(event).summary.in_language(language))
        for event in calendar
    ]
    return page(table(["dag", "vad"], rows, width), width)
