"""Every kind of finding that cites a Swedish statute, in one table."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from ..findings import Confidence, Detail, Finding, FindingKind, Severity
from ..texts import Text
from .statutes import Citation, Topic, regime

__all__ = ["KINDS", "citation", "found", "kind"]

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_HIGH, _MEDIUM, _LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW


def _kind(
    topic: Topic | None,
    code: str,
    severity: Severity,
    confidence: Confidence | None,
    *,
    message: Text,
    remedy: Text,
) -> tuple[FindingKind, Topic | None]:
    made = FindingKind(
        code=code,
        severity=severity,
        confidence=confidence,
        message=message,
        remedy=remedy,
    )
    return made, topic


_TABLE: Final = (
    _kind(
        Topic.APPROVAL,
        "APPROVED_BEFORE_MEETING",
        _ERROR,
        _MEDIUM,
        message=Text(
            "Protokollet justerades den {approved_on}, före sammanträdet den {decided_on}",
            "The minutes were approved on {approved_on}, before the meeting on {decided_on}",
        ),
        remedy=Text("Rätta den dag som är fel", "Correct the day that is wrong"),
    ),
    _kind(
        Topic.APPROVAL,
        "APPROVAL_LATE",
        _WARNING,
        _MEDIUM,
        message=Text(
            "Protokollet justerades den {approved_on}; det skulle ha gjorts senast den {deadline}",
            "The minutes were approved on {approved_on}; this was due by {deadline}",
        ),
        remedy=Text(
            "Kontrollera dagarna; notera förseningen i ärendet",
            "Check the days; note the delay in the case file",
        ),
    ),
    _kind(
        Topic.NOTICE,
        "ANNOUNCED_BEFORE_APPROVAL",
        _ERROR,
        _MEDIUM,
        message=Text(
            "Justeringen tillkännagavs den {announced_on}, innan protokollet justerades den "
            "{approved_on}",
            "The approval was announced on {announced_on}, before the minutes were approved on "
            "{approved_on}",
        ),
        remedy=Text(
            "Rätta den dag som är fel, eller anslå på nytt: överklagandetiden räknas från anslaget",
            "Correct the day that is wrong, or put up notice anew: the appeal period is counted "
            "from the notice",
        ),
    ),
    _kind(
        Topic.NOTICE,
        "ANNOUNCED_BEFORE_MEETING",
        _ERROR,
        _MEDIUM,
        message=Text(
            "Justeringen anslogs den {announced_on}, före sammanträdet den {decided_on}",
            "The approval was announced on {announced_on}, before the meeting on {decided_on}",
        ),
        remedy=Text("Rätta den dag som är fel", "Correct the day that is wrong"),
    ),
    _kind(
        Topic.NOTICE,
        "NOTICE_LATE",
        _WARNING,
        _MEDIUM,
        message=Text(
            "Justeringen tillkännagavs den {announced_on}; det skulle ha gjorts senast den "
            "{deadline}",
            "The approval was announced on {announced_on}; this was due by {deadline}",
        ),
        remedy=Text(
            "Räkna överklagandetiden från den dag då anslaget verkligen sattes upp",
            "Count the appeal period from the day on which the notice was really put up",
        ),
    ),
    _kind(
        Topic.APPEAL_PERIOD,
        "NOTICE_REMOVED_EARLY",
        _ERROR,
        _MEDIUM,
        message=Text(
            "Anslaget togs ned den {removed_on} men skulle ha suttit uppe till och med den "
            "{deadline}: överklagandetiden har då ingen sista dag, och beslutet får inte laga "
            "kraft",
            "The notice was taken down on {removed_on} but had to stay up to {deadline}: the "
            "appeal period has no last day then, and the decision does not acquire legal force",
        ),
        remedy=Text(
            "Anslå på nytt och räkna tiden från det nya anslaget",
            "Put up notice anew and count the period from the new notice",
        ),
    ),
    _kind(
        Topic.APPEAL_PERIOD,
        "LEGAL_FORCE_TOO_EARLY",
        _WARNING,
        _MEDIUM,
        message=Text(
            "Laga kraft är intygad från och med den {legal_force_on}, men överklagandetiden löper "
            "till och med den {deadline}",
            "Legal force is certified from {legal_force_on}, but the appeal period runs to "
            "{deadline}",
        ),
        remedy=Text(
            "Jämför beviset med anslagets dag",
            "Compare the certificate with the day of the notice",
        ),
    ),
    _kind(
        Topic.EXECUTION,
        "EXECUTED_BEFORE_APPROVAL",
        _WARNING,
        _MEDIUM,
        message=Text(
            "Beslutet verkställdes den {executed_on}, innan protokollet justerades den "
            "{approved_on}",
            "The decision was executed on {executed_on}, before the minutes were approved on "
            "{approved_on}",
        ),
        remedy=Text(
            "Kontrollera dagarna; låt brådskande beslut justeras omedelbart",
            "Check the days; have urgent decisions approved immediately",
        ),
    ),
    _kind(
        Topic.EXECUTION,
        "EXECUTED_BEFORE_LEGAL_FORCE",
        _INFO,
        _MEDIUM,
        message=Text(
            "Beslutet verkställdes den {executed_on}, innan det hade fått laga kraft",
            "The decision was executed on {executed_on}, before it had legal force",
        ),
        remedy=Text(
            "Det är tillåtet om inte särskilda skäl talar emot det; var beredd på att ett upphävt "
            "beslut ska rättas",
            "This is allowed unless special reasons speak against it; be prepared to undo it if "
            "the decision is annulled",
        ),
    ),
    _kind(
        Topic.EXECUTION,
        "IRREVERSIBLE_EXECUTION",
        _WARNING,
        _MEDIUM,
        message=Text(
            "Beslutet verkställdes den {executed_on}, innan det hade fått laga kraft, och "
            "verkställigheten kan inte rättas",
            "The decision was executed on {executed_on}, before it had legal force, and this "
            "cannot be undone",
        ),
        remedy=Text(
            "Dokumentera varför verkställigheten inte kunde vänta",
            "Put on record why the execution could not wait",
        ),
    ),
    _kind(
        Topic.RETROACTIVE_EFFECT,
        "RETRO_DETRIMENT",
        _ERROR,
        _HIGH,
        message=Text(
            "Beslutet den {decided_on} gäller från och med den {effective_from}, till nackdel för "
            "kommunmedlemmarna, och inga synnerliga skäl är antecknade",
            "The decision of {decided_on} is effective from {effective_from}, to the detriment of "
            "the members of the municipality, and no extraordinary reasons are recorded",
        ),
        remedy=Text(
            "Låt beslutet gälla tidigast från beslutsdagen, eller fatta ett nytt beslut som anger "
            "de synnerliga skälen",
            "Let it be effective from the day of decision at the earliest, or decide anew and "
            "state the extraordinary reasons",
        ),
    ),
    _kind(
        Topic.RETROACTIVE_EFFECT,
        "RETRO_DETRIMENT",
        _WARNING,
        _HIGH,
        message=Text(
            "Beslutet den {decided_on} gäller från och med den {effective_from}, till nackdel för "
            "kommunmedlemmarna; synnerliga skäl är antecknade",
            "The decision of {decided_on} is effective from {effective_from}, to the detriment of "
            "the members of the municipality; extraordinary reasons are recorded",
        ),
        remedy=Text(
            "Pröva om skälen räcker; kraven är höga",
            "Consider whether the reasons suffice; the demands are high",
        ),
    ),
    _kind(
        Topic.RETROACTIVE_EFFECT,
        "RETRO_INTER_AUTHORITY",
        _WARNING,
        _LOW,
        message=Text(
            "Beslutet den {decided_on} gäller från och med den {effective_from}; betalningen går "
            "mellan offentliga organ, som förbudet mot tillbakaverkande kraft inte nämner, men "
            "inget känt rättsfall bekräftar den läsningen",
            "The decision of {decided_on} is effective from {effective_from}; the payment is "
            "between public bodies, which the ban on retroactive effect does not name, but no "
            "known case confirms this reading",
        ),
        remedy=Text(
            "Anteckna i beslutet att verkan är tillbakaverkande, och vad den kostar",
            "Record in the decision that the effect is retroactive, and what it costs",
        ),
    ),
    _kind(
        Topic.RETROACTIVE_EFFECT,
        "RETRO_PRIVATE_PARTY",
        _WARNING,
        _LOW,
        message=Text(
            "Beslutet den {decided_on} gäller från och med den {effective_from} och belastar en "
            "enskild, som kan vara medlem av kommunen",
            "The decision of {decided_on} is effective from {effective_from} and burdens a private "
            "party, which may be a member of the municipality",
        ),
        remedy=Text(
            "Ta reda på om den enskilde är kommunmedlem; då krävs synnerliga skäl",
            "Find out whether it is a member of the municipality; extraordinary reasons are "
            "needed then",
        ),
    ),
    _kind(
        Topic.RETROACTIVE_EFFECT,
        "RETRO_RELIEF",
        _INFO,
        _MEDIUM,
        message=Text(
            "Beslutet den {decided_on} gäller från och med den {effective_from}; det är till "
            "fördel, och då är tillbakaverkande kraft tillåten",
            "The decision of {decided_on} is effective from {effective_from}; it is a relief, and "
            "retroactive effect is allowed then",
        ),
        remedy=Text("Inget behöver göras", "Nothing needs to be done"),
    ),
    _kind(
        Topic.RETROACTIVE_EFFECT,
        "RETRO_BURDEN_UNKNOWN",
        _WARNING,
        _MEDIUM,
        message=Text(
            "Beslutet den {decided_on} gäller från och med den {effective_from}; vem "
            "det belastar är inte angivet",
            "The decision of {decided_on} is effective from {effective_from}; whom "
            "it burdens is not stated",
        ),
        remedy=Text(
            "Ange vem det belastar: till nackdel för kommunmedlemmarna får det inte gälla bakåt "
            "utan synnerliga skäl",
            "State whom it burdens: to the detriment of the members of the municipality it may not "
            "reach back without extraordinary reasons",
        ),
    ),
    _kind(
        Topic.ANNUAL_REPORT,
        "PRIOR_YEAR_COST",
        _WARNING,
        _MEDIUM,
        message=Text(
            "Beslutet den {decided_on} gäller från och med den {effective_from} och når in i "
            "budgetåret {years}, vars årsredovisning ska lämnas senast den 15 april",
            "The decision of {decided_on} is effective from {effective_from} and reaches into "
            "budget year {years}, whose annual report is due by 15 April",
        ),
        remedy=Text(
            "Ta upp beloppet i bokslutet för {years}",
            "Enter the amount in the annual accounts of {years}",
        ),
    ),
    _kind(
        Topic.ANNUAL_REPORT,
        "PRIOR_YEAR_CLOSED",
        _WARNING,
        _MEDIUM,
        message=Text(
            "Beslutet den {decided_on} gäller från och med den {effective_from} och når in i "
            "räkenskapsår vars årsredovisning redan skulle ha lämnats: {years}",
            "The decision of {decided_on} is effective from {effective_from} and reaches into "
            "years whose annual report was due already: {years}",
        ),
        remedy=Text(
            "Ta upp beloppet i beslutsårets redovisning, och lämna upplysning om det i "
            "årsredovisningen",
            "Enter the amount in the accounts of the year of decision, and say so in the annual "
            "report",
        ),
    ),
    _kind(
        Topic.COUNCIL,
        "WRONG_DECIDER",
        _ERROR,
        _MEDIUM,
        message=Text(
            "Beslutet är fattat av {body}, men om kommunalförbund och gemensam nämnd beslutar "
            "fullmäktige",
            "The decision was taken by {body}, but a municipal federation or a joint committee is "
            "decided on by the council",
        ),
        remedy=Text(
            "Låt fullmäktige besluta, eller rätta vem som beslutade",
            "Let the council decide, or correct who decided",
        ),
    ),
    _kind(
        Topic.COUNCIL,
        "DECIDER_MAY_BE_COUNCIL",
        _INFO,
        _MEDIUM,
        message=Text(
            "Beslutet är fattat av {body}; är avtalet av principiell beskaffenhet eller annars av "
            "större vikt beslutar fullmäktige",
            "The decision was taken by {body}; where the agreement is a matter of principle, or "
            "otherwise of greater importance, the council decides",
        ),
        remedy=Text(
            "Kontrollera mot reglementet och delegationsordningen",
            "Check the standing orders and the scheme of delegation",
        ),
    ),
    _kind(
        Topic.AGREED_COOPERATION,
        "FORM_NOT_AVAILABLE",
        _ERROR,
        _MEDIUM,
        message=Text(
            "Beslutet fattades den {decided_on}, men avtalssamverkan är möjlig först från och med "
            "den 1 juli 2018",
            "The decision was taken on {decided_on}, but agreement-based cooperation is available "
            "only from 1 July 2018",
        ),
        remedy=Text(
            "Ange den form som fanns då, eller lagen som gav rätt till den",
            "State the form that there was then, or the act that allowed it",
        ),
    ),
    _kind(
        Topic.LEAVING_A_FEDERATION,
        "NOTICE_PERIOD_TOO_LONG",
        _WARNING,
        _MEDIUM,
        message=Text(
            "Uppsägningstiden är {months} månader; för ett kommunalförbund är den tre år, om "
            "förbundsordningen inte anger en kortare",
            "The period of notice is {months} months; of a municipal federation it is three "
            "years, unless its charter states less",
        ),
        remedy=Text(
            "Rätta uppsägningstiden, eller avtalets form",
            "Correct the period of notice, or the form of the agreement",
        ),
    ),
    _kind(
        None,
        "DAYS_OUT_OF_ORDER",
        _ERROR,
        None,
        message=Text(
            "{what} den {day} är före {before} den {than}",
            "{what} on {day} is before {before} on {than}",
        ),
        remedy=Text("Rätta den dag som är fel", "Correct the day that is wrong"),
    ),
    _kind(
        None,
        "IDENTIFIER_INVALID",
        _ERROR,
        None,
        message=Text(
            "{party}: {what} {value} är inte giltigt bildat",
            "{party}: the {what} {value} is not well made",
        ),
        remedy=Text("Jämför med registret", "Compare it with the register"),
    ),
    _kind(
        None,
        "DECISION_NOT_CHECKED",
        _INFO,
        None,
        message=Text(
            "Beslutet den {decided_on} har dagar före 1990, eller för långt fram att räkna från; "
            "de är inte prövade",
            "The decision of {decided_on} has days before 1990, or too far ahead to count from; "
            "they are not checked",
        ),
        remedy=Text(
            "Pröva dagarna för hand, mot den tidens lag",
            "Check the days by hand, by the law of that time",
        ),
    ),
)

KINDS: Final[dict[FindingKind, Topic | None]] = dict(_TABLE)
"""Each kind with what it rests on. Some codes stand here twice, with two severities."""


def kind(code: str, severity: Severity | None = None) -> FindingKind:
    """Return the kind with a code; of two with one code, that with the severity."""
    kinds = [each for each in KINDS if each.code == code]
    return next(each for each in kinds if severity in (None, each.severity))


def citation(which: FindingKind, on: dt.date) -> Citation | None:
    """Return what a kind of finding rests on, by the law of a day."""
    topic = KINDS.get(which)
    return None if topic is None else regime(on).citation(topic)


def found(
    code: str,
    subject: str,
    on: dt.date,
    severity: Severity | None = None,
    **details: Detail,
) -> Finding:
    """Return a finding that cites the act that applied on a day."""
    which = kind(code, severity)
    rests_on = citation(which, on)
    finding = which.found(subject, rests_on, **details)
    if rests_on is not None and not rests_on.places and finding.confidence is _HIGH:
        # The text of this act was not read.
        finding = attrs.evolve(finding, confidence=_MEDIUM)
    return finding
