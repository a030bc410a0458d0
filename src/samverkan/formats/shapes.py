"""The shapes that the fields of our classes have in a document, found from their annotations."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, NewType, TypeAlias, TypeVar, Union, cast, get_args, get_origin
from typing import get_type_hints as hints_of

import attrs

from ..agreements.adoption import Start
from ..core.figures import ReferenceDate, Statistic
from ..core.periods import Period
from ..core.sources import Source
from ..fees.assessments import Assessment
from ..funding.bases import Mean
from ..funding.funding import Reading
from .assessments import Recorded
from .readings import OneReading

Hint: TypeAlias = Any
"""An annotation: a class, a union, a tuple of something, or a type variable."""

STAND_INS: Mapping[type, type[Recorded]] = {Assessment: Recorded}
"""Classes that a document keeps in another form, which has ``of()`` and ``value()``."""

_ALSO: Mapping[type, type] = {OneReading: Reading}
"""Classes that a document calls as another one."""

DEFINABLE = (Source, Statistic)
"""The classes whose values a document may define once, and name elsewhere."""


TOLD_BY_FIELDS: tuple[Mapping[type, str], ...] = (
    {Period: "first_day", Start: ""},
    {Mean: "of", ReferenceDate: ""},
)
"""Classes that need not name their type in place of each other, with a field that only one has."""


class Scalar(NamedTuple):
    """A text, a number, a day, or true or false."""

    kind: type


class Enumeration(NamedTuple):
    """One of several words."""

    members: type[enum.Enum]


class Several(NamedTuple):
    """Any number of values, in order."""

    item: Hint


class Row(NamedTuple):
    """A fixed number of values, each of its own shape."""

    items: tuple[Hint, ...]


class Table(NamedTuple):
    """Values by a text: a name, an id or a number."""

    key: Hint
    value: Hint


class Choice(NamedTuple):
    """A value of one of several shapes, or none."""

    options: tuple[Hint, ...]
    is_optional: bool


class Field(NamedTuple):
    """A field of a record.

    Args:
        name: Its name in the document.

        hint: Its annotation.

        default: Its default, an ``attrs.Factory``, or ``attrs.NOTHING`` if it is required.
    """

    name: str
    hint: Hint
    default: Any

    @property
    def is_required(self) -> bool:
        """Whether the document must contain it."""
        return self.default is attrs.NOTHING

    def is_default(self, value: object) -> bool:
        """Return whether the value is what the field gets if the document does not contain it."""
        if isinstance(self.default, attrs.Factory):  # type: ignore[arg-type] # it is a class
            return not self.default.takes_self and bool(value == self.default.factory())
        return bool(value == self.default)


class Record(NamedTuple):
    """A value of one of our classes, with its fields by name."""

    cls: type
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(field.name for field in self.fields)


class Anything(NamedTuple):
    """A value of any class, which names its type, or a text, a whole number, a truth value."""


Shape: TypeAlias = Scalar | Enumeration | Several | Row | Table | Choice | Record | Anything

_PLAIN = {str, int, bool, dt.date, Decimal, Fraction}


@functools.cache
def shape_of(hint: Hint) -> Shape:  # noqa: PLR0911 - one for each shape
    """Return the shape that an annotation describes."""
    if isinstance(hint, NewType):
        return shape_of(hint.__supertype__)
    if hint in _PLAIN:
        return Scalar(hint)
    origin: Any = get_origin(hint)
    arguments = get_args(hint)
    if origin in {Union, types.UnionType}:
        options = tuple(each for each in arguments if each is not type(None))
        return Choice(options, len(options) < len(arguments))
    if origin is tuple:
        return _of_tuple(arguments)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return Enumeration(hint)
    if attrs.has(origin or hint):
        return _record(origin or hint, arguments)
    return Anything()  # a protocol, or a type variable


def _of_tuple(arguments: tuple[Hint, ...]) -> Shape:
    if arguments[-1] is not Ellipsis:
        return Row(arguments)
    item = arguments[0]
    of_item = get_args(item) if class_of(item) is tuple else ()
    if len(of_item) == 2 and of_item[1] is not Ellipsis and _names(of_item[0]):
        return Table(*of_item)
    return Several(item)


def _names(hint: Hint) -> bool:
    """Return whether a value is written as a text that can be the key of an object."""
    shape = shape_of(hint)
    return shape in {Scalar(str), Scalar(int), Scalar(Decimal)} or isinstance(shape, Enumeration)


def _record(cls: type, arguments: tuple[Hint, ...]) -> Record:
    stored = STAND_INS.get(cls, cls)
    bound = dict(zip(getattr(stored, "__parameters__", ()), arguments, strict=False))
    hints = hints_of(stored)
    return Record(
        cls,
        tuple(
            Field(field.name, _bound(hints[field.name], bound), field.default)
            for field in attrs.fields(stored)
            if field.init
        ),
    )


def class_of(hint: Hint) -> Any:
    """Return the class of an annotation, without what a generic class is made of."""
    return cast("Any", get_origin(hint)) or hint


def _bound(hint: Hint, bound: Mapping[TypeVar, Hint]) -> Hint:
    """Return an annotation with its type variables replaced, as far as they are known."""
    inside: Any = tuple[hint]  # so that a variable alone is no special case
    free = inside.__parameters__
    return get_args(inside[tuple(bound.get(each, each) for each in free)])[0] if free else hint


def has_shape(kind: type) -> Callable[[Hint], bool]:
    """Return a function that tells whether an annotation describes a shape of some kind."""
    return lambda hint: isinstance(shape_of(hint), kind)


def is_told_by_fields(shape: Choice) -> bool:
    """Return whether the fields of a value tell its class, so that it need not name its type."""
    return bool(told_by_fields(shape))


def told_by_fields(shape: Choice) -> Mapping[type, str]:
    """Return the classes among which the fields of a value tell its class; empty if they do not."""
    records = {class_of(each) for each in shape.options if isinstance(shape_of(each), Record)}
    return next((each for each in TOLD_BY_FIELDS if records and records <= each.keys()), {})


def is_nullable(field: Field) -> bool:
    """Return whether a field may be null, which a document in TOML writes as a word."""
    shape = shape_of(field.hint)
    return isinstance(shape, Choice) and shape.is_optional and shape.options != (str,)


def type_of(cls: type) -> str:
    """Return the name of a class in a document: ``by-group`` for ``ByGroup``.

    >>> from samverkan.funding import ByGroup
    >>> type_of(ByGroup)
    'by-group'
    """
    return in_words(_ALSO.get(cls, cls))


def in_words(cls: type) -> str:
    """Return the name of a class in lower case, with hyphens."""
    return re.sub("(?<!^)(?=[A-Z])", "-", cls.__name__).lower()
