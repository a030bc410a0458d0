"""Whose figures a file has: its table, its municipalities, its sums, and what contradicts them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from books import a_book
from samverkan import Figure, FigureStatus
from samverkan.errors import FigureFileError
from samverkan.formats import FileShape, read_figures
from samverkan.sweden import MUNICIPALITIES


def refused(content: object, **said: Any) -> list[str]:
    """Return why a file is refused; each fault has a text in both languages."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(content, **said)
    assert caught.value.in_language("sv") != str(caught.value)
    return [each.reason for each in caught.value.faults]


def only(content: object, **said: Any) -> Figure:
    """Return the one figure of a file."""
    [figure] = read_figures(content, **said).figures.figures
    return figure


def left_out(content: object, **said: Any) -> dict[str, int]:
    """Return the number of things left out of a file, by reason."""
    return {each.reason: each.number for each in read_figures(content, **said).left_out}


# --- Which table, and how reliable


@pytest.mark.parametrize(
    ("table", "status"),
    [
        pytest.param("region;kön;år;folkmängd\n0182;totalt;2024;112112\n", None, id="anybody's"),
        pytest.param(
            "region;kön;skola;Folkmängd 2024\n0182;totalt;;112112\n", None, id="another column"
        ),
        pytest.param(
            '"region";"ålder";"kön";"Folkmängd 2024"\n"0182";"tot";"1+2";112112\n',
            "final",
            id="the words of the database",
        ),
        pytest.param(
            '"region";"period";"förändringar";"år";"Folkmängd"\n"0182";"hel";"100";"2024";112112\n',
            "final",
            id="the words of the table of quarters",
        ),
        pytest.param(
            "Folkmängd efter region och år\nregion;2024\n0182;112112\n", "final", id="a title"
        ),
        pytest.param(
            "Population by region and year\nregion;2024\n0182;112112\n", "final", id="in English"
        ),
        pytest.param(
            "Källa: inte SCB, egen räkning\nkommun;folkmängd 2024\n0182;112112\n", None, id="not"
        ),
        pytest.param(
            "Preliminär folkmängd 2024\nKod;Kommun;Folkmängd\n0182;Nacka;112112\n",
            "preliminary",
            id="preliminary, by anybody",
        ),
    ],
)
def test_only_a_file_that_names_its_authority_is_final(table: str, status: str | None) -> None:
    """A figure is Statistics Sweden's only if the file says so."""
    figure = only(table)

    assert figure.status == status
    is_of_scb = any(source.document.startswith("SCB") for source in figure.sources)
    assert is_of_scb == (status == "final")


def json_stat(source: str | None, table: str | None, year: str = "2024") -> str:
    """Return JSON-stat with one figure."""
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "Folkmängd",
            "source": source,
            "id": ["Region", "Tid"],
            "size": [1, 1],
            "dimension": {
                "Region": {"category": {"index": {"0182": 0}}},
                "Tid": {"category": {"index": {year: 0}}},
            },
            "value": [112_112],
            "extension": {"px": {"tableid": table} if table else {}},
        }
    )


@pytest.mark.parametrize(
    ("source", "table", "status"),
    [
        ("SCB", None, "final"),
        (None, "TAB638", "final"),
        (None, "XYZ", "final"),
        ("Region Skåne", "XYZ", None),
        (None, None, None),
    ],
)
def test_whose_json_stat_it_is(source: str | None, table: str | None, status: str | None) -> None:
    """Statistics Sweden's API states the table; another authority's file names itself."""
    assert only(json_stat(source, table)).status == status


@pytest.mark.parametrize(
    "table",
    [
        "Befolkningsprognos 2025-2034\nKommun;Folkmängd 2030\nNacka;120000\n",
        "Framskriven folkmängd efter region, ålder, kön och år\nregion;2030\n0182;120000\n",
        "Population projection by region\nregion;Population 2030\n0182;120000\n",
    ],
)
def test_a_projection_is_a_forecast(table: str) -> None:
    """What calls itself a projection is no count; it may be published before its day."""
    published = dt.date(2025, 4, 1)
    figure = only(table, published_on=published)

    assert (figure.status, figure.published_on) == (FigureStatus.FORECAST, published)


def test_a_sheet_of_a_projection() -> None:
    """A projection on a sheet of its own is one, too."""
    count = [["Folkmängd. Utfall"], ["Kommun", "2024"], ["Nacka", "112112"]]
    forecast = [["Folkmängd. Prognos"], ["Kommun", "2030"], ["Nacka", "120000"]]

    statuses = [each.status for each in read_figures(a_book(count, forecast)).figures.figures]
    assert statuses == [None, FigureStatus.FORECAST]


@pytest.mark.parametrize(
    ("content", "table", "reasons"),
    [
        pytest.param(json_stat("SCB", "TAB638"), "TAB6471", ["table-given"], id="two tables"),
        pytest.param(json_stat("SCB", "TAB638"), "hej hopp", ["table-given"], id="no table"),
        pytest.param(
            "Folkmängd efter region och år\nregion;2024\n0182;112112\n",
            "hej hopp",
            ["table-given"],
            id="no table of Statistics Sweden",
        ),
        pytest.param(
            "Kommun;Folkmängd 30 juni 2024\nNacka;112112\n", "TAB638", ["table-day"], id="30 June"
        ),
        pytest.param(
            "Kommun;Folkmängd 2025\nNacka;112112\n", "TAB638", ["table-day"], id="after its end"
        ),
        pytest.param(
            "Kommun;kön;2024\nNacka;män;56000\nNacka;kvinnor;56112\n",
            "TAB5557",
            ["table-day"],
            id="before its beginning, of the sexes",
        ),
        pytest.param(
            '"region";"000007ME Folkmängd 2024"\n"0182";112112\n',
            None,
            ["table-day"],
            id="by a code, before its beginning",
        ),
    ],
)
def test_a_table_that_contradicts_the_file(
    content: str, table: str | None, reasons: list[str]
) -> None:
    """A table is stated for a file that states none; a table without such a day is refused."""
    assert refused(content, table=table) == reasons


@pytest.mark.parametrize("table", ["TAB638", "BefolkningNy", "SCB, tabell TAB638", "be0101n1"])
def test_a_table_that_agrees_with_the_file(table: str) -> None:
    """One table has several names."""
    assert only(json_stat("SCB", "TAB638"), table=table).status is FigureStatus.FINAL
    title = "Folkmängd efter region och år\nregion;2024\n0182;112112\n"
    assert only(title, table=table).status is FigureStatus.FINAL
    assert only(title, table="TAB99999").sources[0].document == "SCB, tabell TAB99999"


# --- Which municipality


@pytest.mark.parametrize(
    "region",
    [
        *("0182 Nacka kommun", "0182 Nackas kommun", "0182 Nacka*", "0182 Nacka 1)", "0182 NACKA"),
        *("0180 Stockholms stad", "0980 Region Gotland", "0980 Gotlands kommun", "2023 Malung"),
        *("1480 Goteborg", "1480 G\ufffdteborg", "1480 G?teborg", "1917 Heby", "0331 Heby"),
        *("0139 Upplands-Bro kn", "2080 Falu kommun", "0182 0182 Nacka", "0182 Nacka (0182)"),
    ],
)
def test_names_of_a_municipality(region: str) -> None:
    """A name beside a code is that of the municipality, however it is spelt."""
    assert only(f"Region;Folkmängd 2005\n{region};95182\n").subject == region[:4]


@pytest.mark.parametrize(
    "region",
    [
        *("0182 Nacka, Sicklaön", "0182 Utrikes födda", "0182 Nacka kvinnor", "0182 0180"),
        *("0182 Nacka 0180", "14 Upplands Väsby", "03 Knivsta", "15 Mark", "00 Nacka", "0182 ?"),
        *("182 Nacka kvinnor", "0182 Stockholms län", "00 48", "0182 *"),
    ],
)
def test_another_name_beside_a_code(region: str) -> None:
    """Whatever else stands beside a code may be a part of a municipality, or another one."""
    assert refused(f"Region;Folkmängd 2005\n{region};95182\n") in (
        ["other-name"],
        ["region-unknown"],
        ["zero-lost"],
    )


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["0182", "0182", "Nacka"], "0182"),
        (["0182 Nacka", "0182", ""], "0182"),
        (["0182 Nacka", "", "Nacka kommun"], "0182"),
        (["0182", "0180", ""], None),
        (["0182", "0180", "Nacka"], None),
        (["0182 Nacka", "", "Solna"], None),
        (["0182", "", "Sicklaön"], None),
    ],
)
def test_several_columns_of_the_region(cells: Sequence[str], code: str | None) -> None:
    """All columns that name the municipality agree."""
    table = f"Kod;Kommunkod;Kommun;Folkmängd 2014\n{';'.join(cells)};95182\n"

    if code is None:
        assert refused(table) == ["other-name"]
    else:
        assert only(table).subject == code


@given(
    code=st.sampled_from(sorted(MUNICIPALITIES)),
    other=st.sampled_from(sorted(MUNICIPALITIES)),
)
def test_no_name_of_another(code: str, other: str) -> None:
    """A code is read with the name of its municipality, and with no other's."""
    table = f"Region;Folkmängd 2014\n{code} {MUNICIPALITIES[other]};95182\n"

    if code == other:
        assert only(table).subject == code
    else:
        assert refused(table) == ["other-name"]


# --- Sums


def with_sum(year: int, stated: int, *, first: bool = False, rows: int = 2) -> str:
    """Return a table of municipalities with 50 000 inhabitants each, and a sum."""
    named = [f"{name};50000" for name in list(MUNICIPALITIES)[:rows]]
    total = [f"Summa;{stated}"]
    return "\n".join([f"Kommun;Folkmängd {year}", *(total + named if first else named + total), ""])


@given(
    year=st.sampled_from([2014, 2024, 2025]),
    off=st.integers(-3000, 3000),
    rows=st.integers(1, 4),
    first=st.booleans(),
)
def test_any_sum(year: int, off: int, rows: int, first: bool) -> None:
    """A sum is that of its rows; from 2025 on, each of these may be off by some persons.

    Source: our bound, 1 percent and 10 persons a row; the municipalities of TAB6471 differ by 9
    from the country in TAB4365 on 31 December 2025.
    """
    is_right = not off if year < 2025 else abs(off) <= 10 * rows
    total = 50_000 * rows + off
    shown = with_sum(year, total, first=first, rows=rows)
    own = ["municipality_code;reference_date;population"]
    own += [f"{code};{year}-12-31;50000" for code in list(MUNICIPALITIES)[:rows]]
    own.insert(1 if first else len(own), f"SUMMA;;{total}")

    for table in (shown, "\n".join(own)):
        if is_right:
            assert left_out(table) == {"sums": 1}
        else:
            assert refused(table) == ["sums-differ"]


def test_sums_of_groups() -> None:
    """A sum may be that of the rows since the one above, or until the one below."""
    body = ["Nacka;112000", "Summa;112000", "Solna;85000", "Ekerö;29000", "Summa;114000"]
    whole = "Totalt;226000"
    head = "Kommun;Folkmängd 2024"

    assert left_out("\n".join([head, *body, whole])) == {"sums": 3}
    assert left_out("\n".join([head, whole, *body[::-1]])) == {"sums": 3}
    assert refused("\n".join([head, *body, "Totalt;226001"])) == ["sums-differ"]


def test_sums_that_cannot_be_checked() -> None:
    """A sum is not called checked if a figure is missing, or the sum counts something else."""
    missing = "Kommun;Folkmängd 2024\nNacka;..\nSolna;85000\nSumma;197000\n"
    assert left_out(missing) == {"missing": 1, "sums-unchecked": 1}
    part = "Kommun;Kön;Folkmängd 2024\nSolna;totalt;85000\nSumma;män;5\nSumma;okänt;7\n"
    assert left_out(part) == {"sums-unchecked": 2}
    own = "municipality_code;name;reference_date;population;published\n{}"
    one = "0182;Nacka;2024-12-31;{};{}\n"
    correction = one.format(112_000, "") + one.format(112_112, "2025-03-01")
    assert left_out(own.format(correction + ";Summa;;112112;\n")) == {"sums-unchecked": 1}
    no_figure = one.format("", "") + ";Summa;;112112;\n"
    assert left_out(own.format(no_figure)) == {"missing": 1, "sums-unchecked": 1}
    assert left_out(own.format(one.format(112_112, "") + ";Summa;;..;\n")) == {"sums-unchecked": 1}
    assert refused(own.format(one.format(112_112, "") + ";Summa;;112 112;\n")) == ["count"]


def test_a_sum_with_a_municipality_in_another_column() -> None:
    """Cells that are exchanged are no row of a sum."""
    table = "kön;region;Folkmängd 2021\ntotalt;1415 Stenungsund;27000\n1881 Kumla;totalt;22000\n"

    assert refused(table) == ["region-unknown"]


def test_many_sums() -> None:
    """A file of sums is no table of sums to be checked without end."""
    own = "municipality_code;reference_date;population\n0182;2024-12-31;112112\n"

    assert left_out(own + "SUMMA;;112112\n" * 1500) == {"sums": 1000, "sums-unchecked": 500}


# --- Our own shape

OWN = "municipality_code;name;reference_date;population;status;source\n"


def test_our_own_shape_after_a_spreadsheet() -> None:
    """A spreadsheet takes the first 0 of a code; the name beside it tells which it was."""
    figure = only(f"{OWN}182;Nacka;2024-12-31;112112;;\n")

    assert figure.subject == "0182"
    assert left_out(f"{OWN}182;Nacka;2024-12-31;112112;;\n") == {"zero-added": 1}
    assert refused(f"{OWN}182;;2024-12-31;112112;;\n") == ["code"]
    assert refused(f"{OWN}182;Solna;2024-12-31;112112;;\n") == ["code"]


def test_the_name_in_our_own_shape() -> None:
    """The name is a remark, but not that of another municipality."""
    assert refused(f"{OWN}0182;Tyresö;2024-12-31;112112;;\n") == ["other-name"]
    assert only(f"{OWN}0182;Nacka, hela;2024-12-31;112112;;\n").subject == "0182"


def test_sums_of_several_days_in_our_own_shape() -> None:
    """A sum is that of one day."""
    rows = "0182;;2023-12-31;110000;;\n0182;;2024-12-31;112000;;\n"

    assert refused(f"{OWN}{rows}SUMMA;;;222000;;\n") == ["sum-day"]
    assert left_out(f"{OWN}SUMMA;;2024-12-31;112000;;\n{rows}") == {"sums": 1}
    assert refused(f"{OWN}{rows}SUMMA;;2024-12-31;222000;;\n") == ["sums-differ"]
    assert read_figures(f"{OWN}SUMMA;;;5;;\n").figures.figures == ()


def test_what_is_missing_in_our_own_shape() -> None:
    """An empty cell is no figure and no fault, and is said."""
    for cell in ("", ".", ".."):
        file = read_figures(f"{OWN}0182;Nacka;2024-12-31;{cell};;\n")
        assert file.figures.figures == ()
        assert [str(each) for each in file.left_out] == [
            "missing in the file: 1 (0182 Nacka 2024-12-31)"
        ]
    assert refused(f"{OWN}0330;Knivsta;2001-12-31;;;\n") == ["code-on-day"]


def test_no_exact_figure_from_2025() -> None:
    """Statistics Sweden publishes no exact figure from 2025 on (scb.se/FAQ-CKM)."""
    line = "0182;;{};112112;{};SCB, tabell TAB5557\n"

    assert refused(OWN + line.format("2025-12-31", "final")) == ["not-final"]
    assert only(OWN + line.format("2025-12-31", "")).status is FigureStatus.PERTURBED
    assert only(OWN + line.format("2024-12-31", "final")).status is FigureStatus.FINAL


@pytest.mark.parametrize(
    "header",
    [
        "kommunkod;reference_date;population;status",
        "Municipality_Code;reference_date;population;status",
        "name;reference_date;population;published",
    ],
)
def test_nearly_our_own_shape(header: str) -> None:
    """A column status or published is never left out because another column is called wrongly."""
    assert "column-lacking" in refused(f"{header}\n0182;2023-12-31;110000;forecast\n")


# --- Kolada


def kolada(**said: Any) -> str:
    """Return an answer of Kolada."""
    value = {"gender": "T", "value": 112_112.0, **said.pop("value", {})}
    one = {"kpi": "N01951", "municipality": "0182", "period": 2024, "values": [value]}
    one |= said.pop("one", {})
    return json.dumps({"count": 1, "values": [one], **said})


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(kolada(next_page="https://x?page=2"), "pages", id="version 2"),
        pytest.param(kolada(next_url="https://x?page=2"), "pages", id="version 3"),
        pytest.param(kolada(count=290), "pages", id="more than there are"),
        pytest.param(kolada(count="1"), "pages", id="no number"),
        pytest.param(kolada(one={"kpi": "N00900"}), "key-figure", id="another key figure"),
        pytest.param(kolada(value={"count": 3}), "mean", id="a mean"),
    ],
)
def test_an_answer_of_kolada_that_is_not_whole(answer: str, reason: str) -> None:
    """A page of several is never read as the whole, nor anything else as the population."""
    assert refused(answer) == [reason]


@pytest.mark.parametrize(
    "answer",
    [
        kolada(),
        kolada(next_page=None, next_url=None),
        kolada(value={"count": 1}),
        kolada(value={"count": None}),
    ],
)
def test_an_answer_of_kolada(answer: str) -> None:
    """A whole answer is read."""
    file = read_figures(answer)

    assert file.shape is FileShape.KOLADA
    assert [each.value for each in file.figures.figures] == [112_112]


# --- Rows with and without labels


@st.composite
def groups(draw: st.DrawFn) -> tuple[list[list[str]], dict[str, int]]:
    """A workbook of PxWeb whose labels stand in the first row of a group, and what it says."""
    codes = draw(st.lists(st.sampled_from(["0180", "0182", "0184"]), min_size=1, unique=True))
    rows: list[list[str]] = []
    truth: dict[str, int] = {}
    for code in codes:
        label = f"{code} {MUNICIPALITIES[code]}"
        for sex in draw(st.permutations(["män", "kvinnor", "totalt"])):
            number = draw(st.none() | st.integers(2_000, 900_000))
            rows.append([label, sex, "" if number is None else str(number)])
            label = ""
            if sex == "totalt" and number is not None:
                truth[code] = number
    return rows, truth


@example(of=([["0182 Nacka", "män", "50000"], ["", "totalt", ""]], {}))
@example(of=([["0182 Nacka", "män", "50000"]], {}))
@example(of=([["0182 Nacka", "män", "50000"], ["", "totalt", "90000"]], {"0182": 90_000}))
@given(of=groups())
def test_labels_in_the_first_row_of_a_group(of: tuple[list[list[str]], dict[str, int]]) -> None:
    """A row without a label is of the group above it, whatever cells are empty."""
    rows, truth = of
    book = a_book([["Folkmängd efter region och år"], [], ["", "", "2025"], *rows])

    try:
        found = {each.subject: each.value for each in read_figures(book).figures.figures}
    except FigureFileError as error:
        # One sex or both stand alone, without any total.
        assert {each.reason for each in error.faults} <= {"perturbed-parts", "one-sex"}  # noqa: PT017
    else:
        assert found == truth


def test_a_row_without_any_label() -> None:
    """A row whose group is not told is refused, and a note is not a group."""
    heading = [["Folkmängd efter region och år"], []]
    rows = [["0182 Nacka", "ogifta", "män", "5000"], ["0184 Solna", "", "totalt", "6000"]]
    book = a_book([*heading, ["", "", "", "2014"], *rows])
    assert set(refused(book)) <= {"parts-alone", "second-header", "region-unknown"}

    noted = a_book([*heading, ["", "", "2014"], ["0182 Nacka", "totalt", "95182"], ["Källa: SCB"]])
    assert left_out(noted) == {"notes": 1}


def test_the_first_figure_is_missing() -> None:
    """A row right below the header is no header because its figure is missing."""
    table = "kommun;år;folkmängd\nNacka;2023;\nSolna;2023;84000\n"

    assert only(table).subject == "0184"
    assert left_out(table) == {"missing": 1}
