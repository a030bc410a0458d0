"""Checks of first days against the decisions that they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from ..agreements.adoption import Condition, Start
from ..agreements.instruments import Accession, Instrument, Recording
from ..agreements.state import Wait
from ..agreements.terms import Form
from ..agreements.waiting import days_of, founders
from ..errors.texts import Text, an_instance
from ..findings import adoption
from ..findings.adoption import named, subject_of
from ..findings.context import Context
from ..findings.findings import Confidence, Finding, FindingKind, Severity
from .citing import found
from .starts import effective_day, legal_force_day
from .statutes import FIRST_DAY, Topic

EFFECTIVE_BEFORE_ADOPTION: Final = FindingKind(
    code="EFFECTIVE_BEFORE_ADOPTION",
    severity=Severity.ERROR,
    topic=Topic.FEDERATION,
    confidence=Confidence.HIGH,
    message=Text(
        "Förbundet gäller från och med den {first_day}, men {party} beslutade först den "
        "{decided_on}; ett kommunalförbund är bildat när fullmäktige i alla medlemmar har antagit "
        "förbundsordningen, eller den senare dag som den anger",
        "The federation is in force from {first_day}, but {party} only decided on {decided_on}; "
        "a municipal federation is formed when the councils of all members have adopted the "
        "charter, or on a later day that it names",
    ),
    remedy=Text(
        "Ange en senare första dag, eller rätta beslutets dag",
        "State a later first day, or correct the day of the decision",
    ),
)

COMMITTEE_BEFORE_ADOPTION: Final = attrs.evolve(
    EFFECTIVE_BEFORE_ADOPTION,
    topic=Topic.JOINT_COMMITTEE,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Den gemensamma nämnden gäller från och med den {first_day}, men {party} beslutade först "
        "den {decided_on}",
        "The joint committee is in force from {first_day}, but {party} only decided on "
        "{decided_on}",
    ),
)

START_TO_RECORD: Final = FindingKind(
    code="START_TO_RECORD",
    severity=Severity.INFO,
    topic=Topic.APPEAL_PERIOD,
    confidence=Confidence.MEDIUM,
    message=Text(
        "besluten har laga kraft från och med den {first_day}, om ingen har överklagat eller fått "
        "tiden återställd",
        "the decisions have legal force from {first_day}, if nobody has appealed or had the time "
        "restored",
    ),
    remedy=Text(
        "Kontrollera att ingen har överklagat, och registrera dagen",
        "Check that nobody has appealed, and record the day",
    ),
)

_FORMED: Final = {
    Form.MUNICIPAL_FEDERATION: EFFECTIVE_BEFORE_ADOPTION,
    Form.JOINT_COMMITTEE: COMMITTEE_BEFORE_ADOPTION,
}


def check_formation(context: Context) -> Iterator[Finding]:
    """Yield a finding if a federation or joint committee is in force before its last decision.

    Source:
        9 kap. 1 § kommunallagen (2017:725); for a coordination federation (*samordningsförbund*),
        8 § lagen (2003:1210). Joint committees: 9 kap. 19, 22 and 33 §§ kommunallagen.

    >>> from samverkan.stockholm import agreement
    >>> list(check_formation(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    an_instance("context", context, Context)
    form, first_day = context.agreement.terms.form, context.state.period.first_day
    kind = None if form is None else _FORMED.get(form)
    if kind is None or any(each.instrument is None for each in context.state.pending):
        return
    instruments = context.agreement.instruments
    recorded = (i for i in instruments if isinstance(i, Recording) and i.target is None)
    accessions = (each for each in instruments if isinstance(each, Accession))
    late = [
        (each.decided_on, each.party)
        for each in founders(context.agreement.terms, accessions, next(recorded, None))
        if each.decided_on is not None and max(first_day, FIRST_DAY) < each.decided_on
    ]
    if late:
        decided_on, party = max(late)
        name = str(context.agreement.party(party))
        yield found(
            kind, "terms", decided_on, first_day=first_day, party=name, decided_on=decided_on
        )


def check_starts(context: Context) -> Iterator[Finding]:
    """Yield findings about first days that wait for legal force: recorded too early, or not yet.

    Source:
        See :func:`samverkan.sweden.effective_day`.

    >>> from samverkan.stockholm import agreement
    >>> list(check_starts(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    an_instance("context", context, Context)
    agreement, known_on = context.agreement, context.state.known_on
    for pending in context.state.pending:
        if pending.waits_for is Wait.LEGAL_FORCE and pending.days.first_day >= FIRST_DAY:
            day = effective_day(agreement, pending.number, known_on=known_on).first_day
            if day is not None:
                about = named(context, pending.instrument)
                on = max(_decided_on(context, pending.instrument) or day, FIRST_DAY)
                said = found(START_TO_RECORD, subject_of(pending.instrument), on, first_day=day)
                yield attrs.evolve(said, about=about)
    by_number = {each.number: each for each in agreement.instruments}
    for recording in context.state.instruments:
        if isinstance(recording, Recording) and recording.first_day is not None:
            target = None if recording.target is None else by_number[recording.target]
            start = days_of(agreement.terms, target)
            is_by_force = isinstance(start, Start) and start.when is Condition.LEGAL_FORCE
            if is_by_force and recording.first_day >= FIRST_DAY:
                met_on = legal_force_day(agreement, target, known_on=known_on)
                adopted_on = agreement.known_from(target)
                if (
                    met_on is not None
                    and (adopted_on or recording.first_day) <= recording.first_day < met_on
                ):
                    yield adoption.START_BEFORE_CONDITION.found(
                        subject_of(recording),
                        about=named(context, target),
                        first_day=recording.first_day,
                        met_on=met_on,
                    )


def _decided_on(context: Context, target: Instrument | None) -> dt.date | None:
    """Return the day of the last known decision on an instrument, or on the agreement itself."""
    several = [target] if target is not None else context.state.instruments
    decisions = [
        decision
        for each in several
        if each is target or isinstance(each, Accession)
        for decision in (each.decision, *(adoption.decision for adoption in each.adoptions))
    ]
    days = [each.final_on for each in decisions if each is not None]
    known_on = context.state.known_on
    return max(
        (day for day in days if day is not None and (known_on is None or day <= known_on)),
        default=None,
    )
