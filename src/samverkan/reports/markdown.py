"""The blocks of a report as Markdown: CommonMark, and tables as GitHub writes them."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias, assert_never

from .blocks import (
    Block,
    Grid,
    Item,
    Items,
    Paragraph,
    Section,
    Title,
    Tree,
    groups_of,
    parted,
    visible,
)

_Flat: TypeAlias = Title | Paragraph | Items | Grid | Tree

_PUNCTUATION: Final = re.compile(f"([{re.escape(string.punctuation)}])")
_DEEPEST: Final = 8
"""The depth of the deepest lists inside lists: some readers drop what is deeper."""


def markdown(blocks: Iterable[Block]) -> str:
    r"""Return blocks as Markdown; all punctuation in their texts is escaped.

    >>> print(markdown([Paragraph("*5* < 6")]), end="")
    \*5\* \< 6
    """
    pieces, marker = list[str](), ""
    for block in _flat(blocks):
        heading = getattr(block, "heading", "")
        if heading:
            pieces.append(_bold(heading))
        # A list right after another has another marker, else both would be one.
        marker = _marker(block, after="" if heading else marker)
        pieces.append("\n".join(_written(block, marker)))
    return "\n\n".join(pieces) + "\n"


def _flat(blocks: Iterable[Block]) -> Iterator[_Flat]:
    """Yield the blocks, and the heading and blocks of each section."""
    for block in blocks:
        if isinstance(block, Section):
            yield Paragraph(block.heading, is_important=True)
            yield from _flat(block.blocks)
        else:
            yield block


def _marker(block: _Flat, *, after: str) -> str:
    """Return the marker of a list, or an empty text for what is no list."""
    if not isinstance(block, (Items, Tree)):
        return ""
    return "*" if after == "-" else "-"


def _written(block: _Flat, marker: str) -> Iterator[str]:
    """Yield a block as lines, without its heading."""
    match block:
        case Title():
            yield _bold(block.text)
            yield from ["", _text(block.about)] if block.about else []
        case Paragraph():
            yield (_bold if block.is_important else _text)(block.text)
        case Items():
            yield from _list(block.items, marker)
        case Grid():
            yield from _grid(block)
        case Tree():
            yield from _tree(block, marker)
        case _:
            assert_never(block)


def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", visible(text))


def _text(text: str) -> str:
    return _escaped(text).strip()


def _bold(text: str) -> str:
    said = _text(text)
    return f"**{said}**" if said else ""


def _list(items: Iterable[Item], marker: str) -> Iterator[str]:
    for item in items:
        yield f"{marker} {_text(item.text)}"
        for depth, text in _below(item):
            yield f"  {_set_in(depth, _text(text))}"


def _below(item: Item, depth: int = 1) -> Iterator[tuple[int, str]]:
    """Yield the texts below an item, each with its depth."""
    for each in item.below:
        yield depth, each.text
        yield from _below(each, depth + 1)


def _set_in(depth: int, said: str) -> str:
    """Return an item below another; what is too deep for a list has an arrow for each level."""
    indent, arrows = "  " * (min(depth, _DEEPEST) - 1), "→ " * (depth - _DEEPEST)
    return f"{indent}- {arrows}{said}"


def _grid(grid: Grid) -> Iterator[str]:
    yield _row(map(_text, grid.heads))
    yield _row("---:" if is_right else "---" for is_right in grid.right)
    for heading, rows in groups_of(grid):
        if heading:
            yield _row([_bold(heading), *[""] * (len(grid.heads) - 1)])
        yield from (_row(map(_text, row)) for row in rows)
    if grid.foot:
        yield _row(map(_bold, grid.foot))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _tree(tree: Tree, marker: str) -> Iterator[str]:
    yield f"{marker} {_step(tree)}"
    for depth, part in _parts(tree):
        yield f"  {_set_in(depth, _step(part))}"


def _parts(tree: Tree, depth: int = 1) -> Iterator[tuple[int, Tree]]:
    for part in tree.parts:
        yield depth, part
        yield from _parts(part, depth + 1)


def _step(tree: Tree) -> str:
    """Return the sentence about a step, its amount in bold."""
    before, amount, after = map(_escaped, parted(tree))
    bold = f"**{amount}**" if amount else ""
    return f"{before}{bold}{after}".strip()
