"""Workbooks with figures: what is read from their sheets, and which workbooks are refused."""

from __future__ import annotations

import csv
import datetime as dt
import io
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart

from books import (
    FIRST,
    HOSTILE,
    LARGE,
    Rows,
    a_book,
    by_hand,
    content_of,
    packed,
    parts,
    saved,
    sheet,
    with_part,
)
from samverkan.errors import FigureFileError
from samverkan.formats import FileShape, read_figures

MID_2014 = dt.date(2014, 6, 30)
HALF_YEAR = "Folkmängd i riket, län och kommuner 30 juni 2014 och befolkningsförändringar"
TRUTH = {"0182": 95_182, "0127": 88_391}


def values(content: bytes, **given: Any) -> dict[str, int]:
    """Return the figures of a workbook by code."""
    return {each.subject: each.value for each in read_figures(content, **given).figures.figures}


def left_out(content: bytes) -> dict[str, tuple[str, ...]]:
    """Return what was left out of a workbook, by reason."""
    return {each.reason: each.names for each in read_figures(content).left_out}


def refused(content: bytes) -> FigureFileError:
    """Return the error with which a workbook is refused."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(content)
    for language in ("sv", "en"):
        assert all(line.isprintable() for line in caught.value.in_language(language).split("\n"))
    return caught.value


def reasons(content: bytes) -> set[str]:
    """Return why a workbook is refused."""
    return {fault.reason for fault in refused(content).faults}


# --- Statistics Sweden's workbooks


def of_quarter(*, codes: Callable[[str], Any]) -> list[list[Any]]:
    """Return the cells of Statistics Sweden's workbook of a quarter, cut."""
    return [
        [],
        [HALF_YEAR],
        ["Folkmängd redovisas enligt indelningen 2014-01-01."],
        [],
        ["Kommun", "Kommunnamn", "Folkmängd", "Folk-", "Döda", "Inflyttade", None, None],
        ["Län", "Länsnamn", " ", "ökning", " ", "Totalt", "därav från", None],
        [None, None, None, None, None, None, "Egna", "Ut-"],
        [None, None, None, None, None, None, "länet", "landet"],
        [None, "Riket     ", 9_694_194, 27_032, 330, "..", 1, 2],
        [codes("01"), "Stockholm     ", 2_181_318, 9_859, 330, ".", 1, 2],
        [codes("0182"), "Nacka     ", 95_182, 759, 145, ".", 1, 2],
        [codes("0127"), "Botkyrka     ", 88_391, -4, 145, ".", 1, 2],
        [],
        ["1) Händelser som har skett före den 1 januari 2014."],
        ["Källa: SCB"],
    ]


def test_of_a_quarter() -> None:
    """Title lines, a header of four rows, the country, a county and notes stand around figures."""
    file = read_figures(a_book(of_quarter(codes=str)))

    assert file.shape is FileShape.WORKBOOK
    assert {each.subject: each.value for each in file.figures.figures} == TRUTH
    assert {each.reference_date for each in file.figures.figures} == {MID_2014}
    told = {each.reason: each for each in file.left_out}
    assert set(told) == {"areas", "other-counts", "notes"}
    assert told["areas"].names == ("Riket", "01 Stockholm")
    assert told["other-counts"].names == (
        "Folkökning",
        "Döda",
        "Inflyttade Totalt",
        "Inflyttade därav från Egna länet",
        "Inflyttade därav från Utlandet",
    )


def test_codes_as_numbers() -> None:
    """A code that is the number 182 is what its format 0000 shows, or is known by its name."""
    shown = saved(of_quarter(codes=int))
    for row in shown.worksheets[0].iter_rows(min_row=11, max_col=1):
        row[0].number_format = "0000"

    assert values(content_of(shown)) == TRUTH
    assert values(a_book(of_quarter(codes=int))) == TRUTH
    assert "zero-added" in left_out(a_book(of_quarter(codes=int)))
    assert values(a_book([["Kod", "Folkmängd 2024"], [1480, 600_000]])) == {"1480": 600_000}


def test_by_another_writer() -> None:
    """Cells merged, formatted and written by XlsxWriter are read the same."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet("Totalt")
    page.merge_range("A1:C1", "Folkmängd i riket, län och kommuner")
    page.merge_range("A3:A4", "Kod")
    page.merge_range("B3:B4", "Kommun")
    page.merge_range("C3:D3", "Folkmängd 31 december")
    for column, year in enumerate((2019, 2020), 2):
        page.write(3, column, year)
    page.write_row(4, 0, ["0182", "Nacka"])
    page.write_number(4, 2, 105_189, book.add_format({"num_format": "# ##0"}))
    page.write_formula(4, 3, "=C5+1", None, 105_190)
    book.close()

    figures = read_figures(stream.getvalue()).figures.figures
    assert {each.reference_date.year: each.value for each in figures} == {
        2019: 105_189,
        2020: 105_190,
    }


def test_sheets_of_the_sexes() -> None:
    """A sheet of the total, one of men and one of women: the total is read."""
    sheets: list[list[list[Any]]] = [
        [[f"Folkmängd 31 december 2020. {name}"], []] for name in ("Totalt", "Män", "Kvinnor")
    ]
    for rows, value in zip(sheets, (100_000, 49_000, 51_000), strict=True):
        rows += [["Kod", "Kommun", "Folkmängd"], ["0182", "Nacka", value]]

    assert values(content_of(saved(*sheets, names=["Totalt", "Män", "Kvinnor"]))) == {
        "0182": 100_000
    }


def test_of_the_database() -> None:
    """In a workbook of Statistics Sweden's database, columns of labels have no title.

    A label stands in the first row that it applies to. Years stand below the contents, once.
    """
    rows: Rows = [
        ["Folkmängden efter region, ålder, kön, tabellinnehåll och år"],
        [],
        [None, None, None, "Folkmängd"],
        [None, None, None, "2019", "2020"],
        ["0127 Botkyrka", "totalt ålder", "män", 48_000, 48_601],
        [None, None, "kvinnor", 46_000, 46_246],
        ["0182 Nacka", "totalt ålder", "män", 52_000, 52_500],
        [None, None, "kvinnor", 53_000, 53_500],
        [],
        ["Senaste uppdatering:"],
        ["20210222 09:30"],
        ["Källa:"],
        ["SCB"],
    ]

    figures = read_figures(a_book(rows)).figures.figures
    assert {(each.subject, each.reference_date.year, each.value) for each in figures} == {
        ("0127", 2019, 94_000),
        ("0127", 2020, 94_847),
        ("0182", 2019, 105_000),
        ("0182", 2020, 106_000),
    }


def test_groups() -> None:
    """The name of a group may stand alone in its row, below the header and between figures."""
    rows: Rows = [
        ["Kommun", "Folkmängd 2020"],
        [],
        ["Stockholms län"],
        ["Nacka", 106_505],
        ["Västerbottens län"],
        ["Bjurholm", 2_387],
    ]

    assert values(a_book(rows)) == {"0182": 106_505, "2403": 2_387}


def test_many_lines_above() -> None:
    """A sheet with hundreds of lines above its table is no table of figures."""
    notes = [[f"Anmärkning {number}"] for number in range(250)]

    assert reasons(a_book([*notes, *of_cell(112_112)])) == {"no-region"}


def test_ranks() -> None:
    """In a table with ranks, the year that stands below the population counts."""
    rows: Rows = [
        ["Folkmängd per kommun 31 december 2020 jämfört med 2019"],
        [],
        ["Rang", None, "Kommun", "Folkmängd 31 december", None, "Förändring"],
        [2020, 2019, None, 2020, 2019, "%"],
        [22, 22, "Nacka", 106_505, 105_189, 1.25],
        [287, 287, "Bjurholm", 2_387, 2_400, -2.4],
    ]

    figures = read_figures(a_book(rows)).figures.figures
    assert {(each.subject, each.reference_date.year, each.value) for each in figures} == {
        ("0182", 2020, 106_505),
        ("0182", 2019, 105_189),
        ("2403", 2020, 2_387),
        ("2403", 2019, 2_400),
    }


# --- Cells


def of_cell(value: Any) -> list[list[Any]]:
    """Return the cells of a sheet with a figure."""
    return [["Kod", "Kommun", "Folkmängd 2024"], ["0182", "Nacka", value]]


@pytest.mark.parametrize(
    "cell", [112_112, "112112 ", "112 112", "112\N{NO-BREAK SPACE}112", " 112112", 112_112.0]
)
def test_numbers(cell: object) -> None:
    """A number may be a number or text, with blanks between thousands."""
    assert values(a_book(of_cell(cell))) == {"0182": 112_112}


@pytest.mark.parametrize(
    "cell",
    [112_112.5, True, "#N/A", "#DIV/0!", "112.112", dt.time(1, 2), dt.datetime(2024, 1, 1, 12)],
)
def test_no_numbers(cell: object) -> None:
    """Decimals, errors, truth values and times are no population."""
    error = refused(a_book(of_cell(cell)))

    assert [fault.line for fault in error.faults] == [2]
    assert "Nacka" in str(error)


def test_a_float_of_digits() -> None:
    """A whole number that is stored with decimals is read as it is, with all its digits."""
    rows = FIRST.replace("<v>112112</v>", "<v>1.12112E5</v>")

    assert values(by_hand(sheet(rows))) == {"0182": 112_112}
    assert reasons(by_hand(sheet(FIRST.replace("112112<", "112112.00000001<")))) != set()


def test_days() -> None:
    """A cell with a day is that day."""
    rows: Rows = [
        ["municipality_code", "reference_date", "population"],
        ["0182", dt.date(2014, 6, 30), 95_182],
        [],
        ["0127", dt.datetime(2014, 6, 30), 88_391],
    ]

    assert values(a_book(rows)) == TRUTH


def test_a_day_that_does_not_exist() -> None:
    """A number formatted as a day that is none is refused with its cell; no warning escapes."""
    book = saved([["municipality_code", "reference_date", "population"], ["0182", 10**8, 95_182]])
    book.worksheets[0]["B2"].number_format = "yyyy-mm-dd"

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "#VALUE!" in str(refused(content_of(book)))


def test_formulas_without_a_value() -> None:
    """A formula that no spreadsheet has calculated is refused with its cell."""
    rows: Rows = [
        ["Kod", "Folkmängd 2024"],
        ["0182", 112_112],
        ["0127", "=B2-1"],
        ["SUMMA", "=SUM(B2:B3)"],
    ]
    error = refused(a_book(rows))

    assert [fault.column for fault in error.faults] == ["Blad1!B3", "Blad1!B4"]
    assert "line 3: Blad1!B3: the formula has no stored value; open" in str(error)
    assert "Blad1!B3: formeln har inget sparat värde; öppna" in error.in_language("sv")


def test_formulas_with_a_value() -> None:
    """The stored value of a formula counts, also if it is an empty text."""
    rows = FIRST.replace("<v>112112", "<f>112111+1</f><v>112112")
    empty = '<row r="3"><c r="A3" t="str"><f>""</f><v></v></c></row>'

    assert values(by_hand(sheet(rows + empty))) == {"0182": 112_112}


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ('<c r="C9"><f>A1</f></c>', "Blad1!C9"),
        ('<c r="C9"><f>A1</f><v></v></c>', "Blad1!C9"),
        ('<c t="n" r="C9" s="0"> <f t="shared" si="0"/> <v /> </c>', "Blad1!C9"),
        ("<c><f>A1</f><v/></c>", "Blad1!?"),
    ],
)
def test_ways_to_have_no_value(cell: str, address: str) -> None:
    """A formula has no value if its element is missing or empty, in every spelling."""
    far = f'<row r="8"><c r="A8" t="inlineStr"><is><t>{"x" * 900_000}</t></is></c></row>'
    rows = f'{FIRST}{far}<row r="9"><c r="B9"><v>1</v></c>{cell}<c r="D9"/></row>'

    for content in (by_hand(sheet(rows)), by_hand(sheet(FIRST + far * 3 + rows))):
        assert {fault.column for fault in refused(content).faults} == {address}


def test_formulas_that_many_cells_share() -> None:
    """A long formula that thousands of cells share takes no time: it is never written out."""
    long = f'<c r="A3"><f t="shared" si="0">{"A1+" * 8_000}A1</f><v>1</v></c>'
    shared = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/><v>1</v></c></row>'
        for n in range(4, 20_000)
    )

    assert "0182" in values(by_hand(sheet(f'{FIRST}<row r="3">{long}</row>{shared}')))


def test_formulas_are_listed_up_to_a_limit() -> None:
    """A workbook without any stored value is refused with the first hundred cells."""
    rows: Rows = [["Kod", "Folkmängd 2024"], *([f"0{180 + n}", "=1"] for n in range(150))]

    assert len(refused(a_book(rows)).faults) == 100


# --- Sheets


def test_hidden_sheets() -> None:
    """A hidden sheet is left out, and named."""
    book = saved(of_cell(112_112), of_cell(1_000_000), names=["Folkmängd", "Utkast"])
    book["Utkast"].sheet_state = "hidden"

    assert values(content_of(book)) == {"0182": 112_112}
    assert left_out(content_of(book)) == {"hidden-sheets": ("Utkast",)}


def test_only_hidden_cells() -> None:
    """A workbook in which no visible sheet has a cell is refused."""
    book = saved(of_cell(112_112), [])
    book.worksheets[0].sheet_state = "veryHidden"

    assert reasons(content_of(book)) == {"workbook-empty"}
    assert reasons(a_book([[None, " "], []])) == {"workbook-empty"}


def test_other_sheets() -> None:
    """Sheets with a chart alone, or with notes alone, are left out."""
    book = saved(of_cell(112_112), [["Om statistiken"], ["Uppgifterna är slutliga."]])
    book.create_chartsheet("Diagram").add_chart(BarChart())

    assert values(content_of(book)) == {"0182": 112_112}
    assert left_out(content_of(book)) == {"sheets": ("Blad2",)}


def test_macros() -> None:
    """The sheets of a workbook with macros are read; the macros are not."""
    content = packed({**parts(macros=True), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub Auto_Open"})

    assert values(content) == {"0182": 112_112}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(by_hand(sheet(before='<dimension ref="A1:XFD1048576"/>')), id="a large one"),
        pytest.param(by_hand(sheet(before='<dimension ref="A1"/>')), id="a small one"),
    ],
)
def test_dimensions_that_lie(content: bytes) -> None:
    """What a sheet says of its size is not believed."""
    assert values(content) == {"0182": 112_112}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(by_hand(sheet(FIRST + '<row r="1048576"/>')), id="a row far below"),
        pytest.param(with_part("xl/embeddings/book.zip", by_hand()), id="a workbook inside"),
        pytest.param(with_part("docProps/thumbnail.jpeg", b"\xff\xd8" * 900_000), id="a picture"),
        pytest.param(by_hand(f"\ufeff{sheet()}".encode()), id="a byte order mark"),
        pytest.param(
            by_hand(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n{sheet()}'),
            id="a declared encoding",
        ),
        pytest.param(
            by_hand(sheet(FIRST + "<row><c><v>1</v></c></row>" * 50_000)[:-30] + sheet()[-30:]),
            id="more than a megabyte",
        ),
    ],
)
def test_unusual_but_sound(content: bytes) -> None:
    """What spreadsheets do write is read, however unusual."""
    assert "0182" in values(content)


# --- A workbook and CSV say the same

CELLS = st.sampled_from(["", " ", "..", "2 387", "95182", "Nacka", "2024", "not"])
NOTES = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5)


@given(
    above=st.lists(st.sampled_from(["Folkmängd", "Enligt indelningen", ""]), max_size=3),
    notes=NOTES,
)
def test_as_in_csv(above: list[str], notes: list[list[str]]) -> None:
    """The same cells mean the same in a workbook and in CSV, and are refused in both or neither."""
    rows = [[line] for line in above]
    rows += [["Kod", "Kommun", "Folkmängd 2024"], ["0182", "Nacka", "112112"], *notes]
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)

    assert outcome(a_book(rows)) == outcome(stream.getvalue().encode())


def outcome(content: bytes) -> object:
    """Return the figures of a file, or the lines of its faults."""
    try:
        return values(content)
    except FigureFileError as error:
        return {(fault.line, fault.reason) for fault in error.faults}


# --- Hostile workbooks


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    """A hostile or damaged workbook is refused for its own reason, whatever is wrong with it."""
    reason, make = HOSTILE[name]

    assert reasons(make()) == {reason}


def test_too_large() -> None:
    """A workbook above the limit of files is refused before it is opened."""
    assert reasons(by_hand() + bytes(20_000_000)) == {"too-large"}


WITHIN_LIMITS = """
import resource, sys, time
from pathlib import Path
from samverkan.errors import FigureFileError
from samverkan.formats import read_figures
content = Path(sys.argv[1]).read_bytes()
try:
    read_figures(b"PK\\x03\\x04")  # which loads all that is needed
except FigureFileError:
    pass
pages = int(Path("/proc/self/statm").read_text().split()[0])
limit = pages * resource.getpagesize() + 250_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
start = time.process_time()
try:
    read_figures(content)
except FigureFileError as error:
    print(*{fault.reason for fault in error.faults})
print(time.process_time() - start)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs resource limits and /proc")
@pytest.mark.parametrize("name", [*HOSTILE, *LARGE])
def test_within_limits(name: str, tmp_path: Path) -> None:
    """A hostile workbook is refused within 250 MB of memory and a few seconds."""
    reason, make = {**HOSTILE, **LARGE}[name]
    file = tmp_path / "book.xlsx"
    file.write_bytes(make())

    command = [sys.executable, "-c", WITHIN_LIMITS, str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert said[0] == reason
    assert float(said[1]) < 10


@pytest.mark.parametrize("cut", range(1, 40))
def test_cut_anywhere(cut: int) -> None:
    """A workbook that is cut off, or has a wrong byte, is read or refused; nothing else escapes."""
    content = by_hand()
    place = len(content) * cut // 40

    assert reasons(content[:place]) <= {"workbook-broken", "no-workbook"} or cut < 2
    wrong = bytearray(content)
    wrong[place] ^= 0x55
    outcome(bytes(wrong))


def test_without_the_extra() -> None:
    """Without openpyxl, the error says what to install; CSV is still read."""
    code = """if True:
        import sys
        sys.modules["openpyxl"] = None
        from samverkan.errors import MissingExtraError
        from samverkan.formats import read_figures
        read_figures("Kod;Folkmängd 2024\\n0182;112112\\n")
        try:
            read_figures(b"PK\\x03\\x04")
        except MissingExtraError as error:
            print(error)
    """
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.startswith("the extra excel is missing; install it: ")
