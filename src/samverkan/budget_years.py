"""A budget year of a state of knowledge: who owes, by which rule, for which days."""

from __future__ import annotations

import datetime as dt

import attrs

from .errors import NoFeeError
from .explanations import Portion, Step
from .figures import FigureTable
from .funding.evaluation import Amount, Outcome, Stint, evaluate, explain, prorate
from .funding.rules import Proration, Reading
from .members import Member
from .periods import Period
from .states import State
from .terms import Terms

__all__ = ["BudgetYear"]


@attrs.frozen
class BudgetYear:
    """A budget year (*budgetår*) as was known on a day, by one reading of the terms.

    The terms of the first day of the year on which the agreement is in force say how the
    year is prorated and rounded.

    Args:
        state: What was known of the agreement.

        year: The budget year.

        asked: The name of the reading that was asked for, or None for the preferred one.

        figures: The figures that were known.

    Raises:
        BudgetYearError: If *year* is no whole number from 1800 to 2999.

        UnknownReadingError: If the terms have no reading of the name that was asked for.

    Attributes:
        reading: The reading that the year follows, or None where the terms state no funding.

    >>> from samverkan.stockholm import agreement, figures
    >>> year = BudgetYear(agreement.as_known(), 2015, None, figures)
    >>> dict(year.amounts())["0182"]
    14277300
    """

    state: State
    year: int
    asked: str | None
    figures: FigureTable
    # Derived once: who is asked for one explanation is asked for all of them.
    reading: Reading | None = attrs.field(init=False, repr=False, eq=False)
    _owing: dict[str, Member] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "reading", self._reading_of(self.terms()))
        object.__setattr__(self, "_owing", self._first_memberships())

    @property
    def period(self) -> Period:
        """The days of the year."""
        return Period.of_year(self.year)

    def terms(self) -> Terms:
        """Return the terms of the first day in force; outside the agreement's life the nearest."""
        pieces = self.state.timeline.pieces
        inside = next(self.state.timeline.within(self.period), None)
        if inside is not None:
            return inside[1]
        before = self.period.first_day < pieces[0][0].first_day
        return pieces[0 if before else -1][1]

    def _reading_of(self, terms: Terms) -> Reading | None:
        return terms.reading(self.asked) if terms.funding or self.asked is not None else None

    def _first_memberships(self) -> dict[str, Member]:
        """Return the membership by which each party owes first, in order of party id.

        Where nothing is prorated, whoever was succeeded inside the year owes nothing: the
        last one alone owes the year.
        """
        members = self.state.members_in(self.period)
        whole = self.reading is not None and self.reading.funding.proration is Proration.NONE
        if whole and any(member.line for member in members):
            last = {member.accession.number: member for member in sorted(members, key=_since)}
            members = tuple(m for m in members if last[m.accession.number] is m)
        first: dict[str, Member] = {}
        for member in members:
            first.setdefault(member.party.id, member)
        return first

    def amounts(self) -> list[tuple[str, Amount]]:
        """Return what each party owes, in order of party id."""
        reading, owing = self.reading, list(self._owing.values())
        amounts: list[Amount]
        if reading is None:
            amounts = [None] * len(owing)
        elif reading.funding.proration is Proration.NONE:
            amounts = evaluate(reading.funding, owing, year=self.year, figures=self.figures)
        else:
            amounts = [_amount(self._prorated(party, reading)) for party in self._owing]
        return list(zip(self._owing, amounts, strict=True))

    def explained(self, party: str) -> tuple[Member, Reading, Step]:
        """Return by which membership and reading a party owes, and how its amount comes about.

        Raises:
            NoFeeError: If there is no amount to explain.
        """
        member, reading = self._owing.get(party), self.reading
        outcome = self._outcome(member, reading)
        if member is None or reading is None or not isinstance(outcome, Step):
            raise NoFeeError(party, self.year, "it owes nothing that can be explained")
        return member, reading, outcome

    def _outcome(self, member: Member | None, reading: Reading | None) -> Outcome:
        if member is None or reading is None:
            return None
        if reading.funding.proration is Proration.NONE:
            return explain(reading.funding, member, year=self.year, figures=self.figures)
        return self._prorated(member.party.id, reading)

    def undated(self) -> dict[str, bool]:
        """Return who would be a member if its accession was known, and if a rule is stated."""
        reading, figures = self.reading, self.figures
        found = {}
        for member in self.state.undated:
            if member.period.days_in(self.year):
                found[member.party.id] = reading is not None and (
                    explain(reading.funding, member, year=self.year, figures=figures) is not None
                )
        return found

    def _prorated(self, party: str, reading: Reading) -> Outcome:
        stints = []
        for period, terms in self.state.timeline.within(self.period):
            of_days = self._reading_of(terms)
            for member in self.state.memberships_of(party):
                days = member.period.overlap(period)
                if days is not None:
                    if of_days is None:
                        return None
                    stints.append(Stint(member, Portion(days, of_days)))
        rounding = reading.funding.rounding
        return prorate(stints, rounding, year=self.year, figures=self.figures)


def _since(member: Member) -> dt.date:
    return member.period.first_day


def _amount(outcome: Outcome) -> Amount:
    return int(outcome.kronor * 100) if isinstance(outcome, Step) else outcome
