"""Files with figures: our own shape, and what the columns of any other table mean."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from books import a_book
from samverkan import Figure, FigureStatus, FigureTable, Source
from samverkan.errors import FigureConflictError, FigureFileError, WrongTypeError
from samverkan.formats import (
    LARGEST_FILE,
    FigureFile,
    FileShape,
    LeftOut,
    combine_figures,
    read_figures,
)
from samverkan.funding import POPULATION
from samverkan.sweden import MUNICIPALITIES

HEAD = "municipality_code,name,reference_date,population,status,published,source\n"


def faults(content: str | bytes) -> list[tuple[int, str, str]]:
    """Return the faults of a file as line, reason and column; each has a text in both languages."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(content, where="egna.csv")
    english, swedish = str(caught.value), caught.value.in_language("sv")
    assert english.startswith("egna.csv cannot be read:\n")
    assert swedish.startswith("egna.csv går inte att läsa:\n")
    assert len(swedish.splitlines()) == len(english.splitlines())
    assert not set(swedish.splitlines()) & set(english.splitlines())
    return [(fault.line, fault.reason, fault.column) for fault in caught.value.faults]


def test_all_columns() -> None:
    """Every cell is kept; a given source may say more."""
    full = Source(document="SCB", place="tabell BefolkningNy")
    table = read_figures(
        f"{HEAD}0182,Nacka,2014-06-30,95182,final,2014-08-14,BefolkningNy\n",
        sources={"BefolkningNy": full},
    ).figures

    [figure] = table.figures
    assert (figure.subject, figure.value) == ("0182", 95_182)
    assert figure.reference_date == dt.date(2014, 6, 30)
    assert figure.published_on == dt.date(2014, 8, 14)
    assert figure.status is FigureStatus.FINAL
    assert figure.sources == (full,)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            "municipality_code,reference_date,population\n0182,2014-06-30,95182", id="plain"
        ),
        pytest.param(
            "population;reference_date;municipality_code\r\n95182;2014-06-30;0182\r\n",
            id="semicolons, another order, line ends of Windows",
        ),
        pytest.param(
            "\ufeffmunicipality_code,reference_date,population\n0182,2014-06-30,95182\n",
            id="byte order mark",
        ),
        pytest.param(
            b"\xef\xbb\xbfmunicipality_code,reference_date,population\n0182,2014-06-30,95182\n",
            id="bytes with a byte order mark",
        ),
        pytest.param(
            "municipality_code\treference_date\tpopulation\n0182\t2014-06-30\t95182\n", id="tabs"
        ),
        pytest.param(f"{HEAD}0182,Nacka,2014-06-30,95182,,,\n\n\n", id="empty cells, empty lines"),
        pytest.param(
            f"{HEAD},,,,,,\n0182,Nacka,2014-06-30,95182,,,\n, , ,,,,\n", id="emptied rows"
        ),
        pytest.param(
            'municipality_code, reference_date, population\n"0182", 2014-06-30 , 95182 \n',
            id="blanks and quotes",
        ),
    ],
)
def test_spellings(content: str | bytes) -> None:
    """Commas or semicolons, any order of columns, with or without a byte order mark."""
    [figure] = read_figures(content).figures.figures

    assert (figure.subject, figure.value, figure.status) == ("0182", 95_182, None)
    assert (figure.published_on, figure.sources) == (None, ())


def test_every_fault_is_told() -> None:
    """A file reports all its faults, each with its line and column, and then fails once."""
    content = (
        f"{HEAD}"
        "182,Vaxholm,2014-06-30,95 182,slutlig,2014-13-01,\n"
        "0183,Sundbyberg,20140630,43192,final\n"
        "0184,Solna,2014-02-29,1e5,final,14 augusti,a\u200bb\n"
        "0186,Lidingö,9999-12-31,-5,final,,\n"
    )

    assert faults(content) == [
        (2, "code", "municipality_code"),
        (2, "count", "population"),
        (2, "no-such-day", "published"),
        (2, "status", "status"),
        (3, "cells", ""),
        (4, "count", "population"),
        (4, "day", "published"),
        (4, "no-such-day", "reference_date"),
        (4, "text", "source"),
        (5, "count", "population"),
        (5, "no-such-day", "reference_date"),
    ]


@pytest.mark.parametrize(
    ("count", "problem"),
    [
        pytest.param("95182.0", "count", id="decimal"),
        pytest.param("95\u00a0182", "count", id="no-break space"),
        pytest.param("٩٥١٨٢", "count", id="arabic digits"),
        pytest.param("9" * 19, "count", id="19 digits"),
        pytest.param("NaN", "count", id="no number"),
    ],
)
def test_counts(count: str, problem: str) -> None:
    """A count is written with digits only."""
    content = f'municipality_code,reference_date,population\n0182,2014-06-30,"{count}"\n'

    assert faults(content) == [(2, problem, "population")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("municipality_code,population", ["column-lacking"], id="a column lacks"),
        pytest.param(
            "municipality_code,reference_date,population,befolkning",
            ["column-unknown"],
            id="unknown",
        ),
        pytest.param(
            "municipality_code,reference_date,population,population",
            ["column-repeated"],
            id="twice",
        ),
    ],
)
def test_columns(head: str, expected: list[str]) -> None:
    """The required columns must be there, once each, and no others."""
    assert sorted(problem for _, problem, _ in faults(f"{head}\n0182,2014-06-30,1\n")) == sorted(
        expected
    )


def test_two_values() -> None:
    """Two values of one figure with the same day of publication are a fault of the later line."""
    content = "municipality_code,reference_date,population\n0182,2014-06-30,1\n0182,2014-06-30,2\n"

    assert faults(content) == [(3, "conflict", "0182, 2014-06-30")]


def test_correction() -> None:
    """A figure published again on a later day is no fault: the later one applies."""
    table = read_figures(
        "municipality_code,reference_date,population,published\n"
        "0182,2014-06-30,2,2014-09-01\n0182,2014-06-30,1,2014-08-14\n"
    ).figures

    found = table.find("population", "0182", dt.date(2014, 6, 30))
    assert found is not None
    assert found.value == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("a,b\n".encode("utf-16"), (0, "utf-16", ""), id="utf-16"),
        pytest.param(f'{HEAD}0182,"Nacka', (2, "csv", ""), id="a quote without its end"),
        pytest.param(f'{HEAD}0182,"Na"cka', (2, "csv", ""), id="a quote inside a cell"),
        pytest.param(b" " * (LARGEST_FILE + 1), (0, "too-large", ""), id="too large"),
    ],
)
def test_no_such_file(content: str | bytes, expected: tuple[int, str, str]) -> None:
    """A file that is no CSV, or is too large, is refused as a whole."""
    assert faults(content) == [expected]


def test_published_before() -> None:
    """A publication before the reference date is a typing error."""
    assert faults(f"{HEAD}0182,,2014-06-30,1,,2014-06-29,\n") == [(2, "published", "published")]


@pytest.mark.parametrize("content", [None, 5, ["0182"]])
def test_no_content(content: str) -> None:
    """A file's content is text or bytes."""
    with pytest.raises(WrongTypeError, match="text, bytes"):
        read_figures(content)


def test_another_kind_of_file() -> None:
    """A large file of another kind is given up early, and takes little memory."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(HEAD + "x\n" * 1_000_000)

    assert len(caught.value.faults) == 1001


def test_hostile_file_name() -> None:
    """The name of a file is also escaped and cut."""
    with pytest.raises(FigureFileError) as caught:
        read_figures("", where="\x1b[2J" + "x" * 1000)

    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_many_faults() -> None:
    """Of very many faults, the first are shown with the number of the rest; all are kept."""
    content = HEAD + "x,,,x,,,\n" * 100

    with pytest.raises(FigureFileError) as caught:
        read_figures(content)

    assert len(caught.value.faults) == 300
    assert str(caught.value).splitlines()[-1] == "  and 260 more"


def test_long_and_hostile_cells() -> None:
    """The text that a fault quotes is escaped and cut."""
    content = f"{HEAD}\x1b[2J{'x' * 100_000},,2014-06-30,1,,,\n"

    with pytest.raises(FigureFileError) as caught:
        read_figures(content)

    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_name_in_place_of_the_content() -> None:
    """The name of a file, given where its content belongs, is not read as a heading."""
    with pytest.raises(FigureFileError, match=r"'figures\.csv' is the name of a file"):
        read_figures("figures.csv")


@pytest.mark.parametrize("status", list(FigureStatus))
def test_statuses(status: FigureStatus) -> None:
    """A file may state any status."""
    [figure] = read_figures(f"{HEAD}0182,,2014-06-30,95182,{status},,\n").figures.figures

    assert figure.status is status


def test_a_forecast_is_published_before() -> None:
    """Only a forecast is published before the day that it describes."""
    line = f"{HEAD}0182,,2014-06-30,95182,{{}},2014-05-01,\n"

    assert read_figures(line.format("forecast")).figures.figures[0].published_on == dt.date(
        2014, 5, 1
    )
    assert faults(line.format("preliminary")) == [(2, "published", "published")]


@pytest.mark.parametrize(
    ("day", "status", "source", "expected"),
    [
        pytest.param("2025-06-30", "", "SCB BefforandrKvRLKCKM", "perturbed", id="half-years"),
        pytest.param("2025-12-31", "", "SCB TAB5557 0180", "perturbed", id="years"),
        pytest.param("2024-12-31", "", "SCB TAB5557 0180", None, id="before 2025"),
        pytest.param("2025-12-31", "", "SCB folkmängd", "perturbed", id="no table"),
        pytest.param("2025-12-31", "", "Kommunens register", None, id="not by SCB"),
        pytest.param("2025-12-31", "", "", None, id="nothing"),
        pytest.param("2025-12-31", "secondary", "SCB TAB5557", "secondary", id="stated"),
    ],
)
def test_perturbed(day: str, status: str, source: str, expected: str | None) -> None:
    """Statistics Sweden perturbs all figures from reference year 2025 (scb.se/FAQ-CKM)."""
    [figure] = read_figures(f"{HEAD}0180,,{day},999239,{status},,{source}\n").figures.figures

    assert figure.status == expected


def test_two_tables_and_two_values() -> None:
    """Two totals of one day name both tables; a later stage of a figure is no second value."""
    first = "0180,,2024-12-31,{},{},,{}\n"
    other = first.format(2, "final", "TAB5557")

    assert faults(HEAD + first.format(1, "final", "TAB638") + other) == [
        (3, "two-tables", "0180, 2024-12-31")
    ]
    with pytest.raises(FigureFileError, match=r"given by two tables, as 1 \(A\) / 2 \(TAB5557\)"):
        read_figures(HEAD + first.format(1, "final", "A") + other)
    assert faults(HEAD + first.format(1, "", "") + other) == [(3, "conflict", "0180, 2024-12-31")]
    assert len(read_figures(HEAD + first.format(1, "preliminary", "") + other).figures.figures) == 2


# --- Our own shape: what is no figure


def test_a_population_is_above_0() -> None:
    """The smallest municipality has over 2 000 inhabitants: 0 stands for a missing figure."""
    content = "municipality_code,name,reference_date,population\n0187,Vaxholm,2024-06-30,0\n"

    assert faults(content) == [(2, "nobody", "2024-06-30")]
    with pytest.raises(FigureFileError, match=r"line 2 \(0187 Vaxholm\): on 2024-06-30"):
        read_figures(content)


@pytest.mark.parametrize(
    ("code", "day", "is_read"),
    [
        pytest.param("0331", "2006-12-31", True, id="the division of the day after"),
        pytest.param("1917", "2006-12-31", True, id="the code of the day"),
        pytest.param("1917", "2007-06-30", False, id="Heby had moved"),
        pytest.param("0330", "2001-12-31", False, id="Knivsta was formed in 2003"),
        pytest.param("0999", "2024-12-31", False, id="never a code"),
    ],
)
def test_codes_of_the_day(code: str, day: str, is_read: bool) -> None:
    """A code that no municipality had on the day is refused."""
    content = f"municipality_code,reference_date,population\n{code},{day},13000\n"

    if is_read:
        [figure] = read_figures(content).figures.figures
        assert figure.subject == code
    else:
        assert faults(content) == [(2, "code-on-day", day)]


@pytest.mark.parametrize("called", ["SUMMA", "Totalt", "total"])
def test_a_row_of_sums(called: str) -> None:
    """The last row of a spreadsheet may be a sum: it is no figure, but has to be right."""
    content = (
        "municipality_code;reference_date;population\n0182;2024-12-31;112112\n"
        f"0114;2024-12-31;50323\n{called};;{{}}\n"
    )

    file = read_figures(content.format(162435))
    assert len(file.figures.figures) == 2
    assert file.left_out == (LeftOut("sums", 1, (called,)),)
    assert faults(content.format(162434)) == [(4, "sums-differ", called)]
    # From 2025 on, a published total need not be the sum of its parts.
    perturbed = content.replace("2024-12-31", "2025-12-31")
    assert len(read_figures(perturbed.format(162434)).figures.figures) == 2


def test_a_sum_with_its_name_beside() -> None:
    """A sum may be called so in the column of names."""
    content = f"{HEAD}0182,Nacka,2024-12-31,112112,,,\n,Summa,,112112,,,\n"

    assert read_figures(content).left_out == (LeftOut("sums", 1, ("Summa",)),)


def test_what_the_caller_says_of_our_own_shape() -> None:
    """A day, a day of publication and a table may be said for the whole file."""
    given_day = dt.date(2024, 12, 31)
    file = read_figures(
        "municipality_code,population,published,source\n0182,112112,,\n0114,50323,2025-03-01,A\n",
        reference_date=given_day,
        published_on=dt.date(2025, 2, 21),
        table="TAB638",
    )

    upplands_vasby, nacka = file.figures.figures
    assert {each.reference_date for each in (nacka, upplands_vasby)} == {given_day}
    assert nacka.published_on == dt.date(2025, 2, 21)
    assert upplands_vasby.published_on == dt.date(2025, 3, 1)
    assert nacka.sources == (Source(document="TAB638"),)
    assert upplands_vasby.sources == (Source(document="A"),)
    assert file.tables == ("TAB638", "A")
    assert file.shape is FileShape.OWN


# --- Any other table


def csv_of(*rows: Sequence[str], heading: Sequence[str] = ()) -> str:
    """Return CSV with semicolons."""
    lines = [*heading, *(";".join(row) for row in rows)]
    return "\n".join([*lines, ""])


def found_in(content: object, **said: Any) -> dict[tuple[str, str], int]:
    """Return the figures of a file, by code and day."""
    figures = read_figures(content, **said).figures.figures
    return {(each.subject, str(each.reference_date)): each.value for each in figures}


def one_row(region: str, period: str, number: str = "95182") -> str:
    """Return a table with one row."""
    return csv_of(["Region", "Tid", "Folkmängd"], [region, period, number])


def left_out(content: object, **said: Any) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return what was left out of a file; each has a text in both languages."""
    several = read_figures(content, **said).left_out
    for each in several:
        assert each.in_language("sv") != str(each)
    return {each.reason: (each.number, each.names) for each in several}


def reasons(content: object, **said: Any) -> list[tuple[int, str, str, str]]:
    """Return the faults of a file as line, reason, column and row; each in both languages."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(content, **said)
    assert caught.value.in_language("sv") != str(caught.value)
    return [(each.line, each.reason, each.column, each.row) for each in caught.value.faults]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        *((text, "2014-12-31") for text in ("2014", "2014-12-31", "2014-12-31 00:00:00")),
        *((text, "2014-12-31") for text in ("hela året 2014", "2014 helår", "31 december 2014")),
        *((text, "2014-06-30") for text in ("2014H1", "2014h1", "2014K2", "2014Q2", "2014M06")),
        *((text, "2014-06-30") for text in ("2014-06", "juni 2014", "2014 juni", "June 2014")),
        *(
            (text, "2014-06-30")
            for text in ("första halvåret 2014", "halvår 1 2014", "2014 halvår 1")
        ),
        *((text, "2014-06-30") for text in ("kvartal 2 2014", "kvartal 2, 2014", "Q2 2014")),
        *((text, "2014-06-30") for text in ("andra kvartalet 2014", "2nd quarter 2014")),
        *((text, "2014-06-30") for text in ("first half of 2014", "first half-year 2014")),
        *((text, "2014-06-30") for text in ("30 juni 2014", "den 30 juni 2014", "June 30, 2014")),
        *((text, "2014-06-30") for text in ("30 June 2014", "30\u00a0juni\u00a02014", " 2014M06 ")),
        *((text, "2014-03-31") for text in ("2014K1", "kvartal 1 2014", "mars 2014", "2014M3")),
        *((text, "2014-12-31") for text in ("2014H2", "andra halvåret 2014", "2014K4")),
        ("2024M02", "2024-02-29"),
        ("2023M02", "2023-02-28"),
        ("2002-11-01", "2002-11-01"),
        ("1 november 2002", "2002-11-01"),
    ],
)
def test_periods(written: str, day: str) -> None:
    """A count of a period is that of its last day.

    Source: Statistics Sweden's notes, "31 december respektive år" (TAB638), "den sista dagen i
    respektive månad" (TAB6471).
    """
    assert found_in(one_row("0182", written)) == {("0182", day): 95_182}


@pytest.mark.parametrize(
    "written",
    [
        "14",
        "2014K5",
        "2014M13",
        "2014-02-30",
        "30 februari 2014",
        "vår 2014",
        "201406",
        "9999",
        "2014H3",
        "2014-13",
        "3014",
        "1700",
        "2023-02-29",
        "31/12/2014",
        "45657",
        "juni",
        "H1",
    ],
)
def test_no_such_period(written: str) -> None:
    """What names no day is refused, with the row and column."""
    [(line, reason, column, row)] = reasons(one_row("0182 Nacka", written))

    assert (line, row, column) == (2, "0182 Nacka", "Tid")
    assert reason == ("no-year" if written in {"juni", "H1"} else "period")


@pytest.mark.parametrize(
    ("header", "cells", "day"),
    [
        pytest.param(["år", "period"], ["2014", "första halvåret"], "2014-06-30", id="half-year"),
        pytest.param(["period", "år"], ["hela året", "2014"], "2014-12-31", id="year"),
        pytest.param(["period", "år"], ["hel", "2014"], "2014-12-31", id="a code"),
        pytest.param(["år", "kvartal"], ["2014", "kvartal 3"], "2014-09-30", id="quarter"),
        pytest.param(["år", "månad"], ["2014", "juni"], "2014-06-30", id="month"),
        pytest.param(["år", "månad"], ["2014", "2014M06"], "2014-06-30", id="the year twice"),
        pytest.param(["år", "datum"], ["", "2014-06-30"], "2014-06-30", id="an empty cell"),
    ],
)
def test_a_period_in_two_columns(header: list[str], cells: list[str], day: str) -> None:
    """The year may stand in another column than the part of the year (BefforandrKvRLK)."""
    table = csv_of(["region", *header, "folkmängd"], ["0182", *cells, "95182"])

    assert found_in(table) == {("0182", day): 95_182}


def test_a_period_in_the_row_and_another_above() -> None:
    """A row and a header that name different periods are refused."""
    table = csv_of(["region", "år", "Folkmängd 2013"], ["0182", "2014", "95182"])

    assert reasons(table) == [(2, "period", "år", "0182")]


def test_two_periods_that_differ() -> None:
    """Two columns that name different years are refused."""
    table = csv_of(["region", "år", "månad", "folkmängd"], ["0182", "2013", "2014M06", "95182"])

    assert reasons(table) == [(2, "period", "år månad", "0182")]


@pytest.mark.parametrize(
    ("header", "day"),
    [
        *((text, "2014-12-31") for text in ("Folkmängd 2014", "BE0101N1 2014")),
        *((text, "2014-12-31") for text in ("Population 2014", "2014 Folkmängd", "Invånare 2014")),
        *(
            (text, "2014-12-31")
            for text in ("Folkmängd 31 december 2014", "BE0101N1 Folkmängd 2014")
        ),
        *((text, "2014-06-30") for text in ("Folkmängd 30 juni 2014", "Folkmängd 2014K2")),
        *((text, "2014-06-30") for text in ("Folkmängd första halvåret 2014",)),
        ("Folkmängd per den 1 november 2014", "2014-11-01"),
        ("BE0101N1 - Folkmängd 2014", "2014-12-31"),
    ],
)
def test_a_period_in_the_header(header: str, day: str) -> None:
    """A wide table names the period above the numbers."""
    assert found_in(csv_of(["region", header], ["0182", "95182"])) == {("0182", day): 95_182}


def test_half_a_period_in_the_header() -> None:
    """The year above the numbers and the part of it in the row (BefforandrKvRLK)."""
    table = csv_of(
        ["region", "förändringar", "period", "2013", "2014"],
        ["0182 Nacka", "folkmängd", "första halvåret", "93000", "95182"],
        ["0182 Nacka", "100 folkmängd", "andra halvåret", "94000", "96217"],
        ["0182 Nacka", "folkökning", "första halvåret", "700", "800"],
    )

    assert found_in(table) == {
        ("0182", "2013-06-30"): 93_000,
        ("0182", "2013-12-31"): 94_000,
        ("0182", "2014-06-30"): 95_182,
        ("0182", "2014-12-31"): 96_217,
    }
    assert left_out(table) == {"other-counts": (1, ("folkökning",))}


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Folkmängd i riket, län och kommuner 30 juni 2014", "2014-06-30"),
        ("Folkmängd 30 juni 2014 och befolkningsförändringar 1 april-30 juni 2014", "2014-06-30"),
        ("Population on June 30, 2014", "2014-06-30"),
        ("Befolkning, kvartal 2 2014", "2014-06-30"),
        ("Befolkning 2014K2", "2014-06-30"),
        ("Invånare 2014", "2014-12-31"),
        ("Invånare 2014. Uppdaterad 2015-02-19", None),
    ],
)
def test_a_period_in_the_heading(heading: str, day: str | None) -> None:
    """The title above a table may name its day; the day of an update is not that of the figures."""
    table = csv_of(["Kod", "Kommun", "Folkmängd"], ["0182", "Nacka", "95 182"], heading=[heading])

    if day is None:
        assert reasons(table) == [(3, "no-day", "", "0182 Nacka")]
    else:
        assert found_in(table) == {("0182", day): 95_182}


def test_the_day_of_a_heading_and_the_year_of_a_column() -> None:
    """A heading may name the day, and the columns the years."""
    head = ["Kommun", "2013", "2014"]
    table = csv_of(head, ["Nacka", "1000", "2000"], heading=["Folkmängd den 1 november"])

    assert found_in(table) == {("0182", "2013-11-01"): 1000, ("0182", "2014-11-01"): 2000}
    another = csv_of(head, ["Nacka", "1000", "2000"], heading=["Folkmängd 30 juni 2014"])
    assert reasons(another) == [(3, "heading-year", "2014", "Nacka")]


@pytest.mark.parametrize(
    "heading", [["Befolkning"], ["2013 och 2014"], ["30 juni 2014, 31 december 2014"], []]
)
def test_no_day(heading: list[str]) -> None:
    """A table without a day, or with several above it, is refused; the caller may say the day."""
    table = csv_of(["Kod", "Kommun", "Folkmängd"], ["0182", "Nacka", "95182"], heading=heading)

    [(_, reason, _, row)] = reasons(table)
    assert (reason, row) == ("no-day", "0182 Nacka")
    assert found_in(table, reference_date=dt.date(2014, 6, 30)) == {("0182", "2014-06-30"): 95_182}


@pytest.mark.parametrize(
    ("region", "code"),
    [
        *((text, "0182") for text in ("0182", "0182 Nacka", "Nacka", "Nacka kommun", "NACKA")),
        *((text, "0182") for text in ("0182 - Nacka", "0182 - 0182 Nacka", "Nacka 0182")),
        *(
            (text, "0182")
            for text in ("Nacka (0182)", "0182\u00a0Nacka", "0182 Nacka   ", "182 Nacka")
        ),
        *((text, "0180") for text in ("0180 Stockholm", "Stockholm", "Stockholms stad")),
        *((text, "0980") for text in ("0980 Gotland", "Gotland", "Region Gotland")),
        ("0114 Upplands-Väsby", "0114"),
        ("0114 Upplands V\ufffdsby", "0114"),
    ],
)
def test_regions(region: str, code: str) -> None:
    """A municipality is named by its code, its name, or both."""
    assert list(found_in(one_row(region, "2014"))) == [(code, "2014-12-31")]


@pytest.mark.parametrize(
    "area",
    [
        "00",
        "00 Riket",
        "Riket",
        "00 Sweden",
        "Hela riket",
        "0000",
        "01",
        "01 Stockholms län",
        "Stockholms län",
        "Stockholm county",
        "01 Stockholm",
        "0001",
        "0001 Region Stockholm",
        "Region Stockholm",
        "Region Jönköpings län",
        "SE110 Stockholms län",
        "1 Stockholms län",
        "15 Älvsborgs län",
        "Västra Götalands län",
        "01 - Stockholms län",
    ],
)
def test_larger_areas(area: str) -> None:
    """The country, counties and regions are no municipalities: they are left out, and said."""
    table = csv_of(
        ["Region", "Tid", "Folkmängd"], [area, "2014", "999999"], ["0182", "2014", "95182"]
    )

    assert found_in(table) == {("0182", "2014-12-31"): 95_182}
    assert left_out(table) == {"areas": (1, (area,))}


@pytest.mark.parametrize(
    ("region", "reason"),
    [
        pytest.param("182", "zero-lost", id="a code without its first 0"),
        pytest.param("182 Vaxholm", "zero-lost", id="with another name"),
        pytest.param("999", "region-unknown", id="no code with a 0 before it"),
        pytest.param("1", "region-unknown", id="one digit"),
        pytest.param("02", "region-unknown", id="no county"),
        pytest.param("02 Uppsala län", "region-unknown", id="no county, with a name"),
        pytest.param("0182 Vaxholm", "other-name", id="the name of another"),
        pytest.param("0182 Stockholms län", "other-name", id="the name of a county"),
        pytest.param("1917 Nacka", "other-name", id="a former code"),
        pytest.param("Storstockholm", "region-unknown", id="no municipality"),
        pytest.param("0182A0010", "region-unknown", id="a part of a municipality"),
        pytest.param("", "region-empty", id="nothing"),
    ],
)
def test_no_such_region(region: str, reason: str) -> None:
    """What names no municipality for sure is refused, with what stands there."""
    assert reasons(one_row(region, "2014")) == [(2, reason, "Region", region)]


def test_a_code_that_lost_its_zero() -> None:
    """The name beside it tells which municipality it is; the file is said to have it so."""
    table = csv_of(
        ["Kod", "Kommun", "Folkmängd 2014"], ["182", "Nacka", "95182"], ["1980", "Västerås", "2000"]
    )

    assert found_in(table) == {("0182", "2014-12-31"): 95_182, ("1980", "2014-12-31"): 2000}
    assert left_out(table) == {"zero-added": (1, ("182 Nacka",))}


def test_the_county_beside_the_municipality() -> None:
    """A column of counties says nothing of a municipality; without one, it names the area."""
    table = csv_of(
        ["Län", "Kommun", "Folkmängd 2014"],
        ["Stockholms län", "Nacka", "95182"],
        ["Stockholms län", "", "2000000"],
    )

    assert found_in(table) == {("0182", "2014-12-31"): 95_182}
    assert left_out(table) == {"areas": (1, ("Stockholms län",))}


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        *(
            ("kön", text)
            for text in ("totalt", "1+2", "1+2 totalt", "män och kvinnor", "TotSa", "T")
        ),
        *(("Kon", text) for text in ("TotSa totalt, samtliga män och kvinnor", "båda könen", "")),
        *(("sex", text) for text in ("total", "men and women", "total, all men and women")),
        *(("ålder", text) for text in ("totalt ålder", "tot", "TotSA", "TOT1", "TOT5", "TOT10")),
        *(("Alder", text) for text in ("tot totalt ålder", "TotSA totalt, samtliga åldrar")),
        *(("age", text) for text in ("total age", "total, all ages", "TOT1 - total, all ages")),
        *(("civilstånd", text) for text in ("SC", "SC totalt, samtliga civilstånd", "samtliga")),
        ("födelseregion", "totalt"),
    ],
)
def test_totals(header: str, cell: str) -> None:
    """The total of each division is the population."""
    table = csv_of(["region", header, "år", "folkmängd"], ["0182", cell, "2014", "95182"])

    assert found_in(table) == {("0182", "2014-12-31"): 95_182}


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("ålder", "0-4 år"),
        ("ålder", "100+"),
        ("civilstånd", "ogifta"),
        ("födelseregion", "född i Sverige"),
        ("kön", "okänt"),
        ("ålder", "1"),
    ],
)
@pytest.mark.parametrize("year", ["2014", "2025"])
def test_parts_alone(header: str, cell: str, year: str) -> None:
    """A part is never taken for the whole, and parts are not added."""
    table = csv_of(["region", header, "år", "folkmängd"], ["0182", cell, year, "95182"])

    assert reasons(table) == [(2, "parts-alone", header, "0182")]


def test_parts_beside_the_total() -> None:
    """The total stands in place of its parts, wherever they are in the file."""
    table = csv_of(
        ["region", "ålder", "kön", "Folkmängd 2014", "Folkmängd 2015"],
        ["0182", "0-4", "totalt", "5000", "5100"],
        ["0182", "totalt ålder", "totalt", "95182", "97986"],
        ["0182", "5-", "män", "90182", "92886"],
        ["0182", "totalt ålder", "kvinnor", "48000", "50000"],
    )

    assert found_in(table) == {("0182", "2014-12-31"): 95_182, ("0182", "2015-12-31"): 97_986}
    assert left_out(table) == {"parts": (3, ("0-4", "5-, män", "kvinnor"))}


def test_the_two_sexes_are_added() -> None:
    """Up to 2024, the sum of the sexes is the population; the source says that they were added."""
    table = csv_of(
        ["region", "ålder", "kön", "Folkmängd 2024"],
        ["0182 Nacka", "totalt ålder", "män", "56000"],
        ["0182 Nacka", "totalt ålder", "kvinnor", "56112"],
    )

    [figure] = read_figures(table).figures.figures
    assert (figure.value, figure.status) == (112_112, FigureStatus.FINAL)
    assert figure.sources[0].remark is not None
    assert figure.sources[0].remark.en == "the sum of the men and women in the table"
    own = csv_of(["Kommun", "Kön", "Invånare 2014"], ["Nacka", "1", "1000"], ["Nacka", "2", "2000"])
    [added] = read_figures(own).figures.figures
    assert (added.value, added.status, len(added.sources)) == (3000, None, 1)


def test_perturbed_sexes_are_not_added() -> None:
    """From 2025 parts need not sum to their total.

    Source: Statistics Sweden, scb.se/FAQ-CKM.
    """
    table = csv_of(
        ["region", "kön", "Folkmängd 2024", "Folkmängd 2025"],
        ["0182 Nacka", "män", "56000", "57000"],
        ["0182 Nacka", "kvinnor", "56112", "57001"],
        ["01 Stockholms län", "män", "56000", "57000"],
        ["01 Stockholms län", "kvinnor", "56112", "57001"],
    )

    assert reasons(table) == [(2, "perturbed-parts", "2025-12-31", "0182 Nacka")]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(["1000", "2000", "3000"], 3000, id="right"),
        pytest.param(["1000", "2000", "4000"], "sums-differ", id="wrong"),
        pytest.param(["1000", None, "3000"], 3000, id="one sex and the total"),
        pytest.param(["4000", None, "3000"], "sums-differ", id="more men than people"),
        pytest.param(["..", "..", "3000"], 3000, id="sexes missing"),
        pytest.param(["1000", "2000", ".."], None, id="the total is missing: nothing is added"),
        pytest.param(["1000", "..", None], None, id="one sex missing"),
        pytest.param(["1000", None, None], "one-sex", id="one sex alone"),
        pytest.param([None, "1000", None], "one-sex", id="the other alone"),
    ],
)
def test_sexes_and_total(cells: list[str | None], expected: int | str | None) -> None:
    """The sexes have to sum to their total, and a total is never made of one of them."""
    rows = [
        ["0182", sex, cell]
        for sex, cell in zip(("män", "kvinnor", "totalt"), cells, strict=True)
        if cell is not None
    ]
    table = csv_of(["Kommun", "Kön", "Folkmängd 2014"], *rows)

    if isinstance(expected, str):
        assert [reason for _, reason, _, _ in reasons(table)] == [expected]
    else:
        assert found_in(table) == ({("0182", "2014-12-31"): expected} if expected else {})


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *((cell, 95_182) for cell in ("95182", "95 182", "95\u00a0182", "95\u202f182")),
        *((cell, 95_182) for cell in ("95\u2009182", " 95182 ", "95182.0", "95182,0", "95182.00")),
        *((cell, 1_999_999) for cell in ("1 999 999", "1999999", "1 999 999,0")),
    ],
)
def test_numbers(cell: str, number: int) -> None:
    """Thousands may be separated by blanks of all kinds, and a whole number have a decimal 0."""
    assert found_in(one_row("0182", "2014", cell)) == {("0182", "2014-12-31"): number}


@pytest.mark.parametrize(
    "cell",
    [
        "95.182",
        "95,182",
        "95.000",
        "95,000",
        "112112.000",
        "1.000.000",
        "95182.5",
        "9 5182",
        "95 18",
        "95 182\xa0000",
        "abc",
        "9e4",
        "-5",
        "1_000",
        "٩٥١٨٢",
        "9" * 19,
        "95182*",
        "#N/A",
        "NaN",
        "+5",
        "95182 r",
    ],
)
def test_no_numbers(cell: str) -> None:
    """A point or a comma may separate thousands or decimals: neither is guessed."""
    assert reasons(one_row("0182 Nacka", "2014", cell)) == [
        (2, "number", "Folkmängd", "0182 Nacka")
    ]


@pytest.mark.parametrize("cell", ["", "..", ".", "...", " .. "])
def test_missing(cell: str) -> None:
    """A missing figure is no figure, and is said by name and day; it is never 0."""
    table = one_row("0182 Nacka", "2014", cell)

    assert found_in(table) == {}
    assert left_out(table) == {"missing": (1, ("0182 Nacka 2014-12-31",))}


@pytest.mark.parametrize("cell", ["0", "-", "–", "0.0", "\u2011"])
def test_nobody(cell: str) -> None:
    """A municipality always has inhabitants; one that did not exist had none.

    Source: TAB638 has a plain 0 for Knivsta until 2001; its first figure is of 31 December 2002.
    """
    assert reasons(one_row("0182", "2014", cell)) == [(2, "nobody", "2014-12-31", "0182")]
    knivsta = csv_of(
        ["region", "Folkmängd 2001", "Folkmängd 2002"], ["0330 Knivsta", cell, "12586"]
    )
    assert found_in(knivsta) == {("0330", "2002-12-31"): 12_586}
    assert left_out(knivsta) == {"not-there": (1, ("0330 Knivsta 2001-12-31",))}


def test_before_a_municipality_existed() -> None:
    """A number is refused where no such municipality was; a missing one is said to be so."""
    assert reasons(one_row("0330 Knivsta", "2001")) == [
        (2, "code-on-day", "2001-12-31", "0330 Knivsta")
    ]
    missing = csv_of(["region", "Folkmängd 2001", "Folkmängd 2002"], ["0330", "..", "12586"])
    assert left_out(missing) == {"not-there": (1, ("0330 2001-12-31",))}
    # Until 1982, TAB638 has figures by the division of 1983.
    early = csv_of(
        ["region", "Folkmängd 1975", "Folkmängd 1983"], ["0117 Österåker", "20000", "25000"]
    )
    assert found_in(early) == {("0117", "1983-12-31"): 25_000}
    assert left_out(early) == {"not-there": (1, ("0117 Österåker 1975-12-31",))}
    # From the division of 1983 on, a figure of another year is an error.
    assert reasons(one_row("0127 Botkyrka", "1990", "0")) == [
        (2, "nobody", "1990-12-31", "0127 Botkyrka")
    ]
    assert reasons(one_row("0330 Knivsta", "1990")) == [
        (2, "code-on-day", "1990-12-31", "0330 Knivsta")
    ]


def test_codes_of_today_for_all_years() -> None:
    """TAB638 has Heby as 0331 in all years: the subject is the code that the file has."""
    assert found_in(one_row("0331 Heby", "2000")) == {("0331", "2000-12-31"): 95_182}
    assert found_in(one_row("1917 Heby", "2000")) == {("1917", "2000-12-31"): 95_182}


@pytest.mark.parametrize(
    "header",
    [
        "Folkmängd",
        "BE0101N1",
        "Population",
        "Antal invånare",
        "invånare",
        "Befolkning",
        "BE0101N1 Folkmängd",
        "TAB638",
        "Folkmängden per månad",
        "Folkmängd (antal)",
        "BefolkningNy",
    ],
)
def test_what_the_population_is_called(header: str) -> None:
    """The numbers are the population by a name, a code, or a table's id."""
    table = csv_of(["region", "år", header], ["0182", "2014", "95182"])

    assert found_in(table) == {("0182", "2014-12-31"): 95_182}


@pytest.mark.parametrize(
    "header",
    [
        "Folkökning",
        "Medelfolkmängd",
        "BE0101N2 Folkökning",
        "Levande födda",
        "Landareal 2014",
        "BE0101N1 Folkökning",
        "Population density per sq. km 2014",
    ],
)
def test_no_population(header: str) -> None:
    """Another count is never taken for the population."""
    assert reasons(csv_of(["region", "år", header], ["0182", "2014", "95182"])) == [
        (1, "no-population", "", "")
    ]


def test_other_columns() -> None:
    """Other counts, and remarks to the right of the population, are left out and said."""
    table = csv_of(
        ["region", "Folkökning 2014", "Folkmängd 2014", "Andel (%)", "Anmärkning"],
        ["0182", "1400", "95182", "4,3", "se not"],
    )

    assert found_in(table) == {("0182", "2014-12-31"): 95_182}
    assert left_out(table) == {"other-counts": (3, ("Folkökning 2014", "Andel (%)", "Anmärkning"))}


def test_a_bare_year_beside_the_population() -> None:
    """A column that is only called 2020 may hold ranks if another holds the population."""
    table = csv_of(
        ["Rang 2020", "2020", "Kommun", "Folkmängd 31 december 2020"], ["", "1", "Nacka", "5000"]
    )

    assert found_in(table) == {("0182", "2020-12-31"): 5000}


def test_contents_in_rows() -> None:
    """What is counted may be said in each row (csv2, csv3, Kolada)."""
    table = csv_of(
        ["Region", "Tid", "ContentsCode", "TAB5557"],
        ["0182", "2025", "000007ME", "114000"],
        ["0182", "2025", "000007MG", "1000"],
    )

    [figure] = read_figures(table).figures.figures
    assert (figure.value, figure.status) == (114_000, FigureStatus.PERTURBED)
    assert figure.sources == (Source(document="SCB, tabell TAB5557"),)
    assert left_out(table) == {"other-counts": (1, ("000007MG",))}


def test_no_region() -> None:
    """A table without regions is about the country: it is refused."""
    assert reasons(csv_of(["ålder", "2014"], ["totalt ålder", "9747355"])) == [
        (1, "no-region", "", "")
    ]


def test_no_municipality() -> None:
    """A table of counties alone is refused."""
    assert reasons(one_row("01 Stockholms län", "2014")) == [(0, "no-figures", "", "")]
    assert reasons(one_row("01 Stockholms län", "vår")) == [(0, "no-figures", "", "")]


def test_notes() -> None:
    """Footnotes and headings of groups are left out, and said."""
    table = csv_of(
        ["Kommun", "Folkmängd 2014"],
        ["Kommuner i länet", ""],
        ["Nacka", "95182"],
        ["", ""],
        ["Källa: SCB"],
        ["", "Not 1"],
        ["Not 2", "", "", ""],
        ["", "", "Not 3"],
    )

    assert found_in(table) == {("0182", "2014-12-31"): 95_182}
    assert left_out(table) == {
        "notes": (5, ("Kommuner i länet", "Källa: SCB", "Not 1", "Not 2", "Not 3"))
    }


def test_rows_of_another_length() -> None:
    """A row with more or fewer cells than the header may have shifted: it is refused."""
    table = csv_of(
        ["Kommun", "Folkmängd 2013", "Folkmängd 2014"], ["Nacka", "5000"], ["0184", "1", "2", "3"]
    )

    assert [(line, reason) for line, reason, _, _ in reasons(table)] == [(2, "cells"), (3, "cells")]
    assert found_in(csv_of(["Kommun", "Folkmängd 2014"], ["Nacka", "5000", "", ""])) == {
        ("0182", "2014-12-31"): 5000
    }


def test_rows_of_sums_in_any_table() -> None:
    """A sum is checked against the municipalities above it."""
    rows = [
        ["Kommun", "Kön", "Folkmängd 2013", "Folkmängd 2014"],
        ["Nacka", "tot", "1000", "2000"],
        ["Solna", "tot", "3000", "4000"],
    ]

    right = csv_of(*rows, ["Summa", "tot", "4000", "6000"])
    assert len(found_in(right)) == 4
    assert left_out(right) == {"sums": (1, ("Summa",))}
    assert reasons(csv_of(*rows, ["Summa", "tot", "4000", "7000"])) == [
        (4, "sums-differ", "2014-12-31", "Summa")
    ]
    for passed in (["Summa", "män", "4000", "7000"], ["Summa", "tot", "..", "6000"]):
        assert len(found_in(csv_of(*rows, passed))) == 4
    assert (
        len(
            found_in(
                csv_of(*rows, ["Ekerö", "tot", "..", "1000"], ["Summa", "tot", "9000", "7000"])
            )
        )
        == 5
    )


def whole_county(year: str, total: str, *, but: str = "") -> str:
    """Return a table of Gävleborg county, of which each municipality has 1 000 inhabitants."""
    codes = [code for code in MUNICIPALITIES if code.startswith("21") and code != but]
    return csv_of(
        ["region", f"Folkmängd {year}"],
        ["21 Gävleborgs län", total],
        *([code, "1000"] for code in codes),
    )


def test_the_sum_of_a_county() -> None:
    """The municipalities of a county sum to it before 2025; from then on, they need not."""
    assert len(found_in(whole_county("2014", "10000"))) == 10
    assert reasons(whole_county("2014", "10001")) == [
        (2, "sums-differ", "2014-12-31", "21 Gävleborgs län")
    ]
    assert len(found_in(whole_county("2025", "10001"))) == 10
    assert len(found_in(whole_county("2014", "10001", but="2101"))) == 9
    assert len(found_in(whole_county("1990", "10001"))) == 10  # counties have changed since
    uppsala = csv_of(
        ["region", "Folkmängd 2005"], ["03 Uppsala län", "1"], ["0380 Uppsala", "2000"]
    )
    assert len(found_in(uppsala)) == 1  # Heby moved to it in 2007


@pytest.mark.parametrize("area", ["03 Uppsala län", "19 Västmanlands län"])
def test_the_sum_of_a_county_that_changed(area: str) -> None:
    """Heby moved from Västmanland to Uppsala in 2007: only from then on are the sums compared."""
    codes = [code for code in MUNICIPALITIES if code.startswith(area[:2]) and code != "0330"]
    knivsta = [["0330", "1000"]] if area.startswith("03") else []
    rows = [[area, "1"], *([code, "1000"] for code in codes), *knivsta]

    assert len(found_in(csv_of(["region", "Folkmängd 2005"], *rows))) == len(rows) - 1
    assert [each[1] for each in reasons(csv_of(["region", "Folkmängd 2008"], *rows))] == [
        "sums-differ"
    ]


def test_the_sum_of_the_country() -> None:
    """All municipalities of the day sum to the country; Knivsta is one of them from 2002."""
    rows = [[code, "1000" if code != "0330" else "0", "1000"] for code in MUNICIPALITIES]
    table = csv_of(
        ["region", "Folkmängd 2001", "Folkmängd 2002"], ["00 Riket", "289000", "{}"], *rows
    )

    assert len(found_in(table.format("290000"))) == 579
    assert reasons(table.format("289000")) == [(2, "sums-differ", "2002-12-31", "00 Riket")]


def test_a_figure_twice() -> None:
    """A figure that occurs twice is read once; two values of it are refused."""
    rows = [["region", "ålder", "Folkmängd 2014"], ["0182 Nacka", "TotSA", "5000"]]

    assert found_in(csv_of(*rows, ["0182 Nacka", "TOT1", "5000"])) == {("0182", "2014-12-31"): 5000}
    assert reasons(csv_of(*rows, ["0182 Nacka", "TOT1", "6000"])) == [
        (3, "two-values", "2014-12-31", "0182 Nacka")
    ]
    assert len(found_in(csv_of(*rows, ["01", "TOT1", "6000"], ["01", "TOT1", "7000"]))) == 1


def test_another_kind_of_table() -> None:
    """A large table that is no population is given up early."""
    rows = [["här", "2014", "5"]] * 20_000

    assert len(reasons(csv_of(["region", "år", "folkmängd"], *rows))) == 1001


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> main"])
def test_an_unfinished_merge(mark: str) -> None:
    """A file with two versions of its rows is refused."""
    table = csv_of(["region", "år", "folkmängd"], ["0182", "2014", "5"], heading=[mark])

    assert [reason for _, reason, _, _ in reasons(table)] == ["merge-marker"]


@pytest.mark.parametrize(
    ("heading", "header", "year", "status", "source"),
    [
        pytest.param([], "BE0101N1", "2024", "final", "SCB, tabell BefolkningNy", id="a code"),
        pytest.param([], "000007ME", "2025", "perturbed", "SCB, tabell TAB5557", id="of 2025"),
        pytest.param(
            ["Folkmängden efter region och år"],
            "Folkmängd",
            "2024",
            "final",
            "SCB, Folkmängden efter region och år",
            id="a title",
        ),
        pytest.param(
            ["Källa: SCB"], "Folkmängd", "2025", "perturbed", "SCB, Källa: SCB", id="said"
        ),
        pytest.param(
            ["Preliminär folkmängd. SCB"],
            "Folkmängd",
            "2024",
            "preliminary",
            "SCB, Preliminär folkmängd. SCB",
            id="preliminary",
        ),
        pytest.param(
            ["Invånare"], "Folkmängd", "2025", None, "Invånare", id="a title of one's own"
        ),
        pytest.param([], "Folkmängd", "2024", None, None, id="nothing"),
    ],
)
def test_status_and_source(
    heading: list[str], header: str, year: str, status: str | None, source: str | None
) -> None:
    """An authority's own table is final, and perturbed from 2025 on; any other says nothing."""
    table = csv_of(["region", "år", header], ["0182", year, "95182"], heading=heading)

    [figure] = read_figures(table).figures.figures
    assert figure.status == status
    assert [each.document for each in figure.sources] == ([source] if source else [])


def test_what_the_caller_says_of_a_table() -> None:
    """The caller may say the table, its full source, and when it was published."""
    full = Source(document="SCB, Folkmängd", place="tabell TAB638")
    file = read_figures(
        one_row("0182", "2024"),
        table="SCB, tabell TAB638",
        published_on=dt.date(2025, 2, 21),
    )

    [figure] = file.figures.figures
    assert figure.published_on == dt.date(2025, 2, 21)
    assert (figure.status, figure.sources) == ("final", (Source(document="SCB, tabell TAB638"),))
    assert file.tables == ("SCB, tabell TAB638",)
    again = read_figures(one_row("0182", "2024"), table="TAB638", sources={"TAB638": full})
    assert again.figures.figures[0].sources == (full,)


def test_published_before_the_day() -> None:
    """A file that was published before the day it describes is refused."""
    assert reasons(one_row("0182 Nacka", "2024"), published_on=dt.date(2024, 12, 30)) == [
        (2, "published-argument", "2024-12-31", "0182 Nacka")
    ]


# --- What the file says that it counts


def titled(title: str, header: str = "2023", cell: str = "109000", **columns: str) -> str:
    """Return a table of Nacka below a title, with more columns if any."""
    head, row = ["region", *columns, header], ["0182 Nacka", *columns.values(), cell]
    return csv_of(head, row, heading=[title])


@pytest.mark.parametrize(
    "title",
    [
        "Folkmängd efter region och år",
        "Folkmängden efter region, ålder, kön och år",
        '"Folkmängden per månad efter region och månad"',
        "Folkmängd i riket, län och kommuner 31 december och befolkningsförändringar. Totalt",
        "Antal invånare",
        "Kommunernas folkmängd",
        "Tabell 1 Folkmängd",
        "Underlag: invånarantal",
        "SCB, befolkning",
        "Population by region and year",
        "Total population in Sweden",
        "BE0101N1",
        "Folkmängd, män och kvinnor",
        "Framskriven folkmängd efter region och år",
    ],
)
def test_titles_of_the_population(title: str) -> None:
    """A title names the population of columns that are only called by a year, or a count."""
    for header in ("2023", "Antal 2023"):
        assert found_in(titled(title, header)) == {("0182", "2023-12-31"): 109_000}


@pytest.mark.parametrize(
    "title",
    [
        "Folkökning efter region och år",
        "Medelfolkmängd efter region och år",
        "Levande födda efter region, kön och år",
        "Befolkningstäthet",
        "Population growth by region and year",
        "Population density by region",
        "Folkmängd och folkökning",
        "Invånare per km2",
        "Skattekraft, kronor per invånare",
        "Utrikes födda efter region",
        "Hushåll efter region",
        "Medelålder i befolkningen",
        "Underlag 2023",
        "Källa: SCB",
    ],
)
@pytest.mark.parametrize("header", ["2023", "Antal 2023", "Totalt 2023"])
def test_titles_of_another_count(title: str, header: str) -> None:
    """A count whose column and title do not name the population is refused.

    PxWeb writes only the year above the numbers if one contents is chosen.
    """
    assert reasons(titled(title, header)) == [(2, "no-population", "", "")]


@pytest.mark.parametrize(
    "title",
    [
        "Folkmängd 65 år och äldre",
        "Folkmängd 18-64 år efter region",
        "Folkmängd efter region, 16-64 år",
        "Invånare 65+",
        "Population aged 16 and over by region",
        "Antal kvinnor",
        "Folkmängd, flickor",
        "Number of men by region",
        "Folkmängd i tusental",
        "Befolkning (1000-tal)",
        "Population, thousands",
        "Folkmängd, utrikes födda, efter region",
        "Inrikes befolkning",
    ],
)
def test_titles_of_a_part(title: str) -> None:
    """A title that names a part of the inhabitants, or thousands, is not overruled by a column."""
    assert reasons(titled(title, "Folkmängd 2023")) == [(2, "title-of-part", "", "")]


def test_a_part_that_the_columns_divide() -> None:
    """A title may name what the columns divide by: they say who is counted."""
    ages = titled("Folkmängd 0-100+ år", "Folkmängd 2023", ålder="totalt")
    sexes = titled("Folkmängd, kvinnor", "Folkmängd 2023", kön="totalt")

    assert found_in(ages) == found_in(sexes) == {("0182", "2023-12-31"): 109_000}


def test_a_sheet_of_a_part() -> None:
    """A sheet of a part beside the whole is left out, and said; alone, it is refused."""
    whole = [["Kommun", "Folkmängd 2014"], ["Nacka", "95182"]]
    title = [["Flickor 0-17 år"], ["Kommun", "Folkmängd 2014"], ["Nacka", "9000"]]

    assert found_in(a_book(whole, title)) == {("0182", "2014-12-31"): 95_182}
    assert left_out(a_book(whole, title)) == {"sheets": (1, ("Blad2",))}
    assert [each[1] for each in reasons(a_book(title))] == ["title-of-part"]


def test_the_table_says_what_it_counts() -> None:
    """Without a title, the id of a table says it: in the file, or by the caller."""
    table = csv_of(["region", "2023"], ["0182", "109000"])

    assert reasons(table) == [(1, "no-population", "", "")]
    assert found_in(table, table="TAB638") == {("0182", "2023-12-31"): 109_000}
    assert reasons(table, table="BefforandrKvRLK") == [
        (1, "table-of-changes", "BefforandrKvRLK", "")
    ]
    assert reasons(titled("Folkökning"), table="TAB638") == [(2, "no-population", "", "")]
    number = [["Kommun", "2014"], ["Nacka", "95182"]]
    assert found_in(a_book(number, number), table="BefolkningNy") == {
        ("0182", "2014-12-31"): 95_182
    }


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ("100", 109_000),
        ("100 folkmängd", 109_000),
        ("folkmängd", 109_000),
        ("BE0101N1", 109_000),
        ("N01951 Invånare totalt, antal", 109_000),
        ("000002Z9", "no-population"),
        ("antal", "no-population"),
        ("", "no-population"),
        ("110 folkökning", "other-counts-alone"),
        ("N00900", "other-counts-alone"),
    ],
)
def test_what_a_row_counts(contents: str, expected: int | str) -> None:
    """A row may name the population; what only names some count does not."""
    table = csv_of(["region", "variabel", "år", "antal"], ["0182", contents, "2023", "109000"])

    if isinstance(expected, str):
        assert [reason for _, reason, _, _ in reasons(table)] == [expected]
    else:
        assert found_in(table) == {("0182", "2023-12-31"): expected}


@pytest.mark.parametrize(
    ("number", "reason"),
    [("1", "too-few"), ("999", "too-few"), ("2000001", "too-many"), ("9182112112", "too-many")],
)
def test_impossible_numbers(number: str, reason: str) -> None:
    """A population of a municipality is between 1 000 and 2 000 000: these bounds are ours.

    The smallest municipality has over 2 000 inhabitants: less is an increase, a part, or thousands.
    """
    assert reasons(one_row("0182 Nacka", "2014", number)) == [
        (2, reason, "2014-12-31", "0182 Nacka")
    ]
    sexes = csv_of(
        ["Kommun", "Kön", "Folkmängd 2014"], ["Nacka", "män", "400"], ["Nacka", "kvinnor", "500"]
    )
    assert reasons(sexes) == [(2, "too-few", "2014-12-31", "Nacka")]
    one_of_two = csv_of(["Kommun", "Folkmängd 2013", "Folkmängd 2014"], ["Nacka", "94000", "182"])
    assert reasons(one_of_two) == [(2, "too-few", "2014-12-31", "Nacka")]
    for possible in ("1000", "2000000"):
        assert found_in(one_row("0182", "2014", possible)) == {
            ("0182", "2014-12-31"): int(possible)
        }
    own = csv_of(["municipality_code", "reference_date", "population"], ["0182", "2014-12-31", "1"])
    assert found_in(own) == {("0182", "2014-12-31"): 1}


def test_areas_may_be_larger() -> None:
    """The bounds are those of a municipality."""
    table = csv_of(
        ["Region", "Folkmängd 2014"], ["01 Stockholms län", "2198044"], ["0182", "95182"]
    )

    assert found_in(table) == {("0182", "2014-12-31"): 95_182}


# --- Whom a row counts, by the whole of what it says


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        *(("ålder", text) for text in ("totalt 16-64 år", "Samtliga 65+", "total 15-74 years")),
        *(("ålder", text) for text in ("tot 65+", "TotSA 16-64 år", "totalt, samtliga 65+")),
        *(("kön", text) for text in ("totalt, samtliga utrikes födda", "alla utrikes födda")),
        *(("kön", text) for text in ("män 16-64 år", "men born abroad", "1 kvinnor", "1 år")),
        *(("kön", text) for text in ("TotSa män", "1+2 män", "totalt 65+", "T kvinnor")),
    ],
)
def test_a_part_that_begins_as_the_total(header: str, cell: str) -> None:
    """A total or a sex is one only if the whole text says it; a code and its text must agree."""
    table = csv_of(["region", header, "år", "folkmängd"], ["0182", cell, "2014", "95182"])

    assert reasons(table) == [(2, "parts-alone", header, "0182")]


@pytest.mark.parametrize(("men", "women"), [("män", "kvinnor"), ("1 män", "2 - kvinnor")])
def test_a_code_and_its_text(men: str, women: str) -> None:
    """A code and its text may both stand."""
    table = csv_of(
        ["region", "kön", "Folkmängd 2014"], ["0182", men, "47000"], ["0182", women, "48182"]
    )

    assert found_in(table) == {("0182", "2014-12-31"): 95_182}


def beside(cells: Mapping[str, str], head: str, order: Sequence[int]) -> str:
    """Return a table with a column beside the population, by its cells and those of its rows."""
    rows = [["region", head, "Folkmängd 2014", "Anm."]]
    rows += [["0182", cell, number, ""] for cell, number in cells.items()]
    return csv_of(*([row[index] for index in order] for row in rows))


ON_EITHER_SIDE = pytest.mark.parametrize(
    "order", [(0, 1, 2, 3), (0, 2, 1, 3)], ids=["left", "right"]
)


@pytest.mark.parametrize("head", ["", "bakgrund"])
@ON_EITHER_SIDE
@pytest.mark.parametrize(
    "cells",
    [
        ["utrikes födda"],
        ["0 år", "1 år", "2 år", "3 år"],
        ["1", "2"],
        ["35", "36", "37"],
        ["16-64 år"],
        ["2013", "2014"],
        ["47110", "47110 "],
        ["a", "b", "totalt födda"],
        ["Sverige"],
        ["Skåne län", "Solna"],
    ],
)
def test_a_column_that_may_divide(head: str, order: Sequence[int], cells: list[str]) -> None:
    """A column of an unknown kind may divide: without a total, its rows are parts."""
    table = beside(dict.fromkeys(cells, "95182"), head, order)

    [(_, reason, column, row)] = reasons(table)
    assert (reason, column, row) == ("parts-alone", head or "?", "0182")


@pytest.mark.parametrize("head", ["", "bakgrund"])
@ON_EITHER_SIDE
@pytest.mark.parametrize("total", ["totalt", "samtliga", "1+2"])
def test_a_column_that_divides_with_a_total(head: str, order: Sequence[int], total: str) -> None:
    """The total of such a column is the population."""
    cells = {total: "95182", "födda i Sverige": "80000", "utrikes": "15182"}

    assert found_in(beside(cells, head, order)) == {("0182", "2014-12-31"): 95_182}


def test_a_last_column_without_a_header() -> None:
    """Cells to the right of the last header are refused: what they say is not known."""
    table = csv_of(["region", "Folkmängd 2014"], ["0182", "95182", "utrikes födda"])

    assert [reason for _, reason, _, _ in reasons(table)] == ["cells"]


def test_a_column_of_sexes_without_a_header() -> None:
    """If all cells name a sex or the total, the column is that of the sexes."""
    table = csv_of(["region", "", "Folkmängd 2014"], ["0182", "män", "47000"])
    both = table + "0182;kvinnor;48182\n"

    assert found_in(both) == {("0182", "2014-12-31"): 95_182}
    assert [reason for _, reason, _, _ in reasons(table)] == ["one-sex"]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        pytest.param("", ["1", "2", "3"], id="numbers of rows"),
        pytest.param("", ["1.", "2.", "3."], id="with a point"),
        pytest.param("", ["0", "1", "2"], id="the index of a data frame"),
        pytest.param("", ["", "", ""], id="empty"),
        pytest.param("Anm.", ["x", "", "y"], id="remarks"),
        pytest.param("Areal km2", ["95", "1", "7"], id="areas"),
        pytest.param("Folkökning", ["1479", "-5", ".."], id="increase"),
        pytest.param("BE0101N2", ["79", "5", "6"], id="a code of another contents"),
        pytest.param("0-19 år", ["900", "500", "600"], id="a part as a column"),
        pytest.param("Avgift", ["163 500 kr", "1 kr", "2 kr"], id="amounts"),
        pytest.param("Bilar", ["4790", "5100", "612"], id="counts"),
        pytest.param("Läge", ["59,3", "59,4", "59,5"], id="decimals"),
        pytest.param("Länsnamn (kort)", ["Stockholms län"] * 3, id="names of areas"),
    ],
)
@ON_EITHER_SIDE
def test_a_column_that_does_not_divide(head: str, cells: list[str], order: Sequence[int]) -> None:
    """Other counts, remarks and names may stand on either side of the population."""
    numbers = zip(("Nacka", "Solna", "Ekerö"), cells, strict=True)
    rows = [["Kommun", head, "Folkmängd 2014", "Anm."]]
    rows += [[name, cell, "95182", ""] for name, cell in numbers]
    table = csv_of(*([row[index] for index in order] for row in rows))

    assert len(found_in(table)) == 3


@pytest.mark.parametrize(
    ("head", "cell", "is_read"),
    [
        ("Enhet", "antal", True),
        ("Enhet", "tusental", False),
        ("Anm", "skattning", True),
        ("Anm", "endast kvinnor", False),
        ("Anm", "65 år och äldre", False),
        ("bakgrund", "född i Sverige", False),
        ("kategori", "Stockholms län", True),
        ("kategori", "Nacka", True),
        ("kategori", "Solna", False),
    ],
)
def test_what_a_column_beside_may_say(head: str, cell: str, is_read: bool) -> None:
    """A unit, a remark or the name of the row is passed over only if it says nothing of a part."""
    table = csv_of(["Kommun", "Folkmängd 2014", head], ["Nacka", "95182", cell])

    if is_read:
        assert found_in(table) == {("0182", "2014-12-31"): 95_182}
    else:
        assert reasons(table) == [(2, "parts-alone", head, "Nacka")]


def test_the_sexes_as_columns() -> None:
    """Columns of men, women and both are read as rows of them are."""
    head = ["Kommun", "Män", "Kvinnor", "Totalt"]
    title = ["Folkmängd 31 december 2023"]

    table = csv_of(head, ["Nacka", "54000", "55000", "109000"], heading=title)
    assert found_in(table) == {("0182", "2023-12-31"): 109_000}
    assert left_out(table) == {"parts": (2, ("Män", "Kvinnor"))}
    wrong = csv_of(head, ["Nacka", "54000", "55000", "109001"], heading=title)
    assert [reason for _, reason, _, _ in reasons(wrong)] == ["sums-differ"]
    added = csv_of(head[:3], ["Nacka", "54000", "55000"], heading=title)
    [figure] = read_figures(added).figures.figures
    assert (figure.value, figure.sources[0].remark is None) == (109_000, False)
    assert [each[1] for each in reasons(csv_of(head[:2], ["Nacka", "54000"], heading=title))] == [
        "one-sex"
    ]
    perturbed = csv_of(head[:3], ["Nacka", "54000", "55000"], heading=["Folkmängd 2025"])
    assert [each[1] for each in reasons(perturbed)] == ["perturbed-parts"]
    assert [each[1] for each in reasons(csv_of(head, ["Nacka", "1", "2", "3"]))] == [
        "no-population"
    ]
    of_another_day = csv_of(
        ["Kommun", "Folkmängd 2023", "Män", "Kvinnor"], ["Nacka", "109000", "1", "2"]
    )
    assert found_in(of_another_day) == {("0182", "2023-12-31"): 109_000}
    assert left_out(of_another_day) == {"other-counts": (2, ("Män", "Kvinnor"))}


@pytest.mark.parametrize(
    ("header", "is_read"),
    [
        (["Folkmängd män 2023", "Folkmängd kvinnor 2023"], True),
        (["Folkmängd 2023 Män", "Folkmängd 2023 Kvinnor"], True),
        (["Antal män 2023", "Antal kvinnor 2023", "Folkmängd 2023"], True),
        (["Male 2023", "Female 2023", "Total population 2023"], True),
        (["Män 2023", "Kvinnor 2023", "Folkmängd 2023 totalt"], True),
        (["Män 2023", "Kvinnor 2023"], False),
        (["Antal män 2023", "Antal kvinnor 2023"], False),
        (["Födda män 2023", "Födda kvinnor 2023"], False),
        (["Födda 2023 totalt"], False),
    ],
)
def test_how_columns_of_the_sexes_are_called(header: list[str], is_read: bool) -> None:
    """The sex may stand before the period, or after; one column has to name the population."""
    numbers = ["54000", "55000", "109000"][: len(header)]
    table = csv_of(["Kommun", *header], ["Nacka", *numbers])

    if is_read:
        assert found_in(table) == {("0182", "2023-12-31"): 109_000}
    else:
        assert reasons(table) == [(1, "no-population", "", "")]


def test_a_sum_of_columns_of_the_sexes() -> None:
    """A row of sums is checked column by column."""
    rows = [["Kommun", "Män 2014", "Folkmängd 2014"], ["Nacka", "47000", "95182"]]

    assert len(found_in(csv_of(*rows, ["Summa", "47000", "95182"]))) == 1
    assert reasons(csv_of(*rows, ["Summa", "47001", "95182"])) == [
        (3, "sums-differ", "2014-12-31", "Summa")
    ]


def test_two_full_rows_of_headers() -> None:
    """A second row of headers counts as much as the first."""
    first = ["Kommun", "2022", "2023"]
    sexes = csv_of(
        first, ["Namn", "Män", "Män"], ["Nacka", "54000", "55000"], heading=["Folkmängd"]
    )
    assert [each[1] for each in reasons(sexes)] == ["one-sex", "one-sex"]
    both = csv_of(
        ["Kommun", "2022", "2022", "2022"],
        ["Namn", "Män", "Kvinnor", "Folkmängd"],
        ["Nacka", "54000", "55000", "109000"],
    )
    assert found_in(both) == {("0182", "2022-12-31"): 109_000}
    increase = csv_of(first, ["Namn", "Folkökning", "Folkökning"], ["Nacka", "1479", "1540"])
    assert [each[1] for each in reasons(increase)] == ["no-population"]
    mixed = csv_of(["Kommun", "Folkmängd"], ["Namn", "2023 Män"], ["Nacka", "54000"])
    assert [each[1] for each in reasons(mixed)] == ["second-header", "no-day"]
    years = csv_of(["Kommun", "Folkmängd"], ["Namn", "2023"], ["Nacka", "109000"])
    assert (2, "region-unknown") in [each[:2] for each in reasons(years)]
    missing = csv_of(["Kommun", "Folkmängd 2023"], ["Nacka", ".."], ["Solna", "85000"])
    assert found_in(missing) == {("0184", "2023-12-31"): 85_000}


def test_a_second_header_in_a_frame() -> None:
    """A row without numbers right below the header may say what the columns hold: it is refused."""
    columns = {"Kommun": ["Namn", "Nacka"], "Folkmängd 2023": ["Män", "55000"]}
    note = {"Kommun": ["Kommuner", "Nacka"], "Folkmängd 2023": ["", "55000"]}

    assert [each[1] for each in reasons(columns)] == ["second-header"]
    assert found_in(note) == {("0182", "2023-12-31"): 55_000}


@pytest.mark.parametrize("head", ["Län", "County", "länsnamn"])
def test_counties_by_name(head: str) -> None:
    """What stands below *Län* is a county, never the municipality of the same name."""
    rows = [["Uppsala", "410000"], ["Örebro", "310000"], ["Stockholms län", "2480000"]]
    table = csv_of([head, "Folkmängd 2024-12-31"], *rows)

    assert reasons(table) == [(0, "no-figures", "", "")]
    for other in ("Nacka", "0182", "0182 Nacka"):
        added = csv_of([head, "Folkmängd 2024"], [other, "109000"])
        assert [each[1] for each in reasons(added)] == ["region-unknown"]
    both = csv_of(
        [head, "Kommun", "Folkmängd 2024"],
        ["Uppsala", "", "410000"],
        ["Uppsala", "Knivsta", "20000"],
    )
    assert found_in(both) == {("0330", "2024-12-31"): 20_000}


# --- Several tables in one file


def folkmangd(sheet: str, number: str) -> list[list[str]]:
    """Return the rows of a sheet with the population of Nacka."""
    return [[f"Folkmängd. {sheet}"], ["Kommun", "2014"], ["Nacka", number]]


def test_sheets_of_the_sexes() -> None:
    """A workbook may have a sheet for each sex beside that of the total."""
    whole, men, women = (
        folkmangd("Totalt", "3000"),
        folkmangd("Män", "1000"),
        folkmangd("Kvinnor", "2000"),
    )

    assert found_in(a_book(whole, men, women)) == {("0182", "2014-12-31"): 3000}
    assert left_out(a_book(whole, men, women)) == {"parts": (2, ("Blad2", "Blad3"))}
    assert left_out(a_book(men, women)) == {"sexes-added": (1, ("Nacka 2014-12-31",))}
    assert found_in(a_book(men, women)) == {("0182", "2014-12-31"): 3000}
    assert reasons(a_book(men)) == [(3, "one-sex", "2014-12-31", "Nacka")]
    assert reasons(a_book(men, folkmangd("Totalt", "4000"), women)) == [
        (3, "sums-differ", "2014-12-31", "Nacka")
    ]


def test_several_sheets() -> None:
    """The sheets of a workbook are one file: a figure may occur in several, but not two values."""
    early = [["Kommun", "Folkmängd 2013"], ["Nacka", "1000"], ["Solna", "3000"]]
    late = [["Kommun", "Folkmängd 2013", "Folkmängd 2014"], ["Nacka", "1000", "2000"]]
    notes = [["Om tabellen"], ["Källa", "SCB"]]

    file = read_figures(a_book(early, notes, late))
    assert [(each.subject, each.value) for each in file.figures.figures] == [
        ("0182", 1000),
        ("0182", 2000),
        ("0184", 3000),
    ]
    assert file.left_out == (LeftOut("sheets", 1, ("Blad2",)),)
    other = [["Kommun", "Folkmängd 2013"], ["Nacka", "5000"], ["01 Stockholms län", "9000"]]
    assert reasons(a_book(early, other)) == [(2, "two-sheets", "2013-12-31", "Nacka")]
    assert [each[1] for each in reasons(a_book(notes, notes))] == ["no-region", "no-region"]


def test_our_own_shape_in_a_workbook() -> None:
    """A sheet with our own columns is read as strictly; sheets beside it are left out."""
    own = [["municipality_code", "reference_date", "population"], ["0182", "2014-06-30", "95182"]]

    file = read_figures(a_book(own, [["Kommun", "2014"], ["Nacka", "1"]]))
    assert [each.value for each in file.figures.figures] == [95_182]
    assert file.left_out == (LeftOut("sheets", 1, ("Blad2",)),)
    assert file.shape is FileShape.WORKBOOK


# --- Any truth in any shape

CODES = ["0114", "0127", "0180", "0182", "0980", "1480", "1980", "2101"]
DAYS = [dt.date(2013, 12, 31), dt.date(2014, 6, 30), dt.date(2014, 12, 31), dt.date(2023, 12, 31)]
LATER = [dt.date(2025, 6, 30), dt.date(2025, 12, 31)]

Truth = Mapping[tuple[str, dt.date], tuple[int, int]]
"""The men and the women of municipalities on days."""


@st.composite
def truths(draw: st.DrawFn, days: Sequence[dt.date] = (*DAYS, *LATER)) -> Truth:
    """The population of some municipalities on some days."""
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=4, unique=True))
    on = draw(st.lists(st.sampled_from(days), min_size=1, max_size=3, unique=True))
    number = st.integers(1_000, 600_000)
    return {(code, day): (draw(number), draw(number)) for code in codes for day in on}


def written_region(draw: st.DrawFn, code: str) -> str:
    """Return a municipality as a table may write it."""
    name = MUNICIPALITIES[code]
    short = code.removeprefix("0")
    forms = [code, f"{code} {name}", f"{code} - {name}", f"{name} kommun", f"{short} {name}", name]
    return draw(st.sampled_from(forms))


def written_day(draw: st.DrawFn, day: dt.date) -> str:
    """Return a day as a table may write it."""
    forms = [
        str(day),
        f"{day:%Y}M{day:%m}",
        f"{day.day} {'juni' if day.month == 6 else 'december'} {day:%Y}",
    ]
    if day.month == 12:
        forms += [f"{day:%Y}", f"{day:%Y}K4", f"{day:%Y} hela året"]
    else:
        forms += [f"{day:%Y}H1", f"kvartal 2 {day:%Y}", f"första halvåret {day:%Y}"]
    return draw(st.sampled_from(forms))


def written_number(draw: st.DrawFn, number: int) -> str:
    """Return a number as a table may write it."""
    grouped = f"{number:,}"
    blank = draw(st.sampled_from([" ", "\u00a0", "\u202f"]))
    return draw(st.sampled_from([str(number), grouped.replace(",", blank), f"{number}.0"]))


def shuffled(draw: st.DrawFn, rows: list[list[str]], keep: int) -> list[list[str]]:
    """Return a table with its rows in any order, and its first columns too."""
    head, *body = rows
    order = [*draw(st.permutations(range(keep))), *range(keep, len(head))]
    return [[row[index] for index in order] for row in [head, *draw(st.permutations(body))]]


@st.composite
def long_tables(draw: st.DrawFn) -> tuple[Truth, str]:
    """A truth, and a table with a row for each municipality, day and sex."""
    truth = draw(truths())
    rows = [
        ["region", "kön", "tid", draw(st.sampled_from(["Folkmängd", "BE0101N1", "Antal invånare"]))]
    ]
    for (code, day), (men, women) in truth.items():
        period = written_day(draw, day)
        cells = {"män": men, "kvinnor": women, "totalt": men + women}
        if day < dt.date(2025, 1, 1) and draw(st.booleans()):
            del cells["totalt"]
        elif draw(st.booleans()):
            del cells["män"]
        for sex, number in cells.items():
            region = written_region(draw, code)
            rows.append([region, sex, period, written_number(draw, number)])
    for area in draw(
        st.lists(st.sampled_from(["00 Riket", "01 Stockholms län", "Riket"]), unique=True)
    ):
        rows += [[area, "totalt", "2014", "999999999"]]
    table = shuffled(draw, rows, 4)
    return truth, csv_of(*table, *draw(st.sampled_from([[], [["Källa: SCB"]], [["", "", "", ""]]])))


@st.composite
def wide_tables(draw: st.DrawFn) -> tuple[Truth, str]:
    """A truth, and a table with a row for each municipality, and a column for each day."""
    truth = draw(truths())
    days = sorted({day for _, day in truth})
    name = draw(st.sampled_from(["Folkmängd ", "BE0101N1 ", "Population "]))
    rows = [["Kommun", "ålder", *(name + written_day(draw, day) for day in days)]]
    for code in sorted({code for code, _ in truth}):
        totals = [written_number(draw, sum(truth[code, day])) for day in days]
        rows.append([written_region(draw, code), "totalt ålder", *totals])
        rows.append([code, "0-17 år", *("17" for _ in days)])
    return truth, csv_of(*shuffled(draw, rows, 2))


@given(of=long_tables() | wide_tables())
def test_any_truth_in_any_shape(of: tuple[Truth, str]) -> None:
    """What is written comes back exactly, however it is written."""
    truth, table = of

    assert found_in(table) == {
        (code, str(day)): men + women for (code, day), (men, women) in truth.items()
    }


@given(truth=truths(), data=st.data())
def test_missing_cells(truth: Truth, data: st.DataObject) -> None:
    """What is missing is left out, and counted; all else is read as without it."""
    missing = data.draw(st.sets(st.sampled_from(sorted(truth))))
    sign = data.draw(st.sampled_from(["", "..", "."]))
    rows = [
        [code, str(day), sign if (code, day) in missing else str(sum(both))]
        for (code, day), both in truth.items()
    ]
    table = csv_of(["region", "tid", "folkmängd"], *rows)

    file = read_figures(table)
    assert {(each.subject, each.reference_date) for each in file.figures.figures} == (
        truth.keys() - missing
    )
    assert sum(each.number for each in file.left_out) == len(missing)


def brute_force(table: list[list[str]]) -> dict[tuple[str, str], int] | None:
    """Return the figures of a long table of codes, days, sexes and numbers, or None if refused.

    The rules, one row after the other, without any speed.
    """
    totals: dict[tuple[str, str], int] = {}
    for code, day, *_ in table:
        stated = {
            sex: {each[3] for each in table if each[:3] == [code, day, sex]}
            for sex in ("män", "kvinnor", "totalt")
        }
        is_missing = any(".." in numbers for numbers in stated.values())
        known = {sex: numbers - {".."} for sex, numbers in stated.items()}
        men, women, total = (int(min(numbers, default="0")) for numbers in known.values())
        is_exact = day < "2025"
        if (
            any(len(numbers) > 1 for numbers in known.values())
            or (men and women and is_exact and total not in (0, men + women))
            or (is_exact and total and not (men and women) and max(men, women) > total)
        ):
            return None
        if total:
            totals[code, day] = total
        elif not is_missing:
            if not men or not women or not is_exact:
                return None
            totals[code, day] = men + women
    return totals


@example(table=[["0182", "2014-12-31", "män", "1000"], ["0182", "2014-12-31", "kvinnor", "2000"]])
@example(table=[["0182", "2014-12-31", "män", "1000"], ["0182", "2014-12-31", "kvinnor", ".."]])
@example(table=[["0182", "2014-12-31", "män", "1000"]])
@example(table=[["0182", "2014-12-31", "män", number] for number in ("1000", "2000")])
@example(table=[["0182", "2014-12-31", "totalt", "1000"]])
@given(
    table=st.lists(
        st.tuples(
            st.sampled_from(["0182", "0114"]),
            st.sampled_from(["2014-12-31", "2025-12-31"]),
            st.sampled_from(["män", "kvinnor", "totalt"]),
            st.sampled_from(["..", "1000", "2000", "3000"]),
        ).map(list),
        min_size=1,
        max_size=7,
    )
)
def test_a_second_reader(table: list[list[str]]) -> None:
    """A reader that knows nothing of speed reads and refuses the same."""
    expected = brute_force(table)
    written = csv_of(["region", "tid", "kön", "folkmängd"], *table)

    try:
        assert found_in(written) == expected
    except FigureFileError:
        assert expected is None


@given(of=long_tables())
def test_our_own_shape_of_what_was_read(of: tuple[Truth, str]) -> None:
    """What was read from any table is the same when written in our own shape."""
    _, table = of
    rows = [
        [each.subject, str(each.reference_date), str(each.value)]
        for each in read_figures(table).figures.figures
    ]
    own = csv_of(["municipality_code", "reference_date", "population"], *rows)

    assert found_in(own) == found_in(table)


# --- Several files


def stated(
    value: int,
    *,
    where: str = "a",
    updated: int | None = None,
    published: int | None = None,
    table: str = "",
) -> FigureFile:
    """Return a file with one figure, of a table updated and published on days of March 2025."""
    figure = Figure(
        subject="0182",
        statistic=POPULATION,
        reference_date=dt.date(2024, 12, 31),
        value=value,
        published_on=None if published is None else dt.date(2025, 3, published),
        sources=Source(document=table) if table else (),
    )
    return FigureFile(
        where=where,
        shape=FileShape.CSV,
        figures=FigureTable(figure),
        updated_on=None if updated is None else dt.date(2025, 3, updated),
    )


def applies(table: FigureTable) -> int:
    """Return the value that applies."""
    found = table.find("population", "0182", dt.date(2024, 12, 31))
    assert found is not None
    return found.value


def test_different_figures() -> None:
    """Figures of different days are put together; equal ones are kept once."""
    files = [read_figures(one_row("0182", year)) for year in ("2023", "2024", "2024")]

    assert [str(each.reference_date) for each in combine_figures(files).figures] == [
        "2023-12-31",
        "2024-12-31",
    ]
    assert combine_figures([files[0].figures, files[1]]) == combine_figures(files)
    assert combine_figures(files[0]) == files[0].figures
    assert combine_figures([]) == FigureTable([])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({"published": 1}, {"published": 2}, 2, id="own days"),
        pytest.param(
            {"updated": 1, "table": "SCB, tabell TAB638"},
            {"updated": 2, "table": "BefolkningNy"},
            2,
            id="days of one table",
        ),
        pytest.param(
            {"updated": 2, "table": "A"}, {"updated": 1, "table": "a"}, 1, id="the other one later"
        ),
        pytest.param(
            {"published": 1, "table": "A"},
            {"updated": 2, "table": "A"},
            2,
            id="a day of each kind",
        ),
        pytest.param(
            {"published": 2, "table": "A"},
            {"updated": 1, "table": "A"},
            1,
            id="published later than updated",
        ),
        pytest.param({"published": 1, "updated": 9}, {"published": 2}, 2, id="own days first"),
        pytest.param({"published": 1}, {}, 1, id="known from its reference date"),
    ],
)
def test_the_later_one_applies(one: dict[str, Any], other: dict[str, Any], expected: int) -> None:
    """Of two values of one figure the one published later applies, in any order of the files."""
    files = [stated(1, where="a", **one), stated(2, where="b", **other)]

    tables = [combine_figures(each) for each in itertools.permutations(files)]
    assert tables[0] == tables[1]
    assert applies(tables[0]) == expected


def test_the_source_says_when_the_table_was_updated() -> None:
    """The later figure is known from the day its table was updated, and its source says so."""
    remark = Source(document="SCB", remark="summan")
    later = stated(2, updated=2, table="SCB")
    [figure] = later.figures.figures
    noted = attrs.evolve(later, figures=FigureTable(attrs.evolve(figure, sources=remark)))

    for one in (later, noted):
        table = combine_figures([one, stated(1, where="b", updated=1, table="SCB")])
        early, late = table.figures
        assert (early.value, early.published_on) == (1, None)
        assert (late.value, late.published_on) == (2, dt.date(2025, 3, 2))
        assert str(late.sources[0].remark and late.sources[0].remark.en).endswith(
            "the table was updated on 2025-03-02"
        )


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        pytest.param({}, {}, ("a", "b"), id="files"),
        pytest.param({"table": "A"}, {"table": "B"}, ("A", "B"), id="tables"),
        pytest.param({"updated": 1}, {"updated": 1}, ("a", "b"), id="one day"),
        pytest.param({"updated": 1}, {}, ("a", "b"), id="one not known"),
        pytest.param({"published": 1}, {"published": 1}, ("a", "b"), id="published on one day"),
        pytest.param({"updated": 1}, {"updated": 2}, ("a", "b"), id="tables not known"),
        pytest.param(
            {"updated": 1, "table": "TAB5557"},
            {"updated": 2, "table": "TAB6471"},
            ("TAB5557", "TAB6471"),
            id="two tables, updated on two days",
        ),
        pytest.param({"published": 1}, {"updated": 2}, ("a", "b"), id="own day, another table"),
    ],
)
def test_no_later_one(one: dict[str, Any], other: dict[str, Any], named: tuple[str, str]) -> None:
    """If neither is known to be later, the error names both."""
    files = [stated(1, where="a", **one), stated(2, where="b", **other)]

    for order in itertools.permutations(files):
        with pytest.raises(FigureConflictError) as caught:
            combine_figures(order)
        tables = named if named != ("a", "b") else None
        assert (caught.value.tables, caught.value.files) == ((tables,), (("a", "b"),))
        assert caught.value.conflicts == (("population", "0182", dt.date(2024, 12, 31), 1, 2),)


def test_a_third_file() -> None:
    """A file that agrees with one of two does not turn the answer round."""
    no_day = stated(1_000, where="a", table="T")
    own = stated(2_000, where="b", published=1, table="T")
    late = stated(1_000, where="c", updated=9, table="T")

    for several in ([own, late], [no_day, own, late]):
        for order in itertools.permutations(several):
            assert applies(combine_figures(order)) == 1_000
    assert applies(combine_figures([no_day, own])) == 2_000


def test_a_file_with_a_correction_and_another_file() -> None:
    """What agrees with the correction is no conflict with what was corrected."""
    [first] = stated(2_388).figures.figures
    [correction] = stated(2_387, published=19).figures.figures
    own = attrs.evolve(stated(2_388), figures=FigureTable([first, correction]))
    agreeing = stated(2_387, where="b", table="TAB638")

    for order in itertools.permutations([own, agreeing]):
        table = combine_figures(order)
        assert applies(table) == 2_387
        assert {each.value for each in table.figures} == {2_387, 2_388}


def test_two_tables_without_names() -> None:
    """Tables have no name that the error could tell."""
    with pytest.raises(FigureConflictError) as caught:
        combine_figures([stated(1).figures, stated(2).figures])

    assert caught.value.tables == (None,)


@given(
    files=st.lists(
        st.builds(
            stated,
            st.integers(1, 3),
            where=st.sampled_from("abc"),
            updated=st.none() | st.integers(1, 3),
            published=st.none() | st.integers(1, 3),
            table=st.sampled_from(["", "A", "B"]),
        ),
        max_size=4,
    ),
    random=st.randoms(use_true_random=False),
)
def test_the_order_of_files_decides_nothing(files: list[FigureFile], random: random.Random) -> None:
    """The same files in another order give the same table, or the same error."""

    def answer(of: list[FigureFile]) -> object:
        try:
            return combine_figures(of)
        except FigureConflictError as error:
            return error.args

    other = random.sample(files, len(files))
    assert answer(files) == answer(other)
