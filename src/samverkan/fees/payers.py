"""Which members a rule applies to, independent of figures: debtors, and who divides a total."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple, TypeAlias, assert_never, cast

import attrs

from ..agreements.state import Member
from ..core.parties import PartyKind
from ..funding.keys import ByWeight, Key, decimals_of
from ..funding.rules import (
    Bounded,
    ByGroup,
    ByYear,
    EntryFee,
    Fixed,
    Indexed,
    Part,
    PerParty,
    Rate,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
    rules_in,
)
from .columns import amount_of, of_line, stated_for

Path: TypeAlias = tuple[int | str, ...]
"""The place of a rule inside another: which part of a sum, which group or kind."""


def states(rule: Rule, member: Member, year: int) -> bool:  # noqa: PLR0911 - one for each
    """Return whether a rule states anything for a member in a budget year."""
    match rule:
        case Fixed():
            return True
        case PerParty():
            return amount_of(rule, member) is not None
        case Split():
            return _has_weight(rule.by, member) and states(rule.total, member, year)
        case Shares():
            share = stated_for(rule, member)
            has_weight = share is not None and _has_weight(share.by, member)
            return has_weight and states(rule.total, member, year)
        case Remainder():  # whatever others pay before it
            return states(rule.total, member, year)
        case ByGroup() | ByYear():
            part = stated_in(rule, member, year)
            return part is not None and states(part, member, year)
        case Stepped():
            return any(states(part, member, year) for part in rules_in(rule))
        case Rate() | EntryFee() | Bounded() | Indexed() | Part() | Sum():
            return all(states(part, member, year) for part in rules_in(rule))
        case _:
            assert_never(rule)


def splits_of(rule: Rule, member: Member, year: int | None = None) -> Iterator[Path]:
    """Yield the place of each division in which a member is a payer in a budget year, or in any."""
    yield from (path for path, _ in _divisions(rule, member, year))


def paid_before_shares(rule: Rule, member: Member, year: int) -> Iterator[Rule]:
    """Yield the rules by which members pay before a member bears a share in a budget year."""
    for _, each in _divisions(rule, member, year):
        yield from _paid_before(each.total, year)


def _divisions(
    rule: Rule, member: Member, year: int | None, path: Path = ()
) -> Iterator[tuple[Path, Split | Shares]]:
    """Yield each division in which a member is a payer, with its place."""
    if isinstance(rule, Split):
        if _has_weight(rule.by, member):
            yield path, rule
    elif isinstance(rule, Shares):
        share = stated_for(rule, member)
        if share is not None and _has_weight(share.by, member):
            yield (*path, class_of(rule, member)), rule
    elif isinstance(rule, Sum) or (isinstance(rule, ByYear) and year is None):
        for number, part in enumerate(rules_in(rule)):
            yield from _divisions(part, member, year, (*path, number))
    elif isinstance(rule, (ByGroup, ByYear)):
        chosen = stated_in(rule, member, year or 0)
        if chosen is not None:
            yield from _divisions(chosen, member, year, (*path, *branch(rule, member)))


def rests_of(rule: Rule, member: Member, year: int, path: Path = ()) -> Iterator[Path]:
    """Yield the place of each division of what is left after something that a member pays."""
    if isinstance(rule, Split):
        for after in _paid_before(rule.total, year):
            if states(after, member, year) or any(True for _ in rests_of(after, member, year)):
                yield path
    elif isinstance(rule, Sum):
        for number, part in enumerate(rule.rules):
            yield from rests_of(part, member, year, (*path, number))
    elif isinstance(rule, ByYear):
        chosen = rule.rule_for(year)
        if chosen is not None:
            yield from rests_of(chosen, member, year, path)
    elif isinstance(rule, ByGroup):
        for name, part in (
            *((_of_kind(kind), part) for kind, part in rule.kinds),
            *((_of_group(group), part) for group, part in rule.groups),
        ):
            yield from rests_of(part, member, year, (*path, name))


def paid_first(rule: Rule, year: int) -> Iterator[Rule]:
    """Yield the rules by which members pay before what is left of a total is divided, anywhere."""
    if isinstance(rule, Remainder):
        yield rule.after
    chosen = rule.rule_for(year) if isinstance(rule, ByYear) else None
    parts = rules_in(rule) if not isinstance(rule, ByYear) else [chosen] if chosen else []
    for part in parts:
        yield from paid_first(part, year)


def _paid_before(total: Rule | None, year: int) -> Iterator[Rule]:
    """Yield the rules by which members pay before what is left of a total is divided."""
    if isinstance(total, Remainder):
        yield total.after
        yield from _paid_before(total.total, year)
    elif isinstance(total, Part):
        yield from _paid_before(total.rule, year)
    elif isinstance(total, ByYear):
        yield from _paid_before(total.rule_for(year), year)


def sums_of(rule: Rule, member: Member, year: int) -> Iterator[Sum]:
    """Yield the rules that add separately rounded parts of a member's fee in a budget year."""
    if isinstance(rule, Sum):
        yield rule
        for part in rule.rules:
            yield from sums_of(part, member, year)
    elif isinstance(rule, (ByGroup, ByYear)):
        # The amounts to add are known, so a rule is stated for the member.
        chosen = cast("Rule", stated_in(rule, member, year))
        yield from sums_of(chosen, member, year)


def stated_in(rule: ByGroup | ByYear, member: Member, year: int) -> Rule | None:
    """Return what a rule states for a member in a budget year, or None."""
    return rule.rule_for(year) if isinstance(rule, ByYear) else stated_for(rule, member)


def branch(rule: ByGroup | ByYear, member: Member) -> Path:
    """Return the name of the branch that a rule chooses for a member, if members can differ."""
    return () if isinstance(rule, ByYear) else (class_of(rule, member),)


def class_of(rule: ByGroup | Shares, member: Member) -> str:
    """Return the name of the group or kind by which a rule classifies a member."""
    group = member.accession.group
    if group is not None and rule.groups:
        return _of_group(group)
    return _of_kind(member.party.kind)


def classes(rule: Shares) -> Iterator[tuple[str, Share]]:
    """Yield the name and the share of each class of a rule."""
    yield from ((_of_kind(kind), share) for kind, share in rule.kinds)
    yield from ((_of_group(group), share) for group, share in rule.groups)


def _of_group(group: str) -> str:
    return f"group {group}"


def _of_kind(kind: PartyKind) -> str:
    return f"kind {kind}"


def weight_of(key: ByWeight, member: Member) -> int | None:
    """Return a member's weight as a whole number: its own, or else its predecessor's."""
    weight = of_line(dict(key.weights), member)
    return None if weight is None else int(Fraction(weight) * 10 ** decimals_of(key))


def _has_weight(key: Key, member: Member) -> bool:
    return not isinstance(key, ByWeight) or weight_of(key, member) is not None


class Debt(NamedTuple):
    """A year's fee that a party owes."""

    member: Member  # the debtor's membership
    of: Member  # what the fee was first assessed on, with its kind, group, weight and figure
    held: tuple[Member, ...]  # the memberships that it is for


def debts(members: Iterable[Member]) -> tuple[Debt, ...]:
    """Return the debtors of a year that is not prorated, and what each debt was assessed on.

    They are in order of party id. A party owes the year's fee once, however often it joins. A
    successor within the year takes over what its predecessor owes, in addition to what it owes
    itself.
    """
    owed: list[Debt] = []
    places: dict[int, int] = {}  # by accession number: the place in *owed*
    own: dict[str, int] = {}  # by party id: the place of the fee for its own year
    for member in sorted(members, key=_since):
        number, party = member.accession.number, member.party.id
        if number in places:  # taken over within the year
            place = places[number]
            before = owed[place]
            if own.get(before.member.party.id) == place:
                del own[before.member.party.id]
            first = before.of  # the membership that it was first assessed on
            year = attrs.evolve(member, party=first.party, accession=first.accession)
            owed[place] = Debt(member, year, (*before.held, member))
        elif party in own:
            place = places[number] = own[party]
            owed[place] = owed[place]._replace(held=(*owed[place].held, member))
        else:
            places[number] = own[party] = len(owed)
            owed.append(Debt(member, member, (member,)))
    return tuple(sorted(owed, key=lambda debt: (debt.member.party.id, _since(debt.member))))


def _since(member: Member) -> dt.date:
    return member.period.first_day
