"""The figure that a rule uses: what it counts, and on which day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from ..core.fields import as_tuple
from ..core.figures import ReferenceDate, Statistic
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


@attrs.frozen(kw_only=True)
class Basis:
    """The figure that a rule uses: what it counts, and on which day.

    Args:
        statistic: What is counted.

        reference_date: The day that the figure for a budget year is taken from; never guessed.

        said_before_year: Whether the clause says that this day is before the budget year, as in
            *halvårsskiftet året före*; validation compares this with the reference date.

        subject: The id of the area that the figure is about, if the figure is the same for every
            payer: a country's tax capacity, a consumer price index. None if each payer has its
            own figure.

        sources: Sources that state all of this.

    Raises:
        TextError: If the subject is not a valid id.

    >>> from samverkan.funding import POPULATION
    >>> Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30)).statistic.id
    'population'
    """

    statistic: Statistic
    reference_date: ReferenceDate
    said_before_year: bool = False
    subject: str | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("said_before_year", self.said_before_year, bool)
        an_instance("statistic", self.statistic, Statistic)
        if not isinstance(self.reference_date, ReferenceDate):
            raise WrongTypeError("reference_date", _A_REFERENCE_DATE, self.reference_date)
        if self.subject is not None:
            a_slug("subject", self.subject)


def as_bases(value: Basis | Iterable[Basis]) -> tuple[Basis, ...]:
    """Return one basis or several as a tuple."""
    return as_tuple("of", value, Basis)


def no_changes(bases: Iterable[Basis]) -> None:
    """Refuse figures that may be below 0: they state a change, not a quantity."""
    for basis in bases:
        if basis.statistic.signed:
            raise RuleError("below-zero", {"statistic": basis.statistic.id})
