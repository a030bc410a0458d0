"""Errors about findings and identifiers."""

from __future__ import annotations

from typing import ClassVar

from .texts import NO_DETAILS, Details, Reasons, SamverkanError, Text


class FindingError(SamverkanError, ValueError):
    """A finding, or a kind of finding, is not valid as stated.

    Attributes:
        code: The code of the finding.

        reason: Why it is refused.

        details: Further values that the text of the reason names.
    """

    code: str
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("Iakttagelse {code}: {reason}.", "finding {code}: {reason}")
    reasons: ClassVar[Reasons] = {
        "detail-lacking": Text(
            "ange {detail}, som texten nämner", "give {detail}, which the text names"
        ),
        "braces": Text(
            "klamrarna innehåller inte namn på uppgifter; skriv {form}",
            "its braces must contain names of details; write {form}",
        ),
        "low-confidence": Text(
            "en osäker läsning är inget fel; gör den till en varning",
            "a reading of low confidence is not an error; make it a warning",
        ),
    }


class IdentifierError(SamverkanError, ValueError):
    """A number or code cannot belong to an organisation, a municipality or a county.

    Attributes:
        field: Name of the field.

        value: The value given; with asterisks for digits if it may be a personal identity number.

        reason: What is wrong with it.
    """

    field: str
    value: str
    reason: str

    template: ClassVar[Text] = Text("{field} {value!r}: {reason}.", "{field} {value!r}: {reason}")
    reasons: ClassVar[Reasons] = {
        "form": Text(
            "skriv numrets tio siffror, som i 212000-0167",
            "write the ten digits of the number, as in 212000-0167",
        ),
        "digit": Text(
            "den sista siffran stämmer inte med de andra; jämför med registret",
            "the last digit does not fit the others; compare it with the register",
        ),
        "person": Text(
            "det kan vara någons personnummer, och sådana sparas inte; ange en organisations "
            "nummer",
            "this may be a personal identity number, which is not stored; give "
            "the number of an organisation",
        ),
        "municipality": Text(
            "en kommunkod har fyra siffror, som 0182 med sin första nolla",
            "a municipality code has four digits, as in 0182 with its first 0",
        ),
        "no-municipality": Text(
            "ingen kommun har den koden; kontrollera den, eller ange en dag då den gällde",
            "no municipality has this code; check it, or give a day on which it held",
        ),
        "not-on-day": Text(
            "ingen kommun hade den koden den dagen; ange kommunens kod då",
            "no municipality had this code on that day; give the code that it had then",
        ),
        "county": Text(
            "en länskod har två siffror, som 01 med sin första nolla",
            "a county code has two digits, as in 01 with its first 0",
        ),
        "no-county": Text(
            "inget län har den koden; kontrollera den", "no county has this code; check it"
        ),
        "ended": Text(
            "länet med den koden gick 1997 eller 1998 upp i ett annat; ange dess kod nu",
            "the county with this code became part of another in 1997 or 1998; give its code now",
        ),
    }
