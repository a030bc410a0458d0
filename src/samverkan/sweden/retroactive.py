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
from .statutes import REPORT_DUE_FROM, Topic, regime

RETRO_BURDEN_UNKNOWN: Final = FindingKind(
    code="RETRO_BURDEN_UNKNOWN",
    severity=Severity.WARNING,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from}; för vem det är "
        "betungande är inte angivet",
        "The decision of {decided_on} is effective from {effective_from}; it does not state who "
        "bears the burden",
    ),
    remedy=Text(
        "Ange för vem det är betungande: till nackdel för kommunmedlemmarna (folkbokförda, ägare "
        "av fast egendom och skattskyldiga) får det inte gälla bakåt utan synnerliga skäl",
        "State who bears the burden: without extraordinary reasons, it must not be retroactive to "
        "the detriment of the members of the municipality (residents, owners of real property and "
        "taxpayers)",
    ),
)

RETRO_DETRIMENT: Final = FindingKind(
    code="RETRO_DETRIMENT",
    severity=Severity.ERROR,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.HIGH,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from}, till nackdel för "
        "kommunmedlemmarna (folkbokförda, ägare av fast egendom och skattskyldiga), och inga "
        "synnerliga skäl är antecknade",
        "The decision of {decided_on} is effective from {effective_from}, to the detriment of "
        "the members of the municipality (residents, owners of real property and taxpayers), and "
        "no extraordinary reasons are recorded",
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
        "kommunmedlemmarna (folkbokförda, ägare av fast egendom och skattskyldiga); synnerliga "
        "skäl är antecknade",
        "The decision of {decided_on} is effective from {effective_from}, to the detriment of "
        "the members of the municipality (residents, owners of real property and taxpayers); "
        "extraordinary reasons are recorded",
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
        "inget känt rättsfall bekräftar den läsningen, och ett organ som äger fast egendom i "
        "kommunen är kommunmedlem",
        "The decision of {decided_on} is effective from {effective_from}; the payment is "
        "between public bodies, which the ban on retroactive effect does not name, but no "
        "known case confirms this reading, and a body that owns real property in the municipality "
        "is a member of it",
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
        "Beslutet den {decided_on} gäller från och med den {effective_from} och är betungande "
        "för en enskild, som är medlem av kommunen om den äger fast egendom eller är skattskyldig "
        "där",
        "The decision of {decided_on} is effective from {effective_from} and burdens a private "
        "party, which is a member of the municipality if it owns real property or is taxed there",
    ),
    remedy=Text(
        "Ta reda på om den enskilde är kommunmedlem; då krävs synnerliga skäl",
        "Find out whether it is a member of the municipality; if so, extraordinary reasons are "
        "required",
    ),
)

RETRO_PERSONS: Final = FindingKind(
    code="RETRO_PERSONS",
    severity=Severity.WARNING,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.LOW,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from} och är betungande "
        "för förtroendevalda eller anställda; om förbudet mot tillbakaverkande kraft skyddar dem i "
        "den rollen avgör inget känt rättsfall",
        "The decision of {decided_on} is effective from {effective_from} and burdens elected or "
        "employed persons; no known case says whether the ban on retroactive effect protects them "
        "in that role",
    ),
    remedy=Text(
        "Pröva om de är kommunmedlemmar, och vad avtal och ersättningsreglemente säger",
        "Consider whether they are members of the municipality, and what contracts and the rules "
        "on remuneration say",
    ),
)

RETRO_UNDER_TARIFF: Final = FindingKind(
    code="RETRO_UNDER_TARIFF",
    severity=Severity.INFO,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from}; en årlig avgift "
        "enligt en taxa som redan gällde är inte tillbakaverkande",
        "The decision of {decided_on} is effective from {effective_from}; a yearly charge under a "
        "tariff already in force is not retroactive",
    ),
    remedy=Text(
        "Kontrollera att taxan var antagen före den {effective_from}",
        "Check that the tariff was adopted before {effective_from}",
    ),
)

RETRO_RELIEF: Final = FindingKind(
    code="RETRO_RELIEF",
    severity=Severity.INFO,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from}; beslutet är "
        "gynnande och hindras inte av förbudet mot tillbakaverkande kraft",
        "The decision of {decided_on} is effective from {effective_from}; it is a relief, which "
        "the ban on retroactive effect does not prevent",
    ),
    remedy=Text(
        "Pröva det mot likställighetsprincipen: {equal_treatment}",
        "Test it against the duty to treat the members of the municipality equally: "
        "{equal_treatment}",
    ),
)

RETRO_DECIDED_ANEW: Final = FindingKind(
    code="RETRO_DECIDED_ANEW",
    severity=Severity.INFO,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Ärendet har beslutats på nytt den {decided_on}, sedan en domstol den {anew_after} upphävt "
        "det första beslutet på formell grund; det kan vara synnerliga skäl",
        "The matter was decided anew on {decided_on}, after a court annulled the first decision "
        "because of its form on {anew_after}; this may be an extraordinary reason",
    ),
    remedy=Text(
        "Ange i beslutet vad som upphävdes och varför det nya ska gälla bakåt",
        "State in the decision what was annulled, and why the new one has retroactive effect",
    ),
)

EFFECTIVE_BEFORE_APPROVAL: Final = FindingKind(
    code="EFFECTIVE_BEFORE_APPROVAL",
    severity=Severity.WARNING,
    topic=Topic.RETROACTIVE_EFFECT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet är betungande för kommunmedlemmarna (folkbokförda, ägare av fast egendom och "
        "skattskyldiga) från och med den {effective_from}, innan protokollet justerades den "
        "{approved_on}",
        "The decision burdens the members of the municipality (residents, owners of real property "
        "and taxpayers) from {effective_from}, before the minutes were approved on {approved_on}",
    ),
    remedy=Text(
        "Låt beslutet gälla tidigast från justeringen, eller låt det justeras omedelbart",
        "Let it be effective from the approval at the earliest, or have it approved immediately",
    ),
)


_RETROACTIVE: Final = {
    None: RETRO_BURDEN_UNKNOWN,
    Burden.MEMBERS: RETRO_DETRIMENT,
    Burden.PUBLIC_BODIES: RETRO_INTER_AUTHORITY,
    Burden.PRIVATE_PARTY: RETRO_PRIVATE_PARTY,
    Burden.PERSONS: RETRO_PERSONS,
    Burden.TARIFF: RETRO_UNDER_TARIFF,
    Burden.RELIEF: RETRO_RELIEF,
}
_NO_DETRIMENT: Final = {Burden.TARIFF, Burden.RELIEF}


def retroactive(days: KnownDays, decided_on: dt.date, effective_from: dt.date) -> Iterator[Finding]:
    """Yield findings if the first day of effect is before the decision or its approval.

    Source:
        2 kap. 4 § kommunallagen (2017:725); before 2018, 2 kap. 3 § kommunallagen (1991:900). The
        members are those who are registered, own real property or are taxed in the municipality:
        1 kap. 5 §.
    """
    if effective_from >= decided_on:
        yield from _before_approval(days, effective_from)
        return
    excused = days.burden is Burden.MEMBERS and days.extraordinary_reasons is not None
    yield found(
        RETRO_DETRIMENT_EXCUSED if excused else _RETROACTIVE[days.burden],
        days.subject,
        decided_on,
        decided_on=decided_on,
        effective_from=effective_from,
        equal_treatment=_cited(Topic.EQUAL_TREATMENT, decided_on),
    )
    if days.anew_after is not None and days.burden not in _NO_DETRIMENT:
        yield found(
            RETRO_DECIDED_ANEW,
            days.subject,
            decided_on,
            decided_on=decided_on,
            anew_after=days.anew_after,
        )
    if days.burden is not Burden.TARIFF:
        yield from _prior_years(days, decided_on, effective_from)


def _cited(topic: Topic, on: dt.date) -> Text:
    basis = regime(on).basis(topic)
    return Text(basis.in_language("sv"), basis.in_language("en"))


def _before_approval(days: KnownDays, effective_from: dt.date) -> Iterator[Finding]:
    approved_on = days.approved_on
    if (
        days.burden is Burden.MEMBERS
        and not days.is_delegated
        and approved_on is not None
        and effective_from < approved_on
    ):
        yield found(
            EFFECTIVE_BEFORE_APPROVAL,
            days.subject,
            days.law_of,
            effective_from=effective_from,
            approved_on=approved_on,
        )


PRIOR_YEAR_COST: Final = FindingKind(
    code="PRIOR_YEAR_COST",
    severity=Severity.WARNING,
    topic=Topic.ANNUAL_REPORT,
    confidence=Confidence.HIGH,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from} och når in i "
        "budgetåret {years}, vars årsredovisning ska lämnas senast den 15 april",
        "The decision of {decided_on} is effective from {effective_from} and reaches into "
        "budget year {years}, whose annual report is due by 15 April",
    ),
    remedy=Text(
        "Överväg om beloppet hör till bokslutet för {years} eller bara ska upplysas om där",
        "Consider whether the amount belongs in the annual accounts of {years}, or is only "
        "disclosed there",
    ),
)

PRIOR_YEAR_WITHOUT_DAY: Final = FindingKind(
    code="PRIOR_YEAR_COST",
    severity=Severity.WARNING,
    topic=Topic.ANNUAL_REPORT,
    confidence=Confidence.MEDIUM,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from} och når in i "
        "budgetåret {years}; dagen för årsredovisningen bestämde fullmäktige då",
        "The decision of {decided_on} is effective from {effective_from} and reaches into "
        "budget year {years}; at that time, the council set the day for the annual report",
    ),
    remedy=Text(
        "Ta reda på om bokslutet för {years} var lämnat, och överväg var beloppet hör hemma",
        "Find out whether the annual accounts of {years} were submitted, and consider where the "
        "amount belongs",
    ),
)

PRIOR_YEAR_CLOSED: Final = FindingKind(
    code="PRIOR_YEAR_CLOSED",
    severity=Severity.WARNING,
    topic=Topic.ANNUAL_REPORT,
    confidence=Confidence.HIGH,
    message=Text(
        "Beslutet den {decided_on} gäller från och med den {effective_from} och når in i "
        "räkenskapsår vars årsredovisning redan skulle ha lämnats: {years}",
        "The decision of {decided_on} is effective from {effective_from} and reaches into "
        "years whose annual report was already due: {years}",
    ),
    remedy=Text(
        "Överväg att ta upp beloppet i beslutsårets redovisning, och om årsredovisningen ska "
        "upplysa om det",
        "Consider entering the amount in the accounts of the year of decision, and whether the "
        "annual report must disclose it",
    ),
)


def _prior_years(
    days: KnownDays, decided_on: dt.date, effective_from: dt.date
) -> Iterator[Finding]:
    """Yield findings about effect in earlier budget years, with the consequence for accounts.

    Source:
        11 kap. 20 § kommunallagen (2017:725): the annual report is due by 15 April of the
        following year. 4 kap. 9 § kommunallagen (1977:179), for decisions of 1990 and 1991, leaves
        the day to the council.
    """
    last_day = decided_on if days.effective_to is None else min(decided_on, days.effective_to)
    years = [y for y in range(effective_from.year, last_day.year + 1) if y < decided_on.year]
    due, in_time = decided_on >= REPORT_DUE_FROM, (decided_on.month, decided_on.day) <= (4, 15)
    still_open = [year for year in years if due and in_time and year == decided_on.year - 1]
    closed = [year for year in years if due and year not in still_open]
    for kind, reached in (
        (PRIOR_YEAR_COST, still_open),
        (PRIOR_YEAR_CLOSED, closed),
        (PRIOR_YEAR_WITHOUT_DAY, [] if due else years),
    ):
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
