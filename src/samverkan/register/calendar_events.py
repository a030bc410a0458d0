"""The days of agreements that belong in a calendar, each with what happened to it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from typing import TypeAlias

import attrs

from ..agreements.events import Event
from ..core.figures import Statistic
from ..core.parties import Party
from ..core.sources import Source
from ..errors.texts import Text
from ..governance.forums import Forum
from ..sweden.instrument_days import DatedDecision


class CalendarKind(enum.StrEnum):
    """What happens on a day in a calendar."""

    APPEAL_ENDS = "appeal-ends"
    """The last day for an appeal against a decision (*sista dag för överklagande*)."""
    NOTICE_DOWN = "notice-down"
    """The first day on which a notice may be taken down (*anslaget får tas ned*)."""
    LEGAL_FORCE = "legal-force"
    """The day from which a decision has legal force (*laga kraft*)."""
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


@attrs.frozen(kw_only=True)
class ReferenceDay:
    """What a reference day is for (*avstämningsdag*).

    Args:
        statistic: What is counted on the day.

        years: The budget years whose fees use it.

        sources: Sources of the rules that use it.
    """

    statistic: Statistic
    years: tuple[int, ...]
    sources: tuple[Source, ...] = ()


CalendarCause: TypeAlias = Event | DatedDecision | ReferenceDay | Forum
"""What a day in a calendar is about."""


@attrs.frozen(kw_only=True)
class CalendarEvent:
    """A whole day in a calendar, with what happens on it (*kalenderhändelse*).

    Args:
        agreement: Name of the agreement in the register.

        title: Title of the agreement on the day, or the nearest one.

        kind: What happens.

        day: The day.

        about: What it is about: a foreseeable event, a party's decision, a reference day, or the
            forum that meets.

        uid: Identifies the event whatever its day, its text and its language.

        sequence: How many decisions have moved, cancelled or restored it.

        revised_on: The day on which what it says became known, or None if that is not recorded.

        is_cancelled: Whether what it was about is revoked or changed, so that it does not happen.
    """

    agreement: str
    title: Text
    kind: CalendarKind
    day: dt.date
    about: CalendarCause
    uid: str
    sequence: int = 0
    revised_on: dt.date | None = None
    is_cancelled: bool = False


@attrs.frozen(kw_only=True)
class Calendar:
    """The days of one or several agreements for a calendar (*kalender*).

    Made by :func:`calendar`. Iteration yields the events, in order of day.

    Args:
        events: The events, cancelled ones included.

        empty: Names of the agreements that have no event.

        without_days: For each agreement, the forums whose ordinary meetings follow no stated days.
    """

    events: tuple[CalendarEvent, ...]
    empty: tuple[str, ...] = ()
    without_days: tuple[tuple[str, Forum], ...] = ()

    def __iter__(self) -> Iterator[CalendarEvent]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)


def calendar(agreement: object, *, until: dt.date, since: dt.date | None = None, party: str | Party | None = None, known_on: dt.date | None = None) -> Calendar:
    """STUB."""
    state = agreement.as_known(known_on)  # type: ignore[attr-defined]
    import uuid
    title = state.agreement.terms.title if hasattr(state, "agreement") else agreement.terms.title  # type: ignore[attr-defined]
    evs = tuple(CalendarEvent(agreement="x", title=title, kind=CalendarKind(e.kind.value), day=e.day, about=e, uid=str(uuid.uuid5(uuid.NAMESPACE_DNS, repr(e)))) for e in state.events if e.day <= until and (since is None or e.day >= since))
    return Calendar(events=evs, empty=() if evs else ("x",))
