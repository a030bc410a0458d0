"""Tables of numbers with dimensions, as in JSON-stat and PX: one row for each cell or contents."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from ..sheets import MOST_CELLS, Row
from .refusals import refuse

_MOST_DIMENSIONS: Final = 100  # of which each row has a cell
_BY_YEAR = re.compile(r"[12][0-9]{3}")
_SCALED = re.compile(r"\s*(?:1[\s.]?000|tusen|thousand|milj|million|mdr)", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Dimension:
    """A dimension of a table.

    Args:
        name: What it is called.

        codes: The code of each category.

        texts: The text of each category.

        is_contents: Whether its categories are what the table counts.

        is_time: Whether its categories are times.
    """

    name: str
    codes: Sequence[str]
    texts: Sequence[str]
    is_contents: bool = False
    is_time: bool = False

    def cells(self) -> list[str]:
        """Return what a row says of each category."""
        if all(code == str(place) for place, code in enumerate(self.codes)):
            return list(self.texts)  # places, not codes
        pairs = zip(self.codes, self.texts, strict=True)
        if self.is_time:
            return [code if _BY_YEAR.match(code) else text for code, text in pairs]
        return [joined(code, text) for code, text in pairs]


def joined(code: str, text: str) -> str:
    """Return a code and its text as one cell; only one of them if it says both.

    >>> joined("0182", "Nacka"), joined("0182", "0182 Nacka"), joined("2024", "2024")
    ('0182 Nacka', '0182 Nacka', '2024')
    """
    if not code or text == code or text.startswith(f"{code} "):
        return text
    return f"{code} {text}" if text else code


def size_of(dimensions: Sequence[Dimension]) -> int:
    """Return the number of cells in a table; refuse too many, and too many dimensions."""
    if len(dimensions) > _MOST_DIMENSIONS:
        refuse("too-many-columns", found=_MOST_DIMENSIONS)
    size = math.prod(len(each.codes) for each in dimensions)
    if size > MOST_CELLS:
        refuse("too-many-cells", found=MOST_CELLS)
    return size


def with_scale(name: str, unit: str) -> str:
    """Return the name of what is counted, with its unit if that is thousands or more.

    >>> with_scale("Employees", "1000s"), with_scale("Folkmängd", "antal")
    ('Employees (1000s)', 'Folkmängd')
    """
    return f"{name} ({unit})" if _SCALED.match(unit) else name


def header_of(dimensions: Sequence[Dimension], contents: str) -> tuple[str, ...]:
    """Return the names of the dimensions, and then those of what is counted."""
    counted = [each for each in dimensions if each.is_contents]
    names = [each.name for each in dimensions if not each.is_contents]
    return (*names, *(counted[0].cells() if counted else [contents]))


def rows_of(dimensions: Sequence[Dimension], cell: Callable[[int], str]) -> Iterator[Row]:
    """Return a row for each combination of categories, with the cells of all that is counted.

    Args:
        dimensions: The dimensions; of those further on, the next category has the next cell.

        cell: The content of a cell, by its place.
    """
    steps: list[list[tuple[str, int]]] = []
    across = [0]
    step = 1
    for each in reversed(dimensions):
        places = range(0, len(each.codes) * step, step or 1)
        if each.is_contents:
            across = list(places)
        else:
            steps.insert(0, list(zip(each.cells(), places, strict=True)))
        step *= len(each.codes)
    for combination in itertools.product(*steps):
        at = sum(place for _, place in combination)
        yield 0, [*(name for name, _ in combination), *(cell(at + place) for place in across)]
