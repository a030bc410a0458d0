"""Division into whole parts that sum to a total."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction


def largest_remainder(total: int, shares: Sequence[int], of: int) -> list[int]:
    """Return whole parts that sum to a total, each less than 1 from its exact share.

    The exact shares are ``shares[i] / of``, all of one sign. Their sum is the total, or lies
    less than 1 from it. Each gets its share without the fraction; what is left goes one each
    to the largest remainders, and among equal ones to the first. Below 0 it is the mirror image.
    """
    if total < 0:
        return [-part for part in largest_remainder(-total, [-share for share in shares], of)]
    parts = [divmod(share, of) for share in shares]
    left = total - sum(whole for whole, _ in parts)
    # Sorting is stable: among equal remainders the first stands first.
    order = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    extra = set(order[:left])
    return [whole + (place in extra) for place, (whole, _) in enumerate(parts)]


def over_one(amounts: Sequence[Fraction]) -> tuple[list[int], int]:
    """Return amounts as whole numbers over one denominator."""
    of = math.lcm(*(amount.denominator for amount in amounts))
    return [amount.numerator * (of // amount.denominator) for amount in amounts], of
