"""The same fees by everybody: ``python benchmarks/contenders --help``."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

if __name__ == "__main__":
    # As for the other benchmarks, the folder above is where imports begin.
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    sys.exit(importlib.import_module("contenders.command").main())
