"""Amounts in öre that are added to fees, and why a fee is not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from ..engines.engines import Frame
from ..engines.extra import nw
from .knowledge import OUTSIDE, TWICE

LACKING: Final = "lacking"
"""The column that has 1 if a figure is missing, else 0."""

UNSTATED: Final = "unstated"
"""The column that has 1 if no rule is stated, else 0."""

FLAGS: Final = (LACKING, UNSTATED, OUTSIDE, TWICE)
"""The columns that tell why an amount is not known."""


def ore_of_fees(frame: Frame, ore: nw.Expr) -> Frame:
    """Return amounts in öre, each with the row of its fee and the flags, and nothing else."""
    flags = (nw.col(each) for each in FLAGS)
    return frame.select(nw.col("at"), ore.alias("ore"), *flags)


def sum_of_each_fee(amounts: Sequence[Frame]) -> Frame:
    """Return the sum of the amounts of each fee, and whether one of them is not known."""
    several: Any = amounts[0] if len(amounts) == 1 else nw.concat([*amounts])  # type: ignore[type-var]
    total = several.group_by("at").agg(nw.col("ore").sum(), *(nw.col(each).max() for each in FLAGS))
    return cast("Frame", total.with_columns(nw.col("ore").cast(nw.Int64)))
