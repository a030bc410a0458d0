"""Funding rules as data: frozen values that say what each member pays for a year.

The set of rules is closed; :data:`Rule` names them all.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, assert_never, cast

import attrs

from ..core.fields import a_whole_number, as_named_pairs, as_tuple
from ..core.money import Rounding, a_long_number, exact, to_ore
from ..core.parties import PartyKind
from ..core.parts import inside
from ..core.periods import LAST_YEAR, a_year
from ..core.sources import Source, as_sources
from ..errors import AmountError, NotExactError, RuleError, WrongTypeError
from ..errors.quoting import item
from ..errors.texts import Text, a_line, a_slug, an_instance, as_line
from .bases import Basis, as_bases, no_changes, one_figure_a_year
from .keys import Key, as_key, check_key, refuse_twice
from .links import Link

_AN_AMOUNT = Text("en regel, som Fixed(kronor=1000)", "a rule, such as Fixed(kronor=1000)")
_DEEPEST = 32
_MOST_PARTS = 10_000
_PART = re.compile(r"[0-9]{1,9}(/[0-9]{1,9}|\.[0-9]{1,10})?")


def _as_rate(value: Rule | Decimal | int | str) -> Decimal | Rule:
    return value if isinstance(value, Rule) else exact(value, "kronor_per_unit")


def _as_kronor(value: Decimal | int | str) -> Decimal:
    to_ore(value, "kronor")  # refuses parts of an öre in the field that has them
    return exact(value, "kronor")


@attrs.frozen(kw_only=True)
class Rate:
    """A number of kronor per unit of the payer's figure (*belopp per invånare*).

    Args:
        kronor_per_unit: Kronor per unit, exact: a decimal, a whole number or text such as
            ``"1.50"``, where parts of an öre are allowed; or a rule that gives the rate, such as
            an :class:`Indexed` one, rounded as that rule says.

        of: The figure, or the product of several figures (each on its own day). If a figure may
            be below 0, such as a surplus or deficit (*resultat*), so may the amount.

        per: The number of units that the kronor are for: 1000 for 0.42 kronor per 1 000 kronor
            (0.42 ‰, *promille*).

        sources: Sources that state the rate.

    Raises:
        NotExactError: If the rate is a float.

        AmountError: If the rate is not finite, is negative, or is too long.

        CountError: If the number of units is below 1.

        RuleError: If no figure is given, or the rule for the rate divides a total or contains an
            entry fee.

    >>> from samverkan import ReferenceDate
    >>> from samverkan.funding import POPULATION
    >>> rate = Rate(
    ...     kronor_per_unit="1.50",
    ...     of=Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30)),
    ... )
    >>> rate.kronor_per_unit
    Decimal('1.5')
    """

    kronor_per_unit: Decimal | Rule = attrs.field(converter=_as_rate)
    of: tuple[Basis, ...] = attrs.field(converter=as_bases)
    per: int = 1
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        rate = self.kronor_per_unit
        if isinstance(rate, Decimal):
            if rate < 0:
                raise AmountError("kronor_per_unit", rate, "rate-below-zero")
        else:
            _refuse_large(self)
            _an_amount_each(rate, "rate-over-division")
        if not self.of:
            raise RuleError("rate-without-figure")
        a_whole_number("per", self.per, 1)


@attrs.frozen(kw_only=True)
class Fixed:
    """The same amount for each payer (*fast belopp*); a rebate is below 0.

    Args:
        kronor: Kronor, in whole öre: a decimal, a whole number or text such as ``"25000"``.

        sources: Sources that state the amount.

    Raises:
        NotExactError: If the amount is a float.

        AmountError: If the amount is not finite, is too long, or has a fraction of an öre.

    >>> Fixed(kronor="25000").kronor
    Decimal('25000')
    """

    kronor: Decimal = attrs.field(converter=_as_kronor)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)


def _as_amounts(
    value: Mapping[str, Decimal | int | str] | Iterable[tuple[str, Decimal | int | str]],
) -> tuple[tuple[str, Decimal], ...]:
    pairs = cast("list[tuple[str, Decimal | int | str]]", as_named_pairs("kronor", value))
    for party, amount in pairs:
        a_slug("kronor", party)
        to_ore(amount, item("kronor", party))
    return tuple(sorted((party, exact(amount, item("kronor", party))) for party, amount in pairs))


def _as_others(value: Decimal | int | str | None) -> Decimal | None:
    if value is None:
        return None
    to_ore(value, "others")
    return exact(value, "others")


@attrs.frozen(kw_only=True)
class PerParty:
    """A stated amount for each party (*belopp per part*), such as one that evens out a change.

    A party without an amount of its own has that of its predecessor; without that, the amount of
    the others applies. Amounts may be below 0, and may sum to 0.

    Args:
        kronor: Kronor per party id, in whole öre.

        others: Kronor for a party that is not named, in whole öre, or None if nothing is stated
            for it: its fee is then unknown, not 0.

        sources: Sources that state the amounts.

    Raises:
        NotExactError: If an amount is a float.

        AmountError: If an amount is not finite, is too long, or has a fraction of an öre.

        TextError: If a party id is not valid.

        RuleError: If a party is named twice, or none is named.

    >>> added = PerParty(kronor={"1471": 2_400_000, "1495": 400_000}, others=0)
    >>> added.kronor[0]
    ('1471', Decimal('2400000'))
    """

    kronor: tuple[tuple[str, Decimal], ...] = attrs.field(converter=_as_amounts)
    others: Decimal | None = attrs.field(default=None, converter=_as_others)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        refuse_twice("kronor", [party for party, _ in self.kronor])
        if not self.kronor:
            raise RuleError("no-party")


def _as_kinds(value: Mapping[PartyKind, Rule] | Iterable[tuple[PartyKind, Rule]]) -> _Kinds:
    return cast("_Kinds", _sorted_kinds(value))


def _as_groups(value: Mapping[str, Rule] | Iterable[tuple[str, Rule]]) -> _Groups:
    return cast("_Groups", _sorted_groups(value))


def _sorted_kinds(value: object) -> tuple[tuple[object, object], ...]:
    pairs = as_named_pairs("kinds", value)
    for kind, _ in pairs:
        an_instance("kinds", kind, PartyKind)
    return tuple(sorted(pairs, key=lambda pair: str(pair[0])))


def _sorted_groups(value: object) -> tuple[tuple[str, object], ...]:
    pairs = cast("list[tuple[str, object]]", as_named_pairs("groups", value))
    for group, _ in pairs:
        a_line("groups", group)
    return tuple(sorted(((as_line(group), said) for group, said in pairs), key=_first))


def _first(pair: tuple[str, object]) -> str:
    return pair[0]


@attrs.frozen(kw_only=True)
class ByGroup:
    """A different rule for each named group of members, or for each kind of party.

    If groups are named, a member whose accession places it in a group (``Accession.group``)
    follows the rule of that group. Any other member follows the rule of its kind. If that group
    or kind is not named, no rule is stated for the member: its fee is unknown, not 0.

    Args:
        kinds: A rule per kind of party.

        groups: A rule per named group.

        sources: Sources that state which members belong to which group or kind.

    Raises:
        TextError: If a group has an empty name.

        RuleError: If a group or kind is named twice, or none is named.

    >>> ByGroup(kinds={PartyKind.REGION: Fixed(kronor=52_500)}).kinds[0][0].value
    'region'
    """

    kinds: _Kinds = attrs.field(default=(), converter=_as_kinds)
    groups: _Groups = attrs.field(default=(), converter=_as_groups)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        refuse_twice("kinds", [kind for kind, _ in self.kinds])
        refuse_twice("groups", [group for group, _ in self.groups])
        if not self.kinds and not self.groups:
            raise RuleError("no-group")
        _rules("kinds", [rule for _, rule in self.kinds])
        _rules("groups", [rule for _, rule in self.groups])
        _refuse_large(self)
        _refuse_remainders(rules_in(self))


def _as_rules(value: Rule | Iterable[Rule]) -> tuple[Rule, ...]:
    return as_tuple("rules", value, Rule)


@attrs.frozen(kw_only=True)
class Sum:
    """The sum of several rules, each rounded separately.

    If one of the rules states nothing for a member, neither does the sum. If a member is to
    pay nothing by one of them, state ``Fixed(kronor=0)``. Inside a bound, a step or an index,
    which are rounded at the end, the parts are added exactly.

    Args:
        rules: The rules to add, at least one.

        sources: Sources that state the addition.

    Raises:
        RuleError: If there are none, if rules are nested more than 32 deep, or if there are more
            than 10 000, each counted as often as it is used.

    >>> len(Sum(rules=[Fixed(kronor=1000), Fixed(kronor="-0.50")]).rules)
    2
    """

    rules: tuple[Rule, ...] = attrs.field(converter=_as_rules)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        if not self.rules:
            raise RuleError("no-rule")
        _refuse_large(self)
        _refuse_remainders(self.rules)


def _as_years(
    value: Mapping[int, Rule | Decimal | int | str]
    | Iterable[tuple[int, Rule | Decimal | int | str]],
) -> tuple[tuple[int, Rule], ...]:
    pairs = cast("list[tuple[int, Rule | Decimal | int | str]]", as_named_pairs("years", value))
    for year, _ in pairs:
        a_year(year)
    return tuple(
        sorted(((year, _amount(item("years", year), rule)) for year, rule in pairs), key=_year)
    )


def _year(pair: tuple[int, Rule]) -> int:
    return pair[0]


def _as_later(value: Rule | Decimal | int | str | None) -> Rule | None:
    return None if value is None else _amount("later", value)


@attrs.frozen(kw_only=True)
class ByYear:
    """A different rule or amount for each budget year (*per budgetår*).

    It states a change in steps, or each year's budget, at once. For a year without a rule,
    nothing is stated: the fees are unknown, not 0.

    Args:
        years: A rule, or kronor, per budget year.

        later: The rule, or kronor, of all years after the last one named (*därefter*), or None if
            nothing is stated for them.

        sources: Sources that state the years.

    Raises:
        BudgetYearError: If a year is not a whole number from 1800 to 2999.

        NotExactError: If an amount is a float.

        AmountError: If an amount is not finite, is too long, or has a fraction of an öre.

        RuleError: If a year is named twice, or none is named.

    >>> steps = ByYear(years={2027: 1_000_000, 2028: 1_200_000}, later=1_500_000)
    >>> steps.rule_for(2028).kronor, steps.rule_for(2031).kronor, steps.rule_for(2026)
    (Decimal('1200000'), Decimal('1500000'), None)
    """

    years: tuple[tuple[int, Rule], ...] = attrs.field(converter=_as_years)
    later: Rule | None = attrs.field(default=None, converter=_as_later)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _refuse_large(self)
        refuse_twice("years", [year for year, _ in self.years])
        if not self.years:
            raise RuleError("no-year")

    def rule_for(self, year: int) -> Rule | None:
        """Return the rule of a budget year, or None if nothing is stated for it.

        Raises:
            BudgetYearError: If *year* is not a whole number from 1800 to 2999.
        """
        a_year(year)
        if year > self.years[-1][0]:
            return self.later
        return next((rule for named, rule in self.years if named == year), None)


def _as_first(value: Rule | Decimal | int | str) -> Rule:
    return _amount("first", value)


def _as_again(value: Rule | Decimal | int | str | None) -> Rule | None:
    return None if value is None else _amount("again", value)


@attrs.frozen(kw_only=True)
class EntryFee:
    """A fee that a party owes once, for the year in which its membership begins (*inträdesavgift*).

    It is never prorated, and is rounded by itself. In other years it is 0. Each membership that
    begins in the year counts. A successor does not begin a membership. Under Proration.NONE, who
    owes the year's fee also owes the entry fee of that membership. By month, the rule of the first
    day of the month of entry applies. Parties that are members from the agreement's first day owe
    it, too: use ByGroup if they do not.

    Args:
        first: Kronor, or a rule that gives the amount.

        again: The same for a party that was a member before (*återinträde*), by an earlier
            membership of its own; None if it is the same as the first time.

        sources: Sources that state the fee.

    Raises:
        NotExactError: If an amount is a float.

        AmountError: If an amount is not finite, is too long, is below 0, or has a fraction of an
            öre.

        RuleError: If a rule divides a total or contains an entry fee.

    >>> EntryFee(first=20_000, again=10_000).again.kronor
    Decimal('10000')
    """

    first: Rule = attrs.field(converter=_as_first)
    again: Rule | None = attrs.field(default=None, converter=_as_again)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _refuse_large(self)
        for field, rule in (("first", self.first), ("again", self.again)):
            if rule is not None:
                _an_amount_each(rule, "entry-fee-over-division")
            if isinstance(rule, Fixed) and rule.kronor < 0:
                raise AmountError(field, rule.kronor, "entry-fee-below-zero")


def _amount(field: str, value: Rule | Decimal | int | str) -> Rule:
    """Return a stated amount as a rule, and a rule unchanged."""
    if isinstance(value, Rule):
        return value
    to_ore(value, field)  # refuses parts of an öre in the field that has them
    return Fixed(kronor=value)


def _as_total(value: Rule | Decimal | int | str) -> Rule:
    return _amount("total", value)


def _as_whole(value: Rule | Decimal | int | str) -> Rule:
    return _amount("rule", value)


def _as_floor(value: Rule | Decimal | int | str | None) -> Rule | None:
    return None if value is None else _amount("floor", value)


def _as_cap(value: Rule | Decimal | int | str | None) -> Rule | None:
    return None if value is None else _amount("cap", value)


@attrs.frozen(kw_only=True)
class Split:
    """A total divided among the payers by a key (*fördelas efter*).

    The payers are the members that the rule applies to: all members, or those of one group or
    kind. Their shares are rounded to whole öre by largest remainder, so that they sum to the
    total. If a figure of one payer is missing, no share is known.

    Args:
        total: The amount to divide: kronor, a rule that gives every payer the same amount, such
            as Indexed, a :class:`Part` of a total, or the :class:`Remainder` of one. A total
            below 0, such as a surplus, divides as the mirror image of one above 0.

        by: The key: a figure or the product of several, Equally() or ByWeight(…).

        step_ore: The step of the shares, in öre: 1 for whole öre, 100 for whole kronor, 100 000
            for whole thousands of kronor. The shares are whole steps by largest remainder; what
            is left of the total, less than a step, is borne by the payer with the next largest
            remainder.

        sources: Sources that state the division and the key.

    Raises:
        NotExactError: If the total is a float.

        AmountError: If the total is not finite, is too long, or has a fraction of an öre.

        RuleError: If the total may differ between payers, or the key has no figure or one that
            may be below 0.

        CountError: If the step is below 1 öre.

    >>> from samverkan.funding import Equally
    >>> Split(total=400_000, by=Equally()).total.kronor
    Decimal('400000')
    """

    total: Rule = attrs.field(converter=_as_total)
    by: Key = attrs.field(converter=as_key)
    step_ore: int = 1
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _rules("total", [self.total])
        _refuse_large(self)
        if not _is_total(self.total):
            raise RuleError("total-differs")
        check_key(self.by)
        a_whole_number("step_ore", self.step_ore, 1)


def _as_of(value: Fraction | Decimal | int | str | None) -> Fraction | None:
    return None if value is None else as_part("of", value)


def _as_less(value: Fraction | Decimal | int | str | None) -> Fraction | None:
    return None if value is None else as_part("less", value)


@attrs.frozen(kw_only=True)
class Part:
    """A part of what a rule gives (*del av*), or what is left after a discount (*avdrag*).

    As the total of a :class:`Split` it states a part of a total. The parts of one total are rounded
    together: what the divisions of a funding bear of one total sums to it. In a :class:`Sum`, parts
    of one rule are added exactly and rounded once.

    Args:
        rule: The rule, or kronor, to take a part of.

        of: The part, from 0 to 1, exact: a fraction, a decimal, or text such as ``"3/4"``.

        less: The discount instead, likewise: ``"1/10"`` leaves nine tenths.

        sources: Sources that state the part.

    Raises:
        NotExactError: If the part is a float.

        AmountError: If the part is not from 0 to 1.

        RuleError: If not exactly one of the part and the discount is given, or the rule divides a
            total or contains an entry fee.

    >>> Part(rule=1_000_000, of="1/5").part, Part(rule=1_000_000, less="1/10").part
    (Fraction(1, 5), Fraction(9, 10))
    """

    rule: Rule = attrs.field(converter=_as_whole)
    of: Fraction | None = attrs.field(default=None, converter=_as_of)
    less: Fraction | None = attrs.field(default=None, converter=_as_less)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _refuse_large(self)
        if self.of is None and self.less is None:
            raise RuleError("no-part-or-discount")
        if self.of is not None and self.less is not None:
            raise RuleError("part-and-discount")
        if not is_remainder(self.rule):
            _an_amount_each(self.rule, "part-over-division")
        elif not _is_total(self.rule):
            raise RuleError("total-differs")

    @property
    def part(self) -> Fraction:
        """The part that is taken, or left after the discount."""
        return 1 - self.less if self.less is not None else cast("Fraction", self.of)


@attrs.frozen(kw_only=True)
class Remainder:
    """What is left of a total after what all members pay by another rule (*återstoden*).

    It is a total for a :class:`Split`. Members for whom the other rule states nothing pay nothing
    by it. On each day, what is left is that day's total, less what the members of that day pay.
    What they pay is counted as rounded, so that it and the shares sum to the total if somebody has
    a share on each of those days. What is left may be below 0.

    Args:
        total: The total, as in :class:`Split`.

        after: The rule by which all members of the agreement pay first.

        sources: Sources that state what is left.

    Raises:
        NotExactError: If an amount is a float.

        AmountError: If an amount is not finite, is too long, or has a fraction of an öre.

        RuleError: If the total may differ between payers, or the other rule contains an entry fee.

    >>> Remainder(total=339_000_000, after=Fixed(kronor=400_000)).total.kronor
    Decimal('339000000')
    """

    total: Rule = attrs.field(converter=_as_total)
    after: Rule
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _rules("total", [self.total])
        _rules("after", [self.after])
        _refuse_large(self)
        if not _is_total(self.total):
            raise RuleError("total-differs")
        _refuse_remainders([self.after])
        if has_entry_fee(self.after):
            raise RuleError("remainder-after-entry-fee")


def as_part(field: str, value: Fraction | Decimal | int | str) -> Fraction:
    """Return a part, from 0 to 1, as a fraction; refuse it by the name of its field."""
    if isinstance(value, str) and not _PART.fullmatch(value):
        raise AmountError(field, value, "no-part")
    if type(value) not in {Fraction, Decimal, int, str}:
        raise NotExactError(field, value)
    if isinstance(value, Decimal):
        value = exact(value, field)
    try:
        part = Fraction(value)
    except ZeroDivisionError:
        raise AmountError(field, value, "divided-by-zero") from None
    a_long_number(field, part.denominator)
    if not 0 <= part <= 1:
        raise AmountError(field, value, "part-above-one" if part > 1 else "part-below-zero")
    return part


def _as_part(value: Fraction | Decimal | int | str) -> Fraction:
    return as_part("part", value)


@attrs.frozen(kw_only=True)
class Share:
    """The part of a total that a class of payers bears, and how the class divides it (*andel*).

    Args:
        part: The part, from 0 to 1, exact: a fraction, a decimal, or text such as ``"1/4"``.

        by: The key within the class: a figure or the product of several, Equally() or
            ByWeight(…).

        sources: Sources that state the part and the key.

    Raises:
        NotExactError: If the part is a float.

        AmountError: If the part is not from 0 to 1.

        RuleError: If the key has no figure, or one that may be below 0.

    >>> from samverkan.funding import Equally
    >>> Share(part="1/4", by=Equally()).part
    Fraction(1, 4)
    """

    part: Fraction = attrs.field(converter=_as_part)
    by: Key = attrs.field(converter=as_key)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        check_key(self.by)


def _as_shares_of_kinds(
    value: Mapping[PartyKind, Share] | Iterable[tuple[PartyKind, Share]],
) -> tuple[tuple[PartyKind, Share], ...]:
    return cast("tuple[tuple[PartyKind, Share], ...]", _sorted_kinds(value))


def _as_shares_of_groups(
    value: Mapping[str, Share] | Iterable[tuple[str, Share]],
) -> tuple[tuple[str, Share], ...]:
    return cast("tuple[tuple[str, Share], ...]", _sorted_groups(value))


@attrs.frozen(kw_only=True)
class Shares:
    """A total divided first among classes of payers, then within each class (*i två steg*).

    The class of a member is determined as in :class:`ByGroup`: the group that its accession
    names, else its kind. The amounts that the classes bear of a whole year's total are rounded
    by largest remainder, and so are the shares of the payers. A class without payers bears
    nothing, and no other class bears its part: what a class bears never depends on the members
    of another. The parts may sum to less than 1: who bears the rest is then unknown.

    Args:
        total: The amount to divide: kronor, or a rule that gives every payer the same amount. To
            divide a part of a total, or what is left of one, use ByGroup, and in it a Split with a
            Part as its total.

        kinds: A share per kind of party.

        groups: A share per named group.

        step_ore: The step of the shares of the payers, in öre, as in :class:`Split`.

        sources: Sources that state this division.

    Raises:
        NotExactError: If the total is a float.

        AmountError: If the total is not finite, is too long, or has a fraction of an öre.

        RuleError: If the total may differ between payers, the parts sum to more than 1, a class
            is named twice, or no class is named.

        TextError: If a group has an empty name.

        CountError: If the step is below 1 öre.

    >>> from samverkan.funding import Equally
    >>> rule = Shares(total=1_000_000, kinds={PartyKind.REGION: Share(part="1/4", by=Equally())})
    >>> rule.kinds[0][1].part
    Fraction(1, 4)
    """

    total: Rule = attrs.field(converter=_as_total)
    kinds: tuple[tuple[PartyKind, Share], ...] = attrs.field(
        default=(), converter=_as_shares_of_kinds
    )
    groups: tuple[tuple[str, Share], ...] = attrs.field(default=(), converter=_as_shares_of_groups)
    step_ore: int = 1
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _rules("total", [self.total])
        _refuse_large(self)
        if is_part_of_total(self.total):
            raise RuleError("shares-of-part")
        if not same_for_all(self.total):
            raise RuleError("total-differs")
        a_whole_number("step_ore", self.step_ore, 1)
        refuse_twice("kinds", [kind for kind, _ in self.kinds])
        refuse_twice("groups", [group for group, _ in self.groups])
        shares = [share for _, share in (*self.kinds, *self.groups)]
        for share in shares:
            an_instance("shares", share, Share)
        if not shares:
            raise RuleError("no-share")
        if sum(share.part for share in shares) > 1:
            raise RuleError("more-than-all")


@attrs.frozen(kw_only=True)
class Bounded:
    """A rule with a lowest or highest amount for a year (*lägst*, *högst*), or both.

    The limits apply to the whole year's amount, before proration. If they cross, the cap
    applies.

    Args:
        rule: The rule to limit.

        floor: The lowest amount: kronor, or a rule such as a Rate; None if there is none.

        cap: The highest amount, likewise.

        sources: Sources that state the limits.

    Raises:
        NotExactError: If a limit is a float.

        AmountError: If a limit is not finite, is too long, or has a fraction of an öre.

        RuleError: If there is no limit, if two limits in kronor cross, or if a total is divided:
            a limit would break the sum of the shares.

    >>> Bounded(rule=Fixed(kronor=25_000), cap=20_000).cap.kronor
    Decimal('20000')
    """

    rule: Rule
    floor: Rule | None = attrs.field(default=None, converter=_as_floor)
    cap: Rule | None = attrs.field(default=None, converter=_as_cap)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _rules("rule", [self.rule])
        if not self.limits:
            raise RuleError("no-bound")
        _refuse_large(self)
        for rule in (self.rule, *self.limits):
            _an_amount_each(rule, "bound-over-division")
        floor, cap = self.floor, self.cap
        if isinstance(floor, Fixed) and isinstance(cap, Fixed) and floor.kronor > cap.kronor:
            raise RuleError("bounds-swapped")

    @property
    def limits(self) -> tuple[Rule, ...]:
        """The limits that are given, the floor first."""
        return tuple(limit for limit in (self.floor, self.cap) if limit is not None)


def _as_steps(
    value: Mapping[int, Rule]
    | Mapping[Decimal, Rule]
    | Mapping[str, Rule]
    | Iterable[tuple[Decimal | int | str, Rule]],
) -> tuple[tuple[Decimal, Rule], ...]:
    pairs = cast("list[tuple[Decimal | int | str, Rule]]", as_named_pairs("above", value))
    steps = [(exact(size, "above"), rule) for size, rule in pairs]
    return tuple(sorted(steps, key=lambda step: step[0]))


@attrs.frozen(kw_only=True)
class Stepped:
    """A different rule above a size (*storleksklass*), applied to the whole amount.

    Args:
        of: The figure that gives the size.

        rule: The rule up to the first size, that size included.

        above: A rule for figures above each size, in units of the figure. If the figure is above
            several sizes, the rule of the largest one applies.

        sources: Sources that state the sizes.

    Raises:
        NotExactError: If a size is a float.

        AmountError: If a size is negative, or too long.

        RuleError: If no size is given, a size is given twice, the figure may be below 0, or a
            total is divided: who the payers are would depend on figures.

    >>> from samverkan import ReferenceDate
    >>> from samverkan.funding import POPULATION
    >>> rule = Stepped(
    ...     of=Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30)),
    ...     rule=Fixed(kronor=1_000),
    ...     above={200_000: Fixed(kronor=900)},
    ... )
    >>> rule.above[0][1].kronor
    Decimal('900')
    """

    of: Basis
    rule: Rule
    above: tuple[tuple[Decimal, Rule], ...] = attrs.field(converter=_as_steps)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        an_instance("of", self.of, Basis)
        no_changes([self.of])
        _rules("rule", [self.rule])
        _rules("above", [rule for _, rule in self.above])
        _refuse_large(self)
        if not self.above:
            raise RuleError("no-size")
        if self.above[0][0] < 0:
            raise AmountError("above", self.above[0][0], "size-below-zero")
        refuse_twice("sizes", [size for size, _ in self.above])
        for rule in (self.rule, *(rule for _, rule in self.above)):
            _an_amount_each(rule, "step-over-division")


class IndexMethod(enum.StrEnum):
    """How an index adjusts a base amount."""

    LEVEL = "level"
    """In proportion to the level (*indextal*): the budget year's divided by the base year's."""

    CHANGE = "change"
    """By the budget year's yearly change in percent only (*årlig förändring*), always from the
    base amount."""

    CHAINED = "chained"
    """By the yearly changes in percent of all years after the base year, compounded; rounded at
    the end."""

    CHAINED_ROUNDED = "chained-rounded"
    """As CHAINED, but each year's amount is rounded before the next change is applied."""


@attrs.frozen(kw_only=True)
class Indexed:
    """An amount adjusted by an index (*indexuppräkning*, *indexklausul*).

    No amount is stated for the years before the base year. A level of 0 and a change of −100 % or
    less are not valid figures of an index: such a figure counts as missing.

    Args:
        rule: The rule that gives the amount for the base year.

        index: The index: a figure of an area. Its reference date sets the lag:
            ``ReferenceDate(2, 12, 31)`` takes the index of year N−2 for budget year N. A
            yearly change is a figure in percent.

        method: Whether the level adjusts the amount, or which yearly changes do.

        base_year: The budget year that the amount is stated for.

        rounding: How the adjusted amount is rounded before anything else is done with it, or
            None if it is not rounded.

        link: The series by which the index goes on after its own has ended, or None. Without it,
            a level is never compared with one of another series. Only for LEVEL.

        sources: Sources for the clause.

    Raises:
        BudgetYearError: If the base year is not a whole number from 1800 to 2999.

        RuleError: If the index has no area, if a level may be below 0 or a yearly change may
            not, if each year is to be rounded and no rounding is given, if there is a link and
            the method is not LEVEL, or if a total is divided: index the total instead.

    >>> from samverkan import ReferenceDate, Statistic
    >>> pkv = Statistic(
    ...     id="pkv", name="PKV", unit="procent", units="procent", decimals=1, signed=True
    ... )
    >>> index = Basis(statistic=pkv, reference_date=ReferenceDate(2, 12, 31), subject="00")
    >>> moved = Indexed(
    ...     rule=Fixed(kronor=900),
    ...     index=index,
    ...     method=IndexMethod.CHANGE,
    ...     base_year=2017,
    ...     rounding=Rounding(step_ore=100),
    ... )
    >>> moved.index.reference_date.before(2018)
    datetime.date(2016, 12, 31)
    """

    rule: Rule
    index: Basis
    method: IndexMethod
    base_year: int
    rounding: Rounding | None = None
    link: Link | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _rules("rule", [self.rule])
        _refuse_large(self)
        _an_amount_each(self.rule, "index-over-division")
        an_instance("index", self.index, Basis)
        if self.index.subject is None:
            raise RuleError("index-without-area")
        one_figure_a_year(self.index)
        an_instance("method", self.method, IndexMethod)
        if self.method is IndexMethod.LEVEL and self.index.statistic.signed:
            raise RuleError("no-level", {"statistic": self.index.statistic.id})
        if self.method is not IndexMethod.LEVEL and not self.index.statistic.signed:
            raise RuleError("no-change", {"statistic": self.index.statistic.id})
        a_year(self.base_year)
        an_instance("rounding", self.rounding, Rounding, None)
        if self.method is IndexMethod.CHAINED_ROUNDED and self.rounding is None:
            raise RuleError("rounding-lacking")
        self._check_link()

    def _check_link(self) -> None:
        an_instance("link", self.link, Link, None)
        if self.link is None:
            return
        if self.method is not IndexMethod.LEVEL:
            raise RuleError("link-without-level")
        if self.link.index.statistic.id == self.index.statistic.id:
            raise RuleError("link-to-itself", {"statistic": self.index.statistic.id})


Rule: TypeAlias = (
    Rate
    | Fixed
    | PerParty
    | EntryFee
    | Split
    | Shares
    | ByGroup
    | ByYear
    | Bounded
    | Stepped
    | Indexed
    | Part
    | Remainder
    | Sum
)
"""Any of the funding rules."""

_Kinds: TypeAlias = tuple[tuple[PartyKind, Rule], ...]
_Groups: TypeAlias = tuple[tuple[str, Rule], ...]


def rules_in(rule: Rule) -> tuple[Rule, ...]:  # noqa: C901, PLR0911 - one for each rule
    """Return the rules directly inside a rule, not those nested deeper.

    >>> rules_in(Sum(rules=[Fixed(kronor=1), Fixed(kronor=2)]))[1].kronor
    Decimal('2')
    """
    match rule:
        case Rate():
            return (rule.kronor_per_unit,) if isinstance(rule.kronor_per_unit, Rule) else ()
        case Fixed() | PerParty():
            return ()
        case EntryFee():
            return (rule.first,) if rule.again is None else (rule.first, rule.again)
        case Split() | Shares():
            return (rule.total,)
        case Remainder():
            return (rule.total, rule.after)
        case Part() | Indexed():
            return (rule.rule,)
        case ByYear():
            named = tuple(part for _, part in rule.years)
            return named if rule.later is None else (*named, rule.later)
        case ByGroup():
            return tuple(part for _, part in (*rule.kinds, *rule.groups))
        case Sum():
            return rule.rules
        case Bounded():
            return (rule.rule, *rule.limits)
        case Stepped():
            return (rule.rule, *(part for _, part in rule.above))
        case _:
            assert_never(rule)


def _refuse_large(rule: Rule) -> None:
    """Refuse a rule that is nested too deeply or has too many parts; each use of a part counts."""
    waiting, parts = [(rule, 1)], 0
    while waiting:
        part, depth = waiting.pop()
        parts += 1
        if depth > _DEEPEST:
            raise RuleError("too-deep", {"most": _DEEPEST})
        if parts > _MOST_PARTS:
            raise RuleError("too-large", {"most": _MOST_PARTS})
        waiting += [(each, depth + 1) for each in rules_in(part)]


def _has(rule: Rule, *kinds: type[Rule]) -> bool:
    """Return whether a rule, or one anywhere inside it, is of some kind."""
    return isinstance(rule, kinds) or any(_has(part, *kinds) for part in rules_in(rule))


def divides(rule: Rule) -> bool:
    """Return whether a rule, or one inside it, divides a total among the payers.

    >>> from samverkan.funding import Equally
    >>> divides(Sum(rules=[Fixed(kronor=1), Split(total=2, by=Equally())]))
    True
    """
    return _has(rule, Split, Shares)


def has_entry_fee(rule: Rule) -> bool:
    """Return whether a rule, or one inside it, is an entry fee.

    >>> has_entry_fee(Sum(rules=[Fixed(kronor=1), EntryFee(first=1)]))
    True
    """
    return _has(rule, EntryFee)


def years_named(rule: Rule) -> tuple[int, ...]:
    """Return the budget years that a rule names, and the first of the later ones, in order.

    >>> years_named(ByYear(years={2027: 1, 2030: 2}))
    (2027, 2030, 2031)
    """
    named: set[int] = set()
    for by_year in inside(rule, ByYear):
        several = [year for year, _ in by_year.years]
        named |= {*several, min(several[-1] + 1, LAST_YEAR)}
    return tuple(sorted(named))


def is_part_of_total(rule: Rule) -> bool:
    """Return whether a total is a part of another one, or what is left of it, in some year."""
    if isinstance(rule, ByYear):
        return any(map(is_part_of_total, rules_in(rule)))
    return isinstance(rule, (Part, Remainder))


def is_remainder(rule: Rule) -> bool:
    """Return whether a rule is what is left of a total, or a part of that, in some year."""
    if isinstance(rule, (ByYear, Part)):
        return any(map(is_remainder, rules_in(rule)))
    return isinstance(rule, Remainder)


def _refuse_remainders(rules: Iterable[Rule]) -> None:
    if any(map(is_remainder, rules)):
        raise RuleError("remainder-not-divided")


def _an_amount_each(rule: Rule, reason: str) -> None:
    """Refuse a rule that does not give each payer an amount by itself."""
    if divides(rule):
        raise RuleError(reason)
    if has_entry_fee(rule):
        raise RuleError("entry-fee-inside")
    _refuse_remainders([rule])


def _is_total(rule: Rule) -> bool:
    """Return whether a rule can be the total of a division."""
    match rule:
        case Remainder():
            return True
        case Part() | ByYear():
            return all(map(_is_total, rules_in(rule)))
        case _:
            return same_for_all(rule)


def same_for_all(rule: Rule) -> bool:
    """Return whether a rule gives every payer the same amount, whoever the payers are.

    >>> from samverkan.funding import Equally
    >>> same_for_all(Fixed(kronor=1)), same_for_all(Split(total=1, by=Equally()))
    (True, False)
    """
    match rule:
        case ByGroup() | PerParty() | EntryFee() | Split() | Shares() | Remainder():
            return False
        case Rate() if not all(map(_of_an_area, rule.of)):
            return False
        case Stepped() if not _of_an_area(rule.of):
            return False
        case _:
            return all(map(same_for_all, rules_in(rule)))


def _of_an_area(basis: Basis) -> bool:
    return all(each.subject is not None for each in basis.in_turn())


def _rules(field: str, values: Iterable[object]) -> None:
    for value in values:
        if isinstance(value, (int, str, Decimal)):
            raise WrongTypeError(field, _AN_AMOUNT, value)
        an_instance(field, value, Rule)
