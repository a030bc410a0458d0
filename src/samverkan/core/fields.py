"""Converters and checks for fields that hold several values or a number."""

from __future__ import annotations

from collections.abc import Iterable
from types import UnionType
from typing import TypeVar, cast

from ..errors import CountError, WrongTypeError

_T = TypeVar("_T")
_LONGEST_COUNT = 10**18


def a_whole_number(field: str, value: object) -> None:
    """Refuse what is no count: negative, fractional, a truth value, over 18 digits."""
    if type(value) is not int:
        raise WrongTypeError(field, "a whole number", value)
    if not 0 <= value < _LONGEST_COUNT:
        raise CountError(field, value)


def as_tuple(
    field: str,
    value: _T | Iterable[_T],
    kind: type | UnionType | tuple[type, ...],
    expected: str,
) -> tuple[_T, ...]:
    """Return one or several of a kind as a tuple; anything else is refused, with the field."""
    if isinstance(value, kind):
        return (cast("_T", value),)
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise WrongTypeError(field, f"{expected}, or several", value)
    found = tuple(cast("Iterable[_T]", value))
    for item in found:
        if not isinstance(item, kind):
            raise WrongTypeError(field, expected, item)
    return found
