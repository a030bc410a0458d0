from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from builders import day, late
from samverkan import Text
from samverkan.errors import NotADayError, SamverkanError, TextError, TooEarlyError, WrongTypeError
from samverkan.sweden import TIME_LIMITS, Act, Citation, Place, Topic, regime


@pytest.mark.parametrize(
    ("on", "act", "accounting", "agreed", "region"),
    [
        pytest.param("1991-12-31", "1977:179", None, False, "landsting", id="1991"),
        pytest.param("1992-01-01", "1991:900", None, False, "landsting", id="1992"),
        pytest.param("2017-12-31", "1991:900", "1997:614", False, "landsting", id="last of 1991"),
        pytest.param("2018-01-01", "2017:725", "1997:614", False, "landsting", id="first of 2017"),
        pytest.param("2018-06-30", "2017:725", "1997:614", False, "landsting", id="not yet"),
        pytest.param("2018-07-01", "2017:725", "1997:614", True, "landsting", id="by agreement"),
        pytest.param("2018-12-31", "2017:725", "1997:614", True, "landsting", id="accounting 97"),
        pytest.param("2019-01-01", "2017:725", "2018:597", True, "landsting", id="accounting 18"),
        pytest.param("2020-01-01", "2017:725", "2018:597", True, "region", id="regions"),
        pytest.param("2026-11-23", "2017:725", "2018:597", True, "region", id="now"),
    ],
)
def test_regime(on: str, act: str, accounting: str | None, agreed: bool, region: str) -> None:
    """The act that applied to a decision of a day: on the day of the change and the day before."""
    found = regime(day(on))

    assert found.local_government.number == act
    assert (found.accounting.number if found.accounting else None) == accounting
    assert found.has_agreed_cooperation is agreed
    assert found.weighs_reversibility is (on >= "2018-01-01")
    assert found.region.sv == region


@pytest.mark.parametrize(
    ("topic", "before", "now"),
    [
        pytest.param(Topic.RETROACTIVE_EFFECT, "2 kap. 3 §", "2 kap. 4 §", id="A"),
        pytest.param(
            Topic.APPROVAL, "5 kap. 61 § och 6 kap. 30 §", "5 kap. 69 § och 6 kap. 35 §", id="B"
        ),
        pytest.param(
            Topic.NOTICE, "5 kap. 62 § och 6 kap. 30 §", "8 kap. 12 § och 6 kap. 35 §", id="B 2"
        ),
        pytest.param(Topic.APPEAL_PERIOD, "10 kap. 6 §", "13 kap. 5 §", id="C"),
        pytest.param(Topic.EXECUTION, "10 kap. 14 a och 15 §§", "13 kap. 14–15 §§", id="D"),
        pytest.param(Topic.COUNCIL, "3 kap. 9 §", "5 kap. 1 § och 9 kap.", id="E"),
        pytest.param(Topic.AGREED_COOPERATION, "", "9 kap. 37–38 §§", id="E 2"),
        pytest.param(Topic.ANNUAL_REPORT, "", "11 kap. 20 §", id="F"),
        pytest.param(Topic.LEAVING_A_FEDERATION, "", "9 kap. 18 §", id="H"),
    ],
)
def test_citations(topic: Topic, before: str, now: str) -> None:
    """The sections of both acts are cited as lawyers write them; none if the act was not read."""
    old, new = (
        regime(day(on)).citation(topic).in_language("sv") for on in ("2017-12-31", "2018-01-01")
    )

    assert old == f"{before} kommunallagen (1991:900)".strip()
    assert new == f"{now} kommunallagen (2017:725)".strip()


def test_act_that_was_not_read() -> None:
    """No section of the act of 1977 is cited, since none was read."""
    citation = regime(day("1991-06-01")).citation(Topic.APPEAL_PERIOD)

    assert citation.places == ()
    assert citation.in_language("sv") == "kommunallagen (1977:179)"
    assert citation.in_language("en") == "Local Government Act (1977:179)"


@pytest.mark.parametrize(
    ("place", "swedish", "english"),
    [
        pytest.param(Place(13, "5"), "13 kap. 5 §", "Chapter 13, Section 5", id="one"),
        pytest.param(
            Place(10, ["14 a", "15"]),
            "10 kap. 14 a och 15 §§",
            "Chapter 10, Sections 14 a and 15",
            id="two",
        ),
        pytest.param(
            Place(5, ["1", "3", "9"]),
            "5 kap. 1, 3 och 9 §§",
            "Chapter 5, Sections 1, 3 and 9",
            id="three",
        ),
        pytest.param(Place(9), "9 kap.", "Chapter 9", id="chapter"),
        pytest.param(Place(None, "2"), "2 §", "Section 2", id="no chapters"),
        pytest.param(Place(None, "1–2"), "1–2 §§", "Sections 1–2", id="from to"),
    ],
)
def test_places(place: Place, swedish: str, english: str) -> None:
    """A place is written as lawyers write it, in both languages."""
    assert (place.in_language("sv"), place.in_language("en")) == (swedish, english)
    assert Citation(TIME_LIMITS, place).in_language("en").startswith(f"{english} of the Act (1930")


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(late(regime, meeting_day=dt.date(1989, 12, 31)), TooEarlyError, id="1989"),
        pytest.param(late(regime, meeting_day="2015-04-13"), NotADayError, id="text"),
        pytest.param(late(Act, name=Text("lagen"), number=""), TextError, id="number"),
        pytest.param(late(Place, chapter="13", sections="5"), WrongTypeError, id="chapter"),
        pytest.param(late(Place, chapter=13, sections=[5]), WrongTypeError, id="section"),
        pytest.param(late(Place, chapter=13, sections=""), TextError, id="empty section"),
        pytest.param(late(Citation, act="1930:173", places=()), WrongTypeError, id="act"),
        pytest.param(late(Citation, act=TIME_LIMITS, places=["5 §"]), WrongTypeError, id="place"),
    ],
)
def test_refused(make: Callable[[], object], error: type[SamverkanError]) -> None:
    """An impossible citation is refused."""
    with pytest.raises(error):
        make()
