"""How long the library takes to import, over a bare interpreter.

Run it with ``.venvs/tools/bin/python benchmarks/imports.py``.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 20
IMPORTED = {
    "attrs, python-dateutil": "import attrs, dateutil.easter, dateutil.relativedelta",
    "the core": "import samverkan.assessments",
    "the core and the ready-made agreement": "import samverkan.assessments, samverkan.stockholm",
}


def milliseconds(code: str) -> float:
    """Return how long a new interpreter takes to run *code*: the median of many runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    """Print a table."""
    bare = milliseconds("pass")
    print(f"{bare:6.1f} ms  a bare interpreter")
    for name, code in IMPORTED.items():
        print(f"{milliseconds(code) - bare:+6.1f} ms  {name}")


if __name__ == "__main__":
    main()
