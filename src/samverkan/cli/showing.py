"""What is in a document, for people: the whole of an agreement, a few lines of anything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from .. import reports
from ..agreements.agreement import Agreement
from ..core import money, periods
from ..core.figures import FigureTable
from ..errors.texts import Language
from ..fees.assessments import Assessment
from ..fees.ledgers import Ledger
from ..formats.shapes import type_of
from ..meetings.mode_log import ModeLog
from ..reports.tables import table
from ..reports.words import page
from .words import KINDS, SHOWN


def shown_text(value: object, language: Language, *, width: int) -> str:
    """Return what a document contains as text."""
    if isinstance(value, Agreement):
        return reports.agreement_text(value, language, width=width)
    if isinstance(value, Assessment):
        return reports.fees_text(value, language, width=width)
    rows = [(SHOWN[name].in_language(language), said) for name, said in _rows(value, language)]
    longest = max(len(name) for name, _ in rows)
    lines = [f"{name:<{longest}}  {said}" for name, said in rows]
    if isinstance(value, Ledger) and value.claims:
        lines += ["", SHOWN["balances"].in_language(language), *_balances(value, language, width)]
    shown = page(lines, width)
    if isinstance(value, ModeLog):
        return f"{shown}\n{reports.mode_log_text(value, language, width=width)}"
    return shown


def _balances(ledger: Ledger, language: Language, width: int) -> list[str]:
    """Return what has been claimed from each party for each year, net, as lines."""
    rows = [
        (party, str(year), money.amount(ore, language))
        for (party, year), ore in ledger.balances().items()
    ]
    return table(["", "", ">"], rows, width)[1:]


def _rows(value: object, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what is told about a document: the name of a phrase, and a word, a number or a day."""
    kind = "list" if isinstance(value, tuple) else type_of(type(value))
    yield "kind", KINDS[kind].in_language(language) if kind in KINDS else kind
    match value:
        case FigureTable():
            days = sorted(each.reference_date for each in value.figures)
            yield "figures", str(len(days))
            names = {each.statistic.name for each in value.figures}
            yield "statistics", _names(name.in_language(language) for name in names)
            yield "subjects", str(len({each.subject for each in value.figures}))
            yield "first-day", _day(days[0] if days else None, language)
            yield "last-day", _day(days[-1] if days else None, language)
        case Ledger():
            yield "claims", str(len(value.claims))
            yield "parties", str(len({claim.party for claim in value.claims}))
            yield "years", _names(str(claim.year) for claim in value.claims)
            yield "claimed", money.amount(sum(claim.ore for claim in value.claims), language)
            yield "opened-on", _day(value.opened_on, language)
            yield "known-on", _day(value.known_on, language)
        case ModeLog():
            yield "activations", str(len(value.activations))
            if value.governance is not None:
                yield "forums", str(len(value.governance.forums))
            yield "first-day", _day(value.covers.first_day, language)
            yield "last-day", _day(value.covers.last_day, language)
        case tuple():
            yield "values", str(len(value))
        case _:
            return


def _names(several: Iterable[str]) -> str:
    return ", ".join(sorted(set(several))) or "–"


def _day(day: dt.date | None, language: Language) -> str:
    return SHOWN["not-stated"].in_language(language) if day is None else periods.day(day, language)
