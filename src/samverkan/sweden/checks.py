"""Checks of an agreement that cite Swedish statutes. No legal advice.

Give them to :func:`samverkan.findings.validate`, all (:data:`CHECKS`) or some.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from .._quoting import cut
from .._wording import INSTRUMENTS
from ..decisions import Decision
from ..errors import IdentifierError
from ..findings import Check, Context, Finding, FindingKind
from ..instruments import Accession, Amendment, Instrument, Withdrawal
from ..parties import Party, PartyKind
from ..terms import Form
from ..texts import Language, Text
from . import _kinds, identifiers
from ._days import FIRST_DAY
from .decision_dates import dates_of

__all__ = [
    "CHECKS",
    "KINDS",
    "check_days",
    "check_deciders",
    "check_forms",
    "check_identifiers",
    "check_notice_periods",
]

KINDS: Final[tuple[FindingKind, ...]] = tuple(sorted(_kinds.KINDS, key=lambda kind: kind.code))
"""Every kind of finding that cites a Swedish statute, in order of code."""

_UNDER_THE_ACT: Final = frozenset(
    {PartyKind.MUNICIPALITY, PartyKind.REGION, PartyKind.MUNICIPAL_FEDERATION}
)
_WITH_A_COUNCIL: Final = frozenset({PartyKind.MUNICIPALITY, PartyKind.REGION})
_AGREED_COOPERATION_FROM: Final = dt.date(2018, 7, 1)
_FEDERATION_MONTHS: Final = 36
_LONGEST: Final = 120
_OTHER_BODY: Final = re.compile(
    r"(styrelsen?|nämnden?|utskottet?|beredningen?|presidium|presidiet|board|committee)$|delegation"
)
_COUNTIES_OF_NOW: Final = dt.date(1998, 1, 1)
_LAST_DAY: Final = dt.date(2999, 1, 1)  # far enough from the end to count time from


def check_days(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the days of the decisions, and with effect before them.

    The Local Government Act binds municipalities, regions and municipal federations: their own
    decisions to accede and to withdraw are looked at. Whose decision an amendment, or another
    common instrument, rests on is not recorded; of these only a new funding that reaches back is
    looked at, where a member is under the act.

    Source:
        Kommunallag (2017:725) and, before 2018, (1991:900): see
        :mod:`samverkan.sweden.decision_dates`.

    >>> from samverkan.stockholm import agreement
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> context = Context(agreement=joined, state=joined.as_known())
    >>> [finding.code for finding in check_days(context)]
    ['RETRO_INTER_AUTHORITY']
    """
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
    """Yield the findings on a party's own decision; what it costs may not reach back."""
    subject = _subject(instrument)
    counted_from = [decision.decided_on, decision.approved_on]
    counted_from += [notice.announced_on for notice in decision.notices]
    if any(day is not None and not FIRST_DAY <= day < _LAST_DAY for day in counted_from):
        decided_on = decision.decided_on
        said = _kinds.found("DECISION_NOT_CHECKED", subject, FIRST_DAY, decided_on=decided_on)
        yield _about(said, instrument, party)
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
        yield _about(finding, instrument, party)


def _of_a_fee(amendment: Amendment) -> Iterator[Finding]:
    """Yield the findings on a new funding that reaches back; its minutes are nobody's here."""
    decision = amendment.decision
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
        yield _about(finding, amendment, None)


def _subject(instrument: Instrument) -> str:
    return f"{type(instrument).__name__.lower()} {instrument.number}"


def _about(finding: Finding, instrument: Instrument, party: Party | None) -> Finding:
    """Return a finding that says whose decision it is about."""
    what = INSTRUMENTS[type(instrument)]

    def said(language: Language) -> str:
        name = what.in_language(language)
        if party is None:
            name = f"{name[:1].upper()}{name[1:]} ({instrument.number})"
        else:
            name = f"{cut(str(party), _LONGEST)}, {name}"
        return f"{name}: {finding.message(language)}"

    return attrs.evolve(finding, text=Text(said("sv"), said("en")))


def _decided(context: Context) -> Iterator[tuple[Accession, Decision, Party]]:
    """Yield the accessions that have a decision, with it and the party."""
    for instrument in context.instruments:
        if isinstance(instrument, Accession) and instrument.decision is not None:
            yield instrument, instrument.decision, context.agreement.party(instrument.party)


def _is_other_than_council(body: str) -> bool:
    """Tell whether a body is a board, a committee, or somebody by delegation, by its name.

    A name that does not say is not judged.
    """
    return _OTHER_BODY.search(body.casefold()) is not None


def check_deciders(context: Context) -> Iterator[Finding]:
    """Yield the accessions that another body than the council decided on.

    A body is known by its name: an executive board (*kommunstyrelsen*), a committee (*nämnd*,
    *utskott*), or somebody by delegation. Where none is recorded, or its name does not tell,
    nothing is said.

    Source:
        5 kap. 1 § and 9 kap. kommunallagen (2017:725); before 2018 3 kap. 9 § kommunallagen
        (1991:900). The council decides on matters of principle, and on municipal federations and
        joint committees.

    >>> from samverkan.decisions import Decision
    >>> from samverkan.stockholm import agreement
    >>> decided = Decision(decided_on=dt.date(2015, 4, 13), body="Kommunstyrelsen")
    >>> joined = agreement.accede("Nacka", decided)
    >>> context = Context(agreement=joined, state=joined.as_known())
    >>> [finding.code for finding in check_deciders(context)]
    ['DECIDER_MAY_BE_COUNCIL']
    """
    codes = {
        Form.COOPERATION: "DECIDER_MAY_BE_COUNCIL",
        Form.MUNICIPAL_FEDERATION: "WRONG_DECIDER",
        Form.JOINT_COMMITTEE: "WRONG_DECIDER",
    }
    form = context.agreement.terms.form
    code = None if form is None else codes.get(form)
    for accession, decision, party in _decided(context):
        body = decision.body
        if (
            code is not None
            and decision.decided_on >= FIRST_DAY
            and body is not None
            and party.kind in _WITH_A_COUNCIL
            and _is_other_than_council(body)
        ):
            subject = f"accession {accession.number}"
            finding = _kinds.found(code, subject, decision.decided_on, body=body)
            yield _about(finding, accession, party)


def check_forms(context: Context) -> Iterator[Finding]:
    """Yield the accessions to agreed cooperation (*avtalssamverkan*) from before it existed.

    Source:
        9 kap. 37–38 §§ kommunallagen (2017:725), in force from 1 July 2018.

    >>> from samverkan.stockholm import agreement
    >>> list(check_forms(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    if context.agreement.terms.form is not Form.AGREED_COOPERATION:
        return
    for accession, decision, party in _decided(context):
        too_early = FIRST_DAY <= decision.decided_on < _AGREED_COOPERATION_FROM
        if party.kind in _WITH_A_COUNCIL and too_early:
            finding = _kinds.found(
                "FORM_NOT_AVAILABLE",
                f"accession {accession.number}",
                _AGREED_COOPERATION_FROM,
                decided_on=decision.decided_on,
            )
            yield _about(finding, accession, party)


def check_notice_periods(context: Context) -> Iterator[Finding]:
    """Yield the notice periods of municipal federations that are longer than the statute's.

    Source:
        9 kap. 18 § kommunallagen (2017:725): three years, unless the charter states less.

    >>> from samverkan.stockholm import agreement
    >>> list(check_notice_periods(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    for terms in context.terms:
        months = terms.notice_months
        if (
            terms.form is Form.MUNICIPAL_FEDERATION
            and months is not None
            and months > _FEDERATION_MONTHS
        ):
            on = max(terms.period.first_day, FIRST_DAY)
            yield _kinds.found("NOTICE_PERIOD_TOO_LONG", "terms", on, months=months)


def check_identifiers(context: Context) -> Iterator[Finding]:
    """Yield the organisation numbers and municipality codes that are not well made.

    Source:
        See :mod:`samverkan.sweden.identifiers`.

    >>> from samverkan.stockholm import agreement
    >>> list(check_identifiers(Context(agreement=agreement, state=agreement.as_known())))
    []
    """
    for party in context.agreement.parties:
        for value, name, check in (
            (party.organisation_number, _NUMBER, identifiers.organisation_number),
            (party.municipality_code, _CODE, identifiers.municipality_code),
        ):
            if value is not None and not _is_right(check, value, party.last_day):
                yield _kinds.found(
                    "IDENTIFIER_INVALID",
                    f"party {party.id}",
                    FIRST_DAY,
                    party=str(party),
                    what=name,
                    value=value,
                )


_NUMBER: Final = Text("organisationsnumret", "organisation number")
_CODE: Final = Text("kommunkoden", "municipality code")


def _is_right(check: Callable[[str], str], value: str, last_day: dt.date | None) -> bool:
    try:
        check(value)
    except IdentifierError as error:
        # The code of a county that is no more is right for who is no more either.
        return error.problem == "ended" and last_day is not None and last_day < _COUNTIES_OF_NOW
    return True


CHECKS: Final[tuple[Check, ...]] = (
    check_days,
    check_deciders,
    check_forms,
    check_notice_periods,
    check_identifiers,
)
"""All checks that cite Swedish statutes."""
