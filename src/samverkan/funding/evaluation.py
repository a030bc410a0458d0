"""What a funding rule gives for a budget year, exactly, for all members together."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

import attrs

from ..explanations import Portion, Step
from ..figures import Figure, FigureTable, Statistic
from ..members import Member
from ..money import Rounding
from .rules import ByGroup, Fixed, Funding, Rate, Rule, Sum

__all__ = ["Amount", "Need", "Outcome", "Stint", "evaluate", "explain", "prorate", "why_none"]


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


@attrs.frozen
class Stint:
    """Days of a budget year on which a member owes by one funding.

    Args:
        member: The member.

        portion: The days, and the reading of the terms of those days.

    >>> from samverkan.periods import Period
    >>> from samverkan.stockholm import agreement
    >>> member = agreement.as_known().members(on=dt.date(2015, 1, 1))[0]
    >>> spring = Period(dt.date(2015, 1, 1), dt.date(2015, 6, 30))
    >>> Stint(member, Portion(spring, agreement.terms.reading())).portion.days
    (181, 365)
    """

    member: Member
    portion: Portion


Amount: TypeAlias = int | tuple[Need, ...] | None
"""What a member owes: whole öre, or the figures that are missing, or None where no rule is
stated for it."""

Outcome: TypeAlias = Step | tuple[Need, ...] | None
"""As :data:`Amount`, with the step that explains it in place of the öre."""


def evaluate(
    funding: Funding, members: Sequence[Member], *, year: int, figures: FigureTable
) -> list[Amount]:
    """Return the whole year's amount of each member, in the order of the members.

    Amounts are computed in integers over one denominator and rounded once, at the end.

    Raises:
        BudgetYearError: If *year* is no whole number from 1800 to 2999.

    >>> from samverkan.stockholm import agreement
    >>> members = agreement.as_known().members(on=dt.date(2015, 1, 1))
    >>> funding = Funding(rule=Fixed(kronor=25_000))
    >>> evaluate(funding, members[:2], year=2015, figures=FigureTable([]))
    [2500000, 2500000]
    """
    return _Year(year, figures, funding.rounding).in_ore(funding.rule, members)


def explain(funding: Funding, member: Member, *, year: int, figures: FigureTable) -> Outcome:
    """Return how the whole year's amount of one member comes about.

    Raises:
        BudgetYearError: If *year* is no whole number from 1800 to 2999.

    >>> from samverkan.stockholm import agreement
    >>> member = agreement.as_known().members(on=dt.date(2015, 1, 1))[0]
    >>> funding = Funding(rule=Fixed(kronor=25_000))
    >>> explain(funding, member, year=2015, figures=FigureTable([])).kronor
    Fraction(25000, 1)
    """
    return _Year(year, figures, funding.rounding).rounded(funding.rule, member)


def prorate(
    stints: Sequence[Stint], rounding: Rounding, *, year: int, figures: FigureTable
) -> Outcome:
    """Return what one party owes for its days of a budget year, and how it comes about.

    Each stint gives the whole year's amount by its funding, times its days over the days of
    the year. Their sum is rounded once; where rules are added, once for each of them.

    Raises:
        BudgetYearError: If *year* is no whole number from 1800 to 2999.

    >>> from samverkan.funding.rules import Reading
    >>> from samverkan.periods import Period
    >>> from samverkan.stockholm import agreement
    >>> member = agreement.as_known().members(on=dt.date(2015, 1, 1))[0]
    >>> autumn = Period(dt.date(2015, 9, 1), dt.date(2015, 12, 31))
    >>> reading = Reading(name="fixed", funding=Funding(rule=Fixed(kronor=36_500)))
    >>> stint = Stint(member, Portion(autumn, reading))
    >>> prorate([stint], Rounding(), year=2015, figures=FigureTable([])).kronor
    Fraction(12200, 1)
    """
    return _Year(year, figures, rounding).prorated(stints)


def why_none(amount: tuple[Need, ...] | None) -> str:
    """Return why a member has no fee, in words.

    >>> why_none(None)
    'the terms state no rule for it, so its fee is unknown'
    """
    if amount is None:
        return "the terms state no rule for it, so its fee is unknown"
    return f"missing {', '.join(map(str, amount))}"


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

    # --- All members together, in integers

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
            amount = rate
            for statistic, day in wanted:
                subject = member.counted_as(day) if member.line else member.party.id
                figure = find(statistic, subject, day)
                if figure is None:
                    each.append(self._lacking(rule, member))
                    break
                amount *= figure.value
            else:
                each.append(amount)
        return _Amounts(of, each)

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

    # --- One member, step by step

    def rounded(self, rule: Rule, member: Member) -> Outcome:
        """Return how the rounded amount of one member comes about."""
        outcome = self._step(rule, member)
        if not isinstance(outcome, Step) or isinstance(rule, Sum):
            return outcome
        return self._round((outcome,))

    def _round(self, steps: tuple[Step, ...]) -> Step:
        exact = sum((step.kronor for step in steps), Fraction(0)) * 100
        ore = self.rounding.in_ore(exact.numerator, exact.denominator)
        return Step(self.rounding, Fraction(ore, 100), steps)

    def _step(self, rule: Rule, member: Member) -> Outcome:
        match rule:
            case Rate():
                return self._rate_step(rule, member)
            case Fixed():
                return Step(rule, Fraction(rule.kronor))
            case ByGroup():
                part = rule.rule_for(member.party.kind, member.accession.group)
                return None if part is None else _within(rule, self._step(part, member))
            case Sum():
                return _sum(rule, [self.rounded(part, member) for part in rule.rules])
            case _:
                assert_never(rule)

    def _rate_step(self, rule: Rate, member: Member) -> Outcome:
        lacking = self._lacking(rule, member)
        if lacking:
            return lacking
        figures = tuple(filter(None, map(self._figure, self._wanted(rule, member))))
        units = math.prod(figure.value for figure in figures)
        return Step(rule, Fraction(rule.kronor_per_unit) * units, figures)

    def _wanted(self, rule: Rate, member: Member) -> list[Need]:
        days = [(b.statistic, b.reference_date.before(self.year)) for b in rule.of]
        return [Need(member.counted_as(day), statistic, day) for statistic, day in days]

    def _lacking(self, rule: Rate, member: Member) -> tuple[Need, ...]:
        wanted = dict.fromkeys(self._wanted(rule, member))
        return tuple(need for need in wanted if self._figure(need) is None)

    def _figure(self, need: Need) -> Figure | None:
        return self.figures.find(need.statistic.id, need.subject, need.reference_date)

    # --- One party, day by day

    def prorated(self, stints: Sequence[Stint]) -> Outcome:
        """Return what one party owes for its stints, each part of a sum rounded by itself."""
        parts: dict[_Place, list[Outcome]] = {}
        sums: list[Sum] = []
        for stint in stints:
            for place, outcome in self._parts(
                stint.portion.reading.funding.rule, stint.member, (), sums
            ):
                parts.setdefault(place, []).append(_times(stint.portion, outcome))
        rounded = [self._rounded_part(part) for part in parts.values()]
        return rounded[0] if len(rounded) == 1 else _sum(sums[0], rounded)

    def _parts(
        self, rule: Rule, member: Member, place: _Place, sums: list[Sum]
    ) -> list[tuple[_Place, Outcome]]:
        """Return a rule's outcome, or those of the rules that it adds, each with its place."""
        match rule:
            case Rate() | Fixed():
                return [(place, self._step(rule, member))]
            case ByGroup():
                part = rule.rule_for(member.party.kind, member.accession.group)
                if part is None:
                    return [(place, None)]
                inner = self._parts(part, member, place, sums)
                return [(at, _within(rule, outcome)) for at, outcome in inner]
            case Sum():
                sums.append(rule)
                return [
                    found
                    for number, part in enumerate(rule.rules)
                    for found in self._parts(part, member, (*place, number, part), sums)
                ]
            case _:
                assert_never(rule)

    def _rounded_part(self, outcomes: list[Outcome]) -> Outcome:
        steps = [outcome for outcome in outcomes if isinstance(outcome, Step)]
        if len(steps) == len(outcomes):
            return self._round(tuple(steps))
        return _unknown(outcomes)


_Place: TypeAlias = tuple[int | Rule, ...]


def _within(rule: ByGroup, outcome: Outcome) -> Outcome:
    return Step(rule, outcome.kronor, (outcome,)) if isinstance(outcome, Step) else outcome


def _times(portion: Portion, outcome: Outcome) -> Outcome:
    if not isinstance(outcome, Step):
        return outcome
    return Step(portion, outcome.kronor * portion.of_year, (outcome,))


def _sum(rule: Sum, outcomes: list[Outcome]) -> Outcome:
    steps = tuple(outcome for outcome in outcomes if isinstance(outcome, Step))
    if len(steps) < len(outcomes):
        return _unknown(outcomes)
    return Step(rule, sum((step.kronor for step in steps), Fraction(0)), steps)


def _added(parts: tuple[Amount, ...]) -> Amount:
    if all(isinstance(part, int) for part in parts):
        return sum(part for part in parts if isinstance(part, int))
    return _unknown(parts)


def _unknown(parts: Sequence[Amount | Outcome]) -> tuple[Need, ...] | None:
    """Return why a sum is unknown: what is unknown of one part is unknown of the sum."""
    if None in parts:
        return None
    needs = [need for part in parts if isinstance(part, tuple) for need in part]
    return tuple(dict.fromkeys(needs))
