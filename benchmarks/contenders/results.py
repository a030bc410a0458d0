"""Results that can be looked up, kept in a file, and read again."""

from __future__ import annotations

import contextlib
import json
import os
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from .cases import Case, Task
from .race import Measured

PACKAGES = "OpenFisca-Core numpy polars duckdb pandas pyarrow narwhals samverkan"


class Results(NamedTuple):
    """What was measured, and with what.

    Args:
        measured: Each contender in each case.

        versions: The versions of Python and of the packages.

        cores: Number of cores of the machine.
    """

    measured: tuple[Measured, ...]
    versions: Mapping[str, str]
    cores: int

    def get(self, contender: str, case: Case) -> Measured | None:
        """Return what a contender did in a case, or None if it was left out."""
        found = (each for each in self.measured if (each.contender, each.case) == (contender, case))
        return next(found, None)

    def cases(self, task: Task, years: int) -> list[Case]:
        """Return the cases of a task, in order of their size."""
        found = {each.case for each in self.measured}
        return sorted(case for case in found if (case.task, case.years) == (task, years))

    def contenders(self, cases: Iterable[Case]) -> list[str]:
        """Return the names of those that were measured in any of the cases."""
        several = set(cases)
        return [*dict.fromkeys(each.contender for each in self.measured if each.case in several)]


def of(measured: Iterable[Measured]) -> Results:
    """Return results with the versions of what is installed here."""
    versions = {"Python": platform.python_version()}
    for name in PACKAGES.split():
        with contextlib.suppress(PackageNotFoundError):
            versions[name] = version(name)
    return Results(tuple(measured), versions, os.cpu_count() or 1)


def kept(results: Results, file: Path) -> None:
    """Write results to a file."""
    content = {
        "measured": [each._asdict() for each in results.measured],
        "versions": dict(results.versions),
        "cores": results.cores,
    }
    file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def read(file: Path) -> Results:
    """Return the results in a file."""
    content = json.loads(file.read_text(encoding="utf-8"))
    measured = (Measured(**{**each, "case": Case(*each["case"])}) for each in content["measured"])
    return Results(tuple(measured), content["versions"], content["cores"])
