"""The amounts of a budget year: what is rounded together, and what each owner owes in all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias, cast

from .._division import largest_remainder, over_one
from .._parts import but_sources
from ..explanations import Addition, Step
from ..members import Member
from ..money import Rounding
from ._columns import Column, Columns
from ._needs import Known, Lacking, together
from ._payers import Path, class_of, sums_of
from ._splits import Division, Turns, divided, parts_of, whole
from .rules import ByGroup, Rule, Shares, Split, Sum

__all__ = ["Evaluated", "added", "evaluated"]

# What is rounded together: the parts of sums at one place, or what a division there says.
_UnitKey: TypeAlias = tuple[Path, Hashable]


def _key(rule: Rule, path: Path) -> _UnitKey:
    """Return what a rule is rounded together with: of a division, wherever it is stated anew."""
    if isinstance(rule, (Split, Shares)):
        return path, but_sources(rule)
    return tuple(step for step in path if isinstance(step, int)), None


class Piece(NamedTuple):
    """A rule evaluated for some turns; of a division also what they bear together."""

    column: Column
    turns: Turns
    within: tuple[ByGroup, ...]  # the rules that chose it, the outermost first


class Unit(NamedTuple):
    """Amounts in öre that were rounded together, by owner, and what they came from."""

    pieces: Sequence[Piece]
    amounts: dict[int, Known]


class Evaluated(NamedTuple):
    """What each owner owes for a budget year, and what it came from."""

    rules: Sequence[tuple[Rule, Turns]]
    rounding: Rounding
    units: dict[_UnitKey, Unit]
    amounts: Sequence[Known]

    def step(self, owner: int, columns: Columns) -> Step:
        """Return how the amount of an owner comes about. The amount is known."""
        [(rule, turns), *others] = self.rules
        if not others and turns.portions is None:
            member = turns.members[bisect_left(turns.owners, owner)]
            return self._told(rule, owner, member, columns)
        steps = tuple(
            self._of_unit(unit, owner, columns)
            for unit in self.units.values()
            if owner in unit.amounts
        )
        if len(steps) == 1:
            return steps[0]
        return _added(Addition(tuple(dict.fromkeys(self._sums(owner)))), steps)

    def _sums(self, owner: int) -> Iterator[Sum]:
        """Yield the rules by which parts of what an owner owes are added."""
        for rule, turns in self.rules:
            for place in _places(turns, owner):
                yield from sums_of(rule, turns.members[place])

    def _told(
        self, rule: Rule, owner: int, member: Member, columns: Columns, path: Path = ()
    ) -> Step:
        """Return the step of a rule for a whole year, sums inside sums told apart."""
        if isinstance(rule, Sum):
            steps = (
                self._told(part, owner, member, columns, (*path, n))
                for n, part in enumerate(rule.rules)
            )
            return _added(rule, tuple(steps))
        if isinstance(rule, ByGroup) and not _is_one(rule):
            # The amount is known, so a rule is stated for the member.
            part = cast("Rule", rule.rule_for(member.party.kind, member.accession.group))
            step = self._told(part, owner, member, columns, (*path, class_of(rule, member)))
            return Step(rule, step.kronor, (step,))
        unit = self.units[_key(rule, path)]
        bare = [piece._replace(within=()) for piece in unit.pieces]
        return self._of_unit(unit._replace(pieces=bare), owner, columns)

    def _of_unit(self, unit: Unit, owner: int, columns: Columns) -> Step:
        """Return the rounding of what an owner owes by one rule, with what it was made of."""
        own = [piece for piece in unit.pieces if _places(piece.turns, owner)]
        steps = tuple(step for piece in own for step in _of_piece(piece, owner, columns))
        rule = own[0].column.by  # of what is divided, as it is first stated for the owner
        by = rule if isinstance(rule, (Split, Shares)) else self.rounding
        return Step(by, Fraction(cast("int", unit.amounts[owner]), 100), steps)


def _of_piece(piece: Piece, owner: int, columns: Columns) -> Iterator[Step]:
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


def _added(by: Sum | Addition, steps: tuple[Step, ...]) -> Step:
    return Step(by, sum((step.kronor for step in steps), Fraction(0)), steps)


def _is_one(rule: Rule) -> bool:
    """Return whether what a rule gives is rounded once, by itself."""
    if isinstance(rule, ByGroup):
        return all(_is_one(part) for _, part in (*rule.kinds, *rule.groups))
    return not isinstance(rule, (Sum, Split, Shares))


def evaluated(
    rules: Sequence[tuple[Rule, Turns]],
    *,
    parties: Sequence[str],
    rounding: Rounding,
    columns: Columns,
    unstated: Iterable[int] = (),
) -> Evaluated:
    """Return what each owner owes by all of some rules, each for its turns.

    Args:
        rules: Each rule, with whose turns it is for which days.

        parties: The id of the party of each owner; ties between shares go by it.

        rounding: How amounts are rounded, that are no shares of a total.

        columns: What evaluates the rules.

        unstated: Owners for whom no rule is stated on some of their days.
    """
    found = _Found(columns, Rounding(rule=rounding.rule))
    for rule, turns in rules:
        if turns.members:
            found.walk(rule, turns)
    units = {key: raw.unit(parties, rounding) for key, raw in found.raw.items()}
    amounts = _in_all(units, len(parties))
    for owner in unstated:
        amounts[owner] = None
    return Evaluated(rules, rounding, units, amounts)


def _in_all(units: dict[_UnitKey, Unit], count: int) -> list[Known]:
    """Return what each owner owes in all the units that it has a part in."""
    if len(units) == 1:
        [unit] = units.values()
        return [unit.amounts.get(owner) for owner in range(count)]
    parts: list[list[Known]] = [[] for _ in range(count)]
    for unit in units.values():
        for owner, amount in unit.amounts.items():
            parts[owner].append(amount)
    return [added(each) for each in parts]


def added(amounts: Sequence[Known]) -> Known:
    """Return the sum of what one owes, or why it is unknown; of no parts, that none is stated."""
    known = [amount for amount in amounts if isinstance(amount, int)]
    return sum(known) if amounts and len(known) == len(amounts) else together(amounts or [None])


class _Raw:
    """What is rounded together, as it is found."""

    __slots__ = ("_divisions", "_pieces", "_unstated")

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._divisions: dict[str, list[Division]] = {}
        self._unstated: list[int] = []

    def add(self, piece: Piece) -> None:
        """Add what a rule gives some owners."""
        self._pieces.append(piece)

    def divide(self, name: str, division: Division, within: tuple[ByGroup, ...]) -> None:
        """Add what the payers of a class bear."""
        self._pieces.append(Piece(division.column, division.turns, within))
        self._divisions.setdefault(name, []).append(division)
        self.leave_out(division.others)

    def leave_out(self, owners: Iterable[int]) -> None:
        """Add owners for whom nothing is stated."""
        self._unstated += owners

    def unit(self, parties: Sequence[str], rounding: Rounding) -> Unit:
        """Return the amounts, rounded."""
        if self._divisions:
            amounts = _shared_out(self._divisions, parties, Rounding(rule=rounding.rule))
        else:
            amounts = _rounded(self._pieces, rounding)
        amounts.update(dict.fromkeys(self._unstated))
        return Unit(self._pieces, amounts)


class _Found:
    """Goes through rules and evaluates them, down to what is rounded together."""

    __slots__ = ("_columns", "_to_ore", "raw")

    def __init__(self, columns: Columns, to_ore: Rounding) -> None:
        self._columns = columns
        self._to_ore = to_ore  # how totals are rounded: never to more than öre
        self.raw: dict[_UnitKey, _Raw] = {}

    def walk(
        self, rule: Rule, turns: Turns, path: Path = (), within: tuple[ByGroup, ...] = ()
    ) -> None:
        """Evaluate a rule for the turns of those whom it is about."""
        if isinstance(rule, Sum):
            for number, part in enumerate(rule.rules):
                self.walk(part, turns, (*path, number), within)
        elif isinstance(rule, ByGroup) and not _is_one(rule):
            for name, places in _classes(rule, turns).items():
                member = turns.members[places[0]]
                chosen = rule.rule_for(member.party.kind, member.accession.group)
                those = turns.only(places)
                if chosen is None:
                    self._raw(rule, path).leave_out(those.owners)
                else:
                    self.walk(chosen, those, (*path, name), (*within, rule))
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
        parts = parts_of(self._columns, rule, self._to_ore)
        for name, places in _classes(rule, turns).items():
            member = turns.members[places[0]]
            share = rule.share_for(member.party.kind, member.accession.group)
            those = turns.only(places)
            if share is None:
                raw.leave_out(those.owners)
            else:
                division = divided(self._columns, rule, parts[name], share.by, those)
                raw.divide(name, division, within)

    def _raw(self, rule: Rule, path: Path) -> _Raw:
        return self.raw.setdefault(_key(rule, path), _Raw())


def _classes(rule: ByGroup | Shares, turns: Turns) -> dict[str, list[int]]:
    """Return which turns belong to which class, in order of its name."""
    found: dict[str, list[int]] = {}
    for place, member in enumerate(turns.members):
        found.setdefault(class_of(rule, member), []).append(place)
    return dict(sorted(found.items()))


def _rounded(pieces: Sequence[Piece], rounding: Rounding) -> dict[int, Known]:
    """Return each owner's amount, in öre: the exact ones of its turns added, and rounded once."""
    if all(piece.turns.portions is None for piece in pieces):
        in_ore = rounding.in_ore
        return {
            owner: in_ore(amount * 100, piece.column.denominator)
            if isinstance(amount, int)
            else amount
            for piece in pieces
            for owner, amount in zip(piece.turns.owners, piece.column.each, strict=True)
        }
    found: dict[int, Known] = {}
    for owner, exact in _by_owner(pieces).items():
        known = _known(exact)
        found[owner] = (
            together(0 if isinstance(part, Fraction) else part for part in exact)
            if known is None
            else rounding.in_ore(*(known * 100).as_integer_ratio())
        )
    return found


def _by_owner(pieces: Iterable[Piece | Division]) -> dict[int, list[Fraction | Lacking]]:
    """Return the exact amounts of each owner's turns, in kronor."""
    found: dict[int, list[Fraction | Lacking]] = {}
    for piece in pieces:
        owners, _, portions = piece.turns
        for place, (owner, amount) in enumerate(zip(owners, piece.column.each, strict=True)):
            part: Fraction | Lacking
            if isinstance(amount, int):
                part = Fraction(amount, piece.column.denominator)
                part *= 1 if portions is None else portions[place].of_year
            else:
                part = amount
            found.setdefault(owner, []).append(part)
    return found


def _known(parts: Iterable[Fraction | Lacking]) -> Fraction | None:
    """Return the sum of amounts, or None where one of them is unknown."""
    total = Fraction(0)
    for part in parts:
        if not isinstance(part, Fraction):
            return None
        total += part
    return total


def _shared_out(
    divisions: dict[str, list[Division]], parties: Sequence[str], to_ore: Rounding
) -> dict[int, Known]:
    """Return each payer's share in öre, so that the shares of a class sum to what it bears."""
    found: dict[int, list[Known]] = {}
    for several in divisions.values():
        borne = _known(division.borne for division in several)
        shares = _by_owner(several)
        lacking = [
            part for parts in shares.values() for part in parts if not isinstance(part, Fraction)
        ]
        if borne is None or lacking:
            for owner in shares:
                found.setdefault(owner, []).append(together(lacking))
            continue
        owners = sorted(shares, key=lambda owner: (parties[owner], owner))
        each = over_one([(_known(shares[owner]) or Fraction(0)) * 100 for owner in owners])
        total = to_ore.in_ore(*(borne * 100).as_integer_ratio())
        for owner, ore in zip(owners, largest_remainder(total, *each), strict=True):
            found.setdefault(owner, []).append(ore)
    # Who belongs to one class for some days and to another for others bears a part of both.
    return {owner: added(parts) for owner, parts in found.items()}
