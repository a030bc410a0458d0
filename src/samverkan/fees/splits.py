"""Division of a total among its payers, day by day if the year is prorated by day."""

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
    """Members that owe by one rule, each for some days of the year, in order of owner.

    A party that owes by two memberships has two turns.
    """

    owners: Sequence[int]
    members: Sequence[Member]
    portions: Sequence[Portion] | None = None  # None: each for the whole year

    def only(self, places: Sequence[int]) -> Turns:
        """Return the turns in these places."""
        portions = self.portions
        return Turns(
            [self.owners[place] for place in places],
            [self.members[place] for place in places],
            None if portions is None else [portions[place] for place in places],
        )


class Division(NamedTuple):
    """The exact share of a total that each payer bears."""

    column: Column
    turns: Turns  # those of the payers, cut at the days on which others join or leave
    borne: Fraction | Needs  # the amount that they bear together
    others: Sequence[int]  # the owners for whom no share is stated


class _Span(NamedTuple):
    """Days on which the same payers divide a total; the period is None for a whole year."""

    period: Period | None
    places: Sequence[int]


def divided(
    columns: Columns, rule: Split | Shares, total: Column, key: Key, turns: Turns
) -> Division:
    """Return the share of a total that each payer bears by a key.

    A year's total is divided day by day: each day's part of it among the payers of that day.
    If a figure that one share needs is missing, no share is known. The same applies if no payer
    on a day has a weight above 0 and the total is not 0.
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
    over = [each or 1 for each in sums]  # a sum is 0 only if the total is 0
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
    """Return the total of a rule: a column with one amount, the same for all payers."""
    return columns.column(rule.total, [ANYBODY])


def parts_of(columns: Columns, rule: Shares, rounding: Rounding) -> dict[str, Column]:
    """Return the part of a whole year's total that each class bears, by class name, in whole öre.

    The parts are rounded together, regardless of who is a member: what a class bears never
    depends on the members of another.
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
    """Return each member's weight as a whole number, or None if no share is stated for it."""
    if isinstance(key, tuple):
        return columns.units(key, members)[0]
    if isinstance(key, Equally):
        return [1] * len(members)
    return [weight_of(key, member) for member in members]


def _spans(turns: Turns) -> Iterator[_Span]:
    """Yield each span of days on which the same payers divide a total, in order."""
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
    """Return the part of the year in which there is a payer."""
    days = [Fraction(1) if span.period is None else _part_of_year(span.period) for span in spans]
    return sum(days, Fraction(0))


def _part_of_year(period: Period) -> Fraction:
    year = period.first_day.year
    return Fraction(period.days_in(year), Period.of_year(year).days_in(year))


def _cut(turns: Turns, parts: Sequence[tuple[int, _Span]]) -> Turns:
    """Return turns, cut at the days on which the payers change."""
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
    """Return the sum of amounts, or None if one of them is unknown."""
    total = Fraction(0)
    for part in parts:
        if not isinstance(part, Fraction):
            return None
        total += part
    return total


def shared_out(
    divisions: dict[str, list[Division]], parties: Sequence[str], rounding: Rounding
) -> dict[int, Amount]:
    """Return each payer's share, in öre; the shares in a class sum to what the class bears."""
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
    # A party that belongs to different classes on different days bears a part of each.
    return {owner: added(parts) for owner, parts in found.items()}


def _to_ore(rounding: Rounding) -> Rounding:
    """Return the rounding of totals: the same rule, to whole öre."""
    return Rounding(rule=rounding.rule)
