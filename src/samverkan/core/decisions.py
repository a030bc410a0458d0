"""Decisions, and the notices that announce them."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

import attrs

from ..errors.texts import an_instance, an_optional_line, as_optional_line
from .fields import as_tuple
from .periods import a_day, an_optional_day
from .sources import Source, as_sources


class Burden(enum.StrEnum):
    """Who bears the burden of a decision, which determines whether it may be retroactive."""

    MEMBERS = "members"
    """The members of the municipality (*kommunmedlemmar*): they get a new or higher fee."""
    PUBLIC_BODIES = "public-bodies"
    """Another public body: a payment under an agreement."""
    PRIVATE_PARTY = "private-party"
    """A private party: a company, which may itself be a member of the municipality."""
    RELIEF = "relief"
    """Nobody: the decision lowers a fee or gives a new benefit."""


@attrs.frozen
class Notice:
    """The notice of a decision on one notice board (*anslag*, *tillkännagivande*).

    Args:
        announced_on: Day on which the notice was put up, or None if it has not been seen yet.

        removed_on: Day on which the notice was taken down, or None if it is still up or the day
            is not known.

        board: Owner of the notice board (*anslagstavla*), or None.

    Raises:
        TextError: If the board's name is empty or contains invisible characters.

    >>> Notice(dt.date(2015, 4, 13), board="Nacka kommun").removed_on is None
    True
    """

    announced_on: dt.date | None
    removed_on: dt.date | None = None
    board: str | None = attrs.field(default=None, converter=as_optional_line)

    def __attrs_post_init__(self) -> None:
        an_optional_day("announced_on", self.announced_on)
        an_optional_day("removed_on", self.removed_on)
        an_optional_line("board", self.board)


def _as_notices(value: Notice | Iterable[Notice]) -> tuple[Notice, ...]:
    return as_tuple("other_boards", value, Notice)


@attrs.frozen(kw_only=True)
class Decision:
    """A decision (*beslut*), with the days that determine when it is known and valid.

    Unknown values are None. The days may be in the wrong order: validation checks the order, so a
    decision must be able to contain the error.

    Args:
        decided_on: Day of the meeting (*sammanträdesdag*).

        body: The body that decided, such as the municipal executive board (*kommunstyrelsen*).

        approved_on: Day on which the minutes were approved (*justering*); the day of the meeting
            if they were approved immediately (*omedelbart justerat*).

        announced_on: Day on which the notice was put up on the notice board (*anslag*).

        notice_removed_on: Day on which the notice was taken down.

        other_boards: Notices on other boards: the decision of a joint committee (*gemensam
            nämnd*) is announced on the board of each of its members.

        executed_on: Day on which the decision was executed (*verkställt*).

        reversible: Whether the execution can be undone, or None if that is not known.

        appealed_on: Day on which an appeal was received (*överklagat*).

        annulled_on: Day on which a court annulled the decision (*upphävt*).

        legal_force_on: Day on which it gained legal force, according to a certificate
            (*lagakraftbevis*).

        extraordinary_reasons: The extraordinary reasons for its retroactive effect, as the
            minutes state them (*synnerliga skäl*), or None if they state none.

        reference: The paragraph or case number (*diarienummer*).

        needs_ratification: Whether another body must ratify the decision before it counts, such
            as the council for a decision of the executive board (*under förutsättning av
            fullmäktiges godkännande*).

        ratification: The decision that ratifies it, or None if none is recorded.

        sources: Sources for the decision.

    Raises:
        TextError: If a text is empty or contains invisible characters.

    >>> Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13)).decided_on
    datetime.date(2015, 4, 13)
    """

    decided_on: dt.date
    body: str | None = attrs.field(default=None, converter=as_optional_line)
    approved_on: dt.date | None = None
    announced_on: dt.date | None = None
    notice_removed_on: dt.date | None = None
    other_boards: tuple[Notice, ...] = attrs.field(default=(), converter=_as_notices)
    executed_on: dt.date | None = None
    reversible: bool | None = None
    appealed_on: dt.date | None = None
    annulled_on: dt.date | None = None
    legal_force_on: dt.date | None = None
    extraordinary_reasons: str | None = attrs.field(default=None, converter=as_optional_line)
    reference: str | None = attrs.field(default=None, converter=as_optional_line)
    needs_ratification: bool = False
    ratification: Decision | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_day("decided_on", self.decided_on)
        for field in (
            "approved_on",
            "announced_on",
            "notice_removed_on",
            "executed_on",
            "appealed_on",
            "annulled_on",
            "legal_force_on",
        ):
            an_optional_day(field, getattr(self, field))
        for field in ("body", "extraordinary_reasons", "reference"):
            an_optional_line(field, getattr(self, field))
        an_instance("reversible", self.reversible, bool, None)
        an_instance("needs_ratification", self.needs_ratification, bool)
        an_instance("ratification", self.ratification, Decision, None)

    @property
    def final(self) -> Decision | None:
        """The decision that counts: the one that ratifies it last, or else this one.

        It is None if the decision must still be ratified.

        >>> board = Decision(decided_on=dt.date(2012, 1, 10), needs_ratification=True)
        >>> board.final is None
        True
        """
        if self.ratification is not None:
            return self.ratification.final
        return None if self.needs_ratification else self

    @property
    def final_on(self) -> dt.date | None:
        """The day from which the decision counts, or None if it must still be ratified.

        >>> council = Decision(body="Kommunfullmäktige", decided_on=dt.date(2012, 2, 20))
        >>> board = Decision(
        ...     body="Kommunstyrelsen", decided_on=dt.date(2012, 1, 10), ratification=council
        ... )
        >>> board.final_on
        datetime.date(2012, 2, 20)
        """
        final = self.final
        return None if final is None else max(self.decided_on, final.decided_on)

    @property
    def steps(self) -> tuple[Decision, ...]:
        """The decision, then the one that ratifies it, and so on."""
        return (self, *(() if self.ratification is None else self.ratification.steps))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices on all boards, the one on the deciding body's own board first."""
        return (Notice(self.announced_on, self.notice_removed_on), *self.other_boards)
