"""Amounts of memberships that are joined with figures: rounded, and added to fees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, Protocol, cast

import attrs

from ..columns.inputs import Inputs
from ..divisions.dividing import Division, check_bounds, divide
from ..engines.engines import Frame
from ..engines.extra import nw
from ..engines.masks import Mask, pick, whole
from ..numbers.exact import Exact
from ..rules.compiling import Amounts, bounded, weight_each
from .knowledge import OUTSIDE, TWICE
from .memberships import Columns, Shares, Turns

LACKING: Final = "lacking"
"""The column that has 1 if a figure is missing, else 0."""

UNSTATED: Final = "unstated"
"""The column that has 1 if no rule is stated, else 0."""

FLAGS: Final = (LACKING, UNSTATED, OUTSIDE, TWICE)
"""The columns that tell why an amount is not known."""


class Amount(Protocol):
    """Amounts of some rows of memberships, compiled before anything runs."""

    @property
    def columns(self) -> Columns:
        """The rows of memberships."""

    @property
    def largest(self) -> int:
        """The largest amount of a fee, in öre, without its sign."""

    def of(self, joined: Frame) -> Frame:
        """Return amounts in öre, and the row of the fee that each belongs to.

        Args:
            joined: The rows of memberships, with the figures of their holders.
        """


@attrs.frozen(eq=False)
class Turned:
    """Amounts that each payer has by itself.

    Args:
        turns: The parts of years.

        inputs: The columns that are read.

        amount: The exact amount of each row, for the whole year.

        rounded: The amount in öre of each cell, over the column *sum*.
    """

    turns: Turns
    inputs: Inputs
    amount: Exact
    rounded: Exact

    @classmethod
    def by(cls, turns: Turns, inputs: Inputs) -> Turned:
        """Return the amounts of parts of years.

        Raises:
            FrameRuleError: If a number may leave 64 bits, or depends on what a row does not tell.
        """
        amount = Amounts(turns.cases, inputs, turns.root).each(turns.rules)
        with bounded(next(iter(turns.rules.values())), turns.root):
            low, high = min(amount.low, 0) * turns.most, max(amount.high, 0) * turns.most
            of = amount.denominator * turns.of
            total = Exact(nw.col("sum"), of, low, high)
            rounded = total.rounded(inputs.engine, turns.roundings[0])
            for number, rounding in enumerate(turns.roundings[1:], start=1):
                is_other = nw.col("rounding") == number
                rounded = total.rounded(inputs.engine, rounding).chosen(is_other, rounded)
        return cls(turns, inputs, amount, rounded)

    @property
    def columns(self) -> Columns:
        """The rows of memberships."""
        return self.turns.columns

    @property
    def largest(self) -> int:
        """The largest amount of a fee, in öre, without its sign."""
        columns = self.turns.columns
        cells = dict(zip(columns["cell"], columns["at"], strict=True))
        return self.rounded.size * max(Counter(cells.values()).values())

    def of(self, joined: Frame) -> Frame:
        """Return the amount in öre of each cell."""
        rows = _with(
            self.inputs.kept.on(joined),
            sum=self.amount.numerator * nw.col("parts"),
            lacking=pick(nw.col("parts") == 0, whole(0), _flag_but(self.amount.known)),
            unstated=_flag_but(self.amount.stated),
        )
        cells = (
            cast("Any", rows)
            .group_by("cell")
            .agg(nw.col("sum").sum(), *(nw.col(each).max() for each in ("at", "rounding", *FLAGS)))
        )
        cells = _with(cells, sum=nw.col("sum").cast(nw.Int64))
        return _selected(cells, self.rounded.numerator)


@attrs.frozen(eq=False)
class Shared:
    """Shares of totals.

    Args:
        shares: The payers.

        inputs: The columns that are read.

        division: The division of the totals.
    """

    shares: Shares
    inputs: Inputs
    division: Division

    @classmethod
    def by(cls, shares: Shares, inputs: Inputs) -> Shared:
        """Return the shares of totals.

        Raises:
            FrameRuleError: If a number may leave 64 bits.
        """
        weight = weight_each(shares.by, inputs, shares.cases, shares.rule, shares.root)
        with bounded(shares.rule, shares.root):
            division = Division(
                payer=None,
                weight=weight.numerator,
                weight_high=weight.high,
                known=weight.known,
                exact=_column(shares, "exact", shares.denominator),
                ore=_column(shares, "ore", 1),
                step_ore=shares.step_ore,
                idle=nw.col("nothing") == 1,
            )
            check_bounds(division, shares.most)
        return cls(shares, inputs, division)

    @property
    def columns(self) -> Columns:
        """The rows of memberships."""
        return self.shares.columns

    @property
    def largest(self) -> int:
        """The largest amount of a fee, in öre, without its sign."""
        most = max(Counter(self.shares.columns["at"]).values())
        return (self.division.ore.size + self.division.step_ore) * most

    def of(self, joined: Frame) -> Frame:
        """Return the share in öre of each payer."""
        found = divide(
            self.inputs.engine,
            self.inputs.kept.on(joined),
            self.division,
            name="share",
            party="owner",
            within=["total"],
            rows=self.shares.most,
        )
        found = _with(found, lacking=_flag_but(nw.col("share_known")), unstated=whole(0))
        return _selected(found, nw.col("share"))


def _column(shares: Shares, name: str, denominator: int) -> Exact:
    values = cast("Sequence[int]", shares.columns[name])
    low, high = min(values), max(values)
    return Exact(whole(low) if low == high else nw.col(name), denominator, low, high)


def _flag_but(where: Mask) -> nw.Expr:
    """Return 0 where a condition holds, else 1."""
    return whole(0) if where is None else pick(where, whole(0), whole(1))


def _with(frame: Frame, **columns: nw.Expr) -> Frame:
    return frame.with_columns(**columns)


def _selected(frame: Frame, ore: nw.Expr) -> Frame:
    flags = (nw.col(each) for each in FLAGS)
    return frame.select(nw.col("at"), ore.alias("ore"), *flags)


def added(amounts: Sequence[Frame]) -> Frame:
    """Return the sum of the amounts of each fee, and whether one of them is not known."""
    several = amounts[0] if len(amounts) == 1 else nw.concat([*amounts])  # type: ignore[type-var]
    total = (
        cast("Any", several)
        .group_by("at")
        .agg(nw.col("ore").sum(), *(nw.col(each).max() for each in FLAGS))
    )
    return _with(total, ore=nw.col("ore").cast(nw.Int64))
