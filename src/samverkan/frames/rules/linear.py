"""Amounts that are a figure times a rate, which all rows of a case have."""

from __future__ import annotations

import attrs

from ...core.money import Rounding
from ..engines.engines import Engine
from ..engines.keeping import Kept
from ..engines.masks import pick, whole
from ..numbers.exact import BeyondLimitError, Exact, added, within
from ..numbers.simplest import simplest
from .constants import Cases, Folds, certain


@attrs.frozen(eq=False)
class Linear:
    """Amounts in öre: a rate for each case, times the units of each row.

    Args:
        rates: The rates of some cases.

        units: The units of each row.

        cases: All cases of the rows.
    """

    rates: Folds
    units: Exact
    cases: Cases

    def times(self, factors: Folds) -> Linear:
        """Return the amounts of some cases, multiplied by the factor of each."""
        rates = {case: self.rates[case].times(factor) for case, factor in factors.items()}
        return attrs.evolve(self, rates=rates)

    def exact(self) -> Exact:
        """Return the amounts, not rounded."""
        return self.cases.times(self.rates, self.units)

    def rounded(self, engine: Engine, rounding: Rounding, kept: Kept) -> Exact:
        """Return the amounts, rounded.

        If the numbers of the rates are too long, simpler rates are used that give the same amounts.

        Raises:
            BeyondLimitError: If numbers may leave 64 bits even so.
        """
        try:
            return self.exact().rounded(engine, rounding, kept)
        except BeyondLimitError:
            return self._simplified(engine, rounding)

    def _simplified(self, engine: Engine, rounding: Rounding) -> Exact:
        units, of = self.units, self.units.denominator
        rates = {
            case: simplest(value / of, units.size, rounding)
            for case, value in certain(self.rates).items()
        }
        unit = {case: rate.denominator * rounding.step_ore for case, rate in rates.items()}
        add = {case: added(rounding.rule, each) for case, each in unit.items()}
        size = max(units.size * abs(rate.numerator) + add[case] for case, rate in rates.items())
        within(size, *unit.values())
        numbers = self.cases.picked({case: rate.numerator for case, rate in rates.items()})
        numerator = units.numerator * numbers
        steps = engine.floor(
            numerator.abs() + self.cases.picked(add), self.cases.picked(unit), size + 1
        )
        ends = [
            int(rounding.in_ore(end * rate.numerator, rate.denominator))
            for rate in rates.values()
            for end in (units.low, units.high)
        ]
        sign = pick(numerator < 0, whole(-1), whole(1))
        ore = steps * sign * rounding.step_ore
        found = Exact(ore, 1, min(ends), max(ends), units.known, units.stated, is_long=True)
        return self.cases.masked(self.rates, found)
