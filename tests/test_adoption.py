from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from builders import (
    BY_DAY,
    NONE,
    START,
    agreed,
    counted,
    day,
    decided,
    funded_by,
    municipality,
    plainly,
    says_the_same,
    with_members,
)
from by_adoption import DAYS, Marked
from public import ROOT
from samverkan import (
    Accession,
    Adoption,
    Agreement,
    Amendment,
    Burden,
    Condition,
    Decision,
    Due,
    DueKind,
    Ground,
    Instrument,
    Needs,
    PartyKind,
    Period,
    Recording,
    Revocation,
    Standing,
    Start,
    Terms,
    Wait,
    Withdrawal,
    YearDay,
    assess,
    difference,
    formats,
    settle,
    validate,
)
from samverkan.errors import (
    AdoptionError,
    AlreadyPartyError,
    DocumentError,
    IncompleteAssessmentError,
    InstrumentError,
    NoFeeError,
    NotAMemberError,
    SamverkanError,
    StartNotKnownError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.fees import Ledger, Settlement
from samverkan.formats import claims_data, fees_data, fees_table
from samverkan.funding import Equally, Fixed, Proration, Split
from samverkan.reports import (
    agreement_text,
    claims_text,
    fees_text,
    missing_text,
    pending_text,
)

NAMES = ["a", "b", "c"]
a_day = st.sampled_from(DAYS[:40])


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Decisions, some of which must be ratified."""
    day = draw(a_day)
    ratified = draw(st.none() | st.sampled_from([each for each in DAYS[:40] if each >= day]))
    return Decision(
        decided_on=day,
        needs_ratification=draw(st.sampled_from([False, False, True])),
        ratification=None if ratified is None or draw(st.booleans()) else decided(ratified),
    )


needed = st.sampled_from(
    [Needs(), Needs(parties=NAMES), Needs(parties=["a", "b"]), Needs(at_least=1), Needs(at_least=2)]
)


@st.composite
def effects(draw: st.DrawFn) -> Period | Start:
    """Days of effect, or what the first of them waits for."""
    first, last = draw(a_day), draw(st.none() | st.sampled_from(DAYS[35:60]))
    if draw(st.booleans()):
        return Period(first, None if last is not None and last < first else last)
    earliest = draw(st.none() | st.sampled_from(DAYS[:35]))
    return Start(
        when=draw(st.none() | st.sampled_from(Condition)), not_before=earliest, last_day=last
    )


@st.composite
def adopters(draw: st.DrawFn) -> dict[str, Any]:
    """Who decides on an instrument: one, or several."""
    if draw(st.booleans()):
        return {"decision": draw(decisions())}
    parties = draw(st.lists(st.sampled_from(NAMES), unique=True))
    adoptions = [Adoption(party=party, decision=draw(decisions())) for party in parties]
    needs = draw(needed if not adoptions else st.none() | needed)
    own = draw(st.none() | decisions())
    return {"adoptions": adoptions, "needs": needs, "decision": own}


@st.composite
def agreements(draw: st.DrawFn, *, waits: bool = True) -> Agreement:
    """Agreements that several adopt, with days that wait, and some that were recorded."""
    period = draw(effects()) if waits else Period(draw(a_day))
    needs = draw(st.none() | needed) if waits else None
    agreement = Agreement(
        terms=Terms(title="Avtal", period=period, needs=needs),
        parties=[municipality(name) for name in NAMES],
    )
    for number in range(1, draw(st.integers(2, 9))):
        kind = draw(st.sampled_from("jjjjaawwrvv" if waits else "jjjjaawwr"))
        made: Any
        if kind == "j" or number < 2:
            party = draw(st.sampled_from(NAMES))
            made = Accession(
                number=number, party=party, effective=draw(effects()), **draw(adopters())
            )
        elif kind == "a":
            made = Amendment(
                number=number, title=f"T{number}", effective=draw(effects()), **draw(adopters())
            )
        elif kind == "w":
            party, last = draw(st.sampled_from(NAMES)), draw(st.none() | a_day)
            made = Withdrawal(number=number, party=party, last_day=last, **draw(adopters()))
        elif kind == "v":
            target, ground = draw(st.integers(1, number)), draw(st.sampled_from(Ground))
            made = Revocation(number=number, target=target, ground=ground, **draw(adopters()))
        else:
            about = draw(st.none() | st.integers(1, number))
            field = draw(st.sampled_from(["first_day", "last_day"]))
            days: dict[str, Any] = {"recorded_on": draw(a_day), field: draw(a_day)}
            made = Recording(number=number, target=about, **days)
        try:
            agreement = agreement.issue([made])
        except SamverkanError:
            continue  # impossible instruments are refused and leave no trace
    return agreement


known = st.none() | a_day


def lived() -> Agreement:
    """Return an agreement of one that joined and left, and of changes; all days were recorded."""
    made = Agreement(
        terms=Terms(title="Avtal", period=Period(DAYS[0])),
        parties=[municipality(name) for name in NAMES],
    )
    made = made.accede("a", decided(DAYS[1]), effective=DAYS[0])
    made = made.withdraw("a", decided(DAYS[2]), last_day=None)
    made = made.record(2, recorded_on=DAYS[8], last_day=DAYS[6])
    made = made.amend(decided(DAYS[3]), title="T4", effective=Start())
    made = made.amend(decided(DAYS[4]), title="T5", effective=DAYS[5])
    decides = Start(when=Condition.ALL_DECIDED, not_before=DAYS[12], last_day=DAYS[14])
    return made.amend(decided(DAYS[9]), title="T7", effective=decides)


def left_and_returned() -> Agreement:
    """Return an agreement of one that left and returned, while a court annulled and took back."""
    made = Agreement(
        terms=Terms(title="Avtal", period=Period(DAYS[0])),
        parties=[municipality(name) for name in NAMES],
    )
    made = made.accede("a", decided(DAYS[1]), effective=DAYS[0])
    made = made.withdraw("a", decided(DAYS[2]), last_day=DAYS[4])
    made = made.revoke(2, decided(DAYS[5]), ground=Ground.ANNULLED)
    made = made.revoke(3, decided(DAYS[6]), ground=Ground.ANNULLED)
    made = made.accede("b", decided(DAYS[1]), effective=DAYS[0])
    made = made.withdraw("b", decided(DAYS[2]), last_day=None)
    made = made.accede("b", decided(DAYS[7]), effective=DAYS[9])
    made = made.accede("c", decided(DAYS[1]), effective=Period(DAYS[0], DAYS[3]))
    made = made.withdraw("c", decided(DAYS[2]), last_day=None)
    return made.accede("c", decided(DAYS[7]), effective=DAYS[9])


def with_recorded_days() -> Agreement:
    """Return an agreement whose first day, and that of a change and a membership, are recorded."""
    made = Agreement(
        terms=Terms(title="Avtal", period=Start()),
        parties=[municipality(name) for name in NAMES],
    )
    made = made.record(recorded_on=DAYS[3], first_day=DAYS[2])
    made = made.accede("a", decided(DAYS[4]), effective=Start())
    made = made.amend(decided(DAYS[4]), title="T3", effective=Start())
    made = made.record(2, recorded_on=DAYS[5], first_day=DAYS[4])
    return made.record(3, recorded_on=DAYS[6], first_day=DAYS[5])


def begun_by_all() -> Agreement:
    """Return an agreement that began when the last of two had decided."""
    made = Agreement(
        terms=Terms(title="Avtal", period=Start(when=Condition.ALL_DECIDED)),
        parties=[municipality(name) for name in NAMES],
    )
    for number, name in enumerate(NAMES[:2], start=1):
        made = made.accede(name, decided(DAYS[number]), effective=Start())
    return made


@pytest.mark.slow
@given(agreement=agreements(), known_on=known)
@example(agreement=begun_by_all(), known_on=None)
@example(agreement=left_and_returned(), known_on=None)
@example(agreement=with_recorded_days(), known_on=None)
@example(agreement=lived(), known_on=None)
@example(agreement=lived(), known_on=DAYS[7])
def test_members_day_by_day(agreement: Agreement, known_on: dt.date | None) -> None:
    """Who is a member for certain, and who may be, equal those of marking days one by one."""
    certain, maybe = Marked(agreement).members(known_on)
    state = agreement.as_known(known_on)

    assert {(m.party.id, day) for m in state.memberships for day in DAYS if day in m.period} == (
        certain
    )
    assert {(m.party.id, day) for m in state.uncertain for day in DAYS if day in m.period} == maybe


@pytest.mark.slow
@given(agreement=agreements(), known_on=known, on=st.sampled_from(DAYS))
@example(agreement=lived(), known_on=None, on=DAYS[5])
@example(agreement=lived(), known_on=None, on=DAYS[4])
@example(agreement=lived(), known_on=None, on=DAYS[13])
def test_terms_day_by_day(agreement: Agreement, known_on: dt.date | None, on: dt.date) -> None:
    """The title on a day, or that it is not known, equals that of marking days one by one."""
    expected = Marked(agreement).title(known_on, on)
    state = agreement.as_known(known_on)

    if expected == "?":
        assert unknown(state, on)
    else:
        terms = state.terms(on=on)
        assert (None if terms is None else terms.title.sv) == expected


def unknown(state: Any, on: dt.date) -> bool:
    """Return whether the terms on a day are not known: not adopted yet, or of an open day."""
    try:
        return state.terms(on=on) is None and state.standing(on=on) is Standing.PENDING
    except StartNotKnownError:
        return True


@pytest.mark.slow
@given(agreement=agreements())
def test_read_back(agreement: Agreement) -> None:
    """What several adopt, and what waits, is written and read back exactly."""
    assert formats.loads(formats.dumps(agreement)) == agreement


@pytest.mark.slow
@given(agreement=agreements(waits=False), known_on=a_day)
@example(agreement=lived(), known_on=DAYS[7])
@example(agreement=lived(), known_on=DAYS[8])
def test_nothing_adopted_later_changes_what_was_known(
    agreement: Agreement, known_on: dt.date
) -> None:
    """Whatever is decided or recorded later does not change what was known before it.

    Whose decisions an agreement itself needs is told by all its accessions, later ones included.
    """

    def by_then(decision: Decision | None) -> Decision | None:
        if decision is None or decision.decided_on > known_on:
            return None
        return attrs.evolve(
            decision,
            needs_ratification=decision.needs_ratification or decision.ratification is not None,
            ratification=by_then(decision.ratification),
        )

    earlier: list[Instrument] = []
    for instrument in agreement.instruments:
        taken = [(a.party, by_then(a.decision)) for a in instrument.adoptions]
        adoptions = [Adoption(party=p, decision=d) for p, d in taken if d is not None]
        own = by_then(instrument.decision)
        if isinstance(instrument, Recording):
            earlier += [instrument] if instrument.recorded_on <= known_on else []
        elif own is not None or adoptions or not instrument.decisions:
            # A decision to come counts among those needed.
            assume((own is None) == (instrument.decision is None))
            needs = instrument.needs or (Needs() if instrument.is_joint else None)
            earlier.append(attrs.evolve(instrument, decision=own, adoptions=adoptions, needs=needs))
    before = attrs.evolve(agreement, instruments=earlier).as_known(known_on)
    after = agreement.as_known(known_on)

    assert [(m.party.id, m.period) for m in before.memberships] == [
        (m.party.id, m.period) for m in after.memberships
    ]
    assert [(p.number, p.waits_for, p.days) for p in before.pending] == [
        (p.number, p.waits_for, p.days) for p in after.pending
    ]


def revoked_by_each_other() -> Agreement:
    """Return an agreement with two revocations of each other, neither of which is adopted."""
    made = left_and_returned()
    ends = [
        Revocation(number=number, target=target, ground=Ground.TAKEN_BACK, needs=Needs())
        for number, target in ((11, 12), (12, 11))
    ]
    return attrs.evolve(made, instruments=[*made.instruments, *ends])


@pytest.mark.slow
@given(agreement=agreements(), first=a_day, second=a_day)
@example(agreement=revoked_by_each_other(), first=DAYS[3], second=DAYS[9])
def test_claims_follow_what_is_known(agreement: Agreement, first: dt.date, second: dt.date) -> None:
    """What was claimed equals the fee of whoever has one; what is pending is not credited."""
    first, second = sorted([first, second])
    paying = attrs.evolve(
        agreement, terms=attrs.evolve(agreement.terms, funding=funded_by(Fixed(kronor=100)))
    )
    ledger = Ledger()
    for known_on in (first, second):
        settlement = settle(ledger, paying, years=[2015], figures=counted(), known_on=known_on)
        [owed] = settlement.assessments
        held: dict[str, int] = {}
        for claim in settlement.ledger.claims:
            held[claim.party] = held.get(claim.party, 0) + claim.ore
        assert {fee.party for fee in owed}.isdisjoint(owed.pending)
        for party in {*held, *(fee.party for fee in owed)} - {*owed.pending, *owed.undated}:
            fee = owed[party].ore if party in owed else 0
            assert held.get(party, 0) == fee
        assert settlement.pending == owed.pending
        ledger = settlement.ledger


# --- Real papers


MEDELPAD = formats.read(ROOT / "docs" / "examples" / "medelpad.toml", Agreement)


@pytest.mark.parametrize(
    ("known_on", "missing"),
    [
        pytest.param("2014-09-28", ("2260", "2262", "2281"), id="before the first"),
        pytest.param("2014-09-29", ("2260", "2262"), id="Sundsvall § 218"),
        pytest.param("2014-10-17", ("2260",), id="Timrå § 123"),
        pytest.param("2014-10-27", (), id="Ånge § 72"),
    ],
)
def test_three_councils(known_on: str, missing: tuple[str, ...]) -> None:
    """Medelpad's charter was adopted by three councils; no source states its first day."""
    state = MEDELPAD.as_known(day(known_on))
    [pending] = state.pending

    assert pending.instrument is None
    assert pending.missing == missing
    assert pending.waits_for is (Wait.DECISIONS if missing else Wait.DAY)
    assert state.members(on=day("2015-01-01")) == ()
    assert {m.party.id for m in state.uncertain} == {"2260", "2262", "2281"} - {*missing}


def test_three_councils_and_a_day() -> None:
    """When the first day is found, it counts from the day on which it is recorded; an example."""
    found = MEDELPAD.record(recorded_on=day("2015-01-09"), first_day=day("2015-01-01"))

    assert found.as_known(day("2015-01-08")).standing(on=day("2015-01-01")) is Standing.PENDING
    assert found.as_known(day("2015-01-09")).standing(on=day("2015-01-01")) is Standing.IN_FORCE
    assert len(found.as_known().members(on=day("2015-01-01"))) == 3
    assert found.as_known().members(on=day("2014-12-31")) == ()


def test_provided_that_all_approve_and_sign() -> None:
    """Västra Mälardalen 2012: the revision waits for decisions, and then for signatures."""
    revised = formats.read(ROOT / "docs" / "examples" / "vastra-malardalen.toml", Agreement)
    [waiting] = [each for each in revised.as_known().pending if each.number == 2]

    assert (waiting.waits_for, waiting.missing) == (Wait.DECISIONS, ("arboga-kommun",))
    adopted = revised.adopt(2, "Arboga", decided("2012-12-13"))  # an example day
    [waiting] = [each for each in adopted.as_known().pending if each.number == 2]
    assert waiting.waits_for is Wait.SIGNATURE
    assert waiting.days == Period(day("2013-01-01"))


def test_the_26_municipalities() -> None:
    """No day of decision of the source's 26 municipalities is published: all are undated."""
    stored = formats.read(ROOT / "docs" / "examples" / "stockholm.json", Agreement)
    undated = stored.as_known(day("2015-12-31")).undated

    assert sum(member.party.kind is PartyKind.MUNICIPALITY for member in undated) == 26
    assert stored.as_known().pending == ()


# --- Examples


def federation(**terms: Any) -> Agreement:
    """Return a federation of three, each paying 100 kronor, from 1 January 2015."""
    made = agreed("Alfa", "Beta", "Gamma", funding=funded_by(Fixed(kronor=100)), **terms)
    return with_members(made, alfa=START, beta=START, gamma=START)


def test_at_least_two() -> None:
    """Kungsbacka 2014: provided that at least two of the three others take part."""
    needs = Needs(parties=["alfa", "beta", "gamma"], at_least=2)
    changed = federation().amend(title="Ny", effective=day("2016-01-01"), needs=needs)
    once = changed.adopt(4, "Beta", decided("2015-03-01"))
    twice = once.adopt(4, "Gamma", decided("2015-02-01"))

    [pending] = once.as_known().pending
    assert (pending.missing, pending.lacking) == (("alfa", "gamma"), 1)
    assert twice.known_from(4) == day("2015-03-01")
    assert twice.adopt(4, "Alfa", decided("2014-12-24")).known_from(4) == day("2015-02-01")


def test_all_members_are_those_of_the_day() -> None:
    """A party that has left is not needed; one that joins by an earlier decision is."""
    left = federation().withdraw("Gamma", decided("2015-02-01"), last_day=day("2015-03-31"))
    changed = left.amend(title="Ny", effective=day("2016-01-01"), needs=Needs())
    changed = changed.adopt(5, "Alfa", decided("2015-03-01"))

    # On its last day Gamma is needed, and on the day after it is not.
    assert changed.adopt(5, "Beta", decided("2015-03-31")).known_from(5) == day("2015-04-01")
    assert changed.adopt(5, "Beta", decided("2015-04-01")).known_from(5) == day("2015-04-01")
    joined = changed.accede(municipality("Delta"), decided("2015-03-20"), effective=START)
    assert joined.adopt(5, "Beta", decided("2015-04-01")).known_from(5) is None


def test_a_new_member_that_all_must_accept() -> None:
    """An accession may need the members' decisions beside the party's own; its fee is pending."""
    made = federation().accede(
        municipality("Delta"), decided("2015-02-01"), effective=START, needs=Needs()
    )
    for number, name in enumerate(["Alfa", "Beta"]):
        made = made.adopt(4, name, decided(day("2015-03-01") + dt.timedelta(days=number)))
    owed = assess(made, year=2015, figures=counted())

    assert ([fee.party for fee in owed], owed.pending) == (["alfa", "beta", "gamma"], ("delta",))
    assert owed.unknown == ("delta",)
    with pytest.raises(IncompleteAssessmentError, match="Delta"):
        _ = owed.total_ore
    with pytest.raises(NoFeeError, match="not all have adopted"):
        _ = owed["Delta"]
    adopted = made.adopt(4, "Gamma", decided("2015-04-01"))
    assert assess(adopted, year=2015, figures=counted())["Delta"].ore == 100_00
    assert adopted.accession("Delta").is_retroactive


def test_a_division_with_a_party_that_may_be_a_member() -> None:
    """If it is not known whether a party is a member, no share of a total is known."""
    divided = agreed("Alfa", "Beta", funding=funded_by(Split(total=100, by=Equally())))
    made = divided.accede("Alfa", decided("2014-12-01"), effective=START)
    opened = made.accede("Beta", decided("2014-12-02"), effective=Start(not_before=START))
    proposed = made.accede("Beta", decided("2014-12-02"), effective=START, needs=Needs())

    assert assess(opened, year=2015, figures=counted()).pending == ("alfa", "beta")
    not_adopted = assess(proposed, year=2015, figures=counted())
    assert (not_adopted.pending, not_adopted["Alfa"].ore) == (("beta",), 100_00)


@pytest.mark.parametrize(
    ("proration", "pending"), [(NONE, ()), (BY_DAY, ("alfa",))], ids=["whole", "by day"]
)
def test_an_end_that_no_source_gives(proration: Proration, pending: tuple[str, ...]) -> None:
    """A withdrawal without a last day leaves the days after its decision unknown."""
    made = agreed("Alfa", funding=funded_by(Fixed(kronor=365), proration))
    left = made.accede("Alfa", decided("2014-12-01"), effective=START)
    left = left.withdraw("Alfa", decided("2015-05-01"), last_day=None)
    state = left.as_known()

    assert state.member("alfa", on=day("2015-05-01"))
    assert state.member("alfa", on=day("2015-05-02")) is None
    assert [m.period for m in state.uncertain] == [Period(day("2015-05-02"))]
    assert assess(left, year=2015, figures=counted()).pending == pending
    assert assess(left, year=2016, figures=counted()).pending == ("alfa",)
    known = left.record(2, recorded_on=day("2016-02-01"), last_day=day("2015-06-30"))
    assert known.as_known().member("alfa", on=day("2015-06-30"))
    assert assess(known, year=2016, figures=counted()).pending == ()


def test_a_termination_without_a_day() -> None:
    """After a termination without a last day, it is not known whether the agreement is in force."""
    ended = federation().terminate(decided("2015-05-01"), last_day=None)
    state = ended.as_known()

    assert state.standing(on=day("2015-05-01")) is Standing.IN_FORCE
    assert state.standing(on=day("2015-05-02")) is Standing.PENDING
    with pytest.raises(StartNotKnownError, match="whether the agreement is in force"):
        state.terms(on=day("2015-05-02"))
    known = ended.record(4, recorded_on=day("2015-06-01"), last_day=day("2015-12-31"))
    assert known.as_known().standing(on=day("2016-01-01")) is Standing.TERMINATED


def test_an_open_change_concerns_only_what_it_changes() -> None:
    """If the first day of a change is not known, only what it changes is not known."""
    changed = federation().amend(decided("2015-05-01"), title="Ny", effective=Start())
    state = changed.as_known()

    assert state.funding(on=day("2015-06-01")) == changed.terms.funding
    assert state.governance(on=day("2015-06-01")) is None
    with pytest.raises(StartNotKnownError, match="instrument 4"):
        state.terms(on=day("2015-06-01"))
    assert state.terms(on=day("2015-04-30")) == changed.terms
    assert state.in_doubt(on=day("2015-04-30")) == ()
    assert assess(changed, year=2015, figures=counted()).is_complete


@pytest.mark.parametrize(
    ("year", "proration", "pending"),
    [
        (2015, NONE, 0),
        (2016, NONE, 3),
        (2015, BY_DAY, 3),
        (2014, BY_DAY, 0),
    ],
)
def test_an_open_change_of_the_funding(year: int, proration: Proration, pending: int) -> None:
    """A fee is pending if the rule of its year is: that of the first day, or that of any day."""
    dearer = funded_by(Fixed(kronor=200), proration)
    made = federation()
    made = attrs.evolve(
        made,
        terms=attrs.evolve(made.terms, funding=funded_by(Fixed(kronor=100), proration)),
    )
    changed = made.amend(decided("2015-05-01"), funding=dearer, effective=Start())

    assert len(assess(changed, year=year, figures=counted()).pending) == pending


def test_what_is_taken_back_does_not_wait() -> None:
    """What is pending may be taken back, and a recorded day may be revoked."""
    proposed = federation().amend(title="Ny", effective=day("2016-01-01"), needs=Needs())
    adopted = proposed.adopt(4, "Alfa", decided("2015-01-01"))
    for name in ("Beta", "Gamma"):
        adopted = adopted.adopt(4, name, decided("2015-02-01"))
    dropped = proposed.adopt(4, "Alfa", decided("2015-01-01")).revoke(
        4, decided("2015-03-01"), ground=Ground.TAKEN_BACK
    )
    taken_back = adopted.revoke(4, decided("2015-03-01"), ground=Ground.TAKEN_BACK)
    opened = federation().amend(decided("2015-01-01"), title="Ny", effective=Start())
    taken = opened.revoke(4, decided("2015-03-01"), ground=Ground.TAKEN_BACK)
    recorded = opened.record(4, recorded_on=day("2015-03-01"), first_day=day("2015-02-01"))
    corrected = recorded.revoke(5, decided("2015-03-02"), ground=Ground.ANNULLED).record(
        4, recorded_on=day("2015-03-03"), first_day=day("2015-02-15")
    )

    assert taken_back.as_known().pending == taken.as_known().pending == ()
    assert dropped.as_known().pending == ()
    assert len(dropped.as_known(day("2015-02-28")).pending) == 1
    with pytest.raises(InstrumentError, match="no instrument 4 was decided before"):
        proposed.adopt(4, "Alfa", decided("2015-04-01")).revoke(
            4, decided("2015-03-01"), ground=Ground.TAKEN_BACK
        )
    assert corrected.as_known().terms(on=day("2015-02-14")) == opened.terms
    assert corrected.as_known().terms(on=day("2015-02-15")) != opened.terms


def test_what_is_pending_is_not_foreseen() -> None:
    """An event that may not happen on its day is left out, and no earliest end is computed."""
    terms: dict[str, Any] = {
        "notice_months": 6,
        "renewal_months": 12,
        "last_day": day("2015-12-31"),
        "due": Due(what="Betalning", kind=DueKind.PAYMENT, when=YearDay(month=6, day=30)),
    }
    made = federation(**terms)
    since = day("2015-01-15")
    proposed = attrs.evolve(
        made, terms=attrs.evolve(made.terms, needs=Needs(parties=["alfa"], at_least=1))
    )
    waiting = attrs.evolve(proposed, instruments=proposed.instruments[1:])
    longer = made.amend(decided(since), notice_months=9, effective=Start())
    unpaid = made.amend(decided(since), due=[], effective=Start())
    titled = made.amend(decided(since), title="Ny", effective=Start())

    def kinds(agreement: Agreement) -> set[str]:
        return {event.kind.value for event in agreement.as_known().upcoming(after=since)}

    assert kinds(made) == kinds(titled) == {"last-day-for-notice", "renewal", "payment-due"}
    assert kinds(waiting) == set()
    assert waiting.as_known().events(Period.of_year(2015)) == ()
    assert kinds(longer) == {"renewal", "payment-due"}
    assert kinds(unpaid) == {"last-day-for-notice", "renewal"}
    assert longer.as_known().earliest_end(notice_on=since) is None
    assert longer.as_known().earliest_end(notice_on=START) == day("2015-12-31")


# --- What is refused


OPENED = federation().amend(decided("2015-01-02"), title="Ny", effective=Start())
ENDING = OPENED.amend(
    decided("2015-01-02"), title="Ny", effective=Start(last_day=day("2015-06-30"))
)
PROPOSED = federation().amend(title="Ny", effective=Start(), needs=Needs())
RECORDED = OPENED.record(4, recorded_on=day("2015-03-01"), first_day=day("2015-02-01"))
ON = day("2015-03-01")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(
            lambda: PROPOSED.adopt(4, "Alfa", decided(ON)).adopt(4, "Alfa", decided(ON)),
            "alfa decides on it twice",
            id="twice by one",
        ),
        pytest.param(
            lambda: Needs(parties=["a", "b"], at_least=3), "only 2 are named", id="never met"
        ),
        pytest.param(lambda: Needs(at_least=0), "at_least", id="nobody"),
        pytest.param(lambda: Needs(parties=["a", "a"]), "named twice", id="named twice"),
        pytest.param(lambda: Start(not_before=ON, last_day=START), "2015-01-01", id="ends before"),
        pytest.param(
            lambda: OPENED.amend(title="A", effective=ON), "no decision is stated", id="nobody yet"
        ),
        pytest.param(
            lambda: OPENED.record(9, recorded_on=ON, first_day=ON), "no instrument 9", id="no such"
        ),
        pytest.param(
            lambda: OPENED.record(4, recorded_on=ON, last_day=ON),
            "does not wait for a last day",
            id="the other day",
        ),
        pytest.param(
            lambda: OPENED.record(1, recorded_on=ON, first_day=ON),
            "does not wait for a first day",
            id="has a day",
        ),
        pytest.param(
            lambda: OPENED.record(recorded_on=ON, first_day=ON),
            "the agreement does not wait",
            id="the agreement has a day",
        ),
        pytest.param(
            lambda: OPENED.record(4, recorded_on=ON), "give either the first day", id="no day"
        ),
        pytest.param(
            lambda: OPENED.record(4, recorded_on=ON, first_day=ON, last_day=ON),
            "give either the first day",
            id="both days",
        ),
        pytest.param(
            lambda: RECORDED.record(4, recorded_on=ON, first_day=ON),
            "already recorded by instrument 5",
            id="twice",
        ),
        pytest.param(
            lambda: PROPOSED.record(4, recorded_on=ON, first_day=ON),
            "is not adopted on 2015-03-01",
            id="before its decisions",
        ),
        pytest.param(
            lambda: OPENED.record(4, recorded_on=START, first_day=START),
            "is not adopted on 2015-01-01",
            id="recorded before its decision",
        ),
        pytest.param(
            lambda: (
                attrs.evolve(federation(), terms=Terms(title="A", period=Start(), needs=Needs()))
                .accede(municipality("Delta"), decided("2016-01-01"), effective=Start())
                .record(recorded_on=ON, first_day=ON)
            ),
            "the agreement is not adopted",
            id="an agreement that is not adopted",
        ),
        pytest.param(
            lambda: ENDING.record(5, recorded_on=day("2015-08-01"), first_day=day("2015-07-01")),
            "ends on 2015-06-30, before 2015-07-01",
            id="recorded after its end",
        ),
        pytest.param(
            lambda: OPENED.amend(
                decided("2015-08-01"),
                title="A",
                effective=Start(when=Condition.ALL_DECIDED, last_day=day("2015-06-30")),
            ),
            "ends on 2015-06-30, before 2015-08-01",
            id="adopted after its end",
        ),
        pytest.param(
            lambda: OPENED.adopt(7, "Alfa", decided(ON)), "no such instrument", id="adopts nothing"
        ),
        pytest.param(
            lambda: RECORDED.adopt(5, "Alfa", decided(ON)),
            "no such instrument",
            id="adopts a recorded day",
        ),
        pytest.param(
            lambda: PROPOSED.ratify(4, decided(ON)), "no such decision", id="ratifies nothing"
        ),
        pytest.param(
            lambda: PROPOSED.ratify(4, decided(ON), party="Alfa"),
            "no such decision",
            id="ratifies what is not adopted",
        ),
    ],
)
def test_refused(make: Callable[[], object], said: str) -> None:
    """What contradicts itself is refused, in both languages, with what to do."""
    with pytest.raises(SamverkanError, match=said) as refused:
        make()

    assert says_the_same(refused.value)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: OPENED.adopt(4, "Delta", decided(ON)), id="decides"),
        pytest.param(
            lambda: OPENED.amend(title="A", effective=ON, needs=Needs(parties="delta")),
            id="is needed",
        ),
        pytest.param(
            lambda: attrs.evolve(
                OPENED, terms=attrs.evolve(OPENED.terms, needs=Needs(parties="delta"))
            ),
            id="is needed by the terms",
        ),
    ],
)
def test_somebody_who_is_no_party(make: Callable[[], object]) -> None:
    """Whoever decides, or must decide, is a party that the agreement lists."""
    with pytest.raises(UnknownPartyError, match="no party is called"):
        make()


def test_a_ratified_adoption() -> None:
    """The board of a party decides, and its council ratifies that, twice over if need be."""
    board = decided("2015-02-01", needs_ratification=True)
    proposed = federation().amend(
        title="Ny", effective=day("2016-01-01"), needs=Needs(parties=["alfa", "beta"])
    )
    waiting = proposed.adopt(4, "Alfa", board).adopt(4, "Beta", decided("2015-02-02"))
    once = waiting.ratify(4, decided("2015-03-01", needs_ratification=True), party="Alfa")
    twice = once.ratify(4, decided("2015-04-01"), party="Alfa")

    assert [each.missing for each in waiting.as_known().pending] == [("alfa",)]
    assert [each.missing for each in once.as_known().pending] == [("alfa",)]
    assert twice.known_from(4) == day("2015-04-01")
    [amendment] = [i for i in twice.instruments if isinstance(i, Amendment)]
    assert [step.decided_on.month for party, step in amendment.decisions if party == "alfa"] == [
        2,
        3,
        4,
    ]


# --- What outsiders found


def test_nothing_is_claimed_of_what_is_pending() -> None:
    """A fee that is pending on the day of knowledge is not claimed as it was known earlier."""
    made = federation().amend(
        decided("2015-05-01"), funding=funded_by(Fixed(kronor=120)), effective=Start()
    )
    known = made.record(4, recorded_on=day("2016-02-01"), first_day=day("2016-01-01"))

    def claimed(ledger: Ledger, known_on: str) -> tuple[Ledger, list[int]]:
        found = settle(ledger, known, years=[2016], figures=counted(), known_on=day(known_on))
        return found.ledger, [claim.ore for claim in found]

    ledger, nothing = claimed(Ledger(), "2016-01-15")
    assert (nothing, len(ledger.claims)) == ([], 0)
    assert claimed(ledger, "2016-02-01")[1] == [100_00] * 3 + [20_00] * 3
    before, after = (
        assess(known, year=2016, figures=counted(), known_on=day(on))
        for on in ("2016-01-15", "2016-02-01")
    )
    change = difference(before, after)
    assert (change.claims, change.ledger.claims) == ((), ())
    assert change.pending == ("alfa", "beta", "gamma")
    assert change.only(["alfa"]).pending == ("alfa",)
    earlier = assess(known, year=2016, figures=counted(), known_on=day("2015-04-30"))
    assert [claim.ore for claim in difference(earlier, after)] == [20_00] * 3


def test_a_change_to_come_is_told() -> None:
    """A change of the funding that is not adopted leaves the fees; a line says that it waits."""
    made = federation().amend(
        funding=funded_by(Fixed(kronor=120)), effective=day("2016-01-01"), needs=Needs()
    )

    def told(year: int) -> str:
        owed = assess(made, year=year, figures=counted())
        return " ".join(plainly(fees_text(owed, "en")).split())

    said = "Amendment of the terms (4) waits for decisions by Alfa (alfa), Beta (beta), Gamma"
    assert said in told(2016)
    assert "The fees follow the terms that apply until it is adopted." in told(2016)
    assert said not in told(2015)


def test_only_what_a_fee_depends_on_is_told() -> None:
    """If a party's fee is asked for, what concerns others is left out."""
    made = federation()
    made = made.accede(municipality("Delta"), decided("2015-05-01"), effective=Start())
    made = made.accede(municipality("Epsilon"), decided("2015-05-01"), effective=Start())
    owed = assess(made, year=2015, figures=counted()).only("Delta")

    told = missing_text(owed, "en")
    assert "Accession of Delta (4)" in told
    assert "Epsilon" not in told
    assert "Subtotal" in fees_text(assess(made, year=2015, figures=counted()), "en")


def test_nobody_who_could_decide() -> None:
    """If too few parties can decide and none is left to name, that is found, not an error."""
    made = federation().amend(title="Ny", effective=day("2016-01-01"), needs=Needs(at_least=4))
    for party in ("alfa", "beta", "gamma"):
        made = made.adopt(4, party, decided("2015-05-01"))
    alone = agreed("Alfa").amend(title="Ny", effective=day("2016-01-01"), needs=Needs())

    for each in (made, alone):
        found = {finding.code for finding in validate(each)}
        assert {"ADOPTION_PENDING", "ADOPTION_IMPOSSIBLE"} <= found
    assert pending_text(alone.as_known(), alone, "en") == (
        "Amendment of the terms (1) waits for decisions.\n"
    )


def test_who_must_ratify() -> None:
    """If a party's decision must be ratified, that is found, not that it has not decided."""
    made = federation().amend(
        title="Ny", effective=day("2016-01-01"), needs=Needs(parties=["alfa", "beta"])
    )
    made = made.adopt(4, "Alfa", decided("2015-05-01", needs_ratification=True))
    found = {
        each.code: each.message("en")
        for each in validate(made)
        if each.code in {"ADOPTION_PENDING", "RATIFICATION_PENDING"}
    }

    assert found["RATIFICATION_PENDING"].startswith("amendment of the terms 4, Alfa (alfa): ")
    assert found["ADOPTION_PENDING"].endswith("by Beta (beta); number still needed: 1")
    ratified = made.adopt(4, "Beta", decided("2015-05-01"))
    assert "ADOPTION_PENDING" not in {each.code for each in validate(ratified)}
    waiting = agreed("Alfa", needs=Needs()).accede(
        "Alfa", decided("2014-12-01", needs_ratification=True), effective=START
    )
    assert {each.code for each in validate(waiting)} >= {"RATIFICATION_PENDING"}


def test_a_recorded_day_is_corrected() -> None:
    """A wrong recorded day is taken back and recorded anew, by what the finding says."""
    made = OPENED.record(4, recorded_on=day("2015-03-01"), first_day=day("2015-02-01"))
    taken = made.revoke(5, decided("2015-03-02"), ground=Ground.TAKEN_BACK)
    anew = taken.record(4, recorded_on=day("2015-03-02"), first_day=day("2015-02-10"))

    assert [each.number for each in taken.as_known().pending] == [4]
    assert anew.as_known().terms(on=day("2015-02-09")) == OPENED.terms
    assert anew.as_known(day("2015-03-01")).terms(on=day("2015-02-09")) != OPENED.terms


@pytest.mark.parametrize("start", [Start(when=Condition.ALL_DECIDED), Start()])
def test_an_accession_before_a_recorded_first_day(start: Start) -> None:
    """law.md I: an accession effective before the agreement itself is an error."""
    made = agreed("Alfa", "Beta", needs=Needs(parties="alfa"))
    made = attrs.evolve(made, terms=attrs.evolve(made.terms, period=start))
    made = made.accede("Alfa", decided("2015-05-01"), effective=day("2015-05-01"))
    if start.when is None:
        assert "EFFECTIVE_BEFORE_AGREEMENT" not in {each.code for each in validate(made)}
        made = made.record(recorded_on=day("2015-05-02"), first_day=day("2015-05-01"))
    early = made.accede("Beta", decided("2015-05-01"), effective=day("2015-04-30"))

    assert "EFFECTIVE_BEFORE_AGREEMENT" not in {each.code for each in validate(made)}
    assert "EFFECTIVE_BEFORE_AGREEMENT" in {each.code for each in validate(early)}


def test_a_retroactive_change_that_burdens_members() -> None:
    """law.md A: no decision with retroactive effect to the detriment of the members."""
    made = federation().amend(
        decided("2015-09-02"), title="Ny", effective=day("2015-06-01"), burden=Burden.MEMBERS
    )
    adopted = federation().amend(
        title="Ny", effective=day("2015-06-01"), burden=Burden.MEMBERS, needs=Needs(parties="alfa")
    )
    adopted = adopted.adopt(4, "Alfa", decided("2015-09-02"))

    for each in (made, adopted):
        assert "RETRO_DETRIMENT" in {finding.code for finding in validate(each)}


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ({"needs": {"parties": ["beta"]}}, "terms.needs.parties"),
        (
            {
                "instruments": [
                    {
                        "type": "withdrawal",
                        "number": 1,
                        "party": "alfa",
                        "last_day": "none",
                        "needs": {"parties": ["beta"]},
                    }
                ]
            },
            "instruments[0].needs.parties",
        ),
        (
            {
                "instruments": [
                    {
                        "type": "withdrawal",
                        "number": 1,
                        "party": "alfa",
                        "last_day": "none",
                        "adoptions": [{"party": "beta", "decision": {"decided_on": "2015-01-01"}}],
                    }
                ]
            },
            "instruments[0].adoptions",
        ),
    ],
)
def test_the_path_of_a_party_that_is_not_listed(part: dict[str, Any], path: str) -> None:
    """Whose decision is needed, and who has decided, is told with its place in the file."""
    terms = {"title": "A", "period": "2015-01-01"} | (
        {"needs": part["needs"]} if "needs" in part else {}
    )
    document = {
        "samverkan": 1,
        "kind": "agreement",
        "terms": terms,
        "parties": [{"names": "Alfa", "kind": "municipality"}],
        "instruments": part.get("instruments", []),
    }

    with pytest.raises(DocumentError) as refused:
        formats.loads(json.dumps(document))
    assert [fault.path for fault in refused.value.faults] == [path]


# --- What a reviewer found


COUNCILS = Needs(parties=["alfa", "beta", "gamma"])
WAITING = Start(when=Condition.ALL_DECIDED)


def founded(period: Period | Start, needs: Needs | None = None) -> Agreement:
    """Return an agreement of three that decided on 3 to 5 November 2014."""
    made = Agreement(
        terms=Terms(title="Avtal", period=period, needs=needs),
        parties=[municipality(name) for name in ("Alfa", "Beta", "Gamma", "Delta")],
    )
    for number, name in enumerate(("Alfa", "Beta", "Gamma"), start=3):
        made = made.accede(name, decided(dt.date(2014, 11, number)), effective=WAITING)
    return made


@pytest.mark.parametrize("when", [Condition.SIGNED, Condition.LEGAL_FORCE, None])
def test_who_joins_later_founds_nothing(when: Condition | None) -> None:
    """Whoever joins an agreement afterwards is not one of those that it needed."""
    made = founded(Start(when=when), Needs())
    recorded = made.record(recorded_on=day("2015-03-01"), first_day=day("2015-02-15"))
    later = recorded.accede("Delta", decided("2020-01-01"), effective=day("2020-03-01"))

    assert made.known_from() == later.known_from() == day("2014-11-05")
    assert later.as_known().standing(on=day("2015-02-15")) is Standing.IN_FORCE
    assert later.as_known().member("delta", on=day("2020-03-01"))


def test_who_left_is_not_needed() -> None:
    """A member whose days were recorded, or waited, is needed as long as it is a member."""
    made = founded(Period(day("2015-01-01")))
    left = made.withdraw("Gamma", decided("2016-05-01"), last_day=None)
    left = left.record(4, recorded_on=day("2016-12-01"), last_day=day("2016-12-31"))
    changed = left.amend(title="Ny", effective=day("2018-01-01"), needs=Needs())
    number = changed.next_number - 1
    adopted = changed.adopt(number, "Alfa", decided("2017-01-09"))
    adopted = adopted.adopt(number, "Beta", decided("2017-02-01"))

    assert adopted.known_from(number) == day("2017-02-01")
    early = changed.adopt(number, "Alfa", decided("2016-09-01"))
    early = early.adopt(number, "Beta", decided("2016-09-02"))
    assert early.known_from(number) == day("2017-01-01")


def test_a_successor_decides_for_its_predecessor() -> None:
    """Whose place a party took, its decision counts; and what the other adopted stays."""
    made = federation().amend(title="Ny", effective=day("2018-01-01"), needs=COUNCILS)
    made = made.adopt(4, "Alfa", decided("2016-01-01")).adopt(4, "Beta", decided("2016-01-02"))
    made = made.succeed(
        "Gamma", municipality("Delta"), decided("2015-12-01"), first_day=day("2016-07-01")
    )
    made = made.succeed(
        "Alfa", municipality("Epsilon"), decided("2015-12-01"), first_day=day("2016-07-01")
    )

    assert [each.missing for each in made.as_known().pending] == [("delta",)]
    assert made.adopt(4, "Delta", decided("2016-09-01")).known_from(4) == day("2016-09-01")
    adopted = made.adopt(4, "Delta", decided("2016-09-01"))
    assert "ADOPTION_NOT_NEEDED" not in {each.code for each in validate(adopted)}


def test_a_later_change_replaces_an_open_one() -> None:
    """Later-decided wins: whatever the day of the open change is, the later one applies."""
    dearer, dearest = (funded_by(Fixed(kronor=kronor)) for kronor in (120, 130))
    made = federation().amend(decided("2016-09-26"), funding=dearer, effective=Start())
    made = made.amend(decided("2017-03-01"), funding=dearest, effective=day("2018-01-01"))
    [pending] = made.as_known().pending
    sooner = federation().amend(decided("2016-09-26"), funding=dearer, effective=Start())
    sooner = sooner.amend(decided("2017-03-01"), funding=dearest, effective=day("2016-01-01"))

    assert pending.days == Period(day("2016-09-26"), day("2017-12-31"))
    assert assess(made, year=2018, figures=counted())["Alfa"].ore == 130_00
    assert len(assess(made, year=2017, figures=counted()).pending) == 3
    assert sooner.as_known().pending == ()


def test_what_is_pending_ends_with_the_agreement() -> None:
    """After the last day that is known, nothing is in doubt."""
    made = federation(last_day=day("2020-12-31")).terminate(decided("2016-05-01"), last_day=None)
    state = made.as_known()

    assert state.standing(on=day("2020-12-31")) is Standing.PENDING
    assert state.standing(on=day("2021-01-01")) is Standing.EXPIRED
    assert state.terms(on=day("2021-01-01")) is None


def test_a_member_for_certain() -> None:
    """A further accession that waits does not make a certain membership doubtful."""
    made = federation().accede("Alfa", decided("2016-01-01"), effective=Start())

    assert made.as_known().uncertain == ()
    assert assess(made, year=2017, figures=counted())["Alfa"].ore == 100_00


def test_who_left_on_an_unknown_day_comes_back() -> None:
    """A party may leave and come back, also if no source gives the day on which it left."""
    left = federation().withdraw("Gamma", decided("2016-05-01"), last_day=None)
    back = left.accede("Gamma", decided("2018-11-01"), effective=day("2019-01-01"))
    state = back.as_known()

    assert state.member("gamma", on=day("2016-05-01"))
    assert state.member("gamma", on=day("2016-05-02")) is None
    assert state.member("gamma", on=day("2019-01-01"))
    assert [m.period for m in state.uncertain] == [Period(day("2016-05-02"), day("2018-12-31"))]
    with pytest.raises(AlreadyPartyError):
        left.accede("Gamma", decided("2018-11-01"), effective=START)


def test_who_left_before_does_not_leave_again() -> None:
    """A withdrawal without a last day presupposes a membership."""
    left = federation().withdraw("Gamma", decided("2016-05-01"), last_day=day("2016-12-31"))

    with pytest.raises(NotAMemberError):
        left.withdraw("Gamma", decided("2017-05-01"), last_day=None)


def test_the_party_itself_must_decide() -> None:
    """An accession that others adopt needs the party's own decision, too."""
    made = attrs.evolve(federation(), parties=[*federation().parties, municipality("Delta")])
    adoptions = [Adoption(party=party, decision=decided(ON)) for party in COUNCILS.parties]
    accession = Accession(number=4, party="delta", effective=Period(ON), adoptions=adoptions)
    waiting = made.issue([accession])

    assert [each.missing for each in waiting.as_known().pending] == [("delta",)]
    adopted = waiting.adopt(4, "Delta", decided("2015-04-01"))
    assert adopted.known_from(4) == day("2015-04-01")
    assert adopted.as_known().member("delta", on=ON)
    assert adopted.as_known().undecided(on=ON) == ()


def test_a_common_decision_that_must_be_ratified() -> None:
    """If a common body's decision must be ratified, that is what something waits for."""
    made = federation().amend(
        decided("2016-05-01", needs_ratification=True),
        title="Ny",
        effective=day("2018-01-01"),
        needs=Needs(parties="alfa"),
        adoptions=Adoption(party="alfa", decision=decided("2016-05-01")),
    )

    assert [(each.missing, each.lacking) for each in made.as_known().pending] == [((), 1)]
    assert "RATIFICATION_PENDING" in {each.code for each in validate(made)}
    assert made.ratify(4, decided("2016-06-01")).known_from(4) == day("2016-06-01")


def test_many_ratifications() -> None:
    """Decisions that ratify each other are nested: there is a limit."""
    nested = decided("2016-01-01")
    for _ in range(19):
        nested = decided("2016-01-01", ratification=nested)

    assert len(nested.steps) == 20
    assert formats.loads(formats.dumps(nested)) == nested
    with pytest.raises(AdoptionError, match="at most 20"):
        decided("2016-01-01", ratification=nested)


@pytest.mark.parametrize("number", [True, 1.0, "1"])
def test_a_number_is_a_whole_number(number: Any) -> None:
    """A truth value is no number of an instrument."""
    for ask in (OPENED.known_from, lambda n: OPENED.adopt(n, "Alfa", decided(ON))):
        with pytest.raises(WrongTypeError):
            ask(number)


def test_what_cannot_be_met_any_more() -> None:
    """A needed party that has left cannot decide; one that will leave can."""
    made = federation(last_day=day("2020-12-31"))
    left = made.withdraw("Gamma", decided("2015-05-01"), last_day=day("2016-12-31"))
    waiting = left.amend(title="Ny", effective=day("2018-01-01"), needs=COUNCILS)

    def codes(known_on: str) -> set[str]:
        return {each.code for each in validate(waiting, known_on=day(known_on))}

    assert "ADOPTION_IMPOSSIBLE" not in codes("2016-12-31")
    assert "ADOPTION_IMPOSSIBLE" in codes("2017-01-01")
    assert "ADOPTION_IMPOSSIBLE" in {each.code for each in validate(waiting)}


def test_no_first_day_is_no_retroactive_effect() -> None:
    """Whether something is retroactive cannot be told before its first day is known."""
    opened = OPENED.instruments[-1]

    with pytest.raises(StartNotKnownError, match="instrument 4"):
        _ = opened.is_retroactive
    assert repr(OPENED.as_known().pending) == "(<Pending instrument 4, from 2015-01-02: day>,)"
    assert repr(PROPOSED.as_known()).endswith("0 undated, 1 pending>")
    [waiting] = PROPOSED.as_known().pending
    assert repr(waiting).endswith(": decisions ('alfa', 'beta', 'gamma')>")


def test_a_check_of_one_day() -> None:
    """Only what may have effect on the day that is asked about is found to be pending."""
    codes = [
        {each.code for each in validate(OPENED, on=day(on))} for on in ("2015-01-01", "2015-01-02")
    ]

    assert ["START_NOT_KNOWN" in each for each in codes] == [False, True]


def test_data_of_what_waits() -> None:
    """JSON and CSV tell what is pending, and for whom it waits."""
    made = federation().accede(
        municipality("Delta"), decided("2015-02-01"), effective=START, needs=Needs()
    )
    owed = assess(made, year=2015, figures=counted())
    data: Any = fees_data(owed)
    [waits] = data["waits"]

    assert waits == {
        "kind": "accession",
        "number": 4,
        "waits_for": "decisions",
        "missing": [{"party": p.casefold(), "name": p} for p in ("Alfa", "Beta", "Gamma")],
        "lacking": 3,
        "first_day": "2015-01-01",
        "last_day": None,
    }
    assert ("delta", None, "Delta", None, 2015, "vilande") in [
        row[:6] for row in fees_table(owed).rows
    ]


def test_causes_of_what_was_adopted_and_recorded() -> None:
    """A claim's cause names the last decision that was needed, or the day that was recorded."""
    dearer = funded_by(Fixed(kronor=120))
    made = federation().amend(
        funding=dearer, effective=START, needs=Needs(parties=["alfa", "beta"])
    )
    made = made.adopt(4, "Alfa", decided("2015-02-01")).adopt(4, "Beta", decided("2015-03-01"))
    left = made.withdraw("Gamma", decided("2015-04-01"), last_day=None)
    left = left.record(5, recorded_on=day("2016-02-01"), last_day=day("2015-12-31"))
    opened = attrs.evolve(left, terms=attrs.evolve(left.terms, period=Start(not_before=START)))
    opened = opened.record(recorded_on=day("2016-03-01"), first_day=START)

    def settled(agreement: Agreement, year: int, known_on: str) -> Settlement:
        return settle(Ledger(), agreement, years=[year], figures=counted(), known_on=day(known_on))

    told = plainly(claims_text(settled(made, 2015, "2015-12-31"), "en"))
    assert "amendment of the terms, decided on 1 March 2015" in told
    of_all = settled(opened, 2015, "2016-12-31")
    assert "recorded day of the agreement: from 1 January 2015" in plainly(
        claims_text(of_all, "en")
    )
    claims: Any = claims_data(of_all)["claims"]
    assert {cause["recorded_on"] for claim in claims for cause in claim["cause"]} == {"2016-03-01"}
    assert "to 31 December 2015, recorded on 1 February 2016" in plainly(
        agreement_text(left, "en", width=200)
    )
