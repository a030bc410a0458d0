from __future__ import annotations

import datetime as dt

import pytest

from samverkan import FigureStatus, Source
from samverkan.errors import FigureFileError, WrongTypeError
from samverkan.formats import LARGEST_FILE, read_population

HEAD = "municipality_code,name,reference_date,population,status,published,source\n"


def faults(content: str | bytes) -> list[tuple[int, str, str]]:
    """Return the faults of a file as line, reason and column; each has a text in both languages."""
    with pytest.raises(FigureFileError) as caught:
        read_population(content, where="egna.csv")
    english, swedish = str(caught.value), caught.value.in_language("sv")
    assert english.startswith("egna.csv cannot be read:\n")
    assert swedish.startswith("egna.csv går inte att läsa:\n")
    assert len(swedish.splitlines()) == len(english.splitlines())
    assert not set(swedish.splitlines()) & set(english.splitlines())
    return [(fault.line, fault.reason, fault.column) for fault in caught.value.faults]


def test_all_columns() -> None:
    """Every cell is kept; a given source may say more."""
    full = Source(document="SCB", place="tabell BefolkningNy")
    table = read_population(
        f"{HEAD}0182,Nacka,2014-06-30,95182,final,2014-08-14,BefolkningNy\n",
        sources={"BefolkningNy": full},
    )

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
    [figure] = read_population(content).figures

    assert (figure.subject, figure.value, figure.status) == ("0182", 95_182, None)
    assert (figure.published_on, figure.sources) == (None, ())


def test_every_fault_is_told() -> None:
    """A file reports all its faults, each with its line and column, and then fails once."""
    content = (
        f"{HEAD}"
        "182,Nacka,2014-06-30,95 182,slutlig,2014-13-01,\n"
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
        pytest.param("", "count", id="empty: missing is not 0"),
        pytest.param("95182.0", "count", id="decimal"),
        pytest.param("95\u00a0182", "count", id="no-break space"),
        pytest.param("٩٥١٨٢", "count", id="arabic digits"),
        pytest.param("9" * 19, "count", id="19 digits"),
        pytest.param("NaN", "count", id="no number"),
    ],
)
def test_counts(count: str, problem: str) -> None:
    """A count is written with digits only; an empty cell is a fault, not 0."""
    content = f'municipality_code,reference_date,population\n0182,2014-06-30,"{count}"\n'

    assert faults(content) == [(2, problem, "population")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("", ["column-lacking"] * 3, id="empty file"),
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
        pytest.param("kod\tår\tantal", ["column-lacking"] * 3 + ["column-unknown"], id="tabs"),
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
    table = read_population(
        "municipality_code,reference_date,population,published\n"
        "0182,2014-06-30,2,2014-09-01\n0182,2014-06-30,1,2014-08-14\n"
    )

    found = table.find("population", "0182", dt.date(2014, 6, 30))
    assert found is not None
    assert found.value == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"municipality_code\nG\xe4vle", (2, "encoding", ""), id="latin 1"),
        pytest.param("a,b\n".encode("utf-16"), (1, "encoding", ""), id="utf-16"),
        pytest.param(f'{HEAD}0182,"Nacka', (2, "csv", ""), id="a quote without its end"),
        pytest.param(f'{HEAD}0182,"Na"cka', (2, "csv", ""), id="a quote inside a cell"),
        pytest.param(b" " * (LARGEST_FILE + 1), (0, "too-large", ""), id="too large"),
    ],
)
def test_no_such_file(content: str | bytes, expected: tuple[int, str, str]) -> None:
    """A file that is no CSV in UTF-8, or is too large, is refused as a whole."""
    assert faults(content) == [expected]


def test_published_before() -> None:
    """A publication before the reference date is a typing error."""
    assert faults(f"{HEAD}0182,,2014-06-30,1,,2014-06-29,\n") == [(2, "published", "published")]


@pytest.mark.parametrize("content", [None, 5, ["0182"]])
def test_no_content(content: str) -> None:
    """A file's content is text or bytes."""
    with pytest.raises(WrongTypeError, match="text or bytes"):
        read_population(content)


def test_another_kind_of_file() -> None:
    """A large file of another kind is given up early, and takes little memory."""
    with pytest.raises(FigureFileError) as caught:
        read_population(HEAD + "x\n" * 1_000_000)

    assert len(caught.value.faults) == 1001


def test_hostile_file_name() -> None:
    """The name of a file is also escaped and cut."""
    with pytest.raises(FigureFileError) as caught:
        read_population("", where="\x1b[2J" + "x" * 1000)

    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_many_faults() -> None:
    """Of very many faults, the first are shown with the number of the rest; all are kept."""
    content = HEAD + "x,,,,,,\n" * 100

    with pytest.raises(FigureFileError) as caught:
        read_population(content)

    assert len(caught.value.faults) == 300
    assert str(caught.value).splitlines()[-1] == "  and 260 more"


def test_long_and_hostile_cells() -> None:
    """The text that a fault quotes is escaped and cut."""
    content = f"{HEAD}\x1b[2J{'x' * 100_000},,2014-06-30,1,,,\n"

    with pytest.raises(FigureFileError) as caught:
        read_population(content)

    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_name_in_place_of_the_content() -> None:
    """The name of a file, given where its content belongs, is not read as a heading."""
    with pytest.raises(FigureFileError, match=r"'figures\.csv' is the name of a file"):
        read_population("figures.csv")


@pytest.mark.parametrize("status", list(FigureStatus))
def test_statuses(status: FigureStatus) -> None:
    """A file may state any status."""
    [figure] = read_population(f"{HEAD}0182,,2014-06-30,95182,{status},,\n").figures

    assert figure.status is status


def test_a_forecast_is_published_before() -> None:
    """Only a forecast is published before the day that it describes."""
    line = f"{HEAD}0182,,2014-06-30,95182,{{}},2014-05-01,\n"

    assert read_population(line.format("forecast")).figures[0].published_on == dt.date(2014, 5, 1)
    assert faults(line.format("preliminary")) == [(2, "published", "published")]


@pytest.mark.parametrize(
    ("day", "status", "source", "expected"),
    [
        pytest.param("2025-06-30", "", "SCB BefforandrKvRLKCKM", "perturbed", id="half-years"),
        pytest.param("2025-12-31", "", "SCB TAB5557 0180", "perturbed", id="years"),
        pytest.param("2024-12-31", "", "SCB TAB5557 0180", None, id="before 2025"),
        pytest.param("2025-12-31", "", "SCB TAB638", None, id="another table"),
        pytest.param("2025-12-31", "", "", None, id="no table"),
        pytest.param("2025-12-31", "secondary", "SCB TAB5557", "secondary", id="stated"),
    ],
)
def test_perturbed(day: str, status: str, source: str, expected: str | None) -> None:
    """Statistics Sweden perturbs all figures from reference year 2025 (scb.se/FAQ-CKM)."""
    [figure] = read_population(f"{HEAD}0180,,{day},999239,{status},,{source}\n").figures

    assert figure.status == expected


def test_two_tables_and_two_values() -> None:
    """Two totals of one day name both tables; a later stage of a figure is no second value."""
    first = "0180,,2024-12-31,{},{},,{}\n"
    other = first.format(2, "final", "TAB5557")

    assert faults(HEAD + first.format(1, "final", "TAB638") + other) == [
        (3, "two-tables", "0180, 2024-12-31")
    ]
    with pytest.raises(FigureFileError, match=r"given by two tables, as 1 \(A\) / 2 \(TAB5557\)"):
        read_population(HEAD + first.format(1, "final", "A") + other)
    assert faults(HEAD + first.format(1, "", "") + other) == [(3, "conflict", "0180, 2024-12-31")]
    assert len(read_population(HEAD + first.format(1, "preliminary", "") + other).figures) == 2
