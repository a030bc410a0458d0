"""The days of agreements that belong in a calendar, each with what happened to it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from ..agreements.agreement import Agreement
from ..agreements.events import Event, EventKind
from ..agreements.instruments import Instrument
from ..agreements.state import Pending
from ..core.fields import a_whole_number, as_tuple
from ..core.figures import Statistic
from ..core.notebooks import in_notebooks
from ..core.periods import a_day, a_year, an_optional_day
from ..core.sources import Source, as_sources
from ..errors.texts import Text, a_line, a_slug, an_instance, as_text
from ..governance.forums import Forum
from ..governance.recurrences import Recurrence
from ..sweden.instrument_days import DatedDecision


class CalendarKind(enum.StrEnum):
    """What happens on a day in a calendar."""

    APPEAL_ENDS = "appeal-ends"
    """The last day for an appeal against a decision (*sista dag att överklaga*)."""
    NOTICE_DOWN = "notice-down"
    """The first day on which a notice may be taken down (*anslaget får tas ned*)."""
    LEGAL_FORCE = "legal-force"
    """The first day on which a decision has legal force (*laga kraft*)."""
    LAST_DAY_FOR_NOTICE = "last-day-for-notice"
    """The last day to give notice (*sista dag för uppsägning*)."""
    RENEWAL = "renewal"
    """The last day of a term that renews itself (*förlängs*)."""
    LAST_DAY = "last-day"
    """The last day of the agreement (*sista dag*)."""
    REFERENCE_DAY = "reference-day"
    """The day that the figures of a fee describe (*avstämningsdag*)."""
    PAYMENT_DUE = "payment-due"
    """The last day for a payment (*ska betalas senast*)."""
    REPORT_DUE = "report-due"
    """The last day for a report (*ska lämnas senast*)."""
    MEETING = "meeting"
    """An ordinary meeting of a forum (*ordinarie möte*)."""


KIND_OF_EVENT = {
    EventKind.LAST_DAY_FOR_NOTICE: CalendarKind.LAST_DAY_FOR_NOTICE,
    EventKind.RENEWAL: CalendarKind.RENEWAL,
    EventKind.LAST_DAY: CalendarKind.LAST_DAY,
    EventKind.PAYMENT_DUE: CalendarKind.PAYMENT_DUE,
    EventKind.REPORT_DUE: CalendarKind.REPORT_DUE,
}
"""The kind in a calendar of each foreseeable event."""


def _as_years(value: int | Iterable[int]) -> tuple[int, ...]:
    return as_tuple("years", value, int)


@attrs.frozen(kw_only=True)
class ReferenceDay:
    """What a reference day is for (*avstämningsdag*).

    Args:
        statistic: What is counted on the day.

        subject: The id of the area that the figure is about, or None if each payer has its own.

        years: The budget years whose fees use it; only the first ones if it is used without end.

        and_later: Whether the fees of later years use it, too, because the terms state the day
            itself, or count with the index of all years since one.

    >>> from samverkan.funding import POPULATION
    >>> ReferenceDay(statistic=POPULATION, years=[2015]).years
    (2015,)
    """

    statistic: Statistic
    subject: str | None = None
    years: tuple[int, ...] = attrs.field(converter=_as_years)
    and_later: bool = False

    def __attrs_post_init__(self) -> None:
        an_instance("statistic", self.statistic, Statistic)
        if self.subject is not None:
            a_slug("subject", self.subject)
        for year in self.years:
            a_year(year)
        an_instance("and_later", self.and_later, bool)


@attrs.frozen(kw_only=True)
class OrdinaryMeeting:
    """An ordinary meeting of a forum (*ordinarie möte*).

    Args:
        forum: The forum, as stated in the terms that apply on the day.

        meets: How often it meets in ordinary mode.

    >>> from samverkan import Unit
    >>> from samverkan.governance import Forum
    >>> weekly = Recurrence(unit=Unit.WEEKS, first_day=dt.date(2015, 1, 5))
    >>> OrdinaryMeeting(forum=Forum(id="radet", names="Rådet"), meets=weekly).forum.id
    'radet'
    """

    forum: Forum
    meets: Recurrence

    def __attrs_post_init__(self) -> None:
        an_instance("forum", self.forum, Forum)
        an_instance("meets", self.meets, Recurrence)


CalendarCause: TypeAlias = Event | DatedDecision | ReferenceDay | OrdinaryMeeting
"""What a day in a calendar is about."""


@attrs.frozen(kw_only=True)
class CalendarEvent:
    """A whole day in a calendar, with what happens on it (*kalenderhändelse*).

    Args:
        agreement: Name of the agreement in the register.

        title: Title of the agreement on the day, or the nearest one.

        kind: What happens.

        day: The day.

        about: What it is about: a foreseeable event, a party's decision with its deadlines, a
            reference day, or a meeting of a forum. If it is cancelled, this is what it was about.

        uid: Identifies the event, whatever its day, its text and its language.

        stated_in: The agreement.

        sequence: How many times what became known has moved, cancelled or restored it, made it
            uncertain or certain, or changed what is due.

        revised_on: The day on which the last of these changes became known, else the day on which
            the event itself did; None if that is not recorded. Words and sources may have changed
            later.

        moved_from: The day that it had before the last change, if that moved it, else None.

        changed_by: The instruments that became known on that day; none if it has not changed.

        facts: The fields of the party's decision that have that day, if it has changed.

        is_certain: Whether it is known that it happens, or not. It is not if an event that was
            known now depends on something pending, or on a first or last day that is not known.

        waits_for: What it then depends on.

        is_cancelled: Whether what it was about is revoked or changed, so that it does not happen.

        sources: Sources of what is stated in the agreement and its instruments; those of law
            follow from *about*.

    >>> from samverkan.calendars import calendar
    >>> from samverkan.stockholm import agreement
    >>> event = calendar(agreement, until=dt.date(2015, 12, 31)).events[0]
    >>> str(event.day), event.kind.value, event.sequence
    ('2014-06-30', 'reference-day', 0)
    """

    agreement: str
    title: Text = attrs.field(converter=as_text)
    kind: CalendarKind
    day: dt.date
    about: CalendarCause
    uid: str
    stated_in: Agreement = attrs.field(repr=False)
    sequence: int = 0
    revised_on: dt.date | None = None
    moved_from: dt.date | None = None
    changed_by: tuple[Instrument, ...] = ()
    facts: tuple[str, ...] = ()
    is_certain: bool = True
    waits_for: tuple[Pending, ...] = ()
    is_cancelled: bool = False
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_line("agreement", self.agreement)
        an_instance("kind", self.kind, CalendarKind)
        a_day("day", self.day)
        an_instance("about", self.about, Event, DatedDecision, ReferenceDay, OrdinaryMeeting)
        a_line("uid", self.uid)
        a_whole_number("sequence", self.sequence)
        an_optional_day("revised_on", self.revised_on)
        an_optional_day("moved_from", self.moved_from)
        an_instance("stated_in", self.stated_in, Agreement)
        an_instance("is_certain", self.is_certain, bool)
        an_instance("is_cancelled", self.is_cancelled, bool)


def _as_events(value: CalendarEvent | Iterable[CalendarEvent]) -> tuple[CalendarEvent, ...]:
    return as_tuple("events", value, CalendarEvent)


@attrs.frozen(kw_only=True)
class Calendar:
    """The days of one or several agreements for a calendar (*kalender*).

    Made by :func:`calendar`. ``len`` counts the events; iteration yields them, in order of day.

    Args:
        events: The events, cancelled ones included.

        empty: Names of the agreements that have no event, in order.

        without_days: The forums whose ordinary meetings follow no stated days, each after the name
            of its agreement.

        undated: The decisions whose last day for an appeal, and legal force, are not known, each
            after the name of its agreement; ``dates.no_last_day`` says why.

    >>> from samverkan.calendars import calendar
    >>> from samverkan.stockholm import agreement
    >>> days = calendar(agreement, until=dt.date(2015, 12, 31))
    >>> len(days), days.empty
    (2, ())
    """

    events: tuple[CalendarEvent, ...] = attrs.field(converter=_as_events)
    empty: tuple[str, ...] = ()
    without_days: tuple[tuple[str, Forum], ...] = ()
    undated: tuple[tuple[str, DatedDecision], ...] = ()

    def __iter__(self) -> Iterator[CalendarEvent]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    _repr_html_ = in_notebooks("formats.calendars.calendar_table")
