"""Amounts as papers state them: "cirka 143 000 kr", and what agrees with them."""

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
    """What a paper says of an amount, besides a number."""

    EXACTLY = "exactly"
    """The number alone: the amount, rounded to the last digit written."""

    ABOUT = "about"
    """*Cirka*, *omkring*, *ungefär*: the amount, rounded."""

    AT_MOST = "at-most"
    """*Högst*, *upp till*: the amount or less."""

    AT_LEAST = "at-least"
    """*Minst*, *lägst*: the amount or more."""

    JUST_UNDER = "just-under"
    """*Knappt*, *nästan*: less, by less than one step."""

    JUST_OVER = "just-over"
    """*Drygt*: more, by less than one step."""


@attrs.frozen(kw_only=True)
class StatedAmount:
    """An amount with the precision in which a paper states it (*angivet belopp*).

    Args:
        kind: What is said of it.

        ore: The amount, in öre, 0 or more.

        step_ore: What it is stated to, in öre: 100 for whole kronor, 100 000 for whole
            thousands.

        per_year: Whether it is said to be for a year (*per år*), and not for a part of one.

        sources: Where it stands.

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
        """The lowest amount that agrees, in öre, or None where there is none."""
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
        """The highest amount that agrees, in öre, or None where there is none."""
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
        """Return whether an amount, in öre, is one that the paper may mean.

        A rounded amount agrees with all that give it when they are rounded to its step, from
        the middle up.

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
# What is more, or less, than an amount is so by 1 öre at least.
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
    """Return the amount that a Swedish paper states, with its precision.

    A number may be parted by blanks in groups of three, no-break ones too, and has a decimal
    comma. Before it may stand one of *cirka*, *ca*, *omkring*, *ungefär*, *runt*; *högst*,
    *max*, *upp till*; *minst*, *lägst*; *mer än*, *över*, *mindre än*, *under*; *knappt*,
    *nästan*, *närmare*; *drygt*; *exakt*. After it
    *kr*, *kronor*, *SEK*, *tkr*, *Mkr*, *MSEK*, *miljoner kronor*, or nothing, for kronor, and
    *per år*, which says no more of a fee for a year.

    The step is the place of the last digit written, and of its second digit at the coarsest:
    "3,3 Mkr" and "3 Mkr" are stated to 100 000 kronor. In a round number after such a word the
    zeros are not counted as written: "cirka 143 000 kr" is stated to the thousand, "cirka 140 000
    kr" to the ten thousand. Where a paper means it otherwise, make the :class:`StatedAmount`
    yourself.

    Raises:
        StatedAmountError: If anything in it is not understood; a dot between digits, a range, a
            negative number.

        TextError: If it is empty, too long, or holds characters that cannot be seen.

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
        step_ore=_step(kind, ore, step, rounded=not decimals),
        per_year=found["yearly"] is not None,
    )


def _step(kind: StatedKind, ore: int, written: int, *, rounded: bool) -> int:
    """Return what an amount is stated to: the place of the last digit, or that its zeros show."""
    second: int = 10 ** max(len(str(ore)) - 2, 0)
    coarsest = max(_KRONOR, second)
    step = min(written, coarsest)
    if kind is StatedKind.EXACTLY:
        return step
    step = max(step, min(_KRONOR, second))
    while rounded and ore and step < coarsest and ore % (step * 10) == 0:
        step *= 10
    return step
