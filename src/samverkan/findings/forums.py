"""Checks of forums, their offices and seats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, TypeAlias

from ..agreements.state import State
from ..errors.texts import Text
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.seats import Seat
from ..meetings.seats import eligible_parties, holder_of, holdings
from .context import Context
from .findings import Detail, Finding, FindingKind, Severity

CHAIR_WITHOUT_SEAT: Final = FindingKind(
    code="CHAIR_WITHOUT_SEAT",
    severity=Severity.WARNING,
    message=Text(
        "den som har ordförandeposten, {party}, har ingen angiven plats där den {on}",
        "the party that holds the chair, {party}, has no stated seat there on {on}",
    ),
    remedy=Text("Ange ordförandens plats", "State the seat of the chair"),
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
        "ingen part, eller för få, kan inneha platsen {seat} den {on}",
        "no party, or too few, can hold the seat {seat} on {on}",
    ),
    remedy=Text("Ange vem som innehar den", "State who holds it"),
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
        for level in governance.levels:
            if not governance.forums_of(level.id):
                details: dict[str, Detail] = {"level": level.name}
                doubts.append((LEVEL_WITHOUT_FORUM, f"level {level.id}", None, details))
        for kind, subject, about, details in doubts:
            key = (kind, subject, details.get("party"))  # independent of the forum's name that day
            if key not in said:
                said.add(key)
                yield kind.found(subject, None, about=about, **details, on=on)


def _doubts(context: Context, forum: Forum, on: dt.date) -> Iterator[_Doubt]:
    """Yield the kind, subject, name and details of each finding about a forum on a day."""
    where, name, state = f"forum {forum.id}", forum.name(on=on), context.state

    def of(party: str) -> dict[str, Detail]:
        return {"party": str(context.agreement.party(party))}

    if forum.level is None:
        yield FORUM_WITHOUT_LEVEL, where, name, {}
    for kind, party in (
        (CONVENER_NOT_MEMBER, forum.convener),
        (LEAD_NOT_MEMBER, forum.initial_lead),
    ):
        if party is not None and holder_of(state, party, on=on) is None:
            yield kind, where, name, of(party)
    if forum.chair is not None and not _may_sit(state, forum, forum.chair, on):
        yield CHAIR_WITHOUT_SEAT, where, name, of(forum.chair)
    for seat in forum.seats:
        for kind, details in _doubts_of_seat(context, seat, on):
            yield kind, f"{where}, seat {seat.id}", name, details


def _may_sit(state: State, forum: Forum, party: str, on: dt.date) -> bool:
    """Return whether a party or its successor holds a seat, or may hold a vacant one."""
    holder = holder_of(state, party, on=on)
    return holder is not None and any(
        holder in (eligible_parties(state, each.seat, on=on) if each.is_vacant else (each.party,))
        for each in holdings(state, forum.id, on=on)
    )


def _doubts_of_seat(
    context: Context, seat: Seat, on: dt.date
) -> Iterator[tuple[FindingKind, dict[str, Detail]]]:
    parties = eligible_parties(context.state, seat, on=on)
    if not parties:
        yield SEAT_NOT_HELD, {"seat": seat.function}
    for holder in seat.holders or ():
        if holder_of(context.state, holder, on=on) not in parties:
            party = str(context.agreement.party(holder))
            yield HOLDER_NOT_ELIGIBLE, {"seat": seat.function, "party": party}
