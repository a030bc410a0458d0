"""The steps of a computation: which rule was applied to what, down to figures and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import attrs

from ..agreements.instruments import Accession, Succession
from ..agreements.state import Member
from ..core.figures import Figure
from ..core.money import Rounding
from ..core.periods import Period
from ..core.sources import Source
from ..funding.bases import Basis
from ..funding.funding import Funding, Reading
from ..funding.keys import ByWeight, Equally, Key
from ..funding.links import Link
from ..funding.rules import Indexed, Rate, Rule, Share, Split, Stepped, Sum

Fact: TypeAlias = (
    Rule
    | Share
    | Basis
    | Link
    | ByWeight
    | Equally
    | Rounding
    | Figure
    | Funding
    | Reading
    | Accession
    | Succession
)
"""What an amount is based on: a rule, figure, reading or accession, with its sources."""


@attrs.frozen
class Portion:
    """A part of a budget year (*del av år*).

    Args:
        period: The days, first and last day included, within one budget year.

        reading: The reading of the terms that applies on those days.

        months: The number of months that count, if the year is prorated by month, else None.

    >>> from samverkan.stockholm import agreement
    >>> import datetime as dt
    >>> spring = Period(dt.date(2016, 1, 1), dt.date(2016, 6, 30))
    >>> Portion(spring, agreement.terms.funding[0]).of_year
    Fraction(91, 183)
    """

    period: Period
    reading: Reading
    months: int | None = None

    @property
    def of_year(self) -> Fraction:
        """The part of the year: :attr:`parts`, the first divided by the second."""
        return Fraction(*self.parts)

    @property
    def parts(self) -> tuple[int, int]:
        """The number of days that count, and of days in the year; or of months, and 12."""
        if self.months is not None:
            return self.months, 12
        year = self.period.first_day.year
        return self.period.days_in(year), Period.of_year(year).days_in(year)


@attrs.frozen
class Paid:
    """What all members pay by a rule, before what is left of a total is divided (*avgår*).

    Args:
        rule: The rule.

    >>> from samverkan.funding import Fixed
    >>> Paid(Fixed(kronor=400_000)).sources
    ()
    """

    rule: Rule

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that state the rule."""
        return self.rule.sources


@attrs.frozen
class Addition:
    """A sum of parts that were rounded separately (*summa*); the sum is not rounded again.

    Args:
        rules: The rules that add the parts, each on its days of the year; empty if the parts
            only come from days with different rules.

    >>> Addition().rules
    ()
    """

    rules: tuple[Sum, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that state the addition, each once."""
        return tuple(dict.fromkeys(source for rule in self.rules for source in rule.sources))


@attrs.frozen
class Step:
    """A step of a computation: a rule, its inputs and its amount (*beräkningssteg*).

    Args:
        by: The rule, part of a year, rounding or addition, what others pay, or a membership if
            the party owes by several.

        kronor: The exact amount, in kronor.

        inputs: What it was applied to: earlier steps, and figures.

        share: If a total is divided by a key, the payer's weight and the sum of the weights of
            all payers; for what all members pay by a rule, the number of those who pay something
            and the number of members; else None.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assess(agreement, year=2015, figures=figures).explain("0127").step.kronor
    Fraction(265173, 2)
    """

    by: Rule | Share | Portion | Rounding | Addition | Paid | Member
    kronor: Fraction
    inputs: tuple[Step | Figure, ...] = ()
    share: tuple[int, int] | None = None

    def facts(self) -> tuple[Fact, ...]:
        """Return the rules and figures that the amount is based on, each once."""
        found: dict[Fact, None] = {}
        if isinstance(self.by, Portion):
            found |= {self.by.reading: None, self.by.reading.funding: None}
        elif isinstance(self.by, Addition):
            found.update(dict.fromkeys(self.by.rules))
        elif isinstance(self.by, Paid):
            found[self.by.rule] = None
        elif isinstance(self.by, Member):
            found.update(dict.fromkeys((self.by.accession, *self.by.successions)))
        else:
            found[self.by] = None
        found.update(dict.fromkeys(resting_on(self.by)))
        for part in self.inputs:
            found.update(dict.fromkeys([part] if isinstance(part, Figure) else part.facts()))
        return tuple(found)


def resting_on(
    by: Rule | Share | Portion | Rounding | Addition | Paid | Member,
) -> tuple[Fact, ...]:
    """Return the parts of a rule that have sources of their own."""
    match by:
        case Rate():
            return by.of
        case Split() | Share():
            return by.by if isinstance(by.by, tuple) else (by.by,)
        case Stepped():
            return (by.of,)
        case Indexed():
            linked = () if by.link is None else (by.link.index, by.link)
            return (by.index, *linked, *(() if by.rounding is None else (by.rounding,)))
        case _:
            return ()


def key_of(step: Step) -> Key | None:
    """Return the key by which a step divides an amount, or None if it divides none."""
    if step.share is None or isinstance(step.by, Paid):
        return None
    if isinstance(step.by, Split):
        return step.by.by
    divided = step.inputs[0]
    return divided.by.by if isinstance(divided, Step) and isinstance(divided.by, Share) else None


def bases_of(step: Step) -> tuple[Basis, ...]:
    """Return the bases, which say what figures a step uses."""
    match step.by:
        case Rate():
            return step.by.of
        case Stepped():
            return (step.by.of,)
        case Indexed():
            return (step.by.index,)
        case _:
            key = key_of(step)
            return key if isinstance(key, tuple) else ()


def divisions_in(step: Step) -> Iterator[Step]:
    """Yield each step that divides an amount by a key."""
    if key_of(step) is not None:
        yield step
    for part in step.inputs:
        if isinstance(part, Step):
            yield from divisions_in(part)


class Served(NamedTuple):
    """A basis of a step, and what serves it."""

    basis: Basis
    by: Basis  # the basis itself, or one that it falls back on
    figures: list[Figure]  # several for a mean


def served(step: Step, year: int) -> Iterator[Served]:
    """Yield the bases of a step, with the figures of the budget year that serve each."""
    left = [part for part in step.inputs if isinstance(part, Figure)]
    for basis in bases_of(step):
        fitting = [each for each in basis.in_turn() if _fits(each, left, year)]
        # The figure of an area may also look like a payer's own.
        of_area = (each for each in fitting if each.subject is not None)
        serving = next(of_area, next(iter(fitting), None))
        if serving is not None:
            count = len(serving.days(year))
            yield Served(basis, serving, left[:count])
            left = left[count:]


def _fits(basis: Basis, figures: Sequence[Figure], year: int) -> bool:
    """Return whether the first of some figures are those of a basis."""
    days = basis.days(year)
    first = figures[: len(days)]
    return [(each.statistic.id, each.reference_date) for each in first] == [
        (basis.statistic.id, day) for day in days
    ] and all(basis.subject in {None, each.subject} for each in first)


def provisional(step: Step, year: int) -> Iterator[Served]:
    """Yield the bases whose figure is not known, each with what serves in its place."""
    yield from (each for each in served(step, year) if each.by is not each.basis)
    for part in step.inputs:
        if isinstance(part, Step):
            yield from provisional(part, year)
