"""A total divided among its payers, day by day where a part of a year is counted in days."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..errors import AllocationError
from ..explanations import Portion
from ..members import Member
from ..periods import Period
from ._columns import ANYBODY, Column, Columns
from ._needs import Known, Lacking, together
from ._payers import weight_of
from .rules import Equally, Key, Share, Shares, Split

__all__ = ["Division", "Turns", "divided"]

_ONE_DAY = dt.timedelta(days=1)


class Turns(NamedTuple):
    """Members who owe by one rule, each for some days of the year, in order of owner.

    Who owes by two memberships has two turns.
    """

    owners: Sequence[int]
    members: Sequence[Member]
    portions: Sequence[Portion] | None = None  # None: each for the whole year

    def only(self, places: Sequence[int]) -> Turns:
        """Return some of them."""
        portions = self.portions
        return Turns(
            [self.owners[place] for place in places],
            [self.members[place] for place in places],
            None if portions is None else [portions[place] for place in places],
        )


class Division(NamedTuple):
    """What each of some payers bears of a total, exactly."""

    column: Column
    turns: Turns  # of the payers, cut where others join or leave
    total: Fraction | Lacking  # what they bear together
    others: Sequence[int]  # who has no share stated


class _Span(NamedTuple):
    """Days on which the same payers divide a total; no days where it is the whole year."""

    period: Period | None
    places: Sequence[int]


def divided(columns: Columns, rule: Split | Shares, share: Split | Share, turns: Turns) -> Division:
    """Return what each of some payers bears of a total, or of the part that their class bears.

    A year's total is divided day by day: each day's part of it among those who pay that day.
    Where a figure is missing that one of the shares needs, none of them is known.

    Raises:
        AllocationError: If nobody who pays on a day of a total above or below 0 has a weight above
            0.
    """
    column, total = _total(columns, rule, share)
    weights = _weights(columns, share.by, turns.members)
    paying = [place for place, weight in enumerate(weights) if weight is not None]
    others = [owner for owner, w in zip(turns.owners, weights, strict=True) if w is None]
    payers = turns.only(paying)
    spans = list(_spans(payers))
    borne = total if not isinstance(total, Fraction) else total * _of_year(spans)
    stated = [weights[place] for place in paying]
    known = [weight for weight in stated if isinstance(weight, int)]
    if not isinstance(total, Fraction) or len(known) < len(stated):
        lacking = together([*stated, 0 if isinstance(total, Fraction) else total])
        return Division(Column(rule, 1, [lacking] * len(stated)), payers, borne, others)
    sums = [sum(known[place] for place in span.places) for span in spans]
    if 0 in sums and total:
        raise AllocationError(int(total * 100))
    parts = sorted(
        ((place, n) for n, span in enumerate(spans) for place in span.places),
    )
    over = [each or 1 for each in sums]  # 0 where nothing is divided
    of = math.lcm(*over)
    paid = Column(
        rule,
        of * total.denominator,
        [total.numerator * known[place] * (of // over[n]) for place, n in parts],
        inputs=((column, 0),),
        bases=share.by if isinstance(share.by, tuple) else (),
        shares=[(known[place], sums[n]) for place, n in parts],
    )
    return Division(paid, _cut(payers, [(place, spans[n]) for place, n in parts]), borne, others)


def _total(
    columns: Columns, rule: Split | Shares, share: Split | Share
) -> tuple[Column, Fraction | Lacking]:
    """Return what is divided: a whole total, or the part of it that a class bears."""
    column = columns.column(rule.total, [ANYBODY])
    [amount] = column.each
    if not isinstance(amount, int):
        return column, amount
    total = Fraction(amount, column.denominator)
    if isinstance(share, Split):
        return column, total
    total *= share.part
    return Column(share, total.denominator, [total.numerator], ((column, 0),)), total


def _weights(columns: Columns, key: Key, members: Sequence[Member]) -> Sequence[Known]:
    """Return the weight of each member, in whole numbers; None for who has no share stated."""
    if isinstance(key, tuple):
        return columns.units(key, members)[0]
    if isinstance(key, Equally):
        return [1] * len(members)
    return [weight_of(key, member) for member in members]


def _spans(turns: Turns) -> Iterator[_Span]:
    """Yield the days on which the same payers divide a total, in order."""
    if turns.portions is None:
        if turns.owners:
            yield _Span(None, range(len(turns.owners)))
        return
    periods = [
        (p.period.first_day, p.period.last_day or p.period.first_day) for p in turns.portions
    ]
    first_days = {first for first, _ in periods} | {last + _ONE_DAY for _, last in periods}
    for first, following in pairwise(sorted(first_days)):
        last = following - _ONE_DAY
        places = [n for n, (start, end) in enumerate(periods) if start <= first and last <= end]
        if places:
            yield _Span(Period(first, last), places)


def _of_year(spans: Sequence[_Span]) -> Fraction:
    """Return on which part of the year anybody pays."""
    days = [Fraction(1) if span.period is None else _part_of_year(span.period) for span in spans]
    return sum(days, Fraction(0))


def _part_of_year(period: Period) -> Fraction:
    year = period.first_day.year
    return Fraction(period.days_in(year), Period.of_year(year).days_in(year))


def _cut(turns: Turns, parts: Sequence[tuple[int, _Span]]) -> Turns:
    """Return turns cut where the payers change."""
    cut = turns.only([place for place, _ in parts])
    if cut.portions is None:
        return cut
    portions = [
        Portion(span.period or portion.period, portion.reading)
        for portion, (_, span) in zip(cut.portions, parts, strict=True)
    ]
    return cut._replace(portions=portions)
