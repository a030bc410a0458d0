"""Documents: what is written is read back exactly, and everything else is refused with its path."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import attrs
import cattrs
import jsonschema
import pytest
from cattrs.preconf.json import make_converter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from public import ASSESSMENT, DATA, ROOT
from samverkan import (
    Accession,
    Agreement,
    Commitment,
    Decider,
    Decision,
    Extension,
    Figure,
    FigureTable,
    Language,
    Name,
    Ore,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Source,
    Statistic,
    Terms,
    Text,
    Timeline,
    Unit,
    assess,
    formats,
    settle,
    validate,
)
from samverkan.errors import (
    DocumentError,
    HalfLineError,
    NotWrittenError,
    SamverkanError,
    WrongTypeError,
)
from samverkan.fees import Claim, Ledger, Missing, Portion
from samverkan.findings import Finding, Severity
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByWeight,
    Fixed,
    Funding,
    Rate,
    Reading,
    Rule,
    Sum,
)
from samverkan.governance import (
    DIRECTING,
    ORDINARY,
    Deputies,
    Forum,
    Governance,
    Level,
    Office,
    OperatingMode,
    Recurrence,
    Seat,
    TermOfOffice,
    WorkingMode,
)
from samverkan.meetings import Activation
from samverkan.stockholm import agreement, figures
from strategies import World, fundings, governances, histories, rules, worlds

DAY = dt.date(2015, 1, 1)
SOME = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def read(content: object, **how: Any) -> Any:
    """Return what a document of these parts contains."""
    return formats.loads(json.dumps(content), **how)


def document(kind: str, /, **content: object) -> dict[str, object]:
    """Return a document of a kind, as objects and lists."""
    return {**content, "samverkan": 1, "kind": kind}


INDEX: dict[str, object] = {
    "subject": "riket",
    "statistic": {
        "id": "pkv",
        "name": "PKV",
        "unit": "procent",
        "units": "procent",
        "decimals": 1,
        "signed": True,
    },
    "reference_date": "2025-12-31",
}


def faults(content: object, **how: Any) -> list[str]:
    """Return what is wrong with a document, in English."""
    text = content if isinstance(content, (str, bytes)) else json.dumps(content)
    with pytest.raises(DocumentError) as caught:
        formats.loads(text, **how)
    swedish, english = caught.value.in_language("sv"), str(caught.value)
    assert swedish.count("\n") == english.count("\n")
    assert pickle.loads(pickle.dumps(caught.value)).in_language("sv") == swedish
    return [str(fault) for fault in caught.value.faults]


# --- Written and read back


@pytest.mark.parametrize("value", DATA, ids=lambda value: type(value).__name__)
def test_every_value_is_read_back(value: attrs.AttrsInstance) -> None:
    """A value of any public class, later ones included, is read back exactly, in both forms."""
    text, canonical = formats.dumps(value), formats.dumps(value, canonical=True)

    assert formats.loads(text) == formats.loads(canonical) == value
    assert formats.loads(text, type(value)) == value
    assert formats.dumps(formats.loads(text)) == text
    assert formats.dumps(formats.loads(text), canonical=True) == canonical


def test_a_decision_with_all_its_days_is_read_back() -> None:
    """Each day and word of a decision has its key, and unknown ones are left out."""
    names = [each.name for each in attrs.fields(Decision) if "dt.date" in str(each.type)]
    days: dict[str, Any] = {
        name: dt.date(2026, 3, place) for place, name in enumerate(names, start=1)
    }
    decision = Decision(**days, decider=Decider.DELEGATE, reversible=False)
    written = json.loads(formats.dumps(decision))

    assert {"reported_on", "stated_last_day", "restored_on", "anew_after"} < written.keys()
    assert (written["decider"], "body" in written) == ("delegate", False)
    assert formats.loads(formats.dumps(decision)) == decision


@SOME
@given(world=histories())
def test_agreements_are_read_back(world: World) -> None:
    """Agreements with a history, and their figures, are read back exactly."""
    for value in (world.agreement, world.figures, world.agreement.as_known()):
        assert formats.loads(formats.dumps(value)) == value
        assert formats.loads(formats.dumps(value, canonical=True)) == value


@SOME
@given(funding=fundings)
def test_fundings_are_read_back(funding: Funding) -> None:
    """Rules of any depth are read back exactly: no rate, share or weight changes."""
    assert formats.loads(formats.dumps(funding)) == funding


@SOME
@given(world=worlds(), data=st.data())
def test_consequences_are_read_back(world: World, data: st.DataObject) -> None:
    """Assessments, explanations, settlements, ledgers and findings are read back exactly."""
    known_on = data.draw(st.none() | st.just(dt.date(2016, 1, 1)))
    assessed = assess(world.agreement, year=world.year, figures=world.figures, known_on=known_on)
    some = assessed.only([party.id for party in world.agreement.parties[:2]])
    settled = settle(
        Ledger(), world.agreement, years=[world.year], figures=world.figures, known_on=DAY
    )
    explained = [assessed.explain(fee.party) for fee in assessed.fees]
    for value in (assessed, some, settled, settled.ledger, *explained):
        assert formats.loads(formats.dumps(value)) == value
    findings = validate(world.agreement)
    assert formats.loads(formats.dumps(findings), tuple) == tuple(findings)


def test_one_form() -> None:
    """Equal values have one canonical form, whatever order they were given in."""
    swapped = attrs.evolve(
        agreement,
        parties=agreement.parties[::-1],
        instruments=agreement.instruments[::-1],
    )
    canonical = formats.dumps(agreement, canonical=True)

    assert formats.dumps(swapped, canonical=True) == canonical
    assert formats.fingerprint(swapped) == formats.fingerprint(agreement)
    assert formats.fingerprint(agreement) != formats.fingerprint(figures)
    assert (
        json.dumps(json.loads(canonical), ensure_ascii=False, sort_keys=True)
        == canonical.replace('":', '": ')
        .replace(',"', ', "')
        .replace("},{", "}, {")
        .replace("],[", "], [")
        or "\n" not in canonical
    )
    assert "define" not in json.loads(canonical)


def test_sources_are_defined_once() -> None:
    """A source that occurs more than once is written once, under a name."""
    once, twice = Source(document="§ 1"), Source(document="Reglemente, 2 §")
    names = [Name(text="A", sources=[once, twice]), Name(text="B", sources=twice)]
    party = Party(names=names, kind=PartyKind.COMPANY, id="a")
    written = json.loads(formats.dumps([party]))

    assert written["define"] == {"reglemente-2": {"document": "Reglemente, 2 §"}}
    assert written["value"][0]["names"][1]["sources"] == ["reglemente-2"]
    assert formats.loads(json.dumps(written)) == (party,)


def test_names_of_definitions_differ() -> None:
    """Two sources of one title get two names; a title without letters gets one, too."""
    cited = [Source(document="§"), Source(document="§", place="2"), Source(document="Lag")]
    area = Statistic(id="population", name="area", unit="ha", units="ha")
    rate = Rate(
        kronor_per_unit=1,
        of=[
            Basis(statistic=statistic, reference_date=ReferenceDate(1, 1, day), sources=cited)
            for statistic in (area, POPULATION)
            for day in (1, 2)
        ],
    )
    written = json.loads(formats.dumps(rate))

    assert list(written["define"]) == ["population-2", "source", "source-2", "lag"]
    assert [basis["statistic"] for basis in written["of"]] == ["population-2"] * 2 + [
        "population"
    ] * 2
    assert formats.loads(json.dumps(written)) == rate


def test_long_numbers() -> None:
    """Numbers that other programs would round are text, with all their digits."""
    claim = Claim(party="a", year=2015, ore=Ore(-(10**15)), known_on=DAY)
    written = json.loads(formats.dumps(claim))

    assert written["ore"] == "-1000000000000000"
    assert formats.loads(json.dumps(written)) == claim
    assert json.loads(formats.dumps(attrs.evolve(claim, ore=Ore(10**15 - 1))))["ore"] == 10**15 - 1
    with pytest.raises(DocumentError, match="too many digits"):
        read({**written, "ore": 10**18})


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(5, id="a number"),
        pytest.param("a", id="text"),
        pytest.param({"a": 1}, id="a mapping"),
        pytest.param([DAY], id="a day in a list"),
        pytest.param([10**15], id="a long number in a list"),
        pytest.param(World, id="a class"),
        pytest.param(Missing("0182", 2015, cast("Any", 5)), id="a value with a wrong field"),
        pytest.param(Portion(cast("Any", None), cast("Any", "x")), id="a value with wrong fields"),
        pytest.param(World(agreement, 2015, figures), id="a class of somebody else"),
    ],
)
def test_other_values_are_not_written(value: object) -> None:
    """A value of a class that the library does not know is refused."""
    with pytest.raises(WrongTypeError, match="one of samverkan's values"):
        formats.dumps(value)


def test_a_basis_of_one_own() -> None:
    """A finding that cites something else than a text or a law cannot be written."""

    class Own:
        def in_language(self, _: Language) -> str:
            return "own"

    finding = Finding(
        code="A", severity=Severity.INFO, subject="a", text="a", remedy="b", source=Own()
    )
    assert Own().in_language("sv") == "own"
    with pytest.raises(WrongTypeError, match="one of samverkan's values"):
        formats.dumps(finding)


def test_lists() -> None:
    """Several values, and plain ones, make one document."""
    several = (Text("a"), Text("b", "c"), None, True, "x", 7, POPULATION, POPULATION)
    text = formats.dumps(list(several))

    assert json.loads(text)["kind"] == "list"
    assert formats.loads(text) == formats.loads(text, tuple) == several


def test_timelines_of_anything() -> None:
    """A timeline alone says of each value what it is."""
    line: Timeline[object] = Timeline([(Period(DAY), Text("a")), (Period.of_year(2014), 5)])

    assert formats.loads(formats.dumps(line)) == line


# --- Short spellings

TOML = """
samverkan = 1
kind = "agreement"

[define.avtal]
document = "Exempelavtal"

[terms]
title = "Räddningstjänst"
period = 2015-01-01
purposes = "Trygghet"
commitments = ["Vi övar", "Vi deltar"]
sources = "avtal"

[terms.funding]
name = "standard"
sources = ["avtal"]

[terms.funding.rule]
type = "bounded"
floor = "25000"
cap = 500000

[terms.funding.rule.rule]
type = "rate"
kronor_per_unit = "1.50"
[terms.funding.rule.rule.of]
statistic = "population"
reference_date = {years_before = 1, month = 6, day = 30}

[[parties]]
names = "Nacka kommun"
kind = "municipality"
municipality_code = "0182"
[[parties]]
names = ["Täby kommun", {text = "Täby", period = 2014-01-01}]
kind = "municipality"
municipality_code = "0160"

[[instruments]]
type = "accession"
number = 1
party = "0182"
effective = 2015-01-01
[[instruments]]
type = "accession"
number = 2
party = "0160"
effective = {first_day = 2015-07-01, last_day = 2016-12-31}
decision = {decided_on = 2015-05-04}
[[instruments]]
type = "extension"
number = 3
decision = {decided_on = 2015-06-01}
last_day = "none"
"""


def test_toml() -> None:
    """A person writes one value in place of a list, a text, a day, an amount, and a name."""
    source = Source(document="Exempelavtal")
    population = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))
    made = Agreement(
        terms=Terms(
            title="Räddningstjänst",
            period=Period(DAY),
            purposes=["Trygghet"],
            commitments=[Commitment(text="Vi övar"), Commitment(text="Vi deltar")],
            funding=Reading(
                name="standard",
                funding=Funding(
                    rule=Bounded(
                        rule=Rate(kronor_per_unit="1.50", of=population),
                        floor=25_000,
                        cap=500_000,
                    )
                ),
                sources=source,
            ),
            sources=source,
        ),
        parties=[
            Party(names="Nacka kommun", kind=PartyKind.MUNICIPALITY, municipality_code="0182"),
            Party(
                names=["Täby kommun", Name("Täby", Period(dt.date(2014, 1, 1)))],
                kind=PartyKind.MUNICIPALITY,
                municipality_code="0160",
            ),
        ],
        instruments=[
            Accession(number=1, party="0182", effective=Period(DAY)),
            Accession(
                number=2,
                party="0160",
                effective=Period(dt.date(2015, 7, 1), dt.date(2016, 12, 31)),
                decision=Decision(decided_on=dt.date(2015, 5, 4)),
            ),
        ],
    )
    without = TOML[: TOML.rindex("[[instruments]]")]

    assert formats.loads(without, Agreement, syntax="toml") == made
    assert formats.loads(formats.dumps(made)) == made


GOVERNED = """
samverkan = 1
kind = "governance"
levels = ["directing", {id = "civilomrade", name = "Civilområde", rank = 4}]
modes = ["ordinary", {id = "hojd", name = "höjd beredskap", rank = 2, switched_by = "0182"}]
modes_fall_back = true

[[forums]]
id = "direktionen"
names = "Direktionen"
level = "directing"
chair = "0182"
duties = "fastställer budget"

[[forums.modes]]
duties = ["följer upp arbetet", "beslutar om taxor"]
meets = {times = 4, unit = "years", is_about = true}

[[forums.modes]]
mode = "hojd"
called = "ledamot"

[[forums.seats]]
id = "ledamot"
function = "Ledamot"
kind = "municipality"
each = 3
deputies = 3
appointed_by = "medlemmens fullmäktige"
term = {years = 4, first_day = 2023-01-01}

[[forums.seats]]
id = "revisor"
function = "Revisor"
parties = "0182"
count = 2
holders = []

[[forums.seats]]
id = "kommun"
function = "Kommunföreträdare"
count = 9

[[forums.seats]]
id = "ordforande"
function = "Ordförande"
comes_with = "direktionen"

[[forums.seats]]
id = "presidium"
function = "Presidium"
comes_with = "direktionen/ledamot"
"""


def test_numbers_by_party() -> None:
    """A table in TOML, an object in JSON; deputies without a count are as many as members."""
    seat = Seat(
        id="s", function="S", by_party={"0764": 2, "0780": 3}, deputies=Deputies(order=["0780"])
    )
    made = Governance(forums=Forum(id="f", names="F", seats=seat))
    said = """
    samverkan = 1
    kind = "governance"

    [[forums]]
    id = "f"
    names = "F"
    seats = { id = "s", function = "S", by_party = { "0780" = 3, "0764" = 2 }, deputies = %s }
    """

    assert formats.loads(said % '{ order = "0780" }', Governance, syntax="toml") == made
    assert formats.loads(formats.dumps(made), Governance) == made
    written = json.loads(formats.dumps(made))["forums"][0]["seats"][0]
    assert written["by_party"] == {"0764": 2, "0780": 3}
    as_many = attrs.evolve(
        made, forums=attrs.evolve(made.forums[0], seats=attrs.evolve(seat, deputies=Deputies()))
    )
    assert formats.loads(said % "{}", Governance, syntax="toml") == as_many
    assert formats.loads(formats.dumps(as_many), Governance) == as_many


@pytest.mark.parametrize(
    ("by_party", "fault"),
    [
        ('{ "0780" = 0 }', "forums[0].seats: by_party['0780'] must be 1 or more"),
        ('{ "0780" = "3" }', "seats.by_party.0780: must be a whole number, got the text '3'"),
        ('{ "Växjö" = 3 }', "forums[0].seats.by_party: 'Växjö': an id has at most 64 letters"),
        ('[["0780", 3]]', "by_party: must be an object (in TOML a table), got a list"),
        ("3", "by_party: must be an object (in TOML a table), got 3"),
    ],
)
def test_faults_of_numbers_by_party(by_party: str, fault: str) -> None:
    """What is wrong in a number by party is told where it stands."""
    said = """
    samverkan = 1
    kind = "governance"

    [[forums]]
    id = "f"
    names = "F"
    seats = { id = "s", function = "S", by_party = %s }
    """
    [told] = faults(said % by_party, syntax="toml")

    assert fault in told


def test_a_number_of_a_party_that_is_not_there() -> None:
    """The id is told where it stands."""
    seat = Seat(id="s", function="S", by_party={"0127": 1})
    governance = Governance(forums=Forum(id="f", names="F", seats=seat))
    terms = attrs.evolve(agreement.terms, governance=governance)
    said = json.loads(formats.dumps(attrs.evolve(agreement, terms=terms)))
    said["terms"]["governance"]["forums"][0]["seats"][0]["by_party"]["0129"] = 1
    [told] = faults(said)

    assert told.startswith(
        "terms.governance.forums[0].seats[0].by_party: '0129' is not the id of one of the parties"
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param('"3.40"', "03:40", id="text"),
        pytest.param("03:40:00", "03:40", id="a local time of TOML"),
        pytest.param("23:59:00.000", "23:59", id="with a fraction of nothing"),
        pytest.param("03:40:30", "the hour 03:40:30 has seconds, which are not kept", id="seconds"),
        pytest.param("03:40:00.5", 'are not kept; write "03:40"', id="a part of a second"),
        pytest.param("3.40", 'the number 3.40; write it as text: "03:40"', id="a number"),
        pytest.param("3.4", 'got the number 3.4; write it as text: "03:40"', id="no hour"),
        pytest.param("340", "must be text, got 340", id="a whole number"),
        pytest.param("2024-10-27T03:40:00", "must be text, got 2024-10-27T03:40:00", id="a moment"),
        pytest.param("2024-10-27", "must be text, got 2024-10-27", id="a day"),
        pytest.param("true", "must be text, got true", id="a truth value"),
        pytest.param('"25:00"', "at: '25:00': write the hours and minutes", id="no such hour"),
    ],
)
@pytest.mark.parametrize("field", ["at", "ended_at"])
def test_hours_in_toml(field: str, at: str, expected: str) -> None:
    """An hour is text, or a local time of TOML without seconds; others are told how to write it."""
    said = f"""
    samverkan = 1
    kind = "activation"
    number = 1
    first_day = 2024-01-01
    last_day = 2024-01-01
    {field} = {at}
    """
    if len(expected) == len("03:40"):
        assert getattr(formats.loads(said, Activation, syntax="toml"), field) == expected
        return
    [told] = faults(said, syntax="toml")

    assert told.startswith(f"{field}: ")
    assert expected in told
    with pytest.raises(DocumentError) as caught:
        formats.loads(said, syntax="toml")
    assert "datetime" not in caught.value.in_language("sv")
    assert f"{field}: {field}" not in caught.value.in_language("sv")


def test_a_number_for_a_text() -> None:
    """Text is written in quotes; the number is told as it was written."""
    said = 'samverkan = 1\nkind = "office"\nforum = 3.40'

    assert faults(said, syntax="toml") == [
        'forum: must be text, got the number 3.40; if it is text, write it in quotes: "3.40"'
    ]


@pytest.mark.parametrize(
    ("order", "written"),
    [
        pytest.param(None, "", id="not stated"),
        pytest.param((), ", order = []", id="only for their own party"),
        pytest.param(("a", "b"), ', order = ["a", "b"]', id="in an order"),
    ],
)
def test_an_order_of_deputies(order: tuple[str, ...] | None, written: str) -> None:
    """An order that is not stated has no key; that there is none is an empty list."""
    deputies = Deputies(count=2, order=order)
    made = Governance(
        forums=Forum(id="f", names="F", seats=Seat(id="s", function="S", deputies=deputies))
    )
    said = f"""
    samverkan = 1
    kind = "governance"

    [[forums]]
    id = "f"
    names = "F"
    seats = {{ id = "s", function = "S", deputies = {{ count = 2{written} }} }}
    """

    assert formats.loads(said, Governance, syntax="toml") == made
    assert formats.loads(formats.dumps(made), Governance) == made


@pytest.mark.parametrize(
    ("often", "written"),
    [
        pytest.param(
            Recurrence(times=3, unit=Unit.YEARS, at_least=True),
            'times = 3, unit = "years", at_least = true',
            id="at least",
        ),
        pytest.param(
            Recurrence(times=3, unit=Unit.YEARS), 'times = 3, unit = "years"', id="exactly"
        ),
    ],
)
def test_vice_chairs_and_how_often(often: Recurrence, written: str) -> None:
    """One vice chair is a name, two are a list, the first first; what is held at least says so."""
    works = WorkingMode(meets=often)
    made = Governance(
        forums=[
            Forum(id="f", names="F", vice_chairs=["b", "a"], modes=works),
            Forum(id="g", names="G", vice_chairs=["b"]),
        ]
    )
    said = f"""
    samverkan = 1
    kind = "governance"

    [[forums]]
    id = "f"
    names = "F"
    vice_chairs = ["b", "a"]
    modes = {{ meets = {{ {written} }} }}

    [[forums]]
    id = "g"
    names = "G"
    vice_chairs = "b"
    """

    assert formats.loads(said, Governance, syntax="toml") == made
    assert formats.loads(formats.dumps(made), Governance) == made


def test_governance_in_toml() -> None:
    """Ready-made levels and modes are named; numbers of deputies and offices are short."""
    seats = [
        Seat(
            id="ledamot",
            function="Ledamot",
            kind=PartyKind.MUNICIPALITY,
            each=3,
            deputies=Deputies(count=3),
            appointed_by="medlemmens fullmäktige",
            term=TermOfOffice(years=4, first_day=dt.date(2023, 1, 1)),
        ),
        Seat(id="revisor", function="Revisor", parties=["0182"], count=2, holders=[]),
        Seat(id="kommun", function="Kommunföreträdare", count=9),
        Seat(id="ordforande", function="Ordförande", comes_with=Office("direktionen")),
        Seat(id="presidium", function="Presidium", comes_with=Office("direktionen", "ledamot")),
    ]
    made = Governance(
        levels=[Level(id="civilomrade", name="Civilområde", rank=4), DIRECTING],
        forums=Forum(
            id="direktionen",
            names="Direktionen",
            level="directing",
            chair="0182",
            duties=["fastställer budget"],
            seats=seats,
            modes=[
                WorkingMode(
                    duties=["följer upp arbetet", "beslutar om taxor"],
                    meets=Recurrence(times=4, unit=Unit.YEARS, is_about=True),
                ),
                WorkingMode(mode="hojd", called=["ledamot"]),
            ],
        ),
        modes=[
            ORDINARY,
            OperatingMode(id="hojd", name="höjd beredskap", rank=2, switched_by=["0182"]),
        ],
        modes_fall_back=True,
    )

    assert formats.loads(GOVERNED, Governance, syntax="toml") == made
    assert formats.loads(formats.dumps(made)) == made


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        pytest.param(
            'levels = ["directing"',
            'levels = ["directive"',
            "levels[0]: 'directive' cannot be given here; give directing, coordinating or "
            "executing; do you mean directing?",
            id="level",
        ),
        pytest.param(
            'modes = ["ordinary"',
            'modes = ["ordinarie"',
            "modes[0]: 'ordinarie' cannot be given here; give ordinary or activated; do you mean "
            "ordinary?",
            id="mode",
        ),
        pytest.param(
            "deputies = 3",
            "deputies = 0",
            "forums[0].seats[0].deputies: count must be 1 or more, with at most 18 digits, got 0; "
            "check the number",
            id="no deputy",
        ),
        pytest.param(
            "deputies = 3",
            'deputies = "3"',
            "forums[0].seats[0].deputies: must be a whole number, got the text '3'; remove the "
            "quotes",
            id="deputies as text",
        ),
        pytest.param(
            'comes_with = "direktionen/ledamot"',
            'comes_with = "direktionen/"',
            "forums[0].seats[4].comes_with: seat '': it is empty; write one, or leave it out if "
            "it is optional",
            id="no seat after the slash",
        ),
        pytest.param(
            'comes_with = "direktionen/ledamot"',
            'comes_with = "direktionen/ledamoter"',
            "forum direktionen: the seat 'presidium' comes with the seat 'ledamoter' (do you mean "
            "ledamot?) of the forum 'direktionen', which does not exist; give the id of one that "
            "does, or add it: Ledamot (ledamot), Revisor (revisor), Kommunföreträdare (kommun), "
            "Ordförande (ordforande), Presidium (presidium)",
            id="no such seat",
        ),
        pytest.param(
            "holders = []",
            'holders = ["0182", "0182", "0182"]',
            "forums[0].seats[1]: seat revisor: 3 holders are more than the seats, which are 2; "
            "raise the count or leave some out",
            id="more holders than seats",
        ),
        pytest.param(
            "unit = ",
            "uint = ",
            "forums[0].modes[0].meets: unknown key 'uint'; remove or rename it; do you mean unit?",
            id="key",
        ),
    ],
)
def test_faults_of_governance(written: str, instead: str, fault: str) -> None:
    """What is wrong in a governance is told where it stands."""
    assert written in GOVERNED
    assert faults(GOVERNED.replace(written, instead), syntax="toml") == [fault]


def test_unknown_parties_of_governance() -> None:
    """An id that a governance names, and no party has, is told where it stands."""
    governance = {
        "modes": ["ordinary", {"id": "b", "name": "B", "rank": 1, "switched_by": "x1"}],
        "forums": {
            "id": "f",
            "names": "F",
            "vice_chairs": ["alfa", "x6"],
            "convener": "x2",
            "seats": [
                {"id": "s", "function": "S", "parties": ["x3", "alfa"]},
                {
                    "id": "t",
                    "function": "T",
                    "count": 2,
                    "holders": ["x4", "x4"],
                    "deputies": {"count": 1, "holders": "x5"},
                },
            ],
        },
    }
    told = faults(
        document(
            "agreement",
            terms={**TERMS, "governance": governance},
            parties={"names": "Alfa", "kind": "company"},
        )
    )

    assert [said.partition(" is not")[0] for said in told] == [
        "terms.governance.forums[0].convener: 'x2'",
        "terms.governance.forums[0].vice_chairs: 'x6'",
        "terms.governance.forums[0].seats[0].parties: 'x3'",
        "terms.governance.forums[0].seats[1].holders: 'x4'",
        "terms.governance.forums[0].seats[1].deputies: 'x5'",
        "terms.governance.modes: 'x1'",
    ]


@given(governances())
def test_any_governance(governance: Governance) -> None:
    """Any governance is read back as it was, and its document follows the schema."""
    written = formats.dumps(governance)

    assert formats.loads(written, Governance) == governance
    assert VALIDATOR.is_valid(json.loads(written))


def test_nothing_in_toml() -> None:
    """TOML has no null: a word stands for it where a value is required."""
    text = """
    samverkan = 1
    kind = "extension"
    number = 3
    decision = {decided_on = 2015-06-01}
    last_day = "none"
    """

    assert formats.loads(text, Extension, syntax="toml").last_day is None
    assert faults(text.replace('"none"', '"never"'), syntax="toml") == [
        "last_day: must be a day written YYYY-MM-DD, got 'never'"
    ]


def test_a_reading_in_one_object() -> None:
    """A rule, and what belongs to it, may stand in the reading itself, which needs no name then."""
    rule, rounding = {"type": "fixed", "kronor": "1"}, {"step_ore": 100}
    whole = read(
        document("terms", **TERMS, funding={"rule": rule, "rounding": rounding, "reason": "a"})
    )
    apart = {"rule": rule, "rounding": rounding, "proration": "by-day"}
    named = read(document("terms", **TERMS, funding={"name": "b", **apart}))

    assert whole == read(
        document(
            "terms",
            **TERMS,
            funding=[
                {
                    "name": "as-written",
                    "funding": {"rule": rule, "rounding": rounding},
                    "reason": {"sv": "a"},
                }
            ],
        )
    )
    assert named == read(document("terms", **TERMS, funding={"name": "b", "funding": apart}))
    assert faults(
        document("terms", **TERMS, funding={"rule": {"type": "fixed"}, "funding": 1})
    ) == [
        "funding.rule: key kronor is missing; add it",
        "funding: unknown key 'funding'; remove or rename it; do you mean rounding?",
    ]


# --- Faults

TERMS = {"title": "A", "period": "2015-01-01"}
PARTY = {"names": "Alfa", "kind": "company"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(5, ["must be an object (in TOML a table), got 5"], id="a number"),
        pytest.param({}, ["it is no samverkan document: samverkan is missing"], id="nothing"),
        pytest.param(
            {"samverkan": 1}, ["key kind is missing; write what the document contains"], id="kind"
        ),
        pytest.param(
            {"samverkan": 2, "kind": "period"},
            ["the version of the format is 2, but this version of the library reads 1"],
            id="version",
        ),
        pytest.param(
            {"samverkan": True, "kind": "period"},
            ["samverkan: the version of the format must be the number 1, without quotes"],
            id="a version that is no number",
        ),
        pytest.param(
            document("agrement"),
            ["kind: 'agrement' cannot be given here; give agreement, figure-table, ledger"],
            id="a kind",
        ),
        pytest.param(document("world"), ["kind: 'world' cannot be given here"], id="other kind"),
        pytest.param(document("figure-status"), ["kind: 'figure-status' cannot"], id="an enum"),
        pytest.param(document("SPLIT"), ["kind: 'SPLIT' cannot"], id="capitals"),
        pytest.param(document("agreement", define=[]), ["define: must be an object"], id="define"),
        pytest.param(
            document("party", names="Alfa"),
            ["unknown key 'names'", "key value is missing; add it"],
            id="a kind of its own",
        ),
        pytest.param(
            document("party", value={**PARTY, "kind": "komun"}),
            ["value.kind: 'komun' cannot be given here; give municipality, region, "],
            id="a word",
        ),
        pytest.param(
            document("party", value={**PARTY, "kind": 1}),
            ["value.kind: must be text, got 1"],
            id="no word",
        ),
        pytest.param(
            document("agreement", terms=TERMS, parties=[PARTY, {**PARTY, "names": [{"txt": 1}]}]),
            [
                "parties[1].names[0]: unknown key 'txt'; remove or rename it; do you mean text?",
                "parties[1].names[0]: key text is missing; add it",
            ],
            id="all faults",
        ),
        pytest.param(
            document("agreement", terms={}, parties=None, x=1),
            [
                "terms: key title is missing; add it",
                "terms: key period is missing; add it",
                "parties: must be a list, got null",
                "unknown key 'x'; remove or rename it",
            ],
            id="all places",
        ),
        pytest.param(
            document("period", first_day="2015-02-30", last_day=20150101),
            [
                "first_day: there is no day '2015-02-30' in the calendar; correct it",
                "last_day: must be a day written YYYY-MM-DD, got 20150101",
            ],
            id="days",
        ),
        pytest.param(
            document("period", first_day="2015-01-02", last_day="2015-01-01"),
            ["last day 2015-01-01 is before first day 2015-01-02"],
            id="what the class refuses",
        ),
        pytest.param(
            document("period", first_day="1066-10-14"),
            ["first_day: must be in the years"],
            id="a field that the class refuses",
        ),
        pytest.param(
            document("claim", party="a", year=True, ore="150", known_on="2015-01-01"),
            [
                "year: must be a whole number, got true",
                "ore: must be a whole number, got the text '150'; remove the quotes",
            ],
            id="numbers",
        ),
        pytest.param(
            document("fixed", kronor=[]),
            ["kronor: must be a number as text, got a list"],
            id="list",
        ),
        pytest.param(
            document("share", part=[], by=[]),
            ["part: must be a part as text, got a list"],
            id="a list for a part",
        ),
        pytest.param(
            document("fixed", kronor=10**17), ["kronor: amount 100000000000000000"], id="amount"
        ),
        pytest.param(
            document("share", part="1/0", by=[]),
            ["part: the part '1/0' is not written so"],
            id="0",
        ),
        pytest.param(
            document("statistic", id="a", name="a", unit="a", units="a", signed="false"),
            ["signed: must be true or false, got 'false'"],
            id="truth",
        ),
        pytest.param(
            document("by-weight", weights={"a b": 1, "c": True}),
            ["weights.c: must be a number as text, got true"],
            id="a table",
        ),
        pytest.param(
            document("by-weight", weights=[["a", 1]]),
            ["weights: must be an object (in TOML a table), got a list"],
            id="no table",
        ),
        pytest.param(
            document("sum", rules=[{"kronor": 1}, {"type": "fix", "kronor": 1}, {"type": "fixed"}]),
            [
                "rules[0]: key type is missing; give rate, fixed, per-party, entry-fee, split",
                "rules[1].type: 'fix' cannot be given here; give rate, fixed, per-party",
                "rules[2]: key kronor is missing; add it",
            ],
            id="types",
        ),
        pytest.param(
            document("sum", rules=[["a"], {"type": ["a"], "kronor": 1}, True]),
            [
                "rules[0]: must be a number as text or an object (in TOML a table), got a list",
                "rules[1].type: a list cannot be given here",
                "rules[2]: must be a number as text, got true",
            ],
            id="no types",
        ),
        pytest.param(
            document("split", total=1, by="a"),
            ["by: must be a list or an object (in TOML a table), got 'a'"],
            id="a key",
        ),
        pytest.param(
            document("fixed", type="rate", kronor=1),
            ["type: 'rate' cannot be given here; give fixed"],
            id="another type",
        ),
        pytest.param(
            document("source", document="a", remark=5),
            ["remark: must be text or an object (in TOML a table), got 5"],
            id="a text",
        ),
        pytest.param(
            document("name", text="a", sources="avtall", define={"avtal": {"document": "A"}}),
            ["sources: 'avtall' is not defined under define; define it, or write it out; do"],
            id="undefined",
        ),
        pytest.param(
            document("name", text="a", define={"a b": {"document": "A"}}),
            ['define["a b"]: the definition is not used'],
            id="unused",
        ),
        pytest.param(
            document("name", text="a", sources=["b", "b", "c"], define={"b": {}, "c": "b"}),
            [
                "define.b: key document is missing; add it",
                "define.c: must be an object (in TOML a table), got 'b'",
            ],
            id="faults in definitions",
        ),
        pytest.param(
            document("need", subject="a", statistic="populaton", reference_date="2015-01-01"),
            ["statistic: 'populaton' is not defined under define"],
            id="a statistic",
        ),
        pytest.param(
            document("list", value=[{}, {"type": "x"}, 1, []]),
            [
                "value[0]: key type is missing; give agreement, figure-table, ledger, mode-log",
                "value[1].type: 'x' cannot be given here",
                "value[3]: must be a whole number, got a list",
            ],
            id="anything",
        ),
        pytest.param(document("list", value=[], x=1), ["unknown key 'x'"], id="a list"),
        pytest.param(
            document(
                "split", total={"type": "part", "rule": 100, "of": 20}, by={"type": "equally"}
            ),
            ['total.of: 20: a part is at most 1; write 20 per cent as "20/100" or "0.2"'],
            id="per cent for a part",
        ),
        pytest.param(
            document("part", rule=100, of="20 %"),
            ['of: the part \'20 %\' is not written so; write it as in "1/4", "20/100" or'],
            id="a per cent sign",
        ),
        pytest.param(
            document("figure", **INDEX, value="-0.3"),
            ["value: must be a whole number, got '-0.3'; if the figure has decimals, state them"],
            id="a figure with decimals as text",
        ),
        pytest.param(
            document("figure", **INDEX, value="14"),
            ["value: must be a whole number, got the text '14'; remove the quotes"],
            id="a figure as text",
        ),
        pytest.param(
            document("step", by=None, kronor="1/3", share=[1], inputs=[]),
            [
                "by: must be a number as text or an object (in TOML a table), got null",
                "share: must be a list of 2 items",
            ],
            id="a pair",
        ),
        pytest.param(
            document("step", by={"type": "fixed", "kronor": 1}, kronor="1/3", share=[1, "a"]),
            ["share[1]: must be a whole number, got 'a'"],
            id="a part of a pair",
        ),
    ],
)
def test_faults(content: object, found: list[str]) -> None:
    """Every fault is told, each with its path, and what to do."""
    told = faults(content)

    assert len(told) == len(found)
    for said, begins in zip(told, found, strict=True):
        assert said.startswith(begins)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("1.4", "the point: 1.4 with decimals = 1 is written 14"),
        ("-0.30", "the point: -0.30 with decimals = 2 is written -30"),
        ("1e2", "value: must be a whole number, got 1e2; write it without decimals"),
    ],
)
def test_a_figure_with_decimals(value: str, found: str) -> None:
    """A figure is a whole number of its smallest decimal; what to write is told."""
    written = json.dumps(document("figure", **INDEX, value="VALUE")).replace('"VALUE"', value)
    [told] = faults(written)
    assert found in told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            '{"ore": 1.50}', "must be a whole number, got 1.50; write it without", id="1.5"
        ),
        pytest.param('{"ore": 150.0}', "got 150.0; write it without decimals", id="150.0"),
        pytest.param('{"ore": 1e2}', "got 1e2; write it without", id="1e2"),
        pytest.param('{"ore": NaN}', "got NaN", id="NaN"),
        pytest.param('{"ore": -Infinity}', "got -Infinity", id="infinity"),
        pytest.param('{"ore": 1, "ore": 2}', "key 'ore' occurs more than once", id="repeated"),
        pytest.param(
            '{"ore": 1, "å": 2, "a\\u030a": 2}', "key 'å' occurs more than once", id="two forms"
        ),
        pytest.param('{"a\\u030a": 2}', "unknown key 'å'", id="another form"),
    ],
)
def test_faults_of_json(text: str, found: str) -> None:
    """What JSON could hide is told: binary fractions, and names that occur more than once."""
    claim = (
        '{"samverkan": 1, "kind": "claim", "party": "a", "year": 2015, "known_on": "2015-01-01", '
    )

    assert any(found in said for said in faults(claim + text[1:]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("samverkan = 1.5\nkind = 1", "samverkan: the version of", id="version"),
        pytest.param("a = ", "not valid TOML on line 1, at 'a ='", id="value"),
        pytest.param("a = 1\nb = 2\n\na = 3", "the name on line 4, at 'a = 3'", id="repeated"),
        pytest.param("a = {b = 1, b = 2}", "the name on line 1", id="repeated in one line"),
        pytest.param("[a]\n[a]", "the name on line 2, at '[a]', stands earlier", id="two tables"),
        pytest.param(
            "a = {b = 'long enough to be cut off ...', c = 2015-02-30, d = 5}",
            "c = 2015-02-30, d = 5}', does not exist",
            id="a day",
        ),
        pytest.param("a = 2024-11-4", "not valid TOML on line 1", id="a short day"),
        pytest.param("a = \u201db\u201d", "has curly quotes; write straight ones", id="quotes"),
        pytest.param("a = 4,25", "the number on line 1, at 'a = 4,25', is not", id="comma"),
        pytest.param("a = 150 000", "the number on line 1, at 'a = 150 000'", id="blank"),
        pytest.param('a = "b\nc"', "the text on line 1, at 'a = \"b', is not closed", id="text"),
        pytest.param(
            'samverkan = 1\nkind = "name"\ntext = 2015-01-01',
            "text: must be text, got 2015-01-01",
            id="a day for a text",
        ),
        pytest.param("a = [1,\n2", "a bracket that is opened on or before line 2", id="bracket"),
        pytest.param("a = [", "on line 1, at 'a = ['", id="not closed"),
        pytest.param("", "it is no samverkan document: samverkan is missing", id="empty"),
        pytest.param(
            'samverkan = 1\nkind = "period"\nfirst_day = 2015-01-01T10:00:00',
            "first_day: must be a day without a time, got '2015-01-01T10:00:00'",
            id="time",
        ),
        pytest.param(
            'samverkan = 1\nkind = "fixed"\nkronor = 1.50',
            "kronor: must be a number as text, got the binary number 1.50",
            id="fraction",
        ),
        pytest.param(
            'samverkan = 1\nkind = "name"\ntext = "a"\n"å" = 1\n"a\u030a" = 2',
            "key 'å' occurs more than once",
            id="two forms",
        ),
        pytest.param("a = " + "[" * 500 + "]" * 500, "nested more than 200 deep", id="deep"),
        pytest.param("a." * 50_000 + "b = 1", "nested more than 15 deep", id="dots"),
        pytest.param("a = " + "1" * 5000, "a number has too many digits", id="digits"),
    ],
)
def test_faults_of_toml(text: str, found: str) -> None:
    """What is wrong with TOML is told with its line, or with its path."""
    assert any(found in said for said in faults(text, syntax="toml"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", "not valid JSON on line 1, character 1, at ''", id="empty"),
        pytest.param(
            '{"a": \n nul}', "not valid JSON on line 2, character 2, at 'nul}'", id="word"
        ),
        pytest.param("avtal.json", "'avtal.json' is the name of a file", id="a file name"),
        pytest.param(b"\xff\xfe{\x00", "byte 0xFF on line 1 is not UTF-8", id="UTF-16"),
        pytest.param(b'{"a":\n"\xe4"}', "byte 0xE4 on line 2 is not UTF-8", id="cp1252"),
        pytest.param("[" * 100_000, "nested more than 200 deep", id="deep"),
        pytest.param("1" * 5000, "a number has too many digits", id="digits"),
        pytest.param('"' + "[" * 5000 + '"', "must be an object", id="brackets in a text"),
    ],
)
def test_faults_of_the_whole(text: str | bytes, found: str) -> None:
    """What is no document at all is told."""
    assert any(found in said for said in faults(text))


@pytest.mark.parametrize("written", ["1,50", "150 000", "25000 kr", "1e2", "", "-", "\uff11"])
def test_numbers_that_are_not_written_so(written: str) -> None:
    """A number with a comma, a blank or a unit is refused, with how to write it."""
    (said,) = faults(document("fixed", kronor=written))

    assert said.startswith(f"kronor: the number '{written}' is not written so; write it with a dec")


def test_unknown_parties() -> None:
    """Each id that no party has is told where it stands, with the ids that there are."""
    accession = {"type": "accession", "number": 1, "party": "beta", "effective": "2015-01-01"}
    succession = {
        "type": "succession",
        "number": 2,
        "party": "alfa",
        "successor": "alpha",
        "first_day": "2016-01-01",
        "decision": {"decided_on": "2015-01-01"},
    }
    parties = [{"names": "Alfa", "kind": "company", "successor": "gamma"}]
    told = faults(
        document("agreement", terms=TERMS, parties=parties, instruments=[accession, succession])
    )

    where = "is not the id of one of the parties; give the id of one: Alfa (alfa)"
    assert told == [
        f"parties[0].successor: 'gamma' {where}",
        f"instruments[0].party: 'beta' {where}",
        f"instruments[1].successor: 'alpha' {where}; do you mean alfa?",
    ]


def test_keys_that_can_stand() -> None:
    """If no key is similar to an unknown one, those that can stand there are told."""
    assert faults(document("period", first_day="2015-01-01", zzz=1)) == [
        "unknown key 'zzz'; remove or rename it; what can stand here: first_day, last_day"
    ]
    (said,) = faults(document("decision", decided_on="2015-01-01", zzz=1))
    assert said.endswith(", appealed_on, restored_on, annulled_on, anew_after, ...")


def test_small_numbers() -> None:
    """Numbers below a millionth are written without an exponent, too."""
    for value in (
        ByWeight(weights={"a": "0.0000000001", "b": "1"}),
        Rate(
            kronor_per_unit="0.0000001",
            of=Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30)),
        ),
    ):
        assert formats.loads(formats.dumps(value)) == value
        assert "E" not in formats.dumps(value, canonical=True)


def test_types_that_need_not_be_named() -> None:
    """An object may name its type also where only one is possible, by the name of that type."""
    date = {"years_before": 1, "month": 6, "day": 30}
    basis = {"type": "basis", "statistic": "population", "reference_date": date}
    of_one = document("split", total=5, by=basis)
    reading = {"type": "reading", "rule": 5}

    for content in (
        of_one,
        document("reading", rule=5),
        document("terms", **TERMS, funding=reading),
    ):
        assert VALIDATOR.is_valid(content)
        assert read(json.loads(formats.dumps(read(content)))) == read(content)
    assert read(of_one) == read(document("split", total=5, by=[basis]))
    assert read(document("list", value=reading)) == (read(document("reading", rule=5)),)


def test_two_forms_of_a_definition() -> None:
    """A definition is found by either Unicode form of its name."""
    defined = {"\xe5": {"document": "A"}}

    assert read(document("name", text="a", sources="a\u030a", define=defined)).sources == (
        Source(document="A"),
    )


def test_all_faults_of_one_object() -> None:
    """What a class refuses is told for each field, as far as the others tell."""
    assert [
        said.partition(":")[0]
        for said in faults(
            document("terms", **TERMS, notice_months=-1, renewal_months=0, document_number="")
        )
    ] == ["document_number", "notice_months", "renewal_months"]
    reading = {"name": "a", "rule": 1}
    assert [
        said.partition(":")[0]
        for said in faults(document("terms", **TERMS, notice_months=-1, funding=[reading, reading]))
    ] == ["notice_months"]  # that a name occurs twice may come from what is left out


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"define": {"a": {"document": "1"}, "a": {"document": "2"}}', id="define"),
        pytest.param(
            '"define": {"\\u00e5": {"document": "1"}, "a\\u030a": {"document": "2"}}',
            id="two forms",
        ),
        pytest.param('"kind": "list"', id="kind"),
        pytest.param('"value": []', id="value"),
        pytest.param('"samverkan": 1', id="version"),
    ],
)
def test_repeated_at_the_top(text: str) -> None:
    """A name that occurs twice is told wherever it stands, also where it decides the content."""
    whole = '{"samverkan": 1, "kind": "list", "value": [], ' + text + "}"

    assert any("occurs more than once" in said for said in faults(whole))


def test_none_is_a_text() -> None:
    """The word for nothing stands for it only where a value is required and may be nothing."""
    accession = document("accession", number=1, party="a", effective="2015-01-01")

    assert read({**accession, "group": "none"}).group == "none"
    assert read({**accession, "group": None}).group is None
    assert "day" in faults(document("period", first_day="2015-01-01", last_day="none"))[0]


def test_each_definition_is_used() -> None:
    """A definition that is not used is told, also if another one is."""
    sources = {"a": {"document": "A"}, "b": {"document": "B"}}

    assert [
        said.partition(":")[0]
        for said in faults(document("name", text="x", sources="a", define=sources))
    ] == ["define.b"]


def test_kinds_that_are_not_kept() -> None:
    """A kind of any length is refused."""
    (said,) = faults(document("x" * 10**6))

    assert len(said) < 500


def test_limits() -> None:
    """Size and number of items have limits, which a caller may raise."""
    text = formats.dumps(Sum(rules=[Fixed(kronor=1)] * 3))

    assert faults(text, max_bytes=10) == [
        "larger than 10 bytes; divide the content, or raise max_bytes"
    ]
    assert faults(text, max_items=2) == [
        "rules: has 3 items, but at most 2 are read; divide the content, or raise max_items"
    ]
    assert formats.loads(text, max_bytes=len(text), max_items=3) == formats.loads(text)
    assert formats.loads(b"\xef\xbb\xbf" + text.encode()) == formats.loads("\ufeff" + text)


def test_nested_without_end() -> None:
    """Rules nested deeper than they can be are refused, also where the stack is nearly full."""
    deep: dict[str, object] = {"type": "fixed", "kronor": 1}
    for _ in range(90):
        deep = {"type": "sum", "rules": deep}

    def at_depth(depth: int) -> list[str]:
        if depth:
            return at_depth(depth - 1)
        return faults(document("funding", rule=deep))

    assert "nested" in at_depth(0)[0]
    assert "nested" in at_depth(600)[0]


@pytest.mark.parametrize(
    ("how", "error"),
    [
        pytest.param({"syntax": "yaml"}, "'json' or 'toml'", id="syntax"),
        pytest.param({"expected": int}, "one of samverkan's classes", id="class"),
        pytest.param({"expected": "agreement"}, "one of samverkan's classes", id="name"),
        pytest.param({"expected": World}, "one of samverkan's classes", id="other class"),
    ],
)
def test_arguments(how: dict[str, Any], error: str) -> None:
    """An argument that cannot be used is refused."""
    with pytest.raises(WrongTypeError, match=error):
        formats.loads("{}", **how)


def test_expected() -> None:
    """A document of another kind than expected is refused."""
    assert faults(formats.dumps(Period(DAY)), expected=Agreement) == [
        "the document is of kind 'period', but 'agreement' is needed; name another file"
    ]


@pytest.mark.parametrize("field", ["missing", "unstated"])
def test_assessments_that_hide_something(field: str) -> None:
    """An assessment that leaves out what is missing or unstated is refused."""
    content = json.loads(formats.dumps(ASSESSMENT))
    content[field] = []

    assert faults(content)[0].startswith(f"{field}: differs")


def test_changed_assessments() -> None:
    """Fees that do not follow from the document's own agreement and figures are refused."""
    content = json.loads(formats.dumps(ASSESSMENT))
    content["fees"][0]["ore"] += 1

    (said,) = faults(content)
    assert said.startswith("fees: differs from what the agreement and the figures give; compute")


def test_what_the_library_makes_is_checked() -> None:
    """The fields of a state, too, have the types that they must have."""
    content = json.loads(formats.dumps(agreement.as_known()))
    content["terminated"] = 0

    assert faults(content) == ["terminated: must be true or false, got 0"]


# --- The schema says what the reader does

SCHEMA = formats.schema()
KINDS = sorted({json.loads(formats.dumps(value))["kind"] for value in DATA})
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

# Why the reader refuses what the schema allows.
ONLY_THE_READER = {
    "refused",  # what the classes refuse: ids that must exist, days in the wrong order, ...
    "no-party",
    "differs",  # fees that do not follow
    "undefined",  # names are not looked up
    "unused",
    "repeated-key",  # JSON Schema sees the last one only
    "no-such-day",  # a format is an annotation
    "too-many",  # limits are arguments
    "too-deep",
}

OTHERS: list[Any] = [
    None,
    "directing",
    "activated",
    "a/b",
    True,
    5,
    -1,
    10**20,
    1.5,
    "x",
    "",
    "1.50",
    "1/4",
    "2015-06-30",
    "2015-02-30",
    "none",
    "population",
    "fixed",
    [],
    {},
    ["x"],
    {"type": "fixed", "kronor": 1},
    {"sv": "a"},
    {"rule": {"type": "fixed", "kronor": 1}},
]


def places(content: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each object or list of a document, with each of its names or places."""
    if isinstance(content, dict):
        for name in list(content):
            yield content, name
            yield from places(content[name])
    if isinstance(content, list):
        for place in range(len(content)):
            yield content, place
            yield from places(content[place])


@st.composite
def mutants(draw: st.DrawFn) -> Any:
    """Documents of all kinds, in which something was changed."""
    made = histories().map(lambda world: world.agreement)
    content = json.loads(formats.dumps(draw(st.sampled_from(DATA) | fundings | rules | made)))
    for _ in range(draw(st.integers(0, 2))):
        where, name = draw(st.sampled_from(list(places(content))))
        ways = ["replace", "replace", "remove", "wrap", *(["rename"] * isinstance(name, str))]
        how = draw(st.sampled_from(ways))
        if how == "replace":
            where[name] = copy.deepcopy(draw(st.sampled_from(OTHERS)))
        elif how == "wrap":
            where[name] = [where[name]]
        elif how == "remove":
            del where[name]
        else:
            where[f"{name}s"] = where.pop(name)
    return content


@pytest.mark.slow
@settings(SOME, max_examples=400)
@given(content=mutants())
def test_reader_and_schema_agree(content: Any) -> None:
    """What the reader accepts is valid; what it refuses is not, but for a few known reasons."""
    try:
        value = read(content)
    except DocumentError as error:
        reasons = {fault.reason for fault in error.faults}
        is_read = False
    else:
        reasons, is_read = set(), True
        assert read(json.loads(formats.dumps(value))) == value
    if is_read or reasons - ONLY_THE_READER:
        assert VALIDATOR.is_valid(content) is is_read, reasons


def test_a_whole_fraction() -> None:
    """JSON Schema takes 150.0 as a whole number; the reader refuses it: it is binary."""
    content = document("claim", party="a", year=2015, ore=150.0, known_on="2015-01-01")

    assert VALIDATOR.is_valid(content)
    assert faults(content)


def test_schema_is_valid_and_explains() -> None:
    """The schema is one of draft 2020-12, and explains all fields of our classes."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    for name, made in SCHEMA["$defs"].items():
        if name != "anything":
            assert made["title"]
            assert made["description"].endswith("."), name
            for field, said in made["properties"].items():
                assert field == "type" or said.get("description"), (name, field)


@pytest.mark.parametrize("kind", [None, "agreement"])
def test_schemas_are_checked_in(kind: str | None) -> None:
    """The published schemas are those of the classes; ``python docs/made_pages.py`` writes them."""
    text = (ROOT / "docs" / f"{kind or 'samverkan'}.schema.json").read_text(encoding="utf-8")

    assert json.loads(text) == formats.schema(kind)


OF_KIND = {value: jsonschema.Draft202012Validator(formats.schema(value)) for value in KINDS}


@SOME
@given(content=mutants())
def test_the_schema_of_one_kind(content: Any) -> None:
    """The schema of one kind agrees with that of all."""
    kind = content.get("kind") if isinstance(content, dict) else None
    if kind in KINDS:
        assert OF_KIND[kind].is_valid(content) == VALIDATOR.is_valid(content)
    assert not OF_KIND["fixed"].is_valid({**document("rate"), "kronor": 1})


def explained(part: Any, path: list[str], whole: Any) -> Iterator[Any]:
    """Yield what an editor finds at a path that follows references, choices and properties only."""
    if "$ref" in part:
        target = whole
        for step in part["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        yield from explained(target, path, whole)
    for word in ("anyOf", "oneOf", "allOf"):
        for option in part.get(word, []):
            yield from explained(option, path, whole)
    if not path:
        yield part
    elif path[0] == "[]" and "items" in part:
        yield from explained(part["items"], path[1:], whole)
    elif path[0] in part.get("properties", {}):
        yield from explained(part["properties"][path[0]], path[1:], whole)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("terms title", "Its title.", id="title"),
        pytest.param(
            "terms funding [] rule", "What each member pays for a budget year.", id="rule"
        ),
        pytest.param(
            "parties [] municipality_code", "Kommunkod (municipality code), four", id="code"
        ),
        pytest.param("instruments [] decision decided_on", "Day of the meeting", id="decision"),
        pytest.param("define", "Sources and statistics, by the names", id="define"),
    ],
)
def test_editors_are_helped(path: str, said: str) -> None:
    """Editors that follow no conditions find each key of an agreement, with its description."""
    whole = formats.schema("agreement")
    found = [part.get("description", "") for part in explained(whole, path.split(), whole)]

    assert any(each.startswith(said) for each in found)


def test_a_schema_without_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python's sources are not there, the words are listed without what they mean."""

    def refuse(_: object) -> str:
        raise OSError

    monkeypatch.setattr("inspect.getsource", refuse)
    made = formats.schema("party")["$defs"]["party"]["properties"]["kind"]

    assert made["enum"] == [kind.value for kind in PartyKind]
    assert "Kommun" not in made["description"]


def test_no_such_schema() -> None:
    """A kind that does not exist is refused."""
    for kind in ("agrement", 5, ["agreement"]):
        with pytest.raises(WrongTypeError, match="a kind of document"):
            formats.schema(cast("Any", kind))


def test_the_schema_of_an_editor() -> None:
    """A document may name its schema, for editors; it must be text, and is not opened."""
    content = document("fixed", kronor=1) | {"$schema": "./samverkan.schema.json"}

    assert read(content) == Fixed(kronor=1)
    assert VALIDATOR.is_valid(content)
    assert faults(content | {"$schema": 5}) == ["$schema: must be text, got 5"]
    assert not VALIDATOR.is_valid(content | {"$schema": 5})


# --- Files


def test_files(tmp_path: Path) -> None:
    """What is written to a file is read back; the file is replaced as a whole."""
    path = tmp_path / "avtal.json"
    formats.write(agreement, path)
    path.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(path)
    formats.write(figures, link)

    assert formats.read(str(path), FigureTable) == figures
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [path, link]
    assert path.read_text(encoding="utf-8").endswith("}\n")


def test_toml_files(tmp_path: Path) -> None:
    """TOML is read by its suffix, in any case; it is not written."""
    path = tmp_path / "AVTAL.TOML"
    path.write_text('samverkan = 1\nkind = "period"\nfirst_day = 2015-01-01\n', encoding="utf-8")

    assert formats.read(path) == Period(DAY)
    with pytest.raises(NotWrittenError, match=r"cannot be written:\n  \.toml is not written"):
        formats.write(Period(DAY), path)
    with pytest.raises(NotWrittenError, match=r"'\.xlsx' is unknown; change it to \.json, \."):
        formats.write(Period(DAY), tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("a.yaml", "YAML is not read", id="YAML"),
        pytest.param("a.yml", "YAML is not read", id="yml"),
        pytest.param("a.xlsx", "the suffix '.xlsx' is unknown; change it to .json", id="Excel"),
        pytest.param("a", "the suffix '' is unknown", id="no suffix"),
        pytest.param("none.json", "there is no such file", id="absent"),
        pytest.param("folder.json", "it is a folder", id="a folder"),
        pytest.param("a\0b.json", "it cannot be read; check the path", id="NUL"),
        pytest.param("file.json/a.json", "it cannot be read; check the path", id="in a file"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, found: str) -> None:
    """A file that cannot be read is told by its name, and why."""
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DocumentError, match=found) as caught:
        formats.read(f"{tmp_path}/{name}")

    assert caught.value.where == f"{tmp_path}/{name}"


def test_large_files(tmp_path: Path) -> None:
    """No more of a file is read than its limit."""
    path = tmp_path / "a.json"
    path.write_bytes(b" " * 1001)

    with pytest.raises(DocumentError, match="larger than 1000 bytes"):
        formats.read(path, max_bytes=1000)


def test_files_that_cannot_be_written(tmp_path: Path) -> None:
    """A file that cannot be written is told, and nothing is left behind."""
    (tmp_path / "a.json").mkdir()
    for name in ("a.json", "none/a.json", "a\0.json"):
        with pytest.raises(NotWrittenError, match="cannot be written"):
            formats.write(agreement, tmp_path / name)
    for name in ("none/a.jsonl", "a\0.jsonl"):
        with pytest.raises(NotWrittenError, match="cannot be written"):
            formats.write(LEDGER, tmp_path / name)

    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


# --- Ledgers

CLAIM = Claim(party="0182", year=2015, ore=Ore(150), known_on=dt.date(2015, 4, 13))
LEDGER = Ledger(claims=[CLAIM], known_on=dt.date(2015, 4, 14), opened_on=DAY)
LATER = attrs.evolve(
    LEDGER, claims=[CLAIM, attrs.evolve(CLAIM, ore=Ore(-50))], known_on=dt.date(2015, 9, 1)
)


@SOME
@given(world=histories(), day=st.dates(dt.date(2014, 6, 1), dt.date(2017, 12, 31)))
def test_ledger_files_only_grow(tmp_path_factory: Any, world: World, day: dt.date) -> None:
    """A ledger file holds what was written first, unchanged, and then what was added."""
    path = tmp_path_factory.mktemp("a") / "reskontra.jsonl"
    ledger, before = Ledger(), b""
    for known_on in (day, day + dt.timedelta(days=200)):
        ledger = settle(
            ledger, world.agreement, years=[world.year], figures=world.figures, known_on=known_on
        ).ledger
        formats.write(ledger, path)
        content = path.read_bytes()
        assert content.startswith(before)
        assert formats.read(path) == formats.read(path, Ledger) == ledger
        before = content
    formats.write(ledger, path)
    assert path.read_bytes() == before


def test_lines_of_a_ledger(tmp_path: Path) -> None:
    """A ledger file has a head, a line for each claim, and a line for each day of knowledge."""
    path = tmp_path / "a.jsonl"
    formats.write(Ledger(), path)
    formats.write(attrs.evolve(LEDGER, opened_on=None), path)

    assert path.read_text(encoding="utf-8").splitlines() == [
        '{"samverkan": 1, "kind": "ledger"}',
        '{"party": "0182", "year": 2015, "ore": 150, "known_on": "2015-04-13"}',
        '{"known_on": "2015-04-14"}',
    ]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Ledger(), id="shorter"),
        pytest.param(attrs.evolve(LATER, claims=LATER.claims[1:]), id="other claims"),
        pytest.param(attrs.evolve(LATER, opened_on=None), id="opened otherwise"),
        pytest.param(attrs.evolve(LEDGER, known_on=DAY), id="known less"),
    ],
)
def test_other_ledgers(tmp_path: Path, other: Ledger) -> None:
    """A ledger file is not replaced by a ledger that does not begin with it."""
    path = tmp_path / "a.jsonl"
    formats.write(LEDGER, path)
    before = path.read_bytes()

    with pytest.raises(NotWrittenError, match="the file holds other claims"):
        formats.write(other, path)
    assert path.read_bytes() == before


def test_half_lines(tmp_path: Path) -> None:
    """A last line that is cut off is told, and nothing before it is lost."""
    path = tmp_path / "a.jsonl"
    formats.write(LATER, path)
    lines = path.read_bytes().splitlines(keepends=True)
    for cut in range(1, len(lines[2]) - 1):
        path.write_bytes(b"".join(lines[:2]) + lines[2][:cut])
        with pytest.raises(HalfLineError, match=r"line\[3\]: the line is cut off") as caught:
            formats.read(path)
        assert cast("Ledger", caught.value.ledger).claims == (CLAIM,)

    formats.write(LATER, path)
    assert formats.read(path) == LATER
    path.write_bytes(path.read_bytes().rstrip())
    assert formats.read(path) == LATER  # only the end of the line is missing


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(["5"], ["line[1]: must be an object"], id="a number"),
        pytest.param(
            ['{"samverkan": 1, "kind": "period"}'], ["line[1]: the document is of kind"], id="kind"
        ),
        pytest.param(
            [
                '{"samverkan": 1, "kind": "ledger", "claims": [], "x": 1}',
                "",
                "{",
                '{"known_on": 1}',
            ],
            [
                "line[1]: unknown key 'claims'; remove or rename it; what can stand here",
                "line[1]: unknown key 'x'",
                "line[3]: not valid JSON on line 1",
                "line[4].known_on: must be a day",
            ],
            id="all lines",
        ),
        pytest.param(
            ['{"samverkan": 1, "kind": "ledger"}', '{"party": "a"}', "5"],
            [
                "line[2]: key year is missing",
                "line[2]: key ore is missing",
                "line[2]: key known_on is missing",
                "line[3]: must be an object",
            ],
            id="claims",
        ),
        pytest.param(
            ['{"samverkan": 1, "kind": "ledger", "known_on": "2015-01-01", "known_on": null}'],
            ["line[1]: key 'known_on' occurs more than once"],
            id="repeated",
        ),
        pytest.param(
            ["{}", '{"known_on": "2015-01-02"}'],
            ["line[1]: it is no samverkan document"],
            id="no head",
        ),
        pytest.param(
            [
                '{"samverkan": 1, "kind": "ledger"}',
                '{"known_on": "2015-01-02"}',
                '{"known_on": "2015-01-01"}',
                '{"known_on": null}',
            ],
            [
                "line[3].known_on: the day 2015-01-01 is before 2015-01-02",
                "line[4].known_on: the day",
            ],
            id="earlier",
        ),
    ],
)
def test_faults_of_lines(tmp_path: Path, lines: list[str], found: list[str]) -> None:
    """The faults of all lines are told, each with its line."""
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        formats.read(path)

    told = [str(fault) for fault in caught.value.faults]
    assert len(told) == len(found)
    for said, begins in zip(told, found, strict=True):
        assert said.startswith(begins)


def test_lines_cut_inside_a_letter(tmp_path: Path) -> None:
    """A last line that is cut inside a letter of two bytes is a line that is cut off, too."""
    path = tmp_path / "a.jsonl"
    source = Source(document="Räkning på ö")
    figure = Figure(
        subject="0182", statistic=POPULATION, reference_date=DAY, value=5, sources=source
    )
    ledger = Ledger(claims=[CLAIM, attrs.evolve(CLAIM, causes=[figure])])
    formats.write(ledger, path)
    whole = path.read_bytes()
    for cut in range(whole.index(b"R\xc3"), len(whole) - 2):
        path.write_bytes(whole[:cut])
        with pytest.raises(HalfLineError) as caught:
            formats.read(path)
        assert cast("Ledger", caught.value.ledger).claims == (CLAIM,)
        formats.write(ledger, path)
        assert path.read_bytes() == whole


@pytest.mark.parametrize("start", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_empty_ledger_files(tmp_path: Path, start: bytes) -> None:
    """An empty file is an empty ledger; empty lines and a byte order mark do not matter."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(start)
    assert formats.read(path) == Ledger()

    formats.write(LEDGER, path)
    assert formats.read(path) == LEDGER
    path.write_bytes(start + path.read_bytes())
    assert formats.read(path) == LEDGER
    formats.write(LATER, path)
    assert formats.read(path) == LATER


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a program writes to a ledger file, another one is refused, and nothing is lost."""
    path = tmp_path / "a.jsonl"
    formats.write(LEDGER, path)
    told: list[str] = []

    def write_too(_: int) -> None:
        monkeypatch.undo()
        with pytest.raises(NotWrittenError) as caught:
            formats.write(attrs.evolve(LATER, claims=[CLAIM, CLAIM]), path)
        told.append(str(caught.value))

    monkeypatch.setattr("os.fsync", write_too)
    formats.write(LATER, path)

    assert "another program is writing to the file" in told[0]
    assert formats.read(path) == LATER
    assert [each.name for each in tmp_path.iterdir()] == ["a.jsonl"]


def test_large_ledgers(tmp_path: Path) -> None:
    """A ledger file may be larger than other files; a claim repeats what it rests on."""
    path = tmp_path / "a.jsonl"
    formats.write(LEDGER, path)
    path.write_bytes(path.read_bytes() + b" " * 6_000_000 + b"\n")

    assert formats.read(path) == LEDGER
    with pytest.raises(DocumentError, match="larger than 5000000 bytes"):
        formats.read(path, max_bytes=5_000_000)


def test_limits_of_lines(tmp_path: Path) -> None:
    """A ledger file has the limits of other files, and holds nothing but a ledger."""
    path = tmp_path / "a.jsonl"
    formats.write(LATER, path)

    with pytest.raises(DocumentError, match="at most 2 are read"):
        formats.read(path, max_items=2)
    with pytest.raises(DocumentError, match="'agreement' is needed"):
        formats.read(path, Agreement)
    with pytest.raises(WrongTypeError, match="Ledger"):
        formats.write(agreement, path)


# --- Receipts


def test_receipts() -> None:
    """A receipt tells which part of an assessment differs."""
    kept = formats.receipt(ASSESSMENT)
    later = attrs.evolve(agreement, terms=attrs.evolve(agreement.terms, title="Ny titel"))
    corrected = FigureTable(
        attrs.evolve(figure, value=figure.value + 1) for figure in figures.figures
    )
    other = formats.receipt(assess(later, year=2015, figures=corrected, known_on=DAY))

    some = formats.receipt(ASSESSMENT.only(["Nacka", "0160"]))
    assert kept.differences(some) == ("chosen", "fees")
    assert formats.loads(formats.dumps(some)) == some
    known = attrs.evolve(ASSESSMENT, missing=())
    assert kept.differences(formats.receipt(known)) == ("fees",)
    assert kept.differences(formats.receipt(ASSESSMENT)) == ()
    assert kept.differences(other) == ("known_on", "agreement", "figures", "fees")
    assert kept.differences(attrs.evolve(kept, version="0")) == ("version",)
    assert formats.loads(formats.dumps(kept), formats.Receipt) == kept
    with pytest.raises(SamverkanError, match="a hash has 64 characters"):
        attrs.evolve(kept, fees="a")


# --- Converters of other programs


@attrs.frozen
class Invoice:
    """A class of another program."""

    to: Party
    rule: Rule
    numbers: tuple[int, ...]


def test_converters() -> None:
    """A converter of another program reads and writes our values inside its own, strictly."""
    converter = cattrs.Converter()
    formats.configure_converter(converter)
    invoice = Invoice(agreement.parties[0], Fixed(kronor="1.50"), (1,))
    written = converter.unstructure(invoice)

    assert written["rule"] == {"type": "fixed", "kronor": "1.5"}
    assert converter.structure(json.loads(json.dumps(written)), Invoice) == invoice
    assert converter.structure({**written, "numbers": ["5"]}, Invoice).numbers == (5,)
    with pytest.raises(ExceptionGroup) as caught:
        converter.structure({**written, "to": {"names": 5}}, Invoice)
    (error,) = caught.value.exceptions
    assert "names: must be text or" in str(error)
    with pytest.raises(WrongTypeError):
        formats.configure_converter(cast("Any", 5))


@pytest.mark.parametrize("make", [cattrs.Converter, make_converter])
@given(rule=st.none() | rules)
def test_optional_and_nested_values(make: Any, rule: Rule | None) -> None:
    """Our values are read and written where they may be missing, and in lists and mappings."""
    converter = make()
    formats.configure_converter(converter)
    for hint, value in (
        (Rule | None, rule),
        (list[Rule | None], [rule, None]),
        (dict[str, Rule | None], {"a": rule}),
        (Fixed | Rate | None, Fixed(kronor=1)),
    ):
        written = json.loads(json.dumps(converter.unstructure(value, unstructure_as=hint)))
        assert converter.structure(written, hint) == value


def test_numbers_keep_their_places() -> None:
    """Rates and parts are exact in every spelling that a person may choose."""
    date = {"years_before": 1, "month": 6, "day": 30}
    for written, rate in (("1.50", "1.5"), (2, "2"), ("0.0000000001", "0.0000000001")):
        assert read(document("fixed", kronor=2)) == Fixed(kronor=2)
        of = {"statistic": "population", "reference_date": date}
        found = read(document("rate", kronor_per_unit=written, of=of))
        assert found.kronor_per_unit == Decimal(rate)
    for part, exact in (("1/4", Fraction(1, 4)), ("0.15", Fraction(3, 20)), (1, Fraction(1))):
        assert read(document("share", part=part, by={"type": "equally"})).part == exact


def test_without_the_extra() -> None:
    """Without cattrs, the error says what to install; what needs no extra still works."""
    code = """if True:
        import sys
        sys.modules["cattrs"] = None
        from samverkan import assess, formats
        from samverkan.errors import MissingExtraError
        from samverkan.stockholm import agreement, figures
        formats.fees_table(assess(agreement, year=2015, figures=figures)).csv()
        try:
            formats.dumps(agreement)
        except (ImportError, MissingExtraError) as error:
            print(type(error).__name__, error)
    """
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.startswith("MissingExtraError the extra formats is missing; install it: ")
