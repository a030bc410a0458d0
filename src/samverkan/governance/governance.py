"""How an agreement is governed: its levels and forums."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..core.fields import as_tuple
from ..core.sources import Source, as_sources
from ..errors import AmbiguousForumError, GovernanceError, UnknownForumError
from ..errors.texts import a_line, a_slug, an_instance, as_line
from .forums import Forum, as_listed, refuse_twice
from .levels import Level


def _as_levels(value: Level | Iterable[Level]) -> tuple[Level, ...]:
    return as_tuple("levels", value, Level)


def _as_forums(value: Forum | Iterable[Forum]) -> tuple[Forum, ...]:
    return as_tuple("forums", value, Forum)


@attrs.frozen(kw_only=True)
class Governance:
    """How an agreement is governed (*organisation och styrning*), as part of its terms.

    Args:
        levels: Its levels, from the top.

        forums: Its forums.

        overall: The id of the forum with overall responsibility (*övergripande ansvar*), or None.

        sources: Sources for the governance.

    Raises:
        GovernanceError: If two levels or two forums have the same id, or a level or forum that is
            referred to does not exist.

    >>> governance = Governance(forums=Forum(id="radet", names="Regionala rådet"), overall="radet")
    >>> governance.forum("regionala").id
    'radet'
    """

    levels: tuple[Level, ...] = attrs.field(default=(), converter=_as_levels)
    forums: tuple[Forum, ...] = attrs.field(default=(), converter=_as_forums)
    overall: str | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        refuse_twice(None, "level", [level.id for level in self.levels])
        refuse_twice(None, "forum", [forum.id for forum in self.forums])
        levels = {level.id for level in self.levels}
        for forum in self.forums:
            if forum.level is not None and forum.level not in levels:
                raise GovernanceError(forum.id, "no-such-level", {"level": forum.level})
        if self.overall is not None:
            a_slug("overall", self.overall)
            if self.overall not in {forum.id for forum in self.forums}:
                raise GovernanceError(None, "no-overall-forum", {"forum": self.overall})

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

    def level(self, forum: Forum) -> Level | None:
        """Return the level of a forum, or None if none is stated."""
        an_instance("forum", forum, Forum)
        return next((level for level in self.levels if level.id == forum.level), None)

    def forums_of(self, level: str) -> tuple[Forum, ...]:
        """Return the forums of a level, by its id; empty if none is stated.

        Raises:
            GovernanceError: If there is no such level.

        >>> from samverkan.governance import LevelRank
        >>> level = Level(id="inriktande", name="Inriktande", rank=LevelRank.DIRECTING)
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
            for seat in forum.seats:
                named += [seat.party, *seat.holders]
        return tuple(dict.fromkeys(party for party in named if party is not None))
