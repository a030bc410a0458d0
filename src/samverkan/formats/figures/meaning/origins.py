"""Which table figures come from, and how reliable they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from ....core.figures import FigureStatus
from ....core.sources import Source
from ....errors.texts import Text
from ..files import SEXES_ADDED
from ..sheets import FileShape, Sheet
from .periods import division_in, without_period, words
from .scb_tables import bare
from .statuses import FORECAST, PRELIMINARY

_SCB: Final = re.compile(
    r"(?<!inte )(?<!ej )(?<!not )\b(?:SCB|Statistiska centralbyrån|Statistics Sweden|TAB[0-9]{3,}|"
    r"Befolkning(?:Ny|CKM)|BefforandrKvRLK(?:CKM)?)\b|^Folkmängd i riket, län och kommuner|"
    r"^Folkmängd(?:en)? (?:per månad )?efter region|^Population (?:per month )?by region|"
    r"^(?:Slutlig b|B)efolkningsstatistik .*efter region|^Population statistics .*by region|"
    r"^Population in the country, counties and municipalities",
    re.IGNORECASE,
)
_LATER_DIVISION: Final = Text(
    "enligt den senare indelningen {day}", "by the later division of {day}"
)
_ISSUED: Final = re.compile(r"^SCB\b[\s,:]*(?:tabell\b\s*)?", re.IGNORECASE)
_LONGEST: Final = 300
_ONE_DAY: Final = dt.timedelta(days=1)
# What Statistics Sweden's database calls the columns of these tables.
_DIVISIONS: Final = frozenset(
    {
        *("ålder", "kön", "civilstånd", "förändringar", "period", "år", "månad"),
        *("age", "sex", "marital status", "population changes", "year", "month"),
    }
)
_OF_QUARTERS: Final = frozenset({"region", "förändringar", "period"})
_MONTHS: Final = frozenset({"månad", "month"})
_PER_MONTH: Final = frozenset({"folkmängden per månad", "population per month"})
_CONTENTS: Final = frozenset(
    {
        *("folkmängd", "befolkningsstatistik antal personer", "population"),
        *("population statistics number of persons", *_PER_MONTH),
    }
)
# What Statistics Sweden calls the totals in its tables since 2025.
_ALL: Final = re.compile(r"(?:\w+ (?:- )?)?(?:totalt, samtliga|total, all) ", re.IGNORECASE)


@attrs.frozen
class Origin:
    """Where the figures of a table come from.

    Args:
        issuer: Who published them: ``SCB``, ``Kolada``, or None if that is not stated.

        name: The id or the title of the table, if it is known.

        source: The source, if anything is known of it.

        is_preliminary: Whether the table says that its figures are preliminary.

        is_forecast: Whether it says that they are a projection.

        division: The day of the division into municipalities, if the table states it.
    """

    issuer: str | None
    name: str | None
    source: Source | None
    is_preliminary: bool = False
    is_forecast: bool = False
    division: dt.date | None = None

    @property
    def divided_later_until(self) -> dt.date | None:
        """The day before which the figures of a day are by a later division into municipalities.

        Source:
            SCB, BefforandrKvRLK, notes: the population of 31 December is by the division of
            1 January of the year after.
        """
        return None if self.division is None else self.division - _ONE_DAY

    def status(self, *, is_perturbed: bool) -> FigureStatus | None:
        """Return how reliable a figure is, of a day before 2025 or from then on.

        Source:
            SCB, scb.se/FAQ-CKM: every figure from reference year 2025 is perturbed. SCB, footnotes
            of its tables of half-years and months: the population is not revised afterwards.
        """
        if self.is_forecast:
            return FigureStatus.FORECAST
        if self.issuer is None:
            return FigureStatus.PRELIMINARY if self.is_preliminary else None
        if is_perturbed:
            return FigureStatus.PERTURBED
        if self.issuer != "SCB":
            return FigureStatus.SECONDARY
        return FigureStatus.PRELIMINARY if self.is_preliminary else FigureStatus.FINAL

    def sources(self, *, is_sum: bool, is_divided_later: bool) -> tuple[Source, ...]:
        """Return the source of its figures: of the sums of the two sexes, of a later division."""
        remarks = [SEXES_ADDED] if is_sum else []
        if is_divided_later:
            [sv, en] = (
                each.format(day=self.division)
                for each in (_LATER_DIVISION.sv, _LATER_DIVISION.in_language("en"))
            )
            remarks.append(Text(sv, en))
        source = self.source or (Source(document="tabellen") if remarks else None)
        if source is None:
            return ()
        for each in remarks:
            source = attrs.evolve(source, remark=joined(source.remark, each))
        return (source,)


def joined(remark: Text | None, more: Text) -> Text:
    """Return a remark with one more."""
    if remark is None:
        return more
    return Text(f"{remark.sv}; {more.sv}", f"{remark.in_language('en')}; {more.in_language('en')}")


def origin_of(
    sheet: Sheet,
    *,
    table: str | None,
    values: Sequence[str],
    sources: Mapping[str, Source],
    named: str | None,
    has_totals_by_scb: bool,
    remarks: Sequence[str] = (),
) -> Origin:
    """Return where the figures of a sheet come from.

    Args:
        sheet: The sheet.

        table: The id of its table, by the codes in the sheet.

        values: What the columns of its numbers are called.

        sources: Full sources by the id or title of a table.

        named: The id of the table if the sheet does not state it.

        has_totals_by_scb: Whether its totals are called as in Statistics Sweden's tables.

        remarks: What columns say of the status of all rows.
    """
    name = sheet.table or table or named
    title = next(filter(None, sheet.heading), None)
    is_scb = (
        table is not None
        or has_totals_by_scb
        or _is_of_api(sheet)
        or _is_of_database(sheet.header, values)
    )
    issuer = "SCB" if is_scb or names_scb([*sheet.heading, name or ""]) else None
    if sheet.shape is FileShape.KOLADA:
        issuer = "Kolada"
    full = sources.get(name or "") or sources.get(title or "")
    said = [*sheet.heading, sheet.name or "", *values, *remarks]
    return Origin(
        issuer,
        name or title,
        full or _source(issuer, name, title),
        is_preliminary=any(map(PRELIMINARY.search, said)),
        is_forecast=any(map(FORECAST.search, said)),
        division=division_in(sheet.heading),
    )


def _is_of_api(sheet: Sheet) -> bool:
    """Return whether a table has its id as PxWeb writes it, and no other source than SCB."""
    if sheet.table is None or sheet.shape not in {FileShape.JSON_STAT, FileShape.PX}:
        return False
    return len(sheet.heading) < 2 or names_scb(sheet.heading)


def _is_of_database(header: Sequence[str], values: Sequence[str]) -> bool:
    """Return whether the columns have exactly the names that they have in SCB's database."""
    names = {words(name) for name in header if name not in values}
    if names >= _OF_QUARTERS:
        return True
    said = [without_period(name) for name in values]
    months = _PER_MONTH if names & _MONTHS else ()
    return (
        "region" in names
        and bool(names & _DIVISIONS)
        and names <= {"region", *_DIVISIONS}
        and all(name in (_CONTENTS if period else months) for name, period in said)
    )


def is_total_by_scb(cell: str) -> bool:
    """Return whether a cell names a total as only Statistics Sweden's tables do, since 2025."""
    return _ALL.match(cell) is not None


def _source(issuer: str | None, name: str | None, title: str | None) -> Source | None:
    if issuer is None and name is None and title is None:
        return None
    if issuer == "SCB":
        called = f"SCB, {title}" if title else "SCB, folkmängd"
        called = f"SCB, tabell {bare(name)}" if name else called
    elif issuer is not None:
        called = f"{issuer}, nyckeltal {bare(name)}" if name else issuer
    else:
        called = name or title or ""
    return Source(document=_line(called))


def _line(text: str) -> str:
    """Return a text as one line without invisible characters."""
    shown = "".join(char if char.isprintable() else " " for char in text[:_LONGEST])
    return " ".join(shown.split())


def names_scb(texts: Iterable[str]) -> bool:
    """Return whether a text names Statistics Sweden, or one of its tables."""
    return any(map(_SCB.search, texts))


def is_by_scb(sources: tuple[Source, ...]) -> bool:
    """Return whether a source names Statistics Sweden, whose figures are perturbed from 2025."""
    named = (text for each in sources for text in (each.document, each.place, each.address))
    return names_scb(text for text in named if text is not None)
