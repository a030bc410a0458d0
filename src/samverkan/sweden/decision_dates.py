"""Deadlines from a decision to its legal force, as the Local Government Act sets them.

This is not legal advice. Days are whole days; hours are not modelled.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs

from ..core.decisions import Burden, Decider, Decision, Notice
from ..core.fields import as_tuple
from ..core.notebooks import in_notebooks
from ..core.periods import a_day, an_optional_day
from ..errors import WrongTypeError
from ..errors.texts import Text
from ..findings.findings import Confidence, Finding
from .calendar import TimeLimit, rest_day
from .date_findings import findings
from .known_days import KnownDays, appeal_period, approval_time, notice_time
from .legal_force import LegalForce, LegalForceGround
from .statutes import Regime, Topic

_ONE_DAY: Final = dt.timedelta(days=1)
_NEVER: Final = {
    LegalForceGround.NOTICE_REMOVED,
    LegalForceGround.IMPOSSIBLE_DAYS,
    LegalForceGround.TIME_RESTORED,
    LegalForceGround.ANNULLED,
}
_DAYS: Final = Text("en dag för varje anslagstavla", "a day for each board")
_AS_MANY: Final = Text("lika många dagar som announced_on", "as many days as announced_on")
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
    return approval_time(decided_on, decided_on, moves=moves).last_day


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
    several = _several("announced_on", days)
    if not several:
        raise WrongTypeError("announced_on", _DAYS, several)
    return several


def _several(field: str, days: Announced) -> tuple[dt.date | None, ...]:
    if isinstance(days, str):
        a_day(field, days)
    several: tuple[dt.date | None, ...] = as_tuple(field, days, dt.date, type(None))
    for day in several:
        an_optional_day(field, day)
    return several


@attrs.frozen(kw_only=True)
class DecisionDates:
    """The deadlines, legal force and findings that follow from the days of a decision.

    Made by :func:`validate_dates` and :func:`dates_of`.

    Args:
        approval: The time limit for the approval of the minutes, or None if the day of the
            meeting is missing; by delegation, that of the meeting to which it was reported.

        notice: The time limit for the notice, or None if the day of approval is missing.

        appeal: The appeal period, or None if it has no last day.

        no_last_day: Why the appeal period has no last day, or None if it has one: a day of notice
            is missing, the days are impossible, a notice was taken down too early, or the act
            does not apply.

        notice_up_to: The last day on which the notice must be up, also if it was taken down before,
            or None if no appeal period runs.

        legal_force: The first day of legal force, and the reason.

        is_appealed_late: Whether an appeal was received after the last day for it; legal force is
            presumed despite it.

        is_delegated: Whether a delegate decided: the minutes are those of the meeting to which
            the decision was reported.

        regime: The acts that applied to the decision, or None if no day is known or the government
            or a court decided.

        findings: What is wrong, doubtful or worth knowing, the most serious first.

    >>> dates = validate_dates(announced_on=dt.date(2015, 4, 13))
    >>> dates.approval_deadline is None, dates.appeal_deadline, dates.legal_force_from
    (True, datetime.date(2015, 5, 4), datetime.date(2015, 5, 5))
    """

    approval: TimeLimit | None
    notice: TimeLimit | None
    appeal: TimeLimit | None
    no_last_day: LegalForceGround | None
    notice_up_to: dt.date | None
    legal_force: LegalForce
    is_appealed_late: bool
    is_delegated: bool
    regime: Regime | None
    findings: tuple[Finding, ...]

    _repr_html_ = in_notebooks("reports.law.deadlines_html")

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
    def approval_confidence(self) -> Confidence | None:
        """How certain the last day for the approval is, or None if that day is not known.

        Low if it depends on whether this time limit moves from a rest day, which is our reading.
        """
        return self._confidence(self.approval, Topic.APPROVAL)

    @property
    def notice_confidence(self) -> Confidence | None:
        """How certain the last day for the notice is, as for the approval."""
        return self._confidence(self.notice, Topic.NOTICE)

    @property
    def appeal_confidence(self) -> Confidence | None:
        """How certain the last day for an appeal is, or None if that day is not known."""
        return self._confidence(self.appeal, Topic.APPEAL_PERIOD)

    @property
    def legal_force_confidence(self) -> Confidence | None:
        """How certain the rule is that gives the first day of legal force, or None if none does.

        >>> dates = validate_dates(announced_on=dt.date(2015, 4, 13))
        >>> dates.appeal_confidence.value, dates.legal_force_confidence.value
        ('high', 'medium')
        """
        presumed = self.legal_force.ground is LegalForceGround.PRESUMED
        return Confidence.MEDIUM if presumed else None

    def _confidence(self, limit: TimeLimit | None, topic: Topic) -> Confidence | None:
        if limit is None or self.regime is None:
            return None
        if topic is not Topic.APPEAL_PERIOD and rest_day(limit.ends) is not None:
            return Confidence.LOW
        return Confidence.HIGH if self.regime.is_read(topic) else Confidence.MEDIUM

    @property
    def notice_down_from(self) -> dt.date | None:
        """The first day on which the notice may be taken down, or None if there is none.

        Source:
            RÅ 2009 not 176: a notice taken down on the last day for an appeal was taken down too
            early.

        >>> dates = validate_dates(announced_on=dt.date(2004, 10, 4))
        >>> dates.notice_up_to, dates.notice_down_from
        (datetime.date(2004, 10, 25), datetime.date(2004, 10, 26))
        """
        return None if self.notice_up_to is None else self.notice_up_to + _ONE_DAY

    @property
    def legal_force_from(self) -> dt.date | None:
        """The first day of legal force, or None if there is none or it is not known."""
        return self.legal_force.first_day


def validate_dates(
    *,
    decided_on: dt.date | None = None,
    decider: Decider | None = None,
    reported_on: dt.date | None = None,
    approved_on: dt.date | None = None,
    announced_on: Announced | None = None,
    notice_removed_on: Announced | None = None,
    stated_last_day: dt.date | None = None,
    executed_on: dt.date | None = None,
    reversible: bool | None = None,
    appealed_on: dt.date | None = None,
    restored_on: dt.date | None = None,
    annulled_on: dt.date | None = None,
    anew_after: dt.date | None = None,
    legal_force_on: dt.date | None = None,
    effective_from: dt.date | None = None,
    effective_to: dt.date | None = None,
    burden: Burden | None = None,
    extraordinary_reasons: str | None = None,
    moves: bool = True,
) -> DecisionDates:
    """Return the deadlines that follow from single days of a decision, with findings.

    Any day may be missing; results that need it are None.

    Args:
        decided_on: Day of the meeting (*sammanträdesdag*), or of a decision by delegation.

        decider: Who decided, or None if that is not known. A decision by delegation
            (*delegationsbeslut*) has no minutes of its own. The Local Government Act does not apply
            to the government and the courts.

        reported_on: For a decision by delegation, the day of the meeting to which it was reported
            (*anmält*): approval and notice are counted from it. Without a decider, it shows that a
            delegate decided; a body that reports what it decided has minutes of its own, and they
            are counted from the decision.

        approved_on: Day on which the minutes were approved (*justering*).

        announced_on: Day on which the notice was put up (*anslag*); for a joint committee, the
            day on the board of each of its members, None for a board without the notice; no appeal
            period runs until every board has it.

        notice_removed_on: Day on which the notice was taken down; for several boards, the day on
            each of them, in the same order, None for a board where it is still up.

        stated_last_day: The last day for an appeal, as the notice states it.

        executed_on: Day on which the decision was executed (*verkställt*).

        reversible: Whether the execution can be undone, or None if that is not known.

        appealed_on: Day on which an appeal was received (*överklagat*).

        restored_on: Day on which a court restored the time for an appeal (*återställd tid*).

        annulled_on: Day on which a court annulled the decision (*upphävt*).

        anew_after: For a matter decided anew, the day on which a court annulled the first decision
            because of its form.

        legal_force_on: Day on which it gained legal force, according to a certificate
            (*lagakraftbevis*).

        effective_from: First day on which the decision has effect (*gäller från och med*).

        effective_to: Last day on which it has effect, or None if there is none.

        burden: Who bears the burden of the decision, which determines whether it may be
            retroactive; None if that is not known.

        extraordinary_reasons: The recorded reasons for retroactive effect (*synnerliga skäl*).

        moves: Whether the time limits for approval and notice move from a rest day to the next
            working day, as for an appeal. No source settles this.

    Raises:
        TooEarlyError: If a day from which a time limit is counted is before 1990.

        WrongTypeError: If there are not as many days of removal as boards.

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
    return dates_of_days(
        KnownDays(
            decided_on=decided_on,
            decider=decider,
            reported_on=reported_on,
            approved_on=approved_on,
            notices=_notices(announced_on, notice_removed_on),
            stated_last_day=stated_last_day,
            executed_on=executed_on,
            reversible=reversible,
            appealed_on=appealed_on,
            restored_on=restored_on,
            annulled_on=annulled_on,
            anew_after=anew_after,
            legal_force_on=legal_force_on,
            effective_from=effective_from,
            effective_to=effective_to,
            burden=burden,
            extraordinary_reasons=extraordinary_reasons,
            moves=moves,
        )
    )


def _notices(announced_on: Announced | None, removed_on: Announced | None) -> tuple[Notice, ...]:
    """Return the notice on each board, from the days on which it was put up and taken down."""
    announced = (None,) if announced_on is None else _announced(announced_on)
    if removed_on is None:
        return tuple(Notice(day) for day in announced)
    removed = _several("notice_removed_on", removed_on)
    if len(removed) != len(announced):
        raise WrongTypeError("notice_removed_on", _AS_MANY, removed)
    return tuple(map(Notice, announced, removed))


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
    return dates_of_days(
        attrs.evolve(
            known,
            subject=subject,
            effective_from=effective_from,
            effective_to=effective_to,
            burden=burden,
            moves=moves,
        )
    )


def dates_of_days(days: KnownDays) -> DecisionDates:
    """Return the deadlines that follow from the known days of a decision, with findings."""
    found = findings(days, executed_early=_executed_early(days))
    appeal = days.appeal
    return DecisionDates(
        approval=days.approval,
        notice=days.notice,
        appeal=appeal if days.no_last_day is None else None,
        no_last_day=days.no_last_day,
        notice_up_to=None if appeal is None else appeal.last_day,
        legal_force=legal_force_of(days),
        is_appealed_late=days.is_appealed_late,
        is_delegated=days.is_delegated,
        regime=days.regime if days.known and days.is_under_the_act else None,
        findings=tuple(sorted(found, key=lambda finding: finding.order)),
    )


def legal_force_of(days: KnownDays) -> LegalForce:
    """Return the first day of legal force that follows from the known days, with its ground."""
    if days.annulled_on is not None:
        return LegalForce(None, LegalForceGround.ANNULLED)
    if days.is_restored:
        return LegalForce(None, LegalForceGround.TIME_RESTORED)
    if days.legal_force_on is not None:
        return LegalForce(days.legal_force_on, LegalForceGround.CERTIFIED)
    if days.appealed_in_time:
        return LegalForce(None, LegalForceGround.APPEALED)
    appeal, no_last_day = days.appeal, days.no_last_day
    if appeal is None or no_last_day is not None:
        return LegalForce(None, no_last_day or LegalForceGround.NOT_ANNOUNCED)
    return LegalForce(appeal.last_day + _ONE_DAY, LegalForceGround.PRESUMED)


def _executed_early(days: KnownDays) -> bool:
    """Return whether a decision is known to be executed while it had no legal force."""
    executed_on, appealed_on = days.executed_on, days.appealed_on
    if executed_on is None or not days.known or not days.is_under_the_act:
        return False
    then = _before_the_court(days, executed_on)
    force = legal_force_of(then)
    if force.first_day is not None:
        return executed_on < force.first_day
    if {force.ground, then.no_last_day} & _NEVER:
        return True
    # The appeal period cannot have ended earlier than this, whichever days are unknown.
    ends = appeal_period(max(days.known), days.law_of).last_day
    return executed_on <= ends or (appealed_on is not None and appealed_on <= ends)


def _before_the_court(days: KnownDays, executed_on: dt.date) -> KnownDays:
    """Return the days without what a court changed later than the day of execution.

    A decision may have had legal force until a court annulled it or restored the time; a
    certificate of a later day is about the time after that.
    """
    annulled_on, restored_on, certified = days.annulled_on, days.restored_on, days.legal_force_on
    if annulled_on is not None and executed_on < annulled_on:
        days = attrs.evolve(days, annulled_on=None)
    if restored_on is not None and executed_on < restored_on:
        later = certified is not None and restored_on <= certified
        days = attrs.evolve(days, restored_on=None, legal_force_on=None if later else certified)
    return days


class DecisionStatus(enum.StrEnum):
    """The status of a decision on a day."""

    PROPOSED = "proposed"
    """Not decided yet (*föreslaget*)."""
    DECIDED = "decided"
    """Decided; the minutes are not approved yet, as far as is known (*beslutat*)."""
    APPROVED = "approved"
    """The minutes are approved; there is no notice yet, as far as is known (*justerat*)."""
    ANNOUNCED = "announced"
    """Announced, but not on every required board, or before the meeting or the approval: no appeal
    period runs yet (*anslaget*)."""
    OPEN_TO_APPEAL = "open-to-appeal"
    """Announced, and the appeal period has not ended or a court restored it, or a certificate
    states a later day of legal force (*överklagandetid*)."""
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
    LegalForceGround.TIME_RESTORED: DecisionStatus.OPEN_TO_APPEAL,
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
    if ground is LegalForceGround.TIME_RESTORED and then.appealed_on is not None:
        return DecisionStatus.APPEALED
    if ground in _STATUSES:
        return _STATUSES[ground]
    if then.announced:
        return DecisionStatus.ANNOUNCED
    return DecisionStatus.DECIDED if then.approved_on is None else DecisionStatus.APPROVED
