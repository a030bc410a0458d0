"""Errors about parties and members."""

from __future__ import annotations

import datetime as dt

from .base import SamverkanError
from .quoting import listed, quoted, shown


class UnknownPartyError(SamverkanError, LookupError):
    """No party has this id, code, number or name.

    Attributes:
        query: What was asked for.

        candidates: The parties there are, each as "name (id)".
    """

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(query, candidates)
        self.query = query
        self.candidates = candidates

    def __str__(self) -> str:
        head = f"no party is called {quoted(self.query)}; there are:"
        return listed(head, self.candidates, "and {count} more")


class AmbiguousPartyError(SamverkanError, LookupError):
    """Several parties match; the names are not told apart by guessing.

    Attributes:
        query: What was asked for.

        candidates: The parties that match, each as "name (id)".
    """

    def __init__(self, query: str, candidates: tuple[str, ...]) -> None:
        super().__init__(query, candidates)
        self.query = query
        self.candidates = candidates

    def __str__(self) -> str:
        head = f"{quoted(self.query)} may mean several; give the id or the whole name:"
        return listed(head, self.candidates, "and {count} more")


class DuplicatePartyError(SamverkanError, ValueError):
    """Parties share an id, a municipality code or an organisation number.

    Attributes:
        duplicates: What is shared, each with the names of the two that share it.
    """

    def __init__(self, duplicates: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(duplicates)
        self.duplicates = duplicates

    def __str__(self) -> str:
        found = "; ".join(
            f"{shown(key)} stands for {shown(a)} and for {shown(b)}"
            for key, a, b in self.duplicates
        )
        return f"{found}: leave one out, or give several names to one party"


class AlreadyPartyError(SamverkanError, ValueError):
    """A party would be a member twice on the same day.

    Attributes:
        party: The id of the party.

        day: A day on which it would.
    """

    def __init__(self, party: str, day: dt.date) -> None:
        super().__init__(party, day)
        self.party = party
        self.day = day

    def __str__(self) -> str:
        return (
            f"{shown(self.party)} would be a member twice on {self.day}; leave one membership "
            f"out, or let it end before the other starts"
        )


class NotAPartyError(SamverkanError, LookupError):
    """A party that is known has not joined the agreement.

    Attributes:
        party: The id of the party.
    """

    def __init__(self, party: str) -> None:
        super().__init__(party)
        self.party = party

    def __str__(self) -> str:
        return f"{shown(self.party)} has no accession to the agreement"


class NotAMemberError(SamverkanError, LookupError):
    """A party is no member on the day on which something is asked of its membership.

    Attributes:
        party: The id of the party.

        day: The day.
    """

    def __init__(self, party: str, day: dt.date) -> None:
        super().__init__(party, day)
        self.party = party
        self.day = day

    def __str__(self) -> str:
        return (
            f"{shown(self.party)} is no member on {self.day}; record its accession first, or "
            f"give a day of its membership"
        )
