"""What files of figures hold, counted: days, municipalities, gaps, and where files differ."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ...core.figures import Figure, FigureStatus, FigureTable, Statistic
from ...sweden.municipality_codes import is_valid_municipality_code

_CODE: Final = re.compile("[0-9]{4}")


class OnDay(NamedTuple):
    """The figures of a statistic that describe one day.

    Attributes:
        statistic: What they count.

        reference_date: The day.

        figures: The figures that apply, in order of subject.

        missing: The subjects of the table's other days that have no figure on this day.
    """

    statistic: Statistic
    reference_date: dt.date
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]

    @property
    def statuses(self) -> tuple[FigureStatus | None, ...]:
        """How reliable the figures are, each status once."""
        return tuple(dict.fromkeys(figure.status for figure in self.figures))

    @property
    def published_on(self) -> tuple[dt.date, ...]:
        """The days on which they were published, as far as they are stated, in order."""
        return tuple(sorted({f.published_on for f in self.figures if f.published_on is not None}))


def days_in(table: FigureTable) -> tuple[OnDay, ...]:
    """Return the figures of a table day by day, and of whom a figure is missing on each day.

    A municipality code is not missing on a day on which no municipality had it.
    """
    applying: dict[tuple[str, dt.date], dict[str, Figure]] = {}
    subjects: dict[str, set[str]] = {}
    for figure in table.figures:  # of several figures of a subject and day, the last one applies
        on_day = applying.setdefault((figure.statistic.id, figure.reference_date), {})
        on_day[figure.subject] = figure
        subjects.setdefault(figure.statistic.id, set()).add(figure.subject)
    return tuple(
        OnDay(
            next(iter(found.values())).statistic,
            day,
            tuple(found[subject] for subject in sorted(found)),
            tuple(each for each in sorted(subjects[statistic] - {*found}) if _existed(each, day)),
        )
        for (statistic, day), found in sorted(applying.items())
    )


def _existed(subject: str, day: dt.date) -> bool:
    return not _CODE.fullmatch(subject) or is_valid_municipality_code(subject, on=day)


class Differing(NamedTuple):
    """A figure that several files state differently.

    Attributes:
        applies: The figure that applies.

        by: The places of the files that state its value.

        others: The other figures, each with the place of its file.
    """

    applies: Figure
    by: tuple[int, ...]
    others: tuple[tuple[Figure, int], ...]


def differing(tables: Sequence[FigureTable], combined: FigureTable) -> tuple[Differing, ...]:
    """Return the figures that several tables state differently, and which of each applies."""
    return tuple(_differing(tables, combined))


def _differing(tables: Sequence[FigureTable], combined: FigureTable) -> Iterator[Differing]:
    stated: dict[tuple[str, str, dt.date], list[tuple[Figure, int]]] = {}
    for place, table in enumerate(tables):
        for each in _applying(table):
            key = (each.statistic.id, each.subject, each.reference_date)
            stated.setdefault(key, []).append((each, place))
    for key, several in sorted(stated.items(), key=lambda found: found[0]):
        if len({figure.value for figure, _ in several}) > 1:
            applies = combined.find(*key) or several[0][0]  # there is always one
            yield Differing(
                applies,
                tuple(place for each, place in several if each.value == applies.value),
                tuple(found for found in several if found[0].value != applies.value),
            )


def _applying(table: FigureTable) -> Iterable[Figure]:
    """Return the figures of a table that apply: of each subject and day, the last one."""
    return (figure for each in days_in(table) for figure in each.figures)
