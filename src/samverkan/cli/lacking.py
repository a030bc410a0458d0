"""What may help when figures are missing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from ..agreements.terms import Terms
from ..core.parts import but_sources, inside
from ..core.periods import Period
from ..fees.assessments import Assessment
from ..funding.bases import Basis
from ..funding.funding import Reading
from .phrases import Phrases


def how_to_supply(assessments: Iterable[Assessment], phrases: Phrases) -> str:
    """Return how missing figures are supplied; nothing if no figure is missing."""
    lacking = [each for each in assessments if any(missing.needs for missing in each.missing)]
    if not lacking:
        return ""
    may_differ = any(map(_has_other_figures, lacking))
    return phrases.told("missing-or-reading" if may_differ else "missing")


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
