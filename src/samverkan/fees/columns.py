"""Evaluation of a rule for several members at once: the only place where rules are computed.

A column holds the exact amounts of all the members, as whole numbers over one denominator,
and what they were computed from. An explanation reads the same column, so it cannot state a
different amount.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias, TypeVar, assert_never, cast, overload

import attrs

from ..agreements.state import Member
from ..core.figures import Figure, FigureTable, find_for_each
from ..core.money import to_ore
from ..funding.bases import Basis, Mean
from ..funding.rules import (
    Bounded,
    ByGroup,
    ByYear,
    EntryFee,
    Fixed,
    Indexed,
    IndexMethod,
    Part,
    PerParty,
    Rate,
    Rule,
    Share,
    Shares,
    Stepped,
    Sum,
)
from .needs import Amount, Need, Needs, together
from .steps import Paid, Step

ANYBODY: Final = cast("Member", None)
"""A placeholder for rules that give every payer the same amount and read nothing of the member."""


_Undivided: TypeAlias = (
    Rate | Fixed | PerParty | ByGroup | ByYear | Stepped | Bounded | Indexed | Part | Sum
)
_T = TypeVar("_T")


class Column(NamedTuple):
    """The amounts that a rule gives for several members, in kronor over one denominator."""

    by: Rule | Share | Paid
    denominator: int
    each: Sequence[Amount]
    inputs: tuple[_Input, ...] = ()
    bases: tuple[Basis, ...] = ()  # with each member's own figures, or those of an area
    figures: tuple[Figure, ...] = ()  # the same for all members
    shares: Sequence[tuple[int, int]] = ()  # in a division: the weight, and the sum of weights


# A column that the amounts were computed from, and the members that it covers: the places of some
# members; None for all members, in the same places; a number for one place that serves them all;
# or for each place the place that serves it.
_Input: TypeAlias = tuple[Column, Sequence[int] | Mapping[int, int] | int | None]


class Columns:
    """An evaluator of rules for a budget year, from the figures that were known."""

    __slots__ = ("_figures", "_year")

    def __init__(self, year: int, figures: FigureTable) -> None:
        self._year = year
        self._figures = figures

    def column(self, stated: Rule, members: Sequence[Member]) -> Column:  # noqa: C901, PLR0911 - one for each rule
        """Return the amounts that a rule gives for each member, before rounding."""
        # A rule that divides a total never comes here: it is evaluated for all payers together.
        # Nor does an entry fee, which is for a membership, not for a year.
        rule = cast("_Undivided", stated)
        match rule:
            case Rate():
                return self._rated(rule, members)
            case Fixed():
                amount, of = rule.kronor.as_integer_ratio()
                return Column(rule, of, [amount] * len(members))
            case PerParty():
                return _per_party(rule, members)
            case ByGroup():
                return self.chosen(rule, _by_group(rule, members), members)
            case ByYear():
                return self.chosen(rule, [rule.rule_for(self._year)] * len(members), members)
            case Stepped():
                return self._stepped(rule, members)
            case Bounded():
                return self._bounded(rule, members)
            case Indexed():
                return self._indexed(rule, members)
            case Part():
                return part_of(rule, self.column(rule.rule, members))
            case Sum():
                inputs = [self.column(part, members) for part in rule.rules]
                return _combined(rule, inputs, sum)
            case _:
                assert_never(rule)

    # --- Figures

    def units(
        self, bases: Sequence[Basis], members: Sequence[Member], times: int = 1
    ) -> tuple[list[Amount], int]:
        """Return the product of each member's figures, and the number to divide it by."""
        for basis in bases:
            for serving in basis.in_turn():
                self._figures.check_statistic(serving.statistic)
        if any(basis.fallback or isinstance(basis.reference_date, Mean) for basis in bases):
            return self._units_of_several(bases, members, times)
        found = [self._of_all(basis, members) for basis in bases]
        each: list[Amount] = []
        if len(found) == 1 and all(found[0]):  # the usual case
            scale = 10 ** bases[0].statistic.decimals
            return [times * figure.value for figure in cast("list[Figure]", found[0])], scale
        for place, figures in enumerate(zip(*found, strict=True)):
            amount = times
            for figure in figures:
                if figure is None:
                    each.append(self._lacking(bases, members[place]))
                    break
                amount *= figure.value
            else:
                each.append(amount)
        return each, 10 ** sum(basis.statistic.decimals for basis in bases)

    def _of_all(self, basis: Basis, members: Sequence[Member]) -> list[Figure | None]:
        """Return each member's figure of a basis with one day, or that of an area."""
        statistic, [day] = basis.statistic.id, basis.days(self._year)
        if basis.subject is not None:
            return [self._figures.find(statistic, basis.subject, day)] * len(members)
        parties = [m.counted_as(day) if m.line else m.party for m in members]
        return find_for_each(self._figures, statistic, parties, day)

    def _units_of_several(
        self, bases: Sequence[Basis], members: Sequence[Member], times: int
    ) -> tuple[list[Amount], int]:
        """Return the same if a figure may be a mean, or another may serve in its place."""
        lots = [
            math.lcm(*(len(each.days(self._year)) for each in basis.in_turn())) for basis in bases
        ]
        each: list[Amount] = []
        for member in members:
            amount = times
            for basis, lot in zip(bases, lots, strict=True):
                found = [figure for _, figure in self._serving(basis, member)]
                if None in found:
                    each.append(self._lacking(bases, member))
                    break
                values = [figure.value for figure in found if figure is not None]
                amount *= sum(values) * (lot // len(values))
            else:
                each.append(amount)
        return each, 10 ** sum(basis.statistic.decimals for basis in bases) * math.prod(lots)

    def for_all(self, bases: Sequence[Basis], members: Sequence[Member]) -> tuple[Basis, ...]:
        """Return the bases of a key: each, or its fallback if a figure of one member is missing."""
        return tuple(
            basis if basis.fallback is None else self._one_for_all(basis, members)
            for basis in bases
        )

    def _one_for_all(self, basis: Basis, members: Sequence[Member]) -> Basis:
        """Return the first basis in turn of which no figure is missing.

        If there is none, return the one of which the fewest are missing, the last of several. A
        figure that is only assumed is not known: it takes the place of no fallback.
        """
        turn = [attrs.evolve(each, fallback=None) for each in basis.in_turn()]
        unknown = [
            {
                need: found
                for member in members
                for need, found in self._found(each, member)
                if found is None or found.assumed_from is not None
            }
            for each in turn
        ]
        fewest = min(map(len, unknown))
        those = [place for place, several in enumerate(unknown) if len(several) == fewest]
        chosen = those[-1 if fewest else 0]
        served = [place for place, several in enumerate(unknown) if None not in several.values()]
        return turn[chosen if chosen in served or not served else served[0]]

    def _serving(self, basis: Basis, member: Member) -> list[tuple[Need, Figure | None]]:
        """Return the figures of a basis, or of its fallback if one of them is missing."""
        if basis.fallback is not None:
            basis = self._one_for_all(basis, [member])
        return list(self._found(basis, member))

    def _found(self, basis: Basis, member: Member) -> Iterator[tuple[Need, Figure | None]]:
        """Yield each figure that a basis needs, and the figure that serves, or None."""
        statistic = basis.statistic
        for day in basis.days(self._year):
            if basis.subject is not None:
                need = Need(basis.subject, statistic, day)
                yield need, self._figure(need)
            else:
                party = member.counted_as(day)
                found = self._figures.find_for(statistic.id, party, day)
                yield Need(party.code_on(day) or party.id, statistic, day), found

    def _wanted(
        self, bases: Iterable[Basis], member: Member
    ) -> Iterator[tuple[Need, Figure | None]]:
        for basis in bases:
            yield from self._serving(basis, member)

    def _lacking(self, bases: Iterable[Basis], member: Member) -> tuple[Need, ...]:
        wanted = self._wanted(bases, member)
        return tuple(dict.fromkeys(need for need, found in wanted if found is None))

    def _figure(self, need: Need) -> Figure | None:
        return self._figures.find(need.statistic.id, need.subject, need.reference_date)

    # --- One rule each

    def _rated(self, rule: Rate, members: Sequence[Member]) -> Column:
        stated = rule.kronor_per_unit
        if isinstance(stated, Decimal):
            rate, of = stated.as_integer_ratio()
            each, scale = self.units(rule.of, members, rate)
            return Column(rule, of * scale * rule.per, each, bases=rule.of)
        rates = self.column(stated, members)
        units, scale = self.units(rule.of, members)
        each = [
            rate * number
            if isinstance(rate, int) and isinstance(number, int)
            else together([rate, number])
            for rate, number in zip(rates.each, units, strict=True)
        ]
        of = rates.denominator * scale * rule.per
        return Column(rule, of, each, ((rates, None),), bases=rule.of)

    def chosen(
        self,
        rule: ByGroup | ByYear | EntryFee | Stepped,
        chosen: Sequence[Rule | tuple[Need, ...] | None],
        members: Sequence[Member],
        bases: tuple[Basis, ...] = (),
    ) -> Column:
        """Return each member's amount, by the rule that applies to it."""
        inputs: list[tuple[Column, Sequence[int]]] = []
        if chosen and isinstance(chosen[0], Rule) and all(part is chosen[0] for part in chosen):
            column = self.column(chosen[0], members)
            every = (column, range(len(members)))
            return Column(rule, column.denominator, column.each, (every,), bases)
        rules = {id(part): part for part in chosen}
        for part in rules.values():
            if not isinstance(part, Rule):
                continue
            own = [place for place, other in enumerate(chosen) if other is part]
            column = self.column(part, [members[place] for place in own])
            inputs.append((column, own))
        of = math.lcm(*(column.denominator for column, _ in inputs))
        each: list[Amount] = [part if isinstance(part, tuple) else None for part in chosen]
        for column, places in inputs:
            times = of // column.denominator
            for place, amount in zip(places, column.each, strict=True):
                each[place] = amount * times if isinstance(amount, int) else amount
        return Column(rule, of, each, tuple(inputs), bases)

    def _stepped(self, rule: Stepped, members: Sequence[Member]) -> Column:
        sizes, scale = self.units([rule.of], members)
        steps = [(Fraction(above) * scale, part) for above, part in reversed(rule.above)]
        chosen = [_above(rule, steps, s) if isinstance(s, int) else s for s in sizes]
        return self.chosen(rule, chosen, members, (rule.of,))

    def _bounded(self, rule: Bounded, members: Sequence[Member]) -> Column:
        inputs = [self.column(part, members) for part in (rule.rule, *rule.limits)]

        def limited(amounts: Sequence[int]) -> int:
            amount, *limits = amounts
            if rule.floor is not None:
                amount = max(amount, limits[0])
            return amount if rule.cap is None else min(amount, limits[-1])

        return _combined(rule, inputs, limited)

    def _indexed(self, rule: Indexed, members: Sequence[Member]) -> Column:
        base = self.column(rule.rule, members)
        if self._year < rule.base_year:
            return Column(rule, 1, [None] * len(members))
        for basis in (rule.index, *(() if rule.link is None else (rule.link.index,))):
            self._figures.check_statistic(basis.statistic)
        needs = list(self._index_needs(rule))
        found = [(need, self._figure(need)) for need in needs]
        figures = tuple(f for _, f in found if f is not None and _is_fit(rule, f))
        if len(figures) < len(found):
            lacking = tuple(
                need if f is None else attrs.evolve(need, stated=f.value)
                for need, f in found
                if f not in figures
            )
            return Column(rule, 1, [together([amount, lacking]) for amount in base.each])
        exact = Fraction(1, base.denominator)
        factors = _factors(rule, figures)
        moved = [
            _moved(rule, amount * exact, factors) if isinstance(amount, int) else amount
            for amount in base.each
        ]
        return _over_one(rule, moved, base, figures)

    def _index_needs(self, rule: Indexed) -> Iterator[Need]:
        """Yield the index figures that adjust the amount to this year, in order."""
        for basis, day in index_figures(rule, self._year):
            yield Need(str(basis.subject), basis.statistic, day)

    # --- Steps

    def step(self, column: Column, place: int, member: Member) -> Step:
        """Return the step that computes the amount of the member at a place of a column.

        The amount must be known.
        """
        return Step(
            column.by,
            Fraction(cast("int", column.each[place]), column.denominator),
            (*self._inputs(column, place, member), *self._own(column, member), *column.figures),
            column.shares[place] if column.shares else None,
        )

    def _inputs(self, column: Column, place: int, member: Member) -> Iterator[Step]:
        for inner, places in column.inputs:
            if places is None:
                yield self.step(inner, place, member)
            elif isinstance(places, int):
                yield self.step(inner, places, member)
            elif isinstance(places, Mapping):
                yield self.step(inner, places[place], member)
            elif (at := bisect_left(places, place)) < len(places) and places[at] == place:
                yield self.step(inner, at, member)

    def _own(self, column: Column, member: Member) -> Iterator[Figure]:
        yield from (found for _, found in self._wanted(column.bases, member) if found is not None)


@overload
def stated_for(rule: ByGroup, member: Member) -> Rule | None: ...
@overload
def stated_for(rule: Shares, member: Member) -> Share | None: ...
def stated_for(rule: ByGroup | Shares, member: Member) -> Rule | Share | None:
    """Return what a rule states for a member, by its named group or else its kind, or None."""
    group = member.accession.group
    if group is not None and rule.groups:
        return next((stated for name, stated in rule.groups if name == group), None)
    return next((stated for kind, stated in rule.kinds if kind is member.party.kind), None)


def _above(rule: Stepped, steps: Sequence[tuple[Fraction, Rule]], size: int) -> Rule:
    """Return the rule for a figure of this size; the steps begin with the largest."""
    return next((part for above, part in steps if size > above), rule.rule)


def of_line(stated: Mapping[str, _T], member: Member) -> _T | None:
    """Return what is stated for a member by party id, or else for its predecessor, or None."""
    line = [member.party.id, *(party.id for _, party in reversed(member.line))]
    return next((stated[party] for party in line if party in stated), None)


def amount_of(rule: PerParty, member: Member) -> Decimal | None:
    """Return the amount that a rule states for a member, or None."""
    own = of_line(dict(rule.kronor), member)
    return rule.others if own is None else own


def _per_party(rule: PerParty, members: Sequence[Member]) -> Column:
    stated, ore = {party: to_ore(kronor) for party, kronor in rule.kronor}, []
    others = None if rule.others is None else to_ore(rule.others)
    for member in members:
        own = of_line(stated, member)
        ore.append(others if own is None else own)
    return Column(rule, 100, ore)


def part_of(rule: Part, whole: Column) -> Column:
    """Return a part of the amounts of a column."""
    part = rule.part
    each = [a * part.numerator if isinstance(a, int) else a for a in whole.each]
    return Column(rule, whole.denominator * part.denominator, each, ((whole, None),))


def _by_group(rule: ByGroup, members: Sequence[Member]) -> list[Rule | None]:
    """Return the rule for each member, looked up once for each kind and group."""
    if not rule.groups:
        by_kind = {id(kind): part for kind, part in rule.kinds}  # quicker than to hash a kind
        return [by_kind.get(id(member.party.kind)) for member in members]
    known: dict[tuple[int, str | None], Rule | None] = {}
    chosen = []
    for member in members:
        key = (id(member.party.kind), member.accession.group)
        if key not in known:
            known[key] = stated_for(rule, member)
        chosen.append(known[key])
    return chosen


def _combined(rule: Rule, inputs: Sequence[Column], how: Callable[[Sequence[int]], int]) -> Column:
    """Return a column that combines others member by member; unknown amounts stay unknown."""
    of = math.lcm(*(column.denominator for column in inputs))
    times = [of // column.denominator for column in inputs]
    each: list[Amount] = []
    for amounts in zip(*(column.each for column in inputs), strict=True):
        known = [a * t for a, t in zip(amounts, times, strict=True) if isinstance(a, int)]
        each.append(how(known) if len(known) == len(amounts) else together(amounts))
    return Column(rule, of, each, tuple((column, None) for column in inputs))


def index_figures(rule: Indexed, year: int) -> list[tuple[Basis, dt.date]]:
    """Return the series and days of the figures that adjust an amount to a year, in order."""
    first, index = rule.base_year, rule.index
    if first >= year:
        return []
    if rule.method is IndexMethod.LEVEL:
        return _levels(rule, year)
    years = [year] if rule.method is IndexMethod.CHANGE else range(first + 1, year + 1)
    return [(index, day) for each in years for day in index.days(each)]


def _is_fit(rule: Indexed, figure: Figure) -> bool:
    """Return whether a figure is valid for an index: a level above 0, a change above −100 %."""
    whole: int = 100 * 10**figure.statistic.decimals
    return figure.value > (0 if rule.method is IndexMethod.LEVEL else -whole)


def _levels(rule: Indexed, year: int) -> list[tuple[Basis, dt.date]]:
    """Return the series and days of the levels that an amount is adjusted by.

    They are pairs of one series: the amount is divided by the first level of a pair, and
    multiplied by the second. After the linking day, the linked series gives the level.
    """
    index, link = rule.index, rule.link
    [first], [last] = index.days(rule.base_year), index.days(year)
    if link is None or last <= link.day:
        return [(index, first), (index, last)]
    new = link.index
    to = (new, new.days(year)[0])
    if first > link.day:
        return [(new, new.days(rule.base_year)[0]), to]
    until = [(index, first), (index, link.day)] if first < link.day else []
    return [*until, (new, link.day), to]


def _factors(rule: Indexed, figures: Sequence[Figure]) -> list[Fraction]:
    """Return the factors that an amount is multiplied by, in order."""
    if rule.method is not IndexMethod.LEVEL:
        whole = 100 * 10**rule.index.statistic.decimals
        return [Fraction(whole + figure.value, whole) for figure in figures]
    levels = iter(figure.value for figure in figures)
    return [Fraction(second, first) for first, second in zip(levels, levels, strict=True)]


def _moved(rule: Indexed, amount: Fraction, factors: Sequence[Fraction]) -> Fraction:
    """Return an amount adjusted by its index; unchanged if the year is the base year."""
    each_year = rule.method is IndexMethod.CHAINED_ROUNDED
    for number, factor in enumerate(factors, start=1):
        amount *= factor
        if rule.rounding is not None and (each_year or number == len(factors)):
            exact = amount * 100
            amount = Fraction(rule.rounding.in_ore(exact.numerator, exact.denominator), 100)
    return amount


def _over_one(
    rule: Indexed, amounts: Sequence[Fraction | Needs], base: Column, figures: tuple[Figure, ...]
) -> Column:
    """Return amounts as a column of whole numbers over one denominator."""
    of = math.lcm(*(amount.denominator for amount in amounts if isinstance(amount, Fraction)))
    each: list[Amount] = [
        int(amount * of) if isinstance(amount, Fraction) else amount for amount in amounts
    ]
    return Column(rule, of, each, ((base, None),), figures=figures)
