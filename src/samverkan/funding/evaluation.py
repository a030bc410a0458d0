"""What a funding rule gives for a budget year, exactly, for all members together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from ..errors import RuleError
from ..explanations import Portion, Step
from ..figures import FigureTable, Statistic
from ..members import Member
from ..money import Rounding
from ._columns import ANYBODY, Columns
from ._needs import Lacking
from ._splits import Turns
from ._years import Evaluated, evaluated
from .rules import Funding, Rule, divides, same_for_all

__all__ = [
    "Amount",
    "Need",
    "Outcome",
    "Stint",
    "evaluate",
    "explain",
    "prorate",
    "total_step",
    "why_none",
]


@attrs.frozen
class Need:
    """A figure that a fee needs and nobody has stated, or not so that it can serve.

    Args:
        subject: The id of the party or area that it is about.

        statistic: What it counts.

        reference_date: The day that it describes.

        stated: What is stated there and cannot serve, such as an index level of 0, as a whole
            number of its smallest decimals; None where nothing is stated.

    >>> from samverkan.population import POPULATION
    >>> str(Need("0114", POPULATION, dt.date(2014, 6, 30)))
    'population of 0114 on 2014-06-30'
    """

    subject: str
    statistic: Statistic
    reference_date: dt.date
    stated: int | None = None

    def __str__(self) -> str:
        said = f"{self.statistic.id} of {self.subject} on {self.reference_date}"
        if self.stated is None:
            return said
        return f"{said} (stated as {self.statistic.number(self.stated)}, which cannot serve)"


@attrs.frozen
class Stint:
    """Days of a budget year on which a member owes by one funding.

    Args:
        member: The member.

        portion: The days, and the reading of the terms of those days.

    >>> from samverkan.periods import Period
    >>> from samverkan.stockholm import agreement
    >>> member = agreement.as_known().members(on=dt.date(2015, 1, 1))[0]
    >>> spring = Period(dt.date(2015, 1, 1), dt.date(2015, 6, 30))
    >>> Stint(member, Portion(spring, agreement.terms.reading())).portion.days
    (181, 365)
    """

    member: Member
    portion: Portion


Amount: TypeAlias = int | tuple[Need, ...] | None
"""What a member owes: whole öre, or the figures that are missing, or None where no rule is
stated for it."""

Outcome: TypeAlias = Step | tuple[Need, ...] | None
"""As :data:`Amount`, with the step that explains it in place of the öre."""


def evaluate(
    funding: Funding, members: Sequence[Member], *, year: int, figures: FigureTable
) -> list[Amount]:
    """Return the whole year's amount of each member, in the order of the members.

    Amounts are computed in integers over one denominator and rounded once, at the end. A total
    is divided among these members.

    Raises:
        BudgetYearError: If *year* is no whole number from 1800 to 2999.

    >>> from samverkan.funding.rules import Fixed
    >>> from samverkan.stockholm import agreement
    >>> members = agreement.as_known().members(on=dt.date(2015, 1, 1))
    >>> funding = Funding(rule=Fixed(kronor=25_000))
    >>> evaluate(funding, members[:2], year=2015, figures=FigureTable([]))
    [2500000, 2500000]
    """
    return _amounts(_whole_year(funding, members, Columns(year, figures)))


def explain(
    funding: Funding,
    member: Member,
    *,
    year: int,
    figures: FigureTable,
    among: Sequence[Member] = (),
) -> Outcome:
    """Return how the whole year's amount of one member comes about.

    Args:
        funding: The funding.

        member: The member.

        year: The budget year.

        figures: The figures that the rules need.

        among: All members, the one itself included: a total is divided among them. Needed
            where a total is divided; alone, the member bears all of it.

    Raises:
        BudgetYearError: If *year* is no whole number from 1800 to 2999.

    >>> from samverkan.funding.rules import Fixed
    >>> from samverkan.stockholm import agreement
    >>> member = agreement.as_known().members(on=dt.date(2015, 1, 1))[0]
    >>> funding = Funding(rule=Fixed(kronor=25_000))
    >>> explain(funding, member, year=2015, figures=FigureTable([])).kronor
    Fraction(25000, 1)
    """
    columns = Columns(year, figures)
    members = list(among) if divides(funding.rule) and among else [member]
    found = _whole_year(funding, members, columns)
    return _outcome(found, members.index(member), columns)


def prorate(
    stints: Sequence[Stint], rounding: Rounding, *, year: int, figures: FigureTable
) -> Outcome:
    """Return what one party owes for its days of a budget year, and how it comes about.

    Each stint gives the whole year's amount by its funding, times its days over the days of
    the year. Their sum is rounded once; where rules are added, once for each of them. A total
    is borne by the party alone, for its days.

    Raises:
        BudgetYearError: If *year* is no whole number from 1800 to 2999.

    >>> from samverkan.funding.rules import Fixed, Reading
    >>> from samverkan.periods import Period
    >>> from samverkan.stockholm import agreement
    >>> member = agreement.as_known().members(on=dt.date(2015, 1, 1))[0]
    >>> autumn = Period(dt.date(2015, 9, 1), dt.date(2015, 12, 31))
    >>> reading = Reading(name="fixed", funding=Funding(rule=Fixed(kronor=36_500)))
    >>> stint = Stint(member, Portion(autumn, reading))
    >>> prorate([stint], Rounding(), year=2015, figures=FigureTable([])).kronor
    Fraction(12200, 1)
    """
    columns = Columns(year, figures)
    rules: list[tuple[Rule, Turns]] = [
        (stint.portion.reading.funding.rule, Turns([0], [stint.member], [stint.portion]))
        for stint in stints
    ]
    parties = [stint.member.party.id for stint in stints[:1]]
    found = evaluated(rules, parties=parties, rounding=rounding, columns=columns)
    return _outcome(found, 0, columns)


def total_step(rule: Rule, rounding: Rounding, *, year: int, figures: FigureTable) -> Outcome:
    """Return how an amount comes about that is the same for every payer, rounded.

    Raises:
        RuleError: If the rule may give payers different amounts.

        BudgetYearError: If *year* is no whole number from 1800 to 2999.

    >>> from samverkan.funding.rules import Fixed
    >>> none = FigureTable([])
    >>> total_step(Fixed(kronor="2.50"), Rounding(step_ore=100), year=2015, figures=none).kronor
    Fraction(3, 1)
    """
    if not same_for_all(rule):
        raise RuleError("this rule may give payers different amounts; state it over an area")
    columns = Columns(year, figures)
    column = columns.column(rule, [ANYBODY])
    [amount] = column.each
    if not isinstance(amount, int):
        return _needs(amount)
    step = columns.step(column, 0, ANYBODY)
    ore = rounding.in_ore(amount * 100, column.denominator)
    return Step(rounding, Fraction(ore, 100), (step,))


def why_none(amount: tuple[Need, ...] | None) -> str:
    """Return why a member has no fee, in words.

    >>> why_none(None)
    'the terms state no rule for it, so its fee is unknown'
    """
    if amount is None:
        return "the terms state no rule for it, so its fee is unknown"
    if not amount:
        return "nobody who pays has anything above 0 to divide a total by"
    return f"missing {', '.join(map(str, amount))}"


def _whole_year(funding: Funding, members: Sequence[Member], columns: Columns) -> Evaluated:
    turns = Turns(range(len(members)), members)
    parties = [member.party.id for member in members]
    rounding = funding.rounding
    return evaluated([(funding.rule, turns)], parties=parties, rounding=rounding, columns=columns)


def _outcome(found: Evaluated, owner: int, columns: Columns) -> Outcome:
    amount = found.amounts[owner]
    return found.step(owner, columns) if isinstance(amount, int) else _needs(amount)


def _amounts(found: Evaluated) -> list[Amount]:
    return [a if isinstance(a, int) else _needs(a) for a in found.amounts]


def _needs(lacking: Lacking) -> tuple[Need, ...] | None:
    return None if lacking is None else tuple(Need(*wanted) for wanted in lacking)
