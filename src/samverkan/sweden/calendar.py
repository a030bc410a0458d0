"""General holidays, days on which a time limit cannot end, and computed time limits.

The days follow the text of the acts from 1990 on. No calendar library is used, because such
calendars change between releases.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from typing import Final

import attrs
from dateutil.easter import easter

from ..core.fields import a_whole_number
from ..core.periods import Unit, a_day, a_year, time_after
from ..errors import TooFarError
from ..errors.texts import Text, an_instance
from .statutes import (
    GENERAL_HOLIDAYS,
    NATIONAL_DAY_FROM,
    TIME_LIMITS,
    Citation,
    Place,
    a_statutory_day,
)

_ONE_DAY: Final = dt.timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_COUNTED: Final = Citation(TIME_LIMITS, Place(None, "1"))
_MOVED: Final = Citation(TIME_LIMITS, Place(None, "2"))
_HOLIDAY: Final = (_MOVED, Citation(GENERAL_HOLIDAYS, Place(None, "1–2")))


@attrs.frozen
class RestDay:
    """A day on which no statutory time limit ends.

    Args:
        day: The day.

        name: Name of the day: a general holiday (*allmän helgdag*), one of three eves, or a
            Saturday.

        sources: The sections that make it a rest day.

    >>> rest_day(dt.date(2015, 6, 19)).name.sv
    'midsommarafton'
    """

    day: dt.date
    name: Text
    sources: tuple[Citation, ...]


def general_holidays(year: int) -> tuple[RestDay, ...]:
    """Return the named general holidays of a year, in order (*allmänna helgdagar*).

    Every Sunday is also a general holiday, but only the named Sundays are included.

    Raises:
        TooEarlyError: If the year is before 1990.

        BudgetYearError: If the year is not a whole number from 1800 to 2999.

    Source:
        Lag (1989:253) om allmänna helgdagar, 1–2 §§. The National Day replaces Whit Monday
        from 1 April 2005, by lag (2004:1320).

    >>> [str(holiday.day) for holiday in general_holidays(2015)][:4]
    ['2015-01-01', '2015-01-06', '2015-04-03', '2015-04-05']
    """
    a_year(year)
    a_statutory_day("year", dt.date(year, 1, 1))
    return tuple(RestDay(day, name, _HOLIDAY) for day, name in sorted(_holidays(year).items()))


@functools.lru_cache(maxsize=256)
def _holidays(year: int) -> dict[dt.date, Text]:
    sunday = easter(year)
    found = {
        dt.date(year, 1, 1): Text("nyårsdagen", "New Year's Day"),
        dt.date(year, 1, 6): Text("trettondedag jul", "Epiphany"),
        dt.date(year, 5, 1): Text("första maj", "1 May"),
        _saturday_from(dt.date(year, 6, 20)): Text("midsommardagen", "Midsummer Day"),
        _saturday_from(dt.date(year, 10, 31)): Text("alla helgons dag", "All Saints' Day"),
        dt.date(year, 12, 25): Text("juldagen", "Christmas Day"),
        dt.date(year, 12, 26): Text("annandag jul", "Boxing Day"),
    }
    if dt.date(year, 6, 6) >= NATIONAL_DAY_FROM:
        found[dt.date(year, 6, 6)] = Text("nationaldagen", "the National Day")
    else:
        found[sunday + 50 * _ONE_DAY] = Text("annandag pingst", "Whit Monday")
    # Movable days last, so that their names apply: Ascension Day on 1 May, Whit Sunday on 6 June.
    return found | {
        sunday - 2 * _ONE_DAY: Text("långfredagen", "Good Friday"),
        sunday: Text("påskdagen", "Easter Sunday"),
        sunday + _ONE_DAY: Text("annandag påsk", "Easter Monday"),
        sunday + 39 * _ONE_DAY: Text("Kristi himmelsfärdsdag", "Ascension Day"),
        sunday + 49 * _ONE_DAY: Text("pingstdagen", "Whit Sunday"),
    }


def _saturday_from(day: dt.date) -> dt.date:
    """Return the first Saturday on or after a day."""
    return day + (_SATURDAY - day.weekday()) % 7 * _ONE_DAY


def is_general_holiday(day: dt.date) -> bool:
    """Return whether a day is a general holiday (*allmän helgdag*): a Sunday or a named holiday.

    Raises:
        TooEarlyError: If the day is before 1990.

        DayOutOfRangeError: If the day is after the year 2999.

    Source:
        Lag (1989:253) om allmänna helgdagar, 1–2 §§.

    >>> is_general_holiday(dt.date(2005, 5, 16)), is_general_holiday(dt.date(2004, 5, 31))
    (False, True)
    """
    a_statutory_day("day", day)
    return day.weekday() == _SUNDAY or day in _holidays(day.year)


def rest_day(day: dt.date) -> RestDay | None:
    """Return a day with the reason why no statutory time limit ends on it, or None if one may.

    Raises:
        TooEarlyError: If the day is before 1990.

        DayOutOfRangeError: If the day is after the year 2999.

    Source:
        Lag (1930:173) om beräkning av lagstadgad tid, 2 §: a Sunday, another general holiday, a
        Saturday, Midsummer Eve, Christmas Eve or New Year's Eve. Maundy Thursday, Walpurgis
        Eve and working days between a holiday and a weekend are ordinary days.

    >>> rest_day(dt.date(2026, 4, 3)).name.en
    'Good Friday'
    >>> rest_day(dt.date(2026, 4, 2)) is None
    True
    """
    a_statutory_day("day", day)
    named = _holidays(day.year).get(day)
    if named is not None:
        return RestDay(day, named, _HOLIDAY)
    eve = _eves(day.year).get(day)
    if eve is not None:
        return RestDay(day, eve, (_MOVED,))
    if day.weekday() == _SUNDAY:
        return RestDay(day, Text("en söndag", "a Sunday"), _HOLIDAY)
    if day.weekday() == _SATURDAY:
        return RestDay(day, Text("en lördag", "a Saturday"), (_MOVED,))
    return None


@functools.lru_cache(maxsize=256)
def _eves(year: int) -> dict[dt.date, Text]:
    return {
        _saturday_from(dt.date(year, 6, 20)) - _ONE_DAY: Text("midsommarafton", "Midsummer Eve"),
        dt.date(year, 12, 24): Text("julafton", "Christmas Eve"),
        dt.date(year, 12, 31): Text("nyårsafton", "New Year's Eve"),
    }


def next_working_day(day: dt.date) -> dt.date:
    """Return the first day on or after *day* on which a time limit may end (*nästa vardag*).

    Raises:
        TooEarlyError: If the day is before 1990.

        DayOutOfRangeError: If the day is after the year 2999.

    Source:
        Lag (1930:173) om beräkning av lagstadgad tid, 2 §.

    >>> next_working_day(dt.date(2015, 6, 19))
    datetime.date(2015, 6, 22)
    """
    for rest in _rest_days_from(day):
        day = rest.day + _ONE_DAY
    return day


def _rest_days_from(day: dt.date) -> Iterator[RestDay]:
    """Yield the consecutive rest days from a day on; none if the day is not a rest day."""
    rest = rest_day(day)
    while rest is not None:
        yield rest
        rest = rest_day(rest.day + _ONE_DAY)


@attrs.frozen(kw_only=True)
class TimeLimit:
    """A computed time limit (*frist*): its last day, and how that day is computed.

    Args:
        counted_from: The day from which it is counted; this day itself is not counted.

        length: Number of days, weeks, months or years.

        unit: Unit of the length.

        rule: The section that sets the time limit, or None if it is not stated.

        moves: Whether the limit moves from a rest day to the next working day; a date in a
            contract does not.

    Attributes:
        ends: The day on which it ends by counting, before any move.

        rest_days: The consecutive rest days from ``ends`` on, which the limit moves past; empty if
            it does not move.

        last_day: The last day of the time limit, included.

    Raises:
        TooEarlyError: If the day is before 1990.

        CountError: If the length is negative.

        TooFarError: If the time limit ends after the year 2999.

    Source:
        Lag (1930:173) om beräkning av lagstadgad tid, 1 § (weeks, months and years) and 2 §
        (moves).

    >>> limit = TimeLimit(counted_from=dt.date(2015, 5, 29), length=3, unit=Unit.WEEKS)
    >>> limit.ends, limit.last_day
    (datetime.date(2015, 6, 19), datetime.date(2015, 6, 22))
    >>> [rest.name.en for rest in limit.rest_days]
    ['Midsummer Eve', 'Midsummer Day', 'a Sunday']
    """

    counted_from: dt.date
    length: int
    unit: Unit
    rule: Citation | None = None
    moves: bool = True
    ends: dt.date = attrs.field(init=False, eq=False)
    rest_days: tuple[RestDay, ...] = attrs.field(init=False, eq=False)
    last_day: dt.date = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        a_statutory_day("counted_from", self.counted_from)
        a_whole_number("length", self.length)
        an_instance("unit", self.unit, Unit)
        an_instance("moves", self.moves, bool)
        an_instance("rule", self.rule, Citation, None)
        ends = self._counted()
        rest_days = tuple(_rest_days_from(ends)) if self.moves else ()
        # Computed once: the fields of a value never change.
        object.__setattr__(self, "ends", ends)
        object.__setattr__(self, "rest_days", rest_days)
        last_day = rest_days[-1].day + _ONE_DAY if rest_days else ends
        object.__setattr__(self, "last_day", last_day)

    def _counted(self) -> dt.date:
        try:
            found = time_after(self.counted_from, self.length, self.unit)
            # Leaves room for consecutive rest days before the end of the last year.
            a_day("ends", found + dt.timedelta(days=14))
        except (OverflowError, ValueError) as error:
            raise TooFarError(self.counted_from, self.length, self.unit) from error
        return found

    @property
    def counted_by(self) -> tuple[Citation, ...]:
        """The sections on the time limit and on the counting of weeks, months and years."""
        rule = () if self.rule is None else (self.rule,)
        return rule if self.unit is Unit.DAYS else (*rule, _COUNTED)

    @property
    def sources(self) -> tuple[Citation, ...]:
        """All sections behind the last day: on its counting, and on its move from rest days."""
        moved = (source for rest in self.rest_days for source in rest.sources)
        return tuple(dict.fromkeys((*self.counted_by, *moved)))
