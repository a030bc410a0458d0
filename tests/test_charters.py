"""Governances as charters write them, read from the files in docs/examples."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs
import pytest

from public import ROOT
from real_charters import CHARTERS
from samverkan import Agreement, Language, Period, State, Unit, formats, validate
from samverkan.errors import ModeError
from samverkan.findings import Severity
from samverkan.governance import Forum, Governance
from samverkan.meetings import (
    Absence,
    Activation,
    Holding,
    ModeLog,
    called,
    deputies,
    holdings,
    not_stated,
    vacant,
)
from samverkan.reports import governance_text, who_text

FOLDER = ROOT / "docs" / "examples"
PAGE = (ROOT / "docs" / "how-to" / "from-charter-to-file.md").read_text("utf-8")

DIRECTIONS = {
    "varend.toml": "direktionen",
    "sodertorn.toml": "direktionen",
    "norra-dalarna.toml": "direktionen",
    "malardalen.toml": "direktionen",
    "nerike.toml": "direktionen",
    "f-samverkan.toml": "styrgruppen",
    "gavleborg.toml": "namnden",
}
"""The forum whose seats the source states."""


def read(name: str) -> Agreement:
    """Return the agreement of a file."""
    return formats.read(FOLDER / name, Agreement)


def known(name: str) -> tuple[State, dt.date]:
    """Return what is known about the agreement of a file, and its first day."""
    first_day = read(name).terms.period.first_day
    assert first_day is not None
    return read(name).as_known(), first_day


def governed(name: str) -> Governance:
    """Return the governance that a file states."""
    state, on = known(name)
    governance = state.governance(on=on)
    assert governance is not None
    return governance


def counted(seats: Iterable[Holding]) -> dict[str, int]:
    """Return how many seats each party has, and how many are vacant or not stated."""
    found: Counter[str] = Counter()
    for each in seats:
        nobody = "vacant" if each.is_stated else "not stated"
        found[nobody if each.party is None else each.party.id] += each.count
    return dict(found)


# --- What the sources say


@pytest.mark.parametrize(
    ("name", "members", "expected"),
    [
        pytest.param("varend.toml", 2, {"0764": 3, "0780": 3}, id="§ 5: utser 3 ledamöter"),
        pytest.param(
            "sodertorn.toml",
            10,
            {
                **dict.fromkeys(["0127", "0136", "0126", "0182", "0181"], 2),
                **dict.fromkeys(["0125", "0140", "0192", "0128", "0138"], 1),
            },
            id="5 §: utser vardera 2; utser vardera 1",
        ),
        pytest.param(
            "norra-dalarna.toml",
            5,
            dict.fromkeys(["2029", "2062", "2034", "2021", "2039"], 1),
            id="Orsa kommun utser 1 ledamot och 1 ersättare",
        ),
        pytest.param(
            "malardalen.toml",
            6,
            {"1980": 5, "1983": 2, "1961": 1, "1907": 1, "1984": 1, "1960": 1},
            id="elva ledamöter och elva ersättare",
        ),
        pytest.param(
            "nerike.toml",
            9,
            {
                "1880": 3,
                **dict.fromkeys(["1885", "1881", "1861", "1860", "1884", "1882", "1864"], 1),
                "vacant": 1,
            },
            id="Lekeberg Vakant Vakant",
        ),
        pytest.param(
            "gavleborg.toml",
            11,
            {
                **dict.fromkeys(
                    ["2104", "2101", "2181", "2180", "2121", "2183", "2182", "2161", "2184"], 1
                ),
                "2132": 1,
                "region-gavleborg": 1,
            },
            id="7 §: en (1) ledamot och lika många ersättare",
        ),
    ],
)
def test_seats_of_members(name: str, members: int, expected: dict[str, int]) -> None:
    """So many members, so many seats for each, and as many deputies as members of the forum."""
    state, on = known(name)
    forum = DIRECTIONS[name]

    assert len(state.members(on=on)) == members
    assert counted(holdings(state, forum, on=on)) == expected
    assert counted(deputies(state, forum, on=on)) == expected


def test_seats_by_category() -> None:
    """F-samverkan: kommunerna 9, regionen 2, Länsstyrelsen 2, polisen 2, SOS 1, Försvarsmakten 1.

    Who holds the nine is not published: 14 municipalities take part, 13 of the county and Ydre.
    """
    state, on = known("f-samverkan.toml")
    seats = holdings(state, "Styrgrupp F-samverkan", on=on)

    assert counted(seats) == {
        "not stated": 9,
        "regionen": 2,
        "lansstyrelsen": 2,
        "polisen": 2,
        "sos-alarm": 1,
        "forsvarsmakten": 1,
    }
    assert [each.seat.id for each in not_stated(state, on=on)] == ["kommunerna"]
    assert vacant(state, on=on) == ()
    assert deputies(state, "styrgruppen", on=on) == ()
    towns = [each for each in state.members(on=on) if each.party.municipality_code]
    assert Counter((each.party.municipality_code or "")[:2] for each in towns) == {
        "06": 13,
        "05": 1,
    }


def test_published_as_vacant() -> None:
    """Nerike 2024: both of Lekeberg's are vacant; nothing is unknown."""
    state, on = known("nerike.toml")

    assert [each.seat.id for each in vacant(state, on=on)] == ["lekeberg"]
    assert not_stated(state, on=on) == ()


@pytest.mark.parametrize("name", DIRECTIONS)
def test_an_independent_count(name: str) -> None:
    """Members and deputies are as many as the file says, counted without the library."""
    content = tomllib.loads((FOLDER / name).read_text("utf-8"))
    state, on = known(name)
    [forum] = [
        each for each in content["terms"]["governance"]["forums"] if each["id"] == DIRECTIONS[name]
    ]
    seats, others = 0, 0
    for seat in forum["seats"]:
        holders = 1 if "count" in seat else len(able(content, seat))
        each = seat.get("each", 1)
        members = seat.get("count", sum(seat.get("by_party", {}).values()) or holders * each)
        seats += members
        stated = seat.get("deputies", 0)
        others += members if stated == {} else holders * number(stated)

    assert sum(each.count for each in holdings(state, forum["id"], on=on)) == seats
    assert sum(each.count for each in deputies(state, forum["id"], on=on)) == others


def number(stated: int | dict[str, Any]) -> int:
    """Return how many deputies a file states."""
    return stated if isinstance(stated, int) else stated["count"]


def able(content: dict[str, Any], seat: dict[str, Any]) -> list[Any]:
    """Return the parties of a file that may hold a seat."""
    if "parties" in seat:
        return [seat["parties"]] if isinstance(seat["parties"], str) else seat["parties"]
    return [each for each in content["parties"] if each["kind"] == seat.get("kind", each["kind"])]


def test_chairs() -> None:
    """Mora "ständigt", Västerås, Örebro; Värend's, Södertörn's and Gävleborg's were not found."""
    chairs = {
        name: forum.chair
        for name in DIRECTIONS
        for forum in governed(name).forums
        if forum.id == DIRECTIONS[name]
    }

    assert chairs == {
        "varend.toml": None,
        "sodertorn.toml": None,
        "norra-dalarna.toml": "2062",
        "malardalen.toml": "1980",
        "nerike.toml": "1880",
        "f-samverkan.toml": None,
        "gavleborg.toml": None,
    }


def test_vice_chairs() -> None:
    """Nerike in 2024: Kumla and, as second, Ljusnarsberg; Norra Dalarna in 2023: Älvdalen.

    In Mälardalen, the lists name two without a day, and the post alternates.
    """
    stated = {
        name: forum.vice_chairs
        for name in DIRECTIONS
        for forum in governed(name).forums
        if forum.vice_chairs
    }

    assert stated == {"nerike.toml": ("1881", "1864"), "norra-dalarna.toml": ("2039",)}


def test_orders_of_deputies() -> None:
    """Gävleborg says who replaces a member, nobody else's deputy; the others state no order."""
    orders = {
        name: {
            seat.deputies.order
            for forum in governed(name).forums
            for seat in forum.seats
            if seat.deputies is not None
        }
        for name in DIRECTIONS
    }

    assert {name: found for name, found in orders.items() if found - {None}} == {
        "gavleborg.toml": {()}
    }


def test_how_often() -> None:
    """About six a year, six a year, about four a year, once a term of office: no day follows."""
    meets = {
        forum.id if name == "f-samverkan.toml" else name: governed(name)
        .works(forum, "ordinary")
        .meets
        for name in DIRECTIONS
        for forum in governed(name).forums
    }
    told = {
        name: (each.times, each.unit, each.is_about, each.term is not None)
        for name, each in meets.items()
        if each is not None
    }

    assert told == {
        "malardalen.toml": (6, Unit.YEARS, True, False),
        "nerike.toml": (6, Unit.YEARS, False, False),
        "styrgruppen": (4, Unit.YEARS, True, False),
        "regionala-radet": (1, None, False, True),
    }
    assert not any(each.has_days for each in meets.values() if each is not None)


def test_the_host() -> None:
    """Gävleborg's joint committee is part of the region's organisation."""
    assert read("gavleborg.toml").terms.host == "region-gavleborg"


# --- Who is called


def called_to(name: str, *absent: Absence) -> list[tuple[str, int, str]]:
    """Return who is called to the forum of a file: member or deputy, how many, and whose."""
    state, on = known(name)
    return [
        (
            "deputy" if each.is_deputy else "member",
            each.count,
            "-" if each.party is None else each.party.names[0].text.partition(" kommun")[0],
        )
        for each in called(state, DIRECTIONS[name], on=on, absent=absent)
    ]


def test_deputies_of_the_same_member() -> None:
    """Gävleborg 7 §: "ska denne ersättas av en ersättare från Region Gävleborg/kommunen"."""
    away = Absence(seat="ledamot", party="Hudiksvall")
    one = called_to("gavleborg.toml", away)
    both = called_to("gavleborg.toml", away, Absence(seat="ledamot", party="2184", is_deputy=True))

    assert ("member", 1, "Hudiksvalls") not in one
    assert ("deputy", 1, "Hudiksvalls") in one
    assert len(one) == 11
    assert both == [each for each in one if each[0] == "member"]  # nobody else's deputy


@pytest.mark.parametrize("count", [1, 2, 3])
def test_as_many_deputies_as_absent(count: int) -> None:
    """Värend § 5: three deputies for three members; as many are called as cannot come."""
    left = [("member", 3 - count, "Växjö")] if count < 3 else []

    assert called_to("varend.toml", Absence(seat="ledamot", party="Växjö", count=count)) == [
        ("member", 3, "Alvesta"),
        *left,
        ("deputy", count, "Växjö"),
    ]


def test_a_deputy_in_another_function() -> None:
    """Norra Dalarna: "kommunstyrelsen ordförande och oppositionsråd eller motsvarande"."""
    state, on = known("norra-dalarna.toml")
    found = called(state, "direktionen", on=on, absent=Absence(seat="ledamot", party="Mora"))
    [deputy] = [each for each in found if each.is_deputy]

    assert deputy.party is not None
    assert deputy.party.id == "2062"
    assert deputy.seat.function.sv == "Kommunstyrelsens ordförande"
    assert deputy.seat.deputies is not None
    assert deputy.seat.deputies.function is not None
    assert deputy.seat.deputies.function.sv == "Oppositionsråd eller motsvarande"


def test_a_vacant_seat_calls_nobody() -> None:
    """Nerike 2024: Lekeberg's seat stays empty, and so does its deputy's."""
    assert ("member", 1, "-") in called_to("nerike.toml")
    assert not [each for each in called_to("nerike.toml") if each[0] == "deputy"]


def test_some_of_those_not_stated_cannot_come() -> None:
    """F-samverkan: of the nine that nobody has named, two cannot come; no deputy is stated."""
    away = Absence(seat="kommunerna", count=2)

    assert called_to("f-samverkan.toml", away)[0] == ("member", 7, "-")
    assert sum(count for _, count, _ in called_to("f-samverkan.toml", away)) == 15


# --- The texts, and what validation finds


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("varend.toml", 1),
        ("sodertorn.toml", 1),
        ("norra-dalarna.toml", 1),
        ("malardalen.toml", 1),
        ("nerike.toml", 2),
        ("f-samverkan.toml", 6),
        ("gavleborg.toml", 1),
    ],
)
def test_one_line_for_equal_seats(name: str, lines: int, language: Language) -> None:
    """Equal seats are one line, however many they are, and however many parties have them."""
    state, on = known(name)
    [forum] = [each for each in governed(name).forums if each.id == DIRECTIONS[name]]
    functions = {seat.function.in_language(language) for seat in forum.seats}
    for text in (
        governance_text(state, on=on, language=language),
        who_text(state, forum.id, on=on, language=language),
    ):
        said = [line for line in text.splitlines() if line.strip().startswith(tuple(functions))]

        assert len(said) == lines


@pytest.mark.parametrize("name", CHARTERS)
def test_no_doubt_about_what_is_not_published(name: str) -> None:
    """Nothing is wrong, and no warning says that a seat is not held or has no stated holder."""
    doubts = {
        (finding.code, finding.subject)
        for finding in validate(read(name))
        if finding.severity is not Severity.INFO
    }

    assert doubts <= {("NOTICE_PERIOD_UNKNOWN", "terms")}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("sodertorn.toml", set()),
        ("norra-dalarna.toml", set()),
        ("malardalen.toml", set()),
        ("nerike.toml", {"SEAT_VACANT"}),
        ("f-samverkan.toml", {"HOLDERS_NOT_STATED"}),
        ("gavleborg.toml", set()),
    ],
)
def test_what_is_worth_knowing(name: str, codes: set[str]) -> None:
    """Vacant in Nerike, not published in F-samverkan, no day of any decision, and nothing else.

    Their papers have no levels, so that a forum has none is no finding.
    """
    infos = {each.code for each in validate(read(name)) if each.severity is Severity.INFO}

    assert infos == {"DECISION_NOT_RECORDED", *codes}


# --- Heightened preparedness


def test_levels_and_modes() -> None:
    """The civil area stands above the county, and the highest of the two grades comes last."""
    governance = governed("heightened-preparedness.toml")

    assert [level.id for level in governance.levels] == ["civilomrade", "regional"]
    assert [(mode.id, mode.switched_by) for mode in governance.modes] == [
        ("ordinary", ()),
        ("activated", ()),
        ("skarpt-beredskap", ("regeringen",)),
        ("hogsta-beredskap", ("regeringen",)),
    ]


def test_the_head_of_the_civil_area() -> None:
    """2022:525 2 §: the governor of the county whose board is responsible is the head."""
    state, on = known("heightened-preparedness.toml")
    head, *_ = holdings(state, "Civilområdesrådet", on=on)

    assert head.seat.id == "civilomradeschef"
    assert head.party is not None
    assert head.party.id == "exempels-lan"


@pytest.mark.parametrize(
    ("mode", "every", "duties", "seats"),
    [
        ("ordinary", Unit.YEARS, ["följa upp överenskommelsen"], 2),
        ("activated", Unit.DAYS, ["följa upp överenskommelsen"], 3),
        ("skärpt beredskap", Unit.DAYS, ["följa upp överenskommelsen"], 3),
        (
            "hogsta-beredskap",
            Unit.DAYS,
            ["följa upp att kommuner och regioner övergår till krigsorganisation"],
            3,
        ),
    ],
)
def test_what_falls_back(mode: str, every: Unit, duties: list[str], seats: int) -> None:
    """What the council does not state for a mode is what it states for the nearest lower one."""
    governance = governed("heightened-preparedness.toml")
    council: Forum = governance.forum("Regionala rådet")
    works = governance.works(council, mode)

    assert works.meets is not None
    assert works.meets.unit is every
    assert [duty.sv for duty in works.duties or ()] == duties
    assert len(governance.seats_called(council, mode)) == seats


def test_who_may_switch() -> None:
    """1992:1403 3 §: "får regeringen besluta om skärpt eller högsta beredskap"; nobody else may."""
    state, on = known("heightened-preparedness.toml")
    log = ModeLog.of(state, covers=Period.of_year(2026))
    decided = Activation(
        number=1, mode="skarpt-beredskap", first_day=on, decided_by="regeringen", decided_on=on
    )
    answer = log.activate(decided).mode("Civilområdesrådet", on=on)

    assert answer.mode is not None
    assert answer.mode.name.sv == "skärpt beredskap"
    with pytest.raises(ModeError):
        log.activate(attrs.evolve(decided, decided_by="exempels-lan"))


# --- From a charter to a file

CHARTER = re.search(r"```toml\n(# varend.toml\n.+?)```", PAGE, re.DOTALL)
CLAUSES = re.findall(r"^\| .+ \| `(\[.+\])` \| `(.+)` \|$", PAGE, re.MULTILINE)
LISTED = re.findall(r"^\| \[`(.+\.toml)`\]\(\.\./examples/(.+)\) \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("where", "line"), CLAUSES)
def test_each_clause_has_its_key(where: str, line: str) -> None:
    """Each row of the page's table is a line that the page's own file can have there."""
    assert CHARTER is not None
    content = tomllib.loads(CHARTER[1])
    place: Any = content
    for name in where.strip("[]").split("."):
        place = place[name][0] if isinstance(place[name], list) else place[name]
    [(key, value)] = tomllib.loads(line).items()
    if key in {"parties", "count", "by_party"}:
        del place["kind"]  # parties instead of a kind
    if key in {"count", "by_party"}:
        del place["each"]  # other numbers instead of one for each
    place[key] = value

    written = json.dumps(content, default=dt.date.isoformat)
    assert formats.loads(written, Agreement).terms.governance is not None


def test_the_page_is_complete() -> None:
    """The page has its table, and lists every file with a governance."""
    assert len(CLAUSES) > 15
    assert {name for name, _ in LISTED} == {*CHARTERS, "medelpad.toml"}
    assert all(name == address for name, address in LISTED)


def test_the_charter_of_the_page() -> None:
    """The page's file states the same seats as the one in the folder, with fewer sources."""
    assert CHARTER is not None
    state = formats.loads(CHARTER[1], Agreement, syntax="toml").as_known()

    assert counted(holdings(state, "direktionen", on=dt.date(2024, 1, 1))) == {"0764": 3, "0780": 3}
