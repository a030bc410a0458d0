"""A strict reader of our pictures, which refuses any element or attribute that is not expected."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_STROKE = {"stroke", "stroke-width", "stroke-dasharray"}
_ALLOWED = {
    "svg": {"width", "height", "viewBox", "role", "lang", f"{_XML}lang", "font-family"},
    "title": set[str](),
    "desc": set[str](),
    "text": {"x", "y", "font-size", "font-weight", "text-anchor", "fill"},
    "rect": {"x", "y", "width", "height", "rx", "fill", *_STROKE},
    "path": {"d", "fill", *_STROKE},
}
_PATH = re.compile(r"M-?[\d.]+ -?[\d.]+( L-?[\d.]+ -?[\d.]+)*Z?")
_NEARLY = 0.35

# The widths of the printable characters of ASCII in Helvetica and Helvetica-Bold, as Adobe's font
# metrics state them.
_REGULAR = [
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *[556] * 10,
    *(278, 278, 584, 584, 584, 556, 1015),
    *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833),
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),
    *(278, 278, 278, 469, 556, 333),
    *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833),
    *(556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500),
    *(334, 260, 334, 584),
]
_BOLD = [
    *(278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278),
    *[556] * 10,
    *(333, 333, 584, 584, 584, 611, 975),
    *(722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833),
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),
    *(333, 278, 333, 584, 556, 333),
    *(556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889),
    *(611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500),
    *(389, 280, 389, 584),
]
_DOT, _OTHER = 278, 556  # a middle dot; others: about the mean; a picture must be more cautious


def measured(said: str, size: float, *, bold: bool) -> float:
    """Return the width of a text in Helvetica."""
    table = _BOLD if bold else _REGULAR
    bases = [unicodedata.normalize("NFKD", char)[:1] for char in said]
    others = {"\N{MIDDLE DOT}": _DOT}
    known = [
        table[ord(base) - 32] if " " <= base <= "~" else others.get(base, _OTHER) for base in bases
    ]
    return sum(known) * size / 1000


class Shape(NamedTuple):
    """A rectangle on the page: that of a text, or a drawn one, with its colour."""

    left: float
    top: float
    right: float
    bottom: float
    fill: str
    said: str = ""
    size: float = 0

    def holds(self, other: Shape) -> bool:
        """Return whether another shape is inside it."""
        return (
            self.left <= other.left + _NEARLY
            and self.top <= other.top + _NEARLY
            and self.right >= other.right - _NEARLY
            and self.bottom >= other.bottom - _NEARLY
        )

    def is_apart(self, other: Shape) -> bool:
        """Return whether they share no place."""
        return (
            self.right <= other.left + _NEARLY
            or other.right <= self.left + _NEARLY
            or self.bottom <= other.top + _NEARLY
            or other.bottom <= self.top + _NEARLY
        )


class Picture(NamedTuple):
    """What is in a picture."""

    title: str
    description: str
    language: str
    page: Shape
    texts: list[Shape]
    boxes: list[Shape]
    points: list[tuple[float, float]]

    @property
    def said(self) -> list[str]:
        """The texts, in order."""
        return [text.said for text in self.texts]

    @property
    def whole(self) -> str:
        """All texts as one."""
        return " ".join(self.said)


def read(svg: str) -> Picture:
    """Return what is in a picture, after checking that each part of it is allowed."""
    root = ET.fromstring(svg)  # noqa: S314 # what we wrote ourselves
    found = dict[str, list[ET.Element]]()
    for element in root.iter():
        name = element.tag.removeprefix(_NAMESPACE)
        assert set(element.attrib) <= _ALLOWED[name], (name, element.attrib)
        found.setdefault(name, []).append(element)
    assert root.attrib["role"] == "img"
    assert root.attrib["lang"] == root.attrib[f"{_XML}lang"]
    assert [each.tag.removeprefix(_NAMESPACE) for each in root][:2] == ["title", "desc"]
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    return Picture(
        title=found["title"][0].text or "",
        description=found["desc"][0].text or "",
        language=root.attrib["lang"],
        page=Shape(left, top, width, height, "none"),
        texts=[_text(each) for each in found["text"]],
        boxes=[_box(each) for each in found["rect"]],
        points=[point for each in found.get("path", []) for point in _points(each)],
    )


def _text(element: ET.Element) -> Shape:
    size, said = float(element.attrib["font-size"]), element.text or ""
    width = measured(said, size, bold=element.get("font-weight") == "bold")
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    left = x - width if element.get("text-anchor") == "end" else x
    top, bottom = y - 0.74 * size, y + 0.22 * size
    return Shape(left, top, left + width, bottom, element.attrib["fill"], said, size)


def _box(element: ET.Element) -> Shape:
    x, y, width, height = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
    return Shape(x, y, x + width, y + height, element.attrib["fill"])


def _points(element: ET.Element) -> Iterator[tuple[float, float]]:
    drawn = element.attrib["d"]
    assert _PATH.fullmatch(drawn), drawn
    for point in re.findall(r"-?[\d.]+ -?[\d.]+", drawn):
        x, y = map(float, point.split())
        yield x, y


def check(svg: str) -> Picture:
    """Return what is in a picture, after checking that all of it is seen and can be read."""
    picture = read(svg)
    for shape in (*picture.texts, *picture.boxes):
        assert picture.page.holds(shape), shape
    for x, y in picture.points:
        assert picture.page.holds(Shape(x, y, x, y, "none")), (x, y)
    assert [pair for pair in combinations(picture.texts, 2) if not pair[0].is_apart(pair[1])] == []
    for one, other in combinations(picture.boxes, 2):
        assert one.is_apart(other) or one.holds(other) or other.holds(one), (one, other)
    for text in picture.texts:
        assert contrast(text.fill, _behind(text, picture.boxes)) >= 4.5, text
    return picture


def _behind(text: Shape, boxes: Sequence[Shape]) -> str:
    """Return the colour behind a text; no filled box covers only a part of it."""
    behind = ""
    for box in boxes:
        if box.fill != "none" and not box.is_apart(text):
            assert box.holds(text), (box, text)
            behind = box.fill
    return behind


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG 2.1 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
