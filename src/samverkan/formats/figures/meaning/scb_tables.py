"""Statistics Sweden's tables of the population: what each is called, and which days it has."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final, NamedTuple

PERTURBED_FROM: Final = dt.date(2025, 1, 1)
"""From this reference year on, each figure of Statistics Sweden is perturbed (scb.se/FAQ-CKM)."""
_ISSUED: Final = re.compile(r"^SCB\b[\s,:]*(?:tabell\b\s*)?", re.IGNORECASE)


class ScbTable(NamedTuple):
    """A table.

    Attributes:
        names: Its id, its older name, and the code of the population in it.

        months: The number of months between its days.

        is_perturbed: Whether it begins in 2025, when the others end; None if it has both.
    """

    names: tuple[str, ...]
    months: int
    is_perturbed: bool | None

    def has(self, day: dt.date) -> bool:
        """Return whether a day may be one of its days."""
        is_of_time = self.is_perturbed in (None, day >= PERTURBED_FROM)
        last = calendar.monthrange(day.year, day.month)[1]
        return is_of_time and day.day == last and not day.month % self.months


# Source: the tables' metadata and notes in Statistics Sweden's API; TAB638 ends with 2024.
_ALL: Final = (
    ScbTable(("TAB638", "BefolkningNy", "BE0101N1"), 12, is_perturbed=False),
    ScbTable(("TAB5557", "BefolkningCKM", "BefolkningNyCKM", "000007ME"), 12, is_perturbed=True),
    ScbTable(("TAB5169", "BefforandrKvRLK", "000002Z9"), 3, is_perturbed=False),
    ScbTable(("TAB6481", "BefforandrKvRLKCKM", "000007TB"), 3, is_perturbed=True),
    ScbTable(("TAB5444", "BefolkManad", "000003O5"), 1, is_perturbed=False),
    ScbTable(("TAB6471", "BefolkManadCKM", "000007SF"), 1, is_perturbed=True),
    ScbTable(("TAB1625", "ManadBefStatRegion", "000003KD"), 1, is_perturbed=False),
    ScbTable(("TAB6473", "MBefStatRegionCKM", "000007SR"), 1, is_perturbed=True),
    ScbTable(("TAB6574", "FolkmDesoAldKon", "000007Y7"), 12, is_perturbed=None),
)
_BY_NAME: Final = {name.casefold(): table for table in _ALL for name in table.names}


def scb_table(name: str | None) -> ScbTable | None:
    """Return the table that has a name, an id or the code of what it counts, or None.

    >>> scb_table("SCB, tabell TAB638") == scb_table("BefolkningNy")
    True
    """
    return None if name is None else _BY_NAME.get(bare(name).casefold())


def bare(name: str) -> str:
    """Return the name of a table without its issuer."""
    return _ISSUED.sub("", name.strip()) or name


def is_same(one: str, other: str) -> bool:
    """Return whether two names, ids or codes are of one table."""
    found = scb_table(one)
    is_one = found is not None and found == scb_table(other)
    return is_one or bare(one).casefold() == bare(other).casefold()


def is_half_yearly(name: str | None) -> bool:
    """Return whether a table has quarters and half-years, so that a year alone is no day."""
    found = scb_table(name)
    return found is not None and found.months == 3
