"""Django keeps our values: the page that shows it, as a project of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from public import ROOT

PAGE = ROOT / "docs" / "how-to" / "django.md"

# Run in a process of its own, because Django's settings are those of a process.
PROJECT = """
import sys
from pathlib import Path
import django
from django.conf import settings
from django.core.management import call_command
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["agreements"],
)
django.setup()
call_command("makemigrations", "agreements", verbosity=0)
call_command("migrate", verbosity=0)
page = Sybil(parsers=[PythonCodeBlockParser()]).parse(Path(sys.argv[1]))
for example in page.examples():
    example.evaluate()
call_command("makemigrations", "--check", "--dry-run", verbosity=0)
print(page.namespace["settlement"].total_ore)
"""


@pytest.mark.slow
def test_the_page(tmp_path: Path) -> None:
    """The page's files make an app, its migrations are complete, and its examples run."""
    app = tmp_path / "agreements"
    app.mkdir()
    usage = tmp_path / "usage.md"
    blocks = PAGE.read_text("utf-8").split("```python\n")[1:]
    for block in (each.partition("```\n")[0] for each in blocks):
        first_line = block.partition("\n")[0]
        if first_line.startswith("# agreements/"):
            (tmp_path / first_line.removeprefix("# ")).write_text(block, "utf-8")
        else:
            with usage.open("a", encoding="utf-8") as page:
                page.write(f"```python\n{block}```\n\n")
    (app / "__init__.py").touch()

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROJECT, usage],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == "14277300\n"
