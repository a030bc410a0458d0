from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan import Figure, FigureStatus, FigureTable, ReferenceDate, Source, Statistic, Text
from samverkan.errors import (
    AmountError,
    BudgetYearError,
    CountError,
    FigureConflictError,
    NotADayError,
    ReferenceDateError,
    StatisticConflictError,
    StatisticError,
    TextError,
    WrongTypeError,
)
from samverkan.funding import POPULATION

MID_YEAR = dt.date(2014, 6, 30)


def inhabitants(value: int, **fields: object) -> Figure:
    """Return a figure of Nacka on 30 June 2014, with the fields that the test changes."""
    made = {"subject": "0182", "statistic": POPULATION, "reference_date": MID_YEAR, **fields}
    return Figure(value=value, **made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        pytest.param(ReferenceDate(1, 6, 30), dt.date(2014, 6, 30), id="mid-year before"),
        pytest.param(ReferenceDate(1, 12, 31), dt.date(2014, 12, 31), id="turn of the year"),
        pytest.param(ReferenceDate(1, 11, 1), dt.date(2014, 11, 1), id="first of November"),
        pytest.param(ReferenceDate(2, 12, 31), dt.date(2013, 12, 31), id="two years back"),
        pytest.param(ReferenceDate(0, 1, 1), dt.date(2015, 1, 1), id="the same year"),
    ],
)
def test_reference_date(date: ReferenceDate, expected: dt.date) -> None:
    """A reference date is a number of years before the budget year, on a day of the year."""
    assert date.before(2015) == expected


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param((1, 2, 29), id="29 February"),
        pytest.param((1, 6, 31), id="31 June"),
        pytest.param((1, 13, 1), id="month 13"),
        pytest.param((1, 0, 1), id="month 0"),
        pytest.param((-1, 6, 30), id="after the year"),
        pytest.param((100, 6, 30), id="a century before"),
        pytest.param((1.0, 6, 30), id="a float"),
        pytest.param((1, 6, "30"), id="text"),
        pytest.param((1, 6, 10**400), id="huge"),
    ],
)
def test_no_such_reference_date(parts: tuple[int, int, int]) -> None:
    """The day of a reference date must exist in every year."""
    with pytest.raises(ReferenceDateError, match="on a day that every year has"):
        ReferenceDate(*parts)


def test_reference_date_of_no_year() -> None:
    """A reference date belongs to a budget year."""
    with pytest.raises(BudgetYearError):
        ReferenceDate(1, 6, 30).before(0)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        pytest.param({"value": -1}, CountError, id="negative"),
        pytest.param({"value": 10**18}, CountError, id="19 digits"),
        pytest.param({"value": 10**5000}, CountError, id="5000 digits"),
        pytest.param({"value": 95182.0}, WrongTypeError, id="float"),
        pytest.param({"value": True}, WrongTypeError, id="truth value"),
        pytest.param({"value": None}, WrongTypeError, id="nothing"),
        pytest.param({"value": "95182"}, WrongTypeError, id="text"),
        pytest.param({"reference_date": dt.datetime(2014, 6, 30, 0, 0)}, NotADayError, id="time"),
        pytest.param({"published_on": "2014-08-14"}, NotADayError, id="text for a day"),
        pytest.param({"status": "final"}, WrongTypeError, id="text for a status"),
        pytest.param({"statistic": "population"}, WrongTypeError, id="text for a statistic"),
        pytest.param({"subject": "Nacka kommun"}, TextError, id="a name for an id"),
    ],
)
def test_no_such_figure(fields: dict[str, object], error: type[Exception]) -> None:
    """A count is a whole number, 0 or more, with a subject and a day."""
    with pytest.raises(error):
        inhabitants(**{"value": 1, **fields})  # type: ignore[arg-type]


def test_no_such_statistic() -> None:
    """A statistic has an id and a name."""
    with pytest.raises(TextError, match="an id has at most 64 letters"):
        Statistic(id="Antal elever", name="antal elever", unit="elev", units="elever")


def test_known_from() -> None:
    """A figure is known from its publication; if that day is not known, from its own date."""
    assert inhabitants(1).known_from == MID_YEAR
    assert inhabitants(1, published_on=dt.date(2014, 8, 14)).known_from == dt.date(2014, 8, 14)


@given(data=st.data())
def test_last_known_holds(data: st.DataObject) -> None:
    """If a figure is published repeatedly, the last one applies, in any input order."""
    published = data.draw(
        st.lists(st.dates(MID_YEAR, dt.date(2015, 6, 30)), unique=True, min_size=1)
    )
    figures = [inhabitants(place, published_on=day) for place, day in enumerate(published)]
    table = FigureTable(data.draw(st.permutations(figures)))

    found = table.find("population", "0182", MID_YEAR)

    assert found is not None
    assert found.published_on == max(published)
    assert table == FigureTable(figures)


def test_known_on_the_day_itself() -> None:
    """A figure is known from the day of its publication, that day included."""
    table = FigureTable([inhabitants(1), inhabitants(2, published_on=dt.date(2014, 8, 14))])

    def value(day: dt.date) -> int | None:
        found = table.as_known(day).find("population", "0182", MID_YEAR)
        return None if found is None else found.value

    assert value(dt.date(2014, 6, 29)) is None
    assert value(dt.date(2014, 6, 30)) == 1
    assert value(dt.date(2014, 8, 13)) == 1
    assert value(dt.date(2014, 8, 14)) == 2
    assert table.as_known(dt.date(2014, 8, 14)) is table


def test_missing_is_none() -> None:
    """A missing figure is not found, and is never 0."""
    table = FigureTable([inhabitants(0)])

    assert table.find("population", "0182", MID_YEAR) == inhabitants(0)
    assert table.find("population", "0183", MID_YEAR) is None
    assert table.find("population", "0182", dt.date(2014, 12, 31)) is None
    assert table.find("tax-base", "0182", MID_YEAR) is None


def test_two_values() -> None:
    """One figure never has two values known from the same day; all such conflicts are reported."""
    with pytest.raises(FigureConflictError) as caught:
        FigureTable(
            [
                inhabitants(95_183),
                inhabitants(95_182, published_on=MID_YEAR),
                inhabitants(1, subject="0183"),
                inhabitants(2, subject="0183"),
            ]
        )

    assert caught.value.conflicts == (
        ("population", "0182", MID_YEAR, 95_182, 95_183),
        ("population", "0183", MID_YEAR, 1, 2),
    )
    assert "population of 0182 on 2014-06-30 is both 95182 and 95183" in str(caught.value)


def test_one_statistic_counts_in_one_way() -> None:
    """Statistics that read a figure as different numbers are refused; their words may differ."""
    tenths = attrs.evolve(POPULATION, decimals=1)
    changes = attrs.evolve(POPULATION, signed=True)
    renamed = attrs.evolve(POPULATION, name="invånare")

    with pytest.raises(StatisticConflictError, match="\n  decimals: 0; 0 or more\n  decimals: 1"):
        FigureTable([inhabitants(1), inhabitants(1, subject="0183", statistic=tenths)])
    with pytest.raises(StatisticConflictError, match=r"0 or more\n.*may be below 0"):
        FigureTable([inhabitants(1), inhabitants(-1, subject="0183", statistic=changes)])
    both = FigureTable([inhabitants(1), inhabitants(2, subject="0183", statistic=renamed)])
    with pytest.raises(StatisticConflictError, match=r"may be below 0.*\n.*0 or more"):
        FigureTable([inhabitants(-1, statistic=changes)]).check_statistic(POPULATION)
    assert len(both.figures) == 2
    FigureTable([]).check_statistic(tenths)


def prices(base: str | None) -> Statistic:
    """Return a price index of a base."""
    return Statistic(id="kpi", name="KPI", unit="enhet", units="enheter", decimals=2, base=base)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        pytest.param(
            "1980 = 100", "2020=100", "base: 1980 = 100\n.*base: 2020 = 100", id="two bases"
        ),
        pytest.param("1980 = 100", None, "base: 1980 = 100\n.*base: not stated", id="not stated"),
    ],
)
def test_levels_of_two_bases(one: str, other: str | None, said: str) -> None:
    """Levels of one index with two bases are refused, and the error names both."""
    table = FigureTable(inhabitants(41_731, statistic=prices(one)))

    with pytest.raises(StatisticConflictError, match=said) as caught:
        table.check_statistic(prices(other))
    assert caught.value.bases[0] == one
    with pytest.raises(StatisticConflictError):
        FigureTable([*table.figures, inhabitants(131, statistic=prices(other), subject="00")])
    table.check_statistic(prices(one))
    table.check_statistic(prices(one.replace(" ", "")))  # equal, however it is spaced


def test_base_is_of_a_level() -> None:
    """Neither an amount of money nor a change has a base."""
    with pytest.raises(StatisticError, match="kronor"):
        Statistic(id="a", name="a", in_kronor=True, base="1980 = 100")
    with pytest.raises(StatisticError, match="change"):
        Statistic(id="a", name="a", unit="%", units="%", signed=True, base="1980 = 100")
    with pytest.raises(WrongTypeError):
        Statistic(id="a", name="a", unit="%", units="%", base=1980)  # type: ignore[arg-type]


def test_money() -> None:
    """Only a statistic in kronor has a unit that is not stated; a stated one is kept."""
    money = Statistic(id="taxes", name="skatter", in_kronor=True)

    assert (money.unit, money.units) == (Text("krona", "krona"), Text("kronor", "kronor"))
    assert Statistic(id="a", name="a", in_kronor=True, unit="tusenlapp").unit == Text("tusenlapp")
    with pytest.raises(WrongTypeError, match="unit must be the name of the unit"):
        Statistic(id="pupils", name="elever")
    with pytest.raises(WrongTypeError, match="units must be the name of the unit"):
        Statistic(id="pupils", name="elever", unit="elev")


def test_two_tables() -> None:
    """Two totals of one day from two tables name both; no correction is asked for."""
    tables = [Source(document="SCB", place=place) for place in ("TAB638", "TAB5557")]
    both = [inhabitants(999_239 + n, sources=tables[n]) for n in (0, 1)]

    with pytest.raises(FigureConflictError) as caught:
        FigureTable(both)
    assert caught.value.tables == (("SCB, TAB638", "SCB, TAB5557"),)
    assert "999239 by SCB, TAB638 and 999240 by SCB, TAB5557" in str(caught.value)
    assert "correction" not in str(caught.value)
    with pytest.raises(FigureConflictError, match="correction") as caught:
        FigureTable([inhabitants(1, sources=tables[0]), inhabitants(2, sources=tables[0])])
    assert caught.value.tables == (None,)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param(FigureStatus.FORECAST, FigureStatus.PRELIMINARY, id="forecast, preliminary"),
        pytest.param(FigureStatus.FORECAST, FigureStatus.FINAL, id="forecast, final"),
        pytest.param(FigureStatus.PRELIMINARY, FigureStatus.FINAL, id="preliminary, final"),
        pytest.param(FigureStatus.PRELIMINARY, FigureStatus.PERTURBED, id="preliminary, perturbed"),
        pytest.param(FigureStatus.PRELIMINARY, FigureStatus.SECONDARY, id="preliminary, secondary"),
        pytest.param(FigureStatus.PRELIMINARY, None, id="preliminary, not stated"),
    ],
)
def test_known_on_one_day(earlier: FigureStatus, later: FigureStatus | None) -> None:
    """Of a forecast, a preliminary figure and a count that became known at once, the last holds."""
    low, high = inhabitants(4, status=later), inhabitants(5, status=later)
    early = inhabitants(5, status=earlier)

    assert FigureTable([low, early]).find("population", "0182", MID_YEAR) == low
    assert FigureTable([early, high]).find("population", "0182", MID_YEAR) == high
    again = attrs.evolve(early, published_on=dt.date(2014, 8, 14))
    assert FigureTable([again, low]).find("population", "0182", MID_YEAR) == again  # known later
    with pytest.raises(FigureConflictError):
        FigureTable([early, attrs.evolve(early, value=6)])


def test_forecast() -> None:
    """A forecast is known before the day that it describes."""
    forecast = inhabitants(5, status=FigureStatus.FORECAST, published_on=dt.date(2013, 9, 1))
    table = FigureTable([forecast, inhabitants(6, status=FigureStatus.FINAL)])

    early = table.as_known(dt.date(2014, 1, 1)).find("population", "0182", MID_YEAR)
    late = table.find("population", "0182", MID_YEAR)
    assert early == forecast
    assert late is not None
    assert late.value == 6


def test_agreeing_figures() -> None:
    """If two figures agree, the one that the authority published is found."""
    second_hand = inhabitants(5, status=FigureStatus.SECONDARY)
    final = inhabitants(5, status=FigureStatus.FINAL)
    unsaid = inhabitants(5)

    perturbed = inhabitants(5, status=FigureStatus.PERTURBED)

    table = FigureTable([final, unsaid, second_hand, perturbed, final])

    assert table.find("population", "0182", MID_YEAR) == final
    assert len(table.figures) == 4
    without = FigureTable([perturbed, unsaid, second_hand])
    assert without.find("population", "0182", MID_YEAR) == perturbed


def test_only_figures() -> None:
    """A table accepts only figures."""
    with pytest.raises(WrongTypeError, match="a Figure"):
        FigureTable([95_182])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("decimals", 11, AmountError),
        ("decimals", -1, CountError),
        ("decimals", 1.0, WrongTypeError),
        ("signed", 1, WrongTypeError),
    ],
    ids=["too many", "negative", "a float", "no truth value"],
)
def test_no_such_decimals(field: str, value: object, error: type[Exception]) -> None:
    """A statistic has 0 to 10 decimals, and is signed or not."""
    fields: dict[str, Any] = {field: value}
    with pytest.raises(error):
        attrs.evolve(POPULATION, **fields)


@pytest.mark.parametrize(
    ("decimals", "value", "written"),
    [(0, 27, "27"), (1, -27, "-2.7"), (2, 5, "0.05"), (1, 0, "0.0")],
)
def test_figures_with_decimals(decimals: int, value: int, written: str) -> None:
    """A figure is a whole number of its smallest decimals; below 0 only if that is allowed."""
    change = attrs.evolve(POPULATION, decimals=decimals, signed=True)
    figure = Figure(subject="a", statistic=change, reference_date=dt.date(2014, 6, 30), value=value)

    assert str(figure.statistic.number(figure.value)) == written
    with pytest.raises(CountError):
        attrs.evolve(figure, value=-(10**18))
    with pytest.raises(WrongTypeError):
        attrs.evolve(figure, value=True)
