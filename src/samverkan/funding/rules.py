"""Funding rules as data: frozen values that say what each member pays for a year.

The set of rules is closed; :data:`Rule` names them all.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias, cast

import attrs

from .. import _fields
from ..errors import AmountError, RuleError, WrongTypeError
from ..figures import ReferenceDate, Statistic
from ..money import Rounding, exact, to_ore
from ..parties import PartyKind
from ..sources import Source, as_sources
from ..texts import Text, as_optional_text

__all__ = [
    "Basis",
    "ByGroup",
    "Fixed",
    "Funding",
    "Proration",
    "Rate",
    "Reading",
    "Rule",
    "Sum",
]


@attrs.frozen(kw_only=True)
class Basis:
    """Which figure a rule takes: of what, and of which day.

    Args:
        statistic: What is counted.

        reference_date: The day that a budget year's figure is taken from; never guessed.

        said_before_year: Whether the clause says that this day lies before the budget year, as
            in *halvårsskiftet året före*; validation compares the two.

        sources: Where both stand.

    Raises:
        WrongTypeError: If a field holds something else.

    >>> from samverkan.population import POPULATION
    >>> Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30)).statistic.id
    'population'
    """

    statistic: Statistic
    reference_date: ReferenceDate
    said_before_year: bool = False
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.said_before_year, bool):
            raise WrongTypeError("said_before_year", "True or False", self.said_before_year)
        if not isinstance(self.statistic, Statistic):
            raise WrongTypeError("statistic", "a Statistic", self.statistic)
        if not isinstance(self.reference_date, ReferenceDate):
            raise WrongTypeError("reference_date", "a ReferenceDate", self.reference_date)


def _as_bases(value: Basis | Iterable[Basis]) -> tuple[Basis, ...]:
    return _fields.several("of", value, Basis, "a Basis")


def _as_rate(value: Decimal | int | str) -> Decimal:
    return exact(value, "kronor_per_unit")


def _as_kronor(value: Decimal | int | str) -> Decimal:
    to_ore(value, "kronor")  # refused here, where its parts of an öre came in
    return exact(value, "kronor")


@attrs.frozen(kw_only=True)
class Rate:
    """So many kronor per unit of the payer's figure (*belopp per invånare*).

    Args:
        kronor_per_unit: Kronor per unit, exact: a decimal, a whole number or text such as
            ``"1.50"``. Parts of an öre are allowed.

        of: The figure; of several, the product (each on its own day).

        sources: Where the rate stands.

    Raises:
        FloatError: If the rate is a float.

        AmountError: If the rate is not finite, negative or too long.

        RuleError: If no figure is given.

        WrongTypeError: If a field holds something else.

    >>> from samverkan.population import POPULATION
    >>> rate = Rate(
    ...     kronor_per_unit="1.50",
    ...     of=Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30)),
    ... )
    >>> rate.kronor_per_unit
    Decimal('1.5')
    """

    kronor_per_unit: Decimal = attrs.field(converter=_as_rate)
    of: tuple[Basis, ...] = attrs.field(converter=_as_bases)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if self.kronor_per_unit < 0:
            reason = "a rate is 0 or more; state a rebate as a Fixed amount below 0"
            raise AmountError("kronor_per_unit", self.kronor_per_unit, reason)
        if not self.of:
            raise RuleError("a rate needs a figure; state a Fixed amount where there is none")


@attrs.frozen(kw_only=True)
class Fixed:
    """The same amount for each payer (*fast belopp*); a rebate is below 0.

    Args:
        kronor: Kronor, in whole öre: a decimal, a whole number or text such as ``"25000"``.

        sources: Where the amount stands.

    Raises:
        FloatError: If the amount is a float.

        AmountError: If the amount is not finite, is too long, or has parts of an öre.

    >>> Fixed(kronor="25000").kronor
    Decimal('25000')
    """

    kronor: Decimal = attrs.field(converter=_as_kronor)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


def _as_kinds(value: Mapping[PartyKind, Rule] | Iterable[tuple[PartyKind, Rule]]) -> _Kinds:
    pairs = _sorted_pairs("kinds", value)
    for kind, _ in pairs:
        if not isinstance(kind, PartyKind):
            raise WrongTypeError("kinds", "a PartyKind for each rule", kind)
    return cast("_Kinds", pairs)


def _as_groups(value: Mapping[str, Rule] | Iterable[tuple[str, Rule]]) -> _Groups:
    pairs = _sorted_pairs("groups", value)
    for group, _ in pairs:
        _fields.a_line("groups", group)
    return tuple((_fields.line(group), rule) for group, rule in cast("_Groups", pairs))


def _sorted_pairs(field: str, value: object) -> tuple[tuple[object, Rule], ...]:
    given = list(value.items()) if isinstance(value, Mapping) else value
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise WrongTypeError(field, "a mapping of names to rules", value)
    pairs = list(given)
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise WrongTypeError(field, "a name and a rule", pair)
    return tuple(sorted(pairs, key=lambda pair: str(pair[0])))


@attrs.frozen(kw_only=True)
class ByGroup:
    """Another rule per named group of members, or per kind of party.

    Where groups are named, a member that its accession places in a group
    (``Accession.group``) follows the rule of that group; any other the rule of its kind. A
    member whose group or kind is not named has no rule stated: its fee is unknown, not 0.

    Args:
        kinds: A rule per kind of party.

        groups: A rule per named group.

        sources: Where it stands who belongs to which.

    Raises:
        WrongTypeError: If a key or a rule is something else.

        TextError: If a group has an empty name.

        RuleError: If one is named twice, or none at all.

    >>> ByGroup(kinds={PartyKind.REGION: Fixed(kronor=52_500)}).kinds[0][0].value
    'region'
    """

    kinds: _Kinds = attrs.field(default=(), converter=_as_kinds)
    groups: _Groups = attrs.field(default=(), converter=_as_groups)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        for field, pairs in (("kinds", self.kinds), ("groups", self.groups)):
            names = [str(name) for name, _ in pairs]
            if len(set(names)) < len(names):
                raise RuleError(f"one of the {field} is named twice: {', '.join(names)}")
        if not self.kinds and not self.groups:
            raise RuleError("rules by group name at least one kind or group")
        _rules("rules", [rule for _, rule in (*self.kinds, *self.groups)])

    def rule_for(self, kind: PartyKind, group: str | None) -> Rule | None:
        """Return the rule for a member of this kind and named group, or None.

        >>> rule = ByGroup(
        ...     groups={"shore": Fixed(kronor=1)}, kinds={PartyKind.REGION: Fixed(kronor=2)}
        ... )
        >>> rule.rule_for(PartyKind.REGION, None).kronor
        Decimal('2')
        >>> rule.rule_for(PartyKind.REGION, "Shore") is None
        True
        """
        if group is not None and self.groups:
            return next((rule for name, rule in self.groups if name == group), None)
        return next((rule for name, rule in self.kinds if name is kind), None)


def _as_rules(value: Rule | Iterable[Rule]) -> tuple[Rule, ...]:
    return _fields.several("rules", value, Rule, "a Rate, Fixed, ByGroup or Sum")


@attrs.frozen(kw_only=True)
class Sum:
    """Rules added, each rounded by itself.

    A member for whom one of them is not stated has no rule stated. Where a member shall
    pay nothing by one of them, say so: ``Fixed(kronor=0)``.

    Args:
        rules: The rules to add, at least one.

        sources: Where it stands that they are added.

    Raises:
        WrongTypeError: If one of them is no rule.

        RuleError: If there are none.

    >>> len(Sum(rules=[Fixed(kronor=1000), Fixed(kronor="-0.50")]).rules)
    2
    """

    rules: tuple[Rule, ...] = attrs.field(converter=_as_rules)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if not self.rules:
            raise RuleError("a sum needs at least one rule")


Rule: TypeAlias = Rate | Fixed | ByGroup | Sum
"""Every rule there is."""

_Kinds: TypeAlias = tuple[tuple[PartyKind, Rule], ...]
_Groups: TypeAlias = tuple[tuple[str, Rule], ...]


def _rules(field: str, values: Iterable[object]) -> None:
    for value in values:
        if not isinstance(value, Rule):
            raise WrongTypeError(field, "a Rate, Fixed, ByGroup or Sum", value)


class Proration(enum.StrEnum):
    """What a member owes for a part of a budget year (*tidsproportionering*)."""

    NONE = "none"
    """Who is a member on any day of the year owes the whole year's amount, by the rule of the
    first day of the year on which the agreement is in force. After a succession inside the
    year the successor alone owes it, by the figure of whom it succeeded."""

    BY_DAY = "by-day"
    """Each day of membership is owed by the rule of that day, over the days of the year."""


@attrs.frozen(kw_only=True)
class Funding:
    """How the members pay (*finansiering*): a rule, the part of a year, and the rounding.

    Args:
        rule: What each member pays for a budget year.

        proration: What a member owes for a part of a budget year.

        rounding: How amounts are rounded; once, at the end.

        sources: Where it stands what a part of a year costs.

    Raises:
        WrongTypeError: If a field holds something else.

    >>> Funding(rule=Fixed(kronor=25_000)).rounding.rule.value
    'half-away-from-zero'
    """

    rule: Rule
    proration: Proration = Proration.NONE
    rounding: Rounding = attrs.Factory(Rounding)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _rules("rule", [self.rule])
        if not isinstance(self.proration, Proration):
            raise WrongTypeError("proration", "a Proration", self.proration)
        if not isinstance(self.rounding, Rounding):
            raise WrongTypeError("rounding", "a Rounding", self.rounding)


@attrs.frozen(kw_only=True)
class Reading:
    """One reading (*tolkning*) of what an agreement says of its funding, under a name.

    Most agreements have one. Where a clause can be read in two ways, each way is a
    reading, the preferred one first, and each says why.

    Args:
        name: What to ask for it by, such as ``"mid-year-before"``.

        funding: What this reading says.

        reason: Why it can be read so, for people.

        sources: The words that are read.

    Raises:
        WrongTypeError: If a field holds something else.

        TextError: If the name is not written as an id.

    >>> Reading(name="as-written", funding=Funding(rule=Fixed(kronor=25_000))).name
    'as-written'
    """

    name: str
    funding: Funding
    reason: Text | None = attrs.field(default=None, converter=as_optional_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _fields.a_slug("name", self.name)
        if not isinstance(self.funding, Funding):
            raise WrongTypeError("funding", "a Funding", self.funding)
