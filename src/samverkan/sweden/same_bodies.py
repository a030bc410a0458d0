"""A check for one body that an agreement states twice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from ..core.parties import Party, PartyKind, folded
from ..errors.texts import Text, an_instance
from ..findings.context import Context
from ..findings.findings import Finding, FindingKind, Severity
from .former_codes import todays_code
from .municipalities import MUNICIPALITIES, code_named

ONE_BODY_TWICE: Final = FindingKind(
    code="ONE_BODY_TWICE",
    severity=Severity.WARNING,
    message=Text(
        "{one} och {other} kan vara samma organisation: {why}",
        "{one} and {other} may be one body: {why}",
    ),
    remedy=Text(
        "Ange organisationen en gång, med alla sina namn, sin kod och sitt nummer; annars kan den "
        "få två avgifter",
        "State the body once, with all its names, its code and its number; otherwise it may get "
        "two fees",
    ),
)


def check_bodies(context: Context) -> Iterator[Finding]:
    """Yield a finding for each two parties that have one name, or are one municipality.

    A municipality is known by its code, or else by its name. Two parties that did not exist on
    the same day, or of which one succeeded the other, are not one body.

    >>> from samverkan.stockholm import agreement
    >>> list(check_bodies(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    an_instance("context", context, Context)
    alike: dict[tuple[str, str], list[Party]] = {}
    for party in context.agreement.parties:
        for key in dict.fromkeys(_keys(party)):
            alike.setdefault(key, []).append(party)
    told: set[tuple[str, str]] = set()
    for (by, shared), parties in alike.items():
        for one, other in itertools.pairwise(parties):
            if (one.id, other.id) not in told and _may_be_one(one, other):
                told.add((one.id, other.id))
                why = _SAME_NAME if by == "name" else _same_municipality(shared)
                yield ONE_BODY_TWICE.found(
                    f"party {other.id}", one=str(one), other=str(other), why=why
                )


_SAME_NAME: Final = Text("de har ett namn gemensamt", "they have a name in common")


def _same_municipality(name: str) -> Text:
    return Text(f"båda är kommunen {name}", f"both are the municipality {name}")


def _keys(party: Party) -> Iterator[tuple[str, str]]:
    """Yield what no two bodies share: the municipality, and the names."""
    if party.municipality_code is not None:
        code: str | None = todays_code(party.municipality_code)
    elif party.kind is PartyKind.MUNICIPALITY:
        code = next(filter(None, (code_named(name.text) for name in party.names)), None)
    else:
        code = None
    if code is not None and code in MUNICIPALITIES:
        yield "code", MUNICIPALITIES[code]
    for name in party.names:
        yield "name", folded(name.text)


def _may_be_one(one: Party, other: Party) -> bool:
    if one.successor == other.id or other.successor == one.id:
        return False
    return not (_is_gone_before(one, other) or _is_gone_before(other, one))


def _is_gone_before(one: Party, other: Party) -> bool:
    ended, began = one.last_day, other.first_day
    return ended is not None and began is not None and ended < began
