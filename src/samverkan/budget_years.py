"""A budget year of a state of knowledge: who owes, by which rule, for which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

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
    # By which memberships the year is owed, in order of party id; by day, a party's first one.
    _owing: tuple[Member, ...] = attrs.field(init=False, repr=False, eq=False)
    _evaluated: Evaluated | None = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "reading", self._reading())
        object.__setattr__(self, "_owing", self._who_owes())
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

    def _reading_of(self, terms: Terms) -> Reading | None:
        return terms.reading(self.asked) if terms.funding else None

    def _who_owes(self) -> tuple[Member, ...]:
        """Return the memberships by which the year is owed, in order of party id."""
        members = self.state.members_in(self.period)
        whole = self.reading is not None and self.reading.funding.proration is Proration.NONE
        if whole and any(member.line for member in members):
            return _debts(members)
        first: dict[str, Member] = {}
        for member in members:
            first.setdefault(member.party.id, member)
        return tuple(first.values())

    def _evaluate(self) -> Evaluated | None:
        """Evaluate the rules of all the days of the year for all who owe, together."""
        reading = self.reading
        if reading is None:
            return None
        whole = reading.funding.proration is Proration.NONE
        rules, unstated = self._whole_year(reading), set[int]()
        if not whole:
            rules, unstated = self._day_by_day()
        return evaluated(
            rules,
            parties=[member.party.id for member in self._owing],
            rounding=reading.funding.rounding,
            columns=Columns(self.year, self.figures),
            unstated=unstated,
        )

    def _whole_year(self, reading: Reading) -> list[tuple[Rule, Turns]]:
        return [(reading.funding.rule, Turns(range(len(self._owing)), self._owing))]

    def _day_by_day(self) -> tuple[list[tuple[Rule, Turns]], set[int]]:
        """Return whose days are owed by which rules, and for whom some days have none."""
        rules, unstated = [], set()
        for period, terms in self.state.timeline.within(self.period):
            reading = self._reading_of(terms)
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

    def explained(self, party: str) -> tuple[Member, Reading, Step]:
        """Return by which membership and reading a party owes, and how its amount comes about.

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
        steps = [found.step(owner, columns) for owner in owners]
        step = steps[0]
        if len(steps) > 1:  # it owes what it took over beside what it owes itself
            by = [self._owing[owner] for owner in owners]
            parts = [Step(m, s.kronor, (s,)) for m, s in zip(by, steps, strict=True)]
            step = Step(Addition(), sum((s.kronor for s in steps), Fraction(0)), tuple(parts))
        return self._owing[owners[0]], reading, step

    def undated(self) -> dict[str, bool]:
        """Return who would be a member if its accession was known, and if a rule is stated."""
        return {
            member.party.id: self._states(member)
            for member in self.state.undated
            if member.period.days_in(self.year)
        }

    def _states(self, member: Member) -> bool:
        """Return whether a rule is stated for a member, on all its days in the year."""
        reading = self.reading
        readings = [reading]
        if reading is not None and reading.funding.proration is Proration.BY_DAY:
            pieces = self.state.timeline.within(self.period)
            own = [terms for period, terms in pieces if member.period.overlap(period) is not None]
            readings = [self._reading_of(terms) for terms in own]
        return all(each is not None and states(each.funding.rule, member) for each in readings)

    def sharing_with_undated(self) -> frozenset[str]:
        """Return the ids of the parties that divide a total with one of the undated.

        Nobody can say whether it was divided among more, so nobody's share is known.
        """
        undated = [member for member in self.state.undated if member.period.days_in(self.year)]
        found: set[str] = set()
        for rule, turns in [] if self._evaluated is None or not undated else self._evaluated.rules:
            open_ones = {place for member in undated for place in splits_of(rule, member)}
            if open_ones:
                found.update(
                    member.party.id
                    for member in turns.members
                    if open_ones.intersection(splits_of(rule, member))
                )
        return frozenset(found)


def _debts(members: Iterable[Member]) -> tuple[Member, ...]:
    """Return by which memberships a year is owed that is not prorated, in order of party id.

    Each party owes the year once, however often it joins. Who succeeds it inside the year takes
    over what it owes, beside what it owes itself.
    """
    owed: list[Member] = []
    places: dict[int, int] = {}  # of the accessions, in what is owed
    own: dict[str, int] = {}  # of the parties that owe a year of their own
    for member in sorted(members, key=_since):
        number, party = member.accession.number, member.party.id
        if number in places:  # taken over inside the year
            place = places[number]
            if own.get(owed[place].party.id) == place:
                del own[owed[place].party.id]
            owed[place] = member
        elif party in own:
            places[number] = own[party]
        else:
            places[number] = own[party] = len(owed)
            owed.append(member)
    return tuple(sorted(owed, key=lambda member: (member.party.id, member.period.first_day)))


def _since(member: Member) -> dt.date:
    return member.period.first_day
