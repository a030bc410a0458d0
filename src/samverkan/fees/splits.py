"""Division of a total among its payers, day by day if the year is prorated by day."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar, cast

from ..agreements.state import Member
from ..core.division import largest_remainder, over_one
from ..core.money import Rounding
from ..core.periods import Period
from ..funding.keys import Equally, Key
from ..funding.rules import Shares, Split
from .columns import ANYBODY, Column, Columns
from .late import Late
from .needs import Amount, Needs, together
from .payers import classes, weight_of
from .steps import Portion
from .turns import Turns

_T = TypeVar("_T")
_ONE_DAY = dt.timedelta(days=1)
_MONTHS_OF_YEAR = 12


class Division(NamedTuple):
    """The exact share of a total that each payer bears."""

    column: Column
    turns: Turns  # those of the payers, cut at the days on which others join or leave
    borne: Fraction | Needs  # the amount that they bear together, in kronor
    lacking: Amount  # why no share is known, or 0 if all are
    is_nothing: bool  # whether nothing is to be divided on any day
    others: Sequence[int]  # the owners for whom no share is stated
    idle: Sequence[int]  # the owners that bear nothing, because none of their months counts
    shares: Mapping[int, int]  # what each owner bears, in kronor over the denominator
    denominator: int
    weights: Mapping[int, int]  # what each would bear of a total of 1, over the next
    of: int


class _Spans(NamedTuple):
    """Spans of days on which the same payers divide a total, in order."""

    periods: Sequence[Period | None]  # None for a whole year
    parts: Sequence[int]  # the number of days, or months
    of: int  # the days or months of the year
    runs: Sequence[range]  # the spans of each payer, which follow on each other


def divided(
    columns: Columns,
    key: Key,
    rule: Split | Shares,
    total_of: Callable[[Sequence[Period | None]], Column],
    whose: tuple[Turns, Turns | None],
) -> Division:
    """Return the share of a total that each payer bears by a key.

    A year's total is divided day by day, or month by month: each day's part of it among the payers
    of that day. If a figure that one share needs is missing, no share is known. The same applies if
    no payer on a day has a weight above 0 and the total is not 0.

    Args:
        columns: What evaluates the key.

        key: The key, without fallbacks.

        rule: The rule that divides.

        total_of: A function that returns the total on each span of days, or one for all.

        whose: The turns of those to whom the rule applies, and those of all with whom the total
            changes, if it does.
    """
    turns, among = whose
    weights = _weights(columns, key, turns.members)
    stated_ones = [place for place, weight in enumerate(weights) if weight is not None]
    paying = [place for place in stated_ones if not _is_idle(turns, place)]
    idle = [turns.owners[place] for place in stated_ones if _is_idle(turns, place)]
    others = [owner for owner, w in zip(turns.owners, weights, strict=True) if w is None]
    payers = turns.only(paying)
    stated = [weights[place] for place in paying]
    known = [weight for weight in stated if isinstance(weight, int)]
    spans = _spans(payers, None if among is None else among.portions)
    total = total_of(spans.periods)
    amounts = [*total.each] * (len(spans.parts) if len(total.each) == 1 else 1)
    borne = _borne(amounts, spans, total.denominator)
    sums = [] if len(known) < len(stated) else _sums(spans, known)
    is_divisible = all(of or amount == 0 for amount, of in zip(amounts, sums, strict=False))
    is_nothing = all(amount == 0 for amount in amounts)
    if not isinstance(borne, Fraction) or len(known) < len(stated) or not is_divisible:
        lacking = together([*stated, *total.each])
        column = Column(rule, 1, [lacking] * len(stated))
        return Division(column, payers, borne, lacking, is_nothing, others, idle, {}, 1, {}, 1)
    whole = cast("list[int]", amounts)
    over = [each or 1 for each in sums]  # a sum is 0 only if the total is 0
    of = math.lcm(*over)
    # What a weight of 1 bears in each span, of a total of 1 over the common denominator.
    unit = [of // each for each in over]
    paid = Column(
        rule,
        of * total.denominator,
        Late(partial(_paid, [a * u for a, u in zip(whole, unit, strict=True)], known, spans.runs)),
        inputs=((total, _served(len(total.each), spans.runs)),),
        bases=key if isinstance(key, tuple) else (),
        shares=Late(partial(_weighed, sums, known, spans.runs)),
    )
    in_parts = [part * u for part, u in zip(spans.parts, unit, strict=True)]
    weighed = _by_owner(payers, known, spans, in_parts)
    if len(total.each) == 1:
        [amount] = total.each
        shares = {owner: cast("int", amount) * weight for owner, weight in weighed.items()}
    else:
        paid_parts = [a * part for a, part in zip(whole, in_parts, strict=True)]
        shares = _by_owner(payers, known, spans, paid_parts)
    return Division(
        paid,
        _cut(payers, spans),
        borne,
        0,
        is_nothing,
        others,
        idle,
        shares,
        of * total.denominator * spans.of,
        weighed,
        of * spans.of,
    )


def _is_idle(turns: Turns, place: int) -> bool:
    """Return whether none of the months of a turn counts."""
    return turns.portions is not None and turns.portions[place].months == 0


def counting(turns: Turns) -> Sequence[Member]:
    """Return the members of the turns of which something counts."""
    if turns.portions is None:
        return turns.members
    return [each for place, each in enumerate(turns.members) if not _is_idle(turns, place)]


def _borne(amounts: Sequence[Amount], spans: _Spans, denominator: int) -> Fraction | Needs:
    """Return what is borne on all spans of days together, in kronor."""
    known = [amount for amount in amounts if isinstance(amount, int)]
    if len(known) < len(amounts):
        return together(amounts)
    borne = sum(amount * part for amount, part in zip(known, spans.parts, strict=True))
    return Fraction(borne, denominator * spans.of)


def _by_owner(
    payers: Turns, weights: Sequence[int], spans: _Spans, per_weight: Sequence[int]
) -> dict[int, int]:
    """Return what each owner bears, from what a weight of 1 bears in each span."""
    # The sums of the spans before each one, so that no span is looked at twice.
    before = [0, *accumulate(per_weight)]
    found: dict[int, int] = {}
    for owner, weight, run in zip(payers.owners, weights, spans.runs, strict=True):
        share = weight * (before[run.stop] - before[run.start])
        found[owner] = found.get(owner, 0) + share
    return found


def _served(totals: int, runs: Sequence[range]) -> int | Mapping[int, int]:
    """Return which of the totals serves each payer in each of its spans, or 0 if there is one."""
    return 0 if totals == 1 else dict(enumerate(n for run in runs for n in run))


def _paid(per_weight: Sequence[int], weights: Sequence[int], runs: Sequence[range]) -> list[int]:
    """Return what each payer pays for each of its spans, as if it were a whole year."""
    return [w * per_weight[n] for w, run in zip(weights, runs, strict=True) for n in run]


def _weighed(
    sums: Sequence[int], weights: Sequence[int], runs: Sequence[range]
) -> list[tuple[int, int]]:
    """Return each payer's weight for each of its spans, and the sum of all weights."""
    return [(w, sums[n]) for w, run in zip(weights, runs, strict=True) for n in run]


def parts_of(columns: Columns, rule: Shares, rounding: Rounding) -> dict[str, Column]:
    """Return the part of a whole year's total that each class bears, by class name, in whole öre.

    The parts are rounded together, regardless of who is a member: what a class bears never
    depends on the members of another.
    """
    total = columns.column(rule.total, [ANYBODY])
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


def _spans(turns: Turns, among: Sequence[Portion] | None) -> _Spans:
    """Return the spans of days on which the same payers divide a total, also cut by others."""
    if turns.portions is None:
        some = bool(turns.owners)
        return _Spans([None] * some, [1] * some, 1, [range(1)] * len(turns.owners))
    periods = [_counted(portion) for portion in turns.portions]
    joining = Counter(first for first, _ in periods)
    joining.subtract(after for _, after in periods)
    joining.update({day: 0 for portion in among or () for day in _counted(portion)})
    found: list[tuple[dt.date, dt.date]] = []
    places: dict[dt.date, int] = {}
    count = 0
    for first, after in pairwise(sorted(joining)):
        count += joining[first]
        places[first], places[after] = len(found), len(found) + (count > 0)
        if count:
            found.append((first, after))
    by_month = bool(turns.portions) and turns.portions[0].months is not None
    return _Spans(
        [Period(first, after - _ONE_DAY) for first, after in found],
        [_months(*both) if by_month else (both[1] - both[0]).days for both in found],
        turns.portions[0].parts[1] if turns.portions else 1,
        [range(places[first], places[after]) for first, after in periods],
    )


def _counted(portion: Portion) -> tuple[dt.date, dt.date]:
    """Return the first day of a portion, which is within one year, and the day after it."""
    first = portion.period.first_day
    return first, (portion.period.last_day or first) + _ONE_DAY


def _months(first: dt.date, after: dt.date) -> int:
    return (after.year - first.year) * _MONTHS_OF_YEAR + after.month - first.month


def places_on(turns: Turns, period: Period | None) -> Sequence[int]:
    """Return the places of the turns that include a span of days."""
    if period is None or turns.portions is None:
        return range(len(turns.owners))
    counted = enumerate(map(_counted, turns.portions))
    day = period.first_day
    return [
        place
        for place, (first, after) in counted
        if first <= day < after and not _is_idle(turns, place)
    ]


def _sums(spans: _Spans, weights: Sequence[int]) -> list[int]:
    """Return the sum of the weights of all payers in each span."""
    changes = [0] * (len(spans.parts) + 1)
    for weight, run in zip(weights, spans.runs, strict=True):
        changes[run.start] += weight
        changes[run.stop] -= weight
    return list(accumulate(changes))[:-1]


def _cut(turns: Turns, spans: _Spans) -> Turns:
    """Return turns, cut at the days on which the payers change."""
    if turns.portions is None:
        return turns
    return Turns(
        Late(partial(_each_span, turns.owners, spans.runs)),
        Late(partial(_each_span, turns.members, spans.runs)),
        Late(partial(_portions, turns.portions, spans)),
    )


def _each_span(values: Sequence[_T], runs: Sequence[range]) -> list[_T]:
    """Return the value of each payer as often as it has spans."""
    return [value for value, run in zip(values, runs, strict=True) for _ in run]


def _portions(portions: Sequence[Portion], spans: _Spans) -> list[Portion]:
    """Return the portion of each payer in each of its spans."""
    return [
        Portion(
            spans.periods[n] or portion.period,
            portion.reading,
            None if portion.months is None else spans.parts[n],
        )
        for portion, run in zip(portions, spans.runs, strict=True)
        for n in run
    ]


def to_ore(rounding: Rounding) -> Rounding:
    """Return the rounding of totals: the same rule, to whole öre."""
    return Rounding(rule=rounding.rule)
