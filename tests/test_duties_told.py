"""Who still has to report back and to follow up commitments, in texts and as data."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest

from builders import plainly
from forums import BOARD, CHARTER, DAY, governed
from samverkan import Commitment, Period, Source, Text
from samverkan.errors import WrongTypeError
from samverkan.formats import follow_up_data, outstanding_data
from samverkan.governance import Deputies, Forum, Governance, Seat
from samverkan.meetings import Absence, Report, convene, outstanding, to_follow_up
from samverkan.reports import follow_up_text, outstanding_text

CHARTERED = governed(CHARTER)
STATE = CHARTERED.as_known()
MEETINGS = [
    convene(STATE, "direktionen", by="kommun-a", on=DAY, number=number) for number in (1, 2)
]
STEERING = convene(STATE, "styrgruppen", by=BOARD, on=DAY, mode="hojd")
REPORTS = [Report(MEETINGS[0], "kommun-a", DAY), Report(MEETINGS[1], "kommun-c", DAY)]
DUTIES = outstanding([*MEETINGS, STEERING], REPORTS, on=DAY)

ROUTINES = Commitment(text=Text("rutiner", "routines"), sources=Source(document="Avtalet"))
TRAINING = Commitment(text=Text("utbildning", "training"))
COMMITTED = attrs.evolve(
    CHARTERED, terms=attrs.evolve(CHARTERED.terms, commitments=[ROUTINES, TRAINING])
).as_known()
OWED = to_follow_up(COMMITTED, during=Period.of_year(2024))


def test_who_still_has_to_report_back() -> None:
    """The text names the parties meeting by meeting; a second meeting of a day has its number."""
    assert plainly(outstanding_text(DUTIES)).splitlines() == [
        "Återföring som återstår (minst 6)",
        "  Direktionen den 3 juni 2024",
        "    Kommun b (kommun-b)",
        "    Kommun c (kommun-c)",
        "  Direktionen den 3 juni 2024, möte 2 den dagen",
        "    Kommun a (kommun-a)",
        "    Kommun b (kommun-b)",
        "  Styrgruppen den 3 juni 2024",
        "    Kommun a (kommun-a)",
        "    Regionen (regionen)",
        "    inte angivet vem: Kommunföreträdare, 9 platser",
    ]
    english = plainly(outstanding_text(DUTIES, "en")).splitlines()
    assert english[0] == "Still to report back (at least 6)"
    assert english[4] == "  Direktionen on 3 June 2024, meeting 2 of the day"
    assert outstanding_text(DUTIES[0]).count("\n") == 3


def test_who_has_to_report_back_is_not_stated() -> None:
    """If no seats are stated, or not who holds those of the deputies, the text says so."""
    empty = governed(Governance(forums=Forum(id="tomt", names="Tomt", convener=BOARD.id)))
    unstated = convene(empty.as_known(), "tomt", by=BOARD, on=DAY)

    assert plainly(outstanding_text(outstanding(unstated, on=DAY))).splitlines() == [
        "Återföring som återstår (antalet är inte känt)",
        "  Tomt den 3 juni 2024",
        "    inte angivet vem: inga platser är angivna",
    ]
    own = Deputies(count=1, function="Suppleant")
    seat = Seat(id="a", function="Ledamot", count=1, deputies=own)
    state = governed(
        Governance(forums=Forum(id="f", names="F", convener=BOARD.id, seats=seat))
    ).as_known()
    meeting = convene(state, "f", by=BOARD, on=DAY, absent=Absence(seat="a"))
    said = outstanding_text(outstanding(meeting, on=DAY))
    assert said.splitlines()[2] == "    inte angivet vem: Suppleant, 1 plats"


def test_what_still_has_to_be_followed_up() -> None:
    """The text names the commitments party by party."""
    assert follow_up_text(OWED[:3]).splitlines() == [
        "Uppföljning som återstår (3)",
        "  Gamla (gamla)",
        "    rutiner",
        "    utbildning",
        "  Kommun a (kommun-a)",
        "    rutiner",
    ]
    assert follow_up_text(OWED, "en").splitlines()[:3] == [
        "Still to be followed up (12)",
        "  Gamla (gamla)",
        "    routines",
    ]


def test_nothing_remains() -> None:
    """If nothing remains, the texts say so, and the data are empty."""
    assert outstanding_text([]) == "Ingen återföring återstår.\n"
    assert follow_up_text([]) == "Ingen uppföljning återstår.\n"
    assert follow_up_text([], "en") == "Nothing has to be followed up.\n"
    assert (outstanding_data([]), follow_up_data([])) == ([], [])


def test_data() -> None:
    """A duty is data with its party and meeting, a follow-up with its party and commitment."""
    duties: Any = json.loads(json.dumps(outstanding_data(DUTIES)))
    owed: Any = json.loads(json.dumps(follow_up_data(OWED)))

    assert len(duties) == len(DUTIES)
    assert (duties[-1]["party"], duties[-1]["name"]) == (None, None)  # nobody knows whose it is
    assert duties[-2] == {
        "party": "regionen",
        "name": "Regionen",
        "forum": "styrgruppen",
        "forum_name": "Styrgruppen",
        "on": "2024-06-03",
        "number": 1,
        "mode": "hojd",
    }
    assert len(owed) == len(OWED)
    assert owed[0] == {
        "party": "gamla",
        "name": "Gamla",
        "commitment": {"sv": "rutiner", "en": "routines"},
        "sources": [
            {"document": "Avtalet", "place": None, "quote": None, "address": None, "remark": None}
        ],
    }


@pytest.mark.parametrize("wrong", [None, "x", [None], 5])
def test_anything_else_is_refused(wrong: Any) -> None:
    """Only what outstanding and to_follow_up return is told."""
    for tell in (outstanding_text, outstanding_data, follow_up_text, follow_up_data):
        with pytest.raises(WrongTypeError):
            tell(wrong)


@pytest.mark.parametrize("wrong", [(BOARD, BOARD), (ROUTINES, ROUTINES), (BOARD,)])
def test_other_pairs_are_refused(wrong: Any) -> None:
    """What is owed is a party and its commitment."""
    with pytest.raises(WrongTypeError, match="to_follow_up"):
        follow_up_text([wrong])
