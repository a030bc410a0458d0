"""Adoption by each party, and first days that wait for a condition."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Iterable

import attrs

from ..core.decisions import Decision
from ..core.fields import a_whole_number, as_tuple
from ..core.periods import Period, an_optional_day
from ..errors import AdoptionError
from ..errors.texts import a_slug, an_instance


class Condition(enum.StrEnum):
    """What a first day of effect waits for (*villkor*)."""

    ALL_DECIDED = "all-decided"
    """All whose decision is needed have decided (*när alla har beslutat*)."""
    LEGAL_FORCE = "legal-force"
    """The last decision that is needed has legal force (*när besluten har fått laga kraft*)."""
    SIGNED = "signed"
    """All parties have signed (*vid undertecknande*)."""


@attrs.frozen(kw_only=True)
class Start:
    """A first day of effect that is not a stated day (*ikraftträdande*).

    It is used in place of a :class:`~samverkan.Period`. It waits for a condition, or no source
    gives the day. Until the day is known, the start is *open*: whether the effect has begun is
    unknown. ``Condition.ALL_DECIDED`` is met by the decisions on record. For any other start,
    record the day with :meth:`Agreement.record() <samverkan.Agreement.record>`.

    Args:
        when: What it waits for, or None if no source gives the day.

        not_before: The day before which the effect does not begin, or None. If a source states
            none, our reading is that the effect does not begin before the last decision.

        last_day: The last day of the effect, or None if none is recorded.

    Raises:
        PeriodOrderError: If the last day is before the day before which it does not begin.

    >>> start = Start(when=Condition.LEGAL_FORCE, not_before=dt.date(2015, 1, 1))
    >>> start.first_day is None
    True
    """

    when: Condition | None = None
    not_before: dt.date | None = None
    last_day: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        an_instance("when", self.when, Condition, None)
        an_optional_day("not_before", self.not_before)
        an_optional_day("last_day", self.last_day)
        if self.not_before is not None and self.last_day is not None:
            Period(self.not_before, self.last_day)  # refuses swapped days

    @property
    def first_day(self) -> None:
        """None: the day does not follow from the start alone."""
        return

    def from_day(self, day: dt.date) -> Period | None:
        """Return the period that begins on a day, or None if the last day is before it.

        >>> Start(last_day=dt.date(2015, 12, 31)).from_day(dt.date(2016, 1, 1)) is None
        True
        """
        if self.last_day is not None and self.last_day < day:
            return None
        return Period(day, self.last_day)


@attrs.frozen(kw_only=True)
class Adoption:
    """The decision of one party to adopt something that several must adopt (*antagande*).

    Args:
        party: The id of the party.

        decision: Its decision.

    Raises:
        TextError: If the party's id is not valid.

    >>> decided = Decision(body="Kommunfullmäktige", decided_on=dt.date(2014, 11, 24))
    >>> Adoption(party="2281", decision=decided).decided_on
    datetime.date(2014, 11, 24)
    """

    party: str
    decision: Decision

    def __attrs_post_init__(self) -> None:
        a_slug("party", self.party)
        an_instance("decision", self.decision, Decision)

    @property
    def decided_on(self) -> dt.date | None:
        """The day from which the decision counts, or None if it must still be ratified."""
        return self.decision.final_on


def _as_parties(value: str | Iterable[str]) -> tuple[str, ...]:
    parties: tuple[str, ...] = as_tuple("parties", value, str)
    return tuple(sorted(parties))


@attrs.frozen(kw_only=True)
class Needs:
    """Whose decisions are needed (*vilkas beslut som krävs*).

    Args:
        parties: The ids of the parties that must decide; empty for all members: on each day, the
            parties that are or will be members, as known then. What they adopt is known from the
            first day on which enough of them have decided.

        at_least: How many of them must decide, or None for all of them.

    Raises:
        CountError: If the number is below 1.

        AdoptionError: If a party is named twice, or more must decide than are named.

        TextError: If a party's id is not valid.

    >>> Needs(parties=["2281", "2262", "2260"]).parties
    ('2260', '2262', '2281')
    """

    parties: tuple[str, ...] = attrs.field(default=(), converter=_as_parties)
    at_least: int | None = None

    def __attrs_post_init__(self) -> None:
        for party in self.parties:
            a_slug("parties", party)
        if len(set(self.parties)) < len(self.parties):
            raise AdoptionError("named-twice", {"parties": self.parties})
        if self.at_least is None:
            return
        a_whole_number("at_least", self.at_least, least=1)
        if self.parties and self.at_least > len(self.parties):
            details = {"at_least": self.at_least, "count": len(self.parties)}
            raise AdoptionError("too-many-needed", details)


def counted(needs: Needs, members: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the parties whose decisions count, in order, given the members."""
    return needs.parties or tuple(sorted(members))


def missing(needs: Needs, decided: Collection[str], members: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the parties that have not decided, or none if enough have."""
    several = counted(needs, members)
    left = tuple(party for party in several if party not in decided)
    return left if lacking(needs, decided, members) else ()


def lacking(needs: Needs, decided: Collection[str], members: Collection[str]) -> int:
    """Return how many more parties must decide. Without members, at least one must."""
    several = counted(needs, members)
    wanted = needs.at_least or max(len(several), 1)
    return max(wanted - sum(party in decided for party in several), 0)
