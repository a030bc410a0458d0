"""Words for notice, renewals, what is due, and payment plans, as the terms state them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from ..agreements.dues import Due, DueAfter, DueKind, Within
from ..agreements.terms import Terms
from ..core import periods
from ..core.periods import YearDay
from ..errors.texts import Language, Text
from ..funding.instalments import Instalments
from .words import phrase, unit_of

_DUE = {
    DueKind.PAYMENT: Text("{what}: betalas {when}", "{what}: to be paid {when}"),
    DueKind.REPORT: Text("{what}: lämnas {when}", "{what}: to be handed in {when}"),
}
_AFTER = {
    DueAfter.YEAR_END: Text("varje budgetårs slut", "the end of each budget year"),
    DueAfter.FIRST_DAY: Text("avtalets första dag", "the first day of the agreement"),
    DueAfter.LAST_DAY: Text("avtalets sista dag", "the last day of the agreement"),
}
_WITHIN = Text("inom {length} från {start}", "within {length} of {start}")
_YEARLY = Text("senast den {day} varje år", "by {day} each year")
_OF_A_YEAR = Text("senast den {day} varje budgetår", "by {day} each budget year")


def notice_lines(terms: Terms, language: Language) -> Iterator[str]:
    """Yield a line about the notice, and one about the renewals, if they are stated."""
    if terms.notice_months is not None:
        yield phrase("notice", language, months=terms.notice_months)
    if terms.notice_by is not None:
        yield phrase("notice-by", language, day=year_day(terms.notice_by, language))
    months, most = terms.renewal_months, terms.max_renewals
    if months is not None and most is None:
        yield phrase("renewal", language, months=months)
    elif months is not None:
        times = phrase("once" if most == 1 else "times", language, count=most or 0)
        yield phrase("capped-renewal", language, months=months, times=times)


def due_line(due: Due, language: Language) -> str:
    """Return what is due, and when."""
    said = {"what": due.what.in_language(language), "when": _when(due.when, language)}
    return _DUE[due.kind].in_language(language).format(**said)


def _when(when: YearDay | Within, language: Language) -> str:
    match when:
        case YearDay():
            said = _OF_A_YEAR if when.years_before or when.years_after else _YEARLY
            return said.in_language(language).format(day=year_day(when, language))
        case Within():
            length = f"{when.count} {unit_of(when.count, when.unit, language)}"
            start = _AFTER[when.after].in_language(language)
            return _WITHIN.in_language(language).format(length=length, start=start)
        case _:
            assert_never(when)


def plan_lines(plan: Instalments, language: Language) -> Iterator[str]:
    """Yield a line for each instalment: 1/4 senast den 31 mars."""
    for part, day in zip(plan.parts, plan.days, strict=True):
        yield instalment(part, year_day(day, language), language)


def instalment(part: Fraction, day: str, language: Language) -> str:
    """Return the part that is due by a day: 1/4 senast den 31 mars 2015.

    >>> instalment(Fraction(1, 4), "31 March 2015", "en"), instalment(Fraction(1), "30 June", "en")
    ('1/4 by 31 March 2015', 'the whole fee by 30 June')
    """
    said = phrase("whole-fee", language) if part == 1 else str(part)
    return phrase("instalment", language, part=said, day=day)


def year_day(value: YearDay, language: Language) -> str:
    """Return a day that is counted from a year: 30 juni året före.

    >>> year_day(YearDay(month=6, day=30, years_before=1), "en")
    '30 June of the year before'
    """
    day = periods.day(dt.date(2015, value.month, value.day), language, year=False)
    years = value.years_before or value.years_after
    if not years:
        return day
    which = "year" if years == 1 else "years"
    side = "before" if value.years_before else "after"
    return phrase(f"{which}-{side}", language, day=day, years=years)
