"""Which rules can be evaluated over a data frame, and which are refused before anything runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, get_args

import attrs

from ..core.parts import inside
from ..errors.texts import Text, as_optional_text
from ..funding.bases import Basis
from ..funding.rules import (
    EntryFee,
    Indexed,
    Rate,
    Remainder,
    Rule,
    Shares,
    Split,
    Stepped,
    rules_in,
)
from .engines.engines import ENGINES
from .rules.places import refused


@attrs.frozen(kw_only=True)
class RuleSupport:
    """Whether a kind of rule can be evaluated over a data frame.

    Args:
        rule: The name of its class in ``samverkan.funding``.

        in_fees: Whether :func:`fees` can.

        in_assess_frame: Whether :func:`assess_frame` and :func:`settle_frame` can.

        engines: The engines that can.

        note: What is refused although the rule can be evaluated, or why the rule cannot; None if
            there is nothing to say.

    >>> next(each for each in supported_rules() if each.rule == "EntryFee").in_fees
    False
    """

    rule: str
    in_fees: bool
    in_assess_frame: bool
    engines: tuple[str, ...]
    note: Text | None = attrs.field(default=None, converter=as_optional_text)


_NO_ENTRY: Final = Text(
    "vem som har inträtt under året står inte i en tabell; det vet assess_frame()",
    "a frame does not say who has joined in the year; assess_frame() knows",
)
_SAME_PAYERS: Final = Text(
    "inte om nyckeln har en uppgift i stället för en som saknas (fallback); i assess_frame() inte "
    "efter betalarnas uppgifter om vilka som delar, deras dagar, eller vems uppgifter som räknas "
    "ändras under året",
    "not if the key has a figure that serves in place of a missing one (fallback); in "
    "assess_frame(), not by figures of the payers if those who share, their days, or whose figures "
    "count, change within the year",
)
_PAID_FIRST: Final = Text(
    "i assess_frame() inte om det som betalas först beror på betalarnas uppgifter",
    "in assess_frame(), not if what is paid first depends on figures of the payers",
)
_NOTES: Final[Mapping[type, Text]] = {
    EntryFee: _NO_ENTRY,
    Split: _SAME_PAYERS,
    Shares: _SAME_PAYERS,
    Remainder: _PAID_FIRST,
}
_NOT_IN_FEES: Final[Mapping[type, str]] = {EntryFee: "entry-fee"}
"""The rules that :func:`fees` refuses, and the reason."""


def supported_rules() -> tuple[RuleSupport, ...]:
    """Return which rules can be evaluated over data frames, and by which engines.

    >>> [each.rule for each in supported_rules() if not each.in_fees]
    ['EntryFee']
    """
    return tuple(
        RuleSupport(
            rule=kind.__name__,
            in_fees=kind not in _NOT_IN_FEES,
            in_assess_frame=True,
            engines=ENGINES,
            note=_NOTES.get(kind),
        )
        for kind in get_args(Rule)
    )


def check_rule(root: Rule, *, has_years: bool) -> None:
    """Refuse a rule that :func:`fees` cannot evaluate over a frame, or one inside it.

    Raises:
        FrameRuleError: If there is one.
    """
    for rule in _each(root):
        if type(rule) in _NOT_IN_FEES:
            raise refused(_NOT_IN_FEES[type(rule)], rule, root)
        for basis in _bases(rule):
            if basis.fallback is not None and isinstance(rule, (Split, Shares)):
                raise refused("key-fallback", rule, root)
            if not has_years and any(each.subject is not None for each in basis.in_turn()):
                raise refused("no-years", rule, root)


def _each(rule: Rule) -> Iterator[Rule]:
    """Yield a rule and all rules inside it."""
    yield rule
    for part in rules_in(rule):
        yield from _each(part)


def _bases(rule: Rule) -> Iterator[Basis]:
    """Yield the bases that a rule itself has, not those of the rules inside it."""
    match rule:
        case Rate():
            yield from rule.of
        case Stepped():
            yield rule.of
        case Indexed():
            yield rule.index
        case Split():
            yield from inside(rule.by, Basis)
        case Shares():
            yield from inside((rule.kinds, rule.groups), Basis)
        case _:
            pass
