"""Who is called to a forum, and which deputies in the place of members that cannot come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import TypeAlias

import attrs

from ..agreements.state import State
from ..core.fields import a_whole_number, as_tuple
from ..core.parties import Party
from ..errors import MeetingError
from ..errors.texts import Details, a_slug, an_instance, an_optional_line
from ..governance.forums import Forum, choice_of_seats
from ..governance.modes import OperatingMode
from ..governance.seats import Seat
from .seats import (
    Holding,
    Place,
    able_among,
    eligible_parties,
    forum_on,
    governance_on,
    id_of,
    in_place_of,
    members_of,
    own_places,
)


def _as_optional_party(value: str | Party | None) -> str | None:
    return value.id if isinstance(value, Party) else value


@attrs.frozen(kw_only=True)
class Absence:
    """Members or deputies that cannot come to a meeting (*förhinder*).

    Args:
        seat: The id of their seat.

        party: The party whose members or deputies they are, by id, code, number or any name it
            ever had; None if only one party has any, or if it is not stated who holds the seat.

        count: How many of them cannot come.

        is_deputy: Whether they are deputies.

    Raises:
        CountError: If the count is below 1.

        TextError: If the id of the seat is not valid.

    >>> Absence(seat="ledamot", party="Växjö").count
    1
    """

    seat: str
    party: str | None = attrs.field(default=None, converter=_as_optional_party)
    count: int = 1
    is_deputy: bool = False

    def __attrs_post_init__(self) -> None:
        a_slug("seat", self.seat)
        an_optional_line("party", self.party)
        a_whole_number("count", self.count, least=1)
        an_instance("is_deputy", self.is_deputy, bool)


def deputies(state: State, forum: str, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the deputies (*ersättare*) of a forum on a day, seat by seat, in order of calling.

    If a seat has deputies for each party and no order among the parties (none is stated, or the
    terms say that there is none), they are called for members of their own party only, and listed
    in order of party id.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

    >>> from samverkan.stockholm import agreement
    >>> deputies(agreement.as_known(), "regionala rådet", on=dt.date(2015, 1, 1))
    ()
    """
    an_instance("state", state, State)
    found = forum_on(state, forum, on=on)
    return tuple(
        Holding(found, seat, party, count, is_stated, is_deputy=True)
        for seat in found.seats
        for party, count, is_stated in _deputies_of(state, seat, on)
    )


def _deputies_of(state: State, seat: Seat, on: dt.date) -> list[Place]:
    """Return the deputies of a seat in the order in which they are called."""
    deputies = seat.deputies
    if deputies is None:
        return []
    able = eligible_parties(state, seat, on=on)
    if seat.count is None:
        first = [party.id for party in able_among(state, deputies.order or (), able, on)]
        rank = {party: place for place, party in reversed([*enumerate(first)])}
        places = _own_deputies(state, seat, on, deputies.count)
        return sorted(places, key=lambda place: rank.get(_id(place[0]), len(rank)))
    count = deputies.count or seat.count
    holders = seat.deputies_on(on)
    if holders is None:
        return [(None, count, False)]
    held = list(able_among(state, holders, able, on))
    vacant = count - len(held)
    places = [(party, 1, True) for party in held]
    return [*places, *([(None, vacant, True)] if vacant else [])]


def _id(party: Party | None) -> str:
    """Return the id of a party, nothing if it is not stated or there is none."""
    return "" if party is None else party.id


def _own_deputies(state: State, seat: Seat, on: dt.date, number: int | None) -> list[Place]:
    """Return the deputies of each party that holds seats of its own, as many as members if None."""
    if seat.comes_with is None:
        places = own_places(state, seat, on, number)
    else:
        places = members_of(state, seat, on)
        if number is not None:
            places = [
                (party, number if is_stated else number * count, is_stated)
                for party, count, is_stated in places
            ]
    return [place for place in places if place[0] is not None or not place[2]]


def called(
    state: State,
    forum: str,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    absent: Absence | Iterable[Absence] = (),
) -> tuple[Holding, ...]:
    """Return the seats that are called to a forum in a mode on a day, with their holders.

    Calls go to functions, never to persons. A vacant seat is a normal answer: there is nobody to
    call to it. If the forum has no stated seats, the result is empty. This does not mean that
    nobody is called, but that it is not known who is.

    In the place of members that cannot come, their deputies are called, as far as there are any
    that can come: first those of the member's own party, then the others in their order. Who is
    called does not depend on the order of the absences. A vacant seat calls no deputy.

    Args:
        state: What is known about the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called, by its id or name; None means the ordinary mode. This
            function does not look it up: for the mode of the day, ask the
            :class:`~samverkan.meetings.ModeLog`.

        absent: The members and deputies that cannot come, in any order, for any seats of the
            forum.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

        GovernanceError: If the governance has no such mode.

        MeetingError: If the forum has no seat of an absence, if more members or deputies are
            absent than there are, or if it cannot be determined whose they are.

        UnknownPartyError: If the agreement does not know a party that is absent.

        AmbiguousPartyError: If the beginning of a name matches several parties.

    >>> from samverkan.stockholm import agreement
    >>> called(agreement.as_known(), "regionala rådet", on=dt.date(2015, 1, 1))
    ()
    """
    an_instance("state", state, State)
    found = forum_on(state, forum, on=on)
    governance = governance_on(state, on)
    asked = governance.seats_called(found, governance.ordinary if mode is None else mode)
    away = _away(state, found, on, as_tuple("absent", absent, Absence))
    return tuple(holding for seat in asked for holding in _called_to(state, found, seat, on, away))


_Away: TypeAlias = Counter[tuple[str, bool, str | None]]
"""How many are absent, by the id of the seat, whether they are deputies, and whose they are."""


def _away(state: State, forum: Forum, on: dt.date, absent: tuple[Absence, ...]) -> _Away:
    """Return how many are absent, of each party or of a party that is not stated."""
    away: _Away = Counter()
    known: dict[tuple[str, bool], list[Place]] = {}
    for each in absent:
        details: dict[str, object] = {"forum": forum.id, "on": on, "seat": each.seat}
        seat = forum.seat(each.seat)
        if seat is None:
            there_are = choice_of_seats(forum.seats, each.seat)
            raise MeetingError("no-such-seat", {**details, **there_are})
        key = (seat.id, each.is_deputy)
        if key not in known:
            known[key] = (_deputies_of if each.is_deputy else members_of)(state, seat, on)
        places = known[key]
        party = _whose(state, each, on, places, details)
        away[seat.id, each.is_deputy, party] += each.count
        most = _how_many(places, party)
        count = away[seat.id, each.is_deputy, party]
        if count > most:
            reason = "too-few-deputies" if each.is_deputy else "too-few-members"
            details |= {"party": party, "count": count, "most": most}
            raise MeetingError("too-many-absent" if party is None else reason, details)
    return away


def _whose(
    state: State, absence: Absence, on: dt.date, places: list[Place], details: Details
) -> str | None:
    """Return the id of the party that holds the places of an absence, None if not stated."""
    is_stated = all(is_stated for _, _, is_stated in places)
    holders = list(dict.fromkeys(party.id for party, _, _ in places if party is not None))
    if absence.party is None:
        if is_stated and len(holders) > 1:
            raise MeetingError("whose-absence", {**details, "parties": tuple(holders)})
        return holders[0] if is_stated and holders else None
    asked = id_of(state, absence.party)
    holder = in_place_of(state, asked, on)
    party = asked if holder is None else holder.id
    if not is_stated:
        raise MeetingError("whose-not-stated", {**details, "party": party})
    return party


def _how_many(places: list[Place], party: str | None) -> int:
    """Return how many places a party holds, or of how many it is not stated who does."""
    held: Counter[str | None] = Counter()
    for holder, count, is_stated in places:
        if holder is not None or not is_stated:
            held[None if holder is None else holder.id] += count
    return held[party]


def _called_to(
    state: State, forum: Forum, seat: Seat, on: dt.date, away: _Away
) -> Iterator[Holding]:
    """Yield the members of a seat that can come, and the deputies in place of the others."""
    left = away.copy()
    missing: list[Party | None] = []
    for party, count, is_stated in members_of(state, seat, on):
        absent = _taken(left, seat, (party, count, is_stated), is_deputy=False)
        missing += [party] * absent
        if count > absent:
            yield Holding(forum, seat, party, count - absent, is_stated)
    can_come: list[Party | None] = []
    for party, count, is_stated in _deputies_of(state, seat, on):
        if party is not None or not is_stated:
            absent = _taken(left, seat, (party, count, is_stated), is_deputy=True)
            can_come += [party] * (count - absent)
    shared = {*map(_id, can_come)} if seat.count is not None else _in_order(state, seat, on)
    for party, count in Counter(_in_place(seat, missing, can_come, shared)).items():
        yield Holding(forum, seat, party, count, party is not None, is_deputy=True)


def _in_order(state: State, seat: Seat, on: dt.date) -> set[str]:
    """Return the ids of the parties whose deputies are also called for members of other parties.

    No id is among them: if it is not stated whose deputies there are, they may be of any party.
    """
    order = None if seat.deputies is None else seat.deputies.order
    able = eligible_parties(state, seat, on=on)
    return {"", *map(_id, able_among(state, order or (), able, on))}


def _taken(away: _Away, seat: Seat, place: Place, *, is_deputy: bool) -> int:
    """Return how many of these are absent, and take them from *away*."""
    party, most, is_stated = place
    if party is None and is_stated:  # a vacant seat
        return 0
    key = (seat.id, is_deputy, None if party is None else party.id)
    count = min(most, away[key])
    away[key] -= count
    return count


def _in_place(
    seat: Seat,
    missing: list[Party | None],
    left: list[Party | None],
    shared: Container[str],
) -> list[Party | None]:
    """Return the deputies that are called, in the order of calling; None where not stated.

    Args:
        seat: The seat.

        missing: The members that cannot come, None if it is not stated who they are.

        left: The deputies that can come, in their order.

        shared: The ids of the parties whose deputies are called for members of any party.
    """
    own_first = seat.deputies is not None and seat.deputies.own_party_first
    if own_first and None in missing:  # whose own deputies come first is not stated
        if len({*map(_id, left)}) == 1:
            return left[: len(missing)]
        return left if len(left) <= len(missing) else [None] * len(missing)
    own: dict[str, list[int]] = {}
    for n, each in reversed([*enumerate(left)] if own_first else []):
        own.setdefault(_id(each), []).append(n)
    found = (own.get(_id(party)) for party in missing)
    taken = {places.pop() for places in found if places}
    others = len(missing) - len(taken)
    rest = [n for n, each in enumerate(left) if _id(each) in shared and n not in taken]
    return [left[n] for n in sorted({*taken, *rest[:others]})]
