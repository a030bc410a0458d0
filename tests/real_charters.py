"""Charters and agreements of others with their governance: the same values as in docs/examples.

Each fact has its source there, and here; what is an example has a source that says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from real_agreements import EXAMPLE, MUNICIPALITY, REGION, members, of_the_county
from samverkan import (
    Accession,
    Agreement,
    Form,
    Party,
    PartyKind,
    Period,
    Source,
    Terms,
    Text,
    Unit,
)
from samverkan.governance import (
    ACTIVATED,
    ORDINARY,
    Deputies,
    Forum,
    Governance,
    Level,
    Office,
    OperatingMode,
    Recurrence,
    Seat,
    TermOfOffice,
    WorkingMode,
)

BOARD = PartyKind.COUNTY_ADMINISTRATIVE_BOARD
AGENCY = PartyKind.STATE_AGENCY
EACH = "respektive kommun"
MEMBER = "Ledamot"


def made_up(sv: str, en: str) -> Source:
    """Return the source of a day that no source states."""
    return Source(document="Exempel", remark=Text(f"påhittad dag: {sv}", f"made-up day: {en}"))


def towns(*named: tuple[str, str]) -> list[Party]:
    """Return municipalities by their names and codes, in order."""
    return [of_the_county(f"{name} kommun", code) for name, code in named]


def federation(
    title: str,
    direction: Forum,
    parties: Iterable[Party],
    *,
    since: dt.date,
    sources: Source | Iterable[Source],
    joined: Source | Iterable[Source] | None = None,
    **terms: Any,
) -> Agreement:
    """Return a federation with one forum, of which all are members since its first day."""
    every = list(parties)
    return Agreement(
        terms=Terms(
            title=title,
            period=Period(since),
            governance=Governance(forums=direction),
            sources=sources,
            **{"form": Form.MUNICIPAL_FEDERATION, **terms},
        ),
        parties=every,
        instruments=members(since, every, sources=sources if joined is None else joined),
    )


# --- Värend: two members, 3 + 3

VRTJ = "https://www.vrtj.se/sidor/om-oss/dokumentcenter/styrdokument/"
CHARTER = {
    "document": "Värends Räddningstjänstförbund, förbundsordning",
    "address": f"{VRTJ}forbundsordning.html",
}
PARAGRAPH_5 = Source(
    place="§ 5", quote="Alvesta kommun utser 3 ledamöter och 3 ersättare.", **CHARTER
)
VAREND = federation(
    "Förbundsordning för Värends Räddningstjänstförbund",
    Forum(
        id="direktionen",
        names="Förbundsdirektionen",
        seats=Seat(
            id="ledamot",
            function=MEMBER,
            kind=MUNICIPALITY,
            each=3,
            deputies=3,
            appointed_by=EACH,
            sources=PARAGRAPH_5,
        ),
        duties=[
            "är förbundets beslutande, förvaltande och verkställande organ",
            "är nämnd för medlemskommunerna enligt 3 kap. 11 § lagen om skydd mot olyckor",
        ],
        sources=[
            PARAGRAPH_5,
            Source(
                document="Värends Räddningstjänstförbund, direktionsreglemente",
                place="1 §",
                quote="beslutande, förvaltande och verkställande organ",
                address=f"{VRTJ}direktionsreglemente.html",
            ),
        ],
    ),
    towns(("Alvesta", "0764"), ("Växjö", "0780")),
    since=dt.date(2020, 10, 1),
    sources=Source(quote="Gällande från och med 2020-10-01", **CHARTER),
    joined=Source(
        place="§ 2", quote="Medlemmar i Förbundet är Alvesta och Växjö kommuner.", **CHARTER
    ),
    document_number="2020-000260",
)

# --- Södertörn: five appoint two, five appoint one

COPY = {
    "document": "Södertörns brandförsvarsförbund, förbundsordning (avskrift, dag saknas)",
    "address": "http://docplayer.se/2756214-Forbundsordning-for-sodertorns-brandforsvarsforbund.html",
}
UNDATED = made_up(
    "ingen källa anger från vilken dag förbundsordningen gäller",
    "no source states from which day the charter applies",
)
TEN = Source(
    place="2 §",
    quote="Botkyrka, Ekerö, Haninge, Huddinge, Nacka, Nykvarn, Nynäshamn, Salem, Södertälje och "
    "Tyresö.",
    **COPY,
)
NACKA_JOINED = Source(
    document="Södertörns brandförsvarsförbund, årsredovisning 2010 (issuu)",
    quote="från årsskiftet blev Nacka kommun formellt medlem",
)
WITH_TWO = towns(
    ("Botkyrka", "0127"),
    ("Haninge", "0136"),
    ("Huddinge", "0126"),
    ("Nacka", "0182"),
    ("Södertälje", "0181"),
)
WITH_ONE = towns(
    ("Ekerö", "0125"),
    ("Nykvarns", "0140"),
    ("Nynäshamns", "0192"),
    ("Salems", "0128"),
    ("Tyresö", "0138"),
)


APPOINT_TWO = Source(
    place="5 §",
    quote="Kommunerna Botkyrka, Haninge, Huddinge, Nacka och Södertälje utser vardera 2 ledamöter "
    "och 2 ersättare.",
    **COPY,
)
APPOINT_ONE = Source(
    place="5 §",
    quote="Kommunerna Ekerö, Nykvarn, Nynäshamn, Salem och Tyresö utser vardera 1 ledamot och 1 "
    "ersättare.",
    **COPY,
)
SODERTORN = Agreement(
    terms=Terms(
        title="Förbundsordning för Södertörns brandförsvarsförbund",
        form=Form.MUNICIPAL_FEDERATION,
        period=Period(dt.date(2010, 1, 1)),
        governance=Governance(
            forums=Forum(
                id="direktionen",
                names="Direktionen",
                seats=Seat(
                    id="ledamot",
                    function=MEMBER,
                    by_party={
                        **{party.id: 2 for party in WITH_TWO},
                        **{party.id: 1 for party in WITH_ONE},
                    },
                    deputies=Deputies(),
                    appointed_by=EACH,
                    sources=[APPOINT_TWO, APPOINT_ONE],
                ),
                sources=Source(**COPY),
            )
        ),
        sources=[Source(**COPY), UNDATED],
    ),
    parties=[*WITH_TWO, *WITH_ONE],
    instruments=[
        Accession(
            number=number,
            party=party.id,
            effective=Period(dt.date(2010, 1, 1)),
            sources=NACKA_JOINED if party.id == "0182" else [TEN, UNDATED],
        )
        for number, party in enumerate([*WITH_TWO, *WITH_ONE], start=1)
    ],
)

# --- Norra Dalarna: seats that come with an office at home

WBRAND = {
    "document": "Brandkåren Norra Dalarna, Direktionen (uppdaterad 2023-11-28)",
    "address": "https://wbrand.se/brandkaren-norra-dalarna/om-oss/forbundet/direktionen.html",
}
BY_OFFICE = Source(
    quote="Ledamöterna ska vara kommunstyrelsen ordförande och oppositionsråd eller motsvarande är "
    "ersättare.",
    remark=Text(
        "så står det; läst som kommunstyrelsens ordförande",
        "as printed; read as chair of the executive board",
    ),
    **WBRAND,
)
NORRA_DALARNA = federation(
    "Brandkåren Norra Dalarna",
    Forum(
        id="direktionen",
        names="Direktionen",
        chair="2062",
        vice_chairs="2039",
        seats=Seat(
            id="ledamot",
            function=Text("Kommunstyrelsens ordförande", "Chair of the executive board"),
            kind=MUNICIPALITY,
            deputies=Deputies(
                count=1,
                function=Text(
                    "Oppositionsråd eller motsvarande", "Leader of the opposition or the like"
                ),
                sources=BY_OFFICE,
            ),
            appointed_by=EACH,
            sources=BY_OFFICE,
        ),
        sources=[
            Source(quote="Mora kommun innehar ständigt ordförandeposten", **WBRAND),
            Source(
                quote="vice ordförande roterar mellan de övriga medlemskommunerna varje "
                "mandatperiod. […] Turordning för vice ordförande är efter invånarantalet med "
                "Leksands kommun som start från mandatperioden 2019-2022.",
                remark=Text(
                    "sidan anger en vice ordförande från Älvdalen, i november 2023",
                    "the page names a vice chair from Älvdalen, in November 2023",
                ),
                **WBRAND,
            ),
        ],
    ),
    towns(
        ("Leksands", "2029"),
        ("Mora", "2062"),
        ("Orsa", "2034"),
        ("Vansbro", "2021"),
        ("Älvdalens", "2039"),
    ),
    since=dt.date(2023, 11, 28),
    sources=[
        Source(**WBRAND),
        made_up(
            "sidan uppdaterades då, och anger inte sedan när det gäller",
            "the page was updated then, and does not state since when this applies",
        ),
    ],
)

# --- Mälardalen: a term of office, and about six meetings a year

RTMD = {
    "document": "Räddningstjänsten Mälardalen, Direktion",
    "address": "https://rtmd.se/om-oss/politik-och-beslut/direktion-.html",
}


IN_THE_DIRECTION = Seat(
    id="ledamot",
    function=MEMBER,
    by_party={"1980": 5, "1983": 2, **dict.fromkeys(["1961", "1907", "1984", "1960"], 1)},
    deputies=Deputies(),
    appointed_by="kommunfullmäktige",
    term=TermOfOffice(
        years=4,
        sources=Source(
            quote="Ledamöterna och deras ersättare väljs av medlemskommunernas fullmäktige för en "
            "mandatperiod, dvs. en period på fyra år.",
            **RTMD,
        ),
    ),
    sources=Source(
        quote="Vår direktion består av elva ledamöter och elva ersättare, med representanter "
        "från respektive medlemskommun.",
        remark=Text(
            "antalet per kommun är räknat i sidans förteckningar",
            "the number for each municipality is counted in the lists on the page",
        ),
        **RTMD,
    ),
)
MALARDALEN = federation(
    "Räddningstjänsten Mälardalen",
    Forum(
        id="direktionen",
        names="Direktionen",
        chair="1980",
        seats=IN_THE_DIRECTION,
        modes=WorkingMode(
            meets=Recurrence(
                times=6,
                unit=Unit.YEARS,
                is_about=True,
                sources=Source(quote="Direktionen träffas ungefär sex gånger per år.", **RTMD),
            )
        ),
        sources=Source(
            quote="Ordförandeposten innehas av Västerås kommun. […] Posten som vice ordförande "
            "växlar mellan övriga medlemskommuner.",
            **RTMD,
        ),
    ),
    towns(
        ("Västerås", "1980"),
        ("Köpings", "1983"),
        ("Hallstahammars", "1961"),
        ("Surahammars", "1907"),
        ("Arboga", "1984"),
        ("Kungsörs", "1960"),
    ),
    since=dt.date(2021, 1, 1),
    sources=Source(
        document="Räddningstjänsten Mälardalen, Om oss, Vår verksamhet",
        address="https://rtmd.se/om-oss/var-verksamhet.html",
    ),
)

# --- Nerike: a seat that is published as vacant

BRANDKAR = "https://nerikesbrandkar.se/omoss/verksamhet/styrningochekonomi/"
DIRECTION_2024 = {
    "document": "Nerikes Brandkår, Direktionen, förteckning 2024",
    "address": f"{BRANDKAR}direktionen.4.4a7fc109155fda1a39598f28.html",
}
LIST_2024 = Source(
    remark=Text(
        "antalet per kommun är räknat i förteckningen",
        "the number for each municipality is counted in the list",
    ),
    **DIRECTION_2024,
)
NERIKE = federation(
    "Nerikes Brandkår",
    Forum(
        id="direktionen",
        names="Direktionen",
        chair="1880",
        vice_chairs=["1881", "1864"],
        seats=[
            Seat(
                id="ledamot",
                function=MEMBER,
                by_party={
                    "1880": 3,
                    **dict.fromkeys(["1881", "1861", "1860", "1882", "1885", "1884", "1864"], 1),
                },
                deputies=Deputies(),
                sources=LIST_2024,
            ),
            Seat(
                id="lekeberg",
                function=MEMBER,
                parties="1814",
                count=1,
                holders=(),
                deputies=Deputies(count=1, holders=()),
                sources=Source(quote="Lekeberg Vakant Vakant", **DIRECTION_2024),
            ),
        ],
        duties="är Nerikes Brandkårs beslutande, förvaltande och verkställande organ",
        modes=WorkingMode(
            meets=Recurrence(
                times=6,
                unit=Unit.YEARS,
                sources=Source(
                    document="Nerikes Brandkår, Direktionen",
                    address=DIRECTION_2024["address"],
                    quote="Direktionen träffas sex gånger per år och är Nerikes Brandkårs "
                    "beslutande, förvaltande och verkställande organ.",
                ),
            )
        ),
        sources=LIST_2024,
    ),
    towns(
        ("Örebro", "1880"),
        ("Kumla", "1881"),
        ("Hallsbergs", "1861"),
        ("Lekebergs", "1814"),
        ("Laxå", "1860"),
        ("Askersunds", "1882"),
        ("Lindesbergs", "1885"),
        ("Nora", "1884"),
        ("Ljusnarsbergs", "1864"),
    ),
    since=dt.date(2024, 1, 1),
    sources=[
        LIST_2024,
        made_up("förteckningen anger året 2024", "the list states the year 2024"),
    ],
)

# --- F-samverkan: seats by category, whose holders are not published

RADDSAMF = {
    "document": "F-samverkan, Regionalt krishanteringsråd",
    "address": "https://raddsamf.se/f-samverkan/regionalt-krishanteringsrad/",
}
COUNTY_NEWS = "https://www.lansstyrelsen.se/jonkoping/om-oss/nyheter-och-press/nyheter---jonkoping/"
SIGNED = Source(
    document="F-samverkan, överenskommelse 2012",
    address="https://raddsamf.se/f-samverkan/",
    quote="högsta ledningen från Länsstyrelsen, Landstinget i Jönköpings län, länets kommuner samt "
    "Ydre kommun, Polisområde Jönköpings län",
)
SAME = Source(
    remark=Text(
        "sidans namn; läst som samma part som skrev under 2012",
        "the name on the page; read as the party that signed in 2012",
    ),
    **RADDSAMF,
)
YEAR_2012 = made_up("källan anger året 2012", "the source states the year 2012")
COUNCIL = Forum(
    id="regionala-radet",
    names=["Regionala rådet", "Regionalt krishanteringsråd"],
    chair="lansstyrelsen",
    convener="lansstyrelsen",
    duties="förankra arbetssätt och skapa förutsättningar för arbetet med krishanteringsfrågor",
    modes=WorkingMode(
        meets=Recurrence(
            term=TermOfOffice(),
            sources=(
                once := Source(
                    document="Länsstyrelsen i Jönköpings län, Möte med regionala rådet, 2019-05-29",
                    address=f"{COUNTY_NEWS}2019-05-29-mote-med-regionala-radet.html",
                    quote="Utöver vid samhällsstörningar träffas rådet en gång per mandatperiod.",
                )
            ),
        )
    ),
    sources=[
        once,
        Source(
            quote="Vartannat år samlas det regionala krishanteringsrådet",
            remark=Text(
                "sidan är odaterad och anger ett annat namn och en annan tid mellan mötena; den "
                "daterade källan gäller här",
                "the page is undated, and states another name and another time between the "
                "meetings; the dated source applies here",
            ),
            **RADDSAMF,
        ),
    ],
)


def represents(seat: str, whom: tuple[str, str], **who: Any) -> Seat:
    """Return a seat of the steering group."""
    return Seat(
        id=seat,
        function=Text(f"Representant för {whom[0]}", f"Representative of {whom[1]}"),
        mandate="företräda egen myndighet eller organisation",
        sources=Source(
            quote="Kommunerna (9 personer), Region Jönköpings län (2 personer), Länsstyrelsen "
            "(2 personer), Polismyndigheten (2 personer), SOS Alarm (1 person), Försvarsmakten "
            "(1 person), Adjungerade efter behov",
            remark=Text("en punktlista på sidan", "a list on the page"),
            **RADDSAMF,
        ),
        **who,
    )


STEERING = Forum(
    id="styrgruppen",
    names="Styrgrupp F-samverkan",
    convener="lansstyrelsen",
    seats=[
        represents("kommunerna", ("kommunerna", "the municipalities"), kind=MUNICIPALITY, count=9),
        represents("regionen", ("regionen", "the region"), parties="regionen", each=2),
        represents(
            "lansstyrelsen",
            ("Länsstyrelsen", "the county administrative board"),
            parties="lansstyrelsen",
            each=2,
        ),
        represents("polisen", ("Polismyndigheten", "the police"), parties="polisen", each=2),
        represents("sos-alarm", ("SOS Alarm", "SOS Alarm"), parties="sos-alarm"),
        represents(
            "forsvarsmakten", ("Försvarsmakten", "the armed forces"), parties="forsvarsmakten"
        ),
    ],
    duties=[
        "skapa gemensam grundsyn för operativa insatser",
        "skapa och upprätthålla nätverk",
        "tillsätta händelsegrupper",
        "tillsätta arbetsgrupper",
        "följa upp arbetet i arbetsgrupper och händelsegrupper",
    ],
    modes=WorkingMode(
        meets=Recurrence(
            times=4,
            unit=Unit.YEARS,
            is_about=True,
            sources=Source(
                quote="Styrgrupp F-samverkan sammanträder cirka fyra gånger om året.", **RADDSAMF
            ),
        )
    ),
    sources=Source(
        quote="Det är Länsstyrelsens beredskapsdirektör som är sammankallande till styrgruppen, "
        "vars representanter ska ha mandat att företräda egen myndighet eller organisation.",
        **RADDSAMF,
    ),
)
COMMITTEE = Forum(
    id="arbetsutskottet",
    names="AU F-samverkan",
    duties=[
        "planera, genomföra och följa upp aktiviteter i F-samverkan",
        "förbereda styrgruppsmötena",
    ],
    sources=Source(
        quote="Arbetsutskottet planerar, genomför och följer upp aktiviteter i F-samverkan samt "
        "förbereder styrgruppsmötena.",
        **RADDSAMF,
    ),
)
ISF = OperatingMode(
    id="isf",
    name=Text(
        "inriktnings- och samordningsfunktion (ISF)",
        "function for direction and coordination (ISF)",
    ),
    rank=1,
    sources=Source(
        document="Länsstyrelsen i Jönköpings län, Länsstyrelsens arbete med regional krisledning, "
        "2020-03-30",
        address=f"{COUNTY_NEWS}2020-03-30-lansstyrelsens-arbete-med-regional-krisledning.html",
        quote="Vid en samhällsstörning arbetar F-samverkan i en inriktnings- och "
        "samordningsfunktion.",
    ),
)
OF_THE_COUNTY = towns(
    ("Aneby", "0604"),
    ("Gnosjö", "0617"),
    ("Mullsjö", "0642"),
    ("Habo", "0643"),
    ("Gislaveds", "0662"),
    ("Vaggeryds", "0665"),
    ("Jönköpings", "0680"),
    ("Nässjö", "0682"),
    ("Värnamo", "0683"),
    ("Sävsjö", "0684"),
    ("Vetlanda", "0685"),
    ("Eksjö", "0686"),
    ("Tranås", "0687"),
)
[YDRE] = towns(("Ydre", "0512"))
OTHERS = [
    Party(id="lansstyrelsen", names="Länsstyrelsen i Jönköpings län", kind=BOARD, sources=SIGNED),
    Party(
        id="regionen",
        names=["Region Jönköpings län", "Landstinget i Jönköpings län"],
        kind=REGION,
        sources=[SIGNED, SAME],
    ),
    Party(
        id="polisen",
        names=["Polismyndigheten", "Polisområde Jönköpings län"],
        kind=AGENCY,
        sources=[SIGNED, SAME],
    ),
    Party(id="forsvarsmakten", names="Försvarsmakten", kind=AGENCY, sources=SIGNED),
    Party(id="sos-alarm", names="SOS Alarm", kind=PartyKind.COMPANY, sources=SIGNED),
]
F_SAMVERKAN = Agreement(
    terms=Terms(
        title="F-samverkan",
        period=Period(dt.date(2012, 1, 1)),
        governance=Governance(forums=[COUNCIL, STEERING, COMMITTEE], modes=[ORDINARY, ISF]),
        sources=[SIGNED, YEAR_2012],
    ),
    parties=[*OF_THE_COUNTY, YDRE, *OTHERS],
    instruments=[
        Accession(
            number=number,
            party=party.id,
            effective=Period(dt.date(2012, 1, 1)),
            sources=[
                Source(
                    document="Vaggeryds kommun, F-samverkan",
                    address="https://www.vaggeryd.se/kommun-och-politik/kommunfakta/"
                    "samverkan-och-natverk/f-samverkan.html",
                    quote="Även Ydre kommun ingår i F-samverkan.",
                )
                if party == YDRE
                else SIGNED,
                YEAR_2012,
            ],
        )
        for number, party in enumerate([*OF_THE_COUNTY, YDRE, *OTHERS], start=1)
    ],
)

# --- Gävleborg: a joint committee with a host, and deputies of the member's own party

RULES = {
    "document": "Gemensam nämnd för hjälpmedelsverksamheten, reglemente",
    "address": "https://www.hudiksvall.se/Sidor/Kommun-och-politik/"
    "Forfattningssamling---Styrdokument/Gemensamma-namnder/"
    "Gemensam-namnd-for-hjalpmedelsverksamheten/Reglemente.html",
}
FOUNDED = Source(
    quote="Kommunerna i Gästrikland och Hälsingland; Hofors, Ockelbo, Sandviken, Gävle, Ovanåker, "
    "Bollnäs, Söderhamn, Ljusdal, Hudiksvall och Nordanstig och Region Gävleborg, nedan kallade "
    "parter, har inrättat en gemensam nämnd.",
    **RULES,
)
NO_DAY = made_up("ingen källa anger den", "no source states it")
GAVLEBORG = federation(
    "Gemensam nämnd för hjälpmedelsverksamheten mellan Region Gävleborg och kommunerna i "
    "Gävleborgs län",
    Forum(
        id="namnden",
        names="Gemensam nämnd för hjälpmedelsverksamheten",
        seats=Seat(
            id="ledamot",
            function=MEMBER,
            deputies=Deputies(
                count=1,
                order=(),
                sources=Source(
                    place="7 §",
                    quote="Vid förfall för en ledamot ska denne ersättas av en ersättare från "
                    "Region Gävleborg/kommunen",
                    **RULES,
                ),
            ),
            appointed_by="regionfullmäktige och respektive kommunfullmäktige",
            sources=Source(
                place="7 §",
                quote="Nämnden består av 11 ledamöter och 11 ersättare. Regionfullmäktige och "
                "respektive kommunfullmäktige ska utse en (1) ledamot och lika många ersättare.",
                **RULES,
            ),
        ),
        duties="ansvara för hjälpmedelsverksamheten för dem som omfattas av kommunernas och "
        "regionens ansvar",
        sources=Source(place="1 §", **RULES),
    ),
    [
        *towns(
            ("Hofors", "2104"),
            ("Ockelbo", "2101"),
            ("Sandvikens", "2181"),
            ("Gävle", "2180"),
            ("Ovanåkers", "2121"),
            ("Bollnäs", "2183"),
            ("Söderhamns", "2182"),
            ("Ljusdals", "2161"),
            ("Hudiksvalls", "2184"),
            ("Nordanstigs", "2132"),
        ),
        Party(id="region-gavleborg", names="Region Gävleborg", kind=REGION, sources=FOUNDED),
    ],
    since=dt.date(2019, 1, 1),
    sources=[
        Source(
            quote="Den gemensamma nämnden tillsätts i Region Gävleborgs och ingår i dess "
            "organisation.",
            **RULES,
        ),
        NO_DAY,
    ],
    joined=[FOUNDED, NO_DAY],
    form=Form.JOINT_COMMITTEE,
    host="region-gavleborg",
)

# --- An example: four modes, and a level above the regional one

ACT = {
    "document": "Lag (1992:1403) om totalförsvar och höjd beredskap",
    "address": "https://lagen.nu/1992:1403/konsolidering/1999:946",
}
OLDER = Text("läst i en äldre lydelse (1999:946)", "read in an older wording (1999:946)")
ORDINANCE = {
    "document": "Förordning (2022:525) om civilområdesansvariga länsstyrelser",
    "address": "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/"
    "forordning-2022525-om-civilomradesansvariga_sfs-2022-525/",
}
GRADES = Source(
    place="1 § andra stycket",
    quote="Höjd beredskap är antingen skärpt beredskap eller högsta beredskap.",
    remark=OLDER,
    **ACT,
)
DECIDED = Source(
    place="3 § andra stycket",
    quote="får regeringen besluta om skärpt eller högsta beredskap.",
    remark=OLDER,
    **ACT,
)
AT_WAR = Source(
    place="3 § första stycket",
    quote="Är Sverige i krig råder högsta beredskap.",
    remark=Text(
        "då utan beslut; läst i en äldre lydelse (1999:946)",
        "then without a decision; read in an older wording (1999:946)",
    ),
    **ACT,
)
BETWEEN = Source(
    place="4 §",
    quote="De civilområdesansvariga länsstyrelserna ska ansvara för nödvändig samverkan mellan "
    "civilområdena.",
    **ORDINANCE,
)
OWN_COUNTY, NEXT_COUNTY = (
    Party(id=each, names=f"Länsstyrelsen i {name} län", kind=BOARD, sources=EXAMPLE)
    for each, name in (("exempels-lan", "Exempels"), ("grannlanet", "Grannlandets"))
)
EXAMPLE_TOWNS = [
    Party(names=f"{name} kommun", kind=MUNICIPALITY, sources=EXAMPLE)
    for name in ("Exempelby", "Exempelsta")
]
HEIGHTENED = Agreement(
    terms=Terms(
        title="Exempel: överenskommelse om samverkan i kris och vid höjd beredskap",
        form=Form.AGREED_COOPERATION,
        period=Period(dt.date(2026, 1, 1)),
        notice_months=12,
        governance=Governance(
            modes_fall_back=True,
            overall="regionala-radet",
            modes=[
                ORDINARY,
                ACTIVATED,
                OperatingMode(
                    id="skarpt-beredskap",
                    name=Text("skärpt beredskap", "increased preparedness"),
                    rank=2,
                    switched_by="regeringen",
                    sources=[GRADES, DECIDED],
                ),
                OperatingMode(
                    id="hogsta-beredskap",
                    name=Text("högsta beredskap", "highest preparedness"),
                    rank=3,
                    switched_by="regeringen",
                    sources=[GRADES, DECIDED, AT_WAR],
                ),
            ],
            levels=[
                Level(
                    id="civilomrade",
                    name=Text("civilområdet", "civil area"),
                    rank=2,
                    sources=BETWEEN,
                ),
                Level(
                    id="regional",
                    name=Text("regional nivå", "regional level"),
                    rank=1,
                    sources=EXAMPLE,
                ),
            ],
            forums=[
                Forum(
                    id="civilomradesradet",
                    names="Civilområdesrådet",
                    level="civilomrade",
                    chair="exempels-lan",
                    convener="exempels-lan",
                    duties="samverka mellan länen i civilområdet",
                    modes=[
                        WorkingMode(meets=Recurrence(every=2, unit=Unit.YEARS)),
                        WorkingMode(
                            mode="skarpt-beredskap",
                            meets=Recurrence(unit=Unit.WEEKS),
                            duties="nödvändig samverkan mellan civilområdena",
                            sources=[BETWEEN, EXAMPLE],
                        ),
                        WorkingMode(
                            mode="hogsta-beredskap",
                            meets=Recurrence(unit=Unit.DAYS),
                            sources=EXAMPLE,
                        ),
                    ],
                    seats=[
                        Seat(
                            id="civilomradeschef",
                            function=Text("Civilområdeschef", "Head of the civil area"),
                            comes_with=Office("regionala-radet", "landshovding"),
                            sources=Source(
                                place="2 §",
                                quote="Landshövdingen i ett län där länsstyrelsen är "
                                "civilområdesansvarig är civilområdeschef",
                                **ORDINANCE,
                            ),
                        ),
                        Seat(
                            id="direktor",
                            function=Text(
                                "Länsöverdirektör", "Director of the county administrative board"
                            ),
                            kind=BOARD,
                            deputies=Deputies(
                                count=1, function=Text("Försvarsdirektör", "Head of defence")
                            ),
                            sources=EXAMPLE,
                        ),
                    ],
                    sources=EXAMPLE,
                ),
                Forum(
                    id="regionala-radet",
                    names="Regionala rådet",
                    level="regional",
                    chair="exempels-lan",
                    convener="exempels-lan",
                    modes=[
                        WorkingMode(
                            called=["landshovding", "kommundirektor"],
                            meets=Recurrence(times=2, unit=Unit.YEARS),
                            duties="följa upp överenskommelsen",
                        ),
                        WorkingMode(
                            mode="activated",
                            called=["landshovding", "kommundirektor", "tib"],
                            meets=Recurrence(unit=Unit.DAYS),
                        ),
                        WorkingMode(
                            mode="hogsta-beredskap",
                            duties=[
                                "följa upp att kommuner och regioner övergår till krigsorganisation"
                            ],
                        ),
                    ],
                    seats=[
                        Seat(
                            id="landshovding",
                            function=Text("Landshövding", "County governor"),
                            parties="exempels-lan",
                            sources=EXAMPLE,
                        ),
                        Seat(
                            id="kommundirektor",
                            function=Text("Kommundirektör", "Municipal director"),
                            kind=MUNICIPALITY,
                            deputies=1,
                            sources=EXAMPLE,
                        ),
                        Seat(
                            id="tib",
                            function=Text("Tjänsteman i beredskap", "Officer on call"),
                            sources=EXAMPLE,
                        ),
                    ],
                    sources=EXAMPLE,
                ),
            ],
            sources=EXAMPLE,
        ),
        sources=EXAMPLE,
    ),
    parties=[
        OWN_COUNTY,
        NEXT_COUNTY,
        *EXAMPLE_TOWNS,
        Party(id="regeringen", names="Regeringen", kind=AGENCY, sources=DECIDED),
    ],
    instruments=members(dt.date(2026, 1, 1), [OWN_COUNTY, NEXT_COUNTY, *EXAMPLE_TOWNS]),
)

CHARTERS = {
    "varend.toml": VAREND,
    "sodertorn.toml": SODERTORN,
    "norra-dalarna.toml": NORRA_DALARNA,
    "malardalen.toml": MALARDALEN,
    "nerike.toml": NERIKE,
    "f-samverkan.toml": F_SAMVERKAN,
    "gavleborg.toml": GAVLEBORG,
    "heightened-preparedness.toml": HEIGHTENED,
}
"""The value of each file in docs/examples that has a governance."""
