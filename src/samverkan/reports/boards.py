"""What pictures of a governance show: a box for each forum, with a table of its seats.

The three kinds of picture (SVG, Mermaid, DOT) write the same lines.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator

import attrs

from ..agreements.state import State
from ..core import periods
from ..core.periods import a_day
from ..errors.texts import Language, Text, an_instance, joined
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.levels import Level
from ..governance.modes import OperatingMode
from ..governance.seats import Seat
from ..meetings.mode_log import ModeLog
from ..meetings.seats import holder_of
from .captions import caption
from .forums import answer_of, asked_mode, mode_of, shown_modes
from .recurrences import how_often
from .seats import MOST_HOLDERS, SeatRow, SeatWords, offices_of, party_of, seat_rows
from .words import capital, host_name, phrase


class Answer(enum.StrEnum):
    """Whether seats are held, as far as this is stated."""

    HELD = "held"
    VACANT = "vacant"
    NOT_STATED = "not-stated"


@attrs.frozen(kw_only=True)
class SeatLine:
    """A line about equal seats: the function, how many there are, and who holds them."""

    function: str
    seats: int
    holders: tuple[tuple[Answer, str], ...]
    deputies: str = ""
    about_deputies: tuple[str, ...] = ()
    details: tuple[str, ...] = ()

    def told(self, language: Language) -> str:
        """Return the line as one text."""
        held = ", ".join(said for _, said in self.holders)
        parts = [f"{self.function} ({self.seats}): {held}", *self.details]
        if self.deputies:
            others = ", ".join([self.deputies, *self.about_deputies])
            parts.append(f"{caption('column-deputies', language)}: {others}")
        return "; ".join(parts)

    @property
    def answer(self) -> Answer:
        """Return the answer to mark: vacant if any seat is, else not stated if any is not."""
        found = {answer for answer, _ in self.holders}
        first = (each for each in (Answer.VACANT, Answer.NOT_STATED) if each in found)
        return next(first, Answer.HELD)


@attrs.frozen(kw_only=True)
class ForumBox:
    """A box about a forum: its name, what marks it, its offices and meetings, and its seats."""

    name: str
    marks: tuple[str, ...] = ()
    is_overall: bool = False
    is_heightened: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    seats: tuple[SeatLine, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True)
class LevelBand:
    """A band for a level, or for forums without one, with the boxes of its forums."""

    name: str
    focus: str | None = None
    boxes: tuple[ForumBox, ...] = ()
    note: str | None = None
    is_level: bool = True


@attrs.frozen(kw_only=True)
class Board:
    """All that a picture of a governance shows, or the one thing that it says instead."""

    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    bands: tuple[LevelBand, ...] = ()
    only: str | None = None

    @property
    def boxes(self) -> tuple[ForumBox, ...]:
        """Return the boxes of all bands."""
        return tuple(box for band in self.bands for box in band.boxes)


def board(
    state: State,
    on: dt.date,
    mode: str | OperatingMode | None,
    log: ModeLog | None,
    language: Language,
    *,
    most_holders: int = MOST_HOLDERS,
) -> Board:
    """Return what pictures show of the governance of an agreement on a day.

    If more than *most_holders* parties are in one line, they name the first and a number.
    """
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    return _Boards(state, on, mode, log, language, most_holders=most_holders).board()


class _Boards:
    """Tells what is in a picture of a governance."""

    def __init__(
        self,
        state: State,
        on: dt.date,
        mode: str | OperatingMode | None,
        log: ModeLog | None,
        language: Language,
        *,
        most_holders: int,
    ) -> None:
        self._state = state
        self._on = on
        self._language = language
        self._governance = state.governance(on=on) or Governance()
        self._mode = asked_mode(self._governance, mode)
        self._log = None if log is None else log.for_state(state)
        self._words = SeatWords(state, on, language, is_brief=True, most_holders=most_holders)

    def board(self) -> Board:
        terms, language = self._state.terms(on=self._on), self._language
        day = periods.day(self._on, language)
        if terms is None:
            said = phrase("not-in-force", language, day=day)
            return Board(title=said, only=said)
        title = terms.title.in_language(language)
        if self._governance == Governance():
            return Board(title=title, only=phrase("governance-unstated", language))
        bands = [self._band(level) for level in self._governance.levels]
        unplaced = tuple(self._box(each) for each in self._governance.forums if each.level is None)
        if unplaced:
            name = phrase("no-level" if bands else "forums", language)
            bands.append(LevelBand(name=name, boxes=unplaced, is_level=False))
        facts = list(self._hosted(terms.host))
        if self._mode is None and self._log is None:
            facts.append((caption("mode", language), phrase("mode-unknown", language)))
        subtitle = phrase("governance-title", language, day=day)
        return Board(title=title, subtitle=subtitle, facts=tuple(facts), bands=tuple(bands))

    def _hosted(self, host: str | None) -> Iterator[tuple[str, str]]:
        """Yield the host, a municipality as such."""
        if host is not None:
            known = holder_of(self._state, host, on=self._on) or party_of(self._state, host)
            label = phrase(host_name(known), self._language, party="").rstrip(": ")
            yield label, host if known is None else known.name

    def _band(self, level: Level) -> LevelBand:
        language, forums = self._language, self._governance.forums_of(level.id)
        return LevelBand(
            name=capital(level.name.in_language(language)),
            focus=None if level.focus is None else level.focus.in_language(language),
            boxes=tuple(map(self._box, forums)),
            note=None if forums else capital(phrase("no-forum", language)),
        )

    def _box(self, forum: Forum) -> ForumBox:
        language = self._language
        mode = mode_of(forum, self._mode, self._log, self._on)
        marks, is_overall = [], self._governance.overall == forum.id
        if is_overall:
            marks.append(phrase("overall", language))
        is_heightened = mode is not None and not mode.is_ordinary
        if mode is not None and is_heightened:
            marks.append(self._heightened(forum, mode))
        elif self._log is not None and len(self._governance.modes) > 1:
            unknown = phrase("mode-not-known", language).upper()
            marks.append(unknown if mode is None else mode.name.in_language(language))
        seats = tuple(
            self._seat(row, forum, mode) for row in seat_rows(self._state, forum, on=self._on)
        )
        return ForumBox(
            name=forum.name(on=self._on),
            marks=tuple(marks),
            is_overall=is_overall,
            is_heightened=is_heightened,
            facts=tuple(self._facts(forum, mode)),
            seats=seats,
            note=None if seats else phrase("seats-unstated", language),
        )

    def _heightened(self, forum: Forum, mode: OperatingMode) -> str:
        """Return a mode above the ordinary, and since when it applies according to the log."""
        named = mode.name.in_language(self._language).upper()
        answer = None if self._log is None else answer_of(self._log, forum, self._on)
        if answer is None or answer.mode != mode or answer.activation is None:
            return named
        day = periods.day(answer.activation.first_day, self._language)
        return caption("mode-since", self._language, mode=named, day=day)

    # --- Chair, convener, meetings, duties

    def _facts(self, forum: Forum, mode: OperatingMode | None) -> Iterator[tuple[str, str]]:
        yield from self._offices(forum)
        yield from self._meetings(forum, mode)
        yield from self._duties(forum, mode)

    def _offices(self, forum: Forum) -> Iterator[tuple[str, str]]:
        names: dict[str, list[str]] = {}
        for name, parties in offices_of(forum).items():
            said = phrase(name, self._language, party="").rstrip(": ")
            for party in parties:
                names.setdefault(party, []).append(said)
        for party, several in names.items():
            first, *others = several
            label = ", ".join([first, *map(_small, others)])
            yield label, self._member(party)

    def _member(self, party: str) -> str:
        """Return the member in the place of a party, or that it is no member."""
        holder = holder_of(self._state, party, on=self._on)
        if holder is not None:
            return holder.name
        return phrase("not-a-member", self._language, party=self._words.named(party))

    def _meetings(self, forum: Forum, mode: OperatingMode | None) -> Iterator[tuple[str, str]]:
        told = {}
        for each in shown_modes(self._governance, mode):
            meets = self._governance.works(forum, each).meets
            if meets is not None:
                told[each] = how_often(meets, self._language)
        return self._by_mode(caption("meets", self._language), told, mode)

    def _duties(self, forum: Forum, mode: OperatingMode | None) -> Iterator[tuple[str, str]]:
        label = caption("duties", self._language)
        if forum.duties:
            yield label, self._listed(forum.duties)
        told = {}
        for each in shown_modes(self._governance, mode):
            duties = self._governance.works(forum, each).duties
            if duties:
                told[each] = self._listed(duties)
        yield from self._by_mode(label, told, mode, is_told=bool(forum.duties))

    def _listed(self, several: tuple[Text, ...]) -> str:
        return "; ".join(each.in_language(self._language) for each in several)

    def _by_mode(
        self,
        label: str,
        told: dict[OperatingMode, str],
        shown: OperatingMode | None,
        *,
        is_told: bool = False,
    ) -> Iterator[tuple[str, str]]:
        """Yield what is told of modes, with those that it is about unless that needs no words."""
        for said in dict.fromkeys(told.values()):
            modes = [each.name.in_language(self._language) for each in told if told[each] == said]
            is_plain = shown is not None or len(modes) == len(self._governance.modes)
            if is_plain and not is_told:
                yield label, said
            else:
                names = joined(modes, self._language)
                yield caption("in-mode", self._language, what=label, mode=names), said

    # --- Seats

    def _seat(self, row: SeatRow, forum: Forum, mode: OperatingMode | None) -> SeatLine:
        cells = self._words.cells(row)
        several, *order = cells.deputies or ("",)
        details = [cells.shared] if cells.shared and _is_for_some(row.seat) else []
        function = self._words.deputies_function(row.seat)
        others = (*([] if function is None else [function]), *order)
        return SeatLine(
            function=cells.function,
            seats=cells.seats,
            holders=tuple(zip(_answers(row, len(cells.held)), cells.held, strict=True)),
            deputies=several,
            about_deputies=others,
            details=(*details, *cells.more, *self._not_called(row.seat, forum, mode)),
        )

    def _not_called(self, seat: Seat, forum: Forum, mode: OperatingMode | None) -> Iterator[str]:
        for each in shown_modes(self._governance, mode):
            if seat not in self._governance.seats_called(forum, each):
                name = each.name.in_language(self._language)
                yield phrase("not-called", self._language, mode=name)


def _is_for_some(seat: Seat) -> bool:
    """Return whether seats are for some members, or a number for each, which a picture tells."""
    return seat.count is None or bool(seat.parties) or bool(seat.kind) or bool(seat.group)


def _answers(row: SeatRow, count: int) -> list[Answer]:
    """Return what each of so many lines about the holders of seats says."""
    others = [Answer.VACANT] * bool(row.vacant) + [Answer.NOT_STATED] * bool(row.not_stated)
    return [*[Answer.HELD] * (count - len(others)), *others]


def _small(said: str) -> str:
    return said[:1].lower() + said[1:]
