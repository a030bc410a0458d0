from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import HOSTILE_CONTEXT, MID_YEAR
from samverkan import Rounding, RoundingRule, allocate, to_kronor, to_ore
from samverkan.errors import AllocationError, AmountError, CountError, NotExactError, WrongTypeError
from samverkan.funding import Fixed, Rate
from strategies import decimals

weights = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 50), min_size=1).filter(
    lambda each: sum(each.values()) > 0
)
totals = st.integers(-(10**6), 10**6)


def rate(value: Decimal | int | str) -> Decimal:
    """Return a number as a rate stores it."""
    stored = Rate(kronor_per_unit=value, of=MID_YEAR).kronor_per_unit
    assert isinstance(stored, Decimal)
    return stored


def fixed(value: Decimal | int | str) -> Decimal:
    """Return a number as a fixed amount stores it; it may be below 0."""
    return Fixed(kronor=value).kronor


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(1.5, id="float"),
        pytest.param(float("nan"), id="float nan"),
        pytest.param(True, id="truth value"),
        pytest.param(None, id="nothing"),
        pytest.param(Fraction(3, 2), id="fraction"),
        pytest.param(1 + 0j, id="complex"),
    ],
)
@pytest.mark.parametrize("take", [rate, fixed, to_ore], ids=["rate", "fixed", "ore"])
def test_no_floats(value: Decimal, take: Callable[[Decimal], object]) -> None:
    """A binary float, or anything else that is no exact decimal, never becomes money."""
    with pytest.raises(NotExactError, match="must be exact"):
        take(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(Decimal("NaN"), id="not a number"),
        pytest.param(Decimal("sNaN"), id="signalling"),
        pytest.param(Decimal("-Infinity"), id="infinite"),
        pytest.param(Decimal("1e1000000"), id="huge exponent"),
        pytest.param(Decimal("1e-1000000"), id="tiny exponent"),
        pytest.param(Decimal(1).scaleb(-11), id="11 decimals"),
        pytest.param(Decimal(10) ** 15, id="16 digits"),
        pytest.param(10**15, id="16 digits, whole"),
        pytest.param(10**5000, id="5000 digits"),
        pytest.param("1e5", id="exponent as text"),
        pytest.param("1e1000000", id="huge exponent as text"),
        pytest.param("NaN", id="not a number as text"),
        pytest.param("1,50", id="decimal comma"),
        pytest.param("1 000", id="space"),
        pytest.param("1_000", id="underscore"),
        pytest.param("+1", id="plus"),
        pytest.param(" 1", id="blank before"),
        pytest.param("1.50\n", id="line end"),
        pytest.param("١٥٠", id="arabic digits"),
        pytest.param("１５０", id="fullwidth digits"),
        pytest.param("", id="empty"),
        pytest.param(".5", id="no digit before the point"),
        pytest.param("5.", id="no digit after the point"),
        pytest.param("9" * 16, id="16 digits as text"),
    ],
)
def test_no_such_amount(value: Decimal) -> None:
    """A number that is not finite, too long or not written plainly is refused at once."""
    for take, field in ((rate, "kronor_per_unit"), (fixed, "kronor"), (to_ore, "amount")):
        with pytest.raises(AmountError) as caught:
            take(value)
        assert str(caught.value).startswith(f"{field} ")
        assert len(str(caught.value)) < 250


@pytest.mark.parametrize("take", [rate, fixed], ids=["rate", "fixed"])
@given(data=st.data())
def test_a_number_keeps_its_value_and_is_canonical(
    take: Callable[[Decimal | str], Decimal], data: st.DataObject
) -> None:
    """Equal numbers have one form, however they are written, and keep their value."""
    some = decimals() if take is rate else decimals(least=-(10**7), places=2)
    number = data.draw(some)
    once = take(number)

    assert once == number
    assert str(take(f"{number:f}")) == str(once) == str(take(once * Decimal("1.00")))
    assert int(once.as_tuple().exponent) <= 0  # Python writes 1E-7, but not 1E+2
    assert not str(once).startswith("-0") or once < 0


@given(number=decimals(), below=decimals(least=-(10**7), places=2))
def test_no_context_can_change_an_amount(number: Decimal, below: Decimal) -> None:
    """Amounts stay the same with any precision, limits and traps that the host has set."""
    expected, ore = (str(rate(number)), str(fixed(below))), to_ore("30000000.51")

    with localcontext(HOSTILE_CONTEXT):
        assert (str(rate(number)), str(fixed(below))) == expected
        assert to_ore("30000000.51") == ore == 3_000_000_051
        assert str(to_kronor(ore)) == "30000000.51"


def test_canonical_zero() -> None:
    """There is one zero, without a sign."""
    zeros: list[Decimal | int | str] = ["-0.00", "0", Decimal("-0E+5"), 0]

    assert {str(take(zero)) for take in (rate, fixed) for zero in zeros} == {"0"}


@given(ore=st.integers(-(10**14), 10**14))
def test_kronor_and_back(ore: int) -> None:
    """Öre and kronor express the same amount, whatever its size."""
    assert to_ore(to_kronor(ore)) == ore
    assert to_kronor(ore).as_tuple().exponent == -2


def test_large_totals() -> None:
    """Totals above 21 474 836.47 kr, and above the 28 digits of a context, stay exact."""
    assert to_ore("21474836.48") == 2_147_483_648
    assert str(to_kronor(10**40 + 1)) == f"1{'0' * 38}.01"


def test_parts_of_an_ore() -> None:
    """An amount with fractions of an öre is no amount of öre; nothing is rounded silently."""
    with pytest.raises(AmountError, match="a fraction of an öre"):
        to_ore("0.005")


@pytest.mark.parametrize("ore", [1.0, Decimal(1), True, "1"])
def test_ore_are_whole_numbers(ore: int) -> None:
    """Only an int is an amount of öre."""
    with pytest.raises(WrongTypeError, match="a whole number"):
        to_kronor(ore)


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (RoundingRule.HALF_AWAY_FROM_ZERO, ROUND_HALF_UP),
        (RoundingRule.TOWARDS_ZERO, ROUND_DOWN),
    ],
)
@given(thousandths=st.integers(-(10**6), 10**6), step=st.sampled_from([1, 10, 50, 100]))
def test_rounding_as_decimal_does(
    rule: RoundingRule, name: str, thousandths: int, step: int
) -> None:
    """Each rule equals the one with the same meaning in the standard library."""
    ore = Decimal(thousandths) / 1000
    steps = (ore / step).quantize(Decimal(1), rounding=name)

    assert Rounding(rule=rule, step_ore=step).in_ore(thousandths, 1000) == int(steps) * step


@given(numerator=st.integers(-(10**30), 10**30), denominator=st.integers(1, 10**12))
def test_rounding_is_near(numerator: int, denominator: int) -> None:
    """The nearest öre is at most half an öre away, for any fraction and size."""
    ore = Rounding().in_ore(numerator, denominator)

    assert abs(ore - Fraction(numerator, denominator)) <= Fraction(1, 2)
    assert Rounding().in_ore(-numerator, denominator) == -ore


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        pytest.param({"rule": "half-away-from-zero"}, WrongTypeError, id="a name for a rule"),
        pytest.param({"step_ore": 0}, AmountError, id="no step"),
        pytest.param({"step_ore": 1.0}, WrongTypeError, id="a float"),
        pytest.param({"step_ore": -1}, AmountError, id="a negative step"),
        pytest.param({"sources": ["KL"]}, WrongTypeError, id="text for a source"),
    ],
)
def test_no_such_rounding(fields: dict[str, object], error: type[Exception]) -> None:
    """A rounding has a known rule and a step of at least one öre."""
    with pytest.raises(error):
        Rounding(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("numerator", "denominator", "error"),
    [
        (1.5, 2, WrongTypeError),
        (1, True, WrongTypeError),
        (1, 0, AmountError),
        (5, -2, AmountError),
    ],
)
def test_no_such_fraction(numerator: int, denominator: int, error: type[Exception]) -> None:
    """Rounding takes a fraction of whole numbers, with the sign in the numerator."""
    with pytest.raises(error):
        Rounding().in_ore(numerator, denominator)


def largest_remainder(total: int, each: dict[str, int]) -> dict[str, int]:
    """Divide öre by öre: the next one goes to the party that is furthest below its exact share.

    Only parties below may get one; this is the largest remainder in another form.
    """
    of, sign = sum(each.values()), -1 if total < 0 else 1
    exact_share = {name: Fraction(abs(total) * weight, of) for name, weight in each.items()}
    given_out = {name: math.floor(share) for name, share in exact_share.items()}
    while sum(given_out.values()) < abs(total):
        behind = {name: exact_share[name] - given_out[name] for name in each}
        furthest = max(behind.values())
        given_out[min(name for name in each if behind[name] == furthest)] += 1
    return {name: sign * ore for name, ore in given_out.items()}


@given(total=totals, each=weights)
def test_allocation_is_largest_remainder(total: int, each: dict[str, int]) -> None:
    """The parts are those of the method of largest remainders, computed by hand."""
    assert allocate(total, each) == largest_remainder(total, each)


@given(total=totals, each=weights)
def test_allocation_laws(total: int, each: dict[str, int]) -> None:
    """The sum is exact; each part is within one öre; the heavier never pays less; mirrored."""
    parts = allocate(total, each)
    of = sum(each.values())

    assert sum(parts.values()) == total
    assert all(abs(parts[name] - Fraction(total * each[name], of)) < 1 for name in each)
    assert all(
        abs(parts[heavy]) >= abs(parts[light])
        for heavy in each
        for light in each
        if each[heavy] > each[light]
    )
    assert allocate(-total, each) == {name: -ore for name, ore in parts.items()}


@given(total=totals, each=weights, data=st.data())
def test_allocation_is_order_free(total: int, each: dict[str, int], data: st.DataObject) -> None:
    """The order of the parties changes nothing, not even the order of the answer."""
    shuffled = dict(data.draw(st.permutations(list(each.items()))))

    assert list(allocate(total, shuffled).items()) == list(allocate(total, each).items())


def test_allocation_ties() -> None:
    """If remainders are equal, the first id gets the öre."""
    assert allocate(2, {"c": 1, "b": 1, "a": 1}) == {"a": 1, "b": 1, "c": 0}


@pytest.mark.parametrize(
    ("total", "each", "error"),
    [
        pytest.param(100, {}, AllocationError, id="nobody"),
        pytest.param(100, {"a": 0}, AllocationError, id="no weight"),
        pytest.param(100, {"a": -1, "b": 2}, CountError, id="negative weight"),
        pytest.param(100, {"a": 0.5}, WrongTypeError, id="float weight"),
        pytest.param(100.0, {"a": 1}, WrongTypeError, id="float total"),
        pytest.param(100, None, WrongTypeError, id="no mapping"),
        pytest.param(100, {1: 1}, WrongTypeError, id="a number for an id"),
    ],
)
def test_no_such_allocation(total: int, each: dict[str, int], error: type[Exception]) -> None:
    """A total that cannot be divided exactly is refused."""
    with pytest.raises(error):
        allocate(total, each)
