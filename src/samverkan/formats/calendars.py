"""The days of agreements for spreadsheets and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from ..agreements.events import Event
from ..calendars.events import (
    Calendar,
    CalendarEvent,
    CalendarKind,
    OrdinaryMeeting,
    ReferenceDay,
)
from ..core.fields import as_tuple
from ..errors import CalendarError
from ..errors.texts import Language, Text, an_instance
from ..register.rows import Failure
from ..reports.calendars import event_told, undated_text
from ..sweden.instrument_days import DatedDecision
from . import data
from .abouts import Facts, Told
from .exports import JSON
from .tables import Cell, ColumnKind, Head, Table, columns_of

_NAME: Final = Text("kalender", "calendar")
_COLUMNS: Final = (
    Head(Text("avtal", "agreement"), ColumnKind.TEXT),
    Head(Text("titel", "title"), ColumnKind.TEXT),
    Head(Text("dag", "day"), ColumnKind.DAY),
    Head(Text("händelse", "event"), ColumnKind.TEXT),
    Head(Text("status", "status"), ColumnKind.TEXT),
    Head(Text("beskrivning", "description"), ColumnKind.TEXT),
    Head(Text("källor", "sources"), ColumnKind.TEXT),
    Head(Text("slag", "kind"), ColumnKind.CODE),
    Head(Text("ändringar", "revisions"), ColumnKind.NUMBER, is_optional=True, is_summed=False),
    Head(Text("känt den", "known on"), ColumnKind.DAY, is_optional=True),
    Head(Text("uid", "uid"), ColumnKind.CODE),
)
_APPLIES: Final = Text("gäller", "applies")
_UNCERTAIN: Final = Text("osäker", "uncertain")
_CANCELLED: Final = Text("utgår", "cancelled")
_EMPTY: Final = Text("Avtal utan dagar", "Agreements without days")
_NO_DAYS: Final = Text(
    "Ordinarie möten utan angivna dagar", "Ordinary meetings without stated days"
)
_UNDATED: Final = Text(
    "Beslut utan känd sista dag att överklaga", "Decisions without a known last day for an appeal"
)
_FORUM: Final = Text("{agreement}: {forum}", "{agreement}: {forum}")


def calendar_table(calendar: Calendar, language: Language = "sv") -> Table:
    """Return the days of agreements as a table, a row for each event.

    Args:
        calendar: The days, from :func:`samverkan.calendars.calendar`.

        language: The language of the table.

    >>> import datetime as dt
    >>> from samverkan.calendars import calendar
    >>> from samverkan.stockholm import agreement
    >>> rows = calendar_table(calendar(agreement, until=dt.date(2015, 12, 31))).rows
    >>> [(str(row[2]), row[7]) for row in rows]
    [('2014-06-30', 'reference-day'), ('2015-06-30', 'reference-day')]
    """
    an_instance("calendar", calendar, Calendar)
    return Table(
        name=_NAME.in_language(language),
        columns=columns_of(_COLUMNS, language),
        rows=[_row(event, language) for event in calendar],
        language=language,
        about=_about(calendar, language),
    )


def _row(event: CalendarEvent, language: Language) -> tuple[Cell, ...]:
    told = event_told(event)
    return (
        event.agreement,
        event.title.in_language(language),
        event.day,
        told.short.in_language(language),
        _status(event).in_language(language),
        told.sentence.in_language(language),
        "; ".join(source.in_language(language) for source in told.sources) or None,
        event.kind.value,
        event.sequence,
        event.revised_on,
        event.uid,
    )


def _status(event: CalendarEvent) -> Text:
    if event.is_cancelled:
        return _CANCELLED
    return _APPLIES if event.is_certain else _UNCERTAIN


def _about(calendar: Calendar, language: Language) -> Facts:
    """Return of which agreements and forums the table tells no day."""
    told = Told(language)
    facts = [told.fact(_EMPTY, ", ".join(calendar.empty))] if calendar.empty else []
    forums = [
        _FORUM.in_language(language).format(agreement=name, forum=forum.names[-1].text)
        for name, forum in calendar.without_days
    ]
    facts += [told.fact(_NO_DAYS, "; ".join(forums))] if forums else []
    undated = [undated_text(name, row, language) for name, row in calendar.undated]
    facts += [told.fact(_UNDATED, " ".join(undated))] if undated else []
    return tuple(facts)


def calendar_data(calendar: Calendar, *, failures: Iterable[Failure] = ()) -> dict[str, JSON]:
    """Return the days of agreements as data for JSON, with their texts in both languages.

    An event has the uid and the number of revisions that it has in a calendar file, and the ids of
    what it is about: its instrument and party, its forum, its statistic and budget years, or its
    payment or report. Agreements without events, forums whose ordinary meetings follow no stated
    days, and decisions without a known last day for an appeal are listed.

    Args:
        calendar: The days, from :func:`samverkan.calendars.calendar`.

        failures: The agreements that could not be read, such as ``Register.failures``; they are
            listed, each with its error.

    >>> import datetime as dt
    >>> from samverkan.calendars import calendar
    >>> from samverkan.stockholm import agreement
    >>> data = calendar_data(calendar(agreement, until=dt.date(2018, 12, 31)))
    >>> sorted(data)
    ['empty', 'events', 'failures', 'undated', 'without_days']
    """
    an_instance("calendar", calendar, Calendar)
    unread: tuple[Failure, ...] = as_tuple("failures", failures, Failure)
    return {
        "events": [_event(event) for event in calendar],
        "empty": list(calendar.empty),
        "without_days": [
            {"agreement": name, "forum": forum.id, "forum_name": forum.names[-1].text}
            for name, forum in calendar.without_days
        ],
        "undated": [
            {
                "agreement": name,
                **_decision(row),
                "ground": None if row.dates is None else row.dates.no_last_day,
                "text": {
                    "sv": undated_text(name, row, "sv"),
                    "en": undated_text(name, row, "en"),
                },
            }
            for name, row in calendar.undated
        ],
        "failures": [
            {
                "agreement": failure.agreement,
                "error": {
                    "sv": failure.error.in_language("sv"),
                    "en": failure.error.in_language("en"),
                },
            }
            for failure in unread
        ],
    }


def _event(event: CalendarEvent) -> dict[str, JSON]:
    told = event_told(event)
    return {
        "agreement": event.agreement,
        "title": data.text(event.title),
        "kind": event.kind.value,
        "day": event.day.isoformat(),
        "about": _ids(event),
        "summary": data.text(told.summary),
        "sentence": data.text(told.sentence),
        "sources": [data.text(source) for source in told.sources],
        "uid": event.uid,
        "sequence": event.sequence,
        "revised_on": None if event.revised_on is None else event.revised_on.isoformat(),
        "is_cancelled": event.is_cancelled,
        "is_certain": event.is_certain,
        "moved_from": None if event.moved_from is None else event.moved_from.isoformat(),
        "changed_by": [instrument.number for instrument in event.changed_by],
        "waits_for": [pending.number for pending in event.waits_for],
    }


def _ids(event: CalendarEvent) -> dict[str, JSON]:
    """Return what an event is about, by which a program groups and filters."""
    about = event.about
    match about:
        case DatedDecision():
            dates = about.dates
            is_force = event.kind is CalendarKind.LEGAL_FORCE
            return {
                **_decision(about),
                "ground": dates.legal_force.ground if dates and is_force else None,
            }
        case Event():
            return {"due": None if about.what is None else data.text(about.what)}
        case ReferenceDay():
            return {
                "statistic": about.statistic.id,
                "subject": about.subject,
                "years": list(about.years),
                "and_later": about.and_later,
            }
        case OrdinaryMeeting():
            return {"forum": about.forum.id}
        case _:
            assert_never(about)


def _decision(about: DatedDecision) -> dict[str, JSON]:
    return {
        "number": about.instrument.number,
        "instrument": type(about.instrument).__name__.lower(),
        "party": about.party.id,
        "decided_on": about.decision.decided_on.isoformat(),
    }


def nothing_in(calendar: Calendar) -> CalendarError:
    """Return the refusal of a calendar without events, with the agreements that it is of."""
    if not calendar.empty:
        return CalendarError("no-agreements")
    return CalendarError("no-events", {"agreements": calendar.empty})
