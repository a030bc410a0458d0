"""Which table figures come from, and how reliable they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from ....core.figures import FigureStatus
from ....core.sources import Source
from ..files import SEXES_ADDED
from ..sheets import FileShape, Sheet

PERTURBED_FROM: Final = dt.date(2025, 1, 1)
_SCB: Final = re.compile(
    r"\b(?:SCB|Statistiska centralbyrån|Statistics Sweden|TAB[0-9]{3,}|Befolkning(?:Ny|CKM)|"
    r"BefforandrKvRLK(?:CKM)?)\b|^Folkmängd i riket, län och kommuner|^Folkmängden efter region|"
    r"^Folkmängden per månad efter region|^Population (?:per month )?by region|"
    r"^(?:Slutlig b|B)efolkningsstatistik .*efter region",
    re.IGNORECASE,
)
# Tables of Statistics Sweden whose figures are all perturbed (scb.se/FAQ-CKM).
_PERTURBED_TABLE: Final = re.compile(r"\b(?:\w+CKM|TAB5557|TAB6471|TAB6473|TAB6481)\b")
_PRELIMINARY: Final = re.compile(r"preliminär|preliminary", re.IGNORECASE)
_ISSUED: Final = re.compile(r"^SCB\b[\s,:]*(?:tabell\b\s*)?", re.IGNORECASE)
_LONGEST: Final = 300


@attrs.frozen
class Origin:
    """Where the figures of a table come from.

    Args:
        issuer: Who published them: ``SCB``, ``Kolada``, or None if that is not stated.

        name: The id or the title of the table, if it is known.

        source: The source, if anything is known of it.

        is_preliminary: Whether the table says that its figures are preliminary.
    """

    issuer: str | None
    name: str | None
    source: Source | None
    is_preliminary: bool = False

    def status(self, *, is_perturbed: bool) -> FigureStatus | None:
        """Return how reliable a figure is, of a day before 2025 or from then on.

        Source:
            SCB, scb.se/FAQ-CKM: every figure from reference year 2025 is perturbed. SCB, footnotes
            of its tables of half-years and months: the population is not revised afterwards.
        """
        if self.issuer is None:
            return None
        if is_perturbed:
            return FigureStatus.PERTURBED
        if self.issuer != "SCB":
            return FigureStatus.SECONDARY
        return FigureStatus.PRELIMINARY if self.is_preliminary else FigureStatus.FINAL

    def sources(self, *, is_sum: bool) -> tuple[Source, ...]:
        """Return the source of its figures, or of those that are the sum of the two sexes."""
        if self.source is None:
            return (Source(document="tabellen", remark=SEXES_ADDED),) if is_sum else ()
        return (attrs.evolve(self.source, remark=SEXES_ADDED),) if is_sum else (self.source,)


def origin_of(
    sheet: Sheet,
    *,
    table: str | None,
    is_labelled: bool,
    sources: Mapping[str, Source],
    named: str | None,
) -> Origin:
    """Return where the figures of a sheet come from.

    Args:
        sheet: The sheet.

        table: The id of its table, by the codes in the sheet.

        is_labelled: Whether its columns are called as in Statistics Sweden's tables.

        sources: Full sources by the id or title of a table.

        named: The id of the table if the sheet does not state it.
    """
    name = sheet.table or table or named
    title = next(filter(None, sheet.heading), None)
    issuer = "SCB" if is_labelled or _is_scb([*sheet.heading, name or ""]) else None
    if sheet.shape is FileShape.KOLADA:
        issuer = "Kolada"
    named_as = name or title
    full = sources.get(name or "") or sources.get(title or "")
    source = full or _source(issuer, name, title)
    is_preliminary = any(map(_PRELIMINARY.search, sheet.heading))
    return Origin(issuer, named_as, source, is_preliminary)


def _source(issuer: str | None, name: str | None, title: str | None) -> Source | None:
    if issuer is None and name is None and title is None:
        return None
    bare = None if name is None else _ISSUED.sub("", name) or name
    if issuer == "SCB":
        called = f"SCB, tabell {bare}" if bare else f"SCB, {title}" if title else "SCB, folkmängd"
    elif issuer is not None:
        called = f"{issuer}, nyckeltal {bare}" if bare else issuer
    else:
        called = name or title or ""
    return Source(document=_line(called))


def _line(text: str) -> str:
    """Return a text as one line without invisible characters."""
    shown = "".join(char if char.isprintable() else " " for char in text[:_LONGEST])
    return " ".join(shown.split())


def _is_scb(texts: Sequence[str]) -> bool:
    return any(map(_SCB.search, texts))


def is_perturbed(sources: tuple[Source, ...]) -> bool:
    """Return whether a source names a table whose figures are all perturbed."""
    named = (text for each in sources for text in (each.document, each.place, each.address))
    return any(_PERTURBED_TABLE.search(text) for text in named if text is not None)
