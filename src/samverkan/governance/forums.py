"""Forums: their seats, chair and convener."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from ..core.fields import as_tuple
from ..core.parties import Name, as_names
from ..core.periods import a_day
from ..core.sources import Source, as_sources
from ..errors import GovernanceError
from ..errors.meant import NOTHING, Known, Similar
from ..errors.quoting import cut
from ..errors.texts import Details, Text, a_slug
from .modes import WorkingMode, as_duties
from .seats import Seat


def _as_seats(value: Seat | Iterable[Seat]) -> tuple[Seat, ...]:
    return as_tuple("seats", value, Seat)


def _as_vice_chairs(value: str | Iterable[str]) -> tuple[str, ...]:
    return as_tuple("vice_chairs", value, str)


def _as_modes(value: WorkingMode | Iterable[WorkingMode]) -> tuple[WorkingMode, ...]:
    return as_tuple("modes", value, WorkingMode)


@attrs.frozen(kw_only=True)
class Forum:
    """A forum in which parties meet (*forum*).

    Args:
        id: The id by which everything else refers to the forum; a renamed forum keeps it.

        names: Its names, each with the days on which it applied if these are known.

        level: The id of its level, or None if none is stated.

        seats: Its seats.

        chair: The id of the party that holds the chair (*ordförandepost*), or None.

        vice_chairs: The ids of the parties that hold the posts of vice chair (*vice ordförande*),
            the first vice chair first; empty if none are stated.

        convener: The id of the party that convenes it (*sammankallar*), or None.

        initial_lead: The id of the party that leads initially (*leder inledningsvis*), or None for
            the convener.

        duties: What it does in every mode (*uppgifter*), as far as this is stated.

        modes: How it works in each mode, as far as this is stated.

        sources: Sources for the forum.

    Raises:
        TextError: If an id is not valid.

        GovernanceError: If two seats have the same id, a mode is given twice, or a mode calls a
            seat that does not exist.

    >>> council = Forum(id="radet", names="Regionala rådet", chair="202100-2247")
    >>> council.name(on=dt.date(2015, 1, 1))
    'Regionala rådet'
    """

    id: str
    names: tuple[Name, ...] = attrs.field(converter=as_names)
    level: str | None = None
    seats: tuple[Seat, ...] = attrs.field(default=(), converter=_as_seats)
    chair: str | None = None
    vice_chairs: tuple[str, ...] = attrs.field(default=(), converter=_as_vice_chairs)
    convener: str | None = None
    initial_lead: str | None = None
    duties: tuple[Text, ...] = attrs.field(default=(), converter=as_duties)
    modes: tuple[WorkingMode, ...] = attrs.field(default=(), converter=_as_modes)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_slug("id", self.id)
        for field in ("level", "chair", "convener", "initial_lead"):
            if getattr(self, field) is not None:
                a_slug(field, getattr(self, field))
        for party in self.vice_chairs:
            a_slug("vice_chairs", party)
        refuse_twice(self.id, "vice-chair", self.vice_chairs)
        refuse_twice(self.id, "seat", [seat.id for seat in self.seats])
        refuse_twice(self.id, "mode", [mode.mode for mode in self.modes])
        known = {seat.id for seat in self.seats}
        for mode in self.modes:
            for seat in mode.called or ():
                if seat not in known:
                    there_are = choice_of_seats(self.seats, seat)
                    details = {"seat": seat, "mode": mode.mode, **there_are}
                    raise GovernanceError(self.id, "no-such-seat", details)

    def name(self, *, on: dt.date) -> str:
        """Return its name on a day: of the names that apply, the latest; else its first name.

        >>> from samverkan import Period
        >>> names = [Name("Rådet"), Name("Gruppen", Period(dt.date(2020, 2, 17)))]
        >>> forum = Forum(id="radet", names=names)
        >>> forum.name(on=dt.date(2020, 2, 16)), forum.name(on=dt.date(2020, 2, 17))
        ('Rådet', 'Gruppen')
        """
        a_day("on", on)
        dated = [
            (name.period.first_day, name.text)
            for name in self.names
            if name.period is not None and on in name.period
        ]
        return max(dated)[1] if dated else self.names[0].text

    def works_in(self, mode: str) -> WorkingMode | None:
        """Return what the forum states for a mode, by the id of the mode, or None if nothing.

        >>> Forum(id="radet", names="Rådet").works_in("ordinary") is None
        True
        """
        a_slug("mode", mode)
        return next((each for each in self.modes if each.mode == mode), None)

    def seat(self, seat: str) -> Seat | None:
        """Return a seat by its id, or None if there is no such seat.

        >>> Forum(id="radet", names="Rådet").seat("ordforande") is None
        True
        """
        a_slug("seat", seat)
        return next((each for each in self.seats if each.id == seat), None)

    @property
    def first_lead(self) -> str | None:
        """The id of the party that leads initially: the convener if no other is stated."""
        return self.initial_lead or self.convener


def refuse_twice(where: str | None, what: str, ids: Iterable[str]) -> None:
    """Refuse ids if one of them occurs twice."""
    met: set[str] = set()
    for each in ids:
        if each in met:
            raise GovernanceError(where, f"{what}-twice", {"id": each})
        met.add(each)


def known_seats(seats: Iterable[Seat]) -> tuple[Known, ...]:
    """Return seats for an error that lists them."""
    return tuple(Known(seat.id, seat.function) for seat in seats)


def choice_of_seats(seats: Iterable[Seat], asked: str) -> Details:
    """Return the seats that there are, and which of them may be meant, for an error."""
    known = known_seats(seats)
    return {"seats": known or NOTHING, "similar": Similar.to(asked, known)}


def as_listed(forum: Forum) -> str:
    """Return a forum's names and id as text, for a list of candidates."""
    return f"{cut(', '.join(name.text for name in forum.names))} ({forum.id})"
