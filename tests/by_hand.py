"""The rules once more, by hand: fractions, one member and one day at a time, no cleverness."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TypeAlias, assert_never

from samverkan.agreements import Agreement
from samverkan.assessments import Assessment
from samverkan.funding.evaluation import Need
from samverkan.funding.rules import ByGroup, Fixed, Proration, Rate, Rule, Sum
from samverkan.instruments import Accession, Instrument, Revocation, Succession, Withdrawal
from samverkan.members import Member
from samverkan.money import Rounding
from strategies import World

Exact: TypeAlias = Fraction | set[Need] | None
FIRST_DAY, LAST_DAY = dt.date(2014, 1, 1), dt.date(2016, 12, 31)
ONE_DAY = dt.timedelta(days=1)
EVERY_DAY = [FIRST_DAY + dt.timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


def parts(rule: Rule, member: Member, world: World) -> list[tuple[str, Exact]]:
    """Return what a rule gives in a year, in kronor; of a sum each part under its own name."""
    match rule:
        case Fixed():
            return [("", Fraction(rule.kronor))]
        case ByGroup():
            group = member.accession.group
            if group is not None and rule.groups:
                chosen = dict(rule.groups).get(group)
            else:
                chosen = dict(rule.kinds).get(member.party.kind)
            return [("", None)] if chosen is None else parts(chosen, member, world)
        case Rate():
            return [("", rate(rule, member, world))]
        case Sum():
            return [
                (f"{number} {part} {name}", exact)
                for number, part in enumerate(rule.rules)
                for name, exact in parts(part, member, world)
            ]
        case _:
            assert_never(rule)


def rate(rule: Rate, member: Member, world: World) -> Exact:
    """Multiply the rate by the figures, or name those that are missing."""
    amount, needs = Fraction(rule.kronor_per_unit), set()
    for basis in rule.of:
        date = basis.reference_date
        day = dt.date(world.year - date.years_before, date.month, date.day)
        holders = [party.id for first, party in member.line if first <= day]
        subject = [member.line[0][1].id if member.line else member.party.id, *holders][-1]
        values = [
            figure.value
            for figure in world.figures.figures
            if (figure.subject, figure.statistic, figure.reference_date)
            == (subject, basis.statistic, day)
        ]
        if values:
            amount *= values[0]
        else:
            needs.add(Need(subject, basis.statistic, day))
    return needs or amount


def together(found: list[Exact]) -> Exact:
    """Add; what is unknown of one is unknown of all, and what no rule says is unknown first."""
    if None in found:
        return None
    lacking = [each for each in found if isinstance(each, set)]
    amounts = [each for each in found if isinstance(each, Fraction)]
    return set.union(*lacking) if lacking else sum(amounts, Fraction(0))


def rounded(exact: Exact, rounding: Rounding) -> Exact:
    """Round kronor to a step of öre, by the meaning of the rule's name."""
    if not isinstance(exact, Fraction):
        return exact
    steps = exact * 100 / rounding.step_ore
    nearer_zero = Fraction(abs(steps).__floor__())
    rest = abs(steps) - nearer_zero
    if rounding.rule.value == "half-away-from-zero" and rest >= Fraction(1, 2):
        nearer_zero += 1
    return (nearer_zero if steps >= 0 else -nearer_zero) * rounding.step_ore / 100


def by_hand(rule: Rule, member: Member, world: World, rounding: Rounding) -> Exact:
    """Compute what a member owes for a whole year, in kronor."""
    return together([rounded(exact, rounding) for _, exact in parts(rule, member, world)])


def in_order(instruments: tuple[Instrument, ...]) -> list[Instrument]:
    """Sort as the rules say: decided, first day of effect, number; undated accessions first."""
    return sorted(
        instruments,
        key=lambda i: (
            i.decision is not None,
            i.decision.decided_on if i.decision else FIRST_DAY,
            i.effect_from,
            i.number,
        ),
    )


def known(agreement: Agreement, day: dt.date | None) -> list[Instrument]:
    """Return the instruments that were known on a day, those that are void left out."""
    found = in_order(agreement.instruments)
    if day is not None:
        dated = [i for i in found if i.decision is not None and i.decision.decided_on <= day]
        ended = [(i.party, i.last_day) for i in dated if isinstance(i, Withdrawal)]
        ended += [(i.party, i.first_day) for i in dated if isinstance(i, Succession)]
        targets = {i.target for i in dated if isinstance(i, Revocation)}
        granted = [
            i
            for i in found
            if isinstance(i, Accession)
            and i.decision is None
            and (
                i.number in targets
                or any(party == i.party and each in i.effective for party, each in ended)
            )
        ]
        found = [*granted, *dated]
    void: set[int] = set()
    for instrument in reversed(found):
        if isinstance(instrument, Revocation) and instrument.number not in void:
            void.add(instrument.target)
    return [instrument for instrument in found if instrument.number not in void]


def members(agreement: Agreement, day: dt.date | None) -> dict[str, dict[dt.date, int]]:
    """Return the days on which each party is a member, each with the accession's number."""
    held: dict[str, dict[dt.date, int]] = {party.id: {} for party in agreement.parties}
    for instrument in known(agreement, day):
        if isinstance(instrument, Accession):
            for each in EVERY_DAY:
                if each in instrument.effective:
                    held[instrument.party][each] = instrument.number
        elif isinstance(instrument, Withdrawal):
            own = held[instrument.party]
            number, each = own.get(instrument.last_day), instrument.last_day
            while number is not None and own.get(each + ONE_DAY) == number:
                each += ONE_DAY
                del own[each]
        elif isinstance(instrument, Succession):
            own = held[instrument.party]
            number, each = own.get(instrument.first_day), instrument.first_day
            while number is not None and own.get(each) == number:
                held[instrument.successor][each] = own.pop(each)
                each += ONE_DAY
    return held


def owed(assessment: Assessment, world: World) -> dict[str, Exact]:
    """Compute what each party owes for a year, day by day, from who is a member on which day."""
    state = assessment.state
    year = [day for day in EVERY_DAY if day.year == world.year]
    in_force = [day for day in year if day in state.period]
    found: dict[str, Exact] = {}
    if not in_force:
        return found
    terms = state.terms(on=in_force[0])
    assert terms is not None
    first = terms.reading().funding
    for party in sorted({m.party.id for day in in_force for m in state.members(on=day)}):
        own = [(day, m) for day in in_force if (m := state.member(party, on=day)) is not None]
        if first.proration is Proration.NONE:
            heirs = [
                [m for m in state.members(on=day) if m.accession == member.accession]
                for _, member in own[:1]
                for day in in_force
            ]
            last = [holders[0].party.id for holders in heirs if holders][-1]
            later = [m for _, m in own if m.accession != own[0][1].accession]
            owing = [*([own[0][1]] * (last == party)), *later][:1]
            found.update((party, by_hand(first.rule, m, world, first.rounding)) for m in owing)
            continue
        sums: dict[str, list[Exact]] = {}
        for day, member in own:
            here = state.terms(on=day)
            assert here is not None
            for name, exact in parts(here.reading().funding.rule, member, world):
                share = exact / len(year) if isinstance(exact, Fraction) else exact
                sums.setdefault(name, []).append(share)
        found[party] = together([rounded(together(each), first.rounding) for each in sums.values()])
    return found
