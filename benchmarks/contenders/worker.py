"""One contender and one case in a process of its own.

It takes its input, tells in a line of JSON what it is ready for, and then runs once for each line
that it reads. Started by :mod:`contenders.race`.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .cases import Case, Ore
from .field import named

SMALL = 290
SHORTEST = 0.05
"""Runs shorter than this, in seconds, are repeated until they take so long together."""

_STATUS = Path("/proc/self/status")


class First(NamedTuple):
    """What the first run of the whole input tells.

    Args:
        seconds: How long it took.

        memory: Largest memory of the process during it, in bytes over what it had with its input;
            None on systems that do not tell.

        wrong: Number of amounts that are not right to the öre.
    """

    seconds: float
    memory: int | None
    wrong: int


def wrong_in(found: Ore, right: Ore) -> int:
    """Return how many amounts are not right."""
    if found.shape != right.shape:
        raise SystemExit(f"{len(found)} amounts were computed, not {len(right)}")
    return int(np.count_nonzero(found != right))


def _bytes(field: str) -> int | None:
    if not _STATUS.exists():
        return None
    found = re.search(rf"^{field}:\s+(\d+) kB$", _STATUS.read_text(encoding="ascii"), re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def _forget_peak() -> None:
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _timed(run: Callable[[], Any], number: int = 1) -> tuple[float, Any]:
    gc.collect()
    start = time.perf_counter()
    for _ in range(number - 1):
        run()
    result = run()
    return (time.perf_counter() - start) / number, result


def main(name: str, case: Case, right: Path) -> None:
    """Take the input, run once, and then once for each line of the standard input."""
    contender = named(name)
    small = contender.prepare(case._replace(payers=min(SMALL, case.payers)))
    small.ore(small.run())  # whatever is loaded on first use is there now
    prepared = contender.prepare(case)
    _forget_peak()
    before = _bytes("VmRSS")
    took, result = _timed(prepared.run)
    peak = _bytes("VmHWM")
    memory = None if before is None or peak is None else max(peak - before, 0)
    wrong = wrong_in(prepared.ore(result), np.fromfile(right, dtype=np.int64))
    del result
    number = 1
    if took < SHORTEST:
        took, _ = _timed(prepared.run)  # the first was cold
        number = max(1, round(SHORTEST / took))
    _tell(First(took, memory, wrong)._asdict())
    for _ in sys.stdin:
        took, _ = _timed(prepared.run, number)
        _tell(took)


def _tell(what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    [_, name, case, right] = sys.argv
    main(name, Case(*json.loads(case)), Path(right))
