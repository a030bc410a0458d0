"""Deadlines from a decision to its legal force, as the Local Government Act sets them.

This is not legal advice. Days are whole days; hours are not modelled.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs

from ..core.decisions import Burden, Decision, Notice
from ..core.fields import as_tuple
from ..core.periods import a_day, an_optional_day
from ..errors import WrongTypeError
from ..errors.texts import Text
from ..findings.findings import Finding
from .calendar import TimeLimit
from .date_findings import findings
from .known_days import KnownDays, appeal_period, approval_time, notice_time

_ONE_DAY: Final = dt.timedelta(days=1)
_DAYS: Final = Text("en dag för varje anslagstavla", "a day for each board")
Announced: TypeAlias = dt.date | Iterable[dt.date | None]
"""The day of notice, or the day on each of several boards, with None for a missing day."""


def approval_deadline(*, decided_on: dt.date, moves: bool = True) -> dt.date:
    """Return the last day on which the minutes can be approved in time (*justering*).

    Args:
        decided_on: Day of the meeting; this day itself is not counted.

        moves: Whether the time limit moves from a rest day to the next working day, as for an
            appeal. No source settles this.

    Raises:
        TooEarlyError: If the day is before 1990.

    Source:
        5 kap. 69 § kommunallagen (2017:725): fourteen days; before 2018, 5 kap. 61 §
        kommunallagen (1991:900).

    >>> approval_deadline(decided_on=dt.date(2015, 4, 13))
    datetime.date(2015, 4, 27)
    """
    return approval_time(decided_on, moves=moves).last_day


def notice_deadline(*, approved_on: dt.date, moves: bool = True) -> dt.date:
    """Return the last day on which the approval can be announced in time (*tillkännagivande*).

    Args:
        approved_on: Day on which the minutes were approved; this day itself is not counted.

        moves: Whether the time limit moves from a rest day to the next working day, as for an
            appeal. No source settles this.

    Raises:
        TooEarlyError: If the day is before 1990.

    Source:
        8 kap. 12 § kommunallagen (2017:725): no later than the second day after; before 2018,
        5 kap. 62 § kommunallagen (1991:900).

    >>> notice_deadline(approved_on=dt.date(2015, 4, 13))
    datetime.date(2015, 4, 15)
    """
    return notice_time(approved_on, approved_on, moves=moves).last_day


def appeal_deadline(*, announced_on: Announced) -> dt.date:
    """Return the last day for an appeal to be received (*överklagandetidens sista dag*).

    Args:
        announced_on: Day on which the notice was put up. For a joint committee (*gemensam
            nämnd*), the day on the board of each of its members, of which the last counts; there
            is no last day until every board has the notice.

    Raises:
        TooEarlyError: If the day is before 1990.

        WrongTypeError: If no day is given, or a board has none.

    Source:
        13 kap. 5 § kommunallagen (2017:725): three weeks; before 2018, 10 kap. 6 § kommunallagen
        (1991:900). Counted by lag (1930:173) om beräkning av lagstadgad tid, 1–2 §§.

    >>> appeal_deadline(announced_on=dt.date(2015, 5, 29))
    datetime.date(2015, 6, 22)
    >>> appeal_deadline(announced_on=[dt.date(2015, 5, 29), dt.date(2015, 6, 2)])
    datetime.date(2015, 6, 23)
    """
    several = _announced(announced_on)
    days = [day for day in several if day is not None]
    if len(days) < len(several):
        raise WrongTypeError("announced_on", _DAYS, None)
    last = max(days)
    return appeal_period(last, last).last_day


def legal_force_from(*, announced_on: Announced) -> dt.date:
    """Return the first day of legal force if nobody appeals (*laga kraft*).

    The day is a presumption: a certificate (*lagakraftbevis*) may state another day. It may be any
    day of the week.

    Args:
        announced_on: As in :func:`appeal_deadline`.

    Raises:
        TooEarlyError: If the day is before 1990.

        WrongTypeError: If no day is given, or a board has none.

    Source:
        As for :func:`appeal_deadline`. That legal force begins on the day after the last day for
        an appeal is from a secondary source.

    >>> legal_force_from(announced_on=dt.date(2015, 5, 29))
    datetime.date(2015, 6, 23)
    """
    return appeal_deadline(announced_on=announced_on) + _ONE_DAY


def _announced(days: Announced) -> tuple[dt.date | None, ...]:
    if isinstance(days, str):
        a_day("announced_on", days)
    several: tuple[dt.date | None, ...] = as_tuple("announced_on", days, dt.date, type(None))
    if not any(several):
        raise WrongTypeError("announced_on", _DAYS, several)
    for day in several:
        an_optional_day("announced_on", day)
    return several


class LegalForceGround(enum.StrEnum):
    """Why a decision has legal force from a day, or why no such day is known."""

    PRESUMED = "presumed"
    """The appeal period ends, and no appeal is known."""
    CERTIFIED = "certified"
    """A certificate states the day (*lagakraftbevis*)."""
    NOT_ANNOUNCED = "not-announced"
    """No day of notice is known."""
    NOT_ON_EVERY_BOARD = "not-on-every-board"
    """The notice is not known to be on the board of every member of the joint committee."""
    NOTICE_REMOVED = "notice-removed"
    """The notice was taken down before the end of the appeal period."""
    APPEALED = "appealed"
    """The decision was appealed in time, and no certificate states the outcome."""
    ANNULLED = "annulled"
    """A court annulled the decision."""


@attrs.frozen
class LegalForce:
    """The first day of legal force of a decision (*laga kraft*), and the reason.

    Args:
        first_day: The first day, or None if there is none or it is not known.

        ground: The reason.

    >>> decision = Decision(decided_on=dt.date(2015, 4, 13), appealed_on=dt.date(2015, 4, 20))
    >>> dates_of(decision).legal_force.ground.value
    'appealed'
    """

    first_day: dt.date | None
    ground: LegalForceGround


@attrs.frozen(kw_only=True)
class DecisionDates:
    """The deadlines, legal force and findings that follow from the days of a decision.

    Made by :func:`validate_dates` and :func:`dates_of`.

    Args:
        approval: The time limit for the approval of the minutes, or None if the day of the
            meeting is missing.

        notice: The time limit for the notice, or None if the day of approval is missing.

        appeal: The appeal period, or None if the day of notice is missing, or if a notice was
            taken down too early, so that the period has no last day.

        legal_force: The first day of legal force, and the reason.

        findings: What is wrong, doubtful or worth knowing, the most serious first.

    >>> dates = validate_dates(announced_on=dt.date(2015, 4, 13))
    >>> dates.approval_deadline is None, dates.appeal_deadline, dates.legal_force_from
    (True, datetime.date(2015, 5, 4), datetime.date(2015, 5, 5))
    """

    approval: TimeLimit | None
    notice: TimeLimit | None
    appeal: TimeLimit | None
    legal_force: LegalForce
    findings: tuple[Finding, ...]

    @property
    def approval_deadline(self) -> dt.date | None:
        """The last day for the approval of the minutes, or None if it is not known."""
        return None if self.approval is None else self.approval.last_day

    @property
    def notice_deadline(self) -> dt.date | None:
        """The last day for the notice, or None if it is not known."""
        return None if self.notice is None else self.notice.last_day

    @property
    def appeal_deadline(self) -> dt.date | None:
        """The last day for an appeal, or None if it is not known."""
        return None if self.appeal is None else self.appeal.last_day

    @property
    def legal_force_from(self) -> dt.date | None:
        """The first day of legal force, or None if there is none or it is not known."""
        return self.legal_force.first_day


def validate_dates(
    *,
    decided_on: dt.date | None = None,
    approved_on: dt.date | None = None,
    announced_on: Announced | None = None,
    effective_from: dt.date | None = None,
    burden: Burden | None = None,
    extraordinary_reasons: str | None = None,
    moves: bool = True,
) -> DecisionDates:
    """Return the deadlines that follow from single days of a decision, with findings.

    Any day may be missing; results that need it are None.

    Args:
        decided_on: Day of the meeting (*sammanträdesdag*).

        approved_on: Day on which the minutes were approved (*justering*).

        announced_on: Day on which the notice was put up (*anslag*); for a joint committee, the
            day on the board of each of its members, None for a board without the notice.

        effective_from: First day on which the decision has effect (*gäller från och med*).

        burden: Who bears the burden of the decision, which determines whether it may be
            retroactive; None if that is not known.

        extraordinary_reasons: The recorded reasons for retroactive effect (*synnerliga skäl*).

        moves: Whether the time limits for approval and notice move from a rest day to the next
            working day, as for an appeal. No source settles this.

    Raises:
        TooEarlyError: If a day from which a time limit is counted is before 1990.

    >>> dates = validate_dates(
    ...     decided_on=dt.date(2015, 6, 5),
    ...     approved_on=dt.date(2015, 6, 26),
    ...     effective_from=dt.date(2015, 1, 1),
    ... )
    >>> dates.approval_deadline, dates.appeal_deadline
    (datetime.date(2015, 6, 22), None)
    >>> [finding.code for finding in dates.findings]
    ['APPROVAL_LATE', 'RETRO_BURDEN_UNKNOWN']
    """
    boards: tuple[dt.date | None, ...] = (None,)
    if announced_on is not None:
        boards = _announced(announced_on)
    return _dates(
        KnownDays(
            decided_on=decided_on,
            approved_on=approved_on,
            effective_from=effective_from,
            burden=burden,
            extraordinary_reasons=extraordinary_reasons,
            moves=moves,
            notices=tuple(map(Notice, boards)),
        )
    )


def dates_of(
    decision: Decision,
    *,
    effective_from: dt.date | None = None,
    effective_to: dt.date | None = None,
    burden: Burden | None = None,
    subject: str = "decision",
    moves: bool = True,
) -> DecisionDates:
    """Return the deadlines that follow from a whole decision, with findings about its days.

    Args:
        decision: The decision, with those of its days that are known.

        effective_from: First day on which it has effect.

        effective_to: Last day on which it has effect, or None if there is none.

        burden: Who bears the burden of the decision, or None if that is not known.

        subject: The subject of the findings.

        moves: As in :func:`validate_dates`.

    Raises:
        TooEarlyError: If a day from which a time limit is counted is before 1990.

    >>> taken_down = Decision(
    ...     decided_on=dt.date(2015, 4, 13),
    ...     announced_on=dt.date(2015, 4, 13),
    ...     notice_removed_on=dt.date(2015, 5, 4),
    ... )
    >>> dates = dates_of(taken_down)
    >>> dates.legal_force_from is None, [finding.code for finding in dates.findings]
    (True, ['NOTICE_REMOVED_EARLY'])
    """
    known = KnownDays.of(decision)
    return _dates(
        attrs.evolve(
            known,
            subject=subject,
            effective_from=effective_from,
            effective_to=effective_to,
            burden=burden,
            moves=moves,
        )
    )


def _dates(days: KnownDays) -> DecisionDates:
    force = legal_force_of(days)
    found = findings(days, executed_early=_executed_early(days))
    return DecisionDates(
        approval=days.approval,
        notice=days.notice,
        appeal=None if days.removed_early else days.appeal,
        legal_force=force,
        findings=tuple(sorted(found, key=lambda finding: finding.order)),
    )


def legal_force_of(days: KnownDays) -> LegalForce:
    if days.annulled_on is not None:
        return LegalForce(None, LegalForceGround.ANNULLED)
    if days.legal_force_on is not None:
        return LegalForce(days.legal_force_on, LegalForceGround.CERTIFIED)
    if days.appealed_in_time:
        return LegalForce(None, LegalForceGround.APPEALED)
    if days.appeal is None:
        some = LegalForceGround.NOT_ON_EVERY_BOARD
        return LegalForce(None, some if days.announced else LegalForceGround.NOT_ANNOUNCED)
    if days.removed_early:
        return LegalForce(None, LegalForceGround.NOTICE_REMOVED)
    return LegalForce(days.appeal.last_day + _ONE_DAY, LegalForceGround.PRESUMED)


def _executed_early(days: KnownDays) -> bool:
    """Return whether a decision is known to be executed before it had legal force."""
    if days.executed_on is None:
        return False
    # A decision that a court annulled later may have had legal force until then.
    force = legal_force_of(attrs.evolve(days, annulled_on=None))
    if force.first_day is not None:
        return days.executed_on < force.first_day
    if force.ground is LegalForceGround.NOTICE_REMOVED:
        return True
    # The appeal period cannot have ended earlier than this, whichever days are unknown.
    counted_from = max(days.known)
    return days.executed_on <= appeal_period(counted_from, days.law_of).last_day


class DecisionStatus(enum.StrEnum):
    """The status of a decision on a day."""

    PROPOSED = "proposed"
    """Not decided yet (*föreslaget*)."""
    DECIDED = "decided"
    """Decided; the minutes are not approved yet, as far as is known (*beslutat*)."""
    APPROVED = "approved"
    """The minutes are approved; there is no notice yet, as far as is known (*justerat*)."""
    ANNOUNCED = "announced"
    """Announced, but not on every required board: no appeal period runs yet (*anslaget*)."""
    OPEN_TO_APPEAL = "open-to-appeal"
    """Announced, and the appeal period has not ended, or a certificate states a later day of legal
    force (*överklagandetid*)."""
    IN_LEGAL_FORCE = "in-legal-force"
    """It has legal force, by presumption or certificate (*laga kraft*)."""
    APPEALED = "appealed"
    """Appealed in time; the outcome is not known (*överklagat*)."""
    ANNULLED = "annulled"
    """A court annulled it (*upphävt*)."""


_STATUSES: Final = {
    LegalForceGround.ANNULLED: DecisionStatus.ANNULLED,
    LegalForceGround.APPEALED: DecisionStatus.APPEALED,
    LegalForceGround.NOTICE_REMOVED: DecisionStatus.OPEN_TO_APPEAL,
    LegalForceGround.PRESUMED: DecisionStatus.OPEN_TO_APPEAL,
}


def decision_status(decision: Decision, *, on: dt.date) -> DecisionStatus:
    """Return the status of a decision on a day, from what is recorded up to and including it.

    Raises:
        TooEarlyError: If a day from which a time limit is counted is before 1990.

    >>> decision = Decision(decided_on=dt.date(2015, 4, 13), announced_on=dt.date(2015, 4, 13))
    >>> (
    ...     decision_status(decision, on=dt.date(2015, 5, 4)).value,
    ...     decision_status(decision, on=dt.date(2015, 5, 5)).value,
    ... )
    ('open-to-appeal', 'in-legal-force')
    """
    a_day("on", on)
    then = KnownDays.of(decision).until(on)
    if on < decision.decided_on:
        return DecisionStatus.PROPOSED
    first_day = legal_force_of(then).first_day
    if first_day is not None and first_day <= on:
        return DecisionStatus.IN_LEGAL_FORCE
    ground = legal_force_of(attrs.evolve(then, legal_force_on=None)).ground
    if ground in _STATUSES:
        return _STATUSES[ground]
    if then.announced:
        return DecisionStatus.ANNOUNCED
    return DecisionStatus.DECIDED if then.approved_on is None else DecisionStatus.APPROVED
