"""From which day something applies: the day, with its ground, or whose decision it waits for.

This is not legal advice.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator

import attrs

from ..agreements.adoption import Condition, Needs, Start
from ..agreements.agreement import Agreement
from ..agreements.instruments import Accession, Instrument, Recording, Revocation
from ..agreements.state import Pending, State
from ..agreements.waiting import days_of, founders
from ..core.decisions import Decision
from ..core.periods import an_optional_day
from ..errors import InstrumentError
from ..errors.texts import an_instance
from .decision_dates import legal_force_of
from .known_days import UNDER_THE_ACT, KnownDays


class StartGround(enum.StrEnum):
    """Why something applies from a day, or why no such day is known."""

    STATED = "stated"
    """The day is stated."""
    RECORDED = "recorded"
    """The day is recorded."""
    ALL_DECIDED = "all-decided"
    """All whose decision is needed have decided on that day."""
    LEGAL_FORCE = "legal-force"
    """The decisions that are needed have legal force on that day, by presumption or certificate."""
    DECISIONS_MISSING = "decisions-missing"
    """A decision that is needed is missing, or must be ratified; no day is known."""
    NO_LEGAL_FORCE = "no-legal-force"
    """A decision that is needed has no known day of legal force; no day is known."""
    VOID = "void"
    """It is taken back or annulled; there is no day."""
    NOT_SIGNED = "not-signed"
    """It applies on signature, and no day is recorded."""
    NOT_STATED = "not-stated"
    """No source gives the day."""


@attrs.frozen(kw_only=True)
class EffectiveDay:
    """The first day of effect, with its ground (*ikraftträdande*).

    Args:
        first_day: The first day of effect, or None if it is not known.

        ground: Why it is that day, or why it is not known.

        missing: The ids of the parties whose decision is missing or has no known day of legal
            force, in order.

    >>> from samverkan.stockholm import agreement
    >>> effective_day(agreement).first_day
    datetime.date(2015, 1, 1)
    """

    first_day: dt.date | None
    ground: StartGround
    missing: tuple[str, ...] = ()


def effective_day(
    agreement: Agreement,
    target: int | Instrument | None = None,
    *,
    known_on: dt.date | None = None,
) -> EffectiveDay:
    """Return the first day of effect of an instrument, or of the agreement itself.

    A day of legal force is a presumption, unless a certificate states it. So it has no effect by
    itself: record it with :meth:`samverkan.Agreement.record`. If a decision must be ratified, the
    legal force of the decision that ratifies it counts. A decision of a party to which the Local
    Government Act does not apply counts from its own day. Both are our readings.

    Args:
        agreement: The agreement.

        target: The instrument, or its number; None for the agreement itself.

        known_on: The day of knowledge: what was decided, announced and recorded up to that day
            counts, that day included. None counts everything on record.

    Raises:
        InstrumentError: If the agreement has no such instrument.

        DayOutOfRangeError: If the day is outside the years 1800 to 2999.

    Source:
        Legal force as for :func:`legal_force_from`.

    The decision and its days are examples:

    >>> from samverkan.stockholm import agreement
    >>> decided = Decision(decided_on=dt.date(2016, 10, 3), announced_on=dt.date(2016, 10, 5))
    >>> start = Start(when=Condition.LEGAL_FORCE)
    >>> needs = Needs(parties=["0182", "0160"])
    >>> changed = agreement.amend(effective=start, title="Ny", needs=needs)
    >>> effective_day(changed.adopt(37, "Nacka", decided), 37).missing
    ('0160',)
    >>> both = changed.adopt(37, "Nacka", decided).adopt(37, "Täby", decided)
    >>> str(effective_day(both, 37).first_day)
    '2016-10-27'
    """
    an_instance("agreement", agreement, Agreement)
    an_instance("target", target, int, Instrument, None)
    an_optional_day("known_on", known_on)
    return _Asked(agreement, target, known_on).answer()


def legal_force_day(
    agreement: Agreement, target: Instrument | None, *, known_on: dt.date | None
) -> dt.date | None:
    """Return the day on which the decisions that are needed have legal force, or None."""
    return _Asked(agreement, target, known_on).by_legal_force(Start()).first_day


class _Asked:
    """A question about the first day of something."""

    def __init__(
        self, agreement: Agreement, target: int | Instrument | None, known_on: dt.date | None
    ) -> None:
        number = target.number if isinstance(target, Instrument) else target
        found = [each for each in agreement.instruments if each.number == number]
        if number is not None and not found:
            raise InstrumentError(number, "not-issued")
        self._agreement = agreement
        self._instrument = found[0] if found else None
        self._known_on = known_on
        self._state: State = agreement.as_known(known_on)

    def answer(self) -> EffectiveDay:
        number = None if self._instrument is None else self._instrument.number
        pending = next((each for each in self._state.pending if each.number == number), None)
        if pending is not None:
            return self._waiting(pending)
        if self._instrument is None:
            return self._known(self._agreement.terms.period, self._state.period.first_day)
        known = [each for each in self._state.instruments if each.number == number]
        if not known:
            return self._without_effect(self._instrument)
        start = days_of(self._agreement.terms, self._instrument)
        return self._known(start, known[0].effect_from)

    def _without_effect(self, instrument: Instrument) -> EffectiveDay:
        """Return why an instrument that is not pending has no effect that is known."""
        known_from = self._agreement.known_from(instrument)
        if known_from is None or (self._known_on is not None and self._known_on < known_from):
            return EffectiveDay(first_day=None, ground=StartGround.DECISIONS_MISSING)
        revoked = {i.target for i in self._state.instruments if isinstance(i, Revocation)}
        if instrument.number in revoked:
            return EffectiveDay(first_day=None, ground=StartGround.VOID)
        return self._adopted()  # open, and replaced by a later change

    def _known(self, start: object, first_day: dt.date | None) -> EffectiveDay:
        """Return a known day, with its ground."""
        if not isinstance(start, Start):
            return EffectiveDay(first_day=first_day, ground=StartGround.STATED)
        number = None if self._instrument is None else self._instrument.number
        recorded = any(
            isinstance(each, Recording) and each.target == number
            for each in self._state.instruments
        )
        ground = StartGround.RECORDED if recorded else StartGround.ALL_DECIDED
        return EffectiveDay(first_day=first_day, ground=ground)

    def _waiting(self, pending: Pending) -> EffectiveDay:
        if not pending.is_adopted:
            missing = pending.missing
            return EffectiveDay(
                first_day=None, ground=StartGround.DECISIONS_MISSING, missing=missing
            )
        return self._adopted()

    def _adopted(self) -> EffectiveDay:
        """Return the first day of what is adopted and has no known day."""
        start = days_of(self._agreement.terms, self._instrument)
        if not isinstance(start, Start) or start.when is None:
            return EffectiveDay(first_day=None, ground=StartGround.NOT_STATED)
        if start.when is Condition.SIGNED:
            return EffectiveDay(first_day=None, ground=StartGround.NOT_SIGNED)
        return self.by_legal_force(start)

    def by_legal_force(self, start: Start) -> EffectiveDay:
        """Return the day on which the last decision that is needed has legal force."""
        common = [d for party, d in self._decisions() if party is None]
        forces = {p: self._force(p, d) for p, d in self._decisions() if p is not None}
        days = sorted(day for day in forces.values() if day is not None)
        count = len(forces) if self._needs is None else self._needs.at_least or len(forces)
        commonly = [self._force(None, decision) for decision in common]
        if len(days) < count or None in commonly:
            missing = tuple(sorted(party for party, day in forces.items() if day is None))
            return EffectiveDay(first_day=None, ground=StartGround.NO_LEGAL_FORCE, missing=missing)
        needed = [*days[:count], *(day for day in commonly if day is not None)]
        needed += [] if start.not_before is None else [start.not_before]
        first_day = max(needed, default=None)
        ground = StartGround.DECISIONS_MISSING if first_day is None else StartGround.LEGAL_FORCE
        return EffectiveDay(first_day=first_day, ground=ground)

    @property
    def _needs(self) -> Needs | None:
        return self._agreement.terms.needs if self._instrument is None else self._instrument.needs

    def _decisions(self) -> Iterator[tuple[str | None, Decision]]:
        """Yield the decisions that count and are known, each with the id of its party."""
        needs = self._needs
        counted = self._members if needs is None or not needs.parties else {*needs.parties}
        several = [self._instrument] if self._instrument is not None else self._founding()
        for each in several:
            own = () if each.decision is None else ((each.own_party, each.decision),)
            for party, decision in (*own, *((a.party, a.decision) for a in each.adoptions)):
                is_own = party is None or party == each.own_party
                if (is_own or party in counted) and self._is_taken(decision):
                    yield party, decision

    @property
    def _members(self) -> set[str]:
        """The ids of the parties that are, were or may be members."""
        state = self._state
        several = (*state.memberships, *state.undated, *state.uncertain)
        return {member.party.id for member in several}

    def _founding(self) -> tuple[Accession, ...]:
        """Return the accessions to the agreement as it began."""
        agreement = self._agreement
        recorded = (
            each
            for each in self._state.instruments
            if isinstance(each, Recording) and each.target is None
        )
        accessions = (each for each in agreement.instruments if isinstance(each, Accession))
        return founders(agreement.terms, accessions, next(recorded, None))

    def _is_taken(self, decision: Decision) -> bool:
        """Return whether a decision counts on the day of knowledge."""
        final_on = decision.final_on
        return final_on is not None and (self._known_on is None or final_on <= self._known_on)

    def _force(self, party: str | None, decision: Decision) -> dt.date | None:
        """Return the first day of legal force of a decision, or of the one that ratifies it."""
        final = decision.final
        kind = None if party is None else self._agreement.party(party).kind
        if final is None or (kind is not None and kind not in UNDER_THE_ACT):
            return decision.final_on
        known = KnownDays.of(final)
        known = known if self._known_on is None else known.until(self._known_on)
        return legal_force_of(known).first_day
