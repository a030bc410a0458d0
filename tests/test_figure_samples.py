"""Files with figures as people have them, from Statistics Sweden, Kolada and spreadsheets.

``tests/data/figures/`` tells where each comes from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from samverkan import FigureStatus
from samverkan.errors import FigureFileError
from samverkan.formats import FileShape, read_figures

FOLDER = Path(__file__).with_name("data") / "figures"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".md")

FINAL, PERTURBED, SECONDARY = (
    FigureStatus.FINAL,
    FigureStatus.PERTURBED,
    FigureStatus.SECONDARY,
)


class Expected(NamedTuple):
    """What a file holds.

    Attributes:
        shape: The kind of file.

        figures: The figures, by municipality code and day.

        status: The status of each.

        source: What each figure cites; nothing if the file does not say it.

        left_out: The number of things left out, by reason.

        updated_on: The day on which the table was updated.

        remark: The remark of the source.
    """

    shape: FileShape
    figures: dict[tuple[str, str], int]
    status: FigureStatus | None = None
    source: str | None = None
    left_out: Mapping[str, int] = MappingProxyType({})
    updated_on: dt.date | None = None
    remark: str | None = None


TITLE = "Folkmängden efter region, civilstånd, ålder och kön. År 1968 - 2024"
READ = {
    "jsonstat2-v1-TAB6471-month-2026M05-cut.json": Expected(
        FileShape.JSON_STAT,
        {
            ("0114", "2026-05-31"): 50_666,
            ("0127", "2026-05-31"): 97_312,
            ("0180", "2026-05-31"): 1_000_374,
            ("0182", "2026-05-31"): 114_231,
            ("2425", "2026-05-31"): 2_221,
        },
        PERTURBED,
        "SCB, tabell TAB6471",
        {"areas": 2},
        dt.date(2026, 7, 7),
    ),
    "jsonstat2-v2-TAB5557-0180-perturbed-parts-cut.json": Expected(
        FileShape.JSON_STAT,
        {("0180", "2025-12-31"): 999_239},
        PERTURBED,
        "SCB, tabell TAB5557",
        {"parts": 8},
        dt.date(2026, 2, 24),
    ),
    "kolada-data.json": Expected(
        FileShape.KOLADA,
        {("0182", "2024-12-31"): 112_112},
        SECONDARY,
        "Kolada, nyckeltal N01951",
        {"missing": 1},
    ),
    "own-cp1252.csv": Expected(
        FileShape.OWN, {("0182", "2014-06-30"): 95_182}, None, "Statistiska centralbyrån"
    ),
    "pxjson-v1-BefforandrKvRLK-hel-2023-cut.json": Expected(
        FileShape.PXWEB_JSON,
        {
            ("0114", "2023-12-31"): 50_110,
            ("0127", "2023-12-31"): 95_592,
            ("0180", "2023-12-31"): 988_943,
            ("0182", "2023-12-31"): 110_633,
            ("0186", "2023-12-31"): 48_324,
            ("0330", "2023-12-31"): 20_714,
        },
        FINAL,
        "SCB, Befolkningsstatistik antal personer efter region, förändringar, period, kön och år",
        {},
        dt.date(2024, 3, 6),
    ),
    "scb-api-v1-csv.csv": Expected(
        FileShape.CSV,
        {("0114", "2024-12-31"): 50_323, ("0182", "2024-12-31"): 112_112},
        FINAL,
        "SCB, folkmängd",
        {"sexes-added": 2},
        remark="the sum of the men and women in the table",
    ),
    "scb-csv3-codes.csv": Expected(
        FileShape.CSV,
        {("0114", "2024-12-31"): 50_323, ("0182", "2024-12-31"): 112_112},
        FINAL,
        "SCB, tabell BefolkningNy",
        {"areas": 2},
    ),
    "scb-excel-halfyear-saved.csv": Expected(
        FileShape.CSV,
        {("0182", "2014-06-30"): 95_182},
        FINAL,
        "SCB, Folkmängd i riket, län och kommuner 30 juni 2014",
        {"areas": 1, "other-counts": 1},
    ),
    "scb-halfyear-BefforandrKvRLK.csv": Expected(
        FileShape.CSV,
        {("0127", "2014-06-30"): 88_391, ("0182", "2014-06-30"): 95_182},
        FINAL,
        "SCB, folkmängd",
    ),
    "scb-jsonstat2.json": Expected(
        FileShape.JSON_STAT,
        {("0182", "2024-12-31"): 112_112},
        FINAL,
        "SCB, tabell BefolkningNy",
        {"missing": 1},
        dt.date(2025, 2, 21),
    ),
    "scb-web-csv-wide-heading.csv": Expected(
        FileShape.CSV,
        {
            ("0114", "2024-12-31"): 50_323,
            ("0182", "2023-12-31"): 110_633,
            ("0182", "2024-12-31"): 112_112,
        },
        FINAL,
        f"SCB, {TITLE}",
        {"areas": 2, "missing": 1},
    ),
    "summa-row.csv": Expected(
        FileShape.OWN, {("0182", "2024-12-31"): 112_112}, left_out={"sums": 1}
    ),
    "tabs.csv": Expected(FileShape.OWN, {("0182", "2024-12-31"): 112_112}),
}
REFUSED = {
    "ckm-two-totals.csv": [(3, "two-tables")],
    "jsonstat2-v2-TAB638-knivsta-zeros-parts-cut.json": [(0, "parts-alone")],
    "px-en-TAB2936-symbols-latin1.px": [(0, "no-region")],
    "px-sv-BE0101N1-latin1.px": [(0, "parts-alone")],
    "quarter-workbook-saved-csv-merge-markers-bom-inside.csv": [(1, "merge-marker")],
    "web-csv-comma-noheading-several-contents-en.csv": [(0, "no-figures")],
    "web-csv-comma-noheading-wide-parts-en.csv": [(1, "no-population")],
    "web-csv-semicolon-heading-bare-dots-contents-year.csv": [(3, "no-region")],
    "web-csv-semicolon-heading-nuts-latin1.csv": [(0, "no-figures")],
    "web-csv-semicolon-no-region-column-latin1.csv": [(1, "no-region")],
    "zero-for-missing.csv": [(3, "nobody")],
}


@pytest.mark.parametrize("name", FILES)
def test_samples(name: str) -> None:
    """Each file is read as a whole, with its status and source, or refused with the reason."""
    if name in REFUSED:
        with pytest.raises(FigureFileError) as caught:
            read_figures(FOLDER / name)
        assert [fault[:2] for fault in caught.value.faults[:1]] == REFUSED[name]
        return
    expected, read = READ[name], read_figures(FOLDER / name)
    figures = read.figures.figures

    assert read.shape is expected.shape
    found = {(each.subject, each.reference_date.isoformat()): each.value for each in figures}
    assert found == expected.figures
    assert {each.status for each in figures} == {expected.status}
    cited = [source for each in figures for source in each.sources]
    assert {source.document for source in cited} == ({expected.source} - {None})
    remarks = {source.remark and source.remark.in_language("en") for source in cited}
    assert remarks <= {expected.remark}
    assert {each.reason: each.number for each in read.left_out} == expected.left_out
    assert read.updated_on == expected.updated_on
    assert {each.published_on for each in figures} == {None}


@pytest.mark.parametrize("name", sorted(READ))
def test_content_and_path(name: str) -> None:
    """A file is the same by its path and by its content."""
    assert read_figures(FOLDER / name).figures == read_figures((FOLDER / name).read_bytes()).figures
