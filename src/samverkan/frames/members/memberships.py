"""Memberships as tables: columns of Python values, to be joined with a frame of figures.

They are made of the plans of some budget years.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from ...fees.plans import Outlook, Plan
from ..engines.extra import nw
from ..numbers.exact import LIMIT
from ..rules.places import refused

Columns: TypeAlias = Mapping[str, Sequence[object]]
"""The values of each column."""

FeePlaces: TypeAlias = Mapping[tuple[str, int], int]
"""The row of the fee of each party and budget year: the column *at*."""

TYPES: Final[Mapping[str, type]] = {
    **dict.fromkeys(("at", "cell", "case", "rounding", "of_year", "parts"), int),
    **dict.fromkeys(("owner", "total", "exact", "ore", "nothing"), int),
    **dict.fromkeys(("owed", "outlook", "partly", "at_before", "at_after"), int),
    **dict.fromkeys(("party", "kind", "group", "holder"), str),
}
"""The type of each column."""

_OUTLOOKS: Final = {outlook: number for number, outlook in enumerate(Outlook)}


@attrs.frozen(eq=False)
class PlannedFees:
    """The fees of some budget years, as far as they do not depend on figures of payers.

    Args:
        columns: at, party, of_year, owed, outlook, partly: a row for each fee.

        places: The row of each fee.
    """

    columns: Columns
    places: FeePlaces

    @classmethod
    def of(cls, plans: Sequence[Plan]) -> PlannedFees:
        """Return the fees of plans, in order of year and party.

        Raises:
            FrameRuleError: If a rule cannot be evaluated over data frames.
        """
        for plan in plans:
            _check(plan)
        found = [(plan.year, party) for plan in plans for party in plan.parties]
        columns = {
            "at": range(len(found)),
            "party": [each.party for _, each in found],
            "of_year": [year for year, _ in found],
            "owed": [each.ore for _, each in found],
            "outlook": [_OUTLOOKS[each.outlook] for _, each in found],
            "partly": [int(each.is_partly) for _, each in found],
        }
        return cls(columns, {(each.party, year): at for at, (year, each) in enumerate(found)})


def _check(plan: Plan) -> None:
    """Refuse what data frames cannot do: a rule, or an amount beyond 64 bits.

    Raises:
        FrameRuleError: If there is any.
    """
    for reason, rule, root in plan.refusals:
        raise refused(reason, rule, root, year=plan.year)
    if any(abs(each.ore) > LIMIT for each in plan.parties):
        raise refused("bounds-of-rule", plan.roots[0], plan.roots[0])


def outlook_is(outlook: Outlook) -> nw.Expr:
    """Return whether a fee has an outlook, in the table of planned fees."""
    return nw.col("outlook") == _OUTLOOKS[outlook]


def numbered(keys: Iterable[Hashable]) -> dict[Hashable, int]:
    """Return a number for each key, from 0, in order of first occurrence."""
    return {key: number for number, key in enumerate(dict.fromkeys(keys))}
