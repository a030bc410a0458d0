"""Foreseeable events: last days for notice, ends of terms, and what is due."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, assert_never

import attrs

from ..core.fields import a_whole_number
from ..core.periods import Period, Timeline, YearDay, a_day, months_after, time_after
from ..errors import DayOutOfRangeError, TooFarError
from ..errors.texts import Text, an_instance
from .dues import Due, DueAfter, DueKind, Within, with_instalments
from .terms import Terms

_ONE_DAY = dt.timedelta(days=1)
_LAST_YEAR = 2999


class EventKind(enum.StrEnum):
    """Kind of foreseeable event in an agreement."""

    LAST_DAY_FOR_NOTICE = "last-day-for-notice"
    """The last day to give notice that ends the agreement with its term, or, without a term, with
    a year (*sista dag för uppsägning*)."""
    RENEWAL = "renewal"
    """The last day of a term that renews itself (*förlängs*)."""
    LAST_DAY = "last-day"
    """Its last day, or its last possible day if it can only renew itself a number of times (*sista
    dag*)."""
    PAYMENT_DUE = "payment-due"
    """The last day for a payment that the terms state (*ska betalas senast*)."""
    REPORT_DUE = "report-due"
    """The last day for a report that the terms state (*ska lämnas senast*)."""


_KINDS = {DueKind.PAYMENT: EventKind.PAYMENT_DUE, DueKind.REPORT: EventKind.REPORT_DUE}


def _rank(due: Due | None) -> tuple[str, str]:
    return ("", "") if due is None else (due.what.sv, repr(due))


@attrs.frozen(order=True)
class Event:
    """A foreseeable event (*bevakning*).

    Args:
        day: The day.

        kind: What happens.

        due: The payment or report that is due, with its words and sources, or None if nothing is.

    >>> str(Event(dt.date(2017, 6, 30), EventKind.LAST_DAY_FOR_NOTICE).day)
    '2017-06-30'
    """

    day: dt.date
    kind: EventKind
    due: Due | None = attrs.field(default=None, order=_rank)

    def __attrs_post_init__(self) -> None:
        an_instance("due", self.due, Due, None)

    @property
    def what(self) -> Text | None:
        """What is due, in the words of the document, or None if nothing is."""
        return None if self.due is None else self.due.what


def last_day_for_notice(last_day: dt.date, *, months: int) -> dt.date:
    """Return the last day on which notice can be given so that it expires by *last_day*.

    A period of whole months ends on the same day of the month, or on the last day of a month that
    has no such day. For a notice by a day of the year, see :meth:`samverkan.YearDay.before`.

    Args:
        last_day: The last day of the term.

        months: The period of notice (*uppsägningstid*), in calendar months.

    Source:
        Counted as in lag (1930:173) om beräkning av lagstadgad tid, 1 §.

    >>> last_day_for_notice(dt.date(2018, 12, 31), months=18)
    datetime.date(2017, 6, 30)
    """
    a_day("last_day", last_day)
    a_whole_number("months", months)
    day = months_after(last_day, -months)
    # Months are clipped at their ends, so up to three later days may also be in time.
    while (later := _months_after(day + _ONE_DAY, months)) is not None and later <= last_day:
        day += _ONE_DAY
    return day


def _months_after(day: dt.date, months: int) -> dt.date | None:
    """Return the day some months later, or None if it is outside the years 1800 to 2999."""
    try:
        return months_after(day, months)
    except TooFarError:
        return None


def last_notice(terms: Terms, end: dt.date) -> dt.date | None:
    """Return the last day for notice by the terms that ends the agreement on a day.

    It is None if the terms state no notice, or the day would be before the year 1800.
    """
    if terms.notice_months is not None:
        return months_before(end, terms.notice_months)
    try:
        return None if terms.notice_by is None else terms.notice_by.before(end)
    except DayOutOfRangeError:
        return None


@lru_cache(maxsize=4096)  # asked for anew by every state of an agreement
def months_before(end: dt.date, months: int) -> dt.date | None:
    """Return the last day for notice in months, or None if it would be before the year 1800."""
    try:
        return last_day_for_notice(end, months=months)
    except TooFarError:
        return None


def last_possible_day(terms: Terms, term_end: dt.date | None) -> dt.date | None:
    """Return the last day to which a term can last, or None if it has no end.

    Args:
        terms: The original terms.

        term_end: The last day of the term, which may have been extended. An extension uses up the
            renewals that it covers.
    """
    months, most = terms.renewal_months, terms.max_renewals
    if months is None or term_end is None:
        return term_end
    if most is None:
        return None
    first_end, used = terms.period.last_day or term_end, 0
    while used < most:
        covered = _months_after(first_end, months * (used + 1))
        if covered is None or covered > term_end:
            break
        used += 1
    return _months_after(term_end, months * (most - used))


def due_by(timeline: Timeline[Terms]) -> Timeline[tuple[Due, ...]]:
    """Return what is due by the terms over some days: what they state, and their payment plan."""
    pieces = timeline.pieces
    return Timeline((days, with_instalments(terms.due, terms.funding)) for days, terms in pieces)


class Foreseen(NamedTuple):
    """The events that follow from a state of an agreement.

    Args:
        period: The days on which it is in force.

        term_end: The last day of its term, or None.

        is_terminated: Whether its end is due to a termination.

        timeline: Its terms over those days.

        due: What is due by those terms, over the same days.
    """

    period: Period
    term_end: dt.date | None
    is_terminated: bool
    timeline: Timeline[Terms]
    due: Timeline[tuple[Due, ...]]

    def after(self, day: dt.date) -> tuple[Event, ...]:
        """Return the next event of each kind after a day, and the next of each thing due."""
        found: dict[tuple[EventKind, Due | None], Event] = {}
        for event in sorted(self._around(day, day)):
            if event.day > day:
                found.setdefault((event.kind, event.due), event)
        return tuple(found.values())

    def between(self, since: dt.date, until: dt.date) -> tuple[Event, ...]:
        """Return all events from one day until another, both included, in order."""
        found = {event for event in self._around(since, until) if since <= event.day <= until}
        return tuple(sorted(found))

    def ends_until(self, until: dt.date) -> Iterator[tuple[dt.date, Event]]:
        """Yield ends of terms until a day, and the last one, and the last days for notice.

        Each comes after the end that it is about; of several last days for notice that are one
        day, only the first.
        """
        seen: set[Event] = set()
        for end, event in self._ends_around(self.period.first_day, until):
            is_in_time = self.period.first_day <= event.day
            if is_in_time and event not in seen and (end <= until or end == self.period.last_day):
                seen.add(event)
                yield end, event

    def due_until(self, last_year: int) -> Iterator[tuple[int | None, Due, Event]]:
        """Yield what is due, after the budget year that it is counted from, if it is from any."""
        for due in self._all_due:
            for year, day in self._of_years(due):
                if year is not None and year > last_year:
                    break
                yield year, due, Event(day, _KINDS[due.kind], due)

    def earliest_end(self, notice_on: dt.date) -> dt.date | None:
        """Return the last day at the earliest if notice is given on a day, or None."""
        terms, last_day = self.timeline.on(notice_on), self.period.last_day
        if terms is None:
            return None
        if last_day is not None and self._renewal is None:
            return last_day
        if terms.notice_months is None and terms.notice_by is None:
            return None
        if self.term_end is None and terms.notice_months is not None:
            return _months_after(notice_on, terms.notice_months)
        for end in self._notice_ends(notice_on, notice_on):
            given = last_notice(terms, end)
            if given is not None and notice_on <= given:
                return end
        return last_day

    def _around(self, since: dt.date, until: dt.date) -> Iterator[Event]:
        """Yield the events from one day until another, and more: at least the next of each."""
        yield from (event for _, event in self._ends_around(since, until))
        for due in self._all_due:
            for day in self._due_days(due, until):
                yield Event(day, _KINDS[due.kind], due)

    def _ends_around(self, since: dt.date, until: dt.date) -> Iterator[tuple[dt.date, Event]]:
        """Yield the ends, and the last days for notice, each after the end that it is about."""
        for end in self._ends(since, until):
            is_last = end == self.period.last_day
            yield end, Event(end, EventKind.LAST_DAY if is_last else EventKind.RENEWAL)
        for end in () if self.is_terminated else self._notice_ends(since, until):
            day = self._last_notice(end)
            is_last = end == self.period.last_day and self._renewal is not None
            if day is not None and not is_last:  # after its last renewal, it ends in any case
                yield end, Event(day, EventKind.LAST_DAY_FOR_NOTICE)

    # --- Ends, and notice

    @property
    def _renewal(self) -> tuple[dt.date, int] | None:
        """The first end of a term that renews itself, and its months, or None if it does not."""
        months, first_end = self.timeline.pieces[0][1].renewal_months, self.term_end
        if months is None or first_end is None or self.is_terminated:
            return None
        return None if first_end == self.period.last_day else (first_end, months)

    def _ends(self, since: dt.date, until: dt.date) -> Iterator[dt.date]:
        """Yield the ends of terms, at least those that matter from one day until another."""
        if self._renewal is not None:
            yield from self._renewals(*self._renewal, since, until)
        if self.period.last_day is not None:
            yield self.period.last_day

    def _renewals(
        self, first_end: dt.date, months: int, since: dt.date, until: dt.date
    ) -> Iterator[dt.date]:
        """Yield the ends of a self-renewing term, from one that may be before *since*.

        The last one is after *until*, and so is its last day for notice under any of the terms; or
        it is the last one before the last possible day, or before the year 3000.
        """
        between = (since.year - first_end.year) * 12 + since.month - first_end.month
        count = max(0, between // months - 1)
        # Counted from the first end, because months added one by one would be clipped twice.
        while (end := _months_after(first_end, months * count)) is not None:
            if self.period.last_day is not None and end >= self.period.last_day:
                return
            yield end
            if self._is_past(end, until):
                return
            count += 1

    def _notice_ends(self, since: dt.date, until: dt.date) -> Iterator[dt.date]:
        """Yield the days on which notice can end the agreement: ends of terms, or of years."""
        if self.term_end is not None:
            yield from self._ends(since, until)
            return
        for year in range(since.year, _LAST_YEAR + 1):
            end = dt.date(year, 12, 31)
            yield end
            if self._is_past(end, until):
                return

    def _is_past(self, end: dt.date, until: dt.date) -> bool:
        """Return whether an end, and its last day for notice under any terms, are after a day."""
        stated = (
            last_notice(terms, end)
            for _, terms in self.timeline.pieces
            if terms.notice_months is not None or terms.notice_by is not None
        )
        return end > until and all(day is not None and day > until for day in stated)

    def _last_notice(self, end: dt.date) -> dt.date | None:
        """Return the last day on which notice, under the terms of that day, expires by *end*."""
        found = []
        for period, terms in self.timeline.pieces:
            # Without a term, a notice in months has no last day: it ends when the months do.
            has_last_day = self.term_end is not None or terms.notice_by is not None
            day = last_notice(terms, end) if has_last_day else None
            if day is not None and day >= period.first_day:
                found.append(min(day, period.last_day or day))
        return max(found, default=None)

    # --- Payments and reports

    @property
    def _all_due(self) -> Iterable[Due]:
        return dict.fromkeys(due for _, several in self.due.pieces for due in several)

    def _due_days(self, due: Due, until: dt.date) -> Iterator[dt.date]:
        """Yield the days of something due, in order, with at most one after *until*."""
        for _, day in self._of_years(due):
            yield day
            if day > until:
                return

    def _of_years(self, due: Due) -> Iterator[tuple[int | None, dt.date]]:
        """Yield the days of something due, in order, each after its budget year, if it has one."""
        pieces = self.due.pieces
        stated = [period.last_day for period, several in pieces if due in several]
        is_stated_last = due in pieces[-1][1]
        for year, day in _days_of(due.when, self.period):
            if not is_stated_last and stated[-1] is not None and day > stated[-1]:
                return
            if self._is_stated(due, day):
                yield year, day

    def _is_stated(self, due: Due, day: dt.date) -> bool:
        """Return whether the terms of a day state something due, or the last ones after the end."""
        last_day = self.period.last_day
        several = self.due.on(day if last_day is None else min(day, last_day))
        return several is not None and due in several


def _days_of(when: YearDay | Within, period: Period) -> Iterator[tuple[int | None, dt.date]]:
    """Yield the days on which something is due in an agreement of a period, in order.

    Each comes after the budget year that it is counted from, or None if it is from none.
    """
    match when:
        case YearDay():
            for year in _years(period):
                try:
                    day = when.of(year)
                except DayOutOfRangeError:
                    continue
                # A day that is counted from an earlier year may come after the end.
                if when.years_after or day in period:
                    yield year, day
        case Within():
            for of, start in _starts(when.after, period):
                try:
                    yield of, time_after(start, when.count, when.unit)
                except TooFarError:
                    return
        case _:
            assert_never(when)


def _starts(after: DueAfter, period: Period) -> Iterator[tuple[int | None, dt.date]]:
    match after:
        case DueAfter.YEAR_END:
            for year in _years(period):
                yield year, dt.date(year, 12, 31)
        case DueAfter.FIRST_DAY:
            yield None, period.first_day
        case DueAfter.LAST_DAY:
            if period.last_day is not None:
                yield None, period.last_day
        case _:
            assert_never(after)


def _years(period: Period) -> range:
    """Return the budget years of which an agreement covers a day."""
    last_year = _LAST_YEAR if period.last_day is None else period.last_day.year
    return range(period.first_day.year, last_year + 1)
