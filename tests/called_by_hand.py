"""Who is called to a forum, person by person: an oracle written from the docs alone.

A member or a deputy is here one person with the id of its party: ``None`` if the place is vacant,
``"?"`` if it is not stated who has it. Nothing is counted, and nothing is grouped.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TypeAlias

from samverkan import State
from samverkan.governance import Forum, Governance, OperatingMode, Seat

Place: TypeAlias = str | None
Called: TypeAlias = Counter[tuple[str, Place, bool]]
"""How many are called, by seat, party and whether they are deputies."""


class ByHand:
    """The places of a governance on a day, by hand."""

    def __init__(self, state: State, governance: Governance, on: dt.date) -> None:
        self.state, self.governance, self.on = state, governance, on
        self.present = {member.party.id: member for member in state.members(on=on)}

    def successor(self, party: str) -> str | None:
        """Return the member that is in the place of a party, if there is one."""
        if party in self.present:
            return party
        for member in self.present.values():
            if party in [earlier.id for _, earlier in member.line]:
                return member.party.id
        return None

    def may_hold(self, seat: Seat) -> list[str]:
        """Return who may hold a seat, in alphabetical order."""
        if seat.comes_with is not None:
            return sorted({each for each in self.members(seat) if each is not None} - {"?"})
        found = set()
        for party, member in self.present.items():
            named = [*seat.parties, *dict(seat.by_party)]
            is_named = not named or party in map(self.successor, named)
            is_kind = seat.kind is None or member.party.kind is seat.kind
            is_group = seat.group is None or member.accession.group == seat.group
            if is_named and is_kind and is_group:
                found.add(party)
        return sorted(found)

    def is_known(self, seat: Seat) -> bool:
        """Return whether the holders are stated for the term of office that the day is in."""
        term = seat.term
        if term is None or term.first_day is None:
            return True
        if self.on < term.first_day:
            return False
        if term.years is None or term.carries_over:
            return True
        first, years = term.first_day, term.years
        after = (
            first.year + years,
            first.month,
            first.day,
        )  # 29 February: the day after is 1 March
        return (self.on.year, self.on.month, self.on.day) < after

    def places(self, seat: Seat, holders: tuple[str, ...] | None, count: int) -> list[Place]:
        """Return so many places: whoever still may have one has it, the others are vacant."""
        if holders is None or not self.is_known(seat):
            return ["?"] * count
        taken: list[Place] = []
        for each in holders:
            party = self.successor(each)
            if party in self.may_hold(seat):
                taken.append(party)
        while len(taken) < count:
            taken.append(None)
        return taken

    def members(self, seat: Seat) -> list[Place]:
        """Return the members of a seat, one by one."""
        office = seat.comes_with
        if office is not None:
            forum = next(each for each in self.governance.forums if each.id == office.forum)
            if office.seat is None:
                return ["?" if forum.chair is None else self.successor(forum.chair)]
            [other] = [each for each in forum.seats if each.id == office.seat]
            return self.members(other)
        if seat.count is not None:
            return self.places(seat, seat.holders, seat.count)
        return self.own(seat, None)

    def own(self, seat: Seat, each: int | None) -> list[Place]:
        """Return the places of which each party has its own: as many as seats if None."""
        one_by_one: list[Place] = []
        for named in seat.parties:
            one_by_one += [self.successor(named)] * (each or seat.each)
        for named, number in seat.by_party:
            one_by_one += [self.successor(named)] * (each or number)
        if not seat.parties and not seat.by_party:
            for party in self.may_hold(seat):
                one_by_one += [party] * (each or seat.each)
        return one_by_one

    def deputies(self, seat: Seat) -> list[Place]:
        """Return the deputies for a seat, one by one, in order."""
        deputies = seat.deputies
        if deputies is None:
            return []
        if seat.count is not None:
            return self.places(seat, deputies.holders, deputies.count or seat.count)
        if seat.comes_with is None:
            theirs = self.own(seat, deputies.count)
        elif deputies.count is None:
            theirs = self.members(seat)
        else:  # so many for each that holds the office; for each place, if it is not stated who
            held = self.members(seat)
            theirs = [*dict.fromkeys(each for each in held if each != "?")] * deputies.count
            theirs += [each for each in held if each == "?"] * deputies.count
        order = [self.successor(each) for each in deputies.order or ()]
        first = [each for each in order if each in self.may_hold(seat)]
        parties = [*first, *(each for each in self.may_hold(seat) if each not in first), "?"]
        return [party for party in dict.fromkeys(parties) for each in theirs if each == party]

    def _in_place(self, seat: Seat, absent: list[Place], present: list[Place]) -> list[Place]:
        """Return the deputies that are called in the place of absent members."""
        deputies = seat.deputies
        if deputies is None:
            return []
        may: list[str | None] = []  # no order is stated, or only the own party: nobody else's
        if deputies.order is not None:
            may = [self.successor(each) for each in deputies.order]
        if deputies.own_party_first and "?" in absent:  # whose deputies come first?
            most = min(len(absent), len(present))
            if most == len(present) or len(set(present)) == 1:  # the same, whoever is absent
                return present[:most]
            return ["?"] * most
        waiting, found, rest = list(absent), [], list(present)
        if deputies.own_party_first:
            for member in absent:
                if member in rest:
                    rest.remove(member)
                    waiting.remove(member)
                    found.append(member)
        for deputy in list(rest):
            if waiting and (seat.count is not None or deputy in may or deputy == "?"):
                waiting.pop()
                found.append(deputy)
        return found

    def called(
        self, forum: Forum, mode: OperatingMode, absent: list[tuple[str, Place, bool]]
    ) -> Called:
        """Return who is called to a forum in a mode, but for those absent."""
        found: Called = Counter()
        for seat in forum.seats:
            works = self._states(forum, mode)
            if works is not None and seat.id not in works:
                continue
            come, away, deputies = self.members(seat), [], self.deputies(seat)
            for seat_id, party, is_deputy in absent:
                if seat_id == seat.id and is_deputy:
                    deputies.remove(party)
                elif seat_id == seat.id:
                    come.remove(party)
                    away.append(party)
            deputies = [each for each in deputies if each is not None]
            found.update((seat.id, party, False) for party in come)
            found.update((seat.id, party, True) for party in self._in_place(seat, away, deputies))
        return found

    def _states(self, forum: Forum, mode: OperatingMode) -> tuple[str, ...] | None:
        """Return the seats that a forum states for a mode, or if modes fall back, a lower one."""
        ranks = range(mode.rank, -1 if self.governance.modes_fall_back else mode.rank - 1, -1)
        for rank in ranks:
            for each in self.governance.modes:
                works = forum.works_in(each.id) if each.rank == rank else None
                if works is not None and works.called is not None:
                    return works.called
        return None
