"""A budget year of an agreement: its debtors, their amounts, and how these are computed."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import cast

import attrs

from ..agreements.instruments import Amendment
from ..agreements.state import Member, State
from ..agreements.terms import Terms
from ..core.figures import FigureTable
from ..core.money import Ore
from ..core.parts import inside
from ..core.periods import Period
from ..errors import UnknownReadingError
from ..errors.quoting import cut
from ..funding.funding import Proration, Reading
from ..funding.rules import (
    ByGroup,
    ByYear,
    Indexed,
    IndexMethod,
    Rule,
    Shares,
    Split,
    Sum,
    has_entry_fee,
)
from .columns import Columns, index_figures
from .needs import Amount, Needs, added
from .payers import Debt, Path, branch, debts, rests_of, splits_of, stated_in, states, sums_of
from .steps import Addition, Portion, Step
from .turns import Entry, Stretch, Turns, by_day, by_month, months_of, owed_for, stretches
from .units import Key, Piece, RoundedTogether, Walk, is_one, key_of, numbers_of


@attrs.frozen
class BudgetYear:
    """A budget year (*budgetår*) as it was known on a day, by one reading of the terms.

    The terms on the first day of the year on which the agreement is in force determine how the
    year is prorated and rounded. If they state no funding, the first terms in the year that
    state it determine this, provided that they prorate.

    An *owner* is a place in the sequence of debtors.

    Args:
        state: The agreement as it was known.

        year: The budget year.

        asked: The name of the reading that was asked for, or None for the preferred one.

        figures: The figures that were known.

    Raises:
        BudgetYearError: If *year* is not a whole number from 1800 to 2999.

        UnknownReadingError: If the terms have no reading with the name that was asked for.

    Attributes:
        reading: The reading that the year follows, or None if the terms state no funding.
    """

    state: State
    year: int
    asked: str | None
    figures: FigureTable
    # Derived once, for the amounts and for every explanation.
    reading: Reading | None = attrs.field(init=False, repr=False, eq=False)
    # The debtors, in order of party id, and the memberships that their fees were first assessed
    # on: usually the same.
    _owing: tuple[Member, ...] = attrs.field(init=False, repr=False, eq=False)
    _of: tuple[Member, ...] = attrs.field(init=False, repr=False, eq=False)
    _parties: Sequence[str] = attrs.field(init=False, repr=False, eq=False)
    _rules: Sequence[tuple[Rule, Turns]] = attrs.field(init=False, repr=False, eq=False)
    _units: dict[Key, RoundedTogether] = attrs.field(init=False, repr=False, eq=False)
    _amounts: Sequence[Amount] = attrs.field(init=False, repr=False, eq=False)
    _unstated: set[int] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        def derive(name: str, value: object) -> None:
            object.__setattr__(self, name, value)

        derive("reading", self._reading())
        owing, of = self._who_owes()
        derive("_owing", owing)
        derive("_of", of)
        derive("_parties", [member.party.id for member in owing])
        rules, unstated = self._whose_turns()
        derive("_rules", rules)
        derive("_unstated", unstated)
        derive("_units", self._evaluated())
        amounts = self._in_all()
        for owner in unstated:
            amounts[owner] = None
        derive("_amounts", amounts)

    # --- Which reading applies on which days

    @property
    def period(self) -> Period:
        """The days of the year."""
        return Period.of_year(self.year)

    def terms(self) -> Terms:
        """Return the terms on the first day in force, or the nearest terms if there is none."""
        pieces = self.state.timeline.pieces
        inside = next(self.state.timeline.within(self.period), None)
        if inside is not None:
            return inside[1]
        before = self.period.first_day < pieces[0][0].first_day
        return pieces[0 if before else -1][1]

    def _reading(self) -> Reading | None:
        """Return the reading that determines how the year is prorated and rounded."""
        first = self.terms()
        in_year = [terms for _, terms in self.state.timeline.within(self.period)]
        stated = next((terms for terms in (first, *in_year) if terms.funding), first)
        if not stated.funding and self.asked is None:
            return None
        reading = _reading_of(stated, self.asked)
        whole = reading.funding.proration is Proration.NONE
        return reading if stated is first or not whole else None

    @property
    def _is_whole(self) -> bool:
        """Whether nothing is prorated."""
        return self.reading is not None and self.reading.funding.proration is Proration.NONE

    def _stretches(self) -> list[Stretch]:
        """Return the days of the year, each with the reading that applies on them."""
        if self._is_whole or self.reading is None:
            return [Stretch(self.period, self.reading)]
        pieces = dict(self.state.timeline.within(self.period))
        if self.reading.funding.proration.is_by_month:
            months = months_of(self.year, pieces)
            return stretches((month, self._reading_in(terms)) for month, terms in months)
        return [Stretch(period, self._reading_in(terms)) for period, terms in pieces.items()]

    def _reading_in(self, terms: Terms) -> Reading | None:
        return _reading_of(terms, self.asked) if terms.funding else None

    # --- Who owes by which rule

    def _who_owes(self) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
        """Return the debtors, and for each the membership that its fee was first assessed on.

        If the year is prorated, each party is listed once.
        """
        members = self.state.members_in(self.period)
        if self._is_whole and [member for member in members if member.line]:
            owed = debts(members)
            return tuple(debt.member for debt in owed), tuple(debt.of for debt in owed)
        if len({member.party.id for member in members}) < len(members):
            first: dict[str, Member] = {}
            for member in members:
                first.setdefault(member.party.id, member)
            members = tuple(first.values())
        return members, members

    def _whose_turns(self) -> tuple[list[tuple[Rule, Turns]], set[int]]:
        """Return each rule with its turns, and the owners with days for which no rule is stated."""
        if self.reading is None:
            return [], set()
        entries = self._entries()
        if self._is_whole:
            turns = Turns(range(len(self._of)), self._of, None, entries)
            return [(self.reading.funding.rule, turns)], set()
        rules: list[tuple[Rule, Turns]] = []
        unstated: set[int] = set()
        waiting = {*range(len(self._owing))}  # those without a turn so far
        for stretch in self._stretches():
            own = self._turns_in(stretch)
            waiting.difference_update(own.owners)
            if stretch.reading is None:
                unstated.update(own.owners)
                continue
            entered = [e for e in entries if e.member.period.first_day in stretch.period]
            if own.owners or entered:
                rules.append((stretch.reading.funding.rule, own._replace(entries=entered)))
        return self._with_idle(rules, waiting, unstated), unstated

    def _turns_in(self, stretch: Stretch) -> Turns:
        reading = stretch.reading or cast("Reading", self.reading)
        if not stretch.months:
            return Turns(*by_day(stretch, self.state, self._owing, reading))
        places = {member.party.id: owner for owner, member in enumerate(self._owing)}
        how = cast("Reading", self.reading).funding.proration
        return Turns(*by_month(stretch, self.state, places, reading, how))

    def _with_idle(
        self, rules: list[tuple[Rule, Turns]], idle: set[int], unstated: set[int]
    ) -> list[tuple[Rule, Turns]]:
        """Return the rules with turns of no months for those none of whose months counts."""
        for owner in sorted(idle):
            for stretch in self._stretches():
                reading = stretch.reading
                for member in self.state.memberships_of(self._owing[owner].party.id):
                    days = member.period.overlap(stretch.period)
                    if days is not None and reading is None:
                        unstated.add(owner)
                    elif days is not None and reading is not None:
                        turn = Turns([owner], [member], [Portion(days, reading, 0)])
                        rules.append((reading.funding.rule, turn))
        return rules

    def _entries(self) -> list[Entry]:
        """Return the memberships that begin in the year, in order of owner, if they matter."""
        if not any(map(has_entry_fee, self._all_rules())):
            return []
        members = self.state.members_in(self.period)
        if self._is_whole:  # a successor owes for the whole year
            owing = enumerate(debts(members))
            owners = {id(member): owner for owner, debt in owing for member in debt.held}
        else:
            places = {member.party.id: owner for owner, member in enumerate(self._owing)}
            owners = {id(member): places[member.party.id] for member in members}
        found = []
        for member in members:
            if not member.successions and member.period.first_day in self.period:
                owner = owners[id(member)]
                found.append(Entry(owner, member, self._was_member_before(member)))
        return sorted(found, key=lambda entry: entry.owner)

    def _all_rules(self) -> Iterator[Rule]:
        yield from (each.reading.funding.rule for each in self._stretches() if each.reading)

    def past_levels(self) -> frozenset[tuple[str, str, dt.date]]:
        """Return the index levels of base years and links: statistic, subject and day of each."""
        indexed = (each for rule in self._all_rules() for each in inside(rule, Indexed))
        return frozenset(
            (index.statistic.id, str(index.subject), day)
            for rule in indexed
            if rule.method is IndexMethod.LEVEL
            for index, day in index_figures(rule, self.year)[:-1]
        )

    def _was_member_before(self, member: Member) -> bool:
        return any(
            other.period.first_day < member.period.first_day
            and other.accession.number != member.accession.number
            for other in self.state.memberships_of(member.party.id)
        )

    # --- Amounts

    def _evaluated(self) -> dict[Key, RoundedTogether]:
        """Return the amounts of all rules, rounded, by unit."""
        if self.reading is None:
            return {}
        rounding = self.reading.funding.rounding
        walk = Walk(self.year, Columns(self.year, self.figures), rounding)
        for rule, turns in self._rules:
            if turns.members or turns.entries:
                walk.into(rule, turns)
        return walk.rounded(self._parties)

    def _in_all(self) -> list[Amount]:
        """Return what each owner owes in total, over all its units."""
        count = len(self._owing)
        if len(self._units) == 1:
            [unit] = self._units.values()
            return list(map(unit.amounts.get, range(count)))
        parts: list[list[Amount]] = [[] for _ in range(count)]
        for unit in self._units.values():
            for owner, amount in unit.amounts.items():
                parts[owner].append(amount)
        return [added(each) for each in parts]

    def amounts(self) -> Sequence[tuple[str, Ore | Needs]]:
        """Return what each party owes, in order of party id."""
        amounts = cast("Sequence[Ore | Needs]", self._amounts)
        if len(set(self._parties)) == len(self._parties):
            return list(zip(self._parties, amounts, strict=True))
        owed: dict[str, Amount] = {}
        for party, amount in zip(self._parties, amounts, strict=True):
            owed[party] = added([owed[party], amount]) if party in owed else amount
        return cast("list[tuple[str, Ore | Needs]]", list(owed.items()))

    def owners(self) -> Sequence[str]:
        """Return the party id of each owner, in order of party id."""
        return self._parties

    def units(self) -> Iterable[RoundedTogether]:
        """Return the units that the amounts are rounded in."""
        return self._units.values()

    def rules(self) -> Sequence[Rule]:
        """Return the rules that owners owe by, those of the first days first."""
        return [rule for rule, _ in self._rules]

    def unstated_owners(self) -> frozenset[int]:
        """Return the owners with days for which the terms state no funding."""
        return frozenset(self._unstated)

    # --- Who has no amount, and why

    def undated(self) -> dict[str, bool]:
        """Return the parties with an undated accession, and for each whether a rule is stated.

        A party that owes for other days of the year by another accession is included.
        """
        return self._stated_for(self.state.undated)

    def pending(self) -> dict[str, bool]:
        """Return the parties whose fee is pending, and for each whether a rule is stated.

        It is pending if their membership is, or an adopted change of the funding whose first day
        is not known.
        """
        found = self._stated_for(self._uncertain())
        if self._funding_is_pending():
            found |= {member.party.id: True for member in self._owing}
        return found

    def _stated_for(self, members: Iterable[Member]) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for member in members:
            party = member.party.id
            if member.period.days_in(self.year):
                others = self._stated(self.state.memberships_of(party))
                stated = all(self._stated([member])) or any(others)
                found[party] = stated or found.get(party, False)
        return found

    def _uncertain(self, *, adopted: bool = False) -> list[Member]:
        """Return the memberships in the year that are pending, or those that are adopted.

        If nothing is prorated, whoever is certain to be a member on some day owes the whole year.
        """
        several = [
            member
            for each in self.state.pending
            if each.is_adopted or not adopted
            for member in each.members
            if member.period.days_in(self.year)
        ]
        if not several or not self._is_whole:
            return several
        owing = {member.accession.number for member in self._owing}
        return [member for member in several if member.accession.number not in owing]

    def _funding_is_pending(self) -> bool:
        """Return whether an adopted change of the funding may apply in the year."""
        days = [
            each.days
            for each in self.state.pending
            if isinstance(each.instrument, Amendment)
            and each.is_adopted
            and "funding" in each.instrument.changes
        ]
        in_force = [period for period, _ in self.state.timeline.within(self.period)]
        if self._is_whole and in_force:  # the first day decides
            return any(in_force[0].first_day in each for each in days)
        return any(each.overlap(period) is not None for each in days for period in in_force)

    def partly_stated(self, party: str) -> bool:
        """Return whether a rule is stated for a party on only some of its days."""
        stated = list(self._stated(self.state.memberships_of(party)))
        return not self._is_whole and any(stated) and not all(stated)

    def _stated(self, members: Iterable[Member]) -> Iterator[bool]:
        """Yield for each member, and each reading of its days, whether a rule is stated."""
        for member in members:
            for period, reading, _ in self._stretches():
                if member.period.overlap(period) is not None:
                    yield reading is not None and states(reading.funding.rule, member, self.year)

    def sharing_with_undated(self) -> frozenset[str]:
        """Return the ids of the parties that divide a total with an undated party.

        Whether that party is a payer cannot be determined, so no share is known. The same applies
        if they divide what is left after what that party pays.
        """
        return self._sharing_with(self.state.undated)

    def sharing_with_pending(self) -> frozenset[str]:
        """Return the ids of the parties that divide a total with a party that may be a member.

        A party whose membership is not adopted yet is no payer, and not one of those.
        """
        return self._sharing_with(self._uncertain(adopted=True))

    def _sharing_with(self, members: Sequence[Member]) -> frozenset[str]:
        found: set[str] = set()
        for stretch in self._stretches() if members else ():
            if stretch.reading is not None:
                rule, year = stretch.reading.funding.rule, self.year
                unknown = [m for m in members if m.period.overlap(stretch.period) is not None]
                open_ones = {
                    place
                    for member in unknown
                    for places in (splits_of(rule, member, year), rests_of(rule, member, year))
                    for place in places
                }
                found.update(
                    debtor.party.id
                    for debtor, of in self._owing_in(stretch)
                    if open_ones.intersection(splits_of(rule, of, year))
                )
        return frozenset(found)

    def _owing_in(self, stretch: Stretch) -> Iterator[tuple[Member, Member]]:
        """Yield the debtors of a stretch and the memberships that their fees are assessed on."""
        if self._is_whole:
            yield from zip(self._owing, self._of, strict=True)
        elif stretch.months:
            how = cast("Reading", self.reading).funding.proration
            for month in stretch.months:
                owed: Iterator[Debt] = owed_for(self.state, month, how)
                yield from ((debt.member, debt.of) for debt in owed)
        else:
            yield from ((member, member) for member in self.state.members_in(stretch.period))

    # --- How an amount is computed

    def holders(self) -> frozenset[str]:
        """Return the ids of the parties that owe, and of those whose membership they took over."""
        lines = (member.line for members in (self._owing, self._of) for member in members)
        found = {party.id for line in lines for _, party in line}
        return frozenset(found | {member.party.id for member in (*self._owing, *self._of)})

    def owing_by(self, party: str) -> Iterator[tuple[Rule, Member]]:
        """Yield each rule by which a party owes, and the membership that it is assessed on."""
        first = bisect_left(self._owing, party, key=_party_of)
        last = bisect_right(self._owing, party, key=_party_of)
        for rule, turns in self._rules:
            for owner in range(first, last):
                for place in _places(turns, owner):
                    yield rule, turns.members[place]

    def explained(self, party: str) -> tuple[tuple[Member, ...], Reading, Step]:
        """Return the memberships and the reading by which a party owes, and the step of its amount.

        The amount must be known.
        """
        owners = [n for n, member in enumerate(self._owing) if member.party.id == party]
        columns = Columns(self.year, self.figures)
        steps = [(self._of[owner], self._step(owner, columns)) for owner in owners]
        members = tuple(self._owing[owner] for owner in owners)
        if not self._is_whole:
            own = self.state.memberships_of(party)
            members = tuple(m for m in own if m.period.days_in(self.year))
        [(of, step), *others] = steps
        if others or of is not self._owing[owners[0]]:  # each names whose year it is
            parts = tuple(Step(of, step.kronor, (step,)) for of, step in steps)
            step = _sum(Addition(), parts) if others else parts[0]
        return members, cast("Reading", self.reading), step

    def _step(self, owner: int, columns: Columns) -> Step:
        """Return the step that computes the amount of an owner, which must be known."""
        [(rule, turns), *others] = self._rules
        if not others and turns.portions is None:
            member = turns.members[bisect_left(turns.owners, owner)]
            whole = self._step_of(rule, owner, member, columns)
            if whole.kronor * 100 == self._amounts[owner]:
                return whole
            # The party has entered once more, in a group with another rule: each unit is a part.
        steps = tuple(
            self._step_of_unit(unit, owner, columns)
            for unit in self._units.values()
            if owner in unit.amounts
        )
        if len(steps) == 1:
            return steps[0]
        return _sum(Addition(tuple(dict.fromkeys(self._sums(owner)))), steps)

    def _sums(self, owner: int) -> Iterator[Sum]:
        """Yield the rules that add parts of an owner's amount."""
        for rule, turns in self._rules:
            for place in _places(turns, owner):
                yield from sums_of(rule, turns.members[place], self.year)

    def _step_of(
        self, rule: Rule, owner: int, member: Member, columns: Columns, path: Path = ()
    ) -> Step:
        """Return the step of a rule for a whole year; nested sums are steps of their own."""
        if isinstance(rule, Sum):
            steps = (
                self._step_of(part, owner, member, columns, (*path, number))
                for place, (number, part) in enumerate(
                    zip(numbers_of(rule), rule.rules, strict=True)
                )
                if number == place
            )
            return _sum(rule, tuple(steps))
        if isinstance(rule, (ByGroup, ByYear)) and not is_one(rule):
            # The amount is known, so a rule is stated for the member.
            part = cast("Rule", stated_in(rule, member, self.year))
            on = (*path, *branch(rule, member))
            step = self._step_of(part, owner, member, columns, on)
            return Step(rule, step.kronor, (step,))
        unit = self._units[key_of(rule, path)]
        bare = [piece._replace(within=()) for piece in unit.pieces]
        return self._step_of_unit(unit._replace(pieces=bare), owner, columns)

    def _step_of_unit(self, unit: RoundedTogether, owner: int, columns: Columns) -> Step:
        """Return the step that rounds an owner's amount in a unit, with its inputs."""
        own = [piece for piece in unit.pieces if _places(piece.turns, owner)]
        if not own:  # nothing is owed by it
            return Step(unit.by, Fraction(0))
        steps = tuple(step for piece in own for step in self._steps_of_piece(piece, owner, columns))
        rule = own[0].column.by  # a division as it is first stated for the owner
        rounding = cast("Reading", self.reading).funding.rounding
        by = rule if isinstance(rule, (Split, Shares)) else rounding
        return Step(by, Fraction(cast("int", unit.amounts[owner]), 100), steps)

    def _steps_of_piece(self, piece: Piece, owner: int, columns: Columns) -> Iterator[Step]:
        _, members, portions, _ = piece.turns
        first = self._of[owner]
        for place in _places(piece.turns, owner):
            if portions is not None and portions[place].months == 0:  # whatever the rule gives
                yield Step(portions[place], Fraction(0))
                continue
            member = members[place]
            step = columns.step(piece.column, place, member)
            for rule in reversed(piece.within):
                step = Step(rule, step.kronor, (step,))
            # A month that was taken over, or an entry in another group, names its membership.
            is_other_group = member.accession.group != first.accession.group
            if member.party.id != first.party.id or (portions is None and is_other_group):
                step = Step(member, step.kronor, (step,))
            if portions is not None:
                step = Step(portions[place], step.kronor * portions[place].of_year, (step,))
            yield step


def _party_of(member: Member) -> str:
    return member.party.id


def _reading_of(terms: Terms, name: str | None) -> Reading:
    """Return the reading with a name, or the preferred one if the name is None."""
    for reading in terms.funding:
        if name in (None, reading.name):
            return reading
    raise UnknownReadingError(str(name), tuple(cut(each.name) for each in terms.funding))


def _places(turns: Turns, owner: int) -> range:
    return range(bisect_left(turns.owners, owner), bisect_right(turns.owners, owner))


def _sum(by: Sum | Addition, steps: tuple[Step, ...]) -> Step:
    return Step(by, sum((step.kronor for step in steps), Fraction(0)), steps)
