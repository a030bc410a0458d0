"""A strict parser of our diagrams, which refuses any line that is not expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# The table of a box of Graphviz: no text in it contains an element.
TEXT = r"""(?:[^<>&"\\]|\\(?![\\A-Za-z])|&(?:amp|lt|gt|quot);)*"""
LINE = rf'(?:<[BI]>)?({TEXT})(?:</[BI]>)?<BR ALIGN="LEFT"/>'
CELL = (
    r'<TD ALIGN="LEFT" BALIGN="LEFT"(?: COLSPAN="\d+")?(?: BGCOLOR="#[0-9a-f]{6}")?>'
    rf"(?:{LINE.replace(f'({TEXT})', TEXT)})*</TD>"
)
TABLE = (
    r'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2">'
    rf"(?:<TR>(?:{CELL})+</TR>|<HR/>)+</TABLE>>"
)

# The lines that are allowed; a label contains nothing that could end it.
IN_MERMAID = [
    re.compile(pattern)
    for pattern in (
        r"%%\{init: [a-zA-Z0-9\": {},]+\}%%",
        r"flowchart TB",
        r' +(?P<box>n\d+)(?:\[|\[\[|\()"(?P<label>(?:[\w ,]|#\d+;|<br/>|</?b>)*)"(?:\]|\]\]|\))',
        r'  subgraph (?P<band>n\d+)\["(?P<label>(?:[\w ,]|#\d+;)*)"\]',
        r"  (?P<end>end)",
        r"  (?P<upper>n\d+) (?:---|~~~) (?P<lower>n\d+)",
        r"  classDef [a-z]+ [-a-z0-9:#, ]+",
        r"  class [n\d,]+ [a-z]+",
    )
]
IN_DOT = [
    re.compile(pattern)
    for pattern in (
        r"graph \{",
        r' +(?:graph|node|edge) \[[-a-zA-Z0-9".=#, ]+\]',
        r' +(?P<box>n\d+) \[label="(?P<label>(?:[^"\\]|\\["\\nl])*)"(?P<looks>[^\[\]]*)\]',
        rf" +(?P<box>n\d+) \[label=(?P<label>{TABLE})(?P<looks>[^\[\]]*)\]",
        r"  subgraph cluster_(?P<band>n\d+) \{",
        r'    label="(?P<label>(?:[^"\\]|\\["\\nl])*)"',
        r"  (?P<upper>n\d+) -- (?P<lower>n\d+)(?: \[style=invis, weight=0\])?",
        r"  (?P<end>\})",
        r"\}",
    )
]
LOOKS = re.compile(r'(?:, [a-z]+="[-a-zA-Z0-9.#,]+")*')
INVISIBLE = "\N{ZERO WIDTH NON-JOINER}"
IN_HTML = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}
ESCAPED = {r"\\": "\\", r"\"": '"', r"\n": "\n", r"\l": "\n", "&amp;": "&"}


class Seen(NamedTuple):
    """The content of a diagram, by ids: the lines of each box, the bands, and the connections."""

    boxes: dict[str, list[str]]
    bands: dict[str, tuple[str, list[str]]]
    lines: list[tuple[str, str]]


def labels(diagram: str) -> list[list[str]]:
    """Return the lines of each label, after checking that every line of the diagram is allowed."""
    return [label for found, label in _parts(diagram) if label is not None]


def seen(diagram: str) -> Seen:
    """Return the content of a diagram, after checking that every line of it is allowed."""
    boxes: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    inside: dict[str, list[str]] = {}
    lines, band = [], ""
    for found, label in _parts(diagram):
        if "upper" in found:
            lines.append((found["upper"], found["lower"]))
        band = "" if "end" in found else found.get("band", band)
        if "box" in found:
            boxes[found["box"]] = label or []
            inside.setdefault(band, []).append(found["box"])
        elif label is not None:
            [titles[band]] = label
    bands = {each: (title, sorted(inside[each])) for each, title in titles.items()}
    return Seen(boxes, bands, sorted(lines))


def _parts(diagram: str) -> Iterator[tuple[dict[str, str], list[str] | None]]:
    """Yield what each line of a diagram names, and the lines of its label if it has one."""
    is_dot = diagram.startswith("graph")
    patterns = IN_DOT if is_dot else IN_MERMAID
    assert diagram.endswith("\n")
    for line in diagram.removesuffix("\n").split("\n"):
        [match] = filter(None, (pattern.fullmatch(line) for pattern in patterns))
        found = match.groupdict()
        label = found.pop("label", None)
        assert LOOKS.fullmatch(found.pop("looks", ""))
        yield found, None if label is None else _said(label, is_dot=is_dot)


def _said(label: str, *, is_dot: bool) -> list[str]:
    """Return the text of a label, line by line."""
    if is_dot and label.startswith("<<TABLE"):
        return [
            re.sub(r"&[a-z]+;", lambda sign: IN_HTML[sign[0]], line).replace(INVISIBLE, "")
            for line in re.findall(LINE, label)
        ]
    if is_dot:
        return re.sub(r"\\.|&amp;", lambda sign: ESCAPED[sign[0]], label)[:-1].split("\n")
    return [
        re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), line).replace(INVISIBLE, "")
        for line in re.sub("</?b>", "", label).split("<br/>")
    ]
