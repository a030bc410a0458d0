"""Workbooks for tests: written as people write them, and put together by hand to be hostile."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from hashlib import shake_256
from typing import Any, Final, TypeAlias

from openpyxl import Workbook

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Rows: TypeAlias = Sequence[Sequence[Any]]
"""The cells of a sheet."""

FIRST: Final = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>0182</t></is></c><c r="B2"><v>112112</v></c></row>'
)
"""Rows of a sheet: a header and the population of Nacka in 2024."""
STRINGS: Final = "<si><t>Kod</t></si><si><t>Folkmängd 2024</t></si>"
SHEET: Final = "xl/worksheets/sheet1.xml"


def saved(*sheets: Rows, names: Iterable[str] = ()) -> Workbook:
    """Return a workbook with the cells of several sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    titles = [*names, *(f"Blad{number}" for number in range(1, len(sheets) + 1))]
    for title, rows in zip(titles, sheets, strict=False):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def content_of(book: Workbook) -> bytes:
    """Return a workbook as the content of a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def a_book(*sheets: Rows) -> bytes:
    """Return the content of a workbook with the cells of several sheets."""
    return content_of(saved(*sheets))


def sheet(rows: str = FIRST, before: str = "", after: str = "") -> str:
    """Return the XML of a sheet."""
    inside = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f'<worksheet xmlns="{_MAIN}">{inside}</worksheet>'


def parts(
    rows: str | bytes | None = None,
    *,
    strings: str = STRINGS,
    styles: str = "",
    sheets: str = "",
    macros: bool = False,
) -> dict[str, str | bytes]:
    """Return the parts of a small workbook; each argument is XML in the place of a part."""
    kind = f"{_KIND}.sheet"
    if macros:
        kind = "application/vnd.ms-excel.sheet.macroEnabled"
    each = [
        ("workbook", f"{kind}.main+xml"),
        ("worksheets/sheet1", f"{_KIND}.worksheet+xml"),
        ("sharedStrings", f"{_KIND}.sharedStrings+xml"),
        ("styles", f"{_KIND}.styles+xml"),
    ]
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{found}"/>' for name, found in each
    )
    related = f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        f'ContentType="{_RELATIONS}"/>{types}</Types>',
        "_rels/.rels": f'{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet '
        f'name="Blad1" sheetId="1" r:id="rId1"/>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{related}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        SHEET: sheet() if rows is None else rows,
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
    }


def packed(named: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return parts as a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in named.items():
            archive.writestr(name, content)
    return stream.getvalue()


def by_hand(rows: str | bytes | None = None, **others: Any) -> bytes:
    """Return a small workbook, put together by hand."""
    return packed(parts(rows, **others))


def with_part(name: str, content: str | bytes = "") -> bytes:
    """Return a small workbook with one more part."""
    return packed({**parts(), name: content})


def lying(content: bytes, size: int, name: str = SHEET) -> bytes:
    """Return a workbook in which the archive states another size of a part than it has."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        local = archive.getinfo(name).header_offset
    found = bytearray(content)
    entry = content.rindex(name.encode()) - 46
    struct.pack_into("<I", found, local + 22, size)
    struct.pack_into("<I", found, entry + 24, size)
    return bytes(found)


def changed(content: bytes, at: int, value: int, name: str = SHEET) -> bytes:
    """Return a workbook with another number at a place in the entry of a part."""
    found = bytearray(content)
    struct.pack_into("<H", found, content.rindex(name.encode()) - 46 + at, value)
    return bytes(found)


def _million(part: str, count: int = 1_000_000) -> str:
    return part * count


_DOCTYPE: Final = '<!DOCTYPE a [<!ENTITY b "c">]>'

HOSTILE: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "cut off": ("workbook-broken", lambda: by_hand()[:-30]),
    "cut at the front": ("workbook-broken", lambda: by_hand()[:4] + by_hand()[60:]),
    "without content": ("workbook-broken", lambda: b"PK\x03\x04"),
    "empty archive": ("no-workbook", lambda: packed({})),
    "other archive": ("no-workbook", lambda: packed({"data.csv": "a;b"})),
    "document": ("no-workbook", lambda: packed({"[Content_Types].xml": "", "word/a.xml": ""})),
    "nested workbook": ("no-workbook", lambda: packed({"folkmängd.xlsx": by_hand()})),
    "binary workbook": ("workbook-kind", lambda: packed({"xl/workbook.bin": b"\x83"})),
    "open document": ("workbook-kind", lambda: packed({"content.xml": "<a/>"})),
    "many parts": ("workbook-parts", lambda: packed({f"a{n}": "" for n in range(2001)})),
    "encrypted": ("workbook-password", lambda: changed(by_hand(), 8, 1)),
    "other method": ("workbook-broken", lambda: packed(parts(), zipfile.ZIP_LZMA)),
    "more than said": ("workbook-broken", lambda: lying(by_hand(), 100)),
    "less than said": ("workbook-broken", lambda: lying(by_hand(), 9_000)),
    "stored, less than said": (
        "workbook-broken",
        lambda: lying(packed(parts(), zipfile.ZIP_STORED), 9_000),
    ),
    "no deflate": ("workbook-broken", lambda: changed(packed(parts(), zipfile.ZIP_STORED), 10, 8)),
    "no local header": (
        "workbook-broken",
        lambda: b"PK\x03\x05".join(by_hand().rsplit(b"PK\x03\x04", 1)),
    ),
    "declaration": ("workbook-declaration", lambda: by_hand(_DOCTYPE + sheet())),
    "declaration in strings": (
        "workbook-declaration",
        lambda: packed({**parts(), "xl/sharedStrings.xml": _DOCTYPE}),
    ),
    "UTF-16": ("workbook-broken", lambda: by_hand((_DOCTYPE + sheet()).encode("utf-16"))),
    "UTF-16 without mark": ("workbook-broken", lambda: by_hand(sheet().encode("utf-16-le"))),
    "other encoding": (
        "workbook-broken",
        lambda: by_hand(b'<?xml version="1.0" encoding="cp037"?>' + _DOCTYPE.encode("cp037")),
    ),
    "no XML": ("workbook-broken", lambda: by_hand("Kod;Folkmängd")),
    "XML cut off": ("workbook-broken", lambda: by_hand(sheet()[:-40])),
    "no such string": ("workbook-broken", lambda: by_hand(strings="<si><t>Kod</t></si>")),
    "no such style": (
        "workbook-broken",
        lambda: by_hand(sheet('<row r="1"><c s="9"><v>1</v></c></row>')),
    ),
    "no number": ("workbook-broken", lambda: by_hand(sheet("<row><c><v>ett</v></c></row>"))),
    "no address": ("workbook-broken", lambda: by_hand(sheet('<row><c r="?"><v>1</v></c></row>'))),
    "empty workbook": ("workbook-empty", lambda: by_hand(sheet(""))),
    "zeros": ("workbook-unpacked", lambda: with_part("a.bin", bytes(10_500_000))),
    "text of 2 MB": (
        "workbook-broken",
        lambda: by_hand(sheet(f'<row><c t="inlineStr"><is><t>{_million("aa")}</t></is></c></row>')),
    ),
    "cells in one row": (
        "workbook-broken",
        lambda: by_hand(sheet(f"<row>{_million('<c/>', 600_000)}</row>")),
    ),
    "rows": ("many-cells", lambda: by_hand(sheet(_million("<row/>", 150_001)))),
    "row 99999999999": (
        "many-cells",
        lambda: by_hand(sheet(f'{FIRST}<row r="99999999999"><c><v>1</v></c></row>')),
    ),
    "wide rows": (
        "many-cells",
        lambda: by_hand(
            sheet("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 70)))
        ),
    ),
    "shared long text": (
        "many-cells",
        lambda: by_hand(
            sheet(_million('<row><c t="s"><v>2</v></c></row>', 1_700)),
            strings=f"{STRINGS}<si><t>{_million('a', 32_000)}</t></si>",
        ),
    ),
    "strings": ("many-cells", lambda: by_hand(strings=_million("<si/>", 1_000_001))),
    "merged cells": (
        "many-cells",
        lambda: by_hand(sheet(after=_million('<mergeCell ref="A1:B1"/>', 100_001))),
    ),
    "styles": ("many-cells", lambda: by_hand(styles=f"<fonts>{_million('<font/>', 100_001)}")),
    "sheets": ("many-cells", lambda: by_hand(sheets=_million("<sheet/>", 100_001))),
    "deep": ("many-cells", lambda: by_hand(sheet(before=_million("<a>", 100_001)))),
}
"""Hostile workbooks: the reason why each is refused, and what makes it."""

LARGE: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "a gigabyte of zeros": ("workbook-unpacked", lambda: with_part("a.bin", bytes(10**9))),
    "a lie of 140 MB": (
        "workbook-broken",
        lambda: lying(by_hand(sheet(_million("<row/>", 20_000_000))), 1000),
    ),
    "cells": ("many-cells", lambda: by_hand(sheet(_million(f"<row>{'<c/>' * 20}</row>", 100_000)))),
    "many megabytes": (
        "workbook-unpacked",
        lambda: packed(
            {**parts(), "a.bin": bytes(160_000_000), "b.bin": shake_256(b"").digest(10**6)}
        ),
    ),
}
"""Hostile workbooks that take long to make."""
