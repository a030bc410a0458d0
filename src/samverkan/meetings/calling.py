"""Who is called to a forum, and which deputies in the place of members that cannot come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import TypeAlias

import attrs

from ..agreements.state import State
from ..core.fields import a_whole_number, as_tuple
from ..core.parties import Party, find
from ..errors import MeetingError
from ..errors.texts import a_slug, an_instance, an_optional_line
from ..governance.forums import Forum
from ..governance.modes import OperatingMode
from ..governance.seats import Seat
from .seats import (
    Holding,
    Place,
    able_among,
    eligible_parties,
    forum_on,
    governance_on,
    members_of,
)


@attrs.frozen(kw_only=True)
class Absence:
    """Members or deputies that cannot come to a meeting (*förhinder*).

    Args:
        seat: The id of their seat.

        party: The party that holds it, by id, code, number or any name it ever had; None if it is
            not stated who holds the seat.

        count: How many of them cannot come.

        is_deputy: Whether they are deputies.

    Raises:
        CountError: If the count is below 1.

        TextError: If the id of the seat is not valid.

    >>> Absence(seat="ledamot", party="Växjö").count
    1
    """

    seat: str
    party: str | None = None
    count: int = 1
    is_deputy: bool = False

    def __attrs_post_init__(self) -> None:
        a_slug("seat", self.seat)
        an_optional_line("party", self.party)
        a_whole_number("count", self.count, least=1)
        an_instance("is_deputy", self.is_deputy, bool)


def deputies(state: State, forum: str, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the deputies (*ersättare*) of a forum on a day, seat by seat, in order of calling.

    If a seat has deputies for each party and states no order among the parties, they are called
    for members of their own party only, and listed in order of party id.

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
        ordered = list(dict.fromkeys(able_among(state, deputies.order, able, on)))
        others = [party for party in able if party not in ordered]
        unknown = sum(count for _, count, is_stated in members_of(state, seat, on) if not is_stated)
        known: list[Place] = [(party, deputies.count, True) for party in (*ordered, *others)]
        return [*known, *([(None, unknown * deputies.count, False)] if unknown else [])]
    holders = seat.deputies_on(on)
    if holders is None:
        return [(None, deputies.count, False)]
    held = list(able_among(state, holders, able, on))
    vacant = deputies.count - len(held)
    places: list[Place] = [(party, 1, True) for party in held]
    return [*places, *([(None, vacant, True)] if vacant else [])]


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

        MeetingError: If more members or deputies of a party are absent than it has.

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
    away = _away(state, as_tuple("absent", absent, Absence))
    result: list[Holding] = []
    for seat in found.seats:
        held = list(_called_to(state, found, seat, on, away))
        result += held if seat in asked else []
    for (seat_id, party, is_deputy), count in (+away).items():
        reason = "deputies-not-there" if is_deputy else "members-not-there"
        details = {"forum": found.id, "on": on, "seat": seat_id, "party": party, "count": count}
        raise MeetingError(reason, details)
    return tuple(result)


_Away: TypeAlias = Counter[tuple[str, str | None, bool]]
"""How many are absent, by the id of the seat, the id of the party, and whether a deputy is."""


def _away(state: State, absent: tuple[Absence, ...]) -> _Away:
    away: _Away = Counter()
    for each in absent:
        party = None if each.party is None else find(state.parties, each.party).id
        away[each.seat, party, each.is_deputy] += each.count
    return away


def _called_to(
    state: State, forum: Forum, seat: Seat, on: dt.date, away: _Away
) -> Iterator[Holding]:
    """Yield the members of a seat that can come, and the deputies in place of the others.

    Those that cannot come are taken from *away*.
    """
    missing: list[Party | None] = []
    for party, count, is_stated in members_of(state, seat, on):
        absent = _taken(away, seat, party, count, is_stated=is_stated)
        missing += [party] * absent
        if count > absent:
            yield Holding(forum, seat, party, count - absent, is_stated)
    left: list[Party | None] = []
    for party, count, is_stated in _deputies_of(state, seat, on):
        if party is not None or not is_stated:
            absent = _taken(away, seat, party, count, is_stated=is_stated, is_deputy=True)
            left += [party] * (count - absent)
    shared = set(left) if seat.count is not None else _in_order(state, seat, on)
    for party, count in Counter(_in_place(seat, missing, left, shared)).items():
        yield Holding(forum, seat, party, count, party is not None, is_deputy=True)


def _in_order(state: State, seat: Seat, on: dt.date) -> set[Party | None]:
    """Return the parties whose deputies are also called for members of other parties."""
    order = () if seat.deputies is None else seat.deputies.order
    return set(able_among(state, order, eligible_parties(state, seat, on=on), on))


def _taken(
    away: _Away,
    seat: Seat,
    party: Party | None,
    most: int,
    *,
    is_stated: bool,
    is_deputy: bool = False,
) -> int:
    """Return how many of these are absent, at most so many, and take them from *away*."""
    if party is None and is_stated:  # a vacant seat
        return 0
    key = (seat.id, None if party is None else party.id, is_deputy)
    count = min(most, away[key])
    away[key] -= count
    return count


def _in_place(
    seat: Seat,
    missing: list[Party | None],
    left: list[Party | None],
    shared: Container[Party | None],
) -> list[Party | None]:
    """Return the deputies that are called, in the order of calling; None where not stated.

    Args:
        seat: The seat.

        missing: The members that cannot come, None if it is not stated who they are.

        left: The deputies that can come, in their order.

        shared: The parties whose deputies are called for members of any party.
    """
    own_first = seat.deputies is not None and seat.deputies.own_party_first
    if own_first and None in missing:  # whose own deputies come first is not stated
        return left if len(left) <= len(missing) else [None] * len(missing)
    taken: set[int] = set()
    others = 0
    for party in missing:
        own = (n for n, each in enumerate(left) if own_first and each == party and n not in taken)
        place = next(own, None)
        others += place is None
        taken |= set() if place is None else {place}
    rest = [n for n, each in enumerate(left) if each in shared and n not in taken]
    return [left[n] for n in sorted({*taken, *rest[:others]})]
