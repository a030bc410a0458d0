"""Instalments: an amount in parts, each with the day on which it is due."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs

from ..core.division import largest_remainder, over_one
from ..core.money import Ore, a_long_number, to_kronor
from ..core.periods import a_day, a_year
from ..errors.texts import a_slug, an_instance
from ..funding.instalments import Instalments


@attrs.frozen(kw_only=True)
class Instalment:
    """A part of a fee or a claim, and the day on which it is due (*delbetalning*).

    Args:
        party: The id of the party.

        year: The budget year that it is for.

        due_on: The last day for the payment.

        ore: The amount, in öre; a part of a credit is below 0.

    Raises:
        BudgetYearError: If *year* is not a whole number from 1800 to 2999.

    >>> first = Instalment(party="0182", year=2015, due_on=dt.date(2015, 3, 31), ore=Ore(3569325))
    >>> first.kronor
    Decimal('35693.25')
    """

    party: str
    year: int
    due_on: dt.date
    ore: Ore

    def __attrs_post_init__(self) -> None:
        a_slug("party", self.party)
        a_year(self.year)
        a_day("due_on", self.due_on)
        a_long_number("ore", self.ore)

    @property
    def kronor(self) -> Decimal:
        """The amount, in kronor with two decimals."""
        return to_kronor(self.ore)


def in_instalments(party: str, year: int, ore: int, plan: Instalments) -> tuple[Instalment, ...]:
    """Return an amount in parts that sum to it, by largest remainder, in order of day.

    Among equal remainders, the earliest day has the öre. A credit divides as the mirror image.
    """
    an_instance("plan", plan, Instalments)
    shares, of = over_one(plan.parts)
    parts = largest_remainder(ore, [ore * share for share in shares], of)
    return tuple(
        Instalment(party=party, year=year, due_on=day.of(year), ore=Ore(part))
        for day, part in zip(plan.days, parts, strict=True)
    )
