"""Ledgers as lines of JSON: a head, then claims, each followed some time by a day of knowledge.

New lines are only ever added at the end.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import attrs

from ..errors import DocumentFault, HalfLineError
from ..errors.documents import Given
from ..errors.texts import Text
from ..fees.ledgers import Claim, Ledger
from .documents import VERSION, kind_of, read_part, told, version_of, written_part
from .faults import Faults, named, refuse, refuse_many
from .syntax import Repeated, decoded, parsed

_QUOTED = 40
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@attrs.frozen(kw_only=True)
class _Head:
    """What the first line of a ledger states beside its kind; its claims stand below."""

    opened_on: dt.date | None = None
    known_on: dt.date | None = None


def as_lines(ledger: Ledger, held: Ledger | None = None) -> str:
    """Return a ledger as lines; only those to add if a ledger is held already."""
    lines: list[dict[str, Any]] = []
    if held is None:
        head: dict[str, Any] = {"samverkan": VERSION, "kind": "ledger"}
        opened = ledger.opened_on
        lines = [head if opened is None else {**head, "opened_on": opened.isoformat()}]
        held = Ledger()
    lines += [written_part(claim) for claim in ledger.claims[len(held.claims) :]]
    if ledger.known_on is not None and ledger.known_on != held.known_on:
        lines.append({"known_on": ledger.known_on.isoformat()})
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def from_lines(
    content: bytes, expected: type[Any] | None, *, where: str | Text, max_bytes: int, max_items: int
) -> Ledger:
    """Return the ledger that the lines of a file make.

    Raises:
        DocumentError: If a line has faults; the error lists the faults of all lines.

        HalfLineError: If only the last line is cut off.
    """
    with told(where):
        if expected not in (None, Ledger):
            refuse("other-kind", found=Given("ledger"), expected=Given(kind_of(expected)))
        if len(content) > max_bytes:
            refuse("too-large", most=max_bytes)
        lines = content.removeprefix(BYTE_ORDER_MARK).split(b"\n")
        if len(lines) > max_items:
            refuse("too-many", found=len(lines), most=max_items)
        half = _half(lines)
        ledger = _ledger(lines[:-1] if half else lines)
    if half:
        found = half[:_QUOTED].decode(errors="replace")
        fault = DocumentFault(_at(len(lines)), "half-line", {"found": found})
        raise HalfLineError(where, (fault,), ledger)
    return ledger


def _half(lines: list[bytes]) -> bytes:
    """Return what stands after the last end of a line, if it is cut off."""
    try:
        _parsed(lines[-1] or b"{}")
    except Faults:
        return lines[-1] if lines[1:] else b""
    return b""


def _parsed(line: bytes) -> Any:
    return parsed(decoded(line, len(line)).strip(), "json")


def _ledger(lines: list[bytes]) -> Ledger:
    """Return the ledger of some lines; an empty one if there are none."""
    faults: list[DocumentFault] = []
    claims: list[Claim] = []
    days: dict[str, Any] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            if days:
                _take(_parsed(line), claims, days)
            else:
                days = {"opened_on": None, "known_on": None}  # also if the head has faults
                days = _head(_parsed(line))
        except Faults as error:
            faults += error.under(_at(number))
            refuse_many(faults)
    if faults:
        raise Faults(faults)
    return Ledger(claims=claims, **days)


def _at(line: int) -> str:
    return f"line[{line}]"


def _head(line: Any) -> dict[str, Any]:
    """Return the days that the first line states."""
    version_of(line, "ledger")
    rest = {name: each for name, each in line.items() if name not in {"samverkan", "kind"}}
    head = read_part(line.but(rest) if isinstance(line, Repeated) else rest, _Head)
    return {"opened_on": head.opened_on, "known_on": head.known_on}


def _take(line: Any, claims: list[Claim], days: dict[str, Any]) -> None:
    """Add what a line states: a claim, or a day of knowledge."""
    if not (isinstance(line, dict) and line.keys() == {"known_on"}):
        claims.append(read_part(line, Claim))
        return
    known_on = read_part(line, _Head).known_on
    if days["known_on"] is not None and (known_on is None or known_on < days["known_on"]):
        details = {"found": known_on, "held": days["known_on"]}
        raise Faults([DocumentFault(named("known_on"), "earlier", details)])
    days["known_on"] = known_on
