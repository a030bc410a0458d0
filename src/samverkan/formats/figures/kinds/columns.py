"""Columns of Python values: those of a mapping or of a data frame."""

from __future__ import annotations

import datetime as dt
import math
import operator
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from ....errors import FigureFault
from ....errors.texts import Text
from ..sheets import MOST_CELLS, FileShape, Sheet
from .refusals import Unread, refuse

_MISSING: Final = frozenset({"NoneType", "NAType", "NaTType"})
"""Names of the types of what stands for nothing, in Python and in pandas."""
_BOOLEAN: Final = frozenset({"bool", "bool_"})
A_FRAME: Final = Text(
    "en dataram (pandas, Polars, PyArrow)", "a data frame (pandas, Polars, PyArrow)"
)
"""What a data frame is called in messages."""


def is_frame(content: object) -> bool:
    """Return whether a value looks like a data frame: whether its type knows of columns."""
    return any(hasattr(type(content), name) for name in ("columns", "column_names"))


def mapping_sheets(content: Mapping[Any, Any]) -> list[Sheet]:
    """Return the table of a mapping: of columns, or of municipalities with one number each.

    Raises:
        Unread: If a value is of a type that a table of figures does not have, such as a float.

    >>> [sheet] = mapping_sheets({"kod": ["0182"], 2024: [112112]})
    >>> sheet.header, sheet.rows
    (('kod', '2024'), [(1, ['0182', '112112'])])
    >>> [sheet] = mapping_sheets({"0182": 112112})
    >>> sheet.header, sheet.rows
    (('kommun', 'folkmängd'), [(1, ['0182', '112112'])])
    """
    if len(content) > MOST_CELLS:
        refuse("many-cells", found=MOST_CELLS)
    if content and not any(map(_is_column, content.values())):
        return [sheet_of({"kommun": list(content), "folkmängd": list(content.values())})]
    columns: dict[str, Collection[Any]] = {}
    for key, values in content.items():
        name = title(key)
        if not _is_column(values):
            refuse("column-values", column=name, found=type(values).__name__)
        if name in columns:
            refuse("column-twice", column=name)
        columns[name] = values
    return [sheet_of(columns)]


def _is_column(values: object) -> bool:
    """Return whether a value has values in an order: a list, an array or the column of a frame."""
    return isinstance(values, Collection) and not isinstance(
        values, (str, bytes, bytearray, Mapping, set, frozenset)
    )


def title(name: object) -> str:
    """Return what a column is called: a text, a year, a day, or several of them.

    >>> title(("Folkmängd", 2024))
    'Folkmängd 2024'
    """
    if isinstance(name, tuple):
        return " ".join(filter(None, map(title, name)))
    if isinstance(name, dt.datetime):
        return name.date().isoformat()
    return "" if _is_missing(name) else str(name)


def _is_missing(value: Any) -> bool:
    """Return whether a value stands for nothing, in Python, NumPy or pandas."""
    kind = type(value).__name__
    return kind in _MISSING or (kind.startswith("float") and math.isnan(value))


def is_midnight(moment: dt.datetime) -> bool:
    """Return whether a moment only names a day."""
    return moment == moment.replace(hour=0, minute=0, second=0, microsecond=0)


def sheet_of(columns: Mapping[str, Collection[Any]]) -> Sheet:
    """Return the table of columns of the same length, all their values as text."""
    lengths = {name: len(values) for name, values in columns.items()}
    longest = max(lengths.values(), default=0)
    if not longest:
        refuse("no-rows")
    if longest * len(lengths) > MOST_CELLS:
        refuse("many-cells", found=MOST_CELLS)
    for name, length in lengths.items():
        if length != longest:
            refuse("column-length", column=name, found=f"{length} / {longest}")
    texts = [_texts(name, values) for name, values in columns.items()]
    rows = [(number, list(cells)) for number, cells in enumerate(zip(*texts, strict=True), 1)]
    return Sheet(shape=FileShape.FRAME, header=tuple(columns), rows=rows)


def _texts(name: str, values: Iterable[Any]) -> list[str]:
    """Return the values of a column as text; refuse the first that is of another type."""
    listed = values.tolist() if hasattr(values, "tolist") else values  # Python's own types
    found: list[str] = []
    for number, value in enumerate(listed, 1):
        try:
            found.append(_text(value))
        except _Refused as error:
            shown = f"{type(value).__name__} {value!s}"
            raise Unread(FigureFault(number, error.args[0], name, shown)) from None
    return found


class _Refused(Exception):  # noqa: N818 - it never leaves this file
    """The reason why a value is refused."""


def _text(value: Any) -> str:
    """Return a value as text; raise _Refused with the reason why a value is not read."""
    if type(value) is int:
        return str(value)
    if isinstance(value, str):
        return str(value).strip()
    if _is_missing(value):
        return ""
    if isinstance(value, dt.datetime):
        if not is_midnight(value) or value.tzinfo is not None:
            raise _Refused("value-time")
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    name = type(value).__name__
    if name in _BOOLEAN or not hasattr(value, "__index__"):
        raise _Refused("value-float" if "float" in name else "value-type")
    return str(operator.index(value))
