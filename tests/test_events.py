from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given

import events_by_hand
from builders import START, agreed, day, decided, late
from samverkan import (
    Agreement,
    Amendment,
    Due,
    DueAfter,
    DueKind,
    Event,
    EventKind,
    Period,
    Standing,
    Terms,
    Unit,
    Within,
    YearDay,
    formats,
)
from samverkan.errors import (
    BudgetYearError,
    CountError,
    DayOutOfRangeError,
    DocumentError,
    SamverkanError,
    TermsError,
    TextError,
    UnknownPartyError,
    WrongTypeError,
    YearDayError,
)
from samverkan.funding import Fixed, Funding, Instalments, Reading
from strategies import renewing

END, RENEWAL, NOTICE = EventKind.LAST_DAY, EventKind.RENEWAL, EventKind.LAST_DAY_FOR_NOTICE
UNTIL = dt.date(2018, 12, 31)
JUNE, JUNE_BEFORE = YearDay(month=6, day=30), YearDay(month=6, day=30, years_before=1)
DECEMBER_BEFORE = YearDay(month=12, day=31, years_before=1)
FEE = Due(what="Årsavgiften", kind=DueKind.PAYMENT, when=JUNE)
IN_TWO_PARTS = Reading(
    name="only",
    funding=Funding(rule=Fixed(kronor=1), instalments=Instalments(days=[DECEMBER_BEFORE, JUNE])),
)


def termed(**terms: Any) -> Agreement:
    """Return an agreement for 2015 to 2019, five years."""
    return agreed("Alfa", last_day=dt.date(2019, 12, 31), **terms)


def capped(**terms: Any) -> Agreement:
    """Return an agreement for "5 + 2 + 2" years."""
    return termed(renewal_months=24, max_renewals=2, **terms)


def report(when: YearDay | Within) -> Due:
    """Return a report that is due."""
    return Due(what="Rapport", kind=DueKind.REPORT, when=when)


def within(count: int, unit: Unit, after: DueAfter) -> Within:
    """Return a time, in one line."""
    return Within(count=count, unit=unit, after=after)


def events(made: Agreement, until: str = "2030-12-31") -> list[tuple[str, str]]:
    """Return all events from the start until a day."""
    found = made.as_known().events(Period(START, day(until)))
    return [(str(event.day), event.kind.value) for event in found]


# --- Against days that are looked at one by one


@pytest.mark.slow
@given(made=renewing())
@example(made=capped(notice_by=JUNE_BEFORE, due=[FEE]))
@example(made=capped(due=[FEE], funding=[IN_TWO_PARTS]))
def test_events_day_by_day(made: Agreement) -> None:
    """The events of a period are those found by looking at each of its days."""
    state = made.as_known()
    found = state.events(Period(START, UNTIL))

    assert {(event.day, event.kind, event.due) for event in found} == events_by_hand.events(
        state, START, UNTIL
    )
    assert list(found) == sorted(found)


@given(made=renewing())
@example(made=capped())
@example(made=capped().extend(decided("2016-01-01"), last_day=dt.date(2021, 12, 31)))
def test_the_last_possible_day(made: Agreement) -> None:
    """A renewal that is covered by an extension is used up; the others count from its end."""
    state = made.as_known()

    if not state.terminated:
        expected = events_by_hand.last_possible(made.terms, state.term_end)
        assert state.period.last_day == expected


@pytest.mark.slow
@given(made=renewing())
def test_events_are_what_is_upcoming(made: Agreement) -> None:
    """The events of a period are those that are upcoming on some day."""
    state, period = made.as_known(), Period(START, dt.date(2016, 12, 31))
    days = events_by_hand.each_day(START - events_by_hand.ONE_DAY, dt.date(2016, 12, 31))
    upcoming = {event for day in days for event in state.upcoming(after=day)}

    assert set(state.events(period)) == {event for event in upcoming if event.day in period}


@given(made=renewing())
def test_terms_are_read_back(made: Agreement) -> None:
    """A file keeps what the terms say of notice, renewals and what is due."""
    assert formats.loads(formats.dumps(made)) == made


# --- Renewals with a cap


def test_five_and_two_and_two() -> None:
    """Field: "5 + 2 + 2" years end after nine, with no notice after the last renewal."""
    made = capped(notice_months=12)

    assert events(made) == [
        ("2018-12-31", "last-day-for-notice"),
        ("2019-12-31", "renewal"),
        ("2020-12-31", "last-day-for-notice"),
        ("2021-12-31", "renewal"),
        ("2023-12-31", "last-day"),
    ]
    state = made.as_known()
    assert str(state.period) == "2015-01-01 to 2023-12-31"
    assert [str(event.day) for event in state.upcoming(after=START)] == [
        "2018-12-31",
        "2019-12-31",
        "2023-12-31",  # the last possible day is always told
    ]
    assert state.standing(on=day("2024-01-01")) is Standing.EXPIRED


@pytest.mark.parametrize(
    ("made", "on", "expected"),
    [
        pytest.param(capped(notice_months=12), "2018-12-31", "2019-12-31", id="the first term"),
        pytest.param(capped(notice_months=12), "2019-01-01", "2021-12-31", id="too late for it"),
        pytest.param(capped(notice_months=12), "2023-06-01", "2023-12-31", id="it ends anyway"),
        pytest.param(capped(), "2016-01-01", None, id="no notice stated"),
        pytest.param(
            capped(notice_months=12).extend(decided("2018-01-01"), last_day=day("2023-12-31")),
            "2018-06-01",
            "2023-12-31",
            id="extended over all renewals",
        ),
        pytest.param(
            capped().extend(decided("2018-01-01"), last_day=day("2023-12-31")),
            "2018-06-01",
            "2023-12-31",
            id="extended over all renewals, no notice stated",
        ),
        pytest.param(
            capped(notice_months=12).extend(decided("2018-01-01"), last_day=day("2027-12-31")),
            "2018-06-01",
            "2027-12-31",
            id="extended over more than all renewals",
        ),
        pytest.param(
            capped(notice_months=12).extend(decided("2018-01-01"), last_day=day("2021-12-31")),
            "2021-06-01",
            "2023-12-31",
            id="an extension that is a renewal",
        ),
        pytest.param(
            capped(notice_months=12).extend(decided("2018-01-01"), last_day=day("2020-12-31")),
            "2022-06-01",
            "2024-12-31",
            id="an extension by a year",
        ),
        pytest.param(
            capped(notice_months=12).terminate(decided("2018-01-01"), last_day=day("2021-12-31")),
            "2018-06-01",
            "2021-12-31",
            id="terminated",
        ),
        pytest.param(
            termed(notice_months=12, renewal_months=24, max_renewals=10**9),
            "2030-01-01",
            "2031-12-31",
            id="so often that it has no end",
        ),
    ],
)
def test_earliest_end_of_a_capped_renewal(made: Agreement, on: str, expected: str | None) -> None:
    """The first term that the notice leaves room for, and at the latest the last possible day."""
    found = made.as_known().earliest_end(notice_on=day(on))

    assert found == (expected and day(expected))


# --- Notice by a day of the year


@pytest.mark.parametrize(
    ("by", "end", "expected"),
    [
        pytest.param(JUNE_BEFORE, "2018-12-31", "2017-06-30", id="senast 30 juni året före"),
        pytest.param(JUNE, "2018-12-31", "2018-06-30", id="senast 30 juni samma år"),
        pytest.param(JUNE, "2018-06-30", "2018-06-30", id="the day itself"),
        pytest.param(JUNE, "2018-06-29", "2017-06-30", id="no such day left that year"),
        pytest.param(DECEMBER_BEFORE, "2018-12-31", "2017-12-31", id="ett helt år"),
    ],
)
def test_notice_by_a_day(by: YearDay, end: str, expected: str) -> None:
    """Law.md H: notice may be to a calendar day, counted from the year of the end."""
    assert by.before(day(end)) == day(expected)


@pytest.mark.parametrize(
    ("made", "on", "expected"),
    [
        pytest.param(termed(notice_by=JUNE_BEFORE), "2016-01-01", "2019-12-31", id="a fixed term"),
        pytest.param(
            termed(notice_by=JUNE_BEFORE, renewal_months=12),
            "2018-06-30",
            "2019-12-31",
            id="in time",
        ),
        pytest.param(
            termed(notice_by=JUNE_BEFORE, renewal_months=12),
            "2018-07-01",
            "2020-12-31",
            id="a day late",
        ),
        pytest.param(
            agreed("Alfa", notice_by=DECEMBER_BEFORE),
            "2016-12-31",
            "2017-12-31",
            id="senast 31 december, att gälla från utgången av nästföljande år",
        ),
        pytest.param(
            agreed("Alfa", notice_by=DECEMBER_BEFORE), "2017-01-01", "2018-12-31", id="the next"
        ),
        pytest.param(
            agreed("Alfa", notice_by=DECEMBER_BEFORE), "2999-01-01", None, id="after all years"
        ),
    ],
)
def test_earliest_end_by_a_day(made: Agreement, on: str, expected: str | None) -> None:
    """The first end whose day for notice has not passed; without a term, the end of a year."""
    found = made.as_known().earliest_end(notice_on=day(on))

    assert found == (expected and day(expected))


def test_a_yearly_day_for_notice() -> None:
    """Until further notice: the day comes back every year, and nothing ends by itself."""
    made = agreed("Alfa", notice_by=YearDay(month=8, day=31))

    assert events(made, "2016-12-31") == [
        ("2015-08-31", "last-day-for-notice"),
        ("2016-08-31", "last-day-for-notice"),
    ]
    later = made.amend(decided("2015-12-01"), effective=day("2016-01-01"), notice_months=6)
    assert later.as_known().terms(on=day("2016-01-01")) == Terms(
        title="Avtal", period=Period(START), notice_months=6
    )
    assert events(later, "2016-12-31") == [
        ("2015-08-31", "last-day-for-notice"),
        ("2015-12-31", "last-day-for-notice"),  # the last day of the terms with a day
    ]


def test_notice_before_all_days() -> None:
    """A day before the year 1800 is no day for notice."""
    early = Agreement(
        terms=Terms(
            title="Avtal",
            period=Period(dt.date(1801, 1, 1), dt.date(1850, 12, 31)),
            notice_by=YearDay(month=6, day=30, years_before=99),
        ),
        parties=[],
    )

    [event] = early.as_known().upcoming(after=dt.date(1801, 1, 1))
    assert event.kind is END


# --- Payments and reports


@pytest.mark.parametrize(
    ("due", "last_day", "expected"),
    [
        pytest.param(FEE, "2017-12-31", ["2015-06-30", "2016-06-30", "2017-06-30"], id="yearly"),
        pytest.param(FEE, "2016-06-29", ["2015-06-30"], id="not after the end"),
        pytest.param(
            report(YearDay(month=2, day=15, years_after=1)),
            "2016-03-31",
            ["2016-02-15", "2017-02-15"],
            id="for each budget year, also after the end",
        ),
        pytest.param(
            report(YearDay(month=10, day=31, years_before=1)),
            "2017-12-31",
            ["2015-10-31", "2016-10-31"],
            id="in advance, for the years that it covers",
        ),
        pytest.param(
            report(within(2, Unit.MONTHS, DueAfter.YEAR_END)),
            "2016-12-31",
            ["2016-02-29", "2017-02-28"],
            id="two months after the year, clipped",
        ),
        pytest.param(
            report(within(30, Unit.DAYS, DueAfter.FIRST_DAY)), "2016-12-31", ["2015-01-31"], id="30"
        ),
        pytest.param(
            report(within(3, Unit.WEEKS, DueAfter.LAST_DAY)),
            "2016-12-31",
            ["2017-01-21"],
            id="three weeks after the end",
        ),
        pytest.param(
            report(within(2, Unit.YEARS, DueAfter.FIRST_DAY)), "2016-12-31", ["2017-01-01"], id="2"
        ),
        pytest.param(
            report(within(10**12, Unit.DAYS, DueAfter.FIRST_DAY)), "2016-12-31", [], id="too far"
        ),
        pytest.param(
            report(within(1, Unit.MONTHS, DueAfter.LAST_DAY)), None, [], id="no last day known"
        ),
        pytest.param(
            report(YearDay(month=1, day=1, years_after=99)), "2999-12-31", [], id="beyond 2999"
        ),
    ],
)
def test_days_of_what_is_due(due: Due, last_day: str | None, expected: list[str]) -> None:
    """Field: payment in June, a duty to report by a day, a final report after the end."""
    last = None if last_day is None else day(last_day)
    state = agreed("Alfa", last_day=last, due=due).as_known()
    found = [e for e in state.events(Period(START, day("2018-12-31"))) if e.due == due]

    assert [str(event.day) for event in found] == expected
    assert {event.what for event in found} <= {due.what}


def test_what_is_due_after_all_days() -> None:
    """A day after the year 2999 is no event."""
    due = report(YearDay(month=2, day=15, years_after=1))
    state = agreed("Alfa", due=due).as_known()

    assert [str(event.day) for event in state.upcoming(after=day("2999-01-01"))] == ["2999-02-15"]
    assert state.upcoming(after=day("2999-03-01")) == ()


def test_changed_days_of_what_is_due() -> None:
    """The terms of the day say what is due; the others are no longer told."""
    moved = Due(what="Årsavgiften", kind=DueKind.PAYMENT, when=YearDay(month=3, day=31))
    made = agreed("Alfa", due=FEE).amend(
        decided("2016-01-01"), effective=day("2016-05-01"), due=moved
    )
    none = made.amend(decided("2017-01-01"), effective=day("2017-05-01"), due=[])

    assert [on for on, _ in events(made, "2018-12-31")] == [
        "2015-06-30",
        "2017-03-31",
        "2018-03-31",
    ]
    assert [on for on, _ in events(none, "2018-12-31")] == ["2015-06-30", "2017-03-31"]
    assert Event(day("2015-06-30"), END).what is None


def test_the_day_itself() -> None:
    """What is due on a day is not upcoming after it, and is due on the last day of its terms."""
    made = agreed("Alfa", due=FEE).amend(decided("2016-01-01"), effective=day("2016-07-01"), due=[])

    [event] = made.as_known().upcoming(after=day("2015-06-30"))
    assert event == Event(day("2016-06-30"), EventKind.PAYMENT_DUE, FEE)
    assert made.as_known().upcoming(after=day("2016-06-30")) == ()


def test_notice_on_the_first_day_of_new_terms() -> None:
    """Terms apply from their first day on, also to a notice given on it."""
    made = termed(notice_months=12).amend(
        decided("2016-01-01"), effective=day("2019-06-30"), notice_months=6
    )

    assert events(made) == [("2019-06-30", "last-day-for-notice"), ("2019-12-31", "last-day")]


def test_due_at_once_in_order() -> None:
    """Events of one day and kind are in the order of their words."""
    dues = [Due(what=what, kind=DueKind.PAYMENT, when=JUNE) for what in "ba"]
    found = agreed("Alfa", due=dues).as_known().upcoming(after=START)

    assert [str(event.what and event.what.sv) for event in found] == ["a", "b"]


# --- The host


def test_the_host() -> None:
    """The host is one of the parties, named in any way; an amendment may name another."""
    made = agreed("Alfa", "Beta", host="alfa")
    moved = made.amend(decided("2016-01-01"), effective=day("2017-01-01"), host="Beta")
    terms = moved.as_known().terms(on=day("2017-01-01"))

    assert terms is not None
    assert (made.terms.host, terms.host) == ("alfa", "beta")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(late(termed, host="beta"), id="first terms"),
        pytest.param(
            lambda: termed().amend(decided("2016-01-01"), effective=START, host="Beta"), id="amend"
        ),
        pytest.param(
            lambda: termed().issue(
                [
                    Amendment(
                        number=1,
                        decision=decided("2016-01-01"),
                        effective=Period(START),
                        host="beta",
                    )
                ]
            ),
            id="an amendment",
        ),
    ],
)
def test_an_unknown_host(make: Callable[[], object]) -> None:
    """A host that is no party is refused."""
    with pytest.raises(UnknownPartyError):
        make()


def test_an_unknown_host_in_a_file() -> None:
    """In a file, the fault stands where the host is named."""
    text = formats.dumps(agreed("Alfa", host="alfa")).replace('"host": "alfa"', '"host": "alfe"')
    with pytest.raises(DocumentError) as caught:
        formats.loads(text)

    [fault] = caught.value.faults
    assert (fault.path, fault.reason) == ("terms.host", "no-party")


# --- Refused


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        pytest.param(late(YearDay, month=2, day=31), YearDayError, "day 31", id="31 February"),
        pytest.param(late(YearDay, month=2, day=29), YearDayError, "day 29", id="29 February"),
        pytest.param(late(YearDay, month=13, day=1), YearDayError, "month 13", id="no month"),
        pytest.param(late(YearDay, month=6, day="30"), YearDayError, "day '30'", id="text"),
        pytest.param(
            late(YearDay, month=6, day=30, years_before=100), YearDayError, "100", id="99"
        ),
        pytest.param(
            late(YearDay, month=6, day=30, years_after=100), YearDayError, "100", id="99 after"
        ),
        pytest.param(
            late(YearDay, month=6, day=30, years_before=1, years_after=1),
            YearDayError,
            "1 years before, 1 years after",
            id="before and after",
        ),
        pytest.param(late(JUNE.of, year=15), BudgetYearError, "got 15", id="no year"),
        pytest.param(
            late(JUNE_BEFORE.of, year=1800), DayOutOfRangeError, "1799-06-30", id="before all"
        ),
        pytest.param(
            late(termed, notice_months=3, notice_by=JUNE), TermsError, "both in months", id="two"
        ),
        pytest.param(
            late(termed, notice_by=YearDay(month=6, day=30, years_after=1)),
            TermsError,
            "years_before",
            id="notice after the end",
        ),
        pytest.param(
            late(termed, max_renewals=2), TermsError, "how long a renewal is", id="cap alone"
        ),
        pytest.param(
            late(termed, renewal_months=12, max_renewals=0), CountError, "1", id="0 times"
        ),
        pytest.param(late(termed, due=[FEE, FEE]), TermsError, "twice, “Årsavgiften”", id="twice"),
        pytest.param(late(termed, due=JUNE), WrongTypeError, "due", id="no due"),
        pytest.param(late(termed, host="Nacka kommun"), TextError, "host", id="no id"),
        pytest.param(late(termed, notice_by="30 juni"), WrongTypeError, "notice_by", id="words"),
        pytest.param(
            late(Due, what="a", kind=DueKind.REPORT, when="06-30"),
            WrongTypeError,
            "when",
            id="when",
        ),
        pytest.param(late(Due, what="", kind=DueKind.REPORT, when=JUNE), TextError, "", id="empty"),
        pytest.param(
            late(within, count=-1, unit=Unit.DAYS, after=DueAfter.YEAR_END),
            CountError,
            "count",
            id="negative",
        ),
        pytest.param(
            lambda: termed(notice_months=3).amend(
                decided("2016-01-01"), effective=START, notice_months=3, notice_by=JUNE
            ),
            TermsError,
            "both in months",
            id="two by an amendment",
        ),
    ],
)
def test_no_such_terms(make: Callable[[], object], error: type[SamverkanError], said: str) -> None:
    """Terms that contradict each other, and days that no year has, are refused."""
    with pytest.raises(error) as caught:
        make()

    assert said in str(caught.value)
    assert caught.value.in_language("sv") != str(caught.value)
