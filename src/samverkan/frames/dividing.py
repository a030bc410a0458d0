"""Division of a total among the rows of each group by largest remainder, on any engine.

It is that of :mod:`samverkan.core.division`, in whole steps: each share without its fraction of a
step, then one step each to the largest remainders, among equal ones to the first party ids. What
is left of the total, less than a step, goes to the next largest remainder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias, cast

import attrs

from .engines import Engine, Frame
from .exact import LIMIT, BeyondLimitError, Exact
from .extra import nw
from .masks import Mask, all_of, both, pick, whole

_Number: TypeAlias = "nw.Expr | int"
"""Whole numbers of the rows, or the same one for all rows."""

_HALF: Final = 2**31
_MOST_EAGER: Final = 2**60
_MOST_LAZY: Final = {"polars-lazy": 2**60, "duckdb": 2**60, "pyspark": 2**50}
"""The largest sum of weights; long division in 64 bits gets slow if it may be larger."""

_HAS_128_BITS: Final = frozenset({"polars", "polars-lazy", "duckdb"})


@attrs.frozen(kw_only=True)
class Division:
    """A total that is divided among the rows of a group.

    Args:
        payer: The rows that it applies to, and that bear a share; None if all do.

        weight: The weight of a payer: Int64, from 0 to *weight_high*, never null; 0 if not known.

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
    a group, or if its weights sum to more than 2**60 (on Spark 2**50).

    Args:
        engine: The engine of the frame.

        work: The frame.

        division: The total, the payers and their weights.

        name: The name of the new column with the shares, Int64 and never null; whether they are
            known is in the Boolean column *name* with "_known" after it. No column may begin so.

        party: The column with the party ids, never null, by which equal remainders are ordered.

        within: The columns that make a group, never null; without any, all rows are one group.

        rows: The number of rows, if no payer is twice in a group; None if neither is known.

    Raises:
        BeyondLimitError: If a number may leave 64 bits.
    """
    names = work.collect_schema().names()
    known = f"{name}_known"
    found = _Shares(engine, division, name, party, tuple(within), rows).of(work)
    return _select(found, *names, name, known)


class _Shares:
    """The shares of a division, computed in columns whose names begin with that of the result."""

    __slots__ = ("division", "engine", "most", "name", "party", "rows", "within")

    def __init__(
        self,
        engine: Engine,
        division: Division,
        name: str,
        party: str,
        within: tuple[str, ...],
        rows: int | None,
    ) -> None:
        self.engine = engine
        self.division = division
        self.name = name
        self.party = party
        self.within = within
        self.rows = rows
        if rows is None:
            self.most = _MOST_LAZY.get(engine.name, _MOST_EAGER)
        else:
            self.most = max(rows, 1) * max(division.weight_high, 1)
            if self.most > _MOST_EAGER:
                raise BeyondLimitError

    def of(self, work: Frame) -> Frame:
        """Return a frame with the shares and whether they are known."""
        return self._shared(self._floored(self._weighed(work)))

    def _at(self, what: str) -> str:
        return f"{self.name}_{what}"

    def _col(self, what: str) -> nw.Expr:
        return nw.col(self._at(what))

    def _in_group(self, aggregated: nw.Expr) -> nw.Expr:
        """Return what is aggregated over the rows of each group."""
        return aggregated.over(*self.within) if self.within else aggregated

    # --- Weights

    def _weighed(self, work: Frame) -> Frame:
        """Add the weights, their sum (at least 1), and whether the shares are known."""
        each = self.division
        pays = whole(1) == 1 if each.payer is None else each.payer
        weight = each.weight if each.payer is None else pick(each.payer, each.weight, whole(0))
        lacks = None if each.known is None else both(each.payer, ~each.known)
        work = _with(work, pays=pays, weight=weight, at=self._at)
        sums: dict[str, nw.Expr] = {}
        if lacks is not None:
            sums["lacks"] = self._in_group(lacks.any())
        if self.rows is not None:
            sums["sum"] = self._in_group(self._col("weight").sum()).cast(nw.Int64)
            work = _with(work, at=self._at, **sums)
            fits: Mask = None
        else:
            work = _with(work, at=self._at, **sums)
            work, fits = self._summed(work)
        total = self._col("sum")
        idle = each.idle
        if idle is None:
            numerator = each.exact.numerator
            idle = None if each.exact.value else numerator == 0
        is_divisible = total > 0 if idle is None else (total > 0) | idle
        masks = [
            None if lacks is None else ~self._col("lacks"),
            each.exact.known,
            each.ore.known,
            fits,
            is_divisible,
        ]
        work = _with(work, at=self._at, sure=all_of(masks))
        return _with(work, at=self._at, sum=pick(total > 0, total, whole(1)))

    def _summed(self, work: Frame) -> tuple[Frame, Mask]:
        """Add the sums of the weights of each group; return it, and whether a sum fits.

        The sum of a group that does not fit is 0, and so are its weights.
        """
        weight, floor = self._col("weight"), self.engine.floor
        again = self._in_group_of_party(work)
        high = floor(weight, _HALF)
        work = _with(work, at=self._at, high=high, twice=again)
        low = self._col("weight") - self._col("high") * _HALF
        work = _with(
            work,
            at=self._at,
            high=self._in_group(self._col("high").sum()).cast(nw.Int64),
            low=self._in_group(low.sum()).cast(nw.Int64),
            twice=self._in_group(self._col("twice").any()),
        )
        total = pick(self._col("high") < self.most // _HALF, self._col("high"), whole(0)) * _HALF
        fits = (
            (self._col("high") < self.most // _HALF)
            & (total + self._col("low") <= self.most)
            & ~self._col("twice")
        )
        work = _with(work, at=self._at, fits=fits, sum=total + self._col("low"))
        fits = self._col("fits")
        work = _with(
            work,
            at=self._at,
            sum=pick(fits, self._col("sum"), whole(0)),
            weight=pick(fits, weight, whole(0)),
        )
        return work, fits

    def _in_group_of_party(self, work: Frame) -> nw.Expr:
        """Return whether the party of a payer is that of another payer of its group."""
        counted = self._col("pays").cast(nw.Int64).sum().over(*self.within, self.party)
        return self._col("pays") & (counted > 1)

    # --- Shares without their fractions

    def _floored(self, work: Frame) -> Frame:
        """Add each share in whole steps, and its remainder in one column or two."""
        exact = self.division.exact
        unit = exact.denominator * self.division.step_ore
        size: _Number
        if exact.value is not None:
            size = abs(exact.low)
            steps, rest = cast("tuple[_Number, _Number]", divmod(size, unit))
        else:
            work = _with(work, at=self._at, size=_size(exact))
            size = self._col("size")
            steps, rest = size, 0
            if unit > 1:
                work = _with(work, at=self._at, steps=self.engine.floor(size, unit))
                steps = self._col("steps")
                work = _with(work, at=self._at, over=size - steps * unit)
                rest = self._col("over")
        work = self._product(work, (steps, exact.size // unit), self._col("sum"), self.most, "q")
        if isinstance(rest, int) and rest == 0:
            return _with(work, at=self._at, r=self._col("q_left"))
        work = self._product(work, (rest, unit - 1), unit, unit, "part")
        # The remainder of the first is a whole number of what the second counts in parts.
        carried = self._col("q_left") + self._col("part")
        work = _with(work, at=self._at, r=carried)
        more = self._col("r") >= self._col("sum")
        work = _with(
            work,
            at=self._at,
            q=self._col("q") + pick(more, whole(1), whole(0)),
            r=self._col("r") - pick(more, self._col("sum"), whole(0)),
        )
        if self.most * unit <= LIMIT:
            return _with(work, at=self._at, r=self._col("r") * unit + self._col("part_left"))
        if self.engine.name in _HAS_128_BITS:
            wide = self._col("r").cast(nw.Int128) * unit + self._col("part_left").cast(nw.Int128)
            return _with(work, at=self._at, r=wide)
        return _with(work, at=self._at, s=self._col("part_left"))
