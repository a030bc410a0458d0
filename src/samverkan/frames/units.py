"""Units: the amounts of a funding that are rounded together, for the rows of a frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..core.money import Rounding
from ..funding.funding import Funding
from ..funding.rules import Rule, Shares, Split
from .compiling import Rules
from .constants import Case, Cases
from .exact import Exact
from .inputs import Inputs
from .masks import Mask


class Divided(NamedTuple):
    """A division in a funding: the rule of each case, and the rows that it applies to."""

    rules: Mapping[Case, Split | Shares]
    payer: Mask  # the rows of its cases and its class; None: all


class Units(NamedTuple):
    """What the rows owe: amounts in öre, rounded (denominator 1), to be added; and divisions."""

    amount: Exact  # the sum of all units that are no divisions
    divisions: Sequence[Divided]
    cases: Cases


def units(funding: Funding, inputs: Inputs) -> Units:
    """Return what each row owes by a funding, for the whole budget year.

    Raises:
        FrameRuleError: If a rule cannot be evaluated over rows.
    """
    ...


def units_of(rules: Rules, cases: Cases, inputs: Inputs, rounding: Rounding, root: Rule) -> Units:
    """Return the same for the rule of each case, such as what is paid before a remainder."""
    ...
