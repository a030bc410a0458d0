"""STUB of ics19, replaced by that of cal19."""

from __future__ import annotations

from typing import NamedTuple

from ..errors.texts import Language, Text
from ..register.calendar_events import Calendar, CalendarEvent


class ToldEvent(NamedTuple):
    """What an event says."""

    summary: Text
    sentence: Text
    sources: tuple[Text, ...]


def told_event(event: CalendarEvent) -> ToldEvent:
    """Return what an event says."""
    word = ("Utgår: ", "Cancelled: ") if event.is_cancelled else ("", "")
    return ToldEvent(
        Text(f"{word[0]}{event.kind.value}", f"{word[1]}{event.kind.value} en"),
        Text(f"{event.title.sv} {event.day}", f"{event.title.sv} on {event.day}"),
        (Text("Kommunallag (2017:725), 13 kap. 5 §"),),
    )


def calendar_text(calendar: Calendar, language: Language = "sv", *, width: int = 100) -> str:
    """Return text."""
    return "".join(f"{event.day} {event.kind}\n" for event in calendar)
