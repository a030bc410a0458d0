"""Classes of payers: the named groups and the kinds by which a rule differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from ...funding.rules import ByGroup, Rule, Share, Shares
from ..columns.inputs import Inputs
from ..engines.extra import nw
from ..engines.masks import NEVER
from ..numbers.exact import Exact


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
    """Return the rows of each class, in order of the parts, as conditions that are never null."""
    kinds, groups = names_in(rule)
    is_grouped = _is_grouped(rule, inputs)
    of_kind = [inputs.kind == name for name in kinds]
    return [
        *([~is_grouped & each for each in of_kind] if groups else of_kind),
        *(is_grouped & (inputs.group == name) for name in groups),
    ]


def one_of(rule: ByGroup, inputs: Inputs, amounts: Sequence[Exact]) -> Exact:
    """Return the amount of the class of each row, in order of the parts, or none is stated."""
    kinds, groups = names_in(rule)
    by_kind = Exact.constant(0, stated=NEVER)
    if kinds:
        by_kind = _named(inputs.kind, kinds, amounts)
    if not groups:
        return by_kind
    by_group = _named(inputs.group.fill_null(""), groups, amounts[len(kinds) :])
    return by_group.chosen(_is_grouped(rule, inputs), by_kind)


def _is_grouped(rule: ByGroup | Shares, inputs: Inputs) -> nw.Expr:
    """Return which rows are of their group: where a rule names groups, those that have one.

    All others are of their kind.
    """
    return ~inputs.group.is_null() if rule.groups else NEVER


def _named(column: nw.Expr, names: Sequence[str], amounts: Sequence[Exact]) -> Exact:
    """Return the amount of the name in each row; if it is none of these, no rule is stated."""

    def found(first: int, after: int) -> Exact:
        if after - first == 1:
            return amounts[first]
        middle = (first + after) // 2  # halved, so that no engine meets a deep expression
        where = is_one_of(column, names[first:middle])
        return found(first, middle).chosen(where, found(middle, after))

    return found(0, len(names)).masked(stated=is_one_of(column, names))


def is_one_of(column: nw.Expr, names: Sequence[str]) -> nw.Expr:
    """Return whether a text that is never null is one of some names."""
    return column == names[0] if len(names) == 1 else column.is_in([*names])
