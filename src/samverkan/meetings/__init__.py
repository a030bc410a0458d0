"""Meetings of forums: who is called, in which mode a forum works, and which duties remain."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .calling import Absence, called, deputies
    from .meetings import (
        Duty,
        FollowUp,
        Meeting,
        Report,
        convene,
        meeting_days,
        outstanding,
        to_follow_up,
    )
    from .mode_log import Activation, ModeAnswer, ModeGround, ModeLog
    from .seats import (
        Holding,
        eligible_parties,
        forum_on,
        holder_of,
        holdings,
        not_stated,
        seats_of,
        vacant,
    )
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "calling": "Absence called deputies",
            "meetings": (
                "Duty FollowUp Meeting Report convene meeting_days outstanding to_follow_up"
            ),
            "mode_log": "Activation ModeAnswer ModeGround ModeLog",
            "seats": (
                "Holding eligible_parties forum_on holder_of holdings not_stated seats_of vacant"
            ),
        },
    )

__all__ = [
    "Absence",
    "Activation",
    "Duty",
    "FollowUp",
    "Holding",
    "Meeting",
    "ModeAnswer",
    "ModeGround",
    "ModeLog",
    "Report",
    "called",
    "convene",
    "deputies",
    "eligible_parties",
    "forum_on",
    "holder_of",
    "holdings",
    "meeting_days",
    "not_stated",
    "outstanding",
    "seats_of",
    "to_follow_up",
    "vacant",
]
