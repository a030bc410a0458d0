"""Fees, explanations, claims, deadlines and findings for programs: data for JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeAlias

import attrs

from ..agreements.agreement import Agreement
from ..agreements.instruments import Accession, Recording, Succession, Withdrawal
from ..agreements.state import Member, Pending
from ..core.fields import as_tuple
from ..core.figures import Figure
from ..core.money import to_kronor
from ..core.periods import FIRST_DAY
from ..errors.texts import Language, a_language, an_instance
from ..fees.assessments import Assessment, Fee, Missing
from ..fees.causes import Cause
from ..fees.explanations import Explanation
from ..fees.ledgers import Settlement
from ..findings.findings import Confidence, Finding
from ..funding.instalments import Instalments
from ..reports.explanation import Explainer
from ..sweden.calendar import TimeLimit
from ..sweden.decision_dates import DecisionDates
from ..sweden.instrument_days import dates_of_all
from ..sweden.statutes import Citation
from . import data

JSON: TypeAlias = data.Data
"""A JSON value as the library writes it: whole numbers and text, no floats."""


def fees_data(assessment: Assessment) -> dict[str, JSON]:
    """Return the fees of a year as data for JSON: öre as whole numbers, kronor as text.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures)
    >>> data = fees_data(assessment.only(["Nacka"]))
    >>> data["total_ore"], data["missing"]
    (14277300, [])
    """
    an_instance("assessment", assessment, Assessment)
    return {
        "year": assessment.year,
        "known_on": None if assessment.known_on is None else assessment.known_on.isoformat(),
        "reading": assessment.reading,
        "is_forecast": assessment.is_forecast,
        "fees": [_fee_data(assessment, fee) for fee in assessment.fees],
        "missing": [_missing_data(assessment, missing) for missing in assessment.missing],
        "unstated": [_named(assessment, party) for party in assessment.unstated],
        "undated": [_named(assessment, party) for party in assessment.undated],
        "pending": [_named(assessment, party) for party in assessment.pending],
        "waits": [_waiting_data(each, assessment) for each in assessment.state.pending],
        "subtotal_ore": assessment.subtotal_ore,
        "total_ore": None if assessment.unknown else assessment.total_ore,
    }


def _waiting_data(pending: Pending, assessment: Assessment) -> dict[str, JSON]:
    """Return what is pending in the agreement, and what or whom it waits for."""
    instrument, first_day = pending.instrument, pending.days.first_day
    return {
        "kind": "agreement" if instrument is None else type(instrument).__name__.lower(),
        "number": pending.number,
        "waits_for": pending.waits_for,
        "missing": [_named(assessment, party) for party in pending.missing],
        "lacking": pending.lacking,
        "first_day": None if first_day == FIRST_DAY else _day_data(first_day),
        "last_day": _day_data(pending.days.last_day),
    }


def _fee_data(assessment: Assessment, fee: Fee) -> dict[str, JSON]:
    explanation = assessment.explain(fee.party)
    return {
        "party": fee.party,
        "name": explanation.party.name,
        "ore": fee.ore,
        "kronor": str(fee.kronor),
        "figures": [
            {**data.which(figure), **data.status(figure)} for figure in explanation.figures()
        ],
        "assumed": [{**data.which(each), **data.status(each)} for each in explanation.assumed],
        "is_forecast": explanation.is_forecast,
        "is_provisional": explanation.is_forecast or bool(explanation.provisional),
        "instalments": _instalments_data(fee, assessment.payment_plan),
    }


def _instalments_data(fee: Fee, plan: Instalments | None) -> list[JSON] | None:
    if plan is None:
        return None
    return [
        {"due_on": each.due_on.isoformat(), "ore": each.ore, "kronor": str(each.kronor)}
        for each in fee.instalments(plan)
    ]


def explanation_data(explanation: Explanation) -> dict[str, JSON]:
    """Return an explanation as data for JSON: a tree whose leaves cite their sources.

    Exact amounts are in kronor, as a numerator and a denominator in lowest terms. Each step, figure
    and reference date has a ``label`` for people in both languages, as in
    :func:`samverkan.reports.explanation_text`; the amount of a step stands beside it, as
    ``amount_label``.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> explanation_data(tree)["step"]["kronor"]
    {'numerator': 142773, 'denominator': 1}
    >>> explanation_data(tree)["step"]["inputs"][0]["label"]
    {'sv': 'Regel för kommuner', 'en': 'Rule for municipalities'}
    """
    an_instance("explanation", explanation, Explanation)
    swedish, english = (Explainer(explanation, each) for each in ("sv", "en"))
    assumed = zip(explanation.assumed, swedish.assumed(), english.assumed(), strict=True)
    labels = data.Labels(swedish.labelled(), english.labelled())
    reading = explanation.reading
    plan = reading.funding.instalments
    fee = Fee(explanation.party.id, explanation.year, explanation.ore)
    return {
        "party": explanation.party.id,
        "name": explanation.party.name,
        "year": explanation.year,
        "ore": explanation.ore,
        "kronor": str(to_kronor(explanation.ore)),
        "reading": {
            "name": reading.name,
            "reason": None if reading.reason is None else data.text(reading.reason),
            "proration": reading.funding.proration,
            "instalments": None if plan is None else _plan_data(plan),
            "sources": data.sources(reading.sources),
        },
        "instalments": _instalments_data(fee, plan),
        "memberships": [_membership_data(member) for member in explanation.memberships],
        "step": data.step(explanation.step, labels),
        "is_forecast": explanation.is_forecast,
        "assumed": [
            {"label": {"sv": sv, "en": en}, **data.figure(figure)} for figure, sv, en in assumed
        ],
    }


def _plan_data(plan: Instalments) -> dict[str, JSON]:
    days: list[JSON] = [dict(attrs.asdict(day)) for day in plan.days]
    parts: list[JSON] = [str(part) for part in plan.parts]
    return {"days": days, "parts": parts, "sources": data.sources(plan.sources)}


def _membership_data(member: Member) -> dict[str, JSON]:
    last, to = member.period.last_day, member.accession.charged_to
    return {
        "first_day": member.period.first_day.isoformat(),
        "last_day": None if last is None else last.isoformat(),
        "accession": {
            **_issued_data(member.accession),
            "first_day": _day_data(member.accession.effective.first_day),
            "charged_to": None if to is None else data.text(to),
        },
        "successions": [
            {
                **_issued_data(succession),
                "first_day": succession.first_day.isoformat(),
                "party": succession.party,
                "successor": succession.successor,
            }
            for succession in member.successions
        ],
    }


def _issued_data(instrument: Accession | Succession) -> dict[str, JSON]:
    return {
        "number": instrument.number,
        "decided_on": _day_data(instrument.decided_on),
        "sources": data.sources(instrument.sources),
    }


def claims_data(settlement: Settlement) -> dict[str, JSON]:
    """Return claims as data for JSON, each with its cause: what became known on its day.

    >>> import datetime as dt
    >>> from samverkan import Decision, settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> data = claims_data(
    ...     settle(Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14))
    ... )
    >>> data["claims"][0]["cause"]
    [{'kind': 'accession', 'party': '0182', 'number': 19, 'decided_on': '2015-04-13', 'body': None}]
    """
    an_instance("settlement", settlement, Settlement)
    assessments = settlement.assessments
    return {
        "claims": [
            {
                "party": claim.party,
                "year": claim.year,
                "ore": claim.ore,
                "known_on": claim.known_on.isoformat(),
                "cause": [_cause_data(cause) for cause in claim.causes],
            }
            for claim in settlement
        ],
        "missing": [_missing_data(each, m) for each in assessments for m in each.missing],
        "undated": [_named(each, party) for each in assessments for party in each.undated],
        "pending": [_named(each, party) for each in assessments for party in each.pending],
        "total_ore": settlement.total_ore,
    }


def deadlines_data(dates: DecisionDates, language: Language = "sv") -> dict[str, JSON]:
    """Return the deadlines of a decision as data for JSON, null if a deadline is not known.

    Beside the days, there are the display of the notice, the ground of legal force, and for each
    time limit how its last day is counted and moved, how certain it is, and the sections.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> data = deadlines_data(validate_dates(announced_on=dt.date(2015, 4, 13)))
    >>> data["notice_deadline"] is None, data["legal_force_from"]
    (True, '2015-05-05')
    >>> data["notice_up_to"], data["notice_down_from"]
    ('2015-05-04', '2015-05-05')
    """
    an_instance("dates", dates, DecisionDates)
    return {
        "is_delegated": dates.is_delegated,
        "approval_deadline": _day_data(dates.approval_deadline),
        "notice_deadline": _day_data(dates.notice_deadline),
        "appeal_deadline": _day_data(dates.appeal_deadline),
        "notice_up_to": _day_data(dates.notice_up_to),
        "notice_down_from": _day_data(dates.notice_down_from),
        "legal_force_from": _day_data(dates.legal_force_from),
        "legal_force_ground": dates.legal_force.ground,
        "legal_force_confidence": dates.legal_force_confidence,
        "no_appeal_deadline": dates.no_last_day,
        "is_appealed_late": dates.is_appealed_late,
        "approval": _limit_data(dates.approval, dates.approval_confidence, language),
        "notice": _limit_data(dates.notice, dates.notice_confidence, language),
        "appeal": _limit_data(dates.appeal, dates.appeal_confidence, language),
        "findings": findings_data(dates.findings, language),
    }


def all_deadlines_data(agreement: Agreement, language: Language = "sv") -> list[JSON]:
    """Return the deadlines of every party's decision in an agreement as data for JSON.

    The decision is an example:

    >>> import datetime as dt
    >>> from samverkan import Decision
    >>> from samverkan.stockholm import agreement
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> [(row["party"], row["number"]) for row in all_deadlines_data(joined)]
    [('0182', 19)]
    """
    an_instance("agreement", agreement, Agreement)
    a_language(language)
    return [
        {
            "party": row.party.id,
            "name": row.party.name,
            "kind": type(row.instrument).__name__.lower(),
            "number": row.instrument.number,
            "decided_on": row.decision.decided_on.isoformat(),
            "body": row.decision.body,
            "reference": row.decision.reference,
            "deadlines": None if row.dates is None else deadlines_data(row.dates, language),
        }
        for row in dates_of_all(agreement)
    ]


def _limit_data(
    limit: TimeLimit | None, confidence: Confidence | None, language: Language
) -> dict[str, JSON] | None:
    if limit is None:
        return None
    return {
        "counted_from": limit.counted_from.isoformat(),
        "length": limit.length,
        "unit": limit.unit,
        "ends": limit.ends.isoformat(),
        "skipped": [
            {
                "day": rest.day.isoformat(),
                "name": rest.name.in_language(language),
                "sections": [_section_data(each, language) for each in rest.sources],
            }
            for rest in limit.rest_days
        ],
        "last_day": limit.last_day.isoformat(),
        "confidence": confidence,
        "sections": [_section_data(each, language) for each in limit.sources],
    }


def _section_data(citation: Citation, language: Language) -> dict[str, JSON]:
    return {
        "text": citation.in_language(language),
        "act": citation.act.number,
        "address": citation.act.address,
    }


def findings_data(findings: Iterable[Finding], language: Language = "sv") -> list[JSON]:
    """Return findings as data for JSON, with their texts in one language.

    >>> import datetime as dt
    >>> from samverkan.sweden import validate_dates
    >>> dates = validate_dates(decided_on=dt.date(2015, 4, 13), approved_on=dt.date(2015, 4, 10))
    >>> [finding["code"] for finding in findings_data(dates.findings)]
    ['APPROVED_BEFORE_MEETING']
    """
    several: tuple[Finding, ...] = as_tuple("findings", findings, Finding)
    a_language(language)
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "subject": finding.subject,
            "message": finding.message(language),
            "source": None if finding.source is None else finding.source.in_language(language),
            "remedy": finding.remedy.in_language(language),
            "confidence": finding.confidence,
        }
        for finding in several
    ]


def _cause_data(cause: Cause) -> dict[str, JSON]:
    if isinstance(cause, Figure):
        return {"kind": "figure", **data.figure(cause)}
    about: dict[str, JSON] = {}
    if isinstance(cause, (Accession, Withdrawal, Succession)):
        about["party"] = cause.party
    if isinstance(cause, Succession):
        about["successor"] = cause.successor
    if isinstance(cause, Recording):
        about["recorded_on"] = cause.recorded_on.isoformat()
    return {
        "kind": type(cause).__name__.lower(),
        **about,
        "number": cause.number,
        "decided_on": _day_data(cause.decided_on),
        "body": None if cause.decision is None else cause.decision.body,
    }


def _missing_data(assessment: Assessment, missing: Missing) -> dict[str, JSON]:
    needs: list[JSON] = [data.need(need) for need in missing.needs]
    return {**_named(assessment, missing.party), "needs": needs}


def _named(assessment: Assessment, party: str) -> dict[str, JSON]:
    return {"party": party, "name": assessment.agreement.party(party).name}


def _day_data(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
