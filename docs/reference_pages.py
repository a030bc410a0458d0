"""The reference: a page for each package, made from what the package exports.

A line ``PACKAGE samverkan.fees`` on a page becomes what the package says of itself, a table of its
names, and their documentation, grouped by the files that define them. What stands below the line
on the page comes before the table.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

PLACE = re.compile(r"^PACKAGE (\S+)$(.*)", re.MULTILINE | re.DOTALL)


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


def page(package: str, remarks: str) -> str:
    """Return what stands on the page of a package."""
    names = exported(package)
    lines = ["```{eval-rst}", f".. automodule:: {package}", "   :no-members:", "```", ""]
    lines += [remarks, "", "| name | what it is |", "|---|---|"]
    for each in sorted(names, key=lambda each: each.name.casefold()):
        role = "data" if _is_data(each) else "class" if inspect.isclass(_value(each)) else "func"
        lines.append(f"| {{{role}}}`{each.name} <{each.path}>` | {_summary(each)} |")
    for file in dict.fromkeys(each.file for each in names):
        said = in_markdown(_module(file)[0].__doc__ or "")
        lines += ["", f"## {_heading(file)}", "", said, "", "```{eval-rst}"]
        for each in names:
            if each.file == file:
                lines += _entry(each)
        lines.append("```")
    return "\n".join(lines)


def in_markdown(doc: str) -> str:
    """Return what a docstring says first, as a cell of a table in Markdown."""
    first = re.sub(r"\s+", " ", doc.partition("\n\n")[0]).replace("``", "`").replace("|", "\\|")
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
