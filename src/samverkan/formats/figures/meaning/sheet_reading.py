"""Reading of one table of text: which cell is the population of which municipality and day."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

from ....core.sources import Source
from ....errors import FigureFault
from ..sheets import FileShape, Row, Sheet
from .contents import (
    is_another_count,
    is_population_contents,
    is_population_table,
    is_population_title,
    is_restriction,
    is_title_of_part,
    table_of,
)
from .days import DayReader, Days, Unclear
from .headers import Values, columns_of, is_region_header
from .numbers import MOST_DIGITS, Sign, number
from .origins import Origin, is_total_by_scb, names_scb, origin_of
from .parts import Kind, combined, sex
from .periods import Updates, in_heading, words
from .regions import SUM, Place, place
from .scb_tables import is_half_yearly, scb_table
from .sums import Rows, Sums, rows_of
from .tallies import Tally
from .titles import is_title, unknown_word
from .unnamed import is_remark

MOST_FAULTS: Final = 1000
"""How many faults are collected before the rest of a file is left unread."""
_UNCHECKED: Final = (Kind.PART, dt.date.max)
"""In place of the kind and the day of a sum that cannot be checked."""
_TOO_LARGE: Final = 10**MOST_DIGITS

_HEADER_OF_DAY: Final = re.compile(
    r"(?!.*(?:1000|prognos|forecast))"
    r"(?:(?:folkmängd(?:en)?|befolkning(?:en)?|(?:antal )?invånare|population|inhabitants)"
    r"[^a-zåäö]*[0-9]|[0-9]{1,8}[./]?[0-9./ ]*$)",
    re.IGNORECASE,
)
_CHANGES: Final = frozenset({"förändringar", "forandringar", "population changes"})
_OF_QUARTERS: Final = re.compile(
    r"(?:slutlig )?befolkningsstatistik (?:antal personer|.*efter region)|"
    r"population statistics (?:number of persons|.*by region)"
)

Key: TypeAlias = Any
"""The cells of a row that say one thing: one text, or several."""


class Given(NamedTuple):
    """What the caller says of a file."""

    sources: Mapping[str, Source]
    reference_date: dt.date | None
    published_on: dt.date | None
    table: str | None


class Numbers:
    """The numbers of one place, by day.

    Attributes:
        label: What its first row is called.

        values: The number of each day.

        lines: The number of each of its rows.

        days: The days in each of its rows.
    """

    __slots__ = ("days", "label", "lines", "values")

    def __init__(self, label: str) -> None:
        self.label: str = label
        self.values: dict[dt.date, int] = {}
        self.lines: list[int] = []
        self.days: list[Days] = []

    def line(self, on: dt.date) -> int:
        """Return the number of the first row with a day."""
        rows = zip(self.lines, self.days, strict=True)
        return next(line for line, days in rows if on in days.days)


Found: TypeAlias = dict[str, Numbers]
"""The numbers of all places, by their codes."""


class Cell(NamedTuple):
    """A cell without a figure, or of a part of the population."""

    line: int
    row: str
    found: str


def _nothing(_: Sequence[str]) -> Key:
    return ""


def _getter(indexes: Sequence[int]) -> Callable[[Sequence[str]], Key]:
    return itemgetter(*indexes) if indexes else _nothing


def _is_a_municipality(cell: str) -> bool:
    """Return whether a cell names a municipality, which no division of the population does."""
    return not cell.strip().isdigit() and place(" ".join(cell.split())).is_municipality


def _agreed(several: Sequence[str]) -> Place:
    """Return what the cells of a row name together."""
    found = place(" ".join(several))
    if found.code is not None or len(several) < 2:
        return found
    codes = {place(each).code for each in several}
    is_one = len(codes) == 1 and None not in codes
    return Place(codes.pop(), found.label) if is_one else found


def _texts(key: Key) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else tuple(key)


def _read_plain(values: dict[dt.date, int], cells: Sequence[str], days: Days) -> bool:
    """Add the numbers of a row of plain digits, for speed; return whether it is one."""
    written = [cells[index] for index, _ in days.pairs]
    digits = "".join(written)
    if not (digits.isdigit() and digits.isascii()) or "" in written:
        return False
    found = dict(zip(days.days, map(int, written), strict=True))
    if len(found) < len(written) or not 0 < min(found.values()) <= max(found.values()) < _TOO_LARGE:
        return False
    values.update(found)
    return True


def _county(label: str) -> Place:
    """Return what a cell below *Län* names: never the municipality of that name."""
    found = place(label)
    if not found.is_municipality:
        return found
    county = place(f"{label} county") if found.by_name else found
    return Place(None if county.is_municipality else county.code, label, "region-unknown")


class SheetReader:
    """Reads one table.

    Attributes:
        sheet: The table.

        lacking: The fault for which it cannot be read at all, or None.

        found: The numbers by code and day: of all, of the men, of the women.

        missing: The cells without a number, by code and day.

        nothing: The cells that say 0, by code and day.

        parts: The first row of parts, by code and day.

        other_count: What a row of a municipality counts instead of the population, if any.

        sexes: What the men and the women are called.

        table: The id of the table, by the codes in it.
    """

    def __init__(self, sheet: Sheet, given: Given, faults: list[FigureFault], tally: Tally) -> None:
        self.sheet = sheet
        self.found: tuple[Found, Found, Found] = ({}, {}, {})
        self.missing: dict[tuple[str, dt.date], Cell] = {}
        self.nothing: dict[tuple[str, dt.date], Cell] = {}
        self.parts: dict[tuple[str, dt.date], Cell] = {}
        self.sexes: dict[Kind, str] = {}
        self.other_count: str = ""
        self._faults = faults
        self._tally = tally
        self._given = given
        self._rows: Iterator[Row]
        self._columns, self._rows = columns_of(sheet.header, sheet.rows)
        self._values = [index for each in self._columns.values for index, _ in each.columns]
        self._sheet_kind = self._kind_of_sheet()
        self._is_named = self._columns.is_named or self._is_called_population()
        self.lacking: FigureFault | None = self._lacking()
        self._region_of = _getter((*self._columns.counties, *self._columns.regions))
        self._kind_of = _getter([index for index, _ in self._columns.divisions])
        self._time_of = _getter(self._columns.times)
        self._about = _getter(
            (
                *self._columns.counties,
                *self._columns.regions,
                *(index for index, _ in self._columns.divisions),
            )
        )
        self._targets: dict[Key, tuple[Numbers, Place]] = {}
        self._places: dict[Key, Place] = {}
        self._kinds: dict[Key, Kind] = {}
        self._times: dict[Kind, dict[Key, Days]] = {each.kind: {} for each in self._columns.values}
        self.table: str | None = table_of(sheet.name or "")
        for index in self._values:
            self.table = self.table or table_of(sheet.header[index])
        self._has_rows = self._lacks_name = self._has_totals_by_scb = False
        self._notes_of_parts: list[tuple[int, str]] = []
        self._updates = Updates()
        for each in sheet.heading:
            self._updates.see(each)
        self._sums: dict[Kind, Sums] = {}
        self._sum_rows: list[tuple[str, frozenset[tuple[Kind, dt.date]]]] = []
        self._day_faults: set[str] = set()
        self._day_reader = DayReader(
            [sheet.header[index] for index in self._columns.times],
            stated=in_heading([*sheet.heading, sheet.name or ""]),
            given=given.reference_date,
            needs_part=self._needs_part(),
        )
        self.region: str = " ".join(sheet.header[index] for index in self._columns.regions)
        self.divisions: str = ", ".join(
            sheet.header[index] for index, _ in self._columns.divisions if sheet.header[index]
        )

    @property
    def origin(self) -> Origin:
        """Where the figures come from; known when the rows are read."""
        return self._origin(self._given.table)

    def _origin(self, named: str | None) -> Origin:
        return origin_of(
            self.sheet,
            table=self.table,
            values=[self.sheet.header[index] for index in self._values],
            sources=self._given.sources,
            named=named,
            has_totals_by_scb=self._has_totals_by_scb,
            remarks=self._columns.remarks,
        )

    @property
    def stated_table(self) -> str | None:
        """The table that the sheet itself states; known when the rows are read."""
        stated, given = self.sheet.table or self.table, self._given.table
        if stated is None and given is not None and not names_scb([given]):
            by_itself = self._origin(None)
            if by_itself.issuer == "SCB" and scb_table(given) is None:
                return by_itself.name or by_itself.issuer
        return stated

    @property
    def updated_on(self) -> dt.date | None:
        """The day on which the table was updated; known when the rows are read."""
        return self.sheet.updated_on or self._updates.day

    def _needs_part(self) -> bool:
        """Return whether it is a table of quarters and half-years, where a year is no day."""
        header = {words(name) for name in self.sheet.header}
        ids = (self.table, self.sheet.table, self._given.table)
        return (
            any(map(is_half_yearly, ids))
            or bool(header & _CHANGES)
            or any(_OF_QUARTERS.match(words(each)) for each in (*self.sheet.heading, *header))
        )

    def _lacking(self) -> FigureFault | None:
        """Return why the table has no population of municipalities, or None if it may have."""
        header = ", ".join(filter(None, self.sheet.header))
        if not self._columns.regions and not self._columns.counties:
            return FigureFault(self.sheet.line, "no-region", found=header)
        if not self._columns.values:
            return self._lacks_count(header)
        if not self._is_named and not self._columns.contents:
            return self._unnamed(header)
        if self._columns.statuses:
            return FigureFault(self.sheet.line, "status-of-rows", found=self._columns.statuses)
        for line in self._titles():
            if self._names_part(line):
                return FigureFault(self.sheet.line, "title-of-part", found=line)
        return self._unknown_word()

    def _lacks_count(self, header: str) -> FigureFault:
        """Return why no column has the population."""
        part = next(filter(self._names_part, self.sheet.header), None)
        unread = next(filter(_HEADER_OF_DAY.match, self.sheet.header), None)
        if part is not None and unread is not None:
            return FigureFault(self.sheet.line, "title-of-part", found=part)
        reason = "no-population" if unread is None else "header-day"
        return FigureFault(self.sheet.line, reason, found=unread or header)

    def _unknown_word(self) -> FigureFault | None:
        """Return the fault if only a title names the population, with a word that may restrict it.

        In PX the name of the column is that of all tables of one kind: the title counts too.
        """
        is_px = self.sheet.shape is FileShape.PX
        if (self._columns.is_named or self._columns.contents) and not is_px:
            return None
        reason = "title-words-px" if is_px else "title-words"
        titles = self._titles()
        for line in filter(is_population_title, titles):
            word = unknown_word(line, self.sheet.header)
            if word is not None:
                return FigureFault(self.sheet.line, reason, word, line)
        return None

    def _unnamed(self, header: str) -> FigureFault:
        """Return that nothing names the population: not even the table that the caller states."""
        table = self._given.table
        if table is None or is_population_table(table):
            return FigureFault(self.sheet.line, "no-population", found=header)
        reason = "table-unknown" if scb_table(table) is None else "table-of-changes"
        return FigureFault(self.sheet.line, reason, column=table, found=header)

    def _titles(self) -> list[str]:
        """Return the lines above the table, and the name of its sheet."""
        return [*self.sheet.heading, *filter(None, [self.sheet.name])]

    def _is_called_population(self) -> bool:
        """Return whether its title, or else the id of its table, says that it is the population."""
        titles = [line for line in self.sheet.heading if is_title(line)]
        if any(map(is_population_title, titles or self._titles())):
            return True
        if self.sheet.heading or self._columns.contents:
            return False
        named = (self.sheet.header[index] for index in self._values)
        ids = (self.sheet.name, self.sheet.table, self._given.table, *named)
        return any(map(is_population_table, filter(None, ids)))

    def _kind_of_sheet(self) -> Kind:
        """Return which sex the title or the name of the sheet names; both if none."""
        named = [self.sheet.name or "", *(line.split(". ")[-1] for line in self.sheet.heading)]
        kinds = {sex(each) for each in named if each.isalpha()} & {Kind.MEN, Kind.WOMEN}
        return kinds.pop() if len(kinds) == 1 else Kind.TOTAL

    def read(self) -> None:
        """Read the rows.

        Most rows are like one before: about the same place, whom it counts and the same period.
        What these say is looked up here, for speed.
        """
        for name in self._columns.others:
            self._tally.add("other-counts", name)
        width = len(self.sheet.header)
        about, time_of, targets = self._about, self._time_of, self._targets
        times = self._times[self._columns.values[0].kind]
        read_cells = self._read_cells
        for line, row in self._rows:
            if len(row) == width:
                target, days = targets.get(about(row)), times.get(time_of(row))
                if target and days:
                    read_cells(line, row, target, days)
                    continue
            self._read_row(line, row)
            if len(self._faults) > MOST_FAULTS:
                break  # enough to know that this is another kind of file
        if len(self._columns.values) == 1:
            self._note_areas()
        if self._lacks_name:
            header = ", ".join(filter(None, self.sheet.header))
            self._faults.append(self._unnamed(header))
        self._check_sums()
        if self._notes_of_parts:
            self._refuse_notes_of_parts()

    def _note_areas(self) -> None:
        for found in self.found:
            for code, numbers in found.items():
                if len(code) != 4:
                    self._tally.add("areas", numbers.label, len(numbers.lines))

    def _by_day(self, kind: Kind) -> dict[dt.date, Rows]:
        """Return the rows of the municipalities, by day."""
        by_day: dict[dt.date, list[int]] = {}
        for code, numbers in self.found[kind].items():
            for day, value in numbers.values.items() if len(code) == 4 else ():
                by_day.setdefault(day, []).append(value)
        return {day: rows_of(values) for day, values in by_day.items()}

    def _read_row(self, line: int, row: Sequence[str]) -> None:
        """Read a row: what it is about, whom it counts, and the numbers of its days."""
        cells = row if len(row) == len(self.sheet.header) else self._fitted(line, row)
        if cells is None:
            return
        where = self._place(self._region_of(cells))
        code = where.code
        if not code:
            self._no_area(where, line, cells)
            return
        self._has_rows = True
        divided = self._kind_of(cells)
        of_row = self._kind(divided)
        is_like_others = len(self._columns.values) == 1
        if of_row <= Kind.WOMEN and not where.is_municipality and not is_like_others:
            self._tally.add("areas", where.label)
        for values in self._columns.values:
            kind = combined(of_row, values.kind)
            days = self._days(self._time_of(cells), values, line, where)
            if kind > Kind.WOMEN:
                self._part(kind, where, line, days, divided)
                continue
            numbers = self.found[kind].get(code)
            if numbers is None:
                numbers = self.found[kind][code] = Numbers(where.label)
            if kind is not Kind.TOTAL:
                self.sexes.setdefault(kind, self._name_of_sex(divided, values))
            target = (numbers, where)
            if is_like_others:
                self._targets[self._about(cells)] = target
            self._read_cells(line, cells, target, days)

    def _read_cells(
        self, line: int, cells: Sequence[str], target: tuple[Numbers, Place], days: Days
    ) -> None:
        """Read the numbers in a row."""
        numbers, where = target
        values = numbers.values
        numbers.lines.append(line)
        numbers.days.append(days)
        if not values and len(days.days) > 1 and _read_plain(values, cells, days):
            return
        for index, day in days.pairs:
            cell = cells[index]
            is_plain = len(cell) <= MOST_DIGITS and cell.isdecimal() and cell.isascii()
            value = (int(cell) if is_plain else 0) or self._number(cell, where, day, line, index)
            if value and values.setdefault(day, value) != value:
                self._conflict(where, day, line, f"{values[day]} / {value}")

    def _fitted(self, line: int, row: Sequence[str]) -> Sequence[str] | None:
        """Return a row with a cell for each column; None if it is a note, or has a fault."""
        width = len(self.sheet.header)
        filled = [cell for cell in row if cell.strip()]
        is_ragged = self.sheet.shape is not FileShape.CSV  # where empty cells need not be written
        if not any(cell.strip() for cell in row[width:]) and (
            len(filled) <= 1 or len(row) > width or is_ragged
        ):
            return [*row[:width], *itertools.repeat("", width - len(row))]
        if len(filled) <= 1:
            self._note(line, filled)
        else:
            self._faults.append(FigureFault(line, "cells", found=str(len(row))))
        return None

    def _note(self, line: int, filled: Sequence[str]) -> None:
        for each in filled:
            self._updates.see(each)
        for each in filled[:1]:
            self._tally.add("notes", each.strip())
            if self._names_part(each) or is_another_count(each):
                self._notes_of_parts.append((line, each.strip()))

    def _names_part(self, line: str) -> bool:
        """Return whether a line counts only some people, whom no column divides."""
        columns = self._columns
        has_sexes = columns.has_sexes or self._sheet_kind is not Kind.TOTAL
        return is_title_of_part(line, has_ages=columns.has_ages, has_sexes=has_sexes)

    def _refuse_notes_of_parts(self) -> None:
        """Refuse the name of a part or another count above rows, or a note that all are one."""
        last = max(
            (
                numbers.lines[-1]
                for found in self.found
                for code, numbers in found.items()
                if len(code) == 4
            ),
            default=0,
        )
        for line, said in self._notes_of_parts:
            if line < last or is_restriction(said):
                self._faults.append(FigureFault(line, "note-of-part", found=said))

    def _place(self, key: Key) -> Place:
        """Return what a row is about."""
        if key in self._places:
            return self._places[key]
        texts = [" ".join(each.split()) for each in _texts(key)]
        counties = len(self._columns.counties)
        own = list(dict.fromkeys(filter(None, texts[counties:])))
        larger = list(dict.fromkeys(filter(None, texts[:counties])))
        found = _agreed(own) if own or not larger else _county(" ".join(larger))
        label = found.label
        if found.zero_added:
            self._tally.add("zero-added", label)
        self._places[key] = found
        return found

    def _no_area(self, where: Place, line: int, cells: Sequence[str]) -> None:
        """Handle a row that is about no municipality and no area."""
        said = [number(cells[index]) for index in self._values]
        if not any(isinstance(each, int) or each is Sign.NOTHING for each in said):
            filled = [cell for cell in cells if cell.strip()]
            if len(filled) > 1 and self._is_header(filled[0], where, said):
                found = ", ".join(filled)  # it may say what is below
                self._faults.append(FigureFault(line, "second-header", found=found))
            else:
                self._note(line, filled)
        elif where.code == SUM:
            self._sum(line, where, cells)
        else:
            self._faults.append(
                FigureFault(line, where.reason, self.region, where.label, where.label)
            )

    def _is_header(self, first: str, where: Place, said: Sequence[int | Sign]) -> bool:
        """Return whether a row without numbers looks like another header, and like no note."""
        is_of_words = Sign.UNREADABLE in said and not (self._has_rows and is_remark(first))
        return is_of_words or is_region_header(where.label)

    def _sum(self, line: int, where: Place, cells: Sequence[str]) -> None:
        """Keep a row of sums, to be compared with the rows of its municipalities."""
        divided = self._kind_of(cells)
        kind = self._kind(divided)
        moved = next((each for each in _texts(divided) if _is_a_municipality(each)), None)
        if moved is not None:
            fault = FigureFault(line, "region-unknown", self.region, where.label, moved)
            self._faults.append(fault)
            return
        kept: list[tuple[Kind, dt.date]] = []
        for values in self._columns.values:
            of_values = combined(kind, values.kind)
            days = self._day_reader.days(_texts(self._time_of(cells)), values.columns)
            for index, day in days.pairs if isinstance(days, Days) else ():
                stated = number(cells[index])
                if isinstance(stated, int) and self._is_kept(line, where, of_values, day, stated):
                    kept.append((of_values, day))
                else:
                    kept.append(_UNCHECKED)
        self._sum_rows.append((where.label, frozenset(kept or [_UNCHECKED])))

    def _is_kept(self, line: int, where: Place, kind: Kind, day: dt.date, stated: int) -> bool:
        """Keep a sum; return False for one of parts."""
        if kind > Kind.WOMEN:
            return False
        above = (
            numbers.values[day]
            for code, numbers in self.found[kind].items()
            if len(code) == 4 and day in numbers.values
        )
        sums = self._sums.setdefault(kind, Sums())
        return sums.add(line, where.label, day, stated, rows_of(above))

    def _check_sums(self) -> None:
        """Compare the sums with the rows of the municipalities, if none of these is missing."""
        missing = {day for _, day in self.missing}
        whole = {kind: self._by_day(kind) for kind in self._sums}
        checked = {(kind, day) for kind, days in whole.items() for day in days.keys() - missing}
        for label, kept in self._sum_rows:
            self._tally.add("sums" if kept <= checked else "sums-unchecked", label)
        for kind, sums in self._sums.items():
            for wrong in sums.wrong(whole[kind]):
                if wrong.day not in missing:
                    fault = FigureFault(
                        wrong.line, "sums-differ", wrong.day.isoformat(), wrong.found, wrong.label
                    )
                    self._faults.append(fault)

    def _kind(self, key: Key) -> Kind:
        """Return whom a row counts."""
        if key in self._kinds:
            return self._kinds[key]
        kind = self._sheet_kind
        is_named = self._is_named
        for cell, (index, understood) in zip(_texts(key), self._columns.divisions, strict=False):
            kind = combined(kind, understood(cell))
            self._has_totals_by_scb |= is_total_by_scb(cell)
            if index in self._columns.contents:
                self.table = self.table or table_of(cell)
                is_named = is_named or is_population_contents(cell)
        if kind is not Kind.OTHER and not is_named:
            self._lacks_name = True
        self._kinds[key] = kind
        return kind

    def _name(self, key: Key) -> str:
        """Return what a row calls the part of the population that it counts."""
        told = zip(_texts(key), self._columns.divisions, strict=False)
        return ", ".join(
            cell.strip() for cell, (_, understood) in told if understood(cell) is not Kind.TOTAL
        )

    def _name_of_sex(self, key: Key, values: Values) -> str:
        """Return what a table calls one sex: in its rows, in its columns, or as a whole."""
        headers = (self.sheet.header[index] for index, _ in values.columns)
        in_columns = ", ".join(headers) if values.kind is not Kind.TOTAL else ""
        return self._name(key) or in_columns or self.sheet.name or ""

    def _part(
        self,
        kind: Kind,
        where: Place,
        line: int,
        days: Days,
        key: Key,
    ) -> None:
        """Handle a row of a part of the population, or of another count."""
        name = self._name(key)
        self._tally.add("other-counts" if kind is Kind.OTHER else "parts", name)
        if kind is Kind.OTHER and where.is_municipality:
            self.other_count = self.other_count or name
        if kind is Kind.PART and where.is_municipality:
            for day in days.days:
                self.parts.setdefault((where.code or "", day), Cell(line, where.label, name))

    def _days(self, key: Key, values: Values, line: int, where: Place) -> Days:
        """Return the columns of the population in a row with a period, each with its day."""
        read = self._times[values.kind]
        days = read.get(key) or self._day_reader.days(_texts(key), values.columns)
        if isinstance(days, Unclear):
            if where.is_municipality:
                self._day_fault(days, key, line, where)
            return Days((), ())
        read[key] = days
        return days

    def _day_fault(self, why: Unclear, key: Key, line: int, where: Place) -> None:
        """Add why the day of a row is not clear; only once if it is so of the whole table."""
        written = " ".join(filter(None, (each.strip() for each in _texts(key))))
        column = " ".join(self.sheet.header[index] for index in self._columns.times)
        reason = "no-day" if why.reason == "period" and not written else why.reason
        if reason != "period":
            if reason in self._day_faults:
                return
            self._day_faults.add(reason)
        fault = FigureFault(line, reason, why.column or column, why.found or written, where.label)
        self._faults.append(fault)

    def _number(self, cell: str, where: Place, day: dt.date, line: int, index: int) -> int:
        """Return the number in a cell, or 0 if it has none, which is noted."""
        value = number(cell)
        if isinstance(value, int) or not where.is_municipality:
            return value if isinstance(value, int) else 0
        key = (where.code or "", day)
        if value is Sign.UNREADABLE:
            name = self.sheet.header[index]
            self._faults.append(FigureFault(line, "number", name, cell.strip(), where.label))
        else:
            noted = self.missing if value is Sign.MISSING else self.nothing
            noted.setdefault(key, Cell(line, where.label, cell.strip()))
        return 0

    def _conflict(self, where: Place, day: dt.date, line: int, found: str) -> None:
        if where.is_municipality:
            fault = FigureFault(line, "two-values", day.isoformat(), found, where.label)
            self._faults.append(fault)
