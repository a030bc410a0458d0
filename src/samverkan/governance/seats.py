"""Seats by function and mandate."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..core.fields import a_whole_number, as_tuple
from ..core.parties import PartyKind
from ..core.sources import Source, as_sources
from ..errors import GovernanceError
from ..errors.texts import (
    Text,
    a_slug,
    an_instance,
    an_optional_line,
    as_optional_line,
    as_optional_text,
    as_text,
)

_MOST_SEATS = 1000


def _as_ids(value: str | Iterable[str]) -> tuple[str, ...]:
    return as_tuple("holders", value, str)


@attrs.frozen(kw_only=True)
class Seat:
    """A seat of a forum, by function and mandate and never by person (*plats*).

    It is held by one party (``party``), or by each member of a kind (``kind``) or a named group
    (``group``), or by each member where none of these is given. With ``count`` it is so many
    seats in place of one for each; ``holders`` says who holds them, and the rest are vacant.

    Args:
        id: What a mode of work refers to it by.

        function: By what function somebody is called, such as the head of security.

        mandate: What the holder may do there (*mandat*), or None where that is not stated.

        party: The id of the one party that holds it, or None.

        kind: The kind of party that holds it, or None.

        group: The named group of members that hold it, or None.

        count: How many seats there are for all of them together, or None for one each.

        holders: With a count, the ids of the parties that hold a seat.

        sources: Where it stands.

    Raises:
        GovernanceError: If it is held by one party and by several, there are more holders than
            seats, or more than 1000 seats.

        CountError: If the count is below 1.

        TextError: If an id is no id, or a text is empty.

    >>> Seat(
    ...     id="tib", function="Tjänsteman i beredskap", kind=PartyKind.MUNICIPALITY
    ... ).mandate is None
    True
    """

    id: str
    function: Text = attrs.field(converter=as_text)
    mandate: Text | None = attrs.field(default=None, converter=as_optional_text)
    party: str | None = None
    kind: PartyKind | None = None
    group: str | None = attrs.field(default=None, converter=as_optional_line)
    count: int | None = None
    holders: tuple[str, ...] = attrs.field(default=(), converter=_as_ids)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_slug("id", self.id)
        for party in (self.party, *self.holders):
            if party is not None:
                a_slug("party", party)
        an_instance("kind", self.kind, PartyKind, None)
        an_optional_line("group", self.group)
        self._check_count()

    def _check_count(self) -> None:
        if self.party is not None and (self.kind or self.group or self.count is not None):
            raise GovernanceError(self.id, "one-or-several")
        if self.count is not None:
            a_whole_number("count", self.count, least=1)
            if self.count > _MOST_SEATS:
                details = {"count": self.count, "most": _MOST_SEATS}
                raise GovernanceError(self.id, "too-many-seats", details)
        if len(set(self.holders)) < len(self.holders) or len(self.holders) > (self.count or 0):
            raise GovernanceError(self.id, "too-many-holders")
