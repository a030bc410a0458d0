"""Meetings of forums: who is called, in which mode a forum works, and which duties remain."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from .mode_log import (
        TRANSITIONS,
        Activation,
        ModeAnswer,
        ModeEvent,
        ModeGround,
        ModeLog,
        mode_after,
    )
    from .seats import (
        Holding,
        called,
        eligible_parties,
        forum_on,
        holder_of,
        holdings,
        seats_of,
        vacant,
    )
else:
    from .._lazy import on_first_use

    __getattr__, __dir__ = on_first_use(
        __name__,
        {
            "meetings": (
                "Duty FollowUp Meeting Report convene meeting_days outstanding to_follow_up"
            ),
            "mode_log": "TRANSITIONS Activation ModeAnswer ModeEvent ModeGround ModeLog mode_after",
            "seats": "Holding called forum_on holder_of holdings eligible_parties seats_of vacant",
        },
    )

__all__ = [
    "TRANSITIONS",
    "Activation",
    "Duty",
    "FollowUp",
    "Holding",
    "Meeting",
    "ModeAnswer",
    "ModeEvent",
    "ModeGround",
    "ModeLog",
    "Report",
    "called",
    "convene",
    "eligible_parties",
    "forum_on",
    "holder_of",
    "holdings",
    "meeting_days",
    "mode_after",
    "outstanding",
    "seats_of",
    "to_follow_up",
    "vacant",
]
