"""Meetings of forums: who may convene, who is called, who leads, and the duty to report back.

A meeting has a day but no hour, because the agreement speaks in days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, cast

import attrs
from dateutil import rrule

from ..agreements.state import Member, State
from ..agreements.terms import Commitment
from ..core.fields import a_whole_number, as_tuple
from ..core.parties import Party, find
from ..core.periods import Period, Unit, a_day
from ..errors import MeetingError, ModeError, NotConvenerError, UnknownPartyError
from ..errors.texts import a_line, an_instance, as_line
from ..governance.forums import Forum
from ..governance.modes import OperatingMode
from ..governance.recurrences import Recurrence
from .calling import Absence, called
from .seats import Holding, forum_on, governance_on, id_among, id_of, in_place_of

_MOST_DAYS: Final = 10_000
_IN_EVERY_MONTH: Final = 28


def _as_parties(value: Party | Iterable[Party]) -> tuple[Party, ...]:
    return as_tuple("leads", value, Party)


def _as_holdings(value: Holding | Iterable[Holding]) -> tuple[Holding, ...]:
    return as_tuple("called", value, Holding)


@attrs.frozen(kw_only=True)
class Meeting:
    """A meeting of a forum on a day (*möte*). Made by :func:`convene`.

    Args:
        forum: The forum, as stated in the terms that apply on the day.

        on: The day.

        mode: The mode in which the meeting was called.

        number: Number of the meeting among the forum's meetings that day, 1 or more.

        leads: The parties that have led the meeting, in order, from the first lead.

        called: The seats that are called to the meeting, with their holders, and the deputies in
            the place of members that could not come.

    Raises:
        MeetingError: If nobody leads the meeting.

        CountError: If the number is below 1.

    >>> from samverkan.stockholm import agreement
    >>> state, day = agreement.as_known(), dt.date(2015, 2, 2)
    >>> meeting = convene(state, "regionala rådet", by="202100-2247", on=day)
    >>> meeting.lead.name, meeting.called
    ('Länsstyrelsen i Stockholms län', ())
    """

    forum: Forum
    on: dt.date
    mode: OperatingMode
    number: int = 1
    leads: tuple[Party, ...] = attrs.field(converter=_as_parties)
    called: tuple[Holding, ...] = attrs.field(converter=_as_holdings)

    def __attrs_post_init__(self) -> None:
        an_instance("forum", self.forum, Forum)
        an_instance("mode", self.mode, OperatingMode)
        a_day("on", self.on)
        a_whole_number("number", self.number, least=1)
        if not self.leads:
            raise MeetingError("nobody-leads", {"forum": self.forum.id, "on": self.on})

    @property
    def key(self) -> tuple[str, dt.date, int]:
        """Identity of the meeting, independent of its lead: forum id, day and number."""
        return self.forum.id, self.on, self.number

    @property
    def lead(self) -> Party:
        """The party that leads the meeting now (*leder*)."""
        return self.leads[-1]

    @property
    def seats_stated(self) -> bool:
        """Whether any seats of the forum are stated.

        If not, it cannot be determined who is called or who must report back.
        """
        return bool(self.called or self.forum.seats)

    @property
    def not_stated(self) -> tuple[Holding, ...]:
        """The called seats of which it is not stated who holds them.

        If there are any, some party is called and must report back, but which one cannot be
        determined.
        """
        return tuple(holding for holding in self.called if not holding.is_stated)

    @property
    def is_known(self) -> bool:
        """Whether it is known which parties are called and must report back, and which are not."""
        return self.seats_stated and not self.not_stated

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties that are called, each once, in order of their seats."""
        held = (holding.party for holding in self.called)
        return tuple(dict.fromkeys(party for party in held if party is not None))

    def hand_over(self, party: str | Party) -> Meeting:
        """Return the meeting with its lead handed over to a party that is called or has led it.

        Args:
            party: The party itself; or its id, code, number or any name it ever had. If no seats
                are stated, or not who holds some of those that are called, it is unknown who is
                called, and any :class:`~samverkan.Party` is accepted.

        Raises:
            ModeError: If the forum works in ordinary mode.

            MeetingError: If the party already leads the meeting, or is neither called to it nor
                has led it; if it is unknown who is called, also if the party is given by name.

            AmbiguousPartyError: If the beginning of a name matches several parties.

        >>> from samverkan.stockholm import agreement
        >>> state, day = agreement.as_known(), dt.date(2020, 2, 28)
        >>> chair = "202100-2247"
        >>> meeting = convene(state, "regionala-radet", by=chair, on=day, mode="activated")
        >>> meeting.hand_over(agreement.party("Region")).lead.name
        'Stockholms läns landsting'
        """
        if self.mode.is_ordinary:
            raise ModeError("is-ordinary", {"what": f"{self.forum.id} {self.on}"})
        found = self._who(party)
        asked = found or party
        named = asked.id if isinstance(asked, Party) else asked
        details = {"forum": self.forum.id, "on": self.on, "party": named}
        if found is None:
            why = "lead-not-called" if self.is_known else "lead-not-known"
            raise MeetingError(why, details)
        if found.id == self.lead.id:
            raise MeetingError("leads-already", details)
        return attrs.evolve(self, leads=(*self.leads, found))

    def _who(self, party: str | Party) -> Party | None:
        """Return the party that can take the lead: one that is called or has led, else None."""
        known = {each.id: each for each in (*self.leads, *self.parties)}
        if isinstance(party, Party):
            return known.get(party.id, None if self.is_known else party)
        try:
            return find(known.values(), party)
        except UnknownPartyError:
            return None


def convene(
    state: State,
    forum: str,
    *,
    by: str | Party,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    number: int = 1,
    absent: Absence | Iterable[Absence] = (),
) -> Meeting:
    """Return a meeting of a forum with its first lead, convened by its convener (*sammankallande*).

    Args:
        state: What is known about the agreement.

        forum: The forum, by its id or any name it ever had.

        by: The party that convenes it, which must be the convener or its successor: the party
            itself, or its id, code, number or any name it ever had.

        on: The day of the meeting.

        mode: The mode in which the meeting is called, as in :func:`~samverkan.meetings.called`.

        number: Number of the meeting among the forum's meetings that day.

        absent: The members and deputies that cannot come, as in
            :func:`~samverkan.meetings.called`.

    Raises:
        NotConvenerError: If another party convenes it, or the convener is not a member that day;
            the error says who may convene.

        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

        UnknownPartyError: If the agreement does not know the party.

        AmbiguousPartyError: If the beginning of a name matches several parties.

        MeetingError: If the party that leads first is not a member that day.

    >>> from samverkan.stockholm import agreement
    >>> state, day = agreement.as_known(), dt.date(2015, 2, 2)
    >>> convene(state, "regionala rådet", by="Nacka", on=day)
    Traceback (most recent call last):
        ...
    samverkan.errors.NotConvenerError: 0182 does not convene regionala-radet: only 202100-2247 \
may; ask it to
    """
    found = forum_on(state, forum, on=on)
    asked, convener = id_of(state, by), _in_place(state, found.convener, on)
    if convener is None or asked != convener.id:
        raise NotConvenerError(found.id, asked, *_why_not(found, convener))
    lead = _in_place(state, found.first_lead, on)
    if lead is None:
        first_lead = found.first_lead or convener.id
        raise MeetingError("first-lead-left", {"forum": found.id, "on": on, "party": first_lead})
    governance = governance_on(state, on)
    working = governance.ordinary if mode is None else governance.mode(mode)
    return Meeting(
        forum=found,
        on=on,
        mode=working,
        number=number,
        leads=(lead,),
        called=called(state, found.id, on=on, mode=working, absent=absent),
    )


def _in_place(state: State, party: str | None, on: dt.date) -> Party | None:
    return None if party is None else in_place_of(state, party, on)


def _why_not(forum: Forum, convener: Party | None) -> tuple[str, str | None]:
    """Return why a party may not convene a forum, and the present or former convener, if any."""
    if convener is not None:
        return "another", convener.id
    return ("not-stated" if forum.convener is None else "left"), forum.convener


def meeting_days(recurrence: Recurrence, period: Period) -> tuple[dt.date, ...]:
    """Return the days of a period on which a recurrence falls, at most 10 000.

    If a month has no such day, its last day is used, as for time limits. Days follow only from
    what is held once in each interval; not from *four times a year*, *about every month* or *once
    in each term of office*.

    Raises:
        MeetingError: If no days follow from the recurrence, it states no first day, the period has
            no last day, or there are more than 10 000 days.

    >>> weekly = Recurrence(every=1, unit=Unit.WEEKS, first_day=dt.date(2015, 1, 5))
    >>> [
    ...     str(day)
    ...     for day in meeting_days(weekly, Period(dt.date(2015, 1, 6), dt.date(2015, 1, 20)))
    ... ]
    ['2015-01-12', '2015-01-19']
    """
    an_instance("recurrence", recurrence, Recurrence)
    an_instance("period", period, Period)
    if recurrence.unit is None or recurrence.times > 1:
        raise MeetingError("no-days-follow", {})
    if recurrence.is_about or recurrence.at_least:
        raise MeetingError("no-days-follow", {})
    if recurrence.first_day is None:
        raise MeetingError("no-first-day", {})
    how_often = {"every": recurrence.every, "unit": recurrence.unit.value}
    if period.last_day is None:
        raise MeetingError("no-last-day", {"first_day": period.first_day})
    start = max(recurrence.first_day, period.first_day)
    days: list[dt.date] = []
    for moment in occasions(recurrence, period.last_day):
        if moment >= start:
            days.append(moment)
        if len(days) > _MOST_DAYS:
            raise MeetingError("too-many-days", {**how_often, "most": _MOST_DAYS})
    return tuple(days)


def occasions(recurrence: Recurrence, last: dt.date) -> Iterator[dt.date]:
    """Yield the days on which a recurrence falls until a day; days must follow from it."""
    first = cast("dt.date", recurrence.first_day)
    if recurrence.unit in {Unit.MONTHS, Unit.YEARS}:
        # The last of these days that the month has: the 31st, else the 30th, …
        days = range(min(first.day, _IN_EVERY_MONTH), first.day + 1)
        rule = rrule.rrule(
            rrule.MONTHLY,
            dtstart=first,
            until=last,
            interval=recurrence.every * (12 if recurrence.unit is Unit.YEARS else 1),
            bymonthday=tuple(days),
            bysetpos=-1,
        )
    else:
        step = recurrence.every * (7 if recurrence.unit is Unit.WEEKS else 1)
        rule = rrule.rrule(rrule.DAILY, dtstart=first, until=last, interval=step)
    return (moment.date() for moment in rule)


# --- Duties


def _as_given(value: str | Party) -> str:
    """Return a party as given: the meeting must say whether a Party was called."""
    return cast("str", value)


def _as_party(value: str | Party) -> str:
    return value.id if isinstance(value, Party) else as_line(value)


@attrs.frozen
class Duty:
    """A called party's duty to report back to its own organisation (*återföring*).

    Args:
        meeting: The meeting.

        party: The party, or None if it is not stated who else was called and must report back.

    >>> from samverkan.stockholm import agreement
    >>> state, day = agreement.as_known(), dt.date(2015, 2, 2)
    >>> meeting = convene(state, "regionala rådet", by="202100-2247", on=day)
    >>> Duty(meeting, agreement.party("0182")).party.name
    'Nacka kommun'
    """

    meeting: Meeting
    party: Party | None


@attrs.frozen
class Report:
    """A record that a party has reported back to its own organisation (*återföring*).

    Args:
        meeting: The meeting.

        party: The party that was called, even if its successor has reported in its place: the
            party itself, or its id, code, number or any name it ever had. Its id is kept.

        on: The day on which it reported back.

    Raises:
        MeetingError: If the party was not called to the meeting, or reports before its day. If it
            is not stated who was called, any :class:`~samverkan.Party` is accepted, but no name.

        AmbiguousPartyError: If the beginning of a name matches several parties that were called.

    >>> from samverkan.governance import ORDINARY, Seat
    >>> from samverkan.stockholm import agreement
    >>> state, day, nacka = agreement.as_known(), dt.date(2015, 2, 2), agreement.party("0182")
    >>> forum = state.governance(on=day).forums[0]
    >>> held = Holding(forum, Seat(id="chef", function="Säkerhetschef"), nacka)
    >>> meeting = Meeting(forum=forum, on=day, mode=ORDINARY, leads=nacka, called=held)
    >>> Report(meeting, "Nacka", day).party
    '0182'
    """

    meeting: Meeting
    party: str = attrs.field(converter=_as_given)
    on: dt.date

    def __attrs_post_init__(self) -> None:
        an_instance("meeting", self.meeting, Meeting)
        given: object = self.party
        object.__setattr__(self, "party", _as_party(self.party))
        a_line("party", self.party)
        a_day("on", self.on)
        forum, day, _ = self.meeting.key
        details = {"party": self.party, "forum": forum, "on": day}
        try:
            object.__setattr__(self, "party", id_among(self.meeting.parties, self.party))
        except UnknownPartyError as error:
            if not self.meeting.is_known and not isinstance(given, Party):
                raise MeetingError("reporter-not-known", details) from error
            if self.meeting.is_known:
                called = tuple(party.id for party in self.meeting.parties) or ("–",)
                raise MeetingError("reporter-not-called", {**details, "called": called}) from error
        if self.on < day:
            raise MeetingError("report-too-early", {**details, "day": self.on})


def outstanding(
    meetings: Meeting | Iterable[Meeting], reports: Report | Iterable[Report] = (), *, on: dt.date
) -> tuple[Duty, ...]:
    """Return the duties to report back that remain at the end of a day.

    Each meeting creates a duty for each party that is called to it, from the day of the meeting.
    If no seats are stated (:attr:`Meeting.seats_stated`), or not who holds some of them
    (:attr:`Meeting.not_stated`), the list has one duty without a party for the meeting: who else
    must report back cannot be determined.

    Args:
        meetings: The meetings, in any order.

        reports: The reports, in any order.

        on: The day.

    Raises:
        MeetingError: If two different meetings of a forum on one day have the same number.

    Source:
        "Samtliga forum ansvarar även för att återföra information till hemorganisationen" (Nacka
        kommun, 2015). Our reading: each called party has this duty, for each meeting.

    >>> outstanding([], on=dt.date(2015, 2, 2))
    ()
    """
    a_day("on", on)
    held = as_tuple("meetings", meetings, Meeting)
    told = as_tuple("reports", reports, Report)
    met = {(report.meeting.key, report.party) for report in told if report.on <= on}
    return tuple(
        Duty(meeting, party)
        for meeting in sorted(_each_once(held), key=lambda m: (m.on, m.forum.id, m.number))
        for party in (*meeting.parties, *(() if meeting.is_known else (None,)))
        if meeting.on <= on and (party is None or (meeting.key, party.id) not in met)
    )


def _each_once(meetings: Iterable[Meeting]) -> Iterable[Meeting]:
    """Return each meeting as last given; a handed-over lead does not make it another meeting."""
    known: dict[tuple[str, dt.date, int], Meeting] = {}
    for meeting in meetings:
        other = known.setdefault(meeting.key, meeting)
        if (other.mode, other.called) != (meeting.mode, meeting.called):
            forum, day, number = meeting.key
            raise MeetingError("meeting-twice", {"forum": forum, "on": day, "number": number})
        known[meeting.key] = meeting
    return known.values()


@attrs.frozen(kw_only=True)
class FollowUp:
    """A record that a party has followed up a commitment (*uppföljning*).

    The party answers to the forum with overall responsibility.

    Args:
        party: The party: itself, or its id, code, number or any name it ever had.

        commitment: The commitment.

        on: The day.

    Raises:
        TextError: If the party's name is empty.

    >>> done = FollowUp(party="0182", commitment=Commitment(text="A"), on=dt.date(2015, 10, 1))
    >>> done.party
    '0182'
    """

    party: str = attrs.field(converter=_as_party)
    commitment: Commitment
    on: dt.date

    def __attrs_post_init__(self) -> None:
        a_line("party", self.party)
        an_instance("commitment", self.commitment, Commitment)
        a_day("on", self.on)


def to_follow_up(
    state: State, done: FollowUp | Iterable[FollowUp] = (), *, during: Period
) -> tuple[tuple[Party, Commitment], ...]:
    """Return the members and the commitments that they have not followed up in a period.

    Members answer to the forum with overall responsibility (``Governance.responsible``). Each
    membership counts once: the duty is on its last holder in the period, for the commitments in
    the terms on its last day there, and what its predecessors followed up counts.

    Args:
        state: What is known about the agreement.

        done: The follow-ups, in any order.

        during: The period, such as a budget year; it must have a last day.

    Raises:
        MeetingError: If the period has no last day.

        UnknownPartyError: If no party of a follow-up was ever a member, or in the place of one.

        AmbiguousPartyError: If the beginning of a name matches several parties.

    Source:
        "Parterna ansvarar för att driva, utveckla och löpande följa upp arbetet utifrån Regionala
        rådets intentioner" (Nacka kommun, 2015). The source does not say how often.

    >>> from samverkan.stockholm import agreement
    >>> len(to_follow_up(agreement.as_known(), during=Period.of_year(2015)))  # 36 parties, 4 each
    144
    """
    an_instance("during", during, Period)
    if during.last_day is None:
        raise MeetingError("no-last-day", {"first_day": during.first_day})
    followed = as_tuple("done", done, FollowUp)
    by = {name: id_of(state, name) for name in {each.party for each in followed}}
    met = {(by[each.party], each.commitment) for each in followed if each.on in during}
    owed: dict[tuple[Party, Commitment], None] = {}
    for member in _last_holders(state, during):
        last = min(member.period.last_day or during.last_day, during.last_day)
        terms = state.terms(on=last)
        line = {member.party.id, *(party.id for _, party in member.line)}
        for commitment in () if terms is None else terms.commitments:
            if not any((party, commitment) in met for party in line):
                owed[member.party, commitment] = None
    return tuple(owed)


def _last_holders(state: State, during: Period) -> list[Member]:
    """Return the last holder of each membership in a period, in order of party id."""
    by_first_day = sorted(state.members_in(during), key=lambda member: member.period.first_day)
    last = {member.accession.number: member for member in by_first_day}
    return sorted(last.values(), key=lambda member: (member.party.id, member.period.first_day))
