from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given

from builders import BY_DAY, MID_YEAR, START, agreed, decided, joins, municipality, plainly
from forums import governed
from samverkan import (
    Agreement,
    Commitment,
    Document,
    DocumentKind,
    Due,
    DueAfter,
    DueKind,
    Form,
    Ground,
    Language,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    RoundingRule,
    Statistic,
    Text,
    Unit,
    Within,
    YearDay,
)
from samverkan.funding import (
    Basis,
    Bounded,
    ByGroup,
    ByWeight,
    Equally,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Rate,
    Reading,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.governance import Forum, Governance, Seat
from samverkan.reports import agreement_text
from samverkan.stockholm import agreement
from strategies import World, histories

KPI = Statistic(id="kpi", name="KPI", unit="enhet", units="enheter", decimals=2)
PKV = Statistic(id="pkv", name="PKV", unit="procent", units="procent", decimals=1, signed=True)
OF_KPI = Basis(statistic=KPI, reference_date=ReferenceDate(2, 12, 31), subject="00")
OF_PKV = Basis(statistic=PKV, reference_date=ReferenceDate(2, 12, 31), subject="00")
PER_HEAD = Rate(kronor_per_unit="1.50", of=MID_YEAR)


def lines(of: Agreement, language: Language = "sv") -> list[str]:
    """Return an agreement as text, line by line."""
    return plainly(agreement_text(of, language, width=96)).splitlines()


def rule_lines(rule: Rule, language: Language = "sv") -> list[str]:
    """Return the lines of a rule."""
    reading = Reading(name="only", funding=Funding(rule=rule))
    told = lines(agreed(municipality("A"), funding=[reading]), language)
    first = told.index({"sv": "  Tolkning: only", "en": "  Reading: only"}[language])
    after = {"sv": "    Hela årets belopp", "en": "    The whole year"}[language]
    last = next(place for place, line in enumerate(told) if line.startswith(after))
    return [line.removeprefix("    ") for line in told[first + 1 : last]]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        pytest.param(
            PER_HEAD,
            ["1,50 kr per invånare", "  Avstämningsdag: den 30 juni året före (folkmängd)"],
            id="rate",
        ),
        pytest.param(Fixed(kronor=25_000), ["Fast belopp: 25 000,00 kr"], id="fixed"),
        pytest.param(
            Sum(rules=[Fixed(kronor=1), Fixed(kronor=2)]),
            ["Summan av:", "  Fast belopp: 1,00 kr", "  Fast belopp: 2,00 kr"],
            id="sum",
        ),
        pytest.param(
            ByGroup(kinds={PartyKind.REGION: Fixed(kronor=1)}, groups={"strand": Fixed(kronor=2)}),
            [
                "Regioner:",
                "  Fast belopp: 1,00 kr",
                "Gruppen strand:",
                "  Fast belopp: 2,00 kr",
            ],
            id="by group",
        ),
        pytest.param(
            Bounded(rule=Fixed(kronor=3), floor=2),
            ["Fast belopp: 3,00 kr", "Lägst:", "  Fast belopp: 2,00 kr"],
            id="floor",
        ),
        pytest.param(
            Bounded(rule=Fixed(kronor=3), cap=4),
            ["Fast belopp: 3,00 kr", "Högst:", "  Fast belopp: 4,00 kr"],
            id="cap",
        ),
        pytest.param(
            Stepped(
                of=MID_YEAR,
                rule=Fixed(kronor=1),
                above={10_000: Fixed(kronor=2), 20_000: Fixed(kronor=3)},
            ),
            [
                "Avstämningsdag: den 30 juni året före (folkmängd)",
                "Högst 10 000 invånare:",
                "  Fast belopp: 1,00 kr",
                "Mer än 10 000 och högst 20 000 invånare:",
                "  Fast belopp: 2,00 kr",
                "Mer än 20 000 invånare:",
                "  Fast belopp: 3,00 kr",
            ],
            id="stepped",
        ),
        pytest.param(
            Indexed(rule=Fixed(kronor=900), index=OF_KPI, method=IndexMethod.LEVEL, base_year=2015),
            [
                "Fast belopp: 900,00 kr",
                "Räknas om från 2015, i proportion till index: KPI",
                "  Avstämningsdag: den 31 december två år före (KPI i 00)",
            ],
            id="index",
        ),
        pytest.param(
            Indexed(
                rule=Fixed(kronor=900),
                index=OF_PKV,
                method=IndexMethod.CHAINED_ROUNDED,
                base_year=2015,
                rounding=Rounding(step_ore=100),
            ),
            [
                "Fast belopp: 900,00 kr",
                "Räknas om från 2015, med varje års förändring sedan dess, avrundat varje år: PKV",
                "  Avstämningsdag: den 31 december två år före (PKV i 00)",
                "  Avrundas till hela kronor, halva uppåt, bort från noll",
            ],
            id="chained index",
        ),
        pytest.param(
            Split(total=100, by=Equally()),
            ["Ett belopp fördelas lika:", "  Fast belopp: 100,00 kr"],
            id="equally",
        ),
        pytest.param(
            Split(total=100, by=ByWeight(weights={"a": "62.5", "b": "37.5"})),
            ["Ett belopp fördelas efter andelstal (a 62,5, b 37,5):", "  Fast belopp: 100,00 kr"],
            id="by weight",
        ),
        pytest.param(
            Shares(
                total=100,
                kinds={PartyKind.MUNICIPALITY: Share(part="1/4", by=MID_YEAR)},
                groups={"strand": Share(part="1/2", by=Equally())},
            ),
            [
                "Ett belopp delas upp:",
                "  Fast belopp: 100,00 kr",
                "  Kommuner: 1/4 av det, fördelat efter folkmängd",
                "    Avstämningsdag: den 30 juni året före (folkmängd)",
                "  Gruppen strand: 1/2 av det, fördelat lika",
            ],
            id="in two steps",
        ),
    ],
)
def test_rules(rule: Rule, told: list[str]) -> None:
    """A rule is told by what it says, with the figures that it needs and their days."""
    assert rule_lines(rule) == told
    assert len(rule_lines(rule, "en")) == len(told)


EVERYTHING = """\
Avtal
Diarienummer: KS 1
Gäller från och med den 1 januari 2015 till och med den 31 december 2019
Samverkansform: gemensam nämnd
Uppsägningstid: 12 månader
Förlängs med 24 månader om ingen säger upp den
Syfte: öva

Parter (3)
  Kommuner (2)
    Alfa (alfa)
    Beta (beta)
  Bolag (1)
    Gamma (556036-0793)

Finansiering
  Tolkning: only
    1,50 kr per invånare
      Avstämningsdag: den 30 juni året före (folkmängd)
    Tidsproportionerat per dag
    Avrundas till hela ören, det överskjutande bortfaller
    Så står det

Organisation och styrning
    Råd (rad)

Åtaganden (1)
  Delta

Beslut (9)
  1. anslutning av Alfa från och med den 1 januari 2015, inget beslut registrerat
  2. anslutning av Beta från och med den 1 januari 2015, beslut av KF den 1 februari 2015
  3. partsbyte: Gamma i stället för Alfa från och med den 1 januari 2016, beslut den 1 januari
      2016
  4. ändring av villkoren från och med den 1 januari 2017: titeln, uppsägningstiden, beslut den
      1 februari 2016
  5. utträde av Beta till och med den 31 december 2017, beslut den 1 mars 2016
  6. återkallelse eller upphävande av nummer 5, beslut den 1 april 2016
  7. förlängning till och med den 31 december 2029, beslut den 1 maj 2016
  8. förlängning tills vidare, beslut den 2 maj 2016
  9. uppsägning av överenskommelsen till och med den 31 december 2018, beslut den 1 juni 2016

Handlingar (1)
  Taxa (bilaga, KF, 7, 1 maj 2014)
Ersätter
  Förra avtalet (överenskommelse)

Inte angivet
  Parter utan organisationsnummer: 2
  Anslutningar utan registrerat beslut: 1
  Forum utan angivna platser: 1
"""


def test_everything_that_is_stated() -> None:
    """Every part of an agreement that is stated has its line."""
    alfa, beta = municipality("Alfa"), municipality("Beta")
    new = Party(names="Gamma", kind=PartyKind.COMPANY, organisation_number="556036-0793")
    reading = Reading(
        name="only",
        funding=Funding(
            rule=PER_HEAD, proration=BY_DAY, rounding=Rounding(rule=RoundingRule.TOWARDS_ZERO)
        ),
        reason="Så står det",
    )
    start = agreed(alfa, beta, new, funding=[reading], instruments=[joins(1, "alfa", START)])
    terms = attrs.evolve(
        start.terms,
        title="Avtal",
        period=Period(START, dt.date(2019, 12, 31)),
        purposes=["öva"],
        document_number="KS 1",
        form=Form.JOINT_COMMITTEE,
        notice_months=12,
        renewal_months=24,
        commitments=Commitment(text="Delta"),
        governance=Governance(forums=Forum(id="rad", names="Råd")),
        replaces=Document(kind=DocumentKind.AGREEMENT, title="Förra avtalet"),
    )
    annex = Document(
        kind=DocumentKind.ANNEX, title="Taxa", issuer="KF", number="7", dated=dt.date(2014, 5, 1)
    )
    changed = (
        attrs.evolve(start, terms=terms, documents=[annex])
        .accede("Beta", decided("2015-02-01", body="KF"), effective=START)
        .succeed("Alfa", "Gamma", decided("2016-01-01"), first_day=dt.date(2016, 1, 1))
        .amend(decided("2016-02-01"), effective=dt.date(2017, 1, 1), title="Nytt", notice_months=6)
        .withdraw("Beta", decided("2016-03-01"), last_day=dt.date(2017, 12, 31))
        .revoke(5, decided("2016-04-01"), ground=Ground.TAKEN_BACK)
        .extend(decided("2016-05-01"), last_day=dt.date(2029, 12, 31))
        .extend(decided("2016-05-02"), last_day=None)
        .terminate(decided("2016-06-01"), last_day=dt.date(2018, 12, 31))
    )

    assert lines(changed, "sv") == EVERYTHING.splitlines()
    english = agreement_text(changed, "en", width=200).splitlines()
    assert len(english) == len(agreement_text(changed, width=200).splitlines())


def test_notice_renewals_host_and_what_is_due() -> None:
    """A notice by a day, a number of renewals, the host and each thing due have their lines."""
    months, weeks = Unit.MONTHS, Unit.WEEKS
    whens: list[YearDay | Within] = [
        YearDay(month=6, day=30),
        YearDay(month=10, day=31, years_before=1),
        YearDay(month=2, day=15, years_after=1),
        YearDay(month=2, day=15, years_after=2),
        Within(count=3, unit=months, after=DueAfter.YEAR_END),
        Within(count=30, unit=Unit.DAYS, after=DueAfter.FIRST_DAY),
        Within(count=2, unit=weeks, after=DueAfter.LAST_DAY),
        Within(count=1, unit=months, after=DueAfter.LAST_DAY),
        Within(count=1, unit=Unit.YEARS, after=DueAfter.YEAR_END),
    ]
    made = agreed(
        "Alfa",
        last_day=dt.date(2019, 12, 31),
        notice_by=YearDay(month=6, day=30, years_before=1),
        renewal_months=24,
        max_renewals=2,
        host="alfa",
        due=[
            Due(what=f"Rapport {number}", kind=DueKind.REPORT, when=when)
            for number, when in enumerate(whens)
        ]
        + [Due(what="Avgift", kind=DueKind.PAYMENT, when=YearDay(month=3, day=1))],
    ).amend(
        decided("2016-01-01"),
        effective=dt.date(2017, 1, 1),
        notice_by=YearDay(month=8, day=31, years_before=2),
        due=[],
        host="Alfa",
    )

    told = agreement_text(made, width=200).splitlines()
    assert told[2:5] == [
        "Uppsägning senast: 30 juni året före, räknat från det år då avtalet upphör",
        "Förlängs med 24 månader om ingen säger upp den, högst 2 gånger",
        "Värdkommun: Alfa (alfa)",
    ]
    first = told.index("Betalningar och rapporter (10)")
    assert told[first + 1 : first + 11] == [
        "  Rapport 0: lämnas senast den 30 juni varje år",
        "  Rapport 1: lämnas senast den 31 oktober året före varje budgetår",
        "  Rapport 2: lämnas senast den 15 februari året efter varje budgetår",
        "  Rapport 3: lämnas senast den 15 februari 2 år efter varje budgetår",
        "  Rapport 4: lämnas inom 3 månader från varje budgetårs slut",
        "  Rapport 5: lämnas inom 30 dagar från avtalets första dag",
        "  Rapport 6: lämnas inom 2 veckor från avtalets sista dag",
        "  Rapport 7: lämnas inom 1 månad från avtalets sista dag",
        "  Rapport 8: lämnas inom 1 år från varje budgetårs slut",
        "  Avgift: betalas senast den 1 mars varje år",
    ]
    [change] = [line for line in told if "ändring av villkoren" in line]
    assert "dagen för uppsägning, betalningarna och rapporterna, värden, beslut" in change
    assert not any("uppsägningstid" in line for line in told)
    assert len(agreement_text(made, "en", width=200).splitlines()) == len(told)


def test_nothing_that_is_not_stated() -> None:
    """What an agreement does not state is told at the end, and has no line of its own."""
    bare = Agreement(
        terms=attrs.evolve(governed().terms, title=Text("Avtal", "Agreement"), governance=None),
        parties=[],
        documents=[Document(kind=DocumentKind.AGREEMENT, title="Avtal")],
    )

    assert lines(bare, "en") == [
        "Agreement",
        "In force from 1 January 2024",
        "",
        "Parties (0)",
        "",
        "Documents (1)",
        "  Avtal (agreement)",
        "",
        "Not stated",
        "  Terms: purposes, document number, legal form, funding, commitments, period of notice,",
        "      governance, last day",
        "  Documents without a date: 1",
    ]


def test_where_everything_is_stated() -> None:
    """If nothing is unstated, nothing is told about it."""
    stated = attrs.evolve(
        governed().terms,
        period=Period(START, dt.date(2019, 12, 31)),
        purposes="öva",
        document_number="KS 1",
        form=Form.COOPERATION,
        funding=[Reading(name="only", funding=Funding(rule=PER_HEAD))],
        commitments=Commitment(text="Delta"),
        notice_months=12,
        governance=Governance(
            forums=Forum(id="rad", names="Råd", seats=Seat(id="chef", function="Chef"))
        ),
    )

    assert "Not stated" not in lines(Agreement(terms=stated, parties=[]), "en")


def test_the_act_that_allows_the_form() -> None:
    """A special act that allows the form is told beside it."""
    act = "3 kap. 12 § lagen (2003:778) om skydd mot olyckor"
    terms = attrs.evolve(
        governed().terms, form=Form.AGREED_COOPERATION, special_act=act, governance=None
    )
    made = Agreement(terms=terms, parties=[])

    assert lines(made, "sv")[2:4] == ["Samverkansform: avtalssamverkan", f"Med stöd av: {act}"]
    assert f"Allowed by: {act}" in lines(made, "en")


def test_levels_with_their_forums() -> None:
    """The forums stand under their levels, with their ids and seats."""
    told = lines(governed())
    first = told.index("Organisation och styrning")

    assert told[first + 1 : first + 10] == [
        "  Lägen: ordinarie läge, aktiverat läge",
        "  Inriktande",
        "    Rådet (radet)",
        "      Landshövding: 1 plats för Länsstyrelsen (lansstyrelsen)",
        "      Kommundirektör: 2 platser för kommunerna tillsammans",
        "  Samordnande",
        "    Samordningsgruppen (gruppen)",
        "      Säkerhetschef: 1 plats för varje kommun",
        "      Tjänsteman i beredskap: 1 plats för Regionen (regionen)",
    ]


@given(world=histories())
def test_the_width(world: World) -> None:
    """Any agreement fits a narrow terminal, and says the same in any width."""
    narrow, wide = (plainly(agreement_text(world.agreement, width=width)) for width in (60, 160))

    assert narrow.split() == wide.split()
    assert max(map(len, narrow.splitlines())) <= 60


def test_the_ready_made_agreement() -> None:
    """What its source does not state is among what is not stated."""
    told = lines(agreement)
    last = told.index("Inte angivet")
    unnumbered = sum(party.organisation_number is None for party in agreement.parties)

    assert told[last + 1 : last + 3] == [
        "  Villkor: uppsägningstid, sista dag",
        f"  Parter utan organisationsnummer: {unnumbered}",
    ]
    assert "  Anslutningar utan registrerat beslut: 36" in told
