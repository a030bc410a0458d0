"""Who is called to a forum, who holds its seats, and which seats a party holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from ..agreements.state import State
from ..core.parties import Party, find
from ..core.periods import a_day
from ..errors.texts import an_instance, an_optional_line
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.modes import OperatingMode
from ..governance.seats import Seat


@attrs.frozen
class Holding:
    """A seat of a forum, and the party that holds it on a day.

    Args:
        forum: The forum.

        seat: The seat.

        party: The party that holds it, or None if it is vacant (*vakant*).

    >>> council = Forum(id="radet", names="Rådet")
    >>> Holding(council, Seat(id="chef", function="Direktör"), None).is_vacant
    True
    """

    forum: Forum
    seat: Seat
    party: Party | None

    @property
    def is_vacant(self) -> bool:
        """Whether no party holds the seat."""
        return self.party is None


def _governance_on(state: State, on: dt.date) -> Governance:
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
    governance = _governance_on(state, on)
    known = [_with_every_name(state, each, governance) for each in governance.forums]
    found = attrs.evolve(governance, forums=known).forum(forum)
    return next(each for each in governance.forums if each.id == found.id)


def _with_every_name(state: State, forum: Forum, of_the_day: Governance) -> Forum:
    """Return a forum with its names from other terms, except names that a forum of the day has."""
    taken = {name.text.casefold() for each in of_the_day.forums for name in each.names}
    stated = [terms.governance or Governance() for _, terms in state.timeline.pieces]
    ever = [each for governance in stated for each in governance.forums if each.id == forum.id]
    names = {name.text: name for each in ever for name in each.names}
    others = [name for text, name in names.items() if text.casefold() not in taken]
    return attrs.evolve(forum, names=(*forum.names, *others))


def holder_of(state: State, party: str | None, *, on: dt.date) -> Party | None:
    """Return the member in the place of a party on a day: the party itself or its successor.

    Return None if neither is a member on that day. The party is given by its id, as in forums.

    >>> from samverkan.stockholm import agreement
    >>> str(holder_of(agreement.as_known(), "202100-2247", on=dt.date(2015, 1, 1)))
    'Länsstyrelsen i Stockholms län (202100-2247)'
    """
    an_instance("state", state, State)
    a_day("on", on)
    an_optional_line("party", party)
    if party is None:
        return None
    member = state.member(party, on=on)
    if member is not None:
        return member.party
    for other in state.members(on=on):
        if any(party == earlier.id for _, earlier in other.line):
            return other.party
    return None


def _holdings(state: State, forum: Forum, seats: Iterable[Seat], on: dt.date) -> Iterator[Holding]:
    for seat in seats:
        for party in _holders(state, seat, on):
            yield Holding(forum, seat, party)


def _holders(state: State, seat: Seat, on: dt.date) -> Iterator[Party | None]:
    able = eligible_parties(state, seat, on=on)
    if seat.count is None:
        yield from able or (None,)
        return
    parties = (holder_of(state, holder, on=on) for holder in seat.holders)
    held = [party for party in parties if party is not None and party in able]
    yield from held
    yield from [None] * (seat.count - len(held))


def eligible_parties(state: State, seat: Seat, *, on: dt.date) -> tuple[Party, ...]:
    """Return the members that may hold a seat on a day, in order of their ids.

    They are the party that the seat is for, or all members of the kind and group of the seat.

    >>> from samverkan import PartyKind
    >>> from samverkan.stockholm import agreement
    >>> seat = Seat(id="tib", function="Tjänsteman i beredskap", kind=PartyKind.MUNICIPALITY)
    >>> len(eligible_parties(agreement.as_known(), seat, on=dt.date(2015, 1, 1)))
    26
    """
    an_instance("state", state, State)
    an_instance("seat", seat, Seat)
    if seat.party is not None:
        party = holder_of(state, seat.party, on=on)
        return () if party is None else (party,)
    return tuple(
        member.party
        for member in state.members(on=on)
        if (seat.kind is None or member.party.kind is seat.kind)
        and (seat.group is None or member.accession.group == seat.group)
    )


def holdings(state: State, forum: str, *, on: dt.date) -> tuple[Holding, ...]:
    """Return all seats of a forum with their holders on a day, in any mode.

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


def called(
    state: State, forum: str, *, on: dt.date, mode: OperatingMode = OperatingMode.ORDINARY
) -> tuple[Holding, ...]:
    """Return the seats that are called to a forum in a mode on a day, with their holders.

    Calls go to functions, never to persons. A vacant seat is a normal answer: there is nobody to
    call to it. If the forum has no stated seats, the result is empty. This does not mean that
    nobody is called, but that it is not known who is.

    Args:
        state: What is known about the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called. This function does not look it up: for the mode of
            the day, ask the :class:`~samverkan.meetings.ModeLog`.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If several forums match.

    >>> from samverkan.stockholm import agreement
    >>> called(agreement.as_known(), "regionala rådet", on=dt.date(2015, 1, 1))
    ()
    """
    an_instance("mode", mode, OperatingMode)
    found = forum_on(state, forum, on=on)
    return tuple(_holdings(state, found, found.seats_called(mode), on))


def seats_of(state: State, party: str, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the stated seats that a party holds on a day, in order of the forums.

    Args:
        state: What is known about the agreement.

        party: The party, by id, code, number or any name it ever had.

        on: The day.

    Raises:
        UnknownPartyError: If no such party was ever a member, or in the place of one.

        AmbiguousPartyError: If the beginning of a name matches several parties.

    >>> from samverkan.stockholm import agreement
    >>> seats_of(agreement.as_known(), "0182", on=dt.date(2015, 1, 1))
    ()
    """
    an_instance("state", state, State)
    found = find(state.parties, party)
    return tuple(each for each in _every(state, on) if each.party == found)


def vacant(state: State, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the stated seats that no party holds on a day, in order of the forums.

    >>> from samverkan.stockholm import agreement
    >>> vacant(agreement.as_known(), on=dt.date(2015, 1, 1))
    ()
    """
    an_instance("state", state, State)
    return tuple(each for each in _every(state, on) if each.is_vacant)


def _every(state: State, on: dt.date) -> Iterator[Holding]:
    for forum in _governance_on(state, on).forums:
        yield from _holdings(state, forum, forum.seats, on)
