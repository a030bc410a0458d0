"""What an agreement determines of a year's fees before the figures of its payers are known.

It is the way by which frames of figures reach the engine. All that does not depend on figures of
payers is computed here, exactly as for an assessment. What depends on them is returned as turns
(parts of a year that are owed by a rule) and as totals to divide, in a form that a data frame can
compute row by row.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

import attrs

from ..agreements.agreement import Agreement
from ..agreements.state import Member
from ..core.figures import FigureTable
from ..core.money import Rounding
from ..core.parts import inside
from ..core.periods import Period
from ..funding.bases import Basis
from ..funding.keys import Key
from ..funding.rules import EntryFee, PerParty, Rule, Share, Shares, Split, Stepped
from .assessments import assessment_of
from .columns import Column, of_line, stated_for
from .needs import Amount
from .splits import Division
from .turns import Turns
from .units import Piece, RoundedTogether, known_sum
from .uses import uses
from .years import BudgetYear

_ONE_DAY = dt.timedelta(days=1)
_T = TypeVar("_T")


class Outlook(enum.Enum):
    """What can be said of a party's fee before figures of payers are known."""

    OPEN = enum.auto()
    """It depends on figures of payers, or is already known."""
    MISSING = enum.auto()
    """Another figure is missing. If no rule turns out to be stated, that comes first."""
    UNSTATED = enum.auto()
    """No rule is stated."""
    UNDATED = enum.auto()
    """It depends on an accession without a recorded decision."""
    PENDING = enum.auto()
    """It depends on something pending."""


class PartyPlan(NamedTuple):
    """A party of an assessment."""

    party: str
    outlook: Outlook
    ore: int  # what it owes whatever the figures of payers are, rounded
    is_partly: bool  # whether a rule is stated for it on only some of its days


class Turn(NamedTuple):
    """A part of a year for which an owner owes by a rule, depending on figures of payers.

    The turns of an owner in a unit are added exactly and rounded once.
    """

    owner: int
    unit: int
    rule: Rule  # gives each payer an amount
    kind: str
    group: str | None
    party: str
    holder: str  # the id of the party whose figures count
    parts: int  # of the year: days or months
    of: int


class Payer(NamedTuple):
    """A payer of a total."""

    owner: int
    holder: str  # the id of the party whose figures count


class Total(NamedTuple):
    """A total that is divided among payers by their figures, in whole öre.

    All of them pay for the same days.
    """

    rule: Split | Shares
    by: tuple[Basis, ...]
    exact: Fraction  # öre
    ore: int  # as it is rounded
    is_nothing: bool  # whether nothing is to be divided, so that nobody needs a weight above 0
    payers: Sequence[Payer]  # in order of owner, by which ties are broken


class Refusal(NamedTuple):
    """A rule that cannot be evaluated over data frames, and the funding's rule that it is in."""

    reason: str
    rule: Rule
    root: Rule


class Plan(NamedTuple):
    """What an agreement determines of the fees of a budget year."""

    year: int
    rounding: Rounding
    parties: Sequence[PartyPlan]  # all that an assessment would name, in order of id
    owners: Sequence[str]  # the party id of each owner
    turns: Sequence[Turn]
    totals: Sequence[Total]
    refusals: Sequence[Refusal]
    roots: Sequence[Rule]  # the rules of the fundings of the year


def plans(
    agreement: Agreement,
    years: Iterable[int],
    *,
    figures: FigureTable,
    reading: str | None = None,
    known_on: dt.date | None = None,
) -> list[Plan]:
    """Return the plan of each of some budget years, as known on a day.

    Args:
        agreement: The agreement.

        years: The budget years.

        figures: The figures of areas.

        reading: The name of a reading of the terms, or None for the preferred one.

        known_on: The day of knowledge, or None for everything on record.

    Raises:
        BudgetYearError: If a year is not a whole number from 1800 to 2999.

        UnknownReadingError: If the terms have no such reading.
    """
    state = agreement.as_known(known_on)
    known = figures if known_on is None else figures.as_known(known_on)
    return [_planned(agreement, BudgetYear(state, year, reading, known), known) for year in years]


def _planned(agreement: Agreement, assessed: BudgetYear, figures: FigureTable) -> Plan:
    owners = assessed.owners()
    assessment = assessment_of(agreement, assessed, figures)
    outlooks = {
        **dict.fromkeys(assessment.unstated, Outlook.UNSTATED),
        **dict.fromkeys(owners, Outlook.OPEN),
        **dict.fromkeys(assessment.undated, Outlook.UNDATED),
        **dict.fromkeys(assessment.pending, Outlook.PENDING),
    }
    wanted = {n for n, party in enumerate(owners) if outlooks[party] is Outlook.OPEN}
    taken = _Taken(assessed, wanted)
    ore: dict[str, int] = {}
    for owner in wanted:
        party = owners[owner]
        ore[party] = ore.get(party, 0) + taken.ore[owner]
        if owner in taken.unstated:
            outlooks[party] = Outlook.UNSTATED
        elif owner in taken.missing and outlooks[party] is Outlook.OPEN:
            outlooks[party] = Outlook.MISSING
    reading = assessed.reading
    return Plan(
        year=assessed.year,
        rounding=Rounding() if reading is None else reading.funding.rounding,
        parties=[
            PartyPlan(party, outlooks[party], ore.get(party, 0), assessed.partly_stated(party))
            for party in sorted(outlooks)
        ],
        owners=owners,
        turns=taken.turns,
        totals=taken.totals,
        refusals=taken.refusals,
        roots=taken.roots,
    )


# --- What depends on figures of payers

_Place: TypeAlias = tuple[Piece, int]


class _Taken:
    """The units of a year, taken apart by whether they depend on figures of payers.

    Args:
        assessed: The budget year.

        wanted: The owners whose amounts are to be computed.
    """

    def __init__(self, assessed: BudgetYear, wanted: set[int]) -> None:
        count = len(assessed.owners())
        self._year: int = assessed.year
        self._wanted = wanted
        self._found = [False] * count  # whether the owner has an amount in any unit
        self._read: dict[tuple[object, ...], frozenset[dt.date]] = {}
        self._rules: dict[tuple[object, ...], Rule] = {}
        self.roots: list[Rule] = list(assessed.rules())
        self.ore: list[int] = [0] * count
        self.unstated: set[int] = {*assessed.unstated_owners()}
        self.missing: set[int] = set()
        self.turns: list[Turn] = []
        self.totals: list[Total] = []
        self.refusals: list[Refusal] = []
        for number, unit in enumerate(assessed.units()):
            if isinstance(unit.by, (Split, Shares)):
                self._take_division(unit.by, unit)
            else:
                self._take(number, unit)
        self.unstated |= {owner for owner in range(count) if not self._found[owner]}

    def _take(self, number: int, unit: RoundedTogether) -> None:
        """Take a unit in which each payer has an amount of its own."""
        places: dict[int, list[_Place]] = {}
        for piece in unit.pieces:
            for place, owner in enumerate(piece.turns.owners):
                places.setdefault(owner, []).append((piece, place))
        for owner, amount in unit.amounts.items():
            own = places.get(owner, [])
            if owner in unit.unstated or not any(map(self._is_open, own)):
                self._add(owner, amount)
            else:
                self._found[owner] = True
                if owner in self._wanted:
                    self.turns += (self._turn(number, piece, place) for piece, place in own)

    def _take_division(self, rule: Split | Shares, unit: RoundedTogether) -> None:
        """Take a unit that divides a total."""
        open_ones: set[int] = set()
        closed: set[int] = set()
        for name, several in unit.divisions.items():
            payers = {owner for each in several for owner in each.turns.owners}
            if self._wanted.isdisjoint(payers):
                continue
            key = _key(rule, several)
            is_known = all(isinstance(each.borne, Fraction) for each in several)
            if not is_known or not _reads_of_payers(key):
                closed |= payers
            else:
                open_ones |= payers
                self._share(rule, cast("tuple[Basis, ...]", key), several, unit.borne[name])
        if open_ones & closed:
            self._refuse("days-differ", rule)
        if self._wanted & (open_ones | closed):
            self._check_paid_first(rule, unit)
        for owner, amount in unit.amounts.items():
            if owner in unit.unstated or owner not in open_ones:
                self._add(owner, amount)
            else:
                self._found[owner] = True

    def _add(self, owner: int, amount: Amount) -> None:
        """Add an amount that does not depend on figures of payers."""
        self._found[owner] = True
        if isinstance(amount, int):
            self.ore[owner] += amount
        elif amount is None:
            self.unstated.add(owner)
        else:
            self.missing.add(owner)

    def _refuse(self, reason: str, rule: Rule) -> None:
        roots = (
            root for root in self.roots if any(part is rule for part in inside(root, type(rule)))
        )
        self.refusals.append(Refusal(reason, rule, next(roots, rule)))

    # --- Amounts of each payer

    def _is_open(self, at: _Place) -> bool:
        """Return whether what is owed in a place depends on figures of payers."""
        piece, place = at
        portions = piece.turns.portions
        rule = _rule_at(piece.column, place)
        is_idle = portions is not None and portions[place].months == 0
        if is_idle and not any(True for _ in inside(rule, Stepped)):
            return False  # nothing is owed; only a step may decide whether a rule is stated
        return bool(self._days_read(rule, piece.turns.members[place]))

    def _days_read(self, rule: Rule, member: Member) -> frozenset[dt.date]:
        """Return the days of which a rule reads figures of a member."""
        key = (id(rule), member.party.kind, member.accession.group)
        if key not in self._read:
            several = uses(rule, self._year, member)
            self._read[key] = frozenset(use.day for use in several if use.subject is None)
        return self._read[key]

    def _turn(self, number: int, piece: Piece, place: int) -> Turn:
        turns = piece.turns
        member, rule = turns.members[place], _rule_at(piece.column, place)
        parts, of = (1, 1) if turns.portions is None else turns.portions[place].parts
        return Turn(
            owner=turns.owners[place],
            unit=number,
            rule=self._with_line(rule, member),
            kind=member.party.kind.value,
            group=member.accession.group,
            party=member.party.id,
            holder=self._holder(rule, self._days_read(rule, member), member),
            parts=parts,
            of=of,
        )

    def _holder(self, rule: Rule, days: Iterable[dt.date], member: Member) -> str:
        """Return the id of the party whose figures of some days count for a member."""
        holders = {member.counted_as(day).id for day in days} or {member.party.id}
        if len(holders) > 1:
            self._refuse("two-holders", rule)
        return min(holders)

    def _with_line(self, rule: Rule, member: Member) -> Rule:
        """Return a rule in which a member has the amounts that are stated for its predecessors."""
        if not member.line or not any(True for _ in inside(rule, PerParty)):
            return rule
        line = tuple(party.id for _, party in member.line)
        key = (id(rule), member.party.id, line)
        if key not in self._rules:
            self._rules[key] = _as_stated_for(member, rule)
        return self._rules[key]

    # --- Divisions

    def _check_paid_first(self, rule: Rule, unit: RoundedTogether) -> None:
        """Refuse a total if what is paid before it is divided depends on figures of payers."""
        for walk in unit.after:
            for piece in walk.pieces():
                every = ((piece, place) for place in range(len(piece.turns.owners)))
                if any(map(self._is_open, every)):
                    self._refuse("paid-first", rule)
                    return

    def _share(
        self,
        rule: Split | Shares,
        by: tuple[Basis, ...],
        several: Sequence[Division],
        borne: tuple[int, Fraction],
    ) -> None:
        """Take a total, or the part of a class, that is divided by figures of payers."""
        turns = [each.turns for each in several]
        ore, correction = borne
        exact = cast("Fraction", known_sum(each.borne for each in several)) * 100 - correction
        if any(basis.fallback is not None for basis in by):
            self._refuse("key-fallback", rule)
        if not _is_for_same_days(turns):
            self._refuse("days-differ", rule)
        days = {day for each in by if each.subject is None for day in each.days(self._year)}
        holders: dict[int, set[str]] = {}
        for each in turns:
            for owner, member in zip(each.owners, each.members, strict=True):
                holders.setdefault(owner, set()).add(self._holder(rule, days, member))
        if any(len(own) > 1 for own in holders.values()):
            self._refuse("two-holders", rule)
        payers = [Payer(owner, min(holders[owner])) for owner in sorted(holders)]
        is_nothing = correction == 0 and all(each.is_nothing for each in several)
        self.totals.append(Total(rule, by, exact, ore, is_nothing, payers))


def _is_for_same_days(several: Sequence[Turns]) -> bool:
    """Return whether all owners pay for the same days, and nobody twice for a day."""
    days: dict[int, list[Period]] = {}
    for turns in several:
        for owner, portion in zip(turns.owners, turns.portions or (), strict=False):
            days.setdefault(owner, []).append(portion.period)
    joined = {_joined(own) for own in days.values()}
    return len(joined) <= 1 and None not in joined


def _joined(periods: Sequence[Period]) -> tuple[tuple[dt.date, dt.date], ...] | None:
    """Return periods within a year as runs of days, or None if two of them share a day."""
    found: list[tuple[dt.date, dt.date]] = []
    for period in sorted(periods, key=lambda each: each.first_day):
        first, last = period.first_day, cast("dt.date", period.last_day)
        if found and first <= found[-1][1]:
            return None
        if found and first == found[-1][1] + _ONE_DAY:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)


def _reads_of_payers(key: Key) -> bool:
    """Return whether the weights of a key may be figures of payers."""
    bases = key if isinstance(key, tuple) else ()
    return any(each.subject is None for basis in bases for each in basis.in_turn())


def _key(rule: Split | Shares, several: Sequence[Division]) -> Key:
    """Return the key of a division; that of a class is the share of any of its payers."""
    if isinstance(rule, Split):
        return rule.by
    member = next(each.turns.members[0] for each in several if each.turns.members)
    return cast("Share", stated_for(rule, member)).by


def _rule_at(column: Column, place: int) -> Rule:
    """Return the rule that gives the amount at a place; of an entry fee, the one that it states."""
    if isinstance(column.by, EntryFee):
        entered = ((inner, cast("Sequence[int]", places)) for inner, places in column.inputs)
        return cast("Rule", next(inner.by for inner, places in entered if place in places))
    return cast("Rule", column.by)


def _as_stated_for(member: Member, part: _T) -> _T:
    """Return a part of a rule in which a member has the amounts stated for its predecessors."""
    if isinstance(part, tuple):
        return cast("_T", tuple(_as_stated_for(member, each) for each in part))
    if isinstance(part, PerParty):
        kronor = dict(part.kronor)
        own = of_line(kronor, member)
        stated = kronor if own is None else {**kronor, member.party.id: own}
        return cast("_T", attrs.evolve(part, kronor=stated))
    if not isinstance(part, Rule):
        return part
    names = [field.name for field in attrs.fields(type(part))]
    changed: dict[str, Any] = {n: _as_stated_for(member, getattr(part, n)) for n in names}
    return cast("_T", attrs.evolve(cast("Any", part), **changed))
