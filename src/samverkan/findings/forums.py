"""Checks of forums, their offices and seats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, TypeAlias

from ..agreements.state import State
from ..core.parties import Party
from ..errors.texts import Text
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.seats import Seat
from ..meetings.seats import Holding, eligible_parties, holder_of, holdings
from .context import Context
from .findings import Detail, Finding, FindingKind, Severity

CHAIR_WITHOUT_SEAT: Final = FindingKind(
    code="CHAIR_WITHOUT_SEAT",
    severity=Severity.WARNING,
    message=Text(
        "{party}, som är ordförande eller vice ordförande, kan den {on} inte ha någon plats där",
        "{party}, which is chair or vice chair, cannot hold a seat there on {on}",
    ),
    remedy=Text(
        "Ange vilken plats parten har, eller en annan part",
        "State which seat the party has, or another party",
    ),
)


CONVENER_NOT_MEMBER: Final = FindingKind(
    code="CONVENER_NOT_MEMBER",
    severity=Severity.WARNING,
    message=Text(
        "den som sammankallar, {party}, är inte part den {on}",
        "the party that convenes it, {party}, is not a member on {on}",
    ),
    remedy=Text("Ange en part som sammankallar", "State a member that convenes it"),
)


FORUM_WITHOUT_LEVEL: Final = FindingKind(
    code="FORUM_WITHOUT_LEVEL",
    severity=Severity.INFO,
    message=Text("ingen nivå är angiven", "no level is stated"),
    remedy=Text("Ange dess nivå", "State its level"),
)


HOLDER_NOT_ELIGIBLE: Final = FindingKind(
    code="HOLDER_NOT_ELIGIBLE",
    severity=Severity.WARNING,
    message=Text(
        "{party} är angiven för platsen {seat} men kan den {on} inte inneha den",
        "{party} is named for the seat {seat} but cannot hold it on {on}",
    ),
    remedy=Text(
        "Ange en part som är medlem och av rätt slag",
        "Name a member of the right kind and group",
    ),
)


HOLDERS_NOT_STATED: Final = FindingKind(
    code="HOLDERS_NOT_STATED",
    severity=Severity.INFO,
    message=Text(
        "innehavarna är inte angivna för {seat} den {on}; antal platser: {count}",
        "the holders are not stated for {seat} on {on}; number of seats: {count}",
    ),
    remedy=Text("Ange innehavarna om de är kända", "State the holders if they are known"),
)


LEAD_NOT_MEMBER: Final = FindingKind(
    code="LEAD_NOT_MEMBER",
    severity=Severity.WARNING,
    message=Text(
        "den som leder inledningsvis, {party}, är inte part den {on}",
        "the party that leads initially, {party}, is not a member on {on}",
    ),
    remedy=Text("Ange en part som leder inledningsvis", "State a member that leads initially"),
)


LEVEL_WITHOUT_FORUM: Final = FindingKind(
    code="LEVEL_WITHOUT_FORUM",
    severity=Severity.INFO,
    message=Text(
        "Nivån {level} har inget angivet forum",
        "No forum is stated on the level {level}",
    ),
    remedy=Text("Ange dess forum", "State its forums"),
)


SEAT_NOT_HELD: Final = FindingKind(
    code="SEAT_NOT_HELD",
    severity=Severity.WARNING,
    message=Text(
        "ingen part kan inneha platsen {seat} den {on}",
        "no member can hold the seat {seat} on {on}",
    ),
    remedy=Text(
        "Ange parter som är medlemmar, eller ett annat slag eller en annan grupp",
        "Name members, or another kind or group",
    ),
)


SEAT_VACANT: Final = FindingKind(
    code="SEAT_VACANT",
    severity=Severity.INFO,
    message=Text(
        "vakanta platser för {seat} den {on}: {count}",
        "vacant seats for {seat} on {on}: {count}",
    ),
    remedy=Text("Ange innehavarna när de är utsedda", "State the holders once they are appointed"),
)


TERM_OF_OFFICE_OVER: Final = FindingKind(
    code="TERM_OF_OFFICE_OVER",
    severity=Severity.INFO,
    message=Text(
        "innehavarna för {seat} är angivna för en mandatperiod som slutade den {last_day}; vilka "
        "de är den {on} är inte angivet",
        "the holders for {seat} are stated for a term of office that ended on {last_day}; who "
        "they are on {on} is not stated",
    ),
    remedy=Text(
        "Ange innehavarna för den nya mandatperioden, eller att de sitter kvar",
        "State the holders for the new term of office, or that they stay",
    ),
)


_Doubt: TypeAlias = tuple[FindingKind, str, str | None, dict[str, Detail]]


def check_forums(context: Context) -> Iterator[Finding]:
    """Yield findings about levels without forums, forums without levels, offices and seats.

    A party that is named for an office or seat must be able to hold it. A finding that applies on
    several days is yielded for the first of them only.
    """
    said: set[tuple[FindingKind, str, Detail | None]] = set()
    for on in context.days:
        governance = context.state.governance(on=on) or Governance()
        doubts = [doubt for forum in governance.forums for doubt in _doubts(context, forum, on)]
        doubts += _doubts_of_levels(governance, on)
        for kind, subject, about, details in doubts:
            key = (kind, subject, details.get("party"))  # independent of the forum's name that day
            if key not in said:
                said.add(key)
                yield kind.found(subject, None, about=about, **details, on=on)


def _doubts_of_levels(governance: Governance, on: dt.date) -> Iterator[_Doubt]:
    """Yield levels without forums, and forums without levels if the agreement has any level.

    The charter of a federation has no levels, and its forums need none.
    """
    for level in governance.levels:
        if not governance.forums_of(level.id):
            yield LEVEL_WITHOUT_FORUM, f"level {level.id}", None, {"level": level.name}
    for forum in governance.forums if governance.levels else ():
        if forum.level is None:
            yield FORUM_WITHOUT_LEVEL, f"forum {forum.id}", forum.name(on=on), {}


def _doubts(context: Context, forum: Forum, on: dt.date) -> Iterator[_Doubt]:
    """Yield the kind, subject, name and details of each finding about a forum on a day."""
    where, name, state = f"forum {forum.id}", forum.name(on=on), context.state

    def of(party: str) -> dict[str, Detail]:
        return {"party": str(context.agreement.party(party))}

    for kind, party in (
        (CONVENER_NOT_MEMBER, forum.convener),
        (LEAD_NOT_MEMBER, forum.initial_lead),
    ):
        if party is not None and holder_of(state, party, on=on) is None:
            yield kind, where, name, of(party)
    for party in (forum.chair, *forum.vice_chairs):
        if party is not None and not _may_sit(state, forum, party, on):
            yield CHAIR_WITHOUT_SEAT, where, name, of(party)
    held: dict[str, list[Holding]] = {seat.id: [] for seat in forum.seats}
    for each in holdings(state, forum.id, on=on):
        held[each.seat.id].append(each)
    for seat in forum.seats:
        for kind, details in _doubts_of_seat(context, seat, held[seat.id], on):
            yield kind, f"{where}, seat {seat.id}", name, {"seat": seat.function, **details}


def _may_sit(state: State, forum: Forum, party: str, on: dt.date) -> bool:
    """Return whether a party or its successor holds a seat, or may hold one that nobody holds.

    A seat whose holders are not stated may be one of those that it holds, and so may any seat of a
    forum whose seats are not stated.
    """
    holder = holder_of(state, party, on=on)
    if not forum.seats:
        return holder is not None
    return holder is not None and any(
        holder == each.party if each.party is not None else _may_hold(state, each, holder, on)
        for each in holdings(state, forum.id, on=on)
    )


def _may_hold(state: State, held: Holding, party: Party, on: dt.date) -> bool:
    """Return whether a party may hold seats without a stated holder."""
    if held.seat.comes_with is not None and held.is_vacant:  # as its office is
        return False
    seat = _of_office(state.governance(on=on) or Governance(), held.seat)
    return party in eligible_parties(state, seat, on=on)


def _of_office(governance: Governance, seat: Seat) -> Seat:
    """Return the seat with which another comes in the end; itself if it comes with no seat."""
    office = seat.comes_with
    if office is None or office.seat is None:
        return seat
    [found] = (
        each
        for forum in governance.forums
        if forum.id == office.forum
        for each in forum.seats
        if each.id == office.seat
    )
    return _of_office(governance, found)


_DoubtOfSeat: TypeAlias = tuple[FindingKind, dict[str, Detail]]


def _doubts_of_seat(
    context: Context, seat: Seat, held: list[Holding], on: dt.date
) -> Iterator[_DoubtOfSeat]:
    """Yield what is doubtful about equal seats: who may hold them, who is named, and who is not.

    The holders of a seat that comes with an office are those of the office: they have their own
    findings there.
    """
    if seat.comes_with is not None:
        return
    able = eligible_parties(context.state, seat, on=on)
    named = (*(seat.holders_on(on) or ()), *(seat.deputies_on(on) or ()))
    named += () if seat.deputies is None else seat.deputies.order or ()
    named += tuple(party for party, _ in seat.numbers()) if able else ()
    ids = {party.id for party in able}
    for party in dict.fromkeys(named):
        holder = holder_of(context.state, party, on=on)
        if holder is None or holder.id not in ids:
            yield HOLDER_NOT_ELIGIBLE, {"party": str(context.agreement.party(party))}
    if able:
        yield from _without_holder(seat, held, on)
    else:
        yield SEAT_NOT_HELD, {}


def _without_holder(seat: Seat, held: list[Holding], on: dt.date) -> Iterator[_DoubtOfSeat]:
    """Yield how many equal seats are vacant, and of how many it is not stated who holds them."""
    vacant = sum(each.count for each in held if each.is_vacant)
    if vacant:
        yield SEAT_VACANT, {"count": vacant}
    last_day = seat.stated_until
    if last_day is not None and last_day < on:
        yield TERM_OF_OFFICE_OVER, {"last_day": last_day}
        if seat.holders is not None:
            return
    not_stated = sum(each.count for each in held if not each.is_stated)
    if not_stated:
        yield HOLDERS_NOT_STATED, {"count": not_stated}
