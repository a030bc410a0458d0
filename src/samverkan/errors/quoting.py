"""Quoting of input in messages: escaped once, and cut to fit a line."""

from __future__ import annotations

import enum
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, cast

_LONGEST = 60
_LONGEST_KEY = 40
_LONGEST_ITEM = 130
_MOST = 40
_MOST_IN_A_ROW = 10
_MANY = {"sv": "och {} till", "en": "and {} more"}
_OR = {"sv": " eller ", "en": " or "}
_PLAIN = {
    str: {"sv": "text", "en": "text"},
    int: {"sv": "ett heltal", "en": "a whole number"},
    bool: {"sv": "True eller False", "en": "True or False"},
    bytes: {"sv": "bytes", "en": "bytes"},
    type(None): {"sv": "None", "en": "None"},
}
_IN_SWEDISH = {"str": "texten", "int": "talet", "float": "talet"}


def quoted(value: object, language: str = "en") -> str:
    """Return *value* as text of limited length, with quotes around a string."""
    if isinstance(value, str):
        mark = "'" if language == "en" else "\N{RIGHT DOUBLE QUOTATION MARK}"
        return f"{mark}{shown(value, _LONGEST - 2)}{mark}"
    return shown(_text_of(value, _beginning))


def _beginning(value: object) -> str:
    """Return what repr() writes of a value, or as much of a large or deep one as is quoted."""
    text = ""
    for piece in _pieces(value):
        text += piece
        if len(text) > _LONGEST:
            break
    return text


def _pieces(value: object) -> Iterator[str]:
    """Yield what repr() writes of a value, piece by piece."""
    parts: Iterable[tuple[object, ...]]
    if type(value) is list:
        marks, parts = "[]", ((each,) for each in value)
    elif type(value) is dict:
        marks, parts = "{}", value.items()
    else:
        yield repr(value[:_LONGEST] if type(value) is str else value)
        return
    yield marks[0]
    for number, part in enumerate(parts):
        for place, each in enumerate(part):
            yield ": " if place else ", " if number else ""
            yield from _pieces(each)
    yield marks[1]


def _text_of(value: object, how: Callable[[object], str]) -> str:
    try:
        return how(value)
    except Exception:  # noqa: BLE001 # too many digits, nested too deep, or a method that fails
        return f"<{type(value).__name__}>"


def shown(text: str, longest: int = _LONGEST) -> str:
    """Return *text* at limited length, with unprintable characters escaped."""
    return cut("".join(map(_printable, text[: longest + 1])), longest)


def _printable(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode("ascii")


def item(field: str, key: object) -> str:
    """Return the name of one item of a field, short enough to be quoted whole."""
    return f"{field}[{quoted(cut(str(key), _LONGEST_KEY))}]"


def hidden(text: str) -> str:
    """Return *text* with an asterisk for each digit, in any script."""
    return "".join("*" if char.isdigit() else char for char in text)


class Hidden(NamedTuple):
    """The kind of a value, and the value with an asterisk for each digit."""

    kind: str
    written: str

    @classmethod
    def of(cls, value: object) -> Hidden:
        """Return what may be told of a value that may be a personal identity number."""
        return cls(type(value).__name__, hidden(quoted(value)))


def cut(text: str, longest: int = _LONGEST) -> str:
    """Return *text*, or its beginning if it is too long."""
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def filled(template: str, values: Mapping[str, object], language: str) -> str:
    """Return *template* with the values that its braces name filled in.

    ``{name}`` writes a value as it is, ``{name!r}`` with quotes around text, ``{name!k}`` after
    its type, and ``{name!c}`` with an initial capital. Several values are written one per line, or
    with ``{name:row}`` on one line. All values are escaped and cut; a value with an
    ``in_language`` method writes its own text.
    """
    return _Filler(language).vformat(template, (), values)


class _Filler(string.Formatter):
    """Fills the braces of a message in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        match conversion:
            case "r":
                is_plain = _speaks(value) or isinstance(value, (Decimal, Fraction))
                return self._written(value) if is_plain else quoted(value, self._language)
            case "k":
                return _kind_and_value(value, self._language)
            case "c":
                return _capital(self._written(value))
            case _:
                return value if _are_several(value) else self._written(value)

    def format_field(self, value: Any, format_spec: str) -> str:
        if not _are_several(value):
            return str(value)
        if format_spec == "row":
            return ", ".join(self._items(value, _MOST_IN_A_ROW))
        return "".join(f"\n  {item}" for item in self._items(value, _MOST))

    def _items(self, several: tuple[object, ...], most: int) -> Iterable[str]:
        yield from (self._written(item, _LONGEST_ITEM) for item in several[:most])
        if len(several) > most:
            yield _MANY[self._language].format(len(several) - most)

    def _written(self, value: object, longest: int = _LONGEST) -> str:
        if _speaks(value):
            return str(cast("Any", value).in_language(self._language))
        return shown(_text_of(value, str), longest)


def _kind_and_value(value: object, language: str) -> str:
    """Return a value after its type, which values of other types than Python's own tell."""
    if isinstance(value, Hidden):
        return value.written if value.kind == "NoneType" else f"{value.kind} {value.written}"
    written, kind = quoted(value, language), type(value)
    is_plain = kind.__module__ == "builtins" and value is not None
    name = _IN_SWEDISH.get(kind.__name__, kind.__name__) if language == "sv" else kind.__name__
    return f"{name} {written}" if is_plain else written


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _speaks(value: object) -> bool:
    """Return whether a value has words of its own in both languages."""
    return hasattr(value, "in_language") and not isinstance(value, type)


def _are_several(value: object) -> bool:
    return isinstance(value, tuple) and not _speaks(value)


def kinds_told(kinds: Iterable[object], language: str) -> str:
    """Return the types that a value may have, in words: a Burden (RELIEF, MEMBERS) or None."""
    told: dict[str, None] = {}
    is_first = True
    for kind in kinds:
        is_class = isinstance(kind, type) and kind not in _PLAIN
        told[_kind_told(kind, language, of_type=is_class and is_first)] = None
        is_first = is_first and not is_class
    *first, last = told
    return f"{', '.join(first)}{_OR[language]}{last}" if first else last


def _kind_told(kind: object, language: str, *, of_type: bool) -> str:
    if not isinstance(kind, type):
        return "None" if kind is None else str(kind)
    if kind in _PLAIN:
        return _PLAIN[kind][language]
    before = ("av typen " if of_type else "") if language == "sv" else _article(kind.__name__)
    members = list(kind.__members__) if issubclass(kind, enum.Enum) else []
    which = f" ({', '.join(members)})" if members else ""
    return f"{before}{kind.__name__}{which}"


def _article(name: str) -> str:
    if name.endswith("s") and name[-2] not in "isu":  # Terms and Shares; a Basis, a Status
        return ""
    return "an " if name[0] in "AEIO" else "a "  # a Unit
