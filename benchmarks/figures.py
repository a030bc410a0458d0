"""How long it takes to read 26 years of figures of all municipalities, beside Python's own csv."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from functools import partial

from measuring import Measured, report, seconds
from samverkan.formats import read_figures
from samverkan.sweden import COUNTIES, MUNICIPALITIES

YEARS = range(2000, 2026)
MOST = 5
# A wide file is nothing but numbers, which csv.reader and int read in a millisecond. To make a
# table of 7,500 figures takes seven times as long, however they were read.
WIDE_MOST = 15


def count(code: str, year: int) -> int:
    """Return an invented number of inhabitants: 0 where there was no such municipality."""
    return 0 if code == "0330" and year < 2002 else 1000


def regions() -> Iterator[tuple[str, list[int]]]:
    """Yield the country, the counties and the municipalities, with numbers that add up."""
    of_each = {code: [count(code, year) for year in YEARS] for code in MUNICIPALITIES}
    for area, name in {"": "00 Riket", **COUNTIES}.items():
        several = [each for code, each in of_each.items() if code.startswith(area)]
        yield f"{area} {name}".strip(), [sum(each) for each in zip(*several, strict=True)]
    for code, name in MUNICIPALITIES.items():
        yield f"{code} {name}", of_each[code]


def long() -> str:
    """Return the file with a line for each region and year, as by Statistics Sweden's API."""
    head = '"region";"ålder";"kön";"år";"Folkmängd"'
    lines = [
        f'"{region}";"totalt ålder";"totalt";"{year}";{number}'
        for region, numbers in regions()
        for year, number in zip(YEARS, numbers, strict=True)
    ]
    return "\r\n".join([head, *lines, ""])


def wide() -> str:
    """Return the file with a line for each region, as by Statistics Sweden's web page."""
    head = ['"region"', '"ålder"', '"kön"', *(f'"Folkmängd {year}"' for year in YEARS)]
    lines = [
        [f'"{region}"', '"totalt ålder"', '"totalt"', *map(str, numbers)]
        for region, numbers in regions()
    ]
    return "\r\n".join([*map(";".join, [head, *lines]), ""])


def plainly(text: str, first: int) -> list[int]:
    """Read the numbers of a file with the standard library alone."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    next(rows)
    return [int(cell) for row in rows for cell in row[first:]]


def measure() -> Iterator[Measured]:
    """Measure both forms: half of a long file is text beside the numbers, a wide one has none."""
    for name, text, first, most in (("long", long(), 4, MOST), ("wide", wide(), 3, WIDE_MOST)):
        ours = seconds(partial(read_figures, text), number=1)
        theirs = seconds(partial(plainly, text, first), number=1)
        what = f"26 years x 312 regions, {name}, beside csv.reader and int, {ours * 1000:.0f} ms"
        yield Measured(what, ours / theirs, most)


if __name__ == "__main__":
    sys.exit(report(measure()))
