"""How Sphinx builds the documentation: offline, and any warning is an error."""

from __future__ import annotations

import datetime as dt
import importlib
import sys
import tomllib
import typing
from importlib import metadata
from pathlib import Path
from types import FunctionType

from sphinx.application import Sphinx

from samverkan.findings import CORE_KINDS, FindingKind
from samverkan.governance import OperatingMode
from samverkan.meetings import TRANSITIONS, ModeEvent
from samverkan.sweden import KINDS, Citation, Topic, regime

sys.path.insert(0, str(Path(__file__).parent))
import reference_pages  # beside this file, where Sphinx does not look for imports

project = "samverkan"
author = "The samverkan authors"
copyright = f"2026, {author}"
release = version = metadata.version("samverkan")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
templates_path: list[str] = []

# --- Markdown

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

# --- Docstrings

autodoc_default_options = {
    "members": True,
    "member-order": "bysource",
    "ignore-module-all": True,  # it is in order of the alphabet
}
autodoc_type_aliases = {"JSON": "JSON"}  # it holds itself, and would be unfolded once
autodoc_typehints = "signature"  # there, converters show what they take
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # else a field stands on the page twice
napoleon_use_rtype = False
napoleon_custom_sections = ["Source"]
python_maximum_signature_line_length = 100

# The manuals of others are not fetched, so names in them have no page to lead to.
nitpick_ignore_regex = [
    ("py:.*", r"(collections|datetime|decimal|enum|fractions|os|pathlib|types|typing)(\..+)?"),
    ("py:.*", r"(attr|attrs|click|dateutil)(\..+)?"),
    ("py:.*", r"(.+\.)?_?[A-Z](_co|_contra)?"),  # type variables
]

nitpick_ignore = [
    # Assessment.__init__ shows it; it computes, and is no part of what programs use.
    ("py:class", "samverkan.fees.years.BudgetYear"),
]

# --- Pages

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["wide.css"]
html_title = f"samverkan {release}"
html_copy_source = False
html_show_sourcelink = False
toc_object_entries_show_parents = "hide"  # `year` below `Assessment`, not `Assessment.year`


def _resolve_annotations(_app: Sphinx, obj: object, _bound: bool) -> None:  # noqa: FBT001 # Sphinx's
    # attrs writes __init__ in a module of its own, where the names in our annotations are unknown:
    # those of the class's module, and where a field has a converter, those of the converter's.
    if isinstance(obj, FunctionType) and obj.__name__ == "__init__":
        names: dict[str, object] = {}
        for name, module in sys.modules.items():
            if name.startswith("samverkan"):
                names |= vars(module)
        names |= vars(sys.modules[obj.__module__])
        obj.__annotations__ = typing.get_type_hints(obj, names)


def _keep_colons(
    _app: Sphinx, what: str, _name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    # napoleon takes what stands before a colon in the first line for a type. In an empty comment
    # it finds none.
    if what in {"attribute", "data", "property"}:
        lines[:0] = ["..", ""]


def _tidy_signature(
    _app: Sphinx,
    _what: str,
    _name: str,
    _obj: object,
    _options: object,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    # What attrs writes where a default is made anew each time, and Sphinx for an alias in a type.
    return (
        signature and signature.replace("= NOTHING", "= ..."),
        returns and returns.replace("TypeAliasForwardRef('JSON')", "JSON"),
    )


def _catalogue(_app: Sphinx, docname: str, source: list[str]) -> None:
    # Every kind of finding, in order of code.
    if docname == "reference/findings-catalogue":
        kinds = sorted((*CORE_KINDS, *KINDS), key=lambda kind: (kind.code, kind.severity))
        source[0] = source[0].replace("CATALOGUE", "\n".join(map(_entry, kinds)))


def _entry(kind: FindingKind) -> str:
    rests_on = [_citation(kind, day) for day in (dt.date(2017, 12, 31), dt.date(2018, 7, 1))]
    cited = [each.in_language("sv") for each in rests_on if each is not None and each.places]
    facts = [kind.severity.capitalize()]
    if cited:
        facts.append(f"{'; from 2018 '.join(cited)} (confidence: {kind.confidence})")
    return (
        f"## {kind.code}\n\n{', '.join(facts)}.\n\n"
        f"- {kind.message.sv}.\\\n  *{kind.message.in_language('en')}.*\n"
        f"- {kind.remedy.sv}.\\\n  *{kind.remedy.in_language('en')}.*\n"
    )


def _citation(kind: FindingKind, on: dt.date) -> Citation | None:
    return None if kind.topic is None else regime(on).citation(Topic(kind.topic))


def _reference(_app: Sphinx, docname: str, source: list[str]) -> None:
    # The names of a package, on its page.
    if docname.startswith("reference/"):
        source[0] = reference_pages.PLACE.sub(
            lambda m: reference_pages.page(*m.groups()), source[0]
        )


def _layers(_app: Sphinx, docname: str, source: list[str]) -> None:
    # The packages in the order in which they build on each other, from the linter's own list.
    if docname == "explanation/architecture":
        settings = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())
        layers, *_ = settings["tool"]["importlinter"]["contracts"]
        rows = ["| package | holds |", "|---|---|"]
        for layer in reversed(layers["layers"]):
            for name in reversed([each.strip() for each in layer.split("|")]):
                if name.startswith("_"):  # no package
                    continue
                doc = importlib.import_module(f"samverkan.{name}").__doc__ or ""
                page = (Path(__file__).parent / "reference" / f"{name}.md").exists()
                shown = f"{{mod}}`{name} <samverkan.{name}>`" if page else f"`{name}`"
                rows.append(f"| {shown} | {reference_pages.in_markdown(doc)} |")
        source[0] = source[0].replace("LAYERS", "\n".join(rows))


def _transitions(_app: Sphinx, docname: str, source: list[str]) -> None:
    # Every mode with every event: what follows, or that it cannot happen.
    if docname == "explanation/governance":
        rows = ["| mode before | event | mode after |", "|---|---|---|"]
        rows += [_transition(mode, event) for mode in OperatingMode for event in ModeEvent]
        source[0] = source[0].replace("STATE_MACHINE", "\n".join(rows))


def _transition(mode: OperatingMode, event: ModeEvent) -> str:
    follows = TRANSITIONS.get((mode, event))
    then = "cannot happen" if follows is None else f"`{follows.value}`"
    return f"| `{mode.value}` | `{event.value}` | {then} |"


def setup(app: Sphinx) -> None:
    """Let Sphinx read our classes as they are meant, and write what pages take from the code."""
    app.connect("source-read", _catalogue)
    app.connect("source-read", _transitions)
    app.connect("source-read", _reference)
    app.connect("source-read", _layers)
    app.connect("autodoc-before-process-signature", _resolve_annotations)
    app.connect("autodoc-process-signature", _tidy_signature)
    app.connect("autodoc-process-docstring", _keep_colons, priority=400)  # napoleon has 500
