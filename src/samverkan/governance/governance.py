"""How an agreement is governed: its levels, forums and modes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import attrs

from ..core.fields import as_tuple
from ..core.notebooks import in_notebooks
from ..core.sources import Source, as_sources
from ..errors import AmbiguousForumError, GovernanceError, UnknownForumError
from ..errors.meant import NOTHING, Known, Similar
from ..errors.texts import Details, Text, an_instance, as_line
from .forums import Forum, as_listed, choice_of_seats, refuse_twice
from .levels import Level
from .modes import ORDINARY, OperatingMode, WorkingMode
from .offices import Office
from .seats import Seat

_T = TypeVar("_T", Level, OperatingMode)
_MOST_LINKS = 10


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
            one up. If none are stated, the ordinary mode alone.

        modes_fall_back: Whether what a forum does not state for a mode is what it states for the
            nearest lower mode (*i övrigt gäller vad som gäller i närmast lägre läge*).

        overall: The id of the forum with overall responsibility (*övergripande ansvar*), or None.

        sources: Sources for the governance.

    Raises:
        GovernanceError: If two levels, modes or forums have the same id, or two levels or modes
            the same name or rank; if there is no ordinary mode; if a level, mode, forum or office
            that is referred to does not exist; or if seats come with each other in a circle, or
            in more than 10 steps.

        TextError: If an id is not valid.

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

    _repr_html_ = in_notebooks("reports.governances.levels_html")

    def __attrs_post_init__(self) -> None:
        _refuse_alike("level", self.levels)
        _refuse_alike("mode", self.modes)
        refuse_twice(None, "forum", [forum.id for forum in self.forums])
        an_instance("modes_fall_back", self.modes_fall_back, bool)
        if not self.modes or not self.modes[0].is_ordinary:
            raise GovernanceError(None, "no-ordinary-mode")
        _check_references(self.forums, self.levels, self.modes)
        _check_offices(self.forums)
        if self.overall is not None:
            an_instance("overall", self.overall, str)
            if self.overall not in {forum.id for forum in self.forums}:
                details = _there_are("forums", _known_forums(self.forums), self.overall)
                raise GovernanceError(None, "no-overall-forum", {"forum": self.overall, **details})

    def __repr__(self) -> str:
        return f"<Governance: {len(self.levels)} levels, {len(self.forums)} forums>"

    def forum(self, query: str) -> Forum:
        """Return a forum by its id, or by any name that it ever had.

        A match of an id takes precedence over a match of a whole name, and that over a match of
        the beginning of a name. Case is ignored.

        Raises:
            UnknownForumError: If no forum matches; the error lists all forums.

            AmbiguousForumError: If several forums match; the error lists them.
        """
        an_instance("forum", query, str)
        asked = as_line(query).casefold()
        called = {forum.id: {name.text.casefold() for name in forum.names} for forum in self.forums}
        found = [f for f in self.forums if asked == f.id]
        found = found or [f for f in self.forums if asked in called[f.id]]
        if not found and asked:
            found = [f for f in self.forums if any(n.startswith(asked) for n in called[f.id])]
        if not found:
            raise UnknownForumError(query, tuple(map(as_listed, self.forums)))
        if len(found) > 1:
            raise AmbiguousForumError(query, tuple(map(as_listed, found)))
        return found[0]

    def mode(self, query: str | OperatingMode) -> OperatingMode:
        """Return a mode by its id or its name in either language, or by a mode with the same id.

        A match of an id takes precedence over a match of a whole name, and that over a match of
        the beginning of a name. Case is ignored.

        Raises:
            GovernanceError: If no mode matches, or several do; the error lists the modes.

        >>> from samverkan.governance import ACTIVATED
        >>> Governance(modes=[ORDINARY, ACTIVATED]).mode("Aktiverat läge").id
        'activated'
        """
        an_instance("mode", query, str, OperatingMode)
        found = matching(self.modes, query)
        if len(found) != 1:
            asked = query if isinstance(query, str) else query.id
            details: Details = {"mode": asked, **choice_of("modes", found or self.modes, asked)}
            raise GovernanceError(None, "several-modes" if found else "unknown-mode", details)
        return found[0]

    @property
    def ordinary(self) -> OperatingMode:
        """The ordinary mode (*ordinarie läge*)."""
        return self.modes[0]

    def works(self, forum: Forum, mode: str | OperatingMode) -> WorkingMode:
        """Return how a forum works in a mode; what is None there is not stated.

        If the modes fall back (``modes_fall_back``), what the forum does not state for the
        mode is what it states for the nearest lower one: who is called, how often it meets, and
        what it does, each by itself. The sources are those of what applies.

        Raises:
            GovernanceError: If the governance has no such mode; the error lists its modes.

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
        called = _first(stated, lambda works: works.called)
        meets = _first(stated, lambda works: works.meets)
        duties = _first(stated, lambda works: works.duties)
        applied = [each for each in stated if each.mode == found.id]
        applied += [each for each in (called, meets, duties) if each is not None]
        return WorkingMode(
            mode=found.id,
            called=None if called is None else called.called,
            meets=None if meets is None else meets.meets,
            duties=None if duties is None else duties.duties,
            sources=tuple(dict.fromkeys(source for each in applied for source in each.sources)),
        )

    def seats_called(self, forum: Forum, mode: str | OperatingMode) -> tuple[Seat, ...]:
        """Return the seats that are called to a forum in a mode: all if nothing else is stated.

        Raises:
            GovernanceError: If the governance has no such mode; the error lists its modes.

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

    def forums_of(self, level: str | Level) -> tuple[Forum, ...]:
        """Return the forums of a level; empty if none is stated.

        The level is given as in :meth:`mode`: by its id, or its name or the beginning of its name
        in either language, or by a level with the same id.

        Raises:
            GovernanceError: If no level matches, or several do; the error lists the levels.

        >>> from samverkan.governance import DIRECTING
        >>> Governance(levels=DIRECTING).forums_of("inriktande nivå")
        ()
        """
        an_instance("level", level, str, Level)
        found = matching(self.levels, level)
        if len(found) != 1:
            asked = level if isinstance(level, str) else level.id
            details: Details = {"level": asked, **choice_of("levels", found or self.levels, asked)}
            missing = "unknown-level" if self.levels else "no-levels"
            raise GovernanceError(None, "several-levels" if found else missing, details)
        return tuple(forum for forum in self.forums if forum.level == found[0].id)

    @property
    def responsible(self) -> Forum | None:
        """The forum with overall responsibility (*övergripande ansvar*), or None."""
        return next((forum for forum in self.forums if forum.id == self.overall), None)

    def parties(self) -> tuple[str, ...]:
        """Return the ids of all parties that the governance names, each once."""
        named: list[str | None] = []
        for forum in self.forums:
            named += [forum.chair, *forum.vice_chairs, forum.convener, forum.initial_lead]
            named += [party for seat in forum.seats for party in seat.named()]
        named += [party for mode in self.modes for party in mode.switched_by]
        return tuple(dict.fromkeys(party for party in named if party is not None))


def _names(each: Level | OperatingMode) -> set[str]:
    """Return the names of a level or mode in both languages, without regard to case."""
    return {name.casefold() for name in (each.name.sv, each.name.en) if name is not None}


def matching(several: tuple[_T, ...], query: str | _T) -> tuple[_T, ...]:
    """Return the levels or modes that are meant: by id, else name, else its beginning."""
    asked = as_line(query).casefold() if isinstance(query, str) else query.id
    found = tuple(each for each in several if each.id == asked)
    if found or not isinstance(query, str) or not asked:
        return found
    found = tuple(each for each in several if asked in _names(each))
    return found or tuple(
        each for each in several if any(name.startswith(asked) for name in _names(each))
    )


def choice_of(field: str, several: Iterable[Level | OperatingMode], asked: str) -> Details:
    """Return the levels or modes that there are, and which of them may be meant, for an error."""
    return _there_are(field, [Known(each.id, each.name) for each in several], asked)


def _there_are(field: str, known: Iterable[Known], asked: str) -> Details:
    """Return what there is, and which of it may be meant, for an error."""
    several = tuple(known)
    return {field: several or NOTHING, "similar": Similar.to(asked, several)}


def _known_forums(forums: Iterable[Forum]) -> list[Known]:
    """Return forums for an error that lists them."""
    return [Known(forum.id, Text(forum.names[0].text)) for forum in forums]


def _refuse_alike(what: str, several: tuple[Level | OperatingMode, ...]) -> None:
    """Refuse two levels or modes with the same id, name or rank."""
    refuse_twice(None, what, [each.id for each in several])
    refuse_twice(None, f"{what}-name", [name for each in several for name in _names(each)])
    refuse_twice(None, f"{what}-rank", [str(each.rank) for each in several])


def _check_references(
    forums: Iterable[Forum], levels: tuple[Level, ...], modes: tuple[OperatingMode, ...]
) -> None:
    """Refuse a forum that refers to a level or mode that does not exist."""
    known_levels, known_modes = {each.id for each in levels}, {each.id for each in modes}
    for forum in forums:
        if forum.level is not None and forum.level not in known_levels:
            details = {"level": forum.level, **choice_of("levels", levels, forum.level)}
            raise GovernanceError(forum.id, "no-such-level", details)
        for works in forum.modes:
            if works.mode not in known_modes:
                details = {"mode": works.mode, **choice_of("modes", modes, works.mode)}
                raise GovernanceError(forum.id, "no-such-mode", details)


def _check_offices(forums: tuple[Forum, ...]) -> None:
    """Refuse seats that come with an office that does not exist, or in the end with themselves."""
    known = {forum.id: forum for forum in forums}
    seats = {Office(forum.id, seat.id): seat for forum in forums for seat in forum.seats}
    for own, seat in seats.items():
        office = seat.comes_with
        if office is not None and office not in seats:
            _check_chair(own, office, known)
    for own, seat in seats.items():
        passed, office = [own], seat.comes_with
        while office is not None and office in seats:
            if office in passed:
                raise GovernanceError(office.forum, "office-circle", {"seat": office.seat})
            passed.append(office)
            if len(passed) > _MOST_LINKS + 1:
                details: Details = {"seat": own.seat, "most": _MOST_LINKS}
                raise GovernanceError(own.forum, "office-chain", details)
            office = seats[office].comes_with


def _check_chair(own: Office, office: Office, known: Mapping[str, Forum]) -> None:
    """Refuse an office that is no seat, unless it is the chair of a forum."""
    details: Details = {"seat": own.seat, "forum": office.forum, "other": office.seat}
    if office.forum not in known:
        there = _there_are("forums", _known_forums(known.values()), office.forum)
        raise GovernanceError(own.forum, "no-office-forum", {**details, **there})
    if office.seat is not None:
        there = choice_of_seats(known[office.forum].seats, office.seat)
        raise GovernanceError(own.forum, "no-office-seat", {**details, **there})


def _first(
    stated: Iterable[WorkingMode], of: Callable[[WorkingMode], object]
) -> WorkingMode | None:
    """Return the first that states something, or None if none does."""
    return next((each for each in stated if of(each) is not None), None)
