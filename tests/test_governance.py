from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from builders import decided, late
from forums import (
    ACTIVATED,
    BOARD,
    CHAIR,
    COUNCIL,
    DAY,
    DUTY,
    GOVERNANCE,
    GROUP,
    HEAD,
    NEW,
    OLD,
    ORDINARY,
    SHORE,
    START,
    TWO,
    governed,
)
from samverkan import (
    Name,
    PartyKind,
    Period,
    Terms,
    Unit,
    validate,
)
from samverkan.errors import (
    AmbiguousForumError,
    CountError,
    GovernanceError,
    NotADayError,
    SamverkanError,
    TextError,
    UnknownForumError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.governance import (
    Forum,
    Governance,
    Level,
    LevelRank,
    OperatingMode,
    Recurrence,
    Seat,
    WorkingMode,
)
from samverkan.meetings import (
    Holding,
    called,
    eligible_parties,
    forum_on,
    holder_of,
    holdings,
    seats_of,
    vacant,
)
from samverkan.stockholm import agreement as stockholm


def shown(holdings: tuple[Holding, ...]) -> list[tuple[str, str | None]]:
    """Return seats with their holders, as tables write them."""
    return [(each.seat.id, None if each.party is None else each.party.id) for each in holdings]


# --- Who is called


@pytest.mark.parametrize(
    ("forum", "mode", "expected"),
    [
        pytest.param("radet", ORDINARY, [("ordforande", BOARD.id)], id="some, by the mode"),
        pytest.param(
            "radet",
            ACTIVATED,
            [("ordforande", BOARD.id), ("tva", "kommun-b"), ("tva", None)],
            id="all where nothing is stated; one of two seats is vacant",
        ),
        pytest.param(
            "gruppen",
            ORDINARY,
            [("chef", "kommun-a"), ("chef", "kommun-b"), ("chef", "kommun-c"), ("tib", "regionen")],
            id="each party of a kind",
        ),
        pytest.param(
            "samordn", ACTIVATED, [("tib", "regionen")], id="by the beginning of its name"
        ),
    ],
)
def test_called(forum: str, mode: OperatingMode, expected: list[tuple[str, str | None]]) -> None:
    """Participants are called by function and mandate; the mode decides which seats."""
    assert shown(called(governed().as_known(), forum, on=DAY, mode=mode)) == expected


def test_holdings() -> None:
    """All seats of a forum have their holders, including seats that a mode does not call."""
    held = holdings(governed().as_known(), "rådet", on=DAY)

    assert shown(held) == [("ordforande", BOARD.id), ("tva", "kommun-b"), ("tva", None)]


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        pytest.param(HEAD, ["kommun-a", "kommun-b", "kommun-c"], id="kind"),
        pytest.param(SHORE, ["kommun-c"], id="group"),
        pytest.param(DUTY, ["regionen"], id="party"),
        pytest.param(TWO, ["kommun-a", "kommun-b", "kommun-c"], id="a number of a kind"),
        pytest.param(Seat(id="alla", function="Kontakt"), 6, id="each member"),
        pytest.param(attrs.evolve(SHORE, kind=PartyKind.REGION), [], id="kind and group"),
        pytest.param(Seat(id="ny", function="Chef", party=NEW.id), [], id="no member"),
    ],
)
def test_may_hold(seat: Seat, expected: list[str] | int) -> None:
    """A seat is for one party, for each member of a kind and group, or else for each member."""
    able = [party.id for party in eligible_parties(governed().as_known(), seat, on=DAY)]

    assert able == expected if isinstance(expected, list) else len(able) == expected


def test_the_order_of_holders_is_that_of_the_terms() -> None:
    """The holders of several places come first, in the order of the terms; then the vacancies."""
    seat = attrs.evolve(TWO, holders=["kommun-c", "kommun-a"])
    governance = Governance(forums=Forum(id="radet", names="Rådet", seats=seat))
    held = called(governed(governance).as_known(), "radet", on=DAY)

    assert shown(held) == [("tva", "kommun-c"), ("tva", "kommun-a")]
    gone = called(governed(governance, without=("kommun-c",)).as_known(), "radet", on=DAY)
    assert shown(gone) == [("tva", "kommun-a"), ("tva", None)]


def test_where_a_party_sits_and_what_is_vacant() -> None:
    """All seats of a party are listed, forum by forum; a vacant seat is a normal answer."""
    state = governed().as_known()

    assert [(h.forum.id, h.seat.id) for h in seats_of(state, "kommun-b", on=DAY)] == [
        ("radet", "tva"),
        ("gruppen", "chef"),
    ]
    assert seats_of(state, "Kommun B", on=DAY) == seats_of(state, "kommun-b", on=DAY)
    with pytest.raises(UnknownPartyError):
        seats_of(state, "nya", on=DAY)
    assert shown(vacant(state, on=DAY)) == [("tva", None)]
    empty = governed(without=("kommun-a", "kommun-b", "kommun-c", "regionen")).as_known()
    assert shown(vacant(empty, on=DAY)) == [
        ("tva", None),
        ("tva", None),
        ("chef", None),
        ("tib", None),
    ]


def test_a_successor_takes_the_seat() -> None:
    """A successor of a member has its seat from its first day, and not before."""
    seat = Seat(id="polis", function="Polischef", party=OLD.id)
    governance = Governance(forums=Forum(id="radet", names="Rådet", seats=seat, chair=OLD.id))
    changed = governed(governance).succeed(
        OLD.id, NEW.id, decided(DAY), first_day=dt.date(2024, 7, 1)
    )
    state = changed.as_known()

    assert shown(called(state, "radet", on=dt.date(2024, 6, 30))) == [("polis", OLD.id)]
    assert shown(called(state, "radet", on=dt.date(2024, 7, 1))) == [("polis", NEW.id)]
    assert holder_of(state, OLD.id, on=dt.date(2024, 7, 1)) == NEW
    assert holder_of(state, "kommun-a", on=dt.date(2023, 7, 1)) is None
    assert holder_of(state, None, on=DAY) is None


# --- Over time


def test_a_council_renamed_by_an_amendment() -> None:
    """A renamed council is found before and after; its id stays."""
    renamed = attrs.evolve(
        GOVERNANCE, forums=[attrs.evolve(COUNCIL, names="Chefsgruppen", seats=[CHAIR]), GROUP]
    )
    changed = governed().amend(decided(DAY), effective=dt.date(2025, 1, 1), governance=renamed)
    state = changed.as_known()
    then, now = dt.date(2024, 12, 31), dt.date(2025, 1, 1)

    assert forum_on(state, "rådet", on=then).name(on=then) == "Rådet"
    assert forum_on(state, "chefsgruppen", on=now).name(on=now) == "Chefsgruppen"
    assert forum_on(state, "radet", on=then).id == forum_on(state, "radet", on=now).id
    assert len(called(state, "radet", on=then, mode=ACTIVATED)) == 3
    assert len(called(state, "radet", on=now, mode=ACTIVATED)) == 1
    assert forum_on(state, "rådet", on=now).names == forum_on(state, "radet", on=now).names
    assert forum_on(state, "chefs", on=then).name(on=then) == "Rådet"
    assert called(state, "rådet", on=now) == called(state, "radet", on=now)
    with pytest.raises(UnknownForumError) as caught:
        forum_on(state, "rådet x", on=now)
    assert caught.value.candidates[0] == "Chefsgruppen, Rådet (radet)"
    assert changed.as_known(dt.date(2024, 6, 2)).governance(on=now) == GOVERNANCE


def test_a_name_that_another_forum_has_now_means_that_one() -> None:
    """An old name finds its forum until another forum takes the name, or the forum ceases."""
    before, after = dt.date(2024, 12, 31), dt.date(2025, 1, 1)
    moved = [attrs.evolve(COUNCIL, names="Chefsgruppen"), attrs.evolve(GROUP, names="Rådet")]

    def at(governance: Governance, name: str, on: dt.date) -> str:
        changed = governed().amend(decided(DAY), effective=after, governance=governance)
        return forum_on(changed.as_known(), name, on=on).id

    swapped = attrs.evolve(GOVERNANCE, forums=moved)
    assert (at(swapped, "rådet", before), at(swapped, "rådet", after)) == ("radet", "gruppen")
    assert at(swapped, "samordningsgruppen", after) == "gruppen"
    abolished = attrs.evolve(GOVERNANCE, forums=COUNCIL)
    assert at(abolished, "samordningsgruppen", before) == "gruppen"
    with pytest.raises(UnknownForumError):
        at(abolished, "samordningsgruppen", after)


def test_names_over_time() -> None:
    """The name that started last applies; if no name has days, the first."""
    names = [
        Name("Ett", Period(dt.date(2015, 1, 1), dt.date(2019, 12, 31))),
        Name("Två", Period(dt.date(2018, 1, 1))),
        Name("Tre"),
    ]
    forum = Forum(id="f", names=names)

    assert [forum.name(on=dt.date(year, 6, 1)) for year in (2014, 2015, 2018, 2024)] == [
        "Ett",
        "Ett",
        "Två",
        "Två",
    ]


# --- What is doubtful


@pytest.mark.parametrize(
    ("seats", "chair", "doubted"),
    [
        pytest.param([], "kommun-c", True, id="no seats are stated"),
        pytest.param([CHAIR], "kommun-c", True, id="the seat of another"),
        pytest.param([CHAIR, HEAD], "kommun-c", False, id="its own, as one of a kind"),
        pytest.param([TWO], "kommun-b", False, id="it is named for one of two"),
        pytest.param([TWO], "kommun-c", False, id="it could have the one that nobody has"),
        pytest.param([TWO], "regionen", True, id="it is not of their kind"),
        pytest.param(
            [attrs.evolve(TWO, holders=["kommun-a", "kommun-b"])],
            "kommun-c",
            True,
            id="others are named for both",
        ),
        pytest.param(
            [attrs.evolve(TWO, holders=["kommun-a", "nya"])],
            "kommun-c",
            False,
            id="who is named for the other is no member",
        ),
        pytest.param([Seat(id="ny", function="Chef", party=NEW.id)], NEW.id, True, id="no member"),
    ],
)
def test_a_chair_holds_a_seat_or_could(seats: list[Seat], chair: str, doubted: bool) -> None:
    """The party with the chair has a seat there, or could have a vacant one."""
    forum = Forum(id="radet", names="Rådet", seats=seats, chair=chair)
    agreement = governed(Governance(forums=forum))
    codes = [finding.code for finding in validate(agreement, on=DAY)]

    assert ("CHAIR_WITHOUT_SEAT" in codes) is doubted


def test_a_finding_calls_a_forum_what_it_is_called_on_the_day() -> None:
    """A doubt is reported once, with the forum's name on its first day or on the day asked for."""
    day = dt.date(2024, 7, 1)
    forum = Forum(id="radet", names=[Name("Rådet"), Name("Gruppen", Period(day))], convener="nya")
    agreement = governed(Governance(forums=forum)).withdraw("kommun-a", decided(DAY), last_day=day)

    def said(on: dt.date | None) -> list[str]:
        found = validate(agreement, on=on)
        return [each.message("sv") for each in found if each.subject == "forum radet"]

    assert [each.split(":")[0] for each in said(DAY)] == ["Rådet"] * 2
    assert [each.split(":")[0] for each in said(day)] == ["Gruppen"] * 2
    assert said(None) == [each.replace("3 juni", "1 januari") for each in said(DAY)]


# --- The whole


def test_governance_answers() -> None:
    """Governance returns its levels, the forums of a level, and the forum responsible for all."""
    assert GOVERNANCE.level(COUNCIL) == GOVERNANCE.levels[0]
    assert GOVERNANCE.level(Forum(id="x", names="X")) is None
    assert GOVERNANCE.forums_of("samordnande") == (GROUP,)
    assert GOVERNANCE.responsible == COUNCIL
    assert Governance().responsible is None
    assert COUNCIL.first_lead == BOARD.id
    assert GROUP.first_lead == "regionen"
    assert GOVERNANCE.parties() == (BOARD.id, "kommun-b", "regionen")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("radet", "radet", id="id"),
        pytest.param(" RÅDET ", "radet", id="name, any case"),
        pytest.param("ra\u030adet", "radet", id="the other form of å"),
        pytest.param("sam", "gruppen", id="beginning"),
    ],
)
def test_a_forum_is_found_by_any_name(query: str, found: str) -> None:
    """A forum is found by id, by any name it ever had, or by the beginning of one."""
    assert GOVERNANCE.forum(query).id == found


def test_the_ready_made_governance() -> None:
    """The source names three levels, the council, its chair and its convener, but no seats."""
    governance = stockholm.terms.governance
    assert governance is not None
    council = governance.responsible
    assert council is not None

    assert [level.rank for level in governance.levels] == list(LevelRank)
    assert [level.focus for level in governance.levels] == [None] * 3
    assert [forum.id for forum in governance.forums] == ["regionala-radet"]
    assert (council.chair, council.convener, council.initial_lead) == ("202100-2247",) * 3
    assert (council.level, council.seats) == (None, ())
    assert [mode.mode for mode in council.modes] == [ORDINARY, ACTIVATED]
    assert council.name(on=dt.date(2020, 2, 16)) == "Regionala rådet"
    assert council.name(on=dt.date(2020, 2, 17)) == "Regionala chefsgruppen"
    seen = council.names[1].sources[0].remark
    assert seen is not None
    assert "först sett" in seen.sv


def test_jonkoping() -> None:
    """F-samverkan (Jönköping): a steering group with seats by category, about four times a year."""
    categories = {
        PartyKind.MUNICIPALITY: 9,
        PartyKind.REGION: 2,
        PartyKind.COUNTY_ADMINISTRATIVE_BOARD: 2,
    }
    seats = [
        Seat(id=kind.value, function="Ledamot", kind=kind, count=count)
        for kind, count in categories.items()
    ]
    forum = Forum(
        id="styrgruppen",
        names="Styrgruppen",
        seats=seats,
        modes=WorkingMode(mode=ORDINARY, meets=Recurrence(every=3, unit=Unit.MONTHS)),
    )
    state = governed(Governance(forums=forum)).as_known()

    assert len(called(state, "styrgruppen", on=DAY)) == 13
    assert len(vacant(state, on=DAY)) == 13  # no source names anybody


# --- Refused

SEAT: dict[str, Any] = {"id": "s", "function": "Chef"}
FORUM: dict[str, Any] = {"id": "f", "names": "F"}


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(late(Level, id="A", name="A", rank=LevelRank.DIRECTING), TextError, id="id"),
        pytest.param(late(Level, id="a", name="A", rank="directing"), WrongTypeError, id="rank"),
        pytest.param(late(Seat, **SEAT, party="a", count=2), GovernanceError, id="one and several"),
        pytest.param(
            late(Seat, **SEAT, party="a", kind=PartyKind.REGION),
            GovernanceError,
            id="one of a kind",
        ),
        pytest.param(
            late(Seat, **SEAT, party="a", group="g"), GovernanceError, id="one of a group"
        ),
        pytest.param(late(Seat, **SEAT, count=0), CountError, id="no seats"),
        pytest.param(late(Seat, **SEAT, count=1001), GovernanceError, id="too many seats"),
        pytest.param(late(GOVERNANCE.forums_of, level="x"), GovernanceError, id="forums of what?"),
        pytest.param(
            late(Seat, **SEAT, count=1, holders=["a", "b"]), GovernanceError, id="too many"
        ),
        pytest.param(late(Seat, **SEAT, count=2, holders=["a", "a"]), GovernanceError, id="twice"),
        pytest.param(late(Seat, **SEAT, holders=["a"]), GovernanceError, id="holders of each"),
        pytest.param(late(Seat, **SEAT, kind="region"), WrongTypeError, id="kind"),
        pytest.param(late(Seat, **SEAT, party="Nacka kommun"), TextError, id="name for an id"),
        pytest.param(late(Seat, **SEAT, group=""), TextError, id="empty group"),
        pytest.param(late(Recurrence, every=0, unit=Unit.WEEKS), CountError, id="every 0 weeks"),
        pytest.param(late(Recurrence, every=1, unit="weeks"), WrongTypeError, id="unit"),
        pytest.param(
            late(Recurrence, every=1, unit=Unit.WEEKS, first_day="2015"), NotADayError, id="day"
        ),
        pytest.param(late(WorkingMode, mode="ordinary"), WrongTypeError, id="mode"),
        pytest.param(late(WorkingMode, mode=ORDINARY, meets="weekly"), WrongTypeError, id="meets"),
        pytest.param(late(Forum, **FORUM, level="A b"), TextError, id="level id"),
        pytest.param(late(Forum, **FORUM, seats=[HEAD, HEAD]), GovernanceError, id="seat twice"),
        pytest.param(
            late(Forum, **FORUM, modes=[WorkingMode(mode=ORDINARY)] * 2),
            GovernanceError,
            id="mode twice",
        ),
        pytest.param(
            late(Forum, **FORUM, modes=[WorkingMode(mode=ORDINARY, called="x")]),
            GovernanceError,
            id="calls no seat",
        ),
        pytest.param(late(Governance, forums=[COUNCIL]), GovernanceError, id="no such level"),
        pytest.param(late(Governance, overall="x"), GovernanceError, id="no such forum"),
        pytest.param(
            late(Governance, levels=[GOVERNANCE.levels[0]] * 2), GovernanceError, id="level twice"
        ),
        pytest.param(late(GOVERNANCE.forum, query="x"), UnknownForumError, id="unknown"),
        pytest.param(late(GOVERNANCE.forum, query=""), UnknownForumError, id="empty"),
        pytest.param(late(GOVERNANCE.forum, query=1), WrongTypeError, id="no text"),
        pytest.param(
            late(
                Governance(forums=[Forum(id="x", names="Ab"), Forum(id="y", names="Ac")]).forum,
                query="a",
            ),
            AmbiguousForumError,
            id="two begin so",
        ),
        pytest.param(
            late(governed, governance=Governance(forums=Forum(**FORUM, chair="okand"))),
            UnknownPartyError,
            id="a chair that the agreement does not know",
        ),
        pytest.param(
            late(Terms, title="A", period=Period(START), governance="x"), WrongTypeError, id="terms"
        ),
        pytest.param(
            late(called, state=governed().as_known(), forum="radet", on=DAY, mode="ordinary"),
            WrongTypeError,
            id="called in no mode",
        ),
        pytest.param(
            late(called, state=governed().as_known(), forum="radet", on="2024"),
            NotADayError,
            id="on",
        ),
        pytest.param(
            late(called, state=governed(None).as_known(), forum="radet", on=DAY),
            UnknownForumError,
            id="no governance",
        ),
        pytest.param(
            late(called, state=governed().as_known(), forum="radet", on=dt.date(2023, 12, 31)),
            UnknownForumError,
            id="not in force",
        ),
    ],
)
def test_refused(make: Callable[[], object], error: type[SamverkanError]) -> None:
    """A contradiction is refused when it is made; a missing thing when it is asked for."""
    with pytest.raises(error):
        make()
