"""Figures of rows as exact numbers: means, figures that serve in place of others, products."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from ...fees.columns import ANYBODY, Columns
from ...funding.bases import Basis, Mean
from ..columns.inputs import Inputs
from ..engines.masks import either
from ..numbers.exact import Exact, plus
from .constants import Case, Cases, Fold, folded


def quantity_of(
    bases: Sequence[Basis], inputs: Inputs, cases: Cases, some: Sequence[Case]
) -> Exact:
    """Return the product of figures of each row, for rows of some cases.

    Raises:
        BeyondLimitError: If it may be too large.
    """
    found = Exact.constant(1)
    for basis in bases:
        if all(each.subject is not None for each in basis.in_turn()):
            found = cases.times({case: _of_area(basis, case, inputs) for case in some}, found)
        else:
            found = found.product(_own(basis, inputs, cases, some))
    return found


def _own(basis: Basis, inputs: Inputs, cases: Cases, some: Sequence[Case]) -> Exact:
    """Return the figure of each row, or that which serves in its place."""
    turn = [
        _one(attrs.evolve(each, fallback=None), inputs, cases, some) for each in basis.in_turn()
    ]
    found = turn[-1]
    for each in reversed(turn[:-1]):
        known = each.known
        if known is None:
            found = each
        else:
            chosen = attrs.evolve(each, known=None).chosen(known, attrs.evolve(found, known=None))
            found = attrs.evolve(chosen, known=either(known, found.known))
    return found


def _one(basis: Basis, inputs: Inputs, cases: Cases, some: Sequence[Case]) -> Exact:
    """Return the figure of each row, or of an area, or the mean of those of several days."""
    if basis.subject is not None:
        return cases.exact({case: _of_area(basis, case, inputs) for case in some})
    date = basis.reference_date
    days = date.of if isinstance(date, Mean) else (date,)
    columns = [inputs.figure(attrs.evolve(basis, reference_date=day)) for day in days]
    scale = 10**basis.statistic.decimals
    figures = [Exact(each.value, scale, each.low, each.high, each.known) for each in columns]
    return plus(figures).times(Fraction(1, len(figures)))


def _of_area(basis: Basis, case: Case, inputs: Inputs) -> Fold:
    [amount], scale = Columns(case.year, inputs.figures).units([basis], [ANYBODY])
    return folded(amount, scale)
