"""How numbers, days and amounts are written in Swedish and English."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterable
from decimal import Decimal

from .money import to_kronor
from .texts import Language

__all__ = [
    "amount",
    "day",
    "decimal",
    "exact_amount",
    "joined",
    "kronor",
    "number",
    "on_weekday",
    "scaled",
    "wrapped",
]

_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_WEEKDAYS = {
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_WIDTH = 100
_PARTED_NUMBER = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9])|kr\b)|(?<=SEK) (?=[0-9])")
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
    return kronor(to_kronor(ore), language)


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


def wrapped(said: str, depth: int) -> list[str]:
    """Return a paragraph in lines; what continues is set in, and nothing long is broken."""
    indent = "  " * depth
    return textwrap.wrap(
        _PARTED_NUMBER.sub("\N{NO-BREAK SPACE}", said),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
