"""Fees of an agreement over a frame of figures: memberships, rule changes and days of knowledge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from ..agreements.agreement import Agreement
from ..agreements.instruments import Amendment
from ..core.figures import Figure, FigureTable
from ..core.periods import an_optional_day
from ..errors import FrameError, FrameRuleError, WrongTypeError
from ..errors.texts import SEVERAL, an_instance, an_optional_line
from ..fees.plans import Outlook, Plan, plans
from ..funding.rules import Rule
from .columns.names import LARGEST, ColumnNames, Largest, names_of
from .columns.values import Table
from .engines.engines import Engine, Frame
from .engines.extra import nw
from .engines.masks import pick, whole
from .members.adding import FLAGS, LACKING, UNSTATED, sum_of_each_fee
from .members.knowledge import (
    OUTSIDE,
    TWICE,
    FiguresRead,
    MembershipInputs,
    known_figures,
    with_figures,
)
from .members.memberships import TYPES, Columns, FeePlaces, PlannedFees, outlook_is
from .members.shares import ShareAmounts, totals_alike
from .members.turns import TurnAmounts
from .numbers.exact import within
from .pricing import areas_of, asked_years
from .rules.compiling import bounded
from .statuses import FEE, STATUS, RowStatus, status_of

FrameT = TypeVar("FrameT")
_Amounts: TypeAlias = ShareAmounts | TurnAmounts


def assess_frame(
    agreement: Agreement,
    frame: FrameT,
    *,
    years: int | Iterable[int],
    known_on: dt.date | None = None,
    reading: str | None = None,
    columns: ColumnNames | None = None,
    figures: FigureTable | Figure | Iterable[Figure] = (),
    largest: Largest = LARGEST,
) -> FrameT:
    """Return the fees of an agreement for some budget years, from a frame of figures.

    As :func:`samverkan.assess` does, it takes memberships, changes of the funding, and days of
    knowledge into account, and it names the same parties.

    Args:
        agreement: The agreement.

        frame: The figures: a row for each party and budget year, with the columns ``party`` (its
            id), ``year``, and one for each figure that the rules read. With ``published_on``, the
            day on which the figures of the row became known, there may be several rows for a party
            and year: of each figure, the last one known applies. A row without a day counts from
            the reference date of each figure.

        years: The budget years. A frame without a column ``year`` needs one, that of all rows.

        known_on: The day of knowledge: what was decided or published up to that day counts, that
            day included. None counts everything on record.

        reading: The name of a reading of the terms, or None for the preferred one.

        columns: What columns are called, as in :func:`fees`.

        figures: The figures of areas, such as an index. None may be assumed.

        largest: The largest figure that a column may hold, as in :func:`fees`. Also of an eager
            frame, it is used to prove that nothing that is computed leaves 64 bits.

    Returns:
        A frame of the same kind with the columns ``party``, ``year``, ``fee_ore`` and
        ``fee_status``, in order of year and party if it is eager.

    Raises:
        FrameError: If the frame lacks a column, or a column has another type; if the frame is
            eager, also if a value is out of bounds, or stated twice; if a figure of an area is
            assumed.

        FrameRuleError: If a rule cannot be evaluated over a frame.

        BudgetYearError: If a year is not a whole number from 1800 to 2999.

        UnknownReadingError: If the terms have no such reading.

    >>> import polars as pl
    >>> from samverkan.stockholm import agreement, figures
    >>> counted = pl.DataFrame({"party": ["0182"], "year": [2015], "population": [95_182]})
    >>> fees = assess_frame(agreement, counted, years=[2015])
    >>> fees.row(by_predicate=pl.col("party") == "0182")
    ('0182', 2015, 14277300, 'known')
    """
    an_optional_day("known_on", known_on)
    asked = FeesAsked.of(
        agreement,
        frame,
        years=years,
        reading=reading,
        columns=columns,
        figures=figures,
        largest=largest,
    )
    return cast("FrameT", asked.finished(asked.compiled(known_on).fees(), [FEE, STATUS]))


@attrs.frozen
class FeesAsked:
    """Fees that are asked for, as known on any day.

    Args:
        agreement: The agreement.

        table: The frame.

        years: The budget year of all rows, or the years.

        reading: The name of a reading, or None.

        read: The figures that were read so far.

        figures: The figures of areas.
    """

    agreement: Agreement
    table: Table
    years: int | tuple[int, ...]
    reading: str | None
    read: FiguresRead
    figures: FigureTable

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        frame: object,
        *,
        years: int | Iterable[int],
        reading: str | None,
        columns: ColumnNames | None,
        figures: FigureTable | Figure | Iterable[Figure],
        largest: Largest,
    ) -> FeesAsked:
        """Return what is asked for, checked."""
        an_instance("agreement", agreement, Agreement)
        an_optional_line("reading", reading)
        table = Table(frame)
        names = names_of(_rules(agreement, reading), columns, largest)
        several = asked_years(years, table, names)
        if several is None:
            raise WrongTypeError("years", (int, SEVERAL), years)
        return cls(agreement, table, several, reading, FiguresRead(names), areas_of(figures))

    @property
    def engine(self) -> Engine:
        """What evaluates the expressions."""
        return self.table.engine

    def compiled(self, known_on: dt.date | None) -> CompiledFees:
        """Return the fees as known on a day, compiled.

        Raises:
            FrameRuleError: If a rule cannot be evaluated over a frame.
        """
        found = plans(
            self.agreement,
            self._several,
            figures=self.figures,
            reading=self.reading,
            known_on=known_on,
        )
        planned = PlannedFees.of(found)
        return CompiledFees(self, known_on, planned, self._amounts(found, planned))

    @property
    def _several(self) -> tuple[int, ...]:
        return (self.years,) if isinstance(self.years, int) else self.years

    def _inputs(self) -> MembershipInputs:
        return MembershipInputs(self.engine, self._several, self.figures, self.read)

    def _amounts(self, found: Sequence[Plan], planned: PlannedFees) -> list[_Amounts]:
        """Return what depends on figures, compiled."""
        amounts: list[_Amounts] = [
            ShareAmounts.of(each, planned.places, self._inputs()) for each in totals_alike(found)
        ]
        amounts += self._turns([plan for plan in found if plan.turns], planned.places)
        if amounts:
            root = next(root for plan in found for root in plan.roots)
            owed = cast("Sequence[int]", planned.columns["owed"])
            with bounded(root, root):
                within(max(map(abs, owed)) + sum(each.largest for each in amounts))
        return amounts

    def _turns(self, found: Sequence[Plan], places: FeePlaces) -> list[TurnAmounts]:
        """Return what each payer owes by itself; each year alone, if all have too large numbers."""
        try:
            return [TurnAmounts.of(found, places, self._inputs())] if found else []
        except FrameRuleError as error:
            if not error.reason.startswith("bounds") or len(found) == 1:
                raise
        return [TurnAmounts.of([plan], places, self._inputs()) for plan in found]

    def beside(self, work: Frame, columns: Columns) -> Frame:
        """Return columns of memberships as a table of the same engine as the working frame."""
        return self.engine.beside(work, columns, TYPES)

    def finished(self, found: Frame, names: Sequence[str]) -> object:
        """Return a frame of the user's kind: party, year and other columns, in order of *at*."""
        own = [self.read.names.own(name) for name in ("party", "year")]
        called = dict(zip(("party", "of_year", *names), (*own, *names), strict=True))
        every = [each.casefold() if self.engine.ignores_case else each for each in called.values()]
        for column in own:
            if every.count(column.casefold() if self.engine.ignores_case else column) > 1:
                raise FrameError("column-taken", {"column": column})
        done: Any = found
        if not self.engine.is_lazy:
            if isinstance(done, nw.LazyFrame):
                done = done.collect()
            done = done.sort("at")
        done = done.select(nw.col(name).alias(column) for name, column in called.items())
        return (
            nw.maybe_reset_index(done).to_native() if not self.engine.is_lazy else done.to_native()
        )


@attrs.frozen(eq=False)
class CompiledFees:
    """Fees as known on a day, compiled.

    Args:
        asked: What was asked for.

        known_on: The day of knowledge, or None.

        planned: What the agreement determines.

        amounts: What depends on figures.
    """

    asked: FeesAsked
    known_on: dt.date | None
    planned: PlannedFees
    amounts: Sequence[_Amounts]

    def fees(self) -> Frame:
        """Return the fees: at, party, of_year, fee_ore and fee_status.

        Raises:
            FrameError: If the frame of figures cannot be used.
        """
        asked = self.asked
        work = known_figures(asked.table, asked.read, asked.years, self.known_on)
        rows = [
            each.ore(with_figures(asked.beside(work, each.columns), work, asked.read))
            for each in self.amounts
        ]
        parties: Any = asked.beside(work, self.planned.columns)
        if rows:
            parties = parties.join(sum_of_each_fee(rows), on="at", how="left")
            parties = parties.with_columns(nw.col(each).fill_null(0) for each in ("ore", *FLAGS))
        else:
            parties = parties.with_columns(whole(0).alias(each) for each in ("ore", *FLAGS))
        parties = parties.with_columns(_status().alias(STATUS))
        is_known, fee = nw.col(STATUS) == RowStatus.KNOWN.value, nw.col("owed") + nw.col("ore")
        found = asked.engine.with_numbers(parties, FEE, fee, is_known)
        return found.select("at", "party", "of_year", FEE, STATUS)


def _status() -> nw.Expr:
    """Return the status of each fee."""
    known = (nw.col(LACKING) == 0) & ~outlook_is(Outlook.MISSING)
    stated = (nw.col(UNSTATED) == 0) & ~outlook_is(Outlook.UNSTATED)
    found = status_of(
        known=known, inside=nw.col(OUTSIDE) == 0, stated=stated, once=nw.col(TWICE) == 0
    )
    partly = (found == RowStatus.UNSTATED.value) & (nw.col("partly") == 1)
    for where, status in (
        (partly, RowStatus.PARTLY_UNSTATED),
        (outlook_is(Outlook.UNDATED), RowStatus.UNDATED),
        (outlook_is(Outlook.PENDING), RowStatus.PENDING),
    ):
        found = pick(where, nw.lit(status.value, nw.String), found)
    return found


def _rules(agreement: Agreement, asked: str | None) -> list[Rule]:
    """Return the rules of an agreement by one reading, whenever they apply."""
    amended = (i.funding or () for i in agreement.instruments if isinstance(i, Amendment))
    return [
        reading.funding.rule
        for readings in (agreement.terms.funding, *amended)
        for reading in (readings[:1] if asked is None else readings)
        if asked in (None, reading.name)
    ]
