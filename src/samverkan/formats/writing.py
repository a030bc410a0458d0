"""Writing of values as objects, lists, texts and whole numbers."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias, cast

import attrs

from ..core.figures import Statistic
from ..core.parties import slug
from ..core.sources import Source
from ..errors import TextError, WrongTypeError
from ..errors.texts import Text
from ..funding.bases import POPULATION
from . import public
from .converters import Converter
from .shapes import (
    DEFINABLE,
    STAND_INS,
    Anything,
    Choice,
    Hint,
    Record,
    Row,
    Several,
    Table,
    class_of,
    has_shape,
    is_told_by_fields,
    shape_of,
    type_of,
)

Written: TypeAlias = Any
"""Objects, lists, texts, whole numbers, truth values and null."""

_LONGEST_NUMBER = 10**15


class Shared:
    """The sources and statistics that are written once, by name."""

    def __init__(self) -> None:
        self.counted: Counter[Any] = Counter()
        self.names: dict[Any, str] | None = None

    def name_those_repeated(self) -> None:
        """Give a name to each value that was met more than once."""
        taken, self.names = {POPULATION.id}, {}
        for value, count in self.counted.items():
            if value == POPULATION:
                self.names[value] = POPULATION.id
            elif count > 1:
                self.names[value] = _free(_name(value), taken)

    def to_define(self) -> list[tuple[Any, str]]:
        """Return the values that the document defines, each with its name."""
        return [(value, name) for value, name in (self.names or {}).items() if value != POPULATION]


def _name(value: Source | Statistic) -> str:
    if isinstance(value, Statistic):
        return value.id
    try:
        return slug(value.document)[:40].rstrip("-")
    except TextError:  # a title without letters
        return "source"


def _free(name: str, taken: set[str]) -> str:
    """Return the name, with a number if it is taken."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


SHARED: ContextVar[Shared | None] = ContextVar("SHARED", default=None)


def writer() -> Converter:
    """Return a converter with a hook for each shape."""
    converter = Converter()
    for scalar, write in _SCALARS.items():
        converter.register_unstructure_hook(scalar, write)
    for kind, make in _MAKERS.items():
        converter.register_unstructure_hook_factory(
            has_shape(kind), lambda hint, make=make: make(hint, converter)
        )
    return converter


def _whole(value: int) -> int | str:
    # Programs that read numbers as binary floats lose digits beyond the fifteenth.
    return value if -_LONGEST_NUMBER < value < _LONGEST_NUMBER else str(value)


def _same(value: Any) -> Any:
    return value


_SCALARS: Mapping[type, Callable[[Any], Written]] = {
    str: _same,
    int: _whole,
    bool: _same,
    dt.date: dt.date.isoformat,
    Decimal: lambda number: format(number, "f"),  # never with an exponent
    Fraction: str,
    enum.StrEnum: lambda word: word.value,
}


def _several(hint: Hint, converter: Converter) -> Callable[[Any], Written]:
    item = cast("Several", shape_of(hint)).item

    def write(value: tuple[Any, ...]) -> Written:
        hook = converter.get_unstructure_hook(item)
        return [hook(each) for each in value]

    return write


def _row(hint: Hint, converter: Converter) -> Callable[[Any], Written]:
    items = cast("Row", shape_of(hint)).items

    def write(value: tuple[Any, ...]) -> Written:
        pairs = zip(items, value, strict=True)
        return [converter.get_unstructure_hook(item)(each) for item, each in pairs]

    return write


def _table(hint: Hint, converter: Converter) -> Callable[[Any], Written]:
    of = cast("Table", shape_of(hint))

    def write(value: tuple[tuple[Any, Any], ...]) -> Written:
        key, hook = map(converter.get_unstructure_hook, of)
        return {str(key(name)): hook(each) for name, each in value}

    return write


def _record(hint: Hint, converter: Converter) -> Callable[[Any], Written]:
    shape = cast("Record", shape_of(hint))
    stand_in = STAND_INS.get(shape.cls)

    def write(value: Any) -> Written:
        if shape.cls in DEFINABLE:
            name = _shared_name(value)
            if name is not None:
                return name
        held = value if stand_in is None else stand_in.of(value)
        found = ((field, getattr(held, field.name)) for field in shape.fields)
        return {
            field.name: converter.get_unstructure_hook(field.hint)(each)
            for field, each in found
            if field.is_required or not field.is_default(each)
        }

    return write


def _shared_name(value: Any) -> str | None:
    shared = SHARED.get()
    if shared is None:
        return None
    if shared.names is None:
        shared.counted[value] += 1
        return None
    return shared.names.get(value)


def _choice(hint: Hint, converter: Converter) -> Callable[[Any], Written]:
    shape = cast("Choice", shape_of(hint))
    only = shape.options[0] if len(shape.options) == 1 else None
    by_fields = is_told_by_fields(shape)
    records = {class_of(each): each for each in shape.options}

    def write(value: Any) -> Written:
        if value is None:
            return None
        option = only or records[type(value)]
        written = converter.get_unstructure_hook(option)(value)
        is_named = only is None and not by_fields and isinstance(written, dict)
        return {"type": type_of(type(value)), **written} if is_named else written

    return write


def _anything(_: Hint, converter: Converter) -> Callable[[Any], Written]:
    def write(value: Any) -> Written:
        cls = type(value)
        if value is None or cls in {str, bool} or (cls is int and _whole(value) is value):
            return value
        if not (attrs.has(cls) and public.is_public(cls)):
            raise WrongTypeError("value", A_VALUE, value)
        return {"type": type_of(cls), **written_out(value, converter)}

    return write


def written_out(value: Any, converter: Converter) -> dict[str, Written]:
    """Return a value as an object, also if it is a source that has a name."""
    write = converter.get_unstructure_hook(type(value))
    if type(value) not in DEFINABLE:
        return cast("dict[str, Written]", write(value))
    token = SHARED.set(None)
    try:
        return cast("dict[str, Written]", write(value))
    finally:
        SHARED.reset(token)


A_VALUE = Text("ett av samverkans värden", "one of samverkan's values")

_MAKERS: Mapping[type, Callable[[Hint, Converter], Callable[[Any], Written]]] = {
    Several: _several,
    Row: _row,
    Table: _table,
    Choice: _choice,
    Record: _record,
    Anything: _anything,
}
