"""The classes that a document may hold, by the name of their type."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterator
from typing import cast

import attrs

from .shapes import type_of

# Calendars are written by their own functions; the answers of a register may hold errors.
_NOT_DATA = {"calendars", "cli", "frames", "register", "stockholm"}

# Tables and rows to bill are written from what is kept; files of figures are read.
_NOT_KEPT = {"BillingRow", "Column", "FigureFile", "Table"}

_USUAL = ("agreement", "figure-table", "ledger", "mode-log", "assessment", "meeting", "report")
_LONGEST = 64


def _packages() -> Iterator[str]:
    root = importlib.import_module("samverkan")
    yield root.__name__
    for found in pkgutil.iter_modules(root.__path__, f"{root.__name__}."):
        if found.ispkg and found.name.rpartition(".")[2] not in _NOT_DATA:
            yield found.name


@functools.cache
def _exported() -> dict[str, str]:
    """Return the package of each public name."""
    modules = map(importlib.import_module, _packages())
    return {
        name: each.__name__
        for each in modules
        for name in getattr(each, "__all__", [])
        if name not in _NOT_KEPT
    }


@functools.lru_cache(maxsize=512)  # documents may name any number of types
def class_named(kind: str) -> type | None:
    """Return the public class of a type, or None if there is none.

    >>> class_named("by-group").__name__
    'ByGroup'
    """
    if len(kind) > _LONGEST:  # what is asked for is kept
        return None
    name = "".join(part.capitalize() for part in kind.split("-"))
    if name not in _exported():
        return None
    found: object = getattr(importlib.import_module(_exported()[name]), name)
    is_data = isinstance(found, type) and attrs.has(found) and type_of(found) == kind
    return cast("type", found) if is_data else None


@functools.cache
def kinds() -> tuple[str, ...]:
    """Return the types of all public classes: those that most files hold, then the others."""
    found = (getattr(importlib.import_module(where), name) for name, where in _exported().items())
    every = sorted(type_of(cls) for cls in found if isinstance(cls, type) and attrs.has(cls))
    return tuple(dict.fromkeys([*(kind for kind in _USUAL if kind in every), *every]))


def is_public(cls: type) -> bool:
    """Return whether documents may hold values of a class."""
    return class_named(type_of(cls)) is cls
