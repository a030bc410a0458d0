"""Random activations, switches, hand-overs, meetings and absences, compared with references.

One reference marks days on a calendar; the other one calls persons one by one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from builders import decided
from called_by_hand import ByHand, Place
from forums import ACTIVATED, BOARD, COUNCIL, GROUP, HEAD, NEW, ORDINARY, governed
from forums import GOVERNANCE as WITHOUT_NETWORK
from samverkan import PartyKind, Period
from samverkan.errors import MeetingError, ModeError, NotConvenerError, TextError
from samverkan.governance import Deputies, Forum, OperatingMode, Seat, TermOfOffice
from samverkan.meetings import Absence, Activation, Meeting, ModeLog, Report, convene, outstanding

FIRST, LAST, LATEST, SUCCEEDED = 1, 18, 24, 15
COVERS = Period(dt.date(2024, 6, FIRST), dt.date(2024, 6, LAST))
HEIGHTENED = OperatingMode(id="hojd", name="höjd beredskap", rank=2, switched_by="regionen")
# Until 11 June it is stated who holds the seats; one of them is vacant.
TRUSTED = Seat(
    id="fortroende",
    function="Förtroendevald",
    kind=PartyKind.MUNICIPALITY,
    count=4,
    holders=["kommun-a", "kommun-b", "kommun-a"],
    deputies=Deputies(count=2, holders=["kommun-c", "kommun-b"]),
    term=TermOfOffice(years=1, first_day=dt.date(2023, 6, 12)),
)
HEADS = attrs.evolve(HEAD, deputies=Deputies(count=1, order=["kommun-b", "kommun-a"]))
# The board leads the group without a seat in it; the convener of the network is unknown.
NETWORK = Forum(id="natverket", names="Nätverket")
GOVERNANCE = attrs.evolve(
    WITHOUT_NETWORK,
    forums=[
        attrs.evolve(COUNCIL, seats=[*COUNCIL.seats, TRUSTED], modes=()),
        attrs.evolve(GROUP, seats=[HEADS, *GROUP.seats[1:]], initial_lead=None),
        NETWORK,
    ],
    modes=[ORDINARY, ACTIVATED, HEIGHTENED],
    modes_fall_back=True,
)
FORUMS = [forum.id for forum in GOVERNANCE.forums]
STATE = (
    governed(GOVERNANCE)
    .succeed(
        BOARD.id,
        NEW.id,
        decided("2024-05-02"),
        first_day=dt.date(2024, 6, SUCCEEDED),
    )
    .as_known()
)
PARTIES = [BOARD.id, NEW.id, "kommun-a", "kommun-b", "regionen"]
NAMES = {party.name: party.id for party in STATE.parties}
WRONG = "3.40+01:00"
HOURS = {
    "3.40": "03:40",
    "03:40+02:00": "03:40",
    "14.00": "14:00",
    "23:59": "23:59",
    None: None,
}
numbers = st.integers(FIRST, LATEST)
hours = st.sampled_from([*HOURS, WRONG])
decisions: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "first": numbers,
        "length": st.integers(0, 6),
        "ended": st.booleans(),
        "forums": st.lists(st.sampled_from(FORUMS), unique=True, max_size=2),
        "level": st.none() | st.sampled_from(["inriktande", "samordnande"]),
        "mode": st.sampled_from([ACTIVATED, HEIGHTENED]),
        "by": st.sampled_from([BOARD.id, NEW.id, "regionen", "kommun-a", None]),
        "asked_by": st.none() | st.sampled_from([*NAMES, *NAMES.values()]),
        "at": hours,
        "ended_at": hours,
    }
)


def day(number: int) -> dt.date:
    """Return a day of June 2024."""
    return dt.date(2024, 6, number)


def convener(number: int) -> str:
    """Return the party in the convener's place on a day."""
    return BOARD.id if number < SUCCEEDED else NEW.id


def may_decide(mode: OperatingMode, by: str | None, first: int, concerned: list[str]) -> bool:
    """Return whether a party may let some forums work in a mode from a day."""
    if mode is HEIGHTENED:
        return by == "regionen"
    return by == convener(first) and concerned != [NETWORK.id]


@attrs.frozen
class Noted:
    """An activation in the reference: on which days and hours which forums have which mark."""

    forums: list[str]
    mark: str
    first: int
    at: str | None
    last: int
    ended_at: str | None = None
    ended: bool = False

    @property
    def begins(self) -> tuple[int, str]:
        """The day and the hour from which it applies; hours of two digits are in order as text."""
        return self.first, self.at or ""

    def is_over_before(self, other: Noted) -> bool:
        """Return whether another begins on a later day, or by the hours later on the last day."""
        if self.last != other.first or not self.ended_at or not other.at:
            return self.last < other.first
        return self.ended_at <= other.at and self.begins <= other.begins


class Reference:
    """Activations as marks on a calendar: the simplest correct implementation."""

    def __init__(self) -> None:
        self.noted: dict[int, Noted] = {}

    def is_free(self, new: Noted, but: set[int | None] | None = None) -> bool:
        """Return whether no other activation, but for some, is at the same time as a new one."""
        return all(
            number in (but or ())
            or not {*noted.forums} & {*new.forums}
            or noted.is_over_before(new)
            or (new.is_over_before(noted) and new.begins < noted.begins)
            for number, noted in self.noted.items()
        )

    def mark(self, forum: str, number: int) -> str:
        """Return a for activated, h for heightened, o for ordinary, ? for unknown on a day."""
        sign = "o"
        noted = sorted(
            (each for each in self.noted.values() if forum in each.forums),
            key=lambda each: each.begins,
        )
        for today in range(FIRST, number + 1):
            for each in noted:  # at the end of the day, if they are of one day
                if each.first <= today <= each.last:
                    sign = each.mark
                goes_on = any(other.first <= today <= other.last for other in noted)
                if each.last + 1 == today and not goes_on:
                    sign = "o" if each.ended else "?"
        return sign

    def not_ended(self, forum: str, by: int = 31) -> int | None:
        """Return the latest activation of a forum that began by a day, if its end is not known."""
        noted = {
            each.begins: number
            for number, each in self.noted.items()
            if forum in each.forums and each.first <= by
        }
        latest = noted[max(noted)] if noted else None
        return None if latest is None or self.noted[latest].ended else latest

    def ending(self, number: int, last: int, ended_at: str | None = None) -> Noted:
        """Return an activation with an end."""
        return attrs.evolve(self.noted[number], last=last, ended_at=ended_at, ended=True)

    def may_end(self, number: int, last: int, ended_at: str | None = None) -> bool:
        """Return whether an activation may have ended on a day: no sooner, into no other."""
        is_seen = last < self.noted[number].last
        return not is_seen and self.is_free(self.ending(number, last, ended_at), {number})

    def end(self, number: int, last: int, ended_at: str | None = None) -> None:
        """Mark the end of an activation."""
        self.noted[number] = self.ending(number, last, ended_at)


class Modes(RuleBasedStateMachine):
    """The log gives the same answers as the marks, after any decisions."""

    @initialize()
    def start(self) -> None:
        """Begin with a log of three weeks and no meetings."""
        self.log = ModeLog.of(STATE, covers=COVERS)
        self.last = LAST
        self.reference = Reference()
        self.meetings: list[Meeting] = []
        self.leads: list[list[str]] = []
        self.kept: dict[int, list[str | None]] = {}
        self.reports: list[Report] = []
        self.next_number = 1

    def _decide(
        self,
        *,
        first: int,
        length: int,
        ended: bool,
        forums: list[str],
        level: str | None,
        mode: OperatingMode,
        by: str | None,
        asked_by: str | None,
        at: str | None,
        ended_at: str | None,
    ) -> tuple[Activation, list[str], bool] | None:
        """Return an activation, the forums that it concerns, and whether it may be decided on."""
        last = first + length
        on_level = [f.id for f in GOVERNANCE.forums if level is not None and f.level == level]
        concerned = sorted({*forums, *on_level}) or FORUMS
        ended_at = ended_at if ended else None
        fields: dict[str, Any] = {
            "number": self.next_number,
            "mode": mode,
            "first_day": day(first),
            "at": at,
            "last_day": day(last) if ended else None,
            "ended_at": ended_at,
            "seen_until": None if ended else day(last),
            "forums": forums,
            "levels": [] if level is None else level,
            "requested_by": asked_by,
            "decided_by": by,
        }
        if WRONG in {at, ended_at}:
            with pytest.raises(TextError):
                Activation(**fields)
            return None
        if length == 0 and at and ended_at and (HOURS[ended_at] or "") < (HOURS[at] or ""):
            with pytest.raises(ModeError):
                Activation(**fields)
            return None
        may = may_decide(mode, by, first, concerned) and last <= self.last
        return Activation(**fields), concerned, may

    def _note(self, activation: Activation, concerned: list[str]) -> None:
        """Mark an activation, and note what it is to keep."""
        number, asked = activation.number, activation.requested_by
        self.reference.noted[number] = self._noted(activation, concerned)
        asked_by = NAMES.get(asked, asked) if asked is not None else None
        self.kept[number] = [asked_by, activation.at, activation.ended_at]
        self.next_number += 1

    def _noted(self, activation: Activation, concerned: list[str]) -> Noted:
        """Return an activation for the reference."""
        return Noted(
            concerned,
            mark="h" if activation.mode == HEIGHTENED.id else "a",
            first=activation.first_day.day,
            at=activation.at,
            last=activation.known_until.day,
            ended_at=activation.ended_at,
            ended=activation.last_day is not None,
        )

    @rule(asked=decisions)
    def activate(self, asked: dict[str, Any]) -> None:
        """Activate the whole, a level or some forums; refuse overlaps and other deciders.

        Any party may have asked for it.
        """
        decision = self._decide(**asked)
        if decision is None:
            return
        activation, concerned, may = decision
        if not may or not self.reference.is_free(self._noted(activation, concerned)):
            with pytest.raises((ModeError, NotConvenerError)):
                self.log.activate(activation)
        else:
            self.log = self.log.activate(activation)
            self._note(activation, concerned)

    @rule(asked=decisions)
    def switch(self, asked: dict[str, Any]) -> None:
        """Go from one mode to another: what applies ends then, for all its forums.

        It ends at the hour, or if none is given, the day before.
        """
        decision = self._decide(**asked)
        if decision is None:
            return
        activation, concerned, may = decision
        new = self._noted(activation, concerned)
        last, ended_at = (new.first, new.at) if new.at else (new.first - 1, None)
        found = {self.reference.not_ended(forum, new.first) for forum in concerned}
        ending = [number for number in found if number is not None]
        may = may and all(
            {*self.reference.noted[number].forums} <= {*concerned}
            and self.reference.may_end(number, last, ended_at)
            and self.reference.noted[number].begins <= new.begins
            for number in ending
        )
        if not may or not self.reference.is_free(new, {*ending}):
            with pytest.raises((ModeError, NotConvenerError)):
                self.log.switch(activation)
            return
        self.log = self.log.switch(activation)
        for number in ending:
            self.reference.end(number, last, ended_at)
            self.kept[number][2] = ended_at
        self._note(activation, concerned)

    @rule(number=st.integers(1, 6), last=numbers, ended_at=hours)
    def deactivate(self, number: int, last: int, ended_at: str | None = None) -> None:
        """End an activation; refuse an inactive one, and an end that contradicts the marks."""
        noted = self.reference.noted.get(number)
        hour = HOURS.get(ended_at)
        may = noted is not None and not noted.ended and last <= self.last
        if noted is not None and hour and (last, hour) < noted.begins:
            may = False
        if not may or not self.reference.may_end(number, last, hour):
            with pytest.raises((ModeError, TextError)):
                self.log.deactivate(number, last_day=day(last), ended_at=ended_at)
        elif ended_at == WRONG:
            with pytest.raises(TextError):
                self.log.deactivate(number, last_day=day(last), ended_at=ended_at)
        else:
            self.log = self.log.deactivate(number, last_day=day(last), ended_at=ended_at)
            self.reference.end(number, last, hour)
            self.kept[number][2] = hour

    @rule(last=numbers)
    def cover(self, last: int) -> None:
        """Let the log cover more days, never fewer."""
        self.log = self.log.covering(day(last))
        self.last = max(self.last, last)

    @rule(
        forum=st.sampled_from(FORUMS),
        on=numbers,
        by=st.sampled_from(PARTIES),
        away=st.lists(st.integers(0, 30), unique=True, max_size=6),
    )
    def meet(self, forum: str, on: int, by: str, away: list[int]) -> None:
        """Convene in the current mode; only the convener may, and it leads initially.

        Deputies come in the place of members that cannot.
        """
        mode = self.log.mode(forum, on=day(on)).mode or ORDINARY
        if by != convener(on) or forum == NETWORK.id:
            with pytest.raises(NotConvenerError):
                convene(STATE, forum, by=by, on=day(on), mode=mode)
            return
        hand = ByHand(STATE, GOVERNANCE, day(on))
        stated = GOVERNANCE.forum(forum)
        people: list[tuple[str, Place, bool]] = [
            (seat.id, party, is_deputy)
            for seat in stated.seats
            for is_deputy, places in ((False, hand.members(seat)), (True, hand.deputies(seat)))
            for party in places
            if party is not None
        ]
        absent = [people[number] for number in away if number < len(people)]
        meeting = convene(
            STATE,
            forum,
            by=by,
            on=day(on),
            mode=mode.id,
            number=sum(m.forum.id == forum and m.on == day(on) for m in self.meetings) + 1,
            absent=[
                Absence(seat=seat, party=None if party == "?" else party, is_deputy=is_deputy)
                for seat, party, is_deputy in absent
            ],
        )
        found: Counter[tuple[str, Place, bool]] = Counter()
        for each in meeting.called:
            party = each.party.id if each.party is not None else None if each.is_stated else "?"
            found[each.seat.id, party, each.is_deputy] += each.count
        assert found == hand.called(stated, mode, absent)
        assert meeting.mode == mode
        self.meetings.append(meeting)
        self.leads.append([convener(on)])

    @precondition(lambda self: self.meetings)
    @rule(place=st.integers(0, 9), party=st.sampled_from(PARTIES))
    def hand_over(self, place: int, party: str) -> None:
        """Hand the lead over in activated mode, to another party that is called or has led."""
        place %= len(self.meetings)
        meeting, leads = self.meetings[place], self.leads[place]
        may = {each.id for each in meeting.parties} | set(leads)
        if meeting.mode.is_ordinary:
            with pytest.raises(ModeError):
                meeting.hand_over(party)
        elif party == leads[-1] or party not in may:
            with pytest.raises(MeetingError):
                meeting.hand_over(party)
        else:
            self.meetings[place] = meeting.hand_over(party)
            leads.append(party)

    @precondition(lambda self: self.meetings)
    @rule(place=st.integers(0, 9), seat=st.integers(0, 9), later=st.integers(0, 5))
    def report(self, place: int, seat: int, later: int) -> None:
        """Report back from a meeting, whoever leads it by then."""
        meeting = self.meetings[place % len(self.meetings)]
        if meeting.parties:
            party = meeting.parties[seat % len(meeting.parties)]
            named = (party.id, party.name, party)[later % 3]
            self.reports.append(Report(meeting, named, meeting.on + dt.timedelta(days=later)))

    @invariant()
    def log_and_marks_agree(self) -> None:
        """Each forum is in the marked mode on each day, and unknown outside the covered days."""
        signs = {ORDINARY: "o", ACTIVATED: "a", HEIGHTENED: "h", None: "?"}
        for forum in FORUMS:
            for number in range(FIRST, self.last + 1):
                answer = self.log.mode(forum, on=day(number))
                assert signs[answer.mode] == self.reference.mark(forum, number), (forum, number)
            before, later = (
                self.log.mode(forum, on=on) for on in (dt.date(2024, 5, 31), day(self.last + 1))
            )
            assert (before.mode, before.activation, later.mode) == (None, None, None)
            going_on = later.activation and later.activation.number
            assert going_on == self.reference.not_ended(forum)

    @invariant()
    def who_asked_and_when_is_kept(self) -> None:
        """Each activation keeps the id of the party that asked for it, and its hours."""
        kept = {
            each.number: [each.requested_by, each.at, each.ended_at]
            for each in self.log.activations
        }
        assert kept == self.kept

    @invariant()
    def whoever_led_is_kept(self) -> None:
        """Each meeting keeps the parties that have led it, in order."""
        assert [[lead.id for lead in each.leads] for each in self.meetings] == self.leads

    @invariant()
    def duties_are_those_called_less_those_who_told(self) -> None:
        """Each party called to each meeting has a duty from its day until it has reported.

        If it is not stated who else was called, somebody without a name has one as well.
        """
        for on in (day(LAST), day(30)):
            owed = {
                (meeting.key, party)
                for meeting in self.meetings
                for party in self._called_by_hand(meeting)
                if meeting.on <= on
            } - {(told.meeting.key, told.party) for told in self.reports if told.on <= on}
            found = outstanding(self.meetings, self.reports, on=on)

            assert {
                (duty.meeting.key, duty.party.id if duty.party else "?") for duty in found
            } == owed
            assert len(found) == len(owed)
            assert {duty.meeting for duty in found} <= set(self.meetings)

    def _called_by_hand(self, meeting: Meeting) -> set[str]:
        """Return the ids of the parties called, ? if more may have been."""
        is_open = not meeting.forum.seats or any(not each.is_stated for each in meeting.called)
        return {party.id for party in meeting.parties} | ({"?"} if is_open else set())


TestModes = pytest.mark.slow(Modes.TestCase)
TestModes.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_the_model_by_hand() -> None:
    """One walk through every rule, so that no rule depends on chance."""
    machine = Modes()
    machine.start()
    _activate_by_hand(machine)
    _meet_by_hand(machine)
    machine.who_asked_and_when_is_kept()
    machine.whoever_led_is_kept()
    machine.log_and_marks_agree()
    machine.duties_are_those_called_less_those_who_told()

    assert [each.mode for each in machine.log.activations] == [
        "activated",
        "activated",
        "activated",
        "hojd",
        "activated",
    ]
    assert machine.log.mode("radet", on=day(20)).mode is HEIGHTENED
    assert machine.log.mode("radet", on=day(22)).mode is ACTIVATED
    assert machine.leads[2] == [NEW.id, "regionen", NEW.id]


def _activate_by_hand(machine: Modes) -> None:
    every: dict[str, Any] = {
        "length": 0,
        "ended": True,
        "forums": [],
        "level": None,
        "mode": ACTIVATED,
        "by": BOARD.id,
        "asked_by": "Regionen",
        "at": None,
        "ended_at": None,
    }
    machine.activate({**every, "first": 5, "length": 1, "ended": False, "at": "3.40"})
    machine.activate({**every, "first": 6})  # overlaps
    machine.activate({**every, "first": 9, "by": None})  # no decision
    machine.activate({**every, "first": 9, "at": WRONG})  # the other clock
    machine.activate({**every, "first": 9, "at": "23:59", "ended_at": "3.40"})  # ended before
    machine.switch({**every, "first": 9, "at": WRONG})
    machine.activate({**every, "first": 9, "at": "23:59", "level": "inriktande"})
    machine.deactivate(1, 4)  # before the last day seen
    machine.deactivate(1, 9)  # overlaps the other
    machine.deactivate(1, 7, WRONG)
    machine.deactivate(1, 7, "03:40+02:00")
    machine.deactivate(1, 8)  # has already ended
    machine.deactivate(6, 8)  # does not exist
    late: dict[str, Any] = {**every, "first": 16, "length": 4, "ended": False, "by": NEW.id}
    machine.activate(late)  # not covered
    machine.cover(24)
    machine.cover(3)
    machine.activate({**late, "by": BOARD.id})  # by a party that was succeeded
    machine.activate({**late, "asked_by": None})
    machine.activate({**every, "first": 1, "forums": ["natverket"]})
    heightened: dict[str, Any] = {**late, "mode": HEIGHTENED, "by": "regionen", "at": "14.00"}
    heightened["length"] = 0
    machine.switch({**heightened, "first": 20, "at": None})  # still activated, without an hour
    machine.switch({**heightened, "first": 20, "forums": ["radet"]})  # not all
    machine.switch({**heightened, "first": 20})  # activated until then
    machine.deactivate(4, 20, "3.40")  # before it began
    machine.switch({**late, "first": 20, "length": 0, "at": "3.40"})  # before it began
    machine.deactivate(4, 22, "14.00")
    machine.activate({**late, "first": 22, "length": 0, "at": "3.40"})  # not yet over
    machine.activate({**late, "first": 22, "length": 0, "at": "23:59"})  # two on one day


def _meet_by_hand(machine: Modes) -> None:
    machine.meet("radet", 5, "kommun-a", [])
    machine.meet("radet", 5, BOARD.id, [])
    machine.meet("gruppen", 2, BOARD.id, [0, 4])
    machine.meet("gruppen", 16, NEW.id, [])
    machine.meet("radet", 14, BOARD.id, [5])
    machine.meet("gruppen", 17, NEW.id, [6])  # nobody is called
    machine.hand_over(0, BOARD.id)  # leads already
    machine.hand_over(0, "kommun-b")
    machine.hand_over(1, "kommun-b")  # in ordinary mode
    machine.hand_over(2, "regionen")
    machine.report(2, 0, 1)
    machine.report(4, 0, 1)
    machine.hand_over(2, NEW.id)  # back to it, without a seat
    machine.hand_over(2, BOARD.id)  # by then succeeded
    machine.report(0, 0, 1)
