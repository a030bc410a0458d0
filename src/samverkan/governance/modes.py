"""Operating modes, and how a forum works in each."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

import attrs

from ..core.fields import a_whole_number, as_tuple
from ..core.periods import Unit, an_optional_day
from ..core.sources import Source, as_sources
from ..errors.texts import a_slug, an_instance


class OperatingMode(enum.StrEnum):
    """One of the two modes in which a forum works (*läge*)."""

    ORDINARY = "ordinary"
    """*Ordinarie läge*: ongoing work."""
    ACTIVATED = "activated"
    """*Aktiverat läge*: an acute or special matter that needs particular handling."""


@attrs.frozen(kw_only=True)
class Recurrence:
    """How often something is held (*återkommande*), as an interval in days, weeks or months.

    Args:
        every: The number of units from one occasion to the next, 1 or more.

        unit: The unit: days, weeks or months.

        first_day: The day of the first occasion, from which the others are counted, or None if
            it is not stated.

        sources: Sources that state the interval.

    Raises:
        CountError: If *every* is below 1.

    >>> Recurrence(every=1, unit=Unit.WEEKS).first_day is None
    True
    """

    every: int
    unit: Unit
    first_day: dt.date | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_whole_number("every", self.every, least=1)
        an_instance("unit", self.unit, Unit)
        an_optional_day("first_day", self.first_day)


def _as_seat_ids(value: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return None if value is None else as_tuple("called", value, str)


@attrs.frozen(kw_only=True)
class WorkingMode:
    """How a forum works in one mode: who is called, and how often it meets.

    Args:
        mode: The mode.

        called: The ids of the seats that are called in the mode, or None for all seats of the
            forum.

        meets: How often the forum meets in the mode, or None if it is not stated.

        sources: Sources for the work in the mode.

    >>> WorkingMode(mode=OperatingMode.ACTIVATED, called="tib").called
    ('tib',)
    """

    mode: OperatingMode
    called: tuple[str, ...] | None = attrs.field(default=None, converter=_as_seat_ids)
    meets: Recurrence | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("mode", self.mode, OperatingMode)
        an_instance("meets", self.meets, Recurrence, None)
        for seat in self.called or ():
            a_slug("called", seat)
