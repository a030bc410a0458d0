"""The command: it measures, prints tables, and writes them into the documentation if asked."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import results as kept_results
from .cases import Case
from .contender import Contender
from .field import CONTENDERS
from .goals import goals
from .race import Measured, race
from .results import Results
from .tables import duration, written

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "explanation" / "contenders.md"
PICTURE = DOCS / "_static" / "contenders.svg"
PAYERS = (290, 10_000, 40_000, 1_000_000)
OBJECTS_ONLY = 40_000
"""A size for those that are left out above it, so that their growth can be seen."""
_PART = re.compile(r"(<!-- begin measured -->\n).*?(<!-- end measured -->)", re.DOTALL)


def cases(payers: Sequence[int]) -> Iterator[Case]:
    """Yield the cases of some sizes."""
    for years in (1, 10):
        yield from (Case("fees", each, years) for each in payers if (each, years) != (40_000, 10))
    yield from (Case("split", each) for each in payers if each != OBJECTS_ONLY)


def those_for(case: Case, contenders: Sequence[Contender]) -> list[Contender]:
    """Return who is measured in a case: at 40 000 payers, only those that get no more."""
    all_sizes = case.payers != OBJECTS_ONLY
    return [
        each
        for each in contenders
        if each.does(case) and (all_sizes or each.most_payers == OBJECTS_ONLY)
    ]


def measured(payers: Sequence[int], rounds: int, only: Sequence[str]) -> Iterator[Measured]:
    """Measure those that are installed and asked for, and tell of each what it did."""
    contenders = [
        each
        for each in CONTENDERS
        if each.is_installed and (not only or any(part in each.name for part in only))
    ]
    for case in cases(payers):
        those = those_for(case, contenders)
        if not those:
            continue
        print(case, flush=True)
        for each in race(those, case, rounds):
            wrong = f", {each.wrong} WRONG" if each.wrong else ""
            memory = "" if each.memory is None else f", {each.memory / 1_000_000:.0f} MB"
            took = f"{duration(each.seconds):>8} of {each.runs}"
            print(f"  {took}{memory}  {each.contender}{wrong}", flush=True)
            yield each


def write(results: Results) -> None:
    """Write the tables into the page, and the picture beside it."""
    from .picture import draw  # noqa: PLC0415 # matplotlib is not everywhere

    page = PAGE.read_text(encoding="utf-8")
    tables = written(results)
    page = _PART.sub(lambda found: f"{found[1]}\n{tables}\n\n{found[2]}", page)
    PAGE.write_text(page, encoding="utf-8")
    draw(results, PICTURE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure or read, tell, and write; return 1 if a goal is missed by half without a reason."""
    parser = argparse.ArgumentParser(prog="python benchmarks/contenders", description=__doc__)
    parser.add_argument(
        "--payers",
        type=int,
        nargs="+",
        default=PAYERS,
        metavar="N",
        help="numbers of payers (290 10000 40000 1000000)",
    )
    parser.add_argument("--rounds", type=int, default=7, help="runs of each contender (7)")
    parser.add_argument(
        "--only", nargs="+", default=(), metavar="TEXT", help="contenders whose name has a text"
    )
    parser.add_argument(
        "--write", action="store_true", help="write the tables and the picture into docs/"
    )
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the results in a file")
    parser.add_argument(
        "--read", type=Path, metavar="FILE", help="measure nothing, but read such a file"
    )
    asked = parser.parse_args(arguments)
    if asked.read:
        results = kept_results.read(asked.read)
    else:
        results = kept_results.of(measured(asked.payers, asked.rounds, asked.only))
    if asked.keep:
        kept_results.kept(results, asked.keep)
    print(written(results))
    if asked.write:
        write(results)
    return int(any(goal.is_badly_missed for goal in goals(results)))


if __name__ == "__main__":
    sys.exit(main())
