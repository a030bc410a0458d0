"""Checks of organisation numbers and county codes.

No register is consulted: a valid number is correctly formed, but not necessarily in use.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Final

from ..errors import IdentifierError, WrongTypeError
from ..errors.quoting import Hidden, hidden
from ..errors.texts import an_instance, as_line

_LONGEST: Final = 40  # with what registers write around its ten digits
_SEPARATOR = r"[-\s\u2010-\u2015\u2212]?"  # a hyphen, a space or a dash of any kind
_NUMBER: Final = re.compile(rf"(?:16)?([0-9]{{6}}){_SEPARATOR}([0-9]{{4}})")
_VAT_NUMBER: Final = re.compile(rf"[Ss][Ee]\s?([0-9]{{6}}){_SEPARATOR}([0-9]{{4}})\s?01")
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
ENDED_COUNTIES: Final = {
    "11": dt.date(1996, 12, 31),
    "15": dt.date(1997, 12, 31),
    "16": dt.date(1997, 12, 31),
}
"""The last day of each former county: Skåne dates from 1997, Västra Götaland from 1998."""


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


def county_code(written: str) -> str:
    """Return a valid county code (*länskod*).

    Raises:
        IdentifierError: If it does not have two digits, or no county has it.

    Source:
        SCB, Regionala indelningar i Sverige (MIS).

    >>> COUNTIES[county_code("01")]
    'Stockholms län'
    """
    an_instance("county_code", written, str)
    text = as_line(written)
    if not _COUNTY.fullmatch(text):
        raise IdentifierError("county_code", text, "county")
    if text not in COUNTIES:
        raise IdentifierError(
            "county_code", text, "ended" if text in ENDED_COUNTIES else "no-county"
        )
    return text


def is_valid_county_code(written: str) -> bool:
    """Return whether a county has a code.

    >>> is_valid_county_code("01"), is_valid_county_code("02")
    (True, False)
    """
    return _is_valid(county_code, written)
