"""The files that a question names, read: agreements, figures, ledgers and other documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict, TypeVar, Unpack, cast

import click

from .. import formats, stockholm
from ..agreements.agreement import Agreement
from ..core.figures import FigureTable
from ..core.parties import PartyKind
from ..errors import HalfLineError
from ..errors.texts import Text
from ..fees.ledgers import Ledger
from ..formats import FigureFile, FileShape
from ..formats.billing_accounts import Accounts
from ..formats.billing_files import read_accounts
from ..meetings.mode_log import ModeLog
from ..reports.words import page
from .phrases import Phrases, called
from .questions import FILES_READ, Written

_T = TypeVar("_T")

_DOCUMENTS = {".jsonl", ".toml", ".yaml", ".yml"}  # the last two are refused, with reasons

_OF_FIGURES = {".csv", ".px", ".tsv", ".txt", ".xlsx"}


_PACKAGE = "stockholm"  # the package's figures; a file of that name is ./stockholm
_THE_PACKAGE = Text("paketets uppgifter", "the package's figures")


class Stated(TypedDict, total=False):
    """What may be said of a file that does not state it."""

    reference_date: dt.date | None
    published_on: dt.date | None
    table: str | None


class FileName(Written):
    """A file, and what it holds if there is a function that reads it."""

    name = "file"

    def __init__(self, phrases: Phrases, read: Callable[[str], object] = str) -> None:
        super().__init__(phrases)
        self._read = read

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        """Return what the file holds, or its name; refuse an empty one."""
        if not value:  # which Path would take for the folder
            name = "" if param is None else called(param)
            raise click.BadOptionUsage(name, "")
        if ctx is not None and param is not None and param.name != "output":
            ctx.meta.setdefault(FILES_READ, []).append(value)
        return self._read(value)


def agreement_in(file: str) -> Agreement:
    """Return the agreement that a file holds."""
    return formats.read(file, Agreement)


def accounts_in(file: str) -> Accounts:
    """Return the parts of the account string that a file holds."""
    return read_accounts(file)


def mode_log_in(file: str) -> ModeLog:
    """Return the log of activations that a file holds."""
    return formats.read(file, ModeLog)


def figures_in(file: str, **stated: Unpack[Stated]) -> FigureFile:
    """Return what a file of figures holds, of whatever kind, or the package's own figures.

    A document is read by its suffix if it has another language than JSON.
    """
    if file == _PACKAGE:
        own = stockholm.figures
        return FigureFile(where=_THE_PACKAGE, shape=FileShape.DOCUMENT, figures=own)
    if Path(file).suffix.lower() in _DOCUMENTS:
        table = formats.read(file, FigureTable)
        return FigureFile(where=file, shape=FileShape.DOCUMENT, figures=table)
    return formats.read_figures(Path(file), where=file, **stated)


def document_in(file: str) -> object:
    """Return what a file holds: any kind of document, or the figures of another file."""
    is_of_figures = Path(file).suffix.lower() in _OF_FIGURES
    return figures_in(file).figures if is_of_figures else formats.read(file)


def but_for_a_half_line(
    read: Callable[[str], _T], file: str, phrases: Phrases
) -> tuple[_T | Ledger, str]:
    """Return what a file holds; of a ledger whose last line is cut off, the rest and a note."""
    try:
        return read(file), ""
    except HalfLineError as error:
        said = error.in_language(phrases.language).splitlines()
        return cast("Ledger", error.ledger), page(said, phrases.width)


def figures_for(*agreements: Agreement) -> FigureTable:
    """Return the package's figures of the agreements' own municipalities, known by their codes."""
    codes: set[str] = set()
    others: set[str] = set()
    for party in (party for agreement in agreements for party in agreement.parties):
        if party.kind is PartyKind.MUNICIPALITY and party.municipality_code is not None:
            codes.add(party.municipality_code)
        if party.id != party.municipality_code or party.kind is not PartyKind.MUNICIPALITY:
            others.add(party.id)  # not a code, even if it looks like one
    known = codes - others
    return FigureTable(each for each in stockholm.figures.figures if each.subject in known)
