"""The command, and its questions about what an agreement costs and what is wrong with it."""

from __future__ import annotations

import datetime as dt
import functools
import importlib.metadata
import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import Protocol, TypedDict, Unpack

import attrs
import click

from .. import stockholm
from ..agreements.agreement import Agreement
from ..agreements.state import Standing
from ..core.figures import FigureTable
from ..errors import SamverkanError
from ..errors.texts import Language, an_instance
from ..fees import ledgers
from ..fees.assessments import Assessment, assess
from ..formats.abouts import about_agreement
from ..formats.billing_accounts import Accounts
from ..formats.exports import (
    JSON,
    claims_data,
    explanation_data,
    fees_data,
    findings_data,
)
from ..formats.fee_tables import claims_table, fees_table, findings_table, instalments_table
from ..formats.tables import Table
from ..reports import (
    claims_text,
    explained_fees_text,
    fees_text,
    findings_text,
    missing_summary,
    no_fees_text,
)
from ..reports.claims import claims_blocks
from ..reports.explanation import explained_fees_blocks
from ..reports.fees import fees_blocks
from ..reports.law import findings_blocks
from ..reports.svg import PageName, ThemeName
from ..reports.words import WIDTH
from ..sweden.validation import validate
from . import calendars, documents, figure_files, forums, law, registers
from .billing import Bills
from .deciding import with_decisions
from .drawing import AskedDrawing, Drawing
from .files import figures_for
from .lacking import how_to_supply
from .options import Options
from .phrases import Phrases
from .questions import (
    COMPLETE,
    MISSING,
    PAGES,
    TABLES,
    WRONG,
    Answer,
    Questions,
    Saving,
    as_json,
    as_page,
    status_of,
    with_findings,
)
from .settling import Settling

_NARROWEST, _WIDEST = 60, 160
_FORMS = (*TABLES, *PAGES)
_EXPLAINED = ("table", "json", *PAGES)


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
    samverkan = _built(_language(given), _width())
    try:
        status = samverkan.main(
            args=given,
            prog_name="samverkan",
            standalone_mode=False,
            help_option_names=["-h", "--help"],
            terminal_width=samverkan.phrases.width,
        )
    except click.UsageError as error:
        sys.stderr.write(samverkan.phrases.refusal(error))
        return WRONG
    except click.Abort:
        return WRONG
    except SamverkanError as error:
        sys.stderr.write(samverkan.phrases.error(error))
        return WRONG
    return int(status or COMPLETE)


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


@functools.cache
def _built(language: Language, width: int) -> Questions:
    """Return the command, with its help in a language."""
    options = Options(Phrases(language, width))
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
        return WRONG

    for add in (_add_fees, _add_claims, _add_billing, law.add, _add_check):
        add(samverkan, options)
    for several in (forums, documents, figure_files, registers, calendars):
        several.add(samverkan, options)
    for each in (samverkan, *samverkan.commands.values()):
        each.phrases = phrases  # type: ignore[attr-defined] # all are questions of ours
    return samverkan


def _add_fees(samverkan: Questions, options: Options) -> None:
    """Let the command be asked what is owed, and why."""
    phrases = options.phrases

    @options.question(samverkan, "fees")
    @options.year()
    @options.common
    @options.party()
    @options.day("known-on")
    @options.assume_last_known
    @options.saved(*_FORMS, said="page-output")
    @options.instalments
    def fees(
        *,
        parties: tuple[str, ...],
        known_on: dt.date | None,
        assume_last_known: bool,
        form: str | None,
        output: str | None,
        instalments: bool,
        **asked: Unpack[_Asked],
    ) -> Answer:
        saving = Saving(output, form, phrases, _FORMS)
        if instalments and saving.form != "csv":
            raise click.UsageError(phrases.help("instalments-in-csv"))
        assessment = _assess(
            parties, known_on, phrases, assume_last_known=assume_last_known, **asked
        )
        write = _WRITERS[saving.form if saving.form != "table" or not parties else "text"]
        answer = _answer(assessment, write, phrases, is_shown=saving.is_shown)
        if saving.form in {"csv", "xlsx"}:
            made = saving.tables(*_tables(assessment, phrases.language, instalments=instalments))
            answer = answer._replace(text=made.text, content=made.content)
        return saving.saved(answer)

    @options.question(samverkan, "explain")
    @options.year()
    @options.common
    @options.party(required=True)
    @options.day("known-on")
    @options.assume_last_known
    @options.diagram("mermaid", "dot", "svg")
    @options.saved(*_EXPLAINED, said="explained-output")
    def explain(
        *,
        parties: tuple[str, ...],
        known_on: dt.date | None,
        assume_last_known: bool,
        form: str | None,
        output: str | None,
        diagram: str | None,
        page: PageName | None,
        theme: ThemeName | None,
        **asked: Unpack[_Asked],
    ) -> Answer:
        look: AskedDrawing = {"diagram": diagram, "page": page, "theme": theme}
        drawing = Drawing.of(look, phrases, form)
        saving = Saving(output, form if drawing is None else drawing.kind, phrases, _EXPLAINED)
        write = _EXPLAINERS[saving.form] if drawing is None else drawing.explanation
        assessment = _assess(
            parties, known_on, phrases, assume_last_known=assume_last_known, **asked
        )
        return saving.saved(_answer(assessment, write, phrases, is_shown=saving.is_shown))


def _add_claims(samverkan: Questions, options: Options) -> None:
    """Let the command be asked what is left to claim."""
    phrases = options.phrases

    @options.question(samverkan, "difference")
    @options.year()
    @options.common
    @options.party()
    @options.day("from-known", required=True)
    @options.day("to-known", required=True)
    @options.saved(*_FORMS, said="page-output")
    def difference(
        *,
        parties: tuple[str, ...],
        form: str | None,
        output: str | None,
        from_known: dt.date,
        to_known: dt.date,
        **asked: Unpack[_Asked],
    ) -> Answer:
        if from_known > to_known:
            said = phrases.help("backwards", first=from_known, second=to_known)
            raise click.UsageError(said)
        saving = Saving(output, form, phrases, _FORMS)
        before = _assess(parties, from_known, phrases, **asked)
        after = _assess(parties, to_known, phrases, **asked)
        change = ledgers.difference(before, after)
        if saving.form == "json":
            made = Answer(as_json(claims_data(change)))
        elif saving.form == "table":
            made = Answer(claims_text(change, phrases.language, width=phrases.width))
        elif saving.form in PAGES:
            blocks = claims_blocks(change, phrases.language)
            made = Answer(as_page(blocks, saving.form, phrases.language))
        else:
            made = saving.tables(claims_table(change, phrases.language))
        answer = _told(made.text, after, phrases, is_told=False, undated="undated-before")
        answer = answer._replace(content=made.content)
        return saving.saved(with_findings(answer, [before, after], phrases))

    @options.question(samverkan, "settle")
    @options.day("known-on", "settled-on", required=True)
    @options.year(several=True)
    @options.common
    @options.ledger
    @options.saved(*_FORMS, said="page-output")
    def settle(
        *,
        agreement: Agreement | None,
        figures: FigureTable | None,
        decided: tuple[tuple[str, dt.date], ...],
        form: str | None,
        output: str | None,
        **asked: Unpack[_Settled],
    ) -> Answer:
        saving = Saving(output, form, phrases, _FORMS)
        settling = Settling(phrases, file=asked["ledger"], is_written=asked["write"])
        settlement = settling.settle(
            _agreed(agreement, decided, phrases),
            years=asked["years"],
            figures=_known(agreement, figures),
            reading=asked["reading"],
            known_on=asked["settled_on"],
        )
        return settling.answer(settlement, saving)


def _add_billing(samverkan: Questions, options: Options) -> None:
    """Let the command be asked for what is left to claim as rows to bill."""
    phrases = options.phrases

    @options.question(samverkan, "billing")
    @options.day("known-on", "settled-on", required=True)
    @options.year(several=True)
    @options.common
    @options.party()
    @options.billed
    @options.ledger
    @options.saved(*TABLES)
    def billing(
        *,
        agreement: Agreement | None,
        figures: FigureTable | None,
        decided: tuple[tuple[str, dt.date], ...],
        parties: tuple[str, ...],
        text: str | None,
        prefix: str | None,
        accounts: Accounts | None,
        due_on: dt.date | None,
        billed_since: dt.date | None,
        form: str | None,
        output: str | None,
        **asked: Unpack[_Settled],
    ) -> Answer:
        if parties and asked["write"]:  # claims would be added that no row is made of
            raise click.UsageError(phrases.help("party-or-write"))
        saving = Saving(output, form, phrases)
        settling = Settling(phrases, file=asked["ledger"], is_written=asked["write"])
        agreed = _agreed(agreement, decided, phrases)
        settlement = settling.settle(
            agreed,
            years=asked["years"],
            figures=_known(agreement, figures),
            reading=asked["reading"],
            known_on=asked["settled_on"],
        )
        if parties:
            settlement = settlement.only([agreed.party(party).id for party in parties])
        bills = Bills(
            settlement,
            phrases,
            text=text,
            prefix=prefix,
            accounts=accounts,
            due_on=due_on,
            since=billed_since,
        )
        return settling.answer(settlement, saving, bills)


def _add_check(samverkan: Questions, options: Options) -> None:
    """Let the command be asked what is wrong with an agreement."""
    phrases = options.phrases
    language, width = phrases.language, phrases.width

    @options.question(samverkan, "check")
    @options.agreement
    @options.figures()
    @options.day("on")
    @options.day("known-on")
    @options.decided
    @options.saved(*_FORMS, said="page-output")
    @options.language
    def check(
        *,
        agreement: Agreement | None,
        figures: FigureTable | None,
        on: dt.date | None,
        known_on: dt.date | None,
        decided: tuple[tuple[str, dt.date], ...],
        form: str | None,
        output: str | None,
    ) -> Answer:
        saving = Saving(output, form, phrases, _FORMS)
        checked = _agreed(agreement, decided, phrases)
        known = _known(agreement, figures)
        findings = validate(checked, on=on, known_on=known_on, figures=known)
        if saving.form == "json":
            made = Answer(as_json({"findings": findings_data(findings, language)}))
        elif saving.form == "table":
            made = Answer(findings_text(findings, language, width=width))
        elif saving.form in PAGES:
            about = checked.terms.title.in_language(language)
            blocks = findings_blocks(findings, language, about)
            made = Answer(as_page(blocks, saving.form, language))
        else:
            facts = about_agreement(checked.terms, language, on=on, known_on=known_on)
            made = saving.tables(attrs.evolve(findings_table(findings, language), about=facts))
        standing = None if on is None else checked.as_known(known_on).standing(on=on)
        aside = "" if standing in {None, Standing.IN_FORCE} else phrases.told(_outside(standing))
        return saving.saved(made._replace(status=status_of(findings), aside=aside))


def _outside(standing: Standing | None) -> str:
    """Return the phrase for a day on which the agreement is not known to be in force."""
    return "pending-then" if standing is Standing.PENDING else "not-in-force"


class _Asked(TypedDict):
    """What every question about fees names."""

    year: int
    agreement: Agreement | None
    figures: FigureTable | None
    reading: str | None
    decided: tuple[tuple[str, dt.date], ...]


class _Settled(TypedDict):
    """What a question about claims names in addition."""

    settled_on: dt.date
    years: tuple[int, ...]
    reading: str | None
    ledger: str | None
    write: bool


def _agreed(
    agreement: Agreement | None, decided: Sequence[tuple[str, dt.date]], phrases: Phrases
) -> Agreement:
    """Return the agreement that is asked about, with the decisions that are given."""
    asked = agreement or stockholm.agreement
    return with_decisions(asked, decided, phrases) if decided else asked


def _known(agreement: Agreement | None, figures: FigureTable | None) -> FigureTable:
    """Return the figures that are given, or those that the package has."""
    if figures is not None:
        return figures
    return stockholm.figures if agreement is None else figures_for(agreement)


def _assess(
    parties: Sequence[str],
    known_on: dt.date | None,
    phrases: Phrases,
    *,
    assume_last_known: bool = False,
    **asked: Unpack[_Asked],
) -> Assessment:
    assessment = assess(
        _agreed(asked["agreement"], asked["decided"], phrases),
        year=asked["year"],
        figures=_known(asked["agreement"], asked["figures"]),
        reading=asked["reading"],
        known_on=known_on,
        assume_last_known=assume_last_known,
    )
    return assessment.only(parties) if parties else assessment


class _Writer(Protocol):
    """Writes an assessment in one of the forms."""

    def __call__(self, assessment: Assessment, language: Language, /, *, width: int) -> str: ...


def _answer(assessment: Assessment, write: _Writer, phrases: Phrases, *, is_shown: bool) -> Answer:
    written = write(assessment, phrases.language, width=phrases.width)
    answer = _told(written, assessment, phrases, is_told=is_shown, may_assume=True)
    answer = with_findings(answer, [assessment], phrases)
    if not is_shown and not assessment and assessment.chosen is None:  # a table says it itself
        why = f"{no_fees_text(assessment, phrases.language) or ''}\n".lstrip()
        return answer._replace(aside=f"{answer.aside}{why}")
    return answer


def _told(
    text: str,
    assessment: Assessment,
    phrases: Phrases,
    *,
    is_told: bool,
    undated: str = "undated",
    may_assume: bool = False,
) -> Answer:
    """Return the answer, with what is missing beside it, and the exit status.

    Args:
        text: The answer.

        assessment: What it tells.

        phrases: The command's phrases.

        is_told: Whether the answer itself tells people what is missing.

        undated: The phrase that tells what to do where decisions are missing.

        may_assume: Whether the question can be answered with a forecast.
    """
    if assessment.chosen and len(assessment) == len(assessment.chosen):
        return Answer(text)  # whoever was asked for has a fee
    aside = ""
    if not (is_told and _is_read_at_once()):
        aside = missing_summary(assessment, phrases.language, width=phrases.width)
    aside += how_to_supply([assessment], phrases, may_assume=may_assume)
    for name, is_lacking in (
        (undated, assessment.undated),
        ("pending", assessment.pending),
    ):
        aside += phrases.told(name) if is_lacking else ""
    is_missing = assessment.missing or assessment.undated or assessment.pending
    return Answer(text, MISSING if is_missing else COMPLETE, aside)


def _is_read_at_once() -> bool:
    """Return whether whoever reads what is missing has just read the answer, too."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr))


def _fees_json(assessment: Assessment, _: Language, **__: int) -> str:
    return as_json(fees_data(assessment))


def _explanations_json(assessment: Assessment, _: Language, **__: int) -> str:
    trees: list[JSON] = [explanation_data(assessment.explain(fee.party)) for fee in assessment.fees]
    return as_json({**fees_data(assessment), "explanations": trees})


def _fees_page(form: str) -> _Writer:
    def write(assessment: Assessment, language: Language, /, *, width: int) -> str:  # noqa: ARG001 # a writer is given a width
        return as_page(fees_blocks(assessment, language), form, language)

    return write


def _explanations_page(form: str) -> _Writer:
    def write(assessment: Assessment, language: Language, /, *, width: int) -> str:  # noqa: ARG001 # a writer is given a width
        return as_page(explained_fees_blocks(assessment, language), form, language)

    return write


def _tables(assessment: Assessment, language: Language, *, instalments: bool) -> Iterator[Table]:
    """Yield the fees as a table, then their instalments if there is a payment plan."""
    if not instalments:
        yield fees_table(assessment, language)
    if instalments or assessment.payment_plan is not None:
        yield instalments_table(assessment, language)


def _in_tables(_: Assessment, __: Language, **___: int) -> str:
    return ""


_WRITERS: dict[str, _Writer] = {
    "table": fees_text,
    "text": explained_fees_text,
    "json": _fees_json,
    **{form: _fees_page(form) for form in PAGES},
    "csv": _in_tables,
    "xlsx": _in_tables,
}
_EXPLAINERS: dict[str, _Writer] = {
    "table": explained_fees_text,
    "json": _explanations_json,
    **{form: _explanations_page(form) for form in PAGES},
}
