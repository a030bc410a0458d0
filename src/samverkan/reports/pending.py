"""What is pending, as text: what waits, for whom or for which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..agreements.agreement import Agreement
from ..agreements.instruments import Amendment
from ..agreements.state import Pending, State, Wait
from ..core.periods import Period
from ..errors.texts import Language, an_instance
from ..fees.assessments import Assessment
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
    Amendment of the terms (37): the day from which it applies is not known.
    """
    an_instance("state", state, State)
    an_instance("agreement", agreement, Agreement)
    return page(pending_lines(state, agreement, language), width)


def pending_lines(
    state: State, agreement: Agreement, language: Language, about: Iterable[str] | None = None
) -> Iterator[str]:
    """Yield a line for what is pending, or for what the fees of some parties depend on."""
    wanted = None if about is None else set(about)
    for each in state.pending:
        of = {member.party.id for member in each.members}
        is_a_change = isinstance(each.instrument, Amendment) and each.is_adopted
        if wanted is None or is_a_change or not wanted.isdisjoint(of):
            yield pending_line(each, agreement, language)


def pending_line(pending: Pending, agreement: Agreement, language: Language) -> str:
    """Return something that is pending as a line, with what it waits for."""
    return words.capital(pending_said(pending, agreement, language))


def changes_to_come(assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield a line for each change of the funding that may still be adopted for the year."""
    year = Period.of_year(assessment.year)
    for each in assessment.state.pending:
        instrument = each.instrument
        if (
            isinstance(instrument, Amendment)
            and "funding" in instrument.changes
            and not each.is_adopted
            and each.days.overlap(year) is not None
        ):
            said = pending_line(each, assessment.agreement, language)
            yield phrase("change-to-come", language, said=said)


def pending_said(pending: Pending, agreement: Agreement, language: Language) -> str:
    """Return something that is pending, with what it waits for."""
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
        return phrase("pending-agreement", language)
    said = instrument_text(pending.instrument, "", agreement, language)
    return f"{said} ({pending.instrument.number})"
