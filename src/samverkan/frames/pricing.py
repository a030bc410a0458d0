"""Fees over a data frame: what each row pays for its budget year."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, SupportsIndex, TypeVar, cast

from ..core.figures import Figure, FigureTable, but_assumed
from ..core.parts import inside
from ..core.periods import a_year
from ..errors import FrameError, WrongTypeError
from ..errors.texts import SEVERAL, an_instance
from ..funding.funding import Funding
from ..funding.keys import ByWeight
from ..funding.rules import PerParty, divides
from .columns.inputs import FrameInputs
from .columns.names import LARGEST, ColumnNames, Largest, Names, names_of
from .columns.values import Table
from .divisions.divisions import in_ore
from .engines.engines import Frame
from .engines.extra import nw
from .engines.masks import NEVER, all_of, whole
from .numbers.exact import Exact
from .rules.units import units
from .statuses import FEE, STATUS, status_of
from .supported import check_rule

_FrameT = TypeVar("_FrameT")
_PARTY: Final = "party"
_YEAR: Final = "year"
_SHARE: Final = "share"


def fees(
    frame: _FrameT,
    funding: Funding,
    *,
    years: int | Iterable[int] | None = None,
    columns: ColumnNames | None = None,
    figures: FigureTable | Figure | Iterable[Figure] = (),
    largest: Largest = LARGEST,
    status: bool = False,
) -> _FrameT:
    """Return a frame with the fee of each row, in öre, in the column ``fee_ore``.

    A row is a payer in a budget year, a member for the whole year. The fee is that of
    :func:`samverkan.assess` for an agreement with these members, to the öre. A total is divided
    among all rows of a year. If a figure is missing, the fee is null, never 0.

    The columns are ``year`` (the budget year), ``party`` (the id of the party; for a division,
    ByWeight and PerParty), ``kind`` (such as "municipality") and ``group`` (a named group, or
    null) if a rule asks for them, and a column for each figure, named by the id of its statistic:
    ``population``. A figure is a whole number of the last decimal of its statistic, that of the
    reference date for the budget year of the row.

    A lazy frame stays lazy: nothing is run. An eager one keeps its rows, their order, its columns
    and their types.

    Args:
        frame: A frame of Polars (eager or lazy), pandas, PyArrow, DuckDB or PySpark.

        funding: The rules.

        years: The budget year or years to compute: rows of others have no fee. A frame without a
            column ``year`` needs one year, which is that of all rows. None computes all years.

        columns: What columns are called, if otherwise: by "party", "year", "kind", "group", the id
            of a statistic, or a Basis, if a statistic is used of several days.

        figures: Figures of areas, such as an index. The years must then be stated. None may be
            assumed.

        largest: The largest figure that a column may hold, for all or by figure, 10**11 if nothing
            is stated. Of a lazy frame, it is used to prove, before anything is run, that nothing
            that is computed leaves 64 bits. A product of two figures then needs smaller bounds,
            such as 10**7 and 10**8: with 10**11 for both, it is refused. Of an eager frame, the
            figures that it holds are used.

        status: Whether to add the column ``fee_status``, one of :class:`RowStatus`, too. Neither
            column may be there already.

    Raises:
        FrameError: If the frame, a column or its type cannot be used, or a figure of an area is
            assumed; if the frame is eager, also if a value cannot be used, in a row of any year.
            Such a row of a lazy frame has no fee.

        FrameRuleError: If a rule cannot be evaluated over a frame, or its bounds are too large.

        BudgetYearError: If a year is not a whole number from 1800 to 2999.

    >>> import polars as pl
    >>> from samverkan import ReferenceDate
    >>> from samverkan.funding import POPULATION, Basis, Funding, Rate
    >>> mid_year = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
    >>> funding = Funding(rule=Rate(kronor_per_unit="1.50", of=mid_year))
    >>> counted = pl.DataFrame({"party": ["0182", "0187"], "population": [95_182, None]})
    >>> fees(counted, funding, years=2015)["fee_ore"].to_list()
    [14277300, None]
    """
    an_instance("funding", funding, Funding)
    an_instance("status", status, bool)
    added = [FEE, STATUS] if status else [FEE]
    areas = areas_of(figures)
    table = Table(frame)
    table.check_free([FEE, STATUS])
    check_rule(funding.rule, has_years=years is not None)
    names = names_of([funding.rule], columns, largest)
    several = asked_years(years, table, names)
    # Polars computes on if a product leaves 64 bits, and such a row has no fee.
    is_masked = table.engine.name != "polars-lazy" or divides(funding.rule)
    has_ids = any(True for kind in (PerParty, ByWeight) for _ in inside(funding.rule, kind))
    inputs = FrameInputs(table, names, several, areas, is_masked=is_masked, has_ids=has_ids)
    work, amount = _priced(table, funding, inputs, names, several)
    if not table.engine.is_lazy and not table.rows:
        return cast("_FrameT", _of_no_rows(table, added))
    known = all_of([amount.known, inputs.inside, inputs.of_years, amount.stated, inputs.valid])
    work = table.engine.with_numbers(work, FEE, amount.numerator, known)
    if status:
        why = status_of(
            known=amount.known,
            inside=inputs.inside,
            stated=amount.stated,
            valid=inputs.valid,
            of_years=inputs.within,
            has_year=inputs.has_year,
        )
        work = work.with_columns(why.alias(STATUS))
    return cast("_FrameT", table.joined(work, added))


def asked_years(
    years: int | Iterable[int] | None, table: Table, names: Names
) -> int | tuple[int, ...] | None:
    """Return the budget year of all rows of a frame without a column of years, or those asked for.

    Raises:
        BudgetYearError: If a year is not a whole number from 1800 to 2999.
    """
    asked = years_of(years)
    has_column = "year" in names.columns or names.own("year") in table.types
    return (asked,) if isinstance(asked, int) and has_column else asked


def areas_of(figures: FigureTable | Figure | Iterable[Figure]) -> FigureTable:
    """Return figures of areas as a table.

    Raises:
        FrameError: If one is assumed, which the result could not show.
    """
    areas = figures if isinstance(figures, FigureTable) else FigureTable(figures)
    if but_assumed(areas)[1]:
        raise FrameError("assumed")
    return areas


def _of_no_rows(table: Table, added: Sequence[str]) -> Any:
    """Return an eager frame without rows with its new columns: no engine need compute anything."""
    work = table.engine.with_numbers(table.work(()), FEE, whole(0), None)
    return table.joined(work.with_columns(nw.lit("", nw.String).alias(STATUS)), added)


def years_of(years: int | Iterable[int] | None) -> int | tuple[int, ...] | None:
    """Return budget years in order, each once; refuse what is none.

    Raises:
        BudgetYearError: If a year is not a whole number from 1800 to 2999.
    """
    given: object = years
    if years is None:
        return None
    if isinstance(given, Iterable) and not isinstance(given, (str, bytes, Mapping)):
        return tuple(sorted({_a_year(year) for year in given}))
    if not isinstance(given, SupportsIndex):
        raise WrongTypeError("years", (int, SEVERAL, None), years)
    return _a_year(given)


def _a_year(given: object) -> int:
    """Return a year; those of NumPy are no integers of Python."""
    year = given
    if isinstance(given, SupportsIndex) and not isinstance(given, int):
        year = operator.index(given)
    a_year(year)
    return cast("int", year)


def _priced(
    table: Table,
    funding: Funding,
    inputs: FrameInputs,
    names: Names,
    years: int | tuple[int, ...] | None,
) -> tuple[Frame, Exact]:
    """Return a frame to compute with, and the fee of each of its rows, in whole öre."""
    if years == ():
        return table.work(inputs.columns), Exact.constant(0, stated=NEVER)
    found = units(funding, inputs)
    if not found.divisions:
        return inputs.kept.on(table.work(inputs.columns)), found.amount
    party = inputs.party
    rows = None
    if not table.engine.is_lazy:
        year = None if isinstance(years, int) else names.own("year")
        rows = table.check_once(names.own("party"), year, years)
    within = {} if inputs.is_one_year else {_YEAR: inputs.year}
    work = table.work(names.any_of(table.types)).with_columns(**{_PARTY: party, **within})
    return in_ore(
        inputs.kept.on(work),
        found,
        inputs,
        funding.rounding,
        funding.rule,
        name=_SHARE,
        party=_PARTY,
        within=[*within],
        rows=rows,
    )
