"""What several tests need."""

from __future__ import annotations

from collections.abc import Callable


def late(make: Callable[..., object], **fields: object) -> Callable[[], object]:
    """Return how to make a value, so that a table can hold what is refused."""
    return lambda: make(**fields)


def plainly(said: str) -> str:
    """Return a text with ordinary spaces in place of no-break ones."""
    return said.replace("\N{NO-BREAK SPACE}", " ")
