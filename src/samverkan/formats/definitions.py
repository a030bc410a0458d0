"""What a document defines once, under ``define``, and names elsewhere."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any, TypeAlias

from ..core.figures import Statistic
from ..errors.documents import DocumentFault, Given
from ..funding.bases import POPULATION
from .faults import MOST_FAULTS, Expected, Faults, Meant, TooManyFaults, named, refuse
from .syntax import MOST_ITEMS, as_name

Hook: TypeAlias = Callable[[Any, Any], Any]
"""A function that reads a part of a document by an annotation."""


class Definitions:
    """The parts that a document defines once and names elsewhere."""

    def __init__(self, defined: Mapping[str, Any], most_items: int = MOST_ITEMS) -> None:
        self.most_items = most_items
        self.faults: list[DocumentFault] = []
        self._defined = defined
        self._read: dict[tuple[str, type], Any] = {}
        self._used: set[str] = set()

    def find(self, name: str, cls: type, hook: Hook) -> Any:
        """Return a defined part by its name; its own faults are noted once."""
        name = as_name(name)
        key = (name, cls)
        if key not in self._read:
            if cls is Statistic and name == POPULATION.id and name not in self._defined:
                return POPULATION
            if name not in self._defined:
                known = Meant.by(name, self._defined)
                refuse("undefined", found=Given(name), similar=known)
            self._used.add(name)
            self._read[key] = None
            try:
                if not isinstance(self._defined[name], dict):
                    found = Given(self._defined[name])
                    refuse("wrong-type", expected=Expected((dict,)), found=found)
                self._read[key] = hook(self._defined[name], cls)
            except Faults as error:
                self.faults += error.under(f"define{named(name)}")
                if len(self.faults) > MOST_FAULTS:
                    raise TooManyFaults([]) from None
        if self._read[key] is None:
            raise Faults([])  # told at the definition
        return self._read[key]

    def unused(self) -> Iterator[DocumentFault]:
        """Yield a fault for each definition that nothing names, as far as they are told."""
        names = (name for name in self._defined if name not in self._used)
        for name in itertools.islice(names, MOST_FAULTS):
            yield DocumentFault(f"define{named(name)}", "unused")


DEFINED: ContextVar[Definitions] = ContextVar("DEFINED", default=Definitions({}))  # noqa: B039
