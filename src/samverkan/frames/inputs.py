"""The columns that rules read: checked by type, tested by value, and masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import attrs

from ..core.figures import FigureTable
from ..funding.bases import Basis
from .engines import Engine
from .extra import nw


@attrs.frozen
class FigureColumn:
    """The figures of a basis, one for each row.

    Args:
        value: Whole numbers, Int64, never null: 0 if the figure is not known.

        known: Whether the figure is known, never null; None if all are.

        low: The lowest value that it may have.

        high: The highest.
    """

    value: nw.Expr
    known: nw.Expr | None
    low: int
    high: int


class Inputs(Protocol):
    """What rules read of a row. Anything with these attributes serves."""

    @property
    def engine(self) -> Engine:
        """What evaluates the expressions."""

    @property
    def years(self) -> tuple[int, ...] | None:
        """The budget years that rows may have, in order; None if they may have any.

        A row of another year has no fee, whatever is computed for it.
        """

    @property
    def figures(self) -> FigureTable:
        """The figures of areas; only with years that are stated."""

    @property
    def year(self) -> nw.Expr:
        """The budget year, Int64, never null. Not to be asked for if *years* is one year."""

    @property
    def party(self) -> nw.Expr:
        """The id of the party, text, never null ("" if it is not known)."""

    @property
    def kind(self) -> nw.Expr:
        """The value of the kind of the party, text, never null."""

    @property
    def group(self) -> nw.Expr:
        """The named group of the party, text, or null."""

    def figure(self, basis: Basis) -> FigureColumn:
        """Return the figures of a basis with one day and no subject; fallbacks are ignored.

        A day of a Mean is the basis with that day as its reference date and without a fallback.
        """


@attrs.frozen
class FrameInputs:
    """Inputs that are columns of a user's frame."""

    engine: Engine
    years: tuple[int, ...] | None
    figures: FigureTable
    names: Mapping[str | Basis, str]
