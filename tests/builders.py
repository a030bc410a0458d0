"""What many tests build, one line each, so that a test shows only what is special about it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Context, Inexact, Overflow, Rounded, Underflow
from typing import Any

from samverkan import (
    Accession,
    Agreement,
    Decision,
    Figure,
    FigureTable,
    Instrument,
    Name,
    Party,
    PartyKind,
    Period,
    ReferenceDate,
    Rounding,
    Terms,
)
from samverkan.errors import SamverkanError
from samverkan.fees import Assessment
from samverkan.funding import POPULATION, Basis, Funding, Proration, Reading, Rule

BY_DAY, NONE = Proration.BY_DAY, Proration.NONE

# The default first day of an agreement, and the figure that its members are counted by.
START = dt.date(2015, 1, 1)
MID_YEAR = Basis(statistic=POPULATION, reference_date=ReferenceDate(1, 6, 30))

# The decimal context of a hostile host: an amount that depended on it would raise or change.
HOSTILE_CONTEXT = Context(prec=2, Emin=-3, Emax=3, traps=[Inexact, Rounded, Overflow, Underflow])


# --- For tables of cases


def late(make: Callable[..., object], **fields: object) -> Callable[[], object]:
    """Return a function that makes a value, for tables of values that are refused."""
    return lambda: make(**fields)


def plainly(said: str) -> str:
    """Return a text with ordinary spaces in place of no-break spaces."""
    return said.replace("\N{NO-BREAK SPACE}", " ")


def says_the_same(error: SamverkanError) -> bool:
    """Return whether an error has its own Swedish sentence, with the numbers of the English one."""
    english, swedish = error.in_language("en"), error.in_language("sv")
    one, other = (sorted(re.findall(r"\d[\d-]*", said)) for said in (english, swedish))
    return str(error) == english != swedish and swedish.endswith(".") and one == other


def day(written: str) -> dt.date:
    """Return a day from the text in a table."""
    return dt.date.fromisoformat(written)


# --- Who, and what was decided


def decided(on: str | dt.date, **fields: Any) -> Decision:
    """Return a decision with its day, and nothing else unless given."""
    return Decision(decided_on=day(on) if isinstance(on, str) else on, **fields)


def municipality(*names: str | Name, **fields: Any) -> Party:
    """Return a municipality."""
    return Party(names=names, kind=PartyKind.MUNICIPALITY, **fields)


def municipalities(*names: str) -> list[Party]:
    """Return a municipality for each name."""
    return [municipality(name) for name in names]


def joins(
    number: int, party: str, first: dt.date = START, last: dt.date | None = None, **fields: Any
) -> Accession:
    """Return an accession without a recorded decision, for all days or for some."""
    return Accession(number=number, party=party, effective=Period(first, last), **fields)


# --- Agreements


def funded_by(
    rule: Rule,
    proration: Proration = NONE,
    rounding: Rounding | None = None,
    *,
    name: str = "only",
) -> Reading:
    """Return a reading by which members pay by a rule; its name is "only" unless given."""
    funding = Funding(rule=rule, proration=proration, rounding=rounding or Rounding())
    return Reading(name=name, funding=funding)


def agreed(
    *parties: Party | str,
    instruments: Iterable[Instrument] = (),
    last_day: dt.date | None = None,
    **terms: Any,
) -> Agreement:
    """Return an agreement from START on, with these parties or municipalities."""
    return Agreement(
        terms=Terms(**{"title": "Avtal", "period": Period(START, last_day), **terms}),
        parties=[each if isinstance(each, Party) else municipality(each) for each in parties],
        instruments=instruments,
    )


def with_members(
    agreement: Agreement, group: str | None = None, /, **effective: Period | dt.date
) -> Agreement:
    """Return the agreement after parties have joined it, all decided on 1 December 2014."""
    for party, days in effective.items():
        agreement = agreement.accede(party, decided("2014-12-01"), effective=days, group=group)
    return agreement


# --- Figures and fees


def inhabitants(counts: Mapping[str, int], published_on: dt.date | None = None) -> list[Figure]:
    """Return the number of inhabitants of each party on 30 June 2014, known from a day."""
    return [
        Figure(
            subject=party,
            statistic=POPULATION,
            reference_date=dt.date(2014, 6, 30),
            value=count,
            published_on=published_on,
        )
        for party, count in counts.items()
    ]


def counted(**counts: int) -> FigureTable:
    """Return a table with only the number of inhabitants of each party on 30 June 2014."""
    return FigureTable(inhabitants(counts))


def owed(assessment: Assessment) -> dict[str, int]:
    """Return what each party owes, in öre."""
    return {fee.party: fee.ore for fee in assessment}
