"""Sums over the rows of a group that never leave 64 bits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from ..engines.engines import Engine, Frame
from ..engines.extra import nw
from ..engines.masks import Mask, pick, whole
from .exact import LIMIT

_HALF: Final = 2**31


class Summand(NamedTuple):
    """A column of whole numbers, never null, with the lowest and the highest that it may hold."""

    column: str
    low: int
    high: int


def summed(
    engine: Engine,
    work: Frame,
    name: str,
    summand: Summand,
    *,
    most: int,
    within: Sequence[str],
    rows: int | None,
) -> tuple[Frame, Mask]:
    """Return a frame with the sum of each group, and where it fits; it is 0 where it does not.

    Args:
        engine: The engine of the frame.

        work: The frame.

        name: The name of the new column. What begins so is used for others.

        summand: What is added.

        most: The largest sum that fits, without its sign: from 2**31 to 2**62.

        within: The columns that make a group.

        rows: The number of rows of the largest group, or a larger one; None if it is not known,
            but below 2**31.
    """
    number, size = nw.col(summand.column), max(-summand.low, summand.high)
    if rows is not None and rows * size <= LIMIT:
        work = engine.in_groups(work, within, {name: ("sum", summand.column)})
        if rows * size <= most:
            return work, None
        fits = _is_at_most(nw.col(name), most)
    else:
        # Halves of the numbers are summed, of which 2**31 fit in 64 bits.
        high, low = f"{name}_high", f"{name}_low"
        half = engine.floor(number if summand.low >= 0 else number.abs(), _HALF, size + 1)
        half = half if summand.low >= 0 else pick(number < 0, 0 - half, half)
        work = work.with_columns(**{high: half})
        work = work.with_columns(**{low: number - nw.col(high) * _HALF})
        highs, lows = f"{high}s", f"{low}s"
        work = engine.in_groups(work, within, {highs: ("sum", high), lows: ("sum", low)})
        is_small = _is_at_most(nw.col(highs), most // _HALF)
        highest = pick(is_small, nw.col(highs), whole(0)) * _HALF
        work = work.with_columns(**{name: highest + nw.col(lows)})
        fits = is_small & _is_at_most(nw.col(name), most)
    work = work.with_columns(**{f"{name}_fits": fits})
    fits = nw.col(f"{name}_fits")
    return work.with_columns(**{name: pick(fits, nw.col(name), whole(0))}), fits


def _is_at_most(number: nw.Expr, most: int) -> nw.Expr:
    return (number >= -most) & (number <= most)
