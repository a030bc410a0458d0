"""How often something is held."""

from __future__ import annotations

import datetime as dt

import attrs

from ..core.fields import a_whole_number
from ..core.periods import Unit, an_optional_day
from ..core.sources import Source, as_sources
from ..errors import RecurrenceError
from ..errors.texts import an_instance
from .offices import TermOfOffice


@attrs.frozen(kw_only=True)
class Recurrence:
    """How often something is held (*återkommande*): so many times in each interval.

    The interval is a number of days, weeks, months or years, or a term of office. Days follow
    from it only if it is held once in each interval, and the day of the first occasion is stated.

    Args:
        every: The length of the interval in units, 1 or more.

        unit: The unit, or None for a term of office.

        times: How many times it is held in each interval, 1 or more.

        is_about: Whether the document says that this is about how often (*cirka*).

        at_least: Whether the document says that this is the least (*minst*).

        term: The term of office (*mandatperiod*) that is the interval, or None for a unit.

        first_day: The day of the first occasion, from which the others are counted, or None if
            it is not stated.

        sources: Sources that state how often.

    Raises:
        CountError: If *every* or *times* is below 1.

        RecurrenceError: If neither or both of a unit and a term of office are given, or both
            *is_about* and *at_least*, if *every* is given with a term of office, or if a first day
            is given although no other days follow from it.

    >>> about_four = Recurrence(times=4, unit=Unit.YEARS, is_about=True)
    >>> about_four.has_days
    False
    >>> Recurrence(every=2, unit=Unit.YEARS, first_day=dt.date(2023, 3, 1)).has_days
    True
    """

    every: int = 1
    unit: Unit | None = None
    times: int = 1
    is_about: bool = False
    at_least: bool = False
    term: TermOfOffice | None = None
    first_day: dt.date | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_whole_number("every", self.every, least=1)
        a_whole_number("times", self.times, least=1)
        an_instance("unit", self.unit, Unit, None)
        an_instance("is_about", self.is_about, bool)
        an_instance("at_least", self.at_least, bool)
        an_instance("term", self.term, TermOfOffice, None)
        an_optional_day("first_day", self.first_day)
        if (self.unit is None) == (self.term is None):
            raise RecurrenceError("unit-or-term")
        if self.is_about and self.at_least:
            raise RecurrenceError("about-or-least")
        if self.term is not None and self.every > 1:
            raise RecurrenceError("every-term", {"every": self.every})
        if self.first_day is not None and not self._is_regular:
            raise RecurrenceError("no-days-follow", {"first_day": self.first_day})

    @property
    def _is_regular(self) -> bool:
        return self.unit is not None and self.times == 1 and not (self.is_about or self.at_least)

    @property
    def has_days(self) -> bool:
        """Whether days follow from it, which :func:`~samverkan.meetings.meeting_days` lists."""
        return self.first_day is not None
