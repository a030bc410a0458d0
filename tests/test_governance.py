from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import decided, late, says_the_same
from forums import (
    ACTIVATED,
    AUDITORS,
    BOARD,
    BY_OFFICE,
    CHAIR,
    CHARTER,
    COUNCIL,
    DAY,
    DIRECTION,
    DUTY,
    GOVERNANCE,
    GROUP,
    HEAD,
    HEIGHTENED,
    MEMBERS,
    NEW,
    OF_REGION,
    OF_TOWNS,
    OLD,
    ORDINARY,
    SHORE,
    START,
    STEERING,
    TERM,
    TWO,
    governed,
)
from samverkan import Name, PartyKind, Period, Source, Terms, Text, Unit, validate
from samverkan.errors import (
    AmbiguousForumError,
    CountError,
    DayOutOfRangeError,
    GovernanceError,
    NotADayError,
    RecurrenceError,
    SamverkanError,
    TextError,
    UnknownForumError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.findings import Finding
from samverkan.governance import (
    COORDINATING,
    DIRECTING,
    EXECUTING,
    Deputies,
    Forum,
    Governance,
    Level,
    Office,
    OperatingMode,
    Recurrence,
    Seat,
    TermOfOffice,
    WorkingMode,
)
from samverkan.meetings import (
    Holding,
    called,
    eligible_parties,
    forum_on,
    holder_of,
    holdings,
    not_stated,
    seats_of,
    vacant,
)
from samverkan.stockholm import agreement as stockholm
from strategies import governances


def shown(holdings: tuple[Holding, ...]) -> list[tuple[str, str | None]]:
    """Return seats with their holders, one for each of several equal seats."""
    return [
        (each.seat.id, None if each.party is None else each.party.id)
        for each in holdings
        for _ in range(each.count)
    ]


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
        pytest.param(
            Seat(id="tva", function="Chef", parties=["regionen", "kommun-b", NEW.id]),
            ["kommun-b", "regionen"],
            id="some parties, in order of id",
        ),
        pytest.param(TWO, ["kommun-a", "kommun-b", "kommun-c"], id="a number of a kind"),
        pytest.param(Seat(id="alla", function="Kontakt"), 6, id="each member"),
        pytest.param(attrs.evolve(SHORE, kind=PartyKind.REGION), [], id="kind and group"),
        pytest.param(Seat(id="ny", function="Chef", parties=NEW.id), [], id="no member"),
    ],
)
def test_may_hold(seat: Seat, expected: list[str] | int) -> None:
    """A seat is for some parties, for each member of a kind and group, or else for each member."""
    able = [party.id for party in eligible_parties(governed().as_known(), seat, on=DAY)]

    assert able == expected if isinstance(expected, list) else len(able) == expected


def test_the_order_of_holders_decides_nothing() -> None:
    """Who holds several places is listed in order of id; then come the vacancies."""
    seat = attrs.evolve(TWO, holders=["kommun-c", "kommun-a"])
    governance = Governance(forums=Forum(id="radet", names="Rådet", seats=seat))
    held = called(governed(governance).as_known(), "radet", on=DAY)

    assert shown(held) == [("tva", "kommun-a"), ("tva", "kommun-c")]
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
    assert seats_of(state, "nya", on=DAY) == ()  # a party of the agreement, but no member
    with pytest.raises(UnknownPartyError):
        seats_of(state, "okänd", on=DAY)
    assert shown(vacant(state, on=DAY)) == [("tva", None)]
    empty = governed(without=("kommun-a", "kommun-b", "kommun-c", "regionen")).as_known()
    assert shown(vacant(empty, on=DAY)) == [
        ("tva", None),
        ("tva", None),
        ("tib", None),
    ]


def test_a_successor_takes_the_seat() -> None:
    """A successor of a member has its seat from its first day, and not before."""
    seat = Seat(id="polis", function="Polischef", parties=OLD.id)
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

BY_CHAIR = Seat(id="a", function="S", comes_with=Office("radet"))
BY_SEAT = Seat(id="b", function="S", comes_with=Office("radet", "kommun"))


@pytest.mark.parametrize(
    ("seats", "chair", "doubted"),
    [
        pytest.param([], "kommun-c", False, id="no seats are stated: it may have one of them"),
        pytest.param([], NEW.id, True, id="no seats are stated, and it is no member"),
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
        pytest.param(
            [Seat(id="ny", function="Chef", parties=NEW.id)], NEW.id, True, id="no member"
        ),
        pytest.param([OF_TOWNS], "kommun-c", False, id="it may hold one that is not stated"),
        pytest.param([OF_TOWNS], "regionen", True, id="it may hold none that is not stated"),
        pytest.param([BY_CHAIR], "regionen", False, id="its own, with the chair"),
        pytest.param(
            [OF_TOWNS, BY_SEAT, attrs.evolve(BY_SEAT, id="c", comes_with=Office("radet", "b"))],
            "kommun-c",
            False,
            id="it may hold the office that is not stated",
        ),
        pytest.param([OF_TOWNS, BY_SEAT], "regionen", True, id="the office is for another kind"),
        pytest.param(
            [attrs.evolve(OF_TOWNS, kind=PartyKind.COMPANY), BY_SEAT],
            "kommun-c",
            True,
            id="nobody can hold the office",
        ),
        pytest.param(
            [attrs.evolve(TWO, id="kommun", holders=["kommun-a", "kommun-b"]), BY_SEAT],
            "kommun-c",
            True,
            id="another holds the office",
        ),
        pytest.param(
            [attrs.evolve(DUTY, id="kommun", parties=NEW.id), BY_SEAT],
            "kommun-c",
            True,
            id="the office is vacant",
        ),
    ],
)
def test_a_chair_holds_a_seat_or_could(seats: list[Seat], chair: str, doubted: bool) -> None:
    """The party with the chair has a seat there, or could have one that nobody is known to hold."""
    forum = Forum(id="radet", names="Rådet", seats=seats, chair=chair)
    agreement = governed(Governance(forums=forum))
    codes = [finding.code for finding in validate(agreement, on=DAY)]

    assert ("CHAIR_WITHOUT_SEAT" in codes) is doubted


@pytest.mark.parametrize(
    ("vice_chairs", "doubted"),
    [
        pytest.param([], [], id="none is stated"),
        pytest.param(["kommun-b", "kommun-c"], [], id="each has a seat or could have one"),
        pytest.param(["kommun-b", "regionen"], ["regionen"], id="the second has none"),
        pytest.param([NEW.id, "regionen"], [NEW.id, "regionen"], id="neither has one"),
    ],
)
def test_a_vice_chair_holds_a_seat_or_could(vice_chairs: list[str], doubted: list[str]) -> None:
    """What applies to the chair applies to each vice chair, with one finding for each of them."""
    forum = Forum(
        id="radet", names="Rådet", seats=[CHAIR, TWO], chair=BOARD.id, vice_chairs=vice_chairs
    )
    found = [
        each
        for each in validate(governed(Governance(forums=forum)), on=DAY)
        if each.code == "CHAIR_WITHOUT_SEAT"
    ]

    assert [each.subject for each in found] == ["forum radet"] * len(doubted)
    for finding, party in zip(found, doubted, strict=True):
        assert party in finding.message("sv")
        assert "ordförande eller vice ordförande" in finding.message("sv")


def test_a_succeeded_vice_chair_has_the_seat_of_its_predecessor() -> None:
    """The successor is in the place of the vice chair, and of the holder of the seat."""
    forum = Forum(id="radet", names="Rådet", seats=DUTY, vice_chairs="regionen")
    agreement = governed(Governance(forums=forum)).succeed(
        "regionen", NEW, decided(DAY), first_day=DAY
    )
    codes = [finding.code for finding in validate(agreement, on=DAY)]

    assert "CHAIR_WITHOUT_SEAT" not in codes


def test_a_finding_calls_a_forum_what_it_is_called_on_the_day() -> None:
    """A doubt is reported once, with the forum's name on its first day or on the day asked for."""
    day = dt.date(2024, 7, 1)
    forum = Forum(id="radet", names=[Name("Rådet"), Name("Gruppen", Period(day))], convener="nya")
    governance = Governance(forums=forum, levels=DIRECTING)
    agreement = governed(governance).withdraw("kommun-a", decided(DAY), last_day=day)

    def said(on: dt.date | None) -> list[str]:
        found = validate(agreement, on=on)
        return [each.message("sv") for each in found if each.subject == "forum radet"]

    assert [each.split(":")[0] for each in said(DAY)] == ["Rådet"] * 2
    assert [each.split(":")[0] for each in said(day)] == ["Gruppen"] * 2
    assert said(None) == [each.replace("3 juni", "1 januari") for each in said(DAY)]


def said_of(seats: Iterable[Seat], **fields: Any) -> list[str]:
    """Return the findings about seats of a forum, each as its code, seat and number."""
    forum = Forum(id="radet", names="Rådet", seats=seats, **fields)
    return [
        f"{each.code} {each.subject.rpartition(' ')[2]}"
        for each in validate(governed(Governance(forums=forum)), on=DAY)
        if "seat " in each.subject
    ]


GONE = TermOfOffice(years=1, first_day=dt.date(2023, 1, 1))


@pytest.mark.parametrize(
    ("seat", "doubts"),
    [
        pytest.param(HEAD, [], id="each party of a kind"),
        pytest.param(OF_TOWNS, ["HOLDERS_NOT_STATED"], id="nine, not stated: one finding"),
        pytest.param(attrs.evolve(OF_TOWNS, holders=[]), ["SEAT_VACANT"], id="all are vacant"),
        pytest.param(TWO, ["SEAT_VACANT"], id="one of two is vacant"),
        pytest.param(
            attrs.evolve(OF_TOWNS, kind=PartyKind.COMPANY), ["SEAT_NOT_HELD"], id="no such member"
        ),
        pytest.param(Seat(id="s", function="S", parties=NEW.id), ["SEAT_NOT_HELD"], id="no member"),
        pytest.param(
            Seat(id="s", function="S", parties=["kommun-a", NEW.id]),
            ["HOLDER_NOT_ELIGIBLE", "SEAT_VACANT"],
            id="one of two parties is no member",
        ),
        pytest.param(
            attrs.evolve(TWO, holders=["kommun-a", "regionen"]),
            ["HOLDER_NOT_ELIGIBLE", "SEAT_VACANT"],
            id="a holder of another kind",
        ),
        pytest.param(
            attrs.evolve(AUDITORS, count=2, deputies=Deputies(count=2, holders="regionen")),
            ["HOLDER_NOT_ELIGIBLE"],
            id="a deputy of another kind",
        ),
        pytest.param(
            attrs.evolve(HEAD, deputies=Deputies(count=1, order=["kommun-b", "regionen"])),
            ["HOLDER_NOT_ELIGIBLE"],
            id="another kind in the order of deputies",
        ),
        pytest.param(attrs.evolve(TWO, term=GONE), ["TERM_OF_OFFICE_OVER"], id="the term is over"),
        pytest.param(
            attrs.evolve(TWO, term=GONE, holders="regionen"),
            ["TERM_OF_OFFICE_OVER"],
            id="nothing is said of who held it before",
        ),
        pytest.param(
            attrs.evolve(TWO, term=attrs.evolve(GONE, carries_over=True)),
            ["SEAT_VACANT"],
            id="they stay",
        ),
        pytest.param(attrs.evolve(TWO, term=TERM), ["SEAT_VACANT"], id="the term goes on"),
        pytest.param(
            attrs.evolve(OF_TOWNS, term=GONE), ["HOLDERS_NOT_STATED"], id="never were stated"
        ),
        pytest.param(
            attrs.evolve(OF_TOWNS, term=GONE, deputies=Deputies(count=1, holders="kommun-a")),
            ["HOLDERS_NOT_STATED", "TERM_OF_OFFICE_OVER"],
            id="only the deputies were stated",
        ),
        pytest.param(attrs.evolve(HEAD, term=GONE), [], id="no holders to state"),
    ],
)
def test_three_answers_in_findings(seat: Seat, doubts: list[str]) -> None:
    """Held, vacant and not stated are told apart; not stated is no warning."""
    assert said_of([seat]) == [f"{code} {seat.id}" for code in doubts]


def test_a_seat_by_office_has_no_findings_of_its_own() -> None:
    """Whoever holds the office has the seat; what is doubtful is told of the office."""
    by_office = Seat(id="sjalv", function="S", comes_with=Office("radet", OF_TOWNS.id))

    assert said_of([OF_TOWNS, by_office]) == ["HOLDERS_NOT_STATED kommun"]


def test_f_samverkan() -> None:
    """F-samverkan publishes nine municipal seats, and not who holds them: no warning, one line."""
    forum = attrs.evolve(STEERING, seats=[OF_TOWNS, OF_REGION], level=None)
    state = governed(attrs.evolve(CHARTER, forums=forum, overall=None)).as_known()
    found = validate(governed(attrs.evolve(CHARTER, forums=forum, overall=None)), on=DAY)
    [told] = [each for each in found if "seat " in each.subject]

    assert (told.severity, told.code) == ("info", "HOLDERS_NOT_STATED")
    assert told.message("sv").replace("\u00a0", " ") == (
        "Styrgruppen: innehavarna är inte angivna för Kommunföreträdare den 3 juni 2024; "
        "antal platser: 9"
    )
    assert vacant(state, on=DAY) == ()
    assert [each.count for each in not_stated(state, on=DAY)] == [9]


def test_a_term_of_office_is_over() -> None:
    """On a day after the term it is told; for the whole life only if something changes then."""
    forum = Forum(id="radet", names="Rådet", seats=[attrs.evolve(TWO, term=TERM), HEAD])
    made = governed(Governance(forums=forum))

    def told(agreement: Any, on: dt.date | None = None) -> list[Finding]:
        found = validate(agreement, on=on)
        return [each for each in found if each.code == "TERM_OF_OFFICE_OVER"]

    assert told(made, on=dt.date(2026, 12, 31)) == told(made) == []
    [once] = told(made, on=dt.date(2027, 1, 1))
    assert "slutade den 31 december 2026" in once.message("sv").replace("\u00a0", " ")
    assert "den 1 januari 2027 är inte angivet" in once.message("sv").replace("\u00a0", " ")
    later = made.amend(decided(DAY), effective=dt.date(2028, 1, 1), notice_months=6)
    assert len(told(later)) == 1


# --- Levels and modes


@given(governances(), st.randoms())
def test_the_order_of_levels_and_modes_decides_nothing(made: Governance, by: Any) -> None:
    """Levels are kept from the top, modes from the ordinary one up, however they are listed."""
    levels = [DIRECTING, COORDINATING, EXECUTING, Level(id="a", name="A", rank=9)]
    modes = list(made.modes)
    by.shuffle(levels)
    by.shuffle(modes)
    other = attrs.evolve(made, levels=levels, modes=modes)

    assert other.modes == made.modes
    assert [level.rank for level in other.levels] == [9, 3, 2, 1]
    assert [mode.rank for mode in other.modes] == sorted(mode.rank for mode in modes)
    assert other.ordinary == ORDINARY


def stated_by_hand(governance: Governance, forum: Forum, rank: int, field: str) -> object:
    """Return what a forum states for the mode of a rank: an oracle that goes down rank by rank."""
    by_rank = {mode.rank: mode.id for mode in governance.modes}
    for each in range(rank, -1, -1):
        for works in forum.modes:
            if works.mode == by_rank.get(each) and getattr(works, field) is not None:
                return getattr(works, field)
        if not governance.modes_fall_back:
            return None
    return None


@given(governances())
def test_modes_fall_back(made: Governance) -> None:
    """What a forum does not state for a mode is that of the nearest lower one, if so stated."""
    [forum] = made.forums
    for mode in made.modes:
        works = made.works(forum, mode)
        assert works.mode == mode.id
        for field in ("called", "meets", "duties"):
            assert getattr(works, field) == stated_by_hand(made, forum, mode.rank, field)
        called = forum.seats if works.called is None else works.called
        assert len(made.seats_called(forum, mode.id)) == len(set(called))


def test_each_part_falls_back_by_itself() -> None:
    """Who is called, how often and the duties come from different modes, with their sources."""
    sources = [Source(document=name) for name in "abc"]
    plain, busy, high = (
        WorkingMode(duties="leder", called="ordforande", sources=sources[0]),
        WorkingMode(
            mode="activated",
            called=["ordforande", "tva"],
            meets=Recurrence(unit=Unit.DAYS),
            sources=sources[1],
        ),
        WorkingMode(mode="hojd", called=[], sources=sources[2]),
    )
    forum = attrs.evolve(COUNCIL, modes=[high, plain, busy], level=None)
    made = Governance(forums=forum, modes=[HEIGHTENED, ACTIVATED, ORDINARY], modes_fall_back=True)

    works = made.works(forum, "hojd")
    assert (works.called, works.meets, works.duties) == ((), busy.meets, plain.duties)
    assert works.sources == (sources[2], sources[1], sources[0])
    assert made.works(forum, "activated").sources == (sources[1], sources[0])
    assert made.works(forum, "ordinary") == plain
    assert made.seats_called(forum, HEIGHTENED) == ()
    alone = attrs.evolve(made, modes_fall_back=False).works(forum, "hojd")
    assert (alone.called, alone.meets, alone.duties, alone.sources) == (
        (),
        None,
        None,
        high.sources,
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("hojd", HEIGHTENED, id="id"),
        pytest.param(" HÖJD beredskap", HEIGHTENED, id="Swedish name, any case"),
        pytest.param("heightened preparedness", HEIGHTENED, id="English name"),
        pytest.param(ORDINARY, ORDINARY, id="itself"),
        pytest.param(attrs.evolve(ACTIVATED, name="Stabsläge"), ACTIVATED, id="by the same id"),
        pytest.param("Läge", "läge", id="a name without an English one"),
        pytest.param("a1", "läge", id="an id before a name"),
    ],
)
def test_a_mode_is_found(query: str | OperatingMode, found: OperatingMode | str) -> None:
    """A mode is found by its id, or by its name, or the beginning of it, in either language."""
    odd = OperatingMode(id="a1", name="läge", rank=8)
    named = OperatingMode(id="b", name="A1", rank=9)
    made = attrs.evolve(CHARTER, modes=[*CHARTER.modes, odd, named])

    assert made.mode(query) == (odd if found == "läge" else found)


@pytest.mark.parametrize(
    ("query", "similar"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("läge", "", id="a word that is no beginning"),
        pytest.param(attrs.evolve(ORDINARY, id="annat"), "", id="another mode with its name"),
        pytest.param("aktiverad", " (do you mean activated?)", id="similar to a name"),
        pytest.param("activatd", " (do you mean activated?)", id="similar to an id"),
    ],
)
def test_no_such_mode(query: str | OperatingMode, similar: str) -> None:
    """An unknown mode is refused with those that there are; nothing is taken for nothing."""
    listed = r"ordinary mode \(ordinary\), activated mode \(activated\), .* \(hojd\)"
    with pytest.raises(
        GovernanceError, match=f"'{re.escape(similar)}; its modes are: {listed}$"
    ) as caught:
        CHARTER.mode(query)
    assert says_the_same(caught.value)
    with pytest.raises(GovernanceError, match="its modes are: vanligt"):
        Governance(modes=attrs.evolve(ORDINARY, name="vanligt")).mode(query)


def test_the_beginning_of_a_name_is_enough_if_only_one_has_it() -> None:
    """Whole names come first; of several with the same beginning, none is chosen."""
    raised = [
        OperatingMode(id="b1", name="Beredskap", rank=3),
        OperatingMode(id="b2", name=Text("Beredskap två", "Readiness"), rank=4),
    ]
    made = Governance(levels=[DIRECTING, COORDINATING], modes=[*CHARTER.modes, *raised])

    assert [made.mode(each).id for each in ("hö", "beredskap", "beredskap t", "READ")] == [
        "hojd",
        "b1",
        "b2",
        "b2",
    ]
    assert made.forums_of("inrik") == made.forums_of("direct") == ()
    with pytest.raises(GovernanceError, match=r"'bered' may mean several modes; give the id or"):
        made.mode("bered")


def test_levels_are_found_like_modes() -> None:
    """The forums of a level are asked for by its id, its name or the level."""
    for level in ("directing", "Inriktande nivå", "directing level", DIRECTING):
        assert CHARTER.forums_of(level) == (DIRECTION,)
    with pytest.raises(
        GovernanceError, match=r"'x'; its levels are: directing level \(directing\), coord"
    ):
        CHARTER.forums_of("x")
    with pytest.raises(GovernanceError, match="has no levels; add the level 'directing'"):
        Governance().forums_of(DIRECTING)


def test_ready_made_levels_and_modes() -> None:
    """The ready-made ones are those of the source, with names in both languages."""
    assert [str(each) for each in (ORDINARY, ACTIVATED)] == ["ordinary", "activated"]
    assert [each.rank for each in (DIRECTING, COORDINATING, EXECUTING)] == [3, 2, 1]
    assert [each.name.sv for each in (ORDINARY, DIRECTING)] == ["ordinarie läge", "inriktande nivå"]
    assert Governance().modes == (ORDINARY,)


# --- Terms of office, and how often


def anniversary(day: dt.date, years: int) -> dt.date:
    """Return the same day some years later: 28 February in place of a 29th that is not there."""
    year = day.year + years
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day.replace(
        year=year, day=28 if (day.month, day.day, is_leap) == (2, 29, False) else day.day
    )


def term_by_hand(first: dt.date, years: int, day: dt.date) -> Period | None:
    """Return the term of office of a day: an oracle that walks from term to term."""
    start, passed = first, 0
    while anniversary(first, passed + years) <= day:
        passed += years
        start = anniversary(first, passed)
    last_day = anniversary(first, passed + years) - dt.timedelta(days=1)
    return Period(start, last_day) if start <= day else None


SOME_DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


@given(SOME_DAYS, st.integers(1, 12), SOME_DAYS)
@example(dt.date(2024, 2, 29), 1, dt.date(2025, 2, 28))
@example(dt.date(2024, 2, 29), 1, dt.date(2028, 2, 28))
@example(dt.date(2024, 2, 29), 1, dt.date(2028, 2, 29))
@example(dt.date(2024, 2, 29), 4, dt.date(2028, 2, 28))
@example(dt.date(2024, 2, 29), 3, dt.date(2030, 2, 27))
@example(dt.date(2023, 1, 1), 4, dt.date(2026, 12, 31))
@example(dt.date(2023, 1, 1), 4, dt.date(2027, 1, 1))
@example(dt.date(2023, 10, 15), 4, dt.date(2027, 10, 14))
def test_the_term_of_a_day(first: dt.date, years: int, day: dt.date) -> None:
    """Terms follow each other without a gap, each of so many years; none is before the first."""
    assert TermOfOffice(years=years, first_day=first).on(day) == term_by_hand(first, years, day)


@pytest.mark.parametrize(
    ("term", "day", "found"),
    [
        pytest.param(TermOfOffice(years=4), DAY, None, id="no first day"),
        pytest.param(TermOfOffice(first_day=START), DAY, Period(START), id="no length"),
        pytest.param(
            TermOfOffice(years=4, first_day=dt.date(2997, 1, 1)),
            dt.date(2999, 12, 31),
            Period(dt.date(2997, 1, 1)),
            id="beyond the last year",
        ),
        pytest.param(
            TermOfOffice(years=10**17, first_day=START), DAY, Period(START), id="very long"
        ),
    ],
)
def test_terms_without_an_end(term: TermOfOffice, day: dt.date, found: Period | None) -> None:
    """What is not stated is not computed, and a term beyond the last year has no last day."""
    assert term.on(day) == found


@pytest.mark.parametrize(
    ("term", "until", "before", "after"),
    [
        pytest.param(None, None, True, True, id="no term"),
        pytest.param(TermOfOffice(years=4), None, True, True, id="no first day"),
        pytest.param(TERM, dt.date(2026, 12, 31), False, False, id="a term"),
        pytest.param(attrs.evolve(TERM, carries_over=True), None, False, True, id="they stay"),
        pytest.param(attrs.evolve(TERM, years=None), None, False, True, id="no end is stated"),
    ],
)
def test_for_which_days_holders_are_stated(
    term: TermOfOffice | None, until: dt.date | None, *, before: bool, after: bool
) -> None:
    """Holders are stated from the first day of the term to its last, unless they stay."""
    seat = attrs.evolve(AUDITORS, term=term)
    assert seat.deputies is not None

    assert seat.stated_until == until
    for day, is_stated in (
        (dt.date(2022, 12, 31), before),
        (dt.date(2023, 1, 1), True),
        (dt.date(2026, 12, 31), True),
        (dt.date(2027, 1, 1), after),
    ):
        assert seat.holders_on(day) == (seat.holders if is_stated else None)
        assert seat.deputies_on(day) == (seat.deputies.holders if is_stated else None)
    assert MEMBERS.deputies_on(DAY) is None
    assert HEAD.deputies_on(DAY) is None


@pytest.mark.parametrize(
    ("often", "has_days"),
    [
        pytest.param(Recurrence(times=4, unit=Unit.YEARS, is_about=True), False, id="about four"),
        pytest.param(Recurrence(times=4, unit=Unit.YEARS), False, id="four times a year"),
        pytest.param(Recurrence(unit=Unit.YEARS, at_least=True), False, id="at least once a year"),
        pytest.param(Recurrence(every=2, unit=Unit.YEARS), False, id="every second year"),
        pytest.param(
            Recurrence(every=2, unit=Unit.YEARS, first_day=START), True, id="from a day on"
        ),
        pytest.param(Recurrence(term=TERM), False, id="once a term of office"),
        pytest.param(Recurrence(term=TermOfOffice(), times=2), False, id="twice a term"),
    ],
)
def test_how_often(often: Recurrence, *, has_days: bool) -> None:
    """Days follow only from what is held once in each interval, from a stated day on."""
    assert often.has_days is has_days


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
    assert COUNCIL.seat("tva") == TWO
    assert COUNCIL.seat("tre") is None
    assert COUNCIL.works_in("activated") is None
    assert GOVERNANCE.parties() == (BOARD.id, "kommun-b", "regionen")
    with_vice = attrs.evolve(GOVERNANCE, forums=[attrs.evolve(COUNCIL, vice_chairs="nya"), GROUP])
    assert with_vice.parties() == (BOARD.id, "nya", "kommun-b", "regionen")
    assert set(CHARTER.parties()) == {"kommun-a", "kommun-b", "kommun-c", "regionen", BOARD.id}
    assert repr(CHARTER) == "<Governance: 2 levels, 2 forums>"


def test_one_for_several() -> None:
    """The id of one party, a number of deputies and one duty are given alone."""
    assert OF_REGION.parties == ("regionen",)
    assert OF_TOWNS.deputies == Deputies(count=4)
    assert Deputies(count=1, order="kommun-a").order == ("kommun-a",)
    assert Forum(**FORUM, vice_chairs="kommun-a").vice_chairs == ("kommun-a",)
    assert DIRECTION.duties == (Text("fastställer budget"),)
    assert attrs.evolve(TWO, holders="kommun-a").holders == ("kommun-a",)
    assert TERM.carries_over is False


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

    assert [level.rank for level in governance.levels] == [3, 2, 1]
    assert [level.focus for level in governance.levels] == [None] * 3
    assert [forum.id for forum in governance.forums] == ["regionala-radet"]
    assert (council.chair, council.convener, council.initial_lead) == ("202100-2247",) * 3
    assert (council.level, council.seats) == (None, ())
    assert [mode.mode for mode in council.modes] == ["ordinary", "activated"]
    assert council.name(on=dt.date(2020, 2, 16)) == "Regionala rådet"
    assert council.name(on=dt.date(2020, 2, 17)) == "Regionala chefsgruppen"
    seen = council.names[1].sources[0].remark
    assert seen is not None
    assert "först sett" in seen.sv


# --- Refused

SEAT: dict[str, Any] = {"id": "s", "function": "Chef"}
FORUM: dict[str, Any] = {"id": "f", "names": "F"}
TWO_OF_TEN: dict[str, Any] = {"deputies": Deputies(count=2, holders=["a", "b", "c"])}


def comes(seat: str, *office: str) -> Seat:
    """Return a seat that comes with an office."""
    return Seat(id=seat, function="Chef", comes_with=Office(*office))


def circle(*seats: Seat) -> Callable[[], object]:
    """Return a function that makes a governance with a forum of some seats."""
    return late(Governance, forums=Forum(**FORUM, seats=seats))


TWINS = Governance(
    levels=[Level(id=each, name=f"Tvilling {each}", rank=ord(each)) for each in "ab"],
    modes=[
        ORDINARY,
        *(OperatingMode(id=each, name=f"Tvilling {each}", rank=ord(each)) for each in "ab"),
    ],
)


@pytest.mark.parametrize(
    ("make", "listed", "similar"),
    [
        (
            lambda: Governance(forums=Forum(**FORUM, level="samordnande"), levels=COORDINATING),
            "samordnande nivå (coordinating)",
            "coordinating",
        ),
        (
            lambda: Forum(**FORUM, seats=TWO, modes=WorkingMode(called="tvo")),
            "Kommundirektör (tva)",
            "tva",
        ),
        (
            lambda: Governance(
                forums=Forum(**FORUM, modes=WorkingMode(mode="aktiverat")),
                modes=[ORDINARY, ACTIVATED],
            ),
            "aktiverat läge (activated)",
            "activated",
        ),
        (
            lambda: Governance(forums=COUNCIL, overall="rådet", levels=GOVERNANCE.levels),
            "Rådet (radet)",
            "radet",
        ),
        (circle(comes("a", "ff")), "F (f)", "f"),
        (circle(comes("alfa", "f", "alpha")), "Chef (alfa)", "alfa"),
    ],
)
def test_what_may_be_meant(make: Callable[[], object], listed: str, similar: str) -> None:
    """An id that is not there is told with those that are, each with its name, and the nearest."""
    with pytest.raises(GovernanceError) as caught:
        make()

    said = caught.value.in_language("sv")
    assert listed in said
    assert f"” (menar du {similar}?)" in said
    assert says_the_same(caught.value)


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("parties-or-kind", late(Seat, **SEAT, parties="a", kind=PartyKind.REGION)),
    ("parties-or-kind", late(Seat, **SEAT, parties="a", group="g")),
    ("party-twice", late(Seat, **SEAT, parties=["a", "b", "a"])),
    ("party-twice", late(Seat, **SEAT, by_party=[("a", 1), ("a", 2)])),
    ("by-party-alone", late(Seat, **SEAT, by_party={"a": 1}, parties="b")),
    ("by-party-alone", late(Seat, **SEAT, by_party={"a": 1}, kind=PartyKind.REGION)),
    ("by-party-alone", late(Seat, **SEAT, by_party={"a": 1}, group="g")),
    ("by-party-alone", late(Seat, **SEAT, by_party={"a": 1}, each=2)),
    ("by-party-alone", late(Seat, **SEAT, by_party={"a": 1}, count=2)),
    ("office-alone", late(Seat, **SEAT, by_party={"a": 1}, comes_with=Office("f"))),
    ("holders-without-count", late(Seat, **SEAT, by_party={"a": 1}, holders=[])),
    ("too-many-seats", late(Seat, **SEAT, by_party={"a": 1001, "b": 1})),
    ("too-many-deputies", late(Seat, **SEAT, count=1, deputies=Deputies(holders=["a", "b"]))),
    ("each-or-count", late(Seat, **SEAT, each=2, count=2)),
    ("office-alone", late(Seat, **SEAT, comes_with=Office("f"), parties="a")),
    ("office-alone", late(Seat, **SEAT, comes_with=Office("f"), kind=PartyKind.REGION)),
    ("office-alone", late(Seat, **SEAT, comes_with=Office("f"), group="g")),
    ("office-alone", late(Seat, **SEAT, comes_with=Office("f"), count=1)),
    ("office-alone", late(Seat, **SEAT, comes_with=Office("f"), each=2)),
    ("too-many-seats", late(Seat, **SEAT, count=1001)),
    ("too-many-seats", late(Seat, **SEAT, each=1001)),
    ("deputies-above", late(Seat, **SEAT, deputies=1001)),
    ("holders-without-count", late(Seat, **SEAT, holders=[])),
    ("too-many-holders", late(Seat, **SEAT, count=1, holders=["a", "a"])),
    ("too-many-deputies", late(Seat, **SEAT, count=10, **TWO_OF_TEN)),
    ("deputies-for-each", late(Seat, **SEAT, deputies=Deputies(count=1, holders=[]))),
    ("deputies-together", late(Seat, **SEAT, count=2, deputies=Deputies(count=1, order="a"))),
    ("deputies-together", late(Seat, **SEAT, count=2, deputies=Deputies(count=1, order=[]))),
    ("order-twice", late(Seat, **SEAT, deputies=Deputies(count=1, order=["a", "a"]))),
    ("no-order", late(Seat, **SEAT, deputies=Deputies(count=1, own_party_first=False))),
    ("no-order", late(Seat, **SEAT, deputies=Deputies(count=1, order=[], own_party_first=False))),
    ("seat-twice", late(Forum, **FORUM, seats=[HEAD, HEAD])),
    ("vice-chair-twice", late(Forum, **FORUM, vice_chairs=["a", "b", "a"])),
    ("mode-twice", late(Forum, **FORUM, modes=[WorkingMode()] * 2)),
    ("no-such-seat", late(Forum, **FORUM, modes=WorkingMode(called="x"))),
    ("no-such-level", late(Governance, forums=COUNCIL)),
    ("no-such-mode", late(Governance, forums=attrs.evolve(GROUP, level=None))),
    ("no-overall-forum", late(Governance, overall="x")),
    ("no-ordinary-mode", late(Governance, modes=ACTIVATED)),
    ("no-ordinary-mode", late(Governance, modes=[])),
    ("level-twice", late(Governance, levels=[DIRECTING] * 2)),
    ("level-name-twice", late(Governance, levels=[DIRECTING, attrs.evolve(DIRECTING, id="a")])),
    (
        "level-rank-twice",
        late(Governance, levels=[DIRECTING, Level(id="a", name="A", rank=DIRECTING.rank)]),
    ),
    ("mode-twice", late(Governance, modes=[ORDINARY, attrs.evolve(ORDINARY, rank=1)])),
    (
        "mode-name-twice",
        late(Governance, modes=[ORDINARY, OperatingMode(id="a", name="Ordinary MODE", rank=1)]),
    ),
    (
        "mode-rank-twice",
        late(Governance, modes=[ORDINARY, OperatingMode(id="a", name="A", rank=0)]),
    ),
    ("forum-twice", late(Governance, forums=[Forum(**FORUM)] * 2)),
    ("no-office-forum", circle(comes("a", "x"))),
    ("no-office-seat", circle(comes("a", "f", "x"))),
    (
        "office-chain",
        circle(
            *(comes(f"s{n}", "f", f"s{n + 1}") for n in range(11)), Seat(id="s11", function="Chef")
        ),
    ),
    ("office-circle", circle(comes("a", "f", "a"))),
    ("office-circle", circle(comes("a", "f", "b"), comes("b", "f", "a"))),
    ("office-circle", circle(comes("a", "f", "b"), comes("b", "f", "c"), comes("c", "f", "b"))),
    ("several-levels", late(TWINS.forums_of, level="tvilling")),
    ("several-modes", late(TWINS.mode, query="tvilling")),
    ("unknown-level", late(GOVERNANCE.forums_of, level="x")),
    ("no-levels", late(Governance().forums_of, level="x")),
    ("unknown-mode", late(GOVERNANCE.mode, query="x")),
    ("unknown-mode", late(GOVERNANCE.works, forum=COUNCIL, mode=HEIGHTENED)),
]


@pytest.mark.parametrize(
    ("reason", "make"),
    [pytest.param(*case, id=f"{number}-{case[0]}") for number, case in enumerate(REFUSED)],
)
def test_contradictions(reason: str, make: Callable[[], object]) -> None:
    """A governance that contradicts itself is refused when it is made, with what to do."""
    with pytest.raises(GovernanceError) as caught:
        make()

    assert caught.value.reason == reason
    assert says_the_same(caught.value)
    assert re.search("; |: give either", str(caught.value)), "what is to be done is not told"


def test_every_contradiction_has_a_case() -> None:
    """Each reason for refusing a governance is met in the table above."""
    assert {reason for reason, _ in REFUSED} == set(GovernanceError.reasons)


def test_a_circle_is_told_by_a_seat_in_it() -> None:
    """A seat that only leads into a circle is not the one that is named."""
    with pytest.raises(
        GovernanceError, match=r"forum f: the seat '[bc]' comes with an office that"
    ):
        circle(comes("a", "f", "b"), comes("b", "f", "c"), comes("c", "f", "b"))()


def test_offices_that_lead_to_an_end() -> None:
    """Seats may come with a seat that comes with a chair; many may come with one; in 10 steps."""
    steps = [comes(f"s{n}", "f", f"s{n + 1}") for n in range(10)]
    circle(*steps, Seat(id="s10", function="Chef"))()
    forum = Forum(
        **FORUM,
        chair="a",
        seats=[comes("a", "f"), comes("b", "f", "a"), comes("c", "f", "b"), comes("d", "f", "b")],
    )
    made = Governance(forums=[forum, Forum(id="g", names="G", seats=comes("e", "f", "d"))])

    assert len(made.forums) == 2
    assert CHARTER.forums[1].seats[0] == BY_OFFICE


IRREGULAR: dict[str, dict[str, Any]] = {
    "several": {"times": 2, "unit": Unit.WEEKS},
    "about": {"unit": Unit.WEEKS, "is_about": True},
    "least": {"unit": Unit.WEEKS, "at_least": True},
    "term": {"term": TERM},
}


@pytest.mark.parametrize(
    ("reason", "make"),
    [
        pytest.param("unit-or-term", late(Recurrence), id="neither"),
        pytest.param("unit-or-term", late(Recurrence, unit=Unit.YEARS, term=TERM), id="both"),
        pytest.param(
            "about-or-least",
            late(Recurrence, times=3, unit=Unit.YEARS, is_about=True, at_least=True),
            id="about, and the least",
        ),
        pytest.param("every-term", late(Recurrence, every=2, term=TERM), id="every second term"),
        *(
            pytest.param("no-days-follow", late(Recurrence, first_day=DAY, **often), id=name)
            for name, often in IRREGULAR.items()
        ),
    ],
)
def test_recurrences_that_contradict_themselves(reason: str, make: Callable[[], object]) -> None:
    """How often is so many times in an interval; a first day alone gives no other days."""
    with pytest.raises(RecurrenceError) as caught:
        make()

    assert caught.value.reason == reason
    assert says_the_same(caught.value)
    assert re.search("; |^say", str(caught.value)), "what is to be done is not told"


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(late(Level, id="A", name="A", rank=1), TextError, id="id"),
        pytest.param(late(Level, id="a", name="", rank=1), TextError, id="no name"),
        pytest.param(late(Level, id="a", name="A", rank="directing"), WrongTypeError, id="rank"),
        pytest.param(late(Level, id="a", name="A", rank=-1), CountError, id="rank below 0"),
        pytest.param(late(OperatingMode, id="Å", name="A", rank=1), TextError, id="id of a mode"),
        pytest.param(late(OperatingMode, id="a", name="A", rank=-1), CountError, id="mode below"),
        pytest.param(
            late(OperatingMode, id="a", name="A", rank=1, switched_by="Nacka kommun"),
            TextError,
            id="switched by a name",
        ),
        pytest.param(late(Seat, **SEAT, count=0), CountError, id="no seats"),
        pytest.param(late(Seat, **SEAT, each=0), CountError, id="none for each"),
        pytest.param(late(Seat, **SEAT, each=True), WrongTypeError, id="each is no truth"),
        pytest.param(late(Seat, **SEAT, kind="region"), WrongTypeError, id="kind"),
        pytest.param(late(Seat, **SEAT, parties="Nacka kommun"), TextError, id="name for an id"),
        pytest.param(late(Seat, **SEAT, count=1, holders="Å"), TextError, id="name of a holder"),
        pytest.param(late(Seat, **SEAT, group=""), TextError, id="empty group"),
        pytest.param(late(Seat, **SEAT, appointed_by=""), TextError, id="appointed by nobody"),
        pytest.param(late(Seat, **SEAT, deputies="tre"), WrongTypeError, id="deputies"),
        pytest.param(late(Seat, **SEAT, deputies=True), WrongTypeError, id="deputies are a number"),
        pytest.param(late(Seat, **SEAT, deputies=0), CountError, id="no deputies"),
        pytest.param(late(Seat, **SEAT, comes_with="f"), WrongTypeError, id="office"),
        pytest.param(late(Seat, **SEAT, term=4), WrongTypeError, id="term"),
        pytest.param(late(TWO.holders_on, day="2024"), NotADayError, id="holders on no day"),
        pytest.param(late(Deputies, count=1, order="Å"), TextError, id="order of names"),
        pytest.param(late(Forum, **FORUM, vice_chairs="Å"), TextError, id="vice chair by name"),
        pytest.param(late(Deputies, count=1, holders="Å"), TextError, id="names of deputies"),
        pytest.param(late(Deputies, count=1, own_party_first=1), WrongTypeError, id="first"),
        pytest.param(late(Deputies, count=1, function=""), TextError, id="function"),
        pytest.param(late(Office, forum="Å"), TextError, id="office in no forum"),
        pytest.param(late(Office, forum="a", seat=""), TextError, id="office of no seat"),
        pytest.param(late(TermOfOffice, years=0), CountError, id="no years"),
        pytest.param(late(TermOfOffice, first_day="2024"), NotADayError, id="first day of a term"),
        pytest.param(late(TermOfOffice, carries_over=None), WrongTypeError, id="carries over"),
        pytest.param(late(TERM.on, day=None), NotADayError, id="term on no day"),
        pytest.param(late(TERM.on, day=dt.date.max), DayOutOfRangeError, id="term on a far day"),
        pytest.param(late(Recurrence, every=0, unit=Unit.WEEKS), CountError, id="every 0 weeks"),
        pytest.param(late(Recurrence, times=0, unit=Unit.WEEKS), CountError, id="never"),
        pytest.param(late(Recurrence, unit="weeks"), WrongTypeError, id="unit"),
        pytest.param(late(Recurrence, term="4"), WrongTypeError, id="term for how often"),
        pytest.param(late(Recurrence, unit=Unit.DAYS, is_about=1), WrongTypeError, id="about"),
        pytest.param(
            late(Recurrence, unit=Unit.WEEKS, first_day="2015"), NotADayError, id="first day"
        ),
        pytest.param(late(WorkingMode, mode=ORDINARY), WrongTypeError, id="mode"),
        pytest.param(late(WorkingMode, mode="Å"), TextError, id="id of what works"),
        pytest.param(late(WorkingMode, meets="weekly"), WrongTypeError, id="meets"),
        pytest.param(late(WorkingMode, called="Å"), TextError, id="calls a name"),
        pytest.param(late(WorkingMode, duties=["leder", ""]), TextError, id="an empty duty"),
        pytest.param(late(Forum, **FORUM, level="A b"), TextError, id="level id"),
        pytest.param(late(Forum, **FORUM, duties=5), WrongTypeError, id="duties"),
        pytest.param(late(COUNCIL.works_in, mode=ORDINARY), WrongTypeError, id="works in"),
        pytest.param(late(COUNCIL.seat, seat="Å"), TextError, id="seat by name"),
        pytest.param(late(Governance, modes="ordinary"), WrongTypeError, id="modes by id"),
        pytest.param(late(Governance, modes_fall_back="ja"), WrongTypeError, id="fall back"),
        pytest.param(late(GOVERNANCE.mode, query=None), WrongTypeError, id="no mode"),
        pytest.param(late(GOVERNANCE.forums_of, level=3), WrongTypeError, id="level by rank"),
        pytest.param(late(GOVERNANCE.works, forum="radet", mode="x"), WrongTypeError, id="forum"),
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
            late(
                governed,
                governance=Governance(modes=attrs.evolve(ORDINARY, switched_by="okand")),
            ),
            UnknownPartyError,
            id="a mode switched by a party that the agreement does not know",
        ),
        pytest.param(
            late(Terms, title="A", period=Period(START), governance="x"), WrongTypeError, id="terms"
        ),
        pytest.param(
            late(called, state=governed().as_known(), forum="radet", on=DAY, mode="hojd"),
            GovernanceError,
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
    """A value of the wrong kind is refused when it is made; a missing thing when asked for."""
    with pytest.raises(error):
        make()
