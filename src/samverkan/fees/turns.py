"""Turns: who owes by which rule, and for which part of the year."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ..agreements.state import Member, State
from ..agreements.terms import Terms
from ..core.periods import Period
from ..funding.funding import Proration, Reading
from .payers import Debt, debts
from .steps import Portion

_MONTHS = range(1, 13)
_ONE_DAY = dt.timedelta(days=1)


class Entry(NamedTuple):
    """A membership that begins in the year."""

    owner: int
    member: Member
    is_again: bool  # whether the party was a member before


class Turns(NamedTuple):
    """Members that owe by one rule, each for some part of the year, in order of owner.

    An *owner* is a place in the sequence of debtors. A party that owes by two memberships has two
    turns.
    """

    owners: Sequence[int]
    members: Sequence[Member]
    portions: Sequence[Portion] | None = None  # None: each for the whole year
    entries: Sequence[Entry] = ()  # those on the days of the rule

    def only(self, places: Sequence[int]) -> Turns:
        """Return the turns in these places, without entries."""
        portions = self.portions
        return Turns(
            [self.owners[place] for place in places],
            [self.members[place] for place in places],
            None if portions is None else [portions[place] for place in places],
        )


class Stretch(NamedTuple):
    """Days of the year on which one reading of the terms applies, or none."""

    period: Period
    reading: Reading | None
    months: Sequence[Period] = ()  # if the year is prorated by month


def months_of(year: int, terms: Mapping[Period, Terms]) -> Iterator[tuple[Period, Terms]]:
    """Yield each month of a year in which the agreement is in force, with its first terms."""
    for number in _MONTHS:
        last = calendar.monthrange(year, number)[1]
        month = Period(dt.date(year, number, 1), dt.date(year, number, last))
        first = next((held for period, held in terms.items() if period.overlap(month)), None)
        if first is not None:
            yield month, first


def stretches(months: Iterable[tuple[Period, Reading | None]]) -> list[Stretch]:
    """Return months as stretches of one reading each; months need not follow on each other."""
    found = []
    for reading, group in groupby(months, key=lambda pair: pair[1]):
        several = [month for month, _ in group]
        found.append(Stretch(Period(several[0].first_day, several[-1].last_day), reading, several))
    return found


def owed_for(state: State, month: Period, proration: Proration) -> Iterator[Debt]:
    """Yield what is owed for a month: a month is treated as a year that is not prorated."""
    for debt in debts(state.members_in(month)):
        match proration:
            case Proration.BY_FULL_MONTH:
                is_owed = sum(_days_in(month, each) for each in debt.held) == _days(month)
            case Proration.BY_MONTH_AFTER_ENTRY:
                is_owed = any(began_on(each) < month.first_day for each in debt.held)
            case _:
                is_owed = True
        if is_owed:
            yield debt


def _follows(month: Period, portion: Portion) -> bool:
    return portion.period.last_day == month.first_day - _ONE_DAY


def began_on(member: Member) -> dt.date:
    """Return the day on which a membership began, successions included."""
    return member.line[0][0] if member.line else member.period.first_day


def _days(month: Period) -> int:
    return month.days_in(month.first_day.year)


def _days_in(month: Period, member: Member) -> int:
    both = member.period.overlap(month)
    return 0 if both is None else _days(both)


def by_day(
    stretch: Stretch, state: State, owing: Sequence[Member], reading: Reading
) -> tuple[list[int], list[Member], list[Portion]]:
    """Return the turns of a stretch of days."""
    owners, members, portions = [], [], []
    for owner, party in enumerate(owing):
        for member in state.memberships_of(party.party.id):
            days = member.period.overlap(stretch.period)
            if days is not None:
                owners.append(owner)
                members.append(member)
                portions.append(Portion(days, reading))
    return owners, members, portions


def by_month(
    stretch: Stretch, state: State, places: Mapping[str, int], reading: Reading, how: Proration
) -> tuple[list[int], list[Member], list[Portion]]:
    """Return the turns of a stretch of months: months in a row by one membership are one turn."""
    found: list[tuple[int, Member, Portion]] = []
    open_ones: dict[tuple[int, str, int], int] = {}  # the places of turns of the month before
    for month in stretch.months:
        still: dict[tuple[int, str, int], int] = {}
        for debt in owed_for(state, month, how):
            owner = places[debt.member.party.id]
            key = (owner, debt.of.party.id, debt.of.accession.number)
            place = open_ones.get(key)
            if place is None or not _follows(month, found[place][2]):
                place = len(found)
                found.append((owner, debt.of, Portion(month, reading, 1)))
            else:
                _, of, portion = found[place]
                longer = Period(portion.period.first_day, month.last_day)
                found[place] = (owner, of, Portion(longer, reading, portion.parts[0] + 1))
            still[key] = place
        open_ones = still
    found.sort(key=lambda turn: (turn[0], turn[2].period.first_day))
    return [o for o, _, _ in found], [m for _, m, _ in found], [p for _, _, p in found]
