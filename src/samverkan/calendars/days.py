"""The days of an agreement as they were known on a day of knowledge, each with its identity."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, partial
from typing import Final, NamedTuple, TypeAlias, cast

import attrs

from ..agreements.events import Event, EventKind
from ..agreements.instruments import Amendment, Extension, Instrument, Termination
from ..agreements.state import Pending, State, doubts, due_until, ends_until, is_stated, terms_near
from ..agreements.terms import Terms
from ..core.periods import FIRST_DAY, Period, Timeline, Unit, time_after
from ..core.sources import Source
from ..errors import TooFarError
from ..fees.turns import months_of
from ..fees.uses import OfBasis, bases_used
from ..funding.funding import Proration, Reading
from ..funding.rules import ByYear, Indexed, Rule
from ..governance.forums import Forum
from ..governance.governance import Governance
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


class Found(NamedTuple):
    """A day that was known on a day of knowledge.

    Args:
        group: What an event has in common with those that it could be taken for.

        words: What tells it from the others of its group, whatever its day.

        day: The day.

        kind: What happens.

        of: The budget years that it is about, or the day itself.

        fields: The fields of the terms that it depends on.

        told: Returns what it is about, and the sources of what is stated.

        waits: What it depends on that is not known; empty if it is certain.
    """

    group: Key
    words: str
    day: dt.date
    kind: CalendarKind
    of: Period
    fields: tuple[str, ...]
    told: Callable[[], Told]
    waits: tuple[Pending, ...] = ()

    def is_like(self, other: Found) -> bool:
        """Return whether day, kind and certainty are alike, so that nothing has changed.

        The words of what is due count, too: another thing may be due on the same day.
        """
        return self._content == other._content

    def is_the_same(self, other: Found) -> bool:
        """Return whether day and words are the same."""
        return (self.day, self.words) == (other.day, other.words)

    @property
    def _content(self) -> tuple[object, ...]:
        is_due = self.kind in {CalendarKind.PAYMENT_DUE, CalendarKind.REPORT_DUE}
        return self.day, self.kind, bool(self.waits), self.words if is_due else ""


class Reach(NamedTuple):
    """How far the budget years of a record reach.

    Args:
        before: How many years before its budget year a day can be, at the most.

        last_stated: The last year about which the terms state something of its own.

        notice: How many years before the end the last day for notice can be, at the most.
    """

    before: int
    last_stated: int
    notice: int

    @classmethod
    def of(cls, several: Iterable[object]) -> Reach:
        """Return how far any values reach, whatever they consist of."""
        found = cls(0, FIRST_DAY.year, 0)
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
        months = getattr(value, "notice_months", None) or 0
        return Reach(
            max(self.before, before),
            max(self.last_stated, named),
            max(self.notice, -(-months // 12), before + 1),
        )


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

    def due(self, until: dt.date) -> Iterator[Found]:
        """Yield the payments and reports of all budget years that a day can be of."""
        last_year = min(until.year + self._reach.before, _END.year)
        timeline = Aspect.DUE.timeline(self._state)
        stated = {due for _, terms in timeline.pieces for due in terms.due}
        for year, due, event in due_until(self._state, timeline, last_year):
            kind = KIND_OF_EVENT[event.kind]
            yield Found(
                group=(kind.value, "" if year is None else str(year)),
                words=due.what.sv,
                day=event.day,
                kind=kind,
                of=_only(event.day) if year is None else Period.of_year(year),
                fields=("due",) if due in stated else ("due", "funding"),
                told=partial(self._told, event, due.sources, ("due", "funding"), event.day),
            )

    def reference_days(self, until: dt.date) -> Iterator[Found]:
        """Yield the reference days of the budget years that a day can be of."""
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
        for (statistic, subject, day), uses in used.items():
            if day >= FIRST_DAY and uses[0][0] <= last_year:
                group = (CalendarKind.REFERENCE_DAY.value, statistic, subject)
                yield self._reference_day(group, day, uses)

    @cached_property
    def _timeline(self) -> Timeline[Terms]:
        return Aspect.FIGURES.timeline(self._state)

    def _reference_day(
        self, group: Key, day: dt.date, uses: list[tuple[int, OfBasis, Reading]]
    ) -> Found:
        years = sorted({year for year, _, _ in uses})
        last = max(years[0], day.year + self._reach.before)
        and_later = years[-1] > last
        basis, first_day = uses[0][1].basis, dt.date(years[0], 1, 1)

        def told() -> Told:
            about = ReferenceDay(
                statistic=basis.statistic,
                subject=basis.subject,
                years=[year for year in years if year <= last],
                and_later=and_later,
            )
            sources = (
                source
                for year, each, reading in uses
                if year <= last
                for source in each.basis.sources or reading.sources
            )
            return self._told(about, tuple(dict.fromkeys(sources)), ("funding",), first_day)

        ends = None if and_later else dt.date(years[-1], 12, 31)
        return Found(
            group=group,
            words=str(years[0]),
            day=day,
            kind=CalendarKind.REFERENCE_DAY,
            of=Period(first_day, ends),
            fields=("funding",),
            told=told,
        )

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
        return not doubts(self._state, "funding", period=year)

    # --- Ends of terms, and meetings

    def ends(self, until: dt.date) -> Iterator[Found]:
        """Yield the ends of terms that notice can be given for until a day, and the last days."""
        last = dt.date(min(until.year + self._reach.notice + 1, _END.year), 12, 31)
        for end, event in ends_until(self._state, Aspect.ENDS.timeline(self._state), last):
            kind = KIND_OF_EVENT[event.kind]
            is_last = end == self._state.period.last_day
            is_notice = kind is CalendarKind.LAST_DAY_FOR_NOTICE
            yield Found(
                group=(kind.value, "last-day" if is_last else str(end.year)),
                words="",
                day=event.day,
                kind=kind,
                of=_only(event.day),
                fields=Aspect.ENDS.value if is_notice else (),
                told=partial(self._end, event),
            )

    def _end(self, event: Event) -> Told:
        """Return a last day for notice, or the end of a term, with the sources for that day."""
        if event.kind is EventKind.LAST_DAY_FOR_NOTICE:
            return self._told(event, (), Aspect.ENDS.value, event.day)
        ends = {event.day, self._state.term_end}
        for each in reversed(self._state.instruments):
            if isinstance(each, Extension | Termination) and each.last_day in ends:
                return event, _own_sources(each)
        return event, terms_near(self._state, event.day).sources

    def _told(
        self,
        about: CalendarCause,
        own: tuple[Source, ...],
        fields: tuple[str, ...],
        day: dt.date,
    ) -> Told:
        """Return what a day is about, with its own sources, or those of the terms that state it.

        These are the sources of the last amendment of the fields that applies on the day, or of
        the original terms.
        """
        if own:
            return about, own
        terms = terms_near(self._state, day)
        for each in reversed(self._state.instruments):
            if isinstance(each, Amendment) and (each.effect_from or day) <= day:
                changed = {*fields}.intersection(each.changes)
                if any(getattr(each, name) == getattr(terms, name) for name in changed):
                    return about, _own_sources(each) or terms.sources
        return about, terms.sources

    def meetings(self, until: dt.date) -> Iterator[Found]:
        """Yield the ordinary meetings of each forum until a day, and some time after it."""
        for days, governance, forum in governed(Aspect.MEETINGS.timeline(self._state)):
            works = governance.works(forum, governance.ordinary)
            meets = works.meets
            if meets is None or not meets.has_days:
                continue
            about = OrdinaryMeeting(forum=forum, meets=meets)
            several = (*meets.sources, *works.sources, *forum.sources, *governance.sources)
            own = tuple(dict.fromkeys(several))
            last = interval(meets, until)
            for day in occasions(meets, min(_later(until, meets), days.last_day or _END)):
                if interval(meets, day) > last:
                    break
                if day >= days.first_day and is_stated(self._state, "governance", on=day):
                    number = interval(meets, day)
                    yield Found(
                        group=(CalendarKind.MEETING.value, forum.id),
                        words=f"{meets.every} {meets.unit} {number}",
                        day=day,
                        kind=CalendarKind.MEETING,
                        of=_only(day),
                        fields=("governance",),
                        told=partial(self._told, about, own, Aspect.MEETINGS.value, day),
                    )


def _own_sources(instrument: Instrument) -> tuple[Source, ...]:
    """Return the sources of an instrument, or those of its decision."""
    decision = instrument.decision
    return instrument.sources or (() if decision is None else decision.sources)


def _only(day: dt.date) -> Period:
    return Period(day, day)


def _later(day: dt.date, meets: Recurrence) -> dt.date:
    """Return the day one interval later, or the last of all days."""
    try:
        return time_after(day, meets.every, cast("Unit", meets.unit))
    except TooFarError:
        return _END


def interval(meets: Recurrence, day: dt.date) -> int:
    """Return the number of the interval of a recurrence that a day is in.

    Intervals follow the calendar, whatever the first day: January and February, for every second
    month. Weeks begin on Monday.
    """
    number = {
        Unit.DAYS: day.toordinal(),
        Unit.WEEKS: (day.toordinal() - 1) // 7,  # 1 January of the year 1 is a Monday
        Unit.MONTHS: 12 * day.year + day.month - 1,
        Unit.YEARS: day.year,
    }[cast("Unit", meets.unit)]
    return number // meets.every


def governed(timeline: Timeline[Terms]) -> Iterator[tuple[Period, Governance, Forum]]:
    """Yield each forum, after the days on which it is stated so, and the governance that has it."""
    for days, terms in timeline.pieces:
        for forum in () if terms.governance is None else terms.governance.forums:
            yield days, cast("Governance", terms.governance), forum


# --- Decisions


FACTS: Final = (
    "decided_on",
    "reported_on",
    "approved_on",
    "announced_on",
    "notice_removed_on",
    "executed_on",
    "appealed_on",
    "restored_on",
    "annulled_on",
    "legal_force_on",
)
"""The fields of a decision that become known on their own day, in the order of a matter."""


def facts_of(step: Step) -> dict[str, set[dt.date]]:
    """Return the days on which each fact about a decision became known.

    The day on which a certificate was issued is not recorded: it counts as known on the day that it
    states.
    """
    found = {name: {getattr(step.decision, name)} - {None} for name in FACTS}
    for notice in step.decision.other_boards:
        found["announced_on"] |= {notice.announced_on} - {None}
        found["notice_removed_on"] |= {notice.removed_on} - {None}
    return found


def days_of_decision(step: Step, known_on: dt.date) -> Iterator[Found]:
    """Yield the days that follow from a decision, as far as they were known on a day."""
    if known_on < step.decision.decided_on or not step.is_computed:
        return
    known = KnownDays.of(step.decision).as_known(known_on)
    ends = None if known.appeal is None else known.appeal.last_day
    days = {
        CalendarKind.APPEAL_ENDS: ends if known.no_last_day is None else None,
        CalendarKind.NOTICE_DOWN: None if ends is None else ends + _ONE_DAY,
        CalendarKind.LEGAL_FORCE: legal_force_of(known).first_day,
    }

    @cache
    def told() -> Told:
        sources = (*step.decision.sources, *step.instrument.sources)
        return step.as_known(known_on), tuple(dict.fromkeys(sources))

    number, party = str(step.instrument.number), step.party.id
    for kind, day in days.items():
        if day is not None:
            group = ("decision", number, party, step.which, kind.value)
            yield Found(group, "", day, kind, _only(day), (), told)
