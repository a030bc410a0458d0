from __future__ import annotations

import importlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from builders import inhabitants, plainly
from samverkan import FigureTable, formats
from samverkan.cli import main

KNOWN = "--year 2015 --decided 0182=2015-04-13 --from-known 2015-04-01 --to-known 2015-04-14"
HEAD = "municipality_code,reference_date,population\n"


@pytest.mark.parametrize(
    ("arguments", "status", "shown"),
    [
        pytest.param("fees --year 2015 --party Nacka", 0, "142 773,00 kr", id="Nacka"),
        pytest.param("fees --year 2015", 3, "Delsumma (21)", id="2015"),
        pytest.param(
            "fees --year 2025 --reading year-start", 0, "3 709 960,50 kr", id="2025, complete"
        ),
        pytest.param(
            "explain --year 2015 --party 0182 --language en",
            0,
            "SEK 1.50 per inhabitant × 95,182 inhabitants = SEK 142,773.00",
            id="explained in English",
        ),
        pytest.param(
            "explain --year 2015 --party 0182 --language=en", 0, "Sources", id="another spelling"
        ),
        pytest.param("fees --year 2014", 0, "gäller från och med den 1 januari 2015", id="before"),
        pytest.param(
            "fees --year 2015 --known-on 2015-04-14 --decided 0182=2015-04-13 --party Nacka",
            0,
            "Enligt vad som var känt den 14 april 2015",
            id="as known after the decision",
        ),
        pytest.param(
            "fees --year 2015 --known-on 2015-04-01 --decided 0182=2015-04-13 --party Nacka",
            0,
            "Inte part 2015, enligt vad som var känt den 1 april 2015",
            id="as known before the decision",
        ),
        pytest.param(
            "fees --year 2015 --known-on 2015-04-14",
            3,
            "beslut saknas för 26 av parterna",
            id="undated",
        ),
        pytest.param(f"difference {KNOWN}", 3, "krav för 2015  142 773,00 kr", id="the difference"),
        pytest.param(f"difference {KNOWN} --party Nacka", 0, "anslutning", id="of one party"),
        pytest.param(
            f"difference {KNOWN} --party Nacka --language en", 0, "Total (1)", id="English"
        ),
        pytest.param("fees --year 2015 --party Trafikverket", 0, "inte 0 kr", id="unstated"),
        pytest.param(
            "fees --year 2015 --party Polismyndigheten", 0, "Inte part 2015", id="no member"
        ),
        pytest.param("explain --year 2015 --party Vaxholm", 3, "saknas", id="missing, explained"),
        pytest.param("--version", 0, "samverkan 0.", id="version"),
        pytest.param("--help", 0, "vad de kostar, på öret", id="help"),
        pytest.param("fees --help --language en", 0, "Budget year, for example", id="English help"),
    ],
)
def test_answers(
    arguments: str, status: int, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answer stands on standard output; 0 is complete, 3 says that figures are missing."""
    assert main(arguments.split()) == status
    assert shown in plainly(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param("fees", "--year", id="no year"),
        pytest.param("fees --year tjugohundra", "tjugohundra", id="year in words"),
        pytest.param("fees --year 0", "heltal från 1800 till 2999", id="year 0"),
        pytest.param(
            "fees --year 2015 --party Stockholm", "Stockholms kommun (0180)", id="ambiguous"
        ),
        pytest.param("fees --year 2015 --party Uppsala", "Nacka kommun (0182)", id="unknown"),
        pytest.param("fees --year 2015 --reading x", "mid-year-before, year-start", id="reading"),
        pytest.param("fees --year 2015 --figures nix.csv", "filen finns inte", id="no file"),
        pytest.param("fees --year 2015 --format xml", "xml", id="no such format"),
        pytest.param("explain --year 2015", "--party", id="nobody to explain"),
        pytest.param("avgifter", "avgifter", id="no such command"),
        pytest.param("fees --year ２０１５", "ÅÅÅÅ", id="a year in other digits"),
        pytest.param("fees --year 2015 --known-on 20150101", "ÅÅÅÅ-MM-DD", id="another spelling"),
        pytest.param("fees --year 2015 --known-on 2015-02-29", "ÅÅÅÅ-MM-DD", id="no such day"),
        pytest.param("fees --year 2015 --decided 0182", "ÅÅÅÅ-MM-DD", id="decided when?"),
        pytest.param("fees --year 2015 --decided Uppsala=2015-04-13", "Nacka", id="decided who?"),
        pytest.param(
            "difference --year 2015 --from-known 2015-02-01 --to-known 2015-01-01",
            "2015-02-01 är senare än --to-known 2015-01-01; byt plats på dem",
            id="backwards",
        ),
    ],
)
def test_refusals(arguments: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage, an unknown party and unreadable input end with 2, nothing half done."""
    assert main(arguments.split()) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err


BEGINNINGS = {"mermaid": "flowchart ", "dot": "graph {", "svg": "<svg "}


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_drawn_fee(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A fee can be drawn; without a fee, nothing is drawn, and the reason is told."""
    assert main(["explain", "--year", "2015", "--party", "Nacka", "--diagram", kind]) == 0
    drawn = capsys.readouterr()
    assert main(["explain", "--year", "2020", "--party", "Nacka", "--diagram", kind]) == 3
    missing = capsys.readouterr()

    assert BEGINNINGS[kind] in drawn.out
    assert drawn.err == missing.out == ""
    assert "Nacka" in missing.err


def test_drawn_life(capsys: pytest.CaptureFixture[str]) -> None:
    """The life of an agreement is drawn on the page and in the colours that are asked for."""
    look = ["--page", "slide", "--theme", "dark", "--language", "en"]
    assert main(["show", "--diagram", "svg", *look]) == 0

    drawn = capsys.readouterr().out
    assert 'width="960pt"' in drawn
    assert "The life of the agreement" in drawn
    assert 'fill="#12171d"' in drawn


@pytest.mark.parametrize(
    ("arguments", "marked"),
    [
        ("--on 2020-02-28", ["AKTIVERAT LÄGE"]),
        ("--on 2020-02-27", []),
        ("--on 2020-02-29", ["LÄGET ÄR INTE KÄNT"]),
        ("--on 2020-02-29 --mode activated", ["AKTIVERAT LÄGE"]),
        ("--on 2020-02-28 --mode ordinary", []),
        ("--on 2014-12-31", []),
    ],
)
@pytest.mark.parametrize("kind", ["mermaid", "dot", "svg"])
def test_diagrams(
    kind: str, arguments: str, marked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A diagram marks what is activated, as asked or by the log, and what the log does not know."""
    assert main(["governance", "--diagram", kind, *arguments.split()]) == 0

    shown = capsys.readouterr()
    assert BEGINNINGS[kind] in shown.out
    drawn = shown.out.partition("</desc>")[2] or shown.out
    marks = ["AKTIVERAT LÄGE", "LÄGET ÄR INTE KÄNT", "ORDINARIE LÄGE"]
    assert [mark for mark in marks for _ in range(drawn.count(mark))] == marked
    assert shown.err == ""


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_missing_stands_on_standard_error(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing is named on standard error whatever the format."""
    assert main(["fees", "--year", "2015", "--format", form]) == 3

    said = capsys.readouterr().err
    for name in ("Upplands Väsby", "Vallentuna", "Österåkers", "Värmdö", "Vaxholms"):
        assert f"{name} kommun" in said


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON on standard output holds the fees asked for and what is missing."""
    assert (
        main(
            ["fees", "--year", "2015", "--party", "Nacka", "--party", "Vaxholm", "--format", "json"]
        )
        == 3
    )

    data = json.loads(capsys.readouterr().out)
    assert [fee["ore"] for fee in data["fees"]] == [14277300]
    assert [missing["party"] for missing in data["missing"]] == ["0187"]
    assert data["total_ore"] is None


def test_json_of_an_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    """Explained as JSON, the fees have their trees beside them."""
    assert main(["explain", "--year", "2015", "--party", "Nacka", "--format", "json"]) == 0

    data = json.loads(capsys.readouterr().out)
    assert data["total_ore"] == data["explanations"][0]["ore"] == 14277300


def test_json_of_claims(capsys: pytest.CaptureFixture[str]) -> None:
    """Claims as JSON: what, why, and the parties whose decision nobody has recorded."""
    assert main(["difference", *KNOWN.split(), "--format", "json"]) == 3

    shown = capsys.readouterr()
    data = json.loads(shown.out)
    assert data["claims"] == [
        {
            "party": "0182",
            "year": 2015,
            "ore": 14277300,
            "known_on": "2015-04-13",
            "cause": [
                {
                    "kind": "accession",
                    "party": "0182",
                    "number": 19,
                    "decided_on": "2015-04-13",
                    "body": None,
                }
            ],
        }
    ]
    assert (data["total_ore"], data["missing"], len(data["undated"])) == (14277300, [], 25)
    assert "Beslut saknas: Upplands Väsby kommun (0114)" in shown.err


def test_json_of_no_fees(capsys: pytest.CaptureFixture[str]) -> None:
    """Why there are no fees is said beside the data."""
    assert main(["fees", "--year", "2014", "--format", "json"]) == 0

    shown = capsys.readouterr()
    assert json.loads(shown.out)["total_ore"] == 0
    assert "gäller från och med den 1 januari 2015" in shown.err


def test_csv(capsys: pytest.CaptureFixture[str]) -> None:
    """CSV starts with a byte order mark, so that spreadsheets read å, ä and ö."""
    assert main(["fees", "--year", "2025", "--reading", "year-start", "--format", "csv"]) == 0

    assert capsys.readouterr().out.startswith(
        "\ufeffpart;organisationsnummer;namn;kronor;år;status;fast belopp;pris;antal;"
    )


def test_own_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures of a file of one's own take the place of the package's."""
    file = tmp_path / "egna.csv"
    file.write_text(f"{HEAD}0187,2014-06-30,11200\n", encoding="utf-8")

    assert main(["fees", "--year", "2015", "--party", "Vaxholm", "--figures", str(file)]) == 0
    assert "16 800,00 kr" in plainly(capsys.readouterr().out)
    assert main(["fees", "--year", "2015", "--party", "Nacka", "--figures", str(file)]) == 3


def test_figures_that_cannot_be_true(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 inhabitants is told on standard error, with status 1; the fee is printed all the same."""
    file = tmp_path / "egna.json"
    ledger = tmp_path / "krav.jsonl"
    formats.write(FigureTable(inhabitants({"0187": 0, "0182": 95_182})), file)
    asked = ["--year", "2015", "--figures", str(file)]

    for question in ("fees", "explain"):
        assert main([question, *asked, "--party", "Vaxholm"]) == 1
        shown = capsys.readouterr()
        assert "0,00 kr" in plainly(shown.out)
        assert shown.err.startswith("FEL NO_INHABITANTS\n")
    assert main(["fees", *asked, "--party", "Nacka"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["fees", *asked, "--format", "json"]) == 1
    shown = capsys.readouterr()
    assert json.loads(shown.out)["subtotal_ore"] == 14_277_300
    assert "NO_INHABITANTS" in shown.err
    days = ["--from-known", "2015-02-01", "--to-known", "2015-03-01"]
    decided = ["--decided", "0187=2014-12-01"]
    assert main(["difference", *asked, *days, *decided, "--party", "Vaxholm"]) == 1
    assert "NO_INHABITANTS" in capsys.readouterr().err
    settled = ["--known-on", "2015-03-01", "--ledger", str(ledger), "--write"]
    assert main(["settle", *asked, *settled, *decided]) == 1
    assert "NO_INHABITANTS" in capsys.readouterr().err
    assert main(["check", "--figures", str(file)]) == 1
    assert "NO_INHABITANTS" in capsys.readouterr().out


def test_doubtful_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning about a figure is told, and leaves the status as it is."""
    file = tmp_path / "egna.csv"
    file.write_text(f"{HEAD}0182,2013-06-30,9000\n0182,2014-06-30,95182\n", encoding="utf-8")
    asked = ["fees", "--year", "2015", "--figures", str(file)]

    assert main([*asked, "--party", "Nacka"]) == 0
    assert capsys.readouterr().err.startswith("VARNING FIGURE_JUMPS\n")
    assert main(asked) == 3


def test_own_figures_at_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file at fault is refused with the file, the line and what to write instead."""
    file = tmp_path / "egna.csv"
    file.write_text(f"{HEAD}182,2014-06-30,11 200\n", encoding="utf-8")

    assert main(["fees", "--year", "2015", "--figures", str(file)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "rad 2: municipality_code ska vara fyra siffror" in shown.err
    assert "rad 2: population ska vara högst 18 siffror" in shown.err


def test_a_folder_for_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is no file."""
    assert main(["fees", "--year", "2015", "--figures", str(tmp_path)]) == 2
    assert "det är en mapp" in capsys.readouterr().err


def anew(monkeypatch: pytest.MonkeyPatch, lacking: str) -> Callable[[Sequence[str]], int]:
    """Return the command as it is imported where a module is lacking."""
    for name in [each for each in sys.modules if each.startswith("samverkan.cli")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, lacking, None)
    command: Callable[[Sequence[str]], int] = importlib.import_module("samverkan.cli").main
    return command


def test_without_its_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without click the command says what to install."""
    assert anew(monkeypatch, "click")(["--version"]) == 2
    assert "pip install 'samverkan[cli]'" in capsys.readouterr().err


def test_another_module_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is lacking but is not the extra is not hidden."""
    with pytest.raises(ModuleNotFoundError, match=r"json"):
        anew(monkeypatch, "json")


@pytest.mark.parametrize("name", ["a\0b", "\udcff.csv", "\x1b[2J.csv"])
def test_hostile_file_names(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Any name of a file is told, escaped, and is no traceback."""
    assert main(["fees", "--year", "2015", "--figures", name]) == 2
    assert "går inte att läsa" in capsys.readouterr().err


def test_the_last_language_wins(capsys: pytest.CaptureFixture[str]) -> None:
    """Of an option given twice the last one counts."""
    assert main(["fees", "--year", "2014", "--language", "en", "--language=sv"]) == 0
    assert "Avgifter för 2014" in capsys.readouterr().out


@pytest.mark.parametrize(("error", "status"), [(BrokenPipeError(), 3), (OSError(28, "full"), 2)])
def test_nobody_reads_the_answer(
    error: OSError, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reader that has gone is no error; a full disk is one, in a line."""

    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise error

    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["fees", "--year", "2015"]) == status
    assert "Traceback" not in capsys.readouterr().err


def test_the_module_runs_only_as_a_program() -> None:
    """``python -m samverkan`` is the command; importing the module runs nothing."""
    assert importlib.import_module("samverkan.__main__").main is main


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted, the command ends without a traceback."""

    class Interrupted(io.StringIO):
        def write(self, _: str) -> int:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdout", Interrupted())
    assert main(["fees", "--year", "2014"]) == 2


def test_a_year_of_which_nothing_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    """If no fee at all is known, the status says so, and standard error who is missing."""
    assert main(["fees", "--year", "2016"]) == 3
    assert capsys.readouterr().err.startswith("Uppgift saknas: Upplands Väsby kommun (0114), ")


def test_who_is_no_party(capsys: pytest.CaptureFixture[str]) -> None:
    """Who was asked for and is no party in the year is told, beside those who are."""
    assert main(["fees", "--year", "2015", "--party", "Nacka", "--party", "Polismyndigheten"]) == 0
    assert "Inte part 2015: Polismyndigheten (202100-0076)." in capsys.readouterr().err


def test_streams_that_cannot_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any stream will do for the answer."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)

    assert main(["fees", "--year", "2014"]) == 0
    assert "2014" in out.getvalue()


def test_as_a_module() -> None:
    """``python -m samverkan`` is the command; its bytes are UTF-8 whatever the locale says."""
    done = subprocess.run(
        [sys.executable, "-m", "samverkan", "fees", "--year", "2015", "--party", "Nacka"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert done.returncode == 0
    assert "142\u00a0773,00\u00a0kr" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("error_of", ["click", "ours"])
def test_nothing_escapes(error_of: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No error of a user's making shows a traceback."""
    arguments = {"click": ["fees", "--year"], "ours": ["fees", "--year", "3000"]}[error_of]

    assert main(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err
