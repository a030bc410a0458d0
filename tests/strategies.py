"""Strategies for samverkan's own types: one for each, named in the plural."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
from hypothesis import strategies as st

from samverkan.agreements import Agreement
from samverkan.figures import Figure, FigureTable, ReferenceDate, Statistic
from samverkan.funding.rules import Basis, ByGroup, Fixed, Funding, Rate, Reading, Rule, Sum
from samverkan.instruments import Accession
from samverkan.money import Rounding, RoundingRule
from samverkan.parties import Party, PartyKind
from samverkan.periods import Period
from samverkan.population import POPULATION
from samverkan.terms import Terms

# A narrow window, so that periods often overlap or share a bound.
days = st.dates(dt.date(2014, 12, 1), dt.date(2016, 2, 29))
years = st.integers(2014, 2016)

TAX_BASE = Statistic(id="tax-base", name="skatteunderlag", unit="krona", units="kronor")
KINDS = [PartyKind.MUNICIPALITY, PartyKind.REGION, PartyKind.COMPANY]
GROUPS = ["shore", "neighbour"]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any valid period, open-ended ones included."""
    first_day = draw(days)
    return Period(first_day, draw(st.none() | st.dates(first_day, dt.date(2016, 2, 29))))


@st.composite
def decimals(draw: st.DrawFn, *, least: int = 0, places: int = 4) -> Decimal:
    """Numbers as documents state them, some with trailing zeros or an exponent."""
    digits = draw(st.integers(least, 10**7))
    number = Decimal(digits).scaleb(-draw(st.integers(0, places)))
    return draw(st.sampled_from([number, number.normalize(), number + Decimal("0.0000")]))


roundings = st.builds(
    Rounding, rule=st.sampled_from(RoundingRule), step_ore=st.sampled_from([1, 50, 100])
)
reference_dates = st.sampled_from(
    [ReferenceDate(1, 6, 30), ReferenceDate(1, 12, 31), ReferenceDate(2, 12, 31)]
)
bases = st.builds(
    Basis, statistic=st.sampled_from([POPULATION, TAX_BASE]), reference_date=reference_dates
)
rates = st.builds(Rate, kronor_per_unit=decimals(), of=st.lists(bases, min_size=1, max_size=2))
fixed = st.builds(Fixed, kronor=decimals(least=-(10**7), places=2))


def _of(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    by_kind = st.dictionaries(st.sampled_from(KINDS), rules, min_size=1, max_size=3)
    by_group = st.dictionaries(st.sampled_from(GROUPS), rules, max_size=2)
    return st.builds(ByGroup, kinds=by_kind, groups=by_group) | st.builds(
        Sum, rules=st.lists(rules, min_size=1, max_size=3)
    )


rules: st.SearchStrategy[Rule] = st.recursive(rates | fixed, _of, max_leaves=5)
fundings = st.builds(Funding, rule=rules, rounding=roundings)


@st.composite
def figure_tables(draw: st.DrawFn, subjects: list[str], year: int) -> FigureTable:
    """Figures of some of the subjects, for the reference dates of a year; many are missing."""
    figures = []
    for subject in subjects:
        for statistic in (POPULATION, TAX_BASE):
            for date in (
                ReferenceDate(1, 6, 30),
                ReferenceDate(1, 12, 31),
                ReferenceDate(2, 12, 31),
            ):
                value = draw(st.none() | st.integers(0, 10**6))
                if value is not None:
                    figures.append(
                        Figure(
                            subject=subject,
                            statistic=statistic,
                            reference_date=date.before(year),
                            value=value,
                        )
                    )
    return FigureTable(draw(st.permutations(figures)))


@attrs.frozen
class World:
    """An agreement, a year, and figures for it."""

    agreement: Agreement
    year: int
    figures: FigureTable


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Small agreements of any funding, with members of any kind and group."""
    count = draw(st.integers(1, 5))
    parties = [
        Party(names=f"Part {place}", kind=draw(st.sampled_from(KINDS)), id=f"p{place}")
        for place in range(count)
    ]
    accessions = [
        Accession(
            number=number,
            party=party.id,
            effective=draw(periods()),
            group=draw(st.none() | st.sampled_from(GROUPS)),
        )
        for number, party in enumerate(parties, start=1)
    ]
    reading = Reading(name="only", funding=draw(fundings))
    terms = Terms(title="Avtal", period=draw(periods()), funding=[reading])
    year = draw(years)
    return World(
        Agreement(terms=terms, parties=parties, instruments=accessions),
        year,
        draw(figure_tables([party.id for party in parties], year)),
    )
