"""What several tests need."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

from hypothesis import reject

from samverkan.errors import AllocationError

_P = ParamSpec("_P")


def where_divisible(test: Callable[_P, None]) -> Callable[_P, None]:
    """Leave out worlds in which a total cannot be divided, since nobody has a weight above 0."""

    @functools.wraps(test)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            test(*args, **kwargs)
        except AllocationError:
            reject()

    return run


def late(make: Callable[..., object], **fields: object) -> Callable[[], object]:
    """Return how to make a value, so that a table can hold what is refused."""
    return lambda: make(**fields)


def plainly(said: str) -> str:
    """Return a text with ordinary spaces in place of no-break ones."""
    return said.replace("\N{NO-BREAK SPACE}", " ")
