"""Tables that keep within a width."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator, Sequence

_GAP = "  "
_INNER = "    "
_SPACE = "\N{NO-BREAK SPACE}"


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, below: bool = False
) -> list[str]:
    r"""Return rows under the heads of their columns as lines, to be wrapped at a width.

    A head that ends in ``>`` is that of numbers, which are aligned to the right. If the table is
    too wide, the cells of its widest columns are wrapped. If that is not enough, each row is a
    list of its cells, after their heads.

    Args:
        head: The heads.

        rows: The cells of each row.

        width: Maximum number of characters in a line.

        below: Whether the last column of a table that is too wide stands below each row.

    >>> print(*table(["agreement", "fees>"], [("a", "9"), ("c", "10")], 20), sep="\n")
      agreement  fees
      a             9
      c            10
    >>> print(*table(["agreement", "title"], [("a", "Beredskap")], 20, below=True), sep="\n")
      agreement
      a
        Beredskap
    """
    heads = [name.removesuffix(">") for name in head]
    right = [name.endswith(">") for name in head]
    widths = _widths([heads, *rows])
    if _total(widths) <= width:
        return [line for row in (heads, *rows) for line in _aligned(row, widths, right)]
    kept = len(heads) - 1 if below else len(heads)
    fitted = _fitted([row[:kept] for row in (heads, *rows)], width)
    lines = [] if fitted is None else list(_aligned(heads[:kept], fitted, right))
    for row in rows:
        if fitted is None:
            lines += _listed(heads[:kept], row[:kept], width)
        else:
            lines += _aligned(row[:kept], fitted, right)
        lines += [f"{_INNER}{cell}" for cell in row[kept:]]
    return lines


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * len(widths)


def _fitted(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return the widths of columns that no word exceeds, or None if they are too wide together."""
    words = [[max(cell.split(" "), key=len) for cell in row] for row in rows]
    widths, least = _widths(rows), _widths(words)
    while _total(widths) > width:
        spare = [own - word for own, word in zip(widths, least, strict=True)]
        if not any(spare):
            return None
        widths[spare.index(max(spare))] -= 1
    return widths


def _aligned(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    """Yield a row as lines, several if a cell is wider than its column."""
    wrapped = [
        textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    for cells in itertools.zip_longest(*wrapped, fillvalue=""):
        placed = (
            cell.rjust(width) if is_right else cell.ljust(width)
            for cell, width, is_right in zip(cells, widths, right, strict=False)
        )
        yield f"{_GAP}{_GAP.join(placed)}".rstrip()


def _listed(heads: Sequence[str], row: Sequence[str], width: int) -> Iterator[str]:
    """Yield the first cell of a row, and a line of the others, each after its head."""
    yield f"{_GAP}{row[0]}"
    told = [f"{name}: {cell}" for name, cell in zip(heads[1:], row[1:], strict=True) if cell]
    short = [each if len(each) > width // 2 else each.replace(" ", _SPACE) for each in told]
    yield f"{_INNER}{'; '.join(short)}"
