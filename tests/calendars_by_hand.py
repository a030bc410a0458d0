"""What happened to the days of an agreement, found by listing all of them on each day of knowledge.

Nothing is skipped, and nothing is looked up: every day on which anything is dated counts as a day
of knowledge, and all days until the year 2027 are listed on it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, cast

import attrs
from dateutil.relativedelta import relativedelta

from samverkan import (
    Agreement,
    Amendment,
    Decider,
    Decision,
    Event,
    EventKind,
    Period,
    Revocation,
    State,
    Termination,
    YearDay,
    last_day_for_notice,
)
from samverkan.errors import StartNotKnownError
from samverkan.meetings import meeting_days
from samverkan.sweden import dates_of, dates_of_all

FIRST, LAST = dt.date(2014, 1, 1), dt.date(2027, 12, 31)
ONE_DAY = dt.timedelta(days=1)
NOTICE = EventKind.LAST_DAY_FOR_NOTICE

Key: TypeAlias = tuple[object, ...]
Day: TypeAlias = tuple[Key, str, dt.date, str]
"""What it shares with what it could be taken for, its words, its day and its kind."""

Happened: TypeAlias = tuple[dt.date, str, int, dt.date | None, bool, bool]
"""Day and kind, its sequence, when it was revised, and whether it is cancelled, and certain."""


def dates_in(value: object) -> Iterator[dt.date]:
    """Yield every date in a value, whatever it consists of."""
    if isinstance(value, dt.date):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from dates_in(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value))):
            yield from dates_in(getattr(value, field.name))


def days_of_knowledge(agreement: Agreement, known_on: dt.date | None) -> list[dt.date]:
    """Return every day on which anything may have become known, in order."""
    found = {
        *dates_in(tuple(decision for i in agreement.instruments for _, decision in i.decisions))
    }
    found |= {day for i in agreement.instruments if (day := agreement.known_from(i)) is not None}
    found |= {*dates_in(tuple(i.effect_from for i in agreement.instruments))}
    return sorted(day for day in found if known_on is None or day <= known_on)


# --- The days of a state


def budget_year(event: Event) -> int | None:
    """Return the budget year that something is due for."""
    assert event.due is not None
    when = event.due.when
    if isinstance(when, YearDay):
        return event.day.year - when.years_after + when.years_before
    for year in range(event.day.year - 41, event.day.year + 1):
        if when.after == "year-end":
            length: Any = {when.unit.value: when.count}
            if dt.date(year, 12, 31) + relativedelta(**length) == event.day:
                return year
    return None


def all_events(state: State) -> list[Event]:
    """Return all foreseeable events until 2027, and of some decades before."""
    return list(state.events(Period(FIRST, LAST)))


def due(state: State) -> list[Day]:
    """Return what is due, by kind, budget year and words."""
    return [
        (("due", event.kind, budget_year(event)), event.due.what.sv, event.day, event.kind.value)
        for event in all_events(state)
        if event.due is not None
    ]


def ends(state: State) -> list[Day]:
    """Return the ends of terms, and the last days for notice by the end that they are for."""
    found: list[Day] = []
    several = [event for event in all_events(state) if event.due is None]
    last = state.period.last_day
    later = state.events(Period(FIRST, LAST.replace(year=LAST.year + 9)))
    all_ends = [event.day for event in later if event.due is None and event.kind is not NOTICE]
    for event in several:
        end = event.day
        if event.kind is NOTICE:
            end = end_for(state, event.day, all_ends)
        year = "last-day" if end == last else str(end.year)
        found.append((("ends", event.kind, year), "", event.day, event.kind.value))
    return found


def end_for(state: State, given: dt.date, all_ends: list[dt.date]) -> dt.date:
    """Return the first end, of a term or of a year, whose last day for notice is a day."""
    several = all_ends
    if state.term_end is None:
        several = [dt.date(year, 12, 31) for year in range(given.year, LAST.year + 9)]
    return next(end for end in several if last_notice_for(state, end) == given)


def last_notice_for(state: State, end: dt.date) -> dt.date | None:
    """Return the last day for notice for an end, by the terms of that day."""
    days = []
    for piece, terms in state.timeline.pieces:
        day = None
        if terms.notice_months is not None:
            day = last_day_for_notice(end, months=terms.notice_months)
        elif terms.notice_by is not None:
            day = terms.notice_by.before(end)
        if day is not None and day >= piece.first_day:
            days.append(min(day, piece.last_day or day))
    return max(days, default=None)


def cut(decision: Decision, known_on: dt.date) -> Decision:
    """Return what had happened to a decision by a day."""
    lost: dict[str, Any] = {
        name: None
        for name in (
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
        if (day := getattr(decision, name)) is not None and day > known_on
    }
    if decision.decider is None and decision.reported_on is not None:
        lost["decider"] = Decider.DELEGATE  # which a report shows, whenever it was
    return attrs.evolve(decision, **lost)


def is_void(agreement: Agreement, number: int, known_on: dt.date) -> bool:
    """Return whether an instrument is revoked by a revocation that is not, as known on a day."""
    return any(
        isinstance(each, Revocation)
        and each.target == number
        and (day := agreement.known_from(each)) is not None
        and day <= known_on
        and not is_void(agreement, each.number, known_on)
        for each in agreement.instruments
    )


def decisions(agreement: Agreement, known_on: dt.date) -> list[Day]:
    """Return the days of all decisions that are not revoked."""
    found: list[Day] = []
    for place, row in enumerate(dates_of_all(agreement)):
        decided = row.decision
        is_revoked = is_void(agreement, row.instrument.number, known_on)
        if decided.decided_on > known_on or is_revoked or row.dates is None:
            continue
        dates = dates_of(cut(decided, known_on))
        for kind, day in (
            ("appeal-ends", dates.appeal_deadline),
            ("notice-down", dates.notice_down_from),
            ("legal-force", dates.legal_force_from),
        ):
            if day is not None:
                found.append((("decision", place, kind), "", day, kind))
    return found


def meetings(state: State, last: dt.date) -> dict[str, list[dt.date]]:
    """Return the days of the meetings of each forum until a day, by looking at every day."""
    found: dict[str, list[dt.date]] = {}
    day = state.period.first_day
    while day <= min(last, state.period.last_day or last):
        governance = None
        with contextlib.suppress(StartNotKnownError):
            governance = state.governance(on=day)
        for forum in () if governance is None else governance.forums:
            meets = governance.works(forum, governance.ordinary).meets if governance else None
            if meets is not None and meets.has_days and meeting_days(meets, Period(day, day)):
                found.setdefault(forum.id, []).append(day)
        day += ONE_DAY
    return found


# --- What happened


class Kept:
    """An event as it is kept, changed by each day of knowledge."""

    def __init__(self, listed: Day, known_on: dt.date | None) -> None:
        self.key, self.words, self.day, self.kind = listed
        self.since, self.sequence = known_on, 0
        self.is_cancelled, self.is_certain = False, True

    def now(self, listed: Day, known_on: dt.date | None) -> None:
        """Let it be on a day."""
        _, words, day, kind = listed
        is_other = "due" in kind and words != self.words
        self.changes((day, kind, False, True), known_on, is_other=is_other)
        self.words = words

    def changes(
        self,
        to: tuple[dt.date, str, bool, bool],
        known_on: dt.date | None,
        *,
        is_other: bool = False,
    ) -> None:
        """Let it change, if it does, or if it is something other that is due."""
        if is_other or (self.day, self.kind, self.is_cancelled, self.is_certain) != to:
            self.day, self.kind, self.is_cancelled, self.is_certain = to
            self.sequence, self.since = self.sequence + 1, known_on

    def gone(self, known_on: dt.date, *, in_doubt: bool) -> None:
        """Let it be uncertain or cancelled, if it is not known to have happened."""
        if self.is_cancelled or (self.is_certain and self.day < known_on):
            return
        self.changes((self.day, self.kind, not in_doubt, not in_doubt), known_on)

    @property
    def told(self) -> Happened:
        """What happened to it."""
        state = (self.is_cancelled, self.is_certain)
        return (self.day, self.kind, self.sequence, self.since, *state)


def replayed(
    on_each: list[tuple[dt.date | None, list[Day], Callable[[Kept], bool]]],
) -> list[Kept]:
    """Return what happened to days, as each day of knowledge is added."""
    kept: list[Kept] = []
    for known_on, listed, in_doubt in on_each:
        taken: list[Kept] = []
        left = sorted(listed, key=lambda each: (each[2], each[1]))
        for has_day, has_words in ((True, True), (True, False), (False, True)):
            for each in list(left):
                alike = [
                    one
                    for one in sorted(kept, key=lambda one: (one.is_cancelled, one.day))
                    if one not in taken
                    and one.key == each[0]
                    and (not has_day or one.day == each[2])
                    and (not has_words or one.words == each[1])
                ]
                if alike:
                    alike[0].now(each, known_on)
                    taken.append(alike[0])
                    left.remove(each)
        if known_on is not None:
            for one in kept:
                if one not in taken:
                    one.gone(known_on, in_doubt=in_doubt(one))
        kept += [Kept(each, known_on) for each in left]
    return kept


def in_doubt(state: State) -> Callable[[Kept], bool]:
    """Return what tells whether an event that is gone is only unknown."""
    rests_on = {
        "last-day-for-notice": {"notice_months", "notice_by"},
        "payment-due": {"due", "funding"},
        "report-due": {"due", "funding"},
        "meeting": {"governance"},
    }

    def is_unknown(kept: Kept) -> bool:
        several = [each.instrument for each in state.in_doubt(on=kept.day)]
        own = rests_on.get(kept.kind, set())
        return any(
            bool(own & {*each.changes})
            if isinstance(each, Amendment)
            else isinstance(each, Termination | None)
            for each in several
        )

    return is_unknown


def happened(agreement: Agreement, until: dt.date, known_on: dt.date | None) -> list[Happened]:
    """Return what happened to the days until one, as known on a day, without reference days."""
    days = days_of_knowledge(agreement, known_on)
    states: list[tuple[dt.date | None, State]] = [(None, agreement.as_known(dt.date(1800, 1, 1)))]
    states += [(day, agreement.as_known(day)) for day in days]
    found = replayed([(day, [*due(one), *ends(one)], in_doubt(one)) for day, one in states])
    found += replayed([(day, decisions(agreement, day), lambda _: False) for day in days])
    return [each.told for each in found if each.day <= until]
