"""The known days of a decision, and the time limits counted from them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final

import attrs

from ..core.decisions import Burden, Decider, Decision, Notice
from ..core.parties import PartyKind
from ..core.periods import Unit, an_optional_day
from ..errors.texts import a_line, an_instance, an_optional_line
from .calendar import TimeLimit
from .deciders import decider_of
from .legal_force import LegalForceGround
from .statutes import Regime, Topic, a_statutory_day, regime

UNDER_THE_ACT: Final = frozenset(
    {PartyKind.MUNICIPALITY, PartyKind.REGION, PartyKind.MUNICIPAL_FEDERATION}
)
"""The kinds of party whose decisions follow the Local Government Act."""
_NOT_UNDER_THE_ACT: Final = frozenset({Decider.GOVERNMENT, Decider.COURT})


def approval_time(meeting_day: dt.date, law_of: dt.date, *, moves: bool) -> TimeLimit:
    """Return the time limit for approval of the minutes: fourteen days from the meeting."""
    a_statutory_day("decided_on", meeting_day)
    rule = regime(law_of).citation(Topic.APPROVAL)
    return TimeLimit(counted_from=meeting_day, length=14, unit=Unit.DAYS, rule=rule, moves=moves)


def notice_time(approved_on: dt.date, law_of: dt.date, *, moves: bool) -> TimeLimit:
    """Return the time limit for the notice: two days from the approval."""
    a_statutory_day("approved_on", approved_on)
    rule = regime(law_of).citation(Topic.NOTICE)
    return TimeLimit(counted_from=approved_on, length=2, unit=Unit.DAYS, rule=rule, moves=moves)


@lru_cache(maxsize=1024)
def appeal_period(announced_on: dt.date, law_of: dt.date) -> TimeLimit:
    """Return the appeal period: three weeks from the last notice."""
    a_statutory_day("announced_on", announced_on)
    rule = regime(law_of).citation(Topic.APPEAL_PERIOD)
    return TimeLimit(counted_from=announced_on, length=3, unit=Unit.WEEKS, rule=rule)


@attrs.frozen(kw_only=True)
class KnownDays:
    """What is known about a decision and its days of effect; any day may be missing."""

    subject: str = "decision"
    decided_on: dt.date | None = None
    decider: Decider | None = None
    reported_on: dt.date | None = None
    approved_on: dt.date | None = None
    notices: tuple[Notice, ...] = (Notice(None),)
    stated_last_day: dt.date | None = None
    executed_on: dt.date | None = None
    reversible: bool | None = None
    appealed_on: dt.date | None = None
    restored_on: dt.date | None = None
    annulled_on: dt.date | None = None
    anew_after: dt.date | None = None
    legal_force_on: dt.date | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    burden: Burden | None = None
    extraordinary_reasons: str | None = None
    moves: bool = True

    def __attrs_post_init__(self) -> None:
        a_line("subject", self.subject)
        counted_from = [("announced_on", day) for day in self.announced]
        counted_from += [
            (field, day)
            for field in ("decided_on", "reported_on", "approved_on")
            if (day := getattr(self, field)) is not None
        ]
        for field, day in counted_from:
            a_statutory_day(field, day)
        for field in (
            "stated_last_day",
            "executed_on",
            "appealed_on",
            "restored_on",
            "annulled_on",
            "anew_after",
            "legal_force_on",
            "effective_from",
            "effective_to",
        ):
            an_optional_day(field, getattr(self, field))
        an_instance("decider", self.decider, Decider, None)
        an_instance("reversible", self.reversible, bool, None)
        an_instance("burden", self.burden, Burden, None)
        an_optional_line("extraordinary_reasons", self.extraordinary_reasons)

    @classmethod
    def of(cls, decision: Decision) -> KnownDays:
        """Return the days that a decision records."""
        an_instance("decision", decision, Decision)
        return cls(
            decided_on=decision.decided_on,
            decider=decider_of(decision),
            reported_on=decision.reported_on,
            approved_on=decision.approved_on,
            notices=decision.notices,
            stated_last_day=decision.stated_last_day,
            executed_on=decision.executed_on,
            reversible=decision.reversible,
            appealed_on=decision.appealed_on,
            restored_on=decision.restored_on,
            annulled_on=decision.annulled_on,
            anew_after=decision.anew_after,
            legal_force_on=decision.legal_force_on,
            extraordinary_reasons=decision.extraordinary_reasons,
        )

    def until(self, day: dt.date) -> KnownDays:
        """Return what had happened by the end of a day; the day of the decision is kept.

        A certificate is also kept: it states the day of legal force, not its day of issue.
        """

        def by_then(value: dt.date | None) -> dt.date | None:
            return None if value is None or value > day else value

        return attrs.evolve(
            self,
            decider=Decider.DELEGATE if self.is_delegated else self.decider,
            reported_on=by_then(self.reported_on),
            approved_on=by_then(self.approved_on),
            notices=tuple(
                Notice(by_then(notice.announced_on), by_then(notice.removed_on), notice.board)
                for notice in self.notices
            ),
            executed_on=by_then(self.executed_on),
            appealed_on=by_then(self.appealed_on),
            restored_on=by_then(self.restored_on),
            annulled_on=by_then(self.annulled_on),
        )

    def as_known(self, day: dt.date) -> KnownDays:
        """Return what could be known by the end of a day: no certificate of a later day, either.

        The day on which a certificate was issued is not recorded; it is no earlier than the day
        that it states.
        """
        certified = self.legal_force_on
        is_later = certified is not None and certified > day
        return attrs.evolve(self.until(day), legal_force_on=None if is_later else certified)

    @property
    def announced(self) -> tuple[dt.date, ...]:
        """The known days on which the notice was put up, board by board."""
        days = (notice.announced_on for notice in self.notices)
        return tuple(day for day in days if day is not None)

    @property
    def before_notice(self) -> tuple[dt.date, ...]:
        """The known days of the decision, of its report and of the approval, in that order."""
        # What a body reports to another is in its own minutes, so the report may come later.
        reported_on = self.reported_on if self.is_delegated else None
        several = (self.decided_on, reported_on, self.approved_on)
        return tuple(day for day in several if day is not None)

    @property
    def known(self) -> tuple[dt.date, ...]:
        """The known days up to the notices, those included, in their proper order."""
        return (*self.before_notice, *self.announced)

    @property
    def law_of(self) -> dt.date:
        """The day whose law applies: the day of the decision, else the first known day."""
        return self.known[0]

    @property
    def regime(self) -> Regime:
        """The acts that applied to the decision."""
        return regime(self.law_of)

    @property
    def is_delegated(self) -> bool:
        """Whether a delegate decided, so that the decision has no minutes of its own.

        A report shows it, if it is not known who decided.
        """
        if self.decider is None:
            return self.reported_on is not None
        return self.decider is Decider.DELEGATE

    @property
    def is_under_the_act(self) -> bool:
        """Whether the act may apply: neither the government nor a court decided."""
        return self.decider not in _NOT_UNDER_THE_ACT

    @property
    def meeting_day(self) -> dt.date | None:
        """The day of the meeting whose minutes have the decision, or None if it is not known."""
        if not self.is_under_the_act:
            return None
        return self.reported_on if self.is_delegated else self.decided_on

    @property
    def approval(self) -> TimeLimit | None:
        """The time limit for approval, or None if the day of the meeting is not known."""
        day = self.meeting_day
        if day is None:
            return None
        return approval_time(day, self.law_of, moves=self.moves)

    @property
    def notice(self) -> TimeLimit | None:
        """The time limit for the notice, or None if the day of approval is not known."""
        if self.approved_on is None or not self.is_under_the_act:
            return None
        return notice_time(self.approved_on, self.law_of, moves=self.moves)

    @property
    def latest_notice(self) -> TimeLimit | None:
        """The time limit for a notice of minutes that are approved on the last day, or None."""
        approval = self.approval
        if approval is None:
            return None
        return notice_time(approval.last_day, self.law_of, moves=self.moves)

    @property
    def are_impossible(self) -> bool:
        """Whether the decision, its report, the approval and a notice are in a wrong order."""
        before = self.before_notice
        return list(before) != sorted(before) or any(
            announced < day for announced in self.announced for day in before
        )

    @property
    def no_appeal(self) -> LegalForceGround | None:
        """Why no appeal period is known to run, or None if one does."""
        if not self.is_under_the_act:
            return LegalForceGround.NOT_UNDER_THE_ACT
        if not self.announced:
            return LegalForceGround.NOT_ANNOUNCED
        if self.are_impossible:
            return LegalForceGround.IMPOSSIBLE_DAYS
        if len(self.announced) < len(self.notices):
            return LegalForceGround.NOT_ON_EVERY_BOARD
        return None

    @property
    def appeal(self) -> TimeLimit | None:
        """The appeal period, or None if none is known to run."""
        if self.no_appeal is not None:
            return None
        return appeal_period(max(self.announced), self.law_of)

    @property
    def removed_early(self) -> tuple[Notice, ...]:
        """The notices that were taken down on or before the last day for an appeal."""
        appeal = self.appeal
        return tuple(
            notice
            for notice in self.notices
            if appeal is not None
            and notice.removed_on is not None
            and notice.removed_on <= appeal.last_day
        )

    @property
    def no_last_day(self) -> LegalForceGround | None:
        """Why there is no last day for an appeal, or None if there is one."""
        return LegalForceGround.NOTICE_REMOVED if self.removed_early else self.no_appeal

    @property
    def appealed_in_time(self) -> bool:
        """Whether an appeal was received and is not known to be late."""
        if self.appealed_on is None:
            return False
        return not self.is_appealed_late

    @property
    def is_appealed_late(self) -> bool:
        """Whether an appeal was received after the last day for it."""
        appealed_on, appeal = self.appealed_on, self.appeal
        if appealed_on is None or appeal is None or self.no_last_day is not None:
            return False
        return appealed_on > appeal.last_day

    @property
    def is_restored(self) -> bool:
        """Whether a court restored the time for an appeal, and no later certificate is known."""
        restored, certified = self.restored_on, self.legal_force_on
        return restored is not None and (certified is None or certified < restored)
