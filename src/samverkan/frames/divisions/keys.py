"""Keys by which totals are divided: the weight of each row, and which rows a rule states for."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

from ...funding.keys import ByWeight, Equally, Key
from ...funding.rules import (
    ByGroup,
    ByYear,
    Fixed,
    PerParty,
    Remainder,
    Rule,
    Shares,
    Split,
    Stepped,
    rules_in,
)
from ..columns.inputs import Inputs
from ..engines.extra import nw
from ..engines.masks import NEVER, Mask, all_of, any_of, both, whole
from ..numbers.exact import within
from ..rules.classes import classes_of, parts_in
from ..rules.compiling import bounded, weight_each
from ..rules.constants import Cases


class Weights(NamedTuple):
    """The weight of each row in a division."""

    each: nw.Expr  # whole numbers from 0 to the highest, never null
    high: int
    known: Mask


def weights_of(key: Key, inputs: Inputs, cases: Cases, rule: Rule, root: Rule) -> Weights:
    """Return the weight of each row by a key, of those rows that have one.

    Args:
        key: The key.

        inputs: The columns that are read.

        cases: The cases of the rows.

        rule: The rule that divides, which is refused if a weight may leave 64 bits.

        root: The rule of the whole funding, for the place of that rule.

    Raises:
        FrameRuleError: If a weight may leave 64 bits.
    """
    if isinstance(key, Equally):
        return Weights(whole(1), 1, None)
    if isinstance(key, ByWeight):
        stated = {party: Fraction(weight) for party, weight in key.weights}
        unit = Fraction(
            math.gcd(*(weight.numerator for weight in stated.values())),
            math.lcm(*(weight.denominator for weight in stated.values())),
        )
        numbers = {party: int(weight / unit) for party, weight in stated.items()}
        high = max(numbers.values())
        with bounded(rule, root):
            within(high)
        each = inputs.party.replace_strict(numbers, default=0, return_dtype=nw.Int64)
        return Weights(each, high, None)
    amount = weight_each(key, inputs, cases, rule, root)
    return Weights(amount.numerator, amount.high, amount.known)


def has_weight(key: Key, inputs: Inputs) -> Mask:
    """Return which rows have a weight by a key, known or not."""
    if isinstance(key, ByWeight):
        return inputs.party.is_in([party for party, _ in key.weights])
    return None


def states(rule: Rule, year: int, inputs: Inputs) -> Mask:  # noqa: PLR0911 - one for each
    """Return for which rows a rule states anything in a budget year, as in the ordinary engine."""
    match rule:
        case Fixed():
            return None
        case PerParty():
            if rule.others is not None:
                return None
            return inputs.party.is_in([party for party, _ in rule.kronor])
        case Split():
            return both(has_weight(rule.by, inputs), states(rule.total, year, inputs))
        case Shares():
            weighed = any_of(
                both(where, has_weight(share.by, inputs))
                for where, share in zip(classes_of(rule, inputs), parts_in(rule), strict=True)
            )
            return both(weighed, states(rule.total, year, inputs))
        case Remainder():  # whatever others pay before it
            return states(rule.total, year, inputs)
        case ByYear():
            chosen = rule.rule_for(year)
            return NEVER if chosen is None else states(chosen, year, inputs)
        case ByGroup():
            return any_of(
                both(where, states(part, year, inputs))
                for where, part in zip(classes_of(rule, inputs), parts_in(rule), strict=True)
            )
        case Stepped():
            return any_of(states(part, year, inputs) for part in rules_in(rule))
        case _:
            return all_of(states(part, year, inputs) for part in rules_in(rule))
