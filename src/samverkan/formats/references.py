"""References that a class would refuse as a whole, told where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..agreements.agreement import Agreement
from ..core.parties import listed
from ..errors.documents import DocumentFault, Given
from ..governance.governance import Governance
from .faults import Meant


def _named(part: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield the ids of parties that a part of an agreement names, each after its path."""
    for name in ("party", "successor", "host"):
        party = getattr(part, name, None)
        if party is not None:
            yield f"{path}.{name}", party
    # Both are sorted by party, so a place in the list is not one in the document.
    for adoption in getattr(part, "adoptions", ()):
        yield f"{path}.adoptions", adoption.party
    needs = getattr(part, "needs", None)
    for party in () if needs is None else needs.parties:
        yield f"{path}.needs.parties", party
    governance = getattr(part, "governance", None)
    if governance is not None:
        yield from _governing(governance, f"{path}.governance")


def _governing(governance: Governance, path: str) -> Iterator[tuple[str, str]]:
    """Yield the ids of parties that a governance names, each after its path."""
    for place, forum in enumerate(governance.forums):
        where = f"{path}.forums[{place}]"
        for name in ("chair", "convener", "initial_lead"):
            party = getattr(forum, name)
            if party is not None:
                yield f"{where}.{name}", party
        for party in forum.vice_chairs:
            yield f"{where}.vice_chairs", party
        for number, seat in enumerate(forum.seats):
            deputies = () if seat.deputies is None else seat.deputies.parties()
            for name, several in (
                ("parties", seat.parties),
                ("by_party", tuple(party for party, _ in seat.by_party)),
                ("holders", seat.holders or ()),
                ("deputies", deputies),
            ):
                for party in dict.fromkeys(several):
                    yield f"{where}.seats[{number}].{name}", party
    # Modes are sorted by rank, so a place in the list is not one in the document.
    for mode in governance.modes:
        for party in mode.switched_by:
            yield f"{path}.modes", party


def _unknown_parties(given: Mapping[str, Any]) -> Iterator[DocumentFault]:
    """Yield a fault for each id of a party that the agreement does not list."""
    parties = given["parties"]
    ids = {party.id: party for party in parties}
    parts = [(".terms", given["terms"])]
    parts += [
        (f".{field}[{place}]", part)
        for field in ("parties", "instruments")
        for place, part in enumerate(given.get(field, ()))
    ]
    for where, part in parts:
        for path, party in _named(part, where):
            if party not in ids:
                known = tuple(map(listed, parties))
                details = {"found": Given(party), "known": known}
                similar = Meant.by(party, ids)
                yield DocumentFault(path, "no-party", {**details, "similar": similar})


REFERENCES: Mapping[type, Callable[[Mapping[str, Any]], Iterator[DocumentFault]]] = {
    Agreement: _unknown_parties
}
"""For each class, a function that yields the faults of its references, given its fields."""
