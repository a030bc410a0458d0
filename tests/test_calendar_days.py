"""Calendars: the days of agreements, and what happened to each as more became known."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calendars_by_hand as by_hand
from samverkan import (
    Agreement,
    Decider,
    Decision,
    Ground,
    Notice,
    Party,
    PartyKind,
    Period,
    Unit,
)
from samverkan.errors import SamverkanError
from samverkan.governance import Forum, Governance, Recurrence, WorkingMode
from samverkan.register import Calendar, CalendarEvent, CalendarKind, Register, calendar
from strategies import DECIDED, lives, renewing

ONE_DAY = dt.timedelta(days=1)
UNTIL = dt.date(2019, 6, 30)
NACKA = Party(names="Nacka kommun", kind=PartyKind.MUNICIPALITY, id="0182")
knowledge = st.none() | st.dates(dt.date(2014, 6, 1), dt.date(2018, 12, 31))
NOT_LISTED_BY_HAND = {CalendarKind.REFERENCE_DAY, CalendarKind.MEETING}

facts = st.none() | st.dates(dt.date(2015, 1, 1), dt.date(2015, 6, 30))
dated_decisions = st.builds(
    Decision,
    decided_on=st.dates(dt.date(2015, 1, 1), dt.date(2015, 3, 31)),
    **dict.fromkeys(
        [
            "approved_on",
            "announced_on",
            "notice_removed_on",
            "reported_on",
            "executed_on",
            "appealed_on",
            "restored_on",
            "annulled_on",
            "legal_force_on",
        ],
        facts,
    ),
    decider=st.none() | st.sampled_from(Decider),
)


@st.composite
def decided_lives(draw: st.DrawFn) -> Agreement:
    """Agreements with dues, notices and ends that change, decisions with facts, revocations."""
    made = attrs.evolve(draw(renewing()), parties=[NACKA])
    if draw(st.booleans()):
        with contextlib.suppress(SamverkanError):
            made = made.accede(NACKA, draw(dated_decisions), effective=dt.date(2015, 1, 1))
    for day in draw(st.lists(DECIDED, max_size=3)):
        numbers = [each.number for each in made.instruments]
        with contextlib.suppress(SamverkanError):
            target = draw(st.sampled_from(numbers)) if numbers else 0
            made = made.revoke(target, Decision(decided_on=day), ground=Ground.ANNULLED)
    return made


def happened(days: Calendar) -> list[by_hand.Happened]:
    """Return what happened to the events, as it is told by hand, but not what each is about."""
    return sorted(
        ("", each.day, each.kind.value, each.sequence, each.revised_on, each.is_cancelled)
        for each in days
        if each.kind not in NOT_LISTED_BY_HAND
    )


def without_names(told: list[by_hand.Happened]) -> list[by_hand.Happened]:
    """Return what happened to the events, but not what each is about."""
    return sorted(("", *each[1:]) for each in told)


@given(decided_lives(), knowledge)
def test_replayed_by_hand(made: Agreement, known_on: dt.date | None) -> None:
    """Each event has the day, sequence and end that it has if every day of knowledge is replayed."""
    days = calendar(made, until=UNTIL, known_on=known_on)

    assert happened(days) == without_names(by_hand.happened(made, UNTIL, known_on))


@given(lives(), knowledge)
def test_replayed_lives(world: Any, known_on: dt.date | None) -> None:
    """The same holds for members that join, leave and decide together."""
    days = calendar(world.agreement, until=UNTIL, known_on=known_on)

    told = by_hand.happened(world.agreement, UNTIL, known_on)
    assert happened(days) == without_names(told)


@given(decided_lives() | lives().map(lambda world: world.agreement), st.data())
def test_identifiers(made: Agreement, data: st.DataObject) -> None:
    """Identifiers are unique, and do not depend on the window; nor does anything else."""
    since, until = (data.draw(st.dates(dt.date(2014, 1, 1), UNTIL)) for _ in range(2))
    if until < since:
        since, until = until, since
    whole = calendar(made, until=UNTIL)
    part = calendar(made, since=since, until=until)

    assert len({each.uid for each in whole}) == len(whole)
    assert list(part) == [each for each in whole if since <= each.day <= until]


@given(decided_lives() | lives().map(lambda world: world.agreement))
def test_sequences(made: Agreement) -> None:
    """A sequence grows exactly when the day, the kind or the cancellation changes."""
    far = dt.date(2040, 12, 31)
    before: dict[str, CalendarEvent] = {}
    for known_on in by_hand.days_of_knowledge(made, None):
        now = {each.uid: each for each in calendar(made, until=far, known_on=known_on)}
        for uid, each in now.items():
            old = before.get(uid)
            if old is not None:
                told = [(e.day, e.kind, e.is_cancelled) for e in (old, each)]
                assert each.sequence - old.sequence == (told[0] != told[1])
                changed = known_on if told[0] != told[1] else old.revised_on
                assert each.revised_on == changed
            elif before:
                assert each.revised_on is not None
        gone = before.keys() - now.keys()
        assert all(before[uid].day.year > 2030 for uid in gone)  # moved past the last day
        before = now


@given(decided_lives() | lives().map(lambda world: world.agreement), knowledge)
def test_listed_as_deadlines(made: Agreement, known_on: dt.date | None) -> None:
    """Every deadline is an event; an event that is none had passed when it ceased to be one."""
    register = Register({"a": made})
    since = dt.date(2014, 1, 1)
    deadlines = register.deadlines(since=since, until=UNTIL, known_on=known_on)
    events = [
        each
        for each in register.calendar(since=since, until=UNTIL, known_on=known_on)
        if not each.is_cancelled
    ]
    listed = {(row.event.day, row.event.kind.value) for row in deadlines}
    found = {(each.day, each.kind.value) for each in events}

    assert listed <= found
    for each in events:
        if isinstance(each.about, type(deadlines[0].event) if deadlines else ()):
            if (each.day, each.kind.value) not in listed:
                assert any(each.day < day for day in by_hand.days_of_knowledge(made, known_on))


@given(decided_lives(), st.data())
def test_order_decides_nothing(made: Agreement, data: st.DataObject) -> None:
    """Neither the order of the instruments nor that of the agreements decides anything."""
    several = {"a": made, "b": attrs.evolve(made, terms=attrs.evolve(made.terms, title="B"))}
    names = data.draw(st.permutations(sorted(several)))
    shuffled = attrs.evolve(made, instruments=data.draw(st.permutations(made.instruments)))

    days = Register(several).calendar(until=UNTIL)
    again = Register({name: {**several, "a": shuffled}[name] for name in names})
    assert again.calendar(until=UNTIL) == days
    assert [each for each in days if each.agreement == "a"] == [
        attrs.evolve(each, agreement="a") for each in calendar(made, until=UNTIL)
    ]


# --- Meetings


meetings = st.builds(
    Recurrence,
    every=st.integers(1, 4),
    unit=st.sampled_from([Unit.WEEKS, Unit.MONTHS, Unit.MONTHS, Unit.YEARS]),
    first_day=st.dates(dt.date(2015, 1, 1), dt.date(2015, 3, 31)),
)


def that_meets(*several: Recurrence) -> Governance:
    """Return a governance with a forum for each recurrence."""
    return Governance(
        forums=[
            Forum(
                id=f"forum-{number}",
                names=f"Forum {number}",
                modes=WorkingMode(mode="ordinary", meets=each),
            )
            for number, each in enumerate(several)
        ]
    )


@st.composite
def that_meet(draw: st.DrawFn) -> Agreement:
    """Agreements whose forums change how often they meet."""
    made = draw(renewing())
    terms = attrs.evolve(made.terms, governance=that_meets(draw(meetings)))
    made = attrs.evolve(made, terms=terms)
    for day in draw(st.lists(DECIDED, max_size=3)):
        decision = Decision(decided_on=day)
        numbers = [each.number for each in made.instruments]
        with contextlib.suppress(SamverkanError):
            if numbers and draw(st.booleans()):
                target = draw(st.sampled_from(numbers))
                made = made.revoke(target, decision, ground=Ground.ANNULLED)
            else:
                governance = that_meets(*draw(st.lists(meetings, max_size=2)))
                effective = draw(st.dates(dt.date(2015, 1, 1), dt.date(2017, 12, 31)))
                made = made.amend(decision, effective=effective, governance=governance)
    return made


@given(that_meet())
@settings(max_examples=25)
def test_meetings_by_hand(made: Agreement) -> None:
    """Ordinary meetings are those of every day on which the governance in force states one."""
    until = dt.date(2017, 12, 31)
    days = calendar(made, until=until)
    held = by_hand.meetings(made.as_known(), until)
    last = max(by_hand.days_of_knowledge(made, None), default=dt.date(2014, 1, 1))

    found = [each for each in days if each.kind is CalendarKind.MEETING and not each.is_cancelled]
    listed = {(forum, day) for forum, several in held.items() for day in several}
    told = {(each.about.forum.id, each.day) for each in found}
    assert len(told) == len(found)
    assert listed <= told
    assert all(day < last for _, day in told - listed)


@given(that_meet(), st.data())
@settings(max_examples=50)
def test_identifiers_of_meetings(made: Agreement, data: st.DataObject) -> None:
    """What happened to a meeting does not depend on the window."""
    until = data.draw(st.dates(dt.date(2014, 12, 1), dt.date(2018, 12, 31)))
    whole, part = calendar(made, until=UNTIL), calendar(made, until=until)

    assert len({each.uid for each in whole}) == len(whole)
    assert list(part) == [each for each in whole if each.day <= until]


_ = Notice, Period, pytest
