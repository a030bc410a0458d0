"""The seats of a forum, one row for equal seats: what texts and pictures show of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from ..agreements.state import State
from ..core.parties import Party
from ..governance.forums import Forum
from ..governance.seats import Seat
from ..meetings.calling import deputies
from ..meetings.seats import Holding, holdings


class Held(NamedTuple):
    """A party and how many equal seats it holds."""

    party: Party
    seats: int


class SeatRow(NamedTuple):
    """Equal seats of a forum on a day: who holds them, and their deputies.

    Args:
        seat: The seat.

        held: The parties that hold them, and how many each of them holds.

        vacant: How many are vacant.

        not_stated: How many there are of which it is not stated who holds them.

        deputies: The same for their deputies, or None if no deputies are stated.
    """

    seat: Seat
    held: tuple[Held, ...]
    vacant: int
    not_stated: int
    deputies: SeatRow | None = None

    @property
    def seats(self) -> int:
        """How many seats there are."""
        return sum(each.seats for each in self.held) + self.vacant + self.not_stated

    @property
    def for_each(self) -> int | None:
        """How many seats each party holds, if that is the same number for all; else None."""
        counts = {each.seats for each in self.held}
        return counts.pop() if len(counts) == 1 else None


def seat_rows(state: State, forum: Forum, *, on: dt.date) -> tuple[SeatRow, ...]:
    """Return the seats of a forum on a day, a row for each seat, in the order of the seats."""
    members, others = (find(state, forum.id, on=on) for find in (holdings, deputies))
    return tuple(
        _row(seat, members)._replace(deputies=_row(seat, others) if seat.deputies else None)
        for seat in forum.seats
    )


def rows_of(held: Iterable[Holding]) -> tuple[SeatRow, ...]:
    """Return rows of what is held, such as what is called: members and their deputies by seat."""
    every = tuple(held)
    found: list[SeatRow] = []
    for seat in dict.fromkeys(each.seat for each in every):
        several = [each for each in every if each.seat == seat]
        others = [each for each in several if each.is_deputy]
        row = _row(seat, [each for each in several if not each.is_deputy])
        found.append(row._replace(deputies=_row(seat, others) if others else None))
    return tuple(found)


def _row(seat: Seat, every: Iterable[Holding]) -> SeatRow:
    several = [each for each in every if each.seat == seat]
    counts: dict[Party, int] = {}
    for each in several:
        if each.party is not None:
            counts[each.party] = counts.get(each.party, 0) + each.count
    return SeatRow(
        seat,
        tuple(Held(party, seats) for party, seats in counts.items()),
        vacant=sum(each.count for each in several if each.is_vacant),
        not_stated=sum(each.count for each in several if not each.is_stated),
    )
