"""How long the library takes to import: at most 2.5 times its two dependencies.

Run it with ``python benchmarks/imports.py``; the exit status is 1 above the bound.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

RUNS = 25
BOUND = 2.5
DEPENDENCIES = "import attrs, dateutil.relativedelta"
OURS = "import samverkan.assessments, samverkan.stockholm"
# Compiled modules are kept, as after an installation.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def milliseconds(code: str) -> float:
    """Return how long a new interpreter takes to run *code*."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT)
    return 1000 * (time.perf_counter() - start)


def main() -> int:
    """Print how long each takes, over a bare interpreter, and how many times as long ours does."""
    codes = ["pass", DEPENDENCIES, OURS]
    # In turns, so that a busy machine slows all of them alike.
    runs = [[milliseconds(code) for code in codes] for _ in range(RUNS)]
    bare, dependencies, ours = (min(times) for times in zip(*runs, strict=True))
    ratio = (ours - bare) / (dependencies - bare)
    print(f"{bare:7.1f} ms  a bare interpreter")
    print(f"{dependencies - bare:+7.1f} ms  {DEPENDENCIES}")
    print(f"{ours - bare:+7.1f} ms  {OURS}")
    print(f"{ratio:7.2f}     times as long; at most {BOUND}")
    return int(ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main())
