"""Division of a total among its payers, day by day if the year is prorated by day."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar

from ..agreements.state import Member
from ..core.division import largest_remainder, over_one
from ..core.money import Rounding
from ..core.periods import Period
from ..funding.keys import Equally, Key
from ..funding.rules import Shares, Split
from .columns import ANYBODY, Column, Columns
from .explanations import Portion
from .late import Late
from .needs import Amount, Needs, added, together
from .payers import classes, weight_of

_T = TypeVar("_T")
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
    shares: Mapping[int, int] = {}  # what each owner bears, in kronor over the denominator
    denominator: int = 1


class _Spans(NamedTuple):
    """Spans of days on which the same payers divide a total, in order."""

    periods: Sequence[Period | None]  # None for a whole year
    days: Sequence[int]
    of: int  # the days of the year
    runs: Sequence[range]  # the spans of each payer, which follow on each other


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
    spans = _spans(payers)
    sums = [] if len(known) < len(stated) else _sums(spans, known)
    if not isinstance(amount, int) or len(known) < len(stated) or (amount and 0 in sums):
        lacking = together([*stated, amount])
        return Division(Column(rule, 1, [lacking] * len(stated)), payers, lacking, others)
    over = [each or 1 for each in sums]  # a sum is 0 only if the total is 0
    of = math.lcm(*over)
    shares: dict[int, int] = {}
    # What a weight of 1 bears on the days before each span, so that no span is looked at twice.
    before = [0, *accumulate(d * (of // each) for d, each in zip(spans.days, over, strict=True))]
    for owner, weight, run in zip(payers.owners, known, spans.runs, strict=True):
        share = amount * weight * (before[run.stop] - before[run.start])
        shares[owner] = shares.get(owner, 0) + share
    return Division(
        Column(
            rule,
            of * total.denominator,
            Late(partial(_paid, [amount * (of // each) for each in over], known, spans.runs)),
            inputs=((total, 0),),
            bases=key if isinstance(key, tuple) else (),
            shares=Late(partial(_weighed, sums, known, spans.runs)),
        ),
        _cut(payers, spans),
        Fraction(amount * sum(spans.days), total.denominator * spans.of),
        others,
        shares,
        of * total.denominator * spans.of,
    )


def _paid(per_weight: Sequence[int], weights: Sequence[int], runs: Sequence[range]) -> list[int]:
    """Return what each payer pays for each of its spans, as if it were a whole year."""
    return [w * per_weight[n] for w, run in zip(weights, runs, strict=True) for n in run]


def _weighed(
    sums: Sequence[int], weights: Sequence[int], runs: Sequence[range]
) -> list[tuple[int, int]]:
    """Return each payer's weight for each of its spans, and the sum of all weights."""
    return [(w, sums[n]) for w, run in zip(weights, runs, strict=True) for n in run]


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


def _spans(turns: Turns) -> _Spans:
    """Return the spans of days on which the same payers divide a total."""
    if turns.portions is None:
        some = bool(turns.owners)
        return _Spans([None] * some, [1] * some, 1, [range(1)] * len(turns.owners))
    periods = [(p.period.first_day, _after(p.period)) for p in turns.portions]
    joining = Counter(first for first, _ in periods)
    joining.subtract(after for _, after in periods)
    found: list[tuple[dt.date, dt.date]] = []
    places: dict[dt.date, int] = {}
    count = 0
    for first, after in pairwise(sorted(joining)):
        count += joining[first]
        places[first], places[after] = len(found), len(found) + (count > 0)
        if count:
            found.append((first, after))
    return _Spans(
        [Period(first, after - _ONE_DAY) for first, after in found],
        [(after - first).days for first, after in found],
        _days_of_year(turns.portions),
        [range(places[first], places[after]) for first, after in periods],
    )


def _after(period: Period) -> dt.date:
    """Return the day after a period, which is within one year."""
    return (period.last_day or period.first_day) + _ONE_DAY


def _days_of_year(portions: Sequence[Portion]) -> int:
    return portions[0].days[1] if portions else 1


def _sums(spans: _Spans, weights: Sequence[int]) -> list[int]:
    """Return the sum of the weights of all payers in each span."""
    changes = [0] * (len(spans.days) + 1)
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
        Portion(spans.periods[n] or portion.period, portion.reading)
        for portion, run in zip(portions, spans.runs, strict=True)
        for n in run
    ]


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
        unknown = [each.borne for each in several if not isinstance(each.borne, Fraction)]
        if unknown:
            for owner in {owner for each in several for owner in each.turns.owners}:
                found.setdefault(owner, []).append(together(unknown))
            continue
        borne = known_sum(division.borne for division in several) or Fraction(0)
        shares, of = _added(several)
        owners = sorted(shares, key=lambda owner: (parties[owner], owner))
        total = _to_ore(rounding).in_ore(*(borne * 100).as_integer_ratio())
        parts = largest_remainder(total, [shares[owner] * 100 for owner in owners], of)
        for owner, ore in zip(owners, parts, strict=True):
            found.setdefault(owner, []).append(ore)
    # A party that belongs to different classes on different days bears a part of each.
    return {owner: added(parts) for owner, parts in found.items()}


def _added(divisions: Sequence[Division]) -> tuple[Mapping[int, int], int]:
    """Return the exact share of each owner in several divisions, over one denominator."""
    if len(divisions) == 1:
        return divisions[0].shares, divisions[0].denominator
    of = math.lcm(*(each.denominator for each in divisions))
    found: dict[int, int] = {}
    for each in divisions:
        for owner, share in each.shares.items():
            found[owner] = found.get(owner, 0) + share * (of // each.denominator)
    return found, of


def _to_ore(rounding: Rounding) -> Rounding:
    """Return the rounding of totals: the same rule, to whole öre."""
    return Rounding(rule=rounding.rule)
