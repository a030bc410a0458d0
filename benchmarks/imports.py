"""How long the library takes to import, beside its two dependencies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

from measuring import Measured, report

RUNS = 25
DEPENDENCIES = "import attrs, dateutil.relativedelta"
OURS = {
    "import samverkan": 0.5,
    "from samverkan import Agreement, assess": 2.5,
    "from samverkan import assess; from samverkan.stockholm import agreement, figures": 3.5,
    "from samverkan.sweden import appeal_deadline": 2.0,
}
# Compiled modules are kept, as after an installation.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def milliseconds(code: str) -> float:
    """Return how long a new interpreter takes to run *code*."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT)
    return 1000 * (time.perf_counter() - start)


def measure() -> Iterator[Measured]:
    """Measure what each import costs over a bare interpreter."""
    codes = ["pass", DEPENDENCIES, *OURS]
    # In turns, so that a busy machine slows all of them alike.
    runs = [[milliseconds(code) for code in codes] for _ in range(RUNS)]
    bare, dependencies, *ours = (min(times) for times in zip(*runs, strict=True))
    for (code, most), time_taken in zip(OURS.items(), ours, strict=True):
        ratio = (time_taken - bare) / (dependencies - bare)
        yield Measured(f"{code}, beside {DEPENDENCIES}", ratio, most)


if __name__ == "__main__":
    sys.exit(report(measure()))
