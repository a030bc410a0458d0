"""Money in whole öre, named rounding, and division that loses no öre.

An öre is 1/100 krona. Amounts are whole numbers of öre; rates and amounts that
a document states are :class:`decimal.Decimal`. Binary floats are never accepted.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NewType, cast

import attrs

from ..errors import AllocationError, AmountError, NotExactError, WrongTypeError
from ..errors.quoting import item
from ..errors.texts import Language, a_line, an_instance
from .division import largest_remainder
from .fields import a_whole_number
from .sources import Source, as_sources

Ore = NewType("Ore", int)
"""An amount of money in whole öre (1/100 krona)."""

_WRITTEN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
_MOST_DIGITS = 15
_MOST_DECIMALS = 10
_LIMITS = {"digits": _MOST_DIGITS, "decimals": _MOST_DECIMALS}
# No real amount is that long, and every Python allows that many digits to be written out.
_LONGEST = 600
_MOST_BITS = (10**_LONGEST).bit_length() - 1


def a_long_number(field: str, value: object) -> None:
    """Refuse a value that is not a whole number, or has too many digits to be written out."""
    if type(value) is not int:
        raise WrongTypeError(field, int, value)
    if value.bit_length() > _MOST_BITS:
        raise AmountError(field, value, "too-many-digits", {"digits": _LONGEST})


def exact(value: Decimal | int | str, field: str = "amount") -> Decimal:
    """Return *value* as a decimal number in canonical form.

    The canonical form has no trailing zeros after the decimal point and no exponent, so that
    equal amounts are written in the same way.

    Args:
        value: A decimal, a whole number, or text such as ``"1.50"``: at most 15 digits before and
            10 after the point.

        field: Name of the number in error messages.

    Raises:
        NotExactError: If *value* is a float, a Boolean, or not a number.

        AmountError: If *value* is not finite, is too large, or is not in that form.

    >>> exact("1.50"), exact(Decimal("1E+2"))
    (Decimal('1.5'), Decimal('100'))
    """
    if isinstance(value, str):
        # Checked before Decimal(): "1e999999" is eight bytes but takes minutes to write out.
        if not _WRITTEN.fullmatch(value):
            raise AmountError(field, value, "not-written-so", _LIMITS)
    elif type(value) is int:
        if abs(value) >= 10**_MOST_DIGITS:
            raise AmountError(field, value, "too-many-digits", _LIMITS)
    elif not isinstance(value, Decimal):
        raise NotExactError(field, value)
    number = Decimal(value)
    if not number.is_finite():
        raise AmountError(field, value, "not-finite")
    return _canonical(number, field)


def _canonical(number: Decimal, field: str) -> Decimal:
    """Return a finite number without trailing zeros or exponent; refuse one that is too long.

    It is built from the digits, because arithmetic would round to the context's precision.
    """
    sign, digits, exponent = number.as_tuple()
    if exponent == 0 and digits != (0,) and len(digits) <= _MOST_DIGITS:
        return number  # a whole number, as most are
    written = "".join(map(str, digits)).lstrip("0")
    kept = written.rstrip("0")
    if not kept:
        return Decimal(0)
    # The number is finite here, so its exponent is a whole number.
    places = int(exponent) + len(written) - len(kept)
    if places < -_MOST_DECIMALS or len(kept) + places > _MOST_DIGITS:
        raise AmountError(field, number, "too-long", _LIMITS)
    whole = kept + "0" * max(places, 0)
    return Decimal((sign, tuple(map(int, whole)), min(places, 0)))


def to_ore(kronor: Decimal | int | str, field: str = "amount") -> Ore:
    """Return an amount in kronor as whole öre.

    Raises:
        NotExactError: If *kronor* is a float, a Boolean, or not a number.

        AmountError: If *kronor* is not finite, is too large, or has a fraction of an öre.

    >>> to_ore("142773.00")
    14277300
    """
    numerator, denominator = exact(kronor, field).as_integer_ratio()
    ore, rest = divmod(numerator * 100, denominator)
    if rest:
        raise AmountError(field, kronor, "parts-of-an-ore")
    return Ore(ore)


def to_kronor(ore: int) -> Decimal:
    """Return whole öre as kronor with two decimals.

    >>> to_kronor(14277300)
    Decimal('142773.00')
    """
    a_long_number("ore", ore)
    sign, digits = int(ore < 0), tuple(map(int, str(abs(ore))))
    # Built from the digits, because arithmetic would round to the context's precision.
    return Decimal((sign, digits, -2))


class RoundingRule(enum.StrEnum):
    """How an amount between two steps is rounded (*avrundning*)."""

    HALF_AWAY_FROM_ZERO = "half-away-from-zero"
    """To the nearest step; halves away from zero (what :mod:`decimal` calls
    ``ROUND_HALF_UP``)."""

    TOWARDS_ZERO = "towards-zero"
    """To the step nearer zero: the remainder is dropped (*öretal bortfaller*)."""

    AWAY_FROM_ZERO = "away-from-zero"
    """To the step further from zero (*avrundas uppåt*)."""


@attrs.frozen(kw_only=True)
class Rounding:
    """A named rule for rounding (*avrundning*), with the source that states it.

    Args:
        rule: How an amount between two steps is rounded.

        step_ore: The step, in öre: 1 for whole öre, 100 for whole kronor.

        sources: Sources that state the rule.

    Raises:
        AmountError: If the step is below 1 öre.

    >>> Rounding().in_ore(4_285_071, 20)  # 214 253.55 öre
    214254
    >>> Rounding(step_ore=100).in_ore(92_430, 1)  # 924.30 kronor
    92400
    """

    rule: RoundingRule = RoundingRule.HALF_AWAY_FROM_ZERO
    step_ore: int = 1
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("rule", self.rule, RoundingRule)
        a_long_number("step_ore", self.step_ore)
        if self.step_ore < 1:
            raise AmountError("step_ore", self.step_ore, "step-below-one")

    def in_ore(self, numerator: int, denominator: int) -> Ore:
        """Return ``numerator / denominator`` öre rounded to the step, computed in integers.

        Raises:
            AmountError: If the denominator is below 1.

        >>> Rounding().in_ore(-5, 2)
        -3
        """
        a_long_number("numerator", numerator)
        a_long_number("denominator", denominator)
        if denominator < 1:
            raise AmountError("denominator", denominator, "denominator-below-one")
        size, unit = abs(numerator), denominator * self.step_ore
        if self.rule is RoundingRule.HALF_AWAY_FROM_ZERO:
            steps = (2 * size + unit) // (2 * unit)
        elif self.rule is RoundingRule.AWAY_FROM_ZERO:
            steps = -(-size // unit)
        else:
            steps = size // unit
        return Ore(steps * self.step_ore if numerator >= 0 else -steps * self.step_ore)


def each_in_ore(rounding: Rounding, kronor: Sequence[int], denominator: int) -> list[Ore]:
    """Return several amounts in kronor over one denominator, each in öre and rounded."""
    if (
        rounding.rule is not RoundingRule.HALF_AWAY_FROM_ZERO
        or rounding.step_ore != 1
        or min(kronor, default=0) < 0
    ):
        return [rounding.in_ore(each * 100, denominator) for each in kronor]
    # The usual case; the largest is checked for all of them.
    rounding.in_ore(max(kronor, default=0) * 100, denominator)
    twice = 2 * denominator
    return cast("list[Ore]", [(200 * each + denominator) // twice for each in kronor])


def allocate(total_ore: int, weights: Mapping[str, int]) -> dict[str, Ore]:
    """Divide a total by weights so that the parts sum to it (*största resten*).

    Each id gets its exact share without the fraction of an öre; the remaining öre go one each to
    the largest remainders, and among equal remainders to the first id. The order of *weights*
    does not matter. A negative total divides as the mirror image of the positive one.

    Args:
        total_ore: The total, in öre.

        weights: A weight per id: whole numbers, 0 or more, not all 0.

    Returns:
        The amount of each id in öre, in order of id.

    Raises:
        CountError: If a weight is negative or has over 18 digits.

        AllocationError: If no weight is above 0.

    Source:
        The method of largest remainders (Hamilton's method).

    >>> allocate(100, {"b": 1, "a": 1, "c": 1})
    {'a': 34, 'b': 33, 'c': 33}
    >>> allocate(-100, {"b": 1, "a": 1, "c": 1})
    {'a': -34, 'b': -33, 'c': -33}
    """
    a_long_number("total_ore", total_ore)
    an_instance("weights", weights, Mapping)
    for party, weight in weights.items():
        a_line("weights", party)
        a_whole_number(item("weights", party), weight)
    of = sum(weights.values())
    if of == 0:
        raise AllocationError(total_ore)
    parties = sorted(weights)
    parts = largest_remainder(total_ore, [total_ore * weights[party] for party in parties], of)
    return dict(zip(parties, map(Ore, parts), strict=True))


# --- Numbers and amounts, as people write them

_SPACE = "\N{NO-BREAK SPACE}"
_FEWEST_DECIMALS = 2


def number(value: int, language: Language) -> str:
    """Return a whole number with its digits in groups of three: 95 182, or 95,182."""
    return decimal(Decimal(value), language)


def scaled(value: int, decimals: int) -> Decimal:
    """Return the number with *value* as digits and *decimals* decimals, without trailing zeros."""
    while decimals and value % 10 == 0:
        value, decimals = value // 10, decimals - 1
    return Decimal((int(value < 0), tuple(map(int, str(abs(value)))), -decimals))


def decimal(value: Decimal, language: Language, fewest: int = 0) -> str:
    """Return a decimal number with its digits in groups of three, and *fewest* or more decimals."""
    decimals = max(fewest, -int(value.as_tuple().exponent), 0)
    written = f"{value:,.{decimals}f}"
    if language == "en":
        return written
    return written.replace(",", _SPACE).replace(".", ",")


def _money(written: str, language: Language) -> str:
    return f"SEK{_SPACE}{written}" if language == "en" else f"{written}{_SPACE}kr"


def amount(ore: int, language: Language) -> str:
    """Return öre as kronor: 142 773,00 kr, or SEK 142,773.00."""
    return kronor(scaled(ore, 2), language)


def kronor(value: Decimal, language: Language) -> str:
    """Return kronor with all their decimals, at least two."""
    return _money(decimal(value, language, _FEWEST_DECIMALS), language)


def exact_amount(numerator: int, denominator: int, language: Language) -> str:
    """Return kronor, exactly if ten decimals are enough, else as "about" with four decimals."""
    for decimals in range(_FEWEST_DECIMALS, _MOST_DECIMALS + 1):
        shifted, rest = divmod(numerator * 10**decimals, denominator)
        if rest == 0:
            sign, digits = int(shifted < 0), tuple(map(int, str(abs(shifted))))
            return kronor(Decimal((sign, digits, -decimals)), language)
    size, rest = divmod(abs(numerator) * 10**4, denominator)
    nearest = size + (2 * rest >= denominator)
    written = kronor(scaled(-nearest if numerator < 0 else nearest, 4), language)
    return f"cirka {written}" if language == "sv" else f"about {written}"
