"""Rules that apply to every public name, including new ones."""

from __future__ import annotations

import ast
import datetime as dt
import enum
import importlib
import importlib.metadata
import inspect
import pickle
import pkgutil
import pydoc
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import samverkan
from public import CLASSES, ERRORS, ONE_OF_EACH, PACKAGES, PUBLIC, ROOT, SRC, exported
from samverkan import (
    Statistic,
    cli,
)
from samverkan.errors import SamverkanError
from samverkan.funding import (
    POPULATION,
    Rate,
)
from samverkan.stockholm import figures


def test_one_of_each() -> None:
    """The tests below cover every public value."""
    values = {cls for cls in CLASSES if attrs.has(cls)}

    assert values == {type(value) for value in ONE_OF_EACH}


@pytest.mark.parametrize("value", ONE_OF_EACH, ids=lambda value: type(value).__name__)
def test_is_value(value: attrs.AttrsInstance) -> None:
    """A value is frozen, slotted and hashable, and equals its copies, including derived fields."""
    copy = pickle.loads(pickle.dumps(value))

    assert copy == value
    assert hash(copy) == hash(value)
    assert object() != value
    assert not hasattr(value, "__dict__")
    for field in attrs.fields(type(value)):
        compared = field.eq_key or (lambda each: each)  # an error compares by identity
        assert compared(getattr(copy, field.name)) == compared(getattr(value, field.name))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, None)


@pytest.mark.parametrize("value", ONE_OF_EACH, ids=lambda value: type(value).__name__)
def test_validators_are_not_needed(value: attrs.AttrsInstance) -> None:
    """Nothing depends on attrs' validators, which a host may switch off for the whole process."""
    assert all(field.validator is None for field in attrs.fields(type(value)))


@pytest.mark.parametrize("cls", ERRORS)
def test_one_root(cls: type[Exception]) -> None:
    """One ``except`` catches every deliberate error; each is also a built-in error."""
    assert issubclass(cls, SamverkanError)
    assert cls is SamverkanError or issubclass(
        cls, (ValueError, TypeError, LookupError, ImportError)
    )


# --- The public surface


def names_of(package: ModuleType) -> set[str]:
    """Return the names that a package's ``__init__.py`` exports for type checkers."""
    tree = ast.parse(Path(str(package.__file__)).read_text(encoding="utf-8"))
    for_type_checkers = next((node for node in tree.body if isinstance(node, ast.If)), tree)
    return {
        alias.name
        for node in ast.walk(for_type_checkers)
        if isinstance(node, ast.ImportFrom) and node.level and node.module not in {None, "_lazy"}
        for alias in node.names
    }


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_names_are_the_same_for_people_and_type_checkers(package: ModuleType) -> None:
    """The names that a package loads, lists, and shows to type checkers are the same."""
    said = exported(package)

    assert said == sorted(said, key=lambda name: (not name.isupper(), name[0].islower(), name))
    assert {name for name in dir(package) if name in said} == set(said)
    if package is not cli and said:
        assert names_of(package) == set(said)
    for name in said:
        assert getattr(package, name) is not None


def test_a_name_that_is_not_there() -> None:
    """A misspelt name raises an AttributeError, or an ImportError on import."""
    with pytest.raises(AttributeError, match="module 'samverkan' has no attribute 'Agrement'"):
        _ = samverkan.Agrement  # type: ignore[attr-defined]
    with pytest.raises(ImportError, match="Agrement"):
        importlib.import_module("samverkan.Agrement")


def test_one_path_for_each_name() -> None:
    """No name is exported twice, and none has the name of a file of its package."""
    names = [name for package in PACKAGES for name in exported(package)]
    assert [name for name in names if names.count(name) > 1] == []
    for package in PACKAGES:
        files = {found.name for found in pkgutil.iter_modules(package.__path__)}
        assert not files & set(exported(package)), package.__name__


def test_the_top_has_what_most_programs_need() -> None:
    """About 50 names; ``help()`` lists them; the version is that of the distribution."""
    assert 45 <= len(samverkan.__all__) <= 62
    assert samverkan.__version__ == importlib.metadata.version("samverkan")
    assert samverkan.funding.Rate is Rate  # a package is loaded on first use, too
    said = pydoc.render_doc(samverkan, renderer=pydoc.TextDoc())
    assert all(name in said for name in samverkan.__all__)


READ_BY_PEOPLE = [
    ROOT / "README.md",
    *ROOT.glob("docs/**/*.md"),
    *ROOT.glob("docs/*.py"),
    *ROOT.glob("benchmarks/**/*.py"),
    *ROOT.glob("tests/**/*.py"),
]
PATHS = {package.__name__: {*exported(package), "__version__"} for package in PACKAGES}
PATHS["samverkan"] |= {name.partition(".")[2] for name in PATHS}


def imports(code: str) -> set[str]:
    """Return what code imports from us other than packages and their public names."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name not in PATHS}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = {alias.name for alias in node.names} - PATHS.get(str(node.module), set())
            found |= {f"{node.module}.{name}" for name in names}
    return {name for name in found if name.split(".")[0] == "samverkan"}


IMPORT = re.compile(
    r"^ *(?:>>> )?((?:from samverkan[\w.]* import \([^)]*\))|(?:(?:from|import) samverkan.*))$",
    re.MULTILINE,
)


def code_in(path: Path) -> str:
    """Return the code of a program, or the imports in the examples of another text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py" and SRC not in path.parents:
        return text
    return "\n".join(re.sub(r"\n *(?:\.\.\. )?", " ", code) for code in IMPORT.findall(text))


@pytest.mark.parametrize(
    ("code", "deeper"),
    [
        ("from samverkan import fees, Agreement", set()),
        ("import samverkan.fees, samverkan.stockholm.terms", {"samverkan.stockholm.terms"}),
        ("from samverkan.fees import years, Need", {"samverkan.fees.years"}),
        ("from samverkan import core; from samverkan.core import money", {"samverkan.core.money"}),
        ("from samverkan.fees.years import BudgetYear", {"samverkan.fees.years.BudgetYear"}),
    ],
)
def test_what_is_deeper(code: str, deeper: set[str]) -> None:
    """A file inside a package is no import path, however it is imported."""
    assert imports(code) == deeper


def test_nothing_deeper_is_imported() -> None:
    """README, docs, tests, benchmarks and examples in docstrings import public names only."""
    files = [path for path in READ_BY_PEOPLE if not {"_build", "node_modules"} & {*path.parts}]
    found = {
        (path.name, name)
        for path in [*files, *SRC.rglob("*.py")]
        if path != Path(__file__)
        for name in imports(code_in(path))
    }

    assert len(files) > 80
    assert found == set()


def documented(obj: object) -> str:
    """Return the docstring of a public class or function."""
    return inspect.getdoc(obj) or ""


@pytest.mark.parametrize(
    "obj",
    [obj for obj in PUBLIC.values() if inspect.isclass(obj) or inspect.isfunction(obj)],
    ids=lambda obj: obj.__qualname__,
)
def test_public_is_documented_with_an_example(obj: object) -> None:
    """Each public class and function has a docstring; all but errors and enums have an example."""
    assert documented(obj)
    shown_elsewhere = isinstance(obj, type) and issubclass(obj, (Exception, enum.Enum, tuple))
    if not shown_elsewhere and getattr(obj, "__module__", "").startswith("samverkan"):
        assert ">>> " in documented(obj)


HEAVY = {"cattrs", "click", "csv", "holidays", "importlib.resources", "numpy", "ssl"}


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        pytest.param(
            "import samverkan", {"attr", "attrs", "dateutil", "datetime", "decimal"}, id="the top"
        ),
        pytest.param(
            "from samverkan import Agreement, Party, assess",
            HEAVY | {"samverkan.meetings", "samverkan.sweden", "samverkan.stockholm"},
            id="fees",
        ),
        pytest.param(
            "from samverkan import assess; from samverkan.stockholm import agreement",
            {"click", "csv", "samverkan.meetings", "samverkan.sweden", "samverkan.reports"},
            id="the ready-made agreement",
        ),
        pytest.param(
            "from samverkan.sweden import appeal_deadline",
            HEAVY | {"samverkan.fees", "samverkan.governance", "samverkan.agreements"},
            id="a deadline",
        ),
        pytest.param(
            "import samverkan.fees, samverkan.stockholm",
            HEAVY | {"attrs", "samverkan.stockholm.population"},
            id="packages",
        ),
    ],
)
def test_what_is_not_used_is_not_loaded(code: str, unwanted: set[str]) -> None:
    """A program loads only what it uses: no extra, nothing heavy, and no other package."""
    code = (
        f"import sys; before = set(sys.modules); {code}; "
        f"print(sorted({unwanted} & (set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_no_clock_and_no_environment() -> None:
    """No function reads a clock, the environment or the network; days are arguments.

    Only lengths on a page of a picture are floats.
    """
    banned = {"today", "now", "utcnow", "environ", "getenv", "urlopen", "time", "socket", "float"}
    for path in SRC.rglob("*.py"):
        names = {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, (ast.Attribute, ast.Name))
        }
        allowed = {"float"} if path.match("reports/svg.py") else set()
        assert names & banned == allowed, path


def test_statistics_are_values() -> None:
    """Statistics are compared by all their fields; a table identifies them by id."""
    other = Statistic(id="population", name="befolkning", unit="person", units="personer")

    assert other != POPULATION
    assert figures.find(other.id, "0182", dt.date(2014, 6, 30)) is not None


@pytest.mark.parametrize(
    "package",
    [package for package in PACKAGES if exported(package)],
    ids=lambda package: package.__name__,
)
def test_every_public_name_has_an_entry(package: ModuleType) -> None:
    """Each package with public names has a page in the reference."""
    pages = (ROOT / "docs" / "reference").glob("*.md")
    shown = "".join(page.read_text(encoding="utf-8") for page in pages)

    assert f"<!-- begin: names of {package.__name__} -->" in shown


def test_the_version_stands_the_same_everywhere() -> None:
    """The version of the distribution is the same in all files that state it."""
    stated = {
        name: re.findall(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name, pattern in (
            ("pyproject.toml", r'^version = "(.+)"$'),
            ("publiccode.yml", r"^softwareVersion: (.+)$"),
            ("CITATION.cff", r"^version: (.+)$"),
        )
    }

    assert stated == {name: [samverkan.__version__] for name in stated}


ONE_FEE = """
import contextlib, io, sys
from samverkan.cli import main

def fee():
    with contextlib.redirect_stdout(io.StringIO()):
        main(["fees", "--year", "2015", "--party", "Nacka"])

entered = set()
fee()  # whatever is loaded on first use is loaded now
sys.setprofile(lambda frame, event, _: event == "call" and entered.add(frame.f_code.co_filename))
fee()
sys.setprofile(None)
print(*sorted(name for name in entered if "samverkan" in name and name.endswith(".py")))
"""


def test_a_fee_passes_few_files() -> None:
    """A fee is computed, examined and printed by at most 20 of our files; it was 29 once."""
    done = subprocess.run(
        [sys.executable, "-c", ONE_FEE], capture_output=True, text=True, check=True
    )
    entered = [name for name in done.stdout.split() if SRC in Path(name).parents]

    assert 5 < len(entered) <= 20, entered


def test_without_an_installed_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a copy that is not installed, the package has no version, and everything works."""

    def nowhere(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", nowhere)
    assert not hasattr(samverkan, "__version__")
    assert "Agreement" in pydoc.render_doc(samverkan, renderer=pydoc.TextDoc())
