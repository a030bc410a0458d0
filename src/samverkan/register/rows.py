"""Rows of a register: agreements, memberships and deadlines, and what could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar, cast

import attrs

from ..agreements.agreement import Agreement
from ..agreements.events import Event
from ..agreements.instruments import Termination
from ..agreements.state import Member, Standing, State, terms_near
from ..agreements.terms import Terms
from ..core.fields import as_named_pairs
from ..core.parties import Party
from ..core.periods import Period, YearDay
from ..errors.texts import SamverkanError, Text, a_line, an_instance
from .spans import Span, spans

_T = TypeVar("_T")


def _same(error: SamverkanError) -> tuple[str, str]:
    """Return what is equal for two errors that say the same; exceptions compare by identity."""
    return type(error).__name__, repr(error.args)


@attrs.frozen(kw_only=True)
class Failure:
    """An agreement that an answer lacks, and why (*kunde inte läsas*).

    Args:
        agreement: Name of the agreement in the register, such as the name of its file.

        error: Why it could not be read, or its fees could not be assessed.

    >>> from samverkan.errors import BudgetYearError
    >>> print(Failure(agreement="a.json", error=BudgetYearError(15)).error.in_language("en"))
    a budget year is a whole number from 1800 to 2999, for example 2015; got 15
    """

    agreement: str
    error: SamverkanError = attrs.field(eq=_same)

    def __attrs_post_init__(self) -> None:
        a_line("agreement", self.agreement)
        an_instance("error", self.error, SamverkanError)


@attrs.frozen(kw_only=True)
class Entry:
    """An agreement of a register on a day (*avtal i registret*).

    Args:
        agreement: Name of the agreement in the register.

        title: Its title on the day, or the nearest one if it is not in force.

        document_number: Its case number (*diarienummer*) in the same terms, or None.

        standing: Whether it is in force on the day, and if not, why.

        period: The days on which it is in force, until its last possible day; without a last day
            if none is known.

        earliest_end: Its last day at the earliest if notice is given on the day, as in
            :meth:`samverkan.State.earliest_end`, or None; also None if it may end earlier, on a
            day that no source gives.

        notice_months: The period of notice in the same terms, in calendar months, or None if none
            is stated in months.

        notice_by: The day of the year by which notice must be given in the same terms, or None.

        members: Number of members on the day; with a day of knowledge, only those that were known.

        undecided: Number of parties on the day whose accession has no recorded decision.

        uncertain: Number of further parties of which it is not known whether they are members on
            the day, because that depends on something pending.

        is_pending: Whether the agreement itself is pending, so that its first day is not known.

        is_end_open: Whether the agreement is terminated and no source gives the day, so that its
            last day is not known.

        host: The party that hosts the cooperation (*värdkommun*) in the same terms, or None.

    >>> from samverkan.register import Register
    >>> from samverkan.stockholm import agreement
    >>> [entry] = Register({"KSL/15/0016-5": agreement}).entries(on=dt.date(2015, 1, 1))
    >>> entry.standing.value, entry.members, entry.undecided
    ('in-force', 36, 36)
    """

    agreement: str
    title: Text
    document_number: str | None
    standing: Standing
    period: Period
    earliest_end: dt.date | None
    notice_months: int | None
    notice_by: YearDay | None
    members: int
    undecided: int
    uncertain: int = 0
    is_pending: bool = False
    is_end_open: bool = False
    host: Party | None = None

    @property
    def first_day(self) -> dt.date | None:
        """The first day on which it is in force, or None if that is not known."""
        return None if self.is_pending else self.period.first_day

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it is in force, or None if none is known."""
        return None if self.is_end_open else self.period.last_day


@attrs.frozen(kw_only=True)
class Membership:
    """A membership of a party in an agreement of a register, seen on a day (*medlemskap*).

    Args:
        agreement: Name of the agreement in the register.

        title: Title of the agreement on the day, or the nearest one if it is not in force.

        on: The day.

        standing: Whether the agreement is in force on the day, and if not, why; pending also if
            it may be in force, and it is not known whether the party is a member.

        member: The party, its accession, and the days of its membership, as far as they are
            known: without a last day if it ends on a day that no source gives.

        earliest_end: The last day that binds the party at the earliest if notice is given on the
            day: that of the agreement, as in :meth:`samverkan.State.earliest_end`, or of the
            membership if that is earlier. None if neither is known, if the membership may end
            earlier on a day that is not known, or if the party is not a member on the day.

        notice_months: The period of notice of the agreement in the same terms as the title, in
            calendar months, or None if none is stated in months.

        notice_by: The day of the year by which notice must be given in the same terms, or None.

        is_undated: Whether a day of knowledge was given, and it cannot be determined whether the
            membership was known on it, because its accession has no recorded decision.

        uncertain: The days on which it is not known whether the party is a member, because that
            depends on something pending, such as decisions of others; None if there are none.

        host: The party that hosts the cooperation (*värdkommun*) in the same terms as the title,
            or None.

    >>> from samverkan.register import Register
    >>> from samverkan.stockholm import agreement
    >>> register = Register({"KSL/15/0016-5": agreement})
    >>> [row] = register.memberships(party="Nacka", on=dt.date(2025, 1, 1))
    >>> row.since, row.until is None, row.is_current, row.is_decided
    (datetime.date(2015, 1, 1), True, True, False)
    """

    agreement: str
    title: Text
    on: dt.date
    standing: Standing
    member: Member
    earliest_end: dt.date | None
    notice_months: int | None
    notice_by: YearDay | None
    is_undated: bool
    uncertain: Period | None = None
    host: Party | None = None

    @property
    def party(self) -> Party:
        """The party."""
        return self.member.party

    @property
    def since(self) -> dt.date | None:
        """The first day of the membership, or None if it is not known whether there is any."""
        first_day = self.member.period.first_day
        is_known = self.uncertain is None or self.uncertain.first_day > first_day
        return first_day if is_known else None

    @property
    def until(self) -> dt.date | None:
        """The last day of the membership, or None if no last day is known."""
        return self.member.period.last_day

    @property
    def is_current(self) -> bool:
        """Whether the party is known to be a member on the day."""
        return self.on in self.member.period and not (self.is_pending or self.is_over)

    @property
    def is_pending(self) -> bool:
        """Whether it is not known if the party is a member on the day.

        If no day of the membership is certain, this is so whatever the day.
        """
        if self.uncertain is None:
            return False
        return self.since is None or self.on in self.uncertain

    @property
    def is_over(self) -> bool:
        """Whether the last possible day of the membership is before the day."""
        last_day = (self.uncertain or self.member.period).last_day
        return last_day is not None and last_day < self.on

    @property
    def is_decided(self) -> bool:
        """Whether the decision on the accession is recorded."""
        return self.decided_on is not None

    @property
    def decided_on(self) -> dt.date | None:
        """The day of the decision on the accession, or None if no decision is recorded."""
        return self.member.accession.decided_on


@attrs.frozen(kw_only=True)
class Deadline:
    """A foreseeable event of an agreement in a register (*bevakning*).

    Args:
        agreement: Name of the agreement in the register.

        title: Title of the agreement on the day of the event, or the nearest one.

        event: The day, and what happens: a last day for notice, a renewal, the last day, or
            something that is due.

    >>> from samverkan import Event, EventKind
    >>> event = Event(dt.date(2017, 6, 30), EventKind.LAST_DAY_FOR_NOTICE)
    >>> Deadline(agreement="a.json", title=Text("Avtal"), event=event).event.kind.value
    'last-day-for-notice'
    """

    agreement: str
    title: Text
    event: Event


def by_name(
    field: str, value: Mapping[str, _T] | Iterable[tuple[str, _T]], cls: type[_T]
) -> tuple[tuple[str, _T], ...]:
    """Return values of a class, each after the name of its agreement, in order of name."""
    pairs = cast("list[tuple[str, _T]]", as_named_pairs(field, value))
    for name, each in pairs:
        a_line(field, name)
        an_instance(field, each, cls)
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


def entry(name: str, agreement: Agreement, state: State, on: dt.date) -> Entry:
    """Return the row of an agreement on a day."""
    terms = terms_near(state, on)
    undated = sum(on in member.period for member in state.undated)
    known = {member.party.id for member in state.members(on=on)}
    unknown = {member.party.id for member in state.uncertain if on in member.period}
    open_from = _open_from(state)
    return Entry(
        agreement=name,
        title=terms.title,
        document_number=terms.document_number,
        standing=state.standing(on=on),
        period=state.period,
        earliest_end=_before(open_from, state.earliest_end(notice_on=on)),
        notice_months=terms.notice_months,
        notice_by=terms.notice_by,
        members=len(known),
        undecided=len(state.undecided(on=on)) + undated,
        uncertain=len(unknown - known),
        is_pending=any(each.instrument is None for each in state.pending),
        is_end_open=open_from is not None,
        host=_host(agreement, terms),
    )


def _open_from(state: State) -> dt.date | None:
    """Return the day from which a termination without a known last day may have effect."""
    several = [
        each.days.first_day
        for each in state.pending
        if isinstance(each.instrument, Termination) and each.is_adopted
    ]
    return min(several, default=None)


def _before(open_from: dt.date | None, day: dt.date | None) -> dt.date | None:
    """Return a last day, or None if the end may come before it, on a day that is not known."""
    return None if day is None or (open_from is not None and open_from <= day) else day


def _host(agreement: Agreement, terms: Terms) -> Party | None:
    return None if terms.host is None else agreement.party(terms.host)


def memberships(
    name: str, agreement: Agreement, state: State, on: dt.date, members: Iterable[Member]
) -> Iterator[Membership]:
    """Yield the rows of memberships in an agreement, seen on a day."""
    terms, standing = terms_near(state, on), state.standing(on=on)
    may_be_in_force = standing in {Standing.IN_FORCE, Standing.NOT_YET}
    whole = state.earliest_end(notice_on=on)
    for span in spans(agreement, state, members):
        row = Membership(
            agreement=name,
            title=terms.title,
            on=on,
            standing=standing,
            member=span.member,
            earliest_end=None,
            notice_months=terms.notice_months,
            notice_by=terms.notice_by,
            is_undated=span.is_undated,
            uncertain=span.uncertain,
            host=_host(agreement, terms),
        )
        if row.is_pending and may_be_in_force:
            yield attrs.evolve(row, standing=Standing.PENDING)
        elif row.is_current:
            yield attrs.evolve(row, earliest_end=_earliest_end(span, whole))
        else:
            yield row


def _earliest_end(span: Span, whole: dt.date | None) -> dt.date | None:
    """Return the last day that binds a member at the earliest, if that is known."""
    ends = [day for day in (whole, span.member.period.last_day) if day is not None]
    open_from = None if span.uncertain is None else span.uncertain.first_day
    return _before(open_from, min(ends, default=None))


def deadlines(name: str, state: State, events: Iterable[Event]) -> Iterator[Deadline]:
    """Yield the rows of events in an agreement."""
    for event in events:
        yield Deadline(agreement=name, title=terms_near(state, event.day).title, event=event)
