"""JSON and TOML, read into objects, lists, texts and whole numbers; nothing else is trusted."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
import unicodedata
from collections import Counter
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

_DEPTHS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NOT_BRACKETS = bytes(code for code in range(256) if code not in _DEPTHS)
_NOT_QUOTES = _NOT_BRACKETS.replace(b'"', b"")
_ANY_DIGIT = bytes(ord("0") if chr(code) in "0123456789" else ord(" ") for code in range(256))
_MOST_DIGITS = 600  # fewer than any limit that a program may set for Python's own reading
_MOST_IN_A_NAME = 15
_LONGEST_COMPOSED = 100
_LONGEST_QUOTE = 40
_AT_PLACE = re.compile(r"at line ([0-9]+), column ([0-9]+)")

# What Python says of invalid TOML, or what the line looks like, and the code of our reason.
_OF_TOML = (
    (re.compile("Invalid date"), re.compile(""), "toml-day"),
    (re.compile("Duplicate|Cannot"), re.compile(""), "toml-repeated"),
    (re.compile(""), re.compile(r"[\u201C-\u201E]"), "toml-quotes"),
    (re.compile(""), re.compile(r"=\s*-?[0-9]+(,[0-9]|\s+[0-9]{3}\b|\s+kr)"), "toml-number"),
    (re.compile("Illegal|Unterminated|Expected '[\"']"), re.compile(""), "toml-text"),
    (re.compile("Unclosed"), re.compile(""), "toml-open"),
)

# Texts and comments of TOML; one that is not closed reaches the end of its line or of the document.
_TOML_TEXTS = re.compile(
    r"""
    \#[^\n]*+
    | \"{3} (?:[^"\\] | \\. | "(?!""))*+ (?:\"{3,5} | \Z)
    | '{3} (?:[^'] | '(?!''))*+ (?:'{3,5} | \Z)
    | " (?:[^"\\\n] | \\[^\n])*+ "?
    | ' [^'\n]*+ '?
    """,
    re.DOTALL | re.VERBOSE,
)
_LONG_NAME = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{_MOST_IN_A_NAME},}}+")
_LONG_NUMBER = re.compile(
    rf"(?<!\w)0(?:x[0-9A-Fa-f]{{{_MOST_DIGITS}}}|o[0-7]{{{_MOST_DIGITS}}}|b[01]{{{_MOST_DIGITS}}})"
)


class Fractional(NamedTuple):
    """A number with a point or an exponent, or no number: as it was written."""

    written: str

    def __repr__(self) -> str:
        return self.written


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
    _refuse_costly(text, _json_brackets(text))
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        line = text.splitlines()[error.lineno - 1 : error.lineno] or [""]
        found = line[0][max(error.colno - 1, 0) :][:_LONGEST_QUOTE]
        refuse("not-json", line=error.lineno, column=error.colno, found=found)


def _refuse_costly(text: str, brackets: bytes) -> None:
    """Refuse, before anything is read, what takes quadratic time or exhausts the stack."""
    digits = text.encode("ascii", "replace").translate(_ANY_DIGIT)
    if b"0" * (_MOST_DIGITS + 1) in digits:
        refuse("long-number")
    depths = itertools.accumulate(map(_DEPTHS.__getitem__, brackets))
    if any(map(DEEPEST.__lt__, depths)):
        refuse("too-deep", most=DEEPEST)


def _json_brackets(text: str) -> bytes:
    """Return the brackets and braces of JSON, without those in its texts."""
    plain = text.encode("ascii", "ignore").replace(rb"\\", b"").replace(rb"\"", b"")
    outside = plain.translate(None, _NOT_QUOTES).split(b'"')[::2]
    return b"".join(outside)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs) and "".join(found).isascii():
        return found
    names = [as_name(name) for name, _ in pairs]
    composed = dict(zip(names, (value for _, value in pairs), strict=True))
    if len(composed) == len(pairs):
        return composed
    repeated = Repeated(composed)
    repeated.names = tuple(name for name, count in Counter(names).items() if count > 1)
    return repeated


def as_name(name: str) -> str:
    """Return a name in composed form (NFC); composing takes quadratic time, and no name is long."""
    return unicodedata.normalize("NFC", name) if len(name) <= _LONGEST_COMPOSED else name


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=Fractional, parse_constant=Fractional
)


def _toml(text: str) -> Any:
    bare = _TOML_TEXTS.sub("_", text)
    _refuse_costly(text.replace("_", ""), _toml_brackets(bare))
    if _LONG_NUMBER.search(bare.replace("_", "")):
        refuse("long-number")
    if _LONG_NAME.search(bare):  # a table per dot
        refuse("too-deep", most=_MOST_IN_A_NAME)
    try:
        return _composed(tomllib.loads(text, parse_float=Fractional))
    except tomllib.TOMLDecodeError as error:
        place = _AT_PLACE.search(str(error))
        lines = text.split("\n")
        number, column = (int(place[1]), int(place[2])) if place else (len(lines), 1)
        line = lines[number - 1]
        start = max(column - _LONGEST_QUOTE // 2, 0) if len(line) > _LONGEST_QUOTE else 0
        found = line[start : start + _LONGEST_QUOTE].strip()
        refuse(_why_not_toml(str(error), line), line=number, found=found)


def _why_not_toml(said: str, line: str) -> str:
    """Return the code of the reason why a line is not TOML."""
    for message, look, reason in _OF_TOML:
        if message.search(said) and look.search(line):
            return reason
    return "not-toml"


def _toml_brackets(bare: str) -> bytes:
    return bare.encode("ascii", "ignore").translate(None, _NOT_BRACKETS)


def _composed(value: Any) -> Any:
    """Return what TOML contains with its names in composed form (NFC)."""
    match value:
        case dict():
            return _object([(name, _composed(each)) for name, each in value.items()])
        case list():
            return [_composed(each) for each in value]
        case _:
            return value
