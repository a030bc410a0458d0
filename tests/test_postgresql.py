"""PostgreSQL keeps our values: the page that shows it, and one value of each class.

The server is a real one from Debian's packages, in a folder of its own, and listens on no network.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

from public import DATA, ROOT
from real_agreements import IN_FILES
from real_charters import CHARTERS
from samverkan import formats

PAGE = ROOT / "docs" / "how-to" / "databases.md"
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def test_ci_has_the_server() -> None:
    """In CI the server always runs."""
    assert os.environ.get("CI") != "true" or PROGRAMS


needs_server = pytest.mark.skipif(not PROGRAMS, reason="no PostgreSQL in /usr/lib/postgresql")


def run(program: str, *arguments: str | Path) -> None:
    """Run one of the server's programs, which refuse to run as root."""
    other_user = ["runuser", "-u", "postgres", "--"] * (os.geteuid() == 0)
    command = [*other_user, PROGRAMS[-1].with_name(program), *arguments]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """Start a server with a database named samverkan, yield the folder of its socket, stop it."""
    # Not in pytest's folder: another user may not enter it, and a socket's path must be short.
    folder = Path(tempfile.gettempdir()) / f"postgresql-{secrets.token_hex(4)}"
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        run("initdb", "--no-sync", "--encoding=UTF8", "--locale=C", "--username=us", "-D", folder)
        log = folder / "log"
        run("pg_ctl", "start", "--wait", "--silent", "-D", folder, "-l", log, "-o", options)
        stack.callback(run, "pg_ctl", "stop", "--silent", "--mode=immediate", "-D", folder)
        run("createdb", "-h", folder, "-U", "us", "samverkan")
        yield folder


@pytest.fixture
def reached(server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let programs that name no server reach this one."""
    monkeypatch.setenv("PGHOST", str(server))
    monkeypatch.setenv("PGUSER", "us")


@needs_server
@pytest.mark.slow
@pytest.mark.usefixtures("reached")
def test_the_page() -> None:
    """Every example of the page runs, those for PostgreSQL too, and shows what it prints."""
    page = Sybil(parsers=[PythonCodeBlockParser()]).parse(PAGE)

    for example in page.examples():
        example.evaluate()
    assert page.namespace["psycopg"] is psycopg


@needs_server
@pytest.mark.slow
@pytest.mark.usefixtures("reached")
def test_jsonb() -> None:
    """A value is the same after it was a jsonb, whose keys are in another order."""
    with psycopg.connect("dbname=samverkan") as database:
        for value in (*DATA, *IN_FILES.values(), *CHARTERS.values()):
            query = database.execute("SELECT (%s::jsonb)::text", [formats.dumps(value)])
            [(kept,)] = query.fetchall()
            assert formats.loads(kept) == value
            assert formats.fingerprint(formats.loads(kept)) == formats.fingerprint(value)
