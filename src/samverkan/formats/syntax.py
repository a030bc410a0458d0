"""JSON and TOML, read into objects, lists, texts and whole numbers; nothing else is trusted."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
import unicodedata
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from .faults import refuse

Syntax: TypeAlias = Literal["json", "toml"]
"""The languages that documents are written in."""

LARGEST_DOCUMENT: Final = 5_000_000
"""Maximum size of a document, in bytes, unless the caller raises it."""
MOST_ITEMS: Final = 100_000
"""Maximum number of items in a list, unless the caller raises it."""
DEEPEST: Final = 200
"""How many objects and lists may be nested in each other."""

_TEXTS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_DEPTHS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NOT_BRACKETS = "".join(chr(code) for code in range(128) if code not in _DEPTHS)
_LONG_NUMBER = re.compile(r"[0-9_]{700}")
_DOTTED = re.compile(r"""(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){32}""")
_AT_LINE = re.compile(r"at line ([0-9]+)")
_LONGEST_QUOTE = 40


class Fractional(NamedTuple):
    """A number with a point or an exponent, or no number: as it was written."""

    written: str


class Repeated(dict[str, Any]):
    """An object with names that occur more than once, also in another Unicode form."""

    names: tuple[str, ...]

    def but(self, rest: dict[str, Any]) -> Repeated:
        """Return an object with only some of its parts."""
        found = Repeated(rest)
        found.names = self.names
        return found


def decoded(text: str | bytes, max_bytes: int) -> str:
    """Return a document as text, without a byte order mark.

    Raises:
        Faults: If it is too large, or is not UTF-8.
    """
    if len(text) > max_bytes:
        refuse("too-large", most=max_bytes)
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"0x{error.object[error.start]:02X}"
        refuse("encoding", found=found, line=error.object.count(b"\n", 0, error.start) + 1)


def parsed(text: str, syntax: Syntax) -> Any:
    """Return the content of a text.

    Raises:
        Faults: If it is not written in the language, or is nested too deep.
    """
    if syntax == "toml":
        return _toml(text)
    return _json(text)


def _json(text: str) -> Any:
    if _LONG_NUMBER.search(text):
        refuse("long-number")
    if _depth(text) > DEEPEST:
        refuse("too-deep", most=DEEPEST)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        line = text.splitlines()[error.lineno - 1 : error.lineno] or [""]
        found = line[0][max(error.colno - 1, 0) :][:_LONGEST_QUOTE]
        refuse("not-json", line=error.lineno, column=error.colno, found=found)
    except RecursionError:
        refuse("too-deep", most=DEEPEST)


def _depth(text: str) -> int:
    """Return how deep objects and lists are nested, without descending into them."""
    brackets = _TEXTS.sub("", text).encode("ascii", "ignore")
    kept = brackets.translate(None, _NOT_BRACKETS.encode())
    return max(itertools.accumulate(map(_DEPTHS.__getitem__, kept)), default=0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs) and "".join(found).isascii():
        return found
    names = [unicodedata.normalize("NFC", name[:1000]) for name, _ in pairs]
    composed = dict(zip(names, (value for _, value in pairs), strict=True))
    if len(composed) == len(pairs):
        return composed
    repeated = Repeated(composed)
    repeated.names = tuple(name for name in composed if names.count(name) > 1)
    return repeated


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=Fractional, parse_constant=Fractional
)


def _toml(text: str) -> Any:
    if _LONG_NUMBER.search(text):
        refuse("long-number")
    if _DOTTED.search(text):  # a table per dot: takes quadratic time
        refuse("too-deep", most=DEEPEST)
    try:
        return _composed(tomllib.loads(text, parse_float=Fractional))
    except tomllib.TOMLDecodeError as error:
        place = _AT_LINE.search(str(error))
        lines = text.splitlines() or [""]
        line = min(int(place[1]) if place else len(lines), len(lines))
        refuse("not-toml", line=line, found=lines[line - 1].strip()[:_LONGEST_QUOTE])
    except RecursionError:
        refuse("too-deep", most=DEEPEST)


def _composed(value: Any) -> Any:
    """Return what TOML contains with its names in composed form (NFC)."""
    match value:
        case dict():
            return _object([(name, _composed(each)) for name, each in value.items()])
        case list():
            return [_composed(each) for each in value]
        case _:
            return value
