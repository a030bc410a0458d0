"""The figure that a rule uses: what it counts, and on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import attrs

from ..core.fields import as_tuple
from ..core.figures import ReferenceDate, Statistic, refuse_other_scale
from ..core.periods import a_day, a_year
from ..core.sources import Source, as_sources
from ..errors import RuleError, WrongTypeError
from ..errors.texts import Text, a_slug, an_instance

POPULATION: Final = Statistic(
    id="population",
    name=Text("folkmängd", "population"),
    unit=Text("invånare", "inhabitant"),
    units=Text("invånare", "inhabitants"),
)
"""Registered residents (*folkbokförda*; in older documents *mantalsskrivna*)."""

_A_REFERENCE_DATE = Text(
    "en ReferenceDate, som ReferenceDate(1, 12, 31) för 31 december året före",
    "a ReferenceDate, such as ReferenceDate(1, 12, 31) for 31 December of the year before",
)

OneDay: TypeAlias = ReferenceDate | dt.date
"""A day that a figure is taken from: counted from the budget year, or the same for every year."""


def _as_days(value: OneDay | Iterable[OneDay]) -> tuple[OneDay, ...]:
    found: tuple[OneDay, ...] = as_tuple("of", value, ReferenceDate, dt.date)
    for each in found:
        _a_reference_day("of", each)
    return found


def _a_reference_day(field: str, value: object) -> None:
    if not isinstance(value, ReferenceDate):
        a_day(field, value)


@attrs.frozen
class Mean:
    """The mean of the figures of several days (*medelvärde*), exact.

    Args:
        of: The days, two or more: each counted from the budget year, or a fixed day.

    Raises:
        RuleError: If there are fewer than two days, or one day twice.

    >>> Mean([ReferenceDate(1, 12, 31), ReferenceDate(2, 12, 31)]).of[0].before(2027)
    datetime.date(2026, 12, 31)
    """

    of: tuple[OneDay, ...] = attrs.field(converter=_as_days)

    def __attrs_post_init__(self) -> None:
        if len(self.of) < 2 or len(set(self.of)) < len(self.of):
            raise RuleError("mean-of-one")


@attrs.frozen(kw_only=True)
class Basis:
    """The figure that a rule uses: what it counts, and on which day.

    Args:
        statistic: What is counted.

        reference_date: The day that the figure for a budget year is taken from; never guessed. It
            is counted from the budget year, or fixed (a ``date``: the budgets of 2018, also in
            later years), or several days, of whose figures the :class:`Mean` is taken.

        said_before_year: Whether the clause says that this day is before the budget year, as in
            *halvårsskiftet året före*; validation compares this with the reference date.

        subject: The id of the area that the figure is about, if the figure is the same for every
            payer: a country's tax capacity, a consumer price index. None if each payer has its
            own figure.

        fallback: What is used as long as the figure is not known (*preliminärt efter*), such as
            the same figure of the year before; None if nothing is. A rate uses it for each payer
            whose figure is not known. A key uses it for all payers if the figure of one is not
            known. If that is missing, too, the figures of which fewest are missing are asked for.

        sources: Sources that state all of this.

    Raises:
        TextError: If the subject is not a valid id.

        StatisticConflictError: If the statistic of the fallback has another number of decimals,
            or only one of the two may be negative.

        RuleError: If the fallback takes the same figure of the same day.

    >>> from samverkan.funding import POPULATION
    >>> Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30)).statistic.id
    'population'
    """

    statistic: Statistic
    reference_date: ReferenceDate | dt.date | Mean
    said_before_year: bool = False
    subject: str | None = None
    fallback: Basis | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("said_before_year", self.said_before_year, bool)
        an_instance("statistic", self.statistic, Statistic)
        if not isinstance(self.reference_date, (ReferenceDate, dt.date, Mean)):
            raise WrongTypeError("reference_date", _A_REFERENCE_DATE, self.reference_date)
        if isinstance(self.reference_date, dt.date):
            a_day("reference_date", self.reference_date)
        if self.subject is not None:
            a_slug("subject", self.subject)
        an_instance("fallback", self.fallback, Basis, None)
        if self.fallback is not None:
            refuse_other_scale(self.statistic, self.fallback.statistic)
            if any(map(self._is_same_figure, self.fallback.in_turn())):
                raise RuleError("fallback-to-itself")

    def _is_same_figure(self, other: Basis) -> bool:
        figures = ((each.statistic.id, each.reference_date, each.subject) for each in (self, other))
        return len(set(figures)) == 1

    def days(self, year: int) -> tuple[dt.date, ...]:
        """Return the day, or the days, that the figure for a budget year is taken from.

        Raises:
            BudgetYearError: If *year* is not a whole number from 1800 to 2999.

        >>> Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30)).days(2015)
        (datetime.date(2014, 6, 30),)
        """
        a_year(year)
        date = self.reference_date
        several = date.of if isinstance(date, Mean) else (date,)
        return tuple(
            each.before(year) if isinstance(each, ReferenceDate) else each for each in several
        )

    def in_turn(self) -> Iterator[Basis]:
        """Yield this basis and those that are used in its place, the first that serves first."""
        yield self
        if self.fallback is not None:
            yield from self.fallback.in_turn()


def as_bases(value: Basis | Iterable[Basis]) -> tuple[Basis, ...]:
    """Return one basis or several as a tuple."""
    return as_tuple("of", value, Basis)


def no_changes(bases: Iterable[Basis]) -> None:
    """Refuse figures that may be below 0: they state a change, not a quantity."""
    for basis in bases:
        if basis.statistic.signed:
            raise RuleError("below-zero", {"statistic": basis.statistic.id})


def one_figure_a_year(basis: Basis) -> None:
    """Refuse a basis with a fixed day, a mean or a fallback: an index has one figure a year."""
    if not isinstance(basis.reference_date, ReferenceDate) or basis.fallback is not None:
        raise RuleError("index-of-several-days")
