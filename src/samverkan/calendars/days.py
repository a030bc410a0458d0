"""The days of an agreement as they were known on a day of knowledge, each with its identity."""

from __future__ import annotations

import datetime as dt
import enum
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, partial
from typing import Final, NamedTuple, TypeAlias, cast

import attrs

from ..agreements.events import Event, EventKind
from ..agreements.instruments import Amendment, Extension, Termination
from ..agreements.state import State, due_until, ends_until, is_stated, terms_near
from ..agreements.terms import Terms
from ..core.periods import FIRST_DAY, Period, Timeline
from ..core.sources import Source
from ..fees.turns import months_of
from ..fees.uses import OfBasis, bases_used
from ..funding.funding import Proration, Reading
from ..funding.rules import ByYear, Indexed, Rule
from ..governance.forums import Forum
from ..governance.recurrences import Recurrence
from ..meetings.meetings import occasions
from ..sweden.decision_dates import legal_force_of
from ..sweden.instrument_days import Step
from ..sweden.known_days import KnownDays
from .events import (
    KIND_OF_EVENT,
    CalendarCause,
    CalendarKind,
    OrdinaryMeeting,
    ReferenceDay,
)

_ONE_DAY: Final = dt.timedelta(days=1)
_END: Final = dt.date(2999, 12, 31)

Key: TypeAlias = tuple[str, ...]
"""What identifies an event among those of its agreement."""


Told: TypeAlias = tuple[CalendarCause, tuple[Source, ...]]
"""What a day is about, and the sources of what is stated."""


def _told(about: CalendarCause, *sources: Source) -> Callable[[], Told]:
    return lambda: (about, sources)


class Found(NamedTuple):
    """A day that was known on a day of knowledge.

    Args:
        day: The day.

        kind: What happens.

        told: Returns what it is about, and the sources of what is stated.
    """

    day: dt.date
    kind: CalendarKind
    told: Callable[[], Told]

    def is_like(self, other: Found) -> bool:
        """Return whether it is the same day and kind, so that nothing has changed."""
        return self.day == other.day and self.kind is other.kind


class Line:
    """Days in order, which may go on for ever: found as far as they are asked for."""

    def __init__(self, find: Callable[[dt.date], Iterable[Found]]) -> None:
        self._find = find
        self._until = FIRST_DAY - _ONE_DAY
        self._found: list[Found] = []

    def until(self, day: dt.date) -> list[Found]:
        """Return those until a day."""
        if day > self._until:
            self._found, self._until = list(self._find(day)), day
        return self._found[: bisect_right(self._found, day, key=_day_of)]

    def day_of(self, number: int) -> dt.date:
        """Return the day of the one with a number, from 1, or of the last one if there are fewer.

        It is 1 January 1800 if there are none.
        """
        while len(self._found) < number and self._until < _END:
            since = self._found[0].day.year if self._found else self._until.year
            year = self._until.year + max(1, self._until.year - since) + 1
            self.until(dt.date(min(year, _END.year), 12, 31))
        several = self._found[:number]
        return several[-1].day if several else FIRST_DAY


def _day_of(found: Found) -> dt.date:
    return found.day


NO_DAYS: Final = Line(lambda _: ())


class Reach(NamedTuple):
    """How far the budget years of a record reach.

    Args:
        before: How many years before its budget year a day can be, at the most.

        last_stated: The last year about which the terms state something of its own.
    """

    before: int
    last_stated: int

    @classmethod
    def of(cls, several: Iterable[object]) -> Reach:
        """Return how far any values reach, whatever they consist of."""
        found = cls(0, FIRST_DAY.year)
        to_see = list(several)
        while to_see:
            value = to_see.pop()
            if isinstance(value, tuple | list):
                to_see += value
            elif attrs.has(type(value)):
                found = found._with(value)
                fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
                to_see += [getattr(value, each.name) for each in fields]
        return found

    def _with(self, value: object) -> Reach:
        before = getattr(value, "years_before", 0)
        named = 0
        if isinstance(value, ByYear):
            named = value.years[-1][0] + 1
        elif isinstance(value, Indexed):
            named = value.base_year + 1
        elif isinstance(value, Period):
            named = value.first_day.year
        return Reach(max(self.before, before), max(self.last_stated, named))


class Aspect(enum.Enum):
    """What some of the days follow from, and the fields of the terms that it depends on."""

    ENDS = ("notice_months", "notice_by")
    """Ends of terms, and last days for notice."""
    DUE = ("due", "funding")
    """Payments and reports."""
    FIGURES = ("funding",)
    """Reference days."""
    MEETINGS = ("governance",)
    """Ordinary meetings."""

    def of(self, state: State) -> tuple[object, ...]:
        """Return everything in a state that the days depend on."""
        pending = [
            (each.number, each.is_adopted, each.days)
            for each in state.pending
            if isinstance(each.instrument, Amendment | Termination | None)
        ]
        pieces = [(days, self._stated(terms)) for days, terms in self.timeline(state).pieces]
        return state.period, state.term_end, state.terminated, pieces, pending

    def timeline(self, state: State) -> Timeline[Terms]:
        """Return the terms over the days, in as few pieces as the aspect allows."""
        found: list[tuple[Period, Terms]] = []
        for days, terms in state.timeline.pieces:
            before = found[-1] if found else None
            if before is not None and self._stated(before[1]) == self._stated(terms):
                found[-1] = (Period(before[0].first_day, days.last_day), before[1])
            else:
                found.append((days, terms))
        return Timeline(found)

    def _stated(self, terms: Terms) -> tuple[object, ...]:
        return tuple(getattr(terms, field) for field in self.value)


class Days:
    """The days that follow from the terms of an agreement, as they were known on a day.

    Args:
        state: The agreement as it was known.

        reach: How far its budget years reach.

        used: The bases that each rule uses for each budget year, found so far.
    """

    def __init__(
        self, state: State, reach: Reach, used: dict[tuple[int, int], list[OfBasis]]
    ) -> None:
        self._state, self._reach, self._used = state, reach, used

    # --- Days that are identified by a budget year

    def due(self, until: dt.date) -> dict[Key, Found]:
        """Return the payments and reports of all budget years that a day can be of."""
        last_year = min(until.year + self._reach.before, _END.year)
        timeline = Aspect.DUE.timeline(self._state)
        several: defaultdict[Key, list[Found]] = defaultdict(list)
        for year, due, event in due_until(self._state, timeline, last_year):
            kind = KIND_OF_EVENT[event.kind]
            key = (kind.value, due.what.sv, "" if year is None else str(year))
            several[key].append(Found(event.day, kind, _told(event, *due.sources)))
        return _numbered(several)

    def reference_days(self, until: dt.date) -> dict[Key, Found]:
        """Return the reference days until a day, by the first budget year whose fee uses each."""
        last_year = min(until.year + self._reach.before, _END.year)
        used: dict[tuple[str, str, dt.date], list[tuple[int, OfBasis, Reading]]] = {}
        first_year = self._state.period.first_day.year
        # One more than the last stated year, which tells whether the years after it go on.
        changed = self._timeline.pieces[-1][0].first_day.year
        ends = max(last_year, self._reach.last_stated, changed) + self._reach.before + 1
        for year in range(first_year, min(ends, _END.year) + 1):
            for reading in self._readings(year):
                for each in self._bases(reading.funding.rule, year):
                    basis = each.basis
                    of = (basis.statistic.id, basis.subject or "", each.day)
                    used.setdefault(of, []).append((year, each, reading))
        several: defaultdict[Key, list[Found]] = defaultdict(list)
        for (statistic, subject, day), uses in sorted(used.items(), key=lambda item: item[0]):
            if FIRST_DAY <= day <= until:
                first = str(uses[0][0])
                several[CalendarKind.REFERENCE_DAY.value, statistic, subject, first].append(
                    self._reference_day(day, uses)
                )
        return _numbered(several)

    @cached_property
    def _timeline(self) -> Timeline[Terms]:
        return Aspect.FIGURES.timeline(self._state)

    def _reference_day(self, day: dt.date, uses: list[tuple[int, OfBasis, Reading]]) -> Found:
        years = sorted({year for year, _, _ in uses})
        last = max(years[0], day.year + self._reach.before)
        basis = uses[0][1].basis

        def told() -> Told:
            about = ReferenceDay(
                statistic=basis.statistic,
                subject=basis.subject,
                years=[year for year in years if year <= last],
                and_later=years[-1] > last,
            )
            sources = (
                source
                for year, each, reading in uses
                if year <= last
                for source in each.basis.sources or reading.sources
            )
            return about, tuple(dict.fromkeys(sources))

        return Found(day, CalendarKind.REFERENCE_DAY, told)

    def _bases(self, rule: Rule, year: int) -> list[OfBasis]:
        key = (id(rule), year)
        if key not in self._used:
            self._used[key] = list(dict.fromkeys(bases_used(rule, year)))
        return self._used[key]

    def _readings(self, year: int) -> Iterator[Reading]:
        """Yield the preferred readings that the fees of a year follow, if they are known."""
        whole = Period.of_year(year)
        pieces = list(self._timeline.within(whole))
        stated = next((terms for _, terms in pieces if terms.funding), None)
        if stated is None or not self._is_certain(whole):
            return
        first = stated.funding[0]
        if first.funding.proration is Proration.NONE:
            if stated is pieces[0][1]:
                yield first
            return
        if first.funding.proration.is_by_month:
            pieces = list(months_of(year, dict(pieces)))
        yield from dict.fromkeys(terms.funding[0] for _, terms in pieces if terms.funding)

    def _is_certain(self, year: Period) -> bool:
        """Return whether nothing pending makes the funding of a year unknown."""
        doubts = (each for each in self._state.pending if each.days.overlap(year) is not None)
        return all(
            is_stated(self._state, "funding", on=max(each.days.first_day, year.first_day))
            for each in doubts
        )

    # --- Days that are identified by their order

    def ends(self) -> dict[Key, Line]:
        """Return the ends of terms, and the last days for notice."""
        timeline = Aspect.ENDS.timeline(self._state)

        @cache  # both lines ask for the same days
        def events(until: dt.date) -> tuple[Event, ...]:
            return ends_until(self._state, timeline, until)

        def line(kinds: set[EventKind]) -> Line:
            return Line(
                lambda until: [
                    Found(each.day, KIND_OF_EVENT[each.kind], partial(self._end, each))
                    for each in events(until)
                    if each.kind in kinds
                ]
            )

        return {
            ("ends",): line({EventKind.RENEWAL, EventKind.LAST_DAY}),
            (CalendarKind.LAST_DAY_FOR_NOTICE.value,): line({EventKind.LAST_DAY_FOR_NOTICE}),
        }

    def meetings(self) -> dict[Key, Line]:
        """Return the ordinary meetings of each forum."""
        kind = CalendarKind.MEETING.value
        return {(kind, each): Line(partial(self._meetings, each)) for each in self._with_days}

    def _end(self, event: Event) -> Told:
        """Return a last day for notice, or the end of a term, with its sources."""
        terms = terms_near(self._state, event.day)
        changed = [
            each
            for each in self._state.instruments
            if (
                isinstance(each, Amendment)
                and {"notice_months", "notice_by"}.intersection(each.changes)
                if event.kind is EventKind.LAST_DAY_FOR_NOTICE
                else isinstance(each, Extension | Termination)
            )
        ]
        own = changed[-1].sources if changed else ()
        return event, own or terms.sources

    @cached_property
    def _with_days(self) -> dict[str, list[tuple[Period, Forum, Recurrence]]]:
        found: dict[str, list[tuple[Period, Forum, Recurrence]]] = {}
        for days, forum, meets in meetings_stated(Aspect.MEETINGS.timeline(self._state)):
            if meets is not None and meets.has_days:
                found.setdefault(forum.id, []).append((days, forum, meets))
        return found

    def _meetings(self, forum_id: str, until: dt.date) -> Iterator[Found]:
        for days, forum, meets in self._with_days[forum_id]:
            about = OrdinaryMeeting(forum=forum, meets=meets)
            told = _told(about, *meets.sources, *forum.sources)
            for day in occasions(meets, min(until, days.last_day or until)):
                if day >= days.first_day and is_stated(self._state, "governance", on=day):
                    yield Found(day, CalendarKind.MEETING, told)


def meetings_stated(timeline: Timeline[Terms]) -> Iterator[tuple[Period, Forum, Recurrence | None]]:
    """Yield each forum, the days on which it is stated so, and how often it meets ordinarily."""
    for days, terms in timeline.pieces:
        if terms.governance is not None:
            ordinary = terms.governance.ordinary
            for forum in terms.governance.forums:
                yield days, forum, terms.governance.works(forum, ordinary).meets


def _numbered(several: dict[Key, list[Found]]) -> dict[Key, Found]:
    """Return the days of each key in order, each with its number in the key."""
    return {
        (*key, str(number)): each
        for key, found in several.items()
        for number, each in enumerate(sorted(found, key=_day_of))
    }


# --- Decisions


def facts_of(step: Step) -> set[dt.date]:
    """Return the days on which something about a decision became known."""
    decision = step.decision
    days = [decision.decided_on, decision.reported_on, decision.approved_on]
    days += [decision.executed_on, decision.appealed_on]
    days += [decision.restored_on, decision.annulled_on]
    for notice in decision.notices:
        days += [notice.announced_on, notice.removed_on]
    return {day for day in days if day is not None}


def days_of_decision(step: Step, known_on: dt.date) -> dict[Key, Found]:
    """Return the days that follow from a decision, as far as they were known on a day."""
    if known_on < step.decision.decided_on or not step.is_computed:
        return {}
    known = KnownDays.of(step.decision).until(known_on)
    ends = None if known.appeal is None else known.appeal.last_day
    days = {
        CalendarKind.APPEAL_ENDS: ends if known.no_last_day is None else None,
        CalendarKind.NOTICE_DOWN: None if ends is None else ends + _ONE_DAY,
        CalendarKind.LEGAL_FORCE: legal_force_of(known).first_day,
    }

    @cache
    def told() -> Told:
        return step.as_known(known_on), (*step.decision.sources, *step.instrument.sources)

    number, party = str(step.instrument.number), step.party.id
    return {
        ("decision", number, party, step.which, kind.value): Found(day, kind, told)
        for kind, day in days.items()
        if day is not None
    }
