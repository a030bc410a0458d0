"""Diagrams of governance and of the explanation of a fee, as text for Mermaid and Graphviz.

Shape and words, never colour only, show that a box is marked. Names are data: no part of them is
read as a drawing command, and no HTML is made of them. A very long text is cut.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise
from typing import Final

from ..agreements.state import State
from ..errors.quoting import cut
from ..errors.texts import Language, an_instance
from ..fees.explanations import Explanation
from ..governance.modes import OperatingMode
from ..meetings.mode_log import ModeLog
from .boards import Answer, Board, ForumBox, LevelBand, SeatLine, board
from .captions import caption
from .drawings import Band, Box, Cell, Drawing, Line, Look, dot, fitted, mermaid, wrapped
from .explanation import Explainer, StepWords
from .words import phrase

_WIDE: Final = 60
_MOST_BESIDE: Final = 3
# The most characters in a line of a box, by how many forums are side by side.
_WIDTHS: Final = {1: 130, 2: 72, 3: 48}
_LONGEST_TITLE: Final = 90


def governance_mermaid(
    state: State,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
) -> str:
    """Return the governance of an agreement on a day as a Mermaid flowchart.

    Each level is a band, from the top, with its forums side by side; forums without a stated level
    are in a band below them. Each forum is a box with its chair, its convener, its meetings, its
    duties and its seats, with one line for equal seats.

    Args:
        state: What is known about the agreement.

        on: The day.

        mode: The mode in which all forums are shown, by its id or name; None means the mode in
            the log. A forum in a mode above the ordinary is marked, and so is a forum whose mode
            is unknown in the log.

        log: The log with the mode of each forum, or None.

        language: The language of the text.

    >>> from samverkan.stockholm import agreement
    >>> state = agreement.as_known()
    >>> print(governance_mermaid(state, on=dt.date(2014, 12, 31)).splitlines()[2].strip())
    n1["Överenskommelsen gäller inte<br/>den 31 december 2014#46;"]
    """
    return mermaid(_Governed(board(state, on, mode, log, language), language).drawing())


def governance_dot(
    state: State,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
) -> str:
    """Return the governance of an agreement on a day as a Graphviz graph (DOT).

    It shows the same as :func:`governance_mermaid`.

    Args:
        state: What is known about the agreement.

        on: The day.

        mode: The mode in which all forums are shown, by its id or name; None means the mode in
            the log.

        log: The log with the mode of each forum, or None.

        language: The language of the text.

    >>> from samverkan.stockholm import agreement
    >>> said = governance_dot(agreement.as_known(), on=dt.date(2015, 1, 1), language="en")
    >>> "Regionala rådet" in said, "Has overall responsibility" in said
    (True, True)
    """
    return dot(_Governed(board(state, on, mode, log, language), language).drawing())


def explanation_mermaid(explanation: Explanation, language: Language = "sv") -> str:
    """Return an explanation as a Mermaid flowchart: the fee, its steps, and the figures below.

    Sources have the same numbers as in :func:`samverkan.reports.explanation_text`.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> explanation_mermaid(tree).count("---")
    5
    """
    an_instance("explanation", explanation, Explanation)
    return mermaid(_Explained(explanation, language).drawing())


def explanation_dot(explanation: Explanation, language: Language = "sv") -> str:
    """Return an explanation as a Graphviz graph (DOT).

    It shows the same as :func:`explanation_mermaid`.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> explanation_dot(tree).count(" -- ")
    6
    """
    an_instance("explanation", explanation, Explanation)
    return dot(_Explained(explanation, language).drawing())


class _Ids:
    """Makes boxes and bands, each with a unique id: n1, n2 and so on."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def box(self, said: Iterable[str], *looks: Look) -> Box:
        """Return a box; titles and lists of sources may be wider than other boxes."""
        width = (_WIDE,) if looks[0] in {Look.TITLE, Look.SOURCES} else ()
        lines = tuple(line for each in said for line in fitted(each, *width))
        return Box(self.next(), lines, looks)

    def next(self) -> str:
        """Return an id that is not used yet."""
        return f"n{next(self._numbers)}"


class _Governed:
    """Draws the governance of an agreement on a day."""

    def __init__(self, shown: Board, language: Language) -> None:
        self._shown = shown
        self._language = language
        self._ids = _Ids()

    def drawing(self) -> Drawing:
        shown = self._shown
        if shown.only is not None:
            return Drawing((self._ids.box([shown.only], Look.NOTE),))
        facts = (f"{label}: {said}" for label, said in shown.facts)
        title = self._ids.box([shown.title, shown.subtitle, *facts], Look.TITLE)
        rows, bands = [[title]], []
        for band in shown.bands:
            inside = self._inside(band)
            rows += inside
            boxes = tuple(box for row in inside for box in row)
            said = band.name if band.focus is None else f"{band.name}: {band.focus}"
            # Mermaid draws only the first line of a title above the boxes.
            bands.append(Band(self._ids.next(), cut(said, _LONGEST_TITLE), boxes))
        return Drawing((title,), tuple(bands), tuple(_below(rows)))

    def _inside(self, band: LevelBand) -> list[list[Box]]:
        """Return the boxes of a band in rows, or a note if it has none."""
        if band.note is not None:
            return [[self._ids.box([band.note], Look.NOTE)]]
        boxes = band.boxes
        return [
            [self._box(box, min(len(boxes), _MOST_BESIDE)) for box in boxes[n : n + _MOST_BESIDE]]
            for n in range(0, len(boxes), _MOST_BESIDE)
        ]

    def _box(self, box: ForumBox, beside: int) -> Box:
        """Return a box about a forum, given how many are side by side."""
        looks = [Look.FORUM]
        looks += [Look.OVERALL] if box.is_overall else []
        looks += [Look.ACTIVATED] if box.is_heightened else []
        width = _WIDTHS[beside]
        head = [line for each in (box.name, *box.marks) for line in wrapped(each, width)]
        facts = [f"{label}: {said}" for label, said in box.facts]
        facts += [] if box.note is None else [box.note]
        seats = [line.told(self._language) for line in box.seats]
        packed = [*_packed(seats, width)]
        lines = [line for each in (*facts, *packed) for line in wrapped(each, width)]
        table = _Table(box, beside, self._language)
        return Box(
            self._ids.next(),
            (*head, *lines),
            tuple(looks),
            bold=len(head),
            rows=tuple(table.rows(head, facts)),
        )


def _packed(said: Iterable[str], width: int) -> Iterator[str]:
    """Yield texts, several in a line where they have room."""
    line = ""
    for each in said:
        longer = f"{line} \N{MIDDLE DOT} {each}" if line else each
        if line and len(longer) > width:
            yield line
            line = each
        else:
            line = longer
    if line:
        yield line


class _Table:
    """Makes the table of a forum: its name, what is stated about it, and its seats.

    A forum that is alone in its row has two seats beside each other.
    """

    def __init__(self, box: ForumBox, beside: int, language: Language) -> None:
        self._box = box
        self._language = language
        self._has_deputies = any(line.deputies for line in box.seats)
        self._groups = 2 if beside == 1 and len(box.seats) > _MOST_BESIDE else 1
        wide = _WIDTHS[beside] // self._groups
        self._widths = (wide * 5 // 8, wide * 5 // 8, wide // 4)

    def rows(self, head: Sequence[str], facts: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of the table; a row with one cell is as wide as the table."""
        look = Look.ACTIVATED if self._box.is_heightened else Look.FORUM
        yield (Cell(tuple(head), look),)
        wide = self._widths[0] * 2 * self._groups
        yield (Cell(tuple(line for fact in facts for line in wrapped(fact, wide))),)
        if self._box.seats:
            names = ["column-seat", "column-number", "column-holder", "column-deputies"]
            said = [caption(name, self._language) for name in names[: 3 + self._has_deputies]]
            yield tuple(Cell((each,), Look.BAND) for each in said * self._groups)
            half = -(-len(self._box.seats) // self._groups)
            for number in range(half):
                several = self._box.seats[number::half]
                cells = [cell for line in several for cell in self._seat(line)]
                missing = len(said) * self._groups - len(cells)
                yield (*cells, *[Cell(("",))] * missing)

    def _seat(self, line: SeatLine) -> Iterator[Cell]:
        function, holder, deputies = self._widths
        said = [line.function, *line.details]
        yield Cell(tuple(part for each in said for part in wrapped(each, function)))
        yield Cell((f"{line.seats}",))
        held = (part for _, each in line.holders for part in wrapped(each, holder))
        yield Cell(tuple(held), _ANSWERS[line.answer])
        if self._has_deputies:
            told = [line.deputies, *line.about_deputies] if line.deputies else []
            yield Cell(tuple(part for each in told for part in wrapped(each, deputies)) or ("",))


_ANSWERS: Final = {
    Answer.HELD: Look.SEAT,
    Answer.VACANT: Look.VACANT,
    Answer.NOT_STATED: Look.NOTE,
}


def _below(rows: Sequence[Sequence[Box]]) -> Iterator[Line]:
    """Yield the hidden lines that keep rows in order."""
    for upper, lower in pairwise(rows):
        yield from (Line(one.id, other.id, is_drawn=False) for one in upper for other in lower)


class _Explained:
    """Draws the explanation of a fee."""

    def __init__(self, explanation: Explanation, language: Language) -> None:
        self._explainer = Explainer(explanation, language)
        self._language = language
        self._ids = _Ids()
        self._boxes: list[Box] = []
        self._lines: list[Line] = []

    def drawing(self) -> Drawing:
        title = self._box(self._explainer.title(), Look.FEE)
        self._below(title, self._explainer.tree())
        lowest = self._boxes[-1]
        if self._explainer.numbers:
            sources = self._box(self._sources(), Look.SOURCES)
            self._lines.append(Line(lowest.id, sources.id, is_drawn=False))
        return Drawing(tuple(self._boxes), (), tuple(self._lines))

    def _box(self, said: Iterable[str], look: Look) -> Box:
        self._boxes.append(self._ids.box(said, look))
        return self._boxes[-1]

    def _below(self, upper: Box, told: StepWords) -> None:
        box = self._box([told.said], Look.STEP if told.is_step else Look.FIGURE)
        self._lines.append(Line(upper.id, box.id))
        for part in told.parts:
            self._below(box, part)

    def _sources(self) -> Iterator[str]:
        """Yield the cited documents, each with the numbers of its cited places."""
        yield f"{phrase('sources', self._language)}:"
        for document, cited in self._explainer.cited().items():
            yield document
            yield from (f"{' '.join(marks)} {place}" for place, marks in cited.items())
        if self._explainer.has_gaps:
            yield caption("numbers-as-in-text", self._language)
