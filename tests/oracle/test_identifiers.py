"""Numbers against python-stdnum, which knows how they are made."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.se import orgnr

from samverkan import Party, PartyKind
from samverkan.errors import IdentifierError
from samverkan.stockholm import agreement
from samverkan.sweden import organisation_number

NUMBERED = [party for party in agreement.parties if party.organisation_number is not None]
# What the number of each kind starts with; companies' numbers were not seen in a source.
STARTS = {
    PartyKind.MUNICIPALITY: "2120",
    PartyKind.MUNICIPAL_FEDERATION: "2220",
    PartyKind.REGION: "2321",
    PartyKind.STATE_AGENCY: "2021",
    PartyKind.COUNTY_ADMINISTRATIVE_BOARD: "2021",
}


def test_how_many() -> None:
    """26 municipalities and six others have a number that was seen."""
    assert len(NUMBERED) == 32


@pytest.mark.parametrize("party", NUMBERED, ids=str)
def test_organisation_numbers(party: Party) -> None:
    """The check digit is right, the form is the usual one, and the group fits the kind."""
    number = party.organisation_number

    assert number is not None
    assert orgnr.is_valid(number)
    assert orgnr.format(number) == number
    assert number.startswith(STARTS[party.kind])


@given(st.from_regex(r"[0-9]{6}-[0-9]{4}", fullmatch=True))
@example("212000-0167")
@example("212000-0168")
def test_our_check_against_theirs(number: str) -> None:
    """Ours takes what theirs takes, but for what may be a personal identity number."""
    try:
        ours = organisation_number(number) == number
    except IdentifierError:
        ours = False

    assert ours == (orgnr.is_valid(number) and number[2] not in "01")
