from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import START, agreed, decided, funded_by, joins, late, municipalities, with_members
from samverkan import (
    Accession,
    Agreement,
    Amendment,
    Condition,
    Extension,
    Ground,
    Party,
    PartyKind,
    Period,
    Revocation,
    Source,
    Start,
    Succession,
    Termination,
    Withdrawal,
)
from samverkan.errors import (
    AlreadyPartyError,
    CountError,
    DuplicateNumberError,
    InstrumentError,
    NoDecisionError,
    NoEffectiveDayError,
    NotADayError,
    NotAMemberError,
    SamverkanError,
    TextError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.funding import Fixed
from strategies import days

ALFA, BETA, GAMMA = municipalities("Alfa", "Beta", "Gamma")


def made(last_day: dt.date | None = None) -> Agreement:
    """Return an agreement with one decided member, one undated member, and one other party."""
    bare = agreed(ALFA, BETA, GAMMA, last_day=last_day, instruments=[joins(1, "beta")])
    return with_members(bare, alfa=START)


LEFT = made().withdraw("Alfa", decided("2018-05-01"), last_day=dt.date(2018, 12, 31))
TAKEN_BACK = LEFT.revoke(3, decided("2018-11-01"), ground=Ground.TAKEN_BACK)


@given(first=days, decided_on=days)
def test_retroactive_effect(first: dt.date, decided_on: dt.date) -> None:
    """KL 1991 2:3, KL 2017 2:4: retroactive is effect before the day of decision, not on it."""
    accession = joins(1, "a", first, decision=decided(decided_on))
    before = [
        first + dt.timedelta(days=n)
        for n in range(1000)
        if first + dt.timedelta(days=n) < decided_on
    ]

    assert accession.is_retroactive == bool(before)
    assert accession.reaches_back == len(before)
    assert accession.reaches_into == tuple(sorted({day.year for day in before}))


def test_reaches_into_its_own_days_alone() -> None:
    """An instrument with an end reaches into no year after it, however late the decision."""
    accession = Accession(
        number=1, party="a", effective=Period.of_year(2013), decision=decided("2016-04-01")
    )
    change = Amendment(
        number=1, decision=decided("2016-01-01"), effective=Period.of_year(2014), title="A"
    )

    assert accession.reaches_into == (2013,)
    assert change.reaches_into == (2014,)


def test_late_extension() -> None:
    """An extension has effect from the day after the last day that it replaces."""
    late = made(dt.date(2018, 12, 31)).extend(decided("2019-06-01"), last_day=dt.date(2022, 12, 31))
    early = made(dt.date(2018, 12, 31)).extend(
        decided("2018-01-01"), last_day=dt.date(2022, 12, 31)
    )
    extension = late.instruments[-1]

    assert (extension.reaches_back, extension.reaches_into) == (151, (2019,))
    back = early.revoke(3, decided("2018-06-01"), ground=Ground.TAKEN_BACK)
    assert back.as_known().period.last_day == dt.date(2018, 12, 31)


def test_presupposed_is_what_was_ended() -> None:
    """A withdrawal presupposes the membership that it ends, and no later one."""
    first = joins(1, "alfa", last=dt.date(2017, 12, 31))
    second = joins(2, "alfa", dt.date(2018, 1, 1))
    bare = agreed(ALFA, instruments=[first, second])
    left = bare.withdraw("Alfa", decided("2016-05-01"), last_day=dt.date(2016, 12, 31))

    state = left.as_known(dt.date(2016, 6, 1))
    assert [m.accession.number for m in state.memberships] == [1]
    assert [m.accession.number for m in state.undated] == [2]


def test_retroactive_withdrawal() -> None:
    """A withdrawal has effect from the day after its last day; a revocation from its decision."""
    withdrawal = Withdrawal(
        number=1, decision=decided("2019-01-02"), party="a", last_day=dt.date(2018, 12, 31)
    )
    revocation = Revocation(
        number=2, decision=decided("2019-01-01"), target=1, ground=Ground.ANNULLED
    )

    assert (withdrawal.reaches_back, withdrawal.reaches_into) == (1, (2019,))
    assert not revocation.is_retroactive
    assert Extension(number=1, decision=decided("2019-01-01"), last_day=None).reaches_into == ()


def test_unknown_is_not_none() -> None:
    """Without a recorded decision nobody can say whether an accession was retroactive."""
    accession = made().accession("Beta")

    assert accession.known_from is None
    for ask in ("is_retroactive", "reaches_back", "reaches_into"):
        with pytest.raises(NoDecisionError, match=r"record the decision with accede\(\)"):
            getattr(accession, ask)


@pytest.mark.parametrize(
    ("decide", "error", "match"),
    [
        pytest.param(
            lambda: made().accede("Alfa", decided("2016-01-01"), effective=dt.date(2016, 1, 1)),
            AlreadyPartyError,
            "alfa would be a member twice on 2016-01-01",
            id="two open memberships",
        ),
        pytest.param(
            lambda: made().accede("Alfa", decided("2016-01-01")),
            AlreadyPartyError,
            "twice",
            id="twice, no day",
        ),
        pytest.param(
            lambda: made().accede("Gamma", decided("2016-01-01")),
            NoEffectiveDayError,
            "gamma is not a member yet; give its first day",
            id="a new member without a first day",
        ),
        pytest.param(
            lambda: made().accede("Delta", decided("2016-01-01"), effective=START),
            UnknownPartyError,
            "'Delta'",
            id="unknown party",
        ),
        pytest.param(
            lambda: made().accede_all(
                [("Gamma", decided("2016-01-01")), ("Gamma", decided("2016-01-01"))],
                effective=START,
            ),
            AlreadyPartyError,
            "gamma",
            id="the same twice in one call",
        ),
        pytest.param(
            lambda: made().withdraw("Gamma", decided("2016-01-01"), last_day=dt.date(2016, 12, 31)),
            NotAMemberError,
            "gamma is not a member on 2016-12-31",
            id="withdrawing a non-member",
        ),
        pytest.param(
            lambda: LEFT.withdraw("Alfa", decided("2019-01-01"), last_day=dt.date(2019, 12, 31)),
            NotAMemberError,
            "alfa",
            id="withdrawing twice",
        ),
        pytest.param(
            lambda: LEFT.revoke(3, decided("2019-01-01"), ground=Ground.TAKEN_BACK),
            InstrumentError,
            "took effect on 2019-01-01 and cannot be taken back",
            id="taking back a withdrawal that took effect",
        ),
        pytest.param(
            lambda: made().revoke(2, decided("2015-01-01"), ground=Ground.TAKEN_BACK),
            InstrumentError,
            "took effect on 2015-01-01",
            id="taking back an accession that took effect",
        ),
        pytest.param(
            lambda: made().revoke(9, decided("2016-01-01"), ground=Ground.ANNULLED),
            InstrumentError,
            "no instrument 9 was decided",
            id="nothing to revoke",
        ),
        pytest.param(
            lambda: LEFT.revoke(3, decided("2018-04-01"), ground=Ground.ANNULLED),
            InstrumentError,
            "no instrument 3 was decided before it",
            id="revoked before it was decided",
        ),
        pytest.param(
            lambda: TAKEN_BACK.revoke(3, decided("2018-12-01"), ground=Ground.ANNULLED),
            InstrumentError,
            "instrument 3 is already void",
            id="void already",
        ),
        pytest.param(
            lambda: made().succeed(
                "Gamma", "Alfa", decided("2016-01-01"), first_day=dt.date(2016, 1, 1)
            ),
            NotAMemberError,
            "gamma",
            id="succeeding a non-member",
        ),
        pytest.param(
            lambda: made().succeed(
                "Alfa", "Alfa", decided("2016-01-01"), first_day=dt.date(2016, 1, 1)
            ),
            InstrumentError,
            "a party does not succeed itself",
            id="succeeded by itself",
        ),
        pytest.param(
            lambda: made().succeed(
                "Alfa", "Beta", decided("2016-01-01"), first_day=dt.date(2016, 1, 1)
            ),
            AlreadyPartyError,
            "beta",
            id="succeeded by a member",
        ),
        pytest.param(
            lambda: made(dt.date(2018, 12, 31)).amend(
                decided("2016-01-01"), effective=dt.date(2019, 1, 1), title="Ny"
            ),
            InstrumentError,
            "not in force on any of its days",
            id="amending after the end",
        ),
        pytest.param(
            lambda: made().amend(decided("2016-01-01"), effective=dt.date(2019, 1, 1)),
            InstrumentError,
            "the amendment changes nothing",
            id="an amendment of nothing",
        ),
        pytest.param(
            lambda: made().extend(decided("2016-01-01"), last_day=dt.date(2019, 1, 1)),
            InstrumentError,
            "already applies until further notice",
            id="extending what has no end",
        ),
        pytest.param(
            lambda: made(dt.date(2018, 12, 31)).extend(
                decided("2016-01-01"), last_day=dt.date(2018, 12, 31)
            ),
            InstrumentError,
            "already lasts until 2018-12-31",
            id="extending to the same day",
        ),
        pytest.param(
            lambda: (
                made(dt.date(2018, 12, 31))
                .terminate(decided("2016-01-01"), last_day=dt.date(2016, 12, 31))
                .extend(decided("2016-06-01"), last_day=dt.date(2022, 12, 31))
            ),
            InstrumentError,
            "terminated as of 2016-12-31; revoke the termination first",
            id="extending what is terminated",
        ),
        pytest.param(
            lambda: made(dt.date(2018, 12, 31)).terminate(
                decided("2016-01-01"), last_day=dt.date(2018, 12, 31)
            ),
            InstrumentError,
            "give a last day inside, before its end",
            id="terminating to its end",
        ),
        pytest.param(
            lambda: made().terminate(decided("2016-01-01"), last_day=dt.date(2014, 12, 31)),
            InstrumentError,
            "until further notice from 2015-01-01",
            id="terminating to before it began",
        ),
        pytest.param(
            lambda: made().issue(
                [
                    Termination(
                        number=2, decision=decided("2016-01-01"), last_day=dt.date(2016, 12, 31)
                    )
                ]
            ),
            DuplicateNumberError,
            "the number 2",
            id="a number that is taken",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    decide: Callable[[], Agreement], error: type[SamverkanError], match: str
) -> None:
    """An impossible instrument is refused when it is made, with an error that says what to do."""
    with pytest.raises(error, match=match):
        decide()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(
            late(Withdrawal, number=1, decision=None, party="a", last_day=START),
            InstrumentError,
            id="no decision",
        ),
        pytest.param(
            late(Withdrawal, number=0, decision=decided("2016-01-01"), party="a", last_day=START),
            CountError,
            id="number 0",
        ),
        pytest.param(
            late(Withdrawal, number=1, decision=decided("2016-01-01"), party="A", last_day=START),
            TextError,
            id="a name for an id",
        ),
        pytest.param(
            late(
                Succession,
                number=1,
                decision=decided("2016-01-01"),
                party="a",
                successor="b",
                first_day="x",
            ),
            NotADayError,
            id="text for a day",
        ),
        pytest.param(
            late(Amendment, number=1, decision=decided("2016-01-01"), effective=START, title="A"),
            WrongTypeError,
            id="a day for days",
        ),
        pytest.param(
            late(
                Amendment,
                number=1,
                decision=decided("2016-01-01"),
                effective=Period(START),
                funding=["a"],
            ),
            WrongTypeError,
            id="text for a reading",
        ),
        pytest.param(
            late(Revocation, number=2, decision=decided("2016-01-01"), target=1, ground="annulled"),
            WrongTypeError,
            id="text for a ground",
        ),
        pytest.param(
            late(
                Revocation,
                number=2,
                decision=decided("2016-01-01"),
                target="1",
                ground=Ground.ANNULLED,
            ),
            WrongTypeError,
            id="text for a number",
        ),
        pytest.param(
            late(Extension, number=1, decision=decided("2016-01-01"), last_day="2016"),
            NotADayError,
            id="a year",
        ),
        pytest.param(
            late(Termination, number=1, decision=decided("2016-01-01"), last_day="2016"),
            NotADayError,
            id="no day",
        ),
    ],
)
def test_no_such_instrument(make: Callable[[], object], error: type[SamverkanError]) -> None:
    """Every field of every instrument is checked when it is made."""
    with pytest.raises(error):
        make()


def test_nothing_is_changed_in_place() -> None:
    """Each decision gives a new agreement; the earlier one is unchanged."""
    before = made()
    copies = (before.instruments, before.parties, before.as_known())

    before.withdraw("Alfa", decided("2018-01-01"), last_day=dt.date(2018, 12, 31))
    before.accede(
        Party(names="Delta", kind=PartyKind.COMPANY), decided("2018-01-01"), effective=START
    )

    assert (before.instruments, before.parties, before.as_known()) == copies


def test_accede_keeps_what_the_accession_said() -> None:
    """A recorded decision replaces a missing one; number, days, group and sources are kept."""
    paper, minutes = Source(document="PM"), Source(document="Protokoll")
    undated = joins(7, "beta", group="strand", sources=paper)
    before = agreed(ALFA, BETA, instruments=[undated])

    after = before.accede("Beta", decided("2015-04-13"), sources=minutes)

    [accession] = after.instruments
    assert isinstance(accession, Accession)
    assert (accession.number, accession.effective) == (7, Period(START))
    assert (accession.group, accession.sources) == ("strand", (paper, minutes))
    assert accession.decision == decided("2015-04-13")

    moved = before.accede(
        "Beta", decided("2015-04-13"), effective=dt.date(2015, 2, 1), group="annan"
    )
    assert moved.accession("beta").effective == Period(dt.date(2015, 2, 1))
    assert moved.accession("beta").group == "annan"


def test_back_after_an_undated_accession() -> None:
    """A party that left and comes back joins anew; its undated accession stays unchanged."""
    left = made().withdraw("Beta", decided("2016-01-01"), last_day=dt.date(2016, 12, 31))

    again = left.accede("Beta", decided("2019-01-01"), effective=dt.date(2020, 1, 1))

    assert [m.period for m in again.as_known().memberships_of("beta")] == [
        Period(START, dt.date(2016, 12, 31)),
        Period(dt.date(2020, 1, 1)),
    ]
    assert again.accession("Beta").number == again.next_number - 1


def test_in_bulk_as_one_by_one() -> None:
    """Many accessions in one call give the same as one call each."""
    parties = municipalities(*(f"Kommun {n}" for n in range(30)))
    bare = agreed()

    at_once = bare.accede_all(
        [(party, decided("2015-01-01")) for party in parties], effective=START
    )
    singly = bare
    for party in parties:
        singly = singly.accede(party, decided("2015-01-01"), effective=START)

    assert at_once == singly
    assert len(at_once.as_known(dt.date(2015, 1, 1)).memberships) == 30


def test_same_day_in_stated_order() -> None:
    """Trap 10: on one day, the first day of effect decides the order, then the number."""
    later = Amendment(
        number=9, decision=decided("2016-01-01"), effective=Period(START), title="Nio"
    )
    earlier = Amendment(
        number=8, decision=decided("2016-01-01"), effective=Period(START), title="Åtta"
    )
    other = Amendment(
        number=1, decision=decided("2016-01-01"), effective=Period(dt.date(2015, 6, 1)), title="Ett"
    )
    state = agreed().issue([later, other, earlier]).as_known()

    shown = [(p.first_day.month, t.title.sv) for p, t in state.timeline.pieces]
    assert shown == [(1, "Nio"), (6, "Ett")]


def test_later_decided_wins() -> None:
    """If two rules cover the same days, the one that was decided later applies."""
    for_2017 = funded_by(Fixed(kronor=1), name="a")
    for_all = funded_by(Fixed(kronor=2), name="b")
    changed = (
        made()
        .amend(decided("2016-03-01"), effective=dt.date(2017, 1, 1), funding=for_2017)
        .amend(decided("2016-06-01"), effective=dt.date(2016, 7, 1), funding=for_all)
    )

    first = dt.date(2017, 1, 1)
    assert changed.as_known().funding(on=first) == (for_all,)
    assert changed.as_known(dt.date(2016, 5, 31)).funding(on=first) == (for_2017,)


def test_void_from_the_beginning() -> None:
    """A revoked withdrawal has no effect; as was known before the revocation, it had."""
    day = dt.date(2019, 1, 1)

    assert LEFT.as_known().member("alfa", on=day) is None
    assert TAKEN_BACK.as_known().member("alfa", on=day) is not None
    assert TAKEN_BACK.as_known(dt.date(2018, 10, 31)).member("alfa", on=day) is None


def test_a_revocation_can_be_void_itself() -> None:
    """Trap 2: if a court annuls the taking back, the withdrawal applies again."""
    annulled = TAKEN_BACK.revoke(
        TAKEN_BACK.instruments[-1], decided("2019-03-01"), ground=Ground.ANNULLED
    )
    day = dt.date(2019, 1, 1)

    assert annulled.as_known().member("alfa", on=day) is None
    assert annulled.as_known(dt.date(2019, 2, 28)).member("alfa", on=day) is not None


def test_one_decision_that_replaces_two() -> None:
    """Trap 3: a membership that was shortened twice, then both annulled, is the original one."""
    first = dt.date(2018, 12, 31)
    shorter = made().withdraw("Alfa", decided("2018-01-01"), last_day=first)
    shortest = shorter.withdraw("Alfa", decided("2018-02-01"), last_day=dt.date(2018, 6, 30))
    one = shortest.revoke(4, decided("2018-03-01"), ground=Ground.TAKEN_BACK)
    none = one.revoke(3, decided("2018-03-02"), ground=Ground.TAKEN_BACK)

    assert shortest.as_known().memberships_of("alfa")[0].period.last_day == dt.date(2018, 6, 30)
    assert one.as_known().memberships_of("alfa")[0].period.last_day == first
    assert none.as_known().memberships == made().as_known().memberships


def test_what_rests_on_something_void_has_nothing_to_change() -> None:
    """A withdrawal of an accession that a court annulled changes nothing, and is no error."""
    void = LEFT.revoke(2, decided("2019-03-01"), ground=Ground.ANNULLED)

    assert void.as_known().memberships_of("alfa") == ()


def test_an_annulled_extension() -> None:
    """If a court annuls an extension, an amendment for its days has no effect."""
    extended = made(dt.date(2018, 12, 31)).extend(
        decided("2018-01-01"), last_day=dt.date(2022, 12, 31)
    )
    amended = extended.amend(decided("2018-06-01"), effective=dt.date(2020, 1, 1), title="Ny")

    annulled = amended.revoke(3, decided("2019-01-01"), ground=Ground.ANNULLED)

    assert annulled.as_known().period.last_day == dt.date(2018, 12, 31)
    assert len(annulled.as_known().timeline.pieces) == 1


def test_a_dated_instrument_presupposes_an_undated_accession() -> None:
    """A withdrawal decided in 2016 shows that the accession was known by then."""
    left = made().withdraw("Beta", decided("2016-05-01"), last_day=dt.date(2016, 12, 31))

    early, then = left.as_known(dt.date(2016, 4, 30)), left.as_known(dt.date(2016, 5, 1))
    assert [m.party.id for m in early.undated] == ["beta"]
    assert then.undated == ()
    assert then.memberships_of("beta")[0].period == Period(START, dt.date(2016, 12, 31))


@given(number=st.integers(1, 50))
def test_numbers_are_explicit(number: int) -> None:
    """An instrument keeps the number that it was given; the next number follows the highest."""
    issued = made().issue(
        [
            Termination(
                number=number + 2, decision=decided("2016-01-01"), last_day=dt.date(2016, 12, 31)
            )
        ]
    )

    assert issued.next_number == number + 3


def test_only_instruments() -> None:
    """Only an instrument can be issued."""
    wrong: Any = "uppsägning"
    with pytest.raises(WrongTypeError, match="an Accession"):
        made().issue([wrong])


# --- A withdrawal annulled after the party has rejoined: see funding.md, and KL 13 kap. 8 §

BACK = LEFT.accede("Alfa", decided("2019-06-01"), effective=dt.date(2020, 1, 1), group="strand")
ANNULLED = BACK.revoke(3, decided("2020-06-01"), ground=Ground.ANNULLED)


def bounded() -> Agreement:
    """Return an agreement of one until 2021 that left after 2018, and rejoined from 2020."""
    first = joins(2, "alfa", START, dt.date(2021, 12, 31), decision=decided("2015-01-01"))
    left = agreed(ALFA, BETA, GAMMA, instruments=[first]).withdraw(
        "Alfa", decided("2018-05-01"), last_day=dt.date(2018, 12, 31)
    )
    return left.accede("Alfa", decided("2019-06-01"), effective=dt.date(2020, 1, 1))


def held(agreement: Agreement, party: str, known_on: str | None = None) -> list[str]:
    """Return the memberships of a party: the number of the accession, and the days."""
    state = agreement.as_known(None if known_on is None else dt.date.fromisoformat(known_on))
    return [f"{m.accession.number}: {m.period}" for m in state.memberships_of(party)]


def idle(agreement: Agreement, known_on: str | None = None) -> list[str]:
    """Return the memberships that have no effect: the party, the number, and the days."""
    state = agreement.as_known(None if known_on is None else dt.date.fromisoformat(known_on))
    return [f"{m.party.id} {m.joined_by.number}: {m.period}" for m in state.redundant]


def test_annulled_after_a_rejoin() -> None:
    """The old membership continues; the later accession has no effect, and is on record."""
    before, after = "2020-05-31", "2020-06-01"

    assert held(ANNULLED, "alfa", before) == [
        "2: 2015-01-01 to 2018-12-31",
        "4: from 2020-01-01",
    ]
    assert held(ANNULLED, "alfa", after) == ["2: from 2015-01-01"]
    assert (idle(ANNULLED, before), idle(ANNULLED, after)) == ([], ["alfa 4: from 2020-01-01"])
    assert 4 in {each.number for each in ANNULLED.instruments}
    assert 4 not in {each.number for each in ANNULLED.as_known().instruments}
    member = ANNULLED.as_known().member("alfa", on=dt.date(2021, 1, 1))
    assert member is not None
    assert member.accession.group is None


def test_who_is_a_member_again_by_a_court_joins_no_second_time() -> None:
    """After the annulment, a further accession is refused as for any member."""
    with pytest.raises(AlreadyPartyError):
        ANNULLED.accede("Alfa", decided("2021-01-01"), effective=dt.date(2022, 1, 1))


@pytest.mark.parametrize(
    ("agreement", "party", "expected", "redundant"),
    [
        pytest.param(
            BACK.withdraw("Alfa", decided("2020-02-01"), last_day=dt.date(2022, 12, 31)).revoke(
                3, decided("2020-06-01"), ground=Ground.ANNULLED
            ),
            "alfa",
            ["2: 2015-01-01 to 2022-12-31"],
            ["alfa 4: 2020-01-01 to 2022-12-31"],
            id="it had left again",
        ),
        pytest.param(
            ANNULLED.withdraw("Alfa", decided("2021-02-01"), last_day=dt.date(2022, 12, 31)),
            "alfa",
            ["2: 2015-01-01 to 2022-12-31"],
            ["alfa 4: 2020-01-01 to 2022-12-31"],
            id="it leaves afterwards",
        ),
        pytest.param(
            ANNULLED.withdraw("Alfa", decided("2021-02-01"), last_day=dt.date(2019, 6, 30)),
            "alfa",
            ["2: 2015-01-01 to 2019-06-30", "4: from 2020-01-01"],
            [],
            id="it had left before it rejoined, by a new decision",
        ),
        pytest.param(
            ANNULLED.withdraw("Alfa", decided("2021-02-01"), last_day=dt.date(2022, 12, 31)).accede(
                "Alfa", decided("2023-01-01"), effective=dt.date(2024, 1, 1)
            ),
            "alfa",
            ["2: 2015-01-01 to 2022-12-31", "7: from 2024-01-01"],
            ["alfa 4: 2020-01-01 to 2022-12-31"],
            id="it rejoins once more",
        ),
        pytest.param(
            BACK.withdraw("Alfa", decided("2020-02-01"), last_day=dt.date(2020, 12, 31))
            .accede("Alfa", decided("2021-06-01"), effective=dt.date(2022, 1, 1))
            .revoke(5, decided("2022-02-01"), ground=Ground.ANNULLED)
            .revoke(3, decided("2022-03-01"), ground=Ground.ANNULLED),
            "alfa",
            ["2: from 2015-01-01"],
            ["alfa 4: from 2020-01-01", "alfa 6: from 2022-01-01"],
            id="both of two withdrawals are annulled",
        ),
        pytest.param(
            BACK.withdraw("Alfa", decided("2020-02-01"), last_day=dt.date(2020, 12, 31))
            .accede("Alfa", decided("2021-06-01"), effective=dt.date(2022, 1, 1))
            .revoke(3, decided("2022-03-01"), ground=Ground.ANNULLED),
            "alfa",
            ["2: 2015-01-01 to 2020-12-31", "6: from 2022-01-01"],
            ["alfa 4: 2020-01-01 to 2020-12-31"],
            id="the first of two withdrawals is annulled",
        ),
        pytest.param(
            ANNULLED.revoke(5, decided("2021-01-01"), ground=Ground.ANNULLED),
            "alfa",
            ["2: 2015-01-01 to 2018-12-31", "4: from 2020-01-01"],
            [],
            id="the annulment is annulled",
        ),
        pytest.param(
            ANNULLED.revoke(4, decided("2021-01-01"), ground=Ground.ANNULLED),
            "alfa",
            ["2: from 2015-01-01"],
            [],
            id="the later accession is annulled, too",
        ),
        pytest.param(
            bounded().revoke(3, decided("2020-06-01"), ground=Ground.ANNULLED),
            "alfa",
            ["2: 2015-01-01 to 2021-12-31", "4: from 2022-01-01"],
            ["alfa 4: 2020-01-01 to 2021-12-31"],
            id="the old accession states a last day",
        ),
        pytest.param(
            bounded()
            .withdraw("Alfa", decided("2020-02-01"), last_day=dt.date(2021, 6, 30))
            .revoke(3, decided("2020-06-01"), ground=Ground.ANNULLED),
            "alfa",
            ["2: 2015-01-01 to 2021-06-30"],
            ["alfa 4: 2020-01-01 to 2021-06-30"],
            id="whoever has left does not come back when the old accession would have ended",
        ),
        pytest.param(
            BACK.succeed(
                "Alfa", "Gamma", decided("2020-02-01"), first_day=dt.date(2021, 1, 1)
            ).revoke(3, decided("2020-06-01"), ground=Ground.ANNULLED),
            "gamma",
            ["2: from 2021-01-01"],
            ["alfa 4: 2020-01-01 to 2020-12-31", "gamma 5: from 2021-01-01"],
            id="a successor of the rejoined takes over the old membership",
        ),
        pytest.param(
            LEFT.succeed("Beta", "Alfa", decided("2019-02-01"), first_day=dt.date(2020, 1, 1))
            .revoke(3, decided("2020-06-01"), ground=Ground.ANNULLED)
            .withdraw("Alfa", decided("2021-02-01"), last_day=dt.date(2022, 12, 31)),
            "alfa",
            ["2: 2015-01-01 to 2022-12-31"],
            ["alfa 4: 2020-01-01 to 2022-12-31"],
            id="it had returned as the successor of another",
        ),
        pytest.param(
            made()
            .succeed("Alfa", "Gamma", decided("2018-05-01"), first_day=dt.date(2019, 1, 1))
            .accede("Alfa", decided("2019-06-01"), effective=dt.date(2020, 1, 1))
            .revoke(3, decided("2020-06-01"), ground=Ground.ANNULLED),
            "alfa",
            ["2: from 2015-01-01"],
            ["alfa 4: from 2020-01-01"],
            id="an annulled succession of a party that rejoined",
        ),
        pytest.param(
            LEFT.accede("Alfa", decided("2018-06-01"), effective=dt.date(2019, 1, 1)).revoke(
                3, decided("2018-11-01"), ground=Ground.TAKEN_BACK
            ),
            "alfa",
            ["2: from 2015-01-01"],
            ["alfa 4: from 2019-01-01"],
            id="taken back in time, after the decision to rejoin",
        ),
    ],
)
def test_what_rests_on_an_annulled_withdrawal(
    agreement: Agreement, party: str, expected: list[str], redundant: list[str]
) -> None:
    """On each day the earliest membership counts; whatever ends it ends the later ones, too."""
    assert held(agreement, party) == expected
    assert idle(agreement) == redundant


@pytest.mark.parametrize("recorded_first", [True, False])
def test_a_rejoin_without_a_day_after_an_annulment(*, recorded_first: bool) -> None:
    """The day on which the later accession was signed is recorded, before or after the court."""
    signed = Start(when=Condition.SIGNED)
    back = LEFT.accede("Alfa", decided("2019-06-01"), effective=signed)
    recorded_on, first_day = dt.date(2020, 7, 1), dt.date(2020, 1, 1)
    court = decided("2020-06-01" if not recorded_first else "2020-08-01")
    if recorded_first:
        made = back.record(4, recorded_on=recorded_on, first_day=first_day)
        made = made.revoke(3, court, ground=Ground.ANNULLED)
    else:
        made = back.revoke(3, court, ground=Ground.ANNULLED)
        made = made.record(4, recorded_on=recorded_on, first_day=first_day)

    assert held(made, "alfa") == ["2: from 2015-01-01"]
    assert idle(made) == ["alfa 4: from 2020-01-01"]
    assert made.as_known().uncertain == ()


def test_a_member_signs_no_second_accession() -> None:
    """Without an annulment, the first day of a second accession is refused."""
    made_twice = made().accede("Alfa", decided("2019-06-01"), effective=Start())

    with pytest.raises(AlreadyPartyError):
        made_twice.record(3, recorded_on=dt.date(2020, 7, 1), first_day=dt.date(2020, 1, 1))


def test_what_follows_by_the_same_accession_ends_too() -> None:
    """Two successions gave Gamma days one after the other: a withdrawal, or a third, ends both."""
    late, early = dt.date(2018, 1, 1), dt.date(2017, 1, 1)
    both = made().succeed("Alfa", "Gamma", decided("2016-01-01"), first_day=late)
    both = both.succeed("Alfa", "Gamma", decided("2016-02-01"), first_day=early)
    left = both.withdraw("Gamma", decided("2016-03-01"), last_day=dt.date(2017, 6, 30))
    back = both.succeed("Gamma", "Alfa", decided("2016-03-01"), first_day=dt.date(2017, 7, 1))

    assert held(both, "gamma") == ["2: 2017-01-01 to 2017-12-31", "2: from 2018-01-01"]
    assert held(left, "gamma") == ["2: 2017-01-01 to 2017-06-30"]
    assert held(back, "gamma") == ["2: 2017-01-01 to 2017-06-30"]
    assert held(back, "alfa") == [
        "2: 2015-01-01 to 2016-12-31",
        "2: 2017-07-01 to 2017-12-31",
        "2: from 2018-01-01",
    ]
