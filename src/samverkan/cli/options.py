"""The options of the questions, in Swedish and English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, cast, get_args

import click

from ..core.decisions import Burden
from ..reports.svg import PageName, ThemeName
from . import completion
from .files import FileName, accounts_in, agreement_in, figures_in, mode_log_in
from .phrases import Phrases
from .questions import (
    Absent,
    Count,
    Day,
    Decided,
    Question,
    Questions,
    WhoDecided,
    Word,
    Words,
    Year,
    combined,
)
from .words import KINDS

Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]


class Options:
    """The options of the questions, in one language."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases

    def question(self, samverkan: Questions, name: str) -> Callable[..., Any]:
        """Let the command be asked something."""
        return samverkan.command(
            name,
            cls=Question,
            help=self.phrases.help(name),
            options_metavar=self.phrases.usage("any-options"),
        )

    def _option(
        self, name: str, *into: str, said: str = "", shown: str = "", **how: object
    ) -> Decorator:
        metavar = self.phrases.usage(shown) if shown else None
        told = self.phrases.help(said or name)
        return click.option(f"--{name}", *into, metavar=metavar, help=told, **cast("Any", how))

    def _word(
        self, name: str, words: Words, *into: str, said: str = "", **how: object
    ) -> Decorator:
        how["type"] = Word(words, self.phrases)
        return self._option(name, *into, said=said, **cast("Any", how))

    def language(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Add the language; its value has been read already, before the help was chosen."""
        return self._word("language", ["sv", "en"], expose_value=False)(ask)

    def instalments(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question about fees be answered with a line for each instalment."""
        told = self.phrases.help("instalments")
        return click.option("--instalments", is_flag=True, help=told)(ask)

    def assume_last_known(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question about fees be answered with a forecast."""
        told = self.phrases.help("assume-last-known")
        return click.option("--assume-last-known", is_flag=True, help=told)(ask)

    # --- Files

    def _file(
        self, name: str, read: Callable[[str], object] = str, said: str = "", **how: object
    ) -> Decorator:
        return self._option(
            name,
            said=said,
            shown="a-file",
            type=FileName(self.phrases, read),
            shell_complete=completion.files,
            **cast("Any", how),
        )

    def agreement(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question be about an agreement in a file."""
        return self._file("agreement", agreement_in)(ask)

    def figures(self, *, hidden: bool = False) -> Decorator:
        """Let a question use figures in files; one that needs none takes them all the same."""
        return self._file(
            "figures",
            figures_in,
            said="own-figures",
            hidden=hidden,
            multiple=True,
            callback=combined,
        )

    def figure_files(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question be about files of figures, and say what these do not state."""
        files = click.argument(
            "files",
            nargs=-1,
            required=True,
            metavar=f"{self.phrases.usage('a-file')}...",
            type=FileName(self.phrases),
            shell_complete=completion.files,
        )
        table = self._option("table", said="table-id", shown="an-id")
        published = self.day("published", "figures-published")
        return files(self.day("reference-date")(published(table(ask))))

    def mode_log(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question use a log of activations in a file."""
        return self._file("mode-log", mode_log_in)(ask)

    def ledger(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question start from the claims in a file, and add to them."""
        write = click.option("--write", is_flag=True, help=self.phrases.help("write"))
        return self._file("ledger")(write(ask))

    def billed(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question say what rows to bill are called, numbered and accounted by."""
        text = self._option("text", said="billed-text", shown="some-words")
        prefix = self._option("prefix", said="billed-prefix", shown="some-words")
        due_on = self.day("due-on", "due-on")
        since = self.day("since", "billed-since")
        return text(prefix(self._file("accounts", accounts_in)(due_on(since(ask)))))

    def output(self, said: str) -> Decorator:
        """Let the answer be written to a file."""
        return self._file("output", said=said)

    def saved(
        self, *forms: str, said: str = "saved-output", format_said: str = "format"
    ) -> Decorator:
        """Let the answer have one of several forms, and be written to a file."""

        def add(ask: Callable[..., Any]) -> Callable[..., Any]:
            return self._word("format", forms, "form", said=format_said)(self.output(said)(ask))

        return add

    def document(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question be about a file of any kind, or about the ready-made agreement."""
        file = click.argument(
            "file",
            required=False,
            metavar=f"[{self.phrases.usage('a-file')}]",
            type=FileName(self.phrases),
            shell_complete=completion.files,
        )
        ready_made = click.option(
            "--stockholm", "is_ready_made", is_flag=True, help=self.phrases.help("stockholm")
        )
        return file(ready_made(ask))

    def kind(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question be about one kind of document."""
        return self._word("kind", ["agreement", "assessment", *KINDS])(ask)

    def folder(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question be about the files of a folder."""
        folder = click.argument(
            "folder",
            metavar=self.phrases.usage("a-folder"),
            type=FileName(self.phrases),
            shell_complete=completion.files,
        )
        return folder(ask)

    def file_or_folder(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question be about an agreement in a file, or about those in a folder."""
        file = click.argument(
            "file",
            required=False,
            metavar=f"[{self.phrases.usage('a-file-or-folder')}]",
            type=FileName(self.phrases),
            shell_complete=completion.files,
        )
        return file(ask)

    def to(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question name the language that a document is converted to."""
        return self._word("to", ["json"], required=True)(ask)

    # --- What is asked for

    def common(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Give a question about fees what all of them may name."""
        for option in (self.language, self.reading, self.decided, self.figures(), self.agreement):
            ask = option(ask)
        return ask

    def reading(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question name a reading of the terms."""
        return self._option("reading", shown="a-reading", shell_complete=completion.readings)(ask)

    def year(self, *, several: bool = False) -> Decorator:
        """Let a question name a budget year, or several."""
        return self._option(
            "year",
            *(["years"] if several else []),
            said="years" if several else "year",
            shown="a-year",
            type=Year(self.phrases),
            required=not several,
            multiple=several,
        )

    def party(self, *, required: bool = False) -> Decorator:
        """Let a question be about some parties alone."""
        return self._option(
            "party",
            "parties",
            shown="a-party",
            multiple=True,
            required=required,
            shell_complete=completion.parties,
        )

    def a_year(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question be about a budget year, too."""
        return self._option("year", said="a-year", shown="a-year", type=Year(self.phrases))(ask)

    def body(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question be about one body in all agreements."""
        return self._option("party", said="body", shown="a-party")(ask)

    def day(self, name: str, into: str = "", *, required: bool = False) -> Decorator:
        """Let a question name a day; its help, and its parameter, may have a name of its own."""
        named = into or name
        return self._option(
            name,
            named.replace("-", "_"),
            said=named,
            shown="a-day",
            type=Day(self.phrases),
            required=required,
        )

    def revision(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question say how often what it is about has been corrected."""
        count = Count(self.phrases)
        return self._option("revision", shown="a-count", type=count, default=0)(ask)

    def days(self, name: str, into: str) -> Decorator:
        """Let a question name a day, or several."""
        return self._option(
            name,
            into.replace("-", "_"),
            said=into,
            shown="a-day",
            type=Day(self.phrases),
            multiple=True,
        )

    def decided(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question record parties' decisions."""
        option = self._option(
            "decided",
            shown="a-party-and-day",
            type=Decided(self.phrases),
            multiple=True,
            shell_complete=completion.deciders,
        )
        return option(ask)

    def forum(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question be about a forum."""
        option = self._option(
            "forum", shown="a-forum", required=True, shell_complete=completion.forums
        )
        return option(ask)

    def mode(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question name a mode."""
        option = self._option("mode", shown="a-mode", shell_complete=completion.modes)
        return option(ask)

    def absent(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question name members, and deputies, that cannot come."""
        for name in ("absent-deputy", "absent"):
            ask = self._option(
                name,
                shown="a-seat-and-party",
                type=Absent(self.phrases),
                multiple=True,
                shell_complete=completion.seats,
            )(ask)
        return ask

    def diagram(self, *kinds: str, said: str = "diagram") -> Decorator:
        """Let the answer be a diagram of some kinds, or a picture on a page."""

        def add(ask: Callable[..., Any]) -> Callable[..., Any]:
            page = self._word("page", get_args(PageName))
            theme = self._word("theme", get_args(ThemeName))
            return self._word("diagram", kinds, said=said)(page(theme(ask)))

        return add

    def burden(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question say whom a decision burdens."""
        return self._word("burden", Burden)(ask)

    def decider(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question say who decided."""
        who = WhoDecided(self.phrases)
        return self._option("decider", shown="a-decider", type=who)(ask)

    def irreversible(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question say that an execution cannot be undone."""
        told = self.phrases.help("irreversible")
        return click.option("--irreversible", is_flag=True, help=told)(ask)

    def reasons(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        """Let a question say why a decision may reach back."""
        return self._option("reasons", "extraordinary_reasons", shown="some-words")(ask)
