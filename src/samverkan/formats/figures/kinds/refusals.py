"""Refusal of a file of figures that cannot be read any further."""

from __future__ import annotations

from typing import NoReturn

from ....errors import FigureFault


class Unread(Exception):  # noqa: N818 - it never leaves the package
    """Why the rest of a file is not read."""

    def __init__(self, *faults: FigureFault) -> None:
        super().__init__(*faults)
        self.faults = faults


def refuse(reason: str, *, line: int = 0, column: str = "", found: object = "") -> NoReturn:
    """Refuse a file for a fault at a place in it."""
    raise Unread(FigureFault(line, reason, column, str(found)))
