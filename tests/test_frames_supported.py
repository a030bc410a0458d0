"""The table of what a data frame can do is true: each rule on each engine, and each refusal."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import attrs
import pytest

from builders import MID_YEAR
from frame_kinds import ENGINES, QUICK, made, on_spark, read, read_together
from frames_by_objects import Answer, Case, Row, agreement_of, by_objects
from samverkan import Figure, FigureTable, PartyKind, Rounding
from samverkan.errors import FrameRuleError
from samverkan.frames import RuleSupport, assess_frame, fees, supported_rules
from samverkan.funding import (
    POPULATION,
    Basis,
    Bounded,
    ByGroup,
    ByYear,
    EntryFee,
    Equally,
    Fixed,
    Funding,
    Indexed,
    IndexMethod,
    Part,
    PerParty,
    Rate,
    Remainder,
    Rule,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from strategies import AREA, CHANGES

PER_HEAD: Rule = Rate(kronor_per_unit="1.005", of=MID_YEAR)
DIVIDED: Rule = Split(total=1, by=Equally())
RULES: dict[type, Rule] = {
    Rate: PER_HEAD,
    Fixed: Fixed(kronor="0.05"),
    PerParty: PerParty(kronor={"a": 1, "c": -2}, others=3),
    EntryFee: EntryFee(first=PER_HEAD),
    Split: Split(total="100.01", by=MID_YEAR),
    Shares: Shares(
        total="99.99",
        kinds={PartyKind.MUNICIPALITY: Share(part="1/3", by=MID_YEAR)},
        groups={"shore": Share(part="2/3", by=Equally())},
    ),
    ByGroup: ByGroup(
        kinds={PartyKind.MUNICIPALITY: PER_HEAD, PartyKind.REGION: DIVIDED},
        groups={"shore": Fixed(kronor=4)},
    ),
    ByYear: ByYear(years={2015: PER_HEAD}, later=7),
    Bounded: Bounded(rule=PER_HEAD, floor=10, cap=2_000),
    Stepped: Stepped(of=MID_YEAR, rule=PER_HEAD, above={1_000: Fixed(kronor=500)}),
    Indexed: Indexed(
        rule=PER_HEAD,
        index=Basis(statistic=CHANGES, reference_date=MID_YEAR.reference_date, subject=AREA),
        method=IndexMethod.CHAINED_ROUNDED,
        base_year=2014,
        rounding=Rounding(step_ore=100),
    ),
    Part: Part(rule=PER_HEAD, less="1/7"),
    Remainder: Split(
        total=Remainder(total=10_000, after=ByGroup(groups={"shore": PER_HEAD})), by=MID_YEAR
    ),
    Sum: Sum(rules=[PER_HEAD, Fixed(kronor="0.01"), Split(total=1, by=Equally())]),
}
"""A rule of each class, or one that contains it."""

OF_MEMBERS = RULES | {
    Remainder: Split(
        total=Remainder(total=10_000, after=ByGroup(groups={"shore": Fixed(kronor=7)})),
        by=MID_YEAR,
    )
}
"""The same for the members of an agreement: what is paid first depends on no figure of a payer."""

ROWS = (
    Row("c", 2015, PartyKind.MUNICIPALITY, None),
    Row("a", 2015, PartyKind.MUNICIPALITY, "shore"),
    Row("b", 2015, PartyKind.REGION, None),
    Row("d", 2015, PartyKind.REGION, None),
    Row("a", 2016, PartyKind.MUNICIPALITY, None),
    Row("c", 2016, PartyKind.MUNICIPALITY, "inland"),
)
POPULATIONS = {AREA: 96_189, "a": 1_000, "b": 7, "c": 95_182, "d": 0}
SUPPORT = {each.rule: each for each in supported_rules()}


def case_of(rule: Rule) -> Case:
    """Return a frame with all figures that a rule may need, but for one of 2016."""
    people = [
        Figure(subject=party, statistic=POPULATION, reference_date=on, value=count)
        for party, count in POPULATIONS.items()
        for on in (dt.date(2014, 6, 30), dt.date(2015, 6, 30))
        if (party, on.year) != ("c", 2015)
    ]
    changes = [
        Figure(subject=AREA, statistic=CHANGES, reference_date=dt.date(year, 6, 30), value=value)
        for year, value in ((2014, 13), (2015, -27))
    ]
    return Case(Funding(rule=rule), ROWS, FigureTable([*people, *changes]), (2015, 2016))


def answers(frame: Any) -> list[Answer]:
    """Return the fee and the status of each row."""
    columns = read(frame)
    return list(zip(columns["fee_ore"], columns["fee_status"], strict=True))


def test_a_row_for_each_rule() -> None:
    """Each class of rule has its row, in the order in which the library lists them."""
    assert [each.rule for each in supported_rules()] == [cls.__name__ for cls in get_args(Rule)]
    assert [*RULES] == [*get_args(Rule)]
    assert all(isinstance(each, RuleSupport) for each in supported_rules())


@pytest.mark.parametrize("cls", get_args(Rule))
@pytest.mark.parametrize("kind", QUICK)
def test_what_fees_can_do(kind: str, cls: type) -> None:
    """An engine does what the table says, and refuses what it says that it cannot."""
    support, case = SUPPORT[cls.__name__], case_of(RULES[cls])
    frame = made(kind, case.columns())

    if support.in_fees:
        assert ENGINES[kind] in support.engines
        assert answers(fees(frame, status=True, **case.given())) == by_objects(case)
    else:
        with pytest.raises(FrameRuleError, match=cls.__name__):
            fees(frame, status=True, **case.given())
        assert support.note is not None


AREA_CHANGES = Basis(statistic=CHANGES, reference_date=MID_YEAR.reference_date, subject=AREA)
BY_KIND = ByGroup(kinds={PartyKind.MUNICIPALITY: Fixed(kronor=2), PartyKind.REGION: PER_HEAD})
INDEXED = Indexed(
    rule=PER_HEAD,
    index=AREA_CHANGES,
    method=IndexMethod.CHAINED_ROUNDED,
    base_year=2015,
    rounding=Rounding(step_ore=100),
)
MORE: dict[str, Rule] = {
    "a rate of its own": Rate(kronor_per_unit=BY_KIND, of=MID_YEAR, per=3),
    "a figure of an area": Rate(kronor_per_unit=1, of=[MID_YEAR, AREA_CHANGES]),
    "a part of one of two": Part(rule=BY_KIND, less="1/7"),
    "a cap only": Bounded(rule=PER_HEAD, cap=500),
    "a floor only": Bounded(rule=PER_HEAD, floor=500),
    "steps out of reach": Stepped(
        of=MID_YEAR, rule=PER_HEAD, above={7: Fixed(kronor=5), 10**12: Fixed(kronor=6)}
    ),
    "steps of an area": Stepped(
        of=attrs.evolve(MID_YEAR, subject=AREA), rule=PER_HEAD, above={0: BY_KIND}
    ),
    "from the base year": INDEXED,
    "before the base year": attrs.evolve(INDEXED, base_year=2016),
    "years of bounds": attrs.evolve(
        INDEXED,
        rule=Bounded(rule=PER_HEAD, cap=500),
        base_year=2014,
        method=IndexMethod.CHAINED,
        rounding=None,
    ),
    "nothing stated for some": Sum(
        rules=[Fixed(kronor=1), ByGroup(kinds={PartyKind.REGION: ByYear(years={2017: 1})})]
    ),
}
"""Rules of which more is to be computed."""


@pytest.mark.parametrize("rule", MORE.values(), ids=MORE)
@pytest.mark.parametrize("kind", QUICK)
def test_more_rules(kind: str, rule: Rule) -> None:
    """Each rule gives what it gives to objects, with a missing figure or without."""
    case = case_of(rule)
    of_2015 = attrs.evolve(case, rows=tuple(row for row in ROWS if row.year == 2015), years=(2015,))

    for each in (case, of_2015):
        found = fees(made(kind, each.columns()), status=True, **each.given())
        assert answers(found) == by_objects(each)


@pytest.mark.parametrize("kind", QUICK)
def test_many_years(kind: str) -> None:
    """A rule may be stated for many years that are not next to each other."""
    years = range(2000, 2020)
    rates = {year: Fixed(kronor=year) if year % 2 else BY_KIND for year in years if year % 3}
    rows = tuple(Row("a", year, PartyKind.MUNICIPALITY, None) for year in years)
    case = Case(Funding(rule=ByYear(years=rates)), rows, FigureTable([]), tuple(years))

    found = fees(made(kind, case.columns()), status=True, **case.given())
    assert answers(found) == by_objects(case)


def _on_spark() -> list[Case]:
    return [case_of(RULES[cls]) for cls in get_args(Rule) if SUPPORT[cls.__name__].in_fees]


@pytest.mark.parametrize("kind", [pytest.param("pyspark", marks=on_spark)])
def test_what_fees_can_do_on_spark(kind: str) -> None:
    """PySpark does what the table says, all in one query."""
    cases = _on_spark()
    frames = [fees(made(kind, case.columns()), status=True, **case.given()) for case in cases]
    found = read_together(frames, ["row", "fee_ore", "fee_status"])

    for case, columns in zip(cases, found, strict=True):
        assert list(zip(columns["fee_ore"], columns["fee_status"], strict=True)) == by_objects(case)
    engines = {each.engines for each in SUPPORT.values() if each.in_fees}
    assert all(kind in several for several in engines)


def test_the_engines_of_the_table() -> None:
    """The table names the engines that there are."""
    engines = tuple(dict.fromkeys(ENGINES.values()))

    for each in SUPPORT.values():
        assert {*each.engines} <= {*engines}
        assert bool(each.engines) == (each.in_fees or each.in_assess_frame)


@pytest.mark.parametrize("cls", get_args(Rule))
@pytest.mark.parametrize("kind", QUICK)
def test_what_assess_frame_can_do(kind: str, cls: type) -> None:
    """The same for the members of an agreement, with the figures of a frame."""
    support, case = SUPPORT[cls.__name__], case_of(OF_MEMBERS[cls])
    columns = case.columns()
    figures = made(kind, {name: columns[name] for name in columns if name not in {"kind", "group"}})
    given = {name: each for name, each in case.given().items() if name != "funding"}
    agreement = agreement_of(case, 2015)

    assert support.in_assess_frame
    found = read(assess_frame(agreement, figures, **{**given, "years": [2015]}), "party")
    expected = sorted(
        (row.party, *answer)
        for row, answer in zip(case.rows, by_objects(case), strict=True)
        if row.year == 2015
    )
    assert list(zip(*(found[n] for n in ("party", "fee_ore", "fee_status")), strict=True)) == (
        expected
    )
