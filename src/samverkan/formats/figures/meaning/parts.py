"""Which rows count everybody, and which only a part of the population."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Mapping
from typing import Final

from .periods import words


class Kind(enum.IntEnum):
    """Whom a row counts."""

    TOTAL = 0
    MEN = 1
    WOMEN = 2
    PART = 3
    OTHER = 4
    """Something else than the population."""


_ALL_SEXES: Final = ("män och kvinnor", "kvinnor och män", "men and women", "women and men")
_ALL_AGES: Final = ("åldrar", "ages")
_ALL_STATUSES: Final = ("civilstånd", "marital statuses", "marital status")
_TOTALS: Final = frozenset(
    {
        *("", "totalt", "total", "totalen", "tot", "tot1", "tot5", "tot10", "totsa", "totala"),
        *("1+2", "båda könen", "both sexes", "both", "t", "samtliga", "alla", "all", "summa"),
        *("sum", "totalt ålder", "total age", "total ages", "totalt, ålder", "ålder totalt"),
        *("ålder, totalt", "totalt, alla åldrar", "totalt alla åldrar", "sc", "samtliga kön"),
        *("totalt kön", "total sex", "kön totalt", "total, sex", "totalt, kön"),
        *("totalt civilstånd", "total marital status"),
        *_ALL_SEXES,
        *(
            f"{all_}{division}"
            for all_, division in itertools.product(
                ("", "totalt, ", "totalt ", "total, ", "total "),
                (
                    f"{each} {division}"
                    for each in ("samtliga", "alla", "all")
                    for division in (*_ALL_SEXES, *_ALL_AGES, *_ALL_STATUSES)
                ),
            )
        ),
    }
)
_SEXES: Final = {
    **dict.fromkeys(("1", "män", "man", "men", "male", "males", "m", "pojkar och män"), Kind.MEN),
    **dict.fromkeys(("2", "kvinnor", "kvinna", "women", "woman", "female", "females"), Kind.WOMEN),
    **dict.fromkeys(("k", "f", "w", "flickor och kvinnor"), Kind.WOMEN),
}


def sex(cell: str) -> Kind:
    """Return which sex, or both, a cell names; PART if it is something else."""
    return _kind(cell, _SEXES)


def part(cell: str) -> Kind:
    """Return TOTAL if a cell names all ages, all of a division, or nothing; else PART."""
    return _kind(cell, {})


def _kind(cell: str, parts: Mapping[str, Kind]) -> Kind:
    """Return what the whole text of a cell names: a code, a text, or both if they agree."""
    said = words(cell)
    whole = _named(said, parts)
    if whole is not Kind.PART:
        return whole
    code, _, text = said.partition(" ")
    kind = _named(text.removeprefix("- "), parts) if text else Kind.PART
    return kind if kind is _named(code, parts) else Kind.PART


def _named(said: str, parts: Mapping[str, Kind]) -> Kind:
    return Kind.TOTAL if said in _TOTALS else parts.get(said, Kind.PART)


def combined(one: Kind, other: Kind) -> Kind:
    """Return whom a row counts if two columns divide the population."""
    if Kind.OTHER in (one, other):
        return Kind.OTHER
    if one is Kind.TOTAL:
        return other
    return one if other is Kind.TOTAL else Kind.PART
