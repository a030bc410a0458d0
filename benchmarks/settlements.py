"""How long claims take: per claim, per year that something touched, and per void instrument."""

from __future__ import annotations

import datetime as dt
import sys
import tracemalloc
from collections.abc import Iterator
from functools import partial

from agreements import MID_YEAR, START, agreement, figures, municipalities, populations
from measuring import Measured, report, seconds
from samverkan import (
    Accession,
    Agreement,
    Amendment,
    Decision,
    FigureTable,
    Ground,
    Instrument,
    Party,
    Period,
    Revocation,
    Terms,
    assess,
    settle,
)
from samverkan.fees import Ledger, Settlement
from samverkan.funding import Fixed, Funding, Proration, Rate, Reading, Split
from samverkan.stockholm import agreement as stockholm
from samverkan.stockholm import figures as counted

LAST = dt.date(2040, 12, 31)
FEW_JOINS, MANY_JOINS = 29, 290
MEMBERS, AMENDMENTS, FEW_YEARS, MANY_YEARS = 2_000, 30, 2, 20
FEW_REVOKED, MANY_REVOKED = 500, 10_000
FEW_PAYERS, MANY_PAYERS = 1_000, 10_000
STOCKHOLM_YEARS = range(2015, 2026)
SPLIT = Split(total=10_000_000, by=MID_YEAR)


def on(number: int) -> dt.date:
    """Return the day of a decision: another one for each number."""
    return START + dt.timedelta(days=number)


def settled(made: Agreement, table: FigureTable, years: range) -> Settlement:
    """Return all claims of some years."""
    return settle(Ledger(), made, years=years, figures=table, known_on=LAST)


def per_claim(count: int, proration: Proration) -> float:
    """Return the seconds per claim if so many join on as many days and divide a total."""
    made, table = agreement(SPLIT, count, proration=proration, decided=on), figures(count)
    claims = len(settled(made, table, range(2015, 2016)))
    if claims != count * (count + 1) // 2:
        raise SystemExit("each who joins does not change what all before it owe")
    run = partial(settled, made, table, range(2015, 2016))
    return seconds(run, number=1, repeat=2 if count > FEW_JOINS else 9) / claims


def per_year_touched() -> float:
    """Return how long eleven years of one claim take, beside assessing what it touched."""
    joined = stockholm.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    known = dt.date(2025, 12, 31)
    run = partial(settle, Ledger(), joined, years=STOCKHOLM_YEARS, figures=counted, known_on=known)
    if len(run()) != 1:
        raise SystemExit("there is not one claim")
    # The accession touches each of the years; later figures change no fee that is known.
    one = seconds(lambda: assess(joined, year=2015, figures=counted, known_on=known), number=20)
    return seconds(run, number=1) / (one * len(STOCKHOLM_YEARS))


def amended() -> Agreement:
    """Return an agreement whose rate is changed again and again, from its first day on."""
    plain = agreement(Rate(kronor_per_unit=1, of=MID_YEAR), MEMBERS, decided=lambda _: START)
    amendments = [
        Amendment(
            number=MEMBERS + number,
            decision=Decision(decided_on=on(number)),
            effective=Period(START),
            funding=Reading(
                name="only",
                funding=Funding(rule=Rate(kronor_per_unit=f"1.{number:02}", of=MID_YEAR)),
            ),
        )
        for number in range(1, AMENDMENTS + 1)
    ]
    return plain.issue(amendments)


def revoked(parties: list[Party]) -> Agreement:
    """Return an agreement whose accessions are all annulled, one after the other."""
    instruments: list[Instrument] = []
    for place, party in enumerate(parties):
        number, decision = 2 * place + 1, Decision(decided_on=on(place))
        instruments += [
            Accession(number=number, party=party.id, effective=Period(START), decision=decision),
            Revocation(number=number + 1, target=number, ground=Ground.ANNULLED, decision=decision),
        ]
    funding = Funding(rule=Fixed(kronor=1_000))
    terms = Terms(
        title="Avtal", period=Period(START), funding=Reading(name="only", funding=funding)
    )
    return Agreement(terms=terms, parties=parties, instruments=instruments)


def memory(count: int) -> int:
    """Return the most bytes that a settlement of a claim on each of so many payers takes."""
    made, table = agreement(SPLIT, count, decided=lambda _: START), figures(count)
    tracemalloc.start()
    claims = len(settled(made, table, range(2015, 2016)))
    [_, peak] = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    if claims != count:
        raise SystemExit("there is not one claim on each payer")
    return peak


def measure() -> Iterator[Measured]:
    """Measure settlements of many claims, years, amendments and payers; and of what is void."""
    for proration in (Proration.NONE, Proration.BY_DAY):
        many, few = per_claim(MANY_JOINS, proration), per_claim(FEW_JOINS, proration)
        what = f"a claim on one of {MANY_JOINS} who join one by one under a split ({proration})"
        yield Measured(f"{what}, {1e6 * many:.0f} µs, beside {FEW_JOINS}", many / few, 3)
    what = f"{len(STOCKHOLM_YEARS)} years of one claim, beside assessing each once"
    yield Measured(what, per_year_touched(), 3)
    made = amended()
    short, long = (range(2015, 2015 + years) for years in (FEW_YEARS, MANY_YEARS))
    few, many = (
        seconds(partial(settled, made, populations(MEMBERS, years), years), number=1, repeat=1)
        for years in (short, long)
    )
    what = f"{MEMBERS} members, {AMENDMENTS} amendments, {MANY_YEARS} years, beside {FEW_YEARS}"
    yield Measured(f"{what}, {many:.0f} s", many / few, 12)
    few, many = (
        seconds(partial(revoked, municipalities(count)), number=1, repeat=repeat)
        for count, repeat in ((FEW_REVOKED, 9), (MANY_REVOKED, 3))
    )
    yield Measured(f"{MANY_REVOKED} revocations checked, beside {FEW_REVOKED}", many / few, 25)
    what = f"memory for claims on {MANY_PAYERS} payers, beside {FEW_PAYERS} (10 x as many)"
    yield Measured(what, memory(MANY_PAYERS) / memory(FEW_PAYERS), 12)


if __name__ == "__main__":
    sys.exit(report(measure()))
