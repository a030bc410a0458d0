"""Lines of a text report as blocks: what is indented below a line is a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .blocks import Items, Paragraph, items_from


def outline(lines: Iterable[str]) -> Iterator[Paragraph | Items]:
    """Yield the lines of a text report as blocks; empty lines are left out.

    A line with indented lines below it is the heading of a list. Any other is a paragraph.

    >>> missing, total = outline(["Missing:", "  Nacka", "", "No total."])
    >>> missing
    Items(items=(Item(text='Nacka', below=()),), heading='Missing:', is_numbered=False)
    >>> total
    Paragraph(text='No total.', is_important=False)
    """
    for item in items_from(lines):
        yield Items(item.below, heading=item.text) if item.below else Paragraph(item.text)
