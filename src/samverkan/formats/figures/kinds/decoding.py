"""Text of a file: which characters its bytes are."""

from __future__ import annotations

import re
from typing import Final

from .refusals import refuse

_CODE_PAGE = re.compile(rb'\bCODEPAGE\s*=\s*"([^"]{1,40})"')
_FRONT: Final = 10_000
_CODECS: Final = {
    "ansi": "cp1252",
    "ascii": "cp1252",
    "cp1252": "cp1252",
    "ibm850": "cp850",
    "iso-8859-1": "cp1252",  # as browsers read it: the same, with more characters
    "iso-8859-15": "iso-8859-15",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "utf-8": "utf-8",
    "windows-1252": "cp1252",
}
_TWICE = re.compile("\u00c3[\u00a4\u00a5\u00b6\u0084\u0085\u0096\u2026\u201e\u2013]")
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "old-workbook"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"Rar!", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ", "packed"),
    (b"PAR1", "parquet"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x00\x00\xfe\xff", "utf-16"),
)
_MARKUP = re.compile(
    r"\s*<(?:!doctype|html|head|body|\?xml|table|div|script|meta)\b", re.IGNORECASE
)


def refuse_other_kinds(content: bytes) -> None:
    """Refuse files that are no text, each kind by its name."""
    for start, reason in _OTHERS:
        if content.startswith(start):
            refuse(reason)
    if b"\0" in content:
        half = content[: 2 * _FRONT].count(b"\0") * 3 > len(content[: 2 * _FRONT])
        refuse("utf-16" if half else "nul", line=0 if half else _line(content, content.index(0)))


def refuse_markup(text: str) -> None:
    """Refuse a page of the web, and other markup."""
    found = _MARKUP.match(text)
    if found is not None:
        refuse("markup", found=found[0].strip())


def in_utf8(content: bytes) -> str:
    """Return the text of a file that must be UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = len(content) - len(error.object) + error.start
        refuse("not-utf-8", line=_line(content, start), found=f"0x{content[start]:02X}")


def in_any(content: bytes) -> str:
    """Return the text of a file that may be UTF-8, or in the code page that Windows has in Sweden.

    A PX file states its code page; a file that is valid UTF-8 is read so, whatever it states.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = len(content) - len(error.object) + error.start
    stated = _CODE_PAGE.search(content[:_FRONT])
    page = stated[1].decode("ascii", "replace") if stated else "windows-1252"
    codec = _CODECS.get(page.lower().replace("_", "-"))
    if codec is None:
        refuse("code-page", line=_line(content, stated.start() if stated else 0), found=page)
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        byte = f"0x{error.object[error.start]:02X}"
        refuse("encoding", line=_line(content, error.start), found=byte)
    if _TWICE.search(text):
        refuse("two-encodings", line=_line(content, start), found=f"0x{content[start]:02X}")
    return text


def _line(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1
