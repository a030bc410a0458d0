"""What is pending, as text: what waits, for whom or for which day."""

from __future__ import annotations

from collections.abc import Iterator

from ..agreements.agreement import Agreement
from ..agreements.state import Pending, State, Wait
from ..errors.texts import Language, an_instance
from . import words
from .instruments import instrument_text
from .words import WIDTH, page, phrase


def pending_text(
    state: State, agreement: Agreement, language: Language = "sv", *, width: int = WIDTH
) -> str:
    """Return what is pending in an agreement as text: a line for each, with what it waits for.

    The text is empty if nothing is pending.

    The decision is an example:

    >>> import datetime as dt
    >>> from samverkan import Decision, Start
    >>> from samverkan.stockholm import agreement
    >>> decision = Decision(body="Regionala rådet", decided_on=dt.date(2016, 10, 1))
    >>> changed = agreement.amend(decision, effective=Start(), document_number="KSL/16/1")
    >>> print(pending_text(changed.as_known(), changed, language="en"), end="")
    Amendment of the terms 37: the day from which it applies is not known.
    """
    an_instance("state", state, State)
    an_instance("agreement", agreement, Agreement)
    return page(pending_lines(state, agreement, language), width)


def pending_lines(state: State, agreement: Agreement, language: Language) -> Iterator[str]:
    """Yield a line for everything that is pending."""
    for each in state.pending:
        yield pending_line(each, agreement, language)


def pending_line(pending: Pending, agreement: Agreement, language: Language) -> str:
    """Return something that is pending as a line, with what it waits for."""
    return words.capital(_said(pending, agreement, language))


def _said(pending: Pending, agreement: Agreement, language: Language) -> str:
    what = _what(pending, agreement, language)
    parties = ", ".join(str(agreement.party(party)) for party in pending.missing)
    if pending.waits_for is not Wait.DECISIONS:
        name = f"pending-{pending.waits_for}"
        ends = pending.waits_for is Wait.DAY and hasattr(pending.instrument, "last_day")
        name = "pending-last-day" if ends else name
        return phrase(name, language, what=what)
    if not parties:
        return phrase("pending-nobody", language, what=what)
    name = "pending-decisions" if pending.lacking >= len(pending.missing) else "pending-some"
    return phrase(name, language, what=what, parties=parties, count=pending.lacking)


def _what(pending: Pending, agreement: Agreement, language: Language) -> str:
    """Return what is pending: *ändring av villkoren 37*."""
    if pending.instrument is None:
        return phrase("the-agreement", language)
    said = instrument_text(pending.instrument, "", agreement, language)
    return f"{said} {pending.instrument.number}" if said else said
