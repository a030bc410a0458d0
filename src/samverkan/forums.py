"""Who is called to a forum, where a party sits, and what a forum is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from . import _fields
from .errors import WrongTypeError
from .governance import Forum, Governance, LevelRank, OperatingMode, Seat
from .parties import Party, find
from .states import State
from .texts import Text, as_text

__all__ = [
    "Fit",
    "Holding",
    "Matter",
    "called",
    "fit",
    "forum_on",
    "holder_of",
    "holdings",
    "may_hold",
    "seats_of",
    "vacant",
]


@attrs.frozen
class Holding:
    """A seat of a forum, and which party holds it on a day.

    Args:
        forum: The forum.

        seat: The seat.

        party: The party that holds it, or None where it is vacant (*vakant*).

    >>> council = Forum(id="radet", names="Rådet")
    >>> Holding(council, Seat(id="chef", function="Direktör"), None).is_vacant
    True
    """

    forum: Forum
    seat: Seat
    party: Party | None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds it."""
        return self.party is None


def _governance_on(state: State, on: dt.date) -> Governance:
    """Return how the agreement is governed on a day; nothing stated is a governance of nothing."""
    _fields.a_day("on", on)
    return state.governance(on=on) or Governance()


def forum_on(state: State, forum: str, *, on: dt.date) -> Forum:
    """Return a forum as the terms of a day state it, by its id or any name it ever had.

    A name of other days means the forum that had it, unless another one is called so on the day.

    Raises:
        UnknownForumError: If there is none on that day.

        AmbiguousForumError: If there are several.

        WrongTypeError: If *forum* is no text.

        NotADayError: If *on* is not a date, or is a date with a time.

    >>> from samverkan.stockholm import agreement
    >>> forum_on(agreement.as_known(), "regionala rådet", on=dt.date(2015, 1, 1)).id
    'regionala-radet'
    """
    governance = _governance_on(state, on)
    known = [_with_every_name(state, each, governance) for each in governance.forums]
    found = attrs.evolve(governance, forums=known).forum(forum)
    return next(each for each in governance.forums if each.id == found.id)


def _with_every_name(state: State, forum: Forum, of_the_day: Governance) -> Forum:
    """Return a forum with the names that it has in other terms, unless another has them now."""
    taken = {name.text.casefold() for each in of_the_day.forums for name in each.names}
    stated = [terms.governance or Governance() for _, terms in state.timeline.pieces]
    ever = [each for governance in stated for each in governance.forums if each.id == forum.id]
    names = {name.text: name for each in ever for name in each.names}
    others = [name for text, name in names.items() if text.casefold() not in taken]
    return attrs.evolve(forum, names=(*forum.names, *others))


def holder_of(state: State, party: str | None, *, on: dt.date) -> Party | None:
    """Return the member that has the place of a party on a day: itself, or who succeeded it.

    None where neither is a member then. The party is named by its id, as forums name it.

    >>> from samverkan.stockholm import agreement
    >>> str(holder_of(agreement.as_known(), "202100-2247", on=dt.date(2015, 1, 1)))
    'Länsstyrelsen i Stockholms län (202100-2247)'
    """
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
    able = may_hold(state, seat, on=on)
    if seat.count is None:
        yield from able or (None,)
        return
    parties = (holder_of(state, holder, on=on) for holder in seat.holders)
    held = [party for party in parties if party is not None and party in able]
    yield from held
    yield from [None] * (seat.count - len(held))


def may_hold(state: State, seat: Seat, *, on: dt.date) -> tuple[Party, ...]:
    """Return the members that may hold a seat on a day, in order of their ids.

    The party that it is for, or each member of its kind and group.

    >>> from samverkan.parties import PartyKind
    >>> from samverkan.stockholm import agreement
    >>> seat = Seat(id="tib", function="Tjänsteman i beredskap", kind=PartyKind.MUNICIPALITY)
    >>> len(may_hold(agreement.as_known(), seat, on=dt.date(2015, 1, 1)))
    26
    """
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
    """Return all seats of a forum and who holds them on a day, whatever the mode.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If there are several.

        NotADayError: If *on* is not a date, or is a date with a time.

    >>> from samverkan.stockholm import agreement
    >>> holdings(agreement.as_known(), "regionala rådet", on=dt.date(2015, 1, 1))
    ()
    """
    found = forum_on(state, forum, on=on)
    return tuple(_holdings(state, found, found.seats, on))


def called(
    state: State, forum: str, *, on: dt.date, mode: OperatingMode = OperatingMode.ORDINARY
) -> tuple[Holding, ...]:
    """Return who is called to a forum in a mode on a day: by function, never by person.

    A vacant seat is a normal answer: there is nobody to call to it. Where the forum has no stated
    seats the answer is empty, and does not mean nobody: who is called is not known.

    Args:
        state: What was known of the agreement.

        forum: The forum, by its id or any name it ever had.

        on: The day.

        mode: The mode in which it is called. Nothing is looked up: where the mode of the day
            counts, give that of the :class:`~samverkan.modes.ModeLog`.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If there are several.

        WrongTypeError: If *mode* is something else.

        NotADayError: If *on* is not a date, or is a date with a time.

    >>> from samverkan.stockholm import agreement
    >>> called(agreement.as_known(), "regionala rådet", on=dt.date(2015, 1, 1))
    ()
    """
    if not isinstance(mode, OperatingMode):
        raise WrongTypeError("mode", "an OperatingMode", mode)
    found = forum_on(state, forum, on=on)
    return tuple(_holdings(state, found, found.seats_called(mode), on))


def seats_of(state: State, party: str, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the seats that a party holds on a day, in order of the forums, as far as stated.

    Args:
        state: What was known of the agreement.

        party: The party, by id, code, number or any name it ever had.

        on: The day.

    Raises:
        UnknownPartyError: If it never was a member, nor had the place of one.

        AmbiguousPartyError: If the beginning of a name fits several.

        WrongTypeError: If *party* is no text.

        NotADayError: If *on* is not a date, or is a date with a time.

    >>> from samverkan.stockholm import agreement
    >>> seats_of(agreement.as_known(), "0182", on=dt.date(2015, 1, 1))
    ()
    """
    found = find(state.parties, party)
    return tuple(each for each in _every(state, on) if each.party == found)


def vacant(state: State, *, on: dt.date) -> tuple[Holding, ...]:
    """Return the stated seats that nobody holds on a day, in order of the forums.

    Raises:
        NotADayError: If *on* is not a date, or is a date with a time.

    >>> from samverkan.stockholm import agreement
    >>> vacant(agreement.as_known(), on=dt.date(2015, 1, 1))
    ()
    """
    return tuple(each for each in _every(state, on) if each.is_vacant)


def _every(state: State, on: dt.date) -> Iterator[Holding]:
    for forum in _governance_on(state, on).forums:
        yield from _holdings(state, forum, forum.seats, on)


def _texts(field: str, value: str | Text | Iterable[str | Text]) -> tuple[Text, ...]:
    found: tuple[str | Text, ...] = _fields.several(field, value, (str, Text), "a Text or text")
    return tuple(map(as_text, found))


def _as_mandates(value: str | Text | Iterable[str | Text]) -> tuple[Text, ...]:
    return _texts("mandates", value)


def _as_lacking(value: str | Text | Iterable[str | Text]) -> tuple[Text, ...]:
    return _texts("lacking", value)


@attrs.frozen
class Matter:
    """A matter to be dealt with (*fråga*): on which level, and what it takes.

    Args:
        level: What is to be done: set the direction, coordinate, or carry out.

        mandates: The mandates without which it cannot be dealt with, as the seats name them in
            Swedish.

    Raises:
        WrongTypeError: If a field holds something else.

    >>> Matter(LevelRank.DIRECTING, mandates="besluta om resurser").mandates[0].sv
    'besluta om resurser'
    """

    level: LevelRank
    mandates: tuple[Text, ...] = attrs.field(default=(), converter=_as_mandates)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.level, LevelRank):
            raise WrongTypeError("level", "a LevelRank", self.level)


@attrs.frozen(kw_only=True)
class Fit:
    """Whether a matter belongs at a forum, and if not, why.

    Args:
        on_level: Whether the forum is on the level of the matter, or None where no level is
            stated for it.

        lacking: The mandates that nobody who is called is stated to have.

        mandates_stated: Whether the mandates of all who are called are stated. Where they are
            not, somebody may have what is lacking; so also where no seats are stated.

    >>> Fit(on_level=True, lacking=Text("besluta"), mandates_stated=False).belongs is None
    True
    """

    on_level: bool | None
    lacking: tuple[Text, ...] = attrs.field(converter=_as_lacking)
    mandates_stated: bool

    @property
    def belongs(self) -> bool | None:
        """Whether it belongs there; None where that cannot be told.

        It does not where the level is another or a mandate is surely lacking, whatever else is
        not stated.
        """
        if self.on_level is False or (self.lacking and self.mandates_stated):
            return False
        return None if self.lacking else self.on_level


def fit(
    state: State,
    forum: str,
    matter: Matter,
    *,
    on: dt.date,
    mode: OperatingMode = OperatingMode.ORDINARY,
) -> Fit:
    """Return whether a matter belongs at a forum: its level, and the mandates present.

    "The right questions by the right people": a matter belongs where the level fits and the
    mandates that it takes are held by somebody who is called. Where that cannot be told, as a
    level, the seats or a mandate is not stated, the answer is None.

    Args:
        state: What was known of the agreement.

        forum: The forum, by its id or any name it ever had.

        matter: What it is about: the level, and the mandates that it takes.

        on: The day.

        mode: The mode in which the forum is called, as in :func:`called`.

    Raises:
        UnknownForumError: If there is no such forum on that day.

        AmbiguousForumError: If there are several.

        WrongTypeError: If an argument is something else.

        NotADayError: If *on* is not a date, or is a date with a time.

    >>> from samverkan.stockholm import agreement
    >>> state, matter = agreement.as_known(), Matter(LevelRank.DIRECTING)
    >>> fit(state, "regionala rådet", matter, on=dt.date(2015, 1, 1)).belongs is None
    True
    """
    if not isinstance(matter, Matter):
        raise WrongTypeError("matter", "a Matter", matter)
    found = forum_on(state, forum, on=on)
    level = _governance_on(state, on).level(found)
    holders = [each for each in called(state, found.id, on=on, mode=mode) if not each.is_vacant]
    held = [each.seat.mandate for each in holders]
    present = {mandate.sv.casefold() for mandate in held if mandate is not None}
    return Fit(
        on_level=None if level is None else level.rank is matter.level,
        lacking=[each for each in matter.mandates if each.sv.casefold() not in present],
        mandates_stated=bool(found.seats) and None not in held,
    )
