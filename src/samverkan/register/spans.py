"""Memberships as a register tells them: in one piece each, with the days that are not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ..agreements.adoption import Start
from ..agreements.agreement import Agreement
from ..agreements.state import Member, State
from ..agreements.waiting import is_doubtful
from ..core.periods import Period


@attrs.frozen
class Span:
    """A membership in one piece.

    Args:
        member: The party, its accession, and the days of its membership: without a last day if
            the party, or all parties, leave on a day that no source gives.

        uncertain: The days on which it is not known whether the party is a member, or None.

        is_undated: Whether it cannot be determined when the membership became known.
    """

    member: Member
    uncertain: Period | None
    is_undated: bool


def spans(agreement: Agreement, state: State, members: Iterable[Member]) -> Iterator[Span]:
    """Yield each membership in one piece, with the days on which it is not known.

    Args:
        agreement: The agreement.

        state: The agreement as it was known.

        members: Memberships of the state: certain, undated and uncertain ones, in order.
    """
    undated = set(map(id, state.undated))
    uncertain = set(map(id, state.uncertain))
    pieces: dict[tuple[bool, str, int, int], list[Member]] = {}
    for member in members:
        rank = len(member.successions)
        key = (id(member) in undated, member.party.id, member.accession.number, rank)
        pieces.setdefault(key, []).append(member)
    for (is_undated, *_), several in pieces.items():
        first, last = several[0], several[-1]
        period = Period(first.period.first_day, last.period.last_day)
        if is_undated:
            unknown = _unknown_days(agreement, state, first)
        else:
            doubtful = [each.period.first_day for each in several if id(each) in uncertain]
            unknown = Period(doubtful[0], period.last_day) if doubtful else None
        if _ends_on_an_unknown_day(state, first, period):
            period = Period(period.first_day)
        yield Span(attrs.evolve(first, period=period), unknown, is_undated)


def _unknown_days(agreement: Agreement, state: State, undated: Member) -> Period | None:
    """Return the days of an undated membership on which it is not known, whatever was decided."""
    number, days = undated.accession.number, undated.period
    [accession] = [each for each in agreement.instruments if each.number == number]
    if isinstance(getattr(accession, "effective", None), Start):
        return days
    waits = (each.days.overlap(days) for each in state.pending if is_doubtful(each, undated))
    first_days = [both.first_day for both in waits if both is not None]
    return Period(min(first_days), days.last_day) if first_days else None


def _ends_on_an_unknown_day(state: State, member: Member, period: Period) -> bool:
    """Return whether a withdrawal, or a termination of the agreement, lacks its last day."""
    return any(
        each.instrument is not None
        and is_doubtful(each, member)
        and each.days.overlap(period) is not None
        for each in state.pending
    )
