"""How Statistics Sweden and others spell periods, tables and rows, and what the messages say."""

from __future__ import annotations

import datetime as dt
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import attrs
import pytest

from books import a_book, content_of, saved
from samverkan import Figure, FigureStatus, FigureTable, assess
from samverkan.cli import main
from samverkan.errors import FigureFileError
from samverkan.formats import combine_figures, fees_table, read_figures
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as of_stockholm
from samverkan.sweden import MUNICIPALITIES


def only(content: object, **said: Any) -> Figure:
    """Return the one figure of a file."""
    [figure] = read_figures(content, **said).figures.figures
    return figure


def refused(content: object, **said: Any) -> list[str]:
    """Return why a file is refused; each fault has a text in both languages."""
    with pytest.raises(FigureFileError) as caught:
        read_figures(content, **said)
    assert caught.value.in_language("sv") != str(caught.value)
    return [each.reason for each in caught.value.faults]


# --- Periods


@pytest.mark.parametrize(
    ("header", "cells", "day"),
    [
        ('"Tid - år"', '"2024 - 2024"', dt.date(2024, 12, 31)),
        ('"Tid - månad"', '"2024M06 - 2024M06"', dt.date(2024, 6, 30)),
        ('"Tid - månad"', '"2024M06 - juni 2024"', dt.date(2024, 6, 30)),
        (
            '"Period - period","Tid - år"',
            '"kvartal 2 - kvartal 2","2023 - 2023"',
            dt.date(2023, 6, 30),
        ),
        (
            '"Period - period","Tid - år"',
            '"första halvåret - första halvåret","2023 - 2023"',
            dt.date(2023, 6, 30),
        ),
        (
            '"Period - period","Tid - år"',
            '"fh - första halvåret","2023 - 2023"',
            dt.date(2023, 6, 30),
        ),
    ],
)
def test_a_period_whose_code_is_its_text_is_one_period(
    header: str, cells: str, day: dt.date
) -> None:
    """Version 2 of the API joins codes and texts, also where both are the same.

    Source: PxWebApi 2, outputFormatParams ``UseCodesAndTexts``.
    """
    content = f'"Region - region",{header},"BE0101N1 - Folkmängd"\n"0182 - Nacka",{cells},110000\n'
    assert only(content).reference_date == day


def test_a_header_may_have_the_code_and_the_text_of_its_year() -> None:
    """As in a wide table of the API."""
    content = '"Region - region","BE0101N1 - Folkmängd 2024 - 2024"\n"0182 - Nacka",110000\n'
    assert only(content).reference_date == dt.date(2024, 12, 31)


@pytest.mark.parametrize("cell", ["2023 - 2024", "2023M06 - 2023M12", "kvartal 1 - kvartal 2"])
def test_two_periods_are_no_period(cell: str) -> None:
    """A range of years has no day."""
    assert refused(f"region;tid;Folkmängd\n0182 Nacka;{cell};110000\n") == ["period"]


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("first half year", 6),
        ("First half of the year", 6),
        ("first half-year", 6),
        ("1st half year", 6),
        ("first half-year of the year", 6),
        ("second half year", 12),
        ("2nd half of the year", 12),
        ("second half of the year", 12),
    ],
)
def test_half_years_are_read_in_english(said: str, month: int) -> None:
    """Statistics Sweden's own English words are not known."""
    rows = f'"0182 Nacka","{said}","population","2023",110000'
    table = f'"region","period","population changes","year","number"\n{rows}\n'
    assert only(table).reference_date.month == month
    wide = f"municipality;Population {said} 2023\n0182;110000\n"
    assert only(wide).reference_date.month == month
    titled = f"Population {said} 2023;\nmunicipality;Population\n0182;110000\n"
    assert only(titled).reference_date.month == month


def _of_half_years(code: str, text: str) -> str:
    """Return a table of half-years in JSON-stat."""
    dimensions = {
        "Region": ("region", "0182", "Nacka"),
        "Forandringar": ("förändringar", "100", "folkmängd"),
        "Period": ("period", code, text),
        "ContentsCode": ("tabellinnehåll", "000007TB", "Antal personer"),
        "Tid": ("år", "2025", "2025"),
    }
    return json.dumps(
        {
            "class": "dataset",
            "source": "SCB",
            "extension": {"px": {"tableid": "TAB6481"}},
            "id": list(dimensions),
            "size": [1] * len(dimensions),
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "dimension": {
                name: {"label": label, "category": {"index": [key], "label": {key: said}}}
                for name, (label, key, said) in dimensions.items()
            },
            "value": [110000],
        }
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("halv1", "första halvåret"),
        ("halvår1", "första halvåret"),
        ("kvartal2", "kvartal 2"),
        ("delar1", "första halvåret"),
        ("H1", "first half year"),
        ("fh", "first half of the year"),
    ],
)
def test_of_an_unknown_code_the_text_says_the_period(code: str, text: str) -> None:
    """The codes of the half-years were not seen."""
    assert only(_of_half_years(code, text)).reference_date == dt.date(2025, 6, 30)


@pytest.mark.parametrize("code", ["halv2", "H2", "kvartal1"])
def test_a_code_that_contradicts_its_text_says_no_period(code: str) -> None:
    """Neither of the two can be trusted."""
    assert refused(_of_half_years(code, "första halvåret")) == ["period"]


# --- Which table, and how reliable


@pytest.mark.parametrize(
    "table",
    [
        (
            '"region","civilstånd","ålder","kön","år","tabellinnehåll","Folkmängden"\n'
            '"0182 Nacka","totalt, samtliga civilstånd","totalt, samtliga åldrar",'
            '"totalt, samtliga män och kvinnor","2025","Folkmängd",110000\n'
        ),
        '"municipality","ages","Population 2025"\n"0182 Nacka","total, all ages",110000\n',
        "kommun;kön;år;folkmängd\nNacka;TotSa - totalt, samtliga män och kvinnor;2025;110000\n",
        (
            '"region","kön","ålder","månad","Folkmängden per månad"\n'
            '"0182 Nacka","totalt","totalt","2025M06",110000\n'
        ),
        (
            '"Population statistics [number of persons] by region, population changes and month"\n'
            '"region","population changes","Number 2025M06"\n'
            '"0182 Nacka","population",110000\n'
        ),
        (
            '"Population in the country, counties and municipalities on 30 June 2025"\n\n'
            '"Municipality","Population"\n"0182 Nacka",110000\n'
        ),
    ],
)
def test_statistics_swedens_words_tell_that_a_figure_is_perturbed(table: str) -> None:
    """As *totalt, samtliga ...*, which the tables have since 2025; the older ones say *totalt*.

    Source: Statistics Sweden, TAB5557 and its bulk file; scb.se/FAQ-CKM.
    """
    figure = only(table)
    assert figure.status is FigureStatus.PERTURBED
    assert figure.sources[0].document.startswith("SCB")


@pytest.mark.parametrize(
    "table",
    [
        "region;kön;månad;folkmängd\n0182;totalt;2025M06;110000\n",
        "region;kön;år;folkmängd\n0182;samtliga;2025;110000\n",
        "region;skola;månad;Folkmängden per månad\n0182;;2025M06;110000\n",
        "Folkmängd i kommunerna 30 juni 2025;\nkommun;folkmängd\n0182;110000\n",
    ],
)
def test_anybodys_words_tell_nothing_of_how_reliable_a_figure_is(table: str) -> None:
    """They may be of a figure that Statistics Sweden did not publish."""
    assert only(table).status is None


@pytest.mark.parametrize("name", ["TAB638", "BefolkningNy"])
def test_the_name_of_the_table_may_be_the_header_of_its_numbers(name: str) -> None:
    """As the API writes it if its contents were not asked for.

    Source: PxWebApi 1, csv3.
    """
    file = read_figures(f'"Region","Kon","Tid","{name}"\n"0182","1+2","2024",112112\n')
    assert file.tables == (name,)
    [figure] = file.figures.figures
    assert (figure.status, figure.sources[0].document) == (
        FigureStatus.FINAL,
        f"SCB, tabell {name}",
    )


# --- Rows and titles


def test_the_title_may_name_who_published_the_key_figure_before_it() -> None:
    """In a cell of its own, as in Kolada's own workbook."""
    rows = (["Kommun", "Kön", 2023, 2024], ["Uppsala", "Totalt", 245_000, 248_000])
    named = read_figures(a_book([["Kolada", "Invånare totalt, antal (N01951)"], [], *rows]))
    assert [each.value for each in named.figures.figures] == [245_000, 248_000]
    other = a_book([["Folkökning", "Invånare totalt, antal (N01951)"], [], *rows])
    assert refused(other) == ["no-population"]


def test_a_row_with_a_figure_and_no_municipality() -> None:
    """Its cell may be merged with the one above, which a file of text does not say."""
    book = saved([["Kommun", "År", "Folkmängd"], ["Nacka", 2023, 110_633], [None, 2024, 112_112]])
    book.worksheets[0].merge_cells("A2:A3")
    assert refused(content_of(book)) == ["region-empty"]
    with pytest.raises(FigureFileError, match=r"line 3: Kommun is empty .* split merged cells"):
        read_figures("Kommun;År;Folkmängd\nNacka;2023;110633\n;2024;112112\n")


# --- What the messages say


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (
            (
                "region;förändringar;period;Antal 2024\n0182 Nacka;110 folkökning;hel;1500\n"
                "0138 Tyresö;110 folkökning;hel;500\n"
            ),
            "110 folkökning",
        ),
        ("kommun;nyckeltal;år;värde\nNacka;N00900;2023;109000\n", "N00900"),
    ],
)
def test_a_table_of_other_counts_only(table: str, named: str) -> None:
    """It has municipalities: what lacks is the population."""
    assert refused(table) == ["other-counts-alone"]
    with pytest.raises(
        FigureFileError, match=rf"not state the population.*{named}.*folkmängd, 100"
    ):
        read_figures(table)


@pytest.mark.parametrize(
    ("table", "reason"),
    [("xyz", "table-unknown"), ("N00900", "table-unknown"), ("TAB6481", "table-of-changes")],
)
def test_a_table_that_does_not_tell_what_is_counted(table: str, reason: str) -> None:
    """It is stated, so to ask for it would not help."""
    content = '"region";"2025"\n"0182 Nacka";110000\n'
    assert refused(content, table=table) == [reason]
    with pytest.raises(FigureFileError, match=table):
        read_figures(content, table=table)
    counted = '"region";"variabel";"2025"\n"0182 Nacka";"antal";110000\n'
    assert reason in refused(counted, table=table)


def test_a_table_is_not_to_blame_for_a_title_of_something_else() -> None:
    """The title says what is counted."""
    content = '"Folkökning"\n\n"region";"2025"\n"0182 Nacka";110000\n'
    assert refused(content, table="TAB5557") == ["no-population"]


@pytest.mark.parametrize(
    "table",
    [
        "region;förändringar;Antal personer 2024\n0182 Nacka;folkmängd;110000\n",
        "region;period;Folkmängd\n0182 Nacka;första halvåret;110000\n",
    ],
)
def test_how_to_state_the_day(table: str) -> None:
    """In full: the questions that use the figures have no option for it."""
    with pytest.raises(FigureFileError, match=r"samverkan figures FILE --reference-date DAY"):
        read_figures(table)


# --- Several files


def test_equal_figures_have_one_order() -> None:
    """The order of the files decides nothing, not even which of two equal figures applies.

    It is the one whose day of publication is stated.
    """
    rows = "".join(f"{code};{110_000 + int(code)}\n" for code in MUNICIPALITIES)
    undated = read_figures(f"kommun;Folkmängd 30 juni 2025\n{rows}").figures.figures
    dated = [attrs.evolve(each, published_on=each.reference_date) for each in undated]
    both = [FigureTable(undated), FigureTable(dated)]
    for order in (both, both[::-1]):
        found = combine_figures(order).figures
        assert found[::2] == undated
        assert list(found[1::2]) == dated


def test_the_same_file_twice(tmp_path: Path) -> None:
    """The command says so: another one may have been meant."""
    june, other = tmp_path / "june.csv", tmp_path / "other.csv"
    for file in (june, other):
        file.write_text("kommun;Folkmängd 30 juni 2025\nNacka;110633\n", encoding="utf-8")
    with redirect_stdout(io.StringIO()) as out:
        assert main(["figures", str(june), str(june), str(other), "--language", "en"]) == 0
    said = " ".join(out.getvalue().split())
    assert said.count("counts once") == 1
    assert f"{june} is stated 2 times, but counts once." in said


# --- A forecast that a file states


def test_a_fee_by_a_forecast_that_a_file_states() -> None:
    """An agreement may charge by it; the status of the fee says so, nothing else is assumed."""
    stated = "Befolkningsprognos;\nKommun;Folkmängd 30 juni 2025\nNacka;111000\n"
    figures = FigureTable([*of_stockholm.figures, only(stated)])
    assessment = assess(stockholm, year=2026, figures=figures).only(["Nacka"])
    assert not assessment.is_forecast
    assert "avgift (prognos)" in fees_table(assessment, "sv").rows[0]
    assert "fee (forecast)" in fees_table(assessment, "en").rows[0]
    earlier = assess(stockholm, year=2015, figures=figures).only(["Nacka"])
    assert "avgift" in fees_table(earlier, "sv").rows[0]
