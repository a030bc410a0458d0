"""What the command can be asked."""

from __future__ import annotations

import importlib.metadata
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from .. import stockholm
from ..assessments import Assessment, assess
from ..errors import FigureFault, FigureFileError, SamverkanError
from ..exports import JSON, explanation_data, fees_csv, fees_data
from ..figures import FigureTable
from ..population import LARGEST_FILE, read_population
from ..reports import error_text, explained_text, fees_text, missing_line, why_no_fees
from ..texts import Language, Text

__all__ = ["run"]

_COMPLETE, _WRONG, _MISSING = 0, 2, 3

_HELP = {
    "samverkan": Text(
        "Avtal mellan kommuner: vad de kostar, på öret, och varför.",
        "Agreements between municipalities: what they cost, to the öre, and why.",
    ),
    "fees": Text(
        "Avgifterna för ett budgetår i Samverkan Stockholmsregionen.",
        "The fees of a budget year in Samverkan Stockholmsregionen.",
    ),
    "explain": Text(
        "Hur en parts avgift är beräknad, med källor.",
        "How a party's fee is computed, with sources.",
    ),
    "year": Text("Budgetår, till exempel 2015.", "Budget year, for example 2015."),
    "party": Text(
        "Bara denna part: kommunkod, organisationsnummer eller namn. Får upprepas.",
        "This party alone: municipality code, organisation number or name. May be repeated.",
    ),
    "reading": Text(
        "Läsning av villkoren: mid-year-before (förvald) eller year-start.",
        "Reading of the terms: mid-year-before (default) or year-start.",
    ),
    "figures": Text(
        "CSV-fil med egna folkmängder i stället för paketets.",
        "CSV file with your own population figures in place of the package's.",
    ),
    "format": Text("Utdataformat (förval: table).", "Output format (default: table)."),
    "language": Text("Språk (förval: sv).", "Language (default: sv)."),
}


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status."""
    language = _language(arguments)
    for stream in (sys.stdout, sys.stderr):
        # Amounts hold no-break spaces, CSV its own line ends: the same bytes everywhere.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="")
    try:
        status = _build(language).main(
            args=list(arguments), prog_name="samverkan", standalone_mode=False
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SamverkanError as error:
        sys.stderr.write(f"{error_text(error, language)}\n")
        return _WRONG
    return int(status or _COMPLETE)


def _language(arguments: Sequence[str]) -> Language:
    """Return the language that is asked for, before anything else is read."""
    for place, argument in enumerate(arguments):
        if argument == "--language" and list(arguments[place + 1 : place + 2]) == ["en"]:
            return "en"
        if argument == "--language=en":
            return "en"
    return "sv"


def _build(language: Language) -> click.Group:
    """Return the command, with its help in a language."""

    def said(name: str) -> str:
        return _HELP[name].in_language(language)

    # Its value has been read already; see _language().
    tongue = click.option(
        "--language", type=click.Choice(["sv", "en"]), expose_value=False, help=said("language")
    )

    @click.group(name="samverkan", help=said("samverkan"))
    @click.version_option(importlib.metadata.version("samverkan"), message="%(prog)s %(version)s")
    @tongue
    def samverkan() -> None:
        pass

    def command(name: str, *, formats: list[str], party_required: bool) -> None:
        @samverkan.command(name, help=said(name))
        @click.option("--year", type=int, required=True, help=said("year"))
        @click.option(
            "--party", "parties", multiple=True, required=party_required, help=said("party")
        )
        @click.option("--reading", help=said("reading"))
        @click.option("--figures", "file", type=click.Path(path_type=Path), help=said("figures"))
        @click.option(
            "--format", "form", type=click.Choice(formats), default="table", help=said("format")
        )
        @tongue
        def ask(
            year: int, parties: tuple[str, ...], reading: str | None, file: Path | None, form: str
        ) -> int:
            assessment = _assess(year, parties, reading, file)
            write = _WRITERS[form if form != "table" or not parties else "text"]
            if form == "json" and name == "explain":
                write = _explanations_json
            sys.stdout.write(write(assessment, language))
            sys.stderr.write(missing_line(assessment, language))
            if form != "table":  # which says it itself
                sys.stderr.write(f"{why_no_fees(assessment, language) or ''}\n".lstrip())
            return _MISSING if assessment.missing else _COMPLETE

    command("fees", formats=["table", "json", "csv"], party_required=False)
    command("explain", formats=["table", "json"], party_required=True)
    return samverkan


def _assess(
    year: int, parties: Sequence[str], reading: str | None, file: Path | None
) -> Assessment:
    figures = stockholm.figures if file is None else _figures_in(file)
    assessment = assess(stockholm.agreement, year=year, figures=figures, reading=reading)
    return assessment.only(parties) if parties else assessment


def _figures_in(file: Path) -> FigureTable:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise FigureFileError(str(file), (FigureFault(0, "no-such-file"),)) from error
    except OSError as error:
        fault = FigureFault(0, "unreadable", found=error.strerror or type(error).__name__)
        raise FigureFileError(str(file), (fault,)) from error
    return read_population(content, where=str(file))


def _json(data: JSON) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _fees_json(assessment: Assessment, _: Language) -> str:
    return _json(fees_data(assessment))


def _explanations_json(assessment: Assessment, _: Language) -> str:
    trees: list[JSON] = [explanation_data(assessment.explain(fee.party)) for fee in assessment.fees]
    return _json({**fees_data(assessment), "explanations": trees})


def _marked_csv(assessment: Assessment, language: Language) -> str:
    return f"\N{BYTE ORDER MARK}{fees_csv(assessment, language)}"


_WRITERS: dict[str, Callable[[Assessment, Language], str]] = {
    "table": fees_text,
    "text": explained_text,
    "json": _fees_json,
    "csv": _marked_csv,
}
