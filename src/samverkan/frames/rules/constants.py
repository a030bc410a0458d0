"""Cases of rows, such as budget years, and amounts that all rows of a case have.

What does not depend on a row's own figures is computed by the ordinary engine, once for each case.
A number that differs by case is picked among whole numbers, so that ten rates of ten years are one
multiplication.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final, NamedTuple, TypeAlias, cast

import attrs

from ...core.money import Rounding
from ...core.periods import LAST_YEAR
from ...fees.needs import Amount
from ...funding.rules import Rule, years_named
from ..columns.inputs import Inputs
from ..engines.extra import nw
from ..engines.masks import NEVER, Mask, any_of, both, pick, whole
from ..numbers.exact import Exact, within

_FIRST_YEAR: Final = 1800
_MOST_RUNS: Final = 5
_Kind: TypeAlias = "type[nw.Int16 | nw.Int32 | nw.Int64]"
# Short numbers are picked as such: that takes less memory, and so less time.
_KINDS: Final[Mapping[_Kind, int]] = {nw.Int16: 2**15, nw.Int32: 2**31, nw.Int64: 2**63}


class Case(NamedTuple):
    """Rows for which the rule is the same, such as those of a budget year.

    The number of such a row's case is one from *first* to *last*.
    """

    first: int
    last: int
    year: int  # the budget year for which the rule is evaluated


@attrs.frozen
class Fold:
    """An amount that all rows of a case have: an exact number, or why there is none."""

    value: Fraction
    is_known: bool = True
    is_stated: bool = True

    def times(self, other: Fold) -> Fold:
        """Return the product of two amounts, known and stated if both are."""
        return Fold(
            self.value * other.value,
            self.is_known and other.is_known,
            self.is_stated and other.is_stated,
        )


MISSING: Final = Fold(Fraction(0), is_known=False)
UNSTATED: Final = Fold(Fraction(0), is_stated=False)

Folds: TypeAlias = Mapping[Case, Fold]


@attrs.frozen(eq=False)
class Cases:
    """The cases that rows are of.

    Args:
        all: The cases, in order of their numbers.

        number: The number of each row's case, Int64 and never null; None if there is one case.
    """

    all: tuple[Case, ...]
    number: nw.Expr | None = None

    def where(self, some: Iterable[Case], among: Iterable[Case]) -> Mask:
        """Return which rows are of some cases; of rows that are of none of *among*, either."""
        wanted = {*some}
        runs = _runs({case: int(case in wanted) for case in among})
        if len(runs) == 1:
            return None if runs[0][2] else NEVER
        if len(runs) > _MOST_RUNS and all(case.first == case.last for case in wanted):
            return self._number.is_in(sorted(case.first for case in wanted))
        last = len(runs) - 1
        return any_of(
            self._between(None if place == 0 else first, None if place == last else until)
            for place, (first, until, is_wanted) in enumerate(runs)
            if is_wanted
        )

    def _between(self, first: int | None, last: int | None) -> Mask:
        if first == last and first is not None:
            return self._number == first
        return both(
            None if first is None else self._number >= first,
            None if last is None else self._number <= last,
        )

    def picked(self, numbers: Mapping[Case, int]) -> nw.Expr:
        """Return the number of each row's case; of a row of another case, any of the numbers."""
        runs = _runs(numbers)
        if len(runs) == 1:
            return whole(runs[0][2])
        size = max(abs(number) for number in numbers.values())
        kind = next(kind for kind, limit in _KINDS.items() if size < limit)
        picked = self._picked(runs, kind)
        return picked if kind is nw.Int64 else picked.cast(nw.Int64)

    def _picked(self, runs: Sequence[_Run], kind: _Kind) -> nw.Expr:
        if len(runs) == 1:
            return nw.lit(runs[0][2], kind)
        middle = len(runs) // 2  # halved, so that no engine meets a deeply nested expression
        before, after = (self._picked(half, kind) for half in (runs[:middle], runs[middle:]))
        return pick(self._number <= runs[middle - 1][1], before, after)

    def exact(self, folds: Folds) -> Exact:
        """Return the amount of each row's case."""
        return self.times(folds, Exact.constant(1))

    def times(self, folds: Folds, amount: Exact) -> Exact:
        """Return an amount multiplied by the number of each row's case."""
        values = certain(folds)
        if len({*values.values()}) == 1:
            return self.masked(folds, amount.times(next(iter(values.values()))))
        exact = {case: value / amount.denominator for case, value in values.items()}
        of = math.lcm(*(each.denominator for each in exact.values()))
        numbers = {case: int(each * of) for case, each in exact.items()}
        low, high = min(numbers.values()), max(numbers.values())
        within(low, high)
        product = Exact(self.picked(numbers), 1, low, high).product(
            attrs.evolve(amount, denominator=1)
        )
        return self.masked(folds, attrs.evolve(product, denominator=of))

    def masked(self, folds: Folds, amount: Exact) -> Exact:
        """Return an amount, known and stated only in the cases where a number is."""
        known = self.where((case for case, fold in folds.items() if fold.is_known), folds)
        stated = self.where((case for case, fold in folds.items() if fold.is_stated), folds)
        return amount.masked(known, stated)

    @property
    def _number(self) -> nw.Expr:
        return cast("nw.Expr", self.number)  # asked for only if there are several cases


_Run: TypeAlias = tuple[int, int, int]


def _runs(numbers: Mapping[Case, int]) -> list[_Run]:
    """Return the cases that follow on each other with one number: the first, the last, and it."""
    found = []
    for number, run in groupby(sorted(numbers), key=numbers.__getitem__):
        cases = list(run)
        found.append((cases[0].first, cases[-1].last, number))
    return found


def cases_of(rule: Rule, inputs: Inputs) -> Cases:
    """Return the budget years of the rows as cases: years that a rule treats alike are one.

    If any year is possible, the years that the rule names divide the others.
    """
    if inputs.years is None:
        named = years_named(rule)
        firsts = {_FIRST_YEAR, *named, *(year + 1 for year in named), LAST_YEAR + 1}
        spans = pairwise(sorted(firsts))
        cases = tuple(Case(first, after - 1, first) for first, after in spans)
    else:
        cases = tuple(Case(year, year, year) for year in inputs.years)
    return Cases(cases, inputs.year if len(cases) > 1 else None)


def folded(amount: Amount, denominator: int) -> Fold:
    """Return an amount that the ordinary engine has computed, over its denominator."""
    if isinstance(amount, int):
        return Fold(Fraction(amount, denominator))
    return UNSTATED if amount is None else MISSING


def certain(folds: Folds) -> Mapping[Case, Fraction]:
    """Return the numbers of the cases that have one: in the others, any number may stand."""
    found = {case: fold.value for case, fold in folds.items() if fold.is_known and fold.is_stated}
    return found or dict.fromkeys(folds, Fraction(0))


def rounded(fold: Fold, rounding: Rounding) -> Fold:
    """Return an amount in öre, rounded."""
    return attrs.evolve(fold, value=Fraction(rounding.in_ore(*fold.value.as_integer_ratio())))
