"""What ``benchmarks/contenders`` compares: see ``docs/explanation/contenders.md``."""

from pathlib import Path

import pytest

from contenders.cases import TOTAL_ORE, Case, exact, party_column, population_column
from contenders.command import PAGE, main
from contenders.contender import Contender
from contenders.field import CONTENDERS, OPENFISCA, named
from contenders.goals import PAIRS, goals
from contenders.race import Measured
from contenders.results import Results
from contenders.tables import written
from samverkan import allocate

SMALL = [Case("fees", 290), Case("fees", 290, 10), Case("split", 290)]


@pytest.mark.parametrize(
    ("contender", "case"),
    [
        pytest.param(contender, case, id=f"{contender.name}: {case}")
        for case in SMALL
        for contender in CONTENDERS
        if "openfisca_core" not in contender.needs and contender.does(case)
    ],
)
def test_every_ore_is_right(contender: Contender, case: Case) -> None:
    """Each contender that can be installed beside the tests computes the exact amounts."""
    prepared = contender.prepare(case)

    assert prepared.ore(prepared.run()).tolist() == [*exact(case)]


def test_exact_shares() -> None:
    """What is right in a split is what ``allocate`` gives, and sums to the total."""
    case = Case("split", 290)
    weights = dict(zip(party_column(case), population_column(case).tolist(), strict=True))
    shares = dict(zip(party_column(case), exact(case), strict=True))

    assert sum(shares.values()) == TOTAL_ORE
    assert shares == allocate(TOTAL_ORE, weights)


@pytest.mark.slow
def test_a_race(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command measures who is asked for, and keeps what it shows."""
    kept = str(tmp_path / "kept.json")
    few = ["--payers", "290", "--rounds", "1", "--only", "numpy"]
    assert main([*few, "--keep", kept]) == 0
    [_, shown] = capsys.readouterr().out.split("Measured on ")

    assert main(["--read", kept]) == 0
    assert capsys.readouterr().out == f"Measured on {shown}"
    assert "| numpy, by hand |" in shown
    assert "samverkan, Polars |" not in shown
    assert "amounts that are wrong | at most 0 | **0** | met |" in shown


def results(*, slower: float, wrong: int) -> Results:
    """Return results of all cases in which ours take so many times as long as others."""
    cases = {case for pair in PAIRS for _, case in (pair.ours, pair.other)}
    measured = (
        Measured(
            contender=each.name,
            case=case,
            seconds=case.rows * (slower if each.is_ours else 1.0),
            memory=2_000_000,
            wrong=wrong,
            runs=7,
        )
        for case in cases
        for each in CONTENDERS
        if each.does(case)
    )
    return Results(tuple(measured), {"Python": "3.11"}, 2)


def test_goals() -> None:
    """All goals are met or missed by what was measured: no goal is forgotten."""
    met, missed = (
        [*goals(results(slower=slower, wrong=wrong))] for slower, wrong in ((0.05, 0), (5, 1))
    )

    assert len(met) == len(missed) == len(PAIRS) + 2
    assert all(goal.is_met and not goal.is_badly_missed for goal in met)
    assert {goal.what for goal in missed if goal.is_met} == {
        goal.what for goal in missed if "memory" in goal.what or "40 000 payers" in goal.what
    }
    assert missed[-1].is_badly_missed


def test_a_goal_that_is_missed_is_shown() -> None:
    """The table says of a goal that is missed by how much; and what is wrong, as a share."""
    shown = written(results(slower=5, wrong=1))

    assert "| at most 1.30 | **5** | **missed**" in shown
    assert "| OpenFisca, arrays | 10 000 s (1) | 40 000 s (1) | 1 | 2 MB | 0.0% |" in shown


def test_openfisca_is_not_exact() -> None:
    """OpenFisca as it is may be wrong; all others must be right, where OpenFisca is installed."""
    inexact = {each.name for each in CONTENDERS if not each.is_exact}

    assert named(OPENFISCA).name in inexact
    assert all(name.startswith("OpenFisca") for name in inexact)


def test_the_page_has_a_place_for_the_results() -> None:
    """``--write`` finds where the tables stand."""
    page = PAGE.read_text(encoding="utf-8")
    assert page.index("<!-- begin measured -->") < page.index("<!-- end measured -->")
