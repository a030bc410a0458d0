"""Data frames of pandas, Polars, PyArrow and others, as a table of text."""

from __future__ import annotations

from typing import Any, TypeAlias

from ....errors import FigureFault, MissingExtraError, WrongTypeError
from ..sheets import MOST_CELLS, Sheet
from .columns import A_FRAME, sheet_of, title
from .refusals import Unread, refuse

try:
    import narwhals.stable.v2 as nw
    from narwhals.exceptions import DuplicateError
except ModuleNotFoundError as _error:
    raise MissingExtraError("frames") from _error

_Frame: TypeAlias = "nw.DataFrame[Any]"


def frame_sheets(content: Any) -> list[Sheet]:
    """Return the table of a data frame; a lazy one is collected.

    An index of pandas that has a name, or holds anything but numbers, becomes columns.

    Raises:
        WrongTypeError: If it is none that is known.

        Unread: If a column is of a type that a table of figures does not have, such as floats.
    """
    try:
        names, columns = _columns(content)
    except DuplicateError as error:
        raise Unread(FigureFault(0, "column-twice")) from error
    if len({*names}) < len(names):
        refuse("column-twice")
    return [sheet_of({name: column.to_list() for name, column in zip(names, columns, strict=True)})]


def _columns(content: Any) -> tuple[list[str], list[Any]]:
    """Return what the columns of a data frame are called, and the columns."""
    try:
        frame = nw.from_native(content)
    except TypeError:
        raise WrongTypeError("content", A_FRAME, content) from None
    if isinstance(frame, nw.LazyFrame):
        width = len(frame.collect_schema())
        frame = frame.head(MOST_CELLS // max(width, 1) + 1).collect()
    if len(frame) * len(frame.columns) > MOST_CELLS:
        refuse("many-cells", found=MOST_CELLS)
    indexes, frame = _with_index(frame)
    columns = list(frame.iter_columns())
    return [*indexes, *(title(column.name) for column in columns[len(indexes) :])], columns


def _with_index(frame: _Frame) -> tuple[list[str], _Frame]:
    """Return a data frame whose index has become columns, and what these are called."""
    index = nw.maybe_get_index(frame)
    if index is None:
        return [], frame
    names = list(index.names)
    is_plain = names == [None] and all(map(_is_number, index[:1].tolist()))
    if is_plain or any(name in frame.columns for name in names):
        return [], frame
    return [title(name) for name in names], nw.from_native(frame.to_native().reset_index())


def _is_number(label: object) -> bool:
    return isinstance(label, int)
