from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    BY_DAY,
    MID_YEAR,
    NONE,
    START,
    agreed,
    counted,
    decided,
    funded_by,
    inhabitants,
    with_members,
)
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    Ground,
    Ore,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Revocation,
    Statistic,
    assess,
    difference,
    settle,
)
from samverkan.errors import BudgetYearError, NotADayError, SettlementError, WrongTypeError
from samverkan.fees import Assessment, Claim, Ledger
from samverkan.formats import claims_data
from samverkan.funding import (
    POPULATION,
    Basis,
    ByGroup,
    ByYear,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Proration,
    Rate,
    Remainder,
    Rule,
    Split,
    Sum,
)
from samverkan.reports import claims_text
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as population
from strategies import DECIDED, World, histories

RATE = Rate(kronor_per_unit=1, of=MID_YEAR)
JOINED = stockholm.accede("Nacka", decided("2015-04-13"))


def made(rule: Rule | None = None, proration: Proration = NONE) -> Agreement:
    """Return an agreement that Alfa has joined, by a rule or by 1.50 kr per inhabitant."""
    funding = funded_by(rule or Rate(kronor_per_unit="1.50", of=MID_YEAR), proration)
    return with_members(agreed("Alfa", "Beta", "Gamma", funding=funding), alfa=START)


def people(count: int, published_on: dt.date | None = None) -> list[Figure]:
    """Return the number of inhabitants of Alfa, known from a day."""
    return inhabitants({"alfa": count}, published_on)


def settled(
    agreement: Agreement, figures: FigureTable, *days: dt.date, years: tuple[int, ...] = (2015,)
) -> Ledger:
    """Return the ledger after a settlement on each of the days, in order."""
    ledger = Ledger()
    for day in days:
        ledger = settle(ledger, agreement, years=years, figures=figures, known_on=day).ledger
    return ledger


def is_complete(assessment: Assessment) -> bool:
    """Return whether every fee is known."""
    return not (assessment.missing or assessment.undated or assessment.unstated)


@pytest.mark.slow
@given(world=histories(), days=st.lists(DECIDED, min_size=3, max_size=3).map(sorted))
def test_claims_sum_to_the_difference_of_totals(world: World, days: list[dt.date]) -> None:
    """Claims sum to total after minus total before; a to b plus b to c equals a to c."""
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


@pytest.mark.slow
@given(world=histories(), days=st.lists(DECIDED, min_size=1, max_size=4).map(sorted))
def test_a_ledger_holds_what_is_owed(world: World, days: list[dt.date]) -> None:
    """The ledger has each fee that is finally known, however often it is settled on the way."""
    ledger = settled(world.agreement, world.figures, *days, years=(world.year,))
    at_once = settled(world.agreement, world.figures, days[-1], years=(world.year,))
    last = assess(world.agreement, year=world.year, figures=world.figures, known_on=days[-1])

    assert ledger.balances() == at_once.balances()
    for fee in last.fees:
        assert ledger.claimed_ore(fee.party, world.year) == fee.ore
    known = {fee.party for fee in last.fees}
    unknown = {*last.unstated, *last.undated, *(missing.party for missing in last.missing)}
    for (party, year), ore in ledger.balances().items():
        assert party in known | unknown or ore == 0
        assert sum(claim.ore for claim in ledger.of(party) if claim.year == year) == ore


@st.composite
def published(draw: st.DrawFn) -> World:
    """Worlds whose figures became known on various days, some of them again, corrected."""
    world = draw(histories())
    figures: list[Figure] = []
    for figure in world.figures.figures:
        for value, day in draw(st.dictionaries(st.integers(1, 99), DECIDED, max_size=2)).items():
            figures.append(attrs.evolve(figure, published_on=day, value=value))
        figures.append(figure)
    kept = {(f.statistic.id, f.subject, f.reference_date, f.known_from): f for f in figures}
    return attrs.evolve(world, figures=FigureTable(kept.values()))


def known_days(agreement: Agreement, figures: FigureTable) -> set[dt.date]:
    """Return the days on which something became known."""
    days = {agreement.known_from(each) for each in agreement.instruments}
    return {day for day in days if day is not None} | {f.known_from for f in figures.figures}


def claimed_naively(
    world: World, ledger: Ledger, years: list[int], known_on: dt.date
) -> list[tuple[dt.date, int, str, int]]:
    """Return what to claim if every year is assessed on every day on which something came in."""
    found: list[tuple[dt.date, int, str, int]] = []
    assessments: list[Assessment] = []
    days = {day for day in known_days(world.agreement, world.figures) if day <= known_on}
    since = ledger.opened_on or dt.date.min
    for day in sorted({day for day in days if day > since} | {known_on}):
        assessments = [
            assess(world.agreement, year=year, figures=world.figures, known_on=day)
            for year in years
        ]
        for each in assessments:
            held = {claim.party: 0 for claim in ledger.claims}
            for claim in ledger.claims:
                if claim.year == each.year and claim.known_on <= day:
                    held[claim.party] += claim.ore
            for _, year, party, ore in found:
                if year == each.year:
                    held[party] = held.get(party, 0) + ore
            owed = {fee.party: fee.ore for fee in each.fees}
            unknown = {*each.unstated, *each.undated, *each.pending}
            unknown |= {missing.party for missing in each.missing}
            for party in sorted((held.keys() | owed.keys()) - unknown):
                more = owed.get(party, 0) - held.get(party, 0)
                found += [(day, each.year, party, more)] * bool(more)
    pending = {(each.year, party) for each in assessments for party in each.pending}
    return [claim for claim in found if (claim[1], claim[2]) not in pending]


@pytest.mark.slow
@given(
    world=published(),
    known_on=DECIDED,
    others=st.lists(
        st.builds(
            Claim,
            party=st.sampled_from(["p0", "p1", "p9"]),
            year=st.sampled_from([2014, 2015]),
            ore=st.integers(-500, 500),
            known_on=DECIDED,
        ),
        max_size=3,
    ),
    opened_on=st.none() | DECIDED,
)
def test_settled_as_if_every_year_were_assessed_on_every_day(
    world: World, known_on: dt.date, others: list[Claim], opened_on: dt.date | None
) -> None:
    """Oracle: a year that nothing touched on a day has no claim of that day."""
    ledger, years = Ledger(claims=others, opened_on=opened_on), [2016, 2014, 2015]
    settlement = settle(
        ledger, world.agreement, years=years, figures=world.figures, known_on=known_on
    )

    found = [(claim.known_on, claim.year, claim.party, claim.ore) for claim in settlement]
    assert found == claimed_naively(world, ledger, years, known_on)
    for year, owed in zip(years, settlement.assessments, strict=True):
        assert owed == assess(world.agreement, year=year, figures=world.figures, known_on=known_on)


@pytest.mark.slow
@given(world=published(), known_on=DECIDED)
def test_every_claim_has_a_cause_of_its_day(world: World, known_on: dt.date) -> None:
    """Trap 11: a claim is dated by its cause, not by a clock, and is never of 0 öre."""
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
            *people(100),
            *people(110, dt.date(2015, 3, 1)),
            *people(100, dt.date(2015, 5, 1)),
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
    """Days without a settlement of their own still get their claims, each dated by its own day."""
    figures = FigureTable([*people(100), *people(110, dt.date(2015, 3, 1))])

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
    """If a court annuls the accession in 2017, the fees of both years are credited on that day."""
    bare = agreed("Alfa", funding=funded_by(Fixed(kronor=1000)))
    annulled = bare.accede("Alfa", decided("2015-04-01"), effective=START).revoke(
        1, decided("2017-02-01"), ground=Ground.ANNULLED
    )

    ledger = settled(
        annulled, counted(), dt.date(2016, 6, 1), dt.date(2017, 3, 1), years=(2015, 2016)
    )

    assert [(c.year, c.ore, str(c.known_on)) for c in ledger.claims] == [
        (2015, 100_000, "2015-04-01"),
        (2016, 100_000, "2015-04-01"),
        (2015, -100_000, "2017-02-01"),
        (2016, -100_000, "2017-02-01"),
    ]
    assert set(ledger.balances().values()) == {0}
    assert ledger.claims[2].causes == (annulled.instruments[-1],)


def returned(proration: Proration, *, group: str | None = "strand") -> Agreement:
    """Return an agreement that Alfa left after June 2015 and joined again from 2016."""
    groups = {"strand": Fixed(kronor=73_000)}
    rule = ByGroup(kinds={PartyKind.MUNICIPALITY: Fixed(kronor=36_500)}, groups=groups)
    bare = agreed("Alfa", funding=funded_by(rule, proration))
    joined = bare.accede("Alfa", decided("2014-12-01"), effective=START)
    left = joined.withdraw("Alfa", decided("2015-02-01"), last_day=dt.date(2015, 6, 30))
    first_day = dt.date(2016, 1, 1)
    return left.accede("Alfa", decided("2015-09-01"), effective=first_day, group=group)


YEARS = (2015, 2016, 2017)
COURT = dt.date(2017, 2, 1)


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        pytest.param(returned(NONE, group=None), {}, id="no proration: nothing changes"),
        pytest.param(
            returned(BY_DAY, group=None),
            {2015: 18_400_00},  # 184 days of 100 kr
            id="by day: the days between are claimed",
        ),
        pytest.param(
            returned(NONE),
            {2016: -36_500_00, 2017: -36_500_00},
            id="another group: it stays in the old one",
        ),
        pytest.param(
            returned(BY_DAY),
            {2015: 18_400_00, 2016: -36_500_00, 2017: -36_500_00},
            id="by day, another group",
        ),
        pytest.param(
            returned(BY_DAY).withdraw(
                "Alfa", decided("2016-03-01"), last_day=dt.date(2016, 12, 31)
            ),
            {2015: 18_400_00, 2016: -36_500_00},
            id="it left again: no fee after that",
        ),
    ],
)
def test_an_annulment_after_a_rejoin(agreement: Agreement, expected: dict[int, int]) -> None:
    """What changes is claimed or credited on the day of the court, and back if that is annulled."""
    annulled = agreement.revoke(2, decided(COURT), ground=Ground.ANNULLED)
    court = annulled.instruments[-1]
    again = annulled.revoke(court, decided("2017-06-01"), ground=Ground.ANNULLED)
    ledger = settled(again, counted(), dt.date(2017, 12, 1), years=YEARS)
    before = settled(agreement, counted(), dt.date(2017, 12, 1), years=YEARS)

    claims = [claim for claim in ledger.claims if claim.known_on == COURT]
    assert {claim.year: claim.ore for claim in claims} == expected
    assert all(court in claim.causes for claim in claims)
    back = [claim for claim in ledger.claims if claim.known_on > COURT]
    assert {claim.year: -claim.ore for claim in back} == expected
    assert ledger.balances() == before.balances()


def test_shortened_then_annulled() -> None:
    """Trap 3: a withdrawal inside the year that is then annulled leaves every fee unchanged."""
    by_day = made(Rate(kronor_per_unit="3.65", of=MID_YEAR), BY_DAY)
    left = by_day.withdraw("Alfa", decided("2015-03-01"), last_day=dt.date(2015, 1, 10))
    back = left.revoke(left.instruments[-1], decided("2015-03-02"), ground=Ground.ANNULLED)
    ledger = settled(back, counted(alfa=100), dt.date(2015, 12, 1))

    assert [claim.ore for claim in ledger.claims] == [36_500, -35_500, 35_500]
    assert [claim.causes for claim in ledger.claims[1:]] == [
        (left.instruments[-1],),
        (back.instruments[-1],),
    ]


def test_a_succession_moves_the_fee() -> None:
    """Without proration, the predecessor's fee is credited, and the successor is charged."""
    moved = made().succeed("Alfa", "Beta", decided("2015-05-01"), first_day=dt.date(2015, 7, 1))
    ledger = settled(moved, counted(alfa=100), dt.date(2015, 12, 1))

    assert [(c.party, c.ore) for c in ledger.claims] == [
        ("alfa", 15_000),
        ("alfa", -15_000),
        ("beta", 15_000),
    ]
    assert ledger.claims[1].causes == ledger.claims[2].causes == (moved.instruments[-1],)


def test_an_amendment_concerns_everybody() -> None:
    """A change of the terms is a cause for each party."""
    dearer = funded_by(Rate(kronor_per_unit="2", of=MID_YEAR))
    changed = made().amend(decided("2015-05-01"), effective=START, funding=dearer)
    settlement = settle(
        settled(changed, counted(alfa=100), dt.date(2015, 4, 1)),
        changed,
        years=[2015],
        figures=counted(alfa=100),
        known_on=dt.date(2015, 6, 1),
    )

    [claim] = settlement
    assert (claim.ore, claim.causes) == (5_000, (changed.instruments[-1],))


def test_what_cannot_be_computed_any_more_is_not_credited() -> None:
    """A fee that can no longer be computed gives no credit; it is listed."""
    tax = attrs.evolve(POPULATION, id="tax-base")
    other = attrs.evolve(MID_YEAR, statistic=tax)
    unknown = funded_by(Rate(kronor_per_unit="2", of=other))
    changed = made().amend(decided("2015-05-01"), effective=START, funding=unknown)
    figures = counted(alfa=100)

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
    """A decision recorded after a settlement is still claimed, dated by the day of the decision."""
    figures = counted(alfa=100)
    first = settled(made(), figures, dt.date(2015, 12, 31))
    late = made().accede("Gamma", decided("2015-04-01"), effective=START)
    both = counted(alfa=100, gamma=10)

    second = settle(first, late, years=[2015], figures=both, known_on=dt.date(2016, 6, 1))
    third = settle(second.ledger, late, years=[2015], figures=both, known_on=dt.date(2016, 7, 1))

    [claim] = second
    assert (claim.party, claim.ore, claim.known_on) == ("gamma", 1_500, dt.date(2015, 4, 1))
    assert claim.causes == (late.instruments[-1],)
    assert third.claims == ()


def test_taken_off_the_record() -> None:
    """If the basis of a claim leaves the record, the claim is credited, without a cause."""
    bare = attrs.evolve(made(), instruments=())
    ledger = settled(made(), counted(alfa=100), dt.date(2015, 6, 1))

    [claim] = settle(ledger, bare, years=[2015], figures=counted(), known_on=dt.date(2015, 7, 1))
    assert (claim.ore, claim.known_on, claim.causes) == (-15_000, dt.date(2015, 7, 1), ())


def test_an_opening_balance_is_not_asked_again() -> None:
    """A ledger with an opening balance does not claim what was known before the balance."""
    balance = Claim(party="alfa", year=2015, ore=Ore(10_000), known_on=dt.date(2015, 5, 1))
    ledger = Ledger(claims=balance, known_on=balance.known_on, opened_on=balance.known_on)
    figures = FigureTable([*people(100), *people(120, dt.date(2015, 6, 1))])

    settlement = settle(ledger, made(), years=[2015], figures=figures, known_on=dt.date(2015, 7, 1))

    assert [(c.ore, c.known_on) for c in settlement] == [(8_000, dt.date(2015, 6, 1))]


def test_causes_along_a_succession() -> None:
    """Voiding the first of a line of members is the cause for the last; a new title is no cause."""
    moved = made().succeed("Alfa", "Beta", decided("2015-02-01"), first_day=dt.date(2015, 7, 1))
    void = moved.revoke(1, decided("2015-06-01"), ground=Ground.ANNULLED).amend(
        decided("2015-06-01"), effective=START, title="Ny"
    )
    claims = settle(
        Ledger(),
        void,
        years=[2015],
        figures=counted(alfa=100),
        known_on=dt.date(2016, 1, 1),
    ).claims

    assert [(c.party, c.ore) for c in claims][-1] == ("beta", -15_000)
    [revocation] = [i for i in void.instruments if isinstance(i, Revocation)]
    assert claims[-1].causes == (revocation,)


def test_causes_concern_the_party() -> None:
    """Among the instruments of one day, a claim names those about its party or about all."""
    joined = agreed("Alfa", "Beta", funding=funded_by(Fixed(kronor=1))).accede_all(
        [("Alfa", decided("2015-01-01")), ("Beta", decided("2015-01-01"))], effective=START
    )
    claims = settle(Ledger(), joined, years=[2015], figures=counted(), known_on=dt.date(2015, 2, 1))

    assert [claim.causes for claim in claims] == [(i,) for i in joined.instruments]


def test_a_figure_of_an_area_concerns_all_who_pay_by_it() -> None:
    """An index is a cause for all, a party's figure for that party, an unused figure for nobody."""
    pkv = Statistic(id="pkv", name="PKV", unit="%", units="%", decimals=1, signed=True)
    index = Basis(statistic=pkv, reference_date=ReferenceDate(2, 12, 31), subject="riket")
    moved = Indexed(
        rule=Rate(kronor_per_unit=2, of=MID_YEAR),
        index=index,
        method=IndexMethod.CHANGE,
        base_year=2010,
    )
    agreement = with_members(made(moved), beta=START)

    def figures_of(day: dt.date, change: int, beta: int) -> list[Figure]:
        return [
            *inhabitants({"beta": beta}, day),
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
        [*people(100, early), *figures_of(early, 20, 100), *figures_of(late, 27, 101)]
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
    """What concerns a payer concerns all who divide the total, and nobody else."""
    company = Party(names="Delta", kind=PartyKind.COMPANY)
    kinds: dict[PartyKind, Rule] = {
        PartyKind.MUNICIPALITY: Split(total=365, by=MID_YEAR),
        PartyKind.COMPANY: Fixed(kronor=10),
    }
    funding = funded_by(ByGroup(kinds=kinds), BY_DAY)
    agreement = agreed("Alfa", "Beta", company, "Gamma", funding=funding)
    agreement = with_members(agreement, alfa=START, delta=START, beta=START)
    agreement = agreement.succeed(
        "Beta", "Gamma", decided("2015-03-01"), first_day=dt.date(2015, 7, 1)
    )
    counts = {"alfa": 1, "beta": 3, "elsewhere": 5, "delta": 7}
    table = FigureTable(inhabitants(counts, dt.date(2014, 12, 1)))
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
    amended = agreement.amend(decided("2015-08-01"), effective=START, funding=funded_by(RATE))
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
    """What a successor does concerns all who divide with it; so do figures of its predecessors."""
    funding = funded_by(Split(total=365, by=MID_YEAR), BY_DAY)
    agreement = agreed("Alfa", "Beta", "Gamma", "Delta", funding=funding)
    agreement = with_members(agreement, alfa=START, beta=START)
    march = dt.date(2015, 3, 1)
    agreement = agreement.succeed("Beta", "Gamma", decided("2014-12-01"), first_day=march)
    agreement = agreement.succeed("Gamma", "Delta", decided("2014-12-01"), first_day=march)
    left = agreement.withdraw("Delta", decided("2015-08-01"), last_day=dt.date(2015, 8, 31))
    table = FigureTable(inhabitants({"alfa": 1, "beta": 3}, dt.date(2015, 1, 5)))
    claims = settle(
        Ledger(), left, years=[2015], figures=table, known_on=dt.date(2015, 12, 31)
    ).claims
    causes = {(claim.party, claim.known_on.month): set(claim.causes) for claim in claims}

    assert causes["alfa", 8] == causes["delta", 8] == {left.instruments[-1]}
    assert causes["delta", 1] == causes["alfa", 1] == set(table.figures)


def test_causes_by_what_counts_and_was_known() -> None:
    """A figure that no longer counts is no cause; a later succession does not make it one."""
    agreement = with_members(made(RATE), gamma=START)
    chain = agreement.succeed("Alfa", "Beta", decided("2015-02-01"), first_day=dt.date(2015, 3, 1))
    counts = {"alfa": 1, "beta": 2, "gamma": 3}
    table = FigureTable(inhabitants(counts, dt.date(2015, 1, 5)))

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


def test_what_does_not_concern_a_party_is_no_cause() -> None:
    """What came in on the day of a credit is its cause only if it concerns the party."""
    bare = agreed("Alfa", "Beta", funding=funded_by(Fixed(kronor=150)))
    ledger = settled(made(), counted(alfa=100), dt.date(2015, 6, 1))
    joined = bare.accede("Beta", decided("2015-07-01"), effective=START)

    credit, fee = settle(
        ledger, joined, years=[2015], figures=counted(), known_on=dt.date(2015, 7, 1)
    )
    assert (credit.party, credit.ore, credit.causes) == ("alfa", -15_000, ())
    assert (fee.party, fee.ore, fee.causes) == ("beta", 15_000, joined.instruments)


def test_a_figure_is_no_cause_of_what_it_is_not_used_for() -> None:
    """A figure concerns others only if a total is divided by it, and nobody who owes nothing."""
    rule = Sum(rules=[Split(total=100, by=Equally()), RATE])
    agreement = with_members(made(rule), beta=START)
    left = agreement.revoke(2, decided("2015-03-01"), ground=Ground.ANNULLED)
    late = dt.date(2015, 3, 1)
    table = FigureTable([*inhabitants({"alfa": 1, "beta": 2}), *inhabitants({"beta": 3}, late)])
    figure = table.figures[-1]
    claims = settle(Ledger(), left, years=[2015], figures=table, known_on=late).claims
    assert {c.party: set(c.causes) for c in claims if c.known_on == late} == {
        "alfa": {left.instruments[-1]},
        "beta": {left.instruments[-1]},
    }
    claims = settle(Ledger(), agreement, years=[2015], figures=table, known_on=late).claims
    assert [(c.party, c.causes) for c in claims if c.known_on == late] == [("beta", (figure,))]


def test_what_a_payer_pays_first_concerns_who_divides_the_rest() -> None:
    """The figure of a host, and its withdrawal, are causes for all who divide what is left."""
    first = ByGroup(groups={"host": RATE})
    rest = Split(total=Remainder(total=1000, after=first), by=Equally())
    groups: dict[str, Rule] = {"host": RATE, "others": rest}
    rule = ByGroup(groups=groups)
    agreement = agreed("Alfa", "Beta", "Gamma", funding=funded_by(rule))
    agreement = with_members(agreement, "host", alfa=START)
    agreement = with_members(agreement, "others", beta=START, gamma=START)
    left = agreement.revoke(1, decided("2015-04-01"), ground=Ground.ANNULLED)
    table = FigureTable([*people(100), *people(110, dt.date(2015, 3, 1))])
    table = FigureTable([*table.figures, *inhabitants({"elsewhere": 1}, dt.date(2015, 3, 1))])
    claims = settle(Ledger(), left, years=[2015], figures=table, known_on=START.replace(month=5))

    of = {(claim.party, claim.known_on.month): (claim.ore, claim.causes) for claim in claims}
    [figure] = [each for each in table.figures if each.value == 110]
    assert of["alfa", 3] == (1000, (figure,))
    assert of["beta", 3] == of["gamma", 3] == (-500, (figure,))
    assert of["beta", 4] == of["gamma", 4] == (5_500, (left.instruments[-1],))


def test_a_rule_for_another_year_is_no_cause() -> None:
    """Of rules by year, those of the year count: a figure that others use concerns nobody."""
    tax = attrs.evolve(POPULATION, id="tax-base")
    other = Rate(kronor_per_unit=1, of=attrs.evolve(MID_YEAR, statistic=tax))
    agreement = with_members(
        agreed("Alfa", "Beta", funding=funded_by(ByYear(years={2015: RATE, 2016: other}))),
        alfa=START,
        beta=dt.date(2015, 1, 1),
    )
    late = dt.date(2015, 3, 1)
    counts = inhabitants({"alfa": 1, "beta": 2}, late)
    taxed = [attrs.evolve(each, statistic=tax) for each in counts]
    claims = settle(
        Ledger(),
        agreement,
        years=[2015, 2016],
        figures=FigureTable([*counts, *taxed]),
        known_on=late,
    ).claims

    alfa, beta = counts
    assert [(c.party, c.year, c.causes) for c in claims] == [
        ("alfa", 2015, (alfa,)),
        ("beta", 2015, (beta,)),
    ]


def test_what_is_decided_later_links_nobody_before() -> None:
    """A member that succeeds another later is not concerned by its figures before."""
    agreement = agreed("Alfa", "Beta", funding=funded_by(RATE, BY_DAY))
    agreement = with_members(
        agreement, alfa=START, beta=Period(START, dt.date(2015, 6, 30))
    ).succeed("Alfa", "Beta", decided("2015-05-01"), first_day=dt.date(2015, 7, 1))
    counts = inhabitants({"alfa": 10, "beta": 20}, dt.date(2015, 2, 1))
    of_no_use = attrs.evolve(
        counts[0], reference_date=dt.date(2014, 1, 1), published_on=dt.date(2015, 5, 1)
    )
    table = FigureTable([*counts, of_no_use])
    claims = settle(Ledger(), agreement, years=[2015], figures=table, known_on=dt.date(2015, 6, 1))

    figures = {figure.subject: figure for figure in counts}
    causes = {(claim.party, claim.known_on.month): claim.causes for claim in claims}
    assert causes["beta", 2] == (figures["beta"],)
    assert causes["beta", 5] == causes["alfa", 5] == (agreement.instruments[-1],)


def test_nacka() -> None:
    """Nothing is due on 1 April 2015, and 142 773.00 on 14 April: one debit, dated 13 April."""
    first, second = (
        assess(JOINED, year=2015, figures=population, known_on=dt.date(2015, 4, day))
        for day in (1, 14)
    )
    change = difference(first, second)

    assert [(c.party, c.year, c.ore, str(c.known_on)) for c in change] == [
        ("0182", 2015, 14_277_300, "2015-04-13")
    ]
    assert change.total_ore == 14_277_300
    assert str(change.total_kronor) == "142773.00"
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
        pytest.param({"figures": counted()}, "the same figures", id="other figures"),
        pytest.param({"reading": "year-start"}, "the same reading", id="another reading"),
        pytest.param({"known_on": None}, "no known_on day", id="no day"),
        pytest.param({"known_on": dt.date(2015, 3, 1)}, "later than the second", id="earlier"),
    ],
)
def test_no_such_difference(fields: dict[str, Any], match: str) -> None:
    """Two assessments are compared only if they differ in knowledge only."""
    asked: dict[str, Any] = {"agreement": JOINED, "year": 2015, "figures": population}
    before = assess(**asked, known_on=dt.date(2015, 4, 1))
    after = assess(**{**asked, "known_on": dt.date(2015, 4, 14), **fields})

    with pytest.raises(SettlementError, match=match):
        difference(before, after)


def test_not_the_same_parties() -> None:
    """An assessment of some parties is not compared with one of all parties."""
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
    """A claim is whole öre of a party for a year, with a day."""
    with pytest.raises(error):
        Claim(**{"party": "a", "year": 2015, "ore": Ore(1), "known_on": START, **fields})


def test_no_such_ledger() -> None:
    """A ledger contains only claims, and is never settled backwards."""
    with pytest.raises(WrongTypeError, match="a Claim"):
        Ledger(claims=[100])  # type: ignore[list-item]
    with pytest.raises(SettlementError, match="settle to a later day"):
        settle(
            Ledger(known_on=dt.date(2016, 1, 1)),
            made(),
            years=[2015],
            figures=counted(),
            known_on=dt.date(2015, 1, 1),
        )
    with pytest.raises(NotADayError):
        settle(Ledger(), made(), years=[2015], figures=counted(), known_on=None)  # type: ignore[arg-type]
    with pytest.raises(NotADayError, match="known_on"):
        Ledger(known_on="2015-01-01")  # type: ignore[arg-type]
    with pytest.raises(NotADayError, match="opened_on"):
        Ledger(opened_on="2015-01-01")  # type: ignore[arg-type]


def test_nothing_is_changed_in_place() -> None:
    """Trap 5: settling leaves the original ledger unchanged."""
    ledger = Ledger()
    settlement = settle(ledger, made(), years=[2015], figures=counted(alfa=1), known_on=START)

    assert ledger == Ledger()
    assert settlement.ledger.claims == settlement.claims
