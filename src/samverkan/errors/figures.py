"""Errors about figures and the files that they come in."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from .base import SamverkanError
from .quoting import cut, listed, shown

_FAULTS = {
    "column-lacking": "column {column} is missing",
    "column-unknown": "unknown column {found}; take it out or rename it",
    "column-repeated": "column {column} stands more than once",
    "cells": "{found} cells; give one for each column, with quotes around a separator in a text",
    "no-such-file": "there is no such file",
    "unreadable": "it cannot be opened: {found}",
    "too-large": "it is larger than {found} bytes",
    "encoding": "{found} is not UTF-8; save the file as CSV in UTF-8",
    "csv": "this is no CSV: {found}",
    "code": "{column} must be four digits, as in 0182 with its first 0, got {found}",
    "day": "{column} must be a day written YYYY-MM-DD, got {found}",
    "no-such-day": "{column} {found} is no day of the calendar in the years 1800 to 2999",
    "count": "{column} must be digits only, without spaces, as in 95182, got {found}",
    "status": "{column} must be final, secondary or empty, got {found}",
    "text": "{column} is too long, or holds characters that cannot be seen: {found}",
    "published": "{column} {found} is before the reference date: nothing is known before it is so",
    "conflict": "{column} is given twice, as {found}; leave one out, or give a correction its "
    "own day of publication",
}


class FigureConflictError(SamverkanError, ValueError):
    """Figures have two values that became known on the same day.

    Attributes:
        conflicts: Each with the id of the statistic, the subject, the reference date and
            the two values.
    """

    def __init__(self, conflicts: tuple[tuple[str, str, dt.date, int, int], ...]) -> None:
        super().__init__(conflicts)
        self.conflicts = conflicts

    def __str__(self) -> str:
        found = "; ".join(
            f"{statistic} of {subject} on {day} is both {one} and {other}"
            for statistic, subject, day, one, other in self.conflicts
        )
        return f"{found}: leave one out, or give a correction its own day of publication"


class StatisticConflictError(SamverkanError, ValueError):
    """One statistic counts in two ways: with other decimals, or below 0 in one of them.

    Attributes:
        statistic: The id of the statistic.

        one: How many decimals it has in one place, and whether it may be below 0.

        other: The same, in another place.
    """

    def __init__(self, statistic: str, one: tuple[int, bool], other: tuple[int, bool]) -> None:
        super().__init__(statistic, one, other)
        self.statistic = statistic
        self.one = one
        self.other = other

    def __str__(self) -> str:
        (one, one_signed), (other, other_signed) = self.one, self.other
        if one != other:
            how = f"has {one} decimals in one place and {other} in another"
        else:
            how = f"is {'signed' if one_signed else 'not signed'} in one place and "
            how += f"{'signed' if other_signed else 'not signed'} in another"
        return f"{shown(self.statistic)} {how}; state it once, or give one of them another id"


class FigureFault(NamedTuple):
    """One fault of a file of figures.

    Attributes:
        line: The line, counted from 1, or 0 where the whole file is at fault.

        problem: What kind of fault it is; the errors' texts are made from it.

        column: The column, where the fault is in one.

        found: What stands there.
    """

    line: int
    problem: str
    column: str = ""
    found: str = ""

    def __str__(self) -> str:
        said = _FAULTS[self.problem].format(column=self.column, found=cut(self.found))
        return f"line {self.line}: {said}" if self.line else said


class FigureFileError(SamverkanError, ValueError):
    """A file of figures cannot be read; all its faults are listed.

    Attributes:
        where: What the file is called.

        faults: What is wrong, in order of line.
    """

    def __init__(self, where: str, faults: tuple[FigureFault, ...]) -> None:
        super().__init__(where, faults)
        self.where = where
        self.faults = faults

    def __str__(self) -> str:
        return listed(
            f"{shown(self.where)} cannot be read:", map(str, self.faults), "and {count} more"
        )
