"""How values are shown in a notebook: by what writes them, which comes after them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any


def in_notebooks(writer: str) -> Callable[[object], str]:
    """Return the method ``_repr_html_``, by which Jupyter shows a value as HTML, in Swedish.

    A value does not know the reports and tables, which are made of values. Its report is therefore
    loaded by name, when a notebook asks for it. Programs call the report itself.

    Args:
        writer: The package, the file and the function that gets the value, with periods between
            them. The function returns HTML, or a table.

    >>> from samverkan import assess
    >>> from samverkan.reports import explanation_html
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> tree._repr_html_() == explanation_html(tree)
    True
    """
    file, _, name = writer.rpartition(".")

    def _repr_html_(self: object) -> str:
        write: Callable[[object], Any] = getattr(importlib.import_module(f"samverkan.{file}"), name)
        shown = write(self)
        return shown if isinstance(shown, str) else str(shown._repr_html_())

    return _repr_html_
