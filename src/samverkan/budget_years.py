"""A budget year of a state of knowledge: who owes, by which rule, for which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

import attrs

from .errors import NoFeeError
from .explanations import Addition, Portion, Step
from .figures import FigureTable
from .funding._columns import Columns
from .funding._needs import Known
from .funding._payers import splits_of, states
from .funding._splits import Turns
from .funding._years import Evaluated, added, evaluated
from .funding.evaluation import Amount, Need
from .funding.rules import Proration, Reading, Rule
from .members import Member
from .periods import Period
from .states import State
from .terms import Terms

__all__ = ["BudgetYear"]


@attrs.frozen
class BudgetYear:
    """A budget year (*budgetår*) as was known on a day, by one reading of the terms.

    The terms of the first day of the year on which the agreement is in force say how the
    year is prorated and rounded; where they state no funding, the first ones in the year that
    do, if they prorate by day.

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
    # Who owes the year, in order of party id, and whose it was at first: mostly the same.
    _owing: tuple[Member, ...] = attrs.field(init=False, repr=False, eq=False)
    _of: tuple[Member, ...] = attrs.field(init=False, repr=False, eq=False)
    _evaluated: Evaluated | None = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "reading", self._reading())
        owing, of = self._who_owes()
        object.__setattr__(self, "_owing", owing)
        object.__setattr__(self, "_of", of)
        object.__setattr__(self, "_evaluated", self._evaluate())

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

    def _reading(self) -> Reading | None:
        """Return the reading that says how the year is prorated and rounded."""
        first = self.terms()
        in_year = [terms for _, terms in self.state.timeline.within(self.period)]
        stated = next((terms for terms in (first, *in_year) if terms.funding), first)
        if not stated.funding and self.asked is None:
            return None
        reading = stated.reading(self.asked)
        by_day = reading.funding.proration is Proration.BY_DAY
        return reading if stated is first or by_day else None

    @property
    def _is_whole(self) -> bool:
        """Whether nothing is prorated."""
        return self.reading is not None and self.reading.funding.proration is Proration.NONE

    def _pieces(self) -> list[tuple[Period, Reading | None]]:
        """Return which reading holds for which days of the year."""
        if self._is_whole or self.reading is None:
            return [(self.period, self.reading)]
        pieces = self.state.timeline.within(self.period)
        return [
            (period, terms.reading(self.asked) if terms.funding else None)
            for period, terms in pieces
        ]

    def _who_owes(self) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
        """Return who owes the year, by day each party once, and whose it was at first."""
        members = self.state.members_in(self.period)
        if self._is_whole and any(member.line for member in members):
            debts = _debts(members)
            return tuple(debt.member for debt in debts), tuple(debt.of for debt in debts)
        first: dict[str, Member] = {}
        for member in members:
            first.setdefault(member.party.id, member)
        owing = tuple(first.values())
        return owing, owing

    def _evaluate(self) -> Evaluated | None:
        """Evaluate the rules of all the days of the year for all who owe, together."""
        reading = self.reading
        if reading is None:
            return None
        rules, unstated = [], set[int]()
        if self._is_whole:
            rules.append((reading.funding.rule, Turns(range(len(self._of)), self._of)))
        else:
            rules, unstated = self._day_by_day()
        return evaluated(
            rules,
            parties=[member.party.id for member in self._owing],
            rounding=reading.funding.rounding,
            columns=Columns(self.year, self.figures),
            unstated=unstated,
        )

    def _day_by_day(self) -> tuple[list[tuple[Rule, Turns]], set[int]]:
        """Return whose days are owed by which rules, and for whom some days have none."""
        rules, unstated = [], set()
        for period, reading in self._pieces():
            owners, members, portions = [], [], []
            for owner, owing in enumerate(self._owing):
                for member in self.state.memberships_of(owing.party.id):
                    days = member.period.overlap(period)
                    if days is not None and reading is not None:
                        owners.append(owner)
                        members.append(member)
                        portions.append(Portion(days, reading))
                    elif days is not None:
                        unstated.add(owner)
            if reading is not None and owners:
                rules.append((reading.funding.rule, Turns(owners, members, portions)))
        return rules, unstated

    def amounts(self) -> list[tuple[str, Amount]]:
        """Return what each party owes, in order of party id."""
        found = self._evaluated
        known = [None] * len(self._owing) if found is None else found.amounts
        owed: dict[str, Known] = {}
        for member, amount in zip(self._owing, known, strict=True):
            party = member.party.id
            owed[party] = added([owed[party], amount]) if party in owed else amount
        return [
            (party, a if a is None or isinstance(a, int) else tuple(Need(*wanted) for wanted in a))
            for party, a in owed.items()
        ]

    def explained(self, party: str) -> tuple[tuple[Member, ...], Reading, Step]:
        """Return by which memberships and reading a party owes, and how its amount comes about.

        Raises:
            NoFeeError: If there is no amount to explain.
        """
        reading, found = self.reading, self._evaluated
        owners = [n for n, member in enumerate(self._owing) if member.party.id == party]
        amounts = [] if found is None else [found.amounts[owner] for owner in owners]
        known = bool(amounts) and all(isinstance(amount, int) for amount in amounts)
        if reading is None or found is None or not known:
            raise NoFeeError(party, self.year, "it owes nothing that can be explained")
        columns = Columns(self.year, self.figures)
        steps = [(self._of[owner], found.step(owner, columns)) for owner in owners]
        members = tuple(self._owing[owner] for owner in owners)
        if not self._is_whole:
            own = self.state.memberships_of(party)
            members = tuple(m for m in own if m.period.days_in(self.year))
        [(of, step), *others] = steps
        if others or of is not self._owing[owners[0]]:  # each told by whose year it is
            parts = tuple(Step(of, step.kronor, (step,)) for of, step in steps)
            kronor = sum((part.kronor for part in parts), Fraction(0))
            step = Step(Addition(), kronor, parts) if others else parts[0]
        return members, reading, step

    def undated(self) -> dict[str, bool]:
        """Return who would be a member if its accession was known, and if a rule is stated.

        So it is too for who owes for other days of the year by another accession.
        """
        found: dict[str, bool] = {}
        for member in self.state.undated:
            party = member.party.id
            if member.period.days_in(self.year):
                others = self._stated(self.state.memberships_of(party))
                stated = all(self._stated([member])) or any(others)
                found[party] = stated or found.get(party, False)
        return found

    def partly_stated(self, party: str) -> bool:
        """Return whether a rule is stated for a party on some of its days, and not on others."""
        stated = list(self._stated(self.state.memberships_of(party)))
        return not self._is_whole and any(stated) and not all(stated)

    def _stated(self, members: Iterable[Member]) -> Iterator[bool]:
        """Yield whether a rule is stated for members, for each of the readings of their days."""
        for member in members:
            for period, reading in self._pieces():
                if member.period.overlap(period) is not None:
                    yield reading is not None and states(reading.funding.rule, member)

    def sharing_with_undated(self) -> frozenset[str]:
        """Return the ids of the parties that divide a total with one of the undated.

        Nobody can say whether it was divided among more, so nobody's share is known.
        """
        found: set[str] = set()
        for period, reading in self._pieces() if self.state.undated else ():
            if reading is not None:
                rule = reading.funding.rule
                undated = [m for m in self.state.undated if m.period.overlap(period) is not None]
                open_ones = {place for member in undated for place in splits_of(rule, member)}
                found.update(
                    member.party.id
                    for member, of in self._owing_in(period)
                    if open_ones.intersection(splits_of(rule, of))
                )
        return frozenset(found)

    def _owing_in(self, period: Period) -> Iterator[tuple[Member, Member]]:
        """Yield who owes for days of a period, by the memberships of these days, and whose."""
        if self._is_whole:
            yield from zip(self._owing, self._of, strict=True)
        else:
            yield from ((member, member) for member in self.state.members_in(period))


class _Debt(NamedTuple):
    """A year, or its days, that a party owes."""

    member: Member  # who owes it
    of: Member  # whose it was at first: by its kind, group, weight and figure


def _debts(members: Iterable[Member]) -> tuple[_Debt, ...]:
    """Return who owes a year that is not prorated, in order of party id.

    Each party owes the year once, however often it joins. Who succeeds it inside the year takes
    over what it owes, beside what it owes itself.
    """
    owed: list[_Debt] = []
    places: dict[int, int] = {}  # of the accessions, in what is owed
    own: dict[str, int] = {}  # of the parties that owe a year of their own
    for member in sorted(members, key=_since):
        number, party = member.accession.number, member.party.id
        if number in places:  # taken over inside the year
            place = places[number]
            before = owed[place]
            if own.get(before.member.party.id) == place:
                del own[before.member.party.id]
            first = before.of  # by whose accession it was owed first
            year = attrs.evolve(member, party=first.party, accession=first.accession)
            owed[place] = _Debt(member, year)
        elif party in own:
            places[number] = own[party]
        else:
            places[number] = own[party] = len(owed)
            owed.append(_Debt(member, member))
    return tuple(sorted(owed, key=lambda debt: (debt.member.party.id, _since(debt.member))))


def _since(member: Member) -> dt.date:
    return member.period.first_day
