"""Which day the figures of a period describe."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

_MONTHS: Final = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augusti", "august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_ORDINALS: Final = (
    ("första", "1:a", "first", "1st"),
    ("andra", "2:a", "second", "2nd"),
    ("tredje", "3:e", "third", "3rd"),
    ("fjärde", "4:e", "fourth", "4th"),
)
_QUARTERS: Final = ("kvartal ", "kvartalet ", "kv ", "kv", "k", "q", "quarter ", "quarter")
_HALVES: Final = ("halvår ", "halvåret ", "h", "half-year ", "half year ", "half ")
_WHOLE_YEAR: Final = (
    "hela året",
    "hel",
    "helår",
    "helåret",
    "året",
    "whole year",
    "full year",
    "year",
)


def _phrases() -> dict[str, int]:
    """Return the last month of each part of a year, by what the part is called."""
    found = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
    found |= dict.fromkeys(_WHOLE_YEAR, 12)
    for number, ordinals in enumerate(_ORDINALS, 1):
        found |= {f"{word}{number}": 3 * number for word in _QUARTERS}
        for each in ordinals:
            found |= dict.fromkeys((f"{each} kvartalet", f"{each} quarter"), 3 * number)
            if number <= 2:
                halves = (f"{each} halvåret", f"{each} half", f"{each} half-year")
                found |= dict.fromkeys(halves, 6 * number)
    for number in (1, 2):
        found |= {f"{word}{number}": 6 * number for word in _HALVES}
    return found


_PHRASES: Final = _phrases()
_NAMES: Final = "|".join(sorted((n for names in _MONTHS for n in names), key=len, reverse=True))
_PARTS: Final = "|".join(map(re.escape, sorted(_PHRASES, key=len, reverse=True)))
_YEAR = "(?:1[89]|2[0-9])[0-9]{2}"
_ISO_DAY: Final = re.compile(rf"({_YEAR})-([0-9]{{2}})-([0-9]{{2}})(?:[ t]00:00(?::00(?:\.0+)?)?)?")
_ISO_MONTH: Final = re.compile(rf"({_YEAR})(?:-| ?m ?)([0-9]{{1,2}})")
_YEAR_FIRST: Final = re.compile(rf"({_YEAR})[ ,:]*(.*)")
_YEAR_LAST: Final = re.compile(rf"(.*?)[ ,]*(?:\bof |\bår )?({_YEAR})")
_DAY_FIRST: Final = re.compile(rf"(?:den )?([0-9]{{1,2}})(?:[.:]?e|[.:]?a|st|nd|rd|th)? ({_NAMES})")
_DAY_LAST: Final = re.compile(rf"({_NAMES}) ([0-9]{{1,2}})(?:st|nd|rd|th)?")
_IN_HEADING: Final = (
    re.compile(rf"\b([0-9]{{1,2}} (?:{_NAMES}) {_YEAR}|(?:{_NAMES}) [0-9]{{1,2}},? {_YEAR})\b"),
    re.compile(rf"\b({_YEAR}-[0-9]{{2}}-[0-9]{{2}})\b"),
    re.compile(rf"\b([0-9]{{1,2}} (?:{_NAMES})|(?:{_NAMES}) [0-9]{{1,2}})\b"),
    re.compile(
        rf"\b((?:{_PARTS}),? (?:of |år )?{_YEAR}|{_YEAR},? (?:{_PARTS})|{_YEAR}[mkqh][0-9]+)\b"
    ),
    re.compile(rf"\b({_YEAR})\b"),
)
# Lines that say when a table was made, not what it describes.
_NOT_OF_FIGURES: Final = re.compile(
    r"uppdater|ändrad|publicer|hämtad|senast|updated|changed|published|download|latest"
)
_BLANKS: Final = re.compile(r"\s+")


class Period(NamedTuple):
    """A year or a part of a year; what is not stated is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def last_day(self, year: int) -> dt.date | None:
        """Return the day that a count at the end of the period describes, or None if there is none.

        Args:
            year: The year of the period.
        """
        month = self.month or 12
        last = calendar.monthrange(year, month)[1]
        day = self.day or last
        return dt.date(year, month, day) if day <= last else None

    def within(self, other: Period) -> Period | None:
        """Return what two statements of one period say together, or None if they differ."""
        both = [
            one if two is None or one == two else two if one is None else -1
            for one, two in zip(self, other, strict=True)
        ]
        return None if -1 in both else Period(*both)


def words(text: str) -> str:
    """Return a text in lower case with single spaces."""
    return _BLANKS.sub(" ", text.replace("_", " ")).strip().casefold()


def period(text: str) -> Period | None:
    """Return the period that a text names, or None if it names none.

    >>> period("2014K2"), period("första halvåret")
    (Period(year=2014, month=6, day=None), Period(year=None, month=6, day=None))
    """
    said = words(text)
    day = _ISO_DAY.fullmatch(said)
    if day is not None:
        return _possible(*map(int, day.groups()))
    month = _ISO_MONTH.fullmatch(said)
    if month is not None:
        return _possible(*map(int, month.groups()))
    if found := _YEAR_FIRST.fullmatch(said):
        year, rest = found.groups()
    elif found := _YEAR_LAST.fullmatch(said):
        rest, year = found.groups()
    else:
        return _part(None, said)
    return _part(int(year), rest)


def _part(year: int | None, said: str) -> Period | None:
    """Return the part of a year that a text names."""
    if not said:
        return Period(year) if year is not None else None
    if said in _PHRASES:
        return Period(year, _PHRASES[said])
    if found := _DAY_FIRST.fullmatch(said):
        day, month = found.groups()
    elif found := _DAY_LAST.fullmatch(said.rstrip(",")):
        month, day = found.groups()
    else:
        return None
    return _possible(year, _PHRASES[month], int(day))


def _possible(year: int | None, month: int, day: int | None = None) -> Period | None:
    """Return a period if its month and day exist in a leap year."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _longest(month)):
        return None
    return Period(year, month, day)


def _longest(month: int) -> int:
    return calendar.monthrange(2024, month)[1]


def in_heading(lines: Iterable[str]) -> Period | None:
    """Return the one period that the lines above a table name, or None if they name none or more.

    A day is taken before a part of a year, and that before a year.
    """
    told = [said for line in lines if not _NOT_OF_FIGURES.search(said := words(line))]
    for pattern in _IN_HEADING:
        named = {found for said in told for found in pattern.findall(said)}
        if named:
            periods = {period(each) for each in named}
            return periods.pop() if len(periods) == 1 else None
    return None


def without_period(header: str) -> tuple[str, Period | None]:
    """Return the name of a column without the period in it, and that period.

    >>> without_period("Folkmängd 2014K2")
    ('folkmängd', Period(year=2014, month=6, day=None))
    """
    parts = words(header).split(" ")
    for length in range(min(len(parts), _MOST_WORDS), 0, -1):
        for first, rest in ((len(parts) - length, parts[:-length]), (0, parts[length:])):
            named = parts[first : first + length]
            found = period(" ".join(named))
            if found is not None and (found.year is not None or length == len(parts)):
                return " ".join(rest).strip(" ,"), found
    return words(header), None


_MOST_WORDS: Final = 5
