"""Random activations, hand-overs and meetings, compared with a reference that marks days."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from builders import decided
from forums import BOARD, COUNCIL, GROUP, NEW, governed
from forums import GOVERNANCE as WITHOUT_NETWORK
from samverkan import Period, Succession
from samverkan.errors import MeetingError, ModeError, NotConvenerError
from samverkan.governance import Forum, OperatingMode
from samverkan.meetings import (
    Activation,
    Meeting,
    ModeEvent,
    ModeLog,
    Report,
    convene,
    mode_after,
    outstanding,
)

FIRST, LAST, LATEST, SUCCEEDED = 1, 18, 24, 15
COVERS = Period(dt.date(2024, 6, FIRST), dt.date(2024, 6, LAST))
# The board leads the group without a seat in it; the convener of the network is unknown.
NETWORK = Forum(id="natverket", names="Nätverket")
GOVERNANCE = attrs.evolve(
    WITHOUT_NETWORK, forums=[COUNCIL, attrs.evolve(GROUP, initial_lead=None), NETWORK]
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
SUCCESSIONS = [each for each in STATE.instruments if isinstance(each, Succession)]
PARTIES = [BOARD.id, NEW.id, "kommun-a", "kommun-b", "regionen"]
numbers = st.integers(FIRST, LATEST)


def day(number: int) -> dt.date:
    """Return a day of June 2024."""
    return dt.date(2024, 6, number)


def convener(number: int) -> str:
    """Return the party in the convener's place on a day."""
    return BOARD.id if number < SUCCEEDED else NEW.id


class Reference:
    """Activations as marks on a calendar: the simplest correct implementation."""

    def __init__(self) -> None:
        # Per number: the forums, the first and last day known to be active, and if it has ended.
        self.noted: dict[int, tuple[list[str], int, int, bool]] = {}

    def is_free(self, forums: list[str], first: int, last: int) -> bool:
        """Return whether none of the forums is marked on any of the days."""
        return not any(
            self.mark(forum, number) == "a" for forum in forums for number in range(first, last + 1)
        )

    def mark(self, forum: str, number: int) -> str:
        """Return a for activated, o for ordinary, ? for unknown on a covered day."""
        sign = "o"
        for today in range(FIRST, number + 1):
            for forums, first, last, ended in self.noted.values():
                if forum in forums and first == today:
                    sign = "a"
                if forum in forums and last + 1 == today and not self._starts(forum, today):
                    sign = "o" if ended else "?"
        return sign

    def not_ended(self, forum: str) -> int | None:
        """Return the number of the latest activation of a forum if its end is not known."""
        noted = {first: n for n, (forums, first, _, _) in self.noted.items() if forum in forums}
        latest = noted[max(noted)] if noted else None
        return None if latest is None or self.noted[latest][3] else latest

    def _starts(self, forum: str, today: int) -> bool:
        return any(forum in noted[0] and noted[1] == today for noted in self.noted.values())


class Modes(RuleBasedStateMachine):
    """The log gives the same answers as the marks, after any decisions."""

    @initialize()
    def start(self) -> None:
        """Begin with a log of three weeks and no meetings."""
        self.log = ModeLog(governance=GOVERNANCE, covers=COVERS, successions=SUCCESSIONS)
        self.last = LAST
        self.reference = Reference()
        self.meetings: list[Meeting] = []
        self.leads: list[list[str]] = []
        self.asked: dict[int, str | None] = {}
        self.reports: list[Report] = []
        self.next_number = 1

    @rule(
        first=numbers,
        length=st.integers(0, 6),
        ended=st.booleans(),
        forums=st.lists(st.sampled_from(FORUMS), unique=True, max_size=2),
        level=st.none() | st.sampled_from(["inriktande", "samordnande"]),
        by=st.sampled_from([BOARD.id, BOARD.id, NEW.id, NEW.id, "kommun-a", None]),
        asked_by=st.none() | st.sampled_from(PARTIES),
    )
    def activate(
        self,
        *,
        first: int,
        length: int,
        ended: bool,
        forums: list[str],
        level: str | None,
        by: str | None,
        asked_by: str | None,
    ) -> None:
        """Activate the whole, a level or some forums; refuse overlaps and other deciders.

        Any party may have asked for it.
        """
        last = first + length
        on_level = [f.id for f in GOVERNANCE.forums if level is not None and f.level == level]
        concerned = sorted({*forums, *on_level}) or FORUMS
        activation = Activation(
            number=self.next_number,
            first_day=day(first),
            last_day=day(last) if ended else None,
            seen_until=None if ended else day(last),
            forums=forums,
            levels=[] if level is None else level,
            requested_by=asked_by,
            decided_by=by,
        )
        if by != convener(first) or concerned == [NETWORK.id]:
            with pytest.raises(ModeError if by is None else NotConvenerError):
                self.log.activate(activation)
        elif last > self.last or not self.reference.is_free(concerned, first, last):
            with pytest.raises(ModeError):
                self.log.activate(activation)
        else:
            self.log = self.log.activate(activation)
            self.reference.noted[self.next_number] = (concerned, first, last, ended)
            self.asked[self.next_number] = asked_by
            self.next_number += 1

    @rule(number=st.integers(1, 6), last=numbers)
    def deactivate(self, number: int, last: int) -> None:
        """End an activation; refuse an inactive one, and an end that contradicts the marks."""
        noted = self.reference.noted.get(number)
        if noted is None or noted[3]:
            with pytest.raises(ModeError):
                self.log.deactivate(number, last_day=day(last))
            return
        forums, first, seen, _ = noted
        if not seen <= last <= self.last or not self.reference.is_free(forums, seen + 1, last):
            with pytest.raises(ModeError):
                self.log.deactivate(number, last_day=day(last))
        else:
            self.log = self.log.deactivate(number, last_day=day(last))
            self.reference.noted[number] = (forums, first, last, True)

    @rule(last=numbers)
    def cover(self, last: int) -> None:
        """Let the log cover more days, never fewer."""
        self.log = self.log.covering(day(last))
        self.last = max(self.last, last)

    @rule(forum=st.sampled_from(FORUMS), on=numbers)
    def request(self, forum: str, on: int) -> None:
        """A request does not change the mode."""
        mode = self.log.mode(forum, on=day(on)).mode or OperatingMode.ORDINARY
        assert mode_after(mode, ModeEvent.REQUEST, what=forum) is mode

    @rule(forum=st.sampled_from(FORUMS), on=numbers, by=st.sampled_from(PARTIES))
    def meet(self, forum: str, on: int, by: str) -> None:
        """Convene in the current mode; only the convener may, and it leads initially."""
        mode = self.log.mode(forum, on=day(on)).mode or OperatingMode.ORDINARY
        if by != convener(on) or forum == NETWORK.id:
            with pytest.raises(NotConvenerError):
                convene(STATE, forum, by=by, on=day(on), mode=mode)
            return
        number = sum(m.forum.id == forum and m.on == day(on) for m in self.meetings) + 1
        meeting = convene(STATE, forum, by=by, on=day(on), mode=mode, number=number)
        self.meetings.append(meeting)
        self.leads.append([convener(on)])

    @precondition(lambda self: self.meetings)
    @rule(place=st.integers(0, 9), party=st.sampled_from(PARTIES))
    def hand_over(self, place: int, party: str) -> None:
        """Hand the lead over in activated mode, to another party that is called or has led."""
        place %= len(self.meetings)
        meeting, leads = self.meetings[place], self.leads[place]
        may = {each.id for each in meeting.parties} | set(leads)
        if meeting.mode is OperatingMode.ORDINARY:
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
        party = meeting.parties[seat % len(meeting.parties)]
        self.reports.append(Report(meeting, party.id, meeting.on + dt.timedelta(days=later)))

    @invariant()
    def log_and_marks_agree(self) -> None:
        """Each forum is in the marked mode on each day, and unknown outside the covered days."""
        signs = {OperatingMode.ORDINARY: "o", OperatingMode.ACTIVATED: "a", None: "?"}
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
    def who_asked_is_kept(self) -> None:
        """Each activation keeps the party that asked for it."""
        assert {each.number: each.requested_by for each in self.log.activations} == self.asked

    @invariant()
    def whoever_led_is_kept(self) -> None:
        """Each meeting keeps the parties that have led it, in order."""
        assert [[lead.id for lead in each.leads] for each in self.meetings] == self.leads

    @invariant()
    def duties_are_those_called_less_those_who_told(self) -> None:
        """Each party called to each meeting has a duty from its day until it has reported."""
        for on in (day(LAST), day(30)):
            owed = {
                (meeting.key, party.id)
                for meeting in self.meetings
                for party in meeting.parties
                if meeting.on <= on
            } - {(told.meeting.key, told.party) for told in self.reports if told.on <= on}
            found = outstanding(self.meetings, self.reports, on=on)

            assert {(duty.meeting.key, duty.party.id) for duty in found} == owed
            assert len(found) == len(owed)
            assert {duty.meeting for duty in found} <= set(self.meetings)


TestModes = pytest.mark.slow(Modes.TestCase)
TestModes.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_the_model_by_hand() -> None:
    """One walk through every rule, so that no rule depends on chance."""
    machine = Modes()
    machine.start()
    every: dict[str, Any] = {"forums": [], "level": None, "by": BOARD.id, "asked_by": "regionen"}
    machine.activate(first=5, length=1, ended=False, **every)
    machine.activate(first=6, length=0, ended=True, **every)  # overlaps
    machine.activate(first=9, length=0, ended=True, **{**every, "by": None})  # no decision
    machine.activate(first=9, length=0, ended=True, **{**every, "level": "inriktande"})
    machine.deactivate(1, 4)  # before the last day seen
    machine.deactivate(1, 9)  # overlaps the other
    machine.deactivate(1, 7)
    machine.deactivate(1, 8)  # has already ended
    machine.deactivate(6, 8)  # does not exist
    machine.activate(first=16, length=4, ended=False, **{**every, "by": NEW.id})  # not covered
    machine.cover(20)
    machine.cover(3)
    machine.activate(first=16, length=4, ended=False, **every)  # by a party that was succeeded
    machine.activate(first=16, length=4, ended=False, **{**every, "by": NEW.id})
    machine.activate(first=1, length=0, ended=True, **{**every, "forums": ["natverket"]})
    machine.request("gruppen", 16)
    machine.meet("radet", 5, "kommun-a")
    machine.meet("radet", 5, BOARD.id)
    machine.meet("gruppen", 1, BOARD.id)
    machine.meet("gruppen", 16, NEW.id)
    machine.hand_over(0, BOARD.id)  # leads already
    machine.hand_over(0, "kommun-b")
    machine.hand_over(1, "kommun-b")  # in ordinary mode
    machine.hand_over(2, "regionen")
    machine.report(2, 0, 1)
    machine.hand_over(2, NEW.id)  # back to it, without a seat
    machine.hand_over(2, BOARD.id)  # by then succeeded
    machine.report(0, 0, 1)
    machine.who_asked_is_kept()
    machine.whoever_led_is_kept()
    machine.log_and_marks_agree()
    machine.duties_are_those_called_less_those_who_told()

    assert len(machine.log.activations) == 3
    assert machine.leads[2] == [NEW.id, "regionen", NEW.id]
