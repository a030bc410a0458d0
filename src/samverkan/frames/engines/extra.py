"""The packages that data frames need."""

from ...errors import MissingExtraError

try:
    import narwhals.stable.v2 as nw
    from narwhals.exceptions import DuplicateError
except ModuleNotFoundError as _error:
    raise MissingExtraError("frames") from _error

__all__ = ["DuplicateError", "nw"]
