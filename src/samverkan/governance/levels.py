"""Levels of governance."""

from __future__ import annotations

import enum

import attrs

from ..core.sources import Source, as_sources
from ..errors.texts import Text, a_slug, an_instance, as_optional_text, as_text


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
        a_slug("id", self.id)
        an_instance("rank", self.rank, LevelRank)
