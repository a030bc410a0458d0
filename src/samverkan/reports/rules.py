"""Funding rules in words, before any figure is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import TypeVar, assert_never

from ..core import money
from ..core.parties import PartyKind
from ..errors.texts import Language, Text
from ..funding.bases import Basis
from ..funding.funding import Reading
from ..funding.keys import ByWeight, Equally, Key
from ..funding.rules import (
    Bounded,
    ByGroup,
    ByYear,
    EntryFee,
    Fixed,
    Indexed,
    IndexMethod,
    Part,
    PerParty,
    Rate,
    Remainder,
    Rule,
    Shares,
    Split,
    Stepped,
    Sum,
)
from . import words
from .clauses import days_text, how_rounded, link_text, part_text, rate_text
from .dues import plan_lines
from .words import phrase

_T = TypeVar("_T")

_METHODS = {
    IndexMethod.LEVEL: Text("i proportion till index", "in proportion to the index"),
    IndexMethod.CHANGE: Text("med årets förändring", "by the change of the year"),
    IndexMethod.CHAINED: Text(
        "med varje års förändring sedan dess", "by the change of each year since then"
    ),
    IndexMethod.CHAINED_ROUNDED: Text(
        "med varje års förändring sedan dess, avrundat varje år",
        "by the change of each year since then, rounded each year",
    ),
}


def reading_lines(reading: Reading, language: Language, depth: int) -> Iterator[str]:
    """Yield a reading: its rule, what part of a year costs, the rounding and the payment plan."""
    yield words.set_in(phrase("reading", language, name=reading.name), depth)
    rules = Rules(language)
    yield from rules.lines(reading.funding.rule, depth + 1)
    said = words.PRORATIONS[reading.funding.proration].in_language(language)
    yield words.set_in(said, depth + 1)
    how = how_rounded(reading.funding.rounding, language)
    yield words.set_in(phrase("rounds", language, **how), depth + 1)
    plan = reading.funding.instalments
    if plan is not None:
        yield words.set_in(f"{phrase('payment-plan', language)}:", depth + 1)
        yield from (words.set_in(line, depth + 2) for line in plan_lines(plan, language))
    if reading.reason is not None:
        yield words.set_in(reading.reason.in_language(language), depth + 1)


def _spans(years: Iterable[tuple[int, Rule]]) -> Iterator[tuple[str, Rule]]:
    """Yield each rule with its years, those in succession that have one rule together."""
    numbered = ((year - number, year, rule) for number, (year, rule) in enumerate(years))
    for (_, rule), several in groupby(numbered, key=itemgetter(0, 2)):
        named = [year for _, year, _ in several]
        first, last = named[0], named[-1]
        yield (str(first) if first == last else f"{first}–{last}"), rule


class Rules:
    """Writes rules in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def lines(self, rule: Rule, depth: int) -> Iterator[str]:  # noqa: C901 - one for each
        """Yield a rule, and indented below it the rules in it and the figures that it needs."""
        match rule:
            case Rate() | Fixed() | PerParty() | Indexed() | Stepped():
                yield from self._of_one(rule, depth)
            case EntryFee() | ByYear() | Part() | Remainder():
                yield from self._of_another(rule, depth)
            case Split() | Shares():
                yield from self._divided(rule, depth)
            case ByGroup():
                for who, part in self._classes(rule.kinds, rule.groups):
                    yield from self._headed(f"{who}:", part, depth)
            case Bounded():
                yield from self.lines(rule.rule, depth)
                for name, limit in (("lower-limit", rule.floor), ("upper-limit", rule.cap)):
                    if limit is not None:
                        yield from self._headed(phrase(name, self._language), limit, depth)
            case Sum():
                yield words.set_in(phrase("sum-of", self._language), depth)
                for part in rule.rules:
                    yield from self.lines(part, depth + 1)
            case _:
                assert_never(rule)

    def _headed(self, head: str, rule: Rule, depth: int) -> Iterator[str]:
        yield words.set_in(head, depth)
        yield from self.lines(rule, depth + 1)

    def _of_another(self, rule: EntryFee | ByYear | Part | Remainder, depth: int) -> Iterator[str]:
        """Yield a rule that takes the amount of another, or a part of it."""
        language = self._language
        match rule:
            case EntryFee():
                yield from self._headed(phrase("on-entry", language), rule.first, depth)
                if rule.again is not None:
                    yield from self._headed(phrase("on-reentry", language), rule.again, depth)
            case ByYear():
                yield words.set_in(phrase("by-year", language), depth)
                for years, named in _spans(rule.years):
                    yield from self._headed(f"{years}:", named, depth + 1)
                if rule.later is not None:
                    yield from self._headed(phrase("later-years", language), rule.later, depth + 1)
            case Part():
                name = "a-part-of" if rule.less is None else "a-discount-on"
                said = part_text(rule.less if rule.less is not None else rule.part, language)
                yield from self._headed(phrase(name, language, part=said), rule.rule, depth)
            case Remainder():
                yield from self._headed(phrase("left-of", language), rule.total, depth)
                yield from self._headed(phrase("after-payment", language), rule.after, depth)
            case _:
                assert_never(rule)

    def _of_one(
        self, rule: Rate | Fixed | PerParty | Indexed | Stepped, depth: int
    ) -> Iterator[str]:
        """Yield a rule whose amount is independent of other payers."""
        language = self._language
        match rule:
            case Rate():
                yield from self._rate(rule, depth)
                yield from self._bases(rule.of, depth + 1)
            case Fixed():
                amount = money.kronor(rule.kronor, language)
                yield words.set_in(phrase("fixed", language, amount=amount), depth)
            case PerParty():
                yield words.set_in(phrase("by-party", language), depth)
                for party, kronor in rule.kronor:
                    amount = money.kronor(kronor, language)
                    yield words.set_in(f"{party}: {amount}", depth + 1)
                if rule.others is not None:
                    amount = money.kronor(rule.others, language)
                    yield words.set_in(phrase("others-pay", language, amount=amount), depth + 1)
            case Indexed():
                yield from self._indexed(rule, depth)
            case Stepped():
                yield from self._stepped(rule, depth)
            case _:
                assert_never(rule)

    def _rate(self, rule: Rate, depth: int) -> Iterator[str]:
        language, rate = self._language, rule.kronor_per_unit
        if isinstance(rate, Decimal):
            said = rate_text(Fraction(rate), rule, language)
            names = " × ".join(basis.statistic.name.in_language(language) for basis in rule.of)
            if said is None:
                said = words.capital(names)
            elif said.endswith(("%", "‰")):
                said = phrase("rate-of", language, rate=said, statistic=names)
            yield words.set_in(said, depth)
            return
        units = [b.statistic.unit if rule.per == 1 else b.statistic.units for b in rule.of]
        said = " × ".join(unit.in_language(language) for unit in units)
        if rule.per == 1:
            head = phrase("rate-by-rule", language, unit=said)
        else:
            count = money.number(rule.per, language)
            head = phrase("rate-by-rule-many", language, count=count, units=said)
        yield from self._headed(head, rate, depth)

    def _indexed(self, rule: Indexed, depth: int) -> Iterator[str]:
        language = self._language
        yield from self.lines(rule.rule, depth)
        method = _METHODS[rule.method].in_language(language)
        name = words.statistic_name(rule.index.statistic, language)
        said = phrase("index-clause", language, method=method, year=rule.base_year, statistic=name)
        yield words.set_in(said, depth)
        yield from self._bases([rule.index], depth + 1)
        if rule.link is not None:
            yield words.set_in(link_text(rule.link, language), depth + 1)
            yield from self._bases([rule.link.index], depth + 2)
        if rule.rounding is not None:
            how = how_rounded(rule.rounding, language)
            yield words.set_in(phrase("rounds", language, **how), depth + 1)

    def _stepped(self, rule: Stepped, depth: int) -> Iterator[str]:
        language, sizes = self._language, [size for size, _ in rule.above]
        units = rule.of.statistic.units.in_language(language)
        yield from self._bases([rule.of], depth)
        rules = (rule.rule, *(part for _, part in rule.above))
        steps = zip([None, *sizes], [*sizes, None], rules, strict=True)
        for low, high, part in steps:
            name = "size-up-to" if low is None else "size-above" if high is None else "size-between"
            limits = {"low": self._number(low), "high": self._number(high), "units": units}
            yield from self._headed(phrase(name, language, **limits), part, depth)

    def _divided(self, rule: Split | Shares, depth: int) -> Iterator[str]:
        """Yield a rule that divides an amount among the payers."""
        language = self._language
        if isinstance(rule, Split):
            by = self._key(rule.by)
            yield from self._headed(phrase("divided-amount", language, by=by), rule.total, depth)
            yield from self._bases_of(rule.by, depth + 1)
            yield from self._steps(rule, depth)
            return
        yield from self._headed(phrase("shared-amount", language), rule.total, depth)
        for who, share in self._classes(rule.kinds, rule.groups):
            said = {
                "who": who,
                "part": part_text(share.part, self._language),
                "by": self._key(share.by),
            }
            yield words.set_in(phrase("class-share", language, **said), depth + 1)
            yield from self._bases_of(share.by, depth + 2)
        yield from self._steps(rule, depth)

    def _steps(self, rule: Split | Shares, depth: int) -> Iterator[str]:
        if rule.step_ore > 1:
            step = money.amount(rule.step_ore, self._language)
            yield words.set_in(phrase("in-steps", self._language, amount=step), depth + 1)

    def _classes(
        self, kinds: Iterable[tuple[PartyKind, _T]], groups: Iterable[tuple[str, _T]]
    ) -> Iterator[tuple[str, _T]]:
        for kind, part in kinds:
            yield words.capital(words.KINDS[kind].in_language(self._language)), part
        for group, part in groups:
            yield phrase("group", self._language, name=group), part

    def _key(self, key: Key) -> str:
        language = self._language
        match key:
            case Equally():
                return phrase("key-equally", language)
            case ByWeight():
                weights = (f"{party} {self._number(weight)}" for party, weight in key.weights)
                return phrase("key-by-weight", language, weights=", ".join(weights))
            case _:
                names = (basis.statistic.name.in_language(language) for basis in key)
                return phrase("key-by-figure", language, names=" × ".join(names))

    def _bases_of(self, key: Key, depth: int) -> Iterator[str]:
        yield from self._bases(key if isinstance(key, tuple) else (), depth)

    def _bases(self, bases: Iterable[Basis], depth: int) -> Iterator[str]:
        """Yield the figures that a rule needs, each with its reference date."""
        for basis in bases:
            for date in days_text(basis.reference_date, self._language):
                said = {
                    "date": date,
                    "statistic": words.statistic_name(basis.statistic, self._language),
                    "subject": basis.subject or "",
                }
                name = "figure-on" if basis.subject is None else "figure-of-area-on"
                yield words.set_in(phrase(name, self._language, **said), depth)
            if basis.fallback is not None:
                yield words.set_in(phrase("until-known", self._language), depth)
                yield from self._bases([basis.fallback], depth + 1)

    def _number(self, number: Decimal | None) -> str:
        return "" if number is None else money.decimal(number, self._language)
