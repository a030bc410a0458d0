"""Pages of HTML and Markdown, parsed by others: what they tell, and that they hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from justhtml import JustHTML
from markdown_it import MarkdownIt

TAGS: Final = re.compile(
    "bdi|caption|dd|details|div|dl|dt|li|ol|p|strong|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
ATTRIBUTES: Final = {"class", "colspan", "dir", "lang", "open", "scope"}
ELEMENTS: Final = re.compile(
    "(bullet_list|inline|list_item|ordered_list|paragraph|softbreak|strong|table|tbody|td|text"
    "|text_special|th|thead|tr)(_open|_close)?"
)
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def told_in_html(fragment: str) -> list[str]:
    """Return the texts of a fragment, one for each element with text, as a reader sees them."""
    parsed = JustHTML(fragment.strip(), fragment=True, strict=True, sanitize=False)
    assert parsed.root.children is not None
    [top] = parsed.root.children
    assert (top.name, top.attrs["class"], top.attrs["dir"]) == ("div", "samverkan", "ltr")
    assert top.attrs["lang"] in {"sv", "en"}
    return [seen(said) for said in _texts(top)]


def _texts(element: Any) -> Iterator[str]:
    """Yield the text of each element below, without that of lists and tables within it."""
    assert TAGS.fullmatch(element.name), element.name
    assert set(element.attrs or {}) <= ATTRIBUTES
    said, below = "", list[str]()
    for child in element.children:
        if child.name == "#text":
            said += child.data
        elif child.name in {"bdi", "strong"}:
            said += "".join(_texts(child))
        else:
            below += _texts(child)
    if said.strip() or element.name in {"bdi", "strong"}:
        yield said
    yield from below


def told_in_markdown(page: str) -> list[str]:
    """Return the texts of a page, one for each paragraph, item and cell, as a reader sees them."""
    found = []
    for token in _MARKDOWN.parse(page):
        assert ELEMENTS.fullmatch(token.type), token.type
        if token.type == "inline":
            for part in token.children or ():
                assert ELEMENTS.fullmatch(part.type), part.type
            found.append(seen("".join(part.content for part in token.children or ())))
    return found


def seen(said: str) -> str:
    """Return text with each run of blanks as one space."""
    return " ".join(said.split())


def cells(lines: Iterable[str]) -> set[str]:
    """Return the cells of the lines of a text report: parted by several spaces or by a mark."""
    several = (re.split(r" {2,}|(?<=[r0-9]) (?=\*)", line.strip(" ")) for line in lines)
    return {seen(cell) for row in several for cell in row if cell.strip("- ")}


def in_words(said: Iterable[str]) -> set[str]:
    """Return the words of texts, without their punctuation, whatever their first letter."""
    return {word.strip(".,:;()").casefold() for each in said for word in each.split()} - {""}
