"""Levels of governance."""

from __future__ import annotations

from typing import Final

import attrs

from ..core.fields import a_whole_number
from ..core.sources import Source, as_sources
from ..errors.texts import Text, a_slug, as_optional_text, as_text


@attrs.frozen(kw_only=True)
class Level:
    """A level of governance (*samverkansnivå*).

    :data:`~samverkan.governance.DIRECTING`, :data:`~samverkan.governance.COORDINATING` and
    :data:`~samverkan.governance.EXECUTING` are ready-made.

    Args:
        id: The id by which a forum refers to the level.

        name: Its name.

        rank: Its place: a level with a higher rank stands above.

        focus: Its own focus (*fokus*), or None if it is not stated.

        sources: Sources for the level.

    Raises:
        TextError: If the id is not valid.

        CountError: If the rank is negative.

    >>> Level(id="civilomrade", name="Civilområde", rank=4).rank > DIRECTING.rank
    True
    """

    id: str
    name: Text = attrs.field(converter=as_text)
    rank: int
    focus: Text | None = attrs.field(default=None, converter=as_optional_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_slug("id", self.id)
        a_whole_number("rank", self.rank)


DIRECTING: Final = Level(id="directing", name=Text("inriktande nivå", "directing level"), rank=3)
"""*Inriktande nivå*: it sets the direction. Rank 3."""

COORDINATING: Final = Level(
    id="coordinating", name=Text("samordnande nivå", "coordinating level"), rank=2
)
"""*Samordnande nivå*: it coordinates. Rank 2."""

EXECUTING: Final = Level(id="executing", name=Text("verkställande nivå", "executing level"), rank=1)
"""*Verkställande nivå*: it executes. Rank 1."""
