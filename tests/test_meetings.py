from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import decided, late, says_the_same
from forums import (
    ACTIVATED,
    BOARD,
    CHAIR,
    COUNCIL,
    DAY,
    GOVERNANCE,
    GROUP,
    HEAD,
    NEW,
    OLD,
    ORDINARY,
    TOWNS,
    governed,
)
from samverkan import Commitment, Party, Period, Unit
from samverkan.errors import (
    AmbiguousPartyError,
    CountError,
    MeetingError,
    ModeError,
    NotADayError,
    NotConvenerError,
    SamverkanError,
    TextError,
    UnknownForumError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.governance import Forum, Governance, OperatingMode, Recurrence, Seat, TermOfOffice
from samverkan.meetings import (
    Absence,
    Duty,
    FollowUp,
    Meeting,
    Report,
    convene,
    meeting_days,
    outstanding,
    to_follow_up,
)
from samverkan.stockholm import agreement as stockholm

STATE = governed().as_known()


def met(forum: str = "gruppen", mode: OperatingMode = ORDINARY, **asked: Any) -> Meeting:
    """Return a meeting that the board or another party has convened."""
    return convene(STATE, forum, **{"by": BOARD.id, "on": DAY, "mode": mode, **asked})


# --- Convening and leading


def test_the_convener_convenes_and_leads_at_first() -> None:
    """Länsstyrelsen sammankallar och leder inledningsvis: the convener, unless another is named."""
    meeting = met("radet", ACTIVATED)

    assert meeting.lead == BOARD
    assert [party.id for party in meeting.parties] == [BOARD.id, "kommun-b"]
    assert [holding.is_vacant for holding in meeting.called] == [False, False, True]
    assert met("gruppen").lead.id == "regionen"  # the party that leads it at first


@pytest.mark.parametrize(
    ("by", "said"),
    [
        pytest.param("kommun-a", "only lansstyrelsen may; ask it to", id="a member"),
    ],
)
def test_nobody_else_convenes(by: str, said: str) -> None:
    """Anyone but the convener is refused, with an error that names the convener."""
    with pytest.raises(NotConvenerError) as caught:
        met(by=by)

    assert said in str(caught.value)


def test_a_successor_convenes_in_its_place() -> None:
    """The successor of the convener convenes; a convener that left does not."""
    governance = Governance(forums=Forum(id="radet", names="Rådet", convener=OLD.id))
    before, after = dt.date(2024, 6, 30), dt.date(2024, 7, 1)
    changed = governed(governance).succeed(OLD.id, NEW.id, decided(DAY), first_day=after)
    state = changed.as_known()

    assert convene(state, "radet", by=OLD.id, on=before).lead == OLD
    assert convene(state, "radet", by=NEW.id, on=after).lead == NEW
    with pytest.raises(NotConvenerError, match="only nya may"):
        convene(state, "radet", by=OLD.id, on=after)
    left = governed(governance).withdraw(OLD.id, decided(DAY), last_day=before)
    with pytest.raises(NotConvenerError, match="its convener, gamla, is not a member then; state"):
        convene(left.as_known(), "radet", by=OLD.id, on=after)


def test_hand_over() -> None:
    """During an activation the lead can be handed over to a called party; every lead is kept."""
    meeting = met("radet", ACTIVATED)
    handed = meeting.hand_over("kommun-b")

    assert handed.lead.id == "kommun-b"
    assert [lead.id for lead in handed.leads] == [BOARD.id, "kommun-b"]
    assert handed.hand_over(BOARD.id).lead == BOARD
    assert meeting.lead == BOARD


def test_whoever_has_led_may_lead_again() -> None:
    """The lead can go back to the party that led at first, even if that party has no seat."""
    group = attrs.evolve(GROUP, initial_lead=None, modes=())
    state = governed(attrs.evolve(GOVERNANCE, forums=[COUNCIL, group])).as_known()
    meeting = convene(state, "gruppen", by=BOARD, on=DAY, mode=ACTIVATED)
    back = meeting.hand_over("regionen").hand_over(BOARD.id)

    assert BOARD not in meeting.parties
    assert [lead.id for lead in back.leads] == [BOARD.id, "regionen", BOARD.id]
    assert back.hand_over("regionen").lead.id == "regionen"


def test_the_lead_of_a_forum_whose_seats_are_not_stated() -> None:
    """Nobody can say who is called, so any party may lead; an unknown name is refused with why."""
    state, day = stockholm.as_known(), dt.date(2020, 2, 28)
    board, nacka = stockholm.party("202100-2247"), stockholm.party("0182")
    meeting = convene(state, "regionala-radet", by=board, on=day, mode=ACTIVATED)
    handed = meeting.hand_over(nacka)

    assert handed.lead == nacka
    assert handed.hand_over(board.name).hand_over("Nacka").leads == (board, nacka, board, nacka)
    with pytest.raises(
        MeetingError, match="not stated who holds all of the seats, so it cannot be determined"
    ) as caught:
        meeting.hand_over("0182")
    assert says_the_same(caught.value)


@pytest.mark.parametrize(
    "by",
    [
        pytest.param(BOARD, id="itself"),
        pytest.param("lansstyrelsen", id="id"),
        pytest.param("Länsstyrelsen", id="name"),
        pytest.param("läns", id="beginning"),
    ],
)
def test_a_party_is_named_as_everywhere(by: str | Party) -> None:
    """The convener and the new lead are given as a party, an id or a name."""
    meeting = met("radet", ACTIVATED, by=by)

    assert meeting.lead == BOARD
    assert meeting.hand_over("kommun-b").hand_over(by).lead == BOARD
    with pytest.raises(NotConvenerError, match="kommun-a does not convene radet"):
        met("radet", by="Kommun A")
    with pytest.raises(AmbiguousPartyError):
        met("radet", by="Kommun")
    with pytest.raises(UnknownPartyError, match="'okand'"):
        met("radet", by="okand")
    with pytest.raises(WrongTypeError):
        met("radet", by=1)
    with pytest.raises(WrongTypeError):
        meeting.hand_over(1)  # type: ignore[arg-type]


def test_a_predecessor_is_known_by_its_name() -> None:
    """A party that was succeeded on its first day was never a member, but still has its name."""
    governance = Governance(forums=Forum(id="radet", names="Rådet", convener=OLD.id))
    changed = governed(governance).succeed(
        OLD.id, NEW.id, decided(DAY), first_day=dt.date(2024, 1, 1)
    )
    state = changed.as_known()

    assert OLD in state.parties
    assert list(state.parties) == sorted(state.parties, key=lambda party: party.id)
    assert convene(state, "radet", by="Nya", on=DAY).lead == NEW
    with pytest.raises(NotConvenerError, match="gamla does not convene radet: only nya may"):
        convene(state, "radet", by="Gamla", on=DAY)


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        pytest.param(
            late(met("radet").hand_over, party="kommun-b"), ModeError, "ordinary", id="ordinary"
        ),
        pytest.param(
            late(met("radet", ACTIVATED).hand_over, party="kommun-a"),
            MeetingError,
            "not called",
            id="not called",
        ),
        pytest.param(
            late(met("radet", ACTIVATED).hand_over, party=NEW),
            MeetingError,
            "nya is not called",
            id="a party that is not called",
        ),
        pytest.param(
            late(met("radet", ACTIVATED).hand_over, party=BOARD.id),
            MeetingError,
            "has it already",
            id="already",
        ),
        pytest.param(late(met, on="2024"), NotADayError, "on", id="day"),
        pytest.param(late(met, number=0), CountError, "number must be 1 or more", id="number"),
        pytest.param(late(met, mode=1), WrongTypeError, "mode", id="mode"),
        pytest.param(late(met, forum="okänt"), UnknownForumError, "Rådet", id="forum"),
        pytest.param(
            late(
                convene,
                state=governed(without=("regionen",)).as_known(),
                forum="gruppen",
                by=BOARD.id,
                on=DAY,
            ),
            MeetingError,
            "regionen, who leads initially, is not a member",
            id="who leads initially is no member",
        ),
        pytest.param(
            late(
                convene,
                state=governed(Governance(forums=Forum(id="f", names="F"))).as_known(),
                forum="f",
                by=BOARD.id,
                on=DAY,
            ),
            NotConvenerError,
            "it cannot be determined whether lansstyrelsen convenes f: no convener is stated",
            id="no convener",
        ),
        pytest.param(
            late(Meeting, forum=COUNCIL, on=DAY, mode=ORDINARY, leads=["x"], called=[]),
            WrongTypeError,
            "leads",
            id="leads",
        ),
        pytest.param(
            late(Meeting, forum=COUNCIL, on=DAY, mode=ORDINARY, leads=BOARD, called=["x"]),
            WrongTypeError,
            "called",
            id="called",
        ),
        pytest.param(
            late(Meeting, forum=COUNCIL, on=DAY, mode="kris", leads=BOARD, called=[]),
            WrongTypeError,
            "mode must be an OperatingMode",
            id="in no mode",
        ),
        pytest.param(
            late(Meeting, forum="radet", on=DAY, mode=ORDINARY, leads=BOARD, called=[]),
            WrongTypeError,
            "forum must be a Forum",
            id="of no forum",
        ),
        pytest.param(
            late(meeting_days, recurrence="weekly", period=Period.of_year(2015)),
            WrongTypeError,
            "recurrence must be a Recurrence",
            id="recurs how?",
        ),
        pytest.param(
            late(
                meeting_days,
                recurrence=Recurrence(every=1, unit=Unit.DAYS, first_day=DAY),
                period=2015,
            ),
            WrongTypeError,
            "period must be a Period",
            id="recurs when?",
        ),
        pytest.param(
            late(Meeting, forum=COUNCIL, on=DAY, mode=ORDINARY, leads=[], called=[]),
            MeetingError,
            "nobody leads it",
            id="nobody leads",
        ),
    ],
)
def test_refused(ask: Callable[[], object], error: type[SamverkanError], said: str) -> None:
    """A meeting or a change of lead that is not allowed is refused."""
    with pytest.raises(error) as caught:
        ask()

    assert said in str(caught.value)
    if isinstance(caught.value, MeetingError | ModeError | NotConvenerError):
        assert says_the_same(caught.value)


def test_the_ready_made_council() -> None:
    """The county administrative board convenes the Regional Council; no seats are stated."""
    meeting = convene(
        stockholm.as_known(), "regionala rådet", by="202100-2247", on=dt.date(2015, 2, 2)
    )

    assert meeting.lead.name == "Länsstyrelsen i Stockholms län"
    assert (meeting.called, meeting.parties) == ((), ())


def test_that_nobody_has_to_report_back_is_told_from_that_nobody_can_say_who() -> None:
    """Without stated seats a duty without a party is listed; without a holder, none."""
    unstated = convene(
        stockholm.as_known(), "regionala rådet", by="202100-2247", on=dt.date(2015, 2, 2)
    )
    seat = attrs.evolve(HEAD, kind=None, parties=NEW.id)
    vacant = convene(
        governed(
            Governance(forums=Forum(id="f", names="F", seats=seat, convener=BOARD.id))
        ).as_known(),
        "f",
        by=BOARD.id,
        on=DAY,
    )

    assert outstanding([unstated, vacant], on=dt.date(2025, 1, 1)) == (Duty(unstated, None),)
    assert (unstated.seats_stated, vacant.seats_stated) == (False, True)
    assert met("gruppen").seats_stated


def test_that_nobody_can_say_who_holds_a_seat_is_told() -> None:
    """Nine seats whose holders are not stated: others may have a duty, and any party may lead."""
    nine = Seat(id="kommun", function="Företrädare", count=9, deputies=3)
    forum = Forum(id="f", names="F", seats=[CHAIR, nine], convener=BOARD.id)
    governance = Governance(forums=forum, modes=[ORDINARY, ACTIVATED])
    state = governed(governance).as_known()
    meeting = convene(
        state, "f", by=BOARD, on=DAY, mode=ACTIVATED, absent=Absence(seat="kommun", count=2)
    )

    assert [(each.count, each.is_deputy) for each in meeting.not_stated] == [(7, False), (2, True)]
    assert met("gruppen").not_stated == ()
    assert [duty.party for duty in outstanding(meeting, on=DAY)] == [BOARD, None]
    assert meeting.hand_over(TOWNS[0]).lead == TOWNS[0]
    with pytest.raises(MeetingError, match="not stated who holds all of the seats"):
        meeting.hand_over("Kommun a")


def test_any_party_may_report_if_nobody_can_say_who_was_called() -> None:
    """A Party is taken as it is; a name could be anybody's, and is refused."""
    unstated = convene(
        stockholm.as_known(), "regionala rådet", by="202100-2247", on=dt.date(2015, 2, 2)
    )

    assert Report(unstated, TOWNS[0], dt.date(2015, 2, 3)).party == "kommun-a"
    with pytest.raises(MeetingError) as caught:
        Report(unstated, "Kommun a", dt.date(2015, 2, 3))
    assert caught.value.reason == "reporter-not-known"
    assert says_the_same(caught.value)


def test_parties_are_named_as_everywhere() -> None:
    """Reports and follow-ups take a party, its id or a name, and keep or find the id."""
    meeting = met("gruppen")
    [first, *others] = outstanding(meeting, on=DAY)
    told = [Report(meeting, "Kommun a", DAY), Report(meeting, "Kommun A ", DAY)]
    assert first.party is not None
    told += [Report(meeting, first.party, DAY), Report(meeting, first.party.id, DAY)]

    assert {each.party for each in told} == {"kommun-a"}
    assert outstanding(meeting, told, on=DAY) == tuple(others)
    with pytest.raises(MeetingError, match="those that were: kommun-a, kommun-b, kommun-c"):
        Report(meeting, "Länsstyrelsen", DAY)
    nobody = attrs.evolve(meeting, called=())
    with pytest.raises(MeetingError, match="those that were: –") as caught:
        Report(nobody, "Kommun a", DAY)
    assert says_the_same(caught.value)

    commitment, year = stockholm.terms.commitments[0], Period.of_year(2015)
    nacka = stockholm.party("Nacka")
    left = [
        to_follow_up(
            stockholm.as_known(),
            FollowUp(party=party, commitment=commitment, on=dt.date(2015, 5, 4)),
            during=year,
        )
        for party in ("Nacka", nacka, "0182")
    ]
    assert left[0] == left[1] == left[2]
    assert (nacka, commitment) not in left[0]


# --- How often

windows = st.builds(
    lambda first, days: Period(first, first + dt.timedelta(days=days)),
    st.dates(dt.date(2015, 1, 1), dt.date(2017, 1, 1)),
    st.integers(0, 800),
)


@given(
    st.integers(1, 40),
    st.sampled_from(Unit),
    st.dates(dt.date(2014, 6, 1), dt.date(2017, 6, 1)),
    windows,
)
@example(1, Unit.MONTHS, dt.date(2014, 10, 31), Period(dt.date(2015, 1, 1), dt.date(2016, 12, 31)))
@example(6, Unit.MONTHS, dt.date(2015, 8, 31), Period(dt.date(2016, 1, 1), dt.date(2016, 12, 31)))
@example(1, Unit.YEARS, dt.date(2016, 2, 29), Period(dt.date(2016, 1, 1), dt.date(2021, 12, 31)))
@example(2, Unit.YEARS, dt.date(2015, 3, 1), Period(dt.date(2016, 1, 1), dt.date(2021, 12, 31)))
def test_meeting_days(every: int, unit: Unit, first: dt.date, window: Period) -> None:
    """Every so many units from the first; a short month uses its last day, as does February."""
    found = meeting_days(Recurrence(every=every, unit=unit, first_day=first), window)
    expected, count = [], 0
    while (day := _step(first, every * count, unit)) <= (window.last_day or day):
        if day in window:
            expected.append(day)
        count += 1

    assert list(found) == expected


def _step(first: dt.date, count: int, unit: Unit) -> dt.date:
    if unit is Unit.YEARS:
        count *= 12
    elif unit is not Unit.MONTHS:
        return first + dt.timedelta(days=count * (7 if unit is Unit.WEEKS else 1))
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(first.day, last))


DAILY = Recurrence(every=1, unit=Unit.DAYS, first_day=dt.date(2015, 1, 1))


@pytest.mark.parametrize(
    ("recurrence", "period", "said"),
    [
        pytest.param(
            attrs.evolve(DAILY, first_day=None),
            Period.of_year(2015),
            "not stated",
            id="no first day",
        ),
        pytest.param(DAILY, Period(dt.date(2015, 1, 1)), "no last day", id="for ever"),
        pytest.param(
            Recurrence(times=4, unit=Unit.YEARS),
            Period.of_year(2015),
            "no days follow from what is held several times, about or at least so often, or in",
            id="four times a year",
        ),
        pytest.param(
            Recurrence(unit=Unit.MONTHS, is_about=True),
            Period.of_year(2015),
            "no days follow",
            id="about every month",
        ),
        pytest.param(
            Recurrence(unit=Unit.MONTHS, at_least=True),
            Period.of_year(2015),
            "no days follow",
            id="at least every month",
        ),
        pytest.param(
            Recurrence(term=TermOfOffice(years=4, first_day=dt.date(2015, 1, 1))),
            Period.of_year(2015),
            "no days follow",
            id="once in a term of office",
        ),
        pytest.param(
            DAILY, Period(dt.date(2015, 1, 1), dt.date(2999, 12, 31)), "10000", id="too many"
        ),
    ],
)
def test_a_list_of_days_is_bounded(recurrence: Recurrence, period: Period, said: str) -> None:
    """An endless list is refused, and so is one that is too long."""
    with pytest.raises(MeetingError) as caught:
        meeting_days(recurrence, period)

    assert said in str(caught.value)
    assert says_the_same(caught.value)


@pytest.mark.parametrize("every", [10**4, 10**8, 10**17])
@pytest.mark.parametrize("unit", Unit)
def test_what_recurs_seldom(every: int, unit: Unit) -> None:
    """A very large interval is answered at once."""
    rare = Recurrence(every=every, unit=unit, first_day=dt.date(2015, 1, 1))

    assert meeting_days(rare, Period.of_year(2015)) == (dt.date(2015, 1, 1),)


# --- Duties


def test_each_meeting_makes_a_duty_per_party_called() -> None:
    """Samtliga forum ansvarar för att återföra information till hemorganisationen."""
    first, second = met("radet", ACTIVATED), met("gruppen", on=dt.date(2024, 6, 10))
    reports = [Report(first, "kommun-b", DAY), Report(second, "kommun-a", dt.date(2024, 6, 12))]

    def owed(on: dt.date) -> list[tuple[str, str]]:
        duties = outstanding([second, first], reports, on=on)
        return [(duty.meeting.forum.id, duty.party.id if duty.party else "-") for duty in duties]

    assert owed(dt.date(2024, 6, 2)) == []
    assert owed(DAY) == [("radet", BOARD.id)]
    towns = [("gruppen", f"kommun-{letter}") for letter in "abc"]
    assert owed(dt.date(2024, 6, 10)) == [("radet", BOARD.id), *towns, ("gruppen", "regionen")]
    assert ("gruppen", "kommun-a") not in owed(dt.date(2024, 6, 12))


def test_a_party_with_two_seats_reports_once() -> None:
    """A duty belongs to the party, not to each of its seats."""
    two = attrs.evolve(HEAD, id="andra", kind=None, parties="kommun-a")
    governance = attrs.evolve(
        GOVERNANCE, forums=[COUNCIL, attrs.evolve(GROUP, seats=[HEAD, two], modes=())]
    )
    meeting = convene(governed(governance).as_known(), "gruppen", by=BOARD.id, on=DAY)

    assert len(meeting.called) == 4
    assert len(outstanding(meeting, on=DAY)) == 3


def test_two_meetings_on_one_day() -> None:
    """Meetings of one forum on one day are distinguished by their number."""
    one, two = met("radet"), met("radet", number=2)

    assert len(outstanding([one, two], on=DAY)) == 2
    assert len(outstanding([one, two], Report(one, BOARD.id, DAY), on=DAY)) == 1
    assert outstanding([one, one], Report(one, BOARD.id, DAY), on=DAY) == ()


def test_a_meeting_given_twice_makes_one_duty() -> None:
    """A change of lead makes no new meeting; two meetings in different modes need two numbers."""
    meeting = met("radet", ACTIVATED)
    both = outstanding([meeting, meeting.hand_over("kommun-b")], on=DAY)

    assert [duty.party and duty.party.id for duty in both] == [BOARD.id, "kommun-b"]
    assert {duty.meeting.lead.id for duty in both} == {"kommun-b"}
    with pytest.raises(MeetingError, match="two have number 1; give each its own") as caught:
        outstanding([meeting, met("radet", ORDINARY)], on=DAY)
    assert says_the_same(caught.value)


def test_a_report_stays_when_the_lead_passes() -> None:
    """A meeting stays the same meeting, whoever leads it."""
    meeting = met("radet", ACTIVATED)
    handed = meeting.hand_over("kommun-b")
    told = [Report(meeting, "kommun-b", DAY), Report(handed, BOARD.id, DAY)]

    assert outstanding(handed, told, on=DAY) == outstanding(meeting, told, on=DAY) == ()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(
            late(Report, meeting=met("radet"), party="kommun-a", on=DAY), MeetingError, id="who"
        ),
        pytest.param(
            late(Report, meeting=met("radet"), party=BOARD.id, on=dt.date(2024, 6, 2)),
            MeetingError,
            id="before the meeting",
        ),
        pytest.param(
            late(Report, meeting=met("radet"), party=BOARD.id, on="x"), NotADayError, id="day"
        ),
        pytest.param(late(outstanding, meetings=["x"], on=DAY), WrongTypeError, id="no meeting"),
        pytest.param(
            late(outstanding, meetings=[], reports=["x"], on=DAY), WrongTypeError, id="no report"
        ),
        pytest.param(late(outstanding, meetings=[], on="x"), NotADayError, id="when"),
        pytest.param(
            late(FollowUp, party=" ", commitment=Commitment(text="A"), on=DAY),
            TextError,
            id="no name",
        ),
        pytest.param(
            late(
                to_follow_up,
                state=STATE,
                done=FollowUp(party="Okänd", commitment=Commitment(text="A"), on=DAY),
                during=Period.of_year(2024),
            ),
            UnknownPartyError,
            id="done by an unknown party",
        ),
        pytest.param(
            late(
                to_follow_up,
                state=STATE,
                done=FollowUp(party="Kommun", commitment=Commitment(text="A"), on=DAY),
                during=Period.of_year(2024),
            ),
            AmbiguousPartyError,
            id="done by one of several",
        ),
        pytest.param(late(FollowUp, party="a", commitment="A", on=DAY), WrongTypeError, id="what"),
        pytest.param(
            late(FollowUp, party="a", commitment=Commitment(text="A"), on=1),
            NotADayError,
            id="day 1",
        ),
        pytest.param(
            late(to_follow_up, state=STATE, during=Period(DAY)), MeetingError, id="for ever"
        ),
        pytest.param(late(to_follow_up, state=STATE, during=None), WrongTypeError, id="during"),
        pytest.param(
            late(Report, meeting="x", party=BOARD.id, on=DAY), WrongTypeError, id="from what?"
        ),
        pytest.param(
            late(Report, meeting=met("radet"), party=" ", on=DAY),
            TextError,
            id="reported by nobody",
        ),
        pytest.param(
            late(Report, meeting=met("radet"), party=1, on=DAY), WrongTypeError, id="reported by 1"
        ),
        pytest.param(
            late(Report, meeting=met("gruppen"), party="Kommun", on=DAY),
            AmbiguousPartyError,
            id="one of those called",
        ),
        pytest.param(
            late(to_follow_up, state=STATE, done=["x"], during=Period.of_year(2024)),
            WrongTypeError,
            id="done what",
        ),
    ],
)
def test_no_duty(make: Callable[[], object], error: type[SamverkanError]) -> None:
    """Only a called party reports, and not before the meeting."""
    with pytest.raises(error) as caught:
        make()

    assert not isinstance(caught.value, MeetingError) or says_the_same(caught.value)


def test_commitments_are_followed_up() -> None:
    """Each member follows up each of the four commitments."""
    state, year = stockholm.as_known(), Period.of_year(2015)
    first = stockholm.terms.commitments[0]
    done = [
        FollowUp(party="0182", commitment=first, on=dt.date(2015, 12, 31)),
        FollowUp(party="0114", commitment=first, on=dt.date(2016, 1, 1)),
    ]
    left = to_follow_up(state, done, during=year)

    assert len(left) == 36 * 4 - 1
    assert ("0182", first) not in [(party.id, commitment) for party, commitment in left]
    assert ("0114", first) in [(party.id, commitment) for party, commitment in left]
    assert to_follow_up(state, during=Period.of_year(2014)) == ()


def test_commitments_of_those_who_left_or_were_changed() -> None:
    """A party that left owes the terms of its last day; a member owes each commitment once."""
    new = Commitment(text="Dela lägesbild")
    left = stockholm.withdraw("Nacka", decided("2015-03-01"), last_day=dt.date(2015, 6, 30)).amend(
        decided("2015-03-01"), effective=dt.date(2015, 7, 1), commitments=[new]
    )
    owed = to_follow_up(left.as_known(), during=Period.of_year(2015))

    assert len([1 for party, _ in owed if party.id == "0182"]) == 4
    assert [commitment for party, commitment in owed if party.id == "0180"] == [new]


@pytest.mark.parametrize(
    ("done_by", "on", "left"),
    [
        pytest.param(None, None, ["nya"], id="nobody"),
        pytest.param(OLD.id, "2024-03-01", [], id="who was succeeded"),
        pytest.param(NEW.id, "2024-10-01", [], id="who succeeded"),
        pytest.param(OLD.id, "2023-12-31", ["nya"], id="before the period"),
        pytest.param("kommun-a", "2024-03-01", ["nya"], id="another"),
    ],
)
def test_a_membership_follows_up_once(done_by: str | None, on: str | None, left: list[str]) -> None:
    """The last holder in the period owes the follow-up; what a predecessor did counts."""
    commitment = Commitment(text="Dela lägesbild")
    decision = decided("2024-01-02")
    state = (
        governed()
        .amend(decision, effective=dt.date(2024, 1, 1), commitments=[commitment])
        .succeed(OLD.id, NEW.id, decision, first_day=dt.date(2024, 7, 1))
        .as_known()
    )
    done = [
        FollowUp(party=party, commitment=commitment, on=dt.date.fromisoformat(on))
        for party in [done_by]
        if party is not None and on is not None
    ]

    def owed(during: Period) -> list[str]:
        parties = [party.id for party, _ in to_follow_up(state, done, during=during)]
        return [party for party in parties if party in {OLD.id, NEW.id}]

    assert owed(Period.of_year(2024)) == left
    spring = Period(dt.date(2024, 1, 1), dt.date(2024, 6, 30))
    assert owed(spring) == ([] if done_by == OLD.id and left == [] else [OLD.id])


def test_a_report_names_who_was_called() -> None:
    """The party that was called reports, even after a succession."""
    seat = attrs.evolve(HEAD, kind=None, parties=OLD.id)
    forum = Forum(id="f", names="F", seats=seat, convener=BOARD.id)
    changed = governed(Governance(forums=forum)).succeed(
        OLD.id, NEW.id, decided(DAY), first_day=dt.date(2024, 7, 1)
    )
    meeting = convene(changed.as_known(), "f", by=BOARD, on=dt.date(2024, 6, 30))

    [duty] = outstanding(meeting, on=dt.date(2024, 7, 2))
    assert duty.party == OLD
    told = Report(meeting, OLD.id, dt.date(2024, 7, 2))
    assert outstanding(meeting, told, on=dt.date(2024, 7, 2)) == ()
    with pytest.raises(MeetingError, match="not called"):
        Report(meeting, NEW.id, dt.date(2024, 7, 2))
