"""How Statistics Sweden and others spell periods, tables and rows, and what the messages say."""

from __future__ import annotations

import datetime as dt
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
