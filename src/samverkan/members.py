"""Members: parties, by the accession that made them so."""

from __future__ import annotations

import datetime as dt

import attrs

from .instruments import Accession, Succession
from .parties import Party
from .periods import Period

__all__ = ["Member"]


@attrs.frozen
class Member:
    """A party that has joined (*part i överenskommelsen*).

    Args:
        party: The party.

        accession: The accession that made it a member.

        period: The days of its membership, as far as they are known.

        line: Where parties succeeded each other in this membership, each with its first day,
            in order; empty where none did.

        successions: The successions by which it has come to the party, in order.

    >>> from samverkan.stockholm import agreement
    >>> member = agreement.as_known().member("0182", on=dt.date(2015, 1, 1))
    >>> str(member.party)
    'Nacka kommun (0182)'
    """

    party: Party
    accession: Accession
    period: Period
    line: tuple[tuple[dt.date, Party], ...] = ()
    successions: tuple[Succession, ...] = ()

    @property
    def joined_by(self) -> Accession | Succession:
        """What made the party a member: its own accession, else the last succession.

        >>> from samverkan.stockholm import agreement
        >>> member = agreement.as_known().member("0182", on=dt.date(2015, 1, 1))
        >>> member.joined_by is member.accession
        True
        """
        return self.successions[-1] if self.successions else self.accession

    def counted_as(self, day: dt.date) -> str:
        """Return the id of the party whose figure of *day* counts for this membership.

        It is whoever held the membership on that day, else who first held it.

        >>> from samverkan.stockholm import agreement
        >>> member = agreement.as_known().member("0182", on=dt.date(2015, 1, 1))
        >>> member.counted_as(dt.date(2014, 6, 30))
        '0182'
        """
        holders = [party.id for first_day, party in self.line if first_day <= day]
        first = self.line[0][1] if self.line else self.party
        return holders[-1] if holders else first.id
