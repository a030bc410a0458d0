"""Members and terms that follow from instruments, applied one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

import attrs

from ..core.parties import Party
from ..core.periods import FIRST_DAY, Period, Timeline
from ..errors import AlreadyPartyError, InstrumentError, NotAMemberError
from .events import last_possible_day
from .instruments import (
    Accession,
    Amendment,
    Extension,
    Instrument,
    Recording,
    Revocation,
    Succession,
    Termination,
    Withdrawal,
)
from .state import Member
from .terms import Terms

_ONE_DAY = dt.timedelta(days=1)


def void_ones(instruments: Iterable[Instrument]) -> set[int]:
    """Return the numbers of the instruments that are void; a void revocation has no effect."""
    void: set[int] = set()
    for instrument in reversed(list(instruments)):
        if isinstance(instrument, Revocation) and instrument.number not in void:
            void.add(instrument.target)
    return void


class Fold:
    """Members and terms, changed by each instrument in turn.

    An instrument whose first or last day is not known changes nothing.

    A party may hold two memberships on the same days if what had ended the first of them is void.
    The first counts; the other has nothing left to do on those days, but ends with the first.
    """

    def __init__(self, terms: Terms, first_day: dt.date, parties: Mapping[str, Party]) -> None:
        self._terms = terms
        self._first_day = first_day
        self._parties = parties
        self._members: dict[str, list[Member]] = {}
        self._leaving: set[str] = set()
        self._doubled: set[str] = set()
        self._amendments: list[tuple[Period, Amendment]] = []
        self._applied: list[Instrument] = []
        self.term_end = terms.period.last_day
        self.terminated: dt.date | None = None

    @classmethod
    def of(
        cls,
        terms: Terms,
        first_day: dt.date,
        parties: Mapping[str, Party],
        instruments: Iterable[Instrument],
    ) -> Fold:
        """Return the result of instruments that have already passed the check.

        An instrument that depends on a void one has nothing left to change and is skipped.
        """
        several = list(instruments)
        void = void_ones(several)
        history = cls(terms, first_day, parties)
        for instrument in several:
            if instrument.number not in void:
                try:
                    history.add(instrument, again=True)
                except (InstrumentError, NotAMemberError):
                    continue
        return history

    def add(self, instrument: Instrument, *, again: bool = False) -> None:
        """Apply an instrument, or refuse it.

        Args:
            instrument: The instrument.

            again: Whether it was accepted before: a second membership on the days of another is
                then not refused.
        """
        match instrument:
            case Accession(effective=Period() as days):
                member = Member(self._parties[instrument.party], instrument, days)
                self._join([member], again=again)
            case Withdrawal(last_day=dt.date() as last_day):
                self._leave(instrument.party, last_day, last_day)
            case Succession():
                self._succeed(instrument, again=again)
            case Amendment(effective=Period() as days):
                if days.overlap(self.period) is None:
                    raise InstrumentError(instrument.number, "not-in-force")
                self._amendments.append((days, instrument))
            case Extension():
                self._extend(instrument)
            case Termination(last_day=dt.date() as last_day):
                self._terminate(instrument.number, last_day)
            case Revocation() | Recording():
                pass  # applied before
            case Accession() | Withdrawal() | Amendment() | Termination():
                # Its day is not known.
                self._leaving |= {instrument.party} if isinstance(instrument, Withdrawal) else set()
                return
            case _:
                assert_never(instrument)
        self._applied.append(instrument)

    def _join(self, joining: list[Member], *, again: bool) -> None:
        """Add memberships of one party; refuse any on the days of another, unless *again*."""
        party = joining[0].party.id
        held = self._members.setdefault(party, [])
        is_leaving = party in self._leaving
        for place, other in enumerate(held):
            shared = (other.period.overlap(member.period) for member in joining)
            day = min((both.first_day for both in shared if both is not None), default=None)
            if day is None:
                continue
            if is_leaving and day > other.period.first_day:
                # It left on a day that is not known, but before it came back.
                until = Period(other.period.first_day, day - _ONE_DAY)
                held[place] = attrs.evolve(other, period=until)
                self._leaving.discard(party)
            elif not again:
                raise AlreadyPartyError(party, day)
            else:
                self._doubled.add(party)
        if len(joining) > 1:
            self._doubled.add(party)
        held += joining

    def _leave(self, party: str, day: dt.date, last_day: dt.date) -> list[Member]:
        """Let the memberships that include *day* end on *last_day*; return them as they were.

        What follows them without a break by the same accession ends, too.
        """
        held = self._members.get(party, [])
        left = [member for member in held if day in member.period]
        if not left:
            raise NotAMemberError(party, day)
        if len(held) > 1:
            left += _following(held, left)
        self._members[party] = [
            member if each_stays else _until(member, last_day)
            for member in held
            if (each_stays := member not in left) or member.period.first_day <= last_day
        ]
        return left

    def _succeed(self, succession: Succession, *, again: bool) -> None:
        first_day, successor = succession.first_day, self._parties[succession.successor]
        left = self._leave(succession.party, first_day, first_day - _ONE_DAY)
        joining = []
        for member in left:
            since = max(first_day, member.period.first_day)
            line = member.line or ((member.period.first_day, member.party),)
            joining.append(
                attrs.evolve(
                    member,
                    party=successor,
                    period=Period(since, member.period.last_day),
                    line=(*line, (since, successor)),
                    successions=(*member.successions, succession),
                )
            )
        self._join(joining, again=again)

    def _extend(self, extension: Extension) -> None:
        number, last_day, end = extension.number, extension.last_day, self.term_end
        if self.terminated is not None:
            raise InstrumentError(number, "terminated", {"day": self.terminated})
        if end is None:
            raise InstrumentError(number, "no-end")
        if last_day is not None and last_day <= end:
            raise InstrumentError(number, "end-not-later", {"day": end})
        self.term_end = last_day

    def _terminate(self, number: int, last_day: dt.date) -> None:
        period = self.period
        if last_day not in period or last_day == period.last_day:
            details = {"first_day": period.first_day, "last_day": period.last_day}
            reason = "outside-open" if period.last_day is None else "outside"
            raise InstrumentError(number, reason, details)
        self.terminated = last_day

    @property
    def period(self) -> Period:
        """The days on which the agreement is in force."""
        first_day = self._first_day
        if self.terminated is not None:
            return Period(first_day, self.terminated)
        return Period(first_day, last_possible_day(self._terms, self.term_end))

    @property
    def members(self) -> Iterator[Member]:
        """All memberships, also outside the days on which the agreement is in force.

        A party has at most one on each day.
        """
        for party, held in self._members.items():
            yield from _apart(held)[0] if party in self._doubled else held

    @property
    def redundant(self) -> Iterator[Member]:
        """Memberships on days on which the party is already a member by an earlier one."""
        for party in self._doubled:
            yield from _apart(self._members[party])[1]

    @property
    def counting(self) -> Iterator[Instrument]:
        """The instruments that have effect, in order."""
        idle = {member.accession.number for member in self.redundant}
        idle -= {member.accession.number for member in self.members} if idle else set()
        return (each for each in self._applied if each.number not in idle)

    def timeline(self) -> Timeline[Terms]:
        """Return the terms over the days on which the agreement is in force."""
        period = self.period
        timeline = Timeline([(Period(period.first_day), self._terms)])
        for days, amendment in self._amendments:
            timeline = timeline.changed(days, amendment.applied_to)
        return Timeline(timeline.within(period))


class Folds:
    """Members and terms, as in a fold, but apart for parties that no succession links.

    So what becomes void is taken away without a look at the other parties. Nothing that passed
    the check is refused later, so each fold is made anew only when something is added to it.
    """

    def __init__(
        self, terms: Terms, parties: Mapping[str, Party], instruments: Iterable[Instrument]
    ) -> None:
        self._terms = terms
        self._parties = parties
        self._first_day = FIRST_DAY
        self._linked = _linked(instruments)
        self._applied: dict[str | None, dict[int, Instrument]] = {}  # by number, in order
        self._folds: dict[str | None, Fold] = {}
        self._stayed: set[str] = set()  # parties with a withdrawal or succession that is void

    def start(self, first_day: dt.date, instruments: Iterable[Instrument]) -> None:
        """Start anew, with instruments that have already passed the check."""
        several = list(instruments)
        void = void_ones(several)
        self._first_day = first_day
        self._applied, self._folds, self._stayed = {}, {}, set()
        for each in several:
            self._applied.setdefault(self._group(each), {})[each.number] = each
        for each in several:
            if each.number in void:
                self.take_away(each)

    def add(self, instrument: Instrument, *, again: bool = False) -> Fold:
        """Apply an instrument, or refuse it; return the members or the terms that it changed.

        Args:
            instrument: The instrument.

            again: Whether it was accepted before, without its day: a second membership on the
                days of another is then not refused if what had ended the other is void.
        """
        group = self._group(instrument)
        applied = self._applied.setdefault(group, {})
        fold = self._folds.get(group)
        if fold is None:
            before = applied.values()
            fold = Fold.of(self._terms, self._first_day, self._parties, before)
            self._folds[group] = fold
        fold.add(instrument, again=again and instrument.own_party in self._stayed)
        applied[instrument.number] = instrument
        return fold

    def take_away(self, void: Instrument) -> None:
        """Take away an instrument that is void."""
        group = self._group(void)
        del self._applied[group][void.number]
        self._folds.pop(group, None)
        if isinstance(void, Withdrawal | Succession):
            self._stayed.add(void.party)

    def _group(self, instrument: Instrument) -> str | None:
        if isinstance(instrument, Accession | Withdrawal | Succession):
            return self._linked.get(instrument.party, instrument.party)
        return None


def _linked(instruments: Iterable[Instrument]) -> dict[str, str]:
    """Return one party of each group that successions link, by the id of each in the group."""
    groups: dict[str, list[str]] = {}
    for each in instruments:
        if isinstance(each, Succession):
            one, other = (groups.get(party, [party]) for party in (each.party, each.successor))
            if one is not other:
                more, fewer = (one, other) if len(one) > len(other) else (other, one)
                more += fewer
                groups.update(dict.fromkeys(more if len(more) == 2 else fewer, more))
    return {party: group[0] for party, group in groups.items()}


def _following(held: list[Member], left: list[Member]) -> list[Member]:
    """Return what follows memberships without a break by the same accession, in order."""
    before = list(left)
    for member in sorted(held, key=lambda each: each.period.first_day):
        eve = member.period.first_day - _ONE_DAY
        if any(
            each.accession.number == member.accession.number and each.period.last_day == eve
            for each in before
        ):
            before.append(member)
    return before[len(left) :]


def _until(member: Member, last_day: dt.date) -> Member:
    return attrs.evolve(member, period=Period(member.period.first_day, last_day))


def _apart(held: list[Member]) -> tuple[list[Member], list[Member]]:
    """Return the memberships of a party that count, and those on days on which one counts."""
    counting: list[Member] = []
    redundant: list[Member] = []
    for member in held:
        line = Timeline((each.period, each) for each in counting)
        redundant += [attrs.evolve(member, period=days) for days, _ in line.within(member.period)]
        counting += [attrs.evolve(member, period=days) for days in line.gaps(member.period)]
    return counting, redundant


def cut(members: Iterable[Member], period: Period) -> tuple[Member, ...]:
    """Return the memberships inside *period*, in order of party id and first day."""
    found: list[Member] = []
    for member in members:
        both = member.period.overlap(period)
        if both is not None:
            is_whole = both is member.period
            found.append(member if is_whole else attrs.evolve(member, period=both))
    return tuple(sorted(found, key=lambda m: (m.party.id, m.period.first_day)))
