"""Seats of a forum, by function and mandate."""

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
    """A seat of a forum, defined by function and mandate, never by person (*plats*).

    The holder is one party (``party``), each member of a kind (``kind``) or of a named group
    (``group``), or each member if none of these is given. If ``count`` is given, there are that
    many seats instead of one for each member; ``holders`` lists the parties that hold them, and
    the rest are vacant.

    Args:
        id: The id by which a working mode refers to the seat.

        function: The function in which somebody is called, such as the head of security.

        mandate: What the holder may do there (*mandat*), or None if it is not stated.

        party: The id of the one party that holds it, or None.

        kind: The kind of party that holds it, or None.

        group: The named group of members that hold it, or None.

        count: The number of seats for all of them together, or None for one each.

        holders: If a count is given, the ids of the parties that hold a seat.

        sources: Sources for the seat.

    Raises:
        GovernanceError: If one party is given together with a kind, a group or a count, if there
            are more holders than seats, or if there are more than 1000 seats.

        CountError: If the count is below 1.

        TextError: If an id is not valid, or a text is empty.

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
