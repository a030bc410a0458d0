"""What a file with figures holds: the figures, and what was left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, NamedTuple

import attrs

from ...core.fields import as_tuple
from ...core.figures import FigureTable
from ...core.periods import an_optional_day
from ...errors.texts import Filled, Language, Text, an_instance
from .sheets import FileShape

REASONS: Final = {
    "missing": Text("saknas i filen", "missing in the file"),
    "not-there": Text(
        "kommunen eller koden fanns inte den dagen",
        "the municipality or code did not exist on that day",
    ),
    "sexes-added": Text("lästa som summan av män och kvinnor", "read as the sum of men and women"),
    "zero-added": Text(
        "lästa, fast koden saknar sin första nolla",
        "read, although the first 0 of the code is missing",
    ),
    "areas": Text("riket, län och regioner", "the country, counties and regions"),
    "parts": Text(
        "delar av folkmängden (totalen finns i filen)",
        "parts of the population (their total is in the file)",
    ),
    "other-counts": Text("annat än folkmängd", "other than the population"),
    "sums": Text("summarader (kontrollerade)", "rows of sums (checked)"),
    "sums-unchecked": Text(
        "summarader (inte kontrollerade: delar eller uppgifter saknas)",
        "rows of sums (not checked: parts or figures are missing)",
    ),
    "sheets": Text("blad utan folkmängd", "sheets without the population"),
    "hidden-sheets": Text("dolda blad", "hidden sheets"),
    "notes": Text("fotnoter och rubriker", "footnotes and headings"),
}
"""Why something is left out, in the order in which it is told."""
SEXES_ADDED: Final = Text(
    "summan av tabellens män och kvinnor", "the sum of the men and women in the table"
)
"""The remark of the source of figures that are the sum of the two sexes."""
_TOLD: Final = Text("{reason}: {number}", "{reason}: {number}")
_NAMED: Final = Text("{reason}: {number} ({names:row})", "{reason}: {number} ({names:row})")
MOST_NAMES: Final = 9
"""How many names of what was left out are kept."""


class LeftOut(NamedTuple):
    """Something in a file that is no figure of a municipality, and was left out.

    Attributes:
        reason: Why it was left out, as a code.

        number: The number of rows, columns or cells.

        names: What they are called in the file, the first few of them.
    """

    reason: str
    number: int
    names: tuple[str, ...] = ()

    def in_language(self, language: Language) -> str:
        """Return what was left out and why, in Swedish or English."""
        values = {"reason": REASONS[self.reason], "number": self.number}
        more = ("…",) if MOST_NAMES == len(self.names) < self.number else ()
        filled = {**values, "names": (*self.names, *more)}
        return Filled(_NAMED if self.names else _TOLD, filled).in_language(language)

    def __str__(self) -> str:
        return self.in_language("en")


def _as_tables(value: str | Iterable[str]) -> tuple[str, ...]:
    found: tuple[str, ...] = as_tuple("tables", value, str)
    return found


def _as_left_out(value: LeftOut | Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    found: tuple[LeftOut, ...] = as_tuple("left_out", value, LeftOut)
    return found


@attrs.frozen(kw_only=True)
class FigureFile:
    r"""A file with figures, as :func:`read_figures` read it.

    Args:
        where: Name of the file.

        shape: The kind of file.

        figures: The figures.

        tables: The ids or names of the statistical tables that they come from.

        updated_on: The day on which the table was updated, if the file states it.

        left_out: What was left out, and why.

    >>> from samverkan.formats import read_figures
    >>> file = read_figures("Region;Folkmängd 2024\n00 Riket;10587710\n0182 Nacka;112112\n")
    >>> file.shape, len(file.figures.figures)
    (<FileShape.CSV: 'csv'>, 1)
    >>> print(file.left_out[0])
    the country, counties and regions: 1 (00 Riket)
    """

    where: str | Text
    shape: FileShape
    figures: FigureTable
    tables: tuple[str, ...] = attrs.field(default=(), converter=_as_tables)
    updated_on: dt.date | None = None
    left_out: tuple[LeftOut, ...] = attrs.field(default=(), converter=_as_left_out)

    def __attrs_post_init__(self) -> None:
        an_instance("where", self.where, str, Text)
        an_instance("shape", self.shape, FileShape)
        an_instance("figures", self.figures, FigureTable)
        an_optional_day("updated_on", self.updated_on)
