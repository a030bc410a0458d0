"""Whatever is given for an argument: only errors of ours come back."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import cattrs
import polars as pl
import pytest

from builders import agreed, funded_by, joins, late, owed
from public import DAY, DECISION, FIGURE_FILE, GOVERNANCE, ONE_OF_EACH, PUBLIC, TABLE
from samverkan import (
    FigureTable,
    Ground,
    Ore,
    Period,
    ReferenceDate,
    Rounding,
    Text,
    Timeline,
    allocate,
    assess,
    settle,
    to_kronor,
    validate,
)
from samverkan.calendars import calendar
from samverkan.errors import (
    AmountError,
    NotADayError,
    RuleError,
    SamverkanError,
    TextError,
    UnknownForumError,
    UnknownPartyError,
    WrongTypeError,
)
from samverkan.fees import Claim, Ledger
from samverkan.findings import CORE_CHECKS, CORE_KINDS
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    ByWeight,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Instalments,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.governance import ORDINARY, WorkingMode
from samverkan.meetings import Activation
from samverkan.stockholm import agreement, figures
from samverkan.sweden import Topic, organisation_number

NESTED: list[object] = []
for _ in range(100_000):
    NESTED = [NESTED]

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
    "long invisible text": "a\x1b" * 50_000,
    "long text out of order": "a"
    + "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}" * 100_000,
    "bytes": b"x",
    "no item": [],
    "an item of nothing": [None],
    "mapping": {None: None},
    "mapping of several kinds": {None: 1, "a": 1, 5: "1"},
    "pairs of several kinds": [(None, 1), ("a", 1)],
    "mapping of long text": {"a\x1b" * 50_000: 1},
    "moment": dt.datetime(2015, 4, 13, 12, 0),
    "last day of all": dt.date.max,
    "function": lambda *_: None,
    "object": object(),
    "nested deep": NESTED,
    "class": type,
}

# A right argument, by the name of its parameter; by its type where it is one of our values.
BY_NAME: dict[str, object] = {
    "calendar": calendar(agreement, until=DAY),
    "announced_on": DAY,
    "at": "03:40",
    "body": "Kommunstyrelsen",
    "change": lambda value: value,
    "checks": CORE_CHECKS,
    "converter": cattrs.Converter(),
    "content": "municipality_code;reference_date;population;source\n0182;2014-06-30;5;a\n",
    "decided": [("Nacka", DECISION)],
    "duties": (),
    "effective": DAY,
    "files": FIGURE_FILE,
    "findings": (),
    "forum": "regionala rådet",
    "frame": pl.DataFrame({"party": ["0182"], "year": [2015], "population": [95_182]}),
    "group": "kommun",
    "instruments": agreement.instruments,
    "item": "Nacka",
    "name": "stockholm",
    "kronor": "1.50",
    "language": "sv",
    "folder": ".",
    "level": "inriktande",
    "mode": ORDINARY.id,
    "owed": (),
    "parties": agreement.parties,
    "path": "no-such-folder/avtal.json",
    "party": "0182",
    "query": "Nacka",
    "rows": (),
    "rule": Fixed(kronor=1),
    "seat": "chef",
    "settlement": settle(Ledger(), agreement, years=[2015], figures=figures, known_on=DAY),
    "successor": "0182",
    "sources": (),
    "statistic": "population",
    "subject": "0182",
    "tables": TABLE,
    "target": 1,
    "text": "cirka 143 000 kr",
    "value": Fixed(kronor=1),
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
# Where a method takes another way than with the first value of its class.
PLAN = next(value for value in ONE_OF_EACH if isinstance(value, Instalments))
READING = agreement.terms.funding[0]
PAID = attrs.evolve(
    agreement.terms,
    funding=attrs.evolve(READING, funding=attrs.evolve(READING.funding, instalments=PLAN)),
)
SUCCEEDED = agreement.succeed(
    "Polismyndigheten i Stockholms län", "202100-0076", DECISION, first_day=DAY
)
MEMBER = SUCCEEDED.as_known().member("202100-0076", on=DAY)
assert MEMBER is not None
OTHERS: list[attrs.AttrsInstance] = [
    MEMBER,
    assess(attrs.evolve(agreement, terms=PAID), year=2015, figures=figures),
    Activation(number=1, first_day=DAY, forums=("regionala-radet",)),
    Ledger(claims=[Claim(party="0182", year=2015, ore=Ore(1), known_on=DAY)]),
]
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
    if parameter.name in BY_NAME and kind not in {"Forum", "Seat"}:
        return BY_NAME[parameter.name]
    if kind in BY_TYPE and kind != "str":
        return BY_TYPE[kind]
    assert parameter.default is not inspect.Parameter.empty, f"what is a right {parameter.name}?"
    return parameter.default


def asked() -> Iterator[tuple[str, Callable[..., object], dict[str, object]]]:
    """Yield whatever can be called, with arguments that it takes."""
    for name, made in PUBLIC.items():
        if inspect.isfunction(made):
            yield name, made, arguments(made)
    for value in (*ONE_OF_EACH, *OTHERS):
        cls = type(value)
        where = cls.__name__ if value in ONE_OF_EACH else f"another {cls.__name__}"
        fields = [field for field in attrs.fields(cls) if field.init]
        given = {field.alias or field.name: getattr(value, field.name) for field in fields}
        yield where, cls, given
        for name, _ in inspect.getmembers(cls, inspect.isroutine):
            if not name.startswith("_") or name in {"__contains__", "__getitem__"}:
                method = getattr(value, name)
                yield f"{where}.{name}", method, arguments(method)


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
        swedish, english = error.in_language("sv"), error.in_language("en")
        assert swedish != english
        for said in (swedish, english):
            assert len(said) < 8_000
            assert "\x1b" not in said
            assert "å" * 61 not in said
            assert "a\\x1b" * 13 not in said


CLAIM: dict[str, Any] = {"party": "0182", "year": 2015, "ore": Ore(1), "known_on": DAY}

# --- What was found by trying

assert GOVERNANCE is not None
FORUM_OF = GOVERNANCE.forum
INHABITANTS = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
RULES_WITH_RULES: dict[str, Callable[[Any], Rule]] = {
    "sum": lambda rule: Sum(rules=[Fixed(kronor=1), rule]),
    "split": lambda rule: Split(total=rule, by=Equally()),
    "shares": lambda rule: Shares(total=rule, groups={"a": Share(part=1, by=Equally())}),
    "by group": lambda rule: ByGroup(groups={"a": Fixed(kronor=1), "b": rule}),
    "bounded": lambda rule: Bounded(rule=rule, cap=1),
    "floor": lambda rule: Bounded(rule=Fixed(kronor=1), floor=rule),
    "stepped": lambda rule: Stepped(of=INHABITANTS, rule=rule, above={1: Fixed(kronor=1)}),
    "above": lambda rule: Stepped(of=INHABITANTS, rule=Fixed(kronor=1), above={1: rule}),
    "indexed": lambda rule: Indexed(
        rule=rule,
        index=attrs.evolve(INHABITANTS, subject="01"),
        method=IndexMethod.LEVEL,
        base_year=2015,
    ),
}


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(lambda: Text("å" * 200_001), TextError, id="a long text"),
        pytest.param(lambda: agreement.party("å" * 200_001), UnknownPartyError, id="a long query"),
        pytest.param(
            late(FORUM_OF, query="å" * 200_001),
            UnknownForumError,
            id="a long forum",
        ),
        pytest.param(
            lambda: ByWeight(weights={"a\x1b" * 50_000: 1}), TextError, id="the long id of a weight"
        ),
        pytest.param(late(ByWeight, weights={None: 1}), WrongTypeError, id="a weight of nobody"),
        pytest.param(lambda: to_kronor(10**5000), AmountError, id="kronor of a huge number"),
        pytest.param(lambda: Rounding().in_ore(10**5000, 1), AmountError, id="öre of one"),
        pytest.param(lambda: Rounding().in_ore(1, 10**5000), AmountError, id="öre by one"),
        pytest.param(lambda: allocate(10**5000, {"a": 1}), AmountError, id="a huge total"),
        pytest.param(lambda: Share(part=10**5000, by=Equally()), AmountError, id="a huge part"),
        pytest.param(
            lambda: Share(part=Fraction(1, 10**5000), by=Equally()), AmountError, id="a tiny part"
        ),
        pytest.param(late(Period.of_year(2015).overlap, other=None), WrongTypeError, id="overlap"),
        pytest.param(late(Timeline([]).on, day=None), NotADayError, id="on no day"),
        pytest.param(
            late(agreement.accede, party="Nacka", decision=DECISION, effective="2015-01-01"),
            NotADayError,
            id="effective from a text",
        ),
        pytest.param(
            late(agreement.accede, party="Nacka", decision=None), WrongTypeError, id="no decision"
        ),
        pytest.param(late(agreement.accede_all, decided=None), WrongTypeError, id="nobody accedes"),
        pytest.param(
            late(agreement.revoke, target="x", decision=DECISION, ground=Ground.ANNULLED),
            WrongTypeError,
            id="revoking a text",
        ),
        pytest.param(late(agreement.issue, instruments=None), WrongTypeError, id="issuing nothing"),
    ],
)
def test_found_by_trying(make: Callable[[], object], error: type[SamverkanError]) -> None:
    """What ended in an error of Python's, took minutes, or was taken without effect, is refused."""
    with pytest.raises(error):
        make()


def nested(levels: int, width: int = 1) -> Sum | Fixed:
    """Return a rule nested so deep, in which each rule stands so often in the one around it."""
    rule: Sum | Fixed = Fixed(kronor=1)
    for _ in range(levels - 1):
        rule = Sum(rules=[rule] * width)
    return rule


@pytest.mark.parametrize(
    ("levels", "width", "reason"),
    [
        pytest.param(32, 1, None, id="deep"),
        pytest.param(33, 1, "too-deep", id="too deep"),
        pytest.param(500, 1, "too-deep", id="500 deep"),
        pytest.param(2, 9_999, None, id="large"),
        pytest.param(2, 10_000, "too-large", id="too large"),
        pytest.param(20, 2, "too-large", id="twice over"),
    ],
)
def test_large_rules(levels: int, width: int, reason: str | None) -> None:
    """A rule has 32 levels and 10 000 parts at most, counted as often as they are evaluated."""
    if reason is None:
        world = agreed(
            "alfa", funding=funded_by(nested(levels, width)), instruments=[joins(1, "alfa")]
        )
        found = assess(world, year=2015, figures=FigureTable([]))
        assert owed(found) == {"alfa": width ** (levels - 1) * 100}
    else:
        with pytest.raises(RuleError) as caught:
            nested(levels, width)
        assert caught.value.reason == reason


@pytest.mark.parametrize("kind", RULES_WITH_RULES)
def test_any_rule_counts(kind: str) -> None:
    """Whatever a rule is made of counts: what is nested 32 deep fits into no other rule."""
    with pytest.raises(RuleError) as caught:
        RULES_WITH_RULES[kind](nested(32))
    assert caught.value.reason == "too-deep"


@pytest.mark.parametrize("empty", [{}, b""], ids=["mapping", "bytes"])
@pytest.mark.parametrize(
    "take",
    [
        pytest.param(agreement.accede_all, id="accede_all"),
        pytest.param(Timeline, id="Timeline"),
        pytest.param(assess(agreement, year=2015, figures=figures).only, id="only"),
        pytest.param(lambda value: validate(agreement, checks=value), id="validate"),
        pytest.param(lambda value: Claim(**CLAIM, causes=value), id="causes"),
    ],
)
def test_empty_but_wrong(take: Callable[[Any], object], empty: object) -> None:
    """A value of the wrong kind is refused, also where it is empty and would change nothing."""
    with pytest.raises(WrongTypeError):
        take(empty)


@pytest.mark.parametrize("cause", [5, "x", None, [5]], ids=str)
def test_causes_of_a_claim(cause: Any) -> None:
    """A claim is caused by instruments and figures, and by nothing else."""
    with pytest.raises(WrongTypeError, match=r"^causes must be "):
        Claim(**CLAIM, causes=cause)


def test_fees_that_are_none() -> None:
    """An assessment consists of fees."""
    of_2015 = assess(agreement, year=2015, figures=figures)
    with pytest.raises(WrongTypeError, match=r"^fees must be a Fee, got str 'x'$"):
        attrs.evolve(of_2015, fees=("x",))  # type: ignore[arg-type]


@pytest.mark.parametrize("seat", ["", "\x1b" * 10_000, "å" * 200_001, "Två"], ids=len)
def test_seats_are_called_by_id(seat: str) -> None:
    """The seats that are called in a mode have ids like all others."""
    with pytest.raises(TextError):
        WorkingMode(mode="activated", called=seat)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        pytest.param(8507099805, "must be text, got int \\*{10}$", id="number"),
        pytest.param(None, "must be text, got None$", id="nothing"),
        pytest.param("1" * 200_001, "write the ten digits", id="long"),
    ],
)
def test_not_even_text(written: Any, told: str) -> None:
    """The kind of what came in is told; its digits, which may be a person's, are not."""
    with pytest.raises(SamverkanError, match=told):
        organisation_number(written)


def test_a_number_too_long_for_a_message() -> None:
    """A detail that is too long is refused as a number, not as a fault of the braces."""
    with pytest.raises(AmountError, match="seats"):
        CORE_KINDS[0].found("forum a", seats=10**5000)


def test_what_a_check_returns() -> None:
    """A check that does not return findings is named."""
    with pytest.raises(WrongTypeError, match=r"^five\(\) must be an Iterable, got int 5$"):
        validate(agreement, checks=[five])  # type: ignore[list-item]


def five(_: object) -> int:
    """Return no findings at all."""
    return 5
