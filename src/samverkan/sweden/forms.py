"""Checks of the deciding body, the form of cooperation and the notice period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from ..agreements.instruments import Accession, Amendment, Instrument, Withdrawal
from ..agreements.terms import Form, Terms
from ..core.decisions import Decider, Decision
from ..core.parties import Party, PartyKind
from ..errors.texts import Text, an_instance
from ..findings.context import Context
from ..findings.findings import Confidence, Finding, FindingKind, Severity
from .citing import found
from .deciders import NAMES, decider_of
from .instrument_days import about, decisions_of, subject_of
from .statutes import AGREED_COOPERATION_FROM, FIRST_DAY, JOINT_COMMITTEES_FROM, Topic

_WITH_A_COUNCIL: Final = frozenset({PartyKind.MUNICIPALITY, PartyKind.REGION})
_FEDERATION_MONTHS: Final = 36


def _decided(context: Context) -> Iterator[tuple[Instrument, Decision, Party]]:
    """Yield each decision that counts on an instrument, with the party that took it."""
    for instrument in context.instruments:
        for party, decision in decisions_of(instrument):
            final = decision.final
            if final is not None and not isinstance(instrument, Withdrawal):
                yield instrument, final, context.agreement.party(party)


WRONG_DECIDER: Final = FindingKind(
    code="WRONG_DECIDER",
    severity=Severity.ERROR,
    topic=Topic.FEDERATION,
    confidence=Confidence.HIGH,
    message=Text(
        "Beslutet har fattats av {body}, men frågor om kommunalförbund beslutas av fullmäktige",
        "The decision was taken by {body}, but the council decides on a municipal federation",
    ),
    remedy=Text(
        "Låt fullmäktige besluta, eller rätta vem som beslutade",
        "Let the council decide, or correct who decided",
    ),
)

WRONG_DECIDER_OF_A_COMMITTEE: Final = attrs.evolve(
    WRONG_DECIDER,
    topic=Topic.JOINT_COMMITTEE,
    message=Text(
        "Beslutet har fattats av {body}, men frågor om gemensam nämnd beslutas av fullmäktige",
        "The decision was taken by {body}, but the council decides on a joint committee",
    ),
)

DECIDER_MAY_BE_COUNCIL: Final = FindingKind(
    code="DECIDER_MAY_BE_COUNCIL",
    severity=Severity.INFO,
    topic=Topic.COUNCIL,
    confidence=Confidence.HIGH,
    message=Text(
        "Beslutet har fattats av {body}; är avtalet av principiell beskaffenhet eller annars av "
        "större vikt ska det beslutas av fullmäktige",
        "The decision was taken by {body}; if the agreement is a matter of principle, or "
        "otherwise of greater importance, the council decides",
    ),
    remedy=Text(
        "Kontrollera mot reglementet och delegationsordningen",
        "Check the standing orders and the scheme of delegation",
    ),
)


_WRONG: Final = {
    Form.COOPERATION: DECIDER_MAY_BE_COUNCIL,
    Form.AGREED_COOPERATION: DECIDER_MAY_BE_COUNCIL,
    Form.MUNICIPAL_FEDERATION: WRONG_DECIDER,
    Form.JOINT_COMMITTEE: WRONG_DECIDER_OF_A_COMMITTEE,
}
_OTHER_THAN_COUNCIL: Final = frozenset(
    {Decider.BOARD, Decider.COMMITTEE, Decider.PRESIDIUM, Decider.DELEGATE, Decider.DIRECTION}
)


def check_deciders(context: Context) -> Iterator[Finding]:
    """Yield a finding for each accession or adoption by a body other than the council.

    If a decision was ratified, the body that ratified it decided. The check uses the stated
    decider; if none is stated, it reads the name of the body, as :func:`decider_of` does. It yields
    nothing if neither shows who decided.

    Source:
        5 kap. 1–2 §§ kommunallagen (2017:725): the council decides on matters of principle; 9 kap.
        1 §: on municipal federations; 9 kap. 19, 22 and 33 §§: on joint committees. Before 2018,
        3 kap. 9, 20 and 3 a–c §§ kommunallagen (1991:900); before 1998, 7 § kommunalförbundslagen
        (1985:894). Before 1 August 1997 there were no joint committees, so :func:`check_forms`
        answers alone.

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
    form = context.agreement.terms.form
    for instrument, decision, party in _decided(context):
        if form is not None:
            yield from _by_decider(instrument, decision, party, form)


def _by_decider(
    instrument: Instrument, decision: Decision, party: Party, form: Form
) -> Iterator[Finding]:
    decider, on = decider_of(decision), decision.decided_on
    if decider not in _OTHER_THAN_COUNCIL or party.kind not in _WITH_A_COUNCIL or on < FIRST_DAY:
        return
    if form is Form.JOINT_COMMITTEE and on < JOINT_COMMITTEES_FROM:
        return  # the form did not exist: another finding
    named = None if decider is Decider.DELEGATE else decision.body
    body = named or NAMES[decider]
    yield about(found(_WRONG[form], subject_of(instrument), on, body=body), instrument, party)


FORM_NOT_AVAILABLE: Final = FindingKind(
    code="FORM_NOT_AVAILABLE",
    severity=Severity.ERROR,
    topic=Topic.JOINT_COMMITTEE,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet fattades den {decided_on}, men gemensam nämnd finns först från och med den "
        "{since}",
        "The decision was taken on {decided_on}, but joint committees exist only from {since}",
    ),
    remedy=Text("Ange den form som fanns då", "State a form that existed then"),
)

FORM_NEEDS_AN_ACT: Final = FindingKind(
    code="FORM_NOT_AVAILABLE",
    severity=Severity.WARNING,
    topic=Topic.AGREED_COOPERATION,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet fattades den {decided_on}, men avtalssamverkan är generellt möjlig först från "
        "och med den {since}; dessförinnan fanns den bara i särskilda lagar",
        "The decision was taken on {decided_on}, but agreed cooperation is available in general "
        "only from {since}; before that, only special acts allowed it",
    ),
    remedy=Text(
        "Ange bland villkoren den lag som gav rätt till den, eller rätta avtalets form",
        "State in the terms the act that allowed it, or correct the form of the agreement",
    ),
)


def check_forms(context: Context) -> Iterator[Finding]:
    """Yield findings on accessions to a form of cooperation before that form existed.

    Agreed cooperation (*avtalssamverkan*) gives a warning if the terms state no special act, since
    some acts allowed it earlier. A joint committee (*gemensam nämnd*) gives an error.

    Source:
        9 kap. 37–38 §§ kommunallagen (2017:725), in force from 1 July 2018; at least nine special
        acts before. 3 kap. 3 a–c §§ kommunallagen (1991:900), by SFS 1997:550 in force from
        1 August 1997.

    >>> from samverkan.stockholm import agreement
    >>> list(check_forms(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    an_instance("context", context, Context)
    for instrument, decision, party in _decided(context):
        if isinstance(instrument, Accession) and instrument.party == party.id:
            yield from _by_form(instrument, decision, party, context.agreement.terms)


def _by_form(
    accession: Accession, decision: Decision, party: Party, terms: Terms
) -> Iterator[Finding]:
    on = decision.decided_on
    if terms.form is Form.JOINT_COMMITTEE:
        kind, since = FORM_NOT_AVAILABLE, JOINT_COMMITTEES_FROM
    elif terms.form is Form.AGREED_COOPERATION and terms.special_act is None:
        kind, since = FORM_NEEDS_AN_ACT, AGREED_COOPERATION_FROM
    else:
        return
    if party.kind in _WITH_A_COUNCIL and FIRST_DAY <= on < since:
        # The act that allowed the form later is cited: it did not apply yet.
        subject = subject_of(accession)
        yield about(found(kind, subject, since, decided_on=on, since=since), accession, party)


NOTICE_PERIOD_TOO_LONG: Final = FindingKind(
    code="NOTICE_PERIOD_TOO_LONG",
    severity=Severity.WARNING,
    topic=Topic.LEAVING_A_FEDERATION,
    confidence=Confidence.HIGH,
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
        The act of the day on which the period was decided is cited.

    >>> from samverkan.stockholm import agreement
    >>> list(check_notice_periods(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    an_instance("context", context, Context)
    for period, terms in context.state.timeline.pieces:
        months = terms.notice_months
        if (
            (context.on is None or context.on in period)
            and terms.form is Form.MUNICIPAL_FEDERATION
            and months is not None
            and months > _FEDERATION_MONTHS
        ):
            on = max(_set_on(context, period.first_day), FIRST_DAY)
            yield found(NOTICE_PERIOD_TOO_LONG, "terms", on, months=months)


def _set_on(context: Context, day: dt.date) -> dt.date:
    """Return the day on which the notice period of a day was decided, as far as is known."""
    set_on = context.state.period.first_day
    for each in context.state.instruments:
        if (
            isinstance(each, Amendment)
            and {"notice_months", "form"} & {*each.changes}
            and (first_day := each.effect_from) is not None
            and first_day <= day
            and (each.effect_to is None or day <= each.effect_to)
        ):
            set_on = context.agreement.known_from(each) or first_day
    return set_on
