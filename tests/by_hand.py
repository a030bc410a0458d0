"""Who is a member on which day, and what each member owes for a year, day by day and simple."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

import attrs

from by_clause import (
    NOTHING,
    Exact,
    Slice,
    Stated,
    amount,
    assessed,
    bare,
    branch_of,
    exactly,
    rounded,
    stated,
    together,
    weight,
    within,
)
from samverkan import (
    Accession,
    Agreement,
    Instrument,
    Member,
    Period,
    Revocation,
    Rounding,
    State,
    Succession,
    Withdrawal,
)
from samverkan.fees import Assessment
from samverkan.funding import (
    EntryFee,
    Funding,
    Proration,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
)
from strategies import World

FIRST_DAY, LAST_DAY = dt.date(2014, 1, 1), dt.date(2016, 12, 31)
ONE_DAY = dt.timedelta(days=1)
EVERY_DAY = [FIRST_DAY + dt.timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


# --- Who is a member


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


# --- Who owes a year, or a month of it


@attrs.define(eq=False)
class Debt:
    """A year or a month that is owed once: by whom first, by whom now, and by which accessions."""

    first: Member
    holder: Member
    numbers: set[int]
    days: set[dt.date]
    taken_over: bool = False


def debts(days: Sequence[tuple[dt.date, Sequence[Member]]]) -> list[Debt]:
    """Walk the days: a new member owes a debt, a successor owes that of its predecessor."""
    found: list[Debt] = []
    for day, here in days:
        for member in sorted(here, key=lambda m: m.accession.number):
            number = member.accession.number
            known = [debt for debt in found if number in debt.numbers]
            if not known:
                # Who leaves and comes back owes it once, unless another has taken it over.
                known = [d for d in found if d.holder.party == member.party and not d.taken_over]
                known = known or [Debt(member, member, set(), set())]
            debt = known[0]
            if debt not in found:
                found.append(debt)
            if debt.holder.party != member.party:
                debt.holder, debt.taken_over = member, True
            debt.numbers.add(number)
            debt.days.add(day)
    return found


def payers(debts: Iterable[Debt], number: str = "") -> list[tuple[Debt, Member]]:
    """Return each debt with its debtor, with the kind, group and figure of the first debtor.

    If a party has several debts, the later ones get names of their own, to be added at the end;
    with a name in place of the number, they are added before anything is rounded.
    """
    found: list[tuple[Debt, Member]] = []
    for debt in sorted(debts, key=lambda d: (d.holder.party.id, d.holder.period.first_day)):
        name = debt.holder.party.id
        before = sum(m.party.id.split("--")[0] == name for _, m in found)
        if before or debt.first.party != debt.holder.party:
            name = f"{name}--{number or before}--{debt.first.party.id}"
        alias = attrs.evolve(debt.first.party, id=name)
        found.append((debt, attrs.evolve(debt.holder, party=alias, accession=debt.first.accession)))
    return found


def days_of(year: int) -> list[dt.date]:
    """Return every day of a year."""
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    return [first + dt.timedelta(days=n) for n in range((after - first).days)]


class Entry(NamedTuple):
    """The first day of a membership in force, who enters then, and whether it was here before."""

    day: dt.date
    member: Member
    again: bool


def entries(state: State, year: int) -> list[Entry]:
    """Return who enters in a year, from the first day of each membership."""
    firsts: dict[int, Entry] = {}
    for day in sorted({m.period.first_day for m in state.memberships}):
        for member in state.members(on=day):
            again = any(
                other.party == member.party
                and other.accession.number != member.accession.number
                and other.period.first_day < day
                for other in state.memberships
            )
            firsts.setdefault(member.accession.number, Entry(day, member, again))
    return [entry for entry in firsts.values() if entry.day.year == year]


# --- What is owed


def told(assessment: Assessment) -> dict[str, Exact]:
    """Return what an assessment says about each party, in the form used here."""
    found: dict[str, Exact] = {fee.party: Fraction(fee.ore, 100) for fee in assessment}
    found |= {each.party: set(each.needs) for each in assessment.missing}
    return found | dict.fromkeys(assessment.unstated)


def by_hand(
    rule: Rule, members: Sequence[Member], world: World, rounding: Rounding
) -> dict[str, Exact]:
    """Compute what each of the members owes for a whole year, in kronor, without entry fees."""
    return assessed([Slice(Fraction(1), rule, tuple(members))], world, rounding).owed


def fundings(state: State, days: Iterable[dt.date], reading: str | None) -> dict[dt.date, Funding]:
    """Return the funding of each day by a reading, or by the preferred one."""
    found: dict[dt.date, Funding] = {}
    for day in days:
        for each in state.funding(on=day):
            if reading in {None, each.name}:
                found.setdefault(day, each.funding)
    return found


def owed(state: State, world: World, reading: str | None = None) -> dict[str, Exact]:
    """Compute what each party owes for a year, day by day, from the members of each day."""
    year = days_of(world.year)
    in_force = [day for day in year if day in state.period]
    by = fundings(state, in_force, reading)
    members = {day: tuple(state.members(on=day)) for day in in_force}
    if not by:
        return {m.party.id: None for here in members.values() for m in here}
    first = by[min(by)]
    rules = {day: by[day].rule if day in by else None for day in in_force}
    if first.proration is Proration.BY_DAY:
        slices, owing = by_day(rules, members, len(year)), None
    else:
        slices, owing = by_debt(rules, members, first.proration, state)
    found = assessed(slices, world, first.rounding).owed
    parts: dict[str, list[Exact]] = {}
    for alias, exact in found.items():
        parts.setdefault(alias.split("--")[0], []).append(exact)
    for_entering: dict[str, list[Exact]] = {}
    for entry in entries(state, world.year):
        debtor, rule = entry.member.party.id, rules[entry.day]
        if owing is not None:
            number = entry.member.accession.number
            [debtor] = [a.party.id.split("--")[0] for debt, a in owing if number in debt.numbers]
            rule = rules[in_force[0]]
        elif first.proration is not Proration.BY_DAY:
            rule = next(rules[day] for day in in_force if day.month == entry.day.month)
        for_entering.setdefault(debtor, []).extend(for_entry(rule, entry, world, first.rounding))
    if first.proration.is_by_month:
        for party, exacts in without_a_month(rules, members, world).items():
            parts.setdefault(party, exacts)
    for debtor, exacts in for_entering.items():
        parts.setdefault(debtor, []).extend(exacts)
    return {party: together(exacts) for party, exacts in parts.items()}


def without_a_month(
    rules: dict[dt.date, Rule | None], members: dict[dt.date, tuple[Member, ...]], world: World
) -> dict[str, list[Exact]]:
    """Return what each party owes that owes no month: nothing, if a rule is stated for it."""
    found: dict[str, list[Exact]] = {}
    for days in in_months(rules):
        rule = rules[days[0]]
        for member in dict.fromkeys(m for day in days for m in members[day]):
            for said in stated(rule, (member,), world.year):
                if said.payers:
                    is_stated = said.rule is not None and payer_of(said, member, world)
                    found.setdefault(member.party.id, []).append(NOTHING if is_stated else None)
    return found


def by_day(
    rules: dict[dt.date, Rule | None], members: dict[dt.date, tuple[Member, ...]], count: int
) -> list[Slice]:
    """Return the days of a year; equal days, one after the other, are one slice."""
    slices: list[Slice] = []
    for day, rule in rules.items():
        last = slices[-1] if slices else None
        if last is not None and last.rule == rule and last.payers == members[day]:
            slices[-1] = last._replace(part=last.part + Fraction(1, count))
        else:
            slices.append(Slice(Fraction(1, count), rule, members[day]))
    return slices


def by_debt(
    rules: dict[dt.date, Rule | None],
    members: dict[dt.date, tuple[Member, ...]],
    proration: Proration,
    state: State,
) -> tuple[list[Slice], list[tuple[Debt, Member]] | None]:
    """Return the year, and who owes it; or each month of it."""
    if proration is Proration.NONE:
        owing = payers(debts(list(members.items())))
        rule = next(iter(rules.values()))
        return [Slice(Fraction(1), rule, tuple(alias for _, alias in owing))], owing
    slices = []
    for days in in_months(rules):
        here = [(day, members[day]) for day in days]
        who = tuple(alias for _, alias in owing_month(here, proration, state))
        slices.append(Slice(Fraction(1, 12), rules[days[0]], who))
    return slices, None


def owing_month(
    here: Sequence[tuple[dt.date, Sequence[Member]]], proration: Proration, state: State
) -> list[tuple[Debt, Member]]:
    """Return what is owed for a month, from those who are members on its days in force."""
    first = here[0][0].replace(day=1)
    _, length = calendar.monthrange(first.year, first.month)
    began: dict[int, dt.date] = {}
    for each in state.memberships:
        number, day = each.accession.number, each.period.first_day
        began[number] = min(began.get(number, day), day)
    return [
        (debt, alias)
        for debt, alias in payers(debts(here), "month")
        if {
            Proration.BY_COMMENCED_MONTH: True,
            Proration.BY_FULL_MONTH: len(debt.days) == length,
            Proration.BY_MONTH_AFTER_ENTRY: any(began[n] < first for n in debt.numbers),
        }[proration]
    ]


def for_entry(rule: Rule | None, entry: Entry, world: World, rounding: Rounding) -> Iterator[Exact]:
    """Yield each fee for entering that the rule states for who enters."""
    for said in stated(rule, (entry.member,), world.year):
        if said.payers and isinstance(said.rule, EntryFee):
            again = entry.again and said.rule.again is not None
            fee = said.rule.again if again else said.rule.first
            yield rounded(exactly(fee, entry.member, world), rounding)


def payer_of(said: Stated, member: Member, world: World) -> bool:
    """Return whether anything is stated for a member: an amount, or a share."""
    if isinstance(said.rule, Split):
        return weight(said.rule.by, member, world) is not None
    if isinstance(said.rule, Shares):
        share = branch_of(said.rule, member)[1]
        return isinstance(share, Share) and weight(share.by, member, world) is not None
    return amount(said, member, world) is not None


# --- Who shares a total with a member that cannot be dated


def sharing(state: State, world: World, reading: str | None = None) -> set[str]:
    """Return the parties whose share depends on an undated member."""
    year = [day for day in days_of(world.year) if day in state.period]
    by = fundings(state, year, reading)
    if not by:
        return set()
    proration = by[min(by)].proration
    slices = {
        Proration.NONE: [year],
        Proration.BY_DAY: [[day] for day in year],
    }.get(proration) or in_months(year)
    unknown = set[object]()
    found: list[tuple[str, set[object]]] = []
    asked = functools.cache(lambda rule, member: depends_on(rule, member, world))
    own = functools.cache(lambda rule, member: divisions(rule, member, world))
    for days in slices:
        rule = by[days[0]].rule if days[0] in by else None
        for member in state.undated:
            if any(day in member.period for day in days):
                unknown |= asked(rule, member)
        here = [(day, tuple(state.members(on=day))) for day in days]
        if proration is Proration.BY_DAY:
            members = list(here[0][1])
        elif proration is Proration.NONE:
            members = [alias for _, alias in payers(debts(here))]
        else:
            members = [alias for _, alias in owing_month(here, proration, state)]
        found += [(m.party.id.split("--")[0], own(rule, m)) for m in members]
    return {party for party, each in found if each & unknown}


def in_months(days: Iterable[dt.date]) -> list[list[dt.date]]:
    """Return the days of each month."""
    found: dict[int, list[dt.date]] = {}
    for day in days:
        found.setdefault(day.month, []).append(day)
    return list(found.values())


def divisions(rule: Rule | None, member: Member, world: World) -> set[object]:
    """Return the divisions that a member takes part in, each with its class."""
    found = set[object]()
    for said in stated(rule, (member,), world.year):
        if said.payers and isinstance(said.rule, Split | Shares) and payer_of(said, member, world):
            name = "" if isinstance(said.rule, Split) else branch_of(said.rule, member)[0]
            found.add((said.place, said.branch, bare(said.rule), name))
    return found


def depends_on(rule: Rule | None, member: Member, world: World) -> set[object]:
    """Return the divisions that depend on whether a party is a member.

    They are its own, and those of what is left after something that it pays.
    """
    found = divisions(rule, member, world)
    for said in stated(rule, (member,), world.year):
        if isinstance(said.rule, Split):
            for left in within(said.rule.total, world.year):
                if isinstance(left, Remainder) and pays_by(left.after, member, world):
                    found.add((said.place, said.branch, bare(said.rule), ""))
    return found


def pays_by(rule: Rule, member: Member, world: World) -> bool:
    """Return whether a rule states what a member pays."""
    if any(isinstance(key, tuple) for key in depends_on(rule, member, world)):
        return True
    return all(
        said.rule is not None and payer_of(said, member, world)
        for said in stated(rule, (member,), world.year)
        if said.payers
    )
