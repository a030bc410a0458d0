"""What waits: for decisions that are needed, or for a day that is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from ..core.periods import FIRST_DAY, Period
from ..errors.texts import Text
from . import adoption
from .adoption import Condition, Needs, Start
from .instruments import (
    Accession,
    Amendment,
    Instrument,
    Recording,
    Termination,
    Withdrawal,
)
from .state import Member, Pending, Wait
from .terms import Terms

_ONE_DAY = dt.timedelta(days=1)
NO_HEIRS: Mapping[str, str] = {}
FIRST, LAST = Text("första", "first"), Text("sista", "last")
WAITS: Mapping[Condition | None, Wait] = {
    Condition.LEGAL_FORCE: Wait.LEGAL_FORCE,
    Condition.SIGNED: Wait.SIGNATURE,
    None: Wait.DAY,
}


# --- The agreement itself


@attrs.frozen
class Agreed:
    """The first day of an agreement, as far as it is known, and why it is not.

    Args:
        first_day: The first day; if it is not known, the earliest day on which it can be.

        pending: What it waits for, or None if the day is known.

        agreed_on: The day of the last decision that it needs, or None if it needs none or not
            enough have decided.
    """

    first_day: dt.date
    pending: Pending | None
    agreed_on: dt.date | None = None


def agreed(
    terms: Terms,
    days: Mapping[str, dt.date],
    founders: Collection[str],
    recording: Recording | None,
) -> Agreed:
    """Return from which day an agreement is in force, as far as it is known.

    Args:
        terms: The terms.

        days: The day of decision of each party that has acceded.

        founders: The ids of all parties that accede to the agreement as it begins.

        recording: The recorded first day, or None.
    """
    period, stated = terms.period, stated_day(terms.period)
    needs, agreed_on = _needed(terms), None
    if needs is not None:
        lacking = adoption.lacking(needs, days, founders)
        if lacking:
            earliest = stated or min(days.values(), default=FIRST_DAY)
            missing = adoption.missing(needs, days, founders)
            return Agreed(earliest, _pending(Wait.DECISIONS, earliest, missing, lacking))
        agreed_on = _last_needed(needs, days, founders)
    if isinstance(period, Period):
        return Agreed(period.first_day, None, agreed_on)
    day = first_day_of(period, agreed_on, recording)
    if day is not None:
        return Agreed(day, None, agreed_on)
    earliest = stated or agreed_on or min(days.values(), default=FIRST_DAY)
    return Agreed(earliest, _pending(WAITS.get(period.when, Wait.DAY), earliest), agreed_on)


def _needed(terms: Terms) -> Needs | None:
    """Return whose decisions the agreement needs; a start that waits for them needs all."""
    period = terms.period
    waits_for_all = isinstance(period, Start) and period.when not in {None, Condition.SIGNED}
    return Needs() if terms.needs is None and waits_for_all else terms.needs


def _pending(
    wait: Wait, earliest: dt.date, missing: tuple[str, ...] = (), lacking: int = 0
) -> Pending:
    return Pending(
        instrument=None, waits_for=wait, days=Period(earliest), missing=missing, lacking=lacking
    )


def days_of(terms: Terms, instrument: Instrument | None) -> Period | Start | None:
    """Return the days that an instrument states, or those of the agreement itself; or None."""
    if instrument is None:
        return terms.period
    return instrument.effective if isinstance(instrument, Accession | Amendment) else None


def stated_day(period: Period | Start) -> dt.date | None:
    """Return the first day, or the day before which nothing begins, if one is stated."""
    return period.not_before if isinstance(period, Start) else period.first_day


def _last_needed(needs: Needs, days: Mapping[str, dt.date], members: Iterable[str]) -> dt.date:
    """Return the day of the last decision that is needed."""
    counted = adoption.counted(needs, list(members))
    decided = sorted(days[party] for party in counted if party in days)
    return decided[(needs.at_least or len(counted)) - 1]


def founders(
    terms: Terms, accessions: Iterable[Accession], recording: Recording | None
) -> tuple[Accession, ...]:
    """Return the accessions to an agreement as it began, without later ones.

    They have effect on its first day, if one is stated or recorded. If none is, they are those
    whose own first day waits, too; or all of them if none does.
    """
    several = tuple(accessions)
    stated = stated_day(terms.period)
    open_ones = tuple(each for each in several if each.effect_from is None)
    if stated is None and open_ones:
        return open_ones
    if stated is None and recording is not None:
        stated = recording.first_day
    if stated is None:
        return several
    return tuple(each for each in several if each.effect_from is None or each.effect_from <= stated)


# --- First and last days


def first_day_of(
    start: Start, adopted_on: dt.date | None, recording: Recording | None
) -> dt.date | None:
    """Return the first day of what has a start, or None if it is not known."""
    if recording is not None:
        return recording.first_day
    if adopted_on is None or start.when is not Condition.ALL_DECIDED:
        return None
    return max(adopted_on, start.not_before or adopted_on)


def lacks_a_day(instrument: Instrument) -> Text | None:
    """Return which day is not stated, the first or the last, or None."""
    match instrument:
        case Accession(effective=Start() as start) | Amendment(effective=Start() as start):
            return start_lacks_a_day(start) or (FIRST if instrument.decided_on is None else None)
        case Withdrawal(last_day=None) | Termination(last_day=None):
            return LAST
        case _:
            return None


def start_lacks_a_day(effective: Period | Start) -> Text | None:
    """Return that the first day is not stated, or None."""
    is_open = isinstance(effective, Start) and effective.when is not Condition.ALL_DECIDED
    return FIRST if is_open else None


def earliest_days(instrument: Instrument, otherwise: dt.date) -> Period:
    """Return the days of an instrument that waits, the earliest that it can have."""
    effective = instrument.effective if isinstance(instrument, Accession | Amendment) else None
    if isinstance(effective, Period):
        return effective
    begun = min((step.decided_on for _, step in instrument.decisions), default=otherwise)
    if isinstance(effective, Start):
        earliest = effective.not_before or begun
        return effective.from_day(earliest) or Period(earliest)
    return Period(instrument.effect_from or begun)


# --- Decisions


def who_is_missing(
    instrument: Instrument,
    day: dt.date,
    members: Iterable[str],
    heirs: Mapping[str, str] = NO_HEIRS,
) -> tuple[tuple[str, ...], int]:
    """Return the parties whose decision on an instrument is missing on a day, and how many must.

    Args:
        instrument: The instrument.

        day: The day; decisions of that day count.

        members: The ids of all members, which count if the instrument names no parties.

        heirs: The party that has succeeded another by the day, by the id of the other.
    """
    own, party = instrument.decision, instrument.own_party
    own_is_missing = own is not None and (own.final_on is None or own.final_on > day)
    if not instrument.is_joint:
        return ((party,) if party is not None else ()), int(own_is_missing)
    decided = {
        _heir(each.party, heirs)
        for each in instrument.adoptions
        if each.decided_on is not None and each.decided_on <= day
    }
    if own is not None and party is not None and not own_is_missing:
        decided.add(party)
    needs = instrument.needs or Needs()
    named = tuple(dict.fromkeys(_heir(each, heirs) for each in needs.parties))
    needs = attrs.evolve(needs, parties=named)
    several = {_heir(each, heirs) for each in members}
    missing = adoption.missing(needs, decided, several)
    count = adoption.lacking(needs, decided, several)
    if isinstance(instrument, Accession) and own is None:
        own_is_missing = instrument.party not in decided
    if own_is_missing and (party is None or party not in missing):
        return (*missing, *([] if party is None else [party])), count + 1
    return missing, count


def _heir(party: str, heirs: Mapping[str, str]) -> str:
    """Return the party that has succeeded another, or the party itself."""
    seen = {party}
    while heirs.get(party, party) not in seen:
        party = heirs[party]
        seen.add(party)
    return party


def final_days(instrument: Instrument) -> Iterator[dt.date]:
    """Yield the days of the decisions on an instrument that count."""
    own = () if instrument.decision is None else (instrument.decision.final_on,)
    for day in (*own, *(each.decided_on for each in instrument.adoptions)):
        if day is not None:
            yield day


def is_begun(instrument: Instrument, known_on: dt.date | None) -> bool:
    """Return whether a decision on it is known; without any, nobody can say when it was."""
    days = [step.decided_on for _, step in instrument.decisions]
    return known_on is None or not days or min(days) <= known_on


# --- Memberships that depend on something pending


def is_doubtful(pending: Pending, member: Member) -> bool:
    """Return whether a certain membership depends on something pending."""
    match pending.instrument:
        case None:
            return True
        case Termination(last_day=None):
            return pending.is_adopted
        case Withdrawal(last_day=None, party=party, decided_on=dt.date() as decided_on):
            joined_on = member.accession.decided_on
            is_earlier = joined_on is None or joined_on <= decided_on
            return pending.is_adopted and party == member.party.id and is_earlier
        case _:
            return False


def certain_part(member: Member, pending: Pending) -> Iterator[Member]:
    """Yield the part of a membership that does not depend on something pending."""
    if not is_doubtful(pending, member) or member.period.overlap(pending.days) is None:
        yield member
    elif member.period.first_day < pending.days.first_day:
        until = pending.days.first_day - _ONE_DAY
        yield attrs.evolve(member, period=Period(member.period.first_day, until))
