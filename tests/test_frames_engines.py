"""What differs between engines: exact quotients, ordered places, tables beside a frame."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import MID_YEAR
from frame_kinds import KINDS, QUICK, made, on_spark, read_together
from frames_by_hand import owed
from samverkan import Rounding, RoundingRule
from samverkan.frames import count_fees, fees
from samverkan.funding import Fixed, Funding, PerParty, Rate, Sum

MOST = 4 * 10**16
"""The largest figure of these tests: a hundred times it is less than 2**62."""


@st.composite
def quotients(draw: st.DrawFn) -> tuple[list[int], int]:
    """Draw figures, and what they are divided by: many are beside a multiple of it."""
    per = draw(st.integers(1, 10**12) | st.integers(1, MOST))
    beside = st.integers(0, MOST // per).flatmap(
        lambda whole: st.integers(-1, 1).map(lambda off: whole * per + off)
    )
    figures = draw(st.lists(beside | st.integers(0, MOST), min_size=1, max_size=30))
    return [min(max(figure, 0), MOST) for figure in figures], per


RULES = st.sampled_from([*RoundingRule])


def rate(per: int, rule: RoundingRule) -> Funding:
    """Return a funding by which 1 krona is paid for some units, with a rounding."""
    return Funding(rule=Rate(kronor_per_unit=1, per=per, of=MID_YEAR), rounding=Rounding(rule=rule))


@pytest.mark.parametrize("kind", QUICK)
@settings(max_examples=8)
@given(drawn=quotients(), rule=RULES)
@example(drawn=([MOST, 0, 1], 1), rule=RoundingRule.TOWARDS_ZERO)
@example(drawn=([2**53 + 1], 100), rule=RoundingRule.TOWARDS_ZERO)
def test_quotients(kind: str, drawn: tuple[list[int], int], rule: RoundingRule) -> None:
    """A quotient is that of whole numbers, also where a double has no room for it."""
    figures, per = drawn
    rows = len(figures)
    frame = made(kind, {"row": range(rows), "year": [2015] * rows, "population": figures})
    priced = fees(frame, rate(per, rule), largest=MOST)

    assert owed(priced) == [Rounding(rule=rule).in_ore(100 * each, per) for each in figures]


DIVIDED_BY = (1, 2, 3, 7, 1_000, 999_999_937, 2**31, 10**16 + 61)


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_quotients_on_spark(kind: str) -> None:
    """PySpark, which divides as doubles, gives the same: many figures at once."""
    figures = [
        figure
        for per in DIVIDED_BY
        for whole in (0, 1, 3, 2**26 - 1, 2**45 + 1, MOST // per)
        for figure in (whole * per - 1, whole * per, whole * per + 1, whole * per + per // 2)
        if 0 <= figure <= MOST
    ]
    columns = {"row": range(len(figures)), "year": [2015] * len(figures), "population": figures}
    frame = made(kind, columns)
    several = [rate(per, rule) for per in DIVIDED_BY for rule in RoundingRule]
    frames = [fees(frame, funding, largest=MOST) for funding in several]

    for funding, found in zip(several, read_together(frames, ["row", "fee_ore"]), strict=True):
        per = getattr(funding.rule, "per")  # noqa: B009 - any rule, for the type checker
        assert found["fee_ore"] == [funding.rounding.in_ore(100 * each, per) for each in figures]


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_that_no_double_holds(kind: str) -> None:
    """An amount with more digits than a double has is kept, also beside one that is missing."""
    rule = Sum(rules=[Fixed(kronor="99999999999999.99"), PerParty(kronor={"a": "0.02"})])
    columns = {"row": [0, 1], "party": ["a", "b"], "year": [2015] * 2}

    assert owed(fees(made(kind, columns), Funding(rule=rule))) == [10_000_000_000_000_001, None]
    only = Funding(rule=Fixed(kronor="99999999999999.99"))
    priced = fees(made(kind, columns), only, years=[2015, 2016], status=True)
    assert owed(priced) == [9_999_999_999_999_999] * 2
    assert count_fees(priced).total_ore == 2 * 9_999_999_999_999_999
