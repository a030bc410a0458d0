"""What pictures of a governance show: a box for each forum, with a table of its seats.

The three kinds of picture (SVG, Mermaid, DOT) write the same lines.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from ..agreements.state import State
from ..core import periods
from ..core.periods import a_day
from ..errors.texts import Language, an_instance
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.levels import Level
from ..governance.modes import OperatingMode
from ..governance.offices import Office, TermOfOffice
from ..governance.recurrences import Recurrence
from ..governance.seats import Seat
from ..meetings.mode_log import ModeLog
from ..meetings.seats import holder_of
from .captions import caption
from .forums import asked_mode, mode_of, party_of, shown_modes
from .seats import SeatRow, seat_rows
from .words import capital, number_word, phrase

_MOST_HOLDERS: Final = 5
_SHOWN_HOLDERS: Final = 3


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
    details: tuple[str, ...] = ()

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
    """A band for a level, with the boxes of its forums."""

    name: str
    focus: str | None = None
    boxes: tuple[ForumBox, ...] = ()
    note: str | None = None


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
) -> Board:
    """Return what pictures show of the governance of an agreement on a day."""
    an_instance("state", state, State)
    a_day("on", on)
    an_instance("mode", mode, str, OperatingMode, None)
    an_instance("log", log, ModeLog, None)
    return _Boards(state, on, mode, log, language).board()


class _Boards:
    """Tells what is in a picture of a governance."""

    def __init__(
        self,
        state: State,
        on: dt.date,
        mode: str | OperatingMode | None,
        log: ModeLog | None,
        language: Language,
    ) -> None:
        self._state = state
        self._on = on
        self._language = language
        self._governance = state.governance(on=on) or Governance()
        self._mode = asked_mode(self._governance, mode)
        self._log = log

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
            bands.append(LevelBand(name=phrase("no-level", language), boxes=unplaced))
        host = [] if terms.host is None else [(caption("host", language), self._party(terms.host))]
        subtitle = phrase("governance-title", language, day=day)
        return Board(title=title, subtitle=subtitle, facts=tuple(host), bands=tuple(bands))

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
            marks.append(mode.name.in_language(language).upper())
        elif mode is None and self._log is not None:
            marks.append(phrase("mode-not-known", language).upper())
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

    # --- Chair, convener, meetings, duties

    def _facts(self, forum: Forum, mode: OperatingMode | None) -> Iterator[tuple[str, str]]:
        yield from self._offices(forum)
        yield from self._meetings(forum, mode)
        yield from self._duties(forum, mode)

    def _offices(self, forum: Forum) -> Iterator[tuple[str, str]]:
        offices = [("chair", forum.chair), ("convener", forum.convener)]
        if forum.first_lead != forum.convener:
            offices.append(("first-lead", forum.first_lead))
        names: dict[str, list[str]] = {}
        for name, party in offices:
            if party is not None:
                said = phrase(name, self._language, party="").rstrip(": ")
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
        return phrase("not-a-member", self._language, party=self._party(party))

    def _party(self, party: str) -> str:
        known = party_of(self._state, party)
        return party if known is None else known.name

    def _meetings(self, forum: Forum, mode: OperatingMode | None) -> Iterator[tuple[str, str]]:
        for each in shown_modes(self._governance, mode):
            meets = self._governance.works(forum, each).meets
            if meets is not None:
                label = caption("meets", self._language)
                yield self._in_mode(label, each, mode), how_often(meets, self._language)

    def _duties(self, forum: Forum, mode: OperatingMode | None) -> Iterator[tuple[str, str]]:
        label = caption("duties", self._language)
        if forum.duties:
            yield label, "; ".join(duty.in_language(self._language) for duty in forum.duties)
        for each in shown_modes(self._governance, mode):
            duties = self._governance.works(forum, each).duties
            if duties:
                said = "; ".join(duty.in_language(self._language) for duty in duties)
                yield self._in_mode(label, each, mode, is_told=bool(forum.duties)), said

    def _in_mode(
        self,
        label: str,
        mode: OperatingMode,
        shown: OperatingMode | None,
        *,
        is_told: bool = False,
    ) -> str:
        """Return a label, with the mode that it is about unless that is told already."""
        if len(self._governance.modes) == 1 or (shown is not None and not is_told):
            return label
        name = mode.name.in_language(self._language)
        return caption("in-mode", self._language, what=label, mode=name)

    # --- Seats

    def _seat(self, row: SeatRow, forum: Forum, mode: OperatingMode | None) -> SeatLine:
        return SeatLine(
            function=row.seat.function.in_language(self._language),
            seats=row.seats,
            holders=tuple(self._held(row)),
            deputies=self._deputies(row),
            details=tuple(self._details(row.seat, forum, mode)),
        )

    def _held(self, row: SeatRow) -> Iterator[tuple[Answer, str]]:
        language = self._language
        if row.held:
            yield Answer.HELD, self._names(row)
        if row.vacant:
            every = row.vacant == row.seats
            name = "vacant-one" if row.vacant == 1 else "vacant-all" if every else "vacant-some"
            yield Answer.VACANT, caption(name, language, count=row.vacant)
        if row.not_stated:
            name = "unknown-all" if row.not_stated == row.seats else "unknown-some"
            yield Answer.NOT_STATED, caption(name, language, count=row.not_stated)

    def _names(self, row: SeatRow) -> str:
        """Return who holds seats; several seats of a party with their number."""
        names = [
            each.party.name
            if each.seats == 1 or row.for_each is not None
            else caption("with-number", self._language, name=each.party.name, count=each.seats)
            for each in row.held
        ]
        said = self._few(names)
        if len(names) == 1 or row.for_each in {None, 1}:
            return said
        return caption("for-each", self._language, count=row.for_each or 0, names=said)

    def _few(self, names: Sequence[str]) -> str:
        if len(names) <= _MOST_HOLDERS:
            return ", ".join(names)
        shown, more = ", ".join(names[:_SHOWN_HOLDERS]), len(names) - _SHOWN_HOLDERS
        return phrase("holders-and-more", self._language, count=len(names), names=shown, more=more)

    def _deputies(self, row: SeatRow) -> str:
        """Return how many deputies there are, and whose they are unless they are the members'."""
        stated, others, language = row.seat.deputies, row.deputies, self._language
        if stated is None or others is None:
            return ""
        if row.seat.count is None and len(row.held) > 1:
            return caption("deputies-each", language, count=stated.count)
        several = f"{stated.count}"
        if others.held and [each.party for each in others.held] != [e.party for e in row.held]:
            names = self._few([each.party.name for each in others.held])
            several = caption("deputies-of", language, count=stated.count, names=names)
        return several

    def _details(self, seat: Seat, forum: Forum, mode: OperatingMode | None) -> Iterator[str]:
        language = self._language
        if seat.mandate is not None:
            yield phrase("mandate", language, mandate=seat.mandate.in_language(language))
        if seat.comes_with is not None:
            yield self._comes_with(seat.comes_with)
        if seat.appointed_by is not None:
            by = seat.appointed_by.in_language(language)
            yield caption("appointed-by", language, by=by)
        if seat.term is not None:
            yield _term(seat.term, language)
        for each in shown_modes(self._governance, mode):
            if seat not in self._governance.seats_called(forum, each):
                name = each.name.in_language(language)
                yield phrase("not-called", language, mode=name)

    def _comes_with(self, office: Office) -> str:
        forum = self._governance.forum(office.forum)
        seat = None if office.seat is None else forum.seat(office.seat)
        chair = caption("chair-of", self._language)
        what = chair if seat is None else seat.function.in_language(self._language)
        names = {"what": what, "forum": forum.name(on=self._on)}
        return caption("comes-with", self._language, **names)


def _small(said: str) -> str:
    return said[:1].lower() + said[1:]


def _term(term: TermOfOffice, language: Language) -> str:
    said = caption("term", language)
    if term.years is not None:
        name = "term-year" if term.years == 1 else "term-years"
        said = caption(name, language, count=term.years)
    if term.first_day is not None:
        day = periods.day(term.first_day, language)
        said = caption("term-from", language, term=said, day=day)
    return said


def how_often(recurrence: Recurrence, language: Language) -> str:
    """Return how often something is held, in words."""
    unit = "term" if recurrence.unit is None else recurrence.unit.value
    every, times = recurrence.every, recurrence.times
    name = "often-every" if every == 1 else "often-every-other"
    if times > 1 or every > 2:
        name = "often-times" if every == 1 else "often-times-in"
    told = number_word(times, language)
    said = caption(f"{name}-{unit}", language, times=told, count=every)
    return caption("about", language, said=said) if recurrence.is_about else said
