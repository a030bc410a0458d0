"""Values over days: what held when."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

import attrs

from .errors import TimelineOverlapError, WrongTypeError
from .periods import Period

__all__ = ["Timeline"]

_T = TypeVar("_T")
_ONE_DAY = dt.timedelta(days=1)


def _in_order(pieces: Iterable[tuple[Period, _T]]) -> tuple[tuple[Period, _T], ...]:
    given: object = pieces
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise WrongTypeError("pieces", "periods with a value each", pieces)
    several = tuple(given)
    for piece in several:
        if not (isinstance(piece, tuple) and len(piece) == 2 and isinstance(piece[0], Period)):
            raise WrongTypeError("pieces", "a Period with a value each", piece)
    return tuple(sorted(several, key=lambda piece: piece[0].first_day))


@attrs.frozen
class Timeline(Generic[_T]):
    """Values over days (*tidslinje*): at most one on each day, and none on days between.

    Args:
        pieces: Periods with a value each, in any order; no two share a day.

    Raises:
        TimelineOverlapError: If two periods share a day.

        WrongTypeError: If a piece has no period.

    >>> rates = Timeline([(Period(dt.date(2016, 1, 1)), "1.53"), (Period.of_year(2014), "1.50")])
    >>> rates.on(dt.date(2014, 12, 31)), rates.on(dt.date(2015, 1, 1))
    ('1.50', None)
    """

    pieces: tuple[tuple[Period, _T], ...] = attrs.field(converter=_in_order)
    _starts: tuple[dt.date, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for (before, _), (after, _) in zip(self.pieces, self.pieces[1:], strict=False):
            if before.last_day is None or before.last_day >= after.first_day:
                raise TimelineOverlapError(after.first_day)
        starts = tuple(period.first_day for period, _ in self.pieces)
        object.__setattr__(self, "_starts", starts)

    def on(self, day: dt.date) -> _T | None:
        """Return the value on a day, or None where there is none; found by bisection."""
        place = bisect.bisect_right(self._starts, day) - 1
        if place < 0:
            return None
        period, value = self.pieces[place]
        return value if period.last_day is None or day <= period.last_day else None

    def within(self, period: Period) -> Iterator[tuple[Period, _T]]:
        """Yield the pieces inside *period*, cut at its ends, in order.

        >>> line = Timeline([(Period(dt.date(2014, 7, 1)), "x")])
        >>> [piece.days for piece, _ in line.within(Period.of_year(2014))]
        [184]
        """
        for piece, value in self.pieces:
            both = piece.overlap(period)
            if both is not None:
                yield both, value

    def gaps(self, period: Period) -> tuple[Period, ...]:
        """Return the runs of days of *period* on which there is no value.

        >>> line = Timeline([(Period.of_year(2014), "x"), (Period.of_year(2016), "y")])
        >>> [gap.first_day.year for gap in line.gaps(Period.of_year(2015))]
        [2015]
        """
        gaps, start = [], period.first_day
        for piece, _ in self.within(period):
            if start < piece.first_day:
                gaps.append(Period(start, piece.first_day - _ONE_DAY))
            if piece.last_day is None or piece.last_day == period.last_day:
                return tuple(gaps)
            start = piece.last_day + _ONE_DAY
        return (*gaps, Period(start, period.last_day))

    def changed(self, period: Period, change: Callable[[_T], _T]) -> Timeline[_T]:
        """Return the timeline with every value inside *period* changed; days between stay empty.

        Values outside keep their days; equal neighbours are not joined, so that each piece
        keeps what it came from.

        >>> line = Timeline([(Period.of_year(2014), 1)])
        >>> line.changed(Period(dt.date(2014, 7, 1)), lambda value: value + 1).pieces[1][1]
        2
        """
        pieces: list[tuple[Period, _T]] = []
        for piece, value in self.pieces:
            both = piece.overlap(period)
            if both is None:
                pieces.append((piece, value))
                continue
            if piece.first_day < both.first_day:
                pieces.append((Period(piece.first_day, both.first_day - _ONE_DAY), value))
            pieces.append((both, change(value)))
            if both.last_day is not None and both.last_day != piece.last_day:
                pieces.append((Period(both.last_day + _ONE_DAY, piece.last_day), value))
        return Timeline(pieces)
