"""The former municipality codes that have a source, and the days from which codes are known."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ..core.municipality_codes import FormerCode
from ..core.sources import Source
from ..errors.texts import Text

LISTED_FROM: Final = dt.date(1980, 1, 1)
"""The first day from which all codes, and the days on which they changed, are known."""

_LIST: Final = Source(
    document="SCB, Län, kommuner och församlingar 1980–2026 (kodnyckel)",
    address="https://www.scb.se/contentassets/6a74a52b28994e2bbe23dcdd6754987c/knkodnyckel.xls",
    remark=Text(
        "läst i en offentlig kopia: adamaltmejd/registry-research-toolkit@dcaff9d på github.com; "
        "att en kommun bytte kod är slutsatsen av att namnet är detsamma",
        "read in a public copy: adamaltmejd/registry-research-toolkit@dcaff9d on github.com; that "
        "a municipality changed its code is concluded from the same name",
    ),
)
_TABLE: Final = Source(
    document="SCB, tabell TAB638 (BefolkningNy), fotnot om region",
    quote="Fr o m 2007-01-01 överförs Heby kommun från Västmanlands län till Uppsala län. Hebys "
    "kommunkod ändras från 1917 till 0331.",
)

# The code of today, and the one before.
_UNTIL_1996: Final = {  # Kristianstad county became part of Skåne
    "1256": "1121",
    "1257": "1137",
    "1270": "1160",
    "1272": "1162",
    "1273": "1163",
    "1275": "1165",
    "1276": "1166",
    "1277": "1167",
    "1278": "1168",
    "1290": "1180",
    "1291": "1181",
    "1292": "1182",
    "1293": "1183",
}
_UNTIL_1997: Final = {  # Västra Götaland was formed; Habo and Mullsjö moved to Jönköping county
    "0642": "1622",
    "0643": "1623",
    "1438": "1504",
    "1439": "1507",
    "1440": "1521",
    "1441": "1524",
    "1442": "1527",
    "1443": "1535",
    "1444": "1602",
    "1445": "1603",
    "1446": "1637",
    "1447": "1643",
    "1452": "1552",
    "1460": "1560",
    "1461": "1561",
    "1462": "1562",
    "1463": "1563",
    "1465": "1565",
    "1466": "1566",
    "1470": "1660",
    "1471": "1661",
    "1472": "1662",
    "1473": "1663",
    "1487": "1580",
    "1488": "1581",
    "1489": "1582",
    "1490": "1583",
    "1491": "1584",
    "1492": "1585",
    "1493": "1680",
    "1494": "1681",
    "1495": "1682",
    "1496": "1683",
    "1497": "1684",
    "1498": "1685",
    "1499": "1686",
}
_UNTIL_2006: Final = {"0331": "1917"}  # Heby moved from Västmanland to Uppsala county

FORMED_ON: Final = {
    "0584": dt.date(1980, 1, 1),
    "2425": dt.date(1980, 1, 1),
    "0117": dt.date(1983, 1, 1),
    "0128": dt.date(1983, 1, 1),
    "1603": dt.date(1983, 1, 1),
    "2403": dt.date(1983, 1, 1),
    "2418": dt.date(1983, 1, 1),
    "0461": dt.date(1992, 1, 1),
    "0488": dt.date(1992, 1, 1),
    "1535": dt.date(1995, 1, 1),
    "1814": dt.date(1995, 1, 1),
    "0140": dt.date(1999, 1, 1),
    "0330": dt.date(2003, 1, 1),
}
"""The first day of each municipality formed since 1980, by its first code.

Source:
    SCB, Län, kommuner och församlingar 1980–2026; the footnotes of its tables TAB638 and TAB2707.
"""


def _former(former: str, year: int) -> FormerCode:
    return FormerCode(
        former,
        last_day=dt.date(year, 12, 31),
        first_day=FORMED_ON.get(former),
        sources=(_TABLE, _LIST) if former == "1917" else _LIST,
    )


FORMER_CODES: Final = {
    code: (_former(former, year),)
    for year, several in ((1996, _UNTIL_1996), (1997, _UNTIL_1997), (2006, _UNTIL_2006))
    for code, former in sorted(several.items())
}
"""The former municipality codes since 1980, by the code of today: in Skåne from 1997, in Västra
Götaland and of Habo and Mullsjö from 1998, of Heby from 2007. All changes were made on 1 January.

Source:
    SCB, Län, kommuner och församlingar 1980–2026; each code has its sources.
"""


_TODAYS_CODES: Final = {
    former.code: code for code, several in FORMER_CODES.items() for former in several
}


def todays_code(code: str) -> str:
    """Return the code of today of a municipality whose code may be a former one.

    >>> todays_code("1917"), todays_code("0182")
    ('0331', '0182')
    """
    return _TODAYS_CODES.get(code, code)
