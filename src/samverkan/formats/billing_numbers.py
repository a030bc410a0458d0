"""The claim numbers of a ledger, which its later claims do not change."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from ..agreements.agreement import Agreement
from ..core.parties import ascii_letters
from ..fees.ledgers import Claim

LONGEST_NUMBER: Final = 30
LONGEST_PREFIX: Final = 10
LONGEST_PARTY: Final = 10
_KEPT, _HASHED = 3, 6  # letters of what is too long, and of what tells it from others
_NO_LETTERS: Final = "X"
_NUMBERED: Final = re.compile(r"[0-9]{6}-[0-9]{4}")


def prefix_for(agreement: Agreement) -> str:
    """Return the beginning of an agreement's claim numbers, made from its number or its title.

    Other agreements may have the same: *KS 2015/12* and *KS 20/1512*.

    >>> from samverkan.stockholm import agreement
    >>> agreement.terms.document_number, prefix_for(agreement)
    ('KSL/15/0016-5', 'KSL1500165')
    """
    terms = agreement.terms
    named = terms.title.sv if terms.document_number is None else terms.document_number
    letters = ascii_letters(named)
    return letters if 0 < len(letters) <= LONGEST_PREFIX else _shortened(named, letters)


def party_in_number(party: str) -> str:
    """Return a party's id as it stands in a claim number: 0182, 2120000167, or a short form.

    >>> party_in_number("212000-0167"), party_in_number("exempelbolaget")
    ('2120000167', 'EXE.GAC3QK')
    """
    short = party.replace("-", "") if _NUMBERED.fullmatch(party) else party.upper()
    return short if len(short) <= LONGEST_PARTY else _shortened(party, ascii_letters(party))


def _shortened(named: str, letters: str) -> str:
    """Return the first letters of a name, a point, and letters that follow from all of it."""
    digest = base64.b32encode(hashlib.sha256(named.encode()).digest()).decode()
    return f"{letters[:_KEPT] or _NO_LETTERS}.{digest[:_HASHED]}"


def claim_numbers(claims: Iterable[Claim], prefix: str) -> list[str]:
    """Return the number of each claim of a ledger, which later claims do not change."""
    count: Counter[tuple[str, int]] = Counter()
    found: list[str] = []
    for claim in claims:
        count[claim.party, claim.year] += 1
        place = count[claim.party, claim.year]
        found.append(f"{prefix}-{claim.year}-{party_in_number(claim.party)}-{place}")
    return found
