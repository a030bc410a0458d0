"""Claims between two days of knowledge, over a frame of figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, cast

from ..agreements.agreement import Agreement
from ..core.figures import Figure, FigureTable
from ..core.periods import a_day
from ..errors import SettlementError
from .assessing import FeesAsked, FrameT
from .columns.names import LARGEST, ColumnNames, Largest
from .engines.engines import Engine, Frame
from .engines.extra import nw
from .engines.masks import pick
from .statuses import BEFORE_STATUS, CLAIM, FEE, STATUS, RowStatus

BEFORE: Final = "before_ore"
"""The column of the fees as they were known on the first day."""


def settle_frame(
    agreement: Agreement,
    frame: FrameT,
    *,
    years: int | Iterable[int],
    since: dt.date,
    known_on: dt.date,
    reading: str | None = None,
    columns: ColumnNames | None = None,
    figures: FigureTable | Figure | Iterable[Figure] = (),
    largest: Largest = LARGEST,
) -> FrameT:
    """Return what is to be claimed or credited between two days of knowledge.

    It is what :func:`samverkan.difference` returns for each party and year. What was not known on
    the first day was not claimed. A fee that can no longer be computed is not credited. If it was
    pending on the first day, what was owed then is not known, and neither is the claim.

    Args:
        agreement: The agreement.

        frame: The figures, as in :func:`assess_frame`.

        years: The budget years. A frame without a column ``year`` needs one, that of all rows.

        since: The first day of knowledge.

        known_on: The last day of knowledge.

        reading: The name of a reading of the terms, or None for the preferred one.

        columns: What columns are called, as in :func:`fees`.

        figures: The figures of areas, of which none may be assumed.

        largest: The largest figure that a column may hold, as in :func:`fees`. Also of an eager
            frame, it is used to prove that nothing that is computed leaves 64 bits.

    Returns:
        A frame of the same kind with the columns ``party``, ``year``, ``before_ore`` and
        ``before_status`` (as known on the first day, null for who was no party then), ``fee_ore``
        and ``fee_status`` (as known on the last day; 0 for who is no party any more), and
        ``claim_ore``: a credit is below 0, and null is not known.

    Raises:
        SettlementError: If the first day is later than the last.

        FrameError: As in :func:`assess_frame`.

        FrameRuleError: If a rule cannot be evaluated over a frame.

        BudgetYearError: If a year is not a whole number from 1800 to 2999.

        UnknownReadingError: If the terms have no such reading.

    The day of the decision is an example:

    >>> import polars as pl
    >>> from samverkan import Decision
    >>> from samverkan.stockholm import agreement
    >>> counted = pl.DataFrame({"party": ["0182"], "year": [2015], "population": [95_182]})
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> claims = settle_frame(
    ...     joined, counted, years=2015, since=dt.date(2015, 4, 1), known_on=dt.date(2015, 4, 14)
    ... )
    >>> claims.filter(pl.col("party") == "0182")["claim_ore"].to_list()
    [14277300]
    """
    a_day("since", since)
    a_day("known_on", known_on)
    if known_on < since:
        raise SettlementError("first-later", {"first": since, "second": known_on})
    asked = FeesAsked.of(
        agreement,
        frame,
        years=years,
        reading=reading,
        columns=columns,
        figures=figures,
        largest=largest,
    )
    before, after = asked.compiled(since), asked.compiled(known_on)
    own, other = before.planned.places, after.planned.places
    keys = sorted({*own, *other}, key=lambda key: (key[1], key[0]))
    columns_beside = {
        "at": range(len(keys)),
        "party": [party for party, _ in keys],
        "of_year": [year for _, year in keys],
        _BEFORE: [own.get(key) for key in keys],
        _AFTER: [other.get(key) for key in keys],
    }
    first: Any = before.fees().select(
        nw.col("at").alias(_BEFORE), nw.col(FEE).alias(BEFORE), nw.col(STATUS).alias(BEFORE_STATUS)
    )
    last: Any = after.fees().select(nw.col("at").alias(_AFTER), FEE, STATUS)
    found: Any = asked.beside(first, columns_beside)
    found = found.join(first, on=_BEFORE, how="left").join(last, on=_AFTER, how="left")
    return cast("FrameT", asked.finished(_claimed(asked.engine, found), _NAMES))


_BEFORE: Final = "at_before"
_AFTER: Final = "at_after"
_NAMES: Final = (BEFORE, BEFORE_STATUS, FEE, STATUS, CLAIM)


def _claimed(engine: Engine, found: Frame) -> Frame:
    """Return fees with the claims: what is owed more, or less, than on the first day."""
    known = nw.lit(RowStatus.KNOWN.value, nw.String)
    is_gone = nw.col(_AFTER).is_null()
    is_known = (nw.col(STATUS) == known).fill_null(value=True)  # of who is gone, there is none
    was_pending = (nw.col(BEFORE_STATUS) == RowStatus.PENDING.value).fill_null(value=False)
    fee, before = nw.col(FEE).fill_null(0), nw.col(BEFORE).fill_null(0)
    status = pick(is_gone, known, nw.col(STATUS)).alias(STATUS)
    found = found.with_columns(status)
    found = engine.with_numbers(found, CLAIM, fee - before, is_known & ~was_pending)
    return engine.with_numbers(found, FEE, fee, is_known)
