"""Rules that give each payer an amount, compiled to expressions over the columns of a frame."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TypeAlias, TypeVar, cast

import attrs

from ..core.money import to_ore
from ..core.parts import but_sources
from ..errors import FrameRuleError
from ..fees.columns import ANYBODY, Columns
from ..funding.bases import Basis
from ..funding.rules import (
    Bounded,
    ByGroup,
    ByYear,
    EntryFee,
    Fixed,
    Indexed,
    IndexMethod,
    Part,
    PerParty,
    Rate,
    Rule,
    Stepped,
    Sum,
    same_for_all,
)
from .constants import MISSING, UNSTATED, Case, Cases, Fold, cases_of, folded
from .exact import BeyondLimitError, Exact, plus
from .inputs import Inputs
from .masks import NEVER, Mask, all_of, any_of, both
from .places import figures_of, refused
from .quantities import AssumedError, quantity_of

Rules: TypeAlias = Mapping[Case, Rule]
"""The rule of each case."""


def amount_each(rule: Rule, inputs: Inputs) -> Exact:
    """Return the amount in öre that a rule gives the payer of each row, exact and not rounded.

    Raises:
        FrameRuleError: If a number may leave 64 bits, or the rule does not give each an amount.
    """
    cases = cases_of(rule, inputs)
    return Amounts(cases, inputs, rule).each(dict.fromkeys(cases.all, rule))


def weight_each(bases: Sequence[Basis], inputs: Inputs, rule: Rule) -> Exact: ...


class Amounts:
    """A compiler of rules, for rows of several cases."""

    def __init__(self, cases: Cases, inputs: Inputs, root: Rule) -> None: ...

    def each(self, rules: Rules) -> Exact:
        """Return the amount in öre of each row, by the rule of its case."""
        ...
