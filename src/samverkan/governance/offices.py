"""Offices whose holders have seats elsewhere, and terms of office."""

from __future__ import annotations

import datetime as dt

import attrs

from ..core.fields import a_whole_number
from ..core.periods import Period, Unit, a_day, an_optional_day, time_after
from ..core.sources import Source, as_sources
from ..errors import TooFarError
from ..errors.texts import a_slug, an_instance

_ONE_DAY = dt.timedelta(days=1)


@attrs.frozen
class Office:
    """An office in a forum (*uppdrag*): one of its seats, or its chair (*ordförandepost*).

    Args:
        forum: The id of the forum.

        seat: The id of the seat, or None for the chair of the forum.

    Raises:
        TextError: If an id is not valid.

    >>> Office("direktionen").seat is None
    True
    """

    forum: str
    seat: str | None = None

    def __attrs_post_init__(self) -> None:
        a_slug("forum", self.forum)
        if self.seat is not None:
            a_slug("seat", self.seat)


@attrs.frozen(kw_only=True)
class TermOfOffice:
    """The time for which somebody is appointed to a seat (*mandatperiod*, *mandattid*).

    Args:
        years: Its length in years, or None if it is not stated.

        first_day: The first day of the term for which the holders are stated, or None if it is
            not stated. The later terms are counted from it.

        carries_over: Whether the holders stay after the term until others are appointed
            (*kvarstår*). If not, it is not known after the term who holds the seats, until the
            holders for the next term are stated.

        sources: Sources for the term.

    Raises:
        CountError: If the number of years is below 1.

    >>> four = TermOfOffice(years=4, first_day=dt.date(2023, 1, 1))
    >>> print(four.on(dt.date(2025, 6, 1)))
    2023-01-01 to 2026-12-31
    """

    years: int | None = None
    first_day: dt.date | None = None
    carries_over: bool = False
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if self.years is not None:
            a_whole_number("years", self.years, least=1)
        an_optional_day("first_day", self.first_day)
        an_instance("carries_over", self.carries_over, bool)

    def on(self, day: dt.date) -> Period | None:
        """Return the term that a day is in, or None if it is before the first day or not known.

        A term has no last day if its length is not stated, or if it ends after the year 2999. If
        the first day is a 29 February, terms begin on the 28th in years that do not have it.

        >>> TermOfOffice(years=4).on(dt.date(2025, 6, 1)) is None  # no first day is stated
        True
        """
        a_day("day", day)
        if self.first_day is None or day < self.first_day:
            return None
        if self.years is None:
            return Period(self.first_day)
        passed = (day.year - self.first_day.year) // self.years * self.years
        start = time_after(self.first_day, passed, Unit.YEARS)
        if start > day:
            passed -= self.years
            start = time_after(self.first_day, passed, Unit.YEARS)
        try:
            following = time_after(self.first_day, passed + self.years, Unit.YEARS)
        except TooFarError:
            return Period(start)
        return Period(start, following - _ONE_DAY)
