"""Checks of organisation numbers, municipality codes and county codes.

No register is consulted: a valid number is correctly formed, but not necessarily in use. A
municipality code is compared with the list of today's municipalities.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Final

from ..core.periods import an_optional_day
from ..errors import IdentifierError, WrongTypeError
from ..errors.quoting import Hidden, hidden
from ..errors.texts import an_instance, as_line
from .former_codes import ENDED_COUNTIES, FORMER_CODES, LISTED_FROM
from .municipalities import MUNICIPALITIES

_LONGEST: Final = 40  # with what registers write around its ten digits
_SEPARATOR = r"[-\s\u2010-\u2015\u2212]?"  # a hyphen, a space or a dash of any kind
_NUMBER: Final = re.compile(rf"(?:16)?([0-9]{{6}}){_SEPARATOR}([0-9]{{4}})")
_VAT_NUMBER: Final = re.compile(rf"[Ss][Ee]\s?([0-9]{{6}}){_SEPARATOR}([0-9]{{4}})\s?01")
_MUNICIPALITY: Final = re.compile(r"[0-9]{4}")
_COUNTY: Final = re.compile(r"[0-9]{2}")
_MONTH, _DAY = "(?:0[1-9]|1[0-2])", "(?:[06][1-9]|[1278][0-9]|[39][01])"
_PERSONAL: Final = re.compile(f"[0-9]{{2}}{_MONTH}{_DAY}[0-9]{{4}}")

COUNTIES: Final = {
    "01": "Stockholms län",
    "03": "Uppsala län",
    "04": "Södermanlands län",
    "05": "Östergötlands län",
    "06": "Jönköpings län",
    "07": "Kronobergs län",
    "08": "Kalmar län",
    "09": "Gotlands län",
    "10": "Blekinge län",
    "12": "Skåne län",
    "13": "Hallands län",
    "14": "Västra Götalands län",
    "17": "Värmlands län",
    "18": "Örebro län",
    "19": "Västmanlands län",
    "20": "Dalarnas län",
    "21": "Gävleborgs län",
    "22": "Västernorrlands län",
    "23": "Jämtlands län",
    "24": "Västerbottens län",
    "25": "Norrbottens län",
}
"""The 21 counties (*län*) by their numeric codes (*länskod*)."""
_ONE_DAY: Final = dt.timedelta(days=1)
_LAST_DAYS: Final = {
    former.code: former.last_day for several in FORMER_CODES.values() for former in several
}
_FIRST_DAYS: Final = {
    code: several[-1].last_day + _ONE_DAY for code, several in FORMER_CODES.items()
}


def organisation_number(written: str) -> str:
    """Return an organisation number (*organisationsnummer*) in its usual form.

    The input may have a hyphen, a space, a dash or nothing between its parts, and the prefix 16
    that some registers add. It may also be a VAT number (*momsregistreringsnummer*), as on
    invoices: ``SE212000016701``.

    Raises:
        IdentifierError: If it does not have the form of an organisation number, if its last digit
            does not match the others, or if it may be a personal identity number (*personnummer*,
            *samordningsnummer*). The error does not contain a possible personal identity number.

    Source:
        Lag (1974:174) om identitetsbeteckning för juridiska personer m.fl.: ten digits, the third
        at least 2, so that no number is that of a human being; the last follows from the Luhn
        algorithm.

    >>> organisation_number("2120000167"), organisation_number("SE212000016701")
    ('212000-0167', '212000-0167')
    >>> organisation_number("212000-0168")
    Traceback (most recent call last):
        ...
    samverkan.errors.IdentifierError: organisation_number '212000-0168': the last digit does not \
fit the others; compare it with the register
    """
    if not isinstance(written, str):  # which may still be a personal number
        raise WrongTypeError("organisation_number", str, Hidden.of(written))
    text = as_line(written)
    if len(text) > _LONGEST:
        raise IdentifierError("organisation_number", hidden(text[:_LONGEST]), "form")
    digits = "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())
    found = _VAT_NUMBER.fullmatch(text) or _NUMBER.fullmatch(text)
    if found is None or "".join(found.groups())[2] in "01":
        if _PERSONAL.search(digits):
            # Even the error must not contain it, in any kind of digits.
            raise IdentifierError("organisation_number", hidden(text), "person")
        raise IdentifierError("organisation_number", text, "form")
    if _luhn("".join(found.groups())) % 10:
        raise IdentifierError("organisation_number", text, "digit")
    return "-".join(found.groups())


def is_valid_organisation_number(written: str) -> bool:
    """Return whether an organisation number is valid according to :func:`organisation_number`.

    >>> is_valid_organisation_number("212000-0167"), is_valid_organisation_number("212000-0168")
    (True, False)
    """
    return _is_valid(organisation_number, written)


def _is_valid(check: Callable[[str], str], written: str) -> bool:
    try:
        check(written)
    except IdentifierError:
        return False
    return True


def _luhn(digits: str) -> int:
    """Return the sum of the digits after every other digit is doubled and its digits added."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled)


def municipality_code(written: str, *, on: dt.date | None = None) -> str:
    """Return a municipality code (*kommunkod*) that a municipality has, or had on a day.

    Args:
        written: The code: that of the county, and two more digits.

        on: The day on which the code was used, or None for today's codes. Few former codes are
            known with their days (:data:`FORMER_CODES`). So for a day before 3 July 2015, any
            other code is accepted if its county existed then.

    Raises:
        IdentifierError: If it does not have four digits, or no county or municipality has it, or
            had it on that day.

    Source:
        SCB, Regionala indelningar i Sverige (MIS); see :data:`MUNICIPALITIES`.

    >>> MUNICIPALITIES[municipality_code("0182")]
    'Nacka'
    >>> municipality_code("1917", on=dt.date(2006, 12, 31))  # Heby, before it changed county
    '1917'
    """
    text = _text("municipality_code", written)
    an_optional_day("on", on)
    if not _MUNICIPALITY.fullmatch(text) or text.endswith("00"):
        raise IdentifierError("municipality_code", text, "municipality")
    if text not in MUNICIPALITIES:
        _county("municipality_code", text, text[:2], on)
    reason = _why_not(text, on)
    if reason is not None:
        raise IdentifierError("municipality_code", text, reason)
    return text


def _why_not(code: str, on: dt.date | None) -> str | None:
    """Return why no municipality has a code, or had it on a day, or None if one may have."""
    if on is None:
        return None if code in MUNICIPALITIES else "no-municipality"
    if code in MUNICIPALITIES:
        return "not-on-day" if on < _FIRST_DAYS.get(code, on) else None
    return "not-on-day" if on > _LAST_DAYS.get(code, LISTED_FROM - _ONE_DAY) else None


def is_valid_municipality_code(written: str, *, on: dt.date | None = None) -> bool:
    """Return whether a municipality code is valid according to :func:`municipality_code`.

    >>> is_valid_municipality_code("0182"), is_valid_municipality_code("182")
    (True, False)
    >>> is_valid_municipality_code("1917"), is_valid_municipality_code("0331")
    (False, True)
    """
    return _is_valid(lambda text: municipality_code(text, on=on), written)


def county_code(written: str) -> str:
    """Return a valid county code (*länskod*).

    Raises:
        IdentifierError: If it does not have two digits, or no county has it.

    Source:
        SCB, Regionala indelningar i Sverige (MIS).

    >>> COUNTIES[county_code("01")]
    'Stockholms län'
    """
    text = _text("county_code", written)
    if not _COUNTY.fullmatch(text):
        raise IdentifierError("county_code", text, "county")
    _county("county_code", text, text)
    return text


def is_valid_county_code(written: str) -> bool:
    """Return whether a county has a code.

    >>> is_valid_county_code("01"), is_valid_county_code("02")
    (True, False)
    """
    return _is_valid(county_code, written)


def _county(field: str, text: str, code: str, on: dt.date | None = None) -> None:
    if code in COUNTIES:
        return
    last_day = ENDED_COUNTIES.get(code)
    if last_day is None:
        raise IdentifierError(field, text, "no-county")
    if on is None or on > last_day:
        raise IdentifierError(field, text, "ended")


def _text(field: str, written: str) -> str:
    an_instance(field, written, str)
    return as_line(written)
