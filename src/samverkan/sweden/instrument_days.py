"""Checks of the days of decisions behind instruments, such as accessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from ..agreements.instruments import Accession, Amendment, Instrument, Withdrawal
from ..core.decisions import Decision
from ..core.parties import Party, PartyKind
from ..errors.quoting import cut
from ..errors.texts import Language, Text, an_instance
from ..findings.context import Context
from ..findings.findings import Finding, FindingKind, Severity
from .citing import found
from .decision_dates import dates_of
from .statutes import FIRST_DAY

_UNDER_THE_ACT: Final = frozenset(
    {PartyKind.MUNICIPALITY, PartyKind.REGION, PartyKind.MUNICIPAL_FEDERATION}
)
_LONGEST: Final = 120
_LAST_DAY: Final = dt.date(2999, 1, 1)  # leaves room to count time limits from it

DECISION_NOT_CHECKED: Final = FindingKind(
    code="DECISION_NOT_CHECKED",
    severity=Severity.INFO,
    message=Text(
        "Beslutet den {decided_on} har dagar före {first_year}, eller för långt fram att räkna "
        "från; de är inte prövade",
        "The decision of {decided_on} has days before {first_year}, or too far ahead for time "
        "limits; they are not checked",
    ),
    remedy=Text(
        "Pröva dagarna för hand, mot den tidens lag",
        "Check the days by hand, against the law that applied then",
    ),
)


def check_days(context: Context) -> Iterator[Finding]:
    """Yield findings about the days of the decisions, and about effect before the decision.

    The Local Government Act binds municipalities, regions and municipal federations: the check
    covers their own decisions to accede and to withdraw. Amendments and other common instruments
    do not record the deciding party; of these, the check covers only amendments with a new funding
    that is retroactive, if a member is bound by the act.

    Source:
        Kommunallag (2017:725) and, before 2018, (1991:900): see
        :func:`samverkan.sweden.validate_dates`.

    >>> from samverkan.stockholm import agreement
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> context = Context(agreement=joined, state=joined.as_known())
    >>> [finding.code for finding in check_days(context)]
    ['RETRO_INTER_AUTHORITY']
    """
    an_instance("context", context, Context)
    is_under_the_act = any(m.party.kind in _UNDER_THE_ACT for m in context.memberships)
    for instrument in context.instruments:
        if isinstance(instrument, Accession | Withdrawal):
            party = context.agreement.party(instrument.party)
            if party.kind in _UNDER_THE_ACT and instrument.decision is not None:
                yield from _of_a_party(instrument, instrument.decision, party)
        elif isinstance(instrument, Amendment) and is_under_the_act:
            yield from _of_a_fee(instrument)


def _of_a_party(
    instrument: Accession | Withdrawal, decision: Decision, party: Party
) -> Iterator[Finding]:
    """Yield the findings about a party's own decision, including any retroactive cost."""
    subject = _subject(instrument)
    counted_from = [decision.decided_on, decision.approved_on]
    counted_from += [notice.announced_on for notice in decision.notices]
    if any(day is not None and not FIRST_DAY <= day < _LAST_DAY for day in counted_from):
        decided_on = decision.decided_on
        said = found(
            DECISION_NOT_CHECKED,
            subject,
            FIRST_DAY,
            decided_on=decided_on,
            first_year=str(FIRST_DAY.year),
        )
        yield about(said, instrument, party)
        return
    joins = isinstance(instrument, Accession)
    dates = dates_of(
        decision,
        effective_from=instrument.effect_from if joins else None,
        effective_to=instrument.effect_to,
        burden=instrument.burden if isinstance(instrument, Accession) else None,
        subject=subject,
    )
    for finding in dates.findings:
        yield about(finding, instrument, party)


def _of_a_fee(amendment: Amendment) -> Iterator[Finding]:
    """Yield the findings about a retroactive new funding, without checks of its minutes."""
    decision = amendment.decision
    if decision is None or amendment.effect_from is None:
        return
    if "funding" not in amendment.changes or not FIRST_DAY <= decision.decided_on < _LAST_DAY:
        return
    dates = dates_of(
        Decision(
            decided_on=decision.decided_on, extraordinary_reasons=decision.extraordinary_reasons
        ),
        effective_from=amendment.effect_from,
        effective_to=amendment.effect_to,
        burden=amendment.burden,
        subject=_subject(amendment),
    )
    for finding in dates.findings:
        yield about(finding, amendment, None)


def _subject(instrument: Instrument) -> str:
    return f"{type(instrument).__name__.lower()} {instrument.number}"


def about(finding: Finding, instrument: Instrument, party: Party | None) -> Finding:
    """Return a finding that tells which party and instrument it is about."""

    def said(language: Language) -> str:
        name = instrument.label.in_language(language)
        if party is None:
            return f"{name[:1].upper()}{name[1:]} ({instrument.number})"
        return f"{cut(str(party), _LONGEST)}, {name}"

    return attrs.evolve(finding, about=Text(said("sv"), said("en")))
