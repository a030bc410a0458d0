"""What a column whose header says nothing holds, by all its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ..sheets import Row
from .contents import is_title_of_part
from .numbers import are_counts, are_numbers, number
from .parts import Kind, part, sex
from .periods import is_of_making, without_period, words
from .regions import place

_FEWEST_ROWS: Final = 3
"""The least number of rows that digits are the numbers of."""
_COUNTS_CALLED: Final = re.compile(
    r"folkökning|ökning|minskning|förändring|folkmängd|areal|\byta\b|landyta|täthet|andel|procent|%|"
    r"\bkm ?[2²]|kronor|\bkr\b|hushåll|födda|döda|födelse|flytt|netto|överskott|medel|median|"
    r"avgift|kostnad|belopp|pris\b|fee|cost|amount|price|"
    r"increase|change|growth|births|deaths|density|land area|share|per ?cent|migration|mean|"
    r"[0-9] ?[-–] ?[0-9]|[0-9]\+|[0-9] (?:år|years)|äldre|older|"
    r"^[a-z]{2}[0-9]{4}[a-z0-9]{1,3}\b|^[0-9]{6}[a-z0-9]{2}\b"
)
_REMARKS: Final = frozenset(
    {
        *("anmärkning", "anmärkningar", "anm", "anm.", "kommentar", "kommentarer", "not", "noter"),
        *("fotnot", "fotnoter", "källa", "källor", "uppdaterad", "rang", "rank", "rangordning"),
        *("nr", "no", "note", "notes", "comment", "comments", "remark", "remarks", "source"),
        *("sources", "updated", "footnote", "footnotes", "kommungrupp"),
        *("organisationsnummer", "org.nr", "orgnr", "org nr", "organisation number"),
    }
)
_MARKS: Final = frozenset("*¹²³")
_UNITS: Final = frozenset({"antal", "st", "personer", "invånare", "number", "persons"})


def division(
    header: str, cells: Sequence[str], regions: Sequence[str]
) -> Callable[[str], Kind] | None:
    """Return how to understand the cells of a column that divides the population.

    None if it divides nothing: it is empty, counts something else, numbers the rows, repeats what
    they are about, or says more about them. A column that may divide is taken for one that does.

    Args:
        header: What the column is called, if anything.

        cells: Its cells in the rows with figures.

        regions: What these rows are about.
    """
    said = dict.fromkeys(each.strip() for each in cells)
    filled = [each for each in said if each]
    called = without_period(header)[0]
    if not filled or are_counts(cells) or _are_row_numbers(cells) or _UNITS.issuperset(filled):
        return None
    if called in _REMARKS and not any(map(_names_part, filled)):
        return None
    if _COUNTS_CALLED.search(called) and are_numbers(filled):
        return None
    if all(map(_is_around, dict.fromkeys(zip(cells, regions, strict=True)))):
        return None
    is_of_sexes = all(sex(each) is not Kind.PART for each in said)
    return sex if is_of_sexes and not all(map(str.isdecimal, filled)) else part


def is_remark(cell: str) -> bool:
    """Return whether a cell begins a remark or a footnote, as in *Källa: SCB*."""
    said = words(cell)
    return said.partition(":")[0] in _REMARKS or said[:1] in _MARKS or is_of_making(said)


def _are_row_numbers(cells: Sequence[str]) -> bool:
    said = [cell.strip().rstrip(".") for cell in cells]
    counted = ([str(row) for row in range(first, first + len(said))] for first in (0, 1))
    return len(said) >= _FEWEST_ROWS and said in counted


def _is_around(pair: tuple[str, str]) -> bool:
    """Return whether a cell repeats the name of what its row is about, or of the county around."""
    cell, region = pair
    named, own = place(cell.strip()).code, place(region.strip()).code
    has_name = bool(named and own) and not any(map(str.isdigit, cell))
    return has_name and named in (own, (own or "")[:2])


def _names_part(remark: str) -> bool:
    return is_title_of_part(remark, has_ages=False, has_sexes=False)


def cells_of(rows: Iterable[Row], index: int, values: Sequence[int]) -> list[str]:
    """Return the cells of a column in the rows with figures.

    Args:
        rows: The rows.

        index: The place of the column.

        values: The places of the columns that hold the figures.
    """
    return [
        cells[index] if index < len(cells) else ""
        for _, cells in rows
        if any(value < len(cells) and isinstance(number(cells[value]), int) for value in values)
    ]
