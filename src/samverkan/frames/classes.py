"""Classes of payers: the named groups and the kinds by which a rule differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from ..funding.rules import ByGroup, Rule, Share, Shares
from .exact import Exact
from .extra import nw
from .inputs import Inputs
from .masks import NEVER, any_of


@overload
def parts_in(rule: ByGroup) -> tuple[Rule, ...]: ...
@overload
def parts_in(rule: Shares) -> tuple[Share, ...]: ...
def parts_in(rule: ByGroup | Shares) -> tuple[Rule, ...] | tuple[Share, ...]:
    """Return what is stated for each class: the kinds first, then the groups."""
    return tuple(part for _, part in (*rule.kinds, *rule.groups))


def names_in(rule: ByGroup | Shares) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds, and the groups, that a rule names."""
    kinds, groups = (tuple(str(name) for name, _ in each) for each in (rule.kinds, rule.groups))
    return kinds, groups


def classes_of(rule: ByGroup | Shares, inputs: Inputs) -> list[nw.Expr]:
    """Return which rows are of each class, in order of the parts: conditions that are never null.

    If groups are named, a row with a group is of that one, else of its kind.
    """
    kinds, groups = names_in(rule)
    is_grouped = ~inputs.group.is_null() if groups else NEVER
    of_kind = [inputs.kind == name for name in kinds]
    return [
        *([~is_grouped & each for each in of_kind] if groups else of_kind),
        *(is_grouped & (inputs.group == name) for name in groups),
    ]


def one_of(choices: Sequence[tuple[nw.Expr, Exact]]) -> Exact:
    """Return the amount whose condition holds; if none does, no rule is stated."""
    found = choices[-1][1]
    for where, amount in reversed(choices[:-1]):
        found = amount.chosen(where, found)
    return found.masked(stated=any_of(where for where, _ in choices))
