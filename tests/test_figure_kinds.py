"""Each kind of file with figures: what is read from it, and what is refused before it is read."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.errors import DocumentError, FigureFileError, WrongTypeError
from samverkan.formats import LARGEST_FILE, FileShape, dumps, read_figures

Truth = Mapping[tuple[str, int], int]
"""The population of municipalities, by code and year."""

NAMES = {"0114": "Upplands Väsby", "0127": "Botkyrka", "0180": "Stockholm", "0182": "Nacka"}
TRUTH: Truth = {
    ("0114", 2022): 49_000,
    ("0114", 2023): 50_110,
    ("0182", 2022): 109_000,
    ("0182", 2023): 110_633,
}


def found_in(content: object) -> dict[tuple[str, int], int]:
    """Return the figures of a file by code and year; each is of the last day of the year."""
    figures = read_figures(content).figures.figures
    assert all((each.reference_date.month, each.reference_date.day) == (12, 31) for each in figures)
    return {(each.subject, each.reference_date.year): each.value for each in figures}


def codes_of(truth: Truth) -> list[str]:
    """Return the codes of the municipalities in order."""
    return sorted({code for code, _ in truth})


def years_of(truth: Truth) -> list[int]:
    """Return the years in order."""
    return sorted({year for _, year in truth})


def cells_of(truth: Truth) -> list[int]:
    """Return the figures by municipality, and of each by year."""
    return [truth[code, year] for code in codes_of(truth) for year in years_of(truth)]


# --- One truth, written in each kind


def json_stat(truth: Truth) -> dict[str, Any]:
    """Return figures as JSON-stat 2."""
    codes, years = codes_of(truth), [str(year) for year in years_of(truth)]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Folkmängd efter region, tabellinnehåll och år",
        "source": "SCB",
        "updated": "2025-02-21T07:00:00Z",
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [len(codes), 1, len(years)],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {
            "Region": {
                "label": "region",
                "category": {
                    "index": {code: place for place, code in enumerate(codes)},
                    "label": {code: NAMES[code] for code in codes},
                },
            },
            "ContentsCode": {
                "label": "tabellinnehåll",
                "category": {
                    "label": {"BE0101N1": "Folkmängd"},
                    "unit": {"BE0101N1": {"base": "antal", "decimals": 0}},
                },
            },
            "Tid": {"label": "år", "category": {"index": years}},
        },
        "value": cells_of(truth),
        "extension": {"px": {"tableid": "TAB638"}},
    }


def with_changes(**changes: object) -> Callable[[Truth], str]:
    """Return what writes JSON-stat 2 with other parts."""

    def write(truth: Truth) -> str:
        made = json_stat(truth)
        for name, change in changes.items():
            made[name] = change(truth, made) if callable(change) else change
        return json.dumps(made)

    return write


def in_other_order(_: Truth, made: dict[str, Any]) -> dict[str, Any]:
    """Return dimensions whose categories stand in another order than their values."""
    index = made["dimension"]["Region"]["category"]["index"]
    dimension: dict[str, Any] = json.loads(json.dumps(made["dimension"]))
    dimension["Region"]["category"]["index"] = dict(reversed(index.items()))
    return dimension


def by_place(truth: Truth, made: dict[str, Any]) -> dict[str, Any]:
    """Return dimensions whose times have places for codes, as from a PX file without codes."""
    years = [str(year) for year in years_of(truth)]
    dimension: dict[str, Any] = json.loads(json.dumps(made["dimension"]))
    dimension["Tid"]["category"] = {
        "index": {str(place): place for place in range(len(years))},
        "label": {str(place): year for place, year in enumerate(years)},
    }
    return dimension


def json_stat_1(truth: Truth) -> str:
    """Return figures as JSON-stat 1, in which the ids and sizes stand in the dimensions."""
    made = json_stat(truth)
    dimension = {**made["dimension"], "id": made["id"], "size": made["size"], "role": made["role"]}
    inside = {"label": made["label"], "source": "SCB", "dimension": dimension}
    return json.dumps({"dataset": {**inside, "value": made["value"]}})


def collection(truth: Truth) -> str:
    """Return a collection of data sets in JSON-stat 2, one for each year, and a link."""
    sets = [
        json_stat({(code, year): truth[code, year] for code in codes_of(truth)})
        for year in years_of(truth)
    ]
    items = [*sets, {"class": "dataset", "href": "https://example.com/more.json"}]
    return json.dumps({"version": "2.0", "class": "collection", "link": {"item": items}})


def older_json(truth: Truth) -> str:
    """Return figures as the older JSON of the API."""
    columns = [
        {"code": "Region", "text": "region", "type": "d"},
        {"code": "Tid", "text": "år", "type": "t"},
        {"code": "BE0101N1", "text": "Folkmängd", "type": "c"},
    ]
    data = [
        {"key": [code, str(year)], "values": [str(value)]} for (code, year), value in truth.items()
    ]
    metadata = [{"updated": "2025-02-21T07:00:00Z", "label": "Folkmängd", "source": "SCB"}]
    return json.dumps({"columns": columns, "comments": [], "data": data, "metadata": metadata})


def kolada(truth: Truth) -> str:
    """Return figures as an answer of Kolada; an answer that was deleted is among them."""
    values = [
        {
            "kpi": "N01951",
            "municipality": code,
            "period": year,
            "values": [
                {"count": 1, "gender": "T", "status": "", "value": 1.0, "isdeleted": True},
                {"count": 1, "gender": "T", "status": "", "value": float(value)},
            ],
        }
        for (code, year), value in truth.items()
    ]
    return json.dumps({"count": len(values), "values": values})


def px(truth: Truth, *, more: str = "", time: str = "", data: str = "") -> str:
    """Return figures as a PX file."""
    codes, years = codes_of(truth), years_of(truth)
    cells = cells_of(truth)
    rows = (cells[start : start + len(years)] for start in range(0, len(cells), len(years)))
    listed = ",".join(f'"{year}"' for year in years)
    return (
        'CHARSET="ANSI";\nAXIS-VERSION="2013";\nCODEPAGE="iso-8859-1";\nLANGUAGE="sv";\n'
        'TABLEID="TAB638";\nMATRIX="BE0101N1";\nDECIMALS=0;\nCOPYRIGHT=NO;\n'
        'TITLE="Folkmängd efter region och "\n"år; med semikolon = i texten";\n'
        'TITLE[en]="Population by region and year";\nCONTENTS="Folkmängd";\nUNITS="antal";\n'
        'STUB="region";\nHEADING="tabellinnehåll","år";\nCONTVARIABLE="tabellinnehåll";\n'
        'STUB[en]="region";\nVALUES[en]("year")="1066";\n'
        f'VALUES("region")={",".join(chr(34) + NAMES[code] + chr(34) for code in codes)};\n'
        f'CODES("region")={",".join(chr(34) + code + chr(34) for code in codes)};\n'
        'VALUES("tabellinnehåll")="Folkmängd";\nCODES("tabellinnehåll")="BE0101N1";\n'
        f'VALUES("år")={listed};\n{time or f"TIMEVAL({chr(34)}år{chr(34)})=TLIST(A1),{listed};"}\n'
        f'LAST-UPDATED("Folkmängd")="20250221 08:00";\nSOURCE="SCB";\n{more}'
        f"DATA=\n{data or ''.join(' '.join(map(str, row)) + ' ' + chr(10) for row in rows)};\n"
    )


def keyed_px(truth: Truth) -> str:
    """Return figures as a PX file whose rows begin with keys."""
    rows = [
        f'"{code}" {" ".join(str(truth[code, year]) for year in years_of(truth))}\n'
        for code in reversed(codes_of(truth))
    ]
    return px(truth, more='KEYS("region")=CODES;\n', data="".join(rows))


def px_with_range(truth: Truth) -> str:
    """Return figures as a PX file that states its times from the first to the last year."""
    first, *_, last = years_of(truth)
    return px(truth, time=f'TIMEVAL("år")=TLIST(A1,"{first}"-"{last}");')


def csv(separator: str, heading: str = "", quote: str = '"') -> Callable[[Truth], str]:
    """Return what writes figures as CSV with a column for each year."""

    def write(truth: Truth) -> str:
        years = years_of(truth)
        head = [f"{quote}region{quote}", *(f"{quote}Folkmängd {year}{quote}" for year in years)]
        rows = [
            [f"{quote}{code} {NAMES[code]}{quote}", *(str(truth[code, year]) for year in years)]
            for code in codes_of(truth)
        ]
        return heading + "".join(f"{separator.join(row)}\r\n" for row in [head, *rows])

    return write


def in_rows(truth: Truth) -> str:
    """Return figures as CSV of codes, one figure a row."""
    rows = "".join(f'"{code}","{year}",{value}\n' for (code, year), value in truth.items())
    return f'"Region","Tid","BE0101N1"\n{rows}'


TITLE = '"Folkmängden efter region, ålder och kön; år 2022 - 2023"\r\n\r\n'
KINDS: Mapping[str, tuple[FileShape, Callable[[Truth], str]]] = {
    "JSON-stat 2": (FileShape.JSON_STAT, with_changes()),
    "sparse values": (
        FileShape.JSON_STAT,
        with_changes(value=lambda _, made: {str(k): v for k, v in enumerate(made["value"])}),
    ),
    "another order": (FileShape.JSON_STAT, with_changes(dimension=in_other_order)),
    "places for codes": (FileShape.JSON_STAT, with_changes(dimension=by_place)),
    "without roles": (FileShape.JSON_STAT, with_changes(role=None)),
    "numbers as text": (
        FileShape.JSON_STAT,
        with_changes(value=lambda _, made: [str(each) for each in made["value"]]),
    ),
    "whole decimals": (
        FileShape.JSON_STAT,
        with_changes(value=lambda _, made: [float(each) for each in made["value"]]),
    ),
    "status": (FileShape.JSON_STAT, with_changes(status="e")),
    "JSON-stat 1": (FileShape.JSON_STAT, json_stat_1),
    "collection": (FileShape.JSON_STAT, collection),
    "older JSON": (FileShape.PXWEB_JSON, older_json),
    "Kolada": (FileShape.KOLADA, kolada),
    "PX": (FileShape.PX, px),
    "PX with keys": (FileShape.PX, keyed_px),
    "PX with a range of years": (FileShape.PX, px_with_range),
    "semicolons": (FileShape.CSV, csv(";")),
    "commas": (FileShape.CSV, csv(",")),
    "tabs without quotes": (FileShape.CSV, csv("\t", quote="")),
    "blanks": (FileShape.CSV, csv(" ")),
    "a heading": (FileShape.CSV, csv(";", TITLE)),
    "a heading with commas": (FileShape.CSV, csv(",", TITLE)),
    "a separator that is stated": (FileShape.CSV, csv(",", "sep=,\r\n")),
    "rows of codes": (FileShape.CSV, in_rows),
}


@pytest.mark.parametrize("kind", KINDS)
def test_one_truth(kind: str) -> None:
    """The same figures are read from each kind of file, as text and as bytes."""
    shape, write = KINDS[kind]
    written = write(TRUTH)

    assert read_figures(written).shape is shape
    assert found_in(written) == TRUTH
    assert found_in(written.encode()) == TRUTH
    assert found_in(written.encode("utf-8-sig")) == TRUTH
    if not written.startswith("{"):  # JSON is UTF-8
        assert found_in(written.encode("cp1252")) == TRUTH


@pytest.mark.slow
@given(
    st.sets(st.sampled_from(sorted(NAMES)), min_size=1),
    st.sets(st.integers(1990, 2024), min_size=2, max_size=4),
    st.data(),
)
def test_any_truth(codes: set[str], years: set[int], data: st.DataObject) -> None:
    """Whatever the figures are, each kind of file gives them back."""
    counts = st.integers(1_000, 2_000_000)
    truth = {(code, year): data.draw(counts) for code in sorted(codes) for year in sorted(years)}
    kinds = set(KINDS) - {"PX with a range of years"}

    for kind in kinds:
        assert found_in(KINDS[kind][1](truth)) == truth


def test_a_path(tmp_path: Path) -> None:
    """A path names a file, and a message names it."""
    file = tmp_path / "uttag.px"
    file.write_text(px(TRUTH), encoding="cp1252")

    read = read_figures(file)
    assert read.where == str(file)
    assert len(read.figures.figures) == len(TRUTH)
    with pytest.raises(FigureFileError, match="there is no such file") as caught:
        read_figures(tmp_path / "nothing.px")
    assert caught.value.where == str(tmp_path / "nothing.px")


@pytest.mark.parametrize("content", [None, 5, ["0182"], {0.5}])
def test_no_content(content: object) -> None:
    """The content is text, bytes, a path, a data frame or a mapping of columns."""
    with pytest.raises(WrongTypeError):
        read_figures(content)


@pytest.mark.parametrize("canonical", [False, True])
def test_a_document(canonical: bool) -> None:
    """A document of the library with figures is read, too, and one of another kind is refused."""
    figures = read_figures(px(TRUTH)).figures

    read = read_figures(dumps(figures, canonical=canonical))
    assert (read.shape, read.figures) == (FileShape.DOCUMENT, figures)
    with pytest.raises(DocumentError):
        read_figures(dumps(figures.figures[0], canonical=canonical))


def test_a_document_in_toml() -> None:
    """A document is TOML if it begins with the version, after comments."""
    read = read_figures('# Egna uppgifter\n\nsamverkan = 1\nkind = "figure-table"\nfigures = []\n')

    assert (read.shape, read.figures.figures) == (FileShape.DOCUMENT, ())


# --- What a file says of its table


@pytest.mark.parametrize("kind", ["JSON-stat 2", "PX"])
def test_the_table(kind: str) -> None:
    """The id of the table and the day of its update are read where the file states them."""
    read = read_figures(KINDS[kind][1](TRUTH))

    assert read.tables == ("TAB638",)
    assert read.updated_on == dt.date(2025, 2, 21)


@pytest.mark.parametrize("updated", ["igår", "2025-02-30", 5, None])
def test_no_day_of_update(updated: object) -> None:
    """What is no day is not taken for the day of the update."""
    content = with_changes(updated=updated)(TRUTH)
    in_px = px(TRUTH).replace("20250221 08:00", str(updated).replace("-", ""))

    assert read_figures(content).updated_on is None
    assert read_figures(in_px).updated_on is None


@pytest.mark.parametrize("kind", ["JSON-stat 2", "PX"])
def test_thousands(kind: str) -> None:
    """Figures in thousands are not read as if they were counts."""
    written = KINDS[kind][1](TRUTH).replace('"antal"', '"1000-tal"')

    with pytest.raises(FigureFileError):
        read_figures(written)


def test_a_power_of_ten() -> None:
    """A unit of JSON-stat may be a power of ten: such figures are no counts, either."""
    written = json.dumps(json_stat(TRUTH)).replace('"decimals": 0', '"multiplier": 3')

    with pytest.raises(FigureFileError):
        read_figures(written)


@pytest.mark.parametrize(
    "status",
    [
        pytest.param({"0": ".."}, id="object"),
        pytest.param(["..", None, None, None], id="list"),
        pytest.param("..", id="of all"),
        pytest.param([".."], id="list of one"),
        pytest.param(None, id="none"),
    ],
)
def test_a_missing_value(status: object) -> None:
    """A value that is null is no figure, whatever its status; its status tells why."""
    values = cells_of(TRUTH)
    content = with_changes(value=[None, *values[1:]], status=status)(TRUTH)

    assert len(found_in(content)) == len(TRUTH) - 1


def test_rows_that_keys_leave_out() -> None:
    """A row that a PX file with keys leaves out is missing, never 0."""
    content = px(TRUTH, more='KEYS("region")=VALUES;\n', data='"Nacka" 109000 ".."\n')

    assert found_in(content) == {("0182", 2022): 109_000}


@pytest.mark.parametrize(
    ("time", "texts", "day"),
    [
        pytest.param('TLIST(A1,"2022"-"2023")', '"2022","2023"', (12, 31), id="years"),
        pytest.param('TLIST(H1),"20221","20231"', '"2022","2023"', (6, 30), id="half-years"),
        pytest.param('TLIST(Q1),"20222","20232"', '"2022 2","2023 2"', (6, 30), id="quarters"),
        pytest.param('TLIST(M1),"202206","202306"', '"6/2022","6/2023"', (6, 30), id="months"),
        pytest.param('TLIST(M1),"2022M06","2023M06"', '"2022M06","2023M06"', (6, 30), id="SCB"),
        pytest.param("TLIST(H1)", '"2022H1","2023H1"', (6, 30), id="no list"),
        pytest.param('TLIST(Q1,"20222"-"20232")', '"2022K2","2023K2"', (6, 30), id="no years"),
    ],
)
def test_times_of_px(time: str, texts: str, day: tuple[int, int]) -> None:
    """A PX file says what its times mean, whatever it calls them."""
    content = px(TRUTH, time=f'TIMEVAL("år")={time};').replace('"2022","2023"', texts, 1)

    read = read_figures(content).figures.figures
    assert {(each.reference_date.month, each.reference_date.day) for each in read} == {day}


def test_px_without_contents() -> None:
    """An old PX file tells what it counts, and when it was updated, for the table as a whole."""
    content = px(TRUTH)
    for old, new in [
        ('"tabellinnehåll",', ""),
        ('CONTVARIABLE="tabellinnehåll";\n', ""),
        ('LAST-UPDATED("Folkmängd")="20250221 08:00"', 'LAST-UPDATED="20150221 08:00"'),
        ('TABLEID="TAB638";\n', ""),
    ]:
        content = content.replace(old, new)

    assert found_in(content) == TRUTH
    assert read_figures(content).updated_on == dt.date(2015, 2, 21)


def test_px_updated_on_several_days() -> None:
    """A PX file whose contents were updated on several days has no one day."""
    content = px(TRUTH, more='LAST-UPDATED("Folkökning")="20250301 08:00";\n')

    assert read_figures(content).updated_on is None


def test_px_as_utf_8() -> None:
    """A PX file that is valid UTF-8 is read so, whatever code page it names."""
    assert found_in(px(TRUTH).encode()) == TRUTH
    assert found_in(px(TRUTH).replace("iso-8859-1", "utf-8").encode()) == TRUTH
    assert found_in(px(TRUTH).replace("iso-8859-1", "IBM850").encode("cp850")) == TRUTH


# --- What is refused


def faults(content: object) -> list[tuple[int, str, str]]:
    """Return the faults of a file as line, reason and column; each has a text in both languages."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(content, where="egna.csv")
    english, swedish = str(caught.value), caught.value.in_language("sv")
    assert not set(english.splitlines()) & set(swedish.splitlines())
    assert "; " in swedish  # what is wrong; what to do
    assert all(line.isprintable() for line in [*english.splitlines(), *swedish.splitlines()])
    assert len(english) < 500
    return [(fault.line, fault.reason, fault.column) for fault in caught.value.faults]


HEAD = b"municipality_code;reference_date;population\n"


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        pytest.param(b"", 0, "empty", id="empty"),
        pytest.param(" \n\t\n", 0, "empty", id="blank"),
        pytest.param("sep=;\n", 0, "empty", id="only the separator"),
        pytest.param(b";;;\n;;;\n", 0, "empty", id="empty cells"),
        pytest.param(" ; ; \n", 0, "empty", id="blank cells"),
        pytest.param("\ufeff", 0, "empty", id="only a mark"),
        pytest.param(f"region{';x' * 20_000}\n0182\n", 0, "too-many-columns", id="columns"),
        pytest.param("uttag.csv", 0, "file-name", id="name"),
        pytest.param(b" " * (LARGEST_FILE + 1), 0, "too-large", id="large bytes"),
        pytest.param(" " * (LARGEST_FILE + 1), 0, "too-large", id="large text"),
        pytest.param("a;b\n" * 1_000_001, 0, "too-many-cells", id="cells"),
        pytest.param(HEAD.decode().encode("utf-16"), 0, "utf-16", id="utf-16"),
        pytest.param(HEAD.decode().encode("utf-16-be"), 0, "utf-16", id="utf-16 without mark"),
        pytest.param(HEAD.decode().encode("utf-32"), 0, "utf-16", id="utf-32"),
        pytest.param(HEAD + b"01\x0082;2014-06-30;1\n", 2, "nul", id="nul"),
        pytest.param(HEAD.decode() + "01\x0082;2014-06-30;1\n", 2, "nul", id="nul in text"),
        pytest.param(HEAD + b"G\x8dvle;2014-06-30;1\n", 2, "encoding", id="no character"),
        pytest.param(HEAD + "Gävle".encode() + b"G\xe4vle\n", 2, "two-encodings", id="two"),
        pytest.param(b'{"a":\n"G\xe4vle"}', 2, "not-utf-8", id="json in cp1252"),
        pytest.param(b'CODEPAGE="utf-8";\nTITLE="G\xe4vle";', 2, "encoding", id="px, no utf-8"),
        pytest.param(b'A="1";\nCODEPAGE="koi8-r";B="G\xe4vle";', 2, "code-page", id="code page"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), 0, "old-workbook", id="xls"),
        pytest.param(b"%PDF-1.7\n", 0, "pdf", id="pdf"),
        pytest.param(b"\x1f\x8b\x08\x00", 0, "packed", id="gzip"),
        pytest.param(b"7z\xbc\xaf\x27\x1c", 0, "packed", id="7z"),
        pytest.param(b"PAR1\x15\x04", 0, "parquet", id="parquet"),
        pytest.param(b"\r\n<!DOCTYPE html><html>", 0, "markup", id="html"),
        pytest.param('<?xml version="1.0"?><a/>', 0, "markup", id="xml"),
        pytest.param("sep=|\na|b\n", 1, "separator", id="separator"),
        pytest.param('"region";"2020"\n"0182 "Nacka"";1\n', 2, "csv", id="quote in a cell"),
        pytest.param('"region";"2020"\n\n"0182 Nacka;1\n', 3, "csv", id="open quote"),
        pytest.param(f"region;2020\n{'x' * 200_000};1\n", 2, "csv", id="long cell"),
        pytest.param('sep=;\nregion;2020\n\n\'a"b;1;"x', 4, "csv", id="line after sep"),
        pytest.param("region;2020\n<<<<<<< HEAD\n0182;1\n", 2, "merge-marker", id="git"),
        pytest.param("{", 1, "json-cut", id="json cut off"),
        pytest.param('{"a":\n1,}', 2, "not-json", id="json comma"),
        pytest.param("[" * 100_000, 0, "too-deep", id="json depth"),
        pytest.param("[" + "{}," * 2_000_000 + "{}]", 0, "too-many-cells", id="json objects"),
        pytest.param("[" + "1," * 6_000_001 + "1]", 0, "too-many-cells", id="json numbers"),
        pytest.param(f'{{"value": {"1" * 700}}}', 0, "long-number", id="json digits"),
        pytest.param("[]", 0, "other-json", id="json list"),
        pytest.param('{"title": "Folkmängd", "variables": []}', 0, "other-json", id="metadata"),
        pytest.param('{"values": [{"id": "0182", "title": "Nacka"}]}', 0, "other-json", id="ids"),
        pytest.param(
            "".join(f'A{n}="x";\n' for n in range(10**6)), 0, "too-many-keywords", id="px"
        ),
        pytest.param('A="x;\nB="y";', 1, "px-open", id="px quote"),
        pytest.param('A="x";\n\nB="y', 3, "px-open", id="px cut off"),
        pytest.param('A="x";\n\nb="y";', 3, "px-keyword", id="px small letters"),
        pytest.param('A="x";\n', 0, "lacks", id="px without data"),
        pytest.param('STUB="a";STUB="b";DATA=1;', 1, "repeated-keyword", id="px twice"),
    ],
)
def test_refused_as_a_whole(content: object, line: int, reason: str) -> None:
    """What is no file with figures, or is damaged, is refused by name, with what to do."""
    [(found_line, found, _)] = faults(content)

    assert (found_line, found) == (line, reason)


def changed(path: str, value: object) -> str:
    """Return JSON-stat 2 with another value at a path; without it if the value is ...."""
    made: Any = json_stat(TRUTH)
    part = made
    *before, last = path.split(".")
    for step in before:
        part = part[step]
    if value is ...:
        del part[last]
    else:
        part[last] = value
    return json.dumps(made)


@pytest.mark.parametrize(
    ("content", "reason", "column"),
    [
        pytest.param(changed("value", ...), "lacks", "value", id="no values"),
        pytest.param(changed("value", [1]), "sizes", "value", id="too few"),
        pytest.param(changed("value", [1] * 5), "sizes", "value", id="too many"),
        pytest.param(changed("value", 5), "not-a-list", "value", id="no list"),
        pytest.param(changed("value", {"4": 1}), "sizes", "value", id="beyond"),
        pytest.param(changed("value", {"01": 1}), "sizes", "value", id="no place"),
        pytest.param(changed("value", [True] * 4), "not-a-number", "value[0]", id="true"),
        pytest.param(changed("value", [[]] * 4), "not-a-number", "value[0]", id="list in it"),
        pytest.param(changed("value", {"0": {}}), "not-a-number", "value.0", id="object in it"),
        pytest.param(changed("status", [None] * 5), "sizes", "status", id="statuses"),
        pytest.param(changed("status", 5), "not-a-list", "status", id="status"),
        pytest.param(changed("id", ...), "lacks", "dimension.id", id="no ids"),
        pytest.param(changed("id", "Region"), "not-a-list", "id", id="text for ids"),
        pytest.param(changed("id", [1, 2, 3]), "not-a-text", "id[0]", id="numbers for ids"),
        pytest.param(changed("id", ["Region", "Tid"]), "sizes", "size", id="fewer ids"),
        pytest.param(changed("id", ["Region", "Tid", "Tid"]), "sizes", "size", id="an id twice"),
        pytest.param(changed("id", ["Region", "Kon", "Tid"]), "lacks", "dimension.Kon", id="other"),
        pytest.param(changed("size", ...), "lacks", "size", id="no sizes"),
        pytest.param(changed("size", [2, 1, 3]), "sizes", "size", id="another size"),
        pytest.param(changed("size", [2, True, 2]), "sizes", "size", id="true as a size"),
        pytest.param(changed("dimension", []), "not-an-object", "dimension", id="no dimensions"),
        pytest.param(
            changed("dimension.Tid.category", ...), "lacks", "dimension.Tid.category", id="no times"
        ),
        pytest.param(
            changed("dimension.Tid.category", {"label": {"a": "b", "c": "d"}}),
            "lacks",
            "dimension.Tid.category.index",
            id="no order",
        ),
        pytest.param(
            changed("dimension.Tid.category.index", ["2022", "2022"]),
            "index",
            "dimension.Tid.category.index",
            id="a code twice",
        ),
        pytest.param(
            changed("dimension.Region.category.index", {"0114": 0, "0182": 0}),
            "index",
            "dimension.Region.category.index",
            id="a place twice",
        ),
        pytest.param(
            changed("dimension.Region.category.index", {"0114": 0, "0182": 1.5}),
            "index",
            "dimension.Region.category.index",
            id="half a place",
        ),
        pytest.param(
            changed("dimension.Region.category.index", {"0114": 0, "0182": True}),
            "index",
            "dimension.Region.category.index",
            id="true as a place",
        ),
        pytest.param(
            changed("dimension.Region.category.label", {"0114": 5}),
            "not-a-text",
            "dimension.Region.category.label.0114",
            id="number as a name",
        ),
        pytest.param(
            json.dumps(json_stat(TRUTH)).replace('"Tid": {', '"Tid": {}, "Tid": {', 1),
            "repeated-key",
            "dimension",
            id="a dimension twice",
        ),
        pytest.param(
            json.dumps(json_stat(TRUTH)).replace('"value"', '"value": [1], "value"', 1),
            "repeated-key",
            "JSON",
            id="values twice",
        ),
        pytest.param(
            json_stat_1(TRUTH).replace('"value"', '"value": [1], "value"', 1),
            "repeated-key",
            "dataset",
            id="values twice in JSON-stat 1",
        ),
    ],
)
def test_json_stat_refused(content: str, reason: str, column: str) -> None:
    """JSON-stat that contradicts itself is refused with the place in it."""
    assert faults(content) == [(0, reason, column)]


def test_sizes_that_lie() -> None:
    """A small file that says that it has very many cells is refused before they are made."""
    category = {"index": [f"c{place}" for place in range(1000)]}
    names = ["a", "b", "c"]
    made = {
        "id": names,
        "size": [1000] * 3,
        "dimension": {name: {"category": category} for name in names},
        "value": {},
    }
    values = ",".join(f'"{place}"' for place in range(1000))
    many = "".join(f'VALUES("{name}")={values};' for name in names)

    assert faults(json.dumps(made)) == [(0, "too-many-cells", "")]
    assert faults(f'STUB="a","b","c";{many}DATA=1;') == [(0, "too-many-cells", "")]


def test_dimensions_without_end() -> None:
    """Each row has a cell of each dimension, so those of one category are not free either."""
    names = [f"d{place}" for place in range(2000)]
    made = {
        "id": names,
        "size": [1] * len(names),
        "dimension": {name: {"category": {"index": ["c"]}} for name in names},
        "value": [1],
    }

    assert faults(json.dumps(made)) == [(0, "too-many-columns", "")]


OLDER = json.loads(older_json(TRUTH))


@pytest.mark.parametrize(
    ("changes", "reason", "column"),
    [
        pytest.param({"columns": {}}, "not-a-list", "columns", id="columns"),
        pytest.param({"columns": [5]}, "not-an-object", "columns[0]", id="column"),
        pytest.param({"columns": [{}]}, "lacks", "columns[0].code", id="nameless"),
        pytest.param({"columns": [{"code": 5}]}, "not-a-text", "columns[0].code", id="number"),
        pytest.param({"data": {}}, "not-a-list", "data", id="data"),
        pytest.param({"data": [5]}, "not-an-object", "data[0]", id="row"),
        pytest.param({"data": [{"key": []}]}, "lacks", "data[0].values", id="values"),
        pytest.param({"data": [{"key": ["0182"], "values": ["1"]}]}, "sizes", "data[0]", id="size"),
        pytest.param(
            {"data": [{"key": [182, "2022"], "values": ["1"]}]},
            "not-a-text",
            "data[0].key",
            id="number as a code",
        ),
        pytest.param(
            {"data": [{"key": ["0182", "2022"], "values": [False]}]},
            "not-a-number",
            "data[0].values",
            id="false",
        ),
        pytest.param(
            {"columns": OLDER["columns"] * 100_000, "data": OLDER["data"] * 3},
            "too-many-cells",
            "",
            id="cells",
        ),
    ],
)
def test_older_json_refused(changes: dict[str, object], reason: str, column: str) -> None:
    """The older JSON is refused with the place of what is wrong."""
    assert faults(json.dumps(OLDER | changes)) == [(0, reason, column)]


@pytest.mark.parametrize("metadata", [..., None, [], [5], [{}], [{"updated": 5, "label": 5}]])
def test_older_json_without_metadata(metadata: object) -> None:
    """The older JSON need not say anything of its table."""
    made = {name: part for name, part in OLDER.items() if name != "metadata"}
    content = made if metadata is ... else {**made, "metadata": metadata}

    assert found_in(json.dumps(content)) == TRUTH


def a_value(**changes: object) -> str:
    """Return an answer of Kolada with changes, and what it answers of the first municipality."""
    first = json.loads(kolada(TRUTH))["values"][0] | changes
    return json.dumps({"values": [{name: each for name, each in first.items() if each is not ...}]})


@pytest.mark.parametrize(
    ("content", "reason", "column"),
    [
        pytest.param(a_value(values=...), "lacks", "values[0].values", id="no values"),
        pytest.param(a_value(values=5), "not-a-list", "values[0].values", id="number"),
        pytest.param(a_value(values=[5]), "not-an-object", "values[0].values[0]", id="no object"),
        pytest.param(a_value(values=[{}]), "lacks", "values[0].values[0].gender", id="nobody"),
        pytest.param(a_value(period=[]), "not-a-number", "values[0].period", id="period"),
        pytest.param(
            a_value(values=[{"gender": "T", "value": True}]),
            "not-a-number",
            "values[0].values[0].value",
            id="true",
        ),
    ],
)
def test_kolada_refused(content: str, reason: str, column: str) -> None:
    """An answer of Kolada is refused with the place of what is wrong."""
    assert faults(content) == [(0, reason, column)]


@pytest.mark.parametrize(
    ("content", "reason", "column"),
    [
        pytest.param("MATRIX=1;DATA=1;", "lacks", "STUB, HEADING", id="no dimensions"),
        pytest.param('STUB="a";HEADING="a";DATA=1;', "sizes", "STUB, HEADING", id="one twice"),
        pytest.param('STUB="a";DATA=1;', "lacks", 'VALUES("a")', id="no values"),
        pytest.param(
            px(TRUTH, more='CODES("år")="2022";'), "sizes", 'CODES("år")', id="fewer codes"
        ),
        pytest.param(px(TRUTH, data="1 2 3"), "sizes", "DATA", id="a cell too few"),
        pytest.param(px(TRUTH, data="1 2 3 4 5 6"), "sizes", "DATA", id="cells too many"),
        pytest.param(px(TRUTH).rstrip(";\n"), "px-open", "DATA", id="cut off"),
        pytest.param(px(TRUTH, data='1 2 3 "..'), "px-open", "DATA", id="a quote"),
        pytest.param(
            px(TRUTH, time='TIMEVAL("år")=TLIST(A1,"2021"-"2023");'),
            "sizes",
            'TIMEVAL("år")',
            id="years too many",
        ),
        pytest.param(
            px(TRUTH, time='TIMEVAL("år")=TLIST(A1),"2023","2022";'),
            "time-differs",
            'TIMEVAL("år")',
            id="years exchanged",
        ),
        pytest.param(
            keyed_px(TRUTH).replace('"0182" ', '"0183" '), "px-key", "region", id="no such key"
        ),
        pytest.param(
            keyed_px(TRUTH).replace('"0182" ', '"0114" '), "repeated-row", "DATA", id="a row twice"
        ),
        pytest.param(
            px(TRUTH, more='KEYS("region")=CODES;', data='"0182" 1'),
            "sizes",
            "DATA",
            id="short row",
        ),
        pytest.param(
            'STUB="a";VALUES("a")=' + "," * 2_000_001 + ";DATA=1;",
            "too-many-cells",
            "VALUES",
            id="a long list",
        ),
    ],
)
def test_px_refused(content: str, reason: str, column: str) -> None:
    """A PX file that contradicts itself, or is cut off, is refused."""
    assert faults(content) == [(0, reason, column)]


# --- Limits


LIMITED = """
import resource, sys
from pathlib import Path
from samverkan.errors import FigureFileError
from samverkan.formats import read_figures
try:
    read_figures("x;y")  # so that all is loaded
except FigureFileError:
    pass
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
try:
    read_figures(Path(sys.argv[1]))
except FigureFileError as error:
    print(error.faults[0].reason, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
NUMBERS = ",".join(f'"{number}"' for number in range(1_400_000))
COSTLY: Mapping[str, tuple[str, Callable[[], str]]] = {
    "a line of 20 MB": ("csv", lambda: "x" * LARGEST_FILE),
    "20 MB of line ends": ("empty", lambda: "\n" * LARGEST_FILE),
    "20 MB of separators": ("too-many-cells", lambda: ";" * LARGEST_FILE),
    "a quote of 20 MB": ("csv", lambda: 'a;b\n"' + "x" * (LARGEST_FILE - 5)),
    "20 MB of empty lists": ("too-many-cells", lambda: f"[{'[],' * 6_600_000}[]]"),
    "2 million objects": (
        "no-region",
        lambda: f'{{"columns":[],"data":[{"".join(["{},"] * 1_900_000)}{{}}]}}',
    ),
    "a million names": (
        "lacks",
        lambda: f'{{"id":[],"dimension":{{{NUMBERS.replace(",", ":1,")}:1}}}}',
    ),
    "a million keywords": ("too-many-keywords", lambda: 'A="x";\n' * 2_500_000),
    "a million categories": ("sizes", lambda: f'STUB="a";VALUES("a")={NUMBERS};DATA=1;'),
    "a million keys": (
        "repeated-row",
        lambda: 'STUB="a";KEYS("a")=VALUES;VALUES("a")="x";DATA=\n' + '"x" 1\n' * 10**6 + ";",
    ),
    "20 MB of cells": (
        "sizes",
        lambda: 'STUB="a";VALUES("a")="x";DATA=' + "1 " * 9_900_000 + ";",
    ),
}


def refused_within_limits(file: Path) -> tuple[str, int]:
    """Return why a file is refused in a program with little memory, and what it took, in kB."""
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(file)], capture_output=True, text=True, check=True
    )
    reason, kilobytes = run.stdout.split()
    return reason, int(kilobytes)


@pytest.mark.slow
def test_a_line_of_200_megabytes(tmp_path: Path) -> None:
    """A file of one line with 200 megabytes is refused without being read whole."""
    file = tmp_path / "long.csv"
    with file.open("wb") as stream:
        for _ in range(200):
            stream.write(b"x" * 1_000_000)
    reason, kilobytes = refused_within_limits(file)

    assert reason == "too-large"
    assert kilobytes < 3 * LARGEST_FILE // 1000


@pytest.mark.slow
@pytest.mark.parametrize("name", COSTLY)
def test_costly_files(name: str, tmp_path: Path) -> None:
    """A file that is no larger than allowed takes little memory, whatever is in it."""
    expected, make = COSTLY[name]
    file = tmp_path / "costly"
    file.write_text(make())
    reason, kilobytes = refused_within_limits(file)

    assert reason == expected
    assert kilobytes < 450_000
