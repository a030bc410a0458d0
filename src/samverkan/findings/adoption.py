"""Checks of what the parties adopt, and of first days that wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from ..agreements.adoption import Start
from ..agreements.instruments import Accession, Instrument, Recording, Succession, Withdrawal
from ..agreements.state import Pending, Wait
from ..agreements.waiting import days_of
from ..core.periods import FIRST_DAY, day
from ..errors.texts import Text
from .context import Context
from .findings import Finding, FindingKind, Severity

ADOPTION_PENDING: Final = FindingKind(
    code="ADOPTION_PENDING",
    severity=Severity.INFO,
    message=Text(
        "väntar på beslut av {parties}; antal som krävs till: {count}",
        "waits for decisions by {parties}; number still needed: {count}",
    ),
    remedy=Text(
        "Registrera partens beslut när det är fattat",
        "Record the decision of the party when it is taken",
    ),
)

ADOPTION_WITHOUT_PARTIES: Final = attrs.evolve(
    ADOPTION_PENDING,
    message=Text(
        "väntar på beslut, men ingen part är känd som kan fatta dem; antal som krävs till: {count}",
        "waits for decisions, but no party is known that can take them; number still needed: "
        "{count}",
    ),
)

RATIFICATION_PENDING: Final = FindingKind(
    code="RATIFICATION_PENDING",
    severity=Severity.INFO,
    message=Text(
        "beslutet ska godkännas innan det gäller, och inget godkännande är registrerat",
        "the decision must be ratified before it counts, and no ratification is recorded",
    ),
    remedy=Text(
        "Registrera det beslut som godkänner det, som dess godkännande (ratification)",
        "Record the decision that ratifies it, as its ratification",
    ),
)

START_NOT_KNOWN: Final = FindingKind(
    code="START_NOT_KNOWN",
    severity=Severity.WARNING,
    message=Text(
        "{waits}; vad som gäller {days} är inte känt",
        "{waits}; what applies {days} is not known",
    ),
    remedy=Text(
        "Registrera dagen när den är känd, som ett instrument av typen recording",
        "Record the day when it is known, as an instrument of the type recording",
    ),
)

ADOPTION_NOT_NEEDED: Final = FindingKind(
    code="ADOPTION_NOT_NEEDED",
    severity=Severity.WARNING,
    message=Text(
        "{party} har beslutat, men dess beslut är inget som krävs",
        "{party} has decided, but its decision is not among those needed",
    ),
    remedy=Text(
        "Kontrollera vilka parter som ska besluta",
        "Check which parties must decide",
    ),
)

ADOPTION_ANNULLED: Final = FindingKind(
    code="ADOPTION_ANNULLED",
    severity=Severity.WARNING,
    message=Text(
        "beslutet av {party} upphävdes den {annulled_on}, men räknas som antagande",
        "the decision of {party} was annulled on {annulled_on}, but counts as an adoption",
    ),
    remedy=Text(
        "Registrera att det som antogs är upphävt (revocation), eller partens nya beslut",
        "Record that what was adopted is annulled (revocation), or the new decision of the party",
    ),
)

ADOPTION_IMPOSSIBLE: Final = FindingKind(
    code="ADOPTION_IMPOSSIBLE",
    severity=Severity.WARNING,
    message=Text(
        "villkoret kan inte uppfyllas; antal beslut som krävs till: {count}, antal parter som kan "
        "fatta dem: {able}",
        "the condition cannot be met; decisions still needed: {count}, parties that can take them: "
        "{able}",
    ),
    remedy=Text(
        "Kontrollera vilka parter som ska besluta; en part som har upphört eller lämnat beslutar "
        "inte",
        "Check which parties must decide; a party that has ceased or left does not decide",
    ),
)

START_BEFORE_CONDITION: Final = FindingKind(
    code="START_BEFORE_CONDITION",
    severity=Severity.ERROR,
    message=Text(
        "den första dagen är registrerad som den {first_day}, men kan inte vara före den {met_on}",
        "the first day is recorded as {first_day}, but it cannot be before {met_on}",
    ),
    remedy=Text(
        "Återkalla registreringen och registrera den rätta dagen",
        "Revoke the recorded day and record the right one",
    ),
)

_WAITS: Final = {
    Wait.LEGAL_FORCE: Text(
        "dagen då besluten fick laga kraft är inte registrerad",
        "the day on which the decisions gained legal force is not recorded",
    ),
    Wait.SIGNATURE: Text(
        "dagen då alla hade skrivit under är inte registrerad",
        "the day on which all had signed is not recorded",
    ),
    Wait.DAY: Text("ingen källa anger dagen", "no source gives the day"),
}
_AGREEMENT: Final = Text("överenskommelsen", "the agreement")


def subject_of(instrument: Instrument | None) -> str:
    """Return what a finding is about: ``amendment 4``, or ``terms``."""
    if instrument is None:
        return "terms"
    return f"{type(instrument).__name__.lower()} {instrument.number}"


def named(context: Context, instrument: Instrument | None) -> Text:
    """Return an instrument, or the agreement itself, by its name."""
    if instrument is None:
        return _AGREEMENT
    label, number = instrument.label, instrument.number
    party = ""
    if isinstance(instrument, Accession | Withdrawal):
        party = f"{context.agreement.party(instrument.party)}, "
    return Text(f"{party}{label.sv} {number}", f"{party}{label.in_language('en')} {number}")


def check_pending(context: Context) -> Iterator[Finding]:
    """Yield a finding for everything that is not adopted, or whose day is not known."""
    for each in context.state.pending:
        if context.on is not None and context.on not in each.days:
            continue
        subject, about = subject_of(each.instrument), named(context, each.instrument)
        if each.waits_for is Wait.RATIFICATION:
            yield RATIFICATION_PENDING.found(subject, about=about)
        elif each.waits_for is Wait.DECISIONS:
            yield from _missing(context, each, subject, about)
            yield from _impossible(context, each, subject, about)
        else:
            yield START_NOT_KNOWN.found(
                subject, about=about, waits=_WAITS[each.waits_for], days=_since(each)
            )


def _missing(context: Context, pending: Pending, subject: str, about: Text) -> Iterator[Finding]:
    """Yield a finding for the decisions that are missing, and for each that must be ratified."""
    own = pending.instrument
    if own is not None and own.own_party is None and own.decision and not own.decision.final:
        yield RATIFICATION_PENDING.found(subject, about=about)
    taken = _to_be_ratified(context, own)
    waiting = [party for party in pending.missing if party in taken]
    for party in waiting:
        name = str(context.agreement.party(party))
        whose = Text(f"{about.sv}, {name}", f"{about.in_language('en')}, {name}")
        yield RATIFICATION_PENDING.found(subject, about=whose)
    left = tuple(str(context.agreement.party(p)) for p in pending.missing if p not in taken)
    count = pending.lacking - len(waiting)
    if count > 0 and left:
        yield ADOPTION_PENDING.found(subject, about=about, count=count, parties=left)
    elif count > 0:  # nobody is known who could decide
        yield ADOPTION_WITHOUT_PARTIES.found(subject, about=about, count=count)


def _to_be_ratified(context: Context, instrument: Instrument | None) -> set[str]:
    """Return the ids of the parties whose decision is recorded and must be ratified."""
    several = context.agreement.instruments if instrument is None else (instrument,)
    found = {a.party for each in several for a in each.adoptions if a.decided_on is None}
    for each in several:
        if each.own_party is not None and each.decision is not None and each.decided_on is None:
            found.add(each.own_party)
    return found


def _since(pending: Pending) -> Text:
    """Return from which day something is not known."""
    first = pending.days.first_day
    if first == FIRST_DAY:  # nothing tells when it may have begun
        return Text("någon dag", "on any day")
    return Text(f"från och med den {day(first, 'sv')}", f"from {day(first, 'en')}")


def _impossible(context: Context, pending: Pending, subject: str, about: Text) -> Iterator[Finding]:
    """Yield a finding if too few of those that have not decided still can."""
    able = [party for party in pending.missing if _can_decide(context, party)]
    if len(able) < pending.lacking:
        yield ADOPTION_IMPOSSIBLE.found(subject, about=about, count=pending.lacking, able=len(able))


def _can_decide(context: Context, party: str) -> bool:
    """Return whether a party exists, and has not left the agreement, as far as is known."""
    state = context.state
    ended, known_on = context.agreement.party(party).last_day, state.known_on
    lasts = [member.period.last_day for member in state.memberships_of(party)]
    ends = [last for last in lasts if last is not None and last != state.period.last_day]
    has_left = bool(lasts) and len(ends) == len(lasts)
    has_left = has_left and (known_on is None or all(last < known_on for last in ends))
    has_ceased = ended is not None and (known_on is None or ended < known_on)
    return not (has_ceased or has_left)


def check_adoptions(context: Context) -> Iterator[Finding]:
    """Yield a finding for each adoption that is not needed, or that a court annulled."""
    state = context.state
    members = {m.party.id for m in (*state.memberships, *state.undated, *state.uncertain)}
    line = [(i.party, i.successor) for i in state.instruments if isinstance(i, Succession)]

    def heirs(party: str) -> set[str]:
        """Return the party, and those that it succeeded or that succeeded it."""
        return {party, *(each for pair in line if party in pair for each in pair)}

    for instrument in context.instruments:
        needed = () if instrument.needs is None else instrument.needs.parties
        for adoption in instrument.adoptions:
            annulled_on = adoption.decision.annulled_on
            if annulled_on is not None:
                yield ADOPTION_ANNULLED.found(
                    subject_of(instrument),
                    about=named(context, instrument),
                    party=str(context.agreement.party(adoption.party)),
                    annulled_on=annulled_on,
                )
            if not heirs(adoption.party).intersection(needed or members):
                yield ADOPTION_NOT_NEEDED.found(
                    subject_of(instrument),
                    about=named(context, instrument),
                    party=str(context.agreement.party(adoption.party)),
                )


def check_recorded_days(context: Context) -> Iterator[Finding]:
    """Yield a finding for each recorded first day that is before what it had to wait for."""
    agreement = context.agreement
    by_number = {each.number: each for each in agreement.instruments}
    for recording in context.state.instruments:
        if not isinstance(recording, Recording) or recording.first_day is None:
            continue
        target = None if recording.target is None else by_number[recording.target]
        start = days_of(agreement.terms, target)
        adopted_on = agreement.known_from(target)
        waits = isinstance(start, Start) and start.when is not None
        days = [adopted_on] if waits else []
        days += [start.not_before] if isinstance(start, Start) else []
        met_on = max((day for day in days if day is not None), default=recording.first_day)
        if recording.first_day < met_on:
            yield START_BEFORE_CONDITION.found(
                subject_of(recording),
                about=named(context, target),
                first_day=recording.first_day,
                met_on=met_on,
            )
