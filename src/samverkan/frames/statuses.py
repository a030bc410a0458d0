"""Whether the fee of a row is known, and if not, why; and the number of fees of each status."""

from __future__ import annotations

import enum
from typing import Any, Final

import attrs

from ..errors import FrameError, IncompleteFrameError
from .columns.inputs import figure_of, text_of
from .columns.values import Table
from .engines.engines import Engine, Frame
from .engines.extra import nw
from .engines.masks import Mask, pick
from .numbers.exact import LIMIT

FEE: Final = "fee_ore"
"""The column of the fees."""

STATUS: Final = "fee_status"
"""The column of their statuses."""

BEFORE_STATUS: Final = "before_status"
"""The column of the statuses on an earlier day."""

CLAIM: Final = "claim_ore"
"""The column of the claims between two days."""

_HALF: Final = 2**31


class RowStatus(enum.StrEnum):
    """Whether the fee of a row is known, and if not, why."""

    KNOWN = "known"
    """The fee is computed."""
    MISSING = "missing"
    """A figure is missing: its own, or one of another payer of the same division; or a total cannot
    be divided, as no weight is above 0 or, in a lazy frame, a party is in the division twice."""
    OUT_OF_BOUNDS = "out-of-bounds"
    """The row holds a value that it may not hold, such as a figure below 0 or above the bound, or
    lacks its year, kind or party. Only in lazy frames: others are refused."""
    OTHER_YEAR = "other-year"
    """The row is of a budget year that was not asked for. Only :func:`fees` gives it."""
    UNSTATED = "unstated"
    """No rule is stated: the fee is unknown, not 0."""
    PARTLY_UNSTATED = "partly-unstated"
    """A rule is stated for only some of its days of membership: the fee is unknown."""
    UNDATED = "undated"
    """It depends on an accession without a recorded decision."""
    PENDING = "pending"
    """It depends on something pending, such as an accession that not all have adopted."""
    STATED_TWICE = "stated-twice"
    """There is another row for the same party, year and day. Only :func:`assess_frame` and
    :func:`settle_frame` give it, and only of lazy frames: others are refused."""


@attrs.frozen(kw_only=True)
class FeeCount:
    """The number of rows of each status, and the sum of the fees that are known.

    Args:
        rows: The number of rows.

        known: The number of fees that are known.

        missing: The number that lack a figure. If the frame has no column ``fee_status``, all that
            are not known.

        out_of_bounds: The number of rows that hold a value that they may not hold.

        other_year: The number of rows of years that were not asked for.

        unstated: The number of rows for which no rule is stated.

        partly_unstated: The number for which a rule is stated on only some days.

        undated: The number that depend on an accession without a recorded decision.

        pending: The number that depend on something pending.

        stated_twice: The number of rows of a party and year that are stated twice.

        subtotal_ore: The sum of the fees that are known, in öre.

    >>> FeeCount(rows=2, known=2, subtotal_ore=14277400).total_ore
    14277400
    >>> FeeCount(rows=2, known=1, missing=1, subtotal_ore=14277300).subtotal_ore
    14277300
    """

    rows: int
    known: int
    missing: int = 0
    out_of_bounds: int = 0
    other_year: int = 0
    unstated: int = 0
    partly_unstated: int = 0
    undated: int = 0
    pending: int = 0
    stated_twice: int = 0
    subtotal_ore: int = 0

    @property
    def total_ore(self) -> int:
        """The sum of all fees, in öre.

        Rows for which no rule is stated, and those of other years than were asked for, are no part
        of it; they prevent it only if no fee at all is known.

        Raises:
            IncompleteFrameError: If a fee is not known.
        """
        unknown = {
            "missing": self.missing,
            "out_of_bounds": self.out_of_bounds,
            "other_year": 0 if self.known else self.other_year,
            "unstated": 0 if self.known else self.unstated,
            "partly_unstated": self.partly_unstated,
            "undated": self.undated,
            "pending": self.pending,
            "stated_twice": self.stated_twice,
        }
        if any(unknown.values()):
            raise IncompleteFrameError(**unknown)
        return self.subtotal_ore


def status_of(
    *,
    known: Mask,
    inside: Mask,
    stated: Mask,
    once: Mask = None,
    valid: Mask = None,
    of_years: Mask = None,
    has_year: Mask = None,
) -> nw.Expr:
    """Return the status of each row, by conditions that are never null; None holds for all rows.

    Args:
        known: Whether the figures are known.

        inside: Whether no figure is out of bounds.

        stated: Whether a rule is stated.

        once: Whether no other row is about the same party and year.

        valid: Whether the row has its kind, party and group, as far as they are needed.

        of_years: Whether its year was asked for.

        has_year: Whether it has a year.
    """
    found = _text(RowStatus.KNOWN)
    for holds, otherwise in (
        (known, RowStatus.MISSING),
        (inside, RowStatus.OUT_OF_BOUNDS),
        (stated, RowStatus.UNSTATED),
        (once, RowStatus.STATED_TWICE),
        (valid, RowStatus.OUT_OF_BOUNDS),
        (of_years, RowStatus.OTHER_YEAR),
        (has_year, RowStatus.OUT_OF_BOUNDS),
    ):
        if holds is not None:
            found = pick(holds, found, _text(otherwise))
    return found


def _text(status: RowStatus) -> nw.Expr:
    return nw.lit(status.value, nw.String)


def count_fees(frame: object, *, column: str | None = None) -> FeeCount:
    """Return how many fees of a frame are known, how many are not and why, and their sum.

    A lazy frame is run.

    A fee for which no rule is stated is unknown, not 0, but it is no part of a total, and does not
    prevent it, as in :attr:`samverkan.fees.Assessment.total_ore`. A group with a spelling that no
    rule names is one: look at ``unstated`` before you use a total.

    Args:
        frame: What :func:`fees`, :func:`assess_frame` or :func:`settle_frame` returned, of any
            kind, or any part of it: a frame with the column ``fee_ore``. With the column
            ``fee_status`` (``status=True``), the reasons are counted, too.

        column: What to count: "fee_ore" or, of what :func:`settle_frame` returned, "claim_ore". If
            there are claims, it must be stated. A known fee has no claim if what was owed before is
            not known; the reason is then that of ``before_status``.

    Raises:
        FrameError: If there is no such column, or another kind of frame is given.

    >>> import polars as pl
    >>> count_fees(pl.DataFrame({"fee_ore": [14277300, None]}))  # doctest: +ELLIPSIS
    FeeCount(rows=2, known=1, missing=1, ..., subtotal_ore=14277300)
    """
    table = Table(frame)
    counted = FEE if column is None and CLAIM not in table.types else column
    if not isinstance(counted, str) or counted not in {FEE, CLAIM}:
        raise FrameError("which-column")
    if counted not in table.types:
        raise FrameError("no-fees", {"column": counted})
    found = figure_of(table, counted, counted, -LIMIT, LIMIT)
    is_known = nw.lit(1) == 1 if found.known is None else found.known
    names = [each for each in (STATUS, BEFORE_STATUS) if each in table.types]
    status = pick(is_known, _text(RowStatus.KNOWN), _text(RowStatus.MISSING))
    if STATUS in names:
        status = text_of(table, STATUS, STATUS)
    if counted == CLAIM and BEFORE_STATUS in names:
        was_unknown = ~is_known & (status == RowStatus.KNOWN.value)
        status = pick(was_unknown, text_of(table, BEFORE_STATUS, BEFORE_STATUS), status)
    work = table.work([counted, *names])
    work = work.with_columns(status=status, known=is_known.cast(nw.Int64), ore=found.value)
    return _counted(counted, _summed(table.engine, work))


def _summed(engine: Engine, work: Frame) -> list[tuple[Any, ...]]:
    """Return each status, its number of rows, how many have a fee, and the sum of these in halves.

    Each fee is a multiple of 2**31, and what is left, which has the same sign. Their sums do not
    leave 64 bits: they are those of fewer than 2**31 rows.
    """
    ore = nw.col("ore")
    half = engine.floor(pick(ore < 0, 0 - ore, ore), _HALF)
    work = work.with_columns(high=pick(ore < 0, 0 - half, half))
    work = work.with_columns(low=ore - nw.col("high") * _HALF)
    each = (nw.col(name).sum() for name in ("known", "high", "low"))
    return engine.rows(work.group_by("status").agg(nw.len().alias("rows"), *each))


def _counted(column: str, groups: list[tuple[Any, ...]]) -> FeeCount:
    """Return how many fees there are of each status, and their sum."""
    rows = dict.fromkeys((status.value for status in RowStatus), 0)
    subtotal = 0
    for status, count, known, high, low in groups:
        if status not in rows:
            value = status if isinstance(status, str) else None
            raise FrameError("status", {"column": STATUS, "value": value})
        if int(known) != (int(count) if status == RowStatus.KNOWN else 0):
            raise FrameError("status-differs", {"column": STATUS, "fee": column})
        rows[status] = int(count)
        subtotal += int(high) * _HALF + int(low)
    return FeeCount(
        rows=sum(rows.values()),
        subtotal_ore=subtotal,
        **{status.replace("-", "_"): count for status, count in rows.items()},
    )
