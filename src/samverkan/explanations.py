"""The tree behind an amount: which rule was applied to what, down to the sources."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TypeAlias

import attrs

from .figures import Figure
from .funding.rules import (
    Basis,
    ByWeight,
    Equally,
    Funding,
    Indexed,
    Rate,
    Reading,
    Rule,
    Share,
    Split,
    Stepped,
    Sum,
)
from .instruments import Accession, Succession
from .members import Member
from .money import Ore, Rounding
from .parties import Party
from .periods import Period
from .sources import Source

__all__ = ["Addition", "Explanation", "Fact", "Portion", "Step"]

Fact: TypeAlias = (
    Rule
    | Share
    | Basis
    | ByWeight
    | Equally
    | Rounding
    | Figure
    | Funding
    | Reading
    | Accession
    | Succession
)
"""What an amount rests on: something that stands somewhere."""


@attrs.frozen
class Portion:
    """A part of a budget year (*del av år*).

    Args:
        period: The days, both ends included, inside one budget year.

        reading: The reading of the terms of those days.

    >>> from samverkan.stockholm import agreement
    >>> spring = Period(dt.date(2016, 1, 1), dt.date(2016, 6, 30))
    >>> Portion(spring, agreement.terms.reading()).of_year
    Fraction(91, 183)
    """

    period: Period
    reading: Reading

    @property
    def of_year(self) -> Fraction:
        """The days over the days of the year."""
        return Fraction(*self.days)

    @property
    def days(self) -> tuple[int, int]:
        """How many days, and how many the year has."""
        year = self.period.first_day.year
        return self.period.days_in(year), Period.of_year(year).days_in(year)


@attrs.frozen
class Addition:
    """Parts added that were rounded each by itself (*summa*): nothing is rounded again.

    Args:
        rules: The rules that add them, each on its days of the year; none where the parts are
            only those of days with different rules.

    >>> Addition().rules
    ()
    """

    rules: tuple[Sum, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where it stands that parts are added, each once."""
        return tuple(dict.fromkeys(source for rule in self.rules for source in rule.sources))


@attrs.frozen
class Step:
    """A rule applied: what it gave, and from what (*beräkningssteg*).

    Args:
        by: The rule, the part of a year, the rounding, the addition, or the membership, of who
            owes by several.

        kronor: The amount in kronor, exactly.

        inputs: What it was applied to: steps before it, and figures.

        share: Of what is divided by a key, the payer's weight and the sum of the weights of all
            who pay; else None.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assess(agreement, year=2015, figures=figures).explain("0127").step.kronor
    Fraction(265173, 2)
    """

    by: Rule | Share | Portion | Rounding | Addition | Member
    kronor: Fraction
    inputs: tuple[Step | Figure, ...] = ()
    share: tuple[int, int] | None = None

    def facts(self) -> tuple[Fact, ...]:
        """Return the rules and figures that the amount rests on, each once."""
        found: dict[Fact, None] = {}
        if isinstance(self.by, Portion):
            found |= {self.by.reading: None, self.by.reading.funding: None}
        elif isinstance(self.by, Addition):
            found.update(dict.fromkeys(self.by.rules))
        elif isinstance(self.by, Member):
            found.update(dict.fromkeys((self.by.accession, *self.by.successions)))
        else:
            found[self.by] = None
        found.update(dict.fromkeys(_resting_on(self.by)))
        for part in self.inputs:
            found.update(dict.fromkeys([part] if isinstance(part, Figure) else part.facts()))
        return tuple(found)


def _resting_on(by: Rule | Share | Portion | Rounding | Addition | Member) -> tuple[Fact, ...]:
    """Return what stands inside a rule, with sources of its own."""
    match by:
        case Rate():
            return by.of
        case Split() | Share():
            return by.by if isinstance(by.by, tuple) else (by.by,)
        case Stepped():
            return (by.of,)
        case Indexed():
            return (by.index,) if by.rounding is None else (by.index, by.rounding)
        case _:
            return ()


@attrs.frozen(kw_only=True)
class Explanation:
    """Why a member owes what it owes for a budget year (*förklaring*).

    Args:
        year: The budget year.

        known_on: The day of knowledge, or None for all that is on record.

        reading: The reading of the terms that the amount follows.

        member: Who owes, and by which accession it is a member.

        step: How the amount was computed; rounded to whole öre.

        memberships: The memberships of the party in that year, in order; its first alone where
            none are given.

    >>> from samverkan.assessments import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> explanation = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> explanation.ore
    14277300
    >>> [figure.value for figure in explanation.figures()]
    [95182]
    """

    year: int
    known_on: dt.date | None
    reading: Reading
    member: Member
    step: Step
    memberships: tuple[Member, ...] = ()

    def member_on(self, day: dt.date) -> Member:
        """Return by which membership the party owes on a day."""
        return next((m for m in self.memberships if day in m.period), self.member)

    @property
    def owed_by(self) -> tuple[Member, ...]:
        """The memberships by which the party owes, in order."""
        return self.memberships or (self.member,)

    @property
    def party(self) -> Party:
        """Who owes."""
        return self.member.party

    @property
    def ore(self) -> Ore:
        """How much, in öre."""
        return Ore(int(self.step.kronor * 100))

    def facts(self) -> tuple[Fact, ...]:
        """Return all that the amount rests on, each once: the leaves of the tree."""
        found: dict[Fact, None] = dict.fromkeys(self.step.facts())
        found |= {self.reading.funding: None, self.reading: None}
        for member in self.owed_by:
            found.update(dict.fromkeys((member.accession, *member.successions)))
        return tuple(found)

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures that the amount rests on, each once."""
        return tuple(fact for fact in self.step.facts() if isinstance(fact, Figure))

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that the amount rests on, each once."""
        cited = (fact.sources for fact in self.facts())
        return tuple(dict.fromkeys(source for sources in cited for source in sources))
