from __future__ import annotations

import datetime as dt
import json
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import plainly
from samverkan import _formats, _wording
from samverkan.agreements import Agreement
from samverkan.assessments import assess
from samverkan.decisions import Decision
from samverkan.errors import (
    AmbiguousPartyError,
    BudgetYearError,
    FigureFault,
    FigureFileError,
    PeriodOrderError,
    SamverkanError,
    UnknownPartyError,
    UnknownReadingError,
    WrongTypeError,
)
from samverkan.exports import claims_data, explanation_data
from samverkan.figures import Figure, FigureTable, ReferenceDate, Statistic
from samverkan.funding.rules import (
    Basis,
    ByGroup,
    Fixed,
    Funding,
    Proration,
    Rate,
    Reading,
    Rule,
    Sum,
)
from samverkan.instruments import Accession, Instrument
from samverkan.ledgers import Ledger, settle
from samverkan.money import Rounding, RoundingRule
from samverkan.parties import Party, PartyKind
from samverkan.periods import Period
from samverkan.population import POPULATION
from samverkan.reports import (
    claims_text,
    error_text,
    explained_text,
    fees_text,
    missing_line,
    missing_text,
    text,
    why_no_fees,
)
from samverkan.sources import Source
from samverkan.stockholm import agreement, figures
from samverkan.terms import Terms
from samverkan.texts import Language
from strategies import World, worlds

START = dt.date(2015, 1, 1)
IN_2015 = assess(agreement, year=2015, figures=figures)
languages = st.sampled_from(["sv", "en"])


NACKA_SV = """\
Nacka kommun (0182), avgift för 2015: 142 773,00 kr

Beräkning
  Avrundat till hela ören, halva uppåt, bort från noll: 142 773,00 kr [1]
    Regel för kommuner: 142 773,00 kr [2]
      1,50 kr per invånare × 95 182 invånare = 142 773,00 kr [3]
        Avstämningsdag: den 30 juni året före [4]
        Folkmängd i Nacka kommun den 30 juni 2014: 95 182 (slutlig, publicerad den 14 augusti
            2014) [5]

Tolkning av villkoren: mid-year-before [4]
"""
NACKA_EN = """\
Nacka kommun (0182), fee for 2015: SEK 142,773.00

Computation
  Rounded to whole öre, halves away from zero: SEK 142,773.00 [1]
    Rule for municipalities: SEK 142,773.00 [2]
      SEK 1.50 per inhabitant × 95,182 inhabitants = SEK 142,773.00 [3]
        Reference date: 30 June of the year before [4]
        Population of Nacka kommun on 30 June 2014: 95,182 (final, published on 14 August 2014) [5]

Reading of the terms: mid-year-before [4]
"""


@pytest.mark.parametrize(("language", "expected"), [("sv", NACKA_SV), ("en", NACKA_EN)])
def test_nacka_explained(language: Language, expected: str) -> None:
    """The rule, the figure and the reference date stand there, each with the number of a source."""
    said = text(IN_2015.explain("Nacka"), language)

    assert plainly(said).startswith(expected)
    assert "”Beloppet är 1,50 kronor" in said or "“Beloppet är 1,50 kronor" in said
    assert "retroaktiv verkan från och med den 1 januari 2015." in said.replace("\n        ", " ")
    assert max(map(len, (line for line in said.splitlines() if "<http" not in line))) <= 100


@given(party=st.sampled_from([fee.party for fee in IN_2015.fees]), language=languages)
def test_every_number_has_its_source(party: str, language: Language) -> None:
    """Each source that is cited is listed once, with all that is known of it."""
    explanation = IN_2015.explain(party)
    said = plainly(text(explanation, language)).replace("\n      ", "\n")
    listed = said[said.index("Källor" if language == "sv" else "Sources") :]

    for number in range(1, len(explanation.sources()) + 1):
        assert listed.count(f"[{number}] ") == 1
    assert f"[{len(explanation.sources()) + 1}]" not in said
    assert "ingen källa" not in said
    assert "no source stated" not in said


def test_amounts_have_no_break_spaces() -> None:
    """An amount for people is never broken over lines: 142 773,00 kr has no-break spaces."""
    assert "142\u00a0773,00\u00a0kr" in text(IN_2015.explain("Nacka"))
    assert "SEK\u00a0142,773.00" in text(IN_2015.explain("Nacka"), "en")


ROUNDED = "Avrundat till hela ören, halva uppåt, bort från noll"
UNSOURCED = "[ingen källa angiven]"
PUPILS = Statistic(id="pupils", name="antal elever", unit="elev", units="elever")
NOVEMBER = ReferenceDate(0, 11, 1)


def explained(rule: Rule, rounding: Rounding | None = None, **fields: object) -> str:
    """Return in Swedish how a small municipality's fee by a rule comes about."""
    party = Party(names="Alfa", kind=PartyKind.MUNICIPALITY)
    funding = Funding(rule=rule, rounding=rounding or Rounding())
    reading = Reading(name="only", funding=funding)
    small = Agreement(
        terms=Terms(title="Avtal", period=Period(START), funding=[reading]),
        parties=[party],
        instruments=[
            Accession(**{"number": 1, "party": "alfa", "effective": Period(START), **fields})  # type: ignore[arg-type]
        ],
    )
    counted = [
        Figure(subject="alfa", statistic=PUPILS, reference_date=dt.date(2015, 11, 1), value=1),
        Figure(subject="alfa", statistic=PUPILS, reference_date=dt.date(2012, 6, 30), value=2_000),
    ]
    return plainly(text(assess(small, year=2015, figures=FigureTable(counted)).explain("alfa")))


RATE = Rate(
    kronor_per_unit="0.0005",
    of=[
        Basis(statistic=PUPILS, reference_date=NOVEMBER),
        Basis(statistic=PUPILS, reference_date=ReferenceDate(3, 6, 30)),
    ],
)


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        pytest.param(
            RATE,
            [
                f"  {ROUNDED}: 1,00 kr {UNSOURCED}",
                f"    0,0005 kr per elev × elev × 1 elev × 2 000 elever = 1,00 kr {UNSOURCED}",
                f"      Avstämningsdag: den 1 november samma år {UNSOURCED}",
                f"      Avstämningsdag: den 30 juni 3 år före {UNSOURCED}",
                "      Antal elever i Alfa den 1 november 2015: 1 (tillförlitlighet inte angiven)",
                f"          {UNSOURCED}",
            ],
            id="a product",
        ),
        pytest.param(
            Sum(rules=[Fixed(kronor=1000), Fixed(kronor="-0.50")]),
            [
                f"  Summa av 2 delar: 999,50 kr {UNSOURCED}",
                f"    {ROUNDED}: 1 000,00 kr {UNSOURCED}",
                f"      Fast belopp: 1 000,00 kr {UNSOURCED}",
                f"    {ROUNDED}: -0,50 kr {UNSOURCED}",
                f"      Fast belopp: -0,50 kr {UNSOURCED}",
            ],
            id="a sum",
        ),
        pytest.param(
            ByGroup(groups={"strandkommun": Fixed(kronor=5)}, kinds={PartyKind.REGION: RATE}),
            [f"    Regel för gruppen strandkommun: 5,00 kr {UNSOURCED}"],
            id="a named group",
        ),
    ],
)
def test_rules_explained(rule: Rule, lines: list[str]) -> None:
    """Every rule is told with its parts; what has no source says so."""
    said = explained(rule, group="strandkommun").splitlines()

    start = said.index(lines[0])
    assert said[start : start + len(lines)] == lines


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        (Rounding(step_ore=100), "Avrundat till hela kronor, halva uppåt, bort från noll: 1,00 kr"),
        (
            Rounding(step_ore=50),
            "Avrundat till steg om 50 öre, halva uppåt, bort från noll: 0,50 kr",
        ),
        (
            Rounding(rule=RoundingRule.TOWARDS_ZERO, step_ore=100),
            "Avrundat till hela kronor, det överskjutande bortfaller: 0,00 kr",
        ),
    ],
)
def test_roundings_explained(rounding: Rounding, expected: str) -> None:
    """The step and the rule of a rounding are told."""
    assert expected in explained(Fixed(kronor="0.70"), rounding)


def test_decision_explained() -> None:
    """Where the member's own decision is recorded, it is told; and its whole document cited."""
    decision = Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13))
    said = explained(Fixed(kronor=1), decision=decision, sources=Source(document="Protokoll"))

    assert (
        "Part från och med den 1 januari 2015; beslut av Kommunstyrelsen den 13 april 2015" in said
    )
    assert said.endswith("  Protokoll\n    [1] hela handlingen\n")


def test_fees_2015() -> None:
    """The fees stand in a table; who lacks a figure, and who has no rule, by name; no total."""
    said = plainly(fees_text(IN_2015))

    assert "  Nacka kommun (0182)           142 773,00 kr\n" in said
    assert "  Upplands-Bro kommun (0139)     37 657,50 kr *\n" in said
    assert "  * andrahandsuppgift: folkmängd i Upplands-Bro kommun den 30 juni 2014\n" in said
    assert "  Delsumma (21)               3 023 359,50 kr\n" in said
    assert "Summan är inte känd: uppgift saknas för 5 av parterna.\n" in said
    assert "  Vaxholms kommun (0187): folkmängd den 30 juni 2014 saknas\n" in said
    assert "deras avgift är okänd, inte 0 kr:\n" in said
    assert "Summa, " not in said


def test_fees_2025() -> None:
    """Where every fee is known, there is a total."""
    assessment = assess(agreement, year=2025, figures=figures, reading="year-start")

    said = plainly(fees_text(assessment, "en"))
    assert "Reading: year-start\n" in said
    assert "  Total (26)                    SEK 3,709,960.50\n" in said
    assert missing_text(assessment) == missing_line(assessment) == ""


@pytest.mark.parametrize(
    ("year", "last_day", "expected"),
    [
        pytest.param(
            2014,
            None,
            "Inga avgifter för 2014: överenskommelsen gäller från och med den 1 januari 2015.",
            id="before",
        ),
        pytest.param(
            2017,
            dt.date(2016, 12, 31),
            "Inga avgifter för 2017: överenskommelsen gällde till och med den 31 december 2016.",
            id="after",
        ),
        pytest.param(
            2016,
            dt.date(2016, 12, 31),
            "Inga avgifter för 2016: ingen är part det året.",
            id="nobody joined",
        ),
        pytest.param(
            2015,
            None,
            "Inga avgifter för 2015: ingen är part det året.",
            id="nobody joined, no end",
        ),
    ],
)
def test_why_no_fees(year: int, last_day: dt.date | None, expected: str) -> None:
    """Where nobody owes anything a line says why."""
    empty = Agreement(terms=Terms(title="Avtal", period=Period(START, last_day)), parties=[])
    assessment = assess(empty, year=year, figures=figures)

    assert why_no_fees(assessment) == expected
    assert fees_text(assessment).endswith(f"\n\n{expected}\n")


def test_explained_one_after_the_other() -> None:
    """Several explanations stand one after the other, then who has none."""
    said = explained_text(IN_2015.only(["Nacka", "Solna kommun", "Vaxholm"]))

    assert said.startswith("Nacka kommun (0182)")
    assert "\n\nSolna kommun (0184), avgift" in said
    assert said.endswith("  Vaxholms kommun (0187): folkmängd den 30 juni 2014 saknas\n")


@given(world=worlds(), language=languages)
def test_every_assessment_can_be_told(world: World, language: Language) -> None:
    """Whatever the agreement, everybody stands in the table once, and every fee can be told."""
    assessment = assess(world.agreement, year=world.year, figures=world.figures)
    said = fees_text(assessment, language)

    everybody = {fee.party for fee in assessment.fees} | {m.party for m in assessment.missing}
    for party in everybody | set(assessment.unstated):
        assert said.count(f"({party})") == 1
    for fee in assessment.fees:
        assert _formats.amount(fee.ore, language) in text(assessment.explain(fee.party), language)


@pytest.mark.parametrize(
    ("numerator", "denominator", "sv", "en"),
    [
        (14277300, 100, "142 773,00 kr", "SEK 142,773.00"),
        (-1, 200, "-0,005 kr", "SEK -0.005"),
        (1000, 3, "cirka 333,3333 kr", "about SEK 333.3333"),
        (-2, 3, "cirka -0,6667 kr", "about SEK -0.6667"),
        (1, 2**10, "0,0009765625 kr", "SEK 0.0009765625"),
        (1, 2**11, "cirka 0,0005 kr", "about SEK 0.0005"),
        (10**40, 1, f"{'10' + ' 000' * 13},00 kr", f"SEK {'10' + ',000' * 13}.00"),
    ],
)
def test_exact_amounts(numerator: int, denominator: int, sv: str, en: str) -> None:
    """An exact amount is told in full where ten decimals do, else to four, as about."""
    assert plainly(_formats.exact_amount(numerator, denominator, "sv")) == sv
    assert plainly(_formats.exact_amount(numerator, denominator, "en")) == en


@pytest.mark.parametrize(
    ("error", "sv"),
    [
        (BudgetYearError(0), "Ett budgetår är ett heltal"),
        (UnknownPartyError("x", ("A (a)",)), "Ingen part heter 'x'. De som finns:\n  A (a)"),
        (AmbiguousPartyError("x", ("A (a)",)), "'x' kan betyda flera; ange id eller hela namnet:"),
        (UnknownReadingError("x", ("a", "b")), "Ingen tolkning heter 'x'. De som finns: a, b."),
        (
            FigureFileError("a.csv", (FigureFault(2, "code", "municipality_code", "'1'"),)),
            "a.csv går inte att läsa:\n  rad 2: municipality_code ska vara fyra siffror",
        ),
        (
            FigureFileError("a.csv", (FigureFault(0, "unreadable", found="No such file"),)),
            "a.csv går inte att läsa:\n  den går inte att öppna: No such file",
        ),
        (PeriodOrderError(START, dt.date(2014, 1, 1)), "last day 2014-01-01 is before"),
    ],
)
def test_errors_in_both_languages(error: SamverkanError, sv: str) -> None:
    """What a user of the command meets is told in Swedish, else in English."""
    assert error_text(error).startswith(sv)
    assert error_text(error, "en") == str(error)


@pytest.mark.parametrize("language", ["x", "EN", None, 5])
def test_no_such_language(language: Language) -> None:
    """There are two languages; another is refused, not taken for one of them."""
    with pytest.raises(WrongTypeError, match="'sv' or 'en'"):
        fees_text(IN_2015, language)


def test_a_membership_that_ended_explained() -> None:
    """The last day of a membership is told, and who was there before."""
    said = explained(Fixed(kronor=1), effective=Period(START, dt.date(2015, 6, 30)))
    assert "Part från och med den 1 januari 2015 till och med den 30 juni 2015;" in said


def test_prorated_explained() -> None:
    """Each part of a year stands there with its days, its rule and, after it, the sum."""
    by_day = Funding(rule=Fixed(kronor=365), proration=Proration.BY_DAY)
    reading = Reading(name="only", funding=by_day)
    alfa, beta = (Party(names=name, kind=PartyKind.MUNICIPALITY) for name in ("Alfa", "Beta"))
    made = (
        Agreement(
            terms=Terms(title="Avtal", period=Period(START), funding=reading), parties=[alfa, beta]
        )
        .accede("Alfa", Decision(decided_on=START), effective=START)
        .succeed("Alfa", "Beta", Decision(decided_on=START), first_day=dt.date(2015, 12, 1))
    )
    assessment = assess(made, year=2015, figures=FigureTable([]), known_on=START)
    said = plainly(text(assessment.explain("beta")))

    assert "Enligt vad som var känt den 1 januari 2015\n" in said
    assert "    31 av 365 dagar, 1 december till och med 31 december 2015: 31,00 kr" in said
    assert "Tidsproportionerat per dag" in said
    assert "Part från och med den 1 december 2015, i stället för Alfa; beslut den 1" in said
    tree = explanation_data(assessment.explain("beta"))
    assert json.dumps(tree).count('"of_days": 365') == 1


def test_claims_told() -> None:
    """A claim, a credit and a corrected figure are told with their causes."""
    decided = Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13))
    joined = agreement.accede("Nacka", decided)
    [known] = [f for f in figures.figures if (f.subject, f.value) == ("0182", 95_182)]
    corrected = FigureTable(
        [*figures.figures, attrs.evolve(known, value=95_000, published_on=dt.date(2015, 5, 1))]
    )
    settlement = settle(
        Ledger(), joined, years=[2015], figures=corrected, known_on=dt.date(2015, 6, 1)
    )

    assert plainly(claims_text(settlement.only(["0182"]))).splitlines() == [
        "Nacka kommun (0182), krav för 2015: 142 773,00 kr",
        "  13 april 2015: anslutning, beslut av Kommunstyrelsen den 13 april 2015",
        "Nacka kommun (0182), kreditering för 2015: -273,00 kr",
        "  1 maj 2015: folkmängd den 30 juni 2014: 95 000",
        "Summa (2): 142 500,00 kr",
    ]
    assert claims_data(settlement)["claims"][1]["cause"][0]["kind"] == "figure"  # type: ignore[index, call-overload]
    assert "beslut saknas för 25 av parterna" in claims_text(settlement)


def test_every_cause_has_words() -> None:
    """Each kind of instrument has its name; one without a decision is named alone."""
    assert set(_wording.INSTRUMENTS) == set(get_args(Instrument))
    first = agreement.instruments[0]
    assert isinstance(first, Accession)
    assert _wording.cause(first, first.party, agreement, "en") == "accession"
    name = agreement.party(first.party).name
    assert _wording.cause(first, "0182", agreement, "sv") == f"anslutning av {name}"
    assert set(_wording.PRORATIONS) == set(Proration)


def test_every_kind_and_status_has_words() -> None:
    """Nothing that a value may hold lacks its words."""
    assert set(_wording.KINDS) == set(PartyKind)
    assert set(_wording.ROUNDINGS) == set(RoundingRule)
    assert POPULATION.units.in_language("en") == "inhabitants"


def test_memberships_told() -> None:
    """Who owes by two memberships is told of both, each with its own decision and charge."""
    alfa, beta = (Party(names=name, kind=PartyKind.MUNICIPALITY) for name in ("Alfa", "Beta"))
    funding = Funding(rule=Fixed(kronor=365), proration=Proration.BY_DAY)
    spring, july = Period(START, dt.date(2015, 3, 31)), dt.date(2015, 7, 1)

    def by(body: str, month: int) -> Decision:
        return Decision(body=body, decided_on=dt.date(2014, month, 1))

    made = (
        Agreement(
            terms=Terms(
                title="Avtal", period=Period(START), funding=Reading(name="only", funding=funding)
            ),
            parties=[alfa, beta],
        )
        .accede("Alfa", by("Alfas styrelse", 5), effective=spring, charged_to="anslaget A")
        .accede("Beta", by("Betas styrelse", 6), effective=START, charged_to="anslaget B")
        .succeed(
            "Beta",
            "Alfa",
            by("Regeringen", 7),
            first_day=july,
            sources=Source(document="Regeringsbeslut"),
        )
    )
    tree = assess(made, year=2015, figures=FigureTable([])).explain("alfa")
    said = " ".join(plainly(text(tree)).split())

    assert (
        "Part från och med den 1 januari 2015 till och med den 31 mars 2015; beslut av Alfas "
        "styrelse den 1 maj 2014 [ingen källa angiven] Kostnaden belastar anslaget A "
        "Part från och med den 1 juli 2015, i stället för Beta; beslut av Regeringen den 1 juli "
        "2014 [1] Beta anslöt sig först; beslut av Betas styrelse den 1 juni 2014 [ingen källa "
        "angiven]"
    ) in said
    assert "anslaget B" not in said
    assert [source.document for source in tree.sources()] == ["Regeringsbeslut"]
    of_alfa, of_beta = made.as_known().memberships_of("alfa")
    assert set(tree.facts()) >= {of_alfa.accession, of_beta.accession, *of_beta.successions}
    data: Any = explanation_data(tree)["memberships"]
    assert [each["first_day"] for each in data] == ["2015-01-01", "2015-07-01"]
    assert data[1]["accession"]["charged_to"]["sv"] == "anslaget B"
    assert [each["decided_on"] for each in data[1]["successions"]] == ["2014-07-01"]


def test_another_year_tells_its_own_memberships() -> None:
    """A membership of another year is no part of the explanation."""
    alfa = Party(names="Alfa", kind=PartyKind.MUNICIPALITY)
    funding = Funding(rule=Fixed(kronor=1))
    made = Agreement(
        terms=Terms(
            title="Avtal", period=Period(START), funding=Reading(name="only", funding=funding)
        ),
        parties=[alfa],
        instruments=[
            Accession(number=1, party="alfa", effective=Period.of_year(2015)),
            Accession(number=2, party="alfa", effective=Period.of_year(2017)),
        ],
    )
    tree = assess(made, year=2017, figures=FigureTable([])).explain("alfa")

    assert [member.accession.number for member in tree.owed_by] == [2]
    assert "2015" not in text(tree)


def test_every_succession_of_a_line_is_told() -> None:
    """Who followed whom is told down to the accession, each with its decision and source."""
    parties = [Party(names=name, kind=PartyKind.MUNICIPALITY) for name in ("Alfa", "Beta", "Gamma")]
    decision = Decision(decided_on=dt.date(2014, 5, 1))
    made = Agreement(
        terms=Terms(
            title="Avtal",
            period=Period(START),
            funding=Reading(name="only", funding=Funding(rule=Fixed(kronor=1))),
        ),
        parties=parties,
    ).accede("Alfa", decision, effective=START)
    for party, successor, month in (("Alfa", "Beta", 3), ("Beta", "Gamma", 7)):
        made = made.succeed(
            party,
            successor,
            Decision(body=f"{successor}s styrelse", decided_on=START),
            first_day=dt.date(2015, month, 1),
            sources=Source(document=f"{party} blir {successor}"),
        )
    said = " ".join(
        plainly(text(assess(made, year=2015, figures=FigureTable([])).explain("Gamma"))).split()
    )

    assert "För Alfa: 1,00 kr" in said
    assert (
        "Part från och med den 1 juli 2015, i stället för Beta; beslut av Gammas styrelse den 1 "
        "januari 2015 [1] Beta trädde in den 1 mars 2015 i stället för Alfa; beslut av Betas "
        "styrelse den 1 januari 2015 [2] Alfa anslöt sig först; beslut den 1 maj 2014"
    ) in said
    assert "[1] hela handlingen Alfa blir Beta [2] hela handlingen" in said


def test_quotes_of_each_language() -> None:
    """The words of a source stand in the quotation marks of the language."""
    tree = assess(agreement, year=2015, figures=figures).explain("Nacka")

    assert "”Beloppet är 1,50" in text(tree, "sv")
    assert "“" not in text(tree, "sv")
    assert "“Beloppet är 1,50" in text(tree, "en")
