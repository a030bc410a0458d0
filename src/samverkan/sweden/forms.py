"""Checks of the deciding body, the form of cooperation and the notice period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..agreements.instruments import Accession
from ..agreements.terms import Form
from ..core.decisions import Decision
from ..core.parties import Party, PartyKind
from ..errors.texts import Text, an_instance
from ..findings.context import Context
from ..findings.findings import Confidence, Finding, FindingKind, Severity
from .citing import found
from .instrument_days import about
from .statutes import AGREED_COOPERATION_FROM, FIRST_DAY, Topic, regime

_WITH_A_COUNCIL: Final = frozenset({PartyKind.MUNICIPALITY, PartyKind.REGION})
_FEDERATION_MONTHS: Final = 36
_OTHER_BODY: Final = re.compile(
    r"(styrelsen?|nämnden?|utskottet?|beredningen?|presidium|presidiet|board|committee)$|delegation"
)


def _decided(context: Context) -> Iterator[tuple[Accession, Decision, Party]]:
    """Yield each accession that has a decision, with the decision and the party."""
    for instrument in context.instruments:
        if isinstance(instrument, Accession) and instrument.decision is not None:
            yield instrument, instrument.decision, context.agreement.party(instrument.party)


def _is_other_than_council(body: str) -> bool:
    """Return whether the name of a body shows a board, a committee, or a decision by delegation.

    A name that shows none of these gives False.
    """
    return _OTHER_BODY.search(body.casefold()) is not None


WRONG_DECIDER: Final = FindingKind(
    code="WRONG_DECIDER",
    severity=Severity.ERROR,
    topic=Topic.COUNCIL,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet är fattat av {body}, men om kommunalförbund och gemensam nämnd beslutar "
        "fullmäktige",
        "The decision was taken by {body}, but the council decides on a municipal federation or "
        "a joint committee",
    ),
    remedy=Text(
        "Låt fullmäktige besluta, eller rätta vem som beslutade",
        "Let the council decide, or correct who decided",
    ),
)

DECIDER_MAY_BE_COUNCIL: Final = FindingKind(
    code="DECIDER_MAY_BE_COUNCIL",
    severity=Severity.INFO,
    topic=Topic.COUNCIL,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet är fattat av {body}; är avtalet av principiell beskaffenhet eller annars av "
        "större vikt beslutar fullmäktige",
        "The decision was taken by {body}; if the agreement is a matter of principle, or "
        "otherwise of greater importance, the council decides",
    ),
    remedy=Text(
        "Kontrollera mot reglementet och delegationsordningen",
        "Check the standing orders and the scheme of delegation",
    ),
)


def check_deciders(context: Context) -> Iterator[Finding]:
    """Yield a finding for each accession that a body other than the council decided on.

    The check recognises a body by its name: an executive board (*kommunstyrelsen*), a committee
    (*nämnd*, *utskott*), or somebody by delegation. It yields nothing if no body is recorded or the
    name shows none of these.

    Source:
        5 kap. 1 § and 9 kap. kommunallagen (2017:725); before 2018, 3 kap. 9 § kommunallagen
        (1991:900). The council decides on matters of principle, and on municipal federations and
        joint committees.

    >>> import datetime as dt
    >>> from samverkan import Decision
    >>> from samverkan.stockholm import agreement
    >>> decided = Decision(decided_on=dt.date(2015, 4, 13), body="Kommunstyrelsen")
    >>> joined = agreement.accede("Nacka", decided)
    >>> context = Context(agreement=joined, state=joined.as_known())
    >>> [finding.code for finding in check_deciders(context)]
    ['DECIDER_MAY_BE_COUNCIL']
    """
    an_instance("context", context, Context)
    kinds = {
        Form.COOPERATION: DECIDER_MAY_BE_COUNCIL,
        Form.MUNICIPAL_FEDERATION: WRONG_DECIDER,
        Form.JOINT_COMMITTEE: WRONG_DECIDER,
    }
    form = context.agreement.terms.form
    kind = None if form is None else kinds.get(form)
    for accession, decision, party in _decided(context):
        body = decision.body
        if (
            kind is not None
            and decision.decided_on >= FIRST_DAY
            and body is not None
            and party.kind in _WITH_A_COUNCIL
            and _is_other_than_council(body)
        ):
            subject = f"accession {accession.number}"
            finding = found(kind, subject, decision.decided_on, body=body)
            yield about(finding, accession, party)


FORM_NOT_AVAILABLE: Final = FindingKind(
    code="FORM_NOT_AVAILABLE",
    severity=Severity.ERROR,
    topic=Topic.AGREED_COOPERATION,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet fattades den {decided_on}, men avtalssamverkan är möjlig först från och med "
        "den {since}",
        "The decision was taken on {decided_on}, but agreed cooperation is available "
        "only from {since}",
    ),
    remedy=Text(
        "Ange den form som fanns då, eller lagen som gav rätt till den",
        "State a form that existed then, or the act that allowed it",
    ),
)


def check_forms(context: Context) -> Iterator[Finding]:
    """Yield findings on accessions to agreed cooperation (*avtalssamverkan*) before it existed.

    Source:
        9 kap. 37–38 §§ kommunallagen (2017:725), in force from 1 July 2018.

    >>> from samverkan.stockholm import agreement
    >>> list(check_forms(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    an_instance("context", context, Context)
    if context.agreement.terms.form is not Form.AGREED_COOPERATION:
        return
    for accession, decision, party in _decided(context):
        if (
            party.kind in _WITH_A_COUNCIL
            and decision.decided_on >= FIRST_DAY
            and not regime(decision.decided_on).has_agreed_cooperation
        ):
            finding = found(
                FORM_NOT_AVAILABLE,
                f"accession {accession.number}",
                AGREED_COOPERATION_FROM,
                decided_on=decision.decided_on,
                since=AGREED_COOPERATION_FROM,
            )
            yield about(finding, accession, party)


NOTICE_PERIOD_TOO_LONG: Final = FindingKind(
    code="NOTICE_PERIOD_TOO_LONG",
    severity=Severity.WARNING,
    topic=Topic.LEAVING_A_FEDERATION,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Uppsägningstiden är {months} månader; för ett kommunalförbund är den tre år, om "
        "förbundsordningen inte anger en kortare",
        "The period of notice is {months} months; for a municipal federation it is three "
        "years, unless its charter states a shorter period",
    ),
    remedy=Text(
        "Rätta uppsägningstiden, eller avtalets form",
        "Correct the period of notice, or the form of the agreement",
    ),
)


def check_notice_periods(context: Context) -> Iterator[Finding]:
    """Yield a finding for each notice period of a municipal federation above the statutory one.

    Source:
        9 kap. 18 § kommunallagen (2017:725): three years, unless the charter states a shorter one.

    >>> from samverkan.stockholm import agreement
    >>> list(check_notice_periods(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    an_instance("context", context, Context)
    for terms in context.terms:
        months = terms.notice_months
        if (
            terms.form is Form.MUNICIPAL_FEDERATION
            and months is not None
            and months > _FEDERATION_MONTHS
        ):
            on = max(context.state.period.first_day, FIRST_DAY)
            yield found(NOTICE_PERIOD_TOO_LONG, "terms", on, months=months)
