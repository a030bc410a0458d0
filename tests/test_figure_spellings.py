"""How Statistics Sweden and others spell periods, tables and rows, and what the messages say."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from samverkan import Figure
from samverkan.errors import FigureFileError
from samverkan.formats import read_figures


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
