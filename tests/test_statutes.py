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


KL_1977, KL_1991, KL_2017 = (
    f"kommunallagen ({number})" for number in ("1977:179", "1991:900", "2017:725")
)


@pytest.mark.parametrize(
    ("topic", "cited"),
    [
        pytest.param(
            Topic.RETROACTIVE_EFFECT,
            {"1992-01-01": f"2 kap. 3 § {KL_1991}", "2018-01-01": f"2 kap. 4 § {KL_2017}"},
            id="A",
        ),
        pytest.param(
            Topic.APPROVAL,
            {
                "1990-01-01": f"2 kap. 25 § och 3 kap. 10 § {KL_1977}",
                "1992-01-01": f"5 kap. 61 § och 6 kap. 30 § {KL_1991}",
                "2018-01-01": f"5 kap. 69 § och 6 kap. 35 § {KL_2017}",
            },
            id="B, approval",
        ),
        pytest.param(
            Topic.NOTICE,
            {
                "1990-01-01": f"2 kap. 25 § och 3 kap. 10 § {KL_1977}",
                "1992-01-01": f"5 kap. 62 § och 6 kap. 30 § {KL_1991}",
                "2018-01-01": f"8 kap. 12 § och 6 kap. 35 § {KL_2017}",
            },
            id="B, notice",
        ),
        pytest.param(
            Topic.APPEAL_PERIOD,
            {
                "1990-01-01": f"7 kap. 1–2 §§ {KL_1977}",
                "1992-01-01": f"10 kap. 6 § {KL_1991}",
                "2018-01-01": f"13 kap. 5 § {KL_2017}",
            },
            id="C",
        ),
        pytest.param(
            Topic.EXECUTION,
            {
                "1990-01-01": f"7 kap. 6 § {KL_1977}",
                "1992-01-01": f"10 kap. 15 § {KL_1991}",
                "2002-07-01": f"10 kap. 14 a och 15 §§ {KL_1991}",
                "2018-01-01": f"13 kap. 14–15 §§ {KL_2017}",
            },
            id="D: 10 kap. 14 a § by lag 2002:438",
        ),
        pytest.param(
            Topic.COUNCIL,
            {
                "1990-01-01": f"1 kap. 5–6 §§ {KL_1977}",
                "1992-01-01": f"3 kap. 9 § {KL_1991}",
                "2018-01-01": f"5 kap. 1–2 §§ {KL_2017}",
            },
            id="E, the council: nothing in 9 kap.",
        ),
        pytest.param(
            Topic.FEDERATION,
            {
                "1990-01-01": "7 § kommunalförbundslagen (1985:894)",
                "1998-01-01": f"3 kap. 20 § {KL_1991}",
                "2018-01-01": f"9 kap. 1 § {KL_2017}",
            },
            id="E, federation",
        ),
        pytest.param(
            Topic.JOINT_COMMITTEE,
            {
                "1997-08-01": f"3 kap. 3 a–c §§ {KL_1991}",
                "2018-01-01": f"9 kap. 19, 22 och 33 §§ {KL_2017}",
            },
            id="E, joint committee: SFS 1997:550",
        ),
        pytest.param(
            Topic.AGREED_COOPERATION,
            {"2018-07-01": f"9 kap. 37–38 §§ {KL_2017}"},
            id="E, agreed cooperation",
        ),
        pytest.param(
            Topic.ANNUAL_REPORT,
            {
                "1990-01-01": f"4 kap. 9 § {KL_1977}",
                "1992-01-01": KL_1991,
                "2018-01-01": f"11 kap. 20 § {KL_2017}",
            },
            id="F",
        ),
        pytest.param(
            Topic.LEAVING_A_FEDERATION,
            {
                "1990-01-01": "kommunalförbundslagen (1985:894)",
                "1998-01-01": KL_1991,
                "2018-01-01": f"9 kap. 18 § {KL_2017}",
            },
            id="H",
        ),
        pytest.param(
            Topic.EQUAL_TREATMENT, {"2018-01-01": f"2 kap. 3 § {KL_2017}"}, id="A, equal treatment"
        ),
    ],
)
def test_citations(topic: Topic, cited: dict[str, str]) -> None:
    """Each rule is cited from its own first day on; before, and if not read, as a whole act."""
    expected = dict.fromkeys([day("1990-01-01")], KL_1977)
    expected |= {day("1992-01-01"): KL_1991} if day("1992-01-01") < day(min(cited)) else {}
    expected |= {day("2018-01-01"): KL_2017} if day("2018-01-01") < day(min(cited)) else {}
    expected |= {day(on): said for on, said in cited.items()}
    first_days = sorted(expected)

    for first, following in zip(first_days, [*first_days[1:], day("2027-01-01")], strict=True):
        for on in (first, following - dt.timedelta(days=1)):
            assert regime(on).citation(topic).in_language("sv") == expected[first]


def test_every_topic_is_cited() -> None:
    """A topic without a citation would cite nothing: each has one, whatever the day."""
    for on in ("1990-01-01", "2026-11-23"):
        for topic in Topic:
            assert regime(day(on)).citation(topic).in_language("en")


def test_the_ban_of_1990_is_an_unwritten_principle() -> None:
    """Kommunallag (1977:179) has no ban on retroactive effect: that was case law, no section."""
    basis = regime(day("1991-12-31")).basis(Topic.RETROACTIVE_EFFECT)

    assert isinstance(basis, Text)
    assert basis.in_language("sv").startswith("en oskriven princip")
    assert " kap." not in basis.in_language("sv")
    assert regime(day("1991-12-31")).basis(Topic.APPROVAL) == regime(day("1991-12-31")).citation(
        Topic.APPROVAL
    )
    assert isinstance(regime(day("1992-01-01")).basis(Topic.RETROACTIVE_EFFECT), Citation)


@pytest.mark.parametrize(
    ("topic", "since"),
    [
        (Topic.RETROACTIVE_EFFECT, "1992-01-01"),
        (Topic.APPEAL_PERIOD, "1992-01-01"),
        (Topic.APPROVAL, "2018-01-01"),
        (Topic.NOTICE, "2018-01-01"),
        (Topic.EXECUTION, "2018-01-01"),
        (Topic.COUNCIL, "2018-01-01"),
        (Topic.FEDERATION, "2018-01-01"),
        (Topic.JOINT_COMMITTEE, "2018-01-01"),
        (Topic.ANNUAL_REPORT, "2018-01-01"),
        (Topic.LEAVING_A_FEDERATION, "2018-01-01"),
        (Topic.AGREED_COOPERATION, None),
        (Topic.EQUAL_TREATMENT, None),
    ],
    ids=str,
)
def test_what_was_read(topic: Topic, since: str | None) -> None:
    """The last paragraph of the rules: the texts were read from 2018, two of them from 1992."""
    if since is None:
        assert not regime(day("2026-11-23")).is_read(topic)
        return
    assert regime(day(since)).is_read(topic)
    assert not regime(day(since) - dt.timedelta(days=1)).is_read(topic)


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("2017:725", "https://data.riksdagen.se/dokument/sfs-2017-725"),
        ("1930:173", "https://data.riksdagen.se/dokument/sfs-1930-173"),
        ("1925:219 s. 4", None),
    ],
)
def test_the_address_of_an_act(number: str, address: str | None) -> None:
    """An act has an address as a whole; a section has none (Sweden publishes no ELI)."""
    assert Act(name=Text("lagen"), number=number).address == address


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
