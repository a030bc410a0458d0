"""How claims are billed: numbers, what a credit is of, and lines that sum to the claim.

What a line says in words is told by those who write it.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..agreements.agreement import Agreement
from ..core.figures import Figure
from ..core.money import scaled, to_kronor
from ..core.parties import ascii_letters
from .assessments import Assessment, assess
from .fee_parts import FeePart, FeePartKind
from .ledgers import Claim, Settlement

LONGEST_NUMBER = 30
LONGEST_PREFIX = 10
_LONGEST_PARTY = 10
_KEPT, _HASHED = 3, 6  # letters of what is too long, and of what tells it from others

_NUMBERED = re.compile(r"[0-9]{6}-[0-9]{4}")

_HIGHEST_PRICE = Fraction(999_999_999, 100)
_MOST_UNITS = Fraction(99_999_999, 100)
_COUNTED = frozenset({FeePartKind.FIXED, FeePartKind.RATE, FeePartKind.ENTRY_FEE})


# --- Numbers


def prefix_for(agreement: Agreement) -> str:
    """Return the beginning of an agreement's claim numbers, made from its number or its title.

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
    return short if len(short) <= _LONGEST_PARTY else _shortened(party, ascii_letters(party))


def _shortened(named: str, letters: str) -> str:
    """Return the first letters of a name, a point, and letters that follow from all of it."""
    digest = base64.b32encode(hashlib.sha256(named.encode()).digest()).decode()
    return f"{letters[:_KEPT]}.{digest[:_HASHED]}"


def claim_numbers(claims: Iterable[Claim], prefix: str) -> list[str]:
    """Return the number of each claim of a ledger, which later claims do not change."""
    count: Counter[tuple[str, int]] = Counter()
    found: list[str] = []
    for claim in claims:
        count[claim.party, claim.year] += 1
        place = count[claim.party, claim.year]
        found.append(f"{prefix}-{claim.year}-{party_in_number(claim.party)}-{place}")
    return found


# --- Credits


class Credited(NamedTuple):
    """What a credit, or a part of it, is of."""

    place: int | None  # that of the claim in the ledger; None if none has anything left
    ore: int  # below 0


def credited(claims: Sequence[Claim]) -> list[tuple[Credited, ...]]:
    """Return, for each claim of a ledger, what it credits: the latest claim first.

    A claim is never credited by more than its amount.
    """
    left: dict[tuple[str, int], list[list[int]]] = {}
    found: list[tuple[Credited, ...]] = []
    for place, claim in enumerate(claims):
        open_claims = left.setdefault((claim.party, claim.year), [])
        if claim.ore > 0:
            open_claims.append([place, claim.ore])
        found.append(tuple(_taken(-claim.ore, open_claims)))
    return found


def _taken(ore: int, open_claims: list[list[int]]) -> Iterator[Credited]:
    """Take an amount from the last of some claims, and yield what is taken from each."""
    while ore > 0:
        if not open_claims:
            yield Credited(None, -ore)
            return
        last = open_claims[-1]
        part = min(ore, last[1])
        yield Credited(last[0], -part)
        ore, last[1] = ore - part, last[1] - part
        if not last[1]:
            open_claims.pop()


# --- Lines


class Line(NamedTuple):
    """A line of what is billed: the price times the quantity is the amount."""

    ore: int
    quantity: Decimal
    price: Decimal  # kronor, never below 0
    part: FeePart | None = None  # the part of the fee, if the claim has a line for each
    instalment: int = 1
    due_on: dt.date | None = None
    credits: int | None = None  # the place in the ledger of the claim that is credited


def _line(ore: int) -> Line:
    """Return one unit at a price: of what is credited, minus one."""
    return Line(ore, Decimal(-1 if ore < 0 else 1), to_kronor(abs(ore)))


def _counted(price: Fraction | None, quantity: Fraction | None, ore: int) -> Line | None:
    """Return a number of units at a price, or None if they do not give the amount for everyone.

    They do if neither has more than two decimals or is too large for the files of a customer
    ledger, and if the product is nearer to the amount than to half an öre from it.
    """
    if price is None or quantity is None:
        return None
    if price < 0:
        price, quantity = -price, -quantity
    in_ore, hundredths = price * 100, quantity * 100
    is_short = in_ore.denominator == hundredths.denominator == 1
    if not is_short or price > _HIGHEST_PRICE or abs(quantity) > _MOST_UNITS:
        return None
    if abs(in_ore * quantity - ore) * 2 >= 1:
        return None
    return Line(ore, scaled(int(hundredths), 2), to_kronor(int(in_ore)))


class Billed(NamedTuple):
    """A new claim, its place in the ledger, and its lines."""

    claim: Claim
    place: int
    before: int  # what had been claimed of the party for the year, in öre
    is_first: bool  # whether nothing had
    parts: tuple[FeePart, ...]  # those of the fee, if the claim is the whole fee
    instalments: int  # how many it is divided into
    lines: tuple[Line, ...]


class Billing:
    """The new claims of a settlement as lines that sum to them."""

    def __init__(self, settlement: Settlement) -> None:
        self._claims = settlement.ledger.claims
        self._first_new = len(self._claims) - len(settlement)
        self._credited = credited(self._claims)
        self._of_year = {each.year: each for each in settlement.assessments}
        self._by_day: dict[tuple[int, dt.date], Assessment] = {}

    def billed(self) -> Iterator[Billed]:
        """Yield the new claims, in order."""
        before: dict[tuple[str, int], list[Claim]] = {}
        for place, claim in enumerate(self._claims):
            earlier = before.setdefault((claim.party, claim.year), [])
            if place >= self._first_new:
                yield self._billed(place, claim, earlier)
            earlier.append(claim)

    def _billed(self, place: int, claim: Claim, earlier: Sequence[Claim]) -> Billed:
        parts = self._parts(claim) if self._owed(claim) == claim.ore else ()
        first = not earlier
        plan = self._assessed(claim).payment_plan if first else None
        instalments = () if plan is None else claim.instalments(plan)
        if len(instalments) > 1:
            lines = [
                _line(each.ore)._replace(instalment=number, due_on=each.due_on)
                for number, each in enumerate(instalments, start=1)
            ]
        else:
            due_on = instalments[0].due_on if instalments else None
            lines = [line._replace(due_on=due_on) for line in self._whole(place, parts, earlier)]
        return Billed(
            claim=claim,
            place=place,
            before=sum(each.ore for each in earlier),
            is_first=first,
            parts=parts,
            instalments=max(len(instalments), 1),
            lines=tuple(lines),
        )

    def _whole(
        self, place: int, parts: Sequence[FeePart], earlier: Sequence[Claim]
    ) -> Iterator[Line]:
        """Yield the lines of a claim that is not divided into instalments."""
        claim, of = self._claims[place], self._credited[place]
        if len(of) > 1:
            yield from (_line(each.ore)._replace(credits=each.place) for each in of)
        elif parts and not of:
            yield from map(_of_part, parts)
        else:
            line = self._changed(claim, earlier) or _line(claim.ore)
            yield line._replace(credits=of[0].place if of else None)

    def _changed(self, claim: Claim, earlier: Sequence[Claim]) -> Line | None:
        """Return a claim as a changed number of units at an unchanged price, if it is that."""
        if not any(isinstance(cause, Figure) for cause in claim.causes):
            return None
        if not earlier or not earlier[-1].causes:  # an opening balance tells no day of knowledge
            return None
        before, after = self._owed(earlier[-1]), self._owed(claim)
        if before is None or after is None or after - before != claim.ore:
            return None
        gone, new = ([*map(_without_figures, self._parts(on))] for on in (earlier[-1], claim))
        for part in [*gone]:
            if part in new:
                gone.remove(part)
                new.remove(part)
        if [part.kind for part in (*gone, *new)] != [FeePartKind.RATE] * 2 or len(new) != 1:
            return None
        [was], [then] = gone, new
        is_alike = was.price == then.price and {was.of_year, then.of_year} == {Fraction(1)}
        if not is_alike or was.quantity is None or then.quantity is None:
            return None
        return _counted(then.price, then.quantity - was.quantity, claim.ore)

    def _owed(self, claim: Claim) -> int | None:
        """Return the fee as known on the day of a claim, in öre, or None if there was none."""
        assessment = self._assessed(claim)
        return assessment[claim.party].ore if claim.party in assessment else None

    def _parts(self, claim: Claim) -> tuple[FeePart, ...]:
        """Return the parts of the fee as known on the day of a claim."""
        return self._assessed(claim).explain(claim.party).parts

    def _assessed(self, claim: Claim) -> Assessment:
        """Return the assessment of a claim's year, as known on its day."""
        key = claim.year, claim.known_on
        if key not in self._by_day:
            last = self._of_year[claim.year]
            self._by_day[key] = assess(
                last.agreement,
                year=claim.year,
                figures=last.figures,
                known_on=claim.known_on,
                reading=last.asked,
            )
        return self._by_day[key]


def _of_part(part: FeePart) -> Line:
    """Return a part of a fee as a line."""
    is_counted = part.kind in _COUNTED and part.of_year == 1
    line = _counted(part.price, part.quantity, part.ore) if is_counted else None
    return (line or _line(part.ore))._replace(part=part)


class _Bare(NamedTuple):
    """A part of a fee without its figures and sources."""

    kind: FeePartKind
    ore: int
    price: Fraction | None
    quantity: Fraction | None
    of_year: Fraction


def _without_figures(part: FeePart) -> _Bare:
    return _Bare(part.kind, part.ore, part.price, part.quantity, part.of_year)
