"""What a report consists of, before it is written as HTML or Markdown."""

from __future__ import annotations

from typing import TypeAlias

import attrs


@attrs.frozen
class Title:
    """The title of a report."""

    text: str


@attrs.frozen
class Paragraph:
    """A paragraph; an important one is set in bold."""

    text: str
    is_important: bool = False


@attrs.frozen
class Items:
    """A list, with an optional heading; an item may have items below it."""

    items: tuple[Item, ...]
    heading: str = ""
    is_numbered: bool = False


@attrs.frozen
class Item:
    """An item of a list, with those below it."""

    text: str
    below: tuple[Item, ...] = ()


@attrs.frozen
class Pairs:
    """Names and what they are: a description list; a name may have several descriptions."""

    pairs: tuple[tuple[str, tuple[str, ...]], ...]
    heading: str = ""


@attrs.frozen
class Grid:
    """A table: heads, rows, and an optional last row of totals.

    Args:
        heads: The heads of the columns.

        rows: The cells of each row.

        right: For each column, whether it holds numbers, which are aligned to the right.

        foot: The cells of the last row, or none.

        caption: What the table is, or an empty text.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    foot: tuple[str, ...] = ()
    caption: str = ""


@attrs.frozen
class Tree:
    """A step with its amount, and the parts that it is made of, which a reader can fold.

    Args:
        label: What the step is, without its amount.

        amount: Its amount, or an empty text.

        parts: The parts below it.
    """

    label: str
    amount: str = ""
    parts: tuple[Tree, ...] = ()


Block: TypeAlias = Title | Paragraph | Items | Pairs | Grid | Tree
"""A part of a report."""
