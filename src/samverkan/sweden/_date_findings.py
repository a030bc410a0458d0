"""What is wrong, doubtful or worth knowing about the days of a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..decisions import Burden
from ..findings import Finding, Severity
from ..texts import Text
from ._kinds import found
from ._known_days import KnownDays

__all__ = ["findings", "retroactive"]

_RETROACTIVE = {
    None: "RETRO_BURDEN_UNKNOWN",
    Burden.MEMBERS: "RETRO_DETRIMENT",
    Burden.PUBLIC_BODIES: "RETRO_INTER_AUTHORITY",
    Burden.PRIVATE_PARTY: "RETRO_PRIVATE_PARTY",
    Burden.RELIEF: "RETRO_RELIEF",
}


def findings(days: KnownDays, *, executed_early: bool) -> Iterator[Finding]:
    """Yield the findings on a decision's days.

    Args:
        days: The days.

        executed_early: Whether it was executed before it had legal force.
    """
    yield from _approved(days)
    yield from _announced(days)
    yield from _certified(days)
    yield from _out_of_order(days)
    yield from _executed(days, early=executed_early)
    if days.decided_on is not None and days.effective_from is not None:
        yield from retroactive(days, days.decided_on, days.effective_from)


def _approved(days: KnownDays) -> Iterator[Finding]:
    limit, decided_on, approved_on = days.approval, days.decided_on, days.approved_on
    if limit is None or decided_on is None or approved_on is None:
        return
    if approved_on < decided_on:
        yield found(
            "APPROVED_BEFORE_MEETING",
            days.subject,
            decided_on,
            approved_on=approved_on,
            decided_on=decided_on,
        )
    elif approved_on > limit.last_day:
        yield found(
            "APPROVAL_LATE",
            days.subject,
            decided_on,
            approved_on=approved_on,
            deadline=limit.last_day,
        )


def _announced(days: KnownDays) -> Iterator[Finding]:
    appeal = days.appeal
    for place, notice in enumerate(days.notices):
        named = notice.board or f"board {place + 1}"
        subject = f"{days.subject}, {named}" if notice.board or place else days.subject
        if notice.announced_on is not None:
            yield from _put_up(days, subject, notice.announced_on)
        if notice in days.removed_early and notice.removed_on is not None and appeal is not None:
            yield found(
                "NOTICE_REMOVED_EARLY",
                subject,
                days.law_of,
                removed_on=notice.removed_on,
                deadline=appeal.last_day,
            )


def _put_up(days: KnownDays, subject: str, announced_on: dt.date) -> Iterator[Finding]:
    limit, decided_on, approved_on = days.notice, days.decided_on, days.approved_on
    if limit is None or approved_on is None:
        if decided_on is not None and announced_on < decided_on:
            yield found(
                "ANNOUNCED_BEFORE_MEETING",
                subject,
                days.law_of,
                announced_on=announced_on,
                decided_on=decided_on,
            )
    elif announced_on < approved_on:
        yield found(
            "ANNOUNCED_BEFORE_APPROVAL",
            subject,
            days.law_of,
            announced_on=announced_on,
            approved_on=approved_on,
        )
    elif announced_on > limit.last_day:
        yield found(
            "NOTICE_LATE",
            subject,
            days.law_of,
            announced_on=announced_on,
            deadline=limit.last_day,
        )


def _certified(days: KnownDays) -> Iterator[Finding]:
    appeal, certified = days.appeal, days.legal_force_on
    if appeal is not None and certified is not None and certified <= appeal.last_day:
        yield found(
            "LEGAL_FORCE_TOO_EARLY",
            days.subject,
            days.law_of,
            legal_force_on=certified,
            deadline=appeal.last_day,
        )


def _out_of_order(days: KnownDays) -> Iterator[Finding]:
    """Yield what would have happened before what it follows from."""
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
            yield found(
                "DAYS_OUT_OF_ORDER",
                days.subject,
                days.law_of,
                what=what,
                day=day,
                before=before,
                than=than,
            )


def _executed(days: KnownDays, *, early: bool) -> Iterator[Finding]:
    executed_on, approved_on = days.executed_on, days.approved_on
    if executed_on is None:
        return
    if approved_on is not None and executed_on < approved_on:
        yield found(
            "EXECUTED_BEFORE_APPROVAL",
            days.subject,
            days.law_of,
            executed_on=executed_on,
            approved_on=approved_on,
        )
    if early:
        undone = days.regime.weighs_reversibility and days.reversible is False
        code = "IRREVERSIBLE_EXECUTION" if undone else "EXECUTED_BEFORE_LEGAL_FORCE"
        yield found(code, days.subject, days.law_of, executed_on=executed_on)


def retroactive(days: KnownDays, decided_on: dt.date, effective_from: dt.date) -> Iterator[Finding]:
    """Yield what follows from effect on days before the decision; the same day is not."""
    if effective_from >= decided_on:
        return
    excused = days.burden is Burden.MEMBERS and days.extraordinary_reasons is not None
    yield found(
        _RETROACTIVE[days.burden],
        days.subject,
        decided_on,
        Severity.WARNING if excused else None,
        decided_on=decided_on,
        effective_from=effective_from,
    )
    yield from _prior_years(days, decided_on, effective_from)


def _prior_years(
    days: KnownDays, decided_on: dt.date, effective_from: dt.date
) -> Iterator[Finding]:
    """Yield what effect in budget years before that of the decision means for their accounts.

    Source:
        11 kap. 20 § kommunallagen (2017:725): the annual report by 15 April of the year after.
    """
    last_day = decided_on if days.effective_to is None else min(decided_on, days.effective_to)
    years = [y for y in range(effective_from.year, last_day.year + 1) if y < decided_on.year]
    in_time = (decided_on.month, decided_on.day) <= (4, 15)
    still_open = [year for year in years if in_time and year == decided_on.year - 1]
    closed = [year for year in years if year not in still_open]
    for code, reached in (("PRIOR_YEAR_COST", still_open), ("PRIOR_YEAR_CLOSED", closed)):
        if reached:
            first, last = reached[0], reached[-1]
            yield found(
                code,
                days.subject,
                decided_on,
                decided_on=decided_on,
                effective_from=effective_from,
                years=str(first) if first == last else f"{first}–{last}",
            )
