"""What may help when figures are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Final

from ..agreements.terms import Terms
from ..core.parts import but_sources, inside
from ..core.periods import Period
from ..core.periods import day as day_text
from ..fees.assessments import Assessment
from ..fees.needs import Need
from ..funding.bases import Basis
from ..funding.funding import Reading
from .phrases import Phrases

_MOST_DAYS: Final = 3


def how_to_supply(
    assessments: Iterable[Assessment], phrases: Phrases, *, may_assume: bool = False
) -> str:
    """Return how missing figures are supplied; nothing if no figure is missing.

    Args:
        assessments: What is answered.

        phrases: The command's phrases.

        may_assume: Whether the question can be answered with a forecast.
    """
    lacking = [each for each in assessments if any(missing.needs for missing in each.missing)]
    if not lacking:
        return ""
    may_differ = any(map(_has_other_figures, lacking))
    told = phrases.told("missing-or-reading" if may_differ else "missing")
    days = sorted({day for each in lacking for day in _days_known(each)})
    if days:
        told += phrases.told("days-known", days=_said(days, phrases))
    if may_assume:
        wanted = [need.reference_date for each in lacking for need in _needs(each)]
        if any(each.assume_last_known for each in lacking):
            told += phrases.told("nothing-to-assume")
        elif days and days[0] < max(wanted):
            told += phrases.told("may-assume")
    return told


def _needs(assessment: Assessment) -> Iterator[Need]:
    return (need for missing in assessment.missing for need in missing.needs)


def _days_known(assessment: Assessment) -> Iterator[dt.date]:
    """Yield the other days of which what is missing is known."""
    wanted = {
        (need.statistic.id, subject)
        for missing in assessment.missing
        for need in missing.needs
        for subject in (need.subject, missing.party)
    }
    known_on, figures = assessment.known_on, assessment.figures
    known = figures if known_on is None else figures.as_known(known_on)
    for figure in known.figures:
        if (figure.statistic.id, figure.subject) in wanted:
            yield figure.reference_date


def _said(days: Sequence[dt.date], phrases: Phrases) -> str:
    """Return days as they are told: each, or of many the first, the last and their number."""
    told = [day_text(day, phrases.language) for day in days]
    if len(told) <= _MOST_DAYS:
        return ", ".join(told)
    return phrases.help("many-days", first=told[0], last=told[-1], count=len(told))


def _has_other_figures(assessment: Assessment) -> bool:
    """Return whether another reading of the year's terms uses other figures."""
    year = Period.of_year(assessment.year)
    pieces = assessment.agreement.as_known(assessment.known_on).timeline.pieces
    return any(
        _differ(terms, assessment.reading)
        for period, terms in pieces
        if period.overlap(year) is not None
    )


def _differ(terms: Terms, chosen: str | None) -> bool:
    used: dict[str | None, frozenset[Hashable]] = {
        reading.name: _figures_of(reading) for reading in terms.funding
    }
    return any(figures != used.get(chosen, figures) for figures in used.values())


def _figures_of(reading: Reading) -> frozenset[Hashable]:
    return frozenset(but_sources(basis) for basis in inside(reading.funding.rule, Basis))
