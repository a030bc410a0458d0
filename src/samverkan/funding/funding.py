"""Funding: a rule, its proration, rounding and payment plan, and the readings of a clause."""

from __future__ import annotations

import enum

import attrs

from ..core.money import Rounding
from ..core.sources import Source, as_sources
from ..errors.texts import Text, a_slug, an_instance, as_optional_text
from .instalments import Instalments
from .rules import Rule, _refuse_remainders, _rules


class Proration(enum.StrEnum):
    """What a member owes for part of a budget year (*tidsproportionering*)."""

    NONE = "none"
    """A party that is a member on any day of the year owes the whole year's amount once, however
    often it joins. The rule of the first day of the year on which the agreement is in force
    applies. After a succession within the year, only the successor owes that amount, assessed on
    the kind, group, weight and figure of its predecessor. If the successor was a member before,
    it owes its own year's amount in addition."""

    BY_DAY = "by-day"
    """For each day of membership, the amount by that day's rule, divided by the year's days."""

    BY_COMMENCED_MONTH = "by-commenced-month"
    """For each month with a day of membership (*påbörjad månad*), a twelfth of the amount by the
    rule of its first day in force. A month is treated as NONE treats a year: a party owes it once,
    and after a succession within it, only the successor owes it."""

    BY_FULL_MONTH = "by-full-month"
    """As BY_COMMENCED_MONTH, but only for months that are days of membership throughout (*hel
    månad*)."""

    BY_MONTH_AFTER_ENTRY = "by-month-after-entry"
    """As BY_COMMENCED_MONTH, but from the month after the one in which the membership begins
    (*från och med månaden efter inträdet*)."""

    @property
    def is_by_month(self) -> bool:
        """Whether it counts months.

        >>> Proration.BY_FULL_MONTH.is_by_month, Proration.BY_DAY.is_by_month
        (True, False)
        """
        return self not in {Proration.NONE, Proration.BY_DAY}


@attrs.frozen(kw_only=True)
class Funding:
    """How the members pay (*finansiering*): a rule, its proration, rounding and payment plan.

    Args:
        rule: What each member pays for a budget year.

        proration: What a member owes for part of a budget year.

        rounding: How amounts are rounded, once, at the end.

        instalments: The days on which a fee is paid, and the part for each; None if nothing is
            stated.

        sources: Sources that state what part of a year costs.

    >>> from samverkan.funding import Fixed
    >>> Funding(rule=Fixed(kronor=25_000)).rounding.rule.value
    'half-away-from-zero'
    """

    rule: Rule
    proration: Proration = Proration.NONE
    rounding: Rounding = attrs.Factory(Rounding)
    instalments: Instalments | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _rules("rule", [self.rule])
        _refuse_remainders([self.rule])
        an_instance("proration", self.proration, Proration)
        an_instance("rounding", self.rounding, Rounding)
        an_instance("instalments", self.instalments, Instalments, None)


@attrs.frozen(kw_only=True)
class Reading:
    """A named reading (*tolkning*) of what an agreement says about its funding.

    Most agreements have one. If a clause can be read in two ways, each way is a
    reading with its own reason. The preferred one comes first.

    Args:
        name: The name to ask for it by, such as ``"mid-year-before"``.

        funding: The funding according to this reading.

        reason: Why the clause can be read in this way, for human readers.

        sources: Sources for the words that are read.

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
