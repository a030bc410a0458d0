"""A simpler rate that gives the same rounded amounts, for all figures up to a bound.

A rate that an index has adjusted for ten years has thirty digits, and its products leave 64 bits.
For figures up to a bound, a fraction whose numbers have about as many digits as the bound gives the
same amounts, once they are rounded.
"""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from functools import partial

from ...core.money import Rounding
from .exact import added


def simplest(rate: Fraction, most: int, rounding: Rounding) -> Fraction:
    """Return the simplest fraction whose products are rounded as those of a rate, in öre.

    The products are the rate times each whole number from 0 to *most*.

    >>> simplest(Fraction(333_333_333, 1_000_000_000), 10**6, Rounding())
    Fraction(1, 3)
    """
    if rate < 0:
        return -simplest(-rate, most, rounding)
    wanted = _sum_of_rounded(rate, most, rounding)

    def serves(other: Fraction) -> bool:
        # A larger rate gives no smaller amount: if the sums are equal, so is each amount.
        return _sum_of_rounded(other, most, rounding) == wanted

    # The convergents of the rate, and between two of them those that approach it from one side.
    before, last, rest, first = (0, 1), (1, 0), rate, 0
    while True:
        nearer = partial(_nearer, before, last)
        term = int(rest // 1)
        if serves(nearer(term)):
            steps = range(first, term + 1)  # from some number of steps on, all of them serve
            return nearer(steps[bisect_left(steps, 1, key=lambda n: serves(nearer(n)))])
        before, last, first = last, nearer(term).as_integer_ratio(), 1
        rest = 1 / (rest - term)


def _nearer(before: tuple[int, int], last: tuple[int, int], steps: int) -> Fraction:
    return Fraction(before[0] + steps * last[0], before[1] + steps * last[1])


def _sum_of_rounded(rate: Fraction, most: int, rounding: Rounding) -> int:
    """Return the sum of the steps of a rate's products with the whole numbers up to a bound."""
    numerator, denominator = rate.as_integer_ratio()
    unit = denominator * rounding.step_ore
    return _sum_of_floors(most + 1, unit, numerator, added(rounding.rule, unit))


def _sum_of_floors(count: int, of: int, step: int, start: int) -> int:
    """Return the sum of (start + step × n) // of, for the first *count* whole numbers n."""
    found = 0
    while count:
        found += count * (count - 1) // 2 * (step // of) + count * (start // of)
        step, start = step % of, start % of
        # The rest are the points below a line; they are counted along the other axis.
        count, start = divmod(start + step * count, of)
        step, of = of, step
    return found
