"""Errors about decisions, instruments and terms."""

from __future__ import annotations

from .base import SamverkanError
from .quoting import quoted, shown


class NoDecisionError(SamverkanError, LookupError):
    """Something was asked that only the day of a decision can tell, and none is recorded.

    Attributes:
        number: The number of the instrument.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return (
            f"instrument {self.number} has no recorded decision, so nobody can say when it became "
            f"known; record the decision with accede()"
        )


class NoEffectiveDayError(SamverkanError, ValueError):
    """A party would join without a first day.

    Attributes:
        party: The id of the party.
    """

    def __init__(self, party: str) -> None:
        super().__init__(party)
        self.party = party

    def __str__(self) -> str:
        return f"{shown(self.party)} is no member yet: say from which day it is one (effective=)"


class InstrumentError(SamverkanError, ValueError):
    """An instrument cannot have the effect that it names.

    Attributes:
        number: The number of the instrument.

        reason: Why it cannot, and what to do.
    """

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(number, reason)
        self.number = number
        self.reason = reason

    def __str__(self) -> str:
        return f"instrument {self.number}: {self.reason}"


class DuplicateNumberError(SamverkanError, ValueError):
    """Two instruments of an agreement have the same number.

    Attributes:
        number: The number.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"two instruments have the number {self.number}; give each its own"


class UnknownReadingError(SamverkanError, LookupError):
    """The terms have no reading of this name.

    Attributes:
        name: The name that was asked for.

        known: The names there are, the preferred one first.
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known

    def __str__(self) -> str:
        known = ", ".join(self.known) or "none: the terms state no funding"
        return f"no reading is called {quoted(self.name)}; there are: {known}"
