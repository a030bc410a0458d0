"""What a funding rule gives for a budget year, exactly, for all members together."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import TypeAlias, assert_never

import attrs

from ..errors import NoFeeError
from ..explanations import Step
from ..figures import Figure, FigureTable, Statistic
from ..members import Member
from ..money import Rounding
from .rules import ByGroup, Fixed, Funding, Rate, Rule, Sum

__all__ = ["Amount", "Need", "evaluate", "explain", "why_none"]


@attrs.frozen
class Need:
    """A figure that a fee needs and nobody has stated.

    Args:
        subject: The id of the party or area that it is about.

        statistic: What it counts.

        reference_date: The day that it describes.

    >>> from samverkan.population import POPULATION
    >>> str(Need("0114", POPULATION, dt.date(2014, 6, 30)))
    'population of 0114 on 2014-06-30'
    """

    subject: str
    statistic: Statistic
    reference_date: dt.date

    def __str__(self) -> str:
        return f"{self.statistic.id} of {self.subject} on {self.reference_date}"


Amount: TypeAlias = int | tuple[Need, ...] | None
"""What a member owes: whole öre, or the figures that are missing, or None where no rule is
stated for it."""


def evaluate(
    funding: Funding, members: Sequence[Member], *, year: int, figures: FigureTable
) -> list[Amount]:
    """Return what each member owes for a budget year, in the order of the members.

    Amounts are computed in integers over one denominator and rounded once, at the end.

    Raises:
        BudgetYearError: If *year* is no whole number from 1800 to 2999.

    >>> from samverkan.periods import Period
    >>> from samverkan.stockholm import agreement
    >>> members = agreement.members(Period.of_year(2015))
    >>> funding = Funding(rule=Fixed(kronor=25_000))
    >>> evaluate(funding, members[:2], year=2015, figures=FigureTable([]))
    [2500000, 2500000]
    """
    return _Year(year, figures, funding.rounding).in_ore(funding.rule, members)


def explain(funding: Funding, member: Member, *, year: int, figures: FigureTable) -> Step:
    """Return how the amount of one member comes about.

    Raises:
        NoFeeError: If there is none: a figure is missing, or no rule is stated for it.

        BudgetYearError: If *year* is no whole number from 1800 to 2999.

    >>> from samverkan.periods import Period
    >>> from samverkan.stockholm import agreement
    >>> member = agreement.members(Period.of_year(2015))[0]
    >>> funding = Funding(rule=Fixed(kronor=25_000))
    >>> explain(funding, member, year=2015, figures=FigureTable([])).kronor
    Fraction(25000, 1)
    """
    return _Year(year, figures, funding.rounding).rounded_step(funding.rule, member)


@attrs.frozen
class _Amounts:
    """What a rule gives for each member, in kronor over one denominator."""

    denominator: int
    each: list[Amount]


@attrs.frozen
class _Year:
    """What every rule needs to know to be evaluated for a budget year."""

    year: int
    figures: FigureTable
    rounding: Rounding

    def in_ore(self, rule: Rule, members: Sequence[Member]) -> list[Amount]:
        """Return what each member owes by a rule, rounded."""
        amounts = self.exact(rule, members)
        of, in_ore = amounts.denominator, self.rounding.in_ore
        if isinstance(rule, Sum):  # whose parts are rounded already
            return [a if not isinstance(a, int) else a * 100 // of for a in amounts.each]
        return [a if not isinstance(a, int) else in_ore(a * 100, of) for a in amounts.each]

    def exact(self, rule: Rule, members: Sequence[Member]) -> _Amounts:
        """Return what a rule gives for each member, not rounded yet."""
        match rule:
            case Rate():
                return self._rate(rule, members)
            case Fixed():
                amount, of = rule.kronor.as_integer_ratio()
                return _Amounts(of, [amount] * len(members))
            case ByGroup():
                return self._by_group(rule, members)
            case Sum():
                columns = [self.in_ore(part, members) for part in rule.rules]
                return _Amounts(100, [_added(parts) for parts in zip(*columns, strict=True)])
            case _:
                assert_never(rule)

    def _rate(self, rule: Rate, members: Sequence[Member]) -> _Amounts:
        rate, of = rule.kronor_per_unit.as_integer_ratio()
        wanted = [(b.statistic.id, b.reference_date.before(self.year)) for b in rule.of]
        find = self.figures.find
        each: list[Amount] = []
        for member in members:
            amount, subject = rate, member.party.id
            for statistic, day in wanted:
                figure = find(statistic, subject, day)
                if figure is None:
                    each.append(self._needs(rule, subject))
                    break
                amount *= figure.value
            else:
                each.append(amount)
        return _Amounts(of, each)

    def _wanted(self, rule: Rate, subject: str) -> list[Need]:
        year = self.year
        return [Need(subject, b.statistic, b.reference_date.before(year)) for b in rule.of]

    def _needs(self, rule: Rate, subject: str) -> tuple[Need, ...]:
        wanted = self._wanted(rule, subject)
        return tuple(need for need in wanted if self._figure(need) is None)

    def _figure(self, need: Need) -> Figure | None:
        return self.figures.find(need.statistic.id, need.subject, need.reference_date)

    def _by_group(self, rule: ByGroup, members: Sequence[Member]) -> _Amounts:
        chosen = [rule.rule_for(m.party.kind, m.accession.group) for m in members]
        columns: list[tuple[list[int], _Amounts]] = []
        for part in {id(part): part for part in chosen if part is not None}.values():
            places = [place for place, other in enumerate(chosen) if other is part]
            columns.append((places, self.exact(part, [members[place] for place in places])))
        of = math.lcm(*(column.denominator for _, column in columns))
        each: list[Amount] = [None] * len(members)
        for places, column in columns:
            times = of // column.denominator
            for place, amount in zip(places, column.each, strict=True):
                each[place] = amount * times if isinstance(amount, int) else amount
        return _Amounts(of, each)

    def rounded_step(self, rule: Rule, member: Member) -> Step:
        """Return how the rounded amount of one member comes about."""
        step = self._step(rule, member)
        if isinstance(rule, Sum):
            return step
        ore = self.rounding.in_ore(step.numerator * 100, step.denominator)
        return Step(self.rounding, ore, 100, (step,))

    def _step(self, rule: Rule, member: Member) -> Step:
        match rule:
            case Rate():
                return self._rate_step(rule, member.party.id)
            case Fixed():
                return Step(rule, *rule.kronor.as_integer_ratio())
            case ByGroup():
                part = rule.rule_for(member.party.kind, member.accession.group)
                if part is None:
                    raise NoFeeError(member.party.id, self.year, why_none(None))
                step = self._step(part, member)
                return Step(rule, step.numerator, step.denominator, (step,))
            case Sum():
                steps = tuple(self.rounded_step(part, member) for part in rule.rules)
                ore = sum(step.kronor for step in steps) * 100
                return Step(rule, int(ore), 100, steps)
            case _:
                assert_never(rule)

    def _rate_step(self, rule: Rate, subject: str) -> Step:
        lacking = self._needs(rule, subject)
        if lacking:
            raise NoFeeError(subject, self.year, why_none(lacking))
        figures = tuple(filter(None, map(self._figure, self._wanted(rule, subject))))
        rate, of = rule.kronor_per_unit.as_integer_ratio()
        return Step(rule, rate * math.prod(figure.value for figure in figures), of, figures)


def _added(parts: tuple[Amount, ...]) -> Amount:
    """Return a sum of öre; what is unknown of one part is unknown of the sum."""
    if None in parts:
        return None
    needs = [need for part in parts if isinstance(part, tuple) for need in part]
    return tuple(dict.fromkeys(needs)) or sum(part for part in parts if isinstance(part, int))


def why_none(amount: tuple[Need, ...] | None) -> str:
    """Return why a member has no fee, in words.

    >>> why_none(None)
    'the terms state no rule for it, so its fee is unknown'
    """
    if amount is None:
        return "the terms state no rule for it, so its fee is unknown"
    return f"missing {', '.join(map(str, amount))}"
