"""Lines of a text report as blocks: what is indented below a line is a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..core.parties import Party
from .blocks import Item, Items, Paragraph

_INDENT = 2


def outline(lines: Iterable[str]) -> Iterator[Paragraph | Items]:
    """Yield the lines of a text report as blocks; empty lines are left out.

    A line with indented lines below it is the heading of a list. Any other is a paragraph.

    >>> print(*outline(["Missing:", "  Nacka", "    population", "", "No total."]), sep="\\n")
    Items(items=(Item(text='Nacka', below=(Item(text='population', below=()),)),), heading='Missing:', is_numbered=False)
    Paragraph(text='No total.', is_important=False)
    """
    for item in _items([(_depth(line), line.strip(" ")) for line in lines if line.strip(" ")]):
        yield Items(item.below, heading=item.text) if item.below else Paragraph(item.text)


def _items(lines: list[tuple[int, str]]) -> Iterator[Item]:
    """Yield the lines as items: those that are indented more than a line are below it."""
    place = 0
    while place < len(lines):
        depth, text = lines[place]
        end = place + 1
        while end < len(lines) and lines[end][0] > depth:
            end += 1
        yield Item(text, tuple(_items(lines[place + 1 : end])))
        place = end


def _depth(line: str) -> int:
    return (len(line) - len(line.lstrip(" "))) // _INDENT


def names_of(parties: Iterable[Party]) -> tuple[str, ...]:
    """Return all names of parties: on a page, each is kept apart from the text around it."""
    return tuple(dict.fromkeys(name.text for party in parties for name in party.names))
