"""Payment plans: an amount in parts that sum to it, each with its day."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import START, agreed, counted, day, decided, joins, late, plainly, with_members
from samverkan import (
    Agreement,
    Due,
    DueKind,
    Event,
    EventKind,
    FigureTable,
    Language,
    Ore,
    Period,
    Source,
    Start,
    YearDay,
    assess,
    formats,
    reports,
    settle,
)
from samverkan.errors import (
    AmountError,
    DayOutOfRangeError,
    NoFeeError,
    NoPaymentPlanError,
    NotExactError,
    RuleError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.fees import Assessment, Claim, Fee, Ledger
from samverkan.formats import explanation_data, fees_data, instalments_table
from samverkan.funding import Fixed, Funding, Instalments, Reading
from strategies import World, plans, worlds
from test_cli_files import ask

PAPER = Source(document="Avtal", place="5 §")
MARCH, JUNE = YearDay(month=3, day=31), YearDay(month=6, day=30)
SEPTEMBER, DECEMBER = YearDay(month=9, day=30), YearDay(month=12, day=31)
QUARTERS = Instalments(days=[MARCH, JUNE, SEPTEMBER, DECEMBER], sources=PAPER)
IN_JUNE = Instalments(days=JUNE)
THIRDS = Instalments(days=[MARCH, JUNE, SEPTEMBER])
SKEWED = Instalments(days=[MARCH, JUNE, SEPTEMBER], parts=["1/2", Decimal("0.3"), Fraction(1, 5)])
# Each quarter in advance: the first is paid in the year before.
IN_ADVANCE = Instalments(
    days=[YearDay(month=12, day=20, years_before=1), YearDay(month=3, day=20)], parts=["1/4", "3/4"]
)
IN_ARREARS = Instalments(days=[DECEMBER, YearDay(month=2, day=15, years_after=1)])


def paid_by(plan: Instalments | None, kronor: object = "142773", name: str = "only") -> Reading:
    """Return a reading by which each member pays an amount, by a plan."""
    rule = Fixed(kronor=kronor)  # type: ignore[arg-type]
    return Reading(name=name, funding=Funding(rule=rule, instalments=plan))


def alfa_owes(plan: Instalments | None, kronor: object = "142773") -> Assessment:
    """Return what Alfa, the only member, owes for 2015."""
    made = with_members(agreed("Alfa", funding=paid_by(plan, kronor)), alfa=START)
    return assess(made, year=2015, figures=FigureTable([]))


# --- The division


@pytest.mark.parametrize(
    ("plan", "ore", "expected"),
    [
        pytest.param(
            QUARTERS,
            14_277_300,
            [
                ("2015-03-31", 3_569_325),
                ("2015-06-30", 3_569_325),
                ("2015-09-30", 3_569_325),
                ("2015-12-31", 3_569_325),
            ],
            id="by quarter, even",
        ),
        pytest.param(IN_JUNE, 14_277_300, [("2015-06-30", 14_277_300)], id="one payment in June"),
        pytest.param(
            THIRDS,
            100,
            [("2015-03-31", 34), ("2015-06-30", 33), ("2015-09-30", 33)],
            id="a tie: the earliest",
        ),
        pytest.param(
            THIRDS,
            -101,
            [("2015-03-31", -34), ("2015-06-30", -34), ("2015-09-30", -33)],
            id="a credit: the mirror image",
        ),
        pytest.param(
            SKEWED,
            5,
            [("2015-03-31", 3), ("2015-06-30", 1), ("2015-09-30", 1)],
            id="2.5, 1.5 and 1: a tie of the remainders",
        ),
        pytest.param(
            SKEWED,
            9,
            [("2015-03-31", 4), ("2015-06-30", 3), ("2015-09-30", 2)],
            id="4.5, 2.7 and 1.8: the largest remainders",
        ),
        pytest.param(
            IN_ADVANCE, 100, [("2014-12-20", 25), ("2015-03-20", 75)], id="in the year before"
        ),
        pytest.param(IN_ARREARS, 3, [("2015-12-31", 2), ("2016-02-15", 1)], id="in the year after"),
        pytest.param(IN_ARREARS, 0, [("2015-12-31", 0), ("2016-02-15", 0)], id="nothing"),
        pytest.param(
            IN_ARREARS, 1, [("2015-12-31", 1), ("2016-02-15", 0)], id="fewer öre than days"
        ),
    ],
)
def test_parts_with_their_days(
    plan: Instalments, ore: int, expected: list[tuple[str, int]]
) -> None:
    """Funding: a plan divides a fee by largest remainder and dates each part."""
    fee = Fee("alfa", 2015, Ore(ore))
    claim = Claim(party="alfa", year=2015, ore=Ore(ore), known_on=START)

    found = fee.instalments(plan)
    assert [(str(each.due_on), each.ore) for each in found] == expected
    assert {(each.party, each.year) for each in found} == {("alfa", 2015)}
    assert claim.instalments(plan) == found


@given(plan=plans(), ore=st.integers(-(10**9), 10**9))
@example(plan=THIRDS, ore=10**300)
def test_the_parts_sum_to_the_amount(plan: Instalments, ore: int) -> None:
    """No öre is lost or added; each part is less than an öre from its exact share."""
    found = Fee("a", 2015, Ore(ore)).instalments(plan)
    mirrored = Fee("a", 2015, Ore(-ore)).instalments(plan)

    assert sum(each.ore for each in found) == ore
    assert all(abs(each.ore - ore * part) < 1 for each, part in zip(found, plan.parts, strict=True))
    assert [each.ore for each in mirrored] == [-each.ore for each in found]
    assert [each.due_on for each in found] == sorted({each.due_on for each in found})
    if plan.is_equal:
        assert sorted((abs(each.ore) for each in found), reverse=True) == [
            abs(each.ore) for each in found
        ]


def test_equal_parts_are_equal_to_none() -> None:
    """A plan that states equal parts is equal to one that leaves them out."""
    stated = Instalments(days=[MARCH, JUNE], parts=["1/2", "0.5"])

    assert stated == Instalments(days=[MARCH, JUNE])
    assert stated.is_equal
    assert not SKEWED.is_equal
    assert IN_JUNE.parts == (Fraction(1),)
    assert Instalments(days=JUNE, parts="1") == IN_JUNE


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        pytest.param(late(Instalments, days=[]), RuleError, "needs at least one day", id="no day"),
        pytest.param(
            late(Instalments, days=[JUNE, MARCH]), RuleError, "order of time", id="backwards"
        ),
        pytest.param(late(Instalments, days=[JUNE, JUNE]), RuleError, "occurs twice", id="twice"),
        pytest.param(
            late(Instalments, days=[JUNE, YearDay(month=3, day=1, years_before=1)]),
            RuleError,
            "order of time",
            id="the year before comes first",
        ),
        pytest.param(
            late(Instalments, days=[MARCH, JUNE], parts=["1"]),
            RuleError,
            "2 days but 1 parts",
            id="a part too few",
        ),
        pytest.param(
            late(Instalments, days=[MARCH, JUNE], parts=["1", 0]),
            RuleError,
            "is 0; leave out its day",
            id="nothing",
        ),
        pytest.param(
            late(Instalments, days=[MARCH, JUNE], parts=["1/2", "1/3"]),
            RuleError,
            "sum to 5/6, not 1",
            id="not all",
        ),
        pytest.param(
            late(Instalments, days=[MARCH, JUNE], parts=[0.5, 0.5]), NotExactError, "0.5", id="0.5"
        ),
        pytest.param(
            late(Instalments, days=JUNE, parts="3/2"), AmountError, "3/2", id="more than all"
        ),
        pytest.param(late(Instalments, days="06-30"), WrongTypeError, "YearDay", id="text"),
        pytest.param(late(paid_by, plan=[JUNE]), WrongTypeError, "Instalments", id="days alone"),
        pytest.param(
            lambda: Fee("a", 2999, Ore(1)).instalments(IN_ARREARS),
            DayOutOfRangeError,
            "3000",
            id="after all days",
        ),
    ],
)
def test_no_plan(make: Callable[[], object], error: type[Exception], said: str) -> None:
    """A plan says for each day which part of the fee is paid; the parts are the whole fee."""
    with pytest.raises(error, match=said):
        make()


# --- Of a fee


def test_a_fee_by_the_plan_of_its_year() -> None:
    """The plan of the year's reading divides the fee."""
    found = alfa_owes(QUARTERS, "0.03")

    assert found.payment_plan == QUARTERS
    assert [each.ore for each in found.instalments("Alfa")] == [1, 1, 1, 0]
    assert str(found.instalments("alfa")[0].kronor) == "0.01"


def test_no_plan_is_not_none() -> None:
    """If no plan is stated, it is not known when the fee is due; that is no empty answer."""
    found = alfa_owes(None)

    assert found.payment_plan is None
    with pytest.raises(NoPaymentPlanError, match="no payment plan for 2015"):
        found.instalments("Alfa")
    with pytest.raises(NoPaymentPlanError):
        instalments_table(found).csv()


def test_no_fee_has_no_parts() -> None:
    """Without a fee there is nothing to divide: the reason is that of the fee."""
    found = alfa_owes(IN_JUNE)

    with pytest.raises(UnknownPartyError):
        found.instalments("Beta")
    with pytest.raises(NoFeeError, match="not a member"):
        assess(found.agreement, year=2014, figures=FigureTable([])).instalments("Alfa")


def test_without_funding() -> None:
    """Terms that state no funding state no plan."""
    made = with_members(agreed("Alfa"), alfa=START)

    assert assess(made, year=2015, figures=FigureTable([])).payment_plan is None


def test_the_plan_of_each_reading() -> None:
    """Each reading may state its own plan."""
    both = [paid_by(IN_JUNE), paid_by(QUARTERS, name="other")]
    made = with_members(agreed("Alfa", funding=both), alfa=START)
    found = [
        assess(made, year=2015, figures=FigureTable([]), reading=name) for name in ("only", "other")
    ]

    assert [len(each.instalments("Alfa")) for each in found] == [1, 4]


def test_a_late_member_pays_by_the_whole_plan() -> None:
    """A plan does not say what happens to days before the decision: the fee is divided by all."""
    made = agreed("Alfa", funding=paid_by(QUARTERS, 40_000)).accede(
        "Alfa", decided("2015-07-15"), effective=day("2015-08-01")
    )
    found = assess(made, year=2015, figures=FigureTable([]))

    assert [str(each.due_on) for each in found.instalments("Alfa")] == [
        "2015-03-31",
        "2015-06-30",
        "2015-09-30",
        "2015-12-31",
    ]


def test_the_plan_of_the_first_day_of_the_year() -> None:
    """The funding of the year's first day determines its plan, as it does its rounding."""
    made = with_members(agreed("Alfa", funding=paid_by(QUARTERS)), alfa=START).amend(
        decided("2015-02-01"), effective=day("2015-05-01"), funding=[paid_by(IN_JUNE)]
    )
    plans_of = [
        assess(made, year=year, figures=FigureTable([])).payment_plan for year in (2015, 2016)
    ]

    assert plans_of == [QUARTERS, IN_JUNE]


def test_a_claim_is_an_amount_of_its_own() -> None:
    """A later change is divided by itself; the parts of both sum to what is owed."""
    made = with_members(agreed("Alfa", funding=paid_by(THIRDS, "1.00")), alfa=START)
    dearer = made.amend(decided("2015-05-01"), effective=START, funding=[paid_by(THIRDS, "2.01")])
    settled = settle(
        Ledger(), dearer, years=[2015], figures=FigureTable([]), known_on=day("2015-12-31")
    )

    parts = [[each.ore for each in claim.instalments(THIRDS)] for claim in settled]
    assert parts == [[34, 33, 33], [34, 34, 33]]
    assert [each.ore for each in settled.assessments[0].instalments("Alfa")] == [67, 67, 67]


# --- As text


@pytest.mark.parametrize(
    ("plan", "language", "expected"),
    [
        pytest.param(
            QUARTERS,
            "sv",
            [
                "Betalningsplan [1]",
                "  1/4 senast den 31 mars 2015: 35 693,25 kr",
                "  1/4 senast den 30 juni 2015: 35 693,25 kr",
                "  1/4 senast den 30 september 2015: 35 693,25 kr",
                "  1/4 senast den 31 december 2015: 35 693,25 kr",
            ],
            id="by quarter",
        ),
        pytest.param(
            IN_JUNE,
            "en",
            [
                "Payment plan [no source stated]",
                "  the whole fee by 30 June 2015: SEK 142,773.00",
            ],
            id="in June",
        ),
    ],
)
def test_a_plan_explained(plan: Instalments, language: Language, expected: list[str]) -> None:
    """An explanation states the plan with its days and amounts, and cites its source."""
    explanation = alfa_owes(plan).explain("Alfa")
    lines = plainly(reports.explanation_text(explanation, language)).splitlines()

    first = lines.index(expected[0])
    assert lines[first : first + len(expected)] == expected


def test_a_plan_with_the_fees() -> None:
    """A table of fees states what the listed fees sum to on each day."""
    made = agreed("Alfa", "Beta", funding=paid_by(THIRDS, "1.00"))
    found = assess(with_members(made, alfa=START, beta=START), year=2015, figures=FigureTable([]))
    lines = plainly(reports.fees_text(found, "en")).splitlines()

    first = lines.index("Payment plan")
    assert lines[first - 1 : first + 4] == [
        "",
        "Payment plan",
        "  1/3 by 31 March 2015      SEK 0.68",
        "  1/3 by 30 June 2015       SEK 0.66",
        "  1/3 by 30 September 2015  SEK 0.66",
    ]
    assert "Betalningsplan" not in reports.fees_text(alfa_owes(None))


def test_a_plan_in_the_terms() -> None:
    """An agreement as text states the plan, before any fee is known."""
    shown = plainly(reports.agreement_text(agreed("Alfa", funding=paid_by(IN_ADVANCE))))

    assert "    Betalningsplan:\n" in shown
    assert "      1/4 senast den 20 december året före\n      3/4 senast den 20 mars\n" in shown


@pytest.mark.slow
@given(world=worlds())
def test_every_plan_can_be_told(world: World) -> None:
    """Whatever the plan, its parts sum to the fees, in text and data."""
    found = assess(world.agreement, year=world.year, figures=world.figures)
    data: Any = fees_data(found)

    for fee in data["fees"]:
        parts = fee["instalments"]
        assert (parts is None) == (found.payment_plan is None)
        assert parts is None or sum(part["ore"] for part in parts) == fee["ore"]
    if found.payment_plan is not None:
        lines = list(csv.DictReader(io.StringIO(instalments_table(found, "en").csv())))
        paid = sum(Decimal(line["kronor"]) for line in lines if line["kronor"])
        assert paid == found.subtotal_kronor


# --- As data


def test_instalments_as_data() -> None:
    """The data of a fee and of its explanation have the parts, or null if no plan is stated."""
    found = alfa_owes(IN_ADVANCE)
    data: Any = fees_data(found)
    explained: Any = explanation_data(found.explain("Alfa"))
    without: Any = explanation_data(alfa_owes(None).explain("Alfa"))

    assert data["fees"][0]["instalments"] == [
        {"due_on": "2014-12-20", "ore": 3_569_325, "kronor": "35693.25"},
        {"due_on": "2015-03-20", "ore": 10_707_975, "kronor": "107079.75"},
    ]
    assert explained["instalments"] == data["fees"][0]["instalments"]
    assert explained["reading"]["instalments"] == {
        "days": [
            {"month": 12, "day": 20, "years_before": 1, "years_after": 0},
            {"month": 3, "day": 20, "years_before": 0, "years_after": 0},
        ],
        "parts": ["1/4", "3/4"],
        "sources": [],
    }
    assert (without["instalments"], without["reading"]["instalments"]) == (None, None)


def test_instalments_as_csv() -> None:
    """A line for each party and day; a party without a fee has one line."""
    made = agreed("Alfa", "=Beta", funding=paid_by(THIRDS, "1.00"))
    joined = with_members(made, alfa=START)
    undated = joined.issue([joins(2, "beta")])
    found = assess(undated, year=2015, figures=counted(), known_on=day("2015-06-01"))

    assert instalments_table(found).csv().splitlines() == [
        "part;organisationsnummer;namn;kronor;år;status;förfallodag;underlag;saknas;tolkning",
        "alfa;;Alfa;0,34;2015;avgift;2015-03-31;;;only",
        "alfa;;Alfa;0,33;2015;avgift;2015-06-30;;;only",
        "alfa;;Alfa;0,33;2015;avgift;2015-09-30;;;only",
        "beta;;'=Beta;;2015;beslut saknas;;;;only",
    ]
    assert instalments_table(found, "en").csv().splitlines()[:2] == [
        "party,organisation number,name,kronor,year,status,due on,figures,missing,reading",
        "alfa,,Alfa,0.34,2015,fee,2015-03-31,,,only",
    ]


@given(plan=plans())
def test_plans_are_read_back(plan: Instalments) -> None:
    """A plan that is written is read back, on its own and in an agreement."""
    made = agreed("Alfa", funding=paid_by(plan))

    assert formats.loads(formats.dumps(plan), Instalments) == plan
    assert formats.loads(formats.dumps(made), Agreement) == made


def test_a_plan_in_a_file() -> None:
    """A file states the days, and the parts if they differ."""
    text = """
    samverkan = 1
    kind = "instalments"
    days = [{ month = 3, day = 31 }, { month = 6, day = 30 }, { month = 9, day = 30 }]
    parts = ["1/2", "0.3", "1/5"]
    """
    plan = formats.loads(text, Instalments, syntax="toml")

    assert plan == SKEWED
    assert formats.loads(text.split("parts", maxsplit=1)[0], Instalments, syntax="toml") == THIRDS


def test_the_command(tmp_path: Path) -> None:
    """The command writes instalments as text, as JSON and as CSV, or says that none are stated."""
    for name, plan in {"paid": QUARTERS, "silent": None}.items():
        formats.write(alfa_owes(plan).agreement, tmp_path / f"{name}.json")
    question = ("fees", "--year", 2015, "--party", "Alfa", "--agreement")
    paid, silent = tmp_path / "paid.json", tmp_path / "silent.json"

    assert "1/4 senast den 30 juni 2015: 35 693,25 kr" in ask(*question, paid).out
    assert '"due_on": "2015-06-30"' in ask(*question, paid, "--format", "json").out
    as_csv = ("--format", "csv", "--instalments")
    written = ask(*question, paid, *as_csv)
    assert written.out.splitlines()[1] == "alfa;;Alfa;35693,25;2015;avgift;2015-03-31;;;only"
    alone = ask(*question, paid, "--instalments")
    assert (alone.out, alone.status) == ("", 2)
    assert "--instalments behöver --format csv" in alone.err
    refused = ask(*question, silent, *as_csv)
    assert (refused.out, refused.status) == ("", 2)
    assert "Villkoren anger ingen betalningsplan för 2015" in refused.err


# --- Among what is due


def payments(made: Agreement, until: str = "2016-12-31") -> list[tuple[str, str]]:
    """Return the days of the payments of an agreement, each with its words."""
    found = made.as_known().events(Period(START, day(until)))
    return [
        (str(event.day), event.what.sv)
        for event in found
        if event.kind is EventKind.PAYMENT_DUE and event.what is not None
    ]


def test_the_days_of_a_plan_are_due() -> None:
    """Each day of the plan is a payment for every budget year, with the plan's source."""
    made = agreed("Alfa", last_day=dt.date(2016, 12, 31), funding=paid_by(QUARTERS))
    [event, *_] = made.as_known().upcoming(after=START)

    assert payments(made, "2015-12-31") == [
        ("2015-03-31", "Avgiften, del 1 av 4"),
        ("2015-06-30", "Avgiften, del 2 av 4"),
        ("2015-09-30", "Avgiften, del 3 av 4"),
        ("2015-12-31", "Avgiften, del 4 av 4"),
    ]
    assert event.due is not None
    assert event.due.sources == (PAPER,)
    assert event.due.what.in_language("en") == "The fee, part 1 of 4"
    in_june = agreed("Alfa", last_day=dt.date(2016, 12, 31), funding=paid_by(IN_JUNE))
    assert payments(in_june) == [("2015-06-30", "Avgiften"), ("2016-06-30", "Avgiften")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param(DueKind.PAYMENT, [("2015-06-30", "Årsavgiften")], id="not repeated"),
        pytest.param(DueKind.REPORT, [("2015-06-30", "Avgiften")], id="a report is another thing"),
    ],
)
def test_a_stated_payment_is_not_repeated(kind: DueKind, expected: list[tuple[str, str]]) -> None:
    """A payment that the terms state for a day of the plan is told once, in their words."""
    due = Due(what="Årsavgiften", kind=kind, when=JUNE)

    assert payments(agreed("Alfa", due=due, funding=paid_by(IN_JUNE)), "2015-12-31") == expected


def test_the_preferred_plan_is_due() -> None:
    """If the readings differ, the preferred one says what is due."""
    both = [paid_by(None), paid_by(QUARTERS, name="other")]

    assert payments(agreed("Alfa", funding=both)) == []
    assert payments(agreed("Alfa", funding=both[::-1]), "2015-04-01") == [
        ("2015-03-31", "Avgiften, del 1 av 4")
    ]


def test_a_new_plan_is_due_from_its_day() -> None:
    """The terms of the day say what is due, also by a plan."""
    made = agreed("Alfa", funding=paid_by(QUARTERS)).amend(
        decided("2015-02-01"), effective=day("2015-05-01"), funding=[paid_by(IN_JUNE)]
    )

    assert payments(made) == [
        ("2015-03-31", "Avgiften, del 1 av 4"),
        ("2015-06-30", "Avgiften"),
        ("2016-06-30", "Avgiften"),
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({"funding": [paid_by(IN_JUNE)]}, ["Serviceavgiften"], id="of the funding"),
        pytest.param({"title": "Nytt"}, ["Avgiften", "Serviceavgiften"], id="of something else"),
    ],
)
def test_a_plan_that_may_change(changed: dict[str, Any], expected: list[str]) -> None:
    """An amendment from an unknown day makes the days of the plan unknown, and no others."""
    service = Due(what="Serviceavgiften", kind=DueKind.PAYMENT, when=DECEMBER)
    made = agreed("Alfa", due=service, funding=paid_by(IN_JUNE)).amend(
        decided("2015-02-01"), effective=Start(), **changed
    )
    found = made.as_known().events(Period(START, day("2015-12-31")))

    assert [event.what.sv for event in found if event.what is not None] == expected
    assert Event(day("2015-06-30"), EventKind.LAST_DAY).due is None
