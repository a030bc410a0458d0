"""The events of an agreement in a calendar, from what became known of it, day by day."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from ..agreements.adoption import Start
from ..agreements.agreement import Agreement
from ..agreements.fold import void_ones
from ..agreements.instruments import (
    Amendment,
    Extension,
    Recording,
    Revocation,
    Termination,
)
from ..agreements.state import MOST_YEARS, Member, State, terms_near
from ..core.periods import FIRST_DAY, Period, a_day, an_optional_day
from ..errors import CalendarError, PeriodTooLongError
from ..fees.uses import OfBasis
from ..governance.forums import Forum
from ..sweden.instrument_days import Step, steps_of_all
from .days import (
    Aspect,
    Days,
    Found,
    Key,
    Reach,
    days_of_decision,
    facts_of,
    meetings_stated,
)
from .events import Calendar, CalendarEvent, CalendarKind
from .replay import KnownDay, Slot, in_lines, replay, replay_in_order

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
    state = agreement.as_known(asked.known_on)
    members = _members(state, asked.ids)

    def is_member(day: dt.date) -> bool:
        on = min(day, state.period.last_day or day)
        return any(on in member.period for member in members)

    maker = Maker(name, agreement, state, identity=identity, asked=asked, is_member=is_member)
    events = maker.events()
    if events:
        at_most_100_years(events[0].day, asked.until)
    has_it = asked.ids is None or bool(members)
    return Calendar(
        events=events,
        empty=(name,) if has_it and not events else (),
        without_days=tuple((name, forum) for forum in maker.without_days() if has_it),
    )


def joined_calendar(several: Iterable[Calendar]) -> Calendar:
    """Return the calendars of several agreements as one."""
    calendars = list(several)
    events = sorted((event for each in calendars for event in each), key=in_order)
    if events:
        at_most_100_years(events[0].day, events[-1].day)
    return Calendar(
        events=events,
        empty=tuple(name for each in calendars for name in each.empty),
        without_days=tuple(row for each in calendars for row in each.without_days),
    )


def _members(state: State, ids: frozenset[str] | None) -> list[Member]:
    several = (*state.memberships, *state.undated, *state.uncertain)
    return [each for each in several if ids is None or each.party.id in ids]


def at_most_100_years(since: dt.date, until: dt.date) -> None:
    """Refuse days in the wrong order, or more than 100 years between them."""
    Period(since, until)
    if until.year - since.year >= MOST_YEARS:
        raise PeriodTooLongError(since, until, MOST_YEARS)


class Maker:
    """Makes the events of an agreement.

    Args:
        name: Its name in the register.

        agreement: The agreement.

        state: The agreement as it is known on the day of knowledge.

        identity: What identifies it.

        asked: What is asked.

        is_member: Returns whether the party is a member on a day.
    """

    def __init__(
        self,
        name: str,
        agreement: Agreement,
        state: State,
        *,
        identity: Key,
        asked: Asked,
        is_member: Callable[[dt.date], bool],
    ) -> None:
        self._name, self._agreement, self._state = name, agreement, state
        self._identity, self._asked, self._is_member = identity, asked, is_member

    def events(self) -> list[CalendarEvent]:
        """Return the events, in order of day; refuse more than 10 000."""
        slots = [
            (key, slot) for key, slot in self._of_decisions() if self._asked.has(slot.found.day)
        ]
        slots += [
            (key, slot)
            for key, slot in self._of_terms()
            if self._asked.has(slot.found.day)
            and (self._asked.ids is None or self._is_member(slot.found.day))
        ]
        if len(slots) > MOST_EVENTS:
            details = {"agreement": self._name, "most": MOST_EVENTS}
            raise CalendarError("too-many-events", details)
        return sorted((self._event(key, slot) for key, slot in slots), key=in_order)

    def _event(self, key: Key, slot: Slot) -> CalendarEvent:
        found = slot.found
        about, sources = found.told()
        return CalendarEvent(
            agreement=self._name,
            title=terms_near(self._state, found.day).title,
            kind=found.kind,
            day=found.day,
            about=about,
            uid=str(uuid.uuid5(NAMESPACE, "\n".join((*self._identity, *key)))),
            sequence=slot.sequence,
            revised_on=slot.revised_on,
            is_cancelled=slot.is_cancelled,
            sources=sources,
        )

    def without_days(self) -> Iterator[Forum]:
        """Yield the forums whose ordinary meetings follow no stated days, in order of id."""
        latest: dict[str, Forum] = {}
        with_days: set[str] = set()
        asked = Period(self._asked.since or FIRST_DAY, max(self._asked.until, FIRST_DAY))
        for days, forum, meets in meetings_stated(self._state.timeline):
            if days.overlap(asked) is not None:
                latest[forum.id] = forum
                if meets is not None and meets.has_days:
                    with_days.add(forum.id)
        yield from (latest[each] for each in sorted(latest) if each not in with_days)

    # --- What became known of the terms

    def _of_terms(self) -> Iterator[tuple[Key, Slot]]:
        days = sorted(filter(self._asked.knows, self._days_of_knowledge()))
        until = max([self._asked.until, *days])
        reach = Reach.of(_stated_funding(self._agreement))
        used: dict[tuple[int, int], list[OfBasis]] = {}
        states = [(day, self._agreement.as_known(day or FIRST_DAY)) for day in (None, *days)]

        def known(aspect: Aspect) -> list[tuple[KnownDay, Days]]:
            # Where nothing changed in what the days follow from, nothing can have moved.
            changed = changes((day, state, aspect.of(state)) for day, state in states)
            return [(day, Days(state, reach, used)) for day, state in changed]

        yield from replay((day, each.due(until)) for day, each in known(Aspect.DUE)).items()
        figures = known(Aspect.FIGURES)
        yield from replay((day, each.reference_days(until)) for day, each in figures).items()
        ends = [(day, each.ends()) for day, each in known(Aspect.ENDS)]
        meetings = [(day, each.meetings()) for day, each in known(Aspect.MEETINGS)]
        for key, lines in (*in_lines(ends), *in_lines(meetings)):
            for number, slot in replay_in_order(lines, until).items():
                yield (*key, *number), slot

    def _days_of_knowledge(self) -> set[dt.date]:
        """Return the days on which something became known that the terms can depend on."""
        terms = self._agreement.terms
        waits = terms.needs is not None or isinstance(terms.period, Start)
        days = (
            self._agreement.known_from(each)
            for each in self._agreement.instruments
            # Who joins or leaves changes nothing, unless the agreement waits for them.
            if waits
            or isinstance(each, Amendment | Extension | Termination | Revocation | Recording)
        )
        return {day for day in days if day is not None}

    # --- What became known of the decisions

    def _of_decisions(self) -> Iterator[tuple[Key, Slot]]:
        revoked = self._revoked()
        for step in steps_of_all(self._agreement):
            if self._asked.ids is None or step.party.id in self._asked.ids:
                yield from self._of_decision(step, revoked).items()

    def _of_decision(self, step: Step, revoked: list[tuple[dt.date, set[int]]]) -> dict[Key, Slot]:
        number, is_void = step.instrument.number, {dt.date.min: False}
        for day, void in revoked:
            is_void[day] = number in void
        changed = {
            day
            for (_, was), (day, becomes) in zip(
                is_void.items(), list(is_void.items())[1:], strict=False
            )
            if was is not becomes
        }
        days = sorted(filter(self._asked.knows, {*facts_of(step), *changed}))

        def found(day: dt.date) -> dict[Key, Found]:
            void = next(each for since, each in reversed(is_void.items()) if since <= day)
            return {} if void else days_of_decision(step, day)

        return replay((day, found(day)) for day in days)

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


def _stated_funding(agreement: Agreement) -> Iterator[object]:
    yield agreement.terms.funding
    yield agreement.terms.due
    for each in agreement.instruments:
        if isinstance(each, Amendment):
            yield (each.funding, each.due)


def changes(
    known: Iterable[tuple[KnownDay, State, tuple[object, ...]]],
) -> Iterator[tuple[KnownDay, State]]:
    """Yield the days of knowledge on which some content of the state changed."""
    before: tuple[object, ...] | None = None
    for day, state, content in known:
        if content != before:
            yield day, state
        before = content
