"""Members and terms that follow from instruments, applied in the order of their decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import assert_never

import attrs

from ..core.parties import Party
from ..core.periods import Period, Timeline
from ..errors import AlreadyPartyError, InstrumentError, NotAMemberError
from .events import last_possible_day
from .instruments import (
    Accession,
    Amendment,
    Extension,
    Ground,
    Instrument,
    Revocation,
    Succession,
    Termination,
    Withdrawal,
)
from .state import Member, State
from .terms import Terms

_ONE_DAY = dt.timedelta(days=1)


def in_order(instruments: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """Return instruments in the order in which they are applied.

    The order is by day of decision, then by first day of effect, then by number; instruments
    without a recorded decision come first.
    """
    return tuple(sorted(instruments, key=_rank))


def _rank(instrument: Instrument) -> tuple[dt.date, dt.date, int]:
    return (instrument.known_from or dt.date.min, instrument.effect_from, instrument.number)


def check(terms: Terms, parties: Mapping[str, Party], instruments: tuple[Instrument, ...]) -> None:
    """Refuse the first instrument that cannot have the effect that it states.

    Each is checked against what was known when it was decided.
    """
    known: list[Instrument] = []
    history = _History(terms, parties)
    for instrument in instruments:
        if isinstance(instrument, Revocation):
            _check_target(instrument, known)
            known.append(instrument)
            history = _History.of(terms, parties, known)
        else:
            known.append(instrument)
            history.add(instrument)


def _check_target(revocation: Revocation, known: list[Instrument]) -> None:
    number, target = revocation.number, revocation.target
    found = [instrument for instrument in known if instrument.number == target]
    if not found:
        raise InstrumentError(number, "no-target", {"target": target})
    if target in _void(known):
        raise InstrumentError(number, "void-already", {"target": target})
    took_effect = found[0].effect_from
    if revocation.ground is Ground.TAKEN_BACK and took_effect <= revocation.decision.decided_on:
        raise InstrumentError(number, "in-effect", {"target": target, "day": took_effect})


def state(
    terms: Terms,
    parties: Mapping[str, Party],
    instruments: tuple[Instrument, ...],
    known_on: dt.date | None,
) -> State:
    """Return the agreement as it was known on a day, or with everything on record."""
    if known_on is None:
        return _History.of(terms, parties, instruments).state(None, ())
    dated = [i for i in instruments if i.known_from is not None and i.known_from <= known_on]
    known: list[Instrument] = []
    unknown: list[Instrument] = []
    for instrument in instruments:
        if isinstance(instrument, Accession) and instrument.decision is None:
            (known if _is_presupposed(instrument, dated) else unknown).append(instrument)
    history = _History.of(terms, parties, [*known, *dated])
    lone = _History.of(terms, parties, unknown)
    return history.state(known_on, lone.cut(history.period()))


def _is_presupposed(accession: Accession, dated: Iterable[Instrument]) -> bool:
    """Return whether a dated instrument presupposes an accession that has no decision."""
    for instrument in dated:
        match instrument:
            case Withdrawal(party=accession.party, last_day=day) if day in accession.effective:
                return True
            case Succession(party=accession.party, first_day=day) if day in accession.effective:
                return True
            case Revocation(target=accession.number):
                return True
            case _:
                continue
    return False


def _void(instruments: Iterable[Instrument]) -> set[int]:
    """Return the numbers of the instruments that are void; a void revocation has no effect."""
    void: set[int] = set()
    for instrument in reversed(list(instruments)):
        if isinstance(instrument, Revocation) and instrument.number not in void:
            void.add(instrument.target)
    return void


class _History:
    """Members and terms, changed by each instrument in turn."""

    def __init__(self, terms: Terms, parties: Mapping[str, Party]) -> None:
        self._terms = terms
        self._parties = parties
        self._members: dict[str, list[Member]] = {}
        self._amendments: list[Amendment] = []
        self._counting: list[Instrument] = []
        self._term_end = terms.period.last_day
        self._terminated: dt.date | None = None

    @classmethod
    def of(
        cls, terms: Terms, parties: Mapping[str, Party], instruments: Iterable[Instrument]
    ) -> _History:
        """Return the history of instruments that have already passed the check.

        An instrument that depends on a void one has nothing left to change and is skipped.
        """
        several = list(instruments)
        void = _void(several)
        history = cls(terms, parties)
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
            case Accession():
                party = self._parties[instrument.party]
                self._join(Member(party, instrument, instrument.effective))
            case Withdrawal():
                self._leave(instrument.party, instrument.last_day, instrument.last_day)
            case Succession():
                self._succeed(instrument)
            case Amendment():
                if instrument.effective.overlap(self.period()) is None:
                    raise InstrumentError(instrument.number, "not-in-force")
                self._amendments.append(instrument)
            case Extension():
                self._extend(instrument)
            case Termination():
                self._terminate(instrument)
            case Revocation():
                pass  # handled by _void()
            case _:
                assert_never(instrument)
        self._counting.append(instrument)

    def _join(self, member: Member) -> None:
        held = self._members.setdefault(member.party.id, [])
        for other in held:
            both = other.period.overlap(member.period)
            if both is not None:
                raise AlreadyPartyError(member.party.id, both.first_day)
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
        number, last_day, end = extension.number, extension.last_day, self._term_end
        if self._terminated is not None:
            raise InstrumentError(number, "terminated", {"day": self._terminated})
        if end is None:
            raise InstrumentError(number, "no-end")
        if last_day is not None and last_day <= end:
            raise InstrumentError(number, "end-not-later", {"day": end})
        self._term_end = last_day

    def _terminate(self, termination: Termination) -> None:
        period, last_day = self.period(), termination.last_day
        if last_day not in period or last_day == period.last_day:
            details = {"first_day": period.first_day, "last_day": period.last_day}
            reason = "outside-open" if period.last_day is None else "outside"
            raise InstrumentError(termination.number, reason, details)
        self._terminated = last_day

    def period(self) -> Period:
        """Return the days on which the agreement is in force."""
        first_day = self._terms.period.first_day
        if self._terminated is not None:
            return Period(first_day, self._terminated)
        return Period(first_day, last_possible_day(self._terms, self._term_end))

    def cut(self, period: Period) -> tuple[Member, ...]:
        """Return the memberships inside *period*, in order of party id and first day."""
        found = [
            attrs.evolve(member, period=both)
            for held in self._members.values()
            for member in held
            if (both := member.period.overlap(period)) is not None
        ]
        return tuple(sorted(found, key=lambda m: (m.party.id, m.period.first_day)))

    def state(self, known_on: dt.date | None, undated: tuple[Member, ...]) -> State:
        """Return the resulting state."""
        period = self.period()
        timeline = Timeline([(Period(period.first_day), self._terms)])
        for amendment in self._amendments:
            timeline = timeline.changed(amendment.effective, amendment.applied_to)
        return State(
            known_on=known_on,
            period=period,
            term_end=self._term_end,
            terminated=self._terminated is not None,
            timeline=Timeline(timeline.within(period)),
            memberships=self.cut(period),
            undated=undated,
            instruments=tuple(self._counting),
        )
