"""What is left out of a file, while it is counted."""

from __future__ import annotations

from ..files import MOST_NAMES, REASONS, LeftOut


class Tally:
    """Counts what is left out, by reason, with the first names."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: dict[str, dict[str, None]] = {}

    def add(self, reason: str, name: str = "", number: int = 1) -> None:
        """Count something that is left out."""
        self._numbers[reason] = self._numbers.get(reason, 0) + number
        names = self._names.setdefault(reason, {})
        if name and len(names) < MOST_NAMES:
            names[name] = None

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was left out, the most important first."""
        return tuple(
            LeftOut(reason, self._numbers[reason], tuple(self._names[reason]))
            for reason in REASONS
            if reason in self._numbers
        )
