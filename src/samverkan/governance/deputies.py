"""Deputies: who is called in the place of a member that cannot come."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..core.fields import a_whole_number, as_tuple
from ..core.sources import Source, as_sources
from ..errors.texts import Text, a_slug, an_instance, as_optional_text


def _as_holders(value: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return None if value is None else as_tuple("holders", value, str)


def _as_order(value: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return None if value is None else as_tuple("order", value, str)


@attrs.frozen(kw_only=True)
class Deputies:
    """The deputies for a seat (*ersättare*), and in which order they are called.

    A deputy is called if a member cannot come, and is never counted as a member.

    Args:
        count: How many there are: for each party if the seats are for each party, else for all
            seats together; None if there are as many as members (*lika många*).

        holders: If the seats are for several parties together, the ids of the parties whose
            deputies they are, in the order in which they are called; None if they are not stated.

        order: If the seats are for each party, the ids of the parties in the order in which their
            deputies are called for members of other parties; empty if they are called only for
            members of their own party, None if no order is stated.

        own_party_first: Whether a deputy of the member's own party is called before the others.
            If not, the order alone decides.

        function: The function in which they are called, or None for that of the seat.

        sources: Sources for the deputies.

    Raises:
        CountError: If the count is below 1.

        TextError: If an id is not valid, or a text is empty.

    >>> Deputies(count=3).order is None
    True
    """

    count: int | None = None
    holders: tuple[str, ...] | None = attrs.field(default=None, converter=_as_holders)
    order: tuple[str, ...] | None = attrs.field(default=None, converter=_as_order)
    own_party_first: bool = True
    function: Text | None = attrs.field(default=None, converter=as_optional_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if self.count is not None:
            a_whole_number("count", self.count, least=1)
        an_instance("own_party_first", self.own_party_first, bool)
        for party in (*(self.holders or ()), *(self.order or ())):
            a_slug("party", party)

    def parties(self) -> tuple[str, ...]:
        """Return the ids of the parties that they name."""
        return (*(self.holders or ()), *(self.order or ()))


def as_deputies(value: Deputies | int | None) -> Deputies | None:
    """Return deputies, or so many of them if a number is given."""
    if value is None or isinstance(value, Deputies):
        return value
    an_instance("deputies", value, Deputies, int, None)
    return Deputies(count=value)  # refuses a truth value
