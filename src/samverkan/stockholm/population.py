"""The population of the county's municipalities, from a file in this package."""

from __future__ import annotations

import csv
import datetime as dt
import importlib.resources
from typing import Final

from ..core.figures import Figure, FigureStatus, FigureTable
from ..core.sources import Source
from ..errors.texts import Text
from ..funding.bases import POPULATION

HALF_YEAR_PAGE: Final = Source(
    document="SCB, Folkmängd i riket, län och kommuner 30 juni 2014 och "
    "befolkningsförändringar 1 april–30 juni 2014",
    address="https://web.archive.org/web/20140814011303/http://scb.se/sv_/Hitta-statistik/"
    "Statistik-efter-amne/Befolkning/Befolkningens-sammansattning/Befolkningsstatistik/"
    "25788/25795/Kvartals--och-halvarsstatistik---Kommun-lan-och-riket/244145/",
)
# Full sources for the short texts in the file's column `source`.
_SOURCES = {
    "SCB, Folkmängd i riket, län och kommuner 30 juni 2014 (quarterly page)": HALF_YEAR_PAGE,
    "SCB, table BefolkningNy, through a public copy": Source(
        document="SCB, tabell BefolkningNy",
        remark=Text(
            "läst i offentliga kopior: 2000–2010 i odectra/popu-sweden@f8515537, 2011–2024 i "
            "Maibra23/Swedish-Housing-Affordability-Indicator@1b17dab5, båda på github.com",
            "read in public copies: 2000–2010 in odectra/popu-sweden@f8515537, 2011–2024 in "
            "Maibra23/Swedish-Housing-Affordability-Indicator@1b17dab5, both on github.com",
        ),
    ),
    "secondary: a 2014 blog quoting SCB; not checked against SCB": Source(
        document="En blogg från 2014 som återger SCB",
        remark=Text(
            "andrahandsuppgift, inte kontrollerad mot SCB",
            "second-hand, not checked against Statistics Sweden",
        ),
    ),
}

_FILE = importlib.resources.files(__package__).joinpath("population.csv")


def _figure(row: dict[str, str]) -> Figure:
    published = row["published"]
    return Figure(
        subject=row["municipality_code"],
        statistic=POPULATION,
        reference_date=dt.date.fromisoformat(row["reference_date"]),
        value=int(row["population"]),
        status=FigureStatus(row["status"]),
        published_on=dt.date.fromisoformat(published) if published else None,
        sources=_SOURCES[row["source"]],
    )


# Read here and not by read_figures(), whose modules a program that needs only these would load.
figures: Final = FigureTable(
    map(_figure, csv.DictReader(_FILE.read_text(encoding="utf-8").splitlines()))
)
"""The population of the county's 26 municipalities on 31 December of each year from 2000 to 2024,
and of 21 of them on 30 June 2014. One of these 21, for Upplands-Bro, is second-hand."""
