"""Divisions of a funding: their totals, their payers and their keys, for the rows of a frame."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.money import Rounding
from ..funding.rules import Rule
from .constants import Cases
from .dividing import Division
from .engines import Frame
from .exact import Exact
from .inputs import Inputs
from .units import Divided, Units


def in_ore(
    work: Frame,
    units: Units,
    inputs: Inputs,
    rounding: Rounding,
    root: Rule,
    *,
    name: str,
    party: str,
    within: Sequence[str],
    rows: int | None,
) -> tuple[Frame, Exact]:
    """Return a frame, and what each of its rows owes by all units, in whole öre.

    The frame has more columns than before if a total is divided; the amount is an expression over
    them.

    Args:
        work: The frame.

        units: The units of the funding.

        inputs: The columns.

        rounding: The rounding of the funding.

        root: The rule of the funding, for the place of a rule that is refused.

        name: What the names of the new columns begin with. No column may begin so.

        party: The column with the party ids, never null.

        within: The columns that make a group, such as the year, never null; without any, all rows
            are one group.

        rows: The number of rows, if no party is twice in a group; None if neither is known.

    Raises:
        FrameRuleError: If a number may leave 64 bits.
    """
    raise NotImplementedError


def divisions_of(
    work: Frame,
    divided: Sequence[Divided],
    cases: Cases,
    inputs: Inputs,
    rounding: Rounding,
    root: Rule,
    *,
    name: str,
    party: str,
    within: Sequence[str],
    rows: int | None,
) -> tuple[Frame, list[Division]]:
    """Return a frame, and the divisions of a funding as expressions over its columns.

    The arguments are those of :func:`in_ore`. A rule that divides among classes makes several.
    """
    raise NotImplementedError
