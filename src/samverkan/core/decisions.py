"""Decisions, and the notices that announce them."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

import attrs

from ..errors import AdoptionError
from ..errors.texts import an_instance, an_optional_line, as_optional_line
from .fields import as_tuple
from .periods import a_day, an_optional_day
from .sources import Source, as_sources


class Burden(enum.StrEnum):
    """Who bears the burden of a decision, which determines whether it may be retroactive."""

    MEMBERS = "members"
    """The members of the municipality (*kommunmedlemmar*: residents, owners of real property and
    taxpayers): they get a new or higher fee."""
    PUBLIC_BODIES = "public-bodies"
    """Another public body: a payment under an agreement. A body that owns real property in the
    municipality is a member of it, too."""
    PRIVATE_PARTY = "private-party"
    """A private party: a company, which may itself be a member of the municipality."""
    PERSONS = "persons"
    """Elected or employed persons (*förtroendevalda*, *anställda*): a lower remuneration."""
    TARIFF = "tariff"
    """Nobody anew: a yearly charge under a tariff already in force (*taxa*)."""
    RELIEF = "relief"
    """Nobody: the decision lowers a fee or gives a new benefit."""


class Decider(enum.StrEnum):
    """Who decided, by the place that it has in a municipality, a region or outside them."""

    COUNCIL = "council"
    """The council (*kommunfullmäktige*, *regionfullmäktige*)."""
    BOARD = "board"
    """The executive board (*kommunstyrelsen*, *regionstyrelsen*)."""
    COMMITTEE = "committee"
    """A committee (*nämnd*)."""
    PRESIDIUM = "presidium"
    """The presidium or the working committee of a board or committee (*presidium*,
    *arbetsutskott*)."""
    DELEGATE = "delegate"
    """A chair or another delegate (*ordförandebeslut*, *delegationsbeslut*): without minutes."""
    DIRECTION = "direction"
    """The direction of a municipal federation (*förbundsdirektion*)."""
    GOVERNMENT = "government"
    """The government (*regeringen*)."""
    COURT = "court"
    """A court (*domstol*)."""


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


_MOST_STEPS = 20  # each is read and written inside the one before


@attrs.frozen(kw_only=True)
class Decision:
    """A decision (*beslut*), with the days that determine when it is known and valid.

    Unknown values are None. The days may be in the wrong order: validation checks the order, so a
    decision must be able to contain the error.

    Args:
        decided_on: Day of the meeting (*sammanträdesdag*).

        body: The body that decided, as the minutes write it, such as the municipal executive board
            (*kommunstyrelsen*).

        decider: Who decided, or None if that is not stated; the Swedish checks then read it from
            *body*, as :func:`samverkan.sweden.decider_of` does.

        reported_on: For a decision by delegation (*delegationsbeslut*), the day of the meeting to
            which it was reported (*anmält*); it is in the minutes of that meeting.

        approved_on: Day on which the minutes were approved (*justering*); the day of the meeting
            if they were approved immediately (*omedelbart justerat*).

        announced_on: Day on which the notice was put up on the notice board (*anslag*).

        notice_removed_on: Day on which the notice was taken down.

        other_boards: Notices on other boards: the decision of a joint committee (*gemensam
            nämnd*) or a coordination federation (*samordningsförbund*) is announced on the board
            of each of its members.

        stated_last_day: The last day for an appeal, as the notice states it.

        executed_on: Day on which the decision was executed (*verkställt*).

        reversible: Whether the execution can be undone, or None if that is not known.

        appealed_on: Day on which an appeal was received by the court or, in time, by the
            municipality or region (*överklagat*).

        restored_on: Day on which a court restored the time for an appeal (*återställd tid*).

        annulled_on: Day on which a court annulled the decision (*upphävt*).

        anew_after: For a matter decided anew, the day on which a court annulled the first decision
            because of its form (*på formell grund*).

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

        AdoptionError: If more than 20 decisions ratify each other.

    >>> Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13)).decided_on
    datetime.date(2015, 4, 13)
    """

    decided_on: dt.date
    body: str | None = attrs.field(default=None, converter=as_optional_line)
    decider: Decider | None = None
    reported_on: dt.date | None = None
    approved_on: dt.date | None = None
    announced_on: dt.date | None = None
    notice_removed_on: dt.date | None = None
    other_boards: tuple[Notice, ...] = attrs.field(default=(), converter=_as_notices)
    stated_last_day: dt.date | None = None
    executed_on: dt.date | None = None
    reversible: bool | None = None
    appealed_on: dt.date | None = None
    restored_on: dt.date | None = None
    annulled_on: dt.date | None = None
    anew_after: dt.date | None = None
    legal_force_on: dt.date | None = None
    extraordinary_reasons: str | None = attrs.field(default=None, converter=as_optional_line)
    reference: str | None = attrs.field(default=None, converter=as_optional_line)
    needs_ratification: bool = False
    ratification: Decision | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_day("decided_on", self.decided_on)
        for field in (
            "reported_on",
            "approved_on",
            "announced_on",
            "notice_removed_on",
            "stated_last_day",
            "executed_on",
            "appealed_on",
            "restored_on",
            "annulled_on",
            "anew_after",
            "legal_force_on",
        ):
            an_optional_day(field, getattr(self, field))
        for field in ("body", "extraordinary_reasons", "reference"):
            an_optional_line(field, getattr(self, field))
        an_instance("decider", self.decider, Decider, None)
        an_instance("reversible", self.reversible, bool, None)
        an_instance("needs_ratification", self.needs_ratification, bool)
        an_instance("ratification", self.ratification, Decision, None)
        if len(self.steps) > _MOST_STEPS:
            raise AdoptionError("too-many-ratifications", {"most": _MOST_STEPS})

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
