from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    MID_YEAR,
    START,
    agreed,
    counted,
    decided,
    funded_by,
    joins,
    owed,
    with_members,
)
from samverkan import Decision, Ore, Period, assess, difference
from samverkan.errors import (
    AmbiguousPartyError,
    BudgetYearError,
    IncompleteAssessmentError,
    NoFeeError,
    UnknownPartyError,
    UnknownReadingError,
    WrongTypeError,
)
from samverkan.fees import Fee
from samverkan.funding import Fixed, Rate
from samverkan.reports import explanation_text
from samverkan.stockholm import agreement, figures
from strategies import World, days, worlds


def one_payer(rate: str, inhabitants: int) -> Fee:
    """Return what a municipality with this many inhabitants owes by a rate."""
    rule = Rate(kronor_per_unit=rate, of=MID_YEAR)
    small = with_members(agreed("Alfa", funding=funded_by(rule)), alfa=START)
    return assess(small, year=2015, figures=counted(alfa=inhabitants))["alfa"]


@pytest.mark.parametrize(
    ("party", "reading", "kronor"),
    [
        pytest.param("Nacka", None, "142773.00", id="Nacka"),
        pytest.param("Botkyrka", None, "132586.50", id="Botkyrka"),
        pytest.param("Stockholms kommun", None, "1357776.00", id="Stockholm"),
        pytest.param("Nacka", "year-start", "144325.50", id="Nacka, the other reading"),
        pytest.param("Nacka", "mid-year-before", "142773.00", id="Nacka, by name of the reading"),
    ],
)
def test_golden_fees_2015(party: str, reading: str | None, kronor: str) -> None:
    """1.50 kr per inhabitant: source, Ekonomiska förutsättningar; figures of SCB."""
    assessment = assess(agreement, year=2015, figures=figures, reading=reading)

    assert str(assessment[party].kronor) == kronor


def test_golden_subtotal_2015() -> None:
    """The 21 municipalities whose figure of 30 June 2014 is known owe 3 023 359.50 kr."""
    assessment = assess(agreement, year=2015, figures=figures)

    assert len(assessment.fees) == 21
    assert assessment.subtotal_ore == 302_335_950
    inhabitants = sum(
        figure.value
        for fee in assessment.fees
        for figure in assessment.explain(fee.party).figures()
    )
    assert inhabitants == 2_015_573


def test_golden_total_2025() -> None:
    """All 26 in 2025, by the population at the turn of the year, owe 3 709 960.50 kr."""
    assessment = assess(agreement, year=2025, figures=figures, reading="year-start")

    assert len(assessment.fees) == 26
    assert assessment.missing == ()
    assert assessment.total_ore == 370_996_050


def test_missing_is_named_never_zero() -> None:
    """Trap 8: the figures of five municipalities are missing; there is no fee, and no total."""
    assessment = assess(agreement, year=2015, figures=figures)

    assert [missing.party for missing in assessment.missing] == [
        "0114",
        "0115",
        "0117",
        "0120",
        "0187",
    ]
    assert [str(need) for need in assessment.missing[0].needs] == [
        "population of 0114 on 2014-06-30"
    ]
    with pytest.raises(
        NoFeeError, match="no fee for 0114 in 2015: figures are missing: population of 0114"
    ):
        assessment["Upplands Väsby"]
    with pytest.raises(
        IncompleteAssessmentError, match=r"Upplands Väsby kommun \(0114\)"
    ) as caught:
        _ = assessment.total_ore
    assert len(caught.value.missing) == 5


def test_unstated_is_unknown_never_zero() -> None:
    """Ten parties have no rule in the source; they have no fee, and do not prevent a total."""
    assessment = assess(agreement, year=2025, figures=figures, reading="year-start")

    assert len(assessment.unstated) == 10
    with pytest.raises(NoFeeError, match="the terms state no rule for it"):
        assessment.explain("Trafikverket")


def test_unknown_alone_is_no_total() -> None:
    """If no fee at all is known and no rule is stated, the total is unknown, not 0."""
    alone = assess(agreement, year=2015, figures=figures).only("Trafikverket")

    assert alone.unknown == ("202100-6297",)
    with pytest.raises(IncompleteAssessmentError, match="Trafikverket"):
        _ = alone.total_ore


@given(world=worlds(), known_on=st.none() | days)
def test_complete_is_a_known_total(world: World, known_on: dt.date | None) -> None:
    """An assessment is complete exactly if its total is known, in kronor as in öre."""
    found = assess(world.agreement, year=world.year, figures=world.figures, known_on=known_on)

    if found.is_complete:
        assert found.total_kronor * 100 == found.total_ore == sum(fee.ore for fee in found)
    else:
        for total in ("total_ore", "total_kronor"):
            with pytest.raises(IncompleteAssessmentError):
                getattr(found, total)


def test_an_assessment_holds_its_fees() -> None:
    """An assessment iterates over its fees, counts them, and finds them by any name of a party."""
    assessment = assess(agreement, year=2015, figures=figures)
    nacka = assessment["Nacka"]

    assert list(assessment) == list(assessment.fees)
    assert list(reversed(assessment)) == list(assessment)[::-1]
    assert len(assessment) == 21
    for held in ("0182", "Nacka kommun", agreement.party("Nacka"), nacka):
        assert held in assessment
    for other in ("Vaxholm", "Uppsala", attrs.evolve(nacka, ore=Ore(1)), 182, None):
        assert other not in assessment
    with pytest.raises(AmbiguousPartyError):
        _ = "Stockholm" in assessment


def test_sums_in_kronor() -> None:
    """Sums are also given in kronor, with two decimals; a total only if every fee is known."""
    in_2015 = assess(agreement, year=2015, figures=figures)
    in_2025 = assess(agreement, year=2025, figures=figures, reading="year-start")

    assert str(in_2015.subtotal_kronor) == "3023359.50"
    assert str(in_2025.total_kronor) == str(in_2025.subtotal_kronor) == "3709960.50"
    with pytest.raises(IncompleteAssessmentError):
        _ = in_2015.total_kronor


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (agreement, "<Agreement 'Överenskommelse om länsgemensam"),
        (figures, "<FigureTable: 671 figures>"),
        (agreement.terms, "<Terms 'Överenskommelse om länsgemensam"),
        (agreement.terms.governance, "<Governance: 3 levels, "),
        (agreement.as_known(), "<State, all on record: 36 memberships, 0 undated>"),
        (
            agreement.as_known(START),
            "<State, known on 2015-01-01: 0 memberships, 36 undated>",
        ),
        (
            assess(agreement, year=2015, figures=figures).explain("Nacka"),
            "<Explanation of 14277300 öre for 0182, 2015>",
        ),
        (
            assess(agreement, year=2015, figures=figures),
            "<Assessment of 2015: 21 fees, 5 unknown, 10 unstated>",
        ),
        (agreement.as_known().memberships[0], "<Member 0114, from 2015-01-01>"),
    ],
    ids=[
        "agreement",
        "figures",
        "terms",
        "governance",
        "state",
        "state of a day",
        "explanation",
        "assessment",
        "member",
    ],
)
def test_large_values_are_shown_short(value: object, shown: str) -> None:
    """Large values have a short repr of one line, so that a traceback stays readable."""
    assert repr(value).startswith(shown)
    assert len(repr(value)) < 120


def test_of_others_alone() -> None:
    """A party that was left out of a selection is not reported as a non-member."""
    alone = assess(agreement, year=2015, figures=figures).only(["Nacka", "Vaxholm"]).only("Nacka")

    with pytest.raises(NoFeeError, match="covers only other parties"):
        alone["Solna kommun"]
    with pytest.raises(WrongTypeError, match="a Party, text or several"):
        alone.only(5)  # type: ignore[arg-type]


def test_as_was_known() -> None:
    """An error about a non-member or an undated party names the day of knowledge."""
    joined = agreement.accede("Nacka", decided("2015-04-13"))
    early = assess(joined, year=2015, figures=figures, known_on=dt.date(2015, 4, 1))

    with pytest.raises(NoFeeError, match="according to what was known on 2015-04-01"):
        early["Nacka"]
    with pytest.raises(NoFeeError, match="no recorded decision"):
        early["Solna kommun"]
    with pytest.raises(IncompleteAssessmentError, match="Solna kommun"):
        _ = early.total_ore


def test_one_day_of_the_year() -> None:
    """A party that leaves on 1 January, or joins on 31 December, owes the year."""
    made = agreed(
        "Alfa",
        "Beta",
        "Gamma",
        period=Period(dt.date(2014, 1, 1)),
        funding=funded_by(Fixed(kronor=1)),
        instruments=[
            joins(1, "alfa", dt.date(2014, 1, 1), START),
            joins(2, "beta", dt.date(2015, 12, 31)),
            joins(3, "gamma", dt.date(2016, 1, 1)),
        ],
    )

    assert owed(assess(made, year=2015, figures=counted())) == {"alfa": 100, "beta": 100}


def test_no_member() -> None:
    """A known party that has not joined owes nothing, and the error says why there is no fee."""
    assessment = assess(agreement, year=2015, figures=figures)

    with pytest.raises(NoFeeError, match="it is not a member in that year"):
        assessment["Polismyndigheten"]
    with pytest.raises(UnknownPartyError):
        assessment["Kustbevakningen"]


def test_before_the_agreement() -> None:
    """A year before the agreement has no fees, and its total is 0: nobody was bound."""
    assessment = assess(agreement, year=2014, figures=figures)

    assert (assessment.fees, assessment.missing, assessment.unstated) == ((), (), ())
    assert assessment.total_ore == 0


def test_zero_inhabitants_pay_zero() -> None:
    """Trap 8: 0 inhabitants is a figure, and pays 0."""
    assert one_payer("1.50", 0).ore == 0


@pytest.mark.parametrize(
    ("rate", "inhabitants", "kronor"),
    [
        pytest.param("1.53", 95_333, "145859.49", id="öre that are not exact in binary"),
        pytest.param("1.53", 85_668, "131072.04", id="just above 131 072 kr"),
        pytest.param("42.25", 905_184, "38244024.00", id="above 21 474 836.47 kr"),
        pytest.param("0.005", 1, "0.01", id="half an öre, away from zero"),
        pytest.param("0.0049", 1, "0.00", id="below half an öre"),
        pytest.param("0.1149", 10**15, "114900000000000.00", id="very large"),
    ],
)
def test_exact_ore(rate: str, inhabitants: int, kronor: str) -> None:
    """Trap 1: rates and amounts on which binary floats lose öre."""
    assert one_payer(rate, inhabitants).kronor == Decimal(kronor)


def test_no_funding_stated() -> None:
    """If the terms state no funding, every fee is unknown, and a reading by name is refused."""
    bare = agreed("Alfa", instruments=[joins(1, "alfa")])

    assessment = assess(bare, year=2015, figures=figures)

    assert (assessment.reading, assessment.unstated, assessment.fees) == (None, ("alfa",), ())
    with pytest.raises(UnknownReadingError, match="the terms state no funding"):
        assess(bare, year=2015, figures=figures, reading="mid-year-before")


def test_back_inside_the_year() -> None:
    """A party that leaves and comes back inside a year owes the whole year once."""
    twice = agreed(
        "Alfa",
        funding=funded_by(Fixed(kronor=1000)),
        instruments=[
            joins(1, "alfa", last=dt.date(2015, 3, 31)),
            joins(2, "alfa", dt.date(2015, 10, 1)),
        ],
    )

    assessment = assess(twice, year=2015, figures=counted())

    assert assessment.fees == (Fee("alfa", 2015, Ore(100_000)),)
    assert assessment.explain("alfa").memberships[0].accession.number == 1


@given(world=worlds())
def test_everybody_stands_in_one_place(world: World) -> None:
    """Each member of the year has a fee, or is missing, or is unstated: exactly one of these."""
    assessment = assess(world.agreement, year=world.year, figures=world.figures)

    members = {
        m.party.id for m in world.agreement.as_known().members_in(Period.of_year(world.year))
    }
    fees = [fee.party for fee in assessment.fees]
    missing = [each.party for each in assessment.missing]
    assert sorted([*fees, *missing, *assessment.unstated]) == sorted(members)
    assert fees == sorted(fees)
    for fee in assessment.fees:
        assert assessment.explain(fee.party).ore == assessment[fee.party].ore == fee.ore
    if missing or (assessment.unstated and not fees):
        with pytest.raises(IncompleteAssessmentError):
            _ = assessment.total_ore
    else:
        assert assessment.total_ore == sum(fee.ore for fee in assessment.fees)


@pytest.mark.slow
@given(world=worlds())
def test_only_takes_apart(world: World) -> None:
    """The assessments of single parties together contain what the whole one contains."""
    whole = assess(world.agreement, year=world.year, figures=world.figures)
    parts = [whole.only([party]) for party in world.agreement.parties]

    assert sum(part.subtotal_ore for part in parts) == whole.subtotal_ore
    assert [fee for part in parts for fee in part.fees] == list(whole.fees)
    assert [m for part in parts for m in part.missing] == list(whole.missing)
    assert [party for part in parts for party in part.unstated] == list(whole.unstated)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param({"year": 0}, BudgetYearError, id="year 0"),
        pytest.param({"year": True}, BudgetYearError, id="a truth value"),
        pytest.param({"year": dt.date(2015, 1, 1)}, BudgetYearError, id="a day"),
        pytest.param({"reading": "mid-year"}, UnknownReadingError, id="no such reading"),
        pytest.param({"figures": {}}, WrongTypeError, id="a mapping for a table"),
        pytest.param({"agreement": "Samverkan"}, WrongTypeError, id="a title for an agreement"),
    ],
)
def test_no_such_assessment(arguments: dict[str, object], error: type[Exception]) -> None:
    """Wrong arguments are refused before anything is computed."""
    asked = {"year": 2015, "figures": figures, **arguments}
    with pytest.raises(error):
        assess(asked.pop("agreement", agreement), **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("ore", [142_773.0, Decimal(1), True])
def test_a_fee_is_whole_ore(ore: Ore) -> None:
    """A fee is whole öre, and refuses anything that only looks like it."""
    with pytest.raises(WrongTypeError, match="a whole number"):
        Fee("0182", 2015, ore)


def test_api_by_example() -> None:
    """The example that others write their programs by works, as far as it is covered here."""
    nacka = agreement.party("0182")
    assessment = assess(agreement, year=2015, figures=figures)
    assert assessment[nacka].kronor == Decimal("142773.00")
    assert assessment[nacka].ore == 14277300
    assert assessment.explain(nacka).ore == 14277300
    assert len(assessment.missing) == 5
    assert len(assessment.unstated) == 10
    with pytest.raises(IncompleteAssessmentError):
        _ = assessment.total_ore
    assert assessment.subtotal_ore == 302335950

    joined = agreement.accede(
        nacka,
        Decision(
            body="Kommunstyrelsen",
            decided_on=dt.date(2015, 4, 13),
            approved_on=dt.date(2015, 4, 13),
            announced_on=dt.date(2015, 4, 13),
        ),
    )
    accession = joined.accession(nacka)
    assert accession.is_retroactive
    assert accession.reaches_back == 102
    assert accession.reaches_into == (2015,)

    before = assess(joined, year=2015, figures=figures, known_on=dt.date(2015, 4, 1))
    after = assess(joined, year=2015, figures=figures, known_on=dt.date(2015, 4, 14))
    change = difference(before, after)
    assert [claim.ore for claim in change] == [14277300]
    assert change.total_ore == 14277300
    [claim] = change
    assert (claim.party, claim.known_on) == ("0182", dt.date(2015, 4, 13))
    assert claim.causes == (accession,)
    assert explanation_text(after.explain(nacka), language="sv").startswith(
        "Nacka kommun (0182), avgift"
    )
