"""Questions about the days of a decision."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

import click

from ..agreements.agreement import Agreement
from ..core.decisions import Burden, Decider
from ..formats.exports import all_deadlines_data, deadlines_data
from ..reports import all_deadlines_text, deadlines_text
from ..reports.law import all_deadlines_blocks, deadlines_blocks
from ..sweden.decision_dates import validate_dates
from ..sweden.instrument_days import dates_of_all
from .options import Options
from .phrases import Phrases
from .questions import PAGES, Answer, Questions, Saving, as_json, as_page, status_of

_FORMS = ("table", "json", *PAGES)


class _Days(TypedDict):
    """What is known of a decision, any of which may be lacking."""

    decided_on: dt.date | None
    decider: Decider | None
    reported_on: dt.date | None
    approved_on: dt.date | None
    stated_last_day: dt.date | None
    executed_on: dt.date | None
    appealed_on: dt.date | None
    restored_on: dt.date | None
    annulled_on: dt.date | None
    anew_after: dt.date | None
    legal_force_on: dt.date | None
    effective_from: dt.date | None
    effective_to: dt.date | None
    burden: Burden | None
    extraordinary_reasons: str | None


def add(samverkan: Questions, options: Options) -> None:
    """Let the command be asked about the days of a decision."""
    phrases = options.phrases

    @options.question(samverkan, "deadlines")
    @options.day("decided", "decided-on")
    @options.decider
    @options.day("reported", "reported-on")
    @options.day("approved", "approved-on")
    @options.days("announced", "announced-on")
    @options.days("removed", "notice-removed-on")
    @options.day("stated-last-day")
    @options.day("executed", "executed-on")
    @options.irreversible
    @options.day("appealed", "appealed-on")
    @options.day("restored", "restored-on")
    @options.day("annulled", "annulled-on")
    @options.day("anew-after")
    @options.day("legal-force", "legal-force-on")
    @options.day("effective", "effective-from")
    @options.day("effective-to")
    @options.burden
    @options.reasons
    @options.agreement
    @options.saved(*_FORMS, said="dates-output")
    @options.language
    def deadlines(
        form: str | None,
        output: str | None,
        agreement: Agreement | None,
        announced_on: tuple[dt.date, ...],
        notice_removed_on: tuple[dt.date, ...],
        *,
        irreversible: bool,
        **days: Unpack[_Days],
    ) -> Answer:
        saving = Saving(output, form, phrases, _FORMS)
        given = announced_on or any(isinstance(day, dt.date) for day in days.values())
        if agreement is not None:
            if given:
                raise click.UsageError(phrases.help("days-or-agreement"))
            return saving.saved(_of_all(agreement, saving.form, phrases))
        if not given:
            raise click.UsageError(phrases.help("no-day"))
        if notice_removed_on and len(notice_removed_on) != max(1, len(announced_on)):
            raise click.UsageError(phrases.help("removed-as-announced"))
        dates = validate_dates(
            announced_on=announced_on or None,
            notice_removed_on=notice_removed_on or None,
            reversible=False if irreversible else None,
            **days,
        )
        if saving.form == "json":
            written = as_json(deadlines_data(dates, phrases.language))
        elif saving.form in PAGES:
            blocks = deadlines_blocks(dates, phrases.language)
            written = as_page(blocks, saving.form, phrases.language)
        else:
            written = deadlines_text(dates, phrases.language, width=phrases.width)
        return saving.saved(Answer(written, status_of(dates.findings)))


def _of_all(agreement: Agreement, form: str, phrases: Phrases) -> Answer:
    """Answer about every party's decision in an agreement."""
    findings = [
        finding
        for row in dates_of_all(agreement)
        if row.dates is not None
        for finding in row.dates.findings
    ]
    if form == "json":
        written = as_json({"decisions": all_deadlines_data(agreement, phrases.language)})
    elif form in PAGES:
        blocks = all_deadlines_blocks(agreement, phrases.language)
        written = as_page(blocks, form, phrases.language)
    else:
        written = all_deadlines_text(agreement, phrases.language, width=phrases.width)
    return Answer(written, status_of(findings))
