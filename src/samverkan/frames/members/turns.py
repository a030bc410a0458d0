"""Amounts that each payer has by itself, for parts of years."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

import attrs

from ...core.money import Rounding
from ...core.parts import but_sources
from ...fees.plans import Plan
from ..columns.inputs import Inputs
from ..engines.engines import Frame
from ..engines.extra import nw
from ..engines.masks import one_unless, pick, whole
from ..numbers.exact import Exact
from ..rules.compiling import Amounts, bounded
from ..rules.constants import Case, Cases
from .adding import FLAGS, ore_of_fees
from .memberships import Columns, FeePlaces, numbered


@attrs.frozen(eq=False)
class TurnAmounts:
    """Amounts that each payer has by itself, for parts of years, compiled.

    The turns of a payer in a unit and year are a cell: they are added and rounded once.

    Args:
        columns: at, cell, case, rounding, party, kind, group, holder, of_year, parts: a row for
            each turn.

        inputs: The columns that are read.

        amount: The exact amount of each turn, for the whole year.

        rounded: The amount in öre of each cell, over the column *sum*.
    """

    columns: Columns
    inputs: Inputs
    amount: Exact
    rounded: Exact

    @classmethod
    def of(cls, plans: Sequence[Plan], places: FeePlaces, inputs: Inputs) -> TurnAmounts:
        """Return the amounts of the turns of plans, of which each has some.

        Raises:
            FrameRuleError: If a number may leave 64 bits, or depends on what a row does not tell.
        """
        root = plans[0].roots[0]
        every = [(plan, turn) for plan in plans for turn in plan.turns]
        keys = [(id(turn.rule), plan.year) for plan, turn in every]
        numbers = numbered(keys)
        rules = {
            Case(numbers[key], numbers[key], plan.year): turn.rule
            for key, (plan, turn) in zip(keys, every, strict=True)
        }
        cells = [(plan.year, turn.owner, turn.unit) for plan, turn in every]
        roundings = {but_sources(plan.rounding): plan.rounding for plan in plans}
        shares = [Fraction(turn.parts, turn.of) for _, turn in every]
        of = math.lcm(*(share.denominator for share in shares))
        parts = [int(share * of) for share in shares]
        columns: Columns = {
            "at": [places[plan.owners[turn.owner], plan.year] for plan, turn in every],
            "cell": _numbers(cells),
            "case": [numbers[key] for key in keys],
            "rounding": _numbers([but_sources(plan.rounding) for plan, _ in every]),
            "party": [turn.party for _, turn in every],
            "kind": [turn.kind for _, turn in every],
            "group": [turn.group for _, turn in every],
            "holder": [turn.holder for _, turn in every],
            "of_year": [plan.year for plan, _ in every],
            "parts": parts,
        }
        most: Counter[object] = Counter()
        for cell, part in zip(cells, parts, strict=True):
            most[cell] += part
        cases = Cases(tuple(rules), nw.col("case") if len(rules) > 1 else None)
        amount = Amounts(cases, inputs, root).each(rules)
        with bounded(next(iter(rules.values())), root):
            largest = max(most.values())
            low, high = min(amount.low, 0) * largest, max(amount.high, 0) * largest
            total = Exact(nw.col("sum"), amount.denominator * of, low, high)
            rounded = _rounded(total, inputs, [*roundings.values()])
        return cls(columns, inputs, amount, rounded)

    @property
    def largest(self) -> int:
        """The largest amount of a fee, in öre, without its sign."""
        fee_of = dict(zip(self.columns["cell"], self.columns["at"], strict=True))
        return self.rounded.size * max(Counter(fee_of.values()).values())

    def ore(self, joined: Frame) -> Frame:
        """Return the amount in öre of each cell, and the row of its fee.

        Args:
            joined: The turns, with the figures of their holders.
        """
        is_idle = nw.col("parts") == 0
        rows: Any = self.inputs.kept.on(joined).with_columns(
            sum=self.amount.numerator * nw.col("parts"),
            lacking=pick(is_idle, whole(0), one_unless(self.amount.known)),
            unstated=one_unless(self.amount.stated),
        )
        cells = rows.group_by("cell").agg(
            nw.col("sum").sum(), *(nw.col(each).max() for each in ("at", "rounding", *FLAGS))
        )
        cells = cells.with_columns(nw.col("sum").cast(nw.Int64))
        return ore_of_fees(cast("Frame", cells), self.rounded.numerator)


def _numbers(keys: Sequence[object]) -> list[int]:
    """Return the number of each key: 0 for the first, and for those that are alike."""
    numbers = numbered(keys)
    return [numbers[key] for key in keys]


def _rounded(total: Exact, inputs: Inputs, roundings: Sequence[Rounding]) -> Exact:
    """Return totals as the rounding of each row says, by its number."""
    rounded = total.rounded(inputs.engine, roundings[0])
    for number, rounding in enumerate(roundings[1:], start=1):
        is_other = nw.col("rounding") == number
        rounded = total.rounded(inputs.engine, rounding).chosen(is_other, rounded)
    return rounded
