"""Checks of the organisation numbers and municipality codes of parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from ..core.parties import Party, PartyKind
from ..core.periods import day
from ..errors import IdentifierError
from ..errors.texts import Text, an_instance
from ..findings.context import Context
from ..findings.findings import Detail, Finding, FindingKind, Severity
from .former_codes import FORMER_CODES, LISTED_FROM, todays_code
from .identifiers import is_valid_organisation_number
from .municipalities import MUNICIPALITIES, code_named
from .municipality_codes import municipality_code

IDENTIFIER_INVALID: Final = FindingKind(
    code="IDENTIFIER_INVALID",
    severity=Severity.ERROR,
    message=Text("{value} kan inte vara {what}", "{value} is not a valid {what}"),
    remedy=Text("Jämför med registret", "Compare it with the register"),
)


MUNICIPALITY_CODE_NOT_IN_USE: Final = FindingKind(
    code="MUNICIPALITY_CODE_NOT_IN_USE",
    severity=Severity.WARNING,
    message=Text(
        "ingen känd kommun har koden {value} {when}",
        "no known municipality has the code {value} {when}",
    ),
    remedy=Text(
        "Jämför koden och dess dagar med SCB:s förteckning",
        "Compare the code and its days with the list of Statistics Sweden",
    ),
)


MUNICIPALITY_CODE_OF_ANOTHER: Final = FindingKind(
    code="MUNICIPALITY_CODE_OF_ANOTHER",
    severity=Severity.WARNING,
    message=Text(
        "{value} är kommunkoden för {owner}, inte för den kommun som namnet anger; uppgifter med "
        "den koden gäller {owner}",
        "{value} is the municipality code of {owner}, not of the municipality that the name says; "
        "figures with that code are those of {owner}",
    ),
    remedy=Text(
        "Ange kommunens egen kod, {own}, eller rätta namnet",
        "Give the municipality's own code, {own}, or correct the name",
    ),
)


NUMBER_OF_ANOTHER_KIND: Final = FindingKind(
    code="NUMBER_OF_ANOTHER_KIND",
    severity=Severity.WARNING,
    message=Text(
        "organisationsnumret {value} stämmer inte med partens slag: {rule}",
        "the organisation number {value} does not match the kind of party: {rule}",
    ),
    remedy=Text(
        "Rätta numret eller slaget; slaget avgör vilken regel som gäller för parten",
        "Correct the number or the kind; the kind decides which rule applies to the party",
    ),
)


FORMER_CODE_NOT_STATED: Final = FindingKind(
    code="FORMER_CODE_NOT_STATED",
    severity=Severity.INFO,
    message=Text(
        "avtalet har dagar från den tid då kommunen hade koden {former}, till och med den "
        "{last_day}, men bara koden {value} är angiven",
        "the agreement has days from the time when the municipality had the code {former}, until "
        "{last_day}, inclusive, but only the code {value} is stated",
    ),
    remedy=Text(
        "Ange den tidigare koden och dess sista dag, så att den tidens uppgifter hittas",
        "State the former code and its last day, so that the figures of that time are found",
    ),
)


def check_identifiers(context: Context) -> Iterator[Finding]:
    """Yield a finding for each number or code of a party that is malformed or fits another party.

    Source:
        See :func:`samverkan.sweden.organisation_number`, and
        :func:`samverkan.sweden.municipality_code`. Which numbers begin with 2021, 2120, 2220 or
        2321 is read off the numbers of public bodies; no register says it. 2220 is not only for
        municipal federations: Sveriges Kommuner och Regioner, an association, has 222000-0315.
        Former codes: :data:`samverkan.sweden.FORMER_CODES`.

    >>> from samverkan.stockholm import agreement
    >>> list(check_identifiers(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    an_instance("context", context, Context)
    for party in context.agreement.parties:
        yield from (*_number(party), *_codes(party), *_owner(party))
        yield from _former(party, context)


def _found(kind: FindingKind, party: Party, **details: Detail) -> Finding:
    return kind.found(f"party {party.id}", None, about=str(party), **details)


_NUMBER: Final = Text("ett organisationsnummer", "organisation number")
_CODE: Final = Text("en kommunkod", "municipality code")
_NOW: Final = Text("nu", "now")
_GOTLAND: Final = "0980"
_STATE: Final = {PartyKind.STATE_AGENCY, PartyKind.COUNTY_ADMINISTRATIVE_BOARD}
_GROUPS: Final = {
    "2021": (
        _STATE,
        Text("statens nummer börjar med 2021", "those of the state begin with 2021"),
    ),
    "2120": (
        {PartyKind.MUNICIPALITY},
        Text("kommuners nummer börjar med 2120", "those of municipalities begin with 2120"),
    ),
    "2220": (
        {PartyKind.MUNICIPAL_FEDERATION},
        Text(
            "kommunalförbunds nummer börjar med 2220",
            "those of municipal federations begin with 2220",
        ),
    ),
    "2321": (
        {PartyKind.REGION},
        Text("regioners nummer börjar med 2321", "those of regions begin with 2321"),
    ),
}


_OF_ONE_KIND: Final = _GROUPS.keys() - {"2220"}  # other bodies have 2220, too


def _number(party: Party) -> Iterator[Finding]:
    number = party.organisation_number
    if number is None:
        return
    if not is_valid_organisation_number(number):
        yield _found(IDENTIFIER_INVALID, party, value=number, what=_NUMBER)
        return
    # Gotland is a municipality with the duties of a region, and may be recorded as either.
    kinds = {party.kind, PartyKind.MUNICIPALITY} if _is_gotland(party) else {party.kind}
    wanted = [group for group, (of, _) in _GROUPS.items() if kinds & of]
    stated = [group for group in _GROUPS if number.startswith(group)]
    if wanted and not {*wanted} & {*stated}:
        yield _found(NUMBER_OF_ANOTHER_KIND, party, value=number, rule=_GROUPS[wanted[0]][1])
    elif not wanted and {*stated} & _OF_ONE_KIND:
        yield _found(NUMBER_OF_ANOTHER_KIND, party, value=number, rule=_GROUPS[stated[0]][1])


def _is_gotland(party: Party) -> bool:
    return _GOTLAND in {party.municipality_code, *(code_named(name.text) for name in party.names)}


def _codes(party: Party) -> Iterator[Finding]:
    """Yield what is wrong with the municipality codes of a party, each on its last day."""
    stated: list[tuple[str, dt.date | None]] = [
        (former.code, former.last_day) for former in party.former_codes
    ]
    if party.municipality_code is not None:
        stated.append((party.municipality_code, party.last_day))
    for code, on in stated:
        try:
            municipality_code(code, on=on)
        except IdentifierError as error:
            if error.reason in {"no-municipality", "not-on-day"}:
                yield _found(MUNICIPALITY_CODE_NOT_IN_USE, party, value=code, when=_when(on))
            else:
                yield _found(IDENTIFIER_INVALID, party, value=code, what=_CODE)


def _former(party: Party, context: Context) -> Iterator[Finding]:
    """Yield a finding for each known former code that is not stated, if the agreement is older."""
    if party.former_codes:
        return
    for former in FORMER_CODES.get(party.municipality_code or "", ()):
        bounds = [context.on, party.first_day, _first_day(context)]
        if all(day is None or day <= former.last_day for day in bounds):
            yield _found(
                FORMER_CODE_NOT_STATED,
                party,
                former=former.code,
                last_day=former.last_day,
                value=party.municipality_code or "",
            )


def _first_day(context: Context) -> dt.date:
    """Return the first day of the agreement, or of a decision in it, whichever is earlier."""
    days = [context.state.period.first_day]
    days += [each.decided_on or days[0] for each in context.state.instruments]
    return min(days)


def _when(on: dt.date | None) -> Text:
    return _NOW if on is None else Text(f"den {day(on, 'sv')}", f"on {day(on, 'en')}")


def _owner(party: Party) -> Iterator[Finding]:
    """Yield a finding if the code of a party is that of another municipality than its names say."""
    code = party.municipality_code
    if code is None or (party.last_day is not None and party.last_day < LISTED_FROM):
        return
    owner = todays_code(code)
    named = sorted(filter(None, {code_named(name.text) for name in party.names}))
    if named and owner in MUNICIPALITIES and owner not in named:
        name = MUNICIPALITIES[owner]
        yield _found(MUNICIPALITY_CODE_OF_ANOTHER, party, value=code, owner=name, own=(*named,))
