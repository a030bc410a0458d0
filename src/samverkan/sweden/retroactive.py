"""Findings about effect before the day of the decision (*retroaktiv verkan*)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from ..core.decisions import Burden
from ..errors.texts import Text
from ..findings.findings import Confidence, Finding, FindingKind, Severity
from .citing import found
from .known_days import KnownDays
from .statutes import Topic

RETRO_BURDEN_UNKNOWN: Final = FindingKind(
    code="RETRO_BURDEN_UNKNOWN",
    severity=Severity.WARNING,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from}; vem "
        "det belastar är inte angivet",
        "The decision of {decided_on} is effective from {effective_from}; it does not state who "
        "bears the burden",
    ),
    remedy=Text(
        "Ange vem det belastar: till nackdel för kommunmedlemmarna får det inte gälla bakåt "
        "utan synnerliga skäl",
        "State who bears the burden: without extraordinary reasons, it must not be retroactive to "
        "the detriment of the members of the municipality",
    ),
)

RETRO_DETRIMENT: Final = FindingKind(
    code="RETRO_DETRIMENT",
    severity=Severity.ERROR,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.HIGH,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from}, till nackdel för "
        "kommunmedlemmarna, och inga synnerliga skäl är antecknade",
        "The decision of {decided_on} is effective from {effective_from}, to the detriment of "
        "the members of the municipality, and no extraordinary reasons are recorded",
    ),
    remedy=Text(
        "Låt beslutet gälla tidigast från beslutsdagen, eller fatta ett nytt beslut som anger "
        "de synnerliga skälen",
        "Let it be effective from the day of decision at the earliest, or make a new decision "
        "that states the extraordinary reasons",
    ),
)

RETRO_DETRIMENT_EXCUSED: Final = FindingKind(
    code="RETRO_DETRIMENT",
    severity=Severity.WARNING,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.HIGH,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from}, till nackdel för "
        "kommunmedlemmarna; synnerliga skäl är antecknade",
        "The decision of {decided_on} is effective from {effective_from}, to the detriment of "
        "the members of the municipality; extraordinary reasons are recorded",
    ),
    remedy=Text(
        "Pröva om skälen räcker; kraven är höga",
        "Consider whether the reasons suffice; the requirements are strict",
    ),
)

RETRO_INTER_AUTHORITY: Final = FindingKind(
    code="RETRO_INTER_AUTHORITY",
    severity=Severity.WARNING,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.LOW,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from}; betalningen går "
        "mellan offentliga organ, som förbudet mot tillbakaverkande kraft inte nämner, men "
        "inget känt rättsfall bekräftar den läsningen",
        "The decision of {decided_on} is effective from {effective_from}; the payment is "
        "between public bodies, which the ban on retroactive effect does not name, but no "
        "known case confirms this reading",
    ),
    remedy=Text(
        "Anteckna i beslutet att verkan är tillbakaverkande, och vad den kostar",
        "Record in the decision that the effect is retroactive, and what it costs",
    ),
)

RETRO_PRIVATE_PARTY: Final = FindingKind(
    code="RETRO_PRIVATE_PARTY",
    severity=Severity.WARNING,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.LOW,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from} och belastar en "
        "enskild, som kan vara medlem av kommunen",
        "The decision of {decided_on} is effective from {effective_from} and burdens a private "
        "party, which may be a member of the municipality",
    ),
    remedy=Text(
        "Ta reda på om den enskilde är kommunmedlem; då krävs synnerliga skäl",
        "Find out whether it is a member of the municipality; if so, extraordinary reasons are "
        "required",
    ),
)

RETRO_RELIEF: Final = FindingKind(
    code="RETRO_RELIEF",
    severity=Severity.INFO,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from}; det är till "
        "fördel, och då är tillbakaverkande kraft tillåten",
        "The decision of {decided_on} is effective from {effective_from}; it is a relief, so "
        "retroactive effect is allowed",
    ),
    remedy=Text("Inget behöver göras", "Nothing needs to be done"),
)


_RETROACTIVE: Final = {
    None: RETRO_BURDEN_UNKNOWN,
    Burden.MEMBERS: RETRO_DETRIMENT,
    Burden.PUBLIC_BODIES: RETRO_INTER_AUTHORITY,
    Burden.PRIVATE_PARTY: RETRO_PRIVATE_PARTY,
    Burden.RELIEF: RETRO_RELIEF,
}


def retroactive(days: KnownDays, decided_on: dt.date, effective_from: dt.date) -> Iterator[Finding]:
    """Yield findings if the first day of effect is before the day of the decision."""
    if effective_from >= decided_on:
        return
    excused = days.burden is Burden.MEMBERS and days.extraordinary_reasons is not None
    yield found(
        RETRO_DETRIMENT_EXCUSED if excused else _RETROACTIVE[days.burden],
        days.subject,
        decided_on,
        decided_on=decided_on,
        effective_from=effective_from,
    )
    yield from _prior_years(days, decided_on, effective_from)


PRIOR_YEAR_COST: Final = FindingKind(
    code="PRIOR_YEAR_COST",
    severity=Severity.WARNING,
    topic=Topic.ANNUAL_REPORT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from} och når in i "
        "budgetåret {years}, vars årsredovisning ska lämnas senast den 15 april",
        "The decision of {decided_on} is effective from {effective_from} and reaches into "
        "budget year {years}, whose annual report is due by 15 April",
    ),
    remedy=Text(
        "Ta upp beloppet i bokslutet för {years}",
        "Enter the amount in the annual accounts of {years}",
    ),
)

PRIOR_YEAR_CLOSED: Final = FindingKind(
    code="PRIOR_YEAR_CLOSED",
    severity=Severity.WARNING,
    topic=Topic.ANNUAL_REPORT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from} och når in i "
        "räkenskapsår vars årsredovisning redan skulle ha lämnats: {years}",
        "The decision of {decided_on} is effective from {effective_from} and reaches into "
        "years whose annual report was already due: {years}",
    ),
    remedy=Text(
        "Ta upp beloppet i beslutsårets redovisning, och lämna upplysning om det i "
        "årsredovisningen",
        "Enter the amount in the accounts of the year of decision, and disclose it in the annual "
        "report",
    ),
)


def _prior_years(
    days: KnownDays, decided_on: dt.date, effective_from: dt.date
) -> Iterator[Finding]:
    """Yield findings about effect in earlier budget years, with the consequence for accounts.

    Source:
        11 kap. 20 § kommunallagen (2017:725): the annual report is due by 15 April of the
        following year.
    """
    last_day = decided_on if days.effective_to is None else min(decided_on, days.effective_to)
    years = [y for y in range(effective_from.year, last_day.year + 1) if y < decided_on.year]
    in_time = (decided_on.month, decided_on.day) <= (4, 15)
    still_open = [year for year in years if in_time and year == decided_on.year - 1]
    closed = [year for year in years if year not in still_open]
    for kind, reached in ((PRIOR_YEAR_COST, still_open), (PRIOR_YEAR_CLOSED, closed)):
        if reached:
            first, last = reached[0], reached[-1]
            yield found(
                kind,
                days.subject,
                days.law_of,
                decided_on=decided_on,
                effective_from=effective_from,
                years=str(first) if first == last else f"{first}–{last}",
            )
