"""One question: the days of an agreement, or of those in a folder, for a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypedDict, Unpack

import click

from .. import formats, stockholm
from ..calendars.calendars import calendar
from ..calendars.events import Calendar
from ..errors import SamverkanError
from ..errors.texts import joined
from ..formats.calendars import nothing_in
from ..register.rows import Failure
from ..reports import calendar_text
from ..reports.calendars import undated_text
from ..reports.words import page
from .files import agreement_in
from .options import Options
from .phrases import Phrases, named
from .questions import COMPLETE, TABLES, WRONG, Answer, Questions, Saving, as_json
from .registers import refused, unread_because

_FORMS: Final = ("ics", *TABLES)


class _Days(TypedDict):
    """Which days are asked for."""

    until: dt.date
    since: dt.date | None
    party: str | None
    known_on: dt.date | None


class _Asked(TypedDict):
    """Which days are asked for, as the options are called."""

    calendar_until: dt.date
    since: dt.date | None
    party: str | None
    known_on: dt.date | None


class _Asking(NamedTuple):
    """In which form a calendar is asked for."""

    saving: Saving
    phrases: Phrases
    revision: int


def add(samverkan: Questions, options: Options) -> None:
    """Let the command be asked for a calendar."""
    phrases = options.phrases

    @options.question(samverkan, "calendar")
    @options.file_or_folder
    @options.day("until", "calendar-until", required=True)
    @options.day("since")
    @options.body
    @options.day("known-on")
    @options.revision
    @options.saved(*_FORMS, said="calendar-output", format_said="calendar-format")
    @options.language
    def ask(
        file: str | None,
        form: str | None,
        output: str | None,
        revision: int,
        **asked: Unpack[_Asked],
    ) -> Answer:
        saving = Saving(output, form, phrases, _FORMS)
        if revision and saving.form != "ics":
            raise click.UsageError(phrases.help("revision-of-file"))
        asking = _Asking(saving, phrases, revision)
        since, until = asked["since"], asked["calendar_until"]
        if since is not None and until < since:
            raise click.UsageError(phrases.help("until-before-since", until=until, since=since))
        days: _Days = {
            "until": until,
            "since": since,
            "party": asked["party"],
            "known_on": asked["known_on"],
        }
        if file is not None and _is_folder(file):
            return _of_folder(file, asking, **days)
        agreement = stockholm.agreement if file is None else agreement_in(file)
        return _answer(calendar(agreement, **days), asking)


def _is_folder(name: str) -> bool:
    """Return whether a folder is named: one that is there, or what no document is named as."""
    path = Path(name)
    try:
        return path.is_dir() or not (path.suffix or path.exists())
    except (OSError, ValueError):  # a name that no system takes
        return False


def _of_folder(folder: str, asking: _Asking, **days: Unpack[_Days]) -> Answer:
    """Return the answer for the agreements in a folder, and tell what could not be read."""
    phrases = asking.phrases
    register = formats.read_register(folder)
    if not register and not register.failures:
        raise click.UsageError(phrases.help("no-agreements", folder=named(folder)))
    try:
        return _answer(register.calendar(**days), asking, register.failures)
    except SamverkanError as error:
        if not register.failures:
            raise
        return Answer("", WRONG, refused(error, register, phrases))


def _answer(found: Calendar, asking: _Asking, failures: tuple[Failure, ...] = ()) -> Answer:
    """Return a calendar in the form that is asked for; without a day there is none."""
    if not found:
        raise nothing_in(found)
    aside = unread_because(failures, asking.phrases)
    if not asking.saving.is_shown:  # a table says it itself
        aside += "".join(_without_days(found, asking.phrases))
    made = _written(found, asking, failures)
    return asking.saving.saved(made._replace(status=WRONG if failures else COMPLETE, aside=aside))


def _without_days(found: Calendar, phrases: Phrases) -> Iterator[str]:
    """Yield of what the calendar has no day, which a file for a calendar cannot say."""
    if found.empty:
        yield phrases.told("without-a-day", names=joined(found.empty, phrases.language))
    if found.without_days:
        names = [f"{forum.names[-1].text} ({name})" for name, forum in found.without_days]
        yield phrases.told("meetings-without-days", names=joined(names, phrases.language))
    for name, row in found.undated:
        yield page([undated_text(name, row, phrases.language)], phrases.width)


def _written(found: Calendar, asking: _Asking, failures: tuple[Failure, ...]) -> Answer:
    saving, phrases, revision = asking
    if saving.form == "ics":
        return Answer(formats.ics(found, revision=revision).decode())
    if saving.form == "json":
        return Answer(as_json(formats.calendar_data(found, failures=failures)))
    if saving.form == "table":
        return Answer(calendar_text(found, phrases.language, width=phrases.width))
    return saving.tables(formats.calendar_table(found, phrases.language))
