"""Who decided, read from the name of a body as minutes write it."""

from __future__ import annotations

import re
from typing import Final

from ..core.decisions import Decider, Decision
from ..errors.texts import Text, a_line, an_instance

_NUMBERED: Final = re.compile(
    r"§+\s*[0-9]+(?:\s*[-–/:,]\s*[0-9]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2}"  # a paragraph, a day
)
_ENDS: Final = re.compile(r"[,;:(§0-9]|\b(?:på|efter) (?:förslag|uppdrag|beredning)\b")
_BY_DELEGATION: Final = re.compile(r"\b(?:på|by) delegation")  # after a body: it has minutes
_DELEGATE: Final = re.compile(r"delegat|delegering")
_OFFICE: Final = "(?:(?:e?n)?s )?(?:förv|kont)"  # an office of a body is not the body
_WORDS: Final = (  # the first that is found counts: the chair of a board is no board
    (
        Decider.DELEGATE,
        r"ordförand|\bordf\b|\b(?:borgar|kommunal|region|landstings|oppositions)råd(?:et)?\b|direktör(?:en)?\b|chef(?:en)?\b|\bkso\b|\bchair",
    ),
    (Decider.COURT, r"domstol|(?:förvaltnings|kammar|läns|regerings|tings|hov)rätt|\bcourt\b"),
    (Decider.GOVERNMENT, r"\bregering(?:en)?\b|\bgovernment\b"),
    (Decider.DIRECTION, r"direktion(?:en)?\b|\bdirection\b"),
    (
        Decider.PRESIDIUM,
        r"utskott|presidi|\b[a-zåäö]{0,4}au\b|\bworking committee\b",
    ),
    (Decider.COMMITTEE, rf"nämnd(?!{_OFFICE})|beredning|committee"),
    (
        Decider.BOARD,
        rf"(?<!läns)(?<!social)(?<!skol)(?<!tull)styrelse(?!{_OFFICE})|\b(?:ks|rs|ls)\b|\bboard\b",
    ),
    (Decider.COUNCIL, r"fullmäktige|\b(?:kf|rf|lf)\b|\bcouncil\b"),
)
_BODIES: Final = {Decider.COUNCIL, Decider.BOARD, Decider.COMMITTEE, Decider.DIRECTION}
_AND: Final = re.compile(r"[/&+]|\b(?:och|samt|and)\b")
_FOUND: Final = tuple((decider, re.compile(words)) for decider, words in _WORDS)

NAMES: Final = {
    Decider.COUNCIL: Text("fullmäktige", "the council"),
    Decider.BOARD: Text("styrelsen", "the executive board"),
    Decider.COMMITTEE: Text("en nämnd", "a committee"),
    Decider.PRESIDIUM: Text(
        "ett presidium eller arbetsutskott", "a presidium or working committee"
    ),
    Decider.DELEGATE: Text("ordföranden eller en annan delegat", "the chair or another delegate"),
    Decider.DIRECTION: Text("förbundsdirektionen", "the direction of the federation"),
    Decider.GOVERNMENT: Text("regeringen", "the government"),
    Decider.COURT: Text("domstol", "a court"),
}
"""The words for who decided, where the body has no name."""


def parse_decider(body: str) -> Decider | None:
    """Return who decided, from the name of a body as minutes write it, or None if it is unknown.

    The name may be abbreviated and have a paragraph after it. A decision by delegation counts as a
    delegate's, but a committee that acts on delegation is a committee, and has minutes. Apart from
    delegation, what follows a comma does not count. It is unknown if the name is of two bodies
    (KS/KF), of an office, or an abbreviation that differs between municipalities (SN, BUN, KLU).

    Raises:
        TextError: If the name is empty or contains invisible characters.

    >>> parse_decider("KS").value, parse_decider("kommunfullmäktige § 182").value
    ('board', 'council')
    >>> parse_decider("Kommunstyrelsens arbetsutskott").value
    'presidium'
    >>> parse_decider("Regionala rådet") is None
    True
    """
    a_line("body", body)
    name, *on_behalf = _BY_DELEGATION.split(_NUMBERED.sub(" ", body.casefold()), maxsplit=1)
    if _DELEGATE.search(name):
        return Decider.DELEGATE
    head = _ENDS.split(name.strip(), maxsplit=1)[0]
    found = _decider(head)
    if found in _BODIES and len(_BODIES & {_decider(part) for part in _AND.split(head)}) > 1:
        return None
    return Decider.DELEGATE if found is None and on_behalf else found


def _decider(name: str) -> Decider | None:
    return next((decider for decider, words in _FOUND if words.search(name)), None)


def decider_of(decision: Decision) -> Decider | None:
    """Return who decided, as a decision states it or as its body shows it, or None.

    >>> import datetime as dt
    >>> decider_of(Decision(decided_on=dt.date(2015, 4, 13), body="KSAU")).value
    'presidium'
    """
    an_instance("decision", decision, Decision)
    if decision.decider is not None or decision.body is None:
        return decision.decider
    return parse_decider(decision.body)
