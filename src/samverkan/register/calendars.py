"""The calendar of an agreement or a register."""

from __future__ import annotations

import datetime as dt

from ..agreements.agreement import Agreement
from ..core.parties import Party
from ..errors.texts import an_instance
from .calendar_events import Calendar
from .register import Register


def calendar(
    agreement: Agreement | Register,
    *,
    until: dt.date,
    since: dt.date | None = None,
    party: str | Party | None = None,
    known_on: dt.date | None = None,
) -> Calendar:
    """Return the days of an agreement, or of all agreements of a register, for a calendar.

    A single agreement is a register of one, named by its document number, else by its title. The
    arguments are those of :meth:`Register.calendar`.

    Raises:
        PeriodOrderError: If *until* is before *since*.

        PeriodTooLongError: If there are more than 100 years between the days.

        CalendarError: If an agreement has more than 10 000 events.

        UnknownPartyError: If no agreement knows the party.

        AmbiguousPartyError: If several parties match that are not one body.

    >>> from samverkan.stockholm import agreement
    >>> [str(event.day) for event in calendar(agreement, until=dt.date(2015, 12, 31))]
    ['2014-06-30', '2015-06-30']
    """
    an_instance("agreement", agreement, Agreement, Register)
    if isinstance(agreement, Agreement):
        name = agreement.terms.document_number or agreement.terms.title.sv
        agreement = Register({name: agreement})
    return agreement.calendar(until=until, since=since, party=party, known_on=known_on)
