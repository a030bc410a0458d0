"""Amounts as documents state them ("cirka 143 000 kr"), and which amounts agree with them."""

from __future__ import annotations

import enum
import re

import attrs

from ..core.fields import a_whole_number
from ..core.money import Ore, a_long_number
from ..core.sources import Source, as_sources
from ..errors import AmountError, StatedAmountError
from ..errors.texts import a_line, an_instance, as_line


class StatedKind(enum.StrEnum):
    """What a document says about an amount, besides the number."""

    EXACTLY = "exactly"
    """Only the number: the amount, rounded to the last digit written."""

    ABOUT = "about"
    """*Cirka*, *omkring*, *ungefär*: the amount, rounded."""

    AT_MOST = "at-most"
    """*Högst*, *upp till*: the amount or less."""

    AT_LEAST = "at-least"
    """*Minst*, *lägst*: the amount or more."""

    JUST_UNDER = "just-under"
    """*Knappt*, *nästan*: less than the amount, by less than one step."""

    JUST_OVER = "just-over"
    """*Drygt*: more than the amount, by less than one step."""


@attrs.frozen(kw_only=True)
class StatedAmount:
    """An amount, and the precision with which a document states it (*angivet belopp*).

    Args:
        kind: What the document says about the amount.

        ore: The amount, in öre, 0 or more.

        step_ore: The precision of the amount, in öre: 100 for whole kronor, 100 000 for whole
            thousands of kronor.

        per_year: Whether it is stated for a whole year (*per år*), not for part of one.

        sources: Sources that state the amount.

    Raises:
        CountError: If an amount is negative or has over 18 digits.

        AmountError: If the step is below 1 öre.

    >>> about = StatedAmount(kind=StatedKind.ABOUT, ore=Ore(14_300_000), step_ore=100_000)
    >>> about.lowest_ore, about.highest_ore
    (14250000, 14349999)
    """

    kind: StatedKind
    ore: Ore
    step_ore: int = 1
    per_year: bool = False
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("kind", self.kind, StatedKind)
        a_whole_number("ore", self.ore)
        a_whole_number("step_ore", self.step_ore)
        if self.step_ore < 1:
            raise AmountError("step_ore", self.step_ore, "step-below-one")
        an_instance("per_year", self.per_year, bool)

    @property
    def lowest_ore(self) -> Ore | None:
        """The lowest amount that agrees, in öre, or None if there is none."""
        match self.kind:
            case StatedKind.AT_MOST:
                return None
            case StatedKind.AT_LEAST:
                return self.ore
            case StatedKind.JUST_UNDER:
                return Ore(self.ore - self.step_ore + 1)
            case StatedKind.JUST_OVER:
                return Ore(self.ore + 1)
            case _:
                return Ore(self.ore - self.step_ore // 2)

    @property
    def highest_ore(self) -> Ore | None:
        """The highest amount that agrees, in öre, or None if there is none."""
        match self.kind:
            case StatedKind.AT_MOST:
                return self.ore
            case StatedKind.AT_LEAST:
                return None
            case StatedKind.JUST_UNDER:
                return Ore(self.ore - 1)
            case StatedKind.JUST_OVER:
                return Ore(self.ore + self.step_ore - 1)
            case _:
                return Ore(self.ore + (self.step_ore - 1) // 2)

    def agrees_with(self, ore: int) -> bool:
        """Return whether an amount, in öre, is one that the document may mean.

        A rounded amount agrees with every amount that rounds to it at its step; the middle is
        rounded up.

        >>> about = parse_stated_amount("cirka 143 000 kr")
        >>> [about.agrees_with(ore) for ore in (14_277_300, 14_163_450, 14_432_550)]
        [True, False, False]
        """
        a_long_number("ore", ore)
        lowest, highest = self.lowest_ore, self.highest_ore
        return (lowest is None or lowest <= ore) and (highest is None or ore <= highest)


_KINDS = {
    StatedKind.EXACTLY: ("", "exakt", "precis"),
    StatedKind.ABOUT: (
        *("cirka", "circa", "ca", "ca.", "ca:", "c:a", "~", "≈"),
        *("omkring", "ungefär", "runt", "uppskattningsvis", "i storleksordningen", "avrundat"),
    ),
    StatedKind.AT_MOST: (
        *("högst", "maximalt", "max", "max.", "upp till", "som mest", "som högst"),
        *("inte mer än", "ej mer än"),
    ),
    StatedKind.AT_LEAST: ("minst", "lägst", "som minst", "som lägst", "åtminstone"),
    StatedKind.JUST_UNDER: ("knappt", "nästan", "närmare", "strax under"),
    StatedKind.JUST_OVER: ("drygt", "strax över"),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
# More or less than an amount means a difference of at least 1 öre.
_BEYOND = {
    **dict.fromkeys(("mer än", "över"), (StatedKind.AT_LEAST, 1)),
    **dict.fromkeys(("mindre än", "under"), (StatedKind.AT_MOST, -1)),
}
_KRONOR, _THOUSANDS, _MILLIONS, _BILLIONS = 100, 100_000, 100_000_000, 100_000_000_000
_UNITS = {
    _KRONOR: ("", "kr", "kr.", ":-", ",-", "krona", "kronor", "sek"),
    _THOUSANDS: ("tkr", "kkr", "ksek", "tsek", "tusen", "tusen kr", "tusen kronor"),
    _MILLIONS: (
        *("mkr", "mnkr", "msek"),
        *(f"{word}{unit}" for word in ("miljon", "miljoner") for unit in ("", " kr", " kronor")),
    ),
    _BILLIONS: (
        *("mdkr", "mdr kr"),
        *(f"{word}{unit}" for word in ("miljard", "miljarder") for unit in ("", " kr", " kronor")),
    ),
}
_UNIT_OF = {word: ore for ore, words in _UNITS.items() for word in words}
_STATED = re.compile(
    r"(?P<kind>[a-zåäö.: ~≈]*?) ?(?P<before>(?:sek|kr) )?"
    r"(?P<number>[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}|[0-9]{1,12})(?:,(?P<decimals>[0-9]{1,11}))?"
    r" ?(?P<unit>,-|[a-zåäö.: -]*?)(?P<yearly>/år| per år| om året| årligen)?"
)
_BLANKS = re.compile(r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]+")


def parse_stated_amount(text: str) -> StatedAmount:
    """Return the amount that a Swedish text states, with its precision.

    The number has a decimal comma. Spaces, also no-break spaces, may separate its digits in
    groups of three. One of these words may precede it: *cirka*, *ca*, *omkring*, *ungefär*,
    *runt*; *högst*, *max*, *upp till*; *minst*, *lägst*; *mer än*, *över*, *mindre än*, *under*;
    *knappt*, *nästan*, *närmare*; *drygt*; *exakt*. A unit may follow it: *kr*, *kronor*, *SEK*,
    *tkr*, *Mkr*, *MSEK*, *miljoner kronor*; without a unit, the amount is in kronor. It may end
    with *per år*, which adds nothing about a fee for a year.

    The step is the place of the last digit written, but at the coarsest that of the second digit:
    "3,3 Mkr" and "3 Mkr" are stated to 100 000 kronor. In a round number after one of these words
    (except *exakt*), the trailing zeros do not count as written: "cirka 143 000 kr" is stated to
    the thousand, "cirka 140 000 kr" to the ten thousand. *Knappt* before one significant digit
    means at most a tenth less: "knappt 50 000 kr" is more than 45 000. If a document means
    something else, create the :class:`StatedAmount` yourself.

    Raises:
        StatedAmountError: If a part of the text is not understood, such as a dot between digits,
            a range or a negative number.

        TextError: If the text is empty, is too long, or contains invisible characters.

    >>> stated = parse_stated_amount("drygt 1,5 miljoner kronor")
    >>> stated.kind.value, stated.ore, stated.step_ore
    ('just-over', 150000000, 10000000)
    """
    a_line("text", text)
    found = _STATED.fullmatch(_BLANKS.sub(" ", as_line(text)).lower())
    if found is None:
        raise StatedAmountError(text, "no-number")
    word = found["kind"].strip()
    kind, beyond = _BEYOND.get(word, (_KIND_OF.get(word), 0))
    unit = _UNIT_OF.get(found["unit"].strip())
    if found["before"] is not None and found["unit"].strip():
        raise StatedAmountError(text, "two-units")
    if kind is None or unit is None:
        word = (found["kind"] if kind is None else found["unit"]).strip()
        raise StatedAmountError(text, "unknown-word", {"word": word})
    decimals = found["decimals"] or ""
    step, parts_of_an_ore = divmod(unit, 10 ** len(decimals))
    if parts_of_an_ore:
        raise StatedAmountError(text, "parts-of-an-ore")
    ore = int(found["number"].replace(" ", "") + decimals) * step
    return StatedAmount(
        kind=kind,
        ore=Ore(max(ore + beyond, 0)),
        step_ore=_step(kind, ore, step, found["number"], decimals),
        per_year=found["yearly"] is not None,
    )


def _step(kind: StatedKind, ore: int, written: int, number: str, decimals: str) -> int:
    """Return the precision of an amount, in öre, from its last written digit or its zeros."""
    second: int = 10 ** max(len(str(ore)) - 2, 0)
    coarsest = max(_KRONOR, second)
    step = min(written, coarsest)
    if kind is StatedKind.EXACTLY:
        return step
    significant = (number + decimals).replace(" ", "").lstrip("0")
    if (
        kind is StatedKind.JUST_UNDER
        and len(significant if decimals else significant.rstrip("0")) == 1
    ):
        return max(ore // 10, step)
    step = max(step, min(_KRONOR, second))
    while not decimals and ore and step < coarsest and ore % (step * 10) == 0:
        step *= 10
    return step
