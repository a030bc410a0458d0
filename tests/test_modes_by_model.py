"""Random activations, hand-overs and meetings against a reference that marks days by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from samverkan.errors import MeetingError, ModeError, NotConvenerError
from samverkan.governance import OperatingMode
from samverkan.meetings import Meeting, Report, convene, outstanding
from samverkan.modes import Activation, ModeLog
from samverkan.periods import Period
from test_governance import BOARD, GOVERNANCE, agreed

FIRST, LAST = 1, 20
COVERS = Period(dt.date(2024, 6, FIRST), dt.date(2024, 6, LAST))
FORUMS = [forum.id for forum in GOVERNANCE.forums]
STATE = agreed().as_known()
PARTIES = [BOARD.id, "kommun-a", "kommun-b", "regionen"]
numbers = st.integers(FIRST, LAST)


def day(number: int) -> dt.date:
    """Return a day of June 2024."""
    return dt.date(2024, 6, number)


class Reference:
    """What was activated, as marks on a calendar: the simplest thing that could be right."""

    def __init__(self) -> None:
        # Per number: the forums, the first and last day known to be on, and whether it has ended.
        self.noted: dict[int, tuple[list[str], int, int, bool]] = {}

    def is_free(self, forums: list[str], first: int, last: int) -> bool:
        """Tell whether none of the forums is marked on any of the days."""
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

    def _starts(self, forum: str, today: int) -> bool:
        return any(forum in noted[0] and noted[1] == today for noted in self.noted.values())


class Modes(RuleBasedStateMachine):
    """What the log answers is what the marks say, after whatever was decided."""

    @initialize()
    def start(self) -> None:
        """Begin with a log of three weeks and nobody called."""
        self.log = ModeLog(governance=GOVERNANCE, covers=COVERS)
        self.reference = Reference()
        self.meetings: list[Meeting] = []
        self.reports: list[Report] = []
        self.next_number = 1

    @rule(
        first=numbers,
        length=st.integers(0, 6),
        ended=st.booleans(),
        forums=st.lists(st.sampled_from(FORUMS), unique=True, max_size=2),
        level=st.none() | st.sampled_from(["inriktande", "samordnande"]),
        by=st.sampled_from([BOARD.id, BOARD.id, BOARD.id, BOARD.id, "kommun-a", None]),
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
    ) -> None:
        """Activate the whole, a level or some forums; refuse overlaps and other deciders."""
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
            decided_by=by,
        )
        if by != BOARD.id:
            with pytest.raises(ModeError if by is None else NotConvenerError):
                self.log.activate(activation)
        elif last > LAST or not self.reference.is_free(concerned, first, last):
            with pytest.raises(ModeError):
                self.log.activate(activation)
        else:
            self.log = self.log.activate(activation)
            self.reference.noted[self.next_number] = (concerned, first, last, ended)
            self.next_number += 1

    @rule(number=st.integers(1, 6), last=numbers)
    def deactivate(self, number: int, last: int) -> None:
        """End an activation; refuse what is not on, and an end that contradicts the marks."""
        noted = self.reference.noted.get(number)
        if noted is None or noted[3]:
            with pytest.raises(ModeError):
                self.log.deactivate(number, last_day=day(last))
            return
        forums, first, seen, _ = noted
        if last < seen or not self.reference.is_free(forums, seen + 1, last):
            with pytest.raises(ModeError):
                self.log.deactivate(number, last_day=day(last))
        else:
            self.log = self.log.deactivate(number, last_day=day(last))
            self.reference.noted[number] = (forums, first, last, True)

    @rule(forum=st.sampled_from(FORUMS), on=numbers, by=st.sampled_from(PARTIES))
    def meet(self, forum: str, on: int, by: str) -> None:
        """Convene in the mode that holds; nobody but the convener may."""
        mode = self.log.mode(forum, on=day(on)).mode or OperatingMode.ORDINARY
        if by != BOARD.id:
            with pytest.raises(NotConvenerError):
                convene(STATE, forum, by=by, on=day(on), mode=mode)
            return
        number = sum(m.forum.id == forum and m.on == day(on) for m in self.meetings) + 1
        meeting = convene(STATE, forum, by=by, on=day(on), mode=mode, number=number)
        assert meeting.leads[0].id == (BOARD.id if forum == "radet" else "regionen")
        self.meetings.append(meeting)

    @precondition(lambda self: self.meetings)
    @rule(place=st.integers(0, 9), party=st.sampled_from(PARTIES))
    def hand_over(self, place: int, party: str) -> None:
        """Hand the lead over in activated mode, to somebody called who has it not."""
        meeting = self.meetings[place % len(self.meetings)]
        if meeting.mode is OperatingMode.ORDINARY:
            with pytest.raises(ModeError):
                meeting.hand_over(party)
        elif party == meeting.lead.id or party not in {each.id for each in meeting.parties}:
            with pytest.raises(MeetingError):
                meeting.hand_over(party)
        else:
            handed = meeting.hand_over(party)
            assert [lead.id for lead in handed.leads] == [lead.id for lead in meeting.leads] + [
                party
            ]
            assert handed.parties == meeting.parties

    @precondition(lambda self: self.meetings)
    @rule(place=st.integers(0, 9), seat=st.integers(0, 9), later=st.integers(0, 5))
    def report(self, place: int, seat: int, later: int) -> None:
        """Report back from a meeting."""
        meeting = self.meetings[place % len(self.meetings)]
        party = meeting.parties[seat % len(meeting.parties)]
        self.reports.append(Report(meeting, party.id, meeting.on + dt.timedelta(days=later)))

    @invariant()
    def log_and_marks_agree(self) -> None:
        """Each forum is in the mode that the marks say on each day, and unknown outside them."""
        signs = {OperatingMode.ORDINARY: "o", OperatingMode.ACTIVATED: "a", None: "?"}
        for forum in FORUMS:
            for number in range(FIRST, LAST + 1):
                answer = self.log.mode(forum, on=day(number))
                assert signs[answer.mode] == self.reference.mark(forum, number), (forum, number)
            assert self.log.mode(forum, on=dt.date(2024, 5, 31)).mode is None
            assert self.log.mode(forum, on=day(LAST + 1)).mode is None

    @invariant()
    def duties_are_those_called_less_those_who_told(self) -> None:
        """On the last day each party called to each meeting has a duty until it has reported."""
        owed = {(meeting, party.id) for meeting in self.meetings for party in meeting.parties} - {
            (told.meeting, told.party) for told in self.reports if told.on <= day(LAST)
        }
        found = outstanding(self.meetings, self.reports, on=day(LAST))

        assert {(duty.meeting, duty.party.id) for duty in found} == owed
        assert len(found) == len(owed)


TestModes = Modes.TestCase
TestModes.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_the_model_by_hand() -> None:
    """One walk through every rule, so that none rests on chance."""
    machine = Modes()
    machine.start()
    every: dict[str, Any] = {"forums": [], "level": None, "by": BOARD.id}
    machine.activate(first=5, length=1, ended=False, **every)
    machine.activate(first=6, length=0, ended=True, **every)  # overlaps
    machine.activate(first=9, length=0, ended=True, **{**every, "by": None})  # nobody decided
    machine.activate(first=9, length=0, ended=True, **{**every, "level": "inriktande"})
    machine.deactivate(1, 4)  # before it was seen
    machine.deactivate(1, 9)  # into the other
    machine.deactivate(1, 7)
    machine.deactivate(1, 8)  # has ended
    machine.deactivate(6, 8)  # is not there
    machine.meet("radet", 5, "kommun-a")
    machine.meet("radet", 5, BOARD.id)
    machine.meet("gruppen", 1, BOARD.id)
    machine.hand_over(0, BOARD.id)  # has it
    machine.hand_over(0, "kommun-b")
    machine.hand_over(1, "kommun-b")  # in ordinary mode
    machine.report(0, 0, 1)
    machine.log_and_marks_agree()
    machine.duties_are_those_called_less_those_who_told()

    assert len(machine.log.activations) == 2
