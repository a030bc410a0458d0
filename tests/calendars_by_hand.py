"""What happened to the days of an agreement, found by listing all of them on each day of knowledge.

Nothing is skipped, and nothing is looked up: every day on which anything is dated counts as a day
of knowledge, and all days until the year 2075 are listed on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeAlias, cast

import attrs
from dateutil.relativedelta import relativedelta

from samverkan import (
    Agreement,
    Decider,
    Decision,
    Event,
    Period,
    Revocation,
    State,
    YearDay,
)
from samverkan.errors import StartNotKnownError
from samverkan.meetings import meeting_days
from samverkan.sweden import dates_of, dates_of_all

FIRST, LAST = dt.date(2014, 1, 1), dt.date(2075, 12, 31)
ONE_DAY = dt.timedelta(days=1)

Listed: TypeAlias = dict[tuple[object, ...], tuple[dt.date, str]]
"""Days and kinds, by what identifies them."""

Happened: TypeAlias = tuple[str, dt.date, str, int, dt.date | None, bool]
"""What it is about, its day and kind, its sequence, when it was revised, and if it is cancelled."""

SERIES = {"renewal": "ends", "last-day": "ends"}


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


# --- What is told apart by a budget year


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
    """Return all foreseeable events until 2075, and of some decades before."""
    return list(state.events(Period(FIRST, LAST)))


def due(state: State) -> Listed:
    """Return what is due, by kind, words, budget year, and number."""
    found: Listed = {}
    for event in all_events(state):
        if event.due is not None:
            key = ("due", event.kind, event.due.what.sv, budget_year(event))
            number = sum(1 for each in found if each[:4] == key)
            found[(*key, number)] = (event.day, event.kind.value)
    return found


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


def decisions(agreement: Agreement, known_on: dt.date) -> Listed:
    """Return the days of all decisions that are not revoked."""
    found: Listed = {}
    for place, row in enumerate(dates_of_all(agreement)):
        decided = row.decision
        if decided.decided_on > known_on or is_void(agreement, row.instrument.number, known_on):
            continue
        if row.dates is None:
            continue
        dates = dates_of(cut(decided, known_on))
        for kind, day in (
            ("appeal-ends", dates.appeal_deadline),
            ("notice-down", dates.notice_down_from),
            ("legal-force", dates.legal_force_from),
        ):
            if day is not None:
                found["decision", row.instrument.number, row.party.id, place, kind] = (day, kind)
    return found


# --- What is told apart by its order


def meetings(state: State, last: dt.date) -> dict[str, list[dt.date]]:
    """Return the days of the meetings of each forum until a day, by looking at every day."""
    found: dict[str, list[dt.date]] = {}
    day = state.period.first_day
    while day <= min(last, state.period.last_day or last):
        try:
            governance = state.governance(on=day)
        except StartNotKnownError:
            governance = None
        for forum in () if governance is None else governance.forums:
            meets = governance.works(forum, governance.ordinary).meets if governance else None
            if meets is not None and meets.has_days and meeting_days(meets, Period(day, day)):
                found.setdefault(forum.id, []).append(day)
        day += ONE_DAY
    return found


def in_order(state: State) -> dict[str, list[tuple[dt.date, str]]]:
    """Return the ends of terms, and the last days for notice, in order."""
    found: dict[str, list[tuple[dt.date, str]]] = {"ends": [], "last-day-for-notice": []}
    for event in all_events(state):
        if event.due is None:
            found[SERIES.get(event.kind, event.kind.value)].append((event.day, event.kind.value))
    return found


class Kept:
    """An event as it is kept, changed by each day of knowledge."""

    def __init__(self, day: dt.date, kind: str, known_on: dt.date | None) -> None:
        self.day, self.kind, self.since = day, kind, known_on
        self.sequence, self.is_cancelled = 0, False

    def now(self, day: dt.date, kind: str, known_on: dt.date | None) -> None:
        """Let it be on a day."""
        if (self.day, self.kind, self.is_cancelled) != (day, kind, False):
            self.day, self.kind, self.is_cancelled = day, kind, False
            self.sequence, self.since = self.sequence + 1, known_on

    def gone(self, known_on: dt.date) -> None:
        """Let it be cancelled, if it has not happened."""
        if not self.is_cancelled and self.day >= known_on:
            self.is_cancelled = True
            self.sequence, self.since = self.sequence + 1, known_on

    def told(self, what: str) -> Happened:
        """Return what happened to it."""
        return what, self.day, self.kind, self.sequence, self.since, self.is_cancelled


def keyed(on_each: list[tuple[dt.date | None, Listed]]) -> list[Happened]:
    """Return what happened to days that have an identity of their own."""
    kept: dict[tuple[object, ...], Kept] = {}
    for known_on, listed in on_each:
        for key, (day, kind) in listed.items():
            if key in kept:
                kept[key].now(day, kind, known_on)
            else:
                kept[key] = Kept(day, kind, known_on)
        for key in kept.keys() - listed.keys():
            assert known_on is not None
            kept[key].gone(known_on)
    return [each.told(str(key[:3])) for key, each in kept.items()]


def ordered(
    what: str, on_each: list[tuple[dt.date | None, list[tuple[dt.date, str]]]]
) -> list[Happened]:
    """Return what happened to days that are told apart by their order."""
    kept: list[Kept] = []
    for known_on, listed in on_each:
        used: list[Kept] = []
        rest: list[tuple[dt.date, str]] = []
        for day, kind in listed:
            same = [each for each in kept if each.day == day]
            same.sort(key=lambda each: each.is_cancelled)
            if same:
                same[0].now(day, kind, known_on)
                used.append(same[0])
            else:
                rest.append((day, kind))
        if known_on is None:
            kept += [Kept(day, kind, None) for day, kind in rest]
            continue
        left = [each for each in kept if each not in used and each.day >= known_on]
        left.sort(key=lambda each: each.day)
        to_come = [each for each in rest if each[0] >= known_on]
        new = [each for each in rest if each[0] < known_on]
        while left and to_come:
            left.pop(0).now(*to_come.pop(0), known_on)
        for each in left:
            each.gone(known_on)
        kept += [Kept(day, kind, known_on) for day, kind in (*new, *to_come)]
    return [each.told(what) for each in kept]


def happened(agreement: Agreement, until: dt.date, known_on: dt.date | None) -> list[Happened]:
    """Return what happened to the days until one, as known on a day, without reference days."""
    days = days_of_knowledge(agreement, known_on)
    states: list[tuple[dt.date | None, State]] = [(None, agreement.as_known(dt.date(1800, 1, 1)))]
    states += [(day, agreement.as_known(day)) for day in days]
    found = keyed([(day, due(state)) for day, state in states])
    found += keyed([(day, decisions(agreement, day)) for day in days])
    lines = [(day, in_order(state)) for day, state in states]
    for what in ("ends", "last-day-for-notice"):
        found += ordered(what, [(day, line[what]) for day, line in lines])
    return [each for each in found if each[1] <= until]
