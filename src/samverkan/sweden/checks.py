"""Checks of an agreement that cite Swedish statutes. No legal advice.

Give them to :func:`samverkan.findings.validate`, all (:data:`CHECKS`) or some.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from .._wording import INSTRUMENTS
from ..decisions import Decision
from ..errors import IdentifierError
from ..findings import Check, Context, Finding, FindingKind
from ..instruments import Accession, Amendment, Instrument, Succession, Withdrawal
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
_LAST_DAY: Final = dt.date(2999, 1, 1)  # far enough from the end to count time from


def check_days(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the days of the decisions, and with effect before them.

    The Local Government Act binds municipalities, regions and municipal federations; the
    accessions and withdrawals of other parties are not looked at. Who took a common decision, as
    on an amendment, is not known: its days are looked at where they are recorded, but for that of
    a succession, which is often another's decision.

    Source:
        Kommunallag (2017:725) and, before 2018, (1991:900): see
        :mod:`samverkan.sweden.decision_dates`.

    >>> from samverkan.decisions import Decision
    >>> from samverkan.stockholm import agreement
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> context = Context(agreement=joined, state=joined.as_known())
    >>> [finding.code for finding in check_days(context)]
    ['RETRO_INTER_AUTHORITY']
    """
    for instrument in context.instruments:
        party = _party(context, instrument)
        if isinstance(instrument, Succession):
            continue
        if party is None or party.kind in _UNDER_THE_ACT:
            yield from _of_instrument(instrument, party)


def _of_instrument(instrument: Instrument, party: Party | None) -> Iterator[Finding]:
    decision = instrument.decision
    if decision is None:
        return
    subject = f"{type(instrument).__name__.lower()} {instrument.number}"
    counted_from = [decision.decided_on, decision.approved_on]
    counted_from += [notice.announced_on for notice in decision.notices]
    if any(day is not None and not FIRST_DAY <= day < _LAST_DAY for day in counted_from):
        early = _kinds.found(
            "DECISION_NOT_CHECKED", subject, FIRST_DAY, decided_on=decision.decided_on
        )
        yield _about(early, instrument, party)
        return
    # What a decision costs somebody tells whether it may reach back: a membership, a new fee.
    costs = isinstance(instrument, Accession) or (
        isinstance(instrument, Amendment) and "funding" in instrument.changes
    )
    dates = dates_of(
        decision,
        effective_from=instrument.effect_from if costs else None,
        effective_to=instrument.effect_to,
        burden=instrument.burden if isinstance(instrument, Accession | Amendment) else None,
        subject=subject,
    )
    for finding in dates.findings:
        yield _about(finding, instrument, party)


def _about(finding: Finding, instrument: Instrument, party: Party | None) -> Finding:
    """Return a finding that says whose decision it is about."""
    what = INSTRUMENTS[type(instrument)]

    def said(language: Language) -> str:
        name = what.in_language(language)
        if party is None:
            name = f"{name[:1].upper()}{name[1:]} ({instrument.number})"
        else:
            name = f"{party}, {name}"
        return f"{name}: {finding.message(language)}"

    return attrs.evolve(finding, text=Text(said("sv"), said("en")))


def _party(context: Context, instrument: Instrument) -> Party | None:
    """Return the party whose own decision it is, or None where it is a common one."""
    if isinstance(instrument, Accession | Withdrawal):
        return context.agreement.party(instrument.party)
    return None


def _decided(context: Context) -> Iterator[tuple[Accession, Decision, Party]]:
    """Yield the accessions that have a decision, with it and the party."""
    for instrument in context.instruments:
        if isinstance(instrument, Accession) and instrument.decision is not None:
            yield instrument, instrument.decision, context.agreement.party(instrument.party)


def _is_council(body: str) -> bool:
    """Tell whether a body is a council: Kommunfullmäktige, Nacka kommunfullmäktige, council."""
    return body.casefold().endswith(("fullmäktige", "council"))


def check_deciders(context: Context) -> Iterator[Finding]:
    """Yield the accessions that another body than the council decided on.

    Where no body is recorded, nothing is said.

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
    code = codes.get(context.agreement.terms.form or Form.AGREED_COOPERATION)
    for accession, decision, party in _decided(context):
        body = decision.body
        if (
            code is not None
            and body is not None
            and party.kind in _WITH_A_COUNCIL
            and not _is_council(body)
        ):
            subject = f"accession {accession.number}"
            finding = _kinds.found(code, subject, max(decision.decided_on, FIRST_DAY), body=body)
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
        if party.kind in _WITH_A_COUNCIL and decision.decided_on < _AGREED_COOPERATION_FROM:
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
            on = max(context.on or terms.period.first_day, FIRST_DAY)
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
            problem = None if value is None else _problem(check, value)
            if problem is not None:
                yield _kinds.found(
                    "IDENTIFIER_INVALID",
                    f"party {party.id}",
                    FIRST_DAY,
                    party=str(party),
                    what=name,
                    # What may be a personal identity number is not repeated.
                    value="" if problem == "person" else f" {value}",
                )


_NUMBER: Final = Text("organisationsnumret", "organisation number")
_CODE: Final = Text("kommunkoden", "municipality code")


def _problem(check: Callable[[str], str], value: str) -> str | None:
    try:
        check(value)
    except IdentifierError as error:
        return error.problem
    return None


CHECKS: Final[tuple[Check, ...]] = (
    check_days,
    check_deciders,
    check_forms,
    check_notice_periods,
    check_identifiers,
)
"""All checks that cite Swedish statutes."""
