"""Units: the amounts of a funding that are rounded together, for the rows of a frame.

The rows are payers for a whole budget year. A funding is what its rounded amounts add up to, and
its divisions, which need all the rows of a year.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple, cast

from ...core.money import Rounding
from ...core.parts import but_sources
from ...fees.units import is_one, numbers_of
from ...funding.funding import Funding
from ...funding.rules import ByGroup, ByYear, Rule, Shares, Split, Sum, same_for_all
from ..columns.inputs import Inputs
from ..engines.masks import Mask, both
from ..numbers.exact import Exact, plus
from .classes import classes_of, names_in, one_of, parts_in
from .compiling import Amounts, Rules, bounded
from .constants import Case, Cases, cases_of


class Divided(NamedTuple):
    """A division in a funding: its rule in each of some cases, and the rows that it applies to.

    The rules differ only in their totals.
    """

    rules: Mapping[Case, Split | Shares]
    payer: Mask  # the rows of these cases and of its class; None: all


class Units(NamedTuple):
    """What each row owes: an amount in öre, and its shares of divisions in addition."""

    amount: Exact  # the sum of all that is no division, each part rounded; the denominator is 1
    divisions: Sequence[Divided]
    cases: Cases


def units(funding: Funding, inputs: Inputs) -> Units:
    """Return what each row owes by a funding, for the whole budget year.

    Raises:
        FrameRuleError: If a rule cannot be evaluated over rows.
    """
    rule = funding.rule
    cases = cases_of(rule, inputs)
    return units_of(dict.fromkeys(cases.all, rule), cases, inputs, funding.rounding, rule)


def units_of(
    rules: Rules,
    cases: Cases,
    inputs: Inputs,
    rounding: Rounding | None,
    root: Rule,
    *,
    unstated_is_nothing: bool = False,
) -> Units:
    """Return what each row owes by the rule of its case, such as what is paid before a remainder.

    Args:
        rules: The rule of each case.

        cases: The cases of the rows.

        inputs: The columns that are read.

        rounding: How amounts are rounded; None if they are not.

        root: The rule of the whole funding, for the place of a rule that is refused.

        unstated_is_nothing: Whether a row pays nothing by a part for which nothing is stated.

    Raises:
        FrameRuleError: If a rule cannot be evaluated over rows.
    """
    walk = _Walk(Amounts(cases, inputs, root), rounding, unstated_is_nothing=unstated_is_nothing)
    found = walk.into(rules)
    return Units(found.amount, found.divisions, cases)


class _Found(NamedTuple):
    """What a rule gives: the sum of rounded amounts, and divisions."""

    amount: Exact
    divisions: list[Divided]

    def only(self, where: Mask) -> list[Divided]:
        """Return the divisions, for rows where a condition holds."""
        return [each._replace(payer=both(where, each.payer)) for each in self.divisions]


class _Walk:
    """A walk through rules down to what is rounded, as in the ordinary engine."""

    __slots__ = ("_amounts", "_rounding", "_unstated_is_nothing")

    def __init__(
        self, amounts: Amounts, rounding: Rounding | None, *, unstated_is_nothing: bool
    ) -> None:
        self._amounts = amounts
        self._rounding = rounding
        self._unstated_is_nothing = unstated_is_nothing

    def into(self, rules: Mapping[Case, Rule | None]) -> _Found:
        """Return what the rule of each case gives."""
        forms: dict[Hashable, dict[Case, Rule | None]] = {}
        for case, stated in rules.items():
            rule = stated
            while isinstance(rule, ByYear):
                rule = rule.rule_for(case.year)
            forms.setdefault(_form_of(rule), {})[case] = rule
        cases = self._amounts.cases
        found = [(those, self._of_one_form(those)) for those in forms.values()]
        divisions = [
            divided
            for those, each in found
            for divided in each.only(cases.where(those, rules) if each.divisions else None)
        ]
        return _Found(self._amounts.joined([(c, each.amount) for c, each in found]), divisions)

    def _of_one_form(self, rules: Mapping[Case, Rule | None]) -> _Found:
        first = next(iter(rules.values()))
        match first:
            case Sum():
                return self._sum(cast("Mapping[Case, Sum]", rules))
            case ByGroup() if not is_one(first):
                return self._by_group(cast("Mapping[Case, ByGroup]", rules))
            case Split() | Shares():
                divided = Divided(cast("Mapping[Case, Split | Shares]", rules), None)
                return _Found(Exact.constant(0), [divided])
            case _:
                return _Found(self._leaf([rules]), [])

    def _sum(self, rules: Mapping[Case, Sum]) -> _Found:
        """Return what the parts give; parts of one rule are added before they are rounded."""
        first = next(iter(rules.values()))
        places: dict[int, list[int]] = {}
        for place, number in enumerate(numbers_of(first)):
            places.setdefault(number, []).append(place)
        found = []
        for those in places.values():
            parts = [{case: rule.rules[n] for case, rule in rules.items()} for n in those]
            found.append(self.into(parts[0]) if len(parts) == 1 else _Found(self._leaf(parts), []))
        with bounded(first, self._amounts.root):
            amount = plus([each.amount for each in found])
        return _Found(amount, [divided for each in found for divided in each.divisions])

    def _by_group(self, rules: Mapping[Case, ByGroup]) -> _Found:
        """Return what is given in each class of payers."""
        first = next(iter(rules.values()))
        classes = [
            (where, self.into({case: parts_in(rule)[place] for case, rule in rules.items()}))
            for place, where in enumerate(classes_of(first, self._amounts.inputs))
        ]
        kinds, groups = names_in(first)
        names = [*((1, kind) for kind in kinds), *((0, group) for group in groups)]
        order = sorted(range(len(names)), key=names.__getitem__)  # as the ordinary engine
        divisions = [
            divided
            for where, each in map(classes.__getitem__, order)
            for divided in each.only(where)
        ]
        amounts = [each.amount for _, each in classes]
        return _Found(one_of(first, self._amounts.inputs, amounts), divisions)

    def _leaf(self, several: Sequence[Mapping[Case, Rule | None]]) -> Exact:
        """Return the sum of the amounts of several rules, rounded once."""
        found = self._added(several)
        return found.or_nothing() if self._unstated_is_nothing else found

    def _added(self, several: Sequence[Mapping[Case, Rule | None]]) -> Exact:
        amounts, inputs, rounding = self._amounts, self._amounts.inputs, self._rounding
        if len(several) == 1:
            [rules] = several
            return amounts.each(rules) if rounding is None else amounts.rounded(rules, rounding)
        each = [amounts.each(rules) for rules in several]
        with bounded(cast("Rule", next(iter(several[0].values()))), amounts.root):
            total = plus(each)
            return (
                total if rounding is None else total.rounded(inputs.engine, rounding, inputs.kept)
            )


def _form_of(rule: Rule | None) -> Hashable:
    """Return what must be equal for rules to be gone through together."""
    match rule:
        case Sum():
            return Sum, tuple(numbers_of(rule))
        case ByGroup() if not is_one(rule):
            return ByGroup, names_in(rule)
        case Split():
            return Split, but_sources(rule.by), rule.step_ore
        case Shares():
            return Shares, but_sources((rule.kinds, rule.groups)), rule.step_ore
        case _:
            return rule is None or same_for_all(rule)
