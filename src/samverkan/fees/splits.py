"""Division of a total among its payers, day by day if the year is prorated by day."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, cast

from ..agreements.state import Member
from ..core.division import largest_remainder, over_one
from ..core.money import Rounding
from ..core.periods import Period
from ..funding.keys import Equally, Key
from ..funding.rules import Shares, Split
from .columns import ANYBODY, Column, Columns
from .explanations import Portion
from .needs import Amount, Needs, together
from .payers import classes, weight_of
from .turns import Turns

_ONE_DAY = dt.timedelta(days=1)


class Division(NamedTuple):
    """The exact share of a total that each payer bears."""

    column: Column
    turns: Turns  # those of the payers, cut at the days on which others join or leave
    borne: Fraction | Needs  # the amount that they bear together, in kronor
    others: Sequence[int]  # the owners for whom no share is stated
    idle: Sequence[int]  # the owners that bear nothing, because none of their months counts


class Span(NamedTuple):
    """Days on which the same payers divide a total; the period is None for a whole year."""

    period: Period | None
    places: Sequence[int]
    of_year: Fraction


def divided(
    columns: Columns,
    key: Key,
    rule: Split | Shares,
    total_of: Callable[[Sequence[Span]], Column],
    whose: tuple[Turns, Turns],
) -> Division:
    """Return the share of a total that each payer bears by a key.

    A year's total is divided day by day, or month by month: each day's part of it among the payers
    of that day. If a figure that one share needs is missing, no share is known. The same applies if
    no payer on a day has a weight above 0 and the total is not 0.

    Args:
        columns: What evaluates the key.

        key: The key.

        rule: The rule that divides.

        total_of: A function that returns the total on each span of days, or one for all.

        whose: The turns of those to whom the rule applies, and those of all with whom the total
            may change.
    """
    turns, among = whose
    if isinstance(key, tuple):
        key = columns.for_all(key, turns.members)
    weights = _weights(columns, key, turns.members)
    paying = [place for place, weight in enumerate(weights) if weight is not None]
    others = [owner for owner, w in zip(turns.owners, weights, strict=True) if w is None]
    payers = turns.only(paying)
    stated = [weights[place] for place in paying]
    known = [weight for weight in stated if isinstance(weight, int)]
    spans = list(_spans(payers, among))
    sums = [] if len(known) < len(stated) else [sum(known[n] for n in s.places) for s in spans]
    total = total_of(spans)
    amounts = [*total.each] * (len(spans) if len(total.each) == 1 else 1)
    unknown = together([*stated, *total.each])
    borne = _borne(amounts, spans, total.denominator)
    if (
        not isinstance(borne, Fraction)
        or len(known) < len(stated)
        or any(amount and not of for amount, of in zip(amounts, sums, strict=True))
    ):
        column = Column(rule, 1, [unknown] * len(stated))
        return Division(column, payers, borne, others, [])
    whole = cast("list[int]", amounts)
    parts = sorted((place, n) for n, span in enumerate(spans) for place in span.places)
    over = [each or 1 for each in sums]  # a sum is 0 only if the total is 0
    of = math.lcm(*over)
    paid = Column(
        rule,
        of * total.denominator,
        [whole[n] * known[place] * (of // over[n]) for place, n in parts],
        inputs=((total, dict(enumerate(n if len(total.each) > 1 else 0 for _, n in parts))),),
        bases=key if isinstance(key, tuple) else (),
        shares=[(known[place], sums[n]) for place, n in parts],
    )
    busy = {payers.owners[place] for place, _ in parts}
    idle = [owner for owner in payers.owners if owner not in busy]
    cut = _cut(payers, [(place, spans[n]) for place, n in parts])
    return Division(paid, cut, borne, others, idle)


def _borne(amounts: Sequence[Amount], spans: Sequence[Span], of: int) -> Fraction | Needs:
    """Return what is borne on all spans of days together, in kronor."""
    known = [amount for amount in amounts if isinstance(amount, int)]
    if len(known) < len(amounts):
        return together(amounts)
    parts = (amount * span.of_year / of for amount, span in zip(known, spans, strict=True))
    return sum(parts, Fraction(0))


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
    together_in_ore = to_ore(rounding).in_ore(*sum(exact, Fraction(0)).as_integer_ratio())
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


def _spans(turns: Turns, among: Turns) -> Iterator[Span]:
    """Yield each span of days on which the same payers divide a total, in order."""
    if turns.portions is None:
        if turns.owners:
            yield Span(None, range(len(turns.owners)), Fraction(1))
        return
    periods = _counted(turns)
    ends = [both for _, both in (*periods, *(() if among is turns else _counted(among)))]
    first_days = {first for first, _ in ends} | {last + _ONE_DAY for _, last in ends}
    by_month = turns.portions[0].months is not None if turns.portions else False
    for first, following in pairwise(sorted(first_days)):
        last = following - _ONE_DAY
        places = [n for n, (start, end) in periods if start <= first and last <= end]
        if places:
            period = Period(first, last)
            yield Span(period, places, _part_of_year(period, by_month=by_month))


def _counted(turns: Turns) -> list[tuple[int, tuple[dt.date, dt.date]]]:
    """Return the first and last day of each turn, but those of which no month counts."""
    return [
        (place, (each.period.first_day, each.period.last_day or each.period.first_day))
        for place, each in enumerate(turns.portions or ())
        if each.months != 0
    ]


def places_on(turns: Turns, span: Span) -> Sequence[int]:
    """Return the places of the turns that include a span of days."""
    if span.period is None:
        return range(len(turns.owners))
    first, last = span.period.first_day, span.period.last_day or span.period.first_day
    return [n for n, (start, end) in _counted(turns) if start <= first and last <= end]


def _part_of_year(period: Period, *, by_month: bool) -> Fraction:
    year = period.first_day.year
    if by_month:
        last = period.last_day or period.first_day
        return Fraction(last.month - period.first_day.month + 1, 12)
    return Fraction(period.days_in(year), Period.of_year(year).days_in(year))


def _cut(turns: Turns, parts: Sequence[tuple[int, Span]]) -> Turns:
    """Return turns, cut at the days on which the payers change."""
    cut = turns.only([place for place, _ in parts])
    if cut.portions is None:
        return cut
    portions = [
        Portion(
            span.period or portion.period,
            portion.reading,
            None if portion.months is None else int(span.of_year * 12),
        )
        for portion, (_, span) in zip(cut.portions, parts, strict=True)
    ]
    return cut._replace(portions=portions)


def to_ore(rounding: Rounding) -> Rounding:
    """Return the rounding of totals: the same rule, to whole öre."""
    return Rounding(rule=rounding.rule)
