"""Foreseeable events and the earliest end, found by looking at one day after another."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from samverkan import Due, DueAfter, DueKind, EventKind, State, Terms, Text, Unit, Within, YearDay

ONE_DAY = dt.timedelta(days=1)
DUE = {DueKind.PAYMENT: EventKind.PAYMENT_DUE, DueKind.REPORT: EventKind.REPORT_DUE}


def months_later(day: dt.date, months: int) -> dt.date:
    """Count months by hand, clipped at a month's end."""
    years, month = divmod(day.month - 1 + months, 12)
    _, longest = calendar.monthrange(day.year + years, month + 1)
    return dt.date(day.year + years, month + 1, min(day.day, longest))


def each_day(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days from one to another, both included."""
    while first <= last:
        yield first
        first += ONE_DAY


# --- Ends


def is_term_end(first: dt.date, day: dt.date, months: int) -> bool:
    """Return whether a term that first ended on one day, and renews itself, ends on another."""
    between = (day.year - first.year) * 12 + day.month - first.month
    return day >= first and between % months == 0 and day == months_later(first, between)


def renewal(state: State) -> tuple[dt.date, int] | None:
    """Return the end of the term and its renewal in months, if it renews itself now."""
    months = state.timeline.pieces[0][1].renewal_months
    if months is None or state.term_end is None or state.terminated:
        return None
    return None if state.term_end == state.period.last_day else (state.term_end, months)


def last_possible(terms: Terms, term_end: dt.date | None) -> dt.date | None:
    """Return the last day of a term that renews itself at most a number of times."""
    months, most = terms.renewal_months, terms.max_renewals
    if months is None or most is None or term_end is None:
        return None if months is not None else term_end
    first = terms.period.last_day
    assert first is not None
    used = sum(is_term_end(first, day, months) for day in each_day(first + ONE_DAY, term_end))
    left, day = max(most - used, 0), term_end
    while left:
        day += ONE_DAY
        left -= is_term_end(term_end, day, months)
    return day


# --- Notice


def in_time(terms: Terms, notice_on: dt.date, end: dt.date) -> bool:
    """Return whether notice on a day ends the agreement on another, by terms that state one."""
    if terms.notice_months is not None:
        return months_later(notice_on, terms.notice_months) <= end
    by = terms.notice_by
    if by is None:
        return False
    latest = dt.date(end.year - by.years_before, 12, 31)
    while latest > end or (latest.month, latest.day) != (by.month, by.day):
        latest -= ONE_DAY
    return notice_on <= latest


def ends_with_a_year(terms: Terms) -> bool:
    """Return whether an agreement without a term ends with a calendar year."""
    return terms.notice_by is not None


def is_end(state: State, terms: Terms, day: dt.date) -> bool:
    """Return whether notice by the terms can end an agreement on a day."""
    if state.term_end is None:
        return ends_with_a_year(terms) and (day.month, day.day) == (12, 31)
    renews = renewal(state)
    return day == state.period.last_day or (renews is not None and is_term_end(*_at(renews, day)))


def _at(renews: tuple[dt.date, int], day: dt.date) -> tuple[dt.date, dt.date, int]:
    return renews[0], day, renews[1]


def earliest_end(state: State, notice_on: dt.date) -> dt.date | None:
    """Return the earliest end after notice on a day."""
    terms, last_day = state.terms(on=notice_on), state.period.last_day
    if terms is None:
        return None
    if last_day is not None and renewal(state) is None:
        return last_day
    if terms.notice_months is None and terms.notice_by is None:
        return None
    if state.term_end is None and terms.notice_months is not None:
        return months_later(notice_on, terms.notice_months)
    end = notice_on
    while end != last_day and not (is_end(state, terms, end) and in_time(terms, notice_on, end)):
        end += ONE_DAY
    return end


def last_notice(state: State, end: dt.date) -> dt.date | None:
    """Return the last day on which notice, by the terms of that day, is in time for an end."""
    for back in range((end - state.period.first_day).days + 1):
        day = end - back * ONE_DAY
        terms = state.terms(on=day)
        if terms is not None and is_end(state, terms, end) and in_time(terms, day, end):
            return day
    return None


# --- Events


def dues_of(terms: Terms) -> set[Due]:
    """Return what is stated as due, and each payment of a plan that is not stated."""
    found = set(terms.due)
    payments = [due.when for due in terms.due if due.kind is DueKind.PAYMENT]
    plan = terms.funding[0].funding.instalments if terms.funding else None
    count = 0 if plan is None else len(plan.days)
    for place in range(count):
        assert plan is not None
        said = (f"Avgiften, del {place + 1} av {count}", f"The fee, part {place + 1} of {count}")
        what = Text("Avgiften", "The fee") if count == 1 else Text(*said)
        if plan.days[place] not in payments:
            found.add(Due(what=what, kind=DueKind.PAYMENT, when=plan.days[place]))
    return found


def is_due(state: State, due: Due, day: dt.date) -> bool:
    """Return whether something is due on a day."""
    period, when = state.period, due.when
    last_day = period.last_day or dt.date(2999, 12, 31)
    terms = state.terms(on=min(day, last_day))
    if terms is None or due not in dues_of(terms):
        return False
    years = range(period.first_day.year, last_day.year + 1)
    if isinstance(when, YearDay):
        year = day.year + when.years_before - when.years_after
        matches = (day.month, day.day) == (when.month, when.day) and year in years
        return matches and (day <= last_day or when.years_after > 0)
    starts = {
        DueAfter.YEAR_END: [dt.date(y, 12, 31) for y in years if y <= day.year],
        DueAfter.FIRST_DAY: [period.first_day],
        DueAfter.LAST_DAY: [] if period.last_day is None else [period.last_day],
    }
    return day in [later(start, when) for start in starts[when.after]]


def later(day: dt.date, when: Within) -> dt.date:
    """Count a time from a day."""
    if when.unit in {Unit.MONTHS, Unit.YEARS}:
        return months_later(day, when.count * (12 if when.unit is Unit.YEARS else 1))
    return day + when.count * (7 if when.unit is Unit.WEEKS else 1) * ONE_DAY


def events(
    state: State, since: dt.date, until: dt.date
) -> set[tuple[dt.date, EventKind, Due | None]]:
    """Return the events of some days."""
    found: set[tuple[dt.date, EventKind, Due | None]] = set()
    dues = {due for _, terms in state.timeline.pieces for due in dues_of(terms)}
    renews = renewal(state)
    for day in each_day(since, until):
        found |= {(day, DUE[due.kind], due) for due in dues if is_due(state, due, day)}
        if day == state.period.last_day:
            found.add((day, EventKind.LAST_DAY, None))
        elif renews is not None and is_term_end(*_at(renews, day)) and day in state.period:
            found.add((day, EventKind.RENEWAL, None))
    if not state.terminated:
        some = [terms for _, terms in state.timeline.pieces]
        # No notice here is longer than three years.
        for end in each_day(since, dt.date(until.year + 3, 12, 31)):
            inside = state.period.last_day is None or end <= state.period.last_day
            ends_anyway = renews is not None and end == state.period.last_day
            if inside and not ends_anyway and any(is_end(state, terms, end) for terms in some):
                day_of_notice = last_notice(state, end)
                if day_of_notice is not None and since <= day_of_notice <= until:
                    found.add((day_of_notice, EventKind.LAST_DAY_FOR_NOTICE, None))
    return found
