"""Totals that are divided, exact and in whole öre, for the rows of a frame.

What differs by case only is computed by the ordinary engine. What is left of a total after payments
is the same for all rows of a group.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias, cast

import attrs

from ...core.division import largest_remainder, over_one
from ...core.money import Rounding
from ...core.parts import but_sources
from ...fees.splits import to_ore
from ...fees.units import taken_apart
from ...funding.rules import Part, Remainder, Rule, Split
from ..engines.masks import Mask, all_of, both, either
from ..numbers.exact import LIMIT, BeyondLimitError, Exact, plus
from ..numbers.families import rounded_together
from ..rules.compiling import Amounts
from ..rules.constants import Case, Fold

_LARGEST_PAID: Final = 2**57
_SMALLEST_PAID: Final = 2**40


class Total(NamedTuple):
    """A total in öre, the same for all rows of a group.

    *is_plain* tells where no payment before it is changed by its rounding; None if none is.
    """

    exact: Exact
    is_plain: Mask = None


class Payers(NamedTuple):
    """A total for some rows: its rule by case, and in which groups there are such rows."""

    rules: Mapping[Case, Split]
    present: Mask  # None: in all


Paid: TypeAlias = Callable[[Mapping[Case, Rule], int], Total]
"""What returns what all rows of a group pay together by the rule of each case, in whole öre, known
where it is at most the number given."""


@attrs.frozen(eq=False)
class Totals:
    """A compiler of totals.

    Args:
        amounts: The compiler of other rules.

        rounding: How amounts are rounded.

        paid: What adds up payments.
    """

    amounts: Amounts
    rounding: Rounding
    paid: Paid

    # --- Exact

    def exact(self, rules: Mapping[Case, Rule], factor: int = 1) -> Total:
        """Return the total of each row's case.

        Args:
            rules: The rule of each case.

            factor: What the numerators may be multiplied by later.

        Raises:
            BeyondLimitError: If a number may leave 64 bits.
        """
        kinds: dict[type, dict[Case, Rule | Fold]] = {}
        for case, rule in rules.items():
            part = self.amounts.resolved(rule, case)
            kinds.setdefault(type(part), {})[case] = part
        found = [(parts, self._of_one_kind(parts, factor)) for parts in kinds.values()]
        cases = self.amounts.cases
        plain = [
            _if(cases.where(parts, rules), each.is_plain) for parts, each in found if len(kinds) > 1
        ]
        exact = self.amounts.joined([(parts, each.exact) for parts, each in found])
        return Total(exact, all_of(plain) if plain else found[0][1].is_plain)

    def _of_one_kind(self, parts: Mapping[Case, Rule | Fold], factor: int) -> Total:
        first = next(iter(parts.values()))
        if isinstance(first, Fold):
            return Total(self.amounts.cases.exact(cast("Mapping[Case, Fold]", parts)))
        if isinstance(first, Part):
            rules = cast("Mapping[Case, Part]", parts)
            of = math.lcm(*(rule.part.denominator for rule in rules.values()))
            whole = self.exact({case: rule.rule for case, rule in rules.items()}, factor * of)
            shares = {case: Fold(rule.part) for case, rule in rules.items()}
            return whole._replace(exact=self.amounts.cases.times(shares, whole.exact))
        return self._left(cast("Mapping[Case, Remainder]", parts), factor)

    def _left(self, rules: Mapping[Case, Remainder], factor: int) -> Total:
        """Return what is left of a total after what is paid, as rounded."""
        whole = self.exact({case: rule.total for case, rule in rules.items()}, factor)
        most = min(_LARGEST_PAID, LIMIT // (8 * factor * whole.exact.denominator))
        if most < _SMALLEST_PAID:
            raise BeyondLimitError
        paid = self.paid({case: rule.after for case, rule in rules.items()}, most)
        left = plus([whole.exact, paid.exact.times(-1)])
        return Total(left, both(whole.is_plain, paid.is_plain))

    # --- In whole öre

    def in_ore(self, several: Sequence[Payers], exact: Sequence[Exact]) -> list[Exact]:
        """Return totals in whole öre: the parts of one total are rounded together.

        Args:
            several: The totals.

            exact: Their exact amounts in öre.

        Raises:
            BeyondLimitError: If a number may leave 64 bits.
        """
        found: list[list[tuple[Sequence[Case], Exact]]] = [[] for _ in several]
        for members, cases in _families(several).items():
            those = [several[member] for member in members]
            folds = {case: self._folded(those, case) for case in cases}
            known = {case: parts for case, parts in folds.items() if parts is not None}
            others = [case for case in cases if case not in known]
            for place, member in enumerate(members):
                if known:
                    parts = {case: each[place] for case, each in known.items()}
                    found[member].append(([*known], self.amounts.cases.exact(parts)))
            if others:
                amounts = self._rounded(those, [exact[member] for member in members])
                for member, amount in zip(members, amounts, strict=True):
                    found[member].append((others, amount))
        return [self.amounts.joined(alternatives) for alternatives in found]

    def apart(self, folds: Sequence[Fold]) -> list[Fold]:
        """Return amounts in öre of rows of one case, rounded together."""
        values = [fold.value for fold in folds]
        total = to_ore(self.rounding).in_ore(*sum(values, Fraction(0)).as_integer_ratio())
        parts = largest_remainder(total, *over_one(values))
        return [
            attrs.evolve(fold, value=Fraction(part))
            for fold, part in zip(folds, parts, strict=True)
        ]

    def _folded(self, several: Sequence[Payers], case: Case) -> list[Fold] | None:
        """Return the totals of a case in whole öre; None if they differ between its groups."""
        parts = [self.amounts.resolved(each.rules[case].total, case) for each in several]
        folds = [part for part in parts if isinstance(part, Fold)]
        is_same = len(several) == 1 or all(each.present is None for each in several)
        return self.apart(folds) if len(folds) == len(parts) and is_same else None

    def _rounded(self, several: Sequence[Payers], exact: Sequence[Exact]) -> list[Exact]:
        """Return totals in whole öre, of which those without payers count as 0."""
        inputs, to = self.amounts.inputs, to_ore(self.rounding)
        if len(several) == 1:
            return [exact[0].rounded(inputs.engine, to, inputs.kept)]
        zero = Exact.constant(0)
        borne = [
            total if each.present is None else total.chosen(each.present, zero)
            for each, total in zip(several, exact, strict=True)
        ]
        return rounded_together(borne, inputs.engine, to, inputs.kept)


def _families(several: Sequence[Payers]) -> dict[tuple[int, ...], list[Case]]:
    """Return which totals are rounded together in which cases, each by its place."""
    found: dict[Case, dict[Hashable, list[int]]] = {}
    for place, each in enumerate(several):
        for case, rule in each.rules.items():
            whole, part, _ = taken_apart(rule.total, case.year)
            family = place if part is None else but_sources(whole)
            found.setdefault(case, {}).setdefault(family, []).append(place)
    together: dict[tuple[int, ...], list[Case]] = {}
    for case, families in found.items():
        for members in families.values():
            together.setdefault(tuple(members), []).append(case)
    return together


def _if(where: Mask, then: Mask) -> Mask:
    """Return the condition that a condition holds where another one does."""
    return then if where is None or then is None else either(~where, then)
