"""Checks of the organisation numbers and municipality codes of parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

from ..errors import IdentifierError
from ..errors.texts import Text, an_instance
from ..findings.context import Context
from ..findings.findings import Finding, FindingKind, Severity
from .citing import found
from .identifiers import municipality_code, organisation_number
from .statutes import COUNTIES_FROM, FIRST_DAY

IDENTIFIER_INVALID: Final = FindingKind(
    code="IDENTIFIER_INVALID",
    severity=Severity.ERROR,
    message=Text("{value} kan inte vara {what}", "{value} is not a valid {what}"),
    remedy=Text("Jämför med registret", "Compare it with the register"),
)


def check_identifiers(context: Context) -> Iterator[Finding]:
    """Yield a finding for each organisation number or municipality code that is malformed.

    Source:
        See :func:`samverkan.sweden.organisation_number`.

    >>> from samverkan.stockholm import agreement
    >>> list(check_identifiers(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    an_instance("context", context, Context)
    for party in context.agreement.parties:
        for value, name, check in (
            (party.organisation_number, _NUMBER, organisation_number),
            (party.municipality_code, _CODE, municipality_code),
        ):
            if value is not None and not _is_right(check, value, party.last_day):
                yield found(
                    IDENTIFIER_INVALID,
                    f"party {party.id}",
                    FIRST_DAY,
                    about=str(party),
                    what=name,
                    value=value,
                )


_NUMBER: Final = Text("ett organisationsnummer", "organisation number")
_CODE: Final = Text("en kommunkod", "municipality code")


def _is_right(check: Callable[[str], str], value: str, last_day: dt.date | None) -> bool:
    try:
        check(value)
    except IdentifierError as error:
        # A former county's code is correct for a party that ceased before today's counties.
        return error.reason == "ended" and last_day is not None and last_day < COUNTIES_FROM
    return True
