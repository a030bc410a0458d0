"""Receipts: what an assessment was made of, as hashes, to tell later what differs."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import re
from collections.abc import Iterable
from typing import cast

import attrs

from ..core.fields import as_tuple
from ..core.periods import a_year, an_optional_day
from ..errors import TextError
from ..errors.texts import a_line, a_slug, an_instance, an_optional_line
from ..fees.assessments import Assessment
from .documents import fingerprint

_HASH = re.compile(r"[0-9a-f]{64}")


def _as_ids(value: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return (
        None
        if value is None
        else tuple(sorted(cast("tuple[str, ...]", as_tuple("chosen", value, str))))
    )


@attrs.frozen(kw_only=True)
class Receipt:
    """What an assessment was made of, and what came of it (*kvitto*).

    It is small enough to stand beside an invoice, and tells later, when the assessment is made
    again, which part differs.

    Args:
        version: The version of the library.

        year: The budget year.

        reading: The name of the reading that was asked for, or None for the preferred one.

        known_on: The day of knowledge, or None for everything on record.

        chosen: The ids of the parties that the assessment covers, or None if it covers all.

        agreement: The hash of the agreement, as :func:`fingerprint` returns it.

        figures: The hash of the figures.

        fees: The hash of the fees, of the figures that are missing, and of the parties whose
            missing fee prevents a total.

    Raises:
        TextError: If a hash is not 64 hexadecimal digits.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> kept = receipt(assess(agreement, year=2015, figures=figures))
    >>> kept.year, kept.reading, len(kept.agreement)
    (2015, None, 64)
    """

    version: str
    year: int
    reading: str | None = None
    known_on: dt.date | None = None
    chosen: tuple[str, ...] | None = attrs.field(default=None, converter=_as_ids)
    agreement: str
    figures: str
    fees: str

    def __attrs_post_init__(self) -> None:
        a_line("version", self.version)
        a_year(self.year)
        an_optional_line("reading", self.reading)
        an_optional_day("known_on", self.known_on)
        for party in self.chosen or ():
            a_slug("chosen", party)
        for field in ("agreement", "figures", "fees"):
            a_line(field, getattr(self, field))
            if not _HASH.fullmatch(getattr(self, field)):
                raise TextError(field, getattr(self, field), "hash")

    def differences(self, other: Receipt) -> tuple[str, ...]:
        """Return the names of the fields in which another receipt differs.

        If ``fees`` differs, the other names tell why. If none of them does, the receipt was
        changed.

        >>> from samverkan import assess
        >>> from samverkan.stockholm import agreement, figures
        >>> kept = receipt(assess(agreement, year=2015, figures=figures))
        >>> other = receipt(assess(agreement, year=2015, figures=figures, reading="year-start"))
        >>> kept.differences(other)
        ('reading', 'fees')
        """
        an_instance("other", other, Receipt)
        names = (field.name for field in attrs.fields(Receipt))
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))


def receipt(assessment: Assessment) -> Receipt:
    """Return the receipt of an assessment.

    >>> from samverkan import assess
    >>> from samverkan.stockholm import agreement, figures
    >>> assessment = assess(agreement, year=2015, figures=figures)
    >>> receipt(assessment) == receipt(assessment)
    True
    """
    an_instance("assessment", assessment, Assessment)
    return Receipt(
        version=importlib.metadata.version("samverkan"),
        year=assessment.year,
        reading=assessment.asked,
        known_on=assessment.known_on,
        chosen=assessment.chosen,
        agreement=fingerprint(assessment.agreement),
        figures=fingerprint(assessment.figures),
        fees=fingerprint([*assessment.fees, *assessment.missing, *assessment.unknown]),
    )
