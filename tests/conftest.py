"""Settings for every test."""

from __future__ import annotations

from hypothesis import settings

# Timings are for benchmarks; a busy machine must not turn a test red.
settings.register_profile("samverkan", deadline=None)
settings.load_profile("samverkan")
