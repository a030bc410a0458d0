"""What the command can be asked."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO, TypedDict, Unpack, cast

import click

from .. import stockholm
from ..agreements.agreement import Agreement
from ..agreements.state import Standing
from ..core.decisions import Burden, Decision
from ..core.figures import FigureTable
from ..errors import FigureFault, FigureFileError, NoEffectiveDayError, SamverkanError
from ..errors.texts import Language, an_instance
from ..fees import ledgers
from ..fees.assessments import Assessment, assess
from ..findings.findings import Finding, Severity
from ..formats.exports import (
    JSON,
    claims_data,
    deadlines_data,
    explanation_data,
    fees_csv,
    fees_data,
    findings_data,
)
from ..formats.population import LARGEST_FILE, read_population
from ..governance.modes import OperatingMode
from ..reports import (
    claims_text,
    deadlines_text,
    explained_fees_text,
    fees_text,
    findings_text,
    governance_text,
    missing_summary,
    no_fees_text,
    who_text,
)
from ..reports.diagrams import governance_dot, governance_mermaid
from ..reports.words import WIDTH, page
from ..sweden.decision_dates import validate_dates
from ..sweden.validation import validate
from .options import Options, Phrases, Question, Questions

_COMPLETE, _ERROR_FOUND, _WRONG, _MISSING = 0, 1, 2, 3
_NARROWEST, _WIDEST = 60, 160


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: What stands behind the command's name, or None for what the process got.

    >>> main(["fees", "--year", "2025", "--party", "Nacka", "--format", "json", "--language=en"])
    ... # doctest: +ELLIPSIS
    {
      "year": 2025,
    ...
    3
    """
    an_instance("arguments", arguments, list, tuple, None)
    given = sys.argv[1:] if arguments is None else list(arguments)
    for argument in given:
        an_instance("arguments", argument, str)
    # Where a stream is closed, its answer is lost; the exit status is not.
    sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        # Amounts hold no-break spaces, CSV its own line ends: the same bytes everywhere.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="", errors="backslashreplace")
    phrases = Phrases(_language(given), _width())
    try:
        status = _build(Options(phrases)).main(
            args=given,
            prog_name="samverkan",
            standalone_mode=False,
            help_option_names=["-h", "--help"],
            terminal_width=phrases.width,
        )
    except click.UsageError as error:
        sys.stderr.write(phrases.refusal(error))
        return _WRONG
    except click.Abort:
        return _WRONG
    except SamverkanError as error:
        sys.stderr.write(phrases.error(error))
        return _WRONG
    return int(status or _COMPLETE)


def _width() -> int:
    """Return the width of the terminal, or that of a page where there is none."""
    columns, _ = shutil.get_terminal_size((WIDTH, 24))
    return min(max(columns, _NARROWEST), _WIDEST)


def _language(arguments: Sequence[str]) -> Language:
    """Return the language that is asked for, before anything else is read."""
    asked = "sv"
    for place, argument in enumerate(arguments):
        if argument == "--language":
            asked = next(iter(arguments[place + 1 :]), asked)
        elif argument.startswith("--language="):
            asked = argument.partition("=")[2]
    return "en" if asked == "en" else "sv"


def _build(options: Options) -> Questions:
    """Return the command, with its help in a language."""
    phrases = options.phrases

    @click.group(
        name="samverkan",
        cls=Questions,
        help=phrases.help("samverkan"),
        options_metavar=phrases.usage("any-options"),
        subcommand_metavar=phrases.usage("a-command"),
        invoke_without_command=True,
    )
    @click.version_option(
        importlib.metadata.version("samverkan"),
        message="%(prog)s %(version)s",
        help=phrases.usage("version"),
    )
    @options.language
    @click.pass_context
    def samverkan(context: click.Context) -> int:
        if context.invoked_subcommand is None:
            sys.stderr.write(f"{context.get_help()}\n")
        return _WRONG

    _add_money(samverkan, options)
    _add_law(samverkan, options)
    _add_governance(samverkan, options)
    for each in (samverkan, *samverkan.commands.values()):
        each.phrases = phrases  # type: ignore[attr-defined] # all are questions of ours
    return samverkan


def _question(samverkan: Questions, options: Options, name: str) -> Callable[..., Any]:
    """Let the command be asked something."""
    return samverkan.command(
        name,
        cls=Question,
        help=options.phrases.help(name),
        options_metavar=options.phrases.usage("any-options"),
    )


def _add_money(samverkan: Questions, options: Options) -> None:
    """Let the command be asked what is owed, why, and what is left to claim."""
    phrases = options.phrases

    @_question(samverkan, options, "fees")
    @options.common
    @options.party()
    @options.day("known-on")
    @options.form("table", "json", "csv")
    def fees(
        parties: tuple[str, ...], known_on: dt.date | None, form: str, **asked: Unpack[_Asked]
    ) -> int:
        write = _WRITERS[form if form != "table" or not parties else "text"]
        return _answer(_assess(parties, known_on, phrases, **asked), write, phrases, form)

    @_question(samverkan, options, "explain")
    @options.common
    @options.party(required=True)
    @options.day("known-on")
    @options.form("table", "json")
    def explain(
        parties: tuple[str, ...], known_on: dt.date | None, form: str, **asked: Unpack[_Asked]
    ) -> int:
        write: _Writer = explained_fees_text if form == "table" else _explanations_json
        return _answer(_assess(parties, known_on, phrases, **asked), write, phrases, form)

    @_question(samverkan, options, "difference")
    @options.common
    @options.party()
    @options.day("from-known", required=True)
    @options.day("to-known", required=True)
    @options.form("table", "json")
    def difference(
        parties: tuple[str, ...],
        form: str,
        from_known: dt.date,
        to_known: dt.date,
        **asked: Unpack[_Asked],
    ) -> int:
        if from_known > to_known:
            said = phrases.help("backwards", first=from_known, second=to_known)
            raise click.UsageError(said)
        before = _assess(parties, from_known, phrases, **asked)
        after = _assess(parties, to_known, phrases, **asked)
        change = ledgers.difference(before, after)
        if form == "json":
            written = _json(claims_data(change))
        else:
            written = claims_text(change, phrases.language, width=phrases.width)
        return _say(written, after, phrases, is_told=False, undated="undated-before")


def _add_law(samverkan: Questions, options: Options) -> None:
    """Let it be asked about the days of a decision, and what is wrong with the agreement."""
    phrases = options.phrases
    language, width = phrases.language, phrases.width

    @_question(samverkan, options, "deadlines")
    @options.day("decided", "decided-on")
    @options.day("approved", "approved-on")
    @options.days("announced", "announced-on")
    @options.day("effective", "effective-from")
    @options.burden()
    @options.reasons()
    @options.form("table", "json")
    @options.language
    def deadlines(form: str, announced_on: tuple[dt.date, ...], **days: Unpack[_Days]) -> int:
        if not announced_on and not any(isinstance(day, dt.date) for day in days.values()):
            raise click.UsageError(phrases.help("no-day"))
        dates = validate_dates(announced_on=announced_on or None, **days)
        if form == "json":
            written = _json(deadlines_data(dates, language))
        else:
            written = deadlines_text(dates, language, width=width)
        return _write(written, phrases) or _found(dates.findings)

    @_question(samverkan, options, "check")
    @options.day("on")
    @options.day("known-on")
    @options.decided()
    @options.form("table", "json")
    @options.language
    def check(
        form: str,
        on: dt.date | None,
        known_on: dt.date | None,
        decided: tuple[tuple[str, dt.date], ...],
    ) -> int:
        agreement = _agreement(decided, phrases)
        findings = validate(agreement, on=on, known_on=known_on)
        if form == "json":
            written = _json({"findings": findings_data(findings, language)})
        else:
            written = findings_text(findings, language, width=width)
        if on is not None and agreement.as_known(known_on).standing(on=on) is not Standing.IN_FORCE:
            sys.stderr.write(f"{phrases.help('not-in-force')}\n")
        return _write(written, phrases) or _found(findings)


def _add_governance(samverkan: Questions, options: Options) -> None:
    """Let it be asked how the agreement is governed, and who is called."""
    phrases = options.phrases
    language, width = phrases.language, phrases.width

    @_question(samverkan, options, "governance")
    @options.day("on", "governed-on")
    @options.mode()
    @options.diagram()
    @options.language
    def governance(
        governed_on: dt.date | None, mode: OperatingMode | None, diagram: str | None
    ) -> int:
        state, log = stockholm.agreement.as_known(), stockholm.mode_log
        on = governed_on or stockholm.agreement.terms.period.first_day
        if diagram is None:
            written = governance_text(
                state, on=on, mode=mode, log=log, language=language, width=width
            )
            return _write(written, phrases)
        draw = governance_mermaid if diagram == "mermaid" else governance_dot
        return _write(draw(state, on=on, mode=mode, log=log, language=language), phrases)

    @_question(samverkan, options, "who")
    @options.forum()
    @options.mode()
    @options.day("on", "called-on", required=True)
    @options.language
    def who(forum: str, mode: OperatingMode | None, called_on: dt.date) -> int:
        state, log = stockholm.agreement.as_known(), stockholm.mode_log
        written = who_text(
            state, forum, on=called_on, mode=mode, log=log, language=language, width=width
        )
        return _write(written, phrases)


class _Days(TypedDict):
    """The days of a decision, any of which may be lacking."""

    decided_on: dt.date | None
    approved_on: dt.date | None
    effective_from: dt.date | None
    burden: Burden | None
    extraordinary_reasons: str | None


class _Asked(TypedDict):
    """What every question names."""

    year: int
    reading: str | None
    file: str | None
    decided: tuple[tuple[str, dt.date], ...]


def _agreement(decided: Sequence[tuple[str, dt.date]], phrases: Phrases) -> Agreement:
    agreement = stockholm.agreement
    if not decided:
        return agreement
    deciders = [agreement.party(party) for party, _ in decided]
    for party in deciders:
        if deciders.count(party) > 1:
            raise click.UsageError(phrases.help("decided-twice", party=party))
    try:
        return agreement.accede_all([(party, Decision(decided_on=day)) for party, day in decided])
    except NoEffectiveDayError as error:  # a day that a program could give
        party = agreement.party(error.party)
        raise click.UsageError(phrases.help("not-joined", party=party)) from error


def _assess(
    parties: Sequence[str], known_on: dt.date | None, phrases: Phrases, **asked: Unpack[_Asked]
) -> Assessment:
    file = asked["file"]
    assessment = assess(
        _agreement(asked["decided"], phrases),
        year=asked["year"],
        figures=stockholm.figures if file is None else _figures_in(file, phrases),
        reading=asked["reading"],
        known_on=known_on,
    )
    return assessment.only(parties) if parties else assessment


class _Writer(Protocol):
    """Writes an assessment in one of the forms."""

    def __call__(self, assessment: Assessment, language: Language, /, *, width: int) -> str: ...


def _answer(assessment: Assessment, write: _Writer, phrases: Phrases, form: str) -> int:
    written = write(assessment, phrases.language, width=phrases.width)
    status = _say(written, assessment, phrases, is_told=form == "table")
    if form != "table" and not assessment and assessment.chosen is None:  # a table says it itself
        sys.stderr.write(f"{no_fees_text(assessment, phrases.language) or ''}\n".lstrip())
    return status


def _say(
    answer: str,
    assessment: Assessment,
    phrases: Phrases,
    *,
    is_told: bool,
    undated: str = "undated",
) -> int:
    """Write the answer, then what is missing, and return the exit status.

    Args:
        answer: The answer.

        assessment: What it tells.

        phrases: The command's phrases.

        is_told: Whether the answer itself tells people what is missing.

        undated: The phrase that tells what to do where decisions are missing.
    """
    status = _write(answer, phrases)
    if status or (assessment.chosen and len(assessment) == len(assessment.chosen)):
        return status  # whoever was asked for has a fee
    if not (is_told and _is_read_at_once()):
        sys.stderr.write(missing_summary(assessment, phrases.language, width=phrases.width))
    for name, is_lacking in (("missing", assessment.missing), (undated, assessment.undated)):
        if is_lacking:
            sys.stderr.write(page([phrases.help(name)], phrases.width))
    return _MISSING if assessment.missing or assessment.undated else _COMPLETE


def _is_read_at_once() -> bool:
    """Return whether whoever reads what is missing has just read the answer, too."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr))


def _write(answer: str, phrases: Phrases) -> int:
    """Write an answer, and return the exit status of having tried."""
    try:
        sys.stdout.write(answer)
        sys.stdout.flush()  # before standard error, also where both go to one file
    except OSError as error:
        sys.stdout = cast("TextIO", None)  # else Python tries again at its end
        if not isinstance(error, BrokenPipeError):  # whose reader has seen enough
            sys.stderr.write(f"{phrases.help('not-written')}\n")
            return _WRONG
    return _COMPLETE


def _found(findings: Iterable[Finding]) -> int:
    """Return the exit status that findings ask for."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return _ERROR_FOUND if errors else _COMPLETE


_UNREADABLE: dict[type[Exception], str] = {
    FileNotFoundError: "no-such-file",
    IsADirectoryError: "a-folder",
    PermissionError: "no-permission",
}


def _figures_in(file: str, phrases: Phrases) -> FigureTable:
    if not file:  # which Path would take for the folder
        raise click.UsageError(phrases.usage("no-value", name="--figures"))
    try:
        with Path(file).open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # the system's, or a name with a NUL in it
        reason = _UNREADABLE.get(type(error), "unreadable")
        fault = FigureFault(0, reason, found=type(error).__name__)
        raise FigureFileError(file, (fault,)) from error
    return read_population(content, where=file)


def _json(data: JSON) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _fees_json(assessment: Assessment, _: Language, **__: int) -> str:
    return _json(fees_data(assessment))


def _explanations_json(assessment: Assessment, _: Language, **__: int) -> str:
    trees: list[JSON] = [explanation_data(assessment.explain(fee.party)) for fee in assessment.fees]
    return _json({**fees_data(assessment), "explanations": trees})


def _marked_csv(assessment: Assessment, language: Language, **_: int) -> str:
    return f"\N{BYTE ORDER MARK}{fees_csv(assessment, language)}"


_WRITERS: dict[str, _Writer] = {
    "table": fees_text,
    "text": explained_fees_text,
    "json": _fees_json,
    "csv": _marked_csv,
}
