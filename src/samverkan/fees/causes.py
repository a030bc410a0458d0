"""What became known on a day, and whose fees it concerns.

Whom it concerns follows from the rules and the members alone, so no fee is explained for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from ..agreements.agreement import Agreement
from ..agreements.instruments import (
    Accession,
    Amendment,
    Instrument,
    Recording,
    Revocation,
    Succession,
    Withdrawal,
)
from ..agreements.state import Member
from ..core.figures import Figure
from ..core.parties import Party, codes_of
from ..core.parts import inside
from ..core.periods import FIRST_DAY, Period
from ..funding.rules import Remainder, Rule
from .payers import splits_of
from .uses import Use, uses
from .years import BudgetYear

Cause: TypeAlias = Instrument | Figure
"""What became known and caused a claim: an instrument, by its decision, or a published figure."""

_Division: TypeAlias = tuple[
    int, tuple[int | str, ...]
]  # the number of a rule, and its place in it
_FigureKind: TypeAlias = tuple[str, dt.date]  # a statistic, and the day that it describes
_NO_DIVISIONS: frozenset[_Division] = frozenset()


class Causes:
    """The parties and divisions of an agreement, to tell whom something concerns.

    Args:
        agreement: The agreement.

        rules: All its rules, also those of its amendments.
    """

    def __init__(self, agreement: Agreement, rules: Iterable[Rule]) -> None:
        self._agreement = agreement
        self._rules = tuple(rules)
        self._instruments = {each.number: each for each in agreement.instruments}
        self._coded: dict[str, list[Party]] = {}
        for party in agreement.parties:
            for code in {held.code for held in codes_of(party)}:
                self._coded.setdefault(code, []).append(party)
        successions = [i for i in agreement.instruments if isinstance(i, Succession)]
        self._successions = sorted(successions, key=lambda each: (each.first_day, each.number))
        self._followed_by: dict[str, list[Succession]] = {}
        for each in self._successions:
            self._followed_by.setdefault(each.successor, []).append(each)
        self._uses: dict[tuple[object, ...], frozenset[Use]] = {}

    @cached_property
    def divisions(self) -> dict[str, frozenset[_Division]]:
        """The divisions of totals in which each party is ever a payer, by the party's id."""
        found: dict[str, set[_Division]] = {}
        for each in self._instruments.values():
            if isinstance(each, Accession):
                line = self._line_of(each)
                named = self._agreement.party
                days = tuple((day, named(other)) for other, day in line.items())
                # Its days do not matter here.
                period = Period(each.effective.first_day or FIRST_DAY)
                for party in line:
                    member = Member(named(party), each, period, days)
                    found.setdefault(party, set()).update(
                        (number, place)
                        for number, rule in enumerate(self._rules)
                        for place in splits_of(rule, member)
                    )
        return {party: frozenset(places) for party, places in found.items()}

    def _line_of(self, accession: Accession) -> dict[str, dt.date]:
        """Return each party that ever has the membership of an accession, with its first day."""
        line = {accession.party: accession.effective.first_day or FIRST_DAY}
        for each in self._successions:
            if each.party in line:
                line.setdefault(each.successor, each.first_day)
        return line

    def divided_by(self, parties: Iterable[str]) -> frozenset[_Division]:
        """Return the divisions of totals in which one of the parties is ever a payer."""
        several = [self.divisions.get(party, _NO_DIVISIONS) for party in parties]
        return several[0] if len(several) == 1 else _NO_DIVISIONS.union(*several)

    @cached_property
    def _rests(self) -> frozenset[_Division]:
        """The divisions, by rules that divide what is left after what all members pay."""
        rests = {n for n, rule in enumerate(self._rules) if next(inside(rule, Remainder), None)}
        every = _NO_DIVISIONS.union(*self.divisions.values())
        return frozenset(division for division in every if division[0] in rests)

    def affected_by(self, party: str) -> frozenset[_Division]:
        """Return the divisions of totals that depend on what a party does and pays."""
        own = self.divided_by([party])
        return own | self._rests if party in self.divisions else own

    def followed(self, party: str, known_on: dt.date) -> frozenset[str]:
        """Return the ids of a party and of all its predecessors, as known on a day."""
        own, waiting = {party}, [party]
        while waiting:
            for each in self._followed_by.get(waiting.pop(), ()):
                known_from = self._agreement.known_from(each)
                if known_from is not None and known_from <= known_on and each.party not in own:
                    own.add(each.party)
                    waiting.append(each.party)
        return frozenset(own)

    def parties(self, cause: Cause) -> frozenset[str]:
        """Return the ids of the parties that a cause is about; empty if it is about all."""
        match cause:
            case Figure():
                coded = self._coded.get(cause.subject, ())
                on = cause.reference_date
                then = (each.id for each in coded if each.code_on(on) == cause.subject)
                return frozenset({cause.subject, *then})
            case Accession() | Withdrawal():
                return frozenset({cause.party})
            case Succession():
                return frozenset({cause.party, cause.successor})
            case Revocation() | Recording():
                aim = self._aim_of(cause)
                return frozenset() if aim is None else self.parties(aim)
            case _:
                return frozenset()

    def _aim_of(self, instrument: Instrument) -> Instrument | None:
        """Return what a revocation or a recorded day is about in the end; None if it is all.

        Revocations that are not adopted yet may revoke each other.
        """
        seen: set[int] = set()
        while isinstance(instrument, Revocation | Recording):
            if instrument.target is None or instrument.number in seen:
                return None
            seen.add(instrument.number)
            instrument = self._instruments[instrument.target]
        return instrument

    def moves_money(self, instrument: Instrument) -> bool:
        """Return whether an instrument about all can change a fee."""
        match instrument:
            case Revocation() | Recording():
                aim = self._aim_of(instrument)
                return aim is None or self.moves_money(aim)
            case Amendment():
                return instrument.funding is not None
            case _:
                return True

    def uses(self, rule: Rule, year: int, member: Member) -> frozenset[Use]:
        """Return the figures that a member's fee for a year can use."""
        # The rules are those of the agreement, so each keeps its identity.
        key = (id(rule), year, member.party.kind, member.accession.group)
        found = self._uses.get(key)
        if found is None:
            found = self._uses[key] = uses(rule, year, member)
        return found


class _Counted:
    """The figures of one statistic and day that became known on a day, by whom they are about.

    Each is given by its place among what became known.
    """

    def __init__(self, known: Causes, figures: Iterable[tuple[int, Figure]]) -> None:
        self._known = known
        self.by_subject: dict[str, list[int]] = {}
        self.by_party: dict[str, dict[int, str]] = {}  # with the subject
        for place, figure in figures:
            self.by_subject.setdefault(figure.subject, []).append(place)
            for party in known.parties(figure):
                self.by_party.setdefault(party, {})[place] = figure.subject

    @cached_property
    def by_division(self) -> dict[_Division, set[int]]:
        """The figures that concern all payers of a division."""
        found: dict[_Division, set[int]] = {}
        for party, places in self.by_party.items():
            for division in self._known.affected_by(party):
                found.setdefault(division, set()).update(places)
        return found


class Arrived:
    """What became known on one day, by whom it concerns.

    Args:
        known: What is known of the agreement.

        day: The day.

        causes: What became known on it.

        is_last: Whether it is the day of knowledge.
    """

    def __init__(
        self, known: Causes, day: dt.date, causes: Sequence[Cause], *, is_last: bool
    ) -> None:
        self._known, self._causes = known, causes
        self.day: dt.date = day
        self.is_last: bool = is_last
        figures: dict[_FigureKind, list[tuple[int, Figure]]] = {}
        self.has_instruments: bool = False
        self._for_all: list[int] = []
        self._about: dict[str, list[int]] = {}  # by the id of a party
        for place, cause in enumerate(causes):
            if isinstance(cause, Figure):
                kind = (cause.statistic.id, cause.reference_date)
                figures.setdefault(kind, []).append((place, cause))
                continue
            self.has_instruments = True
            parties = known.parties(cause)
            for party in parties:
                self._about.setdefault(party, []).append(place)
            if not parties and known.moves_money(cause):
                self._for_all.append(place)
        self._figures = {kind: _Counted(known, each) for kind, each in figures.items()}
        self._shared: dict[
            tuple[frozenset[_Division], frozenset[_FigureKind], int],
            tuple[tuple[Cause, ...], set[int]],
        ] = {}

    @cached_property
    def _divided(self) -> dict[_Division, list[int]]:
        """The instruments that concern all payers of a division."""
        found: dict[_Division, list[int]] = {}
        for party, places in self._about.items():
            for division in self._known.affected_by(party):
                found.setdefault(division, []).extend(places)
        return found

    def touch(self, expected: Iterable[Use], subjects: Container[str]) -> bool:
        """Return whether a figure came in that is used, of an area or of one of the subjects."""
        for use in expected if self._figures else ():
            counted = self._figures.get((use.statistic, use.day))
            if counted is not None:
                wanted = subjects if use.subject is None else {use.subject}
                if any(subject in wanted for subject in counted.by_subject):
                    return True
        return False

    def concerning(self, party: str, owed: BudgetYear) -> tuple[Cause, ...]:
        """Return what concerns a party's fee for a year, in order.

        If a total is divided, what concerns one payer concerns all payers.
        """
        own = self._known.followed(party, self.day)
        about = [place for each in own for place in self._about.get(each, ())]
        counting: set[int] = set()
        idle: set[int] = set()  # of its own figures, those that do not count
        shared: set[_FigureKind] = set()
        for use, member in self._used_by(party, owed) if self._figures else ():
            counted = self._figures[use.statistic, use.day]
            if use.subject is not None:
                counting.update(counted.by_subject.get(use.subject, ()))
                continue
            if use.is_shared:
                shared.add((use.statistic, use.day))
            for place, counts in self._own(use, member, own, owed):
                (counting if counts else idle).add(place)
        together, among = self._together(self._known.divided_by(own), frozenset(shared), owed)
        if among.issuperset(about) and among >= counting and among.isdisjoint(idle - counting):
            return together
        return self._in_order(among - (idle - counting) | {*about} | counting)

    def _used_by(self, party: str, owed: BudgetYear) -> Iterator[tuple[Use, Member]]:
        """Yield what came in of the figures that a party's fee can use, with the membership."""
        for rule, member in owed.owing_by(party):
            for use in self._known.uses(rule, owed.year, member):
                if (use.statistic, use.day) in self._figures:
                    yield use, member

    def _own(
        self, use: Use, member: Member, own: frozenset[str], owed: BudgetYear
    ) -> Iterator[tuple[int, bool]]:
        """Yield a party's own figures, and whether each is the one that counts.

        They may be under several codes, or of several holders of a membership.
        """
        counted = self._figures[use.statistic, use.day]
        holder = member.counted_as(use.day)
        counts = owed.figures.find_for(use.statistic, holder, use.day)
        for each in own:
            for place, subject in counted.by_party.get(each, {}).items():
                yield place, counts is not None and subject == counts.subject

    def _together(
        self, divisions: frozenset[_Division], shared: frozenset[_FigureKind], owed: BudgetYear
    ) -> tuple[tuple[Cause, ...], set[int]]:
        """Return what concerns all who divide some totals by some figures; once for all of them.

        The figure of a party that does not owe in the year, as far as is known, concerns nobody.
        """
        key = (divisions, shared, owed.year)
        if key not in self._shared:
            places = {*self._for_all}
            holders = owed.holders() if shared else frozenset()
            for kind in shared:
                counted = self._figures[kind]
                owing = {n for party in holders for n in counted.by_party.get(party, ())}
                for division in divisions:
                    places |= counted.by_division.get(division, set()) & owing
            for division in divisions:
                places.update(self._divided.get(division, ()))
            self._shared[key] = self._in_order(places), places
        return self._shared[key]

    def _in_order(self, places: Iterable[int]) -> tuple[Cause, ...]:
        return tuple(self._causes[place] for place in sorted(places))
