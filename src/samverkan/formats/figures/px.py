"""PX files: keywords with values, and then the cells of a table.

Source: the PX file format, scb.se/en/services/statistical-programs-for-px-files/px-file-format.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from .cubes import Dimension, header_of, rows_of, size_of, with_scale
from .refusals import refuse
from .sheets import MOST_CELLS, FileShape, Sheet

_MOST_KEYWORDS: Final = 50_000
_NEEDED: Final = frozenset(
    "CODES CONTENTS CONTVARIABLE DESCRIPTION HEADING KEYS LANGUAGE LAST-UPDATED MATRIX SOURCE "
    "STUB TABLEID TIMEVAL TITLE UNITS VALUES".split()
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
    return found is not None and bool(re.compile(r'\s*(?:"|YES|NO|[0-9])').match(start, found.end()))


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
    cells = _cells(data, dimensions, size, said)
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
