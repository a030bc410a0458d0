"""Exact amounts of rows: whole numbers over one denominator, proven never to leave 64 bits.

Engines wrap silently, or stop, when a product leaves 64 bits. So each amount carries the lowest
and the highest number that it can be, and an operation that could leave them is refused before
anything runs. No number is ever null: what is not known is 0, and a mask tells so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ...core.money import Rounding, RoundingRule
from ..engines.extra import nw
from ..engines.masks import Mask, all_of, both, chosen_mask, either, pick, whole

if TYPE_CHECKING:
    from ..engines.engines import Engine
    from ..engines.keeping import Kept

LIMIT = 2**62
"""The largest number, without its sign, that is ever computed."""


class BeyondLimitError(Exception):
    """A number may be larger than 64 bits hold; refused by the rule that needs it."""


@attrs.frozen(eq=False)
class Exact:
    """An amount of each row: ``numerator / denominator``, exact.

    If *low* and *high* are equal, each row has that numerator.

    Args:
        numerator: Whole numbers (Int64), never null: 0 where the amount is not known.

        denominator: A number above 0.

        low: The lowest number that a numerator can be.

        high: The highest one.

        known: Where the figures are known that the amount is computed from.

        stated: Where a rule is stated.

        is_long: Whether the expression of the numerator is long: engines that do not share what is
            written twice would compute it twice.
    """

    numerator: nw.Expr
    denominator: int
    low: int
    high: int
    known: Mask = None
    stated: Mask = None
    is_long: bool = False

    def __attrs_post_init__(self) -> None:
        within(self.low, self.high, self.denominator)

    @classmethod
    def constant(cls, value: Fraction | int, known: Mask = None, stated: Mask = None) -> Exact:
        """Return the same amount for each row."""
        numerator, denominator = value.as_integer_ratio()
        return cls(whole(numerator), denominator, numerator, numerator, known, stated)

    @property
    def value(self) -> Fraction | None:
        """The amount if it is the same for each row, else None."""
        return Fraction(self.low, self.denominator) if self.low == self.high else None

    @property
    def size(self) -> int:
        """The largest number that a numerator can be, without its sign."""
        return max(abs(self.low), abs(self.high))

    def masked(self, known: Mask = None, stated: Mask = None) -> Exact:
        """Return the amount, known and stated only where these conditions hold, too."""
        return attrs.evolve(self, known=both(self.known, known), stated=both(self.stated, stated))

    def or_nothing(self) -> Exact:
        """Return the amount, known to be 0 where no rule is stated."""
        if self.stated is None:
            return self
        known = either(~self.stated, self.known)
        if self.value == 0:
            return attrs.evolve(self, known=known, stated=None)
        number, low, high = pick(self.stated, self.numerator, whole(0)), self.low, self.high
        return Exact(number, self.denominator, min(low, 0), max(high, 0), known, None, self.is_long)

    def kept(self, kept: Kept) -> Exact:
        """Return the amount, computed once however often it is used."""
        if self.value is not None or not self.is_long:
            return self
        return attrs.evolve(self, numerator=kept.column(self.numerator), is_long=False)

    # --- Arithmetic

    def times(self, factor: Fraction | int) -> Exact:
        """Return the amount multiplied by a number."""
        numerator, denominator = factor.as_integer_ratio()
        if self.value is not None:
            return Exact.constant(self.value * factor, self.known, self.stated)
        if numerator == 0:
            return Exact.constant(0, self.known, self.stated)
        common = math.gcd(numerator, self.denominator)
        scaled = self._scaled(numerator // common)
        return attrs.evolve(scaled, denominator=self.denominator // common * denominator)

    def product(self, other: Exact) -> Exact:
        """Return the amount multiplied by another amount, row by row."""
        for one, two in ((self, other), (other, self)):
            if one.value is not None:
                return two.times(one.value).masked(one.known, one.stated)
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Exact(
            self.numerator * other.numerator,
            self.denominator * other.denominator,
            min(corners),
            max(corners),
            both(self.known, other.known),
            both(self.stated, other.stated),
            self.is_long or other.is_long,
        )

    def over(self, denominator: int) -> Exact:
        """Return the same amount over a multiple of its denominator."""
        scaled = self._scaled(denominator // self.denominator)
        return attrs.evolve(scaled, denominator=denominator)

    def at_least(self, floor: Exact, kept: Kept) -> Exact:
        """Return the larger one of the amount and another, row by row."""
        return self._nearer(floor, 1, kept)

    def at_most(self, cap: Exact, kept: Kept) -> Exact:
        """Return the smaller one of the amount and another, row by row."""
        return self._nearer(cap, -1, kept)

    def _nearer(self, other: Exact, way: int, kept: Kept) -> Exact:
        """Return the larger one (*way* is 1), or the smaller one (-1)."""
        one, two = over_one([self, other])
        masks = both(one.known, two.known), both(one.stated, two.stated)
        for this, that in ((one, two), (two, one)):
            if (this.low >= that.high) if way > 0 else (this.high <= that.low):
                return attrs.evolve(this, known=masks[0], stated=masks[1])
        further = max if way > 0 else min
        low, high = further(one.low, two.low), further(one.high, two.high)
        one, two = one.kept(kept), two.kept(kept)
        is_one = one.numerator > two.numerator if way > 0 else one.numerator < two.numerator
        numerator = pick(is_one, one.numerator, two.numerator)
        return Exact(numerator, one.denominator, low, high, *masks, is_long=True)

    def _scaled(self, by: int) -> Exact:
        """Return the amount with its numerator multiplied by a number other than 0."""
        if by == 1:
            return self
        low, high = sorted((self.low * by, self.high * by))
        if low == high:
            return attrs.evolve(self, numerator=whole(low), low=low, high=high)
        return attrs.evolve(self, numerator=self.numerator * by, low=low, high=high)

    # --- Choice

    def chosen(self, where: nw.Expr, other: Exact) -> Exact:
        """Return the amount on rows where a condition holds, else another; masks follow.

        The condition is never null.
        """
        one, two = over_one([self, other])
        low, high = min(one.low, two.low), max(one.high, two.high)
        numerator = one.numerator if low == high else pick(where, one.numerator, two.numerator)
        known, stated = (
            chosen_mask(where, *masks)
            for masks in ((one.known, two.known), (one.stated, two.stated))
        )
        is_long = one.is_long or two.is_long
        return Exact(numerator, one.denominator, low, high, known, stated, is_long)

    # --- Rounding

    def rounded(self, engine: Engine, rounding: Rounding, kept: Kept | None = None) -> Exact:
        """Return amounts in öre, rounded; the denominator is then 1.

        Args:
            engine: What divides.

            rounding: How they are rounded.

            kept: What keeps a number that is used several times; None if it is a column already.
        """
        unit, step = self.denominator * rounding.step_ore, rounding.step_ore
        low, high = (int(rounding.in_ore(each, self.denominator)) for each in (self.low, self.high))
        if low == high:
            return Exact.constant(low, self.known, self.stated)
        if unit == 1:
            return self
        add = added(rounding.rule, unit)
        size = self.size + add
        within(low, high, size, unit)
        numerator = (self if kept is None else self.kept(kept)).numerator
        if self.low >= 0:
            steps = engine.floor(_plus(numerator, add), unit, size + 1)
        else:
            sign = pick(numerator < 0, whole(-1), whole(1))
            steps = engine.floor(_plus(numerator.abs(), add), unit, size + 1) * sign
        ore = steps if step == 1 else steps * step
        found = attrs.evolve(self, numerator=ore, denominator=1, low=low, high=high)
        return attrs.evolve(found, is_long=True)


def added(rule: RoundingRule, unit: int) -> int:
    """Return what is added to a size before it is divided by the unit, and its fraction dropped."""
    if rule is RoundingRule.HALF_AWAY_FROM_ZERO:
        return unit // 2
    return unit - 1 if rule is RoundingRule.AWAY_FROM_ZERO else 0


def plus(amounts: Sequence[Exact]) -> Exact:
    """Return the sum of amounts, row by row."""
    known, stated = all_of(a.known for a in amounts), all_of(a.stated for a in amounts)
    constant = sum((a.value for a in amounts if a.value is not None), Fraction(0))
    varying = [amount for amount in amounts if amount.value is None]
    if not varying:
        return Exact.constant(constant, known, stated)
    terms = over_one([*varying, *([Exact.constant(constant)] if constant else [])])
    within(sum(term.size for term in terms))
    low, high = sum(term.low for term in terms), sum(term.high for term in terms)
    is_long = any(term.is_long for term in terms)
    return Exact(_added(terms), terms[0].denominator, low, high, known, stated, is_long)


def _added(terms: Sequence[Exact]) -> nw.Expr:
    """Return numerators that are added two by two, so that no engine meets a deep expression."""
    if len(terms) == 1:
        return terms[0].numerator
    middle = len(terms) // 2
    return _added(terms[:middle]) + _added(terms[middle:])


def over_one(amounts: Sequence[Exact]) -> list[Exact]:
    """Return amounts over one denominator."""
    of = math.lcm(*(amount.denominator for amount in amounts))
    return [amount.over(of) for amount in amounts]


def within(*numbers: int) -> None:
    """Refuse numbers that 64 bits may not hold.

    Raises:
        BeyondLimitError: If there is one.
    """
    if any(abs(number) > LIMIT for number in numbers):
        raise BeyondLimitError


def _plus(numerator: nw.Expr, number: int) -> nw.Expr:
    return numerator + number if number else numerator
