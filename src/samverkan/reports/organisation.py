"""The governance of an agreement as a picture: a band for each level, a box for each forum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

import attrs

from ..agreements.state import State
from ..errors.texts import Language
from ..governance.modes import OperatingMode
from ..meetings.mode_log import ModeLog
from .boards import Answer, Board, ForumBox, LevelBand, SeatLine, board
from .captions import caption
from .svg import (
    Cell,
    Colour,
    Font,
    Mark,
    PageName,
    Piece,
    Points,
    Rectangle,
    Stroke,
    ThemeName,
    a_look,
    beside,
    columns,
    framed,
    padded,
    paragraph,
    picture,
    row,
    stacked,
)

_LABEL: Final = 96
_GAP: Final = 10
_PAD: Final = 7
_WIDE: Final = 420
_MOST_IN_A_ROW: Final = 6
_MOST_OF_A_FACT: Final = 20
_MOST_OF_HOLDERS: Final = 20
_SHARES: Final = (0.48, 0.58)
_LEGIBLE: Final[dict[PageName, Points]] = {"a4": 1.0, "slide": 1.3}
_TEXT: Final = Font(8.5)
_BOLD: Final = Font(8.5, bold=True)
_SMALL: Final = Font(7.5)
_HEAD: Final = Font(7.5, bold=True)


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
    If the text would become small, many parties in a line are told by the first and a number.

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
    shown, whole = (
        board(state, on, mode, log, language, has_all_names=every) for every in (False, True)
    )
    drawn = _Drawn(whole, language)
    return picture(
        _Drawn(shown, language).ways(),
        rather=drawn.ways(),
        enough=_LEGIBLE[page],
        title=f"{shown.title}: {shown.subtitle}" if shown.subtitle else shown.title,
        description=drawn.description(),
        language=language,
        page=page,
        theme=theme,
    )


class _Way(NamedTuple):
    """A way to lay a governance out.

    Args:
        beside: How many forums are side by side at most.

        is_even: Whether they are equally wide, or wider if there is more in them.

        share: The share of functions in the width of functions and holders.
    """

    beside: int
    is_even: bool
    share: Points


class _Drawn:
    """Draws a governance."""

    def __init__(self, shown: Board, language: Language) -> None:
        self._shown = shown
        self._language = language

    def ways(self) -> list[Callable[[Points], Piece]]:
        """Return ways to lay it out: with few or many forums side by side."""
        most = max((len(band.boxes) for band in self._shown.bands), default=1)
        several = range(1, min(max(most, 1), _MOST_IN_A_ROW) + 1)
        return [
            partial(self._piece, _Way(count, is_even, share))
            for count in several
            for is_even in (True, False)
            for share in _SHARES
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
        """Return the picture, laid out in a way at a width."""
        shown = self._shown
        parts = [self._title(width)]
        if shown.only is not None and shown.only != shown.title:
            parts.append(paragraph(shown.only, width, Font(10)))
        parts += [self._band(band, way, width) for band in shown.bands]
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
        has_levels = any(each.is_level for each in self._shown.bands)
        room = width - 2 * _GAP - (_LABEL + _GAP if has_levels else 0)
        label = [paragraph(band.name, _LABEL, Font(9.5, bold=True), "strong-ink", most=8)]
        if band.focus is not None:
            label.append(paragraph(band.focus, _LABEL, _TEXT, "quiet", most=10))
        rows = [
            self._forums(band.boxes[first : first + way.beside], way, room)
            for first in range(0, len(band.boxes), way.beside)
        ]
        if band.note is not None:
            rows.append(padded(paragraph(band.note, room - 2 * _PAD, _TEXT, "quiet"), _PAD, 2))
        forums = stacked(rows, _GAP)
        inside = beside([stacked(label, 3), forums], _GAP) if has_levels else forums
        return framed(
            padded(attrs.evolve(inside, width=width - 2 * _GAP), _GAP), fill="panel", corner=4
        )

    def _forums(self, boxes: Sequence[ForumBox], way: _Way, width: Points) -> Piece:
        """Return boxes side by side: equally wide, or wider if there is more in them."""
        shares = [1.0 if way.is_even else _content(box) for box in boxes]
        least = sum(shares) * 0.6 / len(boxes)
        shares = [max(share, least) for share in shares]
        room = width - _GAP * (len(boxes) - 1)
        widths = [room * share / sum(shares) for share in shares]
        inside = [
            self._inside(box, each, way.share) for box, each in zip(boxes, widths, strict=True)
        ]
        height = max(piece.height for piece in inside)
        return beside(
            (
                _outline(box, attrs.evolve(piece, height=height))
                for box, piece in zip(boxes, inside, strict=True)
            ),
            _GAP,
        )

    # --- Boxes

    def _inside(self, box: ForumBox, width: Points, share: Points) -> Piece:
        room = width - 2 * _PAD
        colour: Colour = "alert-ink" if box.is_heightened else "strong-ink"
        head = [paragraph(box.name, room, Font(10.5, bold=True), colour, most=3)]
        head += [paragraph(mark, room, _BOLD, colour, most=2) for mark in box.marks]
        top = framed(
            padded(stacked(head), _PAD, 4), fill="alert" if box.is_heightened else "strong"
        )
        facts = [_fact(label, said, room / _facts_beside(room) - 4) for label, said in box.facts]
        body = [columns(facts, _facts_beside(room), 8, 1)] if facts else []
        if box.note is not None:
            body.append(paragraph(box.note, room, _TEXT, "quiet"))
        if box.seats:
            body.append(self._seats(box.seats, room, share))
        return stacked([top, padded(stacked(body, 5), _PAD, 5)])

    def _seats(self, seats: Sequence[SeatLine], width: Points, share: Points) -> Piece:
        """Return the table of seats, in several columns if the box is wide."""
        count = max(1, min(int(width / _WIDE), len(seats)))
        column = (width - 12 * (count - 1)) / count
        widths = _widths(seats, column, share)
        lines = [self._seat(line, widths, column) for line in seats]
        head = beside((self._head(widths, column) for _ in range(count)), 12)
        return stacked([head, columns(lines, count, 12, 0)])

    def _head(self, widths: Sequence[Points], width: Points) -> Piece:
        names = ["column-seat", "column-number", "column-holder", "column-deputies"]
        cells = [
            Cell(
                said=caption(name, self._language),
                font=_HEAD,
                colour="quiet",
                right=name == "column-number",
                most=1,
            )
            for name in names[: len(widths)]
        ]
        shown = row(cells, widths, 6)
        rule = Stroke(
            points=((0, shown.height + 1), (width, shown.height + 1)), line="frame", thick=0.8
        )
        return Piece(width, shown.height + 2, (*shown.marks, rule))

    def _seat(self, line: SeatLine, widths: Sequence[Points], width: Points) -> Piece:
        function = [paragraph(line.function, widths[0], _TEXT, most=4)]
        function += [paragraph(each, widths[0], _SMALL, "quiet", most=4) for each in line.details]
        cells = [stacked(function), paragraph(f"{line.seats}", widths[1], _TEXT, right=True)]
        cells.append(stacked(_holder(answer, said, widths[2]) for answer, said in line.holders))
        if len(widths) > 3:
            deputies = [paragraph(line.deputies, widths[3], _TEXT, most=4)]
            about = (paragraph(each, widths[3], _SMALL, "quiet") for each in line.about_deputies)
            cells.append(stacked([*deputies, *about]))
        fixed = [attrs.evolve(cell, width=each) for cell, each in zip(cells, widths, strict=True)]
        shown = padded(beside(fixed, 6), 0, 2)
        rule = Stroke(points=((0, shown.height), (width, shown.height)), line="rule", thick=0.5)
        return Piece(width, shown.height, (*shown.marks, rule))

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


def _facts_beside(width: Points) -> int:
    """Return how many facts have room side by side."""
    return 2 if width > _WIDE else 1


def _fact(label: str, said: str, width: Points) -> Piece:
    """Return a fact: its label, and what it says beside it, or below it in a narrow box."""
    name = f"{label}:"
    beside_it = _TEXT.width(name) + 4
    if beside_it > width - _LABEL:
        below = paragraph(said, width, _TEXT, most=_MOST_OF_A_FACT)
        return stacked([paragraph(name, width, _TEXT, "quiet"), below])
    told = paragraph(said, width - beside_it, _TEXT, most=_MOST_OF_A_FACT)
    parts = [paragraph(name, beside_it, _TEXT, "quiet"), told]
    return attrs.evolve(beside(parts), width=width)


def _widths(seats: Sequence[SeatLine], width: Points, share: Points) -> list[Points]:
    """Return the widths of the columns of a table; deputies have one only if there are any.

    A share of what is left beside the deputies is for the functions, the rest for the holders.
    """
    number = 26.0
    room = width - number - 12
    if not any(line.deputies for line in seats):
        return [room * share, number, room * (1 - share)]
    room -= 6
    others = room * (0.3 if any(line.about_deputies for line in seats) else 0.22)
    room -= others
    return [room * share, number, room * (1 - share), others]


def _holder(answer: Answer, said: str, width: Points) -> Piece:
    """Return who holds seats, or that they are vacant or not stated, with its sign."""
    font = _BOLD if answer is Answer.VACANT else _TEXT
    colours: dict[Answer, Colour] = {
        Answer.HELD: "ink",
        Answer.VACANT: "alert-ink",
        Answer.NOT_STATED: "quiet",
    }
    text = paragraph(said, width - 11, font, colours[answer], most=_MOST_OF_HOLDERS)
    return Piece(width, text.height, (_sign(answer, 0, 6), *text.at(11, 0)))


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
