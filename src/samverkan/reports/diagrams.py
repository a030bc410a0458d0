"""Diagrams of governance and of the explanation of a fee, as text for Mermaid and Graphviz.

Shape and words, never colour only, show that a box is marked. Names are data: no part of them is
read as a drawing command, and no HTML is made of them. A very long text is cut.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import count, groupby, pairwise
from typing import TypeAlias

from ..agreements.state import State
from ..core import periods
from ..core.periods import a_day
from ..errors.quoting import cut
from ..errors.texts import Language, an_instance, joined
from ..fees.explanations import Explanation
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.levels import Level
from ..governance.modes import OperatingMode
from ..governance.seats import Seat
from ..meetings.mode_log import ModeLog
from ..meetings.seats import holder_of, holdings
from .drawings import Band, Box, Drawing, Line, Look, dot, fitted, mermaid
from .explanation import Explainer, Told
from .forums import asked_mode, mode_of, shown_modes
from .seats import party_of
from .words import capital, phrase

_WIDE = 60
_MOST_HOLDERS, _SHOWN_HOLDERS = 6, 4

_Columns: TypeAlias = list[list[Box]]
_Rows: TypeAlias = list[_Columns]


def governance_mermaid(
    state: State,
    *,
    on: dt.date,
    mode: str | OperatingMode | None = None,
    log: ModeLog | None = None,
    language: Language = "sv",
) -> str:
    """Return the governance of an agreement on a day as a Mermaid flowchart.

    Each level is a band, in order of the levels; forums without a stated level are in a separate
    band beside them. Below each forum are its chair, its convener and its seats.

    Args:
        state: What is known about the agreement.

        on: The day.

        mode: The mode in which all forums are shown; None means the mode in the log. A forum in
            activated mode is marked, and so is a forum whose mode is unknown in the log.

        log: The log with the mode of each forum, or None.

        language: The language of the text.

    >>> from samverkan.stockholm import agreement
    >>> state = agreement.as_known()
    >>> print(governance_mermaid(state, on=dt.date(2014, 12, 31)).splitlines()[2].strip())
    n1["Överenskommelsen gäller inte<br/>den 31 december 2014#46;"]
    """
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    an_instance("state", state, State)
    return mermaid(_Governed(state, on, mode, log, language).drawing())


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

        mode: The mode in which all forums are shown; None means the mode in the log.

        log: The log with the mode of each forum, or None.

        language: The language of the text.

    >>> from samverkan.stockholm import agreement
    >>> said = governance_dot(agreement.as_known(), on=dt.date(2015, 1, 1), language="en")
    >>> "Regionala rådet" in said, "Has overall responsibility" in said
    (True, True)
    """
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    an_instance("state", state, State)
    return dot(_Governed(state, on, mode, log, language).drawing())


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
        return Box(self._next(), lines, looks)

    def band(self, said: str, *rows: _Columns) -> Band:
        boxes = (box for columns in rows for column in columns for box in column)
        # Mermaid draws only the first line of a title above the boxes.
        return Band(self._next(), cut(said, _WIDE), tuple(boxes))

    def _next(self) -> str:
        return f"n{next(self._numbers)}"


class _Governed:
    """Draws the governance of an agreement on a day."""

    def __init__(
        self,
        state: State,
        on: dt.date,
        mode: str | OperatingMode | None,
        log: ModeLog | None,
        language: Language,
    ) -> None:
        a_day("on", on)
        self._state = state
        self._on = on
        self._language = language
        self._governance = state.governance(on=on) or Governance()
        self._mode = asked_mode(self._governance, mode)
        self._log = log
        self._ids = _Ids()

    def drawing(self) -> Drawing:
        terms = self._state.terms(on=self._on)
        if terms is None:
            return self._only(phrase("not-in-force", self._language, day=self._day()))
        if self._governance == Governance():
            return self._only(phrase("governance-unstated", self._language))
        said = phrase("governance-title", self._language, day=self._day())
        title = self._ids.box([terms.title.in_language(self._language), said], Look.TITLE)
        ranks = [self._rank(level) for level in self._governance.levels]
        beside = [self._unplaced()] if self._forums(None) else []
        lines = [*_below([[title]], *(row for _, rows in ranks for row in rows))]
        for _, rows in beside:
            lines += _below([[title]], *rows)
        return Drawing((title,), tuple(band for band, _ in (*ranks, *beside)), tuple(lines))

    def _only(self, said: str) -> Drawing:
        return Drawing((self._ids.box([said], Look.NOTE),))

    def _rank(self, level: Level) -> tuple[Band, _Rows]:
        """Return a level with its focus and its forums, or a note if it has no forums."""
        name = level.name.in_language(self._language)
        rows = [[self._column(forum) for forum in self._forums(level.id)]]
        if not rows[0]:
            none = capital(phrase("no-forum", self._language))
            rows = [[[self._ids.box([none], Look.NOTE)]]]
        if level.focus is not None:
            focus = level.focus.in_language(self._language)
            rows.insert(0, [[self._ids.box([focus], Look.FOCUS)]])
        return self._ids.band(name, *rows), rows

    def _unplaced(self) -> tuple[Band, _Rows]:
        rows = [[self._column(forum) for forum in self._forums(None)]]
        return self._ids.band(phrase("no-level", self._language), *rows), rows

    def _forums(self, level: str | None) -> list[Forum]:
        return [forum for forum in self._governance.forums if forum.level == level]

    def _column(self, forum: Forum) -> list[Box]:
        """Return the box of a forum and the boxes below it: chair, convener, seats."""
        mode = mode_of(forum, self._mode, self._log, self._on)
        said, looks = [forum.name(on=self._on)], [Look.FORUM]
        if self._governance.overall == forum.id:
            said.append(phrase("overall", self._language))
            looks.append(Look.OVERALL)
        if mode is not None and not mode.is_ordinary:
            said.append(mode.name.in_language(self._language).upper())
            looks.append(Look.ACTIVATED)
        elif mode is None and self._log is not None:
            said.append(phrase("mode-not-known", self._language).upper())
        head = self._ids.box(said, *looks)
        return [head, *self._offices(forum), *self._seats(forum, mode)]

    def _offices(self, forum: Forum) -> Iterator[Box]:
        if forum.chair is not None:
            yield self._ids.box([self._office("chair", forum.chair)], Look.CHAIR)
        offices = [("convener", forum.convener)]
        if forum.first_lead != forum.convener:
            offices.append(("first-lead", forum.first_lead))
        said = [self._office(name, party) for name, party in offices if party is not None]
        if said:
            yield self._ids.box(said, Look.OFFICE)

    def _office(self, name: str, party: str) -> str:
        holder = holder_of(self._state, party, on=self._on)
        known = party_of(self._state, party)
        unknown = phrase(
            "not-a-member", self._language, party=party if known is None else known.name
        )
        return phrase(name, self._language, party=unknown if holder is None else holder.name)

    def _seats(self, forum: Forum, mode: OperatingMode | None) -> Iterator[Box]:
        held = holdings(self._state, forum.id, on=self._on)
        if not held:
            yield self._ids.box([phrase("seats-unstated", self._language)], Look.NOTE)
        for seat, several in groupby(held, key=lambda holding: holding.seat):
            parties = [each.party for each in several for _ in range(each.count)]
            names = [party.name for party in parties if party is not None]
            said = [*self._seat(seat), *self._held(seat, names, len(parties) - len(names))]
            for each in shown_modes(self._governance, mode):
                if seat not in self._governance.seats_called(forum, each):
                    work = each.name.in_language(self._language)
                    said.append(phrase("not-called", self._language, mode=work))
            yield self._ids.box(said, Look.SEAT if len(names) == len(parties) else Look.VACANT)

    def _seat(self, seat: Seat) -> Iterator[str]:
        yield seat.function.in_language(self._language)
        if seat.mandate is not None:
            mandate = seat.mandate.in_language(self._language)
            yield phrase("mandate", self._language, mandate=mandate)

    def _held(self, seat: Seat, names: list[str], vacant: int) -> Iterator[str]:
        if len(names) > _MOST_HOLDERS:
            said = ", ".join(names[:_SHOWN_HOLDERS])
            more = len(names) - _SHOWN_HOLDERS
            yield phrase(
                "holders-and-more", self._language, count=len(names), names=said, more=more
            )
        elif names:
            yield joined(names, self._language)
        if vacant and seat.count is None:
            yield capital(phrase("vacant", self._language))
        elif vacant:
            name = "one-vacant" if vacant == 1 else "several-vacant"
            yield phrase(name, self._language, count=vacant)

    def _day(self) -> str:
        return periods.day(self._on, self._language)


def _below(*rows: _Columns) -> Iterator[Line]:
    """Yield the lines inside columns, and hidden lines that keep the rows in order."""
    for upper, lower in pairwise(rows):
        last = max(upper, key=len)[-1]
        yield from (Line(last.id, column[0].id, is_drawn=False) for column in lower)
    for columns in rows:
        for column in columns:
            yield from (Line(upper.id, lower.id) for upper, lower in pairwise(column))


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

    def _below(self, upper: Box, told: Told) -> None:
        box = self._box([told.said], Look.STEP if told.is_step else Look.FIGURE)
        self._lines.append(Line(upper.id, box.id))
        for part in told.parts:
            self._below(box, part)

    def _sources(self) -> Iterator[str]:
        """Yield the cited documents, each with the numbers of its cited places."""
        places: dict[str, dict[str, list[str]]] = {}
        for source, number in self._explainer.numbers.items():
            place = source.place or phrase("whole-document", self._language)
            marks = places.setdefault(source.document, {}).setdefault(place, [])
            marks.append(f"[{number}]")
        yield f"{phrase('sources', self._language)}:"
        for document, cited in places.items():
            yield document
            yield from (f"{' '.join(marks)} {place}" for place, marks in cited.items())
