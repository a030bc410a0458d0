"""Checks of funding rules: groups, who pays first, and steps."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Final, cast

from ..agreements.state import Member
from ..core import money
from ..core.parts import inside
from ..core.periods import LAST_YEAR, Period
from ..errors.texts import Text, an_instance
from ..fees.payers import paid_before_shares, states
from ..funding.rules import ByGroup, Remainder, Rule, Shares, Split, years_named
from .context import Context
from .findings import Finding, FindingKind, Severity

_THE_RULE: Final = Text("regeln", "the rule")
_MEANT: Final = Text("regeln (menar du {name}?)", "the rule (do you mean {name}?)")

GROUP_NOT_IN_RULE: Final = FindingKind(
    code="GROUP_NOT_IN_RULE",
    severity=Severity.WARNING,
    message=Text(
        "gruppen {group} nämns inte i tolkningen {reading}, som har regler för {named}; ingen "
        "regel är angiven för parten, och det som andra betalar kan bli fel",
        "the group {group} is not named in the reading {reading}, which has rules for {named}; no "
        "rule is stated for the party, and what others bear may be wrong",
    ),
    remedy=Text(
        "Skriv gruppen lika i anslutningen och {rule}, eller ange en regel för den",
        "Write the group alike in the accession and {rule}, or state a rule for it",
    ),
)

NOBODY_PAYS_FIRST: Final = FindingKind(
    code="NOBODY_PAYS_FIRST",
    severity=Severity.WARNING,
    message=Text(
        "Tolkningen {reading}: det som återstår av en summa fördelas, men {year} betalar ingen "
        "part något före fördelningen (after); hela summan fördelas",
        "Reading {reading}: what is left of a total is divided, but in {year} no party pays "
        "anything first (after); the whole total is divided",
    ),
    remedy=Text(
        "Jämför grupperna i after med parternas anslutningar; ska ingen betala före fördelningen "
        "behövs ingen åtgärd",
        "Compare the groups in after with the accessions of the parties; if nobody is to pay "
        "first, nothing is needed",
    ),
)

STEP_NOT_OF_SHARES: Final = FindingKind(
    code="STEP_NOT_OF_SHARES",
    severity=Severity.WARNING,
    message=Text(
        "Tolkningen {reading}: avgifter avrundas till {step}, men en summa fördelas i hela ören; "
        "andelarna avrundas inte till {step}",
        "Reading {reading}: fees are rounded to {step}, but a total is divided in whole öre; its "
        "shares are not rounded to {step}",
    ),
    remedy=Text(
        "Ange step_ore = {ore} i den regel som fördelar (split, shares), om andelarna ska vara i "
        "sådana steg",
        "State step_ore = {ore} in the rule that divides (split, shares) if the shares are to be "
        "in such steps",
    ),
)


# --- Groups


def check_groups(context: Context) -> Iterator[Finding]:
    """Yield a finding for each member whose group no rule names, though rules name groups."""
    an_instance("context", context, Context)
    for period, terms in context.state.timeline.pieces:
        for reading in terms.funding:
            named = _groups_in(reading.funding.rule)
            for member in _members(period, context) if named else ():
                group = member.accession.group
                if group is not None and group not in named:
                    yield GROUP_NOT_IN_RULE.found(
                        f"accession {member.accession.number}",
                        about=str(member.party),
                        group=group,
                        reading=reading.name,
                        named=tuple(named),
                        rule=_meant(group, named),
                    )


def _members(period: Period, context: Context) -> Iterator[Member]:
    """Yield the members on some day of a period, or on the day to check if that is in it."""
    if context.on is None or context.on in period:
        yield from (each for each in context.memberships if each.period.overlap(period) is not None)


def _groups_in(rule: Rule) -> list[str]:
    choices: list[ByGroup | Shares] = [*inside(rule, ByGroup), *inside(rule, Shares)]
    return sorted({group for each in choices for group, _ in each.groups})


def _meant(group: str, named: Iterable[str]) -> Text:
    """Return the rule that names groups, and asks whether a similar one of them is meant."""
    folded = {each.casefold(): each for each in named}
    meant = difflib.get_close_matches(group.casefold(), folded, n=1)
    if not meant:
        return _THE_RULE
    name = folded[meant[0]]
    return Text(_MEANT.sv.format(name=name), _MEANT.in_language("en").format(name=name))


# --- What is paid first


def check_paid_first(context: Context) -> Iterator[Finding]:
    """Yield a finding for each reading in which nobody pays before the rest of a total is divided.

    It names the first such year; on a day, it is told only if that year is the day's.
    """
    an_instance("context", context, Context)
    found: set[str] = set()
    for period, terms in context.state.timeline.pieces:
        for reading in terms.funding:
            rule = reading.funding.rule
            years = _years(period, rule, context) if any(inside(rule, Remainder)) else []
            for year in years:
                members = _members_in(year, period, context)
                if reading.name not in found and _nobody_pays_first(rule, members, year):
                    found.add(reading.name)
                    one = NOBODY_PAYS_FIRST.found("terms", reading=reading.name, year=str(year))
                    yield from [one] * (context.on is None or context.on.year == year)


def _nobody_pays_first(rule: Rule, members: list[Member], year: int) -> bool:
    """Return whether members share what is left after a rule that states nothing for any member."""
    first = {after for member in members for after in paid_before_shares(rule, member, year)}
    return any(not any(states(after, member, year) for member in members) for after in first)


def _years(period: Period, rule: Rule, context: Context) -> list[int]:
    """Return the years of some terms in which something else may apply than the year before."""
    years = {period.first_day.year, *years_named(rule)}
    for member in context.state.memberships:
        last_day = member.period.last_day
        years.add(member.period.first_day.year)
        years |= set() if last_day is None else {last_day.year, last_day.year + 1}
    first_year, last_day = period.first_day.year, period.last_day
    last_year = LAST_YEAR if last_day is None else last_day.year
    return sorted(year for year in years if first_year <= year <= last_year)


def _members_in(year: int, period: Period, context: Context) -> list[Member]:
    days = cast("Period", Period.of_year(year).overlap(period))  # since it is one of its years
    state = context.state
    several = (*state.memberships, *state.undated, *state.uncertain)
    return [member for member in several if member.period.overlap(days) is not None]


# --- Steps


def check_steps(context: Context) -> Iterator[Finding]:
    """Yield a finding for each reading that rounds to a step, but not the shares of a total."""
    an_instance("context", context, Context)
    for terms in context.terms:
        for reading in terms.funding:
            step, rule = reading.funding.rounding.step_ore, reading.funding.rule
            dividing: list[Split | Shares] = [*inside(rule, Split), *inside(rule, Shares)]
            if step > 1 and any(each.step_ore == 1 for each in dividing):
                said = Text(money.amount(step, "sv"), money.amount(step, "en"))
                yield STEP_NOT_OF_SHARES.found(
                    "terms", reading=reading.name, step=said, ore=str(step)
                )
