"""Totals that are divided among the rows of a frame, as largest remainder divides them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import MID_YEAR
from frame_kinds import KINDS, LAZY, QUICK, made, read
from samverkan import PartyKind, allocate
from samverkan.frames import fees
from samverkan.funding import ByGroup, Equally, Funding, Part, Rule, Split

_TEXT = {"party": pa.string(), "kind": pa.string()}


def shares(kind: str, rule: Rule, weights: Mapping[str, int | None], **given: Any) -> list[Any]:
    """Return the share of each party of one year, in order."""
    columns = {
        "row": [*range(len(weights))],
        "party": [*weights],
        "population": [*weights.values()],
    }
    frame = fees(made(kind, columns, _TEXT), Funding(rule=rule), years=2015, **given)
    found: list[Any] = read(frame)["fee_ore"]
    return found


amounts = st.integers(0, 3) | st.sampled_from([1, 1, 7, 10**6, 10**11]) | st.integers(0, 10**11)
weighted = st.dictionaries(
    st.text("abåö1", min_size=1, max_size=3), amounts, min_size=1, max_size=6
)
totals = st.integers(-200, 200) | st.sampled_from([10**17 - 1, -(10**17) + 1, 10**11])


@settings(max_examples=40)
@given(weights=weighted, ore=totals, kind=st.sampled_from(QUICK))
@example(weights={"b": 1, "a": 1, "c": 1}, ore=-100, kind="pandas")
@example(weights={"b": 10**11, "a": 10**11 - 1}, ore=10**17 - 1, kind="pyarrow")
def test_shares_are_those_of_allocate(weights: dict[str, int], ore: int, kind: str) -> None:
    """Each party bears what allocate() gives it, however large the numbers are."""
    rule = Split(total=Decimal(ore).scaleb(-2), by=MID_YEAR)
    found = shares(kind, rule, weights)

    if any(weights.values()):
        expected = allocate(ore, weights)
        assert found == [expected[party] for party in weights]
    else:
        assert found == [None if ore else 0] * len(weights)


@pytest.mark.parametrize("kind", KINDS)
def test_whole_thousands(kind: str) -> None:
    """Shares are whole steps; what is left of the total goes to the next largest remainder."""
    rule = Split(total="10000.01", by=Equally(), step_ore=100_000)

    assert shares(kind, rule, {"c": 1, "b": 1, "a": 1}) == [300_000, 300_001, 400_000]


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_weight(kind: str) -> None:
    """If the figure of one payer is missing, no share is known."""
    assert shares(kind, Split(total=10, by=MID_YEAR), {"a": 1, "b": None}) == [None, None]


@pytest.mark.parametrize("kind", LAZY)
def test_a_party_that_is_twice(kind: str) -> None:
    """In a lazy frame, no share of a year is known if a party is twice in it."""
    columns = {"row": [0, 1, 2], "party": ["a", "a", "a"], "year": [2014, 2015, 2015]}
    frame = fees(made(kind, columns, _TEXT), Funding(rule=Split(total=10, by=Equally())))

    assert read(frame)["fee_ore"] == [1_000, None, None]


@pytest.mark.parametrize("kind", QUICK)
def test_parts_of_one_total(kind: str) -> None:
    """The parts of one total are rounded together, if there is somebody to bear them."""
    half = Split(total=Part(rule="0.01", of="1/2"), by=Equally())
    rule = ByGroup(kinds={PartyKind.MUNICIPALITY: half, PartyKind.REGION: half})
    columns = {
        "row": [0, 1, 2],
        "party": ["a", "b", "c"],
        "year": [2014, 2014, 2015],
        "kind": ["municipality", "region", "region"],
    }

    # Halves of an öre: in 2014 one of two, in 2015 the only one, rounded away from zero.
    assert read(fees(made(kind, columns, _TEXT), Funding(rule=rule)))["fee_ore"] == [1, 0, 1]
