from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import late
from samverkan import Ore, Rounding, to_ore
from samverkan.errors import (
    AmountError,
    CountError,
    SamverkanError,
    StatedAmountError,
    TextError,
    WrongTypeError,
)
from samverkan.fees import StatedAmount, StatedKind, parse_stated_amount

NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "kind", "kronor", "step"),
    [
        ("cirka 143 000", "about", "143000", "1000"),
        ("Cirka 143 000 kr", "about", "143000", "1000"),
        (f"cirka{NBSP}143{NBSP}000{NBSP}kronor", "about", "143000", "1000"),
        (f"ca 143{NARROW}000 kr", "about", "143000", "1000"),
        ("c:a 142 770 kronor", "about", "142770", "10"),
        ("ca. 142773", "about", "142773", "1"),
        ("omkring 142 773,00 kr", "about", "142773", "1"),
        ("runt 100 000 kr", "about", "100000", "10000"),
        ("cirka 140 000 kr", "about", "140000", "10000"),
        ("cirka 9 000 kr", "about", "9000", "100"),
        ("cirka 500 kr", "about", "500", "10"),
        ("cirka 1,50 kr", "about", "1.50", "0.10"),
        ("cirka 50 kr", "about", "50", "1"),
        ("knappt 1 tkr", "just-under", "1000", "100"),
        ("1 Mkr", "exactly", "1000000", "100000"),
        ("cirka 3,00 Mkr", "about", "3000000", "10000"),
        ("mer än 100 000 kr", "at-least", "100000.01", "10000"),
        ("under 500 tkr", "at-most", "499999.99", "10000"),
        ("143 000,-", "exactly", "143000", "1"),
        ("drygt 3 000 000 kr", "just-over", "3000000", "100000"),
        ("drygt 3 miljoner", "just-over", "3000000", "100000"),
        ("cirka 10 tkr", "about", "10000", "1000"),
        ("uppskattningsvis 143 000 kr per år", "about", "143000", "1000"),
        ("143 tkr/år", "exactly", "143000", "1000"),
        ("ca: 143 000 kronor om året", "about", "143000", "1000"),
        ("~143 000", "about", "143000", "1000"),
        ("inte mer än 500 tkr årligen", "at-most", "500000", "10000"),
        ("närmare SEK 143 000", "just-under", "143000", "1000"),
        ("kr 143 000", "exactly", "143000", "1"),
        ("1,25 miljarder kronor", "exactly", "1250000000", "10000000"),
        ("cirka 0 kr", "about", "0", "1"),
        ("ungefär 143 tkr", "about", "143000", "1000"),
        ("cirka 3,3 Mkr", "about", "3300000", "100000"),
        ("1,5 miljoner kronor", "exactly", "1500000", "100000"),
        ("522 MSEK", "exactly", "522000000", "1000000"),
        ("142 773,00 kr", "exactly", "142773", "0.01"),
        ("142 773 kr", "exactly", "142773", "1"),
        ("exakt 143 000 kr", "exactly", "143000", "1"),
        ("11 600:-", "exactly", "11600", "1"),
        ("högst 500 000 kr", "at-most", "500000", "10000"),
        ("upp till 500 tkr", "at-most", "500000", "10000"),
        ("minst 35 000 kr", "at-least", "35000", "1000"),
        ("knappt 143 000 kr", "just-under", "143000", "1000"),
        ("knappt 50 000 kronor", "just-under", "50000", "5000"),
        ("nästan 50 tkr", "just-under", "50000", "5000"),
        ("knappt 0,5 Mkr", "just-under", "500000", "50000"),
        ("knappt 3,0 Mkr", "just-under", "3000000", "100000"),
        ("knappt 51 000 kr", "just-under", "51000", "1000"),
        ("knappt 5 kr", "just-under", "5", "1"),
        ("knappt 0 kr", "just-under", "0", "1"),
        ("drygt 50 000 kr", "just-over", "50000", "1000"),
        ("drygt 142 000 kr", "just-over", "142000", "1000"),
    ],
)
def test_read(text: str, kind: str, kronor: str, step: str) -> None:
    """Amounts are read as Swedish documents write them, with the precision that they show."""
    stated = parse_stated_amount(text)

    assert (stated.kind, stated.ore, stated.step_ore) == (kind, to_ore(kronor), to_ore(step))


@pytest.mark.parametrize(
    ("text", "agrees", "differs"),
    [
        ("cirka 143 000 kr", ["142773", "142500", "143499.99"], ["141634.50", "144325.50"]),
        ("cirka 143 000 kr", ["143000"], ["142499.99", "143500"]),
        ("142 773,00 kr", ["142773"], ["142772.99", "142773.01"]),
        ("132 587 kr", ["132586.50", "132587.49"], ["132586.49", "132587.50"]),
        ("högst 500 000 kr", ["0", "500000"], ["500000.01"]),
        ("minst 35 000 kr", ["35000", "1000000"], ["34999.99"]),
        ("knappt 143 000 kr", ["142773", "142000.01", "142999.99"], ["142000", "143000"]),
        ("drygt 142 000 kr", ["142773", "142000.01"], ["142000", "143000"]),
        ("knappt 50 000 kronor", ["47953.50", "45000.01", "49999.99"], ["45000", "50000"]),
        ("knappt 48 000 kronor", ["47953.50"], ["46999.99", "48000"]),
        ("cirka 50 000 kr", ["49500", "50499.99"], ["47953.50"]),
        ("ungefär 48 000 kr", ["47953.50"], ["47499.99"]),
        ("högst 50 000 kr", ["47953.50", "50000"], ["50000.01"]),
        ("drygt 50 000 kr", ["50953.50"], ["47953.50", "50000", "51000"]),
        ("3,3 Mkr", ["3271977"], ["3350000", "3249999.99"]),
        ("knappt 3,3 miljoner kronor", ["3271977"], ["3300000"]),
        ("drygt 3 000 000 kr", ["3023359.50"], ["3100000", "3000000"]),
        ("cirka 140 000 kr", ["142773"], ["145000", "134999.99"]),
        ("6,5 MSEK", ["6543954"], ["6400000"]),
    ],
)
def test_agrees(text: str, agrees: list[str], differs: list[str]) -> None:
    """A fee agrees if it equals the stated amount when it is rounded to the same step, half up.

    *Knappt* before one significant digit reaches a tenth below the amount.
    """
    stated = parse_stated_amount(text)

    assert [kronor for kronor in agrees if not stated.agrees_with(to_ore(kronor))] == []
    assert [kronor for kronor in differs if stated.agrees_with(to_ore(kronor))] == []


def test_an_amount_is_exact_unless_a_step_is_said() -> None:
    """An amount without a step is exact to the öre."""
    exactly = StatedAmount(kind=StatedKind.EXACTLY, ore=Ore(100))

    assert (exactly.lowest_ore, exactly.highest_ore, exactly.per_year) == (100, 100, False)


@given(ore=st.integers(0, 10**12), step=st.sampled_from([1, 100, 1000, 100_000]))
def test_rounded_agrees_as_rounding_says(ore: int, step: int) -> None:
    """*About* follows the rounding of that name: what agrees is what rounds to it."""
    rounded = Rounding(step_ore=step).in_ore(ore, 1)
    about = StatedAmount(kind=StatedKind.ABOUT, ore=rounded, step_ore=step)
    above = StatedAmount(kind=StatedKind.ABOUT, ore=Ore(rounded + step), step_ore=step)

    assert about.agrees_with(ore)
    assert not above.agrees_with(ore)


@pytest.mark.parametrize(
    "text",
    [
        "143.000 kr",
        "143,000.00 kr",
        "cirka 140 000-150 000 kr",
        "-143 000 kr",
        "14 3000 kr",
        "1 430 00 kr",
        "cirka kr",
        "hundra kronor",
        "cirka 143 000 euro",
        "typ 143 000 kr",
        "SEK 143 000 kr",
        "000 143 kr",
        "143 000, - kr",
        "143 000 kr per månad",
        "1,005 kr",
        "\N{ARABIC-INDIC DIGIT ONE}43 000 kr",
        "1e6 kr",
        "0,000000001 Mkr",
        "9" * 13,
    ],
)
def test_not_understood(text: str) -> None:
    """A text that is not understood is refused, never guessed; the error quotes the input."""
    with pytest.raises(StatedAmountError, match="no amount can be read from"):
        parse_stated_amount(text)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(late(parse_stated_amount, text=143_000), WrongTypeError, id="a number"),
        pytest.param(late(parse_stated_amount, text=""), TextError, id="empty"),
        pytest.param(late(parse_stated_amount, text="1" * 3000), TextError, id="long"),
        pytest.param(late(StatedAmount, kind="about", ore=1), WrongTypeError, id="text for a kind"),
        pytest.param(late(StatedAmount, kind=StatedKind.ABOUT, ore=-1), CountError, id="negative"),
        pytest.param(
            late(StatedAmount, kind=StatedKind.ABOUT, ore=1.5), WrongTypeError, id="a float"
        ),
        pytest.param(
            late(StatedAmount, kind=StatedKind.ABOUT, ore=1, step_ore=0), AmountError, id="no step"
        ),
        pytest.param(
            late(StatedAmount, kind=StatedKind.ABOUT, ore=1, per_year="ja"),
            WrongTypeError,
            id="text for a truth value",
        ),
        pytest.param(
            late(parse_stated_amount("1 kr").agrees_with, ore=1.0), WrongTypeError, id="float öre"
        ),
    ],
)
def test_no_such_amount(make: Callable[[], object], error: type[SamverkanError]) -> None:
    """An amount is whole öre, 0 or more."""
    with pytest.raises(error):
        make()
