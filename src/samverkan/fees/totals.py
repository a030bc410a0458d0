"""What a class of payers bears together, and the total cost that its part implies."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs

from ..core.figures import FigureTable
from ..core.money import Ore, Rounding, to_kronor
from ..core.periods import a_year
from ..core.sources import Source, as_sources
from ..errors import AmountError, NoTotalError, RuleError
from ..errors.texts import Text, an_instance, as_optional_text
from ..funding.rules import Rule, Share, same_for_all
from .columns import ANYBODY, Columns
from .needs import why_unknown
from .steps import Step


@attrs.frozen(kw_only=True)
class ImpliedTotal:
    """What a class of payers bears, and the total cost that this implies (*härledd totalkostnad*).

    It is returned by :func:`implied_total`. The total cost is the result of arithmetic, not
    stated anywhere. It says nothing about who bears the rest, or how.

    Args:
        year: The budget year.

        share: The part that the class bears.

        step: How the amount that the class bears is computed, rounded to whole öre.

        rounding: How the total cost is rounded.

        remark: What to know about the total cost, for human readers.

        sources: Sources that state that the class bears this part.

    Raises:
        BudgetYearError: If *year* is not a whole number from 1800 to 2999.

        AmountError: If the part is 0: it implies no total cost.

    >>> from samverkan.stockholm import municipal_half
    >>> municipal_half.borne_ore, municipal_half.total_ore
    (327197700, 654395400)
    """

    year: int
    share: Share
    step: Step
    rounding: Rounding = attrs.Factory(Rounding)
    remark: Text | None = attrs.field(default=None, converter=as_optional_text)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        a_year(self.year)
        an_instance("share", self.share, Share)
        an_instance("step", self.step, Step)
        an_instance("rounding", self.rounding, Rounding)
        if not self.share.part:
            raise AmountError("part", self.share.part, "part-of-nothing")

    @property
    def borne_ore(self) -> Ore:
        """What the class bears, in öre."""
        return Ore(int(self.step.kronor * 100))

    @property
    def total_ore(self) -> Ore:
        """The total cost if the class bears exactly its part, in öre."""
        total = Fraction(self.borne_ore) / self.share.part
        return self.rounding.in_ore(total.numerator, total.denominator)

    @property
    def borne_kronor(self) -> Decimal:
        """What the class bears, in kronor with two decimals."""
        return to_kronor(self.borne_ore)

    @property
    def total_kronor(self) -> Decimal:
        """The total cost if the class bears exactly its part, in kronor with two decimals."""
        return to_kronor(self.total_ore)


def implied_total(
    rule: Rule,
    share: Share,
    *,
    year: int,
    figures: FigureTable,
    rounding: Rounding | None = None,
    remark: Text | str | None = None,
) -> ImpliedTotal:
    """Return what a class of payers bears together by a rule, and the total cost that this implies.

    The amount is computed from a figure of the whole area, never from the sum of the payers'
    figures, because some of these may be missing.

    Args:
        rule: What the class bears: a rule that uses figures of an area, or an amount.

        share: The part of the total cost that the class bears.

        year: The budget year.

        figures: The figures that the rule needs.

        rounding: How both amounts are rounded, or None for whole öre.

        remark: What to know about the total cost, for human readers.

    Raises:
        RuleError: If the rule gives payers different amounts.

        NoTotalError: If a figure is missing; the error names the figure.

        BudgetYearError: If *year* is not a whole number from 1800 to 2999.

    >>> from samverkan.funding import Equally, Fixed
    >>> third = Share(part="1/3", by=Equally())
    >>> implied_total(Fixed(kronor=100), third, year=2015, figures=FigureTable([])).total_kronor
    Decimal('300.00')
    """
    an_instance("rule", rule, Rule)
    an_instance("share", share, Share)
    an_instance("rounding", rounding, Rounding, None)
    rounded = rounding or Rounding()
    step = _step(rule, rounded, year, figures)
    return ImpliedTotal(
        year=year, share=share, step=step, rounding=rounded, remark=remark, sources=share.sources
    )


def _step(rule: Rule, rounding: Rounding, year: int, figures: FigureTable) -> Step:
    """Return the step that computes an amount that is the same for every payer, rounded."""
    if not same_for_all(rule):
        raise RuleError("amount-differs")
    columns = Columns(year, figures)
    column = columns.column(rule, [ANYBODY])
    [amount] = column.each
    if not isinstance(amount, int):
        raise NoTotalError(year, *why_unknown(amount))
    step = columns.step(column, 0, ANYBODY)
    ore = rounding.in_ore(amount * 100, column.denominator)
    return Step(rounding, Fraction(ore, 100), (step,))
