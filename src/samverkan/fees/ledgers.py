"""Ledgers: what was claimed and why, and what to claim when something new becomes known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import get_args

import attrs

from ..agreements.agreement import Agreement
from ..agreements.instruments import Instrument
from ..agreements.state import State
from ..core.fields import as_tuple
from ..core.figures import Figure, FigureTable, a_figure_table, but_assumed
from ..core.money import Ore, a_long_number, to_kronor
from ..core.notebooks import in_notebooks
from ..core.periods import a_day, a_year, an_optional_day
from ..errors import SettlementError
from ..errors.texts import a_slug, an_instance, an_optional_line
from ..funding.instalments import Instalments
from .assessments import Assessment, Missing
from .causes import Arrived, Cause
from .course import Course, Known
from .instalments import Instalment, in_instalments
from .uses import Use, uses
from .years import BudgetYear


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

        is_difference: Whether it is the difference between two assessments. Its ledger then says
            what was owed on the first day, not what was claimed.

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
    is_difference: bool = attrs.field(default=False, repr=False)

    _repr_html_ = in_notebooks("reports.claims.claims_html")

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
            is_difference=self.is_difference,
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
        SettlementError: If the ledger is based on a later day of knowledge, or a figure is
            assumed: no claim rests on a forecast.

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
    a_figure_table("figures", figures)
    an_optional_line("reading", reading)
    a_day("known_on", known_on)
    if ledger.known_on is not None and known_on < ledger.known_on:
        raise SettlementError("first-later", {"first": ledger.known_on, "second": known_on})
    if but_assumed(figures)[1]:
        raise SettlementError("assumed")
    asked: tuple[int, ...] = as_tuple("years", years, int)
    own: dict[int, list[Claim]] = {}
    for claim in ledger.claims:
        own.setdefault(claim.year, []).append(claim)
    followed = {year: _Followed(year, own.get(year, ())) for year in asked}
    course = Course(agreement, figures, reading)
    last: Known | None = None
    for arrived in course.arrivals(ledger.opened_on, known_on):
        last = Known(course, arrived, last)
        for each in followed.values():
            each.see(arrived, last)
    owed = tuple(each.settled(last) for each in followed.values() if last is not None)
    # What is pending on the last day is claimed when it is known, by the day of its cause.
    unknown = {(party, each.year) for each in owed for party in each.pending}
    found = [claim for each in followed.values() for claim in each.claims]
    order = {year: place for place, year in enumerate(followed)}
    found.sort(key=lambda claim: (claim.known_on, order[claim.year], claim.party))
    claims = tuple(claim for claim in found if (claim.party, claim.year) not in unknown)
    return Settlement(
        claims=claims,
        ledger=attrs.evolve(ledger, claims=(*ledger.claims, *claims), known_on=known_on),
        assessments=owed,
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
            one has no day of knowledge or rests on assumed figures, or if the first is later.

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
    if before.is_forecast or after.is_forecast:
        raise SettlementError("assumed")
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
    settlement = attrs.evolve(settlement, is_difference=True)
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


class _Followed:
    """A budget year that is followed from day to day, and the claims that arise.

    It is assessed on the days on which something came in that it can depend on. Each such
    assessment waits for the next such day: what is owed until then is the same, so on the last
    of them it is what is owed on the day of knowledge.
    """

    def __init__(self, year: int, claims: Iterable[Claim]) -> None:
        self._later = sorted(claims, key=lambda claim: claim.known_on, reverse=True)
        self._balances: dict[str, int] = {}
        self.year = year
        self.claims: list[Claim] = []
        self._state: State | None = None
        self._content: tuple[object, ...] | None = None
        self._uses: frozenset[Use] | None = None
        self._waiting: list[tuple[Arrived, Known]] = []  # one, from the first day on

    def see(self, arrived: Arrived, then: Known) -> None:
        """See what came in on a day."""
        is_claimed = self._has_later(arrived.day)
        is_same = self._state is then.state or self._content == then.content(self.year)
        if is_same and not is_claimed and not self._is_touched(arrived, then):
            return
        for before, known in self._waiting:
            if known.has_members(self.year) or self._balances or self._has_later(before.day):
                owed = known.year(self.year)
                self._claim(before, owed, then.course.assessed(owed))
        self._state, self._content = then.state, then.content(self.year)
        self._waiting = [(arrived, then)]

    def _has_later(self, day: dt.date) -> bool:
        """Return whether the ledger has a claim of its own up to a day that is not counted yet."""
        return bool(self._later) and self._later[-1].known_on <= day

    def _is_touched(self, arrived: Arrived, then: Known) -> bool:
        """Return whether a figure came in that the year can depend on."""
        if self._uses is None:
            self._uses = frozenset(
                use for rule in then.course.rules for use in uses(rule, self.year)
            )
        return arrived.touch(self._uses, then.subjects(self.year))

    def _claim(self, arrived: Arrived, owed: BudgetYear, assessment: Assessment) -> None:
        """Claim what is owed, as known on a day, but not claimed."""
        while self._has_later(arrived.day):
            claim = self._later.pop()
            self._add(claim.party, claim.ore)
        for party, ore in self._changes(assessment):
            self._add(party, ore)
            self.claims.append(
                Claim(
                    party=party,
                    year=self.year,
                    ore=ore,
                    known_on=arrived.day,
                    causes=arrived.concerning(party, owed),
                )
            )

    def settled(self, last: Known) -> Assessment:
        """Return the assessment as known on the last day, after the claims that still wait."""
        owed = last.year(self.year)
        assessment = last.course.assessed(owed)
        for arrived, _ in self._waiting:
            self._claim(arrived, owed, assessment)
        return assessment

    def _add(self, party: str, ore: int) -> None:
        self._balances[party] = self._balances.get(party, 0) + ore

    def _changes(self, owed: Assessment) -> Iterator[tuple[str, Ore]]:
        """Yield each party whose fee differs from what was claimed, and the difference, in öre."""
        fees = {fee.party: fee.ore for fee in owed.fees}
        unknown = {*owed.unstated, *owed.undated, *owed.pending}
        unknown |= {missing.party for missing in owed.missing}
        for party in sorted((fees.keys() | self._balances.keys()) - unknown):
            more = fees.get(party, 0) - self._balances.get(party, 0)
            if more:
                yield party, Ore(more)
