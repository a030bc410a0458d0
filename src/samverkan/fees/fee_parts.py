"""A fee as a sum of parts: fixed amounts, rates times figures, shares, and what is none of these.

The parts follow the steps of the explanation. An amount that is rounded to whole öre is divided
among its parts by largest remainder, so that they sum to it. What rounds by more than that is a
part of its own.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import attrs

from ..agreements.state import Member
from ..core.division import largest_remainder, over_one
from ..core.fields import as_tuple
from ..core.figures import Figure
from ..core.money import Ore, Rounding, a_long_number, to_kronor
from ..core.sources import Source, as_sources
from ..errors import NotExactError
from ..errors.texts import an_instance
from ..funding.rules import (
    Bounded,
    EntryFee,
    Fixed,
    Indexed,
    Part,
    PerParty,
    Rate,
    Shares,
    Split,
)
from .steps import Portion, Step, resting_on


class FeePartKind(enum.StrEnum):
    """What a part of a fee is."""

    FIXED = "fixed"
    """An amount that a rule states, such as a lowest fee or a rebate (*fast belopp*)."""

    RATE = "rate"
    """A price times a number, such as kronor per inhabitant (*pris gånger antal*)."""

    SHARE = "share"
    """The party's share of a total that is divided (*andel*)."""

    ENTRY_FEE = "entry-fee"
    """What a new member pays once, however it is computed (*inträdesavgift*)."""

    OTHER = "other"
    """An amount that is not the sum of parts of the other kinds (*övrigt*), such as a sum that is
    adjusted by an index and then rounded."""

    ROUNDING = "rounding"
    """What rounding by an öre or more adds or takes away (*avrundning*)."""


def _as_figures(figures: Figure | Iterable[Figure]) -> tuple[Figure, ...]:
    return as_tuple("figures", figures, Figure)


@attrs.frozen(kw_only=True)
class FeePart:
    """A part of a fee (*del av avgift*); the parts of a fee sum to it.

    If the price and the quantity are known, their product, times the part of the year, is the
    exact amount. ``ore`` is less than 1 öre from it.

    Args:
        kind: What it is.

        ore: The amount, in whole öre.

        price: Kronor per unit, exact: of a fixed amount, the amount; of a share, the total that is
            divided. None if there is no single price.

        quantity: Number of units: 1 of a fixed amount; of a share, the party's part of the total.
            None if there is no single number.

        of_year: The part of the year that it is for: below 1 if it is prorated.

        figures: The party's figures that the number or the share is computed from.

        sources: Sources of the rules and figures.

    Raises:
        NotExactError: If a number is not a fraction.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> [part] = assess(agreement, year=2015, figures=figures).explain("Nacka").parts
    >>> part.kronor, part.price * part.quantity * part.of_year
    (Decimal('142773.00'), Fraction(142773, 1))
    """

    kind: FeePartKind
    ore: Ore
    price: Fraction | None = None
    quantity: Fraction | None = None
    of_year: Fraction = Fraction(1)
    figures: tuple[Figure, ...] = attrs.field(default=(), converter=_as_figures)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("kind", self.kind, FeePartKind)
        a_long_number("ore", self.ore)
        for field, value in (("price", self.price), ("quantity", self.quantity)):
            if value is not None and not isinstance(value, Fraction):
                raise NotExactError(field, value)
        if not isinstance(self.of_year, Fraction):
            raise NotExactError("of_year", self.of_year)

    @property
    def kronor(self) -> Decimal:
        """The amount, in kronor with two decimals."""
        return to_kronor(self.ore)


class _Line(NamedTuple):
    """A part before rounding."""

    kind: FeePartKind
    by: object  # the rule that gives it
    kronor: Fraction
    price: Fraction | None = None
    quantity: Fraction | None = None
    of_year: Fraction = Fraction(1)
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()

    def times(self, factor: Fraction) -> _Line:
        """Return the part at a price that is multiplied by a factor."""
        price = None if self.price is None else self.price * factor
        return self._replace(kronor=self.kronor * factor, price=price)


def parts_of(step: Step) -> tuple[FeePart, ...]:
    """Return the parts of an amount in whole öre, which sum to it."""
    return tuple(_parts(step, ()))


def _parts(step: Step, cited: tuple[Source, ...]) -> Iterator[FeePart]:
    """Yield the parts of an amount that was rounded, or that is a sum of such amounts."""
    cited = (*cited, *_cited(step))
    if isinstance(step.by, (Rounding, Split, Shares)):
        yield from _rounded(step, cited)
    else:
        for part in _steps(step):
            yield from _parts(part, cited)


def _rounded(step: Step, cited: tuple[Source, ...]) -> Iterator[FeePart]:
    """Yield the parts of an amount that was rounded from the sum of its inputs."""
    lines = _together(line for part in _steps(step) for line in _lines(part))
    ore = int(step.kronor * 100)
    exact = [line.kronor * 100 for line in lines]
    total = sum(exact, Fraction(0))
    nearest = ore if abs(ore - total) < 1 else round(total)
    for line, in_ore in zip(lines, largest_remainder(nearest, *over_one(exact)), strict=True):
        yield FeePart(
            kind=line.kind,
            ore=Ore(in_ore),
            price=line.price,
            quantity=line.quantity,
            of_year=line.of_year,
            figures=line.figures,
            sources=tuple(dict.fromkeys((*cited, *line.sources))),
        )
    if nearest != ore:
        rounding = FeePartKind.ROUNDING
        yield FeePart(kind=rounding, ore=Ore(ore - nearest), sources=tuple(dict.fromkeys(cited)))


def _together(lines: Iterable[_Line]) -> Sequence[_Line]:
    """Return each part once; parts of the year at one price, and shares by one rule, are added."""
    found: dict[object, _Line] = {}
    for line in lines:
        # The payers of a division, and so the share, may differ from day to day.
        key: tuple[object, ...] = (line.kind, line.by)
        if line.kind is not FeePartKind.SHARE:
            key = (*key, line.price, line.quantity, line.figures)
        other = found.get(key)
        if other is None:
            found[key] = line
        elif other.of_year + line.of_year > 1:  # the same rule stands twice in a sum
            found[*key, len(found)] = line
        else:
            found[key] = _added(other, line)
    return [*found.values()]


def _added(one: _Line, other: _Line) -> _Line:
    """Return two parts as one, for the days of both."""
    return one._replace(
        kronor=one.kronor + other.kronor,
        price=one.price if one.price == other.price else None,
        quantity=one.quantity if one.quantity == other.quantity else None,
        of_year=one.of_year + other.of_year,
        figures=tuple(dict.fromkeys((*one.figures, *other.figures))),
        sources=(*one.sources, *other.sources),
    )


def _lines(step: Step) -> list[_Line]:
    """Return the parts of an exact amount, which sum to it."""
    match step.by:
        case Fixed() | PerParty():
            return [_line(FeePartKind.FIXED, step, step.kronor, Fraction(1))]
        case Rate():
            return [_rate(step, step.by)]
        case Split() | Shares():
            return [_share(step)]
        case Indexed():
            lines = _indexed(step, step.by)
        case Bounded():  # the rule, or the limit that applies
            given = next(part for part in _steps(step) if part.kronor == step.kronor)
            lines = _lines(given)
        case _:
            lines = [line for part in _steps(step) for line in _lines(part)]
    if isinstance(step.by, Part):
        lines = [line.times(step.by.part) for line in lines]
    elif isinstance(step.by, Portion):
        of_year = step.by.of_year
        lines = [line._replace(kronor=line.kronor * of_year, of_year=of_year) for line in lines]
    elif isinstance(step.by, EntryFee):
        lines = [line._replace(kind=FeePartKind.ENTRY_FEE) for line in lines]
    cited = _cited(step)
    return [line._replace(sources=(*cited, *line.sources)) for line in lines]


def _line(
    kind: FeePartKind, step: Step, price: Fraction | None = None, quantity: Fraction | None = None
) -> _Line:
    sources = tuple(source for fact in step.facts() for source in fact.sources)
    figures = tuple(part for part in step.inputs if isinstance(part, Figure))
    return _Line(kind, step.by, step.kronor, price, quantity, Fraction(1), figures, sources)


def _rate(step: Step, rule: Rate) -> _Line:
    stated = [part.kronor for part in _steps(step)] or [Fraction(str(rule.kronor_per_unit))]
    price = stated[0] / rule.per
    return _line(FeePartKind.RATE, step, price, step.kronor / price if price else None)


def _share(step: Step) -> _Line:
    total, (weight, of) = _steps(step)[0].kronor, step.share or (0, 0)
    quantity = Fraction(weight, of) if of else None
    return _line(FeePartKind.SHARE, step, total, quantity)


def _indexed(step: Step, rule: Indexed) -> list[_Line]:
    """Return the parts of an amount that is adjusted: at adjusted prices, if these are exact."""
    [base] = _steps(step)
    lines = _lines(base)
    factor = step.kronor / base.kronor if base.kronor else Fraction(1)
    if len(lines) == 1:
        adjusted = lines[0].times(factor)
        if rule.rounding is not None and adjusted.kind is not FeePartKind.FIXED:
            # The amount is rounded, not the price.
            adjusted = adjusted._replace(price=None, quantity=None)
        return [adjusted]
    if rule.rounding is not None or not base.kronor:
        return [_line(FeePartKind.OTHER, step)._replace(figures=())]
    return [line.times(factor) for line in lines]


def _steps(step: Step) -> list[Step]:
    return [part for part in step.inputs if isinstance(part, Step)]


def _cited(step: Step) -> tuple[Source, ...]:
    """Return the sources of a step, without those of the steps before it."""
    match step.by:
        case Portion():
            own = step.by.reading.sources
        case Member():
            own = step.by.accession.sources
        case _:
            own = step.by.sources
    facts = (*resting_on(step.by), *(part for part in step.inputs if isinstance(part, Figure)))
    return (*own, *(source for fact in facts for source in fact.sources))
