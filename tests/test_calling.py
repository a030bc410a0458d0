"""Who is called, and which deputies in the place of members that cannot come."""

from __future__ import annotations

import datetime as dt
import pickle
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import decided, late, says_the_same
from called_by_hand import ByHand, Called, Place
from forums import (
    ACTIVATED,
    BOARD,
    CHARTER,
    DAY,
    HEIGHTENED,
    NEW,
    OLD,
    ORDINARY,
    REGION,
    TOWNS,
    governed,
)
from samverkan import PartyKind, State, formats
from samverkan.errors import (
    AmbiguousPartyError,
    CountError,
    MeetingError,
    SamverkanError,
    TextError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.governance import (
    Deputies,
    Forum,
    Governance,
    Office,
    Seat,
    TermOfOffice,
    WorkingMode,
)
from samverkan.meetings import (
    Absence,
    Holding,
    called,
    convene,
    deputies,
    eligible_parties,
    holder_of,
    holdings,
    not_stated,
    outstanding,
    seats_of,
    vacant,
)
from strategies import governances

LATER = dt.date(2024, 9, 2)


CHANGES = ["nothing", "succeeded", "left"]


def state_of(governance: Governance, change: str = "nothing") -> State:
    """Return the agreement as known, with a change of its members on 1 July 2024."""
    agreement, first = governed(governance), dt.date(2024, 7, 1)
    if change == "succeeded":
        agreement = agreement.succeed("kommun-b", NEW.id, decided(DAY), first_day=first)
    if change == "left":
        agreement = agreement.withdraw(
            "kommun-b", decided(DAY), last_day=first - dt.timedelta(days=1)
        )
    return agreement.as_known()


def told(found: Iterable[Holding]) -> Called:
    """Return holdings as the oracle tells them."""
    counted: Called = Counter()
    for each in found:
        party = each.party.id if each.party is not None else None if each.is_stated else "?"
        counted[each.seat.id, party, each.is_deputy] += each.count
    return counted


@st.composite
def cases(draw: st.DrawFn) -> tuple[State, ByHand, dt.date]:
    """A governance, its members on a day, and the same by hand."""
    governance = draw(governances())
    state = state_of(governance, draw(st.sampled_from(CHANGES)))
    on = draw(st.sampled_from([DAY, LATER]))
    return state, ByHand(state, governance, on), on


@st.composite
def absences(draw: st.DrawFn, hand: ByHand) -> list[tuple[str, Place, bool]]:
    """Return members and deputies that cannot come, one by one."""
    [forum] = hand.governance.forums
    everybody = [
        (seat.id, party, is_deputy)
        for seat in forum.seats
        for is_deputy, places in ((False, hand.members(seat)), (True, hand.deputies(seat)))
        for party in places
        if party is not None
    ]
    away = draw(st.lists(st.sampled_from(range(len(everybody))), unique=True)) if everybody else []
    return [everybody[number] for number in away]


def as_absences(away: Iterable[tuple[str, Place, bool]]) -> list[Absence]:
    """Return absences, each of one member or deputy."""
    return [
        Absence(seat=seat, party=None if party == "?" else party, is_deputy=is_deputy)
        for seat, party, is_deputy in away
    ]


# --- Laws


@given(st.data())
def test_called_by_hand(data: st.DataObject) -> None:
    """In any mode, on any day, with any absences: as the docs say, person by person."""
    state, hand, on = data.draw(cases())
    away = data.draw(absences(hand))
    mode = data.draw(st.sampled_from(hand.governance.modes))
    found = called(state, "radet", on=on, mode=mode, absent=as_absences(away))

    assert told(found) == hand.called(hand.governance.forums[0], mode, away)


@given(st.data())
def test_a_deputy_is_called_only_for_a_member_that_cannot_come(data: st.DataObject) -> None:
    """No deputy is called while every member can come, and never more than there are absent."""
    state, hand, on = data.draw(cases())
    away = data.draw(absences(hand))
    mode = data.draw(st.sampled_from(hand.governance.modes))
    found = called(state, "radet", on=on, mode=mode, absent=as_absences(away))

    assert not any(each.is_deputy for each in called(state, "radet", on=on, mode=mode))
    for seat in hand.governance.forums[0].seats:
        here = [each for each in found if each.seat == seat]
        absent = sum(each == seat.id and not is_deputy for each, _, is_deputy in away)
        there_are = len(hand.deputies(seat))
        replacing = sum(each.count for each in here if each.is_deputy)
        assert replacing <= min(absent, there_are)
        assert sum(each.count for each in here) <= len(hand.members(seat))


@given(st.data())
def test_no_order_decides(data: st.DataObject) -> None:
    """The order of the absences, of the parties of a seat and of the members decides nothing."""
    state, hand, on = data.draw(cases())
    away = data.draw(absences(hand))
    found = called(state, "radet", on=on, absent=as_absences(away))
    counted = [
        Absence(seat=seat, party=None if party == "?" else party, is_deputy=is_deputy, count=number)
        for (seat, party, is_deputy), number in Counter(away).items()
    ]
    [forum] = hand.governance.forums
    turned = attrs.evolve(
        forum,
        seats=[
            attrs.evolve(
                seat,
                parties=seat.parties[::-1],
                by_party=seat.by_party[::-1],
                holders=None if seat.holders is None else seat.holders[::-1],
            )
            for seat in forum.seats
        ],
    )
    made = governed(hand.governance)
    joined = [attrs.evolve(each, number=20 - each.number) for each in made.instruments]
    other = attrs.evolve(made, instruments=joined[::-1]).as_known()
    before = state_of(hand.governance)

    assert called(state, "radet", on=on, absent=data.draw(st.permutations(counted))) == found
    assert called(other, "radet", on=DAY) == called(before, "radet", on=DAY)
    again = state_of(attrs.evolve(hand.governance, forums=turned))
    assert told(called(again, "radet", on=DAY)) == told(called(before, "radet", on=DAY))


@given(st.data())
def test_the_places_add_up(data: st.DataObject) -> None:
    """Members are those of the seats, deputies are never counted among them, and all are told."""
    state, hand, on = data.draw(cases())
    [forum] = hand.governance.forums
    members, others = holdings(state, "radet", on=on), deputies(state, "radet", on=on)

    for seat in forum.seats:
        by_hand = Counter((seat.id, party, False) for party in hand.members(seat))
        assert told(each for each in members if each.seat == seat) == by_hand
        by_hand = Counter((seat.id, party, True) for party in hand.deputies(seat))
        assert told(each for each in others if each.seat == seat) == by_hand
        if seat.count is not None:
            assert sum(each.count for each in members if each.seat == seat) == seat.count
        assert tuple(party.id for party in eligible_parties(state, seat, on=on)) == tuple(
            hand.may_hold(seat)
        )
    assert not any(each.is_deputy for each in members)
    assert all(each.is_deputy for each in others)
    held = [each for party in state.parties for each in seats_of(state, party, on=on)]
    assert told([*held, *vacant(state, on=on), *not_stated(state, on=on)]) == told(members)
    assert set(vacant(state, on=on)) | set(not_stated(state, on=on)) | set(held) == set(members)


@given(st.data())
def test_a_call_is_kept_in_a_file(data: st.DataObject) -> None:
    """Absences and what is held are pickled, and are written and read as they are."""
    state, hand, on = data.draw(cases())
    away = as_absences(data.draw(absences(hand)))

    for each in (*away, *called(state, "radet", on=on, absent=away)):
        assert pickle.loads(pickle.dumps(each)) == each
        assert formats.loads(formats.dumps(each)) == each


# --- One by one


def charter(*seats: Seat, **changed: Any) -> State:
    """Return a state in which one forum has these seats."""
    forum = Forum(id="radet", names="Rådet", seats=seats, chair="kommun-a", convener=BOARD.id)
    return state_of(Governance(forums=forum), **changed)


def shown(found: Iterable[Holding]) -> list[str]:
    """Return holdings as short texts: 2 kommun-a, 1 vacant, 3 not stated, +1 for a deputy."""
    texts = []
    for each in found:
        party = "vacant" if each.is_vacant else each.party.id if each.party else "not stated"
        texts.append(f"{'+' if each.is_deputy else ''}{each.count} {party}")
    return texts


EACH = Seat(
    id="ledamot",
    function="Ledamot",
    kind=PartyKind.MUNICIPALITY,
    each=2,
    deputies=Deputies(count=1, order=["kommun-c", "kommun-b"]),
)
TOGETHER = Seat(
    id="revisor",
    function="Revisor",
    kind=PartyKind.MUNICIPALITY,
    count=3,
    holders=["kommun-a", "kommun-b"],
    deputies=Deputies(count=3, holders=["kommun-c", "kommun-a"]),
)
NUMBERS = Seat(
    id="ledamot",
    function="Ledamot",
    by_party={"regionen": 1, "kommun-b": 2, "kommun-a": 4},
    deputies=Deputies(),
)
UNKNOWN = Seat(id="kommun", function="Företrädare", count=9, deputies=2)


def absent(party: str | None = None, count: int = 1, **fields: Any) -> Absence:
    """Return an absence from the seat of the table."""
    return Absence(**{"seat": "ledamot", "party": party, "count": count, **fields})


@pytest.mark.parametrize(
    ("seat", "away", "expected"),
    [
        pytest.param(
            EACH, [], ["2 kommun-a", "2 kommun-b", "2 kommun-c"], id="all come: no deputy"
        ),
        pytest.param(
            EACH,
            [absent("Kommun A")],
            ["1 kommun-a", "2 kommun-b", "2 kommun-c", "+1 kommun-a"],
            id="the own party first, although it is last in the order",
        ),
        pytest.param(
            EACH,
            [absent("kommun-a", 2)],
            ["2 kommun-b", "2 kommun-c", "+1 kommun-c", "+1 kommun-a"],
            id="then the first in the order",
        ),
        pytest.param(
            EACH,
            [absent("kommun-a", 2), absent("kommun-c", 1)],
            ["2 kommun-b", "1 kommun-c", "+1 kommun-c", "+1 kommun-b", "+1 kommun-a"],
            id="the first in the order has its own member to replace",
        ),
        pytest.param(
            EACH,
            [absent("kommun-b", 2), absent("kommun-c", 2)],
            ["2 kommun-a", "+1 kommun-c", "+1 kommun-b"],
            id="not those outside the order: two places are empty",
        ),
        pytest.param(
            EACH,
            [absent("kommun-a"), absent("kommun-a", is_deputy=True)],
            ["1 kommun-a", "2 kommun-b", "2 kommun-c", "+1 kommun-c"],
            id="the own deputy cannot come",
        ),
        pytest.param(
            attrs.evolve(EACH, deputies=1),
            [absent("kommun-a", 2)],
            ["2 kommun-b", "2 kommun-c", "+1 kommun-a"],
            id="no order is stated: for the own party only",
        ),
        pytest.param(
            attrs.evolve(EACH, deputies=Deputies(count=1, order=())),
            [absent("kommun-a", 2)],
            ["2 kommun-b", "2 kommun-c", "+1 kommun-a"],
            id="only for the own party, as stated",
        ),
        pytest.param(
            attrs.evolve(EACH, deputies=Deputies(count=1, order="kommun-c", own_party_first=False)),
            [absent("kommun-a", 2)],
            ["2 kommun-b", "2 kommun-c", "+1 kommun-c"],
            id="the order alone decides",
        ),
        pytest.param(
            TOGETHER,
            [absent("kommun-a", seat="revisor")],
            ["1 kommun-b", "1 vacant", "+1 kommun-a"],
            id="together: the own party first; a vacant seat calls nobody",
        ),
        pytest.param(
            TOGETHER,
            [absent("kommun-b", seat="revisor")],
            ["1 kommun-a", "1 vacant", "+1 kommun-c"],
            id="together: the first in the list",
        ),
        pytest.param(
            UNKNOWN,
            [absent(seat="kommun")],
            ["8 not stated", "+1 not stated"],
            id="not stated stays not stated",
        ),
        pytest.param(
            attrs.evolve(UNKNOWN, deputies=Deputies(count=2, holders=["kommun-b", "kommun-c"])),
            [absent(seat="kommun")],
            ["8 not stated", "+1 not stated"],
            id="which of two deputies depends on who is absent",
        ),
        pytest.param(
            attrs.evolve(UNKNOWN, deputies=Deputies(count=2, holders=["kommun-b", "kommun-b"])),
            [absent(seat="kommun")],
            ["8 not stated", "+1 kommun-b"],
            id="all deputies are of one party",
        ),
        pytest.param(
            attrs.evolve(UNKNOWN, deputies=Deputies(count=2, holders=["kommun-b", "kommun-c"])),
            [absent(seat="kommun", count=3)],
            ["6 not stated", "+1 kommun-b", "+1 kommun-c"],
            id="all deputies, whoever is absent",
        ),
        pytest.param(
            attrs.evolve(
                UNKNOWN,
                deputies=Deputies(count=2, holders=["kommun-b", "kommun-c"], own_party_first=False),
            ),
            [absent(seat="kommun")],
            ["8 not stated", "+1 kommun-b"],
            id="the first deputy, whoever is absent",
        ),
        pytest.param(
            attrs.evolve(EACH, deputies=Deputies(order=["kommun-c"])),
            [absent("kommun-a", 2), absent("kommun-b", 2)],
            ["2 kommun-c", "+2 kommun-a", "+2 kommun-b"],
            id="as many deputies as members",
        ),
        pytest.param(
            attrs.evolve(TOGETHER, deputies=Deputies(holders=["kommun-c", "kommun-c"])),
            [absent("kommun-a", seat="revisor"), absent("kommun-b", seat="revisor")],
            ["1 vacant", "+2 kommun-c"],
            id="as many for all together: the third is vacant",
        ),
        pytest.param(
            NUMBERS,
            [absent("kommun-b", 2)],
            ["4 kommun-a", "1 regionen", "+2 kommun-b"],
            id="each party its number, and as many deputies",
        ),
        pytest.param(
            attrs.evolve(NUMBERS, deputies=Deputies(count=1, order=["regionen", "kommun-a"])),
            [absent("kommun-b", 2)],
            ["4 kommun-a", "1 regionen", "+1 regionen", "+1 kommun-b"],
            id="an order between parties with different numbers",
        ),
        pytest.param(
            attrs.evolve(
                NUMBERS, deputies=Deputies(order=["regionen", "kommun-a"], own_party_first=False)
            ),
            [absent("kommun-b", 2)],
            ["4 kommun-a", "1 regionen", "+1 regionen", "+1 kommun-a"],
            id="different numbers: the order alone decides",
        ),
        pytest.param(attrs.evolve(EACH, group="okand"), [], [], id="there is nobody to hold it"),
        pytest.param(
            attrs.evolve(TOGETHER, holders=["regionen", "kommun-b"]),
            [],
            ["1 kommun-b", "2 vacant"],
            id="a holder that may not hold it",
        ),
        pytest.param(
            Seat(id="tib", function="TiB", parties="regionen", deputies=1),
            [absent(seat="tib")],
            ["+1 regionen"],
            id="the only holder need not be named",
        ),
    ],
)
def test_deputies(seat: Seat, away: list[Absence], expected: list[str]) -> None:
    """The own party first, then the order; a vacant seat calls nobody; unknown stays unknown."""
    state = charter(seat)
    assert shown(called(state, "radet", on=DAY, absent=away)) == expected
    assert_by_hand(state, away)


def assert_by_hand(state: State, away: Iterable[Absence] = (), on: dt.date = DAY) -> None:
    """Assert that the oracle says the same, so that each of its lines is reached without chance."""
    governance = state.governance(on=on)
    assert governance is not None
    one_by_one = [
        (each.seat, _party_of(state, each, on), each.is_deputy)
        for each in away
        for _ in range(each.count)
    ]
    by_hand = ByHand(state, governance, on).called(governance.forums[0], ORDINARY, one_by_one)
    assert told(called(state, "radet", on=on, absent=away)) == by_hand


def _party_of(state: State, absence: Absence, on: dt.date) -> Place:
    if absence.party is not None:
        holder = holder_of(state, absence.party, on=on)
        return None if holder is None else holder.id
    [place] = {
        party or "?"
        for seat, party, is_deputy in told(holdings(state, "radet", on=on))
        if seat == absence.seat and not is_deputy
    }
    return place


def test_deputies_of_a_seat_by_office_are_not_stated_if_its_holder_is_not() -> None:
    """Whose deputies they are follows from the office; the order does not say who can come."""
    alone = Deputies(count=2, order="kommun-a", own_party_first=False)
    state = charter(
        UNKNOWN,
        Seat(id="ledamot", function="A", comes_with=Office("radet", "kommun"), deputies=alone),
    )
    found = called(state, "radet", on=DAY, absent=absent(count=3))

    assert shown(each for each in found if each.seat.id == "ledamot") == [
        "6 not stated",
        "+3 not stated",
    ]
    assert_by_hand(state, [absent(count=3)])


def test_an_absence_names_the_party_as_everywhere() -> None:
    """By name, by id, or by the name of the party that was succeeded since."""
    state = charter(EACH, change="succeeded")
    nya = attrs.evolve(EACH, kind=None, parties=["kommun-a", "kommun-b"])
    succeeded = charter(nya, change="succeeded")

    assert shown(called(succeeded, "radet", on=LATER, absent=absent("Kommun B"))) == [
        "2 kommun-a",
        "1 nya",
        "+1 nya",
    ]
    assert_by_hand(succeeded, [absent("Kommun B")], on=LATER)
    assert shown(called(state, "radet", on=DAY, absent=absent("kommun b"))) == shown(
        called(state, "radet", on=DAY, absent=absent("kommun-b"))
    )
    with pytest.raises(AmbiguousPartyError):
        called(state, "radet", on=DAY, absent=absent("kommun"))
    with pytest.raises(UnknownPartyError, match="did you mean Kommun a"):
        called(state, "radet", on=DAY, absent=absent("Kommun X"))


BOTH = {"kommun-b": 2, "nya": 4, "kommun-a": 1}


@pytest.mark.parametrize(
    ("fields", "before", "after"),
    [
        pytest.param(
            {"by_party": BOTH},
            ["1 kommun-a", "2 kommun-b", "4 vacant", "+1 kommun-a", "+2 kommun-b"],
            ["1 kommun-a", "6 nya", "+1 kommun-a", "+6 nya"],
            id="numbers, and as many deputies",
        ),
        pytest.param(
            {"by_party": BOTH, "deputies": 1},
            ["1 kommun-a", "2 kommun-b", "4 vacant", "+1 kommun-a", "+1 kommun-b"],
            ["1 kommun-a", "6 nya", "+1 kommun-a", "+2 nya"],
            id="numbers, and one deputy for each",
        ),
        pytest.param(
            {"parties": [*BOTH], "each": 2, "deputies": 1},
            ["2 kommun-a", "2 kommun-b", "2 vacant", "+1 kommun-a", "+1 kommun-b"],
            ["2 kommun-a", "4 nya", "+1 kommun-a", "+2 nya"],
            id="two for each",
        ),
    ],
)
def test_a_party_in_the_place_of_another_has_the_seats_of_both(
    fields: dict[str, Any], before: list[str], after: list[str]
) -> None:
    """If a seat names a party and its successor, their numbers are added up."""
    seat = Seat(**{"id": "ledamot", "function": "A", "deputies": Deputies(), **fields})
    state = charter(seat, change="succeeded")
    for on, expected in ((DAY, before), (LATER, after)):
        both = (*holdings(state, "radet", on=on), *deputies(state, "radet", on=on))

        assert shown(both) == expected
        assert_by_hand(state, on=on)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("left", ["4 kommun-a", "1 regionen", "2 vacant", "+4 kommun-a", "+1 regionen"]),
        (
            "succeeded",
            ["4 kommun-a", "2 nya", "1 regionen", "+4 kommun-a", "+2 nya", "+1 regionen"],
        ),
    ],
)
def test_the_numbers_of_parties_that_are_gone(change: str, expected: list[str]) -> None:
    """The seats of a party that left are vacant, without deputies; a successor has them."""
    state = charter(NUMBERS, change=change)
    both = (*holdings(state, "radet", on=LATER), *deputies(state, "radet", on=LATER))

    assert shown(both) == expected
    assert {*eligible_parties(state, NUMBERS, on=LATER)} == {
        each.party for each in both if each.party is not None
    }


def test_an_office_whose_forum_states_no_chair() -> None:
    """The direction elects its chair itself: who has it is not stated, and nobody is called."""
    council = Forum(
        id="radet",
        names="Rådet",
        seats=Seat(id="ordforande", function="A", comes_with=Office("radet"), deputies=1),
    )
    state = state_of(Governance(forums=council))

    assert shown(holdings(state, "radet", on=DAY)) == ["1 not stated"]
    assert shown(not_stated(state, on=DAY)) == ["1 not stated"]
    assert vacant(state, on=DAY) == ()
    assert shown(called(state, "radet", on=DAY, absent=absent(seat="ordforande"))) == [
        "+1 not stated"
    ]
    assert_by_hand(state, [absent(seat="ordforande")])


def test_a_mode_calls_some_seats_or_those_of_a_lower_mode() -> None:
    """A mode that states no seats calls all; if modes fall back, those of the next lower one."""
    governance = Governance(
        forums=Forum(
            id="radet",
            names="Rådet",
            seats=[EACH, TOGETHER],
            modes=[WorkingMode(called="revisor"), WorkingMode(mode="activated", called=[])],
        ),
        modes=[ORDINARY, ACTIVATED, HEIGHTENED],
    )
    for falls in (False, True):
        stated = attrs.evolve(governance, modes_fall_back=falls)
        state, hand = state_of(stated), ByHand(state_of(stated), stated, DAY)
        for mode, seats in ((ORDINARY, 1), (ACTIVATED, 0), (HEIGHTENED, 0 if falls else 2)):
            found = called(state, "radet", on=DAY, mode=mode)
            assert len({each.seat.id for each in found}) == seats
            assert told(found) == hand.called(stated.forums[0], mode, [])


def test_a_meeting_calls_deputies_who_then_have_to_report() -> None:
    """A deputy that is called has the duty to report back, not the member in whose place it is."""
    away = [absent("kommun-a", 2), absent("kommun-a", is_deputy=True)]
    meeting = convene(charter(EACH), "radet", by="Länsstyrelsen", on=DAY, absent=away)

    assert [party.id for party in meeting.parties] == ["kommun-b", "kommun-c"]
    assert [duty.party and duty.party.id for duty in outstanding(meeting, on=DAY)] == [
        "kommun-b",
        "kommun-c",
    ]


def test_a_seat_that_comes_with_another_office() -> None:
    """Whoever has the chair, or another seat, has it; through several links, and by succession."""
    chain = [
        Seat(id="a", function="A", comes_with=Office("radet")),
        Seat(id="b", function="B", comes_with=Office("radet", "a")),
        Seat(id="c", function="C", comes_with=Office("radet", "ledamot")),
    ]
    state = charter(EACH, *chain, change="left")

    assert_by_hand(state, on=LATER)
    assert shown(holdings(state, "radet", on=LATER)) == [
        "2 kommun-a",
        "2 kommun-c",
        "1 kommun-a",
        "1 kommun-a",
        "2 kommun-a",
        "2 kommun-c",
    ]
    assert [each.seat.id for each in seats_of(state, "Kommun A", on=DAY)] == [
        "ledamot",
        "a",
        "b",
        "c",
    ]
    gone = attrs.evolve(chain[0], comes_with=Office("ett-annat"))
    assert eligible_parties(state, gone, on=DAY) == ()
    gone = attrs.evolve(chain[0], comes_with=Office("radet", "en-annan"))
    assert eligible_parties(state, gone, on=DAY) == ()


@pytest.mark.parametrize(
    ("on", "carries_over", "expected"),
    [
        pytest.param(dt.date(2024, 12, 31), False, "2 kommun-a", id="the last day of the term"),
        pytest.param(dt.date(2024, 1, 1), False, "2 kommun-a", id="within the term"),
        pytest.param(dt.date(2025, 1, 1), False, "2 not stated", id="the first day after it"),
        pytest.param(dt.date(2025, 1, 1), True, "2 kommun-a", id="they stay"),
        pytest.param(dt.date(2039, 1, 1), True, "2 kommun-a", id="and stay"),
        pytest.param(DAY, True, "2 kommun-a", id="in the term"),
    ],
)
def test_terms_of_office(on: dt.date, *, carries_over: bool, expected: str) -> None:
    """After the term it is not stated who has the seats, unless the holders stay."""
    term = TermOfOffice(years=2, first_day=dt.date(2023, 1, 1), carries_over=carries_over)
    seat = attrs.evolve(TOGETHER, count=2, holders=["kommun-a", "kommun-a"], term=term)

    assert shown(holdings(charter(seat), "radet", on=on)) == [expected]
    assert_by_hand(charter(seat), on=on)


@pytest.mark.parametrize("first_day", [None, dt.date(2024, 9, 1), DAY])
@pytest.mark.parametrize("years", [None, 4])
def test_a_term_that_is_not_known(first_day: dt.date | None, years: int | None) -> None:
    """Before its first day it is not stated who has the seats; without one, it is as stated."""
    seat = attrs.evolve(TOGETHER, term=TermOfOffice(years=years, first_day=first_day))
    state = charter(seat)

    assert (shown(holdings(state, "radet", on=DAY)) == ["3 not stated"]) == (
        first_day == dt.date(2024, 9, 1)
    )
    assert_by_hand(state)


def test_the_shared_charter() -> None:
    """Three and three for each town, nine that are not stated, two for the one region."""
    state = state_of(CHARTER)

    assert [(each.seat.id, each.count) for each in not_stated(state, on=DAY)] == [("kommun", 9)]
    assert [(each.seat.id, each.count) for each in vacant(state, on=DAY)] == [("revisor", 1)]
    assert [(each.seat.id, each.count) for each in seats_of(state, "Regionen", on=DAY)] == [
        ("region", 2)
    ]
    assert shown(deputies(state, "direktionen", on=DAY)) == [
        "+2 kommun-b",
        "+2 kommun-c",
        "+2 kommun-a",
        "+1 kommun-c",
        "+1 kommun-a",
    ]


def test_the_holder_in_the_place_of_a_party() -> None:
    """A party is given by id or name; one that the governance names need not be a member."""
    agreement = governed(CHARTER, without=(BOARD.id,))
    state = agreement.as_known()
    changed = agreement.succeed(OLD.id, NEW.id, decided(DAY), first_day=LATER).as_known()

    assert holder_of(state, "Regionen", on=DAY) == holder_of(state, REGION, on=DAY) == REGION
    assert holder_of(changed, "Gamla", on=LATER) == holder_of(changed, OLD, on=LATER) == NEW
    assert holder_of(changed, "nya", on=DAY) is None
    assert holder_of(state, BOARD.id, on=DAY) is None
    assert holder_of(attrs.evolve(state, others=()), BOARD.id, on=DAY) is None
    assert holder_of(state, None, on=DAY) is None
    assert seats_of(state, TOWNS[0], on=DAY) == seats_of(state, "Kommun A", on=DAY)
    with pytest.raises(UnknownPartyError):
        holder_of(state, "okänd", on=DAY)
    with pytest.raises(AmbiguousPartyError):
        holder_of(state, "kommun", on=DAY)


STATE = charter(EACH, TOGETHER, UNKNOWN)


def call(*away: Absence) -> Callable[[], object]:
    """Return a call with these absences, for a table."""
    return lambda: called(STATE, "radet", on=DAY, mode=ORDINARY, absent=away)


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        pytest.param(
            call(absent("kommun-a", seat="x")),
            MeetingError,
            "there is no seat 'x' to be absent from; the seats are: Ledamot (ledamot), Revisor (",
            id="no such seat",
        ),
        pytest.param(
            call(absent("kommun-a", seat="ledamoter")),
            MeetingError,
            "no seat 'ledamoter' (do you mean ledamot?) to be absent from",
            id="a seat misspelt",
        ),
        pytest.param(
            call(absent("kommun-a", 2), absent("kommun-a")),
            MeetingError,
            "of the members in the seat ledamot, kommun-a has 2, so 3 cannot be absent; give fewer",
            id="more than there are",
        ),
        pytest.param(
            call(absent("regionen")),
            MeetingError,
            "regionen has 0, so 1 cannot",
            id="without a seat",
        ),
        pytest.param(
            call(absent("kommun-a", 2, is_deputy=True)),
            MeetingError,
            "of the deputies in the seat ledamot, kommun-a has 1, so 2 cannot",
            id="more deputies than there are",
        ),
        pytest.param(
            call(absent(seat="kommun", count=10)),
            MeetingError,
            "in the seat kommun, 9 can come, so 10 cannot be absent",
            id="more than there are, of nobody knows whom",
        ),
        pytest.param(
            call(absent()),
            MeetingError,
            "several parties hold the seat ledamot; say which of them is absent: kommun-a,",
            id="whose?",
        ),
        pytest.param(
            call(absent("Kommun B", seat="kommun")),
            MeetingError,
            "it is not stated who holds the seat kommun, so it cannot be determined whether",
            id="nobody knows whether it has one",
        ),
        pytest.param(late(absent, count=0), CountError, "count must be 1 or more", id="none"),
        pytest.param(late(absent, seat="A B"), TextError, "seat", id="no id"),
        pytest.param(late(absent, party=" "), TextError, "party", id="no party"),
        pytest.param(late(absent, is_deputy=1), WrongTypeError, "is_deputy", id="is it?"),
        pytest.param(
            late(called, state=STATE, forum="radet", on=DAY, absent="ledamot"),
            WrongTypeError,
            "absent",
            id="no absence",
        ),
        pytest.param(
            late(
                called,
                state=charter(),
                forum="radet",
                on=DAY,
                absent=absent(),
            ),
            MeetingError,
            "the seats are: –",
            id="no seats",
        ),
        pytest.param(
            late(
                called,
                state=charter(attrs.evolve(TOGETHER, holders=())),
                forum="radet",
                on=DAY,
                absent=absent(seat="revisor"),
            ),
            MeetingError,
            "in the seat revisor, 0 can come",
            id="vacant",
        ),
    ],
)
def test_refused(make: Callable[[], object], error: type[SamverkanError], said: str) -> None:
    """An absence of somebody that is not there is refused, with what there is."""
    with pytest.raises(error) as caught:
        make()

    assert said in str(caught.value)
    if isinstance(caught.value, MeetingError):
        assert says_the_same(caught.value)
