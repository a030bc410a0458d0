"""Checks of what the parties adopt, and of first days that wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..agreements.adoption import Start
from ..agreements.instruments import Accession, Instrument, Recording, Withdrawal
from ..agreements.state import Pending, Wait
from ..core.periods import FIRST_DAY, day
from ..errors.texts import Text
from .context import Context
from .findings import Finding, FindingKind, Severity

ADOPTION_PENDING: Final = FindingKind(
    code="ADOPTION_PENDING",
    severity=Severity.INFO,
    message=Text(
        "väntar på beslut: {count} till krävs, av {parties}",
        "waits for decisions: {count} more are needed, of {parties}",
    ),
    remedy=Text(
        "Registrera partens beslut med adopt() när det är fattat",
        "Record the decision of the party with adopt() when it is taken",
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
        "Registrera det beslut som godkänner det med ratify()",
        "Record the decision that ratifies it with ratify()",
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
        "Registrera dagen med record() när den är känd",
        "Record the day with record() when it is known",
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

ADOPTION_IMPOSSIBLE: Final = FindingKind(
    code="ADOPTION_IMPOSSIBLE",
    severity=Severity.WARNING,
    message=Text(
        "villkoret kan inte uppfyllas: {count} beslut krävs, och {able} parter kan fatta dem",
        "the condition cannot be met: {count} decisions are needed, and {able} parties can take "
        "them",
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
        "den första dagen är registrerad som den {first_day}, men villkoret uppfylldes först den "
        "{met_on}",
        "the first day is recorded as {first_day}, but the condition was only met on {met_on}",
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
            parties = tuple(str(context.agreement.party(party)) for party in each.missing)
            yield ADOPTION_PENDING.found(subject, about=about, count=each.lacking, parties=parties)
            yield from _impossible(context, each, subject, about)
        else:
            yield START_NOT_KNOWN.found(
                subject, about=about, waits=_WAITS[each.waits_for], days=_since(each)
            )


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
    ended = context.agreement.party(party).last_day
    known_on = context.state.known_on
    own = context.state.memberships_of(party)
    has_left = own and all(member.period.last_day is not None for member in own)
    has_ceased = ended is not None and (known_on is None or ended < known_on)
    return not (has_ceased or (has_left and context.state.period.last_day is None))


def check_adoptions(context: Context) -> Iterator[Finding]:
    """Yield a finding for each decision that is not among those needed."""
    state = context.state
    members = {m.party.id for m in (*state.memberships, *state.undated, *state.uncertain)}
    for instrument in context.instruments:
        needed = () if instrument.needs is None else instrument.needs.parties
        for adoption in instrument.adoptions:
            if adoption.party not in (needed or members):
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
        start = agreement.terms.period if target is None else getattr(target, "effective", None)
        adopted_on = None if target is None else agreement.known_from(target)
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
