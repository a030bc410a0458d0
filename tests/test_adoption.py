from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import decided, municipality
from by_adoption import DAYS, Marked
from samverkan import (
    Accession,
    Adoption,
    Agreement,
    Amendment,
    Condition,
    Decision,
    Needs,
    Period,
    Recording,
    Standing,
    Start,
    Terms,
    Withdrawal,
)
from samverkan.errors import SamverkanError, StartNotKnownError

NAMES = ["a", "b", "c"]
a_day = st.sampled_from(DAYS[:40])


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Decisions, some of which must be ratified."""
    day = draw(a_day)
    ratified = draw(st.none() | a_day)
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
def agreements(draw: st.DrawFn) -> Agreement:
    """Agreements that several adopt, with days that wait, and some that were recorded."""
    period = draw(effects())
    agreement = Agreement(
        terms=Terms(title="Avtal", period=period, needs=draw(st.none() | needed)),
        parties=[municipality(name) for name in NAMES],
    )
    for number in range(1, draw(st.integers(2, 9))):
        kind = draw(st.sampled_from("jjjjaawr"))
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
        else:
            target = draw(st.none() | st.integers(1, number))
            field = draw(st.sampled_from(["first_day", "last_day"]))
            days: dict[str, Any] = {"recorded_on": draw(a_day), field: draw(a_day)}
            made = Recording(number=number, target=target, **days)
        try:
            agreement = agreement.issue([made])
        except SamverkanError:
            continue  # impossible instruments are refused and leave no trace
    return agreement


known = st.none() | a_day


@pytest.mark.slow
@given(agreement=agreements(), known_on=known)
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
