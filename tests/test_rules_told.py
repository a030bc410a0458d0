"""Explanations of each rule, in both languages and as data."""

from __future__ import annotations

import datetime as dt
import json

import attrs
import pytest

from builders import (
    BY_DAY,
    MID_YEAR,
    NONE,
    START,
    agreed,
    decided,
    funded_by,
    plainly,
    with_members,
)
from samverkan import (
    Figure,
    FigureStatus,
    FigureTable,
    Language,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    Source,
    Statistic,
    Text,
    assess,
    to_kronor,
)
from samverkan.fees import Addition, Assessment, Explanation, Step
from samverkan.formats import explanation_data, fees_table
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    ByWeight,
    ByYear,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    PerParty,
    Rate,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from samverkan.reports import agreement_text, explanation_text, fees_text, missing_text

PKV = Statistic(
    id="pkv",
    name=Text("prisindex för kommunal verksamhet", "price index of municipalities"),
    unit=Text("procent", "per cent"),
    units=Text("procent", "per cent"),
    decimals=1,
    signed=True,
)
KPI = Statistic(id="kpi", name="KPI", unit="enhet", units="enheter", decimals=2)
RATE = Rate(kronor_per_unit="1.50", of=MID_YEAR)
FIGURES = FigureTable(
    [
        Figure(
            subject=subject,
            statistic=statistic,
            reference_date=day,
            value=value,
            status=FigureStatus.SECONDARY if statistic is PKV else FigureStatus.FINAL,
        )
        for subject, statistic, day, value in (
            ("alfa", POPULATION, dt.date(2014, 6, 30), 30_000),
            ("beta", POPULATION, dt.date(2014, 6, 30), 10_000),
            ("riket", PKV, dt.date(2012, 12, 31), -5),
            ("riket", PKV, dt.date(2013, 12, 31), 27),
            ("riket", KPI, dt.date(2012, 12, 31), 20_000),
            ("riket", KPI, dt.date(2013, 12, 31), 21_050),
        )
    ]
)


def index(statistic: Statistic) -> Basis:
    """Return the basis of an index of two years back."""
    return Basis(statistic=statistic, reference_date=ReferenceDate(2, 12, 31), subject="riket")


def moved(method: IndexMethod, base_year: int = 2013, rounding: Rounding | None = None) -> Indexed:
    """Return 900 kr adjusted by an index."""
    statistic = KPI if method is IndexMethod.LEVEL else PKV
    return Indexed(
        rule=Fixed(kronor=900),
        index=index(statistic),
        method=method,
        base_year=base_year,
        rounding=rounding,
    )


def assessed(rule: Rule, *, group: str | None = None, by_day: bool = False) -> Assessment:
    """Return the fees of two municipalities; Beta joins on 1 July."""
    agreement = agreed("Alfa", "Beta", funding=funded_by(rule, BY_DAY if by_day else NONE))
    agreement = with_members(agreement, group, alfa=START, beta=dt.date(2015, 7, 1))
    return assess(agreement, year=2015, figures=FIGURES)


KRONOR = Rounding(step_ore=100)
KEYED = {"alfa": "62.5", "beta": "37.5"}


@pytest.mark.parametrize(
    ("rule", "sv", "en"),
    [
        pytest.param(
            Split(total=100, by=MID_YEAR),
            [
                "så att inga försvinner eller tillkommer (största resten): 75,00 kr",
                "30 000 av 40 000 invånare: 75,00 kr av 100,00 kr",
                "Avstämningsdag: den 30 juni året före",
                "Folkmängd i Alfa den 30 juni 2014: 30 000 (slutlig)",
            ],
            ["30,000 of 40,000 inhabitants: SEK 75.00 of SEK 100.00"],
            id="a split by a figure",
        ),
        pytest.param(
            Split(total=100, by=Equally()),
            ["1 av 2 lika delar: 50,00 kr av 100,00 kr"],
            ["1 of 2 equal shares: SEK 50.00 of SEK 100.00"],
            id="equally",
        ),
        pytest.param(
            Split(total=100, by=ByWeight(weights=KEYED)),
            ["Andelstal 62,5 av 100: 62,50 kr av 100,00 kr"],
            ["Weight 62.5 of 100: SEK 62.50 of SEK 100.00"],
            id="by weight",
        ),
        pytest.param(
            Shares(
                total=1000,
                kinds={PartyKind.MUNICIPALITY: Share(part="1/4", by=MID_YEAR)},
            ),
            [
                "Kommuner: 30 000 av 40 000 invånare: 187,50 kr av 250,00 kr",
                "1/4 av 1 000,00 kr: 250,00 kr",
            ],
            ["1/4 of SEK 1,000.00: SEK 250.00"],
            id="in two steps",
        ),
        pytest.param(
            Bounded(rule=RATE, floor=35_000, cap=40_000),
            [
                "Lägst 35 000,00 kr, högst 40 000,00 kr: 40 000,00 kr",
                "1,50 kr per invånare × 30 000 invånare = 45 000,00 kr",
            ],
            ["At least SEK 35,000.00, at most SEK 40,000.00: SEK 40,000.00"],
            id="a floor and a cap",
        ),
        pytest.param(
            Bounded(rule=RATE, cap=Rate(kronor_per_unit="1.25", of=MID_YEAR)),
            ["Högst 37 500,00 kr: 37 500,00 kr"],
            ["At most SEK 37,500.00: SEK 37,500.00"],
            id="a cap that is a rate",
        ),
        pytest.param(
            Stepped(of=MID_YEAR, rule=RATE, above={20_000: Fixed(kronor=1)}),
            ["Regel för mer än 20 000 invånare: 1,00 kr"],
            ["Rule for more than 20,000 inhabitants: SEK 1.00"],
            id="above",
        ),
        pytest.param(
            Stepped(of=MID_YEAR, rule=RATE, above={30_000: Fixed(kronor=1)}),
            ["Regel för högst 30 000 invånare: 45 000,00 kr"],
            ["Rule for at most 30,000 inhabitants: SEK 45,000.00"],
            id="up to",
        ),
        pytest.param(
            Stepped(of=MID_YEAR, rule=RATE, above={1: RATE, 20_000: RATE, 30_000: RATE}),
            ["Regel för mer än 20 000 och högst 30 000 invånare: 45 000,00 kr"],
            ["Rule for more than 20,000 and at most 30,000 inhabitants: SEK 45,000.00"],
            id="between",
        ),
        pytest.param(
            moved(IndexMethod.CHANGE, rounding=KRONOR),
            [
                "Omräknat med index: 900,00 kr × (1 + 2,7 %), avrundat till hela kronor, halva",
                "Prisindex för kommunal verksamhet i riket den 31 december 2013: 2,7",
                "Avstämningsdag: den 31 december två år före",
            ],
            ["Adjusted by the index: SEK 900.00 × (1 + 2.7 %), rounded to whole kronor"],
            id="a change",
        ),
        pytest.param(
            moved(IndexMethod.CHAINED),
            ["Omräknat med index: 900,00 kr × (1 − 0,5 %) × (1 + 2,7 %) = 919,6785 kr"],
            ["SEK 900.00 × (1 − 0.5 %) × (1 + 2.7 %) = SEK 919.6785"],
            id="changes chained",
        ),
        pytest.param(
            moved(IndexMethod.CHAINED_ROUNDED, rounding=KRONOR),
            ["varje år avrundat till hela kronor, halva uppåt, bort från noll: 920,00 kr"],
            ["each year rounded to whole kronor, halves away from zero: SEK 920.00"],
            id="each year rounded",
        ),
        pytest.param(
            moved(IndexMethod.LEVEL, 2014),
            ["Omräknat med index: 900,00 kr × 210,50/200,00 = 947,25 kr"],
            ["SEK 900.00 × 210.50/200.00 = SEK 947.25"],
            id="levels",
        ),
        pytest.param(
            moved(IndexMethod.LEVEL, 2015),
            ["Beloppet för 2015, inte omräknat: 900,00 kr"],
            ["The amount for 2015, as stated: SEK 900.00"],
            id="the base year",
        ),
        pytest.param(
            Sum(rules=[Sum(rules=[RATE, Fixed(kronor=1)]), Split(total=1, by=Equally())]),
            ["Summa av 2 delar: 45 001,50 kr", "Summa av 2 delar: 45 001,00 kr"],
            ["Sum of 2 parts: SEK 45,001.50", "Sum of 2 parts: SEK 45,001.00"],
            id="a sum inside a sum",
        ),
        pytest.param(
            ByGroup(kinds={PartyKind.MUNICIPALITY: Split(total=100, by=Equally())}),
            ["Regel för kommuner: 50,00 kr", "1 av 2 lika delar"],
            ["Rule for municipalities: SEK 50.00"],
            id="a split of a kind",
        ),
    ],
)
def test_each_rule_is_told(rule: Rule, sv: list[str], en: list[str]) -> None:
    """Each step names the operation and its inputs, in Swedish and in English."""
    tree = assessed(rule).explain("alfa")
    languages: list[tuple[Language, list[str]]] = [("sv", sv), ("en", en)]
    for language, lines in languages:
        said = " ".join(plainly(explanation_text(tree, language)).split())
        assert [line for line in lines if line not in said] == []


def test_a_share_that_never_ends() -> None:
    """A fraction of long numbers is shown to four decimals, with "about"; the amount is exact."""
    tree = assessed(
        Split(total=-100, by=ByWeight(weights={"alfa": 10_007, "beta": 20_006}))
    ).explain("alfa")

    assert "Andelstal 10 007 av 30 013: cirka -33,3422 kr" in plainly(explanation_text(tree))
    assert tree.ore == -3334


def test_a_class_by_group() -> None:
    """If classes are groups, the explanation names the group."""
    rule = Shares(total=1000, groups={"kusten": Share(part="1/2", by=Equally())})
    tree = assessed(rule, group="kusten").explain("beta")

    assert "Kusten: 1 av 2 lika delar: 250,00 kr av 500,00 kr" in plainly(explanation_text(tree))


def test_by_day_with_groups() -> None:
    """By day, each part of the year shows the rule of the group, and the rule that divides."""
    rule = Sum(
        rules=[
            ByGroup(groups={"kusten": Split(total=365, by=Equally())}),
            ByGroup(groups={"kusten": Sum(rules=[Fixed(kronor=365), RATE])}),
        ]
    )
    tree = assessed(rule, group="kusten", by_day=True).explain("beta")
    said = plainly(explanation_text(tree))

    assert "Summa av 3 delar: 7 837,64 kr" in said
    assert "184 av 365 dagar, 1 juli till och med 31 december 2015: 92,00 kr" in said
    assert said.count("  Regel för gruppen kusten") == 1
    assert said.count("  Del av regel för gruppen kusten") == 2


def test_each_part_of_a_year_by_its_own_membership() -> None:
    """A party that comes back in another group has the rule of each group on its own days."""
    rule = ByGroup(groups={"kusten": Fixed(kronor=365), "inlandet": Fixed(kronor=730)})
    agreement = agreed("Alfa", funding=funded_by(rule, BY_DAY))
    agreement = with_members(agreement, "kusten", alfa=Period(START, dt.date(2015, 3, 31)))
    agreement = with_members(agreement, "inlandet", alfa=dt.date(2015, 9, 1))
    said = plainly(explanation_text(assess(agreement, year=2015, figures=FIGURES).explain("alfa")))

    assert "Regel för gruppen kusten: 365,00 kr" in said
    assert "Regel för gruppen inlandet: 730,00 kr" in said


def amended(first: Rule, second: Rule, *, joins: dt.date = START) -> Explanation:
    """Return the explanation of a municipality's fee for a year whose rule changed on 1 July."""
    beta = Party(names="Beta", kind=PartyKind.REGION)
    agreement = agreed("Alfa", beta, funding=funded_by(first, BY_DAY))
    agreement = with_members(agreement, alfa=joins, beta=START).amend(
        decided(START), effective=dt.date(2015, 7, 1), funding=funded_by(second, BY_DAY)
    )
    return assess(agreement, year=2015, figures=FIGURES).explain("alfa")


@pytest.mark.parametrize(
    ("first", "again", "kronor"),
    [
        pytest.param(
            Sum(rules=[RATE, Fixed(kronor="0.49")]),
            Sum(rules=[attrs.evolve(RATE, sources=Source(document="2")), Fixed(kronor="0.49")]),
            "45000.49",
            id="a sum",
        ),
        pytest.param(
            Split(total="100.01", by=Equally()),
            Split(total="100.01", by=Equally(), sources=Source(document="2")),
            "50.01",
            id="a division",
        ),
        pytest.param(
            Split(total="100.01", by=MID_YEAR),
            Split(total="100.01", by=attrs.evolve(MID_YEAR, sources=Source(document="2"))),
            "75.01",
            id="a key",
        ),
        pytest.param(
            Sum(rules=[Fixed(kronor="0.01"), Fixed(kronor=0)]),
            Sum(rules=[Fixed(kronor="0.03"), Fixed(kronor=0)]),
            "0.02",
            id="an amount that is raised",
        ),
    ],
)
def test_a_rule_that_is_stated_anew_costs_the_same(first: Rule, again: Rule, kronor: str) -> None:
    """An amount is rounded once for the year, wherever its rule is stated, each part separately."""
    assert str(to_kronor(amended(first, again).ore)) == kronor
    if kronor != "0.02":
        assert amended(first, first).ore == amended(first, again).ore


@pytest.mark.parametrize(
    ("sources", "lines"),
    [((), []), (Source(document="7 §"), ["Fast belopp: 50 000,00 kr"])],
    ids=["told in the bound", "with a source of its own"],
)
def test_a_plain_limit_is_told_once(sources: Source | tuple[()], lines: list[str]) -> None:
    """A limit that is a number is shown in the bound, which cites it; so is a total."""
    bound = Bounded(
        rule=Fixed(kronor=40_000), floor=Fixed(kronor=50_000, sources=sources), cap=60_000
    )
    told = plainly(
        explanation_text(assessed(Sum(rules=[bound, Split(total=7, by=Equally())])).explain("alfa"))
    )

    said = [line.strip().split(" [")[0] for line in told.splitlines() if "Fast belopp" in line]
    assert said == ["Fast belopp: 40 000,00 kr", *lines]
    assert "Lägst 50 000,00 kr, högst 60 000,00 kr: 50 000,00 kr" in told
    assert "av 7,00 kr" in told


@pytest.mark.parametrize("by_day", [False, True])
def test_equal_divisions_cite_their_own_clauses(by_day: bool) -> None:
    """Two equal divisions stay two: each cites its own clause."""
    one, two = (Split(total=100, by=Equally(sources=sourced(n)), sources=sourced(n)) for n in "ab")
    tree = assessed(Sum(rules=[one, two]), by_day=by_day).explain("beta")

    divided = [step for step in tree.step.inputs if isinstance(step, Step)]
    assert [step.by for step in divided] == [one, two]
    assert {source.document for source in tree.sources()} == {"a", "b"}


def test_a_division_that_is_stated_anew_is_cited_as_it_binds() -> None:
    """A payer that joins after a restatement gets only the clause of its own days."""
    old, new = (Split(total=100, by=Equally(), sources=sourced(name)) for name in ("old", "new"))
    tree = amended(old, new, joins=dt.date(2015, 7, 1))

    assert tree.step.by == new
    assert [source.document for source in tree.sources()] == ["new"]


def test_sums_of_a_year_with_two_rules() -> None:
    """Parts of a year are added by the sums that apply to the payer, and by no others."""

    def rule(name: str) -> Rule:
        inner = Sum(rules=[Fixed(kronor=2), RATE], sources=sourced(f"{name} inner"))
        return ByGroup(
            kinds={
                PartyKind.REGION: Sum(rules=[Fixed(kronor=1)], sources=sourced(f"{name} other's")),
                PartyKind.MUNICIPALITY: Sum(rules=[inner], sources=sourced(name)),
            }
        )

    tree = amended(rule("spring"), rule("autumn"))

    assert isinstance(tree.step.by, Addition)
    assert [source.document for source in tree.step.by.sources] == [
        "spring",
        "spring inner",
        "autumn",
        "autumn inner",
    ]
    assert {source.document for source in tree.sources()} == {
        "spring",
        "spring inner",
        "autumn",
        "autumn inner",
    }
    root = explanation_data(tree)["step"]
    assert isinstance(root, dict)
    assert root["rule"] == "sum"


def test_days_with_different_rules_are_added_and_not_rounded_again() -> None:
    """If the rule of each part of a year rounds by itself, their sum cites nothing."""
    tree = amended(Split(total=365, by=Equally()), Split(total=730, by=Equally()))
    said = plainly(explanation_text(tree))

    assert tree.step.by == Addition()
    assert "  Summa av 2 delar: 274,50 kr\n" in said


def sourced(name: str) -> Source:
    """Return a source with a document of this name."""
    return Source(document=name)


def test_every_source_is_cited() -> None:
    """Every rule, key, figure, index and rounding has its source in the explanation."""
    basis = attrs.evolve(MID_YEAR, sources=sourced("basis"))
    bounds = Bounded(
        rule=RATE, floor=Fixed(kronor=1, sources=sourced("floor")), sources=sourced("bounds")
    )
    clause = Indexed(
        rule=Fixed(kronor=900, sources=sourced("amount")),
        index=Basis(
            statistic=PKV,
            reference_date=ReferenceDate(2, 12, 31),
            subject="riket",
            sources=sourced("index"),
        ),
        method=IndexMethod.CHANGE,
        base_year=2013,
        rounding=Rounding(step_ore=100, sources=sourced("own rounding")),
        sources=sourced("clause"),
    )
    rule = Sum(
        rules=[
            Split(total=clause, by=Equally(sources=sourced("equally")), sources=sourced("split")),
            Split(total=1, by=ByWeight(weights=KEYED, sources=sourced("weights"))),
            Shares(
                total=1,
                kinds={PartyKind.MUNICIPALITY: Share(part=1, by=basis, sources=sourced("share"))},
                sources=sourced("shares"),
            ),
            Stepped(
                of=basis,
                rule=bounds,
                above={10**6: RATE},
                sources=sourced("steps"),
            ),
        ],
        sources=sourced("sum"),
    )
    tree = assessed(rule).explain("alfa")
    cited = {source.document for source in tree.sources()}

    wanted = {"basis", "amount", "index", "own rounding", "clause", "equally", "split", "weights"}
    wanted |= {"share", "shares", "floor", "bounds", "steps", "sum"}
    assert wanted <= cited
    for name in wanted:
        assert f"  {name}\n" in explanation_text(tree)
    data = json.dumps(explanation_data(tree))
    assert [name for name in wanted if f'"document": "{name}"' not in data] == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Split(total=100, by=MID_YEAR), {"rule": "split"}),
        (
            Shares(total=1, kinds={PartyKind.MUNICIPALITY: Share(part=1, by=Equally())}),
            {"rule": "shares"},
        ),
        (Split(total=1, by=ByWeight(weights=KEYED)), {"rule": "split"}),
        (
            Bounded(rule=RATE, cap=1),
            {"rule": "rounding"},
        ),
        (Stepped(of=MID_YEAR, rule=RATE, above={1: RATE}), {"rule": "rounding"}),
        (moved(IndexMethod.LEVEL, 2014, rounding=KRONOR), {"rule": "rounding"}),
        (moved(IndexMethod.CHANGE), {"rule": "rounding"}),
    ],
    ids=["split", "shares", "weights", "bounded", "stepped", "level", "change"],
)
def test_each_rule_as_data(rule: Rule, expected: dict[str, str]) -> None:
    """Each step is data for JSON, without floats; the exact amount is two whole numbers."""
    tree = assessed(rule).explain("alfa")
    data = json.loads(json.dumps(explanation_data(tree)), parse_float=pytest.fail)

    assert data["step"] | expected == data["step"]
    assert (
        data["step"]["kronor"]["numerator"] * 100
        == tree.ore * data["step"]["kronor"]["denominator"]
    )
    if isinstance(rule, Split):
        [inner] = data["step"]["inputs"]
        assert inner["share"].keys() == {"weight", "of"}


def test_the_tree_is_the_amount() -> None:
    """Every step but a rounding follows from its inputs by its rule; a spot check."""
    rule = Sum(rules=[Bounded(rule=RATE, cap=40_000), Split(total=10, by=MID_YEAR)])
    tree = assessed(rule).explain("alfa")

    def amounts(step: Step) -> list[int]:
        inner = [part for part in step.inputs if isinstance(part, Step)]
        return [int(step.kronor * 100), *(a for part in inner for a in amounts(part))]

    assert amounts(tree.step) == [
        4_000_750,
        4_000_000,
        4_000_000,
        4_500_000,
        4_000_000,
        750,
        750,
        1000,
    ]


def test_figures_of_others_are_told_by_name() -> None:
    """Missing figures, and those of an area, name their subject."""
    missing = Split(
        total=100,
        by=Basis(statistic=POPULATION, reference_date=ReferenceDate(2, 6, 30)),
    )
    told = plainly(missing_text(assessed(missing)))
    csv = plainly(fees_table(assessed(moved(IndexMethod.CHANGE)), language="sv").csv())
    english = fees_table(assessed(moved(IndexMethod.CHANGE)), language="en").csv()
    table = plainly(fees_text(assessed(moved(IndexMethod.CHANGE))))

    assert "folkmängd i Alfa den 30 juni 2013, folkmängd den 30 juni 2013 saknas" in told
    assert "verksamhet i riket den 31 december 2013: 2,7 (andrahandsuppgift)" in csv
    assert "municipalities of riket on 31 December 2013: 2.7 (second-hand)" in english
    assert table.count("* andrahandsuppgift: prisindex") == 1


def test_explanations_hold_the_decimals_of_figures() -> None:
    """A figure with decimals is shown with them, and the data include their number."""
    tree: Explanation = assessed(moved(IndexMethod.CHAINED)).explain("alfa")
    values = [figure.statistic.number(figure.value) for figure in tree.figures()]

    assert [str(value) for value in values] == ["-0.5", "2.7"]
    data = json.dumps(explanation_data(tree))
    assert '"value": -5, "decimals": 1' in data


def test_what_stands_there_and_cannot_serve() -> None:
    """A level of 0 that prevents a fee is reported: it is stated, but no valid index."""
    rule = moved(IndexMethod.LEVEL, 2014)
    agreement = assessed(rule).agreement
    zero = Figure(subject="riket", statistic=KPI, reference_date=dt.date(2013, 12, 31), value=0)
    base = next(f for f in FIGURES.figures if f.statistic == KPI and f.value == 20_000)
    found = assess(agreement, year=2015, figures=FigureTable([zero, base]))

    said = plainly(missing_text(found))
    assert "Alfa (alfa): KPI i riket den 31 december 2013 (angiven som 0,00, som inte kan" in said
    assert [need.stated for need in found.missing[0].needs] == [0]


def test_lists_in_a_sum_have_headings() -> None:
    """In a sum, the amounts by year and those per party can be told apart, each below its head."""
    rule = Sum(
        rules=[
            ByYear(years={2015: 1_000, 2016: 1_200}, later=1_500),
            PerParty(kronor={"alby": 7}, others=0),
        ]
    )
    told = plainly(agreement_text(agreed("Alby", funding=funded_by(rule)))).splitlines()

    start = next(place for place, line in enumerate(told) if line.strip() == "Summan av:")
    indent = told[start][: -len("Summan av:")]
    assert [line.removeprefix(indent) for line in told[start : start + 11]] == [
        "Summan av:",
        "  Per budgetår:",
        "    2015:",
        "      Fast belopp: 1 000,00 kr",
        "    2016:",
        "      Fast belopp: 1 200,00 kr",
        "    Därefter:",
        "      Fast belopp: 1 500,00 kr",
        "  Belopp per part:",
        "    alby: 7,00 kr",
        "    Övriga: 0,00 kr",
    ]


@pytest.mark.parametrize(
    ("year", "swedish", "english"),
    [
        (2016, "Regel för 2016: 1 200,00 kr", "Rule for 2016: SEK 1,200.00"),
        (
            2017,
            "Regel för 2017 (därefter): 1 500,00 kr",
            "Rule for 2017 (later years): SEK 1,500.00",
        ),
    ],
)
def test_a_later_year_is_told(year: int, swedish: str, english: str) -> None:
    """The explanation says that a year follows the rule for later years, as the clause does."""
    rule = ByYear(years={2015: 1_000, 2016: 1_200}, later=1_500)
    made = with_members(agreed("Alby", funding=funded_by(rule)), alby=START)
    fee = assess(made, year=year, figures=FigureTable([])).explain("alby")

    assert swedish in plainly(explanation_text(fee, "sv"))
    assert english in plainly(explanation_text(fee, "en"))
