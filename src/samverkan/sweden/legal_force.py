"""The legal force of a decision, and its ground."""

from __future__ import annotations

import datetime as dt
import enum

import attrs


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
    IMPOSSIBLE_DAYS = "impossible-days"
    """The meeting, the approval and the notice are in an order that is impossible."""
    NOTICE_REMOVED = "notice-removed"
    """The notice was taken down before the end of the appeal period."""
    APPEALED = "appealed"
    """The decision was appealed in time, and no certificate states the outcome."""
    TIME_RESTORED = "time-restored"
    """A court restored the time for an appeal (*återställd tid*), and no later certificate states
    the outcome."""
    ANNULLED = "annulled"
    """A court annulled the decision."""
    NOT_UNDER_THE_ACT = "not-under-the-act"
    """The government or a court decided: the Local Government Act does not apply."""


@attrs.frozen
class LegalForce:
    """The first day of legal force of a decision (*laga kraft*), and the reason.

    Args:
        first_day: The first day, or None if there is none or it is not known.

        ground: The reason.

    >>> from samverkan import Decision
    >>> from samverkan.sweden import dates_of
    >>> decision = Decision(decided_on=dt.date(2015, 4, 13), appealed_on=dt.date(2015, 4, 20))
    >>> dates_of(decision).legal_force.ground.value
    'appealed'
    """

    first_day: dt.date | None
    ground: LegalForceGround
