"""Counted facts that fees rest on, such as the number of inhabitants on a day."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from decimal import Decimal

import attrs

from ..errors import (
    AmountError,
    FigureConflictError,
    ReferenceDateError,
    StatisticConflictError,
)
from ..errors.texts import Text, a_line, a_slug, an_instance, as_text
from .fields import a_whole_number, as_tuple
from .money import a_long_number
from .periods import a_day, a_year, an_optional_day
from .sources import Source, as_sources

_MOST_DECIMALS = 10


@attrs.frozen(kw_only=True)
class Statistic:
    """What is counted (*statistik*), such as the population.

    Args:
        id: What figures and rules refer to.

        name: Its name for people.

        unit: What one of it is called, in the singular where the languages tell.

        units: What several are called.

        decimals: How many decimals its figures have, 0 to 10. A figure is a whole number all
            the same: with one decimal, 27 is 2.7.

        signed: Whether its figures may be below 0, as a yearly change may be.

    Raises:
        TextError: If a text is empty, or the id is no id.

        CountError: If the number of decimals is negative.

        AmountError: If there are more than 10 decimals.

    >>> pupils = Statistic(id="pupils", name="antal elever", unit="elev", units="elever")
    >>> pupils.name.in_language("sv")
    'antal elever'
    """

    id: str
    name: Text = attrs.field(converter=as_text)
    unit: Text = attrs.field(converter=as_text)
    units: Text = attrs.field(converter=as_text)
    decimals: int = 0
    signed: bool = False

    def __attrs_post_init__(self) -> None:
        a_slug("statistic", self.id)
        a_whole_number("decimals", self.decimals)
        if self.decimals > _MOST_DECIMALS:
            raise AmountError("decimals", self.decimals, "too-many-decimals", {"most": 10})
        an_instance("signed", self.signed, bool)

    def number(self, value: int) -> Decimal:
        """Return a figure's value as the number that it stands for.

        >>> change = Statistic(id="change", name="a", unit="%", units="%", decimals=1, signed=True)
        >>> change.number(-27)
        Decimal('-2.7')
        """
        a_long_number("value", value)
        # Built from its digits: arithmetic would round at the context's precision.
        return Decimal((int(value < 0), tuple(map(int, str(abs(value)))), -self.decimals))


class FigureStatus(enum.StrEnum):
    """How far a figure can be trusted."""

    FINAL = "final"
    """As the statistics authority published it (*slutlig*)."""
    SECONDARY = "secondary"
    """Seen second-hand only, not checked against the authority (*andrahandsuppgift*)."""


@attrs.frozen(kw_only=True)
class Figure:
    """A counted fact about somebody on a day.

    Args:
        subject: The id of the party, or of the area, that it is about.

        statistic: What was counted.

        reference_date: The day that the figure describes (*avser*).

        value: The count, in whole units, or in the smallest decimal of its statistic: 0 or
            more (unless the statistic is signed), at most 18 digits.

        status: How far it can be trusted, or None where nobody says.

        published_on: The day on which it became known, or None where it was not seen.
            It then counts as known from its reference date on.

        sources: The table it stands in.

    Raises:
        CountError: If the count is negative or has over 18 digits.

    >>> from samverkan.funding import POPULATION
    >>> nacka = Figure(
    ...     subject="0182",
    ...     statistic=POPULATION,
    ...     reference_date=dt.date(2014, 6, 30),
    ...     value=95_182,
    ... )
    >>> nacka.known_from
    datetime.date(2014, 6, 30)
    """

    subject: str
    statistic: Statistic
    reference_date: dt.date
    value: int
    status: FigureStatus | None = None
    published_on: dt.date | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_slug("subject", self.subject)
        an_instance("statistic", self.statistic, Statistic)
        a_day("reference_date", self.reference_date)
        signed = self.statistic.signed and type(self.value) is int
        a_whole_number("value", abs(self.value) if signed else self.value)
        an_instance("status", self.status, FigureStatus, None)
        an_optional_day("published_on", self.published_on)

    @property
    def known_from(self) -> dt.date:
        """The first day on which the figure counts as known."""
        return self.published_on or self.reference_date


@attrs.frozen
class ReferenceDate:
    """Which day a budget year's figure is taken from (*avstämningsdag*), as a rule.

    Args:
        years_before: How many years before the budget year, 0 to 99.

        month: Month, 1 to 12.

        day: Day of that month; 29 February is refused, as most years lack it.

    Raises:
        ReferenceDateError: If there is no such day in every year.

    >>> ReferenceDate(1, 6, 30).before(2015)  # mid-year of the year before
    datetime.date(2014, 6, 30)
    """

    years_before: int
    month: int
    day: int

    def __attrs_post_init__(self) -> None:
        parts = (self.years_before, self.month, self.day)
        try:
            if any(type(part) is not int for part in parts) or not 0 <= self.years_before < 100:
                raise ReferenceDateError(*parts)
            dt.date(2015, self.month, self.day)  # any year that is no leap year
        except (ValueError, OverflowError):
            raise ReferenceDateError(*parts) from None

    def before(self, year: int) -> dt.date:
        """Return the day that belongs to a budget year.

        Raises:
            BudgetYearError: If *year* is no whole number from 1800 to 2999.
        """
        a_year(year)
        return dt.date(year - self.years_before, self.month, self.day)


def _in_order(figures: Figure | Iterable[Figure]) -> tuple[Figure, ...]:
    several = as_tuple("figures", figures, Figure)
    return tuple(sorted(set(several), key=_order))


def _order(figure: Figure) -> tuple[object, ...]:
    # Of two that agree, the final one comes last and is the one that is found.
    trust = (figure.status is FigureStatus.FINAL, str(figure.status), repr(figure.sources))
    return (*_key(figure), figure.known_from, figure.value, trust)


def _key(figure: Figure) -> tuple[str, str, dt.date]:
    return (figure.statistic.id, figure.subject, figure.reference_date)


@attrs.frozen
class FigureTable:
    """Figures, found by what, whom and which day.

    A figure that was published again is kept beside the first one; the later one holds.

    Args:
        figures: The figures, in any order.

    Raises:
        FigureConflictError: If one figure has two values that became known on the same day.

        StatisticConflictError: If figures of one statistic differ in its decimals, or in
            whether they may be below 0: then one of them would be read as another number.

    >>> from samverkan.stockholm import figures
    >>> figures.find("population", "0182", dt.date(2014, 6, 30)).value
    95182
    """

    figures: tuple[Figure, ...] = attrs.field(converter=_in_order)
    _found: dict[tuple[str, str, dt.date], Figure] = attrs.field(
        init=False, repr=False, eq=False, hash=False
    )
    _statistics: dict[str, Statistic] = attrs.field(init=False, repr=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_statistics", {})
        for figure in self.figures:
            self.check_statistic(figure.statistic)
            self._statistics[figure.statistic.id] = figure.statistic
        found: dict[tuple[str, str, dt.date], Figure] = {}
        conflicts: list[tuple[str, str, dt.date, int, int]] = []
        for figure in self.figures:
            other = found.get(_key(figure), figure)
            if other.known_from == figure.known_from and other.value != figure.value:
                conflicts.append((*_key(figure), other.value, figure.value))
            found[_key(figure)] = figure
        if conflicts:
            raise FigureConflictError(tuple(conflicts))
        object.__setattr__(self, "_found", found)

    def __repr__(self) -> str:
        return f"<FigureTable: {len(self.figures)} figures>"

    def as_known(self, day: dt.date) -> FigureTable:
        """Return the figures that were known on a day, that day itself included.

        >>> from samverkan.stockholm import figures
        >>> early = figures.as_known(dt.date(2014, 8, 13))
        >>> early.find("population", "0182", dt.date(2014, 6, 30)) is None
        True
        """
        a_day("known_on", day)
        if all(figure.known_from <= day for figure in self.figures):
            return self
        return FigureTable(figure for figure in self.figures if figure.known_from <= day)

    def find(self, statistic: str, subject: str, reference_date: dt.date) -> Figure | None:
        """Return the figure last known, or None where there is none: missing is never 0.

        Args:
            statistic: The id of the statistic.

            subject: The id of the party or area.

            reference_date: The day that the figure describes.
        """
        a_line("statistic", statistic)
        a_line("subject", subject)
        a_day("reference_date", reference_date)
        return self._found.get((statistic, subject, reference_date))

    def check_statistic(self, statistic: Statistic) -> None:
        """Refuse a statistic that the figures here count in another way; other words are no matter.

        Raises:
            StatisticConflictError: If its decimals differ, or whether it may be below 0.

        >>> from samverkan.funding import POPULATION
        >>> from samverkan.stockholm import figures
        >>> figures.check_statistic(POPULATION)
        """
        an_instance("statistic", statistic, Statistic)
        known = self._statistics.get(statistic.id, statistic)
        one, other = (known.decimals, known.signed), (statistic.decimals, statistic.signed)
        if one != other:
            raise StatisticConflictError(statistic.id, one, other)
