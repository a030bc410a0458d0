"""The goals, each a ratio of two measurements in one run, and why some are missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from .cases import Case
from .field import (
    BY_HAND,
    BY_HAND_EAGER,
    BY_HAND_SORT,
    BY_HAND_SPLIT,
    CONTENDERS,
    FROM_DICTS,
    FROM_JSON,
    FROM_ROWS,
    ON_POLARS,
    ON_POLARS_LAZY,
    OPENFISCA,
)
from .race import Measured
from .results import Results

Of: TypeAlias = Literal["time", "memory"]
"""What is compared."""

FEES, SPLIT = Case("fees", 1_000_000, 10), Case("split", 1_000_000)
OBJECTS, MORE_OBJECTS = Case("fees", 10_000), Case("fees", 40_000)
MISSED_BY_HALF = 1.5


class Pair(NamedTuple):
    """Two measurements, and what the first one may be of the second one.

    Args:
        of: What is compared.

        ours: A contender of this library, and its case.

        other: Another contender, and its case.

        most: Largest ratio.

        reason: Why it is missed if it is, in the words of somebody who has looked.
    """

    of: Of
    ours: tuple[str, Case]
    other: tuple[str, Case]
    most: float
    reason: str = ""


class Goal(NamedTuple):
    """A goal, and the ratio that was measured."""

    what: str
    ratio: float
    most: float
    reason: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the ratio is at most what it may be."""
        return self.ratio <= self.most

    @property
    def is_badly_missed(self) -> bool:
        """Whether it is missed by half, and nobody has said why."""
        return self.ratio > self.most * MISSED_BY_HALF and not self.reason


UNCHECKED = (
    "the line by hand takes for granted that no year, figure or rate is missing or out of bounds; "
    "to test that takes as long as the fee, and to build the query about 10 ms, whatever the size"
)
IN_FLOATS = "32-bit floats are half as much memory to read and write, and 7% of the fees are wrong"
TAKEN_FOR_GRANTED = (
    "the lines by hand take for granted that no party is there twice and no figure is missing, and "
    "that no product leaves 64 bits"
)


def _on_polars(ours: str) -> Iterator[Pair]:
    yield Pair("time", (ours, FEES), (BY_HAND, FEES), 1.3, UNCHECKED)
    yield Pair("time", (ours, FEES), (OPENFISCA, FEES), 1.0, IN_FLOATS)
    yield Pair("memory", (ours, FEES), (BY_HAND, FEES), 1.5)
    for by_hand in (BY_HAND_SORT, BY_HAND_SPLIT):
        yield Pair("time", (ours, SPLIT), (by_hand, SPLIT), 2.0, TAKEN_FOR_GRANTED)
        yield Pair("memory", (ours, SPLIT), (by_hand, SPLIT), 1.5, TAKEN_FOR_GRANTED)


PAIRS: Final = (
    Pair("time", (ON_POLARS, FEES), (BY_HAND_EAGER, FEES), 1.3),
    *_on_polars(ON_POLARS),
    *_on_polars(ON_POLARS_LAZY),
    Pair(
        "time",
        (FROM_DICTS, OBJECTS),
        (FROM_JSON, OBJECTS),
        0.1,
        "each payer becomes a party, an accession, a member and a figure, all of them checked",
    ),
    Pair("time", (FROM_ROWS, OBJECTS), (FROM_JSON, OBJECTS), 0.1),
    Pair(
        "time",
        (FROM_DICTS, MORE_OBJECTS),
        (FROM_DICTS, OBJECTS),
        4.4,
        "Python's garbage collector looks through all objects again and again; without it, each "
        "payer takes the same time",
    ),
    Pair("time", (FROM_ROWS, MORE_OBJECTS), (FROM_ROWS, OBJECTS), 4.4),
)


def goals(results: Results) -> Iterator[Goal]:
    """Yield the goals of which both sides were measured, and that nothing exact is wrong."""
    for pair in PAIRS:
        ours, other = results.get(*pair.ours), results.get(*pair.other)
        if ours and other:
            ratio = _value(ours, pair.of) / _value(other, pair.of)
            yield Goal(_told(pair), ratio, pair.most, pair.reason)
    for whose, names in (
        ("samverkan", {each.name for each in CONTENDERS if each.is_ours}),
        ("by hand", {each.name for each in CONTENDERS if "by hand" in each.name}),
    ):
        wrong = sum(each.wrong for each in results.measured if each.contender in names)
        yield Goal(f"{whose}, in all cases: amounts that are wrong", wrong, 0)


def _value(measured: Measured, of: Of) -> float:
    # Less than a megabyte cannot be told from nothing.
    return measured.seconds if of == "time" else max(measured.memory or 0, 1_000_000)


def _told(pair: Pair) -> str:
    (ours, case), (other, other_case) = pair.ours, pair.other
    relative_to = f"{other_case.payers:_} payers" if ours == other else other
    return f"{ours}, {case}: {pair.of} relative to {relative_to}".replace("_", " ")
