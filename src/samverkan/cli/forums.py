"""Questions about how an agreement is governed, and who is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias, TypedDict, Unpack

import click

from .. import formats, stockholm
from ..agreements.agreement import Agreement
from ..agreements.state import State
from ..core.figures import FigureTable
from ..governance.forums import Forum
from ..governance.seats import Seat
from ..meetings.calling import Absence, deputies
from ..meetings.mode_log import ModeLog
from ..meetings.seats import Holding, forum_on, holder_of, holdings
from ..reports import governance_text, who_text
from ..reports.forums import governance_blocks, who_blocks
from .drawing import AskedDrawing, Drawing
from .options import Options
from .phrases import Phrases
from .questions import PAGES, Answer, Questions, Saving, as_json, as_page

_FORMS = ("table", "json", *PAGES)

_Named: TypeAlias = tuple[str, str | None, int]
"""A seat, a party or None, and a number, as they are written in the command."""


def add(samverkan: Questions, options: Options) -> None:
    """Let the command be asked how an agreement is governed, and who is called."""
    phrases = options.phrases
    language, width = phrases.language, phrases.width

    @options.question(samverkan, "governance")
    @options.agreement
    @options.mode_log
    @options.figures(hidden=True)
    @options.day("on", "governed-on")
    @options.mode
    @options.diagram("mermaid", "dot", "svg")
    @options.saved(*_FORMS, said="explained-output")
    @options.language
    def governance(
        *,
        agreement: Agreement | None,
        mode_log: ModeLog | None,
        figures: FigureTable | None,  # noqa: ARG001 - the same options for every question
        governed_on: dt.date | None,
        mode: str | None,
        form: str | None,
        output: str | None,
        **asked: Unpack[AskedDrawing],
    ) -> Answer:
        drawing = Drawing.of(asked, phrases, form)
        saving = Saving(output, form if drawing is None else drawing.kind, phrases, _FORMS)
        about = _About.of(agreement, mode_log)
        on = governed_on or about.first_day
        state, log = about.state, about.log
        if drawing is not None:
            written = drawing.governance(state, on=on, mode=mode, log=log)
        elif saving.form == "json":
            written = as_json(formats.governance_data(state, on=on, mode=mode, log=log))
        elif saving.form in PAGES:
            blocks = governance_blocks(state, on=on, mode=mode, log=log, language=language)
            written = as_page(blocks, saving.form, language)
        else:
            written = governance_text(
                state, on=on, mode=mode, log=log, language=language, width=width
            )
        return saving.saved(Answer(written))

    @options.question(samverkan, "who")
    @options.agreement
    @options.mode_log
    @options.figures(hidden=True)
    @options.forum
    @options.mode
    @options.absent
    @options.day("on", "called-on", required=True)
    @options.saved(*_FORMS, said="dates-output")
    @options.language
    def who(
        *,
        agreement: Agreement | None,
        mode_log: ModeLog | None,
        figures: FigureTable | None,  # noqa: ARG001 - the same options for every question
        forum: str,
        mode: str | None,
        absent: tuple[_Named, ...],
        absent_deputy: tuple[_Named, ...],
        called_on: dt.date,
        form: str | None,
        output: str | None,
    ) -> Answer:
        saving = Saving(output, form, phrases, _FORMS)
        _, state, log = _About.of(agreement, mode_log)
        found = forum_on(state, forum, on=called_on)
        absences = _Absences(state, found, called_on, phrases)
        asked = _Asked(
            on=called_on,
            mode=mode,
            log=log,
            absent=(*absences.members(absent), *absences.deputies(absent_deputy)),
        )
        if saving.form == "json":
            written = as_json(formats.who_data(state, found.id, **asked))
        elif saving.form in PAGES:
            blocks = who_blocks(state, found.id, **asked, language=language)
            written = as_page(blocks, saving.form, language)
        else:
            written = who_text(state, found.id, **asked, language=language, width=width)
        return saving.saved(Answer(written))


class _Asked(TypedDict):
    """How a forum is asked about."""

    on: dt.date
    mode: str | None
    log: ModeLog | None
    absent: tuple[Absence, ...]


class _Absences:
    """Finds the seats of absences: by id, or by function in either language."""

    def __init__(self, state: State, forum: Forum, on: dt.date, phrases: Phrases) -> None:
        self._state = state
        self._forum = forum
        self._on = on
        self._phrases = phrases

    def members(self, several: Iterable[_Named]) -> Iterator[Absence]:
        """Yield the absences of members."""
        for named, party, count in several:
            held = holdings(self._state, self._forum.id, on=self._on)
            seat = self._seat("--absent", named, party, held)
            yield Absence(seat=seat.id, party=party, count=count)

    def deputies(self, several: Iterable[_Named]) -> Iterator[Absence]:
        """Yield the absences of deputies."""
        for named, party, count in several:
            held = deputies(self._state, self._forum.id, on=self._on)
            seat = self._seat("--absent-deputy", named, party, held)
            yield Absence(seat=seat.id, party=party, count=count, is_deputy=True)

    def _seat(self, option: str, named: str, party: str | None, held: tuple[Holding, ...]) -> Seat:
        """Return the seat of an absence: of several with one function, that of the party."""
        found = _called(self._forum, named)
        if len(found) > 1 and party is not None:
            holder = holder_of(self._state, party, on=self._on)
            own = {each.seat.id for each in held if each.party is not None and each.party == holder}
            found = [each for each in found if each.id in own] or found
        if len(found) == 1:
            return found[0]
        if not self._forum.seats:
            raise click.UsageError(self._phrases.help("no-seats", option=option))
        said = {"option": option, "seat": self._phrases.quoted(named)}
        seats = ", ".join(seat.id for seat in found or self._forum.seats)
        name = "several-seats" if found else "no-seat"
        raise click.UsageError(self._phrases.help(name, **said, seats=seats))


def _called(forum: Forum, named: str) -> list[Seat]:
    """Return the seat with an id, or those with a function in either language."""
    asked = named.casefold()
    own = [seat for seat in forum.seats if seat.id == asked]
    return own or [
        seat
        for seat in forum.seats
        if asked in {seat.function.sv.casefold(), (seat.function.en or "").casefold()}
    ]


class _About(NamedTuple):
    """What a question is about: an agreement, and the log of its activations if there is one."""

    first_day: dt.date
    state: State
    log: ModeLog | None

    @classmethod
    def of(cls, agreement: Agreement | None, log: ModeLog | None) -> _About:
        """Return what is asked about; the ready-made log is that of the ready-made agreement."""
        if agreement is None:
            agreement, log = stockholm.agreement, log or stockholm.mode_log
        state = agreement.as_known()
        return cls(state.period.first_day, state, log)
