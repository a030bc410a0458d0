"""Payments and reports that the terms of an agreement say are due by a day."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from ..core.fields import a_whole_number
from ..core.periods import Unit, YearDay
from ..core.sources import Source, as_sources
from ..errors.texts import Text, an_instance, as_text
from ..funding.funding import Reading
from ..funding.instalments import Instalments


class DueKind(enum.StrEnum):
    """What is due."""

    PAYMENT = "payment"
    """A payment (*betalning*)."""
    REPORT = "report"
    """A report, or another paper to hand in (*redovisning*, *rapport*)."""


class DueAfter(enum.StrEnum):
    """The day from which the time for a payment or a report is counted."""

    YEAR_END = "year-end"
    """31 December of each budget year in which the agreement is in force (*budgetårets slut*)."""
    FIRST_DAY = "first-day"
    """The first day of the agreement (*avtalets första dag*)."""
    LAST_DAY = "last-day"
    """The last day of the agreement, if it is known (*avtalets sista dag*)."""


@attrs.frozen(kw_only=True)
class Within:
    """A time after the end of a year, or after the agreement's first or last day (*inom*).

    The day is not moved from a Sunday or a holiday: the act on time limits (1930:173) is about
    statutory time, not about days in a contract.

    Args:
        count: Number of days, weeks or months.

        unit: Unit of the number; months and years are clipped at a month's end.

        after: The day from which it is counted.

    Raises:
        CountError: If the number is negative.

    >>> Within(count=2, unit=Unit.MONTHS, after=DueAfter.YEAR_END).after.value
    'year-end'
    """

    count: int
    unit: Unit
    after: DueAfter

    def __attrs_post_init__(self) -> None:
        a_whole_number("count", self.count)
        an_instance("unit", self.unit, Unit)
        an_instance("after", self.after, DueAfter)


When: TypeAlias = YearDay | Within
"""When something is due: by a day that is counted from each budget year, or within a time."""


@attrs.frozen(kw_only=True)
class Due:
    """A payment or a report that is due by a day (*ska betalas, ska lämnas, senast*).

    Args:
        what: What is due, in the words of the document.

        kind: Whether it is a payment or a report.

        when: When it is due: by a day that is counted from each budget year, or within a time.

        sources: Sources that state it.

    Raises:
        TextError: If the text is empty or contains invisible characters.

    >>> Due(what="Årsavgiften", kind=DueKind.PAYMENT, when=YearDay(month=6, day=30)).what.sv
    'Årsavgiften'
    """

    what: Text = attrs.field(converter=as_text)
    kind: DueKind
    when: When
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("kind", self.kind, DueKind)
        an_instance("when", self.when, YearDay, Within)


_FEE = Text("Avgiften", "The fee")


def with_instalments(stated: tuple[Due, ...], readings: Iterable[Reading]) -> tuple[Due, ...]:
    """Return what is stated as due, and the payments of the preferred reading's payment plan.

    A payment that is stated for the same day is not repeated: it has the words of the document.
    """
    plan = next((reading.funding.instalments for reading in readings), None)
    if plan is None:
        return stated
    days = {due.when for due in stated if due.kind is DueKind.PAYMENT}
    return (*stated, *(due for due in _payments(plan) if due.when not in days))


def _payments(plan: Instalments) -> Iterator[Due]:
    """Yield the payments of a plan."""
    count = len(plan.days)
    for number, day in enumerate(plan.days, start=1):
        part = Text(f"Avgiften, del {number} av {count}", f"The fee, part {number} of {count}")
        what = _FEE if count == 1 else part
        yield Due(what=what, kind=DueKind.PAYMENT, when=day, sources=plan.sources)
