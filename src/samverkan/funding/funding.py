"""How members pay: a rule, proration, rounding; and readings of a clause."""

from __future__ import annotations

import enum

import attrs

from ..core.money import Rounding
from ..core.sources import Source, as_sources
from ..errors.texts import Text, a_slug, an_instance, as_optional_text
from .rules import Rule, _rules


class Proration(enum.StrEnum):
    """What a member owes for a part of a budget year (*tidsproportionering*)."""

    NONE = "none"
    """Who is a member on any day of the year owes the whole year's amount, by the rule of the
    first day of the year on which the agreement is in force; once, however often it joins. After
    a succession inside the year the successor alone owes it, by the kind, group, weight and
    figure of whom it succeeded, and beside it the year that it owes itself, where it was a member
    before."""

    BY_DAY = "by-day"
    """Each day of membership is owed by the rule of that day, over the days of the year."""


@attrs.frozen(kw_only=True)
class Funding:
    """How the members pay (*finansiering*): a rule, the part of a year, and the rounding.

    Args:
        rule: What each member pays for a budget year.

        proration: What a member owes for a part of a budget year.

        rounding: How amounts are rounded; once, at the end.

        sources: Where it stands what a part of a year costs.

    >>> from samverkan.funding import Fixed
    >>> Funding(rule=Fixed(kronor=25_000)).rounding.rule.value
    'half-away-from-zero'
    """

    rule: Rule
    proration: Proration = Proration.NONE
    rounding: Rounding = attrs.Factory(Rounding)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _rules("rule", [self.rule])
        an_instance("proration", self.proration, Proration)
        an_instance("rounding", self.rounding, Rounding)


@attrs.frozen(kw_only=True)
class Reading:
    """One reading (*tolkning*) of what an agreement says of its funding, under a name.

    Most agreements have one. Where a clause can be read in two ways, each way is a
    reading, the preferred one first, and each says why.

    Args:
        name: What to ask for it by, such as ``"mid-year-before"``.

        funding: What this reading says.

        reason: Why it can be read so, for people.

        sources: The words that are read.

    Raises:
        TextError: If the name is not written as an id.

    >>> from samverkan.funding import Fixed
    >>> Reading(name="as-written", funding=Funding(rule=Fixed(kronor=25_000))).name
    'as-written'
    """

    name: str
    funding: Funding
    reason: Text | None = attrs.field(default=None, converter=as_optional_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_slug("name", self.name)
        an_instance("funding", self.funding, Funding)
