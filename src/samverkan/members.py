"""Members: parties, by the accession that made them so."""

from __future__ import annotations

import attrs

from .instruments import Accession
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

    >>> from samverkan.stockholm import agreement
    >>> str(agreement.members(Period.of_year(2015))[0].party)
    'Upplands Väsby kommun (0114)'
    """

    party: Party
    accession: Accession
    period: Period
