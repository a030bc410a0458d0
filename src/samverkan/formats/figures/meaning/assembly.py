"""Figures of the numbers that tables state, when all of them are read."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from ....core.figures import Figure, figures_like
from ....errors import FigureFault
from ....funding.bases import POPULATION
from ....sweden.municipality_codes import is_code_for
from .parts import Kind
from .regions import all_of
from .scb_tables import PERTURBED_FROM, is_same, scb_table
from .sheet_reading import Cell, Given, SheetReader
from .tallies import Tally

# Before, a table by the division of 1983 has figures of municipalities that did not exist.
_BY_DAY_FROM = dt.date(1983, 1, 1)

FEWEST: Final = 1_000
MOST: Final = 2_000_000
"""Bounds of a municipality's population. Ours: the smallest has over 2 000, the largest under
1 100 000."""


def figures_of(
    readers: Sequence[SheetReader], given: Given, faults: list[FigureFault], tally: Tally
) -> list[Figure]:
    """Return the figures of several tables; add what they contradict to the faults."""
    whole = _Whole(readers, faults, tally)
    whole.add_sexes()
    whole.note_sexes()
    whole.refuse_parts_alone()
    whole.drop_unknown_codes()
    whole.refuse_impossible()
    whole.note_missing()
    whole.check_areas()
    whole.refuse_other_tables(given.table)
    if given.published_on is not None:
        whole.refuse_published_before(given.published_on)
    if not faults and not whole.has_any:
        other = next(filter(None, (reader.other_count for reader in readers)), "")
        faults.append(FigureFault(0, "other-counts-alone" if other else "no-figures", found=other))
    if faults:
        return []
    return whole.figures(given)


def _is_possible(values: Collection[int]) -> bool:
    return min(values) >= FEWEST and max(values) <= MOST


class _Whole:
    """The numbers of all tables of a file."""

    def __init__(
        self, readers: Sequence[SheetReader], faults: list[FigureFault], tally: Tally
    ) -> None:
        self._faults = faults
        self._tally = tally
        self._readers = readers
        self._total, self._men, self._women = map(self._merged, (Kind.TOTAL, Kind.MEN, Kind.WOMEN))
        self._missing: dict[tuple[str, dt.date], Cell] = {}
        self._nothing: dict[tuple[str, dt.date], Cell] = {}
        for reader in readers:
            self._missing |= reader.missing
            self._nothing |= reader.nothing
        self._added: set[tuple[str, dt.date]] = set()
        self._divided_later_until = {
            reader: reader.origin.divided_later_until or dt.date.min for reader in readers
        }

    @property
    def has_any(self) -> bool:
        """Whether a municipality has a figure, or a cell without one."""
        return bool(self._missing) or any(len(code) == 4 for code in self._total)

    def _merged(self, kind: Kind) -> dict[str, dict[dt.date, int]]:
        """Return the numbers of all tables; two numbers of one figure are a fault."""
        merged: dict[str, dict[dt.date, int]] = {}
        for reader in self._readers:
            for code, numbers in reader.found[kind].items():
                known = merged.setdefault(code, numbers.values)
                if known is numbers.values:
                    continue
                merged[code] = {**numbers.values, **known}
                for day in known.keys() & numbers.values.keys():
                    if known[day] != numbers.values[day] and len(code) == 4:
                        self._two_tables(reader, kind, code, day)
        return merged

    def _two_tables(self, reader: SheetReader, kind: Kind, code: str, day: dt.date) -> None:
        first = self._reader_of(kind, code, day)
        values = (
            f"{each.found[kind][code].values[day]} ({each.origin.name or each.sheet.name or '?'})"
            for each in (first, reader)
        )
        numbers = reader.found[kind][code]
        self._faults.append(
            FigureFault(
                numbers.line(day), "two-sheets", str(day), " / ".join(values), numbers.label
            )
        )

    def _reader_of(self, kind: Kind, code: str, day: dt.date) -> SheetReader:
        """Return the first table with a number."""
        return next(
            reader
            for reader in self._readers
            if code in reader.found[kind] and day in reader.found[kind][code].values
        )

    def _fault(self, kind: Kind, code: str, day: dt.date, reason: str, found: str) -> None:
        numbers = self._reader_of(kind, code, day).found[kind][code]
        self._faults.append(FigureFault(numbers.line(day), reason, str(day), found, numbers.label))

    def add_sexes(self) -> None:
        """Add the two sexes if there is no total; compare them with it if there is."""
        for code in self._men.keys() | self._women.keys():
            men, women = self._men.get(code, {}), self._women.get(code, {})
            known = self._total.setdefault(code, {})
            for day in men.keys() | women.keys():
                one, other = men.get(day), women.get(day)
                if one is None or other is None:
                    self._one_sex(code, day, Kind.WOMEN if one is None else Kind.MEN)
                elif day in known:
                    self._compare(Kind.TOTAL, code, day, one + other)
                elif (code, day) not in self._missing and day < PERTURBED_FROM:
                    known[day] = one + other
                    self._added.add((code, day))
                elif (code, day) not in self._missing and len(code) == 4:
                    self._fault(Kind.MEN, code, day, "perturbed-parts", f"{one} + {other}")

    def note_sexes(self) -> None:
        """Note the rows of the sexes whose total is in the file."""
        for reader in self._readers:
            for kind, name in reader.sexes.items():
                number = sum(
                    len(numbers.lines)
                    for code, numbers in reader.found[kind].items()
                    if len(code) == 4
                    and any((code, day) not in self._added for day in self._total[code])
                )
                if number:
                    self._tally.add("parts", name, number)

    def _one_sex(self, code: str, day: dt.date, kind: Kind) -> None:
        """Refuse a number of one sex alone, or above the total; the other may be missing."""
        value = (self._men if kind is Kind.MEN else self._women)[code][day]
        total = self._total[code].get(day)
        if len(code) != 4 or (total is None and (code, day) in self._missing):
            return
        if total is None:
            self._fault(kind, code, day, "one-sex", str(value))
        elif value > total and day < PERTURBED_FROM:
            self._fault(kind, code, day, "sums-differ", f"{value} / {total}")

    def _compare(self, kind: Kind, code: str, day: dt.date, total: int) -> None:
        """Refuse a total that differs from the sum of its parts, of a day before perturbation."""
        stated = self._total[code][day]
        if stated != total and day < PERTURBED_FROM:
            self._fault(kind, code, day, "sums-differ", f"{total} / {stated}")

    def refuse_parts_alone(self) -> None:
        """Refuse parts of a population without their total, once for each table."""
        for reader in self._readers:
            alone = (
                cell
                for (code, day), cell in reader.parts.items()
                if day not in self._total.get(code, {})
                and (code, day) not in self._missing
                and (code, day) not in self._nothing
            )
            cell = next(alone, None)
            if cell is not None:
                column = reader.divisions or "?"
                self._faults.append(
                    FigureFault(cell.line, "parts-alone", column, cell.found, cell.row)
                )

    def drop_unknown_codes(self) -> None:
        """Refuse figures of codes that no municipality had on the day."""
        days = {day for found in self._total.values() for day in found}
        if not days:
            return
        first, last = min(days), max(days)
        for code, found in self._total.items():
            if len(code) == 2 or (is_code_for(code, first) and is_code_for(code, last)):
                continue  # a code is never used again for another municipality
            for day in [day for day in found if not is_code_for(code, day)]:
                if day < _BY_DAY_FROM or self._is_divided_later(code, day):
                    self._tally.add("not-there", f"{self._label(code, day)} {day}")
                    del found[day]
                else:
                    self._fault(self._kind(code, day), code, day, "code-on-day", code)

    def refuse_impossible(self) -> None:
        """Refuse numbers that no municipality has as its population."""
        for code, found in self._total.items():
            if len(code) != 4 or not found or _is_possible(found.values()):
                continue
            for day, value in found.items():
                if not _is_possible([value]):
                    reason = "too-few" if value < FEWEST else "too-many"
                    self._fault(self._kind(code, day), code, day, reason, str(value))

    def _kind(self, code: str, day: dt.date) -> Kind:
        """Return where a number stands: in a row of the total, or in those of the sexes."""
        return Kind.MEN if (code, day) in self._added else Kind.TOTAL

    def _is_divided_later(self, code: str, day: dt.date) -> bool:
        """Return whether a figure is by a later division, in which the code may exist."""
        reader = self._reader_of(self._kind(code, day), code, day)
        return day < self._divided_later_until[reader]

    def _label(self, code: str, day: dt.date) -> str:
        kind = self._kind(code, day)
        return self._reader_of(kind, code, day).found[kind][code].label

    def note_missing(self) -> None:
        """Note which figures are missing; refuse a municipality without inhabitants."""
        for (code, day), cell in self._nothing.items():
            if is_code_for(code, day):
                self._faults.append(
                    FigureFault(cell.line, "nobody", day.isoformat(), cell.found, cell.row)
                )
            else:
                self._tally.add("not-there", f"{cell.row} {day}")
        for code, day in sorted(self._added):
            if day in self._total.get(code, {}) and len(code) == len("0182"):
                self._tally.add("sexes-added", f"{self._label(code, day)} {day}")
        for (code, day), cell in self._missing.items():
            if day not in self._total.get(code, {}):
                reason = "missing" if is_code_for(code, day) else "not-there"
                self._tally.add(reason, f"{cell.row} {day}")

    def refuse_other_tables(self, given: str | None) -> None:
        """Refuse a table that the caller states if it is another, or has no such days."""
        for reader in self._readers:
            stated = reader.stated_table
            if given is not None and stated is not None and not is_same(stated, given):
                self._faults.append(FigureFault(0, "table-given", given, stated))
                continue
            name = stated or given
            table = scb_table(name)
            if table is None or (stated is not None and not table.is_perturbed):
                continue
            for day, (line, row) in sorted(self._days_of(reader).items()):
                if not table.has(day):
                    self._faults.append(FigureFault(line, "table-day", str(day), name or "", row))
                    break

    def _days_of(self, reader: SheetReader) -> dict[dt.date, tuple[int, str]]:
        """Return the days of a table, each with a row that has it."""
        found: dict[dt.date, tuple[int, str]] = {}
        for kind in (Kind.TOTAL, Kind.MEN):
            for code, numbers in reader.found[kind].items():
                for day in numbers.values.keys() - found.keys() if len(code) == 4 else ():
                    found[day] = numbers.line(day), numbers.label
        return found

    def refuse_published_before(self, published_on: dt.date) -> None:
        """Refuse figures that were published before the day that they describe, once."""
        late = (
            (code, day)
            for code, found in self._total.items()
            for day in found
            if day > published_on and len(code) == 4 and not self._is_forecast(code, day)
        )
        for code, day in itertools.islice(late, 1):
            kind = self._kind(code, day)
            numbers = self._reader_of(kind, code, day).found[kind][code]
            line, row = numbers.line(day), numbers.label
            self._faults.append(
                FigureFault(line, "published-argument", str(day), str(published_on), row)
            )

    def _is_forecast(self, code: str, day: dt.date) -> bool:
        """Return whether a figure is a projection, which is published before its day."""
        return self._reader_of(self._kind(code, day), code, day).origin.is_forecast

    def check_areas(self) -> None:
        """Compare the sum of the municipalities with the country and the counties."""
        for area, found in self._total.items():
            if len(area) == 2:
                for day in found:
                    total = self._sum_of(all_of(area, day), day)
                    if total is not None:
                        self._compare(self._kind(area, day), area, day, total)

    def _sum_of(self, codes: Sequence[str], day: dt.date) -> int | None:
        """Return the sum of municipalities, or None if one has no figure."""
        several = map(self._total.__getitem__, codes)
        try:
            return sum([found[day] for found in several]) if codes else None
        except KeyError:
            return None

    def figures(self, given: Given) -> list[Figure]:
        """Return the figures of the municipalities, in order."""
        groups: dict[_GroupKey, _Group] = {}
        place = 0
        for code in sorted(code for code in self._total if len(code) == 4):
            found = self._total[code]
            days = sorted(found)
            for key, several in self._alike(code, days):
                group = groups.get(key)
                if group is None:
                    group = groups[key] = _Group(key)
                group.add(place, code, several, [found[day] for day in several])
                place += len(several)
        if len(groups) == 1:
            [group] = groups.values()
            return group.figures(given.published_on)
        made: list[Figure] = []
        for group in groups.values():
            figures = group.figures(given.published_on)
            made = made or [figures[0]] * place
            for at, figure in zip(group.places, figures, strict=True):
                made[at] = figure
        return made

    def _alike(self, code: str, days: list[dt.date]) -> Iterator[tuple[_GroupKey, list[dt.date]]]:
        """Yield days in order whose figures have one source and status."""
        if len(self._readers) == 1 and not self._added:
            reader = self._readers[0]
            until = self._divided_later_until[reader]
            ends = (bisect.bisect_left(days, each) for each in (until, PERTURBED_FROM))
            for first, last in itertools.pairwise(sorted((0, *ends, len(days)))):
                if first < last:
                    yield self._group_of(reader, days[first], is_sum=False), days[first:last]
            return
        for day in days:
            kind = self._kind(code, day)
            reader = self._reader_of(kind, code, day)
            yield self._group_of(reader, day, is_sum=kind is Kind.MEN), [day]

    def _group_of(self, reader: SheetReader, day: dt.date, *, is_sum: bool) -> _GroupKey:
        is_divided_later = day < self._divided_later_until[reader]
        return _GroupKey(reader, day >= PERTURBED_FROM, is_divided_later, is_sum)


class _GroupKey(NamedTuple):
    """What figures with one status and the same sources have in common."""

    reader: SheetReader
    is_perturbed: bool
    is_divided_later: bool
    is_sum: bool


class _Group:
    """Figures with one status and the same sources."""

    def __init__(self, key: _GroupKey) -> None:
        origin = key.reader.origin
        self._status = origin.status(is_perturbed=key.is_perturbed)
        self._sources = origin.sources(is_sum=key.is_sum, is_divided_later=key.is_divided_later)
        self._codes: list[str] = []
        self._days: list[dt.date] = []
        self._values: list[int] = []
        self.places: list[int] = []

    def add(self, place: int, code: str, days: list[dt.date], values: list[int]) -> None:
        """Add figures of a municipality, with the place of the first among all figures."""
        self.places += range(place, place + len(days))
        self._codes += [code] * len(days)
        self._days += days
        self._values += values

    def figures(self, published_on: dt.date | None) -> list[Figure]:
        """Return the figures."""
        example = Figure(
            subject=self._codes[0],
            statistic=POPULATION,
            reference_date=self._days[0],
            value=self._values[0],
            status=self._status,
            published_on=published_on,
            sources=self._sources,
        )
        return figures_like(example, self._codes, self._days, self._values)
