"""Boxes, bands and lines, as text for Mermaid and for Graphviz.

The text in a box is untrusted. It is quoted, and nothing in it reaches the grammar of either
language: ids are made here, and each character that could have a meaning is written as its
number (Mermaid) or escaped (Graphviz).
"""

from __future__ import annotations

import enum
import re
import textwrap
from collections.abc import Iterator
from typing import Final

import attrs

_WIDTH: Final = 34
_MOST_LINES: Final = 6
_BESIDE_NUMBER: Final = re.compile("(?<=[0-9=×]) | (?=[0-9])")


class Look(enum.StrEnum):
    """What a box is, shown by its shape and colours and also by its words."""

    TITLE = "title"
    BAND = "band"
    NOTE = "note"
    FORUM = "forum"
    OVERALL = "overall"
    ACTIVATED = "activated"
    SEAT = "seat"
    VACANT = "vacant"
    FEE = "fee"
    STEP = "step"
    FIGURE = "figure"
    SOURCES = "sources"


@attrs.frozen
class Cell:
    """A cell of a table: lines of text, and a look if it has one of its own."""

    lines: tuple[str, ...]
    look: Look | None = None


@attrs.frozen
class Box:
    """A box with lines of text, and one or several looks.

    The first lines may be bold. A box may have a table, which Graphviz draws in place of the lines;
    a row with one cell is as wide as the table.
    """

    id: str
    lines: tuple[str, ...]
    looks: tuple[Look, ...]
    bold: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()


@attrs.frozen
class Band:
    """A titled frame around boxes."""

    id: str
    title: str
    boxes: tuple[Box, ...]


@attrs.frozen
class Line:
    """A line from a box to a box below it; a line that is not drawn only keeps their order."""

    upper: str
    lower: str
    is_drawn: bool = True


@attrs.frozen
class Drawing:
    """Boxes inside and outside bands, and the lines between boxes."""

    boxes: tuple[Box, ...]
    bands: tuple[Band, ...] = ()
    lines: tuple[Line, ...] = ()


def fitted(said: str, width: int = _WIDTH) -> tuple[str, ...]:
    """Return text as short lines; a very long text is cut and ends in an ellipsis.

    A number stays with its neighbours. If the text is too long for one line, the part after a
    colon begins a new line.
    """
    head, colon, rest = said.partition(": ")
    if colon and len(said) > width:
        return (*wrapped(f"{head}:", width), *wrapped(rest, width))
    return wrapped(said, width)


def wrapped(said: str, width: int) -> tuple[str, ...]:
    """Return text as lines; a very long text is cut and ends in an ellipsis."""
    kept = _BESIDE_NUMBER.sub("\N{NO-BREAK SPACE}", said)
    lines = textwrap.wrap(kept, width, max_lines=_MOST_LINES, placeholder=" …")
    return tuple(line.replace("\N{NO-BREAK SPACE}", " ") for line in lines)


_MERMAID_LOOKS: Final = {
    Look.TITLE: "fill:none,stroke:none,color:#000,font-weight:bold",
    Look.BAND: "fill:#f4f4f2,stroke:#8a8a85,color:#000,font-weight:bold",
    Look.NOTE: "fill:#fff,stroke:#767676,stroke-dasharray:4 3,color:#444",
    Look.FORUM: "fill:#fff,stroke:#1f4e79,stroke-width:2px,color:#000,text-align:left",
    Look.OVERALL: "stroke-width:4px",
    Look.ACTIVATED: "fill:#fff1dc,stroke:#a33b00,stroke-width:5px",
    Look.FEE: "fill:#dce9f7,stroke:#1f4e79,stroke-width:3px,color:#000,font-weight:bold",
    Look.STEP: "fill:#dce9f7,stroke:#1f4e79,color:#000",
    Look.FIGURE: "fill:#eef5e6,stroke:#3f6b1d,color:#000",
    Look.SOURCES: "fill:#fff,stroke:#767676,color:#000,text-align:left",
}
_MERMAID_SHAPES: Final = {Look.OVERALL: ("[[", "]]"), Look.FIGURE: ("(", ")")}
_MERMAID_HEAD: Final = (
    '%%{init: {"flowchart": {"wrappingWidth": 1200, "nodeSpacing": 30, "rankSpacing": 30, '
    '"subGraphTitleMargin": {"top": 4, "bottom": 16}}}}%%'
)
# Sequences that Mermaid interprets again after it has decoded the numbers: its own marks for an
# entity, a line break, a formula, an icon. An invisible character breaks up each of them.
_READ_TWICE: Final = re.compile(r"ﬂ(?=°)|¶(?=ß)|\\(?=n)|\$(?=\$)|:(?=fa-)")
_MEANINGFUL: Final = re.compile(r"[^\w ,]|_")


def mermaid(drawing: Drawing) -> str:
    """Return a drawing as a Mermaid flowchart."""
    return "".join(f"{line}\n" for line in _mermaid_lines(drawing))


def _mermaid_lines(drawing: Drawing) -> Iterator[str]:
    yield _MERMAID_HEAD
    yield "flowchart TB"
    for box in drawing.boxes:
        yield f"  {_mermaid_box(box)}"
    for band in drawing.bands:
        yield f"  subgraph {band.id}[{_mermaid_label((band.title,))}]"
        for box in band.boxes:
            yield f"    {_mermaid_box(box)}"
        yield "  end"
    for line in drawing.lines:
        drawn = "---" if line.is_drawn else "~~~"
        yield f"  {line.upper} {drawn} {line.lower}"
    looks: dict[Look, list[str]] = {}
    for id_, look in _looks(drawing):
        looks.setdefault(look, []).append(id_)
    for look in sorted(looks, key=list(Look).index):
        yield f"  classDef {look} {_MERMAID_LOOKS[look]}"
        yield f"  class {','.join(looks[look])} {look}"


def _looks(drawing: Drawing) -> Iterator[tuple[str, Look]]:
    for box in (*drawing.boxes, *(box for band in drawing.bands for box in band.boxes)):
        yield from ((box.id, look) for look in box.looks)
    yield from ((band.id, Look.BAND) for band in drawing.bands)


def _mermaid_box(box: Box) -> str:
    shapes = (_MERMAID_SHAPES[look] for look in box.looks if look in _MERMAID_SHAPES)
    left, right = next(shapes, ("[", "]"))
    return f"{box.id}{left}{_mermaid_label(box.lines, box.bold)}{right}"


def _mermaid_label(lines: tuple[str, ...], bold: int = 0) -> str:
    said = [_mermaid_text(line) for line in lines]
    said[:bold] = [f"<b>{line}</b>" for line in said[:bold]]
    return f'"{"<br/>".join(said)}"'


def _mermaid_text(said: str) -> str:
    """Return text for Mermaid: all but letters, digits, spaces and commas become numbers."""
    parted = _READ_TWICE.sub("\\g<0>\N{ZERO WIDTH NON-JOINER}", said)
    return _MEANINGFUL.sub(lambda found: f"#{ord(found[0])};", parted)


# If the font is not available to measure, bold text is wider than Graphviz assumes.
_BOLD: Final = {"fontname": "Helvetica-Bold", "margin": "0.35,0.1"}
_DOT_LOOKS: Final = {
    Look.TITLE: {"shape": "plaintext", "fontsize": "15", **_BOLD, "margin": "0.8,0.1"},
    Look.NOTE: {"style": "dashed", "color": "#767676", "fontcolor": "#444444"},
    Look.FORUM: {"color": "#1f4e79", "margin": "0.03,0.03"},
    Look.OVERALL: {"peripheries": "2"},
    Look.ACTIVATED: {"color": "#a33b00", "penwidth": "3"},
    Look.FEE: {"fillcolor": "#dce9f7", "color": "#1f4e79", "penwidth": "2", **_BOLD},
    Look.STEP: {"fillcolor": "#dce9f7", "color": "#1f4e79"},
    Look.FIGURE: {"style": "filled,rounded", "fillcolor": "#eef5e6", "color": "#3f6b1d"},
    Look.SOURCES: {"color": "#767676"},
}
# The end of a line: of a centred line, and of a left-aligned one.
_END: Final = "\\n"
_ENDS: Final = {Look.SOURCES: "\\l"}
_DOT_HEAD: Final = (
    "graph {",
    '  graph [rankdir=TB, ranksep=0.2, nodesep=0.2, fontname="Helvetica-Bold", fontsize=12]',
    '  node [shape=box, style=filled, fillcolor="#ffffff", fontname="Helvetica", fontsize=12]',
    '  edge [color="#555555", weight=9]',
)
_DOT_BAND: Final = 'graph [style=filled, fillcolor="#f4f4f2", color="#8a8a85", margin=8]'


def dot(drawing: Drawing) -> str:
    """Return a drawing as a Graphviz graph."""
    return "".join(f"{line}\n" for line in _dot_lines(drawing))


def _dot_lines(drawing: Drawing) -> Iterator[str]:
    yield from _DOT_HEAD
    for box in drawing.boxes:
        yield f"  {_dot_box(box)}"
    for band in drawing.bands:
        yield f"  subgraph cluster_{band.id} {{"
        yield f"    label={_dot_label((band.title,))}"
        yield f"    {_DOT_BAND}"
        for box in band.boxes:
            yield f"    {_dot_box(box)}"
        yield "  }"
    for line in drawing.lines:
        hidden = "" if line.is_drawn else " [style=invis, weight=0]"
        yield f"  {line.upper} -- {line.lower}{hidden}"
    yield "}"


def _dot_box(box: Box) -> str:
    said = {key: value for look in box.looks for key, value in _DOT_LOOKS[look].items()}
    looks = "".join(f', {key}="{value}"' for key, value in said.items())
    plain = _dot_label(box.lines, _ENDS.get(box.looks[0], _END))
    return f"{box.id} [label={_dot_table(box.rows) if box.rows else plain}{looks}]"


def _dot_label(lines: tuple[str, ...], end: str = _END) -> str:
    return f'"{"".join(_dot_text(line) + end for line in lines)}"'


def _dot_text(said: str) -> str:
    """Return text escaped for Graphviz, which also interprets HTML entities."""
    return said.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


_DOT_CELLS: Final = {
    Look.FORUM: ' BGCOLOR="#dce9f7"',
    Look.ACTIVATED: ' BGCOLOR="#ffd08a"',
    Look.VACANT: ' BGCOLOR="#fde3e1"',
}
_DOT_MARKS: Final = {
    Look.FORUM: ("<B>", "</B>"),
    Look.ACTIVATED: ("<B>", "</B>"),
    Look.BAND: ("<B>", "</B>"),
    Look.NOTE: ("<I>", "</I>"),
}
_IN_HTML: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
# Graphviz replaces \N and the like also in a cell. An invisible character breaks up each of them.
_REPLACED: Final = re.compile(r"\\(?=[\\A-Za-z])")


def _dot_table(rows: tuple[tuple[Cell, ...], ...]) -> str:
    """Return a table as a label of Graphviz; nothing in a text is read as an element."""
    columns = max(map(len, rows))
    shown = [
        f"<TR>{''.join(_dot_cell(cell, columns if len(row) == 1 else 1) for cell in row)}</TR>"
        for row in rows
    ]
    head, rest = "<HR/>".join(shown[:3]), "".join(shown[3:])
    rule = "<HR/>" if rest else ""
    table = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">'
    return f"<{table}{head}{rule}{rest}</TABLE>>"


def _dot_cell(cell: Cell, span: int) -> str:
    before, after = _DOT_MARKS.get(cell.look or Look.SEAT, ("", ""))
    told = (_REPLACED.sub("\\g<0>\N{ZERO WIDTH NON-JOINER}", line) for line in cell.lines if line)
    lines = "".join(f'{before}{line.translate(_IN_HTML)}{after}<BR ALIGN="LEFT"/>' for line in told)
    looks = _DOT_CELLS.get(cell.look or Look.SEAT, "")
    wide = f' COLSPAN="{span}"' if span > 1 else ""
    return f'<TD ALIGN="LEFT" BALIGN="LEFT"{wide}{looks}>{lines}</TD>'
