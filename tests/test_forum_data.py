from __future__ import annotations

import datetime as dt
import json
from typing import Any

import attrs
import pytest

from builders import decided
from forums import ACTIVATED, BOARD, COUNCIL, DAY, GOVERNANCE, ORDINARY, governed
from samverkan import Period, Source, Text
from samverkan.errors import UnknownForumError, WrongTypeError
from samverkan.formats import governance_data, who_data
from samverkan.governance import Governance
from samverkan.meetings import Activation, ModeLog, called

STATE = governed().as_known()
ACTIVATION = Activation(
    number=1,
    first_day=DAY,
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
    assert group["called"] == [
        {
            "mode": "activated",
            "seats": [
                {
                    "id": "tib",
                    "function": {"sv": "Tjänsteman i beredskap", "en": None},
                    "mandate": {"sv": "larma", "en": None},
                    "party": "regionen",
                    "name": "Regionen",
                    "sources": [],
                }
            ],
            "meets": None,
            "sources": [],
        }
    ]
    assert group["log"] == {
        "mode": "activated",
        "grounds": ["activated"],
        "activation": {
            "number": 1,
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
@pytest.mark.parametrize("mode", [ORDINARY, ACTIVATED])
def test_the_seats_are_those_called(forum: str, mode: Any) -> None:
    """The seats of a mode are those that the library calls, vacant ones with null."""
    [found] = who(forum, mode=mode)["called"]
    held = called(STATE, forum, on=DAY, mode=mode)

    assert [(seat["id"], seat["party"]) for seat in found["seats"]] == [
        (each.seat.id, None if each.party is None else each.party.id) for each in held
    ]


def test_what_is_unknown() -> None:
    """Where the mode is not known both modes are listed; no seats is null, no activation too."""
    forum = who("radet")
    assert forum["mode"] is forum["log"] is None
    assert [each["mode"] for each in forum["called"]] == ["ordinary", "activated"]
    assert forum["called"][0]["meets"] == {"every": 3, "unit": "months", "first_day": None}
    logged = who("radet", log=LOG)
    assert (logged["mode"], logged["log"]["activation"]) == ("ordinary", None)

    lone = governed(Governance(forums=attrs.evolve(COUNCIL, level=None, seats=(), modes=())))
    data: Any = who_data(lone.as_known(), "radet", on=DAY, mode=ORDINARY, log=LOG)
    assert data["forum"]["called"][0]["seats"] is None
    other: Any = who_data(
        lone.as_known(),
        "radet",
        on=DAY,
        log=attrs.evolve(LOG, governance=Governance(), activations=()),
    )
    assert other["forum"]["log"] is None


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
    assert never["forum"]["chair"]["name"] is None


def test_governance() -> None:
    """The data of a day have the levels in order, and every forum as ``who_data`` has it."""
    data: Any = json.loads(json.dumps(governance_data(STATE, on=DAY, log=LOG)))

    assert (data["on"], data["is_in_force"], data["is_stated"]) == ("2024-06-03", True, True)
    assert [(level["id"], level["rank"]) for level in data["levels"]] == [
        ("inriktande", "directing"),
        ("samordnande", "coordinating"),
    ]
    assert data["forums"] == [who("radet", log=LOG), who("gruppen", log=LOG)]
    assert data["overall"] == "radet"


def test_no_governance() -> None:
    """An agreement that states none, or is not in force, says so."""
    none: Any = governance_data(governed(None).as_known(), on=DAY)
    before: Any = governance_data(STATE, on=dt.date(2023, 1, 1))

    assert (none["is_in_force"], none["is_stated"], none["forums"]) == (True, False, [])
    assert (before["is_in_force"], before["is_stated"], before["levels"]) == (False, False, [])


def test_refusals() -> None:
    """An unknown forum and values of other types are refused."""
    with pytest.raises(UnknownForumError):
        who("okänt")
    for wrong in ({"on": "2024-06-03"}, {"mode": "ordinary"}, {"log": GOVERNANCE}):
        with pytest.raises((WrongTypeError, TypeError)):
            who("radet", **wrong)
        with pytest.raises((WrongTypeError, TypeError)):
            governance_data(STATE, **{"on": DAY, **wrong})  # type: ignore[arg-type]
