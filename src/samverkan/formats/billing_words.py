"""What rows to bill say: a short text, and how the amount follows, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from ..agreements.agreement import Agreement
from ..core import money
from ..core.figures import Figure
from ..core.periods import day
from ..core.sources import Source
from ..errors.quoting import cut
from ..errors.texts import Language, Text
from ..fees.causes import Cause
from ..fees.fee_parts import FeePart, FeePartKind
from ..fees.ledgers import Ledger
from ..reports.claims import cause, no_cause
from ..reports.words import counted, figure_number
from .billing_lines import Billed, BillingLine
from .fee_tables import decimal_of

LONGEST_TEXT: Final = 30
_LONGEST_DETAIL: Final = 1000
_FEW: Final = 3

FEE: Final = Text("Avgift", "Fee")
_OF_YEAR: Final = Text("{what} {year}", "{what} {year}")
_AND: Final = Text("{said}, {rest}", "{said}, {rest}")
_INSTALMENT: Final = Text("del {number} av {of}", "part {number} of {of}")
_CREDIT: Final = Text("kreditering", "credit")
_CHANGE: Final = Text("ändring", "change")
_DEDUCTION: Final = Text("avdrag", "deduction")
_PARTS: Final = {
    FeePartKind.FIXED: Text("fast belopp", "fixed amount"),
    FeePartKind.RATE: Text("rörlig del", "variable part"),
    FeePartKind.SHARE: Text("andel", "share"),
    FeePartKind.ENTRY_FEE: Text("inträdesavgift", "entry fee"),
    FeePartKind.OTHER: Text("övrigt", "other"),
    FeePartKind.ROUNDING: Text("avrundning", "rounding"),
}

_UNITS: Final = Text("{number} × {price}", "{number} × {price}")
_SHARE: Final = Text("{name}: {part} av {total}", "{name}: {part} of {total}")
_PART_OF_YEAR: Final = Text("{said} × {part} av året", "{said} × {part} of the year")
_EXACTLY: Final = Text("{said} = {amount}", "{said} = {amount}")
_ROUNDED: Final = Text("{said} ≈ {amount}", "{said} ≈ {amount}")
_IS: Final = Text("{name}: {amount}", "{name}: {amount}")
_PART_OF_CLAIM: Final = Text(
    "del {number} av {of} av {amount}", "part {number} of {of} of {amount}"
)
_PASSED: Final = Text(
    "förfallodagen var passerad när kravet blev känt",
    "the due day had passed when the claim became known",
)
_NOW: Final = Text("avgiften är nu {after}", "the fee is now {after}")
_THEN: Final = Text("avgiften var då {after}", "the fee was then {after}")
_BEFORE: Final = Text("tidigare krävt {before}", "claimed before {before}")
_AFTERWARDS: Final = Text(
    "registrerat i efterhand: för senare dagar var {later} redan krävt",
    "recorded afterwards: for later days, {later} had been claimed already",
)
_FOR_YEAR: Final = Text("avser budgetåret {year}", "for the budget year {year}")
_DAY: Final = Text("kravets dag: den {day}", "day of the claim: {day}")
_WAS: Final = Text("{said} (tidigare {number})", "{said} (before: {number})")
_MORE: Final = Text("och {count} orsaker till", "and {count} more causes")
_NOTHING_LEFT: Final = Text(
    "inget tidigare krav har något kvar att kreditera",
    "no earlier claim has anything left to credit",
)
_ACCORDING_TO: Final = Text("enligt {source}", "according to {source}")


def _both(say: Callable[..., str], *given: object) -> Text:
    """Return what a function says in both languages, cut if a name in it is very long."""
    return Text(cut(say(*given, "sv"), _LONGEST_DETAIL), cut(say(*given, "en"), _LONGEST_DETAIL))


def _said(text: Text, **values: object) -> Text:
    """Return a text with its braces filled in, in both languages."""
    return _both(_filled, text, values)


def _filled(text: Text, values: Mapping[str, object], language: Language) -> str:
    told = {
        name: value.in_language(language) if isinstance(value, Text) else value
        for name, value in values.items()
    }
    return text.in_language(language).format(**told)


def _amount(ore: int) -> Text:
    return _both(money.amount, ore)


# --- The text of a row


def row_text(billed: Billed, line: BillingLine, what: Text) -> Text:
    """Return the text of a row: *Avgift 2015, del 1 av 4*; in Swedish only if what it is for is."""
    said = _said(_OF_YEAR, what=what, year=billed.claim.year)
    rest = _rest(billed, line)
    found = said if rest is None else _said(_AND, said=said, rest=rest)
    return Text(found.sv) if what.en is None else found


def _rest(billed: Billed, line: BillingLine) -> Text | None:
    """Return what tells a row from the other rows of a party and year."""
    if billed.instalments > 1:
        return _said(_INSTALMENT, number=line.instalment, of=billed.instalments)
    if billed.claim.ore < 0:
        return _CREDIT
    if line.part is not None and len(billed.lines) > 1:
        is_deduction = line.part.kind is FeePartKind.FIXED and line.ore < 0
        return _DEDUCTION if is_deduction else _PARTS[line.part.kind]
    return None if billed.is_first else _CHANGE


def longest_form(text: Text) -> str:
    """Return the longest form of a text, the Swedish one if both are as long."""
    return max(text.sv, text.in_language("en"), key=len)


# --- Details


def details(
    billed: Billed, line: BillingLine, agreement: Agreement, ledger: Ledger
) -> Iterator[Text]:
    """Yield how the amount of a row follows, what it is for, its causes and its sources."""
    claim = billed.claim
    parts = billed.parts if line.part is None else (line.part,)
    if billed.instalments > 1:
        number, of = line.instalment, billed.instalments
        yield _said(_PART_OF_CLAIM, number=number, of=of, amount=_amount(claim.ore))
    if not billed.is_first:
        yield from _changed(billed)
    for part in parts:
        yield _arithmetic(part)
    if line.credits is not None and line.credits.place is None:
        yield _NOTHING_LEFT
    yield _said(_FOR_YEAR, year=claim.year)
    yield _said(_DAY, day=_both(day, claim.known_on))
    yield from _causes(billed, agreement, ledger)
    if line.due_on is not None and line.due_on < claim.known_on:
        yield _PASSED
    for source in dict.fromkeys(_named(source) for part in parts for source in part.sources):
        yield _said(_ACCORDING_TO, source=source)


def _changed(billed: Billed) -> Iterator[Text]:
    """Yield the fee that was assessed, as known on the day of a claim, and what was claimed."""
    if billed.owed is not None:
        yield _said(_THEN if billed.later else _NOW, after=_amount(billed.owed))
    yield _said(_BEFORE, before=_amount(billed.before))
    if billed.later:
        yield _said(_AFTERWARDS, later=_amount(billed.later))


def _causes(billed: Billed, agreement: Agreement, ledger: Ledger) -> Iterator[Text]:
    """Yield what became known, or that nothing on record supports what was claimed."""
    claim = billed.claim
    count = len(claim.causes)
    shown = claim.causes if count <= _FEW + 1 else claim.causes[:_FEW]
    yield from dict.fromkeys(_cause(each, billed, agreement) for each in shown)
    if count > len(shown):
        yield _said(_MORE, count=count - len(shown))
    if not count:
        yield _both(no_cause, claim, ledger)


def _cause(value: Cause, billed: Billed, agreement: Agreement) -> Text:
    """Return what became known, with the figure that it replaces, if it is one that does."""
    said = _both(cause, value, billed.claim.party, agreement)
    was = billed.replaced.get(value) if isinstance(value, Figure) else None
    if was is None:
        return said
    return _said(_WAS, said=said, number=_both(figure_number, was.statistic, was.value))


def _named(source: Source) -> str:
    return source.document if source.place is None else f"{source.document}, {source.place}"


def _arithmetic(part: FeePart) -> Text:
    """Return how a part of a fee is computed: *95 182 invånare × 1,50 kr = 142 773,00 kr*."""
    name, amount = _PARTS[part.kind], _amount(part.ore)
    if part.price is None or part.quantity is None:
        return _said(_IS, name=name, amount=amount)
    price = _both(money.exact_amount, *part.price.as_integer_ratio())
    if part.kind is FeePartKind.FIXED:
        said = _said(_IS, name=name, amount=price)
    elif part.kind is FeePartKind.SHARE:
        said = _said(_SHARE, name=name, part=_both(_number, part.quantity), total=price)
    else:
        said = _said(_UNITS, number=_both(_units, part, part.quantity), price=price)
    if part.of_year != 1:
        said = _said(_PART_OF_YEAR, said=said, part=_both(_fraction, part.of_year))
    elif part.kind is FeePartKind.FIXED:
        return said
    is_exact = part.price * part.quantity * part.of_year * 100 == part.ore
    return _said(_EXACTLY if is_exact else _ROUNDED, said=said, amount=amount)


def _units(part: FeePart, quantity: Fraction, language: Language) -> str:
    """Return the number of units, with the unit if it is the figure itself."""
    if len(part.figures) == 1:
        [figure] = part.figures
        if not figure.statistic.in_kronor and figure.statistic.number(figure.value) == quantity:
            return counted(figure, language)
    return _number(quantity, language)


def _number(number: Fraction, language: Language) -> str:
    decimal = decimal_of(number)
    return _fraction(number, language) if decimal is None else money.decimal(decimal, language)


def _fraction(number: Fraction, language: Language) -> str:
    return "/".join(money.number(each, language) for each in number.as_integer_ratio())
