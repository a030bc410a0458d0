"""Payment plans: the days on which a year's fee is paid, and the part for each."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from numbers import Number

import attrs

from ..core.fields import as_tuple
from ..core.periods import YearDay
from ..core.sources import Source, as_sources
from ..errors import RuleError
from .rules import as_part


def _as_days(value: YearDay | Iterable[YearDay]) -> tuple[YearDay, ...]:
    return as_tuple("days", value, YearDay)


def _as_parts(
    value: Fraction | Decimal | int | str | Iterable[Fraction | Decimal | int | str],
) -> tuple[Fraction, ...]:
    # Another number is not exact: it is let through here, and refused with the error that says so.
    several = as_tuple("parts", value, Number, str)
    return tuple(as_part("parts", part) for part in several)  # type: ignore[arg-type]


@attrs.frozen(kw_only=True)
class Instalments:
    """The days on which a year's fee is paid, and the part for each (*betalningsplan*).

    The days are counted from the budget year. A day in the year before is payment in advance
    (*i förskott*); a day in the year after is payment in arrears (*i efterskott*). A day is not
    moved from a Sunday or a holiday: the act on time limits (1930:173) is about statutory time, not
    about days in a contract.

    Args:
        days: The last day for each payment, in order of time, as a
            :class:`~samverkan.YearDay`.

        parts: The part of the fee for each day, such as ``["1/2", "1/4", "1/4"]``: above 0, exact,
            with the sum 1. Equal parts if it is left out.

        sources: Sources that state the days and the parts.

    Raises:
        NotExactError: If a part is a float.

        AmountError: If a part is not from 0 to 1.

        RuleError: If there is no day, if the days are not in order, if there is not one part for
            each day, if a part is 0, or if the parts do not sum to 1.

    >>> from samverkan import YearDay
    >>> twice = Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)])
    >>> twice.parts
    (Fraction(1, 2), Fraction(1, 2))
    """

    days: tuple[YearDay, ...] = attrs.field(converter=_as_days)
    parts: tuple[Fraction, ...] = attrs.field(default=(), converter=_as_parts)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if not self.days:
            raise RuleError("no-day")
        places = [_place(day) for day in self.days]
        if any(before >= after for before, after in pairwise(places)):
            raise RuleError("days-not-in-order")
        if not self.parts:  # so that a plan of equal parts is equal to one that leaves them out
            count = len(self.days)
            object.__setattr__(self, "parts", (Fraction(1, count),) * count)
        if len(self.parts) != len(self.days):
            counts = {"parts": len(self.parts), "days": len(self.days)}
            raise RuleError("parts-for-other-days", counts)
        if not all(self.parts):
            raise RuleError("part-of-nothing")
        if sum(self.parts) != 1:
            raise RuleError("not-all", {"sum": str(sum(self.parts))})

    @property
    def is_equal(self) -> bool:
        """Whether the parts are equal."""
        return len(set(self.parts)) == 1


def _place(day: YearDay) -> tuple[int, int, int]:
    """Return a key by which days of the same year are in order of time."""
    return day.years_after - day.years_before, day.month, day.day
