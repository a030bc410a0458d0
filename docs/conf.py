"""How Sphinx builds the documentation: offline, and any warning is an error."""

from __future__ import annotations

import inspect
import re
import sys
import typing
from importlib import metadata
from pathlib import Path
from types import FunctionType

from sphinx.application import Sphinx

from samverkan import errors

sys.path.insert(0, str(Path(__file__).parent))
import made_pages  # beside this file, where Sphinx does not look for imports

project = "samverkan"
author = "The samverkan authors"
copyright = f"2026, {author}"
release = version = metadata.version("samverkan")
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
]
exclude_patterns = ["_build"]
templates_path: list[str] = []

# --- Markdown

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
    ("py:.*", r"(attr|attrs|cattrs|click|dateutil)(\..+)?"),
    ("py:.*", r"(.+\.)?_?(Frame)?[A-Z](_co|_contra)?"),  # type variables
]

nitpick_ignore = [
    # Assessment.__init__ shows it; it computes, and is no part of what programs use.
    ("py:class", "samverkan.fees.years.BudgetYear"),
]

# --- Copying and reading the source

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_line_continuation_character = "\\"
viewcode_line_numbers = True

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


_LINK = re.compile(r"\[`([^`]+)`\]\([^()#\s]*#(samverkan[\w.]*)\)")


def _links(_app: Sphinx, _docname: str, source: list[str]) -> None:
    # Where Markdown is shown as it is, a name leads to a page or a file; here, to its entry.
    source[0] = _LINK.sub(r"{py:obj}`\1 <\2>`", source[0])


def _details(_app: Sphinx, docname: str, source: list[str]) -> None:
    # The documentation of a package's names, in place of the outline that plain Markdown has.
    if docname.startswith("reference/"):
        source[0] = made_pages.with_details(source[0])


def _follow_errors(_app: Sphinx, module: str, name: str) -> str | None:
    # Errors say that they are of samverkan.errors; the file that defines one is another.
    if module != "samverkan.errors":
        return None
    files = {each.name: each.file for each in made_pages.exported(module)}
    return files.get(name)


def _resolve_fields_of_errors() -> None:
    # Their annotations are read in samverkan.errors, where the names in them are unknown.
    for each in made_pages.exported("samverkan.errors"):
        cls = getattr(errors, each.name)
        names = vars(sys.modules[each.file])
        cls.__annotations__ = inspect.get_annotations(cls, globals=names, eval_str=True)
        signature = getattr(cls, "__signature__", inspect.Signature())
        cls.__signature__ = signature.replace(
            parameters=[
                field.replace(annotation=eval(str(field.annotation), names))  # noqa: S307 # ours
                for field in signature.parameters.values()
            ]
        )


def setup(app: Sphinx) -> None:
    """Let Sphinx read our classes as they are meant, and write what pages take from the code."""
    _resolve_fields_of_errors()
    app.connect("source-read", _details)
    app.connect("source-read", _links)
    app.connect("viewcode-follow-imported", _follow_errors)
    app.connect("autodoc-before-process-signature", _resolve_annotations)
    app.connect("autodoc-process-signature", _tidy_signature)
    app.connect("autodoc-process-docstring", _keep_colons, priority=400)  # napoleon has 500
