from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import MID_YEAR, START, decided
from samverkan import (
    Agreement,
    Amendment,
    Commitment,
    FigureTable,
    Party,
    PartyKind,
    Period,
    Source,
    Terms,
    Timeline,
)
from samverkan.errors import WrongTypeError
from samverkan.fees import Ledger
from samverkan.funding import ByGroup, Equally, Fixed, Rate, Sum

PERIOD = Period(START)
TERMS = Terms(title="Avtal", period=PERIOD)


def amended(**changes: Any) -> Amendment:
    """Return an amendment."""
    return Amendment(number=1, effective=PERIOD, decision=decided(START), **changes)


@pytest.mark.parametrize("wrong", [None, 5, "text", [None], [5], [[]]], ids=repr)
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda value: Equally(sources=value), id="sources"),
        pytest.param(FigureTable, id="figures"),
        pytest.param(lambda value: Rate(kronor_per_unit=1, of=value), id="bases"),
        pytest.param(lambda value: Sum(rules=value), id="rules"),
        pytest.param(lambda value: ByGroup(groups=value), id="groups"),
        pytest.param(lambda value: ByGroup(kinds=value), id="kinds"),
        pytest.param(lambda value: Terms(title="A", period=PERIOD, funding=value), id="readings"),
        pytest.param(
            lambda value: Terms(title="A", period=PERIOD, commitments=value), id="commitments"
        ),
        pytest.param(lambda value: Agreement(terms=TERMS, parties=value), id="parties"),
        pytest.param(
            lambda value: Agreement(terms=TERMS, parties=[], instruments=value), id="instruments"
        ),
        pytest.param(
            lambda value: Agreement(terms=TERMS, parties=[], documents=value), id="documents"
        ),
        pytest.param(lambda value: Ledger(claims=value), id="claims"),
        pytest.param(
            lambda value: Terms(title="A", period=PERIOD, replaces=value), id="replaced documents"
        ),
        pytest.param(Timeline, id="timeline"),
        pytest.param(lambda value: amended(title="B", funding=value or 5), id="new readings"),
        pytest.param(lambda value: amended(commitments=value or 5), id="new commitments"),
    ],
)
def test_wrong_collections(make: Callable[[Any], object], wrong: object) -> None:
    """Every field for several values refuses anything else, with a clear error."""
    with pytest.raises(WrongTypeError, match="must be"):
        make(wrong)


@pytest.mark.parametrize("wrong", [None, 5, [5], [None]], ids=repr)
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda value: Party(names=value, kind=PartyKind.COMPANY), id="names"),
        pytest.param(lambda value: Terms(title="A", period=PERIOD, purposes=value), id="purposes"),
    ],
)
def test_wrong_texts(make: Callable[[Any], object], wrong: object) -> None:
    """Fields for texts take one text or several, and nothing else."""
    with pytest.raises(WrongTypeError, match="must be"):
        make(wrong)


def test_one_is_as_good_as_several() -> None:
    """A field for several values also takes a single one; a text is never taken apart."""
    source = Source(document="Avtal")

    assert Equally(sources=source) == Equally(sources=[source])
    assert Rate(kronor_per_unit=1, of=MID_YEAR) == Rate(kronor_per_unit=1, of=[MID_YEAR])
    assert Sum(rules=Fixed(kronor=1)) == Sum(rules=[Fixed(kronor=1)])
    whole = Terms(title="A", period=PERIOD, purposes="ökad trygghet")
    assert [purpose.sv for purpose in whole.purposes] == ["ökad trygghet"]
    assert Terms(title="A", period=PERIOD, commitments=Commitment(text="Delta")).commitments == (
        Commitment(text="Delta"),
    )
    assert Party(names="Alfa", kind=PartyKind.COMPANY).name == "Alfa"
