"""What the command reads from files, and what it writes to them."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import (
    MID_YEAR,
    START,
    agreed,
    decided,
    funded_by,
    inhabitants,
    municipality,
    plainly,
    with_members,
)
from forums import CHARTER, DAY, governed
from public import ROOT
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    FormerCode,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Start,
    Statistic,
    YearDay,
    assess,
    formats,
    stockholm,
    validate,
)
from samverkan.cli import main
from samverkan.fees import Claim, Ledger
from samverkan.findings import Severity, check_assessment
from samverkan.funding import POPULATION, Basis, Fixed, Rate, Rule, Split, Sum
from samverkan.governance import Forum, Governance, Seat
from samverkan.meetings import ModeLog
from samverkan.reports import explanation_text
from strategies import World, histories, worlds

HEAD = "municipality_code,reference_date,population\n"
LEFT = "--year 2015 --decided 0182=2015-04-13 --known-on 2015-04-14"


class Said(NamedTuple):
    """What a question ended with, and what it said."""

    status: int
    out: str
    err: str

    @property
    def why(self) -> str:
        """What it said on standard error, on one line."""
        return " ".join(self.err.split())


def ask(*arguments: object) -> Said:
    """Ask the command something."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([str(argument) for argument in arguments])
    return Said(status, plainly(out.getvalue()), plainly(err.getvalue()))


@contextlib.contextmanager
def folder_of(world: World) -> Iterator[Path]:
    """Yield a folder with the agreement and the figures of a world in files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        formats.write(world.agreement, folder / "agreement.json")
        formats.write(world.figures, folder / "figures.json")
        yield folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a file with the example agreement that ``samverkan new`` writes."""
    file = tmp_path / "agreement.toml"
    assert ask("new", "--output", file).status == 0
    return file


# --- An agreement of one's own


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("fees --year 2015", id="fees"),
        pytest.param("fees --year 2025 --reading year-start --format json", id="as JSON"),
        pytest.param("explain --year 2015 --party Nacka", id="explain"),
        pytest.param(
            "difference --year 2015 --decided 0182=2015-04-13 --from-known 2015-04-01 "
            "--to-known 2015-04-14",
            id="difference",
        ),
        pytest.param(f"settle {LEFT}", id="settle"),
        pytest.param("check", id="check"),
        pytest.param("check --on 2015-01-01 --format json", id="check as JSON"),
        pytest.param("governance --on 2020-03-01", id="governance"),
        pytest.param("governance --diagram dot", id="drawn"),
        pytest.param("governance --on 2020-02-28 --format json", id="governance as JSON"),
        pytest.param("who --forum regionala-radet --on 2020-02-28 --format json", id="who"),
    ],
)
def test_the_ready_made_agreement_in_files(question: str, tmp_path: Path) -> None:
    """Read from files, the ready-made agreement gives the same answers as built in."""
    for name, value in (
        ("agreement", stockholm.agreement),
        ("figures", stockholm.figures),
        ("mode-log", stockholm.mode_log),
    ):
        formats.write(value, tmp_path / f"{name}.json")
    files = ["--agreement", tmp_path / "agreement.json", "--figures", tmp_path / "figures.json"]
    if question.startswith(("who", "governance")):
        files += ["--mode-log", tmp_path / "mode-log.json"]

    assert ask(*question.split(), *files) == ask(*question.split())


@pytest.mark.slow
@given(world=worlds())
def test_fees_of_any_agreement(world: World) -> None:
    """The fees of an agreement in a file are those that the library computes."""
    assessment = assess(world.agreement, year=world.year, figures=world.figures)
    with folder_of(world) as folder:
        files = ("--agreement", folder / "agreement.json", "--figures", folder / "figures.json")
        said = ask("fees", "--year", world.year, *files, "--format", "json")

    is_false = any(each.severity is Severity.ERROR for each in check_assessment(assessment))
    assert said.status == (1 if is_false else 3 if assessment.missing else 0)
    assert json.loads(said.out) == formats.fees_data(assessment)


def test_the_mode_of_another_agreement_is_unknown(tmp_path: Path) -> None:
    """The ready-made log says nothing of another agreement; a log of its own does."""
    formats.write(stockholm.agreement, tmp_path / "agreement.json")
    formats.write(stockholm.mode_log, tmp_path / "log.json")
    question = ("who", "--forum", "regionala-radet", "--on", "2020-02-28")
    without = ask(*question, "--agreement", tmp_path / "agreement.json")
    with_log = ask(
        *question,
        *("--agreement", tmp_path / "agreement.json", "--mode-log", tmp_path / "log.json"),
    )

    assert "läget är inte känt" in without.out
    assert "aktiverat läge" in with_log.out


def test_the_package_has_figures_of_municipalities_alone(tmp_path: Path) -> None:
    """Its figures are used for a municipality by its code, not for what is called the same."""
    file = tmp_path / "agreement.toml"
    file.write_text(
        """
        samverkan = 1
        kind = "agreement"
        [terms]
        title = "Avtal"
        period = 2025-01-01
        [terms.funding]
        name = "only"
        [terms.funding.funding.rule]
        type = "rate"
        kronor_per_unit = "1"
        [terms.funding.funding.rule.of]
        statistic = "population"
        reference_date = { years_before = 1, month = 12, day = 31 }
        [[parties]]
        names = "Bolaget"
        kind = "company"
        id = "0182"
        [[parties]]
        names = "Solna kommun"
        kind = "municipality"
        municipality_code = "0184"
        [[parties]]
        names = "Malmö kommun"
        kind = "municipality"
        municipality_code = "1280"
        [[instruments]]
        type = "accession"
        number = 1
        party = "0182"
        effective = 2025-01-01
        [[instruments]]
        type = "accession"
        number = 2
        party = "0184"
        effective = 2025-01-01
        [[instruments]]
        type = "accession"
        number = 3
        party = "1280"
        effective = 2025-01-01
        """,
        encoding="utf-8",
    )
    said = ask("fees", "--year", 2025, "--agreement", file, "--format", "json")
    found = json.loads(said.out)

    assert said.status == 3
    assert [fee["party"] for fee in found["fees"]] == ["0184"]
    assert [missing["party"] for missing in found["missing"]] == ["0182", "1280"]


def test_figures_by_the_code_of_their_time(tmp_path: Path) -> None:
    """A party is asked for by a former code, and its figures are found under the code of the day.

    The package's figures are found by the code of a party whose id is a word.
    """
    basis = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 12, 31))
    moved = municipality(
        "Flyttade kommunen",
        municipality_code="0331",
        former_codes=FormerCode("1917", last_day=dt.date(2014, 12, 31)),
    )
    nacka = municipality("Nacka kommun", id="nacka", municipality_code="0182")
    agreement = agreed(
        moved, nacka, funding=funded_by(Rate(kronor_per_unit=1, of=basis))
    ).accede_all([(party, decided("2014-12-01")) for party in (moved, nacka)], effective=START)
    file, figures = tmp_path / "agreement.json", tmp_path / "figures.json"
    formats.write(agreement, file)
    counts = inhabitants({"1917": 99, "0331": 100})
    on = dt.date(2014, 12, 31)
    formats.write(FigureTable(attrs.evolve(each, reference_date=on) for each in counts), figures)

    asked = ("fees", "--year", START.year, "--agreement", file, "--format", "json")
    mine = json.loads(ask(*asked, "--figures", figures, "--party", "1917").out)
    ours = json.loads(ask(*asked).out)

    assert [(fee["party"], fee["ore"]) for fee in mine["fees"]] == [("0331", 9900)]
    assert [fee["party"] for fee in ours["fees"]] == ["nacka"]
    assert ours["missing"][0]["needs"][0]["subject"] == "1917"


def test_a_shell_is_offered_what_is_in_the_file(own: Path) -> None:
    """Completion knows the parties of the agreement that is named before."""
    words = f"samverkan fees --agreement {own} --party Exempel"
    told = os.environ | {"_SAMVERKAN_COMPLETE": "bash_complete", "COMP_WORDS": words}
    done = subprocess.run(
        [sys.executable, "-m", "samverkan"],
        env=told | {"COMP_CWORD": "5"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert done.stdout == "plain,Exempelbolaget\n"


# --- show, convert, new


@pytest.mark.slow
@given(world=histories())
def test_converted_is_equal(world: World) -> None:
    """What ``convert`` writes, to standard output or to a file, reads back equal."""
    with folder_of(world) as folder:
        out = ask("convert", folder / "agreement.json", "--to", "json").out
        said = ask("convert", folder / "figures.json", "--to=json", "--output", folder / "new.json")

        assert formats.loads(out, Agreement) == world.agreement
        assert (said.status, said.out) == (0, "")
        assert formats.read(folder / "new.json", FigureTable) == world.figures


def test_a_log_without_its_agreement_is_shown(tmp_path: Path) -> None:
    """A log that states no governance counts no forums, and lists its activations."""
    days = "covers = { first_day = 2026-10-01, last_day = 2026-10-31 }"
    night = 'activations = { number = 1, first_day = 2026-10-20, at = "3.40", reason = "storm" }'
    log = tmp_path / "log.toml"
    log.write_text(f'samverkan = 1\nkind = "mode-log"\n{days}\n{night}\n', encoding="utf-8")

    said = ask("show", log, "--language=en").out

    assert "Forums" not in said
    assert "storm" in said
    assert "3:40" in said


@pytest.mark.slow
@given(world=histories(), language=st.sampled_from(["sv", "en"]))
def test_any_agreement_is_shown(world: World, language: str) -> None:
    """``show`` names every party, every instrument and every reading."""
    with folder_of(world) as folder:
        said = ask("show", folder / "agreement.json", f"--language={language}")

    assert (said.status, said.err) == (0, "")
    for party in world.agreement.parties:
        assert f"    {party}\n" in said.out
    for instrument in world.agreement.instruments:
        assert f"\n  {instrument.number}. {instrument.label.in_language(language)}" in said.out  # type: ignore[arg-type]
    for reading in world.agreement.terms.funding:
        assert f": {reading.name}\n" in said.out


def test_ready_made() -> None:
    """Without a file, and with --stockholm, it is the ready-made agreement."""
    shown = ask("show")

    assert shown == ask("show", "--stockholm")
    assert "Överenskommelse om länsgemensam funktion" in shown.out
    converted = ask("convert", "--stockholm", "--to", "json").out
    assert formats.loads(converted, Agreement) == stockholm.agreement


def test_population_figures_in_csv(tmp_path: Path) -> None:
    """CSV is shown, and converted to a document that serves as figures."""
    file, document = tmp_path / "own.csv", tmp_path / "own.json"
    file.write_text(f"{HEAD}0187,2014-06-30,10000\n", encoding="utf-8")
    asked = ("fees", "--year", 2015, "--party", "Vaxholm", "--figures")

    assert re.search(r"Antal uppgifter +1\n", ask("show", file).out)
    assert ask("convert", file, "--to", "json", "--output", document).status == 0
    assert ask(*asked, document).out == ask(*asked, file).out


JANUARY = Period(dt.date(2015, 1, 1), dt.date(2015, 1, 31))
CLAIM = Claim(party="0182", year=2015, ore=150, known_on=dt.date(2015, 4, 13))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param(
            stockholm.figures,
            {
                "Kind": "figures",
                "Figures": "671",
                "Statistics": "population",
                "First day": "31 December 2000",
            },
            id="figures",
        ),
        pytest.param(
            FigureTable([]),
            {"Figures": "0", "Statistics": "–", "Last day": "not stated"},
            id="none",
        ),
        pytest.param(
            Ledger(claims=[CLAIM], known_on=dt.date(2015, 4, 14)),
            {
                "Claims": "1",
                "Budget years": "2015",
                "Claimed, net": "SEK 1.50",
                "Opening balance": "not stated",
                "Known to": "14 April 2015",
            },
            id="a ledger",
        ),
        pytest.param(
            ModeLog(governance=Governance(forums=Forum(id="a", names="A")), covers=JANUARY),
            {"Activations": "0", "Forums": "1", "Last day": "31 January 2015"},
            id="a log",
        ),
        pytest.param((JANUARY, JANUARY), {"Kind": "list", "Values": "2"}, id="several"),
        pytest.param(JANUARY, {"Kind": "period"}, id="anything else"),
    ],
)
def test_other_documents_are_shown(value: object, told: dict[str, str], tmp_path: Path) -> None:
    """Of a document that is no agreement: its kind, how much it holds, and the days."""
    formats.write(value, tmp_path / "value.json")
    said = ask("show", tmp_path / "value.json", "--language", "en")
    lines = said.out.partition("\n\n")[0].splitlines()
    rows = dict(re.split(r"  +", line, maxsplit=1) for line in lines)

    assert said.status == 0
    assert told.items() <= rows.items()


def test_a_ledger_is_shown_with_its_balances(tmp_path: Path) -> None:
    """Of a ledger, ``show`` tells what is claimed net from each party for each year."""
    credit = Claim(party="0182", year=2015, ore=-50, known_on=dt.date(2015, 4, 14))  # type: ignore[arg-type]
    other = Claim(party="0182", year=2016, ore=12345600, known_on=dt.date(2015, 4, 14))  # type: ignore[arg-type]
    formats.write(
        Ledger(claims=[CLAIM, credit, other], known_on=dt.date(2015, 4, 14)),
        tmp_path / "ledger.jsonl",
    )
    swedish, english = (
        ask("show", tmp_path / "ledger.jsonl", "--language", language).out.split("\n\n")
        for language in ("sv", "en")
    )

    assert re.match(r"Slag +reskontra\n", swedish[0])
    assert swedish[1].splitlines() == [
        "Krävt, netto, per part och budgetår",
        "  0182  2015        1,00 kr",
        "  0182  2016  123 456,00 kr",
    ]
    assert english[1].splitlines()[2] == "  0182  2016  SEK 123,456.00"


def test_no_balances_without_claims(tmp_path: Path) -> None:
    """A ledger without claims has no balances to show."""
    formats.write(Ledger(), tmp_path / "ledger.jsonl")

    assert "\n\n" not in ask("show", tmp_path / "ledger.jsonl").out


def test_kinds_and_statistics_in_the_language(tmp_path: Path) -> None:
    """Kinds and statistics are called what people call them, in the language of the answer."""
    formats.write(stockholm.figures, tmp_path / "figures.json")
    shown = ask("show", tmp_path / "figures.json").out

    assert re.match(r"Slag +uppgifter\n", shown)
    assert re.search(r"Statistik +folkmängd\n", shown)


def test_an_assessment_is_shown_as_fees(tmp_path: Path) -> None:
    """An assessment in a file is shown as the question about fees shows it."""
    formats.write(
        assess(stockholm.agreement, year=2015, figures=stockholm.figures), tmp_path / "a.json"
    )

    assert ask("show", tmp_path / "a.json").out == ask("fees", "--year", "2015").out


# --- new


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_new_agreement(language: str, tmp_path: Path) -> None:
    """The new agreement passes every check, computes, and says that its values are examples."""
    file = tmp_path / "new.toml"
    said = ask("new", "--output", file, "--language", language)

    assert (said.status, said.out) == (0, "")
    assert ask("new", "--language", language).out == plainly(file.read_text(encoding="utf-8"))
    assert ask("check", "--agreement", file, "--language=en") == (0, "No findings.\n", "")
    fees = ask("fees", "--agreement", file, "--year", 2025)
    assert (fees.status, fees.err) == (0, "")
    assert "266 936,50 kr" in fees.out
    text, mark = file.read_text(encoding="utf-8"), {"sv": "EXEMPEL", "en": "EXAMPLE"}[language]
    assert text.count(mark) >= 4
    assert not re.search(r"(document|title|quote) = \"(?!EX)", text.replace("# ", ""))
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_new_agreement_names_every_rule(language: str) -> None:
    """The comments of a new agreement name every rule, and the pages that describe them."""
    text = ask("new", "--language", language).out
    comments = {word for line in text.splitlines() if line[:1] == "#" for word in line.split()}
    named = {word.strip("(),:") for word in comments}

    kinds = (cls.__name__ for cls in get_args(Rule))
    assert named >= {re.sub("(?<=.)([A-Z])", r"-\1", name).lower() for name in kinds}
    assert {"docs/how-to/funding-rules.md", "docs/how-to/more-funding-rules.md"} <= {
        word.strip(".") for word in named
    }


def test_the_new_agreements_differ_in_words_alone() -> None:
    """The two languages have the same parties, rules, amounts and days."""

    def facts(value: Any) -> Any:
        """Return a document without its texts and names."""
        match value:
            case dict():
                words = {"title", "document", "quote", "name", "sources", "define"}
                return {key: facts(each) for key, each in value.items() if key not in words}
            case list():
                return [facts(each) for each in value]
            case _:
                return value

    one, other = (tomllib.loads(ask("new", f"--language={each}").out) for each in ("sv", "en"))
    assert facts(one) == facts(other)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_commented_lines_of_a_new_agreement(language: str) -> None:
    """The lines that a new agreement offers as comments are read once they are used."""
    text, _, change = ask("new", f"--language={language}").out.rpartition("# [[instruments]]\n#")
    assert text.rstrip().endswith(".\n#")
    text, begin, rest = text.partition("# [terms.governance]\n")
    governance, end, rest = rest.partition("\n\n\n")
    governance = re.sub("^# ?", "", begin + governance, flags=re.MULTILINE)
    rate, _, rest = f"{text}{end}{rest}".partition("[terms.funding.rule.kinds.municipality]\n")
    bounded, company = rest.split("\n#\n# [", 1)[1].split("\n\n[", 1)
    used = re.sub("^# ?", "", f"# [{bounded}", flags=re.MULTILINE)
    lines = f"{rate}{used}\n\n[{company}"
    lines = re.sub(r"^# (?=[a-z_.]+ = )", "", lines, flags=re.MULTILINE)
    adopted = re.sub("^# ?", "", f"# {change}", flags=re.MULTILINE)
    lines += f"\n[[instruments]]\n{adopted}\n{governance}"
    lines = lines.replace("NNNNNN-NNNN", "212000-0167")
    lines = lines.replace("notice_months = 12", "", 1)  # a paper states notice_by instead
    agreement = formats.loads(lines, Agreement, syntax="toml")

    assert (agreement.terms.renewal_months, agreement.terms.max_renewals) == (24, 2)
    assert agreement.terms.notice_by == YearDay(month=6, day=30, years_before=1)
    assert agreement.terms.host == "0182"
    assert [due.kind.value for due in agreement.terms.due] == ["payment"]
    assert agreement.terms.purposes
    assert [party.id for party in agreement.parties][2] == "exempelbolaget"
    assert agreement.parties[2].organisation_number == "212000-0167"
    assert agreement.instruments[0].decision.reference == "§ 112"  # type: ignore[union-attr]
    fees = assess(agreement, year=2025, figures=stockholm.figures)
    assert fees["Nacka"].ore == 16816800
    assert [part.ore for part in fees.instalments("Nacka")] == [8408400, 8408400]
    [pending] = agreement.as_known().pending
    assert (pending.number, pending.missing) == (4, ("0138", "exempelbolaget"))
    stated = agreement.terms.governance
    assert stated is not None
    [forum] = stated.forums
    assert forum == stated.responsible
    assert [seat.each for seat in forum.seats] == [2, 1]
    assert [seat.holders for seat in forum.seats] == [None, None]
    often = stated.works(forum, "ordinary").meets
    assert often is not None
    assert (often.times, often.is_about) == (4, True)
    doubts = {each.code for each in validate(agreement, on=dt.date(2025, 6, 1))}
    assert {code for code in doubts if "SEAT" in code or "HOLDER" in code} == {"HOLDERS_NOT_STATED"}
    assert "50 000" in plainly(explanation_text(fees.explain("Nacka")).replace(",00", ""))


def test_the_wheel_has_the_new_agreement() -> None:
    """The new agreement is a file of the package, in both languages."""
    folder = Path(str(sys.modules["samverkan.cli"].__file__)).parent

    assert sorted(each.name for each in folder.glob("*.toml")) == ["new.en.toml", "new.sv.toml"]


# --- settle


@pytest.mark.slow
@settings(max_examples=50)
@given(world=histories(), day=st.dates(dt.date(2014, 6, 1), dt.date(2018, 12, 31)))
def test_settled_once(world: World, day: dt.date) -> None:
    """Once written, claims are not claimed again; unless written, nothing changes."""
    with folder_of(world) as folder:
        ledger = folder / "ledger.jsonl"
        files = ("--agreement", folder / "agreement.json", "--figures", folder / "figures.json")
        asked = ("settle", *files, "--known-on", day, "--ledger", ledger, "--format", "json")
        before = ask(*asked)
        assert not ledger.exists()
        first = json.loads(ask(*asked, "--write").out)
        written = ledger.read_bytes()
        again = json.loads(ask(*asked).out)
        assert ledger.read_bytes() == written
        last = json.loads(ask(*asked, "--write").out)

        assert json.loads(before.out) == {**first, "written_to": None}
        assert first["written_to"] == str(ledger)
        assert len(formats.read(ledger, Ledger).claims) == len(first["claims"])
        assert again["claims"] == last["claims"] == []
        assert ledger.read_bytes() == written


def test_settled_step_by_step(own: Path, tmp_path: Path) -> None:
    """The ledger's file grows by what became known; the answer tells what it did."""
    ledger = tmp_path / "ledger.jsonl"
    asked = ("settle", "--agreement", own, "--ledger", ledger, "--language", "en", "--known-on")

    first = ask(*asked, "2024-12-30")  # before the first budget year
    assert (first.status, first.out.splitlines()[0]) == (0, "Nothing to claim or credit.")
    assert first.out.endswith(f"New claims that --write adds to\n    {ledger}: 0.\n")
    second = ask(*asked, "2025-01-01", "--write")
    assert second.status == 0
    assert re.search(r"Total \(3\) +SEK 266,936\.50\n", second.out)
    assert "New claims added to" in second.out
    assert "does not exist yet" in second.err
    held = ledger.read_text(encoding="utf-8")
    third = ask(*asked, "2026-01-01", "--write", "--year", "2025")
    assert "Nothing to claim or credit." in third.out
    assert ledger.read_text(encoding="utf-8") == f'{held}{{"known_on": "2026-01-01"}}\n'


def test_without_a_ledger() -> None:
    """Without a ledger, everything is counted from the beginning, and nothing is written."""
    said = ask("settle", *LEFT.split())

    assert said.status == 3
    assert "krav för 2015  142 773,00 kr" in said.out
    assert "inget är skrivet" in said.out
    assert "Ange parternas beslut med --decided." in said.why
    assert "Beslut saknas: Upplands Väsby kommun (0114)" in said.why


def test_missing_figures_are_told_for_every_year() -> None:
    """Of several years, each missing figure is told."""
    said = ask("settle", "--known-on", "2017-04-14", "--year", "2016", "--year", "2017")

    assert said.status == 3
    assert "--figures" in said.err or "--decided" in said.why


@pytest.mark.parametrize(
    ("ledger", "known_on", "years"),
    [
        pytest.param(Ledger(), "2025-06-01", [2025], id="from the agreement's first year"),
        pytest.param(Ledger(), "2027-01-01", [2025, 2026, 2027], id="to the year of the day"),
        pytest.param(Ledger(), "2040-01-01", [2025, 2026, 2027, 2028, 2029], id="to its last year"),
        pytest.param(Ledger(), "2024-06-01", [], id="before its first year"),
        pytest.param(
            Ledger(opened_on=dt.date(2026, 7, 1)), "2027-01-01", [2026, 2027], id="as opened"
        ),
        pytest.param(Ledger(claims=[CLAIM]), "2025-06-01", [2015, 2025], id="what was claimed"),
    ],
)
def test_the_years_to_settle(
    ledger: Ledger, known_on: str, years: list[int], own: Path, tmp_path: Path
) -> None:
    """Where no year is named, they are those that have begun, and those in the ledger."""
    formats.write(ledger, tmp_path / "ledger.json")
    files = ("--agreement", own, "--ledger", tmp_path / "ledger.json")
    said = ask("settle", *files, "--known-on", known_on, "--format", "json")

    assert json.loads(said.out)["years"] == years


def test_a_line_that_is_cut_off(own: Path, tmp_path: Path) -> None:
    """The last line of a ledger that is cut off is told; the rest is used, the line replaced."""
    ledger = tmp_path / "ledger.jsonl"
    asked = ("settle", "--agreement", own, "--ledger", ledger, "--known-on", "2025-06-01")
    ask(*asked, "--write")
    whole = ledger.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    half = "".join(lines[:3]) + lines[3][:50]
    ledger.write_text(half, encoding="utf-8")

    said = ask(*asked)
    assert (said.status, "  Summa (1)  " in said.out) == (0, True)
    assert "line[4]: raden är avbruten" in said.why
    assert ledger.read_text(encoding="utf-8") == half
    shown = ask("show", ledger)
    assert (shown.status, bool(re.search(r"Antal krav +2\n", shown.out))) == (0, True)
    assert "är läst, utom sista raden" in shown.why
    assert ask("convert", ledger, "--to", "json").status == 2  # it would lose the line
    assert ask(*asked, "--write").status == 0
    assert ledger.read_text(encoding="utf-8") == whole


PUPILS = Statistic(id="pupils", name="elever", unit="elev", units="elever")
OF_PUPILS = Split(total=100, by=Basis(statistic=PUPILS, reference_date=ReferenceDate(1, 10, 15)))
OF_INHABITANTS = Split(total=100, by=MID_YEAR)


@pytest.mark.parametrize(
    ("rules", "counted", "told"),
    [
        pytest.param([OF_PUPILS], None, "med --figures.", id="figures"),
        pytest.param(
            [OF_PUPILS, OF_INHABITANTS],
            None,
            "med --figures, eller en annan tolkning med --reading.",
            id="another reading uses others",
        ),
        pytest.param(
            [OF_PUPILS, Sum(rules=[OF_PUPILS])], None, "med --figures.", id="or the same ones"
        ),
        pytest.param([OF_PUPILS], 0, None, id="a figure would not help"),
        pytest.param([OF_PUPILS], 1, None, id="nothing is missing"),
    ],
)
def test_what_may_help(
    rules: list[Rule], counted: int | None, told: str | None, tmp_path: Path
) -> None:
    """Other figures or another reading are suggested only if they may help."""
    readings = [funded_by(rule, name=f"lasning-{place}") for place, rule in enumerate(rules)]
    agreement = with_members(agreed("Alby", funding=readings), alby=Period(START))
    formats.write(agreement, tmp_path / "agreement.json")
    figures = [
        Figure(
            subject="alby",
            statistic=PUPILS,
            reference_date=dt.date(2014, 10, 15),
            value=counted or 0,
        )
    ]
    formats.write(FigureTable(figures if counted is not None else []), tmp_path / "figures.json")
    files = ("--agreement", tmp_path / "agreement.json", "--figures", tmp_path / "figures.json")

    for question in (("fees", "--year", "2015"), ("settle", "--known-on", "2015-12-31")):
        said = ask(*question, *files)
        assert ("--figures" in said.why) == (told is not None)
        assert told is None or f"Ange de uppgifter som saknas {told}" in said.why


# --- Refusals


@pytest.mark.parametrize(
    ("arguments", "swedish", "english"),
    [
        pytest.param(
            "settle --known-on 2015-04-14 --write",
            "--write behöver --ledger; ange filen",
            "--write needs --ledger; name the file",
            id="nowhere to write",
        ),
        pytest.param("settle", "--known-on saknas", "--known-on is missing", id="no day"),
        pytest.param(
            "settle --known-on 2015-04-14 --write=x --ledger l.jsonl",
            "--write tar inget värde",
            "--write takes no value",
            id="a value for a flag",
        ),
        pytest.param(
            "show --stockholm x.json",
            "en fil eller --stockholm, inte båda",
            "a file or give --stockholm, not both",
            id="two things to show",
        ),
        pytest.param(
            "convert --to json", "Ange en fil, eller --st", "Name a file, or give", id="nothing"
        ),
        pytest.param("convert x.json", "--to saknas", "--to is missing", id="to what?"),
        pytest.param(
            "convert --stockholm --to json --output x.toml",
            "x.toml ska sluta på .json",
            "x.toml must end with .json",
            id="another suffix",
        ),
        pytest.param(
            "new --output x.yaml", "x.yaml ska sluta på .toml", "must end with .toml", id="YAML"
        ),
        pytest.param(
            "new --output missing/x.toml",
            "går inte att skriva",
            "cannot be written",
            id="no folder",
        ),
        pytest.param("show ''", "FIL ska ha ett värde", "FILE needs a value", id="an empty name"),
        pytest.param(
            "governance --diagram dot --format json",
            "--diagram ritar, och --format json skriver data",
            "--diagram draws, and --format json writes data",
            id="a diagram as JSON",
        ),
        pytest.param(
            "explain --year 2015 --party Nacka --diagram svg --format json",
            "--diagram ritar, och --format json skriver data",
            "--diagram draws, and --format json writes data",
            id="a fee as a picture and as JSON",
        ),
        pytest.param(
            "governance --diagram dot --page slide",
            "--page och --theme gäller bilder",
            "--page and --theme are for pictures",
            id="a page without a picture",
        ),
        pytest.param(
            "show --theme dark",
            "--page och --theme gäller bilder",
            "--page and --theme are for pictures",
            id="colours without a picture",
        ),
        pytest.param(
            "explain --year 2015 --party Nacka --party Solna --diagram svg",
            "--diagram ritar en avgift i taget",
            "--diagram draws one fee at a time",
            id="two fees in a picture",
        ),
        pytest.param(
            "fees --year 2015 --agreement x.yaml",
            "YAML läses inte",
            "YAML is not read",
            id="YAML in",
        ),
        pytest.param(
            "fees --year 2015 --figures x.yml", "YAML läses inte", "YAML is not read", id="figures"
        ),
        pytest.param(
            "fees --year 2015 --agreement x.toml", "filen finns inte", "no such file", id="no file"
        ),
        pytest.param("show x", "filändelsen ”” är okänd", "the suffix '' is unknown", id="suffix"),
        pytest.param(
            "settle --known-on 2015-04-14 --ledger x.csv",
            "filändelsen ”.csv” är okänd",
            "the suffix '.csv' is unknown",
            id="a ledger in CSV",
        ),
    ],
)
def test_refusals(
    arguments: str, swedish: str, english: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What cannot be done is refused with what to do instead, in both languages."""
    monkeypatch.chdir(tmp_path)
    words = [word.strip("'") for word in arguments.split(" ")]
    for language, told in (("sv", swedish), ("en", english)):
        said = ask(*words, "--language", language)
        assert (said.status, said.out) == (2, "")
        assert told in said.why
    assert not list(tmp_path.iterdir())


def test_the_ledger_of_another_agreement(own: Path, tmp_path: Path) -> None:
    """A ledger with claims on a party that the agreement does not know is refused, and kept."""
    ledger = tmp_path / "ledger.jsonl"
    asked = ("settle", "--ledger", ledger, "--known-on", "2025-06-01", "--write", "--agreement")
    assert ask(*asked, own).status == 0
    before = ledger.read_bytes()
    text = own.read_text(encoding="utf-8").replace("0182", "0127").replace("Nacka", "Botkyrka")
    other = tmp_path / "other.toml"
    other.write_text(text, encoding="utf-8")

    for form in ("table", "json"):
        said = ask(*asked, other, "--format", form)
        assert said.status == 2
        assert "0182" in said.why
    assert ledger.read_bytes() == before


def test_an_existing_file_is_kept(own: Path) -> None:
    """``new`` writes over nothing."""
    own.write_text("mine", encoding="utf-8")
    said = ask("new", "--output", own)

    assert said.status == 2
    assert "finns redan" in said.why
    assert own.read_text(encoding="utf-8") == "mine"


def test_another_kind_of_document(own: Path) -> None:
    """A file of another kind than is needed is refused by its kind."""
    for question in ("fees --year 2025 --figures", "who --forum x --on 2025-01-01 --mode-log"):
        said = ask(*question.split(), own)
        assert said.status == 2
        assert "är av slaget ”agreement”" in said.why


def test_a_ledger_that_is_ahead(own: Path, tmp_path: Path) -> None:
    """A ledger that is based on a later day is refused, and its file kept."""
    ledger = tmp_path / "ledger.jsonl"
    asked = ("settle", "--agreement", own, "--ledger", ledger, "--write", "--known-on")
    ask(*asked, "2025-06-01")
    written = ledger.read_bytes()

    assert ask(*asked, "2025-05-31").status == 2
    assert ledger.read_bytes() == written


READERS = (
    "fees --year 2015 --agreement {}",
    "fees --year 2015 --figures {}",
    "check --figures {}",
    "who --forum x --on 2015-01-01 --mode-log {}",
    "governance --figures {}",
    "settle --known-on 2015-04-14 --ledger {}",
    "show {}",
    "convert {} --to json",
)


def made(content: bytes) -> Callable[[Path], object]:
    """Return a function that makes a file with some content."""
    return lambda path: path.write_bytes(content)


SHOWN = ("show", "conv")  # they take any document
HOSTILE = {
    "a folder": Path.mkdir,
    "empty": made(b""),
    "6 MB": made(b"[" + b" " * 6_000_000),
    "binary": made(bytes(range(256)) * 4),
    "UTF-16": made('{"samverkan": 1}'.encode("utf-16")),
    "deep": made(b"[" * 100_000),
    "another document": made(b'{"samverkan": 1, "kind": "text", "sv": "a", "en": "b"}'),
    "no object": made(b"[1]"),
    "a long number": made(b"1" * 5000),
    "escapes": made(b'{"\\u001b[2J": 1}'),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("suffix", [".json", ".toml", ".jsonl", ".csv", ".yaml", ""])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files(kind: str, suffix: str, reader: str, tmp_path: Path) -> None:
    """Whatever a file is, it is refused by one error of ours, in the user's language."""
    path = tmp_path / f"file{suffix}"
    HOSTILE[kind](path)
    said = ask(*(word.format(path) for word in reader.split()))

    if (kind, suffix, reader[:4]) in {("another document", ".json", each) for each in SHOWN}:
        assert said.status == 0
        return
    if (kind, suffix) == ("empty", ".jsonl") and reader.split(maxsplit=1)[0] in {
        "settle",
        "show",
        "convert",
    }:
        # a ledger that has just been created
        assert said.status in {0, 3}
        return
    assert (said.status, said.out) == (2, "")
    assert said.err.count("Fel: ") == 1
    assert "Traceback" not in said.why
    assert "\x1b" not in said.why
    assert len(said.err) < 6000
    assert not re.search(r"Errno|No such|Is a directory|expected|invalid", said.err)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "name", ["a\0b.json", "\udcff.toml", "\x1b[2J.jsonl", "a" * 5000 + ".json"]
)
def test_hostile_names(name: str, reader: str) -> None:
    """Whatever the name of a file is, it is told escaped."""
    said = ask(*(word.format(name) for word in reader.split()))

    assert said.status in {2, 3}  # a ledger that does not exist yet is empty
    assert "Traceback" not in said.why
    assert "\x1b" not in said.why
    assert (said.status == 2) == ("Fel: " in said.err)


@pytest.mark.parametrize("suffix", ["csv", "json"])
@pytest.mark.parametrize("reader", READERS)
def test_without_permission(reader: str, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is refused."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    said = ask(*(word.format(f"file.{suffix}") for word in reader.split()))

    assert said.status == 2
    assert "får inte läsa filen" in said.why or ".csv" in said.why
    assert "Permission" not in said.why


@settings(max_examples=60)
@example(content=b'{"samverkan": 1, "kind": "ledger"}', suffix=".jsonl", reader=READERS[5])
@given(
    content=st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
    suffix=st.sampled_from([".json", ".toml", ".jsonl", ".csv"]),
    reader=st.sampled_from(READERS),
)
def test_any_file(content: bytes, suffix: str, reader: str) -> None:
    """No content of a file lets anything escape but an exit status."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(content)
        said = ask(*(word.format(path) for word in reader.split()))

    assert said.status in {0, 2, 3}
    assert (said.status == 2) == ("Fel: " in said.err)


def test_a_disk_that_is_full(own: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What cannot be written is refused, and the answer is not told as if it were written."""

    def refuse(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", refuse)
    ledger = tmp_path / "ledger.jsonl"
    asked = ("settle", "--agreement", own, "--ledger", ledger, "--known-on", "2025-06-01")

    for said in (
        ask(*asked, "--write"),
        ask("convert", own, "--to", "json", "--output", tmp_path / "x.json"),
    ):
        assert (said.status, said.out) == (2, "")
        assert "går inte att skriva" in said.why
    assert [each.name for each in tmp_path.iterdir()] == [own.name]


def test_what_cannot_be_written_is_not_said_to_be_unreadable(tmp_path: Path) -> None:
    """A refusal to write says so, with the whole name of the file."""
    file = tmp_path / ("a" * 60) / "x.json"
    said = ask("convert", "--stockholm", "--to", "json", "--output", file)

    assert said.status == 2
    assert "går inte att läsa" not in said.why
    assert "x.json" in said.why


# --- The schema, and many agreements


def test_the_schema() -> None:
    """The command writes the schema of the library, and the new agreement is valid by it."""
    said = ask("schema")

    assert said.status == 0
    assert json.loads(said.out) == json.loads(json.dumps(formats.schema()))
    assert json.loads(ask("schema", "--kind", "agreement").out) == formats.schema("agreement")
    assert "agreement, assessment" in ask("schema", "--kind", "agrement").why


@pytest.fixture
def agreements(own: Path, tmp_path: Path) -> Path:
    """Return a folder with the example agreement, the ready-made one, and figures."""
    folder = tmp_path / "agreements"
    folder.mkdir()
    (folder / "own.toml").write_bytes(own.read_bytes())
    formats.write(stockholm.agreement, folder / "stockholm.json")
    formats.write(stockholm.figures, folder / "figures.json")
    return folder


def test_a_register(agreements: Path) -> None:
    """The answers are about all agreements in the folder; what is missing sets the status."""
    said = ask("register", agreements, "--year", 2025, "--language", "en")

    assert said.status == 3
    assert "Register of agreements on 1 January 2025" in said.out
    assert "own.toml" in said.out
    assert "stockholm.json" in said.out
    assert "figures.json" in said.out
    assert ask("register", agreements, "--on", "2025-01-01").status == 0
    assert ask("register", agreements, "--year", 2025, "--party", "Nacka").status in {0, 3}


def test_a_register_for_programs(agreements: Path) -> None:
    """The same as JSON and as CSV, with figures of one's own."""
    asked = ("register", agreements, "--year", 2015, "--figures", agreements / "figures.json")
    data = json.loads(ask(*asked, "--party", "Nacka", "--format", "json").out)

    assert data["fees"]["subtotal_ore"] == 14277300
    assert ask(*asked, "--format", "csv").out.startswith("\ufeffrad;avtal")


def test_a_register_with_a_fault(agreements: Path) -> None:
    """A file that cannot be read is named, the others are read, and the status tells of it."""
    (agreements / "wrong.toml").write_text('samverkan = 1\nkind = "agreement"\n', encoding="utf-8")
    said = ask("register", agreements, "--on", "2025-01-01")

    assert said.status == 2
    assert "wrong.toml" in said.out
    assert "nyckeln terms saknas" in said.out
    assert "own.toml" in said.out
    assert said.why == "Gick inte att läsa: wrong.toml."
    assert ask("register", agreements, "--on", "2025-01-01", "--format", "csv").err == said.err


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_party_that_only_an_unreadable_file_may_know(tmp_path: Path, form: str) -> None:
    """If no agreement knows the party, the files that cannot be read are named, with why."""
    (tmp_path / "wrong.toml").write_text('samverkan = 1\nkind = "agreement"\n', encoding="utf-8")
    asked: list[object] = ["register", tmp_path, "--on", "2025-01-01", "--format", form, "--party"]
    alone = ask(*asked, "Nacka")
    formats.write(stockholm.agreement, tmp_path / "stockholm.json")
    beside, found = ask(*asked, "Kiruna"), ask(*asked, "Nacka")

    assert (alone.status, alone.out) == (2, "")
    assert alone.why.startswith(
        "Fel: Parten ”Nacka” kan finnas i det som inte gick att läsa: wrong.toml: "
    )
    assert "Ingen part heter" not in alone.why
    assert (beside.status, beside.out) == (2, "")
    assert beside.why.startswith("Fel: Ingen part heter ”Kiruna”. De som finns:")
    assert "Parten ”Kiruna” kan finnas i det som inte gick att läsa: wrong.toml: " in beside.why
    assert "nyckeln terms saknas" in beside.why
    assert (found.status, found.why) == (2, "Gick inte att läsa: wrong.toml.")


def test_deadlines_must_be_asked_for(agreements: Path) -> None:
    """A table of a year without deadlines says how to ask for them."""
    told = "Bevakningar visas med --until, till exempel --until 2028-12-31."
    asked: list[object] = ["register", agreements, "--year", 2028]

    assert ask(*asked).why == told
    assert ask(*asked, "--until", "2028-12-31").why == ""
    assert ask(*asked, "--format", "json").why == ""
    assert ask("register", agreements, "--on", "2028-01-01").why == ""


def test_a_register_with_an_error(agreements: Path) -> None:
    """A finding that is an error sets the status, as in a check of one agreement."""
    text = (agreements / "own.toml").read_text(encoding="utf-8")
    file = agreements / "own.toml"
    days = "decided_on = 2024-11-26\napproved_on = 2024-01-01"
    decided = re.sub("^decided_on = [0-9-]+", days, text, flags=re.MULTILINE)
    file.write_text(decided, encoding="utf-8")

    assert ask("check", "--agreement", file).status == 1
    assert ask("register", agreements, "--on", "2025-01-01").status == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param("", "Ange dagen med --on, eller ett budgetår med --year", id="no day"),
        pytest.param(
            "--on 2025-01-01 --until 2024-01-01",
            "--until 2024-01-01 är före den dag som frågan gäller, 2025-01-01",
            id="backwards",
        ),
        pytest.param("--year 2025 --until 2024-12-31", "gäller, 2025-01-01", id="before the year"),
        pytest.param("--year 0", "Ett budgetår är ett heltal", id="no year"),
        pytest.param("--on 2025-01-01 --party Nakka", "Nacka kommun (0182)", id="party"),
    ],
)
def test_refused_questions_of_a_register(agreements: Path, arguments: str, why: str) -> None:
    """A question that cannot be asked is refused, with what to do."""
    said = ask("register", agreements, *arguments.split())

    assert said.status == 2
    assert why in said.why


def test_a_register_with_one_agreement_twice(agreements: Path) -> None:
    """The same agreement in two files does not count twice; the second file is named."""
    assert (
        ask(
            "convert", agreements / "own.toml", "--to", "json", "--output", agreements / "a.json"
        ).status
        == 0
    )
    said = ask("register", agreements, "--year", 2025, "--language", "en")

    assert said.status == 2
    assert "own.toml: it is the same agreement as 'a.json'; remove one of the files" in said.out
    assert "The total is not known" in said.out


def test_a_register_of_one_word_for_two_bodies(agreements: Path) -> None:
    """Two bodies for which two files chose the same id are not one body."""
    text = (agreements / "own.toml").read_text(encoding="utf-8")
    another = text.replace("Exempelbolaget AB", "Helt Annat AB")
    (agreements / "another.toml").write_text(another, encoding="utf-8")
    said = ask("register", agreements, "--year", 2025, "--party", "Exempelbolaget AB")

    assert said.status == 2
    assert "Helt Annat AB (exempelbolaget)" in said.why
    (agreements / "wrong.toml").write_text("x", encoding="utf-8")
    beside = ask("register", agreements, "--year", 2025, "--party", "Exempelbolaget AB")
    assert beside.why.startswith(f"{said.why} Gick inte att läsa: wrong.toml: ")
    assert "inte giltig TOML på rad 1" in beside.why


def test_a_ledger_in_toml(own: Path, tmp_path: Path) -> None:
    """A ledger that could not be written is refused before anything is said of writing."""
    asked = ("settle", "--agreement", own, "--known-on", "2025-06-01")
    said = ask(*asked, "--ledger", tmp_path / "ledger.toml")

    assert (said.status, said.out) == (2, "")
    assert "ledger.toml ska sluta på .jsonl" in said.why


# --- Seats, deputies and modes


@pytest.fixture
def charter(tmp_path: Path) -> Path:
    """Return a file with an agreement that has seats, deputies and three modes."""
    formats.write(governed(CHARTER), tmp_path / "charter.json")
    return tmp_path / "charter.json"


@pytest.mark.parametrize("seat", ["ledamot", "LEDAMOT", "Member"])
@pytest.mark.parametrize("party", ["kommun-a", "Kommun A"])
def test_who_cannot_come(charter: Path, seat: str, party: str) -> None:
    """A seat is named by its id or function, a party by any name; the answer names deputies."""
    asked = ("who", "--agreement", charter, "--forum", "direkt", "--on", DAY, "--mode", "hojd")
    absent = ("--absent", f"{seat}={party}:2", "--absent", f"{seat} = {party}")
    said = ask(*asked, *absent)
    data = json.loads(ask(*asked, *absent, "--format", "json").out)

    assert "Har förhinder: Kommun a (kommun-a), 3 platser" in said.out
    assert "Träder in: Kommun b (kommun-b), 1 plats; Kommun a (kommun-a), 2 platser" in said.out
    [absences] = data["forum"]["called"][0]["absences"]
    assert absences["absent"] == [{"party": "kommun-a", "name": "Kommun a", "seats": 3}]


def test_deputies_that_cannot_come(charter: Path) -> None:
    """A deputy that cannot come either is named in the same way as a member."""
    asked = ("who", "--agreement", charter, "--forum", "direkt", "--on", DAY, "--mode", "hojd")
    said = ask(*asked, "--absent=ledamot=kommun-c", "--absent-deputy", "Ledamot=Kommun C:2")

    assert "Ersättare som inte heller kan komma: Kommun c (kommun-c), 2 platser" in said.out
    assert "Träder in: Kommun b (kommun-b), 1 plats" in said.out


def test_several_seats_of_a_function(tmp_path: Path) -> None:
    """Of seats with one function, that in which the party has any is meant; else they are named."""
    seats = [
        Seat(id="ledamot-1", function="Ledamot", parties="kommun-a", deputies=1),
        Seat(id="ledamot-2", function="Ledamot", parties=["kommun-b", "kommun-a"], each=2),
    ]
    forum = Forum(id="direktionen", names="Direktionen", seats=seats)
    formats.write(governed(Governance(forums=forum)), tmp_path / "a.json")
    asked = ("who", "--agreement", tmp_path / "a.json", "--forum", "direktionen", "--on", DAY)

    assert "Kommun b (kommun-b), 1 plats" in ask(*asked, "--absent", "Ledamot=Kommun b").out
    assert "inte heller kan komma" in ask(*asked, "--absent-deputy", "Ledamot=Kommun a").out
    for absent in ("Ledamot=Kommun a", "Ledamot", "Ledamot=Kommun c"):
        said = ask(*asked, "--absent", absent)
        assert said.status == 2
        assert "flera platser heter ”Ledamot”; ange en av dem: ledamot-1, ledamot-2." in said.why


def test_absent_where_no_seats_are_stated() -> None:
    """If the forum states no seats, an absence is refused with that."""
    said = ask("who", "--forum", "Regionala rådet", "--on", "2015-02-02", "--absent-deputy", "a=b")

    assert said.status == 2
    assert "--absent-deputy: inga platser är angivna för forumet." in said.why


def test_show_a_log(tmp_path: Path) -> None:
    """A log in a file is shown with each of its activations."""
    formats.write(stockholm.mode_log, tmp_path / "log.json")
    said = ask("show", tmp_path / "log.json", "--language", "en").out.splitlines()

    assert said[1] == "Activations  1"
    assert said[8].startswith("1. activated mode, from 28 February 2020, known to 28 February")


def test_who_cannot_come_is_not_stated(charter: Path) -> None:
    """Where nobody knows who holds the seats, a number is enough."""
    said = ask("who", "--agreement", charter, "--forum", "styr", "--on", DAY, "--absent=kommun:5")

    assert "Har förhinder: inte angivet vem, 5 platser" in said.out
    assert "1 plats utan ersättare" in said.out


@pytest.mark.parametrize(
    ("absent", "why"),
    [
        ("tib=Kommun a", "ingen plats i forumet heter ”tib”; det finns ledamot, revisor."),
        ("ledamot=Nacka", "Ingen part heter ”Nacka”"),
        ("ledamot=Kommun a:4", "kommun-a"),
        ("ledamot=Kommun a:0", "är inget förhinder"),
    ],
    ids=["seat", "party", "too many", "none"],
)
def test_no_such_absence(charter: Path, absent: str, why: str) -> None:
    """An absence that cannot be is refused with what there is."""
    asked = ("who", "--agreement", charter, "--forum", "direktionen", "--on", DAY)
    said = ask(*asked, "--absent", absent)

    assert (said.status, said.out) == (2, "")
    assert why in said.why


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("governance --agreement {} --mode höjd", ["hojd"]),
        ("who --agreement {} --mode heigh", ["hojd"]),
        ("who --agreement {} --forum Styr", ["styrgruppen"]),
        ("who --agreement {} --forum direkt --absent le", ["ledamot="]),
        ("who --agreement {} --forum direkt --absent kommun", []),
        ("who --agreement {} --absent komm", ["kommun="]),
        ("who --agreement {} --forum x --absent Rev", ["revisor="]),
    ],
)
def test_a_shell_is_offered_modes_and_seats(charter: Path, words: str, offered: list[str]) -> None:
    """Completion knows the modes, forums and seats of the agreement that is named before."""
    words = f"samverkan {words.format(charter)}"
    told = os.environ | {"_SAMVERKAN_COMPLETE": "bash_complete", "COMP_WORDS": words}
    done = subprocess.run(
        [sys.executable, "-m", "samverkan"],
        env=told | {"COMP_CWORD": str(len(words.split()) - 1)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert done.stdout.split() == [f"plain,{each}" for each in offered]


def test_governance_in_a_file(charter: Path) -> None:
    """The command tells a charter of one's own in any of its modes, by id or name."""
    for mode in ("hojd", "Höjd beredskap", "heightened preparedness"):
        said = ask("governance", "--agreement", charter, "--on", DAY, "--mode", mode)
        assert "Uppgifter i höjd beredskap:\n      samordnar totalförsvaret" in said.out
    shown = ask("show", charter, "--language", "en")
    assert "      Member: 3 seats and 2 deputies for each municipality\n" in shown.out


def test_an_empty_register(tmp_path: Path) -> None:
    """A folder without agreements has no total."""
    said = ask("register", tmp_path, "--year", 2025)

    assert said.status == 2
    assert "innehåller ingen överenskommelse" in said.why


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A folder that cannot be read is told."""
    said = ask("register", tmp_path / "none", "--on", "2025-01-01")

    assert said.status == 2
    assert "mappen finns inte" in said.why


# --- What is pending


MEDELPAD = ROOT / "docs" / "examples" / "medelpad.toml"


def test_what_waits_is_shown() -> None:
    """An agreement whose first day nobody knows: what is shown, found and refused."""
    shown = ask("show", MEDELPAD)
    asked_on = ask("check", "--agreement", MEDELPAD, "--on", "2015-01-01", "--language", "en")
    forums = ask("governance", "--agreement", MEDELPAD, "--on", "2015-01-01")

    assert "Väntar (1)\n  Överenskommelsen: från vilken dag den gäller är inte känt." in shown.out
    assert "Krävs: Ånge kommun (2260), Timrå kommun (2262), Sundsvalls kommun (2281)" in shown.out
    assert "START_NOT_KNOWN" in asked_on.out
    assert "not known whether the agreement is in force on that day" in asked_on.why
    assert (forums.status, forums.out) == (2, "")
    assert "det är inte känt om överenskommelsen gäller då" in forums.why


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("fees --year 2016", "Summan är inte känd: avgiften för 3 av parterna beror på något"),
        ("fees --year 2016 --party Alfa", "Avgiften är inte känd: den beror på något som väntar."),
        ("explain --year 2016 --party Alfa", "Avgiften är inte känd: den beror på något"),
        ("settle --year 2016 --known-on 2016-12-31", "Summan är inte känd: avgiften för 3"),
    ],
)
def test_fees_that_wait(tmp_path: Path, question: str, told: str) -> None:
    """Fees that depend on something pending are listed, with what waits; the status says so."""
    made = agreed("Alfa", "Beta", "Gamma", funding=funded_by(Fixed(kronor=100)))
    made = with_members(made, alfa=START, beta=START, gamma=START)
    formats.write(
        made.amend(decided("2015-05-01"), funding=funded_by(Fixed(kronor=120)), effective=Start()),
        tmp_path / "a.json",
    )
    said = ask(*question.split(), "--agreement", tmp_path / "a.json")

    assert said.status == 3
    assert told in " ".join(said.out.split())
    assert "Ändring av villkoren (4): från vilken dag den gäller är inte känt." in " ".join(
        said.out.split()
    )
    assert "Vilande: Alfa (alfa)" in said.why


def test_a_register_with_something_pending(tmp_path: Path) -> None:
    """The register tells what waits, and states no first day that nobody knows."""
    formats.write(formats.read(MEDELPAD, Agreement), tmp_path / "medelpad.json")
    asked: list[object] = ["register", tmp_path, "--on", "2015-06-30"]
    table, listed = ask(*asked, "--party", "Timrå"), ask(*asked, "--format", "json")
    [row] = json.loads(listed.out)["agreements"]

    assert "väntar" in table.out
    assert (
        "\nVäntar (1)\n  medelpad.json: Överenskommelsen: från vilken dag den gäller" in table.out
    )
    assert (row["standing"], row["first_day"], row["is_pending"]) == ("pending", None, True)
    assert (row["members"], row["uncertain"]) == (0, 3)


def test_deadlines_of_every_decision(tmp_path: Path) -> None:
    """Each party's own decision has its deadlines, also one that ratifies another."""
    board = decided("2015-04-13", needs_ratification=True)
    made = agreed("Alfa", Party(names="Verket", kind=PartyKind.STATE_AGENCY), "Gamla")
    made = made.accede("Alfa", board, effective=START).accede("Verket", board, effective=START)
    made = made.ratify(1, decided("2015-05-18", announced_on=dt.date(2015, 5, 29)))
    made = made.accede("Gamla", decided("1989-12-31"), effective=START)
    formats.write(made, tmp_path / "a.json")
    asked = ["deadlines", "--agreement", tmp_path / "a.json", "--language", "en"]
    table, listed = ask(*asked), ask(*asked, "--format", "json")
    rows = json.loads(listed.out)["decisions"]

    assert [(row["party"], row["number"], row["decided_on"]) for row in rows] == [
        ("gamla", 3, "1989-12-31"),
        ("alfa", 1, "2015-04-13"),
        ("alfa", 1, "2015-05-18"),
    ]
    assert rows[0]["deadlines"] is None
    assert rows[2]["deadlines"]["appeal_deadline"] == "2015-06-22"
    assert "A day is before 1990" in table.out
    assert "Alfa (alfa), accession 1, decided on 18 May 2015" in table.out
    assert ask(*asked, "--decided", "2015-01-01").status == 2
    formats.write(agreed("Alfa"), tmp_path / "b.json")
    nobody = ask("deadlines", "--agreement", tmp_path / "b.json")
    assert nobody.out.startswith("Inget beslut av en kommun, en region eller ett kommunalförbund")


def test_only_the_life_of_an_agreement_is_drawn(tmp_path: Path) -> None:
    """A picture of a file is of an agreement; of other documents there is none."""
    file = tmp_path / "figures.json"
    formats.write(stockholm.figures, file)

    shown = ask("show", file, "--diagram", "svg", "--language", "en")
    assert shown.status == 2
    assert "draws the life of an agreement" in shown.err
