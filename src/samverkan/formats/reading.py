"""Reading of values from the parts of a document: every fault is found, each with its path.

cattrs finds the hook for an annotation. A hook returns a value or raises
:class:`~samverkan.formats.faults.Faults`; the hooks around it put their own step before the paths.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import time as LocalTime  # noqa: N812 - a type
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, NoReturn, cast

from ..agreements.terms import Commitment
from ..core.figures import Figure
from ..core.money import decimal, exact
from ..core.parties import Name
from ..core.periods import Period
from ..errors.documents import DocumentFault, Given
from ..errors.texts import SamverkanError, Text, TextError
from ..funding.funding import Reading
from ..funding.rules import Fixed
from ..governance.deputies import Deputies
from ..governance.levels import COORDINATING, DIRECTING, EXECUTING, Level
from ..governance.modes import ACTIVATED, ORDINARY, OperatingMode
from ..governance.offices import Office
from ..meetings.mode_log import Activation
from . import public
from .assessments import DiffersError, Recorded
from .converters import Converter
from .definitions import DEFINED, Hook
from .faults import (
    MOST_FAULTS,
    Choices,
    Expected,
    Faults,
    Meant,
    TooManyFaults,
    named,
    no_choice,
    refuse,
    refuse_many,
    step_to,
)
from .readings import OneReading
from .references import REFERENCES
from .shapes import (
    DEFINABLE,
    STAND_INS,
    Anything,
    Choice,
    Hint,
    Record,
    Row,
    Scalar,
    Several,
    Table,
    class_of,
    has_shape,
    is_nullable,
    shape_of,
    told_by_fields,
    type_of,
)
from .syntax import Fractional, Repeated

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no file can hold
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONG_NUMBER = re.compile(r"-?[1-9][0-9]{15,599}")
_DECIMAL = re.compile(r"(-?[0-9]{1,15})\.([0-9]{1,10})")
_HOUR = re.compile(r"([01]?[0-9]|2[0-3])\.([0-5][0-9])")
_DIGITS = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
PART = re.compile(r"-?[0-9]{1,600}(/0*[1-9][0-9]{0,599}|\.[0-9]{1,10})?")
MOST = 10**18
NOTHING = "none"


def reader() -> Converter:
    """Return a converter with a hook for each shape."""
    converter = Converter()
    for scalar, read in _SCALARS.items():
        converter.register_structure_hook(scalar, read)
    for kind, make in _MAKERS.items():
        converter.register_structure_hook_factory(
            has_shape(kind), lambda hint, make=make: make(hint, converter)
        )
    return converter


# --- Numbers, days and words


def _wrong(value: Any, *kinds: Any) -> NoReturn:
    if isinstance(value, Fractional):
        refuse(_why_no_fraction(kinds), expected=Expected(kinds), found=value.written)
    if int in kinds and type(value) is str and _DIGITS.fullmatch(value):
        refuse("quoted-number", found=Given(value))
    refuse("wrong-type", expected=Expected(kinds), found=Given(value))


def _why_no_fraction(kinds: tuple[Any, ...]) -> str:
    """Return the code of the reason why a number with decimals cannot be given."""
    if not {Decimal, Fraction}.isdisjoint(kinds):
        return "fraction-not-text"
    if int in kinds:
        return "fraction"
    return "number-not-text" if str in kinds else "wrong-type"


def _text(value: Any, _: Any) -> str:
    if type(value) is not str:
        _wrong(value, str)
    half = None if value.isprintable() else _SURROGATE.search(value)
    if half is not None:
        details = {"character": f"U+{ord(half[0]):04X}"}
        refuse("refused", error=TextError("text", value, "invisible", details))
    return value


def _whole(value: Any, _: Any) -> int:
    if type(value) is str and LONG_NUMBER.fullmatch(value):
        return int(value)
    if type(value) is not int:
        _wrong(value, int)
    if not -MOST < value < MOST:
        refuse("long-number")
    return value


def _value_of_figure(value: Any, hint: Any) -> int:
    """Return the value of a figure; a decimal is refused with how to write it."""
    written = value.written if isinstance(value, Fractional) else value
    parts = _DECIMAL.fullmatch(written) if type(written) is str else None
    if parts is not None:
        _not_whole(value, written, *parts.groups())
    return _whole(value, hint)


def _not_whole(value: Any, written: str, before: str, after: str) -> NoReturn:
    """Refuse the value of a figure with decimals, and tell how to write it."""
    found = written if isinstance(value, Fractional) else Given(value)
    number = Decimal(written)
    refuse(
        "fraction-of-figure",
        found=found,
        number=Text(decimal(number, "sv"), decimal(number, "en")),
        decimals=len(after),
        whole=str(int(f"{before}{after}")),
    )


def _truth(value: Any, _: Any) -> bool:
    if type(value) is not bool:
        _wrong(value, bool)
    return value


def _day(value: Any, _: Any) -> dt.date:
    if type(value) is dt.date:  # from TOML
        return value
    if hasattr(value, "isoformat"):  # a moment, or a time of day, from TOML
        refuse("time", found=Given(value.isoformat()))
    if type(value) is not str or not DAY.fullmatch(value):
        refuse("day", found=Given(value))
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        refuse("no-such-day", found=value)


def _decimal(value: Any, _: Any) -> Decimal:
    if type(value) is str and not NUMBER.fullmatch(value):
        refuse("number", found=Given(value))
    if type(value) not in {int, str}:
        _wrong(value, Decimal)
    try:
        return exact(value)
    except SamverkanError as error:
        refuse("refused", error=error)


def _fraction(value: Any, _: Any) -> Fraction:
    if type(value) is str and not PART.fullmatch(value):
        refuse("part", found=Given(value))
    if type(value) not in {int, str}:
        _wrong(value, Fraction)
    return Fraction(value)


def _word(value: Any, kind: type[enum.StrEnum]) -> enum.StrEnum:
    if type(value) is not str:
        _wrong(value, str)
    members = _members(kind)
    if value not in members:
        raise Faults([no_choice("", value, members)])
    return members[value]


@functools.cache
def _members(kind: type[enum.StrEnum]) -> Mapping[str, enum.StrEnum]:
    return {member.value: member for member in kind}


_SCALARS: Mapping[Any, Hook] = {
    str: _text,
    int: _whole,
    bool: _truth,
    dt.date: _day,
    Decimal: _decimal,
    Fraction: _fraction,
    enum.StrEnum: _word,
}


def _hour(value: Any, hint: Any) -> str:
    """Return an hour as text; TOML's own local time is read as well, without seconds."""
    if isinstance(value, LocalTime):
        if value.second or value.microsecond:
            refuse("seconds", found=value.isoformat(), hour=f"{value:%H:%M}")
        return f"{value:%H:%M}"
    if isinstance(value, Fractional):
        number = _HOUR.fullmatch(value.written)
        hour = f"{int(number[1]):02}:{number[2]}" if number else "03:40"
        refuse("hour-not-text", found=value.written, hour=hour)
    return _text(value, hint)


_OF_FIELD: Mapping[tuple[type, str], Hook] = {
    (Figure, "value"): _value_of_figure,
    (Activation, "at"): _hour,
    (Activation, "ended_at"): _hour,
}


# --- Lists and tables


def repeated_in(value: Any, path: str) -> list[DocumentFault]:
    """Return a fault for each name that an object has more than once."""
    names = value.names[: MOST_FAULTS + 1] if isinstance(value, Repeated) else ()
    return [DocumentFault(path, "repeated-key", {"key": name}) for name in names]


class _Collected:
    """The faults of the parts of a value, while these are read."""

    def __init__(self, value: Any) -> None:
        self.faults: list[DocumentFault] = []
        self.is_whole = True
        if type(value) is Repeated:
            self.add(repeated_in(value, ""))

    def read(self, key: str | int, hook: Hook, value: Any, hint: Hint) -> Any:
        """Return a part, or None if it has faults."""
        try:
            return hook(value, hint)
        except Faults as error:
            self.is_whole = False
            self.add(error.under(step_to(key)))
            if isinstance(error, TooManyFaults):
                raise TooManyFaults(self.faults) from None

    def add(self, faults: Iterable[DocumentFault]) -> None:
        """Note further faults, unless they are too many."""
        self.faults += faults
        refuse_many(self.faults)

    def refuse(self) -> None:
        """Refuse the value if a part has faults."""
        if self.faults or not self.is_whole:
            raise Faults(self.faults)


def _several(hint: Hint, converter: Converter) -> Hook:
    item = cast("Several", shape_of(hint)).item
    find = converter.get_structure_hook

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            if value is None:
                _wrong(value, list)
            return (find(item)(value, item),)
        most = DEFINED.get().most_items
        if len(value) > most:
            refuse("too-many", found=len(value), most=most)
        parts, hook = _Collected(value), find(item)
        found = tuple(parts.read(place, hook, each, item) for place, each in enumerate(value))
        parts.refuse()
        return found

    return read


def _row(hint: Hint, converter: Converter) -> Hook:
    items = cast("Row", shape_of(hint)).items

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(items):
            refuse("pair", count=len(items))
        parts = _Collected(value)
        found = tuple(
            parts.read(place, converter.get_structure_hook(item), each, item)
            for place, (item, each) in enumerate(zip(items, value, strict=True))
        )
        parts.refuse()
        return found

    return read


def _number_as_key(value: Any, _: Any) -> int:
    return int(value) if _DIGITS.fullmatch(value) else _wrong(value, int)


def _table(hint: Hint, converter: Converter) -> Hook:
    of = cast("Table", shape_of(hint))
    find = converter.get_structure_hook

    def read(value: Any, _: Any) -> tuple[tuple[Any, Any], ...]:
        if not isinstance(value, dict):
            _wrong(value, dict)
        key_hook = _number_as_key if of.key is int else find(of.key)
        parts, hook = _Collected(value), find(of.value)
        found = tuple(
            (
                parts.read(name, key_hook, name, of.key),
                parts.read(name, hook, each, of.value),
            )
            for name, each in value.items()
        )
        parts.refuse()
        return found

    return read


# --- Objects


class _Reader:
    """A hook for the objects of one class."""

    def __init__(self, hint: Hint, converter: Converter) -> None:
        shape = cast("Record", shape_of(hint))
        self._converter = converter
        self._cls = shape.cls
        self._make = STAND_INS.get(shape.cls, shape.cls)
        self._references = REFERENCES.get(shape.cls)
        self._type = type_of(shape.cls)
        self._fields = {field.name: field for field in shape.fields}
        required = [field for field in shape.fields if field.is_required]
        self._required = dict.fromkeys(field.name for field in required).keys()
        self._nullable = {field.name for field in required if is_nullable(field)}
        self._hooks: dict[str, tuple[Hook, Hint]] = {}

    def __call__(self, value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            return self._from_short(value)
        instead = INSTEAD.get(self._cls)
        if instead is not None and instead.key in value:
            hook = self._converter.get_structure_hook(instead.cls)
            return _made(instead.make, {}, hook(value, instead.cls))
        hooks = self._hooks or self._find_hooks()
        parts, given = _Collected(value), {}
        for name, part in value.items():
            if name in hooks:
                is_nothing = part == NOTHING and name in self._nullable
                hook, hint = hooks[name]
                given[name] = parts.read(name, hook, None if is_nothing else part, hint)
            elif name != "type" or part != self._type:  # a type may stand in every object
                parts.add([self._unknown(name, part)])
        if not given.keys() >= self._required:
            missing = (name for name in self._required if name not in value)
            parts.add(DocumentFault("", "missing-key", {"key": name}) for name in missing)
        parts.refuse()
        if self._references is not None:
            parts.add(self._references(given))
            parts.refuse()
        return _made(self._make, given, required=self._required)

    def _find_hooks(self) -> dict[str, tuple[Hook, Hint]]:
        """Return a hook for each field; not earlier, because rules contain rules."""
        find = self._converter.get_structure_hook
        self._hooks = {
            name: (_OF_FIELD.get((self._cls, name)) or find(field.hint), field.hint)
            for name, field in self._fields.items()
        }
        return self._hooks

    def _from_short(self, value: Any) -> Any:
        """Return a value that is given by a short spelling, or by the name of a definition."""
        if type(value) is str and self._cls in DEFINABLE:
            return DEFINED.get().find(value, self._cls, self)
        short = SHORT.get(self._cls)
        if short is not None and isinstance(value, short.kinds):
            if short.words and value not in short.words:
                raise Faults([no_choice("", value, short.words)])
            return _made(short.make, {}, value)
        told = short.told if short is not None else (str,) if self._cls in DEFINABLE else ()
        return _wrong(value, *told, dict)

    def _unknown(self, name: str, part: Any) -> DocumentFault:
        """Return the fault of a name that is no field's, or of a type that is not this one."""
        if name == "type":
            return no_choice(".type", part, [self._type])
        similar = Meant.by(name, self._fields)._replace(are_listed=True)
        return DocumentFault("", "unknown-key", {"key": name, "similar": similar})


def _made(
    make: Callable[..., Any],
    given: Mapping[str, Any],
    *values: Any,
    required: Collection[str] = (),
) -> Any:
    """Return a value of a class; what the class refuses is a fault of the field that it names.

    A class refuses one field at a time. So the others are tried without it, as far as that goes.
    """
    faults: list[DocumentFault] = []
    while True:
        try:
            found = make(*values, **given)
            found = found.value() if isinstance(found, Recorded) else found
            break
        except SamverkanError as error:
            field = vars(error).get("field")
            is_of_field = isinstance(field, str) and field in given
            if is_of_field or not faults:  # another fault may only come from what is left out
                step = named(str(field)) if is_of_field else ""
                faults.append(DocumentFault(step, "refused", {"error": error}))
            if not is_of_field or field in required:
                break
            given = {name: each for name, each in given.items() if name != field}
        except DiffersError as error:
            raise Faults([DocumentFault(named(error.field), "differs")]) from error
    if faults:
        raise Faults(faults)
    return found


def _choice(hint: Hint, converter: Converter) -> Hook:
    shape = cast("Choice", shape_of(hint))
    records = {
        type_of(class_of(each)): each
        for each in shape.options
        if isinstance(shape_of(each), Record)
    }
    short = next((each for each in shape.options if class_of(each) in SHORT), None)
    only = shape.options[0] if len(shape.options) == 1 else None

    def read(value: Any, _: Any) -> Any:
        if value is None and shape.is_optional:
            return None
        option = only or _option(value)
        hook = hooks.get(option)
        if hook is None:  # not earlier, because rules contain rules
            hook = hooks[option] = converter.get_structure_hook(option)
        return hook(value, option)

    hooks: dict[Hint, Hook] = {}
    by_fields = told_by_fields(shape)
    scalar = next((each for each in shape.options if isinstance(shape_of(each), Scalar)), None)
    listed = next((each for each in shape.options if isinstance(shape_of(each), Several)), None)
    item = None if listed is None else type_of(cast("Several", shape_of(listed)).item)

    def _option(value: Any) -> Hint:
        is_object = isinstance(value, dict)
        if listed is not None and (
            isinstance(value, list) or (is_object and value.get("type", item) == item)
        ):
            return listed  # or one item of it
        if is_object and by_fields and "type" not in value:
            told = next((cls for cls, field in by_fields.items() if field in value), None)
            return told or next(cls for cls, field in by_fields.items() if not field)
        if scalar is not None and not is_object:
            return scalar
        if is_object:
            return records[_type(value, records)]
        if short is not None:
            return short
        return _wrong(value, *([] if listed is None else [list]), dict)

    return read


def _type(value: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """Return the type that an object names, one of those known."""
    if "type" not in value:
        refuse("missing-type", choices=Choices(tuple(known)))
    found = value["type"]
    if type(found) is not str or found not in known:
        raise Faults([no_choice(".type", found, known)])
    return found


def _anything(_: Hint, converter: Converter) -> Hook:
    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            if value is None or type(value) is bool:
                return value
            return (_text if type(value) is str else _whole)(value, None)
        found = value.get("type")
        cls = public.class_named(found) if isinstance(found, str) else None
        if cls is None:
            cls = public.class_named(_type(value, dict.fromkeys(public.kinds())))
        return converter.get_structure_hook(cls)(value, cls)

    return read


class Short(NamedTuple):
    """A short spelling of an object, for files that people write.

    Args:
        kinds: The Python types that it may have.

        told: These types as they are told in messages.

        make: A function that makes the value of it.

        words: The only texts that it may be, or empty if it may be any.
    """

    kinds: tuple[type, ...]
    told: tuple[type, ...]
    make: Callable[[Any], Any]
    words: tuple[str, ...] = ()


def _office(written: str) -> Office:
    """Return an office, given as the id of a forum, or of a forum and a seat with a slash."""
    forum, slash, seat = written.partition("/")
    return Office(forum, seat if slash else None)


def _ready_made(*several: Level | OperatingMode) -> Short:
    """Return the short spelling of levels or modes that are ready-made: their ids."""
    by_id = {each.id: each for each in several}
    return Short((str,), (str,), by_id.__getitem__, tuple(by_id))


SHORT: Mapping[type, Short] = {
    Text: Short((str,), (str,), Text),
    Name: Short((str,), (str,), Name),
    Commitment: Short((str,), (str,), lambda text: Commitment(text=text)),
    Period: Short((str, dt.date), (dt.date,), lambda day: Period(_day(day, None))),
    Fixed: Short((str, int), (Decimal,), lambda kronor: Fixed(kronor=_decimal(kronor, None))),
    Level: _ready_made(DIRECTING, COORDINATING, EXECUTING),
    OperatingMode: _ready_made(ORDINARY, ACTIVATED),
    Deputies: Short((int,), (int,), lambda count: Deputies(count=count)),
    Office: Short((str,), (str,), _office),
}
"""The classes that have a short spelling: a text in Swedish, a name without a period, a
commitment without a source, a period without a last day, the same amount for each, a ready-made
level or mode by its id, a number of deputies, and the chair or a seat of a forum."""


class Instead(NamedTuple):
    """An object of another class that may stand in the place of one.

    Args:
        cls: The other class.

        key: A field that only the other class has.

        make: A function that makes the value of the other one.
    """

    cls: type
    key: str
    make: Callable[[Any], Any]


INSTEAD: Mapping[type, Instead] = {Reading: Instead(OneReading, "rule", OneReading.reading)}
"""The classes in whose place another may stand: a reading with its funding in one object."""

_MAKERS: Mapping[type, Callable[[Hint, Converter], Hook]] = {
    Several: _several,
    Row: _row,
    Table: _table,
    Choice: _choice,
    Record: _Reader,
    Anything: _anything,
}
