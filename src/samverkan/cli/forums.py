"""Questions about how an agreement is governed, and who is called."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, TypedDict, Unpack

import click

from .. import formats, stockholm
from ..agreements.agreement import Agreement
from ..agreements.state import State
from ..core.figures import FigureTable
from ..governance.forums import Forum
from ..meetings.calling import Absence
from ..meetings.mode_log import ModeLog
from ..meetings.seats import forum_on
from ..reports import governance_text, who_text
from .drawing import AskedDrawing, Drawing
from .options import Options
from .phrases import Phrases
from .questions import Answer, Questions, as_json


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
    @options.form("table", "json")
    @options.language
    def governance(
        *,
        agreement: Agreement | None,
        mode_log: ModeLog | None,
        figures: FigureTable | None,  # noqa: ARG001 - the same options for every question
        governed_on: dt.date | None,
        mode: str | None,
        form: str,
        **asked: Unpack[AskedDrawing],
    ) -> Answer:
        drawing = Drawing.of(asked, phrases, form)
        about = _About.of(agreement, mode_log)
        on = governed_on or about.first_day
        state, log = about.state, about.log
        if form == "json":
            return Answer(as_json(formats.governance_data(state, on=on, mode=mode, log=log)))
        if drawing is None:
            return Answer(
                governance_text(state, on=on, mode=mode, log=log, language=language, width=width)
            )
        return Answer(drawing.governance(state, on=on, mode=mode, log=log))

    @options.question(samverkan, "who")
    @options.agreement
    @options.mode_log
    @options.figures(hidden=True)
    @options.forum
    @options.mode
    @options.absent
    @options.day("on", "called-on", required=True)
    @options.form("table", "json")
    @options.language
    def who(
        *,
        agreement: Agreement | None,
        mode_log: ModeLog | None,
        figures: FigureTable | None,  # noqa: ARG001 - the same options for every question
        forum: str,
        mode: str | None,
        absent: tuple[tuple[str, str | None, int], ...],
        called_on: dt.date,
        form: str,
    ) -> Answer:
        _, state, log = _About.of(agreement, mode_log)
        found = forum_on(state, forum, on=called_on)
        asked = _Asked(
            on=called_on,
            mode=mode,
            log=log,
            absent=tuple(_absence(found, *each, phrases) for each in absent),
        )
        if form == "json":
            return Answer(as_json(formats.who_data(state, found.id, **asked)))
        return Answer(who_text(state, found.id, **asked, language=language, width=width))


class _Asked(TypedDict):
    """How a forum is asked about."""

    on: dt.date
    mode: str | None
    log: ModeLog | None
    absent: tuple[Absence, ...]


def _absence(forum: Forum, named: str, party: str | None, count: int, phrases: Phrases) -> Absence:
    """Return an absence, given a seat by its id or its function in either language."""
    asked = named.casefold()
    for seat in forum.seats:
        functions = (seat.function.sv, seat.function.en or "")
        if asked in {seat.id, *map(str.casefold, functions)}:
            return Absence(seat=seat.id, party=party, count=count)
    if not forum.seats:
        raise click.UsageError(phrases.help("no-seats"))
    seats = ", ".join(seat.id for seat in forum.seats)
    raise click.UsageError(phrases.help("no-seat", seat=phrases.quoted(named), seats=seats))


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
