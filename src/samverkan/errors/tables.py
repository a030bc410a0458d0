"""Errors about tables for spreadsheets."""

from __future__ import annotations

from typing import ClassVar

from .texts import NO_DETAILS, Details, Reasons, SamverkanError, Text


class TableError(SamverkanError, ValueError):
    """A table is not valid as stated, or does not fit in a workbook.

    Attributes:
        name: The name of the table.

        reason: Why it is refused.

        details: Further values that the text of the reason names.
    """

    name: str
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("Tabellen {name!r}: {reason}.", "table {name!r}: {reason}")
    reasons: ClassVar[Reasons] = {
        "no-table": Text(
            "en arbetsbok har minst en tabell; ange en",
            "a workbook has at least one table; give one",
        ),
        "no-column": Text("den har ingen kolumn; ange minst en", "it has no column; give one"),
        "cells": Text(
            "rad {row} har {found} celler, men tabellen {columns} kolumner; ange en cell för varje",
            "row {row} has {found} cells, but the table has {columns} columns; give one for each",
        ),
        "no-sum": Text(
            "kolumnen {column} kan inte summeras; bara kronor och antal kan det",
            "the column {column} cannot be summed; only kronor and numbers can",
        ),
        "too-many-rows": Text(
            "en arbetsbok har plats för högst {most} rader; skriv CSV, eller dela tabellen",
            "a workbook has room for at most {most} rows; write CSV, or divide the table",
        ),
        "too-many-columns": Text(
            "en arbetsbok har plats för högst {most} kolumner; skriv CSV",
            "a workbook has room for at most {most} columns; write CSV",
        ),
        "too-many-digits": Text(
            "ett belopp eller en summa i kolumnen {column} har över {most} siffror, och Excel "
            "skulle avrunda det; skriv CSV",
            "an amount or total in the column {column} has over {most} digits, which Excel would "
            "round; write CSV",
        ),
    }
