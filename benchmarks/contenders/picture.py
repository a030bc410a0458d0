"""The results as a picture: how long each takes per amount, by size."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .cases import Task
from .field import CONTENDERS
from .results import Results
from .tables import spaced

_SIZES = {290: "#9ecae1", 10_000: "#4292c6", 40_000: "#2171b5", 1_000_000: "#08306b"}
_OURS, _OTHERS = "#17202a", "#4a5764"
_LOOK: Any = {
    "font.family": "sans-serif",
    "font.size": 9,
    "svg.fonttype": "none",  # as text, which is smaller and can be read aloud
    "svg.hashsalt": "samverkan",  # the same names each time
}


def draw(results: Results, file: Path) -> None:
    """Draw ten years of fees above a divided total, on white: it is read on dark pages, too."""
    panels: tuple[tuple[Task, int, str], ...] = (
        ("fees", 10, "Ten years of fees, a rate each: time per fee"),
        ("split", 1, "A total divided by largest remainder: time per payer"),
    )
    with mpl.rc_context(_LOOK):
        names = [results.contenders(results.cases(task, years)) for task, years, _ in panels]
        figure = Figure(figsize=(8, 0.27 * sum(map(len, names)) + 1.7), layout="constrained")
        several = figure.subplots(
            len(panels), sharex=True, height_ratios=[max(len(each), 1) for each in names]
        )
        for axes, (task, years, title), shown in zip(several, panels, names, strict=True):
            axes.set_title(title, loc="left", fontsize=10, fontweight="bold")
            for case in results.cases(task, years):
                found = [(name, results.get(name, case)) for name in shown]
                axes.scatter(
                    [1e6 * each.seconds / case.rows for _, each in found if each],
                    [shown.index(name) for name, each in found if each],
                    s=28,
                    color=_SIZES.get(case.payers, "#08519c"),
                    label=f"{spaced(case.payers)} payers",
                    zorder=2,
                )
            _tidy(axes, shown)
        several[-1].set_xlabel("microseconds, each line ten times the one before it")
        handles, labels = several[0].get_legend_handles_labels()
        figure.legend(
            handles, labels, loc="outside lower center", ncols=len(handles), frameon=False
        )
        figure.savefig(file, format="svg", metadata={"Date": None, "Title": "Time per amount"})
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE), encoding="utf-8")


def _tidy(axes: Axes, names: list[str]) -> None:
    ours = {each.name for each in CONTENDERS if each.is_ours}
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.minorticks_off()
    axes.set_yticks(range(len(names)), names)
    for name, label in zip(names, axes.get_yticklabels(), strict=True):
        label.set_color(_OURS if name in ours else _OTHERS)
        label.set_fontweight("bold" if name in ours else "normal")
    axes.invert_yaxis()
    axes.grid(axis="both", color="#d5dbe1", linewidth=0.6, zorder=0)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)  # matplotlib's
