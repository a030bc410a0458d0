"""The tree behind an amount: which rule was applied to what, down to the sources."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from .figures import Figure
from .funding.rules import Basis, Rate, Reading, Rule
from .instruments import Accession
from .money import Ore, Rounding
from .parties import Party
from .sources import Source

__all__ = ["Explanation", "Fact", "Step"]

Fact: TypeAlias = Rule | Basis | Rounding | Figure | Reading | Accession
"""What an amount rests on: something that stands somewhere."""


@attrs.frozen
class Step:
    """A rule applied: what it gave, and from what (*beräkningssteg*).

    Args:
        by: The rule, or the rounding.

        numerator: The amount in kronor, exactly: above the line ...

        denominator: ... and below it.

        inputs: What it was applied to: steps before it, and figures.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assess(agreement, year=2015, figures=figures).explain("0127").step.kronor
    Fraction(265173, 2)
    """

    by: Rule | Rounding
    numerator: int
    denominator: int
    inputs: tuple[Step | Figure, ...] = ()

    @property
    def kronor(self) -> Fraction:
        """The amount in kronor, exactly."""
        return Fraction(self.numerator, self.denominator)

    def facts(self) -> tuple[Fact, ...]:
        """Return the rules and figures that the amount rests on, each once."""
        found: dict[Fact, None] = {self.by: None}
        if isinstance(self.by, Rate):
            found.update(dict.fromkeys(self.by.of))
        for part in self.inputs:
            found.update(dict.fromkeys([part] if isinstance(part, Figure) else part.facts()))
        return tuple(found)


@attrs.frozen(kw_only=True)
class Explanation:
    """Why a member owes what it owes for a budget year (*förklaring*).

    Args:
        party: Who owes.

        year: The budget year.

        reading: The reading of the terms that the amount follows.

        accession: Why the party is a member.

        step: How the amount was computed; rounded to whole öre.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> explanation = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> explanation.ore
    14277300
    >>> [figure.value for figure in explanation.figures()]
    [95182]
    """

    party: Party
    year: int
    reading: Reading
    accession: Accession
    step: Step

    @property
    def ore(self) -> Ore:
        """How much, in öre."""
        return Ore(self.step.numerator * 100 // self.step.denominator)

    def facts(self) -> tuple[Fact, ...]:
        """Return all that the amount rests on, each once: the leaves of the tree."""
        return (*self.step.facts(), self.reading, self.accession)

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures that the amount rests on, each once."""
        return tuple(fact for fact in self.step.facts() if isinstance(fact, Figure))

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that the amount rests on, each once."""
        cited = (fact.sources for fact in self.facts())
        return tuple(dict.fromkeys(source for sources in cited for source in sources))
