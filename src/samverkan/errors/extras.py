"""Errors about parts of the library that need further packages."""

from __future__ import annotations

from typing import ClassVar

from .texts import SamverkanError, Text


class MissingExtraError(SamverkanError, ImportError):
    """A part of the library needs packages that are not installed.

    Attributes:
        extra: The extra that installs them.
    """

    extra: str

    template: ClassVar[Text] = Text(
        "Tillägget {extra} saknas; installera det: pip install 'samverkan[{extra}]'.",
        "the extra {extra} is missing; install it: pip install 'samverkan[{extra}]'",
    )
