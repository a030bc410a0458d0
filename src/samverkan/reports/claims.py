"""Claims as text, each with its causes."""

from __future__ import annotations

from ..agreements.agreement import Agreement
from ..agreements.instruments import Recording
from ..core import money, periods
from ..core.figures import Figure
from ..errors.texts import Language, an_instance
from ..fees.causes import Cause
from ..fees.ledgers import Settlement
from . import words
from .fees import missing_text, of_whom
from .instruments import instrument_text, recorded_day_text
from .words import WIDTH, decision_text, page, phrase


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
        written = words.figure_number(value.statistic, value.value, language)
        said = f"{of_whom(value, party, agreement, language)}: {written}"
        if not words.is_uncertain(value.status):
            return said
        status = words.STATUSES[value.status].in_language(language)
        return phrase("cause-status", language, said=said, status=status)
    said = instrument_text(value, party, agreement, language)
    if isinstance(value, Recording):
        return f"{said}: {recorded_day_text(value, language)}"
    decision = value.decision
    if value.adoptions and value.decided_on is not None:
        last = (each.decision for each in value.adoptions if each.decided_on == value.decided_on)
        decision = next(last, decision)
    return said if decision is None else f"{said}, {decision_text(decision, language)}"
