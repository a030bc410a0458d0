"""Random funding and frames for it, and what assess() says of the same rows, as objects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

import attrs
from hypothesis import strategies as st

from builders import joins
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    Party,
    PartyKind,
    Period,
    Statistic,
    Terms,
    assess,
)
from samverkan.funding import (
    Basis,
    ByGroup,
    EntryFee,
    Funding,
    Mean,
    Part,
    Proration,
    Rate,
    Reading,
    Remainder,
    Rule,
    Share,
    Split,
    Stepped,
    Sum,
)
from strategies import (
    AREA,
    CHANGES,
    FIXED_DAY,
    GROUPS,
    IDS,
    PRICES,
    YEARLY,
    bases,
    fixed,
    keys,
    per_party,
    plain_splits,
    plain_totals,
    rates,
    roundings,
    rules,
    steps,
)
from strategies import KINDS as PARTY_KINDS

YEARS = (2014, 2015, 2016)
LARGEST = 10**5
ALWAYS = dt.date(1990, 1, 1)
"""From this day all are members: nobody joins or leaves in any year of a frame."""

Answer: TypeAlias = tuple[int | None, str]
"""A fee in öre, or None, and the status of the row."""


class Row(NamedTuple):
    """A payer in a budget year."""

    party: str
    year: int
    kind: PartyKind
    group: str | None


# --- What a rule reads


def inside(value: Any) -> Iterator[Any]:
    """Yield a value and all that it consists of: rules, bases, keys."""
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from inside(each)
    elif attrs.has(type(value)) and not isinstance(value, Statistic):
        for field in attrs.fields(type(value)):
            yield from inside(getattr(value, field.name))


def own_bases(rule: Rule) -> list[Basis]:
    """Return the figures of payers that a rule reads: a basis for each statistic and day."""
    found: dict[Basis, None] = {}
    for basis in inside(rule):
        if isinstance(basis, Basis) and basis.subject is None:
            date = basis.reference_date
            for day in date.of if isinstance(date, Mean) else (date,):
                found[Basis(statistic=basis.statistic, reference_date=day)] = None
    return list(found)


def reads_areas(rule: Rule) -> bool:
    """Return whether a rule reads figures of an area."""
    return any(isinstance(each, Basis) and each.subject is not None for each in inside(rule))


# --- A frame, and what it means


@attrs.frozen
class Case:
    """A funding, and a frame of payers for it.

    Args:
        funding: The funding.

        rows: The payers, in the order of the frame.

        figures: All figures that are known, of payers and of areas.

        years: What fees() is told of the years.

        by_id: The ids of the statistics whose column is named so, as it is without more.
    """

    funding: Funding
    rows: tuple[Row, ...]
    figures: FigureTable
    years: int | tuple[int, ...] | None
    by_id: frozenset[str] = frozenset()

    def column_of(self, basis: Basis) -> str:
        """Return what the column of a figure is called."""
        bases = own_bases(self.funding.rule)
        name = basis.statistic.id
        alone = [each.statistic.id for each in bases].count(name) == 1
        return name if alone and name in self.by_id else f"figure {bases.index(basis)}"

    def names(self) -> dict[str | Basis, str]:
        """Return the columns whose names fees() must be told."""
        named = {basis: self.column_of(basis) for basis in own_bases(self.funding.rule)}
        return {basis: name for basis, name in named.items() if name != basis.statistic.id}

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of the frame, and one more, ``row``, with the place of each row."""
        found: dict[str, list[Any]] = {
            "row": list(range(len(self.rows))),
            "party": [row.party for row in self.rows],
            "year": [row.year for row in self.rows],
            "kind": [row.kind.value for row in self.rows],
            "group": [row.group for row in self.rows],
        }
        for basis in own_bases(self.funding.rule):
            known = (self.value(basis, row) for row in self.rows)
            found[self.column_of(basis)] = list(known)
        return found

    def value(self, basis: Basis, row: Row) -> int | None:
        """Return the figure of a row, or None if it is missing."""
        [day] = basis.days(row.year)
        figure = self.figures.find(basis.statistic.id, row.party, day)
        return None if figure is None else figure.value

    def given(self, largest: int = LARGEST) -> dict[str, Any]:
        """Return what fees() is given besides the frame."""
        areas = [figure for figure in self.figures.figures if figure.subject == AREA]
        found: dict[str, Any] = {
            "funding": self.funding,
            "columns": self.names(),
            "largest": largest,
        }
        if self.years is not None:
            found["years"] = self.years
        if areas and reads_areas(self.funding.rule):
            found["figures"] = FigureTable(areas)
        return found

    def largest(self) -> int:
        """Return the largest figure of a payer."""
        values = (abs(each.value) for each in self.figures.figures if each.subject != AREA)
        return max(values, default=1)

    def in_years(self) -> set[int]:
        """Return the years of the frame that have fees at all."""
        present = {row.year for row in self.rows}
        if self.years is None:
            return present
        return present & ({self.years} if isinstance(self.years, int) else {*self.years})


def agreement_of(case: Case, year: int) -> Agreement:
    """Return an agreement of the payers of a year, who have always been its members."""
    rows = [row for row in case.rows if row.year == year]
    return Agreement(
        terms=Terms(
            title="Avtal",
            period=Period(ALWAYS),
            funding=[Reading(name="only", funding=case.funding)],
        ),
        parties=[Party(names=f"Part {row.party}", kind=row.kind, id=row.party) for row in rows],
        instruments=[
            joins(number, row.party, ALWAYS, group=row.group)
            for number, row in enumerate(rows, start=1)
        ],
    )


def by_objects(case: Case) -> list[Answer]:
    """Return the fee and the status of each row, by assess() on an agreement for each year.

    assess() has no year beside the one it is asked for: such rows are of another year.
    """
    found: dict[tuple[int, str], Answer] = {}
    for year in case.in_years():
        assessment = assess(agreement_of(case, year), year=year, figures=case.figures)
        found |= {(year, fee.party): (fee.ore, "known") for fee in assessment}
        found |= {(year, each.party): (None, "missing") for each in assessment.missing}
        found |= {(year, party): (None, "unstated") for party in assessment.unstated}
    return [found.get((row.year, row.party), (None, "other-year")) for row in case.rows]


# --- Rules that a frame can do


def tamed(value: Any) -> Any:
    """Return a rule without entry fees and without fallbacks in keys, and with shorter rates."""
    if isinstance(value, tuple):
        return tuple(map(tamed, value))
    if isinstance(value, EntryFee):
        return tamed(value.first)
    if not isinstance(value, Rule | Share):
        return value
    changes = {
        field.name: tamed(getattr(value, field.name))
        for field in attrs.fields(type(value))
        if field.init
    }
    if isinstance(value, Rate) and isinstance(value.kronor_per_unit, Decimal):
        changes["kronor_per_unit"] = shorter(value.kronor_per_unit)
    if isinstance(value, Split | Share) and isinstance(value.by, tuple):
        changes["by"] = tuple(attrs.evolve(basis, fallback=None) for basis in value.by)
    return attrs.evolve(value, **changes)


def shorter(rate: Decimal) -> Decimal:
    """Return another rate with at most three decimals, and below 1 000 kronor."""
    return Decimal(int(rate * 1_000) % 10**6).scaleb(-3)


@st.composite
def frame_rules(draw: st.DrawFn) -> Rule:
    """Rules of every class that a frame can do."""
    found: Rule = tamed(draw(rules))
    return found


paid_by_some: st.SearchStrategy[Rule] = per_party | st.builds(
    ByGroup,
    kinds=st.dictionaries(st.sampled_from(PARTY_KINDS), fixed | rates, min_size=1, max_size=2),
    groups=st.dictionaries(st.sampled_from(GROUPS), fixed | rates, max_size=1),
)
paid_by_some |= st.builds(
    Stepped,
    of=bases,
    rule=paid_by_some,
    above=st.dictionaries(st.sampled_from([0, 5]), paid_by_some, min_size=1, max_size=2),
)
"""Rules that state nothing for some kinds, parties or sizes."""


@st.composite
def rests(draw: st.DrawFn) -> Rule:
    """What is left after payments that only some make, alone or beside the payments."""
    parts = draw(st.lists(paid_by_some | fixed | plain_splits, min_size=1, max_size=2))
    after = parts[0] if len(parts) == 1 else Sum(rules=parts)
    rest = Split(
        total=Remainder(total=draw(plain_totals), after=after), by=draw(keys), step_ore=draw(steps)
    )
    found: Rule = tamed(draw(st.sampled_from([rest, Sum(rules=[after, rest])])))
    return found


@st.composite
def parts_for_some(draw: st.DrawFn) -> Rule:
    """Parts of one total, each divided among those of a kind or of a group."""
    whole = draw(plain_totals)
    places = draw(st.permutations([*PARTY_KINDS, *GROUPS]))
    of = draw(st.sampled_from([("1/2", "1/2"), ("1/3", "1/3", "1/3"), ("1/7", "1/2", "0.2", "0")]))
    splits = {
        place: Split(total=Part(rule=whole, of=part), by=draw(keys))
        for place, part in zip(places, of, strict=False)
    }
    found: Rule = tamed(
        ByGroup(
            kinds={each: splits[each] for each in splits if isinstance(each, PartyKind)},
            groups={each: splits[each] for each in splits if not isinstance(each, PartyKind)},
        )
    )
    return found


@st.composite
def frame_fundings(draw: st.DrawFn, of: st.SearchStrategy[Rule] | None = None) -> Funding:
    """Fundings by any rule, or by some; a frame has whole years, whatever the proration."""
    return Funding(
        rule=draw(frame_rules() if of is None else of),
        proration=draw(st.sampled_from(Proration)),
        rounding=draw(roundings),
    )


# --- Frames


counts = st.sampled_from([0, 0, 1, 7, 7]) | st.integers(0, 50) | st.integers(0, LARGEST)
mostly_zero = st.sampled_from([0, 0, 0, 0, 1])
a_group = st.none() | st.sampled_from([*GROUPS, "elsewhere"])


@st.composite
def frame_rows(draw: st.DrawFn, years: Sequence[int]) -> tuple[Row, ...]:
    """Up to five payers in each of some years, in any order."""
    pairs = [(party, year) for year in years for party in IDS]
    count = draw(st.integers(1, min(len(pairs), 12)))
    chosen = draw(st.permutations(pairs))[:count]
    return tuple(
        Row(party, year, draw(st.sampled_from(PARTY_KINDS)), draw(a_group))
        for party, year in chosen
    )


def _index_figures(draw: st.DrawFn) -> Iterator[Figure]:
    """Yield the levels and changes of an index: most years have one, some of them unfit."""
    for statistic, values in (
        (CHANGES, st.integers(-200, 500) | st.sampled_from([None, -1_000])),
        (PRICES, st.integers(1, 500) | st.sampled_from([None, 0])),
    ):
        for year in range(2010, 2016):
            value = draw(values)
            if value is not None:
                yield _figure(AREA, statistic, dt.date(year, 12, 31), value)


def _figure(subject: str, statistic: Statistic, day: dt.date, value: int) -> Figure:
    return Figure(subject=subject, statistic=statistic, reference_date=day, value=value)


def days_of(basis: Basis, years: Iterable[int]) -> list[dt.date]:
    """Return the days on which a basis is read for any of some years."""
    return sorted({day for year in years for day in basis.days(year)})


@st.composite
def figures_for(draw: st.DrawFn, rule: Rule, rows: Sequence[Row]) -> FigureTable:
    """Figures that a rule reads of the rows, and of the area; some of them are missing."""
    scarce = draw(st.sampled_from([False, False, True]))
    counted = draw(st.sampled_from([counts, counts, counts, mostly_zero]))
    parties, years = sorted({row.party for row in rows}), sorted({row.year for row in rows})
    found: dict[tuple[str, str, dt.date], Figure] = {}
    for basis in own_bases(rule):
        for day in days_of(basis, years):
            for party in parties:
                value = draw(st.none() | counted if scarce else counted)
                if value is not None:
                    sign = -1 if basis.statistic.signed and draw(st.booleans()) else 1
                    figure = _figure(party, basis.statistic, day, sign * value)
                    found.setdefault((party, basis.statistic.id, day), figure)
    figures = list(found.values())
    if reads_areas(rule):
        figures += _index_figures(draw)
        days = {FIXED_DAY, *(date.before(year) for date in YEARLY for year in years)}
        others = {*_statistics(rule)} - {CHANGES, PRICES}
        for statistic in sorted(others, key=lambda each: each.id):
            for day in sorted(days):
                value = draw(st.none() | counts if scarce else counts)
                if value is not None:
                    figures.append(_figure(AREA, statistic, day, value))
    return FigureTable(figures)


def _statistics(rule: Rule) -> Iterator[Statistic]:
    """Yield the statistics of areas that a rule reads."""
    for basis in inside(rule):
        if isinstance(basis, Basis) and basis.subject is not None:
            yield basis.statistic


@st.composite
def cases(draw: st.DrawFn, of: st.SearchStrategy[Rule] | None = None) -> Case:
    """A funding and a frame for it: of one year or several, in any of the ways to say so."""
    funding = draw(frame_fundings(of))
    years = draw(st.lists(st.sampled_from(YEARS), min_size=1, max_size=3, unique=True))
    rows = draw(frame_rows(years))
    said: st.SearchStrategy[Any] = st.just(tuple(years)) | st.just(YEARS)
    if len(years) == 1:
        said |= st.just(years[0])
    else:
        said |= st.just(tuple(years[:1]))  # the rows of the others have no fee
    if not reads_areas(funding.rule):
        said |= st.none()
    statistics = sorted({basis.statistic.id for basis in own_bases(funding.rule)})
    return Case(
        funding=funding,
        rows=rows,
        figures=draw(figures_for(funding.rule, rows)),
        years=draw(said),
        by_id=frozenset(name for name in statistics if draw(st.booleans())),
    )


# --- Laws that say something


REFUSED = {"bounds", "bounds-of-rule"}
"""The only reasons for which these rules may be refused."""


@attrs.define
class Tally:
    """How many cases of a law were refused, and how many have a fee: a law of neither is none."""

    cases: int = 0
    refused: int = 0
    with_a_fee: int = 0

    def add(self, answers: Sequence[Answer], *, refused: bool) -> None:
        """Count a case, with what assess() answers."""
        self.cases += 1
        self.refused += refused
        self.with_a_fee += not refused and any(ore is not None for ore, _ in answers)

    def says_something(self) -> bool:
        """Return whether at most a fifth was refused, and at least a third has a fee."""
        return 5 * self.refused <= self.cases <= 3 * self.with_a_fee
