"""Divisions of a funding: their totals, their payers and their keys, for the rows of a frame.

A total may be what is left after payments: these are computed first, and added up in each group.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple, cast

import attrs

from ...core.money import Rounding
from ...core.parts import inside
from ...errors import FrameRuleError
from ...fees.payers import classes
from ...fees.units import taken_apart
from ...funding.keys import Key
from ...funding.rules import ByYear, Rule, Shares, Split
from ..columns.inputs import FrameInputs
from ..engines.engines import Frame
from ..engines.extra import nw
from ..engines.masks import NEVER, Mask, all_of, any_of, both, either, pick, whole
from ..numbers.exact import BeyondLimitError, Exact, plus
from ..numbers.sums import Summand, summed
from ..rules.classes import classes_of, parts_in
from ..rules.compiling import Amounts, bounded
from ..rules.constants import Case, Fold
from ..rules.units import Divided, Units, units_of
from .dividing import Division, check_bounds, divide
from .keys import has_weight, states, weights_of
from .totals import Payers, Total, Totals


def in_ore(
    work: Frame,
    units: Units,
    inputs: FrameInputs,
    rounding: Rounding,
    root: Rule,
    *,
    name: str,
    party: str,
    within: Sequence[str],
    rows: int | None,
) -> tuple[Frame, Exact]:
    """Return a frame, and what each of its rows owes by all units, in whole öre.

    The frame has more columns than before if a total is divided; the amount is an expression over
    them.

    Args:
        work: The frame.

        units: The units of the funding.

        inputs: The columns that are read. In a group with a row whose party or kind is not known,
            no share is.

        rounding: The rounding of the funding.

        root: The rule of the funding, for the place of a rule that is refused.

        name: What the names of the new columns begin with. No column may begin so.

        party: The column with the party ids, never null.

        within: The columns that make a group, such as the year, never null; without any, all rows
            are one group.

        rows: The number of rows of the largest group, or a larger one, if no party is twice in a
            group; None if that is not known.

    Raises:
        FrameRuleError: If a number may leave 64 bits.
    """
    groups = _Groups(name, party, tuple(within), rows)
    amounts = Amounts(units.cases, inputs, root)
    owed = _Owed(inputs.kept.on(work), amounts, inputs, rounding, groups)
    amount = owed.of(units)
    return owed.work, amount


class _Groups(NamedTuple):
    """The groups of rows that totals are divided among, and the name of new columns."""

    name: str
    party: str
    within: tuple[str, ...]
    rows: int | None


class _Borne(NamedTuple):
    """What some rows bear together, and how they divide it."""

    payer: Mask
    key: Key
    total: Total
    ore: Exact


class _Owed:
    """What rows owe by units. The frame that they are of gets the columns that this needs."""

    __slots__ = (
        "_amounts",
        "_cases",
        "_count",
        "_groups",
        "_inputs",
        "_root",
        "_rounding",
        "_totals",
        "work",
    )

    def __init__(
        self,
        work: Frame,
        amounts: Amounts,
        inputs: FrameInputs,
        rounding: Rounding,
        groups: _Groups,
    ) -> None:
        self.work = work
        self._amounts = amounts
        self._cases = amounts.cases
        self._inputs = inputs
        self._root = amounts.root
        self._rounding = rounding
        self._groups = groups
        self._totals = Totals(amounts, rounding, self._paid)
        self._count = 0

    def of(self, units: Units) -> Exact:
        """Return what each row owes by units, in whole öre.

        Raises:
            FrameRuleError: If a number may leave 64 bits.
        """
        return self._added(units, self._borne(units.divisions))

    def _added(
        self, units: Units, borne: Sequence[Sequence[_Borne]], *, unstated_is_nothing: bool = False
    ) -> Exact:
        shares = [
            share
            for divided, several in zip(units.divisions, borne, strict=True)
            for share in self._shares(divided, several)
        ]
        if unstated_is_nothing:
            shares = [share.or_nothing() for share in shares]
        with bounded(self._root, self._root):
            return plus([units.amount, *shares])

    def any_in_group(self, where: nw.Expr) -> nw.Expr:
        """Return in which groups a condition holds for a row."""
        name = self._name()
        self._add(name, where)
        found = f"{name}any"
        within = self._groups.within
        self.work = self._inputs.engine.in_groups(self.work, within, {found: ("any", name)})
        return nw.col(found)

    # --- Columns

    def _name(self) -> str:
        """Return what the names of further columns begin with: no other name does."""
        self._count += 1
        return f"{self._groups.name}{self._count}_"

    def _add(self, name: str, column: nw.Expr) -> None:
        self.work = self._kept().with_columns(column.alias(name))

    def _kept(self) -> Frame:
        """Return the frame with all columns that expressions read."""
        return self._inputs.kept.on(self.work)

    # --- Shares

    def _shares(self, divided: Divided, several: Sequence[_Borne]) -> list[Exact]:
        """Return the shares of a division; each row has one of those of its classes, else 0."""
        rule = next(iter(divided.rules.values()))
        stated = any_of(both(each.payer, each.total.exact.stated) for each in several)
        stated = stated if divided.payer is None else either(~divided.payer, stated)
        with bounded(rule, self._root):
            shares = [self._share(each, rule) for each in several]
        return [share.masked(stated=stated) for share in shares]

    def _share(self, borne: _Borne, rule: Split | Shares) -> Exact:
        weights = weights_of(borne.key, self._inputs, self._cases, rule, self._root)
        exact, is_plain = borne.total
        if self._inputs.valid is not None:  # what a row is decides who bears what
            exact = exact.masked(~self.any_in_group(~self._inputs.valid))
        division = Division(
            payer=borne.payer,
            weight=weights.each,
            weight_high=weights.high,
            known=weights.known,
            exact=exact,
            ore=borne.ore,
            step_ore=rule.step_ore,
            idle=None if is_plain is None else (exact.numerator == 0) & is_plain,
        )
        name, (_, party, within, rows) = self._name(), self._groups
        check_bounds(division, rows)
        self.work = divide(
            self._inputs.engine,
            self._kept(),
            division,
            name=name,
            party=party,
            within=within,
            rows=rows,
        )
        low, high = min(borne.ore.low, 0), max(borne.ore.high, 0)
        return Exact(nw.col(name), 1, low, high, nw.col(f"{name}_known"))

    # --- Totals

    def _borne(self, divisions: Sequence[Divided]) -> list[list[_Borne]]:
        """Return what the payers of each division bear, in each of its classes."""
        splits = iter(self._of_splits([each for each in divisions if _is_split(each)]))
        return [[next(splits)] if _is_split(each) else self._of_shares(each) for each in divisions]

    def _of_splits(self, divisions: Sequence[Divided]) -> list[_Borne]:
        several, totals, payers = [], [], []
        for divided in divisions:
            rules = cast("Mapping[Case, Split]", divided.rules)
            first = next(iter(rules.values()))
            with bounded(first, self._root):
                total = self._totals.exact({case: rule.total for case, rule in rules.items()})
            payer = self._payer(divided.payer, first.by)
            present = None
            if payer is not None and len(divisions) > 1 and _has_parts(rules):
                present = self.any_in_group(payer)
            several.append(Payers(rules, present))
            totals.append(total._replace(exact=total.exact.kept(self._inputs.kept)))
            payers.append(payer)
        with bounded(self._root, self._root):
            ore = self._totals.in_ore(several, [total.exact for total in totals])
        return [
            _Borne(payer, next(iter(each.rules.values())).by, total, rounded)
            for payer, each, total, rounded in zip(payers, several, totals, ore, strict=True)
        ]

    def _of_shares(self, divided: Divided) -> list[_Borne]:
        """Return what each class bears: parts of a whole, rounded together, whoever pays."""
        rules = cast("Mapping[Case, Shares]", divided.rules)
        first = next(iter(rules.values()))
        wheres, names = classes_of(first, self._inputs), [name for name, _ in classes(first)]
        order = sorted(range(len(names)), key=names.__getitem__)
        parts = {}
        for case, rule in rules.items():
            fold = cast("Fold", self._amounts.resolved(rule.total, case))
            several = [
                attrs.evolve(fold, value=fold.value * parts_in(rule)[place].part) for place in order
            ]
            parts[case] = self._totals.apart(several)
        found = []
        for number, place in enumerate(order):
            key = parts_in(first)[place].by
            with bounded(first, self._root):
                exact = self._cases.exact({case: each[number] for case, each in parts.items()})
            exact = exact.kept(self._inputs.kept)
            payer = self._payer(both(divided.payer, wheres[place]), key)
            found.append(_Borne(payer, key, Total(exact), exact))
        return found

    def _payer(self, where: Mask, key: Key) -> Mask:
        """Return which of some rows bear a share by a key."""
        payer = both(where, has_weight(key, self._inputs))
        return None if payer is None else self._inputs.kept.column(payer)

    # --- Payments before what is left

    def _paid(self, rules: Mapping[Case, Rule], most: int) -> Total:
        """Return what all rows of a group pay together, each payment rounded."""
        pays = self._pays(rules)
        owed = self._payments(rules, self._rounding)
        owed = owed._replace(
            divisions=[each._replace(payer=both(pays, each.payer)) for each in owed.divisions]
        )
        borne = self._borne(owed.divisions)
        amount = self._added(owed, borne, unstated_is_nothing=True)
        paid, fits = self._sum(amount, both(pays, amount.known), most)
        is_known = None
        if amount.known is not None:
            is_known = ~self.any_in_group(cast("nw.Expr", both(pays, ~amount.known)))
        plain = [self._is_plain(rules, owed.amount, pays, most)]
        plain += [self._is_whole(each) for several in borne for each in several]
        return Total(Exact(paid, 1, -most, most, both(is_known, fits)), all_of(plain))

    def _payments(self, rules: Mapping[Case, Rule], rounding: Rounding | None) -> Units:
        return units_of(
            rules, self._cases, self._inputs, rounding, self._root, unstated_is_nothing=True
        )

    def _is_plain(self, rules: Mapping[Case, Rule], amount: Exact, pays: Mask, most: int) -> Mask:
        """Return in which groups payments of each row's own sum to the same without rounding.

        If 64 bits do not hold them without rounding, this is so in no group.
        """
        try:
            exact = self._payments(rules, None).amount
            gained = plus([amount, exact.times(-1)])
        except (BeyondLimitError, FrameRuleError):
            return NEVER
        if gained.value == 0:
            return None
        total, fits = self._sum(gained, both(pays, gained.known), most)
        return both(total == 0, fits)

    def _is_whole(self, borne: _Borne) -> Mask:
        """Return in which groups a total that somebody bears is the same without any rounding."""
        exact, ore = borne.total.exact, borne.ore
        if exact.denominator == 1 or exact.value == ore.value is not None:
            is_whole = borne.total.is_plain
        else:
            same = exact.numerator == ore.numerator * exact.denominator
            is_whole = both(borne.total.is_plain, same)
        if is_whole is None or borne.payer is None:
            return is_whole
        return ~self.any_in_group(borne.payer & ~is_whole)

    def _sum(self, amount: Exact, where: Mask, most: int) -> tuple[nw.Expr, Mask]:
        """Return the sum of the numerators of some rows of each group, and where it fits."""
        name, number = self._name(), amount.numerator
        self._add(name, number if where is None else pick(where, number, whole(0)))
        total = f"{name}total"
        self.work, fits = summed(
            self._inputs.engine,
            self.work,
            total,
            Summand(name, min(amount.low, 0), max(amount.high, 0)),
            most=most,
            within=self._groups.within,
            rows=self._groups.rows,
        )
        return nw.col(total), fits

    def _pays(self, rules: Mapping[Case, Rule]) -> Mask:
        """Return for which rows the rule of their case states anything."""
        where = self._cases.where
        by_rule: dict[Hashable, list[Case]] = {}
        for case, rule in rules.items():
            year = case.year if any(True for _ in inside(rule, ByYear)) else None
            by_rule.setdefault((year, rule), []).append(case)
        found = [
            both(where(cases, rules), states(rules[cases[0]], cases[0].year, self._inputs))
            for cases in by_rule.values()
        ]
        pays = any_of(found)
        return None if pays is None else self._inputs.kept.column(pays)


def _is_split(divided: Divided) -> bool:
    return isinstance(next(iter(divided.rules.values())), Split)


def _has_parts(rules: Mapping[Case, Split]) -> bool:
    """Return whether a total is a part of another one."""
    totals = [taken_apart(rule.total, case.year) for case, rule in rules.items()]
    return any(part is not None for _, part, _ in totals)
