"""Assessments as documents hold them: what they were made of, and what came of it."""

from __future__ import annotations

import datetime as dt

import attrs

from ..agreements.agreement import Agreement
from ..core.figures import FigureTable
from ..fees.assessments import Assessment, Assumed, Fee, Missing, assess


class DiffersError(Exception):
    """What a document states is not what its own agreement and figures give."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@attrs.frozen(kw_only=True)
class Recorded:
    """An assessment as a document holds it.

    The fees follow from the agreement and the figures; they are stated for other programs, and
    compared when the document is read.

    Args:
        agreement: The agreement.

        figures: The figures that were supplied.

        year: The budget year.

        reading: The name of the reading that was asked for, or None for the preferred one.

        known_on: The day of knowledge, or None for everything on record.

        chosen: The ids of the parties that the assessment covers, or None if it covers all.

        fees: The fees that could be computed.

        missing: The parties for which a figure is missing.

        unstated: The ids of the parties for which no rule is stated.

        undated: The ids of the parties whose accession has no recorded decision.

        pending: The ids of the parties whose fee depends on something pending.

        assumed: The parties whose fee rests on assumed figures.

        assume_last_known: Whether figures that are missing were to be assumed.
    """

    agreement: Agreement
    figures: FigureTable
    year: int
    reading: str | None = None
    known_on: dt.date | None = None
    chosen: tuple[str, ...] | None = None
    fees: tuple[Fee, ...]
    missing: tuple[Missing, ...]
    unstated: tuple[str, ...]
    undated: tuple[str, ...]
    pending: tuple[str, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    assume_last_known: bool = False

    @classmethod
    def of(cls, assessment: Assessment) -> Recorded:
        """Return what a document holds of an assessment."""
        chosen = assessment.chosen
        return cls(
            agreement=assessment.agreement,
            figures=assessment.figures,
            year=assessment.year,
            reading=assessment.asked,
            known_on=assessment.known_on,
            chosen=None if chosen is None else tuple(sorted(chosen)),
            fees=assessment.fees,
            missing=assessment.missing,
            unstated=assessment.unstated,
            undated=assessment.undated,
            pending=assessment.pending,
            assumed=assessment.assumed,
            assume_last_known=assessment.assume_last_known,
        )

    def value(self) -> Assessment:
        """Return the assessment, computed again.

        Raises:
            DiffersError: If the document states something else.
        """
        computed = assess(
            self.agreement,
            year=self.year,
            figures=self.figures,
            reading=self.reading,
            known_on=self.known_on,
            assume_last_known=self.assume_last_known,
        )
        found = computed if self.chosen is None else computed.only(self.chosen)
        for field in (
            "fees",
            "missing",
            "unstated",
            "undated",
            "pending",
            "assumed",
        ):
            if getattr(self, field) != getattr(found, field):
                raise DiffersError(field)
        return found
