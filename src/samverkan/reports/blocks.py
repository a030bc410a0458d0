"""What a report consists of, before it is written as HTML or Markdown."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import attrs

# What shows nothing, or turns the direction of other text: characters without a use in a page.
_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_DROPPED: Final = re.compile(f"[\x00-\x08\x0b\x0e-\x1b\x7f-\x84\x86-\x9f{_BIDI}]")
_BREAKS: Final = re.compile("[ \t]*[\t\n\x0c\r\x1c-\x1f\x85\u2028\u2029]\\s*")
_PLANES: Final = "".join(
    f"{chr(0x10000 * n + 0xFFFE)}{chr(0x10000 * n + 0xFFFF)}" for n in range(17)
)
_UNFIT: Final = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")


@attrs.frozen
class Title:
    """The title of a report, and the agreement that the report is about.

    Args:
        text: The title.

        about: The title of the agreement, or an empty text.
    """

    text: str
    about: str = ""


@attrs.frozen
class Paragraph:
    """A paragraph; an important one is set in bold, as a heading is."""

    text: str
    is_important: bool = False


@attrs.frozen
class Item:
    """An item of a list, with those below it."""

    text: str
    below: tuple[Item, ...] = ()


@attrs.frozen
class Items:
    """A list, with an optional heading; an item may have items below it."""

    items: tuple[Item, ...]
    heading: str = ""


@attrs.frozen
class Grid:
    """A table, with an optional heading: heads, rows, and an optional last row of totals.

    Args:
        heads: The heads of the columns.

        rows: The cells of each row; a row of one cell heads the rows that follow it.

        right: For each column, whether it holds numbers, which are aligned to the right.

        foot: The cells of the last row, or none.

        heading: What the table is, or an empty text.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    foot: tuple[str, ...] = ()
    heading: str = ""


@attrs.frozen
class Tree:
    """A step, and the parts that it is made of, which a reader can fold.

    Args:
        text: The sentence about the step, its amount included.

        amount: The amount in the sentence, which is set in bold; or an empty text.

        parts: The parts below it.
    """

    text: str
    amount: str = ""
    parts: tuple[Tree, ...] = ()


@attrs.frozen
class Section:
    """A heading, and the blocks below it, which a reader can fold."""

    heading: str
    blocks: tuple[Block, ...]


Block: TypeAlias = Title | Paragraph | Items | Grid | Tree | Section
"""A part of a report."""


def items_from(lines: Iterable[str]) -> tuple[Item, ...]:
    """Return indented lines, as reports in text have them, as items with those below them.

    Empty lines are left out.

    >>> items_from(["a", "  b", "    c", "d"])[0]
    Item(text='a', below=(Item(text='b', below=(Item(text='c', below=()),)),))
    """
    several = [line for line in lines if line.strip(" ")]
    return _items(several)


def _items(lines: Sequence[str]) -> tuple[Item, ...]:
    found: list[Item] = []
    rest = list(lines)
    while rest:
        first, *rest = rest
        depth = _depth(first)
        below = list(itertools.takewhile(lambda line: _depth(line) > depth, rest))  # noqa: B023 # used at once
        found.append(Item(first.strip(" "), _items(below)))
        rest = rest[len(below) :]
    return tuple(found)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def groups_of(grid: Grid) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """Return the rows of a table below their headings; rows before any heading have an empty one.

    >>> groups_of(Grid(("party", "fee"), (("April",), ("Nacka", "5 kr")), (False, True)))
    (('April', (('Nacka', '5 kr'),)),)
    """
    groups: list[tuple[str, list[tuple[str, ...]]]] = []
    for row in grid.rows:
        is_heading = len(row) < len(grid.heads)
        if is_heading or not groups:
            groups.append((row[0] if is_heading else "", []))
        if not is_heading:
            groups[-1][1].append(row)
    return tuple((heading, tuple(rows)) for heading, rows in groups)


def visible(text: str) -> str:
    r"""Return text as one line, without what shows nothing or changes the direction of text.

    Control characters are dropped, a line break is a space, and what is no character stands as the
    replacement character.

    >>> visible("Nacka\x00\nkommun\N{RIGHT-TO-LEFT OVERRIDE}")
    'Nacka kommun'
    """
    if text.isprintable():  # quicker than to look at each character
        return text
    said = _DROPPED.sub("", _BREAKS.sub(" ", text))
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", said)


def parted(tree: Tree) -> tuple[str, str, str]:
    """Return what stands before the amount of a step, the amount, and what stands after it.

    The first two are empty if the sentence does not state the amount, as a word of its own.

    >>> parted(Tree("5 × 2 kr = 10 kr [1]", "10 kr"))
    ('5 × 2 kr = ', '10 kr', ' [1]')
    >>> parted(Tree("1 of 1 equal parts: 5 kr of 5 kr", "5 kr"))
    ('1 of 1 equal parts: ', '5 kr', ' of 5 kr')
    """
    said, amount = visible(tree.text), visible(tree.amount).strip()
    for sign in (": ", " = ", "") if amount else ():
        before, found, after = said.rpartition(f"{sign}{amount}")
        before += sign
        if found and not before[-1:].strip() and not after[:1].strip():
            return before, amount, after
    return "", "", said
