"""The command's phrases in one language, and how a question is refused."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterable

import click

from ..errors import SamverkanError
from ..errors.quoting import quoted, shown
from ..errors.texts import Language
from ..reports.words import page
from .words import HELP, OPTIONS, USAGE

_LONGEST_NAME = 240
_FLAGS = {
    "-h",
    "--help",
    "--version",
    "--stockholm",
    "--write",
    "--irreversible",
    "--assume-last-known",
}


class Phrases:
    """The command's phrases in one language."""

    def __init__(self, language: Language, width: int) -> None:
        self.language = language
        self.width = width

    def help(self, phrase: str, /, **values: object) -> str:
        """Return what a question or an option is for."""
        return HELP[phrase].in_language(self.language).format(**values)

    def told(self, phrase: str, /, **values: object) -> str:
        """Return the same as lines that fit the terminal."""
        return page([self.help(phrase, **values)], self.width)

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
                arguments = [each for each in known if isinstance(each, click.Argument)]
                if error.option_name == "--agreement" and arguments:
                    similar = self.usage("no-flag", what=called(arguments[0]))
                return self.usage("no-option", name=shown(error.option_name), similar=similar)
            case click.BadOptionUsage():
                is_flag = error.option_name in _FLAGS
                return self.usage("a-value" if is_flag else "no-value", name=error.option_name)
            case click.MissingParameter() if error.param is not None:
                return self.usage("missing", name=called(error.param))
            case click.BadParameter() if error.param is not None:
                return self.usage("bad-value", name=called(error.param), why=error.message)
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


def named(file: str) -> str:
    """Return the name of a file, escaped; one that no system takes is cut."""
    return shown(file, _LONGEST_NAME)


def called(parameter: click.Parameter) -> str:
    """Return an option as it is written, or what stands for an argument in the usage."""
    if isinstance(parameter, click.Argument):
        return parameter.human_readable_name.strip("[]")
    return parameter.opts[-1]
