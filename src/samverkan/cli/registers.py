"""One question over the agreements in a folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypedDict, Unpack

import click

from .. import formats
from ..core.figures import FigureTable
from ..core.periods import a_year
from ..errors import SamverkanError, UnknownPartyError
from ..errors.texts import joined
from ..findings.findings import Severity
from ..register.register import Overview, Register
from ..register.rows import Failure
from ..reports import register_text
from ..reports.words import page
from .files import figures_for
from .options import Options
from .phrases import Phrases, named
from .questions import (
    COMPLETE,
    ERROR_FOUND,
    MISSING,
    TABLES,
    WRONG,
    Answer,
    Questions,
    Saving,
    as_json,
)


class _Asked(TypedDict):
    """What may narrow the question."""

    party: str | None
    year: int | None
    figures: FigureTable | None
    register_on: dt.date | None
    until: dt.date | None
    known_on: dt.date | None
    assume_last_known: bool


def add(samverkan: Questions, options: Options) -> None:
    """Let the command be asked about all agreements in a folder."""
    phrases = options.phrases

    @options.question(samverkan, "register")
    @options.folder
    @options.day("on", "register-on")
    @options.day("until")
    @options.body
    @options.a_year
    @options.figures()
    @options.day("known-on")
    @options.assume_last_known
    @options.saved(*TABLES)
    @options.language
    def register(
        folder: str, form: str | None, output: str | None, **asked: Unpack[_Asked]
    ) -> Answer:
        saving = Saving(output, form, phrases)
        found = formats.read_register(folder)
        if not found and not found.failures:
            raise click.UsageError(phrases.help("no-agreements", folder=named(folder)))
        try:
            overview = _overview(found, phrases, **asked)
        except SamverkanError as error:
            if not found.failures:
                raise
            return Answer("", WRONG, refused(error, found, phrases))
        aside = _beside(overview, phrases, is_table=saving.is_shown)
        made = _written(overview, saving, phrases)
        return saving.saved(made._replace(status=_status(overview), aside=aside))


def _overview(found: Register, phrases: Phrases, **asked: Unpack[_Asked]) -> Overview:
    """Return the answers for a day: the one that is named, or the first of the year."""
    on, until, year = asked["register_on"], asked["until"], asked["year"]
    if on is None:
        if year is None:
            raise click.UsageError(phrases.help("no-day-of-register"))
        a_year(year)
        on = dt.date(year, 1, 1)
    if until is not None and until < on:
        raise click.UsageError(phrases.help("until-before-on", until=until, on=on))
    figures = asked["figures"]
    return found.overview(
        on=on,
        until=until,
        year=year,
        figures=figures_for(*(found[name] for name in found)) if figures is None else figures,
        party=asked["party"],
        known_on=asked["known_on"],
        assume_last_known=asked["assume_last_known"],
    )


def refused(error: SamverkanError, found: Register, phrases: Phrases) -> str:
    """Return why a question is refused, and what could not be read: it may know the party."""
    if not isinstance(error, UnknownPartyError):
        return phrases.error(error) + unread_because(found.failures, phrases)
    told = phrases.help("unread-and-party", name=phrases.quoted(error.query))
    said = phrases.error(error) if found else ""
    lines = [told if found else phrases.usage("wrong", why=told)]
    return said + page([*lines, *_reasons(found.failures, phrases)], phrases.width)


def _beside(overview: Overview, phrases: Phrases, *, is_table: bool) -> str:
    """Return what is said beside the answers: what they lack, and how to ask for deadlines."""
    told = unread(overview.failures, phrases)
    if is_table and overview.until is None and overview.fees is not None:
        told += phrases.told("no-until", day=dt.date(overview.on.year, 12, 31))
    return told


def unread(failures: Iterable[Failure], phrases: Phrases) -> str:
    """Return which agreements could not be read; nothing if all could."""
    names = [failure.agreement for failure in failures]
    return phrases.told("unread", names=joined(names, phrases.language)) if names else ""


def unread_because(failures: Iterable[Failure], phrases: Phrases) -> str:
    """Return which agreements could not be read, and why; nothing if all could."""
    reasons = [*_reasons(failures, phrases)]
    return page([phrases.help("unread-because"), *reasons], phrases.width) if reasons else ""


def _reasons(failures: Iterable[Failure], phrases: Phrases) -> Iterator[str]:
    for failure in failures:
        first, *rest = failure.error.in_language(phrases.language).splitlines()
        yield f"  {failure.agreement}: {first}"
        yield from (f"    {line.strip()}" for line in rest)


def _written(overview: Overview, saving: Saving, phrases: Phrases) -> Answer:
    language = phrases.language
    if saving.form == "json":
        return Answer(as_json(formats.register_data(overview, language)))
    if saving.form == "table":
        return Answer(register_text(overview, language, width=phrases.width))
    if saving.form == "csv":
        return saving.tables(formats.register_table(overview, language))
    return saving.tables(*formats.register_tables(overview, language))


def _status(overview: Overview) -> int:
    """Return the exit status: a file that cannot be read comes first, then a finding."""
    if overview.failures:
        return WRONG
    if any(each.finding.severity is Severity.ERROR for each in overview.findings):
        return ERROR_FOUND
    is_known = overview.fees is None or overview.fees.is_complete
    return COMPLETE if is_known else MISSING
