from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import plainly
from samverkan.cli import main

HEAD = "municipality_code,reference_date,population\n"


@pytest.mark.parametrize(
    ("arguments", "status", "shown"),
    [
        pytest.param("fees --year 2015 --party Nacka", 0, "142 773,00 kr", id="Nacka"),
        pytest.param("fees --year 2015", 3, "Delsumma, 21 avgifter", id="2015"),
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
        pytest.param("fees --year 2015 --party Trafikverket", 0, "inte 0 kr", id="unstated"),
        pytest.param("fees --year 2015 --party Polismyndigheten", 0, "ingen av de", id="no member"),
        pytest.param("explain --year 2015 --party Vaxholm", 3, "saknas", id="missing, explained"),
        pytest.param("--version", 0, "samverkan 0.", id="version"),
        pytest.param("--help", 0, "på öret, och varför", id="help"),
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
        pytest.param("fees --year 0", "helt tal från 1800 till 2999", id="year 0"),
        pytest.param(
            "fees --year 2015 --party Stockholm", "Stockholms kommun (0180)", id="ambiguous"
        ),
        pytest.param("fees --year 2015 --party Uppsala", "Nacka kommun (0182)", id="unknown"),
        pytest.param("fees --year 2015 --reading x", "mid-year-before, year-start", id="reading"),
        pytest.param("fees --year 2015 --figures nix.csv", "den finns inte", id="no file"),
        pytest.param("fees --year 2015 --format xml", "xml", id="no such format"),
        pytest.param("explain --year 2015", "--party", id="nobody to explain"),
        pytest.param("avgifter", "avgifter", id="no such command"),
    ],
)
def test_refusals(arguments: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage, an unknown party and unreadable input end with 2, nothing half done."""
    assert main(arguments.split()) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err


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


def test_json_of_no_fees(capsys: pytest.CaptureFixture[str]) -> None:
    """Why there are no fees is said beside the data."""
    assert main(["fees", "--year", "2014", "--format", "json"]) == 0

    shown = capsys.readouterr()
    assert json.loads(shown.out)["total_ore"] == 0
    assert "gäller från och med den 1 januari 2015" in shown.err


def test_csv(capsys: pytest.CaptureFixture[str]) -> None:
    """CSV starts with a byte order mark, so that spreadsheets read å, ä and ö."""
    assert main(["fees", "--year", "2025", "--reading", "year-start", "--format", "csv"]) == 0

    assert capsys.readouterr().out.startswith("\ufeffpart;namn;år;läge;kronor;saknas\r\n")


def test_own_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures of a file of one's own take the place of the package's."""
    file = tmp_path / "egna.csv"
    file.write_text(f"{HEAD}0187,2014-06-30,11200\n", encoding="utf-8")

    assert main(["fees", "--year", "2015", "--party", "Vaxholm", "--figures", str(file)]) == 0
    assert "16 800,00 kr" in plainly(capsys.readouterr().out)
    assert main(["fees", "--year", "2015", "--party", "Nacka", "--figures", str(file)]) == 3


def test_own_figures_at_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file at fault is refused with the file, the line and what to write instead."""
    file = tmp_path / "egna.csv"
    file.write_text(f"{HEAD}182,2014-06-30,11 200\n", encoding="utf-8")

    assert main(["fees", "--year", "2015", "--figures", str(file)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "rad 2: municipality_code ska vara fyra siffror" in shown.err
    assert "rad 2: population ska vara bara siffror" in shown.err


def test_a_folder_for_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is no file."""
    assert main(["fees", "--year", "2015", "--figures", str(tmp_path)]) == 2
    assert "går inte att öppna" in capsys.readouterr().err


def test_without_its_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without click the command says what to install."""
    monkeypatch.delitem(sys.modules, "samverkan.cli._commands", raising=False)
    monkeypatch.setitem(sys.modules, "click", None)

    assert main(["--version"]) == 2
    assert "pip install 'samverkan[cli]'" in capsys.readouterr().err


def test_another_module_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is lacking but is not the extra is not hidden."""
    monkeypatch.delitem(sys.modules, "samverkan.cli._commands", raising=False)
    monkeypatch.setitem(sys.modules, "samverkan.exports", None)

    with pytest.raises(ModuleNotFoundError, match=r"samverkan\.exports"):
        main(["--version"])


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
