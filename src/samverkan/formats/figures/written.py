"""Figures as CSV with the library's own columns, and what files of figures hold as data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ...core.fields import as_tuple
from ...core.figures import Figure, FigureTable, a_figure_table
from ...errors import DocumentFault, NotWrittenError
from ...errors.texts import Language, Text, a_language
from ...funding.bases import POPULATION
from ...sweden.former_codes import FORMER_CODES
from ...sweden.municipalities import MUNICIPALITIES
from ...sweden.municipality_codes import is_code_for
from .. import data
from ..exports import JSON
from ..tables import Cell, Column, ColumnKind, Table
from .combining import combine_figures
from .contents import Differing, OnDay, days_in, differing
from .files import SEXES_ADDED, FigureFile

_CODE: Final = re.compile("[0-9]{4}")
_HEAD: Final = (
    ("municipality_code", ColumnKind.CODE),
    ("name", ColumnKind.TEXT),
    ("reference_date", ColumnKind.DAY),
    ("population", ColumnKind.NUMBER),
    ("status", ColumnKind.TEXT),
    ("published", ColumnKind.DAY),
    ("source", ColumnKind.TEXT),
)
_NAME: Final = Text("folkmängd", "population")
_TODAY: Final = {each.code: code for code, several in FORMER_CODES.items() for each in several}


def figures_csv(figures: FigureTable, language: Language = "sv") -> str:
    """Return the population of municipalities as CSV: :func:`figures_table`, written.

    Raises:
        NotWrittenError: As for :func:`figures_table`.

    >>> from samverkan.stockholm import figures
    >>> for line in figures_csv(figures).splitlines()[:2]:
    ...     print(line[:58])
    municipality_code;name;reference_date;population;status;pu
    0114;Upplands Väsby;2000-12-31;37576;final;;SCB, tabell Be
    """
    return figures_table(figures, language).csv()


def figures_table(figures: FigureTable, language: Language = "sv") -> Table:
    """Return the population of municipalities as a table with the library's own columns.

    :func:`read_figures` reads its CSV and its workbook: the same figures, each with the document
    and place of its first source in one line. In a workbook, codes stay text when somebody saves
    it; in a CSV, Excel takes 0182 for 182.

    Raises:
        NotWrittenError: If a figure counts something else, is assumed, is 0, or is not of a code
            that a municipality had on the day: write the figures as a document (:func:`dumps`).

    >>> from samverkan.stockholm import figures
    >>> figures_table(figures).rows[0][:4]
    ('0114', 'Upplands Väsby', datetime.date(2000, 12, 31), 37576)
    """
    a_figure_table("figures", figures)
    a_language(language)
    for place, each in enumerate(figures.figures):
        is_population = each.statistic.id == POPULATION.id
        if not is_population or not _CODE.fullmatch(each.subject) or each.assumed_from is not None:
            fault = DocumentFault(f"figures[{place}]", "not-in-csv", {"found": each.subject})
            raise NotWrittenError("CSV", (fault,))
        if not each.value or not is_code_for(each.subject, each.reference_date):
            found = f"{each.subject} {each.reference_date}: {each.value}"
            fault = DocumentFault(f"figures[{place}]", "not-read-again", {"found": found})
            raise NotWrittenError("CSV", (fault,))
    return Table(
        name=_NAME.in_language(language),
        columns=[Column(title=title, kind=kind) for title, kind in _HEAD],
        rows=[_row(each, language) for each in figures.figures],
        language=language,
    )


def _row(figure: Figure, language: Language) -> tuple[Cell, ...]:
    return (
        figure.subject,
        municipality_named(figure.subject) or None,
        figure.reference_date,
        figure.value,
        figure.status and figure.status.value,
        figure.published_on,
        source_line(figure, language) or None,
    )


def municipality_named(code: str) -> str:
    """Return the name today of the municipality that has or had a code, or nothing."""
    return MUNICIPALITIES.get(_TODAY.get(code, code), "")


def source_line(figure: Figure, language: Language) -> str:
    """Return the document and the place of a figure's first source, or nothing.

    That the two sexes were added is told, too: by itself, such a figure looks like a total.
    """
    if not figure.sources:
        return ""
    source = figure.sources[0]
    remark = None if source.remark is None else source.remark.in_language(language)
    told = remark if remark and remark.startswith(SEXES_ADDED.in_language(language)) else None
    return ", ".join(filter(None, (source.document, source.place, told)))


def figure_files_data(files: FigureFile | Iterable[FigureFile]) -> dict[str, JSON]:
    r"""Return what files of figures hold as data for JSON, and the figures that apply.

    Raises:
        FigureConflictError: If two files state one figure differently, and nothing tells which of
            them applies.

    >>> from samverkan.formats import read_figures
    >>> file = read_figures("municipality_code,reference_date,population\n0182,2024-12-31,112112")
    >>> data = figure_files_data(file)
    >>> data["files"][0]["days"][0]["count"], data["differing"], len(data["figures"])
    (1, [], 1)
    """
    several: tuple[FigureFile, ...] = as_tuple("files", files, FigureFile)
    combined = combine_figures(several)
    places = [str(_where(file)) for file in several]
    found = differing([file.figures for file in several], combined)
    return {
        "files": [_file_data(file) for file in several],
        "differing": [_differing_data(each, places) for each in found],
        "figures": [data.figure(figure) for figure in combined.figures],
    }


def _where(file: FigureFile) -> str:
    return file.where.in_language("en") if isinstance(file.where, Text) else file.where


def _file_data(file: FigureFile) -> dict[str, JSON]:
    updated_on = file.updated_on
    return {
        "file": _where(file),
        "shape": file.shape,
        "tables": list(file.tables),
        "updated_on": None if updated_on is None else updated_on.isoformat(),
        "days": [_day_data(each) for each in days_in(file.figures)],
        "left_out": [
            {"reason": each.reason, "number": each.number, "names": list(each.names)}
            for each in file.left_out
        ],
    }


def _day_data(of: OnDay) -> dict[str, JSON]:
    return {
        "statistic": of.statistic.id,
        "reference_date": of.reference_date.isoformat(),
        "count": len(of.figures),
        "statuses": list(of.statuses),
        "published_on": [day.isoformat() for day in of.published_on],
        "missing": list(of.missing),
    }


def _differing_data(of: Differing, places: list[str]) -> dict[str, JSON]:
    return {
        **data.which(of.applies),
        "applies": of.applies.value,
        "files": [places[place] for place in of.by],
        "others": [{"value": each.value, "file": places[place]} for each, place in of.others],
    }
