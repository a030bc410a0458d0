from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import START, agreed, day, decided, joins, plainly, with_members
from by_adoption import DAYS, Marked
from samverkan import (
    Agreement,
    Condition,
    Document,
    DocumentKind,
    Ground,
    Needs,
    Period,
    Standing,
    Start,
    Terms,
    Wait,
)
from samverkan.formats import register_data, register_table
from samverkan.register import Membership, Register
from samverkan.reports import register_text
from test_adoption import agreements, known

BEFORE, AFTER = day("2015-12-31"), day("2017-01-01")


def members(*, notice_months: int | None = 12, **terms: Any) -> Agreement:
    """Return an agreement of Alfa and Beta from 2015 on; Gamma and Delta are no members."""
    made = agreed("Alfa", "Beta", "Gamma", "Delta", notice_months=notice_months, **terms)
    return with_members(made, alfa=START, beta=START)


WITHDRAWN = members().withdraw("alfa", decided("2016-03-01"), last_day=None)
TERMINATED = members().terminate(decided("2016-03-01"), last_day=None)
JOINING = members().accede("gamma", decided("2016-03-01"), effective=Start())
BOARD = decided("2016-03-01", needs_ratification=True)
JOINING_LATE = members(last_day=day("2016-12-31")).accede(
    "gamma", decided("2016-03-01"), effective=Start()
)
AWAITING = members().accede("gamma", BOARD, effective=day("2016-07-01"))
VOTING = members(notice_months=None).amend(
    decided("2016-03-01"), title="Ny", effective=START, needs=Needs()
)
FOUNDED = agreed(
    "Alfa", "Beta", instruments=[joins(1, "beta")], needs=Needs(), last_day=day("2030-12-31")
).accede("alfa", decided("2014-12-01"), effective=START)


def only(made: Agreement, party: str, on: dt.date, known_on: dt.date | None = None) -> Membership:
    """Return the only membership of a party, seen on a day."""
    [row] = Register({"a": made}).memberships(on=on, party=party, known_on=known_on)
    return row


def status(made: Agreement, party: str, on: dt.date) -> str:
    """Return what the lines of people say of the only membership of a party on a day."""
    overview = Register({"a": made}).overview(on=on, party=party)
    lines = csv.DictReader(io.StringIO(register_table(overview).csv(), newline=""), delimiter=";")
    [row] = [line for line in lines if line["rad"] == "part"]
    return row["status"]


# --- Memberships that are not known


@pytest.mark.slow
@given(agreement=agreements(), known_on=known, on=st.sampled_from(DAYS))
def test_members_of_a_day(agreement: Agreement, known_on: dt.date | None, on: dt.date) -> None:
    """A member for certain is current; a party that may be one is pending: marked day by day."""
    certain, maybe = Marked(agreement).members(known_on)
    register = Register({"a": agreement})
    rows = [row for row in register.memberships(on=on, known_on=known_on) if not row.is_undated]
    may_be = [row for row in rows if row.uncertain is not None and on in row.uncertain]
    [entry] = register.entries(on=on, known_on=known_on)

    assert {(row.party.id, on) for row in rows if row.is_current} == {
        (party, each) for party, each in certain if each == on
    }
    assert {(row.party.id, on) for row in may_be} == {
        (party, each) for party, each in maybe if each == on
    }
    assert all(row.is_pending and not row.is_current for row in may_be)
    assert all(row.earliest_end is None for row in rows if not row.is_current)
    assert all(row.standing is not Standing.IN_FORCE for row in rows if row.is_pending)
    assert len({(row.party.id, row.member.accession.number) for row in rows}) == len(rows)
    assert entry.members == len({party for party, each in certain if each == on})
    assert entry.members + entry.uncertain == len(
        {party for party, each in certain | maybe if each == on}
    )


@pytest.mark.parametrize(
    ("made", "on", "since", "standing", "told"),
    [
        pytest.param((WITHDRAWN, "alfa"), BEFORE, START, "in-force", "gäller", id="before it left"),
        pytest.param((WITHDRAWN, "alfa"), AFTER, START, "pending", "väntar", id="may have left"),
        pytest.param((WITHDRAWN, "beta"), AFTER, START, "in-force", "gäller", id="another stays"),
        pytest.param(
            (WITHDRAWN, "alfa"),
            day("2014-01-01"),
            START,
            "not-yet",
            "gäller inte än",
            id="too early",
        ),
        pytest.param((TERMINATED, "beta"), BEFORE, START, "in-force", "gäller", id="before notice"),
        pytest.param((TERMINATED, "beta"), AFTER, START, "pending", "väntar", id="may have ended"),
        pytest.param((JOINING, "gamma"), BEFORE, None, "pending", "väntar", id="before it decided"),
        pytest.param((JOINING, "gamma"), AFTER, None, "pending", "väntar", id="may have joined"),
        pytest.param(
            (JOINING, "gamma"),
            day("2014-01-01"),
            None,
            "pending",
            "väntar",
            id="not begun, joining",
        ),
        pytest.param((AWAITING, "gamma"), BEFORE, None, "pending", "väntar", id="not ratified"),
        pytest.param((FOUNDED, "alfa"), AFTER, None, "pending", "väntar", id="founder"),
        pytest.param(
            (JOINING_LATE, "gamma"),
            AFTER,
            None,
            "expired",
            "har löpt ut",
            id="expired",
        ),
    ],
)
def test_a_day_that_no_source_gives(
    made: tuple[Agreement, str], on: dt.date, since: dt.date | None, standing: str, told: str
) -> None:
    """A membership is one row; no day is stated that is not known, and nobody is said to be in."""
    row = only(*made, on)

    assert (row.since, row.standing.value) == (since, standing)
    assert status(*made, on) == told
    assert row.is_current is (told == "gäller")
    assert row.until is None or row.since is None
    assert row.earliest_end is None or row.is_current


def test_ends_that_are_not_known() -> None:
    """How long a party is bound is not known if it may end earlier, on a day that nobody knows."""
    early = day("2015-02-01")

    assert only(WITHDRAWN, "alfa", BEFORE).earliest_end is None
    assert only(WITHDRAWN, "alfa", early).earliest_end == day("2016-02-01")
    assert only(WITHDRAWN, "beta", AFTER).earliest_end == day("2018-01-01")
    register = Register({"a": TERMINATED})
    [before], [soon] = register.entries(on=early), register.entries(on=BEFORE)
    assert (before.earliest_end, soon.earliest_end) == (day("2016-02-01"), None)
    assert before.is_end_open
    ending = members(last_day=day("2018-12-31")).terminate(decided("2016-03-01"), last_day=None)
    [entry] = Register({"a": ending}).entries(on=AFTER)
    assert (entry.period.last_day, entry.last_day) == (day("2018-12-31"), None)
    row = only(ending, "alfa", day("2019-01-01"))
    assert (row.until, row.is_over, row.is_pending, row.is_current) == (None, True, False, False)
    assert status(ending, "alfa", day("2019-01-01")) == "har löpt ut"


def test_several_unknown_days() -> None:
    """A withdrawal and a termination without a last day leave one row, from the earlier on."""
    made = members().terminate(decided("2016-06-01"), last_day=None)
    row = only(made.withdraw("alfa", decided("2016-03-01"), last_day=None), "alfa", BEFORE)

    assert (row.member.period, row.uncertain) == (Period(START), Period(day("2016-03-02")))


def test_left_before() -> None:
    """What ended for certain stays so, also if it is not known whether the agreement applies."""
    made = members().withdraw("alfa", decided("2015-03-01"), last_day=day("2015-06-30"))
    made = made.terminate(decided("2016-03-01"), last_day=None)
    row = only(made, "alfa", AFTER)

    assert (row.until, row.is_over, row.uncertain) == (day("2015-06-30"), True, None)
    assert status(made, "alfa", AFTER) == "inte längre part"


@pytest.mark.parametrize(
    ("made", "uncertain"),
    [
        pytest.param(
            agreed("Alfa", instruments=[attrs.evolve(joins(1, "alfa"), effective=Start())]),
            Period(START),
            id="no first day",
        ),
        pytest.param(FOUNDED, Period(START, day("2030-12-31")), id="agreement"),
        pytest.param(
            agreed("Alfa", instruments=[joins(1, "alfa")]).terminate(
                decided("2016-03-01"), last_day=None
            ),
            Period(day("2016-03-02")),
            id="no last day",
        ),
        pytest.param(agreed("Alfa", instruments=[joins(1, "alfa")]), None, id="nothing waits"),
    ],
)
def test_undated_and_uncertain(made: Agreement, uncertain: Period | None) -> None:
    """An accession without a decision, and without a day: both are said, and no day is made up."""
    party = "beta" if made is FOUNDED else "alfa"
    row = only(made, party, AFTER, known_on=day("2016-12-01"))

    assert row.is_undated
    assert row.uncertain == uncertain
    assert row.is_current is (uncertain is None)


@pytest.mark.parametrize(
    ("made", "members", "uncertain"),
    [
        pytest.param(WITHDRAWN, 1, 1, id="may have left"),
        pytest.param(TERMINATED, 0, 2, id="may have ended"),
        pytest.param(JOINING, 2, 1, id="may have joined"),
        pytest.param(FOUNDED, 0, 2, id="founders"),
        pytest.param(VOTING, 2, 0, id="amendment"),
    ],
)
def test_how_many(made: Agreement, members: int, uncertain: int) -> None:
    """The parties of which it is not known are counted beside the members."""
    overview = Register({"a": made}).overview(on=AFTER)
    [entry] = overview.entries
    data: Any = register_data(overview)
    told = plainly(register_text(overview))

    assert (entry.members, entry.uncertain) == (members, uncertain)
    assert [row["uncertain"] for row in data["agreements"]] == [uncertain]
    assert (f"{members} (+{uncertain} väntar)" in told) is (uncertain > 0)


def test_as_data() -> None:
    """JSON and CSV have one line for the membership, with nothing where nothing is known."""
    found: dict[str, list[dict[str, Any]]] = {}
    cells: dict[str, dict[str, str]] = {}
    for name, made, party in (("left", WITHDRAWN, "alfa"), ("joins", JOINING, "gamma")):
        overview = Register({name: made}).overview(on=AFTER, party=party)
        data: Any = register_data(overview)
        found[name] = data["memberships"]
        text = io.StringIO(register_table(overview).csv(), newline="")
        [cells[name]] = [row for row in csv.DictReader(text, delimiter=";") if row["rad"] == "part"]

    [left], [joining] = found["left"], found["joins"]
    assert (left["first_day"], left["last_day"]) == ("2015-01-01", None)
    assert left["uncertain"] == {"first_day": "2016-03-02", "last_day": None}
    assert (left["standing"], left["is_current"], left["is_pending"]) == ("pending", False, True)
    assert (joining["first_day"], joining["is_pending"]) == (None, True)
    assert (cells["left"]["från"], cells["left"]["till"]) == ("2015-01-01", "")
    assert (cells["joins"]["från"], cells["joins"]["status"]) == ("", "väntar")
    assert cells["left"]["tidigast slut"] == ""


def test_the_host() -> None:
    """The host is in the data, under its name."""
    overview = Register({"a": members(host="beta")}).overview(on=AFTER, party="alfa")
    data: Any = register_data(overview)

    assert data["memberships"][0]["host"] == {"party": "beta", "name": "Beta"}
    assert data["agreements"][0]["host"] == {"party": "beta", "name": "Beta"}
    assert str(overview.entries[0].host) == "Beta (beta)"


def test_replaced_by_what_is_pending() -> None:
    """An agreement is not said to be in force beside another if nobody knows from which day."""
    named = Document(kind=DocumentKind.AGREEMENT, title="Gammalt")
    new = Terms(title="Nytt", period=Start(not_before=AFTER), replaces=named)
    old = Terms(title="Gammalt", period=Period(START))
    register = Register({t.title.sv: Agreement(terms=t, parties=[]) for t in (new, old)})
    [row] = register.replacements()

    assert (row.found, row.both, row.status.value) == (("Gammalt",), None, "replaced")


# --- Who is missing?


@pytest.mark.parametrize(
    ("made", "concerned", "others"),
    [
        pytest.param(WITHDRAWN, "alfa", "beta", id="withdrawal"),
        pytest.param(JOINING, "gamma", "alfa", id="accession"),
        pytest.param(TERMINATED, "alfa beta", "gamma", id="termination"),
        pytest.param(VOTING, "alfa beta", "gamma", id="amendment"),
        pytest.param(
            members().amend(title="Ny", effective=START, needs=Needs(parties="gamma")),
            "alfa beta gamma",
            "delta",
            id="one who is no member decides",
        ),
        pytest.param(
            members()
            .withdraw("beta", decided("2015-02-01"), last_day=day("2015-06-30"))
            .amend(decided("2016-03-01"), title="Ny", effective=Start()),
            "alfa",
            "beta gamma",
            id="left before",
        ),
        pytest.param(
            members().succeed("alfa", "gamma", BOARD, first_day=day("2017-01-01")),
            "alfa gamma",
            "beta delta",
            id="succession",
        ),
        pytest.param(
            members()
            .withdraw("alfa", decided("2016-03-01"), last_day=day("2018-12-31"))
            .revoke(3, BOARD, ground=Ground.TAKEN_BACK),
            "alfa",
            "beta gamma",
            id="withdrawal taken back",
        ),
        pytest.param(members(), "", "alfa beta gamma", id="nothing"),
    ],
)
def test_whom_it_concerns(made: Agreement, concerned: str, others: str) -> None:
    """A party sees its own, what waits for its decision, and what is about a whole agreement."""
    register = Register({"a": made})

    assert [row.pending for row in register.pending()] == list(made.as_known().pending)
    for party in concerned.split():
        assert register.pending(party=party) == register.pending()
    for party in others.split():
        assert register.pending(party=party) == ()


def test_who_is_missing() -> None:
    """Of each thing that waits: the agreement, its title, for whom it waits, and since when."""
    register = Register({"b": VOTING, "a": FOUNDED})
    founded, voting = register.pending()

    assert (founded.agreement, founded.title.sv, founded.pending.number) == ("a", "Avtal", None)
    assert [str(party) for party in founded.missing] == ["Beta (beta)"]
    assert voting.pending.waits_for is Wait.DECISIONS
    assert [party.name for party in voting.missing] == ["Alfa", "Beta"]
    assert [row.agreement for row in register.pending(known_on=day("2016-01-01"))] == ["a"]
    overview = register.overview(on=AFTER, known_on=day("2016-01-01"))
    assert overview.pending == register.pending(known_on=day("2016-01-01"))


TOLD = """\
Väntar (2)
  a: Överenskommelsen väntar på beslut av Beta (beta).
  b: Ändring av villkoren (3) väntar på beslut av Alfa (alfa), Beta (beta).

Beslut saknas (1)
  a: Beta (beta)
"""


def test_pending_as_text() -> None:
    """What waits is a part of the text; it is never said that no decision is missing."""
    overview = Register({"a": FOUNDED, "b": VOTING}).overview(on=AFTER)
    voting = plainly(register_text(Register({"b": VOTING}).overview(on=AFTER)))
    leaving = plainly(register_text(Register({"b": WITHDRAWN}).overview(on=AFTER), "en"))

    assert TOLD in plainly(register_text(overview))
    assert "\nBeslut saknas: inga andra än de som står under Väntar\n" in voting
    assert "Pending (1)\n  b: Withdrawal of Alfa (3): the last day is not known.\n" in leaving
    assert "\nDecision missing: none\n" in leaving


def test_pending_as_data() -> None:
    """JSON and CSV say what waits, and for whom, also if the party is no member."""
    made = members().amend(title="Ny", effective=AFTER, needs=Needs(parties="gamma"))
    overview = Register({"a": made}).overview(on=AFTER, party="gamma")
    data: Any = register_data(overview)
    [row] = csv.DictReader(io.StringIO(register_table(overview).csv(), newline=""), delimiter=";")

    assert overview.entries == ()
    assert data["pending"] == [
        {
            "agreement": "a",
            "title": {"sv": "Avtal", "en": None},
            "number": 3,
            "waits_for": "decisions",
            "missing": [{"party": "gamma", "name": "Gamma"}],
            "lacking": 1,
            "days": {"first_day": "2017-01-01", "last_day": None},
        }
    ]
    assert (row["rad"], row["avtal"], row["titel"]) == ("väntar", "a", "Avtal")
    assert row["händelse"] == "Ändring av villkoren (3) väntar på beslut av Gamma (gamma)."
    assert row["saknas"] == "Gamma (gamma)"


def test_a_first_day_that_nobody_knows() -> None:
    """Of an agreement without a known first day, no day is stated in what it waits for."""
    terms = Terms(title="Avtal", period=Start(when=Condition.SIGNED))
    data: Any = register_data(
        Register({"a": Agreement(terms=terms, parties=[])}).overview(on=AFTER)
    )

    assert data["pending"][0]["waits_for"] == "signature"
    assert data["pending"][0]["days"] == {"first_day": None, "last_day": None}
