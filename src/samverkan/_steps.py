"""What one step of an explanation says, and what it cites."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from . import _formats, _wording
from ._wording import phrase
from .explanations import Addition, Portion, Step
from .figures import Figure
from .funding._payers import decimals_of
from .funding.rules import (
    Basis,
    Bounded,
    ByGroup,
    ByWeight,
    Equally,
    Fixed,
    Indexed,
    IndexMethod,
    Key,
    Rate,
    Share,
    Shares,
    Split,
    Stepped,
    Sum,
)
from .members import Member
from .money import Rounding
from .sources import Source
from .texts import Language

__all__ = ["bases", "said", "sources", "told_below"]


def sources(step: Step) -> tuple[Source, ...]:
    """Return what a step cites."""
    rule = step.by
    if isinstance(rule, Portion):
        return rule.reading.sources
    if isinstance(rule, Member):
        return rule.joined_by.sources
    cited = list(rule.sources)
    key = _key(step)
    if isinstance(key, (Equally, ByWeight)):  # a basis says for itself what it cites
        cited += key.sources
    if isinstance(rule, Indexed) and rule.rounding is not None:
        cited += rule.rounding.sources
    return tuple(dict.fromkeys(cited))


def bases(step: Step) -> tuple[Basis, ...]:
    """Return which figures a step takes."""
    match step.by:
        case Rate():
            return step.by.of
        case Stepped():
            return (step.by.of,)
        case Indexed():
            return (step.by.index,)
        case _:
            key = _key(step)
            return key if isinstance(key, tuple) else ()


def told_below(step: Step) -> Iterator[Step | Figure]:
    """Yield what a step was applied to, but plain amounts that it tells itself.

    They are the stated limits of a bound, and a stated total; one with sources of its own is told.
    """
    told = {Bounded: 1, Split: 0, Shares: 0, Share: 0}.get(type(step.by), len(step.inputs))
    for place, part in enumerate(step.inputs):
        plain = isinstance(part, Step) and isinstance(part.by, Fixed) and not part.by.sources
        if place < told or not plain:
            yield part


def _key(step: Step) -> Key | None:
    """Return the key of a step that divides by one."""
    if step.share is None:
        return None
    if isinstance(step.by, Split):
        return step.by.by
    divided = step.inputs[0]
    return divided.by.by if isinstance(divided, Step) and isinstance(divided.by, Share) else None


def said(step: Step, member: Member, language: Language) -> str:  # noqa: PLR0911 - one for each
    """Return what was done, and what it gave."""
    rule, amount = step.by, _amount(step, language)
    match rule:
        case Rounding():
            return phrase("rounded", language, **_how(rule, language), amount=amount)
        case Portion():
            return _portion(rule, amount, language)
        case Member():
            return phrase("by-membership", language, party=rule.party.name, amount=amount)
        case ByGroup():
            return _chosen(rule, step, member, language)
        case Split() | Shares() | Share():
            return _divided(rule, step, member, language)
        case Sum() | Addition():
            return phrase("sum", language, count=len(step.inputs), amount=amount)
        case Rate() | Fixed() | Bounded() | Stepped() | Indexed():
            return _of_one(rule, step, language)
        case _:
            assert_never(rule)


def _chosen(rule: ByGroup, step: Step, member: Member, language: Language) -> str:
    """Return what a rule for a group or kind gives, or a part of it that is rounded by itself."""
    named = bool(rule.groups)
    name = "for-group" if _group(member, named=named) is not None else "for-kind"
    chosen = rule.rule_for(member.party.kind, member.accession.group)
    [given] = _steps_of(step)
    if isinstance(given.by, Rounding):
        [given] = _steps_of(given)
    if given.by != chosen:
        name = f"part-{name}"
    who = _class(member, language, named=named)
    return phrase(name, language, who=who, amount=_amount(step, language))


def _of_one(
    rule: Rate | Fixed | Bounded | Stepped | Indexed, step: Step, language: Language
) -> str:
    """Return what a rule says of one payer, whoever else pays."""
    match rule:
        case Rate():
            return _product(rule, step, language)
        case Fixed():
            return phrase("fixed", language, amount=_amount(step, language))
        case Bounded():
            return _bounded(rule, step, language)
        case Stepped():
            return _stepped(rule, step, language)
        case Indexed():
            return _indexed(rule, step, language)
        case _:
            assert_never(rule)


def _divided(rule: Split | Shares | Share, step: Step, member: Member, language: Language) -> str:
    """Return what a rule says of what all who pay divide."""
    if isinstance(rule, Share):
        return _part(rule, step, language)
    divided = _split(step, language)
    if isinstance(rule, Split) or step.share is None:
        return divided
    return f"{_capital(_class(member, language, named=bool(rule.groups)))}: {divided}"


def _part(rule: Share, step: Step, language: Language) -> str:
    """Return what a class bears: its part, in the whole öre that it comes to."""
    [total], amount = _steps_of(step), _amount(step, language)
    said = {"part": str(rule.part), "total": _amount(total, language), "amount": amount}
    exact = rule.part * total.kronor
    if exact == step.kronor:
        return phrase("part-of", language, **said)
    about = _formats.exact_amount(*exact.as_integer_ratio(), language)
    return phrase("part-rounded", language, **said, exact=about)


def _amount(step: Step, language: Language) -> str:
    return _formats.exact_amount(*step.kronor.as_integer_ratio(), language)


def _steps_of(step: Step) -> list[Step]:
    return [part for part in step.inputs if isinstance(part, Step)]


def _figures_of(step: Step) -> list[Figure]:
    return [part for part in step.inputs if isinstance(part, Figure)]


def _how(rounding: Rounding, language: Language) -> dict[str, str]:
    names = {1: "whole-ore", 100: "whole-kronor"}
    name = names.get(rounding.step_ore, "ore-step")
    return {
        "step": phrase(name, language, count=rounding.step_ore),
        "rule": _wording.ROUNDINGS[rounding.rule].in_language(language),
    }


def _group(member: Member, *, named: bool) -> str | None:
    """Return the group by which a rule that names groups, or none, finds a member."""
    return member.accession.group if named else None


def _class(member: Member, language: Language, *, named: bool) -> str:
    kind = _wording.KINDS[member.party.kind].in_language(language)
    return _group(member, named=named) or kind


def _portion(portion: Portion, amount: str, language: Language) -> str:
    days, of = portion.days
    first, last = portion.period.first_day, portion.period.last_day or portion.period.first_day
    span = {
        "first_day": _formats.day(first, language, year=False),
        "last_day": _formats.day(last, language),
    }
    return phrase("portion", language, days=days, of=of, amount=amount, **span)


def _product(rule: Rate, step: Step, language: Language) -> str:
    figures = _figures_of(step)
    units = (figure.statistic.unit.in_language(language) for figure in figures)
    rate = phrase(
        "per",
        language,
        amount=_formats.kronor(rule.kronor_per_unit, language),
        unit=" × ".join(units),
    )
    factors = " × ".join(_counted(figure, language) for figure in figures)
    amount = _amount(step, language)
    return phrase("product", language, rate=rate, factors=factors, amount=amount)


def _counted(figure: Figure, language: Language) -> str:
    statistic = figure.statistic
    number = statistic.number(figure.value)
    one_or_more = statistic.unit if number == 1 else statistic.units
    return f"{_formats.decimal(number, language)} {one_or_more.in_language(language)}"


def _split(step: Step, language: Language) -> str:
    key, amount = _key(step), _amount(step, language)
    if key is None or step.share is None:
        return phrase("divided", language, amount=amount)
    total = _amount(_steps_of(step)[0], language)
    weight, of = (
        _formats.decimal(_formats.scaled(number, decimals_of(key)), language)
        for number in step.share
    )
    if isinstance(key, tuple):
        units = " × ".join(basis.statistic.units.in_language(language) for basis in key)
        return phrase(
            "by-figure", language, weight=weight, of=of, units=units, amount=amount, total=total
        )
    name = "equally" if isinstance(key, Equally) else "by-weight"
    return phrase(name, language, weight=weight, of=of, amount=amount, total=total)


def _bounded(rule: Bounded, step: Step, language: Language) -> str:
    _, *limits = (_amount(part, language) for part in _steps_of(step))
    names = ["at-least"] * (rule.floor is not None) + ["at-most"] * (rule.cap is not None)
    told = (phrase(n, language, amount=limit) for n, limit in zip(names, limits, strict=True))
    bounds = _capital(", ".join(told))
    return phrase("bounded", language, bounds=bounds, amount=_amount(step, language))


def _stepped(rule: Stepped, step: Step, language: Language) -> str:
    [figure] = _figures_of(step)
    size = figure.statistic.number(figure.value)
    below = [above for above, _ in rule.above if above < size]
    rest = [above for above, _ in rule.above if above >= size]
    name = "up-to" if not below else "between" if rest else "above"
    low, high = (below or [Decimal(0)])[-1], (rest or [Decimal(0)])[0]
    return phrase(
        name,
        language,
        low=_formats.decimal(low, language),
        high=_formats.decimal(high, language),
        units=figure.statistic.units.in_language(language),
        amount=_amount(step, language),
    )


def _indexed(rule: Indexed, step: Step, language: Language) -> str:
    base, amount = _amount(_steps_of(step)[0], language), _amount(step, language)
    numbers = [f.statistic.number(f.value) for f in _figures_of(step)]
    if not numbers:
        return phrase("not-indexed", language, year=rule.base_year, amount=amount)
    if rule.method is IndexMethod.LEVEL:
        factors = "/".join(_formats.decimal(number, language) for number in reversed(numbers))
    else:
        factors = " × ".join(_change(number, language) for number in numbers)
    if rule.rounding is None:
        return phrase("indexed", language, base=base, factors=factors, amount=amount)
    each_year = rule.method is IndexMethod.CHAINED_ROUNDED
    return phrase(
        "indexed-each-year" if each_year else "indexed-rounded",
        language,
        base=base,
        factors=factors,
        **_how(rule.rounding, language),
        amount=amount,
    )


def _change(percent: Decimal, language: Language) -> str:
    """Return a change as a factor: (1 + 2,7 %)."""
    sign = "−" if percent < 0 else "+"
    return f"(1 {sign} {_formats.decimal(percent.copy_abs(), language)} %)"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
