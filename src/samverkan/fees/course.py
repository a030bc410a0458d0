"""What became known of an agreement, day by day, and what the fees of a year can depend on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import TypeAlias

from ..agreements.agreement import Agreement
from ..agreements.instruments import Accession, Amendment
from ..agreements.state import Member, State
from ..core.figures import Figure, FigureTable
from ..core.parties import codes_of
from ..core.periods import Period
from ..funding.rules import Rule
from .assessments import Assessment, assessment_of
from .causes import Arrived, Cause, Causes
from .years import BudgetYear

_Held: TypeAlias = tuple[str, int, tuple[object, ...], list[tuple[dt.date, str]]]


class Course:
    """An agreement and its figures, as they became known day by day, by one reading."""

    def __init__(self, agreement: Agreement, figures: FigureTable, asked: str | None) -> None:
        self.agreement: Agreement = agreement
        self.figures: FigureTable = figures
        self.asked: str | None = asked
        amended = (i.funding or () for i in agreement.instruments if isinstance(i, Amendment))
        self.rules: tuple[Rule, ...] = tuple(
            reading.funding.rule
            for readings in (agreement.terms.funding, *amended)
            for reading in (readings[:1] if asked is None else readings)
            if asked in (None, reading.name)
        )
        self.subjects: dict[str, set[str]] = {
            party.id: {party.id, *(held.code for held in codes_of(party))}
            for party in agreement.parties
        }
        # If nothing waits for decisions, the state changes only when an instrument becomes known.
        self.is_dated: bool = all(
            agreement.known_from(each) is not None
            or (isinstance(each, Accession) and each.decision is None and not each.is_joint)
            for each in agreement.instruments
        )

    def assessed(self, owed: BudgetYear) -> Assessment:
        """Return the assessment of a budget year."""
        return assessment_of(self.agreement, owed, self.figures)

    def arrivals(self, since: dt.date | None, until: dt.date) -> Iterator[Arrived]:
        """Yield what became known after one day and up to another, day by day.

        The last day is always among them, because a ledger may hold other claims.
        """
        found: dict[dt.date, list[Cause]] = {until: []}
        for cause in (*self.agreement.instruments, *self.figures.figures):
            day = (
                cause.known_from if isinstance(cause, Figure) else self.agreement.known_from(cause)
            )
            if day is not None and (since is None or since < day) and day <= until:
                found.setdefault(day, []).append(cause)
        causes = Causes(self.agreement, self.rules)
        for day, arrived in sorted(found.items(), key=lambda arrival: arrival[0]):
            yield Arrived(causes, day, arrived, is_last=day == until)


class Known:
    """What was known of an agreement on a day."""

    def __init__(self, course: Course, arrived: Arrived, before: Known | None = None) -> None:
        self.course: Course = course
        self.day: dt.date = arrived.day
        stays = course.is_dated and not (arrived.has_instruments or arrived.is_last)
        self.state: State = (
            before.state if before is not None and stays else course.agreement.as_known(arrived.day)
        )
        self.held: list[_Held] = [_content(member) for member in self.state.memberships]
        self._of_years: dict[int, list[_Held]] = {}
        if before is not None and before.held == self.held:
            self.held, self._of_years = before.memberships

    @property
    def memberships(self) -> tuple[list[_Held], dict[int, list[_Held]]]:
        """All memberships, and those that were looked up for years."""
        return self.held, self._of_years

    @cached_property
    def _figures(self) -> FigureTable:
        return self.course.figures.as_known(self.day)  # cut once for all years

    def year(self, year: int) -> BudgetYear:
        """Return a budget year."""
        return BudgetYear(self.state, year, self.course.asked, self._figures)

    def content(self, year: int) -> tuple[object, ...]:
        """Return everything in the state that the fees of a year can depend on."""
        state, period = self.state, Period.of_year(year)
        return (
            self._members(period),
            [(days, terms.funding) for days, terms in state.timeline.within(period)],
            [_content(each) for each in state.undated if each.period.overlap(period)],
            [
                (each.is_adopted, each.days.overlap(period), each.number, each.members)
                for each in state.pending
            ],
        )

    def has_members(self, year: int) -> bool:
        """Return whether anybody is a member in a year."""
        return bool(self._members(Period.of_year(year)))

    def subjects(self, year: int) -> set[str]:
        """Return whose figures the fees of a year can use."""
        of, none = self.course.subjects, set[str]()
        members = self._members(Period.of_year(year))
        parties = {party for held in members for party in (held[0], *(p for _, p in held[3]))}
        return none.union(*(of[party] for party in parties))

    def _members(self, period: Period) -> list[_Held]:
        """Return all memberships, at any time, of those that are members in a year."""
        found = self._of_years.get(period.first_day.year)
        if found is None:
            in_year = {member.party.id for member in self.state.members_in(period)}
            found = [each for each in self.held if each[0] in in_year]
            self._of_years[period.first_day.year] = found
        return found


def _content(member: Member) -> _Held:
    """Return what a fee can depend on in a membership, which is quicker to compare."""
    line = [(day, party.id) for day, party in member.line]
    days = (member.period.first_day, member.period.last_day)
    return (member.party.id, member.accession.number, days, line)
