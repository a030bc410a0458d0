"""Figures of the numbers that tables state, when all of them are read."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from collections.abc import Iterator, Sequence

from ....core.figures import Figure, figures_like
from ....errors import FigureFault
from ....funding.bases import POPULATION
from ....sweden.municipality_codes import is_code_for
from .origins import PERTURBED_FROM
from .parts import Kind
from .regions import all_of
from .sheet_reading import Cell, Given, SheetReader
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
    whole.note_sexes()
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
        self._total, self._men, self._women = map(self._merged, (Kind.TOTAL, Kind.MEN, Kind.WOMEN))
        self._missing: dict[tuple[str, dt.date], Cell] = {}
        self._nothing: dict[tuple[str, dt.date], Cell] = {}
        for reader in readers:
            self._missing |= reader.missing
            self._nothing |= reader.nothing
        self._added: set[tuple[str, dt.date]] = set()

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
        """Refuse a number of one sex alone, unless the total is there, or the other is missing."""
        is_known = day in self._total[code] or (code, day) in self._missing
        if not is_known and len(code) == 4:
            value = (self._men if kind is Kind.MEN else self._women)[code][day]
            self._fault(kind, code, day, "one-sex", str(value))

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
                if day < _BY_DAY_FROM:
                    self._tally.add("not-there", f"{self._label(code, day)} {day}")
                    del found[day]
                else:
                    self._fault(self._kind(code, day), code, day, "code-on-day", code)

    def _kind(self, code: str, day: dt.date) -> Kind:
        """Return where a number stands: in a row of the total, or in those of the sexes."""
        return Kind.MEN if (code, day) in self._added else Kind.TOTAL

    def _label(self, code: str, day: dt.date) -> str:
        kind = self._kind(code, day)
        return self._reader_of(kind, code, day).found[kind][code].label

    def note_missing(self) -> None:
        """Note which figures are missing; refuse a municipality without inhabitants."""
        for (code, day), cell in self._nothing.items():
            if day in self._total.get(code, {}) and (code, day) not in self._added:
                continue
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

    def refuse_published_before(self, published_on: dt.date) -> None:
        """Refuse figures that were published before the day that they describe, once."""
        late = (
            (code, day)
            for code, found in self._total.items()
            for day in found
            if day > published_on and len(code) == 4
        )
        for code, day in itertools.islice(late, 1):
            kind = self._kind(code, day)
            numbers = self._reader_of(kind, code, day).found[kind][code]
            line, row = numbers.line(day), numbers.label
            self._faults.append(
                FigureFault(line, "published-argument", str(day), str(published_on), row)
            )

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
        total = self._total
        try:
            return sum([total[code][day] for code in codes]) if codes else None
        except KeyError:
            return None

    def figures(self, given: Given) -> list[Figure]:
        """Return the figures of the municipalities, in order."""
        groups: dict[object, _Group] = {}
        place = 0
        for code in sorted(code for code in self._total if len(code) == 4):
            found = self._total[code]
            days = sorted(found)
            for key, several in self._alike(code, days):
                group = groups.get(key)
                if group is None:
                    group = groups[key] = _Group(*key)
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

    def _alike(
        self, code: str, days: list[dt.date]
    ) -> Iterator[tuple[tuple[SheetReader, bool, bool], list[dt.date]]]:
        """Yield days in order whose figures have one source and status."""
        if len(self._readers) == 1 and not self._added:
            exact = bisect.bisect_left(days, PERTURBED_FROM)
            for is_perturbed, several in ((False, days[:exact]), (True, days[exact:])):
                if several:
                    yield (self._readers[0], is_perturbed, False), several
            return
        for day in days:
            kind = self._kind(code, day)
            reader = self._reader_of(kind, code, day)
            yield (reader, day >= PERTURBED_FROM, kind is Kind.MEN), [day]


class _Group:
    """Figures with one status and the same sources."""

    def __init__(self, reader: SheetReader, is_perturbed: bool, is_sum: bool) -> None:  # noqa: FBT001 - a key
        origin = reader.origin
        self._status = origin.status(is_perturbed=is_perturbed)
        self._sources = origin.sources(is_sum=is_sum)
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
