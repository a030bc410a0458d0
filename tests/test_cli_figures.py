"""The command shows what files of figures hold, and takes several of them in every question."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import day, plainly
from samverkan import Figure, FigureStatus, FigureTable, Source, assess, formats
from samverkan.cli import main
from samverkan.errors import FigureFileError, NotWrittenError, WrongTypeError
from samverkan.formats import LeftOut, figure_files_data, figures_csv, read_figures
from samverkan.funding import POPULATION
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as of_stockholm
from samverkan.sweden import MUNICIPALITIES
from test_assumptions import PRICES, heads

HEAD = "municipality_code;reference_date;population;published\n"
EARLY = f"{HEAD}0182;2024-12-31;112100;2025-02-01\n0187;2024-12-31;12000;2025-02-01\n"
LATE = f"{HEAD}0182;2024-12-31;112112;2025-02-21\n0182;2023-12-31;110633;\n"


class Said(NamedTuple):
    """What the command said."""

    out: str
    err: str
    status: int


def ask(*arguments: object) -> Said:
    """Return what the command says."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        status = main([str(each) for each in arguments])
    return Said(plainly(out.getvalue()), plainly(err.getvalue()), status)


@pytest.fixture
def early(tmp_path: Path) -> Path:
    """Return a file with figures that were published first."""
    file = tmp_path / "early.csv"
    file.write_text(EARLY, encoding="utf-8")
    return file


@pytest.fixture
def late(tmp_path: Path) -> Path:
    """Return a file in which one of them was published again."""
    file = tmp_path / "late.csv"
    file.write_text(LATE, encoding="utf-8")
    return file


# --- One file


@pytest.mark.parametrize(
    ("content", "language", "lines"),
    [
        pytest.param(
            '"region";"ålder";"Folkmängd 2023";"Folkmängd 2024"\n'
            '"00 Riket";"totalt ålder";10551707;10587710\n'
            '"0114 Upplands Väsby";"totalt ålder";..;50323\n'
            '"0182 Nacka";"totalt ålder";110633;112112\n',
            "sv",
            [
                "Slag CSV",
                "31 december 2023 1 slutlig",
                "31 december 2024 2 slutlig",
                "Utelämnat",
                "riket, län och regioner: 1 (00 Riket)",
                "saknas i filen: 1 (0114 Upplands Väsby 2023-12-31)",
            ],
            id="Statistics Sweden",
        ),
        pytest.param(
            EARLY,
            "en",
            [
                "Kind the library's own columns",
                "31 December 2024 2 reliability not stated 1 February 2025",
            ],
            id="own columns",
        ),
        pytest.param(
            "municipality_code,reference_date,population\n0182,2023-12-31,1\n0187,2024-12-31,2\n",
            "sv",
            [
                "Saknas, fast filen har andra dagar",
                "31 december 2023: Vaxholm (0187)",
                "31 december 2024: Nacka (0182)",
            ],
            id="gaps",
        ),
        pytest.param(
            "municipality_code,reference_date,population\n"
            "1917,2005-12-31,13000\n0331,2007-12-31,13001\n",
            "sv",
            ["31 december 2005 1 tillförlitlighet", "31 december 2007 1 tillförlitlighet"],
            id="no gap where the code did not exist",
        ),
    ],
)
def test_what_a_file_holds(content: str, language: str, lines: list[str], tmp_path: Path) -> None:
    """Days, municipalities and status are told, and what is left out or missing."""
    file = tmp_path / "file.csv"
    file.write_text(content, encoding="utf-8")
    said = ask("figures", file, "--language", language)
    told = [" ".join(line.split()) for line in said.out.splitlines()]

    assert (said.status, said.err) == (0, "")
    for line in lines:
        assert any(each.startswith(line) for each in told), (line, told)
    assert "Saknas, fast" not in said.out or "Saknas, fast filen har andra dagar" in lines


def test_days_that_are_alike_are_told_together(tmp_path: Path) -> None:
    """If a file has many days, those that follow on each other and are alike share a line."""
    file = tmp_path / "stockholm.csv"
    file.write_text(figures_csv(of_stockholm), encoding="utf-8")
    said = ask("figures", file, "--language", "en")

    assert "31 December 2000 to 31 December 2013, 14 days" in " ".join(said.out.split())
    assert "30 June 2014" in said.out


def test_many_missing_are_counted(tmp_path: Path) -> None:
    """Of many who are missing on a day, the first are named."""
    file = tmp_path / "file.csv"
    rows = [f"{code},2024-12-31,5000\n" for code in sorted(MUNICIPALITIES)[:30]]
    head = "municipality_code,reference_date,population\n"
    file.write_text(f"{head}{''.join(rows)}0114,2023-12-31,5000\n", encoding="utf-8")
    told = " ".join(ask("figures", file).out.split())

    assert "och 9 till" in told


def test_other_statistics(tmp_path: Path) -> None:
    """A document may count something else, of areas; its statistics are named."""
    file = tmp_path / "index.json"
    level = Figure(subject="riket", statistic=PRICES, reference_date=day("2024-12-31"), value=9)
    late = attrs.evolve(level, reference_date=day("2025-12-31"), subject="01")
    formats.write(FigureTable([level, late]), file)
    said = ask("figures", file)

    assert "KPI (1980 = 100)  31 december 2024      1" in said.out
    assert "31 december 2024: 01" in said.out


def test_an_empty_table(tmp_path: Path) -> None:
    """A file without figures says so."""
    file = tmp_path / "empty.json"
    formats.write(FigureTable([]), file)

    assert "inga uppgifter" in ask("figures", file).out


def test_a_forecast_is_told(tmp_path: Path) -> None:
    """A figure in a document may be assumed."""
    file = tmp_path / "forecast.json"
    forecast = FigureStatus.FORECAST
    made = heads("0182", "2025-12-31", 5, status=forecast, assumed_from=day("2024-12-31"))
    formats.write(FigureTable([made]), file)

    assert "prognos: samma som den 31 december 2024" in ask("figures", file).out


def test_what_the_file_does_not_state(tmp_path: Path) -> None:
    """The day, the day of publication and the table can be given beside the file."""
    file = tmp_path / "file.csv"
    file.write_text("Kod;Kommun;Folkmängd\n0182;Nacka;112112\n", encoding="utf-8")
    stated = ["--reference-date", "2024-12-31", "--published", "2025-02-21", "--table", "TAB638"]
    said = ask("figures", file, *stated, "--format", "json")
    [figure] = json.loads(said.out)["figures"]

    assert ask("figures", file).status == 2
    assert (figure["reference_date"], figure["published_on"]) == ("2024-12-31", "2025-02-21")
    assert "TAB638" in json.dumps(json.loads(said.out)["files"][0]["tables"])


# --- Several files


@pytest.mark.parametrize("is_reversed", [False, True])
def test_where_files_differ(early: Path, late: Path, is_reversed: bool) -> None:
    """The figure that was published later applies, in whatever order the files are named."""
    files = [late, early] if is_reversed else [early, late]
    said = ask("figures", *files)
    data = json.loads(ask("figures", *files, "--format", "json").out)
    [differing] = data["differing"]

    assert "Filerna skiljer sig (1); den senast publicerade uppgiften gäller" in said.out
    assert (differing["subject"], differing["applies"]) == ("0182", 112112)
    assert differing["files"] == [str(late)]
    assert differing["others"] == [{"value": 112100, "file": str(early)}]
    assert [figure["value"] for figure in data["figures"]] == [110633, 112100, 112112, 12000]


def test_files_that_agree(early: Path, tmp_path: Path) -> None:
    """Where files do not contradict each other, that is told, with the number of figures."""
    other = tmp_path / "other.csv"
    other.write_text(f"{HEAD}0182;2023-12-31;110633;\n", encoding="utf-8")

    assert "Tillsammans: 3 uppgifter" in ask("figures", early, other).out


def test_many_differences(tmp_path: Path) -> None:
    """Many differences are counted, and the first ones are shown."""
    files = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for number, file in enumerate(files, start=1):
        rows = [
            f"{code};2024-12-31;{5000 + number};2025-02-0{number}\n"
            for code in sorted(MUNICIPALITIES)[:25]
        ]
        file.write_text(f"{HEAD}{''.join(rows)}", encoding="utf-8")
    said = ask("figures", *files)

    assert "och 5 till; --format json visar alla" in said.out


def test_a_contradiction(early: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If nothing tells which of two values applies, both files are named."""
    monkeypatch.chdir(tmp_path)
    other = Path("other.csv")
    other.write_text(EARLY.replace("112100", "112101"), encoding="utf-8")
    early = Path(early.name)
    for question in (["figures", early, other], ["fees", "--year", "2025", "--figures", early]):
        more = ["--figures", other] if question[0] == "fees" else []
        said = ask(*question, *more)

        assert (said.status, said.out) == (2, "")
        assert "112100" in said.err
        assert "112101" in said.err
        assert "other.csv" in said.err


def test_refused_files(early: Path, tmp_path: Path) -> None:
    """All files that cannot be read are told, and nothing is shown."""
    said = ask("figures", tmp_path / "nix.csv", early, tmp_path / "nix.px")

    assert (said.status, said.out) == (2, "")
    assert said.err.count("filen finns inte") == 2


@pytest.mark.parametrize(
    "question",
    [
        "fees --year 2025 --reading year-start --party Nacka",
        "explain --year 2025 --reading year-start --party Nacka",
        (
            "difference --year 2025 --reading year-start --party Nacka --decided Nacka=2015-04-13 "
            "--from-known 2015-01-01 --to-known 2025-03-01"
        ),
        "settle --year 2025 --reading year-start --decided Nacka=2015-04-13 --known-on 2025-03-01",
    ],
)
def test_every_question_takes_several(question: str, early: Path, late: Path) -> None:
    """The fee follows the figure that was published last, in whatever order the files are named."""
    for files in ([early, late], [late, early]):
        named = [each for file in files for each in ("--figures", file)]
        said = ask(*question.split(), *named)

        assert "168 168,00 kr" in said.out  # 1.50 × 112 112


def test_check_takes_several(early: Path, late: Path) -> None:
    """The figures of all files are checked."""
    late.write_text(LATE.replace("110633", "50000"), encoding="utf-8")
    assert "FIGURE_JUMPS" in ask("check", "--figures", early, "--figures", late).out


# --- A budget


def test_a_forecast(early: Path) -> None:
    """With --assume-last-known, a fee rests on the last known figure, and says so."""
    question = ["--year", "2026", "--reading", "year-start", "--figures", early, "--party", "Nacka"]
    plain = ask("fees", *question)
    fees = ask("fees", *question, "--assume-last-known")
    explained = ask("explain", *question, "--assume-last-known", "--language", "en")
    data = json.loads(ask("fees", *question, "--assume-last-known", "--format", "json").out)
    table = ask("fees", *question, "--assume-last-known", "--format", "csv")

    assert plain.status == 3
    assert (fees.status, explained.status, table.status) == (0, 0, 0)
    assert "168 150,00 kr" in fees.out
    assert "samma som den 31 december 2024" in " ".join(fees.out.split())
    assert "same as on 31 December 2024" in " ".join(explained.out.split())
    assert data["fees"][0]["figures"][0]["assumed_from"] == "2024-12-31"
    assert "samma som den 31 december 2024" in table.out
    assert "FIGURES_ASSUMED" in fees.err
    assert ask("settle", *question, "--assume-last-known").status == 2


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("fees", "table"),
        ("fees", "json"),
        ("fees", "csv"),
        ("explain", "table"),
        ("explain", "json"),
    ],
)
def test_a_forecast_with_the_figures_of_the_package(question: str, form: str) -> None:
    """The budget of 2027, made in 2026: every fee rests on the figures of 2024, which are final."""
    asked = ["--year", "2027", "--assume-last-known", "--format", form, "--language", "en"]
    named = [f"--party={code}" for code in ("0182", "0114")] if question == "explain" else []
    answer = ask(question, *asked, *named)

    assert answer.status == 0
    assert "FIGURES_ASSUMED_FROM_AFAR" not in answer.err  # 30 June 2026 is within two years
    assert "FIGURES_ASSUMED" in answer.err
    expected = (
        '"assumed_status": "final"' if form == "json" else "same as on 31 December 2024 (final)"
    )
    assert expected in " ".join(answer.out.split())


def test_a_forecast_of_a_folder(tmp_path: Path) -> None:
    """A register is a forecast, too, if that is asked for."""
    formats.write(stockholm, tmp_path / "agreement.json")
    question = ["register", tmp_path, "--year", "2026", "--figures", "stockholm"]
    plain, forecast = ask(*question), ask(*question, "--assume-last-known")
    assert "(prognos)" not in plain.out
    assert "Avgifter för 2026 (prognos)" in forecast.out


# --- What is missing, and what to do about it

DECIDED = ["--year", "2027", "--decided", "Nacka=2015-04-13"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param(["--year", "2027"], "För en budget räknar --assume-last-known", id="earlier"),
        pytest.param(["--year", "2023"], None, id="later"),
        pytest.param(["--year", "2023", "--assume-last-known"], "inget att anta", id="nothing"),
        pytest.param([*DECIDED, "--known-on", "2025-02-02"], "räknar --assume", id="known"),
    ],
)
def test_the_days_that_are_known(early: Path, more: list[str], told: str | None) -> None:
    """If a figure is missing, the command tells which days the file has, and how to go on."""
    said = ask("fees", "--figures", early, "--party", "Nacka", *more)
    shown = " ".join(said.err.split())

    assert said.status == 3
    assert "finns uppgifter för andra dagar: 31 december 2024." in shown
    if told is None:
        assert "--assume-last-known" not in shown
    else:
        assert told in shown


def test_many_days_are_told_by_the_first_and_the_last() -> None:
    """Of many days, the first, the last and their number are told."""
    said = ask("fees", "--year", "2030", "--party", "Nacka", "--language", "en")
    assert "days from 31 December 2000 to 31 December 2024." in " ".join(said.err.split())


def test_nothing_known_of_those_that_are_missing(early: Path) -> None:
    """If the file has nothing of a party, no day and no forecast is told."""
    said = ask("fees", "--figures", early, "--party", "Solna", "--year", "2027")
    assert "andra dagar" not in said.err
    assert "--assume-last-known" not in said.err


def test_settle_offers_no_forecast(early: Path) -> None:
    """No claim rests on a guess, so none is offered."""
    question = ["settle", "--figures", early, *DECIDED, "--known-on", "2027-02-01"]
    said = ask(*question)
    assert "andra dagar" in said.err
    assert "--assume-last-known" not in said.err


def test_several_files_after_one_option(early: Path, late: Path) -> None:
    """A second file without an option of its own is refused, with the remedy."""
    said = ask("fees", "--year", "2025", "--figures", early, late)
    assert said.status == 2
    assert "Skriv --figures framför varje fil." in " ".join(said.err.split())


@pytest.mark.parametrize(
    "question",
    [["figures"], ["fees", "--year", "2025", "--reading", "year-start", "--figures"]],
    ids=["figures", "fees"],
)
def test_no_file_that_is_read_is_overwritten(early: Path, question: list[str]) -> None:
    """The answer is not written over a file that the question reads."""
    said = ask(*question, early, "--format", "csv", "--output", early)
    assert said.status == 2
    assert "skrivs inte över" in " ".join(said.err.split())
    assert early.read_text(encoding="utf-8") == EARLY
    assert (
        ask(*question, early, "--format", "csv", "--output", early.with_name("x.csv")).status != 2
    )


def test_a_file_that_states_no_day(tmp_path: Path) -> None:
    """The remedy names the whole way: convert the file with its day, then use the other one."""
    bare, own = tmp_path / "bare.csv", tmp_path / "own.csv"
    bare.write_text("Kommun;Folkmängd\n0182 Nacka;112112\n", encoding="utf-8")
    question = ["fees", "--year", "2025", "--reading", "year-start", "--party", "Nacka"]
    said = " ".join(ask(*question, "--figures", bare).err.split())

    assert "samverkan figures FIL --reference-date DAG --format csv --output egen.csv" in said
    ask("figures", bare, "--reference-date", "2024-12-31", "--format", "csv", "--output", own)
    assert "168 168,00 kr" in ask(*question, "--figures", own).out


def test_a_correction_of_one_table(tmp_path: Path) -> None:
    """Two files of one table are told apart by the days on which they were published."""
    files = [tmp_path / name for name in ("first.csv", "second.csv")]
    for file, value in zip(files, ("112100", "112112"), strict=True):
        file.write_text(f"Kommun;Folkmängd 2024\n0182 Nacka;{value}\n", encoding="utf-8")
    question = ["fees", "--year", "2025", "--reading", "year-start", "--party", "Nacka"]
    said = " ".join(ask(*question, "--figures", files[0], "--figures", files[1]).err.split())

    assert "folkmängden för 0182 den 2024-12-31 är 112100 enligt" in said
    assert "samverkan figures FIL --published DAG --format csv --output egen.csv" in said
    own = [tmp_path / "1.csv", tmp_path / "2.csv"]
    for file, made, day_of in zip(files, own, ("2025-02-01", "2025-02-21"), strict=True):
        ask("figures", file, "--published", day_of, "--format", "csv", "--output", made)
    assert "168 168,00 kr" in ask(*question, "--figures", own[0], "--figures", own[1]).out


def test_a_day_of_publication_before_the_figures(tmp_path: Path) -> None:
    """The refusal is about the day that was given, not about a row."""
    file = tmp_path / "table.csv"
    file.write_text("Kommun;Folkmängd 2024\n0182 Nacka;112112\n", encoding="utf-8")
    said = " ".join(ask("figures", file, "--published", "2024-06-01").err.split())
    assert "publiceringsdagen 2024-06-01 (published_on, --published) är före 2024-12-31" in said


def test_that_the_sexes_were_added_is_told(tmp_path: Path) -> None:
    """A sum of the two sexes is told in the text and the data, and kept in CSV."""
    file = tmp_path / "sexes.csv"
    rows = "0182 Nacka;män;55000\n0182 Nacka;kvinnor;57000\n"
    file.write_text(f"region;kön;Folkmängd 2023\n{rows}", encoding="utf-8")
    made = ask("figures", file, "--format", "csv").out

    told = "lästa som summan av män och kvinnor: 1 (0182 Nacka 2023-12-31)"
    assert told in " ".join(ask("figures", file).out.split())
    data = json.loads(ask("figures", file, "--format", "json").out)
    assert data["files"][0]["left_out"][0]["reason"] == "sexes-added"
    assert "summan av tabellens män och kvinnor" in made
    again = read_figures(made).figures.figures[0]
    assert "summan av tabellens män och kvinnor" in again.sources[0].document


def test_the_packages_own_figures(early: Path) -> None:
    """The package's figures are named beside a file, and can be written with our columns."""
    question = ["fees", "--year", "2025", "--reading", "year-start", "--party", "Solna"]
    assert ask(*question, "--figures", early).status == 3
    assert ask(*question, "--figures", early, "--figures", "stockholm").status == 0
    written = ask("figures", "stockholm", "--format", "csv").out
    values = [each.value for each in read_figures(written).figures.figures]
    assert values == [each.value for each in of_stockholm.figures]


# --- Our own columns


@pytest.mark.parametrize(
    "figure",
    [
        pytest.param(heads("0182", "2024-12-31", 0), id="nobody"),
        pytest.param(heads("9999", "2024-12-31", 5), id="no code"),
        pytest.param(heads("1917", "2010-12-31", 5), id="a former code"),
    ],
)
def test_what_cannot_be_read_back_is_not_written(figure: Figure) -> None:
    """CSV with our own columns holds only what can be read again."""
    with pytest.raises(NotWrittenError, match="cannot be read again"):
        figures_csv(FigureTable([figure]))


def test_remedies_in_python() -> None:
    """A file in place of its figures, and a name in place of a path, are refused with a remedy."""
    file = read_figures("kommun;år;folkmängd\n0182;2023;110633\n")
    for wrong in (file, [file, file]):
        with pytest.raises(WrongTypeError, match=r"its \.figures; of several, combine_figures"):
            assess(stockholm, year=2025, figures=wrong)  # type: ignore[arg-type]
    with pytest.raises(FigureFileError, match=r"give Path\('jun\.csv'\)"):
        read_figures("jun.csv")


_ROWS = st.builds(
    heads,
    subject=st.sampled_from(sorted(MUNICIPALITIES)),
    on=st.dates(day("2010-01-01"), day("2027-12-31")).map(str),
    value=st.integers(1, 10**6),
    status=st.none() | st.sampled_from(FigureStatus),
    published_on=st.none() | st.dates(day("2028-01-01"), day("2029-12-31")),
    # From 2025 on, a figure of Statistics Sweden without a status is read as perturbed.
    sources=st.sampled_from([(), (Source(document="Kommunens register"),)]),
)


@given(
    rows=st.lists(_ROWS, max_size=8, unique_by=lambda each: (each.subject, each.reference_date)),
    language=st.sampled_from(["sv", "en"]),
)
def test_read_back(rows: list[Figure], language: str) -> None:
    """CSV with our own columns holds the same figures again."""
    table = FigureTable(rows)
    text = figures_csv(table, language)  # type: ignore[arg-type] # both are languages

    if rows:
        found = read_figures(text).figures
        assert [_but_status(each) for each in found.figures] == [
            _but_status(each) for each in table.figures
        ]
        assert all(
            one.status is other.status or other.status is None
            for one, other in zip(found.figures, table.figures, strict=True)
        )


def _but_status(figure: Figure) -> Figure:
    """Return a figure without its status: the reader takes an unstated one from the table."""
    return attrs.evolve(figure, status=None)


def test_any_file_is_converted(late: Path, early: Path, tmp_path: Path) -> None:
    """With --format csv, files become one, in our own columns, which every command reads."""
    into = tmp_path / "all.csv"
    said = ask("figures", early, late, "--format", "csv", "--output", into)
    content = into.read_bytes()

    assert (said.status, said.out) == (0, "")
    assert "Skrev" in said.err
    assert content.startswith(b"\xef\xbb\xbfmunicipality_code;name;reference_date;")
    assert b"\r\n0182;Nacka;2024-12-31;112112;;2025-02-21;\r\n" in content
    assert len(read_figures(into).figures.figures) == 4


def test_a_name_of_today_for_a_former_code() -> None:
    """The name beside a former code is that of the municipality today."""
    lines = figures_csv(FigureTable([heads("1917", "2005-12-31", 5)])).splitlines()

    assert [line.split(";")[1] for line in lines[1:]] == ["Heby"]


@pytest.mark.parametrize(
    "figure",
    [
        pytest.param(
            Figure(subject="0182", statistic=PRICES, reference_date=day("2024-12-31"), value=9),
            id="another statistic",
        ),
        pytest.param(heads("alfa", "2024-12-31", 9), id="no code"),
        pytest.param(
            heads(
                "0182",
                "2025-12-31",
                9,
                status=FigureStatus.FORECAST,
                assumed_from=day("2024-12-31"),
            ),
            id="assumed",
        ),
    ],
)
def test_what_our_columns_cannot_hold(figure: Figure, tmp_path: Path) -> None:
    """What the columns cannot say is refused, not left out."""
    file = tmp_path / "file.json"
    formats.write(FigureTable([figure]), file)

    with pytest.raises(NotWrittenError, match="only the population of municipality codes"):
        figures_csv(FigureTable([figure]))
    assert ask("figures", file, "--format", "csv").status == 2


def test_a_place_that_cannot_be_written(early: Path, tmp_path: Path) -> None:
    """A folder that does not exist is refused, and so is the suffix of another form."""
    into = tmp_path / "no" / "file.csv"
    for form, why in (("csv", "går inte att skriva"), ("json", "ska sluta på .json")):
        said = ask("figures", early, "--output", into, "--format", form)

        assert (said.status, said.out) == (2, "")
        assert why in " ".join(said.err.split())


def test_no_formula() -> None:
    """A source that a spreadsheet would read as a formula gets an apostrophe."""
    table = FigureTable([heads("0182", "2024-12-31", 5, sources=(Source(document="=1+1"),))])

    assert figures_csv(table).rstrip().endswith(";'=1+1")


def test_data_of_a_file_without_a_name() -> None:
    """Without a name, a file is called what messages call it."""
    file = read_figures(EARLY)
    data = figure_files_data([attrs.evolve(file, left_out=(LeftOut("areas", 1, ("00",)),))])

    assert data["files"][0]["file"] == "the file of figures"  # type: ignore[index, call-overload]
    assert data["files"][0]["left_out"] == [  # type: ignore[index, call-overload]
        {"reason": "areas", "number": 1, "names": ["00"]}
    ]
    assert POPULATION.id == "population"


def test_when_a_table_was_updated() -> None:
    """JSON-stat states the day on which its table was updated, and the command tells it."""
    file = Path(__file__).parent / "data" / "figures" / "scb-jsonstat2.json"
    told = " ".join(ask("figures", file).out.split())

    assert "Uppdaterad 21 februari 2025" in told
    assert "Tabell BefolkningNy" in told
