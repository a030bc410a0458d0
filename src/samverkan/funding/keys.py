"""Keys by which a total is divided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias, cast

import attrs

from ..core.fields import as_tuple
from ..core.money import exact
from ..core.sources import Source, as_sources
from ..core.texts import a_slug
from ..errors import AmountError, RuleError, WrongTypeError
from .bases import Basis, no_changes


def as_pairs(field: str, value: object) -> list[tuple[object, object]]:
    """Return a mapping, or pairs, as a list of pairs; anything else is refused."""
    given = list(value.items()) if isinstance(value, Mapping) else value
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise WrongTypeError(field, "a mapping of names to what is said for each", value)
    pairs = list(given)
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise WrongTypeError(field, "a name and what is said for it", pair)
    return pairs


@attrs.frozen(kw_only=True)
class Equally:
    """A key that gives each payer the same share (*lika delar*).

    Args:
        sources: Where it stands that the shares are equal.

    >>> Equally().sources
    ()
    """

    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


def _as_weights(
    value: Mapping[str, Decimal | int | str] | Iterable[tuple[str, Decimal | int | str]],
) -> tuple[tuple[str, Decimal], ...]:
    pairs = cast("list[tuple[str, Decimal | int | str]]", as_pairs("weights", value))
    return tuple(sorted((party, exact(weight, f"weight of {party}")) for party, weight in pairs))


@attrs.frozen(kw_only=True)
class ByWeight:
    """A key of stated weights (*andelstal*), such as shares in an installation.

    A payer without a weight of its own has that of whom it succeeded; any other has no share
    stated. So a weight of 0 is stated, too.

    Args:
        weights: A weight per id of a party: 0 or more, exact; only their proportions count.

        sources: Where the weights stand.

    Raises:
        NotExactError: If a weight is a float.

        AmountError: If a weight is negative, or too long.

        TextError: If an id is no id.

        RuleError: If a party is named twice, or no weight is above 0.

    >>> ByWeight(weights={"b": "37.5", "a": "62.5"}).weights[0]
    ('a', Decimal('62.5'))
    """

    weights: tuple[tuple[str, Decimal], ...] = attrs.field(converter=_as_weights)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        for party, weight in self.weights:
            a_slug("weights", party)
            if weight < 0:
                raise AmountError(f"weight of {party}", weight, "a weight is 0 or more")
        refuse_twice("weights", [party for party, _ in self.weights])
        if not any(weight for _, weight in self.weights):
            raise RuleError("no weight is above 0, so nothing can be divided by them")


Key: TypeAlias = tuple[Basis, ...] | Equally | ByWeight
"""What a total is divided by (*fördelningsnyckel*): a figure of each payer, or the product of
several; equally; or stated weights."""


def as_key(value: Key | Basis | Iterable[Basis]) -> Key:
    """Return a key; one figure or several become a tuple."""
    if isinstance(value, (Equally, ByWeight)):
        return value
    return as_tuple("by", value, Basis, "a Basis, Equally or ByWeight")


def check_key(key: Key) -> None:
    """Refuse a key without a figure, or with one that may be below 0."""
    if not isinstance(key, tuple):
        return
    if not key:
        raise RuleError("a key needs a figure; state Equally() where the shares are equal")
    no_changes(key)


def refuse_twice(field: str, names: Iterable[object]) -> None:
    """Refuse names of which one stands twice."""
    written = [str(name) for name in names]
    if len(set(written)) < len(written):
        raise RuleError(f"one of the {field} is named twice: {', '.join(written)}")


def decimals_of(key: Key) -> int:
    """Return how many decimals of a weight its whole number holds."""
    if isinstance(key, tuple):
        return sum(basis.statistic.decimals for basis in key)
    if isinstance(key, ByWeight):
        return max(-int(weight.as_tuple().exponent) for _, weight in key.weights)
    return 0
