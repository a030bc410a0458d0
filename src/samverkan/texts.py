"""Text for people, in Swedish and English."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from . import _fields
from .errors import WrongTypeError

__all__ = ["Language", "Text", "as_optional_text", "as_text"]

Language: TypeAlias = Literal["sv", "en"]
"""The languages that people are answered in: Swedish (the default) and English."""


@attrs.frozen
class Text:
    """One thing said in Swedish and, where somebody has said it, in English.

    Args:
        sv: The Swedish text, one line.

        en: The English text, or None where there is none: the Swedish one serves then.

    Raises:
        WrongTypeError: If a text is no text.

        TextError: If it is empty or holds characters that cannot be seen.

    >>> Text("folkmängd", "population").in_language("en")
    'population'
    >>> Text("Nacka kommun").in_language("en")
    'Nacka kommun'
    """

    sv: str = attrs.field(converter=_fields.line)
    en: str | None = attrs.field(default=None, converter=_fields.optional_line)

    def __attrs_post_init__(self) -> None:
        _fields.a_line("sv", self.sv)
        _fields.an_optional_line("en", self.en)

    def in_language(self, language: Language) -> str:
        """Return the text in *language*, or in Swedish where that is all there is.

        Raises:
            WrongTypeError: If *language* is neither ``"sv"`` nor ``"en"``.
        """
        if language not in ("sv", "en"):
            raise WrongTypeError("language", "'sv' or 'en'", language)
        return self.en if language == "en" and self.en is not None else self.sv


def as_text(value: str | Text) -> Text:
    """Return *value* as a text; a plain string is a Swedish one.

    >>> as_text("avgift")
    Text(sv='avgift', en=None)
    """
    return value if isinstance(value, Text) else Text(value)


def as_optional_text(value: str | Text | None) -> Text | None:
    """Return *value* as a text, or None.

    >>> as_optional_text(None) is None
    True
    """
    return None if value is None else as_text(value)
