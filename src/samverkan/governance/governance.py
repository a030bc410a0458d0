"""How an agreement is governed: its levels, forums and modes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import attrs

from ..core.fields import as_tuple
from ..core.sources import Source, as_sources
from ..errors import AmbiguousForumError, GovernanceError, UnknownForumError
from ..errors.texts import a_line, a_slug, an_instance, as_line
from .forums import Forum, as_listed, refuse_twice
from .levels import Level
from .modes import ORDINARY, OperatingMode, WorkingMode
from .offices import Office
from .seats import Seat

_T = TypeVar("_T", Level, OperatingMode)
_V = TypeVar("_V")


def _as_levels(value: Level | Iterable[Level]) -> tuple[Level, ...]:
    return _by_rank("levels", value, Level)


def _as_modes(value: OperatingMode | Iterable[OperatingMode]) -> tuple[OperatingMode, ...]:
    return _by_rank("modes", value, OperatingMode)[::-1]


def _by_rank(field: str, value: _T | Iterable[_T], kind: type[_T]) -> tuple[_T, ...]:
    """Return levels or modes as a tuple, from the highest rank."""
    return tuple(sorted(as_tuple(field, value, kind), key=lambda each: (-each.rank, each.id)))


def _as_forums(value: Forum | Iterable[Forum]) -> tuple[Forum, ...]:
    return as_tuple("forums", value, Forum)


@attrs.frozen(kw_only=True)
class Governance:
    """How an agreement is governed (*organisation och styrning*), as part of its terms.

    Args:
        levels: Its levels, in any order; they are kept from the top.

        forums: Its forums.

        modes: The modes in which its forums work, in any order; they are kept from the ordinary
            one. If nothing else is stated, the ordinary mode alone.

        modes_fall_back: Whether what a forum does not state for a mode is what it states for the
            nearest lower mode (*i övrigt gäller vad som gäller i närmast lägre läge*).

        overall: The id of the forum with overall responsibility (*övergripande ansvar*), or None.

        sources: Sources for the governance.

    Raises:
        GovernanceError: If two levels, modes or forums have the same id, or two levels or modes
            the same rank, if there is no ordinary mode, if a level, mode, forum or office that is
            referred to does not exist, or if seats come with each other in a circle.

    >>> governance = Governance(forums=Forum(id="radet", names="Regionala rådet"), overall="radet")
    >>> governance.forum("regionala").id
    'radet'
    """

    levels: tuple[Level, ...] = attrs.field(default=(), converter=_as_levels)
    forums: tuple[Forum, ...] = attrs.field(default=(), converter=_as_forums)
    modes: tuple[OperatingMode, ...] = attrs.field(default=(ORDINARY,), converter=_as_modes)
    modes_fall_back: bool = False
    overall: str | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        for what, several in (("level", self.levels), ("mode", self.modes)):
            refuse_twice(None, what, [each.id for each in several])
            refuse_twice(None, f"{what}-rank", [str(each.rank) for each in several])
        refuse_twice(None, "forum", [forum.id for forum in self.forums])
        an_instance("modes_fall_back", self.modes_fall_back, bool)
        if not self.modes or not self.modes[0].is_ordinary:
            raise GovernanceError(None, "no-ordinary-mode")
        levels, modes = ({each.id for each in several} for several in (self.levels, self.modes))
        for forum in self.forums:
            if forum.level is not None and forum.level not in levels:
                raise GovernanceError(forum.id, "no-such-level", {"level": forum.level})
            for works in forum.modes:
                if works.mode not in modes:
                    raise GovernanceError(forum.id, "no-such-mode", {"mode": works.mode})
            for seat in forum.seats:
                self._check_office(forum, seat)
        if self.overall is not None:
            a_slug("overall", self.overall)
            if self.overall not in {forum.id for forum in self.forums}:
                raise GovernanceError(None, "no-overall-forum", {"forum": self.overall})

    def _check_office(self, forum: Forum, seat: Seat) -> None:
        """Refuse a seat that comes with an office that does not exist, or with itself."""
        passed = {Office(forum.id, seat.id)}
        office = seat.comes_with
        while office is not None:
            if office in passed:
                raise GovernanceError(forum.id, "office-circle", {"seat": seat.id})
            passed.add(office)
            found = self._seat_of(office)
            office = None if found is None else found.comes_with

    def _seat_of(self, office: Office) -> Seat | None:
        """Return the seat that an office is, None for a chair; refuse one that does not exist."""
        forum = next((each for each in self.forums if each.id == office.forum), None)
        if forum is None:
            raise GovernanceError(None, "no-office-forum", {"forum": office.forum})
        seat = None if office.seat is None else forum.seat(office.seat)
        if office.seat is not None and seat is None:
            raise GovernanceError(forum.id, "no-office-seat", {"seat": office.seat})
        if office.seat is None and forum.chair is None:
            raise GovernanceError(forum.id, "no-office-chair")
        return seat

    def __repr__(self) -> str:
        return f"<Governance: {len(self.levels)} levels, {len(self.forums)} forums>"

    def forum(self, query: str) -> Forum:
        """Return a forum by its id, or by any name that it ever had.

        A match of a whole id or name takes precedence over a match of the beginning of a name.
        Case is ignored.

        Raises:
            UnknownForumError: If no forum matches; the error lists all forums.

            AmbiguousForumError: If several forums match; the error lists them.
        """
        an_instance("forum", query, str)
        asked = as_line(query).casefold()
        called = {forum.id: {name.text.casefold() for name in forum.names} for forum in self.forums}
        found = [f for f in self.forums if asked == f.id or asked in called[f.id]]
        if not found and asked:
            found = [f for f in self.forums if any(n.startswith(asked) for n in called[f.id])]
        if not found:
            raise UnknownForumError(query, tuple(map(as_listed, self.forums)))
        if len(found) > 1:
            raise AmbiguousForumError(query, tuple(map(as_listed, found)))
        return found[0]

    def mode(self, query: str | OperatingMode) -> OperatingMode:
        """Return a mode by its id or its name in either language, or the mode itself.

        Case is ignored.

        Raises:
            GovernanceError: If the governance has no such mode; the error lists its modes.

        >>> from samverkan.governance import ACTIVATED
        >>> Governance(modes=[ORDINARY, ACTIVATED]).mode("Aktiverat läge").id
        'activated'
        """
        an_instance("mode", query, str, OperatingMode)
        asked = as_line(query).casefold() if isinstance(query, str) else query.id
        for each in self.modes:
            names = (each.name.sv, each.name.en or "")
            if asked in {each.id, *map(str.casefold, names)}:
                return each
        details = {"mode": asked, "modes": ", ".join(mode.id for mode in self.modes)}
        raise GovernanceError(None, "unknown-mode", details)

    @property
    def ordinary(self) -> OperatingMode:
        """The ordinary mode (*ordinarie läge*)."""
        return self.modes[0]

    def works(self, forum: Forum, mode: str | OperatingMode) -> WorkingMode:
        """Return how a forum works in a mode; what is None there is not stated.

        If the modes fall back (:attr:`modes_fall_back`), what the forum does not state for the
        mode is what it states for the nearest lower one.

        Raises:
            GovernanceError: If the governance has no such mode.

        >>> from samverkan.governance import ACTIVATED
        >>> council = Forum(id="radet", names="Rådet", modes=WorkingMode(duties="leder arbetet"))
        >>> governance = Governance(forums=council, modes=[ORDINARY, ACTIVATED])
        >>> governance.works(council, "activated").duties is None
        True
        >>> falling = attrs.evolve(governance, modes_fall_back=True)
        >>> [duty.sv for duty in falling.works(council, "activated").duties]
        ['leder arbetet']
        """
        an_instance("forum", forum, Forum)
        found = self.mode(mode)
        lower = [each for each in self.modes[::-1] if each.rank <= found.rank]
        asked = lower if self.modes_fall_back else [found]
        stated = [works for each in asked if (works := forum.works_in(each.id)) is not None]
        return WorkingMode(
            mode=found.id,
            called=_first(each.called for each in stated),
            meets=_first(each.meets for each in stated),
            duties=_first(each.duties for each in stated),
            sources=tuple(dict.fromkeys(source for each in stated for source in each.sources)),
        )

    def seats_called(self, forum: Forum, mode: str | OperatingMode) -> tuple[Seat, ...]:
        """Return the seats that are called to a forum in a mode: all if nothing else is stated.

        Raises:
            GovernanceError: If the governance has no such mode.

        >>> council = Forum(id="radet", names="Rådet")
        >>> Governance(forums=council).seats_called(council, "ordinary")
        ()
        """
        called = self.works(forum, mode).called
        if called is None:
            return forum.seats
        return tuple(seat for seat in forum.seats if seat.id in called)

    def level(self, forum: Forum) -> Level | None:
        """Return the level of a forum, or None if none is stated."""
        an_instance("forum", forum, Forum)
        return next((level for level in self.levels if level.id == forum.level), None)

    def forums_of(self, level: str) -> tuple[Forum, ...]:
        """Return the forums of a level, by its id; empty if none is stated.

        Raises:
            GovernanceError: If there is no such level.

        >>> level = Level(id="inriktande", name="Inriktande", rank=3)
        >>> Governance(levels=level).forums_of("inriktande")
        ()
        """
        a_line("level", level)
        if level not in {each.id for each in self.levels}:
            raise GovernanceError(None, "unknown-level", {"level": level})
        return tuple(forum for forum in self.forums if forum.level == level)

    @property
    def responsible(self) -> Forum | None:
        """The forum with overall responsibility (*övergripande ansvar*), or None."""
        return next((forum for forum in self.forums if forum.id == self.overall), None)

    def parties(self) -> tuple[str, ...]:
        """Return the ids of all parties that the governance names, each once."""
        named: list[str | None] = []
        for forum in self.forums:
            named += [forum.chair, forum.convener, forum.initial_lead]
            named += [party for seat in forum.seats for party in seat.named()]
        named += [party for mode in self.modes for party in mode.switched_by]
        return tuple(dict.fromkeys(party for party in named if party is not None))


def _first(values: Iterable[_V | None]) -> _V | None:
    """Return the first value that is stated, or None if none is."""
    return next((value for value in values if value is not None), None)
