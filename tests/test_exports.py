from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from builders import START, agreed, counted, decided, funded_by, with_members
from samverkan import Party, PartyKind, assess
from samverkan.formats import explanation_data, fees_data, fees_table
from samverkan.funding import ByGroup, Equally, Fixed, Part, Share, Shares, Sum
from samverkan.stockholm import agreement, figures
from strategies import World, worlds

IN_2015 = assess(agreement, year=2015, figures=figures)


def test_json_of_fees() -> None:
    """JSON has the shape that other programs read: whole öre, kronor as text, missing figures."""
    data: dict[str, Any] = fees_data(IN_2015)

    assert list(data) == [
        "year",
        "known_on",
        "reading",
        "is_forecast",
        "fees",
        "missing",
        "unstated",
        "undated",
        "pending",
        "waits",
        "subtotal_ore",
        "total_ore",
    ]
    [nacka] = [fee for fee in data["fees"] if fee["party"] == "0182"]
    assert nacka == {
        "party": "0182",
        "name": "Nacka kommun",
        "ore": 14277300,
        "kronor": "142773.00",
        "figures": [
            {
                "subject": "0182",
                "statistic": "population",
                "reference_date": "2014-06-30",
                "status": "final",
                "assumed_from": None,
                "assumed_status": None,
            }
        ],
        "assumed": [],
        "is_forecast": False,
        "is_provisional": False,
        "instalments": None,
    }
    assert data["missing"][0] == {
        "party": "0114",
        "name": "Upplands Väsby kommun",
        "needs": [
            {
                "subject": "0114",
                "statistic": "population",
                "reference_date": "2014-06-30",
                "stated": None,
            }
        ],
    }
    assert data["unstated"][0] == {"party": "202100-2247", "name": "Länsstyrelsen i Stockholms län"}
    assert (data["year"], data["known_on"], data["reading"]) == (2015, None, "mid-year-before")
    assert (data["subtotal_ore"], data["total_ore"], data["undated"]) == (302335950, None, [])


def test_json_of_a_whole_year() -> None:
    """If every fee is known, the total is included."""
    data = fees_data(assess(agreement, year=2025, figures=figures, reading="year-start"))

    assert data["total_ore"] == data["subtotal_ore"] == 370996050


@given(world=worlds())
def test_json_keeps_everything(world: World) -> None:
    """The JSON can be read again, without floats, and nothing is lost."""
    assessment = assess(world.agreement, year=world.year, figures=world.figures)
    trees = [explanation_data(assessment.explain(fee.party)) for fee in assessment.fees]
    data: dict[str, Any] = {**fees_data(assessment), "explanations": trees}

    assert json.loads(json.dumps(data), parse_float=pytest.fail) == data
    assert [(f["party"], f["ore"]) for f in data["fees"]] == [
        (f.party, f.ore) for f in assessment.fees
    ]
    for tree in data["explanations"]:
        amount = tree["step"]["kronor"]
        assert Fraction(amount["numerator"], amount["denominator"]) * 100 == tree["ore"]


def test_json_of_an_explanation() -> None:
    """The leaves of the tree are facts, each with its sources."""
    data: dict[str, Any] = explanation_data(IN_2015.explain("Nacka"))

    rounding = data["step"]
    [by_group] = rounding["inputs"]
    [rate] = by_group["inputs"]
    [figure] = rate["inputs"]
    assert [step["rule"] for step in (rounding, by_group, rate)] == ["rounding", "by-group", "rate"]
    assert (rate["kronor_per_unit"], figure["value"]) == ("1.5", 95182)
    assert rate["of"][0]["month"] == 6
    leaves = [rounding, by_group, rate, rate["of"][0], figure, data["reading"]]
    leaves.append(data["memberships"][0]["accession"])
    assert leaves[-1]["decided_on"] is None
    joined = agreement.accede("Nacka", decided("2015-04-13"))
    tree: dict[str, Any] = explanation_data(
        assess(joined, year=2015, figures=figures).explain("Nacka")
    )
    assert tree["memberships"][0]["accession"]["decided_on"] == "2015-04-13"
    assert all(leaf["sources"] for leaf in leaves)


def test_json_of_fixed_amounts_and_sums() -> None:
    """A fixed amount has its kronor, a sum its parts."""
    party = Party(names="Alfa", kind=PartyKind.COMPANY)
    rule = Sum(rules=[Fixed(kronor=1000), ByGroup(kinds={PartyKind.COMPANY: Fixed(kronor="0.50")})])
    small = with_members(agreed(party, funding=funded_by(rule)), alfa=START)

    tree: dict[str, Any] = explanation_data(
        assess(small, year=2015, figures=counted()).explain("alfa")
    )

    assert tree["step"]["rule"] == "sum"
    assert [part["rule"] for part in tree["step"]["inputs"]] == ["rounding", "rounding"]
    assert tree["step"]["inputs"][0]["inputs"][0]["amount"] == "1000"
    assert tree["reading"]["reason"] is None


def test_csv_of_undated() -> None:
    """A party without a recorded decision is also listed, without an amount."""
    known = assess(agreement, year=2015, figures=figures, known_on=dt.date(2015, 4, 1))

    assert fees_table(known).csv().count(";beslut saknas;;;;") == 26
    assert len(fees_data(known)["undated"]) == 26  # type: ignore[arg-type]
    assert fees_data(known)["known_on"] == "2015-04-01"


def test_json_of_shares() -> None:
    """The shares of a total name their step, and each share its part and its key."""
    party = Party(names="Alfa", kind=PartyKind.COMPANY)
    rule = Shares(total=100, kinds={PartyKind.COMPANY: Share(part="1", by=Equally())}, step_ore=100)
    small = with_members(agreed(party, funding=funded_by(rule)), alfa=START)
    tree: dict[str, Any] = explanation_data(
        assess(small, year=2015, figures=counted()).explain("alfa")
    )

    told = json.dumps(tree["step"])
    assert '"rule": "shares", ' in told
    assert '"step_ore": 100' in told


def test_json_of_a_part() -> None:
    """A part of a rule states the fraction, and whether it is what a discount leaves."""
    party = Party(names="Alfa", kind=PartyKind.COMPANY)
    small = with_members(
        agreed(party, funding=funded_by(Part(rule=Fixed(kronor=1000), less="1/10"))), alfa=START
    )
    tree: dict[str, Any] = explanation_data(
        assess(small, year=2015, figures=counted()).explain("alfa")
    )

    [part] = tree["step"]["inputs"]
    assert (part["rule"], part["part"], part["is_discount"]) == ("part", "9/10", True)
    assert tree["ore"] == 90000
