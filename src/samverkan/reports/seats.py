"""The seats of a forum, one row for equal seats, and the words for a row in texts and pictures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..agreements.state import State
from ..core import periods
from ..core.parties import Party, PartyKind
from ..errors.texts import Language, joined
from ..governance.deputies import Deputies
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.offices import Office
from ..governance.seats import Seat
from ..meetings.calling import Absence, deputies
from ..meetings.seats import Holding, eligible_parties, holder_of, holdings
from .recurrences import term_text
from .words import ALL_OF_KIND, KINDS, ONE_OF_KIND, capital, phrase

MOST_HOLDERS = 6


class Held(NamedTuple):
    """A party and how many equal seats it holds."""

    party: Party
    seats: int


class SeatRow(NamedTuple):
    """Equal seats of a forum on a day: who holds them, and their deputies.

    Args:
        seat: The seat.

        held: The parties that hold them, and how many each of them holds; of deputies, in the
            order in which they are called, so that a party may come back.

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


def seat_rows(state: State, forum: Forum, *, on: dt.date) -> tuple[SeatRow, ...]:
    """Return the seats of a forum on a day, a row for each seat, in the order of the seats."""
    members, others = (find(state, forum.id, on=on) for find in (holdings, deputies))
    return tuple(
        _row(seat, members)._replace(deputies=_row(seat, others) if seat.deputies else None)
        for seat in forum.seats
    )


def seat_row(seat: Seat, every: Iterable[Holding]) -> SeatRow:
    """Return what is held of a seat as a row: members, and their deputies if there are any."""
    several = [each for each in every if each.seat == seat]
    others = [each for each in several if each.is_deputy]
    row = _row(seat, [each for each in several if not each.is_deputy])
    return row._replace(deputies=_row(seat, others) if others else None)


def _row(seat: Seat, every: Iterable[Holding]) -> SeatRow:
    several = [each for each in every if each.seat == seat]
    held = ((each.party, each.count) for each in several if each.party is not None)
    return SeatRow(
        seat,
        tuple(
            Held(party, sum(count for _, count in equal))
            for party, equal in groupby(held, key=itemgetter(0))
        ),
        vacant=sum(each.count for each in several if each.is_vacant),
        not_stated=sum(each.count for each in several if not each.is_stated),
    )


class Absences(NamedTuple):
    """Who of equal seats cannot come, and which deputies are called in their place.

    Args:
        seat: The seat.

        absent: The parties whose members cannot come, and how many.

        absent_not_stated: How many cannot come of those of whom it is not stated who they are.

        deputies: The parties whose deputies are called, and how many, in the order of calling.

        deputies_not_stated: How many are called of whom it is not stated who they are.

        deputies_absent: The parties whose deputies cannot come either, and how many.

        deputies_absent_not_stated: How many cannot come of those deputies of whom it is not
            stated who they are.
    """

    seat: Seat
    absent: tuple[Held, ...]
    absent_not_stated: int
    deputies: tuple[Held, ...]
    deputies_not_stated: int
    deputies_absent: tuple[Held, ...] = ()
    deputies_absent_not_stated: int = 0

    @property
    def without_deputy(self) -> int:
        """How many seats remain empty, since there is no deputy for them that can come."""
        away = sum(each.seats for each in self.absent) + self.absent_not_stated
        return away - sum(each.seats for each in self.deputies) - self.deputies_not_stated


def deputies_away(
    state: State, row: SeatRow, absent: Iterable[Absence], *, on: dt.date
) -> Counter[Party | None]:
    """Return how many deputies of a row cannot come, of each party; None if it is not stated."""
    away: Counter[Party | None] = Counter()
    held = () if row.deputies is None else row.deputies.held
    only = {each.party for each in held}
    for each in absent:
        if each.is_deputy and each.seat == row.seat.id:
            party = holder_of(state, each.party, on=on)
            away[next(iter(only)) if party is None and len(only) == 1 else party] += each.count
    return away


def seat_absences(
    row: SeatRow, came: SeatRow, deputies_absent: Mapping[Party | None, int]
) -> Absences | None:
    """Return who of a row cannot come, given what is called; None if all can."""
    coming = dict(came.held)
    missing = [
        Held(each.party, each.seats - coming.get(each.party, 0))
        for each in row.held
        if each.seats > coming.get(each.party, 0)
    ]
    not_stated = row.not_stated - came.not_stated
    if not missing and not not_stated and not deputies_absent:
        return None
    others = came.deputies or SeatRow(row.seat, (), 0, 0)
    return Absences(
        row.seat,
        tuple(missing),
        not_stated,
        others.held,
        others.not_stated,
        tuple(Held(party, n) for party, n in deputies_absent.items() if party is not None),
        deputies_absent.get(None, 0),
    )


# --- In words


def party_of(state: State, party: str) -> Party | None:
    """Return a party by its id, even if it is no member, or None if the state does not know it."""
    known = (*state.parties, *state.others)
    return next((each for each in known if each.id == party), None)


def offices_of(forum: Forum) -> dict[str, tuple[str, ...]]:
    """Return the stated offices of a forum, by the name of their phrase, with their parties."""
    return {
        "chair": () if forum.chair is None else (forum.chair,),
        "vice-chair": forum.vice_chairs,
        "convener": () if forum.convener is None else (forum.convener,),
        "first-lead": () if forum.initial_lead is None else (forum.initial_lead,),
    }


class SeatCells(NamedTuple):
    """What is said of a row, part by part, for a table.

    Args:
        function: The function.

        seats: How many seats there are.

        shared: For whom they are, such as *3 för varje kommun*, or empty if this needs no words.

        held: Who holds them: lines with those who do, how many are vacant, and of how many this
            is not stated.

        deputies: The same for their deputies, and who is called first; empty if none are stated.

        more: What else is stated: the mandate, the office with which the seat comes, who appoints,
            and the term of office.
    """

    function: str
    seats: int
    shared: str
    held: tuple[str, ...]
    deputies: tuple[str, ...]
    more: tuple[str, ...]


class SeatWords:
    """Writes rows of seats on a day, in one language.

    Args:
        state: What is known about the agreement.

        on: The day.

        language: The language.

        is_brief: Whether parties are told by name alone, and many holders by the first of them
            and a number, as in pictures.

        most_holders: How many holders are all told, if names are brief; of more, two less are told.
    """

    def __init__(
        self,
        state: State,
        on: dt.date,
        language: Language,
        *,
        is_brief: bool = False,
        most_holders: int = MOST_HOLDERS,
    ) -> None:
        self._state = state
        self.on = on
        self._language = language
        self._is_brief = is_brief
        self._most = most_holders if is_brief else None

    def cells(self, row: SeatRow) -> SeatCells:
        """Return what is said of a row, part by part."""
        return SeatCells(
            row.seat.function.in_language(self._language),
            row.seats,
            self._shared(row),
            tuple(self._held(row)),
            tuple(self._deputies(row)),
            tuple(self._more(row.seat)),
        )

    def lines(self, row: SeatRow) -> Iterator[str]:
        """Yield a row as lines: the seats and who holds them, then the rest, indented."""
        cells = self.cells(row)
        number = self._number(row)
        one_line = len(cells.held) == 1 and (not row.held or not cells.shared)
        if not one_line:
            yield f"{cells.function}: {number}"
            yield from (f"  {capital(each)}" for each in cells.held)
        elif row.held:
            counted = f", {number}" if row.seats > 1 else ""
            yield f"{cells.function}: {cells.held[0]}{counted}"
        elif row.seats == 1 and not cells.shared:
            yield f"{cells.function}: {self._none(row)}"
        else:
            yield f"{cells.function}: {number}, {self._none(row)}"
        if cells.deputies:
            yield f"  {self._deputies_name(row.seat)}: {'; '.join(cells.deputies)}"
        yield from (f"  {each}" for each in cells.more)

    def texts(self, row: SeatRow) -> tuple[str, str, str, str, str]:
        """Return the cells of a row as texts: function, seats, holders, deputies and the rest."""
        cells = self.cells(row)
        is_none = len(cells.held) == 1 and not row.held
        held = self._none(row) if is_none else "; ".join(cells.held)
        deputies = "; ".join(cells.deputies)
        if self.deputies_function(row.seat) is not None and deputies:
            deputies = f"{self._deputies_name(row.seat)}: {deputies}"
        return cells.function, self._number(row), held, deputies, "; ".join(cells.more)

    def rule(self, seat: Seat) -> str:
        """Return the seats and deputies that are stated, and for whom, but not who holds them."""
        function, stated = seat.function.in_language(self._language), seat.deputies
        if seat.comes_with is not None:
            office = self._office(seat.comes_with)
            return f"{function}: {phrase('comes-with', self._language, office=office)}"
        seats = self._seats(seat.count or sum(dict(seat.by_party).values()) or seat.each)
        if stated is not None:
            name = "with-one-deputy" if stated.count == 1 else "with-deputies"
            name = "with-as-many" if stated.count is None else name
            seats = phrase(name, self._language, seats=seats, count=stated.count or 0)
        if seat.by_party:
            return f"{function}: {seats}: {self._by_party(seat)}"
        return f"{function}: {seats} {self._for_whom(seat)}"

    def _by_party(self, seat: Seat) -> str:
        """Return how many seats are for which parties: *2 för Växjö kommun; 1 för …*."""
        told = []
        for number in sorted(set(dict(seat.by_party).values()), reverse=True):
            names = [self.named(party) for party, count in seat.by_party if count == number]
            name = "for-one" if len(names) == 1 else "for-each-named"
            who = phrase(name, self._language, who=joined(names, self._language))
            told.append(f"{number} {who}")
        return "; ".join(told)

    def absences(self, absences: Absences) -> Iterator[str]:
        """Yield who cannot come, which deputies are called, and how many seats have none."""
        language = self._language
        away = self._with_seats(absences.absent, absences.absent_not_stated)
        if away:
            yield phrase("absent", language, who=away)
        others = self._with_seats(absences.deputies_absent, absences.deputies_absent_not_stated)
        if others:
            yield phrase("deputies-absent", language, who=others)
        coming = self._with_seats(absences.deputies, absences.deputies_not_stated)
        if coming:
            yield phrase("deputies-called", language, who=coming)
        if absences.without_deputy:
            yield phrase("no-deputy", language, seats=self._seats(absences.without_deputy))

    def _with_seats(self, held: tuple[Held, ...], not_stated: int) -> str:
        """Return parties with their number of seats, and the number of seats of others."""
        several = [(self.name(each.party), each.seats) for each in held]
        several += [(phrase("no-name", self._language), not_stated)] if not_stated else []
        return "; ".join(f"{name}, {self._seats(seats)}" for name, seats in several)

    def name(self, party: Party) -> str:
        """Return the name of a party, with its id if names are not brief."""
        return party.name if self._is_brief else str(party)

    def named(self, party: str) -> str:
        """Return the name of a party by its id, even if it has left; the id if it is unknown."""
        known = party_of(self._state, party)
        return party if known is None else self.name(known)

    # --- Number and holders

    def _number(self, row: SeatRow) -> str:
        seats = self._seats(row.seats)
        shared = self._shared(row)
        if not shared or row.seat.count is not None or row.seats == row.seat.each:
            return f"{seats} {self._for(row)}".rstrip()
        return f"{seats}, {shared}"

    def _seats(self, count: int) -> str:
        return phrase("one-seat" if count == 1 else "many-seats", self._language, count=count)

    def _shared(self, row: SeatRow) -> str:
        """Return for whom the seats are, with the number for each: *3 för varje kommun*."""
        whom = self._for(row)
        return whom if not whom or row.seat.count is not None else f"{row.seat.each} {whom}"

    def _for(self, row: SeatRow) -> str:
        """Return for whom the seats are, or nothing if the row names the only party itself."""
        seat = row.seat
        if seat.comes_with is not None or seat.by_party:
            return ""
        if len(seat.parties) == 1 and (row.held or seat.count is None):
            return ""
        if len(seat.parties) > 1 and seat.count is None:
            return self._for_each_of(seat)
        return self._for_whom(seat)

    def _for_each_of(self, seat: Seat) -> str:
        """Return that seats are for each of so many parties, named by their kind if it is one."""
        language, kind = self._language, self._kind_of(seat)
        several = phrase("several-parties", language)
        who = several if kind is None else KINDS[kind].in_language(language)
        return phrase("for-each-of", language, count=len(seat.parties), who=who)

    def _for_each_in(self, seat: Seat) -> str:
        """Return that deputies are for each party that the seat names: *för varje kommun*."""
        if len(seat.numbers()) == 1:
            return ""
        who = ONE_OF_KIND[self._kind_of(seat)].in_language(self._language)
        return phrase("for-each", self._language, who=who)

    def _kind_of(self, seat: Seat) -> PartyKind | None:
        """Return the kind of all parties that a seat names, or None if there are several."""
        known = [party_of(self._state, party) for party, _ in seat.numbers()]
        kinds = {None if party is None else party.kind for party in known}
        return kinds.pop() if len(kinds) == 1 else None

    def _for_whom(self, seat: Seat) -> str:
        """Return for whom seats are, by the rule alone."""
        language, together = self._language, seat.count is not None
        if seat.parties:
            name = "for-all" if together else "for-each-named"
            name = "for-one" if len(seat.parties) == 1 else name
            return phrase(name, language, who=joined(map(self.named, seat.parties), language))
        kinds = ALL_OF_KIND if together else ONE_OF_KIND
        who = kinds[seat.kind].in_language(language)
        if seat.group is not None:
            who = phrase("in-the-group", language, who=who, group=seat.group)
        return phrase("for-all" if together else "for-each", language, who=who)

    def _held(self, row: SeatRow) -> Iterator[str]:
        """Yield who holds the seats, how many are vacant, and of how many this is not stated."""
        yield from self._holders(row)
        if row.vacant and row.vacant == row.seats == 1:
            yield phrase("vacant", self._language)
        elif row.vacant:
            name = "one-vacant" if row.vacant == 1 else "several-vacant"
            yield phrase(name, self._language, count=row.vacant)
        if row.not_stated:  # of all of them, then
            yield self._not_stated(row)

    def _holders(self, row: SeatRow) -> Iterator[str]:
        """Yield who holds the seats, those with equally many seats together."""
        by_rule = row.seat.count is None and row.seat.comes_with is None and not row.seat.by_party
        if by_rule or {each.seats for each in row.held} == {1}:
            yield from self._names([self.name(each.party) for each in row.held])
            return
        counts = sorted({each.seats for each in row.held}, reverse=True)
        for count in counts:
            names = [self.name(each.party) for each in row.held if each.seats == count]
            seats = self._seats(count)
            if len(names) > 1:
                seats = phrase("seats-each", self._language, seats=seats)
            for said in self._names(names):
                yield said if row.seats == count else f"{said}, {seats}"

    def _names(self, names: list[str]) -> Iterator[str]:
        if self._most is not None and len(names) > self._most:
            shown = max(self._most - 2, 1)
            said = ", ".join(names[:shown])
            more = len(names) - shown
            yield phrase(
                "holders-and-more", self._language, count=len(names), names=said, more=more
            )
        elif names:
            yield joined(names, self._language)

    def _none(self, row: SeatRow) -> str:
        """Return that nobody holds the seats, or that it is not stated who does."""
        if row.not_stated:
            return self._not_stated(row)
        return phrase("vacant" if row.seats == 1 else "all-vacant", self._language)

    def _not_stated(self, row: SeatRow) -> str:
        """Return that it is not stated who holds seats, and for which term if others did before."""
        said = phrase("holder-unstated" if row.seats == 1 else "holders-unstated", self._language)
        term = row.seat.term
        later = None if term is None or row.seat.holders is None else term.on(self.on)
        if later is None:
            return said
        day = periods.day(later.first_day, self._language)
        return phrase("unstated-for-term", self._language, said=said, day=day)

    # --- Deputies

    def _deputies_name(self, seat: Seat) -> str:
        function = self.deputies_function(seat)
        if function is None:
            return phrase("deputies", self._language)
        return phrase("deputies-as", self._language, function=function)

    def deputies_function(self, seat: Seat) -> str | None:
        """Return in which function deputies serve, or None if it is that of the seat."""
        own = None if seat.deputies is None else seat.deputies.function
        if own is None or own.sv.casefold() == "ersättare":
            return None
        return own.in_language(self._language)

    def _deputies(self, row: SeatRow) -> Iterator[str]:
        """Yield how many deputies there are, who they are, and who is called first."""
        stated = row.seat.deputies
        if stated is None:
            return
        count = phrase("as-many", self._language) if stated.count is None else str(stated.count)
        if row.seat.count is None:
            whom = self._for(row)
            if row.seat.by_party:
                whom = self._for_each_in(row.seat)
            yield f"{count} {whom}" if whom else count
            yield from self._in_order(row.seat, stated)
            return
        found = row.deputies or seat_row(row.seat, ())
        if found.seats == found.vacant:
            name = "vacant" if found.seats == 1 else "all-vacant"
            yield f"{count}, {phrase(name, self._language)}"
            return
        yield count
        if found.held:
            name = "own-first-then" if stated.own_party_first else "in-this-order"
            yield phrase(name, self._language, order=", ".join(self._in_a_row(found.held)))
        if found.vacant:
            name = "one-vacant" if found.vacant == 1 else "several-vacant"
            yield phrase(name, self._language, count=found.vacant)
        if found.not_stated:
            name = "holder-unstated" if found.not_stated == 1 else "holders-unstated"
            yield phrase(name, self._language)

    def _in_a_row(self, held: Iterable[Held]) -> Iterator[str]:
        """Yield the parties of deputies in order, with how many of one party follow each other."""
        for party, several in groupby(held, key=lambda each: each.party):
            count = sum(each.seats for each in several)
            yield self.name(party) if count == 1 else f"{self.name(party)} ({count})"

    def _in_order(self, seat: Seat, stated: Deputies) -> Iterator[str]:
        """Yield in which order the deputies of the parties are called, if an order is stated."""
        able = eligible_parties(self._state, seat, on=self.on)
        ids = {party.id for party in able}
        holders = (holder_of(self._state, each, on=self.on) for each in stated.order or ())
        order = dict.fromkeys(each for each in holders if each is not None and each.id in ids)
        if order:
            names = ", ".join(map(self.name, order))
            name = "own-first-then" if stated.own_party_first else "in-this-order"
            yield phrase(name, self._language, order=names)
        elif len(able) > 1:
            name = "order-unstated" if stated.order is None else "own-only"
            yield phrase(name, self._language)

    # --- What else is stated

    def _more(self, seat: Seat) -> Iterator[str]:
        language = self._language
        if seat.mandate is not None:
            yield phrase("mandate", language, mandate=seat.mandate.in_language(language))
        if seat.comes_with is not None:
            said = phrase("comes-with", language, office=self._office(seat.comes_with))
            yield capital(said)
        if seat.appointed_by is not None:
            yield phrase("appointed-by", language, who=seat.appointed_by.in_language(language))
        if seat.term is not None:
            yield phrase("term", language, said=term_text(seat.term, language))

    def _office(self, office: Office) -> str:
        """Return an office with its forum, named as in the governance of the day."""
        governance = self._state.governance(on=self.on) or Governance()
        forum = next((each for each in governance.forums if each.id == office.forum), None)
        where = office.forum if forum is None else forum.name(on=self.on)
        if office.seat is None:
            return phrase("chair-of", self._language, forum=where)
        seat = None if forum is None else forum.seat(office.seat)
        said = office.seat if seat is None else seat.function.in_language(self._language)
        return phrase("office-in", self._language, function=said, forum=where)
