"""Tables for spreadsheets: CSV that Python reads back, and workbooks that a spreadsheet computes.

A finance clerk opens the file in a Swedish Excel by a double click, sums, filters and pastes.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import (
    START,
    agreed,
    counted,
    decided,
    funded_by,
    late,
    plainly,
    says_the_same,
    with_members,
)
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    PartyKind,
    Statistic,
    YearDay,
    assess,
    difference,
    settle,
)
from samverkan.errors import (
    AmountError,
    CountError,
    SamverkanError,
    TableError,
    TextError,
    WrongTypeError,
)
from samverkan.fees import Claim, Ledger
from samverkan.formats import (
    Cell,
    Column,
    ColumnKind,
    Table,
    claims_table,
    fees_table,
    figures_csv,
    figures_table,
    findings_table,
    instalments_table,
    read_figures,
    read_register,
    register_table,
    register_tables,
    workbook,
    write,
)
from samverkan.funding import (
    ByGroup,
    EntryFee,
    Equally,
    Fixed,
    Instalments,
    Proration,
    Rate,
    Rule,
    Split,
    Sum,
)
from samverkan.register import Register
from samverkan.reports import register_text
from samverkan.stockholm import agreement, figures
from samverkan.sweden import validate_dates
from strategies import World, lives, worlds
from test_cli_files import ask
from test_fee_parts import KNOWN, MID_YEAR, PER_HEAD, WHOLE_KRONOR, moved

LANGUAGES: tuple[Any, Any] = ("sv", "en")
KNOWN_OF_NACKA = next(
    each
    for each in figures.figures
    if (each.subject, each.reference_date) == ("0182", dt.date(2014, 6, 30))
)
IN_2015 = assess(agreement, year=2015, figures=figures)
NBSP, TAB = "\N{NO-BREAK SPACE}", "\t"


def with_a_plan() -> Agreement:
    """Return the ready-made agreement with a payment plan."""
    plan = Instalments(days=[YearDay(month=3, day=31), YearDay(month=9, day=30)])
    readings = [
        attrs.evolve(each, funding=attrs.evolve(each.funding, instalments=plan))
        for each in agreement.terms.funding
    ]
    return attrs.evolve(agreement, terms=attrs.evolve(agreement.terms, funding=readings))


def table(*cells: Cell, kind: ColumnKind = ColumnKind.TEXT, **fields: Any) -> Table:
    """Return a table of one column, with a row for each cell."""
    is_summed = kind is ColumnKind.KRONOR
    columns = [Column(title="kolumn", kind=kind, is_summed=is_summed)]
    return Table(**{"name": "tabell", "columns": columns, "rows": [[c] for c in cells], **fields})


def opened(content: bytes, *, values: bool = False) -> Any:
    """Return a workbook as openpyxl reads it: with its formulas, or their stored values."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def sheet_of(one: Table, *, values: bool = False) -> Any:
    """Return the only sheet of a table's workbook."""
    return opened(workbook(one), values=values).worksheets[0]


def read_back(one: Table) -> list[list[str]]:
    """Return the rows of a table's CSV, with its head, as Python's csv reads them."""
    delimiter = "," if one.language == "en" else ";"
    return list(csv.reader(io.StringIO(one.csv(), newline=""), delimiter=delimiter))


# --- CSV

FORMULAS = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "＝1", "＋1", "－1", "＠A1", "﹦1"]
HIDDEN = [f"{TAB}=1", "\r=1", "\n=1", f"{NBSP}=1", "\ufeff=1", "\u200b=1", "\x00=1", " -1"]


@pytest.mark.parametrize("text", [*FORMULAS, *HIDDEN, TAB, "\rAlfa"])
def test_no_text_is_a_formula_in_csv(text: str) -> None:
    """An apostrophe stands before what a spreadsheet may read as a formula, also after blanks."""
    assert read_back(table(text))[1][0].startswith("'")


@pytest.mark.parametrize(
    "text", ["Nacka", "0182", "1-2", "a=1", "'=1", "(=1)", "\N{MINUS SIGN}1", ""]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    """No apostrophe is added to what is no formula."""
    assert (read_back(table(text, "a"))[1] or [""]) == [text]


def test_titles_are_no_formulas() -> None:
    """A title is text like any other."""
    one = Table(name="a", columns=[Column(title="=1", kind=ColumnKind.CODE)], rows=[])

    assert one.csv() == "'=1\r\n"
    assert sheet_of(one)["A1"].data_type == "s"


@pytest.mark.parametrize(
    ("kind", "cell", "sv", "en"),
    [
        pytest.param("code", "0182", "0182", "0182", id="code"),
        pytest.param("kronor", Decimal("-1234567.50"), "-1234567,50", "-1234567.50", id="kronor"),
        pytest.param("number", Decimal("1E+3"), "1000", "1000", id="no exponent"),
        pytest.param("number", Decimal("1E-7"), "0,0000001", "0.0000001", id="small"),
        pytest.param("number", 95182, "95182", "95182", id="whole number"),
        pytest.param("year", 2015, "2015", "2015", id="year"),
        pytest.param("day", dt.date(2015, 4, 13), "2015-04-13", "2015-04-13", id="day"),
        pytest.param("kronor", None, "", "", id="unknown"),
    ],
)
def test_cells_in_csv(kind: str, cell: Cell, sv: str, en: str) -> None:
    """Numbers have no groups, and a decimal comma in Swedish; days are ISO; unknown is empty."""
    for language, written in (("sv", sv), ("en", en)):
        one = table(cell, "a" if kind == "code" else None, kind=ColumnKind(kind), language=language)
        assert (read_back(one)[1] or [""]) == [written]


def test_lines_end_in_cr_lf() -> None:
    """Each line ends in CR LF, in a text of several lines only LF stands."""
    assert table("a\r\nb\rc").csv() == 'kolumn\r\n"a\nb\nc"\r\n'


texts = st.text(max_size=20) | st.sampled_from([*FORMULAS, *HIDDEN, "_x0041_", 'a;"b"', "0182"])
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9)
CELLS: dict[ColumnKind, st.SearchStrategy[Any]] = {
    ColumnKind.TEXT: texts,
    ColumnKind.CODE: texts,
    ColumnKind.KRONOR: st.integers(-(10**15) + 1, 10**15 - 1).map(lambda n: Decimal(n).scaleb(-2)),
    ColumnKind.NUMBER: st.integers(-(10**15), 10**15)
    | st.integers(-(10**18), 10**18).map(lambda n: Decimal(n).scaleb(-6)),
    ColumnKind.YEAR: st.integers(1800, 2999),
    ColumnKind.DAY: st.dates(dt.date(1800, 1, 1), dt.date(2999, 12, 31)),
}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of any columns and cells whose totals a workbook can hold."""
    kinds = draw(st.lists(st.sampled_from(ColumnKind), min_size=1, max_size=4))
    amounts = st.integers(-(10**12), 10**12).map(lambda n: Decimal(n).scaleb(-2))
    cells = [st.none() | (amounts if k is ColumnKind.KRONOR else CELLS[k]) for k in kinds]
    return Table(
        name=draw(st.sampled_from(["avgifter 2015", "a/b:c", "[x]", "'a'", "History", "a" * 40])),
        columns=[
            Column(
                title=f"k{n}",
                kind=kind,
                is_summed=kind is ColumnKind.KRONOR,
                is_optional=draw(st.booleans()),
            )
            for n, kind in enumerate(kinds)
        ],
        rows=draw(st.lists(st.tuples(*cells), max_size=5)),
        language=draw(st.sampled_from(["sv", "en"])),
        unknown=draw(st.integers(0, 2)),
        left_out=draw(st.integers(0, 2)),
        about=draw(st.lists(st.tuples(texts, texts), max_size=3)),
    )


def plain(text: str) -> str:
    """Return a text as every form holds it."""
    unfit = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
    return unfit.sub("\ufffd", re.sub("\r\n?", "\n", text))


def said(cell: Cell, written: str, language: str) -> bool:
    """Return whether a field of CSV says a cell."""
    if cell is None:
        return written == ""
    if isinstance(cell, str):
        return written in {plain(cell), f"'{plain(cell)}"}
    if isinstance(cell, dt.date):
        return written == str(cell)
    return Decimal(written if language == "en" else written.replace(",", ".")) == cell


@given(one=tables())
@example(one=table(None))
def test_csv_is_read_back(one: Table) -> None:
    """Python's csv reads the same cells, but for an apostrophe before what looks like a formula."""
    head, *rows = read_back(one)

    assert head == [column.title for column in one.columns]
    assert len(rows) == len(one.rows)
    for row, cells in zip(rows, one.rows, strict=True):
        for written, cell in zip(row or [""], cells, strict=True):
            assert said(cell, written, one.language)
            first = written.lstrip().lstrip("\ufeff\u200b")[:1]
            assert not isinstance(cell, str) or first not in set("=+-@＝＋－＠")


# --- Workbooks


def without_empty(one: Table) -> Table:
    """Return a table without optional columns whose cells are all empty or 0, unless all are."""
    kept = []
    for place, column in enumerate(one.columns):
        cells = {row[place] for row in one.rows}
        if not (column.is_optional and cells <= {None, 0, ""}):
            kept.append(place)
    kept = kept or [*range(len(one.columns))]
    columns = [one.columns[place] for place in kept]
    return attrs.evolve(
        one, columns=columns, rows=[[row[place] for place in kept] for row in one.rows]
    )


def facts_in(content: bytes) -> list[tuple[object, ...]]:
    """Return what the last sheet of a workbook says that its only table is about."""
    sheets = opened(content).worksheets
    if len(sheets) == 1:
        return []
    assert sheets[1]["B1"].value == sheets[0].title
    return [tuple(cell.value or "" for cell in row) for row in sheets[1].iter_rows(min_row=2)]


def held(cell: Cell, one: Table) -> object:
    """Return what a workbook holds for a cell, as openpyxl reads it."""
    if isinstance(cell, str):
        return plain(cell)
    if isinstance(cell, dt.date):
        is_text = cell < dt.date(1900, 3, 1)
        return str(cell) if is_text else dt.datetime.combine(cell, dt.time())
    if isinstance(cell, (int, Decimal)):
        digits = "".join(map(str, Decimal(cell).as_tuple().digits)).strip("0")
        text = format(Decimal(cell), "f").replace(".", "." if one.language == "en" else ",")
        return text if len(digits) > 15 else float(cell)
    return None


@given(one=tables())
@example(one=table(dt.date(1900, 2, 28), dt.date(2015, 4, 13), kind=ColumnKind.DAY))
@example(
    one=attrs.evolve(
        table(Decimal("0.00"), kind=ColumnKind.KRONOR),
        columns=[
            Column(title="a", kind=ColumnKind.TEXT),
            Column(title="b", kind=ColumnKind.KRONOR, is_summed=True, is_optional=True),
        ],
        rows=[[None, Decimal("0.00")]],
    )
)
def test_a_workbook_is_read_back(one: Table) -> None:
    """The same values are read, no formula but the totals, and the totals that we computed."""
    content = workbook(one)
    sheet = opened(content).worksheets[0]
    stored = opened(content, values=True).worksheets[0]
    one = without_empty(one)
    last = len(one.rows) + 1
    label = [cell.value for cell in sheet[last + 2] if isinstance(cell.value, str)]
    label = [each for each in label if not each.startswith("=")]
    has_totals = one.unknown or one.left_out or one.totals() != (None,) * len(one.columns)
    assert label == [one.total_label] * bool(has_totals)
    assert facts_in(content) == [tuple(map(plain, fact)) for fact in one.about]

    titles = [cell.value for cell in sheet[1] if cell.value is not None]
    assert titles == [column.title for column in one.columns]
    for number, row in enumerate(one.rows, start=2):
        for place, (column, cell) in enumerate(zip(one.columns, row, strict=True), start=1):
            found = sheet.cell(number, place)
            assert found.value == held(cell, one)
            assert found.data_type != "f"
            if column.kind is ColumnKind.CODE and cell is not None:
                assert (found.data_type, found.number_format) == ("s", "@")
    formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    totals = one.totals()
    assert [cell.column - 1 for cell in formulas] == [
        place for place, total in enumerate(totals) if total is not None
    ]
    for cell in formulas:
        letter = cell.column_letter
        assert cell.value == f"=SUM({letter}2:{letter}{last})"
        assert cell.row == last + 2
        assert stored.cell(cell.row, cell.column).value == float(totals[cell.column - 1] or 0)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1")


@given(one=tables())
def test_equal_tables_give_equal_bytes(one: Table) -> None:
    """No clock and no order of memory is in a workbook."""
    assert workbook([one, one]) == workbook([attrs.evolve(one), one])


@pytest.mark.parametrize(
    ("kind", "cell", "written"),
    [
        pytest.param("kronor", Decimal("142773.00"), "#,##0.00", id="kronor"),
        pytest.param("number", 95182, "#,##0", id="whole number"),
        pytest.param("number", Decimal("0.042"), "#,##0.000", id="as many decimals as it has"),
        pytest.param("number", Decimal("1E-31"), "General", id="more than Excel shows"),
        pytest.param("year", 2015, "0", id="a year has no groups"),
        pytest.param("day", dt.date(2015, 4, 13), "yyyy-mm-dd", id="day"),
    ],
)
def test_formats_of_numbers(kind: str, cell: Cell, written: str) -> None:
    """Excel shows each number as its column says."""
    assert sheet_of(table(cell, kind=ColumnKind(kind)))["A2"].number_format == written


def test_totals_of_the_ready_made_agreement() -> None:
    """The row of totals says that it is a subtotal, of how many, and has our sum as its value."""
    one = fees_table(IN_2015)
    [total] = [row for row in sheet_of(one, values=True).iter_rows(min_row=38) if row[0].value]

    assert total[0].value == "Delsumma, 5 okända"
    assert total[3].value == float(IN_2015.subtotal_kronor)
    assert fees_table(IN_2015.only("Nacka")).total_label == "Summa"
    assert fees_table(IN_2015, "en").total_label == "Subtotal, 5 unknown"


def test_nothing_known_has_no_total() -> None:
    """A column without a number has no total, as 0 would be a sum of nothing; the row says so."""
    unknown = fees_table(IN_2015.only("Vaxholm"))

    assert unknown.totals() == (None,) * len(unknown.columns)
    sheet = sheet_of(unknown)
    assert [cell.value for cell in sheet[4] if cell.value] == ["Delsumma, 1 okänd"]
    assert sheet_of(table("a")).max_row == 2


def test_where_the_label_of_totals_stands() -> None:
    """It stands in the first column without a total, or to the right if every column has one."""
    amounts = table(Decimal("1.00"), kind=ColumnKind.KRONOR)
    before = attrs.evolve(
        amounts,
        columns=[*amounts.columns, Column(title="namn", kind=ColumnKind.TEXT)],
        rows=[[Decimal("1.00"), "a"]],
    )

    for one in (amounts, before):
        assert [cell.value for cell in sheet_of(one)[4]] == ["=SUM(A2:A2)", "Summa"]


@pytest.mark.parametrize(
    ("unknown", "left_out", "sv", "en"),
    [
        (0, 0, "Summa", "Total"),
        (1, 0, "Delsumma, 1 okänd", "Subtotal, 1 unknown"),
        (
            2,
            1,
            "Delsumma, 2 okända, 1 avtal utelämnat",
            "Subtotal, 2 unknown, 1 agreement left out",
        ),
        (0, 2, "Delsumma, 2 avtal utelämnade", "Subtotal, 2 agreements left out"),
    ],
)
def test_what_totals_are_called(unknown: int, left_out: int, sv: str, en: str) -> None:
    """A total that lacks something is a subtotal, and says what it lacks."""
    one = table("a", unknown=unknown, left_out=left_out)

    assert one.total_label == sv
    assert attrs.evolve(one, language="en").total_label == en


def test_optional_columns() -> None:
    """A workbook leaves out the parts that no fee has; CSV always has the same columns."""
    one = fees_table(IN_2015)

    assert [cell.value for cell in sheet_of(one)[1]] == [
        *("part", "organisationsnummer", "namn", "kronor", "år", "status"),
        *("pris", "antal", "pris × antal", "underlag", "saknas", "tolkning"),
    ]
    assert len(read_back(one)[0]) == len(one.columns)


def test_what_a_workbook_is_about() -> None:
    """The last sheet tells agreement, reading and day of knowledge, and what is not known."""
    known = assess(JOINED, year=2015, figures=figures, known_on=dt.date(2015, 5, 1))
    paid = assess(with_a_plan(), year=2015, figures=figures)
    book = opened(workbook([fees_table(known), instalments_table(paid)]))

    assert book.sheetnames == ["avgifter 2015", "delbetalningar 2015", "Om"]
    rows = [(row[0].value, row[1].value) for row in book["Om"].iter_rows()]
    facts = [(name, plainly(text)) for name, text in rows]
    assert facts[:4] == [
        ("Blad", "avgifter 2015"),
        ("Avtal", agreement.terms.title.sv),
        ("Diarienummer", agreement.terms.document_number),
        ("Känt", "det som var känt den 1 maj 2015"),
    ]
    told = dict(facts[: facts.index(("Blad", "delbetalningar 2015"))])
    assert told["Tolkning"].startswith("mid-year-before: ")
    assert told["Avgifter"] == f"1 kända, {len(known.unknown)} okända"
    assert "Vaxholms kommun (0187)" in told["Beslut saknas"]
    assert ("Känt", "allt som är registrerat") in facts
    missing = dict(facts)["Uppgift saknas"]
    assert missing.startswith("folkmängd den 30 juni 2014: Upplands Väsby kommun (0114), ")
    assert dict(facts)["Ingen regel anges"].endswith("; ingår inte i summan")


def test_a_workbook_says_that_it_is_a_forecast() -> None:
    """The sheet, the total and the last sheet say that amounts rest on assumed figures."""
    known = FigureTable([each for each in figures.figures if each.reference_date.year == 2013])
    one = fees_table(
        assess(agreement, year=2015, figures=known, assume_last_known=True).only("Nacka")
    )

    assert (one.name, one.rows[0][5]) == ("avgifter 2015 (prognos)", "avgift (prognos)")
    assert dict(one.about)["Prognos"].startswith("belopp vilar på uppgifter som är antagna")
    assert dict(one.about)["Parter"] == "Nacka kommun (0182)"
    assert one.total_label == "Summa (prognos)"


def test_two_tables_about_the_same() -> None:
    """What holds for two sheets is told once."""
    one = table("x", about=[("Avtal", "a")], name="a")

    book = opened(workbook([one, attrs.evolve(one, name="b"), table("x", name="Om")]))

    assert book.sheetnames == ["a", "b", "Om", "Om (2)"]
    assert [[cell.value for cell in row] for row in book["Om (2)"]] == [
        ["Blad", "a, b"],
        ["Avtal", "a"],
    ]


def test_a_page_of_paper() -> None:
    """A sheet is printed in landscape, one page wide, with its head on every page."""
    for sheet in opened(workbook(fees_table(IN_2015))).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet_of(fees_table(IN_2015)).print_title_rows == "$1:$1"


def test_long_texts_wrap() -> None:
    """A text that is wider than its column has several lines, and room for them."""
    sheet = sheet_of(table("ord " * 50))

    assert sheet["A2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height >= 4 * 15
    assert sheet.column_dimensions["A"].width < 52


def test_text_that_looks_like_a_formula_is_text() -> None:
    """It is marked as text in the workbook, so that it stays text when somebody edits it."""
    for text in FORMULAS:
        cell = sheet_of(table(text))["A2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
        code = sheet_of(table(text, kind=ColumnKind.CODE))["A2"]
        assert (code.data_type, code.number_format, code.quotePrefix) == ("s", "@", True)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("a" * 32_767, 32_767, id="as long as a cell"),
        pytest.param("a" * 32_768, 32_767, id="longer"),
        pytest.param("\N{GRINNING FACE}" * 16_383, 16_383, id="two units each"),
        pytest.param("\N{GRINNING FACE}" * 16_384, 16_384, id="two units each, longer"),
    ],
)
def test_long_text_is_cut(text: str, kept: int) -> None:
    """Excel takes 32 767 characters, in units of UTF-16: what is cut ends in an ellipsis."""
    value = sheet_of(table(text))["A2"].value

    assert len(value) == kept
    assert value == text or value.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert len(value.encode("utf-16-le")) // 2 <= 32_767
    assert read_back(table(text))[1] == [text]


def test_names_of_sheets() -> None:
    """Each sheet has a name that Excel takes: short, without its signs, and the only one."""
    names = ["a/b", "A:B", "[a]\\b", "'", "History", "å" * 40, "Å" * 40, "\N{GRINNING FACE}" * 40]

    book = opened(workbook([table("x", name=name) for name in names]))

    assert book.sheetnames == [
        "a b",
        "A B (2)",
        "a b (3)",
        "(2)",
        "History (2)",
        "å" * 31,
        f"{'Å' * 27} (2)",
        "\N{GRINNING FACE}" * 15,
    ]


def test_days_before_1900_are_text() -> None:
    """Excel begins to count days in 1900, and counts one that was none."""
    sheet = sheet_of(table(dt.date(1900, 2, 28), dt.date(1900, 3, 1), kind=ColumnKind.DAY))

    assert (sheet["A2"].value, sheet["A3"].value) == ("1900-02-28", dt.datetime(1900, 3, 1))


def test_numbers_that_excel_would_round() -> None:
    """A number of more than 15 digits is text; an amount that is summed is refused."""
    long = Decimal("1234567890.123456")
    assert sheet_of(table(long, kind=ColumnKind.NUMBER))["A2"].value == "1234567890,123456"
    english = table(long, kind=ColumnKind.NUMBER, language="en")
    assert sheet_of(english)["A2"].value == "1234567890.123456"
    assert sheet_of(table(10**300, kind=ColumnKind.NUMBER))["A2"].value == str(10**300)
    most = Decimal("9999999999999.99")
    assert sheet_of(table(most, kind=ColumnKind.KRONOR))["A2"].value == float(most)
    for amounts in ([Decimal("10000000000000.01")], [most, most]):
        with pytest.raises(TableError, match="over 15 digits, which Excel would round"):
            workbook(table(*amounts, kind=ColumnKind.KRONOR))


def test_totals_are_exact() -> None:
    """A total has every digit, however many there are."""
    long = [Decimal("10000000000000000000000000000.01"), Decimal("-0.02")]

    assert table(*long, kind=ColumnKind.KRONOR).totals() == (
        Decimal("9999999999999999999999999999.99"),
    )
    assert str(table(Decimal("1.00"), Decimal("-1.00"), kind=ColumnKind.KRONOR).totals()[0]) == (
        "0.00"
    )


def test_what_excel_has_no_room_for() -> None:
    """Too many columns, or rows, are refused before anything is written."""
    wide = Table(
        name="a",
        columns=[Column(title="a", kind=ColumnKind.CODE)] * 16_385,
        rows=[],
    )
    with pytest.raises(TableError, match="at most 16384 columns"):
        workbook(wide)
    with pytest.raises(TableError, match="at most 1048573 rows"):
        workbook(table(*[None] * 1_048_574))
    with pytest.raises(TableError, match="at least one table"):
        workbook([])


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(late(table, columns=[]), TableError, id="no column"),
        pytest.param(late(table, rows=[["a", "b"]]), TableError, id="too many cells"),
        pytest.param(late(table, rows=["a"]), WrongTypeError, id="text for a row"),
        pytest.param(late(table, about="a"), WrongTypeError, id="text for facts"),
        pytest.param(late(table, about=["ab"]), WrongTypeError, id="text for a fact"),
        pytest.param(late(table, about=[("a",)]), WrongTypeError, id="half a fact"),
        pytest.param(late(table, about=[("a", 1)]), WrongTypeError, id="a number in a fact"),
        pytest.param(late(table, left_out=-1), CountError, id="less than none left out"),
        pytest.param(late(table, rows="a"), WrongTypeError, id="text for rows"),
        pytest.param(late(table, rows=5), WrongTypeError, id="number for rows"),
        pytest.param(late(table, rows=[5]), WrongTypeError, id="number for a row"),
        pytest.param(late(table, rows=[[5]]), WrongTypeError, id="number for text"),
        pytest.param(late(table, name=""), TextError, id="no name"),
        pytest.param(late(table, unknown=-1), CountError, id="below 0"),
        pytest.param(late(table, language="de"), WrongTypeError, id="language"),
        pytest.param(
            late(Column, title="a", kind=ColumnKind.DAY, is_summed=True),
            TableError,
            id="sum of days",
        ),
        pytest.param(late(Column, title="a", kind="day"), WrongTypeError, id="kind"),
        pytest.param(
            late(table, kind=ColumnKind.NUMBER, rows=[[True]]), WrongTypeError, id="truth value"
        ),
        pytest.param(late(table, kind=ColumnKind.KRONOR, rows=[[1.5]]), WrongTypeError, id="float"),
        pytest.param(
            late(table, kind=ColumnKind.DAY, rows=[[dt.datetime(2015, 1, 1)]]),
            WrongTypeError,
            id="with a time",
        ),
        pytest.param(
            late(table, kind=ColumnKind.KRONOR, rows=[[Decimal("NaN")]]), AmountError, id="NaN"
        ),
        pytest.param(
            late(table, kind=ColumnKind.KRONOR, rows=[[Decimal("1E+999999")]]),
            AmountError,
            id="huge",
        ),
        pytest.param(
            late(table, kind=ColumnKind.NUMBER, rows=[[10**601]]), AmountError, id="huge whole"
        ),
    ],
)
def test_tables_that_are_refused(make: Callable[[], object], error: type[SamverkanError]) -> None:
    """A table holds what its columns say, and nothing else."""
    with pytest.raises(error) as caught:
        make()
    assert not isinstance(caught.value, TableError) or says_the_same(caught.value)


def test_the_extra() -> None:
    """Without the extra, a workbook says what to install; CSV needs none."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True
    )

    assert done.stdout == "pip install 'samverkan[excel]'\n"


WITHOUT = """
import re, sys
sys.modules["xlsxwriter"] = None
from samverkan import assess, formats, stockholm
from samverkan.errors import MissingExtraError

table = formats.fees_table(
    assess(stockholm.agreement, year=2015, figures=stockholm.figures)
)
assert table.csv()
try:
    formats.workbook(table)
except MissingExtraError as error:
    print(re.search("pip.*", str(error))[0])
"""


# --- Fees


def of_rule(
    rule: Rule, *, first: dt.date = START, how: Any = None, known: FigureTable = KNOWN
) -> dict[str, Cell]:
    """Return the cells of A's fee for 2015 by a rule, by English title."""
    made = agreed("A", "B", funding=[funded_by(rule, *(how or []))])
    one = fees_table(
        assess(with_members(made, a=first, b=first), year=2015, figures=known), language="en"
    )
    [row] = [row for row in one.rows if row[0] == "a"]
    return dict(zip([column.title for column in one.columns], row, strict=True))


@pytest.mark.parametrize(
    ("rule", "how", "cells"),
    [
        pytest.param(
            Sum(rules=[Fixed(kronor=250), PER_HEAD, EntryFee(first=500)]),
            None,
            {"fixed amount": "250.00", "price": "1.50", "number": "1001", "entry fee": "500.00"},
            id="several parts",
        ),
        pytest.param(
            Split(total=100, by=Equally()), None, {"share": "50.00", "price": "None"}, id="share"
        ),
        pytest.param(
            PER_HEAD,
            [Proration.NONE, WHOLE_KRONOR],
            {"price × number": "1501.50", "other": "0.50", "kronor": "1502.00"},
            id="rounding",
        ),
        pytest.param(
            Rate(kronor_per_unit="0.01", of=MID_YEAR, per=7),
            None,
            {"price": "None", "number": "None", "price × number": "1.43"},
            id="no exact price",
        ),
        pytest.param(
            Sum(rules=[PER_HEAD, Rate(kronor_per_unit=1, of=MID_YEAR)]),
            None,
            {"price": "None", "price × number": "2502.50"},
            id="two prices",
        ),
        pytest.param(
            moved(Sum(rules=[PER_HEAD, Fixed(kronor=1)]), WHOLE_KRONOR),
            None,
            {"other": "1540.00", "fixed amount": "0.00", "price × number": "0.00"},
            id="other",
        ),
    ],
)
def test_parts_of_a_fee(rule: Rule, how: Any, cells: dict[str, str]) -> None:
    """The parts of a fee stand in their columns; a price only if there is one, and it is exact."""
    found = of_rule(rule, how=how)

    assert {name: str(found[name]) for name in cells} == cells


def test_the_fee_of_a_predecessor() -> None:
    """A successor that owes for its predecessor has the parts that the predecessor had."""
    made = with_members(agreed("A", "B", funding=[funded_by(PER_HEAD)]), a=START)
    succeeded = made.succeed("A", "B", decided("2015-02-01"), first_day=dt.date(2015, 7, 1))

    [row] = fees_table(assess(succeeded, year=2015, figures=KNOWN)).rows

    assert (row[0], row[7], row[8], row[10]) == ("b", Decimal("1.50"), 1001, Decimal("1501.50"))


def test_a_figure_in_kronor() -> None:
    """A figure in kronor says so among the figures."""
    taxes = Statistic(id="taxes", name="skatter", in_kronor=True)
    basis = attrs.evolve(MID_YEAR, statistic=taxes)
    known = Figure(subject="a", statistic=taxes, reference_date=dt.date(2014, 6, 30), value=5)
    rule = ByGroup(kinds={PartyKind.MUNICIPALITY: Rate(kronor_per_unit=2, of=basis)})

    told = str(of_rule(rule, known=FigureTable([known]))["figures"])
    assert "SEK 5.00" in plainly(told)


def test_part_of_a_year() -> None:
    """A prorated fee is the price, times the number, times the part of the year."""
    found = of_rule(PER_HEAD, first=dt.date(2015, 7, 2), how=[Proration.BY_DAY])

    assert found["part of the year"] == "183 of 365"
    assert found["price × number"] == found["kronor"] == Decimal("752.81")


PARTS = ("fixed amount", "price × number", "share", "entry fee", "other")


def check_fees_table(world: World) -> None:
    """Check that each row of a table of fees adds up, and that the rows are all there are."""
    found = assess(world.agreement, year=world.year, figures=world.figures)
    one = fees_table(found, "en")
    titles = [column.title for column in one.columns]
    places = [titles.index(name) for name in PARTS]
    fees = {fee.party: fee.kronor for fee in found}
    for row in one.rows:
        assert row[titles.index("kronor")] == fees.get(str(row[0]))
        parts = [row[place] for place in places]
        assert (None in parts) == (str(row[0]) not in fees)
        if None not in parts:
            assert sum(map(Decimal, map(str, parts))) == fees[str(row[0])]
    several = (found.fees, found.missing, found.unstated, found.undated, found.pending)
    assert len(one.rows) == sum(map(len, several))
    assert [str(row[0]) for row in one.rows] == sorted(str(row[0]) for row in one.rows)
    total = one.totals()[titles.index("kronor")]
    assert (total or 0) == found.subtotal_kronor
    assert (one.unknown == 0) == found.is_complete


@given(world=worlds())
def test_a_table_of_fees_adds_up(world: World) -> None:
    """By any rule, the parts of each row sum to its fee, and the fees to the subtotal."""
    check_fees_table(world)


@given(world=lives())
def test_a_table_of_fees_adds_up_after_any_history(world: World) -> None:
    """The same holds after any history."""
    check_fees_table(world)


@pytest.mark.parametrize(
    ("language", "row"),
    [
        (
            "sv",
            (
                "0182;212000-0167;Nacka kommun;142773,00;2015;avgift;0,00;1,50;95182;;142773,00;"
                "0,00;0,00;0,00;folkmängd den 30 juni 2014: 95 182 (slutlig);;mid-year-before"
            ),
        ),
        (
            "en",
            (
                "0182,212000-0167,Nacka kommun,142773.00,2015,fee,0.00,1.50,95182,,142773.00,"
                '0.00,0.00,0.00,"population on 30 June 2014: 95,182 (final)",,mid-year-before'
            ),
        ),
    ],
)
def test_nacka_in_csv(language: Any, row: str) -> None:
    """One line per party, as spreadsheets of the language read them; codes keep their first 0."""
    lines = plainly(fees_table(IN_2015, language).csv()).split("\r\n")

    assert len(lines) == 1 + 36 + 1
    assert row in lines
    [second_hand] = [line for line in lines if line.startswith("0139")]
    assert "(andrahandsuppgift)" in second_hand or "(second-hand" in second_hand


# --- Claims, findings, registers

JOINED = agreement.accede("Nacka", decided("2015-04-13"))


def test_claims() -> None:
    """A claim has its day, its cause and its amount; a credit is below 0."""
    made = agreed("A", "B", funding=[funded_by(Fixed(kronor=100))])
    joined = made.accede("A", decided("2015-02-01"), effective=START)
    ledger = Ledger(
        claims=[Claim(party="b", year=2015, ore=5000, known_on=START)],  # type: ignore[arg-type]
        known_on=START,
    )
    settlement = settle(
        ledger, joined, years=[2015], figures=counted(), known_on=dt.date(2015, 3, 1)
    )

    one = claims_table(settlement, "en")

    day = dt.date(2015, 2, 1)
    assert [(row[0], *row[5:9], row[3], row[10]) for row in one.rows] == [
        ("a", "claim", day, Decimal("0.00"), Decimal("100.00"), Decimal("100.00"), None),
        ("b", "credit", day, Decimal("50.00"), Decimal("0.00"), Decimal("-50.00"), None),
    ]
    assert one.rows[0][9] == "accession, decided on 1 February 2015"
    assert str(one.rows[1][9]).startswith("nothing on record supports what was claimed")
    assert one.totals() == (*[None] * 3, settlement.total_kronor, *[None] * 7)
    assert one.total_label == "Total"


def test_claims_that_are_not_known() -> None:
    """Whose fee is not known has a row without an amount: the total is a subtotal."""
    settlement = settle(
        Ledger(), JOINED, years=[2015, 2016], figures=figures, known_on=dt.date(2016, 1, 1)
    )

    one = claims_table(settlement)

    assert (one.rows[0][0], one.rows[0][3]) == ("0182", Decimal("142773.00"))
    nacka = next(row for row in one.rows if row[0] == "0182" and row[4] == 2016)
    assert nacka[5:] == ("uppgift saknas", *[None] * 4, "folkmängd den 30 juni 2015")
    assert one.unknown == len(one.rows) - 1
    assert {row[5] for row in one.rows[1:]} == {"uppgift saknas", "beslut saknas"}


def test_claims_that_were_pending_before() -> None:
    """A party whose fee was pending on the first day of a difference has a row, once."""
    made = agreed("A", "B", "C", funding=[funded_by(Split(total=300, by=Equally()))])
    for party in ("A", "B"):
        made = made.accede(party, decided("2014-12-01"), effective=START)
    before, after = (
        assess(made, year=2015, figures=counted(), known_on=dt.date(2015, month, 1))
        for month in (2, 3)
    )
    change = attrs.evolve(difference(before, after), pending_before=("a",))

    one = claims_table(change, "en")

    assert [(row[0], row[5], row[3]) for row in one.rows] == [("a", "pending", None)]
    assert ("Pending", "A (a)") in one.about
    assert one.total_label == "Subtotal, 1 unknown"

    needing = attrs.evolve(made, terms=attrs.evolve(made.terms, funding=[funded_by(PER_HEAD)]))
    lacking = [
        assess(needing, year=2015, figures=counted(), known_on=dt.date(2015, month, 1))
        for month in (2, 3)
    ]
    change = attrs.evolve(difference(*lacking), pending_before=("a",))
    assert [(row[0], row[5]) for row in claims_table(change, "en").rows] == [
        ("a", "figure missing"),
        ("b", "figure missing"),
    ]


def test_claims_of_no_year() -> None:
    """If no year is asked about, there are no claims, and nothing is unknown."""
    settlement = settle(Ledger(), JOINED, years=[], figures=figures, known_on=dt.date(2016, 1, 1))

    assert claims_table(settlement).rows == ()


@pytest.mark.slow
@given(world=lives(), known_on=st.dates(dt.date(2014, 6, 1), dt.date(2018, 1, 1)))
def test_a_table_of_claims_adds_up(world: World, known_on: dt.date) -> None:
    """The amounts of a table of claims sum to the claims."""
    settlement = settle(
        Ledger(), world.agreement, years=[world.year], figures=world.figures, known_on=known_on
    )

    one = claims_table(settlement)

    assert (one.totals()[3] or 0) == settlement.total_kronor
    unknown = {each.party for each in settlement.missing} | {*settlement.undated}
    assert {row[0] for row in one.rows if row[3] is None} == unknown | {*settlement.pending}
    after: dict[object, Cell] = {}
    for row in one.rows[: len(settlement)]:
        assert row[7] == after.get(row[0], Decimal("0.00"))
        assert Decimal(str(row[7])) + Decimal(str(row[3])) == row[8]
        after[row[0]] = row[8]
    [known] = settlement.assessments or [None]
    fees = {} if known is None else {fee.party: fee.kronor for fee in known}
    assert all(fees.get(str(party), amount) == amount for party, amount in after.items())


def test_findings() -> None:
    """A finding has its severity, code, message, remedy, source and confidence as cells."""
    found = validate_dates(decided_on=dt.date(2015, 4, 13), approved_on=dt.date(2015, 4, 10))

    [row] = findings_table(found.findings, "en").rows

    assert (row[0], row[6]) == ("error", "APPROVED_BEFORE_MEETING")
    assert all(cell is None or isinstance(cell, str) for cell in row)
    assert findings_table([]).csv() == (
        "allvar;gäller;iakttagelse;åtgärd;källa;säkerhet;kod;ämne\r\n"
    )
    unsure = attrs.evolve(found.findings[0], source=None, confidence=None, about="mötet")
    [row] = findings_table([unsure], "en").rows
    assert row[1:3] == ("mötet", unsure.text.en)
    assert row[4:6] == (None, None)


def test_a_register() -> None:
    """The fees of a register have their total; other rows have no amount."""
    overview = Register({"avtal": agreement}).overview(
        on=dt.date(2015, 1, 1), until=dt.date(2015, 12, 31), year=2015, figures=figures
    )

    one = register_table(overview)

    titles = [column.title for column in one.columns]
    assert one.totals()[titles.index("kronor")] == IN_2015.subtotal_kronor
    assert one.total_label == "Delsumma, 5 okända"
    sheet = sheet_of(one)
    assert sheet.cell(2, titles.index("från") + 1).value == dt.datetime(2015, 1, 1)


def test_a_register_in_sheets(tmp_path: Path) -> None:
    """A workbook has a sheet for each kind of row, and counts the unknown as the text does."""
    write(agreement, tmp_path / "a.json")
    (tmp_path / "b.toml").write_text("[", encoding="utf-8")
    overview = read_register(tmp_path).overview(
        on=dt.date(2015, 1, 1), until=dt.date(2015, 12, 31), year=2015, figures=figures
    )

    several = register_tables(overview)

    assert [each.name for each in several] == [*("avtal", "beslut saknas", "avgifter", "fel")]
    of = {each.name: each for each in several}
    assert sum(len(each.rows) for each in several) == len(register_table(overview).rows)
    assert of["avgifter"].total_label == "Delsumma, 5 okända, 1 avtal utelämnat"
    assert register_table(overview).total_label == of["avgifter"].total_label
    assert "(okända avgifter: 5; utelämnat: b.toml)" in register_text(overview)
    assert [column.title for column in of["fel"].columns] == ["avtal", "fel"]
    assert "b.toml går inte att läsa: inte giltig TOML" in str(of["fel"].rows[0][1])
    titles = [column.title for column in of["avgifter"].columns]
    [vaxholm] = [row for row in of["avgifter"].rows if row[3] == "0187"]
    assert vaxholm[titles.index("saknas")] == "folkmängd den 30 juni 2014"
    told = dict(of["fel"].about)
    assert told["Avgifter"] == "21 kända, 5 okända"
    assert told["Utelämnat"] == "b.toml"
    assert told["Bevakningar till och med"] == "31 december 2015"
    by_sheet = opened(workbook(several))
    assert by_sheet.sheetnames == [*of, "Om"]
    assert by_sheet["Om"]["B1"].value == ", ".join(of)


def test_one_figure_more() -> None:
    """The figures that a register lacks are counted as one, or as several."""
    vaxholm = attrs.evolve(KNOWN_OF_NACKA, subject="0187", value=11_000)
    told = [
        plainly(
            register_text(
                Register({"a": agreement}).overview(
                    on=dt.date(2015, 1, 1), year=2015, figures=known
                ),
                language,
            )
        )
        for known in (figures, FigureTable([*figures.figures, vaxholm]))
        for language in LANGUAGES
    ]

    assert ["2 uppgifter till" in told[0], "2 more" in told[1]] == [True, True]
    assert ["1 uppgift till" in told[2], "1 more" in told[3]] == [True, True]


def test_findings_on_a_day(tmp_path: Path) -> None:
    """The workbook of findings tells the agreement and the day."""
    out = tmp_path / "a.xlsx"
    ask("check", "--on", "2015-06-01", "--output", out)

    facts = {row[0].value: row[1].value for row in opened(out.read_bytes())["Om"].iter_rows()}
    assert plainly(facts["Avser"]) == "1 juni 2015"
    assert facts["Avtal"] == agreement.terms.title.sv


def test_a_register_of_a_party_in_sheets() -> None:
    """A register of one party says which; an answer without rows is an empty table."""
    register = Register({"avtal": agreement}, skipped=["figures.json"])
    overview = register.overview(on=dt.date(2015, 1, 1), party="Nacka")

    [members] = register_tables(overview, "en")

    assert members.name == "parties"
    assert dict(members.about) == {
        "On": "1 January 2015",
        "Known": "everything on record",
        "Parties": "Nacka kommun (0182)",
        "Not agreements": "figures.json",
    }
    [none] = register_tables(Register({}).overview(on=dt.date(2015, 1, 1)))
    assert (none.name, none.rows) == ("avtal", ())


# --- The command


@pytest.fixture
def paid(tmp_path: Path) -> Path:
    """Return a file with the ready-made agreement and a payment plan."""
    write(with_a_plan(), tmp_path / "agreement.json")
    return tmp_path / "agreement.json"


FEES = ("fees", "--year", 2015)
CHANGE = (
    *("difference", "--year", 2015, "--decided", "Nacka=2015-04-13"),
    *("--from-known", "2015-04-01", "--to-known", "2015-04-14"),
)
SETTLE = ("settle", "--year", 2015, "--decided", "Nacka=2015-04-13", "--known-on", "2015-04-14")


@pytest.mark.parametrize(
    ("question", "sheet", "first"),
    [
        pytest.param(FEES, "avgifter 2015", "0114", id="fees"),
        pytest.param(CHANGE, "krav", "0182", id="difference"),
        pytest.param(SETTLE, "krav", "0182", id="settle"),
        pytest.param(("check",), "iakttagelser", "varning", id="check"),
        pytest.param(("register", "."), "avtal", "agreement.json", id="register"),
    ],
)
def test_questions_answered_in_tables(
    question: tuple[object, ...],
    sheet: str,
    first: str,
    paid: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each question is answered as CSV, also in a file, and as a workbook, with the same status."""
    monkeypatch.chdir(paid.parent)
    asked = (*question, "--year", 2015) if question[0] == "register" else question
    shown = ask(*asked)
    as_csv = ask(*asked, "--format", "csv")
    in_file = ask(*asked, "--format", "csv", "--output", "out.csv")
    book = ask(*asked, "--format", "xlsx", "--output", "out.xlsx")

    assert {each.status for each in (as_csv, in_file, book)} == {shown.status}
    written = Path("out.csv").read_bytes()
    assert as_csv.out == plainly(written.decode())
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.endswith(b"\r\n")
    assert (in_file.out, book.out) == ("", "")
    assert in_file.err.startswith("Skrev out.csv.\n")
    assert book.err.startswith("Skrev out.xlsx.\n")
    found = opened(Path("out.xlsx").read_bytes())
    assert found.sheetnames[0] == sheet
    assert found.worksheets[0]["A2"].value == first
    assert found.sheetnames[-1] == "Om"
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig")), delimiter=";"))
    assert first in rows[1][:2]


def test_a_workbook_has_the_payment_plan(paid: Path) -> None:
    """If a plan is stated, the workbook of fees has a sheet for its instalments."""
    out = paid.parent / "out.xlsx"
    ask(*FEES, "--agreement", paid, "--format", "xlsx", "--output", out, "--language", "en")

    book = opened(out.read_bytes())

    assert book.sheetnames == ["fees 2015", "instalments 2015", "About"]
    assert isinstance(book.worksheets[1]["G7"].value, (dt.datetime, type(None)))


def test_other_forms_in_a_file(tmp_path: Path) -> None:
    """The table and the JSON are written to a file, too; what is missing is told beside it."""
    text = ask(*FEES, "--output", tmp_path / "a.txt")
    data = ask(*FEES, "--format", "json", "--output", tmp_path / "a.json")

    written = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert plainly(written) == ask(*FEES).out
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == ask(*FEES, "--format", "json").out
    assert (text.status, data.status) == (3, 3)
    assert "Uppgift saknas: Upplands Väsby" in text.err


def test_the_name_of_a_file_says_the_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --format, the answer has the form that the name of the file ends in."""
    monkeypatch.chdir(tmp_path)
    for name, form in (
        ("a.txt", "table"),
        ("a.json", "json"),
        ("a.csv", "csv"),
        ("A.XLSX", "xlsx"),
    ):
        ask(*FEES, "--output", name)
        ask(*FEES, "--output", f"b{Path(name).suffix}", "--format", form)
        assert Path(name).read_bytes() == Path(f"b{Path(name).suffix}").read_bytes()


def test_an_explanation_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An explanation, or its diagram, is written to a file in its form; nothing is not written."""
    monkeypatch.chdir(tmp_path)
    nacka = ("explain", "--year", 2015, "--party", "Nacka")
    for name, form in (
        ("a.txt", ()),
        ("a.json", ("--format", "json")),
        ("a.svg", ("--diagram", "svg")),
        ("a.mmd", ("--diagram", "mermaid")),
        ("a.dot", ("--diagram", "dot")),
    ):
        assert ask(*nacka, *form, "--output", name).err.startswith(f"Skrev {name}.")
        assert plainly(Path(name).read_text(encoding="utf-8")) == plainly(ask(*nacka, *form).out)
    assert ".txt, .json" in ask(*nacka, "--output", "a.csv").err
    assert "ska sluta på .svg" in ask(*nacka, "--diagram", "svg", "--output", "b.txt").err
    unknown = ("explain", "--year", 2015, "--party", "Vaxholm", "--diagram", "svg")
    assert ask(*unknown, "--output", "c.svg").status == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("a.dot", "a.json", "a.mmd", "a.svg", "a.txt"),
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_figures_in_a_workbook(
    language: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook of figures is read back, with its codes as text: 0182, not 182."""
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(figures_csv(figures), encoding="utf-8")

    assert ask("figures", "a.csv", "--output", "a.xlsx", "--language", language).status == 0

    known = read_figures(Path("a.csv")).figures
    assert read_figures(Path("a.xlsx")).figures == known
    sheet = opened(Path("a.xlsx").read_bytes()).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].number_format) == ("0114", "@")
    assert sheet["C2"].value == dt.datetime(2000, 12, 31)
    again = workbook(figures_table(known, language))
    assert again == Path("a.xlsx").read_bytes()
    assert read_figures(again).figures == known


@pytest.mark.parametrize(
    ("options", "why"),
    [
        pytest.param(("--format", "xlsx"), "--format xlsx behöver --output", id="nowhere"),
        pytest.param(
            ("--format", "xlsx", "--output", "a.csv"), "a.csv ska sluta på .xlsx", id="other suffix"
        ),
        pytest.param(
            ("--output", "a.xls"),
            "a.xls ska sluta på något av .txt, .json, .csv, .xlsx, .html, .md; slutet säger",
            id="no form",
        ),
        pytest.param(
            ("--output", "a.xlsx", "--instalments"), "--instalments behöver", id="not in a workbook"
        ),
        pytest.param(
            ("--format", "csv", "--output", "no/a.csv"), "går inte att skriva", id="no folder"
        ),
        pytest.param(
            ("--format", "xlsx", "--output", "a.xlsx", "--instalments"),
            "--instalments behöver --format csv",
            id="instalments",
        ),
    ],
)
def test_files_that_are_refused(
    options: tuple[str, ...], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written is refused, and nothing is written."""
    monkeypatch.chdir(tmp_path)

    refused = ask(*FEES, *options)

    assert (refused.out, refused.status) == ("", 2)
    assert why in refused.err
    assert list(tmp_path.iterdir()) == []


def test_no_claim_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the file cannot be written, the ledger is not written either."""
    monkeypatch.chdir(tmp_path)
    asked = (*SETTLE, "--ledger", "ledger.jsonl", "--write", "--format", "csv", "--output")

    assert ask(*asked, "no/a.csv").status == 2
    assert not Path("ledger.jsonl").exists()
    assert ask(*asked, "a.csv").status == 3
    assert Path("ledger.jsonl").exists()
    assert b"142773,00" in Path("a.csv").read_bytes()


def test_a_workbook_has_no_links_or_macros() -> None:
    """A workbook holds sheets, and nothing that reaches out of it."""
    names = zipfile.ZipFile(io.BytesIO(workbook(fees_table(IN_2015)))).namelist()

    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]
    assert {
        info.date_time[0]
        for info in zipfile.ZipFile(io.BytesIO(workbook(fees_table(IN_2015)))).infolist()
    } == {1980}


def test_instalments_as_a_table() -> None:
    """A party without a fee has a row that says what is missing."""
    plan = Instalments(days=[YearDay(month=3, day=31)])
    reading = funded_by(PER_HEAD)
    reading = attrs.evolve(reading, funding=attrs.evolve(reading.funding, instalments=plan))
    made = with_members(agreed("A", "C", funding=[reading]), a=START, c=START)

    one = instalments_table(assess(made, year=2015, figures=KNOWN))

    assert [(row[3], row[6], row[8]) for row in one.rows] == [
        (Decimal("1501.50"), dt.date(2015, 3, 31), None),
        (None, None, "folkmängd den 30 juni 2014"),
    ]
    assert plainly(str(one.rows[0][7])).startswith("folkmängd den 30 juni 2014: 1 001")
    assert one.total_label == "Delsumma, 1 okänd"
