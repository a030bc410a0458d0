"""Findings about the days of a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from ..core.decisions import Notice
from ..errors.quoting import cut
from ..errors.texts import Text
from ..findings.findings import Confidence, Detail, Finding, FindingKind, Severity
from .calendar import TimeLimit
from .citing import found
from .known_days import KnownDays
from .retroactive import retroactive
from .statutes import EARLY_EXECUTION_FROM, Topic

_ONE_DAY: Final = dt.timedelta(days=1)
_LONGEST: Final = 120


def findings(days: KnownDays, *, executed_early: bool) -> Iterator[Finding]:
    """Yield the findings about the days of a decision.

    Args:
        days: The known days.

        executed_early: Whether the decision was executed before it had legal force.
    """
    yield from _out_of_order(days)
    if not days.is_under_the_act:
        return
    yield from _approved(days)
    yield from _announced(days)
    yield from _stated(days)
    yield from _certified(days)
    yield from _executed(days, early=executed_early)
    if days.decided_on is not None and days.effective_from is not None:
        yield from retroactive(days, days.decided_on, days.effective_from)


def _found(days: KnownDays, kind: FindingKind, **details: Detail) -> Finding:
    return found(kind, days.subject, days.law_of, None, **details)


def _on_board(days: KnownDays, place: int, finding: Finding) -> Finding:
    """Return a finding that says which of several notice boards it is about."""
    board = days.notices[place].board
    if len(days.notices) == 1:
        return finding
    name = cut(board or str(place + 1), _LONGEST)
    if board is None:
        about = Text(f"anslagstavla {name}", f"notice board {name}")
    else:
        about = Text(f"anslagstavlan hos {name}", f"the notice board of {name}")
    subject = f"{days.subject}, {board or f'board {place + 1}'}"
    is_first = place == 0 and board is None
    return attrs.evolve(finding, about=about, subject=days.subject if is_first else subject)


APPROVED_BEFORE_MEETING: Final = FindingKind(
    code="APPROVED_BEFORE_MEETING",
    severity=Severity.ERROR,
    topic=Topic.APPROVAL,
    confidence=Confidence.HIGH,
    message=Text(
        "Protokollet justerades den {approved_on}, före {what} den {decided_on}",
        "The minutes were approved on {approved_on}, before {what} on {decided_on}",
    ),
    remedy=Text("Rätta den dag som är fel", "Correct the day that is wrong"),
)

APPROVAL_LATE: Final = FindingKind(
    code="APPROVAL_LATE",
    severity=Severity.WARNING,
    topic=Topic.APPROVAL,
    confidence=Confidence.HIGH,
    message=Text(
        "Protokollet justerades den {approved_on}; det skulle ha gjorts senast den {deadline}",
        "The minutes were approved on {approved_on}; this was due by {deadline}",
    ),
    remedy=Text(
        "Kontrollera dagarna; notera förseningen i ärendet",
        "Check the days; note the delay in the case file",
    ),
)


_DECISION: Final = Text("beslutet", "the decision")
_MEETING: Final = Text("sammanträdet", "the meeting")


def _approved(days: KnownDays) -> Iterator[Finding]:
    limit, approved_on = days.approval, days.approved_on
    no_earlier_than, what = _no_earlier_than(days)
    if approved_on is None:
        return
    if no_earlier_than is not None and approved_on < no_earlier_than:
        yield _found(
            days,
            APPROVED_BEFORE_MEETING,
            approved_on=approved_on,
            what=what,
            decided_on=no_earlier_than,
        )
    elif limit is not None and approved_on > limit.last_day:
        late = _found(days, APPROVAL_LATE, approved_on=approved_on, deadline=limit.last_day)
        yield _late(late, approved_on, _moved(days).approval)


def _no_earlier_than(days: KnownDays) -> tuple[dt.date | None, Text]:
    """Return the day that approval and notice must follow, and what happened on it."""
    if days.meeting_day is None:  # what a delegate decided, not known when it was reported
        return days.decided_on, _DECISION
    return days.meeting_day, _MEETING


def _moved(days: KnownDays) -> KnownDays:
    return attrs.evolve(days, moves=True)


def _late(finding: Finding, day: dt.date, moved: TimeLimit | None) -> Finding:
    """Return a finding with low confidence if the day is in time under a limit that moves.

    No source settles whether these time limits move from a rest day.
    """
    if moved is not None and day <= moved.last_day:
        return attrs.evolve(finding, confidence=Confidence.LOW)
    return finding


NOTICE_REMOVED_EARLY: Final = FindingKind(
    code="NOTICE_REMOVED_EARLY",
    severity=Severity.ERROR,
    topic=Topic.APPEAL_PERIOD,
    confidence=Confidence.HIGH,
    message=Text(
        "Anslaget togs ned den {removed_on} men skulle ha suttit uppe till och med den "
        "{deadline} och fick tas ned tidigast den {down_from}: överklagandetiden har då ingen "
        "sista dag, och beslutet får inte laga kraft (jfr RÅ 2009 not 176)",
        "The notice was taken down on {removed_on} but had to stay up until {deadline}, "
        "inclusive, and could be taken down on {down_from} at the earliest: the appeal period "
        "therefore has no last day, and the decision does not acquire legal force (see RÅ 2009 "
        "not 176)",
    ),
    remedy=Text(
        "Ta reda på om dagen är den sista då anslaget satt uppe eller den då det togs ned: många "
        "anslagstavlor skriver den sista visningsdagen. Satt det uppe hela den dagen, ange dagen "
        "efter; togs det ned då, anslå på nytt och räkna tiden från det nya anslaget",
        "Find out whether this is the last day of display or the day of removal: many notice "
        "boards print the last day of display. If it was up all that day, give the day after; if "
        "it was taken down then, put up the notice anew and count the period from the new notice",
    ),
)


def _announced(days: KnownDays) -> Iterator[Finding]:
    for place, notice in enumerate(days.notices):
        for finding in _on_one_board(days, notice):
            yield _on_board(days, place, finding)


def _on_one_board(days: KnownDays, notice: Notice) -> Iterator[Finding]:
    appeal = days.appeal
    if notice.announced_on is not None:
        yield from _put_up(days, notice.announced_on)
    if notice in days.removed_early and notice.removed_on is not None and appeal is not None:
        yield _found(
            days,
            NOTICE_REMOVED_EARLY,
            removed_on=notice.removed_on,
            deadline=appeal.last_day,
            down_from=appeal.last_day + _ONE_DAY,
        )


ANNOUNCED_BEFORE_MEETING: Final = FindingKind(
    code="ANNOUNCED_BEFORE_MEETING",
    severity=Severity.ERROR,
    topic=Topic.NOTICE,
    confidence=Confidence.HIGH,
    message=Text(
        "Justeringen anslogs den {announced_on}, före {what} den {decided_on}",
        "The approval was announced on {announced_on}, before {what} on {decided_on}",
    ),
    remedy=Text("Rätta den dag som är fel", "Correct the day that is wrong"),
)

ANNOUNCED_BEFORE_APPROVAL: Final = FindingKind(
    code="ANNOUNCED_BEFORE_APPROVAL",
    severity=Severity.ERROR,
    topic=Topic.NOTICE,
    confidence=Confidence.HIGH,
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
    confidence=Confidence.HIGH,
    message=Text(
        "Justeringen tillkännagavs den {announced_on}; det skulle ha gjorts senast den {deadline}",
        "The approval was announced on {announced_on}; this was due by {deadline}",
    ),
    remedy=Text(
        "Räkna överklagandetiden från den dag då anslaget verkligen sattes upp",
        "Count the appeal period from the day on which the notice was actually put up",
    ),
)


NOTICE_LATE_WHENEVER_APPROVED: Final = FindingKind(
    code="NOTICE_LATE",
    severity=Severity.WARNING,
    topic=Topic.NOTICE,
    confidence=Confidence.HIGH,
    message=Text(
        "Justeringen tillkännagavs den {announced_on}; även om protokollet justerades den sista "
        "möjliga dagen skulle det ha gjorts senast den {deadline}",
        "The approval was announced on {announced_on}; even if the minutes were approved on the "
        "last possible day, this was due by {deadline}",
    ),
    remedy=Text(
        "Ange när protokollet justerades: antingen justeringen eller anslaget var för sent",
        "State when the minutes were approved: either the approval or the notice was late",
    ),
)


def _put_up(days: KnownDays, announced_on: dt.date) -> Iterator[Finding]:
    approved_on, (met_on, what) = days.approved_on, _no_earlier_than(days)
    if approved_on is not None and announced_on < approved_on:
        yield _found(
            days, ANNOUNCED_BEFORE_APPROVAL, announced_on=announced_on, approved_on=approved_on
        )
    elif approved_on is None and met_on is not None and announced_on < met_on:
        yield _found(
            days,
            ANNOUNCED_BEFORE_MEETING,
            announced_on=announced_on,
            what=what,
            decided_on=met_on,
        )
    else:
        yield from _put_up_late(days, announced_on)


def _put_up_late(days: KnownDays, announced_on: dt.date) -> Iterator[Finding]:
    kind, limit, moved = NOTICE_LATE, days.notice, _moved(days).notice
    if limit is None:
        kind, limit = NOTICE_LATE_WHENEVER_APPROVED, days.latest_notice
        moved = _moved(days).latest_notice
    if limit is not None and announced_on > limit.last_day:
        late = _found(days, kind, announced_on=announced_on, deadline=limit.last_day)
        yield _late(late, announced_on, moved)


STATED_DEADLINE_LATE: Final = FindingKind(
    code="STATED_DEADLINE_DIFFERS",
    severity=Severity.WARNING,
    topic=Topic.APPEAL_PERIOD,
    confidence=Confidence.HIGH,
    message=Text(
        "Anslaget anger den {stated} som sista dag för överklagande, men den är den {deadline}",
        "The notice states {stated} as the last day for an appeal, but it is {deadline}",
    ),
    remedy=Text(
        "Rätta anslaget: den som litar på den senare dagen kan överklaga för sent",
        "Correct the notice: whoever relies on the later day may appeal too late",
    ),
)

STATED_DEADLINE_EARLY: Final = attrs.evolve(
    STATED_DEADLINE_LATE,
    remedy=Text(
        "Rätta anslaget: den tidigare dagen förkortar rätten att överklaga; pröva om beslutet "
        "behöver anslås på nytt",
        "Correct the notice: the earlier day shortens the right to appeal; consider whether the "
        "decision must be announced anew",
    ),
)


STATED_DEADLINE_LATE_AND_DOWN: Final = attrs.evolve(
    STATED_DEADLINE_LATE,
    message=Text(
        "Anslaget angav den {stated} som sista dag för överklagande, men den skulle ha varit den "
        "{deadline}",
        "The notice stated {stated} as the last day for an appeal, but it should have been "
        "{deadline}",
    ),
    remedy=Text(
        "Ett nedtaget anslag kan inte rättas: ta reda på om någon litade på den senare dagen och "
        "överklagade för sent",
        "A notice that is down cannot be corrected: find out whether anybody relied on the later "
        "day and appealed too late",
    ),
)

STATED_DEADLINE_EARLY_AND_DOWN: Final = attrs.evolve(
    STATED_DEADLINE_LATE_AND_DOWN,
    remedy=Text(
        "Ett nedtaget anslag kan inte rättas: den tidigare dagen förkortade rätten att överklaga; "
        "pröva om beslutet behöver anslås på nytt",
        "A notice that is down cannot be corrected: the earlier day shortened the right to appeal; "
        "consider whether the decision must be announced anew",
    ),
)


def _stated(days: KnownDays) -> Iterator[Finding]:
    appeal, stated = days.appeal, days.stated_last_day
    if appeal is not None and stated is not None and stated != appeal.last_day:
        is_late = stated > appeal.last_day
        if days.removed_early or all(notice.removed_on for notice in days.notices):
            kind = STATED_DEADLINE_LATE_AND_DOWN if is_late else STATED_DEADLINE_EARLY_AND_DOWN
        else:
            kind = STATED_DEADLINE_LATE if is_late else STATED_DEADLINE_EARLY
        yield _found(days, kind, stated=stated, deadline=appeal.last_day)


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
        (Text("Anmälan", "The report"), days.reported_on),
        (Text("Verkställigheten", "The execution"), days.executed_on),
        (Text("Överklagandet", "The appeal"), days.appealed_on),
        (Text("Den återställda tiden", "The restored time"), days.restored_on),
        (Text("Upphävandet", "The annulment"), days.annulled_on),
        (Text("Laga kraft", "Legal force"), days.legal_force_on),
    )
    notice = Text("anslaget", "the notice")
    has_a_meeting = days.is_under_the_act and not days.is_delegated
    meeting = _MEETING if has_a_meeting else _DECISION
    anew = Text("Det nya beslutet", "The new decision")
    annulled = Text("upphävandet av det första", "the annulment of the first")
    taken_down = Text("Nedtagandet av anslaget", "The removal of the notice")
    pairs = [(what, day, meeting, days.decided_on) for what, day in after_the_meeting]
    pairs += [(taken_down, each.removed_on, notice, each.announced_on) for each in days.notices]
    pairs.append((anew, days.decided_on, annulled, days.anew_after))
    for what, day, before, than in pairs:
        if day is not None and than is not None and day < than:
            yield _found(days, DAYS_OUT_OF_ORDER, what=what, day=day, before=before, than=than)


EXECUTED_BEFORE_APPROVAL: Final = FindingKind(
    code="EXECUTED_BEFORE_APPROVAL",
    severity=Severity.WARNING,
    topic=Topic.EXECUTION,
    confidence=Confidence.HIGH,
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
    confidence=Confidence.HIGH,
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
    confidence=Confidence.HIGH,
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


EXECUTED_BEFORE_LEGAL_FORCE_THEN: Final = attrs.evolve(
    EXECUTED_BEFORE_LEGAL_FORCE,
    remedy=Text(
        "Var beredd på att ett upphävt beslut ska rättas",
        "Be prepared to undo it if the decision is annulled",
    ),
)


def _executed(days: KnownDays, *, early: bool) -> Iterator[Finding]:
    """Yield findings about the execution of the decision.

    Source:
        13 kap. 14–15 §§ kommunallagen (2017:725). That a decision may be executed before it has
        legal force was first in 10 kap. 14 a § kommunallagen (1991:900), by lag (2002:438) from
        1 July 2002; before, 10 kap. 15 § (and 7 kap. 6 § kommunallagen (1977:179)) only said that
        an execution was undone if the decision was annulled.
    """
    executed_on, approved_on = days.executed_on, days.approved_on
    if executed_on is None:
        return
    if approved_on is not None and executed_on < approved_on and not days.is_delegated:
        yield _found(
            days, EXECUTED_BEFORE_APPROVAL, executed_on=executed_on, approved_on=approved_on
        )
    if early:
        kind = EXECUTED_BEFORE_LEGAL_FORCE
        if days.law_of < EARLY_EXECUTION_FROM:
            kind = EXECUTED_BEFORE_LEGAL_FORCE_THEN
        elif days.regime.weighs_reversibility and days.reversible is False:
            kind = IRREVERSIBLE_EXECUTION
        yield _found(days, kind, executed_on=executed_on)
