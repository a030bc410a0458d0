"""The table in rows of cells: what is its heading, its header, and what stands below."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from ..sheets import Row

_Cells: TypeAlias = Sequence[str]

_MOST_ABOVE: Final = 200
"""Maximum number of rows above the first row with a figure."""
_YEAR = re.compile(r"(?:1[789]|2[01])[0-9]{2}")
# Blanks of all kinds that separate thousands, and what a decimal comma or point leaves.
_NUMBER = re.compile(r"[-\u2011\u2212]?[0-9][0-9 \u00a0\u2009\u202f]*(?:[.,][0-9]+)?")
_NAMED_CODE = re.compile(r"[0-9]{2,4} \D")
_CODE = re.compile(r"[0-9]{1,4}")
_UNKNOWN: Final = "?"
"""The label of a row that has none, and none above it."""
_TIMES: Final = frozenset({"år", "ar", "year", "tid", "period", "redovisningsår"})
_SYMBOLS: Final = frozenset({"..", ".", "-", "\N{EN DASH}", "\N{HORIZONTAL ELLIPSIS}"})
_BROKEN_WORD = re.compile(r"-\s*[\r\n]\s*(?=[a-zåäö])(?!(?:och|eller|and|or)\b)")


class Tabled(NamedTuple):
    """The parts of a table.

    Attributes:
        heading: The lines above the header.

        line: The number of the header's last row.

        header: What the columns are called.

        rows: The rows below.
    """

    heading: tuple[str, ...]
    line: int
    header: tuple[str, ...]
    rows: Iterator[Row]


def tabled(rows: Iterable[Row]) -> Tabled | None:
    """Return the parts of the table that stands in rows, or None if all cells are empty.

    The header is the rows with several cells right above the first row with a figure: a title
    in upper rows counts for each column that has a title of its own below. A word that is divided
    between two rows or lines is whole again.

    >>> found = tabled(
    ...     [(1, ["Exempel"]), (3, ["Kod", "Folk-"]), (4, ["", "mängd"]), (5, ["0182", "95182"])]
    ... )
    >>> found.heading, found.line, found.header, list(found.rows)
    (('Exempel',), 4, ('Kod', 'Folkmängd'), [(5, ['0182', '95182'])])
    """
    below = iter(rows)
    above: list[Row] = []
    first: list[Row] = []
    left = 10**6
    for number, cells in below:
        used = [place for place, cell in enumerate(cells) if cell and not cell.isspace()]
        left = min([left, *used])
        if _has_figure(
            [cells[place].strip() for place in used], is_left=left in used
        ) or _is_below_times(above, cells):
            first.append((number, cells))
            break
        above.append((number, cells))
        if len(above) >= _MOST_ABOVE:
            break
    start, end = _header_rows(above, has_figures=bool(first))
    if start == end:  # no header above the figures: the first row with several cells is taken
        above, first = [*above, *first], []
        start = _first_wide(above)
        if start == len(above):
            return None
        end = start + 1
    header = _header([cells for _, cells in above[start:end]])
    heading = tuple(line for _, cells in above[:start] if (line := _line(cells)))
    rest: Iterator[Row] = chain(above[end:], first, below)
    blank = _blank_columns(header)
    if blank > 1:
        rest = _filled_down(rest, blank)
    return Tabled(heading, above[end - 1][0], header, rest)


def _line(cells: _Cells) -> str:
    """Return the cells of a row above the table as one line."""
    return " ".join(" ".join(cells).split())


def _is_below_times(above: list[Row], cells: _Cells) -> bool:
    """Return whether a row states a year right below a header that announces years."""
    if not above:
        return False
    header = above[-1][1]
    pairs = zip(header, cells, strict=False)
    return all(cell.strip() for cell in header) and any(
        name.strip().casefold() in _TIMES and _YEAR.fullmatch(cell.strip()) for name, cell in pairs
    )


def _has_figure(used: list[str], *, is_left: bool) -> bool:
    """Return whether a row, by its cells with content, is one of figures and no header."""
    if len(used) < 2:
        return False
    first, *others = used
    are_years = _YEAR.fullmatch(first) and _YEAR.fullmatch(others[0])
    is_code = _CODE.fullmatch(first) and not are_years
    is_of_region = is_left and (_NAMED_CODE.match(first) or is_code)
    return bool(is_of_region) or any(
        cell in _SYMBOLS or (_NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell))
        for cell in others
    )


def _header_rows(above: list[Row], *, has_figures: bool) -> tuple[int, int]:
    """Return which of the rows above the figures are the header: from the first to before the last.

    Above the figures may stand the name of a group, alone in its row.
    """
    end = len(above) if has_figures else 0
    wide = [_is_wide(cells) for _, cells in above]
    while end and not wide[end - 1]:
        end -= 1
    start = end
    while start and wide[start - 1] and _follow(above, start):
        start -= 1
    return start, end


def _follow(above: list[Row], end: int) -> bool:
    """Return whether two rows stand right above one another; an empty row may be left out."""
    return end == len(above) or above[end][0] - above[end - 1][0] <= 1


def _is_wide(cells: _Cells) -> bool:
    """Return whether a row has several cells with content, or one that is not the first."""
    return any(cell and not cell.isspace() for cell in cells[1:])


def _first_wide(above: list[Row]) -> int:
    """Return the place of the first row with several cells, else of the first with any."""
    of_several = (place for place, (_, cells) in enumerate(above) if _is_wide(cells))
    of_any = (place for place, (_, cells) in enumerate(above) if _line(cells))
    return next(of_several, next(of_any, len(above)))


def _header(rows: list[_Cells]) -> tuple[str, ...]:
    """Return what the columns are called, by one row or several."""
    used = [
        max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
        for cells in rows
    ]
    width = max(used)
    table = [
        [*(cell.strip() for cell in cells[:width]), *[""] * (width - len(cells))] for cells in rows
    ]
    for upper, cells in enumerate(table[:-1]):
        below = ["".join(lower[place] for lower in table[upper + 1 :]) for place in range(width)]
        before = table[upper - 1] if upper else [""] * width
        for place in range(1, width):
            is_below_one = not cells[place] and below[place] and below[place - 1]
            if is_below_one and before[place] == before[place - 1]:
                cells[place] = cells[place - 1]
    return tuple(
        " ".join(_BROKEN_WORD.sub("", "\n".join(filter(None, column))).split())
        for column in zip(*table, strict=True)
    )


def _blank_columns(header: tuple[str, ...]) -> int:
    """Return how many columns on the left have no title."""
    return next((place for place, title in enumerate(header) if title), 0)


def _filled_down(rows: Iterable[Row], blank: int) -> Iterator[Row]:
    """Return the rows with the labels on the left filled in.

    Where several columns on the left have no title, as in a workbook from PxWeb, a label stands
    in the first row that it applies to: it is repeated in the others. The last of the labels
    stands in each row.
    """
    labels: list[str] = []
    for number, cells in rows:
        stub = [*cells[:blank], *itertools.repeat("", blank - len(cells))]
        if not stub[-1]:  # a note
            yield number, cells
            continue
        above = labels or [_UNKNOWN] * blank
        labels = []
        for at, cell in enumerate(stub):
            label = above[at]
            labels.append(cell or label)
            if cell and cell != label:  # what stands to the right is of another group
                above[len(labels) :] = [_UNKNOWN] * (blank - len(labels))
        yield number, [*labels, *cells[blank:]]
