"""Whatever is given for an argument: only errors of ours come back."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

import attrs
import pytest

from public import DAY, DECISION, ONE_OF_EACH, PUBLIC
from samverkan import Ground, settle
from samverkan.errors import SamverkanError
from samverkan.fees import Ledger
from samverkan.findings import CORE_CHECKS
from samverkan.funding import Fixed
from samverkan.governance import OperatingMode
from samverkan.meetings import ModeEvent
from samverkan.stockholm import agreement, figures
from samverkan.sweden import Topic

WRONG: dict[str, object] = {
    "nothing": None,
    "truth": True,
    "number": 5,
    "below 0": -1,
    "huge number": 10**5000,
    "float": 1.5,
    "not a number": Decimal("NaN"),
    "text": "x",
    "empty text": "",
    "invisible text": "a\x1b",
    "half a character": "\ud800",
    "long text": "å" * 100_000,
    "bytes": b"x",
    "no item": [],
    "an item of nothing": [None],
    "mapping": {None: None},
    "mapping of several kinds": {None: 1, "a": 1, 5: "1"},
    "pairs of several kinds": [(None, 1), ("a", 1)],
    "moment": dt.datetime(2015, 4, 13, 12, 0),
    "last day of all": dt.date.max,
    "function": lambda *_: None,
    "object": object(),
    "class": type,
}

# A right argument, by the name of its parameter; by its type where it is one of our values.
BY_NAME: dict[str, object] = {
    "announced_on": DAY,
    "change": lambda value: value,
    "checks": CORE_CHECKS,
    "content": "municipality_code;reference_date;population\n",
    "decided": [("Nacka", DECISION)],
    "effective": DAY,
    "findings": (),
    "forum": "regionala rådet",
    "group": "kommun",
    "instruments": agreement.instruments,
    "item": "Nacka",
    "kronor": "1.50",
    "language": "sv",
    "level": "inriktande",
    "mode": OperatingMode.ORDINARY,
    "event": ModeEvent.ACTIVATE,
    "parties": agreement.parties,
    "party": "0182",
    "query": "Nacka",
    "rule": Fixed(kronor=1),
    "settlement": settle(Ledger(), agreement, years=[2015], figures=figures, known_on=DAY),
    "successor": "0182",
    "sources": (),
    "statistic": "population",
    "subject": "0182",
    "target": 1,
    "text": "cirka 143 000 kr",
    "topic": Topic.APPROVAL,
    "weights": {"a": 1},
    "where": "figures.csv",
    "written": "212000-0167",
    "year": 2015,
    "years": [2015],
    "by": "202100-2247",
    "ground": Ground.TAKEN_BACK,
    "what": "radet",
}
BY_TYPE = {
    "dt.date": DAY,
    "int": 1,
    "bool": False,
    "str": "x",
    **{type(value).__name__: value for value in ONE_OF_EACH},
}


def right(parameter: inspect.Parameter) -> object:
    """Return an argument that a parameter takes."""
    kind = re.split(r"[ \[]", str(parameter.annotation))[0]
    if parameter.name in BY_NAME and kind != "Forum":
        return BY_NAME[parameter.name]
    if kind in BY_TYPE and kind != "str":
        return BY_TYPE[kind]
    if parameter.default is not inspect.Parameter.empty:
        return parameter.default
    return "x"


def asked() -> Iterator[tuple[str, Callable[..., object], dict[str, object]]]:
    """Yield whatever can be called, with arguments that it takes."""
    for name, made in PUBLIC.items():
        if inspect.isfunction(made):
            yield name, made, arguments(made)
    for value in ONE_OF_EACH:
        cls = type(value)
        fields = [field for field in attrs.fields(cls) if field.init]
        given = {field.alias or field.name: getattr(value, field.name) for field in fields}
        yield cls.__name__, cls, given
        for name, _ in inspect.getmembers(cls, inspect.isroutine):
            if not name.startswith("_") or name in {"__contains__", "__getitem__"}:
                method = getattr(value, name)
                yield f"{cls.__name__}.{name}", method, arguments(method)


def arguments(called: Callable[..., object]) -> dict[str, object]:
    """Return arguments that a function takes, by name."""
    return {
        parameter.name: right(parameter)
        for parameter in inspect.signature(called).parameters.values()
        if parameter.kind not in {parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL}
    }


CASES = [
    pytest.param(called, given, name, id=f"{where}-{name}")
    for where, called, given in asked()
    for name in given
]


@pytest.mark.parametrize(("called", "given", "name"), CASES)
def test_wrong_arguments(
    called: Callable[..., object], given: dict[str, object], name: str
) -> None:
    """An argument of any kind is taken, or refused by an error of ours that can be read."""
    for wrong in WRONG.values():
        try:
            answer = called(**{**given, name: wrong})
            if isinstance(answer, Iterator):
                list(answer)  # what is lazy is asked, too
        except SamverkanError as refused:
            error = refused
        else:
            continue
        assert len(str(error)) < 10_000
        assert "\x1b" not in str(error)
        assert error.in_language("sv") != str(error)
