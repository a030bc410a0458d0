"""Faults in a document, while they are collected."""

from __future__ import annotations

import datetime as dt
import difflib
import itertools
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
_QUOTE, _ESCAPED = '"', r"\""
_MOST_COMPARED, _LONGEST_COMPARED = 100, 64

MOST_FAULTS = 1000
"""How many faults are collected before the rest of a document is left unread."""

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
_CAN_STAND = Text("; här kan stå {names}", "; what can stand here: {names}")
_MOST_LISTED = 15


class Faults(Exception):  # noqa: N818 - it holds any number of them, and never leaves the package
    """The faults in one part of a document, each with its path from there."""

    def __init__(self, faults: list[DocumentFault]) -> None:
        super().__init__(faults)
        self.faults = faults

    def under(self, step: str) -> list[DocumentFault]:
        """Return the faults with a further step before their paths."""
        return [
            DocumentFault(step + path, reason, details) for path, reason, details in self.faults
        ]


class TooManyFaults(Faults):
    """So many faults that the rest of the document is left unread."""


def refuse_many(faults: list[DocumentFault]) -> None:
    """Stop reading if there are too many faults already; the first of them are told."""
    if len(faults) > MOST_FAULTS:
        more = DocumentFault("", "too-many-faults", {"most": MOST_FAULTS})
        raise TooManyFaults([*faults[:MOST_FAULTS], more])


def refuse(reason: str, **details: object) -> NoReturn:
    """Refuse a part of a document."""
    raise Faults([DocumentFault("", reason, details)])


def step_to(key: str | int) -> str:
    """Return the step to a part: ``.names`` by its name, or ``[3]`` by its place in a list."""
    return named(key) if isinstance(key, str) else f"[{key}]"


def named(key: str) -> str:
    """Return the step to a named part: ``.names``, or with quotes if the name is not plain."""
    return (
        f".{key}"
        if _PLAIN_KEY.fullmatch(key)
        else f'["{shown(key, _LONGEST_KEY).replace(_QUOTE, _ESCAPED)}"]'
    )


class Meant(NamedTuple):
    """The known names that are similar to an unknown one, as the end of a sentence.

    They are compared when they are told: most of very many faults never are.
    """

    known: tuple[str, ...]
    name: str = ""
    are_listed: bool = False  # whether to list some of them if none is similar

    @classmethod
    def by(cls, name: object, known: Iterable[str]) -> Meant:
        """Return the names that may be meant: they are sought among the first hundred."""
        given = name[:_LONGEST_COMPARED] if isinstance(name, str) else ""
        return cls(tuple(itertools.islice(known, _MOST_COMPARED)), given)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are similar."""
        short = [name for name in self.known if len(name) <= _LONGEST_COMPARED]
        return tuple(difflib.get_close_matches(self.name, short))

    def in_language(self, language: Language) -> str:
        """Return them as a question; if no name is similar, some that can stand there."""
        names = ", ".join(self.names)
        if names:
            return _MEANT.in_language(language).format(names=names)
        if not self.are_listed:
            return ""
        more = ", ..." if len(self.known) > _MOST_LISTED else ""
        listed = ", ".join(self.known[:_MOST_LISTED])
        return _CAN_STAND.in_language(language).format(names=f"{listed}{more}")


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
        if len(self.words) > _MOST_LISTED:
            return f"{', '.join(self.words[:_MOST_LISTED])}, ..."
        *first, last = self.words
        return f"{', '.join(first)} {_OR.in_language(language)} {last}" if first else last


def no_choice(step: str, found: object, known: Iterable[str]) -> DocumentFault:
    """Return the fault that something is none of the known words."""
    words = tuple(known)
    details = {"found": Given(found), "choices": Choices(words), "similar": Meant.by(found, words)}
    return DocumentFault(step, "no-choice", details)
