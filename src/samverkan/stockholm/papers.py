"""The documents that state the facts about the agreement."""

from __future__ import annotations

from typing import Final

import attrs

from ..core.sources import Source
from ..errors.texts import Text

PAPER: Final = Source(
    document="Nacka kommun, kommunstyrelsen: Överenskommelse om länsgemensam funktion för en "
    "trygg, säker och störningsfri region (2015)",
)
SITE: Final = Source(
    document="Samverkan Stockholmsregionen, Modell för regional samverkan",
    address="http://samverkanstockholmsregionen.se/modell-regional-samverkan",
)
TITLES: Final = Source(
    document="Kommunala handlingar om överenskommelsen",
    remark=Text(
        "andrahandsuppgift: numret sett i handlingars titlar och utdrag",
        "second-hand: the number was seen in titles and excerpts of municipal papers",
    ),
)
CODES: Final = Source(
    document="swedish-geodata, data/municipalities.csv (@03b0a24b)",
    address="https://github.com/sjbrg/swedish-geodata",
)
MUNICIPAL_NUMBERS: Final = Source(
    document="Scraping_Swedish_elderly_care, research/recruitment_ads/employer_master.csv "
    "(@172f86eb)",
    address="https://github.com/Mihagley/Scraping_Swedish_elderly_care",
    remark=Text("återger Skolverkets register", "restates the register of Skolverket"),
)
AGENCIES: Final = Source(
    document="myndighetsdata, data/scb.json, esv.json och wd.json (@e5b5c07e)",
    address="https://github.com/civictechsweden/myndighetsdata",
)
REGION: Final = Source(
    document="Region Stockholm, Om oss", address="https://slso.regionstockholm.se/om-oss"
)
FIRE_SERVICE: Final = Source(
    document="Wikipedia, Storstockholms brandförsvar",
    remark=Text("andrahandsuppgift: organisationsnumret", "second-hand: the organisation number"),
)


def paper(place: str, quote: str | None = None, remark: Text | None = None) -> Source:
    """Return a place in the document for the executive board of Nacka, as a source."""
    return attrs.evolve(PAPER, place=place, quote=quote, remark=remark)
