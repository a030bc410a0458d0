"""Errors about forums, modes and meetings."""

from __future__ import annotations

from collections.abc import Mapping

from .base import SamverkanError
from .quoting import filled, listed, quoted, shown

# Why a meeting, an activation or what follows from them is refused, and what to do.
_REFUSALS = {
    "nobody-leads": "the meeting of {forum} on {on}: nobody leads it; name who leads at first",
    "first-lead-left": "the meeting of {forum} on {on}: {party}, who leads at first, is no member; "
    "name one",
    "leads-already": "the lead of {forum} on {on}: {party} has it already; leave this out",
    "lead-not-called": "the lead of {forum} on {on}: {party} is not called to the meeting; name "
    "one that is",
    "lead-not-known": "the lead of {forum} on {on}: no seats are stated, so nobody can say if "
    "{party} is called; give it as a Party",
    "no-first-day": "every {every} {unit}: its first day is not stated, so no day can be listed; "
    "state it",
    "no-last-day": "the period from {first_day} has no last day; give one",
    "too-many-days": "every {every} {unit}: these are more than {most} days; give a shorter period",
    "reporter-not-called": "the report of {party} from {forum} on {on}: it was not called to that "
    "meeting; name one that was",
    "report-too-early": "the report of {party} from {forum} on {on}: {day} is before the meeting; "
    "give a later day",
    "meeting-twice": "the meetings of {forum} on {on}: two have number {number}; give each its own",
    "cannot-happen": "{what}: {event} cannot happen in {mode} mode; look at the log",
    "activated-already": "{forum} is in activated mode on {on} already, by activation {number}; "
    "end that first, or name the other forums",
    "end-known": "activation {number}: its end is known; leave out the day until which it was seen",
    "number-taken": "activation {number}: another one has its number; give it one of its own",
    "not-covered": "activation {number}: the log does not cover {on}; let it cover that day",
    "no-such-level": "activation {number}: there is no level {level}; name one of the governance",
    "no-such-forum": "activation {number}: there is no forum {forum}; name one of the governance",
    "no-forum": "activation {number}: there is no forum in its scope; name one, or another level",
    "nobody-decided": "activation {number}: nobody has decided on it; name the convener in "
    "decided_by",
    "convenes-none": "activation {number}: {party} convenes no forum in its scope; leave it out",
    "no-such-activation": "activation {number}: there is none with this number; look at the log",
    "ended-already": "activation {number}: it ended on {on} already; leave this out",
    "on-until": "activation {number}: it was on until {on}; give that day or a later one",
    "into-a-later": "activation {number}: it would last into a later activation; give an earlier "
    "last day",
}


class GovernanceError(SamverkanError, ValueError):
    """A governance that contradicts itself.

    Attributes:
        where: Which part of it.

        reason: Why it is refused, and what to do.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason

    def __str__(self) -> str:
        return f"{shown(self.where)}: {self.reason}"


class UnknownForumError(SamverkanError, LookupError):
    """No forum has this id or name.

    Attributes:
        query: What was asked for.

        candidates: The forums that there are.
    """

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(query, candidates)
        self.query = query
        self.candidates = candidates

    def __str__(self) -> str:
        if not self.candidates:
            return f"no forum is stated then, so none is called {quoted(self.query)}"
        head = f"no forum is called {quoted(self.query)}; there are:"
        return listed(head, self.candidates, "and {count} more")


class AmbiguousForumError(SamverkanError, LookupError):
    """The beginning of a name, or a name, fits several forums.

    Attributes:
        query: What was asked for.

        candidates: The forums that it may mean.
    """

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(query, candidates)
        self.query = query
        self.candidates = candidates

    def __str__(self) -> str:
        head = f"{quoted(self.query)} may mean several; give the id or the whole name:"
        return listed(head, self.candidates, "and {count} more")


class NotConvenerError(SamverkanError, ValueError):
    """Somebody else than the convener would convene a forum, or activate it.

    Attributes:
        forum: The forum.

        party: Who would.

        convener: Who may, or None where nobody may, or nobody can say who may.

        left: Where nobody may, the convener that is no member then; None where none is stated.
    """

    def __init__(
        self, forum: str, party: str, convener: str | None, left: str | None = None
    ) -> None:
        super().__init__(forum, party, convener, left)
        self.forum = forum
        self.party = party
        self.convener = convener
        self.left = left

    def __str__(self) -> str:
        forum, party = shown(self.forum), shown(self.party)
        if self.convener is not None:
            return f"{party} does not convene {forum}: only {shown(self.convener)} may; ask it to"
        if self.left is None:
            return f"nobody can say if {party} convenes {forum}: no convener is stated; state one"
        left = f"its convener, {shown(self.left)}, is no member then"
        return f"{party} does not convene {forum}: {left}; state one that is"


class ModeError(SamverkanError, ValueError):
    """What is asked for cannot happen in the mode that holds.

    Attributes:
        refusal: Which of the refusals it is, for programs.

        details: What the text names: who, when, which.
    """

    def __init__(self, refusal: str, details: Mapping[str, object]) -> None:
        super().__init__(refusal, details)
        self.refusal = refusal
        self.details = details

    def __str__(self) -> str:
        return filled(_REFUSALS[self.refusal], self.details)


class MeetingError(SamverkanError, ValueError):
    """A meeting, or what follows from it, cannot be as it is stated.

    Attributes:
        refusal: Which of the refusals it is, for programs.

        details: What the text names: who, when, which.
    """

    def __init__(self, refusal: str, details: Mapping[str, object]) -> None:
        super().__init__(refusal, details)
        self.refusal = refusal
        self.details = details

    def __str__(self) -> str:
        return filled(_REFUSALS[self.refusal], self.details)
