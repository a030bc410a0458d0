"""What holds for everything public, from the day it is born."""

from __future__ import annotations

import ast
import datetime as dt
import enum
import importlib
import inspect
import pickle
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import samverkan
from samverkan import errors
from samverkan.assessments import Missing, assess
from samverkan.decisions import Decision
from samverkan.errors import SamverkanError
from samverkan.explanations import Addition, Portion
from samverkan.figures import Statistic
from samverkan.findings import Context, FindingKind, Severity
from samverkan.forums import Fit, Holding, Matter
from samverkan.funding.evaluation import Need, Stint
from samverkan.funding.rules import (
    Bounded,
    ByWeight,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Rate,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.governance import LevelRank, Recurrence, Seat
from samverkan.instruments import (
    Amendment,
    Extension,
    Ground,
    Revocation,
    Succession,
    Termination,
    Withdrawal,
)
from samverkan.ledgers import Claim, Ledger, settle
from samverkan.meetings import Duty, FollowUp, Report, convene
from samverkan.money import Ore, Rounding
from samverkan.periods import Period, Unit
from samverkan.population import POPULATION
from samverkan.stated import read_stated
from samverkan.states import Event, EventKind
from samverkan.stockholm import agreement, figures, half, mode_log
from samverkan.sweden.decision_dates import validate_dates
from samverkan.sweden.statutes import regime
from samverkan.texts import Text

SRC = Path(samverkan.__path__[0])

# A module imports only from those above it.
LAYERS = [
    "_quoting",
    "errors",
    "_fields",
    "_months",
    "_parts",
    "texts",
    "periods",
    "timelines",
    "sources",
    "_division",
    "money",
    "_formats",
    "stated",
    "parties",
    "governance",
    "figures",
    "population",
    "decisions",
    "funding.rules",
    "terms",
    "instruments",
    "members",
    "explanations",
    "funding._needs",
    "funding._columns",
    "funding._payers",
    "funding._splits",
    "funding._years",
    "funding.evaluation",
    "states",
    "forums",
    "modes",
    "meetings",
    "_history",
    "agreements",
    "budget_years",
    "assessments",
    "ledgers",
    "_wording",
    "_core_texts",
    "findings",
    "sweden._days",
    "sweden.statutes",
    "sweden.calendar",
    "sweden.identifiers",
    "sweden._kinds",
    "sweden._known_days",
    "sweden._date_findings",
    "sweden.decision_dates",
    "sweden.checks",
    "totals",
    "stockholm._papers",
    "stockholm._parties",
    "stockholm._governance",
    "stockholm._figures",
    "stockholm._agreement",
    "stockholm._half",
    "stockholm",
    "_steps",
    "_explainer",
    "_law_lines",
    "_forum_lines",
    "_drawings",
    "diagrams",
    "reports",
    "_data",
    "exports",
    "cli._options",
    "cli._commands",
    "cli",
    "__main__",
]

ASSESSMENT = assess(agreement, year=2015, figures=figures)
EXPLANATION = ASSESSMENT.explain("Nacka")
STATE = agreement.as_known()
DAY = dt.date(2015, 4, 13)
DECISION = Decision(body="Kommunstyrelsen", decided_on=DAY)
[RATE] = [fact for fact in EXPLANATION.facts() if isinstance(fact, Rate)]
PORTION = Portion(Period.of_year(2015), EXPLANATION.reading)
DATES = validate_dates(
    decided_on=dt.date(2015, 6, 5), announced_on=dt.date(2015, 5, 29), effective_from=DAY
)
GOVERNANCE = STATE.governance(on=DAY)
assert GOVERNANCE is not None
FORUM = GOVERNANCE.forums[0]
SEAT = Seat(id="chef", function="Säkerhetschef")
MEETING = convene(STATE, FORUM.id, by="202100-2247", on=DAY)
LIMIT = DATES.appeal
assert LIMIT is not None
assert LIMIT.rule is not None
ONE_OF_EACH: list[attrs.AttrsInstance] = [
    agreement,
    agreement.documents[0],
    agreement.instruments[0],
    agreement.parties[0],
    agreement.parties[0].names[0],
    agreement.terms,
    agreement.terms.commitments[0],
    agreement.terms.title,
    agreement.terms.sources[0],
    agreement.terms.period,
    figures,
    figures.figures[0],
    POPULATION,
    RATE,
    RATE.of[0],
    RATE.of[0].reference_date,
    EXPLANATION.reading,
    EXPLANATION.reading.funding,
    EXPLANATION.reading.funding.rule,
    Fixed(kronor=25_000),
    Sum(rules=[Fixed(kronor=1)]),
    Split(total=1, by=RATE.of),
    Equally(),
    ByWeight(weights={"a": 1}),
    Shares(total=1, groups={"a": Share(part=1, by=Equally())}),
    Share(part=1, by=Equally()),
    Bounded(rule=RATE, cap=1),
    Stepped(of=RATE.of[0], rule=RATE, above={1: RATE}),
    Indexed(
        rule=RATE,
        index=attrs.evolve(RATE.of[0], subject="01"),
        method=IndexMethod.LEVEL,
        base_year=2015,
    ),
    Rounding(),
    read_stated("cirka 143 000 kr"),
    DECISION,
    STATE,
    STATE.memberships[0],
    STATE.timeline,
    Event(DAY, EventKind.LAST_DAY),
    Withdrawal(number=1, decision=DECISION, party="a", last_day=DAY),
    Succession(number=1, decision=DECISION, party="a", successor="b", first_day=DAY),
    Amendment(number=1, decision=DECISION, effective=Period(DAY), title="Avtal"),
    Extension(number=1, decision=DECISION, last_day=DAY),
    Termination(number=1, decision=DECISION, last_day=DAY),
    Revocation(number=2, decision=DECISION, target=1, ground=Ground.TAKEN_BACK),
    Claim(party="a", year=2015, ore=Ore(1), known_on=DAY, causes=(figures.figures[0],)),
    Ledger(),
    settle(Ledger(), agreement, years=[2015], figures=figures, known_on=DAY),
    PORTION,
    Addition(),
    Stint(STATE.memberships[0], PORTION),
    EXPLANATION,
    EXPLANATION.step,
    half,
    ASSESSMENT,
    ASSESSMENT.budget_year,
    ASSESSMENT.fees[0],
    DECISION.notices[0],
    LIMIT,
    LIMIT.rule,
    LIMIT.rule.act,
    LIMIT.rule.places[0],
    LIMIT.rest_days[0],
    DATES,
    DATES.legal_force,
    DATES.findings[0],
    regime(DAY),
    Context(agreement=agreement, state=STATE),
    GOVERNANCE,
    GOVERNANCE.levels[0],
    FORUM,
    FORUM.modes[0],
    SEAT,
    Recurrence(every=1, unit=Unit.WEEKS),
    Holding(FORUM, SEAT, None),
    Matter(LevelRank.DIRECTING, ["besluta"]),
    Fit(on_level=True, lacking=(), mandates_stated=True),
    mode_log,
    mode_log.activations[0],
    mode_log.mode("regionala rådet", on=DAY),
    MEETING,
    Duty(MEETING, agreement.parties[0]),
    Report(attrs.evolve(MEETING, called=[Holding(FORUM, SEAT, agreement.parties[0])]), "0114", DAY),
    FollowUp(party="0182", commitment=agreement.terms.commitments[0], on=DAY),
    FindingKind(code="A", severity=Severity.INFO, message=Text("a"), remedy=Text("b")),
    Missing("0114", 2015, (Need("0114", POPULATION, dt.date(2014, 6, 30)),)),
    Need("0114", POPULATION, dt.date(2014, 6, 30)),
]


def modules() -> list[ModuleType]:
    """Return every module of ours; none does anything when it is imported."""
    names = [found.name for found in pkgutil.walk_packages(samverkan.__path__, "samverkan.")]
    return [importlib.import_module(name) for name in names]


MODULES = modules()
PUBLIC = [
    getattr(module, name)
    for module in MODULES
    if "._" not in module.__name__
    for name in getattr(module, "__all__", [])
]
CLASSES = [
    obj
    for module in MODULES
    for obj in vars(module).values()
    if isinstance(obj, type) and obj.__module__ == module.__name__
]
ERRORS = [cls for cls in CLASSES if issubclass(cls, Exception)]


def test_one_of_each() -> None:
    """No value of ours is left out of the tests below."""
    values = {
        cls for cls in CLASSES if attrs.has(cls) and "._" not in f".{cls.__module__}.{cls.__name__}"
    }

    assert {cls.__name__ for cls in values} == {type(value).__name__ for value in ONE_OF_EACH}


@pytest.mark.parametrize("value", ONE_OF_EACH, ids=lambda value: type(value).__name__)
def test_is_value(value: attrs.AttrsInstance) -> None:
    """A value is frozen, slotted and hashable, and equals its copies, with what it derives."""
    copy = pickle.loads(pickle.dumps(value))

    assert copy == value
    assert hash(copy) == hash(value)
    assert object() != value
    assert not hasattr(value, "__dict__")
    for field in attrs.fields(type(value)):
        assert getattr(copy, field.name) == getattr(value, field.name)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, None)


@pytest.mark.parametrize("value", ONE_OF_EACH, ids=lambda value: type(value).__name__)
def test_validators_are_not_needed(value: attrs.AttrsInstance) -> None:
    """Nothing rests on attrs' validators, which a host may switch off for the whole process."""
    assert all(field.validator is None for field in attrs.fields(type(value)))


@pytest.mark.parametrize("cls", ERRORS)
def test_one_root(cls: type[Exception]) -> None:
    """One ``except`` catches all that is raised on purpose; a caller's own fits, too."""
    assert issubclass(cls, SamverkanError)
    assert cls is SamverkanError or issubclass(cls, (ValueError, TypeError, LookupError))


ARGUMENTS: dict[str, object] = {
    "field": "rate",
    "value": "a\x1b" * 10**5,
    "day": dt.date(2015, 1, 1),
    "first_day": dt.date(2015, 1, 1),
    "last_day": dt.date(2014, 1, 1),
    "years_before": 1,
    "month": 2,
    "expected": "a Rule",
    "reason": "why, and what to do",
    "code": "A\x1b" * 10**5,
    "count": 10**5000,
    "least": 1,
    "statistic": "kpi\x1b" * 10**5,
    "one": (1, True),
    "other": (1, False),
    "unit": "months",
    "problem": "digit",
    "forum": "radet\x1b" * 10**5,
    "convener": "b\x1b" * 10**5,
    "left": "c\x1b" * 10**5,
    "refusal": "cannot-happen",
    "details": {"what": "a\x1b" * 10**5, "event": "b\x1b" * 10**5, "mode": "ordinary"},
    "what": "x\x1b" * 10**5,
    "total_ore": 10**5000,
    "query": "x" * 10**5,
    "candidates": tuple(f"part {n}" for n in range(300)),
    "duplicates": (("0182", "A\x1b" * 10**5, "B"),),
    "party": "0182\x1b" * 10**5,
    "number": 1,
    "conflicts": (("population", "0182", dt.date(2014, 6, 30), 1, 2),),
    "where": "egna\x1b.csv" * 10**5,
    "faults": (errors.FigureFault(2, "code", "municipality_code", "x" * 10**5),),
    "name": "x" * 10**5,
    "known": ("a", "b"),
    "year": 2015,
    "missing": tuple(f"part \x1b {n}" for n in range(300)),
}


@pytest.mark.parametrize("cls", [cls for cls in ERRORS if cls is not SamverkanError])
def test_errors_keep_what_came_in(cls: type[Exception]) -> None:
    """An error pickles, keeps its data in fields, and quotes input escaped and cut."""
    given = {name: ARGUMENTS[name] for name in inspect.signature(cls).parameters}
    error = cls(**given)
    copy = pickle.loads(pickle.dumps(error))

    assert {name: getattr(copy, name) for name in given} == given
    assert str(copy) == str(error)
    assert "\x1b" not in str(error)
    assert len(str(error)) < 2000


@pytest.mark.parametrize(
    "module", [m for m in MODULES if "._" not in m.__name__], ids=lambda module: module.__name__
)
def test_all_is_sorted_and_whole(module: ModuleType) -> None:
    """What a module makes public is what it says, in order; helpers carry an underscore."""
    said = list(getattr(module, "__all__", []))
    made = {
        name
        for name, obj in vars(module).items()
        if not name.startswith("_") and getattr(obj, "__module__", None) == module.__name__
    }

    assert said == sorted(said, key=lambda name: (not name.isupper(), name[0].islower(), name))
    assert made <= set(said)


def documented(obj: object) -> str:
    """Return the docstring of a public class or function."""
    return inspect.getdoc(obj) or ""


@pytest.mark.parametrize(
    "obj",
    [obj for obj in PUBLIC if inspect.isclass(obj) or inspect.isfunction(obj)],
    ids=lambda obj: obj.__qualname__,
)
def test_public_is_documented_with_an_example(obj: object) -> None:
    """Each public class and function says what it is; all but errors and enums show it."""
    assert documented(obj)
    shown_elsewhere = isinstance(obj, type) and issubclass(obj, (Exception, enum.Enum, tuple))
    if not shown_elsewhere and getattr(obj, "__module__", "").startswith("samverkan"):
        assert ">>> " in documented(obj)


def imported(path: Path, module: str) -> set[str]:
    """Return which modules of ours a module imports when it runs."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = package.split(".") if package else []
            base = ".".join([*parts[: len(parts) - node.level + 1], node.module or ""]).strip(".")
            named = {f"{base}.{alias.name}".strip(".") for alias in node.names}
            found |= {name if name in LAYERS else base for name in named}
    return found


def test_layers() -> None:
    """Imports point one way: each module imports only from those above it."""
    paths = {
        str(path.relative_to(SRC).with_suffix("")).replace("/", ".").removesuffix(".__init__"): path
        for path in SRC.rglob("*.py")
    }
    empty = {"__init__", "funding", "sweden"}

    assert paths.keys() == set(LAYERS) | empty
    for place, module in enumerate(LAYERS):
        allowed = set(LAYERS[:place])
        if module == "stockholm":
            allowed |= {
                f"stockholm.{name}" for name in ("_agreement", "_figures", "_governance", "_half")
            }
        assert imported(paths[module], module) <= allowed, module


HEAVY = {"cattrs", "click", "csv", "holidays", "importlib.resources", "numpy", "ssl"}


def test_imports_stay_light() -> None:
    """The core imports no extra and nothing heavy, and reads no figures before the first use."""
    code = (
        "import sys, samverkan.assessments, samverkan.stockholm; "
        f"print(sorted({HEAVY | {'samverkan.stockholm._figures'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_no_clock_and_no_environment() -> None:
    """No function reads a clock, the environment or the network; days come in as arguments."""
    banned = {"today", "now", "utcnow", "environ", "getenv", "urlopen", "time", "socket", "float"}
    for path in SRC.rglob("*.py"):
        names = {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, (ast.Attribute, ast.Name))
        }
        assert not names & banned, path


def test_statistics_are_values() -> None:
    """A statistic is told apart by all of it, in a table by its id."""
    other = Statistic(id="population", name="befolkning", unit="person", units="personer")

    assert other != POPULATION
    assert figures.find(other.id, "0182", dt.date(2014, 6, 30)) is not None


def test_every_public_module_has_a_page() -> None:
    """Each module with public names stands in the reference."""
    pages = Path(__file__).parent.parent / "docs" / "reference"
    shown = "".join(page.read_text(encoding="utf-8") for page in pages.glob("*.md"))

    for module in MODULES:
        if "._" not in module.__name__ and getattr(module, "__all__", []):
            assert f"automodule:: {module.__name__}\n" in shown
