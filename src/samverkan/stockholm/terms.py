"""The agreement itself: its terms, the documents that led to it, and its parties."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from ..agreements.agreement import Agreement
from ..agreements.documents import Document, DocumentKind
from ..agreements.instruments import Accession
from ..agreements.terms import Commitment, Form, Terms
from ..core.decisions import Burden
from ..core.figures import ReferenceDate
from ..core.money import Rounding
from ..core.parties import Party, PartyKind
from ..core.periods import Period
from ..core.sources import Source
from ..errors.texts import Text
from ..funding.bases import POPULATION, Basis
from ..funding.funding import Funding, Reading
from ..funding.rules import ByGroup, Rate
from .governance import governance
from .papers import SITE, TITLES, paper
from .parties import NAMED_IN_THE_PAPER, PARTIES

_FIRST_DAY = dt.date(2015, 1, 1)
MONEY = "Ekonomiska förutsättningar"
BY_POPULATION = (
    "Länets kommuner finansierar tillsammans halva kostnaden för Samverkansfunktionen "
    "Stockholmsregionen och fördelar detta genom att betala en andel baserad på antalet "
    "invånare vid budgetårets start."
)
BY_RATE = (
    "Beloppet är 1,50 kronor per invånare och år och bygger på antal mantalsskrivna vid "
    "halvårsskiftet året före aktuellt budgetår."
)
_OBSOLETE = Text(
    "mantalsskrivna läses som folkbokförda", "mantalsskrivna is read as registered residents"
)
_OWN_ROUNDING = Text(
    "källan anger ingen avrundning; vår tolkning: till hela ören, halva ören uppåt (bort från "
    "noll), en gång, sist",
    "the source states no rounding; our reading: to whole öre, half an öre away from zero, once, "
    "at the end",
)
_OWN_PRORATION = Text(
    "källan säger inget om del av år; vår tolkning: hela årets belopp för den som är part någon "
    "dag under året",
    "the source says nothing about a part of a year; our reading: the whole year's amount for "
    "whoever is a party on any day of the year",
)


def _reading(
    name: str, date: ReferenceDate, words: Source, reason: Text, *, before: bool = False
) -> Reading:
    rate = Rate(
        kronor_per_unit="1.50",
        of=Basis(statistic=POPULATION, reference_date=date, said_before_year=before, sources=words),
        sources=paper(MONEY, BY_RATE),
    )
    rule = ByGroup(kinds={PartyKind.MUNICIPALITY: rate}, sources=paper(MONEY, BY_POPULATION))
    rounding = Rounding(sources=paper(MONEY, remark=_OWN_ROUNDING))
    return Reading(
        name=name,
        funding=Funding(rule=rule, rounding=rounding, sources=paper(MONEY, remark=_OWN_PRORATION)),
        reason=reason,
        sources=words,
    )


_READINGS = (
    _reading(
        "mid-year-before",
        ReferenceDate(1, 6, 30),
        paper(MONEY, BY_RATE, _OBSOLETE),
        Text(
            "källan anger två dagar, och dess belopp för Nacka 2015, cirka 143 000 kr, avgör: "
            "Nackas 95 182 invånare den 30 juni 2014 × 1,50 kr = 142 773,00 kr; årsskiftets "
            "96 217 ger 144 325,50 kr",
            "the source states two dates, and its amount for Nacka in 2015, about SEK 143,000, "
            "decides: Nacka's 95,182 inhabitants on 30 June 2014 × SEK 1.50 = SEK 142,773.00; "
            "the 96,217 inhabitants at the turn of the year would give SEK 144,325.50",
        ),
        before=True,
    ),
    _reading(
        "year-start",
        ReferenceDate(1, 12, 31),
        paper(MONEY, BY_POPULATION),
        Text(
            "källans andra dag: invånare vid budgetårets start, det vill säga årsskiftets "
            "folkmängd; beloppet i källan stämmer inte med den",
            "the source's other date: inhabitants at the start of the budget year, that is the "
            "population at the turn of the year; the amount in the source does not agree with it",
        ),
    ),
)

_COMMON = "Gemensamma utgångspunkter"
_COMMITMENTS = (
    Text(
        "Förankra och kontinuerligt utveckla gemensamma rutiner och processer",
        "Anchor and continuously develop common routines and processes",
    ),
    Text(
        "Representation i regionala samverkansforum",
        "Representation in regional forums for collaboration",
    ),
    Text(
        "Identifiera och genomföra gemensamma utbildningsinsatser",
        "Identify and carry out joint training",
    ),
    Text(
        "Löpande pröva möjligheten att dela resurser och kompetens",
        "Continuously consider sharing resources and competence",
    ),
)
_TITLE = Text(
    "Överenskommelse om länsgemensam funktion för en trygg, säker och störningsfri region",
    "Agreement on a joint county function for a safe, secure and disruption-free region",
)
_IN_FORCE = attrs.evolve(
    SITE,
    remark=Text(
        "från den 1 januari 2015 en avtalsorganisation i löpande drift",
        "from 1 January 2015 an organisation by agreement, in regular operation",
    ),
)

_PLAIN = Text(
    "vår tolkning: samverkan genom avtal, utan egen juridisk person eller gemensam nämnd; källan "
    "nämner ingen sådan",
    "our reading: cooperation by agreement, with no legal person of its own and no joint "
    "committee; the source names none",
)

_TERMS = Terms(
    title=_TITLE,
    period=Period(_FIRST_DAY),
    purposes=(
        Text("öka krisberedskapen", "better preparedness for crises"),
        Text("öka tryggheten", "better safety"),
        Text("öka framkomligheten", "better accessibility"),
    ),
    document_number="KSL/15/0016-5",
    funding=_READINGS,
    governance=governance,
    form=Form.COOPERATION,
    commitments=[Commitment(text=text, sources=paper(_COMMON, text.sv)) for text in _COMMITMENTS],
    sources=(
        paper(
            "Rubrik",
            remark=Text(
                "rubriken på ärendet; överenskommelsens egen rubrik har inte setts",
                "the heading of the item on the agenda; the agreement's own was not seen",
            ),
        ),
        paper(
            "Sammanfattning",
            "Syftet är att öka krisberedskapen samt öka tryggheten och framkomligheten för "
            "Stockholmsregionens medborgare.",
        ),
        TITLES,
        _IN_FORCE,
        paper("Gemensamma utgångspunkter", remark=_PLAIN),
    ),
)

_DOCUMENTS = (
    Document(
        kind=DocumentKind.LETTER_OF_INTENT,
        title=Text(
            "En trygg, säker och störningsfri region – modell för regional samverkan",
            "A safe, secure and disruption-free region – a model for regional collaboration",
        ),
        dated=dt.date(2014, 4, 1),
        sources=SITE,
    ),
    Document(
        kind=DocumentKind.RECOMMENDATION,
        title=Text(
            "Rekommendation att ingå överenskommelsen", "Recommendation to enter the agreement"
        ),
        issuer="Kommunförbundet Stockholms län (KSL)",
        dated=dt.date(2015, 3, 19),
        sources=paper(
            "Fotnot 1",
            "KSL:s styrelse beslutade om rekommendationen vid sitt sammanträde den 19 mars 2015.",
        ),
    ),
    Document(
        kind=DocumentKind.AGREEMENT,
        title=_TITLE,
        issuer="Kommunförbundet Stockholms län (KSL)",
        sources=(paper("Ärendet"), TITLES),
    ),
)

_RETROACTIVE = paper(
    "Förslag till beslut",
    "Kommunstyrelsen noterar att beslutet att ingå överenskommelsen har retroaktiv verkan från "
    "och med den 1 januari 2015.",
    Text(
        "vår tolkning: det belastar kommunen med en betalning mellan offentliga organ",
        "our reading: it burdens the municipality with a payment between public bodies",
    ),
)
_NAMED = "Deltagande parter"
_SINCE_THE_START = paper(
    _NAMED,
    remark=Text(
        "vår tolkning: den som källan räknar upp är part från överenskommelsens första dag; "
        "dess eget beslut står inte i någon källa",
        "our reading: whoever the source lists is a party from the agreement's first day; no "
        "source states its own decision",
    ),
)
_MUNICIPALITY_SINCE_THE_START = paper(
    _NAMED,
    remark=Text(
        "vår tolkning: den som källan räknar upp är part från överenskommelsens första dag, och "
        "beslutet belastar en kommun med en betalning mellan offentliga organ; dess eget beslut "
        "står inte i någon källa",
        "our reading: whoever the source lists is a party from the agreement's first day, and the "
        "decision burdens a municipality with a payment between public bodies; no source states "
        "its own decision",
    ),
)


_GRANT = Text(
    "de statliga medel som kommunen får årligen för att stärka det lokala krishanteringsarbetet",
    "the state grant that the municipality gets each year for its preparedness for crises",
)
_CHARGED = paper(
    MONEY,
    "För Nacka kommuns del uppgår kostnaden för 2015 till cirka 143 000 kr och belastar de "
    "statliga medel som kommunen får årligen för att stärka det lokala krishanteringsarbetet.",
)


def _accession(number: int, party: Party) -> Accession:
    pays = party.kind is PartyKind.MUNICIPALITY
    accession = Accession(
        number=number,
        party=party.id,
        effective=Period(_FIRST_DAY),
        burden=Burden.PUBLIC_BODIES if pays else None,
        sources=(_MUNICIPALITY_SINCE_THE_START if pays else _SINCE_THE_START, _IN_FORCE),
    )
    if party.id != "0182":
        return accession
    return attrs.evolve(
        accession,
        stated_amount="cirka 143 000 kr",
        charged_to=_GRANT,
        sources=(_RETROACTIVE, _IN_FORCE, _CHARGED),
    )


agreement: Final = Agreement(
    terms=_TERMS,
    parties=PARTIES,
    instruments=[
        _accession(number, party) for number, party in enumerate(NAMED_IN_THE_PAPER, start=1)
    ],
    documents=_DOCUMENTS,
)
"""The agreement *Samverkan Stockholmsregionen*: its terms with two readings of the funding, the
documents that led to it, and the 36 parties that the source names, each a member from 1 January
2015. A 37th party is known only as the successor of one of them."""
