"""Findings about the days of a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from ..errors.texts import Text
from ..findings.findings import Confidence, Detail, Finding, FindingKind, Severity
from .citing import found
from .known_days import KnownDays
from .retroactive import retroactive
from .statutes import Topic


def findings(days: KnownDays, *, executed_early: bool) -> Iterator[Finding]:
    """Yield the findings about the days of a decision.

    Args:
        days: The known days.

        executed_early: Whether the decision was executed before it had legal force.
    """
    yield from _approved(days)
    yield from _announced(days)
    yield from _certified(days)
    yield from _out_of_order(days)
    yield from _executed(days, early=executed_early)
    if days.decided_on is not None and days.effective_from is not None:
        yield from retroactive(days, days.decided_on, days.effective_from)


def _found(days: KnownDays, kind: FindingKind, subject: str = "", **details: Detail) -> Finding:
    return found(kind, subject or days.subject, days.law_of, None, **details)


APPROVED_BEFORE_MEETING: Final = FindingKind(
    code="APPROVED_BEFORE_MEETING",
    severity=Severity.ERROR,
    topic=Topic.APPROVAL,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Protokollet justerades den {approved_on}, före sammanträdet den {decided_on}",
        "The minutes were approved on {approved_on}, before the meeting on {decided_on}",
    ),
    remedy=Text("Rätta den dag som är fel", "Correct the day that is wrong"),
)

APPROVAL_LATE: Final = FindingKind(
    code="APPROVAL_LATE",
    severity=Severity.WARNING,
    topic=Topic.APPROVAL,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Protokollet justerades den {approved_on}; det skulle ha gjorts senast den {deadline}",
        "The minutes were approved on {approved_on}; this was due by {deadline}",
    ),
    remedy=Text(
        "Kontrollera dagarna; notera förseningen i ärendet",
        "Check the days; note the delay in the case file",
    ),
)


def _approved(days: KnownDays) -> Iterator[Finding]:
    limit, decided_on, approved_on = days.approval, days.decided_on, days.approved_on
    if limit is None or decided_on is None or approved_on is None:
        return
    if approved_on < decided_on:
        yield _found(days, APPROVED_BEFORE_MEETING, approved_on=approved_on, decided_on=decided_on)
    elif approved_on > limit.last_day:
        yield _found(days, APPROVAL_LATE, approved_on=approved_on, deadline=limit.last_day)


NOTICE_REMOVED_EARLY: Final = FindingKind(
    code="NOTICE_REMOVED_EARLY",
    severity=Severity.ERROR,
    topic=Topic.APPEAL_PERIOD,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Anslaget togs ned den {removed_on} men skulle ha suttit uppe till och med den "
        "{deadline}: överklagandetiden har då ingen sista dag, och beslutet får inte laga "
        "kraft",
        "The notice was taken down on {removed_on} but had to stay up until {deadline}, "
        "inclusive: the appeal period therefore has no last day, and the decision does not acquire "
        "legal force",
    ),
    remedy=Text(
        "Anslå på nytt och räkna tiden från det nya anslaget",
        "Put up notice anew and count the period from the new notice",
    ),
)


def _announced(days: KnownDays) -> Iterator[Finding]:
    appeal = days.appeal
    for place, notice in enumerate(days.notices):
        named = notice.board or f"board {place + 1}"
        subject = f"{days.subject}, {named}" if notice.board or place else days.subject
        if notice.announced_on is not None:
            yield from _put_up(days, subject, notice.announced_on)
        if notice in days.removed_early and notice.removed_on is not None and appeal is not None:
            yield _found(
                days,
                NOTICE_REMOVED_EARLY,
                subject,
                removed_on=notice.removed_on,
                deadline=appeal.last_day,
            )


ANNOUNCED_BEFORE_MEETING: Final = FindingKind(
    code="ANNOUNCED_BEFORE_MEETING",
    severity=Severity.ERROR,
    topic=Topic.NOTICE,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Justeringen anslogs den {announced_on}, före sammanträdet den {decided_on}",
        "The approval was announced on {announced_on}, before the meeting on {decided_on}",
    ),
    remedy=Text("Rätta den dag som är fel", "Correct the day that is wrong"),
)

ANNOUNCED_BEFORE_APPROVAL: Final = FindingKind(
    code="ANNOUNCED_BEFORE_APPROVAL",
    severity=Severity.ERROR,
    topic=Topic.NOTICE,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Justeringen tillkännagavs den {announced_on}, innan protokollet justerades den "
        "{approved_on}",
        "The approval was announced on {announced_on}, before the minutes were approved on "
        "{approved_on}",
    ),
    remedy=Text(
        "Rätta den dag som är fel, eller anslå på nytt: överklagandetiden räknas från anslaget",
        "Correct the day that is wrong, or put up the notice again: the appeal period is counted "
        "from the notice",
    ),
)

NOTICE_LATE: Final = FindingKind(
    code="NOTICE_LATE",
    severity=Severity.WARNING,
    topic=Topic.NOTICE,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Justeringen tillkännagavs den {announced_on}; det skulle ha gjorts senast den {deadline}",
        "The approval was announced on {announced_on}; this was due by {deadline}",
    ),
    remedy=Text(
        "Räkna överklagandetiden från den dag då anslaget verkligen sattes upp",
        "Count the appeal period from the day on which the notice was actually put up",
    ),
)


def _put_up(days: KnownDays, subject: str, announced_on: dt.date) -> Iterator[Finding]:
    limit, decided_on, approved_on = days.notice, days.decided_on, days.approved_on
    if limit is None or approved_on is None:
        if decided_on is not None and announced_on < decided_on:
            yield _found(
                days,
                ANNOUNCED_BEFORE_MEETING,
                subject,
                announced_on=announced_on,
                decided_on=decided_on,
            )
    elif announced_on < approved_on:
        yield _found(
            days,
            ANNOUNCED_BEFORE_APPROVAL,
            subject,
            announced_on=announced_on,
            approved_on=approved_on,
        )
    elif announced_on > limit.last_day:
        yield _found(days, NOTICE_LATE, subject, announced_on=announced_on, deadline=limit.last_day)


LEGAL_FORCE_TOO_EARLY: Final = FindingKind(
    code="LEGAL_FORCE_TOO_EARLY",
    severity=Severity.WARNING,
    topic=Topic.APPEAL_PERIOD,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Laga kraft är intygad från och med den {legal_force_on}, men överklagandetiden löper "
        "till och med den {deadline}",
        "Legal force is certified from {legal_force_on}, but the appeal period runs to {deadline}",
    ),
    remedy=Text(
        "Jämför beviset med anslagets dag",
        "Compare the certificate with the day of the notice",
    ),
)


def _certified(days: KnownDays) -> Iterator[Finding]:
    appeal, certified = days.appeal, days.legal_force_on
    if appeal is not None and certified is not None and certified <= appeal.last_day:
        yield _found(
            days, LEGAL_FORCE_TOO_EARLY, legal_force_on=certified, deadline=appeal.last_day
        )


DAYS_OUT_OF_ORDER: Final = FindingKind(
    code="DAYS_OUT_OF_ORDER",
    severity=Severity.ERROR,
    message=Text(
        "{what} den {day} är före {before} den {than}",
        "{what} on {day} is before {before} on {than}",
    ),
    remedy=Text("Rätta den dag som är fel", "Correct the day that is wrong"),
)


def _out_of_order(days: KnownDays) -> Iterator[Finding]:
    """Yield a finding for each day that is before a day that it must follow."""
    after_the_meeting = (
        (Text("Verkställigheten", "The execution"), days.executed_on),
        (Text("Överklagandet", "The appeal"), days.appealed_on),
        (Text("Upphävandet", "The annulment"), days.annulled_on),
        (Text("Laga kraft", "Legal force"), days.legal_force_on),
    )
    meeting, notice = Text("sammanträdet", "the meeting"), Text("anslaget", "the notice")
    taken_down = Text("Nedtagandet av anslaget", "The removal of the notice")
    pairs = [(what, day, meeting, days.decided_on) for what, day in after_the_meeting]
    pairs += [(taken_down, each.removed_on, notice, each.announced_on) for each in days.notices]
    for what, day, before, than in pairs:
        if day is not None and than is not None and day < than:
            yield _found(days, DAYS_OUT_OF_ORDER, what=what, day=day, before=before, than=than)


EXECUTED_BEFORE_APPROVAL: Final = FindingKind(
    code="EXECUTED_BEFORE_APPROVAL",
    severity=Severity.WARNING,
    topic=Topic.EXECUTION,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet verkställdes den {executed_on}, innan protokollet justerades den {approved_on}",
        "The decision was executed on {executed_on}, before the minutes were approved on "
        "{approved_on}",
    ),
    remedy=Text(
        "Kontrollera dagarna; låt brådskande beslut justeras omedelbart",
        "Check the days; have urgent decisions approved immediately",
    ),
)

IRREVERSIBLE_EXECUTION: Final = FindingKind(
    code="IRREVERSIBLE_EXECUTION",
    severity=Severity.WARNING,
    topic=Topic.EXECUTION,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet verkställdes den {executed_on}, innan det hade fått laga kraft, och "
        "verkställigheten kan inte rättas",
        "The decision was executed on {executed_on}, before it had legal force, and this "
        "cannot be undone",
    ),
    remedy=Text(
        "Dokumentera varför verkställigheten inte kunde vänta",
        "Record why the execution could not wait",
    ),
)

EXECUTED_BEFORE_LEGAL_FORCE: Final = FindingKind(
    code="EXECUTED_BEFORE_LEGAL_FORCE",
    severity=Severity.INFO,
    topic=Topic.EXECUTION,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet verkställdes den {executed_on}, innan det hade fått laga kraft",
        "The decision was executed on {executed_on}, before it had legal force",
    ),
    remedy=Text(
        "Det är tillåtet om inte särskilda skäl talar emot det; var beredd på att ett upphävt "
        "beslut ska rättas",
        "This is allowed unless special reasons prevent it; be prepared to undo it if "
        "the decision is annulled",
    ),
)


def _executed(days: KnownDays, *, early: bool) -> Iterator[Finding]:
    executed_on, approved_on = days.executed_on, days.approved_on
    if executed_on is None:
        return
    if approved_on is not None and executed_on < approved_on:
        yield _found(
            days, EXECUTED_BEFORE_APPROVAL, executed_on=executed_on, approved_on=approved_on
        )
    if early:
        undone = days.regime.weighs_reversibility and days.reversible is False
        kind = IRREVERSIBLE_EXECUTION if undone else EXECUTED_BEFORE_LEGAL_FORCE
        yield _found(days, kind, executed_on=executed_on)
