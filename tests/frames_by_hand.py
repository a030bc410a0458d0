"""Frames and fundings that many tests use, and what is read of the result."""

from __future__ import annotations

from typing import Any

from builders import MID_YEAR
from frame_kinds import read
from samverkan import ReferenceDate
from samverkan.funding import POPULATION, Basis, Funding, Rate, Split, Sum

WINTER = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 12, 31))
PER_HEAD = Funding(rule=Rate(kronor_per_unit="1.50", of=MID_YEAR))
SHARED = Funding(rule=Split(total=100, by=MID_YEAR))
BOTH = Funding(rule=Sum(rules=[PER_HEAD.rule, SHARED.rule]))
NACKA: dict[str, list[Any]] = {
    "row": [0],
    "party": ["0182"],
    "year": [2015],
    "population": [95_182],
}
THREE: dict[str, list[Any]] = {
    "row": [0, 1, 2],
    "party": ["c", "a", "b"],
    "year": [2015, 2015, 2015],
    "population": [1, 1, 1],
}


def owed(frame: Any) -> list[int | None]:
    """Return the fees of a frame, in the order of its rows."""
    return read(frame)["fee_ore"]


def statuses(frame: Any) -> list[str]:
    """Return the statuses of a frame, in the order of its rows."""
    return read(frame)["fee_status"]
