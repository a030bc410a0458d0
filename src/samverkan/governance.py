"""How an agreement is governed: levels, forums, and who sits there by function and mandate.

No person stands here. A seat says by what function somebody is called, and with what mandate;
which party holds it follows from the members of the day.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

import attrs

from . import _fields
from ._quoting import quoted
from .errors import (
    AmbiguousForumError,
    CountError,
    GovernanceError,
    UnknownForumError,
    WrongTypeError,
)
from .parties import Name, PartyKind, as_names
from .periods import Unit
from .sources import Source, as_sources
from .texts import Text, as_optional_text, as_text

__all__ = [
    "Forum",
    "Governance",
    "Level",
    "LevelRank",
    "OperatingMode",
    "Recurrence",
    "Seat",
    "WorkingMode",
]


_MOST_SEATS = 1000


class OperatingMode(enum.StrEnum):
    """In which of two modes a forum works (*läge*)."""

    ORDINARY = "ordinary"
    """*Ordinarie läge*: the running work."""
    ACTIVATED = "activated"
    """*Aktiverat läge*: something acute or special, which needs particular handling."""


class LevelRank(enum.StrEnum):
    """What a level does, from the top."""

    DIRECTING = "directing"
    """*Inriktande*: it sets the direction."""
    COORDINATING = "coordinating"
    """*Samordnande*: it coordinates."""
    EXECUTING = "executing"
    """*Verkställande*: it carries out."""


@attrs.frozen(kw_only=True)
class Level:
    """A level of governance (*samverkansnivå*).

    Args:
        id: What a forum refers to it by.

        name: Its name.

        rank: What it does.

        focus: Its own focus (*fokus*), or None where that is not stated.

        sources: Where it stands.

    Raises:
        WrongTypeError: If a field holds something else.

        TextError: If the id is no id.

    >>> Level(id="inriktande", name="Regionalt inriktande", rank=LevelRank.DIRECTING).rank.value
    'directing'
    """

    id: str
    name: Text = attrs.field(converter=as_text)
    rank: LevelRank
    focus: Text | None = attrs.field(default=None, converter=as_optional_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _fields.a_slug("id", self.id)
        if not isinstance(self.rank, LevelRank):
            raise WrongTypeError("rank", "a LevelRank", self.rank)


def _as_ids(value: str | Iterable[str]) -> tuple[str, ...]:
    return _fields.several("holders", value, str, "the id of a party")


@attrs.frozen(kw_only=True)
class Seat:
    """A seat of a forum, by function and mandate and never by person (*plats*).

    It is held by one party (``party``), or by each member of a kind (``kind``) or a named group
    (``group``), or by each member where none of these is given. With ``count`` it is so many
    seats in place of one for each; ``holders`` says who holds them, and the rest are vacant.

    Args:
        id: What a mode of work refers to it by.

        function: By what function somebody is called, such as the head of security.

        mandate: What the holder may do there (*mandat*), or None where that is not stated.

        party: The id of the one party that holds it, or None.

        kind: The kind of party that holds it, or None.

        group: The named group of members that hold it, or None.

        count: How many seats there are for all of them together, or None for one each.

        holders: With a count, the ids of the parties that hold a seat.

        sources: Where it stands.

    Raises:
        GovernanceError: If it is held by one party and by several, there are more holders than
            seats, or more than 1000 seats.

        CountError: If the count is below 1.

        WrongTypeError: If a field holds something else.

        TextError: If an id is no id, or a text is empty.

    >>> Seat(
    ...     id="tib", function="Tjänsteman i beredskap", kind=PartyKind.MUNICIPALITY
    ... ).mandate is None
    True
    """

    id: str
    function: Text = attrs.field(converter=as_text)
    mandate: Text | None = attrs.field(default=None, converter=as_optional_text)
    party: str | None = None
    kind: PartyKind | None = None
    group: str | None = attrs.field(default=None, converter=_fields.optional_line)
    count: int | None = None
    holders: tuple[str, ...] = attrs.field(default=(), converter=_as_ids)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _fields.a_slug("id", self.id)
        for party in (self.party, *self.holders):
            if party is not None:
                _fields.a_slug("party", party)
        if self.kind is not None and not isinstance(self.kind, PartyKind):
            raise WrongTypeError("kind", "a PartyKind or None", self.kind)
        _fields.an_optional_line("group", self.group)
        self._check_count()

    def _check_count(self) -> None:
        if self.party is not None and (self.kind or self.group or self.count is not None):
            raise GovernanceError(
                f"seat {self.id}", "one party holds it, or several do; leave out one of the two"
            )
        if self.count is not None:
            _fields.a_whole_number("count", self.count)
            if self.count < 1:
                raise CountError("count", self.count, 1)
            if self.count > _MOST_SEATS:
                reason = f"{self.count} seats are more than {_MOST_SEATS}; look at the count"
                raise GovernanceError(f"seat {self.id}", reason)
        if len(set(self.holders)) < len(self.holders) or len(self.holders) > (self.count or 0):
            raise GovernanceError(
                f"seat {self.id}",
                "the holders are as many as the count at most, each once; give a higher count",
            )


@attrs.frozen(kw_only=True)
class Recurrence:
    """How often something is held (*återkommande*): every so many days, weeks or months.

    Args:
        every: How many of them lie between two times, 1 or more.

        unit: Of what.

        first_day: The first time, from which the others are counted, or None where that is not
            stated.

        sources: Where it stands.

    Raises:
        CountError: If *every* is below 1.

        WrongTypeError: If a field holds something else.

        NotADayError: If the first day is not a date, or is a date with a time.

    >>> Recurrence(every=1, unit=Unit.WEEKS).first_day is None
    True
    """

    every: int
    unit: Unit
    first_day: dt.date | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _fields.a_whole_number("every", self.every)
        if self.every < 1:
            raise CountError("every", self.every, 1)
        if not isinstance(self.unit, Unit):
            raise WrongTypeError("unit", "a Unit", self.unit)
        _fields.an_optional_day("first_day", self.first_day)


def _as_seat_ids(value: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return None if value is None else _fields.several("called", value, str, "the id of a seat")


@attrs.frozen(kw_only=True)
class WorkingMode:
    """How a forum works in one mode: who is called, and how often it meets.

    Args:
        mode: The mode.

        called: The ids of the seats that are called in it, or None for all of the forum's.

        meets: How often it meets in it, or None where that is not stated.

        sources: Where it stands.

    Raises:
        WrongTypeError: If a field holds something else.

    >>> WorkingMode(mode=OperatingMode.ACTIVATED, called="tib").called
    ('tib',)
    """

    mode: OperatingMode
    called: tuple[str, ...] | None = attrs.field(default=None, converter=_as_seat_ids)
    meets: Recurrence | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.mode, OperatingMode):
            raise WrongTypeError("mode", "an OperatingMode", self.mode)
        if self.meets is not None and not isinstance(self.meets, Recurrence):
            raise WrongTypeError("meets", "a Recurrence or None", self.meets)


def _as_seats(value: Seat | Iterable[Seat]) -> tuple[Seat, ...]:
    return _fields.several("seats", value, Seat, "a Seat")


def _as_modes(value: WorkingMode | Iterable[WorkingMode]) -> tuple[WorkingMode, ...]:
    return _fields.several("modes", value, WorkingMode, "a WorkingMode")


@attrs.frozen(kw_only=True)
class Forum:
    """A forum in which parties meet (*forum*).

    Args:
        id: What everything else refers to it by; a renamed forum keeps it.

        names: Its names, with the days on which each held where those are known.

        level: The id of its level, or None where none is stated.

        seats: Its seats.

        chair: The id of the party that holds the chair (*ordförandepost*), or None.

        convener: The id of the party that convenes it (*sammankallar*), or None.

        initial_lead: The id of the party that leads at first (*leder inledningsvis*), or None for
            the convener.

        modes: How it works in each mode, as far as that is stated.

        sources: Where it stands.

    Raises:
        WrongTypeError: If a field holds something else.

        TextError: If an id is no id.

        GovernanceError: If two seats have one id, a mode is there twice, or calls a seat that is
            not there.

    >>> council = Forum(id="radet", names="Regionala rådet", chair="202100-2247")
    >>> council.name(on=dt.date(2015, 1, 1))
    'Regionala rådet'
    """

    id: str
    names: tuple[Name, ...] = attrs.field(converter=as_names)
    level: str | None = None
    seats: tuple[Seat, ...] = attrs.field(default=(), converter=_as_seats)
    chair: str | None = None
    convener: str | None = None
    initial_lead: str | None = None
    modes: tuple[WorkingMode, ...] = attrs.field(default=(), converter=_as_modes)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _fields.a_slug("id", self.id)
        for field in ("level", "chair", "convener", "initial_lead"):
            if getattr(self, field) is not None:
                _fields.a_slug(field, getattr(self, field))
        where = f"forum {self.id}"
        _once(where, "seat", [seat.id for seat in self.seats])
        _once(where, "mode", [mode.mode for mode in self.modes])
        known = {seat.id for seat in self.seats}
        for mode in self.modes:
            for seat in mode.called or ():
                if seat not in known:
                    raise GovernanceError(
                        where, f"there is no seat {seat} to call in {mode.mode} mode; add it"
                    )

    def name(self, *, on: dt.date) -> str:
        """Return its name on a day: the one that started last, else the first of its names.

        >>> from samverkan.periods import Period
        >>> names = [Name("Rådet"), Name("Gruppen", Period(dt.date(2020, 2, 17)))]
        >>> forum = Forum(id="radet", names=names)
        >>> forum.name(on=dt.date(2020, 2, 16)), forum.name(on=dt.date(2020, 2, 17))
        ('Rådet', 'Gruppen')
        """
        _fields.a_day("on", on)
        dated = [
            (name.period.first_day, name.text)
            for name in self.names
            if name.period is not None and on in name.period
        ]
        return max(dated)[1] if dated else self.names[0].text

    def seats_called(self, mode: OperatingMode) -> tuple[Seat, ...]:
        """Return the seats that are called in a mode: all, where nothing else is stated.

        >>> Forum(id="radet", names="Rådet").seats_called(OperatingMode.ORDINARY)
        ()
        """
        works = self.works_in(mode)
        if works is None or works.called is None:
            return self.seats
        return tuple(seat for seat in self.seats if seat.id in works.called)

    def works_in(self, mode: OperatingMode) -> WorkingMode | None:
        """Return how it works in a mode, or None where nothing is stated."""
        return next((each for each in self.modes if each.mode is mode), None)

    @property
    def first_lead(self) -> str | None:
        """The id of the party that leads at first: the convener, where no other is stated."""
        return self.initial_lead or self.convener


def _once(where: str, what: str, ids: Iterable[str]) -> None:
    several = list(ids)
    for each in several:
        if several.count(each) > 1:
            raise GovernanceError(where, f"the {what} {each} is there twice; leave one out")


def _called(forum: Forum) -> str:
    return f"{', '.join(name.text for name in forum.names)} ({forum.id})"


def _as_levels(value: Level | Iterable[Level]) -> tuple[Level, ...]:
    return _fields.several("levels", value, Level, "a Level")


def _as_forums(value: Forum | Iterable[Forum]) -> tuple[Forum, ...]:
    return _fields.several("forums", value, Forum, "a Forum")


@attrs.frozen(kw_only=True)
class Governance:
    """How an agreement is governed (*organisation och styrning*). A part of its terms.

    Args:
        levels: Its levels, from the top.

        forums: Its forums.

        overall: The id of the forum with overall responsibility (*övergripande ansvar*), or None.

        sources: Where it stands.

    Raises:
        WrongTypeError: If a field holds something else.

        GovernanceError: If two levels or forums have one id, or a level or forum is named that is
            not there.

    >>> governance = Governance(forums=Forum(id="radet", names="Regionala rådet"), overall="radet")
    >>> governance.forum("regionala").id
    'radet'
    """

    levels: tuple[Level, ...] = attrs.field(default=(), converter=_as_levels)
    forums: tuple[Forum, ...] = attrs.field(default=(), converter=_as_forums)
    overall: str | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _once("governance", "level", [level.id for level in self.levels])
        _once("governance", "forum", [forum.id for forum in self.forums])
        levels = {level.id for level in self.levels}
        for forum in self.forums:
            if forum.level is not None and forum.level not in levels:
                reason = f"there is no level {forum.level}; add it, or leave it out"
                raise GovernanceError(f"forum {forum.id}", reason)
        if self.overall is not None:
            _fields.a_slug("overall", self.overall)
            if self.overall not in {forum.id for forum in self.forums}:
                reason = f"there is no forum {self.overall} to answer for the whole; add it"
                raise GovernanceError("governance", reason)

    def forum(self, query: str) -> Forum:
        """Return a forum by its id, or by any name it ever had.

        A whole id or name comes before the beginning of a name. Upper and lower case are the
        same.

        Raises:
            UnknownForumError: If there is none; it lists the forums there are.

            AmbiguousForumError: If there are several; it lists them.

            WrongTypeError: If *query* is no text.
        """
        if not isinstance(query, str):
            raise WrongTypeError("forum", "the id or a name of a forum", query)
        asked = _fields.line(query).casefold()
        called = {forum.id: {name.text.casefold() for name in forum.names} for forum in self.forums}
        found = [f for f in self.forums if asked == f.id or asked in called[f.id]]
        if not found and asked:
            found = [f for f in self.forums if any(n.startswith(asked) for n in called[f.id])]
        if not found:
            raise UnknownForumError(query, tuple(map(_called, self.forums)))
        if len(found) > 1:
            raise AmbiguousForumError(query, tuple(map(_called, found)))
        return found[0]

    def level(self, forum: Forum) -> Level | None:
        """Return the level of a forum, or None where none is stated."""
        return next((level for level in self.levels if level.id == forum.level), None)

    def forums_of(self, level: str) -> tuple[Forum, ...]:
        """Return the forums of a level, by its id; none where none is stated.

        Raises:
            GovernanceError: If there is no such level.

        >>> level = Level(id="inriktande", name="Inriktande", rank=LevelRank.DIRECTING)
        >>> Governance(levels=level).forums_of("inriktande")
        ()
        """
        if level not in {each.id for each in self.levels}:
            reason = f"there is no level {quoted(level)}; name one by its id"
            raise GovernanceError("governance", reason)
        return tuple(forum for forum in self.forums if forum.level == level)

    @property
    def responsible(self) -> Forum | None:
        """The forum that answers for the whole (*övergripande ansvar*), or None."""
        return next((forum for forum in self.forums if forum.id == self.overall), None)

    def parties(self) -> tuple[str, ...]:
        """Return the ids of all parties that are named, each once."""
        named: list[str | None] = []
        for forum in self.forums:
            named += [forum.chair, forum.convener, forum.initial_lead]
            for seat in forum.seats:
                named += [seat.party, *seat.holders]
        return tuple(dict.fromkeys(party for party in named if party is not None))
