"""The figures that a rule can use for a budget year, known before anything is evaluated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from ..agreements.state import Member
from ..core.figures import ReferenceDate
from ..core.parts import inside
from ..funding.bases import Basis
from ..funding.rules import ByGroup, Indexed, Rule, Share, Shares, Split
from .columns import index_figures, stated_for


class Use(NamedTuple):
    """A figure that an amount can be computed from."""

    statistic: str
    day: dt.date
    subject: str | None  # the area, or None for each payer's own figure
    is_shared: bool  # whether the figure of one payer affects the amounts of others


def uses(rule: Rule, year: int, member: Member | None = None) -> frozenset[Use]:
    """Return the figures that a rule can use for a year, for a member or for any member."""
    return frozenset(_uses(rule, (year,), member, is_shared=False))


def _uses(
    part: object, years: Iterable[int], member: Member | None, *, is_shared: bool
) -> Iterator[Use]:
    """Yield the figures that a part of a rule uses, whatever kind of rule it is."""
    if isinstance(part, Basis):
        for day in _days(part, years):
            yield Use(part.statistic.id, day, part.subject, is_shared)
    if isinstance(part, Indexed):
        for index, day in (pair for year in years for pair in index_figures(part, year)):
            yield Use(index.statistic.id, day, index.subject, is_shared)
    if isinstance(part, tuple):
        for each in part:
            yield from _uses(each, years, member, is_shared=is_shared)
    elif isinstance(part, (Rule, Share, Basis)):
        is_divided = is_shared or isinstance(part, (Split, Shares, Share))
        for name, value in _fields(part, member):
            if not (isinstance(part, Indexed) and name == "index"):
                yield from _uses(value, years, member, is_shared=is_divided)


def _fields(part: Rule | Share | Basis, member: Member | None) -> Iterator[tuple[str, object]]:
    """Yield the fields of a rule; of those for different members, only what is for this one."""
    chosen: dict[str, object] = {}
    if isinstance(part, (ByGroup, Shares)) and member is not None:
        chosen = {"kinds": stated_for(part, member), "groups": None}
    for field in attrs.fields(type(part)):
        if field.name != "sources":
            yield field.name, chosen.get(field.name, getattr(part, field.name))


def _days(basis: Basis, years: Iterable[int]) -> Iterator[dt.date]:
    """Yield the days that the figures of some budget years describe."""
    for reference in inside(basis.reference_date, ReferenceDate):
        yield from (reference.before(year) for year in years)
    yield from inside(basis.reference_date, dt.date)  # a day that is the same for every year
