"""Text in Swedish and English, lines of visible text, and the base class of errors.

They are in one module because each needs the others: the message of an error is a text, and an
invalid text raises an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from inspect import Parameter, Signature, get_annotations
from types import UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    TypeAlias,
    cast,
    dataclass_transform,
    get_args,
)

import attrs

from .quoting import filled, kinds_told, quoted

_LONGEST_LINE = 2000
_PACKAGE = "samverkan.errors"
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""The categories of characters that no line of ours holds."""
_CLASS_VARIABLE = re.compile(r"(\w+\.)*ClassVar\b")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

Language: TypeAlias = Literal["sv", "en"]
"""The languages of messages and reports: Swedish (the default) and English."""


Kind: TypeAlias = type | UnionType
"""A type, or a union of types."""


def as_line(value: str) -> str:
    """Return *value* in composed form (NFC), with ordinary spaces and none at the ends.

    Two encodings of one name are then equal: å as one character, or a with a combining ring.
    """
    # Length first: composing takes quadratic time. a_line(), called next, refuses a long text.
    given: object = value
    if not isinstance(given, str) or len(value) > _LONGEST_LINE:
        return value
    return unicodedata.normalize("NFC", value).replace("\N{NO-BREAK SPACE}", " ").strip()


def as_optional_line(value: str | None) -> str | None:
    """Return *value* as as_line() does; None stays None."""
    return None if value is None else as_line(value)


def a_line(field: str, value: object) -> None:
    """Refuse a value that is not a line of visible text."""
    if not isinstance(value, str):
        raise WrongTypeError(field, str, value)
    if len(value) > _LONGEST_LINE:
        raise TextError(field, value, "too-long", {"longest": _LONGEST_LINE})
    if not value.strip():
        raise TextError(field, value, "empty")
    if value.isprintable():  # quicker than to look at each character
        return
    hidden = next((char for char in value if unicodedata.category(char) in INVISIBLE), None)
    if hidden is not None:
        raise TextError(field, value, "invisible", {"character": f"U+{ord(hidden):04X}"})


def an_instance(field: str, value: object, *kinds: Kind | None) -> None:
    """Refuse a value of none of the types; None among them allows None."""
    types = tuple(map(_type_for, kinds)) if None in kinds else kinds
    if not isinstance(value, cast("tuple[Kind, ...]", types)):
        raise WrongTypeError(field, kinds, value)


def _type_for(kind: Kind | None) -> Kind:
    return type(None) if kind is None else kind


def an_optional_line(field: str, value: object) -> None:
    """Refuse a value that is neither a line of visible text nor None."""
    if value is not None:
        a_line(field, value)


def a_slug(field: str, value: object) -> None:
    """Refuse a value that is not an id: lower-case letters a to z, digits, hyphens, at most 64."""
    if not isinstance(value, str):
        raise WrongTypeError(field, _AN_ID, value)
    a_line(field, value)
    if not _SLUG.fullmatch(value):
        raise TextError(field, value, "no-id")


@attrs.frozen
class Text:
    """A text in Swedish and, if there is a translation, in English.

    Args:
        sv: The Swedish text, one line.

        en: The English text, or None if there is none; the Swedish text is then used.

    Raises:
        TextError: If a text is empty or contains invisible characters.

    >>> Text("folkmängd", "population").in_language("en")
    'population'
    >>> Text("Nacka kommun").in_language("en")
    'Nacka kommun'
    """

    sv: str = attrs.field(converter=as_line)
    en: str | None = attrs.field(default=None, converter=as_optional_line)

    def __attrs_post_init__(self) -> None:
        a_line("sv", self.sv)
        an_optional_line("en", self.en)

    def in_language(self, language: Language) -> str:
        """Return the text in *language*, or in Swedish if there is no English text."""
        a_language(language)
        return self.en if language == "en" and self.en is not None else self.sv


Reasons: TypeAlias = Mapping[str, Text]
"""The texts of an error's reasons, by the code of the reason."""


class Filled(NamedTuple):
    """A text whose braces are filled with values."""

    text: Text
    values: Mapping[str, object]

    def in_language(self, language: Language) -> str:
        """Return the text with its braces filled in."""
        return filled(self.text.in_language(language), self.values, language)


@dataclass_transform(eq_default=False)
class SamverkanError(Exception):
    """Base class of all errors that samverkan raises on purpose; it is never raised itself.

    A subclass declares its fields, as in a dataclass, and its text in both languages. The braces
    in the text name fields. If an error has several causes, ``reasons`` has a text for each:
    ``reason`` names one of them, and ``details`` contains the further values that its text names.

    >>> from samverkan import Period
    >>> try:
    ...     Period.of_year(15)
    ... except SamverkanError as error:
    ...     print(error.in_language("sv"))
    Ett budgetår är ett heltal från 1800 till 2999, till exempel 2015; du angav 15.
    """

    template: ClassVar[Text]
    """The message of the error, with its fields in braces."""
    reasons: ClassVar[Reasons] = {}
    """The text for each reason, by the code of the reason."""
    __signature__: ClassVar[Signature]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.__module__.startswith(_PACKAGE):  # a traceback names the path to import from
            cls.__module__ = _PACKAGE
        kind, empty = Parameter.POSITIONAL_OR_KEYWORD, Parameter.empty
        cls.__signature__ = Signature(
            [
                Parameter(name, kind, default=getattr(cls, name, empty), annotation=annotation)
                for name, annotation in _fields(cls).items()
            ]
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        try:
            given = self.__signature__.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{type(self).__name__}: {error}") from None
        given.apply_defaults()
        if "details" in given.arguments:  # what the caller changes afterwards is not said
            given.arguments["details"] = dict(given.arguments["details"])
        reason = given.arguments.get("reason")
        if self.reasons and reason not in self.reasons:
            known = ", ".join(self.reasons)
            raise ValueError(f"{type(self).__name__} has no reason {reason!r}, only {known}")
        # The base class gets the same arguments, so that every error can be pickled.
        super().__init__(*given.arguments.values())
        vars(self).update(given.arguments)

    def in_language(self, language: Language) -> str:
        """Return what is wrong and what to do, in Swedish or English (*felmeddelande*)."""
        return Filled(self._template(), self._told()).in_language(language)

    def _template(self) -> Text:
        """Return the message template; a class with several templates overrides this."""
        return self.template

    def _told(self) -> dict[str, object]:
        """Return the values that the braces of the template may name."""
        values: dict[str, Any] = {**vars(self).get("details", {}), **vars(self)}
        if self.reasons:
            values["reason"] = Filled(self.reasons[values["reason"]], dict(values))
        return values

    def __str__(self) -> str:
        return self.in_language("en")

    def __repr__(self) -> str:
        fields = (f"{name}={quoted(getattr(self, name))}" for name in self.__signature__.parameters)
        return f"{type(self).__name__}({', '.join(fields)})"


SamverkanError.__module__ = _PACKAGE


def _fields(cls: type[SamverkanError]) -> dict[str, object]:
    """Return the fields of an error with their types, those of its base classes first."""
    each = [get_annotations(base) for base in reversed(cls.__mro__) if base is not object]
    return {
        name: kind
        for annotations in each
        for name, kind in annotations.items()
        if not _CLASS_VARIABLE.match(str(kind))
    }


Details: TypeAlias = Mapping[str, object]
"""The values that the text of a reason names, by name, besides the fields of the error."""

NO_DETAILS: Details = {}

Expected: TypeAlias = Kind | Text | tuple[Kind | Text | None, ...]
"""The values that a field takes: a type, a description in words, or several of these."""


class WrongTypeError(SamverkanError, TypeError):
    """A field got a value of a type that it does not take.

    Attributes:
        field: Name of the field.

        expected: What it takes: a type, a description in words, or several of these.

        value: The value given.
    """

    field: str
    expected: Expected
    value: object

    template: ClassVar[Text] = Text(
        "{field} ska vara {expected}, inte {value!k}.",
        "{field} must be {expected}, got {value!k}",
    )

    def _told(self) -> dict[str, object]:
        several = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        return {**super()._told(), "expected": _Kinds(several)}


class _Kinds(NamedTuple):
    """The types that a value may have, for a message."""

    several: tuple[Kind | Text | None, ...]

    def in_language(self, language: Language) -> str:
        """Return them in words: a Burden (RELIEF, MEMBERS) or None."""
        told: list[object] = []
        for each in self.several:
            said = each.in_language(language) if isinstance(each, Text) else each
            told += get_args(said) or [said]
        return kinds_told(told, language)


class TextError(SamverkanError, ValueError):
    """A text is empty, too long, contains invisible characters or is not in the required form.

    Attributes:
        field: Name of the field.

        value: The value given.

        reason: Why it is refused.

        details: Further values that the text of the reason names.
    """

    field: str
    value: str
    reason: str
    details: Details = NO_DETAILS

    template: ClassVar[Text] = Text("{field} {value!r}: {reason}.", "{field} {value!r}: {reason}")
    reasons: ClassVar[Reasons] = {
        "empty": Text(
            "texten är tom; skriv en, eller utelämna den om den inte behövs",
            "it is empty; write one, or leave it out if it is optional",
        ),
        "too-long": Text(
            "texten är längre än {longest} tecken; korta den",
            "it is longer than {longest} characters; shorten it",
        ),
        "invisible": Text(
            "texten innehåller {character}, som inte syns; ta bort det tecknet",
            "it contains {character}, which is invisible; remove it",
        ),
        "no-id": Text(
            "ett id har bokstäverna a till z, siffror och bindestreck, högst 64 tecken, och börjar "
            "inte med bindestreck",
            "an id has at most 64 letters a to z, digits and hyphens, and no hyphen first",
        ),
        "no-id-from-name": Text(
            "inget id kan bildas av namnet; ange ett id", "no id can be made of it; give an id"
        ),
        "no-name": Text("ange minst ett namn", "give at least one name"),
        "person": Text(
            "det kan vara någons personnummer, och sådana sparas inte; ange en organisations "
            "nummer",
            "this may be a personal identity number, which is not stored; give the number of an "
            "organisation",
        ),
        "hash": Text(
            "en kontrollsumma har 64 tecken 0 till 9 och a till f; kopiera den hela",
            "a hash has 64 characters 0 to 9 and a to f; copy all of it",
        ),
        "hour": Text(
            "skriv klockslaget med timmar och minuter, till exempel 03:40, om det behövs följt av "
            "+02:00 (sommartid) eller +01:00 (normaltid)",
            "write the hours and minutes of the clock, like 03:40, if needed followed by +02:00 "
            "(summer time) or +01:00 (standard time)",
        ),
        "no-such-hour": Text(
            "klockslaget finns inte den {day}, då klockan ställs fram från 02:00 till 03:00; ange "
            "ett annat",
            "there is no such hour on {day}, when the clock is put forward from 02:00 to 03:00; "
            "give another",
        ),
        "wrong-offset": Text(
            "den tiden den {day} gäller {offset}; ange det, eller utelämna det",
            "at that time on {day}, {offset} applies; give that, or leave it out",
        ),
        "municipality-code": Text(
            "skriv koden som text, till exempel 0182", "write it as text like '0182'"
        ),
        "organisation-number": Text(
            "skriv numret som text, till exempel 212000-0167; "
            "samverkan.sweden.organisation_number() läser andra former",
            "write it as text like '212000-0167'; samverkan.sweden.organisation_number() reads "
            "other forms",
        ),
    }


SEVERAL = Text("flera sådana", "several of them")
"""A description of several values, for a field that also takes one."""

_AN_ID = Text("ett id, som text", "an id, as text")
_A_LANGUAGE = Text("”sv” eller ”en”", "'sv' or 'en'")


def a_language(value: object) -> None:
    """Refuse a language other than Swedish and English."""
    if value not in ("sv", "en"):
        raise WrongTypeError("language", _A_LANGUAGE, value)


def as_text(value: str | Text) -> Text:
    """Return *value* as a text; a plain string is taken as Swedish.

    >>> as_text("avgift")
    Text(sv='avgift', en=None)
    """
    if isinstance(value, Text):
        return value
    a_line("text", value)
    return Text(value)


def as_optional_text(value: str | Text | None) -> Text | None:
    """Return *value* as a text, or None.

    >>> as_optional_text(None) is None
    True
    """
    return None if value is None else as_text(value)


def joined(items: Iterable[str], language: Language) -> str:
    """Return words joined into a list: a, b och c, or a, b and c."""
    *first, last = items
    word = "och" if language == "sv" else "and"
    return f"{', '.join(first)} {word} {last}" if first else last
