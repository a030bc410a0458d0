"""Which parties of several agreements are one body, and which look as if they were."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from ..core.municipality_codes import HeldCode
from ..core.parties import Party, codes_of, folded, listed, matching
from ..errors import AmbiguousPartyError, UnknownPartyError


class SharedKey(enum.StrEnum):
    """What two parties of a register have in common, the strongest first."""

    ORGANISATION_NUMBER = "organisation-number"
    """*Organisationsnummer*."""
    MUNICIPALITY_CODE = "municipality-code"
    """*Kommunkod*, now or earlier."""
    ID = "id"
    """The id, in two agreements."""
    NAME = "name"
    """A current or earlier name, in upper or lower case."""


_STRENGTH = {key: place for place, key in enumerate(SharedKey)}


@attrs.frozen(kw_only=True)
class Lookalike:
    """Parties that may be one body, but are not stated alike (*kan vara samma organisation*).

    Args:
        by: What they have in common.

        shared: The number, code, id or name that they have in common.

        parties: The parties, each with the names of the agreements that state it so.

    >>> from samverkan import PartyKind
    >>> one = Party(names="Nacka kommun", kind=PartyKind.MUNICIPALITY, municipality_code="0182")
    >>> other = Party(names="Nacka kommun", kind=PartyKind.MUNICIPALITY)
    >>> [found] = lookalikes([("a.json", one), ("b.json", other)])
    >>> found.by.value, found.shared, [party.id for party, _ in found.parties]
    ('name', 'nacka kommun', ['0182', 'nacka-kommun'])
    """

    by: SharedKey
    shared: str
    parties: tuple[tuple[Party, tuple[str, ...]], ...]


# A party as a register compares it: what it is called, whatever its kind, life span and sources.
_Stated = tuple[str, str | None, str | None, tuple[str, ...], tuple[str, ...]]


def _stated(party: Party) -> _Stated:
    names = tuple(name.text for name in party.names)
    former = tuple(code.code for code in party.former_codes)
    return party.id, party.municipality_code, party.organisation_number, names, former


def lookalikes(parties: Iterable[tuple[str, Party]]) -> tuple[Lookalike, ...]:
    """Return the groups of parties that share something and differ in something else.

    Args:
        parties: Parties, each with the name of an agreement that states it.
    """
    where: dict[_Stated, tuple[Party, list[str]]] = {}
    for agreement, party in parties:
        where.setdefault(_stated(party), (party, []))[1].append(agreement)
    alike: dict[tuple[SharedKey, str], list[_Stated]] = {}
    for stated, (party, _) in where.items():
        for key in _keys(party):
            alike.setdefault(key, []).append(stated)
    found: dict[tuple[_Stated, ...], Lookalike] = {}
    for by, shared in sorted(alike, key=lambda key: (_STRENGTH[key[0]], key[1])):
        several = tuple(sorted(alike[by, shared], key=_order))
        if several not in found and _differ(several):
            rows = tuple((where[each][0], tuple(where[each][1])) for each in several)
            found[several] = Lookalike(by=by, shared=shared, parties=rows)
    return tuple(found.values())


def _order(stated: _Stated) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...]]:
    party, code, number, names, former = stated
    return party, code or "", number or "", names, former


def _keys(party: Party) -> Iterator[tuple[SharedKey, str]]:
    yield SharedKey.ID, party.id
    if party.organisation_number is not None:
        yield SharedKey.ORGANISATION_NUMBER, party.organisation_number
    for code in {held.code for held in codes_of(party)}:
        yield SharedKey.MUNICIPALITY_CODE, code
    for name in {folded(name.text) for name in party.names}:
        yield SharedKey.NAME, name


def _differ(several: Sequence[_Stated]) -> bool:
    """Return whether parties have different ids, codes or numbers, or no name in common."""
    ids, codes, numbers, names, _ = zip(*several, strict=True)
    if any(len({*each} - {None}) > 1 for each in (ids, codes, numbers)):
        return True
    return not set.intersection(*({folded(name) for name in each} for each in names))


class Bodies:
    """The bodies behind parties of several agreements.

    Parties that share an id, an organisation number, or a municipality code on the same day are
    one body.
    """

    def __init__(self, parties: Iterable[Party]) -> None:
        different = {(_stated(party), party.kind): party for party in parties}
        self._parties = tuple(different.values())
        self._above: dict[str, str] = {}
        self._codes: dict[str, list[HeldCode]] = {}
        for held in (held for party in self._parties for held in codes_of(party)):
            known = self._codes.setdefault(held.code, [])
            if not any(days.overlaps(held) for days in known):
                known.append(held)
        for party in self._parties:
            first, *others = self._keys(party)
            top = self._top(first)
            for other in others:
                self._above[self._top(other)] = top

    def _keys(self, party: Party) -> Iterator[str]:
        """Yield what stands for a body: the id of a party, its codes on their days, its number.

        The first days of a code stand under the code itself, because an id may be a code.
        """
        yield party.id
        for held in codes_of(party):
            for place, days in enumerate(self._codes.get(held.code, ())):
                if days.overlaps(held):
                    yield f"{held.code}/{place}" if place else held.code
        if party.organisation_number is not None:
            yield party.organisation_number

    def _top(self, key: str) -> str:
        """Return the key that stands for a body, and shorten the way there."""
        above = self._above
        above.setdefault(key, key)
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    def ids(self, query: str | Party) -> frozenset[str]:
        """Return the ids that a body has in the agreements, found as by ``Agreement.party``.

        Parties that have a name in common count as one body if none of their codes and numbers
        differ.

        Raises:
            UnknownPartyError: If no party matches.

            AmbiguousPartyError: If parties match that are not one body.
        """
        tops = self._of_party(query) if isinstance(query, Party) else self._named(query)
        found = [party for party in self._parties if self._top(party.id) in tops]
        if not _share_more_than_a_word(found):
            raise AmbiguousPartyError(
                str(query), tuple(dict.fromkeys(listed(party) for party in found))
            )
        return frozenset(party.id for party in found)

    def _of_party(self, query: Party) -> set[str]:
        tops = {self._top(key) for key in self._keys(query) if key in self._above}
        if not tops:
            raise UnknownPartyError(listed(query), tuple(map(listed, self._parties)))
        return tops

    def _named(self, query: str) -> set[str]:
        found = matching(self._parties, query)
        tops = {self._top(party.id) for party in found}
        if len(tops) > 1 and not _may_be_one(found):
            raise AmbiguousPartyError(query, tuple(dict.fromkeys(map(listed, found))))
        return tops


def _may_be_one(parties: Sequence[Party]) -> bool:
    """Return whether parties have a name in common, and no two codes, numbers or kinds."""
    _, codes, numbers, names, _ = zip(*map(_stated, parties), strict=True)
    if any(len({*each} - {None}) > 1 for each in (codes, numbers, [p.kind for p in parties])):
        return False
    return bool(set.intersection(*({folded(name) for name in each} for each in names)))


def _share_more_than_a_word(parties: Sequence[Party]) -> bool:
    """Return whether parties with one id that is a word, not a code or number, are called alike.

    Two agreements may have chosen the same word for two bodies.
    """
    by_word: dict[str, list[Party]] = {}
    for party in parties:
        if party.id not in {party.municipality_code, party.organisation_number}:
            by_word.setdefault(party.id, []).append(party)
    return all(
        _are_called_alike(one, other)
        for several in by_word.values()
        for one, other in itertools.combinations(several, 2)
    )


def _are_called_alike(one: Party, other: Party) -> bool:
    """Return whether a name of one begins with a name of the other."""
    pairs = ((folded(a.text), folded(b.text)) for a in one.names for b in other.names)
    return any(a.startswith(b) or b.startswith(a) for a, b in pairs)
