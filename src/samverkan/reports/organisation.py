"""The governance of an agreement as a picture: a band for each level, a box for each forum."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import groupby, product
from typing import Final

import attrs

from ..agreements.state import State
from ..errors.texts import Language
from ..governance.modes import OperatingMode
from ..meetings.mode_log import ModeLog
from .boards import Answer, Board, ForumBox, LevelBand, SeatLine, board
from .captions import caption
from .seats import MOST_HOLDERS
from .svg import (
    PAGES,
    Cell,
    Colour,
    Font,
    Mark,
    PageName,
    Piece,
    Points,
    Rectangle,
    Stroke,
    Telling,
    ThemeName,
    a_look,
    beside,
    columns,
    framed,
    lines_of,
    longest,
    padded,
    paragraph,
    picture,
    row,
    shared,
    stacked,
)

_LABEL: Final = 96
_GAP: Final = 10
_PAD: Final = 7
_WIDE_TABLES: Final = (420, 340, 280)
_MOST_IN_A_ROW: Final = 6
_MOST_OF_A_FACT: Final = 20
_MOST_HOLDERS: Final = (40, MOST_HOLDERS, 3)
_MOST_OF_HOLDERS: Final = 20
_SIGN: Final = 11
_BETWEEN: Final = " · "
_TEXT: Final = Font(8.5)
_BOLD: Final = Font(8.5, bold=True)
_SMALL: Final = Font(8)
_HEAD: Final = Font(8, bold=True)
_NAME: Final = Font(10.5, bold=True)
_LEVEL: Final = Font(9.5, bold=True)


def governance_svg(
    state: State,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
    page: PageName = "a4",
    theme: ThemeName = "light",
) -> str:
    """Return the governance of an agreement on a day as an SVG picture on one page.

    Each level is a band, from the top; forums without a stated level come last. Each forum is a
    box with its chair, its convener, its meetings, its duties and a table of its seats, with one
    line for equal seats. Words and signs tell seats that are held, vacant and not stated apart.
    Rather than in type that is hard to read, less is told: fewer names of those who hold equal
    seats, then only the seats and who holds them, which the picture says.

    Args:
        state: What is known about the agreement.

        on: The day.

        mode: The mode in which all forums are shown, by its id or name; None means the mode in
            the log. A forum in a mode above the ordinary is marked.

        log: The log with the mode of each forum, or None.

        language: The language of the text.

        page: ``"a4"`` for A4 in landscape, ``"slide"`` for a slide of 16 to 9.

        theme: ``"light"`` or ``"dark"``.

    >>> from samverkan.stockholm import agreement
    >>> drawn = governance_svg(agreement.as_known(), on=dt.date(2015, 1, 1), language="en")
    >>> "Regionala rådet" in drawn, "Has overall responsibility" in drawn
    (True, True)
    """
    a_look(page, theme)
    every, shown, fewer = (
        board(state, on, mode, log, language, most_holders=most) for most in _MOST_HOLDERS
    )
    drawn = _Drawn(every, language)
    least = PAGES[page].least
    tellings = [
        *([] if every == shown else [Telling(drawn.ways(), PAGES[page].easy)]),
        *([] if shown == fewer else [Telling(_Drawn(shown, language).ways(), least)]),
        Telling(_Drawn(fewer, language).ways(), least),
        Telling(_Drawn(fewer, language, with_notes=False).ways()),
    ]
    return picture(
        tellings,
        title=f"{shown.title}: {shown.subtitle}" if shown.subtitle else shown.title,
        description=drawn.description(),
        language=language,
        page=page,
        theme=theme,
    )


@attrs.frozen
class _Way:
    """A way to lay out a picture.

    Args:
        most: How many forums there are side by side at most.

        is_even: Whether these are equally wide, or wider if there is more in them.

        wide: How wide a column of a table of seats is, of several side by side.

        is_beside: Whether the name of a level is beside its forums, or above them.
    """

    most: int
    is_even: bool
    wide: Points
    is_beside: bool


class _Drawn:
    """Draws a governance, with or without the notes about its seats."""

    def __init__(self, shown: Board, language: Language, *, with_notes: bool = True) -> None:
        self._shown = shown
        self._language = language
        self._with_notes = with_notes
        self._least = {id(box): self._measured(box) for box in shown.boxes}

    def ways(self) -> list[list[Callable[[Points], Piece]]]:
        """Return ways to lay it out: few or many forums side by side, and columns in a table."""
        most = max((len(band.boxes) for band in self._shown.bands), default=1)
        several = range(1, min(max(most, 1), _MOST_IN_A_ROW) + 1)
        return [
            [
                partial(self._piece, _Way(count, is_even, wide, is_beside))
                for is_even, wide in product((True, False), _WIDE_TABLES)
            ]
            for count, is_beside in product(several, (True, False))
        ]

    def description(self) -> str:
        """Return what the picture shows, as text."""
        told = [self._shown.only or self._shown.subtitle]
        told += [f"{label}: {said}" for label, said in self._shown.facts]
        for band in self._shown.bands:
            told += [each for each in (band.name, band.focus, band.note) if each]
            for box in band.boxes:
                told += [box.name, *box.marks]
                told += [f"{label}: {said}" for label, said in box.facts]
                told += [line.told(self._language) for line in box.seats]
                told += [] if box.note is None else [box.note]
        return " ".join(f"{each.rstrip('.')}." for each in told)

    def _piece(self, way: _Way, width: Points) -> Piece:
        """Return the picture, laid out at a width in a way."""
        shown = self._shown
        parts = [self._title(width)]
        if shown.only is not None and shown.only != shown.title:
            parts.append(paragraph(shown.only, width, Font(10)))
        parts += [self._band(band, way, width) for band in shown.bands]
        if not self._with_notes and any(
            line.details or line.about_deputies for box in shown.boxes for line in box.seats
        ):
            said = caption("notes-in-the-text", self._language)
            parts.append(paragraph(said, width, _TEXT, "quiet"))
        key = self._key(width)
        return stacked(parts if key is None else [*parts, key], _GAP)

    def _title(self, width: Points) -> Piece:
        lines = [paragraph(self._shown.title, width, Font(15, bold=True), most=2)]
        if self._shown.subtitle:
            subtitle = self._shown.subtitle
            lines.append(paragraph(subtitle, width, Font(10.5, bold=True), "quiet"))
        lines += [_fact(label, said, width) for label, said in self._shown.facts]
        return stacked(lines, 1)

    # --- Bands

    def _band(self, band: LevelBand, way: _Way, width: Points) -> Piece:
        """Return a band: the level at the left, its forums side by side."""
        room = width - 2 * _GAP
        label = self._label(band, room, way)
        if way.is_beside and label.width:
            room -= label.width + _GAP
        if any(self._least[id(box)] > room for box in band.boxes):
            return Piece(width, math.inf)
        rows = [self._forums(boxes, room, way) for boxes in self._rows(band.boxes, way, room)]
        if band.note is not None:
            rows.append(padded(paragraph(band.note, room - 2 * _PAD, _TEXT, "quiet"), _PAD, 2))
        inside = stacked(rows, _GAP)
        if label.width:
            inside = beside([label, inside], _GAP) if way.is_beside else stacked([label, inside], 6)
        return framed(
            padded(attrs.evolve(inside, width=width - 2 * _GAP), _GAP), fill="panel", corner=4
        )

    def _label(self, band: LevelBand, width: Points, way: _Way) -> Piece:
        """Return the name of a level and its focus, or nothing if there are no levels."""
        levels = [each for each in self._shown.bands if each.is_level]
        if not levels:
            return Piece(0, 0)
        if way.is_beside:
            width = max(_LABEL, *(longest(each.name, _LEVEL) for each in levels))
        label = [paragraph(band.name, width, _LEVEL, "strong-ink", most=8)]
        if band.focus is not None:
            label.append(paragraph(band.focus, width, _TEXT, "quiet", most=10))
        return stacked(label, 3)

    def _rows(
        self, boxes: Sequence[ForumBox], way: _Way, width: Points
    ) -> Iterator[list[ForumBox]]:
        """Yield boxes in rows: as many in each as the way says, if none of them is too narrow."""
        found: list[ForumBox] = []
        for box in boxes:
            least = sum(map(self._least.__getitem__, map(id, [*found, box]))) + _GAP * len(found)
            if found and (len(found) == way.most or least > width):
                yield found
                found = []
            found.append(box)
        if found:
            yield found

    def _forums(self, boxes: Sequence[ForumBox], width: Points, way: _Way) -> Piece:
        """Return boxes side by side: equally wide, or wider if there is more in them."""
        shares = [1.0 if way.is_even else _content(box) for box in boxes]
        least = sum(shares) * 0.6 / len(boxes)
        shares = [max(share, least) for share in shares]
        room = width - _GAP * (len(boxes) - 1)
        widths = shared([self._least[id(box)] for box in boxes], shares, room)
        inside = [self._inside(box, each, way) for box, each in zip(boxes, widths, strict=True)]
        height = max(piece.height for piece in inside)
        return beside(
            (
                _outline(box, attrs.evolve(piece, height=height))
                for box, piece in zip(boxes, inside, strict=True)
            ),
            _GAP,
        )

    # --- Boxes

    def _measured(self, box: ForumBox) -> Points:
        """Return the width of a box that breaks no word in it."""
        words = [longest(box.name, _NAME), *(longest(mark, _BOLD) for mark in box.marks)]
        words += [longest(f"{said}:", _TEXT) for fact in box.facts for said in fact]
        if box.seats:
            least = _least_widths(box.seats, self._language)
            words.append(sum(least) + 6 * (len(least) - 1))
        return max(words) + 2 * _PAD

    def _inside(self, box: ForumBox, width: Points, way: _Way) -> Piece:
        room = width - 2 * _PAD
        colour: Colour = "alert-ink" if box.is_heightened else "strong-ink"
        head = [paragraph(box.name, room, _NAME, colour, most=3)]
        head += [paragraph(mark, room, _BOLD, colour, most=2) for mark in box.marks]
        top = framed(
            padded(stacked(head), _PAD, 4), fill="alert" if box.is_heightened else "strong"
        )
        body = [_facts(box.facts, room)] if box.facts else []
        if box.note is not None:
            body.append(paragraph(box.note, room, _TEXT, "quiet"))
        if box.seats:
            body.append(self._seats(box.seats, room, way))
        return stacked([top, padded(stacked(body, 5), _PAD, 5)])

    # --- The table of seats

    def _seats(self, seats: tuple[SeatLine, ...], width: Points, way: _Way) -> Piece:
        """Return the table of seats, in several columns if the box is wide."""
        least = _least_widths(seats, self._language)
        wide = max(way.wide, sum(least) + 6 * len(least))
        count = max(1, min(int(width / wide), len(seats)))
        column = (width - 12 * (count - 1)) / count
        widths = self._widths(seats, column - 6 * (len(least) - 1))
        notes = self._notes_of(seats, widths)
        common = _common(notes)
        lines = [
            self._seat(line, widths, column, [each for each in about if each not in common])
            for line, about in zip(seats, notes, strict=True)
        ]
        head = beside((self._head(seats, widths, column) for _ in range(count)), 12)
        table = [stacked([head, columns(lines, count, 12, 0)])]
        if common and self._with_notes:
            said = f"{caption('all-seats', self._language)}: {_BETWEEN.join(common)}"
            table.append(paragraph(said, width, _SMALL, "quiet", most=_MOST_OF_A_FACT))
        return stacked(table, 2)

    def _widths(self, seats: tuple[SeatLine, ...], width: Points) -> list[Points]:
        """Return how wide each column is: functions and holders so that the table is low."""
        least = _least_widths(seats, self._language)
        number, others = least[1], list(least[3:])
        if others:
            spare = width - sum(least)
            others = [self._deputies_width(seats, others[0], min(width * 0.25, others[0] + spare))]
        room = width - number - sum(others)
        several = _splits(seats, room)
        splits = {min(max(split, least[0]), room - least[2]) for split in several}
        first = min(sorted(splits), key=lambda split: _lines(seats, split, room - split))
        return [first, number, room - first, *others]

    def _deputies_width(self, seats: Sequence[SeatLine], least: Points, most: Points) -> Points:
        """Return how wide the column of deputies is: as its texts are, but *most* if it can."""
        texts = [_TEXT.width(line.deputies) for line in seats]
        if self._with_notes:
            several = (line.about_deputies for line in seats if _fit_beside(line, most))
            texts += [_SMALL.width(each) for about in several for each in about]
        return max(least, min(max(texts) + 1, most))

    def _head(self, seats: Sequence[SeatLine], widths: Sequence[Points], width: Points) -> Piece:
        cells = [
            Cell(
                said=caption(name, self._language),
                font=_HEAD,
                colour="quiet",
                right=name == "column-number",
                most=1,
            )
            for name, _, _ in _columns(seats)
        ]
        shown = row(cells, widths, 6)
        rule = Stroke(
            points=((0, shown.height + 1), (width, shown.height + 1)), line="frame", thick=0.8
        )
        return Piece(width, shown.height + 2, (*shown.marks, rule))

    def _seat(
        self, line: SeatLine, widths: Sequence[Points], width: Points, notes: Sequence[str]
    ) -> Piece:
        """Return a row of the table, with its notes below it."""
        cells = [
            paragraph(line.function, widths[0], _TEXT, most=8),
            paragraph(f"{line.seats}", widths[1], _TEXT, right=True),
            stacked(_holder(answer, said, widths[2]) for answer, said in line.holders),
        ]
        if len(widths) > 3:
            deputies = [paragraph(line.deputies, widths[3], _TEXT, most=8)]
            if self._with_notes and _fit_beside(line, widths[3]):
                several = line.about_deputies
                deputies += [paragraph(each, widths[3], _SMALL, "quiet") for each in several]
            cells.append(stacked(deputies))
        fixed = [attrs.evolve(cell, width=each) for cell, each in zip(cells, widths, strict=True)]
        parts = [beside(fixed, 6)]
        if notes and self._with_notes:
            parts.append(
                paragraph(_BETWEEN.join(notes), width, _SMALL, "quiet", most=_MOST_OF_A_FACT)
            )
        shown = padded(stacked(parts), 0, 2)
        rule = Stroke(points=((0, shown.height), (width, shown.height)), line="rule", thick=0.5)
        return Piece(width, shown.height, (*shown.marks, rule))

    def _notes_of(
        self, seats: Sequence[SeatLine], widths: Sequence[Points]
    ) -> list[tuple[str, ...]]:
        """Return the notes of each row that do not stand in the column of deputies."""
        label = caption("column-deputies", self._language)
        return [
            line.details
            if not line.about_deputies or _fit_beside(line, widths[3])
            else (*line.details, f"{label}: {'; '.join(line.about_deputies)}")
            for line in seats
        ]

    # --- What the signs mean

    def _key(self, width: Points) -> Piece | None:
        """Return the meaning of the signs that are in the picture, if there are any."""
        seen = {
            answer for box in self._shown.boxes for line in box.seats for answer, _ in line.holders
        }
        marks: list[Mark] = []
        left = 0.0
        for answer in Answer:
            if answer in seen:
                said = caption(f"key-{answer}", self._language)
                piece = paragraph(said, _TEXT.width(said) + 1, _TEXT, "quiet")
                marks += [_sign(answer, left, 6), *piece.at(left + 11, 0)]
                left += 11 + piece.width + 16
        return Piece(width, _TEXT.line, tuple(marks)) if marks else None


def _outline(box: ForumBox, piece: Piece) -> Piece:
    """Return a box with its frame: thick if its mode is heightened, double if it is responsible."""
    thick = 2.5 if box.is_heightened else 1
    colour: Colour = "back" if box.is_heightened else "frame"
    shown = framed(piece, fill="box")
    marks = [
        *shown.marks,
        Rectangle(x=0, y=0, width=piece.width, height=piece.height, line=colour, thick=thick),
    ]
    if box.is_overall:  # inside the gap between boxes
        wide, high = piece.width + 8, piece.height + 8
        marks.append(Rectangle(x=-4, y=-4, width=wide, height=high, line=colour, thick=1))
    return Piece(piece.width, piece.height, tuple(marks))


def _content(box: ForumBox) -> Points:
    """Return about how much there is in a box, in lines."""
    return 3.0 + len(box.seats) + sum(len(said) for _, said in box.facts) / 60


def _facts(facts: Sequence[tuple[str, str]], width: Points) -> Piece:
    """Return facts in order: short ones side by side, as many as have room, and long ones below."""
    parts = []
    for is_short, several in groupby(facts, lambda fact: _whole(*fact) <= (width - 12) / 2):
        found = list(several)
        count = int((width + 12) / (max(_whole(*fact) for fact in found) + 12)) if is_short else 1
        count = min(count, len(found))
        each = (width - 12 * (count - 1)) / count
        parts.append(columns([_fact(*fact, each) for fact in found], count, 12, 1))
    return stacked(parts, 1)


def _whole(label: str, said: str) -> Points:
    """Return how wide a fact is on one line."""
    return _TEXT.width(f"{label}:") + 4 + _TEXT.width(said) + 1


def _fact(label: str, said: str, width: Points) -> Piece:
    """Return a fact: its label, and what it says beside it, or below it in a narrow box."""
    name = f"{label}:"
    beside_it = _TEXT.width(name) + 4
    if beside_it > width - _LABEL and _whole(label, said) > width:
        below = paragraph(said, width, _TEXT, most=_MOST_OF_A_FACT)
        return stacked([paragraph(name, width, _TEXT, "quiet"), below])
    told = paragraph(said, width - beside_it, _TEXT, most=_MOST_OF_A_FACT)
    parts = [paragraph(name, beside_it, _TEXT, "quiet"), told]
    return attrs.evolve(beside(parts), width=width)


def _common(notes: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the notes that all of several rows have, in order."""
    if len(notes) < 2:
        return []
    return [each for each in notes[0] if all(each in others for others in notes)]


def _fit_beside(line: SeatLine, width: Points) -> bool:
    """Return whether what is stated about deputies has two lines or less in their column."""
    return all(
        longest(each, _SMALL) <= width and len(lines_of(each, width, _SMALL)) <= 2
        for each in line.about_deputies
    )


def _columns(seats: Sequence[SeatLine]) -> list[tuple[str, Font, list[str]]]:
    """Return the columns of a table: its name, its type, and its texts."""
    found = [
        ("column-seat", _TEXT, [line.function for line in seats]),
        ("column-number", _TEXT, [f"{line.seats}" for line in seats]),
        ("column-holder", _BOLD, [said for line in seats for _, said in line.holders]),
    ]
    if any(line.deputies for line in seats):
        found.append(("column-deputies", _TEXT, [line.deputies for line in seats]))
    return found


@lru_cache
def _least_widths(seats: tuple[SeatLine, ...], language: Language) -> tuple[Points, ...]:
    """Return how wide each column is at least: as wide as the longest word in it."""
    return tuple(
        max(
            _HEAD.width(caption(name, language)),
            max(longest(said, font) for said in texts) + _before(name),
        )
        + 1
        for name, font, texts in _columns(seats)
    )


def _splits(seats: Sequence[SeatLine], width: Points) -> Iterator[Points]:
    """Yield widths for the column of functions at which some text needs a line less."""
    yield width / 2
    for line in seats:
        whole = _TEXT.width(line.function) + 1
        yield from (whole, whole / 2 + _SIGN, whole / 3 + _SIGN)
        for answer, said in line.holders:
            whole = _font(answer).width(said) + 1
            yield from (width - whole - _SIGN, width - whole / 2 - 2 * _SIGN)


def _lines(seats: Sequence[SeatLine], function: Points, holder: Points) -> int:
    """Return about how many lines rows have, if these are the widths of their columns."""
    return sum(
        max(
            _parts(line.function, _TEXT, function),
            sum(_parts(said, _font(answer), holder - _SIGN) for answer, said in line.holders),
        )
        for line in seats
    )


def _parts(said: str, font: Font, width: Points) -> int:
    """Return about how many lines a text has at a width."""
    whole = font.width(said)
    return 1 if whole <= width else 1 + math.ceil((whole - width) / max(width - _SIGN, _SIGN))


def _font(answer: Answer) -> Font:
    return _BOLD if answer is Answer.VACANT else _TEXT


def _before(name: str) -> Points:
    """Return the room for the sign before each text of a column."""
    return _SIGN if name == "column-holder" else 0


def _holder(answer: Answer, said: str, width: Points) -> Piece:
    """Return who holds seats, or that they are vacant or not stated, with its sign."""
    colours: dict[Answer, Colour] = {
        Answer.HELD: "ink",
        Answer.VACANT: "alert-ink",
        Answer.NOT_STATED: "quiet",
    }
    text = paragraph(said, width - _SIGN, _font(answer), colours[answer], most=_MOST_OF_HOLDERS)
    return Piece(width, text.height, (_sign(answer, 0, 6), *text.at(_SIGN, 0)))


def _sign(answer: Answer, left: Points, middle: Points) -> Mark:
    """Return a filled square for what is held, an empty one if vacant, a dashed one if unknown."""
    colours: dict[Answer, Colour] = {
        Answer.HELD: "head",
        Answer.VACANT: "back",
        Answer.NOT_STATED: "quiet",
    }
    return Rectangle(
        x=left + 0.5,
        y=middle - 3,
        width=6,
        height=6,
        fill="head" if answer is Answer.HELD else "none",
        line=colours[answer],
        thick=1.3 if answer is Answer.VACANT else 0.9,
        dashed=answer is Answer.NOT_STATED,
    )
