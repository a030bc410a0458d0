"""The half of the cost that the municipalities bear, from the county's own population figure."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ..core.figures import Figure, FigureStatus, FigureTable, ReferenceDate
from ..errors.texts import Text
from ..fees.totals import ImpliedTotal, implied_total
from ..funding.bases import POPULATION, Basis
from ..funding.rules import Rate, Share
from .papers import paper
from .population import HALF_YEAR_PAGE
from .terms import BY_POPULATION, BY_RATE, MONEY

_COUNTY = "01"
_MID_YEAR = ReferenceDate(1, 6, 30)
_FIGURE = Figure(
    subject=_COUNTY,
    statistic=POPULATION,
    reference_date=dt.date(2014, 6, 30),
    value=2_181_318,
    status=FigureStatus.FINAL,
    published_on=dt.date(2014, 8, 14),
    sources=HALF_YEAR_PAGE,
)
_HALF_EACH = paper(MONEY, BY_POPULATION)

municipal_half: Final[ImpliedTotal] = implied_total(
    Rate(
        kronor_per_unit="1.50",
        of=Basis(statistic=POPULATION, reference_date=_MID_YEAR, subject=_COUNTY),
        sources=paper(MONEY, BY_RATE),
    ),
    Share(
        part="1/2",
        by=Basis(statistic=POPULATION, reference_date=_MID_YEAR),
        sources=_HALF_EACH,
    ),
    year=2015,
    figures=FigureTable(_FIGURE),
    remark=Text(
        "hela kostnaden står inte i någon källa; den följer bara om 1,50 kr per invånare är exakt "
        "halva kostnaden. Vem som bär den andra halvan, och hur, står inte heller någonstans",
        "no source states the whole cost; it follows only if SEK 1.50 per inhabitant is exactly "
        "half of it. Nor does any source say who bears the other half, and how",
    ),
)
"""The amount that the municipalities bear together in 2015, from the county's own population on 30
June 2014, and the whole cost if this amount is exactly half of it. No source states the whole cost
or who bears the other half; the remark says so."""
