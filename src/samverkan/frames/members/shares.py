"""Shares of totals that are divided by figures of payers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeAlias, cast

import attrs

from ...core.parts import but_sources
from ...fees.plans import Plan, Total
from ..columns.inputs import Inputs
from ..divisions.dividing import Division, check_bounds, divide
from ..engines.engines import Frame
from ..engines.extra import nw
from ..engines.masks import one_unless, whole
from ..numbers.exact import Exact
from ..rules.compiling import bounded, weight_each
from ..rules.constants import Case, Cases
from .adding import ore_of_fees
from .memberships import Columns, FeePlaces, numbered

_Totals: TypeAlias = Sequence[tuple[Plan, Total]]


def totals_alike(plans: Iterable[Plan]) -> list[_Totals]:
    """Return the totals of plans, together if they can be divided at once: by one key."""
    alike: dict[Hashable, list[tuple[Plan, Total]]] = {}
    for plan in plans:
        for total in plan.totals:
            key = but_sources(total.by), total.rule.step_ore, total.exact.denominator
            alike.setdefault(key, []).append((plan, total))
    return [*alike.values()]


@attrs.frozen(eq=False)
class ShareAmounts:
    """Shares of totals that are divided by one key, compiled.

    Args:
        columns: at, owner, total, case, exact, ore, nothing, holder, of_year: a row for each
            payer of a total.

        inputs: The columns that are read.

        division: The division of the totals.

        most: The largest number of payers of a total.
    """

    columns: Columns
    inputs: Inputs
    division: Division
    most: int

    @classmethod
    def of(cls, totals: _Totals, places: FeePlaces, inputs: Inputs) -> ShareAmounts:
        """Return the shares of totals, one of those of totals_alike().

        Raises:
            FrameRuleError: If a number may leave 64 bits.
        """
        plan, first = totals[0]
        root = plan.roots[0]
        years = numbered(plan.year for plan, _ in totals)
        every = [
            (number, plan, total, payer)
            for number, (plan, total) in enumerate(totals)
            for payer in total.payers
        ]
        columns: Columns = {
            "at": [places[plan.owners[payer.owner], plan.year] for _, plan, _, payer in every],
            "owner": [payer.owner for _, _, _, payer in every],
            "total": [number for number, _, _, _ in every],
            "case": [years[plan.year] for _, plan, _, _ in every],
            "exact": [total.exact.numerator for _, _, total, _ in every],
            "ore": [total.ore for _, _, total, _ in every],
            "nothing": [int(total.is_nothing) for _, _, total, _ in every],
            "holder": [payer.holder for _, _, _, payer in every],
            "of_year": [plan.year for _, plan, _, _ in every],
        }
        several = tuple(Case(n, n, cast("int", year)) for year, n in years.items())
        cases = Cases(several, nw.col("case") if len(years) > 1 else None)
        weight = weight_each(first.by, inputs, cases, first.rule, root)
        most = max(len(total.payers) for _, total in totals)
        with bounded(first.rule, root):
            division = Division(
                payer=None,
                weight=weight.numerator,
                weight_high=weight.high,
                known=weight.known,
                exact=_column(columns, "exact", first.exact.denominator),
                ore=_column(columns, "ore", 1),
                step_ore=first.rule.step_ore,
                idle=nw.col("nothing") == 1,
            )
            check_bounds(division, most)
        return cls(columns, inputs, division, most)

    @property
    def largest(self) -> int:
        """The largest amount of a fee, in öre, without its sign."""
        most = max(Counter(self.columns["at"]).values())
        return (self.division.ore.size + self.division.step_ore) * most

    def ore(self, joined: Frame) -> Frame:
        """Return the share in öre of each payer, and the row of its fee.

        Args:
            joined: The payers, with the figures of their holders.
        """
        found = divide(
            self.inputs.engine,
            self.inputs.kept.on(joined),
            self.division,
            name="share",
            party="owner",
            within=["total"],
            rows=self.most,
        )
        found = found.with_columns(lacking=one_unless(nw.col("share_known")), unstated=whole(0))
        return ore_of_fees(found, nw.col("share"))


def _column(columns: Columns, name: str, denominator: int) -> Exact:
    values = cast("Sequence[int]", columns[name])
    low, high = min(values), max(values)
    return Exact(whole(low) if low == high else nw.col(name), denominator, low, high)
