"""What the columns of a frame are called, and how large a figure in them may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias, TypeVar

import attrs

from ...core.fields import a_whole_number
from ...core.figures import ReferenceDate, Statistic, refuse_other_scale
from ...core.parts import inside
from ...errors import FrameError, WrongTypeError
from ...errors.quoting import item
from ...errors.texts import Text, an_instance
from ...funding.bases import Basis, Mean
from ...funding.rules import Rule

LARGEST: Final = 10**11
"""The largest figure of a column if nothing else is stated."""

_OWN: Final = ("party", "year", "kind", "group", "published_on")
_A_KEY: Final = Text(
    "en uppgifts id, som population, en Basis, eller party, year, kind, group, published_on",
    "the id of a statistic such as population, a Basis, or party, year, kind, group, published_on",
)
_COLUMNS: Final = Text(
    "en dict, som {'party': 'kommunkod', 'population': 'folkmangd'}",
    "a dict, such as {'party': 'kommunkod', 'population': 'folkmangd'}",
)
_LARGEST: Final = Text(
    "ett heltal, eller en dict, som {'population': 10_000_000}",
    "a whole number, or a dict, such as {'population': 10_000_000}",
)

_T = TypeVar("_T")

ColumnNames: TypeAlias = Mapping[str, str] | Mapping[Basis, str] | Mapping[str | Basis, str]
"""What columns are called, by "party", "year" …, the id of a statistic, or a basis."""

Largest: TypeAlias = int | Mapping[str, int] | Mapping[Basis, int] | Mapping[str | Basis, int]
"""The largest figure, of all columns or by figure."""


@attrs.frozen
class Names:
    """What the columns of a frame are called, and how large a figure in them may be.

    Args:
        days: The days of which the rules use each statistic, by its id.

        columns: The column of a statistic (by id), of one of its days, or of "party", "year" …

        largest: The largest figure, likewise.

        largest_of_all: The largest figure of those for which none is stated.
    """

    days: Mapping[str, tuple[ReferenceDate | dt.date, ...]]
    columns: Mapping[Hashable, str]
    largest: Mapping[Hashable, int]
    largest_of_all: int

    def own(self, name: str) -> str:
        """Return the column of "party", "year", "kind", "group" or "published_on"."""
        return self.columns.get(name, name)

    def figure(self, basis: Basis) -> str:
        """Return the column of a figure of one day.

        Raises:
            FrameError: If the rules use it of several days, and no column is stated for this one.
        """
        statistic, day = _key_of(basis)
        column = self.columns.get((statistic, day))
        if column is None and len(self.days[statistic]) > 1:
            days = tuple(map(_told, self.days[statistic]))
            raise FrameError("several-days", {"statistic": statistic, "days": days})
        return self.columns.get(statistic, statistic) if column is None else column

    def any_of(self, columns: Iterable[str]) -> list[str]:
        """Return those of some columns that a rule may read."""
        named = {*_OWN, *self.days, *self.columns.values()}
        return [column for column in columns if column in named]

    def bounds(self, basis: Basis) -> tuple[int, int]:
        """Return the lowest and the highest figure that the column of a basis may hold."""
        statistic, day = _key_of(basis)
        of_all = self.largest.get(statistic, self.largest_of_all)
        high = self.largest.get((statistic, day), of_all)
        return (-high if basis.statistic.signed else 0), high


def names_of(
    rules: Iterable[Rule],
    columns: ColumnNames | None = None,
    largest: Largest = LARGEST,
) -> Names:
    """Return what the columns are called that some rules read.

    Raises:
        FrameError: If a key is no figure that a rule uses.

        StatisticConflictError: If rules use one statistic with different decimals.
    """
    days: dict[str, dict[ReferenceDate | dt.date, None]] = {}
    statistics: dict[str, Statistic] = {}
    for statistic, day in _figures_in(rules):
        refuse_other_scale(statistics.setdefault(statistic.id, statistic), statistic)
        days.setdefault(statistic.id, {})[day] = None
    known = {statistic: tuple(several) for statistic, several in days.items()}
    named = _keyed("columns", {} if columns is None else columns, _COLUMNS, known)
    for key, column in named.items():
        an_instance(item("columns", key), column, str)
    of_all = LARGEST
    bounds: dict[Hashable, int] = {}
    if isinstance(largest, Mapping):
        bounds = _keyed("largest", largest, _LARGEST, known)
    elif type(largest) is int:
        of_all = largest
    else:
        raise WrongTypeError("largest", _LARGEST, largest)
    for bound in (of_all, *bounds.values()):
        a_whole_number("largest", bound, 1)
    return Names(known, named, bounds, of_all)


def _keyed(
    field: str,
    given: Mapping[str, _T] | Mapping[Basis, _T] | Mapping[str | Basis, _T],
    expected: Text,
    days: Mapping[str, tuple[ReferenceDate | dt.date, ...]],
) -> dict[Hashable, _T]:
    """Return what is stated for each figure; refuse a figure that no rule uses."""
    if not isinstance(given, Mapping):
        raise WrongTypeError(field, expected, given)
    for key, value in given.items():
        is_ours = [each in (*_OWN, *days) for each in (key, value)]
        if isinstance(key, str) and is_ours == [False, True]:
            raise FrameError("other-way", {"key": key, "value": value})
    return {_known_key(field, key, days): value for key, value in given.items()}


def _known_key(
    field: str, key: object, days: Mapping[str, tuple[ReferenceDate | dt.date, ...]]
) -> Hashable:
    keys = (*(_OWN if field == "columns" else ()), *sorted(days))
    if isinstance(key, Basis):
        statistic, day = _key_of(key)
        of = days.get(statistic, ())
        if key.subject is None and day in of:
            return statistic, day
        if key.subject is None and of and not isinstance(day, Mean):
            told = {"field": field, "statistic": statistic, "day": _told(day)}
            raise FrameError("no-such-day", {**told, "days": tuple(map(_told, of))})
        raise FrameError("no-figure", {"field": field, "key": statistic, "keys": keys})
    if not isinstance(key, str):
        raise WrongTypeError(field, _A_KEY, key)
    if key not in keys:
        raise FrameError("no-figure", {"field": field, "key": key, "keys": keys})
    return key


def _told(day: ReferenceDate | dt.date) -> Text:
    """Return a day in words, such as "06-30 (1 year before)"."""
    if isinstance(day, dt.date):
        return Text(day.isoformat(), day.isoformat())
    written, years = f"{day.month:02}-{day.day:02}", day.years_before
    ending = "" if years == 1 else "s"
    return Text(f"{written} ({years} år före)", f"{written} ({years} year{ending} before)")


def _key_of(basis: Basis) -> tuple[str, ReferenceDate | dt.date | Mean]:
    """Return what makes two figures the same: what is counted, and on which day."""
    return basis.statistic.id, basis.reference_date


def _figures_in(rules: Iterable[Rule]) -> Iterator[tuple[Statistic, ReferenceDate | dt.date]]:
    """Yield the figures of payers that rules use, of one day each."""
    for rule in rules:
        for basis in inside(rule, Basis):
            for each in basis.in_turn():
                date = each.reference_date
                if each.subject is None:
                    for day in date.of if isinstance(date, Mean) else (date,):
                        yield each.statistic, day
