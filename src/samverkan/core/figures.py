"""Figures that fees are computed from, such as the number of inhabitants on a day."""

from __future__ import annotations

import collections
import datetime as dt
import enum
import itertools
import operator
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

import attrs

from ..errors import (
    AmountError,
    AssumptionError,
    FigureConflictError,
    ReferenceDateError,
    StatisticConflictError,
    StatisticError,
    WrongTypeError,
)
from ..errors.texts import (
    Text,
    a_slug,
    an_instance,
    an_optional_line,
    as_optional_line,
    as_text,
)
from .fields import a_whole_number, as_tuple
from .money import a_long_number
from .parties import Party
from .periods import a_day, a_year, an_optional_day
from .sources import Source, as_sources

_MOST_DECIMALS = 10
_A_UNIT = Text(
    "enhetens namn, som elev; bara en statistik i kronor (in_kronor) har ett utan att det anges",
    "the name of the unit, such as pupil; only a statistic in kronor (in_kronor) has one unstated",
)


def _unit(statistic: Statistic) -> Text:
    return _in_kronor(statistic, "unit", Text("krona", "krona"))


def _units(statistic: Statistic) -> Text:
    return _in_kronor(statistic, "units", Text("kronor", "kronor"))


def _in_kronor(statistic: Statistic, field: str, name: Text) -> Text:
    if statistic.in_kronor is not True:
        raise WrongTypeError(field, _A_UNIT, None)
    return name


def _as_base(value: str | None) -> str | None:
    """Return a base with one space around its sign, so that equal bases are equal texts."""
    line = as_optional_line(value)
    return re.sub(r"\s*=\s*", " = ", line) if isinstance(line, str) else line


@attrs.frozen(kw_only=True)
class Statistic:
    """What is counted (*statistik*), such as the population.

    Args:
        id: Id that figures and rules refer to.

        name: Display name.

        in_kronor: Whether its figures are amounts of money, in kronor; they are then shown as
            amounts.

        unit: Name of the unit, in the singular if the language distinguishes it. If the figures
            are in kronor, it may be left out.

        units: Name of the unit in the plural; likewise.

        decimals: Number of decimals in its figures, 0 to 10. A figure is still a whole number:
            with one decimal, 27 means 2.7.

        signed: Whether its figures may be negative, such as a yearly change.

        base: If it is the level of an index, its base (*basår*) as the authority writes it:
            ``"1980 = 100"``. None if it has none, or it is not stated.

    Raises:
        TextError: If a text is empty, or the id is not valid.

        CountError: If the number of decimals is negative.

        AmountError: If there are more than 10 decimals.

        StatisticError: If there is a base, and the figures are in kronor or may be negative: then
            they are not levels.

    >>> pupils = Statistic(id="pupils", name="antal elever", unit="elev", units="elever")
    >>> pupils.name.in_language("sv")
    'antal elever'
    >>> Statistic(id="taxes", name="skatter och bidrag", in_kronor=True).units.in_language("sv")
    'kronor'
    """

    id: str
    name: Text = attrs.field(converter=as_text)
    in_kronor: bool = False
    unit: Text = attrs.field(default=attrs.Factory(_unit, takes_self=True), converter=as_text)
    units: Text = attrs.field(default=attrs.Factory(_units, takes_self=True), converter=as_text)
    decimals: int = 0
    signed: bool = False
    base: str | None = attrs.field(default=None, converter=_as_base)

    def __attrs_post_init__(self) -> None:
        a_slug("statistic", self.id)
        an_instance("in_kronor", self.in_kronor, bool)
        a_whole_number("decimals", self.decimals)
        if self.decimals > _MOST_DECIMALS:
            raise AmountError("decimals", self.decimals, "too-many-decimals", {"most": 10})
        an_instance("signed", self.signed, bool)
        an_optional_line("base", self.base)
        if self.base is not None and (self.in_kronor or self.signed):
            raise StatisticError(self.id, "kronor-with-base" if self.in_kronor else "signed-base")

    def number(self, value: int) -> Decimal:
        """Return the number that a figure's value represents.

        >>> change = Statistic(id="change", name="a", unit="%", units="%", decimals=1, signed=True)
        >>> change.number(-27)
        Decimal('-2.7')
        """
        a_long_number("value", value)
        # Built from the digits, because arithmetic would round to the context's precision.
        return Decimal((int(value < 0), tuple(map(int, str(abs(value)))), -self.decimals))


def refuse_other_scale(known: Statistic, other: Statistic) -> None:
    """Refuse a statistic whose figures mean something else than those of another."""
    one, two = ((each.decimals, each.signed) for each in (known, other))
    if one != two or known.base != other.base:
        raise StatisticConflictError(other.id, one, two, (known.base, other.base))


class FigureStatus(enum.StrEnum):
    """How reliable a figure is."""

    FINAL = "final"
    """As the statistics authority published it (*slutlig*)."""
    PRELIMINARY = "preliminary"
    """Published, and to be replaced by a final figure (*preliminär*)."""
    FORECAST = "forecast"
    """An estimate of what is not yet counted (*prognos*)."""
    PERTURBED = "perturbed"
    """Published with a small random change that protects individuals (*slumpjusterad*). No exact
    figure is published. Source: Statistics Sweden, scb.se/FAQ-CKM: every figure above 0, totals
    too, from reference year 2025."""
    SECONDARY = "secondary"
    """Known second-hand only, not checked against the authority (*andrahandsuppgift*)."""


_BEFORE_FINAL: Final = (FigureStatus.FORECAST, FigureStatus.PRELIMINARY)
_BY_TRUST: Final = (
    *_BEFORE_FINAL,
    None,
    FigureStatus.SECONDARY,
    FigureStatus.PERTURBED,
    FigureStatus.FINAL,
)


@attrs.frozen(kw_only=True)
class Figure:
    """A counted value for a party or an area on a day.

    Args:
        subject: Id of the party or area that the figure describes, or the municipality code that
            the party had on the reference date.

        statistic: What was counted.

        reference_date: The day that the figure describes (*avser*).

        value: The count, in whole units, or in units of the statistic's last decimal: 0 or more
            (unless the statistic is signed), at most 18 digits.

        status: How reliable the figure is, or None if that is not stated.

        published_on: Day on which the figure became known, or None if that day was not seen. The
            figure then counts as known from its reference date.

        sources: The table that contains the figure.

        assumed_from: If nothing is published and an earlier figure is assumed to hold still, the
            day that the earlier one describes (*samma som den*); else None.

        assumed_status: How reliable that earlier figure is, if it is stated; else None.

    Raises:
        CountError: If the count is negative or has over 18 digits.

        AssumptionError: If the figure is assumed, and it is no forecast, or the day that it is
            assumed from is not earlier; or if only the status of an earlier one is stated.

    >>> from samverkan.funding import POPULATION
    >>> nacka = Figure(
    ...     subject="0182",
    ...     statistic=POPULATION,
    ...     reference_date=dt.date(2014, 6, 30),
    ...     value=95_182,
    ... )
    >>> nacka.known_from
    datetime.date(2014, 6, 30)
    """

    subject: str
    statistic: Statistic
    reference_date: dt.date
    value: int
    status: FigureStatus | None = None
    published_on: dt.date | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)
    assumed_from: dt.date | None = None
    assumed_status: FigureStatus | None = None

    def __attrs_post_init__(self) -> None:
        a_slug("subject", self.subject)
        an_instance("statistic", self.statistic, Statistic)
        a_day("reference_date", self.reference_date)
        signed = self.statistic.signed and type(self.value) is int
        a_whole_number("value", abs(self.value) if signed else self.value)
        an_instance("status", self.status, FigureStatus, None)
        an_optional_day("published_on", self.published_on)
        an_instance("assumed_status", self.assumed_status, FigureStatus, None)
        if self.assumed_from is None:
            if self.assumed_status is not None:
                raise AssumptionError(self.subject, self.reference_date, None, "no-day")
        else:
            a_day("assumed_from", self.assumed_from)
            days = self.reference_date, self.assumed_from
            if self.assumed_from >= self.reference_date:
                raise AssumptionError(self.subject, *days, "not-earlier")
            if self.status is not FigureStatus.FORECAST:
                raise AssumptionError(self.subject, *days, "no-forecast")

    @property
    def known_from(self) -> dt.date:
        """The first day on which the figure counts as known."""
        return self.published_on or self.reference_date


def figures_like(
    example: Figure, subjects: Sequence[str], days: Sequence[dt.date], values: Sequence[int]
) -> list[Figure]:
    """Return figures that differ from an example in subject, reference date and value alone.

    Nothing is checked: whoever reads a table of thousands has checked each cell.

    Args:
        example: A figure with what they have in common.

        subjects: The subject of each.

        days: The reference date of each.

        values: The value of each.
    """
    made: list[Figure] = list(map(object.__new__, itertools.repeat(Figure, len(subjects))))
    columns = {"subject": subjects, "reference_date": days, "value": values}
    for name, set_field in _SETTERS:
        column = columns.get(name) or itertools.repeat(getattr(example, name))
        collections.deque(map(set_field, made, column), maxlen=0)  # sets the field of each
    return made


_SETTERS: Final = [(each.name, getattr(Figure, each.name).__set__) for each in attrs.fields(Figure)]


@attrs.frozen
class ReferenceDate:
    """A rule for the day that a budget year's figures describe (*avstämningsdag*).

    Args:
        years_before: Number of years before the budget year, 0 to 99.

        month: Month, 1 to 12.

        day: Day of that month; 29 February is refused, because most years do not have it.

    Raises:
        ReferenceDateError: If the day does not exist in every year.

    >>> ReferenceDate(1, 6, 30).before(2015)  # mid-year of the year before
    datetime.date(2014, 6, 30)
    """

    years_before: int
    month: int
    day: int

    def __attrs_post_init__(self) -> None:
        parts = (self.years_before, self.month, self.day)
        try:
            if any(type(part) is not int for part in parts) or not 0 <= self.years_before < 100:
                raise ReferenceDateError(*parts)
            dt.date(2015, self.month, self.day)  # any year that is not a leap year
        except (ValueError, OverflowError):
            raise ReferenceDateError(*parts) from None

    def before(self, year: int) -> dt.date:
        """Return the reference date of a budget year.

        Raises:
            BudgetYearError: If *year* is not a whole number from 1800 to 2999.
        """
        a_year(year)
        return dt.date(year - self.years_before, self.month, self.day)


_STATISTIC: Final = operator.attrgetter("statistic")
_SUBJECT: Final = operator.attrgetter("subject")
_DAY: Final = operator.attrgetter("reference_date")


def in_order(figures: Figure | Iterable[Figure]) -> tuple[Figure, ...]:
    """Return figures in order, each once; of one subject and day, the last one applies."""
    several = as_tuple("figures", figures, Figure)
    if len(set(map(id, map(_STATISTIC, several)))) == 1:  # the usual case
        subjects, days = list(map(_SUBJECT, several)), list(map(_DAY, several))
        beside = zip(subjects, subjects[1:], days, days[1:], strict=False)
        if all(
            one < other or (one == other and day < next_day) for one, other, day, next_day in beside
        ):
            return several  # none is stated twice
    return tuple(sorted(set(several), key=_order))


def _order(figure: Figure) -> tuple[object, ...]:
    # Of figures that became known on one day, the last one applies: a count before an estimate,
    # and of two equal counts the final one.
    trust = (_BY_TRUST.index(figure.status), repr(figure.sources))
    rest = (figure.published_on is not None, str(figure.assumed_from), str(figure.assumed_status))
    return (*_key(figure), figure.known_from, _stage(figure), figure.value, trust, rest)


def _stage(figure: Figure) -> int:
    """Return 0 for a forecast, 1 for a preliminary figure, 2 for one that is not to be replaced."""
    is_early = figure.status in _BEFORE_FINAL
    return _BY_TRUST.index(figure.status) if is_early else len(_BEFORE_FINAL)


def in_conflict(one: Figure, other: Figure) -> bool:
    """Return whether two figures state different values of one count that applied at once.

    A figure that was known on the same day as a preliminary figure or a forecast replaces it;
    they do not conflict.
    """
    return (
        one.value != other.value
        and one.known_from == other.known_from
        and _key(one) == _key(other)
        and _stage(one) == _stage(other)
    )


def later_of(one: Figure, other: Figure) -> Figure | None:
    """Return which of two figures applies in the end, or None if they would conflict."""
    if in_conflict(one, other):
        return None
    return max(one, other, key=lambda each: (each.known_from, _stage(each)))


def a_figure_table(field: str, value: object) -> None:
    """Refuse what is no table of figures; of a file with figures, say where its table is."""
    if not isinstance(value, FigureTable):
        raise WrongTypeError(field, _A_FIGURE_TABLE, value)


_A_FIGURE_TABLE: Final = Text(
    "en FigureTable (av en FigureFile: dess .figures; av flera: combine_figures)",
    "a FigureTable (of a FigureFile, its .figures; of several, combine_figures)",
)


def tables_of(one: Figure, other: Figure) -> tuple[str, str] | None:
    """Return the names of the tables of two figures if both are stated and differ, else None."""
    if not one.sources or not other.sources:
        return None
    cited = (each.sources[0] for each in (one, other))
    first, second = (", ".join(filter(None, (each.document, each.place))) for each in cited)
    return None if first == second else (first, second)


def _key(figure: Figure) -> tuple[str, str, dt.date]:
    return (figure.statistic.id, figure.subject, figure.reference_date)


@attrs.frozen
class FigureTable:
    """A table of figures, looked up by statistic, subject and reference date.

    If a figure was published again, the table keeps both; the later one applies. Of a forecast,
    a preliminary and any other figure that became known on one day, the last named applies.

    Args:
        figures: The figures, in any order.

    Raises:
        FigureConflictError: If one figure has two values that became known on the same day.

        StatisticConflictError: If figures of one statistic differ in the number of decimals, in
            the base of an index, or in whether they may be negative: one of them would be
            misread.

    >>> from samverkan.stockholm import figures
    >>> figures.find("population", "0182", dt.date(2014, 6, 30)).value
    95182
    """

    figures: tuple[Figure, ...] = attrs.field(converter=in_order)
    _found: dict[tuple[str, dt.date], dict[str, Figure]] = attrs.field(
        init=False, repr=False, eq=False, hash=False
    )
    _statistics: dict[str, Statistic] = attrs.field(init=False, repr=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        statistics: dict[str, Statistic] = {}
        for statistic in {id(each): each for each in map(_STATISTIC, self.figures)}.values():
            refuse_other_scale(statistics.setdefault(statistic.id, statistic), statistic)
        found: dict[tuple[str, dt.date], dict[str, Figure]] = collections.defaultdict(dict)
        for each in self.figures:  # of several figures of a key, the last one applies
            found[each.statistic.id, each.reference_date][each.subject] = each
        if sum(map(len, found.values())) < len(self.figures):
            self._refuse_conflicts()
        object.__setattr__(self, "_found", dict(found))
        object.__setattr__(self, "_statistics", statistics)

    def _refuse_conflicts(self) -> None:
        # They are in order, so those of one key and day are beside each other.
        pairs = itertools.pairwise(self.figures)
        conflicts = [(one, other) for one, other in pairs if in_conflict(one, other)]
        if conflicts:
            raise FigureConflictError(
                tuple((*_key(one), one.value, other.value) for one, other in conflicts),
                tuple(tables_of(*both) for both in conflicts),
            )

    def __repr__(self) -> str:
        return f"<FigureTable: {len(self.figures)} figures>"

    def as_known(self, day: dt.date) -> FigureTable:
        """Return the figures that were known on a day, that day included.

        >>> from samverkan.stockholm import figures
        >>> early = figures.as_known(dt.date(2014, 8, 13))
        >>> early.find("population", "0182", dt.date(2014, 6, 30)) is None
        True
        """
        a_day("known_on", day)
        if all(figure.known_from <= day for figure in self.figures):
            return self
        return FigureTable(figure for figure in self.figures if figure.known_from <= day)

    def find(self, statistic: str, subject: str, reference_date: dt.date) -> Figure | None:
        """Return the latest known figure, or None if there is none; a missing figure is never 0.

        Args:
            statistic: The id of the statistic.

            subject: The id of the party or area.

            reference_date: The day that the figure describes.
        """
        try:
            return self._found[statistic, reference_date][subject]
        except (KeyError, TypeError):  # no such figure, or not a valid key
            an_instance("statistic", statistic, str)
            an_instance("subject", subject, str)
            a_day("reference_date", reference_date)
            return None

    def find_for(self, statistic: str, party: Party, reference_date: dt.date) -> Figure | None:
        """Return the latest known figure of a party, or None if there is none.

        It is the figure under the municipality code that the party had on the reference date; if
        there is none, the figure under the party's id. A figure under another code of the party
        is not used: on that day, the code may have been another municipality's.

        Args:
            statistic: The id of the statistic.

            party: The party.

            reference_date: The day that the figure describes.

        >>> from samverkan.stockholm import agreement, figures
        >>> nacka = agreement.party("Nacka")
        >>> figures.find_for("population", nacka, dt.date(2014, 6, 30)).value
        95182
        """
        if type(party) is not Party:
            an_instance("party", party, Party)
        code = party.municipality_code
        if (code is None or code == party.id) and not party.former_codes:  # the usual case
            return self.find(statistic, party.id, reference_date)
        code = party.code_on(reference_date)
        found = None if code is None else self.find(statistic, code, reference_date)
        return found or self.find(statistic, party.id, reference_date)

    def check_statistic(self, statistic: Statistic) -> None:
        """Refuse a statistic that these figures count differently; its names and units may differ.

        Raises:
            StatisticConflictError: If its number of decimals differs, or whether it may be
                negative, or its base.

        >>> from samverkan.funding import POPULATION
        >>> from samverkan.stockholm import figures
        >>> figures.check_statistic(POPULATION)
        """
        an_instance("statistic", statistic, Statistic)
        refuse_other_scale(self._statistics.get(statistic.id, statistic), statistic)


def find_for_each(
    table: FigureTable, statistic: str, parties: Iterable[Party], reference_date: dt.date
) -> list[Figure | None]:
    """Return the latest known figure of each of several parties, in their order."""
    found = table._found.get((statistic, reference_date), {})  # noqa: SLF001 - of this module
    return [
        table.find_for(statistic, party, reference_date)
        if party.former_codes or (party.municipality_code or party.id) != party.id
        else found.get(party.id)  # the usual case
        for party in parties
    ]


def but_assumed(figures: FigureTable) -> tuple[FigureTable, tuple[Figure, ...]]:
    """Return a table without the figures that it states as assumed, and these."""
    if not any(map(operator.attrgetter("assumed_from"), figures.figures)):
        return figures, ()
    assumed = tuple(each for each in figures.figures if each.assumed_from is not None)
    known = (each for each in figures.figures if each.assumed_from is None)
    return FigureTable(tuple(known)), assumed
