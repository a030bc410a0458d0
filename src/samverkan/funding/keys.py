"""Allocation keys, by which a total is divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias, cast

import attrs

from ..core.fields import as_named_pairs, as_tuple
from ..core.money import exact
from ..core.sources import Source, as_sources
from ..errors import AmountError, RuleError, WrongTypeError
from ..errors.quoting import cut, item
from ..errors.texts import SEVERAL, a_slug
from .bases import Basis, no_changes


@attrs.frozen(kw_only=True)
class Equally:
    """A key that gives each payer the same share (*lika delar*).

    Args:
        sources: Sources that state that the shares are equal.

    >>> Equally().sources
    ()
    """

    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


def _as_weights(
    value: Mapping[str, Decimal | int | str] | Iterable[tuple[str, Decimal | int | str]],
) -> tuple[tuple[str, Decimal], ...]:
    pairs = cast("list[tuple[str, Decimal | int | str]]", as_named_pairs("weights", value))
    for party, _ in pairs:
        a_slug("weights", party)
    return tuple(sorted((party, exact(weight, item("weights", party))) for party, weight in pairs))


@attrs.frozen(kw_only=True)
class ByWeight:
    """A key of stated weights (*andelstal*), such as shares in an installation.

    A payer without a weight of its own has the weight of its predecessor. If that is missing,
    too, no share is stated for the payer. So state weights of 0 as well.

    Args:
        weights: A weight per party id: 0 or more, exact; only the proportions count.

        sources: Sources that state the weights.

    Raises:
        NotExactError: If a weight is a float.

        AmountError: If a weight is negative, or too long.

        TextError: If a party id is not valid.

        RuleError: If a party is named twice, or no weight is above 0.

    >>> ByWeight(weights={"b": "37.5", "a": "62.5"}).weights[0]
    ('a', Decimal('62.5'))
    """

    weights: tuple[tuple[str, Decimal], ...] = attrs.field(converter=_as_weights)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        for party, weight in self.weights:
            if weight < 0:
                raise AmountError(item("weights", party), weight, "weight-below-zero")
        refuse_twice("weights", [party for party, _ in self.weights])
        if not any(weight for _, weight in self.weights):
            raise RuleError("no-weight")


Key: TypeAlias = tuple[Basis, ...] | Equally | ByWeight
"""What a total is divided by (*fördelningsnyckel*): each payer's figure, or the product of
several; equal shares; or stated weights."""


def as_key(value: Key | Basis | Iterable[Basis]) -> Key:
    """Return a key; one figure or several become a tuple."""
    if isinstance(value, (Equally, ByWeight)):
        return value
    given: object = value
    if isinstance(given, (str, bytes)) or not isinstance(given, (Basis, Iterable)):
        raise WrongTypeError("by", (Basis, Equally, ByWeight, SEVERAL), value)
    return as_tuple("by", value, Basis)


def check_key(key: Key) -> None:
    """Refuse a key without a figure, or with a figure that may be below 0."""
    if not isinstance(key, tuple):
        return
    if not key:
        raise RuleError("key-without-figure")
    no_changes(key)


def refuse_twice(field: str, names: Iterable[object]) -> None:
    """Refuse names if one of them occurs twice."""
    times = Counter(str(name) for name in names)
    twice = tuple(cut(name) for name, count in times.items() if count > 1)
    if twice:
        raise RuleError("named-twice", {"field": field, "names": twice})


def decimals_of(key: Key) -> int:
    """Return the number of decimals by which a key's weights are scaled to whole numbers."""
    if isinstance(key, tuple):
        return sum(basis.statistic.decimals for basis in key)
    if isinstance(key, ByWeight):
        return max(-int(weight.as_tuple().exponent) for _, weight in key.weights)
    return 0
