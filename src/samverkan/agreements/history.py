"""What was known of an agreement on a day: its instruments, adopted in the order of their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from ..core.parties import Party
from ..core.periods import FIRST_DAY, Period
from ..errors import InstrumentError
from ..errors.texts import Text
from . import adoption
from .adoption import Condition, Needs, Start
from .fold import Fold, cut, void_ones
from .instruments import (
    Accession,
    Amendment,
    Ground,
    Instrument,
    Recording,
    Revocation,
    Succession,
    Termination,
    Withdrawal,
)
from .state import Member, Pending, State, Wait
from .terms import Terms

_ONE_DAY = dt.timedelta(days=1)
_EVER = dt.date.max
_AGREEMENT = Text("överenskommelsen", "the agreement")
_FIRST, _LAST = Text("första", "first"), Text("sista", "last")
_WAITS = {
    Condition.LEGAL_FORCE: Wait.LEGAL_FORCE,
    Condition.SIGNED: Wait.SIGNATURE,
    None: Wait.DAY,
}

Recorded: TypeAlias = Mapping[int | None, Recording]
"""The recorded days, by the number of the instrument, or None for the agreement."""


def in_order(instruments: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """Return instruments by day of decision, then by first day of effect, then by number.

    Instruments without a recorded decision come first.
    """
    return tuple(sorted(instruments, key=_rank))


def _rank(instrument: Instrument) -> tuple[dt.date, dt.date, int]:
    known_from = instrument.known_from or instrument.decided_on or dt.date.min
    return (known_from, instrument.effect_from or _EVER, instrument.number)


@attrs.frozen
class Record:
    """What is on record of an agreement: its original terms, its parties and its instruments.

    Attributes:
        known_days: The day from which each instrument is known, by its number: the day of the
            last decision that it needs. Undated and pending instruments have none.
    """

    terms: Terms
    parties: Mapping[str, Party]
    instruments: tuple[Instrument, ...]
    known_days: Mapping[int, dt.date] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        days = {
            each.number: known_from
            for each in self.instruments
            if (known_from := each.known_from) is not None
        }
        object.__setattr__(self, "known_days", days)
        joint = [each for each in self.instruments if each.is_joint]
        for day in sorted({day for each in joint for day in _final_days(each)}):
            waiting = [i for i in joint if i.number not in days and day in _final_days(i)]
            members = self._members_to_be(day, waiting)
            adopted = [each.number for each in waiting if not who_is_missing(each, day, members)[1]]
            days.update(dict.fromkeys(adopted, day))

    def _members_to_be(self, day: dt.date, waiting: Iterable[Instrument]) -> set[str]:
        """Return the ids of the parties that are or will be members, as known on a day.

        There are none if nothing that waits needs all members.
        """
        if all(each.needs is not None and each.needs.parties for each in waiting):
            return set()
        known = [*_undated(self.instruments), *self._known(day)]
        fold = self._fold(known, {}, FIRST_DAY)
        void = void_ones(known)
        to_start = {
            each.party
            for each in known
            if isinstance(each, Accession) and each.effect_from is None and each.number not in void
        }
        return to_start | {
            member.party.id
            for member in fold.members
            if member.period.last_day is None or member.period.last_day >= day
        }

    def _known(self, known_on: dt.date | None) -> list[Instrument]:
        """Return the instruments that are known on a day, in the order in which they apply."""
        days, until = self.known_days, known_on or _EVER
        known = [i for i in self.instruments if i.number in days and days[i.number] <= until]
        return sorted(known, key=self._applied)

    def _applied(self, instrument: Instrument) -> tuple[dt.date, dt.date, int]:
        known_from = self.known_days[instrument.number]
        return (known_from, instrument.effect_from or known_from, instrument.number)

    def _fold(self, known: Iterable[Instrument], recorded: Recorded, first_day: dt.date) -> Fold:
        several = [self._resolved(each, recorded) for each in known]
        return Fold.of(self.terms, first_day, self.parties, several)

    # --- First and last days that wait

    def _resolved(self, instrument: Instrument, recorded: Recorded) -> Instrument:
        """Return the instrument with its days filled in, as far as they are known."""
        recording = recorded.get(instrument.number)
        match instrument:
            case Accession(effective=Start() as start) | Amendment(effective=Start() as start):
                known_from = self.known_days.get(instrument.number)
                day = _first_day(start, known_from, recording)
                period = None if day is None else start.from_day(day)
                if period is None and day is not None:
                    details = {"first_day": day, "last_day": start.last_day}
                    raise InstrumentError(
                        instrument.number, "ends-before", {**details, "what": _named(instrument)}
                    )
                return instrument if period is None else attrs.evolve(instrument, effective=period)
            case Withdrawal(last_day=None) | Termination(last_day=None) if recording is not None:
                return attrs.evolve(instrument, last_day=recording.last_day)
            case _:
                return instrument

    # --- The agreement's own coming into force

    def _agreed(self, known: Iterable[Instrument], recorded: Recorded) -> Agreed:
        """Return from which day the agreement is in force, given the known instruments."""
        terms, void = self.terms.period, void_ones(known)
        needs = self.terms.needs
        if isinstance(terms, Period) and needs is None:
            return Agreed(terms.first_day, None)
        stated = terms.not_before if isinstance(terms, Start) else terms.first_day
        needed = [
            each
            for each in self.instruments
            if isinstance(each, Accession) and each.number not in void and is_original(each, stated)
        ]
        numbers = {each.number for each in known}
        days: dict[str, dt.date] = {}
        for each in needed:
            day = self.known_days.get(each.number)
            if each.number in numbers and day is not None:
                days[each.party] = min(day, days.get(each.party, day))
        members = {each.party for each in needed}
        waits_for_all = isinstance(terms, Start) and terms.when not in {None, Condition.SIGNED}
        if needs is None and waits_for_all:
            needs = Needs()
        agreed_on = None
        if needs is not None:
            missing = adoption.missing(needs, days, members)
            lacking = adoption.lacking(needs, days, members)
            earliest = stated or min(days.values(), default=FIRST_DAY)
            if lacking:
                return Agreed(
                    earliest,
                    Pending(
                        instrument=None,
                        waits_for=Wait.DECISIONS,
                        days=Period(earliest),
                        missing=missing,
                        lacking=lacking,
                    ),
                )
            agreed_on = _last_needed(needs, days, members)
        if isinstance(terms, Period):
            return Agreed(terms.first_day, None)
        day = _first_day(terms, agreed_on, recorded.get(None))
        if day is not None:
            return Agreed(day, None)
        earliest = stated or agreed_on or min(days.values(), default=FIRST_DAY)
        wait = _WAITS.get(terms.when, Wait.DAY)
        return Agreed(earliest, Pending(instrument=None, waits_for=wait, days=Period(earliest)))

    # --- Checks

    def check(self) -> None:
        """Refuse the first instrument that cannot have the effect that it states.

        Each is checked against what was known when it became known.
        """
        undated = _undated(self.instruments)
        known: list[Instrument] = []
        recorded: dict[int | None, Recording] = {}
        fold = self._fold((), recorded, self._agreed((), recorded).first_day)
        for instrument in (*undated, *self._known(None)):
            if isinstance(instrument, Revocation):
                self._check_target(instrument, known, recorded)
            elif isinstance(instrument, Recording):
                self._check_recording(instrument, known, recorded)
                recorded[instrument.target] = instrument
            known.append(instrument)
            if isinstance(instrument, Revocation):
                recorded = _recorded(known)
            if isinstance(instrument, Revocation) or (
                isinstance(instrument, Recording) and instrument.target is None
            ):
                fold = self._fold(known, recorded, self._agreed(known, recorded).first_day)
            elif isinstance(instrument, Recording):
                [target] = [each for each in known if each.number == instrument.target]
                fold.add(self._resolved(target, recorded))
            else:
                fold.add(self._resolved(instrument, recorded))

    def _check_target(
        self, revocation: Revocation, known: list[Instrument], recorded: Recorded
    ) -> None:
        number, target = revocation.number, revocation.target
        found = [instrument for instrument in known if instrument.number == target]
        if not found:
            raise InstrumentError(number, "no-target", {"target": target})
        if target in void_ones(known):
            raise InstrumentError(number, "void-already", {"target": target})
        took_effect = self._resolved(found[0], recorded).effect_from
        if (
            revocation.ground is Ground.TAKEN_BACK
            and took_effect is not None
            and took_effect <= self.known_days[number]
        ):
            raise InstrumentError(number, "in-effect", {"target": target, "day": took_effect})

    def _check_recording(
        self, recording: Recording, known: list[Instrument], recorded: Recorded
    ) -> None:
        number, target, day = recording.number, recording.target, recording.recorded_on
        which = _LAST if recording.first_day is None else _FIRST
        found = [each for each in self.instruments if each.number == target]
        if target is not None and not found:
            raise InstrumentError(number, "no-target", {"target": target})
        what = _named(found[0]) if found else _AGREEMENT
        waits = _waits(found[0]) if found else _start_waits(self.terms.period)
        if waits is not which:
            raise InstrumentError(number, "nothing-open", {"what": what, "which": which})
        if target in recorded:
            by = recorded[target].number
            raise InstrumentError(number, "recorded-already", {"what": what, "by": by})
        if found and (found[0] not in known or target in void_ones(known)):
            raise InstrumentError(number, "not-adopted", {"what": what, "day": day})
        pending = None if found else self._agreed(known, recorded).pending
        if pending is not None and not pending.is_adopted:
            raise InstrumentError(number, "not-adopted", {"what": what, "day": day})
        start = self.terms.period if not found else getattr(found[0], "effective", None)
        first_day = recording.first_day
        if isinstance(start, Start) and first_day is not None and start.from_day(first_day) is None:
            details = {"what": what, "last_day": start.last_day, "first_day": first_day}
            raise InstrumentError(number, "ends-before", details)

    # --- States

    def state(self, known_on: dt.date | None) -> State:
        """Return the agreement as it was known on a day, or with everything on record."""
        dated = self._known(known_on)
        undated = _undated(self.instruments)
        presupposed = (i for i in undated if known_on is None or _is_presupposed(i, dated))
        known: list[Instrument] = [*presupposed, *dated]
        recorded = _recorded(known)
        agreed = self._agreed(known, recorded)
        fold = self._fold(known, recorded, agreed.first_day)
        counted = {each.number for each in known}
        unknown = (_with_days(i, agreed.first_day) for i in undated if i.number not in counted)
        lone = Fold.of(self.terms, agreed.first_day, self.parties, unknown)
        pending, certain = self._pending(known, recorded, known_on, agreed.pending, fold)
        return State(
            known_on=known_on,
            period=fold.period,
            term_end=fold.term_end,
            terminated=fold.terminated is not None,
            timeline=fold.timeline(),
            memberships=cut(certain, fold.period),
            undated=cut(lone.members, fold.period),
            instruments=tuple(fold.counting),
            pending=pending,
        )

    def _pending(
        self,
        known: list[Instrument],
        recorded: Recorded,
        known_on: dt.date | None,
        own: Pending | None,
        fold: Fold,
    ) -> tuple[tuple[Pending, ...], list[Member]]:
        """Return what is pending, and the memberships that do not depend on it."""
        void = void_ones(known)
        resolved = [self._resolved(each, recorded) for each in known if each.number not in void]
        found = [self._open(each) for each in resolved if _waits(each) is not None]
        found += self._not_adopted(void, known_on)
        found.sort(key=lambda each: each.number or 0)
        certain, several = list(fold.members), []
        for each in (*([] if own is None else [own]), *found):
            doubtful = [
                (member, member.period.overlap(each.days))
                for member in certain
                if _is_doubtful(each, member)
            ]
            certain = [part for member in certain for part in _before(member, each)]
            members = [attrs.evolve(m, period=days) for m, days in doubtful if days is not None]
            members += each.members
            several.append(attrs.evolve(each, members=cut(members, fold.period)))
        return tuple(several), certain

    def _open(self, instrument: Instrument) -> Pending:
        """Return an adopted instrument without a known day as pending."""
        known_from = self.known_days.get(instrument.number)
        start = getattr(instrument, "effective", None)
        if not isinstance(start, Start):  # a last day is not known
            days = Period((known_from or FIRST_DAY) + _ONE_DAY)
            return Pending(instrument=instrument, waits_for=Wait.DAY, days=days)
        earliest = start.not_before or known_from or FIRST_DAY
        days = start.from_day(earliest) or Period(earliest)
        is_undated = start.when is Condition.ALL_DECIDED  # or its day would be known
        party = getattr(instrument, "party", None)
        return Pending(
            instrument=instrument,
            waits_for=Wait.DECISIONS if is_undated else _WAITS[start.when],
            days=days,
            missing=(party,) if is_undated and party is not None else (),
            lacking=int(is_undated),
            members=self._member(instrument, days),
        )

    def _not_adopted(self, void: set[int], known_on: dt.date | None) -> Iterator[Pending]:
        """Yield the instruments that are known to wait for decisions."""
        day = known_on or max(self.known_days.values(), default=FIRST_DAY)
        waiting = [
            each
            for each in self.instruments
            if self.known_days.get(each.number, _EVER) > (known_on or dt.date.min)
            and not (known_on is None and each.number in self.known_days)
            and each.number not in void
            and (each.is_joint or each.decision is not None)
            and _is_begun(each, known_on)
        ]
        members = self._members_to_be(day, waiting) if waiting else set()
        for each in waiting:
            missing, count = who_is_missing(each, known_on or _EVER, members)
            days = _earliest_days(each, day)
            yield Pending(
                instrument=each,
                waits_for=Wait.DECISIONS if each.is_joint else Wait.RATIFICATION,
                days=days,
                missing=missing,
                lacking=count,
                members=self._member(each, days),
            )

    def _member(self, instrument: Instrument, days: Period) -> tuple[Member, ...]:
        if not isinstance(instrument, Accession):
            return ()
        return (Member(self.parties[instrument.party], instrument, days),)


@attrs.frozen
class Agreed:
    """The first day of an agreement, as far as it is known, and why it is not.

    Args:
        first_day: The first day; if it is not known, the earliest day on which it can be.

        pending: What it waits for, or None if the day is known.
    """

    first_day: dt.date
    pending: Pending | None


def _first_day(
    start: Start, adopted_on: dt.date | None, recording: Recording | None
) -> dt.date | None:
    """Return the first day of what has a start, or None if it is not known."""
    if recording is not None:
        return recording.first_day
    if adopted_on is None or start.when is not Condition.ALL_DECIDED:
        return None
    return max(adopted_on, start.not_before or adopted_on)


def _last_needed(needs: Needs, days: Mapping[str, dt.date], members: Iterable[str]) -> dt.date:
    """Return the day of the last decision that is needed."""
    counted = adoption.counted(needs, list(members))
    decided = sorted(days[party] for party in counted if party in days)
    return decided[(needs.at_least or len(counted)) - 1]


def who_is_missing(
    instrument: Instrument, day: dt.date, members: Iterable[str]
) -> tuple[tuple[str, ...], int]:
    """Return the parties whose decision on an instrument is missing on a day, and how many must.

    Args:
        instrument: The instrument.

        day: The day; decisions of that day count.

        members: The ids of all members, which count if the instrument names no parties.
    """
    own, party = instrument.decision, getattr(instrument, "party", None)
    own_is_missing = own is not None and (own.final_on is None or own.final_on > day)
    decided = {
        each.party
        for each in instrument.adoptions
        if each.decided_on is not None and each.decided_on <= day
    }
    if own is not None and party is not None and not own_is_missing:
        decided.add(party)
    if not instrument.is_joint:
        return ((party,) if party is not None else ()), int(own_is_missing)
    needs, several = instrument.needs or Needs(), set(members)
    missing = adoption.missing(needs, decided, several)
    count = adoption.lacking(needs, decided, several)
    if own_is_missing and (party is None or party not in missing):
        return (*missing, *([] if party is None else [party])), count + 1
    return missing, count


def _final_days(instrument: Instrument) -> Iterator[dt.date]:
    """Yield the days of the decisions on an instrument that count."""
    own = () if instrument.decision is None else (instrument.decision.final_on,)
    for day in (*own, *(each.decided_on for each in instrument.adoptions)):
        if day is not None:
            yield day


def _earliest_days(instrument: Instrument, otherwise: dt.date) -> Period:
    """Return the days of an instrument that waits, the earliest that it can have."""
    effective = getattr(instrument, "effective", None)
    if isinstance(effective, Period):
        return effective
    begun = min((step.decided_on for _, step in instrument.decisions), default=otherwise)
    if isinstance(effective, Start):
        earliest = effective.not_before or begun
        return effective.from_day(earliest) or Period(earliest)
    return Period(instrument.effect_from or begun)


def _is_begun(instrument: Instrument, known_on: dt.date | None) -> bool:
    """Return whether a decision on it is known; without any, nobody can say when it was."""
    days = [step.decided_on for _, step in instrument.decisions]
    return known_on is None or not days or min(days) <= known_on


def _undated(instruments: Iterable[Instrument]) -> list[Accession]:
    """Return the accessions without a recorded decision."""
    return [
        each
        for each in instruments
        if isinstance(each, Accession) and each.decision is None and not each.is_joint
    ]


def is_original(accession: Accession, stated: dt.date | None) -> bool:
    """Return whether an accession is to the agreement as it began, not a later one."""
    first_day = accession.effect_from
    return stated is None or first_day is None or first_day <= stated


def _with_days(accession: Accession, first_day: dt.date) -> Accession:
    """Return an accession with days: the earliest that it can have, if they are not known."""
    start = accession.effective
    if isinstance(start, Period):
        return accession
    earliest = start.not_before or first_day
    return attrs.evolve(accession, effective=start.from_day(earliest) or Period(earliest))


def _recorded(known: Iterable[Instrument]) -> dict[int | None, Recording]:
    several = list(known)
    void = void_ones(several)
    recordings = [each for each in several if isinstance(each, Recording)]
    return {each.target: each for each in recordings if each.number not in void}


def _waits(instrument: Instrument) -> Text | None:
    """Return which day is not stated, the first or the last, or None."""
    match instrument:
        case Accession(effective=Start() as start) | Amendment(effective=Start() as start):
            return _start_waits(start) or (_FIRST if instrument.decided_on is None else None)
        case Withdrawal(last_day=None) | Termination(last_day=None):
            return _LAST
        case _:
            return None


def _start_waits(effective: Period | Start) -> Text | None:
    is_open = isinstance(effective, Start) and effective.when is not Condition.ALL_DECIDED
    return _FIRST if is_open else None


def _named(instrument: Instrument) -> Text:
    label, number = instrument.label, instrument.number
    return Text(f"{label.sv} {number}", f"{label.in_language('en')} {number}")


def _is_doubtful(pending: Pending, member: Member) -> bool:
    """Return whether a certain membership depends on something pending."""
    match pending.instrument:
        case None:
            return True
        case Termination(last_day=None):
            return pending.is_adopted
        case Withdrawal(last_day=None, party=party):
            return pending.is_adopted and party == member.party.id
        case _:
            return False


def _before(member: Member, pending: Pending) -> Iterator[Member]:
    """Yield the part of a membership that does not depend on something pending."""
    if not _is_doubtful(pending, member) or member.period.overlap(pending.days) is None:
        yield member
    elif member.period.first_day < pending.days.first_day:
        until = pending.days.first_day - _ONE_DAY
        yield attrs.evolve(member, period=Period(member.period.first_day, until))


def _is_presupposed(accession: Accession, dated: Iterable[Instrument]) -> bool:
    """Return whether a dated instrument presupposes an accession that has no decision."""
    party, days = accession.party, accession.effective
    for instrument in dated:
        match instrument:
            case Withdrawal(last_day=day) | Succession(first_day=day) if instrument.party == party:
                if isinstance(days, Start) or day is None or day in days:
                    return True
            case Revocation(target=accession.number) | Recording(target=accession.number):
                return True
            case _:
                continue
    return False
