"""Who decided what, and when."""

from __future__ import annotations

import datetime as dt

import attrs

from . import _fields
from .sources import Source, as_sources

__all__ = ["Decision"]


@attrs.frozen(kw_only=True)
class Decision:
    """A decision (*beslut*) with the days that make it known and valid.

    What is not known is None. The days need not be in the right order: whether they
    are is a question for validation, which must be able to hold a wrong answer.

    Args:
        decided_on: Day of the meeting (*sammanträdesdag*).

        body: Who decided, such as the municipal executive board (*kommunstyrelsen*).

        approved_on: Day on which the minutes were approved (*justering*); the day of the
            meeting where they were approved immediately (*omedelbart justerat*).

        announced_on: Day on which notice was put up on the notice board (*anslag*).

        reference: The paragraph or case number (*diarienummer*).

        sources: Where the decision was seen.

    Raises:
        NotADayError: If a day is not a date, or is a date with a time.

        TextError: If a text is empty or holds characters that cannot be seen.

    >>> Decision(body="Kommunstyrelsen", decided_on=dt.date(2015, 4, 13)).decided_on
    datetime.date(2015, 4, 13)
    """

    decided_on: dt.date
    body: str | None = attrs.field(default=None, converter=_fields.optional_line)
    approved_on: dt.date | None = None
    announced_on: dt.date | None = None
    reference: str | None = attrs.field(default=None, converter=_fields.optional_line)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=as_sources)

    def __attrs_post_init__(self) -> None:
        _fields.a_day("decided_on", self.decided_on)
        _fields.an_optional_line("body", self.body)
        _fields.an_optional_day("approved_on", self.approved_on)
        _fields.an_optional_day("announced_on", self.announced_on)
        _fields.an_optional_line("reference", self.reference)
