"""Memberships as tables: who owes by which rule, for which part of a year, by whose figures.

They are made of the plans of some budget years, to be joined with a frame of figures.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias, cast

from ...core.money import Rounding
from ...core.parts import but_sources
from ...fees.plans import Outlook, Plan, Shared, Turn
from ...funding.bases import Basis
from ...funding.rules import Rule
from ..engines.extra import nw
from ..rules.constants import Case, Cases
from ..rules.places import refused

Columns: TypeAlias = Mapping[str, Sequence[object]]
"""The values of each column."""

_OUTLOOKS: Final = {outlook: number for number, outlook in enumerate(Outlook)}


class Memberships(NamedTuple):
    """What an agreement determines of the fees of some budget years, as tables."""

    parties: Columns  # at, party, of_year, owed, outlook, partly: a row for each fee
    turns: Turns | None  # None: nothing but divisions depends on figures
    shares: Sequence[Shares]
    roots: Sequence[Rule]  # the rules of the fundings


class Turns(NamedTuple):
    """Parts of years that are owed by rules, one in each row.

    The rows of a cell are added and rounded once. The column *at* has the row of the fee.
    """

    columns: Columns  # at, cell, case, rounding, party, kind, group, holder, of_year, parts
    cases: Cases
    rules: Mapping[Case, Rule]
    root: Rule
    roundings: Sequence[Rounding]
    of: int  # the parts that make a year
    most: int  # the largest sum of the parts in a cell

    def by_year(self) -> Iterator[Turns]:
        """Yield the rows of each year by itself: numbers over one denominator are then smaller."""
        years = cast("Sequence[int]", self.columns["of_year"])
        for year in sorted({*years}):
            rows = [row for row, each in enumerate(years) if each == year]
            own = {name: [values[row] for row in rows] for name, values in self.columns.items()}
            common = math.gcd(self.of, *cast("list[int]", own["parts"]))
            own["parts"] = [part // common for part in cast("list[int]", own["parts"])]
            cases = tuple(case for case in self.cases.all if case.year == year)
            yield self._replace(
                columns=own,
                cases=Cases(cases, self.cases.number),
                rules={case: self.rules[case] for case in cases},
                of=self.of // common,
                most=self.most // common,
            )


class Shares(NamedTuple):
    """Payers of totals that are divided by one key, one in each row."""

    columns: Columns  # at, owner, total, case, exact, ore, nothing, holder, of_year
    cases: Cases
    by: tuple[Basis, ...]
    rule: Rule
    root: Rule
    step_ore: int
    denominator: int  # of the exact totals
    most: int  # the largest number of payers of a total


TYPES: Final[Mapping[str, type]] = {
    **dict.fromkeys(("at", "cell", "case", "rounding", "of_year", "parts"), int),
    **dict.fromkeys(("owner", "total", "exact", "ore", "nothing"), int),
    **dict.fromkeys(("owed", "outlook", "partly", "at_before", "at_after"), int),
    **dict.fromkeys(("party", "kind", "group", "holder"), str),
}
"""The type of each column."""


def outlook_is(outlook: Outlook) -> nw.Expr:
    """Return whether a party has an outlook, in the table of the parties."""
    return nw.col("outlook") == _OUTLOOKS[outlook]


def memberships_of(plans: Sequence[Plan]) -> Memberships:
    """Return the plans of some years as tables.

    Raises:
        FrameRuleError: If a rule cannot be evaluated over data frames.
    """
    for plan in plans:
        for reason, rule, root in plan.refusals:
            raise refused(reason, rule, root, year=plan.year)
    found = [(plan, party) for plan in plans for party in plan.parties]
    places = {(plan.year, each.party): at for at, (plan, each) in enumerate(found)}
    parties = {
        "at": range(len(found)),
        "party": [each.party for _, each in found],
        "of_year": [plan.year for plan, _ in found],
        "owed": [each.ore for _, each in found],
        "outlook": [_OUTLOOKS[each.outlook] for _, each in found],
        "partly": [int(each.is_partly) for _, each in found],
    }
    roots = [root for plan in plans for root in plan.roots]
    return Memberships(parties, _turns(plans, places), list(_shares(plans, places)), roots)


_Places: TypeAlias = Mapping[tuple[int, str], int]


def _root(plans: Iterable[Plan]) -> Rule:
    return next(root for plan in plans for root in plan.roots)


# --- Turns


def _turns(plans: Sequence[Plan], places: _Places) -> Turns | None:
    every = [(plan, turn) for plan in plans for turn in plan.turns]
    if not every:
        return None
    rules = _numbered((id(turn.rule), plan.year) for plan, turn in every)
    of_case = {rules[id(turn.rule), plan.year]: (turn.rule, plan.year) for plan, turn in every}
    cases = {Case(n, n, year): rule for n, (rule, year) in sorted(of_case.items())}
    cells = _numbered(_cell(plan, turn) for plan, turn in every)
    roundings = _numbered(but_sources(plan.rounding) for plan, _ in every)
    of = math.lcm(*(turn.of for _, turn in every))
    parts = [turn.parts * (of // turn.of) for _, turn in every]
    sums = dict.fromkeys(cells.values(), 0)
    for (plan, turn), part in zip(every, parts, strict=True):
        sums[cells[_cell(plan, turn)]] += part
    columns: Columns = {
        "at": [places[plan.year, plan.owners[turn.owner]] for plan, turn in every],
        "cell": [cells[_cell(plan, turn)] for plan, turn in every],
        "case": [rules[id(turn.rule), plan.year] for plan, turn in every],
        "rounding": [roundings[but_sources(plan.rounding)] for plan, _ in every],
        "party": [turn.party for _, turn in every],
        "kind": [turn.kind for _, turn in every],
        "group": [turn.group for _, turn in every],
        "holder": [turn.holder for _, turn in every],
        "of_year": [plan.year for plan, _ in every],
        "parts": parts,
    }
    number = nw.col("case") if len(cases) > 1 else None
    several = {roundings[but_sources(plan.rounding)]: plan.rounding for plan, _ in every}
    return Turns(
        columns,
        Cases(tuple(cases), number),
        cases,
        _root(plans),
        [several[n] for n in sorted(several)],
        of,
        max(sums.values()),
    )


def _cell(plan: Plan, turn: Turn) -> tuple[int, int, int]:
    return plan.year, turn.owner, turn.unit


def _numbered(keys: Iterable[Hashable]) -> dict[Hashable, int]:
    """Return a number for each key, from 0, in order of first occurrence."""
    return {key: number for number, key in enumerate(dict.fromkeys(keys))}


# --- Divisions


def _shares(plans: Sequence[Plan], places: _Places) -> Iterator[Shares]:
    """Yield the payers of all totals that can be divided at once."""
    alike: dict[Hashable, list[tuple[Plan, Shared]]] = {}
    for plan in plans:
        for shared in plan.shared:
            step, of = shared.rule.step_ore, shared.exact.denominator
            alike.setdefault((but_sources(shared.by), step, of), []).append((plan, shared))
    for several in alike.values():
        years = _numbered(plan.year for plan, _ in several)
        payers = [
            (total, plan, shared, payer)
            for total, (plan, shared) in enumerate(several)
            for payer in shared.payers
        ]
        columns: Columns = {
            "at": [places[plan.year, plan.owners[payer.owner]] for _, plan, _, payer in payers],
            "owner": [payer.owner for _, _, _, payer in payers],
            "total": [total for total, _, _, _ in payers],
            "case": [years[plan.year] for _, plan, _, _ in payers],
            "exact": [shared.exact.numerator for _, _, shared, _ in payers],
            "ore": [shared.ore for _, _, shared, _ in payers],
            "nothing": [int(shared.is_nothing) for _, _, shared, _ in payers],
            "holder": [payer.holder for _, _, _, payer in payers],
            "of_year": [plan.year for _, plan, _, _ in payers],
        }
        first = several[0][1]
        yield Shares(
            columns,
            Cases(
                tuple(Case(n, n, cast("int", year)) for year, n in years.items()),
                nw.col("case") if len(years) > 1 else None,
            ),
            first.by,
            first.rule,
            _root(plans),
            first.rule.step_ore,
            first.exact.denominator,
            max(len(shared.payers) for _, shared in several),
        )
