"""A total divided among its payers, day by day where a part of a year is counted in days."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..agreements.state import Member
from ..core.division import largest_remainder, over_one
from ..core.money import Rounding
from ..core.periods import Period
from ..funding.keys import Equally, Key
from ..funding.rules import Shares, Split
from .columns import ANYBODY, Column, Columns
from .explanations import Portion
from .needs import Amount, Needs, added, together
from .payers import classes, weight_of

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
    borne: Fraction | Needs  # what they bear together
    others: Sequence[int]  # who has no share stated


class _Span(NamedTuple):
    """Days on which the same payers divide a total; no days where it is the whole year."""

    period: Period | None
    places: Sequence[int]


def divided(
    columns: Columns, rule: Split | Shares, total: Column, key: Key, turns: Turns
) -> Division:
    """Return what each of some payers bears of a total by a key.

    A year's total is divided day by day: each day's part of it among those who pay that day.
    Where a figure is missing that one of the shares needs, none of them is known; nor where
    nobody who pays on a day has a weight above 0, and there is something to bear.
    """
    [amount] = total.each
    weights = _weights(columns, key, turns.members)
    paying = [place for place, weight in enumerate(weights) if weight is not None]
    others = [owner for owner, w in zip(turns.owners, weights, strict=True) if w is None]
    payers = turns.only(paying)
    stated = [weights[place] for place in paying]
    known = [weight for weight in stated if isinstance(weight, int)]
    spans = list(_spans(payers))
    sums = [] if len(known) < len(stated) else [sum(known[n] for n in s.places) for s in spans]
    if not isinstance(amount, int) or len(known) < len(stated) or (amount and 0 in sums):
        lacking = together([*stated, amount])
        return Division(Column(rule, 1, [lacking] * len(stated)), payers, lacking, others)
    borne = Fraction(amount, total.denominator) * _of_year(spans)
    parts = sorted(
        ((place, n) for n, span in enumerate(spans) for place in span.places),
    )
    over = [each or 1 for each in sums]  # 0 where nothing is divided
    of = math.lcm(*over)
    paid = Column(
        rule,
        of * total.denominator,
        [amount * known[place] * (of // over[n]) for place, n in parts],
        inputs=((total, 0),),
        bases=key if isinstance(key, tuple) else (),
        shares=[(known[place], sums[n]) for place, n in parts],
    )
    return Division(paid, _cut(payers, [(place, spans[n]) for place, n in parts]), borne, others)


def whole(columns: Columns, rule: Split | Shares) -> Column:
    """Return a total: one amount, which is the same for all."""
    return columns.column(rule.total, [ANYBODY])


def parts_of(columns: Columns, rule: Shares, rounding: Rounding) -> dict[str, Column]:
    """Return what each class bears of a whole year's total, by its name, in whole öre.

    They are rounded together, whoever is a member: what a class bears never depends on another.
    """
    total = whole(columns, rule)
    [amount] = total.each
    shares = dict(sorted(classes(rule)))
    if not isinstance(amount, int):
        return {name: Column(share, 1, [amount]) for name, share in shares.items()}
    exact = [share.part * amount * 100 / total.denominator for share in shares.values()]
    together_in_ore = _to_ore(rounding).in_ore(*sum(exact, Fraction(0)).as_integer_ratio())
    parts = largest_remainder(together_in_ore, *over_one(exact))
    return {
        name: Column(share, 100, [ore], ((total, 0),))
        for (name, share), ore in zip(shares.items(), parts, strict=True)
    }


def _weights(columns: Columns, key: Key, members: Sequence[Member]) -> Sequence[Amount]:
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


def by_owner(pieces: Iterable[tuple[Column, Turns]]) -> dict[int, list[Fraction | Needs]]:
    """Return the exact amounts of each owner's turns, in kronor."""
    found: dict[int, list[Fraction | Needs]] = {}
    for column, (owners, _, portions) in pieces:
        for place, (owner, amount) in enumerate(zip(owners, column.each, strict=True)):
            part: Fraction | Needs
            if isinstance(amount, int):
                part = Fraction(amount, column.denominator)
                part *= 1 if portions is None else portions[place].of_year
            else:
                part = amount
            found.setdefault(owner, []).append(part)
    return found


def known_sum(parts: Iterable[Fraction | Needs]) -> Fraction | None:
    """Return the sum of amounts, or None where one of them is unknown."""
    total = Fraction(0)
    for part in parts:
        if not isinstance(part, Fraction):
            return None
        total += part
    return total


def shared_out(
    divisions: dict[str, list[Division]], parties: Sequence[str], rounding: Rounding
) -> dict[int, Amount]:
    """Return each payer's share in öre, so that the shares of a class sum to what it bears."""
    found: dict[int, list[Amount]] = {}
    for several in divisions.values():
        borne = known_sum(division.borne for division in several)
        shares = by_owner((division.column, division.turns) for division in several)
        lacking = [
            part for parts in shares.values() for part in parts if not isinstance(part, Fraction)
        ]
        if borne is None or lacking:
            for owner in shares:
                found.setdefault(owner, []).append(together(lacking))
            continue
        owners = sorted(shares, key=lambda owner: (parties[owner], owner))
        each = over_one([(known_sum(shares[owner]) or Fraction(0)) * 100 for owner in owners])
        total = _to_ore(rounding).in_ore(*(borne * 100).as_integer_ratio())
        for owner, ore in zip(owners, largest_remainder(total, *each), strict=True):
            found.setdefault(owner, []).append(ore)
    # Who belongs to one class for some days and to another for others bears a part of both.
    return {owner: added(parts) for owner, parts in found.items()}


def _to_ore(rounding: Rounding) -> Rounding:
    """Return how totals are rounded: by the same rule, to whole öre."""
    return Rounding(rule=rounding.rule)
