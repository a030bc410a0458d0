"""What the rules of money say, from the text of the design alone: fractions, one payer at a time.

A year consists of slices: days, months, or the year as a whole. On each, some members owe by one
rule. Nothing here is fast, and nothing is rounded before the end.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

import attrs

from samverkan import Member, ReferenceDate, Rounding
from samverkan.fees import Need
from samverkan.funding import (
    Basis,
    Bounded,
    ByGroup,
    ByWeight,
    ByYear,
    EntryFee,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Key,
    Mean,
    Part,
    PerParty,
    Rate,
    Remainder,
    Rule,
    Shares,
    Split,
    Stepped,
    Sum,
)
from strategies import World

Exact: TypeAlias = Fraction | set[Need] | None
"""Kronor; what is missing; or None, if nothing is stated."""

Value = TypeVar("Value")
NOTHING = Fraction(0)


class Slice(NamedTuple):
    """A part of a year, its rule, and those who owe it."""

    part: Fraction
    rule: Rule | None
    payers: tuple[Member, ...]


# --- What an amount is


def together(found: Iterable[Exact]) -> Exact:
    """Add amounts; None (no rule) comes first, then missing figures, then the sum."""
    found = list(found)
    if None in found:
        return None
    lacking = [each for each in found if isinstance(each, set)]
    amounts = [each for each in found if isinstance(each, Fraction)]
    return set[Need]().union(*lacking) if lacking else sum(amounts, NOTHING)


def times(exact: Exact, factor: Fraction) -> Exact:
    """Multiply an amount, if it is known."""
    return exact * factor if isinstance(exact, Fraction) else exact


def rounded(exact: Exact, rounding: Rounding) -> Exact:
    """Round kronor to a step of öre, as the name of the rule says."""
    if not isinstance(exact, Fraction):
        return exact
    steps = exact * 100 / rounding.step_ore
    size = Fraction(abs(steps).__floor__())
    rest = abs(steps) - size
    name = rounding.rule.value
    if rest and (
        name == "away-from-zero" or (name == "half-away-from-zero" and rest >= Fraction(1, 2))
    ):
        size += 1
    return (size if steps >= 0 else -size) * rounding.step_ore / 100


def in_whole_ore(exact: Exact, rounding: Rounding) -> Exact:
    """Round a total that is divided: to whole öre, whatever the step of other amounts."""
    return rounded(exact, Rounding(rule=rounding.rule))


def handed_out(
    total: Fraction, shares: Mapping[str, Fraction], step_ore: int = 1
) -> dict[str, Fraction]:
    """Hand out what is left after the whole steps, one by one, to the largest remainders.

    What is left in the end, below one step, goes to the next largest remainder.
    """
    sign = -1 if total < 0 or any(share < 0 for share in shares.values()) else 1
    exact = {name: sign * share * 100 / step_ore for name, share in shares.items()}
    given = {name: Fraction(share.__floor__()) for name, share in exact.items()}
    in_turn = iter(sorted(exact, key=lambda name: (given[name] - exact[name], name)))
    left = sign * total * 100 / step_ore - sum(given.values())
    assert left >= 0
    while left:
        piece = min(left, Fraction(1))
        given[next(in_turn)] += piece
        left -= piece
    return {name: sign * steps * step_ore / 100 for name, steps in given.items()}


# --- Figures


def figure(basis: Basis, member: Member, world: World) -> Exact:
    """Return one figure for a payer, by the fall-back if it is not known, or what is missing."""
    found: list[Exact] = []
    each: Basis | None = basis
    while each is not None:
        found.append(first_figure(each, member, world))
        if isinstance(found[-1], Fraction):
            return found[-1]
        each = each.fallback
    return min(reversed(found), key=lambda missing: len(cast("set[Need]", missing)))


def first_figure(basis: Basis, member: Member, world: World) -> Exact:
    """Return one figure for a payer without a fall-back: of one day, or the mean of several."""
    date = basis.reference_date
    dates = date.of if isinstance(date, Mean) else (date,)
    values, needs = [], set()
    for each in dates:
        day = (
            dt.date(world.year - each.years_before, each.month, each.day)
            if isinstance(each, ReferenceDate)
            else each
        )
        subject = basis.subject or counted_as(member, day)
        found = [
            (known.known_from, known.value)
            for known in world.figures.figures
            if (known.subject, known.statistic, known.reference_date)
            == (subject, basis.statistic, day)
        ]
        if found:
            values.append(Fraction(max(found)[1], 10**basis.statistic.decimals))
        else:
            needs.add(Need(subject, basis.statistic, day))
    return needs or sum(values, NOTHING) / len(values)


def counted_as(member: Member, day: dt.date) -> str:
    """Return whose figure of a day counts: who held the membership then, or held it first."""
    first = member.line[0][1].id if member.line else own_id(member)
    return [first, *(party.id for began, party in member.line if began <= day)][-1]


def own_id(member: Member) -> str:
    """Return the first debtor of a debt with a name of its own."""
    return member.party.id.split("--")[-1]


def payer(member: Member) -> str:
    """Return who is rounded alone: a party in a month, and each debt of its own in a year."""
    debtor, *more = member.party.id.split("--")
    return debtor if "month" in more else member.party.id


def product(bases: Sequence[Basis], member: Member, world: World) -> Exact:
    """Multiply figures, or return the missing ones."""
    amount, needs = Fraction(1), set[Need]()
    for basis in bases:
        found = figure(basis, member, world)
        if isinstance(found, Fraction):
            amount *= found
        else:
            needs |= cast("set[Need]", found)
    return needs or amount


# --- What one payer owes for a year, by a rule that divides nothing


def exactly(rule: Rule | None, member: Member, world: World) -> Exact:  # noqa: C901 - each rule
    """Return what one member owes for a year by a rule without divisions, in kronor."""
    match rule:
        case None:
            return None
        case Fixed():
            return Fraction(rule.kronor)
        case PerParty():
            return of_party(dict(rule.kronor), member, rule.others)
        case Rate():
            return by_rate(rule, member, world)
        case Part():
            return times(exactly(rule.rule, member, world), part_of(rule))
        case ByGroup():
            return exactly(branch_of(rule, member)[1], member, world)
        case ByYear():
            return exactly(of_year(rule, world.year), member, world)
        case Sum():
            return together(exactly(part, member, world) for part in rule.rules)
        case Bounded():
            return limited(rule, member, world)
        case Stepped():
            return by_size(rule, member, world)
        case _:
            assert isinstance(rule, Indexed)  # no other rule may stand here
            return moved(rule, member, world)


def of_party(stated: Mapping[str, Any], member: Member, others: Any) -> Exact:
    """Return what is stated for a party, for the last that it succeeded, or for all others."""
    line = [party.id for _, party in member.line] or [own_id(member)]
    for party in [own_id(member), *reversed(line)]:
        if party in stated:
            return Fraction(stated[party])
    return None if others is None else Fraction(others)


def part_of(rule: Part) -> Fraction:
    """Return the part of an amount that is left: so much of it, or it less so much."""
    if rule.of is not None:
        return Fraction(rule.of)
    assert rule.less is not None
    return 1 - Fraction(rule.less)


def by_rate(rule: Rate, member: Member, world: World) -> Exact:
    """Multiply a figure by so many kronor per so many units; the rate may be a rule."""
    stated = rule.kronor_per_unit
    rate = exactly(stated, member, world) if isinstance(stated, Rule) else Fraction(stated)
    units = product(rule.of, member, world)
    known = together([rate, units])
    if isinstance(known, Fraction) and isinstance(rate, Fraction) and isinstance(units, Fraction):
        return rate * units / rule.per
    return known


def of_year(rule: ByYear, year: int) -> Rule | None:
    """Return the rule for a year: its own, or the one for years later than all that are named."""
    years = dict(rule.years)
    if year in years:
        return years[year]
    return rule.later if year > max(years) else None


def branch_of(rule: ByGroup | Shares, member: Member) -> tuple[str, Any]:
    """Return the group or kind by which a member is treated, and what is stated for it."""
    group, kind = member.accession.group, member.party.kind
    groups: dict[str, Any] = dict(rule.groups)
    kinds: dict[Any, Any] = dict(rule.kinds)
    if group is not None and rule.groups:
        return f"a group {group}", groups.get(group)
    return f"b kind {kind}", kinds.get(kind)


def limited(rule: Bounded, member: Member, world: World) -> Exact:
    """Keep an amount between its limits; if they cross, the highest applies."""
    amount = exactly(rule.rule, member, world)
    stated = [amount]
    floor, cap = (
        None if limit is None else exactly(limit, member, world) for limit in (rule.floor, rule.cap)
    )
    stated += [] if rule.floor is None else [floor]
    stated += [] if rule.cap is None else [cap]
    known = together(stated)
    if not isinstance(known, Fraction) or not isinstance(amount, Fraction):
        return known
    if isinstance(floor, Fraction):
        amount = max(amount, floor)
    return min(amount, cap) if isinstance(cap, Fraction) else amount


def by_size(rule: Stepped, member: Member, world: World) -> Exact:
    """Apply the rule of the largest size that is exceeded."""
    size = figure(rule.of, member, world)
    if not isinstance(size, Fraction):
        return size
    chosen = rule.rule
    for above, part in rule.above:
        if size > above:
            chosen = part
    return exactly(chosen, member, world)


def moved(rule: Indexed, member: Member, world: World) -> Exact:
    """Adjust an amount by its index, year by year."""
    amount, year = exactly(rule.rule, member, world), world.year
    if year < rule.base_year:
        return None
    years = {
        "level": [rule.base_year, year],
        "change": [year],
        "chained": range(rule.base_year + 1, year + 1),
        "chained-rounded": range(rule.base_year + 1, year + 1),
    }[rule.method.value]
    if year == rule.base_year:
        return amount
    found = [figure(rule.index, member, attrs.evolve(world, year=each)) for each in years]
    known = together([amount, *found])
    if not isinstance(known, Fraction) or not isinstance(amount, Fraction):
        return known
    values = [each for each in found if isinstance(each, Fraction)]
    if rule.method is IndexMethod.LEVEL:
        amount = amount / values[0] * values[1]
        values = []
    for value in values:
        amount += amount * value / 100
        if rule.method is IndexMethod.CHAINED_ROUNDED and rule.rounding is not None:
            amount = certain(rounded(amount, rule.rounding))
    return amount if rule.rounding is None else rounded(amount, rule.rounding)


def certain(exact: Exact) -> Fraction:
    """Return an amount that is known."""
    assert isinstance(exact, Fraction)
    return exact


# --- What a rule states for the payers of a slice


class Stated(NamedTuple):
    """One thing that a rule states: an amount for each payer, or a total to divide."""

    place: str  # in sums: amounts of one place are added, and rounded once
    branch: str  # in groups: each branch divides on its own
    rule: Rule | tuple[Part, ...] | None  # several parts of one rule are rounded as one
    payers: tuple[Member, ...]


def stated(
    rule: Rule | None, payers: tuple[Member, ...], year: int, place: str = "", branch: str = ""
) -> Iterator[Stated]:
    """Yield all that a rule states, in the order in which the rule is written."""
    match rule:
        case Sum():
            for number, part in enumerate(in_parts(rule)):
                if isinstance(part, tuple):
                    yield Stated(f"{place}{number};", branch, part, payers)
                else:
                    yield from stated(part, payers, year, f"{place}{number};", branch)
        case ByGroup():
            of: dict[str, tuple[Rule | None, list[Member]]] = {
                **{f"a group {group}": (part, []) for group, part in rule.groups},
                **{f"b kind {kind}": (part, []) for kind, part in rule.kinds},
            }
            for member in payers:
                name, part = branch_of(rule, member)
                of.setdefault(name, (part, []))[1].append(member)
            for name, (said, those) in of.items():
                yield from stated(said, tuple(those), year, place, f"{branch}{name}/")
        case ByYear():
            yield from stated(of_year(rule, year), payers, year, place, branch)
        case _:
            yield Stated(place, branch, rule, payers)


def in_parts(rule: Sum) -> list[Rule | tuple[Part, ...]]:
    """Return the rules of a sum, with the parts of one rule as one, in the place of the first."""
    found: dict[object, list[Rule]] = {}
    for number, part in enumerate(rule.rules):
        whole = bare(part.rule) if isinstance(part, Part) else number
        found.setdefault(whole, []).append(part)
    return [
        tuple(part for part in parts if isinstance(part, Part)) if len(parts) > 1 else parts[0]
        for parts in found.values()
    ]


@functools.lru_cache(maxsize=10_000)
def bare(rule: Value) -> Value:
    """Return a rule without sources, which never count when two rules are compared."""
    found: Value = _without_sources(rule)
    return found


def _without_sources(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_without_sources, value))
    fields = [each.name for each in attrs.fields(type(value))] if attrs.has(type(value)) else []
    if "sources" not in fields:
        return value
    kept = {name: _without_sources(getattr(value, name)) for name in fields if name != "sources"}
    return attrs.evolve(value, sources=(), **kept)


def amount(said: Stated, member: Member, world: World) -> Exact:
    """Return what one payer owes by a thing that is stated for each."""
    if isinstance(said.rule, tuple):
        return together(exactly(part, member, world) for part in said.rule)
    if isinstance(said.rule, EntryFee):
        return NOTHING  # who enters is another question
    return exactly(said.rule, member, world)


def pays(rule: Rule, member: Member, world: World) -> bool:
    """Return whether all parts of a rule state something for a member, known or not."""
    for said in stated(rule, (member,), world.year):
        if not said.payers:
            continue  # for members of other groups
        match said.rule:
            case Split() as division:
                owed = weight(division.by, member, world)
            case Shares() as division:
                share = branch_of(division, member)[1]
                owed = None if share is None else weight(share.by, member, world)
            case None:
                return False
            case _:
                owed = amount(said, member, world)
        if owed is None:
            return False
    return True


# --- Divisions


@attrs.define(eq=False)
class Division:
    """A total that is divided, over all slices of a year."""

    rule: Split | Shares
    world: World
    rounding: Rounding
    on: dict[int, Slice] = attrs.field(factory=dict)  # slices, each with all members
    payers: dict[int, tuple[Member, ...]] = attrs.field(factory=dict)  # of this branch
    after: dict[Rule, Assessed] = attrs.field(factory=dict)

    # --- The total

    def total(self, number: int) -> Exact:
        """Return the whole year's total by the rule of a slice."""
        return self._total(self.rule.total, number)

    def _total(self, rule: Rule | None, number: int) -> Exact:
        match rule:
            case ByYear():
                return self._total(of_year(rule, self.world.year), number)
            case Part():
                return times(self._total(rule.rule, number), part_of(rule))
            case Remainder():
                place = sorted(self.on).index(number)
                paid = self._after(rule).paid[place]
                return together([self._total(rule.total, number), times(paid, Fraction(-1))])
            case _:
                payers = self.on[number].payers
                return exactly(rule, payers[0], self.world) if payers else NOTHING

    def gained(self, rule: Rule | None) -> Exact:
        """Return what is paid by others over the year beyond the exact amounts, by rounding."""
        match rule:
            case ByYear():
                return self.gained(of_year(rule, self.world.year))
            case Part():
                return times(self.gained(rule.rule), part_of(rule))
            case Remainder():
                return together([self.gained(rule.total), self._after(rule).gained])
            case _:
                return NOTHING

    def _after(self, rule: Remainder) -> Assessed:
        if rule.after not in self.after:
            slices = [
                each._replace(
                    rule=rule.after,
                    payers=tuple(m for m in each.payers if pays(rule.after, m, self.world)),
                )
                for _, each in sorted(self.on.items())
            ]
            self.after[rule.after] = assessed(slices, self.world, self.rounding)
        return self.after[rule.after]

    @property
    def whole(self) -> object:
        """Return what the total is a part of, or None if it is no part."""
        total: Rule | None = self.rule.total
        while isinstance(total, ByYear):
            total = of_year(total, self.world.year)
        return bare(total.rule) if isinstance(total, Part) else None

    # --- Classes, and their payers

    @functools.cached_property
    def classes(self) -> dict[str, DividedClass]:
        """Return each class of payers; a split has one class, without a name."""
        found: dict[str, DividedClass] = {}
        if isinstance(self.rule, Split):
            found[""] = DividedClass(self, "", self.rule.by, Fraction(1))
        else:
            named = [
                *((f"a group {group}", share) for group, share in self.rule.groups),
                *((f"b kind {kind}", share) for kind, share in self.rule.kinds),
            ]
            for name, share in named:
                found[name] = DividedClass(self, name, share.by, share.part)
        for number, payers in self.payers.items():
            for member in payers:
                name = "" if isinstance(self.rule, Split) else branch_of(self.rule, member)[0]
                if name not in found:
                    found[name] = DividedClass(self, name, None, NOTHING)
                found[name].members.setdefault(number, []).append(member)
        return found

    @functools.cached_property
    def borne(self) -> Exact:
        """Return what the payers of all classes bear of the year's total, exactly."""
        return together(each.borne for each in self.classes.values() if each.pays)

    def shares(self, borne: Exact) -> dict[str, Exact]:
        """Divide what the division bears, in whole öre, among its payers."""
        classes = [each for each in self.classes.values() if each.pays]
        bears: dict[str, Exact] = {"": borne}
        if isinstance(self.rule, Shares):  # no part, and nothing left of another: a whole total
            bears = {each.name: in_whole_ore(each.borne, self.rounding) for each in classes}
        return added(each.divided(bears.get(each.name)) for each in self.classes.values())


@attrs.define(eq=False)
class DividedClass:
    """The payers of a division, or of one class of it, over all slices of a year."""

    of: Division
    name: str
    by: Key | None
    part: Fraction
    members: dict[int, list[Member]] = attrs.field(factory=dict)

    @functools.cached_property
    def weights(self) -> dict[int, dict[str, Exact]]:
        """Return the weight of each payer on each slice, or None if the key states none."""
        everyone = [member for members in self.members.values() for member in members]
        by = self.by
        if isinstance(by, tuple):
            by = tuple(known_for_all(basis, everyone, self.of.world) for basis in by)
        return {
            number: added({payer(m): weight(by, m, self.of.world)} for m in members)
            for number, members in self.members.items()
        }

    @property
    def pays(self) -> bool:
        """Return whether anybody pays on any day."""
        return any(w is not None for each in self.weights.values() for w in each.values())

    def bears(self, number: int) -> Exact:
        """Return what the class bears of the whole year's total, by the rule of a slice."""
        total, rule = self.of.total(number), self.of.rule
        if not isinstance(total, Fraction):
            return total
        if isinstance(rule, Split):
            return total * self.part
        exact = {each.name: total * each.part for each in self.of.classes.values() if each.by}
        ore = certain(in_whole_ore(sum(exact.values(), NOTHING), self.of.rounding))
        return handed_out(ore, exact)[self.name]

    @functools.cached_property
    def borne(self) -> Exact:
        """Return what the class bears for the slices on which somebody pays, exactly."""
        found = [
            times(self.bears(number), self.of.on[number].part)
            for number, weights in self.weights.items()
            if any(w is not None for w in weights.values())
        ]
        gained = self.of.gained(self.of.rule.total) if found else NOTHING
        return together([*found, times(gained, -self.part)])

    @functools.cached_property
    def exact(self) -> dict[int, dict[str, Exact]]:
        """Return the exact share of each payer on each slice, before what is gained elsewhere."""
        found: dict[int, dict[str, Exact]] = {}
        for number, weights in self.weights.items():
            paying = {p: w for p, w in weights.items() if w is not None}
            found[number] = dict.fromkeys(weights)
            if not paying:
                continue
            borne = self.bears(number)
            known = together([borne, *paying.values()])
            of = together(paying.values())
            if not isinstance(known, Fraction) or not isinstance(borne, Fraction):
                found[number] |= dict.fromkeys(paying, known)
            elif not of and borne:
                found[number] |= {party: set() for party in paying}  # nobody can say who pays
            else:
                share = self.of.on[number].part * borne / (certain(of) or 1)
                found[number] |= {p: times(w, share) for p, w in paying.items()}
        return found

    def divided(self, bears: Exact) -> dict[str, Exact]:
        """Divide what the class bears, in whole öre, in proportion to the exact shares."""
        found: dict[str, list[Exact]] = {}
        for shares in self.exact.values():
            for party, share in shares.items():
                found.setdefault(party, []).append(share)
        nobody: dict[str, Exact] = {
            p: None for p, shares in found.items() if all(s is None for s in shares)
        }
        shares = {
            party: together(s for s in shares if s is not None)
            for party, shares in found.items()
            if party not in nobody
        }
        mixed: dict[str, Exact] = {p: None for p in shares if None in found[p]}
        unknown = [share for share in shares.values() if not isinstance(share, Fraction)]
        if unknown:
            return dict.fromkeys(shares, together(unknown)) | nobody | mixed
        if not shares or not isinstance(bears, Fraction):
            return dict.fromkeys(shares, bears) | nobody | mixed
        exact = self._scaled({party: certain(share) for party, share in shares.items()})
        if exact is None:
            return {party: set() for party in shares} | nobody | mixed
        return {**handed_out(bears, exact, self.of.rule.step_ore)} | nobody | mixed

    def _scaled(self, shares: dict[str, Fraction]) -> dict[str, Fraction] | None:
        """Take what is gained elsewhere from the shares, by the key over all slices."""
        more = certain(self.borne) - sum(shares.values(), NOTHING)
        if not more:
            return shares
        weights: dict[str, Fraction] = {}
        for number, each in self.weights.items():
            of = certain(together(w for w in each.values() if w is not None)) or Fraction(1)
            for party, own in each.items():
                part = self.of.on[number].part * certain(own or NOTHING) / of
                weights[party] = weights.get(party, NOTHING) + part
        of = sum(weights.values(), NOTHING)
        if not of:
            return None
        return {party: share + more * weights[party] / of for party, share in shares.items()}


def known_for_all(basis: Basis, members: Sequence[Member], world: World) -> Basis:
    """Return the first basis in a line of fall-backs whose figure is known for all payers.

    If there is none, return the one of which fewest figures are missing, the last of several.
    """
    line: list[tuple[int, Basis]] = []
    each: Basis | None = basis
    while each is not None:
        alone = attrs.evolve(each, fallback=None)
        found = [first_figure(alone, member, world) for member in members]
        missing = {need for each_of in found if isinstance(each_of, set) for need in each_of}
        if not missing:
            return alone
        line.append((len(missing), alone))
        each = each.fallback
    return min(reversed(line), key=lambda pair: pair[0])[1]


def weight(key: Key | None, member: Member, world: World) -> Exact:
    """Return the weight of a payer by the key, or None if the key states none."""
    if key is None:
        return None
    if isinstance(key, Equally):
        return Fraction(1)
    if isinstance(key, ByWeight):
        return of_party(dict(key.weights), member, None)
    return product(key, member, world)


# --- A year


@attrs.define(eq=False)
class Assessed:
    """What a rule gives for a year: for each payer, and for all of them together."""

    slices: Sequence[Slice]
    world: World
    rounding: Rounding
    own: dict[str, list[dict[str, Exact]]] = attrs.field(factory=dict)  # per place and slice
    divisions: list[Division] = attrs.field(factory=list)

    @functools.cached_property
    def shares(self) -> list[dict[str, Exact]]:
        """Return the shares of each division."""
        return in_families(self.divisions, self.rounding)

    @functools.cached_property
    def owed(self) -> dict[str, Exact]:
        """Return what each payer owes."""
        alone = [rounded_alone(found, self.rounding) for found in self.own.values()]
        return added([*alone, *self.shares])

    @functools.cached_property
    def exact(self) -> list[dict[str, Exact]]:
        """Return what each payer pays exactly on each slice; who has no rule pays nothing."""
        found: list[dict[str, Exact]] = []
        for number in range(len(self.slices)):
            amounts: list[Mapping[str, Exact]] = [each[number] for each in self.own.values()]
            for division in self.divisions:
                amounts += [each.exact.get(number, {}) for each in division.classes.values()]
            paid = added(amounts)
            found.append({party: exact for party, exact in paid.items() if exact is not None})
        return found

    @functools.cached_property
    def paid(self) -> list[Exact]:
        """Return what all pay on each slice, as for a whole year."""
        return [
            times(together(amounts.values()), 1 / each.part)
            for amounts, each in zip(self.exact, self.slices, strict=True)
        ]

    @functools.cached_property
    def gained(self) -> Exact:
        """Return what all pay over the year in whole öre, less what they pay exactly."""
        anywhere = set[str]().union(*self.exact)
        found: list[Exact] = []
        for each in self.own.values():
            kept = [
                {party: exact for party, exact in amounts.items() if party in paid}
                for amounts, paid in zip(each, self.exact, strict=True)
            ]
            found += rounded_alone(kept, self.rounding).values()
            found += [times(exact, Fraction(-1)) for exact in added(kept).values()]
        for division, shares in zip(self.divisions, self.shares, strict=True):
            found += [v for p, v in shares.items() if p in anywhere and v is not None]
            for each_class in division.classes.values():
                for amounts in each_class.exact.values():
                    found += [
                        times(v, Fraction(-1))
                        for p, v in amounts.items()
                        if p in anywhere and v is not None
                    ]
        return together(found)


def assessed(slices: Sequence[Slice], world: World, rounding: Rounding) -> Assessed:
    """Return what a rule gives for each of the slices of a year."""
    found = Assessed(slices, world, rounding)
    divisions: dict[object, Division] = {}
    for number, each in enumerate(slices):
        for said in stated(each.rule, each.payers, world.year):
            if isinstance(said.rule, Split | Shares):
                rule = bare(said.rule)
                key = (said.place, said.branch, rule)
                division = divisions.setdefault(key, Division(rule, world, rounding))
                division.on[number] = each
                division.payers[number] = division.payers.get(number, ()) + said.payers
            else:
                own = found.own.setdefault(said.place, [{} for _ in slices])
                own[number] = added(
                    [
                        own[number],
                        *(
                            {payer(m): times(amount(said, m, world), each.part)}
                            for m in said.payers
                        ),
                    ]
                )
    found.divisions += divisions.values()
    return found


def added(amounts: Iterable[Mapping[str, Exact]]) -> dict[str, Exact]:
    """Add what each party owes."""
    found: dict[str, list[Exact]] = {}
    for each in amounts:
        for party, exact in each.items():
            found.setdefault(party, []).append(exact)
    return {party: together(exacts) for party, exacts in found.items()}


def rounded_alone(found: list[dict[str, Exact]], rounding: Rounding) -> dict[str, Exact]:
    """Add the slices of what each payer owes on its own, and round once."""
    return {party: rounded(exact, rounding) for party, exact in added(found).items()}


def in_families(divisions: Sequence[Division], rounding: Rounding) -> list[dict[str, Exact]]:
    """Round the parts of one total together, and divide each among its payers."""
    families: dict[object, list[Division]] = {}
    for number, division in enumerate(divisions):
        whole = division.whole
        families.setdefault(number if whole is None else (whole,), []).append(division)
    found: dict[int, dict[str, Exact]] = {}
    for family in families.values():
        borne = [division.borne for division in family]
        total = in_whole_ore(together(borne), rounding)
        bears: list[Exact] = [total] * len(family)
        if isinstance(total, Fraction):
            exact = {f"{n:09}": certain(each) for n, each in enumerate(borne)}
            bears = [*handed_out(total, exact).values()]
        for division, each in zip(family, bears, strict=True):
            found[id(division)] = division.shares(each)
    return [found[id(division)] for division in divisions]


def within(rule: Rule | None, year: int) -> Iterator[Rule]:
    """Yield a total, and the totals that it is a part of, or what is left of."""
    match rule:
        case ByYear():
            yield from within(of_year(rule, year), year)
        case Part():
            yield rule
            yield from within(rule.rule, year)
        case Remainder():
            yield rule
            yield from within(rule.total, year)
        case None:
            return
        case _:
            yield rule
