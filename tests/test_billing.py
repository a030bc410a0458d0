"""Rows to bill: they sum to the claims, are numbered once, and credit what was claimed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import attrs
import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import (
    BY_DAY,
    MID_YEAR,
    NONE,
    START,
    agreed,
    decided,
    inhabitants,
    plainly,
    with_members,
)
from real_agreements import FIGURES, IN_FILES
from samverkan import (
    Accession,
    Agreement,
    FigureTable,
    Ground,
    Ore,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    Source,
    Statistic,
    Text,
    YearDay,
    assess,
    difference,
    formats,
    settle,
)
from samverkan.errors import (
    BillingError,
    BillingFault,
    NotADayError,
    NotExactError,
    TextError,
    WrongTypeError,
)
from samverkan.fees import Claim, Ledger, Settlement
from samverkan.formats import BillingRow, billing_data, billing_rows, billing_table
from samverkan.funding import (
    Basis,
    EntryFee,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Instalments,
    Rate,
    Reading,
    Rule,
    Split,
    Sum,
)
from samverkan.reports import agreement_text
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as population
from samverkan.sweden import is_valid_organisation_number
from strategies import DECIDED, histories, lives
from test_cli_files import LEFT, ask

PAPER = Source(document="Avtal", place="5 §")
RATE = Rate(kronor_per_unit="1.50", of=MID_YEAR, sources=PAPER)
QUARTERS = Instalments(
    days=[YearDay(month=month, day=last) for month, last in ((3, 31), (6, 30), (9, 30), (12, 31))]
)
IN_JUNE = Instalments(days=YearDay(month=6, day=30))
LAST = dt.date(2015, 12, 31)
FEBRUARY, MAY, JUNE = dt.date(2015, 2, 20), dt.date(2015, 5, 20), dt.date(2015, 6, 22)


def numbered(place: int) -> str:
    """Return an organisation number with a right last digit: for tests only."""
    first = f"21200{place:04}"
    return next(
        number
        for digit in range(10)
        if is_valid_organisation_number(number := f"{first[:6]}-{first[6:]}{digit}")
    )


def with_numbers(agreement: Agreement) -> Agreement:
    """Return an agreement whose parties all have organisation numbers, and the ids they had."""
    parties = [
        party
        if party.organisation_number is not None
        else attrs.evolve(party, organisation_number=numbered(place))
        for place, party in enumerate(agreement.parties)
    ]
    return attrs.evolve(agreement, parties=parties)


def made(
    rule: Rule = RATE,
    plan: Instalments | None = None,
    *,
    proration: Any = NONE,
    parties: Iterable[Party | str] = ("Alfa", "Beta"),
    members: Mapping[str, Any] | None = None,
    **terms: Any,
) -> Agreement:
    """Return an agreement that Alfa has joined, numbered KS 2015/12."""
    funding = Reading(
        name="only", funding=Funding(rule=rule, instalments=plan, proration=proration)
    )
    agreement = agreed(*parties, funding=funding, **{"document_number": "KS 2015/12", **terms})
    return with_members(with_numbers(agreement), **(members or {"alfa": START}))


def people(*counts: tuple[int, dt.date], party: str = "alfa") -> FigureTable:
    """Return the number of inhabitants of Alfa, as known from each day."""
    return FigureTable([each for n, on in counts for each in inhabitants({party: n}, on)])


def settled(
    agreement: Agreement, figures: FigureTable, *days: dt.date, ledger: Ledger | None = None
) -> list[Settlement]:
    """Return a settlement on each of the days, in order."""
    found: list[Settlement] = []
    for known_on in days:
        before = found[-1].ledger if found else ledger or Ledger()
        found.append(settle(before, agreement, years=[2015], figures=figures, known_on=known_on))
    return found


def rows_of(agreement: Agreement, figures: FigureTable, **how: Any) -> tuple[BillingRow, ...]:
    """Return all rows of 2015 as known on its last day."""
    [settlement] = settled(agreement, figures, LAST)
    return billing_rows(settlement, **how)


def claimed(*amounts: int, new: int | None = None) -> Settlement:
    """Return claims of these amounts on Alfa, the last of which are new: all unless said."""
    agreement = made()
    claims = [
        Claim(party="alfa", year=2015, ore=Ore(ore), known_on=START + dt.timedelta(days=place))
        for place, ore in enumerate(amounts)
    ]
    figures = FigureTable([])
    return Settlement(
        claims=tuple(claims[len(claims) - (len(claims) if new is None else new) :]),
        ledger=Ledger(claims=claims),
        assessments=(assess(agreement, year=2015, figures=figures),),
    )


def short(row: BillingRow) -> tuple[str, str, str, str]:
    """Return what a row counts, costs and sums to, after its text."""
    return row.text.sv, str(row.quantity), str(row.price), str(row.kronor)


# --- Laws


@st.composite
def settlements(draw: st.DrawFn) -> list[Settlement]:
    """Settlements of an agreement with any rules and any history, one after the other."""
    world = draw(draw(st.sampled_from([histories(), lives()])))
    world = attrs.evolve(world, agreement=with_numbers(world.agreement))
    days = sorted(draw(st.lists(DECIDED, min_size=1, max_size=3)))
    found: list[Settlement] = []
    for known_on in days:
        found.append(
            settle(
                found[-1].ledger if found else Ledger(),
                world.agreement,
                years=[world.year, world.year + 1],
                figures=world.figures,
                known_on=known_on,
            )
        )
    return found


@pytest.mark.slow
@given(several=settlements())
def test_rows_sum_to_the_claims(several: list[Settlement]) -> None:
    """The rows of each claim stand together, in order, and sum to it; each row multiplies."""
    for settlement in several:
        rows = billing_rows(settlement)
        together = [[*of] for _, of in groupby(rows, key=lambda row: row.number)]
        assert [sum(row.ore for row in of) for of in together] == [c.ore for c in settlement]
        for of, claim in zip(together, settlement, strict=True):
            assert {(row.party, row.year, row.known_on) for row in of} == {
                (claim.party, claim.year, claim.known_on)
            }
            assert [row.row for row in of] == [*range(1, len(of) + 1)]
            assert {row.is_credit for row in of} == {claim.ore < 0}
        for row in rows:
            product = Fraction(row.price) * Fraction(row.quantity) * 100
            assert abs(product - row.ore) < Fraction(1, 2)
            assert round(product) == row.ore
            assert row.price >= 0
            assert row.price.as_tuple().exponent == -2
            assert int(row.quantity.as_tuple().exponent) >= -2
            assert max(len(row.text.sv), len(row.text.in_language("en"))) <= 30
            assert row.ore
            assert not (row.is_credit and row.due_on)
            assert len(row.number) <= 30
            assert row.number.isascii()
            assert row.details
        table = billing_table(rows)
        assert table.totals()[12] == (settlement.total_kronor if rows else None)
        data = billing_data(rows)
        assert data["total_ore"] == settlement.total_ore
        assert json.loads(json.dumps(data)) == data


@pytest.mark.slow
@given(several=settlements())
def test_numbers_stay(several: list[Settlement]) -> None:
    """No two claims share a number; it depends on the ledger only, and not on what is asked."""
    issued: dict[str, Claim] = {}
    for settlement in several:
        rows = billing_rows(settlement)
        numbers = [*dict.fromkeys(row.number for row in rows)]
        assert not issued.keys() & {*numbers}
        issued |= dict(zip(numbers, settlement, strict=True))
        assert {row.credits for row in rows} <= {None, *issued}
        own = sorted({claim.party for claim in settlement})
        alone = {row for party in own for row in billing_rows(settlement.only([party]))}
        assert alone == {*rows}


def with_credits() -> list[Settlement]:
    """Return settlements of which the last ones credit instalments of the first."""
    figures = people((95_182, FEBRUARY), (95_100, MAY), (95_300, JUNE))
    return settled(made(plan=QUARTERS), figures, FEBRUARY, MAY, LAST)


@pytest.mark.slow
@example(several=with_credits())
@given(several=settlements())
def test_credited_at_most_once(several: list[Settlement]) -> None:
    """An instalment is credited by later claims of its party and year, at most by its amount."""
    amounts: Counter[tuple[str, int | None]] = Counter()
    of: dict[str, tuple[str, int]] = {}
    for settlement in several:
        for row in billing_rows(settlement):
            own = row.instalment if row.instalments > 1 else None
            amounts[row.number, own] += row.ore * (not row.is_credit)
            of[row.number] = row.party, row.year
            if row.credits is None:
                assert row.credits_instalment is None
            else:
                assert row.is_credit
                assert of[row.credits] == of[row.number]
                credited = (row.credits, row.credits_instalment)
                assert credited in amounts
                amounts[credited] += row.ore
                assert amounts[credited] >= 0


@pytest.mark.slow
@given(several=settlements())
def test_rows_that_are_made_again(several: list[Settlement]) -> None:
    """The rows of claims that are in the ledger are the same as when the claims were new."""
    at_first = tuple(row for settlement in several for row in billing_rows(settlement))
    days = sorted({row.known_on for row in at_first})

    assert billing_rows(several[-1], since=dt.date(1800, 1, 1)) == at_first
    for day in days:
        new = {row.number for row in billing_rows(several[-1])}
        assert billing_rows(several[-1], since=day) == tuple(
            row for row in at_first if row.known_on >= day or row.number in new
        )


@given(amounts=st.lists(st.integers(-20, 20).filter(bool), min_size=1, max_size=8))
@example(amounts=[10, 5, -12])
@example(amounts=[10, -20, 5, -5])
def test_credits_by_hand(amounts: list[int]) -> None:
    """The oracle: each öre that is claimed lies on a pile, and a credit takes from its top."""
    pile: list[int] = []
    expected: list[Counter[int | None]] = []
    for place, ore in enumerate(amounts):
        taken: Counter[int | None] = Counter()
        pile += [place] * ore
        for _ in range(-ore):
            taken[pile.pop() if pile else None] += 1
        expected.append(taken)

    found: dict[str, Counter[int | None]] = {}
    rows = billing_rows(claimed(*amounts))
    numbers = [*dict.fromkeys(row.number for row in rows)]
    for row in rows:
        own = found.setdefault(row.number, Counter())
        if row.is_credit:
            own[None if row.credits is None else numbers.index(row.credits)] -= row.ore
    assert [*found.values()] == expected
    for row in rows:
        assert ("no earlier claim has anything left" in str(row.details)) == (
            row.is_credit and row.credits is None
        )


@given(amounts=st.lists(st.integers(-20, 20).filter(bool), min_size=1, max_size=8), data=st.data())
def test_the_same_rows_later(amounts: list[int], data: st.DataObject) -> None:
    """What is new is billed as it is if the whole ledger is: earlier claims only number it."""
    new = data.draw(st.integers(0, len(amounts)))
    whole = billing_rows(claimed(*amounts))
    rest = billing_rows(claimed(*amounts, new=new))

    numbers = [*dict.fromkeys(row.number for row in whole)][len(amounts) - new :]
    assert rest == tuple(row for row in whole if row.number in numbers)


# --- Real cases


def test_nacka() -> None:
    """Nacka, 2015: 95 182 inhabitants at 1.50 kronor, claimed by its accession."""
    joined = stockholm.accede("Nacka", decided("2015-04-13"))
    [row] = rows_of(joined, population)

    assert short(row) == ("Avgift 2015", "95182", "1.50", "142773.00")
    assert (row.number, row.endpoint) == ("KSL1500165-2015-0182-1", "0007:2120000167")
    assert (row.due_on, row.credits, row.buyer_reference) == (None, None, None)
    said = [plainly(each.sv) for each in row.details]
    assert said[:4] == [
        "95 182 invånare × 1,50 kr = 142 773,00 kr",
        "avser budgetåret 2015",
        "kravets dag: den 13 april 2015",
        "anslutning, beslut den 13 april 2015",
    ]
    assert said[4].startswith("enligt Nacka kommun, kommunstyrelsen: Överenskommelse om")
    assert said[5].startswith("enligt SCB, Folkmängd i riket")
    assert len(said) == 6


def test_two_rates_an_amount_and_a_rebate() -> None:
    """Each part of a fee is a row; a rebate has a quantity below 0, never a price."""
    other = Rate(kronor_per_unit="0.25", of=MID_YEAR)
    rule = Sum(rules=[RATE, other, Fixed(kronor=25_000), Fixed(kronor=-500)])
    rows = rows_of(made(rule), people((95_182, FEBRUARY)))

    assert [short(row) for row in rows] == [
        ("Avgift 2015, rörlig del", "95182", "1.50", "142773.00"),
        ("Avgift 2015, rörlig del", "95182", "0.25", "23795.50"),
        ("Avgift 2015, fast belopp", "1", "25000.00", "25000.00"),
        ("Avgift 2015, avdrag", "-1", "500.00", "-500.00"),
    ]
    assert {row.number for row in rows} == {"KS201512-2015-ALFA-1"}
    assert rows[2].details[0] == Text("fast belopp: 25 000,00 kr", "fixed amount: SEK 25,000.00")
    assert not any(row.is_credit for row in rows)


TENTHS = Basis(
    statistic=Statistic(id="tenths", name="Tal", unit="a", units="a", decimals=1),
    reference_date=ReferenceDate(1, 6, 30),
)
MONEY = attrs.evolve(
    TENTHS, statistic=Statistic(id="money", name="Skatt", unit="kr", units="kr", in_kronor=True)
)


@pytest.mark.parametrize(
    ("rule", "count", "expected", "said"),
    [
        pytest.param(
            Rate(kronor_per_unit="38.5", per=10, of=MID_YEAR),
            9_999,
            ("9999", "3.85", "38496.15"),
            "9 999 invånare × 3,85 kr = 38 496,15 kr",
            id="a price for ten, of two decimals for each",
        ),
        pytest.param(
            Rate(kronor_per_unit="0.385", of=MID_YEAR),
            9_999,
            ("1", "3849.62", "3849.62"),
            "9 999 invånare × 0,385 kr ≈ 3 849,62 kr",
            id="a price of three decimals: one unit",
        ),
        pytest.param(
            Rate(kronor_per_unit="1.50", of=MID_YEAR),
            999_999,
            ("999999", "1.50", "1499998.50"),
            "999 999 invånare × 1,50 kr = 1 499 998,50 kr",
            id="as many units as fit",
        ),
        pytest.param(
            Rate(kronor_per_unit="1.50", of=MID_YEAR),
            1_000_000,
            ("1", "1500000.00", "1500000.00"),
            "1 000 000 invånare × 1,50 kr = 1 500 000,00 kr",
            id="more units than fit: one unit",
        ),
        pytest.param(
            Rate(kronor_per_unit="10000000", of=MID_YEAR),
            3,
            ("1", "30000000.00", "30000000.00"),
            "3 invånare × 10 000 000,00 kr = 30 000 000,00 kr",
            id="a higher price than fits: one unit",
        ),
        pytest.param(
            Rate(kronor_per_unit="9999999.99", of=MID_YEAR),
            3,
            ("3", "9999999.99", "29999999.97"),
            "3 invånare × 9 999 999,99 kr = 29 999 999,97 kr",
            id="the highest price that fits",
        ),
        pytest.param(
            Rate(kronor_per_unit="1.50", of=MID_YEAR),
            1,
            ("1", "1.50", "1.50"),
            "1 invånare × 1,50 kr = 1,50 kr",
            id="one inhabitant",
        ),
        pytest.param(
            Rate(kronor_per_unit="1.50", of=[MID_YEAR, MID_YEAR]),
            10,
            ("100", "1.50", "150.00"),
            "100 × 1,50 kr = 150,00 kr",
            id="a product of figures",
        ),
        pytest.param(
            Rate(kronor_per_unit="0.05", of=TENTHS),
            101,
            ("1", "0.51", "0.51"),
            "10,1 a × 0,05 kr ≈ 0,51 kr",
            id="half an öre: not all round it alike",
        ),
        pytest.param(
            Rate(kronor_per_unit="0.50", of=TENTHS),
            101,
            ("10.1", "0.50", "5.05"),
            "10,1 a × 0,50 kr = 5,05 kr",
            id="a number with a decimal",
        ),
        pytest.param(
            Rate(kronor_per_unit="0.02", of=MONEY),
            500,
            ("500", "0.02", "10.00"),
            "500 × 0,02 kr = 10,00 kr",
            id="a part of an amount",
        ),
        pytest.param(
            Indexed(
                rule=RATE,
                index=attrs.evolve(TENTHS, subject="index"),
                method=IndexMethod.LEVEL,
                base_year=2014,
                rounding=Rounding(step_ore=100),
            ),
            10,
            ("1", "30.00", "30.00"),
            "rörlig del: 30,00 kr",
            id="an amount that is adjusted and rounded",
        ),
        pytest.param(
            Split(total=Fixed(kronor=400_000), by=MID_YEAR),
            10,
            ("1", "400000.00", "400000.00"),
            "andel: 1 av 400 000,00 kr = 400 000,00 kr",
            id="a share",
        ),
        pytest.param(
            EntryFee(first=Fixed(kronor=500)),
            10,
            ("1", "500.00", "500.00"),
            "1 × 500,00 kr = 500,00 kr",
            id="an entry fee",
        ),
    ],
)
def test_counted_if_it_multiplies(
    rule: Rule, count: int, expected: tuple[str, ...], said: str
) -> None:
    """A row counts units if price and quantity fit and give the amount; else it is one unit."""
    figures = [*people((count, FEBRUARY)).figures]
    for statistic in (TENTHS.statistic, MONEY.statistic):
        figures += [attrs.evolve(figures[0], statistic=statistic)]
    for year, value in ((2013, 10), (2014, 20)):
        figures += [
            attrs.evolve(
                figures[1], subject="index", value=value, reference_date=dt.date(year, 6, 30)
            )
        ]
    rows = rows_of(made(rule), FigureTable(figures))

    assert [short(row)[1:] for row in rows] == [expected]
    assert plainly(rows[0].details[0].sv) == said


def test_a_share_that_is_no_decimal() -> None:
    """A share is told as a fraction if ten decimals are not enough."""
    rule = Split(total=Fixed(kronor=100), by=MID_YEAR)
    figures = FigureTable(inhabitants({"alfa": 1, "beta": 2}, FEBRUARY))
    rows = rows_of(made(rule, members={"alfa": START, "beta": START}), figures)

    assert [plainly(row.details[0].sv) for row in rows] == [
        "andel: 1/3 av 100,00 kr ≈ 33,33 kr",
        "andel: 2/3 av 100,00 kr ≈ 66,67 kr",
    ]


def test_what_is_rounded_to_kronor() -> None:
    """Rounding to whole kronor is a row of its own, and what it adds has no price."""
    funding = Funding(rule=RATE, rounding=Rounding(step_ore=100))
    agreement = attrs.evolve(
        made(), terms=attrs.evolve(made().terms, funding=Reading(name="only", funding=funding))
    )
    rows = rows_of(agreement, people((95_181, FEBRUARY)))

    assert [short(row) for row in rows] == [
        ("Avgift 2015, rörlig del", "95181", "1.50", "142771.50"),
        ("Avgift 2015, avrundning", "1", "0.50", "0.50"),
    ]
    assert rows[1].details[0] == Text("avrundning: 0,50 kr", "rounding: SEK 0.50")


def test_a_part_of_the_year() -> None:
    """A prorated fee is one unit of its amount; the details tell the part of the year."""
    rule = Sum(rules=[RATE, Fixed(kronor=25_000)])
    members = {"alfa": Period(dt.date(2015, 7, 1))}
    rows = rows_of(made(rule, proration=BY_DAY, members=members), people((95_182, FEBRUARY)))

    assert [short(row) for row in rows] == [
        ("Avgift 2015, rörlig del", "1", "71973.24", "71973.24"),
        ("Avgift 2015, fast belopp", "1", "12602.74", "12602.74"),
    ]
    assert [plainly(row.details[0].en or "") for row in rows] == [
        "95,182 inhabitants × SEK 1.50 × 184/365 of the year ≈ SEK 71,973.24",
        "fixed amount: SEK 25,000.00 × 184/365 of the year ≈ SEK 12,602.74",
    ]


CORRECTED = people((95_182, FEBRUARY), (95_100, MAY), (95_300, JUNE))


@pytest.mark.parametrize("days", [[LAST], [FEBRUARY, MAY, LAST]], ids=["at once", "in turn"])
def test_a_corrected_population(days: list[dt.date]) -> None:
    """A claim that is a difference counts the difference, at the price, whenever it is settled."""
    rows = [row for each in settled(made(), CORRECTED, *days) for row in billing_rows(each)]

    assert [(row.number[-1], *short(row), row.credits) for row in rows] == [
        ("1", "Avgift 2015", "95182", "1.50", "142773.00", None),
        ("2", "Avgift 2015, kreditering", "-82", "1.50", "-123.00", "KS201512-2015-ALFA-1"),
        ("3", "Avgift 2015, ändring", "200", "1.50", "300.00", None),
    ]
    assert [plainly(each.sv) for each in rows[1].details] == [
        "avgiften är nu 142 650,00 kr",
        "tidigare krävt 142 773,00 kr",
        "95 100 invånare × 1,50 kr = 142 650,00 kr",
        "avser budgetåret 2015",
        "kravets dag: den 20 maj 2015",
        "folkmängd den 30 juni 2014: 95 100 (tidigare 95 182)",
        "enligt Avtal, 5 §",
    ]


@pytest.mark.parametrize(
    ("rule", "proration", "expected"),
    [
        pytest.param(
            Sum(rules=[Fixed(kronor=25_000), RATE]),
            NONE,
            ("-82", "1.50", "-123.00"),
            id="beside a fixed amount",
        ),
        pytest.param(
            Rate(kronor_per_unit="0.385", of=MID_YEAR),
            NONE,
            ("-1", "31.57", "-31.57"),
            id="a price of three decimals",
        ),
        pytest.param(RATE, BY_DAY, ("-1", "62.01", "-62.01"), id="a part of the year"),
        pytest.param(
            Sum(rules=[RATE, Rate(kronor_per_unit="2", of=MID_YEAR)]),
            NONE,
            ("-1", "287.00", "-287.00"),
            id="two rates that both change",
        ),
    ],
)
def test_a_difference_of_other_fees(rule: Rule, proration: Any, expected: tuple[str, ...]) -> None:
    """Only a changed number at an unchanged price is counted; else the difference is one unit."""
    first = START if proration is NONE else dt.date(2015, 7, 1)
    agreement = made(rule, proration=proration, members={"alfa": first})
    rows = rows_of(agreement, people((95_182, FEBRUARY), (95_100, MAY)))

    assert short(rows[-1])[1:] == expected


def test_another_price() -> None:
    """A new rate for the whole year is no changed number: one unit of the difference."""
    dearer = Rate(kronor_per_unit="1.60", of=MID_YEAR)
    agreement = made().amend(
        decided("2015-04-01"),
        effective=START,
        funding=Reading(name="only", funding=Funding(rule=dearer)),
    )
    rows = rows_of(agreement, people((95_182, FEBRUARY)))

    assert short(rows[1]) == ("Avgift 2015, ändring", "1", "9518.20", "9518.20")


def test_an_opening_balance() -> None:
    """After a balance that was taken over, a claim is one unit; the balance has a number, too."""
    balance = Claim(party="alfa", year=2015, ore=Ore(14_277_300), known_on=FEBRUARY)
    ledger = Ledger(claims=balance, known_on=FEBRUARY, opened_on=FEBRUARY)
    [settlement] = settled(made(plan=QUARTERS), CORRECTED, MAY, ledger=ledger)
    [row] = billing_rows(settlement)
    assert billing_rows(settlement, since=FEBRUARY) == (row,)  # the balance was billed elsewhere
    assert row.credits_instalment is None

    assert short(row)[1:] == ("-1", "123.00", "-123.00")
    assert (row.number, row.credits) == ("KS201512-2015-ALFA-2", "KS201512-2015-ALFA-1")


def test_a_withdrawal() -> None:
    """A credit that is more than the latest claim credits the one before it, too."""
    agreement = made(proration=BY_DAY).withdraw(
        "alfa", decided("2015-07-01"), last_day=dt.date(2015, 7, 31)
    )
    rows = rows_of(agreement, CORRECTED)

    assert [(row.row, *short(row), row.credits) for row in rows[3:]] == [
        (1, "Avgift 2015, kreditering", "-1", "300.00", "-300.00", "KS201512-2015-ALFA-3"),
        (2, "Avgift 2015, kreditering", "-1", "59621.51", "-59621.51", "KS201512-2015-ALFA-1"),
    ]
    assert {row.number for row in rows[3:]} == {"KS201512-2015-ALFA-4"}
    assert "utträde, beslut den 1 juli 2015" in [each.sv for each in rows[3].details]


def test_all_is_credited_and_claimed_again() -> None:
    """An accession is annulled, and that, too: the whole fee is credited, then claimed again."""
    rule = Sum(rules=[RATE, Fixed(kronor=25_000)])
    agreement = made(rule, plan=QUARTERS)
    for known_on in ("2015-03-02", "2015-04-01"):
        last = agreement.instruments[-1]
        agreement = agreement.revoke(last, decided(known_on), ground=Ground.ANNULLED)
    rows = rows_of(agreement, people((95_182, FEBRUARY)))

    whole = "KS201512-2015-ALFA-1"
    assert [
        (row.number[-1], *short(row)[1:], row.credits, row.credits_instalment) for row in rows[4:]
    ] == [
        ("2", "-1", "41943.25", "-41943.25", whole, 4),
        ("2", "-1", "41943.25", "-41943.25", whole, 3),
        ("2", "-1", "41943.25", "-41943.25", whole, 2),
        ("2", "-1", "41943.25", "-41943.25", whole, 1),
        ("3", "95182", "1.50", "142773.00", None, None),
        ("3", "1", "25000.00", "25000.00", None, None),
    ]
    assert [row.text.sv for row in rows[6:]] == [
        "Avgift 2015, kreditering",
        "Avgift 2015, kreditering",
        "Avgift 2015, rörlig del",
        "Avgift 2015, fast belopp",
    ]
    assert "avgiften är nu 0,00 kr" in [plainly(each.sv) for each in rows[4].details]


def test_a_payment_plan() -> None:
    """The first claim has a row for each payment; what changes later is one row without a day."""
    rows = rows_of(made(plan=QUARTERS), CORRECTED)

    assert [(row.text.sv, str(row.kronor), str(row.due_on), row.instalment) for row in rows] == [
        ("Avgift 2015, del 1 av 4", "35693.25", "2015-03-31", 1),
        ("Avgift 2015, del 2 av 4", "35693.25", "2015-06-30", 2),
        ("Avgift 2015, del 3 av 4", "35693.25", "2015-09-30", 3),
        ("Avgift 2015, del 4 av 4", "35693.25", "2015-12-31", 4),
        ("Avgift 2015, kreditering", "-123.00", "None", 1),
        ("Avgift 2015, ändring", "300.00", "None", 1),
    ]
    assert [str(row.quantity) for row in rows] == ["1", "1", "1", "1", "-82", "200"]
    assert [plainly(each.sv) for each in rows[0].details[:3]] == [
        "del 1 av 4 av 142 773,00 kr",
        "95 182 invånare × 1,50 kr = 142 773,00 kr",
        "avser budgetåret 2015",
    ]
    assert {row.instalments for row in rows[:4]} == {4}


def test_one_payment() -> None:
    """If the plan has one day, the row counts units, and is due that day."""
    [row] = rows_of(made(plan=IN_JUNE), people((95_182, FEBRUARY)))

    assert short(row) == ("Avgift 2015", "95182", "1.50", "142773.00")
    assert (row.due_on, row.instalments) == (dt.date(2015, 6, 30), 1)


def test_a_day_of_ones_own() -> None:
    """A day that is given is for what no plan gives a day; a day that had passed is told."""
    rows = rows_of(made(plan=QUARTERS), CORRECTED, due_on=dt.date(2015, 8, 31))
    assert [str(row.due_on)[5:] for row in rows] == [
        "03-31",
        "06-30",
        "09-30",
        "12-31",
        "",  # a credit is not paid by a day
        "08-31",
    ]

    late_known = people((95_182, MAY))
    passed = Text(
        "förfallodagen var passerad när kravet blev känt",
        "the due day had passed when the claim became known",
    )
    rows = rows_of(made(plan=QUARTERS), late_known)
    assert [passed in row.details for row in rows] == [True, False, False, False]


def test_nothing_on_record() -> None:
    """A claim that nothing on record supports says so."""
    [first] = settled(made(), CORRECTED, JUNE)
    [settlement] = settled(made(), people((95_182, FEBRUARY)), LAST, ledger=first.ledger)
    [row] = billing_rows(settlement)

    assert (
        "nothing on record supports what was claimed; check that the agreement and the figures "
        "are the same as then"
    ) in [each.en for each in row.details]
    assert (*short(row)[1:], row.credits) == ("-1", "177.00", "-177.00", "KS201512-2015-ALFA-3")


def test_many_causes() -> None:
    """Of five causes or more, three are told; of four, all are."""
    names = [f"P{place}" for place in range(6)]
    rule = Split(total=Fixed(kronor=600), by=MID_YEAR)
    for count in (4, 5):
        some = [name.lower() for name in names[:count]]
        figures = FigureTable(inhabitants(dict.fromkeys(some, 10), FEBRUARY))
        agreement = made(rule, parties=names, members=dict.fromkeys(some, START))
        row = rows_of(agreement, figures)[0]
        told = [each.sv for each in row.details if each.sv.startswith("folkmängd")]
        assert len(told) == (4 if count == 4 else 3)
        assert ("och 2 orsaker till" in [each.sv for each in row.details]) == (count == 5)


def test_a_very_long_name() -> None:
    """A name in the details is cut, so that rows can be made of every claim."""
    long = Party(names="Å" * 1_990, kind=PartyKind.COMPANY, id="alfa")
    rule = Split(total=Fixed(kronor=600), by=MID_YEAR)
    figures = FigureTable(inhabitants({"alfa": 1, "beta": 1}, FEBRUARY))
    agreement = made(rule, parties=[long, "Beta"], members={"alfa": START, "beta": START})
    rows = rows_of(agreement, figures)

    assert max(len(each.sv) for row in rows for each in row.details) == 1_000


@pytest.mark.parametrize(
    ("name", "year", "rows", "expected", "said"),
    [
        pytest.param(
            "skaraborg.toml",
            2018,
            1,
            ("Avgift 2018", "10001", "42.25", "422542.25"),
            "10 001 invånare × 42,25 kr = 422 542,25 kr",
            id="Skaraborg: per inhabitant",
        ),
        pytest.param(
            "malaren.toml",
            2024,
            9,
            ("Avgift 2024", "100001", "1.00", "100001.00"),
            "100 001 invånare × 1,00 kr = 100 001,00 kr",
            id="Mälaren: fixed amounts, and per inhabitant with a limit",
        ),
        pytest.param(
            "finsam.toml",
            2024,
            5,
            ("Avgift 2024", "1", "66665.78", "66665.78"),
            "andel: 20 000/75 001 av 250 000,00 kr ≈ 66 665,78 kr",
            id="finsam: shares of a half",
        ),
        pytest.param(
            "storsthlm.toml",
            2023,
            1,
            ("Avgift 2023", "1", "234000.00", "234000.00"),
            "600 000 001 × 0,00039 kr ≈ 234 000,00 kr",
            id="Storsthlm: 0.39 per mille of the taxes",
        ),
    ],
)
def test_real_agreements(
    name: str, year: int, rows: int, expected: tuple[str, ...], said: str
) -> None:
    """The rules of real agreements, billed to the öre; the day of the decisions is an example."""
    numbers = with_numbers(cast("Agreement", IN_FILES[name]))
    decisions = [
        attrs.evolve(each, decision=decided("2014-01-01"))
        for each in numbers.instruments
        if isinstance(each, Accession)
    ]
    settlement = settle(
        Ledger(),
        attrs.evolve(numbers, instruments=decisions),
        years=[year],
        figures=FIGURES,
        known_on=dt.date(year, 12, 31),
    )
    found = billing_rows(settlement)

    assert len(found) == len(settlement) == rows
    assert sum(row.ore for row in found) == settlement.total_ore
    assert short(found[-1]) == expected
    assert plainly(found[-1].details[0].sv) == said


def test_nothing_new() -> None:
    """Without new claims there are no rows, and the table has columns only: those of accounts."""
    [settlement] = settled(made(), FigureTable([]), LAST)

    assert billing_rows(settlement) == ()
    assert billing_table(()).rows == ()
    assert billing_data([]) == {"rows": [], "total_ore": 0}
    accounts = {"*": {"konto": "1"}, "municipality": {"motpart": "82", "konto": "2"}}
    for language in ("sv", "en"):
        table = billing_table((), language, accounts=accounts)
        assert [column.title for column in table.columns[-2:]] == ["konto", "motpart"]
    with pytest.raises(BillingError, match="neither a party"):
        billing_rows(settlement, accounts={"municipalty": {"konto": "1"}})
    none = Settlement(claims=(), ledger=Ledger(), assessments=())
    assert billing_rows(none, accounts={"*": {"konto": "1"}}) == ()


def test_a_difference_of_two_days() -> None:
    """A difference has no ledger, and its claims no numbers: those of the ledger are others'."""
    before, after = (
        assess(made(), year=2015, figures=CORRECTED, known_on=known_on)
        for known_on in (FEBRUARY, MAY)
    )
    change = difference(before, after)
    assert change.is_difference
    assert change.only(["alfa"]).is_difference
    assert not settled(made(), CORRECTED, LAST)[0].only(["alfa"]).is_difference
    for each in (change, change.only(["beta"])):
        with pytest.raises(BillingError, match="has no ledger to give the claims numbers"):
            billing_rows(each)


# --- Instalments that are credited, and what is recorded afterwards


def test_credits_of_instalments() -> None:
    """A withdrawal credits the last payment first, then what is left of those before it."""
    plan = Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)])
    agreement = made(plan=plan, proration=BY_DAY).withdraw(
        "alfa", decided("2015-06-02"), last_day=dt.date(2015, 6, 30)
    )
    rows = rows_of(agreement, people((95_182, FEBRUARY)))

    assert [(*short(row)[1:], row.credits_instalment, str(row.due_on)) for row in rows] == [
        ("1", "71386.50", "71386.50", None, "2015-03-31"),
        ("1", "71386.50", "71386.50", None, "2015-09-30"),
        ("-1", "71386.50", "-71386.50", 2, "None"),
        ("-1", "586.74", "-586.74", 1, "None"),
    ]
    assert {row.credits for row in rows[2:]} == {"KS201512-2015-ALFA-1"}
    assert [plainly(each.sv) for each in rows[2].details] == [
        "avgiften är nu 70 799,76 kr",
        "tidigare krävt 142 773,00 kr",
        "95 182 invånare × 1,50 kr × 181/365 av året ≈ 70 799,76 kr",
        "avser budgetåret 2015",
        "kravets dag: den 2 juni 2015",
        "utträde, beslut den 2 juni 2015",
        "enligt Avtal, 5 §",
    ]


def test_instalments_in_turn() -> None:
    """The payments of an earlier claim are those of its day, though the plan is changed later."""
    agreement = made(plan=QUARTERS).amend(
        decided("2015-05-01"),
        effective=START,
        funding=Reading(name="only", funding=Funding(rule=RATE, instalments=IN_JUNE)),
    )
    several = settled(agreement, CORRECTED, FEBRUARY, LAST)
    rows = [row for each in several for row in billing_rows(each)]

    assert [row.due_on for row in rows[:4]] == [day.of(2015) for day in QUARTERS.days]
    assert (rows[4].credits, rows[4].credits_instalment) == ("KS201512-2015-ALFA-1", 4)
    assert billing_rows(several[-1], since=FEBRUARY) == tuple(rows)


def test_payments_of_nothing() -> None:
    """A fee of two öre in four payments has two rows: nobody is billed 0 kronor."""
    rows = rows_of(made(Fixed(kronor="0.02"), plan=QUARTERS), FigureTable([]))
    assert [(row.row, row.text.sv, row.ore) for row in rows] == [
        (1, "Avgift 2015, del 1 av 4", 1),
        (2, "Avgift 2015, del 2 av 4", 1),
    ]

    rule = Sum(rules=[RATE, Fixed(kronor=100)])
    [row] = rows_of(made(rule), people((0, FEBRUARY)))
    assert short(row)[1:] == ("1", "100.00", "100.00")


def test_a_first_claim_below_0() -> None:
    """A first claim that is a credit has no plan: one row without a day, which credits nothing."""
    rows = rows_of(
        made(Fixed(kronor=-100), plan=QUARTERS), FigureTable([]), due_on=dt.date(2015, 8, 31)
    )
    assert [(*short(row), row.due_on, row.credits) for row in rows] == [
        ("Avgift 2015, kreditering", "-1", "100.00", "-100.00", None, None)
    ]
    [said] = [each for each in rows[0].details if "kreditera" in each.sv]
    assert said.sv == "inget tidigare krav har något kvar att kreditera"


def test_recorded_afterwards() -> None:
    """A figure of January that is recorded after the claim of February: the fee that was, then."""
    january = dt.date(2015, 1, 10)
    [first] = settled(made(), people((95_182, FEBRUARY)), FEBRUARY)
    figures = people((95_000, january), (95_182, FEBRUARY))
    [late] = settled(made(), figures, LAST, ledger=first.ledger)
    rows = billing_rows(late)

    assert [str(row.kronor) for row in rows] == ["142500.00", "-142500.00"]
    assert [[plainly(each.sv) for each in row.details[:3]] for row in rows] == [
        [
            "avgiften var då 142 500,00 kr",
            "tidigare krävt 0,00 kr",
            "registrerat i efterhand: för senare dagar var 142 773,00 kr redan krävt",
        ],
        [
            "avgiften är nu 142 773,00 kr",
            "tidigare krävt 285 273,00 kr",
            "95 182 invånare × 1,50 kr = 142 773,00 kr",
        ],
    ]


def test_a_fee_that_is_not_known_any_more() -> None:
    """If the figures of then are gone, no fee is told that was not assessed."""
    [first] = settled(made(), CORRECTED, FEBRUARY)
    [none] = settled(made(), FigureTable([]), LAST, ledger=first.ledger)
    again = attrs.evolve(
        none,
        ledger=attrs.evolve(
            none.ledger,
            claims=[*none.ledger.claims, attrs.evolve(none.ledger.claims[0], ore=Ore(5))],
        ),
    )
    rows = billing_rows(again, since=START)

    assert [plainly(each.sv) for each in rows[1].details[:2]] == [
        "tidigare krävt 142 773,00 kr",
        "avser budgetåret 2015",
    ]


def test_claims_of_other_years() -> None:
    """Rows are made again of the years that are settled, and of no other."""
    agreement, figures = made(Fixed(kronor=100)), FigureTable([])
    both = settle(Ledger(), agreement, years=[2015, 2016], figures=figures, known_on=LAST)
    again = settle(both.ledger, agreement, years=[2016], figures=figures, known_on=LAST)

    assert {row.year for row in billing_rows(both)} == {2015, 2016}
    assert {row.year for row in billing_rows(again, since=dt.date(2014, 1, 1))} == {2016}
    no_years = settle(both.ledger, agreement, years=[], figures=figures, known_on=LAST)
    assert billing_rows(no_years, since=START) == ()


def test_no_number_of_a_municipality() -> None:
    """A party whose id is its code keeps it when it gets a number: no id is asked for."""
    nacka = Party(names="Nacka", kind=PartyKind.MUNICIPALITY, municipality_code="0182")
    agreement = made(parties=[nacka], members={"0182": START})
    agreement = attrs.evolve(agreement, parties=[nacka])
    with pytest.raises(BillingError) as caught:
        rows_of(agreement, people((1, FEBRUARY), party="0182"))
    assert [fault.reason for fault in caught.value.faults] == ["no-number"]


@pytest.mark.parametrize("whom", ["Gamma", "gamma ab", "2120000167", "212000-0167", "company"])
def test_whose_accounts(whom: str) -> None:
    """Accounts are for a party by its name, number or kind, as elsewhere."""
    gamma = Party(names="Gamma AB", kind=PartyKind.COMPANY, organisation_number="212000-0167")
    agreement = made(parties=[gamma], members={"212000-0167": START})
    figures = people((1, FEBRUARY), party="212000-0167")
    [row] = rows_of(agreement, figures, accounts={whom: {"konto": "1"}})
    assert row.accounts == (("konto", "1"),)


# --- The buyer's reference


def test_buyer_reference() -> None:
    """A party's reference is on each of its rows, in the agreement's text, and in documents."""
    alfa = Party(names="Alfa", kind=PartyKind.MUNICIPALITY, id="alfa", buyer_reference=" ZZ1234 ")
    agreement = made(parties=[alfa, "Beta"])
    [row] = rows_of(agreement, people((95_182, FEBRUARY)))

    assert agreement.party("alfa").buyer_reference == row.buyer_reference == "ZZ1234"
    assert "Alfa (alfa), er referens ZZ1234" in agreement_text(agreement)
    assert formats.loads(formats.dumps(alfa)) == alfa
    assert "buyer_reference" not in formats.dumps(attrs.evolve(alfa, buyer_reference=None))
    with pytest.raises(TextError, match="buyer_reference ''"):
        attrs.evolve(alfa, buyer_reference=" ")


# --- Numbers


@pytest.mark.parametrize(
    ("terms", "prefix"),
    [
        pytest.param({"document_number": "KS 2015/12"}, "KS201512", id="a document number"),
        pytest.param({"document_number": "RÅD-2015-12"}, "RAD201512", id="letters of a to z"),
        pytest.param({"document_number": "KS-2015-00123"}, "KS2.", id="too long a number"),
        pytest.param(
            {"document_number": None, "title": "Räddning"}, "RADDNING", id="a short title"
        ),
        pytest.param(
            {"document_number": None, "title": "Avtal om räddningstjänst"},
            "AVT.",
            id="a long title",
        ),
        pytest.param({"document_number": None, "title": "Ελλάς"}, "X.", id="no letter of a to z"),
    ],
)
def test_prefix_of_an_agreement(terms: dict[str, Any], prefix: str) -> None:
    """The prefix is made from the document number or title; a long one keeps three letters."""
    [row] = rows_of(made(**terms), people((95_182, FEBRUARY)))
    found = row.number.removesuffix("-2015-ALFA-1")

    assert found.startswith(prefix)
    assert len(found) == (len(prefix) if "." not in prefix else prefix.index(".") + 7)
    assert found[0].isalnum()


def test_prefix_of_ones_own() -> None:
    """A prefix that is given stands as it is, before the year, the party and the claim."""
    rows = rows_of(made(), CORRECTED, prefix="Sam-1")

    assert [row.number for row in rows] == [f"Sam-1-2015-ALFA-{place}" for place in (1, 2, 3)]


ALIKE = ("bolaget-7026", "bolaget-28049")  # found by trying: their short forms are equal


def hashed(party: str) -> str:
    """Return the short form of a long id, by another way."""
    bits = int.from_bytes(hashlib.sha256(party.encode()).digest()[:4], "big") >> 2
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    return "".join(letters[bits >> shift & 31] for shift in range(25, -1, -5))


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        pytest.param("0182", "0182", id="a municipality code"),
        pytest.param("212000-0167", "2120000167", id="an organisation number"),
        pytest.param("a-bolaget", "A-BOLAGET", id="a short id"),
        pytest.param("exempelbolaget", f"EXE.{hashed('exempelbolaget')}", id="a long id"),
        pytest.param("e-x-e-m-p-el", f"EXE.{hashed('e-x-e-m-p-el')}", id="a long id, hyphens"),
    ],
)
def test_party_in_a_number(party: str, expected: str) -> None:
    """A party is in the number with its id, or a short form of it that tells it from others."""
    agreement = made(
        parties=[Party(names="Alfa", kind=PartyKind.COMPANY, id=party)], members={party: START}
    )
    [row] = rows_of(agreement, people((5, FEBRUARY), party=party))

    assert row.number == f"KS201512-2015-{expected}-1"


# --- Accounts


def test_accounts() -> None:
    """What is stated for the party comes first, then for its kind, then for all, by part."""
    parties = [
        Party(names="Alfa", kind=PartyKind.MUNICIPALITY, id="alfa"),
        Party(names="Beta", kind=PartyKind.COMPANY, id="beta"),
        Party(
            names="Gamma",
            kind=PartyKind.MUNICIPALITY,
            municipality_code="0182",
            organisation_number="212000-0167",
        ),
    ]
    accounts = {
        "*": {"konto": "3530", "ansvar": "=1+1"},
        PartyKind.MUNICIPALITY: {"motpart": "82"},
        "212000-0167": {"motpart": "821", "konto": "3531"},
        "0114": {"projekt": "7"},
        "1917": {"projekt": "8"},
        "212000-0142": {"projekt": "9"},
    }
    everyone = {"alfa": START, "beta": START, "0182": START}
    figures = FigureTable(inhabitants({"alfa": 1, "beta": 2, "0182": 3}, FEBRUARY))
    rows = rows_of(made(parties=parties, members=everyone), figures, accounts=accounts)

    assert {row.party: dict(row.accounts) for row in rows} == {
        "alfa": {"konto": "3530", "ansvar": "=1+1", "motpart": "82", "projekt": None},
        "beta": {"konto": "3530", "ansvar": "=1+1", "motpart": None, "projekt": None},
        "0182": {"konto": "3531", "ansvar": "=1+1", "motpart": "821", "projekt": None},
    }
    table = billing_table(rows)
    assert [column.title for column in table.columns[-4:]] == [
        "konto",
        "ansvar",
        "motpart",
        "projekt",
    ]
    assert table.csv().splitlines()[1].endswith(";3531;'=1+1;821;")
    assert billing_data(rows)["rows"][0]["accounts"]["projekt"] is None  # type: ignore[index,call-overload]


# --- The table


def test_table() -> None:
    """The cells of a row, in Swedish and English; an empty cell is not known, or does not apply."""
    rows = rows_of(made(plan=QUARTERS), CORRECTED)
    first, credit = (billing_table(rows).rows[place] for place in (0, 4))

    assert first[:10] == (
        "KS201512-2015-ALFA-1",
        1,
        "krav",
        "alfa",
        numbered(0),
        "Alfa",
        f"0007:{numbered(0).replace('-', '')}",
        None,
        2015,
        "Avgift 2015, del 1 av 4",
    )
    assert first[13:18] == ("1 av 4", dt.date(2015, 3, 31), None, None, FEBRUARY)
    assert credit[2] == "kreditering"
    assert credit[10:17] == (
        Decimal(-82),
        Decimal("1.50"),
        Decimal("-123.00"),
        None,
        None,
        "KS201512-2015-ALFA-1",
        4,
    )
    english = billing_table(rows, "en")
    assert english.rows[0][2] == "claim"
    assert english.rows[0][9] == "Fee 2015, part 1 of 4"
    assert english.columns[10].title == "quantity"
    assert english.total_label == "Total"


# --- What is refused


@pytest.mark.parametrize(
    ("how", "faults"),
    [
        pytest.param(
            {"text": "Räddningstjänst"},
            [("too-long", "Räddningstjänst 2015, kreditering")],
            id="a text that is too long",
        ),
        pytest.param(
            {"text": Text("Räddning", "Fire and rescue")},
            [("too-long", "Fire and rescue 2015, part 1 of 4")],
            id="too long in English only",
        ),
        pytest.param({"prefix": ""}, [("prefix", "")], id="an empty prefix"),
        pytest.param({"prefix": "A" * 11}, [("prefix", "A" * 11)], id="too long a prefix"),
        pytest.param({"prefix": "A" * 90}, [("prefix", "A" * 90)], id="far too long a prefix"),
        pytest.param({"prefix": "KS/15"}, [("prefix", "KS/15")], id="another sign"),
        pytest.param({"prefix": "-15"}, [("prefix", "-15")], id="a hyphen first"),
        pytest.param({"prefix": "ÅR"}, [("prefix", "ÅR")], id="another letter"),
        pytest.param(
            {"accounts": {"kommun": {"konto": "1"}, "municipalty": {}, "9999": {}}},
            [("no-party", "kommun"), ("no-party", "municipalty"), ("no-party", "9999")],
            id="accounts for nobody",
        ),
        pytest.param(
            {"accounts": {"212000-0168": {}, "2120000168": {}, "0812": {}}},
            [("no-party", "212000-0168"), ("no-party", "2120000168"), ("no-party", "0812")],
            id="accounts for numbers and codes that nobody has had",
        ),
        pytest.param(
            {"accounts": {"Alfa": {"konto": "1", "a": "1"}, "alfa": {"konto": "1"}}},
            [("part-twice", "konto")],
            id="an account that is stated twice for a party",
        ),
        pytest.param(
            {"accounts": {"*": {"Konto": "1"}, "alfa": {"konto": "1"}}},
            [("spelt-twice", "konto")],
            id="a part in two spellings",
        ),
        pytest.param(
            {"accounts": {"*": {"Part": "1", "due on": "1", "motpart": "1"}}},
            [("a-column", "Part"), ("a-column", "due on")],
            id="a part that is called like a column",
        ),
    ],
)
def test_refused(how: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    """Everything that is wrong is told at once, by name."""
    with pytest.raises(BillingError) as caught:
        rows_of(made(plan=QUARTERS), CORRECTED, **how)

    assert [(fault.reason, fault.found) for fault in caught.value.faults] == faults
    for fault in caught.value.faults:
        assert str(fault) == fault.in_language("en") != fault.in_language("sv")


def test_all_at_once() -> None:
    """Parties without a number or with a wrong one, a text and an account: one error."""
    agreement = made(members={"alfa": START, "beta": START})
    alfa, beta = agreement.parties
    wrong = attrs.evolve(alfa, organisation_number="212000-0168")
    agreement = attrs.evolve(
        agreement, parties=[wrong, attrs.evolve(beta, organisation_number=None)]
    )
    figures = FigureTable(inhabitants({"alfa": 1, "beta": 2}, FEBRUARY))
    with pytest.raises(BillingError) as caught:
        rows_of(agreement, figures, text="Å" * 30, accounts={"gamma": {"konto": "1"}})

    assert caught.value.in_language("sv") == (
        "Kraven går inte att fakturera:\n"
        "  konteringen är för ”gamma”, som varken är en part, ett slag av part eller *; rätta "
        "namnet (slagen är municipality, region, county-administrative-board, state-agency, "
        "municipal-federation, company, association)\n"
        "  Alfa (alfa): organisationsnumret 212000-0168 kan inte stämma; jämför det med "
        "registret\n"
        "  Beta (beta) har inget organisationsnummer, och utan det går inget att fakturera; ange "
        'det som organisation_number, och bredvid det id = "beta", så att parten förblir samma '
        "part\n"
        f"  Alfa (alfa): radtexten ”{'Å' * 30} 2015” har 35 tecken, och högst 30 får plats; ange "
        "en kortare text\n"
        f"  Beta (beta): radtexten ”{'Å' * 30} 2015” har 35 tecken, och högst 30 får plats; ange "
        "en kortare text"
    )


def test_another_form_of_letters() -> None:
    """Characters are counted in composed form: a letter and its ring are one."""
    [row] = rows_of(made(), people((1, FEBRUARY)), text="A\u030a" * 25)

    assert row.text.sv == f"{'Å' * 25} 2015"


def test_parties_that_would_share_a_number() -> None:
    """Two long ids that begin alike and have one hash are refused by name, not billed as one."""
    one, other = sorted(ALIKE)
    parties = [Party(names=each, kind=PartyKind.COMPANY, id=each) for each in ALIKE]
    figures = FigureTable(inhabitants({one: 1, other: 2}, FEBRUARY))
    with pytest.raises(BillingError) as caught:
        rows_of(made(parties=parties, members={one: START, other: START}), figures)

    assert caught.value.faults == (
        BillingFault("same-number", f"{one} ({one})", f"{other} ({other})", most=10),
    )


def test_more_claims_than_numbers() -> None:
    """The 1 000th claim of a year does not fit after a long prefix; a shorter one is asked for."""
    party = "212000-0167"
    agreement = made(
        parties=[Party(names="Alfa", kind=PartyKind.COMPANY, id=party)], members={party: START}
    )
    claims = [Claim(party=party, year=2015, ore=Ore(1), known_on=LAST)] * 1_000
    settlement = Settlement(
        claims=claims[999:],  # type: ignore[arg-type]
        ledger=Ledger(claims=claims),
        assessments=(assess(agreement, year=2015, figures=FigureTable([])),),
    )
    with pytest.raises(BillingError, match="has 31 characters, and at most 30 fit"):
        billing_rows(settlement, prefix="A" * 10)
    [row] = billing_rows(settlement, prefix="A" * 9)
    assert row.number == f"{'A' * 9}-2015-2120000167-1000"


ROW: dict[str, Any] = {
    "number": "A-2015-0182-1",
    "row": 1,
    "party": "0182",
    "name": "Nacka kommun",
    "organisation_number": "212000-0167",
    "year": 2015,
    "known_on": START,
    "text": Text("Avgift 2015", "Fee 2015"),
    "quantity": Decimal(3),
    "price": Decimal("1.50"),
    "ore": Ore(450),
}


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        pytest.param({"ore": 451}, BillingError, id="another product"),
        pytest.param({"quantity": Decimal("3.0034")}, BillingError, id="half an öre from it"),
        pytest.param(
            {"price": Decimal("-1.50"), "quantity": Decimal(-3)}, BillingError, id="below 0"
        ),
        pytest.param({"text": Text("Å" * 31)}, BillingError, id="a long text"),
        pytest.param({"text": "Avgift"}, WrongTypeError, id="no text"),
        pytest.param({"price": 1.5}, NotExactError, id="a float"),
        pytest.param({"quantity": Decimal("Infinity")}, NotExactError, id="not finite"),
        pytest.param({"due_on": "2015-04-13"}, NotADayError, id="no day"),
        pytest.param({"accounts": {"konto": 3530}}, WrongTypeError, id="an account as a number"),
    ],
)
def test_no_row(wrong: dict[str, Any], error: type[Exception]) -> None:
    """A row whose price times quantity is not its amount cannot be made."""
    assert BillingRow(**ROW).kronor == Decimal("4.50")
    assert BillingRow(**{**ROW, "quantity": Decimal("3.0033")}).ore == 450
    with pytest.raises(error):
        BillingRow(**{**ROW, **wrong})


@pytest.mark.parametrize(
    ("accounts", "error"),
    [
        pytest.param({"*": {"konto": 3530}}, WrongTypeError, id="a number"),
        pytest.param({"*": "3530"}, WrongTypeError, id="no parts"),
        pytest.param({"*": {"konto": " "}}, TextError, id="an empty text"),
        pytest.param({None: {"konto": "1"}}, WrongTypeError, id="for None"),
        pytest.param("3530", WrongTypeError, id="a text"),
    ],
)
def test_no_accounts(accounts: Any, error: type[Exception]) -> None:
    """Accounts are texts by name, by whom they are for."""
    with pytest.raises(error):
        rows_of(made(), CORRECTED, accounts=accounts)


# --- The command


@pytest.fixture
def own(tmp_path: Path) -> tuple[object, ...]:
    """Return the options that name an agreement and figures of one's own, and a ledger."""
    alfa = Party(names="Alfa", kind=PartyKind.MUNICIPALITY, buyer_reference="ZZ1234")
    formats.write(made(plan=QUARTERS, parties=[alfa, "Beta"]), tmp_path / "agreement.json")
    formats.write(CORRECTED, tmp_path / "figures.json")
    return (
        "--agreement", tmp_path / "agreement.json", "--figures", tmp_path / "figures.json",
        "--ledger", tmp_path / "ledger.jsonl", "--year", "2015",
    )  # fmt: skip


def test_the_command(own: tuple[object, ...], tmp_path: Path) -> None:
    """Rows are shown, then written with the ledger; the next question has the next numbers."""
    asked = ("billing", *own, "--known-on")
    shown = ask(*asked, "2015-03-01", "--due-on", "2015-09-30")
    assert shown.status == 0
    assert shown.out.splitlines()[:3] == [
        f"KS201512-2015-ALFA-1: Alfa (alfa), {numbered(0)}, er referens ZZ1234",
        "  Avgift 2015, del 1 av 4   35 693,25 kr",
        "    förfaller den 31 mars 2015",
    ]
    assert "Summa (4)                  142 773,00 kr" in shown.out
    assert not (tmp_path / "ledger.jsonl").exists()

    written = ask(*asked, "2015-03-01", "--write", "--output", tmp_path / "rows.csv")
    assert (written.status, written.out) == (0, "")
    assert (tmp_path / "rows.csv").read_bytes().count(b"\r\n") == 5
    assert len(formats.read(tmp_path / "ledger.jsonl", Ledger).claims) == 1

    rest = ask(*asked, "2015-12-31", "--due-on", "2015-09-30")
    assert rest.out.splitlines()[:6] == [
        f"KS201512-2015-ALFA-2: Alfa (alfa), {numbered(0)}, er referens ZZ1234",
        "  Avgift 2015, kreditering: -82 × 1,50 kr  -123,00 kr",
        "    krediterar KS201512-2015-ALFA-1 del 4",
        f"KS201512-2015-ALFA-3: Alfa (alfa), {numbered(0)}, er referens ZZ1234",
        "  Avgift 2015, ändring: 200 × 1,50 kr       300,00 kr",
        "    förfaller den 30 september 2015",
    ]
    ask(*asked, "2015-12-31", "--write")
    assert "Inget att kräva eller kreditera." in ask(*asked, "2015-12-31").out


def test_rows_are_written_once(own: tuple[object, ...], tmp_path: Path) -> None:
    """With nothing new, the file of the rows stays as it is; --since makes the rows again."""
    rows, again = tmp_path / "rows.csv", tmp_path / "again.csv"
    asked = ("billing", *own, "--known-on", "2015-12-31", "--output")
    assert "Skrev" in ask(*asked, rows, "--write").why
    at_first = rows.read_bytes()

    said = ask(*asked, rows, "--write")
    assert (said.status, said.out) == (0, "")
    assert said.why.startswith("Inga rader: ")
    assert "får rader med --since" in said.why
    assert rows.read_bytes() == at_first
    assert ask(*asked, again, "--since", "2015-01-01").status == 0
    assert again.read_bytes() == at_first
    later = ask(
        "billing", *own, "--known-on", "2015-12-31", "--since", "2015-05-20", "--format", "json"
    )
    assert [row["number"][-1] for row in json.loads(later.out)["rows"]] == ["2", "3"]


def test_no_rows_have_the_columns_of_the_accounts(own: tuple[object, ...], tmp_path: Path) -> None:
    """The columns of the accounts are there without rows, too, for whoever reads by them."""
    file = tmp_path / "accounts.toml"
    file.write_text('["*"]\nkonto = "3530"\n[company]\nmotpart = "9"', encoding="utf-8")
    asked = ("billing", *own, "--accounts", file, "--known-on", "2015-12-31", "--format", "csv")
    first = ask(*asked, "--write").out.splitlines()[0]
    again = ask(*asked).out.splitlines()

    assert first.endswith(";konto;motpart")
    assert again == [first]


@pytest.mark.parametrize("host", ["alfa", "beta", None])
def test_a_host_that_is_billed(host: str | None, own: tuple[object, ...], tmp_path: Path) -> None:
    """A host among those billed is named beside the rows: the terms do not say who bills."""
    formats.write(made(plan=QUARTERS, host=host), tmp_path / "agreement.json")
    said = ask("billing", *own, "--known-on", "2015-12-31")

    assert said.status == 0
    assert ("Värden, Alfa (alfa), är en av dem som faktureras" in said.why) == (host == "alfa")


def test_the_command_in_json(own: tuple[object, ...], tmp_path: Path) -> None:
    """JSON has the rows, what is missing, and where the claims were written."""
    said = ask(
        "billing", *own, "--known-on", "2015-03-01", "--format", "json", "--prefix", "SAM",
        "--text", "Membership", "--language", "en",
    )  # fmt: skip
    found = json.loads(said.out)

    assert found["total_ore"] == 14_277_300
    assert (found["missing"], found["pending"], found["written_to"]) == ([], [], None)
    assert found["rows"][0]["number"] == "SAM-2015-ALFA-1"
    assert found["rows"][0]["text"] == {
        "sv": "Membership 2015, del 1 av 4",
        "en": "Membership 2015, part 1 of 4",
    }
    book = tmp_path / "rows.xlsx"
    assert ask("billing", *own, "--known-on", "2015-03-01", "--output", book).status == 0
    assert book.read_bytes()[:2] == b"PK"


def test_a_subtotal_in_a_workbook(tmp_path: Path) -> None:
    """If a fee is not known, the total of the rows is a subtotal, and the last sheet says why."""
    book = tmp_path / "rows.xlsx"
    said = ask("billing", *LEFT.split(), "--output", book)
    assert said.status == 3
    rows, about = openpyxl.load_workbook(book).worksheets

    assert rows["A1"].value == "underlagsnummer"
    assert "Delsumma, 25 okända" in [cell.value for cell in rows["A"]]
    assert "Okänt" in [cell.value for cell in about["A"]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.toml", '["*"]\nkonto = "3530"\n[municipality]\nmotpart = "82"', id="TOML"),
        pytest.param(
            "a.json", '{"*": {"konto": "3530"}, "municipality": {"motpart": "82"}}', id="JSON"
        ),
    ],
)
def test_accounts_in_a_file(name: str, content: str, tmp_path: Path) -> None:
    """The accounts come from a file, and stand below each row; the reference above."""
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    said = ask("billing", *LEFT.split(), "--party", "Nacka", "--accounts", file)

    assert said.status == 0
    assert said.out.splitlines()[1:3] == [
        "  Avgift 2015: 95 182 × 1,50 kr  142 773,00 kr",
        "    konto 3530, motpart 82",
    ]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        pytest.param("a.csv", "", "the suffix '.csv' is unknown", id="another suffix"),
        pytest.param("a.json", "[]", "must be an object", id="no object"),
        pytest.param(
            "a.json", '{"*": "3530"}', "must be an object (in TOML a table), got", id="no parts"
        ),
        pytest.param("a.toml", '["*"]\nkonto = 3530', '["*"].konto: must be text', id="a number"),
        pytest.param("a.toml", '["*"]\nkonto = " "', "[\"*\"].konto: ' '", id="an empty text"),
        pytest.param("a.json", '{"a": {}, "a": {}}', "a", id="twice"),
        pytest.param("a.json", '{"a": {"konto": "1", "konto": "2"}}', "konto", id="a part twice"),
        pytest.param("a.toml", "konto", "not valid TOML", id="no TOML"),
    ],
)
def test_no_accounts_in_a_file(name: str, content: str, why: str, tmp_path: Path) -> None:
    """A file that holds anything but texts by name is refused, with the place."""
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    said = ask("billing", *LEFT.split(), "--accounts", file, "--language", "en")

    assert (said.status, said.out) == (2, "")
    assert why in said.why


def test_folders_in_place_of_files(tmp_path: Path) -> None:
    """A folder is called one, where a file is asked for."""
    for option in ("--agreement", "--accounts"):
        said = ask("billing", option, tmp_path, "--known-on", "2015-12-31")
        assert (said.status, said.out) == (2, "")
        assert "det är en mapp; ange en fil" in said.why


def test_nothing_is_written_half(own: tuple[object, ...], tmp_path: Path) -> None:
    """If claims cannot be billed, neither rows nor claims are written."""
    formats.write(
        attrs.evolve(
            made(),
            parties=[attrs.evolve(p, organisation_number=None) for p in made().parties],
        ),
        tmp_path / "agreement.json",
    )
    rows = tmp_path / "rows.csv"
    said = ask("billing", *own, "--known-on", "2015-03-01", "--write", "--output", rows)

    assert said.status == 2
    assert "Alfa (alfa) har inget organisationsnummer" in said.why
    assert {each.name for each in tmp_path.iterdir()} == {"agreement.json", "figures.json"}


def test_some_parties_are_not_written(own: tuple[object, ...]) -> None:
    """--party and --write do not go together: the ledger gets all claims."""
    said = ask("billing", *own, "--known-on", "2015-03-01", "--write", "--party", "Alfa")
    assert said.status == 2
    assert "--write går inte ihop med --party" in said.why
    assert ask("billing", *own, "--known-on", "2015-03-01", "--party", "Beta").out.startswith(
        "Inget att kräva eller kreditera."
    )


def test_a_ledger_that_is_opened_and_settled_on_one_day() -> None:
    """What is claimed on the day of an opening balance is billed as any new claim."""
    day = dt.date(2015, 12, 31)
    opened = Ledger(known_on=day, opened_on=day)
    [settlement] = settled(made(plan=QUARTERS), CORRECTED, day, ledger=opened)

    rows = billing_rows(settlement)

    assert [row.instalments for row in rows] == [4] * len(rows)
    assert sum(row.ore for row in rows) == settlement.total_ore
