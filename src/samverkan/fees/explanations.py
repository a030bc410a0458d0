"""The explanation of a fee: which rule was applied to what, its parts and its sources."""

from __future__ import annotations

import datetime as dt

import attrs

from ..agreements.state import Member
from ..core.figures import Figure
from ..core.money import Ore
from ..core.notebooks import in_notebooks
from ..core.parties import Party
from ..core.sources import Source
from ..funding.bases import Basis
from ..funding.funding import Reading
from .fee_parts import FeePart, parts_of
from .steps import Fact, Step, provisional


@attrs.frozen(kw_only=True)
class Explanation:
    """The explanation of a party's fee for a budget year (*förklaring*).

    It is returned by :meth:`Assessment.explain`.

    Args:
        party: The debtor.

        year: The budget year.

        ore: The amount, in öre.

        known_on: The day of knowledge, or None for everything on record.

        reading: The reading of the terms that the amount follows.

        memberships: The memberships by which the party owes, in order; at least one.

        step: How the amount was computed, rounded to whole öre.

        assumed: The figures that the amount rests on and that are assumed: the party's own, and
            those of others with which it divides a total.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> explanation = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> explanation.ore
    14277300
    >>> [figure.value for figure in explanation.figures()]
    [95182]
    """

    party: Party
    year: int
    ore: Ore
    known_on: dt.date | None
    reading: Reading
    memberships: tuple[Member, ...]
    step: Step
    assumed: tuple[Figure, ...] = ()

    _repr_html_ = in_notebooks("reports.explanation.explanation_html")

    def __repr__(self) -> str:
        return f"<Explanation of {self.ore} öre for {self.party.id}, {self.year}>"

    def member_on(self, day: dt.date) -> Member:
        """Return the membership by which the party owes on a day; the first if none includes it."""
        return next((m for m in self.memberships if day in m.period), self.memberships[0])

    def facts(self) -> tuple[Fact, ...]:
        """Return everything that the amount is based on, each once: the leaves of the tree."""
        found: dict[Fact, None] = dict.fromkeys(self.step.facts())
        found.update(dict.fromkeys(each.by for each in provisional(self.step, self.year)))
        found |= {self.reading.funding: None, self.reading: None}
        for member in self.memberships:
            found.update(dict.fromkeys((member.accession, *member.successions)))
        return tuple(found)

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures that the amount is based on, each once."""
        return tuple(fact for fact in self.step.facts() if isinstance(fact, Figure))

    @property
    def parts(self) -> tuple[FeePart, ...]:
        """The fee as parts that sum to it exactly: fixed amounts, rates, shares and others.

        >>> from samverkan import assess
        >>> from samverkan.stockholm import agreement, figures
        >>> [part] = assess(agreement, year=2015, figures=figures).explain("Nacka").parts
        >>> part.kind.value, str(part.price), str(part.quantity), part.ore
        ('rate', '3/2', '95182', 14277300)
        """
        return parts_of(self.step)

    @property
    def provisional(self) -> tuple[Basis, ...]:
        """The bases whose figure is not known, so that another is used (*preliminärt*), each once.

        The amount is provisional if there is any.
        """
        return tuple(dict.fromkeys(each.basis for each in provisional(self.step, self.year)))

    @property
    def is_forecast(self) -> bool:
        """Whether the amount rests on assumed figures (*prognos*)."""
        return bool(self.assumed)

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that the amount is based on, each once."""
        cited = (fact.sources for fact in self.facts())
        return tuple(dict.fromkeys(source for sources in cited for source in sources))
