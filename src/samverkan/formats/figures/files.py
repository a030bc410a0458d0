"""What a file with figures holds: the figures, and what was left out."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import attrs

from ...core.figures import FigureTable
from ...errors.texts import Language, Text
from .sheets import FileShape


class LeftOut(NamedTuple):
    """Something in a file that is no figure of a municipality, and was left out.

    Attributes:
        reason: Why it was left out, as a code.

        count: The number of rows, columns or cells.

        names: What they are called in the file, the first few of them.
    """

    reason: str
    count: int
    names: tuple[str, ...] = ()

    def in_language(self, language: Language) -> str:
        """Return what was left out and why, in Swedish or English."""
        raise NotImplementedError


@attrs.frozen(kw_only=True)
class FigureFile:
    """A file with figures, as :func:`read_figures` read it.

    Args:
        where: Name of the file.

        shape: The kind of file.

        figures: The figures.

        tables: The ids or names of the statistical tables that they come from.

        updated_on: The day on which the table was updated, if the file states it.

        left_out: What was left out, and why.
    """

    where: str | Text
    shape: FileShape
    figures: FigureTable
    tables: tuple[str, ...] = ()
    updated_on: dt.date | None = None
    left_out: tuple[LeftOut, ...] = ()
