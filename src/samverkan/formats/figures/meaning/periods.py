"""Which day the figures of a period describe."""

from __future__ import annotations

import calendar
import contextlib
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
_QUARTERS: Final = (
    *("kvartal ", "kvartalet ", "kvartal", "kv ", "kv", "k", "q", "quarter ", "quarter"),
)
_HALVES: Final = (
    *("halvår ", "halvåret ", "halvår", "halv", "h", "half-year ", "half year ", "half "),
)
_HALF_YEARS: Final = ("halvåret", "half", "half-year", "half year")
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
                halves = [f"{each} {half}" for half in _HALF_YEARS]
                found |= dict.fromkeys(halves, 6 * number)
                found |= dict.fromkeys((f"{half} of the year" for half in halves), 6 * number)
    for number in (1, 2):
        found |= {f"{word}{number}": 6 * number for word in _HALVES}
    return found


_PHRASES: Final = _phrases()
_NAMES: Final = "|".join(sorted((n for names in _MONTHS for n in names), key=len, reverse=True))
# In a title, "year 2000" begins a range of years.
_PARTS_IN_TITLES: Final = "|".join(
    map(re.escape, sorted(_PHRASES.keys() - {"year", "året", "hel"}, key=len, reverse=True))
)
_YEAR = "(?:1[89]|2[0-9])[0-9]{2}"
_ISO_DAY: Final = re.compile(rf"({_YEAR})-([0-9]{{2}})-([0-9]{{2}})(?:[ t]00:00(?::00(?:\.0+)?)?)?")
_ISO_MONTH: Final = re.compile(rf"({_YEAR})(?:-| ?m ?)([0-9]{{1,2}})")
_YEAR_FIRST: Final = re.compile(rf"({_YEAR})[ ,:]*(.*)")
_YEAR_LAST: Final = re.compile(rf"(.*?)[ ,]*(?:\bof |\bår )?({_YEAR})")
_DAY_FIRST: Final = re.compile(rf"(?:den )?([0-9]{{1,2}})(?:[.:]?e|[.:]?a|st|nd|rd|th)? ({_NAMES})")
_DAY_LAST: Final = re.compile(rf"({_NAMES}) ([0-9]{{1,2}})(?:st|nd|rd|th)?")
# Swedes write 30/6 2025; of a day up to the 12th it is not sure which number is the month.
_SLASHED: Final = re.compile(rf"(?:den )?(1[3-9]|2[0-9]|3[01])/([0-9]{{1,2}}) ({_YEAR})")
_FULL_DAY: Final = re.compile(
    rf"\b([0-9]{{1,2}} (?:{_NAMES}) {_YEAR}|(?:{_NAMES}) [0-9]{{1,2}},? {_YEAR}|"
    rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}/[0-9]{{1,2}} {_YEAR})\b"
)
_DAY_ALONE: Final = re.compile(rf"\b([0-9]{{1,2}} (?:{_NAMES})|(?:{_NAMES}) [0-9]{{1,2}})\b")
_PART_OF_YEAR: Final = re.compile(
    rf"\b((?:{_PARTS_IN_TITLES}),? (?:of |år )?{_YEAR}|{_YEAR},? (?:{_PARTS_IN_TITLES})|"
    rf"{_YEAR}[mkqh][0-9]+)\b"
)
_YEAR_ALONE: Final = re.compile(rf"\b({_YEAR})\b")
# A code before the text of a period, as in "hel - hela året".
_CODE_FIRST: Final = re.compile(r"([a-z0-9]{1,4}|[a-zåäö]{1,8}[0-9]) (?:- )?(.+)")
_MONTH_NAMES: Final = frozenset(name for names in _MONTHS for name in names)
# Lines that say when a table was made, or by whom, not what it describes.
_NOT_OF_FIGURES: Final = re.compile(
    r"uppdater|ändrad|publicer|hämtad|senast|skapad|uttag|utskriv|revider|rättad|framtag|"
    r"updated|changed|published|download|latest|created|extracted|printed|revised|corrected"
)
# What follows is not of the figures: where they come from, or the areas that they are divided in.
_NOT_OF_THE_REST: Final = re.compile(r"\b(?:källa|source)\b|\b(?:indelning|division)")
# The year of a fee or a budget is not the day of the figures that it is by.
_FEES: Final = r"(?:\w*(?:avgift|bidrag|ersättning|budget)\w*|fees?\b|contributions?\b)"
_YEAR_OF_FEE: Final = re.compile(
    rf"\b{_FEES}(?: (?:för|år|of|for|year|in))* {_YEAR}\b(?!-)|\b{_YEAR}(?: års)? {_FEES}"
)
_NAMES_POPULATION: Final = re.compile(
    r"folkmängd|befolkning|invånar|folkbokför|population|inhabitant|resident"
)
_ONLY_A_PERIOD: Final = re.compile(
    r"(?:(?:per|den|avser|gäller|år|as of|as at|on|the|year) ?:? ?)*(.+)"
)
_DIVISION: Final = re.compile(r"(?:indelning\w*|division) (?:of |on |as of |per |den )*(.+)")
_UPDATED: Final = re.compile(r"uppdater|last updated|latest update|updated")
_STAMP: Final = re.compile(r"\b([0-9]{4})-?([0-9]{2})-?([0-9]{2})\b")
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


UNCLEAR: Final = Period(0)
"""What a heading that names several days states: none that can be taken for certain."""


def words(text: str) -> str:
    """Return a text in lower case with single spaces."""
    return _BLANKS.sub(" ", text.replace("_", " ")).strip().casefold()


def period(text: str) -> Period | None:
    """Return the period that a text names, or None if it names none.

    >>> period("2014K2"), period("första halvåret")
    (Period(year=2014, month=6, day=None), Period(year=None, month=6, day=None))
    """
    said = words(text)
    code, _, named = said.partition(" - ")
    if named and (one := period(code)) is not None and one == period(named):
        return one
    if found := _ISO_DAY.fullmatch(said):
        return _possible(*map(int, found.groups()))
    if found := _SLASHED.fullmatch(said):
        day, month, year = map(int, found.groups())
        return _possible(year, month, day)
    if found := _ISO_MONTH.fullmatch(said):
        year, month = map(int, found.groups())
        is_two_years = said[4] == "-" and month == (year + 1) % 100  # a school year: 2010-11
        return None if is_two_years else _possible(year, month)
    if found := _YEAR_FIRST.fullmatch(said):
        written, rest = found.groups()
    elif found := _YEAR_LAST.fullmatch(said):
        rest, written = found.groups()
    else:
        return _part(None, said)
    return _part(int(written), rest)


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
        return _coded(said) if year is None else None
    return _possible(year, _PHRASES[month], int(day))


def _coded(said: str) -> Period | None:
    """Return the part of a year that a code and a text name: by the text, if the code is unknown.

    Source: Statistics Sweden, BefforandrKvRLK: ``hel`` is the code of the whole year; the others
    were not seen.
    """
    found = _CODE_FIRST.fullmatch(said)
    if found is None or found[2] in _MONTH_NAMES:
        return None
    month = _PHRASES.get(found[2])
    is_one = month is not None and _PHRASES.get(found[1], month) == month
    return Period(None, month) if is_one else None


def _possible(year: int | None, month: int, day: int | None = None) -> Period | None:
    """Return a period if its month and day exist in a leap year."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _longest(month)):
        return None
    return Period(year, month, day)


def _longest(month: int) -> int:
    return calendar.monthrange(2024, month)[1]


def in_heading(lines: Iterable[str]) -> Period | None:
    """Return the period that the lines above a table state of its figures.

    Only a line that names the population, or that is nothing but a period, says it; not a line on
    the source of the table, its making, or the division into areas. A day is taken before a part
    of a year, and that before a year. Several years leave the year to the table.

    Returns:
        None if no period is named; :data:`UNCLEAR` if several days or parts of a year are.
    """
    told = [said for line in lines if (said := _of_figures(words(line)))]
    years = {year for said in told for year in _YEAR_ALONE.findall(said)}
    for pattern in (_FULL_DAY, _DAY_ALONE, _PART_OF_YEAR):
        named = {period(found) for said in told for found in pattern.findall(said)}
        if len(named) > 1 or None in named:
            return UNCLEAR
        if named:
            [one] = named
            return one if one is None or len(years) < 2 else one._replace(year=None)
    return Period(int(years.pop())) if len(years) == 1 else None


def is_of_making(said: str) -> bool:
    """Return whether a line says when a table was made, or by whom."""
    return _NOT_OF_FIGURES.search(said) is not None


def _of_figures(said: str) -> str:
    """Return what a line above a table says of its figures."""
    if is_of_making(said):
        return ""
    kept = _YEAR_OF_FEE.sub("", _NOT_OF_THE_REST.split(said)[0])
    if _NAMES_POPULATION.search(kept):
        return kept
    alone = _ONLY_A_PERIOD.fullmatch(said)
    return alone[1] if alone and period(alone[1]) is not None else ""


def division_in(lines: Iterable[str]) -> dt.date | None:
    """Return the day of the division into areas that the lines above a table name last, if any.

    >>> division_in(["Enligt indelningen 1 januari 2020"])
    datetime.date(2020, 1, 1)
    """
    days: list[dt.date] = []
    for line in lines:
        for found in _DIVISION.findall(words(line)):
            named = _FULL_DAY.match(found) or _YEAR_ALONE.match(found)
            stated = period(named[0]) if named else None
            if stated is not None and stated.year is not None:
                first = Period(stated.year, stated.month or 1, stated.day or 1)
                days.append(first.last_day(stated.year) or dt.date.min)
    return max(days, default=None)


class Updates:
    """The day on which a table was updated, as far as its headings and notes state it.

    Attributes:
        days: The days that are stated.
    """

    def __init__(self) -> None:
        self.days: set[dt.date] = set()
        self._is_next = False

    @property
    def day(self) -> dt.date | None:
        """The one day that is stated, or None."""
        return next(iter(self.days)) if len(self.days) == 1 else None

    def see(self, text: str) -> None:
        """Read a heading or a note; its day may stand in the one that follows."""
        is_about = _UPDATED.search(words(text)) is not None
        if (is_about or self._is_next) and (found := _STAMP.search(text)):
            self._is_next = False
            with contextlib.suppress(ValueError):
                self.days.add(dt.date(*map(int, found.groups())))
        else:
            self._is_next = is_about


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


_MOST_WORDS: Final = 6
