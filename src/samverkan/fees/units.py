"""Units: amounts that are rounded together.

A walk goes through the rules of a year down to the parts that are rounded separately, and
evaluates each of them. A unit holds the columns that its amounts were computed from, so an
explanation reads the same columns as the amounts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias, cast

from ..agreements.state import Member
from ..core.division import largest_remainder, over_one
from ..core.money import Rounding, each_in_ore
from ..core.parts import but_sources
from ..core.periods import Period
from ..funding.keys import Key as DivisionKey
from ..funding.rules import (
    ByGroup,
    ByYear,
    EntryFee,
    Part,
    Remainder,
    Rule,
    Shares,
    Split,
    Sum,
)
from .columns import ANYBODY, Column, Columns, part_of, stated_for
from .needs import Amount, Needs, added, together
from .payers import Path, branch, class_of, stated_in, states
from .splits import Division, counting, divided, parts_of, places_on, to_ore
from .steps import Paid
from .turns import Entry, Turns

# The place of a unit: the parts of sums that lead to it; for a division also its content.
Key: TypeAlias = tuple[Path, Hashable]
_Chosen: TypeAlias = ByGroup | ByYear


class Piece(NamedTuple):
    """A rule evaluated for some turns."""

    column: Column
    turns: Turns
    within: tuple[_Chosen, ...]  # the rules that selected it, the outermost first


class RoundedTogether(NamedTuple):
    """Amounts in öre that are rounded together, by owner, and what they were computed from."""

    by: Rule
    pieces: Sequence[Piece]
    amounts: dict[int, Amount]
    unstated: Sequence[int]  # the owners for whom nothing is stated, whatever the figures
    divisions: Mapping[str, Sequence[Division]]  # by class name
    # What each class bears, in öre, and what it bears less because of how others are rounded.
    borne: Mapping[str, tuple[int, Fraction]]
    after: Sequence[Walk]  # what is paid first, if what is left is divided


def is_one(rule: Rule) -> bool:
    """Return whether what a rule gives is rounded once, as one amount."""
    if isinstance(rule, ByGroup):
        return all(is_one(part) for _, part in (*rule.kinds, *rule.groups))
    if isinstance(rule, ByYear):
        later = () if rule.later is None else (rule.later,)
        return all(map(is_one, (*(part for _, part in rule.years), *later)))
    return not isinstance(rule, (Sum, Split, Shares, EntryFee))


def key_of(rule: Rule, path: Path) -> Key:
    """Return the key of a rule's unit, the same for a division or entry fee that is stated again.

    They are stated again if an amendment within the year repeats them.
    """
    if isinstance(rule, (Split, Shares, EntryFee)):
        return path, but_sources(rule)
    return tuple(step for step in path if isinstance(step, int)), None


def numbers_of(rule: Sum) -> list[int]:
    """Return a number for each part of a sum; parts of one rule, rounded once, share theirs."""
    first: dict[Hashable, int] = {}
    return [
        first.setdefault(but_sources(part.rule), number) if isinstance(part, Part) else number
        for number, part in enumerate(rule.rules)
    ]


class Walk:
    """A walk through rules that evaluates them, down to the units."""

    __slots__ = ("_columns", "_found", "_rounding", "_year")

    def __init__(self, year: int, columns: Columns, rounding: Rounding) -> None:
        self._year = year
        self._columns = columns
        self._rounding = rounding
        self._found: dict[Key, _Raw] = {}

    def into(self, rule: Rule, turns: Turns) -> None:
        """Evaluate a rule for the turns of all members."""
        self._into(rule, turns, turns, (), ())

    def rounded(self, parties: Sequence[str]) -> dict[Key, RoundedTogether]:
        """Return the units, rounded; *parties* has the party id of each owner."""
        raws, rounding = self._divided(), self._rounding
        borne = _borne_in_ore(raws, parties, rounding)
        return {
            key: RoundedTogether(
                raw.by,
                raw.pieces,
                raw.rounded(parties, rounding, borne.get(id(raw), {})),
                raw.unstated,
                raw.divisions,
                borne.get(id(raw), {}),
                [walk for _, walk in raw.after],
            )
            for key, raw in zip(self._found, raws, strict=True)
        }

    def pieces(self) -> Iterator[Piece]:
        """Yield all that was evaluated; the rule of a piece says what is paid before it, too."""
        for raw in self._divided():
            yield from raw.pieces

    def gained(self, parties: Sequence[str]) -> Fraction:
        """Return what rounding adds to the amounts, in öre; below 0 if it takes away from them."""
        raws, rounding = self._divided(), self._rounding
        borne = _borne_in_ore(raws, parties, rounding)
        gained = Fraction(0)
        for raw in raws:
            exact = {
                owner: 100 * _sum_of_known(parts)
                for owner, parts in by_owner((p.column, p.turns) for p in raw.pieces).items()
            }
            if isinstance(raw.by, (Split, Shares)):
                amounts = raw.shared_out(parties, borne.get(id(raw), {})).values()
                in_ore = sum(amount for amount in amounts if isinstance(amount, int))
            else:
                in_ore = sum(rounding.in_ore(*each.as_integer_ratio()) for each in exact.values())
            gained += in_ore - sum(exact.values())
        return gained

    def paid(self) -> tuple[Fraction | Needs, int]:
        """Return what all pay by the rules, in kronor and not rounded, and how many pay it."""
        payers: set[int] = set()
        lacking: list[Amount] = []
        paid = Fraction(0)
        for raw in self._divided():
            for owner, parts in by_owner((p.column, p.turns) for p in raw.pieces).items():
                # A member for whom nothing is stated pays nothing.
                lacking += [part for part in parts if isinstance(part, tuple)]
                known = _sum_of_known(parts)
                paid += known
                payers.update([owner] if known else [])
        return (together(lacking) if lacking else paid), len(payers)

    # --- Rules

    def _into(
        self, rule: Rule, turns: Turns, among: Turns, path: Path, within: tuple[_Chosen, ...]
    ) -> None:
        """Evaluate a rule for the turns of the members that it applies to, among all turns."""
        if isinstance(rule, Sum):
            for number, part in zip(numbers_of(rule), rule.rules, strict=True):
                self._into(part, turns, among, (*path, number), within)
        elif isinstance(rule, (ByGroup, ByYear)) and not is_one(rule):
            for those, member in _classes(rule, turns):
                chosen = stated_in(rule, member, self._year)
                if chosen is None:
                    self._raw(rule, path).unstated += those.owners
                else:
                    on = (*path, *branch(rule, member))
                    self._into(chosen, those, among, on, (*within, rule))
        elif isinstance(rule, Split):
            self._split(rule, turns, among, path, within)
        elif isinstance(rule, Shares):
            self._shares(rule, turns, path, within)
        elif isinstance(rule, EntryFee):
            self._entered(rule, turns, path, within)
        else:
            piece = Piece(self._columns.column(rule, turns.members), turns, within)
            self._raw(rule, path).pieces.append(piece)

    def _divided(self) -> Sequence[_Raw]:
        """Return what was collected, after all totals are divided that wait for it."""
        raws = [*self._found.values()]
        for raw in raws:
            raw.divide(self._columns)
        return raws

    def _raw(self, rule: Rule, path: Path) -> _Raw:
        key = key_of(rule, path)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _Raw(rule)
        return found

    def _split(
        self, rule: Split, turns: Turns, among: Turns, path: Path, within: tuple[_Chosen, ...]
    ) -> None:
        raw = self._raw(rule, path)
        of, part, remainders = taken_apart(rule.total, self._year)
        if part is not None:
            raw.family = but_sources(of)
        for number, (left, times) in enumerate(remainders):
            if number == len(raw.after):
                raw.after.append((times, Walk(self._year, self._columns, self._rounding)))
            raw.after[number][1].into(left.after, self._paying(left.after, among))

        def total_of(spans: Sequence[Period | None]) -> Column:
            return self._total(rule.total, spans, among)

        whose = turns, among if remainders else None
        raw.waiting.append(_Waiting("", rule.by, rule, total_of, whose, within))

    def _shares(self, rule: Shares, turns: Turns, path: Path, within: tuple[_Chosen, ...]) -> None:
        raw = self._raw(rule, path)
        parts = parts_of(self._columns, rule, self._rounding)
        for those, member in _classes(rule, turns):
            share = stated_for(rule, member)
            if share is None:
                raw.unstated += those.owners
                continue
            name = class_of(rule, member)

            def total_of(_: object, part: Column = parts[name]) -> Column:
                return part

            waiting = _Waiting(name, share.by, rule, total_of, (those, None), within)
            raw.waiting.append(waiting)

    def _entered(
        self, rule: EntryFee, turns: Turns, path: Path, within: tuple[_Chosen, ...]
    ) -> None:
        raw = self._raw(rule, path)
        raw.idle += turns.owners
        if turns.entries:
            again = rule.first if rule.again is None else rule.again
            members = [entry.member for entry in turns.entries]
            stated = [again if entry.is_again else rule.first for entry in turns.entries]
            column = self._columns.chosen(rule, stated, members)
            owners = [entry.owner for entry in turns.entries]
            raw.pieces.append(Piece(column, Turns(owners, members), within))

    def _paying(self, after: Rule, among: Turns) -> Turns:
        """Return the turns for which a rule states something: the others pay nothing by it."""
        members = enumerate(among.members)
        return among.only([n for n, member in members if states(after, member, self._year)])

    # --- Totals

    def _total(self, total: Rule, spans: Sequence[Period | None], among: Turns) -> Column:
        """Return a total on each span of days: one amount if it is the same on all."""
        if isinstance(total, ByYear):
            chosen = total.rule_for(self._year)
            if chosen is None:
                return Column(total, 1, [None])
            inner = self._total(chosen, spans, among)
            return Column(total, inner.denominator, inner.each, ((inner, None),))
        if isinstance(total, Part):
            return part_of(total, self._total(total.rule, spans, among))
        if isinstance(total, Remainder):
            return self._left(total, spans, among)
        return self._columns.column(total, [ANYBODY])

    def _left(self, total: Remainder, spans: Sequence[Period | None], among: Turns) -> Column:
        """Return what is left of a total on each span of days."""
        whole = self._total(total.total, spans, among)
        paying = self._paying(total.after, among)
        of, counts = [], []
        for span in spans:
            there = paying.only(places_on(paying, span))._replace(portions=None)
            walk = Walk(self._year, self._columns, self._rounding)
            walk.into(total.after, there)
            paid, payers = walk.paid()
            of.append(paid)
            counts.append((payers, len({among.owners[n] for n in places_on(among, span)})))
        each, denominator = _over_one(of)
        paid_column = Column(Paid(total.after), denominator, each, shares=counts)
        serving = {n: n if len(whole.each) > 1 else 0 for n in range(len(spans))}
        times = denominator, whole.denominator
        left: list[Amount] = []
        for n, paid_there in enumerate(each):
            whole_there = whole.each[serving[n]]
            if isinstance(whole_there, int) and isinstance(paid_there, int):
                left.append(whole_there * times[0] - paid_there * times[1])
            else:
                left.append(together([whole_there, paid_there]))
        inputs = ((whole, serving), (paid_column, None))
        return Column(total, whole.denominator * denominator, left, inputs)


def _over_one(amounts: Sequence[Fraction | Needs]) -> tuple[list[Amount], int]:
    known, of = over_one([amount for amount in amounts if isinstance(amount, Fraction)])
    numerators = iter(known)
    return [next(numerators) if isinstance(a, Fraction) else a for a in amounts], of


def taken_apart(
    total: Rule, year: int
) -> tuple[Rule, Fraction | None, list[tuple[Remainder, Fraction]]]:
    """Return what a total is a part of, which part, and the remainders in it, each with its part.

    The part is None if no part is stated.
    """
    part: Fraction | None = None
    while isinstance(total, (Part, ByYear)):
        if isinstance(total, Part):
            part = total.part * (1 if part is None else part)
            total = total.rule
        else:
            chosen = total.rule_for(year)
            if chosen is None:
                return total, None, []
            total = chosen
    if not isinstance(total, Remainder):
        return total, part, []
    times = Fraction(1) if part is None else part
    _, _, deeper = taken_apart(total.total, year)
    return total, part, [(total, times), *((each, times * of) for each, of in deeper)]


def _classes(rule: ByGroup | ByYear | Shares, turns: Turns) -> Iterable[tuple[Turns, Member]]:
    """Yield the turns of each class, in order of class name, and a member of the class."""
    if isinstance(rule, ByYear):
        members = [*turns.members, *(entry.member for entry in turns.entries)]
        return [(turns, members[0])] if members else []
    places: dict[str, list[int]] = {}
    for place, member in enumerate(turns.members):
        places.setdefault(class_of(rule, member), []).append(place)
    entries: dict[str, list[Entry]] = {}
    for entry in turns.entries:
        entries.setdefault(class_of(rule, entry.member), []).append(entry)
    found = []
    for name in sorted(places.keys() | entries.keys()):
        inside = entries.get(name, [])
        those = turns.only(places.get(name, []))._replace(entries=inside)
        found.append((those, (*those.members, *(entry.member for entry in inside))[0]))
    return found


# --- Rounding


class _Waiting(NamedTuple):
    """A division that is made when all its payers are known: the figures of one decide the key."""

    name: str  # of the class, or nothing
    by: DivisionKey
    rule: Split | Shares
    total_of: Callable[[Sequence[Period | None]], Column]
    whose: tuple[Turns, Turns | None]
    within: tuple[_Chosen, ...]


class _Raw:
    """A unit while it is collected, before rounding."""

    __slots__ = ("after", "by", "divisions", "family", "idle", "pieces", "unstated", "waiting")

    def __init__(self, by: Rule) -> None:
        self.by = by
        self.pieces: list[Piece] = []
        self.divisions: dict[str, list[Division]] = {}
        self.waiting: list[_Waiting] = []
        self.unstated: list[int] = []  # the owners for whom nothing is stated
        self.idle: list[int] = []  # the owners that owe nothing by it
        self.family: Hashable = None  # what its total is a part of
        # What is paid first, if what is left is divided, and the part of that which is divided.
        self.after: list[tuple[Fraction, Walk]] = []

    def divide(self, columns: Columns) -> None:
        """Divide what waits for it; all parts of a year by one key, whoever pays in each."""
        payers: dict[str, list[Member]] = {}
        for each in self.waiting:
            payers.setdefault(each.name, []).extend(counting(each.whose[0]))
        for name, by, rule, total_of, whose, within in self.waiting:
            key = columns.for_all(by, payers[name]) if isinstance(by, tuple) else by
            division = divided(columns, key, rule, total_of, whose)
            self.pieces.append(Piece(division.column, division.turns, within))
            self.divisions.setdefault(name, []).append(division)
            self.unstated += division.others
            self.idle += division.idle
        self.waiting.clear()

    @property
    def has_payers(self) -> bool:
        """Whether anybody bears a share of what is divided, known or not."""
        every = (each for several in self.divisions.values() for each in several)
        return any(each.weights or each.lacking != 0 for each in every)

    def correction(self, parties: Sequence[str]) -> Fraction:
        """Return what the payments that come first gain by rounding, in öre."""
        gains = (times * walk.gained(parties) for times, walk in self.after)
        return sum(gains, Fraction(0))

    def rounded(
        self,
        parties: Sequence[str],
        rounding: Rounding,
        borne: Mapping[str, tuple[int, Fraction]],
    ) -> dict[int, Amount]:
        """Return the amounts, rounded; *borne* has what each class bears, and its correction."""
        if isinstance(self.by, (Split, Shares)):
            amounts = self.shared_out(parties, borne)
        else:
            once = not isinstance(self.by, EntryFee)  # a party may enter twice in a year
            amounts = _rounded(self.pieces, rounding, each_once=once)
        for owner in self.idle:
            amounts.setdefault(owner, 0)
        amounts.update(dict.fromkeys(self.unstated))
        return amounts

    def shared_out(
        self, parties: Sequence[str], borne: Mapping[str, tuple[int, Fraction]]
    ) -> dict[int, Amount]:
        """Return each payer's share, in öre; the shares in a class sum to what the class bears."""
        step = cast("Split | Shares", self.by).step_ore
        found: dict[int, list[Amount]] = {}
        for name, several in self.divisions.items():
            unknown = [each.lacking for each in several if each.lacking != 0]
            if unknown:
                lacking = together(unknown)
                for owner in {owner for each in several for owner in each.turns.owners}:
                    found.setdefault(owner, []).append(lacking)
                continue
            total, correction = borne[name]
            shares, of = _added(several)
            if correction and not any(any(each.weights.values()) for each in several):
                for owner in shares:  # nobody can say who bears what others gain or lose
                    found.setdefault(owner, []).append(())
                continue
            if correction:
                shares, of = _corrected(shares, of, several, correction)
            owners = sorted(shares, key=lambda owner: (parties[owner], owner))
            in_ore = in_steps(total, [shares[owner] * 100 for owner in owners], of, step)
            for owner, ore in zip(owners, in_ore, strict=True):
                found.setdefault(owner, []).append(ore)
        # A party that belongs to different classes on different days bears a part of each.
        return {owner: added(parts) for owner, parts in found.items()}


def _added(divisions: Sequence[Division]) -> tuple[Mapping[int, int], int]:
    """Return the exact share of each owner in several divisions, over one denominator."""
    if len(divisions) == 1:
        return divisions[0].shares, divisions[0].denominator
    of = math.lcm(*(each.denominator for each in divisions))
    found: dict[int, int] = {}
    for each in divisions:
        for owner, share in each.shares.items():
            found[owner] = found.get(owner, 0) + share * (of // each.denominator)
    return found, of


def _corrected(
    shares: Mapping[int, int], of: int, divisions: Sequence[Division], correction: Fraction
) -> tuple[dict[int, int], int]:
    """Return shares less a correction in öre, which is divided by the same key."""
    weights: dict[int, Fraction] = {}
    for each in divisions:
        for owner, weight in each.weights.items():
            weights[owner] = weights.get(owner, Fraction(0)) + Fraction(weight, each.of)
    per_weight = correction / 100 / (sum(weights.values()) or 1)
    exact = {
        owner: Fraction(share, of) - per_weight * weights[owner] for owner, share in shares.items()
    }
    numerators, denominator = over_one([*exact.values()])
    return dict(zip(exact, numerators, strict=True)), denominator


def in_steps(total: int, shares: Sequence[int], of: int, step: int) -> list[int]:
    """Return whole steps that sum to a total by largest remainder, in öre.

    The exact shares are ``shares[i] / of`` öre. What is left of the total, less than a step, goes
    to the largest remainder that is left.
    """
    if total < 0:
        return [-part for part in in_steps(-total, [-share for share in shares], of, step)]
    steps, rest = divmod(total, step)
    parts = [part * step for part in largest_remainder(steps, shares, of * step)]
    if rest and parts:
        short = [share - part * of for share, part in zip(shares, parts, strict=True)]
        parts[short.index(max(short))] += rest
    return parts


def _borne_in_ore(
    raws: Iterable[_Raw], parties: Sequence[str], rounding: Rounding
) -> dict[int, dict[str, tuple[int, Fraction]]]:
    """Return what each class of each division bears in öre, and its correction.

    The parts of one total are rounded together.
    """
    found: dict[int, dict[str, tuple[int, Fraction]]] = {}
    families: dict[Hashable, list[tuple[_Raw, Fraction, Fraction]]] = {}
    dividing = [raw for raw in raws if raw.divisions]
    if not dividing:
        return found
    to = to_ore(rounding)
    for raw in dividing:
        # A division without payers bears nothing, whatever others gain by rounding.
        correction = raw.correction(parties) if raw.has_payers else Fraction(0)
        own = found[id(raw)] = {}
        for name, several in raw.divisions.items():
            borne = known_sum(division.borne for division in several)
            if borne is not None:
                exact = borne * 100 - correction
                own[name] = to.in_ore(*exact.as_integer_ratio()), correction
                if raw.family is not None:
                    families.setdefault(raw.family, []).append((raw, exact, correction))
    for family in families.values():
        exact_ones = [exact for _, exact, _ in family]
        total = to.in_ore(*sum(exact_ones, Fraction(0)).as_integer_ratio())
        # The parts have one sign, but what is left of a total may change its sign within a year.
        parts = largest_remainder(total, *over_one(exact_ones))
        for (raw, _, correction), ore in zip(family, parts, strict=True):
            found[id(raw)][""] = ore, correction
    return found


def by_owner(pieces: Iterable[tuple[Column, Turns]]) -> dict[int, list[Fraction | Needs]]:
    """Return the exact amounts of each owner's turns, in kronor."""
    found: dict[int, list[Fraction | Needs]] = {}
    for column, (owners, _, portions, _) in pieces:
        for place, (owner, amount) in enumerate(zip(owners, column.each, strict=True)):
            part: Fraction | Needs
            if amount is not None and portions is not None and portions[place].months == 0:
                part = Fraction(0)  # whatever the figures are, if a rule is stated
            elif isinstance(amount, int):
                part = Fraction(amount, column.denominator)
                part *= 1 if portions is None else portions[place].of_year
            else:
                part = amount
            found.setdefault(owner, []).append(part)
    return found


def known_sum(parts: Iterable[Fraction | Needs]) -> Fraction | None:
    """Return the sum of amounts, or None if one of them is unknown."""
    total = Fraction(0)
    for part in parts:
        if not isinstance(part, Fraction):
            return None
        total += part
    return total


def _sum_of_known(parts: Iterable[Fraction | Needs]) -> Fraction:
    """Return the sum of the amounts that are known."""
    return sum((part for part in parts if isinstance(part, Fraction)), Fraction(0))


def _in_ore(column: Column, rounding: Rounding) -> Sequence[Amount]:
    """Return the amounts of a column in öre, rounded; unknown amounts stay unknown."""
    if {*map(type, column.each)} == {int}:  # the usual case
        return each_in_ore(rounding, cast("Sequence[int]", column.each), column.denominator)
    known = [amount for amount in column.each if isinstance(amount, int)]
    rounded = iter(each_in_ore(rounding, known, column.denominator))
    return [next(rounded) if isinstance(each, int) else each for each in column.each]


def _rounded(pieces: Sequence[Piece], rounding: Rounding, *, each_once: bool) -> dict[int, Amount]:
    """Return each owner's amount, in öre: the exact sum of its turns, rounded once."""
    if each_once and len(pieces) == 1 and pieces[0].turns.portions is None:
        [(column, turns, _)] = pieces
        return dict(zip(turns.owners, _in_ore(column, rounding), strict=True))
    found: dict[int, Amount] = {}
    for owner, exact in by_owner((piece.column, piece.turns) for piece in pieces).items():
        known = known_sum(exact)
        found[owner] = (
            together(0 if isinstance(part, Fraction) else part for part in exact)
            if known is None
            else rounding.in_ore(*(known * 100).as_integer_ratio())
        )
    return found
