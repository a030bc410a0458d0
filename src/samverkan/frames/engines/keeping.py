"""Expressions that are used several times: each becomes a column, so that it is computed once.

An expression holds the expressions that it is made of. If each year's amount were used twice to
compute the next, an expression over ten years would be a thousand times as long.
"""

from __future__ import annotations

from typing import Final

from .engines import Frame
from .extra import nw

_NAME: Final = "kept"


class Kept:
    """Columns that expressions read, in the order in which they are computed."""

    __slots__ = ("_columns",)

    def __init__(self) -> None:
        self._columns: dict[str, nw.Expr] = {}

    def column(self, value: nw.Expr) -> nw.Expr:
        """Return a column that holds what an expression gives."""
        name = f"{_NAME}{len(self._columns)}"
        self._columns[name] = value
        return nw.col(name)

    def on(self, work: Frame) -> Frame:
        """Return a working frame with the columns that it does not have yet."""
        if not self._columns:
            return work
        there = {*work.collect_schema().names()}
        for name, value in self._columns.items():
            if name not in there:
                work = work.with_columns(value.alias(name))
        return work
