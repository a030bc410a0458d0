"""How values are shown in a notebook: by the reports, which are above all others."""

from __future__ import annotations

import importlib
from collections.abc import Callable


def in_notebooks(writer: str) -> Callable[[object], str]:
    """Return the method ``_repr_html_``, by which Jupyter shows a value as HTML, in Swedish.

    A value does not know the reports, which are made of values. Its report is therefore loaded by
    name, when a notebook asks for it. Programs call the report itself.

    Args:
        writer: The file of :mod:`samverkan.reports`, and the function in it that gets the value.

    >>> from samverkan import assess
    >>> from samverkan.reports import explanation_html
    >>> from samverkan.stockholm import agreement, figures
    >>> tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    >>> tree._repr_html_() == explanation_html(tree)
    True
    """
    file, _, name = writer.partition(".")

    def _repr_html_(self: object) -> str:
        write: Callable[[object], str] = getattr(
            importlib.import_module(f"samverkan.reports.{file}"), name
        )
        return write(self)

    return _repr_html_
