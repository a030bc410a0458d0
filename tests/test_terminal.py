"""What the command looks like in a terminal: its width, its help, its refusals and completion."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from public import PUBLIC
from samverkan.cli import main

HEAD = "municipality_code,reference_date,population\n"
QUESTIONS = [
    *("fees", "explain", "difference", "settle", "deadlines", "check", "governance", "who"),
    *("show", "convert", "new", "calendar"),
]
ASKED = [
    "fees --year 2015",
    "explain --year 2015 --party Nacka",
    "fees --year 2015 --party Trafikverket",
    (
        "difference --year 2015 --decided Nacka=2015-04-13 --from-known 2015-04-01 "
        "--to-known 2015-04-14"
    ),
    "deadlines --announced 2015-05-29 --decided 2015-06-05 --effective 2015-01-01",
    "check",
    "governance --on 2020-03-01",
    "who --forum regionala-radet --on 2020-03-01",
    "settle --year 2015 --decided Nacka=2015-04-13 --known-on 2015-04-14",
    "show",
    "calendar nix --until 2018-12-31",
    "calendar --since 2018-12-31 --until 2018-01-31",
    "fees --year 2015 --agreement nix.toml",
    "settle --known-on 2015-04-14 --write",
    "show nix.toml --stockholm",
    "convert --to json",
    "fees --year 2015 --party x",
    "fees --year 2015 --decided Polismyndigheten=2015-04-13",
    *(f"{question} -h" for question in QUESTIONS),
    "-h",
    "",
]


def shown(arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return all that a terminal shows of a question."""
    main(shlex.split(arguments))
    both = capsys.readouterr()
    return both.out + both.err


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("arguments", ASKED)
def test_width(
    arguments: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Lines fit terminals of 80 and 160 characters, break between words, and say the same."""
    said = {}
    for width in (80, 160):
        monkeypatch.setenv("COLUMNS", str(width))
        answer = shown(f"{arguments} --language {language}", capsys)
        for line in answer.splitlines():
            one_word = " " not in line.strip()
            assert len(line) <= width or one_word or line.startswith("  samverkan "), line
        said[width] = answer.split()
    assert said[80] == said[160]


@pytest.mark.parametrize(
    ("columns", "longest"),
    [
        pytest.param("10", 60, id="narrower than anybody can read"),
        pytest.param("1000", 160, id="wider than anybody can read"),
        pytest.param("x", 100, id="no number"),
    ],
)
def test_odd_widths(
    columns: str,
    longest: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A terminal that is very narrow or wide, or of no known width, is no trouble."""
    monkeypatch.setenv("COLUMNS", columns)
    lines = [line for line in shown("check", capsys).splitlines() if len(line.split()) > 3]

    assert longest - 25 < max(map(len, lines)) <= longest


# --- Help


@pytest.mark.parametrize("question", ["", *QUESTIONS])
def test_help(question: str, capsys: pytest.CaptureFixture[str]) -> None:
    """-h is --help; in Swedish all of it is Swedish, click's own words too."""
    swedish = shown(f"{question} -h", capsys)
    english = shown(f"{question} -h --language en", capsys)

    assert swedish == shown(f"{question} --help", capsys)
    assert swedish.startswith("Användning: samverkan")
    assert english.startswith("Usage: samverkan")
    for word in ("Usage", "Options", "Show", "required", "default", "Commands", "Error", "YYYY"):
        assert word not in swedish
    for word in ("Användning", "Flaggor", "Visa", "obligatorisk", "förval", "Frågor", "Exempel"):
        assert word not in english


EXAMPLES_IN = re.compile(r"^Examples:\n((?:  .*\n)+)", re.MULTILINE)


@pytest.mark.parametrize("question", ["", *QUESTIONS])
def test_examples(
    question: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The examples of a help can be typed as they stand."""
    monkeypatch.chdir(tmp_path)
    Path("population.csv").write_text(f"{HEAD}0182,2015-06-30,96217\n", encoding="utf-8")
    main(["new", "--output", "agreement.toml"])
    Path("agreements").mkdir()
    main(["new", "--output", "agreements/agreement.toml"])
    found = EXAMPLES_IN.search(shown(f"{question} -h --language en", capsys))
    assert found is not None
    for example in found[1].replace("\\\n", " ").splitlines():
        name, *arguments = shlex.split(example.partition(">")[0])

        assert name == "samverkan"
        assert question in {"", arguments[0]}
        capsys.readouterr()
        assert main(arguments) in {0, 1, 3}
        said = capsys.readouterr()
        assert said.out or "--output" in arguments


# --- Refusals


@pytest.mark.parametrize(
    ("arguments", "swedish", "english"),
    [
        pytest.param(
            "feez",
            "Fel: ingen fråga heter ”feez”. Menade du fees?",
            "Error: there is no command 'feez'. Did you mean fees?",
            id="no such command",
        ),
        pytest.param(
            "xyz",
            "Fel: ingen fråga heter ”xyz”. De som finns: fees, explain",
            "Error: there is no command 'xyz'. There are: fees, explain",
            id="xyz",
        ),
        pytest.param(
            "fees --yeer 2015",
            "Fel: ingen flagga heter --yeer. Menade du --year?",
            "Error: there is no option --yeer. Did you mean --year?",
            id="no such option",
        ),
        pytest.param("fees", "Fel: --year saknas.", "Error: --year is missing.", id="nothing"),
        pytest.param(
            "--help=3", "Fel: --help tar inget värde.", "Error: --help takes no value.", id="value"
        ),
        pytest.param(
            "fees --year 2015 extra",
            "Fel: ”extra” hör inte hit.",
            "Error: unexpected argument: 'extra'.",
            id="too much",
        ),
        pytest.param(
            "governance --mode x",
            "Fel: Styrningen har inget läge ”x”; de som finns är: ordinarie läge (ord",
            "Error: the governance has no mode 'x'; its modes are: ordinary mode (ord",
            id="no such mode",
        ),
        pytest.param(
            "governance --format x",
            "Fel: --format: ”x” finns inte att välja; ange ett av table, json, html, markdown.",
            "Error: --format: 'x' is not a valid choice; give one of table, json, html, markdown.",
            id="no such choice",
        ),
        pytest.param(
            "who --forum regionala --on 2020-03-01 --absent =Nacka",
            "Fel: --absent: ”=Nacka” är inget förhinder; skriv PLATS=PART, som ledamot=Nacka, "
            "eller PLATS=PART:ANTAL",
            "Error: --absent: '=Nacka' is not an absence; write SEAT=PARTY, as in ledamot=Nacka, "
            "or SEAT=PARTY:NUMBER",
            id="no absence",
        ),
        pytest.param(
            "who --forum regionala --on 2020-03-01 --absent ledamot=Nacka",
            "Fel: --absent: inga platser är angivna för forumet.",
            "Error: --absent: no seats of the forum are stated.",
            id="no seats",
        ),
        pytest.param(
            "fees --year 15x",
            "Fel: --year: ”15x” är inget år; skriv ÅÅÅÅ, som 2015.",
            "Error: --year: '15x' is not a valid year; write YYYY, as in 2015.",
            id="no year",
        ),
        pytest.param(
            "fees --year 2015 --known-on 1/4",
            "Fel: --known-on: ”1/4” är ingen dag; skriv ÅÅÅÅ-MM-DD, som 2015-04-13.",
            "Error: --known-on: '1/4' is not a valid day; write YYYY-MM-DD, as in 2015-04-13.",
            id="no day",
        ),
        pytest.param(
            "fees --year 2015 --decided Polismyndigheten=2015-04-13",
            "Fel: Polismyndigheten (202100-0076) är inte part, och källan anger ingen dag då den "
            "blir det. Utelämna --decided för den, eller ange en part; samverkan fees visar vilka "
            "som är det.",
            "Error: Polismyndigheten (202100-0076) is not a member, and the source states no first "
            "day of membership. Leave out --decided for it, or name a member; samverkan fees lists "
            "them.",
            id="a decision to join of one that is no member",
        ),
        pytest.param(
            "fees --year 2015 --decided Nacka=2015-04-13 --decided 0182=2015-04-14",
            "Fel: Nacka kommun (0182) har fått två beslut med --decided; ange ett.",
            "Error: Nacka kommun (0182) has two decisions by --decided; give one.",
            id="two decisions",
        ),
        pytest.param(
            "fees --year 2015 --figures ''",
            "Fel: --figures ska ha ett värde.",
            "Error: --figures needs a value.",
            id="no file",
        ),
        pytest.param(
            "deadlines --announced 1989-05-29",
            "Fel: --announced 1989-05-29 är före 1990-01-01",
            "Error: --announced 1989-05-29 is before 1990-01-01",
            id="a field is called as its option",
        ),
        pytest.param(
            "fees --year 2015 --party nakka",
            "Fel: Ingen part heter ”nakka”. Menade du Nacka kommun (0182)?",
            "Error: no party is called 'nakka'; did you mean Nacka kommun (0182)?",
            id="did you mean",
        ),
    ],
)
def test_refusals(
    arguments: str,
    swedish: str,
    english: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wrong usage ends with 2 and says what the user of the command can do, in each language."""
    monkeypatch.setenv("COLUMNS", "160")
    for language, said in (("sv", swedish), ("en", english)):
        assert main([f"--language={language}", *shlex.split(arguments)]) == 2
        both = capsys.readouterr()
        assert both.out == ""
        assert said in re.sub(r"\n +", " ", both.err)
        for name in ("effective=", "_on", "accede", "Decision("):
            assert name not in both.err


def test_an_option_without_its_value(capsys: pytest.CaptureFixture[str]) -> None:
    """An option that needs a value says so."""
    assert main(["fees", "--language=en", "--year"]) == 2
    assert capsys.readouterr().err == "Error: --year needs a value.\n"


# --- Answers


def test_equal_findings_are_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    """What is found of many parties is one sentence that names them all."""
    answer = shown("check", capsys)

    assert answer.count("inget eget beslut är registrerat") == 1
    assert len(answer.splitlines()) < 50
    assert "Nacka kommun (0182), Sundbybergs" in re.sub(r"\s+", " ", answer)


def test_equal_findings_of_several_decisions(capsys: pytest.CaptureFixture[str]) -> None:
    """What holds of several accessions is told once, with all of them."""
    answer = shown("check --decided Nacka=2015-04-13 --decided 0184=2015-04-13", capsys)
    said = " ".join(answer.split())

    assert "Nacka kommun (0182), anslutning; Solna kommun (0184), anslutning: Beslutet den" in said
    assert answer.count("RETRO_INTER_AUTHORITY") == 1
    assert answer.count("som förbudet") == 1


def test_a_terminal_is_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who reads the answer and its errors in one terminal is not told twice what is missing."""
    asked = "fees --year 2026 --party Nacka --language en"
    apart = shown(asked, capsys)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    together = shown(asked, capsys)

    assert (apart.count("Nacka kommun (0182)"), together.count("Nacka kommun (0182)")) == (2, 1)
    assert "Supply the missing figures with --figures" in together


def test_completion_leaves_no_blank() -> None:
    """In Bash, a day can be written directly after the sign of equality that is completed."""
    done = subprocess.run(
        [sys.executable, "-m", "samverkan"],
        env=os.environ | {"_SAMVERKAN_COMPLETE": "bash_source"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert "[[ $value != *= ]] || compopt -o nospace" in done.stdout


def test_sources_are_in_order_of_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """The list of sources goes from 1 up, and the places of one document stand together."""
    answer = shown("explain --year 2015 --party Nacka", capsys)
    _, _, listed = answer.partition("\nKällor\n")
    numbers = [int(number) for number in re.findall(r"^ +\[(\d+)\]", listed, re.MULTILINE)]

    assert numbers == list(range(1, 10))


# --- Completion


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        pytest.param("samverkan fe", ["fees"], id="a question"),
        pytest.param("samverkan fees --party nac", ["Nacka"], id="a party"),
        pytest.param("samverkan fees --party 018", ["0180", "Södertälje"], id="by its code"),
        pytest.param("samverkan fees --party region", ["232100-0016"], id="by another name"),
        pytest.param("samverkan fees --decided Nac", ["Nacka="], id="who decided"),
        pytest.param("samverkan fees --reading y", ["year-start"], id="a reading"),
        pytest.param("samverkan who --forum reg", ["regionala-radet"], id="a forum"),
        pytest.param("samverkan who --mode akt", ["activated"], id="a mode"),
        pytest.param("samverkan fees --format c", ["csv"], id="a form"),
        pytest.param("samverkan fees --par", ["--party"], id="an option"),
        pytest.param("samverkan fees --figures own", ["own"], id="a file"),
        pytest.param("samverkan fees --agreement own", ["own"], id="a file of terms"),
        pytest.param("samverkan settle --ledger own", ["own"], id="a file of claims"),
        pytest.param("samverkan who --mode-log own", ["own"], id="a file of activations"),
        pytest.param("samverkan show own", ["own"], id="a file to show"),
        pytest.param("samverkan convert --output own", ["own"], id="a file to write"),
        pytest.param("samverkan fees --party xyz", [], id="nobody"),
    ],
)
def test_completion(words: str, offered: list[str]) -> None:
    """A shell is offered what a question can name."""
    told = os.environ | {
        "_SAMVERKAN_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "samverkan"],
        env=told,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = [line.partition(",")[2] for line in done.stdout.split()]

    assert found[: len(offered)] == offered
    assert bool(found) == bool(offered)


def test_the_width_of_a_report() -> None:
    """Every text for people takes the width of its lines."""
    writers = [
        name
        for name, made in PUBLIC.items()
        if name.startswith("samverkan.reports.") and re.search(r"_(text|summary)$", name)
        if name not in {"samverkan.reports.no_fees_text", "samverkan.reports.hour_text"}
    ]

    assert len(writers) == 20
    assert all("width" in PUBLIC[name].__kwdefaults__ for name in writers)
