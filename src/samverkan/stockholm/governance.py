"""The governance of the agreement, as far as a source states it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ..core.parties import Name
from ..core.periods import Period
from ..core.sources import Source
from ..errors.texts import Text
from ..governance.forums import Forum
from ..governance.governance import Governance
from ..governance.levels import COORDINATING, DIRECTING, EXECUTING, Level
from ..governance.modes import ACTIVATED, ORDINARY, WorkingMode
from .papers import paper

_ORGANISATION = "Organisation och styrning"
_BOARD = "202100-2247"  # Länsstyrelsen i Stockholms län
_COUNCIL = paper(
    _ORGANISATION,
    "Regionala rådet, där länsstyrelsen har ordförandeposten, har det övergripande ansvaret för "
    "att samverkan sker utifrån överenskommelsen.",
)
_LEVELS = paper(
    _ORGANISATION,
    "Modellen utgår från en struktur som bygger på tre olika samverkansnivåer, som var och en har "
    "sitt specifika fokus när det gäller den gemensamma hanteringen av regionala frågor",
)
_FUNCTIONS = paper(
    _ORGANISATION,
    "Respektive nivå innehåller olika forum. Gemensamt för dessa är att deltagarna kallas utifrån "
    "funktion och mandat snarare än person",
    Text(
        "vilka forum, platser och mandat det är står inte i källan",
        "the source does not say which forums, seats and mandates these are",
    ),
)
_MODES = paper(
    _ORGANISATION,
    "Varje forum arbetar i såväl löpande (ordinarie läge) som akuta/specifika situationer, vilka "
    "kräver särskild hantering (aktiverat läge).",
    Text(
        "vad som skiljer lägena åt, vilka som kallas och hur ofta, står inte i källan",
        "the source does not say how the modes differ, who is called or how often",
    ),
)
_CONVENER = paper(
    _ORGANISATION,
    "Länsstyrelsen i Stockholm har ett övergripande ansvar för att sammankalla och inledningsvis "
    "leda arbetet i dessa forum.",
)
_PANDEMIC = Source(
    document="Samverkan Stockholmsregionen, 1 år av aktörsgemensam pandemihantering",
    address="http://samverkanstockholmsregionen.se/projekt/1-ar-av-aktorsgemensam-pandemihantering",
)


def pandemic(sv: str, en: str) -> Source:
    """Return the report on the pandemic as a source, with a remark."""
    return Source(document=_PANDEMIC.document, address=_PANDEMIC.address, remark=Text(sv, en))


_NAMES = (
    Name("Regionala rådet", sources=_COUNCIL),
    Name(
        "Regionala chefsgruppen",
        Period(dt.date(2020, 2, 17)),
        sources=pandemic(
            "namnet är först sett för den 17 februari 2020; när och av vem det beslutades är inte "
            "känt, och att det är samma forum är vår tolkning",
            "the name is first seen for 17 February 2020; when and by whom it was decided is not "
            "known, and that it is the same forum is our reading",
        ),
    ),
)

governance: Final = Governance(
    levels=[
        Level(
            id="regionalt-inriktande",
            name=Text("Regionalt inriktande", "Regional directing"),
            rank=DIRECTING.rank,
            sources=_LEVELS,
        ),
        Level(
            id="regionalt-samordnande",
            name=Text("Regionalt samordnande", "Regional coordinating"),
            rank=COORDINATING.rank,
            sources=_LEVELS,
        ),
        Level(
            id="verkstallande",
            name=Text("Verkställande", "Executing"),
            rank=EXECUTING.rank,
            sources=_LEVELS,
        ),
    ],
    forums=Forum(
        id="regionala-radet",
        names=_NAMES,
        chair=_BOARD,
        convener=_BOARD,
        initial_lead=_BOARD,
        modes=[WorkingMode(mode=mode.id, sources=_MODES) for mode in (ORDINARY, ACTIVATED)],
        sources=(_COUNCIL, _CONVENER),
    ),
    modes=[ORDINARY, ACTIVATED],
    overall="regionala-radet",
    sources=(_COUNCIL, _LEVELS, _FUNCTIONS, _MODES, _CONVENER),
)
