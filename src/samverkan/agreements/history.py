"""What was known of an agreement on a day: its instruments, adopted in the order of their days."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from ..core.parties import Party
from ..core.periods import FIRST_DAY, Period, Timeline
from ..errors import InstrumentError, NotAMemberError
from ..errors.texts import Text
from .adoption import Condition, Start
from .fold import Fold, Folds, cut, void_ones
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
from .waiting import (
    FIRST,
    LAST,
    WAITS,
    Agreed,
    agreed,
    certain_part,
    days_of,
    earliest_days,
    final_days,
    first_day_of,
    founders,
    is_begun,
    is_doubtful,
    lacks_a_day,
    start_lacks_a_day,
    who_is_missing,
)

_ONE_DAY = dt.timedelta(days=1)
_EVER = dt.date.max
_AGREEMENT = Text("överenskommelsen", "the agreement")

Recorded: TypeAlias = Mapping[int | None, Recording]
"""The recorded days, by the number of the instrument, or None for the agreement."""


Ends: TypeAlias = dict[int, list[tuple[str, dt.date | None]]]
"""Memberships: the party's id and the last day, by the number of instruments known."""


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
        self._adopt(days, [each for each in self.instruments if each.is_joint])

    def _adopt(self, days: dict[int, dt.date], joint: list[Instrument]) -> None:
        """Find the first day on which enough have decided, for each of the joint instruments.

        It is a day on which somebody decides, or on which somebody joins or leaves.
        """
        decided = {each.number: {*final_days(each)} for each in joint}
        changes = {*self._changes(joint)}
        to_try = sorted(changes.union(*decided.values()))
        kept: Ends = {}
        while to_try:
            day = heapq.heappop(to_try)
            waiting = [
                each
                for each in joint
                if each.number not in days
                and (day in decided[each.number] or (day in changes and decided[each.number]))
            ]
            members, heirs = self._members_to_be(day, waiting, kept), self._heirs(day)
            adopted = [i.number for i in waiting if not who_is_missing(i, day, members, heirs)[1]]
            days.update(dict.fromkeys(adopted, day))
            if adopted:  # which may change who is a member
                changes.add(day + _ONE_DAY)
                heapq.heappush(to_try, day + _ONE_DAY)

    def _changes(self, joint: list[Instrument]) -> Iterator[dt.date]:
        """Yield the days on which the members may change, if all of them are needed."""
        if all(each.needs is not None and each.needs.parties for each in joint):
            return
        for each in self.instruments:
            known_from = self.known_days.get(each.number)
            ends = getattr(each, "last_day", None) or each.effect_to
            if known_from is not None:
                yield known_from
            if ends is not None:
                yield max(ends + _ONE_DAY, known_from or FIRST_DAY)

    def _heirs(self, day: dt.date) -> dict[str, str]:
        """Return the successor of each party that is succeeded, as known on a day."""
        successions = (each for each in self._known(day) if isinstance(each, Succession))
        return {each.party: each.successor for each in successions if each.first_day <= day}

    def _members_to_be(self, day: dt.date, waiting: Iterable[Instrument], kept: Ends) -> set[str]:
        """Return the ids of the parties that are or will be members, as known on a day.

        There are none if nothing that waits needs all members.

        Args:
            day: The day.

            waiting: The instruments that wait.

            kept: What was found for earlier days, by the number of instruments known.
        """
        if all(each.needs is not None and each.needs.parties for each in waiting):
            return set()
        known = [*_undated(self.instruments), *self._known(day)]
        ends = kept.get(len(known))  # what is known only grows
        if ends is None:
            ends = kept[len(known)] = self._ends(known)
        return {party for party, last_day in ends if last_day is None or last_day >= day}

    def _ends(self, known: list[Instrument]) -> list[tuple[str, dt.date | None]]:
        """Return each membership that is or will be: the party's id, and its last day if known."""
        recorded, void = _recorded(known), void_ones(known)
        fold = self._fold(known, recorded, FIRST_DAY)
        resolved = (self._resolved(each, recorded) for each in known if each.number not in void)
        to_start = [
            (each.party, None)
            for each in resolved
            if isinstance(each, Accession) and each.effect_from is None
        ]
        return [*to_start, *((m.party.id, m.period.last_day) for m in fold.members)]

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
                day = first_day_of(start, known_from, recording)
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
        period = self.terms.period
        if isinstance(period, Period) and self.terms.needs is None:
            return Agreed(period.first_day, None)
        several = list(known)
        void, numbers = void_ones(several), {each.number for each in several}
        accessions = (
            each
            for each in self.instruments
            if isinstance(each, Accession) and each.number not in void
        )
        founding = founders(self.terms, accessions, recorded.get(None))
        days: dict[str, dt.date] = {}
        for each in founding:
            day = self.known_days.get(each.number)
            if each.number in numbers and day is not None:
                days[each.party] = min(day, days.get(each.party, day))
        return agreed(self.terms, days, {each.party for each in founding}, recorded.get(None))

    def agreed_on(self) -> dt.date | None:
        """Return the day from which the agreement itself is known to be adopted."""
        known = self._known(None)
        return self._agreed(known, _recorded(known)).agreed_on

    # --- Checks

    def check(self) -> None:
        """Refuse the first instrument that cannot have the effect that it states.

        Each is checked against what was known when it became known.
        """
        known: dict[int, Instrument] = {}
        void: set[int] = set()
        recorded: dict[int | None, Recording] = {}
        folds = Folds(self.terms, self.parties, self.instruments)
        folds.start(self._agreed((), recorded).first_day, ())
        on_record = {each.number: each for each in self.instruments}
        for instrument in (*_undated(self.instruments), *self._known(None)):
            number, revoked = instrument.number, None
            if isinstance(instrument, Revocation):
                revoked = on_record.get(instrument.target)
                self._check_target(instrument, revoked, known, void, recorded)
                known[number] = instrument
                if revoked is None or self._reaches_far(revoked, known, recorded):
                    void, recorded = void_ones(known.values()), _recorded(known.values())
                    self._start(folds, known.values(), recorded)
                else:
                    void.add(revoked.number)
                    folds.take_away(revoked)
            elif isinstance(instrument, Recording):
                target = None if instrument.target is None else on_record.get(instrument.target)
                self._check_recording(instrument, target, known, void, recorded)
                known[number] = recorded[instrument.target] = instrument
                if target is None:
                    self._start(folds, known.values(), recorded)
                else:
                    folds.add(self._resolved(target, recorded), again=True)
            else:
                known[number] = instrument
                self._check_leaving(instrument, folds.add(self._resolved(instrument, recorded)))

    def _start(self, folds: Folds, known: Iterable[Instrument], recorded: Recorded) -> None:
        """Apply everything that is known anew."""
        several = list(known)
        first_day = self._agreed(several, recorded).first_day
        folds.start(first_day, [self._resolved(each, recorded) for each in several])

    def _reaches_far(
        self, revoked: Instrument, known: Mapping[int, Instrument], recorded: Recorded
    ) -> bool:
        """Return whether an instrument that becomes void can affect more than its own parties."""
        return (
            not isinstance(revoked, Accession | Withdrawal | Succession)
            or revoked.number not in known
            or self.terms.needs is not None
            or isinstance(self.terms.period, Start)
            or bool(recorded)
        )

    def _check_leaving(self, instrument: Instrument, fold: Fold) -> None:
        """Refuse a withdrawal without a last day of a party that is no member any more."""
        if not isinstance(instrument, Withdrawal) or instrument.last_day is not None:
            return
        day = self.known_days[instrument.number]
        ends = [m.period.last_day for m in fold.members if m.party.id == instrument.party]
        if all(end is not None and end < day for end in ends):
            raise NotAMemberError(instrument.party, day)

    def _check_target(
        self,
        revocation: Revocation,
        revoked: Instrument | None,
        known: Mapping[int, Instrument],
        void: set[int],
        recorded: Recorded,
    ) -> None:
        number, target = revocation.number, revocation.target
        begun = self.known_days[number]
        if revoked is None or not (target in known or self._waits_on(revoked, begun)):
            raise InstrumentError(number, "no-target", {"target": target})
        if target in void:
            raise InstrumentError(number, "void-already", {"target": target})
        took_effect = self._resolved(revoked, recorded).effect_from
        if (
            revocation.ground is Ground.TAKEN_BACK
            and took_effect is not None
            and took_effect <= self.known_days[number]
            and not isinstance(revoked, Recording)  # a wrong day is corrected
        ):
            raise InstrumentError(number, "in-effect", {"target": target, "day": took_effect})

    def _check_recording(
        self,
        recording: Recording,
        found: Instrument | None,
        known: Mapping[int, Instrument],
        void: set[int],
        recorded: Recorded,
    ) -> None:
        number, target, day = recording.number, recording.target, recording.recorded_on
        which = LAST if recording.first_day is None else FIRST
        if target is not None and found is None:
            raise InstrumentError(number, "no-target", {"target": target})
        what = _AGREEMENT if found is None else _named(found)
        waits = start_lacks_a_day(self.terms.period) if found is None else lacks_a_day(found)
        if waits is not which:
            raise InstrumentError(number, "nothing-open", {"what": what, "which": which})
        if target in recorded:
            by = recorded[target].number
            raise InstrumentError(number, "recorded-already", {"what": what, "by": by})
        if found is not None and (found.number not in known or found.number in void):
            raise InstrumentError(number, "not-adopted", {"what": what, "day": day})
        pending = self._agreed(known.values(), recorded).pending if found is None else None
        if pending is not None and not pending.is_adopted:
            raise InstrumentError(number, "not-adopted", {"what": what, "day": day})
        start = days_of(self.terms, found)
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
        resolved = [self._resolved(each, recorded) for each in known]
        fold = Fold.of(self.terms, agreed.first_day, self.parties, resolved)
        counted = {each.number for each in known}
        unknown = (_with_days(i, agreed.first_day) for i in undated if i.number not in counted)
        lone = Fold.of(self.terms, agreed.first_day, self.parties, unknown)
        pending, certain = self._pending(resolved, known_on, agreed.pending, fold)
        state = State(
            known_on=known_on,
            period=fold.period,
            term_end=fold.term_end,
            terminated=fold.terminated is not None,
            timeline=fold.timeline(),
            memberships=cut(certain, fold.period),
            undated=cut(lone.members, fold.period),
            instruments=tuple(fold.counting),
            pending=pending,
            redundant=cut(fold.redundant, fold.period),
        )
        members = {party.id for party in state.parties}
        others = tuple(self.parties[each] for each in sorted(self.parties.keys() - members))
        return attrs.evolve(state, others=others) if others else state

    def _pending(
        self,
        known: list[Instrument],
        known_on: dt.date | None,
        own: Pending | None,
        fold: Fold,
    ) -> tuple[tuple[Pending, ...], list[Member]]:
        """Return what is pending, and the memberships that do not depend on it."""
        void = void_ones(known)
        counting = [each for each in known if each.number not in void]
        found = [self._open(each) for each in counting if lacks_a_day(each) is not None]
        found = [left for each in found for left in self._overridden(each, counting)]
        found += self._not_adopted(void, known_on)
        found.sort(key=lambda each: each.number or 0)
        certain, several = list(fold.members), []
        for pending in (*([] if own is None else [own]), *found):
            days = pending.days.overlap(Period(FIRST_DAY, fold.period.last_day))
            each = pending if days is None else attrs.evolve(pending, days=days)
            doubtful = [
                (member, member.period.overlap(each.days))
                for member in certain
                if is_doubtful(each, member)
            ]
            certain = [part for member in certain for part in certain_part(member, each)]
            members = [attrs.evolve(m, period=days) for m, days in doubtful if days is not None]
            members += _without(each.members, certain)
            several.append(attrs.evolve(each, members=cut(members, fold.period)))
        return tuple(several), certain

    def _overridden(self, pending: Pending, known: list[Instrument]) -> Iterator[Pending]:
        """Yield what is open as long as no amendment that became known later replaces it."""
        instrument, days = pending.instrument, pending.days
        if not isinstance(instrument, Amendment):
            yield pending
            return
        opened = self.known_days.get(instrument.number, FIRST_DAY)
        for each in known:
            if (
                isinstance(each, Amendment)
                and (self.known_days[each.number], each.number) > (opened, instrument.number)
                and each.effect_from is not None
                and each.effect_to is None
                and {*instrument.changes} <= {*each.changes}
            ):
                if each.effect_from <= days.first_day:
                    return
                until = each.effect_from - _ONE_DAY
                days = days.overlap(Period(FIRST_DAY, until)) or days
        yield attrs.evolve(pending, days=days)

    def _open(self, instrument: Instrument) -> Pending:
        """Return an adopted instrument without a known day as pending."""
        known_from = self.known_days.get(instrument.number)
        start = days_of(self.terms, instrument)
        if not isinstance(start, Start):  # a last day is not known
            days = Period((known_from or FIRST_DAY) + _ONE_DAY)
            return Pending(instrument=instrument, waits_for=Wait.DAY, days=days)
        earliest = start.not_before or known_from or FIRST_DAY
        days = start.from_day(earliest) or Period(earliest)
        is_undated = start.when is Condition.ALL_DECIDED  # or its day would be known
        party = instrument.own_party
        return Pending(
            instrument=instrument,
            waits_for=Wait.DECISIONS if is_undated else WAITS[start.when],
            days=days,
            missing=(party,) if is_undated and party is not None else (),
            lacking=int(is_undated),
            members=self._member(instrument, days),
        )

    def _waits_on(self, instrument: Instrument, day: dt.date | None) -> bool:
        """Return whether an instrument waits for decisions on a day, or on record."""
        known_from = self.known_days.get(instrument.number)
        is_known = known_from is not None and (day is None or known_from <= day)
        waits_at_all = instrument.is_joint or instrument.decision is not None
        return waits_at_all and not is_known and is_begun(instrument, day)

    def _not_adopted(self, void: set[int], known_on: dt.date | None) -> Iterator[Pending]:
        """Yield the instruments that are known to wait for decisions."""
        day = known_on or max(self.known_days.values(), default=FIRST_DAY)
        waiting = [
            each
            for each in self.instruments
            if each.number not in void and self._waits_on(each, known_on)
        ]
        members = self._members_to_be(day, waiting, {}) if waiting else set()
        until = known_on or _EVER
        for each in waiting:
            missing, count = who_is_missing(each, until, members, self._heirs(until))
            days = earliest_days(each, day)
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


def _undated(instruments: Iterable[Instrument]) -> list[Accession]:
    """Return the accessions without a recorded decision."""
    return [
        each
        for each in instruments
        if isinstance(each, Accession) and each.decision is None and not each.is_joint
    ]


def _with_days(accession: Accession, first_day: dt.date) -> Accession:
    """Return an accession with days: the earliest that it can have, if they are not known."""
    start = accession.effective
    if isinstance(start, Period):
        return accession
    earliest = start.not_before or first_day
    return attrs.evolve(accession, effective=start.from_day(earliest) or Period(earliest))


def _without(members: Iterable[Member], certain: Iterable[Member]) -> Iterator[Member]:
    """Yield memberships that may be, without the days of a certain one of the same party."""
    held = list(certain)
    for member in members:
        line = Timeline((m.period, m) for m in held if m.party.id == member.party.id)
        for gap in line.gaps(member.period):
            yield attrs.evolve(member, period=gap)


def _recorded(known: Iterable[Instrument]) -> dict[int | None, Recording]:
    several = list(known)
    void = void_ones(several)
    recordings = [each for each in several if isinstance(each, Recording)]
    return {each.target: each for each in recordings if each.number not in void}


def _named(instrument: Instrument) -> Text:
    label, number = instrument.label, instrument.number
    return Text(f"{label.sv} {number}", f"{label.in_language('en')} {number}")


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
