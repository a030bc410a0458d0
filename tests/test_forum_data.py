from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import given

from builders import decided
from forums import BOARD, CHARTER, COUNCIL, DAY, GOVERNANCE, MEMBERS, ORDINARY, governed
from samverkan import Period, Source, Text
from samverkan.errors import UnknownForumError, WrongTypeError
from samverkan.formats import governance_data, who_data
from samverkan.governance import Deputies, Forum, Governance
from samverkan.meetings import Absence, Activation, ModeLog, called, deputies
from strategies import governances

STATE = governed().as_known()
CHARTERED = governed(CHARTER).as_known()
ACTIVATION = Activation(
    number=1,
    first_day=DAY,
    at="3.40",
    last_day=DAY,
    forums="gruppen",
    requested_by="kommun-a",
    decided_by=BOARD.id,
    decided_on=DAY,
    reason=Text("skogsbrand", "wildfire"),
    sources=Source(document="Loggen"),
)
LOG = ModeLog(
    governance=GOVERNANCE,
    covers=Period(dt.date(2024, 6, 1), dt.date(2024, 6, 30)),
    activations=ACTIVATION,
)


def who(forum: str, **asked: Any) -> Any:
    """Return the forum of the data, as it is read back from JSON."""
    return json.loads(json.dumps(who_data(STATE, forum, **{"on": DAY, **asked})))["forum"]


def test_who_is_called() -> None:
    """The data of a forum have its offices, the seats called in its mode, and the log's answer."""
    group = who("gruppen", log=LOG)

    assert group["name"] == "Samordningsgruppen"
    assert group["chair"] is None
    assert group["convener"] == {
        "party": "lansstyrelsen",
        "name": "Länsstyrelsen",
        "holder": {"party": "lansstyrelsen", "name": "Länsstyrelsen"},
    }
    assert group["initial_lead"]["party"] == "regionen"
    assert group["mode"] == "activated"
    assert group["duties"] == []
    assert group["called"] == [
        {
            "mode": "activated",
            "seats": [
                {
                    "id": "tib",
                    "function": {"sv": "Tjänsteman i beredskap", "en": None},
                    "mandate": {"sv": "larma", "en": None},
                    "parties": ["regionen"],
                    "kind": None,
                    "group": None,
                    "each": 1,
                    "by_party": None,
                    "count": None,
                    "comes_with": None,
                    "appointed_by": None,
                    "term": None,
                    "seats": 1,
                    "held": [{"party": "regionen", "name": "Regionen", "seats": 1}],
                    "vacant": 0,
                    "not_stated": 0,
                    "deputies": None,
                    "sources": [],
                }
            ],
            "absences": [],
            "absent_not_called": [],
            "meets": None,
            "duties": None,
            "stated_in": {"called": "activated", "meets": None, "duties": None},
            "sources": [],
        }
    ]
    assert group["log"] == {
        "mode": "activated",
        "grounds": ["activated"],
        "activation": {
            "number": 1,
            "mode": "activated",
            "at": "03:40",
            "ended_at": None,
            "first_day": "2024-06-03",
            "last_day": "2024-06-03",
            "seen_until": None,
            "decided_on": "2024-06-03",
            "requested_by": "kommun-a",
            "decided_by": ["lansstyrelsen"],
            "reason": {"sv": "skogsbrand", "en": "wildfire"},
            "sources": [
                {
                    "document": "Loggen",
                    "place": None,
                    "quote": None,
                    "address": None,
                    "remark": None,
                }
            ],
        },
    }


@pytest.mark.parametrize("forum", ["radet", "gruppen"])
@pytest.mark.parametrize("mode", [ORDINARY, "aktiverat läge"])
def test_the_seats_are_those_called(forum: str, mode: Any) -> None:
    """The seats of a mode are those that the library calls, one entry for equal seats."""
    [found] = who(forum, mode=mode)["called"]

    assert counted(found["seats"]) == Counter(
        {
            (
                each.seat.id,
                None if each.party is None else each.party.id,
                each.is_stated,
            ): each.count
            for each in called(STATE, forum, on=DAY, mode=mode)
        }
    )


def counted(seats: Any) -> Counter[tuple[str, str | None, bool]]:
    """Return the seats in data: how many of each are held by whom, vacant or not stated."""
    found: Counter[tuple[str, str | None, bool]] = Counter()
    for seat in seats or ():
        found.update({(seat["id"], each["party"], True): each["seats"] for each in seat["held"]})
        found.update({(seat["id"], None, True): seat["vacant"]})
        found.update({(seat["id"], None, False): seat["not_stated"]})
    return +found


@given(governances())
def test_the_data_of_any_governance(governance: Governance) -> None:
    """The data of any governance are JSON, and have the seats that are called in each mode."""
    state = governed(governance).as_known()
    read: Any = json.loads(json.dumps(governance_data(state, on=DAY)))

    assert [each["id"] for each in read["modes"]] == [mode.id for mode in governance.modes]
    [forum] = read["forums"]
    for each in forum["called"]:
        held = called(state, "radet", on=DAY, mode=each["mode"])
        expected: Counter[tuple[str, str | None, bool]] = Counter()
        for one in held:
            party = None if one.party is None else one.party.id
            expected[one.seat.id, party, one.is_stated] += one.count
        assert counted(each["seats"]) == expected
        for seat in each["seats"] or ():
            stated = [one for one in deputies(state, "radet", on=DAY) if one.seat.id == seat["id"]]
            number = sum(one.count for one in stated)
            assert (seat["deputies"] or {"seats": 0})["seats"] == number


def test_what_is_unknown() -> None:
    """Where the mode is not known all modes are listed; no seats is null, no activation too."""
    forum = who("radet")
    assert forum["mode"] is forum["log"] is None
    assert [each["mode"] for each in forum["called"]] == ["ordinary", "activated"]
    assert forum["called"][0]["meets"] == {
        "every": 3,
        "unit": "months",
        "term": None,
        "times": 1,
        "is_about": False,
        "at_least": False,
        "first_day": None,
        "sources": [],
    }
    logged = who("radet", log=LOG)
    assert (logged["mode"], logged["log"]["activation"]) == ("ordinary", None)

    lone = governed(Governance(forums=attrs.evolve(COUNCIL, level=None, seats=(), modes=())))
    data: Any = who_data(lone.as_known(), "radet", on=DAY, log=LOG)
    assert data["forum"]["mode"] == "ordinary"  # the only one that there is
    assert data["forum"]["called"][0]["seats"] is None
    other: Any = who_data(
        lone.as_known(),
        "radet",
        on=DAY,
        log=attrs.evolve(LOG, governance=Governance(), activations=()),
    )
    assert other["forum"]["log"] is None


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param(None, None, id="not stated"),
        pytest.param([], [], id="only for their own party"),
        pytest.param(["kommun-c"], ["kommun-c"], id="in an order"),
    ],
)
def test_the_order_of_deputies(order: list[str] | None, expected: list[str] | None) -> None:
    """An order that is not stated is null; that there is none is an empty list."""
    seat = attrs.evolve(MEMBERS, deputies=Deputies(count=1, order=order))
    state = governed(Governance(forums=Forum(id="f", names="F", seats=seat))).as_known()
    data: Any = json.loads(json.dumps(who_data(state, "f", on=DAY)))

    assert data["forum"]["called"][0]["seats"][0]["deputies"]["order"] == expected


def test_offices_that_are_stated() -> None:
    """Vice chairs are a list in their order; who leads initially is null if it is not stated."""
    forum = Forum(id="f", names="F", vice_chairs=["kommun-b", "nya"], convener=BOARD.id)
    data: Any = who_data(governed(Governance(forums=forum)).as_known(), "f", on=DAY)

    assert data["forum"]["vice_chairs"] == [
        {
            "party": "kommun-b",
            "name": "Kommun b",
            "holder": {"party": "kommun-b", "name": "Kommun b"},
        },
        {"party": "nya", "name": "Nya", "holder": None},
    ]
    assert data["forum"]["initial_lead"] is None
    assert who("radet")["vice_chairs"] == []


def test_a_charter() -> None:
    """Seats for each and together, deputies, offices, terms and what falls back are data."""
    read: Any = json.loads(json.dumps(governance_data(CHARTERED, on=DAY, mode="hojd")))
    direction, steering = read["forums"]

    assert read["host"] is None
    assert read["modes_fall_back"] is True
    assert [(mode["id"], mode["rank"]) for mode in read["modes"]] == [
        ("ordinary", 0),
        ("activated", 1),
        ("hojd", 2),
    ]
    assert read["modes"][1]["switched_by"] is None
    assert [each["party"] for each in read["modes"][2]["switched_by"]] == ["lansstyrelsen"]
    [members] = direction["called"][0]["seats"]
    assert (members["each"], members["count"], members["seats"]) == (3, None, 9)
    assert members["appointed_by"]["en"] == "the council of the member"
    assert members["term"] == {
        "years": 4,
        "first_day": "2023-01-01",
        "carries_over": False,
        "sources": [],
    }
    assert members["deputies"] == {
        "function": {"sv": "Ersättare", "en": "Deputy"},
        "each": 2,
        "count": None,
        "as_many": False,
        "own_party_first": True,
        "order": ["kommun-b", "kommun-c"],
        "seats": 6,
        "held": [
            {"party": f"kommun-{letter}", "name": f"Kommun {letter}", "seats": 2}
            for letter in "bca"
        ],
        "vacant": 0,
        "not_stated": 0,
        "sources": [],
    }
    assert direction["called"][0]["stated_in"] == {
        "called": "activated",
        "meets": "activated",
        "duties": "ordinary",
    }
    assert direction["called"][0]["meets"]["first_day"] == "2024-06-03"
    assert [duty["sv"] for duty in direction["duties"]] == ["fastställer budget"]
    by_office, of_towns, _ = steering["called"][0]["seats"]
    assert by_office["comes_with"] == {"forum": "direktionen", "seat": None}
    assert (of_towns["count"], of_towns["held"], of_towns["not_stated"]) == (9, [], 9)
    assert (of_towns["deputies"]["count"], of_towns["deputies"]["not_stated"]) == (4, 4)
    assert steering["called"][0]["meets"]["term"]["years"] is None


def test_absences() -> None:
    """Who cannot come is data, and so are the deputies in their place."""
    absent = [
        Absence(seat="ledamot", party="Kommun a", count=3),
        Absence(seat="revisor", party="kommun-b", count=1),
    ]
    data: Any = who_data(CHARTERED, "direktionen", on=DAY, mode="ordinary", absent=absent)

    assert data["forum"]["called"][0]["absences"][0] == {
        "seat": "ledamot",
        "absent": [{"party": "kommun-a", "name": "Kommun a", "seats": 3}],
        "absent_not_stated": 0,
        "deputies": [
            {"party": "kommun-b", "name": "Kommun b", "seats": 1},
            {"party": "kommun-a", "name": "Kommun a", "seats": 2},
        ],
        "deputies_not_stated": 0,
        "deputies_absent": [],
        "deputies_absent_not_stated": 0,
        "without_deputy": 0,
    }
    assert [each["seat"] for each in data["forum"]["called"][0]["absences"]] == [
        "ledamot",
        "revisor",
    ]


def test_the_host() -> None:
    """The host is told as an office: the party of the terms, and the member in its place."""
    hosted = attrs.evolve(governed(), terms=attrs.evolve(governed().terms, host="kommun-a"))
    data: Any = governance_data(hosted.as_known(), on=DAY)

    assert data["host"]["holder"] == {"party": "kommun-a", "name": "Kommun a"}


def test_an_office_whose_holder_has_left() -> None:
    """An office is told as stated; nobody holds it if the party is not a member."""
    left = governed().withdraw(BOARD.id, decided(DAY), last_day=DAY)
    after = DAY + dt.timedelta(days=1)
    data: Any = who_data(left.as_known(), "radet", on=after)

    assert data["forum"]["chair"] == {
        "party": "lansstyrelsen",
        "name": "Länsstyrelsen",
        "holder": None,
    }
    never: Any = who_data(governed(without=(BOARD.id,)).as_known(), "radet", on=DAY)
    assert never["forum"]["chair"] == {**data["forum"]["chair"], "holder": None}


def test_governance() -> None:
    """The data of a day have the levels in order, and every forum as ``who_data`` has it."""
    data: Any = json.loads(json.dumps(governance_data(STATE, on=DAY, log=LOG)))

    assert (data["on"], data["is_in_force"], data["is_stated"]) == ("2024-06-03", True, True)
    assert [(level["id"], level["rank"]) for level in data["levels"]] == [
        ("inriktande", 3),
        ("samordnande", 2),
    ]
    assert data["forums"] == [who("radet", log=LOG), who("gruppen", log=LOG)]
    assert data["overall"] == "radet"


def test_no_governance() -> None:
    """An agreement that states none, or is not in force, says so."""
    none: Any = governance_data(governed(None).as_known(), on=DAY)
    before: Any = governance_data(STATE, on=dt.date(2023, 1, 1))

    assert (none["is_in_force"], none["is_stated"], none["forums"]) == (True, False, [])
    assert (none["modes"], none["modes_fall_back"], none["host"]) == ([], None, None)
    assert (before["is_in_force"], before["is_stated"], before["levels"]) == (False, False, [])


def test_refusals() -> None:
    """An unknown forum and values of other types are refused."""
    with pytest.raises(UnknownForumError):
        who("okänt")
    for wrong in ({"on": "2024-06-03"}, {"mode": 5}, {"log": GOVERNANCE}):
        with pytest.raises((WrongTypeError, TypeError)):
            who("radet", **wrong)
        with pytest.raises((WrongTypeError, TypeError)):
            governance_data(STATE, **{"on": DAY, **wrong})  # type: ignore[arg-type]
