"""How input is quoted in messages: escaped, and never more of it than fits a line."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["cut", "listed", "quoted"]

_LONGEST = 60
_MOST = 40


def quoted(value: object) -> str:
    """Return *value* as escaped text of bounded length, whatever it is."""
    try:
        return cut(ascii(value))
    except ValueError:  # a whole number of more digits than Python agrees to write
        return f"a {type(value).__name__} too long to write"


def cut(text: str) -> str:
    """Return *text*, or its beginning where it is long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def listed(head: str, items: Iterable[str], more: str) -> str:
    """Return a heading with items below it; of many, the first ones and how many more."""
    every = list(items)
    rest = [more.format(count=len(every) - _MOST)] if len(every) > _MOST else []
    return "\n".join([head, *(f"  {item}" for item in [*every[:_MOST], *rest])])
