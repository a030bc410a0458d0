"""Claims as text, each with its causes."""

from __future__ import annotations

from ..agreements.agreement import Agreement
from ..agreements.instruments import (
    Accession,
    Instrument,
    Succession,
    Withdrawal,
)
from ..core import money, periods
from ..core.figures import Figure
from ..core.money import decimal
from ..errors.texts import Language, an_instance
from ..fees.ledgers import Cause, Settlement
from . import words
from .explanation import decision_text
from .fees import missing_text, of_whom
from .words import WIDTH, page, phrase


def claims_text(settlement: Settlement, language: Language = "sv", *, width: int = WIDTH) -> str:
    """Return claims as text, each with its day and causes, then what cannot be determined.

    >>> import datetime as dt
    >>> from samverkan import Decision, settle
    >>> from samverkan.fees import Ledger
    >>> from samverkan.stockholm import agreement, figures
    >>> joined = agreement.accede("Nacka", Decision(decided_on=dt.date(2015, 4, 13)))
    >>> settlement = settle(
    ...     Ledger(), joined, years=[2015], figures=figures, known_on=dt.date(2015, 4, 14)
    ... )
    >>> print(claims_text(settlement, language="en").splitlines()[1])
      13 April 2015: accession, decided on 13 April 2015
    """
    an_instance("settlement", settlement, Settlement)
    lines: list[str] = []
    for claim in settlement:
        agreement = settlement.assessments[0].agreement
        party = agreement.party(claim.party)
        amount = money.amount(claim.ore, language)
        name = "claim" if claim.ore > 0 else "credit"
        lines.append(phrase(name, language, party=str(party), year=claim.year, amount=amount))
        day = periods.day(claim.known_on, language)
        causes = [cause(c, claim.party, agreement, language) for c in claim.causes]
        why = "; ".join(causes) or phrase("no-cause", language)
        lines.append(words.set_in(f"{day}: {why}", 1))
    if lines:
        amount = money.amount(settlement.total_ore, language)
        lines.append(phrase("claims-total", language, count=len(settlement), amount=amount))
    else:
        lines.append(phrase("no-claims", language))
    missing = (missing_text(each, language, width=width) for each in settlement.assessments)
    rest = "".join(dict.fromkeys(missing))  # the same may be missing in several years
    return page(lines, width) + (f"\n{rest}" if rest else "")


def cause(value: Cause, party: str, agreement: Agreement, language: Language) -> str:
    """Return a cause of a claim: *anslutning, beslut av Kommunstyrelsen den 13 april 2015*.

    If the cause is about a party other than the one of the claim, the text names that party.
    """
    if isinstance(value, Figure):
        written = decimal(value.statistic.number(value.value), language)
        return f"{of_whom(value, party, agreement, language)}: {written}"
    said = instrument_text(value, party, agreement, language)
    if value.decision is None:
        return said
    return f"{said}, {decision_text(value.decision, language)}"


def instrument_text(value: Instrument, party: str, agreement: Agreement, language: Language) -> str:
    """Return what an instrument is, and whom it is about if that is not the party given."""
    said = value.label.in_language(language)
    match value:
        case Accession() | Withdrawal() if value.party != party:
            return phrase("of-party", language, what=said, party=agreement.party(value.party).name)
        case Succession():
            before, by = (agreement.party(each).name for each in (value.party, value.successor))
            return said + phrase("succession-of", language, party=before, by=by)
        case _:
            return said
