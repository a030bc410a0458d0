"""One question over the agreements in a folder."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

import click

from .. import formats
from ..core.figures import FigureTable
from ..findings.findings import Severity
from ..register.register import Overview, Register
from ..reports import register_text
from .files import figures_for
from .options import Options
from .phrases import Phrases, named
from .questions import COMPLETE, ERROR_FOUND, MISSING, WRONG, Answer, Questions, as_json


class _Asked(TypedDict):
    """What may narrow the question."""

    party: str | None
    year: int | None
    figures: FigureTable | None
    register_on: dt.date | None
    until: dt.date | None
    known_on: dt.date | None


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
    @options.form("table", "json", "csv")
    @options.language
    def register(folder: str, form: str, **asked: Unpack[_Asked]) -> Answer:
        found = formats.read_register(folder)
        if not found and not found.failures:
            raise click.UsageError(phrases.help("no-agreements", folder=named(folder)))
        overview = _overview(found, phrases, **asked)
        return Answer(_written(overview, form, phrases), _status(overview))


def _overview(found: Register, phrases: Phrases, **asked: Unpack[_Asked]) -> Overview:
    """Return the answers for a day: the one that is named, or the first of the year."""
    on, year = asked["register_on"], asked["year"]
    if on is None:
        if year is None:
            raise click.UsageError(phrases.help("no-day-of-register"))
        on = dt.date(year, 1, 1)
    figures = asked["figures"]
    return found.overview(
        on=on,
        until=asked["until"],
        year=year,
        figures=figures_for(*(found[name] for name in found)) if figures is None else figures,
        party=asked["party"],
        known_on=asked["known_on"],
    )


def _written(overview: Overview, form: str, phrases: Phrases) -> str:
    language = phrases.language
    if form == "json":
        return as_json(formats.register_data(overview, language))
    if form == "csv":
        return f"\N{BYTE ORDER MARK}{formats.register_csv(overview, language)}"
    return register_text(overview, language, width=phrases.width)


def _status(overview: Overview) -> int:
    """Return the exit status: a file that cannot be read comes first, then a finding."""
    if overview.failures:
        return WRONG
    if any(each.finding.severity is Severity.ERROR for each in overview.findings):
        return ERROR_FOUND
    is_known = overview.fees is None or overview.fees.is_complete
    return COMPLETE if is_known else MISSING
