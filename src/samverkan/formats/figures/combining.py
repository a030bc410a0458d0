"""TEMP."""

from __future__ import annotations
from ...core.figures import FigureTable


def combine_figures(files):
    return (
        FigureTable(f for each in files for f in getattr(each, "figures", each).figures)
        if not hasattr(files, "shape")
        else files.figures
    )
