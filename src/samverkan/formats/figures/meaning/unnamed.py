"""What a column whose header says nothing holds, by all its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from .numbers import are_counts, are_numbers, number
from .parts import Kind, part, sex
from .periods import without_period
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
        *("sources", "updated", "footnote", "footnotes", "enhet", "unit", "kommungrupp"),
        *("organisationsnummer", "org.nr", "orgnr", "org nr", "organisation number"),
    }
)


def division(header: str, cells: Sequence[str]) -> Callable[[str], Kind] | None:
    """Return how to understand the cells of a column that divides the population.

    None if it divides nothing: it is empty, counts something else, numbers the rows, repeats what
    they are about, or says more about them. A column that may divide is taken for one that does.

    Args:
        header: What the column is called, if anything.

        cells: Its cells in the rows with figures.
    """
    said = dict.fromkeys(each.strip() for each in cells)
    filled = [each for each in said if each]
    called = without_period(header)[0]
    if not filled or called in _REMARKS or are_counts(cells) or _are_row_numbers(cells):
        return None
    if _COUNTS_CALLED.search(called) and are_numbers(filled):
        return None
    if all(map(_is_place, filled)):
        return None
    is_of_sexes = all(sex(each) is not Kind.PART for each in said)
    return sex if is_of_sexes and not all(map(str.isdecimal, filled)) else part


def _are_row_numbers(cells: Sequence[str]) -> bool:
    said = [cell.strip().rstrip(".") for cell in cells]
    counted = ([str(row) for row in range(first, first + len(said))] for first in (0, 1))
    return len(said) >= _FEWEST_ROWS and said in counted


def _is_place(cell: str) -> bool:
    return not any(map(str.isdigit, cell)) and bool(place(cell).code)


def cells_of(
    rows: Iterable[tuple[int, Sequence[str]]], index: int, values: Sequence[int]
) -> list[str]:
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
