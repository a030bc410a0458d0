"""PX files: keywords with values, and then the cells of a table.

Source: the PX file format, scb.se/en/services/statistical-programs-for-px-files/px-file-format.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..sheets import MOST_CELLS, FileShape, Sheet
from .cubes import Dimension, header_of, rows_of, size_of, with_scale
from .refusals import refuse

_MOST_KEYWORDS: Final = 50_000
_NEEDED: Final = frozenset(
    {
        "CODES",
        "CONTENTS",
        "CONTVARIABLE",
        "DESCRIPTION",
        "HEADING",
        "KEYS",
        "LANGUAGE",
        "LAST-UPDATED",
        "MATRIX",
        "SOURCE",
        "STUB",
        "TABLEID",
        "TIMEVAL",
        "TITLE",
        "UNITS",
        "VALUES",
    }
)
_KEYWORD = re.compile(
    r"""
    \s*+ (?P<name>[A-Z][A-Z0-9-]*+)
    (?: \[ (?P<language>[^\]\s"]*+) \] )?
    (?: \( (?P<of>(?:"[^"]*+"|[^")])*+) \) )?
    \s*+ =
    """,
    re.VERBOSE,
)
_VALUE = re.compile(r'((?:"[^"]*+"|[^";])*+);')
_BEGINS = re.compile(r'\s*(?:"|YES\b|NO\b|[0-9]|TLIST)')
_PART = re.compile(r'"([^"]*)"|(,)|([^",\s]+)')
_CELL = re.compile(r'"[^"]*"|[^\s,;"]+')
_TIMES = re.compile(
    r'\s*TLIST\(\s*([A-Z])1?\s*(?:,\s*"([0-9]{4})"\s*-\s*"([0-9]{4})"\s*)?\)\s*,?(.*)', re.DOTALL
)
_SHORT_TIME = re.compile(r"([12][0-9]{3})(?:([1-4])|([01][0-9]))")
_LETTERS = {"H": "H", "Q": "K", "M": "M"}
_UPDATED = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})\b")


def is_px(start: str) -> bool:
    """Return whether a file begins with a keyword of PX and its value."""
    found = _KEYWORD.match(start)
    return found is not None and _BEGINS.match(start, found.end()) is not None


def px_sheets(text: str) -> list[Sheet]:
    """Return the one sheet of a PX file.

    A row that a file with KEYS leaves out is not read as zeros: it gives no row.
    """
    said, data = _keywords(text)
    names = [*said.texts("STUB"), *said.texts("HEADING")]
    if not names:
        refuse("lacks", column="STUB, HEADING")
    if len(names) != len(set(names)):
        refuse("sizes", column="STUB, HEADING", found=", ".join(names))
    dimensions = [_dimension(name, said) for name in names]
    size = size_of(dimensions)
    cells = _cells(data, size, said)
    contents = with_scale(said.text("CONTENTS") or "value", said.text("UNITS"))
    rows = rows_of(dimensions, cells.__getitem__)
    heading = (said.text("TITLE") or said.text("DESCRIPTION"), said.text("SOURCE"))
    counted = sum(each.is_contents for each in dimensions)
    width = len(names) - counted
    return [
        Sheet(
            shape=FileShape.PX,
            header=header_of(dimensions, contents),
            rows=rows if said.keys() is None else (row for row in rows if any(row[1][width:])),
            heading=tuple(filter(None, heading)),
            table=said.text("TABLEID") or said.text("MATRIX") or None,
            updated_on=said.updated_on(),
        )
    ]


class _Said(NamedTuple):
    """The keywords of a file that are needed: values by keyword and what they are about."""

    values: dict[tuple[str, str], str]

    def texts(self, keyword: str, of: str = "") -> list[str]:
        """Return the values of a keyword; none if the file does not have it."""
        return _texts(self.values.get((keyword, of), ""), keyword)

    def text(self, keyword: str, of: str = "") -> str:
        """Return the value of a keyword, or nothing."""
        return ", ".join(self.texts(keyword, of)).strip()

    def keys(self) -> dict[str, str] | None:
        """Return whether the cells of each dimension are found by codes or by values, if so."""
        found = {of: self.text(name, of) for name, of in self.values if name == "KEYS"}
        return found or None

    def updated_on(self) -> dt.date | None:
        """Return the one day on which all contents were updated, if it is stated."""
        stated = {self.text(*each)[:8] for each in self.values if each[0] == "LAST-UPDATED"}
        found = _UPDATED.match(stated.pop()) if len(stated) == 1 else None
        try:
            return None if found is None else dt.date(*map(int, found.groups()))
        except ValueError:
            return None


def _keywords(text: str) -> tuple[_Said, str]:
    """Return the keywords of a file that are needed, and the text of its cells."""
    found: dict[tuple[str, str, str], str] = {}
    keyword, count = _keyword(text, 0), 0
    while (name := keyword["name"]) != "DATA":
        count += 1
        if count > _MOST_KEYWORDS:
            refuse("too-many-keywords", found=_MOST_KEYWORDS)
        value = _VALUE.match(text, keyword.end())
        if value is None:
            refuse("px-open", line=_line(text, keyword.start("name")), column=name)
        if name in _NEEDED:
            key = (name, ", ".join(_texts(keyword["of"] or "", name)), keyword["language"] or "")
            if key in found:
                refuse("repeated-keyword", line=_line(text, keyword.start("name")), column=name)
            found[key] = value[1]
        keyword = _keyword(text, value.end())
    return _in_one_language(found), text[keyword.end() :]


def _keyword(text: str, at: int) -> re.Match[str]:
    """Return the next keyword."""
    found = _KEYWORD.match(text, at)
    if found is None:
        rest = text[at:].lstrip()
        if not rest:
            refuse("lacks", column="DATA")
        line = _line(text, len(text) - len(rest))
        refuse("px-keyword", line=line, found=rest.split(maxsplit=1)[0])
    return found


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _in_one_language(found: dict[tuple[str, str, str], str]) -> _Said:
    """Return what is said in the file's first language."""
    [first] = _texts(found.get(("LANGUAGE", "", ""), '""'), "LANGUAGE")[:1] or [""]
    several = {(name, of): value for (name, of, tongue), value in found.items() if tongue == first}
    return _Said(several | {key[:2]: value for key, value in found.items() if not key[2]})


def _texts(written: str, keyword: str) -> list[str]:
    """Return texts with commas between them; one without a comma goes on in the next line."""
    if written.count(",") > MOST_CELLS:
        refuse("too-many-cells", column=keyword, found=MOST_CELLS)
    found = [""] if written.strip() else []
    for quoted, comma, bare in _PART.findall(written):
        if comma:
            found.append("")
        else:
            found[-1] += quoted or bare
    return found


def _dimension(name: str, said: _Said) -> Dimension:
    texts = said.texts("VALUES", name)
    if not texts:
        refuse("lacks", column=f'VALUES("{name}")')
    codes = said.texts("CODES", name) or texts
    if len(codes) != len(texts):
        refuse("sizes", column=f'CODES("{name}")', found=f"{len(codes)} / {len(texts)}")
    times = _times(said.values.get(("TIMEVAL", name), ""), name, texts)
    is_contents = name == said.text("CONTVARIABLE")
    if is_contents:
        units = (said.text("UNITS", text) or said.text("UNITS") for text in texts)
        texts = [with_scale(*both) for both in zip(texts, units, strict=True)]
    return Dimension(
        name=name,
        codes=times or codes,
        texts=texts,
        is_contents=is_contents,
        is_time=("TIMEVAL", name) in said.values,
    )


def _times(written: str, name: str, texts: Sequence[str]) -> list[str]:
    """Return the times of a dimension, as in 2014, 2014K2 or 2014M06; none if not stated."""
    stated = _TIMES.match(written)
    if stated is None:
        return []
    scale, first, last, listed = stated.groups()
    times = _texts(listed, "TIMEVAL")
    if first and scale == "A":
        times = [str(year) for year in range(int(first), int(last) + 1)]
    if not times:
        return []
    whole = [_time(each, scale) for each in times]
    if len(whole) != len(texts):
        refuse("sizes", column=f'TIMEVAL("{name}")', found=f"{len(whole)} / {len(texts)}")
    for moment, text in zip(whole, texts, strict=True):
        if moment[:4] not in text:
            refuse("time-differs", column=f'TIMEVAL("{name}")', found=f"{moment} / {text}")
    return whole


def _time(written: str, scale: str) -> str:
    """Return a time with the letter of its scale between the year and the number."""
    short = _SHORT_TIME.fullmatch(written)
    if short is None or scale not in _LETTERS:
        return written
    return f"{short[1]}{_LETTERS[scale]}{short[2] or short[3]}"


def _cells(data: str, size: int, said: _Said) -> list[str]:
    """Return all cells in order; of a file with KEYS, an empty text for each that is left out."""
    if not data.rstrip().endswith(";") or data.count('"') % 2:
        refuse("px-open", column="DATA")
    parts = (each[0] for each in _CELL.finditer(data))
    keys = said.keys()
    if keys is not None:
        return _keyed(parts, keys, size, said)
    cells = [each.strip('"') for each in itertools.islice(parts, size + 1)]
    if len(cells) != size:
        more = "+" if len(cells) > size else ""
        refuse("sizes", column="DATA", found=f"{len(cells)}{more} / {size}")
    return cells


def _keyed(parts: Iterator[str], keys: dict[str, str], size: int, said: _Said) -> list[str]:
    """Return all cells in order, of rows that begin with their keys."""
    stub = said.texts("STUB")
    places: list[dict[str, int]] = []
    for name in stub:
        kind = "CODES" if keys.get(name) == "CODES" else "VALUES"
        places.append({key: place for place, key in enumerate(said.texts(kind, name))})
    width = size // max(1, math.prod(map(len, places)))
    cells = [""] * size
    seen = set()
    while row := tuple(itertools.islice(parts, len(stub) + width)):
        if len(row) < len(stub) + width:
            refuse("sizes", column="DATA", found=f"{len(row)} / {len(stub) + width}")
        at = 0
        for written, known, name in zip(row, places, stub, strict=False):
            key = written.strip('"')
            if key not in known:
                refuse("px-key", column=name, found=key)
            at = at * len(known) + known[key]
        if at in seen:
            refuse("repeated-row", column="DATA", found=", ".join(row[: len(stub)]))
        seen.add(at)
        cells[at * width : (at + 1) * width] = [each.strip('"') for each in row[len(stub) :]]
    return cells
