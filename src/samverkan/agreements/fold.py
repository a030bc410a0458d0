"""Members and terms that follow from instruments, applied one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
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
    """

    def __init__(self, terms: Terms, first_day: dt.date, parties: Mapping[str, Party]) -> None:
        self._terms = terms
        self._first_day = first_day
        self._parties = parties
        self._members: dict[str, list[Member]] = {}
        self._leaving: set[str] = set()
        self._amendments: list[tuple[Period, Amendment]] = []
        self.counting: list[Instrument] = []
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
                    history.add(instrument)
                except (InstrumentError, NotAMemberError):
                    continue
        return history

    def add(self, instrument: Instrument) -> None:
        """Apply an instrument, or refuse it."""
        match instrument:
            case Accession(effective=Period() as days):
                self._join(Member(self._parties[instrument.party], instrument, days))
            case Withdrawal(last_day=dt.date() as last_day):
                self._leave(instrument.party, last_day, last_day)
            case Succession():
                self._succeed(instrument)
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
        self.counting.append(instrument)

    def _join(self, member: Member) -> None:
        held = self._members.setdefault(member.party.id, [])
        for place, other in enumerate(held):
            both = other.period.overlap(member.period)
            if both is None:
                continue
            if member.party.id not in self._leaving or both.first_day == other.period.first_day:
                raise AlreadyPartyError(member.party.id, both.first_day)
            # It left on a day that is not known, but before it came back.
            until = member.period.first_day - _ONE_DAY
            held[place] = attrs.evolve(other, period=Period(other.period.first_day, until))
            self._leaving.discard(member.party.id)
        held.append(member)

    def _leave(self, party: str, day: dt.date, last_day: dt.date) -> Member:
        """Let the membership that includes *day* end on *last_day*; return it as it was before."""
        held = self._members.get(party, [])
        for place, member in enumerate(held):
            if day in member.period:
                if last_day < member.period.first_day:
                    del held[place]
                else:
                    shorter = Period(member.period.first_day, last_day)
                    held[place] = attrs.evolve(member, period=shorter)
                return member
        raise NotAMemberError(party, day)

    def _succeed(self, succession: Succession) -> None:
        first_day, successor = succession.first_day, self._parties[succession.successor]
        member = self._leave(succession.party, first_day, first_day - _ONE_DAY)
        line = member.line or ((member.period.first_day, member.party),)
        self._join(
            attrs.evolve(
                member,
                party=successor,
                period=Period(first_day, member.period.last_day),
                line=(*line, (first_day, successor)),
                successions=(*member.successions, succession),
            )
        )

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
    def members(self) -> Iterable[Member]:
        """All memberships, also outside the days on which the agreement is in force."""
        return (member for held in self._members.values() for member in held)

    def timeline(self) -> Timeline[Terms]:
        """Return the terms over the days on which the agreement is in force."""
        period = self.period
        timeline = Timeline([(Period(period.first_day), self._terms)])
        for days, amendment in self._amendments:
            timeline = timeline.changed(days, amendment.applied_to)
        return Timeline(timeline.within(period))


class Folds:
    """Members and terms, as in a fold, but apart for parties that no succession links.

    So what becomes void is taken away without a look at the other parties.
    """

    def __init__(
        self, terms: Terms, parties: Mapping[str, Party], instruments: Iterable[Instrument]
    ) -> None:
        self._terms = terms
        self._parties = parties
        self._first_day = FIRST_DAY
        self._linked = _linked(instruments)
        self._applied: dict[str | None, list[Instrument]] = {}
        self._folds: dict[str | None, Fold] = {}

    def start(self, first_day: dt.date, instruments: Iterable[Instrument]) -> None:
        """Start anew, with instruments that have already passed the check."""
        several = list(instruments)
        void = void_ones(several)
        self._first_day = first_day
        self._applied = {}
        for each in several:
            if each.number not in void:
                self._applied.setdefault(self._group(each), []).append(each)
        self._folds = {group: self._fold(each) for group, each in self._applied.items()}

    def add(self, instrument: Instrument) -> Fold:
        """Apply an instrument, or refuse it; return the members or the terms that it changed."""
        group = self._group(instrument)
        fold = self._folds.get(group)
        if fold is None:
            fold = self._folds[group] = self._fold(())
        fold.add(instrument)
        self._applied.setdefault(group, []).append(instrument)
        return fold

    def take_away(self, void: Instrument) -> None:
        """Take away an accession, withdrawal or succession that is void."""
        group = self._group(void)
        kept = [each for each in self._applied[group] if each.number != void.number]
        self._applied[group] = kept
        self._folds[group] = self._fold(kept)

    def _fold(self, instruments: Iterable[Instrument]) -> Fold:
        return Fold.of(self._terms, self._first_day, self._parties, instruments)

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


def cut(members: Iterable[Member], period: Period) -> tuple[Member, ...]:
    """Return the memberships inside *period*, in order of party id and first day."""
    found: list[Member] = []
    for member in members:
        both = member.period.overlap(period)
        if both is not None:
            is_whole = both is member.period
            found.append(member if is_whole else attrs.evolve(member, period=both))
    return tuple(sorted(found, key=lambda m: (m.party.id, m.period.first_day)))
