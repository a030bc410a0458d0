from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.agreements import Agreement
from samverkan.assessments import Assessment, assess
from samverkan.decisions import Decision
from samverkan.errors import BudgetYearError, NotADayError, SettlementError, WrongTypeError
from samverkan.exports import claims_data
from samverkan.figures import Figure, FigureTable, ReferenceDate, Statistic
from samverkan.funding.rules import (
    Basis,
    ByGroup,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Proration,
    Rate,
    Reading,
    Rule,
    Split,
)
from samverkan.instruments import Ground, Revocation
from samverkan.ledgers import Claim, Ledger, difference, settle
from samverkan.money import Ore
from samverkan.parties import Party, PartyKind
from samverkan.periods import Period
from samverkan.population import POPULATION
from samverkan.reports import claims_text
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as population
from samverkan.terms import Terms
from strategies import DECIDED, World, histories

START = dt.date(2015, 1, 1)
ALFA, BETA = (Party(names=name, kind=PartyKind.MUNICIPALITY) for name in ("Alfa", "Beta"))
MID_YEAR = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
RATE = Rate(kronor_per_unit=1, of=MID_YEAR)
JOINED = stockholm.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))


def on(year: int, month: int = 1, day: int = 1) -> Decision:
    """Make a decision of a day."""
    return Decision(decided_on=dt.date(year, month, day))


def counted(value: int, published: dt.date | None = None) -> Figure:
    """Make a figure of Alfa."""
    return Figure(
        subject="alfa",
        statistic=POPULATION,
        reference_date=dt.date(2014, 6, 30),
        value=value,
        published_on=published,
    )


def made(kronor: str = "1.50") -> Agreement:
    """Make an agreement that Alfa joined in December 2014."""
    rate = Rate(kronor_per_unit=kronor, of=MID_YEAR)
    reading = Reading(name="only", funding=Funding(rule=rate))
    terms = Terms(title="Avtal", period=Period(START), funding=[reading])
    return Agreement(terms=terms, parties=[ALFA, BETA]).accede(
        "Alfa", on(2014, 12), effective=START
    )


def settled(
    agreement: Agreement, figures: FigureTable, *days: dt.date, years: tuple[int, ...] = (2015,)
) -> Ledger:
    """Settle on each of the days, one after the other."""
    ledger = Ledger()
    for day in days:
        ledger = settle(ledger, agreement, years=years, figures=figures, known_on=day).ledger
    return ledger


def is_complete(assessment: Assessment) -> bool:
    """Tell whether every fee is known."""
    return not (assessment.missing or assessment.undated or assessment.unstated)


@given(world=histories(), days=st.lists(DECIDED, min_size=3, max_size=3).map(sorted))
def test_claims_sum_to_the_difference_of_totals(world: World, days: list[dt.date]) -> None:
    """Claims sum to total after minus total before; a to b and b to c sum to a to c."""
    one, two, three = (
        assess(world.agreement, year=world.year, figures=world.figures, known_on=day)
        for day in days
    )

    assert difference(one, one).claims == ()
    whole = difference(one, three)
    parts = difference(one, two).total_ore + difference(two, three).total_ore
    complete = is_complete(one) and is_complete(three)
    assert not complete or whole.total_ore == three.subtotal_ore - one.subtotal_ore
    assert not (complete and is_complete(two)) or parts == whole.total_ore


@given(world=histories(), days=st.lists(DECIDED, min_size=1, max_size=4).map(sorted))
def test_a_ledger_holds_what_is_owed(world: World, days: list[dt.date]) -> None:
    """However often it is settled on the way, the ledger holds each fee that is known at last."""
    ledger = settled(world.agreement, world.figures, *days, years=(world.year,))
    at_once = settled(world.agreement, world.figures, days[-1], years=(world.year,))
    owed = assess(world.agreement, year=world.year, figures=world.figures, known_on=days[-1])

    assert ledger.balances() == at_once.balances()
    for fee in owed.fees:
        assert ledger.claimed_ore(fee.party, world.year) == fee.ore
    known = {fee.party for fee in owed.fees}
    unknown = {*owed.unstated, *owed.undated, *(missing.party for missing in owed.missing)}
    for (party, year), ore in ledger.balances().items():
        assert party in known | unknown or ore == 0
        assert sum(claim.ore for claim in ledger.of(party) if claim.year == year) == ore


@given(world=histories(), known_on=DECIDED)
def test_every_claim_has_a_cause_of_its_day(world: World, known_on: dt.date) -> None:
    """Trap 11: a claim is dated by its cause, by no clock, and is never of 0 öre."""
    settlement = settle(
        Ledger(), world.agreement, years=[world.year], figures=world.figures, known_on=known_on
    )

    for claim in settlement:
        assert claim.ore != 0
        assert claim.causes
        assert {cause.known_from for cause in claim.causes} == {claim.known_on}
        assert claim.known_on <= known_on


def test_correct_and_correct_back() -> None:
    """Trap 2: a figure corrected and corrected back; the sum of the corrections is 0."""
    figures = FigureTable(
        [
            counted(100),
            counted(110, dt.date(2015, 3, 1)),
            counted(100, dt.date(2015, 5, 1)),
        ]
    )
    ledger = settled(made(), figures, dt.date(2015, 2, 1), dt.date(2015, 4, 1), dt.date(2015, 6, 1))

    assert [claim.ore for claim in ledger.of("alfa")] == [15_000, 1_500, -1_500]
    assert [claim.causes for claim in ledger.claims[1:]] == [
        (figures.figures[1],),
        (figures.figures[2],),
    ]
    assert ledger.balances() == {("alfa", 2015): 15_000}


def test_in_one_settlement_as_in_many() -> None:
    """Days that nobody settled on give their claims all the same, each on its own day."""
    figures = FigureTable([counted(100), counted(110, dt.date(2015, 3, 1))])

    settlement = settle(
        Ledger(), made(), years=[2015], figures=figures, known_on=dt.date(2015, 6, 1)
    )

    assert [(claim.known_on, claim.ore) for claim in settlement] == [
        (dt.date(2014, 12, 1), 15_000),
        (dt.date(2015, 3, 1), 1_500),
    ]
    assert len(settlement) == 2
    assert settlement.total_ore == 16_500


def test_an_annulled_accession_is_credited_over_all_years() -> None:
    """A court annuls the accession in 2017: the fees of both years are given back that day."""
    reading = Reading(name="only", funding=Funding(rule=Fixed(kronor=1000)))
    terms = Terms(title="Avtal", period=Period(START), funding=[reading])
    bare = Agreement(terms=terms, parties=[ALFA])
    annulled = bare.accede("Alfa", on(2015, 4), effective=START).revoke(
        1, on(2017, 2), ground=Ground.ANNULLED
    )

    ledger = settled(
        annulled, FigureTable([]), dt.date(2016, 6, 1), dt.date(2017, 3, 1), years=(2015, 2016)
    )

    assert [(c.year, c.ore, str(c.known_on)) for c in ledger.claims] == [
        (2015, 100_000, "2015-04-01"),
        (2016, 100_000, "2015-04-01"),
        (2015, -100_000, "2017-02-01"),
        (2016, -100_000, "2017-02-01"),
    ]
    assert set(ledger.balances().values()) == {0}
    assert ledger.claims[2].causes == (annulled.instruments[-1],)


def test_shortened_then_annulled() -> None:
    """Trap 3: a withdrawal inside the year, then annulled: nothing is lost, nothing is left."""
    reading = Reading(
        name="only",
        funding=Funding(rule=Rate(kronor_per_unit="3.65", of=MID_YEAR), proration=Proration.BY_DAY),
    )
    by_day = made().amend(on(2014, 12), effective=START, funding=[reading])
    left = by_day.withdraw("Alfa", on(2015, 3), last_day=dt.date(2015, 1, 10))
    back = left.revoke(left.instruments[-1], on(2015, 3, 2), ground=Ground.ANNULLED)
    ledger = settled(back, FigureTable([counted(100)]), dt.date(2015, 12, 1))

    assert [claim.ore for claim in ledger.claims] == [36_500, -35_500, 35_500]
    assert [claim.causes for claim in ledger.claims[1:]] == [
        (left.instruments[-1],),
        (back.instruments[-1],),
    ]


def test_a_succession_moves_the_fee() -> None:
    """Not prorated: what the predecessor was charged is credited, and the successor charged."""
    moved = made().succeed("Alfa", "Beta", on(2015, 5), first_day=dt.date(2015, 7, 1))
    ledger = settled(moved, FigureTable([counted(100)]), dt.date(2015, 12, 1))

    assert [(c.party, c.ore) for c in ledger.claims] == [
        ("alfa", 15_000),
        ("alfa", -15_000),
        ("beta", 15_000),
    ]
    assert ledger.claims[1].causes == ledger.claims[2].causes == (moved.instruments[-1],)


def test_an_amendment_concerns_everybody() -> None:
    """What changes the terms is a cause for each party."""
    dearer = [Reading(name="new", funding=Funding(rule=Rate(kronor_per_unit="2", of=MID_YEAR)))]
    changed = made().amend(on(2015, 5), effective=START, funding=dearer)
    settlement = settle(
        settled(changed, FigureTable([counted(100)]), dt.date(2015, 4, 1)),
        changed,
        years=[2015],
        figures=FigureTable([counted(100)]),
        known_on=dt.date(2015, 6, 1),
    )

    [claim] = settlement
    assert (claim.ore, claim.causes) == (5_000, (changed.instruments[-1],))


def test_what_cannot_be_computed_any_more_is_not_credited() -> None:
    """A fee that becomes uncomputable makes no credit; it is listed."""
    tax = attrs.evolve(POPULATION, id="tax-base")
    other = Basis(statistic=tax, reference_date=ReferenceDate(1, 6, 30))
    unknown = [Reading(name="new", funding=Funding(rule=Rate(kronor_per_unit="2", of=other)))]
    changed = made().amend(on(2015, 5), effective=START, funding=unknown)
    figures = FigureTable([counted(100)])

    settlement = settle(
        settled(changed, figures, dt.date(2015, 4, 1)),
        changed,
        years=[2015],
        figures=figures,
        known_on=dt.date(2015, 6, 1),
    )

    assert settlement.claims == ()
    assert [missing.party for missing in settlement.missing] == ["alfa"]
    assert settlement.unstated == ()
    assert settlement.ledger.claimed_ore("alfa", 2015) == 15_000


def test_recorded_late() -> None:
    """What is recorded after a settlement is claimed all the same, by the day of its decision."""
    figures = FigureTable([counted(100)])
    first = settled(made(), figures, dt.date(2015, 12, 31))
    gamma = Party(names="Gamma", kind=PartyKind.MUNICIPALITY)
    late = made().accede(gamma, on(2015, 4), effective=START)
    both = FigureTable([*figures.figures, attrs.evolve(counted(10), subject="gamma")])

    second = settle(first, late, years=[2015], figures=both, known_on=dt.date(2016, 6, 1))
    third = settle(second.ledger, late, years=[2015], figures=both, known_on=dt.date(2016, 7, 1))

    [claim] = second
    assert (claim.party, claim.ore, claim.known_on) == ("gamma", 1_500, dt.date(2015, 4, 1))
    assert claim.causes == (late.instruments[-1],)
    assert third.claims == ()


def test_taken_off_the_record() -> None:
    """Where what was claimed rests on nothing any more, it is credited, without a cause."""
    bare = attrs.evolve(made(), instruments=())
    ledger = settled(made(), FigureTable([counted(100)]), dt.date(2015, 6, 1))

    [claim] = settle(
        ledger, bare, years=[2015], figures=FigureTable([]), known_on=dt.date(2015, 7, 1)
    )
    assert (claim.ore, claim.known_on, claim.causes) == (-15_000, dt.date(2015, 7, 1), ())


def test_an_opening_balance_is_not_asked_again() -> None:
    """Books that were opened with a balance do not claim what was known before it."""
    balance = Claim(party="alfa", year=2015, ore=Ore(10_000), known_on=dt.date(2015, 5, 1))
    ledger = Ledger(claims=balance, known_on=balance.known_on, opened_on=balance.known_on)
    figures = FigureTable([counted(100), counted(120, dt.date(2015, 6, 1))])

    settlement = settle(ledger, made(), years=[2015], figures=figures, known_on=dt.date(2015, 7, 1))

    assert [(c.ore, c.known_on) for c in settlement] == [(8_000, dt.date(2015, 6, 1))]


def test_causes_along_a_succession() -> None:
    """What voids the first of a line of members is the cause for the last; a new title is none."""
    moved = made().succeed("Alfa", "Beta", on(2015, 2), first_day=dt.date(2015, 7, 1))
    void = moved.revoke(1, on(2015, 6), ground=Ground.ANNULLED).amend(
        on(2015, 6), effective=START, title="Ny"
    )
    claims = settle(
        Ledger(),
        void,
        years=[2015],
        figures=FigureTable([counted(100)]),
        known_on=on(2016).decided_on,
    ).claims

    assert [(c.party, c.ore) for c in claims][-1] == ("beta", -15_000)
    [revocation] = [i for i in void.instruments if isinstance(i, Revocation)]
    assert claims[-1].causes == (revocation,)


def test_causes_concern_the_party() -> None:
    """Of what came in on one day, a claim names what is about its party or about all."""
    reading = Reading(name="only", funding=Funding(rule=Fixed(kronor=1)))
    terms = Terms(title="Avtal", period=Period(START), funding=reading)
    joined = Agreement(terms=terms, parties=[ALFA, BETA]).accede_all(
        [("Alfa", on(2015)), ("Beta", on(2015))], effective=START
    )
    claims = settle(
        Ledger(), joined, years=[2015], figures=FigureTable([]), known_on=dt.date(2015, 2, 1)
    )

    assert [claim.causes for claim in claims] == [(i,) for i in joined.instruments]


def test_a_figure_of_an_area_concerns_all_who_pay_by_it() -> None:
    """An index moves everybody's fee; another party's figure, nobody else's; one unused, none."""
    pkv = Statistic(id="pkv", name="PKV", unit="%", units="%", decimals=1, signed=True)
    index = Basis(statistic=pkv, reference_date=ReferenceDate(2, 12, 31), subject="riket")
    moved = Indexed(
        rule=Rate(kronor_per_unit=2, of=MID_YEAR),
        index=index,
        method=IndexMethod.CHANGE,
        base_year=2010,
    )
    agreement = Agreement(
        terms=Terms(
            title="Avtal",
            period=Period(START),
            funding=Reading(name="only", funding=Funding(rule=moved)),
        ),
        parties=[ALFA, BETA],
    )
    for party in ("Alfa", "Beta"):
        agreement = agreement.accede(party, on(2014, 12), effective=START)

    def figures_of(day: dt.date, change: int, beta: int) -> list[Figure]:
        return [
            attrs.evolve(counted(beta, day), subject="beta"),
            *(
                Figure(
                    subject="riket",
                    statistic=statistic,
                    reference_date=dt.date(2013, 12, 31),
                    value=value,
                    published_on=day,
                )
                for statistic, value in ((pkv, change), (POPULATION, change))
            ),
        ]

    early, late = dt.date(2015, 1, 2), dt.date(2015, 2, 2)
    table = FigureTable(
        [counted(100, early), *figures_of(early, 20, 100), *figures_of(late, 27, 101)]
    )
    claims = settle(Ledger(), agreement, years=[2015], figures=table, known_on=late).claims

    index_then = next(f for f in table.figures if f.statistic == pkv and f.value == 27)
    beta_then = next(f for f in table.figures if f.value == 101)
    assert [(c.party, c.ore) for c in claims if c.known_on == late] == [
        ("alfa", 140),
        ("beta", 345),
    ]
    assert [set(c.causes) for c in claims if c.known_on == late] == [
        {index_then},
        {index_then, beta_then},
    ]


def test_causes_where_a_total_is_divided() -> None:
    """What concerns a payer concerns all who divide the total, and nobody who does not."""
    company, gamma = (
        Party(names="Delta", kind=PartyKind.COMPANY),
        Party(names="Gamma", kind=PartyKind.MUNICIPALITY),
    )
    kinds: dict[PartyKind, Rule] = {
        PartyKind.MUNICIPALITY: Split(total=365, by=MID_YEAR),
        PartyKind.COMPANY: Fixed(kronor=10),
    }
    funding = Funding(rule=ByGroup(kinds=kinds), proration=Proration.BY_DAY)
    agreement = Agreement(
        terms=Terms(
            title="Avtal", period=Period(START), funding=Reading(name="only", funding=funding)
        ),
        parties=[ALFA, BETA, company, gamma],
    )
    for party in ("Alfa", "Delta"):
        agreement = agreement.accede(party, on(2014, 12), effective=START)
    agreement = agreement.accede("Beta", on(2014, 12), effective=START)
    agreement = agreement.succeed("Beta", "Gamma", on(2015, 3), first_day=dt.date(2015, 7, 1))
    table = FigureTable(
        attrs.evolve(counted(value, dt.date(2014, 12, 1)), subject=subject)
        for subject, value in (("alfa", 1), ("beta", 3), ("elsewhere", 5), ("delta", 7))
    )
    settlement = settle(
        Ledger(), agreement, years=[2015], figures=table, known_on=dt.date(2015, 12, 31)
    )
    alfa, delta, beta, succession = agreement.instruments[:4]
    of = {(claim.party, claim.known_on.month): set(claim.causes) for claim in settlement}

    counting = {figure for figure in table.figures if figure.subject in {"alfa", "beta"}}
    assert of["delta", 12] == {delta}
    assert of["alfa", 12] == of["beta", 12] == {alfa, beta, *counting}
    assert of["gamma", 3] == of["beta", 3] == {succession}
    told = " ".join(claims_text(settlement).split())
    data: Any = claims_data(settlement)["claims"]
    [moved] = [each["cause"] for each in data if each["party"] == "gamma"]
    assert [(each["party"], each["successor"]) for each in moved] == [("beta", "gamma")]
    amended = agreement.amend(
        on(2015, 8), effective=START, funding=Reading(name="only", funding=Funding(rule=RATE))
    )
    changed = settle(
        settlement.ledger, amended, years=[2015], figures=table, known_on=dt.date(2016, 1, 1)
    )
    causes: Any = claims_data(changed)["claims"]
    assert {tuple(cause) for each in causes for cause in each["cause"]} == {
        ("kind", "number", "decided_on", "body")
    }
    assert "folkmängd i Beta den 30 juni 2014: 3" in told
    assert "anslutning av Beta, beslut den 1 december 2014" in told
    assert "partsbyte: Gamma i stället för Beta, beslut den 1 mars 2015" in told


def test_a_successor_divides_in_the_place_of_whom_it_succeeded() -> None:
    """What a successor does concerns all who divide with it; figures along a line count, too."""
    funding = Funding(rule=Split(total=365, by=MID_YEAR), proration=Proration.BY_DAY)
    names = ("Alfa", "Beta", "Gamma", "Delta")
    agreement = Agreement(
        terms=Terms(
            title="Avtal", period=Period(START), funding=Reading(name="only", funding=funding)
        ),
        parties=[Party(names=name, kind=PartyKind.MUNICIPALITY) for name in names],
    )
    for party in ("Alfa", "Beta"):
        agreement = agreement.accede(party, on(2014, 12), effective=START)
    march = dt.date(2015, 3, 1)
    agreement = agreement.succeed("Beta", "Gamma", on(2014, 12), first_day=march)
    agreement = agreement.succeed("Gamma", "Delta", on(2014, 12), first_day=march)
    left = agreement.withdraw("Delta", on(2015, 8), last_day=dt.date(2015, 8, 31))
    published = dt.date(2015, 1, 5)
    table = FigureTable(
        attrs.evolve(counted(value, published), subject=subject)
        for subject, value in (("alfa", 1), ("beta", 3))
    )
    claims = settle(
        Ledger(), left, years=[2015], figures=table, known_on=dt.date(2015, 12, 31)
    ).claims
    causes = {(claim.party, claim.known_on.month): set(claim.causes) for claim in claims}

    assert causes["alfa", 8] == causes["delta", 8] == {left.instruments[-1]}
    assert causes["delta", 1] == causes["alfa", 1] == set(table.figures)


def test_causes_by_what_counts_and_was_known() -> None:
    """A figure that no longer counts is no cause, nor does a later succession make one."""
    parties = [ALFA, BETA, Party(names="Gamma", kind=PartyKind.MUNICIPALITY)]
    agreement = attrs.evolve(made("1"), parties=parties, instruments=[])
    for party in ("Alfa", "Gamma"):
        agreement = agreement.accede(party, on(2014, 12), effective=START)
    chain = agreement.succeed("Alfa", "Beta", on(2015, 2), first_day=dt.date(2015, 3, 1))
    published = dt.date(2015, 1, 5)
    table = FigureTable(
        attrs.evolve(counted(value, published), subject=subject)
        for subject, value in (("alfa", 1), ("beta", 2), ("gamma", 3))
    )

    def causes(of: Agreement, until: dt.date) -> dict[tuple[str, int], list[str]]:
        found = settle(Ledger(), of, years=[2015], figures=table, known_on=until)
        return {
            (claim.party, claim.known_on.month): [
                cause.subject for cause in claim.causes if isinstance(cause, Figure)
            ]
            for claim in found
        }

    before = dt.date(2015, 1, 31)
    assert causes(chain, before) == causes(agreement, before)
    assert causes(chain, before) == {("alfa", 1): ["alfa"], ("gamma", 1): ["gamma"]}


def test_nacka() -> None:
    """Asked on 1 April 2015 nothing, on 14 April 142 773.00; one debit, dated 13 April."""
    first, second = (
        assess(JOINED, year=2015, figures=population, known_on=dt.date(2015, 4, day))
        for day in (1, 14)
    )
    change = difference(first, second)

    assert [(c.party, c.year, c.ore, str(c.known_on)) for c in change] == [
        ("0182", 2015, 14_277_300, "2015-04-13")
    ]
    assert change.total_ore == 14_277_300
    assert len(change.undated) == 25
    alone = difference(first.only(["Nacka"]), second.only(["Nacka"]))
    assert alone.claims == change.claims
    assert alone.undated == ()
    assert alone.ledger.balances() == {("0182", 2015): 14_277_300}


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        pytest.param({"agreement": stockholm}, "the same agreement", id="another agreement"),
        pytest.param({"year": 2016}, "the same year", id="another year"),
        pytest.param({"figures": FigureTable([])}, "the same figures", id="other figures"),
        pytest.param({"reading": "year-start"}, "the same reading", id="another reading"),
        pytest.param({"known_on": None}, "no day of knowledge", id="no day"),
        pytest.param({"known_on": dt.date(2015, 3, 1)}, "later than the second", id="earlier"),
    ],
)
def test_no_such_difference(fields: dict[str, Any], match: str) -> None:
    """Two assessments are compared only if nothing but knowledge sets them apart."""
    asked: dict[str, Any] = {"agreement": JOINED, "year": 2015, "figures": population}
    before = assess(**asked, known_on=dt.date(2015, 4, 1))
    after = assess(**{**asked, "known_on": dt.date(2015, 4, 14), **fields})

    with pytest.raises(SettlementError, match=match):
        difference(before, after)


def test_not_the_same_parties() -> None:
    """An assessment of some parties is not compared with one of all."""
    one = assess(JOINED, year=2015, figures=population, known_on=dt.date(2015, 4, 1))
    with pytest.raises(SettlementError, match="the same parties"):
        difference(one.only(["Nacka"]), one)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"ore": 1.5}, WrongTypeError),
        ({"known_on": None}, NotADayError),
        ({"year": 0}, BudgetYearError),
    ],
)
def test_no_such_claim(fields: dict[str, Any], error: type[Exception]) -> None:
    """A claim is whole öre of a party for a year, dated."""
    with pytest.raises(error):
        Claim(**{"party": "a", "year": 2015, "ore": Ore(1), "known_on": START, **fields})


def test_no_such_ledger() -> None:
    """A ledger holds claims, and is never settled backwards."""
    with pytest.raises(WrongTypeError, match="a Claim"):
        Ledger(claims=[100])  # type: ignore[list-item]
    with pytest.raises(SettlementError, match="settle to a later day"):
        settle(
            Ledger(known_on=dt.date(2016, 1, 1)),
            made(),
            years=[2015],
            figures=FigureTable([]),
            known_on=dt.date(2015, 1, 1),
        )
    with pytest.raises(NotADayError):
        settle(Ledger(), made(), years=[2015], figures=FigureTable([]), known_on=None)  # type: ignore[arg-type]
    with pytest.raises(NotADayError, match="known_on"):
        Ledger(known_on="2015-01-01")  # type: ignore[arg-type]
    with pytest.raises(NotADayError, match="opened_on"):
        Ledger(opened_on="2015-01-01")  # type: ignore[arg-type]


def test_nothing_is_changed_in_place() -> None:
    """Trap 5: settling leaves the ledger that it started from as it was."""
    ledger = Ledger()
    settlement = settle(
        ledger, made(), years=[2015], figures=FigureTable([counted(1)]), known_on=START
    )

    assert ledger == Ledger()
    assert settlement.ledger.claims == settlement.claims
