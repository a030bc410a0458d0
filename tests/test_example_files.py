"""The files in docs/examples, and the page that leads from a paper to a file."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from functools import cache
from typing import Any, get_args

import attrs
import jsonschema
import pytest

from builders import agreed, joins
from public import ROOT
from real_agreements import (
    EXAMPLE,
    FIGURES,
    IN_FILES,
    SUPPORT_BURDEN,
    TAX_CAPACITY,
    WORKING_AGE,
    as_published,
    counted,
)
from real_charters import CHARTERS
from samverkan import Agreement, FigureTable, Period, assess, formats, funding, validate
from samverkan.findings import Severity
from samverkan.funding import ByYear, Indexed, Sum
from samverkan.stockholm import agreement as stockholm

FOLDER = ROOT / "docs" / "examples"
PAGE = (ROOT / "docs" / "how-to" / "from-paper-to-file.md").read_text("utf-8")
VALUES = {**IN_FILES, **CHARTERS}
AGREEMENTS = [
    *CHARTERS,
    "attunda.toml",
    "finsam.toml",
    "five-two-two.toml",
    "malaren.toml",
    "medelpad.toml",
    "skaraborg.toml",
    "storsthlm.toml",
    "vastra-malardalen.toml",
]


def test_every_file_is_tested() -> None:
    """Each file in the folder is one that a test reads."""
    assert {path.name for path in FOLDER.iterdir()} == {*VALUES, "stockholm.json"}


@pytest.mark.parametrize("name", VALUES)
def test_same_as_in_python(name: str) -> None:
    """A file has the same value as the one that the tests of real agreements build in Python."""
    assert formats.read(FOLDER / name, type(VALUES[name])) == VALUES[name]


@pytest.mark.parametrize("name", VALUES)
def test_exact_round_trip(name: str) -> None:
    """What a file says is written and read back exactly."""
    value = formats.read(FOLDER / name, type(VALUES[name]))

    assert formats.loads(formats.dumps(value)) == value


@pytest.mark.parametrize("name", [*VALUES, "stockholm.json"])
def test_valid_by_the_schema(name: str) -> None:
    """A file is valid by the schema that its editor uses."""
    text = (FOLDER / name).read_text("utf-8")
    content = json.loads(text) if name.endswith(".json") else as_json(text)

    schema().validate(content)


@cache
def schema() -> jsonschema.Draft202012Validator:
    """Return the schema of all documents, which takes long to make."""
    return jsonschema.Draft202012Validator(formats.schema())


def as_json(text: str) -> Any:
    """Return TOML as the objects of JSON, which has no days."""
    return json.loads(json.dumps(tomllib.loads(text), default=dt.date.isoformat))


@pytest.mark.parametrize("name", AGREEMENTS)
def test_no_errors(name: str) -> None:
    """Validation finds no error in an agreement, and no amount that differs."""
    found = validate(formats.read(FOLDER / name, Agreement), figures=FIGURES)

    assert [str(finding) for finding in found if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", VALUES)
def test_what_is_cited(name: str) -> None:
    """What is made up cites a source that says so, and a file that has such a source says why."""
    text = (FOLDER / name).read_text("utf-8")
    defined = tomllib.loads(text)["define"]
    made_up = [key for key, each in defined.items() if each.get("document") == EXAMPLE.document]

    kind = "agreement" if 'kind = "agreement"' in text else "samverkan"
    assert text.startswith(f"#:schema ../{kind}.schema.json\n#\n# ")
    assert all("remark" in defined[key] and key.startswith("example") for key in made_up)
    assert ("example" in text.partition("samverkan = 1")[0]) is bool(made_up)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        pytest.param("skaraborg.toml", 2018, ["422542.25"], id="42.25 per inhabitant"),
        pytest.param("skaraborg.toml", 2019, ["422542.25"], id="42.25 again"),
        pytest.param(
            "malaren.toml",
            2024,
            [
                *("11600.00", "35000.00", "1000.00", "11600.00", "15000.00", "100001.00"),
                *("25000.00", "78750.00", "52500.00"),
            ],
            id="classes",
        ),
        pytest.param(
            "finsam.toml",
            2024,
            ["16668.11", "500000.01", "166666.11", "66665.78", "250000.00"],
            id="shares",
        ),
        pytest.param("storsthlm.toml", 2015, ["210000.00"], id="0.42 per mille"),
        pytest.param("storsthlm.toml", 2023, ["234000.00"], id="0.39 per mille, below the cap"),
    ],
)
def test_known_results(name: str, year: int, expected: list[str]) -> None:
    """The fees are the published ones, computed with the example figures; none is missing."""
    agreement = formats.read(FOLDER / name, Agreement)
    figures = formats.read(FOLDER / "figures.toml", FigureTable)
    assessment = assess(agreement, year=year, figures=figures)

    assert [str(fee.kronor) for fee in assessment] == expected
    assert assessment.total_ore is not None


def test_unstated_funding() -> None:
    """No source states how Attunda divides its cost: the fees are unknown, and none is 0."""
    agreement = formats.read(FOLDER / "attunda.toml", Agreement)
    assessment = assess(agreement, year=2010, figures=FIGURES)

    assert assessment.fees == ()
    assert len(assessment.unstated) == 6


def test_five_and_two_and_two() -> None:
    """The term is renewed twice at most; payments and reports are due each year, and at the end."""
    state = formats.read(FOLDER / "five-two-two.toml", Agreement).as_known()
    events = state.events(Period(dt.date(2030, 1, 1), dt.date(2035, 12, 31)))

    assert [(str(event.day), event.kind.value) for event in events if event.due is None] == [
        ("2030-06-30", "last-day-for-notice"),
        ("2030-12-31", "renewal"),
        ("2032-06-30", "last-day-for-notice"),
        ("2032-12-31", "renewal"),
        ("2034-12-31", "last-day"),
    ]
    due = [str(event.day) for event in events if event.due is not None]
    assert due[:2] == ["2030-02-15", "2030-06-30"]
    assert due[-2:] == ["2035-02-15", "2035-03-31"]


@pytest.mark.parametrize(("year", "expected"), [(2017, "900.00"), (2018, "924.00")])
def test_the_index_clause(year: int, expected: str) -> None:
    """SKR: 900 kr × (1 + 2.7 %) = 924.30, rounded to 924 kr for 2018; the file has the rule."""
    clause = formats.read(FOLDER / "index-clause.toml", Indexed)
    first_day = dt.date(2017, 1, 1)
    agreement = agreed(
        "Exempelby kommun",
        period=Period(first_day),
        funding=as_published(clause),
        instruments=[joins(1, "exempelby-kommun", first_day)],
    )

    assert [str(fee.kronor) for fee in assess(agreement, year=year, figures=FIGURES)] == [expected]


@pytest.mark.parametrize(
    ("inhabitants", "expected"),
    [
        pytest.param(200_000, "5285400.00", id="no discount"),
        pytest.param(200_001, "4756883.78", id="10 per cent less"),
    ],
)
def test_the_fee_of_skr(inhabitants: int, expected: str) -> None:
    """0.1149 ‰ of an example capacity times the inhabitants, less 10 % above 200 000 of them."""
    clause = formats.read(FOLDER / "skr-fee.toml", ByYear)
    first_day = dt.date(2020, 1, 1)
    agreement = agreed(
        "Exempelby kommun",
        period=Period(first_day),
        funding=as_published(clause),
        instruments=[joins(1, "exempelby-kommun", first_day)],
    )
    figures = FigureTable(
        [
            counted("riket", 2019, 230_000, TAX_CAPACITY),
            counted("exempelby-kommun", 2018, inhabitants),
        ]
    )

    assert [str(fee.kronor) for fee in assess(agreement, year=2020, figures=figures)] == [expected]


@pytest.mark.parametrize("federations", [1, 3, 7])
def test_the_money_of_the_state(federations: int) -> None:
    """The federations get 339 million kronor together, and 400 000 each, however many they are."""
    clause = formats.read(FOLDER / "finsam-state.toml", Sum)
    first_day = dt.date(2024, 1, 1)
    names = [f"förbund {number}" for number in range(1, federations + 1)]
    agreement = agreed(
        *names,
        period=Period(first_day),
        funding=as_published(clause),
        instruments=[
            joins(number, f"forbund-{number}", first_day) for number in range(1, federations + 1)
        ],
    )
    figures = FigureTable(
        counted(f"forbund-{number}", 2023, 1_000 + 7 * number, statistic)
        for number in range(1, federations + 1)
        for statistic in (SUPPORT_BURDEN, WORKING_AGE)
    )
    assessment = assess(agreement, year=2024, figures=figures)

    assert str(assessment.total_kronor) == "339000000.00"
    assert min(fee.ore for fee in assessment) >= 400_000_00


def test_the_ready_made_agreement() -> None:
    """The file of the ready-made agreement is what dumps() writes, and reads back equal."""
    path = FOLDER / "stockholm.json"

    assert path.read_text("utf-8") == f"{formats.dumps(stockholm)}\n"
    assert formats.read(path, Agreement) == stockholm


# --- From a paper to a file

PAPER = re.search(r"```toml\n(# beredskap.toml\n.+?)```", PAGE, re.DOTALL)
SENTENCES = re.findall(r"^\| .+ \| `(\[.+\])` \| `(.+)` \|$", PAGE, re.MULTILINE)
RULES = re.findall(r"^\| .+ \| `([a-z-]+)` \| (`.+`) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("where", "line"), SENTENCES)
def test_each_sentence_has_its_key(where: str, line: str) -> None:
    """Each row of the page's table is a line that the page's own file can have there."""
    assert PAPER is not None
    content = as_json(PAPER[1])
    content["parties"][0]["id"] = "exempelby-kommun"  # as the instrument names it
    place: Any = content
    for name in where.strip("[]").split("."):
        place = place[name]
    [(key, value)] = as_json(line).items()
    if key == "notice_by":
        del content["terms"]["notice_months"]  # a paper states one of the two
    if key == "rule":
        del content["define"]["item-5"]  # the rule that is replaced cites it
    (place[0] if isinstance(place, list) else place)[key] = value

    assert formats.loads(json.dumps(content), Agreement).terms.title.sv


@pytest.mark.parametrize(("kind", "keys"), RULES)
def test_each_rule_has_its_keys(kind: str, keys: str) -> None:
    """Each row of the page's table of rules names keys that a rule of its type has."""
    name = kind.title().replace("-", "")
    fields = {field.name for field in attrs.fields(getattr(funding, name))}

    assert set(re.findall("`(.+?)`", keys)) <= fields


def test_every_rule_is_in_the_table() -> None:
    """The page's tables name every type of rule; a fixed amount is a line."""
    named = {kind.title().replace("-", "") for kind, _ in RULES}

    assert named == {rule.__name__ for rule in get_args(funding.Rule)} - {"Fixed"}
    assert len(SENTENCES) > 15
