"""An index clause that goes on by another series after its own has ended; figures are made up."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import agreed, funded_by, plainly, with_members
from samverkan import (
    Agreement,
    Figure,
    FigureTable,
    ReferenceDate,
    Rounding,
    Source,
    Statistic,
    Text,
    assess,
)
from samverkan.errors import (
    NotADayError,
    RuleError,
    SamverkanError,
    StatisticConflictError,
    WrongTypeError,
)
from samverkan.fees import Assessment, Need
from samverkan.formats import dumps, explanation_data, loads
from samverkan.funding import Basis, Fixed, Indexed, IndexMethod, Link, Proration
from samverkan.reports import agreement_text, explanation_text, missing_text

START = dt.date(2015, 1, 1)
OCTOBER = ReferenceDate(1, 10, 31)
LINKED_ON = dt.date(2025, 12, 31)


def series(id_: str, base: str) -> Statistic:
    """Return the consumer price index of a base."""
    return Statistic(
        id=id_,
        name=Text("konsumentprisindex", "consumer price index"),
        unit="enhet",
        units="enheter",
        decimals=2,
        base=base,
    )


OLD, NEW = series("kpi-1980", "1980 = 100"), series("kpi-2020", "2020 = 100")


def index(statistic: Statistic) -> Basis:
    """Return the index of October of the year before."""
    return Basis(statistic=statistic, reference_date=OCTOBER, subject="riket")


LINK = Link(index=index(NEW), day=LINKED_ON)
CLAUSE = Indexed(
    rule=Fixed(kronor=100_000),
    index=index(OLD),
    method=IndexMethod.LEVEL,
    base_year=2025,
    rounding=Rounding(step_ore=100),
    link=LINK,
)


def level(statistic: Statistic, day: str, value: int) -> Figure:
    """Return a level of an index."""
    return Figure(
        subject="riket",
        statistic=statistic,
        reference_date=dt.date.fromisoformat(day),
        value=value,
    )


LEVELS = [
    level(OLD, "2024-10-31", 40_000),
    level(OLD, "2025-10-31", 41_000),
    level(OLD, "2025-12-31", 42_000),
    level(NEW, "2025-12-31", 12_500),
    level(NEW, "2026-10-31", 13_000),
    level(NEW, "2027-10-31", 13_500),
]


def agreement(clause: Indexed = CLAUSE) -> Agreement:
    """Return an agreement whose fee is an indexed amount."""
    return with_members(agreed("Alfa", funding=funded_by(clause, Proration.NONE)), alfa=START)


def fees(year: int, clause: Indexed = CLAUSE, levels: list[Figure] = LEVELS) -> Assessment:
    """Return the fees of a year."""
    return assess(agreement(clause), year=year, figures=FigureTable(levels))


@pytest.mark.parametrize(
    ("base_year", "year", "kronor"),
    [
        pytest.param(2025, 2025, 100_000, id="as stated"),
        pytest.param(2025, 2026, 102_500, id="both before: 410/400"),
        pytest.param(2025, 2027, 109_200, id="across: 420/400 × 130/125"),
        pytest.param(2025, 2028, 113_400, id="across: 420/400 × 135/125"),
        pytest.param(2027, 2028, 103_846, id="both after: 135/130"),
    ],
)
def test_goes_on(base_year: int, year: int, kronor: int) -> None:
    """After the linking day, the new level is moved by old level / new level of that day."""
    found = fees(year, attrs.evolve(CLAUSE, base_year=base_year))

    assert found["alfa"].kronor == kronor


def test_from_the_linking_day() -> None:
    """If the base is the level of the linking day, only the new series is needed after it."""
    december = ReferenceDate(1, 12, 31)
    clause = attrs.evolve(
        CLAUSE,
        base_year=2026,
        index=attrs.evolve(CLAUSE.index, reference_date=december),
        link=attrs.evolve(LINK, index=attrs.evolve(LINK.index, reference_date=december)),
    )
    levels = [level(NEW, "2025-12-31", 12_500), level(NEW, "2026-12-31", 13_000)]

    assert fees(2027, clause, levels)["alfa"].kronor == 104_000


def test_never_without_a_link() -> None:
    """Without a link, a series that has ended lacks its level; that of another is never taken."""
    alone = attrs.evolve(CLAUSE, link=None)

    assert fees(2026, alone)["alfa"].kronor == 102_500
    [missing] = fees(2027, alone).missing
    assert missing.needs == (Need("riket", OLD, dt.date(2026, 10, 31)),)
    rebased = [*LEVELS[:1], level(attrs.evolve(OLD, base="2020 = 100"), "2026-10-31", 13_000)]
    with pytest.raises(StatisticConflictError, match=r"1980 = 100\n.*2020 = 100"):
        fees(2027, alone, rebased)
    other = attrs.evolve(NEW, base="2015 = 100")
    with pytest.raises(StatisticConflictError, match="2015 = 100"):
        fees(2027, levels=[*LEVELS[:3], level(other, "2025-12-31", 12_500)])


@pytest.mark.parametrize("place", [0, 2, 3, 4])
def test_needs(place: int) -> None:
    """The levels of the base, of both series on the linking day and of the year are needed."""
    rest = [each for number, each in enumerate(LEVELS) if number != place]
    lacking = LEVELS[place]
    zero = attrs.evolve(lacking, value=0)

    [missing] = fees(2027, levels=rest).missing
    need = Need("riket", lacking.statistic, lacking.reference_date)
    assert missing.needs == (need,)
    [missing] = fees(2027, levels=[*rest, zero]).missing
    assert missing.needs == (attrs.evolve(need, stated=0),)
    said = missing_text(fees(2027, levels=rest), "sv")
    assert f"konsumentprisindex ({lacking.statistic.base})" in plainly(said)


@given(
    olds=st.lists(st.integers(1, 10**6), min_size=8, max_size=8),
    per=st.fractions(Fraction(1, 50), 50, max_denominator=1000),
    base_year=st.integers(2022, 2027),
    year=st.integers(2022, 2029),
    linked=st.integers(2021, 2028),
)
def test_a_link_is_neutral(
    olds: list[int], per: Fraction, base_year: int, year: int, linked: int
) -> None:
    """If the new series is the old one in other units, the link changes no amount."""
    days = [dt.date(2021 + place, 10, 31) for place in range(8)]
    old = [
        Figure(subject="riket", statistic=OLD, reference_date=d, value=v * per.denominator)
        for d, v in zip(days, olds, strict=True)
    ]
    new = [
        Figure(subject="riket", statistic=NEW, reference_date=d, value=v * per.numerator)
        for d, v in zip(days, olds, strict=True)
    ]
    link = attrs.evolve(LINK, day=dt.date(linked, 10, 31))
    clause = attrs.evolve(CLAUSE, base_year=base_year, link=link)
    before = [each for each in old if each.reference_date <= link.day]

    linked_fees = fees(year, clause, [*before, *new])
    alone = fees(year, attrs.evolve(clause, link=None), old)

    assert linked_fees.fees == alone.fees
    assert linked_fees.unstated == alone.unstated


def test_explained() -> None:
    """The explanation shows both ratios, the link with its source, and the base of each level."""
    source = Source(document="Protokoll", place="§ 7")
    clause = attrs.evolve(CLAUSE, link=attrs.evolve(LINK, sources=source))
    explanation = fees(2027, clause).explain("alfa")
    said, english = (plainly(explanation_text(explanation, each)) for each in ("sv", "en"))

    assert "100 000,00 kr × 420,00/400,00 × 130,00/125,00, avrundat till hela kronor" in said
    assert "Länkat till konsumentprisindex (2020 = 100) den 31 december 2025 [1]" in said
    assert "Linked to consumer price index (2020 = 100) on 31 December 2025 [1]" in english
    assert "Konsumentprisindex (1980 = 100) i riket den 31 december 2025: 420,00 (" in said
    assert source in explanation.sources()
    rule: Any = explanation_data(explanation)["step"]
    while rule["rule"] != "indexed":
        [rule] = rule["inputs"]
    assert rule["link"]["day"] == "2025-12-31"
    assert rule["link"]["index"]["statistic"] == "kpi-2020"
    told = plainly(agreement_text(agreement(clause), "en"))
    assert "Linked to consumer price index (2020 = 100) on 31 December 2025" in told


def test_written_and_read() -> None:
    """A clause with a link is written and read."""
    assert loads(dumps(CLAUSE), Indexed) == CLAUSE
    written = """
base_year = 2025
method = "level"
rounding = { step_ore = 100 }
rule = { type = "fixed", kronor = "100000" }
[define.old]
id = "kpi-1980"
name = { sv = "konsumentprisindex", en = "consumer price index" }
unit = "enhet"
units = "enheter"
decimals = 2
base = "1980 = 100"
[define.new]
id = "kpi-2020"
name = { sv = "konsumentprisindex", en = "consumer price index" }
unit = "enhet"
units = "enheter"
decimals = 2
base = "2020=100"
[index]
statistic = "old"
reference_date = { years_before = 1, month = 10, day = 31 }
subject = "riket"
[link]
day = 2025-12-31
[link.index]
statistic = "new"
reference_date = { years_before = 1, month = 10, day = 31 }
subject = "riket"
"""
    head = 'samverkan = 1\nkind = "indexed"\n'
    assert loads(head + written, Indexed, syntax="toml") == CLAUSE


def with_(value: Indexed | Link, **fields: Any) -> object:
    """Return a value with some fields changed."""
    return attrs.evolve(value, **fields)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(
            lambda: attrs.evolve(
                CLAUSE,
                method=IndexMethod.CHANGE,
                index=index(attrs.evolve(OLD, signed=True, base=None)),
            ),
            RuleError,
            id="by change",
        ),
        pytest.param(lambda: attrs.evolve(CLAUSE, index=index(NEW)), RuleError, id="to itself"),
        pytest.param(lambda: with_(CLAUSE, link=index(NEW)), WrongTypeError, id="no link"),
        pytest.param(
            lambda: Link(index=attrs.evolve(index(NEW), subject=None), day=LINKED_ON),
            RuleError,
            id="no area",
        ),
        pytest.param(
            lambda: Link(index=index(attrs.evolve(NEW, signed=True, base=None)), day=LINKED_ON),
            RuleError,
            id="a change",
        ),
        pytest.param(lambda: with_(LINK, index=NEW), WrongTypeError, id="a statistic"),
        pytest.param(lambda: with_(LINK, day="2025-12-31"), NotADayError, id="text"),
    ],
)
def test_refused(make: Any, error: type[SamverkanError]) -> None:
    """A link needs a level of an area under an id of its own, and a clause by level."""
    with pytest.raises(error):
        make()
