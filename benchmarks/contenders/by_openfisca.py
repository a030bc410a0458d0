"""The fees by OpenFisca-Core: an entity, a parameter of ten values and a formula of one line.

OpenFisca keeps numbers as 32-bit floats. It has no setting for 64 bits, so that is patched in. An
amount in kronor becomes öre outside the time that is measured, rounded from 64 bits: so all that
is wrong then was wrong in the amount. It has no rule that divides a total.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import Entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable, config

from .cases import RATES, Case, Ore, population_column
from .cases import party as party_id
from .cases import population as population_of
from .contender import Prepared

_MUNICIPALITY = Entity("municipality", "municipalities", "A municipality", "")


class population(Variable):  # type: ignore[misc] # noqa: N801 # OpenFisca is not typed, and names so
    """Inhabitants, an input."""

    value_type = int
    entity = _MUNICIPALITY
    definition_period = DateUnit.YEAR
    label = "Inhabitants"


class fee(Variable):  # type: ignore[misc] # noqa: N801 # OpenFisca is not typed, and names so
    """The fee in kronor."""

    value_type = float
    entity = _MUNICIPALITY
    definition_period = DateUnit.YEAR
    label = "Fee in kronor"

    def formula(self, period, parameters):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, D102 # OpenFisca calls it
        return self("population", period) * parameters(period).rate


def _system(bits: int) -> TaxBenefitSystem:
    config.VALUE_TYPES[float]["dtype"] = {32: np.float32, 64: np.float64}[bits]
    system = TaxBenefitSystem([_MUNICIPALITY])
    system.add_variables(population, fee)
    values = {f"{year}-01-01": {"value": rate / 100} for year, rate in RATES.items()}
    system.parameters = ParameterNode("", data={"rate": {"values": values}})
    return system


def _fees(simulation: Simulation, case: Case) -> list[NDArray[np.floating]]:
    return [simulation.calculate("fee", str(year)) for year in case.budget_years]


def _ore(years: list[NDArray[np.floating]]) -> Ore:
    kronor = np.concatenate([fees.astype(np.float64) for fees in years])
    return np.asarray(np.rint(kronor * 100), dtype=np.int64)


def _from_arrays(case: Case, bits: int) -> Prepared:
    system = _system(bits)
    figures = population_column(case).reshape(case.years, case.payers)

    simulation = SimulationBuilder().build_default_simulation(system, count=case.payers)

    def run() -> list[NDArray[np.floating]]:
        simulation.delete_arrays("fee")
        for year, figures_of_year in zip(case.budget_years, figures, strict=True):
            simulation.set_input("population", str(year), figures_of_year)
        return _fees(simulation, case)

    return Prepared(run, _ore)


def arrays(case: Case) -> Prepared:
    """Prepare the fees from an array of populations for each year, as OpenFisca is."""
    return _from_arrays(case, 32)


def arrays_of_64_bits(case: Case) -> Prepared:
    """Prepare the same, with 64 bits patched in."""
    return _from_arrays(case, 64)


def from_json(case: Case) -> Prepared:
    """Prepare the fees from what a JSON document holds: a dict for each municipality."""
    system = _system(32)
    content = {
        "municipalities": {
            party_id(number): {
                "population": {str(year): population_of(number, year) for year in case.budget_years}
            }
            for number in range(case.payers)
        }
    }

    return Prepared(
        lambda: _fees(SimulationBuilder().build_from_entities(system, content), case), _ore
    )
