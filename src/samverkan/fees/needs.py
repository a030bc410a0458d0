"""Figures that an amount needs and that are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import attrs

from ..core.figures import Statistic
from ..errors.texts import NO_DETAILS, Details, Filled, Language, Text

_MISSING = Text(
    "{statistic} för {subject} den {reference_date}",
    "{statistic} of {subject} on {reference_date}",
)
_CANNOT_SERVE = Text(
    "{statistic} för {subject} den {reference_date} (angiven som {number}, som inte kan användas)",
    "{statistic} of {subject} on {reference_date} (stated as {number}, which cannot be used)",
)


@attrs.frozen(cache_hash=True)  # if a division lacks figures, each payer's fee lacks all of them
class Need:
    """A figure that a fee needs and that is missing, or cannot be used as stated.

    Args:
        subject: The municipality code that the party that it is about had on that day, else the
            id of the party or area.

        statistic: What it counts.

        reference_date: The day that it describes.

        stated: The stated value if it cannot be used, such as an index level of 0, as a whole
            number of its smallest decimals; None if nothing is stated.

    >>> from samverkan.funding import POPULATION
    >>> str(Need("0114", POPULATION, dt.date(2014, 6, 30)))
    'population of 0114 on 2014-06-30'
    """

    subject: str
    statistic: Statistic
    reference_date: dt.date
    stated: int | None = None

    def in_language(self, language: Language) -> str:
        """Return a description of the figure, in Swedish or English."""
        said = _CANNOT_SERVE if self.stated is not None else _MISSING
        number = None if self.stated is None else self.statistic.number(self.stated)
        values = {
            "statistic": self.statistic.name,
            "subject": self.subject,
            "reference_date": self.reference_date,
            "number": number,
        }
        return Filled(said, values).in_language(language)

    def __str__(self) -> str:
        return self.in_language("en")


Needs: TypeAlias = tuple[Need, ...] | None
"""Why an amount is not known: the figures that are missing, or None if no rule is stated."""

Amount: TypeAlias = int | Needs
"""An amount, or the figures that are missing."""


def together(parts: Iterable[Amount]) -> Needs:
    """Return why the result of several amounts is not known.

    The reason is None (no rule) if it is None for one of them, else all the figures that are
    missing. Known amounts are ignored.
    """
    found: dict[Need, None] = {}
    for part in parts:
        if part is None:
            return None
        if not isinstance(part, int):
            found.update(dict.fromkeys(part))
    return tuple(found)


def added(amounts: Sequence[Amount]) -> Amount:
    """Return the sum of amounts, or why it is unknown; without amounts, no rule is stated."""
    if len(amounts) == 1:
        return amounts[0]
    known = [amount for amount in amounts if isinstance(amount, int)]
    return sum(known) if amounts and len(known) == len(amounts) else together(amounts or [None])


def why_unknown(needs: Needs) -> tuple[str, Details]:
    """Return why an amount is not known: the code of the reason, and its details."""
    if needs is None:
        return "unstated", NO_DETAILS
    if not needs:
        return "indivisible", NO_DETAILS
    return "missing", {"needs": needs}
