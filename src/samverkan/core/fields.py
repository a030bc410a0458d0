"""Converters and checks for fields that take several values, a count or a given type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

from ..errors import CountError, WrongTypeError
from ..errors.texts import SEVERAL, Kind, Text, an_instance

_T = TypeVar("_T")
_LONGEST_COUNT = 10**18


def a_whole_number(field: str, value: object, least: int = 0) -> None:
    """Refuse a value that is not a count: too low, fractional, a Boolean or over 18 digits."""
    if type(value) is not int:
        raise WrongTypeError(field, int, value)
    if not least <= value < _LONGEST_COUNT:
        raise CountError(field, value, least)


def as_pairs(field: str, value: object, expected: Text) -> list[tuple[object, object]]:
    """Return several pairs as a list; refuse anything else, with what is expected."""
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        raise WrongTypeError(field, expected, value)
    pairs = list(value)
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise WrongTypeError(field, expected, pair)
    return pairs


_PAIRS = Text(
    "en mapping, eller par, av namn och vad som gäller för varje",
    "a mapping, or pairs, of names and what applies to each",
)


def as_named_pairs(field: str, value: object) -> list[tuple[object, object]]:
    """Return a mapping, or pairs, as a list of pairs; refuse anything else."""
    return as_pairs(field, list(value.items()) if isinstance(value, Mapping) else value, _PAIRS)


def as_tuple(field: str, value: _T | Iterable[_T], *kinds: Kind) -> tuple[_T, ...]:
    """Return one or several values of some types as a tuple; refuse others, naming the field."""
    if isinstance(value, kinds):
        return (cast("_T", value),)
    is_plain = type(value) in {tuple, list}  # quicker than to ask the abstract classes
    if not is_plain and (
        isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable)
    ):
        raise WrongTypeError(field, (*kinds, SEVERAL), value)
    found = tuple(cast("Iterable[_T]", value))
    if not {*map(type, found)} <= {*kinds}:  # quicker than to ask of each
        for item in found:
            an_instance(field, item, *kinds)
    return found
