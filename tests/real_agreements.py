"""Agreements and rules of others, as published: the same values as the files in docs/examples.

What no source states, but a value needs, is an example: EXAMPLE is its source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from samverkan import (
    Accession,
    Agreement,
    Amendment,
    Commitment,
    Condition,
    Decision,
    Document,
    DocumentKind,
    Due,
    DueAfter,
    DueKind,
    Figure,
    FigureTable,
    Form,
    Ground,
    Needs,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Revocation,
    Rounding,
    Source,
    Start,
    Statistic,
    Terms,
    Text,
    Unit,
    Withdrawal,
    Within,
    YearDay,
)
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    ByYear,
    Equally,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Part,
    Rate,
    Reading,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)

MUNICIPALITY, REGION = PartyKind.MUNICIPALITY, PartyKind.REGION

EXAMPLE = Source(
    document="Exempel",
    remark=Text("påhittat: ingen källa anger det", "made up: no source states it"),
)
INHABITANTS = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 12, 31), sources=EXAMPLE)


def party(name: str, kind: PartyKind) -> Party:
    """Return an example party, without a number: each is checked, and none is free to use."""
    return Party(names=name, kind=kind, sources=EXAMPLE)


EXEMPELBY, EXEMPELSTA, EXEMPELVIK, EXEMPELNAS = (
    party(f"{name} kommun", MUNICIPALITY)
    for name in ("Exempelby", "Exempelsta", "Exempelvik", "Exempelnäs")
)
REGION_EXEMPEL = party("Region Exempel", REGION)
AGENCY = party("Exempelmyndigheten", PartyKind.STATE_AGENCY)


def members(
    first_day: dt.date, parties: Iterable[Party], groups: Iterable[str] = (), **fields: Any
) -> list[Accession]:
    """Return the accessions of parties, in order; the first ones are in groups."""
    in_group = dict(zip((party.id for party in parties), groups, strict=False))
    return [
        Accession(
            number=number,
            party=party.id,
            effective=Period(first_day),
            group=in_group.get(party.id),
            **{"sources": EXAMPLE, **fields},
        )
        for number, party in enumerate(parties, start=1)
    ]


def as_published(rule: Rule) -> Reading:
    """Return the only reading of an agreement's funding."""
    return Reading(name="as-published", funding=Funding(rule=rule))


def counted(
    subject: str, year: int, value: int, statistic: Statistic = POPULATION, source: Source = EXAMPLE
) -> Figure:
    """Return a figure of 31 December."""
    day = dt.date(year, 12, 31)
    return Figure(
        subject=subject, statistic=statistic, reference_date=day, value=value, sources=source
    )


# --- Skaraborgs kommunalförbund: an amount per inhabitant

NEWSPAPER = Source(document="mariestadstidningen.se, 2018-09-14")
SKARABORG_RATE = Rate(kronor_per_unit="42.25", of=INHABITANTS, sources=NEWSPAPER)
SKARABORG = Agreement(
    terms=Terms(
        title="Skaraborgs kommunalförbund",
        period=Period(dt.date(2018, 1, 1)),
        form=Form.MUNICIPAL_FEDERATION,
        funding=as_published(SKARABORG_RATE),
        sources=[NEWSPAPER, EXAMPLE],
    ),
    parties=[EXEMPELBY],
    instruments=members(dt.date(2018, 1, 1), [EXEMPELBY]),
)


# --- Mälarens vattenvårdsförbund: classes, a floor and a cap

MALAREN_SITE = Source(
    document="Mälarens vattenvårdsförbund, Bli medlem",
    address="malaren.org/vattenvardsforbundet/bli-medlem",
)
WHOLLY, SHORE = "strand, helt i avrinningsområdet", "strand"
NEIGHBOUR, DISTANT = "granne", "avlägsen"


def by_shore(kronor: str) -> Bounded:
    """Return a rate per inhabitant, at least 35 000 kr and at most 500 000 kr."""
    rate = Rate(kronor_per_unit=kronor, of=INHABITANTS)
    return Bounded(rule=rate, floor=Fixed(kronor=35_000), cap=Fixed(kronor=500_000))


CLASSES: dict[str, Rule] = {
    WHOLLY: by_shore("1.25"),
    SHORE: by_shore("1.00"),
    NEIGHBOUR: Fixed(kronor=25_000),
    DISTANT: Fixed(kronor=15_000),
}
MALAREN_RULE = ByGroup(
    groups=CLASSES,
    kinds={
        PartyKind.COUNTY_ADMINISTRATIVE_BOARD: Fixed(kronor=78_750),
        PartyKind.REGION: Fixed(kronor=52_500),
        PartyKind.STATE_AGENCY: Fixed(kronor=11_600),
        PartyKind.COMPANY: Fixed(kronor=11_600),
        PartyKind.ASSOCIATION: Fixed(kronor=1_000),
    },
    sources=MALAREN_SITE,
)
MALAREN_PARTIES = [
    EXEMPELBY,
    EXEMPELSTA,
    EXEMPELVIK,
    EXEMPELNAS,
    party("Länsstyrelsen Exempel", PartyKind.COUNTY_ADMINISTRATIVE_BOARD),
    REGION_EXEMPEL,
    AGENCY,
    party("Exempelbolaget AB", PartyKind.COMPANY),
    party("Exempelföreningen", PartyKind.ASSOCIATION),
]
MALAREN = Agreement(
    terms=Terms(
        title="Mälarens vattenvårdsförbund",
        period=Period(dt.date(2024, 1, 1)),
        funding=as_published(MALAREN_RULE),
        sources=[MALAREN_SITE, EXAMPLE],
    ),
    parties=MALAREN_PARTIES,
    instruments=members(dt.date(2024, 1, 1), MALAREN_PARTIES, [WHOLLY, SHORE, NEIGHBOUR, DISTANT]),
)


# --- A coordination federation: first between classes, then inside them

FINSAM_ACT = Source(
    document="Lag (2003:1210) om finansiell samordning av rehabiliteringsinsatser", place="5 §"
)
FINSAM_RULE = Shares(
    total=Fixed(kronor="1000000.01", sources=EXAMPLE),
    kinds={
        PartyKind.STATE_AGENCY: Share(part="1/2", by=Equally()),
        PartyKind.REGION: Share(part="1/4", by=Equally()),
        PartyKind.MUNICIPALITY: Share(part="1/4", by=INHABITANTS),
    },
    sources=FINSAM_ACT,
)
FINSAM_PARTIES = [
    AGENCY,
    REGION_EXEMPEL,
    EXEMPELBY,
    EXEMPELSTA,
    EXEMPELVIK,
]
FINSAM = Agreement(
    terms=Terms(
        title="Samordningsförbundet Exempel",
        period=Period(dt.date(2024, 1, 1)),
        funding=as_published(FINSAM_RULE),
        sources=EXAMPLE,
    ),
    parties=FINSAM_PARTIES,
    instruments=members(dt.date(2024, 1, 1), FINSAM_PARTIES),
)


# --- Brandkåren Attunda: a withdrawal that was revoked, and a member from another county

ARCHIVE = Source(document="Järfälla kommun, arkiv 1037", address="klara.jarfalla.se")
ENCYCLOPEDIA = Source(document="Wikipedia, Brandkåren Attunda")
CODES = Source(
    document="swedish-geodata, data/municipalities.csv (@03b0a24b)",
    address="https://github.com/sjbrg/swedish-geodata",
)


def example_day(sv: str, en: str) -> tuple[Source, Source]:
    """Return the sources of a step of Attunda's whose day is an example."""
    return ARCHIVE, Source(document="Exempel", remark=Text(sv, en))


FORMED = example_day(
    "påhittad dag: källan anger året 1997", "made-up day: the source states the year 1997"
)
ASKED = example_day(
    "påhittad dag: källan anger december 2004", "made-up day: the source states December 2004"
)
STAYED = example_day(
    "påhittad dag: källan anger året 2006", "made-up day: the source states the year 2006"
)


def of_the_county(name: str, code: str) -> Party:
    """Return a municipality with its code."""
    return Party(names=name, kind=MUNICIPALITY, municipality_code=code, sources=CODES)


FOUNDERS = [
    of_the_county("Järfälla kommun", "0123"),
    of_the_county("Sollentuna kommun", "0163"),
    of_the_county("Upplands-Bro kommun", "0139"),
    of_the_county("Upplands Väsby kommun", "0114"),
]
SIGTUNA = of_the_county("Sigtuna kommun", "0191")
KNIVSTA = Party(names="Knivsta kommun", kind=MUNICIPALITY, sources=ENCYCLOPEDIA)
ATTUNDA = Agreement(
    terms=Terms(
        title="Brandkåren Attunda",
        period=Period(dt.date(1997, 1, 1)),
        form=Form.MUNICIPAL_FEDERATION,
        sources=FORMED,
    ),
    parties=[*FOUNDERS, SIGTUNA, KNIVSTA],
    instruments=[
        *members(dt.date(1997, 1, 1), FOUNDERS, sources=FORMED),
        Withdrawal(
            number=5,
            party="0139",
            decision=Decision(decided_on=dt.date(2004, 12, 1)),
            last_day=None,
            sources=ASKED,
        ),
        Revocation(
            number=6,
            target=5,
            ground=Ground.TAKEN_BACK,
            decision=Decision(decided_on=dt.date(2006, 6, 1)),
            sources=STAYED,
        ),
        *(
            Accession(
                number=number,
                party=joined.id,
                effective=Period(dt.date(2009, 1, 1)),
                sources=[ENCYCLOPEDIA, ARCHIVE],
            )
            for number, joined in enumerate([SIGTUNA, KNIVSTA], start=7)
        ),
    ],
)


# --- Medelpad: three councils, and no first day

FEDERATION = Source(
    document="Medelpads Räddningstjänstförbund, styrdokument",
    address="https://www.rtjmedelpad.se/om-oss/var-verksamhet/"
    "finansiell-information-och-styrdokument",
)
COUNCILS = [
    (of_the_county("Sundsvalls kommun", "2281"), dt.date(2014, 9, 29), "§ 218"),
    (of_the_county("Timrå kommun", "2262"), dt.date(2014, 10, 17), "§ 123"),
    (of_the_county("Ånge kommun", "2260"), dt.date(2014, 10, 27), "§ 72"),
]
MEDELPAD = Agreement(
    terms=Terms(
        title="Kommunalförbundsordning för Medelpads Räddningstjänstförbund",
        form=Form.MUNICIPAL_FEDERATION,
        period=Start(),
        needs=Needs(parties=["2260", "2262", "2281"]),
        sources=FEDERATION,
    ),
    parties=[each for each, _, _ in COUNCILS],
    instruments=[
        Accession(
            number=number,
            party=each.id,
            effective=Start(when=Condition.ALL_DECIDED),
            decision=Decision(body="Kommunfullmäktige", decided_on=day, reference=paragraph),
            sources=FEDERATION,
        )
        for number, (each, day, paragraph) in enumerate(COUNCILS, start=1)
    ],
)

# --- Västra Mälardalen: provided that all members approve and sign

MINUTES = Source(
    document="Arboga kommun, kommunstyrelsen § 184, revidering av förbundsordningen",
    address="http://docplayer.se/6161666-Revidering-av-vastra-malardalens-"
    "myndighetsforbunds-forbundsordning.html",
    quote="Förbundsordningen träder i kraft den 1 januari 2013 under förutsättning att den "
    "godkänts och undertecknats av samtliga förbundsmedlemmar.",
)
VASTRA_MALARDALEN = Agreement(
    terms=Terms(
        title="Förbundsordning för Västra Mälardalens Myndighetsförbund",
        form=Form.MUNICIPAL_FEDERATION,
        period=Start(),
        sources=MINUTES,
    ),
    parties=[Party(names="Arboga kommun", kind=MUNICIPALITY, sources=MINUTES)],
    instruments=[
        Accession(number=1, party="arboga-kommun", effective=Start(), sources=MINUTES),
        Amendment(
            number=2,
            effective=Start(when=Condition.SIGNED, not_before=dt.date(2013, 1, 1)),
            needs=Needs(),
            commitments=Commitment(
                text="Tillsyn och handläggning av ärenden kring folköl enligt alkohollagen förs "
                "över till förbundet",
                sources=MINUTES,
            ),
            sources=MINUTES,
        ),
    ],
    documents=Document(
        kind=DocumentKind.RECOMMENDATION,
        title="Förslag till revidering av förbundsordningen, § 112",
        issuer="Västra Mälardalens Myndighetsförbund",
        dated=dt.date(2012, 11, 23),
        sources=MINUTES,
    ),
)


# --- An index clause of SKR's

PKV = Statistic(
    id="pkv",
    name=Text("prisindex för kommunal verksamhet", "price index of municipalities"),
    unit=Text("procent", "per cent"),
    units=Text("procent", "per cent"),
    decimals=1,
    signed=True,
)
SKR = Source(document="SKR, prisindex för kommunal verksamhet (skl.se 13754; skr.se pkv.1334)")


def pkv_clause(method: IndexMethod, rounding: Rounding | None) -> Indexed:
    """Return 900 kr of 2017, adjusted by the change two years back."""
    return Indexed(
        rule=Fixed(kronor=900),
        index=Basis(statistic=PKV, reference_date=ReferenceDate(2, 12, 31), subject="riket"),
        method=method,
        base_year=2017,
        rounding=rounding,
        sources=SKR,
    )


WHOLE_KRONOR = Rounding(step_ore=100)
INDEX_CLAUSE = pkv_clause(IndexMethod.CHANGE, WHOLE_KRONOR)


# --- Storsthlm: a fee per mille, another for some years, with a cap

STORSTHLM_SITE = Source(document="storsthlm.se, finansiering")
TAXES = Statistic(
    id="taxes-and-grants",
    name=Text("skatteintäkter och generella bidrag", "tax revenue and general grants"),
    in_kronor=True,
)
OF_TAXES = Basis(
    statistic=TAXES, reference_date=ReferenceDate(1, 12, 31), sources=[STORSTHLM_SITE, EXAMPLE]
)


def per_mille(rate: str, *of: Basis) -> Rate:
    """Return a rate per 1 000 kronor."""
    return Rate(kronor_per_unit=rate, per=1000, of=of)


STORSTHLM_YEARS: dict[int, Rule] = {
    **{year: per_mille("0.42", OF_TAXES) for year in range(2015, 2020)},
    2020: per_mille("0.40", OF_TAXES),
    **{year: per_mille("0.39", OF_TAXES) for year in (2021, 2022)},
    2023: Bounded(rule=per_mille("0.39", OF_TAXES), cap=per_mille("0.45", OF_TAXES)),
}
STORSTHLM = Agreement(
    terms=Terms(
        title="Storsthlm, serviceavgift",
        period=Period(dt.date(2015, 1, 1)),
        funding=as_published(ByYear(years=STORSTHLM_YEARS, sources=STORSTHLM_SITE)),
        sources=[STORSTHLM_SITE, EXAMPLE],
    ),
    parties=[EXEMPELBY],
    instruments=members(dt.date(2015, 1, 1), [EXEMPELBY]),
)


# --- The fee of SKR for 2020: per mille of two lagged figures, a discount above a size, a cap

TAX_CAPACITY = Statistic(
    id="tax-capacity", name=Text("medelskattekraft", "mean tax capacity"), in_kronor=True
)
TWO_YEARS_BEFORE = Basis(statistic=POPULATION, reference_date=ReferenceDate(2, 12, 31))
CAPACITY_TIMES_INHABITANTS = (
    Basis(statistic=TAX_CAPACITY, reference_date=ReferenceDate(1, 12, 31), subject="riket"),
    TWO_YEARS_BEFORE,
)
CAPPED = Bounded(
    rule=per_mille("0.1149", *CAPACITY_TIMES_INHABITANTS),
    cap=per_mille("0.13", *CAPACITY_TIMES_INHABITANTS),
)


def less_above(size: int) -> Stepped:
    """Return the fee, and 10 per cent less above a size."""
    less = Part(rule=CAPPED, less="1/10")
    return Stepped(of=TWO_YEARS_BEFORE, rule=CAPPED, above={size: less})


SKR_FEE = ByYear(
    years={2020: ByGroup(kinds={MUNICIPALITY: less_above(200_000), REGION: less_above(1_000_000)})},
    sources=Source(document="skr.se, forbundsavgift.496"),
)


# --- The state's money for coordination federations: a base amount each, and what is left by keys

FINSAM_SITE = Source(document="finsam.se")
OUR_DAY = Source(
    document="finsam.se",
    remark=Text(
        "avstämningsdagen är vår: ingen källa anger den", "the day is ours: no source states it"
    ),
)
SUPPORT_BURDEN = Statistic(
    id="support-burden",
    name=Text("försörjningsbörda", "support burden"),
    unit=Text("poäng", "point"),
    units=Text("poäng", "points"),
)
WORKING_AGE = Statistic(
    id="population-16-64",
    name=Text("folkmängd 16–64 år", "population aged 16 to 64"),
    unit=Text("invånare", "inhabitant"),
    units=Text("invånare", "inhabitants"),
)


def left_by(part: str, statistic: Statistic) -> Split:
    """Return the division of a part of what is left after the base amounts."""
    left = Remainder(total=339_000_000, after=Fixed(kronor=400_000))
    day = ReferenceDate(1, 12, 31)
    return Split(
        total=Part(rule=left, of=part),
        by=Basis(statistic=statistic, reference_date=day, sources=[FINSAM_SITE, OUR_DAY]),
    )


FINSAM_STATE = Sum(
    rules=[
        Fixed(kronor=400_000),
        left_by("3/4", SUPPORT_BURDEN),
        left_by("1/4", WORKING_AGE),
    ],
    sources=FINSAM_SITE,
)


# --- A term of 5 + 2 + 2 years, notice by a day, payments and reports due, a host

JUNE_30 = YearDay(month=6, day=30)
FIVE_TWO_TWO = Agreement(
    terms=Terms(
        title="Avtal om gemensam beredskapssamordnare",
        form=Form.AGREED_COOPERATION,
        host="exempelby-kommun",
        period=Period(dt.date(2026, 1, 1), dt.date(2030, 12, 31)),
        renewal_months=24,
        max_renewals=2,
        notice_by=JUNE_30,
        due=[
            Due(
                what="Årsavgiften till värdkommunen",
                kind=DueKind.PAYMENT,
                when=JUNE_30,
                sources=EXAMPLE,
            ),
            Due(
                what="Redovisning av det gångna årets insatser",
                kind=DueKind.REPORT,
                when=YearDay(month=2, day=15, years_after=1),
                sources=EXAMPLE,
            ),
            Due(
                what="Slutredovisning",
                kind=DueKind.REPORT,
                when=Within(count=3, unit=Unit.MONTHS, after=DueAfter.LAST_DAY),
                sources=EXAMPLE,
            ),
        ],
        sources=EXAMPLE,
    ),
    parties=[EXEMPELBY, EXEMPELSTA],
    instruments=members(dt.date(2026, 1, 1), [EXEMPELBY, EXEMPELSTA]),
)


# --- The figures that these rules need

FIGURES = FigureTable(
    [
        counted("exempelby-kommun", 2014, 500_000_001, TAXES),
        counted("exempelby-kommun", 2022, 600_000_001, TAXES),
        counted("exempelby-kommun", 2017, 10_001),
        counted("exempelby-kommun", 2018, 10_001),
        counted("exempelby-kommun", 2023, 10_001),
        counted("exempelsta-kommun", 2023, 100_001),
        counted("exempelvik-kommun", 2023, 40_000),
        counted("riket", 2016, 27, PKV, SKR),
        counted("riket", 2017, 28, PKV, SKR),
    ]
)

IN_FILES = {
    "skaraborg.toml": SKARABORG,
    "malaren.toml": MALAREN,
    "finsam.toml": FINSAM,
    "attunda.toml": ATTUNDA,
    "medelpad.toml": MEDELPAD,
    "vastra-malardalen.toml": VASTRA_MALARDALEN,
    "five-two-two.toml": FIVE_TWO_TWO,
    "storsthlm.toml": STORSTHLM,
    "skr-fee.toml": SKR_FEE,
    "finsam-state.toml": FINSAM_STATE,
    "index-clause.toml": INDEX_CLAUSE,
    "figures.toml": FIGURES,
}
"""The value of each file in docs/examples that people write."""
