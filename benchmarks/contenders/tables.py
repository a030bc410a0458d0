"""The results as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .cases import Case, Task
from .field import BY_HAND, BY_HAND_SPLIT
from .goals import Goal, goals
from .race import Measured
from .results import Results

_MEGABYTE = 1_000_000
_HEADINGS: tuple[tuple[Task, int, str], ...] = (
    ("fees", 1, "A fee per inhabitant, one year"),
    ("fees", 10, "A fee per inhabitant, ten years with a rate each"),
    ("split", 1, "A total divided among the payers, by largest remainder"),
)


def written(results: Results) -> str:
    """Return all tables, and what they were measured with."""
    parts = [_with_what(results)]
    for task, years, heading in _HEADINGS:
        cases = results.cases(task, years)
        if cases:
            parts += [f"### {heading}", _times(results, cases)]
    parts += ["### Goals", goals_table(goals(results))]
    return "\n\n".join(parts)


def goals_table(several: Iterable[Goal]) -> str:
    """Return the goals, each with its ratio."""
    rows = [
        (
            each.what,
            f"at most {_number(each.most)}",
            f"**{_number(each.ratio)}**",
            "met" if each.is_met else f"**missed**: {each.reason or 'no reason is stated yet'}",
        )
        for each in several
    ]
    return _table(("what", "goal", "measured", ""), rows)


def _with_what(results: Results) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    return f"Measured on {results.cores} cores with {versions}."


def _times(results: Results, cases: Sequence[Case]) -> str:
    other = BY_HAND_SPLIT if cases[0].task == "split" else BY_HAND
    sizes = [f"{spaced(case.payers)} payers" for case in cases]
    names = results.contenders(cases)
    last = max(cases, key=lambda case: case.rows)
    rows = []
    for name in names:
        of_all = [results.get(name, case) for case in cases]
        cells = [
            _time(found, results.get(other, case))
            for found, case in zip(of_all, cases, strict=True)
        ]
        there = [found for found in of_all if found]
        memory = there[-1].memory if there[-1].case == last else None
        rows.append((name, *cells, _growth(there), _memory(memory), _wrong(there)))
    return _table(("", *sizes, "growth", "memory", "wrong"), rows)


def _time(found: Measured | None, other: Measured | None) -> str:
    if not found:
        return "–"
    ratio = f" ({_number(found.seconds / other.seconds)})" if other else ""
    return f"{duration(found.seconds)}{ratio}"


def _growth(found: Sequence[Measured]) -> str:
    """Return the time per payer of the largest case divided by that of 10 000 payers."""
    per_payer = {each.case.payers: each.seconds / each.case.payers for each in found}
    largest = max(per_payer)
    if largest <= 10_000 or 10_000 not in per_payer:
        return "–"
    return _number(per_payer[largest] / per_payer[10_000])


def _memory(memory: int | None) -> str:
    return "–" if memory is None else f"{spaced(round(memory / _MEGABYTE))} MB"


def _wrong(found: Sequence[Measured]) -> str:
    wrong, rows = sum(each.wrong for each in found), sum(each.case.rows for each in found)
    return f"{wrong / rows:.1%}" if wrong else "0"


def duration(seconds: float) -> str:
    """Return a time with a unit that suits it."""
    if seconds < 0.001:
        return f"{_number(seconds * 1_000_000)} µs"
    return f"{_number(seconds * 1000)} ms" if seconds < 1 else f"{_number(seconds)} s"


def spaced(number: int) -> str:
    """Return a whole number with spaces between its thousands."""
    return f"{number:,}".replace(",", " ")


def _number(value: float) -> str:
    """Return a number with two digits or all before the point, and no more than it is worth."""
    if value == round(value) or value >= 99.5:
        return spaced(round(value))
    if value < 0.095:
        return f"{value:.1g}"
    return f"{value:.1f}" if value >= 9.95 else f"{value:.2f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    aligned = ["---:" if title else "---" for title in head]
    aligned[0] = "---"
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, aligned, *rows))
