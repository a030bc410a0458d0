"""The calendar of an agreement."""

from __future__ import annotations

import datetime as dt

from ..agreements.agreement import Agreement
from ..core.parties import Party
from ..core.periods import an_optional_day
from ..errors.texts import an_instance
from .events import Calendar
from .making import Asked, calendar_of, identity_of


def calendar(
    agreement: Agreement,
    *,
    until: dt.date,
    since: dt.date | None = None,
    party: str | Party | None = None,
    known_on: dt.date | None = None,
) -> Calendar:
    """Return the days of an agreement for a calendar, each with what happened to it.

    The agreement is named by its document number, else by its title. The arguments are those of
    :meth:`samverkan.register.Register.calendar`, which joins the calendars of many agreements.

    Raises:
        PeriodOrderError: If *until* is before *since*.

        PeriodTooLongError: If there are more than 100 years between the days.

        CalendarError: If the agreement has more than 10 000 events.

        UnknownPartyError: If the agreement does not know the party.

        AmbiguousPartyError: If several parties match.

    >>> from samverkan.stockholm import agreement
    >>> [str(event.day) for event in calendar(agreement, until=dt.date(2015, 12, 31))]
    ['2014-06-30', '2015-06-30']
    """
    an_instance("agreement", agreement, Agreement)
    an_optional_day("known_on", known_on)
    ids = None if party is None else frozenset({agreement.party(party).id})
    asked = Asked.of(since, until, known_on, ids)
    name = agreement.terms.document_number or agreement.terms.title.sv
    return calendar_of(name, agreement, asked, identity_of(agreement))
