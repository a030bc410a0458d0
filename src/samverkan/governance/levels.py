"""Levels of governance."""

from __future__ import annotations

import enum

import attrs

from ..core.sources import Source, as_sources
from ..errors.texts import Text, a_slug, an_instance, as_optional_text, as_text


class LevelRank(enum.StrEnum):
    """What a level of governance does, listed from the top."""

    DIRECTING = "directing"
    """*Inriktande*: it sets the direction."""
    COORDINATING = "coordinating"
    """*Samordnande*: it coordinates."""
    EXECUTING = "executing"
    """*Verkställande*: it executes."""


@attrs.frozen(kw_only=True)
class Level:
    """A level of governance (*samverkansnivå*).

    Args:
        id: The id by which a forum refers to the level.

        name: Its name.

        rank: What it does.

        focus: Its own focus (*fokus*), or None if it is not stated.

        sources: Sources for the level.

    Raises:
        TextError: If the id is not valid.

    >>> Level(id="inriktande", name="Regionalt inriktande", rank=LevelRank.DIRECTING).rank.value
    'directing'
    """

    id: str
    name: Text = attrs.field(converter=as_text)
    rank: LevelRank
    focus: Text | None = attrs.field(default=None, converter=as_optional_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_slug("id", self.id)
        an_instance("rank", self.rank, LevelRank)
