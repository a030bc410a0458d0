"""What a workbook may hold before it is opened: a ZIP archive of XML, within limits."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from ....errors import FigureFault
from .refusals import Unread, refuse

_MOST_PARTS: Final = 2_000
_LARGEST_UNPACKED: Final = 150_000_000
_LARGEST_RATIO: Final = 200
"""Maximum ratio of the unpacked size to the size of the file; XML of a workbook has 5 to 30."""
_SMALL: Final = 10_000_000
"""Unpacked size, in bytes, up to which the ratio does not matter."""
MOST_CELLS: Final = 500_000
"""Maximum number of cells and of texts that cells share: they take some five seconds to read."""
MOST_ROWS: Final = 150_000
"""Maximum number of rows that a workbook states."""
_MOST_OTHERS: Final = 100_000
"""Maximum number of elements of XML that are neither rows, cells nor in a cell."""
_IN_A_CELL: Final = 4  # a cell, its formula and value, or its text in two elements
_CHUNK: Final = 1_000_000
"""Bytes of XML looked at together. A cell's text has at most 32 767 characters, so each chunk has
a tag; a row with so many cells that one does not begin in each chunk is no row of a table."""

_ENTRY: Final = b"PK\x01\x02"
_LOCAL: Final = struct.Struct("<26xHH")
_IS_ENCRYPTED: Final = 0x1
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_STRING = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
# A formula, and no value after it. All repetitions are of what cannot follow them: no backtracking.
_OPEN_FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?c(?P<cell>(?:\s[^<>]*)?)>\s{0,9}"
    rb"<(?:[\w.-]+:)?f(?:\s[^<>]*)?(?:/?>(?<=/>)|>[^<]*</(?:[\w.-]+:)?f>)\s{0,9}"
    rb"(?:<(?:[\w.-]+:)?v\s{0,9}(?:/>|>\s{0,9}</(?:[\w.-]+:)?v>)\s{0,9})?"
    rb"</(?:[\w.-]+:)?c>"
)
_ADDRESS = re.compile(rb"\sr\s{0,9}=\s{0,9}[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_KIND = re.compile(rb"\st\s{0,9}=\s{0,9}[\"'](?!n[\"'])")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_PLAIN = {b"utf-8", b"us-ascii"}
_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")


class Archive:
    """A ZIP archive that holds a workbook, looked through.

    Everything in it is unpacked once, in small pieces, and counted: what the archive says of the
    size of its parts is not believed. One that is damaged, hostile or no workbook is refused.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._cells = self._rows = self._elements = 0
        parts = self._parts()
        self._named = {part.filename: part for part in parts}
        self._find_workbook()
        self._check_sizes(parts)
        for part in parts:
            self._look_through(part)

    def open_formulas(self, name: str) -> Iterator[tuple[int, str]]:
        """Return the row and the address of each formula in a sheet that has no stored value.

        A formula whose value is an empty text is told from them by its type.
        """
        rest = b""
        for chunk in self._unpacked(self._named[name]):
            looked = rest + chunk
            for found in _OPEN_FORMULA.finditer(looked):
                address = _ADDRESS.search(found["cell"])
                if not _KIND.search(found["cell"]):
                    yield (
                        (int(address[2]), (address[1] + address[2]).decode())
                        if address
                        else (0, "?")
                    )
            rest = looked[looked.rfind(b"c>") + 2 :]

    def _parts(self) -> list[zipfile.ZipInfo]:
        """Return the entries of the archive."""
        # Counted before they are read: each takes some 500 bytes of memory.
        if self._content.count(_ENTRY) > _MOST_PARTS:
            refuse("workbook-parts", found=_MOST_PARTS)
        try:
            with zipfile.ZipFile(BytesIO(self._content)) as archive:
                return archive.infolist()
        except Exception as error:  # zipfile has many kinds of errors for a damaged directory
            raise Unread(FigureFault(0, "workbook-broken")) from error

    def _find_workbook(self) -> None:
        """Refuse an archive that holds something else."""
        names = self._named
        if "xl/workbook.bin" in names:
            refuse("workbook-kind", found=".xlsb")
        if "content.xml" in names:
            refuse("workbook-kind", found=".ods")
        if "[Content_Types].xml" not in names or not any(
            name.rpartition("/")[2].startswith("workbook") for name in names
        ):
            refuse("no-workbook")

    def _check_sizes(self, parts: list[zipfile.ZipInfo]) -> None:
        """Refuse what cannot be read within the limits, by what the archive says of itself."""
        if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
            refuse("workbook-password")
        if any(
            part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts
        ):
            refuse("workbook-broken")
        unpacked = sum(part.file_size for part in parts)
        is_bomb = unpacked > max(_SMALL, _LARGEST_RATIO * len(self._content))
        if is_bomb or unpacked > _LARGEST_UNPACKED:
            refuse("workbook-unpacked", found=_LARGEST_UNPACKED // 10**6)

    def _look_through(self, part: zipfile.ZipInfo) -> None:
        """Refuse a part whose size is a lie; look into it if it is XML."""
        size, is_xml, rest = 0, False, b""
        for chunk in self._unpacked(part):
            if not size:
                is_xml = self._is_xml(chunk)
            size += len(chunk)
            if size > part.file_size:
                refuse("workbook-broken")
            if is_xml:
                rest = self._look_into(rest + chunk)
        if size != part.file_size:
            refuse("workbook-broken")

    def _unpacked(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """Return what a part holds, in pieces."""
        try:
            names = _LOCAL.unpack_from(self._content, part.header_offset)
            start = part.header_offset + _LOCAL.size + sum(names)
            packed = memoryview(self._content)[start : start + part.compress_size]
            if part.compress_type == zipfile.ZIP_STORED:
                yield from (bytes(packed[at : at + _CHUNK]) for at in range(0, len(packed), _CHUNK))
                return
            unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
            left: bytes | memoryview = packed
            while not unpacking.eof and (chunk := unpacking.decompress(left, _CHUNK)):
                yield chunk
                left = unpacking.unconsumed_tail
        except (struct.error, zlib.error) as error:
            raise Unread(FigureFault(0, "workbook-broken")) from error

    def _is_xml(self, chunk: bytes) -> bool:
        """Return whether a part is XML by how it begins; refuse XML that is not in UTF-8."""
        start = chunk[:400].removeprefix(_BYTE_ORDER_MARK).lstrip()
        declared = _ENCODING.match(start)
        is_plain = declared is None or declared[1].lower() in _PLAIN
        if start.startswith(_OTHER_UNICODE) or not is_plain:
            refuse("workbook-broken")
        return start.startswith(b"<")

    def _look_into(self, chunk: bytes) -> bytes:
        """Count what is in a piece of XML, up to its last tag; return the rest."""
        end = chunk.rfind(b"<")
        if len(chunk) < _CHUNK:  # the last piece
            end = len(chunk)
        looked, rest = chunk[:end], chunk[end:]
        if any(declaration in looked for declaration in _DECLARATIONS):
            refuse("workbook-declaration")
        cells, rows = len(_CELL.findall(looked)), len(_ROW.findall(looked))
        if not looked or (len(chunk) >= _CHUNK and cells and not rows):
            refuse("workbook-broken")
        elements = looked.count(b"<") - looked.count(b"</")
        cells += len(_STRING.findall(looked))
        self._count(cells, rows, max(0, elements - rows - _IN_A_CELL * cells))
        return rest

    def _count(self, cells: int, rows: int, others: int) -> None:
        self._cells += cells
        self._rows += rows
        self._elements += others
        if self._cells > MOST_CELLS or self._rows > MOST_ROWS or self._elements > _MOST_OTHERS:
            refuse("many-cells", found=MOST_CELLS)
