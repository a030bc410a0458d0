"""Rules that give each payer an amount, compiled to expressions over the columns of a frame.

Rows are of cases, such as budget years. Rules of one shape are compiled once for all their cases:
only the numbers that differ are picked by case.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from fractions import Fraction
from functools import partial, reduce
from typing import Final, TypeAlias, assert_never, cast

import attrs

from ...core.money import Rounding, to_ore
from ...core.parts import but_sources
from ...errors import FrameRuleError
from ...fees.columns import ANYBODY, Columns
from ...funding.bases import Basis
from ...funding.rules import (
    Bounded,
    ByGroup,
    ByYear,
    Indexed,
    Part,
    PerParty,
    Rate,
    Rule,
    Stepped,
    Sum,
    same_for_all,
)
from ..columns.inputs import Inputs
from ..engines.extra import nw
from ..engines.masks import both, either
from ..numbers.exact import BeyondLimitError, Exact, plus
from .classes import names_in, one_of, parts_in
from .constants import UNSTATED, Case, Cases, Fold, folded, rounded
from .indexes import factors_of
from .linear import Linear
from .places import figures_of, refused
from .quantities import quantity_of

Rules: TypeAlias = Mapping[Case, Rule]
"""The rule of each case."""

# What differs from row to row: the others are folded, or stand in a division.
_Varying: TypeAlias = Rate | PerParty | ByGroup | Stepped | Bounded | Indexed | Part | Sum
_Part: TypeAlias = _Varying | Fold
_Each: TypeAlias = "Callable[[Mapping[Case, Rule | None]], Exact]"
_ORE: Final = 100


def weight_each(
    bases: Sequence[Basis], inputs: Inputs, cases: Cases, rule: Rule, root: Rule
) -> Exact:
    """Return the product of a key's figures: its numerators are the weights of the rows.

    Args:
        bases: The key, without fallbacks.

        inputs: The columns that are read.

        cases: The cases of the rows.

        rule: The rule that the key is in, which is refused if a weight may leave 64 bits.

        root: The rule of the whole funding, for the place of that rule.

    Raises:
        FrameRuleError: If a weight may leave 64 bits.
    """
    with bounded(rule, root):
        return quantity_of(bases, inputs, cases, cases.all)


@contextmanager
def bounded(rule: Rule, root: Rule) -> Iterator[None]:
    """Refuse a rule by its name and place if a number in the block may leave 64 bits.

    Raises:
        FrameRuleError: If so.
    """
    try:
        yield
    except BeyondLimitError:
        figures = figures_of(rule)
        if not figures:
            raise refused("bounds-of-rule", rule, root) from None
        raise refused("bounds", rule, root, columns=figures) from None


class Amounts:
    """A compiler of rules that give each payer an amount, for rows of several cases.

    Args:
        cases: The cases of the rows.

        inputs: The columns that are read.

        root: The rule of the whole funding, for the place of a rule that is refused.
    """

    __slots__ = ("cases", "inputs", "root")

    def __init__(self, cases: Cases, inputs: Inputs, root: Rule) -> None:
        self.cases: Cases = cases
        self.inputs: Inputs = inputs
        self.root: Rule = root

    # --- Cases

    def each(self, rules: Mapping[Case, Rule | None]) -> Exact:
        """Return the amount in öre of each row, by the rule of its case.

        Raises:
            FrameRuleError: If a number may leave 64 bits, or depends on what a row does not tell.
        """
        with self._named(rules):
            shapes = self._shapes(rules).values()
            return self.joined([(parts, self._of_one_shape(parts)) for parts in shapes])

    def rounded(self, rules: Mapping[Case, Rule | None], rounding: Rounding) -> Exact:
        """Return the amount in öre of each row, rounded.

        What all rows of a case have is rounded before any engine meets it. So the fraction of such
        an amount may have any number of digits.

        Raises:
            FrameRuleError: If a number may leave 64 bits, or depends on what a row does not tell.
        """
        with self._named(rules):
            shapes = self._shapes(rules).values()
            return self.joined([(parts, self._rounded(parts, rounding)) for parts in shapes])

    def _named(self, rules: Mapping[Case, Rule | None]) -> AbstractContextManager[None]:
        """Refuse numbers that may leave 64 bits by naming one of the rules, if none is named."""
        stated = (rule for rule in rules.values() if rule is not None)
        return bounded(next(stated, self.root), self.root)

    def _shapes(self, rules: Mapping[Case, Rule | None]) -> dict[Hashable, dict[Case, _Part]]:
        """Return what can be compiled together: rules that differ in their numbers."""
        shapes: dict[Hashable, dict[Case, _Part]] = {}
        for case, rule in rules.items():
            part = self.resolved(rule, case)
            shapes.setdefault(_shape_of(part), {})[case] = part
        return shapes

    def joined(self, alternatives: Sequence[tuple[Iterable[Case], Exact]]) -> Exact:
        """Return one of several amounts for each row: that of its case."""
        *others, (_, found) = alternatives
        among = [case for cases, _ in alternatives for case in cases]
        for cases, amount in others:
            where = self.cases.where(cases, among)
            found = found if where is None else amount.chosen(where, found)
        return found

    def resolved(self, rule: Rule | None, case: Case) -> _Part:
        """Return the rule of a case, or the amount in öre if all its rows have the same."""
        while isinstance(rule, ByYear):
            rule = rule.rule_for(case.year)
        if rule is None:
            return UNSTATED
        if same_for_all(rule):
            column = Columns(case.year, self.inputs.figures).column(rule, [ANYBODY])
            fold = folded(column.each[0], column.denominator)
            return attrs.evolve(fold, value=fold.value * _ORE)
        return cast("_Varying", rule)

    def _of_one_shape(self, parts: Mapping[Case, _Part]) -> Exact:
        first = next(iter(parts.values()))
        if isinstance(first, Fold):
            return self.cases.exact(cast("Mapping[Case, Fold]", parts))
        with bounded(first, self.root):
            linear = self._linear(parts)
            return self._varying(parts, self.each) if linear is None else linear.exact()

    def _rounded(self, parts: Mapping[Case, _Part], rounding: Rounding) -> Exact:
        first = next(iter(parts.values()))
        if isinstance(first, Fold):
            folds = cast("Mapping[Case, Fold]", parts)
            return self.cases.exact({case: rounded(fold, rounding) for case, fold in folds.items()})
        engine, kept = self.inputs.engine, self.inputs.kept
        with bounded(first, self.root):
            linear = self._linear(parts)
            if linear is not None:
                return linear.rounded(engine, rounding, kept)
            try:
                return self._varying(parts, self.each).rounded(engine, rounding, kept)
            except (BeyondLimitError, FrameRuleError):
                if not isinstance(first, (ByGroup, Stepped, Bounded)):
                    raise
            # What is chosen among amounts can be rounded before.
            return self._varying(parts, partial(self.rounded, rounding=rounding))

    def _varying(self, parts: Mapping[Case, _Part], each: _Each) -> Exact:  # noqa: PLR0911 - one for each
        """Return the amount of rules of one shape; *each* gives those of the rules inside."""
        first = cast("_Varying", next(iter(parts.values())))
        match first:
            case Rate():
                return self._rated(cast("Mapping[Case, Rate]", parts))
            case PerParty():
                return self._per_party(first)
            case ByGroup():
                return self._by_group(cast("Mapping[Case, ByGroup]", parts), each)
            case Stepped():
                return self._stepped(cast("Mapping[Case, Stepped]", parts), each)
            case Bounded():
                return self._bounded(cast("Mapping[Case, Bounded]", parts), each)
            case Indexed():
                return self._indexed(cast("Mapping[Case, Indexed]", parts))
            case Part():
                return self._part(cast("Mapping[Case, Part]", parts))
            case Sum():
                return self._sum(cast("Mapping[Case, Sum]", parts))
            case _:
                assert_never(first)

    # --- A figure times a rate

    def _linear_in(self, rules: Mapping[Case, Rule]) -> Linear | None:
        """Return amounts that are a figure times a rate, or None if they are anything else."""
        shapes = self._shapes(rules)
        return self._linear(next(iter(shapes.values()))) if len(shapes) == 1 else None

    def _linear(self, parts: Mapping[Case, _Part]) -> Linear | None:
        match next(iter(parts.values())):
            case Rate() as first if _has_one_rate(first):
                rates = {c: self._rate(cast("Rate", rule), c) for c, rule in parts.items()}
                units = quantity_of(first.of, self.inputs, self.cases, [*parts])
                return Linear(rates, units, self.cases)
            case Part():
                of = {c: Fold(cast("Part", rule).part) for c, rule in parts.items()}
                linear = self._linear_in({c: cast("Part", r).rule for c, r in parts.items()})
                return None if linear is None else linear.times(of)
            case Indexed(rounding=None):
                indexed = cast("Mapping[Case, Indexed]", parts)
                linear = self._linear_in({case: rule.rule for case, rule in indexed.items()})
                ones = {case: _product(self._factors(r, case)) for case, r in indexed.items()}
                return None if linear is None else linear.times(ones)
            case _:
                return None

    def _rate(self, rule: Rate, case: Case) -> Fold:
        """Return the öre per unit, the same for all rows of a case."""
        rate = rule.kronor_per_unit
        if isinstance(rate, Decimal):
            return Fold(Fraction(rate) * _ORE / rule.per)
        return cast("Fold", self.resolved(rate, case)).times(Fold(Fraction(1, rule.per)))

    # --- One rule each

    def _rated(self, rules: Mapping[Case, Rate]) -> Exact:
        first = next(iter(rules.values()))
        units = quantity_of(first.of, self.inputs, self.cases, [*rules])
        each = self.each({case: cast("Rule", r.kronor_per_unit) for case, r in rules.items()})
        return each.times(Fraction(1, first.per)).product(units)

    def _per_party(self, rule: PerParty) -> Exact:
        """Return the amount of each party; a party without one has that of the others, or none."""
        party = self.inputs.party
        stated = {name: int(to_ore(kronor)) for name, kronor in rule.kronor}
        others = 0 if rule.others is None else int(to_ore(rule.others))
        amounts = [*stated.values(), others]
        numerator = party.replace_strict(stated, default=others, return_dtype=nw.Int64)
        named = None if rule.others is not None else party.is_in([*stated])
        return Exact(numerator, 1, min(amounts), max(amounts), None, named)

    def _by_group(self, rules: Mapping[Case, ByGroup], each: _Each) -> Exact:
        first = next(iter(rules.values()))
        amounts = [
            each({case: parts_in(rule)[place] for case, rule in rules.items()})
            for place in range(len(parts_in(first)))
        ]
        return one_of(first, self.inputs, amounts)

    def _stepped(self, rules: Mapping[Case, Stepped], each: _Each) -> Exact:
        first = next(iter(rules.values()))
        size = quantity_of([first.of], self.inputs, self.cases, [*rules])
        found = each({case: rule.rule for case, rule in rules.items()})
        parts = [
            (Fraction(above), each({case: rule.above[n][1] for case, rule in rules.items()}))
            for n, (above, _) in enumerate(first.above)
        ]
        found = _of_size(size, found, parts)
        if size.known is None:
            return found
        # If the size is missing, so is the amount, whatever other sizes pay.
        known, stated = both(size.known, found.known), either(~size.known, found.stated)
        return attrs.evolve(found, known=known, stated=stated)

    def _bounded(self, rules: Mapping[Case, Bounded], each: _Each) -> Exact:
        first, kept = next(iter(rules.values())), self.inputs.kept
        found = each({case: rule.rule for case, rule in rules.items()})
        if first.floor is not None:
            found = found.at_least(each({c: rule.floor for c, rule in rules.items()}), kept)
        if first.cap is not None:
            found = found.at_most(each({c: rule.cap for c, rule in rules.items()}), kept)
        return found

    def _indexed(self, rules: Mapping[Case, Indexed]) -> Exact:
        """Return amounts that are adjusted by factors, and rounded after each if that is stated."""
        rounding = next(iter(rules.values())).rounding
        inner = {case: rule.rule for case, rule in rules.items()}
        factors = {case: self._factors(rule, case) for case, rule in rules.items()}
        most = max(len(each) for each in factors.values())
        linear = self._linear_in(inner) if rounding is not None and most else None
        if linear is None or rounding is None:
            found, first = self.each(inner), 0
        else:
            found, first = self._once_adjusted(linear, factors, rounding), 1
        for place in range(first, most):
            those = {case: each[place] for case, each in factors.items() if len(each) > place}
            where = self.cases.where(those, rules)
            if where is not None:
                found = found.kept(self.inputs.kept)
            moved = self.cases.times(those, found)
            if rounding is not None:
                moved = moved.rounded(self.inputs.engine, rounding, self.inputs.kept)
            found = moved if where is None else moved.chosen(where, found)
        return found

    def _once_adjusted(
        self, linear: Linear, factors: Mapping[Case, Sequence[Fold]], rounding: Rounding
    ) -> Exact:
        """Return amounts after the first factor of those that have one, which are rounded."""
        moved = linear.times({case: each[0] for case, each in factors.items() if each})
        found = moved.rounded(self.inputs.engine, rounding, self.inputs.kept)
        still = linear.times(
            {case: Fold(Fraction(1)) for case, each in factors.items() if not each}
        )
        if not still.rates:
            return found
        return self.joined([(moved.rates, found), (still.rates, still.exact())])

    def _factors(self, rule: Indexed, case: Case) -> Sequence[Fold]:
        return factors_of(rule, case.year, self.inputs.figures)

    def _part(self, rules: Mapping[Case, Part]) -> Exact:
        parts = {case: Fold(rule.part) for case, rule in rules.items()}
        return self.cases.times(parts, self.each({c: rule.rule for c, rule in rules.items()}))

    def _sum(self, rules: Mapping[Case, Sum]) -> Exact:
        numbers = range(len(next(iter(rules.values())).rules))
        return plus([self.each({c: rule.rules[n] for c, rule in rules.items()}) for n in numbers])


def _product(factors: Iterable[Fold]) -> Fold:
    return reduce(Fold.times, factors, Fold(Fraction(1)))


def _has_one_rate(rule: Rate) -> bool:
    return isinstance(rule.kronor_per_unit, Decimal) or same_for_all(rule.kronor_per_unit)


def _shape_of(part: _Part) -> Hashable:  # noqa: PLR0911 - one for each
    """Return what must be equal for rules to be compiled together: all but numbers and rules."""
    match part:
        case Fold():
            return Fold
        case Rate():
            return Rate, but_sources(part.of), None if _has_one_rate(part) else part.per
        case PerParty():
            return but_sources(part)
        case ByGroup():
            return ByGroup, names_in(part)
        case Stepped():
            return Stepped, but_sources(part.of), tuple(above for above, _ in part.above)
        case Bounded():
            return Bounded, part.floor is None, part.cap is None
        case Indexed():
            return Indexed, but_sources(part.rounding)
        case Part():
            return Part
        case Sum():
            return Sum, len(part.rules)
        case _:
            assert_never(part)


def _of_size(size: Exact, least: Exact, above: Sequence[tuple[Fraction, Exact]]) -> Exact:
    """Return an amount, or for a size above some sizes the amount of the largest of these."""
    if not above:
        return least
    middle = len(above) // 2  # halved, so that no engine meets a deeply nested expression
    limit, larger = above[middle]
    limit_of_size = int(limit * size.denominator // 1)
    if limit_of_size >= size.high:
        return _of_size(size, least, above[:middle])
    found = _of_size(size, larger, above[middle + 1 :])
    if limit_of_size < size.low:
        return found
    where = size.numerator > limit_of_size
    return found.chosen(where, _of_size(size, least, above[:middle]))
