"""Who holds the seats of a forum, who is called, and which seats a party holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from ..agreements.state import State
from ..core.fields import a_whole_number
from ..core.parties import Party, find
from ..core.periods import a_day
from ..errors import UnknownPartyError
from ..errors.texts import an_instance
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.offices import Office
from ..governance.seats import Seat


@attrs.frozen
class Holding:
    """So many equal seats of a forum, and the party that holds them on a day.

    There are three answers: a party holds them; nobody does, so they are vacant (*vakant*); or it
    is not stated who does, which is not the same.

    Args:
        forum: The forum.

        seat: The seat.

        party: The party that holds them, or None if they are vacant or this is not stated.

        count: How many seats there are with this answer, 1 or more.

        is_stated: Whether it is stated who holds them, if anybody does.

        is_deputy: Whether they are the seats of deputies (*ersättare*), not of members.

    Raises:
        CountError: If the count is below 1.

    >>> council = Forum(id="radet", names="Rådet")
    >>> chief = Seat(id="chef", function="Direktör")
    >>> Holding(council, chief, None).is_vacant, Holding(council, chief, None, 9, False).is_vacant
    (True, False)
    """

    forum: Forum
    seat: Seat
    party: Party | None
    count: int = 1
    is_stated: bool = True
    is_deputy: bool = False

    def __attrs_post_init__(self) -> None:
        a_whole_number("count", self.count, least=1)
        an_instance("is_stated", self.is_stated, bool)
        an_instance("is_deputy", self.is_deputy, bool)

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the seats, as far as this is stated."""
        return self.party is None and self.is_stated


def governance_on(state: State, on: dt.date) -> Governance:
    """Return the governance of the agreement on a day, an empty one if none is stated."""
    a_day("on", on)
    return state.governance(on=on) or Governance()


def forum_on(state: State, forum: str, *, on: dt.date) -> Forum:
    """Return a forum as stated in the terms on a day, found by its id or any name it ever had.

    A name from other days means the forum that had it, unless another forum has it on the day.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

    >>> from samverkan.stockholm import agreement
    >>> forum_on(agreement.as_known(), "regionala rådet", on=dt.date(2015, 1, 1)).id
    'regionala-radet'
    """
    an_instance("state", state, State)
    governance = governance_on(state, on)
    known = [with_every_name(state, each, governance) for each in governance.forums]
    found = attrs.evolve(governance, forums=known).forum(forum)
    return next(each for each in governance.forums if each.id == found.id)


def stated_governances(state: State) -> tuple[Governance, ...]:
    """Return each governance that the terms state, the earliest first."""
    stated = (terms.governance for _, terms in state.timeline.pieces)
    return tuple(dict.fromkeys(each for each in stated if each is not None))


def with_every_name(state: State, forum: Forum, of_the_day: Governance) -> Forum:
    """Return a forum with its names from other terms, except names that a forum of the day has."""
    taken = {name.text.casefold() for each in of_the_day.forums for name in each.names}
    stated = stated_governances(state)
    ever = [each for governance in stated for each in governance.forums if each.id == forum.id]
    names = {name.text: name for each in ever for name in each.names}
    others = [name for text, name in names.items() if text.casefold() not in taken]
    return attrs.evolve(forum, names=(*forum.names, *others))


def id_among(parties: Iterable[Party], party: str | Party) -> str:
    """Return the id of a party, however it is given; an id that one of them has means that one."""
    if isinstance(party, Party):
        return party.id
    known = tuple(parties)
    return party if any(each.id == party for each in known) else find(known, party).id


def id_of(state: State, party: str | Party) -> str:
    """Return the id of a party of an agreement, however it is given."""
    return id_among((*state.parties, *state.others), party)


def holder_of(state: State, party: str | Party | None, *, on: dt.date) -> Party | None:
    """Return the member in the place of a party on a day: the party itself or its successor.

    Return None if neither is a member on that day.

    Args:
        state: What is known about the agreement.

        party: The party itself, or its id, code, number or any name it ever had; None has no
            holder.

        on: The day.

    Raises:
        UnknownPartyError: If no such party was ever a member, or in the place of one, and no
            governance of the agreement names its id.

        AmbiguousPartyError: If the beginning of a name matches several parties.

    >>> from samverkan.stockholm import agreement
    >>> str(holder_of(agreement.as_known(), "202100-2247", on=dt.date(2015, 1, 1)))
    'Länsstyrelsen i Stockholms län (202100-2247)'
    """
    an_instance("state", state, State)
    a_day("on", on)
    if party is None:
        return None
    try:
        asked = id_of(state, party)
    except UnknownPartyError:
        named = {each for stated in stated_governances(state) for each in stated.parties()}
        if party not in named:
            raise
        return None
    return in_place_of(state, asked, on)


def in_place_of(state: State, party: str, on: dt.date) -> Party | None:
    """Return the member in the place of a party on a day, given the id of the party."""
    member = state.member(party, on=on)
    if member is not None:
        return member.party
    for other in state.members(on=on):
        if any(party == earlier.id for _, earlier in other.line):
            return other.party
    return None


def eligible_parties(state: State, seat: Seat, *, on: dt.date) -> tuple[Party, ...]:
    """Return the members that may hold a seat on a day, each once, in order of their ids.

    They are the parties that the seat names, or all members of its kind and group; or, if it comes
    with another office, the parties that hold that office.

    >>> from samverkan import PartyKind
    >>> from samverkan.stockholm import agreement
    >>> seat = Seat(id="tib", function="Tjänsteman i beredskap", kind=PartyKind.MUNICIPALITY)
    >>> len(eligible_parties(agreement.as_known(), seat, on=dt.date(2015, 1, 1)))
    26
    """
    an_instance("state", state, State)
    an_instance("seat", seat, Seat)
    a_day("on", on)
    if seat.comes_with is not None:
        held = (party for party, _, _ in of_office(state, seat.comes_with, on))
        found = {party.id: party for party in held if party is not None}
        return tuple(found[key] for key in sorted(found))
    if seat.numbers():
        return _members_among(state, (party for party, _ in seat.numbers()), on)
    return tuple(
        member.party
        for member in state.members(on=on)
        if (seat.kind is None or member.party.kind is seat.kind)
        and (seat.group is None or member.accession.group == seat.group)
    )


def _members_among(state: State, parties: Iterable[str], on: dt.date) -> tuple[Party, ...]:
    """Return the members in the places of parties, each once, in order of their ids."""
    found = (in_place_of(state, each, on) for each in parties)
    known = {party.id: party for party in found if party is not None}
    return tuple(known[key] for key in sorted(known))


Place: TypeAlias = tuple[Party | None, int, bool]
"""Who holds seats: a party or None, how many seats, and whether it is stated."""


def members_of(state: State, seat: Seat, on: dt.date) -> list[Place]:
    """Return who holds the seats of members on a day, in order of party id."""
    if seat.comes_with is not None:
        return of_office(state, seat.comes_with, on)
    if seat.count is not None:
        able = eligible_parties(state, seat, on=on)
        return _stated(state, seat.holders_on(on), seat.count, able, on)
    return own_places(state, seat, on)


def own_places(state: State, seat: Seat, on: dt.date, number: int | None = None) -> list[Place]:
    """Return the seats of which each party has its own, in order of party id.

    A party in whose place another stands leaves its seats to it.

    Args:
        state: What is known about the agreement.

        seat: The seat.

        on: The day.

        number: So many for each party in place of the number of its seats, or None.
    """
    numbers = seat.numbers()
    if not numbers:
        able = eligible_parties(state, seat, on=on)
        each = number or seat.each
        return [(party, each, True) for party in able]
    counts: Counter[str] = Counter()
    known: dict[str, Party] = {}
    vacant = 0
    for named, count in numbers:
        party = in_place_of(state, named, on)
        if party is None:
            vacant += number or count
        else:
            known[party.id] = party
            counts[party.id] += number or count
    held: list[Place] = [(known[key], counts[key], True) for key in sorted(known)]
    return [*held, *([(None, vacant, True)] if vacant else [])]


def of_office(state: State, office: Office, on: dt.date) -> list[Place]:
    """Return who holds an office on a day."""
    forums = {forum.id: forum for forum in governance_on(state, on).forums}
    forum = forums.get(office.forum)
    if forum is None:  # the seat is of other terms than those of the day
        return [(None, 1, False)]
    if office.seat is None:
        chair = None if forum.chair is None else in_place_of(state, forum.chair, on)
        return [(chair, 1, forum.chair is not None)]
    seat = forum.seat(office.seat)
    return [(None, 1, False)] if seat is None else members_of(state, seat, on)


def _stated(
    state: State,
    holders: tuple[str, ...] | None,
    count: int,
    able: tuple[Party, ...],
    on: dt.date,
) -> list[Place]:
    """Return who holds so many seats together, if it is stated, in order of party id."""
    if holders is None:
        return [(None, count, False)]
    held = Counter(party.id for party in able_among(state, holders, able, on))
    known = {party.id: party for party in able}
    vacant = count - held.total()
    places: list[Place] = [(known[key], held[key], True) for key in sorted(held)]
    return [*places, *([(None, vacant, True)] if vacant else [])]


def able_among(
    state: State, holders: Iterable[str], able: tuple[Party, ...], on: dt.date
) -> Iterator[Party]:
    """Yield the holders that are members and may hold a seat, in their order."""
    ids = {party.id for party in able}
    for each in holders:
        party = in_place_of(state, each, on)
        if party is not None and party.id in ids:
            yield party


def holdings(state: State, forum: str, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the seats of a forum with their holders on a day, in any mode, without deputies.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

    >>> from samverkan.stockholm import agreement
    >>> holdings(agreement.as_known(), "regionala rådet", on=dt.date(2015, 1, 1))
    ()
    """
    an_instance("state", state, State)
    found = forum_on(state, forum, on=on)
    return tuple(_holdings(state, found, found.seats, on))


def _holdings(state: State, forum: Forum, seats: Iterable[Seat], on: dt.date) -> Iterator[Holding]:
    for seat in seats:
        for party, count, is_stated in members_of(state, seat, on):
            yield Holding(forum, seat, party, count, is_stated)


def vacant(state: State, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the seats that nobody holds on a day, in order of the forums, without deputies.

    Seats whose holders are not stated are not among them: see :func:`not_stated`.

    >>> from samverkan.stockholm import agreement
    >>> vacant(agreement.as_known(), on=dt.date(2015, 1, 1))
    ()
    """
    an_instance("state", state, State)
    return tuple(each for each in _every(state, on) if each.is_vacant)


def not_stated(state: State, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the seats whose holders are not stated on a day, in order of the forums.

    >>> from samverkan.stockholm import agreement
    >>> not_stated(agreement.as_known(), on=dt.date(2015, 1, 1))
    ()
    """
    an_instance("state", state, State)
    return tuple(each for each in _every(state, on) if not each.is_stated)


def seats_of(state: State, party: str | Party, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the stated seats that a party holds on a day, in order of the forums.

    Seats of deputies are not among them.

    Args:
        state: What is known about the agreement.

        party: The party itself, or its id, code, number or any name it ever had.

        on: The day.

    Raises:
        UnknownPartyError: If no such party was ever a member, or in the place of one.

        AmbiguousPartyError: If the beginning of a name matches several parties.

    >>> from samverkan.stockholm import agreement
    >>> seats_of(agreement.as_known(), "0182", on=dt.date(2015, 1, 1))
    ()
    """
    an_instance("state", state, State)
    found = id_of(state, party)
    return tuple(
        each for each in _every(state, on) if each.party is not None and each.party.id == found
    )


def _every(state: State, on: dt.date) -> Iterator[Holding]:
    for forum in governance_on(state, on).forums:
        yield from _holdings(state, forum, forum.seats, on)
