"""The fees of a year over many agreements."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import attrs

from ..core.money import Ore, to_kronor
from ..core.parties import Party
from ..errors import IncompleteAssessmentError
from ..fees.assessments import Assessment
from ..fees.needs import Need
from .rows import Failure, by_name


class FeeStatus(enum.StrEnum):
    """Whether a fee is known, and if not, why."""

    FEE = "fee"
    """It is known (*avgift*)."""
    MISSING = "missing"
    """A figure is missing (*uppgift saknas*)."""
    INDIVISIBLE = "indivisible"
    """No figure is missing, but no payer has a weight above 0 (*kan inte fördelas*)."""
    UNSTATED = "unstated"
    """The terms state no rule for the party (*ingen regel anges*)."""
    UNDATED = "undated"
    """It cannot be determined whether the accession was known (*beslut saknas*)."""
    PENDING = "pending"
    """It depends on something that not all have adopted, or whose day is not known (*vilande*)."""


@attrs.frozen(kw_only=True)
class RegisterFee:
    """The fee of a party by one agreement of a register, or why it is not known.

    Args:
        agreement: Name of the agreement in the register.

        party: The party.

        status: Whether the fee is known, and if not, why.

        ore: The amount, in öre, or None if it is not known.

        needs: The figures that are missing.

        is_forecast: Whether the amount rests on assumed figures.

    >>> from samverkan.register import Register
    >>> from samverkan.stockholm import agreement, figures
    >>> fees = Register({"KSL/15/0016-5": agreement}).fees(year=2015, figures=figures)
    >>> [row.status.value for row in fees if row.party.id in {"0182", "0187"}]
    ['fee', 'missing']
    """

    agreement: str
    party: Party
    status: FeeStatus
    ore: Ore | None = None
    needs: tuple[Need, ...] = ()
    is_forecast: bool = False

    @property
    def kronor(self) -> Decimal | None:
        """The amount, in kronor with two decimals, or None if it is not known."""
        return None if self.ore is None else to_kronor(self.ore)


def _as_assessments(
    value: Mapping[str, Assessment] | Iterable[tuple[str, Assessment]],
) -> tuple[tuple[str, Assessment], ...]:
    return by_name("assessments", value, Assessment)


@attrs.frozen(kw_only=True)
class RegisterFees:
    """The fees of a budget year over the agreements of a register.

    Iteration yields a row for each agreement and party, including those without a known fee, and
    ``len`` counts the rows. What is unknown is never 0: the total is known only if every
    assessment is complete and no agreement failed.

    Args:
        year: The budget year.

        known_on: The day of knowledge, or None for everything on record.

        assessments: The assessment of each agreement, after its name in the register.

        failures: The agreements that could not be read or assessed.

        rows: The fees, in order of agreement and party id.

    >>> from samverkan.register import Register
    >>> from samverkan.stockholm import agreement, figures
    >>> register = Register({"KSL/15/0016-5": agreement})
    >>> fees = register.fees(year=2015, figures=figures, party="Nacka")
    >>> fees.total_kronor
    Decimal('142773.00')
    >>> register.fees(year=2015, figures=figures).is_complete
    False
    """

    year: int
    known_on: dt.date | None
    assessments: tuple[tuple[str, Assessment], ...] = attrs.field(
        converter=_as_assessments, repr=False
    )
    failures: tuple[Failure, ...]
    rows: tuple[RegisterFee, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        rows = (row for name, assessment in self.assessments for row in _rows(name, assessment))
        object.__setattr__(self, "rows", tuple(rows))

    def __iter__(self) -> Iterator[RegisterFee]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def subtotal_ore(self) -> Ore:
        """The sum of the fees that could be computed, in öre."""
        return Ore(sum(assessment.subtotal_ore for _, assessment in self.assessments))

    @property
    def subtotal_kronor(self) -> Decimal:
        """The sum of the fees that could be computed, in kronor with two decimals."""
        return to_kronor(self.subtotal_ore)

    @property
    def is_forecast(self) -> bool:
        """Whether any of the fees rests on assumed figures (*prognos*)."""
        return any(assessment.is_forecast for _, assessment in self.assessments)

    @property
    def unknown(self) -> tuple[RegisterFee, ...]:
        """The rows whose missing fee prevents a total, as in ``Assessment.unknown``."""
        prevents = {(name, party) for name, each in self.assessments for party in each.unknown}
        return tuple(row for row in self.rows if (row.agreement, row.party.id) in prevents)

    @property
    def is_complete(self) -> bool:
        """Whether the total is known: no row prevents it, and every agreement could be read."""
        return not self.failures and all(each.is_complete for _, each in self.assessments)

    @property
    def total_ore(self) -> Ore:
        """The sum of all fees, in öre.

        Raises:
            IncompleteAssessmentError: If a fee is not known, or an agreement could not be read or
                assessed; the error names them.
        """
        if not self.is_complete:
            missing = [failure.agreement for failure in self.failures]
            missing += [f"{row.agreement}: {row.party}" for row in self.unknown]
            raise IncompleteAssessmentError(self.year, tuple(missing))
        return self.subtotal_ore

    @property
    def total_kronor(self) -> Decimal:
        """The sum of all fees, in kronor with two decimals.

        Raises:
            IncompleteAssessmentError: As for :attr:`total_ore`.
        """
        return to_kronor(self.total_ore)


def _rows(name: str, assessment: Assessment) -> list[RegisterFee]:
    assumed = {each.party for each in assessment.assumed}

    def row(
        party: str, status: FeeStatus, ore: Ore | None = None, needs: tuple[Need, ...] = ()
    ) -> RegisterFee:
        return RegisterFee(
            agreement=name,
            party=assessment.agreement.party(party),
            status=status,
            ore=ore,
            needs=needs,
            is_forecast=party in assumed,
        )

    rows = [row(fee.party, FeeStatus.FEE, fee.ore) for fee in assessment]
    for each in assessment.missing:
        status = FeeStatus.MISSING if each.needs else FeeStatus.INDIVISIBLE
        rows.append(row(each.party, status, needs=each.needs))
    rows += [row(party, FeeStatus.UNSTATED) for party in assessment.unstated]
    rows += [row(party, FeeStatus.UNDATED) for party in assessment.undated]
    rows += [row(party, FeeStatus.PENDING) for party in assessment.pending]
    return sorted(rows, key=lambda each: each.party.id)
