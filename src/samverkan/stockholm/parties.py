"""The parties that the document names, and one that is known only as a successor."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from ..core.parties import Party, PartyKind
from ..core.sources import Source
from ..errors.texts import Text
from .papers import AGENCIES, CODES, FIRE_SERVICE, MUNICIPAL_NUMBERS, REGION, paper

_NAMED = paper(
    "Deltagande parter",
    "De deltagande parterna i den föreslagna överenskommelsen är länsstyrelsen Stockholm, "
    "kommuner i Stockholms län, Stockholms läns landsting, Försvarsmakten Militärregion Mitt, "
    "SOS Alarm, Trafikverket, Polismyndigheten i Stockholms län, Stockholms hamnar AB, "
    "Storstockholms brandförsvar, Södertörns brandförsvarsförbund och Brandkåren Attunda.",
)

# Code, organisation number, names.
_MUNICIPALITIES = (
    ("0114", "212000-0019", "Upplands Väsby kommun"),
    ("0115", "212000-0027", "Vallentuna kommun"),
    ("0117", "212000-2890", "Österåkers kommun"),
    ("0120", "212000-0035", "Värmdö kommun"),
    ("0123", "212000-0043", "Järfälla kommun"),
    ("0125", "212000-0050", "Ekerö kommun"),
    ("0126", "212000-0068", "Huddinge kommun"),
    ("0127", "212000-2882", "Botkyrka kommun"),
    ("0128", "212000-2874", "Salems kommun"),
    ("0136", "212000-0084", "Haninge kommun"),
    ("0138", "212000-0092", "Tyresö kommun"),
    ("0139", "212000-0100", "Upplands-Bro kommun"),
    ("0140", "212000-2999", "Nykvarns kommun"),
    ("0160", "212000-0118", "Täby kommun"),
    ("0162", "212000-0126", "Danderyds kommun"),
    ("0163", "212000-0134", "Sollentuna kommun"),
    ("0180", "212000-0142", "Stockholms kommun", "Stockholms stad"),
    ("0181", "212000-0159", "Södertälje kommun"),
    ("0182", "212000-0167", "Nacka kommun"),
    ("0183", "212000-0175", "Sundbybergs kommun", "Sundbybergs stad"),
    ("0184", "212000-0183", "Solna kommun", "Solna stad"),
    ("0186", "212000-0191", "Lidingö kommun", "Lidingö stad"),
    ("0187", "212000-2908", "Vaxholms kommun", "Vaxholms stad"),
    ("0188", "212000-0217", "Norrtälje kommun"),
    ("0191", "212000-0225", "Sigtuna kommun"),
    ("0192", "212000-0233", "Nynäshamns kommun"),
)


def _municipality(code: str, number: str, *names: str) -> Party:
    return Party(
        names=names,
        kind=PartyKind.MUNICIPALITY,
        municipality_code=code,
        organisation_number=number,
        sources=(_NAMED, CODES, MUNICIPAL_NUMBERS),
    )


def _other(
    kind: PartyKind, *names: str, number: str | None = None, source: Source | None = None
) -> Party:
    return Party(
        names=names,
        kind=kind,
        organisation_number=number,
        sources=(_NAMED,) if source is None else (_NAMED, source),
    )


_NATIONAL_POLICE = Party(
    names="Polismyndigheten",
    kind=PartyKind.STATE_AGENCY,
    organisation_number="202100-0076",
    first_day=dt.date(2015, 1, 1),
    sources=AGENCIES,
)
_COUNTY_POLICE = Party(
    names="Polismyndigheten i Stockholms län",
    kind=PartyKind.STATE_AGENCY,
    last_day=dt.date(2014, 12, 31),
    successor=_NATIONAL_POLICE.id,
    sources=(
        _NAMED,
        attrs.evolve(
            AGENCIES,
            remark=Text(
                "källan anger när den nationella Polismyndigheten inrättades; att länets myndighet "
                "upphörde dagen innan och efterträddes av den är vår slutsats",
                "the source states when the national authority was formed; that the county's "
                "ceased the day before and was succeeded by it is our conclusion",
            ),
        ),
    ),
)
_ARMED_FORCES = attrs.evolve(
    AGENCIES,
    remark=Text(
        "numret är Försvarsmaktens; för Militärregion Mitt har inget eget nummer setts",
        "the number is that of Försvarsmakten; none of Militärregion Mitt's own was seen",
    ),
)

NAMED_IN_THE_PAPER: Final = (
    *(_municipality(*row) for row in _MUNICIPALITIES),
    _other(
        PartyKind.COUNTY_ADMINISTRATIVE_BOARD,
        "Länsstyrelsen i Stockholms län",
        "Länsstyrelsen Stockholm",
        number="202100-2247",
        source=AGENCIES,
    ),
    _other(
        PartyKind.REGION,
        "Stockholms läns landsting",
        "Region Stockholm",
        number="232100-0016",
        source=REGION,
    ),
    _other(
        PartyKind.STATE_AGENCY,
        "Försvarsmakten Militärregion Mitt",
        "Försvarsmakten",
        number="202100-4615",
        source=_ARMED_FORCES,
    ),
    _other(PartyKind.STATE_AGENCY, "Trafikverket", number="202100-6297", source=AGENCIES),
    _COUNTY_POLICE,
    _other(PartyKind.COMPANY, "SOS Alarm Sverige AB", "SOS Alarm"),
    _other(PartyKind.COMPANY, "Stockholms Hamn AB", "Stockholms hamnar AB"),
    _other(
        PartyKind.MUNICIPAL_FEDERATION,
        "Storstockholms brandförsvar",
        number="222000-0356",
        source=FIRE_SERVICE,
    ),
    _other(PartyKind.MUNICIPAL_FEDERATION, "Södertörns brandförsvarsförbund"),
    _other(PartyKind.MUNICIPAL_FEDERATION, "Brandkåren Attunda"),
)
"""The 36 parties that the document names, in its order if it gives one."""

PARTIES: Final = (*NAMED_IN_THE_PAPER, _NATIONAL_POLICE)
"""All parties that the agreement knows: the 36, and the successor of one of them."""
