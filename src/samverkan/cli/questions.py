"""How a question is read, refused and answered, in Swedish and English."""

from __future__ import annotations

import datetime as dt
import enum
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TextIO, TypeAlias, cast

import click

from .. import formats
from ..core.decisions import Decider
from ..core.figures import FigureTable
from ..core.periods import a_day
from ..errors.texts import Language
from ..fees.assessments import Assessment
from ..findings.figures import check_assessment
from ..findings.findings import Finding, Severity
from ..formats import FigureFile, combine_figures
from ..formats.exports import JSON
from ..formats.files import put
from ..formats.tables import Table
from ..reports import findings_text
from ..reports.blocks import Block
from ..reports.html import html_page
from ..reports.markdown import markdown
from ..sweden.deciders import NAMES, parse_decider
from .phrases import Phrases, named
from .words import EXAMPLES, USAGE

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
    WordChoice = click.Choice[str]
else:  # they are generic from click 8.2 on
    ParamType, WordChoice = click.ParamType, click.Choice

FILES_READ: Final = "samverkan.files_read"
"""The name under which a question's context has the files that it reads."""

COMPLETE, ERROR_FOUND, WRONG, MISSING = 0, 1, 2, 3
"""The exit statuses."""

_YEAR = re.compile(r"[0-9]{1,4}")
_COUNT = re.compile(r"[0-9]{1,18}")
_ABSENT = re.compile(r"\s*([^=:\s][^=:]*)(?:=\s*([^=:\s][^=:]*))?(?::\s*([1-9][0-9]{0,3})\s*)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Answer(NamedTuple):
    """What a question answers.

    Args:
        text: What goes to standard output, or to the file that is named.

        status: The exit status.

        aside: What goes to standard error.

        content: What goes to the file in place of the text, if it is no text.
    """

    text: str
    status: int = COMPLETE
    aside: str = ""
    content: bytes | None = None


def as_json(data: JSON) -> str:
    """Return data as the text of an answer."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


# --- Answers in files

TABLES = ("table", "json", "csv", "xlsx")
"""The forms of an answer that is a table."""

PAGES = ("html", "markdown")
"""The forms of an answer for a web page."""

_SUFFIXES = {
    "ics": ".ics",
    "table": ".txt",
    "json": ".json",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "html": ".html",
    "markdown": ".md",
    "mermaid": ".mmd",
    "dot": ".dot",
    "svg": ".svg",
}


def as_page(blocks: Iterable[Block], form: str, language: Language) -> str:
    """Return blocks as the text of an answer: a whole page of HTML, or Markdown."""
    return html_page(blocks, language) if form == "html" else markdown(blocks)


class Saving:
    """Writes an answer to a file, if one is named.

    Args:
        file: The file, or None.

        form: The form of the answer; None if the suffix of the file says it, or nothing.

        phrases: The command's phrases.

        forms: The forms that the answer can have, the first where nothing says it.
    """

    def __init__(
        self, file: str | None, form: str | None, phrases: Phrases, forms: Sequence[str] = TABLES
    ) -> None:
        self._file, self._phrases = file, phrases
        self.form: str
        if file is None:
            if form == "xlsx":
                raise click.UsageError(phrases.help("workbook-in-file"))
            self.form = form or forms[0]
            return
        suffixes = {_SUFFIXES[each]: each for each in ([form] if form else forms)}
        suffix = Path(file).suffix.lower()
        if suffix not in suffixes:
            why = "suffix-of-form" if form else "suffix-of-none"
            said = phrases.help(why, file=named(file), suffix=", ".join(suffixes))
            raise click.UsageError(said)
        self.form = suffixes[suffix]

    @property
    def is_shown(self) -> bool:
        """Whether the answer is a table that people read on standard output."""
        return self.form == "table" and self._file is None

    def tables(self, *tables: Table) -> Answer:
        """Return tables as an answer: the first as CSV, or all as a workbook."""
        if self.form == "xlsx":
            return Answer("", content=formats.workbook(tables))
        return Answer(f"\N{BYTE ORDER MARK}{tables[0].csv()}")

    def saved(self, answer: Answer) -> Answer:
        """Return an answer after writing it to the file, if one is named; nothing is no answer."""
        if self._file is None or not (answer.content or answer.text):
            return answer
        put(Path(self._file), answer.content or answer.text.encode())
        told = self._phrases.told("written", file=named(self._file))
        return answer._replace(text="", aside=f"{told}{answer.aside}")

    def unsaved(self, answer: Answer) -> Answer:
        """Return an answer that is not written: a file that is named stays as it is."""
        if self._file is None:
            return answer
        told = self._phrases.told("no-rows", file=named(self._file))
        return answer._replace(text="", content=b"", aside=f"{told}{answer.aside}")


def status_of(findings: Iterable[Finding]) -> int:
    """Return the exit status that findings ask for."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return ERROR_FOUND if errors else COMPLETE


def with_findings(answer: Answer, assessments: Iterable[Assessment], phrases: Phrases) -> Answer:
    """Return an answer with what cannot be true in the figures of its fees told beside it."""
    several = [found for each in assessments for found in check_assessment(each)]
    found = sorted(dict.fromkeys(several), key=lambda each: each.order)
    if not found:
        return answer
    told = findings_text(found, phrases.language, width=phrases.width)
    status = status_of(found) or answer.status
    return answer._replace(status=status, aside=f"{answer.aside}{told}")


# --- The command and its questions


def _write_dl(formatter: click.HelpFormatter, rows: Iterable[tuple[str, str]]) -> None:
    """Write names and what is said of each; no line ends within a word such as year-start."""
    unbroken = [(name, said.replace("-", "\N{NON-BREAKING HYPHEN}")) for name, said in rows]
    formatter.write_dl(unbroken)
    written = (text.replace("\N{NON-BREAKING HYPHEN}", "-") for text in formatter.buffer)
    formatter.buffer = [*written]


class _InLanguage(click.Command):
    """Writes its help in the command's language, where click would write it in English."""

    phrases: Phrases

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        asked = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, asked, f"{self.phrases.usage('usage')}: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = cast("click.Option", super().get_help_option(ctx))  # every question has one
        option.help = USAGE["help"].in_language(self.phrases.language)
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = [each.get_help_record(ctx) for each in options]
        required = f"[{self.phrases.usage('required')}]"
        with formatter.section(self.phrases.usage("options")):
            _write_dl(
                formatter,
                [
                    (names, said.replace("[required]", required))
                    for names, said in filter(None, records)
                ],
            )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(self.phrases.usage("examples")):
            for example in EXAMPLES[ctx.info_name or ""]:
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")


class Question(_InLanguage):
    """A question of the command: its function returns an :class:`Answer`, which it writes."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; what is none of them is refused in the command's language."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            names = ", ".join(map(self.phrases.quoted, rest))
            said = self.phrases.usage("too-much", names=names)
            if ctx.params.get("figures") is not None:
                said = self.phrases.usage("repeat-figures", said=said)
            raise click.UsageError(said, ctx)
        self._refuse_overwriting(ctx)
        return rest

    def _refuse_overwriting(self, ctx: click.Context) -> None:
        """Refuse to write the answer over a file that the question reads."""
        output = ctx.params.get("output")
        for file in ctx.meta.get(FILES_READ, ()):
            if isinstance(output, str) and _is_read(file, output):
                said = self.phrases.usage("output-is-read", file=named(output))
                raise click.UsageError(said, ctx)

    def invoke(self, ctx: click.Context) -> int:
        """Write the answer, then what is said beside it, and return the exit status."""
        answer: Answer = super().invoke(ctx)
        try:
            sys.stdout.write(answer.text)
            sys.stdout.flush()  # before standard error, also where both go to one file
        except OSError as error:
            sys.stdout = cast("TextIO", None)  # else Python tries again at its end
            if not isinstance(error, BrokenPipeError):  # whose reader has seen enough
                sys.stderr.write(self.phrases.told("not-written"))
                return WRONG
        sys.stderr.write(answer.aside)
        return answer.status


def _is_read(file: str, output: str) -> bool:
    """Return whether the output is a file that is read, or a document in a folder that is."""
    read, written = Path(file), Path(output)
    try:
        if read.is_dir():
            is_document = written.suffix.lower() == _SUFFIXES["json"]
            return is_document and written.exists() and read.samefile(written.parent)
        return read.samefile(written)
    except (OSError, ValueError):  # one of them does not exist
        return False


class Questions(_InLanguage, click.Group):
    """The command: all its questions."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a question by its name; one that is not there is refused with similar ones."""
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            names = ", ".join(self.commands)
            similar = self.phrases.similar(name, self.commands) or self.phrases.usage(
                "there-are", names=names
            )
            said = self.phrases.usage("no-command", name=self.phrases.quoted(name), similar=similar)
            raise click.UsageError(said, ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the questions, each with all of its help."""
        super().format_options(ctx, formatter)
        with formatter.section(self.phrases.usage("commands")):
            _write_dl(formatter, [(name, each.help or "") for name, each in self.commands.items()])


# --- What is written after an option, read


class Written(ParamType):
    """Something that is written after an option, refused in the command's language."""

    name = "text"

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases

    def refused(self, said: str, value: str) -> click.BadParameter:
        """Return the refusal of a value."""
        return click.BadParameter(self.phrases.usage(said, value=self.phrases.quoted(value)))


def combined(
    _: click.Context, __: click.Parameter, files: tuple[FigureFile, ...]
) -> FigureTable | None:
    """Return the figures of several files, or None if no file is named."""
    return combine_figures(files) if files else None


class Year(Written):
    """A year, in four digits or fewer."""

    def convert(self, value: str, _: click.Parameter | None, __: click.Context | None) -> int:
        """Return the year."""
        if not _YEAR.fullmatch(value):
            raise self.refused("no-year", value)
        return int(value)


class Count(Written):
    """How many of something, in digits."""

    def convert(self, value: str | int, _: click.Parameter | None, __: click.Context | None) -> int:
        """Return the number."""
        if isinstance(value, int):  # what it is if none is given
            return value
        if not _COUNT.fullmatch(value):
            raise self.refused("no-count", value)
        return int(value)


class Day(Written):
    """A day, YYYY-MM-DD."""

    def convert(
        self, value: str, param: click.Parameter | None, _: click.Context | None
    ) -> dt.date:
        """Return the day."""
        try:
            day = dt.date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError as error:  # written otherwise, or a day that the calendar lacks
            raise self.refused("bad-day", value) from error
        a_day("" if param is None else param.opts[-1], day)
        return day


class Decided(Day):
    """A party as it is called, and the day behind the last sign of equality."""

    def convert(  # type: ignore[override]
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, dt.date]:
        """Return the party and the day."""
        party, sign, day = value.rpartition("=")
        if not sign:
            raise self.refused("no-decision", value)
        return party.strip(), super().convert(day.strip(), param, ctx)


class Absent(Written):
    """A seat, a party behind a sign of equality, and a number behind a colon."""

    def convert(
        self, value: str, _: click.Parameter | None, __: click.Context | None
    ) -> tuple[str, str | None, int]:
        """Return the seat, the party if one is written, and the number: 1 unless written."""
        found = _ABSENT.fullmatch(value)
        if found is None:
            raise self.refused("no-absence", value)
        seat, party, count = found.groups()
        return seat.strip(), None if party is None else party.strip(), int(count or 1)


Words: TypeAlias = Sequence[str] | type[enum.StrEnum]
"""The words that can be given, or the enumeration whose values they are."""


class Word(WordChoice):
    """One of several words, which may be the values of an enumeration."""

    def __init__(self, words: Words, phrases: Phrases) -> None:
        super().__init__([str(word) for word in words])
        self._of = words if isinstance(words, type) else str
        self._phrases = phrases

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or refuse it with those that there are."""
        if value in self.choices:
            return self._of(value)
        choices = ", ".join(map(self._explained, self.choices))
        said = self._phrases.usage("no-choice", value=self._phrases.quoted(value), choices=choices)
        raise click.BadParameter(said, ctx, param)

    def _explained(self, word: str) -> str:
        """Return a word as the refusal lists it."""
        return word


class WhoDecided(Word):
    """Who decided: one of the words, or the name of a body as minutes write it."""

    def __init__(self, phrases: Phrases) -> None:
        super().__init__(Decider, phrases)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, that of the body, or refuse it with those that there are."""
        if value not in self.choices and value.strip() and value.isprintable():
            value = parse_decider(value.strip()) or value
        return super().convert(value, param, ctx)

    def _explained(self, word: str) -> str:
        if self._phrases.language == "en":
            return word
        return f"{word} ({NAMES[Decider(word)].in_language(self._phrases.language)})"
