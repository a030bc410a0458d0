"""The user's own parts of the account string, read from a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import DocumentError, DocumentFault, TextError
from ..errors.documents import Given
from ..errors.texts import a_line
from .documents import told
from .faults import Expected, Faults, step_to
from .files import content_of, is_folder
from .reading import repeated_in
from .syntax import LARGEST_DOCUMENT, Syntax, decoded, parsed

_SYNTAX: dict[str, Syntax] = {".json": "json", ".toml": "toml"}


def read_accounts(path: str) -> dict[str, dict[str, str]]:
    """Return the parts of the account string in a file, TOML or JSON, by whom they are for.

    Raises:
        DocumentError: If the file cannot be opened, or has faults; the error lists all of them.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in _SYNTAX:
        details = {"found": suffix, "known": ", ".join(_SYNTAX)}
        reason = "a-folder" if is_folder(path) else "suffix"
        raise DocumentError(path, (DocumentFault("", reason, details),))
    content = content_of(path, LARGEST_DOCUMENT)
    with told(path):
        found: dict[str, dict[str, str]] = parsed(
            decoded(content, LARGEST_DOCUMENT), _SYNTAX[suffix]
        )
        faults = [*_faults(found)]
        if faults:
            raise Faults(faults)
        return found


def _faults(found: Any) -> Iterator[DocumentFault]:
    """Yield what in a document is no text by name, by whom it is for."""
    yield from _not_an_object(found, "")
    for whom, parts in found.items() if isinstance(found, dict) else ():
        path = step_to(whom)
        yield from _not_an_object(parts, path)
        for name, value in parts.items() if isinstance(parts, dict) else ():
            step = f"{path}{step_to(name)}"
            if not isinstance(value, str):
                yield _wrong(value, step, str)
                continue
            try:
                a_line(name, value)
            except TextError as error:
                yield DocumentFault(step, "refused", {"error": error})


def _not_an_object(value: Any, path: str) -> Iterator[DocumentFault]:
    if isinstance(value, dict):
        yield from repeated_in(value, path)
    else:
        yield _wrong(value, path, dict)


def _wrong(value: Any, path: str, expected: type) -> DocumentFault:
    details = {"expected": Expected((expected,)), "found": Given(value)}
    return DocumentFault(path, "wrong-type", details)
