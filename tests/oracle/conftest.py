"""The oracle tests are collected only where the group `oracle` is installed."""

from __future__ import annotations

from documents import HAS_ORACLES

collect_ignore_glob = [] if HAS_ORACLES else ["test_*.py"]
