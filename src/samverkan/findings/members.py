"""Checks of members: their decisions, days of existence and first days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from ..agreements.instruments import Accession, Succession
from ..agreements.state import Member
from ..core import periods
from ..core.parties import Party
from ..core.parts import inside
from ..core.periods import Period
from ..errors.texts import Text
from ..governance.governance import Governance
from .adoption import subject_of
from .context import Context
from .findings import Finding, FindingKind, Severity

_ONE_DAY: Final = dt.timedelta(days=1)


DECISION_NOT_RECORDED: Final = FindingKind(
    code="DECISION_NOT_RECORDED",
    severity=Severity.INFO,
    message=Text("inget eget beslut är registrerat", "no decision of its own is recorded"),
    remedy=Text(
        "Registrera partens beslut och dess dag", "Record the party's decision and its day"
    ),
)


def check_decisions(context: Context) -> Iterator[Finding]:
    """Yield a finding for each accession without a recorded decision of the party."""
    for accession in context.instruments:
        if (
            isinstance(accession, Accession)
            and accession.decision is None
            and not accession.is_joint
        ):
            party = context.agreement.party(accession.party)
            yield DECISION_NOT_RECORDED.found(f"accession {accession.number}", about=str(party))


PARTY_NOT_JOINED: Final = FindingKind(
    code="PARTY_NOT_JOINED",
    severity=Severity.WARNING,
    message=Text(
        "parten nämns, men ingen anslutning av den är registrerad: den är inte part, och har ingen "
        "avgift",
        "the party is listed, but no accession of it is recorded: it is no member, and has no fee",
    ),
    remedy=Text(
        "Registrera dess anslutning, eller ta bort parten",
        "Record its accession, or remove the party",
    ),
)


def check_joined(context: Context) -> Iterator[Finding]:
    """Yield a finding for each listed party that nothing else names."""
    agreement = context.agreement
    named = {party.successor for party in agreement.parties}
    for instrument in agreement.instruments:
        if isinstance(instrument, Accession | Succession):
            named |= {instrument.party, getattr(instrument, "successor", None)}
    for governance in inside((agreement.terms, agreement.instruments), Governance):
        named |= set(governance.parties())
    for party in agreement.parties:
        if party.id not in named:
            yield PARTY_NOT_JOINED.found(f"party {party.id}", about=str(party))


PARTY_CEASED: Final = FindingKind(
    code="PARTY_CEASED",
    severity=Severity.WARNING,
    message=Text(
        "{party} upphörde den {last_day} men är part därefter; {successor}",
        "{party} ceased to exist on {last_day} but is a party after that; {successor}",
    ),
    remedy=Text(
        "Registrera ett partsbyte, eller ange den rätta parten",
        "Record a succession, or name the right party",
    ),
)


PARTY_NOT_YET: Final = FindingKind(
    code="PARTY_NOT_YET",
    severity=Severity.WARNING,
    message=Text(
        "{party} fanns inte före den {existed_from} men är part redan från och med den {first_day}",
        "{party} did not exist before {existed_from} but is already a party from {first_day}",
    ),
    remedy=Text(
        "Ange den part som fanns då, eller en senare första dag",
        "Name the party that existed then, or a later first day",
    ),
)


def check_life_spans(context: Context) -> Iterator[Finding]:
    """Yield a finding for each party that is bound on days on which it does not exist."""
    for member in context.memberships:
        party, first_day, last_day = member.party, member.period.first_day, member.period.last_day
        begins, ends = (context.on or first_day), (context.on or last_day)
        if party.last_day is not None and (ends is None or ends > party.last_day):
            yield PARTY_CEASED.found(
                f"party {party.id}",
                party=str(party),
                last_day=party.last_day,
                successor=_successor(context, party, party.last_day + _ONE_DAY),
            )
        if party.first_day is not None and begins < party.first_day:
            yield PARTY_NOT_YET.found(
                f"party {party.id}",
                party=str(party),
                existed_from=party.first_day,
                first_day=first_day,
            )


def _successor(context: Context, party: Party, on: dt.date) -> Text:
    """Return a text that names the first successor of a party that still exists on a day."""
    seen = {party.id}
    while party.successor is not None and party.successor not in seen:
        party = context.agreement.party(party.successor)
        seen.add(party.id)
        if party.last_day is None or party.last_day >= on:
            return Text(f"efterträdare är {party}", f"its successor is {party}")
    return Text("ingen efterträdare är känd", "no successor is known")


EFFECTIVE_BEFORE_AGREEMENT: Final = FindingKind(
    code="EFFECTIVE_BEFORE_AGREEMENT",
    severity=Severity.ERROR,
    message=Text(
        "anslutningen gäller från och med den {first_day}, före överenskommelsens "
        "första dag, den {agreed_from}",
        "the accession is effective from {first_day}, before the agreement's first "
        "day, {agreed_from}",
    ),
    remedy=Text(
        "Låt anslutningen gälla tidigast från överenskommelsens första dag",
        "Let the accession be effective from the agreement's first day at the earliest",
    ),
)


def check_first_days(context: Context) -> Iterator[Finding]:
    """Yield a finding for each accession that is effective before the agreement's first day."""
    state = context.state
    is_known = all(each.instrument is not None for each in state.pending)
    agreed_from = state.period.first_day if is_known else context.agreement.terms.period.first_day
    for accession in context.instruments:
        if not isinstance(accession, Accession):
            continue
        first_day = accession.effective.first_day
        if agreed_from is not None and first_day is not None and first_day < agreed_from:
            yield EFFECTIVE_BEFORE_AGREEMENT.found(
                f"accession {accession.number}",
                about=str(context.agreement.party(accession.party)),
                first_day=first_day,
                agreed_from=agreed_from,
            )


MEMBER_ALREADY: Final = FindingKind(
    code="MEMBER_ALREADY",
    severity=Severity.INFO,
    message=Text(
        "{what} har ingen verkan {days}: parten är då redan part genom anslutning {number}, "
        "sedan det som hade avslutat det medlemskapet blev ogiltigt",
        "{what} has no effect {days}: the party is a member then by accession {number}, "
        "because what had ended that membership is void",
    ),
    remedy=Text(
        "Registrera ett nytt utträde om parten inte ska vara part genom anslutning {number}",
        "Record a new withdrawal if the party is not to be a member by accession {number}",
    ),
)


MEMBER_IN_ANOTHER_GROUP: Final = FindingKind(
    code="MEMBER_IN_ANOTHER_GROUP",
    severity=Severity.WARNING,
    message=Text(
        "{what} har ingen verkan {days}: parten är då redan part genom anslutning {number}, "
        "sedan det som hade avslutat det medlemskapet blev ogiltigt; därför är dess grupp "
        "{group}, inte {other}",
        "{what} has no effect {days}: the party is a member then by accession {number}, "
        "because what had ended that membership is void; so its group is {group}, not {other}",
    ),
    remedy=Text(
        "Kontrollera gruppen, som kan styra avgiften. Ska den vara {other}: registrera ett nytt "
        "utträde och en ny anslutning",
        "Check the group, which may decide the fee. If it is to be {other}, record a new "
        "withdrawal and a new accession",
    ),
)
_NO_GROUP: Final = Text("ingen", "none")


def check_redundant(context: Context) -> Iterator[Finding]:
    """Yield a finding for each membership on days on which the party is a member already."""
    for member in context.state.redundant:
        if context.on is not None and context.on not in member.period:
            continue
        held, by = _held_already(context, member), member.joined_by
        label, number = by.label, by.number
        own, other = held.accession.group, member.accession.group
        kind = MEMBER_ALREADY if own == other else MEMBER_IN_ANOTHER_GROUP
        yield kind.found(
            subject_of(by),
            about=str(member.party),
            what=Text(f"{label.sv} {number}", f"{label.in_language('en')} {number}"),
            days=_days(member.period),
            number=str(held.accession.number),
            group=own or _NO_GROUP,
            other=other or _NO_GROUP,
        )


def _held_already(context: Context, member: Member) -> Member:
    """Return the membership by which a party is already a member on the days of another."""
    state, party, first_day = context.state, member.party.id, member.period.first_day
    held = state.member(party, on=first_day)
    return held or next(
        each for each in state.uncertain if each.party.id == party and first_day in each.period
    )


def _days(period: Period) -> Text:
    """Return days in words: *från och med den 1 juli 2015 till och med den 31 mars 2016*."""
    first, last = period.first_day, period.last_day
    swedish = f"från och med den {periods.day(first, 'sv')}"
    english = f"from {periods.day(first, 'en')}"
    if last is None:
        return Text(swedish, english)
    return Text(
        f"{swedish} till och med den {periods.day(last, 'sv')}",
        f"{english} to {periods.day(last, 'en')}",
    )
