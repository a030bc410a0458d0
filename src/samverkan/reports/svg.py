"""Pictures as SVG: measured text, boxes, lines and arrows on a page of a fixed size.

A picture is laid out in points and scaled down until it fits its page, so nothing is cut off at an
edge. Text is untrusted: it is only ever the content of a ``text`` element, with every character
escaped. The same input gives the same file.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

import attrs

from ..errors.texts import Language, Text, WrongTypeError

Points: TypeAlias = float
"""A length, or a place, on a page; amounts are never floats."""

PageName: TypeAlias = Literal["a4", "slide"]
"""A page: ``"a4"`` is A4 in landscape, ``"slide"`` a slide of 16 to 9."""

ThemeName: TypeAlias = Literal["light", "dark"]
"""The colours of a picture: dark text on a light ground, or the other way round."""

# --- The page and its colours


@attrs.frozen
class Page:
    """A page in points, its size as a file states it, and how much small content is enlarged.

    Text smaller than *least* is hard to read. Text of the size *easy* is easy to read.
    """

    width: Points
    height: Points
    stated: tuple[str, str]
    largest: Points
    margin: Points = 24
    least: Points = 5.5
    easy: Points = 8


PAGES: Final[dict[str, Page]] = {
    "a4": Page(841.89, 595.28, ("297mm", "210mm"), 1.4),
    "slide": Page(960, 540, ("960pt", "540pt"), 1.7, easy=10),
}

Colour: TypeAlias = Literal[
    "ground",
    "panel",
    "box",
    "ink",
    "quiet",
    "frame",
    "head",
    "head-ink",
    "strong",
    "strong-ink",
    "alert",
    "alert-ink",
    "back",
    "rule",
    "none",
]
"""What a colour is for; a theme says what it looks like."""

THEMES: Final[dict[str, dict[Colour, str]]] = {
    "light": {
        "ground": "#ffffff",
        "panel": "#f1f4f7",
        "box": "#ffffff",
        "ink": "#17202a",
        "quiet": "#4a5764",
        "frame": "#8796a5",
        "head": "#1d4f80",
        "head-ink": "#ffffff",
        "strong": "#d6e5f3",
        "strong-ink": "#123456",
        "alert": "#fbe3cf",
        "alert-ink": "#7a2e00",
        "back": "#b4540a",
        "rule": "#d3dae1",
        "none": "none",
    },
    "dark": {
        "ground": "#12171d",
        "panel": "#1b232c",
        "box": "#232d38",
        "ink": "#eef2f6",
        "quiet": "#b3c0cc",
        "frame": "#6d7f91",
        "head": "#a9cdf0",
        "head-ink": "#0e1a26",
        "strong": "#2b4864",
        "strong-ink": "#e2effb",
        "alert": "#5a3210",
        "alert-ink": "#ffdcb8",
        "back": "#f0a35e",
        "rule": "#36424e",
        "none": "none",
    },
}


_A_PAGE = Text("”a4” eller ”slide”", "'a4' or 'slide'")
_A_THEME = Text("'light' eller 'dark'", "'light' or 'dark'")


def a_look(page: object, theme: object) -> None:
    """Refuse a page or a theme that does not exist."""
    if page not in get_args(PageName):
        raise WrongTypeError("page", _A_PAGE, page)
    if theme not in get_args(ThemeName):
        raise WrongTypeError("theme", _A_THEME, theme)


# --- Text

# The advance widths of Helvetica, in thousandths of the size of the type; Arial and Liberation
# Sans have the same. A letter with an accent is as wide as the letter, but never below 278.
_REGULAR: Final = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft·",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyz",
    537: "¶",
    549: "±÷",
    556: "#$0123456789?L_abdeghnopqu£§«»ð\N{EN DASH}",
    584: "+<=>~¬×\N{MINUS SIGN}",
    611: "FTZß¿øþ",
    667: "&ABEKPSVXYÞ",
    722: "CDHNRUwÐ",
    737: "©®",
    778: "GOQØ",
    833: "Mm",
    834: "¼½¾",
    889: "%æ",
    944: "Wœ",
    1000: "ÆŒ\N{EM DASH}\N{HORIZONTAL ELLIPSIS}",
    1015: "@",
}
_BOLD: Final = {
    238: "'",
    278: " ,./I\\ijl·",
    280: "|",
    333: "!()-:;[]`ft",
    389: "*r{}",
    400: "°",
    474: '"',
    500: "z",
    549: "±÷",
    556: "#$0123456789J_aceksvxy£§«¶»\N{EN DASH}",
    584: "+<=>^~¬×\N{MINUS SIGN}",
    611: "?FLTZbdghnopqu¿ßðøþ",
    667: "EPSVXYÞ",
    722: "&ABCDHKNRUÐ",
    737: "©®",
    778: "GOQwØ",
    833: "M",
    834: "¼½¾",
    889: "%mæ",
    944: "Wœ",
    975: "@",
    1000: "ÆŒ\N{EM DASH}\N{HORIZONTAL ELLIPSIS}",
}
_LEAST, _OTHERS, _PICTOGRAPHS = 278, 1000, 1500


def _by_character(table: dict[int, str]) -> dict[str, int]:
    return {char: width for width, chars in table.items() for char in chars}


_WIDTHS: Final = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}


@attrs.frozen
class Font:
    """The size of a text in points, and its weight."""

    size: Points
    bold: bool = False

    @property
    def line(self) -> Points:
        """The height of a line."""
        return self.size * 1.32

    def width(self, said: str) -> Points:
        """Return the width of a text in points; where the width is not known, rather too much."""
        return _thousandths(said, self.bold) * self.size / 1000


@lru_cache(maxsize=1 << 14)
def _thousandths(said: str, bold: bool) -> int:  # noqa: FBT001 # as in a font
    """Return the width of a text, in thousandths of the size of the type."""
    table = _WIDTHS[bold]
    return sum(table.get(char) or _unusual(char, table) for char in said)


def _unusual(char: str, table: dict[str, int]) -> int:
    """Return the width of a letter with an accent, or a cautious width of any other character."""
    base = unicodedata.normalize("NFKD", char)[:1]
    known = table.get(base, _OTHERS if ord(char) < 0x10000 else _PICTOGRAPHS)
    return max(known, _LEAST)


_FORBIDDEN: Final = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES: Final = re.compile(r"[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
_AFTER: Final = re.compile(r"(?<=[-/\N{EN DASH}])(?=.)")
_ESCAPED: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
_MOST_LINES: Final = 6
_LONGEST: Final = 24  # ems: about 45 letters
_MORE = "\N{HORIZONTAL ELLIPSIS}"


def escaped(said: str) -> str:
    """Return a text as XML; a character that XML forbids is replaced."""
    plain = _SPACES.sub(" ", said)
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", plain).translate(_ESCAPED)


def lines_of(said: str, width: Points, font: Font, most: int = _MOST_LINES) -> tuple[str, ...]:
    """Return a text as lines that are no wider than *width*; a very long text is cut.

    A word that is too wide for a line is broken. At least one character stands in each line.
    """
    lines: list[str] = []
    line = ""
    for word in _words(said, width, font):
        longer = f"{line} {word}" if line and not line.endswith(_JOINT) else f"{line}{word}"
        if line and font.width(longer.replace(_JOINT, "")) > width:
            lines.append(line.replace(_JOINT, ""))
            line = word
            if len(lines) > most:
                break
        else:
            line = longer
    lines.append(line.replace(_JOINT, ""))
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(lines[most - 1], width, font))


def longest(said: str, font: Font) -> Points:
    """Return the width of the longest word of a text that is not to be broken.

    A word may be broken after a hyphen; one that is longer than any real word, anywhere.
    """
    words = (part for word in _SPACES.split(said) for part in _AFTER.split(word))
    return min(max(map(font.width, words), default=0.0), _LONGEST * font.size)


# At the end of a part of a word: the next part follows without a space.
_JOINT = "\0"


def _words(said: str, width: Points, font: Font) -> Iterator[str]:
    """Yield the words of a text; one that is too wide, in parts."""
    for word in filter(None, _SPACES.sub(" ", said.replace(_JOINT, "")).split(" ")):
        if font.width(word) <= width:
            yield word
            continue
        pieces = [each for part in _AFTER.split(word) for each in _broken(part, width, font)]
        yield from (f"{piece}{_JOINT}" for piece in pieces[:-1])
        yield pieces[-1]


def _broken(word: str, width: Points, font: Font) -> Iterator[str]:
    """Yield parts of a word that each fit into a line."""
    start, used = 0, 0.0
    for place, char in enumerate(word):
        more = font.width(char)
        if place > start and used + more > width:
            yield word[start:place]
            start, used = place, 0.0
        used += more
    yield word[start:]


def _cut(line: str, width: Points, font: Font) -> str:
    """Return a line with an ellipsis at its end, still no wider than *width*."""
    while len(line) > 1 and font.width(f"{line} {_MORE}") > width:
        line = line[:-1]
    return f"{line.rstrip()} {_MORE}" if font.width(f"{line} {_MORE}") <= width else _MORE


# --- Marks


@attrs.frozen(kw_only=True)
class Words:
    """One line of text: where it begins, or ends if it is aligned right, on its base line."""

    x: Points
    y: Points
    said: str
    font: Font
    colour: Colour = "ink"
    right: bool = False

    def moved(self, right: Points, down: Points) -> Words:
        """Return the same text elsewhere."""
        return Words(
            x=self.x + right,
            y=self.y + down,
            said=self.said,
            font=self.font,
            colour=self.colour,
            right=self.right,
        )

    def written(self, scale: Points, theme: dict[Colour, str]) -> str:
        """Return the text as SVG."""
        bold = ' font-weight="bold"' if self.font.bold else ""
        anchor = ' text-anchor="end"' if self.right else ""
        return (
            f'<text x="{_number(self.x * scale)}" y="{_number(self.y * scale)}"'
            f' font-size="{_number(self.font.size * scale)}"{bold}{anchor}'
            f' fill="{theme[self.colour]}">{escaped(self.said)}</text>'
        )


@attrs.frozen(kw_only=True)
class Rectangle:
    """A rectangle, filled, framed, or both."""

    x: Points
    y: Points
    width: Points
    height: Points
    fill: Colour = "none"
    line: Colour = "none"
    thick: Points = 1
    dashed: bool = False
    round: Points = 0

    def moved(self, right: Points, down: Points) -> Rectangle:
        """Return the same rectangle elsewhere."""
        return attrs.evolve(self, x=self.x + right, y=self.y + down)

    def written(self, scale: Points, theme: dict[Colour, str]) -> str:
        """Return the rectangle as SVG."""
        sides = {"x": self.x, "y": self.y, "width": self.width, "height": self.height}
        sides |= {"rx": self.round} if self.round else {}
        where = "".join(f' {name}="{_number(value * scale)}"' for name, value in sides.items())
        drawn = _stroke(self.line, self.thick * scale, theme, dashed=self.dashed)
        return f'<rect{where} fill="{theme[self.fill]}"{drawn}/>'


@attrs.frozen(kw_only=True)
class Stroke:
    """A line through points, or a filled shape."""

    points: tuple[tuple[Points, Points], ...]
    line: Colour = "frame"
    thick: Points = 1
    dashed: bool = False
    fill: Colour = "none"

    def moved(self, right: Points, down: Points) -> Stroke:
        """Return the same line elsewhere."""
        points = tuple((x + right, y + down) for x, y in self.points)
        return Stroke(
            points=points, line=self.line, thick=self.thick, dashed=self.dashed, fill=self.fill
        )

    def written(self, scale: Points, theme: dict[Colour, str]) -> str:
        """Return the line as SVG."""
        points = " L".join(f"{_number(x * scale)} {_number(y * scale)}" for x, y in self.points)
        closed = "" if self.fill == "none" else "Z"
        drawn = _stroke(self.line, self.thick * scale, theme, dashed=self.dashed)
        return f'<path d="M{points}{closed}" fill="{theme[self.fill]}"{drawn}/>'


@attrs.frozen
class Group:
    """Several marks, moved together."""

    right: Points
    down: Points
    marks: tuple[Mark, ...]

    def moved(self, right: Points, down: Points) -> Group:
        """Return the same marks elsewhere."""
        return Group(self.right + right, self.down + down, self.marks)


Mark: TypeAlias = "Words | Rectangle | Stroke | Group"


def _single(marks: Iterable[Mark], right: Points, down: Points) -> Iterator[_OneMark]:
    """Yield the marks of all groups, each where it is drawn."""
    for mark in marks:
        if isinstance(mark, Group):
            yield from _single(mark.marks, right + mark.right, down + mark.down)
        else:
            yield mark.moved(right, down)


_OneMark: TypeAlias = "Words | Rectangle | Stroke"


def _number(value: Points) -> str:
    """Return a number with at most two decimals, without zeros at its end."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _stroke(line: Colour, thick: Points, theme: dict[Colour, str], *, dashed: bool) -> str:
    if line == "none":
        return ""
    dashes = f' stroke-dasharray="{_number(thick * 3)} {_number(thick * 2)}"' if dashed else ""
    return f' stroke="{theme[line]}" stroke-width="{_number(thick)}"{dashes}'


# --- Pieces


@attrs.frozen
class Piece:
    """A part of a picture: marks inside a rectangle that begins at its upper left corner."""

    width: Points
    height: Points
    marks: tuple[Mark, ...] = ()

    def at(self, right: Points, down: Points) -> Iterator[Mark]:
        """Yield its marks, moved."""
        yield Group(right, down, self.marks)


@lru_cache(maxsize=1 << 13)
def paragraph(
    said: str,
    width: Points,
    font: Font,
    colour: Colour = "ink",
    *,
    most: int = _MOST_LINES,
    right: bool = False,
) -> Piece:
    """Return a text, wrapped at a width; it is as high as its lines."""
    lines = lines_of(said, width, font, most)
    x = width if right else 0
    marks = (
        Words(
            x=x,
            y=number * font.line + font.size * 1.02,
            said=line,
            font=font,
            colour=colour,
            right=right,
        )
        for number, line in enumerate(lines)
        if line
    )
    return Piece(width, len(lines) * font.line, tuple(marks))


def stacked(pieces: Iterable[Piece], gap: Points = 0) -> Piece:
    """Return pieces below each other."""
    several = list(pieces)
    tops = accumulate((piece.height + gap for piece in several), initial=0.0)
    marks = [mark for piece, top in zip(several, tops, strict=False) for mark in piece.at(0, top)]
    height = sum(piece.height for piece in several) + gap * max(len(several) - 1, 0)
    return Piece(max((piece.width for piece in several), default=0), height, tuple(marks))


def beside(pieces: Iterable[Piece], gap: Points = 0) -> Piece:
    """Return pieces side by side, aligned at the top."""
    several = list(pieces)
    lefts = accumulate((piece.width + gap for piece in several), initial=0.0)
    marks = [
        mark for piece, left in zip(several, lefts, strict=False) for mark in piece.at(left, 0)
    ]
    width = sum(piece.width for piece in several) + gap * max(len(several) - 1, 0)
    return Piece(width, max((piece.height for piece in several), default=0), tuple(marks))


def padded(piece: Piece, sides: Points, ends: Points | None = None) -> Piece:
    """Return a piece with empty space around it."""
    above = sides if ends is None else ends
    marks = tuple(piece.at(sides, above))
    return Piece(piece.width + 2 * sides, piece.height + 2 * above, marks)


def framed(
    piece: Piece,
    *,
    fill: Colour = "none",
    line: Colour = "none",
    thick: Points = 1,
    dashed: bool = False,
    corner: Points = 0,
) -> Piece:
    """Return a piece with a rectangle behind it."""
    behind = Rectangle(
        x=0,
        y=0,
        width=piece.width,
        height=piece.height,
        fill=fill,
        line=line,
        thick=thick,
        dashed=dashed,
        round=corner,
    )
    return attrs.evolve(piece, marks=(behind, *piece.marks))


@attrs.frozen(kw_only=True)
class Cell:
    """A cell of a table: its text, and how it is shown."""

    said: str
    font: Font
    colour: Colour = "ink"
    right: bool = False
    most: int = _MOST_LINES


def row(cells: Sequence[Cell], widths: Sequence[Points], gap: Points) -> Piece:
    """Return a row of a table, as high as the cell with the most lines."""
    shown = (
        paragraph(each.said, width, each.font, each.colour, most=each.most, right=each.right)
        for each, width in zip(cells, widths, strict=True)
    )
    return beside(shown, gap)


def columns(pieces: Sequence[Piece], count: int, gap: Points, below: Points) -> Piece:
    """Return pieces in columns of about the same height, from the first column to the last."""
    total = sum(piece.height + below for piece in pieces)
    found: list[list[Piece]] = [[] for _ in range(count)]
    used = 0.0
    for piece in pieces:
        middle = used + piece.height / 2
        found[min(int(middle * count / total), count - 1)].append(piece)
        used += piece.height + below
    width = max((piece.width for piece in pieces), default=0)
    return beside((attrs.evolve(stacked(each, below), width=width) for each in found), gap)


def shared(least: Sequence[Points], shares: Sequence[Points], width: Points) -> tuple[Points, ...]:
    """Return how wide columns are that share a width: none narrower than *least*.

    What is left is shared as *shares* are to each other.
    """
    found = dict[int, Points]()
    while True:
        others = [place for place in range(len(least)) if place not in found]
        room, total = width - sum(found.values()), sum(shares[place] for place in others)
        tight = [each for each in others if room * shares[each] / total < least[each]]
        if not tight:
            found |= {place: room * shares[place] / total for place in others}
            return tuple(found[place] for place in range(len(least)))
        found |= {place: least[place] for place in tight}


# --- The whole picture

_STEP: Final = 0.97
_START: Final = 16


_Lay: TypeAlias = Callable[[Points], Piece]


class Telling(NamedTuple):
    """Ways to lay out one content of a picture.

    Args:
        ways: The ways, those that are alike together. Each takes a width, and returns a piece that
            is no wider, and infinitely high if the width is not enough. First the first of each
            are tried, then those that are like the best.

        enough: How large its smallest text must be on the page, in points; if it is smaller, a
            content that tells less is drawn.
    """

    ways: Sequence[Sequence[_Lay]]
    enough: Points = 0


def picture(
    tellings: Iterable[Telling],
    *,
    title: str,
    description: str,
    language: Language,
    page: PageName,
    theme: ThemeName,
) -> str:
    """Return a picture on a page: of several ways to lay it out, the one with the largest text.

    The page is that much wider for a piece that is scaled down, so its lines are longer. Of several
    contents, it is the first whose text is large enough, or else the last.
    """
    size, colours = PAGES[page], THEMES[theme]
    laid, scale = _first(tellings, size)
    right = down = size.margin / scale
    ground = Rectangle(
        x=0, y=0, width=size.width / scale, height=size.height / scale, fill="ground"
    )
    width, height = _number(size.width), _number(size.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size.stated[0]}"'
        f' height="{size.stated[1]}" viewBox="0 0 {width} {height}" role="img"'
        f' lang="{language}" xml:lang="{language}"'
        " font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">"
    )
    lines = [
        head,
        f"<title>{escaped(title)}</title>",
        f"<desc>{escaped(description)}</desc>",
        ground.written(scale, colours),
        *(mark.written(scale, colours) for mark in _single(laid.marks, right, down)),
        "</svg>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _first(tellings: Iterable[Telling], page: Page) -> tuple[Piece, Points]:
    """Return the first content whose text is large enough, or else the last, and its scale."""
    *longer, shortest = tellings
    for telling in longer:
        piece, scale = _largest(telling.ways, page)
        if _smallest(piece) * scale >= telling.enough:
            return piece, scale
    return _largest(shortest.ways, page)


def _smallest(piece: Piece) -> Points:
    """Return the size of the smallest text in a piece."""
    marks = _single(piece.marks, 0, 0)
    return min(mark.font.size for mark in marks if isinstance(mark, Words))


def _largest(ways: Sequence[Sequence[_Lay]], page: Page) -> tuple[Piece, Points]:
    """Return the piece that fits the page at the largest scale, with that scale."""
    best, (piece, step) = (0, 0), _fitted(ways[0][0], page, _START)

    def tried(places: Iterable[tuple[int, int]]) -> None:
        nonlocal best, piece, step
        for group, place in places:
            better = _better(ways[group][place], page, step)
            if better is not None:
                best, (piece, step) = (group, place), better

    tried((group, 0) for group in range(1, len(ways)))
    tried([(best[0], place) for place in range(1, len(ways[best[0]]))])
    tried([(group, best[1]) for group in range(len(ways)) if group != best[0] and best[1]])
    return piece, page.largest * _STEP**step


def _better(lay: _Lay, page: Page, step: int) -> tuple[Piece, int] | None:
    """Return a piece if it fits the page at a larger scale than that of a step, with its step."""
    fits = step > 0 and _laid(lay, page, step - 1) is not None
    return _fitted(lay, page, step - 1) if fits else None


def _laid(lay: _Lay, page: Page, step: int) -> Piece | None:
    """Return a piece at a scale, or None if it is higher than the page."""
    scale = page.largest * _STEP**step
    piece = lay((page.width - 2 * page.margin) / scale)
    return piece if piece.height * scale <= page.height - 2 * page.margin else None


def _fitted(lay: _Lay, page: Page, start: int) -> tuple[Piece, int]:
    """Return a piece, and the first step of scale at which it fits the page; one of some."""
    low, high, found = -1, start, _laid(lay, page, start)
    while found is None:
        low, high = high, high * 2
        found = _laid(lay, page, high)
    while high - low > 1:
        middle = math.floor((low + high) / 2)
        better = _laid(lay, page, middle)
        if better is None:
            low = middle
        else:
            high, found = middle, better
    return found, high
