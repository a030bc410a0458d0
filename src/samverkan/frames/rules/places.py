"""The place of a rule inside another one, and refusals that name it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ...core.parts import inside
from ...errors import FrameRuleError
from ...funding.bases import Basis
from ...funding.rules import Rule


def refused(reason: str, rule: Rule, root: Rule, **details: object) -> FrameRuleError:
    """Return the error that refuses a rule, which is inside another one, or is that one."""
    where = next((place for place, part in _parts(root, "rule") if part is rule), "rule")
    return FrameRuleError(reason, type(rule).__name__, where, details)


def figures_of(rule: Rule) -> tuple[str, ...]:
    """Return the ids of the statistics that a rule reads of each payer, sorted."""
    bases = (each for basis in inside(rule, Basis) for each in basis.in_turn())
    return tuple(sorted({basis.statistic.id for basis in bases if basis.subject is None}))


def _parts(part: object, place: str) -> Iterator[tuple[str, object]]:
    """Yield every part of a rule with its place, such as ``rule.rules[0].total``."""
    yield place, part
    kind = type(part)
    if isinstance(part, tuple):
        is_named = all(isinstance(each, tuple) and len(each) == 2 for each in part)
        for number, each in enumerate(part):
            if is_named:
                yield from _parts(each[1], f"{place}[{str(each[0])!r}]")
            else:
                yield from _parts(each, f"{place}[{number}]")
    elif attrs.has(kind):
        for field in attrs.fields(kind):
            yield from _parts(getattr(part, field.name), f"{place}.{field.name}")
