"""What is adopted, and from when, marked day by day: an oracle with no code of the library.

It knows accessions, withdrawals, amendments and revocations, each decided by one or adopted by
several, with stated days or without; and recorded days. There are no other instruments in its
agreements.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias, TypeVar

import attrs

from samverkan import (
    Accession,
    Agreement,
    Amendment,
    Condition,
    Decision,
    Instrument,
    Needs,
    Period,
    Recording,
    Revocation,
    Start,
    Withdrawal,
)

FIRST = dt.date(2015, 1, 1)
DAYS = [FIRST + dt.timedelta(days=n) for n in range(70)]
"""All days that matter; whatever has no last day lasts to the end of them."""


Rank: TypeAlias = tuple[dt.date, dt.date, int]
Pairs: TypeAlias = set[tuple[str, dt.date]]
Kind = TypeVar("Kind", Accession, Amendment, Recording, Revocation, Withdrawal)


def earliest_of(effective: Period | Start) -> dt.date | None:
    """Return the day before which nothing begins, if one is stated."""
    return effective.first_day if isinstance(effective, Period) else effective.not_before


def counts_from(decision: Decision) -> dt.date | None:
    """Return the day from which a decision counts: it may have to be ratified."""
    if decision.ratification is not None:
        later = counts_from(decision.ratification)
        return None if later is None else max(decision.decided_on, later)
    return None if decision.needs_ratification else decision.decided_on


def counted_by(decision: Decision | None, day: dt.date) -> bool:
    """Return whether a decision counts by a day."""
    found = None if decision is None else counts_from(decision)
    return found is not None and found <= day


def enough(needs: Needs | None, decided: set[str], members: set[str]) -> bool:
    """Return whether enough of those whose decision is needed have decided."""
    needs = needs or Needs()
    wanted = set(needs.parties) or members
    count = len(wanted & decided)
    if needs.at_least is not None:
        return count >= needs.at_least
    return bool(wanted) and count == len(wanted)


def earlier(one: dt.date | None, other: dt.date | None) -> bool:
    """Return whether one of two days, which are known here, is not after the other."""
    assert one is not None
    assert other is not None
    return one <= other


def several(instrument: Instrument) -> bool:
    """Return whether several parties adopt it."""
    return len(instrument.adoptions) > 0 or instrument.needs is not None


def steps(instrument: Instrument) -> list[Decision]:
    """Return every decision on an instrument, and those that ratify them."""
    own = [] if instrument.decision is None else [instrument.decision]
    taken = [*own, *(a.decision for a in instrument.adoptions)]
    return taken + [d.ratification for d in taken if d.ratification is not None]


@attrs.define
class Marked:
    """An agreement, with the day on which each of its instruments was adopted."""

    agreement: Agreement
    adopted: dict[int, dt.date] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for day in DAYS:
            ready = [i for i in self.agreement.instruments if self._is_adopted(i, day)]
            for instrument in ready:
                self.adopted.setdefault(instrument.number, day)

    def _is_adopted(self, instrument: Instrument, day: dt.date) -> bool:
        if instrument.number in self.adopted:
            return True
        if isinstance(instrument, Recording):
            return instrument.recorded_on <= day
        own = instrument.decision
        if not several(instrument):
            return counted_by(own, day)
        if own is not None and not counted_by(own, day):
            return False
        decided = self.decided(instrument, day)
        if own is None and not decided:
            return False  # nobody has begun
        if isinstance(instrument, Accession) and instrument.party not in decided:
            return False
        return enough(instrument.needs, self.decided(instrument, day), self.members_to_be(day))

    def decided(self, instrument: Instrument, day: dt.date) -> set[str]:
        """Return who has decided on an instrument by a day."""
        found = {a.party for a in instrument.adoptions if counted_by(a.decision, day)}
        if isinstance(instrument, Accession | Withdrawal) and counted_by(instrument.decision, day):
            found.add(instrument.party)
        return found

    def members_to_be(self, day: dt.date) -> set[str]:
        """Return who is or will be a member, as known when a day begins its decisions."""
        found = set()
        singles = {
            i.number
            for i in self.agreement.instruments
            if not several(i) and not isinstance(i, Recording) and counted_by(i.decision, day)
        }
        by_then = {n for n, adopted in self.adopted.items() if adopted < day} | singles
        by_then -= self.void(by_then)
        held = self._held(by_then, day)
        for accession in self._of(Accession, by_then):
            days = held.get(accession.number)
            if days is None or any(each >= day for each in days):
                found.add(accession.party)
        return found

    def void(self, known: set[int]) -> set[int]:
        """Return the numbers of the instruments that a revocation makes void, itself not void."""
        found: set[int] = set()
        for revocation in sorted(self._of(Revocation, known), key=self._rank, reverse=True):
            if revocation.number not in found:
                found.add(revocation.target)
        return found

    def _rank(self, instrument: Instrument, today: dt.date = DAYS[-1]) -> Rank:
        """Return the order in which instruments apply: as they became known."""
        adopted = self.adopted.get(instrument.number, today)
        return (adopted, instrument.effect_from or adopted, instrument.number)

    def _of(self, kind: type[Kind], numbers: set[int]) -> Iterator[Kind]:
        for instrument in self.agreement.instruments:
            if isinstance(instrument, kind) and instrument.number in numbers:
                yield instrument

    # --- Days

    def first_day(self, instrument: Accession | Amendment, recorded: set[int]) -> dt.date | None:
        """Return the first day of an adopted accession or amendment, or None if it is open."""
        effective = instrument.effective
        if isinstance(effective, Period):
            return effective.first_day
        found = [
            r.first_day for r in self._of(Recording, recorded) if r.target == instrument.number
        ]
        if found:
            return found[0]
        if effective.when is Condition.ALL_DECIDED and instrument.number in self.adopted:
            return max(self.adopted[instrument.number], effective.not_before or FIRST)
        return None

    def last_day(self, withdrawal: Withdrawal, recorded: set[int]) -> dt.date | None:
        """Return the last day of an adopted withdrawal, or None if it is open."""
        found = [r.last_day for r in self._of(Recording, recorded) if r.target == withdrawal.number]
        return found[0] if found else withdrawal.last_day

    def _held(self, counting: set[int], today: dt.date = DAYS[-1]) -> dict[int, set[dt.date]]:
        """Return the days of each accession whose first day is known, by its number.

        If what had ended an accession is void, a day may be held by several.
        """
        held: dict[int, set[dt.date]] = {}
        of: dict[int, str] = {}
        leaving: set[str] = set()
        joined: list[Accession | Withdrawal]
        joined = [*self._of(Accession, counting), *self._of(Withdrawal, counting)]
        for each in sorted(joined, key=lambda instrument: self._rank(instrument, today)):
            own = [number for number, party in of.items() if party == each.party]
            if isinstance(each, Withdrawal):
                end = self.last_day(each, counting)
                leaving |= {each.party} if end is None else set()
                for number in own:
                    if end in held[number]:
                        held[number] = {day for day in held[number] if day <= end}
                continue
            first = self.first_day(each, counting)
            if first is None:
                continue
            last = each.effective.last_day or DAYS[-1]
            held[each.number] = {day for day in DAYS if first <= day <= last}
            of[each.number] = each.party
            for number in own if each.party in leaving else []:
                both = held[number] & held[each.number]
                if both and min(both) > min(held[number]):
                    held[number] = {day for day in held[number] if day < min(both)}
                    leaving.discard(each.party)
        return held

    # --- Answers

    def known(self, known_on: dt.date | None) -> set[int]:
        """Return the numbers of the instruments that are known on a day and are not void."""
        known = {n for n, day in self.adopted.items() if known_on is None or day <= known_on}
        return known - self.void(known)

    def waiting(self, known_on: dt.date | None) -> set[int]:
        """Return the numbers of the instruments that are not known on a day and are not void."""
        every = {each.number for each in self.agreement.instruments}
        known = {n for n, day in self.adopted.items() if known_on is None or day <= known_on}
        return every - known - self.void(known)

    def begun(self, instrument: Instrument, known_on: dt.date | None) -> bool:
        """Return whether an instrument that waits is known to be under way."""
        taken = steps(instrument)
        return known_on is None or not taken or any(d.decided_on <= known_on for d in taken)

    def agreement_starts(self, known_on: dt.date | None) -> tuple[dt.date, bool]:
        """Return the earliest first day of the agreement, and whether it is certain."""
        terms, known = self.agreement.terms, self.known(known_on)
        stated = earliest_of(terms.period)
        needs = terms.needs
        if needs is None and isinstance(terms.period, Start):
            needs = None if terms.period.when in {None, Condition.SIGNED} else Needs()
        not_void = known | self.waiting(known_on)
        original = [
            (i.party, i.number)
            for i in self._of(Accession, not_void)
            if self._is_founding(i, known)
        ]
        decided: dict[str, dt.date] = {}
        for party, number in original:
            if number in known:
                day = self.adopted[number]
                decided[party] = min(day, decided.get(party, day))
        parties = {party for party, _ in original}
        agreed: dt.date | None = None
        if needs is not None:
            if not enough(needs, set(decided), parties):
                return stated or min(decided.values(), default=dt.date(1800, 1, 1)), False
            agreed = next(
                day
                for day in DAYS
                if enough(needs, {p for p, on in decided.items() if on <= day}, parties)
            )
        if isinstance(terms.period, Period):
            return terms.period.first_day, True
        recorded = [r.first_day for r in self._of(Recording, known) if r.target is None]
        if recorded and recorded[0] is not None:
            return recorded[0], True
        if terms.period.when is Condition.ALL_DECIDED:
            assert agreed is not None
            return max(agreed, stated or agreed), True
        return stated or agreed or min(decided.values(), default=dt.date(1800, 1, 1)), False

    def _is_founding(self, accession: Accession, known: set[int]) -> bool:
        """Return whether an accession is to the agreement as it began."""
        stated = earliest_of(self.agreement.terms.period)
        first = accession.effective.first_day
        if first is None:
            return True
        if stated is not None:
            return first <= stated
        every = {i.number for i in self.agreement.instruments}
        if any(each.effective.first_day is None for each in self._of(Accession, every)):
            return False
        found = [r.first_day for r in self._of(Recording, known) if r.target is None]
        return found == [] or (found[0] is not None and first <= found[0])

    def members(self, known_on: dt.date | None) -> tuple[Pairs, Pairs]:
        """Return the pairs of a party and a day that are certain, and those that may be."""
        known = self.known(known_on)
        certain: set[tuple[str, dt.date]] = set()
        maybe: set[tuple[str, dt.date]] = set()
        held = self._held(known)
        owner: dict[tuple[str, dt.date], Accession] = {}
        for accession in sorted(self._of(Accession, known), key=self._rank):
            if accession.number in held:
                for day in held[accession.number]:
                    owner.setdefault((accession.party, day), accession)
            else:
                since = earliest_of(accession.effective) or self.adopted[accession.number]
                maybe |= self._from(accession, since)
        certain |= set(owner)
        for withdrawal in self._of(Withdrawal, known):
            if self.last_day(withdrawal, known) is None:
                after, decided = self.adopted[withdrawal.number], withdrawal.decided_on
                moved = {
                    (party, day)
                    for party, day in certain
                    if party == withdrawal.party
                    and day > after
                    and earlier(owner[party, day].decided_on, decided)
                }
                certain, maybe = certain - moved, maybe | moved
        for accession in self._of(Accession, self.waiting(known_on)):
            if self.begun(accession, known_on):
                maybe |= self._from(accession, self.earliest(accession, known_on))
        first, is_certain = self.agreement_starts(known_on)
        if not is_certain:
            certain, maybe = set(), maybe | certain
        maybe -= certain
        last = self.agreement.terms.period.last_day or DAYS[-1]
        return (
            {(p, d) for p, d in certain if first <= d <= last},
            {(p, d) for p, d in maybe if first <= d <= last},
        )

    def earliest(self, accession: Accession, known_on: dt.date | None) -> dt.date:
        """Return the first day on which an accession that waits may have effect."""
        if isinstance(accession.effective, Period):
            return accession.effective.first_day
        otherwise = known_on or max(self.adopted.values(), default=dt.date(1800, 1, 1))
        begun = min((d.decided_on for d in steps(accession)), default=otherwise)
        return earliest_of(accession.effective) or begun

    def _from(self, accession: Accession, since: dt.date) -> set[tuple[str, dt.date]]:
        last = accession.effective.last_day
        if last is None or last < since:
            last = DAYS[-1]
        return {(accession.party, day) for day in DAYS if since <= day <= last}

    def _is_replaced(self, amendment: Amendment, on: dt.date, known: set[int]) -> bool:
        """Return whether a change that became known later applies from a day by this one on."""
        own = (self.adopted[amendment.number], amendment.number)
        return any(
            (self.adopted[other.number], other.number) > own
            and (self.first_day(other, known) or dt.date.max) <= on
            and other.effective.last_day is None
            for other in self._of(Amendment, known)
        )

    def title(self, known_on: dt.date | None, on: dt.date) -> str | None:
        """Return the title on a day, "?" if it is not known, or None if it is not in force."""
        first, is_certain = self.agreement_starts(known_on)
        last_day = self.agreement.terms.period.last_day
        if on < first or (last_day is not None and on > last_day):
            return None
        if not is_certain:
            return "?"
        known = self.known(known_on)
        last_words = []
        for amendment in self._of(Amendment, known):
            since = self.first_day(amendment, known)
            last = amendment.effective.last_day or DAYS[-1]
            if since is None:
                earliest = earliest_of(amendment.effective) or self.adopted[amendment.number]
                is_open = earliest <= on and (on <= last or last < earliest)
                if is_open and not self._is_replaced(amendment, on, known):
                    return "?"
            elif since <= on <= last:
                stated = amendment.effective.first_day or self.adopted[amendment.number]
                rank = (self.adopted[amendment.number], stated, amendment.number)
                assert amendment.title is not None
                last_words.append((rank, amendment.title.sv))
        return max(last_words)[1] if last_words else self.agreement.terms.title.sv
