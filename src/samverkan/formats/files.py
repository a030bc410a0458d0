"""Files with documents: read by their suffix, and written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast, overload

from ..errors import DocumentError, DocumentFault, HalfLineError, NotWrittenError
from ..errors.files import FilePath, why_unreadable
from ..errors.texts import an_instance
from ..fees.ledgers import Ledger
from .documents import dumps, loads
from .ledger_lines import BYTE_ORDER_MARK, as_lines, from_lines
from .syntax import LARGEST_DOCUMENT, MOST_ITEMS, Syntax

_T = TypeVar("_T")

_SYNTAX: dict[str, Syntax] = {".json": "json", ".toml": "toml"}
_LINES = ".jsonl"
_LARGEST_LEDGER = 100_000_000
_YAML = {".yaml", ".yml"}
_KNOWN = (*_SYNTAX, _LINES)


@overload
def read(
    path: str | os.PathLike[str],
    expected: type[_T],
    *,
    max_bytes: int | None = ...,
    max_items: int = ...,
) -> _T: ...


@overload
def read(
    path: str | os.PathLike[str],
    expected: None = ...,
    *,
    max_bytes: int | None = ...,
    max_items: int = ...,
) -> Any: ...


def read(
    path: str | os.PathLike[str],
    expected: type[Any] | None = None,
    *,
    max_bytes: int | None = None,
    max_items: int = MOST_ITEMS,
) -> Any:
    """Return the value that a file contains.

    The suffix tells the language: ``.json``, ``.toml`` for files that people write, or ``.jsonl``
    for ledgers. YAML is refused: it reads the code 0127 as the number 87, and ``no`` as false.

    Args:
        path: Path of the file. Only this file is opened.

        expected: The class that the value must have, or None if it may have any.

        max_bytes: Maximum size of the file, in bytes; by default 5 million, or 100 million for a
            ledger.

        max_items: Maximum number of items in a list, or of lines in a ledger.

    Raises:
        DocumentError: If the file cannot be opened, or has faults; the error lists all of them.

        HalfLineError: If the last line of a ledger file is cut off; the error holds the rest.

    >>> read("avtal.yaml")
    Traceback (most recent call last):
        ...
    samverkan.errors.DocumentError: avtal.yaml cannot be read:
      YAML is not read, because it turns the code 0127 into the number 87, and no into false; \
write TOML or JSON
    """
    file = _as_path(path)
    suffix = _suffix(file)
    most = max_bytes or (_LARGEST_LEDGER if suffix == _LINES else LARGEST_DOCUMENT)
    content = content_of(file, most)
    if suffix == _LINES:
        return from_lines(content, expected, where=str(path), max_bytes=most, max_items=max_items)
    return loads(
        content,
        expected,
        syntax=_SYNTAX[suffix],
        where=str(path),
        max_bytes=most,
        max_items=max_items,
    )


def content_of(path: str | os.PathLike[str], max_bytes: int) -> bytes:
    """Return the bytes of a file, at most one more than allowed.

    Raises:
        DocumentError: If it cannot be opened.
    """
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - Path("") is the folder
            return stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:  # the system's, or a name with a NUL in it
        fault = DocumentFault("", why_unreadable(error))
        raise DocumentError(str(path), (fault,)) from error


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Return whether a path is that of a folder; a name that no file can have is not."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir() raises for too long a name


def _as_path(path: str | os.PathLike[str]) -> Path:
    an_instance("path", path, str, os.PathLike)
    return Path(path)


def _suffix(file: Path) -> str:
    """Return the suffix of a file to read, one that is known."""
    found = file.suffix.lower()
    if found in _YAML:
        raise DocumentError(str(file), (DocumentFault("", "yaml"),))
    if found not in _KNOWN:
        details = {"found": found, "known": ", ".join(_KNOWN)}
        reason = "a-folder" if is_folder(file) else "suffix"
        raise DocumentError(str(file), (DocumentFault("", reason, details),))
    return found


def write(value: object, path: str | os.PathLike[str]) -> None:
    """Write a value to a file, so that :func:`read` returns an equal value.

    The file is written beside its place first and then moved there, so that it is never half
    written. The suffix is ``.json``, or ``.jsonl`` for a ledger. A ledger file only grows: what
    it holds must be the beginning of the new ledger, and only one program writes to it at a time.

    Args:
        value: A value of one of the library's classes, or a tuple or list of such values.

        path: Path of the file, which is replaced if it exists.

    Raises:
        WrongTypeError: If the value, or a part of it, is of another class.

        NotWrittenError: If the suffix is another, the file cannot be written, or it holds another
            ledger.

        DocumentError: If the ledger file has faults.

    >>> from samverkan.stockholm import agreement
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(agreement, f"{folder}/avtal.json")
    ...     read(f"{folder}/avtal.json") == agreement
    True
    """
    file = _as_path(path)
    suffix = file.suffix.lower()
    if suffix not in {".json", _LINES}:
        reason = "not-written-so" if suffix in {*_SYNTAX, *_YAML} else "suffix"
        details = {"found": suffix, "known": f".json, {_LINES}"}
        raise NotWrittenError(str(file), (DocumentFault("", reason, details),))
    if suffix == ".json":
        put(file, f"{dumps(value)}\n".encode())
        return
    an_instance("value", value, Ledger)
    with _locked(file):
        put(file, _extended(file, cast("Ledger", value)))


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Keep other programs of this library from writing to a file at the same time."""
    lock = file.with_name(f".{file.name}.lock")
    try:
        lock.touch(exist_ok=False)
    except FileExistsError as error:
        fault = DocumentFault("", "locked", {"lock": FilePath(str(lock))})
        raise NotWrittenError(str(file), (fault,)) from error
    except (OSError, ValueError) as error:  # the system's, or a name with a NUL in it
        raise _not_written(file) from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _not_written(file: Path) -> NotWrittenError:
    return NotWrittenError(str(file), (DocumentFault("", "not-written"),))


def _extended(file: Path, ledger: Ledger) -> bytes:
    """Return the lines of a ledger file, and those to add; refuse the file if it holds others."""
    lines = content_of(file, _LARGEST_LEDGER) if file.exists() else b""
    if not lines.removeprefix(BYTE_ORDER_MARK).strip():
        return as_lines(ledger).encode()
    try:
        held = read(file, Ledger)
    except HalfLineError as error:  # what was told is not kept
        held, lines = cast("Ledger", error.ledger), lines[: lines.rindex(b"\n")]
    if not _continues(ledger, held):
        raise NotWrittenError(str(file), (DocumentFault("", "other-ledger"),))
    return lines.rstrip() + b"\n" + as_lines(ledger, held).encode()


def _continues(ledger: Ledger, held: Ledger) -> bool:
    """Return whether a ledger begins with all that another one holds."""
    before = held.known_on
    return (
        held.claims == ledger.claims[: len(held.claims)]
        and held.opened_on == ledger.opened_on
        and (before is None or (ledger.known_on is not None and before <= ledger.known_on))
    )


def put(file: Path, content: bytes) -> None:
    """Write a file beside its place, then move it there.

    Raises:
        NotWrittenError: If it cannot be written.
    """
    try:
        target = Path(os.path.realpath(file))
        beside = target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            with beside.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                beside.chmod(target.stat().st_mode)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # the system's, or a name with a NUL in it
        raise _not_written(file) from error
