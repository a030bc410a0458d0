"""Text for people, in Swedish and English, and lines of visible text."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, TypeAlias

import attrs

from ..errors import TextError, WrongTypeError

_LONGEST_LINE = 2000
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def as_line(value: str) -> str:
    """Return *value* in composed form (NFC), with ordinary spaces and none at the ends.

    Two spellings of one name are then equal: å as one character or as a with a ring.
    """
    if not isinstance(value, str):
        return value  # refused with its field's name by a_line(), just after
    return unicodedata.normalize("NFC", value).replace("\N{NO-BREAK SPACE}", " ").strip()


def as_optional_line(value: str | None) -> str | None:
    """Return *value* as as_line() does, or None."""
    return None if value is None else as_line(value)


def a_line(field: str, value: object) -> None:
    """Refuse what is no line of visible text."""
    if not isinstance(value, str):
        raise WrongTypeError(field, "text", value)
    if not value.strip():
        raise TextError(field, value, "it is empty; leave it out or say what it is")
    if len(value) > _LONGEST_LINE:
        raise TextError(field, value, f"it is longer than {_LONGEST_LINE} characters")
    hidden = next((char for char in value if unicodedata.category(char) in _INVISIBLE), None)
    if hidden is not None:
        raise TextError(field, value, f"it holds U+{ord(hidden):04X}, which cannot be seen")


def an_optional_line(field: str, value: object) -> None:
    """Refuse what is neither a line of visible text nor None."""
    if value is not None:
        a_line(field, value)


def a_slug(field: str, value: object) -> None:
    """Refuse what is no id: lower-case letters a to z, digits, hyphens, at most 64."""
    a_line(field, value)
    if isinstance(value, str) and not _SLUG.fullmatch(value):
        reason = "an id has the letters a to z, digits and hyphens, at most 64, no hyphen first"
        raise TextError(field, value, reason)


Language: TypeAlias = Literal["sv", "en"]
"""The languages that people are answered in: Swedish (the default) and English."""


@attrs.frozen
class Text:
    """One thing said in Swedish and, where somebody has said it, in English.

    Args:
        sv: The Swedish text, one line.

        en: The English text, or None where there is none: the Swedish one serves then.

    Raises:
        WrongTypeError: If a text is no text.

        TextError: If it is empty or holds characters that cannot be seen.

    >>> Text("folkmängd", "population").in_language("en")
    'population'
    >>> Text("Nacka kommun").in_language("en")
    'Nacka kommun'
    """

    sv: str = attrs.field(converter=as_line)
    en: str | None = attrs.field(default=None, converter=as_optional_line)

    def __attrs_post_init__(self) -> None:
        a_line("sv", self.sv)
        an_optional_line("en", self.en)

    def in_language(self, language: Language) -> str:
        """Return the text in *language*, or in Swedish where that is all there is.

        Raises:
            WrongTypeError: If *language* is neither ``"sv"`` nor ``"en"``.
        """
        if language not in ("sv", "en"):
            raise WrongTypeError("language", "'sv' or 'en'", language)
        return self.en if language == "en" and self.en is not None else self.sv


def as_text(value: str | Text) -> Text:
    """Return *value* as a text; a plain string is a Swedish one.

    >>> as_text("avgift")
    Text(sv='avgift', en=None)
    """
    return value if isinstance(value, Text) else Text(value)


def as_optional_text(value: str | Text | None) -> Text | None:
    """Return *value* as a text, or None.

    >>> as_optional_text(None) is None
    True
    """
    return None if value is None else as_text(value)


# --- Numbers, days and amounts, as people write them

_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_WEEKDAYS = {
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_SPACE = "\N{NO-BREAK SPACE}"
_FEWEST_DECIMALS, _MOST_DECIMALS = 2, 10


def number(value: int, language: Language) -> str:
    """Return a whole number in groups of three: 95 182, or 95,182."""
    return decimal(Decimal(value), language)


def scaled(value: int, decimals: int) -> Decimal:
    """Return a whole number of the smallest decimals as the number it stands for."""
    while decimals and value % 10 == 0:
        value, decimals = value // 10, decimals - 1
    return Decimal((int(value < 0), tuple(map(int, str(abs(value)))), -decimals))


def decimal(value: Decimal, language: Language, fewest: int = 0) -> str:
    """Return a decimal number in groups of three, with at least so many decimals."""
    decimals = max(fewest, -int(value.as_tuple().exponent), 0)
    written = f"{value:,.{decimals}f}"
    if language == "en":
        return written
    return written.replace(",", _SPACE).replace(".", ",")


def _money(written: str, language: Language) -> str:
    return f"SEK{_SPACE}{written}" if language == "en" else f"{written}{_SPACE}kr"


def amount(ore: int, language: Language) -> str:
    """Return öre as kronor: 142 773,00 kr, or SEK 142,773.00."""
    return kronor(scaled(ore, 2), language)


def kronor(value: Decimal, language: Language) -> str:
    """Return kronor with all their decimals, at least two."""
    return _money(decimal(value, language, _FEWEST_DECIMALS), language)


def exact_amount(numerator: int, denominator: int, language: Language) -> str:
    """Return kronor exactly where ten decimals are enough, else to four decimals, as about."""
    for decimals in range(_FEWEST_DECIMALS, _MOST_DECIMALS + 1):
        shifted, rest = divmod(numerator * 10**decimals, denominator)
        if rest == 0:
            sign, digits = int(shifted < 0), tuple(map(int, str(abs(shifted))))
            return kronor(Decimal((sign, digits, -decimals)), language)
    size, rest = divmod(abs(numerator) * 10**4, denominator)
    nearest = size + (2 * rest >= denominator)
    written = kronor(scaled(-nearest if numerator < 0 else nearest, 4), language)
    return f"cirka {written}" if language == "sv" else f"about {written}"


def day(value: dt.date, language: Language, *, year: bool = True) -> str:
    """Return a day: 30 juni 2014, or 30 June 2014."""
    written = f"{value.day} {_MONTHS[language].split()[value.month - 1]}"
    return f"{written} {value.year}" if year else written


def on_weekday(value: dt.date, language: Language) -> str:
    """Return a day with its weekday: fredagen den 29 maj 2015, or Friday 29 May 2015."""
    weekday = _WEEKDAYS[language].split()[value.weekday()]
    written = day(value, language)
    return f"{weekday}en den {written}" if language == "sv" else f"{weekday} {written}"


def joined(items: Iterable[str], language: Language) -> str:
    """Return words in a row: a, b och c, or a, b and c."""
    *first, last = items
    word = "och" if language == "sv" else "and"
    return f"{', '.join(first)} {word} {last}" if first else last
