from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    BY_DAY,
    MID_YEAR,
    START,
    agreed,
    counted,
    decided,
    funded_by,
    inhabitants,
    joins,
    late,
    plainly,
    with_members,
)
from samverkan import (
    Accession,
    Agreement,
    Decision,
    Figure,
    FigureStatus,
    FigureTable,
    Ground,
    Instrument,
    Language,
    Ore,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    RoundingRule,
    Source,
    Start,
    Statistic,
    assess,
    settle,
)
from samverkan.errors import SamverkanError, WrongTypeError
from samverkan.fees import Claim, Ledger, Settlement
from samverkan.formats import claims_data, explanation_data, read_figures
from samverkan.funding import (
    Basis,
    ByGroup,
    ByWeight,
    Equally,
    Fixed,
    Funding,
    Proration,
    Rate,
    Reading,
    Rule,
    Split,
    Sum,
)
from samverkan.reports import (
    claims_text,
    explained_fees_text,
    explanation_text,
    fees_text,
    missing_summary,
    missing_text,
    no_fees_text,
)
from samverkan.stockholm import agreement, figures
from strategies import World, worlds

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
            2014) [8]

Tolkning av villkoren: mid-year-before [4]
"""
NACKA_EN = """\
Nacka kommun (0182), fee for 2015: SEK 142,773.00

Computation
  Rounded to whole öre, halves away from zero: SEK 142,773.00 [1]
    Rule for municipalities: SEK 142,773.00 [2]
      SEK 1.50 per inhabitant × 95,182 inhabitants = SEK 142,773.00 [3]
        Reference date: 30 June of the year before [4]
        Population of Nacka kommun on 30 June 2014: 95,182 (final, published on 14 August 2014) [8]

Reading of the terms: mid-year-before [4]
"""


@pytest.mark.parametrize(("language", "expected"), [("sv", NACKA_SV), ("en", NACKA_EN)])
def test_nacka_explained(language: Language, expected: str) -> None:
    """The text has the rule, the figure and the reference date, each with a source number."""
    said = explanation_text(IN_2015.explain("Nacka"), language)

    assert plainly(said).startswith(expected)
    assert "”Beloppet är 1,50 kronor" in said or "“Beloppet är 1,50 kronor" in said
    assert "retroaktiv verkan från och med den 1 januari 2015." in said.replace("\n        ", " ")
    assert max(map(len, (line for line in said.splitlines() if "<http" not in line))) <= 100


@given(party=st.sampled_from([fee.party for fee in IN_2015.fees]), language=languages)
def test_every_number_has_its_source(party: str, language: Language) -> None:
    """Each cited source is listed once, with all that is known about it."""
    explanation = IN_2015.explain(party)
    said = plainly(explanation_text(explanation, language)).replace("\n      ", "\n")
    listed = said[said.index("Källor" if language == "sv" else "Sources") :]

    for number in range(1, len(explanation.sources()) + 1):
        assert listed.count(f"[{number}] ") == 1
    assert f"[{len(explanation.sources()) + 1}]" not in said
    assert "ingen källa" not in said
    assert "no source stated" not in said


def test_amounts_have_no_break_spaces() -> None:
    """An amount for people is never broken across lines: 142 773,00 kr has no-break spaces."""
    assert "142\u00a0773,00\u00a0kr" in explanation_text(IN_2015.explain("Nacka"))
    assert "SEK\u00a0142,773.00" in explanation_text(IN_2015.explain("Nacka"), "en")


ROUNDED = "Avrundat till hela ören, halva uppåt, bort från noll"
UNSOURCED = "[ingen källa angiven]"
PUPILS = Statistic(id="pupils", name="antal elever", unit="elev", units="elever")
NOVEMBER = ReferenceDate(0, 11, 1)


def explained(rule: Rule, rounding: Rounding | None = None, **fields: Any) -> str:
    """Return the Swedish explanation of a small municipality's fee by a rule."""
    joined = Accession(**{"number": 1, "party": "alfa", "effective": Period(START), **fields})
    funding = funded_by(rule, rounding=rounding)
    small = agreed("Alfa", funding=funding, instruments=[joined])
    pupils = [
        Figure(subject="alfa", statistic=PUPILS, reference_date=dt.date(2015, 11, 1), value=1),
        Figure(subject="alfa", statistic=PUPILS, reference_date=dt.date(2012, 6, 30), value=2_000),
    ]
    return plainly(
        explanation_text(assess(small, year=2015, figures=FigureTable(pupils)).explain("alfa"))
    )


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
                f"      Avstämningsdag: den 30 juni tre år före {UNSOURCED}",
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
    """Every rule is shown with its parts; a rule without a source says so."""
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
    """The step and the rule of a rounding are shown."""
    assert expected in explained(Fixed(kronor="0.70"), rounding)


def test_decision_explained() -> None:
    """If the member's own decision is recorded, it is shown, and its whole document is cited."""
    decision = decided("2015-04-13", body="Kommunstyrelsen")
    said = explained(Fixed(kronor=1), decision=decision, sources=Source(document="Protokoll"))

    assert (
        "Part från och med den 1 januari 2015; beslut av Kommunstyrelsen den 13 april 2015" in said
    )
    assert said.endswith("  Protokoll\n    [1] hela handlingen\n")


def test_fees_2015() -> None:
    """The fees are in a table; missing and unstated ones are listed by name; there is no total."""
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
    """If every fee is known, there is a total."""
    assessment = assess(agreement, year=2025, figures=figures, reading="year-start")

    said = plainly(fees_text(assessment, "en"))
    assert "Reading: year-start\n" in said
    assert "  Total (26)                    SEK 3,709,960.50\n" in said
    assert missing_text(assessment) == missing_summary(assessment) == ""


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
    """If nobody owes anything, a line says why."""
    assessment = assess(agreed(last_day=last_day), year=year, figures=figures)

    assert no_fees_text(assessment) == expected
    assert fees_text(assessment).endswith(f"\n\n{expected}\n")


def test_one_fee_without_a_decision() -> None:
    """For a single party, the text says that the fee is not known, and not the total."""
    alone = assess(agreement, year=2015, figures=figures, known_on=START).only("Nacka")

    assert missing_text(alone).startswith("Avgiften är inte känd: beslut saknas.\n")
    assert missing_text(alone, "en").startswith("The fee is not known: a decision is missing.\n")


def test_explained_one_after_the_other() -> None:
    """Several explanations follow each other, and then the parties without one."""
    said = explained_fees_text(IN_2015.only(["Nacka", "Solna kommun", "Vaxholm"]))

    assert said.startswith("Nacka kommun (0182)")
    assert "\n\nSolna kommun (0184), avgift" in said
    assert said.endswith("  Vaxholms kommun (0187): folkmängd den 30 juni 2014 saknas\n")


def written(kronor: Decimal, language: Language) -> str:
    """Return an amount as people write it in a language."""
    if language == "en":
        return f"SEK {kronor:,.2f}"
    return f"{kronor:,.2f} kr".replace(",", " ").replace(".", ",")


@pytest.mark.slow
@given(world=worlds(), language=languages)
def test_every_assessment_can_be_told(world: World, language: Language) -> None:
    """In any agreement, each party is in the table once, and every fee can be explained."""
    assessment = assess(world.agreement, year=world.year, figures=world.figures)
    said = fees_text(assessment, language)

    everybody = {fee.party for fee in assessment.fees} | {m.party for m in assessment.missing}
    for party in everybody | set(assessment.unstated):
        assert said.count(f"({party})") == 1
    for fee in assessment.fees:
        told = plainly(explanation_text(assessment.explain(fee.party), language))
        assert written(fee.kronor, language) in told


@pytest.mark.parametrize(
    ("total", "alfa", "beta", "sv", "en"),
    [
        (142_773, 1, 0, "142 773,00 kr", "SEK 142,773.00"),
        ("-0.01", 1, 1, "-0,005 kr", "SEK -0.005"),
        (1000, 1, 2, "cirka 333,3333 kr", "about SEK 333.3333"),
        (-2, 1, 2, "cirka -0,6667 kr", "about SEK -0.6667"),
        (1, 1, 2**10 - 1, "0,0009765625 kr", "SEK 0.0009765625"),
        (1, 1, 2**11 - 1, "cirka 0,0005 kr", "about SEK 0.0005"),
    ],
)
def test_exact_amounts(total: int | str, alfa: int, beta: int, sv: str, en: str) -> None:
    """An exact amount is shown in full up to ten decimals, else rounded to four, with "about"."""
    rule = Split(total=total, by=ByWeight(weights={"alfa": alfa, "beta": beta}))
    made = with_members(agreed("Alfa", "Beta", funding=funded_by(rule)), alfa=START, beta=START)
    tree = assess(made, year=2015, figures=counted()).explain("alfa")

    assert f": {sv} av " in plainly(explanation_text(tree))
    assert f": {en} of " in plainly(explanation_text(tree, "en"))


def test_a_very_large_amount() -> None:
    """Amounts of any size are shown in full, in groups of three digits."""
    rate = Rate(kronor_per_unit=10**10, of=[MID_YEAR] * 2)
    made = with_members(agreed("Alfa", funding=funded_by(rate)), alfa=START)
    tree = assess(made, year=2015, figures=counted(alfa=10**15)).explain("alfa")

    assert f"2015: 10{' 000' * 13},00 kr\n" in plainly(explanation_text(tree))
    assert f"2015: SEK 10{',000' * 13}.00\n" in plainly(explanation_text(tree, "en"))


@pytest.mark.parametrize(
    ("ask", "sv"),
    [
        pytest.param(
            late(assess, agreement=agreement, year=0, figures=figures),
            "Ett budgetår är ett heltal från 1800 till 2999, till exempel 2015; du angav 0.",
            id="no year",
        ),
        pytest.param(
            late(agreed("A", "B").party, query="x"),
            "Ingen part heter ”x”. De som finns:\n  A (a)\n  B (b)",
            id="unknown party",
        ),
        pytest.param(
            late(agreed("Ab", "Ac").party, query="a"),
            "”a” kan betyda flera; ange id eller hela namnet:\n  Ab (ab)\n  Ac (ac)",
            id="ambiguous party",
        ),
        pytest.param(
            late(assess, agreement=agreement, year=2015, figures=figures, reading="x"),
            "Ingen tolkning heter ”x”. De som finns: mid-year-before, year-start.",
            id="unknown reading",
        ),
        pytest.param(
            late(assess, agreement=agreed(), year=2015, figures=figures, reading="x"),
            "Ingen tolkning heter ”x”. Villkoren anger ingen finansiering.",
            id="no funding",
        ),
        pytest.param(
            late(
                read_figures,
                content="municipality_code,reference_date,population\n1,2014-06-30,2",
                where="egna.csv",
            ),
            "egna.csv går inte att läsa:\n  rad 2: municipality_code ska vara fyra siffror",
            id="a file",
        ),
        pytest.param(
            late(agreement.accede_all, decided=[("Nacka", decided(START))] * 2),
            "0182 skulle vara part två gånger den 2015-01-01; utelämna det ena medlemskapet",
            id="a party twice",
        ),
    ],
)
def test_errors_in_both_languages(ask: Callable[[], object], sv: str) -> None:
    """Errors that a user of the command meets have Swedish texts; the English one is str()."""
    with pytest.raises(SamverkanError) as caught:
        ask()

    assert caught.value.in_language("sv").startswith(sv)
    assert caught.value.in_language("sv") != caught.value.in_language("en") == str(caught.value)


@pytest.mark.parametrize("language", ["x", "EN", None, 5])
def test_no_such_language(language: Language) -> None:
    """There are two languages; any other is refused, not replaced by one of them."""
    with pytest.raises(WrongTypeError, match="'sv' or 'en'"):
        fees_text(IN_2015, language)


def test_a_membership_that_ended_explained() -> None:
    """The last day of a membership is shown."""
    said = explained(Fixed(kronor=1), effective=Period(START, dt.date(2015, 6, 30)))
    assert "Part från och med den 1 januari 2015 till och med den 30 juni 2015;" in said


def test_prorated_explained() -> None:
    """Each part of a year is shown with its days and rule, and then the sum."""
    made = (
        agreed("Alfa", "Beta", funding=funded_by(Fixed(kronor=365), BY_DAY))
        .accede("Alfa", decided(START), effective=START)
        .succeed("Alfa", "Beta", decided(START), first_day=dt.date(2015, 12, 1))
    )
    assessment = assess(made, year=2015, figures=counted(), known_on=START)
    said = plainly(explanation_text(assessment.explain("beta")))

    assert "Enligt vad som var känt den 1 januari 2015\n" in said
    assert "    31 av 365 dagar, 1 december till och med 31 december 2015: 31,00 kr" in said
    assert "Tidsproportionerat per dag" in said
    assert "Part från och med den 1 december 2015, i stället för Alfa; beslut den 1" in said
    tree = explanation_data(assessment.explain("beta"))
    assert json.dumps(tree).count('"of_days": 365') == 1


def test_claims_told() -> None:
    """A claim, a credit and a corrected figure are shown with their causes."""
    joined = agreement.accede("Nacka", decided("2015-04-13", body="Kommunstyrelsen"))
    [known] = [f for f in figures.figures if (f.subject, f.value) == ("0182", 95_182)]
    corrected = FigureTable(
        [*figures.figures, attrs.evolve(known, value=95_000, published_on=dt.date(2015, 5, 1))]
    )
    settlement = settle(
        Ledger(), joined, years=[2015], figures=corrected, known_on=dt.date(2015, 6, 1)
    )

    assert plainly(claims_text(settlement.only(["0182"]))).splitlines() == [
        "13 april 2015: anslutning, beslut av Kommunstyrelsen den 13 april 2015",
        "  Nacka kommun (0182), krav för 2015                          142 773,00 kr",
        "1 maj 2015: folkmängd den 30 juni 2014",
        "  Nacka kommun (0182), 95 000 invånare, kreditering för 2015     -273,00 kr",
        "  -------------------------------------------------------------------------",
        "  Summa (2)                                                   142 500,00 kr",
    ]
    assert claims_data(settlement)["claims"][1]["cause"][0]["kind"] == "figure"  # type: ignore[index, call-overload]
    assert "beslut saknas för 25 av parterna" in claims_text(settlement)


def test_every_cause_has_words() -> None:
    """Each kind of instrument that changes an amount has a name, in both languages."""
    life = agreed(
        "Alfa",
        "Beta",
        last_day=dt.date(2016, 3, 31),
        funding=funded_by(Fixed(kronor=366), BY_DAY),
    )
    life = life.accede("Alfa", decided("2015-01-02"), effective=START)
    dearer = funded_by(Fixed(kronor=732), BY_DAY)
    life = life.amend(decided("2015-02-02"), effective=START, funding=dearer)
    life = life.withdraw("Alfa", decided("2015-03-02"), last_day=dt.date(2016, 1, 31))
    life = life.revoke(life.instruments[-1], decided("2015-04-02"), ground=Ground.ANNULLED)
    life = life.extend(decided("2015-05-02"), last_day=dt.date(2016, 12, 31))
    life = life.terminate(decided("2015-06-02"), last_day=dt.date(2016, 9, 30))
    life = life.succeed("Alfa", "Beta", decided("2015-07-02"), first_day=dt.date(2016, 2, 1))
    dearest = funded_by(Fixed(kronor=1098), BY_DAY)
    life = life.amend(
        decided("2015-08-02"), effective=Start(not_before=dt.date(2016, 1, 1)), funding=dearest
    )
    life = life.record(
        life.instruments[-1], recorded_on=dt.date(2015, 9, 2), first_day=dt.date(2016, 1, 1)
    )
    settlement = settle(
        Ledger(), life, years=[2016], figures=counted(), known_on=dt.date(2015, 12, 31)
    )

    causes = [cause for claim in settlement for cause in claim.causes]
    assert {type(cause) for cause in causes} == set(get_args(Instrument))
    assert told_causes(settlement, "sv") == [
        "2 januari 2015: anslutning, beslut den 2 januari 2015",
        "2 februari 2015: ändring av villkoren, beslut den 2 februari 2015",
        "2 mars 2015: utträde, beslut den 2 mars 2015",
        "2 april 2015: återkallelse eller upphävande, beslut den 2 april 2015",
        "2 maj 2015: förlängning, beslut den 2 maj 2015",
        "2 juni 2015: uppsägning av överenskommelsen, beslut den 2 juni 2015",
        "2 juli 2015: partsbyte: Beta i stället för Alfa, beslut den 2 juli 2015",
        (
            "2 september 2015: registrerad dag för ändring av villkoren (8): från och med den "
            "1 januari 2016"
        ),
    ]
    assert told_causes(settlement, "en") == [
        "2 January 2015: accession, decided on 2 January 2015",
        "2 February 2015: amendment of the terms, decided on 2 February 2015",
        "2 March 2015: withdrawal, decided on 2 March 2015",
        "2 April 2015: revocation, decided on 2 April 2015",
        "2 May 2015: extension, decided on 2 May 2015",
        "2 June 2015: termination, decided on 2 June 2015",
        "2 July 2015: succession: Beta in place of Alfa, decided on 2 July 2015",
        "2 September 2015: recorded day of the amendment of the terms (8): from 1 January 2016",
    ]


def told_causes(settlement: Settlement, language: Language) -> list[str]:
    """Return the lines above the claims: each day, with its causes."""
    said = plainly(claims_text(settlement, language, width=200)).split("\n\n")[0].splitlines()
    return [line for line in said if not line.startswith("  ")]


def test_a_claim_without_a_cause() -> None:
    """If nothing on record supports what was claimed, the credit says so, in both languages."""
    joined = agreement.accede("Nacka", decided("2015-04-13"))
    day = dt.date(2015, 12, 30)
    claim = Claim(party="0182", year=2015, ore=14277350, known_on=day)  # type: ignore[arg-type]
    settlement = settle(Ledger(claims=[claim]), joined, years=[2015], figures=figures, known_on=day)

    [credit] = [each for each in settlement if each.known_on == day]
    assert credit.causes == ()
    assert told_causes(settlement, "sv")[-1] == (
        "30 december 2015: inget beslut och ingen uppgift stöder det som har krävts; kontrollera "
        "att överenskommelsen och uppgifterna är samma som då"
    )
    assert told_causes(settlement, "en")[-1] == (
        "30 December 2015: nothing on record supports what was claimed; check that the agreement "
        "and the figures are the same as then"
    )


def test_an_opening_balance_that_nothing_supports() -> None:
    """If the books began with another amount, the text says so, and of what day they are."""
    joined = agreement.accede("Nacka", decided("2015-04-13"))
    opened = dt.date(2015, 6, 30)
    claim = Claim(party="0182", year=2015, ore=Ore(14277350), known_on=opened)
    books = Ledger(claims=[claim], known_on=opened, opened_on=opened)
    settlement = settle(
        books, joined, years=[2015], figures=figures, known_on=dt.date(2015, 12, 30)
    )

    assert [each.ore for each in settlement] == [-50]
    [swedish], [english] = told_causes(settlement, "sv"), told_causes(settlement, "en")
    assert swedish == (
        "30 december 2015: inget beslut och ingen uppgift efter den 30 juni 2015 stöder skillnaden "
        "mot den ingående balansen; kontrollera den"
    )
    assert english == (
        "30 December 2015: nothing on record after 30 June 2015 supports the difference from the "
        "opening balance; check the opening balance"
    )


def of_one_day(count: int) -> Settlement:
    """Return the claims of a total divided among parties that all decided on one day."""
    names = [f"Ort {number}" for number in range(count)]
    made = agreed(*names, funding=funded_by(Split(total=1_000, by=Equally())))
    joined = made.accede_all([(name, decided("2015-01-02")) for name in names], effective=START)
    return settle(Ledger(), joined, years=[2015], figures=counted(), known_on=dt.date(2015, 2, 1))


def test_claims_of_one_cause_are_told_together() -> None:
    """A cause is told once, above its claims; of several causes, each has a total."""
    divided = funded_by(Split(total=900, by=Equally()))
    made = of_one_day(2).assessments[0].agreement
    dearer = made.amend(decided("2015-03-01"), effective=START, funding=divided)
    settlement = settle(
        Ledger(), dearer, years=[2015], figures=counted(), known_on=dt.date(2015, 4, 1)
    )

    assert plainly(claims_text(settlement, "en", width=70)).splitlines() == [
        "2 January 2015: accession of Ort 0, decided on 2 January 2015;",
        "    accession of Ort 1, decided on 2 January 2015",
        "  Ort 0 (ort-0), claim for 2015     SEK 500.00",
        "  Ort 1 (ort-1), claim for 2015     SEK 500.00",
        "  Total (2)                       SEK 1,000.00",
        "1 March 2015: amendment of the terms, decided on 1 March 2015",
        "  Ort 0 (ort-0), credit for 2015    SEK -50.00",
        "  Ort 1 (ort-1), credit for 2015    SEK -50.00",
        "  Total (2)                        SEK -100.00",
        "  --------------------------------------------",
        "  Total (4)                         SEK 900.00",
    ]


def test_many_causes_of_one_kind_are_counted() -> None:
    """More than three causes that differ only in their party are told with their number."""
    assert told_causes(of_one_day(3), "en")[0].count("accession of") == 3
    assert told_causes(of_one_day(4), "en") == [
        "2 January 2015: accession, decided on 2 January 2015 (4)"
    ]
    assert told_causes(of_one_day(4), "sv") == [
        "2 januari 2015: anslutning, beslut den 2 januari 2015 (4 st)"
    ]


@pytest.mark.parametrize("width", [20, 30, 40, 80, 100])
def test_claims_keep_within_a_width(width: int) -> None:
    """A long name is wrapped, and its amount stays in line with the others."""
    joined = agreement.accede_all([(name, decided("2015-04-13")) for name in ("Nacka", "Täby")])
    settlement = settle(
        Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 6, 1)
    )
    said = claims_text(settlement.only(["0182", "0160"]), "sv", width=width).split("\n\n")[0]
    amounts = [line for line in said.splitlines() if line.endswith("kr")]

    assert width == 20 or all(len(line) <= width for line in said.splitlines())
    assert len(amounts) == 3
    assert width == 20 or len({len(line) for line in amounts}) == 1


def test_a_cause_without_a_decision() -> None:
    """If a cause has no recorded decision and concerns another party, that party is named."""
    made = agreed("Alfa", "Beta", instruments=[joins(1, "alfa")])
    settlement = settle(Ledger(), made, years=[2015], figures=counted(), known_on=START)
    claims = [
        Claim(party=party, year=2015, ore=Ore(100), known_on=START, causes=made.instruments)
        for party in ("alfa", "beta")
    ]
    opened = attrs.evolve(settlement, claims=tuple(claims))

    assert told_causes(opened, "en") == ["1 January 2015: accession of Alfa"]
    assert told_causes(opened.only(["alfa"]), "en") == ["1 January 2015: accession"]
    assert told_causes(opened.only(["beta"]), "en") == ["1 January 2015: accession of Alfa"]


# --- Many parts of a year


def joined_day_by_day(count: int, proration: Proration = BY_DAY) -> Agreement:
    """Return an agreement that one more party joins on each of the first days of the year."""
    names = [f"Ort {number:03}" for number in range(count)]
    made = agreed(*names, funding=funded_by(Split(total=1_000_000, by=Equally()), proration))
    return made.issue(
        joins(number, f"ort-{number - 1:03}", START + dt.timedelta(days=number - 1))
        for number in range(1, count + 1)
    )


@pytest.mark.parametrize(("count", "lines"), [(12, 34), (13, 19), (290, 56)])
def test_many_parts_of_a_year_are_told_by_month(count: int, lines: int) -> None:
    """Above a dozen, parts of a year are summed by month; the sums add up to the fee."""
    fee = assess(joined_day_by_day(count), year=2015, figures=counted()).explain("ort-000")
    said = plainly(explanation_text(fee, "en"))
    sums: list[str] = re.findall(r"    \d+ of 365 days, .*: (?:about )?SEK ([0-9,.]+)", said)
    of_days = re.findall(r"    (\d+) of 365 days", said)

    assert len(said.splitlines()) <= lines
    total = sum((Decimal(each.replace(",", "")) for each in sums), Decimal(0))
    assert abs(total * 100 - fee.ore) < 1
    assert sum(map(int, of_days)) == 365
    assert (f"{count} parts of the year" in said) == (count > 12)
    assert json.dumps(explanation_data(fee)).count('"of_days": 365') == count


def test_a_month_says_how_it_begins_and_ends() -> None:
    """Each month shows the first and the last of its parts, for a year, in both languages."""
    fee = assess(joined_day_by_day(40), year=2015, figures=counted()).explain("ort-000")
    swedish = plainly(explanation_text(fee))

    assert (
        "    30 av 365 dagar, 2 januari till och med 31 januari 2015, 30 delar: cirka 8 293,8225 kr"
        in swedish
    )
    assert (
        "      den första, för ett helt år: 1 av 2 lika delar: 500 000,00 kr av 1 000 000,00 kr\n"
        "      den sista, för ett helt år: 1 av 31 lika delar: cirka 32 258,0645 kr av 1 000 000,00"
        in swedish
    )
    assert "40 parts of the year; those between the first and the last" in plainly(
        explanation_text(fee, "en")
    )


def test_a_month_with_one_part_is_told_in_full() -> None:
    """Thirteen parts over the year: only the months with several of them are summed."""
    days = [START, *(dt.date(2015, month, 5) for month in range(1, 13)), dt.date(2015, 3, 9)]
    names = [f"Ort {number}" for number in range(len(days))]
    made = agreed(*names, funding=funded_by(Split(total=1_000, by=Equally()), BY_DAY))
    made = made.issue(joins(n, f"ort-{n - 1}", day) for n, day in enumerate(days, start=1))
    said = plainly(
        explanation_text(assess(made, year=2015, figures=counted()).explain("ort-0"), "en")
    )

    assert said.count("the first, for a year") == 1
    assert "of 365 days, 5 March to 4 April 2015, 2 parts: " in said
    assert "    31 of 365 days, 5 May to 4 June 2015: " in said


def test_a_month_cites_what_its_parts_rest_on() -> None:
    """The sum of a month cites the sources of all the parts that are not told."""
    key = Source(document="Nyckeln")
    names = [f"Ort {number}" for number in range(20)]
    rule = Split(total=1_000, by=Equally(sources=key))
    made = agreed(*names, funding=funded_by(rule, BY_DAY))
    made = made.issue(
        joins(n, f"ort-{n - 1}", START + dt.timedelta(days=n - 1)) for n in range(1, 21)
    )
    said = plainly(
        explanation_text(assess(made, year=2015, figures=counted()).explain("ort-0"), "en")
    )

    assert re.search(r"18 parts: about SEK [0-9.]+ \[1\]\n", said)


def in_both(rule: Rule, kind: PartyKind = PartyKind.MUNICIPALITY, **fields: Any) -> tuple[str, str]:
    """Return the Swedish and the English explanation of the fee of a party of a kind."""
    funding = Reading(name="only", funding=Funding(rule=rule, **fields))
    made = with_members(agreed(Party(names="Alfa", kind=kind), funding=funding), alfa=START)
    tree = assess(made, year=2015, figures=counted(alfa=1)).explain("alfa")
    return plainly(explanation_text(tree, "sv")), plainly(explanation_text(tree, "en"))


@pytest.mark.parametrize("kind", PartyKind)
def test_every_kind_has_words(kind: PartyKind) -> None:
    """The rule of each kind of party has a name in both languages."""
    swedish, english = in_both(ByGroup(kinds={kind: Fixed(kronor=1)}), kind)
    [of] = re.findall("Regel för (.*): 1,00 kr", swedish)
    [by] = re.findall("Rule for (.*): SEK 1.00", english)

    assert of
    assert by
    assert of != by


@pytest.mark.parametrize("rule", RoundingRule)
@pytest.mark.parametrize("proration", Proration)
def test_every_rounding_and_proration_has_words(rule: RoundingRule, proration: Proration) -> None:
    """The rounding of an amount, and its proration, have words in both languages."""
    told = in_both(Fixed(kronor=1), rounding=Rounding(rule=rule), proration=proration)

    prorated = proration is not Proration.NONE
    for said, zero, nearest, whole, part in (
        (told[0], "bortfaller", "halva", "Hela årets belopp", "Tidsproportionerat"),
        (told[1], "dropped", "halves", "The whole year's amount", "Prorated"),
    ):
        assert (zero in said, nearest in said) == (
            rule is RoundingRule.TOWARDS_ZERO,
            rule is RoundingRule.HALF_AWAY_FROM_ZERO,
        )
        assert (whole in said, part in said) == (not prorated, prorated)


@pytest.mark.parametrize(
    ("status", "sv", "en"),
    [
        (FigureStatus.FINAL, "slutlig", "final"),
        (FigureStatus.PRELIMINARY, "preliminär", "preliminary"),
        (FigureStatus.FORECAST, "prognos", "forecast"),
        (FigureStatus.PERTURBED, "slumpjusterad", "perturbed"),
        (FigureStatus.SECONDARY, "andrahandsuppgift", "second-hand"),
        (None, "tillförlitlighet inte angiven", "reliability not stated"),
    ],
)
def test_every_status_has_words(status: FigureStatus | None, sv: str, en: str) -> None:
    """The reliability of a figure is shown beside it, in both languages."""
    made = agreed("Alfa", funding=funded_by(Rate(kronor_per_unit=1, of=MID_YEAR)))
    figure = attrs.evolve(inhabitants({"alfa": 7})[0], status=status)
    found = assess(with_members(made, alfa=START), year=2015, figures=FigureTable(figure))

    assert f"den 30 juni 2014: 7 ({sv})" in plainly(explanation_text(found.explain("alfa")))
    assert f"on 30 June 2014: 7 ({en})" in plainly(explanation_text(found.explain("alfa"), "en"))


def test_memberships_told() -> None:
    """A party with two memberships has both shown, each with its own decision and charge."""
    spring, july = Period(START, dt.date(2015, 3, 31)), dt.date(2015, 7, 1)

    def by(body: str, month: int) -> Decision:
        return decided(dt.date(2014, month, 1), body=body)

    made = (
        agreed("Alfa", "Beta", funding=funded_by(Fixed(kronor=365), BY_DAY))
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
    tree = assess(made, year=2015, figures=counted()).explain("alfa")
    said = " ".join(plainly(explanation_text(tree)).split())

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
    """A membership of another year is not part of the explanation."""
    made = with_members(
        agreed("Alfa", funding=funded_by(Fixed(kronor=1))), alfa=Period.of_year(2015)
    )
    made = with_members(made, alfa=Period.of_year(2017))
    tree = assess(made, year=2017, figures=counted()).explain("alfa")

    assert [member.accession.number for member in tree.memberships] == [2]
    assert "2015" not in explanation_text(tree)


def test_every_succession_of_a_line_is_told() -> None:
    """Every succession is shown, down to the accession, each with its decision and source."""
    made = agreed("Alfa", "Beta", "Gamma", funding=funded_by(Fixed(kronor=1)))
    made = made.accede("Alfa", decided("2014-05-01"), effective=START)
    for party, successor, month in (("Alfa", "Beta", 3), ("Beta", "Gamma", 7)):
        made = made.succeed(
            party,
            successor,
            decided(START, body=f"{successor}s styrelse"),
            first_day=dt.date(2015, month, 1),
            sources=Source(document=f"{party} blir {successor}"),
        )
    said = " ".join(
        plainly(
            explanation_text(assess(made, year=2015, figures=counted()).explain("Gamma"))
        ).split()
    )

    assert "För Alfa: 1,00 kr" in said
    assert (
        "Part från och med den 1 juli 2015, i stället för Beta; beslut av Gammas styrelse den 1 "
        "januari 2015 [1] Beta trädde in den 1 mars 2015 i stället för Alfa; beslut av Betas "
        "styrelse den 1 januari 2015 [2] Alfa anslöt sig först; beslut den 1 maj 2014"
    ) in said
    assert "[1] hela handlingen Alfa blir Beta [2] hela handlingen" in said


def test_quotes_of_each_language() -> None:
    """The words of a source are in the quotation marks of the language."""
    tree = assess(agreement, year=2015, figures=figures).explain("Nacka")

    assert "”Beloppet är 1,50" in explanation_text(tree, "sv")
    assert "“" not in explanation_text(tree, "sv")
    assert "“Beloppet är 1,50" in explanation_text(tree, "en")


def test_nobody_was_known_to_be_a_member() -> None:
    """Before the first decision, nobody was known to be a member, and a line says so."""
    joined = with_members(agreed("A"), a=START)
    before = assess(joined, year=2015, figures=figures, known_on=dt.date(2014, 11, 30))

    assert no_fees_text(before, "en") == (
        "No fees for 2015: nobody was a member that year, as known on 30 November 2014."
    )


def test_a_party_that_is_no_member() -> None:
    """Who is asked for but is no member that year is named, beside those with a fee."""
    joined = with_members(agreed("A", "B", funding=[funded_by(Fixed(kronor=1))]), a=START)
    told = fees_text(assess(joined, year=2015, figures=figures).only(["a", "b"]), "en")

    assert "B (b)" in told.splitlines()[-1]
    assert "A (a)" in told
