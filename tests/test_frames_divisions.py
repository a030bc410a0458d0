"""Totals that are divided among the rows of a frame, as largest remainder divides them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import attrs
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import MID_YEAR
from frame_kinds import EAGER, KINDS, LAZY, QUICK, made, read, type_of
from frames_by_objects import Answer, Case, Row, by_objects
from samverkan import Figure, FigureTable, PartyKind, ReferenceDate, allocate
from samverkan.errors import FrameRuleError
from samverkan.frames import fees
from samverkan.funding import (
    POPULATION,
    ByGroup,
    ByWeight,
    ByYear,
    Equally,
    Fixed,
    Funding,
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

_TEXT = dict.fromkeys(("party", "kind", "group"), pa.string())


def shares(kind: str, rule: Rule, weights: Mapping[str, int | None], **given: Any) -> list[Any]:
    """Return the share of each party of one year, in order."""
    columns = {
        "row": [*range(len(weights))],
        "party": [*weights],
        "population": [*weights.values()],
    }
    frame = fees(made(kind, columns, _TEXT), Funding(rule=rule), years=2015, **given)
    found: list[Any] = read(frame)["fee_ore"]
    return found


amounts = st.integers(0, 3) | st.sampled_from([1, 1, 7, 10**6, 10**11]) | st.integers(0, 10**11)
weighted = st.dictionaries(
    st.text("abåö1", min_size=1, max_size=3), amounts, min_size=1, max_size=6
)
totals = st.integers(-200, 200) | st.sampled_from([10**17 - 1, -(10**17) + 1, 10**11])


@settings(max_examples=40)
@given(weights=weighted, ore=totals, kind=st.sampled_from(QUICK))
@example(weights={"b": 1, "a": 1, "c": 1}, ore=-100, kind="pandas")
@example(weights={"b": 10**11, "a": 10**11 - 1}, ore=10**17 - 1, kind="pyarrow")
def test_shares_are_those_of_allocate(weights: dict[str, int], ore: int, kind: str) -> None:
    """Each party bears what allocate() gives it, however large the numbers are."""
    rule = Split(total=Decimal(ore).scaleb(-2), by=MID_YEAR)
    found = shares(kind, rule, weights)

    if any(weights.values()):
        expected = allocate(ore, weights)
        assert found == [expected[party] for party in weights]
    else:
        assert found == [None if ore else 0] * len(weights)


@pytest.mark.parametrize("kind", KINDS)
def test_whole_thousands(kind: str) -> None:
    """Shares are whole steps; what is left of the total goes to the next largest remainder."""
    rule = Split(total="10000.01", by=Equally(), step_ore=100_000)

    assert shares(kind, rule, {"c": 1, "b": 1, "a": 1}) == [300_000, 300_001, 400_000]


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_weight(kind: str) -> None:
    """If the figure of one payer is missing, no share is known."""
    assert shares(kind, Split(total=10, by=MID_YEAR), {"a": 1, "b": None}) == [None, None]


@pytest.mark.parametrize("kind", LAZY)
def test_a_party_that_is_twice(kind: str) -> None:
    """In a lazy frame, no share of a year is known if a party is twice in it."""
    columns = {"row": [0, 1, 2], "party": ["a", "a", "a"], "year": [2014, 2015, 2015]}
    frame = fees(made(kind, columns, _TEXT), Funding(rule=Split(total=10, by=Equally())))

    assert read(frame)["fee_ore"] == [1_000, None, None]


@pytest.mark.slow
def test_many_totals_on_duckdb() -> None:
    """DuckDB plans many divisions of a year at once; before 2.0, it would plan for ever."""
    columns = {"row": [0, 1], "party": ["a", "b"], "year": [2014, 2015], "population": [3, 7]}
    rule = Sum(rules=[Split(total=kronor, by=MID_YEAR) for kronor in range(1, 8)])
    frame = fees(made("duckdb", columns, _TEXT), Funding(rule=rule))

    assert read(frame)["fee_ore"] == [2_800, 2_800]


@pytest.mark.parametrize("kind", QUICK)
def test_parts_of_one_total(kind: str) -> None:
    """The parts of one total are rounded together, if there is somebody to bear them."""
    half = Split(total=Part(rule="0.01", of="1/2"), by=Equally())
    rule = ByGroup(kinds={PartyKind.MUNICIPALITY: half, PartyKind.REGION: half})
    columns = {
        "row": [0, 1, 2],
        "party": ["a", "b", "c"],
        "year": [2014, 2014, 2015],
        "kind": ["municipality", "region", "region"],
    }

    # Halves of an öre: in 2014 one of two, in 2015 the only one, rounded away from zero.
    assert read(fees(made(kind, columns, _TEXT), Funding(rule=rule)))["fee_ore"] == [1, 0, 1]


# --- What is left after payments, beside assess()

MUNICIPALITY, REGION, COMPANY = PartyKind.MUNICIPALITY, PartyKind.REGION, PartyKind.COMPANY
YEAR_END = attrs.evolve(MID_YEAR, reference_date=ReferenceDate(1, 12, 31))
Payer = tuple[PartyKind, str | None, int | None, int | None]  # with both figures


def case_of(rule: Rule, payers: Sequence[Payer], *years: int) -> Case:
    """Return a case with payers a, b, c, … of some years, or of 2015."""
    asked = years or (2015,)
    named = [(chr(97 + place), payer) for place, payer in enumerate(payers)]
    figures = [
        Figure(subject=name, statistic=POPULATION, reference_date=day, value=value)
        for year in asked
        for name, payer in named
        for basis, value in zip((MID_YEAR, YEAR_END), payer[2:], strict=True)
        for day in basis.days(year)
        if value is not None
    ]
    rows = (Row(name, year, kind, group) for year in asked for name, (kind, group, *_) in named)
    return Case(Funding(rule=rule), tuple(rows), FigureTable(figures), asked)


def answers(kind: str, case: Case) -> list[Answer]:
    """Return the fee and the status of each row of a case."""
    found = read(fees(made(kind, case.columns(), _TEXT), status=True, **case.given()))
    return list(zip(found["fee_ore"], found["fee_status"], strict=True))


def left_after(after: Rule, of: int | str = 100, by: Any = None) -> Split:
    """Return a division of what is left of a total after payments, equally if not by a key."""
    return Split(total=Remainder(total=of, after=after), by=by or Equally())


ONE, TEN = Fixed(kronor=1), Fixed(kronor=10)
A = (MUNICIPALITY, None, 3, 0)
B = (REGION, None, 3, 0)
C = (MUNICIPALITY, "shore", 9, 0)
ABC = [A, B, C]
HALF = Part(rule="100.01", of="1/2")
THIRD = Part(rule="100.01", of="1/3")
ONLY_MUNICIPALITIES = ByGroup(kinds={MUNICIPALITY: TEN})
IN_STEPS = Stepped(of=MID_YEAR, rule=ONLY_MUNICIPALITIES, above={5: Fixed(kronor=7)})
PER_HEAD = Rate(kronor_per_unit="0.3333", of=MID_YEAR)
ONE_EACH = [(MUNICIPALITY, None, 1, 0)] * 3


def by_kind(rule: Rule, other: Rule) -> ByGroup:
    """Return a rule for municipalities and one for regions."""
    return ByGroup(kinds={MUNICIPALITY: rule, REGION: other})


def part_of_rest(of: str, after: Rule = PER_HEAD) -> Split:
    """Return a division of a part of what is left after payments."""
    return Split(total=Part(rule=Remainder(total=100, after=after), of=of), by=Equally())


LEFT: Mapping[str, tuple[Rule, Sequence[Payer]]] = {
    # Parts of one total: an öre goes to the first division, of groups before kinds.
    "groups first": (
        ByGroup(
            kinds={MUNICIPALITY: Split(total=HALF, by=MID_YEAR)},
            groups={"shore": Split(total=HALF, by=MID_YEAR)},
        ),
        [A, C],
    ),
    "kinds by name": (
        ByGroup(
            kinds={
                REGION: Split(total=THIRD, by=Equally()),
                MUNICIPALITY: Split(total=THIRD, by=Equally()),
            },
            groups={"shore": Split(total=THIRD, by=Equally())},
        ),
        ABC,
    ),
    "parts for all": (
        Sum(rules=[Split(total=HALF, by=MID_YEAR), Split(total=HALF, by=Equally())]),
        ABC,
    ),
    # A payer for whom a part states nothing pays nothing by that part.
    "a step": (left_after(IN_STEPS), ABC),
    "a step and more": (left_after(Sum(rules=[IN_STEPS, ONE])), ABC),
    "a step of a rate": (
        left_after(attrs.evolve(IN_STEPS, rule=ByGroup(kinds={MUNICIPALITY: PER_HEAD}))),
        ABC,
    ),
    "a step without a size": (left_after(IN_STEPS), [A, (REGION, None, None, 0), C]),
    "nothing for a region": (left_after(Sum(rules=[ONLY_MUNICIPALITIES, ONE])), ABC),
    "a figure lacks": (left_after(PER_HEAD), [A, (REGION, None, None, 0), C]),
    "a figure that nobody asks for": (
        left_after(ByGroup(kinds={MUNICIPALITY: PER_HEAD})),
        [A, (REGION, None, None, 0), C],
    ),
    "nobody pays": (left_after(ByGroup(kinds={COMPANY: TEN})), ABC),
    "no year": (left_after(ByYear(years={2016: TEN})), ABC),
    "a year": (left_after(ByYear(years={2015: TEN})), ABC),
    "per party": (left_after(PerParty(kronor={"a": 5, "c": 6})), ABC),
    "per party and others": (left_after(PerParty(kronor={"a": 5}, others=1)), ABC),
    "parts of a rule": (
        left_after(Sum(rules=[Part(rule=PER_HEAD, of="1/3"), Part(rule=PER_HEAD, of="2/3")])),
        ABC,
    ),
    "more is paid": (left_after(Fixed(kronor=150)), ABC),
    "in whole kronor": (attrs.evolve(left_after(PER_HEAD, "100.01"), step_ore=100), ABC),
    # Parts of what is left are rounded together, if somebody bears them.
    "parts of a rest": (by_kind(part_of_rest("1/2"), part_of_rest("1/2")), ABC),
    "parts of a rest for some": (by_kind(part_of_rest("1/3"), part_of_rest("1/3")), [A, C]),
    "all of a rest": (by_kind(part_of_rest("1", ONE), part_of_rest("1", ONE)), ABC),
    # Divisions before what is left.
    "a split first": (left_after(Split(total="9.99", by=MID_YEAR)), ABC),
    "a split of some first": (
        left_after(ByGroup(kinds={MUNICIPALITY: Split(total="9.99", by=MID_YEAR)})),
        ABC,
    ),
    "a split by weight first": (left_after(Split(total=9, by=ByWeight(weights={"a": 1}))), ABC),
    "a split of no year first": (
        left_after(Split(total=ByYear(years={2016: TEN}), by=MID_YEAR)),
        ABC,
    ),
    "a split that lacks a figure": (
        left_after(Split(total=9, by=MID_YEAR)),
        [A, (REGION, None, None, 0)],
    ),
    "shares first": (
        left_after(
            Shares(
                total=50,
                kinds={
                    MUNICIPALITY: Share(part="1/2", by=MID_YEAR),
                    COMPANY: Share(part="1/2", by=Equally()),
                },
            )
        ),
        ABC,
    ),
    # All weights are 0: known only if nothing is left, without any rounding.
    "nothing left": (left_after(Fixed(kronor=33), "99", YEAR_END), ABC),
    "nothing left but of a rounded rate": (left_after(PER_HEAD, "0.99", YEAR_END), ONE_EACH),
    "nothing left of a rate": (
        left_after(Rate(kronor_per_unit="0.33", of=MID_YEAR), "0.99", YEAR_END),
        ONE_EACH,
    ),
    "what rounding takes and adds": (
        left_after(
            by_kind(
                Rate(kronor_per_unit="0.334", of=MID_YEAR),
                Rate(kronor_per_unit="0.336", of=MID_YEAR),
            ),
            "0.67",
            YEAR_END,
        ),
        [(MUNICIPALITY, None, 1, 0), (REGION, None, 1, 0)],
    ),
    "rounded constants": (
        left_after(
            Sum(rules=[Part(rule="0.01", of="1/2"), Part(rule="0.03", of="1/2")]), "0.03", YEAR_END
        ),
        [A],
    ),
    "something left": (left_after(PER_HEAD, 1, YEAR_END), ONE_EACH),
    "nothing left after a split": (
        left_after(Split(total="9.99", by=MID_YEAR), "9.99", YEAR_END),
        ABC,
    ),
    "nothing left but of a rounded split": (
        left_after(Split(total=Part(rule="0.03", of="1/2"), by=MID_YEAR), "0.02", YEAR_END),
        ABC,
    ),
    "nothing left after a rest": (
        left_after(left_after(PER_HEAD, "1.00"), "0.01", YEAR_END),
        ONE_EACH,
    ),
    "nothing left after a rest without payers": (
        left_after(
            by_kind(Fixed(kronor=33), left_after(PER_HEAD)),
            "99",
            YEAR_END,
        ),
        ONE_EACH,
    ),
    "too long to know": (
        left_after(
            Rate(kronor_per_unit="9999.1234567891", of=MID_YEAR, per=999_999_937), 0, YEAR_END
        ),
        ONE_EACH,
    ),
}


@pytest.mark.parametrize("name", LEFT)
@pytest.mark.parametrize("kind", QUICK)
def test_what_is_left(kind: str, name: str) -> None:
    """What is left after payments is divided as assess() divides it."""
    case = case_of(*LEFT[name])
    assert answers(kind, case) == by_objects(case)


@pytest.mark.parametrize("kind", QUICK)
def test_what_is_left_in_some_years(kind: str) -> None:
    """A total may be what is left in one year, and any other amount in another one."""
    rest = Remainder(total="0.99", after=PER_HEAD)
    totals: dict[int, Rule] = {2014: rest, 2015: Fixed(kronor=0), 2016: ONE}
    case = case_of(Split(total=ByYear(years=totals), by=YEAR_END), ONE_EACH, 2014, 2015, 2016)

    assert answers(kind, case) == by_objects(case)
    assert [status for _, status in by_objects(case)[::3]] == ["missing", "known", "missing"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("total", ["999999999999999.99", Remainder(total=10**15 - 1, after=ONE)])
def test_products_beyond_64_bits(kind: str, total: Any) -> None:
    """Totals and weights may be so large that their products leave 64 bits."""
    weights = {"b": 10**11, "a": 10**11 - 1, "c": 7}
    rule = Split(total=total, by=MID_YEAR, step_ore=100)
    [ore] = {10**17 - 1} if isinstance(total, str) else {10**17 - 400}
    steps = allocate(ore // 100, weights)
    found = shares(kind, rule, weights)

    assert sum(found) == ore
    assert [each // 100 for each in found] == [steps[party] for party in weights]


def parts_of(rule: Any, times: int) -> Any:
    """Return a part of a part of … a rule, whose denominator has six digits for each."""
    return parts_of(Part(rule=rule, of="1/999983"), times - 1) if times else rule


@pytest.mark.parametrize(
    "rule",
    [
        Split(total=parts_of(1, 3), by=Equally(), step_ore=100_000),
        Split(total=parts_of(Remainder(total=1, after=ONE), 1), by=Equally()),
    ],
    ids=["total", "rest"],
)
@pytest.mark.parametrize("kind", LAZY)
def test_fractions_that_64_bits_do_not_hold(kind: str, rule: Rule) -> None:
    """A total whose fraction has too many digits is refused before anything is run."""
    with pytest.raises(FrameRuleError) as caught:
        shares(kind, rule, {"a": 1})
    assert caught.value.reason == "bounds-of-rule"


kronor = st.sampled_from(["0.5", 1, 7, 10])
per_head = st.sampled_from(["0.3333", "0.335", "0.5", 2])
leaves: st.SearchStrategy[Any] = (
    st.builds(Fixed, kronor=kronor)
    | st.builds(Rate, kronor_per_unit=per_head, of=st.sampled_from([MID_YEAR, YEAR_END]))
    | st.builds(PerParty, kronor=st.just({"a": 5, "c": "0.5"}), others=st.none() | kronor)
)
chosen = leaves | st.builds(
    ByGroup,
    kinds=st.dictionaries(st.sampled_from([MUNICIPALITY, REGION]), leaves, min_size=1),
    groups=st.dictionaries(st.just("shore"), leaves),
)
stepped = chosen | st.builds(
    Stepped,
    of=st.just(MID_YEAR),
    rule=chosen,
    above=st.dictionaries(st.just(1), chosen, min_size=1),
)
divisors = st.sampled_from([Equally(), MID_YEAR, YEAR_END, ByWeight(weights={"a": 1, "b": 2})])
shared = st.builds(Split, total=kronor, by=divisors)
payments = (
    stepped | shared | st.builds(Sum, rules=st.lists(stepped | shared, min_size=1, max_size=3))
)
rests = st.builds(
    Split, total=st.builds(Remainder, total=kronor | st.just(0), after=payments), by=divisors
)
some_payers = st.lists(
    st.tuples(
        st.sampled_from([MUNICIPALITY, REGION]),
        st.sampled_from([None, None, "shore"]),
        st.sampled_from([0, 1, 1, 3, None]),
        st.sampled_from([0, 0, 0, 1]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60)
@given(rule=rests, payers=some_payers, is_owed=st.booleans())
def test_what_is_left_after_any_payment(rule: Split, payers: list[Payer], is_owed: bool) -> None:
    """The same for any payments, whether they are owed as well or not."""
    after = cast("Remainder", rule.total).after
    case = case_of(Sum(rules=[after, rule]) if is_owed else rule, payers)
    assert answers("polars", case) == by_objects(case)


# --- Lazy frames


@pytest.mark.parametrize("kind", LAZY)
@pytest.mark.parametrize("column", ["party", "kind"])
def test_a_row_that_is_nobody(kind: str, column: str) -> None:
    """A row without party or kind makes all shares of its year unknown, and nothing else."""
    rule = by_kind(Split(total=10, by=Equally()), Fixed(kronor=5))
    columns: dict[str, list[Any]] = {
        "row": [*range(5)],
        "party": ["a", "b", "c", "a", "b"],
        "year": [2014, 2014, 2015, 2015, 2015],
        "kind": ["municipality", "municipality", "municipality", "municipality", "region"],
    }
    columns[column][2] = None
    found = read(fees(made(kind, columns, _TEXT), Funding(rule=rule), status=True))

    assert found["fee_ore"] == [500, 500, None, None, 500]
    assert found["fee_status"] == ["known", "known", "out-of-bounds", "missing", "known"]


@pytest.mark.parametrize("kind", LAZY)
def test_a_row_that_is_nobody_before_a_rest(kind: str) -> None:
    """What is left is not known if a row has no kind, whatever is paid before by kind."""
    columns = {"row": [0, 1], "party": ["a", "b"], "kind": ["municipality", None]}
    rule = left_after(ONLY_MUNICIPALITIES)

    found = fees(made(kind, columns, _TEXT), Funding(rule=rule), years=2015)
    assert read(found)["fee_ore"] == [None, None]


@pytest.mark.parametrize("kind", EAGER)
def test_no_rows(kind: str) -> None:
    """A frame without rows has no shares, of the same types as shares have."""
    columns = {"row": [0], "party": ["a"], "population": [1]}
    funding = Funding(rule=left_after(PER_HEAD, by=MID_YEAR))
    frames = [
        fees(made(kind, each, _TEXT), funding, years=2015, status=True)
        for each in (columns, dict.fromkeys(columns, ()))
    ]

    assert read(frames[1]) == {name: [] for name in [*columns, "fee_ore", "fee_status"]}
    for name in ("fee_ore", "fee_status"):
        assert type_of(frames[0], name) == type_of(frames[1], name)
