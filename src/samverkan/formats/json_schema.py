"""The JSON Schema of documents, made from the classes and their documentation."""

from __future__ import annotations

import ast
import datetime as dt
import enum
import functools
import inspect
import re
import textwrap
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias, assert_never

from ..errors import WrongTypeError
from ..errors.texts import Text
from . import public
from .documents import LIST, VERSION, is_wrapped
from .reading import DAY, INSTEAD, LONG_NUMBER, MOST, NOTHING, NUMBER, PART, SHORT
from .shapes import (
    DEFINABLE,
    STAND_INS,
    Anything,
    Choice,
    Enumeration,
    Field,
    Hint,
    Record,
    Row,
    Scalar,
    Several,
    Table,
    class_of,
    in_words,
    is_nullable,
    is_told_by_fields,
    shape_of,
    type_of,
)

Part: TypeAlias = dict[str, Any]

_TEXT: Part = {"type": "string"}
_NULL: Part = {"type": "null"}
_DAY: Part = {"type": "string", "format": "date", "pattern": f"^{DAY.pattern}$"}
_WHOLE: Part = {"type": "integer", "minimum": 1 - MOST, "maximum": MOST - 1}
_SCALARS: Mapping[type, Part] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    dt.date: _DAY,
    int: {"anyOf": [_WHOLE, {"type": "string", "pattern": f"^{LONG_NUMBER.pattern}$"}]},
    Decimal: {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^{NUMBER.pattern}$"}]},
    Fraction: {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^{PART.pattern}$"}]},
}
_YEAR: Part = {"pattern": "^[0-9]+$"}  # the names of an object are texts
_ANY = "anything"
_A_KIND = Text("ett slag av dokument, som 'agreement'", "a kind of document, such as 'agreement'")
_HEAD: Part = {
    "$schema": {"description": "The schema, for editors.", "type": "string"},
    "samverkan": {"const": VERSION, "description": "Version of the format."},
    "kind": {"description": "What the document contains."},
    "define": {
        "description": "Sources and statistics, by the names that stand for them elsewhere.",
        "type": "object",
        "additionalProperties": {
            "anyOf": [{"$ref": f"#/$defs/{type_of(cls)}"} for cls in DEFINABLE]
        },
    },
}


def schema(kind: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema of documents, for editors and other programs.

    It is written in draft 2020-12. What only the library can see is not in it: ids that must
    exist, days in the wrong order, names that are defined but not used, and the like.

    Args:
        kind: The kind of document, such as ``"agreement"``, or None for all kinds. An editor
            helps most if it knows the kind.

    Raises:
        WrongTypeError: If there is no such kind.

    >>> found = schema("agreement")
    >>> found["properties"]["terms"]
    {'$ref': '#/$defs/agreement/properties/terms'}
    >>> found["$defs"]["period"]["properties"]["first_day"]["description"]
    'First day covered (från och med).'
    """
    if kind not in (None, *public.kinds(), LIST):
        raise WrongTypeError("kind", _A_KIND, kind)
    definitions: Part = {}
    for each in public.kinds():
        _define(public.class_named(each), definitions)
    definitions[_ANY] = _anything()
    found = _of_all(definitions) if kind is None else _of_one(kind, definitions)
    used = _used(found, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A samverkan document" if kind is None else f"A samverkan document: {kind}",
        "type": "object",
        **found,
        "$defs": {name: definitions[name] for name in sorted(used)},
    }


def _of_all(definitions: Part) -> Part:
    names = (*public.kinds(), LIST)
    documents = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": _document(kind, definitions),
        }
        for kind in names
    ]
    return {
        "description": "An inter-municipal agreement, figures, a ledger or another value.",
        "properties": {**_HEAD, "kind": {**_HEAD["kind"], "enum": list(names)}},
        "required": ["samverkan", "kind"],
        "allOf": documents,
    }


def _of_one(kind: str, definitions: Part) -> Part:
    """Return a schema with its properties at the root, where every editor finds them."""
    made = _document(kind, definitions)
    bodies = made.get("anyOf", [made])
    for body in bodies:
        body["properties"] |= {**_HEAD, "kind": {**_HEAD["kind"], "const": kind}}
        body["required"] = ["samverkan", "kind", *body["required"]]
    cls = public.class_named(kind)
    said = "Several values." if cls is None else _documented(cls)[0]
    return {"description": said, **made}


def _used(part: Any, definitions: Part) -> set[str]:
    """Return the names of the definitions that a part of a schema uses, also through others."""
    found: set[str] = set()
    ahead: list[Any] = [part]
    while ahead:
        each = ahead.pop()
        if isinstance(each, dict):
            name = str(each.get("$ref", "")).removeprefix("#/$defs/").partition("/")[0]
            if name and name not in found:
                found.add(name)
                ahead.append(definitions[name])
            ahead += each.values()
        elif isinstance(each, list):
            ahead += each
    return found


def _document(kind: str, definitions: Part) -> Part:
    """Return what a document of a kind contains beside its head."""
    if kind == LIST:
        return _with_head({"value": _of_list(_ref(_ANY))}, ["value"])
    if is_wrapped(kind):
        return _with_head({"value": _ref(kind)}, ["value"])
    bodies = [
        _with_head(
            {name: _ref(f"{each}/properties/{name}") for name in definitions[each]["properties"]},
            definitions[each]["required"],
        )
        for each in _names_of(kind)
    ]
    return bodies[0] if len(bodies) == 1 else {"anyOf": bodies}


def _names_of(kind: str) -> list[str]:
    """Return the definitions of a class: its own, and that of what may stand in its place."""
    cls = public.class_named(kind)
    return [kind, *(in_words(INSTEAD[each].cls) for each in INSTEAD if each is cls)]


def _with_head(rest: Part, required: list[str]) -> Part:
    heads: Part = dict.fromkeys(_HEAD, True)
    return {
        "properties": {**heads, **rest},
        "required": required,
        "additionalProperties": False,
    }


def _ref(name: str) -> Part:
    return {"$ref": f"#/$defs/{name}"}


def _anything() -> Part:
    """Return a value of any class, which names its type, or a plain value."""
    each = [
        {
            "if": {"type": "object", "properties": {"type": {"const": kind}}},
            "then": {"anyOf": [{"not": {"type": "object"}}, *map(_ref, _names_of(kind))]},
        }
        for kind in public.kinds()
    ]
    named: Part = {"properties": {"type": {"enum": list(public.kinds())}}, "required": ["type"]}
    plain = [_NULL, _TEXT, _SCALARS[bool], _WHOLE]
    return {"anyOf": [{"type": "object", **named, "allOf": each}, *plain]}


def _define(hint: Hint, definitions: Part) -> None:
    """Add the definition of a class, and those of the classes of its fields."""
    shape = shape_of(hint)
    name = in_words(class_of(hint))
    if name in definitions or not isinstance(shape, Record):
        return
    definitions[name] = {}  # not again, if it contains itself
    said, _ = _documented(shape.cls)
    held: type = STAND_INS.get(shape.cls, shape.cls)
    _, fields = _documented(held)
    definitions[name] = {
        "title": shape.cls.__name__,
        "description": said,
        "type": "object",
        "properties": {
            **{field.name: _field(field, fields, definitions) for field in shape.fields},
            "type": {"const": type_of(shape.cls)},
        },
        "required": [field.name for field in shape.fields if field.is_required],
        "additionalProperties": False,
    }


def _field(field: Field, said: Mapping[str, str], definitions: Part) -> Part:
    made = _part(field.hint, definitions)
    if field.is_required and is_nullable(field):
        made = {"anyOf": [made, {"const": NOTHING}]}
    return {"description": said[field.name], **made} if field.name in said else made


def _part(hint: Hint, definitions: Part) -> Part:  # noqa: PLR0911 - one for each shape
    """Return the schema of a shape, and define the classes in it."""
    shape = shape_of(hint)

    def part(of: Hint) -> Part:
        return _part(of, definitions)

    match shape:
        case Scalar():
            return _SCALARS[shape.kind]
        case Enumeration():
            return _words(shape.members)
        case Several():
            return _of_list(part(shape.item))
        case Row():
            items = [part(item) for item in shape.items]
            return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
        case Table():
            return {
                "type": "object",
                "propertyNames": _YEAR if shape.key is int else part(shape.key),
                "additionalProperties": part(shape.value),
            }
        case Choice():
            return _choice(shape, part)
        case Record():
            _define(hint, definitions)
            return _with_short(shape.cls, definitions)
        case Anything():
            return _ref(_ANY)
        case _:
            assert_never(shape)


def _of_list(item: Part) -> Part:
    """Return a list of items, or one item in place of a list."""
    listed: Part = {"type": "array", "items": item}
    return {"anyOf": [listed, {"allOf": [item, {"not": {"type": ["array", "null"]}}]}]}


def _with_short(cls: type, definitions: Part) -> Part:
    """Return a reference to a class, with its short spelling if it has one."""
    shorts: list[Part] = []
    if cls in SHORT:
        words = SHORT[cls].words
        shorts = [{"enum": list(words)}] if words else [_SCALARS[each] for each in SHORT[cls].told]
    elif cls in DEFINABLE:
        shorts = [_TEXT]
    if cls in INSTEAD:
        _define(INSTEAD[cls].cls, definitions)
        shorts = [_ref(in_words(INSTEAD[cls].cls))]
    own = _ref(type_of(cls))
    return {"anyOf": [own, *shorts]} if shorts else own


def _choice(shape: Choice, part: Callable[[Hint], Part]) -> Part:
    options = [part(option) for option in shape.options]
    if len(options) > 1 and not is_told_by_fields(shape):
        options = [
            {"allOf": [made, {"if": {"type": "object"}, "then": {"required": ["type"]}}]}
            if isinstance(shape_of(option), Record)
            else made
            for option, made in zip(shape.options, options, strict=True)
        ]
    if shape.is_optional:
        options.append(_NULL)
    return options[0] if len(options) == 1 else {"anyOf": options}


def _words(members: type[enum.Enum]) -> Part:
    """Return the words of an enumeration, each with what it means."""
    meanings = _meanings(members)
    said = " ".join(
        f"{member.value}: {meanings[member.name]}" for member in members if member.name in meanings
    )
    own, _ = _documented(members)
    words = [member.value for member in members]
    return {"enum": words, "description": f"{own} {said}".strip()}


# --- What the documentation says


@functools.cache
def _documented(cls: type) -> tuple[str, Mapping[str, str]]:
    """Return the first paragraph of a class's documentation, and what it says of each field."""
    said = inspect.cleandoc(cls.__doc__ or "")
    head, _, arguments = said.partition("\nArgs:\n")
    block = textwrap.dedent(re.split(r"\n(?=\S)", arguments, maxsplit=1)[0])
    found = re.split(r"^(\w+):", block, flags=re.MULTILINE)[1:]
    fields = {name: _plain(text) for name, text in zip(found[::2], found[1::2], strict=True)}
    return _plain(head.split("\n\n")[0]), fields


def _meanings(members: type[enum.Enum]) -> Mapping[str, str]:
    """Return what the text below each member says."""
    try:
        body = ast.parse(textwrap.dedent(inspect.getsource(members))).body[0]
    except OSError:  # no source
        return {}
    found: dict[str, str] = {}
    name = ""
    for node in getattr(body, "body", []):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and name:
            found[name] = _plain(str(node.value.value))
    return found


def _plain(text: str) -> str:
    """Return text of the documentation on one line, without its markup."""
    text = re.sub(r":\w+(?::\w+)*:`~?([^`<]+?)`", r"\1", text)
    text = re.sub(r"``([^`]+)``", r"\1", text)
    text = re.sub(r"(?<!\*)\*([^*\n]+)\*(?!\*)", r"\1", text)
    return " ".join(text.split())
