from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import START, agreed, day, decided, municipality, with_members
from samverkan import (
    Agreement,
    Condition,
    Decision,
    Form,
    Ground,
    Needs,
    Party,
    PartyKind,
    Period,
    Start,
    Terms,
    validate,
)
from samverkan.errors import InstrumentError
from samverkan.reports import agreement_text, pending_text
from samverkan.sweden import effective_day, legal_force_from

ALFA, END = Needs(parties="alfa"), day("2015-12-31")
FORCE = Start(when=Condition.LEGAL_FORCE)
BOARD = Party(names="Länsstyrelsen", kind=PartyKind.COUNTY_ADMINISTRATIVE_BOARD)


def up(on: str, announced: str | None = None, **fields: Any) -> Decision:
    """Return a decision that was announced on its day, or on another."""
    return decided(on, announced_on=day(announced or on), **fields)


def federation() -> Agreement:
    """Return an agreement of two municipalities and a county administrative board."""
    made = with_members(agreed("Alfa", "Beta", BOARD), alfa=START, beta=START)
    return made.accede(BOARD, decided("2014-12-01"), effective=START)


def changed(start: Start | Period = FORCE, needs: Needs | None = None, **by: Decision) -> Agreement:
    """Return the agreement with a change of its title that parties adopted."""
    made = federation().amend(title="Ny", effective=start, needs=needs or Needs())
    for party, decision in by.items():
        made = made.adopt(4, party, decision)
    return made


def known(first: str) -> Start:
    """Return a start that waits for legal force, but not before a day."""
    return Start(when=Condition.LEGAL_FORCE, not_before=day(first))


@pytest.mark.parametrize(
    ("make", "first_day", "ground", "missing"),
    [
        pytest.param(
            lambda: changed(Period(day("2016-01-01"))),
            None,
            "decisions-missing",
            ("alfa", "beta", "lansstyrelsen"),
            id="pending",
        ),
        pytest.param(
            lambda: changed(Period(day("2016-01-01")), ALFA, alfa=up("2015-04-13")),
            "2016-01-01",
            "stated",
            (),
            id="a stated day",
        ),
        pytest.param(
            lambda: changed(
                Start(when=Condition.ALL_DECIDED),
                Needs(parties=["alfa", "beta"]),
                alfa=up("2015-04-13"),
                beta=up("2015-04-20"),
            ),
            "2015-04-20",
            "all-decided",
            (),
            id="when all have decided",
        ),
        pytest.param(
            lambda: changed(Start(when=Condition.SIGNED), ALFA, alfa=up("2015-04-13")),
            None,
            "not-signed",
            (),
            id="on signature",
        ),
        pytest.param(
            lambda: changed(Start(), ALFA, alfa=up("2015-04-13")),
            None,
            "not-stated",
            (),
            id="no source",
        ),
        pytest.param(
            lambda: changed(Start(), ALFA, alfa=up("2015-04-13")).record(
                4, recorded_on=day("2015-06-01"), first_day=day("2015-05-20")
            ),
            "2015-05-20",
            "recorded",
            (),
            id="recorded",
        ),
        pytest.param(
            lambda: changed(
                alfa=up("2015-04-13"),
                beta=up("2015-04-20", "2015-05-29"),
                lansstyrelsen=decided("2015-05-01"),
            ),
            "2015-06-23",
            "legal-force",
            (),
            id="the last has legal force: Midsummer Eve rolls",
        ),
        pytest.param(
            lambda: changed(
                known("2016-01-01"),
                Needs(parties=["alfa", "beta"]),
                alfa=up("2015-04-13"),
                beta=up("2015-04-20"),
            ),
            "2016-01-01",
            "legal-force",
            (),
            id="not before a day",
        ),
        pytest.param(
            lambda: changed(
                needs=Needs(parties=["alfa", "beta"]),
                alfa=up("2015-04-13"),
                beta=decided("2015-04-20"),
            ),
            None,
            "no-legal-force",
            ("beta",),
            id="no notice is known",
        ),
        pytest.param(
            lambda: changed(
                needs=Needs(parties=["alfa", "beta"]),
                alfa=up("2015-04-13"),
                beta=up("2015-04-20", appealed_on=day("2015-05-01")),
            ),
            None,
            "no-legal-force",
            ("beta",),
            id="one is appealed",
        ),
        pytest.param(
            lambda: changed(
                needs=Needs(at_least=2),
                alfa=up("2015-04-13"),
                beta=decided("2015-04-20"),
                lansstyrelsen=decided("2015-08-01"),
            ),
            "2015-08-01",
            "legal-force",
            (),
            id="two are enough",
        ),
        pytest.param(
            lambda: changed(needs=ALFA, alfa=up("2015-04-13", needs_ratification=True)).ratify(
                4, up("2015-05-18"), party="alfa"
            ),
            "2015-06-09",
            "legal-force",
            (),
            id="the ratification has legal force last",
        ),
        pytest.param(
            lambda: federation().amend(up("2015-04-13"), title="Ny", effective=FORCE),
            "2015-05-05",
            "legal-force",
            (),
            id="the decision of a common body",
        ),
        pytest.param(
            lambda: federation().withdraw(
                "Alfa", decided("2015-04-13"), last_day=day("2015-12-31")
            ),
            "2016-01-01",
            "stated",
            (),
            id="a withdrawal",
        ),
        pytest.param(
            lambda: federation().withdraw("Alfa", decided("2015-04-13"), last_day=None),
            None,
            "not-stated",
            (),
            id="a withdrawal without a day",
        ),
    ],
)
def test_of_an_instrument(
    make: Callable[[], Agreement], first_day: str | None, ground: str, missing: tuple[str, ...]
) -> None:
    """The first day of effect has a ground, or the answer says whom it waits for."""
    found = effective_day(make(), 4)

    assert (found.first_day, found.ground.value, found.missing) == (
        None if first_day is None else day(first_day),
        ground,
        missing,
    )


@pytest.mark.parametrize(
    ("known_on", "first_day", "ground"),
    [
        ("2015-04-12", None, "decisions-missing"),
        ("2015-04-13", None, "decisions-missing"),
        ("2015-04-20", None, "no-legal-force"),
        ("2015-04-22", "2015-05-14", "legal-force"),
        ("2015-05-05", None, "no-legal-force"),
        ("2015-06-01", "2015-05-14", "recorded"),
    ],
)
def test_as_known(known_on: str, first_day: str | None, ground: str) -> None:
    """What was decided, announced, appealed and recorded by a day counts, and nothing else."""
    made = changed(
        needs=Needs(parties=["alfa", "beta"]),
        alfa=up("2015-04-13"),
        beta=up("2015-04-20", "2015-04-22", appealed_on=day("2015-05-04")),
    ).record(4, recorded_on=day("2015-06-01"), first_day=day("2015-05-14"))
    found = effective_day(made, 4, known_on=day(known_on))

    assert found.first_day == (None if first_day is None else day(first_day))
    assert found.ground.value == ground


@pytest.mark.parametrize(
    ("terms", "first_day", "ground"),
    [
        ({"period": Period(START)}, "2015-01-01", "stated"),
        ({"period": FORCE}, "2015-01-27", "legal-force"),
        ({"period": known("2015-03-01")}, "2015-03-01", "legal-force"),
        ({"period": Start(when=Condition.ALL_DECIDED)}, "2015-01-05", "all-decided"),
        ({"period": Start(when=Condition.SIGNED)}, None, "not-signed"),
        ({"period": Start()}, None, "not-stated"),
        ({"period": Period(START), "needs": Needs(parties="gamma")}, None, "decisions-missing"),
    ],
)
def test_of_the_agreement(terms: dict[str, Any], first_day: str | None, ground: str) -> None:
    """The agreement's own first day rests on the decisions of those that founded it."""
    made = founded(**terms)
    found = effective_day(made)

    assert found.first_day == (None if first_day is None else day(first_day))
    assert found.ground.value == ground


def founded(**terms: Any) -> Agreement:
    """Return an agreement of two that decided on their own days; a third is listed."""
    made = Agreement(
        terms=Terms(title="Avtal", **terms),
        parties=[municipality(name) for name in ("Alfa", "Beta", "Gamma")],
    )
    start = Start(when=Condition.ALL_DECIDED)
    made = made.accede("Alfa", up("2014-12-01"), effective=start)
    return made.accede("Beta", up("2015-01-05"), effective=start)


def test_a_later_member_founds_nothing() -> None:
    """Whoever joins after the first day that is stated is not one of those that must decide."""
    made = founded(period=known("2015-03-01"))
    later = made.accede("Gamma", decided("2016-02-01"), effective=day("2016-03-01"))

    assert effective_day(later) == effective_day(made)


def test_no_such_instrument() -> None:
    """Only what is on record has a first day."""
    with pytest.raises(InstrumentError, match="no such instrument"):
        effective_day(federation(), 9)
    made = changed()
    assert effective_day(made, made.instruments[0]).ground.value == "decisions-missing"


@given(
    st.lists(
        st.tuples(st.dates(dt.date(2015, 1, 1), dt.date(2015, 12, 31)), st.integers(0, 20)),
        min_size=2,
        max_size=2,
    )
)
def test_the_last_one_counts(days: list[tuple[dt.date, int]]) -> None:
    """Two decisions: the later day of legal force, as each has it alone."""
    several = [(on, on + dt.timedelta(days=wait)) for on, wait in days]
    taken = [decided(on, announced_on=announced) for on, announced in several]
    made = changed(needs=Needs(parties=["alfa", "beta"]), alfa=taken[0], beta=taken[1])

    expected = max(legal_force_from(announced_on=announced) for _, announced in several)
    assert effective_day(made, 4).first_day == expected


# --- In words


def test_in_words() -> None:
    """What waits, and for whom or for which day, in both languages."""
    made = changed(needs=Needs(parties=["alfa", "beta"], at_least=1))
    made = made.amend(title="B", effective=known("2016-01-01"), decision=up("2015-01-01"))
    made = made.amend(title="C", effective=Start(when=Condition.SIGNED), decision=up("2015-01-01"))
    made = made.withdraw("Alfa", decided("2015-01-01"), last_day=None)
    made = made.terminate(needs=Needs(at_least=2), last_day=None)
    made = made.accede(
        municipality("Delta"),
        decided("2015-01-01", needs_ratification=True),
        effective=Start(last_day=day("2019-12-31")),
    )
    made = made.ratify(9, decided("2015-02-01"))
    made = made.amend(document_number="D", effective=Start(), decision=decided("2015-01-01"))
    made = made.record(10, recorded_on=day("2015-03-01"), first_day=day("2015-02-01"))

    said = pending_text(made.as_known(), made, "sv", width=200).splitlines()
    assert said == [
        "Ändring av villkoren (4) väntar på beslut av minst 1 av Alfa (alfa), Beta (beta).",
        (
            "Ändring av villkoren (5) gäller när besluten har fått laga kraft; dagen är inte "
            "registrerad."
        ),
        "Ändring av villkoren (6) gäller när alla har skrivit under; dagen är inte registrerad.",
        "Utträde av Alfa (7): den sista dagen är inte känd.",
        (
            "Uppsägning av överenskommelsen (8) väntar på beslut av minst 2 av Alfa (alfa), Beta "
            "(beta), Delta (delta), Länsstyrelsen (lansstyrelsen)."
        ),
        "Anslutning av Delta (9): från vilken dag den gäller är inte känt.",
    ]
    told = agreement_text(made, "en", width=200)
    assert "needed: at least 1 of Alfa (alfa)" in told
    assert "needed: at least 2 of the parties" in told
    assert "when the decisions have legal force, not before 1 January 2016: the title" in told
    assert "withdrawal of Alfa to a day that is not known" in told
    assert "ratified: decided on 1 February 2015" in told
    assert "from a day that is not known to 31 December 2019" in told
    assert "recorded day of the amendment of the terms (10) from 1 February 2015" in told


# --- What a reviewer found


@pytest.mark.parametrize("when", [Condition.LEGAL_FORCE, Condition.SIGNED, None])
def test_founders_that_wait(when: Condition | None) -> None:
    """If the founders' own first days wait, too, their decisions count all the same."""
    made = Agreement(
        terms=Terms(title="Avtal", period=FORCE),
        parties=[municipality(name) for name in ("Alfa", "Beta")],
    ).accede_all(
        [(name, up("2015-01-07", "2015-01-09")) for name in ("Alfa", "Beta")],
        effective=Start(when=when),
    )

    assert effective_day(made).first_day == day("2015-01-31")


def test_a_common_decision_and_some_of_several() -> None:
    """The common decision is needed, and so many of the parties' decisions."""
    made = federation().amend(
        decided("2016-12-01"), effective=FORCE, title="Ny", needs=Needs(at_least=2)
    )
    made = made.adopt(4, "Alfa", up("2016-09-01")).adopt(4, "Beta", up("2016-09-02"))
    announced = federation().amend(
        up("2016-12-01"), effective=FORCE, title="Ny", needs=Needs(at_least=2)
    )
    announced = announced.adopt(4, "Alfa", up("2016-09-01")).adopt(4, "Beta", up("2016-09-02"))

    assert effective_day(made, 4).ground.value == "no-legal-force"
    assert effective_day(announced, 4).first_day == day("2016-12-23")


def test_a_decision_that_is_not_needed() -> None:
    """Somebody who is no member may adopt, but its decision does not count."""
    made = attrs.evolve(federation(), parties=[*federation().parties, municipality("Delta")])
    made = made.amend(effective=FORCE, title="Ny", needs=Needs())
    for party in ("alfa", "beta"):
        made = made.adopt(4, party, up("2016-09-02"))
    made = made.adopt(4, BOARD, decided("2016-09-02"))

    alone = effective_day(made, 4).first_day
    more = made.adopt(4, "Delta", up("2017-09-02", "2017-09-06"))
    assert effective_day(more, 4).first_day == alone == day("2016-09-24")
    recorded = more.record(4, recorded_on=day("2016-10-03"), first_day=alone)
    assert "START_BEFORE_CONDITION" not in {each.code for each in validate(recorded)}


def test_decisions_before_1990() -> None:
    """No time limit is counted from a day before 1990: there is no finding, and no error."""
    old = Agreement(
        terms=Terms(title="Avtal", period=Period(day("1980-01-01"))),
        parties=[municipality("Alfa")],
    ).accede("Alfa", decided("1979-12-01"), effective=day("1980-01-01"))
    old = old.amend(decided("1985-05-01"), effective=FORCE, title="Ny")

    assert "START_TO_RECORD" not in {each.code for each in validate(old)}
    recorded = old.record(2, recorded_on=day("1985-07-01"), first_day=day("1985-06-01"))
    assert "START_BEFORE_CONDITION" not in {each.code for each in validate(recorded)}


@pytest.mark.parametrize(
    ("first_day", "codes"),
    [
        ("2014-11-04", {"EFFECTIVE_BEFORE_ADOPTION", "START_BEFORE_CONDITION"}),
        ("2014-11-05", set()),
    ],
)
def test_a_federation_before_its_last_council(first_day: str, codes: set[str]) -> None:
    """law.md E: a federation is formed when the last council has adopted the charter."""
    made = Agreement(
        terms=Terms(
            title="Förbund",
            period=Start(when=Condition.SIGNED),
            needs=Needs(),
            form=Form.MUNICIPAL_FEDERATION,
        ),
        parties=[municipality(name) for name in ("Alfa", "Beta", "Gamma")],
    )
    for number, name in enumerate(("Alfa", "Beta", "Gamma"), start=3):
        council = decided(dt.date(2014, 11, number), body="Kommunfullmäktige")
        made = made.accede(name, council, effective=Start(when=Condition.ALL_DECIDED))
    made = made.record(recorded_on=day("2014-12-01"), first_day=day(first_day))

    found = {each.code for each in validate(made)}
    assert found & {"EFFECTIVE_BEFORE_ADOPTION", "START_BEFORE_CONDITION"} == codes


def test_what_has_no_effect() -> None:
    """What is void has no first day; what a later change replaces still has one of its own."""
    made = changed(needs=ALFA, alfa=up("2015-04-13"))
    void = made.revoke(4, decided("2015-04-20"), ground=Ground.TAKEN_BACK)
    replaced = made.amend(decided("2015-04-20"), title="Nyare", effective=day("2015-01-01"))

    assert effective_day(void, 4).ground.value == "void"
    assert effective_day(void, 4, known_on=day("2015-04-12")).ground.value == "decisions-missing"
    assert replaced.as_known().pending == ()
    assert effective_day(replaced, 4).first_day == day("2015-05-05")
