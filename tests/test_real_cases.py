"""Real cases. Days that no source gives are example days, and are marked as such."""

from __future__ import annotations

import datetime as dt

import attrs

from builders import decided
from real_agreements import ATTUNDA, FIGURES, SKARABORG
from samverkan import Party, PartyKind, Revocation, Withdrawal, assess
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as population


def test_attunda() -> None:
    """Attunda: Upplands-Bro asked in 2004 to leave, and stayed after a new split in 2006.

    The years are from the archive of Järfälla. The days, including the day on which the
    withdrawal would have taken effect, are example days.
    """
    steps = [each for each in ATTUNDA.instruments if isinstance(each, Withdrawal | Revocation)]
    without = attrs.evolve(
        ATTUNDA, instruments=[each for each in ATTUNDA.instruments if each not in steps]
    )

    in_2008 = dt.date(2008, 1, 1)
    assert [each.decided_on.year for each in steps if each.decided_on] == [2004, 2006]
    assert ATTUNDA.as_known(dt.date(2005, 1, 1)).member("0139", on=in_2008) is None
    assert ATTUNDA.as_known(dt.date(2006, 6, 1)).member("0139", on=in_2008)
    assert ATTUNDA.as_known().memberships == without.as_known().memberships


def test_a_member_from_another_county() -> None:
    """Knivsta, in the county of Uppsala, is a member of Attunda from 1 January 2009 on.

    No number of Knivsta's was seen, so its id is derived from its name.
    """
    state = ATTUNDA.as_known()

    assert "Knivsta kommun" not in {party.name for party in stockholm.parties}
    assert state.member("knivsta-kommun", on=dt.date(2008, 12, 31)) is None
    assert state.member("knivsta-kommun", on=dt.date(2009, 1, 1))


def test_codes_of_attundas_members() -> None:
    """Members that the ready-made agreement knows, too, have the codes that they have there."""
    known = {party.name: party.municipality_code for party in stockholm.parties}
    coded = [party for party in ATTUNDA.parties if party.municipality_code is not None]

    assert len(coded) == 5
    assert all(known[party.name] == party.municipality_code for party in coded)


def test_the_police_authority() -> None:
    """The national police authority takes the county's place on the agreement's first day.

    The day of the decision is an example day.
    """
    changed = stockholm.succeed(
        "Polismyndigheten i Stockholms län",
        "Polismyndigheten",
        decided("2014-12-01"),
        first_day=dt.date(2015, 1, 1),
    )
    state, first = changed.as_known(), dt.date(2015, 1, 1)

    assert state.memberships_of("polismyndigheten-i-stockholms-lan") == ()
    member = state.member("202100-0076", on=first)
    assert member is not None
    assert [(day, party.name) for day, party in member.line] == [
        (first, "Polismyndigheten i Stockholms län"),
        (first, "Polismyndigheten"),
    ]
    assert len(state.members(on=first)) == 36
    assert "202100-0076" in assess(changed, year=2015, figures=population).unstated


def test_the_coast_guard() -> None:
    """Kustbevakningen is in later lists of actors: a later accession, on example days."""
    coast_guard = Party(
        names="Kustbevakningen", kind=PartyKind.STATE_AGENCY, organisation_number="202100-3997"
    )
    joined = stockholm.accede(coast_guard, decided("2016-09-01"), effective=dt.date(2017, 1, 1))

    assert len(joined.as_known().members(on=dt.date(2016, 12, 31))) == 36
    assert len(joined.as_known().members(on=dt.date(2017, 1, 1))) == 37
    known = joined.as_known(dt.date(2016, 12, 31))
    assert [member.party.name for member in known.memberships] == ["Kustbevakningen"]
    assert "202100-3997" not in {party.id for party in stockholm.parties}


def test_skaraborg() -> None:
    """Skaraborgs kommunalförbund: 42.25 kr per inhabitant in 2018, unchanged for 2019.

    43.25 had been proposed and was not adopted: a proposal is no decision and changes nothing.
    The population is an example.
    """
    fees = [assess(SKARABORG, year=year, figures=FIGURES).total_ore for year in (2018, 2019)]
    assert fees == [42_254_225, 42_254_225]
