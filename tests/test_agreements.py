from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import START, agreed, joins, late, municipalities
from samverkan import (
    Accession,
    Agreement,
    Commitment,
    Decision,
    Document,
    DocumentKind,
    Ground,
    Instrument,
    Party,
    PartyKind,
    Period,
    Recording,
    Revocation,
    Source,
    Start,
    Succession,
    Terms,
    Text,
    Withdrawal,
)
from samverkan.errors import (
    AlreadyPartyError,
    CountError,
    DuplicateNumberError,
    DuplicatePartyError,
    NotADayError,
    NotAPartyError,
    SamverkanError,
    TextError,
    UnknownPartyError,
    WrongTypeError,
)
from strategies import World, periods, worlds

TERMS = Terms(title="Avtal", period=Period(START))
ALFA, BETA = municipalities("Alfa", "Beta")


@pytest.mark.parametrize(
    ("fields", "error", "match"),
    [
        pytest.param({"terms": "Avtal"}, WrongTypeError, "terms must be Terms", id="no terms"),
        pytest.param({"parties": [ALFA, ALFA]}, DuplicatePartyError, "alfa", id="a party twice"),
        pytest.param(
            {"instruments": [joins(1, "gamma")]},
            UnknownPartyError,
            "'gamma'",
            id="unknown party",
        ),
        pytest.param(
            {"instruments": [joins(1, "alfa"), joins(1, "beta")]},
            DuplicateNumberError,
            "the number 1",
            id="a number twice",
        ),
        pytest.param(
            {"instruments": [joins(1, "alfa"), joins(2, "alfa", dt.date(2016, 1, 1))]},
            AlreadyPartyError,
            "alfa would be a member twice on 2016-01-01",
            id="a member twice",
        ),
        pytest.param(
            {
                "instruments": [
                    joins(1, "alfa", last=dt.date(2015, 6, 30)),
                    joins(2, "alfa", dt.date(2015, 6, 30)),
                ]
            },
            AlreadyPartyError,
            "2015-06-30",
            id="a member twice on one day: both end days count",
        ),
        pytest.param({"instruments": ["alfa"]}, WrongTypeError, "an Accession", id="text"),
        pytest.param({"documents": ["PM"]}, WrongTypeError, "a Document", id="text for a paper"),
        pytest.param(
            {
                "parties": [
                    ALFA,
                    Party(names="Gamma", kind=PartyKind.COMPANY, successor="delta"),
                ]
            },
            UnknownPartyError,
            "'delta'",
            id="unknown successor",
        ),
    ],
)
def test_no_such_agreement(fields: dict[str, object], error: type[Exception], match: str) -> None:
    """An impossible agreement is refused when it is made, with an error that says what to do."""
    with pytest.raises(error, match=match):
        Agreement(**{"terms": TERMS, "parties": [ALFA, BETA], **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(late(joins, number=0, party="alfa"), CountError, id="number 0"),
        pytest.param(late(joins, number=1, party="Alfa kommun"), TextError, id="a name for an id"),
        pytest.param(
            late(Accession, number=1, party="alfa", effective=START), WrongTypeError, id="a day"
        ),
        pytest.param(
            late(Accession, number=1, party="alfa", effective=Period(START), decision=START),
            WrongTypeError,
            id="a day for a decision",
        ),
        pytest.param(
            late(Accession, number=1, party="alfa", effective=Period(START), group=""),
            TextError,
            id="an empty group",
        ),
        pytest.param(late(Document, kind="annex", title="B"), WrongTypeError, id="text for kind"),
        pytest.param(
            late(Document, kind=DocumentKind.ANNEX, title="B", dated="2018-12"),
            NotADayError,
            id="a month for a day",
        ),
        pytest.param(late(Decision, body="", decided_on=START), TextError, id="nobody decided"),
        pytest.param(
            late(Decision, body="KS", decided_on=dt.datetime(2015, 4, 13, 18, 0)),
            NotADayError,
            id="a time for a meeting day",
        ),
        pytest.param(late(Terms, title="", period=Period(START)), TextError, id="no title"),
        pytest.param(late(Terms, title="A", period=START), WrongTypeError, id="a day for a term"),
        pytest.param(
            late(Terms, title="A", period=Period(START), commitments=["Delta"]),
            WrongTypeError,
            id="text for a commitment",
        ),
        pytest.param(late(Commitment, text=""), TextError, id="nothing undertaken"),
        pytest.param(late(Source, document="KL", place=""), TextError, id="an empty place"),
        pytest.param(late(Source, document=5), WrongTypeError, id="a number for a document"),
        pytest.param(late(Text, sv="a", en=""), TextError, id="an empty English text"),
    ],
)
def test_no_such_paper(make: Callable[[], object], error: type[Exception]) -> None:
    """Every field of every value is checked when it is made."""
    with pytest.raises(error):
        make()


def test_decision_holds_days_in_any_order() -> None:
    """A decision can have wrong days; validation reports whether they are right."""
    decision = Decision(
        body="Kommunstyrelsen",
        decided_on=dt.date(2015, 4, 13),
        approved_on=dt.date(2015, 4, 1),
        announced_on=dt.date(2015, 3, 1),
        reference="§ 12",
    )

    assert decision.approved_on is not None
    assert decision.approved_on < decision.decided_on


def test_leaves_and_comes_back() -> None:
    """A party may leave and come back; its latest accession is then the second one."""
    first, again = (
        joins(1, "alfa", last=dt.date(2015, 6, 30)),
        joins(2, "alfa", dt.date(2016, 1, 1)),
    )
    agreement = agreed(ALFA, BETA, instruments=[again, first])

    assert agreement.instruments == (first, again)
    assert agreement.accession("Alfa") == again
    assert [m.accession for m in agreement.as_known().memberships] == [first, again]
    with pytest.raises(NotAPartyError, match="beta has not joined"):
        agreement.accession("beta")


def test_latest_accession() -> None:
    """The latest accession is the one with the later first day, independent of its number."""
    later, earlier = (
        joins(1, "alfa", dt.date(2016, 1, 1)),
        joins(2, "alfa", last=dt.date(2015, 6, 30)),
    )
    agreement = agreed(ALFA, instruments=[later, earlier])

    assert agreement.accession("Alfa") == later


def test_the_agreements_end_cuts_memberships() -> None:
    """Nobody is a member before an agreement's first day or after its last."""
    early = joins(1, "alfa", dt.date(2014, 1, 1))
    beyond = joins(2, "beta", dt.date(2016, 1, 1))
    agreement = agreed(ALFA, BETA, last_day=dt.date(2015, 12, 31), instruments=[early, beyond])

    [member] = agreement.as_known().memberships
    assert member.party == ALFA
    assert member.period == Period(START, dt.date(2015, 12, 31))


@pytest.mark.slow
@given(world=worlds(), period=periods(), data=st.data())
def test_members_day_by_day(world: World, period: Period, data: st.DataObject) -> None:
    """The members of a period are exactly the parties that are members on one of its days."""
    agreement = world.agreement
    end = period.last_day or dt.date(2016, 2, 29)
    every_day = [
        period.first_day + dt.timedelta(days=n) for n in range((end - period.first_day).days + 1)
    ]
    expected = sorted(
        each.party
        for each in agreement.instruments
        if isinstance(each, Accession)
        and isinstance(each.effective, Period)
        and isinstance(agreement.terms.period, Period)
        and any(day in each.effective and day in agreement.terms.period for day in every_day)
    )

    assert [member.party.id for member in agreement.as_known().members_in(period)] == expected

    shuffled = Agreement(
        terms=agreement.terms,
        parties=data.draw(st.permutations(agreement.parties)),
        instruments=data.draw(st.permutations(agreement.instruments)),
    )
    assert shuffled == agreement
    assert hash(shuffled) == hash(agreement)


def test_void_among_parties_that_succeed_each_other() -> None:
    """If an accession is void, so is what rests on it, of all who succeeded each other."""

    def moves(number: int, party: str, successor: str, month: int) -> Succession:
        day = START.replace(month=month)
        return Succession(
            number=number,
            party=party,
            successor=successor,
            first_day=day,
            decision=Decision(decided_on=day),
        )

    decision = Decision(decided_on=START)
    made = agreed(
        "Alfa",
        "Beta",
        "Gamma",
        "Delta",
        instruments=[
            joins(1, "alfa", decision=decision),
            joins(2, "delta", decision=decision),
            moves(3, "alfa", "beta", 2),
            moves(4, "delta", "gamma", 2),
            moves(5, "gamma", "alfa", 3),
            moves(6, "alfa", "gamma", 4),
        ],
    )
    void = made.revoke(2, Decision(decided_on=START.replace(month=5)), ground=Ground.ANNULLED)

    assert [m.party.id for m in made.as_known().members(on=START.replace(month=6))] == [
        "beta",
        "gamma",
    ]
    assert {m.accession.number for m in void.as_known().memberships} == {1}


@st.composite
def lives(draw: st.DrawFn) -> list[Instrument]:
    """Instruments of three parties and a void one among them, many of them impossible."""
    found: list[Instrument] = []
    who, window = st.sampled_from(["alfa", "beta", "gamma"]), st.integers(0, 9)
    for number, day in enumerate(sorted(draw(st.lists(window, max_size=9))), start=1):
        decision = Decision(decided_on=START.replace(month=1 + day))
        first = START.replace(month=1 + draw(window))
        kind = draw(st.sampled_from(["joins", "leaves", "moves", "void", "void", "void"]))
        if kind == "joins" or number == 1:
            found.append(joins(number, draw(who), first, decision=decision))
        elif kind == "leaves":
            found.append(
                Withdrawal(number=number, party=draw(who), last_day=first, decision=decision)
            )
        elif kind == "moves":
            one, other = draw(st.permutations(["alfa", "beta", "gamma"]))[:2]
            found.append(
                Succession(
                    number=number, party=one, successor=other, first_day=first, decision=decision
                )
            )
        else:
            target = draw(st.integers(1, number - 1))
            found.append(
                Revocation(number=number, target=target, ground=Ground.ANNULLED, decision=decision)
            )
    return found


@pytest.mark.slow
@given(instruments=lives())
def test_a_void_instrument_is_checked_as_if_everything_were_applied_anew(
    instruments: list[Instrument],
) -> None:
    """Oracle: a recorded day of another party makes the check apply everything anew."""
    other = joins(98, "delta", decision=Decision(decided_on=dt.date(2014, 1, 1)))
    waiting = attrs.evolve(other, effective=Start())
    recorded = Recording(
        number=99, target=98, recorded_on=dt.date(2014, 1, 2), first_day=dt.date(2015, 1, 1)
    )

    def result(*others: Instrument) -> object:
        try:
            made = agreed("Alfa", "Beta", "Gamma", "Delta", instruments=[*instruments, *others])
        except SamverkanError as error:
            return type(error), error.args
        return [m for m in made.as_known().memberships if m.party.id != "delta"]

    assert result(other) == result(waiting, recorded)
