"""What the cells of a column of counts say."""

from __future__ import annotations

import enum
import re
from typing import Final

MOST_DIGITS: Final = 18
_GROUPS: Final = re.compile(r"[0-9]{1,3}(?:([ \u00a0\u202f\u2009])[0-9]{3}(?:\1[0-9]{3})*)?")
_DIGITS: Final = re.compile(r"[0-9]+")
_NO_DECIMALS: Final = re.compile(r"(.*[0-9])[.,]0+")
_BLANK: Final = re.compile(r"[ \u00a0\u202f\u2009]")


class Sign(enum.Enum):
    """What a cell without a number says."""

    MISSING = enum.auto()
    """Not available, or not applicable (``..``, ``.``, empty)."""
    NOTHING = enum.auto()
    """None (``-`` or 0)."""
    UNREADABLE = enum.auto()


_SIGNS: Final = {
    **dict.fromkeys(("", ".", "..", "...", "…"), Sign.MISSING),
    **dict.fromkeys(("-", "–", "—", "\u2011", "\u2212"), Sign.NOTHING),
}


def number(cell: str) -> int | Sign:
    """Return the whole number above 0 in a cell, or what the cell says in place of one.

    >>> number("95\u00a0182"), number("112112.0"), number("..")
    (95182, 112112, <Sign.MISSING: 1>)
    """
    said = cell.strip()
    if said in _SIGNS:
        return _SIGNS[said]
    if found := _NO_DECIMALS.fullmatch(said):
        said = found[1]
    if not _GROUPS.fullmatch(said) and not _DIGITS.fullmatch(said):
        return Sign.UNREADABLE
    digits = _BLANK.sub("", said)
    if len(digits) > MOST_DIGITS:
        return Sign.UNREADABLE
    return int(digits) or Sign.NOTHING
