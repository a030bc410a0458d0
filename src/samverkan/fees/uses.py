"""The figures that a rule can use for a budget year, known before anything is evaluated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

import attrs

from ..agreements.state import Member
from ..funding.bases import Basis
from ..funding.rules import ByGroup, ByYear, Indexed, Remainder, Rule, Share, Shares, Split
from .columns import index_figures, stated_for


class Use(NamedTuple):
    """A figure that an amount can be computed from."""

    statistic: str
    day: dt.date
    subject: str | None  # the area, or None for each payer's own figure
    is_shared: bool  # whether the figure of one payer affects the amounts of others


class OfBasis(NamedTuple):
    """A figure that an amount can be computed from, and the basis that states it."""

    basis: Basis
    day: dt.date
    is_shared: bool


def uses(rule: Rule, year: int, member: Member | None = None) -> frozenset[Use]:
    """Return the figures that a rule can use for a year, for a member or for any member."""
    return frozenset(
        Use(each.basis.statistic.id, each.day, each.basis.subject, each.is_shared)
        for each in _uses(rule, year, member, is_shared=False)
    )


def bases_used(rule: Rule, year: int) -> Iterator[OfBasis]:
    """Yield the bases that a rule can use for a year, for any member, each with a day of it."""
    return _uses(rule, year, None, is_shared=False)


def _uses(part: object, year: int, member: Member | None, *, is_shared: bool) -> Iterator[OfBasis]:
    """Yield the figures that a part of a rule uses, whatever kind of rule it is."""
    if isinstance(part, Basis):
        for day in part.days(year):
            yield OfBasis(part, day, is_shared)
    elif isinstance(part, Indexed):
        for index, day in index_figures(part, year):
            yield OfBasis(index, day, is_shared)
    if isinstance(part, tuple):
        for each in part:
            yield from _uses(each, year, member, is_shared=is_shared)
    elif isinstance(part, (Rule, Share, Basis)):
        is_divided = is_shared or isinstance(part, (Split, Shares, Share))
        # What is left depends on what all members pay.
        whose = None if isinstance(part, Remainder) else member
        for value in _parts(part, year, member):
            yield from _uses(value, year, whose, is_shared=is_divided)


def _parts(part: Rule | Share | Basis, year: int, member: Member | None) -> Iterator[object]:
    """Yield the parts of a rule; of those that it chooses from, only what it chooses."""
    if isinstance(part, ByYear):
        yield part.rule_for(year)
        return
    passed = {"sources", *(["index"] if isinstance(part, Indexed) else [])}
    if isinstance(part, (ByGroup, Shares)) and member is not None:
        passed |= {"kinds", "groups"}
        yield stated_for(part, member)
    for field in attrs.fields(type(part)):
        if field.name not in passed:
            yield getattr(part, field.name)
