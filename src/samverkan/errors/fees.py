"""Errors about rules, fees, totals and claims."""

from __future__ import annotations

from .base import SamverkanError
from .quoting import listed, quoted, shown


class RuleError(SamverkanError, ValueError):
    """A rule says nothing, or says one thing twice.

    Attributes:
        reason: What is wrong, and what to do.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class AllocationError(SamverkanError, ValueError):
    """A total cannot be divided: there are no weights, or all of them are 0.

    Attributes:
        total_ore: The total, in öre.
    """

    def __init__(self, total_ore: int) -> None:
        super().__init__(total_ore)
        self.total_ore = total_ore

    def __str__(self) -> str:
        return (
            f"{quoted(self.total_ore)} öre cannot be divided: "
            f"give at least one party a weight above 0"
        )


class StatedAmountError(SamverkanError, ValueError):
    """A text does not state an amount in a way that is understood.

    Attributes:
        value: The text.

        reason: Why it is not understood, and what to do.
    """

    def __init__(self, value: str, reason: str) -> None:
        super().__init__(value, reason)
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        return f"no amount can be read from {quoted(self.value)}: {self.reason}"


class SettlementError(SamverkanError, ValueError):
    """Claims cannot be drawn up between two states of knowledge.

    Attributes:
        reason: What stands in the way, and what to do.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"no claims can be drawn up: {self.reason}"


class NoFeeError(SamverkanError, LookupError):
    """There is no fee for a party in a year; the reason says whether one could be known.

    Attributes:
        party: The id of the party.

        year: The budget year.

        reason: A figure is missing, no rule is stated, or it is no member.
    """

    def __init__(self, party: str, year: int, reason: str) -> None:
        super().__init__(party, year, reason)
        self.party = party
        self.year = year
        self.reason = reason

    def __str__(self) -> str:
        return f"no fee for {shown(self.party)} in {self.year}: {self.reason}"


class NoTotalError(SamverkanError, LookupError):
    """What a class of payers bears together is not known for a year.

    Attributes:
        year: The budget year.

        reason: Why it is not known.
    """

    def __init__(self, year: int, reason: str) -> None:
        super().__init__(year, reason)
        self.year = year
        self.reason = reason

    def __str__(self) -> str:
        return f"the total for {self.year} cannot be determined: {self.reason}"


class IncompleteAssessmentError(SamverkanError, LookupError):
    """A total was asked for while fees are not known.

    Attributes:
        year: The budget year.

        missing: The parties whose fee is not known, each as "name (id)".
    """

    def __init__(self, year: int, missing: tuple[str, ...]) -> None:
        super().__init__(year, missing)
        self.year = year
        self.missing = missing

    def __str__(self) -> str:
        head = (
            f"the total for {self.year} is not known (subtotal_ore holds what could be computed), "
            f"because these fees are not:"
        )
        return listed(head, self.missing, "and {count} more")
