from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import by_hand
import events_by_hand
from builders import START, agreed, counted, decided, late, with_members
from samverkan import (
    Agreement,
    Amendment,
    Event,
    EventKind,
    Instrument,
    Period,
    Revocation,
    Standing,
    assess,
    last_day_for_notice,
)
from samverkan.errors import CountError, NotADayError, SamverkanError, WrongTypeError
from samverkan.stockholm import agreement
from strategies import DECIDED, World, days, histories, renewing

knowledge = st.none() | DECIDED
ONE_DAY = dt.timedelta(days=1)


LIVED = World(
    with_members(agreed("Alfa", "Beta", "Gamma"), alfa=START, beta=START)
    .withdraw("Alfa", decided("2014-12-01"), last_day=dt.date(2015, 6, 30))
    .succeed("Beta", "Gamma", decided("2014-12-01"), first_day=dt.date(2015, 7, 1)),
    2015,
    counted(),
)


@pytest.mark.slow
@given(world=histories(), known_on=knowledge, day=days)
@example(world=LIVED, known_on=None, day=dt.date(2015, 7, 1))
def test_members_day_by_day(world: World, known_on: dt.date | None, day: dt.date) -> None:
    """The members on a day, as known on another, equal those of marking days by hand."""
    state = world.agreement.as_known(known_on)
    held = by_hand.members(world.agreement, known_on)
    expected = {party: on[day] for party, on in held.items() if day in on and day in state.period}

    assert {m.party.id: m.accession.number for m in state.members(on=day)} == expected
    for party in held:
        member = state.member(party, on=day)
        assert (None if member is None else member.accession.number) == expected.get(party)


@pytest.mark.slow
@given(world=histories(), known_on=DECIDED)
def test_nothing_decided_later_changes_what_was_known(world: World, known_on: dt.date) -> None:
    """A later decision does not change what was known before it."""
    whole = world.agreement
    earlier = [i for i in whole.instruments if i.known_from is None or i.known_from <= known_on]

    assert attrs.evolve(whole, instruments=earlier).as_known(known_on) == whole.as_known(known_on)


@pytest.mark.slow
@given(world=histories(), known_on=knowledge, data=st.data())
def test_the_order_of_a_list_decides_nothing(
    world: World, known_on: dt.date | None, data: st.DataObject
) -> None:
    """Trap 10: days and numbers order the instruments, not their order in a list."""
    shuffled = attrs.evolve(
        world.agreement,
        instruments=data.draw(st.permutations(world.agreement.instruments)),
        parties=data.draw(st.permutations(world.agreement.parties)),
    )

    assert shuffled == world.agreement
    assert shuffled.as_known(known_on) == world.agreement.as_known(known_on)


def shifted(value: Any, by: dt.timedelta) -> Any:
    """Return a value with every day in it shifted."""
    if isinstance(value, dt.date):
        return value + by
    if isinstance(value, tuple):
        return tuple(shifted(item, by) for item in value)
    if attrs.has(type(value)):
        fields = [field.name for field in attrs.fields(type(value)) if field.init]
        return type(value)(**{name: shifted(getattr(value, name), by) for name in fields})
    return value


@pytest.mark.slow
@given(world=histories(), known_on=DECIDED, weeks=st.integers(-60, 60))
def test_memberships_shift_with_the_calendar(world: World, known_on: dt.date, weeks: int) -> None:
    """If every day is shifted by whole weeks, memberships are shifted in the same way."""
    by = dt.timedelta(weeks=weeks)
    moved: Agreement = shifted(world.agreement, by)

    state, after = world.agreement.as_known(known_on), moved.as_known(known_on + by)
    assert after.period == shifted(state.period, by)
    assert [(m.party.id, m.period) for m in after.memberships] == [
        (m.party.id, shifted(m.period, by)) for m in state.memberships
    ]


def first_touched(instrument: Instrument, whole: Agreement) -> dt.date:
    """Return the first day on which an instrument may change anything."""
    if isinstance(instrument, Revocation):
        [target] = [i for i in whole.instruments if i.number == instrument.target]
        return first_touched(target, whole)
    assert instrument.effect_from is not None
    return instrument.effect_from


@pytest.mark.slow
@given(world=histories(), day=days)
def test_conservation(world: World, day: dt.date) -> None:
    """What applied before a change still applies after it, except on days that it touches."""
    whole = world.agreement
    dated = [i for i in whole.instruments if i.known_from is not None]
    assume(dated)
    last = dated[-1]
    before = attrs.evolve(
        whole, instruments=[i for i in whole.instruments if i.number != last.number]
    )
    one, other = before.as_known(), whole.as_known()

    untouched = day < first_touched(last, whole)
    if isinstance(last, Amendment):
        assert isinstance(last.effective, Period)
        untouched = day not in last.effective
        assert one.members(on=day) == other.members(on=day)
    if untouched:
        assert {m.party.id for m in one.members(on=day)} == {
            m.party.id for m in other.members(on=day)
        }
        assert one.terms(on=day) == other.terms(on=day)


@pytest.mark.slow
@given(world=histories(), known_on=knowledge, day=days)
def test_terms_day_by_day(world: World, known_on: dt.date | None, day: dt.date) -> None:
    """The terms on a day are the first terms with every known amendment of that day."""
    state = world.agreement.as_known(known_on)
    expected = world.agreement.terms
    for instrument in by_hand.known(world.agreement, known_on):
        if not isinstance(instrument, Amendment):
            continue
        assert isinstance(instrument.effective, Period)
        if day in instrument.effective:
            expected = instrument.applied_to(expected)

    assert state.terms(on=day) == (expected if day in state.period else None)
    assert state.funding(on=day) == (expected.funding if day in state.period else ())
    assert (state.standing(on=day) is Standing.IN_FORCE) == (day in state.period)


@pytest.mark.slow
@given(world=histories(), known_on=DECIDED)
def test_undated_are_told_apart(world: World, known_on: dt.date) -> None:
    """An undated accession is known if a later instrument presupposes it."""
    state = world.agreement.as_known(known_on)

    assert all(member.accession.decision is None for member in state.undated)
    assert not {m.accession.number for m in state.undated} & {
        m.accession.number for m in state.memberships
    }
    assert world.agreement.as_known().undated == ()


def test_parties_that_were_never_members() -> None:
    """Parties of the agreement without a membership are told apart, in order of id."""
    made = with_members(agreed("Gamma", "Beta", "Alfa"), gamma=START)
    state = made.as_known()

    assert [party.id for party in state.parties] == ["gamma"]
    assert [party.id for party in state.others] == ["alfa", "beta"]
    assert LIVED.agreement.as_known().others == ()
    assert {*LIVED.agreement.parties} == {*LIVED.agreement.as_known().parties}


@pytest.mark.slow
@given(world=histories(), known_on=knowledge)
def test_each_party_is_told_once(world: World, known_on: dt.date | None) -> None:
    """Those that are or were members and the others are all parties of the agreement."""
    state = world.agreement.as_known(known_on)
    told = [party.id for party in (*state.parties, *state.others)]

    assert sorted(told) == sorted({party.id for party in world.agreement.parties})


def test_retroactive_funding_needs_no_mark() -> None:
    """Before the decision was known, nobody was a member; after it, from the first day on."""
    joined = agreement.accede("Nacka", decided("2015-04-13"))
    first = dt.date(2015, 1, 1)

    assert joined.as_known(dt.date(2015, 4, 12)).member("0182", on=first) is None
    assert joined.as_known(dt.date(2015, 4, 13)).member("0182", on=first) is not None
    assert len(joined.as_known().undecided(on=first)) == 35


def bounded(**terms: Any) -> Agreement:
    """Return an agreement for 2015 to 2018, of one party."""
    return agreed("Alfa", last_day=dt.date(2018, 12, 31), **terms)


@pytest.mark.parametrize(
    ("made", "day", "expected"),
    [
        pytest.param(bounded(), dt.date(2014, 12, 31), Standing.NOT_YET, id="before"),
        pytest.param(bounded(), dt.date(2018, 12, 31), Standing.IN_FORCE, id="the last day"),
        pytest.param(bounded(), dt.date(2019, 1, 1), Standing.EXPIRED, id="trap 12: after its end"),
        pytest.param(
            bounded(renewal_months=12), dt.date(2050, 1, 1), Standing.IN_FORCE, id="renews itself"
        ),
        pytest.param(
            bounded().extend(decided("2018-01-01"), last_day=dt.date(2022, 12, 31)),
            dt.date(2019, 1, 1),
            Standing.IN_FORCE,
            id="extended",
        ),
        pytest.param(
            bounded().extend(decided("2018-01-01"), last_day=None),
            dt.date(2050, 1, 1),
            Standing.IN_FORCE,
            id="extended until further notice",
        ),
        pytest.param(
            bounded(renewal_months=12).terminate(
                decided("2019-01-01"), last_day=dt.date(2020, 12, 31)
            ),
            dt.date(2021, 1, 1),
            Standing.TERMINATED,
            id="terminated",
        ),
    ],
)
def test_standing(made: Agreement, day: dt.date, expected: Standing) -> None:
    """An agreement is in force or not on a day, with the reason; it never falls back."""
    assert made.as_known().standing(on=day) is expected
    assert (made.as_known().terms(on=day) is None) == (expected is not Standing.IN_FORCE)


END, RENEWAL, NOTICE = EventKind.LAST_DAY, EventKind.RENEWAL, EventKind.LAST_DAY_FOR_NOTICE


@pytest.mark.parametrize(
    ("made", "after", "expected"),
    [
        pytest.param(bounded(), dt.date(2015, 1, 1), [(2018, 12, 31, END)], id="no notice stated"),
        pytest.param(
            bounded(notice_months=18),
            dt.date(2015, 1, 1),
            [(2017, 6, 30, NOTICE), (2018, 12, 31, END)],
            id="18 months' notice",
        ),
        pytest.param(
            bounded(notice_months=18), dt.date(2017, 6, 30), [(2018, 12, 31, END)], id="notice past"
        ),
        pytest.param(bounded(notice_months=18), dt.date(2018, 12, 31), [], id="all past"),
        pytest.param(
            bounded(notice_months=18, renewal_months=12),
            dt.date(2017, 6, 30),
            [(2018, 6, 30, NOTICE), (2018, 12, 31, RENEWAL)],
            id="the notice of the next term",
        ),
        pytest.param(
            bounded(renewal_months=12), dt.date(2030, 1, 1), [(2030, 12, 31, RENEWAL)], id="renewal"
        ),
        pytest.param(
            bounded(notice_months=6).terminate(
                decided("2016-01-01"), last_day=dt.date(2017, 6, 30)
            ),
            dt.date(2016, 2, 1),
            [(2017, 6, 30, END)],
            id="terminated: no notice any more",
        ),
        pytest.param(
            bounded(notice_months=6).extend(decided("2016-01-01"), last_day=dt.date(2020, 8, 31)),
            dt.date(2018, 12, 31),
            [(2020, 2, 29, NOTICE), (2020, 8, 31, END)],
            id="extended",
        ),
        pytest.param(
            bounded(notice_months=6).amend(
                decided("2016-01-01"), effective=dt.date(2017, 1, 1), notice_months=12
            ),
            dt.date(2016, 1, 1),
            [(2017, 12, 31, NOTICE), (2018, 12, 31, END)],
            id="another notice period",
        ),
        pytest.param(
            bounded(notice_months=6, renewal_months=12).amend(
                decided("2016-01-01"), effective=dt.date(2025, 1, 1), notice_months=12
            ),
            dt.date(2018, 1, 1),
            [(2018, 6, 30, NOTICE), (2018, 12, 31, RENEWAL)],
            id="another notice period, not in force yet",
        ),
        pytest.param(
            bounded(notice_months=12).amend(
                decided("2016-01-01"), effective=dt.date(2018, 11, 1), notice_months=3
            ),
            dt.date(2016, 1, 1),
            [(2017, 12, 31, NOTICE), (2018, 12, 31, END)],
            id="a shorter notice period that comes too late",
        ),
        pytest.param(
            bounded(notice_months=3).amend(
                decided("2016-01-01"), effective=dt.date(2018, 3, 1), notice_months=12
            ),
            dt.date(2016, 1, 1),
            [(2018, 2, 28, NOTICE), (2018, 12, 31, END)],
            id="a longer notice period: the last day of the shorter one",
        ),
        pytest.param(
            agreed("Alfa", last_day=dt.date(2999, 12, 31), notice_months=6),
            dt.date(2016, 1, 1),
            [(2999, 6, 30, NOTICE), (2999, 12, 31, END)],
            id="the last day there is",
        ),
        pytest.param(
            bounded(notice_months=99999),
            dt.date(2016, 1, 1),
            [(2018, 12, 31, END)],
            id="notice before all days",
        ),
        pytest.param(
            bounded(notice_months=99999, renewal_months=1200),
            dt.date(2016, 1, 1),
            [(2018, 12, 31, RENEWAL)],
            id="renewed, notice before all days",
        ),
        pytest.param(
            bounded(notice_months=12, renewal_months=99999),
            dt.date(2017, 12, 31),
            [(2018, 12, 31, RENEWAL)],
            id="renewed after all days",
        ),
    ],
)
def test_upcoming(
    made: Agreement, after: dt.date, expected: list[tuple[int, int, int, EventKind]]
) -> None:
    """The end of the term and the last day for notice are foreseen, if they are stated."""
    found = made.as_known().upcoming(after=after)

    assert found == tuple(Event(dt.date(y, m, d), kind) for y, m, d, kind in expected)


@given(last_day=st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), months=st.integers(0, 60))
@example(last_day=dt.date(2018, 6, 30), months=6)
def test_last_day_for_notice(last_day: dt.date, months: int) -> None:
    """The last day from which the months, clipped at a month's end, run out in time."""
    found = last_day_for_notice(last_day, months=months)

    assert events_by_hand.months_later(found, months) <= last_day
    assert events_by_hand.months_later(found + ONE_DAY, months) > last_day


# --- The earliest end


@given(made=renewing(), day=days)
@example(made=bounded(notice_months=18, renewal_months=12), day=dt.date(2017, 6, 30))
@example(made=bounded(notice_months=18, renewal_months=12), day=dt.date(2017, 7, 1))
def test_earliest_end_day_by_day(made: Agreement, day: dt.date) -> None:
    """The agreement ends with the first term after the period of notice."""
    state = made.as_known()

    assert state.earliest_end(notice_on=day) == events_by_hand.earliest_end(state, day)


@pytest.mark.slow
@given(made=renewing())
@example(
    made=bounded(notice_months=18, renewal_months=12).amend(
        decided("2015-06-01"), effective=dt.date(2016, 1, 1), notice_months=1
    )
)
def test_earliest_end_agrees_with_the_last_days_for_notice(made: Agreement) -> None:
    """The last day for notice of a term is the last day on which notice ends it by then."""
    state = made.as_known()
    assume(state.period.last_day is None)
    events = state.events(Period(START, dt.date(2017, 12, 31)))
    first = state.period.first_day
    ends = {
        day: end
        for day in (first + n * ONE_DAY for n in range(3 * 366))
        if (end := state.earliest_end(notice_on=day)) is not None
    }
    notices = {event.day for event in events if event.kind is NOTICE}
    renewals = {event.day for event in events if event.kind is RENEWAL}

    assert {max(d for d, e in ends.items() if e <= end) for end in {*ends.values()} & renewals} <= (
        notices
    )
    if state.term_end is not None:
        assert all(ends[day] >= day for day in notices)


@pytest.mark.parametrize(
    ("made", "on", "expected"),
    [
        pytest.param(bounded(), (2016, 1, 1), (2018, 12, 31), id="a last day, no notice stated"),
        pytest.param(
            bounded(notice_months=6), (2018, 12, 1), (2018, 12, 31), id="a term that does not renew"
        ),
        pytest.param(bounded(notice_months=6), (2014, 12, 31), None, id="not in force yet"),
        pytest.param(bounded(notice_months=6), (2019, 1, 1), None, id="expired"),
        pytest.param(bounded(renewal_months=12), (2016, 1, 1), None, id="renews, no notice stated"),
        pytest.param(
            bounded(notice_months=6, renewal_months=12),
            (2018, 6, 30),
            (2018, 12, 31),
            id="the last day for notice",
        ),
        pytest.param(
            bounded(notice_months=6, renewal_months=12),
            (2018, 7, 1),
            (2019, 12, 31),
            id="the day after",
        ),
        pytest.param(
            bounded(notice_months=6, renewal_months=24),
            (2030, 7, 1),
            (2032, 12, 31),
            id="renewed many times",
        ),
        pytest.param(
            bounded(notice_months=6, renewal_months=12).terminate(
                decided("2016-01-01"), last_day=dt.date(2017, 3, 31)
            ),
            (2016, 2, 1),
            (2017, 3, 31),
            id="terminated",
        ),
        pytest.param(
            agreed("Alfa", notice_months=3), (2016, 11, 30), (2017, 2, 28), id="without a term"
        ),
        pytest.param(agreed("Alfa", notice_months=0), (2016, 2, 29), (2016, 2, 29), id="at once"),
        pytest.param(agreed("Alfa"), (2016, 1, 1), None, id="nothing stated"),
        pytest.param(
            bounded(notice_months=12, renewal_months=12).extend(
                decided("2016-01-01"), last_day=None
            ),
            (2016, 2, 1),
            (2017, 2, 1),
            id="extended until further notice",
        ),
        pytest.param(
            bounded(notice_months=18, renewal_months=12).amend(
                decided("2015-06-01"), effective=dt.date(2018, 1, 1), notice_months=1
            ),
            (2017, 12, 31),
            (2019, 12, 31),
            id="the period of notice of the day",
        ),
        pytest.param(agreed("Alfa", notice_months=99999), (2016, 1, 1), None, id="too far"),
        pytest.param(
            bounded(notice_months=36, renewal_months=99999),
            (2016, 1, 2),
            None,
            id="renewed too far",
        ),
        pytest.param(
            bounded(notice_months=12, renewal_months=99999),
            (2017, 12, 31),
            (2018, 12, 31),
            id="the only term there is",
        ),
    ],
)
def test_earliest_end(
    made: Agreement, on: tuple[int, int, int], expected: tuple[int, int, int] | None
) -> None:
    """The last day of the agreement at the earliest, or None if nothing states it."""
    found = made.as_known().earliest_end(notice_on=dt.date(*on))

    assert found == (expected and dt.date(*expected))


@pytest.mark.parametrize(
    ("call", "error"),
    [
        pytest.param(late(last_day_for_notice, last_day="2018", months=6), NotADayError, id="text"),
        pytest.param(
            lambda: last_day_for_notice(dt.date(2018, 12, 31), months=-1), CountError, id="negative"
        ),
        pytest.param(lambda: bounded(notice_months=1.5), WrongTypeError, id="fraction of a month"),
        pytest.param(lambda: bounded(renewal_months=0), CountError, id="no renewal"),
        pytest.param(
            lambda: agreement.as_known(dt.datetime(2015, 1, 1, 0, 0)), NotADayError, id="time"
        ),
        pytest.param(
            late(agreement.as_known().upcoming, after="2015"), NotADayError, id="text after"
        ),
        pytest.param(late(agreement.as_known().members, on="2015"), NotADayError, id="text on"),
        pytest.param(
            late(agreement.as_known().earliest_end, notice_on="2015"),
            NotADayError,
            id="text notice",
        ),
        pytest.param(
            late(assess, agreement=agreement, year=2015, figures=None),
            WrongTypeError,
            id="no table",
        ),
    ],
)
def test_no_such_question(call: Any, error: type[SamverkanError]) -> None:
    """A question about a day needs a date."""
    with pytest.raises(error):
        call()
