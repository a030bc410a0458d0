"""A second implementation of the rules: fractions, one member and one day at a time, simple."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import attrs

from samverkan import (
    Accession,
    Agreement,
    FigureTable,
    Instrument,
    Member,
    Period,
    Revocation,
    Rounding,
    State,
    Succession,
    Withdrawal,
)
from samverkan.fees import Assessment, Need
from samverkan.funding import (
    Basis,
    Bounded,
    ByGroup,
    ByWeight,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Key,
    Proration,
    Rate,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from strategies import World

Exact: TypeAlias = Fraction | set[Need] | None
FIRST_DAY, LAST_DAY = dt.date(2014, 1, 1), dt.date(2016, 12, 31)
ONE_DAY = dt.timedelta(days=1)
EVERY_DAY = [FIRST_DAY + dt.timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


class Shared(NamedTuple):
    """Amounts of a day that are rounded together: per member, or per class of a division."""

    unit: str  # one name for all that is rounded together, on any day
    name: str  # the class, if a total is divided
    amounts: dict[str, Exact]
    borne: Exact = None  # the amount that the class bears, if a total is divided


def on_a_day(
    rule: Rule, members: list[Member], world: World, rounding: Rounding, at: str = ""
) -> list[Shared]:
    """Return what all the members of a day owe by a rule, for the whole year, in kronor.

    Without figures, the result shows which members share a division, but no amounts.
    """
    match rule:
        case Sum():
            return [
                shared
                for number, part in enumerate(rule.rules)
                for shared in on_a_day(part, members, world, rounding, f"{at}{number};")
            ]
        case ByGroup():
            found = []
            for name, (part, those) in sorted(by_class(rule, members).items()):
                if not isinstance(part, Rule):
                    found.append(Shared(at, "", {member.party.id: None for member in those}))
                else:
                    # A division is among these members; any other amount is each member's own.
                    for each in on_a_day(part, those, world, rounding, at):
                        inner = f"{name}/{each.unit}" if each.borne is not None else each.unit
                        found.append(each._replace(unit=inner))
            return found
        case Split():
            total = exactly(rule.total, members[0], world) if members else None
            return division(rule, {"": (rule, members)}, {"": total}, world, at)
        case Shares():
            classes = by_class(rule, members)
            return division(rule, classes, in_classes(rule, members, world, rounding), world, at)
        case _:
            return [Shared(at, "", {m.party.id: exactly(rule, m, world) for m in members})]


def by_class(
    rule: ByGroup | Shares, members: list[Member]
) -> dict[str, tuple[Rule | Share | None, list[Member]]]:
    """Return what a rule states for each group or kind, and the members that it applies to."""
    found: dict[str, tuple[Rule | Share | None, list[Member]]] = {}
    for member in members:
        group = member.accession.group
        if group is not None and rule.groups:
            name, said = f"a group {group}", dict(rule.groups).get(group)
        else:
            kind = member.party.kind
            name, said = f"b kind {kind}", dict(rule.kinds).get(kind)
        found.setdefault(name, (said, []))[1].append(member)
    return found


def division(
    rule: Split | Shares,
    classes: Mapping[str, tuple[Rule | Share | None, list[Member]]],
    bears: Mapping[str, Exact],
    world: World,
    at: str,
) -> list[Shared]:
    """Divide the amount of each class of a day by its key."""
    unit, found = f"{at}{attrs.evolve(rule, sources=())}", []  # independent of its sources
    for name, (said, members) in classes.items():
        if not isinstance(said, (Split, Share)):
            found.append(Shared(unit, "", {member.party.id: None for member in members}))
            continue
        weights = {member.party.id: weight(said.by, member, world) for member in members}
        paying = {party: each for party, each in weights.items() if each is not None}
        others = Shared(unit, "", dict.fromkeys(weights.keys() - paying.keys()))
        found.append(others)
        if not paying:
            continue
        borne = bears[name]
        known = together([borne, *paying.values()])
        amounts: dict[str, Exact] = dict.fromkeys(paying, known)
        if isinstance(known, Fraction) and isinstance(borne, Fraction):
            of = sum((w for w in paying.values() if isinstance(w, Fraction)), Fraction(0))
            if of or not borne:
                of = of or Fraction(1)
                amounts = {p: borne * w / of for p, w in paying.items() if isinstance(w, Fraction)}
            else:  # nobody can say who bears it, and no figure is missing
                amounts = {party: set() for party in paying}
        borne = set() if borne is None else borne
        found.append(Shared(unit, name, amounts, borne))
    return found


def in_classes(
    rule: Shares, members: list[Member], world: World, rounding: Rounding
) -> dict[str, Exact]:
    """Divide a total among all the classes that a rule names, in whole öre."""
    named = {
        **{f"a group {group}": share.part for group, share in rule.groups},
        **{f"b kind {kind}": share.part for kind, share in rule.kinds},
    }
    total = exactly(rule.total, members[0], world) if members else None
    if not isinstance(total, Fraction):
        return dict.fromkeys(named, total)
    steps = Rounding(rule=rounding.rule)
    exact = {name: total * part for name, part in named.items()}
    return {**one_by_one(rounded(sum(exact.values(), Fraction(0)), steps), exact)}


def weight(key: Key, member: Member, world: World) -> Exact:
    """Return the weight of a payer by the key, or None if the key states none."""
    if isinstance(key, Equally):
        return Fraction(1)
    if isinstance(key, ByWeight):
        stated = dict(key.weights)
        line = [party.id for _, party in member.line] or [own_id(member)]
        for party in [own_id(member), *reversed(line)]:
            if party in stated:
                return Fraction(stated[party])
        return None
    return product(key, member, world)


def exactly(rule: Rule, member: Member, world: World) -> Exact:
    """Return what one member owes for a year by a rule without divisions, in kronor."""
    match rule:
        case Fixed():
            return Fraction(rule.kronor)
        case Rate():
            units = product(rule.of, member, world)
            return units * Fraction(rule.kronor_per_unit) if isinstance(units, Fraction) else units
        case ByGroup():
            [(said, _)] = by_class(rule, [member]).values()
            return exactly(said, member, world) if isinstance(said, Rule) else None
        case Sum():
            return together([exactly(part, member, world) for part in rule.rules])
        case Bounded():
            return limited(rule, member, world)
        case Stepped():
            return by_size(rule, member, world)
        case _:
            assert isinstance(rule, Indexed)  # no other rule can contain a division
            return moved(rule, member, world)


def limited(rule: Bounded, member: Member, world: World) -> Exact:
    """Keep an amount between its limits; if they cross, the highest applies."""
    amount = exactly(rule.rule, member, world)
    floor, cap = (
        None if limit is None else exactly(limit, member, world) for limit in (rule.floor, rule.cap)
    )
    stated = [amount]
    stated += [] if rule.floor is None else [floor]
    stated += [] if rule.cap is None else [cap]
    known = together(stated)
    if not isinstance(known, Fraction) or not isinstance(amount, Fraction):
        return known
    if isinstance(floor, Fraction) and amount < floor:
        amount = floor
    if isinstance(cap, Fraction) and amount > cap:
        amount = cap
    return amount


def by_size(rule: Stepped, member: Member, world: World) -> Exact:
    """Apply the rule of the largest size that is exceeded."""
    size = product((rule.of,), member, world)
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
    found = [product((rule.index,), member, attrs.evolve(world, year=each)) for each in years]
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
            amount = rounded(amount, rule.rounding)
            assert isinstance(amount, Fraction)
    return amount if rule.rounding is None else rounded(amount, rule.rounding)


def product(bases: tuple[Basis, ...], member: Member, world: World) -> Exact:
    """Multiply figures, or return the missing ones."""
    amount, needs = Fraction(1), set()
    for basis in bases:
        date = basis.reference_date
        day = dt.date(world.year - date.years_before, date.month, date.day)
        holders = [party.id for first, party in member.line if first <= day]
        subject = [member.line[0][1].id if member.line else own_id(member), *holders][-1]
        subject = basis.subject or subject
        values = [
            figure.value
            for figure in world.figures.figures
            if (figure.subject, figure.statistic, figure.reference_date)
            == (subject, basis.statistic, day)
        ]
        if values:
            amount *= Fraction(values[0], 10**basis.statistic.decimals)
        else:
            needs.add(Need(subject, basis.statistic, day))
    return needs or amount


def together(found: Sequence[Exact]) -> Exact:
    """Add amounts; None (no rule) comes first, then missing figures, then the sum."""
    if None in found:
        return None
    lacking = [each for each in found if isinstance(each, set)]
    amounts = [each for each in found if isinstance(each, Fraction)]
    return set.union(*lacking) if lacking else sum(amounts, Fraction(0))


def rounded(exact: Exact, rounding: Rounding) -> Exact:
    """Round kronor to a step of öre, as the name of the rule says."""
    if not isinstance(exact, Fraction):
        return exact
    steps = exact * 100 / rounding.step_ore
    nearer_zero = Fraction(abs(steps).__floor__())
    rest = abs(steps) - nearer_zero
    if rounding.rule.value == "half-away-from-zero" and rest >= Fraction(1, 2):
        nearer_zero += 1
    return (nearer_zero if steps >= 0 else -nearer_zero) * rounding.step_ore / 100


def told(assessment: Assessment) -> dict[str, Exact]:
    """Return what an assessment says about each party, in the form used here."""
    found: dict[str, Exact] = {fee.party: Fraction(fee.ore, 100) for fee in assessment}
    found |= {each.party: set(each.needs) for each in assessment.missing}
    return found | dict.fromkeys(assessment.unstated)


def by_hand(
    rule: Rule, members: list[Member], world: World, rounding: Rounding
) -> dict[str, Exact]:
    """Compute what each of the members owes for a whole year, in kronor."""
    return of_days([on_a_day(rule, members, world, rounding)], 1, rounding)


def of_days(days: list[list[Shared]], count: int, rounding: Rounding) -> dict[str, Exact]:
    """Add the days of a year of *count* days, and round once what is rounded together."""
    units: dict[str, list[Shared]] = {}
    for day in days:
        for shared in day:
            units.setdefault(shared.unit, []).append(shared)
    owed: dict[str, list[Exact]] = {}
    for found in units.values():
        for party, exact in of_unit(found, count, rounding).items():
            owed.setdefault(party, []).append(exact)
    return {party: together(each) for party, each in owed.items()}


def of_unit(found: list[Shared], count: int, rounding: Rounding) -> dict[str, Exact]:
    """Add the days of one unit, and round it once."""
    classes: dict[str, list[Shared]] = {}
    for shared in found:
        classes.setdefault(shared.name if shared.borne is not None else "each", []).append(shared)
    owed: dict[str, list[Exact]] = {
        party: [rounded(exact, rounding)]
        for party, exact in added(classes.pop("each", []), count).items()
    }
    for days in classes.values():
        borne, shares = together([a_day_of(s.borne, count) for s in days]), added(days, count)
        unknown = [share for share in shares.values() if not isinstance(share, Fraction)]
        if unknown:
            for party in shares:
                owed.setdefault(party, []).append(together(unknown))
            continue
        exact = {party: share for party, share in shares.items() if isinstance(share, Fraction)}
        total = rounded(borne, Rounding(rule=rounding.rule))
        for party, share in one_by_one(total, exact).items():
            owed.setdefault(party, []).append(share)
    return {party: together(each) for party, each in owed.items()}


def a_day_of(exact: Exact, count: int) -> Exact:
    """Return one day's part of a year's amount."""
    return exact / count if isinstance(exact, Fraction) else exact


def added(days: list[Shared], count: int) -> dict[str, Exact]:
    """Add what each party owes for each day."""
    found: dict[str, list[Exact]] = {}
    for shared in days:
        for party, exact in shared.amounts.items():
            found.setdefault(party, []).append(a_day_of(exact, count))
    return {party: together(exacts) for party, exacts in found.items()}


def one_by_one(total: Exact, shares: dict[str, Fraction]) -> dict[str, Fraction]:
    """Hand out the remaining öre, one by one, to the shares with the largest remainders."""
    assert isinstance(total, Fraction)
    sign = -1 if total < 0 or any(share < 0 for share in shares.values()) else 1
    exact = {name: sign * share * 100 for name, share in shares.items()}
    given = {name: Fraction(share.__floor__()) for name, share in exact.items()}
    left, fed = sign * total * 100 - sum(given.values()), set[str]()
    while left:
        hungry = sorted(exact.keys() - fed, key=lambda name: (given[name] - exact[name], name))
        given[hungry[0]] += 1
        fed.add(hungry[0])
        left -= 1
    return {name: sign * ore / 100 for name, ore in given.items()}


def in_order(instruments: tuple[Instrument, ...]) -> list[Instrument]:
    """Sort by day of decision, first day of effect, number; undated accessions first."""
    return sorted(
        instruments,
        key=lambda i: (
            i.decision is not None,
            i.decision.decided_on if i.decision else FIRST_DAY,
            i.effect_from,
            i.number,
        ),
    )


def covered_by(accession: Accession) -> Period:
    """Return the days of an accession, which are stated here."""
    assert isinstance(accession.effective, Period)
    return accession.effective


def known(agreement: Agreement, day: dt.date | None) -> list[Instrument]:
    """Return the instruments that were known on a day, without the void ones."""
    found = in_order(agreement.instruments)
    if day is not None:
        dated = [i for i in found if i.decision is not None and i.decision.decided_on <= day]
        ended = [(i.party, i.last_day) for i in dated if isinstance(i, Withdrawal) and i.last_day]
        ended += [(i.party, i.first_day) for i in dated if isinstance(i, Succession)]
        targets = {i.target for i in dated if isinstance(i, Revocation)}
        granted = [
            i
            for i in found
            if isinstance(i, Accession)
            and i.decision is None
            and (
                i.number in targets
                or any(party == i.party and each in covered_by(i) for party, each in ended)
            )
        ]
        found = [*granted, *dated]
    void: set[int] = set()
    for instrument in reversed(found):
        if isinstance(instrument, Revocation) and instrument.number not in void:
            void.add(instrument.target)
    return [instrument for instrument in found if instrument.number not in void]


def members(agreement: Agreement, day: dt.date | None) -> dict[str, dict[dt.date, int]]:
    """Return the days on which each party is a member, each with the accession's number.

    If what had ended a membership is void, several accessions may hold a day: the first counts.
    """
    held: dict[str, dict[dt.date, list[int]]] = {party.id: {} for party in agreement.parties}
    for instrument in known(agreement, day):
        if isinstance(instrument, Accession):
            for each in EVERY_DAY:
                if each in covered_by(instrument):
                    held[instrument.party].setdefault(each, []).append(instrument.number)
        elif isinstance(instrument, Withdrawal):
            assert instrument.last_day is not None
            ended_from(held[instrument.party], instrument.last_day, keep=1)
        elif isinstance(instrument, Succession):
            for number, each in ended_from(held[instrument.party], instrument.first_day, keep=0):
                held[instrument.successor].setdefault(each, []).append(number)
    return {
        party: {each: numbers[0] for each, numbers in own.items() if numbers}
        for party, own in held.items()
    }


def ended_from(
    own: dict[dt.date, list[int]], day: dt.date, *, keep: int
) -> list[tuple[int, dt.date]]:
    """Remove each accession of a day from the days after it, but for so many; return them."""
    ended = []
    for number in list(own.get(day, [])):
        each = day + keep * ONE_DAY
        while number in own.get(each, []):
            own[each].remove(number)
            ended.append((number, each))
            each += ONE_DAY
    return ended


def owed(state: State, world: World) -> dict[str, Exact]:
    """Compute what each party owes for a year, day by day, from the members of each day."""
    year = [day for day in EVERY_DAY if day.year == world.year]
    in_force = [day for day in year if day in state.period]
    found: dict[str, Exact] = {}
    if not in_force:
        return found
    terms = state.terms(on=in_force[0])
    assert terms is not None
    first = terms.funding[0].funding
    if first.proration is Proration.NONE:
        owing = debts([list(state.members(on=day)) for day in in_force])
        each = by_hand(first.rule, owing, world, first.rounding)
        parts: dict[str, list[Exact]] = {}
        for alias, exact in each.items():
            parts.setdefault(alias.split("--")[0], []).append(exact)
        return {party: together(exacts) for party, exacts in parts.items()}
    days = []
    for day in in_force:
        here = state.terms(on=day)
        assert here is not None
        rule, present = here.funding[0].funding.rule, list(state.members(on=day))
        days.append(on_a_day(rule, present, world, first.rounding))
    return of_days(days, len(year), first.rounding)


def debts(days: list[list[Member]]) -> list[Member]:
    """Walk the days of a year: a new member owes it, a successor also owes its predecessor's.

    If a party has several debts, the later ones get names of their own, to be added at the end.
    """
    owed: list[tuple[Member, Member]] = []  # the first debtor, and the current one
    taken: set[int] = set()
    of: dict[int, int] = {}
    for members in days:
        for member in sorted(members, key=lambda m: m.accession.number):
            number = member.accession.number
            if number in of:
                place = of[number]
                first, holder = owed[place]
                if holder.party != member.party:
                    owed[place] = (first, member)
                    taken.add(place)
                continue
            own = [n for n, (_, m) in enumerate(owed) if m.party == member.party]
            own = [n for n in own if n not in taken]
            of[number] = own[0] if own else len(owed)
            owed += [] if own else [(member, member)]
    found: list[Member] = []
    for first, member in sorted(owed, key=lambda d: (d[1].party.id, d[1].period.first_day)):
        before = sum(m.party.id.split("--")[0] == member.party.id for m in found)
        name = member.party.id
        if before or first.party != member.party:  # current debtor, number, first debtor
            name = f"{name}--{before}--{first.party.id}"
        alias = attrs.evolve(first.party, id=name)
        found.append(attrs.evolve(member, party=alias, accession=first.accession))
    return found


def own_id(member: Member) -> str:
    """Return the first debtor of a debt with a name of its own."""
    return member.party.id.split("--")[-1]


def sharing(state: State, world: World) -> set[str]:
    """Return the parties that divide a total with an undated member."""
    found = set[str]()
    year = [day for day in EVERY_DAY if day.year == world.year and day in state.period]
    days = [
        (day, state.terms(on=day), [m for m in state.undated if day in m.period]) for day in year
    ]
    first = next((terms for _, terms, _ in days if terms is not None), None)
    if first is not None and first.funding[0].funding.proration is Proration.NONE:
        # The first day's terms apply to the whole year, for all members on any day of it.
        rule, open_ones = first.funding[0].funding.rule, set[tuple[str, str]]()
        for _, _, undated in days:
            for member in undated:
                open_ones |= divisions(rule, member, world)
        owing = debts([list(state.members(on=day)) for day in year])
        return {m.party.id.split("--")[0] for m in owing if divisions(rule, m, world) & open_ones}
    pieces: dict[int, tuple[set[tuple[str, str]], set[Member]]] = {}
    for day, terms, undated in days:
        assert terms is not None
        # On days with the same terms, every party that divides with an undated member.
        open_ones, here = pieces.setdefault(id(terms), (set(), set()))
        rule = terms.funding[0].funding.rule
        for member in undated:
            open_ones |= divisions(rule, member, world)
        here |= set(state.members(on=day))
        found |= {m.party.id for m in here if divisions(rule, m, world) & open_ones}
    return found


def divisions(rule: Rule, member: Member, world: World) -> set[tuple[str, str]]:
    """Return the divisions that a member takes part in."""
    blank = attrs.evolve(world, figures=FigureTable([]))
    shared = on_a_day(rule, [member], blank, Rounding())
    return {(each.unit, each.name) for each in shared if each.borne is not None}
