"""Documents: values as text that is kept in files and databases, and read back exactly."""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import UnionType
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, overload

import attrs

from ..core.fields import a_whole_number
from ..errors import DocumentError, DocumentFault, SamverkanError, WrongTypeError
from ..errors.documents import Given
from ..errors.texts import Text, an_instance
from . import public
from .converters import BaseConverter, Converter
from .definitions import DEFINED, Definitions
from .faults import MOST_FAULTS, Expected, Faults, Meant, named, no_choice, refuse, refuse_many
from .reading import reader, repeated_in
from .shapes import Record, shape_of, type_of
from .syntax import DEEPEST, LARGEST_DOCUMENT, MOST_ITEMS, Syntax, decoded, parsed
from .writing import A_VALUE, SHARED, Shared, writer, written_out

_T = TypeVar("_T")
_V = TypeVar("_V")

VERSION: Final = 1
"""Version of the document format."""

_THE_DOCUMENT = Text("dokumentet", "the document")
_A_CLASS = Text("en av samverkans klasser", "one of samverkan's classes")
_A_SYNTAX = Text("'json' eller 'toml'", "'json' or 'toml'")
_FILE_NAME = re.compile(r"[^\n{}=]+\.[A-Za-z]{1,5}")
LIST = "list"
_HEAD = ("samverkan", "kind", "define", "$schema")  # the last is for editors

_reader, _writer = functools.cache(reader), functools.cache(writer)


# --- Writing


def dumps(value: object, *, canonical: bool = False) -> str:
    """Return a value as a document: JSON that :func:`loads` turns into an equal value.

    A list is read back as a tuple.

    The document names its kind, such as ``agreement``. Fields that have their default are left
    out. Amounts are whole öre; rates, shares and numbers with more than 15 digits are text; days
    are text, as YYYY-MM-DD.

    Args:
        value: A value of one of the library's classes, or a tuple or list of such values.

        canonical: Whether to write the canonical form, which is meant for hashes and signatures:
            names in order, no line breaks, and each source where it is cited. Otherwise, a source
            or statistic that occurs more than once is defined once, under ``define``.

    Raises:
        WrongTypeError: If the value, or a part of it, is of another class.

    >>> from samverkan import Period
    >>> import datetime as dt
    >>> print(dumps(Period(dt.date(2015, 1, 1))))
    {
      "samverkan": 1,
      "kind": "period",
      "first_day": "2015-01-01"
    }
    """
    an_instance("canonical", canonical, bool)
    if canonical:
        compact = (",", ":")
        return json.dumps(_document(value), ensure_ascii=False, sort_keys=True, separators=compact)
    shared = Shared()
    with _set(SHARED, shared):
        _document(value)
        shared.name_those_repeated()
        document = _document(value)
    return json.dumps(document, ensure_ascii=False, indent=2)


def fingerprint(value: object) -> str:
    """Return the SHA-256 hash of a value's canonical form, in hexadecimal (*kontrollsumma*).

    Equal values have equal hashes; the order in which parties or figures were given is no part of
    a value.

    Raises:
        WrongTypeError: If the value, or a part of it, is not of one of the library's classes.

    >>> from samverkan import Text
    >>> fingerprint(Text("avgift")) == fingerprint(Text(" avgift "))
    True
    """
    return hashlib.sha256(dumps(value, canonical=True).encode()).hexdigest()


def _document(value: object) -> dict[str, Any]:
    shared = SHARED.get()
    kind, content = _written(value)
    head: dict[str, Any] = {"samverkan": VERSION, "kind": kind}
    if shared is not None and shared.names:
        head["define"] = _definitions(shared)
    return {**head, "value": content} if is_wrapped(kind) else {**head, **content}


def _written(value: object) -> tuple[str, Any]:
    """Return the kind of a value, and the value as objects and lists."""
    try:
        if isinstance(value, (tuple, list)):
            return LIST, [_writer().unstructure(each, unstructure_as=Any) for each in value]
        cls = type(value)
        if attrs.has(cls) and public.is_public(cls):
            return type_of(cls), written_out(value, _writer())
    except SamverkanError:
        raise
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        # A class that only the library makes values of does not check their fields.
        raise WrongTypeError("value", A_VALUE, value) from error
    raise WrongTypeError("value", A_VALUE, value)


def is_wrapped(kind: str) -> bool:
    """Return whether the content stands under ``value``: it is a list, or has a kind of its own."""
    cls = public.class_named(kind)
    return cls is None or "kind" in cast("Record", shape_of(cls)).names


def _definitions(shared: Shared) -> dict[str, Any]:
    return {name: written_out(value, _writer()) for value, name in shared.to_define()}


# --- Reading


@overload
def loads(
    text: str | bytes,
    expected: type[_T],
    *,
    syntax: Syntax = ...,
    where: str | Text = ...,
    max_bytes: int = ...,
    max_items: int = ...,
) -> _T: ...


@overload
def loads(
    text: str | bytes,
    expected: None = ...,
    *,
    syntax: Syntax = ...,
    where: str | Text = ...,
    max_bytes: int = ...,
    max_items: int = ...,
) -> Any: ...


def loads(
    text: str | bytes,
    expected: type[Any] | None = None,
    *,
    syntax: Syntax = "json",
    where: str | Text = _THE_DOCUMENT,
    max_bytes: int = LARGEST_DOCUMENT,
    max_items: int = MOST_ITEMS,
) -> Any:
    """Return the value that a document contains.

    The content is never trusted: unknown, missing and repeated names, other types, binary
    fractions and too long, too large or too deeply nested content are refused, and so is
    everything that the classes refuse.

    Args:
        text: The document, as text or as bytes in UTF-8.

        expected: The class that the value must have, or None if it may have any. ``tuple``
            expects a list of values.

        syntax: The language in which it is written: ``"json"`` or ``"toml"``.

        where: Name of the document in error messages.

        max_bytes: Maximum size of the document, in bytes.

        max_items: Maximum number of items in a list.

    Raises:
        DocumentError: If the document has faults; the error lists all of them, each with its
            path.

    >>> value = loads('{"samverkan": 1, "kind": "period", "first_day": "2015-01-01"}')
    >>> print(value)
    from 2015-01-01
    >>> loads('{"samverkan": 1, "kind": "period", "last_day": "2015-02-30"}')
    Traceback (most recent call last):
        ...
    samverkan.errors.DocumentError: the document cannot be read:
      last_day: there is no day '2015-02-30' in the calendar; correct it
      key first_day is missing; add it
    """
    an_instance("text", text, str, bytes)
    an_instance("where", where, str, Text)
    for name, limit in (("max_bytes", max_bytes), ("max_items", max_items)):
        a_whole_number(name, limit, least=1)
    if syntax not in ("json", "toml"):
        raise WrongTypeError("syntax", _A_SYNTAX, syntax)
    wanted = None if expected is None else kind_of(expected)
    with told(where):
        return content_of(_opened(text, syntax, max_bytes), wanted, max_items)


def kind_of(expected: object) -> str:
    """Return the kind of document that holds values of a class."""
    if expected is tuple:
        return LIST
    if not isinstance(expected, type) or not attrs.has(expected) or not public.is_public(expected):
        raise WrongTypeError("expected", _A_CLASS, expected)
    return type_of(expected)


@contextmanager
def told(where: str | Text) -> Iterator[None]:
    """Raise what is wrong with a document as an error that names the document."""
    try:
        yield
    except Faults as error:
        faults = tuple(fault._replace(path=fault.path.lstrip(".")) for fault in error.faults)
        raise DocumentError(where, faults) from None
    except RecursionError:
        raise DocumentError(where, (DocumentFault("", "too-deep", {"most": DEEPEST}),)) from None


def _opened(text: str | bytes, syntax: Syntax, max_bytes: int) -> Any:
    content = decoded(text, max_bytes)
    if _FILE_NAME.fullmatch(content):
        refuse("file-name", found=content)
    return parsed(content, syntax)


def content_of(document: Any, wanted: str | None, max_items: int = MOST_ITEMS) -> Any:
    """Return the value that a parsed document contains."""
    kind = version_of(document, wanted)
    if not isinstance(document.get("$schema", ""), str):
        found = {"expected": Expected((str,)), "found": Given(document["$schema"])}
        raise Faults([DocumentFault("$schema", "wrong-type", found)])
    defined = document.get("define", {})
    if not isinstance(defined, dict):
        found = {"expected": Expected((dict,)), "found": Given(defined)}
        raise Faults([DocumentFault("define", "wrong-type", found)])
    repeated = [*repeated_in(document, ""), *repeated_in(defined, "define")]
    if repeated:
        refuse_many(repeated)
        raise Faults(repeated)
    definitions = Definitions(defined, max_items)
    with _set(DEFINED, definitions):
        try:
            value = _content(document, kind)
        except Faults as error:
            raise Faults([*definitions.faults, *error.faults]) from None
    unused = list(definitions.unused())
    if unused:
        raise Faults(unused)
    return value


def version_of(document: Any, wanted: str | None) -> str:
    """Return the kind that a document names, after checking its version.

    Raises:
        Faults: If it is no document, or of another version or kind.
    """
    if not isinstance(document, dict):
        refuse("wrong-type", expected=Expected((dict,)), found=Given(document))
    if "samverkan" not in document:
        refuse("no-version", key="samverkan")
    if "kind" not in document:
        refuse("no-kind")
    if type(document["samverkan"]) is not int:
        raise Faults([DocumentFault("samverkan", "no-number", {"known": VERSION})])
    if document["samverkan"] != VERSION:
        refuse("version", found=Given(document["samverkan"]), known=VERSION)
    kind = document["kind"]
    if kind != LIST and (not isinstance(kind, str) or public.class_named(kind) is None):
        known = (*public.kinds(), LIST)
        raise Faults([no_choice("kind", kind, known)])
    if wanted is not None and kind != wanted:
        refuse("other-kind", found=Given(kind), expected=Given(wanted))
    return str(kind)


def _content(document: dict[str, Any], kind: str) -> Any:
    cls: Any = public.class_named(kind) or tuple[Any, ...]
    hook = _reader().get_structure_hook(cls)
    rest = {name: each for name, each in document.items() if name not in _HEAD}
    if not is_wrapped(kind):
        return hook(rest, cls)
    faults = [
        DocumentFault("", "unknown-key", {"key": name, "similar": Meant(())})
        for name in itertools.islice(rest, MOST_FAULTS + 2)
        if name != "value"
    ]
    refuse_many(faults)
    if "value" not in rest:
        faults.append(DocumentFault("", "missing-key", {"key": "value"}))
    if faults:
        raise Faults(faults)
    try:
        return hook(rest["value"], cls)
    except Faults as error:
        raise Faults(error.under(named("value"))) from None


def read_part(part: Any, cls: type[_T]) -> _T:
    """Return the value of a class that a part of a document holds.

    Raises:
        Faults: If it has faults.
    """
    return _reader().structure(part, cls)


def written_part(value: object) -> Any:
    """Return a value as a part of a document."""
    return _writer().unstructure(value, unstructure_as=type(value))


@contextmanager
def _set(variable: ContextVar[_V], value: _V) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


# --- Converters of other programs


def configure_converter(converter: Converter) -> None:
    """Let a cattrs converter read and write samverkan's values inside values of other classes.

    A value is written in the form that it has in a document, without ``samverkan``, ``kind`` and
    ``define``. What cannot be read is refused with a :class:`~samverkan.errors.DocumentError`,
    inside the error groups of the converter. It reads and writes all other classes as before.

    Args:
        converter: The converter, which is changed.

    >>> from samverkan import Party
    >>> converter = Converter()
    >>> configure_converter(converter)
    >>> data = {"to": {"names": "Södertörn", "kind": "municipal-federation"}}
    >>> converter.structure(data, dict[str, Party])["to"].id
    'sodertorn'
    """
    an_instance("converter", converter, BaseConverter)

    def read(value: Any, hint: Any) -> Any:
        with told(_THE_DOCUMENT):
            return _reader().structure(value, hint)

    converter.register_structure_hook_func(_is_ours, read)
    converter.register_unstructure_hook_factory(
        _is_ours, lambda hint: lambda value: _writer().unstructure(value, unstructure_as=hint)
    )


def _is_ours(hint: Any) -> bool:
    """Return whether an annotation describes values of our classes only."""
    if get_origin(hint) in {Union, UnionType}:
        options = [option for option in get_args(hint) if option is not type(None)]
        return all(map(_is_ours, options))
    cls = get_origin(hint) or hint
    return isinstance(cls, type) and attrs.has(cls) and public.is_public(cls)
