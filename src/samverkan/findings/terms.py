"""Checks of the terms and their amendments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from ..agreements.instruments import Amendment
from ..agreements.terms import Form
from ..core import periods
from ..core.figures import ReferenceDate
from ..core.parts import inside
from ..core.periods import Period
from ..errors.texts import Text
from ..funding.bases import Basis, Mean
from ..funding.keys import ByWeight
from ..funding.rules import PerParty
from .context import Context
from .findings import Finding, FindingKind, Severity

_ONE_DAY: Final = dt.timedelta(days=1)

OVERRIDES_LATER_RULE: Final = FindingKind(
    code="OVERRIDES_LATER_RULE",
    severity=Severity.WARNING,
    message=Text(
        "Ändring {later}, beslutad den {decided_on}, gäller från och med den {first_day} och "
        "ersätter ändring {earlier}, som redan var beslutad att gälla från och med den "
        "{starts}",
        "Amendment {later}, decided on {decided_on}, is effective from {first_day} and "
        "overrides amendment {earlier}, which was already adopted with effect from "
        "{starts}",
    ),
    remedy=Text(
        "Ge den senare beslutade ändringen en sista dag, om den andra ska gälla efter den",
        "Give the amendment that was decided later a last day if the other is to apply after it",
    ),
)


def check_overrides(context: Context) -> Iterator[Finding]:
    """Yield a finding for each amendment that overrides an earlier one with a later first day."""
    amendments = [
        (each, frozenset(each.changes))
        for each in context.instruments
        if isinstance(each, Amendment)
    ]
    for place, (later, changed) in enumerate(amendments):
        for earlier, adopted in amendments[:place]:
            decided_on, first_day = later.decided_on, later.effect_from
            starts = earlier.effect_from
            if (
                decided_on is not None
                and first_day is not None
                and starts is not None
                and first_day < starts
                and (later.effect_to is None or starts <= later.effect_to)
                and changed & adopted
            ):
                yield OVERRIDES_LATER_RULE.found(
                    f"amendment {later.number}",
                    later=str(later.number),
                    earlier=str(earlier.number),
                    decided_on=decided_on,
                    first_day=first_day,
                    starts=starts,
                )


REFERENCE_DATE_AMBIGUOUS: Final = FindingKind(
    code="REFERENCE_DATE_AMBIGUOUS",
    severity=Severity.WARNING,
    message=Text(
        "Villkoren kan läsas med olika avstämningsdagar: {readings}",
        "The terms can be read with different reference dates: {readings}",
    ),
    remedy=Text(
        "Fråga parterna vilken dag som gäller, och ändra villkoren så att de säger det",
        "Ask the parties which date applies, and amend the terms to state it",
    ),
)


REFERENCE_DATE_AFTER_START: Final = FindingKind(
    code="REFERENCE_DATE_AFTER_START",
    severity=Severity.ERROR,
    message=Text(
        "Tolkningen {reading}: villkoren säger en dag före budgetåret, men avstämningsdagen, "
        "den {day}, infaller under det",
        "Reading {reading}: the terms require a day before the budget year, but the reference "
        "date, {day}, is in that year",
    ),
    remedy=Text(
        "Välj en avstämningsdag före budgetårets första dag",
        "Choose a reference date before the first day of the budget year",
    ),
)


def check_reference_dates(context: Context) -> Iterator[Finding]:
    """Yield findings about reference dates that are ambiguous or contradict their clause."""
    for terms in context.terms:
        bases = {
            reading.name: tuple(inside(reading.funding.rule, Basis)) for reading in terms.funding
        }
        dates = {tuple(basis.reference_date for basis in several) for several in bases.values()}
        if len(dates) > 1:
            yield REFERENCE_DATE_AMBIGUOUS.found("terms", readings=tuple(bases))
        for reading, several in bases.items():
            for basis in several:
                dates_in_year = [date for date in _counted(basis) if date.years_before == 0]
                if basis.said_before_year and dates_in_year:
                    yield REFERENCE_DATE_AFTER_START.found(
                        "terms", reading=reading, day=_day_of_year(dates_in_year[0])
                    )


def _counted(basis: Basis) -> list[ReferenceDate]:
    """Return the days of a basis that are counted from the budget year."""
    date = basis.reference_date
    several = date.of if isinstance(date, Mean) else (date,)
    return [each for each in several if isinstance(each, ReferenceDate)]


def _day_of_year(date: ReferenceDate) -> Text:
    found = dt.date(2015, date.month, date.day)
    return Text(periods.day(found, "sv", year=False), periods.day(found, "en", year=False))


WEIGHT_FOR_UNKNOWN_PARTY: Final = FindingKind(
    code="WEIGHT_FOR_UNKNOWN_PARTY",
    severity=Severity.WARNING,
    message=Text(
        "Tolkningen {reading} anger ett andelstal för {party}, som avtalet inte känner; "
        "övriga bär dess andel",
        "The reading {reading} states a weight for {party}, which is not a party in the "
        "agreement; the others bear its share",
    ),
    remedy=Text(
        "Skriv partens id som i avtalet, eller lägg till parten",
        "Write the id of the party as in the agreement, or add the party",
    ),
)


AMOUNT_FOR_UNKNOWN_PARTY: Final = FindingKind(
    code="AMOUNT_FOR_UNKNOWN_PARTY",
    severity=Severity.WARNING,
    message=Text(
        "Tolkningen {reading} anger ett belopp för {party}, som avtalet inte känner; ingen betalar "
        "eller får det",
        "The reading {reading} states an amount for {party}, which is not a party in the "
        "agreement; nobody pays or gets it",
    ),
    remedy=Text(
        "Skriv partens id som i avtalet, eller lägg till parten",
        "Write the id of the party as in the agreement, or add the party",
    ),
)


def check_weights(context: Context) -> Iterator[Finding]:
    """Yield a finding for each weight or amount of an unknown party."""
    known = {party.id for party in context.agreement.parties}
    for terms in context.terms:
        for reading in terms.funding:
            for key in inside(reading.funding.rule, ByWeight):
                for party in sorted({party for party, _ in key.weights} - known):
                    yield WEIGHT_FOR_UNKNOWN_PARTY.found(
                        f"terms, weight of {party}", reading=reading.name, party=party
                    )
            for rule in inside(reading.funding.rule, PerParty):
                for party in sorted({party for party, _ in rule.kronor} - known):
                    yield AMOUNT_FOR_UNKNOWN_PARTY.found(
                        f"terms, amount of {party}", reading=reading.name, party=party
                    )


NOTICE_PERIOD_UNKNOWN: Final = FindingKind(
    code="NOTICE_PERIOD_UNKNOWN",
    severity=Severity.WARNING,
    message=Text(
        "Uppsägningstiden är inte känd; ingen sista dag för uppsägning kan räknas ut",
        "The period of notice is not known; no last day for notice can be computed",
    ),
    remedy=Text(
        "Ange uppsägningstiden, eller avtala om en",
        "State the period of notice, or agree on one",
    ),
)


def check_notice(context: Context) -> Iterator[Finding]:
    """Yield a finding if no notice period is stated; a municipal federation's is in the statute."""
    for terms in context.terms:
        is_stated = terms.notice_months is not None or terms.notice_by is not None
        if not is_stated and terms.form is not Form.MUNICIPAL_FEDERATION:
            yield NOTICE_PERIOD_UNKNOWN.found("terms")


RENEWAL_WITHOUT_END: Final = FindingKind(
    code="RENEWAL_WITHOUT_END",
    severity=Severity.INFO,
    message=Text(
        "Avtalet förlängs med {months} månader i taget utan gräns; det upphör bara om det sägs upp "
        "i tid",
        "The agreement renews itself for {months} months at a time without a limit; it ends only "
        "if notice is given in time",
    ),
    remedy=Text(
        "Bevaka sista dagen för uppsägning; anger avtalet hur många gånger det förlängs, skriv "
        "det (max_renewals)",
        "Watch the last day for notice; if the agreement states how many times it is renewed, "
        "record it (max_renewals)",
    ),
)


RENEWAL_WITHOUT_TERM: Final = FindingKind(
    code="RENEWAL_WITHOUT_TERM",
    severity=Severity.WARNING,
    message=Text(
        "Avtalet förlängs med {months} månader, men har ingen sista dag som det förlängs från",
        "The agreement renews itself for {months} months, but has no last day to renew from",
    ),
    remedy=Text(
        "Ange avtalstidens sista dag, eller ta bort förlängningen",
        "State the last day of the term, or remove the renewal",
    ),
)


def check_renewals(context: Context) -> Iterator[Finding]:
    """Yield a finding if the term renews itself without a limit, or there is no term to renew."""
    state = context.state
    for terms in context.terms:
        if state.term_end is None and terms.renewal_months is not None and not state.terminated:
            yield RENEWAL_WITHOUT_TERM.found("terms", months=terms.renewal_months)
        is_open = state.term_end is not None and state.period.last_day is None
        if is_open and terms.renewal_months is not None and terms.max_renewals is None:
            yield RENEWAL_WITHOUT_END.found("terms", months=terms.renewal_months)


HOST_NOT_MEMBER: Final = FindingKind(
    code="HOST_NOT_MEMBER",
    severity=Severity.WARNING,
    message=Text(
        "{host} är värd enligt villkoren, men är inte part den {day}",
        "{host} is the host according to the terms, but is not a member on {day}",
    ),
    remedy=Text(
        "Registrera värdens anslutning, eller ändra villkoren så att de nämner en annan värd",
        "Record the accession of the host, or amend the terms so that they name another host",
    ),
)


def check_hosts(context: Context) -> Iterator[Finding]:
    """Yield a finding for each host that is not a member on a day on which the terms name it."""
    for period, terms in context.state.timeline.pieces:
        days = period if context.on is None else period.overlap(Period(context.on, context.on))
        if terms.host is not None and days is not None:
            missing = _first_day_without(context, terms.host, days)
            if missing is not None:
                host = str(context.agreement.party(terms.host))
                yield HOST_NOT_MEMBER.found(f"party {terms.host}", host=host, day=missing)


def _first_day_without(context: Context, party: str, period: Period) -> dt.date | None:
    """Return the first day of a period on which a party is no member, or None."""
    held = [member.period for member in context.memberships if member.party.id == party]
    day = period.first_day
    while day in period:
        last_days = [each.last_day for each in held if day in each]
        if not last_days:
            return day
        if None in last_days:
            return None
        day = max(each for each in last_days if each is not None) + _ONE_DAY
    return None
