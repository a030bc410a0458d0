"""Which kind of file it is, by its content, and its sheets."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Final

from ....errors.files import why_unreadable
from ...syntax import Syntax
from ..sheets import LARGEST_FILE, Sheet
from .csv_files import csv_sheets
from .decoding import in_any, in_utf8, refuse_markup, refuse_other_kinds
from .json_parts import parsed
from .json_stat import is_json_stat, json_stat_sheets
from .kolada import is_kolada, kolada_sheets
from .px import is_px, px_sheets
from .pxweb_json import is_pxweb_json, pxweb_json_sheets
from .refusals import refuse

_FILE_NAME: Final = re.compile(r"[^\n,;]+\.[A-Za-z]{1,5}")
_IS_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")
_IS_TOML: Final = re.compile(r"(?:\s|#[^\n]*+\n)*+samverkan[ \t]*=[ \t]*[0-9]")
_PX_FRONT: Final = 10_000
_OF_JSON: Final = (
    (is_json_stat, json_stat_sheets),
    (is_pxweb_json, pxweb_json_sheets),
    (is_kolada, kolada_sheets),
)


def content_of(path: os.PathLike[str]) -> bytes:
    """Return the bytes of a file, at most one more than allowed."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # the system's, or a name with a NUL in it
        refuse(why_unreadable(error))


def is_workbook(content: bytes) -> bool:
    """Return whether bytes are a ZIP archive, as workbooks are."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def text_of(content: str | bytes) -> str:
    """Return the text of a file, without a byte order mark."""
    if isinstance(content, str):
        if _FILE_NAME.fullmatch(content):
            refuse("file-name", found=content)
        if "\0" in content:
            refuse("nul", line=content.count("\n", 0, content.index("\0")) + 1)
        text = content.removeprefix("\ufeff")
    else:
        refuse_other_kinds(content)
        text = in_utf8(content) if _IS_JSON.match(content) else in_any(content)
    if not text.strip():
        refuse("empty")
    refuse_markup(text)
    return text


def read_text(text: str) -> list[Sheet] | Syntax:
    """Return the sheets of a text of any kind, or the language if it is a document."""
    if text.lstrip()[:1] in {"{", "["}:
        content = parsed(text)
        return "json" if _is_document(content) else _of_json(content)
    if _IS_TOML.match(text):
        return "toml"
    return px_sheets(text) if is_px(text[:_PX_FRONT]) else csv_sheets(text)


def _is_document(content: Any) -> bool:
    return isinstance(content, dict) and "samverkan" in content


def _of_json(content: Any) -> list[Sheet]:
    read = next((sheets for is_of_kind, sheets in _OF_JSON if is_of_kind(content)), None)
    if read is None:
        refuse("other-json")
    return read(content)
