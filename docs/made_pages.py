"""The parts of the documentation that are made from the code.

``python docs/made_pages.py`` writes them into the pages, between two comments; with ``--check`` it
only tells which pages are not as the code is now. So the pages can be read wherever Markdown is
shown. What Sphinx adds, the documentation of each name, it takes from :func:`details`.
"""

from __future__ import annotations

import ast
import datetime as dt
import enum
import importlib
import inspect
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from samverkan import Agreement, Decision, Text, assess, errors, governance
from samverkan.errors import SamverkanError
from samverkan.findings import CORE_KINDS, Confidence, FindingKind
from samverkan.formats import read, schema
from samverkan.frames import supported_rules
from samverkan.reports import explanation_svg, governance_svg, life_svg
from samverkan.stockholm import agreement, figures
from samverkan.sweden import KINDS, Citation, Topic, regime

DOCS = Path(__file__).parent
SCHEMAS = {
    DOCS / "samverkan.schema.json": None,
    DOCS / "agreement.schema.json": "agreement",
}
ROOT = DOCS.parent
_PART = re.compile(r"(<!-- begin: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
_NAMES_OF = "names of "
_OUTLINE_OF = "outline of "
_LONGEST_CALL = 88

# By what a user wants to do: from the top, or from a package.
MOST_USED = {
    "State who agrees, on what": (
        "samverkan",
        "Party PartyKind Period ReferenceDate Source Text Terms Agreement",
    ),
    "State what is paid": (
        "samverkan.funding",
        "POPULATION Basis Rate Fixed Split Equally Funding Proration Reading",
    ),
    "Record what was decided": ("samverkan", "Decision"),
    "Supply figures": ("samverkan", "Figure FigureTable"),
    "Read figures from a file": ("samverkan.formats", "read_figures"),
    "Keep values in files": ("samverkan.formats", "read write loads dumps"),
    "Compute": ("samverkan", "assess difference settle"),
    "Check": ("samverkan", "validate"),
    "Ask the law about dates": ("samverkan.sweden", "validate_dates appeal_deadline"),
    "Write for people": ("samverkan.reports", "explanation_text fees_text"),
    "Handle errors": ("samverkan.errors", "SamverkanError"),
}


class Exported(NamedTuple):
    """A public name: where it is imported from, and which file defines it."""

    package: str
    file: str
    name: str

    @property
    def path(self) -> str:
        """What people import it as."""
        return f"{self.package}.{self.name}"

    @property
    def canonical(self) -> str:
        """Where it is defined."""
        return f"{self.file}.{self.name}"


def exported(package: str) -> list[Exported]:
    """Return the public names of a package, file by file in the order of the files' own lines."""
    source = Path(str(importlib.import_module(package).__file__))
    tree = ast.parse(source.read_text(encoding="utf-8"))
    blocks: list[ast.AST] = [node for node in tree.body if isinstance(node, (ast.If, ast.Try))]
    found = [
        Exported(package, f"{package}.{node.module}", alias.name)
        for node in ast.walk(next(iter(blocks), tree))
        if isinstance(node, ast.ImportFrom) and node.level and node.module not in {None, "_lazy"}
        for alias in node.names
    ]
    return sorted(found, key=lambda each: (each.file, _line(each)))


def table(package: str) -> str:
    """Return what a package is, and its names in order of the alphabet, each with what it is."""
    said = (importlib.import_module(package).__doc__ or "").partition("\n>>>")[0]
    told = "\n\n".join(map(in_markdown, said.strip().split("\n\n")))
    names = sorted(exported(package), key=lambda each: each.name.casefold())
    return f"{told}\n\n" + _table(
        ("name", "what it is"), ((_linked(each), _summary(each)) for each in names)
    )


def most_used() -> str:
    """Return the names that most programs use, by what a user wants to do."""
    rows = []
    for task, (package, names) in MOST_USED.items():
        known = {each.name: each for each in exported(package)}
        for place, each in enumerate(known[name] for name in names.split()):
            said_once = "" if place else task
            rows.append((said_once, _linked(each), f"`{package}`", _summary(each)))
    return _table(("to", "name", "from", "what it is"), rows)


def outline(package: str) -> str:
    """Return how the names of a package are called, with the methods and members of each."""
    parts = []
    for each in sorted(exported(package), key=lambda each: each.name.casefold()):
        value = _value(each)
        lines = [f'### <a id="{each.path}"></a>{each.name}', ""]
        if _is_data(each):
            lines += _aliased(each)
        elif not (inspect.isclass(value) and issubclass(value, enum.Enum)):
            lines += ["```py", _called(each.name, value), "```", ""]
        lines += [f"{_summary(each)} {_source(each)}", ""]
        lines += [f"- {line}" for line in _members(each)]
        parts.append("\n".join(lines).rstrip())
    return "\n\n".join(["## How each name is called", *parts])


def _aliased(each: Exported) -> list[str]:
    """Return what an alias of types stands for, or nothing for other data."""
    for node in _module(each.file)[1].body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=each.name), annotation=ast.Name(id="TypeAlias")):
                return [f"`{each.name}` is `{ast.unparse(node.value)}`.", ""] if node.value else []
    return []


def _members(each: Exported) -> Iterable[str]:
    """Yield the members of an enumeration, or the methods and properties of a class."""
    value = _value(each)
    if not inspect.isclass(value):
        return
    if issubclass(value, enum.Enum):
        for member in value:
            yield f'<a id="{each.path}.{member.name}"></a>`{member.name}`: `{member.value!r}`'
        return
    for name, member in inspect.getmembers(value):
        doc = inspect.getdoc(member)
        is_call = inspect.isroutine(member)
        if name.startswith("_") or doc is None or not (is_call or isinstance(member, property)):
            continue
        if getattr(object, name, None) or getattr(Exception, name, None) or _is_inherited(member):
            continue
        if name == "in_language" and each.name != "SamverkanError" and issubclass(value, Exception):
            continue
        shown = _on_one_line(_called(name, member)) if is_call else name
        yield f'<a id="{each.path}.{name}"></a>`{shown}`: {in_markdown(doc)}'


def _is_inherited(member: object) -> bool:
    """Return whether a method is one of Python's own: of tuples, texts or numbers."""
    owner = getattr(member, "__objclass__", member)
    return not isinstance(member, property) and not owner.__module__.startswith("samverkan")


def _called(name: str, value: object) -> str:
    """Return how a function or class is called, one parameter per line if it is long."""
    parameters = []
    signature = inspect.signature(value)  # type: ignore[arg-type] # a class or a function
    star = False
    for each in signature.parameters.values():
        if each.name in {"self", "cls"}:
            continue
        if each.kind is each.KEYWORD_ONLY and not star:
            parameters.append("*")
            star = True
        star = star or each.kind is each.VAR_POSITIONAL
        shown = str(each.replace(annotation=each.empty, default=each.empty))
        # A NamedTuple keeps its annotations in objects.
        annotation = getattr(each.annotation, "__forward_arg__", each.annotation)
        if isinstance(annotation, str):
            shown += f": {annotation}"
        if each.default is not each.empty:
            shown += f" = {_default(each.default)}"
        parameters.append(shown)
    returned = signature.return_annotation
    ending = f") -> {returned}" if isinstance(returned, str) and not inspect.isclass(value) else ")"
    line = f"{name}({', '.join(parameters)}{ending}"
    if len(line) <= _LONGEST_CALL:
        return line
    return f"{name}(\n" + "".join(f"    {each},\n" for each in parameters) + ending


def _default(value: object) -> str:
    """Return the default of a parameter as it is written in Python."""
    if "NOTHING" in repr(value):
        return "..."
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    return repr(value)


def _on_one_line(call: str) -> str:
    return " ".join(call.split()).replace("( ", "(").replace(", )", ")")


def details(package: str) -> str:
    """Return the documentation of the names of a package, for Sphinx, file by file."""
    names, lines = exported(package), [""]
    for file in dict.fromkeys(each.file for each in names):
        said = in_markdown(_module(file)[0].__doc__ or "")
        lines += ["", f"## {_heading(file)}", "", said, "", "```{eval-rst}"]
        for each in names:
            if each.file == file:
                lines += _entry(each)
        lines.append("```")
    return "\n".join(lines)


def reasons() -> str:
    """Return what each error says, with the code of each of its reasons."""
    found: list[type] = [getattr(errors, name) for name in errors.__all__]
    rows = []
    for cls in found:
        if cls is SamverkanError or not issubclass(cls, SamverkanError):
            continue
        name = f"`{cls.__name__}`"
        for reason, texts in _told(cls):
            english, swedish = texts
            rows.append((name, reason and f"`{reason}`", f"{english}<br>*{swedish}*"))
            name = ""  # once is enough
    return _table(("error", "reason", "what it says"), rows)


def _told(cls: type[SamverkanError]) -> Iterable[tuple[str, list[str]]]:
    """Yield what an error says, in English and Swedish, after the reason if it depends on one."""
    for reason, text in cls.reasons.items():
        whole = [cls.template.in_language(language) for language in ("en", "sv")]
        parts = [text.in_language(language) for language in ("en", "sv")]
        both = zip(map(_plain, whole), parts, strict=True)
        yield reason, [_plain(each.replace("{reason}", part)) for each, part in both]
    for text in vars(cls).values():
        if isinstance(text, Text) and not (cls.reasons and text is cls.template):
            yield "", [_plain(text.in_language(language)) for language in ("en", "sv")]


def _plain(template: str) -> str:
    """Return a template without the ways in which its values are written."""
    return re.sub(r"\{(\w+)(?:![a-z])?(?::\w+)?\}", r"{\1}", template)


def catalogue() -> str:
    """Return every kind of finding, in order of code."""
    kinds = sorted((*CORE_KINDS, *KINDS), key=lambda kind: (kind.code, kind.severity))
    return "\n".join(map(_finding, kinds))


def _finding(kind: FindingKind) -> str:
    rests_on = [_citation(kind, day) for day in (dt.date(2017, 12, 31), dt.date(2018, 7, 1))]
    cited = [each.in_language("sv") for each in rests_on if each is not None and each.places]
    facts = [kind.severity.capitalize()]
    if cited:
        facts.append(f"{'; from 2018 '.join(cited)} (confidence: {_confidence(kind)})")
    return (
        f"## {kind.code}\n\n{', '.join(facts)}.\n\n"
        f"- {kind.message.sv}.\\\n  *{kind.message.in_language('en')}.*\n"
        f"- {kind.remedy.sv}.\\\n  *{kind.remedy.in_language('en')}.*\n"
    )


def _confidence(kind: FindingKind) -> str:
    """Return the confidence of a kind of finding, and from when, if it was lower before."""
    if kind.confidence is not Confidence.HIGH or kind.topic is None:
        return str(kind.confidence)
    [since, *_] = [
        year for year in range(1990, 2027) if regime(dt.date(year, 1, 1)).is_read(Topic(kind.topic))
    ]
    return f"high from {since}, medium before"


def _citation(kind: FindingKind, on: dt.date) -> Citation | None:
    return None if kind.topic is None else regime(on).citation(Topic(kind.topic))


def layers() -> str:
    """Return the packages in the order in which they build on each other: the linter's list."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    first, *_ = settings["tool"]["importlinter"]["contracts"]
    names = [each.strip() for layer in reversed(first["layers"]) for each in layer.split("|")[::-1]]
    return _table(
        ("package", "holds"), (_layer(name) for name in names if not name.startswith("_"))
    )


def _layer(name: str) -> tuple[str, str]:
    has_page = (DOCS / "reference" / f"{name}.md").exists()
    shown = f"[`{name}`](../reference/{name}.md)" if has_page else f"`{name}`"
    return shown, in_markdown(importlib.import_module(f"samverkan.{name}").__doc__ or "")


def levels_and_modes() -> str:
    """Return a table of the ready-made levels and modes."""
    values = ((name, getattr(governance, name)) for name in governance.__all__)
    rows = [
        (f"`{name}`", f"`{each.id}`", each.name.sv, each.name.en or "", str(each.rank))
        for name, each in values
        if isinstance(each, (governance.Level, governance.OperatingMode))
    ]
    return _table(("name", "id", "Swedish", "English", "rank"), rows)


def rules_over_frames() -> str:
    """Return which rules can be evaluated over data frames, and by which engines."""
    rules = supported_rules()
    most = max((rule.engines for rule in rules), key=len)
    rows = [
        (
            f"[`{rule.rule}`](funding.md#samverkan.funding.{rule.rule})",
            _yes(rule.in_fees),
            _yes(rule.in_assess_frame),
            "all" if rule.engines == most else ", ".join(rule.engines),
            rule.note.in_language("en") if rule.note else "",
        )
        for rule in rules
    ]
    head = ("rule", "`fees`", "`assess_frame`, `settle_frame`", "engines", "note")
    names = ", ".join(f"`{name}`" for name in most)
    return f"*All* engines are {names}.\n\n{_table(head, rows)}"


def _yes(holds: bool) -> str:  # noqa: FBT001 # a cell of a table
    return "yes" if holds else "no"


_MADE: dict[str, Callable[[], str]] = {
    "most used names": most_used,
    "reasons of errors": reasons,
    "kinds of findings": catalogue,
    "layers": layers,
    "ready-made levels and modes": levels_and_modes,
    "rules over data frames": rules_over_frames,
}


def made(page: str) -> str:
    """Return a page with its parts as the code is now."""

    def part(found: re.Match[str]) -> str:
        start, what, end = found.groups()
        if what.startswith(_NAMES_OF):
            written = table(what.removeprefix(_NAMES_OF))
        elif what.startswith(_OUTLINE_OF):
            written = outline(what.removeprefix(_OUTLINE_OF))
        else:
            written = _MADE[what]()
        return f"{start}\n{written}\n\n{end}"

    return _PART.sub(part, page)


def packages_on(page: str) -> list[str]:
    """Return the packages whose names are on a page."""
    found = [what for _, what, _ in _PART.findall(page)]
    return [what.removeprefix(_NAMES_OF) for what in found if what.startswith(_NAMES_OF)]


def with_details(page: str) -> str:
    """Return a page for Sphinx: in place of each outline, the documentation of the names."""

    def part(found: re.Match[str]) -> str:
        what = found[2]
        is_outline = what.startswith(_OUTLINE_OF)
        return details(what.removeprefix(_OUTLINE_OF)) if is_outline else found[0]

    return _PART.sub(part, page)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    cells = ([each.replace("|", "\\|") for each in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def _linked(each: Exported) -> str:
    """Return a name with a link to its outline, which Sphinx turns into one to its entry."""
    page = each.package.rpartition(".")[2]
    return f"[`{each.name}`]({page}.md#{each.path})"


def _source(each: Exported) -> str:
    """Return a link to the file that defines a name."""
    return f"[source](../../src/{each.file.replace('.', '/')}.py)"


def in_markdown(doc: str) -> str:
    """Return what a docstring says first, as a cell of a table in Markdown."""
    first = re.sub(r"\s+", " ", doc.partition("\n\n")[0]).replace("``", "`")
    return re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"`\1`", first)


def _value(each: Exported) -> object:
    return getattr(importlib.import_module(each.file), each.name)


def _is_data(each: Exported) -> bool:
    value = _value(each)
    return not (inspect.isclass(value) or inspect.isfunction(value))


def _entry(each: Exported) -> list[str]:
    if not _is_data(each):
        value = _value(each)
        kind = "autoclass" if inspect.isclass(value) else "autofunction"
        bases = value.__mro__[1:] if inspect.isclass(value) else ()
        shares = any(base.__name__.startswith("_") for base in bases)  # what a base of ours has
        return [f".. {kind}:: {each.path}", *["   :inherited-members: object"] * shares, ""]
    node, doc = _assignment(each)
    said = ["", *(f"   {line}" for line in inspect.cleandoc(doc).splitlines()), ""]
    written = ast.unparse(node)
    shown = [f"   :value: {written}"] if len(written) < 120 and "\n" not in written else []
    options = [f"   :module: {each.package}", f"   :canonical: {each.canonical}"]
    return [f".. py:data:: {each.name}", *options, *shown, *said]


def _module(file: str) -> tuple[ModuleType, ast.Module]:
    module = importlib.import_module(file)
    return module, ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


def _heading(file: str) -> str:
    return file.rpartition(".")[2].replace("_", " ").capitalize()


def _line(each: Exported) -> int:
    for node in _module(each.file)[1].body:
        if each.name in _named(node):
            return node.lineno
    raise LookupError(each.canonical)


def _named(node: ast.stmt) -> set[str]:
    match node:
        case ast.ClassDef() | ast.FunctionDef():
            return {node.name}
        case ast.Assign():
            return {name.id for name in node.targets if isinstance(name, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case ast.Try():
            return {name for part in node.handlers for each in part.body for name in _named(each)}
        case _:
            return set()


def _assignment(each: Exported) -> tuple[ast.expr, str]:
    """Return the value of a constant or an alias, and the docstring below it."""
    body = _module(each.file)[1].body
    for node, below in zip(body, [*body[1:], body[0]], strict=True):
        if each.name in _named(node) and isinstance(node, (ast.Assign, ast.AnnAssign)):
            match below:
                case ast.Expr(value=ast.Constant(value=str(doc))) if node.value is not None:
                    return node.value, doc
    raise LookupError(f"{each.canonical} has no docstring")


def _summary(each: Exported) -> str:
    doc = _assignment(each)[1] if _is_data(each) else inspect.getdoc(_value(each)) or ""
    return in_markdown(inspect.cleandoc(doc))


def _pages() -> dict[Path, str]:
    """Return each page as it should be."""
    paths = (path for path in sorted(DOCS.rglob("*.md")) if "_build" not in path.parts)
    return {path: made(path.read_text(encoding="utf-8")) for path in paths}


def _schemas() -> dict[Path, str]:
    """Return each schema as it should be."""
    return {
        path: json.dumps(schema(kind), ensure_ascii=False, indent=1) + "\n"
        for path, kind in SCHEMAS.items()
    }


def _pictures() -> dict[Path, str]:
    """Return each picture as it should be."""
    joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    tree = assess(agreement, year=2015, figures=figures).explain("Nacka")
    preparedness, county = (
        _example(name).as_known() for name in ("heightened-preparedness", "f-samverkan")
    )
    on = dt.date(2026, 1, 1)
    drawn = {
        "governance": governance_svg(preparedness, on=on, mode="skarpt-beredskap", language="en"),
        "governance-slide": governance_svg(
            county, on=on, language="en", page="slide", theme="dark"
        ),
        "life": life_svg(joined, "en"),
        "fee": explanation_svg(tree, "en"),
    }
    return {DOCS / "_static" / f"{name}.svg": svg for name, svg in drawn.items()}


def _example(name: str) -> Agreement:
    """Return an agreement of the examples."""
    found = read(DOCS / "examples" / f"{name}.toml")
    if not isinstance(found, Agreement):
        raise TypeError(name)
    return found


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` tell which of them are not as the code is now."""
    other = []
    for path, page in {**_pages(), **_schemas(), **_pictures()}.items():
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            other.append(path)
            if "--check" not in arguments:
                path.write_text(page, encoding="utf-8")
    for path in other:
        print(path.relative_to(ROOT))  # noqa: T201 # it is a script
    return len(other) if "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
