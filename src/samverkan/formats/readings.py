"""Readings as people write them: with the funding in the same object."""

from __future__ import annotations

import attrs

from ..core.money import Rounding
from ..core.sources import Source, as_sources
from ..errors.texts import Text
from ..funding.funding import Funding, Proration, Reading
from ..funding.instalments import Instalments
from ..funding.rules import Rule

AS_WRITTEN = "as-written"


@attrs.frozen(kw_only=True)
class OneReading:
    """A reading whose funding is written in the same object: it has a rule of its own.

    Args:
        name: Its name; ``as-written`` if none is given.

        rule: What each member pays for a budget year.

        proration: What a member owes for part of a budget year.

        rounding: How amounts are rounded, once, at the end.

        instalments: The days on which a fee is paid, and the part for each.

        reason: Why the clause can be read in this way.

        sources: Sources for the words that are read.
    """

    name: str = AS_WRITTEN
    rule: Rule
    proration: Proration = Proration.NONE
    rounding: Rounding = attrs.Factory(Rounding)
    instalments: Instalments | None = None
    reason: Text | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def reading(self) -> Reading:
        """Return the reading."""
        funding = Funding(
            rule=self.rule,
            proration=self.proration,
            rounding=self.rounding,
            instalments=self.instalments,
        )
        return Reading(name=self.name, funding=funding, reason=self.reason, sources=self.sources)
