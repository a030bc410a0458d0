"""Division of a total among the rows of each group by largest remainder, on any engine.

It is that of :mod:`samverkan.core.division`, in whole steps: each share without its fraction of a
step, then one step each to the largest remainders, among equal ones to the first party ids. What
is left of the total, less than a step, goes to the next largest remainder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

import attrs

from ..engines.engines import Aggregate, Engine, Frame
from ..engines.extra import nw
from ..engines.masks import Mask, all_of, both, pick, whole
from ..numbers.exact import LIMIT, BeyondLimitError, Exact
from ..numbers.products import Factor, Number, divided, has_128_bits, wide
from ..numbers.sums import Summand, summed
from .firsts import largest, repeated

_MOST: Final = 2**60


@attrs.frozen(kw_only=True)
class Division:
    """A total that is divided among the rows of a group.

    Args:
        payer: The rows that bear a share; None if all do.

        weight: The weight of a payer: Int64, from 0 to *weight_high*, never null; any such number
            if it is not known.

        weight_high: The largest weight.

        known: Whether a payer's weight is known; None if all are.

        exact: The exact total in öre, the same for all payers of a group; its mask tells whether it
            is known.

        ore: The total in whole öre, as rounded: less than 1 öre away from the exact one, and 0 or
            of the same sign. Its denominator is 1.

        step_ore: The step of the shares, in öre.

        stated: The rows for which something is stated, payers or not; None if for all.

        idle: Whether nothing is to be divided, so that nobody needs a weight above 0; None if that
            is so where the exact total is 0.
    """

    payer: Mask
    weight: nw.Expr
    weight_high: int
    known: Mask
    exact: Exact
    ore: Exact
    step_ore: int
    stated: Mask = None
    idle: Mask = None


def divide(
    engine: Engine,
    work: Frame,
    division: Division,
    *,
    name: str,
    party: str,
    within: Sequence[str],
    rows: int | None = None,
) -> Frame:
    """Return a frame with each row's share of a total, in öre, and whether it is known.

    A row that is no payer has a share of 0, which is known. No share of a group is known if the
    weight of one of its payers is not, if the total is not, or if no weight is above 0 and there is
    something to divide. Unless the number of rows is given, the same applies if a payer is twice in
    a group, or if its weights sum to more than 2**60.

    Args:
        engine: The engine of the frame.

        work: The frame.

        division: The total, the payers and their weights.

        name: The name of the new column with the shares, Int64 and never null; whether they are
            known is in the Boolean column *name* with "_known" after it. No column may begin so.

        party: The column with the party ids, never null, by which equal remainders are ordered.

        within: The columns that make a group, never null; without any, all rows are one group.

        rows: The number of rows of the largest group, or a larger one, if no payer is twice in a
            group; None if that is not known.

    Raises:
        BeyondLimitError: If a number may leave 64 bits.
    """
    most = check_bounds(division, rows)
    names = work.collect_schema().names()
    shares = _Shares(engine, division, name, party, tuple(within), most)
    work = shares.weighed(work, is_checked=rows is not None)
    work, keys = shares.floored(work)
    work = shares.shared(work, keys)
    return work.select(*names, name, f"{name}_known")


def check_bounds(division: Division, rows: int | None) -> int:
    """Refuse a division whose numbers may leave 64 bits; return the largest sum of weights.

    Args:
        division: The division.

        rows: As for :func:`divide`.

    Raises:
        BeyondLimitError: If they may.
    """
    most = _MOST if rows is None else max(rows * division.weight_high, 1)
    if max(most, division.exact.denominator * division.step_ore) > _MOST:
        raise BeyondLimitError
    return most


@attrs.frozen
class _Shares:
    """The columns that lead to the shares of a division; their names begin with that of these."""

    engine: Engine
    division: Division
    name: str
    party: str
    within: tuple[str, ...]
    most: int  # the largest sum of weights

    def _at(self, what: str) -> str:
        return f"{self.name}_{what}"

    def _col(self, what: str) -> nw.Expr:
        return nw.col(self._at(what))

    def _with(self, work: Frame, **columns: nw.Expr) -> Frame:
        named = (column.alias(self._at(what)) for what, column in columns.items())
        return work.with_columns(*named)

    def _in_groups(self, work: Frame, **columns: tuple[Aggregate, str]) -> Frame:
        named = {self._at(new): (how, self._at(what)) for new, (how, what) in columns.items()}
        return self.engine.in_groups(work, self.within, named)

    @property
    def _pays(self) -> Mask:
        return None if self.division.payer is None else self._col("pays")

    # --- Weights

    def weighed(self, work: Frame, *, is_checked: bool) -> Frame:
        """Add the weight of each row, their sum (at least 1), and whether the shares are known."""
        each, weight = self.division, self.division.weight
        if each.payer is not None:
            work = self._with(work, pays=each.payer)
            weight = pick(self._col("pays"), weight, whole(0))
        work = self._with(work, weight=weight)
        masks = [each.exact.known, each.ore.known]
        if each.known is not None:
            lacks = cast("nw.Expr", both(self._pays, ~each.known))
            work = self._with(work, lacks=lacks)
            work = self._in_groups(work, is_lacking=("any", "lacks"))
            masks.append(~self._col("is_lacking"))
        if is_checked:
            work = self._in_groups(work, sum=("sum", "weight"))
        else:
            work, fits = self._summed(work)
            masks.append(fits)
        masks.append(self._is_divisible())
        work = self._with(work, sure=cast("nw.Expr", all_of(masks)))
        total = self._col("sum")
        return self._with(work, sum=pick(total > 0, total, whole(1)))

    def _is_divisible(self) -> nw.Expr:
        """Return whether a weight is above 0, or nothing is to be divided."""
        exact, idle = self.division.exact, self.division.idle
        has_weight = self._col("sum") > 0
        if idle is None and exact.value:
            return has_weight
        return has_weight | (exact.numerator == 0 if idle is None else idle)

    def _summed(self, work: Frame) -> tuple[Frame, Mask]:
        """Add the sum of the weights of each group; return where it and the parties can be used.

        Elsewhere all weights are 0.
        """
        twice, weight = self._at("twice"), self._at("weight")
        work = repeated(self.engine, work, twice, self._pays, party=self.party, within=self.within)
        work, fits = summed(
            self.engine,
            work,
            self._at("sum"),
            Summand(weight, 0, self.division.weight_high),
            most=self.most,
            within=self.within,
            rows=None,
        )
        work = self._with(work, weight=pick(cast("nw.Expr", fits), nw.col(weight), whole(0)))
        return work, both(fits, ~nw.col(twice))

    # --- Shares in whole steps, without their fractions

    def floored(self, work: Frame) -> tuple[Frame, list[str]]:
        """Add each share in whole steps, and what is left of it.

        Returns:
            The frame, and the columns that order the rows by what is left: numbers from 0, and -1
            for a row that is no payer.
        """
        exact = self.division.exact
        unit = exact.denominator * self.division.step_ore
        work, steps, rest = self._in_steps(work, exact, unit, "exact")
        weight = Factor(self._col("weight"), min(self.division.weight_high, self.most))
        total = Factor(self._col("sum"), self.most)
        work = self._quotient(work, (Factor(steps, exact.size // unit), weight), total, "steps")
        left, share = self._col("steps_left"), self._col("steps_whole")
        work = self._with(work, share=share)
        if rest is None:
            return self._keyed(work, [left])
        # What the total has beyond whole steps is divided, too: into a whole number of what is
        # left, and a part of one.
        rests = Factor(rest, unit - 1), weight
        work = self._quotient(work, rests, Factor(unit, unit), "rest")
        work = self._with(work, left=left + self._col("rest_whole"))
        left, over = self._col("left"), self._col("left") >= self._col("sum")
        work = self._with(
            work,
            share=self._col("share") + pick(over, whole(1), whole(0)),
            left=left - pick(over, self._col("sum"), whole(0)),
        )
        part = self._col("rest_left")
        if self.most * unit <= LIMIT:
            return self._keyed(work, [left * unit + part])
        if has_128_bits(self.engine):
            return self._keyed(work, [wide(left) * unit + wide(part)])
        return self._keyed(work, [left, part])

    def _in_steps(
        self, work: Frame, amount: Exact, unit: int, what: str
    ) -> tuple[Frame, Number, Number | None]:
        """Return how many units an amount has, without its sign, and what is left, or None if 0.

        Each is one number for all rows, or a column that the frame has then.
        """
        if amount.value is not None:
            steps, rest = divmod(amount.size, unit)
            return work, steps, rest or None
        numerator = amount.numerator
        size = numerator if amount.low >= 0 else numerator.abs()
        work = self._with(work, **{what: size})
        if unit == 1:
            return work, self._col(what), None
        steps_of, rest_of = f"{what}_steps", f"{what}_rest"
        work = self._with(work, **{steps_of: self.engine.floor(self._col(what), unit)})
        work = self._with(work, **{rest_of: self._col(what) - self._col(steps_of) * unit})
        return work, self._col(steps_of), self._col(rest_of)

    def _quotient(
        self, work: Frame, product: tuple[Factor, Factor], by: Factor, what: str
    ) -> Frame:
        return divided(self.engine, work, product, by, lambda part: self._at(f"{what}_{part}"))

    def _keyed(self, work: Frame, keys: Sequence[nw.Expr]) -> tuple[Frame, list[str]]:
        pays = self._pays
        masked = keys if pays is None else [pick(pays, key, whole(-1)) for key in keys]
        named = {f"key{number}": key for number, key in enumerate(masked)}
        return self._with(work, **named), [*map(self._at, named)]

    # --- Whole steps that sum to the total

    def shared(self, work: Frame, keys: Sequence[str]) -> Frame:
        """Add the shares, and whether they are known."""
        ore, step = self.division.ore, self.division.step_ore
        work, steps, rest = self._in_steps(work, ore, step, "ore")
        work = self._in_groups(work, shared=("sum", "share"))
        asked = steps - self._col("shared")
        work = self._with(work, asked=pick(self._col("sure"), asked, whole(0)))
        answers = [(self._at("asked"), self._at("gets"))]
        if rest is not None:
            work = self._with(work, next=self._col("asked") + 1)
            answers.append((self._at("next"), self._at("is_next")))
        work = largest(self.engine, work, answers, keys, party=self.party, within=self.within)
        share = (self._col("share") + pick(self._col("gets"), whole(1), whole(0))) * step
        if rest is not None:
            is_next = self._col("is_next") & ~self._col("gets")
            share += pick(is_next, whole(1), whole(0)) * rest
        exact = self.division.exact
        if exact.low < 0:
            share = pick(exact.numerator < 0, 0 - share, share)
        pays, sure = self._pays, self._col("sure")
        masked = pick(sure if pays is None else sure & pays, share, whole(0))
        known = sure if pays is None else sure | ~pays
        named = masked.alias(self.name), known.alias(f"{self.name}_known")
        return work.with_columns(*named)
