"""The blocks of a report as Markdown: CommonMark, and tables as GitHub writes them."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from .blocks import (
    Block,
    Grid,
    Item,
    Items,
    Pairs,
    Paragraph,
    Section,
    Title,
    Tree,
    groups_of,
    parted,
    visible,
)

_PUNCTUATION: Final = re.compile(f"([{re.escape(string.punctuation)}])")
_NOTHING: Final = "\N{EN DASH}"
"""An item without text: a marker alone could underline the line above it."""

_DEEPEST: Final = 8
"""The depth of the deepest lists inside lists: some readers drop what is deeper."""

_MARKERS: Final = {"-": "*", "*": "-", "1.": "1)", "1)": "1."}
"""For each marker of a list, the one of a list that follows it at once."""


def markdown(blocks: Iterable[Block]) -> str:
    r"""Return blocks as Markdown; all punctuation in their texts is escaped.

    >>> print(markdown([Paragraph("*5* < 6")]), end="")
    \*5\* \< 6
    """
    pieces, last = list[str](), ""
    for block in _flat(blocks):
        marker = _marker(block)
        if marker and marker == last:  # else both lists would be one
            marker = _MARKERS[marker]
        heading = getattr(block, "heading", "")
        if heading:
            pieces.append(_bold(heading))
        lines = list(_written(block, marker))
        if any(lines):
            pieces.append("\n".join(lines))
        last = marker if any(lines) else "" if heading else last
    return "\n\n".join(pieces) + "\n"


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, and the heading and blocks of each section."""
    for block in blocks:
        if isinstance(block, Section):
            yield Paragraph(block.heading, is_important=True)
            yield from _flat(block.blocks)
        else:
            yield block


def _marker(block: Block) -> str:
    """Return the marker of a list, or an empty text for what is no list."""
    if isinstance(block, Items) and block.is_numbered:
        return "1."
    return "-" if isinstance(block, (Items, Pairs, Tree)) else ""


def _written(block: Block, marker: str) -> Iterator[str]:
    """Yield a block as lines, without its heading."""
    match block:
        case Title():
            yield _bold(block.text)
        case Paragraph():
            yield (_bold if block.is_important else _text)(block.text)
        case Items():
            yield from _list(block.items, marker)
        case Pairs():
            yield from _pairs(block, marker)
        case Grid():
            yield from _grid(block)
        case Tree():
            yield from _tree(block, marker)
        case Section():  # its heading and blocks are written instead
            return
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
    for number, item in enumerate(items, start=1):
        own = marker.replace("1", str(number))
        yield f"{own} {_text(item.text) or _NOTHING}"
        for depth, text in _below(item):
            yield f"{' ' * (len(own) + 1)}{_set_in(depth, _text(text))}"


def _below(item: Item, depth: int = 1) -> Iterator[tuple[int, str]]:
    """Yield the texts below an item, each with its depth."""
    for each in item.below:
        yield depth, each.text
        yield from _below(each, depth + 1)


def _set_in(depth: int, said: str) -> str:
    """Return an item below another; what is too deep for a list has an arrow for each level."""
    indent, arrows = "  " * (min(depth, _DEEPEST) - 1), "→ " * (depth - _DEEPEST)
    return f"{indent}- {arrows}{said or _NOTHING}"


def _pairs(block: Pairs, marker: str) -> Iterator[str]:
    for name, several in block.pairs:
        said = f"{marker} {_bold(name) or _NOTHING}"
        if len(several) == 1:
            yield f"{said}: {_text(several[0]) or _NOTHING}"
        else:
            yield said
            yield from (f"  - {_text(each) or _NOTHING}" for each in several)


def _grid(grid: Grid) -> Iterator[str]:
    if grid.caption:
        yield _bold(grid.caption)
        yield ""
    if not (any(grid.heads) or grid.rows or grid.foot):
        return
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
    return f"{before}{bold}{after}".strip() or _NOTHING
