"""The events of an agreement in a calendar, from what became known of it, day by day."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, NamedTuple

from ..agreements.adoption import Start
from ..agreements.agreement import Agreement
from ..agreements.fold import void_ones
from ..agreements.instruments import (
    Amendment,
    Extension,
    Instrument,
    Recording,
    Revocation,
    Termination,
)
from ..agreements.state import MOST_YEARS, Member, Pending, State, doubts, terms_near
from ..core.periods import FIRST_DAY, Period, a_day, an_optional_day
from ..errors import CalendarError, PeriodTooLongError
from ..fees.uses import OfBasis
from ..governance.forums import Forum
from ..sweden.instrument_days import DatedDecision, Step, steps_of_all
from ..sweden.legal_force import LegalForceGround
from .days import (
    Aspect,
    Days,
    Found,
    Key,
    Reach,
    days_of_decision,
    facts_of,
    governed,
)
from .events import Calendar, CalendarEvent, CalendarKind
from .replay import Known, KnownDay, Slot, replay

MOST_EVENTS: Final = 10_000
"""The highest number of events of an agreement in a calendar."""

NAMESPACE: Final = uuid.UUID("6f1c1f0e-7d5b-5c0e-9d0a-3b8d5a0f2c19")
"""The namespace of the identifiers of events (RFC 9562, version 5); it never changes."""

_RANKS: Final = {kind: rank for rank, kind in enumerate(CalendarKind)}


class Asked(NamedTuple):
    """What is asked of a calendar.

    Args:
        since: The first day, or None from the first event.

        until: The last day.

        known_on: The day of knowledge, or None for everything on record.

        ids: The ids of the party, or None for all.
    """

    since: dt.date | None
    until: dt.date
    known_on: dt.date | None
    ids: frozenset[str] | None

    @classmethod
    def of(
        cls,
        since: dt.date | None,
        until: dt.date,
        known_on: dt.date | None,
        ids: frozenset[str] | None,
    ) -> Asked:
        """Return what is asked; refuse days in the wrong order, or more than 100 years."""
        a_day("until", until)
        an_optional_day("since", since)
        at_most_100_years(since or until, until)
        return cls(since, until, known_on, ids)

    def has(self, day: dt.date) -> bool:
        """Return whether a day is among those asked for."""
        return (self.since is None or self.since <= day) and day <= self.until

    def knows(self, day: dt.date) -> bool:
        """Return whether something of a day of knowledge is known."""
        return self.known_on is None or day <= self.known_on


def identities(agreements: Iterable[tuple[str, Agreement]]) -> dict[str, Key]:
    """Return what identifies each agreement of a register, by its name.

    It is the document number and the title of its original terms; if two have the same, also the
    name.
    """
    stated = {name: identity_of(each) for name, each in agreements}
    count = Counter(stated.values())
    return {name: key if count[key] == 1 else (*key, name) for name, key in stated.items()}


def identity_of(agreement: Agreement) -> Key:
    """Return what identifies an agreement: document number and title of its original terms."""
    return (agreement.terms.document_number or "", agreement.terms.title.sv)


def in_order(event: CalendarEvent) -> tuple[object, ...]:
    """Return what events are sorted by: day, kind, agreement and identifier."""
    return event.day, _RANKS[event.kind], event.agreement, event.uid


def calendar_of(name: str, agreement: Agreement, asked: Asked, identity: Key) -> Calendar:
    """Return the calendar of an agreement.

    Args:
        name: Its name.

        agreement: The agreement.

        asked: What is asked.

        identity: What identifies it.
    """
    return _Maker(name, agreement, asked, identity).calendar()


def joined_calendar(several: Iterable[Calendar], until: dt.date) -> Calendar:
    """Return the calendars of several agreements until a day as one."""
    calendars = list(several)
    events = sorted((event for each in calendars for event in each), key=in_order)
    if events:
        at_most_100_years(events[0].day, max(until, events[0].day))
    return Calendar(
        events=events,
        empty=tuple(name for each in calendars for name in each.empty),
        without_days=tuple(row for each in calendars for row in each.without_days),
        undated=tuple(row for each in calendars for row in each.undated),
    )


def at_most_100_years(since: dt.date, until: dt.date) -> None:
    """Refuse days in the wrong order, or more than 100 years between them."""
    Period(since, until)
    if until.year - since.year >= MOST_YEARS:
        raise PeriodTooLongError(since, until, MOST_YEARS)


class _Maker:
    """Makes the events of an agreement."""

    def __init__(self, name: str, agreement: Agreement, asked: Asked, identity: Key) -> None:
        self._name, self._agreement = name, agreement
        self._asked, self._identity = asked, identity
        self._state = agreement.as_known(asked.known_on)
        self._void = self._revoked()

    def calendar(self) -> Calendar:
        """Return the events in order of day, and what has no day; refuse more than 10 000."""
        slots = [*self._of_terms(), *self._of_decisions()]
        wanted = [each for each in slots if any(map(self._asked.has, each[1].days))]
        if len(wanted) > MOST_EVENTS:
            details = {"agreement": self._name, "most": MOST_EVENTS}
            raise CalendarError("too-many-events", details)
        events = sorted((self._event(*each) for each in wanted), key=in_order)
        if events:
            at_most_100_years(events[0].day, max(self._asked.until, events[0].day))
        is_its_own = self._asked.ids is None or any(self._memberships(self._state))
        return Calendar(
            events=events,
            empty=(self._name,) if is_its_own and not events else (),
            without_days=tuple((self._name, each) for each in self._without_days() if is_its_own),
            undated=tuple((self._name, each) for each in self._undated()),
        )

    def _event(self, key: Key, slot: Slot, step: Step | None) -> CalendarEvent:
        found, day = slot.found, slot.revised_on
        about, sources = found.told()
        has_changed = slot.sequence > 0 and day is not None
        facts = facts_of(step) if step is not None and has_changed else {}
        return CalendarEvent(
            agreement=self._name,
            title=terms_near(self._state, found.day).title,
            kind=found.kind,
            day=found.day,
            about=about,
            uid=str(uuid.uuid5(NAMESPACE, "\n".join((*self._identity, *key)))),
            stated_in=self._agreement,
            sequence=slot.sequence,
            revised_on=day,
            moved_from=slot.moved_from,
            changed_by=tuple(
                each
                for each in self._agreement.instruments
                if has_changed
                and self._agreement.known_from(each) == day
                and (self._matters(each) if step is None else isinstance(each, Revocation))
            ),
            facts=tuple(field for field, days in facts.items() if day in days),
            is_certain=not found.waits,
            waits_for=found.waits,
            is_cancelled=slot.is_cancelled,
            sources=sources,
        )

    # --- What has no day

    def _without_days(self) -> Iterator[Forum]:
        """Yield the forums whose ordinary meetings follow no stated days, in order of id."""
        latest: dict[str, Forum] = {}
        with_days: set[str] = set()
        asked = Period(self._asked.since or FIRST_DAY, max(self._asked.until, FIRST_DAY))
        for days, governance, forum in governed(self._state.timeline):
            if days.overlap(asked) is not None:
                latest[forum.id] = forum
                meets = governance.works(forum, governance.ordinary).meets
                if meets is not None and meets.has_days:
                    with_days.add(forum.id)
        yield from (latest[each] for each in sorted(latest) if each not in with_days)

    def _undated(self) -> Iterator[DatedDecision]:
        """Yield the decisions whose last day for an appeal, and legal force, are not known."""
        until = min(self._asked.known_on or self._asked.until, self._asked.until)
        void = self._void[-1][1] if self._void else set()
        for step in self._steps():
            if step.decision.decided_on > until or step.instrument.number in void:
                continue
            row = step.as_known(self._asked.known_on or dt.date.max)
            dates = row.dates
            if (
                dates is not None
                and dates.no_last_day not in {None, LegalForceGround.NOT_UNDER_THE_ACT}
                and dates.legal_force_from is None
            ):
                yield row

    # --- What became known of the terms

    def _of_terms(self) -> Iterator[tuple[Key, Slot, None]]:
        days = sorted(filter(self._asked.knows, self._days_of_knowledge()))
        until = self._asked.until
        reach = Reach.of(_stated(self._agreement))
        used: dict[tuple[int, int], list[OfBasis]] = {}
        states = [(day, self._agreement.as_known(day or FIRST_DAY)) for day in (None, *days)]
        for aspect, listed in (
            (Aspect.DUE, Days.due),
            (Aspect.FIGURES, Days.reference_days),
            (Aspect.ENDS, Days.ends),
            (Aspect.MEETINGS, Days.meetings),
        ):
            # Where nothing changed in what the days follow from, nothing can have moved.
            changed = changes(
                (day, state, (aspect.of(state), self._held(state))) for day, state in states
            )
            known = (
                Known(
                    day,
                    listed(Days(state, reach, used), until),
                    _of(state),
                    partial(self._own, state),
                )
                for day, state in changed
            )
            yield from ((key, slot, None) for key, slot in replay(known).items())

    def _days_of_knowledge(self) -> set[dt.date]:
        """Return the days on which something became known that the terms can depend on."""
        instruments = filter(self._matters, self._agreement.instruments)
        days = map(self._agreement.known_from, instruments)
        return {day for day in days if day is not None}

    def _matters(self, instrument: Instrument) -> bool:
        """Return whether the days of the terms can depend on an instrument.

        Who joins or leaves changes nothing, unless a party asks or the agreement waits for them.
        """
        terms, kinds = self._agreement.terms, Amendment | Extension | Termination | Revocation
        waits = terms.needs is not None or isinstance(terms.period, Start)
        return waits or self._asked.ids is not None or isinstance(instrument, kinds | Recording)

    def _memberships(self, state: State) -> Iterator[Member]:
        """Yield the memberships of the party that are not in doubt."""
        ids = self._asked.ids or frozenset()
        several = (*state.memberships, *state.undated, *state.uncertain)
        yield from (each for each in several if each.party.id in ids)

    def _held(self, state: State) -> tuple[object, ...]:
        """Return the days on which the party is, or may be, a member."""
        pending = [each for each in state.pending if any(map(self._is_own, each.members))]
        return [each.period for each in self._memberships(state)], pending

    def _is_own(self, member: Member) -> bool:
        return self._asked.ids is not None and member.party.id in self._asked.ids

    def _own(self, state: State, found: Found) -> Found | None:
        """Return a day as it is for the party: uncertain if it is not known to be a member."""
        if self._asked.ids is None:
            return found
        of, last_day = found.of, state.period.last_day
        if of.last_day == found.day and last_day is not None and found.day > last_day:
            of = Period(last_day, last_day)
        for member in filter(self._is_own, (*state.memberships, *state.undated)):
            if member.period.overlap(of) is not None:
                return found
        waits = tuple(
            pending
            for pending in state.pending
            if any(
                member.period.overlap(of) is not None
                for member in filter(self._is_own, pending.members)
            )
        )
        return found._replace(waits=waits) if waits else None

    # --- What became known of the decisions

    def _steps(self) -> Iterator[Step]:
        for step in steps_of_all(self._agreement):
            if self._asked.ids is None or step.party.id in self._asked.ids:
                yield step

    def _of_decisions(self) -> Iterator[tuple[Key, Slot, Step]]:
        revoked = {day for day, _ in self._void}
        for step in self._steps():
            facts = set().union(*facts_of(step).values())
            days = sorted(filter(self._asked.knows, facts | revoked))
            known = (
                Known(day, () if self._is_void(step, day) else days_of_decision(step, day), _none)
                for day in days
            )
            yield from ((key, slot, step) for key, slot in replay(known).items())

    def _is_void(self, step: Step, day: dt.date) -> bool:
        """Return whether the instrument of a decision was revoked, as known on a day."""
        void = next((void for since, void in reversed(self._void) if since <= day), set())
        return step.instrument.number in void

    def _revoked(self) -> list[tuple[dt.date, set[int]]]:
        """Return the days on which revocations became known, each with what was void then."""
        days = {
            each: day
            for each in self._agreement.instruments
            if isinstance(each, Revocation)
            and (day := self._agreement.known_from(each)) is not None
        }
        several = sorted(days, key=lambda each: (days[each], each.number))
        return [
            (day, void_ones(each for each in several if days[each] <= day))
            for day in sorted(set(days.values()))
        ]


def _of(state: State) -> Callable[[Found], tuple[Pending, ...]]:
    """Return what tells, in a state, which pending things an event that is gone depends on."""

    def doubts_about(found: Found) -> tuple[Pending, ...]:
        day = Period(found.day, found.day)
        period = found.of if found.kind is CalendarKind.REFERENCE_DAY else day
        return doubts(state, *found.fields, period=period)

    return doubts_about


def _none(_: Found) -> tuple[Pending, ...]:
    return ()


def _stated(agreement: Agreement) -> Iterator[object]:
    yield agreement.terms
    for each in agreement.instruments:
        if isinstance(each, Amendment):
            yield each


def changes(
    known: Iterable[tuple[KnownDay, State, tuple[object, ...]]],
) -> Iterator[tuple[KnownDay, State]]:
    """Yield the days of knowledge on which some content of the state changed."""
    before: tuple[object, ...] | None = None
    for day, state, content in known:
        if content != before:
            yield day, state
        before = content
