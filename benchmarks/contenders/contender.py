"""What a contender is."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any, NamedTuple

from .cases import Case, Ore, Task


class Prepared(NamedTuple):
    """A contender that has its input.

    Args:
        run: What is measured: from the input to all amounts.

        ore: Takes the result to amounts in öre, in the order of the rows. It is not measured.
    """

    run: Callable[[], Any]
    ore: Callable[[Any], Ore]


class Contender(NamedTuple):
    """A way to compute the amounts.

    Args:
        name: Name in tables.

        tasks: What prepares each task that it can do, as ``module:function``: imported in the
            process that measures it, and nowhere else.

        needs: Packages that it needs.

        most_rows: Largest number of amounts that it computes, or None if there is no limit.

        is_ours: Whether it is this library.

        is_exact: Whether every öre must be right.
    """

    name: str
    tasks: Mapping[Task, str]
    needs: tuple[str, ...] = ()
    most_payers: int = 1_000_000
    most_rows: int = 10_000_000
    is_ours: bool = False
    is_exact: bool = True

    @property
    def is_installed(self) -> bool:
        """Whether the packages that it needs are there."""
        return all(find_spec(name) for name in self.needs)

    def does(self, case: Case) -> bool:
        """Tell whether it computes a case."""
        fits = case.payers <= self.most_payers and case.rows <= self.most_rows
        return case.task in self.tasks and fits

    def prepare(self, case: Case) -> Prepared:
        """Give it the input of a case."""
        module, function = self.tasks[case.task].split(":")
        prepared: Prepared = getattr(importlib.import_module(f"contenders.{module}"), function)(
            case
        )
        return prepared
