"""A budget year of an agreement: its debtors, their amounts, and how these are computed.

Amounts that are rounded together form a *unit*. Units are found by walking a rule down to the
parts that are rounded separately. A unit holds the columns that its amounts were computed from,
so an explanation reads the same columns as the amounts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias, cast

import attrs

from ..agreements.instruments import Amendment
from ..agreements.state import Member, State
from ..agreements.terms import Terms
from ..core.figures import FigureTable
from ..core.money import Rounding, each_in_ore
from ..core.parts import but_sources
from ..core.periods import Period
from ..errors import UnknownReadingError
from ..errors.quoting import cut
from ..funding.funding import Proration, Reading
from ..funding.rules import ByGroup, Rule, Shares, Split, Sum
from .columns import Column, Columns, stated_for
from .explanations import Addition, Portion, Step
from .needs import Amount, added, together
from .payers import Path, class_of, debts, splits_of, states, sums_of
from .splits import Division, Turns, by_owner, divided, known_sum, parts_of, shared_out, whole

# The place of a unit: the parts of sums that lead to it; for a division also its content.
_Key: TypeAlias = tuple[Path, Hashable]


class Piece(NamedTuple):
    """A rule evaluated for some turns."""

    column: Column
    turns: Turns
    within: tuple[ByGroup, ...]  # the rules that selected it, the outermost first


class RoundedTogether(NamedTuple):
    """Amounts in öre that are rounded together, by owner, and what they were computed from."""

    pieces: Sequence[Piece]
    amounts: dict[int, Amount]


@attrs.frozen
class BudgetYear:
    """A budget year (*budgetår*) as it was known on a day, by one reading of the terms.

    The terms on the first day of the year on which the agreement is in force determine how the
    year is prorated and rounded. If they state no funding, the first terms in the year that
    state it determine this, provided that they prorate by day.

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
    _rules: Sequence[tuple[Rule, Turns]] = attrs.field(init=False, repr=False, eq=False)
    _units: dict[_Key, RoundedTogether] = attrs.field(init=False, repr=False, eq=False)
    _amounts: Sequence[Amount] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        def derive(name: str, value: object) -> None:
            object.__setattr__(self, name, value)

        derive("reading", self._reading())
        owing, of = self._who_owes()
        derive("_owing", owing)
        derive("_of", of)
        rules, unstated = self._whose_turns()
        derive("_rules", rules)
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
        by_day = reading.funding.proration is Proration.BY_DAY
        return reading if stated is first or by_day else None

    @property
    def _is_whole(self) -> bool:
        """Whether nothing is prorated."""
        return self.reading is not None and self.reading.funding.proration is Proration.NONE

    def _pieces(self) -> list[tuple[Period, Reading | None]]:
        """Return the periods of the year, each with the reading that applies in it."""
        if self._is_whole or self.reading is None:
            return [(self.period, self.reading)]
        pieces = self.state.timeline.within(self.period)
        return [
            (period, _reading_of(terms, self.asked) if terms.funding else None)
            for period, terms in pieces
        ]

    # --- Who owes by which rule

    def _who_owes(self) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
        """Return the debtors, and for each the membership that its fee was first assessed on.

        If the year is prorated by day, each party is listed once.
        """
        members = self.state.members_in(self.period)
        if self._is_whole and any(member.line for member in members):
            owed = debts(members)
            return tuple(debt.member for debt in owed), tuple(debt.of for debt in owed)
        first: dict[str, Member] = {}
        for member in members:
            first.setdefault(member.party.id, member)
        owing = tuple(first.values())
        return owing, owing

    def _whose_turns(self) -> tuple[list[tuple[Rule, Turns]], set[int]]:
        """Return each rule with its turns, and the owners with days for which no rule is stated."""
        rules: list[tuple[Rule, Turns]] = []
        unstated: set[int] = set()
        if self.reading is None:
            return rules, unstated
        if self._is_whole:
            turns = Turns(range(len(self._of)), self._of)
            return [(self.reading.funding.rule, turns)], unstated
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

    # --- Amounts

    def _evaluated(self) -> dict[_Key, RoundedTogether]:
        """Return the amounts of all rules, rounded, by unit."""
        if self.reading is None:
            return {}
        rounding = self.reading.funding.rounding
        parties = [member.party.id for member in self._owing]
        walk = _Walk(Columns(self.year, self.figures), rounding)
        for rule, turns in self._rules:
            if turns.members:
                walk.into(rule, turns)
        return {key: raw.rounded(parties, rounding) for key, raw in walk.found.items()}

    def _in_all(self) -> list[Amount]:
        """Return what each owner owes in total, over all its units."""
        count = len(self._owing)
        if len(self._units) == 1:
            [unit] = self._units.values()
            return [unit.amounts.get(owner) for owner in range(count)]
        parts: list[list[Amount]] = [[] for _ in range(count)]
        for unit in self._units.values():
            for owner, amount in unit.amounts.items():
                parts[owner].append(amount)
        return [added(each) for each in parts]

    def amounts(self) -> Iterable[tuple[str, Amount]]:
        """Return what each party owes, in öre, in order of party id."""
        owed: dict[str, Amount] = {}
        for member, amount in zip(self._owing, self._amounts, strict=True):
            party = member.party.id
            owed[party] = added([owed[party], amount]) if party in owed else amount
        return owed.items()

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
            for period, reading in self._pieces():
                if member.period.overlap(period) is not None:
                    yield reading is not None and states(reading.funding.rule, member)

    def sharing_with_undated(self) -> frozenset[str]:
        """Return the ids of the parties that divide a total with an undated party.

        Whether that party is a payer cannot be determined, so no share is known.
        """
        return self._sharing_with(self.state.undated)

    def sharing_with_pending(self) -> frozenset[str]:
        """Return the ids of the parties that divide a total with a party that may be a member.

        A party whose membership is not adopted yet is no payer, and not one of those.
        """
        return self._sharing_with(self._uncertain(adopted=True))

    def _sharing_with(self, members: Sequence[Member]) -> frozenset[str]:
        found: set[str] = set()
        for period, reading in self._pieces() if members else ():
            if reading is not None:
                rule = reading.funding.rule
                unknown = [m for m in members if m.period.overlap(period) is not None]
                open_ones = {place for member in unknown for place in splits_of(rule, member)}
                found.update(
                    member.party.id
                    for member, of in self._owing_in(period)
                    if open_ones.intersection(splits_of(rule, of))
                )
        return frozenset(found)

    def _owing_in(self, period: Period) -> Iterator[tuple[Member, Member]]:
        """Yield the debtors of a period and the memberships that their fees are assessed on."""
        if self._is_whole:
            yield from zip(self._owing, self._of, strict=True)
        else:
            yield from ((member, member) for member in self.state.members_in(period))

    # --- How an amount is computed

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
            return self._step_of(rule, owner, member, columns)
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
                yield from sums_of(rule, turns.members[place])

    def _step_of(
        self, rule: Rule, owner: int, member: Member, columns: Columns, path: Path = ()
    ) -> Step:
        """Return the step of a rule for a whole year; nested sums are steps of their own."""
        if isinstance(rule, Sum):
            steps = (
                self._step_of(part, owner, member, columns, (*path, n))
                for n, part in enumerate(rule.rules)
            )
            return _sum(rule, tuple(steps))
        if isinstance(rule, ByGroup) and not _is_one(rule):
            # The amount is known, so a rule is stated for the member.
            part = cast("Rule", stated_for(rule, member))
            step = self._step_of(part, owner, member, columns, (*path, class_of(rule, member)))
            return Step(rule, step.kronor, (step,))
        unit = self._units[_key(rule, path)]
        bare = [piece._replace(within=()) for piece in unit.pieces]
        return self._step_of_unit(unit._replace(pieces=bare), owner, columns)

    def _step_of_unit(self, unit: RoundedTogether, owner: int, columns: Columns) -> Step:
        """Return the step that rounds an owner's amount in a unit, with its inputs."""
        own = [piece for piece in unit.pieces if _places(piece.turns, owner)]
        steps = tuple(step for piece in own for step in _steps_of_piece(piece, owner, columns))
        rule = own[0].column.by  # a division as it is first stated for the owner
        rounding = cast("Reading", self.reading).funding.rounding
        by = rule if isinstance(rule, (Split, Shares)) else rounding
        return Step(by, Fraction(cast("int", unit.amounts[owner]), 100), steps)


def _party_of(member: Member) -> str:
    return member.party.id


def _reading_of(terms: Terms, name: str | None) -> Reading:
    """Return the reading with a name, or the preferred one if the name is None."""
    for reading in terms.funding:
        if name in (None, reading.name):
            return reading
    raise UnknownReadingError(str(name), tuple(cut(each.name) for each in terms.funding))


def _key(rule: Rule, path: Path) -> _Key:
    """Return the key of a rule's unit, which is the same for a division that is stated again."""
    if isinstance(rule, (Split, Shares)):
        return path, but_sources(rule)
    return tuple(step for step in path if isinstance(step, int)), None


def _steps_of_piece(piece: Piece, owner: int, columns: Columns) -> Iterator[Step]:
    _, members, portions = piece.turns
    for place in _places(piece.turns, owner):
        step = columns.step(piece.column, place, members[place])
        for rule in reversed(piece.within):
            step = Step(rule, step.kronor, (step,))
        if portions is not None:
            step = Step(portions[place], step.kronor * portions[place].of_year, (step,))
        yield step


def _places(turns: Turns, owner: int) -> range:
    return range(bisect_left(turns.owners, owner), bisect_right(turns.owners, owner))


def _sum(by: Sum | Addition, steps: tuple[Step, ...]) -> Step:
    return Step(by, sum((step.kronor for step in steps), Fraction(0)), steps)


def _is_one(rule: Rule) -> bool:
    """Return whether what a rule gives is rounded once, as one amount."""
    if isinstance(rule, ByGroup):
        return all(_is_one(part) for _, part in (*rule.kinds, *rule.groups))
    return not isinstance(rule, (Sum, Split, Shares))


class _Raw:
    """A unit while it is collected, before rounding."""

    __slots__ = ("_divisions", "_pieces", "_unstated")

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._divisions: dict[str, list[Division]] = {}
        self._unstated: list[int] = []

    def add(self, piece: Piece) -> None:
        """Add the amounts that a rule gives some owners."""
        self._pieces.append(piece)

    def divide(self, name: str, division: Division, within: tuple[ByGroup, ...]) -> None:
        """Add the shares that the payers of a class bear."""
        self._pieces.append(Piece(division.column, division.turns, within))
        self._divisions.setdefault(name, []).append(division)
        self.leave_out(division.others)

    def leave_out(self, owners: Iterable[int]) -> None:
        """Add owners for whom nothing is stated."""
        self._unstated += owners

    def rounded(self, parties: Sequence[str], rounding: Rounding) -> RoundedTogether:
        """Return the unit, rounded."""
        if self._divisions:
            amounts = shared_out(self._divisions, parties, rounding)
        else:
            amounts = _rounded(self._pieces, rounding)
        amounts.update(dict.fromkeys(self._unstated))
        return RoundedTogether(self._pieces, amounts)


class _Walk:
    """A walk through rules that evaluates them, down to the units."""

    __slots__ = ("_columns", "_rounding", "found")

    def __init__(self, columns: Columns, rounding: Rounding) -> None:
        self._columns = columns
        self._rounding = rounding
        self.found: dict[_Key, _Raw] = {}

    def into(
        self, rule: Rule, turns: Turns, path: Path = (), within: tuple[ByGroup, ...] = ()
    ) -> None:
        """Evaluate a rule for the turns of the members that it applies to."""
        if isinstance(rule, Sum):
            for number, part in enumerate(rule.rules):
                self.into(part, turns, (*path, number), within)
        elif isinstance(rule, ByGroup) and not _is_one(rule):
            for name, places in _classes(rule, turns).items():
                chosen = stated_for(rule, turns.members[places[0]])
                those = turns.only(places)
                if chosen is None:
                    self._raw(rule, path).leave_out(those.owners)
                else:
                    self.into(chosen, those, (*path, name), (*within, rule))
        elif isinstance(rule, Split):
            total = whole(self._columns, rule)
            division = divided(self._columns, rule, total, rule.by, turns)
            self._raw(rule, path).divide("", division, within)
        elif isinstance(rule, Shares):
            self._shares(rule, turns, path, within)
        else:
            piece = Piece(self._columns.column(rule, turns.members), turns, within)
            self._raw(rule, path).add(piece)

    def _shares(self, rule: Shares, turns: Turns, path: Path, within: tuple[ByGroup, ...]) -> None:
        raw = self._raw(rule, path)
        parts = parts_of(self._columns, rule, self._rounding)
        for name, places in _classes(rule, turns).items():
            share = stated_for(rule, turns.members[places[0]])
            those = turns.only(places)
            if share is None:
                raw.leave_out(those.owners)
            else:
                division = divided(self._columns, rule, parts[name], share.by, those)
                raw.divide(name, division, within)

    def _raw(self, rule: Rule, path: Path) -> _Raw:
        return self.found.setdefault(_key(rule, path), _Raw())


def _classes(rule: ByGroup | Shares, turns: Turns) -> dict[str, list[int]]:
    """Return the places of the turns in each class, in order of class name."""
    found: dict[str, list[int]] = {}
    for place, member in enumerate(turns.members):
        found.setdefault(class_of(rule, member), []).append(place)
    return dict(sorted(found.items()))


def _in_ore(column: Column, rounding: Rounding) -> Sequence[Amount]:
    """Return the amounts of a column in öre, rounded; unknown amounts stay unknown."""
    known = [amount * 100 for amount in column.each if isinstance(amount, int)]
    in_ore = each_in_ore(rounding, known, column.denominator)
    if len(known) == len(column.each):
        return in_ore
    rounded = iter(in_ore)
    return [next(rounded) if isinstance(each, int) else each for each in column.each]


def _rounded(pieces: Sequence[Piece], rounding: Rounding) -> dict[int, Amount]:
    """Return each owner's amount, in öre: the exact sum of its turns, rounded once."""
    if all(piece.turns.portions is None for piece in pieces):
        return {
            owner: amount
            for piece in pieces
            for owner, amount in zip(
                piece.turns.owners, _in_ore(piece.column, rounding), strict=True
            )
        }
    found: dict[int, Amount] = {}
    for owner, exact in by_owner((piece.column, piece.turns) for piece in pieces).items():
        known = known_sum(exact)
        found[owner] = (
            together(0 if isinstance(part, Fraction) else part for part in exact)
            if known is None
            else rounding.in_ore(*(known * 100).as_integer_ratio())
        )
    return found
