from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import by_hand
from builders import (
    MID_YEAR,
    START,
    agreed,
    counted,
    decided,
    funded_by,
    joins,
    late,
    municipality,
    plainly,
    with_members,
)
from samverkan import (
    Agreement,
    Document,
    DocumentKind,
    Due,
    DueAfter,
    DueKind,
    EventKind,
    FigureTable,
    Name,
    Party,
    PartyKind,
    Period,
    Source,
    Standing,
    Statistic,
    Terms,
    Text,
    Unit,
    Within,
    YearDay,
    assess,
    validate,
)
from samverkan.errors import (
    AmbiguousPartyError,
    BudgetYearError,
    DayOutOfRangeError,
    FolderError,
    IncompleteAssessmentError,
    PeriodOrderError,
    PeriodTooLongError,
    RegisterError,
    SamverkanError,
    TextError,
    UnknownAgreementError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.findings import Severity
from samverkan.formats import read_register, register_data, register_table, write
from samverkan.funding import Equally, Fixed, Rate, Split
from samverkan.register import (
    Chain,
    Failure,
    FeeStatus,
    Lookalike,
    Overview,
    Register,
    ReplacementStatus,
    SharedKey,
)
from samverkan.reports import register_text
from samverkan.stockholm import agreement, figures
from strategies import DECIDED, World, days, histories, renewing

knowledge = st.none() | DECIDED
ONE_DAY = dt.timedelta(days=1)
several_worlds = st.lists(histories(), min_size=1, max_size=3)


def registered(worlds: list[World]) -> Register:
    """Return a register of the agreements of worlds, named a, b and c."""
    return Register({name: each.agreement for name, each in zip("abc", worlds, strict=False)})


def termed(title: str = "Avtal", first: str = "2015-01-01", **fields: Any) -> Agreement:
    """Return an agreement without parties, from a day on."""
    last = fields.pop("last_day", None)
    period = Period(dt.date.fromisoformat(first), last and dt.date.fromisoformat(last))
    documents = fields.pop("documents", ())
    return Agreement(
        terms=Terms(title=title, period=period, **fields), parties=[], documents=documents
    )


def document(title: str = "Avtal", number: str | None = None, dated: str | None = None) -> Document:
    """Return the document of an agreement."""
    day = dated and dt.date.fromisoformat(dated)
    return Document(kind=DocumentKind.AGREEMENT, title=title, number=number, dated=day or None)


# --- Laws


@pytest.mark.slow
@given(worlds=several_worlds, known_on=knowledge, day=days)
def test_memberships_are_those_of_each_agreement(
    worlds: list[World], known_on: dt.date | None, day: dt.date
) -> None:
    """The current memberships are those that marking days by hand gives for each agreement."""
    register = registered(worlds)
    rows = register.memberships(on=day, known_on=known_on)
    expected = {
        (name, party)
        for name, agreement in register.agreements
        for party, on in by_hand.members(agreement, known_on).items()
        if day in on and day in agreement.as_known(known_on).period
    }
    current = {(row.agreement, row.party.id) for row in rows if row.is_current}
    undated = {(row.agreement, row.party.id) for row in rows if row.is_undated}

    assert current - undated <= expected <= current
    assert len(rows) == sum(
        len(state.memberships) + len(state.undated)
        for _, agreement in register.agreements
        for state in [agreement.as_known(known_on)]
    )
    for party in {row.party.id for row in rows}:
        own = register.memberships(on=day, known_on=known_on, party=party)
        assert own == tuple(row for row in rows if row.party.id == party)


@pytest.mark.slow
@given(worlds=several_worlds, known_on=knowledge, day=days)
def test_entries_are_those_of_each_agreement(
    worlds: list[World], known_on: dt.date | None, day: dt.date
) -> None:
    """An entry counts the members of its agreement, and those without a recorded decision."""
    register = registered(worlds)
    entries = register.entries(on=day, known_on=known_on)
    rows = register.memberships(on=day, known_on=known_on)
    undecided = register.undecided(on=day, known_on=known_on)

    assert [entry.agreement for entry in entries] == list(register)
    assert undecided == tuple(row for row in rows if not row.is_decided and not row.is_over)
    for entry in entries:
        state = register[entry.agreement].as_known(known_on)
        own = [row for row in rows if row.agreement == entry.agreement]
        lacking = [row for row in own if row.is_current and not row.is_decided]
        assert entry.standing is state.standing(on=day)
        assert entry.members == sum(row.is_current and not row.is_undated for row in own)
        assert entry.undecided == len(lacking)


LATER_NOTICE = termed(last_day="2016-12-31", renewal_months=12).amend(
    decided("2015-06-01"), effective=dt.date(2016, 1, 1), notice_months=18
)


@pytest.mark.slow
@given(made=renewing(), since=days, length=st.integers(0, 500))
@example(made=LATER_NOTICE, since=dt.date(2016, 6, 1), length=40)
def test_deadlines_are_those_of_each_day(made: Agreement, since: dt.date, length: int) -> None:
    """The deadlines between two days are all that are upcoming on some day, and fall between."""
    until = since + length * ONE_DAY
    state = made.as_known()
    expected = {
        event
        for days_later in range(-1, length)
        for event in state.upcoming(after=since + days_later * ONE_DAY)
        if event.day <= until
    }
    found = Register({"a": made}).deadlines(since=since, until=until)

    assert [row.event for row in found] == sorted(expected)


@pytest.mark.slow
@given(worlds=several_worlds, known_on=knowledge)
def test_fees_are_those_of_each_agreement(worlds: list[World], known_on: dt.date | None) -> None:
    """The fees are those of assessing each agreement; the total is known if all totals are."""
    register, year, table = registered(worlds), worlds[0].year, worlds[0].figures
    fees = register.fees(year=year, figures=table, known_on=known_on)
    each = {
        name: assess(agreement, year=year, figures=table, known_on=known_on)
        for name, agreement in register.agreements
    }

    assert {(row.agreement, row.party.id): row.ore for row in fees if row.ore is not None} == {
        (name, fee.party): fee.ore for name, assessment in each.items() for fee in assessment
    }
    assert {(row.agreement, row.party.id) for row in fees.unknown} == {
        (name, party) for name, assessment in each.items() for party in assessment.unknown
    }
    assert {row.status for row in fees if row.ore is None} <= {*FeeStatus} - {FeeStatus.FEE}
    assert all((row.status is FeeStatus.FEE) == (row.kronor is not None) for row in fees)
    assert fees.subtotal_ore == sum(assessment.subtotal_ore for assessment in each.values())
    if all(assessment.is_complete for assessment in each.values()):
        assert fees.total_ore == sum(assessment.total_ore for assessment in each.values())
    else:
        with pytest.raises(IncompleteAssessmentError):
            _ = fees.total_kronor


@pytest.mark.slow
@given(worlds=several_worlds, known_on=knowledge, on=st.none() | days)
def test_findings_are_those_of_each_agreement(
    worlds: list[World], known_on: dt.date | None, on: dt.date | None
) -> None:
    """The findings are those of validating each agreement, the most serious first."""
    register = registered(worlds)
    found = register.findings(on=on, known_on=known_on)

    assert sorted(found, key=lambda row: row.agreement) == [
        row
        for name, agreement in register.agreements
        for finding in validate(agreement, on=on, known_on=known_on)
        for row in [attrs.evolve(found[0], agreement=name, finding=finding)]
    ]
    assert [row.finding.severity.rank for row in found] == sorted(
        row.finding.severity.rank for row in found
    )


@st.composite
def stated_parties(draw: st.DrawFn) -> Party:
    """Parties with few ids, codes, numbers and names, so that they often share some."""
    return Party(
        names=draw(st.lists(st.sampled_from(["Alfa", "ALFA", "Beta"]), min_size=1, max_size=2)),
        kind=PartyKind.MUNICIPALITY,
        id=draw(st.sampled_from(["a", "b", "c", "d"])),
        municipality_code=draw(st.none() | st.sampled_from(["0182", "0187"])),
        organisation_number=draw(st.none() | st.sampled_from(["212000-0167", "212000-2908"])),
    )


def each_with_one(parties: list[Party]) -> Register:
    """Return a register of agreements with one party each, a member from the first day on."""
    return Register(
        {f"{place:02}": agreed(p, instruments=[joins(1, p.id)]) for place, p in enumerate(parties)}
    )


def keys(party: Party) -> set[str]:
    """Return what identifies a party."""
    return {party.id, party.municipality_code or party.id, party.organisation_number or party.id}


def may_be_alike(one: Party, other: Party) -> bool:
    """Return whether two parties with one word as their id have names that begin alike."""
    is_word = all(p.id not in {p.municipality_code, p.organisation_number} for p in (one, other))
    names = [{name.text.casefold() for name in party.names} for party in (one, other)]
    alike = any(a.startswith(b) or b.startswith(a) for a in names[0] for b in names[1])
    return one.id != other.id or not is_word or alike


@given(parties=st.lists(stated_parties(), min_size=1, max_size=6), place=st.integers(0, 5))
def test_one_body(parties: list[Party], place: int) -> None:
    """Parties that share an id, a code or a number, also through others, are one body."""
    asked_for = parties[place % len(parties)]
    known = keys(asked_for)
    for _ in parties:
        known = known.union(*(keys(party) for party in parties if keys(party) & known))
    own = [f"{n:02}" for n, party in enumerate(parties) if keys(party) & known]
    register = each_with_one(parties)
    body = [party for party in parties if keys(party) & known]
    if not all(itertools.starmap(may_be_alike, itertools.combinations(body, 2))):
        with pytest.raises(AmbiguousPartyError):
            register.memberships(on=START, party=asked_for)
        return

    for query in (asked_for, asked_for.id):
        rows = register.memberships(on=START, party=query)
        assert [row.agreement for row in rows] == own
    assert [entry.agreement for entry in register.entries(on=START, party=asked_for)] == own


@given(parties=st.lists(stated_parties(), min_size=2, max_size=5))
def test_lookalikes(parties: list[Party]) -> None:
    """Two parties that share something and differ in something else stand in a row together."""
    together = {
        frozenset({one, other})
        for row in each_with_one(parties).lookalikes()
        for (_, ones), (_, others) in itertools.combinations(row.parties, 2)
        for one in ones
        for other in others
    }

    def names(party: Party) -> set[str]:
        return {name.text.casefold() for name in party.names}

    for (n, one), (m, other) in itertools.combinations(enumerate(parties), 2):
        stated = [(p.id, p.municipality_code, p.organisation_number) for p in (one, other)]
        shared = any(a == b is not None for a, b in zip(*stated, strict=True))
        shared |= bool(names(one) & names(other))
        differ = any(a != b for a, b in zip(*stated, strict=True) if None not in {a, b})
        differ |= not names(one) & names(other)
        if shared and differ:
            assert frozenset({f"{n:02}", f"{m:02}"}) in together


@st.composite
def successions(draw: st.DrawFn) -> list[tuple[Period, list[int]]]:
    """Agreements by place: when each is in force, and the places of those that it replaces."""
    count = draw(st.integers(1, 6))
    found = []
    for place in range(count):
        first = draw(days)
        period = Period(first, draw(st.none() | st.dates(first, first + 400 * ONE_DAY)))
        others = [other for other in range(count) if other != place]
        found.append((period, draw(st.lists(st.sampled_from(others or [0]), max_size=2))))
    return found


@given(made=successions(), day=days)
def test_chains(made: list[tuple[Period, list[int]]], day: dt.date) -> None:
    """What held is in force, and no other one in force replaces it, directly or through others."""
    assume(all(place not in replaced for place, (_, replaced) in enumerate(made)))
    register = Register(
        {
            str(place): Agreement(
                terms=Terms(
                    title=f"Avtal {place}",
                    period=period,
                    document_number=f"15/{place}",
                    replaces=[document(f"Avtal {other}", f"15/{other}") for other in replaced],
                ),
                parties=[],
            )
            for place, (period, replaced) in enumerate(made)
        }
    )
    reached = {place: set(replaced) for place, (_, replaced) in enumerate(made)}
    for _ in made:
        for ways in reached.values():
            ways |= {far for near in ways for far in reached[near]}
    in_force = {place for place, (period, _) in enumerate(made) if day in period}
    beside = {far for place in in_force for far in reached[place] if far != place} & in_force

    for place in range(len(made)):
        chain = register.chain(str(place), on=day)
        together = {*map(int, chain.agreements)}
        assert place in together
        assert {far for near in together for far in reached[near]} <= together
        assert {*map(int, chain.held)} == (in_force - beside) & together
        assert {*map(int, chain.beside)} == beside & together


# --- The register itself


def test_register() -> None:
    """A register has its agreements in order of name."""
    register = Register([("b", termed()), ("a", agreement)])

    assert list(register) == ["a", "b"]
    assert len(register) == 2
    assert "a" in register
    assert "c" not in register
    assert 5 not in register
    assert register["a"] is agreement
    assert register == Register({"a": agreement, "b": termed()})
    assert repr(register) == "<Register: 2 agreements, 0 failures>"


FAILED = Failure(agreement="fel.json", error=BudgetYearError(15))


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(
            lambda: Register([("a", agreement), ("a", agreement)]), RegisterError, id="twice"
        ),
        pytest.param(
            lambda: Register({"fel.json": agreement}, failures=[FAILED]), RegisterError, id="failed"
        ),
        pytest.param(lambda: Register({}, skipped=["a", "a"]), RegisterError, id="skipped twice"),
        pytest.param(lambda: Register({"": agreement}), TextError, id="no name"),
        pytest.param(lambda: Register({}, skipped=["\x1b"]), TextError, id="skipped, invisible"),
        pytest.param(late(Register, agreements={"a": 5}), WrongTypeError, id="no agreement"),
        pytest.param(late(Register, agreements=agreement), WrongTypeError, id="one agreement"),
        pytest.param(late(Register, agreements={}, failures="a"), WrongTypeError, id="no failure"),
        pytest.param(late(Failure, agreement="a", error=KeyError()), WrongTypeError, id="not ours"),
        pytest.param(lambda: Register({"a": agreement})["b"], UnknownAgreementError, id="unknown"),
        pytest.param(
            lambda: Register({}).memberships(on=START, party="Nacka"), UnknownPartyError, id="empty"
        ),
        pytest.param(
            lambda: Register({}).deadlines(since=START, until=START - ONE_DAY),
            PeriodOrderError,
            id="swapped days",
        ),
        pytest.param(
            lambda: Register({}).fees(year=15, figures=figures), BudgetYearError, id="year 15"
        ),
        pytest.param(
            lambda: Register({}).entries(on=dt.date(1, 1, 1)), DayOutOfRangeError, id="year 1"
        ),
    ],
)
def test_refused(make: Callable[[], object], error: type[SamverkanError]) -> None:
    """A register refuses what contradicts itself, and questions that make no sense."""
    with pytest.raises(error):
        make()


def test_an_error_with_its_register_is_a_value() -> None:
    """Two failures are equal if their errors say the same."""
    again = Failure(agreement="fel.json", error=BudgetYearError(15))

    assert again == FAILED
    assert hash(again) == hash(FAILED)
    assert again != Failure(agreement="fel.json", error=BudgetYearError(16))


# --- Deadlines


@pytest.mark.parametrize(
    ("last", "years"),
    [
        pytest.param(dt.date(2114, 12, 31), None, id="100 years"),
        pytest.param(dt.date(2115, 1, 1), 100, id="over 100 years"),
    ],
)
def test_long_spans(last: dt.date, years: int | None) -> None:
    """A question is about 100 years at most."""
    register = Register({"a": termed(last_day="2015-12-31", renewal_months=1)})

    if years is None:
        assert len(register.deadlines(since=START, until=last)) == 12 * 99 + 1
    else:
        with pytest.raises(PeriodTooLongError) as caught:
            register.deadlines(since=START, until=last)
        assert caught.value.years == years


def test_events_without_end() -> None:
    """Events are asked for in a period with a last day; the error says so."""
    with pytest.raises(PeriodTooLongError, match="without an end"):
        agreement.as_known().events(Period(START))


def test_old_terms() -> None:
    """A term that has renewed itself for long is followed to the days asked about."""
    made = termed(first="1900-01-31", last_day="1900-01-31", renewal_months=1, notice_months=1)
    found = Register({"a": made}).deadlines(since=dt.date(2024, 2, 1), until=dt.date(2024, 3, 30))

    assert [(str(row.event.day), row.event.kind) for row in found] == [
        ("2024-02-29", EventKind.RENEWAL),
        ("2024-02-29", EventKind.LAST_DAY_FOR_NOTICE),
    ][::-1]


def test_deadlines_of_a_party() -> None:
    """A deadline concerns those who are members on its day."""
    made = agreed(
        "Alfa",
        "Beta",
        "Gamma",
        instruments=[joins(1, "alfa"), joins(2, "beta")],
        last_day=dt.date(2016, 12, 31),
        notice_months=12,
    ).withdraw("alfa", decided("2015-01-01"), last_day=dt.date(2016, 1, 31))
    register = Register({"a": made})

    def kinds(party: str, known_on: dt.date | None = None) -> list[str]:
        until = dt.date(2016, 12, 31)
        rows = register.deadlines(since=START, until=until, party=party, known_on=known_on)
        return [row.event.kind.value for row in rows]

    assert kinds("alfa") == ["last-day-for-notice"]
    assert kinds("beta") == ["last-day-for-notice", "last-day"]
    assert kinds("gamma") == []
    assert kinds("beta", START) == ["last-day-for-notice", "last-day"]  # undated is not absent


DUE_REGISTER = Register(
    {
        "a": agreed(
            "Alfa",
            "Beta",
            instruments=[joins(1, "alfa"), joins(2, "beta")],
            last_day=dt.date(2016, 12, 31),
            notice_by=YearDay(month=6, day=30, years_before=1),
            due=[
                Due(
                    what=Text("Årsavgiften", "The yearly fee"),
                    kind=DueKind.PAYMENT,
                    when=YearDay(month=6, day=30),
                    sources=Source(document="Exempelavtal", place="7 §"),
                ),
                Due(
                    what="Slutredovisning",
                    kind=DueKind.REPORT,
                    when=Within(count=1, unit=Unit.MONTHS, after=DueAfter.LAST_DAY),
                ),
            ],
        ).withdraw("alfa", decided("2015-01-01"), last_day=dt.date(2015, 12, 31))
    }
)


def test_what_is_due() -> None:
    """A payment has its words and its source; a report after the end concerns the last members."""
    overview = DUE_REGISTER.overview(on=START, until=dt.date(2017, 12, 31))
    found: dict[str, Any] = register_data(overview)

    assert [(row["day"], row["kind"]) for row in found["deadlines"]] == [
        ("2015-06-30", "last-day-for-notice"),
        ("2015-06-30", "payment-due"),
        ("2016-06-30", "payment-due"),
        ("2016-12-31", "last-day"),
        ("2017-01-31", "report-due"),
    ]
    payment, last_day = found["deadlines"][1], found["deadlines"][3]
    assert payment["what"] == {"sv": "Årsavgiften", "en": "The yearly fee"}
    assert payment["sources"][0]["place"] == "7 §"
    assert (last_day["what"], last_day["sources"]) == (None, [])
    by = {"month": 6, "day": 30, "years_before": 1}
    assert (found["agreements"][0]["notice_months"], found["agreements"][0]["notice_by"]) == (
        None,
        by,
    )
    told = register_text(overview, "en")
    assert "2015-06-30  payment due: The yearly fee" in told.replace("\N{NO-BREAK SPACE}", " ")
    rows = lines(overview)
    assert rows[0]["uppsägning senast"] == "30 juni året före"
    assert rows[-1]["händelse"] == "lämnas senast: Slutredovisning"
    of_alfa, of_beta = (
        DUE_REGISTER.deadlines(since=START, until=dt.date(2017, 12, 31), party=party)
        for party in ("alfa", "beta")
    )
    assert [str(row.event.day) for row in of_alfa] == ["2015-06-30", "2015-06-30"]
    assert len(of_beta) == 5
    [row] = DUE_REGISTER.memberships(on=START, party="beta")
    assert row.notice_by == YearDay(month=6, day=30, years_before=1)


# --- Parties


NACKA = municipality("Nacka kommun", municipality_code="0182")


@pytest.mark.parametrize(
    ("parties", "query", "found"),
    [
        pytest.param([NACKA, municipality("Nacka kommun")], "nacka kommun", 2, id="same name"),
        pytest.param([NACKA, municipality("Nacka kommun")], "nacka", 2, id="beginning"),
        pytest.param([NACKA, municipality("Nacka kommun")], "0182", 1, id="code"),
        pytest.param(
            [municipality("Alfa", organisation_number="212000-0167"), municipality("A", id="a")],
            "2120000167",
            1,
            id="number without hyphen",
        ),
        pytest.param(
            [municipality(Name("Täby"), Name("Täby köping")), municipality("Täby")],
            "täby köping",
            2,
            id="an earlier name, and through the id",
        ),
        pytest.param([NACKA], municipality("Annat", municipality_code="0182"), 1, id="a Party"),
        pytest.param(
            [NACKA, municipality("Nacka", id="x", organisation_number="212000-0167")],
            municipality("N", municipality_code="0182", organisation_number="212000-0167"),
            2,
            id="a Party that ties two together",
        ),
        pytest.param([NACKA, municipality("Nacka vatten", id="v")], "nacka", None, id="two names"),
        pytest.param(
            [NACKA, municipality("Nacka kommun", municipality_code="0180")],
            "nacka kommun",
            None,
            id="two codes",
        ),
        pytest.param(
            [NACKA, Party(names="Nacka kommun", kind=PartyKind.COMPANY)],
            "nacka kommun",
            None,
            id="two kinds",
        ),
        pytest.param([NACKA], "solna", 0, id="unknown"),
        pytest.param([NACKA], municipality("Solna"), 0, id="an unknown Party"),
    ],
)
def test_who(parties: list[Party], query: str | Party, found: int | None) -> None:
    """A party is found in all agreements; if it may be two bodies, nobody guesses which."""
    register = each_with_one(parties)

    if found:
        assert len(register.memberships(on=START, party=query)) == found
    else:
        with pytest.raises(AmbiguousPartyError if found is None else UnknownPartyError):
            register.memberships(on=START, party=query)


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        pytest.param(
            {"names": "Alfa", "organisation_number": "212000-0167"},
            {"names": "Beta", "organisation_number": "212000-0167"},
            SharedKey.ORGANISATION_NUMBER,
            id="a number of two names",
        ),
        pytest.param(
            {"names": "Alfa", "municipality_code": "0182", "organisation_number": "212000-0167"},
            {"names": "Alfa", "municipality_code": "0182", "organisation_number": "212000-2908"},
            SharedKey.MUNICIPALITY_CODE,
            id="a code of two numbers",
        ),
        pytest.param(
            {"names": "Alfa", "id": "a"}, {"names": "Beta", "id": "a"}, SharedKey.ID, id="an id"
        ),
        pytest.param(
            {"names": "Alfa", "municipality_code": "0182"},
            {"names": "alfa"},
            SharedKey.NAME,
            id="a name with a code, and without",
        ),
        pytest.param(
            {"names": ["Alfa", "Beta"], "id": "a"}, {"names": "Beta", "id": "a"}, None, id="renamed"
        ),
        pytest.param({"names": "Alfa"}, {"names": "Beta"}, None, id="two bodies"),
    ],
)
def test_who_looks_like_whom(
    one: dict[str, Any], other: dict[str, Any], by: SharedKey | None
) -> None:
    """Parties that share something and differ otherwise are told once, by what is strongest."""
    first, second = (Party(kind=PartyKind.MUNICIPALITY, **fields) for fields in (one, other))
    found = each_with_one([first, second, first]).lookalikes()

    assert [row.by for row in found] == ([] if by is None else [by])
    for row in found:
        assert sorted(names for _, names in row.parties) == [("00", "02"), ("01",)]


def test_standing() -> None:
    """A membership row says whether the agreement is in force, and whether it is current."""
    made = agreed("Alfa", instruments=[joins(1, "alfa")], last_day=dt.date(2016, 12, 31))
    register = Register({"a": made.withdraw("alfa", decided("2015-01-01"), last_day=START)})

    def row(on: str) -> tuple[Standing, bool, bool]:
        [found] = register.memberships(on=dt.date.fromisoformat(on), party="alfa")
        return found.standing, found.is_current, found.is_over

    assert row("2014-12-31") == (Standing.NOT_YET, False, False)
    assert row("2015-01-01") == (Standing.IN_FORCE, True, False)
    assert row("2015-01-02") == (Standing.IN_FORCE, False, True)
    assert row("2017-01-01") == (Standing.EXPIRED, False, True)


# --- Fees


PER_HEAD = Rate(kronor_per_unit=1, of=MID_YEAR)
PAYING = with_members(agreed("Alfa", "Beta", funding=funded_by(Fixed(kronor=10))), alfa=START)
ODD = Statistic(id="population", name="a", unit="a", units="a", decimals=1)


def test_fees_of_several_agreements() -> None:
    """A party's fees are added over its agreements; an agreement without it is left out."""
    more = with_members(agreed("Alfa", funding=funded_by(Fixed(kronor=5))), alfa=START)
    without = with_members(agreed("Beta", funding=funded_by(Fixed(kronor=7))), beta=START)
    register = Register({"a": PAYING, "b": more, "c": without})
    fees = register.fees(year=2015, figures=counted(), party="alfa")

    assert [(row.agreement, row.ore) for row in fees] == [("a", 1000), ("b", 500)]
    assert len(fees) == 2
    assert (str(fees.total_kronor), str(fees.subtotal_kronor)) == ("15.00", "15.00")
    assert register.fees(year=2015, figures=counted()).total_ore == 2200


@pytest.mark.parametrize(
    ("made", "status"),
    [
        pytest.param(agreed("Alfa", instruments=[joins(1, "alfa")]), "unstated", id="no funding"),
        pytest.param(
            agreed(
                "Alfa",
                instruments=[joins(1, "alfa")],
                funding=funded_by(Split(total=100, by=Equally())),
            ),
            "undated",
            id="no decision",
        ),
        pytest.param(
            with_members(agreed("Alfa", funding=funded_by(PER_HEAD)), alfa=START),
            "missing",
            id="no figure",
        ),
        pytest.param(
            with_members(
                agreed("Alfa", funding=funded_by(Split(total=100, by=PER_HEAD.of))), alfa=START
            ),
            "indivisible",
            id="no weight",
        ),
    ],
)
def test_unknown_is_not_0(made: Agreement, status: str) -> None:
    """A fee that is not known prevents the total, and the error names it with its agreement."""
    table = counted(alfa=0) if status == "indivisible" else counted()
    fees = Register({"a": PAYING, "b": made}).fees(
        year=2015, figures=table, known_on=dt.date(2016, 1, 1)
    )
    unknown = [row for row in fees if row.agreement == "b"]

    assert [(row.status.value, row.ore) for row in unknown] == [(status, None)]
    assert bool(unknown[0].needs) is (status == "missing")
    assert not fees.is_complete
    assert fees.subtotal_ore == 1000
    with pytest.raises(IncompleteAssessmentError, match=r"b: Alfa \(alfa\)"):
        _ = fees.total_ore


def test_an_agreement_that_cannot_be_assessed() -> None:
    """An agreement that does not fit the figures is named, and the others are assessed."""
    table = FigureTable([attrs.evolve(counted(alfa=5).figures[0], statistic=ODD)])
    made = with_members(agreed("Alfa", funding=funded_by(PER_HEAD)), alfa=START)
    fees = Register({"a": PAYING, "b": made}, failures=FAILED).fees(year=2015, figures=table)

    assert [row.agreement for row in fees] == ["a"]
    assert [failure.agreement for failure in fees.failures] == ["fel.json", "b"]
    with pytest.raises(IncompleteAssessmentError) as caught:
        _ = fees.total_ore
    assert caught.value.missing == ("fel.json", "b")


# --- Replacement


OLD = termed("Avtal 2015", document_number="15/1", last_day="2016-12-31")


@pytest.mark.parametrize(
    ("stated", "others", "found", "status"),
    [
        pytest.param(document("X", "15/1"), {"old": OLD}, ["old"], "replaced", id="number"),
        pytest.param(document("X", " 15/1"), {"old": OLD}, ["old"], "replaced", id="spaces"),
        pytest.param(document("AVTAL 2015"), {"old": OLD}, ["old"], "replaced", id="title"),
        pytest.param(document("Avtal 2015", "9"), {"old": OLD}, [], "not-found", id="other number"),
        pytest.param(document("X"), {"old": OLD}, [], "not-found", id="other title"),
        pytest.param(
            document("Avtal 2015", "9"),
            {"old": termed("Avtal 2015")},
            ["old"],
            "both-in-force",
            id="the title of one without a number",
        ),
        pytest.param(
            document("Avtal 2015"),
            {"old": OLD, "later": termed("Avtal 2015", "2018-01-01")},
            ["old"],
            "replaced",
            id="what starts later is not meant",
        ),
        pytest.param(
            document("Avtal 2015"), {"a": OLD, "b": OLD}, ["a", "b"], "ambiguous", id="two"
        ),
        pytest.param(
            document("Avtal 2015", "15/1"),
            {"a": OLD, "b": termed("B", document_number="15/1")},
            ["a"],
            "replaced",
            id="the number of two issuers, told apart by title",
        ),
        pytest.param(
            document("Avtal 2015", dated="2014-11-03"),
            {
                "a": OLD,
                "b": termed("Avtal 2015", documents=[document("B", dated="2014-11-03")]),
            },
            ["b"],
            "both-in-force",
            id="told apart by the day of the document",
        ),
        pytest.param(document("Nytt avtal", "17/1"), {}, [], "not-found", id="itself"),
        pytest.param(
            document("Nytt namn"),
            {
                "old": OLD.amend(
                    decided("2015-06-01"), effective=dt.date(2016, 1, 1), title="Nytt namn"
                )
            },
            ["old"],
            "replaced",
            id="a later title",
        ),
    ],
)
def test_replaced(
    stated: Document, others: dict[str, Agreement], found: list[str], status: str
) -> None:
    """A replaced agreement is found by number, else by title; if several may be meant, all are."""
    new = termed("Nytt avtal", "2017-01-01", document_number="17/1", replaces=stated)
    [row] = Register({"new": new, **others}).replacements()

    assert (row.agreement, row.document) == ("new", stated)
    assert (list(row.found), row.status) == (found, ReplacementStatus(status))
    assert (row.both is not None) is (status == "both-in-force")


def test_what_held() -> None:
    """Of a chain, the latest agreement in force holds; what it replaces is beside it."""
    first = termed("Ett", last_day="2016-12-31")
    second = termed("Två", "2017-01-01", replaces=document("Ett"))
    third = termed("Tre", "2018-01-01", replaces=[document("Två")])
    register = Register({"1": first, "2": second, "3": third, "4": termed("Fyra")})

    def held(day: str, name: str = "1") -> Chain:
        return register.chain(name, on=dt.date.fromisoformat(day))

    assert held("2014-12-31") == Chain(
        on=dt.date(2014, 12, 31), agreements=("1", "2", "3"), held=(), beside=()
    )
    assert (held("2016-12-31").held, held("2016-12-31").beside) == (("1",), ())
    assert (held("2017-12-31").held, held("2017-12-31").beside) == (("2",), ())
    assert (held("2018-01-01").held, held("2018-01-01").beside) == (("3",), ("2",))
    assert held("2018-01-01", "4").held == ("4",)
    with pytest.raises(UnknownAgreementError):
        held("2018-01-01", "5")


def test_termination_ends_what_is_replaced() -> None:
    """Once the termination of the old agreement is known, both are no longer in force."""
    old = termed("Ett").terminate(decided("2016-06-01"), last_day=dt.date(2016, 12, 31))
    new = termed("Två", "2017-01-01", replaces=document("Ett"))
    register = Register({"1": old, "2": new})

    [before] = register.replacements(known_on=dt.date(2016, 5, 31))
    [after] = register.replacements(known_on=dt.date(2016, 6, 1))
    assert (before.both, after.both) == (Period(dt.date(2017, 1, 1)), None)


# --- Overviews, and how they are written


def full() -> Overview:
    """Return an overview in which every part has something, about all parties."""
    return REGISTER.overview(
        on=dt.date(2018, 1, 1), until=dt.date(2018, 12, 31), year=2018, known_on=dt.date(2018, 1, 1)
    )


RENEWED = agreed(
    municipality("Alfa kommun", id="alfa", organisation_number="212000-9999"),
    municipality("=Beta", id="beta"),
    instruments=[joins(1, "alfa")],
    last_day=dt.date(2018, 12, 31),
    renewal_months=12,
    notice_months=6,
    document_number="17/1",
    replaces=[
        document("Ett"),
        document("Två", "9"),
        document("Avtal"),
        document("Gammalt"),
    ],
).accede("beta", decided("2015-06-01"), effective=dt.date(2017, 1, 1))
REGISTER = Register(
    {
        "a.json": attrs.evolve(
            RENEWED, terms=attrs.evolve(RENEWED.terms, funding=funded_by(Fixed(kronor="-10.50")))
        ),
        "b.json": attrs.evolve(
            termed("Ett", "2014-01-01", last_day="2018-06-30"),
            parties=[municipality("Alfa", id="alfa", organisation_number="212000-9999")],
        ),
        "c.json": termed("Avtal", "2014-01-01"),
        "d.json": termed("Avtal", "2014-01-01"),
        "e.json": termed("Gammalt", "2013-01-01", last_day="2014-12-31"),
    },
    failures=FAILED,
    skipped="uppgifter.json",
)


def test_overview() -> None:
    """An overview holds what the questions answer one by one."""
    on, until = dt.date(2018, 1, 1), dt.date(2018, 12, 31)
    asked: dict[str, Any] = {"known_on": on}
    overview = full()

    assert overview.entries == REGISTER.entries(on=on, **asked)
    assert overview.memberships == ()
    assert overview.pending == REGISTER.pending(**asked)
    assert overview.undecided == REGISTER.undecided(on=on, **asked)
    assert overview.deadlines == REGISTER.deadlines(since=on, until=until, **asked)
    assert overview.fees == REGISTER.fees(year=2018, figures=FigureTable([]), **asked)
    assert overview.findings == REGISTER.findings(figures=FigureTable([]), **asked)
    assert overview.replacements == REGISTER.replacements(**asked)
    assert overview.chains == (REGISTER.chain("a.json", on=on, **asked),)
    assert overview.lookalikes == REGISTER.lookalikes()
    assert (overview.failures, overview.skipped) == (REGISTER.failures, REGISTER.skipped)


def test_overview_of_a_party() -> None:
    """An overview of a party holds what concerns it: its agreements, and what they replace."""
    alfa = REGISTER.overview(on=dt.date(2018, 1, 1), party="212000-9999", year=2018)
    later = Register({"a": agreement, **dict(REGISTER.agreements)})
    nacka = later.overview(on=dt.date(2018, 1, 1), party="Nacka")

    assert alfa.party == REGISTER["a.json"].parties[0]
    assert [row.agreement for row in alfa.memberships] == ["a.json"]
    assert [entry.agreement for entry in alfa.entries] == ["a.json"]
    assert [len(chain.agreements) for chain in alfa.chains] == [3]
    assert (nacka.replacements, nacka.chains, nacka.deadlines, nacka.fees) == ((), (), (), None)
    assert {row.agreement for row in nacka.findings} == {"a"}


TOLD = """\
Avtalsregister den 1 januari 2018
Enligt vad som var känt den 1 januari 2018

Avtal (5)
  avtal   ställning    från        till        tidigast slut  parter  titel
  a.json  gäller       2015-01-01              2018-12-31          1  Avtal
  b.json  gäller       2014-01-01  2018-06-30  2018-06-30          0  Ett
  c.json  gäller       2014-01-01                                  0  Avtal
  d.json  gäller       2014-01-01                                  0  Avtal
  e.json  har löpt ut  2013-01-01  2014-12-31                      0  Gammalt
  Tidigast slut: om uppsägning sker den 1 januari 2018; tomt om det inte är känt.

Bevakningar till och med den 31 december 2018 (3)
  dag         vad                       avtal   titel
  2018-06-30  sista dag                 b.json  Ett
  2018-06-30  sista dag för uppsägning  a.json  Avtal
  2018-12-31  förlängs                  a.json  Avtal

Avgifter för 2018 (1)
  avtal   avgifter     belopp  okänt
  a.json         1  -10,50 kr  beslut saknas (1)
  Delsumma (1): -10,50 kr
  Summan är inte känd (okända avgifter: 1; utelämnat: fel.json). Det som är okänt räknas inte som
      0 kr.

Väntar: inga

Beslut saknas (1)
  a.json: Alfa kommun (alfa)

Fel och varningar (5)
  avtal   fel  varningar
  a.json    1          0
  b.json    1          2
  c.json    0          1
  d.json    0          1
  e.json    0          1

Avtal som ersätter andra
  a.json ersätter b.json, men båda gäller den 1 januari 2015 till och med den 30 juni 2018
  a.json ersätter Två (9), som inte finns i registret
  a.json ersätter Avtal, som kan vara c.json och d.json
  a.json ersätter e.json
  e.json, b.json, a.json: a.json gäller den 1 januari 2018; i kraft fast ersatt: b.json

Kan vara samma organisation
  organisationsnummer 212000-9999: Alfa (alfa, 212000-9999) i b.json; Alfa kommun (alfa,
      212000-9999) i a.json

Gick inte att läsa
  fel.json: Ett budgetår är ett heltal från 1800 till 2999, till exempel 2015; du angav 15.

Är inga avtal
  uppgifter.json
"""


def test_text() -> None:
    """Every part that has something is told, in Swedish."""
    told = plainly(register_text(full()))

    assert told == TOLD


def test_text_in_english() -> None:
    """The same is told in English, as wide as asked for."""
    told = register_text(full(), "en", width=60)

    assert "The total is not known (unknown fees: 1; left out:" in told
    assert "a.json replaces Två (9), which is not in the register" in " ".join(told.split())
    assert max(map(len, told.splitlines())) <= 60


def test_text_of_a_party() -> None:
    """Of a party, its memberships are told, each with its standing."""
    made = Register(
        {
            "1": agreed("Alfa", instruments=[joins(1, "alfa", last=dt.date(2016, 1, 31))]),
            "2": agreed("Alfa", instruments=[joins(1, "alfa", dt.date(2019, 1, 1))]),
            "3": with_members(agreed("Alfa", funding=funded_by(Fixed(kronor=5))), alfa=START),
        }
    )
    told = plainly(register_text(made.overview(on=dt.date(2018, 1, 1), party="alfa", year=2018)))

    assert told.splitlines()[:7] == [
        "Avtalsregister den 1 januari 2018",
        "Alfa (alfa)",
        "",
        "Avtal (3)",
        "  avtal  ställning         från        till        tidigast slut  beslut      titel",
        "  1      inte längre part  2015-01-01  2016-01-31                 saknas      Avtal",
        "  2      inte part än      2019-01-01                             saknas      Avtal",
    ]
    assert "  3             1  5,00 kr\n  Summa (1): 5,00 kr\n" in told
    assert "\nBeslut saknas (1)\n  2: Alfa (alfa)\n" in told


def test_text_of_nothing() -> None:
    """An empty register says that it is empty; parts without anything to check are left out."""
    overview = Register({}).overview(on=START, until=START, year=2015)

    assert plainly(register_text(overview, "en")) == (
        "Register of agreements on 1 January 2015\n\n"
        "Agreements: none\n\n"
        "Deadlines until 1 January 2015: none\n\n"
        "Fees for 2015: none\n"
        "  Total (0): SEK 0.00\n\n"
        "Pending: none\n\n"
        "Decision missing: none\n\n"
        "Errors and warnings: none\n"
    )


NARROW = Register(
    {
        "beredskap-2025.toml": agreed(
            "Alfa",
            title="Avtal om gemensam beredskap",
            instruments=[joins(1, "alfa")],
            last_day=dt.date(2018, 12, 31),
            renewal_months=12,
            notice_months=6,
        )
    }
)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        pytest.param(
            110,
            """\
  agreement            standing  from        to  earliest end  decided  title
  beredskap-2025.toml  in force  2015-01-01      2018-12-31    missing  Avtal om gemensam beredskap
""",
            id="on one line",
        ),
        pytest.param(
            80,
            """\
  agreement            standing  from        to  earliest end  decided
  beredskap-2025.toml  in force  2015-01-01      2018-12-31    missing
    Avtal om gemensam beredskap
""",
            id="title below",
        ),
        pytest.param(
            68,
            """\
  agreement            standing  from        to  earliest    decided
                                                 end
  beredskap-2025.toml  in force  2015-01-01      2018-12-31  missing
    Avtal om gemensam beredskap
""",
            id="wrapped",
        ),
        pytest.param(
            60,
            """\
  beredskap-2025.toml
    standing: in force; from: 2015-01-01;
        earliest end: 2018-12-31; decided: missing
    Avtal om gemensam beredskap
""",
            id="a list",
        ),
    ],
)
def test_text_in_narrow_columns(width: int, expected: str) -> None:
    """A title that does not fit stands below its row; without room, rows are lists."""
    overview = NARROW.overview(on=dt.date(2018, 1, 1), party="alfa")
    told = plainly(register_text(overview, "en", width=width))

    assert told.partition("Agreements (1)\n")[2].partition("  Earliest end:")[0] == expected


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_text_keeps_its_width(language: Any, width: int) -> None:
    """No line is wider than asked for."""
    several = Register([*REGISTER.agreements, *NARROW.agreements, ("stockholm.json", agreement)])
    asked: dict[str, Any] = {"on": START, "until": dt.date(2018, 12, 31), "year": 2018}

    for party in (None, "0182", "Alfa kommun"):
        told = register_text(several.overview(**asked, party=party), language, width=width)
        assert max(map(len, told.splitlines())) <= width


several_words = st.lists(
    st.text(alphabet="abcö-1", min_size=1, max_size=12), min_size=1, max_size=9
)
names = st.lists(st.text(alphabet="abcö-1.", min_size=1, max_size=24), max_size=4, unique=True)


@given(names=names, data=st.data(), width=st.integers(34, 120))
def test_text_keeps_its_words(names: list[str], data: st.DataObject, width: int) -> None:
    """At any width, the tables have each name and title, and no line is too wide."""
    titles = [" ".join(data.draw(several_words)) for _ in names]
    several = Register(
        {
            name: termed(title, last_day=data.draw(st.sampled_from([None, "2018-12-31"])))
            for name, title in zip(names, titles, strict=True)
        }
    )
    told = register_text(several.overview(on=START, until=dt.date(2018, 12, 31)), width=width)
    words = {word.rstrip(";") for word in told.replace("\N{NO-BREAK SPACE}", " ").split()}

    assert all(len(line) <= width for line in told.splitlines())
    assert {*names, *" ".join(titles).split()} <= words | {*told.split()}


def test_text_names_the_missing_figures() -> None:
    """The figures that an agreement lacks are named, a few of them."""
    register = Register({"a": agreement})
    told = " ".join(plainly(register_text(register.overview(on=START, year=2015))).split())
    own = plainly(register_text(register.overview(on=START, year=2015, party="0187"), "en"))

    assert (
        "a saknar folkmängd i Upplands Väsby kommun den 30 juni 2014, folkmängd i Vallentuna "
        "kommun den 30 juni 2014, folkmängd i Österåkers kommun den 30 juni 2014 och 23 uppgifter "
        "till Delsumma"
    ) in told
    assert "  a lacks population of Vaxholms kommun on 30 June 2014\n" in own


def test_earliest_end_of_a_membership() -> None:
    """A membership that ends before the agreement does binds no longer than that."""
    made = agreed(
        "Alfa",
        "Beta",
        "Gamma",
        instruments=[
            joins(1, "alfa"),
            joins(2, "beta", last=dt.date(2015, 6, 30)),
            joins(3, "gamma", dt.date(2015, 2, 1)),
        ],
        notice_months=12,
    )
    register = Register({"a": made})

    def ends(on: dt.date) -> list[dt.date | None]:
        return [row.earliest_end for row in register.memberships(on=on)]

    assert ends(START) == [dt.date(2016, 1, 1), dt.date(2015, 6, 30), None]
    assert ends(dt.date(2015, 7, 1)) == [dt.date(2016, 7, 1), None, dt.date(2016, 7, 1)]
    [entry] = register.entries(on=START)
    assert (entry.earliest_end, entry.notice_months) == (dt.date(2016, 1, 1), 12)


def test_text_of_open_ends() -> None:
    """Both in force is told with the days; none in force, too."""
    old, new = termed("Ett"), termed("Två", "2017-01-01", replaces=document("Ett"))
    overview = Register({"1": old, "2": new}).overview(on=dt.date(2014, 1, 1))
    told = plainly(register_text(overview, "en"))

    assert "2 replaces 1, but both are in force from 1 January 2017" in told
    assert "1, 2: none in force on 1 January 2014" in told


def test_data() -> None:
    """JSON has every part, öre as whole numbers, and null for what is unknown."""
    found: dict[str, Any] = json.loads(json.dumps(register_data(full())))

    assert list(found) == [
        "on",
        "until",
        "known_on",
        "party",
        "agreements",
        "memberships",
        "pending",
        "undecided",
        "deadlines",
        "fees",
        "findings",
        "replacements",
        "chains",
        "lookalikes",
        "failures",
        "skipped",
    ]
    assert found["agreements"][0]["earliest_end"] == "2018-12-31"
    assert found["agreements"][0]["notice_months"] == 6
    assert found["fees"]["total_ore"] is None
    assert [(row["party"], row["status"], row["ore"]) for row in found["fees"]["fees"]] == [
        ("alfa", "undated", None),
        ("beta", "fee", -1050),
    ]
    assert [row["status"] for row in found["replacements"]] == [
        "both-in-force",
        "not-found",
        "ambiguous",
        "replaced",
    ]
    assert found["failures"][0]["agreement"] == "fel.json"
    assert found["failures"][0]["error"].startswith("Ett budgetår är")
    assert found["chains"][0]["beside"] == ["b.json"]
    assert found["lookalikes"][0]["parties"][0]["agreements"] == ["b.json"]
    assert {row["finding"]["severity"] for row in found["findings"]} <= {*map(str, Severity)}


def test_data_of_a_party() -> None:
    """JSON of a party has its memberships and the total."""
    register = Register({"a": PAYING})
    overview = register.overview(on=START, year=2015, party="alfa")
    found: dict[str, Any] = register_data(overview, "en")

    assert found["party"] == {"party": "alfa", "name": "Alfa"}
    assert found["memberships"][0]["decided_on"] == "2014-12-01"
    assert found["memberships"][0]["earliest_end"] is None
    assert (found["fees"]["total_ore"], found["fees"]["fees"][0]["kronor"]) == (1000, "10.00")
    assert register_data(register.overview(on=START))["fees"] is None


def lines(overview: Overview, language: Any = "sv") -> list[dict[str, str]]:
    """Return the lines of a CSV, by the names of its columns."""
    delimiter = ";" if language == "sv" else ","
    text = register_table(overview, language).csv()
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_csv() -> None:
    """CSV has a line for each agreement, deadline and fee, and for what could not be read."""
    found = lines(full())

    assert [row["rad"] for row in found] == [
        *["avtal"] * 5,
        "part",
        *["bevakning"] * 3,
        *["avgift"] * 2,
        "fel",
    ]
    assert [(row["tidigast slut"], row["uppsägningstid (månader)"]) for row in found[:3]] == [
        ("2018-12-31", "6"),
        ("2018-06-30", ""),
        ("", ""),
    ]
    assert (found[5]["part"], found[5]["beslut"]) == ("alfa", "saknas")
    assert [(row["dag"], row["händelse"]) for row in found if row["rad"] == "bevakning"] == [
        ("2018-06-30", "sista dag"),
        ("2018-06-30", "sista dag för uppsägning"),
        ("2018-12-31", "förlängs"),
    ]
    alfa, beta = (row for row in found if row["rad"] == "avgift")
    assert (alfa["status"], alfa["kronor"]) == ("beslut saknas", "")
    assert (beta["namn"], beta["kronor"], beta["år"]) == ("'=Beta", "-10,50", "2018")
    assert found[-1]["fel"].startswith("Ett budgetår är ett heltal")


def test_csv_of_a_party() -> None:
    """CSV of a party has a line for each membership; in English, with commas and points."""
    overview = REGISTER.overview(on=dt.date(2018, 1, 1), party="beta", year=2018)
    found = lines(overview, "en")

    assert [row["row"] for row in found] == ["party", "fee", "error"]
    assert found[0]["decided"] == "2015-06-01"
    assert (found[0]["earliest end"], found[0]["notice (months)"]) == ("2018-12-31", "6")
    assert (found[1]["status"], found[1]["kronor"]) == ("fee", "-10.50")
    assert [row["row"] for row in lines(REGISTER.overview(on=START), "en")][-1] == "error"


# --- Folders


def test_a_folder(tmp_path: Path) -> None:
    """Each file of a folder is read by itself; a fault in one leaves the others."""
    write(PAYING, tmp_path / "b.json")
    write(agreement, tmp_path / "a.json")
    (tmp_path / "c.TOML").write_text(
        'samverkan = 1\nkind = "agreement"\nparties = []\n'
        '[terms]\ntitle = "Avtal"\nperiod = { first_day = 2015-01-01 }\n',
        encoding="utf-8",
    )
    write(figures, tmp_path / "figures.json")
    (tmp_path / "b2.json").write_bytes((tmp_path / "b.json").read_bytes())
    (tmp_path / "d.json").write_text("{}", encoding="utf-8")
    (tmp_path / "e.toml").write_text("x = ", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("a", encoding="utf-8")
    (tmp_path / ".hidden.json").write_text("a", encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere.json")
    register = read_register(tmp_path)

    assert list(register) == ["a.json", "b.json", "c.TOML"]
    assert register["a.json"] == agreement
    assert [failure.agreement for failure in register.failures] == [
        "b2.json",
        "d.json",
        "e.toml",
        "gone.json",
    ]
    assert "the same agreement as 'b.json'" in str(register.failures[0].error)
    assert str(tmp_path / "d.json") in str(register.failures[1].error)
    assert register.skipped == ("figures.json", "folder.json/", "notes.txt")
    assert read_register(str(tmp_path)) == register


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("none", "no-such-folder", id="missing"),
        pytest.param("file", "not-a-folder", id="a file"),
        pytest.param("a\0b", "folder-unreadable", id="no name of a file"),
    ],
)
def test_no_folder(tmp_path: Path, name: str, reason: str) -> None:
    """A folder that cannot be read is an error that says why."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FolderError) as caught:
        read_register(f"{tmp_path}/{name}")

    assert caught.value.reason == reason


def test_a_forbidden_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be read is told apart from one that is not there."""

    def forbidden(_: object) -> object:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", forbidden)
    with pytest.raises(FolderError, match="you may not read the folder"):
        read_register("x")


def test_lookalikes_keep_their_agreements() -> None:
    """A row names the agreements that state each party."""
    found: tuple[Lookalike, ...] = REGISTER.lookalikes()

    assert [(str(party), names) for party, names in found[0].parties] == [
        ("Alfa (alfa)", ("b.json",)),
        ("Alfa kommun (alfa)", ("a.json",)),
    ]


def test_notice_of_later_terms() -> None:
    """A notice period that applies only later is foreseen, also before the next renewal."""
    found = LATER_NOTICE.as_known().upcoming(after=dt.date(2016, 6, 1))

    assert [(str(event.day), event.kind) for event in found] == [
        ("2016-06-30", EventKind.LAST_DAY_FOR_NOTICE),
        ("2016-12-31", EventKind.RENEWAL),
    ]
