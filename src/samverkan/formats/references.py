"""References that a class would refuse as a whole, told where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..agreements.agreement import Agreement
from ..core.parties import listed
from ..errors.documents import DocumentFault, Given
from .faults import Meant


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
    for path, part in parts:
        for name in ("party", "successor", "host"):
            party = getattr(part, name, None)
            if party is not None and party not in ids:
                known = tuple(map(listed, parties))
                details = {"found": Given(party), "known": known}
                similar = Meant.by(party, ids)
                yield DocumentFault(f"{path}.{name}", "no-party", {**details, "similar": similar})


REFERENCES: Mapping[type, Callable[[Mapping[str, Any]], Iterator[DocumentFault]]] = {
    Agreement: _unknown_parties
}
"""For each class, a function that yields the faults of its references, given its fields."""
