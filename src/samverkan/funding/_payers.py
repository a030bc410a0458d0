"""Whom a rule is about, whatever the figures: who owes by it, and who divides a total."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias, assert_never, cast

from ..members import Member
from ..parties import PartyKind
from .rules import (
    Bounded,
    ByGroup,
    ByWeight,
    Fixed,
    Indexed,
    Key,
    Rate,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)

__all__ = [
    "Path",
    "class_of",
    "classes",
    "decimals_of",
    "splits_of",
    "states",
    "sums_of",
    "weight_of",
]

Path: TypeAlias = tuple[int | str, ...]
"""Where a rule stands inside another: which part of a sum, which group or kind."""


def states(rule: Rule, member: Member) -> bool:  # noqa: PLR0911 - one for each rule
    """Return whether a rule states anything for a member."""
    match rule:
        case Rate() | Fixed():
            return True
        case Split():
            return _has_weight(rule.by, member)
        case Shares():
            share = rule.share_for(member.party.kind, member.accession.group)
            return share is not None and _has_weight(share.by, member)
        case ByGroup():
            part = rule.rule_for(member.party.kind, member.accession.group)
            return part is not None and states(part, member)
        case Bounded():
            return all(states(part, member) for part in (rule.rule, *rule.limits))
        case Stepped():
            return any(states(part, member) for _, part in ((0, rule.rule), *rule.above))
        case Indexed():
            return states(rule.rule, member)
        case Sum():
            return all(states(part, member) for part in rule.rules)
        case _:
            assert_never(rule)


def splits_of(rule: Rule, member: Member, path: Path = ()) -> Iterator[Path]:
    """Yield the place of each division that a member is a payer of."""
    match rule:
        case Split():
            if _has_weight(rule.by, member):
                yield path
        case Shares():
            share = rule.share_for(member.party.kind, member.accession.group)
            if share is not None and _has_weight(share.by, member):
                yield (*path, class_of(rule, member))
        case ByGroup():
            part = rule.rule_for(member.party.kind, member.accession.group)
            if part is not None:
                yield from splits_of(part, member, (*path, class_of(rule, member)))
        case Sum():
            for number, part in enumerate(rule.rules):
                yield from splits_of(part, member, (*path, number))
        case Rate() | Fixed() | Bounded() | Stepped() | Indexed():
            return
        case _:
            assert_never(rule)


def sums_of(rule: Rule, member: Member) -> Iterator[Sum]:
    """Yield the rules that add parts of what a member owes, each rounded by itself."""
    if isinstance(rule, Sum):
        yield rule
        for part in rule.rules:
            yield from sums_of(part, member)
    elif isinstance(rule, ByGroup):
        # What is added is known, so a rule is stated for the member.
        chosen = cast("Rule", rule.rule_for(member.party.kind, member.accession.group))
        yield from sums_of(chosen, member)


def class_of(rule: ByGroup | Shares, member: Member) -> str:
    """Return the name of the group or kind by which a rule finds what it says of a member."""
    group = member.accession.group
    if group is not None and rule.groups:
        return _of_group(group)
    return _of_kind(member.party.kind)


def classes(rule: Shares) -> Iterator[tuple[str, Share]]:
    """Yield what a rule says of each class, with its name."""
    yield from ((_of_kind(kind), share) for kind, share in rule.kinds)
    yield from ((_of_group(group), share) for group, share in rule.groups)


def _of_group(group: str) -> str:
    return f"group {group}"


def _of_kind(kind: PartyKind) -> str:
    return f"kind {kind}"


def decimals_of(key: Key) -> int:
    """Return how many decimals of a weight its whole number holds."""
    if isinstance(key, tuple):
        return sum(basis.statistic.decimals for basis in key)
    if isinstance(key, ByWeight):
        return max(-int(weight.as_tuple().exponent) for _, weight in key.weights)
    return 0


def weight_of(key: ByWeight, member: Member) -> int | None:
    """Return a member's weight as a whole number: its own, or that of whom it succeeded."""
    weights = dict(key.weights)
    line = [member.party.id, *(party.id for _, party in reversed(member.line))]
    named = next((party for party in line if party in weights), None)
    if named is None:
        return None
    return int(Fraction(weights[named]) * 10 ** decimals_of(key))


def _has_weight(key: Key, member: Member) -> bool:
    return not isinstance(key, ByWeight) or weight_of(key, member) is not None
