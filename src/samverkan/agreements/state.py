"""An agreement as it was known: its standing, terms and members on any day."""

from __future__ import annotations

import datetime as dt
import enum
from bisect import bisect_right
from collections.abc import Iterator

import attrs

from ..core.fields import as_tuple
from ..core.parties import Party
from ..core.periods import Period, Timeline, a_day
from ..errors import PeriodTooLongError, StartNotKnownError
from ..errors.texts import an_instance
from ..funding.funding import Reading
from ..governance.governance import Governance
from .dues import Due
from .events import Event, EventKind, Foreseen, due_by
from .instruments import Accession, Amendment, Instrument, Succession, Termination
from .terms import Terms


@attrs.frozen
class Member:
    """A party that has joined (*part i överenskommelsen*).

    Args:
        party: The party.

        accession: The accession that made it a member.

        period: The days of its membership, as far as they are known.

        line: The parties that succeeded each other in this membership, each with its first day,
            in order; empty if there was no succession.

        successions: The successions that transferred the membership to the party, in order.

    >>> from samverkan.stockholm import agreement
    >>> member = agreement.as_known().member("0182", on=dt.date(2015, 1, 1))
    >>> str(member.party)
    'Nacka kommun (0182)'
    """

    party: Party
    accession: Accession
    period: Period
    line: tuple[tuple[dt.date, Party], ...] = ()
    successions: tuple[Succession, ...] = ()

    def __repr__(self) -> str:
        return f"<Member {self.party.id}, {self.period}>"

    @property
    def joined_by(self) -> Accession | Succession:
        """What made the party a member: the last succession, or the accession if there is none.

        >>> from samverkan.stockholm import agreement
        >>> member = agreement.as_known().member("0182", on=dt.date(2015, 1, 1))
        >>> member.joined_by is member.accession
        True
        """
        return self.successions[-1] if self.successions else self.accession

    def counted_as(self, day: dt.date) -> Party:
        """Return the party whose figure of *day* counts for this membership.

        It is the party that held the membership on that day, or the first holder if nobody held
        it yet.

        >>> from samverkan.stockholm import agreement
        >>> member = agreement.as_known().member("0182", on=dt.date(2015, 1, 1))
        >>> member.counted_as(dt.date(2014, 6, 30)).id
        '0182'
        """
        a_day("day", day)
        holders = [party for first_day, party in self.line if first_day <= day]
        first = self.line[0][1] if self.line else self.party
        return holders[-1] if holders else first


def _since(member: Member) -> dt.date:
    return member.period.first_day


def _apart(members: list[Member]) -> tuple[Member, ...]:
    """Return the memberships of a party in order; refuse two that share a day."""
    if len(members) == 1:
        return tuple(members)
    return tuple(m for _, m in Timeline((member.period, member) for member in members).pieces)


class Wait(enum.StrEnum):
    """What something waits for (*väntar på*)."""

    DECISIONS = "decisions"
    """Parties whose decision is needed have not decided (*beslut saknas*)."""
    RATIFICATION = "ratification"
    """The decision must be ratified (*ska godkännas av fullmäktige*)."""
    LEGAL_FORCE = "legal-force"
    """It is adopted; its first day is the day of legal force, which is not recorded."""
    SIGNATURE = "signature"
    """It is adopted; its first day is the day of signature, which is not recorded."""
    DAY = "day"
    """It is adopted; no source gives its first or last day."""


@attrs.frozen(kw_only=True)
class Pending:
    """Something that is pending, as was known on a day (*vilande*, *ej i kraft*).

    Args:
        instrument: The instrument, or None for the agreement itself.

        waits_for: What it waits for.

        days: The days on which its effect is not known: without a last day if none is known.

        missing: The ids of the parties whose decision is needed and not recorded, in order.

        lacking: How many of them must still decide.

        members: The memberships that depend on it, each with the days on which it is not known
            whether the party is a member.

    >>> from samverkan.stockholm import agreement
    >>> agreement.as_known().pending
    ()
    """

    instrument: Instrument | None
    waits_for: Wait
    days: Period
    missing: tuple[str, ...] = ()
    lacking: int = 0
    members: tuple[Member, ...] = ()

    def __repr__(self) -> str:
        what = "agreement" if self.number is None else f"instrument {self.number}"
        who = f" {self.missing}" if self.missing else ""
        return f"<Pending {what}, {self.days}: {self.waits_for.value}{who}>"

    @property
    def is_adopted(self) -> bool:
        """Whether all whose decision is needed have decided, so that only its day is not known."""
        return self.waits_for not in {Wait.DECISIONS, Wait.RATIFICATION}

    @property
    def number(self) -> int | None:
        """The number of the instrument, or None for the agreement itself."""
        return None if self.instrument is None else self.instrument.number


MOST_YEARS = 100
"""The highest number of years of events that a question may be about."""


class Standing(enum.StrEnum):
    """Whether an agreement is in force on a day, and if not, why."""

    IN_FORCE = "in-force"
    """It is in force (*gäller*)."""
    NOT_YET = "not-yet"
    """Its first day is later (*har inte börjat gälla*)."""
    EXPIRED = "expired"
    """Its term has run out (*har löpt ut*)."""
    TERMINATED = "terminated"
    """It was terminated (*är uppsagd*)."""
    PENDING = "pending"
    """Whether it is in force is not known: it is not adopted by all, or a day is not known
    (*vilande*)."""


_RESTS_ON = {
    EventKind.LAST_DAY_FOR_NOTICE: {"notice_months", "notice_by"},
    EventKind.PAYMENT_DUE: {"due"},
    EventKind.REPORT_DUE: {"due"},
}


@attrs.frozen(kw_only=True)
class State:
    """An agreement as it was known on a day (*kunskapsläge*), made by ``Agreement.as_known``.

    Args:
        known_on: The day of knowledge, that day included, or None for everything on record.

        period: The days on which the agreement is in force, until its last possible day; without a
            last day if none is known. If its first day is not known, this is the earliest that it
            can be: 1 January 1800 if nothing limits it.

        term_end: The last day of its term, or None if none is stated. A term that renews itself
            continues after it.

        terminated: Whether its end is due to a termination.

        timeline: Its terms over the days on which it is in force.

        memberships: Every membership, in order of party id and first day, cut at the
            agreement's own first and last day.

        undated: Memberships for which it cannot be determined when they became known, because
            their accession has no recorded decision; empty if *known_on* is None.

        instruments: The issued instruments that have effect, in order: without void ones, those
            that have nothing to do since another is void, and those that are pending. A first day
            that was recorded later is filled in.

        pending: What is pending: the agreement itself, if it is, then instruments in order of
            number. What is adopted by too few has no effect; what is adopted and lacks a day has
            an unknown effect on the days that it states.

        redundant: Memberships by a later accession or succession on days on which the party is
            already a member by an earlier one, because what had ended the earlier one is void
            (*överflödiga*). They have no effect, and are not among the memberships.

        others: Parties of the agreement that are not among :attr:`parties`, such as one that may
            switch forums to a mode, in order of id.

    >>> from samverkan.stockholm import agreement
    >>> state = agreement.as_known()
    >>> len(state.members(on=dt.date(2015, 1, 1))), len(state.undecided(on=dt.date(2015, 1, 1)))
    (36, 36)
    >>> len(agreement.as_known(dt.date(2015, 4, 1)).undated)
    36
    """

    known_on: dt.date | None
    period: Period
    term_end: dt.date | None
    terminated: bool
    timeline: Timeline[Terms]
    memberships: tuple[Member, ...]
    undated: tuple[Member, ...]
    instruments: tuple[Instrument, ...]
    pending: tuple[Pending, ...] = ()
    redundant: tuple[Member, ...] = ()
    others: tuple[Party, ...] = ()
    _by_party: dict[str, tuple[Member, ...]] = attrs.field(init=False, repr=False, eq=False)
    _parties: list[tuple[Party, ...]] = attrs.field(init=False, repr=False, eq=False, factory=list)

    def __attrs_post_init__(self) -> None:
        found: dict[str, list[Member]] = {}
        memberships: tuple[Member, ...] = as_tuple("memberships", self.memberships, Member)
        for member in memberships:
            found.setdefault(member.party.id, []).append(member)
        by_party = {party: _apart(several) for party, several in found.items()}
        object.__setattr__(self, "_by_party", by_party)

    def __repr__(self) -> str:
        known_on = "all on record" if self.known_on is None else f"known on {self.known_on}"
        members, undated = len(self.memberships), len(self.undated)
        pending = f", {len(self.pending)} pending" if self.pending else ""
        return f"<State, {known_on}: {members} memberships, {undated} undated{pending}>"

    def standing(self, *, on: dt.date) -> Standing:
        """Return whether the agreement is in force on a day, and if not, why.

        >>> from samverkan.stockholm import agreement
        >>> agreement.as_known().standing(on=dt.date(2014, 12, 31)).value
        'not-yet'
        """
        a_day("on", on)
        if any(isinstance(each.instrument, Termination | None) for each in self.in_doubt(on=on)):
            return Standing.PENDING
        if on in self.period:
            return Standing.IN_FORCE
        if on < self.period.first_day:
            return Standing.NOT_YET
        return Standing.TERMINATED if self.terminated else Standing.EXPIRED

    def in_doubt(self, *, on: dt.date) -> tuple[Pending, ...]:
        """Return what is pending and may have effect on a day: what applies then is not known.

        What is not adopted has no effect as far as is known, except that it is not known whether
        an agreement will be in force that not all have adopted.

        >>> from samverkan.stockholm import agreement
        >>> agreement.as_known().in_doubt(on=dt.date(2015, 1, 1))
        ()
        """
        a_day("on", on)
        return tuple(
            each
            for each in self.pending
            if (each.is_adopted or each.instrument is None) and on in each.days
        )

    def _terms(self, on: dt.date, *fields: str) -> Terms | None:
        """Return the terms on a day; refuse if some fields are not known then."""
        doubts = self.in_doubt(on=on)
        for each in doubts:
            if isinstance(each.instrument, Termination | None):
                if not each.is_adopted:
                    return None
                raise StartNotKnownError(on, None)
        terms = self.timeline.on(on)
        for each in doubts if terms is not None else ():
            changes = each.instrument.changes if isinstance(each.instrument, Amendment) else ()
            if not {*changes}.isdisjoint(fields or changes):
                raise StartNotKnownError(on, each.number)
        return terms

    def terms(self, *, on: dt.date) -> Terms | None:
        """Return the terms on a day, or None if the agreement is not in force.

        Raises:
            StartNotKnownError: If it is not known whether the agreement, or an adopted amendment,
                applies on the day.

        >>> from samverkan.stockholm import agreement
        >>> agreement.as_known().terms(on=dt.date(2014, 12, 31)) is None
        True
        """
        return self._terms(on)

    def funding(self, *, on: dt.date) -> tuple[Reading, ...]:
        """Return the readings of the funding on a day, the preferred one first.

        There are none if the agreement is not in force, or its terms state no funding.

        Raises:
            StartNotKnownError: If it is not known whether the agreement, or an adopted amendment
                of the funding, applies on the day.

        >>> from samverkan.stockholm import agreement
        >>> [reading.name for reading in agreement.as_known().funding(on=dt.date(2015, 1, 1))]
        ['mid-year-before', 'year-start']
        """
        terms = self._terms(on, "funding")
        return () if terms is None else terms.funding

    def governance(self, *, on: dt.date) -> Governance | None:
        """Return the governance of the agreement on a day.

        It is None if the agreement is not in force, or its terms do not state it.

        Raises:
            StartNotKnownError: If it is not known whether the agreement, or an adopted amendment
                of the governance, applies on the day.

        >>> from samverkan.stockholm import agreement
        >>> agreement.as_known().governance(on=dt.date(2014, 12, 31)) is None
        True
        """
        terms = self._terms(on, "governance")
        return None if terms is None else terms.governance

    def member(self, party: str, *, on: dt.date) -> Member | None:
        """Return the membership of a party, by its id, on a day, or None if it is not a member.

        >>> from samverkan.stockholm import agreement
        >>> agreement.as_known().member("202100-0076", on=dt.date(2015, 1, 1)) is None
        True
        """
        an_instance("party", party, str)
        a_day("on", on)
        several = self._by_party.get(party, ())
        place = bisect_right(several, on, key=_since) - 1
        return several[place] if place >= 0 and on in several[place].period else None

    def members(self, *, on: dt.date) -> tuple[Member, ...]:
        """Return the members on a day, in order of party id.

        >>> from samverkan.stockholm import agreement
        >>> len(agreement.as_known().members(on=dt.date(2014, 12, 31)))
        0
        """
        a_day("on", on)
        return self.members_in(Period(on, on))

    def members_in(self, period: Period) -> tuple[Member, ...]:
        """Return the memberships on any day of *period*, in order of party id and first day."""
        an_instance("period", period, Period)
        first, last = period.first_day, period.last_day
        inside = [
            member
            for member in self.memberships
            if (last is None or member.period.first_day <= last)
            and (member.period.last_day is None or member.period.last_day >= first)
        ]
        return tuple(inside)

    def memberships_of(self, party: str) -> tuple[Member, ...]:
        """Return every membership of a party, by its id, in order of first day.

        >>> from samverkan.stockholm import agreement
        >>> len(agreement.as_known().memberships_of("0182"))
        1
        """
        an_instance("party", party, str)
        return self._by_party.get(party, ())

    @property
    def parties(self) -> tuple[Party, ...]:
        """All parties that are or were members, or whose place a member took, in order of id.

        >>> from samverkan.stockholm import agreement
        >>> len(agreement.as_known().parties)
        36
        """
        if self._parties:  # found once, and asked for very often
            return self._parties[0]
        members = (*self.memberships, *self.undated, *self.uncertain)
        held = [(party.id, party) for member in members for _, party in member.line]
        known = dict([*held, *((member.party.id, member.party) for member in members)])
        self._parties.append(tuple(known[each] for each in sorted(known)))
        return self._parties[0]

    @property
    def uncertain(self) -> tuple[Member, ...]:
        """The memberships that depend on something pending, in order of party id and first day.

        Each has the days on which it is not known whether the party is a member. They are not
        among the memberships.

        >>> from samverkan.stockholm import agreement
        >>> agreement.as_known().uncertain
        ()
        """
        several = (member for each in self.pending for member in each.members)
        return tuple(sorted(several, key=lambda each: (each.party.id, each.period.first_day)))

    def undecided(self, *, on: dt.date) -> tuple[Member, ...]:
        """Return the members on a day whose accession has no recorded decision."""
        return tuple(m for m in self.members(on=on) if m.accession.decided_on is None)

    def upcoming(self, *, after: dt.date) -> tuple[Event, ...]:
        """Return the next foreseeable event of each kind after a day, in order of day.

        These are the last day for notice, the end of the term (a renewal, or the last day, or
        both), each payment and report that the terms state, and each payment of the preferred
        reading's payment plan, unless a payment is stated for the same day. The last day for
        notice follows from the notice that the terms of that day state. Terms that are not stated
        give no event: without a notice there is no last day for notice. If a term renews itself
        at most a number of times, the last possible day is always among the events. An event is
        left out if something pending makes it unknown whether it happens on its day.

        >>> from samverkan.stockholm import agreement
        >>> agreement.as_known().upcoming(after=dt.date(2015, 1, 1))
        ()
        """
        a_day("after", after)
        return tuple(filter(self._is_certain, self._foreseen.after(after)))

    def events(self, period: Period) -> tuple[Event, ...]:
        """Return all foreseeable events in a period of at most 100 years, in order of day.

        These are the events that :meth:`upcoming` returns for some day, for every renewal and
        every budget year in the period.

        Raises:
            PeriodTooLongError: If the period has no last day, or has more than 100 years.

        >>> from samverkan.stockholm import agreement
        >>> agreement.as_known().events(Period.of_year(2015))
        ()
        """
        an_instance("period", period, Period)
        first, last = period.first_day, period.last_day
        if last is None or last.year - first.year >= MOST_YEARS:
            raise PeriodTooLongError(first, last, MOST_YEARS)
        return tuple(filter(self._is_certain, self._foreseen.between(first, last)))

    def earliest_end(self, *, notice_on: dt.date) -> dt.date | None:
        """Return the last day of the agreement at the earliest if notice is given on a day.

        A last day that is already known stays. A term that renews itself ends with the first term
        that the notice leaves room for, at the latest on the last possible day. Without a term,
        the agreement ends when the period of notice does, or with the first calendar year for
        which a notice by a day of the year is in time. The notice is that of the terms of the day;
        :meth:`upcoming` has the last day that is in time for the same end.

        It is None if the agreement is not in force on the day, if no notice is stated that could
        end it, if something pending makes it unknown, or if the end would be after the year 2999.

        The terms are an example:

        >>> from samverkan import Agreement
        >>> term = Period(dt.date(2015, 1, 1), dt.date(2018, 12, 31))
        >>> terms = Terms(title="Avtal", period=term, notice_months=18, renewal_months=12)
        >>> state = Agreement(terms=terms, parties=[]).as_known()
        >>> str(state.earliest_end(notice_on=dt.date(2017, 6, 30)))
        '2018-12-31'
        >>> str(state.earliest_end(notice_on=dt.date(2017, 7, 1)))
        '2019-12-31'
        """
        a_day("notice_on", notice_on)
        is_known = self._is_certain(Event(notice_on, EventKind.LAST_DAY_FOR_NOTICE))
        return self._foreseen.earliest_end(notice_on) if is_known else None

    def _is_certain(self, event: Event) -> bool:
        return _is_certain(self, self.timeline, event)

    @property
    def _foreseen(self) -> Foreseen:
        return _foreseen(self, self.timeline)


def terms_near(state: State, day: dt.date) -> Terms:
    """Return the terms on a day, or the nearest ones if the agreement is not in force.

    >>> from samverkan.stockholm import agreement
    >>> terms_near(agreement.as_known(), dt.date(1990, 1, 1)) == agreement.terms
    True
    """
    pieces = state.timeline.pieces
    return state.timeline.on(day) or pieces[0 if day < pieces[0][0].first_day else -1][1]


def ends_until(
    state: State, timeline: Timeline[Terms], until: dt.date
) -> Iterator[tuple[dt.date, Event]]:
    """Yield ends of terms until a day, the last one, and the last days for notice before them.

    Each comes after the end that it is about. As in :meth:`State.events`, but over any number of
    years.

    Args:
        state: The agreement as it was known.

        timeline: Its terms, or those of them that the days follow from.

        until: The last day of an end, except the last.
    """
    for end, event in _foreseen(state, timeline).ends_until(until):
        if _is_certain(state, timeline, event):
            yield end, event


def due_until(
    state: State, timeline: Timeline[Terms], last_year: int
) -> Iterator[tuple[int | None, Due, Event]]:
    """Yield what is due, after the budget year that it is counted from, or None, and its day.

    As in :meth:`State.events`, but for all budget years until one.
    """
    for year, due, event in _foreseen(state, timeline).due_until(last_year):
        if _is_certain(state, timeline, event):
            yield year, due, event


def is_stated(state: State, *fields: str, on: dt.date) -> bool:
    """Return whether nothing pending makes it unknown what the terms say about some fields."""
    return not doubts(state, *fields, period=Period(on, on))


def doubts(state: State, *fields: str, period: Period) -> tuple[Pending, ...]:
    """Return what is pending and makes it unknown what the terms of some days say about fields."""
    return tuple(
        each
        for each in state.pending
        if (each.is_adopted or each.instrument is None)
        and each.days.overlap(period) is not None
        and (
            isinstance(each.instrument, Termination | None)
            or (
                isinstance(each.instrument, Amendment)
                and not {*fields}.isdisjoint(each.instrument.changes)
            )
        )
    )


def _is_certain(state: State, timeline: Timeline[Terms], event: Event) -> bool:
    """Return whether nothing pending makes it unknown if an event happens on its day."""
    if not state.pending:
        return True
    fields = _RESTS_ON.get(event.kind, set())
    if not any(event.due in (None, *terms.due) for _, terms in timeline.pieces):
        fields = {*fields, "funding"}  # it follows from a payment plan
    return is_stated(state, *fields, on=event.day)


def _foreseen(state: State, timeline: Timeline[Terms]) -> Foreseen:
    due = due_by(timeline)
    return Foreseen(state.period, state.term_end, state.terminated, timeline, due)
