"""The link by which an index clause goes on with another series."""

from __future__ import annotations

import datetime as dt

import attrs

from ..core.periods import a_day
from ..core.sources import Source, as_sources
from ..errors import RuleError
from ..errors.texts import an_instance
from .bases import Basis, one_figure_a_year


@attrs.frozen(kw_only=True)
class Link:
    """The series by which an index goes on after its own has ended (*länkning*).

    Both series have a level on the linking day. A level of the new series after that day stands
    for a level of the old one: multiplied by the old level on the linking day, and divided by the
    new level on it.

    Args:
        index: The series that goes on: a figure of an area, with its own reference date.

        day: The linking day: the last day whose level the old series gives.

        sources: Sources that state the link: a decision of the parties, or the authority.

    Raises:
        RuleError: If the index has no area, or its figures may be below 0: then they are not
            levels.

    The consumer price index with 1980 = 100 was published up to December 2025; that with
    2020 = 100 goes on:

    >>> from samverkan import ReferenceDate, Statistic
    >>> cpi = Statistic(
    ...     id="cpi-2020", name="KPI", unit="enhet", units="enheter", decimals=2, base="2020 = 100"
    ... )
    >>> october = Basis(statistic=cpi, reference_date=ReferenceDate(1, 10, 31), subject="00")
    >>> Link(index=october, day=dt.date(2025, 12, 31)).index.statistic.base
    '2020 = 100'
    """

    index: Basis
    day: dt.date
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("index", self.index, Basis)
        if self.index.subject is None:
            raise RuleError("index-without-area")
        one_figure_a_year(self.index)
        if self.index.statistic.signed:
            raise RuleError("no-level", {"statistic": self.index.statistic.id})
        a_day("day", self.day)
