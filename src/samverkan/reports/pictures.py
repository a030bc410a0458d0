"""The explanation of a fee as a picture: the tree of its steps, with the amounts at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

import attrs

from ..errors.texts import Language, an_instance
from ..fees.explanations import Explanation
from .captions import caption
from .explanation import Explainer, StepWords
from .svg import (
    Cell,
    Colour,
    Font,
    PageName,
    Piece,
    Points,
    Rectangle,
    Stroke,
    Telling,
    ThemeName,
    a_look,
    columns,
    framed,
    padded,
    paragraph,
    picture,
    row,
    stacked,
)
from .words import phrase

_INDENT: Final = 14
_PAD: Final = 4
_GAP: Final = 18
_MOST_COLUMNS: Final = 3


def explanation_svg(
    explanation: Explanation,
    language: Language = "sv",
    *,
    page: PageName = "a4",
    theme: ThemeName = "light",
) -> str:
    """Return an explanation as an SVG picture: its steps with amounts, then the sources.

    Sources have the same numbers as in :func:`samverkan.reports.explanation_text`.

    Args:
        explanation: The explanation of a fee.

        language: The language of the text.

        page: ``"a4"`` for A4 in landscape, ``"slide"`` for a slide of 16 to 9.

        theme: ``"light"`` or ``"dark"``.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> drawn = explanation_svg(tree, "en")
    >>> drawn.count(">SEK 142,773.00<".replace(" ", "\N{NO-BREAK SPACE}"))
    3
    """
    an_instance("explanation", explanation, Explanation)
    a_look(page, theme)
    drawn = _Explained(explanation, language)
    return picture(
        [Telling([[partial(drawn.piece, count)] for count in range(1, _MOST_COLUMNS + 1)])],
        title=" ".join(drawn.titles),
        description=drawn.description(),
        language=language,
        page=page,
        theme=theme,
    )


@attrs.frozen(kw_only=True)
class _Row:
    """A line of the tree, with the depth at which lines pass beside it."""

    told: StepWords
    depth: int
    passing: tuple[int, ...]
    is_last: bool


class _Explained:
    """Draws the explanation of a fee."""

    def __init__(self, explanation: Explanation, language: Language) -> None:
        explainer = Explainer(explanation, language)
        self._language = language
        self.titles = list(explainer.title())
        self._rows = list(_rows(explainer.tree()))
        self._sources = explainer.cited()
        self._has_gaps = explainer.has_gaps

    def description(self) -> str:
        """Return what the picture shows, as text."""
        told = [*self.titles, *(row.told.said for row in self._rows)]
        for document, cited in self._sources.items():
            places = (f"{' '.join(numbers)} {place}" for place, numbers in cited.items())
            told.append(f"{document}: {'; '.join(places)}")
        return " ".join(f"{each.rstrip('.')}." for each in told)

    def piece(self, count: int, width: Points) -> Piece:
        """Return the picture, laid out at a width with so many columns."""
        title, *known = self.titles
        head = [
            paragraph(caption("fee", self._language), width, Font(10.5, bold=True), "quiet"),
            paragraph(title, width, Font(15, bold=True)),
            *(paragraph(each, width, Font(9), "quiet") for each in known),
        ]
        column = (width - _GAP * (count - 1)) / count
        rows = [self._row(row, column) for row in self._rows]
        parts = [stacked(head, 1), columns(rows, count, _GAP, 0)]
        if self._sources:
            parts.append(self._cited(width))
        return stacked(parts, 12)

    def _row(self, line: _Row, width: Points) -> Piece:
        left = line.depth * _INDENT
        amount = Font(9, bold=line.depth == 0).width(line.told.amount) + 2
        room = min(amount, (width - left) / 2)
        font = Font(9, bold=line.told.is_step and line.depth == 0)
        ink: Colour = "ink" if line.told.is_step else "quiet"
        cells = [
            Cell(said=line.told.label, font=font, colour=ink),
            Cell(said=line.told.amount, font=font, colour=ink, right=True),
        ]
        texts = row(cells, [width - left - room - 8 - 2 * _PAD, room], 8)
        body = padded(texts, _PAD)
        if line.told.is_step:
            body = framed(body, fill="strong" if line.depth == 0 else "panel", corner=3)
        height = body.height + 3
        marks = [*self._branches(line, height), *body.at(left, 0)]
        return Piece(width, height, tuple(marks))

    def _branches(self, line: _Row, height: Points) -> Iterator[Stroke]:
        """Yield the lines that connect a step with the parts below it."""
        for depth in line.passing:
            x = depth * _INDENT + _INDENT / 2
            yield Stroke(points=((x, 0), (x, height)), line="frame", thick=0.8)
        if line.depth:
            x, middle = (line.depth - 0.5) * _INDENT, 10
            end = middle if line.is_last else height
            yield Stroke(points=((x, 0), (x, end)), line="frame", thick=0.8)
            yield Stroke(points=((x, middle), (x + 6, middle)), line="frame", thick=0.8)

    def _cited(self, width: Points) -> Piece:
        """Return the sources with their numbers, document by document."""
        parts = [paragraph(phrase("sources", self._language), width, Font(9, bold=True))]
        for document, cited in self._sources.items():
            parts.append(paragraph(document, width, Font(8.5, bold=True), "quiet", most=2))
            for place, numbers in cited.items():
                parts.append(_indented(f"{' '.join(numbers)} {place}", width))
        if self._has_gaps:
            said = caption("numbers-as-in-text", self._language)
            parts.append(paragraph(said, width, Font(8.5), "quiet"))
        rule = Rectangle(x=0, y=0, width=width, height=0.8, fill="frame")
        return stacked([Piece(width, 4, (rule,)), *parts], 1)


def _indented(said: str, width: Points) -> Piece:
    piece = paragraph(said, width - 10, Font(8.5), "quiet", most=2)
    return Piece(width, piece.height, tuple(piece.at(10, 0)))


def _rows(
    told: StepWords, depth: int = 0, passing: Sequence[int] = (), *, is_last: bool = True
) -> Iterator[_Row]:
    """Yield the lines of the tree from the top, each with the branches that pass it."""
    yield _Row(told=told, depth=depth, passing=tuple(passing), is_last=is_last)
    below = (*passing, depth - 1) if depth and not is_last else tuple(passing)
    for part in told.parts:
        yield from _rows(part, depth + 1, below, is_last=part is told.parts[-1])
