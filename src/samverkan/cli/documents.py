"""Questions about documents: what is in one, the same in JSON, and a new one to start from."""

from __future__ import annotations

import importlib.resources
from pathlib import Path
from typing import TypeGuard, Unpack

import click

from .. import formats, stockholm
from .drawing import AskedDrawing, Drawing
from .files import but_for_a_half_line, document_in
from .options import Options
from .phrases import Phrases, named
from .questions import Answer, Questions, as_json
from .showing import shown_text

_TEMPLATES = importlib.resources.files(__package__)


def add(samverkan: Questions, options: Options) -> None:
    """Let the command be asked to show, convert and start documents."""
    phrases = options.phrases

    @options.question(samverkan, "show")
    @options.document
    @options.diagram("svg", said="life")
    @options.language
    def show(file: str | None, *, is_ready_made: bool, **asked: Unpack[AskedDrawing]) -> Answer:
        drawing = Drawing.of(asked, phrases)
        if _is_file(file, phrases, is_ready_made=is_ready_made):
            value, aside = but_for_a_half_line(document_in, file, phrases)
        else:
            value, aside = stockholm.agreement, ""
        return Answer(_shown(value, drawing, phrases), aside=aside)

    @options.question(samverkan, "convert")
    @options.document
    @options.to
    @options.output("converted-output")
    @options.language
    def convert(file: str | None, to: str, output: str | None, *, is_ready_made: bool) -> Answer:
        if _is_file(file, phrases, is_ready_made=is_ready_made):
            value = document_in(file)
        elif is_ready_made:
            value = stockholm.agreement
        else:
            raise click.UsageError(phrases.help("what-to-convert"))
        if output is None:
            return Answer(f"{formats.dumps(value)}\n")
        _refuse_another_suffix(output, f".{to}", phrases)
        formats.write(value, output)
        return Answer("", aside=phrases.told("written", file=named(output)))

    @options.question(samverkan, "schema")
    @options.kind
    @options.language
    def schema(kind: str | None) -> Answer:
        return Answer(as_json(formats.schema(kind)))

    @options.question(samverkan, "new")
    @options.output("new-output")
    @options.language
    def new(output: str | None) -> Answer:
        template = _TEMPLATES / f"new.{phrases.language}.toml"
        text = template.read_text(encoding="utf-8")
        if output is None:
            return Answer(text)
        _refuse_another_suffix(output, ".toml", phrases)
        _write_new(output, text, phrases)
        return Answer("", aside=phrases.told("new-written", file=named(output)))


def _shown(value: object, drawing: Drawing | None, phrases: Phrases) -> str:
    """Return what is in a document as text, or as a picture of its life."""
    if drawing is not None:
        return drawing.life(value)
    return shown_text(value, phrases.language, width=phrases.width)


def _is_file(file: str | None, phrases: Phrases, *, is_ready_made: bool) -> TypeGuard[str]:
    """Return whether a question is about a file; refuse one that is about two things."""
    if file is not None and is_ready_made:
        raise click.UsageError(phrases.help("file-or-stockholm"))
    return file is not None


def _refuse_another_suffix(file: str, suffix: str, phrases: Phrases) -> None:
    if Path(file).suffix.lower() != suffix:
        raise click.UsageError(phrases.help("another-suffix", file=named(file), suffix=suffix))


def _write_new(file: str, text: str, phrases: Phrases) -> None:
    """Write a file that does not exist yet."""
    try:
        with Path(file).open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise click.UsageError(phrases.help("exists", file=named(file))) from error
    except (OSError, ValueError) as error:  # the system's, or a name with a NUL in it
        raise click.UsageError(phrases.help("unwritable", file=named(file))) from error
