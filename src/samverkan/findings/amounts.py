"""Checks of the amounts that documents state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..agreements.instruments import Accession
from ..agreements.state import Member
from ..core.money import amount
from ..core.periods import Period
from ..errors import CountError, StatedAmountError, StatisticConflictError
from ..errors.texts import Text, an_instance, an_optional_line
from ..fees.assessments import Fee, assess
from ..fees.explanations import Explanation
from ..fees.stated import parse_stated_amount
from ..fees.steps import Step
from ..funding.funding import Proration
from .context import Context
from .findings import Finding, FindingKind, Severity

STATED_AMOUNT_DIFFERS: Final = FindingKind(
    code="STATED_AMOUNT_DIFFERS",
    severity=Severity.WARNING,
    message=Text(
        "Det angivna beloppet ”{stated}” stämmer inte med den beräknade avgiften för {party} "
        "för {year}, {fee}",
        "The stated amount “{stated}” does not agree with the computed fee of {party} for "
        "{year}, {fee}",
    ),
    remedy=Text(
        "Jämför underlag, avstämningsdag och avrundning; rätta den uppgift som är fel",
        "Compare figures, reference date and rounding; correct what is wrong",
    ),
)


def check_stated_amount(text: str, fee: Fee, *, party: str | None = None) -> Finding | None:
    """Return a finding if a stated amount does not agree with a computed fee, else None.

    Documents round amounts. The two agree if the fee, rounded to the precision of the stated
    amount, equals it, or is on the side that *högst* (at most), *minst* (at least), *knappt*
    (just under) or *drygt* (just over) says.

    Args:
        text: The amount in the words of the document: ``"cirka 143 000 kr"``.

        fee: The computed fee.

        party: Name of the party in the message; None means its id.

    Raises:
        StatedAmountError: If the text cannot be read as an amount.

    >>> check_stated_amount(
    ...     "cirka 143 000 kr", Fee(party="0182", year=2015, ore=14_277_300)
    ... ) is None
    True
    >>> check_stated_amount("cirka 143 000 kr", Fee(party="0182", year=2015, ore=14_432_550)).code
    'STATED_AMOUNT_DIFFERS'
    """
    an_optional_line("party", party)
    an_instance("fee", fee, Fee)
    if parse_stated_amount(text).agrees_with(fee.ore):
        return None
    return STATED_AMOUNT_DIFFERS.found(
        f"fee {fee.party} {fee.year}",
        stated=text,
        party=party or fee.party,
        year=str(fee.year),
        fee=Text(amount(fee.ore, "sv"), amount(fee.ore, "en")),
    )


STATED_AMOUNT_NOT_READ: Final = FindingKind(
    code="STATED_AMOUNT_NOT_READ",
    severity=Severity.INFO,
    message=Text(
        "det angivna beloppet ”{stated}” går inte att läsa, och är inte jämfört",
        "the stated amount “{stated}” cannot be read, so it is not compared",
    ),
    remedy=Text(
        "Skriv det som i handlingen, till exempel ”cirka 143 000 kr”",
        "Write it as in the document, for example “cirka 143 000 kr”",
    ),
)


def check_papers(context: Context) -> Iterator[Finding]:
    """Yield a finding for each stated first-year amount that differs from the computed fee."""
    an_instance("context", context, Context)
    for accession in context.instruments:
        if isinstance(accession, Accession) and accession.stated_amount is not None:
            yield from _stated_amount(context, accession, accession.stated_amount)


def _stated_amount(context: Context, accession: Accession, stated: str) -> Iterator[Finding]:
    name, first_day = str(context.agreement.party(accession.party)), accession.effective.first_day
    try:
        per_year = parse_stated_amount(stated).per_year
    except (StatedAmountError, CountError):
        subject = f"accession {accession.number}"
        yield STATED_AMOUNT_NOT_READ.found(subject, about=name, stated=stated)
        return
    if context.figures is None or first_day is None:
        return
    known_on = context.state.known_on
    try:
        of_year = assess(
            context.agreement, year=first_day.year, figures=context.figures, known_on=known_on
        )
    except StatisticConflictError:  # which check_known_figures() tells
        return
    for fee in of_year.fees:
        if fee.party != accession.party:
            continue
        explanation = of_year.explain(fee.party)
        # The fee for a part of the year is not an amount per year.
        if not (per_year and _is_of_a_part(explanation)) and not _takes_over(explanation):
            found = check_stated_amount(stated, fee, party=name)
            yield from () if found is None else (found,)


def _takes_over(explanation: Explanation) -> bool:
    """Return whether a fee includes a membership taken over; no document of the party states it."""
    step = explanation.step
    steps = [step, *(part for part in step.inputs if isinstance(part, Step))]
    return any(isinstance(each.by, Member) for each in steps)


def _is_of_a_part(explanation: Explanation) -> bool:
    """Return whether a fee is for a part of the year only."""
    by_day = explanation.reading.funding.proration is Proration.BY_DAY
    days = sum(member.period.days_in(explanation.year) for member in explanation.memberships)
    return by_day and days < Period.of_year(explanation.year).days_in(explanation.year)
