"""Figures that are assumed for a budget: the last known one, where nothing is known yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from ..core.figures import Figure, FigureStatus, FigureTable, but_assumed, in_order
from ..core.parties import Party
from .needs import Need
from .years import BudgetYear


def rests_on(
    needs: Iterable[Need], own: Iterable[Figure], figures: FigureTable, parties: Iterable[Party]
) -> tuple[Figure, ...]:
    """Return the assumed figures that a fee rests on.

    Args:
        needs: The figures that the fee lacked before any was assumed.

        own: The figures in its explanation.

        figures: All figures, also those that are assumed.

        parties: The parties, by whose codes figures are looked up.
    """
    several: tuple[Party, ...] = tuple(parties)
    found = [*own]
    for need in needs:
        party = _parties_on(need.reference_date, several).get(need.subject)
        found += filter(None, [_on(need.reference_date, need, party, figures)])
    assumed = [each for each in found if each.assumed_from is not None]
    return in_order(assumed or but_assumed(figures)[1])


def last_known(
    needs: Iterable[Need], assessed: BudgetYear, parties: Iterable[Party]
) -> tuple[Figure, ...]:
    """Return a forecast for each missing figure of which an earlier one is known.

    It is the last known one before the reference date, of the same statistic and subject: of a
    party by the municipality code that it had on each day. Nothing is assumed in place of a figure
    that is stated and cannot be used, nor for an index level of the past.
    """
    past = assessed.past_levels()
    wanted = [
        need
        for need in needs
        if need.stated is None
        and (need.statistic.id, need.subject, need.reference_date) not in past
    ]
    if not wanted:
        return ()
    days = _days(assessed.figures)
    whose = {day: _parties_on(day, parties) for day in {need.reference_date for need in wanted}}
    found = [
        (need, _earlier(need, whose[need.reference_date].get(need.subject), assessed.figures, days))
        for need in wanted
    ]
    return tuple(_forecast(need, last) for need, last in found if last is not None)


def _days(figures: FigureTable) -> dict[str, list[dt.date]]:
    """Return the days that figures of each statistic describe, the last first."""
    found: dict[str, set[dt.date]] = {}
    for figure in figures.figures:
        found.setdefault(figure.statistic.id, set()).add(figure.reference_date)
    return {statistic: sorted(days, reverse=True) for statistic, days in found.items()}


def _parties_on(day: dt.date, parties: Iterable[Party]) -> dict[str, Party]:
    """Return the parties by the subject that a figure of a day is asked for."""
    return {party.code_on(day) or party.id: party for party in parties}


def _earlier(
    need: Need, party: Party | None, figures: FigureTable, days: Mapping[str, list[dt.date]]
) -> Figure | None:
    """Return the last known figure before the day of one that is missing, or None."""
    earlier = (day for day in days.get(need.statistic.id, ()) if day < need.reference_date)
    found = (_on(day, need, party, figures) for day in earlier)
    return next((each for each in found if each is not None), None)


def _on(day: dt.date, need: Need, party: Party | None, figures: FigureTable) -> Figure | None:
    """Return the figure of a day by which a need is met, or None."""
    if party is None:
        return figures.find(need.statistic.id, need.subject, day)
    return figures.find_for(need.statistic.id, party, day)


def _forecast(need: Need, last: Figure) -> Figure:
    """Return a figure that is assumed to be what the last known one is."""
    return attrs.evolve(
        last,
        subject=need.subject,
        reference_date=need.reference_date,
        status=FigureStatus.FORECAST,
        published_on=last.known_from,
        assumed_from=last.assumed_from or last.reference_date,
        assumed_status=last.assumed_status if last.assumed_from else last.status,
    )
