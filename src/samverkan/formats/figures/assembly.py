"""Figures of the numbers that tables state, when all of them are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from operator import itemgetter

from ...core.figures import Figure, FigureStatus, figures_like
from ...core.sources import Source
from ...errors import FigureFault
from ...funding.bases import POPULATION
from ...sweden.municipality_codes import is_code_for
from .origins import PERTURBED_FROM
from .parts import Kind
from .regions import all_of
from .sheet_reading import Cell, Entry, Found, Given, SheetReader
from .tallies import Tally

# Before, a table by the division of 1983 has figures of municipalities that did not exist.
_BY_DAY_FROM = dt.date(1983, 1, 1)


def figures_of(
    readers: Sequence[SheetReader], given: Given, faults: list[FigureFault], tally: Tally
) -> list[Figure]:
    """Return the figures of several tables; add what they contradict to the faults."""
    if not readers:
        return []
    whole = _Whole(readers, faults, tally)
    whole.add_sexes()
    whole.refuse_parts_alone()
    whole.drop_unknown_codes()
    whole.note_missing()
    whole.check_areas()
    if given.published_on is not None:
        whole.refuse_published_before(given.published_on)
    if not faults and not whole.has_any:
        faults.append(FigureFault(0, "no-figures"))
    if faults:
        return []
    return whole.figures(given)


class _Whole:
    """The numbers of all tables of a file."""

    def __init__(
        self, readers: Sequence[SheetReader], faults: list[FigureFault], tally: Tally
    ) -> None:
        self._faults = faults
        self._tally = tally
        self._readers = readers
        self._total, self._men, self._women = (
            self._merged([reader.found[kind] for reader in readers])
            for kind in (Kind.TOTAL, Kind.MEN, Kind.WOMEN)
        )
        self._missing: dict[tuple[str, dt.date], Cell] = {}
        self._nothing: dict[tuple[str, dt.date], tuple[Cell, SheetReader]] = {}
        for reader in readers:
            self._missing |= reader.missing
            self._nothing |= {key: (cell, reader) for key, cell in reader.nothing.items()}
        self._added: set[tuple[str, dt.date]] = set()

    @property
    def has_any(self) -> bool:
        """Whether a municipality has a figure, or a cell without one."""
        return bool(self._missing) or any(len(code) == 4 for code in self._total)

    def _merged(self, several: Sequence[Found]) -> Found:
        """Return the numbers of several tables; two numbers of one figure are a fault."""
        if len(several) == 1:
            return several[0]
        merged: Found = {}
        for found in several:
            for code, days in found.items():
                known = merged.setdefault(code, {})
                for day, entry in days.items():
                    earlier = known.setdefault(day, entry)
                    if earlier[0] != entry[0] and len(code) == 4:
                        self._two_tables(day, earlier, entry)
        return merged

    def _two_tables(self, day: dt.date, one: Entry, other: Entry) -> None:
        names = (each[3].origin.name or each[3].sheet.name or "?" for each in (one, other))
        values = (f"{each[0]} ({name})" for each, name in zip((one, other), names, strict=True))
        self._fault(other, "two-sheets", day, " / ".join(values))

    def _fault(self, entry: Entry, reason: str, day: dt.date, found: str) -> None:
        _, line, row, _ = entry
        self._faults.append(FigureFault(line, reason, day.isoformat(), found, row))

    def add_sexes(self) -> None:
        """Add the two sexes if there is no total; compare them with it if there is."""
        for code in self._men.keys() | self._women.keys():
            men, women = self._men.get(code, {}), self._women.get(code, {})
            known = self._total.setdefault(code, {})
            for day in men.keys() | women.keys():
                one, other = men.get(day), women.get(day)
                either = one or other
                if one is None or other is None:
                    self._one_sex(code, day, either)
                elif day in known:
                    self._compare(known[day], day, one[0] + other[0])
                elif (code, day) in self._missing:
                    continue
                elif day < PERTURBED_FROM:
                    known[day] = (one[0] + other[0], one[1], one[2], one[3])
                    self._added.add((code, day))
                elif len(code) == 4:
                    self._fault(one, "perturbed-parts", day, f"{one[0]} + {other[0]}")

    def _one_sex(self, code: str, day: dt.date, entry: Entry | None) -> None:
        """Refuse a number of one sex alone, unless the total is there, or the other is missing."""
        is_known = day in self._total[code] or (code, day) in self._missing
        if entry is not None and not is_known and len(code) == 4:
            self._fault(entry, "one-sex", day, str(entry[0]))

    def _compare(self, entry: Entry, day: dt.date, total: int) -> None:
        """Refuse a total that differs from the sum of its parts, of a day before perturbation."""
        if entry[0] != total and day < PERTURBED_FROM:
            self._fault(entry, "sums-differ", day, f"{total} / {entry[0]}")

    def refuse_parts_alone(self) -> None:
        """Refuse parts of a population without their total, once for each table."""
        for reader in self._readers:
            alone = (
                (cell, day)
                for (code, day), cell in reader.parts.items()
                if day not in self._total.get(code, {})
                and (code, day) not in self._missing
                and (code, day) not in self._nothing
            )
            cell, _ = next(alone, (None, None))
            if cell is not None:
                column = reader.divisions or "?"
                self._faults.append(
                    FigureFault(cell.line, "parts-alone", column, cell.found, cell.row)
                )

    def drop_unknown_codes(self) -> None:
        """Refuse figures of codes that no municipality had on the day."""
        days = [day for found in self._total.values() for day in found]
        if not days:
            return
        first, last = min(days), max(days)
        for code, found in self._total.items():
            if len(code) == 2 or (is_code_for(code, first) and is_code_for(code, last)):
                continue  # a code is never used again for another municipality
            for day in [day for day in found if not is_code_for(code, day)]:
                if day < _BY_DAY_FROM:
                    self._tally.add("not-there", f"{found.pop(day)[2]} {day}")
                else:
                    self._fault(found[day], "code-on-day", day, code)

    def note_missing(self) -> None:
        """Note which figures are missing; refuse a municipality without inhabitants."""
        for (code, day), (cell, _) in self._nothing.items():
            if day in self._total.get(code, {}) and (code, day) not in self._added:
                continue
            if is_code_for(code, day):
                self._faults.append(
                    FigureFault(cell.line, "nobody", day.isoformat(), cell.found, cell.row)
                )
            else:
                self._tally.add("not-there", f"{cell.row} {day}")
        for (code, day), cell in self._missing.items():
            if day not in self._total.get(code, {}):
                reason = "missing" if is_code_for(code, day) else "not-there"
                self._tally.add(reason, f"{cell.row} {day}")

    def refuse_published_before(self, published_on: dt.date) -> None:
        """Refuse figures that were published before the day that they describe, once."""
        late = (
            (code, day)
            for code, found in self._total.items()
            for day in found
            if day > published_on and len(code) == 4
        )
        code, day = next(late, (None, None))
        if code is not None and day is not None:
            _, line, row, _ = self._total[code][day]
            self._faults.append(
                FigureFault(line, "published", "published_on", published_on.isoformat(), row)
            )

    def check_areas(self) -> None:
        """Compare the sum of the municipalities with the country and the counties."""
        for area, found in self._total.items():
            for day, entry in found.items() if len(area) == 2 else ():
                if day < PERTURBED_FROM:
                    total = self._sum_of(all_of(area, day), day)
                    self._compare(entry, day, entry[0] if total is None else total)

    def _sum_of(self, codes: Sequence[str], day: dt.date) -> int | None:
        """Return the sum of municipalities, or None if one has no figure."""
        try:
            return sum([self._total[code][day][0] for code in codes]) if codes else None
        except KeyError:
            return None

    def figures(self, given: Given) -> list[Figure]:
        """Return the figures of the municipalities, in order."""
        groups: dict[object, _Group] = {}
        number = 0
        for code in sorted(code for code in self._total if len(code) == 4):
            found = self._total[code]
            for day in sorted(found):
                value, _, _, reader = found[day]
                is_sum = bool(self._added) and (code, day) in self._added
                key = (reader, day >= PERTURBED_FROM, is_sum)
                group = groups.get(key)
                if group is None:
                    origin = reader.origin
                    group = groups[key] = _Group(origin.status(day), origin.sources(is_sum=is_sum))
                group.add(number, code, day, value)
                number += 1
        placed: list[tuple[int, Figure]] = []
        for group in groups.values():
            placed += zip(group.numbers, group.figures(given.published_on), strict=True)
        if len(groups) > 1:
            placed.sort(key=itemgetter(0))
        return [figure for _, figure in placed]


class _Group:
    """Figures with one status and the same sources."""

    def __init__(self, status: FigureStatus | None, sources: tuple[Source, ...]) -> None:
        self.status = status
        self.sources = sources
        self.numbers: list[int] = []
        self.codes: list[str] = []
        self.days: list[dt.date] = []
        self.values: list[int] = []

    def add(self, number: int, code: str, day: dt.date, value: int) -> None:
        """Add a figure, with its place among all."""
        self.numbers.append(number)
        self.codes.append(code)
        self.days.append(day)
        self.values.append(value)

    def figures(self, published_on: dt.date | None) -> list[Figure]:
        """Return the figures."""
        example = Figure(
            subject=self.codes[0],
            statistic=POPULATION,
            reference_date=self.days[0],
            value=self.values[0],
            status=self.status,
            published_on=published_on,
            sources=self.sources,
        )
        return figures_like(example, self.codes, self.days, self.values)
