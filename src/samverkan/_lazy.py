"""Loading of a package's names on first use (PEP 562)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping

__all__ = ["on_first_use"]


def on_first_use(
    package: str, files: Mapping[str, str], packages: str = ""
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return ``__getattr__`` and ``__dir__`` for a package whose names are defined in its files.

    Args:
        package: The name of the package.

        files: The names that each file defines, separated by spaces.

        packages: The packages inside it that are also loaded on first use, separated by spaces.
    """
    inside = packages.split()
    where = {name: file for file, names in files.items() for name in names.split()}

    def load(name: str) -> object:
        if name in inside:
            return importlib.import_module(f"{package}.{name}")
        if name not in where:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=sys.modules[package])
        value: object = getattr(importlib.import_module(f"{package}.{where[name]}"), name)
        setattr(sys.modules[package], name, value)  # the next use does not call load()
        return value

    def names() -> list[str]:
        special = (name for name in vars(sys.modules[package]) if name.startswith("__"))
        return sorted({*special, *where, *inside})

    return load, names
