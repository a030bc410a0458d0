"""How the parts of a clause read: its days, parts, rates and roundings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..core import money, periods
from ..core.figures import ReferenceDate
from ..core.money import Rounding
from ..errors.texts import Language
from ..funding.bases import Mean, OneDay
from ..funding.links import Link
from ..funding.rules import Rate
from . import words
from .words import phrase

_FRACTION = 4  # a part with at most this denominator is written as a fraction


def days_text(date: OneDay | Mean, language: Language) -> Iterator[str]:
    """Yield the days that a rule takes its figures from, a mean in one line."""
    if isinstance(date, Mean):
        days = "; ".join(_day_text(each, language) for each in date.of)
        yield phrase("date-mean", language, count=len(date.of), days=days)
    else:
        yield reference_date_text(date, language)


def reference_date_text(date: OneDay, language: Language) -> str:
    """Return the day that a rule takes its figure from: *Avstämningsdag: den 30 juni året före*."""
    return phrase("reference-date", language, day=_day_text(date, language))


def _day_text(date: OneDay, language: Language) -> str:
    """Return a day that is counted from the budget year, or fixed."""
    if not isinstance(date, ReferenceDate):
        return phrase("date-fixed", language, day=periods.day(date, language))
    day = periods.day(dt.date(2015, date.month, date.day), language, year=False)
    names = {0: "date-same-year", 1: "date-year-before"}
    name = names.get(date.years_before, "date-years-before")
    count = words.number_word(date.years_before, language)
    return phrase(name, language, day=day, count=count)


def link_text(link: Link, language: Language) -> str:
    """Return the link of an index: *Länkat till prisindex (2020 = 100) den 31 december 2025*."""
    name = words.statistic_name(link.index.statistic, language)
    return phrase("linked", language, statistic=name, day=periods.day(link.day, language))


def part_text(part: Fraction, language: Language) -> str:
    """Return a part as people write it: 1/4, or 20 %."""
    percent = part * 100
    if 1 < part.denominator <= _FRACTION or not _is_short(percent):
        return str(part)
    number = money.decimal(Decimal(int(percent * 10_000)).scaleb(-4).normalize(), language)
    return phrase("percent", language, number=number)


def _is_short(number: Fraction) -> bool:
    return (number * 10_000).denominator == 1


def how_rounded(rounding: Rounding, language: Language) -> dict[str, str]:
    """Return the step and the rule of a rounding, for a phrase."""
    names = {1: "whole-ore", 100: "whole-kronor"}
    name = names.get(rounding.step_ore, "ore-step")
    return {
        "step": phrase(name, language, count=rounding.step_ore),
        "rule": words.ROUNDINGS[rounding.rule].in_language(language),
    }


def rate_text(kronor: Fraction, rule: Rate, language: Language) -> str | None:
    """Return a rate as people write it: 1,50 kr per invånare, 0,42 ‰ or 3 %; None for 1 kr per kr.

    A rate of kronor per kronor has no unit, even if the figure is then multiplied by a number.
    """
    if sum(basis.statistic.in_kronor for basis in rule.of) == 1:
        bare = kronor / rule.per
        if bare == 1:
            return None
        for name, times in (("percent", 100), ("per-mille", 1000)):
            if rule.per in {1, times} and _is_short(bare * times) and bare < 1:
                number = Decimal(int(bare * times * 10_000)).scaleb(-4).normalize()
                if name == "percent" and rule.per == 1 and bare * 100 < 1:
                    continue
                return phrase(name, language, number=money.decimal(number, language))
    amount = money.exact_amount(*kronor.as_integer_ratio(), language)
    one_or_more = (b.statistic.unit if rule.per == 1 else b.statistic.units for b in rule.of)
    units = " × ".join(unit.in_language(language) for unit in one_or_more)
    if rule.per == 1:
        return phrase("per", language, amount=amount, unit=units)
    count = money.number(rule.per, language)
    return phrase("per-many", language, amount=amount, count=count, units=units)
