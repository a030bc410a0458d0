"""Checks of figures and weights: what cannot be true, and what contradicts itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final, NamedTuple, TypedDict

import attrs

from ..agreements.terms import Terms
from ..core import money
from ..core.fields import as_tuple
from ..core.figures import (
    Figure,
    FigureStatus,
    FigureTable,
    Statistic,
    in_conflict,
    in_order,
    refuse_other_scale,
    tables_of,
)
from ..core.parties import Party, PartyKind, codes_of, subject_of
from ..core.parts import but_sources, inside
from ..errors import StatisticConflictError
from ..errors.texts import Text, an_instance
from ..fees.assessments import Assessment
from ..fees.payers import paid_first
from ..fees.units import taken_apart
from ..funding.bases import POPULATION, Basis
from ..funding.funding import Reading
from ..funding.keys import ByWeight
from ..funding.rules import (
    ByGroup,
    ByYear,
    Indexed,
    IndexMethod,
    Part,
    Rule,
    Shares,
    Split,
    Sum,
    rules_in,
    years_named,
)
from .context import Context
from .findings import Finding, FindingKind, Severity

_FIFTH: Final = Fraction(1, 5)
_NEAR: Final = Fraction(1, 100)
_ANY_YEAR: Final = 2000
_A_YEAR: Final = dt.timedelta(days=366)
_TWO_YEARS: Final = dt.timedelta(days=2 * 366)
_CODE: Final = re.compile("[0-9]{4}")
_FINAL: Final = {FigureStatus.FINAL, FigureStatus.PERTURBED}
_NOT_FINAL: Final = {FigureStatus.PRELIMINARY, FigureStatus.FORECAST, FigureStatus.SECONDARY}
_FIRST_PERTURBED: Final = 2025
_SMALLEST: Final = Text(
    "Statistiska centralbyråns folkmängd: den minsta kommunen har över 2 000 invånare",
    "population by Statistics Sweden: the smallest municipality has over 2,000 inhabitants",
)
_PERTURBED: Final = Text(
    "Statistiska centralbyrån, scb.se/FAQ-CKM: från 2025 är varje uppgift slumpjusterad, även "
    "totaler, och summan av delar kan skilja sig från totalen",
    "Statistics Sweden, scb.se/FAQ-CKM: from 2025 every figure is perturbed, totals too, and the "
    "sum of parts may differ from the total",
)

NO_INHABITANTS: Final = FindingKind(
    code="NO_INHABITANTS",
    severity=Severity.ERROR,
    message=Text(
        "folkmängden den {day} är angiven som 0, men ingen kommun är utan invånare",
        "the population on {day} is stated as 0, but no municipality is without inhabitants",
    ),
    remedy=Text(
        "Ange antalet, eller ta bort uppgiften: det som saknas skrivs inte som 0",
        "State the number, or remove the figure: what is missing is not written as 0",
    ),
)

FIGURE_JUMPS: Final = FindingKind(
    code="FIGURE_JUMPS",
    severity=Severity.WARNING,
    message=Text(
        "{statistic} ändras med mer än en femtedel: {before} den {earlier}, {after} den {day}",
        "{statistic} changes by more than a fifth: {before} on {earlier}, {after} on {day}",
    ),
    remedy=Text(
        "Jämför båda med tabellen som de kommer från; stämmer de, till exempel efter en ny "
        "indelning, behövs ingen åtgärd",
        "Compare both with the table that they come from; if they are right, for example after a "
        "change of boundaries, nothing is needed",
    ),
)

FIGURE_OF_TWO_TABLES: Final = FindingKind(
    code="FIGURE_OF_TWO_TABLES",
    severity=Severity.WARNING,
    message=Text(
        "{statistic} den {day} är {one} enligt {table} och {other} enligt {other_table}",
        "{statistic} on {day} is {one} by {table} and {other} by {other_table}",
    ),
    remedy=Text(
        "Behåll den tabell som villkoren avser, och dess publicerade total, aldrig en summa av "
        "delar",
        "Keep the table that the terms mean, and its published total, never a sum of parts",
    ),
)

FIGURE_STATED_TWICE: Final = FindingKind(
    code="FIGURE_STATED_TWICE",
    severity=Severity.ERROR,
    message=Text(
        "{statistic} den {day} är både {one} och {other}, och båda blev kända den {known}",
        "{statistic} on {day} is both {one} and {other}, and both became known on {known}",
    ),
    remedy=Text(
        "Ta bort den ena, eller ge en rättelse dess egen publiceringsdag",
        "Remove one, or give a correction its own day of publication",
    ),
)

FIGURE_LESS_FINAL: Final = FindingKind(
    code="FIGURE_LESS_FINAL",
    severity=Severity.WARNING,
    message=Text(
        "{statistic} den {day}: en uppgift som inte är slutlig, känd från och med den {known}, "
        "gäller i stället för den slutliga från den {final}",
        "{statistic} on {day}: a figure that is not final, known from {known}, applies in place "
        "of the final one from {final}",
    ),
    remedy=Text(
        "Rätta status eller publiceringsdag, eller ta bort den uppgift som inte är slutlig",
        "Correct the status or the day of publication, or remove the figure that is not final",
    ),
)

FIGURES_ASSUMED: Final = FindingKind(
    code="FIGURES_ASSUMED",
    severity=Severity.INFO,
    message=Text(
        "{statistic} den {day} är en prognos: samma som den {assumed_from} (antal: {count})",
        "{statistic} on {day} is a forecast: same as on {assumed_from} (number: {count})",
    ),
    remedy=Text(
        "Använd beloppen för en budget, och räkna om när uppgiften är publicerad; krav ställs inte "
        "på en prognos",
        "Use the amounts for a budget, and compute them again when the figure is published; a "
        "forecast is no ground for claims",
    ),
)

FIGURES_ASSUMED_FROM_AFAR: Final = FindingKind(
    code="FIGURES_ASSUMED_FROM_AFAR",
    severity=Severity.WARNING,
    message=Text(
        "{statistic} den {day} antas vara samma som den {assumed_from}, mer än två år tidigare "
        "(antal: {count})",
        "{statistic} on {day} is assumed to be the same as on {assumed_from}, more than two years "
        "earlier (number: {count})",
    ),
    remedy=Text(
        "Hämta senare uppgifter, eller kontrollera året; ju äldre uppgiften är, desto sämre är "
        "prognosen",
        "Fetch later figures, or check the year; the older the figure, the worse the forecast",
    ),
)

FIGURES_ASSUMED_MIXED: Final = FindingKind(
    code="FIGURES_ASSUMED_MIXED",
    severity=Severity.WARNING,
    message=Text(
        "{statistic} den {day} antas vara samma som på olika dagar för olika parter: {days}",
        "{statistic} on {day} is assumed to be the same as on different days for different "
        "parties: {days}",
    ),
    remedy=Text(
        "Hämta uppgifter om alla för samma dag, eller ta bort dem som bara finns för några; annars "
        "jämförs inte parterna lika",
        "Fetch figures of all for the same day, or remove those that only some have; otherwise "
        "the parties are not compared alike",
    ),
)

STATISTIC_DIFFERS: Final = FindingKind(
    code="STATISTIC_DIFFERS",
    severity=Severity.ERROR,
    message=Text(
        "{statistic} är angiven på två sätt: {one}, och {other}; uppgifterna kan inte jämföras",
        "{statistic} is stated in two ways: {one}, and {other}; the figures cannot be compared",
    ),
    remedy=Text(
        "Ange den på ett sätt; har en serie upphört, ge den nya ett eget id, och länka villkoret "
        "till den (Indexed, link)",
        "State it in one way; if a series has ended, give the new one its own id, and link the "
        "clause to it (Indexed, link)",
    ),
)

WEIGHTS_NEAR_WHOLE: Final = FindingKind(
    code="WEIGHTS_NEAR_WHOLE",
    severity=Severity.WARNING,
    message=Text(
        "Tolkningen {reading}: andelstalen ser ut som delar av {whole}, men är tillsammans {sum}",
        "Reading {reading}: the weights look like parts of {whole}, but sum to {sum}",
    ),
    remedy=Text(
        "Jämför varje andelstal med handlingen; är de inte delar av {whole} behövs ingen åtgärd",
        "Compare each weight with the document; if they are not parts of {whole}, nothing is "
        "needed",
    ),
)

SHARES_NEAR_WHOLE: Final = FindingKind(
    code="SHARES_NEAR_WHOLE",
    severity=Severity.WARNING,
    message=Text(
        "Tolkningen {reading}: andelarna av {total} är tillsammans {sum}, nästan men inte 1",
        "Reading {reading}: the shares of {total} sum to {sum}, almost but not 1",
    ),
    remedy=Text(
        "Jämför varje andel med handlingen; skriv en tredjedel som 1/3, eller rätta den andel som "
        "är fel",
        "Compare each share with the document; write a third as 1/3, or correct the share that is "
        "wrong",
    ),
)

SHARES_ABOVE_WHOLE: Final = FindingKind(
    code="SHARES_ABOVE_WHOLE",
    severity=Severity.WARNING,
    message=Text(
        "Tolkningen {reading}: andelarna av {total} är tillsammans {sum}; mer än hela "
        "summan tas ut",
        "Reading {reading}: the shares of {total} sum to {sum}; more than the whole total is "
        "charged",
    ),
    remedy=Text(
        "Jämför varje andel med handlingen, och rätta den som är fel",
        "Compare each share with the document, and correct the one that is wrong",
    ),
)

SHARES_BELOW_WHOLE: Final = FindingKind(
    code="SHARES_BELOW_WHOLE",
    severity=Severity.INFO,
    message=Text(
        "Tolkningen {reading}: andelarna av {total} är tillsammans {sum}; ingen part bär resten",
        "Reading {reading}: the shares of {total} sum to {sum}; no party bears the rest",
    ),
    remedy=Text(
        "Jämför varje andel med handlingen; är det meningen att parterna inte bär resten behövs "
        "ingen åtgärd",
        "Compare each share with the document; if the parties are not to bear the rest, nothing is "
        "needed",
    ),
)


def check_figures(
    figures: FigureTable | Iterable[Figure], parties: Party | Iterable[Party] = ()
) -> tuple[Finding, ...]:
    """Return what cannot be true in figures, or is doubtful, most serious first.

    Of figures that were published again, those that apply are compared; give the table as it was
    known on a day (:meth:`~samverkan.FigureTable.as_known`) to check that. Found are 0 inhabitants
    of a municipality; a population, or the level of an index with a stated base, that changes by
    more than a fifth within a year; totals of one day from two tables; a preliminary figure that
    became known after the final one; and what a :class:`~samverkan.FigureTable` refuses, if the
    figures are not yet a table.

    Args:
        figures: The figures: a table, or several figures.

        parties: The parties, whose names the findings use. A subject of four digits that is none
            of them is a municipality.

    >>> import datetime as dt
    >>> from samverkan.funding import POPULATION
    >>> vaxholm = Figure(
    ...     subject="0187", statistic=POPULATION, reference_date=dt.date(2024, 6, 30), value=0
    ... )
    >>> [(each.code, each.subject) for each in check_figures([vaxholm])]
    [('NO_INHABITANTS', 'figure population 0187 2024-06-30')]
    """
    several = figures.figures if isinstance(figures, FigureTable) else in_order(figures)
    named: tuple[Party, ...] = as_tuple("parties", parties, Party)
    found = [*_scales(each.statistic for each in several), *_found(several, named)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.order))


def check_assessment(assessment: Assessment) -> tuple[Finding, ...]:
    """Return what cannot be true, or is doubtful, in the figures that fees are based on.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> check_assessment(assess(agreement, year=2015, figures=figures))
    ()
    """
    an_instance("assessment", assessment, Assessment)
    facts = [fact for fee in assessment.fees for fact in assessment.explain(fee.party).step.facts()]
    parties = assessment.agreement.parties
    figures = dict.fromkeys(fact for fact in facts if isinstance(fact, Figure))
    used = [each for figure in figures for each in _last_known(figure, parties)]
    levels = _levels(fact for fact in facts if isinstance(fact, Indexed))
    series = {(each.statistic.id, each.subject) for each in used}
    about = {_about(each) for each in used}
    known_on = assessment.known_on
    known = assessment.figures if known_on is None else assessment.figures.as_known(known_on)
    several = [each for each in known.figures if (each.statistic.id, each.subject) in series]
    found = _found(several, parties, levels)
    told = [finding for finding in found if finding.subject in about]
    others = (figure for each in assessment.assumed for figure in each.figures)
    told += _assumed((*figures, *others))
    return tuple(sorted(dict.fromkeys(told), key=lambda finding: finding.order))


def _last_known(figure: Figure, parties: Sequence[Party]) -> Iterator[Figure]:
    """Yield a figure; for one that is assumed, what it may rest on, under each code of its party.

    Findings are about what is known, not about what is assumed from it.
    """
    if figure.assumed_from is None:
        yield figure
        return
    subject, day = figure.subject, figure.reference_date
    own = [each for each in parties if subject in {each.id, each.code_on(day)}]
    codes = {held.code for party in own for held in codes_of(party)}
    earlier = attrs.evolve(
        figure,
        reference_date=figure.assumed_from,
        status=figure.assumed_status,
        assumed_from=None,
        assumed_status=None,
    )
    for each in {subject, *codes, *(party.id for party in own)}:
        yield attrs.evolve(earlier, subject=each)


def _assumed(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Yield findings for the assumed figures of each day: their number, and what is doubtful."""
    together: dict[tuple[str, dt.date], dict[dt.date, list[Figure]]] = {}
    for each in dict.fromkeys(figures):
        if each.assumed_from is not None:
            of_day = together.setdefault((each.statistic.id, each.reference_date), {})
            of_day.setdefault(each.assumed_from, []).append(each)
    for (statistic, day), of_day in together.items():
        about = f"figures {statistic} {day}"
        name = next(iter(of_day.values()))[0].statistic.name
        for assumed_from, several in sorted(of_day.items()):
            is_far = day - assumed_from > _TWO_YEARS
            yield (FIGURES_ASSUMED_FROM_AFAR if is_far else FIGURES_ASSUMED).found(
                about, statistic=name, day=day, assumed_from=assumed_from, count=len(several)
            )
        if len(of_day) > 1:
            days = tuple(f"{from_day} ({len(of_day[from_day])})" for from_day in sorted(of_day))
            yield FIGURES_ASSUMED_MIXED.found(about, statistic=name, day=day, days=days)


def check_known_figures(context: Context) -> Iterator[Finding]:
    """Yield findings about the figures of an agreement's parties, and of areas in its rules."""
    an_instance("context", context, Context)
    if context.figures is None:
        return
    rules, parties = _rules(context.terms), context.agreement.parties
    indexed = (each for rule in rules for each in inside(rule, Indexed))
    named = dict.fromkeys(basis for rule in rules for basis in inside(rule, Basis))
    bases = [serving for basis in named for serving in basis.in_turn()]
    stated = dict.fromkeys(each.statistic for each in context.figures.figures)
    used = {basis.statistic.id for basis in bases}
    yield from _scales(
        each for each in (*(basis.statistic for basis in bases), *stated) if each.id in used
    )
    subjects = {basis.subject for basis in bases}
    for party in parties:
        subjects |= {party.id, *(held.code for held in codes_of(party))}
    known_on = context.state.known_on
    known = context.figures if known_on is None else context.figures.as_known(known_on)
    several = [figure for figure in known.figures if figure.subject in subjects]
    yield from _found(several, parties, _levels(indexed))
    yield from _assumed(several)


def check_sums(context: Context) -> Iterator[Finding]:
    """Yield a finding for weights or shares of a total that do not sum to the whole."""
    an_instance("context", context, Context)
    for terms in context.terms:
        for reading in terms.funding:
            for key in inside(reading.funding.rule, ByWeight):
                yield from _weights(key, reading.name)
            yield from _sums(reading)


def _sums(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for shares that do not sum to the whole: each in the first of its years."""
    rule = reading.funding.rule
    years = years_named(rule)
    shared = [(each, "") for each in _of_any_year(rule)]
    for year in years or (_ANY_YEAR,):
        when = f" ({year})" if years else ""
        rules = (rule, *paid_first(rule, year))
        shared += [(each, when) for each in _divided(rules, year)]
    told: set[tuple[Hashable, Fraction]] = set()
    for each, when in shared:
        kind = _kind(each)
        if kind is not None and (each.total, each.sum) not in told:
            told.add((each.total, each.sum))
            total = Text(f"en summa{when}", f"a total{when}")
            yield kind.found("terms", reading=reading.name, sum=str(each.sum), total=total)


class _Shared(NamedTuple):
    """The shares of one total that members bear in a year."""

    total: Hashable
    parts: list[Fraction]
    is_whole: bool  # whether the shares are meant to be all of the total
    is_divided: bool = True

    @property
    def sum(self) -> Fraction:
        return sum(self.parts, Fraction(0))


def _kind(shared: _Shared) -> FindingKind | None:
    """Return the kind of finding that shares of a total give, or None if they are in order."""
    off = shared.sum - 1
    if len(shared.parts) > 1 and 0 < abs(off) <= _NEAR:
        return SHARES_NEAR_WHOLE
    if not shared.is_divided:
        return None  # each payer pays parts of an amount, of which nobody need pay the rest
    if off > 0:
        return SHARES_ABOVE_WHOLE
    return SHARES_BELOW_WHOLE if off < 0 and shared.is_whole else None


def _of_any_year(rule: Rule) -> Iterator[_Shared]:
    """Yield the shares of classes, and the parts of one amount in a sum."""
    for shares in inside(rule, Shares):
        parts = [share.part for _, share in (*shares.kinds, *shares.groups)]
        yield _Shared(but_sources(shares), parts, is_whole=True)
    for added in inside(rule, Sum):
        of_one: dict[Hashable, list[Fraction]] = {}
        for each in added.rules:
            if isinstance(each, Part):
                of_one.setdefault(but_sources(each.rule), []).append(each.part)
        for total, several in of_one.items():
            yield _Shared(total, several, is_whole=False, is_divided=False)


def _divided(rules: Iterable[Rule], year: int) -> Iterator[_Shared]:
    """Yield the parts of each total that each of several rules divides in a budget year.

    They need not be all of a total that is also divided whole, of which the rest is divided, or
    that is less a discount.
    """
    found: list[tuple[Hashable, list[Fraction]]] = []
    in_other_ways: set[Hashable] = set()
    for rule in rules:
        of_one: dict[Hashable, list[Fraction]] = {}
        for split in _splits(rule, year):
            total, part, remainders = taken_apart(split.total, year)
            if part is not None:
                of_one.setdefault(but_sources(total), []).append(part)
            if part is None or any(each.less is not None for each in inside(split.total, Part)):
                in_other_ways.add(but_sources(total))
            for left, _ in remainders:
                of, _, _ = taken_apart(left.total, year)
                in_other_ways.add(but_sources(of))
        found += of_one.items()
    for of_parts, parts in found:
        yield _Shared(of_parts, parts, is_whole=of_parts not in in_other_ways)


def _splits(rule: Rule, year: int) -> Iterator[Split]:
    """Yield the divisions of a rule in a budget year."""
    chosen = rule.rule_for(year) if isinstance(rule, ByYear) else rule
    if isinstance(chosen, Split):
        yield chosen
    elif isinstance(chosen, (ByGroup, ByYear, Sum)):
        for each in [chosen] if isinstance(chosen, ByYear) else rules_in(chosen):
            yield from _splits(each, year)


def _weights(key: ByWeight, reading: str) -> Iterator[Finding]:
    total = sum(weight for _, weight in key.weights)
    for whole in (100, 1):
        is_near = 0 < abs(Fraction(total) - whole) <= whole * _NEAR
        if is_near and len(key.weights) > 1:
            yield WEIGHTS_NEAR_WHOLE.found(
                "terms", reading=reading, whole=whole, sum=_said(Decimal(total))
            )


def _rules(several: Iterable[Terms]) -> list[Rule]:
    return [reading.funding.rule for terms in several for reading in terms.funding]


def _levels(indexed: Iterable[Indexed]) -> frozenset[str]:
    """Return the ids of the statistics whose level adjusts an amount."""
    by_level = [rule for rule in indexed if rule.method is IndexMethod.LEVEL]
    linked = [rule.link.index for rule in by_level if rule.link is not None]
    bases = [*(rule.index for rule in by_level), *linked]
    return frozenset(basis.statistic.id for basis in bases)


# --- Statistics


def _scales(statistics: Iterable[Statistic]) -> Iterator[Finding]:
    """Yield a finding for each statistic that is stated in two ways that count differently."""
    known: dict[str, Statistic] = {}
    for statistic in dict.fromkeys(statistics):
        first = known.setdefault(statistic.id, statistic)
        try:
            refuse_other_scale(first, statistic)
        except StatisticConflictError:
            yield STATISTIC_DIFFERS.found(
                f"statistic {statistic.id}",
                statistic=statistic.id,
                one=_scale(first),
                other=_scale(statistic),
            )


def _scale(statistic: Statistic) -> Text:
    """Return how a statistic counts: *decimaler: 2, bas: 1980 = 100*."""
    swedish = [f"decimaler: {statistic.decimals}"]
    english = [f"decimals: {statistic.decimals}"]
    if statistic.signed:
        swedish.append("får vara under 0")
        english.append("may be below 0")
    swedish.append(f"bas: {statistic.base or 'inte angiven'}")
    english.append(f"base: {statistic.base or 'not stated'}")
    return Text(", ".join(swedish), ", ".join(english))


# --- Figures


def _found(
    figures: Sequence[Figure], parties: Sequence[Party], levels: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Yield what is found in figures that are in the order of a table."""
    for _, of_one in groupby(figures, lambda each: (each.statistic.id, each.subject)):
        latest: dict[dt.date, Figure] = {}
        for day, several in groupby(of_one, lambda each: each.reference_date):
            published = tuple(several)
            latest[day] = published[-1]
            yield from _published(published, parties)
        for day, figure in latest.items():
            if figure.value == 0 and _is_of_municipality(figure, parties):
                yield NO_INHABITANTS.found(
                    _about(figure), _SMALLEST, about=_whose(figure, parties), day=day
                )
        yield from _jumps(latest, parties, levels)


def _published(published: Sequence[Figure], parties: Sequence[Party]) -> Iterator[Finding]:
    """Yield what is found in figures of one subject and day, in the order in which they apply."""
    for one, other in pairwise(published):
        is_conflict = in_conflict(one, other)
        is_corrected = one.value != other.value and not {one.status, other.status} & _NOT_FINAL
        tables = tables_of(one, other)
        one_said, other_said, named = _number(one), _number(other), _named(other, parties)
        if tables is not None and (is_conflict or is_corrected):
            source = _PERTURBED if _may_be_perturbed(other) else None
            yield FIGURE_OF_TWO_TABLES.found(
                _about(other),
                source,
                **named,
                one=one_said,
                other=other_said,
                table=tables[0],
                other_table=tables[1],
            )
        elif is_conflict:
            yield FIGURE_STATED_TWICE.found(
                _about(other), **named, one=one_said, other=other_said, known=other.known_from
            )
    last = published[-1]
    final = [each for each in published if each.status in _FINAL and each.value != last.value]
    if last.status in _NOT_FINAL and final and final[-1].known_from < last.known_from:
        yield FIGURE_LESS_FINAL.found(
            _about(last),
            **_named(last, parties),
            known=last.known_from,
            final=final[-1].known_from,
        )


def _jumps(
    latest: Mapping[dt.date, Figure], parties: Sequence[Party], levels: frozenset[str]
) -> Iterator[Finding]:
    """Yield a finding for each figure that differs by more than a fifth from that a year before.

    If there is none of that day, the last one within a year before serves.
    """
    nearest: Figure | None = None
    for day, figure in latest.items():
        before = latest.get(_year_before(day), nearest)
        nearest = figure
        statistic = figure.statistic
        is_steady = statistic.id in levels or statistic.base is not None or _is_population(figure)
        if before is None or not is_steady or day - before.reference_date > _A_YEAR:
            continue
        was, value = (each.statistic.number(each.value) for each in (before, figure))
        if was > 0 and value > 0 and abs(Fraction(value) - Fraction(was)) > _FIFTH * Fraction(was):
            yield FIGURE_JUMPS.found(
                _about(figure),
                **_named(figure, parties),
                before=_number(before),
                earlier=before.reference_date,
                after=_number(figure),
            )


def _year_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _is_population(figure: Figure) -> bool:
    return figure.statistic.id == POPULATION.id


def _is_of_municipality(figure: Figure, parties: Sequence[Party]) -> bool:
    if not _is_population(figure):
        return False
    subject, day = figure.subject, figure.reference_date
    kinds = {each.kind for each in parties if subject in {each.id, each.code_on(day)}}
    return PartyKind.MUNICIPALITY in kinds if kinds else _CODE.fullmatch(subject) is not None


def _may_be_perturbed(figure: Figure) -> bool:
    return _is_population(figure) and figure.reference_date.year >= _FIRST_PERTURBED


def _about(figure: Figure) -> str:
    """Return what a finding is about, for programs: ``figure population 0187 2024-06-30``."""
    return f"figure {figure.statistic.id} {figure.subject} {figure.reference_date}"


def _whose(figure: Figure, parties: Sequence[Party]) -> str:
    return subject_of(parties, figure.subject, figure.reference_date)


def _named(figure: Figure, parties: Sequence[Party]) -> _Named:
    return {
        "about": _whose(figure, parties),
        "statistic": figure.statistic.name,
        "day": figure.reference_date,
    }


class _Named(TypedDict):
    """What a finding names of a figure."""

    about: str
    statistic: Text
    day: dt.date


def _number(figure: Figure) -> Text:
    return _said(figure.statistic.number(figure.value))


def _said(number: Decimal) -> Text:
    return Text(money.decimal(number, "sv"), money.decimal(number, "en"))
