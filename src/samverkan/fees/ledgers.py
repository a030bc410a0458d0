"""Ledgers: what was claimed and why, and what to claim when something new becomes known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias, get_args

import attrs

from ..agreements.agreement import Agreement
from ..agreements.instruments import (
    Accession,
    Amendment,
    Instrument,
    Recording,
    Revocation,
    Succession,
    Withdrawal,
)
from ..agreements.state import Member
from ..core.fields import as_tuple
from ..core.figures import Figure, FigureTable
from ..core.money import Ore, a_long_number, to_kronor
from ..core.parties import Party, codes_of
from ..core.parts import inside
from ..core.periods import FIRST_DAY, Period, a_day, a_year, an_optional_day
from ..errors import SettlementError
from ..errors.texts import a_slug, an_instance
from ..funding.bases import Basis
from ..funding.instalments import Instalments
from .assessments import Assessment, Missing, assess
from .instalments import Instalment, in_instalments
from .payers import splits_of

Cause: TypeAlias = Instrument | Figure
"""What became known and caused a claim: an instrument, by its decision, or a published figure."""


def _as_causes(causes: Cause | Iterable[Cause]) -> tuple[Cause, ...]:
    return as_tuple("causes", causes, *get_args(Instrument), Figure)


@attrs.frozen(kw_only=True)
class Claim:
    """An amount claimed from a party, or credited to it (*krav*, *kreditering*).

    Args:
        party: The id of the party.

        year: The budget year that it is for.

        ore: The amount, in öre; a credit is below 0.

        known_on: The day on which its cause became known, which is the date of the claim.

        causes: What became known that day; empty for an opening balance, and for what is
            credited because nothing on record supports it any more.

    Raises:
        BudgetYearError: If *year* is not a whole number from 1800 to 2999.

    >>> Claim(party="0182", year=2015, ore=Ore(-150), known_on=dt.date(2015, 4, 13)).kronor
    Decimal('-1.50')
    """

    party: str
    year: int
    ore: Ore
    known_on: dt.date
    causes: tuple[Cause, ...] = attrs.field(default=(), converter=_as_causes)

    def __attrs_post_init__(self) -> None:
        a_slug("party", self.party)
        a_year(self.year)
        a_long_number("ore", self.ore)
        a_day("known_on", self.known_on)

    @property
    def kronor(self) -> Decimal:
        """The amount, in kronor with two decimals."""
        return to_kronor(self.ore)

    def instalments(self, plan: Instalments) -> tuple[Instalment, ...]:
        """Return the claim in parts that sum to it, each with its day; a credit has credits.

        A claim is an amount of its own: the parts of earlier claims stay as they were. All days of
        the plan count, including those that have passed by the day of the claim.

        Args:
            plan: The payment plan; each part is rounded by largest remainder, and among equal
                remainders the earliest day has the öre.

        Raises:
            DayOutOfRangeError: If a day is outside the years 1800 to 2999.

        >>> from samverkan import YearDay
        >>> from samverkan.funding import Instalments
        >>> plan = Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)])
        >>> credit = Claim(party="0182", year=2015, ore=Ore(-101), known_on=dt.date(2015, 4, 13))
        >>> [part.ore for part in credit.instalments(plan)]
        [-51, -50]
        """
        return in_instalments(self.party, self.year, self.ore, plan)


def _as_claims(claims: Claim | Iterable[Claim]) -> tuple[Claim, ...]:
    return as_tuple("claims", claims, Claim)


@attrs.frozen(kw_only=True)
class Ledger:
    """All claims so far (*reskontra*), none of which is ever changed.

    Args:
        claims: The claims, in the order in which they were made.

        known_on: The day of knowledge that the claims are based on, or None before the first.

        opened_on: The day of an opening balance, or None if the ledger goes back to the
            beginning. What was known by that day is not considered again.

    >>> ledger = Ledger(
    ...     claims=[
    ...         Claim(party="0182", year=2015, ore=Ore(150), known_on=dt.date(2015, 4, 13)),
    ...         Claim(party="0182", year=2015, ore=Ore(-50), known_on=dt.date(2015, 9, 1)),
    ...     ],
    ...     known_on=dt.date(2015, 9, 1),
    ... )
    >>> ledger.claimed_ore("0182", 2015)
    100
    """

    claims: tuple[Claim, ...] = attrs.field(default=(), converter=_as_claims)
    known_on: dt.date | None = None
    opened_on: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        an_optional_day("known_on", self.known_on)
        an_optional_day("opened_on", self.opened_on)

    def of(self, party: str) -> tuple[Claim, ...]:
        """Return the claims on a party, by its id, for all years."""
        an_instance("party", party, str)
        return tuple(claim for claim in self.claims if claim.party == party)

    def claimed_ore(self, party: str, year: int) -> Ore:
        """Return the amount claimed from a party, by its id, for a budget year, in öre."""
        a_year(year)
        return Ore(sum(claim.ore for claim in self.of(party) if claim.year == year))

    def balances(self) -> dict[tuple[str, int], Ore]:
        """Return the amount claimed from each party for each year, in öre, in order of both."""
        found: dict[tuple[str, int], int] = {}
        for claim in self.claims:
            key = (claim.party, claim.year)
            found[key] = found.get(key, 0) + claim.ore
        return {key: Ore(found[key]) for key in sorted(found)}


@attrs.frozen(kw_only=True)
class Settlement:
    """The claims that are new since a ledger's last day, and what cannot be determined.

    It is returned by :func:`samverkan.settle` and :func:`samverkan.difference`. Iteration yields
    the claims.

    Args:
        claims: The new claims, by day, then year, then party.

        ledger: The ledger with the new claims included.

        assessments: The assessment of each of the years, as known on the last day.

        pending_before: For a difference between two assessments, the ids of the parties whose fee
            was pending in the first.

    >>> from samverkan import Decision
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015, 2016], figures=figures, known_on=dt.date(2016, 1, 1)
    ... )
    >>> settlement.total_ore, [missing.year for missing in settlement.missing]
    (14277300, [2016])
    """

    claims: tuple[Claim, ...]
    ledger: Ledger = attrs.field(repr=False)
    assessments: tuple[Assessment, ...] = attrs.field(repr=False)
    pending_before: tuple[str, ...] = attrs.field(default=(), repr=False)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    @property
    def total_ore(self) -> Ore:
        """The sum of the new claims, in öre."""
        return Ore(sum(claim.ore for claim in self.claims))

    @property
    def total_kronor(self) -> Decimal:
        """The sum of the new claims, in kronor with two decimals."""
        return to_kronor(self.total_ore)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The parties and years for which a figure is missing: nothing is claimed or credited."""
        return tuple(missing for each in self.assessments for missing in each.missing)

    @property
    def undated(self) -> tuple[str, ...]:
        """The ids of the parties for which it cannot be determined when the accession was known."""
        return tuple(sorted({party for each in self.assessments for party in each.undated}))

    @property
    def pending(self) -> tuple[str, ...]:
        """The ids of the parties whose fee depends on something pending: nothing is claimed.

        If the settlement is the difference between two assessments, those whose fee was pending in
        the first are included.
        """
        found = {party for each in self.assessments for party in each.pending}
        return tuple(sorted(found | {*self.pending_before}))

    @property
    def unstated(self) -> tuple[str, ...]:
        """The ids of the parties for which no rule is stated: nothing is claimed or credited."""
        return tuple(sorted({party for each in self.assessments for party in each.unstated}))

    def only(self, parties: Iterable[str]) -> Settlement:
        """Return the part of the settlement that concerns these parties only, by their ids."""
        several: tuple[str, ...] = as_tuple("parties", parties, str)
        wanted = set(several)
        kept = tuple(claim for claim in self.ledger.claims if claim.party in wanted)
        return Settlement(
            claims=tuple(claim for claim in self.claims if claim.party in wanted),
            ledger=attrs.evolve(self.ledger, claims=kept),
            assessments=tuple(each.only(wanted) for each in self.assessments),
            pending_before=tuple(party for party in self.pending_before if party in wanted),
        )


def settle(
    ledger: Ledger,
    agreement: Agreement,
    *,
    years: Iterable[int],
    figures: FigureTable,
    known_on: dt.date,
    reading: str | None = None,
) -> Settlement:
    """Return the new claims, given everything that was known by a day.

    The function goes through the days on which something became known: a decision or a published
    figure. If the ledger differs from what was owed, as known on that day, there is one claim per
    party and budget year. The claim has that day as its date and what became known as its cause.
    So what is recorded late is also claimed by its own day. A fee that can no longer be computed
    is not credited: its party is listed as missing. A fee that is pending on the day of knowledge
    is neither claimed nor credited, as it was known earlier either.

    Args:
        ledger: The claims so far.

        agreement: The agreement.

        years: The budget years.

        figures: The figures that the rules need.

        known_on: The day of knowledge: what was known up to that day counts, that day included.

        reading: The name of a reading of the terms, or None for the preferred one.

    Raises:
        SettlementError: If the ledger is based on a later day of knowledge.

        BudgetYearError: If a year is not a whole number from 1800 to 2999.

        UnknownReadingError: If the terms have no such reading.

    >>> from samverkan import Decision
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 12, 31)
    ... )
    >>> [(claim.party, claim.ore, str(claim.known_on)) for claim in settlement]
    [('0182', 14277300, '2015-04-13')]
    """
    an_instance("ledger", ledger, Ledger)
    an_instance("agreement", agreement, Agreement)
    an_instance("figures", figures, FigureTable)
    a_day("known_on", known_on)
    if ledger.known_on is not None and known_on < ledger.known_on:
        raise SettlementError("first-later", {"first": ledger.known_on, "second": known_on})
    asked: tuple[int, ...] = as_tuple("years", years, int)
    arrivals = _arrivals(agreement, figures, ledger.opened_on, known_on)
    arrivals.setdefault(known_on, [])  # always the last day: the ledger may hold other claims
    held, concerned = _Held(ledger.claims), _Concerned(agreement)
    claims: list[Claim] = []
    owed: list[Assessment] = []
    for day, arrived in sorted(arrivals.items(), key=lambda arrival: arrival[0]):
        held.add_until(day)
        owed = [
            assess(agreement, year=year, figures=figures, reading=reading, known_on=day)
            for year in dict.fromkeys(asked)
        ]
        for assessment in owed:
            for party, ore in _changes(held.balances, assessment):
                causes = concerned.causes(arrived, party, assessment)
                year = assessment.year
                claims.append(Claim(party=party, year=year, ore=ore, known_on=day, causes=causes))
                held.add(claims[-1])
    # What is pending on the last day is claimed when it is known, by the day of its cause.
    unknown = {(party, each.year) for each in owed for party in each.pending}
    claims = [claim for claim in claims if (claim.party, claim.year) not in unknown]
    return Settlement(
        claims=tuple(claims),
        ledger=attrs.evolve(ledger, claims=(*ledger.claims, *claims), known_on=known_on),
        assessments=tuple(owed),
    )


def difference(before: Assessment, after: Assessment) -> Settlement:
    """Return the claims that arise between two states of knowledge of one budget year.

    If a fee was pending in the first of them, what was owed then is not known: there is no claim,
    and the party is in :attr:`samverkan.fees.Settlement.pending`. A ledger knows what was claimed.

    Args:
        before: The assessment as known on a day.

        after: The assessment as known on a later day, or on the same day.

    Raises:
        SettlementError: If the two differ in agreement, figures, year, reading or parties, if
            one has no day of knowledge, or if the first is later.

        UnknownReadingError: If the terms of a day in between do not have the reading.

    >>> from samverkan import Decision, assess
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> first, second = (
    ...     assess(joined, year=2015, figures=figures, known_on=dt.date(2015, 4, day))
    ...     for day in (1, 14)
    ... )
    >>> change = difference(first, second)
    >>> [claim.ore for claim in change], change.total_ore
    ([14277300], 14277300)
    """
    an_instance("before", before, Assessment)
    an_instance("after", after, Assessment)
    for field, one, other in (
        ("agreement", before.agreement, after.agreement),
        ("figures", before.figures, after.figures),
        ("year", before.year, after.year),
        ("reading", before.asked, after.asked),
        ("parties", before.chosen, after.chosen),
    ):
        if one != other:
            raise SettlementError("not-alike", {"field": field})
    if before.known_on is None or after.known_on is None:
        raise SettlementError("no-day-of-knowledge")
    opening = [
        Claim(party=fee.party, year=fee.year, ore=fee.ore, known_on=before.known_on)
        for fee in before.fees
    ]
    settlement = settle(
        Ledger(claims=opening, known_on=before.known_on, opened_on=before.known_on),
        before.agreement,
        years=[before.year],
        figures=before.figures,
        known_on=after.known_on,
        reading=before.asked,
    )
    if before.pending:  # what they owed then is not known, and neither is the difference
        settlement = _without(settlement, before.pending)
    return settlement if after.chosen is None else settlement.only(after.chosen)


def _without(settlement: Settlement, pending: tuple[str, ...]) -> Settlement:
    """Return a settlement without claims of parties whose fee was pending before."""
    dropped = {claim for claim in settlement.claims if claim.party in pending}
    kept = tuple(claim for claim in settlement.ledger.claims if claim not in dropped)
    return attrs.evolve(
        settlement,
        claims=tuple(claim for claim in settlement.claims if claim not in dropped),
        ledger=attrs.evolve(settlement.ledger, claims=kept),
        pending_before=pending,
    )


def _arrivals(
    agreement: Agreement, figures: FigureTable, since: dt.date | None, until: dt.date
) -> dict[dt.date, list[Cause]]:
    """Return what became known after one day and up to another, by the day it became known."""
    found: dict[dt.date, list[Cause]] = {}
    for cause in (*agreement.instruments, *figures.figures):
        day = cause.known_from if isinstance(cause, Figure) else agreement.known_from(cause)
        if day is not None and (since is None or since < day) and day <= until:
            found.setdefault(day, []).append(cause)
    return found


class _Held:
    """The balances of a ledger up to a day, new claims included."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.balances: dict[tuple[str, int], int] = {}
        self._later = sorted(claims, key=lambda claim: claim.known_on, reverse=True)

    def add_until(self, day: dt.date) -> None:
        """Add the ledger's own claims up to a day, that day included."""
        while self._later and self._later[-1].known_on <= day:
            self.add(self._later.pop())

    def add(self, claim: Claim) -> None:
        """Add a claim to the balances."""
        key = (claim.party, claim.year)
        self.balances[key] = self.balances.get(key, 0) + claim.ore


def _changes(balances: dict[tuple[str, int], int], owed: Assessment) -> Iterator[tuple[str, Ore]]:
    """Yield each party whose fee differs from what was claimed, and the difference, in öre."""
    fees = {fee.party: fee.ore for fee in owed.fees}
    unknown = {*owed.unstated, *owed.undated, *owed.pending}
    unknown |= {missing.party for missing in owed.missing}
    claimed = {party for party, year in balances if year == owed.year}
    for party in sorted((fees.keys() | claimed) - unknown):
        more = fees.get(party, 0) - balances.get((party, owed.year), 0)
        if more:
            yield party, Ore(more)


class _Concerned:
    """A filter for what became known on a day and concerns a party's fee."""

    def __init__(self, agreement: Agreement) -> None:
        amended = (i.funding or () for i in agreement.instruments if isinstance(i, Amendment))
        readings = (reading for each in (agreement.terms.funding, *amended) for reading in each)
        self._rules = tuple(reading.funding.rule for reading in readings)
        self._of_areas = {
            (basis.statistic.id, basis.subject) for basis in inside(self._rules, Basis)
        }
        self._agreement = agreement
        self._coded: dict[str, list[Party]] = {}
        for party in agreement.parties:
            for code in {held.code for held in codes_of(party)}:
                self._coded.setdefault(code, []).append(party)
        self._instruments = {each.number: each for each in agreement.instruments}
        successions = [i for i in agreement.instruments if isinstance(i, Succession)]
        self._successions = sorted(successions, key=lambda each: (each.first_day, each.number))
        self._places: dict[str, frozenset[object]] = {}

    def causes(self, arrived: list[Cause], party: str, owed: Assessment) -> tuple[Cause, ...]:
        """Return the causes that concern a party's fee for a year, or all if none of them does.

        If a total is divided, what concerns one payer concerns all payers.
        """
        own = self._followed(party, owed.known_on)
        used = _used(owed, party)
        found = [cause for cause in arrived if self._concerns(cause, own, used)]
        return tuple(found or arrived)

    def _concerns(
        self, cause: Cause, own: frozenset[str], used: list[tuple[_FigureKind, str]] | None
    ) -> bool:
        parties = self._parties(cause)
        if isinstance(cause, Figure):
            kind, subject = _kind_of(cause), cause.subject
            if used is not None and (
                kind not in dict(used) or (parties & own and (kind, subject) not in used)
            ):
                return False
            if (cause.statistic.id, subject) in self._of_areas:
                return True
        if not parties:
            return self._moves_money(cause)
        return bool(parties & own or self._divided_by(parties) & self._divided_by(own))

    def _followed(self, party: str, known_on: dt.date | None) -> frozenset[str]:
        """Return the ids of a party and of all its predecessors, as known on a day."""
        own, found = {party}, {party}
        while found:
            known = (s for s in self._successions if self._is_known(s, known_on))
            found = {each.party for each in known if each.successor in own} - own
            own |= found
        return frozenset(own)

    def _divided_by(self, parties: Iterable[str]) -> set[object]:
        """Return the divisions of totals in which one of the parties is ever a payer."""
        for party in parties:
            if party not in self._places:
                self._places[party] = frozenset(self._divisions(party))
        return {place for party in parties for place in self._places[party]}

    def _divisions(self, party: str) -> Iterator[object]:
        for each in self._instruments.values():
            if isinstance(each, Accession) and party in (line := self._line_of(each)):
                named = self._agreement.party
                days = tuple((day, named(other)) for other, day in line.items())
                # Its days do not matter here.
                period = Period(each.effective.first_day or FIRST_DAY)
                member = Member(named(party), each, period, days)
                for number, rule in enumerate(self._rules):
                    yield from ((number, place) for place in splits_of(rule, member))

    def _line_of(self, accession: Accession) -> dict[str, dt.date]:
        """Return each party that ever has the membership of an accession, with its first day."""
        line = {accession.party: accession.effective.first_day or FIRST_DAY}
        for each in self._successions:
            if each.party in line:
                line.setdefault(each.successor, each.first_day)
        return line

    def _parties(self, cause: Cause) -> frozenset[str]:
        """Return the ids of the parties that a cause is about; empty if it is about all."""
        match cause:
            case Figure():
                coded = self._coded.get(cause.subject, ())
                on = cause.reference_date
                then = (each.id for each in coded if each.code_on(on) == cause.subject)
                return frozenset({cause.subject, *then})
            case Accession() | Withdrawal():
                return frozenset({cause.party})
            case Succession():
                return frozenset({cause.party, cause.successor})
            case Revocation() | Recording():
                target = cause.target
                return frozenset() if target is None else self._parties(self._instruments[target])
            case _:
                return frozenset()

    def _moves_money(self, cause: Cause) -> bool:
        if isinstance(cause, Recording) and cause.target is not None:
            return self._moves_money(self._instruments[cause.target])
        return not isinstance(cause, Amendment) or cause.funding is not None

    def _is_known(self, succession: Succession, on: dt.date | None) -> bool:
        known_from = self._agreement.known_from(succession)
        return on is None or (known_from is not None and known_from <= on)


_FigureKind: TypeAlias = tuple[str, dt.date]


def _kind_of(figure: Figure) -> _FigureKind:
    """Return the statistic's id and the reference date of a figure."""
    return figure.statistic.id, figure.reference_date


def _used(owed: Assessment, party: str) -> list[tuple[_FigureKind, str]] | None:
    """Return the figures that a fee is based on, with their subjects; None if there is no fee."""
    if all(fee.party != party for fee in owed.fees):
        return None
    return [(_kind_of(figure), figure.subject) for figure in owed.explain(party).figures()]
