"""The converters of cattrs, which the extra ``formats`` installs."""

from __future__ import annotations

from ..errors import MissingExtraError

try:
    from cattrs import BaseConverter, Converter
except ModuleNotFoundError as _error:
    raise MissingExtraError("formats") from _error

__all__ = ["BaseConverter", "Converter"]
