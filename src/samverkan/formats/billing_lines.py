"""How claims are billed: what a credit is of, and lines that sum to the claim.

What a line says in words is told by those who write it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from ..core.figures import Figure, FigureTable
from ..core.money import scaled, to_kronor
from ..fees.assessments import Assessment, assess
from ..fees.fee_parts import FeePart, FeePartKind
from ..fees.instalments import Instalment
from ..fees.ledgers import Claim, Settlement

_HIGHEST_PRICE: Final = Fraction(999_999_999, 100)
_MOST_UNITS: Final = Fraction(99_999_999, 100)
_ONE_DAY: Final = dt.timedelta(days=1)
_COUNTED: Final = frozenset({FeePartKind.FIXED, FeePartKind.RATE, FeePartKind.ENTRY_FEE})


class Credited(NamedTuple):
    """What a credit, or a part of it, is of."""

    place: int | None  # that of the claim in the ledger; None if none has anything left
    instalment: int | None  # of that claim; None if it is not divided
    ore: int  # below 0


class BillingLine(NamedTuple):
    """A line of what is billed: the price times the quantity is the amount."""

    ore: int
    quantity: Decimal
    price: Decimal  # kronor, never below 0
    part: FeePart | None = None  # the part of the fee, if the claim has a line for each
    instalment: int = 1
    due_on: dt.date | None = None
    credits: Credited | None = None  # what the line credits, if it is of a credit


class Billed(NamedTuple):
    """A claim, its place in the ledger, and its lines."""

    claim: Claim
    place: int
    before: int  # what had been claimed of the party for the year, by the day of the claim
    later: int  # what had been claimed by later days: the claim was recorded afterwards
    owed: int | None  # the fee as known on the day of the claim, or None if it is not known
    is_first: bool  # whether nothing had been claimed
    parts: tuple[FeePart, ...]  # those of the fee, as known on the day of the claim
    replaced: dict[Figure, Figure]  # what a cause replaces
    instalments: int  # how many it is divided into
    lines: tuple[BillingLine, ...]


class Billing:
    """The claims of a settlement as lines that sum to them."""

    def __init__(self, settlement: Settlement) -> None:
        self._ledger = settlement.ledger
        self._claims = settlement.ledger.claims
        self._first_new = len(self._claims) - len(settlement)
        self._of_year = {each.year: each for each in settlement.assessments}
        self._by_day: dict[tuple[int, dt.date], Assessment] = {}
        self._before_day: dict[dt.date, FigureTable] = {}

    def billed(self, since: dt.date | None) -> Iterator[Billed]:
        """Yield the new claims, and those known since a day, in the order of the ledger."""
        before: dict[tuple[str, int], list[Claim]] = {}
        for place, claim in enumerate(self._claims):
            earlier = before.setdefault((claim.party, claim.year), [])
            if place >= self._first_new or self._is_asked(place, since):
                yield self._billed(place, claim, earlier)
            earlier.append(claim)

    def _is_asked(self, place: int, since: dt.date | None) -> bool:
        """Return whether rows of an earlier claim, which had rows when it was new, are made."""
        claim = self._claims[place]
        is_since = since is not None and since <= claim.known_on
        return is_since and claim.year in self._of_year and not self._is_opening(place)

    def _is_opening(self, place: int) -> bool:
        """Return whether a claim is of an opening balance: it was billed elsewhere."""
        opened_on, claim = self._ledger.opened_on, self._claims[place]
        if opened_on is None or place >= self._first_new:
            return False
        return claim.known_on <= opened_on and not claim.causes

    def _billed(self, place: int, claim: Claim, earlier: Sequence[Claim]) -> Billed:
        instalments = self._instalments(place, earlier)
        if len(instalments) > 1:
            lines = [
                _line(each.ore)._replace(instalment=number, due_on=each.due_on)
                for number, each in enumerate(instalments, start=1)
            ]
        else:
            due_on = instalments[0].due_on if instalments else None
            lines = [line._replace(due_on=due_on) for line in self._whole(place, earlier)]
        later = sum(each.ore for each in earlier if each.known_on > claim.known_on)
        return Billed(
            claim=claim,
            place=place,
            before=sum(each.ore for each in earlier) - later,
            later=later,
            owed=self._owed(claim),
            is_first=not earlier,
            parts=self._parts(claim),
            replaced=self._replaced(claim),
            instalments=max(len(instalments), 1),
            lines=tuple(line for line in lines if line.ore),
        )

    def _instalments(self, place: int, earlier: Sequence[Claim]) -> tuple[Instalment, ...]:
        """Return the payments that the plan of the year divides a claim into: only the first."""
        claim = self._claims[place]
        if earlier or claim.ore <= 0 or self._is_opening(place):
            return ()
        plan = self._assessed(claim).payment_plan
        return () if plan is None else claim.instalments(plan)

    def _whole(self, place: int, earlier: Sequence[Claim]) -> Iterator[BillingLine]:
        """Yield the lines of a claim that is not divided into instalments."""
        claim, of = self._claims[place], self._credited[place]
        if len(of) > 1:
            yield from (_line(each.ore)._replace(credits=each) for each in of)
        elif of:
            line = self._changed(claim, earlier) or _line(claim.ore)
            yield line._replace(credits=of[0])
        elif self._owed(claim) == claim.ore:
            yield from map(_of_part, self._parts(claim))
        else:
            yield self._changed(claim, earlier) or _line(claim.ore)

    # --- Credits

    @cached_property
    def _credited(self) -> list[tuple[Credited, ...]]:
        """What each claim credits: the latest claim first, and its latest instalment.

        Nothing is credited by more than its amount.
        """
        credit = {(claim.party, claim.year) for claim in self._claims if claim.ore < 0}
        seen: dict[tuple[str, int], list[Claim]] = {}
        left: dict[tuple[str, int], list[Credited]] = {}
        found: list[tuple[Credited, ...]] = []
        for place, claim in enumerate(self._claims):
            key = (claim.party, claim.year)
            units, earlier = left.setdefault(key, []), seen.setdefault(key, [])
            if claim.ore > 0 and key in credit and claim.year in self._of_year:
                units += self._units(place, claim, earlier)
            found.append(tuple(_taken(claim.ore, units)))
            earlier.append(claim)
        return found

    def _units(self, place: int, claim: Claim, earlier: Sequence[Claim]) -> Iterator[Credited]:
        """Yield what of a claim can be credited, as credits of all of it."""
        instalments = self._instalments(place, earlier)
        if len(instalments) > 1:
            for number, each in enumerate(instalments, start=1):
                yield Credited(place, number, -each.ore)
        else:
            yield Credited(place, None, -claim.ore)

    # --- What is owed, as known on the day of a claim

    def _changed(self, claim: Claim, earlier: Sequence[Claim]) -> BillingLine | None:
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
        """Return the fee as known on the day of a claim, in öre; None if it was not known."""
        assessment = self._assessed(claim)
        if claim.party in assessment:
            return assessment[claim.party].ore
        unknown = {*assessment.unstated, *assessment.undated, *assessment.pending}
        unknown.update(missing.party for missing in assessment.missing)
        return None if claim.party in unknown else 0

    def _parts(self, claim: Claim) -> tuple[FeePart, ...]:
        """Return the parts of the fee as known on the day of a claim; none if there was none."""
        assessment = self._assessed(claim)
        return assessment.explain(claim.party).parts if claim.party in assessment else ()

    def _replaced(self, claim: Claim) -> dict[Figure, Figure]:
        """Return the figures that were known the day before others that caused a claim."""
        figures = [cause for cause in claim.causes if isinstance(cause, Figure)]
        if figures and claim.known_on not in self._before_day:
            table = self._of_year[claim.year].figures
            self._before_day[claim.known_on] = table.as_known(claim.known_on - _ONE_DAY)
        found: dict[Figure, Figure] = {}
        for each in figures:
            table = self._before_day[claim.known_on]
            was = table.find(each.statistic.id, each.subject, each.reference_date)
            if was is not None and was.value != each.value:
                found[each] = was
        return found

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


def _taken(ore: int, units: list[Credited]) -> Iterator[Credited]:
    """Take a credit from the last of what is left to credit, and yield what is of each."""
    while ore < 0:
        last = units.pop() if units else Credited(None, None, ore)
        part = max(ore, last.ore)
        yield last._replace(ore=part)
        ore -= part
        if last.ore < part:
            units.append(last._replace(ore=last.ore - part))


def _line(ore: int) -> BillingLine:
    """Return one unit at a price: of what is credited, minus one."""
    return BillingLine(ore, Decimal(-1 if ore < 0 else 1), to_kronor(abs(ore)))


def _counted(price: Fraction | None, quantity: Fraction | None, ore: int) -> BillingLine | None:
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
    return BillingLine(ore, scaled(int(hundredths), 2), to_kronor(int(in_ore)))


def _of_part(part: FeePart) -> BillingLine:
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
