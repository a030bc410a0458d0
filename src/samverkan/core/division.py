"""Division into whole parts that sum to a total."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction


def largest_remainder(total: int, shares: Sequence[int], of: int) -> list[int]:
    """Return whole parts that sum to a total, each less than 1 away from its exact share.

    The exact shares are ``shares[i] / of``, all of one sign. Their sum differs from the total by
    less than 1. Each part is its share without the fraction; the remaining units go one each to
    the largest remainders, and among equal remainders to the first. A negative total divides as
    the mirror image of the positive one.
    """
    if total < 0:
        return [-part for part in largest_remainder(-total, [-share for share in shares], of)]
    parts = [divmod(share, of) for share in shares]
    left = total - sum(whole for whole, _ in parts)
    # Sorting is stable: among equal remainders the first comes first.
    order = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    extra = set(order[:left])
    return [whole + (place in extra) for place, (whole, _) in enumerate(parts)]


def over_one(amounts: Sequence[Fraction]) -> tuple[list[int], int]:
    """Return the numerators of amounts over a common denominator, and that denominator."""
    of = math.lcm(*(amount.denominator for amount in amounts))
    return [amount.numerator * (of // amount.denominator) for amount in amounts], of
