"""Which municipality a row of a table is about."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from ....sweden.former_codes import FORMED_ON, todays_code
from ....sweden.identifiers import COUNTIES, ENDED_COUNTIES
from ....sweden.municipalities import MUNICIPALITIES, code_named

COUNTRY: Final = "00"
SUM: Final = ""
_COUNTRY_NAMES: Final = frozenset(
    {
        *("riket", "hela riket", "riket totalt", "hela landet", "sverige", "sweden"),
        *("the whole country", "whole country", "total country"),
    }
)
_SUM_NAMES: Final = frozenset(
    {
        *("summa", "summa kommuner", "summering", "totalt", "total", "totalsumma", "sum"),
        *("samtliga", "samtliga kommuner", "alla kommuner", "grand total", "all municipalities"),
    }
)
_CODE_FIRST: Final = re.compile(r"([0-9]{1,4})(?:\s*[-–:,]\s*|\s+|$)(?:\1\s+)?(.*)")
_NUTS: Final = re.compile(r"se[0-9]{1,3} ?(.*)", re.IGNORECASE)
_CODE_LAST: Final = re.compile(r"(.+?)[\s,]+\(?([0-9]{1,4})\)?")
_MARK: Final = re.compile(r"(?: ?\*+| [0-9]\)| ?[¹²³])+$")  # of a footnote
_LOST: Final = re.compile(r"[?\ufffd]+")  # a letter that was damaged when the file was saved
_COUNTY_WORDS: Final = re.compile(r"^region | (?:län|lan|county)$")


def _county_names() -> dict[str, str]:
    names = {name.casefold(): code for code, name in COUNTIES.items()}
    for code, name in COUNTIES.items():
        short = name.removesuffix(" län").casefold()
        for each in {short, short.removesuffix("s")}:
            names[f"{each} county"] = names[f"region {each}"] = names[f"region {each} län"] = code
            names[f"{each} lan"] = code
    # The municipality of Gotland is called a region.
    return {name: code for name, code in names.items() if name != "region gotland"}


_COUNTY_NAMES: Final = _county_names()


class Place(NamedTuple):
    """What a row is about.

    Attributes:
        code: The code of a municipality (four digits), the code of a county, ``00`` for the
            country, an empty text for a sum; or None if it cannot be told.

        label: What the row is called in the file.

        reason: Why it cannot be told.

        zero_added: Whether the code was written without its first 0.

        by_name: Whether only the name is written.
    """

    code: str | None
    label: str
    reason: str = ""
    zero_added: bool = False
    by_name: bool = False

    @property
    def is_municipality(self) -> bool:
        """Whether it is a municipality."""
        return self.code is not None and len(self.code) == 4


def place(label: str) -> Place:
    """Return the municipality, or the larger area, that a label names.

    >>> place("0182 Nacka").code, place("Nacka kommun").code, place("01 Stockholms län").code
    ('0182', '0182', '01')
    """
    found = _CODE_FIRST.fullmatch(label)
    if found is not None:
        digits, name = found.groups()
    else:
        found = _CODE_LAST.fullmatch(label)
        if found is None:
            return _named(label)
        name, digits = found.groups()
    return _coded(label, digits, name)


def _named(label: str) -> Place:
    nuts = _NUTS.fullmatch(label)
    name = (nuts[1] if nuts else label).casefold()
    if name in _COUNTRY_NAMES:
        return Place(COUNTRY, label)
    if name in _SUM_NAMES:
        return Place(SUM, label)
    code = _COUNTY_NAMES.get(name) or code_named(name)
    if code is None:
        return Place(None, label, "region-unknown" if label else "region-empty")
    return Place(code, label, by_name=len(code) == 4)


def _coded(label: str, digits: str, name: str) -> Place:
    if MUNICIPALITIES.get(digits) == name:  # what most labels are
        return Place(digits, label)
    if len(digits) == 4 and digits.startswith("00"):  # Kolada's codes of the country and regions
        return Place(digits[2:], label)
    if len(digits) == 4:
        return _of_municipality(label, digits, name)
    if len(digits) <= 2:
        return _of_area(label, digits, name)
    code = f"0{digits}"
    if name and is_named(code, name):
        return Place(code, label, zero_added=True)
    return Place(None, label, "zero-lost" if code in MUNICIPALITIES else "region-unknown")


def _of_area(label: str, digits: str, name: str) -> Place:
    """Return the country or a county; its code may lack its first 0 if its name is beside it."""
    area = digits.zfill(2)
    is_area = area == COUNTRY or area in COUNTIES or area in ENDED_COUNTIES
    if is_area and (_is_area(area, name) if name else len(digits) == 2):
        return Place(area, label)
    return Place(None, label, "region-unknown")


def _is_area(area: str, name: str) -> bool:
    """Return whether a name may be that of the country or a county."""
    if area == COUNTRY:
        return _named(name).code == COUNTRY
    short = _COUNTY_WORDS.sub("", name.casefold())
    if area in ENDED_COUNTIES:
        return code_named(name) is None
    known = _COUNTY_WORDS.sub("", COUNTIES[area].casefold())
    return _spelt(short).removesuffix("s") == _spelt(known).removesuffix("s")


def _of_municipality(label: str, code: str, name: str) -> Place:
    """Return a municipality, unless the name beside its code is that of something else."""
    if not name or is_named(code, name) or not is_listed(code):
        return Place(code, label)
    return Place(None, label, "other-name")


def is_listed(code: str) -> bool:
    """Return whether a municipality has a code, or had it."""
    return code in MUNICIPALITIES or todays_code(code) != code


def is_named(code: str, name: str) -> bool:
    """Return whether a name is that of the municipality with a code, however it is spelt.

    A mark of a footnote, and letters that were damaged or lost their dots, are no other name; nor
    is the first part of a double one, as Malung-Sälen was called Malung.

    >>> is_named("0114", "Upplands-Väsby"), is_named("0182", "Nacka, Sicklaön")
    (True, False)
    """
    present = todays_code(code)
    short = re.sub(rf"\b{code}\b", "", _MARK.sub("", name)).strip()
    if not short or any(map(str.isdigit, short)):
        return False
    if code_named(short) == present:
        return True
    known = MUNICIPALITIES.get(present, "")
    several = (_spelt(known), f"{_spelt(known)}s", _spelt(known.partition("-")[0]))
    written = _spelt(" ".join(each for each in short.split() if each.casefold() not in _KINDS))
    return any(map(re.compile(written.replace("?", ".")).fullmatch, several))


_KINDS: Final = frozenset({"kommun", "stad", "kn", "municipality", "region"})


def _spelt(name: str) -> str:
    """Return the letters of a name, without dots and rings; a damaged letter is a question mark."""
    plain = unicodedata.normalize("NFD", _LOST.sub("?", name).casefold())
    return "".join(char for char in plain if char.isalpha() or char == "?")


_BY_AREA: Final = {
    area: tuple(code for code in MUNICIPALITIES if area in (COUNTRY, code[:2]))
    for area in (COUNTRY, *COUNTIES)
}
_FORMED: Final = {todays_code(code): day for code, day in FORMED_ON.items()}
_LAST_FORMED: Final = max(_FORMED.values())
# The days from which the sum of today's municipalities is the population of the area.
_ONE_DIVISION: Final = dt.date(1983, 1, 1)
_COUNTIES_OF_TODAY: Final = dt.date(1998, 1, 1)
_HEBY_MOVED: Final = dt.date(2007, 1, 1)
_ONE_DAY: Final = dt.timedelta(days=1)


def all_of(area: str, day: dt.date) -> Sequence[str]:
    """Return the codes of the municipalities that make up an area; none if that is not sure.

    Source:
        SCB, TAB638 (BefolkningNy), footnotes: the population of 31 December by the division of
        1 January of the year after; Heby moved from Västmanland to Uppsala county in 2007.
    """
    surely_from = _ONE_DIVISION if area == COUNTRY else _COUNTIES_OF_TODAY
    if area in ("03", "19"):
        surely_from = _HEBY_MOVED
    if day < surely_from:
        return ()
    codes = _BY_AREA.get(area, ())
    next_day = day + _ONE_DAY
    if next_day >= _LAST_FORMED:
        return codes
    return [code for code in codes if _FORMED.get(code, day) <= next_day]
