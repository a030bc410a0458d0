"""Operating modes, and how a forum works in each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from ..core.fields import a_whole_number, as_tuple
from ..core.sources import Source, as_sources
from ..errors.texts import Text, a_slug, an_instance, as_text
from .recurrences import Recurrence


def _as_parties(value: str | Iterable[str]) -> tuple[str, ...]:
    return as_tuple("switched_by", value, str)


@attrs.frozen(kw_only=True)
class OperatingMode:
    """A mode in which a forum works (*läge*): one at a time.

    :data:`~samverkan.governance.ORDINARY` and :data:`~samverkan.governance.ACTIVATED` are
    ready-made.

    Args:
        id: The id by which a forum and an activation refer to the mode.

        name: Its name.

        rank: 0 for the ordinary mode; a more heightened mode has a higher rank.

        switched_by: The ids of the parties that may switch forums to the mode, each alone; empty
            for the convener of the forum.

        sources: Sources for the mode.

    Raises:
        TextError: If an id is not valid.

        CountError: If the rank is negative.

    >>> heightened = OperatingMode(id="hojd-beredskap", name="höjd beredskap", rank=2)
    >>> heightened.is_ordinary, ORDINARY.is_ordinary
    (False, True)
    >>> print(heightened)
    hojd-beredskap
    """

    id: str
    name: Text = attrs.field(converter=as_text)
    rank: int
    switched_by: tuple[str, ...] = attrs.field(default=(), converter=_as_parties)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_slug("id", self.id)
        a_whole_number("rank", self.rank)
        for party in self.switched_by:
            a_slug("switched_by", party)

    def __str__(self) -> str:
        return self.id

    @property
    def is_ordinary(self) -> bool:
        """Whether it is the ordinary mode (*ordinarie läge*), with rank 0."""
        return self.rank == 0


ORDINARY: Final = OperatingMode(id="ordinary", name=Text("ordinarie läge", "ordinary mode"), rank=0)
"""*Ordinarie läge*: ongoing work."""

ACTIVATED: Final = OperatingMode(
    id="activated", name=Text("aktiverat läge", "activated mode"), rank=1
)
"""*Aktiverat läge*: an acute or special matter that needs particular handling."""


def _as_seat_ids(value: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return None if value is None else as_tuple("called", value, str)


def as_duties(value: Text | str | Iterable[Text | str]) -> tuple[Text, ...]:
    """Return one or several texts as a tuple."""
    several: tuple[Text | str, ...] = as_tuple("duties", value, Text, str)
    return tuple(map(as_text, several))


def _as_optional_duties(
    value: Text | str | Iterable[Text | str] | None,
) -> tuple[Text, ...] | None:
    return None if value is None else as_duties(value)


@attrs.frozen(kw_only=True)
class WorkingMode:
    """How a forum works in one mode: who is called, how often it meets, and what it does.

    What is None is not stated. If the governance says so, the nearest lower mode in which the
    forum states it applies instead (``modes_fall_back``).

    Args:
        mode: The id of the mode.

        called: The ids of the seats that are called in the mode, empty if none are; None if this
            is not stated: then all seats of the forum are called.

        meets: How often the forum meets in the mode, or None if it is not stated.

        duties: What the forum does in the mode (*uppgifter*), or None if it is not stated.

        sources: Sources for the work in the mode.

    Raises:
        TextError: If an id is not valid, or a duty is empty.

    >>> WorkingMode(mode="activated", called="tib").called
    ('tib',)
    """

    mode: str = ORDINARY.id
    called: tuple[str, ...] | None = attrs.field(default=None, converter=_as_seat_ids)
    meets: Recurrence | None = None
    duties: tuple[Text, ...] | None = attrs.field(default=None, converter=_as_optional_duties)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_slug("mode", self.mode)
        an_instance("meets", self.meets, Recurrence, None)
        for seat in self.called or ():
            a_slug("called", seat)
