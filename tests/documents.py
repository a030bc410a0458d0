"""A pytest plugin that checks the examples in README.md and docs/.

* Python blocks run in one namespace per document; those that start with ``>>>`` are doctests.
* Console blocks that start with ``$ samverkan`` are replayed and compared, see `replay`.
* TOML blocks whose first line is ``# NAME.toml`` are written to that file.
* ``<!-- skip: next -->`` leaves the next example out.

Each document runs in an empty folder of its own, so its examples may write files.
"""

from __future__ import annotations

import contextlib
import difflib
import importlib
import importlib.util
import io
import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser

Main = Callable[[list[str]], int]

# The command wraps its lines at the width of the terminal, so the tests set a fixed width,
# independent of the terminal that they run in.
os.environ["COLUMNS"] = "100"

HAS_ORACLES = importlib.util.find_spec("stdnum") is not None


def is_ours(block: str) -> bool:
    """Return whether a console block shows our command; others (``$ pip install``) are not run."""
    return re.match(r"\$ samverkan\s", block) is not None


def replay(block: str, main: Main) -> str:
    r"""Return what a terminal would show if the commands in *block* were typed now.

    A backslash continues a command on the next line. Standard output is shown, and with
    ``2>&1`` standard error too; ``$ echo $?`` shows the exit status of the command before it.
    No other shell syntax is supported: no pipes, no files.

    Args:
        block: Lines that start with ``$``, each followed by what it prints.

        main: Runs one command and returns its exit status.

    Raises:
        ValueError: If a command is neither ``samverkan`` nor ``echo $?``.
    """
    shown = []
    status = 0
    for command in re.findall(r"^\$ (?:.*\\\n)*.*\n", block, flags=re.MULTILINE):
        shown.append(command)
        words = shlex.split(command.removeprefix("$ ").replace("\\\n", ""))
        if words == ["echo", "$?"]:
            shown.append(f"{status}\n")
            continue
        if words[0] != "samverkan" or {"|", "<", ">", ">>", "&&", "||", ";"} & set(words):
            raise ValueError(command)
        output, status = _run(words[1:], main)
        shown.append(output)
    return "".join(shown)


def differences(block: str, main: Main) -> str:
    """Return where *block* and its replay differ, as a diff; nothing if they agree.

    No-break spaces count as ordinary ones, since nobody sees which of the two a document has.
    """
    shown, replayed = (
        text.replace("\u00a0", " ").splitlines() for text in (block, replay(block, main))
    )
    return "\n".join(difflib.unified_diff(shown, replayed, "document", "terminal", lineterm=""))


def _run(argv: list[str], main: Main) -> tuple[str, int]:
    # A text stream over bytes, as the real standard output is.
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    if "2>&1" in argv:
        argv.remove("2>&1")
        err = out
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(argv)
    out.seek(0)
    return out.read(), status


class ConsoleBlockParser(CodeBlockParser):
    """Parser for the console blocks that show our command."""

    language = "console"

    def __call__(self, document: Document) -> Iterable[Region]:
        """Yield the blocks, in the order of the document."""
        for region in super().__call__(document):
            if is_ours(region.parsed):
                yield region

    def evaluate(self, example: Example) -> str:
        """Return how the block differs from what the command prints."""
        # Imported here, so that a broken command line fails these examples, and not pytest.
        return differences(example.parsed, importlib.import_module("samverkan.cli").main)


class FileBlockParser(CodeBlockParser):
    """Parser for the TOML blocks that a document shows as files."""

    language = "toml"

    def evaluate(self, example: Example) -> None:
        """Write the block to the file that its first line names, if any."""
        name = re.match(r"# (\S+\.toml)\n", example.parsed)
        if name is not None:
            Path(name[1]).write_text(example.parsed, encoding="utf-8")


@pytest.fixture(scope="module")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run a document's examples in an empty folder, and return it."""
    folder = tmp_path_factory.mktemp("document")
    with contextlib.chdir(folder):
        yield folder


def pytest_report_header() -> str:
    """Report whether the oracle tests are collected."""
    where = "here" if HAS_ORACLES else "not here (the group `oracle` is not installed)"
    return f"oracle tests: {where}"


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), ConsoleBlockParser(), FileBlockParser(), SkipParser()],
    path=str(Path(__file__).parents[1]),
    patterns=["README.md", "docs/*.md", "docs/*/*.md", "docs/*/*/*.md"],
    exclude="docs/how-to/spark.md",  # tests/test_spark.py runs it, where there is Java
    fixtures=["own_folder"],
).pytest()
