"""The factors by which an index clause adjusts an amount, computed by the ordinary engine."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ...core.figures import FigureTable
from ...fees.columns import ANYBODY, Columns
from ...funding.rules import Fixed, Indexed, IndexMethod
from .constants import UNSTATED, Fold, folded


def factors_of(rule: Indexed, year: int, figures: FigureTable) -> Sequence[Fold]:
    """Return the factors by which an index clause adjusts an amount for a budget year, in order.

    The amount is rounded after each, if it is rounded at all. In the base year there are none: the
    amount is unchanged.
    """
    if year <= rule.base_year:
        return [] if year == rule.base_year else [UNSTATED]
    if rule.method is not IndexMethod.CHAINED_ROUNDED:
        return [_factor(rule, rule.method, year, figures)]
    years = range(rule.base_year + 1, year + 1)
    return [_factor(rule, IndexMethod.CHANGE, each, figures) for each in years]


def _factor(rule: Indexed, method: IndexMethod, year: int, figures: FigureTable) -> Fold:
    """Return what one krona becomes in a year, exactly."""
    krona = attrs.evolve(rule, rule=Fixed(kronor=1), method=method, rounding=None)
    column = Columns(year, figures).column(krona, [ANYBODY])
    return folded(column.each[0], column.denominator)
