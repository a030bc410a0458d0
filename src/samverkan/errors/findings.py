"""Errors about findings and identifiers."""

from __future__ import annotations

from .base import SamverkanError
from .quoting import quoted, shown

_IDENTIFIER_PROBLEMS = {
    "form": "write the ten digits of the number, as in 212000-0167",
    "digit": "the last digit does not fit the others; compare it with the register",
    "person": "this may be the personal identity number of a human being, which is not kept here; "
    "give the number of an organisation",
    "municipality": "a municipality code has four digits, as in 0182 with its first 0",
    "county": "a county code has two digits, as in 01 with its first 0",
    "no-county": "no county has this code",
    "ended": "the county with this code became part of another in 1997 or 1998; give its code now",
}


class FindingError(SamverkanError, ValueError):
    """A finding, or a kind of finding, that cannot be as it is stated.

    Attributes:
        code: The code of the finding.

        reason: Why it is refused, and what to do.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return f"finding {shown(self.code)}: {self.reason}"


class IdentifierError(SamverkanError, ValueError):
    """A number or code that cannot be that of an organisation, a municipality or a county.

    Attributes:
        field: What it was meant for.

        value: What came in; with asterisks for digits where it may be a personal identity
            number.

        problem: What is wrong with it, in one word.
    """

    def __init__(self, field: str, value: str, problem: str) -> None:
        super().__init__(field, value, problem)
        self.field = field
        self.value = value
        self.problem = problem

    def __str__(self) -> str:
        said = _IDENTIFIER_PROBLEMS.get(self.problem, self.problem)
        return f"{self.field} {quoted(self.value)}: {said}"
