"""Which day figures describe: what a file says of it, and what contradicts it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import a_book
from samverkan.errors import FigureFileError
from samverkan.formats import read_figures


def days_in(content: object, **said: Any) -> list[str]:
    """Return the days of the figures of Nacka in a file."""
    figures = read_figures(content, **said).figures.figures
    return [str(each.reference_date) for each in figures if each.subject == "0182"]


def refused(content: object, **said: Any) -> list[str]:
    """Return why a file is refused; each fault has a text in both languages."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(content, **said)
    assert caught.value.in_language("sv") != str(caught.value)
    return [each.reason for each in caught.value.faults]


def below(*heading: str, header: str = "Kommun;Folkmängd", row: str = "Nacka;95182") -> str:
    """Return a table of Nacka below some lines."""
    return "\n".join([*heading, header, row, ""])


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param(["Folkmängd 2024", "Källa: SCB 2025-02-21"], id="a source"),
        pytest.param(["Folkmängd 31 december 2024. Källa: SCB 2025-02-21"], id="on the line"),
        pytest.param(["Folkmängd 2024", "Skapad 2025-03-01"], id="made"),
        pytest.param(["Folkmängd 2024", "Uttag 3 mars 2025"], id="taken out"),
        pytest.param(["Folkmängd 2024", "Reviderad 2025-03-01"], id="revised"),
        pytest.param(["Folkmängd 2024", "Created 1 March 2025"], id="in English"),
        pytest.param(["Folkmängd 2024", "Nacka den 5 mars 2025"], id="a letter"),
        pytest.param(["Folkmängd 2024", "Enligt indelningen 1 januari 2025"], id="a division"),
        pytest.param(["Folkmängd 2024 enligt indelningen 1 januari 2025"], id="in the title"),
        pytest.param(["Folkmängd 2024 enligt indelningen 2025-01-01"], id="as ISO"),
        pytest.param(["Folkmängd i kommunerna", "2024-12-31"], id="nothing but a day"),
        pytest.param(["Underlag", "Avser 31 december 2024"], id="with a word before"),
        pytest.param(["Befolkning, helår 2024"], id="a part of a year"),
        pytest.param(["Folkmängd 31/12 2024"], id="with a slash"),
    ],
)
def test_what_a_heading_says_of_the_day(heading: list[str]) -> None:
    """Only the line that names the population says its day, or one that is nothing but a day."""
    assert days_in(below(*heading)) == ["2024-12-31"]


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param(["Folkmängd", "Källa: SCB 2025-02-21"], id="a source"),
        pytest.param(["Folkmängd", "Enligt indelningen 1 januari 2025"], id="a division"),
        pytest.param(["Folkmängd", "Nacka den 5 mars 2025"], id="a letter"),
        pytest.param(["Folkmängd 31 december 2022 och 2023"], id="two years"),
        pytest.param(["Folkmängd 2013 och 2014"], id="only years"),
    ],
)
def test_a_heading_without_a_day(heading: list[str]) -> None:
    """A day of something else is not the day of the figures; the caller may state it."""
    assert refused(below(*heading))[0] in {"no-day", "no-year"}
    given = dt.date(2023, 12, 31)
    assert days_in(below(*heading), reference_date=given) == ["2023-12-31"]


def test_the_long_series_of_statistics_sweden() -> None:
    """The day of a division is none of the figures: each year means 31 December.

    Source: Statistics Sweden's workbook Folkmängden i Sveriges kommuner, its first lines.
    """
    table = below(
        "Folkmängden i Sveriges kommuner 1950-2020",
        "Enligt indelningen 1 januari 2020",
        header="Kommun;2018;2019;2020",
        row="Nacka;103656;105189;106505",
    )
    figures = read_figures(table).figures.figures

    assert [str(each.reference_date) for each in figures] == [
        "2018-12-31",
        "2019-12-31",
        "2020-12-31",
    ]
    remarks = [
        [source.remark and source.remark.in_language("en") for source in each.sources]
        for each in figures
    ]
    assert remarks == [["by the later division of 2020-01-01"], [None], [None]]


def test_a_municipality_of_a_later_division() -> None:
    """A long series has numbers for municipalities that did not exist: they are left out."""
    table = below(
        "Folkmängden i Sveriges kommuner 1950-2020",
        "Enligt indelningen 2020",
        header="Kommun;2001;2002",
        row="Knivsta;12443;12586",
    )

    [figure] = read_figures(table).figures.figures
    assert str(figure.reference_date) == "2002-12-31"
    assert [each.reason for each in read_figures(table).left_out] == ["not-there"]


@pytest.mark.parametrize("heading", ["Folkmängd 30 juni 2014", "Folkmängd första halvåret 2014"])
def test_a_day_holds_for_all_columns(heading: str) -> None:
    """A heading's day is that of all columns, or of none."""
    assert days_in(below(heading, header="Kommun;Folkmängd 2014")) == ["2014-06-30"]
    assert refused(below(heading, header="Kommun;2013;2014", row="Nacka;93000;95182")) == [
        "heading-year"
    ]
    assert days_in(below(heading, header="Kommun;Folkmängd 30 juni 2013")) == ["2013-06-30"]


def test_several_days_in_a_heading() -> None:
    """Of several days none is taken; a column or the caller may state the day."""
    heading = "Folkmängd 30 juni 2014 och 31 december 2014"

    assert refused(below(heading, header="Kommun;2014")) == ["heading-day"]
    assert refused(below("Folkmängd 31 februari 2014")) == ["heading-day"]
    assert days_in(below(heading, header="Kommun;Folkmängd 2014M06")) == ["2014-06-30"]
    given = dt.date(2014, 6, 30)
    assert days_in(below(heading, header="Kommun;2014"), reference_date=given) == ["2014-06-30"]


@pytest.mark.parametrize(
    ("table", "given"),
    [
        pytest.param(below(header="Kommun;Folkmängd 2025"), "2025-06-30", id="a year"),
        pytest.param(below("Folkmängd 30 juni 2025"), "2025-12-31", id="a heading"),
        pytest.param(below(header="Kommun;Folkmängd 2024"), "2025-12-31", id="another year"),
        pytest.param(
            "municipality_code;reference_date;population\n0182;2024-12-31;112112\n",
            "2025-12-31",
            id="our own shape",
        ),
    ],
)
def test_a_day_that_contradicts_the_file(table: str, given: str) -> None:
    """A day is stated for a file that states none; another one is refused."""
    assert refused(table, reference_date=dt.date.fromisoformat(given)) == ["day-given"]


def test_a_day_that_agrees_with_the_file() -> None:
    """The day that the file states may be stated again."""
    given = dt.date(2024, 12, 31)

    assert days_in(below(header="Kommun;Folkmängd 2024"), reference_date=given) == ["2024-12-31"]
    own = "municipality_code;reference_date;population\n0182;2024-12-31;112112\n"
    assert days_in(own, reference_date=given) == ["2024-12-31"]


def test_half_a_day_and_the_callers() -> None:
    """The day that the caller states agrees with what the row states of it."""
    table = below(header="Kommun;Kvartal;Folkmängd", row="Nacka;K2;95182")

    assert days_in(table, reference_date=dt.date(2014, 6, 30)) == ["2014-06-30"]
    assert refused(table, reference_date=dt.date(2014, 12, 31)) == ["no-year"]
    assert refused(table) == ["no-year"]


OF_QUARTERS = '"region";"förändringar";"{}"\n"0182 Nacka";"folkmängd";95182\n'


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(OF_QUARTERS.format("2025"), id="a column of changes"),
        pytest.param('"region";"förändringar";"000007TB 2025"\n"0182";"100";95182\n', id="a code"),
        pytest.param(
            "Befolkningsstatistik per kvartal/halvår/år efter region. År 2025\n"
            '"region";"Folkmängd 2025"\n"0182 Nacka";95182\n',
            id="a title",
        ),
    ],
)
def test_a_year_of_a_table_of_quarters(table: str) -> None:
    """In the tables of quarters and half-years, a year alone is no day.

    Source: Statistics Sweden, BefforandrKvRLK, whose population is that of the end of the period.
    """
    assert refused(table) == ["no-part"]
    assert refused(table, reference_date=dt.date(2024, 6, 30)) == ["no-part"]
    assert days_in(table, reference_date=dt.date(2025, 6, 30)) == ["2025-06-30"]


def test_a_table_of_quarters_that_the_caller_states() -> None:
    """The caller may state that a file is of such a table."""
    table = below(header="Kommun;Folkmängd 2025")

    assert refused(table, table="BefforandrKvRLKCKM") == ["no-part"]


@pytest.mark.parametrize(
    "period",
    ["hel hela året", "hel - hela året", "hel", "hela året", "X4 kvartal 4", "H2 halvår 2"],
)
def test_a_code_and_a_text_of_a_period(period: str) -> None:
    """A cell may hold a code and a text; if the code is unknown, the text says the period.

    Source: Statistics Sweden's API gives both in JSON-stat; only the code hel was seen.
    """
    table = f'"region";"period";"år";"Folkmängd"\n"0182";"{period}";"2023";110633\n'

    assert days_in(table) == ["2023-12-31"]


@pytest.mark.parametrize("period", ["hel första halvåret", "k1 kvartal 2", "före första halvåret"])
def test_a_code_that_contradicts_its_text(period: str) -> None:
    """A code and a text of two periods are refused, and so is any other word."""
    table = f'"region";"period";"år";"Folkmängd"\n"0182";"{period}";"2023";110633\n'

    assert refused(table) == ["period"]


@pytest.mark.parametrize(
    ("header", "cell", "day"),
    [("Halvår", "1", "2025-06-30"), ("kvartal", "3", "2025-09-30"), ("halvår", "2", "2025-12-31")],
)
def test_a_number_of_a_part_of_a_year(header: str, cell: str, day: str) -> None:
    """A column that is called Halvår has the number of the half-year."""
    assert days_in(f"Kommun;År;{header};Folkmängd\nNacka;2025;{cell};95182\n") == [day]


@pytest.mark.parametrize("written", ["2010-11", "2011-12", "6/7 2014", "30/6/2014", "31/11 2014"])
def test_what_is_no_day(written: str) -> None:
    """A school year is no month, and two small numbers may be in either order."""
    assert refused(f"Kommun;Tid;Folkmängd\nNacka;{written};95182\n") == ["period"]


@pytest.mark.parametrize(
    "header",
    ["Folkmängd 30/6-25", "Antal invånare 250630", "20250630", "30.6.2025", "Invånare 30.6.25"],
)
def test_a_day_in_a_header_that_cannot_be_read(header: str) -> None:
    """The column is called the population; it is its day that cannot be read."""
    assert refused(f"Kommun;{header}\nNacka;95182\n") == ["header-day"]


@pytest.mark.parametrize(
    ("notes", "day"),
    [
        ([["Senaste uppdatering:"], ["20260410 08:00"]], dt.date(2026, 4, 10)),
        ([["Senaste uppdatering:", "20260410 08:00"]], dt.date(2026, 4, 10)),
        ([["Uppdaterad 2026-04-10"]], dt.date(2026, 4, 10)),
        ([["Last updated"], ["2026-04-10"]], dt.date(2026, 4, 10)),
        ([["Uppdaterad 2026-04-10"], ["Uppdaterad 2026-04-11"]], None),
        ([["Senaste uppdatering:"], ["20261341"]], None),
        ([["Källa:"], ["20260410"], ["+46 010-479 50 00"]], None),
    ],
)
def test_when_a_table_was_updated(notes: list[list[str]], day: dt.date | None) -> None:
    """A workbook of the database says when its table was updated in two rows below the figures."""
    table = [["Folkmängd efter region och år"], ["region", "2024"], ["0182 Nacka", "112112"]]

    file = read_figures(a_book([*table, *notes]))
    assert (file.updated_on, len(file.figures.figures)) == (day, 1)
    assert {each.reason for each in file.left_out} == {"notes"}


def test_when_the_table_of_a_csv_was_updated() -> None:
    """The heading of a CSV may say it."""
    table = below("Folkmängd efter region och år. Uppdaterad 2025-02-21", header="region;2024")

    assert read_figures(table).updated_on == dt.date(2025, 2, 21)


WORDS = [
    "Källa: SCB",
    "Skapad",
    "Uttag",
    "Senast ändrad",
    "Utskriven",
    "Enligt indelningen",
    "Nacka",
]


@given(
    word=st.sampled_from(WORDS),
    other=st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)),
    form=st.sampled_from(["{:%Y-%m-%d}", "1 mars {:%Y}", "{:%Y}"]),
    is_above=st.booleans(),
)
def test_no_other_line_moves_the_day(word: str, other: dt.date, form: str, is_above: bool) -> None:
    """Whatever stands in another line, the day is that of the line of the population."""
    lines = ["Folkmängd 30 juni 2014", f"{word} {form.format(other)}"]

    assert days_in(below(*(lines if is_above else lines[::-1]))) == ["2014-06-30"]
