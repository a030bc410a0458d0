"""The factors by which an index clause adjusts an amount, computed by the ordinary engine."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from ..core.figures import FigureTable
from ..fees.columns import ANYBODY, Columns
from ..funding.rules import Fixed, Indexed, IndexMethod
from .constants import MISSING, UNSTATED, Fold, folded

Factors: TypeAlias = tuple[Fraction, ...]
"""Factors that an amount is multiplied by, in order; it is rounded after each."""


def factors_of(rule: Indexed, year: int, figures: FigureTable) -> Factors | Fold:
    """Return the factors of an index clause for a budget year, or why there are none.

    In the base year there are none: the amount is unchanged and not rounded.
    """
    if year <= rule.base_year:
        return () if year == rule.base_year else UNSTATED
    if rule.method is not IndexMethod.CHAINED_ROUNDED:
        found = [_factor(rule, rule.method, year, figures)]
    else:
        years = range(rule.base_year + 1, year + 1)
        found = [_factor(rule, IndexMethod.CHANGE, each, figures) for each in years]
    return tuple(each.value for each in found) if all(e.is_known for e in found) else MISSING


def _factor(rule: Indexed, method: IndexMethod, year: int, figures: FigureTable) -> Fold:
    """Return what one krona becomes in a year, exactly."""
    krona = attrs.evolve(rule, rule=Fixed(kronor=1), method=method, rounding=None)
    column = Columns(year, figures).column(krona, [ANYBODY])
    return folded(column.each[0], column.denominator)
