"""The parts of a calendar file, which the extra ``calendar`` installs."""

from __future__ import annotations

from ..errors import MissingExtraError

try:
    from icalendar import Calendar, Event, vDDDTypes, vText
except ModuleNotFoundError as _error:
    raise MissingExtraError("calendar") from _error

__all__ = ["Calendar", "Event", "vDDDTypes", "vText"]
