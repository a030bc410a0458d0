"""Seats of a forum, by function and mandate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import cast

import attrs

from ..core.fields import a_whole_number, as_named_pairs, as_tuple
from ..core.parties import PartyKind
from ..core.periods import a_day
from ..core.sources import Source, as_sources
from ..errors import GovernanceError
from ..errors.quoting import item
from ..errors.texts import (
    Details,
    Text,
    a_slug,
    an_instance,
    an_optional_line,
    as_optional_line,
    as_optional_text,
    as_text,
)
from .deputies import Deputies, as_deputies
from .offices import Office, TermOfOffice

_MOST_SEATS = 1000


def _as_parties(value: str | Iterable[str]) -> tuple[str, ...]:
    return as_tuple("parties", value, str)


def _as_numbers(
    value: Mapping[str, int] | Iterable[tuple[str, int]],
) -> tuple[tuple[str, int], ...]:
    pairs = cast("list[tuple[str, int]]", as_named_pairs("by_party", value))
    for party, number in pairs:
        a_slug("by_party", party)
        a_whole_number(item("by_party", party), number, least=1)
    return tuple(sorted(pairs))


def _as_holders(value: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return None if value is None else as_tuple("holders", value, str)


@attrs.frozen(kw_only=True)
class Seat:
    """A seat of a forum, or several equal ones, by function and mandate, never by person (*plats*).

    Those that may hold it are some parties (``parties``), the members of a kind (``kind``) or of a
    named group (``group``), or all members if none of these is given. Each of them has one seat,
    or as many as ``each`` says; ``by_party`` gives the number party by party. If ``count`` is
    given, there are that many seats for all of them together: ``holders`` lists the parties that
    hold them, and the rest are vacant (*vakanta*); without ``holders``, it is not stated who holds
    them.

    Args:
        id: The id by which a working mode refers to the seat.

        function: The function in which somebody is called, such as the head of security.

        mandate: What the holder may do there (*mandat*), or None if it is not stated.

        parties: The ids of the parties that may hold it; the id of one may be given alone.

        kind: The kind of party that may hold it, or None.

        group: The named group of members that may hold it, or None.

        each: The number of seats for each party that may hold it.

        by_party: The number of seats of each party by its id, if they have different numbers.

        count: The number of seats for all of them together, or None if each has its own.

        holders: If a count is given, the ids of the parties that hold a seat, a party once for
            each of its seats; None if this is not stated, empty if all are vacant.

        deputies: The deputies (*ersättare*), or how many there are; None if none are stated.

        comes_with: The office in the same governance whose holder has this seat (*självskriven*),
            or None.

        appointed_by: Who appoints to the seat (*utses av*), or None if it is not stated.

        term: The term of office (*mandatperiod*), or None if it is not stated.

        sources: Sources for the seat.

    Raises:
        GovernanceError: If parties are given together with a kind or group, numbers by party
            together with parties, a kind, a group or another number, a number for each together
            with a count, holders without a count, more holders than seats, deputies that
            do not fit, an office together with another rule of who holds the seat, or more than
            1000 seats.

        CountError: If a number is below 1.

        TextError: If an id is not valid, or a text is empty.

    >>> Seat(id="ledamot", function="Ledamot", kind=PartyKind.MUNICIPALITY, each=3, deputies=3).each
    3
    >>> Seat(id="kommun", function="Kommunföreträdare", count=9).holders is None
    True
    """

    id: str
    function: Text = attrs.field(converter=as_text)
    mandate: Text | None = attrs.field(default=None, converter=as_optional_text)
    parties: tuple[str, ...] = attrs.field(default=(), converter=_as_parties)
    kind: PartyKind | None = None
    group: str | None = attrs.field(default=None, converter=as_optional_line)
    each: int = 1
    by_party: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_as_numbers)
    count: int | None = None
    holders: tuple[str, ...] | None = attrs.field(default=None, converter=_as_holders)
    deputies: Deputies | None = attrs.field(default=None, converter=as_deputies)
    comes_with: Office | None = None
    appointed_by: Text | None = attrs.field(default=None, converter=as_optional_text)
    term: TermOfOffice | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_slug("id", self.id)
        for party in (*self.parties, *(self.holders or ())):
            a_slug("party", party)
        an_instance("kind", self.kind, PartyKind, None)
        an_optional_line("group", self.group)
        an_instance("comes_with", self.comes_with, Office, None)
        an_instance("term", self.term, TermOfOffice, None)
        a_whole_number("each", self.each, least=1)
        if self.count is not None:
            a_whole_number("count", self.count, least=1)
        self._check_who()
        self._check_holders()
        self._check_deputies()

    def _check_who(self) -> None:
        narrowed = self.kind is not None or self.group is not None
        if self.parties and narrowed:
            raise GovernanceError(self.id, "parties-or-kind")
        if len(set(self.parties)) < len(self.parties):
            raise GovernanceError(self.id, "party-twice")
        several = self.count is not None or self.each > 1
        if self.by_party and (self.parties or narrowed or several):
            raise GovernanceError(self.id, "by-party-alone")
        if len(dict(self.by_party)) < len(self.by_party):
            raise GovernanceError(self.id, "party-twice")
        several = several or bool(self.by_party)
        if self.comes_with is not None and (self.parties or narrowed or several):
            raise GovernanceError(self.id, "office-alone")
        if self.count is not None and self.each > 1:
            raise GovernanceError(self.id, "each-or-count", {"each": self.each})
        most = max(self.each, self.count or 0, *dict(self.by_party).values())
        if most > _MOST_SEATS:
            raise GovernanceError(self.id, "too-many-seats", {"count": most, "most": _MOST_SEATS})

    def _check_holders(self) -> None:
        if self.holders is None:
            return
        if self.count is None:
            raise GovernanceError(self.id, "holders-without-count")
        if len(self.holders) > self.count:
            details: Details = {"holders": len(self.holders), "count": self.count}
            raise GovernanceError(self.id, "too-many-holders", details)

    def _check_deputies(self) -> None:
        deputies = self.deputies
        if deputies is None:
            return
        count = self.count or 0 if deputies.count is None else deputies.count
        if count > _MOST_SEATS:
            details: Details = {"count": count, "most": _MOST_SEATS}
            raise GovernanceError(self.id, "deputies-above", details)
        if self.count is None and deputies.holders is not None:
            raise GovernanceError(self.id, "deputies-for-each")
        if self.count is not None and deputies.order is not None:
            raise GovernanceError(self.id, "deputies-together")
        if len(set(deputies.order or ())) < len(deputies.order or ()):
            raise GovernanceError(self.id, "order-twice")
        if len(deputies.holders or ()) > count:
            details = {"holders": len(deputies.holders or ()), "count": count}
            raise GovernanceError(self.id, "too-many-deputies", details)
        if self.count is None and not deputies.order and not deputies.own_party_first:
            raise GovernanceError(self.id, "no-order")

    def numbers(self) -> tuple[tuple[str, int], ...]:
        """Return the parties that the seat is for, each with its number of seats.

        Empty if it names no parties.

        >>> Seat(id="ledamot", function="Ledamot", parties=["0764", "0780"], each=3).numbers()
        (('0764', 3), ('0780', 3))
        """
        return self.by_party or tuple((party, self.each) for party in self.parties)

    def holders_on(self, day: dt.date) -> tuple[str, ...] | None:
        """Return the holders on a day, or None if they are not stated for that day.

        Holders are stated for the first term of office. They stay after it only if the term says
        so (``carries_over``).

        >>> term = TermOfOffice(years=4, first_day=dt.date(2023, 1, 1))
        >>> seat = Seat(id="a", function="A", count=1, holders="0680", term=term)
        >>> seat.holders_on(dt.date(2026, 12, 31)), seat.holders_on(dt.date(2027, 1, 1))
        (('0680',), None)
        """
        return self.holders if self._is_stated_for(day) else None

    def deputies_on(self, day: dt.date) -> tuple[str, ...] | None:
        """Return the holders of the deputies' seats on a day, or None if they are not stated.

        The term of office applies to them as to the members (:meth:`holders_on`).

        >>> Seat(id="a", function="A", count=2, deputies=2).deputies_on(dt.date(2025, 1, 1))
        """
        stated = None if self.deputies is None else self.deputies.holders
        return stated if self._is_stated_for(day) else None

    @property
    def stated_until(self) -> dt.date | None:
        """The last day for which the stated holders are known to hold the seats.

        None if there is no such last day: because the term of office has no known end, because
        the holders stay after it, or because no holders are stated.

        >>> term = TermOfOffice(years=4, first_day=dt.date(2023, 1, 1))
        >>> Seat(id="a", function="A", count=1, holders="0680", term=term).stated_until
        datetime.date(2026, 12, 31)
        """
        term = self.term
        if term is None or term.first_day is None or term.carries_over:
            return None
        if self.holders is None and (self.deputies is None or self.deputies.holders is None):
            return None
        first = term.on(term.first_day)
        return None if first is None else first.last_day

    def _is_stated_for(self, day: dt.date) -> bool:
        """Return whether holders are stated for the term of office that a day is in."""
        a_day("day", day)
        term = self.term
        if term is None or term.first_day is None:
            return True
        on = term.on(day)
        return on is not None and (term.carries_over or on.first_day == term.first_day)

    def named(self) -> tuple[str, ...]:
        """Return the ids of all parties that the seat names."""
        deputies = () if self.deputies is None else self.deputies.parties()
        by_party = (party for party, _ in self.by_party)
        return (*self.parties, *by_party, *(self.holders or ()), *deputies)
