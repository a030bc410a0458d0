"""One row for equal seats: how many, for whom, who holds them, deputies, office and term."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import dropwhile, takewhile

import pytest

from builders import agreed, decided, joins, municipalities, plainly
from forums import BOARD, DAY, MEMBERS, OF_TOWNS, REGION, START, TERM, governed
from samverkan import Agreement, Language, PartyKind
from samverkan.governance import Deputies, Forum, Governance, Office, Seat, TermOfOffice
from samverkan.meetings import Absence
from samverkan.reports import agreement_text, governance_dot, who_text

LANGUAGES: list[tuple[Language, str]] = [("sv", "för"), ("en", "for")]
TOWN = PartyKind.MUNICIPALITY
TWO = ["kommun-a", "kommun-b"]


def in_a_forum(seats: Seat | Iterable[Seat], without: tuple[str, ...] = ()) -> Agreement:
    """Return an agreement with a forum that has these seats."""
    forum = Forum(id="forumet", names="Forumet", chair=BOARD.id, seats=seats)
    return governed(Governance(forums=forum), without=without)


def told(
    seats: Seat | Iterable[Seat],
    on: dt.date = DAY,
    language: Language = "sv",
    absent: Iterable[Absence] = (),
) -> list[str]:
    """Return the lines about the seats of a forum."""
    said = who_text(
        in_a_forum(seats).as_known(),
        "forumet",
        on=on,
        absent=absent,
        language=language,
        width=1000,
    )
    return [line.removeprefix("  ") for line in plainly(said).splitlines()[3:]]


def stated(agreement: Agreement, language: Language = "sv") -> list[str]:
    """Return the lines about the seats of the first forum, as the terms state them."""
    lines = plainly(agreement_text(agreement, language, width=1000)).splitlines()
    found = dropwhile(lambda line: not line.startswith("    Forumet"), lines)
    return [line.strip() for line in takewhile(lambda line: line, list(found)[1:])]


@pytest.mark.parametrize(
    ("seat", "swedish", "english"),
    [
        pytest.param(
            Seat(id="a", function="Chef", parties=BOARD.id),
            ["Chef: Länsstyrelsen (lansstyrelsen)"],
            ["Chef: Länsstyrelsen (lansstyrelsen)"],
            id="one seat",
        ),
        pytest.param(
            Seat(id="a", function="Chef", parties=REGION.id, each=2),
            ["Chef: Regionen (regionen), 2 platser"],
            ["Chef: Regionen (regionen), 2 seats"],
            id="two for the one region",
        ),
        pytest.param(
            Seat(id="a", function="Chef", kind=TOWN),
            [
                "Chef: 3 platser, 1 för varje kommun",
                "  Kommun a (kommun-a), Kommun b (kommun-b) och Kommun c (kommun-c)",
            ],
            [
                "Chef: 3 seats, 1 for each municipality",
                "  Kommun a (kommun-a), Kommun b (kommun-b) and Kommun c (kommun-c)",
            ],
            id="each municipality",
        ),
        pytest.param(
            Seat(id="a", function="Chef", kind=PartyKind.REGION, each=3),
            ["Chef: 3 platser för varje region", "  Regionen (regionen)"],
            ["Chef: 3 seats for each region", "  Regionen (regionen)"],
            id="each of a kind that has one member",
        ),
        pytest.param(
            Seat(id="a", function="Chef", parties=TWO, each=2),
            [
                "Chef: 4 platser, 2 för var och en av 2 kommuner",
                "  Kommun a (kommun-a) och Kommun b (kommun-b)",
            ],
            [
                "Chef: 4 seats, 2 for each of 2 municipalities",
                "  Kommun a (kommun-a) and Kommun b (kommun-b)",
            ],
            id="each of two",
        ),
        pytest.param(
            Seat(id="a", function="Chef", parties=["kommun-a", "regionen"]),
            [
                "Chef: 2 platser, 1 för var och en av 2 parter",
                "  Kommun a (kommun-a) och Regionen (regionen)",
            ],
            [
                "Chef: 2 seats, 1 for each of 2 parties",
                "  Kommun a (kommun-a) and Regionen (regionen)",
            ],
            id="each of two of different kinds",
        ),
        pytest.param(
            Seat(id="a", function="Chef", parties=["kommun-a", "kommun-b", "nya"]),
            [
                "Chef: 3 platser, 1 för var och en av 3 parter",
                "  Kommun a (kommun-a) och Kommun b (kommun-b)",
                "  1 plats vakant",
            ],
            [
                "Chef: 3 seats, 1 for each of 3 parties",
                "  Kommun a (kommun-a) and Kommun b (kommun-b)",
                "  1 seat vacant",
            ],
            id="one that never joined",
        ),
        pytest.param(
            Seat(id="a", function="Chef", group="strand"),
            ["Chef: 1 plats för varje part i gruppen strand", "  Kommun c (kommun-c)"],
            ["Chef: 1 seat for each party in the group strand", "  Kommun c (kommun-c)"],
            id="each of a group",
        ),
        pytest.param(
            OF_TOWNS,
            [
                (
                    "Kommunföreträdare: 9 platser för kommunerna tillsammans, vem som har dem är "
                    "inte angivet"
                ),
                "  Ersättare: 4; vem som har dem är inte angivet",
            ],
            [
                (
                    "Representative of the municipalities: 9 seats for the municipalities "
                    "together, who holds them is not stated"
                ),
                "  Deputies: 4; who holds them is not stated",
            ],
            id="nine together, not stated",
        ),
        pytest.param(
            Seat(id="a", function="Chef", count=1),
            ["Chef: 1 plats för parterna tillsammans, vem som har platsen är inte angivet"],
            ["Chef: 1 seat for the parties together, who holds the seat is not stated"],
            id="one, not stated",
        ),
        pytest.param(
            Seat(id="a", function="Chef", parties=REGION.id, count=2),
            ["Chef: 2 platser för Regionen (regionen), vem som har dem är inte angivet"],
            ["Chef: 2 seats for Regionen (regionen), who holds them is not stated"],
            id="of one party, not stated",
        ),
        pytest.param(
            Seat(id="a", function="Chef", count=2, holders=[]),
            ["Chef: 2 platser för parterna tillsammans, vakanta"],
            ["Chef: 2 seats for the parties together, vacant"],
            id="all vacant",
        ),
        pytest.param(
            Seat(id="a", function="Chef", parties="nya"),
            ["Chef: vakant"],
            ["Chef: vacant"],
            id="one vacant",
        ),
        pytest.param(
            Seat(id="a", function="Chef", parties=TWO, count=4, holders=[*TWO, "kommun-a"]),
            [
                "Chef: 4 platser för Kommun a (kommun-a) och Kommun b (kommun-b) tillsammans",
                "  Kommun a (kommun-a), 2 platser",
                "  Kommun b (kommun-b), 1 plats",
                "  1 plats vakant",
            ],
            [
                "Chef: 4 seats for Kommun a (kommun-a) and Kommun b (kommun-b) together",
                "  Kommun a (kommun-a), 2 seats",
                "  Kommun b (kommun-b), 1 seat",
                "  1 seat vacant",
            ],
            id="unequal, one vacant",
        ),
        pytest.param(
            Seat(id="a", function="Chef", count=6, holders=[*TWO, *TWO]),
            [
                "Chef: 6 platser för parterna tillsammans",
                "  Kommun a (kommun-a) och Kommun b (kommun-b), 2 platser var",
                "  2 platser vakanta",
            ],
            [
                "Chef: 6 seats for the parties together",
                "  Kommun a (kommun-a) and Kommun b (kommun-b), 2 seats each",
                "  2 seats vacant",
            ],
            id="equally many of a count",
        ),
        pytest.param(
            Seat(id="a", function="Chef", parties="kommun-a", count=2, holders=["kommun-a"] * 2),
            ["Chef: Kommun a (kommun-a), 2 platser"],
            ["Chef: Kommun a (kommun-a), 2 seats"],
            id="all of one party",
        ),
        pytest.param(
            Seat(id="a", function="Chef", comes_with=Office("forumet")),
            ["Chef: Länsstyrelsen (lansstyrelsen)", "  I egenskap av ordförande i Forumet"],
            [
                "Chef: Länsstyrelsen (lansstyrelsen)",
                "  By virtue of the office of chair of Forumet",
            ],
            id="with the chair",
        ),
    ],
)
def test_seats_and_holders(seat: Seat, swedish: list[str], english: list[str]) -> None:
    """Held, vacant and not stated are three answers, and equal seats have one row."""
    assert told(seat) == swedish
    assert told(seat, language="en") == english


@pytest.mark.parametrize("kind", list(PartyKind))
def test_every_kind_has_words(kind: PartyKind) -> None:
    """Seats for each member of a kind, and for all of them, have words in both languages."""
    seats = [
        Seat(id="a", function="A", kind=kind),
        Seat(id="b", function="B", kind=kind, count=9),
    ]
    for language, word in LANGUAGES:
        first, second = stated(in_a_forum(seats), language)
        assert re.fullmatch(rf"A: 1 \w+ {word} \w+ [\w ]+", first)
        assert re.fullmatch(rf"B: 9 \w+ {word} [\w ]+ \w+", second)


def test_only_one_kind_in_a_group() -> None:
    """A kind and a group together narrow who may hold a seat."""
    assert told(Seat(id="a", function="Chef", kind=TOWN, group="strand", count=2)) == [
        (
            "Chef: 2 platser för kommunerna i gruppen strand tillsammans, vem som har dem är inte "
            "angivet"
        )
    ]


@pytest.mark.parametrize(
    ("deputies", "swedish", "english"),
    [
        pytest.param(
            3,
            "Ersättare: 3 för varje kommun; träder in för den egna parten, ingen ordning mellan "
            "parterna är angiven",
            "Deputies: 3 for each municipality; called for their own party, no order among the "
            "parties is stated",
            id="no order is stated",
        ),
        pytest.param(
            Deputies(count=3, order=[]),
            "Ersättare: 3 för varje kommun; träder in endast för den egna parten",
            "Deputies: 3 for each municipality; called only for their own party",
            id="of their own party alone",
        ),
        pytest.param(
            Deputies(count=3, order=["nya"]),
            "Ersättare: 3 för varje kommun; träder in endast för den egna parten",
            "Deputies: 3 for each municipality; called only for their own party",
            id="nobody in the order is a member",
        ),
        pytest.param(
            Deputies(count=1, order=["kommun-c", "kommun-a"]),
            "Ersättare: 1 för varje kommun; träder in först för den egna parten, annars i "
            "ordningen Kommun c (kommun-c), Kommun a (kommun-a)",
            "Deputies: 1 for each municipality; called first for their own party, otherwise in the "
            "order Kommun c (kommun-c), Kommun a (kommun-a)",
            id="their own party first",
        ),
        pytest.param(
            Deputies(count=1, order=["kommun-c"], own_party_first=False, function="Vice chef"),
            "Ersättare (Vice chef): 1 för varje kommun; träder in i ordningen Kommun c (kommun-c)",
            "Deputies (Vice chef): 1 for each municipality; called in the order Kommun c "
            "(kommun-c)",
            id="in an order, in another function",
        ),
    ],
)
def test_deputies_for_each(deputies: Deputies | int, swedish: str, english: str) -> None:
    """Deputies are told with their number, their function and who is called first."""
    seat = Seat(id="a", function="Chef", kind=TOWN, deputies=deputies)

    assert told(seat)[2:] == [f"  {swedish}"]
    assert told(seat, language="en")[2:] == [f"  {english}"]


@pytest.mark.parametrize(
    ("deputies", "said"),
    [
        pytest.param(1, "Ersättare: 1; vem som har platsen är inte angivet", id="one, not stated"),
        pytest.param(
            Deputies(count=3, holders=["kommun-b", "kommun-a", "kommun-b"]),
            "Ersättare: 3; träder in först för den egna parten, annars i ordningen "
            "Kommun b (kommun-b), Kommun a (kommun-a), Kommun b (kommun-b)",
            id="in order, a party twice",
        ),
        pytest.param(
            Deputies(count=3, holders="kommun-b", own_party_first=False),
            "Ersättare: 3; träder in i ordningen Kommun b (kommun-b); 2 platser vakanta",
            id="two vacant",
        ),
        pytest.param(Deputies(count=1, holders=[]), "Ersättare: 1, vakant", id="vacant"),
        pytest.param(Deputies(count=2, holders=[]), "Ersättare: 2, vakanta", id="two, all vacant"),
    ],
)
def test_deputies_for_all_together(deputies: Deputies | int, said: str) -> None:
    """The holders of deputies' seats are told in the order in which they are called."""
    assert told(Seat(id="a", function="Chef", kind=TOWN, count=9, deputies=deputies))[1:] == [
        f"  {said}"
    ]


def test_one_party_needs_no_order_of_deputies() -> None:
    """If one party holds the seat, its deputies are called for it: nothing more is told."""
    assert told(Seat(id="a", function="Chef", parties="kommun-a", deputies=2)) == [
        "Chef: Kommun a (kommun-a)",
        "  Ersättare: 2",
    ]


def test_what_else_is_stated() -> None:
    """The mandate, who appoints and the term of office follow, one line for each."""
    seat = Seat(
        id="a",
        function="Chef",
        mandate="besluta",
        parties=BOARD.id,
        appointed_by="landshövdingen",
        term=TermOfOffice(years=4, first_day=dt.date(2023, 1, 1), carries_over=True),
    )

    assert told(seat)[1:] == [
        "  Mandat: besluta",
        "  Utses av landshövdingen",
        (
            "  Mandatperiod: 4 år, räknat från och med den 1 januari 2023; de som har utsetts "
            "sitter kvar tills andra har utsetts"
        ),
    ]


def test_the_office_of_another_seat() -> None:
    """A seat that comes with another seat says in which function, and in which forum."""
    seats = [
        Seat(id="vice", function="Vice ordförande", comes_with=Office("forumet", "chef")),
        Seat(id="chef", function="Chef", parties=BOARD.id),
    ]
    assert told(seats)[:2] == [
        "Vice ordförande: Länsstyrelsen (lansstyrelsen)",
        "  I egenskap av Chef i Forumet",
    ]
    agreement = in_a_forum(seats)
    assert stated(agreement)[0] == "Vice ordförande: i egenskap av Chef i Forumet"
    amended = agreement.amend(decided(START), effective=START, governance=Governance())
    assert stated(amended)[0] == "Vice ordförande: i egenskap av chef i forumet"


@pytest.mark.parametrize(
    ("numbers", "language", "expected"),
    [
        pytest.param(
            {"kommun-a": 2, "kommun-b": 1, "kommun-c": 1},
            "sv",
            [
                "Ledamot: 4 platser",
                "  Kommun a (kommun-a), 2 platser",
                "  Kommun b (kommun-b) och Kommun c (kommun-c), 1 plats var",
                (
                    "  Ersättare: lika många för varje kommun; träder in för den egna parten, "
                    "ingen ordning mellan parterna är angiven"
                ),
            ],
            id="municipalities",
        ),
        pytest.param(
            {"kommun-a": 2, "regionen": 1},
            "en",
            [
                "Ledamot: 3 seats",
                "  Kommun a (kommun-a), 2 seats",
                "  Regionen (regionen), 1 seat",
                (
                    "  Deputies: as many for each party; called for their own party, no order "
                    "among the parties is stated"
                ),
            ],
            id="different kinds",
        ),
        pytest.param(
            {"kommun-a": 2},
            "sv",
            ["Ledamot: Kommun a (kommun-a), 2 platser", "  Ersättare: lika många"],
            id="one",
        ),
    ],
)
def test_numbers_by_party(numbers: dict[str, int], language: Language, expected: list[str]) -> None:
    """Parties with equally many seats are told together; as many deputies, for each party."""
    seat = Seat(id="a", function="Ledamot", by_party=numbers, deputies=Deputies())

    assert told(seat, language=language) == expected


def test_an_office_of_many_seats() -> None:
    """A seat that comes with seats of an office is told with how many each has."""
    seats = [
        Seat(id="utskott", function="Utskott", comes_with=Office("forumet", "ledamot")),
        Seat(id="ledamot", function="Ledamot", by_party={"kommun-a": 2, "kommun-b": 1}),
    ]

    assert told(seats)[:4] == [
        "Utskott: 3 platser",
        "  Kommun a (kommun-a), 2 platser",
        "  Kommun b (kommun-b), 1 plats",
        "  I egenskap av Ledamot i Forumet",
    ]


@pytest.mark.parametrize(
    ("seat", "said"),
    [
        (MEMBERS, "Ledamot: 3 platser och 2 ersättare för varje kommun"),
        (OF_TOWNS, "Kommunföreträdare: 9 platser och 4 ersättare för kommunerna tillsammans"),
        (
            Seat(id="a", function="A", parties=TWO, deputies=1),
            (
                "A: 1 plats och 1 ersättare för var och en av Kommun a (kommun-a) och Kommun b "
                "(kommun-b)"
            ),
        ),
        (Seat(id="a", function="A", parties="nya"), "A: 1 plats för Nya (nya)"),
        (
            Seat(
                id="a",
                function="A",
                by_party={"kommun-a": 2, "kommun-b": 1, "kommun-c": 1},
                deputies=Deputies(),
            ),
            (
                "A: 4 platser och lika många ersättare: 2 för Kommun a (kommun-a); 1 för var och "
                "en av Kommun b (kommun-b) och Kommun c (kommun-c)"
            ),
        ),
    ],
    ids=["for each", "together", "for two", "no member", "party by party"],
)
def test_the_rule_alone(seat: Seat, said: str) -> None:
    """What the terms state of seats is told without who holds them."""
    assert stated(in_a_forum(seat)) == [said]


def test_holders_of_an_earlier_term() -> None:
    """After the term that holders are stated for, the text says for which they are not stated."""
    seat = Seat(id="a", function="Chef", kind=TOWN, count=2, holders=TWO, term=TERM)

    assert told(seat, dt.date(2026, 12, 31))[1] == "  Kommun a (kommun-a) och Kommun b (kommun-b)"
    assert told(seat, dt.date(2027, 1, 1))[0] == (
        "Chef: 2 platser för kommunerna tillsammans, vem som har dem är inte angivet för "
        "mandatperioden från och med den 1 januari 2027"
    )
    unstated = Seat(id="a", function="Chef", kind=TOWN, count=2, term=TERM)
    assert told(unstated, dt.date(2027, 1, 1))[0].endswith("vem som har dem är inte angivet")


@pytest.mark.parametrize(
    ("term", "swedish", "english"),
    [
        (TermOfOffice(years=1), "1 år", "1 year"),
        (TermOfOffice(), "längden är inte angiven", "length not stated"),
        (
            TermOfOffice(first_day=dt.date(2023, 1, 1)),
            "längden är inte angiven, räknat från och med den 1 januari 2023",
            "length not stated, counted from 1 January 2023",
        ),
        (
            TermOfOffice(years=4, carries_over=True),
            "4 år; de som har utsetts sitter kvar tills andra har utsetts",
            "4 years; those appointed stay until others are appointed",
        ),
    ],
    ids=["years", "nothing", "first day", "carries over"],
)
def test_terms_of_office(term: TermOfOffice, swedish: str, english: str) -> None:
    """What is stated of a term of office is told, and that its length is not."""
    seat = Seat(id="a", function="Chef", parties=BOARD.id, term=term)

    assert told(seat)[1] == f"  Mandatperiod: {swedish}"
    assert told(seat, language="en")[1] == f"  Term of office: {english}"


def test_pictures_are_brief() -> None:
    """In pictures, parties have no ids, and many holders are told by the first and a number."""
    towns = municipalities(*(f"Kommun {letter}" for letter in "abcdefgh"))
    forum = Forum(id="forumet", names="Forumet", seats=Seat(id="a", function="Chef", kind=TOWN))
    state = agreed(
        *towns,
        governance=Governance(forums=forum),
        instruments=[joins(number, town.id, START) for number, town in enumerate(towns, 1)],
    ).as_known()
    said = governance_dot(state, on=DAY)

    assert "8 parter" in said
    assert "4 till" in said
    assert "Kommun e" not in said
    assert "kommun-a" not in said


# --- Who cannot come


def test_deputies_in_the_place_of_the_absent() -> None:
    """Who cannot come is told with the deputies that are called, and seats without one."""
    absent = [
        Absence(seat="ledamot", party="Kommun a", count=3),
        Absence(seat="ledamot", party="Kommun b", count=3),
        Absence(seat="kommun", count=5),
    ]
    lines = told([MEMBERS, OF_TOWNS], absent=absent)

    first, second = (n for n, line in enumerate(lines) if "Har förhinder" in line)
    assert lines[first : first + 2] == [
        "  Har förhinder: Kommun a (kommun-a), 3 platser; Kommun b (kommun-b), 3 platser",
        (
            "  Träder in: Kommun b (kommun-b), 2 platser; Kommun c (kommun-c), 2 platser; "
            "Kommun a (kommun-a), 2 platser"
        ),
    ]
    assert lines[second:] == [
        "  Har förhinder: inte angivet vem, 5 platser",
        "  Träder in: inte angivet vem, 4 platser",
        "  1 plats utan ersättare",
    ]


def test_absent_without_deputies() -> None:
    """A member without deputies leaves an empty seat."""
    seat = Seat(id="a", function="Chef", parties="kommun-a")
    absent = [Absence(seat="a", party="kommun-a")]

    assert told(seat, language="en", absent=absent) == [
        "Chef: Kommun a (kommun-a)",
        "  Cannot come: Kommun a (kommun-a), 1 seat",
        "  1 seat without a deputy",
    ]


@pytest.mark.parametrize(
    ("absent", "expected"),
    [
        pytest.param(
            [
                Absence(seat="a", party="kommun-a"),
                Absence(seat="a", party="kommun-a", is_deputy=True),
            ],
            [
                "Har förhinder: Kommun a (kommun-a), 1 plats",
                "Ersättare som inte heller kan komma: Kommun a (kommun-a), 1 plats",
                "Träder in: Kommun b (kommun-b), 1 plats",
            ],
            id="own deputy away",
        ),
        pytest.param(
            [Absence(seat="a", party="kommun-b", is_deputy=True)],
            ["Ersättare som inte heller kan komma: Kommun b (kommun-b), 1 plats"],
            id="only a deputy away",
        ),
    ],
)
def test_deputies_that_cannot_come(absent: list[Absence], expected: list[str]) -> None:
    """The text says why not the own deputy of a party is called."""
    seat = Seat(id="a", function="A", kind=TOWN, deputies=Deputies(count=1, order=TWO))

    assert [line.strip() for line in told(seat, absent=absent)[3:]] == expected


def test_the_only_deputy_that_cannot_come() -> None:
    """If only one party has deputies, or it is not stated who has any, no party is needed."""
    of_one = Seat(id="a", function="A", parties=BOARD.id, deputies=1)
    away = [Absence(seat="a"), Absence(seat="a", is_deputy=True)]
    assert "  Ersättare som inte heller kan komma: Länsstyrelsen (lansstyrelsen), 1 plats" in (
        told(of_one, absent=away)
    )
    not_stated = Seat(id="a", function="A", kind=TOWN, count=2, deputies=2)
    assert "  Ersättare som inte heller kan komma: inte angivet vem, 1 plats" in (
        told(not_stated, absent=away)
    )
