"""Questions about the days of a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict, Unpack

import click

from ..core.decisions import Burden
from ..findings.findings import Finding, Severity
from ..formats.exports import deadlines_data
from ..reports import deadlines_text
from ..sweden.decision_dates import validate_dates
from .options import Options
from .questions import COMPLETE, ERROR_FOUND, Answer, Questions, as_json


class _Days(TypedDict):
    """The days of a decision, any of which may be lacking."""

    decided_on: dt.date | None
    approved_on: dt.date | None
    effective_from: dt.date | None
    burden: Burden | None
    extraordinary_reasons: str | None


def add(samverkan: Questions, options: Options) -> None:
    """Let the command be asked about the days of a decision."""
    phrases = options.phrases

    @options.question(samverkan, "deadlines")
    @options.day("decided", "decided-on")
    @options.day("approved", "approved-on")
    @options.days("announced", "announced-on")
    @options.day("effective", "effective-from")
    @options.burden
    @options.reasons
    @options.form("table", "json")
    @options.language
    def deadlines(form: str, announced_on: tuple[dt.date, ...], **days: Unpack[_Days]) -> Answer:
        if not announced_on and not any(isinstance(day, dt.date) for day in days.values()):
            raise click.UsageError(phrases.help("no-day"))
        dates = validate_dates(announced_on=announced_on or None, **days)
        if form == "json":
            written = as_json(deadlines_data(dates, phrases.language))
        else:
            written = deadlines_text(dates, phrases.language, width=phrases.width)
        return Answer(written, status_of(dates.findings))


def status_of(findings: Iterable[Finding]) -> int:
    """Return the exit status that findings ask for."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return ERROR_FOUND if errors else COMPLETE
