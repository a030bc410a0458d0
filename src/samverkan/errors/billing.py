"""Errors about what is billed."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from .texts import Filled, Language, SamverkanError, Text

_FAULTS = {
    "no-number": Text(
        "{party} har inget organisationsnummer, och utan det går inget att fakturera; ange det "
        "som organisation_number",
        "{party} has no organisation number, without which nothing can be billed; state it as "
        "organisation_number",
    ),
    "no-number-but-id": Text(
        "{party} har inget organisationsnummer, och utan det går inget att fakturera; ange det "
        'som organisation_number, och bredvid det id = "{found}", så att parten förblir samma '
        "part",
        "{party} has no organisation number, without which nothing can be billed; state it as "
        'organisation_number, and id = "{found}" beside it, so that the party stays the same '
        "party",
    ),
    "wrong-number": Text(
        "{party}: organisationsnumret {found} kan inte stämma; jämför det med registret",
        "{party}: the organisation number {found} cannot be right; compare it with the register",
    ),
    "too-long": Text(
        "{party}: radtexten {found!r} har {length} tecken, och högst {most} får plats; ange en "
        "kortare text",
        "{party}: the text {found!r} has {length} characters, and at most {most} fit; give a "
        "shorter text",
    ),
    "same-number": Text(
        "{party} och {found} skulle få samma underlagsnummer; ge den ena ett id med högst {most} "
        "tecken",
        "{party} and {found} would have the same claim number; give one of them an id of at most "
        "{most} characters",
    ),
    "too-many": Text(
        "{party}: underlagsnumret {found} har {length} tecken, och högst {most} får plats; ange "
        "ett kortare prefix",
        "{party}: the claim number {found} has {length} characters, and at most {most} fit; give "
        "a shorter prefix",
    ),
    "prefix": Text(
        "prefixet {found!r} ska ha högst {most} tecken av a till z, A till Z, siffror och "
        "bindestreck, och börja med en bokstav eller siffra",
        "the prefix {found!r} must have at most {most} of the characters a to z, A to Z, digits "
        "and hyphens, and begin with a letter or a digit",
    ),
    "no-party": Text(
        "konteringen är för {found!r}, som varken är en part, ett slag av part eller *; rätta "
        "namnet (slagen är {known:row})",
        "the accounts are for {found!r}, which is neither a party, a kind of party nor *; correct "
        "the name (the kinds are {known:row})",
    ),
    "part-twice": Text(
        "konteringens del {found!r} är angiven två gånger för {party}; ta bort den ena",
        "the part {found!r} of the accounts is stated twice for {party}; remove one of them",
    ),
    "spelt-twice": Text(
        "konteringens delar {known:row} och {found} skiljer sig bara i stora och små bokstäver; "
        "skriv dem lika",
        "the parts {known:row} and {found} of the accounts differ only in upper and lower case; "
        "spell them alike",
    ),
    "no-ledger": Text(
        "en skillnad mellan två beräkningar har ingen reskontra, som ger kraven nummer; använd "
        "settle",
        "a difference between two assessments has no ledger to give the claims numbers; use settle",
    ),
    "a-column": Text(
        "konteringens del {found!r} heter som en annan kolumn; ge den ett annat namn",
        "the part {found!r} of the accounts is called like another column; give it another name",
    ),
    "product": Text(
        "{found}: priset gånger antalet är inte beloppet, eller priset är under 0; rätta dem",
        "{found}: the price times the quantity is not the amount, or the price is below 0; correct "
        "them",
    ),
}


class BillingFault(NamedTuple):
    """One reason why claims cannot be billed.

    Attributes:
        reason: What kind of fault it is.

        party: The party, as name and id, if the fault concerns one.

        found: The number, text or name that is wrong.

        length: Its length, if that is what is wrong.

        most: The greatest length.

        known: What is known instead: the kinds of party, or the other spelling.
    """

    reason: str
    party: str = ""
    found: str = ""
    length: int = 0
    most: int = 0
    known: tuple[str, ...] = ()

    def in_language(self, language: Language) -> str:
        """Return the fault and how to correct it, in Swedish or English."""
        return Filled(_FAULTS[self.reason], self._asdict()).in_language(language)

    def __str__(self) -> str:
        return self.in_language("en")


BillingFault.__module__ = "samverkan.errors"  # the path to import it from


class BillingError(SamverkanError, ValueError):
    """Claims cannot be billed; all reasons are listed, and nothing is written.

    Attributes:
        faults: The reasons.
    """

    faults: tuple[BillingFault, ...]

    template: ClassVar[Text] = Text(
        "Kraven går inte att fakturera:{faults}",
        "the claims cannot be billed:{faults}",
    )
