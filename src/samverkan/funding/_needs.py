"""What an amount needs while it is computed, and how what is unknown of a part is passed on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from ..figures import Statistic

__all__ = ["Known", "Lacking", "Wanted", "together"]


class Wanted(NamedTuple):
    """A figure: of whom, of what, and of which day; and what stands there that cannot serve."""

    subject: str
    statistic: Statistic
    reference_date: dt.date
    stated: int | None = None


Lacking: TypeAlias = tuple[Wanted, ...] | None
"""The figures that are missing, or None where no rule is stated."""

Known: TypeAlias = int | Lacking
"""A whole number, or why there is none."""


def together(parts: Iterable[Known]) -> Lacking:
    """Return why something is unknown that rests on several: no rule, else what is missing.

    Parts that are known add nothing to it.
    """
    found: dict[Wanted, None] = {}
    for part in parts:
        if part is None:
            return None
        if not isinstance(part, int):
            found.update(dict.fromkeys(part))
    return tuple(found)
