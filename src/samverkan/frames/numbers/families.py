"""Amounts that are rounded together, so that they sum to their rounded sum."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.money import Rounding
from ..engines.engines import Engine
from ..engines.extra import nw
from ..engines.keeping import Kept
from ..engines.masks import pick, whole
from .exact import Exact, over_one, plus


def rounded_together(
    amounts: Sequence[Exact], engine: Engine, rounding: Rounding, kept: Kept
) -> list[Exact]:
    """Return amounts in whole öre: by largest remainder, among equal ones to the first.

    Args:
        amounts: The amounts in öre, in each row of one sign, or 0.

        engine: What divides.

        rounding: How their sum is rounded, to whole öre.

        kept: What keeps numbers that are used several times.

    Raises:
        BeyondLimitError: If a number may leave 64 bits.
    """
    terms = [term.kept(kept) for term in over_one(amounts)]
    of = terms[0].denominator
    if of == 1:
        return terms
    total = plus(terms).rounded(engine, rounding, kept)
    sizes = [term.numerator.abs() for term in terms]
    floors = [
        kept.column(engine.floor(size, of, term.size + 1))
        for size, term in zip(sizes, terms, strict=True)
    ]
    lefts = [kept.column(size - floor * of) for size, floor in zip(sizes, floors, strict=True)]
    more = total.numerator.abs()
    for floor in floors:
        more -= floor
    more = kept.column(more)
    return [
        Exact(
            (floor + pick(_before(lefts, place) < more, whole(1), whole(0)))
            * pick(term.numerator < 0, whole(-1), whole(1)),
            1,
            term.low // of,
            -(-term.high // of),
            term.known,
            term.stated,
        )
        for place, (term, floor) in enumerate(zip(terms, floors, strict=True))
    ]


def _before(numbers: Sequence[nw.Expr], place: int) -> nw.Expr:
    """Return how many numbers are larger than that of a place, or as large and before it."""
    own = numbers[place]
    found = whole(0)
    for other, number in enumerate(numbers):
        if other != place:
            is_before = number >= own if other < place else number > own
            found += pick(is_before, whole(1), whole(0))
    return found
