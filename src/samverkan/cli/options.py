"""The options of the questions, and how they are refused, in Swedish and English."""

from __future__ import annotations

import copy
import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias, cast

import click

from ..core.decisions import Burden
from ..core.periods import a_day
from ..errors import SamverkanError
from ..errors.quoting import quoted, shown
from ..errors.texts import Language
from ..governance.modes import OperatingMode
from ..reports.words import page
from . import completion
from .words import EXAMPLES, HELP, OPTIONS, USAGE

_YEAR = re.compile(r"[0-9]{1,4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


_Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]


class Phrases:
    """The command's phrases in one language."""

    def __init__(self, language: Language, width: int) -> None:
        self.language = language
        self.width = width

    def help(self, phrase: str, /, **values: object) -> str:
        """Return what a question or an option is for."""
        return HELP[phrase].in_language(self.language).format(**values)

    def usage(self, phrase: str, /, **values: object) -> str:
        """Return how a question is asked, or what is wrong with the way in which one was."""
        return USAGE[phrase].in_language(self.language).format(**values).rstrip()

    def quoted(self, written: str) -> str:
        """Return what was written, in quotes."""
        return quoted(written, self.language)

    def similar(self, name: str, names: Iterable[str]) -> str:
        """Return which names may be meant, as a sentence; nothing where none is like it."""
        found = difflib.get_close_matches(name, list(names))
        return self.usage("did-you-mean", names=", ".join(found)) if found else ""

    def refusal(self, error: click.UsageError) -> str:
        """Return how a question is asked, and why this one is refused."""
        lines: list[str] = []
        if error.ctx is not None:
            asked = error.ctx.get_usage().splitlines()
            lines = [*asked, self.usage("more", command=error.ctx.command_path), ""]
        return page([*lines, self.usage("wrong", why=self._why(error))], self.width)

    def _why(self, error: click.UsageError) -> str:
        """Return why a question is refused; click's own reasons in the command's language."""
        match error:
            case click.NoSuchOption():
                known = [] if error.ctx is None else error.ctx.command.get_params(error.ctx)
                similar = self.similar(error.option_name, [each.opts[-1] for each in known])
                return self.usage("no-option", name=shown(error.option_name), similar=similar)
            case click.BadOptionUsage():
                is_flag = error.option_name in {"-h", "--help", "--version"}
                return self.usage("a-value" if is_flag else "no-value", name=error.option_name)
            case click.MissingParameter() if error.param is not None:
                return self.usage("missing", name=error.param.opts[-1])
            case click.BadParameter() if error.param is not None:
                return self.usage("bad-value", name=error.param.opts[-1], why=error.message)
            case _:
                return error.message

    def error(self, error: SamverkanError) -> str:
        """Return what an error says; a field is called as the option that the user gave."""
        field = str(vars(error).get("field"))
        if field in OPTIONS:
            error = copy.copy(error)
            vars(error)["field"] = OPTIONS[field]
        why, *more = error.in_language(self.language).splitlines()
        return page([self.usage("wrong", why=why), *more], self.width)


class _InLanguage(click.Command):
    """Writes its help in the command's language, where click would write it in English."""

    phrases: Phrases

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        asked = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, asked, f"{self.phrases.usage('usage')}: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = cast("click.Option", super().get_help_option(ctx))  # every question has one
        option.help = self.phrases.usage("help")
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [each.get_help_record(ctx) for each in self.get_params(ctx)]
        required = f"[{self.phrases.usage('required')}]"
        with formatter.section(self.phrases.usage("options")):
            formatter.write_dl(
                [
                    (names, said.replace("[required]", required))
                    for names, said in filter(None, records)
                ]
            )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(self.phrases.usage("examples")):
            for example in EXAMPLES[ctx.info_name or ""]:
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")


class Question(_InLanguage):
    """A question of the command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; what is none of them is refused in the command's language."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            names = ", ".join(map(self.phrases.quoted, rest))
            raise click.UsageError(self.phrases.usage("too-much", names=names), ctx)
        return rest


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
            formatter.write_dl([(name, each.help or "") for name, each in self.commands.items()])


class _Choice(click.Choice):  # type: ignore[type-arg] # it takes none before click 8.2
    """One of several words."""

    def __init__(self, choices: Sequence[str], phrases: Phrases) -> None:
        super().__init__(choices)
        self._phrases = phrases

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or refuse it with those that there are."""
        if value in self.choices:
            return value
        choices = ", ".join(self.choices)
        said = self._phrases.usage("no-choice", value=self._phrases.quoted(value), choices=choices)
        raise click.BadParameter(said, ctx, param)


class Options:
    """The options of the questions, in one language."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases

    def _option(
        self, name: str, *into: str, said: str, shown: str = "", **how: object
    ) -> _Decorator:
        metavar = self.phrases.usage(shown) if shown else None
        told = self.phrases.help(said)
        return click.option(f"--{name}", *into, metavar=metavar, help=told, **cast("Any", how))

    def _choice(self, name: str, choices: Sequence[str], *into: str, **how: object) -> _Decorator:
        return self._option(name, *into, type=_Choice(choices, self.phrases), **cast("Any", how))

    def language(self, command: Callable[..., Any]) -> Callable[..., Any]:
        """Add the language; its value has been read already, before the help was chosen."""
        option = self._choice("language", ["sv", "en"], said="language", expose_value=False)
        return option(command)

    def common(self, ask: Callable[..., int]) -> Callable[..., int]:
        """Give a question what all of them may name."""
        for option in (
            self.language,
            self._option(
                "figures", "file", said="figures", shown="a-file", shell_complete=completion.files
            ),
            self._option(
                "reading", said="reading", shown="a-reading", shell_complete=completion.readings
            ),
            self.decided(),
            self._year(),
        ):
            ask = option(ask)
        return ask

    def party(self, *, required: bool = False) -> _Decorator:
        """Let a question be about some parties alone."""
        return self._option(
            "party",
            "parties",
            said="party",
            shown="a-party",
            multiple=True,
            required=required,
            shell_complete=completion.parties,
        )

    def day(self, name: str, into: str = "", *, required: bool = False) -> _Decorator:
        """Let a question name a day; its help, and its parameter, may have a name of its own."""
        named = into or name
        return self._option(
            name,
            named.replace("-", "_"),
            said=named,
            shown="a-day",
            required=required,
            callback=self._read(lambda written: written and self._as_day(written, f"--{name}")),
        )

    def days(self, name: str, into: str) -> _Decorator:
        """Let a question name a day, or several."""
        return self._option(
            name,
            into.replace("-", "_"),
            said=into,
            shown="a-day",
            multiple=True,
            callback=self._read(
                lambda several: tuple(self._as_day(each, f"--{name}") for each in several)
            ),
        )

    def forum(self) -> _Decorator:
        """Let a question be about a forum."""
        return self._option(
            "forum", said="forum", shown="a-forum", required=True, shell_complete=completion.forums
        )

    def mode(self) -> _Decorator:
        """Let a question name a mode."""
        return self._choice(
            "mode",
            [mode.value for mode in OperatingMode],
            said="mode",
            callback=self._read(lambda written: written and OperatingMode(written)),
        )

    def diagram(self) -> _Decorator:
        """Let the answer be a diagram."""
        return self._choice("diagram", ["mermaid", "dot"], said="diagram")

    def burden(self) -> _Decorator:
        """Let a question say whom a decision burdens."""
        return self._choice(
            "burden",
            [burden.value for burden in Burden],
            said="burden",
            callback=self._read(lambda written: written and Burden(written)),
        )

    def form(self, *forms: str) -> _Decorator:
        """Let the answer have one of several forms, the first where none is named."""
        return self._choice("format", forms, "form", said="format", default=forms[0])

    def reasons(self) -> _Decorator:
        """Let a question say why a decision may reach back."""
        return self._option("reasons", "extraordinary_reasons", said="reasons", shown="some-words")

    def decided(self) -> _Decorator:
        """Let a question record parties' decisions."""
        return self._option(
            "decided",
            said="decided",
            shown="a-party-and-day",
            multiple=True,
            callback=self._read(lambda several: tuple(map(self._as_decided, several))),
            shell_complete=completion.deciders,
        )

    def _year(self) -> _Decorator:
        return self._option(
            "year",
            said="year",
            shown="a-year",
            required=True,
            callback=self._read(self._as_year),
        )

    # --- What is written, read

    @staticmethod
    def _read(how: Callable[[Any], object]) -> Callable[..., object]:
        return lambda _, __, written: how(written)

    def _as_year(self, written: str) -> int:
        if not _YEAR.fullmatch(written):
            raise click.BadParameter(
                self.phrases.usage("no-year", value=self.phrases.quoted(written))
            )
        return int(written)

    def _as_day(self, written: str, option: str) -> dt.date:
        try:
            day = dt.date.fromisoformat(written if _DAY.fullmatch(written) else "")
        except ValueError as error:  # written otherwise, or a day that the calendar lacks
            said = self.phrases.usage("bad-day", value=self.phrases.quoted(written))
            raise click.BadParameter(said) from error
        a_day(option, day)
        return day

    def _as_decided(self, written: str) -> tuple[str, dt.date]:
        """Return a party as it was named, and the day behind the last sign of equality."""
        party, sign, day = written.rpartition("=")
        if not sign:
            raise click.BadParameter(
                self.phrases.usage("no-decision", value=self.phrases.quoted(written))
            )
        return party.strip(), self._as_day(day.strip(), "--decided")
