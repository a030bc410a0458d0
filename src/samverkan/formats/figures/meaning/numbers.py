"""What the cells of a column of counts say."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from typing import Final

MOST_DIGITS: Final = 18
_GROUPS: Final = re.compile(r"[0-9]{1,3}(?:([ \u00a0\u202f\u2009])[0-9]{3}(?:\1[0-9]{3})*)?")
_DIGITS: Final = re.compile(r"[0-9]+")
_NO_DECIMALS: Final = re.compile(r"(.*[0-9])[.,]00?")  # three are thousands
_BLANK: Final = re.compile(r"[ \u00a0\u202f\u2009]")
_LIKE_A_NUMBER: Final = re.compile(
    r"[-+\u2011\u2212]?"
    r"[0-9]+(?:[ \u00a0\u202f\u2009][0-9]{3})*(?:[.,][0-9]+)?(?: ?(?:%|kr|kronor))?"
)
_YEARS: Final = range(1700, 2200)
_FEWEST: Final = 3
"""The least number of cells by which codes are told from counts."""
_LARGE: Final = 1000


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


def are_numbers(cells: Iterable[str]) -> bool:
    """Return whether all cells are numbers, with or without decimals, or signs in their place."""
    return all(cell in _SIGNS or _LIKE_A_NUMBER.fullmatch(cell) for cell in cells)


def are_counts(cells: Iterable[str]) -> bool:
    """Return whether the cells of a column count or measure something: no codes, years or so.

    >>> are_counts(["95,2", "48,1"]), are_counts(["1", "2"])
    (True, False)
    """
    said = [cell for each in cells if (cell := each.strip()) not in _SIGNS]
    if not said or not are_numbers(said):
        return False
    if not all(map(str.isdecimal, said)):
        return True
    numbers = {int(each) for each in said if len(each) <= MOST_DIGITS}
    are_many = len(said) >= _FEWEST and 4 * len(numbers) >= 3 * len(said)
    return (
        are_many
        and max(numbers, default=0) >= _LARGE
        and not all(map(_YEARS.__contains__, numbers))
    )
