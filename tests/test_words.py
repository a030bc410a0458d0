"""What is said to people: in both languages, with the same facts, safely and in plain words."""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import pickle
import pkgutil
import re
import string
from collections.abc import Iterator
from types import ModuleType
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samverkan
from public import ERRORS, SRC
from samverkan import (
    Agreement,
    FigureStatus,
    Language,
    PartyKind,
    Period,
    Terms,
    Text,
    Unit,
    errors,
)
from samverkan.errors import SamverkanError
from samverkan.findings import FindingKind
from samverkan.funding import Basis

LONG = "å\x1b" * 10**5
MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(samverkan.__path__, "samverkan.")
    if not found.name.endswith("__main__")
]


def texts_in(value: object, where: str) -> Iterator[tuple[str, Text]]:
    """Yield every text that a value holds, and where."""
    match value:
        case Text():
            yield where, value
        case FindingKind():
            yield f"{where}.message", value.message
            yield f"{where}.remedy", value.remedy
        case dict():
            for key, each in value.items():
                yield from texts_in(each, f"{where}[{key}]")
        case tuple() | list():
            for place, each in enumerate(value):
                yield from texts_in(each, f"{where}[{place}]")
        case type() if issubclass(value, SamverkanError):
            for name, each in vars(value).items():
                yield from texts_in(each, f"{where}.{name}")


def templates(module: ModuleType) -> dict[str, Text]:
    """Return every text that is a constant of a module, or part of one, by where it stands."""
    own = {name: value for name, value in vars(module).items() if not name.startswith("__")}
    return dict(found for name, value in own.items() for found in texts_in(value, name))


def braces(said: str) -> list[str]:
    """Return what the braces of a template name, in order of name."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(said) if name is not None})


def bare(said: str) -> str:
    """Return the words of a template: no braces, capitals or punctuation."""
    return " ".join(re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}", "", said).casefold()))


# Forms of a word that one of the languages has: "var tredje", "var 21:a".
ONE_LANGUAGE_ALONE = {"ending"}

SAME_IN_BOTH = {
    "",
    "csv",
    "forum",
    "id",
    "instrument",
    "json stat",
    "kronor",
    "per",
    "px",
    "region",
}
SAME_IN_BOTH |= {"status", "text", "uid"}

TEMPLATES = {
    f"{module.__name__}.{name}": text
    for module in MODULES
    if not module.__name__.startswith("samverkan.stockholm")  # what a Swedish paper says
    for name, text in templates(module).items()
}


def test_templates_are_found() -> None:
    """The walk finds those of errors, findings, reports and the command."""
    found = {name.split(".")[1] for name in TEMPLATES}

    assert len(TEMPLATES) > 400
    assert found >= {"cli", "errors", "findings", "reports", "sweden"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates(name: str) -> None:
    """Every template is there in both languages, and names the same details in both."""
    text = TEMPLATES[name]

    assert text.en is not None
    assert braces(text.sv) == braces(text.en) or set(braces(text.sv)) - ONE_LANGUAGE_ALONE == set(
        braces(text.en)
    )
    if bare(text.sv) == bare(text.en):  # one word, and the same in both languages
        assert bare(text.sv) in SAME_IN_BOTH


# --- Errors

FIELDS: dict[str, object] = {
    "day": dt.date(2015, 1, 1),
    "first_day": dt.date(2015, 1, 1),
    "last_day": dt.date(2014, 1, 1),
    "expected": (PartyKind, Period, Text(LONG[:60].replace("\x1b", "x"), "a thing"), None),
    "count": 10**5000,
    "total_ore": 10**5000,
    "least": 1,
    "one": (1, True),
    "other": (1, False),
    "unit": Unit.MONTHS.value,
    "candidates": tuple(f"part \x1b {number}" for number in range(300)),
    "similar": ("a", "b"),
    "duplicates": (("0182", LONG, "B"),),
    "number": 10**5000,
    "bases": ("1980 = 100", LONG),
    "tables": ((LONG, "another table"),),
    "conflicts": (("population", LONG, dt.date(2014, 6, 30), 1, 2),),
    "faults": tuple(errors.FigureFault(line, "code", "municipality_code", LONG) for line in (0, 2)),
    "known": ("a", "b"),
    "year": 2015,
    "missing": tuple(f"part \x1b {number}" for number in range(300)),
}


def cases() -> Iterator[object]:
    """Yield each class of error, once for each of its reasons."""
    for cls in ERRORS:
        for reason in cls.reasons or [None] if cls is not SamverkanError else []:
            yield pytest.param(cls, reason, id=f"{cls.__name__}-{reason}")


def filled(cls: type[SamverkanError], reason: str | None) -> dict[str, object]:
    """Return fields for an error, as hostile as they come."""
    given = {name: FIELDS.get(name, LONG) for name in cls.__signature__.parameters}
    if reason is not None:
        given["reason"] = reason
        named = braces(cls.reasons[reason].sv)
        given |= (
            {"details": {name: LONG for name in named if name not in given}}
            if ("details" in given)
            else {}
        )
    return given


@pytest.mark.parametrize(("cls", "reason"), list(cases()))
def test_errors(cls: type[SamverkanError], reason: str | None) -> None:
    """An error pickles, keeps what came in, and quotes it escaped once and cut."""
    given = filled(cls, reason)
    error = cls(**given)
    copy = pickle.loads(pickle.dumps(error))
    swedish, english = error.in_language("sv"), error.in_language("en")

    assert {name: getattr(copy, name) for name in given} == given
    assert (str(copy), copy.in_language("sv")) == (english, swedish)
    assert bare(swedish) != bare(english)
    assert english == str(error)
    for said in (swedish, english, repr(error)):
        assert "\x1b" not in said
        assert "\\\\x1b" not in said
        assert "å\\x1b" * 20 not in said
        assert len(said) < 3000
    assert "{" not in swedish + english
    assert english[0].islower() or english[0] in "'å<."
    assert english[-1] != "." or english.endswith("...")


# What a text tells the reader to do, or what would have been right.
WAY_OUT = re.compile(
    r"; | ska vara | är minst | ange | skriv |^(ange|skriv) |nämner minst|behöver minst|har högst|"
    r"siffror, som|högst 64 tecken|De som finns|there_are|faults|ge minst"
)


@pytest.mark.parametrize(
    "text",
    [
        *(
            pytest.param(text, id=f"{cls.__name__}-{reason}")
            for cls in ERRORS
            if cls is not SamverkanError
            for reason, text in (cls.reasons or {"": cls.template}).items()
        ),
        *(
            pytest.param(TEMPLATES[name], id=name)
            for name in TEMPLATES
            if name.startswith("samverkan.errors.figures._FAULTS")
        ),
    ],
)
def test_the_way_out(text: Text) -> None:
    """An error tells what to do, or what would have been right."""
    assert WAY_OUT.search(text.sv)


def test_a_fault_of_a_file() -> None:
    """A fault is a value with words of its own, in English unless told otherwise."""
    fault = errors.FigureFault(4, "count", "population", "5\x1b" * 100)

    assert str(fault) == fault.in_language("en")
    assert fault.in_language("sv").startswith("rad 4: population ska vara högst 18 siffror")
    assert "\x1b" not in str(fault)
    assert len(str(fault)) < 200


def test_details_are_kept() -> None:
    """An error says what was found when it was raised, whatever the caller does afterwards."""
    found = {"digits": 600}
    error = errors.AmountError("kronor", "1", "too-many-digits", found)
    found["digits"] = 5

    assert "600" in str(error)


def test_fields_come_before_details() -> None:
    """A detail cannot pretend to be a field of the error."""
    error = errors.AmountError("kronor", 5, "step-below-one", {"field": "hours", "value": 7})

    assert str(error).startswith("kronor")
    assert "hours" not in error.in_language("sv")


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Yield every error that the code makes, and where."""
    for file in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                cls = getattr(errors, node.func.id, None)
                if isinstance(cls, type) and issubclass(cls, SamverkanError):
                    yield f"{file.relative_to(SRC)}:{node.lineno}", node


def texts_of(node: ast.AST) -> set[str]:
    """Return the texts inside a piece of code."""
    found = (each for each in ast.walk(node) if isinstance(each, ast.Constant))
    return {each.value for each in found if isinstance(each.value, str)}


def test_reasons_are_used() -> None:
    """No reason has a text that nothing tells."""
    said = {
        text
        for file in SRC.rglob("*.py")
        if "errors" not in file.parts
        for text in texts_of(ast.parse(file.read_text(encoding="utf-8")))
    }
    said |= {text for _, call in raised() for text in texts_of(call)}
    made = {f"{what}-twice" for what in ("level", "forum", "seat", "mode", "vice-chair")}
    made |= {"is-ordinary", "is-activated"}
    made |= {f"{what}-{field}-twice" for what in ("level", "mode") for field in ("name", "rank")}
    made |= {f"too-few-{who}" for who in ("members", "deputies")}
    made |= {"municipality-code", "organisation-number"}

    for cls in ERRORS:
        for reason in cls.reasons:
            assert reason in said | made, f"{cls.__name__}: {reason}"


def test_no_prose_is_raised() -> None:
    """Code raises codes and values; no sentence stands outside the errors' own files."""
    prose = [
        (where, text)
        for where, call in raised()
        if not where.startswith("errors")
        for text in texts_of(call)
        if " " in text.strip(", ")  # what only separates is no prose
    ]

    assert prose == []


@pytest.mark.parametrize("language", ["x", "EN", None, 5, []])
def test_no_such_language(language: Language) -> None:
    """There are two languages; another is refused, not taken for one of them."""
    with pytest.raises(errors.WrongTypeError, match="'sv' or 'en'"):
        errors.BudgetYearError(0).in_language(language)


@pytest.mark.parametrize(
    ("value", "way"),
    [
        pytest.param("2015-01-01", "read the text with date.fromisoformat()", id="text"),
        pytest.param(dt.datetime(2015, 1, 1), "give its .date()", id="moment"),
        pytest.param(2015, "give for example date(2015, 1, 1)", id="number"),
    ],
)
def test_the_way_to_a_day(value: dt.date, way: str) -> None:
    """What is no day is refused with the way to one."""
    with pytest.raises(errors.NotADayError) as caught:
        Period(value)

    assert str(caught.value).endswith(way)


def test_kinds_are_listed() -> None:
    """A wrong kind is refused with the kinds there are, of an enumeration and of a union."""
    wrong_kind = errors.WrongTypeError("kind", (PartyKind, None), "kommun")
    wrong_rule = errors.WrongTypeError("rule", int | str, 1.5)

    assert str(wrong_kind) == (
        "kind must be a PartyKind (MUNICIPALITY, REGION, COUNTY_ADMINISTRATIVE_BOARD, "
        "STATE_AGENCY, MUNICIPAL_FEDERATION, COMPANY, ASSOCIATION) or None, got str 'kommun'"
    )
    assert wrong_rule.in_language("sv") == ("rule ska vara ett heltal eller text, inte talet 1.5.")


def test_a_field_too_many() -> None:
    """The fields of an error are its arguments, no more and no fewer."""
    with pytest.raises(TypeError, match="too many positional arguments"):
        errors.BudgetYearError(1, 2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="BudgetYearError: missing a required argument: 'value'"):
        errors.BudgetYearError()  # type: ignore[call-arg]


class PaidLateError(errors.BudgetYearError):
    """An error of somebody else's, on top of one of ours."""

    days: int
    template: ClassVar[Text] = Text("{value}: {days} dagar sent.", "{value}: {days} days late")


def test_a_subclass() -> None:
    """An error of one's own has the fields of its base class and its own, and the same manners."""
    error = PaidLateError(2015, days=3)
    copied = pickle.loads(pickle.dumps(error))

    assert (copied.value, copied.days) == (2015, 3)
    assert (str(copied), copied.in_language("sv")) == ("2015: 3 days late", "2015: 3 dagar sent.")
    assert isinstance(error, ValueError)


def test_no_such_reason() -> None:
    """A reason that the error does not have is a mistake of the code, seen at once."""
    with pytest.raises(ValueError, match="RuleError has no reason 'nope', only"):
        errors.RuleError("nope")


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        pytest.param((Unit,), "a Unit (DAYS, WEEKS, MONTHS, YEARS)", id="an enumeration"),
        pytest.param((Terms,), "Terms", id="a plural"),
        pytest.param((Agreement, None), "an Agreement or None", id="a vowel"),
        pytest.param((Basis,), "a Basis", id="no plural"),
        pytest.param(
            (FigureStatus,),
            "a FigureStatus (FINAL, PRELIMINARY, FORECAST, PERTURBED, SECONDARY)",
            id="a status",
        ),
    ],
)
def test_articles(expected: tuple[type | None, ...], said: str) -> None:
    """A type is named with the article that it takes."""
    assert str(errors.WrongTypeError("x", expected, 1)) == f"x must be {said}, got int 1"


def test_types_in_swedish() -> None:
    """Several types are named in a row."""
    error = errors.WrongTypeError("x", (Terms, Agreement, str, None), None)

    assert (
        error.in_language("sv")
        == "x ska vara av typen Terms, Agreement, text eller None, inte None."
    )


plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
)


@given(st.lists(plain_values) | st.dictionaries(st.text(), plain_values))
def test_as_python_writes_it(value: object) -> None:
    """A value is quoted as Python writes it, and cut if that is longer than a line has room for."""
    written = repr(value)
    short = written if len(written) <= 60 else f"{written[:57]}..."

    assert str(errors.WrongTypeError("x", (Terms,), value)).endswith(f" {short}")


def test_as_deep_as_you_like() -> None:
    """A value so deep that Python cannot write it is quoted from its beginning on, too."""
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    error = errors.WrongTypeError("x", (Terms,), deep)
    assert str(error) == f"x must be Terms, got list {'[' * 57}..."
