"""Municipality codes, and the days on which a party had each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

import attrs

from ..errors import FormerCodeError, TextError
from ..errors.texts import a_line
from .fields import as_tuple
from .periods import Period, a_day, an_optional_day
from .sources import Source, as_sources

_CODE = re.compile(r"[0-9]{4}")
_ONE_DAY = dt.timedelta(days=1)


@attrs.frozen
class FormerCode:
    """A municipality code that a party had up to a day (*tidigare kommunkod*).

    A municipality that moves to another county gets another code. Its figures of before have the
    code of before.

    Args:
        code: *Kommunkod* (municipality code), four digits as text.

        last_day: The last day on which the party had it.

        first_day: The first day on which the party had it. None stands for the day after the last
            day of the code before; of the first code, for the party's own first day, as far as it
            is known.

        sources: Sources for the code and its days.

    Raises:
        TextError: If the code does not have four digits.

        PeriodOrderError: If the last day is before the first.

    >>> FormerCode("1917", last_day=dt.date(2006, 12, 31)).code
    '1917'
    """

    code: str
    last_day: dt.date = attrs.field(kw_only=True)
    first_day: dt.date | None = attrs.field(default=None, kw_only=True)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources, kw_only=True)

    def __attrs_post_init__(self) -> None:
        a_municipality_code("code", self.code)
        a_day("last_day", self.last_day)
        an_optional_day("first_day", self.first_day)
        if self.first_day is not None:
            Period(self.first_day, self.last_day)  # refuses swapped days


def a_municipality_code(field: str, value: str) -> None:
    """Refuse a value that is not a text of four digits."""
    a_line(field, value)
    if not _CODE.fullmatch(value):
        raise TextError(field, value, "municipality-code")


def as_former_codes(value: FormerCode | Iterable[FormerCode]) -> tuple[FormerCode, ...]:
    """Return one former code or several as a tuple, the earliest first."""
    several = as_tuple("former_codes", value, FormerCode)
    return tuple(sorted(several, key=lambda each: (each.last_day, each.code)))


class HeldCode(NamedTuple):
    """A municipality code with the days on which a party had it; None if a bound is not known."""

    code: str
    first_day: dt.date | None
    last_day: dt.date | None

    def includes(self, day: dt.date) -> bool:
        """Return whether the party had the code on a day."""
        since, until = self.first_day, self.last_day
        return (since is None or since <= day) and (until is None or day <= until)

    def overlaps(self, other: HeldCode) -> bool:
        """Return whether both include a day; a bound that is not known excludes none."""
        return not (_is_before(self, other) or _is_before(other, self))


def _is_before(one: HeldCode, other: HeldCode) -> bool:
    ends, begins = one.last_day, other.first_day
    return ends is not None and begins is not None and ends < begins


def held_codes(
    former: Iterable[FormerCode],
    code: str | None,
    first_day: dt.date | None,
    last_day: dt.date | None,
) -> tuple[HeldCode, ...]:
    """Return the codes of a party with their days, the earliest first.

    Args:
        former: Its former codes, the earliest first.

        code: Its code now, or its last one, or None.

        first_day: The first day on which the party existed, or None.

        last_day: The last day on which it existed, or None.

    Raises:
        FormerCodeError: If two of the codes hold on the same day, if the last one has no day left,
            or if only former ones are stated.
    """
    held: list[HeldCode] = []
    since = first_day
    for each in former:
        if held and since is not None and each.first_day is not None and each.first_day < since:
            raise FormerCodeError("former_codes", each.code, "overlap")
        held.append(_held(each.code, each.first_day or since, each.last_day))
        since = each.last_day + _ONE_DAY
    if code is not None:
        held.append(_held(code, since, last_day))
    elif held:
        raise FormerCodeError("former_codes", held[-1].code, "no-code")
    return tuple(held)


def _held(code: str, first_day: dt.date | None, last_day: dt.date | None) -> HeldCode:
    if first_day is not None and last_day is not None and last_day < first_day:
        raise FormerCodeError("former_codes", code, "no-days")
    return HeldCode(code, first_day, last_day)
