"""The command's question for a calendar: of one agreement, or of those in a folder."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import icalendar
import openpyxl
import pytest

from builders import START, agreed, decided, plainly
from samverkan import Agreement, formats, stockholm
from samverkan.calendars import Calendar, calendar
from samverkan.cli import main

LAST = dt.date(2030, 12, 31)
UNTIL = f"--until={LAST}"


class Said(NamedTuple):
    """What a question ended with, and what it said."""

    status: int
    out: str
    err: str


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return a function that asks the command for a calendar."""

    def asked(*arguments: object) -> Said:
        capsys.readouterr()
        status = main(["calendar", *map(str, arguments)])
        said = capsys.readouterr()
        return Said(status, said.out, " ".join(plainly(said.err).split()))

    return asked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an agreement that has days, one that has none, and figures."""
    made = tmp_path / "avtal"
    made.mkdir()
    assert main(["new", "--output", str(made / "own.toml")]) == 0
    formats.write(agreed("A", "B"), made / "tyst.json")
    formats.write(stockholm.figures, made / "figures.json")
    return made


def days_in(written: str) -> list[str]:
    """Return the days of the events in a calendar file."""
    found = icalendar.Calendar.from_ical(written).walk("VEVENT")
    return [str(event.decoded("DTSTART")) for event in found]


def as_listed(found: Calendar) -> list[str]:
    """Return the days of a calendar."""
    return [str(event.day) for event in found]


Ask = Callable[..., Said]


def test_the_ready_made_agreement(ask: Ask) -> None:
    """Without a file, the calendar is that of the package's agreement, on standard output."""
    expected = calendar(stockholm.agreement, until=LAST)
    said = ask(UNTIL)

    assert (said.status, said.out.encode()) == (0, formats.ics(expected))
    assert days_in(said.out) == as_listed(expected)
    assert "Ordinarie möten som saknar angivna dagar" in said.err


def test_an_agreement_in_a_file(ask: Ask, folder: Path) -> None:
    """A calendar file holds what Python gives; it is written whole, byte by byte."""
    file = folder.parent / "own.ics"
    agreement = formats.read(folder / "own.toml", Agreement)
    expected = calendar(agreement, until=LAST)
    said = ask(folder / "own.toml", UNTIL, "--output", file)

    assert (said.status, said.out) == (0, "")
    assert said.err.startswith(f"Skrev {file}.")
    assert file.read_bytes() == formats.ics(expected)
    assert len(expected) > 1


def test_a_folder(ask: Ask, folder: Path) -> None:
    """A folder is one calendar; who has no day is told by name, in either language."""
    said, english = ask(folder, UNTIL), ask(folder, UNTIL, "--language", "en")

    assert said.status == english.status == 0
    assert said.out == english.out
    assert days_in(said.out) == as_listed(formats.read_register(folder).calendar(until=LAST))
    assert said.err == "Ingen dag i kalendern för tyst.json."
    assert english.err == "No day in the calendar for tyst.json."


def test_days_that_are_not_known(ask: Ask, tmp_path: Path) -> None:
    """A file says on standard error what it cannot hold, with the agreement and the reason."""
    made = agreed("A", last_day=LAST, document_number="KS 1").accede(
        "A", decided("2019-05-06"), effective=START
    )
    formats.write(made, tmp_path / "a.json")
    said = ask(tmp_path / "a.json", UNTIL)

    assert said.err == (
        "KS 1: överklagande av anslutning, A (beslut den 6 maj 2019): okänd sista dag, "
        "anslagsdagen saknas."
    )
    english = ask(tmp_path, UNTIL, "--language", "en")
    assert english.err.startswith("a.json: appeal against accession, A (decided on 6 May 2019)")
    forums = ask(UNTIL).err
    assert "Regionala chefsgruppen (KSL/15/0016-5)" in forums


def test_a_folder_with_a_broken_file(ask: Ask, folder: Path) -> None:
    """What cannot be read is named and sets the status; the others are written."""
    (folder / "trasig.toml").write_text('samverkan = 1\nkind = "agreement"\n', encoding="utf-8")
    said = ask(folder, UNTIL)

    assert said.status == 2
    assert days_in(said.out)
    assert "Gick inte att läsa: trasig.toml: " in said.err
    assert "terms" in said.err  # why
    data = json.loads(ask(folder, UNTIL, "--format", "json").out)
    [failure] = data["failures"]
    assert failure["agreement"] == "trasig.toml"
    assert "terms" in failure["error"]["sv"]
    assert "terms" in failure["error"]["en"]
    unknown = ask(folder, UNTIL, "--party", "Kiruna")
    assert (unknown.status, unknown.out) == (2, "")
    assert "Parten ”Kiruna” kan finnas i det som inte gick att läsa: trasig.toml" in unknown.err


@pytest.mark.parametrize("form", ["ics", "table", "json", "csv", "xlsx"])
def test_not_a_single_day(ask: Ask, folder: Path, form: str) -> None:
    """A calendar without a day is refused by name, in every form, and nothing is written."""
    file = folder.parent / f"a{'.txt' if form == 'table' else f'.{form}'}"
    said = ask(folder / "tyst.json", UNTIL, "--output", file)
    assert (said.status, said.out) == (2, "")
    assert "Ingen dag att skriva i en kalender är känd för" in said.err

    (folder / "own.toml").unlink()
    said = ask(folder, UNTIL, "--output", file)
    assert (said.status, said.out) == (2, "")
    assert "Ingen dag att skriva i en kalender är känd för tyst.json" in said.err

    (folder / "tyst.json").write_text("{}", encoding="utf-8")
    said = ask(folder, UNTIL, "--output", file)
    assert (said.status, said.out) == (2, "")
    assert "Gick inte att läsa: tyst.json" in said.err
    assert not file.exists()


def test_other_forms(ask: Ask, folder: Path) -> None:
    """The same events as a table, as JSON in both languages, as CSV and as a workbook."""
    expected = formats.read_register(folder).calendar(until=LAST)
    book = folder.parent / "dagar.xlsx"

    shown = ask(folder, UNTIL, "--format", "table")
    assert "2029-12-31" in shown.out
    assert "tyst.json" in shown.out
    assert shown.err == ""
    assert "Last day" in ask(folder, UNTIL, "--format", "table", "--language", "en").out
    assert json.loads(ask(folder, UNTIL, "--format", "json").out) == formats.calendar_data(expected)
    said = ask(folder, UNTIL, "--format", "csv").out
    assert said == f"\ufeff{formats.calendar_table(expected).csv()}"
    assert ask(folder, UNTIL, "--output", book).status == 0
    rows = list(openpyxl.load_workbook(book).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [str(row[2])[:10] for row in rows[: len(expected)]] == as_listed(expected)


def test_which_days(ask: Ask, folder: Path) -> None:
    """The days, the party and what was known narrow a calendar."""
    own = folder / "own.toml"

    assert all(day >= "2029" for day in days_in(ask(own, UNTIL, "--since", "2029-01-01").out))
    assert days_in(ask(own, UNTIL, "--party", "Nacka").out)
    assert ask(own, UNTIL, "--known-on", "2025-01-01").status == 0


def test_a_corrected_file(ask: Ask, folder: Path) -> None:
    """A revision raises each sequence, so that calendars take what was corrected in a file."""
    own = folder / "own.toml"
    found = calendar(formats.read(own, Agreement), until=LAST)

    assert ask(own, UNTIL, "--revision", 3).out.encode() == formats.ics(found, revision=3)
    assert ask(own, UNTIL).out.encode() == formats.ics(found)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param("", "--until saknas", id="until when"),
        pytest.param(
            "--until 2010-12-31 --since 2011-01-01",
            "--until 2010-12-31 är före --since 2011-01-01; byt plats på dem",
            id="backwards",
        ),
        pytest.param("nix.toml --until 2018-12-31", "filen finns inte", id="no file"),
        pytest.param("nix --until 2018-12-31", "mappen finns inte", id="no folder"),
        pytest.param(f"{'a' * 5000} --until 2018-12-31", "går inte att läsa", id="long name"),
        pytest.param("a\0b --until 2018-12-31", "går inte att läsa", id="no name"),
        pytest.param("--until 2018-12-31 --format pdf", "ics, table, json", id="no such form"),
        pytest.param("--until 2018-12-31 --output a.pdf", ".ics", id="no such suffix"),
        pytest.param("--until 2018-12-31 --format xlsx", "--output", id="a workbook, where?"),
        pytest.param("--until 2018-12-31 --party Kiruna", "Nacka kommun (0182)", id="party"),
        pytest.param("--until 2018-12-31 --revision två", "”två” är inget heltal", id="no number"),
        pytest.param(
            "--until 2018-12-31 --revision 1 --format csv",
            "--format ics",
            id="a revision of a table",
        ),
        pytest.param("--agreement a.toml", "Skriv FIL|MAPP utan flagga.", id="an option of others"),
        pytest.param(
            "--until 2018-12-31 --format ics --output a.txt", ".ics", id="suffix of another form"
        ),
        pytest.param(
            "--until 2999-12-31 --since 1900-01-01", "100 år", id="more than a hundred years"
        ),
    ],
)
def test_refused_calendars(ask: Ask, arguments: str, why: str) -> None:
    """A question that cannot be asked is refused, with what to do."""
    said = ask(*arguments.split(" ") if arguments else [])

    assert (said.status, said.out) == (2, "")
    assert why in said.err


def test_an_empty_folder(ask: Ask, tmp_path: Path) -> None:
    """A folder without agreements is told so."""
    said = ask(tmp_path, UNTIL)

    assert said.status == 2
    assert "innehåller ingen överenskommelse" in said.err


def test_a_document_of_the_folder_is_not_overwritten(ask: Ask, folder: Path) -> None:
    """The answer does not replace an agreement that it is made of; a new file may stand beside."""
    said = ask(folder, UNTIL, "--output", folder / "tyst.json")

    assert said.status == 2
    assert "skrivs inte över" in said.err
    assert isinstance(formats.read(folder / "tyst.json"), Agreement)
    assert ask(folder, UNTIL, "--output", folder / "days.json").status == 0
    assert ask(folder, UNTIL, "--output", folder / "days.ics").status == 2  # days.json is unread
    assert main(["register", str(folder), "--on=2025-01-01", "--output", str(folder / "tyst.json")])


def test_the_extra_is_missing(folder: Path) -> None:
    """Without the extra, the command says what to install, and writes nothing."""
    without = (
        "import sys; sys.modules['icalendar'] = None\n"
        "from samverkan.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    file = folder / "a.ics"
    asked = ["calendar", str(folder), UNTIL, "--output", str(file)]
    done = subprocess.run(
        [sys.executable, "-c", without, *asked],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )

    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "pip install 'samverkan[calendar]'" in " ".join(done.stderr.split())
    assert not file.exists()
