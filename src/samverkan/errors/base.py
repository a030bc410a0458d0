"""What every error of ours is, and errors about a value of the wrong kind."""

from __future__ import annotations

from .quoting import quoted


class SamverkanError(Exception):
    """Base of all samverkan errors; never raised itself."""


class WrongTypeError(SamverkanError, TypeError):
    """A field got a value of another type than it holds.

    Attributes:
        field: Which field.

        expected: What it holds.

        value: What came in.
    """

    def __init__(self, field: str, expected: str, value: object) -> None:
        super().__init__(field, expected, value)
        self.field = field
        self.expected = expected
        self.value = value

    def __str__(self) -> str:
        kind = type(self.value).__name__
        return f"{self.field} must be {self.expected}, got {kind} {quoted(self.value)}"


class TextError(SamverkanError, ValueError):
    """A text is empty, too long, or holds what does not belong in a line of text.

    Attributes:
        field: Which field.

        value: What came in.

        reason: Why it is refused, and what to do.
    """

    def __init__(self, field: str, value: str, reason: str) -> None:
        super().__init__(field, value, reason)
        self.field = field
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.field} {quoted(self.value)}: {self.reason}"


class NotExactError(SamverkanError, TypeError):
    """A binary float, or another thing that is no exact number, was given for money.

    Attributes:
        field: Which field.

        value: What came in.
    """

    def __init__(self, field: str, value: object) -> None:
        super().__init__(field, value)
        self.field = field
        self.value = value

    def __str__(self) -> str:
        kind = type(self.value).__name__
        return (
            f"{self.field} must be exact, got {kind} {quoted(self.value)}; "
            f"give a Decimal, a whole number, or text such as '1.50'"
        )


class AmountError(SamverkanError, ValueError):
    """An amount that is no finite number, is too large, or has parts of an öre.

    Attributes:
        field: Which field.

        value: What came in.

        reason: Why it is refused, and what to do.
    """

    def __init__(self, field: str, value: object, reason: str) -> None:
        super().__init__(field, value, reason)
        self.field = field
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.field} {quoted(self.value)}: {self.reason}"


class CountError(SamverkanError, ValueError):
    """A count that is too low or has more than 18 digits.

    Attributes:
        field: Which field.

        value: What came in.

        least: The least that it may be.
    """

    def __init__(self, field: str, value: int, least: int = 0) -> None:
        super().__init__(field, value, least)
        self.field = field
        self.value = value
        self.least = least

    def __str__(self) -> str:
        return (
            f"{self.field} must be {self.least} or more, with at most 18 digits, got "
            f"{quoted(self.value)}; leave it out if it is not known"
        )
