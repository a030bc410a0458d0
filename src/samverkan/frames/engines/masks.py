"""Conditions on rows, never null, and choices between whole numbers by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from .extra import nw

Mask: TypeAlias = "nw.Expr | None"
"""A condition on each row, never null; None if it holds for all rows."""

NEVER: Final = nw.lit(False, nw.Boolean)  # noqa: FBT003 - the value, no switch
"""The condition that holds for no row."""


def whole(number: int) -> nw.Expr:
    """Return a whole number as an expression; some engines would else compute with 32 bits."""
    return nw.lit(number, nw.Int64)


def pick(where: nw.Expr, one: nw.Expr, other: nw.Expr) -> nw.Expr:
    """Return one expression on rows where a condition holds, else the other; neither is null."""
    return nw.when(where).then(one).otherwise(other)


def one_where(where: Mask) -> nw.Expr:
    """Return 1 where a condition holds, else 0."""
    return whole(1) if where is None else pick(where, whole(1), whole(0))


def one_unless(where: Mask) -> nw.Expr:
    """Return 0 where a condition holds, else 1."""
    return whole(0) if where is None else pick(where, whole(0), whole(1))


def both(one: Mask, other: Mask) -> Mask:
    """Return the condition that two conditions hold."""
    if one is None or other is NEVER or one is other:
        return other
    if other is None or one is NEVER:
        return one
    return one & other


def either(one: Mask, other: Mask) -> Mask:
    """Return the condition that one of two conditions holds, or both."""
    if one is None or other is None:
        return None
    if one is NEVER or one is other:
        return other
    return one if other is NEVER else one | other


def all_of(masks: Iterable[Mask]) -> Mask:
    """Return the condition that several conditions hold."""
    return _halved(both, masks, None)


def any_of(masks: Iterable[Mask]) -> Mask:
    """Return the condition that one of several conditions holds, or more."""
    return _halved(either, masks, NEVER)


def _halved(how: Callable[[Mask, Mask], Mask], masks: Iterable[Mask], empty: Mask) -> Mask:
    """Return conditions that are combined two by two, so that no engine meets a deep expression."""
    several = list({id(mask): mask for mask in masks}.values())
    if len(several) <= 1:
        return several[0] if several else empty
    middle = len(several) // 2
    return how(*(_halved(how, half, empty) for half in (several[:middle], several[middle:])))


def chosen_mask(where: nw.Expr, one: Mask, other: Mask) -> Mask:
    """Return one condition on rows where a condition holds, else the other."""
    if one is other:
        return one
    if one is None or one is NEVER:
        return either(where, other) if one is None else both(~where, other)
    if other is None or other is NEVER:
        return either(~where, one) if other is None else both(where, one)
    return (where & one) | (~where & other)
