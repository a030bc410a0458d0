"""Calendars: the days of agreements, and what happened to each as more became known."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calendars_by_hand as by_hand
import real_agreements
from builders import day, decided
from samverkan import (
    Agreement,
    Decider,
    Decision,
    Due,
    DueKind,
    Event,
    FigureTable,
    Ground,
    Language,
    Notice,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Source,
    Start,
    Terms,
    Unit,
    YearDay,
    assess,
    stockholm,
)
from samverkan.calendars import (
    Calendar,
    CalendarEvent,
    CalendarKind,
    ReferenceDay,
    calendar,
)
from samverkan.errors import CalendarError, PeriodOrderError, PeriodTooLongError, SamverkanError
from samverkan.funding import POPULATION, Basis, Funding, Mean, Rate, Reading, Sum
from samverkan.governance import Forum, Governance, Recurrence, WorkingMode
from samverkan.register import Register
from samverkan.reports import calendar_event_text, calendar_text
from strategies import DECIDED, World, lives, renewing

ONE_DAY = dt.timedelta(days=1)
UNTIL = dt.date(2019, 6, 30)
DAY = dt.date(2015, 4, 14)
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
    for on in draw(st.lists(DECIDED, max_size=3)):
        numbers = [each.number for each in made.instruments]
        with contextlib.suppress(SamverkanError):
            target = draw(st.sampled_from(numbers)) if numbers else 0
            made = made.revoke(target, Decision(decided_on=on), ground=Ground.ANNULLED)
    return made


def sorted_told(told: Iterable[by_hand.Happened]) -> list[by_hand.Happened]:
    """Return what happened in an order that does not compare a day with None."""
    return sorted(told, key=repr)


def happened(days: Calendar) -> list[by_hand.Happened]:
    """Return what happened to the events until the last day, as it is told by hand."""
    return sorted_told(
        (
            each.day,
            each.kind.value,
            each.sequence,
            each.revised_on,
            each.is_cancelled,
            each.is_certain,
        )
        for each in days
        if each.kind not in NOT_LISTED_BY_HAND and each.day <= UNTIL
    )


@pytest.mark.slow
@given(decided_lives(), knowledge)
@settings(max_examples=60)
def test_replayed_by_hand(made: Agreement, known_on: dt.date | None) -> None:
    """Each event has the day and sequence that it has when each day of knowledge is replayed."""
    days = calendar(made, until=UNTIL, known_on=known_on)

    assert happened(days) == sorted_told(by_hand.happened(made, UNTIL, known_on))


@pytest.mark.slow
@given(lives(), knowledge)
@settings(max_examples=40)
def test_replayed_lives(world: Any, known_on: dt.date | None) -> None:
    """The same holds for members that join, leave and decide together."""
    days = calendar(world.agreement, until=UNTIL, known_on=known_on)

    told = by_hand.happened(world.agreement, UNTIL, known_on)
    assert happened(days) == sorted_told(told)


@pytest.mark.slow
@given(decided_lives() | lives().map(lambda world: world.agreement), st.data())
@settings(max_examples=40)
def test_identifiers(made: Agreement, data: st.DataObject) -> None:
    """Identifiers are unique, and do not depend on the window; nor does anything else."""
    since, until = (data.draw(st.dates(dt.date(2014, 1, 1), UNTIL)) for _ in range(2))
    if until < since:
        since, until = until, since
    whole = calendar(made, until=UNTIL)
    part = calendar(made, since=since, until=until)

    assert len({each.uid for each in whole}) == len(whole)
    inside = [each for each in part if since <= each.day <= until]
    assert inside == [each for each in whole if since <= each.day <= until]
    # What is told besides has moved out.
    assert all(each.sequence for each in part if each not in inside)


def content(event: CalendarEvent) -> tuple[object, ...]:
    """Return what tells whether an event has changed."""
    due = event.about.what if isinstance(event.about, Event) else None
    return event.day, event.kind, event.is_cancelled, event.is_certain, due


@pytest.mark.slow
@given(decided_lives() | lives().map(lambda world: world.agreement))
@settings(max_examples=30)
def test_sequences(made: Agreement) -> None:
    """A sequence grows exactly when what an event tells changes, other than its sources."""
    far = dt.date(2040, 12, 31)
    before: dict[str, CalendarEvent] = {}
    for known_on in by_hand.days_of_knowledge(made, None):
        now = {each.uid: each for each in calendar(made, until=far, known_on=known_on)}
        for uid, each in now.items():
            old = before.get(uid)
            if old is not None:
                told = [content(e) for e in (old, each)]
                assert each.sequence - old.sequence == (told[0] != told[1])
                changed = known_on if told[0] != told[1] else old.revised_on
                assert each.revised_on == changed
            elif before:
                assert each.revised_on is not None
        assert before.keys() <= now.keys()
        before = now


@given(decided_lives() | lives().map(lambda world: world.agreement), knowledge)
@settings(max_examples=40)
def test_listed_as_deadlines(made: Agreement, known_on: dt.date | None) -> None:
    """Every deadline is an event; an event that is none had passed when it ceased to be one."""
    register = Register({"a": made})
    since = dt.date(2014, 1, 1)
    deadlines = register.deadlines(since=since, until=UNTIL, known_on=known_on)
    events = [
        each
        for each in register.calendar(since=since, until=UNTIL, known_on=known_on)
        if not each.is_cancelled and each.is_certain and each.day <= UNTIL
    ]
    listed = {(row.event.day, row.event.kind.value) for row in deadlines}
    found = {(each.day, each.kind.value) for each in events}

    assert listed <= found
    days = by_hand.days_of_knowledge(made, known_on)
    for each in events:
        if isinstance(each.about, Event) and (each.day, each.kind.value) not in listed:
            assert any(each.day < day for day in days)


@given(decided_lives(), st.data())
@settings(max_examples=15)
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
    for on in draw(st.lists(DECIDED, max_size=3)):
        decision = Decision(decided_on=on)
        numbers = [each.number for each in made.instruments]
        with contextlib.suppress(SamverkanError):
            if numbers and draw(st.sampled_from([True, False])):
                target = draw(st.sampled_from(numbers))
                made = made.revoke(target, decision, ground=Ground.ANNULLED)
            else:
                governance = that_meets(*draw(st.lists(meetings, max_size=2)))
                effective = draw(st.dates(dt.date(2015, 1, 1), dt.date(2017, 12, 31)))
                made = made.amend(decision, effective=effective, governance=governance)
    return made


@pytest.mark.slow
@given(that_meet())
@settings(max_examples=15)
def test_meetings_by_hand(made: Agreement) -> None:
    """Ordinary meetings are those of every day on which the governance in force states one."""
    until = dt.date(2017, 12, 31)
    days = calendar(made, until=until)
    held = by_hand.meetings(made.as_known(), until)
    last = max(by_hand.days_of_knowledge(made, None), default=dt.date(2014, 1, 1))

    found = [each for each in days if each.kind is CalendarKind.MEETING and not each.is_cancelled]
    listed = {(forum, day) for forum, several in held.items() for day in several}
    told = {(each.about.forum.id, each.day) for each in found}  # type: ignore[union-attr]
    assert len(told) == len(found)
    assert listed <= told
    assert all(day < last for _, day in told - listed)


@given(that_meet(), st.data())
@settings(max_examples=20)
def test_identifiers_of_meetings(made: Agreement, data: st.DataObject) -> None:
    """What happened to a meeting does not depend on the window."""
    until = data.draw(st.dates(dt.date(2014, 12, 1), dt.date(2018, 12, 31)))
    whole, part = calendar(made, until=UNTIL), calendar(made, until=until)

    assert len({each.uid for each in whole}) == len(whole)
    assert [each for each in part if each.day <= until] == [
        each for each in whole if each.day <= until
    ]


# --- Days counted by hand


def told(event: CalendarEvent, language: Language = "sv") -> list[str]:
    """Return the lines about an event: the day and summary, the sentence, and the sources."""
    said = calendar_event_text(event, language, width=2000)
    return [line.strip().replace("\N{NO-BREAK SPACE}", " ") for line in said.splitlines()]


def listed(days: Calendar) -> list[str]:
    """Return the days and kinds of a calendar, and whether they are cancelled."""
    return [
        f"{each.day} {each.kind.value}{' cancelled' if each.is_cancelled else ''}" for each in days
    ]


def test_five_two_two() -> None:
    """A term of 5 + 2 + 2 years: notice by 30 June, until the last term, which ends in any case."""
    days = calendar(real_agreements.FIVE_TWO_TWO, until=day("2040-12-31"))

    payments = [f"{year}-06-30 payment-due" for year in range(2026, 2035)]
    reports = [f"{year}-02-15 report-due" for year in range(2027, 2036)]
    ends = [
        "2030-06-30 last-day-for-notice",
        "2030-12-31 renewal",
        "2032-06-30 last-day-for-notice",
        "2032-12-31 renewal",
        "2034-12-31 last-day",
        "2035-03-31 report-due",
    ]
    assert sorted(listed(days)) == sorted([*payments, *reports, *ends])


@pytest.mark.parametrize(
    ("agreement", "first", "years"),
    [
        pytest.param(real_agreements.SKARABORG, "2017-12-31", range(2018, 2027), id="per head"),
        pytest.param(real_agreements.MALAREN, "2023-12-31", range(2024, 2027), id="by shore"),
    ],
)
def test_reference_days(agreement: Agreement, first: str, years: range) -> None:
    """The figures of 31 December count in the fee of the year after."""
    found = calendar(agreement, until=day("2025-12-31")).events

    assert str(found[0].day) == first
    assert [(each.day.year + 1, each.about.years) for each in found] == [  # type: ignore[union-attr]
        (year, (year,)) for year in years
    ]
    assert found[0].sources


def test_a_decision() -> None:
    """Three weeks from 29 May 2015 end on Midsummer Eve; so the last day is Monday 22 June."""
    decision = decided("2015-04-13", announced_on=day("2015-05-29"), body="Kommunstyrelsen")
    joined = stockholm.agreement.accede("Nacka", decision)

    days = calendar(joined, since=day("2015-06-01"), until=day("2015-06-29"))
    assert listed(days) == [
        "2015-06-22 appeal-ends",
        "2015-06-23 notice-down",
        "2015-06-23 legal-force",
    ]
    assert {each.revised_on for each in days} == {day("2015-05-29")}
    summary, sentence, *sources = told(days.events[0])
    assert summary.startswith("2015-06-22 Sista dag att överklaga: Nacka kommun, anslutning (")
    assert sentence.startswith(
        "Sista dag att överklaga: Kommunstyrelsen, Nacka kommun, anslutning (beslut den 13 april "
        "2015). 3 veckor från fredagen den 29 maj 2015 går ut fredagen den 19 juni 2015; den 19 "
        "juni 2015 är midsommarafton;"
    )
    assert sources[0] == "10 kap. 6 § kommunallagen (1991:900)"
    assert "Anslaget ska sitta uppe till och med den 22 juni 2015." in told(days.events[1])[1]
    assert told(days.events[2])[1].startswith("Laga kraft, om ingen överklagar: Kommunstyrelsen")
    # Before the notice was seen, there is nothing to tell.
    known_on = day("2015-05-28")
    june = calendar(joined, since=day("2015-06-01"), until=day("2015-06-29"), known_on=known_on)
    assert listed(june) == []


def test_an_appeal_cancels_legal_force() -> None:
    """What a party appeals within the three weeks gains no legal force on the presumed day."""
    decision = decided("2015-04-13", announced_on=day("2015-04-13"), appealed_on=day("2015-04-20"))
    joined = stockholm.agreement.accede("Nacka", decision)

    days = calendar(joined, since=day("2015-04-01"), until=day("2015-05-31"))
    assert listed(days) == [
        "2015-05-04 appeal-ends",
        "2015-05-05 notice-down",
        "2015-05-05 legal-force cancelled",
    ]
    force = days.events[-1]
    assert (force.sequence, force.revised_on) == (1, day("2015-04-20"))
    summary, sentence, *_ = told(force, "en")
    assert summary.startswith("2015-05-05 Cancelled: Legal force: Nacka kommun, accession (")
    assert sentence.startswith("Cancelled: appealed on 20 April 2015. Legal force")


def test_a_certificate() -> None:
    """A certificate states the day of legal force; no section of law gives it."""
    decision = decided("2015-04-13", legal_force_on=day("2015-09-01"))
    joined = stockholm.agreement.accede("Nacka", decision)

    [force] = calendar(joined, since=day("2015-08-01"), until=day("2015-09-30"))
    _, sentence, *sources = told(force, "en")
    assert sentence.startswith("Legal force, as certified: Nacka kommun, accession")
    assert not any("Local Government Act" in each for each in sources)
    # Time limits from before 1990 are not counted.
    old = stockholm.agreement.accede("Nacka", decided("1989-04-13"))
    assert listed(calendar(old, until=day("1995-12-31"))) == []


def renewed(**fields: Any) -> Agreement:
    """Return an agreement that renews itself by a year, with notice a year before."""
    term = Period(day("2015-01-01"), day("2018-12-31"))
    terms = Terms(title="Avtal", period=term, notice_months=12, renewal_months=12, **fields)
    return Agreement(terms=terms, parties=[NACKA])


def test_terminated_and_revoked() -> None:
    """A termination cancels what it ends; if it is revoked, the same events come back."""
    until = day("2021-12-31")
    ended = renewed().terminate(decided("2019-06-01"), last_day=day("2020-12-31"))
    before, after = calendar(renewed(), until=until), calendar(ended, until=until)

    assert listed(after) == [
        "2017-12-31 last-day-for-notice",
        "2018-12-31 last-day-for-notice",
        "2018-12-31 renewal",
        "2019-12-31 last-day-for-notice cancelled",
        "2019-12-31 renewal cancelled",
        "2020-12-31 last-day-for-notice cancelled",
        "2020-12-31 renewal cancelled",
        "2020-12-31 last-day",
        "2021-12-31 last-day-for-notice cancelled",
        "2021-12-31 renewal cancelled",
    ]
    assert {each.uid for each in before} < {each.uid for each in after}
    assert told(after.events[7])[1].startswith("Avtalets sista dag: Avtal")
    back = ended.revoke(1, decided("2019-09-01"), ground=Ground.ANNULLED)
    again = calendar(back, until=until)
    [ended_on] = [each for each in again if each.is_cancelled]
    assert (ended_on.kind, ended_on.sequence) == (CalendarKind.LAST_DAY, 1)
    kept = [each for each in again if not each.is_cancelled]
    assert [each.uid for each in kept] == [each.uid for each in before]
    assert [each.sequence for each in kept] == [0, 0, 0, 2, 2, 2, 2, 2, 2]
    assert told(after.events[4])[0] == "2019-12-31 Utgår: Avtalet förlängs: Avtal"
    assert told(again.events[4])[1] == (
        "Ändrad: återkallelse eller upphävande, beslut den 1 september 2019. "
        "Avtalstiden löper ut, och avtalet förlängs: Avtal."
    )


def test_a_revoked_decision() -> None:
    """The days of a revoked decision are cancelled from the day of the revocation on."""
    own = decided("2015-04-13", announced_on=day("2015-04-13"))
    joined = renewed().accede(NACKA, own, effective=day("2016-01-01"))
    back = joined.revoke(1, decided("2015-05-05"), ground=Ground.TAKEN_BACK)

    found = calendar(back, since=day("2015-05-01"), until=day("2015-05-31"))
    assert listed(found) == [
        "2015-05-04 appeal-ends",
        "2015-05-05 notice-down cancelled",
        "2015-05-05 legal-force cancelled",
    ]


def test_meetings_change() -> None:
    """Of monthly meetings that become quarterly, those between are cancelled."""
    monthly = Recurrence(unit=Unit.MONTHS, first_day=day("2015-01-15"))
    quarterly = attrs.evolve(monthly, every=3)
    made = renewed(governance=that_meets(monthly))
    made = made.amend(
        decided("2015-02-01"), effective=day("2015-03-01"), governance=that_meets(quarterly)
    )

    found = calendar(made, until=day("2015-05-31"))
    assert listed(found) == [
        "2015-01-15 meeting",
        "2015-02-15 meeting",
        "2015-03-15 meeting cancelled",
        "2015-04-15 meeting",
        "2015-05-15 meeting cancelled",
    ]
    assert told(found.events[2])[0] == "2015-03-15 Utgår: Ordinarie möte: Forum 0 (Avtal)"
    assert told(found.events[2], "en")[1] == (
        "Cancelled: amendment of the terms, decided on 1 February 2015. Ordinary meeting: Forum 0. "
        "The forum meets every month, for the first time on 15 January 2015. Agreement: Avtal."
    )


@pytest.mark.parametrize(
    ("meets", "changed", "expected"),
    [
        pytest.param(
            Recurrence(every=2, unit=Unit.MONTHS, first_day=day("2026-01-22")),
            Recurrence(every=3, unit=Unit.MONTHS, first_day=day("2026-01-22")),
            "01-22 03-22x 04-22+ 05-22x 07-22 09-22x 10-22+ 11-22x",
            id="another interval",
        ),
        pytest.param(
            Recurrence(every=3, unit=Unit.MONTHS, first_day=day("2026-01-22")),
            Recurrence(every=3, unit=Unit.MONTHS, first_day=day("2026-02-05")),
            "02-05* 05-05* 08-05* 11-05*",
            id="another day of the interval",
        ),
        pytest.param(
            Recurrence(every=12, unit=Unit.WEEKS, first_day=day("2026-01-05")),
            Recurrence(every=12, unit=Unit.WEEKS, first_day=day("2026-01-07")),
            "01-07* 04-01* 06-24* 09-16* 12-09*",
            id="weeks",
        ),
        pytest.param(
            Recurrence(every=200, unit=Unit.DAYS, first_day=day("2026-02-02")),
            Recurrence(every=1, unit=Unit.YEARS, first_day=day("2026-02-03")),
            "02-02x 02-03+ 08-21x",
            id="days to years",
        ),
    ],
)
def test_meetings_move_in_their_interval(
    meets: Recurrence, changed: Recurrence, expected: str
) -> None:
    """A meeting is moved (*) within its interval; else it is cancelled (x), and others new (+)."""
    made = renewed(governance=that_meets(meets))
    after = made.amend(
        decided("2025-10-13"), effective=day("2026-01-01"), governance=that_meets(changed)
    )
    before = {each.uid for each in calendar(made, until=day("2026-12-31"))}
    found = calendar(after, since=day("2026-01-01"), until=day("2026-12-31"))
    told_so = [
        f"{each.day:%m-%d}"
        + ("x" if each.is_cancelled else "+" if each.uid not in before else "*" * each.sequence)
        for each in found
        if each.kind is CalendarKind.MEETING
    ]

    assert " ".join(told_so) == expected


def test_figures_of_a_fixed_day() -> None:
    """A day that the terms state counts in the fees of all years; a mean counts two days."""
    fixed = Basis(statistic=POPULATION, reference_date=day("2014-11-01"))
    mean = Mean([ReferenceDate(1, 12, 31), ReferenceDate(2, 12, 31)])
    of_two = Basis(statistic=POPULATION, reference_date=mean)
    rule = Sum(rules=[Rate(kronor_per_unit="1", of=fixed), Rate(kronor_per_unit="1", of=of_two)])
    made = renewed(funding=Reading(name="only", funding=Funding(rule=rule)))

    found = [each.about for each in calendar(made, until=day("2015-12-30")) if each.day.year < 2016]
    assert [(each.years, each.and_later) for each in found] == [  # type: ignore[union-attr]
        ((2015,), False),
        ((2015, 2016), True),
        ((2015, 2016), False),
    ]
    [_, event, _] = calendar(made, until=day("2015-12-30"))
    assert told(event, "en")[0] == (
        "2014-11-01 Reference day: population, fee of 2015, 2016 and later years (Avtal)"
    )


@given(lives())
@settings(max_examples=30)
def test_figures_that_a_fee_lacks(world: World) -> None:
    """Every figure that the fees of a year lack is that of a reference day of the year."""
    made, year = world.agreement, world.year
    lacking = assess(made, year=year, figures=FigureTable([])).missing
    events = [
        (each.day, each.about)
        for each in calendar(made, until=day("2030-12-31"))
        if isinstance(each.about, ReferenceDay) and not each.is_cancelled
    ]
    days = {(on, about.statistic.id, about.subject): about for on, about in events}
    assert len(days) == len(events)
    for need in (need for missing in lacking for need in missing.needs):
        if not made.as_known().pending:
            of = need.reference_date, need.statistic.id
            about = days.get((*of, need.subject)) or days[(*of, None)]
            assert year in about.years or (about.and_later and about.years[0] < year)


# --- What becomes known bit by bit


@st.composite
def growing(draw: st.DrawFn) -> list[Agreement]:
    """An agreement as its record grows: each fact of a decision is recorded on its own day."""
    fields = ("announced_on", "appealed_on", "restored_on", "annulled_on", "legal_force_on")
    on_days = st.dates(dt.date(2015, 2, 1), dt.date(2015, 6, 30))
    of_each = draw(st.lists(on_days, min_size=len(fields), max_size=len(fields), unique=True))
    facts = {field: of for field, of in zip(fields, of_each, strict=True) if draw(st.booleans())}
    known: dict[str, Any] = {}
    several = [renewed()]
    months = st.integers(1, 24)
    for field in ["", *sorted(facts, key=lambda name: facts[name])]:
        known |= {field: facts[field]} if field else {}
        own = Decision(decided_on=dt.date(2015, 1, 15), **known)
        with contextlib.suppress(SamverkanError):
            several.append(renewed().accede(NACKA, own, effective=dt.date(2016, 1, 1)))
    on = dt.date(2015, 7, 1)
    for _ in range(draw(st.integers(0, 3))):
        made, decision = several[-1], Decision(decided_on=on)
        numbers = [each.number for each in made.instruments]
        with contextlib.suppress(SamverkanError):
            what = draw(st.sampled_from(["revoke", "terminate", "amend"]))
            if numbers and what == "revoke":
                target = draw(st.sampled_from(numbers))
                made = made.revoke(target, decision, ground=Ground.ANNULLED)
            elif what == "terminate":
                made = made.terminate(decision, last_day=draw(st.none() | st.dates(on)))
            else:
                made = made.amend(decision, effective=on, notice_months=draw(months))
        several.append(made)
        on += dt.timedelta(days=draw(st.integers(1, 400)))
    return several


@given(growing())
@settings(max_examples=40)
def test_a_growing_record(several: list[Agreement]) -> None:
    """As the record grows, no sequence falls, and what changes has a higher one."""
    before: dict[str, CalendarEvent] = {}
    for made in several:
        found = {each.uid: each for each in calendar(made, until=UNTIL)}
        for uid, each in found.items():
            old = before.get(uid, each)
            told = [content(e) for e in (old, each)]
            assert each.sequence > old.sequence or (
                told[0] == told[1] and each.sequence == old.sequence
            )
        before |= found


def test_a_certificate_after_an_appeal() -> None:
    """The presumed day is cancelled by the appeal, and comes back moved with the certificate."""
    known: dict[str, Any] = {"announced_on": day("2024-12-03"), "body": "KF"}
    told_so_far = []
    for field, on in (("", ""), ("appealed_on", "2024-12-20"), ("legal_force_on", "2025-05-05")):
        known |= {field: day(on)} if field else {}
        joined = renewed().accede(
            NACKA, decided("2024-11-26", **known), effective=day("2025-01-01")
        )
        found = calendar(joined, since=day("2024-12-01"), until=day("2025-06-30")).events
        [force] = [each for each in found if each.kind is CalendarKind.LEGAL_FORCE]
        told_so_far.append((str(force.day), force.sequence, force.is_cancelled, force.facts))

    assert told_so_far == [
        ("2024-12-28", 0, False, ()),
        ("2024-12-28", 1, True, ("appealed_on",)),
        ("2025-05-05", 2, False, ("legal_force_on",)),
    ]
    early = calendar(joined, until=day("2025-12-31"), known_on=day("2024-11-27"))
    assert CalendarKind.LEGAL_FORCE not in {each.kind for each in early}


def test_what_is_not_known_is_not_cancelled() -> None:
    """Whether a payment is due is uncertain while the first day of an amendment is not known."""
    fees = Due(kind=DueKind.PAYMENT, what="Årsavgiften", when=YearDay(month=6, day=30))
    march = attrs.evolve(fees, when=YearDay(month=3, day=31))
    decision = decided("2021-05-01", body="Kommunfullmäktige")
    made = renewed(due=[fees]).amend(decision, effective=Start(), due=[march])
    window: dict[str, Any] = {"since": day("2021-01-01"), "until": day("2021-12-31")}
    [payment] = [e for e in calendar(made, **window) if e.kind is CalendarKind.PAYMENT_DUE]

    assert (payment.day, payment.is_cancelled, payment.is_certain) == (
        day("2021-06-30"),
        False,
        False,
    )
    assert (payment.sequence, payment.revised_on) == (1, day("2021-05-01"))
    summary, sentence, *_ = told(payment)
    assert summary == "2021-06-30 Osäker: Betalas senast: Årsavgiften (Avtal)"
    assert sentence.startswith(
        "Osäker: ändring av villkoren (1): från vilken dag den gäller är inte känt. Betalas senast"
    ), sentence
    later = made.record(1, recorded_on=day("2022-02-01"), first_day=day("2022-01-01"))
    [again] = [e for e in calendar(later, **window) if e.kind is CalendarKind.PAYMENT_DUE]
    assert (again.uid, again.sequence, again.is_certain) == (payment.uid, 2, True)
    other = made.record(1, recorded_on=day("2022-02-01"), first_day=day("2021-01-01"))
    [moved] = [e for e in calendar(other, **window) if e.kind is CalendarKind.PAYMENT_DUE]
    assert (moved.uid, moved.day, moved.sequence) == (payment.uid, day("2021-03-31"), 2)
    # The last day of the agreement is not known either.
    ended = renewed(due=[fees]).terminate(decided("2018-05-01"), last_day=None)
    found = calendar(ended, since=day("2018-05-02"), until=day("2018-12-31"))
    assert {each.is_certain for each in found} == {False}


def test_other_words() -> None:
    """A payment whose words are changed is the same event, with a higher sequence."""
    fees = Due(kind=DueKind.PAYMENT, what="Årsavgiften", when=YearDay(month=6, day=30))
    half = attrs.evolve(fees, when=YearDay(month=12, day=31))
    window: dict[str, Any] = {"since": day("2017-01-01"), "until": day("2017-12-30")}
    before = renewed(due=[fees, attrs.evolve(half, what="Resten")])
    named = attrs.evolve(fees, what="Årsavgift")
    after = before.amend(decided("2016-05-01"), effective=day("2017-01-01"), due=[named])

    [old] = [e for e in calendar(before, **window) if e.kind is CalendarKind.PAYMENT_DUE]
    [new] = [e for e in calendar(after, **window) if e.kind is CalendarKind.PAYMENT_DUE]
    assert (old.uid, old.day) == (new.uid, new.day)
    assert (old.sequence, new.sequence, new.moved_from) == (0, 1, None)
    whole = calendar(after, since=day("2017-01-01"), until=day("2017-12-31"))
    assert "2017-12-31 payment-due cancelled" in listed(whole)


def test_moved_out() -> None:
    """An event that moves past the last day is told with its new day."""
    fees = Due(kind=DueKind.PAYMENT, what="Årsavgiften", when=YearDay(month=6, day=30))
    later = attrs.evolve(fees, when=YearDay(month=9, day=30))
    made = renewed(due=[fees]).amend(
        decided("2016-05-01"), effective=day("2017-01-01"), due=[later]
    )

    found = calendar(made, since=day("2017-01-01"), until=day("2017-08-31"))
    assert listed(found) == ["2017-09-30 payment-due"]


def test_of_a_party() -> None:
    """What a party had until it withdrew is cancelled for it; what is of a year is of its years."""
    fees = Due(kind=DueKind.PAYMENT, what="Årsavgiften", when=YearDay(month=6, day=30))
    final = Due(
        kind=DueKind.PAYMENT, what="Slutavräkning", when=YearDay(month=2, day=15, years_after=1)
    )
    made = renewed(due=[fees, final]).accede(
        NACKA, decided("2014-12-01"), effective=day("2015-01-01")
    )
    left = made.withdraw(NACKA, decided("2016-05-01"), last_day=day("2016-12-31"))
    until = day("2018-12-31")

    def paid(agreement: Agreement) -> list[str]:
        found = calendar(agreement, until=until, party="Nacka")
        return [line for line in listed(found) if "payment" in line]

    assert paid(left) == [
        "2015-06-30 payment-due",
        "2016-02-15 payment-due",
        "2016-06-30 payment-due",
        "2017-02-15 payment-due",
        "2017-06-30 payment-due cancelled",
        "2018-02-15 payment-due cancelled",
        "2018-06-30 payment-due cancelled",
    ]
    whole = {each.uid for each in calendar(left, until=until)}
    assert {each.uid for each in calendar(left, until=until, party="Nacka")} <= whole
    [*_, last] = calendar(left, until=day("2017-06-30"), party="Nacka")
    assert told(last)[1].startswith("Utgår: utträde av Nacka kommun, beslut den 1 maj 2016.")
    # A withdrawal whose last day is not known.
    unknown = made.withdraw(NACKA, decided("2016-05-01"), last_day=None)
    [*_, doubtful] = calendar(unknown, until=day("2017-06-30"), party="Nacka")
    assert (str(doubtful.day), doubtful.is_certain) == ("2017-06-30", False)


@given(lives(), st.data())
@settings(max_examples=30)
def test_identifiers_of_a_party(world: World, data: st.DataObject) -> None:
    """Identifiers do not depend on the party, and nothing is told that others are not told."""
    made = world.agreement
    party = data.draw(st.sampled_from(made.parties))
    own = calendar(made, until=UNTIL, party=party)

    assert {each.uid for each in own} <= {each.uid for each in calendar(made, until=UNTIL)}


def test_a_party_that_joins_later() -> None:
    """A payment that was called something else when a party joined is that of the others."""
    fees = Due(kind=DueKind.PAYMENT, what="Årsavgiften", when=YearDay(month=6, day=30))
    named = attrs.evolve(fees, what="Årsavgift")
    made = renewed(due=[fees]).amend(
        decided("2015-05-01"), effective=day("2016-01-01"), due=[named]
    )
    joined = made.accede(NACKA, decided("2016-12-01"), effective=day("2017-01-01"))
    window: dict[str, Any] = {"since": day("2017-01-01"), "until": day("2017-12-30")}

    own = calendar(joined, party="Nacka", **window)
    assert listed(own) == ["2017-06-30 payment-due"]
    assert {each.uid for each in own} == {each.uid for each in calendar(joined, **window)}
    assert [each.revised_on for each in own] == [day("2016-12-01")]


def test_sources_of_the_day() -> None:
    """A last day for notice cites the terms of its day, not a later amendment."""
    first, second = Source(document="Avtal", place="5 §"), Source(document="Ändring", place="1 §")
    made = renewed(sources=[first]).amend(
        decided("2018-01-01"), effective=day("2019-06-01"), notice_months=3, sources=[second]
    )
    found = calendar(made, until=day("2019-12-31"))
    notices = [e for e in found if e.kind is CalendarKind.LAST_DAY_FOR_NOTICE]

    assert [(str(each.day), each.sources) for each in notices] == [
        ("2017-12-31", (first,)),
        ("2019-09-30", (second,)),
        ("2020-09-30", (second,)),
    ]
    ended = made.terminate(decided("2018-02-01"), last_day=day("2018-12-31"), sources=[second])
    [*_, last] = [e for e in calendar(ended, until=day("2018-12-31")) if not e.is_cancelled]
    assert (last.kind, last.sources) == (CalendarKind.LAST_DAY, (second,))


def test_several_boards() -> None:
    """The appeal period runs from the last notice, and is known when that is up."""
    other = Notice(announced_on=day("2015-04-20"), removed_on=day("2015-06-01"))
    decision = decided("2015-04-13", announced_on=day("2015-04-14"), other_boards=[other])
    joined = renewed().accede(NACKA, decision, effective=day("2016-01-01"))

    [ends, *_] = calendar(joined, since=day("2015-04-01"), until=day("2015-06-30"))
    assert (str(ends.day), str(ends.revised_on)) == ("2015-05-11", "2015-04-20")


def test_far_between() -> None:
    """A forum that meets every thousand years has one meeting."""
    rarely = Recurrence(every=1000, unit=Unit.YEARS, first_day=day("2015-03-01"))
    found = calendar(renewed(governance=that_meets(rarely)), until=day("2016-12-30"))

    assert [each.day for each in found if each.kind is CalendarKind.MEETING] == [day("2015-03-01")]


def test_decisions_without_days() -> None:
    """A decision whose notice has not been seen has no day, and the calendar says so."""
    joined = renewed().accede(NACKA, decided("2015-04-13"), effective=day("2016-01-01"))

    found = calendar(joined, until=UNTIL)
    [(name, row)] = found.undated
    assert (name, row.party) == ("Avtal", NACKA)
    last = calendar_text(found, width=2000).splitlines()[-1].replace("\N{NO-BREAK SPACE}", " ")
    assert last == (
        "Avtal: överklagande av anslutning, Nacka kommun (beslut den 13 april 2015): okänd sista "
        "dag, anslagsdagen saknas."
    )
    assert calendar(joined, until=day("2015-04-12")).undated == ()
    void = joined.revoke(1, decided("2015-05-05"), ground=Ground.TAKEN_BACK)
    assert calendar(void, until=UNTIL).undated == ()


# --- A register


def test_a_party() -> None:
    """A party has its own decisions, and the days of its agreements."""
    made = stockholm.agreement.accede("Nacka", decided("2015-04-13", announced_on=DAY))
    register = Register({"a": made, "b": real_agreements.FIVE_TWO_TWO})
    window: dict[str, Any] = {"since": day("2015-01-01"), "until": day("2026-12-31")}

    nacka = register.calendar(party="Nacka", **window)
    assert {each.agreement for each in nacka} == {"a"}
    assert [each.kind.value for each in nacka][:4] == [
        "appeal-ends",
        "notice-down",
        "legal-force",
        "reference-day",
    ]
    other = register.calendar(party="Täby", **window)
    assert {each.kind for each in other} == {CalendarKind.REFERENCE_DAY}
    exempelby = register.calendar(party="Exempelby", **window)
    assert listed(exempelby) == ["2026-06-30 payment-due"]


def test_nothing() -> None:
    """An agreement without days is named; so is a forum without days."""
    months = Recurrence(times=4, unit=Unit.YEARS)
    bare = Terms(title="Avtal", period=Period(day("2015-01-01")), governance=that_meets(months))
    register = Register({"a": Agreement(terms=bare, parties=[]), "b": renewed()})

    days = register.calendar(until=day("2018-12-31"))
    assert days.empty == ("a",)
    assert [(name, forum.id) for name, forum in days.without_days] == [("a", "forum-0")]
    assert {each.agreement for each in days} == {"b"}
    assert calendar_text(days).splitlines()[-2:] == [
        "Utan dagar: a.",
        "a: dagarna för ordinarie möten i Forum 0 är inte angivna.",
    ]
    before = calendar(Agreement(terms=bare, parties=[]), until=day("2014-12-31"))
    assert calendar_text(before, "en") == "Calendar (0)\nWithout days: Avtal.\n"
    assert before.without_days == ()


def test_alike() -> None:
    """Agreements of one number and title are told apart by their name, others are not."""
    same = Register({"a": renewed(), "b": renewed()}).calendar(until=UNTIL)
    apart = Register({"a": renewed(document_number="1"), "b": renewed()}).calendar(until=UNTIL)
    renamed = Register({"x": renewed()}).calendar(until=UNTIL)

    assert len({each.uid for each in same}) == len(same)
    assert {each.uid for each in apart if each.agreement == "b"} == {each.uid for each in renamed}
    assert calendar(renewed(document_number="1"), until=UNTIL).events[0].agreement == "1"


def test_identifiers_never_change() -> None:
    """An event that people have imported keeps its identifier in later versions."""
    [first, *_] = calendar(renewed(), until=UNTIL)

    assert first.uid == "98edf5ad-0c66-5572-add5-973a322f0dbf"


def test_refused() -> None:
    """More than 100 years, days in the wrong order, and too many events are refused."""
    daily = renewed(governance=that_meets(Recurrence(unit=Unit.DAYS, first_day=day("2015-01-01"))))

    with pytest.raises(PeriodTooLongError):
        calendar(renewed(), until=day("2120-12-31"))
    with pytest.raises(PeriodTooLongError):
        calendar(renewed(), since=day("1900-01-01"), until=day("2020-12-31"))
    with pytest.raises(PeriodOrderError):
        calendar(renewed(), since=day("2020-01-01"), until=day("2019-12-31"))
    with pytest.raises(CalendarError) as refused:
        calendar(daily, until=day("2060-12-31"))
    assert refused.value.in_language("sv").startswith(
        "”Avtal” har fler än 10000 kalenderhändelser; ange ett senare since"
    ), refused.value.in_language("sv")
    assert len(calendar(daily, since=day("2060-12-01"), until=day("2060-12-31"))) > 30


# --- Parties, sources and moved days


def yearly() -> Agreement:
    """Return an agreement with a payment on 30 June of each year."""
    paid = Due(what="Årsavgiften", kind=DueKind.PAYMENT, when=YearDay(month=6, day=30))
    terms = Terms(title="Avtal", period=Period(dt.date(2020, 1, 1)), due=paid)
    return Agreement(terms=terms, parties=[NACKA])


def test_a_party_that_left_is_told_so() -> None:
    """What is not known of the terms is no doubt of one that has left, in whatever order."""
    leave = Decision(decided_on=dt.date(2021, 5, 1))
    change = Decision(decided_on=dt.date(2021, 3, 1))
    paid = Due(what="Årsavgiften", kind=DueKind.PAYMENT, when=YearDay(month=3, day=31))
    begun = dt.date(2020, 1, 1)
    base = yearly().accede("0182", Decision(decided_on=begun), effective=begun)
    made = base.amend(change, effective=Start(), due=[paid]).withdraw(
        "0182", leave, last_day=dt.date(2021, 12, 31)
    )

    told = {
        each.day.year: (each.is_cancelled, each.is_certain)
        for each in calendar(made, until=day("2023-12-31"), party="0182")
        if each.kind is CalendarKind.PAYMENT_DUE
    }

    assert told[2021] == (False, False)
    assert told[2022] == told[2023] == (True, True)


def test_a_long_extension_of_one_of_many() -> None:
    """A day that has moved far away does not make a register too long."""
    made = renewed().extend(
        Decision(decided_on=dt.date(2016, 1, 1)), last_day=dt.date(2130, 12, 31)
    )

    alone = calendar(made, until=day("2018-12-31"))
    assert Register({"a": made}).calendar(until=day("2018-12-31")).events[-1].day == (
        alone.events[-1].day
    )


def test_sources_of_an_amendment() -> None:
    """A payment without sources of its own has those of the amendment that states it."""
    paid = Due(what="Årsavgiften", kind=DueKind.PAYMENT, when=YearDay(month=3, day=31))
    made = yearly().amend(
        Decision(decided_on=dt.date(2021, 3, 1)),
        effective=dt.date(2022, 1, 1),
        due=[paid],
        sources=Source(document="Ändring 2021", place="1 §"),
    )

    found = {
        each.day: [source.document for source in each.sources]
        for each in calendar(made, until=day("2023-12-31"))
        if each.kind is CalendarKind.PAYMENT_DUE
    }

    assert found[dt.date(2022, 3, 31)] == ["Ändring 2021"]


def test_moved_from() -> None:
    """An event that a decision moved tells the day that it had."""
    paid = Due(what="Årsavgiften", kind=DueKind.PAYMENT, when=YearDay(month=3, day=31))
    decision = Decision(decided_on=dt.date(2021, 3, 1))
    made = yearly().amend(decision, effective=dt.date(2022, 1, 1), due=[paid])

    moved = next(each for each in calendar(made, until=day("2022-12-31")) if each.day.year == 2022)

    assert (moved.moved_from, moved.sequence) == (dt.date(2022, 6, 30), 1)
    assert "Flyttad från den 30 juni 2022: " in calendar_event_text(moved)
    assert "Moved from 30 June 2022: " in calendar_event_text(moved, "en")


def counted_before(years: int) -> Reading:
    """Return a fee by the population of some years before."""
    basis = Basis(statistic=POPULATION, reference_date=ReferenceDate(years, 12, 31))
    return Reading(name="only", funding=Funding(rule=Rate(kronor_per_unit=1, of=basis)))


def counted(period: Period, years: int) -> Agreement:
    """Return an agreement of a period whose fee counts the population, with one member."""
    terms = Terms(title="Avtal", period=period, funding=counted_before(years))
    first = period.first_day
    decision = Decision(decided_on=first)
    return Agreement(terms=terms, parties=[NACKA]).accede("0182", decision, effective=first)


def test_a_budget_year_that_is_not_the_party_s() -> None:
    """A day that had passed is cancelled for a party if it counts in other fees than its own."""
    made = counted(Period(dt.date(2014, 1, 1), dt.date(2020, 12, 31)), 1)
    left = made.withdraw(
        "0182", Decision(decided_on=dt.date(2015, 3, 1)), last_day=dt.date(2015, 12, 31)
    )
    late = left.amend(
        Decision(decided_on=dt.date(2016, 5, 1)),
        effective=dt.date(2015, 1, 1),
        funding=counted_before(2),
    )

    def years(party: str | None) -> list[tuple[str, Any, bool]]:
        found = calendar(late, until=day("2015-01-31"), party=party)
        return [
            (str(each.day), each.about.years, each.is_cancelled)
            for each in found
            if isinstance(each.about, ReferenceDay)
        ]

    assert years(None) == [("2013-12-31", (2014, 2015), False), ("2014-12-31", (2016,), False)]
    assert years("0182") == [("2013-12-31", (2014, 2015), False), ("2014-12-31", (2015,), True)]


def test_a_passed_day_of_a_doubtful_year() -> None:
    """A day that had passed stays as it was, also if the party may not owe the fee."""
    made = counted(Period(dt.date(2014, 1, 1), dt.date(2020, 12, 31)), 2)
    leaving = made.withdraw("0182", Decision(decided_on=dt.date(2015, 6, 1)), last_day=None)

    found = calendar(leaving, until=day("2015-12-31"), party="0182")

    assert [(str(each.day), each.is_certain) for each in found if each.day.month == 12] == [
        ("2012-12-31", True),
        ("2013-12-31", True),
        ("2014-12-31", True),
        ("2015-12-31", False),
    ]


def test_the_last_day_after_a_termination() -> None:
    """A termination without sources states the last day; the terms do not."""
    ended = yearly().terminate(
        Decision(decided_on=dt.date(2021, 3, 1)), last_day=dt.date(2021, 12, 31)
    )

    [*_, last] = [
        each for each in calendar(ended, until=day("2022-12-31")) if not each.is_cancelled
    ]

    assert (last.kind, last.sources) == (CalendarKind.LAST_DAY, ())


def test_the_text_of_several_agreements() -> None:
    """Of several agreements, each day is told with the number and title of its own."""
    other = Terms(title="Avtal om vatten", document_number="KS 2", period=Period(day("2020-01-01")))
    paid = Due(what="Avgift", kind=DueKind.PAYMENT, when=YearDay(month=3, day=31))
    register = Register(
        {"a": yearly(), "b": Agreement(terms=attrs.evolve(other, due=[paid]), parties=[NACKA])}
    )

    said = calendar_text(register.calendar(until=day("2020-12-31")))

    assert said.splitlines() == [
        "Kalender (2)",
        "  dag         vad                          avtal  titel",
        "  2020-03-31  Betalas senast: Avgift       b      Avtal om vatten",
        "  2020-06-30  Betalas senast: Årsavgiften  a      Avtal",
    ]


def test_a_certified_day_cites_no_time_limit() -> None:
    """Legal force by a certificate does not follow from the time for an appeal."""
    decision = Decision(
        decided_on=dt.date(2015, 4, 13),
        announced_on=dt.date(2015, 4, 14),
        legal_force_on=dt.date(2015, 5, 8),
        sources=Source(document="Protokoll"),
    )
    made = renewed().accede("0182", decision, effective=dt.date(2016, 1, 1))

    said = [
        calendar_event_text(each, "en")
        for each in calendar(made, until=day("2015-12-31"))
        if each.kind is CalendarKind.LEGAL_FORCE
    ]

    assert [("certificate" in each or "certified" in each) for each in said] == [True]
    assert "chapter" not in said[0].lower()
    assert "Protokoll" in said[0]
