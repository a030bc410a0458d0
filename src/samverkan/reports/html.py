"""The blocks of a report as HTML that is safe in any page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final, assert_never

from ..errors.texts import Language, a_language
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

# Letters that are written from right to left, with what may be between them in a name.
_RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_FROM_RIGHT: Final = re.compile(
    f"[{_RIGHT}](?:[ .'\N{RIGHT SINGLE QUOTATION MARK}\"\N{NO-BREAK SPACE}\\-{_RIGHT}]*[{_RIGHT}])?"
)

_NUMBER: Final = ' class="number"'

_STYLE: Final = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
  overflow-wrap: anywhere; }
.title { font-size: 1.3rem; margin-bottom: 0; }
.title + p { margin-top: .3rem; }
* + .title { margin-top: 3rem; }
.tree { margin-block: .5rem 1rem; }
p:has(> strong):has(+ ul, + .tree, + table) { margin-bottom: 0; }
ul { margin: .3rem 0; padding-inline-start: 1.6rem; }
.tree li { list-style: none; }
.tree ul { border-inline-start: 1px solid #8888; padding-inline-start: 1rem; }
div > details, details > details { margin-block: .8rem; }
details > p, details > table, details > details { margin-inline-start: 1.2rem; }
details > ul { padding-inline-start: 2.8rem; }
table { border-collapse: collapse; }
thead th { overflow-wrap: normal; }
th, td { border-bottom: 1px solid #8888; padding: .2rem .6rem; text-align: start;
  vertical-align: top; }
.number { text-align: end; white-space: nowrap; }
"""


def html(blocks: Iterable[Block], language: Language) -> str:
    """Return blocks as a fragment of HTML, which is readable without any style.

    There are no ids, headings, links, scripts or styles in it, and all text is escaped.

    >>> print(html([Paragraph("5 < 6")], "en"), end="")
    <div class="samverkan" lang="en" dir="ltr">
    <p>5 &lt; 6</p>
    </div>
    """
    a_language(language)
    lines = [line for block in blocks for line in _written(block)]
    return "".join(
        f"{line}\n"
        for line in (f'<div class="samverkan" lang="{language}" dir="ltr">', *lines, "</div>")
    )


def html_page(blocks: Iterable[Block], language: Language) -> str:
    """Return blocks as a whole page, with a style, which a browser opens from a file.

    The page is named after the first title in it, and the agreement that this is about.
    """
    several = list(blocks)
    titles = (block for block in several if isinstance(block, Title))
    said = next(((block.text, block.about) for block in titles), ("samverkan",))
    title = " – ".join(filter(None, said))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(visible(title))}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"{html(several, language)}</body>\n</html>\n"
    )


def _written(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield f'<p class="title"><strong>{_text(block.text)}</strong></p>'
            yield from [f"<p>{_text(block.about)}</p>"] if block.about else []
        case Paragraph():
            said = _text(block.text)
            yield f"<p><strong>{said}</strong></p>" if block.is_important else f"<p>{said}</p>"
        case Items():
            yield from _heading(block.heading)
            yield from _list(block.items)
        case Grid():
            yield from _heading(block.heading)
            yield from _grid(block)
        case Tree():
            yield '<div class="tree">'
            yield from _tree(block) if block.parts else [f"<p>{_step(block)}</p>"]
            yield "</div>"
        case Section():
            yield "<details open>"
            yield f"<summary><strong>{_text(block.heading)}</strong></summary>"
            for each in block.blocks:
                yield from _written(each)
            yield "</details>"
        case _:
            assert_never(block)


def _text(text: str) -> str:
    """Return text, escaped; what is written from right to left is isolated from the rest."""
    said, parts, end = visible(text), list[str](), 0
    for found in _FROM_RIGHT.finditer(said):
        parts += [escape(said[end : found.start()]), f"<bdi>{escape(found[0])}</bdi>"]
        end = found.end()
    return "".join([*parts, escape(said[end:])])


def _heading(heading: str) -> Iterator[str]:
    if heading:
        yield f"<p><strong>{_text(heading)}</strong></p>"


def _list(items: Iterable[Item]) -> Iterator[str]:
    yield "<ul>"
    for item in items:
        if item.below:
            yield f"<li>{_text(item.text)}"
            yield from _list(item.below)
            yield "</li>"
        else:
            yield f"<li>{_text(item.text)}</li>"
    yield "</ul>"


def _grid(grid: Grid) -> Iterator[str]:
    yield "<table>"
    yield f"<thead>\n{_row(grid.heads, grid.right, is_head=True)}\n</thead>"
    for heading, rows in groups_of(grid):
        yield "<tbody>"
        if heading:
            span = f' colspan="{len(grid.heads)}"'
            yield f'<tr><th{span} scope="rowgroup">{_text(heading)}</th></tr>'
        yield from (_row(row, grid.right) for row in rows)
        yield "</tbody>"
    if grid.foot:
        yield f"<tfoot>\n{_row(grid.foot, grid.right, is_bold=True)}\n</tfoot>"
    yield "</table>"


def _row(
    cells: Iterable[str], right: Iterable[bool], *, is_head: bool = False, is_bold: bool = False
) -> str:
    tag = "th" if is_head else "td"
    opened = '<th scope="col"' if is_head else "<td"
    written = (
        f"{opened}{_NUMBER if is_right else ''}>{(_bold if is_bold else _text)(cell)}</{tag}>"
        for cell, is_right in zip(cells, right, strict=True)
    )
    return f"<tr>{''.join(written)}</tr>"


def _bold(text: str) -> str:
    return f"<strong>{_text(text)}</strong>" if text else ""


def _tree(tree: Tree) -> Iterator[str]:
    yield "<details open>"
    yield f"<summary>{_step(tree)}</summary>"
    yield "<ul>"
    for part in tree.parts:
        if part.parts:
            yield "<li>"
            yield from _tree(part)
            yield "</li>"
        else:
            yield f"<li>{_step(part)}</li>"
    yield "</ul>"
    yield "</details>"


def _step(tree: Tree) -> str:
    """Return the sentence about a step, its amount in bold."""
    before, amount, after = parted(tree)
    return (
        f"{_text(before)}<strong>{_text(amount)}</strong>{_text(after)}" if amount else _text(after)
    )
