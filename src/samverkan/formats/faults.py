"""Faults in a document, while they are collected."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, NoReturn

from ..errors.documents import DocumentFault, Given
from ..errors.quoting import shown
from ..errors.texts import Language, Text

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONGEST_KEY = 40

_EXPECTED: Mapping[object, Text] = {
    str: Text("text", "text"),
    int: Text("ett heltal", "a whole number"),
    bool: Text("true eller false", "true or false"),
    dt.date: Text("en dag, ÅÅÅÅ-MM-DD", "a day, YYYY-MM-DD"),
    Decimal: Text("ett tal som text", "a number as text"),
    Fraction: Text("en del som text", "a part as text"),
    list: Text("en lista", "a list"),
    dict: Text("ett objekt (i TOML en tabell)", "an object (in TOML a table)"),
}
_OR = Text("eller", "or")
_MEANT = Text("; menar du {names}?", "; do you mean {names}?")


class Faults(Exception):  # noqa: N818 - it holds any number of them, and never leaves the package
    """The faults in one part of a document, each with its path from there."""

    def __init__(self, faults: list[DocumentFault]) -> None:
        super().__init__(faults)
        self.faults = faults

    def under(self, step: str) -> list[DocumentFault]:
        """Return the faults with a further step before their paths."""
        return [fault._replace(path=f"{step}{fault.path}") for fault in self.faults]


def refuse(reason: str, **details: object) -> NoReturn:
    """Refuse a part of a document."""
    raise Faults([DocumentFault("", reason, details)])


def named(key: str) -> str:
    """Return the step to a named part: ``.names``, or with quotes if the name is not plain."""
    return f".{key}" if _PLAIN_KEY.fullmatch(key) else f'["{shown(key, _LONGEST_KEY)}"]'


class Meant(NamedTuple):
    """The known names that are similar to an unknown one, as the end of a sentence."""

    names: tuple[str, ...]

    @classmethod
    def by(cls, name: object, known: Iterable[str]) -> Meant:
        """Return the names that may be meant."""
        given = name[:64] if isinstance(name, str) else ""
        return cls(tuple(difflib.get_close_matches(given, list(known))))

    def in_language(self, language: Language) -> str:
        """Return them as a question; nothing if no name is similar."""
        return _MEANT.in_language(language).format(names=", ".join(self.names)) * bool(self.names)


class Expected(NamedTuple):
    """What a part of a document may be, as Python's types for it."""

    kinds: tuple[Any, ...]

    def in_language(self, language: Language) -> str:
        """Return it in words: text or an object."""
        said = (_EXPECTED[kind].in_language(language) for kind in self.kinds)
        return f" {_OR.in_language(language)} ".join(dict.fromkeys(said))


class Choices(NamedTuple):
    """The words that can be given."""

    words: tuple[str, ...]

    def in_language(self, language: Language) -> str:
        """Return them in a row: a, b or c."""
        *first, last = self.words
        return f"{', '.join(first)} {_OR.in_language(language)} {last}" if first else last


def no_choice(step: str, found: object, known: Iterable[str]) -> DocumentFault:
    """Return the fault that something is none of the known words."""
    words = tuple(known)
    details = {"found": Given(found), "choices": Choices(words), "similar": Meant.by(found, words)}
    return DocumentFault(step, "no-choice", details)
