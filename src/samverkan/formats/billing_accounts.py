"""The user's own parts of the account string, by party, kind of party or for all."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Final, TypeAlias

from ..agreements.agreement import Agreement
from ..core.fields import as_named_pairs
from ..core.parties import Party, PartyKind
from ..errors import AmbiguousPartyError, BillingFault, UnknownPartyError
from ..errors.quoting import item
from ..errors.texts import a_line
from ..sweden.former_codes import todays_code
from ..sweden.identifiers import is_valid_organisation_number
from ..sweden.municipalities import MUNICIPALITIES

Accounts: TypeAlias = Mapping[str, Mapping[str, str]]
"""Named parts of the account string, by party, kind of party, or ``*`` for all."""

_EVERYONE: Final = "*"
_CODE: Final = re.compile(r"[0-9]{4}")
_DIGITS: Final = re.compile(r"[0-9]{10}")


def stated(accounts: object) -> dict[str, dict[str, str]]:
    """Return the accounts by whom they are stated for, each with its parts by name."""
    found: dict[str, dict[str, str]] = {}
    for whom, parts in as_named_pairs("accounts", () if accounts is None else accounts):
        a_line("accounts", whom)
        field, own = item("accounts", whom), found.setdefault(str(whom), {})
        for name, value in as_named_pairs(field, parts):
            a_line(field, name)
            a_line(item(field, name), value)
            own[str(name)] = str(value)
    return found


def parts_of(accounts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the names of the parts, in the order in which they are first stated."""
    return [*dict.fromkeys(name for own in accounts.values() for name in own)]


class OwnAccounts:
    """Accounts as they are stated, for the parties of an agreement."""

    def __init__(self, accounts: dict[str, dict[str, str]], agreement: Agreement) -> None:
        self._stated, self._agreement = accounts, agreement
        self._parts = parts_of(accounts)
        self._of_party: dict[str, dict[str, str]] = {}
        self._of_kind = {
            whom: own for whom, own in accounts.items() if whom in {_EVERYONE, *PartyKind}
        }
        self._wrong: list[BillingFault] = []
        for whom, own in accounts.items():
            if whom not in self._of_kind:
                self._add(whom, own)

    def _add(self, whom: str, own: dict[str, str]) -> None:
        """Add what is stated for a party."""
        query = f"{whom[:6]}-{whom[6:]}" if _DIGITS.fullmatch(whom) else whom
        try:
            party = self._agreement.party(query)
        except (UnknownPartyError, AmbiguousPartyError):
            if not _is_of_another(query):
                fault = BillingFault("no-party", found=whom, known=tuple(PartyKind))
                self._wrong.append(fault)
            return
        known = self._of_party.setdefault(party.id, {})
        self._wrong += [
            BillingFault("part-twice", str(party), name) for name in own if name in known
        ]
        known.update(own)

    def faults(self, titles: Container[str]) -> Iterator[BillingFault]:
        """Yield what is wrong with them; no part is called like a column of the rows."""
        yield from self._wrong
        spelt: dict[str, str] = {}
        for name in self._parts:
            if name.lower() in titles:
                yield BillingFault("a-column", found=name)
            other = spelt.setdefault(name.casefold(), name)
            if other != name:
                yield BillingFault("spelt-twice", found=name, known=(other,))

    def of(self, party: Party) -> tuple[tuple[str, str | None], ...]:
        """Return each part: what is stated for the party, else for its kind, else for all."""
        in_turn = (self._of_party.get(party.id), *map(self._of_kind.get, (party.kind, _EVERYONE)))
        several = [own for own in in_turn if own is not None]
        return tuple(
            (name, next((own[name] for own in several if name in own), None))
            for name in self._parts
        )


def _is_of_another(whom: str) -> bool:
    """Return whether it is a code or number that a party of another agreement may have."""
    if _CODE.fullmatch(whom):
        return whom in MUNICIPALITIES or todays_code(whom) != whom
    return is_valid_organisation_number(whom)
