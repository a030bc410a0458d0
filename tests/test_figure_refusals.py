"""What a file says besides its numbers, for which it is refused: parts, and other counts."""

from __future__ import annotations

from typing import Any

import pytest

from books import a_book, content_of, saved
from samverkan import FigureStatus
from samverkan.errors import FigureFileError
from samverkan.formats import read_figures


def read(content: object, **said: Any) -> dict[str, int]:
    """Return the numbers of a file by municipality and day."""
    figures = read_figures(content, **said).figures.figures
    return {f"{each.subject} {each.reference_date}": each.value for each in figures}


def refused(content: object, **said: Any) -> list[str]:
    """Return why a file is refused; each fault has a text in both languages."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(content, **said)
    assert caught.value.in_language("sv") != str(caught.value)
    return [each.reason for each in caught.value.faults]


TABLE = "Kommun;Folkmängd 2023\nNacka;110633\n"
NACKA = {"0182 2023-12-31": 110_633}


# --- A second table below the first


@pytest.mark.parametrize(
    "below",
    [
        pytest.param("\nKommun;Födda 2023\nTyresö;1500\n", id="another count"),
        pytest.param("\nFödda 2023;\nKommun;Antal\nTyresö;1500\n", id="below a title"),
        pytest.param("\nOrt;Födda 2023\nTyresö;1500\n", id="an unknown name of the regions"),
        pytest.param("\nKommun;Folkmängd 2023\nTyresö;49000\n", id="the header again"),
    ],
)
def test_a_second_table_below(below: str) -> None:
    """A row of words below the figures may be the header of another count."""
    assert refused(TABLE + below)[-1] == "second-header"
    rows = [line.split(";") for line in (TABLE + below).splitlines()]
    assert refused(a_book(rows))[-1] == "second-header"


def test_a_second_table_of_more_columns() -> None:
    """The numbers of the other table may stand in another column."""
    rows: list[list[Any]] = [
        ["Kommun", "Folkmängd 2023", "Anmärkning"],
        ["Nacka", 110_633, None],
        ["Kommun", None, "Födda 2023"],
        ["Tyresö", 1500, None],
    ]
    assert refused(a_book(rows)) == ["second-header"]


@pytest.mark.parametrize(
    "note", ["Källa:;SCB", "Källa: SCB;Hämtad i mars", "*;Rättad", "Kommuner;", "Anm.;Rättad"]
)
def test_a_note_of_two_cells(note: str) -> None:
    """A source or a footnote in two cells, and the name of a group, are no header."""
    assert read(f"{TABLE}{note}\n") == NACKA


# --- A row of one cell that names a part


@pytest.mark.parametrize(
    "group", ["65 år och äldre", "Kvinnor", "Utrikes födda", "Barn", "Flickor"]
)
def test_rows_below_the_name_of_a_part(group: str) -> None:
    """A row of one cell may say whom the rows below it count."""
    title, header = ["Folkmängd 2023"], ["Kommun", "Folkmängd"]
    rows = [["Nacka", 15_000], ["Tyresö", 8_000]]

    assert refused(a_book([title, header, [group], *rows])) == ["note-of-part"]
    assert refused(a_book([title, header, rows[0], [group], rows[1]])) == ["note-of-part"]
    below = f"Kommun;Folkmängd 2023\nTotalt;\nNacka;110633\n{group};\nTyresö;24000\n"
    assert refused(below) == ["note-of-part"]
    assert read(a_book([title, header, ["Södra kommuner"], rows[0]])) == {"0182 2023-12-31": 15_000}


@pytest.mark.parametrize(
    "note", ["* avser endast kvinnor", "Exklusive barn", "Only women", "Gäller i tusental"]
)
def test_a_footnote_of_a_part(note: str) -> None:
    """A footnote may say that all rows count only a part."""
    assert refused(f"{TABLE}{note}\n") == ["note-of-part"]
    assert refused(f"{TABLE}{note};\n") == ["note-of-part"]


@pytest.mark.parametrize("note", ["* Barn räknas där de är folkbokförda", "Kvinnor: se blad 2"])
def test_a_footnote_about_a_part(note: str) -> None:
    """A footnote below all rows that restricts nothing is passed over."""
    assert read(f"{TABLE}{note}\n") == NACKA


def test_the_name_of_a_part_that_a_column_tells() -> None:
    """Where the rows say the sex themselves, a row of one cell does not overrule them."""
    rows = "Nacka;Totalt;110633\nKvinnor;;\nNacka;Kvinnor;55000\nTyresö;Totalt;49000\n"
    found = read(f"Kommun;Kön;Folkmängd 2023\n{rows}")
    assert found == NACKA | {"0138 2023-12-31": 49_000}


# --- A title that names the population, and more


def titled(title: str, header: str = "2023", cell: int = 109_000) -> str:
    """Return a table of Nacka below a title."""
    return f'"{title}"\n\n"region";"{header}"\n"0182 Nacka";{cell}\n'


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Befolkning i tätorter efter region och år", "title-of-part"),
        ("Folkmängd utanför tätort efter kommun", "title-of-part"),
        ("Befolkning i arbetsför ålder efter region och år", "title-of-part"),
        ("Befolkning, barn och unga, efter kommun", "title-of-part"),
        ("Invånare som är pensionärer", "title-of-part"),
        ("Antal invånare per läkare", "no-population"),
        ("Folkmängd, vuxna, efter region", "title-of-part"),
        ("Vuxen befolkning efter region", "no-population"),
        ("Folkmängd, utlandsfödda, efter region", "title-of-part"),
        ("Folkmängd på landsbygden efter region", "title-of-part"),
        ("Befolkningen efter region, utbildningsnivå, kön och år", "title-words"),
        ("Befolkning enligt budget", "title-words"),
        ("Befolkning i Storstockholms förorter", "title-words"),
        ("Invånare med hund", "no-population"),
        ("Befolkning utan arbete", "title-words"),
        ("Underlag per invånare: befolkning", "title-words"),
        ("Folkmängd i hundratal", "title-of-part"),
        ("Folkmängd (tusen)", "title-of-part"),
        ("Folkmängd (x1000)", "title-of-part"),
        ("Folkmängd (000s)", "title-of-part"),
        ("Population, hundreds", "title-of-part"),
    ],
)
def test_titles_of_something_else(title: str, reason: str) -> None:
    """Only known words may stand beside the population in a title that alone names it."""
    assert refused(titled(title)) == [reason]
    if reason == "title-of-part":
        assert refused(titled(title, "Folkmängd 2023")) == [reason]
    if reason == "title-words":
        assert read(titled(title, "Folkmängd 2023")) == {"0182 2023-12-31": 109_000}


@pytest.mark.parametrize(
    "title",
    [
        "Folkmängd i Nacka kommun 31 december 2023",
        "Folkmängd i Upplands Väsby, Nacka och Tyresö den 31 december 2023",
        "Folkmängd i Stockholms län efter region och år",
        "Sveriges befolkning 2023, samtliga kommuner",
        "Befolkning per kommun per den 31 december 2023. Källa: vår ekonomiavdelning",
        "Population of Sweden by region, age and year",
        "Folkmängd efter region, ålder, kön, tabellinnehåll och år",
        "Slutlig folkmängd 2023 (antal personer)",
        "Nackas folkmängd",
    ],
)
def test_titles_of_all_inhabitants(title: str) -> None:
    """The areas, the days and the usual words of statistics do not restrict whom a title counts."""
    assert read(titled(title)) == {"0182 2023-12-31": 109_000}


def test_a_title_outweighs_the_name_of_its_sheet() -> None:
    """The name of a sheet says what it counts only where no title says something else."""
    table: list[list[Any]] = [["Kommun", "2023"], ["Nacka", 1500]]
    more: list[list[Any]] = [["Kommun", "2023"], ["Nacka", 109_000]]

    for title in ("Folkökning 2023", "Flyttnetto efter kommun"):
        book = content_of(saved([[title], [], *table], names=["Folkmängd"]))
        assert refused(book) == ["no-population"]
    for line in ("Källa: SCB", "2023", "Uppdaterad 2024-02-21"):
        book = content_of(saved([[line], [], *more], names=["Befolkning"]))
        assert read(book) == {"0182 2023-12-31": 109_000}


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Folkmängd, kvinnor, efter region", "title-of-part"),
        ("Folkmängd i förorter efter region", "title-words-px"),
        ("Folkmängd efter region", None),
    ],
)
def test_both_titles_of_px(title: str, reason: str | None) -> None:
    """In PX, the contents name the column, and the title says more of them."""
    px = (
        f'CHARSET="ANSI";\nMATRIX="X";\nCONTENTS="Folkmängd";\nTITLE="{title}";\n'
        'STUB="region";\nHEADING="år";\nVALUES("region")="Nacka";\nVALUES("år")="2023";\n'
        'CODES("region")="0182";\nDATA=\n55000;\n'
    )
    if reason is None:
        assert read(px) == {"0182 2023-12-31": 55_000}
    else:
        assert refused(px) == [reason]


# --- A status, or a part, in a header or a remark


FORECAST, PRELIMINARY = FigureStatus.FORECAST, FigureStatus.PRELIMINARY


def statuses(content: object) -> set[FigureStatus | None]:
    """Return the statuses of the figures in a file."""
    return {each.status for each in read_figures(content).figures.figures}


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Folkmängd prognos 2030", FORECAST),
        ("Folkmängd 2030 (prognos)", FORECAST),
        ("Folkmängd, prognos, 2030", FORECAST),
        ("Beräknad folkmängd 2030", FORECAST),
        ("Projected population 2030", FORECAST),
        ("Preliminär folkmängd 2030", PRELIMINARY),
        ("Folkmängd 2030 (prel.)", PRELIMINARY),
    ],
)
def test_a_status_in_a_header(header: str, status: FigureStatus) -> None:
    """A header says the status as a title does; beside a plain column, it is left out."""
    table = f"Kommun;{header}\nNacka;150150\n"

    assert read(table) == {"0182 2030-12-31": 150_150}
    assert statuses(table) == {status}
    both = f"Kommun;{header};Folkmängd 2023\nNacka;150150;110633\n"
    assert read(both) == NACKA
    assert statuses(both) == {None}


def test_a_status_beside_plain_years() -> None:
    """A forecast that no header calls the population is left out beside years that a title does."""
    table = '"Folkmängd i Nacka"\n\nKommun;2023;Prognos 2030\nNacka;110633;150150\n'
    table += "Tyresö;49000;50000\nSolna;86000;90000\n"
    assert statuses(table) == {None}
    assert len(read(table)) == 3


@pytest.mark.parametrize("header", ["Anmärkning", "typ", "Status"])
def test_a_status_in_a_remark(header: str) -> None:
    """A column that says the same status of all rows states it; of some rows, it is refused."""
    start = f"Kommun;Folkmängd 2030;{header}\nNacka;150150;"

    assert statuses(f"{start}prognos\n") == {FORECAST}
    assert statuses(f"{start}preliminär\nTyresö;50000;prel.\n") == {PRELIMINARY}
    assert refused(f"{start}prognos\nTyresö;50000;\n") == ["status-of-rows"]


@pytest.mark.parametrize(
    "header", ["Invånare 65+ 2023", "Invånare 0-19 2023", "Folkmängd (100-tal) 2023"]
)
def test_a_part_in_a_header(header: str) -> None:
    """It is not the day in such a header that cannot be read."""
    assert refused(f"Kommun;{header}\nNacka;15000\n") == ["title-of-part"]


# --- The year of a fee


@pytest.mark.parametrize(
    "line",
    [
        "Avgift 2026 enligt folkmängd",
        "Medlemsavgifter för år 2026 efter folkmängd",
        "Folkmängd för 2026 års avgifter",
        "Fee 2026 by population",
    ],
)
def test_the_year_of_a_fee(line: str) -> None:
    """The year that a fee is for is not the day of the figures that it is by."""
    assert refused(f"{line};\nKommun;Folkmängd\nNacka;111000\n") == ["no-day"]
    dated = f"{line} 30 juni 2025;\nKommun;Folkmängd\nNacka;111000\n"
    assert read(dated) == {"0182 2025-06-30": 111_000}


def test_the_day_beside_the_year_of_a_fee() -> None:
    """A day of the population stands beside the year of a fee."""
    table = "Underlag för avgift 2026, folkmängd 30 juni 2025;\nKommun;Folkmängd\nNacka;111000\n"
    assert read(table) == {"0182 2025-06-30": 111_000}


def test_areas_beside_columns_of_the_sexes() -> None:
    """Riket is left out once, though each of its rows has a number in several columns."""
    found = read_figures(
        '"Folkmängd efter region, kön och år 2023"\n\nKommun;Män;Kvinnor;Totalt\n'
        "Riket;5000000;5500000;10500000\nNacka;55000;55633;110633\n"
    )

    assert [each.value for each in found.figures.figures] == [110_633]
    assert ("areas", 1, ("Riket",)) in found.left_out


def test_a_division_of_no_day() -> None:
    """A day that the calendar lacks says nothing of the division into areas."""
    found = read_figures(
        "Folkmängd 31 december 2023 enligt indelningen 31 februari 2024\n\n"
        "Kommun;Folkmängd\nNacka;110633\n"
    )

    assert [str(each.reference_date) for each in found.figures.figures] == ["2023-12-31"]
