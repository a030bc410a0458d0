"""How long the days of a register take for a calendar, and as a calendar file."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from functools import partial

from agreements import START, municipalities
from measuring import Measured, report, seconds
from samverkan import (
    Accession,
    Agreement,
    Decision,
    Due,
    DueKind,
    Period,
    Terms,
    YearDay,
    formats,
)
from samverkan.calendars import Calendar
from samverkan.register import Register

FEW, MANY, PARTIES, CHANGES = 25, 100, 3, 4
UNTIL = START + dt.timedelta(days=10 * 365)
LATER = START + dt.timedelta(days=40 * 365)


def agreement(number: int) -> Agreement:
    """Return an agreement with a yearly payment, whose notice has been changed several times."""
    terms = Terms(
        title=f"Avtal {number}",
        period=Period(START, START + dt.timedelta(days=364)),
        document_number=f"15/{number}",
        notice_months=6,
        renewal_months=12,
        due=[Due(what="Årsavgift", kind=DueKind.PAYMENT, when=YearDay(month=6, day=30))],
    )
    parties = municipalities(PARTIES)
    made = Agreement(
        terms=terms,
        parties=parties,
        instruments=[
            Accession(number=place, party=party.id, effective=Period(START))
            for place, party in enumerate(parties, start=1)
        ],
    )
    for year in range(1, CHANGES + 1):
        day = START + dt.timedelta(days=365 * year)
        made = made.amend(Decision(decided_on=day), effective=day, notice_months=6 + year)
    return made


def told(register: Register, until: dt.date) -> Calendar:
    """Return the days of all agreements."""
    return register.calendar(until=until)


def measure() -> Iterator[Measured]:
    """Measure how a calendar grows, and its file beside it."""
    several = {f"{number}.json": agreement(number) for number in range(MANY)}
    few, many = Register(dict(list(several.items())[:FEW])), Register(several)
    less = seconds(partial(told, few, UNTIL), number=1, repeat=7)
    took = seconds(partial(told, many, UNTIL), number=1, repeat=5)
    longer = seconds(partial(told, few, LATER), number=1, repeat=3)
    found = told(many, UNTIL)
    written = seconds(lambda: formats.ics(found), number=1, repeat=5)
    of = f"a calendar of {MANY} agreements with {CHANGES} changes each, {len(found)} events"
    yield Measured(f"{of}, beside {FEW} agreements (4 x as many)", took / less, 4.4)
    yield Measured("the same of 40 years, beside 10 (4 x as long)", longer / less, 4.4)
    yield Measured("its calendar file, beside the calendar", written / took, 2)


if __name__ == "__main__":
    sys.exit(report(measure()))
