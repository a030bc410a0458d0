"""How long the questions of a register take, beside reading and checking its agreements."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from agreements import START, figures, municipalities
from measuring import Measured, report, seconds
from samverkan import (
    Accession,
    Agreement,
    Document,
    DocumentKind,
    Party,
    Period,
    Terms,
    formats,
    validate,
)
from samverkan.funding import Fixed, Funding, Reading
from samverkan.register import Register

FEW, MANY, PARTIES, OF = 250, 1_000, 30, 290
UNTIL = START + dt.timedelta(days=3 * 365)
FIGURES = figures(1)


def agreement(number: int, known: list[Party]) -> Agreement:
    """Return an agreement that renews itself; every tenth replaces the one before it."""
    parties = [known[(number * 7 + place) % OF] for place in range(PARTIES)]
    before = Document(kind=DocumentKind.AGREEMENT, title="Avtal", number=f"15/{number - 1}")
    terms = Terms(
        title=f"Avtal {number}",
        period=Period(START, START + dt.timedelta(days=365)),
        document_number=f"15/{number}",
        notice_months=6,
        renewal_months=12,
        funding=[Reading(name="only", funding=Funding(rule=Fixed(kronor=1_000)))],
        replaces=[before] if number % 10 == 9 else [],
    )
    joins = [
        Accession(number=place, party=party.id, effective=Period(START))
        for place, party in enumerate(parties, start=1)
    ]
    return Agreement(terms=terms, parties=parties, instruments=joins)


def asked(register: Register, party: str | None) -> None:
    """Ask a register everything that it answers, except for findings: they are the checks."""
    register.entries(on=START, party=party)
    register.memberships(on=START, party=party)
    register.undecided(on=START, party=party)
    register.deadlines(since=START, until=UNTIL, party=party)
    register.fees(year=2015, figures=FIGURES, party=party)
    register.lookalikes()
    register.replacements()
    register.chain("0.json", on=START)


def read_and_checked(folder: Path) -> None:
    """Read and check the agreements in a folder one by one."""
    for file in sorted(folder.iterdir()):
        validate(formats.read(file, Agreement))


def measure() -> Iterator[Measured]:
    """Measure the questions about all parties and about one, and reading a folder."""
    known = municipalities(OF)
    several = {f"{number}.json": agreement(number, known) for number in range(MANY)}
    few, many = Register(dict(list(several.items())[:FEW])), Register(several)
    with tempfile.TemporaryDirectory() as folder:
        for name, each in several.items():
            formats.write(each, Path(folder, name))
        one_by_one = seconds(lambda: read_and_checked(Path(folder)), number=1, repeat=2)
        whole = seconds(
            lambda: formats.read_register(folder).overview(
                on=START, until=UNTIL, year=2015, figures=FIGURES
            ),
            number=1,
            repeat=2,
        )
    beside = f"beside reading and checking {MANY} agreements of {PARTIES} parties one by one"
    yield Measured(f"reading a register and an overview of it, {beside}", whole / one_by_one, 3)
    for who, party in (("all", None), ("one party", "kommun-7")):
        took = seconds(partial(asked, many, party), number=1, repeat=9)
        less = seconds(partial(asked, few, party), number=1, repeat=15)
        yield Measured(f"every other question about {who}, {beside}", took / one_by_one, 3)
        grown = f"the same of {MANY} agreements, beside {FEW} (4 x as many)"
        yield Measured(grown, took / less, 4.4)


if __name__ == "__main__":
    sys.exit(report(measure()))
