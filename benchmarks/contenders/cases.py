"""What is computed, from which data, and what is right: the same for all contenders.

The data are arithmetic, so they are the same everywhere and need no file. Half of the populations
are below 16 000 and a tenth above 108 000, up to 900 000: about as municipalities are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Task: TypeAlias = Literal["fees", "split"]
"""What is computed: a rate per inhabitant, or a total divided by population."""

Ore: TypeAlias = NDArray[np.int64]
"""Amounts in öre, one for each row."""

FIRST_YEAR: Final = 2015
RATES: Final[Mapping[int, int]] = {
    2015: 153,
    2016: 157,
    2017: 161,
    2018: 163,
    2019: 167,
    2020: 171,
    2021: 173,
    2022: 177,
    2023: 179,
    2024: 183,
}
"""Öre per inhabitant, by budget year: no binary float holds 1.53 kronor, nor any of the others."""

TOTAL_ORE: Final = 123_456_789_007
"""The total that is divided, in öre: about 1.2 billion kronor."""

NOT_KNOWN: Final = -1
"""Stands where a contender gives no amount: it is wrong, since all figures are known."""

_Numbers = TypeVar("_Numbers", int, Ore)


class Case(NamedTuple):
    """A task of one size.

    Args:
        task: What is computed.

        payers: Number of payers.

        years: Number of budget years, from 2015 on.
    """

    task: Task
    payers: int
    years: int = 1

    def __str__(self) -> str:
        size = f"{self.payers:_} payers".replace("_", " ")
        years = "1 year" if self.years == 1 else f"{self.years} years"
        return f"a total among {size}" if self.task == "split" else f"{size} × {years}"

    @property
    def budget_years(self) -> range:
        """The budget years."""
        return range(FIRST_YEAR, FIRST_YEAR + self.years)

    @property
    def rows(self) -> int:
        """Number of amounts that are computed."""
        return self.payers * self.years


def population(number: _Numbers, year: int) -> _Numbers:
    """Return the population of a payer, or of each in an array, that a budget year uses."""
    place = (number * 7_919 + (year - FIRST_YEAR) * 104_729) % 985_000
    return 2_400 + 13_600 * place // (1_000_000 - place)


def party(number: int) -> str:
    """Return the id of a payer."""
    return f"p{number:07}"


def payer_in_row(row: _Numbers, payers: int) -> _Numbers:
    """Return the number of the payer in a row of a split: the rows are not in order of the ids."""
    return row * 7_919 % payers


def exact(case: Case) -> Iterator[int]:
    """Yield the right amount of each row, in öre, by Python's own integers."""
    if case.task == "split":
        yield from _exact_shares(case.payers)
        return
    for year in case.budget_years:
        rate = RATES[year]
        for number in range(case.payers):
            yield population(number, year) * rate


def _exact_shares(payers: int) -> list[int]:
    # The method of largest remainders, word by word; equal remainders in order of the ids.
    numbers = [payer_in_row(row, payers) for row in range(payers)]
    weights = [population(number, FIRST_YEAR) for number in numbers]
    whole = sum(weights)
    shares = [TOTAL_ORE * weight // whole for weight in weights]
    rests = [TOTAL_ORE * weight % whole for weight in weights]
    in_order = sorted(range(payers), key=lambda row: (-rests[row], party(numbers[row])))
    for row in in_order[: TOTAL_ORE - sum(shares)]:
        shares[row] += 1
    return shares


def year_column(case: Case) -> Ore:
    """Return the budget year of each row: the rows of one year after those of another."""
    return np.repeat(np.array(case.budget_years, dtype=np.int64), case.payers)


def population_column(case: Case) -> Ore:
    """Return the population of each row."""
    numbers = np.arange(case.payers, dtype=np.int64)
    if case.task == "split":
        numbers = payer_in_row(numbers, case.payers)
    return np.concatenate([population(numbers, year) for year in case.budget_years])


def party_column(case: Case) -> list[str]:
    """Return the id of the payer in each row of a split."""
    return [party(payer_in_row(row, case.payers)) for row in range(case.payers)]


def plain_dicts(case: Case) -> list[dict[str, object]]:
    """Return the payers as a program may have read them from anywhere: a dict for each."""
    return [
        {
            "id": party(number),
            "name": f"Kommun {number}",
            "population": {year: population(number, year) for year in case.budget_years},
        }
        for number in range(case.payers)
    ]
