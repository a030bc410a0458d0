"""The former municipality codes that have a source, and the days from which codes are known."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ..core.municipality_codes import FormerCode
from ..core.sources import Source
from ..errors.texts import Text

LISTED_FROM: Final = dt.date(2015, 7, 3)
"""The first day on which the list of municipalities is known to apply."""

FORMER_CODES: Final = {
    "0331": (
        FormerCode(
            "1917",
            last_day=dt.date(2006, 12, 31),
            sources=(
                Source(
                    document="Wikipedia, Heby kommun",
                    quote="Heby kommun tillhörde före den 1 januari 2007 Västmanlands län.",
                    address="https://sv.m.wikipedia.org/wiki/Heby_kommun",
                    remark=Text(
                        "sidan anger båda koderna; att koden byttes med länet är vår slutsats",
                        "the page states both codes; that the code changed with the county is our "
                        "conclusion",
                    ),
                ),
                Source(
                    document="Sveriges Radio, Sista beslutet taget om Hebys hemvist",
                    quote="Heby från och med den första januari 2007 tillhör Uppsala län",
                    address="https://sverigesradio.se/sida/artikel.aspx?programid=112&artikel=758495",
                ),
            ),
        ),
    ),
    "1490": (
        FormerCode(
            "1583",
            last_day=dt.date(1997, 12, 31),
            sources=(
                Source(
                    document="Wikipedia, Borås kommun",
                    quote="Borås kommun är en kommun i Västra Götalands län, i före detta "
                    "Älvsborgs län.",
                    address="https://sv.m.wikipedia.org/wiki/Bor%C3%A5s_kommun",
                    remark=Text(
                        "sidan anger båda koderna; att koden byttes med länet är vår slutsats",
                        "the page states both codes; that the code changed with the county is our "
                        "conclusion",
                    ),
                ),
                Source(
                    document="Länsstyrelsen i Västra Götalands län, Bakgrund till bildandet av "
                    "länet",
                    quote="Enligt riksdagsbeslut bildades den 1 januari 1998 Västra Götalands län",
                    address="http://www.lansstyrelsen.se/VastraGotaland/Sv/om-lansstyrelsen/"
                    "om-lanet/Pages/Bakgrund.aspx",
                ),
            ),
        ),
    ),
}
"""The former municipality codes whose last day has a source, by the code of today: those of Heby
and Borås. Many more municipalities had another code: those of today's Skåne and Västra Götaland,
for example. No source with their days was seen."""


def todays_code(code: str) -> str:
    """Return the code of today of a municipality whose code may be a former one.

    >>> todays_code("1917"), todays_code("0182")
    ('0331', '0182')
    """
    for current, several in FORMER_CODES.items():
        if any(former.code == code for former in several):
            return current
    return code
