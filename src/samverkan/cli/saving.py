"""Answers that are written to a file: CSV, workbooks and any other form."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from .. import formats
from ..formats.files import put
from ..formats.tables import Table
from .phrases import Phrases, named
from .questions import Answer

_SUFFIXES: Final = {"table": ".txt", "json": ".json", "csv": ".csv", "xlsx": ".xlsx"}


class Saving:
    """Writes an answer to a file, if one is named.

    Args:
        file: The file, or None.

        form: The form of the answer.

        phrases: The command's phrases.
    """

    def __init__(self, file: str | None, form: str, phrases: Phrases) -> None:
        if file is None and form == "xlsx":
            raise click.UsageError(phrases.help("workbook-in-file"))
        if file is not None and Path(file).suffix.lower() != _SUFFIXES[form]:
            said = phrases.help("suffix-of-form", file=named(file), suffix=_SUFFIXES[form])
            raise click.UsageError(said)
        self._file, self._phrases = file, phrases
        self.form = form

    @property
    def is_shown(self) -> bool:
        """Whether the answer is a table that people read on standard output."""
        return self.form == "table" and self._file is None

    def tables(self, *tables: Table) -> Answer:
        """Return tables as an answer: the first as CSV, or all as a workbook."""
        if self.form == "xlsx":
            return Answer("", content=formats.workbook(tables))
        return Answer(f"\N{BYTE ORDER MARK}{tables[0].csv()}")

    def saved(self, answer: Answer) -> Answer:
        """Return an answer after writing it to the file, if one is named."""
        if self._file is None:
            return answer
        put(Path(self._file), answer.content or answer.text.encode())
        told = self._phrases.told("written", file=named(self._file))
        return answer._replace(text="", aside=f"{told}{answer.aside}")
