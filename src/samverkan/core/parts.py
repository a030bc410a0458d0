"""The nested parts of a value of any type."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TypeVar

import attrs

_T = TypeVar("_T")


def inside(part: object, wanted: type[_T]) -> Iterator[_T]:
    """Yield every part of a value that is of the wanted type, in order."""
    kind = type(part)
    if isinstance(part, wanted):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from inside(each, wanted)
    elif attrs.has(kind):
        for field in attrs.fields(kind):
            yield from inside(getattr(part, field.name), wanted)


def but_sources(part: object) -> Hashable:
    """Return a key that is equal for two values that differ only in their sources."""
    if isinstance(part, tuple):
        return tuple(map(but_sources, part))
    kind = type(part)
    if attrs.has(kind):
        fields = (field.name for field in attrs.fields(kind) if field.name != "sources")
        return (kind, *(but_sources(getattr(part, name)) for name in fields))
    return part
