"""Settings for every test."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Timings are for benchmarks; a busy machine must not make a test fail. In CI the examples are
# the same each time, elsewhere they are new.
usual = settings(deadline=None, derandomize="CI" in os.environ)
settings.register_profile("samverkan", usual)
settings.load_profile("samverkan")

# Where another environment draws them all: pytest --hypothesis-profile=few
settings.register_profile("few", usual, max_examples=20)

# For a night: pytest --hypothesis-profile=long -m slow tests/test_proration.py
settings.register_profile("long", deadline=None, max_examples=10_000)


@pytest.fixture(scope="session", autouse=True)
def engines_closed() -> Iterator[None]:
    """Close what tests of data frames opened, when all tests have run."""
    yield
    for name in {"frame_kinds"} & {*sys.modules}:
        sys.modules[name].close()
